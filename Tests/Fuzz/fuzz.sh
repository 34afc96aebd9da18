#!/usr/bin/env bash
# Runs the fuzzer on each target: fuzz.sh RUNS [TARGET…]
set -euo pipefail
cd "$(dirname "$0")/../.."
runs="$1"
shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(
    source job protocol records form type template ledger receipt request word open sheet cells package page
    table markdown)
OFICIO_FUZZING=1 swift build --scratch-path .build/fuzz -c release --product fuzz \
    -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld
mkdir -p .build/fuzz/findings
for target in "${targets[@]}"; do
  found=".build/fuzz/corpus/$target"
  mkdir -p "$found"
  echo "== $target: $runs inputs"
  # Start with the files of the demonstration and with inputs that were found before.
  case "$target" in
  source) seeds=(content/puestos content/protocolos content/glosario.yaml) ;;
  job) seeds=(content/puestos) ;;
  protocol) seeds=(content/protocolos) ;;
  records) seeds=(content/competencias.yaml content/unidades.yaml content/glosario.yaml) ;;
  form) seeds=(content/formatos) ;;
  type) seeds=(content/site.yaml Sources/BuiltIn/files/types) ;;
  template) seeds=(themes/institucional/templates themes/institucional/partials) ;;
  ledger) seeds=(content/historial/protocolos) ;;
  markdown) seeds=(content/protocolos content/paginas) ;;
  *) seeds=() ;;
  esac
  [ -d "Tests/Fuzz/corpus/$target" ] && seeds+=("Tests/Fuzz/corpus/$target")
  mkdir -p ".build/fuzz/seeds/$target"
  for seed in "${seeds[@]}"; do
    find "$seed" -type f -size -64k | while read -r file; do
        cp "$file" ".build/fuzz/seeds/$target/$(echo "$file" | tr / _)"
    done
  done
  # A target that reads a whole site costs more than one that reads a file: run a tenth of the inputs.
  case "$target" in job | protocol | records | form | type) share=$((runs / 10)) ;; *) share="$runs" ;; esac
  # Without this the Swift runtime prints a backtrace and exits before libFuzzer saves the input.
  SWIFT_BACKTRACE=enable=no OFICIO_FUZZ="$target" .build/fuzz/release/fuzz -runs="$share" -max_len=8192 -timeout=10 \
    -rss_limit_mb=2048 -print_final_stats=1 -dict=Tests/Fuzz/words.dict \
    -artifact_prefix=".build/fuzz/findings/$target-" "$found" ".build/fuzz/seeds/$target" 2>&1 \
    | grep -E 'stat::number_of_executed|ERROR|SUMMARY|Test unit written|Fatal|cov:' | tail -3
done
