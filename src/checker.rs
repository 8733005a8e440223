//! The whole way of one article, for callers who want no more than the result.

use crate::facts::{Facts, Reader};
use crate::lexicon::Lexicons;
use crate::rules::{self, CaseOutcome, Catalogue, Finding, Rule};
use crate::text::Article;
use crate::transcript::Index;

/// An article with what is known of it, and what the rules found in it.
#[derive(Debug)]
pub struct Document<'a> {
    /// What is known of the article; a fact that no rule asked for is made when a report does.
    pub facts: Facts<'a>,
    /// What the rules object to, sorted by place.
    pub findings: Vec<Finding>,
}

impl Document<'_> {
    /// The article.
    #[must_use]
    pub const fn article(&self) -> &Article {
        self.facts.article()
    }
}

/// Lexicons, reader and rules, loaded once and used for every article; shared between threads.
pub struct Checker {
    /// The word lists.
    pub lexicons: Lexicons,
    /// What labels sources, cues and contents.
    pub reader: Box<dyn Reader + Send>,
    /// The rules.
    pub catalogue: Catalogue,
}

impl Checker {
    /// The facts of an article, each to be made when it is asked for.
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
        let findings = self.catalogue.check(&facts);
        Document { facts, findings }
    }
}
