#!/usr/bin/env bash
# layers.sh SRC MODULE LEVEL LIBRARY USED…: exits 1 with a line for each thing that MODULE may not include or call.
set -euo pipefail
src=$1 module=$2 level=$3 library=$4
shift 4
uses=" $module $* "
violations=0

violation() {
  echo "$1" >&2
  violations=$((violations + 1))
}

# The module that a path below src/ belongs to.
module_of() {
  case $1 in
    apps/*) local rest=${1#apps/}; echo "apps/${rest%%/*}" ;;
    *) echo "${1%%/*}" ;;
  esac
}

own_include() { # FILE:LINE PATH
  case $2 in
    ../* | */../*) violation "$1: includes \"$2\" by a way up; name it from src/" ;;
    */*)
      local other
      other=$(module_of "$2")
      [[ $uses == *" $other "* ]] || violation "$1: $module includes \"$2\" but does not declare USES $other" ;;
    *) violation "$1: includes \"$2\" without its module" ;;
  esac
}

library_include() { # FILE:LINE PATH
  case $2 in
    Poco/*)
      [[ $module == apps/* || $module == outside ]] || violation "$1: Poco is visible only in apps and outside" ;;
    openssl/* | libxml/* | unicode/* | zlib.h | sqlite3.h | argon2.h | qrencode.h | libpq-fe.h | graphviz/*)
      case ${1%%:*} in
        *.cpp | *_handles.h) ;;
        *) violation "$1: <$2> belongs into a .cpp or a *_handles.h" ;;
      esac ;;
  esac
}

check_includes() {
  local file line rest
  while IFS=: read -r file line rest; do
    if [[ $rest =~ ^[[:space:]]*#[[:space:]]*include[[:space:]]*\"([^\"]+)\" ]]; then
      own_include "$file:$line" "${BASH_REMATCH[1]}"
    elif [[ $rest =~ ^[[:space:]]*#[[:space:]]*include[[:space:]]*\<([^\>]+)\> ]]; then
      library_include "$file:$line" "${BASH_REMATCH[1]}"
    fi
  done < <(find "$src/$module" -maxdepth 1 \( -name '*.cpp' -o -name '*.h' \) -print0 | xargs -0 grep -nH '#' || true)
}

# Files, network, clock, randomness, environment, loading, processes, logs: the names that a pure module leaves to its callers.
impure='open(at)?(64)?|fopen(64)?|freopen|mkstemp|socket|connect|bind|accept|listen|sendto|recvfrom|getaddrinfo'
impure+='|time|clock|clock_gettime|gettimeofday|localtime(_r)?|nanosleep|usleep|sleep'
impure+='|getenv|secure_getenv|setenv|putenv|dlopen|dlsym|fork|vfork|execve|execvp|posix_spawn|system|popen'
impure+='|rand|srand|random|getrandom|getentropy|arc4random|RAND_bytes|RAND_priv_bytes|RAND_bytes_ex|RAND_priv_bytes_ex'
impure+='|std::random_device::.*|std::chrono::_V2::(system|steady)_clock::now\(\)'
impure+='|std::(__cxx11::)?basic_(filebuf|[io]?fstream)<.*|std::filesystem::.*|std::(cout|cerr|clog|cin)|syslog|sqlite3_.*'

check_calls() {
  local name
  while read -r name; do
    violation "$library: level $level calls $name, which reaches outside"
  done < <(nm -uC "$library" 2>/dev/null | sed -nE "s/^ +[Uw] (($impure)(@.*)?)$/\1/p" | sort -u)
}

check_includes
if ((level <= 4)); then check_calls; fi
((violations == 0))
