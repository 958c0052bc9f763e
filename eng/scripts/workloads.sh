# What ./mmei images --run does with the images: RabbitMQ, PostgreSQL and every workload of the chart on this machine, and what happens to them.
# Sourced by images.sh, after its podman.

# secret NAME KEY=VALUE...: what the chart reads as a Secret; a folder of files here.
secret() {
    local name=$1 pair
    shift
    mkdir -p "$folder/secrets/$name"
    for pair in "$@"; do printf '%s' "${pair#*=}" >"$folder/secrets/$name/${pair%%=*}"; done
}

container_of() { printf 'mmei-%s-pod-0-%s' "$1" "$1"; }

# pod_fact NAME FACT: what the chart says of a service's pod: grace (seconds), or the address of its startup, readiness or liveness probe.
pod_fact() { awk -v name="$1" -v fact="$2" '$1 == name && $2 == fact { print $3 }' "$folder/pods"; }

# probe NAME KIND: what the kubelet would ask.
probe() { curl --silent --fail --output /dev/null --max-time 5 "$(pod_fact "$1" "$2")"; }

# give_up WHY: with the last words of every container.
give_up() {
    local name
    for name in $(service_names); do in_podman logs --tail 10 "$(container_of "$name")" 2>&1 | sed "s/^/$name: /" >&2 || true; done
    tail -n 5 "$log" >&2
    die "$1"
}

# all_ready SECONDS: every pod's readiness probe answers, at the latest by then.
all_ready() {
    local name end=$((SECONDS + $1))
    for name in $(service_names); do
        wait_for $((end > SECONDS ? end - SECONDS : 1)) "$postgres_pid" "$name" probe "$name" readiness || give_up "$name is not ready."
    done
}

# now: seconds, with a fraction, of a clock that goes on evenly.
now() { cut -d' ' -f1 /proc/uptime; }
since() { awk -v from="$1" -v to="$(now)" 'BEGIN { printf "%.1f", to - from }'; }

# all_indexed URL KEY: every item of the catalog can be recommended.
all_indexed() {
    local status
    status=$(curl --silent --fail --max-time 2 --header "X-Api-Key: $2" "$1/v1/items:status")
    [[ $status =~ \"items\":([0-9]+).*\"indexed\":([0-9]+) ]] && ((BASH_REMATCH[1] > 0 && BASH_REMATCH[1] == BASH_REMATCH[2]))
}

answers=""
# observe WHAT CLI_ARGUMENT...: one observation of three modalities. All must have been used in time, and something recommended; a cold platform on a
# busy machine may need a second try.
observe() {
    local what=$1 answer try used items
    shift
    for try in 1 2 3 4 5; do
        answer=$(dotnet "$(built gateway/Mmei.Cli)" observe "$@" --deadline-ms 10000 --json --text "We won the final! I want to dance, put on something fun!") ||
            continue
        used=$(grep -c '"status": "used"' <<<"$answer" || true) items=$(grep -c '"position":' <<<"$answer" || true)
        say "$what: $used modalities used, $items items recommended, degraded: $(sed -n 's/.*"degraded": \([a-z]*\).*/\1/p' <<<"$answer") (try $try)"
        [[ $used == 3 && $answer == *'"degraded": false'* ]] && ((items > 0)) || continue
        answers+="${answers:+, }$answer"
        return
    done
    give_up "$what: no whole answer."
}

load_pids=()
# start_load URL KEY: three people at a time who show their face, speak and write, for ten minutes at most. $folder/statuses has a status to a line,
# `unreachable` where nobody listened, and curl's own code where a connection was cut.
start_load() {
    local media=$root/models/samples/media person end=$((SECONDS + 600)) status
    rm -f "$folder/no-load"
    : >"$folder/statuses"
    for person in 1 2 3; do
        printf '%s' "{\"userId\":\"load-$person\",\"text\":\"what a day, I just need to unwind\"," \
            '"consent":{"image":true,"audio":true,"purpose":"test"}}' >"$folder/load-$person.json"
        while [[ ! -e $folder/no-load ]] && ((SECONDS < end)); do
            status=$(curl --silent --output /dev/null --max-time 20 --write-out '%{http_code}' --header "X-Api-Key: $2" "$1/v1/observations" \
                --form "request=<$folder/load-$person.json;type=application/json" --form "image=@$media/sadness.png" --form "audio=@$media/sadness.wav") || case $? in 7) status=unreachable ;; *) status=curl-$? ;; esac
            echo "$status" >>"$folder/statuses"
            [[ $status == 200 ]] || sleep 0.2
        done &
        load_pids+=("$!")
    done
}

