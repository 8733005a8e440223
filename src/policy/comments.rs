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
use rustc_hash::FxHashMap;

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

/// More than any comment has.
const LONGEST: usize = 2_000;

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
    if text.len() > LONGEST {
        return Err(format!("is longer than {LONGEST} bytes, and is not read"));
    }
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

/// What a directive silences of one name.
struct Silence {
    line: u32,
    /// The name: an id, a family, or `all`.
    name: String,
    reason: String,
    used: bool,
}

/// What the names of rules stand for.
struct Names<'a> {
    catalogue: &'a Catalogue,
    /// The numbers of the rules that each name is for.
    rules: FxHashMap<&'a str, Vec<usize>>,
}

impl<'a> Names<'a> {
    fn of(catalogue: &'a Catalogue) -> Self {
        let mut rules: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (number, rule) in catalogue.rules().iter().enumerate() {
            for name in [rule.id.as_str(), rule.family.as_str(), ALL] {
                rules.entry(name).or_default().push(number);
            }
        }
        Self { catalogue, rules }
    }

    /// The rules that a name is for, or why there are none.
    fn rules(&self, name: &str) -> Result<&[usize], String> {
        self.rules.get(name).map(Vec::as_slice).ok_or_else(|| {
            let known =
                self.catalogue.rules().iter().flat_map(|rule| [rule.id.as_str(), rule.family.as_str()]);
            let meant = nearest(name, known).map_or_else(String::new, |m| format!("; did you mean {m}?"));
            format!("no rule or family is called {name}{meant}")
        })
    }

    /// Whether one of the rules of this name is on.
    fn in_force(&self, name: &str) -> bool {
        let rules = self.rules.get(name).into_iter().flatten();
        rules.into_iter().any(|&rule| self.catalogue.rules()[rule].enabled)
    }
}

/// Every rule.
const ALL: &str = "all";

/// Where one rule is silenced, each time with the number of the silence.
#[derive(Clone, Default)]
struct Quiet {
    /// In paragraphs, and in stretches that do not overlap.
    paragraphs: Vec<(Span, usize)>,
    stretches: Vec<(Span, usize)>,
    /// Where the stretch began that goes on.
    open: Option<(u32, usize)>,
    /// Everywhere.
    file: Option<usize>,
}

impl Quiet {
    /// Ends the stretch that goes on. False where there is none. One that ends where it begins is about nothing, and would stand
    /// in the way of one that begins there too.
    fn close(&mut self, end: u32) -> bool {
        let open = self.open.take();
        let stretch = open.filter(|(start, _)| *start < end);
        self.stretches.extend(stretch.map(|(start, number)| (Span::new(start, end), number)));
        open.is_some()
    }

    /// Puts all in order, where a comment may be about what stands before it.
    fn sort(&mut self) {
        for list in [&mut self.paragraphs, &mut self.stretches] {
            list.sort_unstable_by_key(|(span, number)| (span.start, *number));
            list.dedup_by_key(|(span, _)| span.start);
        }
    }

    /// The first silence, in the order of the comments, for what begins at a place.
    fn at(&self, place: u32) -> Option<usize> {
        let of = |list: &[(Span, usize)]| {
            let before = list.partition_point(|(span, _)| span.start <= place).checked_sub(1)?;
            Some(list[before]).filter(|(span, _)| place < span.end).map(|(_, number)| number)
        };
        [self.file, of(&self.paragraphs), of(&self.stretches)].into_iter().flatten().min()
    }
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
    let names = Names::of(catalogue);
    let number = |finding: &Finding| names.rules.get(finding.rule.as_str())?.first().copied();
    let mut found = vec![false; catalogue.rules().len()];
    findings.iter().filter_map(number).for_each(|rule| found[rule] = true);
    let (mut silences, quiet) = silences(article, &names, &found, reasons, &mut heeded.notes);
    for finding in findings {
        let places = |quiet: &Quiet| finding.places().filter_map(|span| quiet.at(span.start)).min();
        match number(&finding).and_then(|rule| places(&quiet[rule])) {
            Some(silence) => {
                let silence = &mut silences[silence];
                silence.used = true;
                let by = By::Comment(silence.line);
                heeded.silenced.push(Accepted { finding, reason: silence.reason.clone(), by });
            }
            None => heeded.reported.push(finding),
        }
    }
    // Of a rule that is off, nothing is known.
    let idle = silences.into_iter().filter(|silence| !silence.used && names.in_force(&silence.name));
    heeded.notes.extend(idle.map(|Silence { line, name, .. }| {
        (line, format!("ignores {name}, which finds nothing there; take the comment out"))
    }));
    heeded.notes.sort();
    heeded
}

