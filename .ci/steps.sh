# What ./start and ./check share: packages, pages, and steps that say what they do and how long it took.
# Sourced with the top folder as the current one.

# What the program is built from and needs while it runs.
running_packages=(
  g++ cmake ninja-build pkg-config
  libssl-dev libxml2-dev zlib1g-dev libicu-dev nlohmann-json3-dev libsqlitecpp-dev libsqlite3-dev libpoco-dev
  libcli11-dev libargon2-dev libqrencode-dev libkainjow-mustache-dev libp11-kit-dev
  graphviz fonts-liberation fonts-noto-core
)
# What the tests need beside that.
checking_packages=(
  catch2 ccache mold clang-14 clang-format-14 libclang-rt-14-dev libbenchmark-dev
  curl jq openssl sqlite3 perl libxml2-utils unzip zip libreoffice-writer-nogui chromium nodejs
  xmlsec1 softhsm2 opensc default-jdk-headless libbcpkix-java libxml-security-java
  golang-go golang-golang-x-mod-dev
)
thorough_packages=(clang-tidy-14 wrk omegat translate-toolkit)
# For the front-end assets, where a lock file names them.
asset_packages=(nodejs npm)

say() { printf '── %s\n' "$*"; }

# step WORDS COMMAND…: runs COMMAND and says how long it took. (`set -e` does not reach into COMMAND: it returns its status.)
step() {
  local words=$1 begin=$SECONDS status=0
  shift
  say "$words"
  "$@" || status=$?
  if ((status == 0)); then say "$words: done in $((SECONDS - begin)) s"; else say "$words: failed after $((SECONDS - begin)) s"; fi
  return $status
}

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"; else sudo -- "$@"; fi
}

is_installed() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

# A tool that is there already, from wherever, is not installed a second time.
is_there() {
  case $1 in
    nodejs) command -v node >/dev/null || is_installed nodejs ;;
    npm) command -v npm >/dev/null ;;
    *) is_installed "$1" ;;
  esac
}

# install_packages NAME…: lists what is missing, then installs it.
install_packages() {
  local package missing=()
  for package in "$@"; do is_there "$package" || missing+=("$package"); done
  if ((${#missing[@]} == 0)); then
    say 'every package is there'
    return 0
  fi
  if [[ $(id -u) != 0 ]] && ! command -v sudo >/dev/null; then
    say "these packages are missing, and only root can install them: ${missing[*]}" >&2
    return 1
  fi
  say "installing: ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

lock_files() { find src tests -name node_modules -prune -o -name package-lock.json -print; }

# What is locked is fetched once for a lock file, into the node_modules beside it.
fetch_assets() {
  local lock folder
  while read -r lock; do
    folder=$(dirname "$lock")
    [[ $folder/node_modules/.package-lock.json -nt $lock ]] && continue
    say "npm ci in $folder"
    (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error) || return 1
    touch "$folder/node_modules/.package-lock.json"
  done < <(lock_files)
}

export CCACHE_DIR=${CCACHE_DIR:-$PWD/build/ccache} CCACHE_MAXSIZE=${CCACHE_MAXSIZE:-3G}
CMAKE_BUILD_PARALLEL_LEVEL=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}
export CMAKE_BUILD_PARALLEL_LEVEL
