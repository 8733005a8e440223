#!/bin/bash
# Runs the commands of docs/ci.md, in their order, in a folder of its own, and compares the exit status of each block with the
# one that the page states (0 where it states none).
#
#   tests/ci-tour.sh               builds and installs the program, as a newcomer would
#   tests/ci-tour.sh PROGRAM       takes a program that is built already
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
page=$root/docs/ci.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# A program that is built already, if one is given; otherwise the cargo and the rustup of whoever runs this build it.
ONRECORD_BINARY=${1:+$(realpath "$1")}
export ONRECORD_BINARY CARGO_HOME=${CARGO_HOME:-$HOME/.cargo} RUSTUP_HOME=${RUSTUP_HOME:-$HOME/.rustup}
export HOME=$work/home XDG_CONFIG_HOME=$work/home/.config ONRECORD=$root GIT_CONFIG_NOSYSTEM=1
mkdir "$HOME"

# Each block of commands becomes a function of one shell, so that folders and variables stay.
script=$work/tour.sh
awk '
    /^```sh$/ { inside = 1; n++; expected = 0; print "block() {"; next }
    /^```$/ && inside { inside = 0; print "last=$?\n}; run " n " " expected; next }
    inside && /^# exit status: / { expected = $4; next }
    inside { print }
' "$page" > "$script"

blocks=$(grep -c '^}; run ' "$script")
[ "$blocks" -ge 8 ] || { echo "ci-tour: only $blocks blocks of commands in $page" >&2; exit 1; }

# How many commands have failed, and the status of the last command of a block.
failed=0 last=0

run() { # number, expected status
    failed=0
    block
    if [ "$last" -ne "$2" ]; then
        echo "ci-tour: block $1 of docs/ci.md ended with $last; the page says $2" >&2
        exit 1
    fi
    if [ "$failed" -gt $((last != 0)) ]; then
        echo "ci-tour: a command of block $1 of docs/ci.md failed before its last one" >&2
        exit 1
    fi
    echo "ci-tour: block $1 ended with $last, as the page says"
}

cd "$work"
set +e -E
trap 'failed=$((failed + 1))' ERR
# shellcheck disable=SC1090
. "$script"
