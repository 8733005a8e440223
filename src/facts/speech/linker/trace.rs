//! What the linker chose among, for those who ask why: every option of a statement with its odds.
//!
//! It makes the same choices once more and keeps what a run over many articles has no use for.

use super::model::{self, Slate, Weights};
use super::{Choose, CueOption, LEAST, Scene, SourceOption, Statement, draft, layout, odds};
use crate::Span;
use crate::facts::quotes::Quotes;
use crate::facts::speech::reader::Labels;
use crate::lexicon::Lexicons;
use crate::text::Article;

/// What a content or a statement could have been given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Candidate {
    /// The cue or the source that stands there.
    Words(Span),
    /// No cue, or no source.
    Nothing,
    /// The statement before, which has no cue either.
    GoesOn,
}

/// An option and how likely it is among all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// What could be chosen.
    pub candidate: Candidate,
    /// 0..1; those of one decision come to 1.
    pub odds: f32,
}

/// How a statement came to its cue and to its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// What came of it.
    pub statement: Statement,
    /// For each piece of content, the cues that it could have had; the likeliest, which was taken, first.
    pub cues: Vec<Vec<Choice>>,
    /// The sources that it could have had; the likeliest, which was taken, first.
    pub sources: Vec<Choice>,
    /// Whether the layout alone gave it away: a signed quotation, a turn of an interview.
    pub laid_out: bool,
}

/// The statements of an article, as [`link`](super::link) has them, each with what it was chosen from.
#[must_use]
pub fn trace(article: &Article, quotes: &Quotes, labels: &Labels, lexicons: &Lexicons) -> Vec<Trace> {
    let table = model::BUILT_IN;
    let mut watch = Watching { weights: table, cues: Vec::new(), sources: Vec::new() };
    let statements = draft(article, quotes, labels, lexicons, &mut watch, |statement, keys| {
        statement.confidence = odds(table.score(keys));
    });
    // What the layout gives away by itself, whatever the reader saw.
    let laid = layout::labels(article, &Labels::new());
    let traces = statements.into_iter().enumerate().map(|(i, statement)| {
        let of = |content: &Span| {
            let found = watch.cues.iter().find(|(span, _)| span == content);
            found.map(|(_, choices)| choices.clone()).unwrap_or_default()
        };
        let laid_out = laid.as_ref().is_some_and(|laid| laid.of(&statement.content).is_some());
        Trace {
            cues: statement.content.iter().map(of).collect(),
            sources: watch.sources.get(i).cloned().unwrap_or_default(),
            laid_out,
            statement,
        }
    });
    traces.filter(|trace| trace.statement.confidence >= LEAST).collect()
}

/// Chooses as the weights say, and writes down among what.
struct Watching<W> {
    weights: W,
    cues: Vec<(Span, Vec<Choice>)>,
    sources: Vec<Vec<Choice>>,
}

impl<W: Weights> Choose for Watching<W> {
    fn cue(
        &mut self,
        scene: &Scene<'_>,
        content: usize,
        options: &[CueOption],
        slate: &Slate,
    ) -> (usize, f32) {
        let candidate = |option: &CueOption| match *option {
            CueOption::Cue(label) => Candidate::Words(scene.span(label)),
            CueOption::Alone => Candidate::Nothing,
            CueOption::Join(_) => Candidate::GoesOn,
        };
        let choices = ranked(options.iter().map(candidate), slate, &self.weights);
        self.cues.push((scene.span(content), choices));
        slate.best(&self.weights)
    }

    fn source(
        &mut self,
        scene: &Scene<'_>,
        draft: usize,
        options: &[SourceOption],
        slate: &Slate,
    ) -> (usize, f32) {
        let candidate = |option: &SourceOption| match *option {
            SourceOption::Label(label) => Candidate::Words(scene.span(label)),
            SourceOption::Phrase(span) => Candidate::Words(span),
            SourceOption::Nobody => Candidate::Nothing,
        };
        self.sources.resize(draft, Vec::new());
        self.sources.push(ranked(options.iter().map(candidate), slate, &self.weights));
        slate.best(&self.weights)
    }
}

/// The options with their odds, the likeliest first; of equals the first, as it is the one that is taken.
fn ranked(options: impl Iterator<Item = Candidate>, slate: &Slate, weights: &impl Weights) -> Vec<Choice> {
    let scores: Vec<f32> = slate.iter().map(|keys| weights.score(keys)).collect();
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = scores.iter().map(|score| (score - most).exp()).sum();
    let choice =
        |(candidate, score): (Candidate, &f32)| Choice { candidate, odds: (score - most).exp() / sum };
    let mut choices: Vec<Choice> = options.zip(&scores).map(choice).collect();
    choices.sort_by(|a, b| b.odds.total_cmp(&a.odds));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::quotes;
    use crate::facts::speech::linker;
    use crate::facts::speech::reader::{Reader as _, trained};

    #[test]
    fn traces_are_the_statements_with_odds_that_come_to_one() {
        let text =
            "“It rained,” said Marla Vole. Edda Ashdown denied that it had.\n\n“It was cold.” — Vole\n";
        let article = Article::new("t", text.to_owned(), None);
        let (quotes, lexicons) = (quotes::find(&article), Lexicons::built_in().unwrap());
        let labels = trained().read(&article, &quotes, &lexicons);
        let traces = trace(&article, &quotes, &labels, &lexicons);
        let linked = linker::link(&article, &quotes, &labels, &lexicons);
        assert_eq!(traces.iter().map(|t| t.statement.clone()).collect::<Vec<_>>(), linked);
        assert_eq!(traces.iter().map(|t| t.laid_out).collect::<Vec<_>>(), [false, false, true]);
        for trace in &traces {
            for choices in trace.cues.iter().chain([&trace.sources]) {
                assert!((choices.iter().map(|c| c.odds).sum::<f32>() - 1.0).abs() < 1e-3);
            }
            let taken = trace.statement.source.first().map_or(Candidate::Nothing, |s| Candidate::Words(*s));
            assert_eq!(trace.sources[0].candidate, taken);
        }
    }
}
