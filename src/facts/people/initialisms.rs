//! Letters that stand for a name or a thing (`RTA`), and where the article spells them out, if it does.

use crate::Span;
use crate::facts::people::acronyms::Acronym;
use crate::facts::quotes::Quotes;
use crate::facts::wording::stems::{bare, possessive};
use crate::facts::wording::summaries::Narration;
use crate::lexicon::function_words::{is_function, is_small};
use crate::lexicon::{Lexicons, Organisations};
use crate::text::{Article, TokenKind, fold};
use rustc_hash::{FxHashMap, FxHashSet};

/// Letters that the list of those everybody knows does not hold, used in the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Initialism {
    /// The first use in running text, outside quotation marks.
    pub first: Span,
    /// How often the article uses them.
    pub uses: u32,
    /// Whether a sentence leans on them: they have an article before or a title after them, which no word that is
    /// only shouted has.
    pub relied_on: bool,
    /// The words that they stand for, where these are in the article in capitals or beside the letters.
    pub spelled_out: Option<Span>,
    /// Whether these first are in a later sentence than the letters.
    pub late: bool,
    /// Whether words with or without capitals have these initials, none of them a function word, or the letters
    /// are in brackets.
    pub perhaps: bool,
    /// Whether the letters are part of a longer name (`RTA Holdings`), or a word beside them says what they are
    /// (`the broadcaster RTA`, `the RTA, a union of drivers`).
    pub described: bool,
}

/// Letters of an initialism: two are a state, a party or someone's given names; more is a word in capitals.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=7;

/// What is gathered about one initialism on the way through the article.
#[derive(Default)]
struct Gathered {
    first: Option<usize>,
    uses: u32,
    relied_on: bool,
    spelled_out: Option<Span>,
    perhaps: bool,
    described: bool,
}

impl Gathered {
    fn spell(&mut self, name: Span) {
        self.spelled_out = Some(self.spelled_out.map_or(name, |earlier| earlier.min(name)));
    }
}

/// Finds the initialisms that not everybody knows, in order of their first use. Linear in the article's length.
#[must_use]
pub(in crate::facts) fn find(
    article: &Article,
    quotes: &Quotes,
    acronyms: &[Acronym],
    lexicons: &Lexicons,
    narration: &[Narration],
) -> Vec<Initialism> {
    let mut found: FxHashMap<u64, Gathered> = FxHashMap::default();
    for (number, paragraph) in
        article.paragraphs.iter().enumerate().filter(|(i, _)| narration[*i] > Narration::None)
    {
        for at in paragraph.tokens.clone() {
            let Some(letters) = letters(article, at) else { continue };
            if !stands_alone(article, lexicons, at) {
                continue;
            }
            let gathered = found.entry(pack(letters)).or_default();
            gathered.uses += 1;
            gathered.relied_on |= relied_on(article, lexicons, at);
            gathered.described |= described(article, lexicons, at);
            let quoted = || quotes.around(article.tokens[at].span.start).is_some();
            if gathered.first.is_none() && narration[number] == Narration::Full && !quoted() {
                gathered.first = Some(at);
            }
            gathered.perhaps |= bracketed(article, at);
        }
    }
    found.retain(|_, gathered| gathered.first.is_some());
    if found.is_empty() {
        return Vec::new();
    }
    without_words(article, &mut found);
    spell(article, &mut found);
    for acronym in acronyms {
        let key = letters(article, article.token_at(acronym.span.start)).map(pack);
        if let Some(gathered) = key.and_then(|key| found.get_mut(&key)) {
            gathered.spell(acronym.name);
        }
    }
    let mut found: Vec<Initialism> = found
        .into_values()
        .filter_map(|g| {
            let first = article.tokens[g.first?].span;
            let Gathered { uses, relied_on, spelled_out, perhaps, described, .. } = g;
            let length = letters(article, g.first?)?.len();
            let first = Span::of(first.start as usize..first.start as usize + length);
            let late =
                spelled_out.is_some_and(|s| article.sentence_at(s.start) > article.sentence_at(first.start));
            Some(Initialism { first, uses, relied_on, spelled_out, late, perhaps, described })
        })
        .collect();
    found.sort_unstable_by_key(|i| i.first);
    found
}

/// The capitals of a token that is made of nothing else, but for a plural or a possessive.
fn letters(article: &Article, at: usize) -> Option<&str> {
    let token = article.tokens[at];
    if token.kind != TokenKind::Word || !token.capital {
        return None;
    }
    let bare = bare(article.slice(token.span));
    let bare = bare.strip_suffix('s').unwrap_or(bare);
    let capitals = bare.bytes().all(|b| b.is_ascii_uppercase());
    (LETTERS.contains(&bare.len()) && capitals).then_some(bare)
}

/// Up to twelve capitals as one number, five bits each.
fn pack(letters: &str) -> u64 {
    letters.bytes().fold(0, push)
}

