#!/bin/bash
# Checks articles in GitHub Actions, for action.yml: annotations on standard output, a summary of the step, a SARIF file.
#
# Reads its settings from the environment, as action.yml gives them: ONRECORD_PATHS and ONRECORD_ARGS (one a line),
# ONRECORD_SINCE, ONRECORD_BASELINE, ONRECORD_FAIL_ON, ONRECORD_SARIF (a file; empty for none). Exits as onrecord does.
set -uo pipefail

# The summary of a step holds a megabyte at most; a longer one is refused as a whole.
most=900000

arguments=()
add_lines() { # each line of $1 is an argument
    local line
    while IFS= read -r line; do
        line=${line%$'\r'}
        [ -n "$line" ] && arguments+=("$line")
    done <<< "$1"
}

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

arguments+=(-f github -f "markdown=$work/summary.md")
[ -n "${ONRECORD_SARIF:-}" ] && arguments+=(-f "sarif=$ONRECORD_SARIF")
[ -n "${ONRECORD_SINCE:-}" ] && arguments+=("--since=$ONRECORD_SINCE")
[ -n "${ONRECORD_BASELINE:-}" ] && arguments+=("--baseline=$ONRECORD_BASELINE")
[ -n "${ONRECORD_FAIL_ON:-}" ] && arguments+=("--fail-on=$ONRECORD_FAIL_ON")
add_lines "${ONRECORD_ARGS:-}"
arguments+=(--)
add_lines "${ONRECORD_PATHS:-.}"

onrecord check "${arguments[@]}"
status=$?

if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -s "$work/summary.md" ]; then
    {
        echo '# onrecord'
        echo
        if [ "$(wc -c < "$work/summary.md")" -le "$most" ]; then
            cat "$work/summary.md"
        else
            # Whole lines only, and the totals, which are the last one.
            head -c "$most" "$work/summary.md" | sed '$d'
            printf '\n… cut here; the annotations and the SARIF file have the rest.\n\n'
            tail -n 1 "$work/summary.md"
        fi
    } >> "$GITHUB_STEP_SUMMARY"
fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
    {
        echo "status=$status"
        # A run that could not begin has written none.
        if [ -n "${ONRECORD_SARIF:-}" ] && [ -s "$ONRECORD_SARIF" ]; then
            echo "sarif=$ONRECORD_SARIF"
        fi
    } >> "$GITHUB_OUTPUT"
fi
exit "$status"
