#!/usr/bin/env bash
# ./mmei test: everything that must pass, from a bare Debian with the .NET SDK and Node.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'TEXT'
Usage: ./mmei test [--only dotnet|page|python|chart|images] [--images] [--json]

Installs what the tests need, builds, runs every test, and ends with a line "N passed, N failed, N skipped".
Exit 0 only when nothing failed. Skipped tests are listed with their reasons.

  --images      also build every container image and let them work as the chart renders them (./mmei images --run); minutes longer
TEXT
}

only="" json=false images=false
while (($#)); do
    case "$1" in
        --only) with_value "$@"; only=$2; shift 2 ;;
        --images) images=true; shift ;;
        --json) json=true; shift ;;
        -h | --help) usage; exit 0 ;;
        *) say "./mmei test has no option '$1'."; usage >&2; exit 2 ;;
    esac
done
case "$only" in "" | dotnet | page | python | chart | images) ;; *) wrong "--only takes dotnet, page, python, chart or images, not '$only'." ;; esac

results=$state/test-results failures=$state/test-results/failures.txt
rm -rf "$results"
mkdir -p "$results"
passed=0 failed=0 skipped=0

# A temporary folder of this run, which other users may pass through: RabbitMQ and PostgreSQL run as theirs.
TMPDIR=$(mktemp -d "${TMPDIR:-/tmp}/mmei-tests.XXXXXX")
export TMPDIR
chmod 1777 "$TMPDIR"
trap 'rm -rf "$TMPDIR"' EXIT
trap 'exit 130' INT TERM
count() { # count PASSED FAILED SKIPPED
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

# tell: shows what went wrong now, and keeps it for the end, where whoever reads only the last lines finds it.
tell() { tee -a "$failures" >&2; }

# fail MESSAGE: one thing that must hold does not.
fail() {
    printf '%s\n' "$*" | tell
    count 0 1 0
}

# attribute NAME FILE: a number from the first element that has it.
attribute() { grep -om1 " $1=\"[0-9]*\"" "$2" | head -1 | tr -dc 0-9; }

test_dotnet() {
    need rabbitmq-server rabbitmq-server
    need postgresql initdb
    need ffmpeg ffmpeg
    need strace strace
    build tests Mmei.Platform.sln
    test_form
    local project name log trx total executed good status
    for project in "$root"/tests/*.Tests/*.csproj; do
        name=$(basename "$project" .csproj)
        log=$results/$name.log trx=$results/$name.trx
        say "Testing $name"
        status=0
        dotnet test "$project" --no-build --configuration "$configuration" --nologo \
            --logger "trx;LogFileName=$trx" >"$log" 2>&1 || status=$?
        if [[ ! -f $trx ]]; then
            tail -20 "$log" | tell
            fail "$name gave no result."
            continue
        fi
        total=$(attribute total "$trx") executed=$(attribute executed "$trx") good=$(attribute passed "$trx")
        if ((total == 0)); then
            fail "$name has no tests."
            continue
        fi
        count "$good" $((executed - good)) $((total - executed))
        ((executed == good)) || grep -A12 -E '^\s+Failed ' "$log" | tell
        # A process that dies, in a test or after the last one, must not pass: what it ran until then reads as if all had passed.
        if ((executed == good && status != 0)); then
            tail -20 "$log" | tell
            fail "$name did not end well (exit code $status)."
        fi
        skip_reasons "$trx"
        leftovers "$name"
    done
}

# leftovers NAME: what tests make in the temporary folder they take away.
leftovers() {
    local left
    left=$(find "$TMPDIR" -maxdepth 1 -name 'mmei-*' ! -path "$TMPDIR" -printf '%f ')
    [[ -n $left ]] || return 0
    fail "$1 left in the temporary folder: $left"
    rm -rf "$TMPDIR"/mmei-*
}

# test_form: the C# sources are written as .editorconfig says.
test_form() {
    say "Checking the form of the C# sources"
    if dotnet format "$root/Mmei.Platform.sln" --no-restore --verify-no-changes --verbosity quiet >"$results/form.log" 2>&1; then
        count 1 0 0
    else
        head -40 "$results/form.log" | tell
        fail "Run 'dotnet format'."
    fi
}

# npm_packages WHAT FOLDER LOG: what WHAT needs of npm; counted as skipped where that cannot be had.
npm_packages() {
    if ! command -v npm >/dev/null; then
        say "Skipped $1: this machine has no npm."
    elif ! (flock 9 && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix "$2") 9>"$2/.lock" >"$3" 2>&1; then
        say "Skipped $1: npm could not fetch what it needs; $3 says why."
    else
        return 0
    fi
    count 0 0 1
    return 1
}

# test_openapi: the committed description of the API passes a public linter.
test_openapi() {
    say "Linting the API's description"
    local folder=$root/eng/openapi log=$results/openapi.log
    npm_packages "the linter of the API's description" "$folder" "$log" || return 0
    # From there, because what it may overlook (.redocly.lint-ignore.yaml) is looked for where it runs.
    if (cd "$folder" && REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true node_modules/.bin/redocly lint --max-problems 100 \
        ../../gateway/Mmei.Gateway/openapi/v1.json) >"$log" 2>&1 && ! grep -q 'warning' <(sed '/Deprecation/d' "$log"); then
        count 1 0 0
    else
        tail -60 "$log" | tell
        fail "The API's description is not as the linter wants it."
    fi
}

# test_page: a person's first five minutes with the page, in a real browser.
test_page() {
    say "Testing the page in Chromium"
    local folder=$root/tests/Mmei.Page.Tests log=$results/page.log good bad missed
    npm_packages "the page in Chromium" "$folder" "$log" || return 0
    need ffmpeg ffmpeg
    need chromium chromium
    build platform services/standalone/Mmei.Standalone gateway/Mmei.Cli
    MMEI_CHROMIUM=$(command -v chromium) node --test --test-reporter=tap "$folder/src/page.test.mjs" >"$log" 2>&1 || true
    good=$(tap_count pass "$log") bad=$(tap_count fail "$log") missed=$(tap_count skipped "$log")
    if [[ -z $good || -z $bad ]] || ((good + bad == 0)); then
        tail -40 "$log" | tell
        fail "The page's tests gave no result."
        return
    fi
    count "$good" "$bad" "$missed"
    ((bad == 0)) || grep -A25 -E '^ *not ok ' "$log" | tell
    leftovers "The page's tests"
}

tap_count() { sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$2"; }

# skip_reasons TRX: the tests of a class that were skipped for one reason, in one line.
skip_reasons() {
    awk '/<UnitTestResult/ { class = $0; sub(/.*testName="/, "", class); sub(/[("].*/, "", class); sub(/\.[^.]*$/, "", class)
                             skip = /outcome="NotExecuted"/ }
         skip && /<Message>/ { reason = $0; sub(/.*<Message>/, "", reason); sub(/<\/Message>.*/, "", reason)
                               tests[class ": " reason]++; skip = 0 }
         END { for (why in tests) print "Skipped " tests[why] " of " why }' "$1" | sort >&2
}

