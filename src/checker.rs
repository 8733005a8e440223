//! The whole way of one article, for callers who want no more than the result.

mod builder;

pub use builder::{BuildError, CheckerBuilder};

use crate::facts::{Facts, Reader};
use crate::lexicon::Lexicons;
use crate::policy::{self, Accepted, Baseline, Compared, Key, Lines};
use crate::rules::{self, CaseOutcome, Catalogue, Finding, Rule, Severity};
use crate::text::Article;
use crate::transcript::Index;
use jiff::civil::Date;

/// An article with what is known of it, and what the rules found in it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Document<'a> {
    /// What is known of the article; a fact that no rule asked for is made when a report does.
    pub facts: Facts<'a>,
    /// What the rules object to, sorted by place.
    pub findings: Vec<Finding>,
    /// What the rules object to and someone has accepted; see [`accept`](Document::accept).
    pub accepted: Vec<Accepted>,
    /// What a baseline holds of the article, where there is one; see [`accept`](Document::accept).
    pub compared: Option<Compared>,
    /// How many findings were left out, since they touch nothing that is changed.
    pub unchanged: usize,
    /// The lowest severity that fails a run over it, which a report of tests follows; None where nothing does.
    pub fails_from: Option<Severity>,
}

impl Document<'_> {
    /// Whether something was found that fails a run over it.
    #[must_use]
    pub fn fails(&self) -> bool {
        self.fails_from.is_some_and(|level| self.findings.iter().any(|finding| finding.severity >= level))
    }

    /// The article.
    #[must_use]
    pub const fn article(&self) -> &Article {
        self.facts.article()
    }

    /// Moves the findings that the article's comments silence to the accepted ones, and says what is wrong with comments, each
    /// with its line: unknown rules, and nothing to silence. With `reasons`, a comment without one silences nothing.
    pub fn heed_comments(&mut self, catalogue: &Catalogue, reasons: bool) -> Vec<(u32, String)> {
        let findings = std::mem::take(&mut self.findings);
        let heeded = policy::heed(self.facts.article(), findings, catalogue, reasons);
        self.findings = heeded.reported;
        self.accepted.extend(heeded.silenced);
        heeded.notes
    }

    /// Leaves out the findings that touch none of these lines.
    pub fn leave_out_unchanged(&mut self, lines: &Lines) {
        let article = self.facts.article();
        let before = self.findings.len();
        self.findings.retain(|finding| lines.touch(article, finding));
        self.unchanged += before - self.findings.len();
    }

    /// Moves the findings that `baseline` holds for the article of that name to the accepted ones, and gives their keys.
    pub fn accept(&mut self, article: &str, baseline: &Baseline) -> Vec<Key> {
        let silenced = self.accepted.iter().map(|one| &one.finding);
        self.compared = Some(Compared::new(silenced.chain(&self.findings), article, baseline));
        let (reported, accepted) = policy::sort(std::mem::take(&mut self.findings), article, baseline);
        let keys = accepted.iter().map(|one| Key::of(article, &one.finding)).collect();
        self.findings = reported;
        self.accepted.extend(accepted);
        keys
    }
}

/// Lexicons, reader and rules, loaded once and used for every article; shared between threads.
///
/// ```
/// let checker = onrecord::Checker::built_in();
/// let document = checker.check_text("draft.txt", "“The the bridge is safe,” said Ada Brandt, the mayor.");
///
/// let facts = &document.facts;
/// let said = &facts.attributions()[0];
/// let speaker = &facts.entities()[said.entity.expect("the mayor is named")];
/// assert_eq!(document.article().slice(speaker.name), "Ada Brandt");
///
/// let finding = &document.findings[0];
/// assert_eq!((finding.rule.as_str(), document.article().slice(finding.spans[0])), ("repeated-word", "The the"));
/// ```
#[non_exhaustive]
pub struct Checker {
    /// The word lists.
    pub lexicons: Lexicons,
    /// What labels sources, cues and contents.
    pub reader: Box<dyn Reader + Send>,
    /// The rules.
    pub catalogue: Catalogue,
    /// The publication date of texts given to [`check_text`](Self::check_text), whatever they say themselves.
    pub date: Option<Date>,
}

