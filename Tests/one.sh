#!/usr/bin/env bash
# Runs Python suites with the debug program: one.sh SUITE… [unittest options], e.g. one.sh trust_test -k erratum
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
venv="$("$root/Tests/Pages/venv.sh")"
export PYTHONPATH="$root/Tests/Pages:$root/Tests/Program" PAGES="$root/.build/pages" ENGINE_PATH="$venv/bin"
export PROGRAM="${PROGRAM:-$root/.build/debug/oficio}"
[ -d "$PAGES" ] || "$PROGRAM" build --site "$root" --output "$PAGES" --today 2026-11-21 --quiet
export XDG_CACHE_HOME="$(mktemp -d)"
trap 'rm -rf "$XDG_CACHE_HOME"' EXIT
"$venv/bin/python" -m unittest "$@"
