//! `sentence`: a sentence.

use super::{Kind, field, none};
use crate::rules::value::{Type, Value};
use crate::text::TokenKind;

pub(super) const KIND: Kind = Kind {
    name: "sentence",
    doc: "A sentence of any paragraph.",
    count: |v| v.article.sentences.len(),
    marks: |v, i, out| out.push(v.article.sentences[i].span),
    related: none,
    fields: &[
        field("words", Type::Number, "words and numbers in it", |v, i| {
            let tokens = &v.article.tokens[v.article.sentences[i].tokens.clone()];
            Value::count(tokens.iter().filter(|t| t.kind != TokenKind::Mark).count())
        }),
        field("first", Type::Bool, "whether it is the first of its paragraph", |v, i| {
            let paragraph = &v.article.paragraphs[v.article.sentences[i].paragraph];
            (paragraph.sentences.start == i).into()
        }),
    ],
};
