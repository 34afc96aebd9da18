#!/usr/bin/env bash
# Installs, upgrades, downgrades, removes, purges and reinstalls the package of `make deb` in a clean Debian, and uses
# the program there: deb.sh PACKAGE NEWER_PACKAGE. The system comes from debootstrap, once, into .build/debian;
# OFICIO_DEBIAN names another folder of a fresh system. Needs the rights of root.
set -euo pipefail
root="$(cd "$(dirname "$0")/../.." && pwd)"
package="$(realpath "$1")" newer="$(realpath "$2")"
base="${OFICIO_DEBIAN:-$root/.build/debian}"
if [ ! -x "$base/usr/bin/dpkg" ]; then
  rm -rf "$base"
  debootstrap --variant=minbase "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$base" \
    http://deb.debian.org/debian >/dev/null
fi
work="$(mktemp -d)"
tree="$work/tree"
leave() { umount "$tree/proc" 2>/dev/null || true; rm -rf "$work"; }
trap leave EXIT
cp -a "$base" "$tree"
mount -t proc proc "$tree/proc"
cp "$package" "$newer" "$tree/root/"
old="/root/$(basename "$package")" new="/root/$(basename "$newer")"
cp /etc/resolv.conf "$tree/etc/resolv.conf"
[ ! -e /etc/apt/apt.conf.d/99proxy ] || cp /etc/apt/apt.conf.d/99proxy "$tree/etc/apt/apt.conf.d/"

step() { echo "== $*"; }
in_tree() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive chroot "$tree" "$@"; }
as_oficio() { in_tree setpriv --reuid oficio --regid oficio --clear-groups env HOME=/var/lib/oficio \
  XDG_STATE_HOME=/var/lib XDG_CACHE_HOME=/var/cache "$@"; }
fail() { echo "$*" >&2; exit 1; }
# Path, kind, permissions, owner and hash of everything that belongs to sites.
files() { (cd "$tree" && find srv/oficio var/lib/oficio var/lib/oficio-www var/backups/oficio \
  -printf '%p %y %m %U %l\n' -type f -exec sha256sum {} + 2>/dev/null | LC_ALL=C sort); }
# What a package may leave; `shadow-` and the like are copies that the tools for accounts make.
owned() { (cd "$tree" && find etc usr -print | grep -vE '^etc/(passwd|group|shadow|gshadow|subuid|subgid)-$' \
  | LC_ALL=C sort); }

step "Before"
in_tree apt-get update -qq
in_tree apt-get install -y -qq --no-install-recommends adduser >/dev/null 2>&1
# The libraries stay when the package goes, as automatically installed packages do.
in_tree apt-get install -y -qq --no-install-recommends \
  $(dpkg-deb -f "$package" Depends | sed 's/([^)]*)//g; s/,/ /g') >/dev/null 2>&1
before="$(owned)"

step "Install"
in_tree dpkg -i "$old" >/dev/null
[ "$(in_tree dpkg-query -W -f '${db:Status-Abbrev}' oficio)" = "ii " ] || fail "the package is not configured"
in_tree oficio version
[ -s "$tree/usr/share/man/man1/oficio.1.gz" ] || fail "no manual page"
[ -s "$tree/usr/share/man/es/man1/oficio.1.gz" ] || fail "no manual page in Spanish"
for guide in guia guide; do [ -s "$tree/usr/share/doc/oficio/$guide/index.html" ] || fail "no $guide"; done
[ "$(in_tree stat -c '%U %a' /srv/oficio /var/lib/oficio /var/backups/oficio | tr '\n' ' ')" = \
  "oficio 755 oficio 700 oficio 700 " ] || fail "folders are not as the guide says"

