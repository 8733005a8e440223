//! Words as words: repeats, variants, function words, and how fully a text tells its story.
//!
//! | file | yields |
//! | --- | --- |
//! | `stems.rs` | stems and possessives |
//! | `contexts.rs` | what the words of a sentence speak of |
//! | `summaries.rs` | which headlines and short paragraphs sum a story up |
//! | `garbled.rs` | characters that would look wrong in print |
//! | `hidden.rs` | characters that are not seen |
//! | `repeats.rs` | words that follow themselves |
//! | `variants.rs` | names in two accepted forms |
//! | `superlatives.rs` | claims of a rank |
//! | `contacts.rs` | addresses and numbers by which something is reached |

pub mod contacts;
pub(crate) mod contexts;
pub mod garbled;
pub mod hidden;
pub mod repeats;
pub(crate) mod stems;
pub(crate) mod summaries;
pub mod superlatives;
pub mod variants;
