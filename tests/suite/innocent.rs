//! Right passages that look like trouble: no rule may fire on them (see tests/data/innocent.toml).

use crate::support::CHECKER;
use onrecord::rules::Severity;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    about: String,
    quiet: Vec<String>,
    text: String,
}

#[test]
fn no_rule_fires_on_what_is_right() {
    let file: File = toml::from_str(include_str!("../data/innocent.toml")).unwrap();
    assert!(file.case.len() >= 40, "only {} cases", file.case.len());
    let mut wrong = Vec::new();
    for case in &file.case {
        let document = CHECKER.check(onrecord::text::Article::new("case.txt", case.text.clone(), None));
        for finding in &document.findings {
            let named = case.quiet.iter().any(|prefix| finding.rule.starts_with(prefix.as_str()));
            if named && finding.severity > Severity::Info {
                wrong.push(format!("{}: {}: {}", case.about, finding.rule, finding.message));
            }
        }
    }
    assert!(wrong.is_empty(), "false alarms:\n{}", wrong.join("\n"));
}

#[test]
fn no_rule_fires_on_figures_that_are_right() {
    const FAMILIES: [&str; 8] = [
        "figure-",
        "percent-",
        "unit-",
        "list-",
        "duration-",
        "age-",
        "headline-majority",
        "headline-figure",
    ];
    let lines = include_str!("../data/innocent-figures.txt").lines().filter(|line| !line.starts_with('#'));
    let mut wrong = Vec::new();
    let mut passages = 0;
    for line in lines {
        passages += 1;
        // Once alone, once as the text below a headline.
        for text in [line.replace('¶', "\n\n"), format!("Story of the day\n\n{}", line.replace('¶', "\n\n"))]
        {
            let date = jiff::civil::date(2026, 10, 14);
            let document = CHECKER.check(onrecord::text::Article::new("case.txt", text, Some(date)));
            let fired = document.findings.iter().filter(|finding| {
                finding.severity > Severity::Info
                    && FAMILIES.iter().any(|family| finding.rule.starts_with(family))
            });
            wrong.extend(fired.map(|finding| format!("{line}: {}: {}", finding.rule, finding.message)));
        }
    }
    assert!(passages >= 100, "only {passages} passages");
    assert!(wrong.is_empty(), "false alarms:\n{}", wrong.join("\n"));
}
