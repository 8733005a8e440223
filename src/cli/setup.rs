//! Options to a checker: lexicons, reader and rules, loaded once a run.

use super::args::ChoiceArgs;
use anyhow::Result;
use onrecord::Checker;
use onrecord::facts::{Labels, Quotes, Reader};
use onrecord::lexicon::Lexicons;
use onrecord::rules::Catalogue;
use onrecord::text::Article;

/// The checker that the options ask for.
pub fn checker(_choice: &ChoiceArgs) -> Result<Checker> {
    facts_only()
}

/// A checker that finds facts and judges nothing.
pub fn facts_only() -> Result<Checker> {
    Ok(Checker { lexicons: Lexicons::built_in()?, reader: Box::new(Nobody), catalogue: Catalogue::default() })
}

struct Nobody;

impl Reader for Nobody {
    fn read(&self, _: &Article, _: &Quotes, _: &Lexicons) -> Labels {
        Labels::new()
    }
}
