#!/usr/bin/env bash
# ./mmei images: builds every service's image on this machine, without a registry.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/services.sh"
source "$(dirname "${BASH_SOURCE[0]}")/servers.sh"
source "$(dirname "${BASH_SOURCE[0]}")/workloads.sh"

usage() {
    cat <<'TEXT'
Usage: ./mmei images [--run] [--gpu] [--keep DIR] [--json]

Builds the image of every service with buildah, on a base made here: what a .NET program needs of Debian, and this machine's .NET.
Prints their sizes, and fails where one is too large. As root, on Debian.

  --run         start them as the chart renders them, with podman, beside RabbitMQ and PostgreSQL: send observations through all, ask their
                probes, kill the broker, and stop each of them, idle and at work
  --gpu         also build the images of the services with models for a GPU, on a base without .NET, as CUDA bases are
  --keep DIR    keep images and build steps in DIR, and take from there what has not changed
  --json        print one JSON document on stdout
TEXT
}

run=false gpu=false json=false keep=""
while (($#)); do
    case "$1" in
        --run) run=true; shift ;;
        --gpu) gpu=true; shift ;;
        --keep) with_value "$@"; keep=$2; shift 2 ;;
        --json) json=true; shift ;;
        -h | --help) usage; exit 0 ;;
        *) say "./mmei images has no option '$1'."; usage >&2; exit 2 ;;
    esac
done

[[ $(id -u) -eq 0 ]] || die "./mmei images needs to be root: it makes a base image with debootstrap."
for tool in buildah podman runc conmon catatonit debootstrap; do need "$tool" "$tool"; done
dotnet_root=$(dotnet --list-runtimes | sed -n 's/^Microsoft\.AspNetCore\.App .*\[\(.*\)\/shared\/.*/\1/p' | tail -1)
[[ -n $dotnet_root ]] || die "No ASP.NET Core runtime was found; 'dotnet --list-runtimes' names those there are."

# The most bytes of an image: as a whole on a CPU, over its base on a GPU.
most_cpu=250000000 most_gpu=1000000000
tag=$(sed -n 's/^appVersion: *"\?\([^"]*\)"\?/\1/p' "$root/charts/mmei/Chart.yaml")

folder=$(mktemp -d "${TMPDIR:-/tmp}/mmei-images.XXXXXX")
# PostgreSQL's user passes through.
chmod 711 "$folder"
[[ -z $keep ]] || mkdir -p "$keep"
storage=${keep:+$(cd "$keep" && pwd)}
storage=${storage:-$folder}
log=$folder/images.log
# Layers over one another where the kernel can; copies of whole file systems elsewhere.
driver=vfs
! grep -qw overlay /proc/filesystems || driver=overlay
# Containers run in the machine's network: no bridge is needed, and none is there everywhere.
export CONTAINERS_CONF=$folder/containers.conf
cat >"$CONTAINERS_CONF" <<'TEXT'
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
netns = "host"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
TEXT

places=(--root "$storage/storage" --runroot "$storage/run" --storage-driver "$driver")
in_podman() { podman "${places[@]}" --log-level error "$@"; }
in_buildah() { buildah "${places[@]}" "$@"; }

server_pids=() workloads=""
finish() {
    stop_load
    if [[ -n $workloads ]]; then
        in_podman kube down "$workloads" >>"$log" 2>&1 || true
    fi
    stop_servers ${server_pids[@]+"${server_pids[@]}"}
    # Where a build was cut short, layers are still mounted.
    in_buildah umount --all >/dev/null 2>&1 || true
    rm -rf --one-file-system "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

# quietly WHAT COMMAND...: its output goes to the log, of which the end is shown when it fails.
quietly() {
    local what=$1
    shift
    say "$what"
    "$@" >>"$log" 2>&1 || {
        tail -30 "$log" >&2
        die "$what failed."
    }
}

# import_base IMAGE FOLDER
import_base() {
    tar -C "$2" -c . | in_podman import --change "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" - "$1" >>"$log" 2>&1
}

# What is built is read once, so that all images are of one state, whoever works on the sources meanwhile.
sources=$folder/sources
mkdir "$sources"
(cd "$root" && tar --exclude bin --exclude obj --exclude node_modules -c .dockerignore Directory.* global.json charts contracts eng gateway \
    models/artifacts services) | tar -C "$sources" -x

# build_image SERVICE cpu|gpu BASE TAG: the SDK, the packages and whom to trust are this machine's own, lent to the build.
build_image() {
    local inside=~root # a build runs as root
    in_buildah bud --isolation chroot --layers --file "$sources/eng/Dockerfile" --tag "$4" \
        --volume "$dotnet_root:/usr/share/dotnet:ro" --volume "$HOME/.nuget:$inside/.nuget" --volume /etc/ssl/certs:/etc/ssl/certs:ro \
        --build-arg SDK_IMAGE=mmei/debian --build-arg RUNTIME_IMAGE="$3" --build-arg ONNX_RUNTIME="$2" --build-arg SERVICE="$1" --build-arg VERSION="$tag" \
        --build-arg REVISION="$(git -C "$root" rev-parse HEAD 2>/dev/null || echo unknown)" "$sources"
}

size_of() { in_podman image inspect --format '{{.Size}}' "$1"; }

table=() rows="" too_large=()
# measure IMAGE BASE MOST FROM: FROM is `whole` or `over`, what MOST bounds.
measure() {
    local whole over bounded
    whole=$(size_of "$1") over=$(($(size_of "$1") - $(size_of "$2")))
    table+=("$(printf '%-32s %7d MB %7d MB' "$1" $((whole / 1000000)) $((over / 1000000)))")
    rows+="${rows:+, }{ \"image\": \"$1\", \"bytes\": $whole, \"overBase\": $over }"
    [[ $4 == over ]] && bounded=$over || bounded=$whole
    ((bounded <= $3)) || too_large+=("$1 has $((bounded / 1000000)) MB, more than $(($3 / 1000000)).")
}

if ! in_podman image exists mmei/dotnet; then
    quietly "Making the base images" "$root/eng/images/base.sh" "$folder/bases"
    cp -R "$dotnet_root"/{dotnet,host,shared} "$folder/bases/runtime/usr/share/dotnet/"
    import_base mmei/debian "$folder/bases/debian"
    import_base mmei/dotnet "$folder/bases/runtime"
    rm -rf "$folder/bases"
fi
for name in $(service_names); do
    image=$(service_fact "$name" image)
    quietly "Building $image" build_image "$name" cpu mmei/dotnet "$image:$tag"
    measure "$image:$tag" mmei/dotnet "$most_cpu" whole
    if $gpu && [[ -n $(service_fact "$name" models) ]]; then
        quietly "Building $image for GPUs" build_image "$name" gpu mmei/debian "$image:$tag-gpu"
        measure "$image:$tag-gpu" mmei/debian "$most_gpu" over
    fi
done

if ! $json; then
    printf '%-32s %10s %10s\n' image whole "over base"
    printf '%s\n' "${table[@]}"
fi
if $run; then run_images; fi
if $json; then
    printf '{ "images": [%s], "answers": [%s], "stops": [%s], "underLoad": [%s], "secondsAfterBroker": %s }\n' \
        "$rows" "$answers" "$stops" "$under_load" "$recovery"
fi
for problem in ${too_large[@]+"${too_large[@]}"}; do say "$problem"; done
((${#too_large[@]} == 0))
