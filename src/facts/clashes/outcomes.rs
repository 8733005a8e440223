//! A headline that says the opposite of what its story tells of the same subject.

use super::{Clash, ClashKind, body, denied, headline, span};
use crate::facts::quotes::Quotes;
use crate::facts::wording::stems::stem;
use crate::lexicon::function_words::{is_auxiliary, is_determiner, is_function};
use crate::lexicon::{Claims, Lexicons};
use crate::text::{Article, TokenKind};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// What excludes what, with the words that also tell the first: a story that has one of them nowhere says so.
const OPPOSITES: [(Claims, Claims, Claims); 6] = [
    (Claims::Won, Claims::Winning, Claims::Lost),
    (Claims::Lost, Claims::Losing, Claims::Won),
    (Claims::Rose, Claims::Rising, Claims::Fell),
    (Claims::Fell, Claims::Falling, Claims::Rose),
    (Claims::Approved, Claims::Assent, Claims::Rejected),
    (Claims::Rejected, Claims::Dissent, Claims::Approved),
];

/// Decisions on one thing, of which a headline may name who decides and its story the thing alone.
const DECISIONS: [(Claims, Claims, Claims); 2] =
    [(Claims::Granted, Claims::Assent, Claims::Refused), (Claims::Refused, Claims::Dissent, Claims::Granted)];

/// Sentences at the beginning of the story.
const LEAD: usize = 4;
/// Those that tell of the decision that is the news.
const NEWS: usize = 2;

pub(super) fn find(article: &Article, quotes: &Quotes, lexicons: &Lexicons, out: &mut Vec<Clash>) {
    let Some(head) = headline(article) else { return };
    let story = Story { article, quotes, lexicons, head };
    let clash = OPPOSITES
        .into_iter()
        .find_map(|(said, also, opposite)| story.opposite(said, also, opposite))
        .or_else(|| {
            DECISIONS.into_iter().find_map(|(said, also, opposite)| story.decided(said, also, opposite))
        });
    out.extend(clash);
    out.extend(verdict(article, lexicons, &story.head));
}

/// A headline over its story.
struct Story<'a> {
    article: &'a Article,
    quotes: &'a Quotes,
    lexicons: &'a Lexicons,
    /// The tokens of the headline.
    head: Range<usize>,
}

