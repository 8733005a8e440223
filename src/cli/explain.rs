//! `onrecord explain RULE`: an editor's page on a rule, and with `--verbose` how it works.

use super::args::{Look, OwnRules};
use super::exit::Exit;
use super::rules::{find, severity};
use super::{colour, setup, show};
use anyhow::Result;
use colored::Colorize as _;
use onrecord::report::{Shown, printable};
use onrecord::rules::{Case, Measured, Rule, UNMEASURED};
use std::fmt::Write as _;

/// Examples of each sort that the page shows without `--verbose`.
const EXAMPLES: usize = 3;

/// Prints the page of a rule.
pub fn run(id: &str, verbose: bool, own: &OwnRules, look: &Look) -> Result<Exit> {
    let checker = setup::with_rules(&own.rules)?;
    let rule = find(&checker.catalogue, id)?;
    let coloured = colour::apply(look.color);
    let page = ExplainedRule { verbose, coloured, width: colour::width().min(100) };
    show(page.of(rule).into_bytes(), coloured)
}

/// How the page of a rule is set.
struct ExplainedRule {
    verbose: bool,
    coloured: bool,
    width: usize,
}

impl ExplainedRule {
    fn of(&self, rule: &Rule) -> String {
        let mut page = String::new();
        let width = self.width;
        let (name, shade) = severity(rule.severity);
        let since =
            if rule.since.is_empty() { String::new() } else { format!(", since {}", Shown::of(&rule.since)) };
        let off = if rule.enabled { "" } else { ", off unless selected" };
        let fix = if rule.fixable { ", fixable with --fix" } else { "" };
        paragraph(&mut page, "", &printable(&rule.title).bold().to_string(), width);
        put(&mut page, format_args!("{} ({}{since}{off}{fix})\n", rule.id, name.color(shade)));
        self.examples(&mut page, "It reports", &rule.bad);
        section(&mut page, "Why it matters", &rule.why, width);
        section(&mut page, "What to do", rule.help_source(), width);
        section(&mut page, "Limits", &rule.limits, width);
        let tally = rule.measured.as_ref().map_or_else(|| UNMEASURED.to_owned(), Measured::sentence);
        section(&mut page, "How often it is right", &tally, width);
        self.examples(&mut page, "It ignores", &rule.good);
        if self.verbose {
            how_it_works(&mut page, rule, width);
        } else {
            let more = format!("All examples and the condition: onrecord explain --verbose {}", rule.id);
            put(&mut page, format_args!("\n{}\n", more.dimmed()));
        }
        page
    }

    fn examples(&self, page: &mut String, title: &str, cases: &[Case]) {
        if cases.is_empty() {
            return;
        }
        put(page, format_args!("\n{}\n", title.bold()));
        let shown = if self.verbose { cases.len() } else { EXAMPLES };
        for case in cases.iter().take(shown) {
            let options =
                |first| textwrap::Options::new(self.width).initial_indent(first).subsequent_indent("    ");
            for (i, line) in case.text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
                let first = if i == 0 { "  - " } else { "    " };
                let wrapped = textwrap::fill(printable(line).trim(), options(first));
                put(page, format_args!("{}\n", if self.coloured { underlined(&wrapped) } else { wrapped }));
            }
        }
    }
}

/// What a writer of rules wants to know: the transcript of the examples, the kind of fact, the conditions, the file.
fn how_it_works(page: &mut String, rule: &Rule, width: usize) {
    let transcript = rule.transcript.as_deref().unwrap_or_default();
    if !transcript.is_empty() {
        put(page, format_args!("\n{}\n", "The transcript of the examples".bold()));
        transcript.trim().lines().for_each(|line| paragraph(page, "  ", &printable(line), width));
    }
    section(page, "Matches", &rule.matches, width);
    section(page, "Condition", &rule.condition, width);
    section(page, "Downgraded to info where", &rule.downgrade, width);
    section(page, "Fixed by --fix where", &rule.fix_condition, width);
    put(page, format_args!("\n{}\n", Shown::of(&rule.file).to_string().dimmed()));
}

fn section(page: &mut String, title: &str, text: &str, width: usize) {
    if !text.trim().is_empty() {
        put(page, format_args!("\n{}\n", title.bold()));
        // Line breaks first: they are white space here.
        paragraph(page, "  ", &printable(text), width);
    }
}

fn paragraph(page: &mut String, indent: &str, text: &str, width: usize) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let options = textwrap::Options::new(width).initial_indent(indent).subsequent_indent(indent);
    put(page, format_args!("{}\n", textwrap::fill(&words.join(" "), options)));
}

/// The marked words in colour instead of brackets.
fn underlined(text: &str) -> String {
    text.replace("[[", "\u{1b}[4;31m").replace("]]", "\u{1b}[0m")
}

/// Writing to a String does not fail.
fn put(page: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = page.write_fmt(text);
}
