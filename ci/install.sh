#!/bin/bash
# Installs onrecord from this repository, with its manual pages and completions: ci/install.sh [PREFIX]
#
# PREFIX is $HOME/.local by default. With ONRECORD_BINARY=PATH, that program is installed, and nothing is built.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
prefix=${1:-$HOME/.local}
mkdir -p "$prefix/bin"
prefix=$(cd "$prefix" && pwd)

if [ -n "${ONRECORD_BINARY:-}" ]; then
    install -m 755 "$ONRECORD_BINARY" "$prefix/bin/onrecord"
else
    command -v cargo > /dev/null || {
        echo "install.sh: needs Rust; install it from https://www.rust-lang.org/tools/install" >&2
        exit 2
    }
    cargo install --locked --quiet --path "$root" --root "$prefix"
fi
onrecord=$prefix/bin/onrecord

man=$prefix/share/man/man1
bash=$prefix/share/bash-completion/completions
zsh=$prefix/share/zsh/site-functions
fish=$prefix/share/fish/vendor_completions.d
mkdir -p "$man" "$bash" "$zsh" "$fish"
"$onrecord" man > "$man/onrecord.1"
"$onrecord" help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' | while read -r name; do
    if [ "$name" != help ]; then
        "$onrecord" man "$name" > "$man/onrecord-$name.1"
    fi
done
"$onrecord" completions bash > "$bash/onrecord"
"$onrecord" completions zsh > "$zsh/_onrecord"
"$onrecord" completions fish > "$fish/onrecord.fish"
echo "installed: $onrecord, with manual pages and completions in $prefix/share"
