#!/usr/bin/env bash
# Judges the units of the package: units.sh. `systemd-analyze verify` must be silent, and the exposure of each service
# at most 2.0 of 10.
set -euo pipefail
root="$(cd "$(dirname "$0")/../.." && pwd)"
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
cp "$root"/packaging/systemd/* "$work/"
# `verify` looks for the programs that units run.
printf '#!/bin/sh\n' > "$work/bin/x"
chmod 755 "$work/bin/x"
sed -i "s|^ExecStart=[^ ]*|ExecStart=$work/bin/x|; s|man:oficio(1) ||" "$work"/*.service
for unit in "$work"/*@.service "$work"/*@.timer; do
  one="${unit/@./@rrhh.}"
  cp "$unit" "$one"
  said="$(SYSTEMD_UNIT_PATH="$work:" systemd-analyze verify --man=no --recursive-errors=no "$one" 2>&1 || echo failed)"
  [ -z "$said" ] || { echo "$(basename "$unit"): $said" >&2; exit 1; }
  case "$unit" in *.service)
    exposure="$(systemd-analyze security --offline=true --no-pager "$one" | tail -1)"
    echo "$(basename "$unit"): $exposure"
    systemd-analyze security --offline=true --threshold=20 --no-pager "$one" >/dev/null
  esac
done
