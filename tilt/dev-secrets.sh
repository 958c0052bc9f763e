#!/usr/bin/env bash
# Prints the Secrets of the development namespace. Passwords and the API key are drawn once and kept under .mmei/tilt, which git ignores.
set -euo pipefail

namespace=$1
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/.mmei/tilt
mkdir -p "$folder"
umask 077

drawn() {
    [[ -s $folder/$1 ]] || od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$folder/$1"
    cat "$folder/$1"
}

bus=$(drawn bus-password)
storage=$(drawn storage-password)
digest=$(drawn api-key | sha256sum | cut -d' ' -f1)

secret() {
    printf -- '---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n  namespace: %s\nstringData:\n' "$1" "$namespace"
    shift
    printf '  %s: "%s"\n' "$@"
}

secret mmei-bus username mmei password "$bus"
secret mmei-storage password "$storage" connection-string "Host=postgres;Database=mmei;Username=mmei;Password=$storage"
secret mmei-auth dev "$digest"