fn push(packed: u64, letter: u8) -> u64 {
    packed << 5 | u64::from(letter.to_ascii_uppercase() - b'A' + 1)
}

/// The place in the alphabet, from 1, of the first letter of a packed row of letters.
fn first_of(packed: u64) -> u64 {
    packed >> ((63 - u64::from(packed.max(1).leading_zeros())) / 5 * 5)
}

/// Whether the letters are not known to everybody, and not a word shouted, a numeral, an address, a dateline or a
/// station.
fn stands_alone(article: &Article, lexicons: &Lexicons, at: usize) -> bool {
    let Some(letters) = letters(article, at) else { return false };
    let known = |word: &str| lexicons.acronyms.word(word).is_some();
    let span = article.tokens[at].span;
    let before = article.text[..span.start as usize].chars().next_back();
    let after = article.text[span.end as usize..].chars().next();
    // `#RTA`, `@RTA`, `$RTA`, `NYSE:RTA`, `RTA.com`, `RTA/COM`, `RTA&B`.
    let glued = before.is_some_and(|c| "#@$:/&._-–+'’".contains(c) || c.is_alphanumeric())
        || after.is_some_and(|c| "@:/&_-–+".contains(c))
        || after == Some('.') && article.text[span.end as usize + 1..].starts_with(char::is_alphanumeric);
    let numeral = letters.bytes().all(|b| b"IVXLCM".contains(&b));
    // American stations have four letters, the first a W or K.
    let station = letters.len() == 4 && letters.starts_with(['W', 'K']);
    let shouted = |at: Option<usize>| {
        let word = at.and_then(|at| article.tokens.get(at)).map_or("", |t| article.slice(t.span));
        let capitals =
            word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'\'' || b == b'-');
        capitals && !known(word) && word != letters
    };
    !(known(letters)
        || glued
        || numeral
        || station
        || is_function(fold(letters))
        || dateline(article, at)
        || shouted(at.checked_sub(1))
        || shouted(Some(at + 1)))
}

/// Whether the letters are a town at the head of a paragraph (`TORVIK, Norland —`), or a label (`BELL: No.`).
fn dateline(article: &Article, at: usize) -> bool {
    let start = article.tokens[at].span.start;
    let head = article.paragraphs.get(article.paragraph_at(start)).is_some_and(|p| p.tokens.start == at);
    let next = article.tokens.get(at + 1).map_or("", |t| article.slice(t.span));
    next == ":" || head && matches!(next, "," | "(" | "-" | "--" | "–" | "—" | "|")
}

/// Whether an article is before the letters or a title after them.
fn relied_on(article: &Article, lexicons: &Lexicons, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| article.word(at));
    let title = article.tokens.get(at + 1).is_some_and(|t| lexicons.titles.get(t.fold).is_some());
    matches!(before, "the" | "The" | "an" | "An") || title
}

/// Whether a token opens its sentence, and so may have a capital without being part of a name.
fn opens(article: &Article, at: usize) -> bool {
    let sentence = article.sentences.get(article.sentence_at(article.tokens[at].span.start));
    sentence.is_some_and(|s| s.tokens.start == at)
}

/// Whether the words beside the letters say what they are, or make a longer name of them.
fn described(article: &Article, lexicons: &Lexicons, at: usize) -> bool {
    let word =
        |at: Option<usize>| at.and_then(|at| article.tokens.get(at)).map_or("", |t| article.slice(t.span));
    let owned = possessive(article.word(at));
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().any(char::is_lowercase)
            && lexicons.titles.word(word).is_none()
            && lexicons.common_words.word(word).is_none()
    };
    let (before, after) = (word(at.checked_sub(1)), if owned { "" } else { word(Some(at + 1)) });
    let named = capital(after) || at > 0 && !opens(article, at - 1) && capital(before);
    let kind = |word: &str| lexicons.word_is(word, Organisations::Kind);
    let next = |n: usize| word(Some(at + n));
    let apposed = matches!(next(1), "," | "—" | "–" | "-")
        && matches!(next(2), "a" | "an" | "the" | "or" | "which" | "whose" | "short")
        || next(1) == "("
        || matches!((next(1), next(2)), ("is" | "was", "a" | "an"))
        || matches!((next(1), next(2)), ("stands", "for") | ("which", "stands"));
    let called = matches!(before, "or" | "acronym" | "initials" | "abbreviation" | "abbreviated" | "called")
        || matches!((word(at.checked_sub(2)), before), ("known" | "referred", "as") | ("known", "simply"));
    named || apposed || called || kind(before) || kind(after)
}

/// Whether the letters are in brackets, or just after the one that opens.
fn bracketed(article: &Article, at: usize) -> bool {
    at > 0 && matches!(article.word(at - 1), "(" | "[")
}

