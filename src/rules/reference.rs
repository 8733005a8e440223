//! The rule reference in docs/rules/, generated from the rules so that it cannot go stale.

use super::condition::{FUNCTIONS, METHODS, Signature};
use super::kinds::{COMMON, Field, KINDS};
use super::{Catalogue, Measured, Rule, Severity, UNMEASURED};
use std::fmt::Write as _;

/// A page of the reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its file name in docs/rules/.
    pub name: String,
    /// Markdown.
    pub text: String,
}

/// Every page: the index, one for each rule, and the one of facts and functions.
#[must_use]
pub fn reference(catalogue: &Catalogue) -> Vec<Page> {
    let mut pages = vec![index(catalogue), facts()];
    pages.extend(catalogue.rules().iter().map(page));
    pages
}

fn index(catalogue: &Catalogue) -> Page {
    let mut text = String::from(
        "# Rules\n\nGenerated from `rules/`. How to write one: [docs/rules.md](../rules.md). What one can speak of: \
         [facts and functions](facts.md).\n",
    );
    let mut family = "";
    for rule in catalogue.rules() {
        if rule.family != family {
            family = &rule.family;
            let _ = write!(
                text,
                "\n## {family}\n\n| rule | severity | finds | read by hand |\n| --- | --- | --- | --- |\n"
            );
        }
        let off = if rule.enabled { "" } else { ", off by default" };
        let read = rule.measured.as_ref().map_or_else(String::new, |m| {
            if m.found == 0 { "silent".to_owned() } else { format!("{} of {} right", m.right, m.read()) }
        });
        let _ = writeln!(
            text,
            "| [{0}]({0}.md) | {1}{off} | {2} | {read} |",
            rule.id,
            severity(rule.severity),
            rule.title
        );
    }
    Page { name: "README.md".into(), text }
}

fn page(rule: &Rule) -> Page {
    let mut text = format!("# {}\n\n{}.\n\n", rule.id, rule.title.trim_end_matches('.'));
    let off = if rule.enabled { "" } else { " Off unless it is selected." };
    let since = if rule.since.is_empty() { String::new() } else { format!(" Since {}.", rule.since) };
    let _ = writeln!(
        text,
        "Severity: {}. Risk: {} of 5.{since}{off} Matches: {}.",
        severity(rule.severity),
        rule.risk,
        rule.matches
    );
    if !rule.condition.is_empty() {
        let _ = write!(text, "\n```cel\n{}\n```\n", rule.condition);
    }
    if !rule.downgrade.is_empty() {
        let _ = write!(text, "\nInfo only where `{}`.\n", rule.downgrade);
    }
    for (title, body) in [("Why", &rule.why), ("Limits", &rule.limits)] {
        if !body.is_empty() {
            let _ = write!(text, "\n## {title}\n\n{}\n", body.trim());
        }
    }
    if !rule.help_source().is_empty() {
        let _ = write!(text, "\n## What to do\n\n{}\n", rule.help_source());
    }
    let tally = rule.measured.as_ref().map_or_else(|| UNMEASURED.to_owned(), Measured::sentence);
    let _ = write!(text, "\n## How often it is right\n\n{tally}\n");
    if let Some(transcript) = &rule.transcript {
        let _ = write!(text, "\n## Held against this transcript\n\n");
        for line in transcript.trim().lines() {
            let _ = writeln!(text, "> {line}  ");
        }
    }
    for (title, cases) in [("It flags", &rule.bad), ("It leaves alone", &rule.good)] {
        if !cases.is_empty() {
            let _ = write!(text, "\n## {title}\n\n");
            for case in cases {
                let _ = writeln!(text, "- {}", marked(&case.text));
            }
        }
    }
    Page { name: format!("{}.md", rule.id), text }
}

/// An example as a Markdown list item, marked words in bold.
fn marked(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if matches!(c, '*' | '_' | '`' | '<' | '#' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    let lines: Vec<&str> = escaped.split('\n').map(str::trim).filter(|l| !l.is_empty()).collect();
    lines.join("  \n  ").replace("[[", "**").replace("]]", "**")
}

fn facts() -> Page {
    let mut text = String::from(
        "# Facts and functions\n\nGenerated from `src/rules/kinds/`. Every field can also be null: not known.\n\n## Fields of every kind\n\n",
    );
    fields(&mut text, COMMON);
    for kind in KINDS {
        let _ = write!(text, "\n## {}\n\n{}\n\n", kind.name, kind.doc);
        fields(&mut text, kind.fields);
    }
    text.push_str("\n## Functions\n\n| function | yields |\n| --- | --- |\n| `has(a.field)`, `field != null` | whether the field is known |\n| `size(x)` | characters of a text, members of a list |\n");
    for f in FUNCTIONS {
        let _ = writeln!(text, "| `{}({})` | {} |", f.name, values(f, 0), f.doc);
    }
    text.push_str("| `text.matches('regex')` | whether the pattern fits somewhere in the text |\n");
    for m in METHODS {
        let _ = writeln!(text, "| `text.{}({})` | {} |", m.name, values(m, 1), m.doc);
    }
    text.push_str(
        "\n## Filters in messages\n\n| filter | yields |\n| --- | --- |\n\
         | `{{ low \\| thousands }}` | 1,234,567 |\n\
         | `{{ items \\| spelled }}` | four; from 10 on, digits |\n\
         | `{{ reason \\| capital }}` | To speak freely |\n\
         | `{{ resolved \\| day }}` | January 19 |\n\
         | `{{ resolved \\| date }}` | January 19, 2022 |\n",
    );
    Page { name: "facts.md".into(), text }
}

fn fields(text: &mut String, fields: &[Field]) {
    text.push_str("| field | type | meaning |\n| --- | --- | --- |\n");
    for field in fields {
        let _ = writeln!(text, "| `{}` | {} | {} |", field.name, field.ty.describe(), field.doc);
    }
}

fn values(signature: &Signature, skip: usize) -> String {
    let names: Vec<&str> = ["x", "y"].into_iter().take(signature.takes.len()).skip(skip).collect();
    names.join(", ")
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
