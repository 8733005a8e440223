//! What differs between what was said and what is quoted, in words to be shown.

use super::search::Edit;
use crate::text::Article;
use crate::transcript::Index;

/// A part of a quotation beside what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Words as they were said, as the article has them.
    Same(String),
    /// Words that were said and are not quoted.
    LeftOut(String),
    /// Words that are quoted and were not said.
    PutIn(String),
}

/// The edits as words; nothing where all is the same.
pub(super) fn between(article: &Article, index: &Index, edits: &[Edit]) -> Vec<Change> {
    if edits.iter().all(|edit| edit.same) {
        return Vec::new();
    }
    let quoted = |edit: &Edit| match (edit.quoted.first(), edit.quoted.last()) {
        (Some(first), Some(last)) => article.slice(first.span.join(last.span)).to_owned(),
        _ => String::new(),
    };
    let said = |edit: &Edit| {
        let stretch = index.stretch(&edit.said);
        let transcript = index.transcripts.get(stretch.transcript);
        transcript.map(|t| t.passage(stretch.words.start, stretch.words.end)).unwrap_or_default()
    };
    let change = |edit: &Edit| match (edit.same, edit.quoted.is_empty()) {
        (true, _) => Change::Same(quoted(edit)),
        (false, true) => Change::LeftOut(said(edit)),
        (false, false) => Change::PutIn(quoted(edit)),
    };
    edits.iter().map(change).collect()
}