/// Drops what also occurs in lower case: a word in capitals for emphasis, a surname.
fn without_words(article: &Article, found: &mut FxHashMap<u64, Gathered>) {
    let folds: FxHashMap<u64, u64> =
        found.iter().filter_map(|(key, g)| Some((fold(letters(article, g.first?)?), *key))).collect();
    let small = |word: &str| word.chars().skip(1).any(char::is_lowercase);
    let words: FxHashSet<u64> = article
        .tokens
        .iter()
        .filter_map(|t| folds.get(&t.fold).filter(|_| small(article.slice(t.span))))
        .copied()
        .collect();
    found.retain(|key, _| !words.contains(key));
}

/// Looks for words with the initials, small words between them counted or left out.
fn spell(article: &Article, found: &mut FxHashMap<u64, Gathered>) {
    // A bit for each letter that one of them begins with.
    let wanted = found.keys().fold(0_u32, |bits, key| bits | 1 << first_of(*key));
    let begins = |word: &str| {
        let initial = word.as_bytes().first().filter(|b| b.is_ascii_alphabetic());
        initial.is_some_and(|b| wanted >> (b.to_ascii_uppercase() - b'A' + 1) & 1 == 1)
    };
    for sentence in &article.sentences {
        for start in sentence.tokens.clone() {
            if !begins(article.word(start)) || is_small(article.word(start)) {
                continue;
            }
            for counted in [false, true] {
                from(article, start, sentence.tokens.end, counted, found);
            }
        }
    }
}

/// Reads initials on from `start` and notes each row of them that is one of those wanted. Words without capitals must
/// be no function words, or three letters are found everywhere.
fn from(article: &Article, start: usize, end: usize, counted: bool, found: &mut FxHashMap<u64, Gathered>) {
    let (mut packed, mut taken, mut capitals, mut nouns) = (0, 0, true, true);
    for at in start..end.min(start + 2 * LETTERS.end()) {
        let word = article.word(at);
        if is_small(word) && !counted {
            continue;
        }
        if matches!(word, "," | "&" | "'" | "’" | "“" | "”" | "\"") {
            continue;
        }
        nouns &= !is_function(article.tokens[at].fold);
        for part in word.split('-') {
            let Some(&initial) = part.as_bytes().first().filter(|b| b.is_ascii_alphabetic()) else { return };
            packed = push(packed, initial);
            taken += 1;
            capitals &= initial.is_ascii_uppercase() || is_small(part);
        }
        if taken > *LETTERS.end() {
            return;
        }
        if taken < *LETTERS.start() {
            continue;
        }
        if let Some(gathered) = found.get_mut(&packed) {
            if capitals {
                gathered.spell(article.span_of(start..at + 1));
            }
            gathered.perhaps |= nouns;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::people::acronyms;
    use crate::facts::quotes;

    fn found(text: &str) -> Vec<(String, Initialism)> {
        let article = Article::new("t", text.to_owned(), None);
        let lexicons = Lexicons::built_in();
        let found = {
            let told = crate::facts::wording::summaries::narration(&article, Lexicons::ours());
            find(
                &article,
                &quotes::find(&article, Lexicons::ours()),
                &acronyms::find(&article),
                &lexicons,
                &told,
            )
        };
        found.into_iter().map(|i| (article.slice(i.first).to_owned(), i)).collect()
    }

    fn only_initialism(text: &str) -> Initialism {
        let found = found(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0].1
    }

    #[test]
    fn what_is_no_initialism() {
        for text in [
            "TORVIK, Norland — The port is shut.",
            "BELL: No, it was not me.",
            "He said it was a HUGE, HUGE mistake and a huge one.",
            "They will NEVER go there.",
            "Chapter XII was read on WGRL by the CEO of IBM and a man from NATO.",
            "The tag was #QRV and the address qrv.QRV.com or QRV@port.",
            "“The QRV is shut,” he said.",
            "PORT OF TORVIK SHUT",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn where_they_are_spelt_out() {
        let bare =
            only_initialism("The QRV shut the road. A second QRV inspector agreed with QRVs elsewhere.");
        assert_eq!((bare.uses, bare.spelled_out, bare.perhaps, bare.described), (3, None, false, false));
        assert!(bare.relied_on);
        assert!(
            only_initialism("The Quay and Road Ventures Board met. The QRVB agreed.")
                .spelled_out
                .is_some_and(|s| s.start == 4)
        );
        assert!(
            only_initialism(
                "The QRV agreed. The Quay and Road Ventures Board met, as did Quay Road Ventures."
            )
            .late
        );
        assert!(!only_initialism("The Quay Road Ventures board (QRV) met. The QRV agreed.").late);
        assert!(only_initialism("He has quick recurrent vertigo. The QRV is no illness.").perhaps);
        for text in [
            "The broadcaster QRV was there.",
            "On Monday QRV, a broadcaster, was there.",
            "The QRV network was there.",
            "She is with QRV Holdings now.",
            "A body known as QRV was there.",
            "QRV stands for nothing.",
        ] {
            assert!(only_initialism(text).described, "{text}");
        }
    }
}
