//! Quotations that stand in an article twice, and what differs between the two.
//!
//! Candidates meet through runs of three words that both hold; the two are then compared word by word.
//! A run keeps its first few holders only, so that a phrase repeated a thousand times costs no more than once.

use super::attributions::Attribution;
use super::entities::{Entities, EntityKind, Mention};
use super::quotes::{Quote, QuoteUse, Quotes};
use crate::Span;
use crate::lexicon::Lexicons;
use crate::text::{Article, Role, TokenKind};
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Two quotations that share most of the words of the shorter one.
#[derive(Clone, Debug, PartialEq)]
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
    pub turned: u32,
    /// Whether the two end with one word.
    pub same_end: bool,
    /// The first place where the two differ: in the later one and in the earlier one; empty where one has no word there.
    pub differ: Option<(Span, Span)>,
    /// Whether either shows that words were left out or put in: an ellipsis or a square bracket.
    pub edited: bool,
    /// Whether both begin like a sentence, with a capital: neither is a phrase out of the middle.
    pub whole: bool,
    /// The speakers, where both are known: whether they are one. Two of one surname may be one, and whoever quotes
    /// a third person within the quotation is not the speaker of those words.
    pub same_speaker: Option<bool>,
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
    let mut runs: FxHashMap<[u64; RUN], Holders> = FxHashMap::default();
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
            let key = [fold(article, run[0]), fold(article, run[1]), fold(article, run[2])];
            let holders = runs.entry(key).or_default();
            for &holder in &holders.quotes[..holders.count] {
                if let Some((_, n)) = shared.iter_mut().find(|(h, _)| *h == holder) {
                    *n += 1;
                } else if holder != i && shared.len() < 16 {
                    shared.push((holder, 1));
                }
            }
            holders.add(i);
        }
        words.push(own);
        let best = shared.iter().max_by_key(|(holder, n)| (*n, std::cmp::Reverse(*holder)));
        if let Some(&(earlier, _)) = best {
            let pair = (&quotes.quotes[earlier], quote);
            found.push(compare(article, pair, (&words[earlier], &words[i]), &speakers));
        }
    }
    found
}

/// The first quotations that hold a run, in order.
#[derive(Default)]
struct Holders {
    quotes: [usize; HOLDERS],
    count: usize,
}

impl Holders {
    fn add(&mut self, quote: usize) {
        if self.count < HOLDERS && !self.quotes[..self.count].contains(&quote) {
            self.quotes[self.count] = quote;
            self.count += 1;
        }
    }
}

fn fold(article: &Article, token: usize) -> u64 {
    article.tokens[token].fold
}

fn compare(
    article: &Article,
    (earlier, later): (&Quote, &Quote),
    (a, b): (&[usize], &[usize]),
    speakers: &Speakers,
) -> QuoteRepeat {
    let folds = |tokens: &[usize]| tokens.iter().map(|&t| fold(article, t)).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Myers, &folds(a), &folds(b));
    let equal = |op: &DiffOp| matches!(op, DiffOp::Equal { .. });
    let first = ops.iter().position(equal).unwrap_or(0);
    let last = ops.iter().rposition(equal).unwrap_or(0);
    let (mut matched, mut changed, mut turned, mut differ) = (0, 0, 0, None);
    for (i, op) in ops.iter().enumerate() {
        let (old, new) = (op.old_range(), op.new_range());
        if equal(op) {
            matched += new.len();
            continue;
        }
        let inside = first < i && i < last;
        // At an end the longer quotation simply goes on; both going on differently is a difference.
        let both = !old.is_empty() && !new.is_empty();
        if inside {
            changed += old.len().max(new.len());
        } else if both {
            turned += new.len().min(old.len());
        }
        if (inside || both) && differ.is_none() {
            differ = Some((words_span(article, b, new), words_span(article, a, old)));
        }
    }
    QuoteRepeat {
        later: later.span,
        earlier: earlier.span,
        paragraphs: count(article.paragraph_at(later.span.start) - article.paragraph_at(earlier.span.start)),
        matched: count(matched),
        words: count(a.len().min(b.len())),
        changed: count(changed),
        turned: count(turned),
        same_end: ops.last().is_some_and(equal),
        differ,
        edited: [earlier, later].iter().any(|q| {
            let text = article.slice(q.inner);
            text.contains(['…', '[']) || text.contains("..") || text.contains(". .")
        }),
        whole: [earlier, later].iter().all(|q| article.slice(q.inner).starts_with(char::is_uppercase)),
        same_speaker: speakers.same(later, earlier),
    }
}

/// The words of a range, or the empty span where the range would stand.
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

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Who speaks, where that is sure.
struct Speakers<'a> {
    article: &'a Article,
    entities: &'a Entities,
    lexicons: &'a Lexicons,
    /// Contents in order, with their speakers.
    contents: Vec<(Span, Option<usize>)>,
}

