//! Joins labelled spans to statements: which source and which cue belong to which content.
//!
//! Three learned choices, each over a handful of options described by hashed features:
//! - `cue_choice.rs`: each content, in order, takes a cue nearby; contents of one cue are one statement
//! - `source_choice.rs`: each statement takes a source nearby, a noun phrase beside its cue that the reader
//!   overlooked (`subjects.rs`), or nobody
//! - `trust.rs`: the odds that a statement is right, which are its confidence
//!
//! Before that `layout.rs` reads what needs no learning, signed quotations and the turns of an interview, and
//! `patterns/` corrects what the reader saw only in part; `tags.rs` fills in who is named right beside a speech.
//! `passive.rs` takes the source from those of whom something is said, `nobody.rs` what cannot be one,
//! `floor.rs` gives a quotation without a cue to whoever spoke last, `continued.rs` the paragraphs of a quotation to
//! whoever has one of them.
//! `pieces.rs` and `scene.rs` are what the choices look at, `model.rs` the weights, which the `train` tool
//! learns from the same code: it stands in for [`Choose`]. `trace.rs` records what a choice was made from.

mod continued;
mod cue_choice;
mod floor;
mod layout;
pub mod model;
mod nobody;
mod passive;
mod patterns;
mod pieces;
mod scene;
mod source_choice;
mod subjects;
mod tags;
mod trace;
mod trust;

pub use scene::{CueOption, Draft, Scene, SourceOption};
pub use trace::{Candidate, Choice, Trace};

use crate::Span;
use crate::facts::quotes::Quotes;
use crate::facts::speech::reader::{Label, Labels};
use crate::lexicon::Lexicons;
use crate::text::Article;
use model::{Key, Slate, Weights};
use trace::Watching;

/// Contents that one source utters with one cue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// One or more pieces, in order.
    pub content: Vec<Span>,
    /// None, or one or more pieces.
    pub cue: Vec<Span>,
    /// None, or one or more pieces.
    pub source: Vec<Span>,
    /// The odds that content and source are right, 0..1, as measured on articles not learned from.
    pub confidence: f32,
}

impl Statement {
    /// What tells it from others of its article: where its cue and source are, or its words where it has neither.
    fn place(&self) -> (Option<Span>, Option<Span>, Option<Span>) {
        let words = self.content.first().copied().filter(|_| self.cue.is_empty() && self.source.is_empty());
        (self.cue.first().copied(), self.source.first().copied(), words)
    }
}

/// Statements below this confidence are left out: one in eight of them is right. A higher bar would raise
/// attribution F1 on dev by another half point, and lower that of quoted contents by as much.
pub const LEAST: f32 = 0.15;

/// What is taken from the score of nobody as the source of a quotation: the annotators of the learned weights left
/// sources out more often than others do. On reported speech it makes speakers of those who are spoken of.
const NOBODY: f32 = 0.4;

/// What is taken from the score of each source of draft `draft`.
fn less(scene: &Scene<'_>, draft: usize, options: &[SourceOption]) -> impl Fn(usize) -> f32 {
    let quoted = scene.quotes(draft);
    move |i| if quoted && options.get(i) == Some(&SourceOption::Nobody) { NOBODY } else { 0.0 }
}

/// Who makes the choices: the learned weights, or the training tool.
pub trait Choose {
    /// Chooses among the `options` of the content at label `content`: index and probability.
    fn cue(
        &mut self,
        scene: &Scene<'_>,
        content: usize,
        options: &[CueOption],
        features: &Slate,
    ) -> (usize, f32);
    /// Chooses among the sources of draft `draft`: index and probability.
    fn source(
        &mut self,
        scene: &Scene<'_>,
        draft: usize,
        options: &[SourceOption],
        features: &Slate,
    ) -> (usize, f32);
}

/// Choices by weight.
#[derive(Clone, Copy, Debug)]
pub struct Learned<W>(pub W);

impl<W: Weights> Choose for Learned<W> {
    fn cue(&mut self, _: &Scene<'_>, _: usize, _: &[CueOption], features: &Slate) -> (usize, f32) {
        features.best(&self.0)
    }