# python_form FOLDER TOOL ARGUMENT...: one check of how the Python sources of a folder are written.
python_form() {
    local folder=$1 log=$results/$2-$(basename "$1").log
    shift
    if (cd "$root/$folder" && /usr/bin/python3 -m "$@") >"$log" 2>&1; then
        count 1 0 0
        return
    fi
    tail -40 "$log" | tell
    fail "$1 found this in $folder/ (black and isort without --check repair it)."
}

test_python() {
    python_packages
    /usr/bin/python3 -c 'import black, isort, flake8, mypy' 2>/dev/null || install_packages black isort flake8 mypy
    say "Testing models and the Python client"
    local models=(mmei_models tests test_fixtures)
    python_form models black --quiet --check --diff "${models[@]}"
    python_form models isort --check --diff "${models[@]}"
    python_form models flake8 "${models[@]}"
    python_form gateway/clients/python black --quiet --check --diff mmei_client
    python_form gateway/clients/python isort --check --diff mmei_client
    python_form gateway/clients/python flake8 mmei_client
    python_form gateway/clients/python mypy --cache-dir=/dev/null mmei_client
    local report=$results/python.xml log=$results/python.log
    (cd "$root/models" && OMP_NUM_THREADS=2 OMP_WAIT_POLICY=passive /usr/bin/python3 -m pytest -q --junitxml="$report" tests) >"$log" 2>&1 || true
    if [[ ! -f $report ]]; then
        tail -20 "$log" | tell
        fail "The Python tests gave no result."
        return
    fi
    local total bad wrong missed
    total=$(attribute tests "$report") bad=$(attribute failures "$report") wrong=$(attribute errors "$report") missed=$(attribute skipped "$report")
    count $((total - bad - wrong - missed)) $((bad + wrong)) "$missed"
    ((bad + wrong == 0)) || tail -60 "$log" | tell
    ((missed == 0)) || (cd "$root/models" && grep -o 'message="[^"]*"' "$report" | sed 's/^/Skipped in Python: /' >&2)
}

test_chart() {
    say "Testing the chart"
    local report=$results/chart.json
    "$root/eng/scripts/chart.sh" --json >"$report" 2>"$results/chart.log" || true
    local good bad
    good=$(grep -om1 '"passed": *[0-9]*' "$report" | tr -dc 0-9) bad=$(grep -om1 '"failed": *[0-9]*' "$report" | tr -dc 0-9)
    if [[ -z $good || -z $bad ]]; then
        tail -20 "$results/chart.log" | tell
        fail "The chart's checks gave no result."
        return
    fi
    count "$good" "$bad" 0
    ((bad == 0)) || tail -40 "$results/chart.log" | tell
}

test_images() {
    say "Testing the images"
    if "$root/eng/scripts/images.sh" --run --json >"$results/images.json" 2>"$results/images.log"; then
        count 1 0 0
    else
        tail -20 "$results/images.log" | tell
        fail "The images do not work as the chart renders them."
    fi
}

[[ -n $only && $only != dotnet ]] || test_dotnet
[[ -n $only && $only != dotnet ]] || test_openapi
[[ -n $only && $only != page ]] || test_page
[[ -n $only && $only != python ]] || test_python
[[ -n $only && $only != chart ]] || test_chart
if $images || [[ $only == images ]]; then test_images; fi

if [[ -s $failures ]]; then
    say "What failed, once more:"
    tail -c 20000 "$failures" >&2
fi
summary="$passed passed, $failed failed, $skipped skipped"
if $json; then
    printf '{ "passed": %d, "failed": %d, "skipped": %d }\n' "$passed" "$failed" "$skipped"
    say "$summary"
else
    printf '%s\n' "$summary"
fi
((failed == 0 && passed > 0))
