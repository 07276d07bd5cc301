#!/usr/bin/env bash
# found.sh COMPILER AR: plants one violation of each kind into a module and expects layers.sh to name it.
set -euo pipefail
compiler=$1 archiver=$2
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0

# Builds the module `ledger` from FILE and its TEXT and asks layers.sh.
layers() { # LEVEL FILE TEXT USED…
  local level=$1 file=$2 text=$3
  shift 3
  rm -rf "$folder"/*
  mkdir -p "$folder/src/ledger" "$folder/src/base"
  echo 'int bytes();' >"$folder/src/base/bytes.h"
  printf '%b\n' "$text" >"$folder/src/ledger/$file"
  echo 'int nothing() { return 0; }' >"$folder/src/ledger/nothing.cpp"
  for source in "$folder"/src/ledger/*.cpp; do
    "$compiler" -std=c++20 -I"$folder/src" -c "$source" -o "$source.o"
  done
  "$archiver" rc "$folder/ledger.a" "$folder"/src/ledger/*.o
  bash "$here/layers.sh" "$folder/src" ledger "$level" "$folder/ledger.a" "$@" 2>&1
}

finds() { # WORDS layers-arguments…
  local words=$1 said
  shift
  if said=$(layers "$@"); then
    echo "not found: $words" >&2
  elif [[ $said != *"$words"* ]]; then
    echo "found something else than \"$words\": $said" >&2
  else
    return 0
  fi
  failures=$((failures + 1))
}

passes() { # layers-arguments…
  local said
  said=$(layers "$@") && return 0
  echo "a sound module is refused: $said" >&2
  failures=$((failures + 1))
}

include='#include'
passes 3 leaf.cpp "$include \"base/bytes.h\"\nint leaf() { return 1; }" base
passes 5 leaf.cpp "$include <ctime>\nlong leaf() { return time(nullptr); }" base
passes 3 c_handles.h "$include <openssl/evp.h>" base
finds 'does not declare USES base' 3 leaf.cpp "$include \"base/bytes.h\""
finds 'by a way up' 3 leaf.cpp "$include \"../base/bytes.h\"" base
finds 'without its module' 3 leaf.cpp "$include \"nothing.cpp\"" base
finds 'belongs into a .cpp' 3 leaf.h "$include <zlib.h>" base
finds 'Poco is visible only in' 5 leaf.h "$include <Poco/Net/Socket.h>" base
finds 'calls time' 3 leaf.cpp "$include <ctime>\nlong leaf() { return time(nullptr); }" base
finds 'calls getenv' 4 leaf.cpp "$include <cstdlib>\nchar* leaf() { return getenv(\"HOME\"); }" base
finds 'calls fopen' 1 leaf.cpp "$include <cstdio>\nvoid* leaf() { return fopen(\"leaf\", \"r\"); }" base
finds 'calls open' 2 leaf.cpp "$include <fcntl.h>\nint leaf() { return open(\"leaf\", 0); }" base
finds 'calls socket' 2 leaf.cpp "$include <sys/socket.h>\nint leaf() { return socket(1, 1, 0); }" base
finds 'system_clock::now' 3 leaf.cpp "$include <chrono>\nauto leaf() { return std::chrono::system_clock::now(); }" base
finds 'random_device' 3 leaf.cpp "$include <random>\nunsigned leaf() { return std::random_device()(); }" base
finds 'calls RAND_bytes' 3 leaf.cpp "extern \"C\" int RAND_bytes(unsigned char*, int);\nint leaf() { return RAND_bytes(nullptr, 0); }" base
finds 'calls dlopen' 3 leaf.cpp "$include <dlfcn.h>\nvoid* leaf() { return dlopen(nullptr, 1); }" base
finds 'basic_ifstream' 3 leaf.cpp "$include <fstream>\nbool leaf() { return std::ifstream(\"leaf\").good(); }" base
finds 'calls std::cerr' 3 leaf.cpp "$include <iostream>\nvoid leaf() { std::cerr << 1; }" base
((failures == 0))
