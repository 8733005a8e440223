//! Quotations that are in an article twice, and what differs between the two.
//!
//! Candidates meet through runs of three words that both hold; the two are then compared word by word.
//! A run keeps its first few holders only, so that a phrase repeated a thousand times costs no more than once.
//!
//! | file | yields |
//! | --- | --- |
//! | `speakers.rs` | who speaks each of the two |
//! | `occasions.rs` | when and by what means each was uttered |

mod occasions;
mod speakers;

use crate::Span;
use crate::facts::people::entities::Entities;
use crate::facts::quotes::{Quote, QuoteUse, Quotes};
use crate::facts::speech::attributions::Attribution;
use crate::facts::speech::word_diff::word_diff;
use crate::lexicon::Lexicons;
use crate::span::count;
use crate::text::{Article, Role, TokenKind};
use occasions::Occasion;
use rustc_hash::{FxBuildHasher, FxHashMap};
use similar::DiffOp;
use speakers::Speakers;

/// Two quotations that share most of the words of the shorter one.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct QuoteRepeat {
    /// The later quotation, marks included.
    pub later: Span,
    /// The earlier one.
    pub earlier: Span,
    /// Paragraphs from the earlier one to the later one, 0 within one paragraph.
    pub paragraphs: u32,
    /// Words that both have in one order.
    pub matched: u32,
    /// Words of the shorter one.
    pub words: u32,
    /// Words of the later one, between words that both have, that the earlier one lacks there, and the other way round.
    pub changed: u32,
    /// Words at the later one's ends where the earlier one goes on otherwise.
    pub changed_at_ends: u32,
    /// Whether the two end with one word.
    pub same_end: bool,
    /// Whether they begin with other words, or end with several, and one with more of them than the other.
    pub uneven: bool,
    /// Whether words that both have run over the end of a sentence in one and not in the other.
    pub other_stops: bool,
    /// Whether nearly all words that both have are within a quotation inside one of them: it quotes the other.
    pub within: bool,
    /// The first place where the two differ: in the later one and in the earlier one; empty where one has no word there.
    pub differ: Option<(Span, Span)>,
    /// Whether either shows that words were left out or put in: an ellipsis or a square bracket.
    pub edited: bool,
    /// Whether both begin like a sentence, with a capital: neither is a phrase out of the middle.
    pub whole: bool,
    /// Whether either is a question as it was put (`asked whether she “...”`), one is a question and the other none, or
    /// both are questions that follow each other.
    pub asked: bool,
    /// Whether the later one goes on with what was being said (`he added`), so that it is said anew.
    pub goes_on: bool,
    /// Whether both are sung or recited, by the words near them: a refrain comes with other words.
    pub verse: bool,
    /// Whether the text gives them to two occasions: other days, other years, a letter and a speech.
    pub other_occasion: bool,
    /// Whether both are in running text; a heading in quotation marks is not.
    pub in_body: bool,
    /// The speakers, where both are known: whether they are one. Two of one surname may be one, and whoever quotes
    /// a third person within the quotation is not the speaker of those words.
    pub same_speaker: Option<bool>,
    /// Whether both speakers are known by name or pronoun, neither by a role alone (`the candidate`).
    pub named: bool,
}

/// Words in a run by which two quotations meet.
const RUN: usize = 3;
/// Words of a quotation that are compared: a longer one is a document, and comparing costs their product at worst.
const MOST: usize = 400;
/// How many quotations a run remembers.
const HOLDERS: usize = 4;

