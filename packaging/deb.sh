#!/usr/bin/env bash
# Makes the Debian package of an installed program: deb.sh PREFIX_FOLDER TARGET_FOLDER [REVISION]. PREFIX_FOLDER is what
# `make install DESTDIR=PREFIX_FOLDER PREFIX=/usr` wrote, with the guide in share/doc/oficio. Prints the package. The
# same program and SOURCE_DATE_EPOCH give the same bytes. OFICIO_COMPRESSION is that of dpkg-deb (xz).
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
installed="$(realpath "$1")" target="$(realpath "$2")" revision="${3:-1}"
version="$("$installed/usr/bin/oficio" version | cut -d' ' -f2)-$revision"
architecture="$(dpkg --print-architecture)"
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct 2>/dev/null || date +%s)}"
maintainer="${OFICIO_MAINTAINER:-Oficio <oficio@localhost.localdomain>}"
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT
tree="$work/tree"
cp -r "$installed" "$tree"
cd "$tree"

# Units and what they run.
install -D -m 644 -t usr/lib/systemd/system "$here"/systemd/*
install -D -m 755 -t usr/libexec/oficio "$here"/libexec/*

# Documents, as Debian's policy wants them.
doc=usr/share/doc/oficio
install -D -m 644 "$here/debian/copyright" "$doc/copyright"
install -D -m 644 "$here/debian/lintian-overrides" usr/share/lintian/overrides/oficio
install -D -m 644 -t "$doc/examples/ci" "$here"/ci/*
install -D -m 644 -t "$doc/examples/nginx" "$here"/../docs/nginx/*
cp -r "$here/../editors" "$doc/examples/editors"
date="$(LC_ALL=C date -R -u -d "@$SOURCE_DATE_EPOCH")"
printf 'oficio (%s) unstable; urgency=medium\n\n  * See changelog.gz for what has changed.\n\n -- %s  %s\n' \
  "$version" "$maintainer" "$date" > "$doc/changelog.Debian"
cp "$here/../CHANGELOG.md" "$doc/changelog"
gzip -9n "$doc/changelog" "$doc/changelog.Debian" usr/share/man/man1/oficio.1 usr/share/man/es/man1/oficio.1
find . -type d -exec chmod 755 {} +
find . -type f ! -path './usr/bin/*' ! -path './usr/libexec/*' -exec chmod 644 {} +
find . -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

# The libraries that the program needs, in Debian's packages.
mkdir -p "$work/debian"
printf 'Source: oficio\n\nPackage: oficio\nArchitecture: any\n' > "$work/debian/control"
depends="$(cd "$work" && dpkg-shlibdeps -O "$tree/usr/bin/oficio" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')"
[ -n "$depends" ] || { echo "dpkg-shlibdeps found no libraries" >&2; exit 1; }
mkdir DEBIAN
sed -e "s|@VERSION@|$version|; s|@ARCHITECTURE@|$architecture|; s|@MAINTAINER@|$maintainer|; s|@DEPENDS@|$depends|" \
  -e "s|@SIZE@|$(du -sk --apparent-size --exclude=DEBIAN . | cut -f1)|" "$here/debian/control.in" > DEBIAN/control
install -m 755 "$here/debian/postinst" "$here/debian/prerm" "$here/debian/postrm" DEBIAN/
find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum > DEBIAN/md5sums
chmod 644 DEBIAN/control DEBIAN/md5sums

package="$target/oficio_${version}_$architecture.deb"
dpkg-deb --root-owner-group "-Z${OFICIO_COMPRESSION:-xz}" --build "$tree" "$package" >/dev/null
echo "$package"
