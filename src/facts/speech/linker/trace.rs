//! What the linker chose among: every option of a statement with its odds. Kept only when evidence is asked for, as a
//! run over many articles has no use for it.

use super::model::{Slate, Weights};
use super::{Choose, CueOption, Scene, SourceOption, Statement, layout};
use crate::Span;
use crate::facts::quotes::Quotes;
use crate::facts::speech::reader::Labels;
use crate::text::Article;

/// What a content or a statement could have been given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Candidate {
    /// The cue or the source that occurs there.
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
    /// For each piece of content, the cues that it could have had; the likeliest, which was taken, first.
    pub cues: Vec<Vec<Choice>>,
    /// The sources that it could have had; the likeliest, which was taken, first.
    pub sources: Vec<Choice>,
    /// Whether the layout alone gave it away: a signed quotation, a turn of an interview.
    pub laid_out: bool,
}

/// Chooses as the weights say, and writes down among what.
pub(super) struct Watching<W> {
    weights: W,
    cues: Vec<(Span, Vec<Choice>)>,
    sources: Vec<Vec<Choice>>,
}

impl<W: Weights> Watching<W> {
    pub(super) const fn new(weights: W) -> Self {
        Self { weights, cues: Vec::new(), sources: Vec::new() }
    }

    /// What each of the statements, which were made under this watch, was chosen from.
    pub(super) fn traces(
        mut self,
        article: &Article,
        quotes: &Quotes,
        statements: &[Statement],
    ) -> Vec<Trace> {
        // What the layout alone shows, whatever the reader saw.
        let laid = layout::labels(article, quotes, &Labels::new());
        self.sources.resize(statements.len(), Vec::new());
        let cues = |content: &Span| {
            let found = self.cues.iter().find(|(span, _)| span == content);
            found.map(|(_, choices)| choices.clone()).unwrap_or_default()
        };
        let trace = |(statement, sources): (&Statement, &Vec<Choice>)| Trace {
            cues: statement.content.iter().map(cues).collect(),
            sources: sources.clone(),
            laid_out: laid.as_ref().is_some_and(|laid| laid.gives(&statement.content)),
        };
        statements.iter().zip(&self.sources).map(trace).collect()
    }
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
        let choices = ranked(options.iter().map(candidate), slate, &self.weights, &|_| 0.0);
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
        let less = super::less(scene, draft, options);
        self.sources.push(ranked(options.iter().map(candidate), slate, &self.weights, &less));
        slate.best_but(&self.weights, less)
    }
}

/// The options with their odds, the likeliest first; of equals the first, as it is the one that is taken.
fn ranked(
    options: impl Iterator<Item = Candidate>,
    slate: &Slate,
    weights: &impl Weights,
    less: &impl Fn(usize) -> f32,
) -> Vec<Choice> {
    let scores: Vec<f32> = slate.iter().enumerate().map(|(i, keys)| weights.score(keys) - less(i)).collect();
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
    use crate::facts::speech::linker::{Linked, link};
    use crate::facts::speech::reader::{Reader as _, trained};
    use crate::lexicon::Lexicons;

    #[test]
    fn evidence_changes_no_statement_and_its_odds_come_to_one() {
        let text =
            "“It rained,” said Marla Vole. Edda Ashdown denied that it had.\n\n“It was cold.” — Vole\n";
        let article = Article::new("t", text.to_owned(), None);
        let (quotes, lexicons) = (quotes::find(&article, Lexicons::ours()), Lexicons::built_in());
        let labels = trained().read(&article, &quotes, &lexicons);
        let Linked { statements, traces } = link(&article, &quotes, &labels, &lexicons, true);
        let without = link(&article, &quotes, &labels, &lexicons, false);
        assert_eq!(without, Linked { statements: statements.clone(), traces: Vec::new() });
        assert_eq!(traces.iter().map(|t| t.laid_out).collect::<Vec<_>>(), [false, false, true]);
        for (statement, trace) in statements.iter().zip(&traces) {
            for choices in trace.cues.iter().chain([&trace.sources]) {
                assert!((choices.iter().map(|c| c.odds).sum::<f32>() - 1.0).abs() < 1e-3);
            }
            let taken = statement.source.first().map_or(Candidate::Nothing, |s| Candidate::Words(*s));
            assert_eq!(trace.sources[0].candidate, taken);
        }
    }
}
