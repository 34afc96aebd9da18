#!/usr/bin/env bash
# Proves that a refactoring changes nothing: same_output.sh BEFORE AFTER [DOCUMENTS]
#
# BEFORE and AFTER are two `oficio` programs. Both check and build the demonstration, the five real documents and
# DOCUMENTS (1,000) generated ones, from nothing and again after an edit. The script compares every byte of the output,
# what `verify` and `search` print, and code, place and severity of every finding. It ends with 1 at the first
# difference. Generated documents need Debian's package wspanish.
set -euo pipefail
project="$(cd "$(dirname "$0")/../.." && pwd)"
material="${OFICIO_MATERIAL:-$project/../shared}"
before="$(realpath "$1")"; after="$(realpath "$2")"; documents="${3:-1000}"
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT
sites=(demonstration)
mkdir "$work/demonstration"; cp -r "$project/content" "$project/themes" "$work/demonstration"

if [ -d "$material/seeds-site" ]; then cp -r "$material/seeds-site" "$work/seeds"; sites+=(seeds)
elif [ -n "${CI:-}" ]; then echo "$material/seeds-site is absent, and CI is set" >&2; exit 1
else echo "LEFT OUT: $material/seeds-site is absent"; fi
if [ -f "$material/bench/corpus.py" ]; then
  python3 "$material/bench/corpus.py" "$work/generated" "$documents" > /dev/null; sites+=(generated)
elif [ -n "${CI:-}" ]; then echo "$material/bench is absent, and CI is set" >&2; exit 1
else echo "LEFT OUT: $material/bench is absent"; fi

# Prints code, severity and place of every finding, one per line. The wording may differ.
places() {
  python3 -c '
import json, sys
for line in sys.stdin:
    if line.startswith("{"):
        f = json.loads(line)
        print(f["code"], f["severity"], f.get("file"), f.get("line"), f.get("column"),
          f.get("endLine"), f.get("endColumn"), f.get("record"))'
}

run() { # run NAME PROGRAM SITE STEP
  local name="$1" program="$2" site="$work/$3" out="$work/$3.$1" status=0
  local common=(--site "$site" --today 2026-11-21)
  export XDG_CACHE_HOME="$work/cache.$name"
  "$program" check "${common[@]}" --format json > "$work/json" 2> "$out.$4.errors" || status=$?
  places < "$work/json" > "$out.$4.findings"
  echo "check: $status" >> "$out.$4.findings"
  status=0; "$program" build "${common[@]}" --output "$out" --quiet > /dev/null 2>&1 || status=$?
  echo "build: $status" >> "$out.$4.findings"
  "$program" search "${common[@]}" --limit 30 "solicitud del usuario" > "$out.$4.search" 2>&1 || true
  "$program" verify "${common[@]}" > "$out.$4.verify" 2>&1 || true
}

compare() { # compare SITE STEP
  run before "$before" "$1" "$2"; run after "$after" "$1" "$2"
  diff -r --exclude=.oficio "$work/$1.before" "$work/$1.after"
  for kind in findings search verify; do diff "$work/$1.before.$2.$kind" "$work/$1.after.$2.$kind"; done
  echo "$1, $2: $(find "$work/$1.after" -type f | wc -l) files," \
    "$(wc -l < "$work/$1.after.$2.findings") findings, the same"
}

for site in "${sites[@]}"; do
  compare "$site" whole
  # Edit a text: the last word of the first document that has a paragraph.
  edited="$(grep -rlE --include='*.md' '^[[:alpha:]].*[[:alpha:]]\.$' "$work/$site/content" | sort | sed -n 1p)"
  sed -i -E '0,/^[[:alpha:]].*[[:alpha:]]\.$/s/^([[:alpha:]].*[[:alpha:]])\.$/\1 con cuidado./' "$edited"
  compare "$site" edited
done