/// Finds the quotations that are repeated. Each later one is compared with the earlier one most like it.
#[must_use]
pub fn find(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    attributions: &[Attribution],
    lexicons: &Lexicons,
) -> Vec<QuoteRepeat> {
    let speakers = Speakers::new(article, entities, attributions, lexicons);
    let room = quotes.quotes.iter().map(|q| (q.words as usize).min(MOST)).sum();
    let mut runs: FxHashMap<u64, Holders> = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
    let mut words: Vec<Vec<usize>> = Vec::with_capacity(quotes.quotes.len());
    let mut found = Vec::new();
    for (i, quote) in quotes.quotes.iter().enumerate() {
        let own: Vec<usize> = if quote.parent.is_some() || quote.used_as == QuoteUse::Title {
            Vec::new()
        } else {
            let words = article.tokens_in(quote.inner).filter(|&t| article.tokens[t].kind != TokenKind::Mark);
            words.take(MOST).collect()
        };
        let mut shared: Vec<(usize, u32)> = Vec::new();
        for run in own.windows(RUN) {
            let mix = |key: u64, &token: &usize| key.rotate_left(21) ^ fold(article, token);
            let holders = runs.entry(run.iter().fold(0, mix)).or_default();
            let mut mine = false;
            for holder in holders.all() {
                mine |= holder == i;
                if let Some((_, n)) = shared.iter_mut().find(|(h, _)| *h == holder) {
                    *n += 1;
                } else if holder != i && shared.len() < 16 {
                    shared.push((holder, 1));
                }
            }
            if !mine {
                holders.add(i);
            }
        }
        words.push(own);
        let best = shared.iter().max_by_key(|(holder, n)| (*n, std::cmp::Reverse(*holder)));
        if let Some(&(earlier, _)) = best {
            found.push(compare(
                article,
                lexicons,
                quotes,
                (earlier, i),
                (&words[earlier], &words[i]),
                &speakers,
            ));
        }
    }
    found
}

/// The first quotations that hold a run, in order.
#[derive(Default)]
struct Holders {
    quotes: [u32; HOLDERS],
    count: u8,
}

impl Holders {
    fn all(&self) -> impl Iterator<Item = usize> {
        self.quotes.into_iter().take(usize::from(self.count)).map(|quote| quote as usize)
    }

    fn add(&mut self, quote: usize) {
        let room = self.quotes.get_mut(usize::from(self.count));
        let Some((room, quote)) = room.zip(u32::try_from(quote).ok()) else { return };
        *room = quote;
        self.count += 1;
    }
}

fn fold(article: &Article, token: usize) -> u64 {
    article.tokens[token].fold
}

fn compare(
    article: &Article,
    lexicons: &Lexicons,
    quotes: &Quotes,
    pair: (usize, usize),
    (a, b): (&[usize], &[usize]),
    speakers: &Speakers,
) -> QuoteRepeat {
    let (earlier, later) = (&quotes.quotes[pair.0], &quotes.quotes[pair.1]);
    let folds = |tokens: &[usize]| tokens.iter().map(|&t| fold(article, t)).collect::<Vec<_>>();
    let ops = word_diff(&folds(a), &folds(b));
    let equal = |op: &DiffOp| matches!(op, DiffOp::Equal { .. });
    let first = ops.iter().position(equal).unwrap_or(0);
    let last = ops.iter().rposition(equal).unwrap_or(0);
    let (mut matched, mut changed, mut at_ends, mut differ) = (Vec::new(), 0, 0, None);
    for (i, op) in ops.iter().enumerate() {
        let (old, new) = (op.old_range(), op.new_range());
        if equal(op) {
            matched.extend(old.zip(new).map(|(old, new)| (a[old], b[new])));
            continue;
        }
        let inside = first < i && i < last;
        // At an end the longer quotation simply goes on; both going on differently is a difference.
        let both = !old.is_empty() && !new.is_empty();
        if inside {
            changed += old.len().max(new.len());
        } else if both {
            at_ends += new.len().min(old.len());
        }
        if (inside || both) && differ.is_none() {
            differ = Some((words_span(article, b, new), words_span(article, a, old)));
        }
    }
    // At the end one word may be another and the longer quotation go on from there.
    let uneven = |op: &DiffOp, least: usize| {
        let (old, new) = (op.old_range().len(), op.new_range().len());
        !equal(op) && old.min(new) >= least && old != new
    };
    let speakers = speakers.pair(later, earlier);
    let (before, now) =
        (Occasion::of(article, lexicons, quotes, earlier), Occasion::of(article, lexicons, quotes, later));
    QuoteRepeat {
        later: later.span,
        earlier: earlier.span,
        paragraphs: count(article.paragraph_at(later.span.start) - article.paragraph_at(earlier.span.start)),
        matched: count(matched.len()),
        words: count(a.len().min(b.len())),
        changed: count(changed),
        changed_at_ends: count(at_ends),
        same_end: ops.last().is_some_and(equal),
        uneven: ops.first().is_some_and(|op| uneven(op, 1)) || ops.last().is_some_and(|op| uneven(op, 2)),
        other_stops: other_stops(article, &matched),
        within: within(article, quotes, pair, &matched),
        differ,
        edited: [earlier, later].iter().any(|q| {
            let text = article.slice(q.inner);
            text.contains(['…', '[']) || text.contains("..") || text.contains(". .")
        }),
        whole: [earlier, later].iter().all(|q| article.slice(q.inner).starts_with(char::is_uppercase)),
        asked: [earlier, later].iter().any(|q| asked(article, q))
            || in_a_row(article, (earlier, later), &matched),
        goes_on: now.goes_on,
        verse: before.verse && now.verse,
        other_occasion: before.differs(&now),
        in_body: [earlier, later].iter().all(|q| in_body(article, q)),
        same_speaker: speakers.same,
        named: speakers.named,
    }
}

