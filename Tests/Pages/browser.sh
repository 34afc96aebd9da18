#!/usr/bin/env bash
# Runs every Python suite and other commands beside them: browser.sh PAGES PROGRAM [COMMAND…]. It prints how long each
# took, and ends with 123 if one failed.
#
# They test built pages in Debian's Chromium, PDFs made with WeasyPrint (PyPI), and the program as a process.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
export PYTHON="$("$here/venv.sh")/bin/python"
export PYTHONPATH="$here:$here/../Program" PAGES="$(cd "$1" && pwd)" PROGRAM="$2" ENGINE_PATH="$(dirname "$PYTHON")"
shift 2
# The suites write many small files, which need no disk where memory has room for them.
if [ "$(df --output=avail -BM /dev/shm 2>/dev/null | tail -1 | tr -dc 0-9)0" -ge 40000 ]; then
  export TMPDIR="$(mktemp -d /dev/shm/oficio-XXXXXX)"
  # A server that a test starts reads the pages as another user.
  chmod 755 "$TMPDIR"
  trap 'rm -rf "$TMPDIR"' EXIT
fi
run() {
  local start=$SECONDS status=0
  # Every command of the program looks through its cache folder, so no suite leaves thousands of files there.
  export XDG_CACHE_HOME="$(mktemp -d)"
  case "$1" in
    *_test.py) "$PYTHON" -m unittest --quiet "$1" || status=$? ;;
    *) bash -c "$1" || status=$? ;;
  esac
  rm -rf "$XDG_CACHE_HOME"
  echo "$(basename "${1%% *}"): $((SECONDS - start)) s"
  return $status
}
export -f run
# The longest go first, so that all processors are busy until the end. `seconds.txt` says how long each takes; a suite
# that it does not name goes first of all.
longest_first() {
  for suite in "$here"/*_test.py "$here"/../Program/*_test.py; do
    name="$(basename "$(dirname "$suite")")/$(basename "$suite")"
    echo "$(awk -v name="$name" '$2 == name { print $1 }' "$here/seconds.txt" | grep . || echo 9999) $suite"
  done | sort -rn | cut -d' ' -f2-
}
# One more than there are processors, because browsers and servers are waited for.
{ [ $# = 0 ] || printf '%s\n' "$@"; longest_first; } |
  xargs -d '\n' -P $(($(nproc) + 1)) -I {} bash -c 'run "$@"' run {}