    fn source(
        &mut self,
        scene: &Scene<'_>,
        draft: usize,
        options: &[SourceOption],
        features: &Slate,
    ) -> (usize, f32) {
        features.best_but(&self.0, less(scene, draft, options))
    }
}

/// What the linker made of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linked {
    /// The statements, in order.
    pub statements: Vec<Statement>,
    /// What each was chosen from, in the same order; empty unless evidence was asked for.
    pub traces: Vec<Trace>,
}

/// Joins the labelled spans of an article; with `evidence`, keeps what each choice was made from.
#[must_use]
pub fn link(
    article: &Article,
    quotes: &Quotes,
    labels: &Labels,
    lexicons: &Lexicons,
    evidence: bool,
) -> Linked {
    let table = model::BUILT_IN;
    let trust = |statement: &mut Statement, keys: &[Key]| statement.confidence = odds(table.score(keys));
    let likely = |statement: &Statement| statement.confidence >= LEAST;
    if !evidence {
        let mut statements = draft(article, quotes, labels, lexicons, &mut Learned(table), trust);
        statements.retain(likely);
        take(article, quotes, lexicons, &mut statements);
        give(article, quotes, &mut statements);
        return Linked { statements, traces: Vec::new() };
    }
    let mut watch = Watching::new(table);
    let drafts = draft(article, quotes, labels, lexicons, &mut watch, trust);
    let traces = watch.traces(article, quotes, &drafts);
    let (mut statements, mut traces): (Vec<_>, Vec<_>) =
        drafts.into_iter().zip(traces).filter(|(s, _)| likely(s)).unzip();
    take(article, quotes, lexicons, &mut statements);
    let firsts = |statements: &[Statement]| statements.iter().map(Statement::place).collect::<Vec<_>>();
    let before = firsts(&statements);
    give(article, quotes, &mut statements);
    // A statement that became a piece of another has no trace of its own.
    let after = firsts(&statements);
    let mut kept = before.iter().map(|place| after.contains(place));
    traces.retain(|_| kept.next().unwrap_or(true));
    Linked { statements, traces }
}

/// Takes from statements the sources that speak no words.
fn take(article: &Article, quotes: &Quotes, lexicons: &Lexicons, statements: &mut [Statement]) {
    passive::clear(article, lexicons, statements);
    nobody::clear(article, quotes, lexicons, statements);
}

/// Gives quotations that nobody has to whoever has the floor, or the rest of them.
fn give(article: &Article, quotes: &Quotes, statements: &mut Vec<Statement>) {
    floor::give(article, quotes, statements);
    continued::join(quotes, statements);
}

