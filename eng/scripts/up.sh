#!/usr/bin/env bash
# ./mmei up: runs the platform until Ctrl-C.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/servers.sh"
source "$(dirname "${BASH_SOURCE[0]}")/services.sh"

usage() {
    cat <<'TEXT'
Usage: ./mmei up [--bus memory|rabbitmq] [--port N] [--key KEY] [--state DIR] [--demo] [--watch | --dashboard] [--json]

Runs the platform until Ctrl-C and prints an API key and the link to its page, which brings the key along.

  --bus memory      everything in one process, SQLite (the default)
  --bus rabbitmq    each service a process of its own, over RabbitMQ and PostgreSQL
  --port N          where the gateway listens (default 8080; 0 takes a free one)
  --key KEY         the API key (default: a new one)
  --state DIR       where data and logs are kept (default .mmei/up-BUS)
  --demo            put the sample catalog in, so that there is something to recommend
  --dashboard       with --bus rabbitmq: the services run under Aspire, whose dashboard shows their traces, logs and metrics
  --watch           when sources change, build them, and start again those services of which the program is another than before
  --json            print one JSON document with address, key and process ids once everything is ready
TEXT
}

bus=memory port=8080 key="" folder="" demo=false watch=false dashboard=false json=false
while (($#)); do
    case "$1" in
        --bus) with_value "$@"; bus=$2; shift 2 ;;
        --port) with_value "$@"; port=$2; shift 2 ;;
        --key) with_value "$@"; key=$2; shift 2 ;;
        --state) with_value "$@"; folder=$2; shift 2 ;;
        --demo) demo=true; shift ;;
        --watch) watch=true; shift ;;
        --dashboard) dashboard=true; shift ;;
        --json) json=true; shift ;;
        -h | --help) usage; exit 0 ;;
        *) say "./mmei up has no option '$1'."; usage >&2; exit 2 ;;
    esac
