//! One amount told twice, the second time with a slip: two digits that changed places (`the 340kg of live eels`, `drove the 430kg haul`)
//! or another currency (`will pay €18m`, `The $18m will come from its own cash`).
//!
//! The second has `the` or `that` before it, as what the reader knows has, the sentence names what the first is of, and the article
//! has no other amount that it could be.

use super::line::{like, sure};
use super::slips::swapped_all;
use super::{Calculation, CalculationKind};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::facts::wording::stems::stem;
use crate::lexicon::Lexicons;
use crate::lexicon::function_words::{is_auxiliary, is_function, is_relative};
use crate::text::{Article, Role, TokenKind};

/// Amounts of an article that are compared; a text that has more is a table.
const MOST: usize = 40;

pub(super) fn find(article: &Article, figures: &[Figure], lexicons: &Lexicons, out: &mut Vec<Calculation>) {
    let amounts: Vec<&Figure> =
        figures.iter().filter(|f| is_amount(article, f, lexicons)).take(MOST + 1).collect();
    if amounts.len() > MOST {
        return;
    }
    for (i, later) in amounts.iter().enumerate().filter(|(_, f)| is_known(article, f)) {
        let told = amounts.iter().enumerate().any(|(k, f)| k != i && like(f, later) && f.low == later.low);
        let apart = |f: &&&Figure| article.sentence_at(f.span.start) < article.sentence_at(later.span.start);
        let mut twins = amounts[..i].iter().filter(apart).filter(|f| is_twin(article, f, later));
        let Some(earlier) = twins.next().filter(|first| twins.all(|f| f.low == first.low)) else { continue };
        if !told {
            out.push(Calculation {
                kind: CalculationKind::Twice,
                span: later.span,
                from: vec![earlier.span],
                claimed: later.low,
                computed: earlier.low,
                tolerance: 0.0,
            });
        }
    }
}

fn is_amount(article: &Article, f: &Figure, lexicons: &Lexicons) -> bool {
    let measured = f.kind == FigureKind::Money || f.kind == FigureKind::Measure && !f.is_time(lexicons);
    measured && sure(f) && f.precision == Precision::Exact && article.role_of(f.span) == Some(Role::Body)
}

/// Whether an amount is one that the reader has met: `the 430kg haul`, `The $18m will come`; not `the 21 miles that`.
fn is_known(article: &Article, f: &Figure) -> bool {
    let start = article.token_at(f.span.start);
    let before = start.checked_sub(1).map_or("", |t| article.word(t));
    let after = word_after(article, f);
    matches!(before, "the" | "The" | "that" | "That" | "this" | "This") && !is_relative(after)
}

/// The word after an amount.
fn word_after<'a>(article: &'a Article, f: &Figure) -> &'a str {
    let end = article.token_at(f.span.end.saturating_sub(1)) + 1;
    article.tokens.get(end).map_or("", |token| article.slice(token.span))
}

/// Whether two amounts are one but for a slip.
fn is_twin(article: &Article, earlier: &Figure, later: &Figure) -> bool {
    if earlier.kind == FigureKind::Money && earlier.unit != later.unit {
        let digits = format!("{}", earlier.low).trim_end_matches('0').len();
        // "A$45 million" is "$45 million" further down.
        let dollars = [earlier, later].iter().all(|f| article.slice(f.span).contains('$'));
        // "The $45m prize" may be another's.
        let alone = is_auxiliary(word_after(article, later));
        return later.kind == FigureKind::Money
            && earlier.low == later.low
            && digits >= 2
            && !dollars
            && alone;
    }
    like(earlier, later) && swapped_all(later.low, earlier.low) && of_one_thing(article, earlier, later)
}

/// Whether the sentence of the later amount names what the earlier one is of: `340kg of live eels`, `the 430kg haul ... the eels`.
fn of_one_thing(article: &Article, earlier: &Figure, later: &Figure) -> bool {
    const NEAR: usize = 5;
    let content = |t: usize| {
        let token = article.tokens[t];
        let word = token.kind == TokenKind::Word && token.span.len() > 3 && !is_function(token.fold);
        word.then(|| stem(article.word(t)))
    };
    let end = article.token_at(earlier.span.end.saturating_sub(1)) + 1;
    let first = article.sentences[article.sentence_at(earlier.span.start)].tokens.end;
    let of: Vec<u64> = (end..(end + NEAR).min(first)).filter_map(content).collect();
    let sentence = article.sentences[article.sentence_at(later.span.start)].tokens.clone();
    sentence.filter_map(content).any(|stem| of.contains(&stem))
}
