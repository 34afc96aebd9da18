#!/usr/bin/env bash
# Runs the Swift suite, and builds and serves the demonstration, under a sanitizer: sanitize.sh address|thread
set -euo pipefail
cd "$(dirname "$0")/.."
kind="$1"
scratch=".build/sanitize-$kind"
# Leak detection is off: the Swift runtime keeps memory until the process ends.
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=1 TSAN_OPTIONS=halt_on_error=1:report_atomic_races=0
swift test --scratch-path "$scratch" --sanitize="$kind"
program="$scratch/debug/oficio"
"$program" build --site . --output "$scratch/pages" --today 2026-11-21 --quiet
"$program" check --site . --today 2026-11-21 --quiet
"$program" search --site . --today 2026-11-21 "fe de vida" >/dev/null
"$program" verify --site . >/dev/null
echo "$kind: clean"
