//! Whether a report is coloured, and how wide it may be.

use super::args::ColourChoice;
use std::env;
use std::io::{self, IsTerminal as _};

/// Whether an output is coloured: `--color`, then `NO_COLOR`, then `CLICOLOR_FORCE` or `FORCE_COLOR`, then
/// `CLICOLOR=0` and `TERM=dumb`, then whether it is a terminal.
pub fn wanted(choice: ColourChoice, is_terminal: bool) -> bool {
    decide(choice, is_terminal, |name| env::var(name).ok())
}

/// Settles for a page on stdout whether `colored` colours it; true if so.
pub fn apply(choice: ColourChoice) -> bool {
    let coloured = wanted(choice, io::stdout().is_terminal());
    colored::control::set_override(coloured);
    coloured
}

fn decide(choice: ColourChoice, is_terminal: bool, var: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name| var(name).is_some_and(|value| !value.is_empty());
    let forced = |name| var(name).is_some_and(|value| !value.is_empty() && value != "0");
    let is = |name, expected| var(name).is_some_and(|value| value == expected);
    match choice {
        ColourChoice::Always => true,
        ColourChoice::Never => false,
        ColourChoice::Auto if set("NO_COLOR") => false,
        ColourChoice::Auto if forced("CLICOLOR_FORCE") || forced("FORCE_COLOR") => true,
        ColourChoice::Auto => is_terminal && !is("CLICOLOR", "0") && !is("TERM", "dumb"),
    }
}

/// Columns to wrap to: `COLUMNS`, else the terminal's, else 100; never under 40.
pub fn width() -> usize {
    let given = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(columns, _)| usize::from(columns.0));
    given.or_else(seen).unwrap_or(100).max(40)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ColourChoice::{Always, Auto, Never};

    #[test]
    fn the_more_explicit_wins() {
        type Case = (ColourChoice, bool, &'static [(&'static str, &'static str)], bool);
        let cases: &[Case] = &[
            (Auto, true, &[], true),
            (Auto, false, &[], false),
            (Always, false, &[("NO_COLOR", "1")], true),
            (Never, true, &[("CLICOLOR_FORCE", "1")], false),
            (Auto, true, &[("NO_COLOR", "1")], false),
            (Auto, true, &[("NO_COLOR", "")], true),
            (Auto, false, &[("CLICOLOR_FORCE", "1")], true),
            (Auto, false, &[("CLICOLOR_FORCE", "0")], false),
            (Auto, false, &[("FORCE_COLOR", "1")], true),
            (Auto, true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], false),
            (Auto, true, &[("CLICOLOR", "0")], false),
            (Auto, true, &[("TERM", "dumb")], false),
            (Auto, true, &[("TERM", "xterm")], true),
        ];
        for &(choice, terminal, env, expected) in cases {
            let var = |name: &str| env.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
            assert_eq!(decide(choice, terminal, var), expected, "{choice:?} {terminal} {env:?}");
        }
    }
}
