#!/usr/bin/env bash
# ./mmei simulate: made people live with a platform, which it starts unless --url names one.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'TEXT'
Usage: ./mmei simulate [--users N] [--sessions M] [--seed S] [--fast [--sweep]] [--plots DIR] [--url URL --key KEY...] [--json]

Sends made people to a running platform over HTTP, the same ones once in each arm (agnostic or emotion-driven, with or without learning), and
compares engagement time, satisfaction and NDCG, with intervals. docs/simulator.md says what is assumed of people.

  --users N     how many people (40)
  --sessions M  how many sessions each may have (10)
  --seed S      of the world (1)
  --fast        words by the measured confusion of emotions, instead of faces, voices and words
  --sweep       with --fast: also by the accuracy of recognition
  --plots DIR   draw pictures (SVG) there
  --url URL     a platform that runs; otherwise one is started, and stopped afterwards
  --key KEY     with --url: one of an empty tenant of its own for each arm: four, and with --sweep ten
  --json        print one JSON document on stdout
TEXT
}

options=() url="" tenants=4
while (($#)); do
    case "$1" in
        --users | --sessions | --seed | --plots | --key) with_value "$@"; options+=("$1" "$2"); shift 2 ;;
        --url) with_value "$@"; url=$2; shift 2 ;;
        --sweep) tenants=10; options+=("$1"); shift ;;
        --fast | --json) options+=("$1"); shift ;;
        -h | --help) usage; exit 0 ;;
        *) say "./mmei simulate has no option '$1'."; usage >&2; exit 2 ;;
    esac
done

build platform services/standalone/Mmei.Standalone gateway/Mmei.Cli
simulate=(dotnet "$(built gateway/Mmei.Cli)" simulate --samples "$root/models/samples" ${options[@]+"${options[@]}"})
[[ -z $url ]] || exec "${simulate[@]}" --url "$url"

folder=$(mktemp -d "${TMPDIR:-/tmp}/mmei-simulate.XXXXXX")
finish() {
    [[ -z $standalone_pid ]] || stop "$standalone_pid"
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

# What a key may call is not what is simulated.
export Gateway__RateLimits__RequestsPerSecond=100000 Gateway__RateLimits__Burst=100000
key=$(new_key)
simulate+=(--key "$key")
for ((i = 1; i < tenants; i++)); do
    more=$(new_key)
    simulate+=(--key "$more")
    export "Auth__ApiKeys__${i}__Tenant=arm-$i" "Auth__ApiKeys__${i}__Sha256=$(sha256_of "$more")"
done
free_port port
start_standalone "$folder" "$port" "$key"
"${simulate[@]}" --url "$standalone_url"