stop_load() {
    touch "$folder/no-load"
    ((${#load_pids[@]} == 0)) || wait "${load_pids[@]}"
    load_pids=()
}

under_load=""
# check_statuses WHAT STATUS...: of what was asked under load, nothing was answered otherwise, and something was answered well.
check_statuses() {
    local what=$1 allowed
    shift
    allowed="200 $*"
    say "$what: $(sort "$folder/statuses" | uniq -c | awk '{ printf "%s%s answered %s", (NR > 1 ? ", " : ""), $1, $2 }')"
    under_load+="${under_load:+, }{ \"what\": \"$what\", $(sort "$folder/statuses" | uniq -c | awk '{ printf "%s\"%s\": %s", (NR > 1 ? ", " : ""), $2, $1 }') }"
    grep -qx 200 "$folder/statuses" || give_up "$what: nothing was answered."
    ! grep -vxE "${allowed// /|}" "$folder/statuses" >/dev/null || give_up "$what: statuses other than $allowed."
}

recovery=null
# kill_broker: without a word, and starts it again on its port and with its data. No pod may end for it, and all are ready again by themselves.
kill_broker() {
    local name started before after
    before=$(for name in $(service_names); do in_podman inspect --format '{{.State.StartedAt}}' "$(container_of "$name")"; done)
    # Its first process is a shell; the broker is of the same session.
    kill -KILL -- "-$rabbitmq_pid"
    wait_for 30 "$postgres_pid" "The gateway's loss of the broker" not probe gateway readiness || give_up "The gateway is ready without a broker."
    for name in $(service_names); do probe "$name" liveness || give_up "$name would be restarted for the broker's sake."; done
    stop "$epmd_pid"
    start_rabbitmq "$folder/rabbitmq" "$rabbitmq_port"
    server_pids=("$postgres_pid" "$rabbitmq_pid" "$epmd_pid")
    started=$(now)
    all_ready 60
    recovery=$(since "$started")
    say "The broker was killed: all ready again $recovery s after it was back"
    after=$(for name in $(service_names); do in_podman inspect --format '{{.State.StartedAt}}' "$(container_of "$name")"; done)
    [[ $before == "$after" ]] || give_up "A pod ended because the broker was gone."
}

not() { ! "$@"; }

stops=""
# stop_each WHEN SECONDS|grace: stops each pod as the kubelet does and starts it again; none may have to be killed, nor take longer than that.
stop_each() {
    local when=$1 name began took most code
    for name in $(service_names); do
        most=$2
        [[ $most != grace ]] || most=$(pod_fact "$name" grace)
        began=$(now)
        in_podman stop --time "$(pod_fact "$name" grace)" "$(container_of "$name")" >>"$log" 2>&1 || give_up "$name could not be stopped."
        took=$(since "$began")
        code=$(in_podman inspect --format '{{.State.ExitCode}}' "$(container_of "$name")")
        say "$(printf '%-10s stopped %s in %5.1f s of %s, exit code %s' "$name" "$when" "$took" "$most" "$code")"
        stops+="${stops:+, }{ \"service\": \"$name\", \"when\": \"$when\", \"seconds\": $took, \"most\": $most, \"exitCode\": $code }"
        [[ $code == 0 ]] || give_up "$name ended with exit code $code when it was stopped $when."
        awk -v took="$took" -v most="$most" 'BEGIN { exit took > most }' || give_up "$name took $took s to stop $when, more than $most."
        in_podman start "$(container_of "$name")" >>"$log" 2>&1 || give_up "$name could not be started again."
        all_ready 120
    done
}

run_images() {
    local name key arguments=() address platform media=$root/models/samples/media
    local -A port management
    need ffmpeg ffmpeg
    build cli gateway/Mmei.Cli
    key=$(new_key)
    say "Starting RabbitMQ and PostgreSQL"
    start_postgres "$folder/postgres"
    server_pids+=("$postgres_pid")
    start_rabbitmq "$folder/rabbitmq"
    server_pids+=("$rabbitmq_pid" "$epmd_pid")
    for name in $(service_names); do
        free_port "port[$name]"
        free_port "management[$name]"
        arguments+=("$name=${port[$name]},${management[$name]}")
    done
    cat >"$folder/values.yaml" <<TEXT
image: { registry: localhost, pullPolicy: Never }
bus: { host: 127.0.0.1, port: $rabbitmq_port }
services:
TEXT
    # One node: replicated queues would cost their price and replicate nothing.
    for name in $(service_names); do echo "  $name: { env: { Bus__QueueType: Classic } }" >>"$folder/values.yaml"; done
    secret mmei-bus username=guest password=guest
    secret mmei-storage "connection-string=Host=127.0.0.1;Port=$postgres_port;Username=mmei;Database=postgres"
    secret mmei-auth "dev=$(sha256_of "$key")"
    "$root/eng/scripts/chart.sh" --workloads "$root/charts/mmei/ci/dev-values.yaml" "$folder/values.yaml" "${arguments[@]}" \
        "secrets=$folder/secrets" "pods=$folder/pods" >"$folder/workloads.yaml"
    workloads=$folder/workloads.yaml
    quietly "Starting the containers" in_podman kube play "$workloads"
    for name in $(service_names); do
        wait_for 120 "$postgres_pid" "$name" probe "$name" startup || give_up "$name did not start."
    done
    all_ready 120
    for name in $(service_names); do probe "$name" liveness || give_up "$name does not say that it lives."; done

    address=http://127.0.0.1:${port[gateway]}
    platform=(--url "$address" --key "$key")
    dotnet "$(built gateway/Mmei.Cli)" import "$root/models/samples/catalog.ndjson" "${platform[@]}" >&2
    wait_for 120 "$postgres_pid" "The catalog's index" all_indexed "$address" "$key" || give_up "The catalog was not indexed."
    ffmpeg -nostdin -loglevel error -loop 1 -i "$media/joy.png" -i "$media/joy.wav" -shortest -r 10 -pix_fmt yuv420p "$folder/joy.mp4"
    ffmpeg -nostdin -loglevel error -i "$media/joy.wav" -c:a libopus "$folder/joy.webm"
    observe "A picture, a voice and words" "${platform[@]}" --image "$media/joy.png" --audio "$media/joy.wav" --consent demonstration
    observe "A video, a compressed voice and words" "${platform[@]}" --image "$folder/joy.mp4" --audio "$folder/joy.webm" --consent demonstration

    stop_each idle 5
    # Without a broker an observation is refused (503); one that was on its way may be too late (504). Where the gateway itself
    # is gone nobody listens; what it had taken before it stopped, it answers.
    start_load "$address" "$key"
    kill_broker
    stop_load
    check_statuses "While the broker was killed" 503 504
    start_load "$address" "$key"
    stop_each "at work" grace
    stop_load
    check_statuses "While each pod was stopped" unreachable 503 504
    observe "After all of it" "${platform[@]}" --image "$media/joy.png" --audio "$media/joy.wav" --consent demonstration
}
