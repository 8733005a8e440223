//! How a reader finds the speaker of a quotation, where no attribution of its own says it.

use crate::Span;
use crate::facts::people::entities::{Entities, EntityKind, Mention, MentionForm};
use crate::facts::quotes::{Quote, QuoteId, QuoteUse, Quotes};
use crate::lexicon::{Lexicons, Speech};
use crate::named::named;
use crate::text::{Article, Role, TokenKind};

named! {
    /// How a reader finds the speaker of a quotation.
    #[derive(PartialOrd, Ord)]
    pub(crate) enum Reach {
        /// Nothing near it names anyone.
        None = "none",
        /// Someone is named near it, or speaks in the paragraph before.
        Near = "near",
        /// An attribution of its own, with source or cue no further than the next paragraph.
        Own = "own",
    }
}

/// What is around a quotation, paragraph by paragraph.
pub(super) struct Surroundings<'a> {
    article: &'a Article,
    lexicons: &'a Lexicons,
    quotes: &'a Quotes,
    entities: &'a Entities,
    /// Whether someone is said to speak in it.
    speaks: &'a [bool],
    /// Whether a person is named in it outside quotation marks.
    names: Vec<bool>,
    /// Paragraphs that are a question: an interview has several.
    questions: usize,
}

impl<'a> Surroundings<'a> {
    pub(super) fn new(
        article: &'a Article,
        lexicons: &'a Lexicons,
        quotes: &'a Quotes,
        entities: &'a Entities,
        speaks: &'a [bool],
    ) -> Self {
        let names = names(article, quotes, entities);
        let mut around = Self { article, lexicons, quotes, entities, speaks, names, questions: 0 };
        around.questions = (0..article.paragraphs.len()).filter(|&at| around.is_question(at)).count();
        around
    }

    /// Whether anything near a quotation says who speaks: a speaker, a name or a credit in its paragraph, a speaker
    /// or an announcement in the paragraph before, a signature under it or as its last line, or in the next paragraph
    /// a quotation with its speaker or words that point back.
    pub(super) fn near(&self, quote: &Quote) -> bool {
        let article = self.article;
        let here = article.paragraph_at(quote.span.start);
        let head = article.paragraphs.get(here).map_or(quote.span.start, |p| p.span.start);
        // `The notice on the gate: “...”`: the words before it say whose it is, if not by name.
        let introduced = article.text[head as usize..quote.span.start as usize].trim_end().ends_with(':');
        if introduced
            || self.is_led_by_as(quote.span)
            || yes(self.speaks, here)
            || yes(&self.names, here)
            || self.credited(quote.span)
        {
            return true;
        }
        if self.before(here).is_some_and(|at| {
            let text = article.slice(article.paragraphs[at].span).trim_end();
            yes(self.speaks, at)
                || text.ends_with([':', ',', '-', '–', '—'])
                || self.shows(at)
                || self.questions > 1 && self.is_question(at)
        }) {
            return true;
        }
        if quote.continues.is_some() && self.is_signature(here) || self.signs(here + 1) {
            return true;
        }
        let after = (here + 1..article.paragraphs.len()).take(4).find(|&at| self.is_body(at));
        after.is_some_and(|at| {
            let paragraph = article.paragraphs[at].span;
            let quoted = self.quotes.around(paragraph.start).is_some();
            yes(self.speaks, at) && quoted || points_back(self.lexicons, article.slice(paragraph))
        })
    }

    /// Whether a clause with `as` leads in to a quotation: `As the miners used to sing, “...”` says whose it is.
    fn is_led_by_as(&self, quote: Span) -> bool {
        let article = self.article;
        let Some(sentence) = article.sentences.get(article.sentence_at(quote.start)) else { return false };
        let lead = Span::new(sentence.span.start.min(quote.start), quote.start);
        let first = article.slice(lead).split_whitespace().next();
        first.is_some_and(|word| word.eq_ignore_ascii_case("as"))
            && article.slice(lead).trim_end().ends_with(',')
    }

    fn is_body(&self, at: usize) -> bool {
        self.article.paragraphs.get(at).is_some_and(|p| p.role == Role::Body)
    }

    /// The running text before a paragraph; a stage direction is skipped.
    fn before(&self, here: usize) -> Option<usize> {
        (0..here).rev().take(4).find(|&at| self.is_body(at) && !self.is_direction(at))
    }