/// The probability that a sum of weights stands for.
#[must_use]
pub fn odds(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// Makes all statements, `choose` choosing; `trust` gets each with the features of its confidence.
pub fn draft(
    article: &Article,
    quotes: &Quotes,
    labels: &Labels,
    lexicons: &Lexicons,
    choose: &mut impl Choose,
    mut trust: impl FnMut(&mut Statement, &[Key]),
) -> Vec<Statement> {
    let laid = layout::labels(article, quotes, labels);
    let read = laid.as_ref().map_or(labels, |laid| &laid.labels);
    let mended = patterns::labels(article, quotes, read, lexicons);
    let mended = mended.as_ref().unwrap_or(read);
    let tagged = tags::labels(article, quotes, mended, lexicons);
    let pieces = pieces::read(article, quotes, tagged.as_ref().unwrap_or(mended), lexicons);
    let mut scene = Scene::new(article, lexicons, &pieces);
    let mut features = Slate::default();
    let mut cues = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if piece.label != Label::Content {
            continue;
        }
        cue_choice::options(&scene, at, &mut cues, &mut features);
        let (best, sure) = choose.cue(&scene, at, &cues, &features);
        scene.join(at, cues.get(best).copied().unwrap_or(CueOption::Alone), sure);
    }
    let mut sources = Vec::new();
    for i in 0..scene.drafts.len() {
        source_choice::options(&scene, i, &mut sources, &mut features);
        let (best, sure) = choose.source(&scene, i, &sources, &features);
        scene.give(i, sources.get(best).copied().unwrap_or(SourceOption::Nobody), sure);
    }
    let mut keys = Vec::new();
    scene
        .drafts
        .iter()
        .map(|draft| {
            let mut statement = Statement {
                content: draft.contents.iter().map(|&c| pieces[c].span).collect(),
                cue: draft.cue.iter().map(|&c| pieces[c].span).collect(),
                source: match draft.source {
                    SourceOption::Nobody => Vec::new(),
                    SourceOption::Label(s) => vec![pieces[s].span],
                    SourceOption::Phrase(span) => vec![span],
                },
                confidence: 0.0,
            };
            // The annotators took no turns of interviews for statements, so nothing learned holds for these.
            if !laid.as_ref().is_some_and(|laid| laid.complete(&mut statement)) {
                trust::features(&scene, draft, &mut keys);
                trust(&mut statement, &keys);
            }
            statement
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::quotes;
    use crate::facts::speech::reader::Labelled;

    /// Reads `[S who] [Q said] [C what]` into text and labels.
    pub(in crate::facts) fn marked(marked: &str) -> (Article, Labels) {
        let (mut text, mut labels) = (String::new(), Labels::new());
        let mut rest = marked;
        while let Some((before, after)) = rest.split_once('[') {
            text.push_str(before);
            let (inner, after) = after.split_once(']').unwrap();
            let (kind, words) = inner.split_once(' ').unwrap();
            let label = match kind {
                "S" => Label::Source,
                "Q" => Label::Cue,
                _ => Label::Content,
            };
            let span = Span::of(text.len()..text.len() + words.len());
            labels.push(Labelled { span, label, confidence: 0.95 });
            text.push_str(words);
            rest = after;
        }
        text.push_str(rest);
        (Article::new("t", text, None), labels)
    }

    fn linked(text: &str) -> Vec<String> {
        let (article, labels) = marked(text);
        let quotes = quotes::find(&article, Lexicons::ours());
        let all = |spans: &[Span]| spans.iter().map(|s| article.slice(*s)).collect::<Vec<_>>().join(" + ");
        link(&article, &quotes, &labels, &Lexicons::built_in(), false)
            .statements
            .iter()
            .map(|s| format!("{} | {} | {}", all(&s.source), all(&s.cue), all(&s.content)))
            .collect()
    }

    #[test]
    fn joins_what_belongs_together() {
        let cases: &[(&str, &[&str])] = &[
            ("[S Marla Vole] [Q said] [C that it rained].", &["Marla Vole | said | that it rained"]),
            ("[C “It rained,”] [S Vole] [Q said].", &["Vole | said | “It rained,”"]),
            ("[C “It rained,”] [Q said] [S Marla Vole], a farmer.", &["Marla Vole | said | “It rained,”"]),
            (
                "[C “It rained,”] [S Vole] [Q said]. [C “And it was cold.”]",
                &["Vole | said | “It rained,” + “And it was cold.”"],
            ),
            (
                "[S Vole] [Q said] [C it rained], but [S Ashdown] [Q denied] [C it].",
                &["Vole | said | it rained", "Ashdown | denied | it"],
            ),
            (
                "[S Vole] [Q told] Ashdown [C that it rained]. [S He] [Q said] [C it had not].",
                &["Vole | told | that it rained", "He | said | it had not"],
            ),
            ("[Q According to] [S the mayor], [C it rained].", &["the mayor | According to | it rained"]),
            // The reader saw no source: the subject beside the cue is it.
            ("[C “It rained,”] [Q said] Marla Vole.", &["Marla Vole | said | “It rained,”"]),
            ("[C “It rained,”] she [Q said].", &["she | said | “It rained,”"]),
        ];
        for (text, expected) in cases {
            assert_eq!(&linked(text), expected, "{text}");
        }
    }

    #[test]
    fn confidence_is_a_probability_and_nothing_yields_nothing() {
        let (article, labels) = marked("[S Vole] [Q said] [C that it rained]. [C “So?”]");
        let quotes = quotes::find(&article, Lexicons::ours());
        let Linked { statements, .. } = link(&article, &quotes, &labels, &Lexicons::built_in(), false);
        assert!(!statements.is_empty());
        assert!(statements.iter().all(|s| (LEAST..=1.0).contains(&s.confidence)));
        assert!(linked("").is_empty());
        assert!(linked("Nobody speaks.").is_empty());
        assert!(linked("[S Vole] [Q said].").is_empty());
    }
}
