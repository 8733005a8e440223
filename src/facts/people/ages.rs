//! Two ages given for one person: `Hale, 34,` and `the 41-year-old Ada Hale`, or an age and a year of birth.

use crate::Span;
use crate::facts::people::entities::Entities;
use crate::facts::wording::stems::possessive;
use crate::lexicon::Lexicons;
use crate::lexicon::function_words::is_function;
use crate::text::{Article, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Two ages that the article gives one person.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AgePair {
    /// The earlier: the number, or the year of birth.
    pub first: Span,
    /// The later.
    pub second: Span,
    /// The surname, as written at the later place.
    pub name: Span,
    /// Ages that the earlier can mean.
    pub first_years: (i16, i16),
    /// Ages that the later can mean.
    pub second_years: (i16, i16),
    /// Whether the later is the year of a birth of which the days of birth and of death are given.
    pub exact: bool,
}

impl AgePair {
    /// Years between the two: 0 where they can both be right.
    #[must_use]
    pub fn apart(&self) -> i16 {
        let ((a, b), (c, d)) = (self.first_years, self.second_years);
        (c - b).max(a - d).max(0)
    }
}

/// An age, or a year of birth, as the article gives it at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatedAge {
    /// The number, or the year of birth.
    pub span: Span,
    /// Ages that it can mean today.
    pub years: (i16, i16),
    /// Tokens of the name of the person whose age it is.
    pub name: Range<usize>,
    /// Whether the days of birth and of death are given, so that the age at death is certain.
    pub exact: bool,
}

impl StatedAge {
    /// The name of the person.
    #[must_use]
    pub fn name_in(&self, article: &Article) -> Option<Span> {
        Some(article.span_of(self.name.clone())).filter(|name| !name.is_empty())
    }

    /// Whose age it is: the full name, or the name as written where nobody has it.
    #[must_use]
    pub fn person(&self, article: &Article, entities: &Entities) -> Option<Span> {
        let written = self.name_in(article)?;
        let full = entities.named_at(written).and_then(|entity| entities.get(entity));
        Some(full.map_or(written, |entity| entity.name))
    }

    /// Whether it is a year of birth.
    #[must_use]
    pub const fn is_birth(&self) -> bool {
        // An age has three digits at most.
        self.span.len() == 4
    }
}

/// Different ages of one surname that are kept to be compared.
const KEPT: usize = 4;

/// Pairs the ages that an article gives its people, in order of the later one. Linear in its length.
///
/// Only ages of today count: `was 34 when` is of another day.
#[must_use]
pub fn find(article: &Article, claims: &[StatedAge]) -> Vec<AgePair> {
    if claims.len() < 2 {
        return Vec::new();
    }
    let shared = shared_surnames(article, claims);
    let mut kept: FxHashMap<u64, Vec<&StatedAge>> = FxHashMap::default();
    let mut pairs = Vec::new();
    for claim in claims {
        let surname = article.tokens[claim.name.end - 1].fold;
        let known = kept.entry(surname).or_default();
        let same = known.iter().filter(|other| same_person(article, other, claim, shared.contains(&surname)));
        let pair = |first: &StatedAge| AgePair {
            first: first.span,
            second: claim.span,
            name: article.tokens[claim.name.end - 1].span,
            first_years: first.years,
            second_years: claim.years,
            exact: claim.exact,
        };
        // The one most at odds with it.
        pairs.extend(same.map(|first| pair(first)).max_by_key(AgePair::apart));
        if known.len() < KEPT
            && !known.iter().any(|k| k.years == claim.years && k.name.len() == claim.name.len())
        {
            known.push(claim);
        }
    }
    pairs
}

