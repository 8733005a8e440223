//! `clash`: two places that cannot both be right.

use super::{Kind, View, field};
use crate::facts::{Clash, ClashKind as K};
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "clash",
    doc: "Two places that cannot both be right about one person, or about what happened; it marks the later one, or that in the \
          story where the other is in the headline.",
    count: |v| v.facts.clashes().len(),
    marks: |v, i, out| out.push(clash(v, i).here),
    related: |v, i, out| out.push(clash(v, i).there),
    fields: &[
        field("kind", Type::OneOf(K::NAMES), "what the two clash about", |v, i| clash(v, i).kind.name().into()),
        field("who", Type::Text, "whom or what both speak of, as written at the later place", |v, i| {
            v.article.slice(clash(v, i).who).into()
        }),
    ],
};

fn clash<'a>(v: View<'a>, i: usize) -> &'a Clash {
    &v.facts.clashes()[i]
}
