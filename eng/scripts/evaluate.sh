#!/usr/bin/env bash
# ./mmei evaluate: measures the committed models on a folder of data.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
python_packages
PYTHONPATH="$root/models" exec /usr/bin/python3 -m mmei_models evaluate "$@"
