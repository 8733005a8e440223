//! Facts out of an article: a row of small pure annotators, each over the article and earlier facts.
//!
//! | file | yields | from |
//! | --- | --- | --- |
//! | `quotes.rs` | [`Quotes`]: quotations, stray marks, what is inside | article |
//! | `entities.rs` | [`Entities`]: people, organisations, places and their mentions | article, quotes |
//! | `reader/` | [`Labels`]: spans of source, cue and content | article, quotes |
//! | `linker/` | [`Statement`]s: which source and cue belong to which content | labels |
//! | `cues.rs` | [`Cue`]: lemma, class, negation and medium of a statement's cue | statements |
//! | `attributions.rs` | [`Attribution`]s: statements with speaker, class and confidence | all of these |
//! | `figures/` | [`Figure`]s: numbers with unit, subject and modifiers | article, attributions, dates |
//! | `repeats.rs` | [`RepeatedWord`]s | article |
//! | `dates.rs` | [`DateMention`]s, resolved against the publication date | article |
//!
//! Nothing here judges: what is wrong with an article is for [`rules`](crate::rules).

pub mod attributions;
pub mod cues;
pub mod dates;
pub mod entities;
pub mod figures;
pub mod linker;
pub mod quotes;
pub mod reader;
pub mod repeats;
mod words;

pub use attributions::{Attribution, AttributionKind, CueClass, SourceClass};
pub use cues::{Cue, describe as describe_cue};
pub use dates::DateMention;
pub use entities::{Entities, Entity, EntityKind, Mention, MentionForm};
pub use figures::Figure;
pub use linker::Statement;
pub use quotes::{Quote, QuoteUse, Quotes};
pub use reader::{Label, Labels, Reader};
pub use repeats::RepeatedWord;

use crate::lexicon::Lexicons;
use crate::text::Article;

/// Everything known of one article.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Quotations and stray marks.
    pub quotes: Quotes,
    /// People, organisations, places.
    pub entities: Entities,
    /// Who said what.
    pub attributions: Vec<Attribution>,
    /// Numbers and what they count.
    pub figures: Vec<Figure>,
    /// Dates and weekdays.
    pub dates: Vec<DateMention>,
    /// Words that follow themselves.
    pub repeats: Vec<RepeatedWord>,
}

impl Facts {
    /// Runs every annotator over `article`. Linear in its length.
    #[must_use]
    pub fn find(article: &Article, lexicons: &Lexicons, reader: &dyn Reader) -> Self {
        let quotes = quotes::find(article);
        let entities = entities::find(article, &quotes, lexicons);
        let labels = reader.read(article, &quotes, lexicons);
        let statements = linker::link(article, &quotes, &labels, lexicons);
        let attributions = attributions::find(article, &quotes, &entities, &statements, lexicons);
        let dates = dates::find(article);
        let figures = figures::find(article, &quotes, &attributions, &dates, lexicons);
        let repeats = repeats::find(article);
        Self { quotes, entities, attributions, figures, dates, repeats }
    }
}
