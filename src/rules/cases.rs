//! A rule's own examples, run as tests through the whole pipeline.

use super::catalogue::Catalogue;
use super::rule::{Case, Rule};
use crate::Span;
use crate::facts::{Facts, Reader};
use crate::lexicon::Lexicons;
use crate::text::Article;
use crate::transcript::{Index, Transcript};

/// The outcome of one example.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CaseOutcome {
    /// The rule's id.
    pub rule: String,
    /// Its file.
    pub file: String,
    /// The line of the example in it, from 1.
    pub line: u32,
    /// Whether it is one that must be flagged.
    pub bad: bool,
    /// The example without its marks.
    pub text: String,
    /// The words that must be flagged, in order; none for a good example.
    pub expected: Vec<String>,
    /// The words that were flagged, in order.
    pub found: Vec<String>,
    /// Whether the very words were flagged that must be.
    pub passed: bool,
    /// What is wrong with the example itself, such as a mark without its partner.
    pub problem: Option<String>,
}

/// Runs the examples of every rule: in a bad one the rule must mark exactly the words in
/// `[[ ]]`, in a good one nothing. Each rule is run alone, enabled or not.
#[must_use]
pub fn test(catalogue: &Catalogue, lexicons: &Lexicons, reader: &dyn Reader) -> Vec<CaseOutcome> {
    catalogue.rules().iter().flat_map(|rule| test_rule(catalogue, rule, lexicons, reader)).collect()
}

/// Runs the examples of one rule. That it has no bad one is a failure of its own.
#[must_use]
pub fn test_rule(
    catalogue: &Catalogue,
    rule: &Rule,
    lexicons: &Lexicons,
    reader: &dyn Reader,
) -> Vec<CaseOutcome> {
    let facts =
        |text: String| Facts::new(Article::read("example", text, rule.date, lexicons), lexicons, reader);
    let bad = rule.bad.iter().map(|case| outcome(catalogue, rule, case, true, facts));
    let good = rule.good.iter().map(|case| outcome(catalogue, rule, case, false, facts));
    let untried = rule.bad.is_empty().then(|| CaseOutcome {
        rule: rule.id.clone(),
        file: rule.file.clone(),
        line: 1,
        bad: true,
        text: String::new(),
        expected: Vec::new(),
        found: Vec::new(),
        passed: false,
        problem: Some("there is no bad example, so nothing shows that the rule finds anything".to_owned()),
    });
    bad.chain(good).chain(untried).collect()
}

fn outcome<'a>(
    catalogue: &Catalogue,
    rule: &Rule,
    case: &Case,
    bad: bool,
    facts: impl Fn(String) -> Facts<'a>,
) -> CaseOutcome {
    let (text, marks, mut problem) = match unmark(&case.text) {
        Ok((text, marks)) => (text, marks, None),
        Err(problem) => (case.text.clone(), Vec::new(), Some(problem.to_owned())),
    };
    if bad && marks.is_empty() && problem.is_none() {
        problem = Some("a bad example marks the words to be flagged, such as [[these]]".to_owned());
    }
    if !bad && !marks.is_empty() {
        problem = Some("a good example marks nothing".to_owned());
    }
    let index = rule
        .transcript
        .as_ref()
        .map(|transcript| Index::new(vec![Transcript::new("transcript", transcript.clone())]));
    let facts = facts(text.clone());
    let map = facts.article().map.clone();
    let findings = match &index {
        Some(index) => catalogue.check_rule(rule, &facts.against(index)),
        None => catalogue.check_rule(rule, &facts),
    };
    // Where the example is read otherwise than it is written, its marks are in what is written.
    let written = |&span: &Span| {
        let range = map.range(span);
        Span::new(range.start, range.end)
    };
    let mut spans: Vec<Span> = findings.iter().flat_map(|f| f.spans.iter().map(written)).collect();
    spans.sort_unstable();
    spans.dedup();
    let words = |spans: &[Span]| spans.iter().map(|s| text.get(s.range()).unwrap_or("").to_owned()).collect();
    CaseOutcome {
        rule: rule.id.clone(),
        file: rule.file.clone(),
        line: case.line,
        bad,
        expected: words(&marks),
        found: words(&spans),
        passed: problem.is_none() && spans == marks,
        problem,
        text,
    }
}

/// The text without its `[[ ]]`, and the spans that they enclosed.
pub(crate) fn unmark(marked: &str) -> Result<(String, Vec<Span>), &'static str> {
    let mut text = String::with_capacity(marked.len());
    let mut spans = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once("[[") {
        let (inner, after) = after.split_once("]]").ok_or("[[ without ]]")?;
        text.push_str(before);
        let start = text.len();
        text.push_str(inner);
        spans.push(Span::of(start..text.len()));
        rest = after;
    }
    if rest.contains("]]") {
        return Err("]] without [[");
    }
    text.push_str(rest);
    Ok((text, spans))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans() {
        assert_eq!(unmark("a [[b]] c [[d]]"), Ok(("a b c d".into(), vec![Span::new(2, 3), Span::new(6, 7)])));
        assert_eq!(unmark("[a] b"), Ok(("[a] b".into(), vec![])));
        assert!(unmark("a [[b").is_err());
        assert!(unmark("a b]]").is_err());
    }
}
