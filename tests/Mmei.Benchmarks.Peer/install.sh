#!/usr/bin/env bash
# Installs the packages of this server from npm, only when the lock file changed since the last time.
set -euo pipefail

folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
stamp="$folder/node_modules/.installed"
wanted=$(sha256sum <"$folder/package-lock.json")

# Two callers at once (two test runs, say) must not install over each other.
exec 9>"$folder/.lock"
flock 9

if [[ -f $stamp && $(<"$stamp") == "$wanted" ]]; then
    exit 0
fi

echo "Fetching the peer's packages from npm (once, about 120 MB)" >&2
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix "$folder" >&2

# The package carries every platform (290 MB); keep the one that is loaded.
find "$folder/node_modules/onnxruntime-node/bin/napi-v6" -mindepth 1 -maxdepth 1 ! -name linux -exec rm -r {} +
rm -r "$folder/node_modules/onnxruntime-node/bin/napi-v6/linux/arm64"

echo "$wanted" >"$stamp"
