#!/usr/bin/env bash
# Judges search: bench.sh PROGRAM. Everyday needs (development and held out); the institutional needs over the
# demonstration; the development set and a corpus of
# 10,000 documents where the folder `bench` of the outside material is present; Pagefind (pagefind, node) and BM25
# (PyPI: snowballstemmer) where they are installed.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
site="$(cd "$here/../.." && pwd)"
bench="${OFICIO_MATERIAL:-$site/../shared}/bench"
program="$1"
venv="$("$here/../Pages/venv.sh")"; work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT

echo "== Everyday needs"
python3 "$here/everyday.py" "$program" "$site"

echo "== Institutional needs over the demonstration"
python3 "$here/needs.py" "$here/needs.tsv" > "$work/needs.jsonl"
"$program" search --site "$site" --today 2026-11-21 --queries "$work/needs.jsonl" > "$work/needs.run"
python3 "$here/score.py" "$work/needs.jsonl" oficio="$work/needs.run"
"$program" build --site "$site" --output "$work/demo" --today 2026-11-21 --quiet
"$venv/bin/python" "$here/cost.py" "$work/demo" "$work/needs.jsonl" 40

if [ ! -d "$bench" ]; then echo "LEFT OUT: $bench is absent."; exit 0; fi
echo "== Development set (1,327 passages)"
python3 "$bench/retrieval/site.py" "$bench/retrieval/passages.jsonl" "$work/dev" > /dev/null
queries="$bench/retrieval/queries.jsonl"; runs=()
"$program" search --site "$work/dev" --queries "$queries" > "$work/dev.run"; runs+=("oficio=$work/dev.run")
if python3 -c 'import snowballstemmer' 2>/dev/null; then
  python3 "$bench/retrieval/peers/run_bm25_es.py" "$bench/retrieval/passages.jsonl" "$queries" > "$work/bm25.run"
  runs+=("bm25=$work/bm25.run")
else echo "BM25: snowballstemmer is not installed"; fi
if command -v pagefind > /dev/null && command -v node > /dev/null; then
  python3 "$bench/retrieval/site.py" "$bench/retrieval/passages.jsonl" "$work/pages" --html > /dev/null
  pagefind --site "$work/pages" --output-path "$work/bundle" > /dev/null
  node "$bench/retrieval/peers/run_pagefind.mjs" "$work/bundle" "$queries" > "$work/pagefind.run"
  runs+=("pagefind=$work/pagefind.run")
else echo "Pagefind: not installed"; fi
python3 "$here/score.py" "$queries" "${runs[@]}"

echo "== Cost at 10,000 sections (960 documents)"
python3 "$bench/corpus.py" "$work/middle" 960 > /dev/null
"$program" build --site "$work/middle" --output "$work/middleout" --quiet 2> /dev/null
"$venv/bin/python" "$here/cost.py" "$work/middleout" "$here/words.txt" 40

echo "== Cost at 10,000 documents"
python3 "$bench/corpus.py" "$work/big" 10000 > /dev/null
/usr/bin/time -f 'build with index: %U+%S s processor time, %M KiB' \
  "$program" build --site "$work/big" --output "$work/bigout" --quiet --profile 2>&1 \
  | grep -E "processor|procesador|busca|search"
"$venv/bin/python" "$here/cost.py" "$work/bigout" "$here/words.txt" 40
if command -v pagefind > /dev/null; then
  /usr/bin/time -f 'Pagefind: %U+%S s processor time, %M KiB' \
    pagefind --site "$work/bigout" --output-path "$work/bundle10k" 2>&1 | tail -1
  "$venv/bin/python" "$here/cold.py" "$work/bigout" "$work/bundle10k" "$here/words.txt"
fi
