//! `no-comment`: someone named who would not comment.

use super::{Kind, View, field, none};
use crate::facts::NoComment;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "no-comment",
    doc: "Someone named who would not comment (Marta Oyelaran declined to comment).",
    count: |v| v.facts.no_comments().len(),
    marks: |v, i, out| out.push(no_comment(v, i).span),
    related: none,
    fields: &[
        field("phrase", Type::Text, "the words that say so (declined to comment)", |v, i| {
            v.article.slice(no_comment(v, i).phrase).into()
        }),
        field("known", Type::Bool, "whether any word that says who that is occurs elsewhere in the article", |v, i| {
            no_comment(v, i).known.into()
        }),
        field("asked", Type::Bool, "whether a question, or what it was about, is mentioned in the sentence or just before", |v, i| {
            no_comment(v, i).asked.into()
        }),
    ],
};

fn no_comment<'a>(v: View<'a>, i: usize) -> &'a NoComment {
    &v.facts.no_comments()[i]
}
