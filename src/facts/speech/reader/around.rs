//! What is around each token in its sentence: the nearest cue, verb or quotation mark on either side, and
//! the way that leads there.

use super::clue::{BREAKS, Clue, FIRST_MARK, MARK_OF_QUOTATION, STRONG};
use super::parts::{FINITE, LINKS, NOUNS, PARTS};
use crate::facts::quotes::QuoteState;

/// What is around a token in its sentence. Places are indices into the block's tokens; 0 stands for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// The nearest strong cue word before it.
    pub cue_before: u32,
    /// The nearest strong cue word after it.
    pub cue_after: u32,
    /// The nearest word before it that is a cue now and then.
    pub weak_before: u32,
    /// The nearest word after it that is a cue now and then.
    pub weak_after: u32,
    /// The nearest comma, dash, semicolon or colon before it.
    pub break_before: u32,
    /// The nearest comma, dash, semicolon or colon after it.
    pub break_after: u32,
    /// The nearest opening quotation mark after it.
    pub opening_after: u32,
    /// The nearest closing quotation mark before it.
    pub closing_before: u32,
    /// The nearest closing quotation mark after it.
    pub closing_after: u32,
    /// The nearest finite verb before it.
    pub verb_before: u32,
    /// The nearest finite verb after it.
    pub verb_after: u32,
    /// The nearest noun, name or pronoun before it.
    pub noun_before: u32,
    /// The nearest word before it that joins clauses or phrases: a conjunction, preposition or relative word.
    pub link_before: u32,
    /// Finite verbs between the nearest strong cue before it, or the start of its sentence, and itself; at most 4.
    pub verbs: u8,
    /// Likewise breaks.
    pub breaks: u8,
    /// The way from the nearest strong cue before it, itself included.
    pub from_cue: Way,
    /// The way from the nearest strong cue after it.
    pub to_cue: Way,
    /// The way from the start of its sentence.
    pub from_start: Way,
    /// The way from the nearest break before it, or from the start of its sentence.
    pub from_break: Way,
}

/// What one passes between two words: nouns and all that belongs to them as one step, each verb, link or mark as
/// another, adverbs as none. Four bits a step; a way of more than [`STEPS`] is one as any other, and none is 0.
pub type Way = u64;

/// How many steps of a path are distinguished.
const STEPS: u32 = 9;
/// All ways of more steps.
const TOO_FAR: Way = 1;
/// Where a way begins: at a cue or the start of a sentence, and at a break.
const START: Way = 14;
const BREAK: Way = 15;

/// Goes on by one step, unless the way leads nowhere or goes on among the same nouns.
const fn go(way: Way, step: u8) -> Way {
    if way <= TOO_FAR || step == 0 || step == NOUN && way & 15 == NOUN as Way {
        way
    } else if way >> (4 * STEPS) != 0 {
        TOO_FAR
    } else {
        way << 4 | step as Way
    }
}

/// The step of nouns and of what belongs to them.
const NOUN: u8 = 1;
/// The steps of quotation marks, of breaks and of other marks.
const MARK_STEPS: [u8; 3] = [11, 12, 13];

/// The step of each part of speech; 0 for none.
static STEP: [u8; PARTS.len()] = {
    let mut steps = [10; PARTS.len()];
    let mut part = 0;
    while part < PARTS.len() {
        steps[part] = match PARTS[part].as_bytes() {
            b"NN" | b"NNP" | b"NNS" | b"PRP" | b"PRP$" | b"POS" | b"DT" | b"CD" | b"JJ" | b"JJR" => NOUN,
            b"RB" => 0,
            b"IN" => 2,
            b"TO" => 3,
            b"MD" | b"VBD" | b"VBP" | b"VBZ" => 4,
            b"VB" => 5,
            b"VBG" => 6,
            b"VBN" => 7,
            b"WDT" | b"WP" | b"WRB" => 8,
            b"CC" => 9,
            _ => 10,
        };
        part += 1;
    }
    steps
};

/// What a token is to those around it.
struct Role {
    cue: bool,
    weak: bool,
    breaks: bool,
    finite: bool,
    step: u8,
}

/// A cue class from which a word counts as a cue now and then: one occurrence in twelve.
const WEAK: u8 = 2;

fn role(clue: &Clue) -> Role {
    let breaks = BREAKS.contains(&clue.shape);
    let step = if clue.shape < FIRST_MARK {
        STEP.get(clue.part as usize).copied().unwrap_or_default()
    } else {
        MARK_STEPS[if clue.shape == MARK_OF_QUOTATION { 0 } else { 2 - usize::from(breaks) }]
    };
    let (cue, weak) = (clue.class.cue >= STRONG, clue.class.cue >= WEAK);
    Role { cue, weak, breaks, finite: clue.is_one_of(FINITE), step }
}

