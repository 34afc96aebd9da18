#!/usr/bin/env bash
# Tests built pages in Debian's Chromium: browser.sh PAGES PROGRAM
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
venv="$("$here/venv.sh")"
PYTHONPATH="$here" PAGES="$(cd "$1" && pwd)" PROGRAM="$2" "$venv/bin/python" -m unittest --quiet "$here"/*_test.py
