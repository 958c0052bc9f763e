#!/usr/bin/env bash
# build.sh PROGRAM: builds flat.cpp with Debian's FAISS, installing that where it is missing. Fails, having said so, where it cannot be had.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../eng/scripts/lib.sh"
program=${1:?}
source=$(dirname "${BASH_SOURCE[0]}")/flat.cpp
[[ ! -x $program || $source -nt $program ]] || exit 0
if [[ ! -f /usr/include/faiss/IndexFlat.h ]] || ! command -v g++ >/dev/null || ! compgen -G "/usr/lib/*/libopenblas.so.0" >/dev/null; then
    install_packages g++ libfaiss-dev libopenblas0-pthread
fi
say "Building the program of FAISS"
g++ -O3 -march=native -fopenmp "$source" -o "$program" -lfaiss -l:libopenblas.so.0 >&2
