//! What the linker is learned from and measured on.

use super::polnear::Annotated;
use onrecord::facts::speech::linker::model::{Table, Weights};
use onrecord::facts::speech::linker::{self, Learned, odds};
use onrecord::facts::{Labels, Quotes, Statement};
use onrecord::lexicon::Lexicons;

/// An article with its annotations and the labels that a reader which did not learn from it gave.
pub struct Case<'a> {
    pub annotated: &'a Annotated,
    pub quotes: Quotes,
    pub labels: Labels,
    pub lexicons: &'a Lexicons,
}

/// The statements that a table of weights makes of a case, doubtful ones included.
pub fn all(case: &Case<'_>, table: &[u8]) -> Vec<Statement> {
    let table = Table(table);
    linker::draft(
        &case.annotated.article,
        &case.quotes,
        &case.labels,
        case.lexicons,
        &mut Learned(table),
        |statement, keys| {
            statement.confidence = odds(table.score(keys));
        },
    )
}
