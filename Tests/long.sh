#!/usr/bin/env bash
# Runs the long tests: long.sh PROGRAM. Random series with several seeds, load on the preview, the package, fuzzing.
# OFICIO_SEEDS lists the seeds (1 7 20261129). The first failure ends the run with its status.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
cd "$root"
export PROGRAM="$(realpath "$1")"
seeds="${OFICIO_SEEDS:-1 7 20261129}"
step() { echo; echo "== $*"; }

for seed in $seeds; do
  export OFICIO_SEED="$seed"
  step "Random edits of sources, seed $seed"
  OFICIO_ROUNDS=10 swift test --filter OficioEditingTests
  step "Random changes and kills, seed $seed"
  OFICIO_STEPS=300 OFICIO_KILLS=300 OFICIO_FILES=100000 Tests/one.sh incremental_test reorganisation_test robust_test
  step "A thousand reorganisations, releases, days and faults of the store, seed $seed"
  OFICIO_STEPS=2000 Tests/one.sh reorganisation_test
  step "Random forms of the editor, seed $seed"
  OFICIO_STEPS=300 Tests/one.sh edit_unchanged_test
  step "Saves, renames, deletions, kills and changes on disk in the editor, seed $seed"
  OFICIO_STEPS=300 Tests/one.sh edit_random_test
  step "A hundred thousand random requests to the editor, seed $seed"
  OFICIO_REQUESTS=100000 Tests/one.sh edit_fuzz_test
  step "Odd values, seed $seed"
  OFICIO_VALUES=20 Tests/one.sh values_test
  step "Damaged files under every command, seed $seed"
  OFICIO_DAMAGES=2000 Tests/one.sh damaged_sites_test
  step "Random documents, seed $seed"
  OFICIO_DOCUMENTS=100 Tests/one.sh structure_test
done
unset OFICIO_SEED

step "Every document exported and imported again, through LibreOffice and PDF as well"
OFICIO_ROUNDTRIP=all Tests/one.sh roundtrip_test

step "Office files damaged at random"
for seed in $seeds; do
  OFICIO_SEED="$seed" OFICIO_MUTATIONS=1000 swift test --filter MutatedFileTests
done

step "Every page of the demonstration: axe, keyboard, 320 pixels"
"$PROGRAM" build --site . --output .build/pages --today 2026-11-21 --quiet
OFICIO_EVERY_PAGE=1 Tests/one.sh kinds_test

step "Fifty editors behind nginx, with kills"
OFICIO_EDITORS=50 OFICIO_SAVES=40 OFICIO_KILLS=20 Tests/one.sh edit_office_load_test

step "Load on the preview"
python3 Tests/Program/load.py "$PROGRAM"

step "The package, unpacked and used"
Tests/Program/package.sh

step "The Debian package in a clean system"
packages="$(mktemp -d)"
export SOURCE_DATE_EPOCH="$(git log -1 --format=%ct)"
first="$(make --silent -o program deb REVISION=1 | tail -1)" && cp "$first" "$packages/"
second="$(make --silent -o program deb REVISION=2 | tail -1)" && cp "$second" "$packages/"
lintian --fail-on error "$packages/$(basename "$first")"
Tests/Program/units.sh
Tests/Program/deb.sh "$packages/$(basename "$first")" "$packages/$(basename "$second")"
rm -rf "$packages"

step "Fuzzing"
Tests/Fuzz/fuzz.sh 20000