/// Fills what is around each token of one sentence; `around` and `tokens` are both the block's.
pub fn fill(tokens: &[Clue], sentence: std::ops::Range<usize>, around: &mut [Around]) {
    let mut now = Around { from_start: START, from_break: START, ..Around::default() };
    for i in sentence.clone() {
        let (clue, at, role) = (&tokens[i], i as u32, role(&tokens[i]));
        for way in [&mut now.from_cue, &mut now.from_start, &mut now.from_break] {
            *way = go(*way, role.step);
        }
        around[i] = now;
        if role.finite {
            (now.verb_before, now.verbs) = (at, (now.verbs + 1).min(4));
        }
        if role.breaks {
            (now.break_before, now.breaks, now.from_break) = (at, (now.breaks + 1).min(4), BREAK);
        }
        if role.cue {
            (now.cue_before, now.from_cue, now.verbs, now.breaks) = (at, START, 0, 0);
        }
        if role.weak {
            now.weak_before = at;
        }
        if clue.quote == QuoteState::Closing {
            now.closing_before = at;
        }
        if clue.is_one_of(NOUNS) {
            now.noun_before = at;
        }
        if clue.is_one_of(LINKS) {
            now.link_before = at;
        }
    }
    let mut next = Around::default();
    for i in sentence.rev() {
        let (clue, at, role) = (&tokens[i], i as u32, role(&tokens[i]));
        next.to_cue = go(next.to_cue, role.step);
        let here = &mut around[i];
        (here.cue_after, here.weak_after) = (next.cue_after, next.weak_after);
        (here.break_after, here.verb_after) = (next.break_after, next.verb_after);
        (here.opening_after, here.closing_after) = (next.opening_after, next.closing_after);
        here.to_cue = next.to_cue;
        if role.cue {
            (next.cue_after, next.to_cue) = (at, START);
        }
        if role.weak {
            next.weak_after = at;
        }
        if role.breaks {
            next.break_after = at;
        }
        if role.finite {
            next.verb_after = at;
        }
        match clue.quote {
            QuoteState::Opening => next.opening_after = at,
            QuoteState::Closing => next.closing_after = at,
            QuoteState::Outside | QuoteState::Inside => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::quotes::{self, Quotes};
    use crate::facts::speech::reader::clues::{Clues, REACH, blocks};
    use crate::facts::speech::reader::words::{WordClass, WordClasses};
    use crate::text::{Article, fold};

    /// Knows one cue.
    struct Said;

    impl WordClasses for Said {
        fn class(&self, word: u64) -> WordClass {
            WordClass { cue: if word == fold("said") { 5 } else { 0 }, ..WordClass::default() }
        }
    }

    fn around(text: &str) -> (Vec<String>, Vec<Around>) {
        let article = Article::new("a.txt", text.to_owned(), None);
        let quotes: Quotes = quotes::find(&article, crate::lexicon::Lexicons::ours());
        let mut clues = Clues::default();
        let block = blocks(&article).next().unwrap();
        clues.fill(&article, &quotes, &block, &Said);
        let words = article.tokens.iter().map(|t| article.slice(t.span).to_owned()).collect();
        (words, clues.around[clues.range()].to_vec())
    }

    #[test]
    fn the_nearest_on_either_side_is_found() {
        let (words, around) = around("“We stay,” the old miller said, and the mayor left the hall.");
        let at = |word: &str| words.iter().position(|w| w == word).unwrap();
        let place = |word: &str| (at(word) + REACH) as u32;
        assert_eq!(around[at("miller")].cue_after, place("said"));
        assert_eq!(around[at("miller")].closing_before, place("”"));
        assert_eq!(around[at("mayor")].cue_before, place("said"));
        assert_eq!(around[at("hall")].verb_before, place("left"));
        assert_eq!((around[at("hall")].verbs, around[at("hall")].breaks), (1, 1));
        assert_eq!(around[at("We")].verb_after, place("stay"));
        assert_eq!(around[at("mayor")].link_before, place("and"));
        assert_eq!(around[at("said")].noun_before, place("miller"));
        assert_eq!(around[at("We")].cue_before, 0);
    }

    #[test]
    fn a_way_takes_nouns_with_all_that_belongs_to_them_as_one_step() {
        let (words, around) = around("Okell said that the two old bridges were unsafe.");
        let at = |word: &str| words.iter().position(|w| w == word).unwrap();
        assert_eq!(around[at("Okell")].from_cue, 0);
        assert_eq!(around[at("that")].from_cue, START << 4 | 2);
        assert_eq!(around[at("the")].from_cue, around[at("bridges")].from_cue);
        assert_eq!(around[at("were")].from_cue, START << 12 | 2 << 8 | u64::from(NOUN) << 4 | 4);
        assert_eq!(around[at("Okell")].to_cue, START << 4 | u64::from(NOUN));
        assert_eq!((0..20).fold(START, |way, _| go(way, 4)), TOO_FAR);
    }
}