/// Whether two words that both have follow each other within a sentence in one, and over its end in the other.
fn other_stops(article: &Article, matched: &[(usize, usize)]) -> bool {
    let sentence = |token: usize| article.sentence_at(article.tokens[token].span.start);
    let turns = |from: usize, to: usize| sentence(from) != sentence(to);
    matched.windows(2).any(|pair| turns(pair[0].0, pair[1].0) != turns(pair[0].1, pair[1].1))
}

/// Whether nearly all of the words that both have are quoted once more in one of them and not in the other.
fn within(article: &Article, quotes: &Quotes, pair: (usize, usize), matched: &[(usize, usize)]) -> bool {
    const MOST_INSIDE: usize = 16;
    const OUTSIDE: usize = 2;
    let inside = |quote: usize, token: usize| {
        let from = quote + 1;
        let end = quotes.quotes[quote].span.end;
        let nested = quotes.quotes[from..].iter().take_while(|q| q.span.start < end).take(MOST_INSIDE);
        nested.into_iter().any(|q| q.inner.contains(article.tokens[token].span))
    };
    let quoted = matched.iter().filter(|(a, b)| inside(pair.0, *a) != inside(pair.1, *b)).count();
    quoted > OUTSIDE && quoted + OUTSIDE >= matched.len()
}

/// Whether the words that both have are a question in one of them and none in the other, or one of several questions
/// that are put one after the other.
fn in_a_row(article: &Article, (earlier, later): (&Quote, &Quote), matched: &[(usize, usize)]) -> bool {
    const ROW: usize = 6;
    const NEAR: usize = 40;
    let Some(&(a, b)) = matched.last() else { return false };
    let question = |quote: &Quote, token: usize| {
        let sentence = article.sentences.get(article.sentence_at(article.tokens[token].span.start));
        let end = sentence.map_or(token, |s| s.tokens.end).min(article.tokens_in(quote.span).end);
        (token..end.min(token + NEAR)).any(|t| article.word(t) == "?")
    };
    let apart = article.paragraph_at(later.span.start) - article.paragraph_at(earlier.span.start);
    match (question(earlier, a), question(later, b)) {
        (true, true) => apart <= ROW,
        (one, other) => one != other,
    }
}

/// Whether `asked whether`, `asked if` and the like lead in to a quotation without a comma.
fn asked(article: &Article, quote: &Quote) -> bool {
    const NEAR: usize = 12;
    let open = article.token_at(quote.span.start);
    let mut before = (open.saturating_sub(NEAR)..open).rev().map(|t| article.word(t));
    let word = before.find(|w| matches!(*w, "if" | "whether" | "how" | "," | "." | ":" | "”" | "\""));
    let asks = |w: &str| {
        let w = w.to_ascii_lowercase();
        matches!(&*w, "asked" | "asks" | "ask" | "asking" | "question" | "questions" | "wondered" | "polled")
    };
    matches!(word, Some("if" | "whether" | "how")) && before.take(4).any(asks)
}

/// Whether a quotation is in running text, and is no heading: a line of its own in which every longer word has
/// a capital.
fn in_body(article: &Article, quote: &Quote) -> bool {
    let Some(paragraph) = article.paragraphs.get(article.paragraph_at(quote.span.start)) else {
        return false;
    };
    let alone = article.slice(paragraph.span).trim() == article.slice(quote.span);
    let long = |t: &&crate::text::Token| t.kind == TokenKind::Word && t.span.len() > 4;
    let mut longer = article.tokens[article.tokens_in(quote.inner)].iter().filter(long);
    let heading =
        alone && quote.words > 1 && longer.all(|t| article.slice(t.span).starts_with(char::is_uppercase));
    paragraph.role == Role::Body && !heading
}

