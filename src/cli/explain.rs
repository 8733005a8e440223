//! `onrecord explain RULE`: what a rule finds, why it matters, where it is wrong, with its own examples.

use super::args::{Look, OwnRules};
use super::exit::Exit;
use super::rules::{find, severity};
use super::{colour, setup, show};
use anyhow::Result;
use colored::Colorize as _;
use onrecord::rules::{Case, Measured, Rule, UNMEASURED};
use std::fmt::Write as _;

/// Prints the page of a rule.
pub fn run(id: &str, own: &OwnRules, look: &Look) -> Result<Exit> {
    let checker = setup::with_rules(&own.rules)?;
    let rule = find(&checker.catalogue, id)?;
    let coloured = colour::apply(look.color);
    show(page(rule, coloured, colour::width().min(100)).as_bytes())
}

fn page(rule: &Rule, coloured: bool, width: usize) -> String {
    let mut page = String::new();
    let (name, shade) = severity(rule.severity);
    let since = if rule.since.is_empty() { String::new() } else { format!(", since {}", rule.since) };
    let off = if rule.enabled { "" } else { ", off unless selected" };
    put(&mut page, format_args!("{} ({}{since}{off})\n", rule.id.bold(), name.color(shade)));
    paragraph(&mut page, "", &rule.title, width);
    section(&mut page, "Why it matters", &rule.why, width);
    section(&mut page, "What to do", rule.help_source(), width);
    section(&mut page, "Where it is known to be wrong", &rule.limits, width);
    let tally = rule.measured.as_ref().map_or_else(|| UNMEASURED.to_owned(), Measured::sentence);
    section(&mut page, "How often it is right", &tally, width);
    let transcript = rule.transcript.as_deref().unwrap_or_default();
    if !transcript.is_empty() {
        put(&mut page, format_args!("\n{}\n", "Held against this transcript".bold()));
        transcript.trim().lines().for_each(|line| paragraph(&mut page, "  ", line, width));
    }
    examples(&mut page, "It flags", &rule.bad, coloured, width);
    examples(&mut page, "It leaves alone", &rule.good, coloured, width);
    let mut how = format!("Matches {}.", rule.matches);
    if !rule.condition.is_empty() {
        let condition: Vec<&str> = rule.condition.split_whitespace().collect();
        put(&mut how, format_args!(" Condition: {}", condition.join(" ")));
    }
    if !rule.downgrade.is_empty() {
        put(&mut how, format_args!(" Info only where {}", rule.downgrade));
    }
    section(&mut page, "How it works", &how, width);
    put(&mut page, format_args!("\n{}\n", rule.file.dimmed()));
    page
}

fn section(page: &mut String, title: &str, text: &str, width: usize) {
    if !text.trim().is_empty() {
        put(page, format_args!("\n{}\n", title.bold()));
        paragraph(page, "  ", text, width);
    }
}

fn paragraph(page: &mut String, indent: &str, text: &str, width: usize) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let options = textwrap::Options::new(width).initial_indent(indent).subsequent_indent(indent);
    put(page, format_args!("{}\n", textwrap::fill(&words.join(" "), options)));
}

fn examples(page: &mut String, title: &str, cases: &[Case], coloured: bool, width: usize) {
    if cases.is_empty() {
        return;
    }
    put(page, format_args!("\n{}\n", title.bold()));
    for case in cases {
        let options = |first| textwrap::Options::new(width).initial_indent(first).subsequent_indent("    ");
        for (i, line) in case.text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
            let first = if i == 0 { "  - " } else { "    " };
            let wrapped = textwrap::fill(line.trim(), options(first));
            put(page, format_args!("{}\n", if coloured { underlined(&wrapped) } else { wrapped }));
        }
    }
}

/// The marked words in colour instead of brackets.
fn underlined(text: &str) -> String {
    text.replace("[[", "\u{1b}[4;31m").replace("]]", "\u{1b}[0m")
}

/// Writing to a String does not fail.
fn put(page: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = page.write_fmt(text);
}
