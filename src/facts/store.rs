//! The store of facts: one cell for each kind, filled on first use and kept.

use super::clashes;
use super::numbers::{backing, calculations, figures, lists, restatements};
use super::people::{
    acronyms, ages, courtesies, double_names, entities, genders, initialisms, introductions, lives,
    namesakes, other_names, post_conflicts, shared_names, shared_surnames, spellings,
};
use super::sourcing::{accusations, hearsay, no_comment, single_source, unnamed};
use super::speech::attributions::AttributionId;
use super::speech::speakers::Speaker;
use super::speech::{
    attributions, headline_quotes, in_source, linker, quote_repeats, reader, speakers, speaking,
};
use super::times::{dates, timeline, weekdays};
use super::wording::{contacts, contexts, garbled, hidden, repeats, summaries, superlatives, variants};
use super::{
    Accusation, Acronym, AgePair, Attribution, Calculation, Clash, Contact, CountedList, Courtesy,
    DateMention, DoubleName, Entities, Figure, Garbled, HeadlineQuote, Hearsay, HiddenCharacter, InSource,
    Initialism, Labels, LateIntroduction, Namesake, NoComment, OtherName, PostConflict, PronounClash,
    QuoteRepeat, Quotes, Reader, RepeatedWord, Restatement, SharedSurname, SingleSource, Spelling, StatedAge,
    Statement, Superlative, TimeClaim, UnnamedSource, Variant, WeekdayMention, YearMention, quotes,
};
use crate::Span;
use crate::lexicon::Lexicons;
use crate::text::Article;
use crate::transcript::Index;
use jiff::civil::Date;
use std::fmt;
use std::sync::OnceLock;

/// Makes the cells, an accessor for each, and [`FACTS`], from a table of facts with the annotator and its inputs.
macro_rules! facts {
    ($($(#[$doc:meta])* $vis:vis $name:ident: $type:ty = $annotator:path [$($input:ident),*];)*) => {
        #[derive(Default)]
        struct Cells {
            $($name: OnceLock<$type>,)*
        }

        impl Facts<'_> {
            $($(#[$doc])* $vis fn $name(&self) -> &$type {
                self.cells.$name.get_or_init(|| $annotator($(self.$input()),*))
            })*

            /// Makes every fact. Linear in the article's length.
            pub fn make_all(&self) {
                $(self.$name();)*
            }

            /// The names of the facts that have been made, in the order of [`FACTS`].
            #[must_use]
            pub fn made(&self) -> Vec<&'static str> {
                let mut made = Vec::new();
                $(if self.cells.$name.get().is_some() { made.push(stringify!($name)); })*
                made
            }
        }

        /// Every fact with what it is made from: facts before it in this list, or what is given: `article`,
        /// `lexicons`, `reader`, `transcripts`, `keeps_evidence`.
        pub const FACTS: &[(&str, &[&str])] = &[$((stringify!($name), &[$(stringify!($input)),*])),*];
    };
}