/// The words of a range, or the empty span where the range would be.
fn words_span(article: &Article, tokens: &[usize], range: std::ops::Range<usize>) -> Span {
    let span = |i: usize| article.tokens[tokens[i]].span;
    if range.is_empty() {
        let at = if range.start < tokens.len() {
            span(range.start).start
        } else {
            tokens.last().map_or(0, |&t| article.tokens[t].span.end)
        };
        return Span::new(at, at);
    }
    span(range.start).join(span(range.end - 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::quotes;

    #[test]
    fn tells_what_differs() {
        let cases = [
            ("“We will rebuild every house.” “We will rebuild every home.”", (4, 0, 1, false), Some("home")),
            ("“We will rebuild every house.” “rebuild every house”", (3, 0, 0, true), None),
            (
                "“We will never close the old bridge.” “We will close the old bridge.”",
                (6, 1, 0, true),
                Some(""),
            ),
            (
                "“We must keep the bridge open.” “They must keep the bridge shut.”",
                (4, 0, 2, false),
                Some("They"),
            ),
        ];
        for (text, expected, differ) in cases {
            let article = Article::new("t", text.to_owned(), None);
            let found = find(
                &article,
                &quotes::find(&article, Lexicons::ours()),
                &Entities::default(),
                &[],
                &Lexicons::default(),
            );
            let [one] = &found[..] else { panic!("{text}: {found:?}") };
            assert_eq!((one.matched, one.changed, one.changed_at_ends, one.same_end), expected, "{text}");
            assert_eq!(one.differ.map(|(b, _)| article.slice(b)), differ, "{text}");
        }
    }

    #[test]
    fn tells_two_utterances_apart() {
        let first = "“We will rebuild every house on this street,” Hollis said.";
        let cases = [
            ("Hollis repeated: “We will rebuild every home on this street.”", ""),
            ("Asked whether they “will rebuild every home on this street,” most said no.", "asked"),
            ("Asked about it, Hollis said “we will rebuild every home on this street.”", ""),
            ("“She goes on that ‘we will rebuild every home on this street,’” Aske said.", "within"),
            ("“We will rebuild. Every house on this street is ours,” Hollis said.", "stops"),
            ("The town “had sworn to rebuild every house on this street.”", "start"),
            ("“Rebuild Every House on This Street”", "heading"),
        ];
        for (second, expected) in cases {
            let article = Article::new("t", format!("{first}\n\n{second}\n"), None);
            let quotes = quotes::find(&article, Lexicons::ours());
            let found = find(&article, &quotes, &Entities::default(), &[], &Lexicons::default());
            let [one] = &found[..] else { panic!("{second}: {found:?}") };
            let reasons = [
                (one.asked, "asked"),
                (one.within, "within"),
                (one.other_stops, "stops"),
                (one.uneven, "start"),
                (!one.in_body, "heading"),
            ];
            let apart: Vec<_> = reasons.iter().filter(|(yes, _)| *yes).map(|(_, what)| *what).collect();
            assert_eq!(apart.join(" "), expected, "{second}");
        }
    }

    #[test]
    fn a_lead_in_names_the_speaker() {
        let first = "In the words of Ada Brandt: “We will rebuild every house.”";
        let cases = [
            ("Karl Hale put it this way: “We will rebuild every house.”", Some(false)),
            ("It was Karl Hale who said, “We will rebuild every house.”", Some(false)),
            ("Ada Brandt again: “We will rebuild every house.”", Some(true)),
            ("Karl Hale told Ada Brandt: “We will rebuild every house.”", None),
            ("The line that stuck: “We will rebuild every house.”", None),
        ];
        let lexicons = Lexicons::built_in();
        for (second, expected) in cases {
            let article = Article::new("t", format!("{first}\n\n{second}\n"), None);
            let quotes = quotes::find(&article, Lexicons::ours());
            let entities = crate::facts::people::entities::find(&article, &lexicons);
            let found = find(&article, &quotes, &entities, &[], &lexicons);
            assert_eq!(found[0].same_speaker, expected, "{second}");
        }
    }
}
