#!/usr/bin/env bash
# Makes the archive of `make dist`, unpacks it elsewhere, and checks and builds a new site with it in an empty
# environment.
set -euo pipefail
cd "$(dirname "$0")/../.."
archive="$(make --silent dist | tail -1)"
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT
tar -xzf "$archive" -C "$work"
program="$(echo "$work"/oficio-*/bin/oficio)"
bare() { env -i PATH=/usr/bin:/bin HOME="$work/home" "$program" "$@"; }
mkdir "$work/home"
bare version
bare new "$work/site"
bare check --site "$work/site" --strict
bare build --site "$work/site" --output "$work/output" --quiet
test -f "$work/output/index.html"
man -l --warnings "$work"/oficio-*/share/man/man1/oficio.1 > /dev/null 2>&1 || { [ ! -x /usr/bin/man ] || exit 1; }
test -s "$work"/oficio-*/README.md
for linked in $(grep -oE '\]\(([^)#]+)' "$work"/oficio-*/README.md | cut -c3- | grep -v '^http'); do
  test -e "$(dirname "$work"/oficio-*/README.md)/$linked" \
    || { echo "README.md links to $linked, which the archive lacks" >&2; exit 1; }
done
echo "the package works: $archive"
