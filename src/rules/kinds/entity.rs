//! `entity`: a person, organisation or place, at its first mention.

use super::{Kind, View, field, none};
use crate::facts::{Entity, EntityKind, Mention, MentionForm};
use crate::rules::value::{Type, Value};

pub(super) const KIND: Kind = Kind {
    name: "entity",
    doc: "A person, organisation or place; it marks the first mention.",
    count: |v| v.facts.entities().entities.len(),
    marks: |v, i, out| out.push(first(v, i).map_or(entity(v, i).name, |m| m.span)),
    related: none,
    fields: &[
        field("kind", Type::OneOf(EntityKind::NAMES), "what it is", |v, i| entity(v, i).kind.name().into()),
        field("name", Type::Text, "its fullest name in the article", |v, i| v.article.slice(entity(v, i).name).into()),
        field("given", Type::Text, "the given name", |v, i| entity(v, i).given.map(|s| v.article.slice(s)).into()),
        field("surname", Type::Text, "the surname", |v, i| entity(v, i).surname.map(|s| v.article.slice(s)).into()),
        field("titles", Type::Texts, "titles and roles the article gives it", |v, i| {
            Value::texts(entity(v, i).titles.iter().map(|t| v.article.slice(*t)))
        }),
        field("mentions", Type::Number, "how often it is mentioned", |v, i| Value::count(entity(v, i).mentions.len())),
        field("first_form", Type::OneOf(MentionForm::NAMES), "how the first mention names it", |v, i| {
            first(v, i).map(|m| m.form.name()).into()
        }),
        field("introduced_later", Type::Bool, "whether its full name follows a shorter one", |v, i| {
            first(v, i).is_some_and(|m| m.span.start < entity(v, i).name.start).into()
        }),
        field("name_line", Type::Number, "the line of its fullest name", |v, i| {
            f64::from(v.article.lines.line(entity(v, i).name.start)).into()
        }),
    ],
};

fn entity<'a>(v: View<'a>, i: usize) -> &'a Entity {
    &v.facts.entities().entities[i]
}

fn first<'a>(v: View<'a>, i: usize) -> Option<&'a Mention> {
    entity(v, i).mentions.first().and_then(|&m| v.facts.entities().mentions.get(m.index()))
}

