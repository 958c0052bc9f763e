#!/usr/bin/env bash
# ./mmei up: runs the platform until Ctrl-C.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source "$(dirname "${BASH_SOURCE[0]}")/servers.sh"
source "$(dirname "${BASH_SOURCE[0]}")/services.sh"

usage() {
    cat <<'TEXT'
Usage: ./mmei up [--bus memory|rabbitmq] [--port N] [--key KEY] [--state DIR] [--demo] [--json]

Runs the platform until Ctrl-C and prints an API key and the link to its page, which brings the key along.

  --bus memory      everything in one process, SQLite (the default)
  --bus rabbitmq    each service a process of its own, over RabbitMQ and PostgreSQL
  --port N          where the gateway listens (default 8080; 0 takes a free one)
  --key KEY         the API key (default: a new one)
  --state DIR       where data and logs are kept (default .mmei/up-BUS)
  --demo            put the sample catalog in, so that there is something to recommend
  --json            print one JSON document with address, key and process ids once everything is ready
TEXT
}

bus=memory port=8080 key="" folder="" demo=false json=false
while (($#)); do
    case "$1" in
        --bus) with_value "$@"; bus=$2; shift 2 ;;
        --port) with_value "$@"; port=$2; shift 2 ;;
        --key) with_value "$@"; key=$2; shift 2 ;;
        --state) with_value "$@"; folder=$2; shift 2 ;;
        --demo) demo=true; shift ;;
        --json) json=true; shift ;;
        -h | --help) usage; exit 0 ;;
        *) say "./mmei up has no option '$1'."; usage >&2; exit 2 ;;
    esac
done
[[ $bus == memory || $bus == rabbitmq ]] || wrong "--bus takes memory or rabbitmq, not '$bus'."
[[ $port =~ ^[0-9]{1,5}$ ]] && ((10#$port < 65536)) || wrong "--port takes a number from 0 to 65535, not '$port'."
[[ $port == 0 ]] || ! taken "$port" || die "Port $port is taken: another program listens there. --port 0 takes a free one."

folder=${folder:-$state/up-$bus}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
[[ $port != 0 ]] || free_port port
key=${key:-$(new_key)}
address=http://127.0.0.1:$port

names=() pids=() server_pids=()
finish() {
    trap '' INT TERM PIPE # whoever read this may be gone
    say "Stopping" || true
    stop ${pids[@]+"${pids[@]}"}
    stop_servers ${server_pids[@]+"${server_pids[@]}"}
}
trap finish EXIT
trap 'exit 0' INT TERM

# run NAME PROJECT PORT [SETTING=VALUE...]: starts a service in the background.
run() {
    local name=$1 project=$2 listen=$3
    shift 3
    rotate "$folder/$name.log"
    env ASPNETCORE_URLS="http://127.0.0.1:$listen" DOTNET_ENVIRONMENT=Production "$@" \
        dotnet "$(built "$project")" >"$folder/$name.log" 2>&1 &
    names+=("$name")
    pids+=("$!")
}

keys=$folder/keys.json
[[ -f $keys ]] || echo '{}' >"$keys"
auth=(Auth__ApiKeys__0__Tenant=demo "Auth__ApiKeys__0__Sha256=$(sha256_of "$key")" "Auth__KeysFile=$keys")

# Held by all that is started here, so that a service which outlives this script still keeps others from its data; builds leave servers
# behind that must not.
exec 9>"$folder/.lock"
flock --nonblock 9 || die "Another ./mmei up has its data in $folder; --state takes another folder."

build platform services/standalone/Mmei.Standalone gateway/Mmei.Cli 9>&-
declare -A ports=([gateway]=$port)
if [[ $bus == memory ]]; then
    run standalone services/standalone/Mmei.Standalone "$port" "${auth[@]}" \
        Storage__Provider=Sqlite "Storage__ConnectionString=Data Source=$folder/mmei.db"
    ports[standalone]=$port
else
    start_postgres "$folder/postgres"
    server_pids+=("$postgres_pid")
    start_rabbitmq "$folder/rabbitmq"
    server_pids+=("$rabbitmq_pid" "$epmd_pid")
    for name in $(service_names); do [[ $name == gateway ]] || free_port "ports[$name]"; done
    # One node: replicated queues would cost their price and replicate nothing.
    shared=(Bus__Transport=RabbitMq Bus__Host=127.0.0.1 "Bus__Port=$rabbitmq_port" "Bus__QueueType=${Bus__QueueType:-Classic}"
        Storage__Provider=PostgreSql "Storage__ConnectionString=Host=127.0.0.1;Port=$postgres_port;Username=mmei;Database=postgres")
    for name in $(service_names); do
        own=()
        [[ " $(service_fact "$name" uses) " != *" auth "* ]] || own+=("${auth[@]}")
        for callee in $(service_fact "$name" calls); do own+=("Gateway__${callee^}Url=http://127.0.0.1:${ports[$callee]}"); done
        run "$name" "$(service_fact "$name" project)" "${ports[$name]}" "${shared[@]}" ${own[@]+"${own[@]}"}
    done
fi

for i in "${!names[@]}"; do
    name=${names[$i]}
    wait_for 90 "${pids[$i]}" "$name" service_ready "${pids[$i]}" "${ports[$name]}" || {
        tail -5 "$folder/$name.log" >&2
        die "$name did not start; its log is $folder/$name.log."
    }
done

if $demo; then
    dotnet "$(built gateway/Mmei.Cli)" import --url "$address" --key "$key" "$root/models/samples/catalog.ndjson" >&2 ||
        die "The sample catalog was not taken; see $folder."
fi

if $json; then
    processes=""
    for i in "${!names[@]}"; do
        processes+="${processes:+, }\"${names[$i]}\": { \"pid\": ${pids[$i]}, \"port\": ${ports[${names[$i]}]} }"
    done
    printf '{ "address": "%s", "key": "%s", "bus": "%s", "state": "%s", "processes": { %s } }\n' "$address" "$key" "$bus" "$folder" "$processes"
else
    say "The platform is ready at $address"
    say "Its page: $address/#key=$(percent_encoded "$key")"
    say "API key: $key"
    say "Another key: ./mmei keys make $keys NAME --tenant demo"
    say "Logs and data: $folder. Ctrl-C stops it."
fi

# A service that dies is reported, and the others run on: that is what the platform is for.
while ((${#pids[@]})); do
    ended=0
    wait -n -p ended "${pids[@]}" || true
    for i in "${!pids[@]}"; do
        if [[ ${pids[$i]} == "$ended" ]]; then
            say "${names[$i]} ended; its log is $folder/${names[$i]}.log."
            unset "pids[$i]"
        fi
    done
done
die "Every service has ended."
