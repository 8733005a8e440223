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
//! | `silences.rs` | [`NoComment`]s: those who would not comment, and whether they are known and were asked | article, quotes |
//! | `sourcing.rs` | [`SingleSource`]: the one source of an article that has no other | quotes, attributions |
//! | `repeats.rs` | [`RepeatedWord`]s | article |
//! | `acronyms.rs` | [`Acronym`]s in brackets, and whether the letters fit the name | article |
//! | `initialisms.rs` | [`Initialism`]s that not everybody knows, and whether the article spells them out | article, quotes, acronyms |
//! | `variants.rs` | [`Variant`]s: names in two accepted forms | article, quotes |
//! | `displayed.rs` | [`HeadlineQuote`]s: quotations in headlines and captions | article, quotes |
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

pub mod numbers;
pub mod people;
pub mod quotes;
pub mod sourcing;
pub mod speech;
pub mod times;
pub mod wording;

pub use numbers::calculations::{Calculation, CalculationKind};
pub use numbers::figures::Figure;
pub use numbers::lists::CountedList;
pub use numbers::restatements::Restatement;
pub use people::acronyms::Acronym;
pub use people::ages::AgePair;
pub use people::courtesies::Courtesy;
pub use people::entities::{Entities, Entity, EntityKind, Mention, MentionForm};
pub use people::initialisms::Initialism;
pub use people::introductions::LateIntroduction;
pub use people::namesakes::Namesake;
pub use people::post_conflicts::PostConflict;
pub use people::shared_surnames::SharedSurname;
pub use people::spellings::Spelling;
pub use quotes::{Quote, QuoteState, QuoteUse, Quotes, StrayMark};
pub use sourcing::accusations::Accusation;
pub use sourcing::hearsay::Hearsay;
pub use sourcing::no_comment::NoComment;
pub use sourcing::single_source::SingleSource;
pub use sourcing::unnamed::UnnamedSource;
pub use speech::attributions::{Attribution, AttributionKind, CueClass, SourceClass};
pub use speech::cues::{Cue, describe as describe_cue};
pub use speech::headline_quotes::HeadlineQuote;
pub use speech::in_source::InSource;
pub use speech::linker::Statement;
pub use speech::quote_repeats::QuoteRepeat;
pub use speech::reader::{Label, Labels, Reader};
pub use times::dates::DateMention;
pub use times::timeline::{TimeClaim, TimeKind};
pub use wording::repeats::RepeatedWord;
pub use wording::variants::Variant;

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
    pub silences: Vec<NoComment>,
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
    pub displayed: Vec<HeadlineQuote>,
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
    pub offices: Vec<PostConflict>,
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
    pub fn compare_with(&mut self, article: &Article, lexicons: &Lexicons, transcripts: &Index) {
        let Self { quotes, entities, attributions, .. } = &*self;
        self.in_source =
            Some(speech::in_source::find(article, quotes, entities, attributions, lexicons, transcripts));
    }

    /// Runs every annotator over `article`. Linear in its length.
    #[must_use]
    pub fn find(article: &Article, lexicons: &Lexicons, reader: &dyn Reader) -> Self {
        let quotes = quotes::find(article);
        let told = wording::summaries::narration(article);
        let entities = people::entities::find(article, &quotes, lexicons);
        let bearers = people::shared_names::SharedNames::new(article, &entities);
        let labels = reader.read(article, &quotes, lexicons);
        let statements = speech::linker::link(article, &quotes, &labels, lexicons);
        let attributions = speech::attributions::find(article, &quotes, &entities, &statements, lexicons);
        let dates = times::dates::find(article);
        let figures = numbers::figures::find(article, &quotes, &attributions, &dates, lexicons);
        let hearsay = sourcing::hearsay::find(article, &quotes, &entities, &attributions, lexicons);
        let unnamed = sourcing::unnamed::find(article, &quotes, &entities, &attributions, lexicons);
        let silences = sourcing::no_comment::find(article, &quotes, lexicons);
        let single_source = sourcing::single_source::find(article, &quotes, &attributions, &told);
        let repeats = wording::repeats::find(article);
        let acronyms = people::acronyms::find(article);
        let initialisms = people::initialisms::find(article, &quotes, &acronyms, lexicons, &told);
        let variants = wording::variants::find(article, &quotes, lexicons);
        let displayed = speech::headline_quotes::find(article, &quotes);
        let restatements = numbers::restatements::find(article, &figures);
        let calculations = numbers::calculations::find(article, &figures);
        let lists = numbers::lists::find(article, &figures);
        let time_claims = times::timeline::find(article, &quotes, &dates, lexicons);
        let ages = people::ages::find(article, lexicons);
        let quote_repeats = speech::quote_repeats::find(article, &quotes, &entities, &attributions, lexicons);
        let spellings = people::spellings::find(article, &entities, lexicons);
        let namesakes = people::namesakes::find(article, &entities, lexicons);
        let shared_surnames = people::shared_surnames::find(article, &quotes, &entities, lexicons);
        let offices = people::post_conflicts::find(article, &entities, lexicons, &bearers);
        let accusations = sourcing::accusations::find(article, &quotes, &entities, &attributions, lexicons);
        let courtesies = people::courtesies::find(article, &entities, lexicons);
        let introductions =
            people::introductions::find(article, &quotes, &entities, lexicons, &told, &bearers);
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
