#!/usr/bin/env bash
# Compares the debug and the release program: optimised.sh DEBUG RELEASE. Both check, build, search and verify the
# demonstration, from nothing and again after an edit. All files and messages must have the same bytes.
set -euo pipefail
cd "$(dirname "$0")/../.."
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT
mkdir "$work/site"
cp -r content themes "$work/site"

run() { # run NAME PROGRAM COMMAND…: what it says, and how it ends
  local name="$1" program="$2"; shift 2
  local status=0
  XDG_CACHE_HOME="$work/$name.cache" "$program" "$@" --site "$work/site" --today 2026-11-21 \
    >> "$work/$name.said" 2>> "$work/$name.told" || status=$?
  echo "$1: $status" >> "$work/$name.said"
}

both() { # both TESTED OPTIMISED
  for name in tested optimised; do
    run "$name" "$1" check --format json
    run "$name" "$1" build --output "$work/$name" --quiet
    run "$name" "$1" search --limit 30 "fe de vida"
    run "$name" "$1" search "quién aprueba la devolución de aportes"
    run "$name" "$1" verify
    shift
  done
  diff -r --brief --exclude=.oficio "$work/tested" "$work/optimised"
  diff "$work/tested.said" "$work/optimised.said"
  diff "$work/tested.told" <(sed "s#$work/optimised#$work/tested#g" "$work/optimised.told")
}

both "$1" "$2"
sed -i 's/se presenta/se identifica/' "$work/site/content/competencias.yaml"
both "$1" "$2"
[ "$(grep -c 'build: 0' "$work/tested.said")" = 2 ]
echo "the optimised program makes what the tested one makes"