/// What the comments of an article silence, and where each rule is silenced of which something is `found`.
fn silences(
    article: &Article,
    names: &Names<'_>,
    found: &[bool],
    reasons: bool,
    notes: &mut Vec<(u32, String)>,
) -> (Vec<Silence>, Vec<Quiet>) {
    let mut silences: Vec<Silence> = Vec::new();
    let mut quiet = vec![Quiet::default(); found.len()];
    for Comment { text, line, about, ends } in &article.comments {
        let directive =
            match directive(text).and_then(|it| ends.then_some(it).ok_or_else(|| NO_END.to_owned())) {
                Ok(directive) => directive,
                Err(why) => {
                    notes.push((*line, why));
                    continue;
                }
            };
        let Directive { action, rules, reason } = directive;
        if reasons && reason.is_empty() && action != Action::Enable {
            notes.push((
                *line,
                "gives no reason, which onrecord.toml asks for; nothing is ignored".to_owned(),
            ));
            continue;
        }
        for name in rules {
            let rules = match names.rules(&name) {
                Ok(rules) => rules,
                Err(why) => {
                    notes.push((*line, why));
                    continue;
                }
            };
            let number = silences.len();
            match action {
                Action::Enable => {
                    let closed = rules.iter().filter(|&&rule| quiet[rule].close(about.start)).count();
                    if closed == 0 {
                        notes.push((*line, format!("enables {name}, which no comment has disabled")));
                    }
                    continue;
                }
                Action::Disable => rules.iter().for_each(|&rule| {
                    quiet[rule].open.get_or_insert((about.start, number));
                }),
                Action::Ignore => rules.iter().filter(|&&rule| found[rule]).for_each(|&rule| {
                    quiet[rule].paragraphs.push((*about, number));
                }),
                Action::IgnoreFile => rules.iter().for_each(|&rule| {
                    quiet[rule].file.get_or_insert(number);
                }),
            }
            silences.push(Silence { line: *line, name, reason: reason.clone(), used: false });
        }
    }
    let end = u32::try_from(article.text.len()).unwrap_or(u32::MAX);
    for quiet in &mut quiet {
        quiet.close(end);
        quiet.sort();
    }
    (silences, quiet)
}

/// What is wrong with a comment that goes on to the end of the file.
const NO_END: &str = "has no end (-->), so that what follows is part of it";

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
            // All three are about one paragraph: the last holds.
            (
                "<!-- onrecord: disable[text] x -->\n<!-- onrecord: enable[text] -->\n<!-- onrecord: disable[text] y -->\nIt was was.\n\nThe the.",
                0,
                &["y", "y"],
            ),
            // What is disabled by one name is enabled by another.
            (
                "<!-- onrecord: disable[all] x -->\nIt was was.\n\n<!-- onrecord: enable[repeated-word] -->\nThe the.",
                1,
                &["x"],
            ),
            (
                "<!-- onrecord: disable[repeated-word] x -->\nIt was was.\n\n<!-- onrecord: enable[text] -->\nThe the.",
                1,
                &["x"],
            ),
            (
                "<!-- onrecord: disable[all] x -->\nIt was was.\n\n<!-- onrecord: enable[quotes] -->\nThe the.",
                0,
                &["x", "x"],
            ),
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
        let long = format!("ignore-file[all] {}", "so ".repeat(700));
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
            (long.as_str(), Some("is longer than 2000 bytes")),
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
        let (_, _, notes) = told("Fine.\n\n<!-- onrecord: ignore-file[all] x\n\nIt was was.\n", false);
        assert!(notes.len() == 1 && notes[0].starts_with("3: has no end"), "{notes:?}");
        // What is disabled and enabled at once was disabled.
        let at_once = "<!-- onrecord: disable[text] x -->\n<!-- onrecord: enable[text] -->\nIt was.\n";
        assert_eq!(
            told(at_once, false).2,
            ["1: ignores text, which finds nothing there; take the comment out"]
        );
        let source = |reason: &str| format!("<!-- onrecord: ignore[repeated-word] {reason}-->\nIt was was.");
        assert_eq!(told(&source(""), true).0, 1);
        assert_eq!(told(&source("so he spoke "), true).0, 0);
    }
    #[test]
    fn a_comment_at_either_place_silences() {
        let one = "Some 300 people marched through Torvik on Monday.";
        let other = "The 500 people who marched through Torvik on Monday went home.";
        let comment = "<!-- onrecord: ignore[figure-conflict] x -->";
        let checker = Checker::builder().select(["figure-conflict"]).build().unwrap();
        for source in [format!("{comment}\n{one}\n\n{other}"), format!("{one}\n\n{comment}\n{other}")] {
            let manuscript = read("a.md", source.clone().into_bytes(), None).unwrap();
            let mut document = checker.check(Article::new("a.md", manuscript, None));
            assert_eq!(document.findings.len(), 1);
            assert!(document.heed_comments(&checker.catalogue, false).is_empty(), "{source}");
            assert_eq!((document.findings.len(), document.accepted.len()), (0, 1), "{source}");
        }
    }
}
