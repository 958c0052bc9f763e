#!/usr/bin/env bash
# ./mmei keys: the API keys in a file that a gateway reads.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

build cli gateway/Mmei.Cli
exec dotnet "$(built gateway/Mmei.Cli)" keys "$@"