impl Story<'_> {
    /// The tokens of the first word or phrase of a class in `range`, outside quotations and not denied.
    fn told(&self, range: &Range<usize>, class: Claims) -> Option<Range<usize>> {
        let outside = |at: usize| self.quotes.around(self.article.tokens[at].span.start).is_none();
        range.clone().find_map(|at| {
            let n = self.lexicons.claims.phrase(self.article, at, range.end, class)?;
            (outside(at) && !denied(self.article, range.start, at)).then(|| at..at + n)
        })
    }

    /// Whether a word or phrase of a class is anywhere in the story, sentences on what was earlier left out.
    fn tells(&self, class: Claims) -> bool {
        let has = |s: &Range<usize>, class| self.lexicons.within(self.article, s.clone(), class);
        body(self.article).any(|s| has(&s, class) && !has(&s, Claims::OfOld))
    }

    /// `House prices rise`, over `House prices dropped`.
    fn opposite(&self, said: Claims, also: Claims, opposite: Claims) -> Option<Clash> {
        let verb = self.told(&self.head, said)?;
        if self.lexicons.within(self.article, self.head.clone(), opposite) {
            return None;
        }
        let subject = subject(self.article, self.head.start, verb.start).filter(|&s| s + 1 == verb.start)?;
        let found = body(self.article).take(LEAD).find_map(|s| {
            let verb = self.told(&s, opposite)?;
            let own = self.named_before(s.start, verb.start, subject)?;
            Some((own, verb.end))
        });
        let (own, end) = found?;
        if self.tells(said) || self.tells(also) {
            return None;
        }
        Some(Clash {
            kind: ClashKind::Outcome,
            here: span(self.article, own, end),
            there: span(self.article, subject, verb.end),
            who: self.article.tokens[own].span,
        })
    }

    /// Where the word at `subject` is again, a few words before a verb and in one clause with it.
    fn named_before(&self, from: usize, verb: usize, subject: usize) -> Option<usize> {
        const REACH: usize = 6;
        let near = (verb.saturating_sub(REACH).max(from)..verb).rev();
        near.take_while(|&at| self.article.tokens[at].kind == TokenKind::Word)
            .find(|&at| self.article.tokens[at].fold == self.article.tokens[subject].fold)
    }

    /// `Council approves plan for crematorium`, over `Plans for a crematorium were turned down`: one thing decided both ways.
    fn decided(&self, said: Claims, also: Claims, opposite: Claims) -> Option<Clash> {
        let verb = self.told(&self.head, said)?;
        // "Council to approve plan" is no decision yet.
        let hedged = verb.start.checked_sub(1).filter(|at| self.head.contains(at)).is_some_and(|at| {
            let token = self.article.tokens[at];
            is_function(token.fold) && !is_auxiliary(&self.article.word(at).to_lowercase())
        });
        if hedged || self.lexicons.within(self.article, self.head.clone(), opposite) {
            return None;
        }
        let (matter, object) = self.decided_on(&self.head, &verb)?;
        // "A plan for flats" is another plan than one for a hotel.
        let beside: FxHashSet<u64> =
            object.filter_map(|at| self.content(at)).filter(|s| *s != matter).collect();
        let here = body(self.article).take(NEWS).find_map(|s| {
            let verb = self.told(&s, opposite)?;
            // "Turned down a first bid": there was another.
            let once = !self.lexicons.within(self.article, s.clone(), Claims::Again);
            let (own, mut object) = self.decided_on(&s, &verb)?;
            let one = own == matter && object.any(|at| self.content(at).is_some_and(|s| beside.contains(&s)));
            (once && one).then_some(verb)
        })?;
        if self.tells(said) || self.tells(also) {
            return None;
        }
        let here = span(self.article, here.start, here.end);
        Some(Clash {
            kind: ClashKind::Outcome,
            here,
            there: span(self.article, verb.start, verb.end),
            who: here,
        })
    }

    /// The stem of the noun that a verb of deciding is about, and the tokens that it stands in: those after the verb, or those of the
    /// subject of a passive.
    fn decided_on(&self, sentence: &Range<usize>, verb: &Range<usize>) -> Option<(u64, Range<usize>)> {
        let word = |at: usize| self.article.word(at).to_lowercase();
        let passive =
            verb.start > sentence.start && matches!(&*word(verb.start - 1), "was" | "were" | "been" | "be");
        let (before, after) = (sentence.start..verb.start, verb.end..sentence.end);
        let object = || self.head_noun(after.clone().skip_while(|&at| matches!(&*word(at), "for" | "to")));
        let object = if passive { None } else { object() };
        match object {
            Some(noun) => Some((noun, after)),
            None => Some((self.head_noun(before.clone())?, before)),
        }
    }

    /// The stem of the last word of the noun phrase that some tokens begin with.
    fn head_noun(&self, tokens: impl Iterator<Item = usize>) -> Option<u64> {
        let opens = tokens.skip_while(|&at| is_determiner(&self.article.word(at).to_lowercase()));
        let noun_phrase = opens.take_while(|&at| {
            let token = self.article.tokens[at];
            token.kind != TokenKind::Mark && !is_function(token.fold)
        });
        noun_phrase.last().map(|at| stem(self.article.word(at)))
    }

    /// The stem of a word that says what is spoken of.
    fn content(&self, at: usize) -> Option<u64> {
        let token = self.article.tokens[at];
        let says = token.kind != TokenKind::Mark && token.span.len() > 2 && !is_function(token.fold);
        says.then(|| stem(self.article.word(at)))
    }
}

/// The noun right before a verb, auxiliaries and adverbs left out.
fn subject(article: &Article, from: usize, verb: usize) -> Option<usize> {
    const REACH: usize = 3;
    let at = (verb.saturating_sub(REACH).max(from)..verb).rev().find(|&at| {
        let token = article.tokens[at];
        !(matches!(article.word(at), "has" | "have" | "had" | "was" | "were")
            || article.word(at).ends_with("ly") && !token.capital)
    })?;
    let token = article.tokens[at];
    (token.kind == TokenKind::Word && token.span.len() > 2 && !is_function(token.fold)).then_some(at)
}

/// `pleads guilty`, where the story has `not guilty` alone; and the other way round.
fn verdict(article: &Article, lexicons: &Lexicons, head: &Range<usize>) -> Option<Clash> {
    let (mut no, mut yes) = (None, None);
    let read = |range: Range<usize>| {
        range.clone().filter_map(move |at| {
            let not = lexicons.claims.phrase(article, at, range.end, Claims::NotGuilty);
            let plain = || lexicons.at(article, at, Claims::Guilty) && !denied(article, range.start, at);
            not.map(|n| (false, at..at + n)).or_else(|| plain().then(|| (true, at..at + 1)))
        })
    };
    let told: Vec<_> = read(head.clone()).collect();
    let (guilty, there) = told.first().filter(|first| told.iter().all(|t| t.0 == first.0))?;
    for (guilty, at) in body(article).flat_map(read) {
        if guilty {
            yes.get_or_insert(at)
        } else {
            no.get_or_insert(at)
        };
    }
    let here = match (guilty, yes, no) {
        (true, None, Some(here)) | (false, Some(here), None) => here,
        _ => return None,
    };
    let here = span(article, here.start, here.end);
    Some(Clash { kind: ClashKind::Outcome, here, there: span(article, there.start, there.end), who: here })
}
