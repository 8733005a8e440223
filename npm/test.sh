#!/bin/bash
# Packs a program, installs the packages into an empty folder without a network, and runs it from there: npm/test.sh PROGRAM
set -euo pipefail

[ $# -eq 1 ] || { echo "usage: npm/test.sh PROGRAM" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# A release need not be called as the program is.
cp "$program" onrecord-release
"$here/pack.sh" onrecord-release "$(node -p 'process.platform + "-" + process.arch')" packed > /dev/null
echo '{ "private": true }' > package.json
# Those for other computers are not there, and need not be.
npm install --silent --offline --no-audit --no-fund ./packed/*.tgz
echo 'The the end.' > a.txt
status=0
node_modules/.bin/onrecord -f line a.txt > report || status=$?
[ "$status" -eq 1 ]
grep -q 'a.txt:1:1: error' report
[ "$(node_modules/.bin/onrecord --version)" = "$("$program" --version)" ]
rm -rf node_modules/onrecord-*
status=0
node_modules/.bin/onrecord a.txt 2> said || status=$?
[ "$status" -eq 2 ]
grep -q 'is not installed' said
echo "npm: packed, installed and run"
