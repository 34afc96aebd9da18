#!/usr/bin/env bash
# Creates the Python environment of the page tests if it is missing, and prints its folder.
set -euo pipefail
venv="$(cd "$(dirname "$0")/../.." && pwd)/.build/venv"
if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -c '
import playwright, axe_playwright_python, weasyprint, jsonschema
import rfc3986_validator, mammoth, docx, PIL, pygls, yaml' 2>/dev/null; then
  python3 -m venv "$venv" >&2
  "$venv/bin/pip" install --quiet playwright==1.49.1 axe-playwright-python==0.1.4 weasyprint jsonschema \
    rfc3986-validator mammoth python-docx Pillow pygls==1.3.1 PyYAML >&2
fi
echo "$venv"