facts! {
    /// Quotations and stray marks.
    pub quotes: Quotes = quotes::find [article, lexicons];

    /// What the words of each sentence speak of.
    pub(crate) contexts: contexts::Contexts = contexts::Contexts::new [article];
    /// How fully each paragraph tells the story.
    pub(in crate::facts) narration: Vec<summaries::Narration> = summaries::narration [article, lexicons];
    /// Words that follow themselves.
    pub repeats: Vec<RepeatedWord> = repeats::find [article];
    /// Characters that would look wrong in print.
    pub garbled: Vec<Garbled> = garbled::find [article];
    /// Characters that are not seen.
    pub hidden: Vec<HiddenCharacter> = hidden::find [article];
    /// Claims of a rank.
    pub superlatives: Vec<Superlative> = superlatives::find [article, lexicons];
    /// Addresses and numbers by which something is reached.
    pub contacts: Vec<Contact> = contacts::find [article, lexicons];
    /// Names in two accepted forms.
    pub variants: Vec<Variant> = variants::find [article, quotes, lexicons];

    /// People, organisations, places.
    pub entities: Entities = entities::find [article, lexicons];
    /// Names that are not known to be of a person, an organisation or a place.
    pub other_names: Vec<OtherName> = other_names::find [article, entities, lexicons];
    /// Surnames that several people have.
    pub(in crate::facts) shared_names: shared_names::SharedNames = shared_names::SharedNames::new [article, entities];
    /// Acronyms in brackets.
    pub acronyms: Vec<Acronym> = acronyms::find [article];
    /// Letters that not everybody knows.
    pub initialisms: Vec<Initialism> = initialisms::find [article, quotes, acronyms, lexicons, narration];
    /// Dates and weekdays.
    pub dates: Vec<DateMention> = dates::find [article, lexicons];
    /// Days with their year.
    pub(in crate::facts) days: Vec<(Span, Date)> = dates::days [dates];
    /// Ages and years of birth.
    pub stated_ages: Vec<StatedAge> = lives::all [article, days, lexicons];
    /// Ages given twice for one person.
    pub ages: Vec<AgePair> = ages::find [article, stated_ages];
    /// Names spelled two ways.
    pub spellings: Vec<Spelling> = spellings::find [article, entities, lexicons];
    /// Bodies and places under two names.
    pub double_names: Vec<DoubleName> = double_names::find [article, lexicons];
    /// Surnames under two given names.
    pub namesakes: Vec<Namesake> = namesakes::find [article, entities, lexicons];
    /// Bare surnames that two people have.
    pub shared_surnames: Vec<SharedSurname> = shared_surnames::find [article, quotes, entities, lexicons];
    /// People under two offices.
    pub post_conflicts: Vec<PostConflict> = post_conflicts::find [article, entities, lexicons, shared_names];
    /// Pronouns that conflict.
    pub pronoun_clashes: Vec<PronounClash> = genders::find [article, quotes, entities, lexicons];
    /// Courtesy titles that conflict.
    pub courtesies: Vec<Courtesy> = courtesies::find [article, entities, lexicons];
    /// People named by surname before they are introduced.
    pub introductions: Vec<LateIntroduction> =
        introductions::find [article, quotes, entities, lexicons, narration, shared_names];

    /// Days of the week without a date.
    pub weekdays: Vec<WeekdayMention> = weekdays::find [article, dates, lexicons];
    /// Years and months without a day.
    pub years: Vec<YearMention> = timeline::years [article, dates, lexicons];
    /// Years that only what stands around them tells from a count. The sheets list them; rules want no doubt.
    pub(in crate::facts) bare_years: Vec<YearMention> = timeline::bare_years [article, dates, years, contacts, lexicons];
    /// Claims about time, and what the calendar makes of them.
    pub time_claims: Vec<TimeClaim> = timeline::find [article, quotes, dates, lexicons];

    /// Places that cannot both be right.
    pub clashes: Vec<Clash> = clashes::find [article, quotes, entities, dates, weekdays, lexicons];

    /// Spans of source, cue and content, as the reader sees them.
    pub labels: Labels = reader::read [reader, article, quotes, lexicons];
    /// Which source and which cue belong to which content.
    pub(in crate::facts) linked: linker::Linked =
        linker::link [article, quotes, labels, lexicons, keeps_evidence];
    /// Who said what.
    pub attributions: Vec<Attribution> = attributions::find [article, quotes, entities, statements, lexicons];
    /// Who speaks, and the statements of each.
    pub speakers: Vec<Speaker> = speakers::find [article, entities, attributions];
    /// Where in the article someone speaks, and how a reader finds the speaker of each quotation.
    pub(crate) speaking: speaking::Speaking = speaking::find [article, quotes, entities, attributions, lexicons];
    /// Quotations in headlines and captions.
    pub headline_quotes: Vec<HeadlineQuote> = headline_quotes::find [article, quotes];
    /// Quotations given twice.
    pub quote_repeats: Vec<QuoteRepeat> = quote_repeats::find [article, quotes, entities, attributions, lexicons];
    /// Quotations as transcripts have them; None where no transcript was given.
    pub in_source: Option<Vec<InSource>> =
        in_source::find [article, quotes, entities, attributions, lexicons, transcripts];

    /// Numbers and what they count.
    pub figures: Vec<Figure> = figures::find [article, attributions, dates, lexicons];
    /// What is behind the figures: the first record and the first poll that are named.
    pub(crate) backing: backing::Backing = backing::find [article, lexicons];
    /// Pairs of figures in like words.
    pub restatements: Vec<Restatement> = restatements::find [article, figures];
    /// Sums that the text invites the reader to do.
    pub calculations: Vec<Calculation> = calculations::find [article, figures, lexicons];
    /// Counts with the list that follows them.
    pub lists: Vec<CountedList> = lists::find [article, figures, lexicons];

    /// Statements within statements.
    pub hearsay: Vec<Hearsay> = hearsay::find [article, quotes, entities, attributions, lexicons];
    /// Sources kept unnamed.
    pub unnamed: Vec<UnnamedSource> = unnamed::find [article, quotes, entities, attributions, lexicons];
    /// Those who would not comment.
    pub no_comments: Vec<NoComment> = no_comment::find [article, quotes, lexicons];
    /// The one source of an article that has no other.
    pub single_source: Option<SingleSource> = single_source::find [article, quotes, attributions, narration, lexicons];
    /// People said to have done wrong.
    pub accusations: Vec<Accusation> = accusations::find [article, quotes, entities, attributions, lexicons];
}

