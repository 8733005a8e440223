//! Where in an article someone speaks, and how a reader finds the speaker of each quotation.
//!
//! Every table is filled in one pass over attributions and quotations, so that a look-up costs the same, however
//! long the article is.

use super::attributions::{Attribution, AttributionKind};
use super::cues::CueClass;
use super::reach::{Reach, Surroundings};
use crate::Span;
use crate::facts::people::entities::{Entities, EntityId};
use crate::facts::quotes::{QuoteId, Quotes};
use crate::lexicon::Lexicons;
use crate::text::Article;

/// Where someone speaks.
pub(crate) struct Speaking {
    /// For each quotation, how its speaker is found.
    pub(crate) reach: Vec<Reach>,
    /// For each quotation, an attribution that it is part of.
    pub(crate) attribution: Vec<Option<usize>>,
    /// For each sentence, whether someone is named in it as saying something.
    pub(crate) spoken: Vec<bool>,
    /// The same, but for those who only declined to comment, or did not say.
    pub(crate) informed: Vec<bool>,
    /// The first byte of each source that names a person, with the person, in order.
    speakers: Vec<(u32, EntityId)>,
    /// The first byte of each source that stands for someone known and is quoted, with that entity, in order.
    quoted: Vec<(u32, EntityId)>,
}

/// A statement less sure than this is no source for a figure: more than half of them are none.
const DOUBTFUL: f32 = 0.3;

/// Makes the tables. Linear in the article's length.
pub(in crate::facts) fn find(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    attributions: &[Attribution],
    lexicons: &Lexicons,
) -> Speaking {
    let mut speaking = Speaking {
        reach: vec![Reach::None; quotes.quotes.len()],
        attribution: vec![None; quotes.quotes.len()],
        spoken: vec![false; article.sentences.len()],
        informed: vec![false; article.sentences.len()],
        speakers: speakers(entities, attributions),
        quoted: quoted(attributions),
    };
    let mut speaks = vec![false; article.paragraphs.len()];
    for (i, attribution) in attributions.iter().enumerate() {
        speaking.add(article, quotes, &mut speaks, i, attribution);
    }
    speaking.chain(quotes);
    let around = Surroundings::new(article, lexicons, quotes, entities, &speaks);
    for (i, quote) in quotes.quotes.iter().enumerate() {
        let spoken = || around.near(quote) || around.retells(i);
        // In a run of paragraphs that are quotations and nothing else, one speaks on or two take turns.
        let goes_on = || {
            let before = i.checked_sub(1).filter(|&b| speaking.reach[b] > Reach::None);
            before.is_some_and(|b| around.follows_alone(quotes.quotes[b].span, quote.span))
        };
        if speaking.reach[i] == Reach::None && (goes_on() || spoken()) {
            speaking.reach[i] = Reach::Near;
        }
    }
    speaking.chain(quotes);
    speaking
}

impl Speaking {
    /// The people who are named as sources between two bytes of the text.
    pub(in crate::facts) fn speakers_between(&self, from: u32, to: u32) -> impl Iterator<Item = EntityId> {
        let first = self.speakers.partition_point(|(at, _)| *at < from);
        self.speakers[first..].iter().take_while(move |(at, _)| *at < to).map(|(_, entity)| *entity)
    }

    /// Those who are quoted, by a source between two bytes of the text.
    pub(in crate::facts) fn quoted_between(&self, from: u32, to: u32) -> impl Iterator<Item = EntityId> {
        let first = self.quoted.partition_point(|(at, _)| *at < from);
        self.quoted[first..].iter().take_while(move |(at, _)| *at < to).map(|(_, entity)| *entity)
    }

    fn add(
        &mut self,
        article: &Article,
        quotes: &Quotes,
        speaks: &mut [bool],
        i: usize,
        attribution: &Attribution,
    ) {
        // A source inside quotation marks is someone's talk of a speaker, not the speaker.
        let outside = |s: &&Span| quotes.around(s.start).is_none();
        let said = || attribution.source.iter().chain(&attribution.cue).filter(outside);
        let informs = !attribution.negated && attribution.cue_class != CueClass::Declined;
        let mut mark_sentence = |span: &Span| {
            if attribution.confidence < DOUBTFUL || !attribution.is_statement() {
                return;
            }
            let sentence = article.sentence_at(span.start);
            mark(&mut self.spoken, sentence);
            if informs {
                mark(&mut self.informed, sentence);
            }
        };
        for span in said() {
            mark(speaks, article.paragraph_at(span.start));
            mark_sentence(span);
        }
        if said().next().is_some() {
            attribution.content.iter().for_each(mark_sentence);
        }
        for content in &attribution.content {
            let quotes = &quotes.quotes;
            let from = quotes.partition_point(|q| q.span.start < content.start).saturating_sub(4);
            let overlapping =
                quotes.iter().enumerate().skip(from).take_while(|(_, q)| q.span.start < content.end);
            for (n, quote) in overlapping.filter(|(_, q)| q.inner.overlaps(*content)) {
                self.attribution[n] = self.attribution[n].or(Some(i));
                let here = article.paragraph_at(quote.span.start);
                if said().any(|s| article.paragraph_at(s.start).abs_diff(here) <= 1) {
                    self.reach[n] = Reach::Own;
                    self.attribution[n] = Some(i);
                }
            }
        }
    }

    /// Lets every paragraph of a quotation that runs on, and every quotation inside one, share what is
    /// known of the others.
    fn chain(&mut self, quotes: &Quotes) {
        let quotes = &quotes.quotes;
        let mut pass = |from: usize, to: usize| {
            self.reach[to] = self.reach[to].max(self.reach[from]);
            self.attribution[to] = self.attribution[to].or(self.attribution[from]);
        };
        let links =
            |i: usize| [quotes[i].continues, quotes[i].parent].into_iter().flatten().map(QuoteId::index);
        for i in 0..quotes.len() {
            links(i).for_each(|before| pass(before, i));
        }
        for i in (0..quotes.len()).rev() {
            links(i).for_each(|before| pass(i, before));
        }
        for i in 0..quotes.len() {
            links(i).for_each(|before| pass(before, i));
        }
    }
}

fn mark(flags: &mut [bool], at: usize) {
    if let Some(flag) = flags.get_mut(at) {
        *flag = true;
    }
}

fn speakers(entities: &Entities, attributions: &[Attribution]) -> Vec<(u32, EntityId)> {
    let mut speakers = Vec::new();
    for attribution in attributions {
        for source in &attribution.source {
            if let Some(entity) = attribution.entity {
                speakers.push((source.start, entity));
            } else if let Some(mention) = entities.mentions_in(*source).next() {
                speakers.push((source.start, mention.entity));
            }
        }
    }
    speakers.sort_unstable();
    speakers
}

fn quoted(attributions: &[Attribution]) -> Vec<(u32, EntityId)> {
    let quoted = attributions.iter().filter(|a| a.kind != AttributionKind::Indirect);
    let mut quoted: Vec<_> =
        quoted.filter_map(|a| a.source.first().and_then(|s| a.entity.map(|e| (s.start, e)))).collect();
    quoted.sort_unstable();
    quoted
}
