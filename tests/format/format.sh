#!/usr/bin/env bash
# format.sh COMMAND…: runs COMMAND over every C++ file of src/ and tests/.
set -euo pipefail
find src tests \( -name '*.cpp' -o -name '*.h' \) -print0 | sort -z | xargs -0 -n 40 -P 2 "$@"
