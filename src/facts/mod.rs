//! Facts out of an article: small pure annotators, each over the article and the facts it asks for.
//!
//! [`Facts`] is the store: a cell for each kind of fact, filled on first use (`store.rs` is the table of what is made
//! from what). The annotators are in families, and a family uses those before it only:
//!
//! | family | yields |
//! | --- | --- |
//! | `quotes/` | quotations, stray marks, and the one answer to "inside a quotation?" |
//! | `wording/` | stems and function words, summaries, repeated words, variants of names |
//! | `people/` | people, organisations, places, and whether names, offices, titles and ages agree |
//! | `times/` | dates, and the order of events |
//! | `clashes/` | two places that cannot both be right about one person or event |
//! | `speech/` | who said what, and whether it was said so |
//! | `numbers/` | figures, what they count and what they come to |
//! | `sourcing/` | what the story rests on: unnamed, second-hand, single or silent sources |
//!
//! Nothing here judges: what is wrong with an article is for [`rules`](crate::rules).

pub(crate) mod checkable;
pub mod clashes;
pub mod explanation;
pub mod numbers;
pub mod people;
pub mod quotes;
pub mod sourcing;
pub mod speech;
mod store;
pub mod times;
pub mod versions;
pub mod wording;

pub use clashes::{Clash, ClashKind};
pub use numbers::calculations::{Calculation, CalculationKind};
pub use numbers::figures::Figure;
pub use numbers::lists::CountedList;
pub use numbers::restatements::Restatement;
pub use people::acronyms::Acronym;
pub use people::ages::{AgePair, StatedAge};
pub use people::courtesies::Courtesy;
pub use people::double_names::DoubleName;
pub use people::entities::{Entities, Entity, EntityKind, Mention, MentionForm};
pub use people::genders::PronounClash;
pub use people::initialisms::Initialism;
pub use people::introductions::LateIntroduction;
pub use people::namesakes::Namesake;
pub use people::other_names::OtherName;
pub use people::post_conflicts::PostConflict;
pub use people::shared_surnames::SharedSurname;
pub use people::spellings::Spelling;
pub use quotes::{Quote, QuoteState, QuoteUse, Quotes, StrayMark};
pub use sourcing::accusations::Accusation;
pub use sourcing::hearsay::Hearsay;
pub use sourcing::no_comment::NoComment;
pub use sourcing::single_source::SingleSource;
pub use sourcing::unnamed::UnnamedSource;
pub use speech::attributions::{Attribution, AttributionKind, SourceClass, Strength};
pub use speech::cues::{Cue, CueClass, describe as describe_cue};
pub use speech::headline_quotes::HeadlineQuote;
pub use speech::in_source::InSource;
pub use speech::linker::Statement;
pub use speech::quote_repeats::QuoteRepeat;
pub use speech::reader::{Label, Labels, Reader};
pub use store::{FACTS, Facts};
pub use times::dates::DateMention;
pub use times::timeline::{TimeClaim, TimeKind, YearMention};
pub use times::weekdays::WeekdayMention;
pub use wording::contacts::{Contact, ContactKind};
pub use wording::garbled::Garbled;
pub use wording::hidden::HiddenCharacter;
pub use wording::repeats::RepeatedWord;
pub use wording::superlatives::Superlative;
pub use wording::variants::Variant;
