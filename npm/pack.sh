#!/bin/bash
# Packs the npm packages: npm/pack.sh PROGRAM PLATFORM-ARCH OUT
#
# PROGRAM is a release that is built for that platform, as node names it (linux-x64, darwin-arm64, win32-x64, ...). Writes two
# archives into the folder OUT: onrecord, which starts the program, and onrecord-PLATFORM-ARCH, which holds it.
set -euo pipefail

[ $# -eq 3 ] || { echo "usage: npm/pack.sh PROGRAM PLATFORM-ARCH OUT" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1") platform=$2
mkdir -p "$3"
out=$(cd "$3" && pwd)
version=$(sed -n 's/^version = "\(.*\)"/\1/p' "$here/../Cargo.toml" | head -n 1)
grep -q "\"onrecord-$platform\": \"$version\"" "$here/onrecord/package.json" || {
    echo "pack.sh: npm/onrecord/package.json does not name onrecord-$platform $version" >&2
    exit 2
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
# Under the name that onrecord.js starts.
case $platform in
    win32-*) name=onrecord.exe ;;
    *) name=onrecord ;;
esac
install -m 755 "$program" "$work/bin/$name"
# A release for Linux is linked against glibc; npm leaves it out where there is another C library.
libc=''
case $platform in
    linux-*) libc='"libc": ["glibc"],' ;;
esac
cat > "$work/package.json" <<JSON
{
  "name": "onrecord-$platform",
  "version": "$version",
  "description": "The program onrecord for $platform",
  "license": "MIT OR Apache-2.0",
  "os": ["${platform%-*}"],
  "cpu": ["${platform#*-}"],
  $libc
  "files": ["bin"]
}
JSON
cp "$here/../LICENSE-MIT" "$here/../LICENSE-APACHE" "$work/"
(cd "$work" && npm pack --silent --pack-destination "$out")
(cd "$here/onrecord" && npm pack --silent --pack-destination "$out")
