//! Figures, and what they say together.
//!
//! | file | yields |
//! | --- | --- |
//! | `figures/` | numbers with unit, subject and modifiers |
//! | `backing.rs` | whether a record or a poll is behind a figure |
//! | `comparison.rs` | whether two figures are for one time, one rate, one group |
//! | `same_thing.rs` | how likely two figures are of one thing |
//! | `restatements.rs` | pairs of figures in like words |
//! | `calculations/` | claims about figures and what they come to |
//! | `lists.rs` | counts with the list that follows |

pub(crate) mod backing;
pub mod calculations;
pub mod comparison;
pub mod figures;
pub mod lists;
pub mod restatements;
pub mod same_thing;
