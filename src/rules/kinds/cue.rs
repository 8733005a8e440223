//! `cue`: the words that say that something is said.

use super::attribution::FIELDS;
use super::{Kind, none};

pub(super) const KIND: Kind = Kind {
    name: "cue",
    doc: "The cue of an attribution, where it has one; the fields are those of the attribution.",
    count: |v| v.facts.attributions().len(),
    marks: |v, i, out| out.extend(&v.facts.attributions()[i].cue),
    related: none,
    fields: FIELDS,
};
