#!/usr/bin/env bash
# Tests built pages in Debian's Chromium, and PDFs made with WeasyPrint (PyPI): browser.sh PAGES PROGRAM
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
venv="$("$here/venv.sh")"
export PYTHONPATH="$here" PAGES="$(cd "$1" && pwd)" PROGRAM="$2" ENGINE_PATH="$venv/bin"
printf '%s\n' "$here"/*_test.py | xargs -P 2 -n 1 "$venv/bin/python" -m unittest --quiet
