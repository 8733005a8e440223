//! Comments that silence findings: `<!-- onrecord: ignore[rule] reason -->` and its kin.
//!
//! | comment | silences |
//! | --- | --- |
//! | `ignore[rule] reason` | the rule in the paragraph it stands in, or at the end of, or before |
//! | `disable[rule] reason` | the rule from that paragraph on, to `enable[rule]` or the end |
//! | `enable[rule]`, `enable` | no more: the rule again from the paragraph on; all rules |
//! | `ignore-file[rule] reason` | the rule in the whole article |
//!
//! `rule` is one or several, with commas: ids, families or `all`.

use super::{Accepted, By};
use crate::Span;
use crate::rules::{Catalogue, Finding};
use crate::suggest::nearest;
use crate::text::{Article, Comment};

/// What the findings of an article come to by its comments.
#[derive(Debug, Default)]
pub(crate) struct Heeded {
    /// What is still reported.
    pub(crate) reported: Vec<Finding>,
    /// What is silenced.
    pub(crate) silenced: Vec<Accepted>,
    /// What is wrong with the comments, each with its line.
    pub(crate) notes: Vec<(u32, String)>,
}

/// What a comment asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Ignore,
    Disable,
    Enable,
    IgnoreFile,
}

impl Action {
    const ALL: [(&'static str, Self); 4] = [
        ("ignore", Self::Ignore),
        ("disable", Self::Disable),
        ("enable", Self::Enable),
        ("ignore-file", Self::IgnoreFile),
    ];
}

/// A comment that is understood.
struct Directive {
    action: Action,
    /// Ids, families, or `all`.
    rules: Vec<String>,
    reason: String,
}

/// Reads what a comment says.
fn directive(text: &str) -> Result<Directive, String> {
    let end = text.find(|c: char| c == '[' || c.is_whitespace()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let Some((_, action)) = Action::ALL.iter().find(|(name, _)| *name == word) else {
        let meant = nearest(word, Action::ALL.map(|(name, _)| name)).unwrap_or("ignore");
        return Err(format!("no comment is called {word}; did you mean {meant}[rule]?"));
    };
    let (rules, reason) = match rest.strip_prefix('[').map(|rest| rest.split_once(']')) {
        Some(Some((rules, reason))) => (rules, reason),
        Some(None) => return Err(format!("the bracket after {word} is not closed")),
        None if *action == Action::Enable => ("all", rest),
        None => return Err(format!("name the rule: {word}[rule] reason")),
    };
    let rules: Vec<String> =
        rules.split(',').map(|rule| rule.trim().to_owned()).filter(|rule| !rule.is_empty()).collect();
    if rules.is_empty() {
        return Err(format!("name the rule: {word}[rule] reason"));
    }
    Ok(Directive { action: *action, rules, reason: reason.trim().to_owned() })
}

/// What a directive silences.
struct Silence {
    line: u32,
    rule: String,
    reason: String,
    /// Where findings begin that it silences.
    range: Span,
    used: bool,
}

/// Sorts findings by the comments of their article. With `reasons`, a comment that gives none silences nothing.
pub(crate) fn heed(
    article: &Article,
    findings: Vec<Finding>,
    catalogue: &Catalogue,
    reasons: bool,
) -> Heeded {
    let mut heeded = Heeded { reported: Vec::new(), ..Heeded::default() };
    if article.comments.is_empty() {
        heeded.reported = findings;
        return heeded;
    }
    let mut silences = silences(article, catalogue, reasons, &mut heeded.notes);
    for finding in findings {
        let family = catalogue.get(&finding.rule).map_or("", |rule| rule.family.as_str());
        let for_it = |silence: &&mut Silence| {
            let named = silence.rule == finding.rule || silence.rule == family || silence.rule == "all";
            let inside = |span: &Span| span.start >= silence.range.start && span.start < silence.range.end;
            named && finding.spans.iter().any(inside)
        };
        match silences.iter_mut().find(for_it) {
            Some(silence) => {
                silence.used = true;
                let by = By::Comment(silence.line);
                heeded.silenced.push(Accepted { finding, reason: silence.reason.clone(), by });
            }
            None => heeded.reported.push(finding),
        }
    }
    for Silence { line, rule, used, .. } in silences {
        let in_force = |name: &str| {
            let named = |id: &str, family: &str| name == "all" || name == id || name == family;
            catalogue.rules().iter().any(|rule| rule.enabled && named(&rule.id, &rule.family))
        };
        // Of a rule that is off, nothing is known.
        if !used && in_force(&rule) {
            heeded
                .notes
                .push((line, format!("ignores {rule}, which finds nothing there; take the comment out")));
        }
    }
    heeded.notes.sort();
    heeded
}

/// What the comments of an article silence.
fn silences(
    article: &Article,
    catalogue: &Catalogue,
    reasons: bool,
    notes: &mut Vec<(u32, String)>,
) -> Vec<Silence> {
    let end = u32::try_from(article.text.len()).unwrap_or(u32::MAX);
    let mut silences: Vec<Silence> = Vec::new();
    // Which of them are of a `disable` that goes on.
    let mut open: Vec<usize> = Vec::new();
    for Comment { text, line, about } in &article.comments {
        let directive = match directive(text) {
            Ok(directive) => directive,
            Err(why) => {
                notes.push((*line, why));
                continue;
            }
        };
        if reasons && directive.reason.is_empty() && directive.action != Action::Enable {
            notes.push((
                *line,
                "gives no reason, which onrecord.toml asks for; nothing is ignored".to_owned(),
            ));
            continue;
        }
        for rule in directive.rules {
            let names = || catalogue.rules().iter().flat_map(|rule| [rule.id.as_str(), rule.family.as_str()]);
            if rule != "all" && !names().any(|name| name == rule) {
                let meant =
                    nearest(&rule, names()).map_or_else(String::new, |m| format!("; did you mean {m}?"));
                notes.push((*line, format!("no rule or family is called {rule}{meant}")));
                continue;
            }
            let range = match directive.action {
                Action::Ignore => *about,
                Action::Disable => Span::new(about.start, end),
                Action::IgnoreFile => Span::new(0, end),
                Action::Enable => {
                    let before = open.len();
                    open.retain(|&number| {
                        let silence: &mut Silence = &mut silences[number];
                        let ends = rule == "all" || silence.rule == rule;
                        if ends {
                            silence.range =
                                Span::new(silence.range.start, about.start.max(silence.range.start));
                        }
                        !ends
                    });
                    if open.len() == before {
                        notes.push((*line, format!("enables {rule}, which no comment has disabled")));
                    }
                    continue;
                }
            };
            if directive.action == Action::Disable {
                open.push(silences.len());
            }
            silences.push(Silence {
                line: *line,
                rule,
                reason: directive.reason.clone(),
                range,
                used: false,
            });
        }
    }
    silences
}

#[cfg(all(feature = "markdown", feature = "html"))]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::Checker;
    use crate::input::read;

    /// What is reported, what is silenced, with the reason, and what is said of comments.
    fn told(source: &str, reasons: bool) -> (usize, Vec<String>, Vec<String>) {
        let checker = Checker::builder().select(["repeated-word", "garbled-text"]).build().unwrap();
        let manuscript = read("a.md", source.as_bytes().to_vec(), None).unwrap();
        let document = checker.check(Article::new("a.md", manuscript, None));
        let article = document.facts.article();
        let heeded = heed(article, document.findings.clone(), &checker.catalogue, reasons);
        let silenced = heeded.silenced.iter().map(|one| one.reason.clone());
        let notes = heeded.notes.iter().map(|(line, why)| format!("{line}: {why}"));
        (heeded.reported.len(), silenced.collect(), notes.collect())
    }

    #[test]
    fn a_comment_silences_what_it_names_where_it_stands() {
        for (source, reported, silenced) in [
            ("It was was.\n\nThe the end.", 2, &[][..]),
            (
                "<!-- onrecord: ignore[repeated-word] a stammer -->\nIt was was.\n\nThe the end.",
                1,
                &["a stammer"],
            ),
            ("It was was. <!-- onrecord: ignore[text] x -->\n\nThe the end.", 1, &["x"]),
            ("It was was.\n\n<!-- onrecord: ignore[garbled-text, all] x -->\n\nThe the end.", 1, &["x"]),
            ("<!-- onrecord: ignore-file[repeated-word] x -->\nIt was was.\n\nThe the end.", 0, &["x", "x"]),
            ("It was was.\n\nThe the end.\n\n<!-- onrecord: ignore-file[all] x -->", 0, &["x", "x"]),
            (
                "The the hall.\n\n<!-- onrecord: disable[text] x -->\n\nIt was was.\n\n<!-- onrecord: enable[text] -->\n\nThe the.",
                2,
                &["x"],
            ),
            (
                "<!-- onrecord: disable[text] x -->\nIt was was.\n\n<!-- onrecord: enable -->\nThe the.",
                1,
                &["x"],
            ),
            ("<!-- onrecord: disable[text] x -->\nIt was was.\n\nThe the.", 0, &["x", "x"]),
            // Two on one paragraph: the first that fits has it.
            ("<!-- onrecord: ignore[all] a -->\n<!-- onrecord: ignore[text] b -->\nIt was was.", 0, &["a"]),
        ] {
            let (left, reasons, _) = told(source, false);
            assert_eq!(
                (left, &reasons[..]),
                (reported, &silenced.iter().map(|&r| r.to_owned()).collect::<Vec<_>>()[..]),
                "{source}"
            );
        }
    }

    #[test]
    fn what_a_comment_does_not_do_is_said() {
        for (comment, expected) in [
            ("ignore[repeated-word]", None),
            ("ignore[cue-loaded]", None),
            ("ignore[garbled-text]", Some("finds nothing there")),
            ("ignore[repeated-wrd]", Some("did you mean repeated-word?")),
            ("ignore", Some("name the rule")),
            ("ignore[]", Some("name the rule")),
            ("ignore[repeated-word", Some("not closed")),
            ("ignor[repeated-word]", Some("did you mean ignore[rule]?")),
            ("enable[repeated-word]", Some("no comment has disabled")),
        ] {
            let (_, _, notes) = told(&format!("Fine.\n\n<!-- onrecord: {comment} -->\nIt was was."), false);
            match expected {
                None => assert!(notes.is_empty(), "{comment}: {notes:?}"),
                Some(why) => {
                    assert!(
                        notes.len() == 1 && notes[0].starts_with("3: ") && notes[0].contains(why),
                        "{notes:?}"
                    );
                }
            }
        }
        let source = |reason: &str| format!("<!-- onrecord: ignore[repeated-word] {reason}-->\nIt was was.");
        assert_eq!(told(&source(""), true).0, 1);
        assert_eq!(told(&source("so he spoke "), true).0, 0);
    }
}
