#!/usr/bin/env bash
# The evidence page from file:// in Chromium.
source "$(dirname "$0")/lib.sh"
need chromium
node_modules
node "$here/page.mjs" "$sample" "$(command -v chromium)" "${CHANCERY_PROGRAM:-}"
