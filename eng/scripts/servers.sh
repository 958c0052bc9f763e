# RabbitMQ and PostgreSQL for one run: own ports, own data folders, loopback only. Sourced after lib.sh.

# as_postgres COMMAND...: replaces the shell it runs in, so call it in a subshell or in the background.
# As root, PostgreSQL refuses to start: it runs as the user its package made.
as_postgres() {
    if [[ $(id -u) -eq 0 ]]; then
        exec setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"
    else
        exec "$@"
    fi
}

postgres_tool() {
    command -v "$1" || compgen -G "/usr/lib/postgresql/*/bin/$1" | sort -V | tail -1
}

# start_postgres FOLDER: sets postgres_port and postgres_pid.
start_postgres() {
    local folder=$1
    need postgresql initdb
    free_port postgres_port
    if [[ ! -d $folder/data ]]; then
        mkdir -p "$folder"
        [[ $(id -u) -ne 0 ]] || chown postgres "$folder"
        rotate "$folder/initdb.log"
        (as_postgres "$(postgres_tool initdb)" --pgdata="$folder/data" --username=mmei --auth=trust --encoding=UTF8 --no-sync) >"$folder/initdb.log" 2>&1 ||
            die "initdb failed; see $folder/initdb.log."
    fi
    rotate "$folder/postgres.log"
    as_postgres "$(postgres_tool postgres)" -D "$folder/data" -p "$postgres_port" -c listen_addresses=127.0.0.1 \
        -c unix_socket_directories= -c max_connections=200 >"$folder/postgres.log" 2>&1 &
    postgres_pid=$!
    wait_for 30 "$postgres_pid" PostgreSQL postgres_ready "$postgres_pid" "$folder/data" ||
        die "PostgreSQL did not start; see $folder/postgres.log."
}

# postgres_ready PID DATA: the server says so in its lock file, of which the first line is its process and the eighth its state.
postgres_ready() { [[ $(sed -n '1p;8p' "$2/postmaster.pid") =~ ^"$1"[[:space:]]+ready ]]; }

# start_rabbitmq FOLDER [PORT]: sets rabbitmq_port, rabbitmq_pid, which leads a session of its own, and epmd_pid.
start_rabbitmq() {
    local folder=$1 epmd_port dist_port
    need rabbitmq-server rabbitmq-server
    mkdir -p "$folder"
    if (($# > 1)); then rabbitmq_port=$2; else free_port rabbitmq_port; fi
    # A name server of its own, so that nothing outlives this run.
    free_port epmd_port
    free_port dist_port
    rotate "$folder/epmd.log" "$folder/rabbitmq.log"
    epmd -address 127.0.0.1 -port "$epmd_port" >"$folder/epmd.log" 2>&1 &
    epmd_pid=$!
    wait_for 10 "$epmd_pid" epmd listens "$epmd_pid" "$epmd_port" || die "epmd did not start; see $folder/epmd.log."
    # Nodes used to be named after their port, so that each start left the last one's messages behind for good.
    rm -rf "$folder"/data/mmei-[0-9]*@localhost*
    # The wrapper in sbin switches to the rabbitmq user; the server itself runs as whoever owns the folder.
    HOME=$folder \
        RABBITMQ_NODENAME=mmei@localhost \
        RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 \
        RABBITMQ_NODE_PORT=$rabbitmq_port \
        RABBITMQ_DIST_PORT=$dist_port \
        RABBITMQ_MNESIA_BASE=$folder/data \
        RABBITMQ_LOG_BASE=$folder/log \
        RABBITMQ_ENABLED_PLUGINS_FILE=$folder/enabled_plugins \
        RABBITMQ_CONFIG_FILE=$folder/rabbitmq \
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}" \
        ERL_EPMD_ADDRESS=127.0.0.1 \
        ERL_EPMD_PORT="$epmd_port" \
        setsid /usr/lib/rabbitmq/bin/rabbitmq-server >"$folder/rabbitmq.log" 2>&1 &
    rabbitmq_pid=$!
    wait_for 90 "$rabbitmq_pid" RabbitMQ rabbitmq_ready "$rabbitmq_pid" "$rabbitmq_port" || die "RabbitMQ did not start; see $folder/rabbitmq.log."
}

# stop_servers PID...: one after the other, as they were started: a broker that misses its name server starts one that outlives the run.
stop_servers() {
    local pid
    for pid; do stop "$pid"; done
}

rabbitmq_ready() { listens "$1" "$2" && amqp_answers "$2"; }

# amqp_answers PORT: the broker greets an AMQP 0-9-1 header with Connection.Start.
amqp_answers() {
    local reply
    exec 4<>"/dev/tcp/127.0.0.1/$1" || return 1
    printf 'AMQP\x00\x00\x09\x01' >&4
    reply=$(timeout 5 head -c 11 <&4 | od -An -tx1 | tr -d ' \n')
    exec 4>&-
    [[ $reply == 01* ]]
}
