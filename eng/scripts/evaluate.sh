#!/usr/bin/env bash
# ./mmei evaluate: measures the committed models on a folder of data; --served: through the platform, which it starts unless --url names one.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

own_platform=false
for argument; do
    case "$argument" in
        --served) own_platform=true ;;
        --url | --url=* | -h | --help)
            own_platform=false
            break
            ;;
    esac
done

python_packages
evaluate=(env "PYTHONPATH=$root/models" /usr/bin/python3 -m mmei_models evaluate)
$own_platform || exec "${evaluate[@]}" "$@"

need ffmpeg ffmpeg # RAVDESS clips are FLAC
build platform services/standalone/Mmei.Standalone gateway/Mmei.Cli

folder=$(mktemp -d "${TMPDIR:-/tmp}/mmei-served.XXXXXX")
finish() {
    [[ -z $standalone_pid ]] || stop "$standalone_pid"
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

key=$(new_key)
free_port port
start_standalone "$folder" "$port" "$key"
MMEI_KEY=$key "${evaluate[@]}" "$@" --url "$standalone_url"
