#!/usr/bin/env bash
# Puts together what a service's image adds to its base: /app, its models, its tools, and .NET where the base has none. eng/Dockerfile runs it.
#   eng/images/assemble.sh SERVICE cpu|gpu FOLDER
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../scripts/services.sh"

service=$1 onnx_runtime=$2 image=$3
project=$(service_fact "$service" project)
if [[ -z $project ]]; then
    echo "SERVICE is '$service'; give one of: $(service_names | xargs)." >&2
    exit 1
fi

dotnet publish "$root/$project" --no-build --disable-build-servers --configuration Release \
    -p:OnnxRuntime="$onnx_runtime" -p:PublishDocumentationFiles=false --output "$image/app"
# One name for every image's program.
ln -s "$(basename "$project")" "$image/app/service"
# What it is made of, for whoever scans it (CycloneDX).
(cd "$root/eng/images" && dotnet tool restore && dotnet tool run dotnet-CycloneDX "$root/$project/$(basename "$project").csproj" \
    --output "$image/app" --filename sbom.cdx.json --output-format Json --disable-package-restore)
for model in $(service_fact "$service" models); do
    mkdir -p "$image/models"
    cp -R "$root/models/artifacts/$model" "$image/models/"
done
for tool in $(service_fact "$service" tools); do
    install -D "/tools/$tool" "$image/usr/local/bin/$tool"
done
# A CUDA base has no .NET.
if [[ $onnx_runtime == gpu ]]; then
    mkdir -p "$image/usr/share/dotnet"
    cp -R "$(dirname "$(readlink -f "$(command -v dotnet)")")"/{dotnet,host,shared} "$image/usr/share/dotnet/"
fi
