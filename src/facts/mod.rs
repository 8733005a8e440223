//! Facts out of an article: a row of small pure annotators, each over the article and earlier facts.
//!
//! | file | yields | from |
//! | --- | --- | --- |
//! | `quotes/` | [`Quotes`]: quotations, stray marks, what is inside | article |
//! | `entities/` | [`Entities`]: people, organisations, places and their mentions | article, quotes |
//! | `reader/` | [`Labels`]: spans of source, cue and content | article, quotes |
//! | `linker/` | [`Statement`]s: which source and cue belong to which content | labels |
//! | `cues.rs` | [`Cue`]: lemma, class, negation and medium of a statement's cue | statements |
//! | `attributions/` | [`Attribution`]s: statements with speaker, class and confidence | all of these |
//! | `account.rs` | how an attribution came about, when asked | attributions |
//! | `figures/` | [`Figure`]s: numbers with unit, subject and modifiers | article, attributions, dates |
//! | `hearsay.rs` | [`Hearsay`]: statements within statements | quotes, entities, attributions |
//! | `accusations.rs` | [`Accusation`]s: people said to have done a wrong, and whether that is sourced or settled | quotes, entities, attributions |
//! | `unnamed/` | [`UnnamedSource`]s: somebody kept unnamed, or nobody | article, quotes, entities, attributions |
//! | `silences.rs` | [`Silence`]s: those who would not comment, and whether they are known and were asked | article, quotes |
//! | `sourcing.rs` | [`SingleSource`]: the one source of an article that has no other | quotes, attributions |
//! | `repeats.rs` | [`RepeatedWord`]s | article |
//! | `acronyms.rs` | [`Acronym`]s in brackets, and whether the letters fit the name | article |
//! | `initialisms.rs` | [`Initialism`]s that not everybody knows, and whether the article spells them out | article, quotes, acronyms |
//! | `variants.rs` | [`Variant`]s: names in two accepted forms | article, quotes |
//! | `displayed.rs` | [`DisplayedQuote`]s: quotations in headlines and captions | article, quotes |
//! | `restatements.rs` | [`Restatement`]s: pairs of figures in like words | article, figures |
//! | `calculations/` | [`Calculation`]s: claims about figures and what they come to | article, figures |
//! | `lists.rs` | [`CountedList`]s: counts with the list that follows | article, figures |
//! | `ages.rs` | [`AgePair`]s: ages and birth years told twice of one person | article |
//! | `quote_repeats/` | quotations that stand twice, and what differs | quotes, entities, attributions |
//! | `bearers.rs` | surnames that several people bear | entities |
//! | `spellings.rs`, `namesakes.rs`, `offices.rs`, `courtesies.rs`, `introductions.rs` | names spelt two ways; one surname or person under two names, offices or courtesy titles; late introductions | entities |
//! | `shared_surnames.rs` | [`SharedSurname`]s: bare surnames after two full names with them | quotes, entities |
//! | `in_source/` | [`InSource`]s: quotations as transcripts have them, where there are any | quotes, attributions, transcripts |
//! | `timeline/` | [`TimeClaim`]s: times in an order, the time between, days in a tense | article, quotes, dates |
//! | `telling.rs`, `turns.rs`, `words.rs` | what several of these ask of a text: headlines and short paragraphs; labels of speakers; stems and function words | article |
//! | `dates.rs` | [`DateMention`]s, resolved against the publication date | article |
//!
//! Nothing here judges: what is wrong with an article is for [`rules`](crate::rules).

pub mod account;
pub mod accusations;
pub mod acronyms;
pub mod ages;
pub mod attributions;
mod bearers;
pub mod calculations;
pub mod courtesies;
pub mod cues;
pub mod dates;
pub mod displayed;
pub mod entities;
pub mod figures;
pub mod hearsay;
pub mod in_source;
pub mod initialisms;
pub mod introductions;
pub mod linker;
pub mod lists;
pub mod namesakes;
pub mod offices;
pub mod quote_repeats;
pub mod quotes;
pub mod reader;
pub mod repeats;
pub mod restatements;
pub mod shared_surnames;
pub mod silences;
pub mod sourcing;
pub mod spellings;
mod telling;
pub mod timeline;
pub(crate) mod turns;
pub mod unnamed;
pub mod variants;
mod words;

pub use accusations::Accusation;
pub use acronyms::Acronym;
pub use ages::AgePair;
pub use attributions::{Attribution, AttributionKind, CueClass, SourceClass};
pub use calculations::{Calculation, CalculationKind};
pub use courtesies::Courtesy;
pub use cues::{Cue, describe as describe_cue};
pub use dates::DateMention;
pub use displayed::DisplayedQuote;
pub use entities::{Entities, Entity, EntityKind, Mention, MentionForm};
pub use figures::Figure;
pub use hearsay::Hearsay;
pub use in_source::InSource;
pub use initialisms::Initialism;
pub use introductions::LateIntroduction;
pub use linker::Statement;
pub use lists::CountedList;
pub use namesakes::Namesake;
pub use offices::Offices;
pub use quote_repeats::QuoteRepeat;
pub use quotes::{Quote, QuoteState, QuoteUse, Quotes, StrayMark};
pub use reader::{Label, Labels, Reader};
pub use repeats::RepeatedWord;
pub use restatements::Restatement;
pub use shared_surnames::SharedSurname;
pub use silences::Silence;
pub use sourcing::SingleSource;
pub use spellings::Spelling;
pub use timeline::{TimeClaim, TimeKind};
pub use unnamed::UnnamedSource;
pub use variants::Variant;

