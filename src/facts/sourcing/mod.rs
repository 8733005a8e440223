//! What a story rests on: sources that are unnamed, second-hand, single or silent.
//!
//! | file | yields |
//! | --- | --- |
//! | `unnamed/` | sources kept unnamed, or nobody |
//! | `faceless.rs` | whether a source is a group that nobody can call |
//! | `hearsay.rs` | statements within statements |
//! | `single_source.rs` | the one source of an article that has no other |
//! | `no_comment.rs` | those who would not comment, and whether they are known and were asked |
//! | `accusations.rs` | people said to have done a wrong, and whether that is sourced or settled |

pub mod accusations;
pub(crate) mod faceless;
pub mod hearsay;
pub mod no_comment;
pub mod single_source;
pub mod unnamed;
