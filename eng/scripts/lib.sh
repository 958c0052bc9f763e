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

# wrong MESSAGE: the command line is.
wrong() {
    say "$*"
    exit 2
}

# with_value OPTION [VALUE...]: an option that takes a value has one.
with_value() { (($# > 1)) && [[ -n $2 ]] || wrong "$1 needs a value."; }

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
    [[ -z $(find "$@" \( -name bin -o -name obj -o -name node_modules -o -name dist \) -prune -o -type f -newer "$stamp" -print -quit) ]]
}

# build NAME PROJECT...: builds what changed, quietly; shows the errors when there are any.
build() {
    local name=$1
    shift
    local stamp="$state/build/$name.stamp" log="$state/build/$name.log"
    local sources=("$root/contracts" "$root/gateway" "$root/services" "$root/eng" "$root"/Directory.* "$root/global.json")
    [[ $name != tests && $name != benchmarks ]] || sources+=("$root/tests")
    [[ $name != dashboard ]] || sources+=("$root/tilt/Mmei.AppHost")
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

# rotate FILE...: what earlier starts wrote stays, as FILE.1 to FILE.5 from the newest to the oldest.
rotate() {
    local file i
    for file; do
        [[ -s $file ]] || continue
        for i in 4 3 2 1; do [[ ! -f $file.$i ]] || mv "$file.$i" "$file.$((i + 1))"; done
        mv "$file" "$file.1"
    done
}

# taken PORT: somebody listens there.
taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# listens PID PORT: it is this process, or a child of it, that listens there. Who else answers at the port proves nothing of ours.
listens() {
    local inode pid
    for inode in $(awk -v "port=:$(printf %04X "$2")$" '$2 ~ port && $4 == "0A" { print $10 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null); do
        for pid in "$1" $(cat "/proc/$1/task/"*/children 2>/dev/null); do
            [[ -z $(find "/proc/$pid/fd" -lname "socket:\\[$inode\\]" -print -quit 2>/dev/null) ]] || return 0
        done
    done
    return 1
}

# free_port VARIABLE: sets it to a TCP port that nobody listens on now and that it gave nobody before, below those of outgoing connections.
given_ports=" "
free_port() {
    local candidate
    while :; do
        candidate=$((20000 + RANDOM % 12000))
        if [[ $given_ports != *" $candidate "* ]] && ! taken "$candidate"; then
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

# service_ready PID PORT: the service that this process is says that it is ready.
service_ready() { listens "$1" "$2" && ready_at "http://127.0.0.1:$2"; }

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

# percent_encoded TEXT: as it may stand in an address.
percent_encoded() {
    local LC_ALL=C text=$1 i character
    for ((i = 0; i < ${#text}; i++)); do
        character=${text:i:1}
        case $character in
            [A-Za-z0-9._~-]) printf '%s' "$character" ;;
            *) printf '%%%02X' "'$character" ;;
        esac
    done
}

sha256_of() { printf '%s' "$1" | sha256sum | cut -d' ' -f1; }

standalone_pid="" standalone_url=""

# start_standalone FOLDER PORT KEY: the platform in one process for the tenant "demo", with its data and log in FOLDER, which must exist.
# Sets standalone_pid and standalone_url; the caller stops it.
start_standalone() {
    local folder=$1 port=$2 key=$3
    standalone_url=http://127.0.0.1:$port
    say "Starting the platform"
    rotate "$folder/standalone.log"
    env ASPNETCORE_URLS="$standalone_url" DOTNET_ENVIRONMENT=Production \
        Auth__ApiKeys__0__Tenant=demo "Auth__ApiKeys__0__Sha256=$(sha256_of "$key")" \
        Storage__Provider=Sqlite "Storage__ConnectionString=Data Source=$folder/mmei.db" \
        dotnet "$(built services/standalone/Mmei.Standalone)" >"$folder/standalone.log" 2>&1 &
    standalone_pid=$!
    if ! wait_for 180 "$standalone_pid" "The platform" service_ready "$standalone_pid" "$port"; then
        tail -20 "$folder/standalone.log" >&2
        die "The platform did not start."
    fi
}
