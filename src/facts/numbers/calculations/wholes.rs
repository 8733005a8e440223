//! Shares of one whole, listed, where the words make them exclude each other: votes cast once, land put to one use.

use super::line::Tie;
use super::{Calculation, CalculationKind, FigureSentence, half_step, last_words, single};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::Changes;
use crate::lexicon::function_words::is_function;

/// How many words may be between two shares of a list.
const NEAR: usize = 8;

pub(super) fn find(line: &FigureSentence, out: &mut Vec<Calculation>) {
    if let Some(answers) = answers(line) {
        out.push(answers);
        return;
    }
    let shares: Vec<&Figure> =
        line.figures.iter().filter(|f| f.kind == FigureKind::Percent && single(f)).collect();
    let mut from = 0;
    while from < shares.len() {
        let mut to = from + 1;
        while to < shares.len() && listed(line, shares[to - 1], shares[to]) {
            to += 1;
        }
        let list = &shares[from..to];
        if let Some(rest) = remaining(line, list) {
            out.push(rest);
        } else if list.len() > 1 && exclusive(line, list) {
            let step: f64 = list.iter().map(|f| half_step(line.text, f)).sum();
            out.push(Calculation {
                kind: CalculationKind::Whole,
                span: list[0].span.join(list[list.len() - 1].span),
                from: Vec::new(),
                claimed: list.iter().map(|f| f.low).sum(),
                computed: 100.0,
                tolerance: step + 0.01,
            });
        }
        from = to;
    }
}

/// `50 percent is forest, 40 percent is pasture and the remaining 20 percent is built on`; `gaps.rs` knows the two that make a
/// whole.
fn remaining(line: &FigureSentence, list: &[&Figure]) -> Option<Calculation> {
    let (last, others) = list.split_last().filter(|(_, others)| others.len() > 1)?;
    let said = last_words(line.before(last), 1).any(|w| w == "remaining");
    let exact = list.iter().all(|f| f.precision == Precision::Exact);
    (said && exact).then(|| Calculation {
        kind: CalculationKind::Rest,
        span: last.span,
        from: others.iter().map(|f| f.span).collect(),
        claimed: last.low,
        computed: 100.0 - others.iter().map(|f| f.low).sum::<f64>(),
        tolerance: list.iter().map(|f| half_step(line.text, f)).sum::<f64>() + 0.01,
    })
}

/// `34 percent said yes and 50 percent said no, while 26 percent did not know`: three shares of a sentence, one of each answer.
fn answers(line: &FigureSentence) -> Option<Calculation> {
    let [a, b, c] = line.figures else { return None };
    let three = [a, b, c];
    let exact =
        three.iter().all(|f| f.kind == FigureKind::Percent && single(f) && f.precision == Precision::Exact);
    let ends = [line.start(b), line.start(c), line.tokens.end];
    let answer = |f: &Figure, end: usize| {
        let from = line.bare_end(f);
        let told = |class: Changes| (from..end).any(|t| line.is(t, class));
        let not = |t: usize| {
            let denies = |b: usize| {
                line.any(b, &["not"]) || line.word(b).ends_with("n’t") || line.word(b).ends_with("n't")
            };
            t.checked_sub(1).is_some_and(denies)
        };
        // "did not know" is unsure, and no "no"; "no career" is none.
        let unsure = told(Changes::Unsure) || (from..end).any(|t| line.any(t, &["know", "sure"]) && not(t));
        let no = (from..end).any(|t| {
            line.any(t, &["no"]) && (t + 1 >= end || line.mark(t + 1) || line.any(t + 1, &["and", "while"]))
        });
        let answers = [
            (Changes::Unsure, unsure),
            (Changes::SaidNo, no || told(Changes::SaidNo)),
            (Changes::SaidYes, told(Changes::SaidYes)),
        ];
        answers.into_iter().find(|(_, told)| *told).map(|(class, _)| class)
    };
    // "Twenty percent of the young" is of another whole.
    let whole = [b, c].iter().all(|f| !line.any(line.bare_end(f), &["of"]))
        && !line.holds(Changes::Apart)
        && !line.tokens.clone().any(|t| line.any(t, &[";", ":"]));
    let given: Vec<_> = three.iter().zip(ends).filter_map(|(f, end)| answer(f, end)).collect();
    let each = |class| given.iter().filter(|c| **c == class).count() == 1;
    let apart = each(Changes::SaidYes) && each(Changes::SaidNo) && each(Changes::Unsure);
    let step: f64 = three.iter().map(|f| half_step(line.text, f)).sum();
    (exact && apart && whole).then(|| Calculation {
        kind: CalculationKind::Answers,
        span: a.span.join(c.span),
        from: Vec::new(),
        claimed: three.iter().map(|f| f.low).sum(),
        computed: 100.0,
        tolerance: step + 0.01,
    })
}

/// Whether the next share is another one's of the same whole: `, Moe 38 percent`, `and 40 percent against`.
fn listed(line: &FigureSentence, a: &Figure, b: &Figure) -> bool {
    let gap = line.between(a, b).strip_prefix("of the vote").unwrap_or(line.between(a, b));
    let words: Vec<&str> =
        gap.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect();
    let plain = !gap.contains([';', ':', '.', '(', ')', '—', '–']);
    let ends =
        |w: &&str| line.lexicons.word_is(w, Changes::NoList) && !(*w == "on" && line.tie(b).0 == Tie::At);
    let other = words.iter().any(ends);
    plain && !other && !words.is_empty() && words.len() <= NEAR
}

/// Whether nobody can be in two of the shares: a vote, split by candidate.
fn exclusive(line: &FigureSentence, list: &[&Figure]) -> bool {
    let before = line.before(list[0]);
    let first = line.between(list[0], list[1]);
    let vote = first.starts_with("of the vote")
        || first.starts_with("of votes")
        || first.starts_with("of the ballots");
    let voted = first.starts_with("voted") || first.starts_with("abstained");
    // `Hale took 52 percent and Moe took 51 percent` of one race.
    const GOT: &[&str] = &["took", "won", "got", "received", "polled", "drew", "captured", "had"];
    let race = line.has(&["race", "election", "runoff", "referendum", "ballot"])
        && list.iter().all(|f| last_words(line.before(f), 1).any(|w| GOT.contains(&w)));
    // `The poll put Hale on 55 percent, Moe on 38 percent and Brandt on 12 percent`.
    let put = list.len() > 2
        && line.holds(Changes::Poll)
        && !line.holds(Changes::Rated)
        && list.iter().all(|f| {
            let (tie, t) = line.tie(f);
            tie == Tie::At && line.back(t).is_some_and(|b| line.word(b).starts_with(char::is_uppercase))
        });
    if put {
        return !line.has(&["could", "would", "respectively", "each", "both"]);
    }
    // Several places, times or groups have a whole each.
    let many = line.holds(Changes::ManyWholes);
    let other_whole = before.split(|c: char| !c.is_alphanumeric()).any(|w| w == "from" || w == "between");
    // Every share but the first says whose it is.
    let named = list.windows(2).all(|pair| {
        let gap = line.between(pair[0], pair[1]);
        gap.split(|c: char| !c.is_alphanumeric())
            .any(|w| w.starts_with(char::is_uppercase) || matches!(w, "against" | "no" | "yes" | "abstained"))
            || gap.split(' ').any(|w| !is_function(crate::text::fold(w)) && w.len() > 3 && voted)
    });
    (vote || voted || race) && !many && !other_whole && named
}
