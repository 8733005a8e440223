//! The rule reference in docs/rules/, generated from the rules so that it cannot go stale.

use super::condition::{FUNCTIONS, METHODS, Signature};
use super::kinds::{COMMON, Field, KINDS};
use super::{Catalogue, Measured, Rule, Severity, UNMEASURED};
use std::fmt::Write as _;

/// A page of the rule reference.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RulePage {
    /// Its file name in docs/rules/.
    pub name: String,
    /// Markdown.
    pub text: String,
}

/// Every page: the index, one for each rule, and the one of facts and functions.
#[must_use]
pub fn reference(catalogue: &Catalogue) -> Vec<RulePage> {
    let mut pages = vec![index(catalogue), facts()];
    pages.extend(catalogue.rules().iter().map(page));
    pages
}

fn index(catalogue: &Catalogue) -> RulePage {
    let mut text = String::from(
        "# Rules\n\nGenerated from `rules/`. To write one: [docs/rules.md](../rules.md). What rules can use: \
         [facts and functions](facts.md).\n",
    );
    let mut family = "";
    for rule in catalogue.rules() {
        if rule.family != family {
            family = &rule.family;
            let _ = write!(
                text,
                "\n## {family}\n\n| rule | severity | finds | checked by hand |\n| --- | --- | --- | --- |\n"
            );
        }
        let off = if rule.enabled { "" } else { ", off by default" };
        let read = rule.measured.as_ref().map_or_else(String::new, |m| {
            if m.found == 0 { "not fired".to_owned() } else { format!("{} of {} right", m.right, m.read()) }
        });
        let _ = writeln!(
            text,
            "| [{0}]({0}.md) | {1}{off} | {2} | {read} |",
            rule.id,
            severity(rule.severity),
            rule.title
        );
    }
    RulePage { name: "README.md".into(), text }
}

fn page(rule: &Rule) -> RulePage {
    let mut text = format!("# {}\n\n{}.\n\n", rule.id, rule.title.trim_end_matches('.'));
    let off = if rule.enabled { "" } else { " Off unless selected." };
    let since = if rule.since.is_empty() { String::new() } else { format!(" Since {}.", rule.since) };
    let _ = writeln!(text, "Severity: {}. Risk: {} of 5.{since}{off}", severity(rule.severity), rule.risk);
    section(&mut text, "Why it matters", &rule.why);
    section(&mut text, "What to do", rule.help_source());
    section(&mut text, "Limits", &rule.limits);
    let tally = rule.measured.as_ref().map_or_else(|| UNMEASURED.to_owned(), Measured::sentence);
    section(&mut text, "How often it is right", &tally);
    if let Some(transcript) = &rule.transcript {
        let lines: Vec<String> = transcript.trim().lines().map(|line| format!("> {line}  ")).collect();
        section(&mut text, "The transcript of the examples", &lines.join("\n"));
    }
    for (title, cases) in [("It reports", &rule.bad), ("It ignores", &rule.good)] {
        let cases: Vec<String> = cases.iter().map(|case| format!("- {}", marked(&case.text))).collect();
        section(&mut text, title, &cases.join("\n"));
    }
    section(&mut text, "How it works", &how_it_works(rule));
    RulePage { name: format!("{}.md", rule.id), text }
}

/// What the rule matches, and its conditions.
fn how_it_works(rule: &Rule) -> String {
    let mut text = format!("Matches: {}.", rule.matches);
    if !rule.condition.is_empty() {
        let _ = write!(text, "\n\n```cel\n{}\n```", rule.condition);
    }
    if !rule.downgrade.is_empty() {
        let _ = write!(text, "\n\nDowngraded to info where `{}`.", rule.downgrade);
    }
    if rule.fixable {
        text.push_str("\n\n`onrecord check --fix` puts it right where only one way is possible");
        match rule.fix_condition.as_str() {
            "" => text.push('.'),
            condition => drop(write!(text, ", and where\n\n```cel\n{condition}\n```")),
        }
    }
    text
}

fn section(text: &mut String, title: &str, body: &str) {
    if !body.is_empty() {
        let _ = write!(text, "\n## {title}\n\n{}\n", body.trim());
    }
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

fn facts() -> RulePage {
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
    RulePage { name: "facts.md".into(), text }
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