impl<'a> Speakers<'a> {
    fn new(
        article: &'a Article,
        entities: &'a Entities,
        attributions: &[Attribution],
        lexicons: &'a Lexicons,
    ) -> Self {
        let sure = |a: &Attribution| a.entity.filter(|_| a.speaker_confidence >= 0.8 && a.confidence >= 0.5);
        let mut contents: Vec<_> =
            attributions.iter().flat_map(|a| a.content.iter().map(move |c| (*c, sure(a)))).collect();
        contents.sort_unstable();
        Self { article, entities, lexicons, contents }
    }

    fn same(&self, a: &Quote, b: &Quote) -> Option<bool> {
        let (one, other) = (self.of(a)?, self.of(b)?);
        let surname = |e: usize| {
            let surname = self.entities.entities[e].surname?;
            self.article.tokens_in(surname).next_back().map(|at| self.article.tokens[at].fold)
        };
        let kin = surname(one).is_some() && surname(one) == surname(other);
        let nested = [a, b].iter().any(|q| opens_another(self.article.slice(q.inner)));
        if one == other { Some(true) } else { (!kin && !nested).then_some(false) }
    }

    fn of(&self, quote: &Quote) -> Option<usize> {
        let span = quote.inner;
        let after = self.contents.partition_point(|(c, _)| c.start < span.end);
        let attributed = self.contents[..after].iter().rev().take(4).find(|(c, _)| c.overlaps(span));
        attributed.and_then(|(_, speaker)| *speaker).or_else(|| self.leading(quote))
    }

    /// The one person named in the words that lead in to a quotation (`In the words of Ada Brandt: “`).
    fn leading(&self, quote: &Quote) -> Option<usize> {
        let article = self.article;
        let open = article.token_at(quote.span.start);
        let mark = open.checked_sub(1)?;
        let leads = match article.word(mark) {
            ":" => true,
            "," => mark > 0 && self.lexicons.cues.get(article.tokens[mark - 1].fold).is_some(),
            _ => false,
        };
        let at = article.tokens[mark].span.start;
        let body = article.paragraphs.get(article.paragraph_at(at)).is_some_and(|p| p.role == Role::Body);
        let first = article.sentences.get(article.sentence_at(at))?.tokens.start;
        // `Brandt reminded him of his words: “` leads in to somebody else's.
        let another = |i: usize| {
            let word = article.word(i).to_ascii_lowercase();
            matches!(&*word, "him" | "his" | "her" | "them" | "their" | "hers" | "theirs")
        };
        if !leads || !body || first >= mark || (first..mark).any(another) {
            return None;
        }
        let lead = article.tokens[first].span.join(article.tokens[mark].span);
        let is_person = |m: &&Mention| self.entities.entities[m.entity].kind == EntityKind::Person;
        let mut people = self.entities.mentions_in(lead).filter(is_person);
        let one = people.next()?;
        // `On Brandt: “` is about her.
        let before =
            article.token_at(one.span.start).checked_sub(1).map(|i| article.word(i).to_ascii_lowercase());
        let about = before
            .is_some_and(|b| matches!(&*b, "on" | "about" | "against" | "to" | "for" | "with" | "over"));
        (!about && people.all(|m| m.entity == one.entity)).then_some(one.entity)
    }
}

/// Whether a quotation begins inside a quotation.
fn opens_another(text: &str) -> bool {
    let marks = |c: char| matches!(c, '‘' | '\'' | '“' | '"');
    text.char_indices().skip(1).any(|(at, c)| {
        let opens = text[at + c.len_utf8()..].starts_with(char::is_uppercase)
            || text[at + c.len_utf8()..].starts_with(char::is_lowercase);
        marks(c) && opens && text[..at].ends_with([' ', '(', '—'])
    })
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
            let found =
                find(&article, &quotes::find(&article), &Entities::default(), &[], &Lexicons::default());
            let [one] = &found[..] else { panic!("{text}: {found:?}") };
            assert_eq!((one.matched, one.changed, one.turned, one.same_end), expected, "{text}");
            assert_eq!(one.differ.map(|(b, _)| article.slice(b)), differ, "{text}");
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
        let lexicons = Lexicons::built_in().unwrap();
        for (second, expected) in cases {
            let article = Article::new("t", format!("{first}\n\n{second}\n"), None);
            let quotes = quotes::find(&article);
            let entities = crate::facts::entities::find(&article, &quotes, &lexicons);
            let found = find(&article, &quotes, &entities, &[], &lexicons);
            assert_eq!(found[0].same_speaker, expected, "{second}");
        }
    }
}