    /// Whether a paragraph is a stage direction of a dialogue: `Pause.`, `She laughs.`, `(Applause.)`
    fn is_direction(&self, at: usize) -> bool {
        const WORDS: usize = 4;
        let Some(paragraph) = self.article.paragraphs.get(at) else { return false };
        if paragraph.tokens.len() > WORDS + 4 {
            return false;
        }
        let tokens = &self.article.tokens[paragraph.tokens.clone()];
        let words = tokens.iter().filter(|t| t.kind == TokenKind::Word).count();
        let ends = self.article.slice(paragraph.span).trim_end().ends_with(['.', ')', ']', '…']);
        (1..=WORDS).contains(&words) && ends && self.quotes.around(paragraph.span.start).is_none()
    }

    /// Whether a paragraph is a question of an interviewer, outside quotation marks.
    fn is_question(&self, at: usize) -> bool {
        const LONGEST: usize = 30;
        let Some(paragraph) = self.article.paragraphs.get(at).filter(|p| p.tokens.len() <= LONGEST) else {
            return false;
        };
        self.article.slice(paragraph.span).trim_end().ends_with('?')
            && self.quotes.around(paragraph.span.start).is_none()
    }

    /// Whether the last sentence of a paragraph shows something that has words on it: `On the door hangs a notice.`
    fn shows(&self, at: usize) -> bool {
        const LONGEST: usize = 20;
        let sentence = self
            .article
            .paragraphs
            .get(at)
            .and_then(|p| self.article.sentences.get(p.sentences.clone())?.last());
        sentence
            .filter(|s| s.tokens.len() <= LONGEST)
            .is_some_and(|s| s.tokens.clone().any(|t| self.lexicons.at(self.article, t, Speech::BearsWords)))
    }

    /// Whether marks are around a whole paragraph of a report, with the double marks of its quotation inside them and
    /// someone named beside that. Within someone's words the marks would be single ones.
    pub(super) fn retells(&self, quote: usize) -> bool {
        let quotes = &self.quotes.quotes;
        let inside = quotes.get(quote + 1).is_some_and(|q| {
            q.parent == Some(QuoteId::new(quote)) && q.used_as == QuoteUse::Speech && !q.marks.is_single()
        });
        let own = |m: &Mention| self.quotes.innermost(m.span.start) == Some(QuoteId::new(quote));
        inside && self.entities.mentions_in(quotes[quote].inner).any(|m| is_name(self.entities, m) && own(m))
    }

