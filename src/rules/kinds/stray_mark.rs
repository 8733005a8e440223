//! `stray-mark`: a quotation mark without a partner.

use super::{Kind, field, none};
use crate::rules::value::{Type, Value};

pub(super) const KIND: Kind = Kind {
    name: "stray-mark",
    doc: "A quotation mark without a partner.",
    count: |v| v.facts.quotes().strays.len(),
    marks: |v, i, out| out.push(v.facts.quotes().strays[i].span),
    related: none,
    fields: &[field("opening", Type::Bool, "whether it opens a quotation that is never closed", |v, i| {
        Value::Bool(v.facts.quotes().strays[i].opening)
    })],
};