/// Whether two claims of one surname speak of one person: given names agree, or one has none and nobody else in
/// the article has the surname.
fn same_person(article: &Article, a: &StatedAge, b: &StatedAge, shared: bool) -> bool {
    let shorter = a.name.len().min(b.name.len());
    let tail = |c: &StatedAge| article.tokens[c.name.end - shorter..c.name.end].iter().map(|t| t.fold);
    if a.name.len() != b.name.len() && !tail(a).eq(tail(b)) {
        // "Ada M. Hale" and "Ada Hale" share ends; "Tom Hale" and "Ada M. Hale" share the last alone.
        let first = |c: &StatedAge| article.tokens[c.name.start].fold;
        return first(a) == first(b);
    }
    // A surname of two words ("van Dorn") is no given name and surname.
    let given = |c: &StatedAge| {
        (c.name.len() > 1 && a.name.len() == b.name.len()).then(|| article.tokens[c.name.start].fold)
    };
    match (given(a), given(b)) {
        (Some(a), Some(b)) => a == b,
        _ => !shared,
    }
}

/// Surnames that are after two different given names.
fn shared_surnames(article: &Article, claims: &[StatedAge]) -> FxHashSet<u64> {
    let surnames: FxHashSet<u64> = claims.iter().map(|c| article.tokens[c.name.end - 1].fold).collect();
    let mut given: FxHashMap<u64, u64> = FxHashMap::default();
    let mut shared = FxHashSet::default();
    for pair in article.tokens.windows(2) {
        let [a, b] = pair else { continue };
        let named = surnames.contains(&b.fold)
            && a.kind == TokenKind::Word
            && b.span.start <= a.span.end + 1
            && !is_function(a.fold)
            && a.capital
            && article.slice(a.span).chars().count() > 2;
        if named && *given.entry(b.fold).or_insert(a.fold) != a.fold {
            shared.insert(b.fold);
        }
    }
    shared
}

/// The ages and years of birth that an article gives its people today, in order. Linear in its length.
#[must_use]
pub fn stated(article: &Article, lexicons: &Lexicons) -> Vec<StatedAge> {
    let year = article.published.map(|p| p.date.year());
    let mut claims = Vec::new();
    // The one of whose death the article tells: "she" in a sentence on a birth is that person.
    let mut dead: Option<Range<usize>> = None;
    let mut before: Option<Range<usize>> = None;
    for sentence in &article.sentences {
        let words = AgeSentence { article, lexicons, range: sentence.tokens.clone() };
        if let Some(claim) = words.at_death(before.as_ref()) {
            dead.get_or_insert_with(|| claim.name.clone());
            claims.push(claim);
        }
        let pronoun = words.any(words.range.start, &["he", "she"]) && words.is(words.range.start + 2, "born");
        if let Some(name) = dead.clone().filter(|_| pronoun)
            && let Some(year) = year
        {
            claims.extend(words.birth_of(words.range.start + 2, year, name));
        }
        before = Some(sentence.tokens.clone());
        for i in sentence.tokens.clone() {
            let token = article.tokens[i];
            let claim = match token.kind {
                TokenKind::Number => words.age(i),
                TokenKind::Word if words.is(i, "born") => year.and_then(|y| words.birth(i, y)),
                _ => None,
            };
            claims.extend(claim);
        }
    }
    claims
}

/// The tokens of a sentence.
struct AgeSentence<'a> {
    article: &'a Article,
    lexicons: &'a Lexicons,
    range: Range<usize>,
}

