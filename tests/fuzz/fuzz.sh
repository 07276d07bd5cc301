#!/usr/bin/env bash
# fuzz.sh PROGRAM CORPUS WORK: looks for input that PROGRAM cannot bear, starting from CORPUS, for CHANCERY_FUZZ_SECONDS
# (20; times CHANCERY_EFFORT). What it learns stays in WORK for the next run; CORPUS is not changed.
# A crash is written to WORK/crash-…: give it a telling name, put it into CORPUS, then repair.
set -euo pipefail
program=$1 corpus=$2 work=$3
seconds=$((${CHANCERY_FUZZ_SECONDS:-20} * ${CHANCERY_EFFORT:-1}))
mkdir -p "$work/learned" "$corpus"
dictionary=()
[[ -f $corpus.dict ]] && dictionary=("-dict=$corpus.dict")
exec "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
  -artifact_prefix="$work/" "${dictionary[@]}" "$work/learned" "$corpus"
