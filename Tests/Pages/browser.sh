#!/usr/bin/env bash
# Tests built pages in Debian's Chromium, PDFs made with WeasyPrint (PyPI), and the program as a process: browser.sh PAGES PROGRAM
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
venv="$("$here/venv.sh")"
export PYTHONPATH="$here:$here/../Program" PAGES="$(cd "$1" && pwd)" PROGRAM="$2" ENGINE_PATH="$venv/bin"
printf '%s\n' "$here"/*_test.py "$here"/../Program/*_test.py | xargs -P 2 -n 1 "$venv/bin/python" -m unittest --quiet