impl Checker {
    /// The built-in rules, word lists and reader.
    ///
    /// # Panics
    /// Never: that the built-in rules load is tested.
    #[must_use]
    pub fn built_in() -> Self {
        Self::builder().build().expect("the built-in rules load")
    }

    /// A checker with rules, a reader or a date of one's own.
    ///
    /// ```
    /// use onrecord::{Checker, Date};
    ///
    /// let checker = Checker::builder().date(Date::new(2022, 1, 19).expect("a day")).select(["dates"]).build()?;
    /// let document = checker.check_text("draft.txt", "They met on Tuesday, January 19.");
    /// assert_eq!(document.findings[0].rule, "date-weekday");
    /// # Ok::<(), onrecord::BuildError>(())
    /// ```
    #[must_use]
    pub fn builder() -> CheckerBuilder {
        CheckerBuilder::default()
    }

    /// Checks a text, which findings and reports name as `name`.
    #[must_use]
    pub fn check_text(&self, name: &str, text: impl Into<String>) -> Document<'_> {
        self.check(Article::read(name, text.into(), self.date, &self.lexicons))
    }

    /// The facts of an article, each to be made when it is asked for.
    ///
    /// ```
    /// use onrecord::{Checker, text::Article};
    ///
    /// let checker = Checker::builder().facts_only().build()?;
    /// let facts = checker.facts(Article::new("draft.txt", "Some 300 people left on May 3.".to_owned(), None));
    /// let figures: Vec<&str> = facts.figures().iter().map(|figure| facts.article().slice(figure.span)).collect();
    /// assert_eq!(figures, ["Some 300"]);
    /// # Ok::<(), onrecord::BuildError>(())
    /// ```
    #[must_use]
    pub fn facts(&self, article: Article) -> Facts<'_> {
        Facts::new(article, &self.lexicons, self.reader.as_ref())
    }

    /// Checks an article.
    #[must_use]
    pub fn check(&self, article: Article) -> Document<'_> {
        self.judge(self.facts(article))
    }

    /// Checks an article, its quotations against transcripts too.
    ///
    /// ```
    /// use onrecord::{Checker, text::Article, transcript::{Index, Transcript}};
    ///
    /// let heard = Index::new(vec![Transcript::new("hearing.txt", "Brandt: The bridge is not safe at all.".to_owned())]);
    /// let article = Article::new("draft.txt", "“The bridge is safe at all,” said Ada Brandt.".to_owned(), None);
    /// let checker = Checker::built_in();
    /// let document = checker.verify(article, &heard);
    /// assert!(document.findings.iter().any(|finding| finding.rule == "quote-differs-from-source"));
    /// ```
    #[must_use]
    pub fn verify<'a>(&'a self, article: Article, transcripts: &'a Index) -> Document<'a> {
        self.judge(self.facts(article).against(transcripts))
    }

    /// Runs the examples of every rule as tests.
    #[must_use]
    pub fn test_rules(&self) -> Vec<CaseOutcome> {
        rules::test(&self.catalogue, &self.lexicons, self.reader.as_ref())
    }

    /// Runs the examples of one rule.
    #[must_use]
    pub fn test_rule(&self, rule: &Rule) -> Vec<CaseOutcome> {
        rules::test_rule(&self.catalogue, rule, &self.lexicons, self.reader.as_ref())
    }

    /// Checks an article whose facts are known already.
    #[must_use]
    pub fn judge<'a>(&self, facts: Facts<'a>) -> Document<'a> {
        let mut findings = self.catalogue.check(&facts);
        policy::keep_fixes_that_fit(facts.article(), &mut findings);
        Document { facts, findings, accepted: Vec::new(), compared: None, unchanged: 0, fails_from: None }
    }
}
