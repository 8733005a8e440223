//! Bodies and places under two names: `Calder Housing Trust` and `Calder Housing Association`, `Millbrook Road` and `Millbank Road`.
//!
//! Names of several words meet where they have all words but one in common: each is entered once for each of its words, with
//! that word left out. So the search is linear in the length of the article.

use crate::Span;
use crate::facts::wording::stems::bare;
use crate::lexicon::function_words::is_function;
use crate::lexicon::{Calendar, Lexicons, Organisations};
use crate::span::count;
use crate::text::{Article, Role, TokenKind, fold};
use rustc_hash::FxHashMap;
use std::hash::{Hash, Hasher};

/// A name that is another one of the article but for one word.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DoubleName {
    /// The rarer name, at its first mention; of two that are as often, the later.
    pub odd: Span,
    /// The usual one, at its first.
    pub usual: Span,
    /// How often the rarer one occurs, 1 or more.
    pub odd_count: u32,
    /// How often the usual one does, no less.
    pub usual_count: u32,
    /// Whether the words that differ each say what the body is, and may stand for each other (`Trust`, `Association`); else they
    /// are words that look alike.
    pub kindred: bool,
    /// Whether the words before and after the one that differs are more than one.
    pub long: bool,
    /// Whether both names are in one sentence.
    pub together: bool,
}

/// A name of several words.
struct Name {
    span: Span,
    /// Its words, particles left out: the fold, and the token.
    words: Vec<(u64, usize)>,
    count: u32,
}

/// The most words of a name that is looked at.
const LONGEST: usize = 7;

/// Finds the names that differ in one word. Linear in the article's length.
#[must_use]
pub fn find(article: &Article, lexicons: &Lexicons) -> Vec<DoubleName> {
    let names = names(article, lexicons);
    if names.len() < 2 {
        return Vec::new();
    }
    // Under each name with one word left out, the words that stand there, with the name of each.
    let mut open: FxHashMap<u64, Vec<(u64, usize)>> = FxHashMap::default();
    for (number, name) in names.iter().enumerate() {
        for at in 0..name.words.len() {
            let row = open.entry(without(name, at)).or_default();
            if row.len() < 4 {
                row.push((name.words[at].0, number));
            }
        }
    }
    let mut found = Vec::new();
    for (number, name) in names.iter().enumerate() {
        for at in 0..name.words.len() {
            let row = &open[&without(name, at)];
            // Three of a kind are a series: the North, South and West Primary School.
            let [(_, first), (_, second)] = row[..] else { continue };
            if first == number {
                found.extend(double(article, lexicons, &names[first], &names[second], at));
            }
        }
    }
    found.sort_unstable_by_key(|d| d.odd);
    found.dedup_by_key(|d| d.odd);
    found
}

fn without(name: &Name, at: usize) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    (at, name.words.len()).hash(&mut hasher);
    for (i, (word, _)) in name.words.iter().enumerate().filter(|(i, _)| *i != at) {
        (i, word).hash(&mut hasher);
    }
    hasher.finish()
}

fn double(
    article: &Article,
    lexicons: &Lexicons,
    first: &Name,
    second: &Name,
    at: usize,
) -> Option<DoubleName> {
    let (a, b) = (first.words[at].1, second.words[at].1);
    let is = |token: usize| {
        let word = bare(article.word(token));
        lexicons.has(fold(word), Organisations::Kindred)
    };
    let kindred = is(a) && is(b) && at + 1 == first.words.len();
    if !kindred && !alike(lexicons, bare(article.word(a)), bare(article.word(b))) {
        return None;
    }
    let (odd, usual) = if second.count <= first.count { (second, first) } else { (first, second) };
    Some(DoubleName {
        odd: odd.span,
        usual: usual.span,
        odd_count: odd.count,
        usual_count: usual.count,
        kindred,
        long: first.words.len() > 2,
        together: article.sentence_at(odd.span.start) == article.sentence_at(usual.span.start),
    })
}

/// Endings that make another form of a word or of a country's name.
const ENDINGS: [&str; 18] =
    ["", "s", "n", "ns", "y", "ic", "er", "ers", "r", "rs", "e", "ed", "d", "an", "ans", "es", "ing", "in"];

