//! Who said what.
//!
//! | file | yields |
//! | --- | --- |
//! | `speaker_labels.rs` | labels of speakers in interviews (`Q:`, `INES DAHL:`) |
//! | `reader/` | spans of source, cue and content |
//! | `linker/` | which source and cue belong to which content |
//! | `cues.rs` | lemma, class, negation and medium of a cue |
//! | `attributions/` | statements with speaker, class and confidence |
//! | `tone.rs` | what a loaded cue suggests |
//! | `speakers.rs` | who speaks, and the statements of each |
//! | `speaking.rs`, `reach.rs` | where someone speaks, and how the speaker of each quotation is found |
//! | `word_diff.rs` | what changed between two rows of words |
//! | `setting.rs` | what is around an attribution |
//! | `quote_repeats/` | quotations given twice, and what differs |
//! | `headline_quotes.rs` | quotations in headlines and captions |
//! | `in_source/` | quotations as transcripts have them |

pub mod attributions;
pub mod cues;
pub mod headline_quotes;
pub mod in_source;
pub mod linker;
pub mod quote_repeats;
pub(crate) mod reach;
pub mod reader;
pub(crate) mod setting;
pub(crate) mod speaker_labels;
pub mod speakers;
pub(crate) mod speaking;
pub(crate) mod tone;
mod word_diff;
