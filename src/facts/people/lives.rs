//! Ages and births that an obituary tells of its person without the name: `Painter of the marshes dies at 91`, `Born in Fenby in
//! 1945, she was the daughter`.
//!
//! The person is the one whose full name the first or second sentence begins with. Somebody else who is named in the two sentences
//! before takes over what is said without a name.

use crate::Span;
use crate::facts::people::ages::{self, StatedAge};
use crate::facts::people::entities::same_given;
use crate::facts::people::namesakes::is_kin;
use crate::facts::wording::stems::bare;
use crate::lexicon::Lexicons;
use crate::lexicon::function_words::is_function;
use crate::text::{Article, Role, TokenKind, fold};
use jiff::civil::Date;
use std::ops::Range;

/// Sentences of the text that may introduce the person.
const LEAD: usize = 2;
/// Sentences before a birth in which somebody else may have been named.
const BACK: usize = 2;
/// From `born` to its year, in tokens.
const REACH: usize = 9;

/// The ages and births that an article gives its people, those told without a name too, in order. Linear in its length.
#[must_use]
pub fn all(article: &Article, days: &[(Span, Date)], lexicons: &Lexicons) -> Vec<StatedAge> {
    let mut claims = untold(article, lexicons);
    claims.extend(dated(article, days));
    claims.extend(ages::stated(article, lexicons));
    // Of two claims at one place, that of the obituary, or of the line of its dates: the sort keeps their order.
    claims.sort_by_key(|claim| claim.span);
    claims.dedup_by_key(|claim| claim.span);
    claims
}

/// `Walter Hale, boatbuilder, born November 19 1943; died November 2 2026`: the line at the end of an obituary, of somebody who died
/// this year or last. `days` are those that the article gives with their year.
fn dated(article: &Article, days: &[(Span, Date)]) -> Vec<StatedAge> {
    let claim = |pair: &[(Span, Date)]| {
        let [(birth, born), (death, died)] = *pair else { return None };
        if birth.end > death.start {
            return None;
        }
        let sentence = article.sentences[article.sentence_at(birth.start)].tokens.clone();
        let led = |day: Span, verb: &str| {
            let at = article.token_at(day.start);
            let before = sentence.contains(&at).then_some(sentence.start..at);
            before.is_some_and(|b| {
                b.rev().find(|&t| article.word(t) != "on").is_some_and(|t| article.word(t) == verb)
            })
        };
        // "Born on May 3, 1940, she was ten when her father died on" is on somebody else.
        let between = article.tokens_in(Span::new(birth.end, death.start));
        let plain = between.clone().all(|t| {
            article.tokens[t].kind == TokenKind::Mark
                || article.tokens[t].capital
                || matches!(article.word(t), "and" | "in" | "on" | "died")
        });
        let news = article.published.is_some_and(|p| (0..=1).contains(&(p.date.year() - died.year())));
        let had_birthday = (died.month(), died.day()) >= (born.month(), born.day());
        let age = died.year() - born.year() - i16::from(!had_birthday);
        let name =
            sentence.start..sentence.start + sentence.clone().take_while(|&t| is_name(article, t)).count();
        // The year, by which a birth is known.
        let year = article.tokens[article.token_at(birth.end.saturating_sub(1))].span;
        let told = led(birth, "born") && led(death, "died") && plain && news && year.len() == 4;
        let sound = told && (2..=5).contains(&name.len()) && (0..=115).contains(&age);
        sound.then_some(StatedAge { span: year, years: (age, age), name, exact: true })
    };
    days.windows(2).filter_map(claim).collect()
}

/// The claims about the person whom an article is about that do not name them as it does.
fn untold(article: &Article, lexicons: &Lexicons) -> Vec<StatedAge> {
    let Some(today) = article.published.map(|p| p.date.year()) else { return Vec::new() };
    let Some(name) = person(article, lexicons) else { return Vec::new() };
    let life = Life { article, lexicons, name };
    let died = life.dies_in_lead().then(|| life.died(today).unwrap_or(today));
    let mut found = Vec::new();
    for (number, sentence) in article.sentences.iter().enumerate() {
        let role = article.paragraphs[sentence.paragraph].role;
        if role == Role::Metadata {
            continue;
        }
        let range = sentence.tokens.clone();
        if role == Role::Headline {
            found.extend(life.age_in_headline(&range));
        } else {
            found.extend(died.and_then(|died| life.birth(number, &range, died, today)));
        }
    }
    found
}