/// Whether two words may be taken for each other: they begin alike and are not forms of one word.
fn alike(lexicons: &Lexicons, a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    // "German" and "Germany", "Democrats" and "Democratic": one word with two endings.
    let ending = |word: &str| word.get(same..).is_some_and(|tail| ENDINGS.contains(&tail));
    let inflected = same >= 4 && ending(&a) && ending(&b);
    let named = |word: &str| {
        let folded = fold(word);
        lexicons.units.get(folded).is_some()
            || lexicons.has(folded, Calendar::Weekday)
            || lexicons.has(folded, Calendar::Month)
            || lexicons.given_names.get(folded).is_some()
    };
    let slips = strsim::osa_distance(&a, &b);
    let near = short.len() >= 5 && slips <= 2 && same >= 2
        || short.len() >= 7 && same >= 4 && slips <= 5 && long.len() - short.len() < 4;
    let joined = [&a, &b].iter().any(|w| w.contains(['-', '‘', '’', '\'']));
    near && !joined && !inflected && !named(&a) && !named(&b)
}

/// The names of two words or more those of people left out, each once.
fn names(article: &Article, lexicons: &Lexicons) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut known: FxHashMap<u64, usize> = FxHashMap::default();
    for sentence in &article.sentences {
        if !matches!(article.paragraphs[sentence.paragraph].role, Role::Body | Role::Caption | Role::Headline)
        {
            continue;
        }
        let end = sentence.tokens.end;
        let capital = |t: usize| {
            let token = article.tokens[t];
            token.kind == TokenKind::Word && token.capital && !is_function(token.fold)
        };
        let mut at = sentence.tokens.start;
        while at < end {
            if !capital(at) {
                at += 1;
                continue;
            }
            let mut words = vec![at];
            let mut to = at + 1;
            while to < end {
                let particles = (to..end.min(to + 2))
                    .take_while(|&t| matches!(article.word(t), "of" | "the" | "for" | "&"))
                    .count();
                let next = to + particles;
                if next >= end || !capital(next) {
                    break;
                }
                // "Hale's Trust" is one name; "the Trust's Hale" is two.
                words.push(next);
                to = next + 1;
            }
            // "Tenants of the Calder Trust": a capital that opens the sentence may be none.
            if words[0] == sentence.tokens.start && words.get(1).is_some_and(|second| *second > words[0] + 1)
            {
                words.remove(0);
            }
            let at_first = words[0];
            let span = article.span_of(at_first..to);
            at = to;
            let title = |t: &usize| lexicons.titles.get(article.tokens[*t].fold).is_some();
            if words.len() < 2 || words.len() > LONGEST || words.iter().any(title) {
                continue;
            }
            let headed =
                words.last().is_some_and(|t| lexicons.organisations.get(article.tokens[*t].fold).is_some());
            // Given names are for `namesakes`.
            let person =
                !headed && words.iter().any(|t| lexicons.given_names.get(article.tokens[*t].fold).is_some());
            if person {
                continue;
            }
            let last = article.word(words[words.len() - 1]);
            let span = Span { start: span.start, end: span.end - count(last.len() - bare(last).len()) };
            let words: Vec<(u64, usize)> =
                words.into_iter().map(|t| (fold(bare(article.word(t))), t)).collect();
            let mut hasher = rustc_hash::FxHasher::default();
            words.iter().for_each(|(word, _)| word.hash(&mut hasher));
            let number = *known.entry(hasher.finish()).or_insert(names.len());
            match names.get_mut(number) {
                Some(name) => name.count += 1,
                None => names.push(Name { span, words, count: 1 }),
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meets_names_that_differ_in_one_word() {
        let cases = [
            (
                "The Calder Vale Housing Trust owns it. Tenants of the Calder Vale Housing Association left.",
                Some("Calder Vale Housing Association"),
            ),
            (
                "It is in Millbrook Road. There is Millbank Avenue. Lorries use Millbank Road.",
                Some("Millbank Road"),
            ),
            ("Dorle’s Pantry fed them. But Dorla Pantry is the only one.", Some("Dorla Pantry")),
            ("North Torvik School lost to South Torvik School.", None),
            ("The Torvik Marsh Council met the Torvik Marsh Board.", None),
            ("The Torvik Harbour Trust sued. So did the Torvik Harbour Trusts of old.", None),
        ];
        let lexicons = Lexicons::built_in();
        for (text, expected) in cases {
            let article = Article::new("t", text.to_owned(), None);
            let found = find(&article, &lexicons);
            assert_eq!(found.first().map(|d| article.slice(d.odd)), expected, "{text}: {found:?}");
        }
    }
}