done
[[ $bus == memory || $bus == rabbitmq ]] || wrong "--bus takes memory or rabbitmq, not '$bus'."
! $dashboard || [[ $bus == rabbitmq ]] || wrong "--dashboard is for --bus rabbitmq."
! $dashboard || ! $watch || wrong "--dashboard and --watch exclude each other: what Aspire started it starts again."
[[ $port =~ ^[0-9]{1,5}$ ]] && ((10#$port < 65536)) || wrong "--port takes a number from 0 to 65535, not '$port'."
[[ $port == 0 ]] || ! taken "$port" || die "Port $port is taken: another program listens there. --port 0 takes a free one."

folder=${folder:-$state/up-$bus}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
[[ $port != 0 ]] || free_port port
key=${key:-$(new_key)}
address=http://127.0.0.1:$port

names=() server_pids=()
declare -A pids=()

# of_aspire: the process ids of what Aspire has started, known by the home folder that it was given.
of_aspire() { grep -lszxF "HOME=$folder" /proc/[0-9]*/environ | tr -dc '0-9\n' || true; }

# await_aspire: its controllers see by themselves that it has ended, and go on writing to its folder until then.
await_aspire() {
    local deadline=$((SECONDS + 30)) left
    mapfile -t left < <(of_aspire)
    while ((${#left[@]})); do
        ((SECONDS < deadline)) || kill -KILL "${left[@]}" 2>/dev/null || true
        sleep 0.1
        mapfile -t left < <(of_aspire)
    done
}

finish() {
    trap '' INT TERM PIPE # whoever read this may be gone
    say "Stopping" || true
    stop "${pids[@]}"
    ! $dashboard || await_aspire
    stop_servers ${server_pids[@]+"${server_pids[@]}"}
}
trap finish EXIT
trap 'exit 0' INT TERM

keys=$folder/keys.json
[[ -f $keys ]] || echo '{}' >"$keys"
auth=(Auth__ApiKeys__0__Tenant=demo "Auth__ApiKeys__0__Sha256=$(sha256_of "$key")" "Auth__KeysFile=$keys")

# Held by all that is started here, so that a service which outlives this script still keeps others from its data; builds leave servers
# behind that must not.
exec 9>"$folder/.lock"
flock --nonblock 9 || die "Another ./mmei up has its data in $folder; --state takes another folder."

build platform services/standalone/Mmei.Standalone gateway/Mmei.Cli 9>&-
declare -A ports=([gateway]=$port [standalone]=$port)
if [[ $bus == memory ]]; then
    names=(standalone)
else
    mapfile -t names < <(service_names)
    start_postgres "$folder/postgres"
    server_pids+=("$postgres_pid")
    start_rabbitmq "$folder/rabbitmq"
    server_pids+=("$rabbitmq_pid" "$epmd_pid")
    for name in "${names[@]}"; do [[ $name == gateway ]] || free_port "ports[$name]"; done
fi

project_of() { [[ $1 == standalone ]] && echo services/standalone/Mmei.Standalone || service_fact "$1" project; }

# settings_of NAME: sets `settings` to what the service is told.
settings_of() {
    local callee
    settings=("ASPNETCORE_URLS=http://127.0.0.1:${ports[$1]}" DOTNET_ENVIRONMENT=Production)
    if [[ $1 == standalone ]]; then
        settings+=("${auth[@]}" Storage__Provider=Sqlite "Storage__ConnectionString=Data Source=$folder/mmei.db")
        return
    fi
    # One node: replicated queues would cost their price and replicate nothing.
    settings+=(Bus__Transport=RabbitMq Bus__Host=127.0.0.1 "Bus__Port=$rabbitmq_port" "Bus__QueueType=${Bus__QueueType:-Classic}"
        Storage__Provider=PostgreSql "Storage__ConnectionString=Host=127.0.0.1;Port=$postgres_port;Username=mmei;Database=postgres")
    [[ " $(service_fact "$1" uses) " != *" auth "* ]] || settings+=("${auth[@]}")
    for callee in $(service_fact "$1" calls); do settings+=("Gateway__${callee^}Url=http://127.0.0.1:${ports[$callee]}"); done
}

# start NAME: a service in the background. What is watched runs from a copy: a build writes over the files that a running program has mapped.
start() {
    local name=$1 project program settings
    project=$(project_of "$name")
    program=$(built "$project")
    if $watch; then
        rm -rf "$folder/programs/$name"
        mkdir -p "$folder/programs"
        cp -R "$(dirname "$program")" "$folder/programs/$name"
        program=$folder/programs/$name/$(basename "$program")
        export Models__Root=${Models__Root:-$root/models/artifacts}
    fi
    settings_of "$name"
    rotate "$folder/$name.log"
    env "${settings[@]}" dotnet "$program" >"$folder/$name.log" 2>&1 &
    pids[$name]=$!
}

# await NAME: until it is ready.
await() {
    wait_for 90 "${pids[$1]}" "$1" service_ready "${pids[$1]}" "${ports[$1]}" && return
    tail -5 "$folder/$1.log" >&2
    say "$1 did not start; its log is $folder/$1.log."
    return 1
}

# plan: what Aspire is to start, as JSON.
plan() {
    local name setting between=""
    printf '{'
    for name in "${names[@]}"; do
        settings_of "$name"
        printf '%s\n"%s": { "program": "%s", "port": %s, "environment": {' "$between" "$name" "$(built "$(project_of "$name")")" "${ports[$name]}"
        between=""
        for setting in ORT_DISABLE_TELEMETRY=1 Tracing__SampleRatio=1 "${settings[@]}"; do
            printf '%s "%s": "%s"' "$between" "${setting%%=*}" "$(json_text "${setting#*=}")"
            between=,
        done
        printf ' } }'
    done
    printf '\n}\n'
}

json_text() { sed 's/[\\"]/\\&/g' <<<"$1"; }

# start_dashboard: Aspire, which starts the services. It calls nobody, and keeps what it keeps in the state folder.
start_dashboard() {
    local token
    build dashboard tilt/Mmei.AppHost 9>&-
    plan >"$folder/plan.json"
    free_port dashboard_port
    free_port otlp_port
    token=$(new_key)
    dashboard_address=http://127.0.0.1:$dashboard_port/login?t=$token
    rotate "$folder/dashboard.log"
    env HOME="$folder" DOTNET_ENVIRONMENT=Development ASPNETCORE_URLS="http://127.0.0.1:$dashboard_port" \
        ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL="http://127.0.0.1:$otlp_port" ASPIRE_ALLOW_UNSECURED_TRANSPORT=true \
        ASPIRE_DASHBOARD_TELEMETRY_OPTOUT=true DOTNET_CLI_TELEMETRY_OPTOUT=1 ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN="$token" \
        dotnet "$(built tilt/Mmei.AppHost)" "$folder/plan.json" >"$folder/dashboard.log" 2>&1 &
    pids[dashboard]=$!
    ports[dashboard]=$dashboard_port
    for name in "${names[@]}"; do
        wait_for 120 "${pids[dashboard]}" "$name" ready_at "http://127.0.0.1:${ports[$name]}" || {
            tail -5 "$folder/dashboard.log" >&2
            die "$name did not start under Aspire; see $dashboard_address and $folder/dashboard.log."
        }
    done
}

if $dashboard; then
    start_dashboard
else
    for name in "${names[@]}"; do start "$name"; done
    for name in "${names[@]}"; do await "$name" || exit 1; done
fi

if $demo; then
    dotnet "$(built gateway/Mmei.Cli)" import --url "$address" --key "$key" "$root/models/samples/catalog.ndjson" >&2 ||
        die "The sample catalog was not taken; see $folder."
fi

if $json; then
    processes=""
    for name in "${names[@]}" dashboard; do
        [[ ! -v pids[$name] ]] || processes+="${processes:+, }\"$name\": { \"pid\": ${pids[$name]}, \"port\": ${ports[$name]} }"
    done
    printf '{ "address": "%s", "key": "%s", "bus": "%s", "state": "%s", "processes": { %s } }\n' "$address" "$key" "$bus" "$folder" "$processes"
else
    say "The platform is ready at $address"
    say "Its page: $address/#key=$(percent_encoded "$key")"
    ! $dashboard || say "Traces, logs and metrics: $dashboard_address"
    say "API key: $key"
    say "Another key: ./mmei keys make $keys NAME --tenant demo"
    say "Logs and data: $folder. Ctrl-C stops it."
fi

# report_ended: a service that dies is reported, and the others run on: that is what the platform is for.
report_ended() {
    local name
    for name in "${!pids[@]}"; do
        kill -0 "${pids[$name]}" 2>/dev/null && continue
        say "$name ended; its log is $folder/$name.log."
        unset "pids[$name]"
    done
}

# renew: builds what changed, and starts again what became another program by it, or had ended. What does not build changes nothing.
renew() {
    local name again=()
    (build platform services/standalone/Mmei.Standalone gateway/Mmei.Cli 9>&-) || {
        say "What runs goes on as it is."
        return
    }
    for name in "${names[@]}"; do
        diff --recursive --brief "$(dirname "$(built "$(project_of "$name")")")" "$folder/programs/$name" >/dev/null && [[ -v pids[$name] ]] || again+=("$name")
    done
    ((${#again[@]})) || return 0
    say "Starting again: ${again[*]}"
    for name in "${again[@]}"; do [[ ! -v pids[$name] ]] || stop "${pids[$name]}"; done
    for name in "${again[@]}"; do start "$name"; done
    for name in "${again[@]}"; do await "$name" || return 0; done
    say "Ready"
}

if $watch; then
    seen=$folder/.seen
    touch "$seen"
    while :; do
        report_ended
        if ! fresh "$seen" "$root/contracts" "$root/gateway" "$root/services" "$root"/Directory.* "$root/global.json"; then
            touch "$seen"
            renew
        fi
        sleep 1
    done
fi

while ((${#pids[@]})); do
    wait -n "${pids[@]}" || true
    report_ended
done
die "Every service has ended."
