//! The result of a vote or a game, and what is said of it: `by 97 votes, 11,566 to 11,469`, `the nine-member board voted 7 to 2`,
//! `1-0 at half-time, and won 2-1`, `took the best-of-seven series, 4-3`.

use super::line::{Tie, sure};
use super::{Calculation, CalculationKind, FigureSentence, half_step};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::Changes;

pub(super) fn find(line: &FigureSentence, out: &mut Vec<Calculation>) {
    out.extend(margin(line));
    out.extend(members(line));
    out.extend(half_time(line));
    out.extend(series(line));
}

/// Two counts as the two sides of one result, with the figures they are from: `11,566 to 11,487`, `28-21`.
struct Result<'a> {
    sides: (f64, f64),
    first: &'a Figure,
    last: &'a Figure,
    step: f64,
}

fn results<'a>(line: &FigureSentence<'a>) -> Vec<Result<'a>> {
    let mut found = Vec::new();
    for (i, f) in line.figures.iter().enumerate() {
        if f.kind == FigureKind::Score {
            found.push(Result { sides: (f.high, f.low), first: f, last: f, step: 0.0 });
        } else if let Some(next) = line.figures.get(i + 1)
            && line.between(f, next) == "to"
            && line.tie(f).0 == Tie::None
            && f.kind == FigureKind::Count
            && next.kind == FigureKind::Count
            && f.unit.is_none()
            && sure(f)
            && sure(next)
            && f.precision == Precision::Exact
            && f.noun.is_none()
            && f.low > next.low
        {
            let step = half_step(line.text, f) + half_step(line.text, next);
            found.push(Result { sides: (f.low, next.low), first: f, last: next, step });
        }
    }
    found
}

/// `won by 97 votes, 11,566 to 11,487`.
fn margin(line: &FigureSentence) -> Option<Calculation> {
    let results = results(line);
    let [result] = &results[..] else { return None };
    let counts_votes = |f: &&Figure| {
        matches!(f.subject.as_deref(), Some("vote" | "point" | "goal" | "ballot"))
            || f.kind == FigureKind::Measure && f.unit.as_deref() == Some("point")
    };
    let claim = line.figures.iter().filter(counts_votes).find(|f| {
        let (first, last) = (line.start(f), line.end(f));
        let near = if f.span.start < result.first.span.start {
            line.start(result.first).saturating_sub(last) <= 3
                && (last..line.start(result.first)).any(|t| line.any(t, &[",", "(", "—", "–", ":"]))
        } else {
            first.saturating_sub(line.end(result.last)) <= 4
        };
        near && line.tie(f).0 == Tie::By && f.precision == Precision::Exact && sure(f)
    })?;
    let led = line.holds(Changes::Lead);
    led.then(|| Calculation {
        kind: CalculationKind::Gap,
        span: claim.span,
        from: vec![result.first.span.join(result.last.span)],
        claimed: claim.low,
        computed: result.sides.0 - result.sides.1,
        tolerance: result.step.min(0.4 * (result.sides.0 - result.sides.1)),
    })
}

/// `The nine-member board voted 7 to 3`: nobody votes twice.
fn members(line: &FigureSentence) -> Option<Calculation> {
    let board = line.figures.iter().find(|f| {
        let after = line.text.get(f.number.end as usize..).unwrap_or("");
        f.kind == FigureKind::Count
            && ["-member", "-judge", "-justice", "-seat", "-man", "-person"]
                .iter()
                .any(|tail| after.starts_with(tail))
    })?;
    let result = results(line).into_iter().find(|r| {
        let before = line.start(r.first);
        r.first.span.start > board.span.start
            && (1..4).any(|n| {
                before.checked_sub(n).is_some_and(|t| line.any(t, &["voted", "ruled", "decided", "split"]))
            })
    })?;
    Some(Calculation {
        kind: CalculationKind::Part,
        span: result.first.span.join(result.last.span),
        from: vec![board.span],
        claimed: result.sides.0 + result.sides.1,
        computed: board.low,
        tolerance: 0.0,
    })
}

/// `It was 3-1 at half-time, and Rovers won 2-1`: no goal is taken back.
fn half_time(line: &FigureSentence) -> Option<Calculation> {
    let scores: Vec<&Figure> = line.figures.iter().filter(|f| f.kind == FigureKind::Score).collect();
    let [first, last] = scores[..] else { return None };
    let after = line.bare_end(first);
    let half = line.any(after, &["at"]) && (after + 1..after + 3).any(|t| line.is(t, Changes::HalfTime));
    let ends = (line.end(first)..line.start(last))
        .any(|t| line.any(t, &["won", "win", "lost", "beat", "drew", "finished", "ended"]));
    (half && ends).then(|| Calculation {
        kind: CalculationKind::Part,
        span: first.span,
        from: vec![last.span],
        claimed: first.low + first.high,
        computed: last.low + last.high,
        tolerance: 0.0,
    })
}

/// `took the best-of-seven series, 4-3`: whoever wins has more than half of the games.
fn series(line: &FigureSentence) -> Option<Calculation> {
    let best = (line.tokens.clone()).find_map(|t| {
        let word = line.word(t).to_ascii_lowercase();
        let games = word.strip_prefix("best-of-")?;
        let hit = line.lexicons.units.word(games);
        games.parse::<f64>().ok().or_else(|| hit?.lemma.parse().ok()).map(|n| (t, n))
    });
    let (at, games) = best?;
    let result = line.figures.iter().find(|f| {
        let gap = line.start(f).saturating_sub(at);
        f.kind == FigureKind::Score && gap > 0 && gap <= 4
    })?;
    let won = line
        .tokens
        .clone()
        .take_while(|t| *t < at)
        .any(|t| line.any(t, &["took", "won", "take", "win", "wins", "clinched"]));
    let needed = (games / 2.0).floor() + 1.0;
    won.then(|| Calculation {
        kind: CalculationKind::Series,
        span: result.span,
        from: vec![line.article.tokens[at].span],
        claimed: result.high,
        computed: needed,
        tolerance: 0.0,
    })
}
