//! When and by what means a quotation was uttered, as far as the words around it say.

use crate::facts::quotes::{Quote, Quotes};
use crate::facts::wording::stems::bare;
use crate::lexicon::{Calendar, Class, Lexicons, Occasions};
use crate::text::{Article, TokenKind, fold};
use std::ops::Range;

/// Words beside a quotation that are read, on either side.
const NEAR: usize = 40;
/// Tokens of the line above or below that are read.
const LINE: usize = 9;
/// Words of a cue with its source, at most.
const CUE: usize = 8;
/// Up to so many words beside a quotation only say who speaks; the sentence before may say where.
const BARE: usize = 4;

/// An occasion on which someone spoke or wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Occasion {
    /// Days of the week, one bit each.
    days: u32,
    /// Means of saying something, a bit for each class of [`Occasions`].
    means: u32,
    /// Years.
    years: Vec<u16>,
    /// Whether the cue goes on with what was being said (`he added`).
    pub(super) goes_on: bool,
    /// Whether a song, a poem or a chant is spoken of.
    pub(super) verse: bool,
}

impl Occasion {
    /// What the words outside quotation marks of its sentence say, and those of the sentence before where its own
    /// only say who speaks.
    pub(super) fn of(article: &Article, lexicons: &Lexicons, quotes: &Quotes, quote: &Quote) -> Self {
        let tokens = article.tokens_in(quote.span);
        let sentence = |t: usize| {
            let token = article.tokens.get(t);
            token.and_then(|t| article.sentences.get(article.sentence_at(t.span.start)))
        };
        let first = sentence(tokens.start).map_or(tokens.start, |s| s.tokens.start);
        let last = sentence(tokens.end.saturating_sub(1)).map_or(tokens.end, |s| s.tokens.end);
        let mut occasion = Self::default();
        let before = first.max(tokens.start.saturating_sub(NEAR))..tokens.start;
        // `“No!” (2010)`: the brackets may be outside its sentence.
        let bracket = article.tokens.get(tokens.end).is_some_and(|t| article.slice(t.span) == "(");
        let last = if bracket { last.max((tokens.end + BARE).min(article.tokens.len())) } else { last };
        let after = tokens.end..last.max(tokens.end).min(tokens.end + NEAR);
        let words = occasion.read(article, lexicons, quotes, before.clone())
            + occasion.read(article, lexicons, quotes, after.clone());
        let beside = before.chain(after).filter(|&t| quotes.around(article.tokens[t].span.start).is_none());
        occasion.goes_on = words <= CUE && beside.into_iter().any(|t| goes_on(article.word(t)));
        // What is sung may be said in the line above or below.
        let floor = tokens.start.saturating_sub(NEAR + LINE);
        let ceiling = (tokens.end + NEAR + LINE).min(article.tokens.len());
        let around = first.saturating_sub(LINE).max(floor)..(last.max(tokens.end) + LINE).min(ceiling);
        occasion.verse =
            around.into_iter().any(|t| !tokens.contains(&t) && lexicons.at(article, t, Occasions::Verse));
        if words <= BARE && first > 0 && occasion.is_open() {
            let start = sentence(first - 1).map_or(first, |s| s.tokens.start);
            occasion.read(article, lexicons, quotes, start.max(first.saturating_sub(NEAR))..first);
        }
        occasion
    }

    /// Whether nothing is known of day, means and year.
    fn is_open(&self) -> bool {
        self.days == 0 && self.means == 0 && self.years.is_empty()
    }

    /// Whether the two say different things about the same occasion.
    pub(super) fn differs(&self, other: &Self) -> bool {
        let apart = |a: u32, b: u32| a != 0 && b != 0 && a & b == 0;
        let years = !self.years.is_empty()
            && !other.years.is_empty()
            && !self.years.iter().any(|year| other.years.contains(year));
        apart(self.days, other.days) || apart(self.means, other.means) || years
    }

    /// Takes in the words of `tokens` that are not quoted; gives how many there are.
    fn read(
        &mut self,
        article: &Article,
        lexicons: &Lexicons,
        quotes: &Quotes,
        tokens: Range<usize>,
    ) -> usize {
        let mut words = 0;
        for t in tokens {
            let token = article.tokens[t];
            if token.kind == TokenKind::Mark || quotes.around(token.span.start).is_some() {
                continue;
            }
            words += 1;
            let word = bare(article.word(t));
            let fold = fold(word);
            let day = lexicons
                .calendar
                .get(fold)
                .filter(|hit| hit.is_any(&[Calendar::Weekday, Calendar::Weekdays]));
            self.days |= day.and_then(|hit| hit.lemma.parse::<u32>().ok()).map_or(0, |day| 1 << day);
            let means = lexicons.occasions.get(fold).into_iter().flat_map(|hit| hit.classes());
            self.means |= means
                .filter(|&class| class != Occasions::Verse)
                .fold(0, |all, class| all | 1 << class.number());
            if word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) {
                self.years.extend(word.parse::<u16>());
            }
        }
        words
    }
}

/// Whether the cue goes on with what was being said.
fn goes_on(word: &str) -> bool {
    let verbs = ["added", "adds", "adding", "continued", "continues", "continuing"];
    verbs.iter().any(|verb| verb.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::quotes;

    #[test]
    fn tells_occasions_apart() {
        let cases = [
            ("“We won,” she said Monday.", "“We won,” she said on Friday.", true),
            ("“We won,” she said Monday.", "“We won,” she said.", false),
            ("“We won,” she tweeted.", "She spoke at a rally. “We won,” she said.", true),
            ("“We won” (2010).", "“We won” (2015).", true),
            ("“We won!” (2010).", "“We won!” (2015).", true),
            ("“We won,” she said in an interview.", "The radio ran it. “We won,” she said.", false),
            ("“We won,” she said in a speech.", "She said in the speech, “We won on Monday.”", false),
        ];
        for (one, other, expected) in cases {
            let article = Article::new("t", format!("{one}\n\n{other}\n"), None);
            let quotes = quotes::find(&article, Lexicons::ours());
            let [a, b] = &quotes.quotes[..] else { panic!("{one} {other}") };
            let of = |q| Occasion::of(&article, Lexicons::ours(), &quotes, q);
            assert_eq!(of(a).differs(&of(b)), expected, "{one} {other}");
        }
    }

    #[test]
    fn what_is_added_and_what_is_sung() {
        let cases = [
            ("“We won,” she added.", (true, false)),
            ("“We won,” she said.", (false, false)),
            ("The crowd sang.\n\n“We won.”", (false, true)),
        ];
        for (text, expected) in cases {
            let article = Article::new("t", text.to_owned(), None);
            let quotes = quotes::find(&article, Lexicons::ours());
            let found = Occasion::of(&article, Lexicons::ours(), &quotes, &quotes.quotes[0]);
            assert_eq!((found.goes_on, found.verse), expected, "{text}");
        }
    }
}