/// The full name that one of the first sentences of the text begins with.
fn person(article: &Article, lexicons: &Lexicons) -> Option<Range<usize>> {
    let body = article.sentences.iter().filter(|s| article.paragraphs[s.paragraph].role == Role::Body);
    body.take(LEAD).find_map(|s| {
        let named = s.tokens.clone().take_while(|&t| is_name(article, t)).count();
        let name = s.tokens.start..s.tokens.start + named;
        let given = lexicons.given_names.get(article.tokens[name.start].fold).is_some();
        let told = matches!(
            article.tokens.get(name.end).map(|_| article.word(name.end)),
            Some("," | "has" | "died")
        );
        ((2..=4).contains(&named) && (given || told)).then_some(name)
    })
}

fn is_name(article: &Article, t: usize) -> bool {
    let token = article.tokens[t];
    token.kind == TokenKind::Word
        && token.capital
        && !is_function(token.fold)
        && bare(article.word(t)).len() == article.word(t).len()
}

struct Life<'a> {
    article: &'a Article,
    lexicons: &'a Lexicons,
    name: Range<usize>,
}

impl Life<'_> {
    fn word(&self, range: &Range<usize>, t: usize) -> &str {
        if range.contains(&t) { self.article.word(t) } else { "" }
    }

    fn surname(&self) -> u64 {
        self.article.tokens[self.name.end - 1].fold
    }

    fn year(&self, range: &Range<usize>, t: usize, today: i16) -> Option<i16> {
        let word = self.word(range, t);
        word.parse().ok().filter(|y| word.len() == 4 && (today - 115..=today).contains(y))
    }

    fn claim(&self, t: usize, years: (i16, i16)) -> StatedAge {
        StatedAge { span: self.article.tokens[t].span, years, name: self.name.clone(), exact: false }
    }

    /// Whether a sentence is on this person: it begins with the surname or a pronoun, and the sentences before name nobody else.
    fn is_subject(&self, number: usize, at: usize, range: &Range<usize>) -> bool {
        let word = self.word(range, at).to_lowercase();
        (word == "he" || word == "she") && !self.others_before(number) || self.named(range, at)
    }

    /// Whether this person's name begins at token `at`: the surname, or given names that may be the same ones.
    fn named(&self, range: &Range<usize>, at: usize) -> bool {
        let names = range.clone().skip_while(|&t| t < at).take_while(|&t| is_name(self.article, t)).take(4);
        let names: Vec<usize> = names.collect();
        let (Some(&first), Some(&last)) = (names.first(), names.last()) else { return false };
        let given = self.article.word(self.name.start);
        self.article.tokens[last].fold == self.surname()
            && (first == last || same_given(self.lexicons, self.article.word(first), given))
    }

    /// Whether somebody else is named by given name and surname in one of the sentences before.
    fn others_before(&self, number: usize) -> bool {
        self.article.sentences[number.saturating_sub(BACK)..=number].iter().any(|s| {
            s.tokens.clone().any(|t| {
                let next = t + 1;
                let given = self.lexicons.given_names.get(self.article.tokens[t].fold).is_some()
                    && is_name(self.article, t);
                let own = (next..next + 2).any(|n| fold(bare(self.word(&s.tokens, n))) == self.surname());
                let other = !own && !self.name.contains(&t);
                given
                    && other
                    && s.tokens.contains(&next)
                    && self.article.tokens[next].capital
                    && self.article.tokens[next].kind == TokenKind::Word
            })
        })
    }

    /// The year in which the person died, where the text tells it: `She died at home on 2 October 2026`.
    fn died(&self, today: i16) -> Option<i16> {
        self.article.sentences.iter().enumerate().find_map(|(number, s)| {
            let range = &s.tokens;
            let died = range.clone().find(|&t| self.word(range, t) == "died")?;
            let subject = self.is_subject(number, range.start, range) && died < range.start + 6;
            let year = (died + 1..died + 10).find_map(|t| self.year(range, t, today));
            year.filter(|_| subject)
        })
    }

    /// `Born in Fenby in 1945, she was the daughter`; `Thomas Patrick Hale was born on March 12, 1941`.
    fn birth(&self, number: usize, range: &Range<usize>, died: i16, today: i16) -> Option<StatedAge> {
        let born = range.clone().find(|&t| self.word(range, t).eq_ignore_ascii_case("born"))?;
        let at = (born + 1..born + REACH).find(|&t| self.year(range, t, today).is_some())?;
        let year = self.year(range, at, today)?;
        let own = if born == range.start {
            let comma = (at + 1..range.end).take(20).find(|&t| self.word(range, t) == ",")?;
            self.is_subject(number, comma + 1, range)
        } else {
            let was = self.word(range, born - 1) == "was";
            let start = range.start;
            let names = (start..born - 1).all(|t| is_name(self.article, t) || t == start);
            was && names && self.is_subject(number, start, range)
        };
        own.then(|| self.claim(at, (died - year - 1, died - year)))
    }

    /// Whether a word of the headline is one for a relative, or a given name that this person does not have.
    fn is_somebody_else(&self, t: usize) -> bool {
        let fold = self.article.tokens[t].fold;
        let given = is_name(self.article, t) && self.lexicons.given_names.get(fold).is_some();
        is_kin(self.article, self.lexicons, t)
            || given && !self.name.clone().any(|own| self.article.tokens[own].fold == fold)
    }

    /// `Ada Hale, a painter, has died`: the sentence that introduces the person tells the death, and not that of a relative.
    fn dies_in_lead(&self) -> bool {
        let start = self.article.tokens[self.name.start].span.start;
        let lead = self.article.sentences[self.article.sentence_at(start)].tokens.clone();
        let died = lead.clone().find(|&t| matches!(self.article.word(t), "died" | "dies"));
        died.is_some_and(|died| !(lead.start..died).any(|t| is_kin(self.article, self.lexicons, t)))
    }

    /// `Painter of the marshes dies at 91`.
    fn age_in_headline(&self, range: &Range<usize>) -> Option<StatedAge> {
        let died = range
            .clone()
            .find(|&t| matches!(self.word(range, t).to_lowercase().as_str(), "dies" | "dead"))?;
        let led = matches!(self.word(range, died + 1).to_lowercase().as_str(), "at" | "aged");
        let at = died + 2;
        let age: i16 = self.word(range, at).parse().ok().filter(|n| (20..=115).contains(n))?;
        // "Her husband dies at 91", "Tom Moe dies at 91" over what his widow says: that is somebody else.
        let surname = range.clone().any(|t| self.article.tokens[t].fold == self.surname());
        let other = (range.start..died).any(|t| self.is_somebody_else(t));
        (led && !other && (surname || self.dies_in_lead())).then(|| self.claim(at, (age, age)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::people::ages::{AgePair, find};
    use crate::facts::times::dates;
    use jiff::civil::date;

    fn apart(text: &str) -> Vec<i16> {
        let article = Article::new("t", text.to_owned(), Some(date(2022, 6, 1)));
        let lexicons = Lexicons::built_in();
        let days = dates::days(&dates::find(&article, &lexicons));
        find(&article, &all(&article, &days, &lexicons)).iter().map(AgePair::apart).collect()
    }

    #[test]
    fn reads_what_is_told_without_the_name() {
        let cases: &[(&str, &[i16])] = &[
            (
                "Ada Hale, a painter, has died. She was 91. Born in Torvik in March 1945, she was a clerk.",
                &[14],
            ),
            (
                "Tom Hale, who has died aged 86, was a vet. Thomas Peter Hale was born in 1941. He died on 3 May 2021.",
                &[6],
            ),
            (
                "Ada Hale, 52, has written of her mother. It took years. Born in Torvik in 1938, she was a nurse.",
                &[],
            ),
            (
                "Lisa Moe, 38, unveiled the statue. It is of a cook. Born in Torvik in 1921, she was brave.",
                &[],
            ),
            (
                "Ada Hale, a painter, has died. She was 91. Her pupil was Eva Moe. Born in 1945, she was a clerk.",
                &[],
            ),
            ("Ada Hale has died, aged 91. Ada Hale, painter, born 19 May 1940; died 3 May 2022.", &[10]),
            (
                "Ada Hale has died, aged 91. Ada Hale, painter, born on May 19, 1930; died on 3 May 2022.",
                &[0],
            ),
            ("On May 19, 1930, Ada Hale, painter, was born; died 3 May 2022. Ada Hale was 71.", &[]),
            ("Ada Hale is 71. Born on May 19, 1930, she was 12 when her father died on May 3, 1942.", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(apart(text), *expected, "{text}");
        }
    }
}
