//! The whole way of one article, for callers who want no more than the result.

use crate::facts::speech::explanation::{Explanation, accounts};
use crate::facts::{Facts, Reader};
use crate::lexicon::Lexicons;
use crate::rules::{Catalogue, Finding};
use crate::text::Article;
use crate::transcript::Index;

/// An article, what is known of it, and what the rules found in it.
#[derive(Debug)]
pub struct Document {
    /// The article.
    pub article: Article,
    /// The encoding its bytes were in, where that was not UTF-8: `windows-1252` and the like, for the report
    /// to name. Set by whoever decoded them.
    pub encoding: Option<&'static str>,
    /// What is known of it.
    pub facts: Facts,
    /// What the rules object to, sorted by place.
    pub findings: Vec<Finding>,
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
    /// Finds the facts of an article and checks it.
    #[must_use]
    pub fn check(&self, article: Article) -> Document {
        let facts = Facts::find(&article, &self.lexicons, self.reader.as_ref());
        let findings = self.catalogue.check(&article, &facts, &self.lexicons);
        Document { article, encoding: None, facts, findings }
    }

    /// Finds the facts of an article and checks it, its quotations against transcripts too.
    #[must_use]
    pub fn verify(&self, article: Article, transcripts: &Index) -> Document {
        let mut facts = Facts::find(&article, &self.lexicons, self.reader.as_ref());
        facts.compare_with(&article, &self.lexicons, transcripts);
        let findings = self.catalogue.check(&article, &facts, &self.lexicons);
        Document { article, encoding: None, facts, findings }
    }

    /// How the attributions of a document with these numbers came about.
    #[must_use]
    pub fn account(&self, document: &Document, attributions: &[usize]) -> Vec<Explanation> {
        let Document { article, facts, .. } = document;
        let attributions: Vec<_> = attributions.iter().filter_map(|&i| facts.attributions.get(i)).collect();
        accounts(article, &facts.quotes, &attributions, &self.lexicons, self.reader.as_ref())
    }
}