step "A site: new, check, build as the units do, release, backup, restore"
as_oficio oficio new /srv/oficio/rrhh >/dev/null
as_oficio oficio check --site /srv/oficio/rrhh --strict --quiet
as_oficio /usr/libexec/oficio/build rrhh
[ "$(readlink "$tree/var/lib/oficio-www/rrhh/sitio")" = a ] || fail "the first build is not published"
as_oficio /usr/libexec/oficio/build rrhh
[ "$(readlink "$tree/var/lib/oficio-www/rrhh/sitio")" = b ] || fail "the second build is not published"
diff -r -x .oficio "$tree/var/lib/oficio-www/rrhh/a" "$tree/var/lib/oficio-www/rrhh/b"
cp "$tree/srv/oficio/rrhh/content/site.yaml" "$work/site.yaml"
echo 'idioma: [' >> "$tree/srv/oficio/rrhh/content/site.yaml"
if as_oficio /usr/libexec/oficio/build rrhh 2>/dev/null; then fail "a site with an error was published"; fi
[ "$(readlink "$tree/var/lib/oficio-www/rrhh/sitio")" = b ] || fail "a build with an error is published"
cp "$work/site.yaml" "$tree/srv/oficio/rrhh/content/site.yaml"
as_oficio sh -c 'mkdir -p -m 700 /var/lib/oficio/sitios && echo borrador > /var/lib/oficio/sitios/uno'
as_oficio oficio release consulta-en-sala --site /srv/oficio/rrhh --effective 2026-11-21 >/dev/null 2>&1
for number in 1 2 3; do
  as_oficio env BACKUPS_KEPT=2 /usr/libexec/oficio/backup rrhh 2>/dev/null
  sleep 1.1
done
[ "$(ls "$tree/var/backups/oficio" | wc -l)" = 2 ] || fail "backups kept: $(ls "$tree/var/backups/oficio")"
as_oficio sh -c 'oficio restore "$(ls /var/backups/oficio/*.tar.gz | tail -1)" /srv/oficio/otro' >/dev/null 2>&1
diff -r "$tree/srv/oficio/rrhh" "$tree/srv/oficio/otro"
content="$(files)"
same() {
  [ "$content" = "$(files)" ] && return
  diff <(echo "$content") <(files) >&2 || true
  fail "$1 changed files of sites"
}

step "Upgrade, downgrade"
in_tree dpkg -i "$new" >/dev/null
same "the upgrade"
as_oficio oficio verify --site /srv/oficio/rrhh >/dev/null 2>&1
in_tree dpkg -i "$old" >/dev/null 2>&1
same "the downgrade"

step "Remove, reinstall, purge"
in_tree dpkg -r oficio >/dev/null
same "the removal"
in_tree dpkg -i "$old" >/dev/null
same "the reinstallation"
in_tree dpkg -P oficio > "$work/purged" 2>&1
same "the purge"
grep -q 'srv/oficio has files of sites' "$work/purged" || fail "purge does not say what stays"
[ ! -e "$tree/var/cache/oficio" ] || fail "caches stay after the purge"
# The account stays with its files: that changes files of /etc, and adds none.
diff <(echo "$before") <(owned) || fail "the package leaves files"
[ ! -e "$tree/usr/share/doc/oficio" ] || fail "documents stay after the purge"

step "Reinstall over the files of sites"
in_tree dpkg -i "$new" >/dev/null
same "the reinstallation after the purge"
as_oficio /usr/libexec/oficio/build rrhh
as_oficio oficio verify --site /srv/oficio/rrhh >/dev/null 2>&1

step "Purge without sites leaves nothing"
rm -rf "${tree:?}"/srv/oficio/* "$tree"/var/lib/oficio/* "$tree"/var/lib/oficio-www/* "$tree"/var/backups/oficio/*
in_tree dpkg -P oficio >/dev/null 2>&1
for folder in srv/oficio var/lib/oficio var/lib/oficio-www var/backups/oficio var/cache/oficio; do
  [ ! -e "$tree/$folder" ] || fail "/$folder stays"
done
! grep -q '^oficio:' "$tree/etc/passwd" || fail "the account stays"
echo "the package works: $package"