impl<'a> AgeSentence<'a> {
    fn text(&self, i: usize) -> &'a str {
        if self.range.contains(&i) { self.article.word(i) } else { "" }
    }

    fn is(&self, i: usize, word: &str) -> bool {
        self.text(i).eq_ignore_ascii_case(word)
    }

    fn any(&self, i: usize, words: &[&str]) -> bool {
        words.iter().any(|w| self.is(i, w))
    }

    /// Whether token `i` can be part of a person's name.
    fn nameable(&self, i: usize) -> bool {
        let text = self.text(i);
        self.range.contains(&i)
            && self.article.tokens[i].kind == TokenKind::Word
            && text.starts_with(char::is_uppercase)
            && text.chars().any(char::is_lowercase)
            && !possessive(text)
            && !is_function(self.article.tokens[i].fold)
            && self.lexicons.places.get(self.article.tokens[i].fold).is_none()
    }

    /// The name that ends before token `end`: capitals, with initials between them.
    fn name_before(&self, end: usize) -> Option<Range<usize>> {
        let mut start = end;
        while start > self.range.start && end - start < 5 {
            let initial = self.is(start - 1, ".") && start >= 2 && self.text(start - 2).chars().count() == 1;
            if self.nameable(start - 1) {
                start -= 1;
            } else if initial && start < end {
                start -= 2;
            } else {
                break;
            }
        }
        (start < end).then_some(start..end)
    }

    /// The name that starts at token `start`.
    fn name_after(&self, start: usize) -> Option<Range<usize>> {
        let mut end = start;
        while end < start + 5 {
            let initial = end > start && self.text(end).chars().count() == 1 && self.is(end + 1, ".");
            if self.nameable(end) {
                end += 1;
            } else if initial && self.nameable(end + 2) {
                end += 2;
            } else {
                break;
            }
        }
        (start < end).then_some(start..end)
    }

    /// The person of whom something is said at token `i`: `Hale, 34`; `Hale, who is 34`; `Hale, a 34-year-old`;
    /// `Hale is 34`.
    fn person_before(&self, i: usize) -> Option<Range<usize>> {
        let mut at = i;
        for skip in [
            &["a", "an", "the", "aged", "age", "now", "just"][..],
            &["is", "turns", "turned", "was"],
            &["who"],
        ] {
            at -= usize::from(at > self.range.start && self.any(at - 1, skip));
        }
        let verb = at < i && self.any(at, &["is", "turns", "turned", "was"]);
        let comma = at > self.range.start && self.is(at - 1, ",");
        if comma {
            return self.name_before(at - 1).or_else(|| self.past_clause(at - 1).filter(|_| verb));
        }
        verb.then(|| self.name_before(at)).flatten()
    }

    /// The name before the clause on a birth that ends at the comma at token `end`: `Hale, born on May 3, 1950, is`.
    fn past_clause(&self, end: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 14;
        let from = end.saturating_sub(LONGEST).max(self.range.start);
        let born = (from..end).rev().find(|&i| self.is(i, "born"))?;
        let opens = (from..born).rev().take(3).find(|&i| self.is(i, ","))?;
        self.name_before(opens)
    }

    /// An age of today that starts at the number at token `i`.
    fn age(&self, i: usize) -> Option<StatedAge> {
        let text = self.text(i);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let years: i16 = text.get(..digits)?.parse().ok().filter(|y| (10..=115).contains(y) && digits < 4)?;
        let compound = matches!(&text[digits..], "-year-old" | "-year-olds");
        if !(compound || digits == text.len()) {
            return None;
        }
        let past = self.any(i.wrapping_sub(1), &["was", "at"])
            || self.is(i + 1, "when")
            || self.is(i + 2, "when")
            || self.is(i + 1, "at");
        let old = self.is(i + 1, "years") && self.is(i + 2, "old");
        let stop = self.any(i + 1, &[",", ".", ";", ")", "and", "on", "this", "last", "in"]);
        let told = self.any(i.wrapping_sub(1), &["aged", "age", "turned", "turns", "is"]);
        let bare = self.is(i.wrapping_sub(1), ",") && self.is(i + 1, ",") || told && stop || old;
        if past && !compound || self.is(i.wrapping_sub(1), "than") {
            // "At 34, Hale is": said of today.
            let today = self.is(i.wrapping_sub(1), "at") && self.is(i + 1, ",");
            let name = self.name_after(i + 2).filter(|n| today && self.any(n.end, &["is", "remains"]))?;
            return Some(self.claim(i, digits, years, name));
        }
        let name = if compound {
            self.person_before(i).or_else(|| {
                let start = (i + 1..i + 5).find(|&k| self.nameable(k) || self.any(k, &[",", ".", ";"]))?;
                self.name_after(start)
            })
        } else if bare {
            self.person_before(i)
        } else {
            None
        }?;
        Some(self.claim(i, digits, years, name))
    }

    fn claim(&self, i: usize, digits: usize, years: i16, name: Range<usize>) -> StatedAge {
        let start = self.article.tokens[i].span.start as usize;
        StatedAge { span: Span::of(start..start + digits), years: (years, years), name, exact: false }
    }

    /// An age at a death that is news: `Ada Hale, a poet, is dead at 93`, `Hale, the poet, died on Monday. She was 60.`
    fn at_death(&self, before: Option<&Range<usize>>) -> Option<StatedAge> {
        let dies = |t: usize| self.any(t, &["died", "dies", "dead"]);
        let small = |t: usize| {
            let text = self.text(t);
            text.parse::<i16>().ok().filter(|n| text.len() < 4 && (20..=115).contains(n))
        };
        let start = self.range.start;
        let stops = |t: usize| !self.range.contains(&t) || self.any(t, &[".", ",", ";"]);
        if self.any(start, &["he", "she"]) && self.is(start + 1, "was") && self.is(start + 3, ".") {
            let n = small(start + 2)?;
            let last = AgeSentence { article: self.article, lexicons: self.lexicons, range: before?.clone() };
            let died = last.range.clone().take(40).any(|t| last.any(t, &["died"]));
            let name = last.subject().filter(|_| died && !last.dated())?;
            return Some(self.claim(start + 2, self.text(start + 2).len(), n, name));
        }
        let name = self.subject().filter(|_| !self.dated())?;
        let at = (name.end..self.range.end).find(|&t| dies(t))?;
        let n = (at + 1..at + 9).take_while(|&t| !self.any(t, &[".", ";"])).find(|&t| {
            let led =
                self.any(t - 1, &["at", "aged"]) || self.any(t - 1, &["of"]) && self.any(t - 2, &["age"]);
            led && small(t).is_some() && stops(t + 1)
        })?;
        Some(self.claim(n, self.text(n).len(), small(n)?, name))
    }

    /// The person whose name the sentence begins with, of two words at least, set off from what follows or its subject.
    fn subject(&self) -> Option<Range<usize>> {
        const TITLE: usize = 5;
        // "The Welsh boatbuilder Walter Hale, who": what the person is comes before the name.
        let start = self.range.start;
        let the = self.is(start, "the") && self.text(start + 1).starts_with(char::is_lowercase);
        let from = if the {
            (start + 1..start + TITLE).find(|&t| !self.text(t).starts_with(char::is_lowercase))?
        } else {
            start
        };
        self.name_after(from).filter(|n| n.len() > 1)
    }

    /// Whether a year is in the sentence.
    fn dated(&self) -> bool {
        self.range.clone().any(|t| self.text(t).len() == 4 && self.text(t).parse::<i16>().is_ok())
    }

    /// A year of birth after the "born" at token `i`, in an article published in `today`.
    fn birth(&self, i: usize, today: i16) -> Option<StatedAge> {
        let back = |n: usize| i.checked_sub(n);
        // "Hale, 62, was born"; "a 45-year-old born".
        let aged = |n: usize| {
            let number = back(n).map_or("", |at| self.text(at));
            number.len() < 4 && number.parse::<u8>().is_ok()
        };
        let before = match i {
            _ if self.is(i.wrapping_sub(1), "was") && self.is(i.wrapping_sub(2), ",") && aged(3) => {
                back(4).filter(|&at| self.is(at, ",")).and_then(|at| self.name_before(at))
            }
            // "Ada Hale, 60, an actor, was born".
            _ if self.is(i.wrapping_sub(1), "was")
                && self.is(i.wrapping_sub(2), ",")
                && i - self.range.start < 16 =>
            {
                let name = self.name_after(self.range.start);
                name.filter(|n| {
                    self.is(n.end, ",") && !(n.end..i).any(|t| self.any(t, &["who", "whose", "and", "when"]))
                })
            }
            _ if back(1).is_some_and(|at| self.text(at).ends_with("-year-old")) => {
                back(1).and_then(|at| self.person_before(at))
            }
            _ if self.is(i.wrapping_sub(1), "was") && self.is(i.wrapping_sub(2), "who") => {
                self.name_before(i.checked_sub(3)?)
            }
            _ if self.is(i.wrapping_sub(1), "was") => self.name_before(i - 1),
            _ if self.is(i.wrapping_sub(1), ",") => self.name_before(i - 1),
            _ => None,
        };
        let opening = i == self.range.start;
        let at = self.birth_year(i, today)?;
        let name = before
            .or_else(|| (opening && self.is(at + 1, ",")).then(|| self.name_after(at + 2)).flatten())?;
        self.birth_of(i, today, name)
    }

    /// The token of the year of birth after the "born" at token `i`.
    fn birth_year(&self, i: usize, today: i16) -> Option<usize> {
        let year = |k: usize| {
            self.text(k)
                .parse::<i16>()
                .ok()
                .filter(|y| self.text(k).len() == 4 && (today - 115..=today).contains(y))
        };
        let at = (i + 1..i + 9)
            .take_while(|&k| !self.any(k, &[";", ".", "and", "but"]) || self.text(k - 1).len() < 5)
            .find(|&k| year(k).is_some())?;
        Some(at)
    }

    /// The claim that someone was born in the year after the "born" at token `i`.
    fn birth_of(&self, i: usize, today: i16, name: Range<usize>) -> Option<StatedAge> {
        let at = self.birth_year(i, today)?;
        let born = self.text(at).parse::<i16>().ok()?;
        let span = self.article.tokens[at].span;
        Some(StatedAge { span, years: (today - born - 1, today - born), name, exact: false })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn apart(text: &str) -> Vec<i16> {
        let article = Article::new("t", text.to_owned(), Some(date(2022, 6, 1)));
        find(&article, &stated(&article, &Lexicons::built_in())).iter().map(AgePair::apart).collect()
    }

    #[test]
    fn compares_the_ages_of_one_person() {
        let cases: &[(&str, &[i16])] = &[
            ("Ada Hale, 34, left. The 41-year-old Ada Hale came back.", &[7]),
            ("Ada Hale, 34, left. Hale, who is 41, came back.", &[7]),
            ("Ada Hale, 34, left. Hale, who was born in 1962, came back.", &[25]),
            ("Born in 1962, Hale is loved. Ada Hale, 34, left.", &[25]),
            ("Ada M. Hale, 34, left. At 44, Hale is a familiar face.", &[10]),
            ("Ada Hale, a 34-year-old teacher, left. Hale turned 50.", &[16]),
            ("Ada Hale, 34, left. Hale, born on May 3, 1988, came back.", &[0]),
            ("Ada van Dorn, 34, left. Ada Van Dorn, who turned 41 on Monday, came back.", &[7]),
            ("Ada Van Dorn, 34, left. At 41, Van Dorn is a familiar face.", &[7]),
            ("Ada Hale, 34, left. Hale, 34, came back.", &[0]),
            ("Ada Hale, a 45-year-old born in 1990, left.", &[13]),
            ("Tom Moe, who was born in 1960, is 40.", &[21]),
            ("Orla Brandt, 62, was born in 1975.", &[15]),
            ("Ada Hale, born on May 3, 1950, is 34.", &[37]),
            ("Ada Hale, born on May 3, 1988, is 34.", &[0]),
            ("Ada Hale, 60, an actor, was born in 1984.", &[22]),
            ("Ada Hale, a poet, died on Monday. She was 60. Hale was born in 1984.", &[22]),
            ("Ada Hale, poet, dies at 87. She was born on March 3, 1949.", &[14]),
            ("Ada Hale, poet, dies at 87. She was born on March 3, 1935.", &[0]),
            ("Ada Hale, who died in 1990 at 40, was a poet. She was born in 1950.", &[]),
            ("Ada Hale, 34, left. Tom Hale, 60, stayed.", &[]),
            ("Ada Hale, 34, left. Tom Hale stayed. Hale, 60, laughed.", &[]),
            ("Ada Hale, 54, left. She was 20 when Hale, at 30, began.", &[]),
            ("Ada Hale, 54, left. Hale was 30 when it began.", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(apart(text), *expected, "{text}");
        }
    }
}
