#!/usr/bin/env bash
# ./mmei topology: every queue of the platform as JSON.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
    cat <<'TEXT'
Usage: ./mmei topology [--shards N] [--queue-type Quorum|Classic]

Writes every queue, with its arguments and the messages that it takes, as one JSON document. The chart is checked against it as it is in
eng/chart/topology.json; after a change: ./mmei topology > eng/chart/topology.json
TEXT
    exit 0
fi

build platform services/standalone/Mmei.Standalone gateway/Mmei.Cli
exec dotnet "$(built services/standalone/Mmei.Standalone)" topology "$@"
