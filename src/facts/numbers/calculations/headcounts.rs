//! A number of people that a headline begins with, and the first sentences have otherwise: `Six held over museum raid` over `Police
//! have arrested five men`.

use super::Calculation;
use super::line::sure;
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::facts::wording::stems::stem;
use crate::lexicon::{Claims, Lexicons, Subjects};
use crate::text::{Article, Role, TokenKind};

/// Sentences that tell the news.
const NEWS: usize = 2;
/// Between a number of people and what was done to them, in tokens.
const NEAR: usize = 6;
/// Numbers that a headline begins with.
const FEW: std::ops::RangeInclusive<f64> = 2.0..=30.0;

pub(super) fn find(article: &Article, figures: &[Figure], lexicons: &Lexicons) -> Option<Calculation> {
    let title = figures.first().filter(|f| is_count(f) && FEW.contains(&f.low))?;
    let head = article
        .paragraphs
        .get(article.paragraph_at(title.span.start))
        .filter(|p| p.role == Role::Headline)?;
    let after = article.token_at(title.span.end.saturating_sub(1)) + 1;
    let befell = head.tokens.contains(&after)
        && (lexicons.has(article.tokens[after].fold, Subjects::Fate) || is_participle(article, after));
    if article.token_at(title.span.start) != head.tokens.start || !befell {
        return None;
    }
    let body = article.sentences.iter().filter(|s| article.paragraphs[s.paragraph].role == Role::Body);
    let news: Vec<_> = body.take(NEWS).collect();
    let (first, last) = (news.first()?, news.last()?);
    let mut people = figures.iter().filter(|f| {
        f.span.start >= first.span.start
            && f.span.end <= last.span.end
            && is_count(f)
            && of_people(lexicons, f)
    });
    let meant = people.next().filter(|_| people.next().is_none())?;
    // "Five men and a woman", "a third died later".
    let tokens = article.token_at(first.span.start)..last.tokens.end;
    let somebody = |t: usize| {
        let after = (t + 1..(t + 4).min(tokens.end)).find_map(|t| lexicons.subjects.word(article.word(t)));
        after.is_some_and(|h| h.is_any(&[Subjects::Person, Subjects::Fate]))
    };
    let more = tokens.clone().any(|t| match article.word(t) {
        "a" | "A" | "an" | "An" | "one" | "One" => somebody(t),
        _ => lexicons.at(article, t, Claims::MorePeople),
    });
    // "Six held" over "Five officers were hurt" is of other people.
    let at = article.token_at(meant.span.start);
    let sentence = article.sentences[article.sentence_at(meant.span.start)].tokens.clone();
    let deed = stem(article.word(after));
    let held = lexicons.at(article, after, Claims::Custody);
    let one_deed = (at.saturating_sub(NEAR).max(sentence.start)..(at + NEAR).min(sentence.end))
        .any(|t| stem(article.word(t)) == deed || held && lexicons.at(article, t, Claims::Custody));
    let told = figures.iter().skip(1).any(|f| f.low <= title.low && title.low <= f.high);
    (!more && !told && one_deed && meant.low != title.low).then(|| Calculation::tally(title, meant))
}

fn is_count(f: &Figure) -> bool {
    f.kind == FigureKind::Count && sure(f) && f.precision == Precision::Exact && f.low.fract() == 0.0
}

fn of_people(lexicons: &Lexicons, f: &Figure) -> bool {
    let known = |name: &String| {
        lexicons.subjects.word(name).is_some_and(|h| h.is_any(&[Subjects::Person, Subjects::Fate]))
    };
    f.subject.as_ref().is_some_and(known) && f.qualifiers.iter().all(|q| q != "of" && q != "other")
}

/// `held`, `arrested`: what was done to them.
fn is_participle(article: &Article, t: usize) -> bool {
    let word = article.word(t);
    article.tokens[t].kind == TokenKind::Word
        && (word.ends_with("ed") || matches!(word, "held" | "hurt" | "shot" | "freed"))
}
