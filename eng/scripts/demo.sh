#!/usr/bin/env bash
# ./mmei demo: the whole story in one run.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'TEXT'
Usage: ./mmei demo [--data DIR] [--json]

Starts the platform in one process, imports the sample catalog, sends observations (text, voice, face), prints emotion, intent,
modality weights and the recommended items, sends feedback, shows how the ranking moved, and stops.

  --data DIR    take real faces, voices and sentences from DIR (fer2013, ravdess, goemotions) instead of the drawn samples
  --json        print one JSON document on stdout
TEXT
}

arguments=()
data=""
while (($#)); do
    case "$1" in
        --data) with_value "$@"; data=$2; shift 2 ;;
        --json) arguments+=(--json); shift ;;
        -h | --help) usage; exit 0 ;;
        *) say "./mmei demo has no option '$1'."; usage >&2; exit 2 ;;
    esac
done
if [[ -n $data ]]; then
    [[ -d $data ]] || wrong "--data: there is no folder '$data'."
    arguments+=(--data "$(cd "$data" && pwd)")
    need ffmpeg ffmpeg # RAVDESS clips are FLAC
fi

build platform services/standalone/Mmei.Standalone gateway/Mmei.Cli

folder=$(mktemp -d "${TMPDIR:-/tmp}/mmei-demo.XXXXXX")
finish() {
    [[ -z $standalone_pid ]] || stop "$standalone_pid"
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

key=$(new_key)
free_port port
start_standalone "$folder" "$port" "$key"
dotnet "$(built gateway/Mmei.Cli)" demo --url "$standalone_url" --key "$key" --samples "$root/models/samples" ${arguments[@]+"${arguments[@]}"}
