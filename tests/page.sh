#!/usr/bin/env bash
# Holds the HTML report against axe-core in a real browser, light and dark, one article and a folder: tests/page.sh ONRECORD
# Ends with 0 and a line that begins with "skipped" where there is no browser, or no way to get axe-core.
set -euo pipefail

onrecord=$(realpath "${1:?name the program}")
here=$(cd "$(dirname "$0")" && pwd)
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$browser" ]; then
    echo "skipped: no Chromium here (apt-get install chromium)"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/page.cjs" "$work"
export PUPPETEER_SKIP_DOWNLOAD=1
if ! (cd "$work" && npm install --silent --no-audit --no-fund axe-core@4.14.1 puppeteer-core@24 > npm.log 2>&1); then
    echo "skipped: npm cannot fetch axe-core here"
    exit 0
fi
cd "$here/../fixtures"
# They hold mistakes on purpose, so 1 is right.
"$onrecord" border-talks.txt -q -f "html=$work/one.html" || [ $? -eq 1 ]
"$onrecord" . -q -f "html=$work/folder.html" || [ $? -eq 1 ]
"$onrecord" names border-talks.txt -f "html=$work/names.html"
node "$work/page.cjs" "$browser" "$work"/one.html "$work"/folder.html "$work"/names.html
