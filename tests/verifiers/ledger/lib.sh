# What the verifiers by others share: sample files, and a check that is made once over good and once over changed ones.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sample=$work/sample
"$CHANCERY_SAMPLE_FILES" "$sample"

need() { # COMMAND…: skips the test with a word where a verifier is not installed
  local command
  for command in "$@"; do
    command -v "$command" >/dev/null || { echo "skipped: $command is not installed"; exit 77; }
  done
}

node_modules() { # fetches what package-lock.json names, once
  need node npm
  [[ -d $here/node_modules ]] || (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || exit 77
}

# flip FILE OFFSET: the file with one bit of one byte changed.
flip() {
  local byte
  byte=$(od -An -tu1 -j "$2" -N 1 "$1")
  printf "\\$(printf '%03o' $((byte ^ 1)))" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

accepted() { "$@" >"$work/out" 2>&1 || { echo "not accepted: $*"; cat "$work/out"; exit 1; }; }
refused() { # WHAT COMMAND…
  local what=$1
  shift
  if "$@" >"$work/out" 2>&1; then echo "accepted although changed: $what"; exit 1; fi
}
