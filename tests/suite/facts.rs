//! Facts are made when they are asked for, and not before.

use crate::support::root;
use onrecord::Checker;
use onrecord::facts::FACTS;
use onrecord::report::{self, Style, View};
use onrecord::text::Article;

/// The facts that are made when an article of fixtures/ is checked by these rules and shown so.
fn made(article: &str, select: &[&str], view: View, format: &str) -> Vec<&'static str> {
    let builder = Checker::builder().select(select.iter().copied());
    // The sheets judge nothing.
    let builder = if view == View::Findings { builder } else { builder.facts_only() };
    let checker = builder.build().unwrap();
    let text = std::fs::read_to_string(root("fixtures").join(article)).unwrap();
    let document = checker.check(Article::new(article, text, None));
    let style = Style { colour: false, width: 80, quiet: true, fails: None };
    let renderer = (report::format(format).unwrap().renderer)(view, style, &checker.catalogue);
    renderer.document(&document, &mut Vec::new()).unwrap();
    document.facts.made()
}

#[test]
fn a_run_makes_what_its_rules_and_reports_ask_for() {
    let made = |select: &[&str], view, format| made("river-war.txt", select, view, format);
    assert_eq!(made(&["quote-unclosed"], View::Findings, "line"), ["quotes"]);
    assert_eq!(made(&["repeated-word"], View::Findings, "text"), ["repeats"]);
    assert_eq!(made(&["date-weekday"], View::Findings, "sarif"), ["dates"]);
    let figures = made(&[], View::Figures, "text");
    assert_eq!(
        figures,
        ["quotes", "contacts", "entities", "dates", "labels", "linked", "attributions", "figures"]
    );
    let quotes = made(&[], View::Quotes, "markdown");
    assert_eq!(quotes, ["quotes", "entities", "labels", "linked", "attributions", "speakers"]);
}

#[test]
fn no_fact_is_made_for_nobody() {
    let mut asked: Vec<&str> = ["border-talks.txt", "company-results.txt", "river-war.txt"]
        .into_iter()
        .flat_map(|article| made(article, &["all"], View::Findings, "json"))
        .collect();
    asked.extend(made("river-war.txt", &[], View::Quotes, "text"));
    asked.extend(made("river-war.txt", &[], View::Names, "text"));
    asked.extend(made("river-war.txt", &[], View::Timeline, "text"));
    asked.extend(made("river-war.txt", &[], View::Check, "text"));
    let idle: Vec<_> = FACTS.iter().map(|(name, _)| *name).filter(|name| !asked.contains(name)).collect();
    assert!(idle.is_empty(), "neither rules nor reports ask for {idle:?}");
}
