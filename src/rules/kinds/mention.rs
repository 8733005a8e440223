//! `mention`: one mention of a person, organisation or place.

use super::{Kind, View, field, none};
use crate::facts::{Entity, EntityKind, Mention, MentionForm};
use crate::rules::value::{Type, Value};

pub(super) const KIND: Kind = Kind {
    name: "mention",
    doc: "One mention of a person, organisation or place.",
    count: |v| v.facts.entities().mentions.len(),
    marks: |v, i, out| out.push(mention(v, i).span),
    related: none,
    fields: &[
        field("form", Type::OneOf(MentionForm::NAMES), "how it names its entity", |v, i| mention(v, i).form.name().into()),
        field("title", Type::Text, "the title or role beside it", |v, i| {
            mention(v, i).title.map(|t| v.article.slice(t)).into()
        }),
        field("entity", Type::Number, "the number of its entity", |v, i| Value::count(mention(v, i).entity.index())),
        field("kind", Type::OneOf(EntityKind::NAMES), "what its entity is", |v, i| entity(v, i).map(|e| e.kind.name()).into()),
        field("name", Type::Text, "the fullest name of its entity", |v, i| {
            entity(v, i).map(|e| v.article.slice(e.name)).into()
        }),
    ],
};

fn mention<'a>(v: View<'a>, i: usize) -> &'a Mention {
    &v.facts.entities().mentions[i]
}

fn entity<'a>(v: View<'a>, i: usize) -> Option<&'a Entity> {
    v.facts.entities().get(mention(v, i).entity)
}
