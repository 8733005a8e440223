//! `onrecord rules`: lists the rules, runs their examples, starts a new rule.

use super::args::{Look, OwnRules, RulesAction, RulesArgs};
use super::exit::Exit;
use super::warn::warn;
use super::{colour, setup, show};
use anyhow::{Result, bail};
use colored::{Color, Colorize as _};
use onrecord::nearest;
use onrecord::report::Shown;
use onrecord::rules::{self, CaseOutcome, Catalogue, Rule, Severity};
use std::fmt::Write as _;
use std::path::Path;

/// Runs `onrecord rules ...`.
pub fn run(args: &RulesArgs) -> Result<Exit> {
    match &args.action {
        None | Some(RulesAction::List) => list(&args.own, &args.look),
        Some(RulesAction::Test { only }) => test(only, &args.own),
        Some(RulesAction::New { id, dir }) => new(id, dir),
    }
}

/// The rule with that id, or an error that suggests one.
pub fn find<'a>(catalogue: &'a Catalogue, id: &str) -> Result<&'a Rule> {
    if let Some(rule) = catalogue.get(id) {
        return Ok(rule);
    }
    let meant = nearest(id, catalogue.rules().iter().map(|r| r.id.as_str()));
    let meant =
        meant.map_or_else(|| "`onrecord rules` lists them".to_owned(), |m| format!("did you mean {m}?"));
    bail!("no rule is called {id}; {meant}")
}

/// The name and colour of a severity on pages about rules.
pub const fn severity(severity: Severity) -> (&'static str, Color) {
    match severity {
        Severity::Error => ("error", Color::Red),
        Severity::Warning => ("warning", Color::Yellow),
        Severity::Info => ("info", Color::Cyan),
    }
}

fn list(own: &OwnRules, look: &Look) -> Result<Exit> {
    let checker = setup::with_rules(&own.rules)?;
    let coloured = colour::apply(look.color);
    let rules = checker.catalogue.rules();
    let widest = rules.iter().map(|r| r.id.len()).max().unwrap_or(0);
    let mut page = String::new();
    let mut family = "";
    for rule in rules {
        if rule.family != family {
            let gap = if family.is_empty() { "" } else { "\n" };
            family = &rule.family;
            writeln!(page, "{gap}{}", Shown::of(family).to_string().bold())?;
        }
        let (name, shade) = severity(rule.severity);
        let off = if rule.enabled { "" } else { " (off unless selected)" };
        let (name, title) = (format!("{name:7}").color(shade), Shown::of(rule.title.trim_end_matches('.')));
        writeln!(page, "  {:widest$}  {name}  {title}{off}", rule.id)?;
    }
    show(page.into_bytes(), coloured)
}

fn test(only: &[String], own: &OwnRules) -> Result<Exit> {
    let checker = setup::with_rules(&own.rules)?;
    let outcomes: Vec<CaseOutcome> = if only.is_empty() {
        checker.test_rules()
    } else {
        let chosen = only.iter().map(|id| find(&checker.catalogue, id)).collect::<Result<Vec<_>>>()?;
        chosen.into_iter().flat_map(|rule| checker.test_rule(rule)).collect()
    };
    let tested = if only.is_empty() { checker.catalogue.rules().len() } else { only.len() };
    let mut page = String::new();
    let failed: Vec<&CaseOutcome> = outcomes.iter().filter(|o| !o.passed).collect();
    for outcome in &failed {
        describe(&mut page, outcome)?;
    }
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let verdict = if failed.is_empty() { "all pass".to_owned() } else { format!("{} failed", failed.len()) };
    writeln!(page, "{}, {}: {verdict}", count(tested, "rule"), count(outcomes.len(), "example"))?;
    show(page.into_bytes(), false)?;
    Ok(if failed.is_empty() { Exit::Clean } else { Exit::Findings })
}

fn describe(page: &mut String, outcome: &CaseOutcome) -> std::fmt::Result {
    let words = |words: &[String]| {
        let quoted: Vec<String> = words.iter().map(|w| format!("[[{}]]", Shown::of(w))).collect();
        if quoted.is_empty() { "nothing".to_owned() } else { quoted.join(" ") }
    };
    let kind = if outcome.bad { "bad" } else { "good" };
    writeln!(
        page,
        "{}:{}: {}: a {kind} example fails",
        Shown::of(&outcome.file),
        outcome.line,
        outcome.rule
    )?;
    for line in outcome.text.trim().lines() {
        writeln!(page, "    {line}")?;
    }
    match &outcome.problem {
        Some(problem) => writeln!(page, "  {problem}\n"),
        None => writeln!(
            page,
            "  expected: {}\n  reported: {}\n",
            words(&outcome.expected),
            words(&outcome.found)
        ),
    }
}

fn new(id: &str, dir: &Path) -> Result<Exit> {
    let path = rules::write_skeleton(dir, id).map_err(|e| setup::refused(&e))?;
    if Catalogue::built_in_ids().any(|built_in| built_in == id) {
        warn(format_args!(
            "{id} is a built-in rule; where --rules names this folder, the new rule replaces it"
        ));
    }
    let (path, dir) = (path.to_string_lossy(), dir.to_string_lossy());
    let (path, dir) = (Shown::of(&path), Shown::of(&dir));
    let next = format!(
        "Created {path}. Fill in what must be reported and what must not, then run\n  onrecord rules test {id} --rules {dir}\n"
    );
    show(next.into_bytes(), false)
}
