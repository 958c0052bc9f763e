#!/usr/bin/env bash
# ./mmei bench: measures a part of the platform.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/servers.sh"

usage() {
    cat <<'TEXT'
Usage: ./mmei bench SUITE [--rounds N] [--seconds S] [--million] [--json | --show FILE]

  encoders      the encoder services against a bare ONNX Runtime loop, over both buses, under overload, and against a Node server
  gateway       a platform in one process over HTTP: alone, at most, and what becomes of twice as much as it answers, with words alone and with all;
                a gateway by itself: what it adds to a call, and what a thousand event streams take; the page's first paint in Chromium
  bandit        the learner and the policies alone: updates and decisions a second, and what each loses in worlds of known truth
  soak          a platform at half load for five minutes with a retention of one: whether its database and memory are level
  index         the embedded index beside the memory it reads, FAISS and USearch; import, restart and ranking of 100,000 items
  pipeline      an observation's way from the gateway to its reply with engines that answer at once, against RabbitMQ.Client alone; what joins cost

  --rounds N    how often everything is measured; ratios are of one round each, and their median counts (default 5; pipeline and gateway 3);
                of the bandit how many worlds of each kind (10)
  --seconds S   how long each measurement of a round takes (default 2; gateway 5, index and bandit 1), and the soak (300)
  --million     index: a million vectors, too (some 5 GiB of memory)
  --json        print one JSON document on stdout
  --show FILE   print the tables of a document that was recorded, and measure nothing

What else runs on the machine shows in the figures, less in the ratios.
TEXT
}

suite="" options=() recorded="" million=""
while (($#)); do
    case "$1" in
        encoders | pipeline | gateway | index | soak | bandit) suite=$1; shift ;;
        --rounds | --seconds) with_value "$@"; options+=("$1" "$2"); shift 2 ;;
        --show) with_value "$@"; recorded=$2; shift 2 ;;
        --million) million=1; shift ;;
        --json) options+=(--json); shift ;;
        -h | --help) usage; exit 0 ;;
        *) say "./mmei bench has no suite and no option '$1'."; usage >&2; exit 2 ;;
    esac
done
[[ -n $suite ]] || { usage >&2; exit 2; }
[[ -z $million || $suite == index ]] || wrong "--million is for the index."

build benchmarks tests/Mmei.Benchmarks
[[ -z $recorded ]] || exec dotnet "$(built tests/Mmei.Benchmarks)" "show-$suite" "$recorded"
[[ $suite != bandit ]] || exec dotnet "$(built tests/Mmei.Benchmarks)" bandit ${options[@]+"${options[@]}"}
if [[ $suite == encoders ]]; then
    peer=$root/tests/Mmei.Benchmarks.Peer
    "$peer/install.sh"
    options+=(--peer "$peer")
fi

[[ $suite != gateway && $suite != soak ]] || build platform services/standalone/Mmei.Standalone gateway/Mmei.Cli

if [[ $suite == index ]]; then
    mkdir -p "$state/faiss"
    [[ -z $million ]] || options+=(--million)
    ! "$root/tests/Mmei.Benchmarks.Faiss/build.sh" "$state/faiss/flat" || options+=(--faiss "$state/faiss/flat")
    exec dotnet "$(built tests/Mmei.Benchmarks)" index ${options[@]+"${options[@]}"}
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/mmei-bench.XXXXXX")
server_pids=()

# first_paint ADDRESS: milliseconds until the page of a platform shows something in Chromium; fails where that cannot be measured.
first_paint() {
    local folder=$root/tests/Mmei.Page.Tests
    command -v npm >/dev/null && command -v chromium >/dev/null && (flock 9 && npm ci --loglevel=error --prefix "$folder") 9>"$folder/.lock" >&2 &&
        MMEI_CHROMIUM=$(command -v chromium) node "$folder/src/first-paint.mjs" "$1"
}

finish() {
    stop_servers ${server_pids[@]+"${server_pids[@]}"}
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

if [[ $suite == gateway || $suite == soak ]]; then
    # What a key may call is not what is measured.
    export Gateway__RateLimits__RequestsPerSecond=100000 Gateway__RateLimits__Burst=100000
    if [[ $suite == soak ]]; then
        export Retention__Decisions=00:01:00 Retention__Orphans=00:01:00 Retention__Rewards=00:01:00 Retention__Interval=00:00:10
        export Feedback__RewardWindow=00:00:20
    fi
    free_port port
    key=$(new_key)
    start_standalone "$folder" "$port" "$key"
    server_pids=("$standalone_pid")
    if [[ $suite == soak ]]; then
        options+=(--database "$folder/mmei.db" --process "$standalone_pid")
    elif paint=$(first_paint "$standalone_url"); then
        options+=(--first-paint-ms "$paint")
    else
        say "The page's first paint is not measured: it needs Chromium and what npm fetches."
    fi

    # The load generator shares the cores with what it measures: it does not spin for work, and pauses for no collection on all of them.
    DOTNET_gcServer=0 DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0 dotnet "$(built tests/Mmei.Benchmarks)" "$suite" --repository "$root" --address "$standalone_url" --key "$key" ${options[@]+"${options[@]}"}
    exit
fi

say "Starting RabbitMQ"
start_rabbitmq "$folder/rabbitmq"
server_pids=("$rabbitmq_pid" "$epmd_pid")
dotnet "$(built tests/Mmei.Benchmarks)" "$suite" --repository "$root" --rabbitmq-port "$rabbitmq_port" \
    ${options[@]+"${options[@]}"}