/// What is known of one article. Each kind of fact is made when it is first asked for, by its annotator, from the
/// article and from other facts, and kept.
pub struct Facts<'a> {
    article: Article,
    lexicons: &'a Lexicons,
    reader: &'a dyn Reader,
    transcripts: Option<&'a Index>,
    keeps_evidence: bool,
    cells: Cells,
}

impl fmt::Debug for Facts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Facts").field("article", &self.article.name).field("made", &self.made()).finish()
    }
}

impl<'a> Facts<'a> {
    /// The facts of `article`, none of them made yet.
    #[must_use]
    pub fn new(article: Article, lexicons: &'a Lexicons, reader: &'a dyn Reader) -> Self {
        Self { article, lexicons, reader, transcripts: None, keeps_evidence: false, cells: Cells::default() }
    }

    /// The same, with transcripts to look its quotations up in.
    #[must_use]
    pub fn against(self, transcripts: &'a Index) -> Self {
        Self { transcripts: Some(transcripts), ..self }
    }

    /// The same, keeping what each choice was made from, for [`explain`](super::explanation::explain).
    /// Facts that were made before are made anew.
    #[must_use]
    pub fn with_evidence(self) -> Self {
        Self { keeps_evidence: true, cells: Cells::default(), ..self }
    }

    /// The same with these attributions in place of those that would be found: for a caller who knows better.
    /// Facts that were made before are made anew.
    #[must_use]
    pub fn with_attributions(self, attributions: Vec<Attribution>) -> Self {
        let cells = Cells { attributions: OnceLock::from(attributions), ..Cells::default() };
        Self { cells, ..self }
    }

    /// The attribution of that number, where there is one.
    #[must_use]
    pub fn attribution(&self, id: AttributionId) -> Option<&Attribution> {
        self.attributions().get(id.index())
    }

    /// The article.
    #[must_use]
    pub const fn article(&self) -> &Article {
        &self.article
    }

    /// The word lists that the facts are made with.
    #[must_use]
    pub const fn lexicons(&self) -> &'a Lexicons {
        self.lexicons
    }

    /// What labels sources, cues and contents.
    #[must_use]
    pub const fn reader(&self) -> &'a dyn Reader {
        self.reader
    }

    /// The statements of which [`attributions`](Self::attributions) are made, in their order.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.linked().statements
    }

    const fn keeps_evidence(&self) -> bool {
        self.keeps_evidence
    }

    /// The transcripts, where there are any.
    const fn transcripts(&self) -> Option<&'a Index> {
        self.transcripts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is given, not made.
    const GIVEN: [&str; 5] = ["article", "lexicons", "reader", "transcripts", "keeps_evidence"];

    #[test]
    fn no_fact_is_made_from_itself() {
        // Inputs that are earlier in the table cannot lead back to the fact.
        for (n, (fact, inputs)) in FACTS.iter().enumerate() {
            // The statements are a part of what the linker made.
            for input in inputs.iter().map(|&input| if input == "statements" { "linked" } else { input }) {
                let before = FACTS[..n].iter().any(|(name, _)| *name == input);
                assert!(
                    before || GIVEN.contains(&input),
                    "{fact} is made from {input}, which comes later or not at all"
                );
            }
        }
    }

    #[test]
    fn a_fact_is_made_when_asked_for_with_what_it_needs() {
        let lexicons = Lexicons::built_in();
        let text = "“It rained,” said Marla Vole, 44, on Friday. It had rained for 12 days.\n";
        let facts = Facts::new(Article::new("t", text.to_owned(), None), &lexicons, reader::trained());
        assert!(facts.made().is_empty());
        facts.figures();
        let made = facts.made();
        assert_eq!(made, ["quotes", "entities", "dates", "labels", "linked", "attributions", "figures"]);
        facts.make_all();
        assert_eq!(facts.made().len(), FACTS.len());
    }
}
