#!/usr/bin/env bash
# Runs every Python suite, two at a time: browser.sh PAGES PROGRAM. It prints how long each took, and ends with 123 if
# one failed.
#
# They test built pages in Debian's Chromium, PDFs made with WeasyPrint (PyPI), and the program as a process.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
export PYTHON="$("$here/venv.sh")/bin/python"
export PYTHONPATH="$here:$here/../Program" PAGES="$(cd "$1" && pwd)" PROGRAM="$2" ENGINE_PATH="$(dirname "$PYTHON")"
suite() {
  local start=$SECONDS status=0
  "$PYTHON" -m unittest --quiet "$1" || status=$?
  echo "$(basename "$1"): $((SECONDS - start)) s"
  return $status
}
export -f suite
# Start with the longest suites, so that both processors are busy until the end.
longest="$(printf '%s\n' "$here"/../Program/{trust,values,privacy,year,forgeries,incremental,robust,starter}_test.py)"
all="$(printf '%s\n' "$here"/*_test.py "$here"/../Program/*_test.py)"
{ echo "$longest"; grep -vxF "$longest" <<< "$all"; } | xargs -P 2 -I {} bash -c 'suite {}'
