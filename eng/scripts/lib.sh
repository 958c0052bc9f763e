# Shared by the verbs of ./mmei; sourced, not run. Everything it says goes to stderr.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
state=${MMEI_STATE:-$root/.mmei}
configuration=Release

# ONNX Runtime and the SDK call home unless the environment forbids it; from code it is too late.
export ORT_DISABLE_TELEMETRY=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
mkdir -p "$state"

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

# need PACKAGE COMMAND: installs a Debian package unless its command is there.
need() {
    local package=$1 command=$2
    if command -v "$command" >/dev/null || compgen -G "/usr/lib/*/*/bin/$command" >/dev/null; then
        return
    fi
    install_packages "$package"
}

# install_packages PACKAGE...: from Debian, without asking; says what to do where that is not possible.
install_packages() {
    command -v apt-get >/dev/null || die "Please install: $* (this machine has no apt-get)."
    [[ $(id -u) -eq 0 ]] || die "Please install as root: apt-get install --no-install-recommends $*"
    say "Installing $*"
    local log="$state/apt.log"
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends "$@"; } >"$log" 2>&1; then
        tail -20 "$log" >&2
        die "Installing $* failed; the whole log is $log."
    fi
}

# python_packages: what models/ needs, from Debian.
python_packages() {
    if command -v espeak-ng >/dev/null && /usr/bin/python3 -c 'import torch, torchvision, torchaudio, onnx, sklearn, PIL, soundfile, matplotlib, tqdm, h5py, pytest' 2>/dev/null; then
        return
    fi
    install_packages python3-torch python3-torchvision python3-torchaudio python3-onnx python3-sklearn python3-pil \
        python3-soundfile python3-matplotlib python3-tqdm python3-h5py python3-pytest libopenblas0-pthread espeak-ng
}

# fresh STAMP PATH...: true when nothing under the paths changed since the stamp was written.
fresh() {
    local stamp=$1
    shift
    [[ -f $stamp ]] || return 1
    [[ -z $(find "$@" \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -newer "$stamp" -print -quit) ]]
}

# build NAME PROJECT...: builds what changed, quietly; shows the errors when there are any.
build() {
    local name=$1
    shift
    local stamp="$state/build/$name.stamp" log="$state/build/$name.log"
    local sources=("$root/contracts" "$root/gateway" "$root/services" "$root/eng" "$root"/Directory.* "$root/global.json")
    [[ $name != tests && $name != benchmarks ]] || sources+=("$root/tests")
    mkdir -p "$state/build"

    # One build at a time: two would write the same files.
    local lock
    exec {lock}>"$state/build/.lock"
    flock "$lock"
    if fresh "$stamp" "${sources[@]}"; then
        exec {lock}>&-
        return
    fi
    touch "$stamp.new"
    local project
    for project in "$@"; do
        say "Building $(basename "$project")"
        if ! dotnet build "$root/$project" {lock}>&- --configuration "$configuration" --verbosity quiet --nologo >"$log" 2>&1; then
            grep -E '(error|warning) ' "$log" | sort -u | head -40 >&2 || tail -40 "$log" >&2
            die "The build failed; the whole log is $log."
        fi
    done
    mv "$stamp.new" "$stamp"
    exec {lock}>&-
}

# built PROJECT_FOLDER: the path of its built assembly.
built() { printf '%s/%s/bin/%s/net10.0/%s.dll' "$root" "$1" "$configuration" "$(basename "$1")"; }

# free_port VARIABLE: sets it to a TCP port that nobody listens on now and that it gave nobody before, below those of outgoing connections.
given_ports=" "
free_port() {
    local candidate
    while :; do
        candidate=$((20000 + RANDOM % 12000))
        if [[ $given_ports != *" $candidate "* ]] && ! (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2>/dev/null; then
            given_ports+="$candidate "
            printf -v "$1" '%s' "$candidate"
            return
        fi
    done
}

need curl curl

# wait_for SECONDS PID WHAT COMMAND...: polls until the command succeeds, the process dies or the time is up.
wait_for() {
    local seconds=$1 pid=$2 what=$3
    shift 3
    local deadline=$((SECONDS + seconds))
    until "$@" >/dev/null 2>&1; do
        kill -0 "$pid" 2>/dev/null || return 1
        ((SECONDS < deadline)) || {
            say "$what was not ready within $seconds seconds."
            return 1
        }
        sleep 0.1
    done
}

ready_at() { curl --silent --fail --max-time 2 "$1/health/ready"; }

# stop PID...: asks each to end, waits, and insists after 25 seconds.
stop() {
    local pid deadline
    for pid in "$@"; do kill -TERM "$pid" 2>/dev/null || true; done
    deadline=$((SECONDS + 25))
    for pid in "$@"; do
        while kill -0 "$pid" 2>/dev/null; do
            if ((SECONDS >= deadline)); then
                kill -KILL "$pid" 2>/dev/null || true
                break
            fi
            sleep 0.05
        done
        wait "$pid" 2>/dev/null || true
    done
}

new_key() { head -c 24 /dev/urandom | base64 | tr '+/' '-_'; }

sha256_of() { printf '%s' "$1" | sha256sum | cut -d' ' -f1; }

standalone_pid="" standalone_url=""

# start_standalone FOLDER PORT KEY: the platform in one process for the tenant "demo", with its data and log in FOLDER, which must exist.
# Sets standalone_pid and standalone_url; the caller stops it.
start_standalone() {
    local folder=$1 key=$3
    standalone_url=http://127.0.0.1:$2
    say "Starting the platform"
    env ASPNETCORE_URLS="$standalone_url" DOTNET_ENVIRONMENT=Production \
        Auth__ApiKeys__0__Tenant=demo "Auth__ApiKeys__0__Sha256=$(sha256_of "$key")" \
        Storage__Provider=Sqlite "Storage__ConnectionString=Data Source=$folder/mmei.db" \
        dotnet "$(built services/standalone/Mmei.Standalone)" >"$folder/standalone.log" 2>&1 &
    standalone_pid=$!
    if ! wait_for 180 "$standalone_pid" "The platform" ready_at "$standalone_url"; then
        tail -20 "$folder/standalone.log" >&2
        die "The platform did not start."
    fi
}
