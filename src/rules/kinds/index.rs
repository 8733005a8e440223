//! How facts of different kinds lie to each other, worked out once an article and only when a field asks.
//!
//! Every table is filled in one pass over attributions and quotations, so that a field which needs one costs a
//! look-up, however long the article is.

use super::reach::{Page, Reach};
use crate::Span;
use crate::facts::{Attribution, AttributionKind, CueClass, Facts};
use crate::lexicon::Lexicons;
use crate::text::{Article, Role, fold};
use rustc_hash::FxHashSet;
use std::cell::OnceCell;
use std::sync::LazyLock;

/// The tables.
pub(crate) struct Index {
    /// For each quotation, how its speaker is found.
    pub(super) reach: Vec<Reach>,
    /// For each quotation, an attribution that it is part of.
    pub(super) attribution: Vec<Option<usize>>,
    /// For each sentence, whether somebody is named in it as saying something.
    pub(super) spoken: Vec<bool>,
    /// The same, but for those who only declined to comment, or did not say.
    pub(super) informed: Vec<bool>,
    /// See [`Index::record`].
    records: OnceCell<Option<u32>>,
    /// See [`Index::poll`].
    polls: OnceCell<Option<u32>>,
    /// The first paragraph of running text.
    pub(super) lead: Option<usize>,
    /// The first byte of each source that names a person, with the person, in order.
    speakers: Vec<(u32, usize)>,
    /// The first byte of each source that stands for somebody known and is quoted, with that entity, in order.
    quoted: Vec<(u32, usize)>,
}

/// A statement less sure than this is no source for a figure: more than half of them are none.
const DOUBTFUL: f32 = 0.3;

/// Words for the asking of many, by [`fold`].
static POLLS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
    let words =
        "poll polls polled polling pollster pollsters survey surveys surveyed census study respondents";
    words.split(' ').map(fold).collect()
});

impl Index {
    /// The first byte of the first word that names a record which figures come from (`filings`), if there is one.
    pub(super) fn record(&self, article: &Article, lexicons: &Lexicons) -> Option<u32> {
        let record = |t: usize, end: usize| {
            lexicons.contexts.longest(article, t, end).is_some_and(|hit| hit.class == "record")
        };
        *self.records.get_or_init(|| first_of(article, record))
    }

    /// The first byte of the first word that names a poll, if there is one.
    pub(super) fn poll(&self, article: &Article) -> Option<u32> {
        let poll = |t: usize, _| POLLS.contains(&article.tokens[t].fold);
        *self.polls.get_or_init(|| first_of(article, poll))
    }

    pub(super) fn new(article: &Article, facts: &Facts) -> Self {
        let mut index = Self {
            reach: vec![Reach::None; facts.quotes.quotes.len()],
            attribution: vec![None; facts.quotes.quotes.len()],
            spoken: vec![false; article.sentences.len()],
            informed: vec![false; article.sentences.len()],
            records: OnceCell::new(),
            polls: OnceCell::new(),
            lead: article.paragraphs.iter().position(|p| p.role == Role::Body),
            speakers: speakers(facts),
            quoted: quoted(facts),
        };
        let mut speaks = vec![false; article.paragraphs.len()];
        for (i, attribution) in facts.attributions.iter().enumerate() {
            index.add(article, facts, &mut speaks, i, attribution);
        }
        index.chain(facts);
        let quotes = &facts.quotes.quotes;
        let page = Page::new(article, facts, &speaks);
        for (i, quote) in quotes.iter().enumerate() {
            let spoken = || page.near(quote) || page.retells(i);
            // In a run of paragraphs that are quotations and nothing else, one speaks on or two take turns.
            let goes_on = || {
                let before = i.checked_sub(1).filter(|&b| index.reach[b] > Reach::None);
                before.is_some_and(|b| page.follows_alone(quotes[b].span, quote.span))
            };
            if index.reach[i] == Reach::None && (goes_on() || spoken()) {
                index.reach[i] = Reach::Near;
            }
        }
        index.chain(facts);
        index
    }

    /// The people who are named as sources between two bytes of the text.
    pub(super) fn speakers_between(&self, from: u32, to: u32) -> impl Iterator<Item = usize> {
        let first = self.speakers.partition_point(|(at, _)| *at < from);
        self.speakers[first..].iter().take_while(move |(at, _)| *at < to).map(|(_, entity)| *entity)
    }

    /// Those who are quoted, by a source between two bytes of the text.
    pub(super) fn quoted_between(&self, from: u32, to: u32) -> impl Iterator<Item = usize> {
        let first = self.quoted.partition_point(|(at, _)| *at < from);
        self.quoted[first..].iter().take_while(move |(at, _)| *at < to).map(|(_, entity)| *entity)
    }

    fn add(
        &mut self,
        article: &Article,
        facts: &Facts,
        speaks: &mut [bool],
        i: usize,
        attribution: &Attribution,
    ) {
        // A source inside quotation marks is somebody's talk of a speaker, not the speaker.
        let outside = |s: &&Span| facts.quotes.around(s.start).is_none();
        let said = || attribution.source.iter().chain(&attribution.cue).filter(outside);
        let informs = !attribution.negated && attribution.cue_class != CueClass::Declined;
        let mut mark_sentence = |span: &Span| {
            if attribution.confidence < DOUBTFUL {
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
            let quotes = &facts.quotes.quotes;
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
    fn chain(&mut self, facts: &Facts) {
        let quotes = &facts.quotes.quotes;
        let mut pass = |from: usize, to: usize| {
            self.reach[to] = self.reach[to].max(self.reach[from]);
            self.attribution[to] = self.attribution[to].or(self.attribution[from]);
        };
        let links = |i: usize| {
            [quotes[i].continues, quotes[i].parent].into_iter().flatten().filter(|&j| j < quotes.len())
        };
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

/// Where the first word of running text stands that `names` says yes to, given it and the end of its paragraph.
fn first_of(article: &Article, names: impl Fn(usize, usize) -> bool) -> Option<u32> {
    let mut body = article.paragraphs.iter().filter(|p| p.role == Role::Body);
    let first = body.find_map(|p| p.tokens.clone().find(|&t| names(t, p.tokens.end)));
    first.map(|t| article.tokens[t].span.start)
}

fn speakers(facts: &Facts) -> Vec<(u32, usize)> {
    let mut speakers = Vec::new();
    for attribution in &facts.attributions {
        for source in &attribution.source {
            if let Some(entity) = attribution.entity {
                speakers.push((source.start, entity));
            } else if let Some(mention) = facts.entities.mentions_in(*source).next() {
                speakers.push((source.start, mention.entity));
            }
        }
    }
    speakers.sort_unstable();
    speakers
}

fn quoted(facts: &Facts) -> Vec<(u32, usize)> {
    let quoted = facts.attributions.iter().filter(|a| a.kind != AttributionKind::Indirect);
    let mut quoted: Vec<_> =
        quoted.filter_map(|a| a.source.first().and_then(|s| a.entity.map(|e| (s.start, e)))).collect();
    quoted.sort_unstable();
    quoted
}
