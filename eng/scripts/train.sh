#!/usr/bin/env bash
# ./mmei train: the Python pipeline under models/.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
python_packages
PYTHONPATH="$root/models" exec /usr/bin/python3 -m mmei_models train "$@"