use crate::lexicon::Lexicons;
use crate::text::Article;
use crate::transcript::Index;

/// A number of things as facts keep it.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

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
    /// Statements within statements.
    pub hearsay: Vec<Hearsay>,
    /// Sources kept unnamed.
    pub unnamed: Vec<UnnamedSource>,
    /// Those who would not comment.
    pub silences: Vec<Silence>,
    /// The one source of an article that has no other.
    pub single_source: Option<SingleSource>,
    /// Words that follow themselves.
    pub repeats: Vec<RepeatedWord>,
    /// Acronyms in brackets.
    pub acronyms: Vec<Acronym>,
    /// Letters that not everybody knows.
    pub initialisms: Vec<Initialism>,
    /// Names in two accepted forms.
    pub variants: Vec<Variant>,
    /// Quotations in headlines and captions.
    pub displayed: Vec<DisplayedQuote>,
    /// Pairs of figures in like words.
    pub restatements: Vec<Restatement>,
    /// Sums that the text invites to do.
    pub calculations: Vec<Calculation>,
    /// Counts with the list that follows them.
    pub lists: Vec<CountedList>,
    /// Claims about time and what the calendar says to them.
    pub time_claims: Vec<TimeClaim>,
    /// Ages of one person told twice.
    pub ages: Vec<AgePair>,
    /// Quotations that stand twice.
    pub quote_repeats: Vec<QuoteRepeat>,
    /// Names spelt two ways.
    pub spellings: Vec<Spelling>,
    /// Surnames under two given names.
    pub namesakes: Vec<Namesake>,
    /// Bare surnames that two people bear.
    pub shared_surnames: Vec<SharedSurname>,
    /// People under two offices.
    pub offices: Vec<Offices>,
    /// People said to have done a wrong.
    pub accusations: Vec<Accusation>,
    /// Courtesy titles that clash.
    pub courtesies: Vec<Courtesy>,
    /// People named by surname before they are introduced.
    pub introductions: Vec<LateIntroduction>,
    /// Quotations as transcripts have them; None where no transcript was given.
    pub in_source: Option<Vec<InSource>>,
}

impl Facts {
    /// Looks up the quotations in transcripts.
    pub fn hold_against(&mut self, article: &Article, lexicons: &Lexicons, transcripts: &Index) {
        let Self { quotes, entities, attributions, .. } = &*self;
        self.in_source =
            Some(in_source::find(article, quotes, entities, attributions, lexicons, transcripts));
    }

    /// Runs every annotator over `article`. Linear in its length.
    #[must_use]
    pub fn find(article: &Article, lexicons: &Lexicons, reader: &dyn Reader) -> Self {
        let quotes = quotes::find(article);
        let told = telling::told(article);
        let entities = entities::find(article, &quotes, lexicons);
        let bearers = bearers::Bearers::new(article, &entities);
        let labels = reader.read(article, &quotes, lexicons);
        let statements = linker::link(article, &quotes, &labels, lexicons);
        let attributions = attributions::find(article, &quotes, &entities, &statements, lexicons);
        let dates = dates::find(article);
        let figures = figures::find(article, &quotes, &attributions, &dates, lexicons);
        let hearsay = hearsay::find(article, &quotes, &entities, &attributions, lexicons);
        let unnamed = unnamed::find(article, &quotes, &entities, &attributions, lexicons);
        let silences = silences::find(article, &quotes, lexicons);
        let single_source = sourcing::find(article, &quotes, &attributions, &told);
        let repeats = repeats::find(article);
        let acronyms = acronyms::find(article);
        let initialisms = initialisms::find(article, &quotes, &acronyms, lexicons, &told);
        let variants = variants::find(article, &quotes, lexicons);
        let displayed = displayed::find(article, &quotes);
        let restatements = restatements::find(article, &figures);
        let calculations = calculations::find(article, &figures);
        let lists = lists::find(article, &figures);
        let time_claims = timeline::find(article, &quotes, &dates, lexicons);
        let ages = ages::find(article, lexicons);
        let quote_repeats = quote_repeats::find(article, &quotes, &entities, &attributions, lexicons);
        let spellings = spellings::find(article, &entities, lexicons);
        let namesakes = namesakes::find(article, &entities, lexicons);
        let shared_surnames = shared_surnames::find(article, &quotes, &entities, lexicons);
        let offices = offices::find(article, &entities, lexicons, &bearers);
        let accusations = accusations::find(article, &quotes, &entities, &attributions, lexicons);
        let courtesies = courtesies::find(article, &entities, lexicons);
        let introductions = introductions::find(article, &quotes, &entities, lexicons, &told, &bearers);
        Self {
            quotes,
            entities,
            attributions,
            figures,
            dates,
            hearsay,
            unnamed,
            silences,
            single_source,
            repeats,
            acronyms,
            initialisms,
            variants,
            displayed,
            restatements,
            calculations,
            lists,
            time_claims,
            ages,
            quote_repeats,
            spellings,
            namesakes,
            shared_surnames,
            offices,
            accusations,
            courtesies,
            introductions,
            in_source: None,
        }
    }
}
