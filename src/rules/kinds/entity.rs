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
        field("kind", Type::OneOf(KINDS), "what it is", |v, i| kind(entity(v, i).kind).into()),
        field("name", Type::Text, "its fullest name in the article", |v, i| v.article.slice(entity(v, i).name).into()),
        field("given", Type::Text, "the given name", |v, i| entity(v, i).given.map(|s| v.article.slice(s)).into()),
        field("surname", Type::Text, "the surname", |v, i| entity(v, i).surname.map(|s| v.article.slice(s)).into()),
        field("titles", Type::Texts, "titles and roles the article gives it", |v, i| {
            Value::texts(entity(v, i).titles.iter().map(|t| v.article.slice(*t)))
        }),
        field("mentions", Type::Number, "how often it is mentioned", |v, i| Value::count(entity(v, i).mentions.len())),
        field("first_form", Type::OneOf(FORMS), "how the first mention names it", |v, i| {
            first(v, i).map(|m| form(m.form)).into()
        }),
        field("introduced_later", Type::Bool, "whether its full name follows a shorter one", |v, i| {
            first(v, i).is_some_and(|m| m.span.start < entity(v, i).name.start).into()
        }),
        field("name_line", Type::Number, "the line of its fullest name", |v, i| {
            f64::from(v.article.lines.line(entity(v, i).name.start)).into()
        }),
    ],
};

pub(super) const KINDS: &[&str] = &["person", "organisation", "place"];
pub(super) const FORMS: &[&str] = &["full", "surname", "given", "acronym", "role", "pronoun"];

fn entity<'a>(v: View<'a>, i: usize) -> &'a Entity {
    &v.facts.entities().entities[i]
}

fn first<'a>(v: View<'a>, i: usize) -> Option<&'a Mention> {
    entity(v, i).mentions.first().and_then(|&m| v.facts.entities().mentions.get(m.index()))
}

pub(super) const fn kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
    }
}

pub(super) const fn form(form: MentionForm) -> &'static str {
    match form {
        MentionForm::Full => "full",
        MentionForm::Surname => "surname",
        MentionForm::Given => "given",
        MentionForm::Acronym => "acronym",
        MentionForm::Role => "role",
        MentionForm::Pronoun => "pronoun",
    }
}
