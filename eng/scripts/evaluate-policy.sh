#!/usr/bin/env bash
# ./mmei evaluate-policy: what a policy would have earned, from the log of another.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

build platform services/standalone/Mmei.Standalone gateway/Mmei.Cli
exec dotnet "$(built gateway/Mmei.Cli)" evaluate-policy "$@"
