//! Who said what.
//!
//! | file | yields |
//! | --- | --- |
//! | `speaker_labels.rs` | labels of speakers in interviews (`Q:`, `INES DAHL:`) |
//! | `reader/` | spans of source, cue and content |
//! | `linker/` | which source and cue belong to which content |
//! | `cues.rs` | lemma, class, negation and medium of a cue |
//! | `attributions/` | statements with speaker, class and confidence |
//! | `explanation.rs` | how an attribution came about |
//! | `quote_repeats/` | quotations given twice, and what differs |
//! | `headline_quotes.rs` | quotations in headlines and captions |
//! | `in_source/` | quotations as transcripts have them |

pub mod attributions;
pub mod cues;
pub mod explanation;
pub mod headline_quotes;
pub mod in_source;
pub mod linker;
pub mod quote_repeats;
pub mod reader;
pub(crate) mod speaker_labels;
