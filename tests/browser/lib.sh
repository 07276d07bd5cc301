# What the tests of the pages in a browser share. Sourced first: source "$(dirname "$0")/lib.sh"
# Everything of tests/end_to_end/lib.sh, and
#
#   browse SCRIPT [ARGUMENT…]   runs SCRIPT.mjs in node: $url, $work and the password are in its environment
# Without Chromium, node or the packages of package-lock.json the test is skipped with a word.
source "$(dirname "${BASH_SOURCE[0]}")/../end_to_end/lib.sh"

browser_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

skip() {
  echo "skipped: $*" >&2
  exit 77
}

chromium=$(command -v chromium || command -v chromium-browser || true)
[[ -n $chromium ]] || skip 'no chromium here'
command -v node >/dev/null || skip 'no node here'
if [[ ! -d $browser_folder/node_modules/playwright-core ]]; then
  command -v npm >/dev/null || skip 'the packages of tests/browser are not installed, and there is no npm'
  (cd "$browser_folder" && npm ci --ignore-scripts --loglevel=error >&2) || skip 'the packages of tests/browser cannot be fetched'
fi

browse() { # SCRIPT [ARGUMENT…]
  CHANCERY_URL=$url CHANCERY_WORK=$work CHANCERY_PASSWORD=$password CHANCERY_OFFICE_FOLDER=$office CHROMIUM=$chromium \
    HOME=$work node "$browser_folder/$1.mjs" "${@:2}" || fail "$1 ${*:2}: $?"
}