    /// Whether a source is in brackets behind a quotation: `[Ada Moe, Torvik Post]`, `(Reuters)`.
    fn credited(&self, quote: Span) -> bool {
        const LONGEST: usize = 90;
        const NEAR: usize = 400;
        let paragraph = self.article.paragraphs.get(self.article.paragraph_at(quote.start));
        let end = paragraph.map_or(quote.end, |p| p.span.end.max(quote.end));
        let rest = &self.article.text[quote.end as usize..end as usize];
        let rest = rest.char_indices().nth(NEAR).map_or(rest, |(at, _)| &rest[..at]);
        let square =
            rest.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(credit, _)| credit);
        let round = rest.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
        // Only where nothing but a stop follows; an aside in brackets is followed by more.
        let round =
            round.filter(|(_, rest)| rest.trim_end_matches(['.', ' ']).is_empty()).map(|(credit, _)| credit);
        let names = |credit: &str| {
            let long = |word: &&str| word.len() > 3;
            credit.len() <= LONGEST
                && credit.starts_with(char::is_uppercase)
                && credit.split_whitespace().filter(long).all(|w| w.starts_with(char::is_uppercase))
        };
        square.into_iter().chain(round).any(names)
    }

    /// Whether `quote` fills its paragraph and `before` ends the paragraph before it, stage directions passed over,
    /// having filled that one too.
    pub(super) fn follows_alone(&self, before: Span, quote: Span) -> bool {
        let article = self.article;
        let fills = |q: Span| {
            let paragraph = article.paragraphs.get(article.paragraph_at(q.start));
            paragraph.is_some_and(|p| {
                let text = article.slice(p.span);
                let (head, tail) =
                    (p.span.start + blank(text, str::trim_start), p.span.end - blank(text, str::trim_end));
                q.start <= head && q.end >= tail
            })
        };
        let (from, to) = (article.paragraph_at(before.start), article.paragraph_at(quote.start));
        let next = from + 1 == to || from < to && self.before(to) == Some(from);
        next && fills(before) && fills(quote)
    }

    /// Whether a paragraph is the signature under a quotation: a dash, a name, and a word or two on who that is, or a
    /// name alone.
    fn signs(&self, paragraph: usize) -> bool {
        let Some(p) = self.article.paragraphs.get(paragraph) else { return false };
        let text = self.article.slice(p.span).trim_start();
        let signed =
            text.strip_prefix(['-', '–', '—', '―', '~']).map(|rest| rest.trim_start_matches(['-', ' ']));
        let dashed = yes(&self.names, paragraph)
            && p.tokens.len() <= SIGNATURE
            && signed.is_some_and(|rest| rest.starts_with(char::is_uppercase));
        dashed || self.is_signature(paragraph)
    }

    /// Whether a paragraph is a name and who that is, with nobody said to speak: `Orla Finch, choirmaster`.
    fn is_signature(&self, paragraph: usize) -> bool {
        let article = self.article;
        let Some(p) = article.paragraphs.get(paragraph).filter(|p| p.tokens.len() <= SIGNATURE) else {
            return false;
        };
        // `A. Moss, Orrin`, under a letter.
        let words = p.tokens.clone().filter(|&t| article.tokens[t].kind != TokenKind::Mark);
        let capitals = words.clone().all(|t| article.word(t).starts_with(char::is_uppercase));
        let place = p.tokens.clone().any(|t| article.word(t) == ",");
        if capitals && place && (2..=LETTER).contains(&words.count()) && !yes(self.speaks, paragraph) {
            return true;
        }
        let full = |m: &&Mention| m.form == MentionForm::Full && is_name(self.entities, m);
        let Some(mention) = self.entities.mentions_in(p.span).find(full) else { return false };
        let name = article.tokens_in(mention.span);
        let titled = (p.tokens.start..name.start).all(|t| {
            article.tokens[t].kind == TokenKind::Mark || article.word(t).starts_with(char::is_uppercase)
        });
        let ends = name.end >= p.tokens.end || article.tokens[name.end].kind == TokenKind::Mark;
        titled && ends && !yes(self.speaks, paragraph)
    }
}

/// Tokens of a signature.
const SIGNATURE: usize = 16;
/// Words of one under a letter: name and place.
const LETTER: usize = 6;

fn yes(flags: &[bool], at: usize) -> bool {
    flags.get(at).copied().unwrap_or(false)
}

/// How many bytes of `text` `trim` takes away.
fn blank(text: &str, trim: impl Fn(&str) -> &str) -> u32 {
    u32::try_from(text.len() - trim(text).len()).unwrap_or(u32::MAX)
}

/// Whether a paragraph begins with words that point back at what was just said: `So says the sign`, `With those words`.
fn points_back(lexicons: &Lexicons, text: &str) -> bool {
    let mut words =
        text.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let mut next = || words.next().unwrap_or_default();
    let (first, second, third) = (next(), next(), next());
    match (&*first, &*second) {
        ("so" | "thus", verb) => lexicons.word_is(verb, Speech::PointsBack),
        ("those" | "these", "words" | "lines") => true,
        ("those" | "these", "are" | "were") => third == "the",
        ("that" | "this", "is" | "was") => matches!(&*third, "how" | "what"),
        ("with", "those" | "these") => third == "words",
        _ => false,
    }
}

/// For each paragraph, whether a person is named in it outside quotation marks. Where a mark is never closed, nobody
/// knows what is outside.
fn names(article: &Article, all: &Quotes, entities: &Entities) -> Vec<bool> {
    let mut names = vec![false; article.paragraphs.len()];
    for mention in &entities.mentions {
        let around = all.around(mention.span.start);
        let quoted = around.is_some_and(|q| all[q].closed || all[q].continued_by.is_some());
        if is_name(entities, mention)
            && !quoted
            && let Some(named) = names.get_mut(article.paragraph_at(mention.span.start))
        {
            *named = true;
        }
    }
    names
}

fn is_name(entities: &Entities, mention: &Mention) -> bool {
    let person = entities.get(mention.entity).is_some_and(|e| e.kind == EntityKind::Person);
    person && mention.form != MentionForm::Pronoun
}
