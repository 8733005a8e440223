//! How facts of different kinds lie to each other, worked out once an article and only when a field asks.
//!
//! Every table is filled in one pass over attributions and quotations, so that a field which needs one costs a
//! look-up, however long the article is.

use crate::Span;
use crate::facts::{Attribution, EntityKind, Facts, MentionForm};
use crate::text::{Article, Role};

/// How a reader finds the speaker of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// Nothing near it names anybody.
    None,
    /// Somebody is named near it, or speaks in the paragraph before.
    Near,
    /// An attribution of its own, with source or cue no further than the next paragraph.
    Own,
}

/// The tables.
pub(crate) struct Index {
    /// For each quotation, how its speaker is found.
    pub(super) reach: Vec<Reach>,
    /// For each quotation, an attribution that it is part of.
    pub(super) attribution: Vec<Option<usize>>,
    /// For each sentence, whether somebody is named in it as saying something.
    pub(super) spoken: Vec<bool>,
    /// The first byte of each source that names a person, with the person, in order.
    speakers: Vec<(u32, usize)>,
}

impl Index {
    pub(super) fn new(article: &Article, facts: &Facts) -> Self {
        let mut index = Self {
            reach: vec![Reach::None; facts.quotes.quotes.len()],
            attribution: vec![None; facts.quotes.quotes.len()],
            spoken: vec![false; article.sentences.len()],
            speakers: speakers(facts),
        };
        let mut speaks = vec![false; article.paragraphs.len()];
        for (i, attribution) in facts.attributions.iter().enumerate() {
            index.add(article, facts, &mut speaks, i, attribution);
        }
        index.chain(facts);
        let names = names(article, facts);
        let quotes = &facts.quotes.quotes;
        for (i, quote) in quotes.iter().enumerate() {
            let spoken = || near(article, facts, &speaks, &names, quote.span);
            // In a run of paragraphs that are quotations and nothing else, one speaks on or two take turns.
            let goes_on = || {
                let before = i.checked_sub(1).filter(|&b| index.reach[b] > Reach::None);
                before.is_some_and(|b| follows_alone(article, quotes[b].span, quote.span))
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
        for span in said() {
            mark(speaks, article.paragraph_at(span.start));
            mark(&mut self.spoken, article.sentence_at(span.start));
        }
        if said().next().is_some() {
            for span in &attribution.content {
                mark(&mut self.spoken, article.sentence_at(span.start));
            }
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

/// For each paragraph, whether a person is named in it outside quotation marks.
fn names(article: &Article, facts: &Facts) -> Vec<bool> {
    let mut names = vec![false; article.paragraphs.len()];
    for mention in &facts.entities.mentions {
        let person =
            facts.entities.entities.get(mention.entity).is_some_and(|e| e.kind == EntityKind::Person);
        let named = person && !matches!(mention.form, MentionForm::Pronoun);
        if named && facts.quotes.around(mention.span.start).is_none() {
            mark(&mut names, article.paragraph_at(mention.span.start));
        }
    }
    names
}

/// Whether anything near a quotation says who speaks: a speaker or name in its paragraph, a speaker or an
/// announcement in the paragraph before, a signature under it, or a quotation with its speaker in the next.
fn near(article: &Article, facts: &Facts, speaks: &[bool], names: &[bool], quote: Span) -> bool {
    let here = article.paragraph_at(quote.start);
    let body = |at: usize| article.paragraphs.get(at).is_some_and(|p| p.role == Role::Body);
    let yes = |flags: &[bool], at: usize| flags.get(at).copied().unwrap_or(false);
    let head = article.paragraphs.get(here).map_or(quote.start, |p| p.span.start);
    // `The notice on the gate: “...”`: the words before it say whose it is, if not by name.
    let introduced = article.text[head as usize..quote.start as usize].trim_end().ends_with(':');
    if introduced || yes(speaks, here) || yes(names, here) {
        return true;
    }
    let before = (0..here).rev().take(4).find(|&at| body(at));
    if before.is_some_and(|at| {
        let text = article.slice(article.paragraphs[at].span).trim_end();
        yes(speaks, at) || text.ends_with([':', ',', '-', '–', '—'])
    }) {
        return true;
    }
    if yes(names, here + 1) && signs(article, here + 1) {
        return true;
    }
    let after = (here + 1..article.paragraphs.len()).take(4).find(|&at| body(at));
    after.is_some_and(|at| {
        let start = article.paragraphs[at].span.start;
        yes(speaks, at) && facts.quotes.around(start).is_some()
    })
}

/// Whether `quote` fills its paragraph and `before` ends the paragraph right before it, having filled that one too.
fn follows_alone(article: &Article, before: Span, quote: Span) -> bool {
    let fills = |q: Span| {
        let paragraph = article.paragraphs.get(article.paragraph_at(q.start));
        paragraph.is_some_and(|p| {
            let text = article.slice(p.span);
            let (head, tail) =
                (p.span.start + blank(text, str::trim_start), p.span.end - blank(text, str::trim_end));
            q.start <= head && q.end >= tail
        })
    };
    article.paragraph_at(before.start) + 1 == article.paragraph_at(quote.start)
        && fills(before)
        && fills(quote)
}

/// How many bytes of `text` `trim` takes away.
fn blank(text: &str, trim: impl Fn(&str) -> &str) -> u32 {
    u32::try_from(text.len() - trim(text).len()).unwrap_or(u32::MAX)
}

/// Whether a paragraph is the signature under a quotation: a dash, a name, and a word or two on who that is.
fn signs(article: &Article, paragraph: usize) -> bool {
    const WORDS: usize = 14;
    let Some(paragraph) = article.paragraphs.get(paragraph) else { return false };
    let text = article.slice(paragraph.span).trim_start();
    let signed = text.strip_prefix(['-', '–', '—', '―', '~']).map(|rest| rest.trim_start_matches(['-', ' ']));
    paragraph.tokens.len() <= WORDS + 2 && signed.is_some_and(|rest| rest.starts_with(char::is_uppercase))
}
