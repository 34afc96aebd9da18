#!/usr/bin/env bash
# Unpacks Debian's nginx below .build if it is missing, and prints its folder. Installing the package would start a
# server on this machine.
set -euo pipefail
folder="$(cd "$(dirname "$0")/../.." && pwd)/.build/nginx"
if [ ! -x "$folder/usr/sbin/nginx" ]; then
  mkdir -p "$folder"
  cd "$folder"
  apt-get download nginx nginx-common >&2
  for package in ./*.deb; do dpkg-deb -x "$package" .; done
fi
echo "$folder"
