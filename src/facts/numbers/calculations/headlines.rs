//! What a headline says of a share that the text gives: `most voters back it` over a poll in which no share is above a half.

use super::{Calculation, CalculationKind};
use crate::facts::numbers::figures::{Figure, FigureKind};
use crate::facts::wording::stems::stem;
use crate::lexicon::function_words::is_function;
use crate::lexicon::{Changes, Lexicons, Subjects, Titles};
use crate::text::{Article, Role, TokenKind};

/// Words for a majority that are looked at in a headline: each is compared with all that is counted.
const MOST_WORDS: usize = 4;

pub(super) fn find(article: &Article, figures: &[Figure], lexicons: &Lexicons, out: &mut Vec<Calculation>) {
    let body = |f: &&Figure| article.role_of(f.span) == Some(Role::Body);
    let shares = || figures.iter().filter(|f| f.kind == FigureKind::Percent && f.low <= 100.0).filter(body);
    out.extend(score(article, figures, lexicons));
    out.extend(age(article, figures, lexicons));
    // One share may be of anything; several that are none of them above a half are a poll without a majority.
    if shares().take(3).count() < 3 {
        return;
    }
    if !article.tokens.iter().any(|t| lexicons.has(t.fold, Changes::Poll)) {
        return;
    }
    let Some(most) = shares().max_by(|a, b| a.high.total_cmp(&b.high)) else { return };
    for paragraph in article.paragraphs.iter().filter(|p| p.role == Role::Headline) {
        let is_group = |word: &str| {
            let hit = lexicons.subjects.word(word);
            let known = hit.is_some_and(|h| {
                h.is(Subjects::Person) || matches!(h.lemma, "voter" | "employee" | "patient")
            });
            let counted = |f: &Figure| {
                f.noun.is_some_and(|n| article.slice(n).to_lowercase().ends_with(&word.to_lowercase()))
            };
            known || word.len() > 4 && word.ends_with('s') && shares().any(counted)
        };
        let most_words =
            paragraph.tokens.clone().filter(|&t| lexicons.has(article.tokens[t].fold, Changes::Most));
        let said = most_words.take(MOST_WORDS).find(|&t| {
            let word = |at: usize| article.tokens.get(at).map_or("", |_| article.word(at));
            let next = word(t + 1);
            if word(t).eq_ignore_ascii_case("majority") {
                return next.eq_ignore_ascii_case("of");
            }
            (t + 1..t + 4).any(|at| is_group(word(at)))
        });
        if let Some(word) = said {
            out.push(Calculation {
                kind: CalculationKind::Majority,
                span: article.tokens[word].span,
                from: vec![most.span],
                claimed: 50.0,
                computed: most.high,
                tolerance: 0.0,
            });
        }
    }
}

/// `Rovers win 3-1` over a text whose only result is another.
fn score(article: &Article, figures: &[Figure], lexicons: &Lexicons) -> Option<Calculation> {
    let scores = |wanted: Role| {
        let told = move |f: &&Figure| f.kind == FigureKind::Score && article.role_of(f.span) == Some(wanted);
        figures.iter().filter(told).take(2)
    };
    let (mut titled, mut told) = (scores(Role::Headline), scores(Role::Body));
    let (headline, result) = (titled.next()?, told.next()?);
    let alone = titled.next().is_none() && told.next().is_none();
    let lead = article.paragraphs.iter().position(|p| p.role == Role::Body)?;
    // The result itself: in the first two paragraphs, with a word for winning or losing.
    let sentence = article.sentences.get(article.sentence_at(result.span.start))?;
    // "Had led 20-6" is no result.
    let result_word = |t: usize| lexicons.has(article.tokens[t].fold, Changes::Result);
    let led = |t: usize| matches!(article.word(t), "led" | "leading" | "ahead" | "up");
    let won = sentence.tokens.clone().any(result_word) && !sentence.tokens.clone().any(led);
    let near = (result.low - headline.low).abs() + (result.high - headline.high).abs() <= 30.0;
    (alone && won && near && sentence.paragraph <= lead + 1).then(|| Calculation {
        kind: CalculationKind::Tally,
        span: headline.span,
        from: vec![result.span],
        claimed: headline.high * 1000.0 + headline.low,
        computed: result.high * 1000.0 + result.low,
        tolerance: 0.0,
    })
}

/// `Mayor of Marrow, 54, resigns` over `Orla Hale, 45, resigned`: one age in the headline, one in the first paragraph;
/// `Teacher, 36, wins` over `the 63-year-old teacher`: in the first paragraph, one age beside the noun of the headline.
fn age(article: &Article, figures: &[Figure], lexicons: &Lexicons) -> Option<Calculation> {
    let lead = article.paragraphs.iter().position(|p| p.role == Role::Body)?;
    let place = |f: &Figure| article.paragraph_at(f.span.start);
    let is_age = |f: &Figure| f.low == f.high && f.kind == FigureKind::Age;
    let beside = |f: &&Figure| is_age(f) || is_apposed(article, f);
    let mut titled =
        figures.iter().filter(beside).filter(|f| article.role_of(f.span) == Some(Role::Headline));
    let headline = titled.next().filter(|f| titled.next().is_none() && f.low > 1.0)?;
    let noun = noun(article, lexicons, headline);
    // Further down, it may be that of a wife or a son.
    let told = || figures.iter().filter(|f| place(f) == lead);
    let alike = told().filter(beside).filter(|f| noun.is_some() && self::noun(article, lexicons, f) == noun);
    let first = one(alike).or_else(|| one(told().filter(|f| is_age(f) && is_age(headline))))?;
    // "Man, 54" of a text that gives it further down.
    let elsewhere = figures.iter().any(|f| f.low == headline.low && place(f) != place(headline));
    (!elsewhere).then(|| Calculation::tally(headline, first))
}

/// The only one of some figures.
fn one<'a>(mut figures: impl Iterator<Item = &'a Figure>) -> Option<&'a Figure> {
    figures.next().filter(|_| figures.next().is_none())
}

/// `Teacher, 36, wins`: an age by its commas.
fn is_apposed(article: &Article, f: &Figure) -> bool {
    let start = article.token_at(f.span.start);
    let end = article.token_at(f.span.end.saturating_sub(1)) + 1;
    let comma = |t: Option<usize>| t.is_some_and(|t| t < article.tokens.len() && article.word(t) == ",");
    f.kind == FigureKind::Count
        && (10.0..=115.0).contains(&f.low)
        && comma(start.checked_sub(1))
        && comma(Some(end))
}

/// The stem of the noun that an age is beside, if it is one of few people: not `man`, nor `passenger`.
fn noun(article: &Article, lexicons: &Lexicons, f: &Figure) -> Option<u64> {
    let at = if article.slice(f.span).ends_with("year-old") {
        article.token_at(f.span.end.saturating_sub(1)) + 1
    } else {
        let before = article.token_at(f.span.start).checked_sub(1)?;
        if matches!(article.word(before), "," | "aged") { before.checked_sub(1)? } else { return None }
    };
    let token = article.tokens.get(at).filter(|t| t.kind == TokenKind::Word && !is_function(t.fold))?;
    let of_many = lexicons.has(token.fold, Subjects::Person)
        || lexicons.has(token.fold, Titles::RoleMale)
        || lexicons.has(token.fold, Titles::RoleFemale);
    (!of_many).then(|| stem(article.word(at)))
}
