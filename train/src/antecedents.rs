//! Learns whom pronouns and noun phrases stand for, from labelled speakers.

use super::polnear::{self, Annotated};
use anyhow::{Context, Result, anyhow};
use clap::Args;
use onrecord::facts::people::entities::{self, Entities};
use onrecord::facts::speech::attributions;
use onrecord::facts::speech::attributions::antecedents::features::{Anaphor, Feature};
use onrecord::facts::speech::attributions::antecedents::weights::Weights;
use onrecord::facts::speech::attributions::antecedents::{Asked, Candidate, Choose, Learned, Referent};
use onrecord::facts::{Quotes, Statement, quotes};
use onrecord::lexicon::Lexicons;
use onrecord::text::Article;
use onrecord::{Checker, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// Passes over the examples in each round. Chosen by folds of the labelled articles.
const PASSES: usize = 15;
/// How often examples are gathered anew, with what was learned choosing for pronouns that nobody labelled.
const ROUNDS: usize = 3;
/// Rate of learning (AdaGrad).
const RATE: f32 = 0.1;
/// Pull of each weight towards zero, an example.
const DECAY: f32 = 4e-3;
/// Into how many parts the labelled articles are cut to measure what is learned from the rest.
const FOLDS: usize = 5;

/// What the antecedents are learned from.
#[derive(Args)]
pub struct AntecedentOptions {
    /// The folder of articles whose speakers are labelled (`text/`, `attributions/`, `speakers.tsv`).
    #[arg(long, default_value = "../shared/labelled/train")]
    labelled: PathBuf,
    /// Speakers of sources in PolNeAR's train, by hand.
    #[arg(long, default_value = "tests/data/speakers-train.tsv")]
    by_hand: PathBuf,
    /// Speakers of sources that the program found in articles without annotations, read by eye. The file names
    /// in it are relative to the folder above `labelled`.
    #[arg(long, default_value = "tests/data/speakers-read.tsv")]
    by_eye: PathBuf,
    /// A further table of speakers by hand, of PolNeAR's dev: how many the weights get right.
    #[arg(long)]
    check: Option<PathBuf>,
    /// Print the mistakes that are left.
    #[arg(long)]
    mistakes: bool,
    /// Where the weights are written.
    #[arg(long, default_value = "model/antecedents.toml")]
    weights: PathBuf,
}

/// Who a statement's speaker is.
#[derive(Clone, Debug)]
struct Label {
    kind: String,
    name: String,
}

/// An article with the speakers of its statements, where they are known.
struct Case {
    article: Article,
    statements: Vec<Statement>,
    quotes: Quotes,
    entities: Entities,
    labels: Vec<Option<Label>>,
}

/// A choice with the candidates that are right.
struct Example {
    case: usize,
    kind: Anaphor,
    candidates: Vec<Vec<Feature>>,
    right: Vec<bool>,
}

/// Learns, measures on folds, and writes the weights.
pub fn run(corpus: &Path, options: &AntecedentOptions) -> Result<()> {
    let lexicons = Lexicons::built_in();
    let mut cases = labelled(&options.labelled, &lexicons)?;
    cases.extend(by_hand(&corpus.join("train"), &options.by_hand, &lexicons)?);
    let shared = options.labelled.ancestors().nth(2).unwrap_or(Path::new("."));
    cases.extend(by_eye(shared, &options.by_eye)?);
    let mut tally: HashMap<&str, [usize; 4]> = HashMap::new();
    let mut bins: HashMap<(&str, usize), [usize; 2]> = HashMap::new();
    for fold in 0..FOLDS {
        let weights = learn(&cases, &lexicons, |case| case % FOLDS != fold);
        for example in gather(&cases, &lexicons, &weights, false).iter().filter(|e| e.case % FOLDS == fold) {
            let counts = tally.entry(example.kind.name()).or_default();
            counts[0] += 1;
            let odds = attributions::antecedents::probabilities(
                example.candidates.iter().map(|c| weights.score(example.kind, c)),
            );
            let top = (0..odds.len()).fold(0, |b, i| if odds[i] > odds[b] { i } else { b });
            // Somebody not named is no claim about anyone.
            if !example.candidates[top].contains(&Feature::Itself) {
                let bin = bins.entry((example.kind.name(), (odds[top] * 10.0) as usize)).or_default();
                bin[0] += 1;
                bin[1] += usize::from(example.right[top]);
            }
            if !example.right.contains(&true) {
                counts[1] += 1;
                continue;
            }
            let scores: Vec<f32> =
                example.candidates.iter().map(|c| weights.score(example.kind, c)).collect();
            let best = (0..scores.len()).fold(0, |b, i| if scores[i] > scores[b] { i } else { b });
            counts[2] += usize::from(example.right[best]);
        }
    }
    let mut kinds: Vec<_> = tally.into_iter().collect();
    kinds.sort_unstable();
    for (kind, [all, without, right, _]) in kinds {
        println!(
            "{kind:9} {all:4} asked, {without:3} without a right candidate, right {:.1}% of the rest",
            100.0 * right as f64 / (all - without).max(1) as f64
        );
    }
    let mut bins: Vec<_> = bins.into_iter().collect();
    bins.sort_unstable();
    for ((kind, bin), [all, right]) in bins {
        println!("{kind:9} 0.{bin}: {right} of {all} right");
    }
    let weights = learn(&cases, &lexicons, |_| true);
    if let Some(table) = &options.check {
        let cases = by_hand(&corpus.join("dev"), table, &lexicons)?;
        if options.mistakes {
            gather(&cases, &lexicons, &weights, true);
        }
        println!(
            "{}: {:?} right, of all",
            table.display(),
            checked(&cases, &lexicons, &weights, options.mistakes)
        );
    }
    if options.mistakes {
        gather(&cases, &lexicons, &weights, true);
    }
    fs::write(&options.weights, weights.write()).with_context(|| format!("{}", options.weights.display()))
}

/// How many labelled speakers are right, and of how many.
fn checked(cases: &[Case], lexicons: &Lexicons, weights: &Weights, shows: bool) -> (usize, usize) {
    let (mut right, mut all) = (0, 0);
    for one in cases {
        let found = attributions::find_by(
            &one.article,
            &one.quotes,
            &one.entities,
            &one.statements,
            lexicons,
            &mut Learned(weights),
        );
        for (attribution, label) in found.iter().zip(&one.labels) {
            let Some(label) = label else { continue };
            let name = attribution.entity.map(|e| one.article.slice(one.entities[e].name));
            all += 1;
            let fits = match name {
                None => label.kind == "unnamed",
                Some(name) => label.kind != "unnamed" && same(name, &label.name, "person"),
            };
            right += usize::from(fits);
            if shows && !fits {
                let source = attribution.source.first().copied().unwrap_or_default();
                println!(
                    "{} {} `{}`: {}, not {} ({:.2})",
                    one.article.name,
                    source.start,
                    one.article.slice(source),
                    label.name,
                    name.unwrap_or("nobody"),
                    attribution.speaker_confidence
                );
            }
        }
    }
    (right, all)
}

fn learn(cases: &[Case], lexicons: &Lexicons, takes: impl Fn(usize) -> bool) -> Weights {
    let mut weights = Weights::default();
    for _ in 0..ROUNDS {
        let mut examples = gather(cases, lexicons, &weights, false);
        examples.retain(|e| takes(e.case) && e.right.contains(&true));
        weights = fit(&mut examples);
    }
    weights
}

/// Softmax over the candidates, towards those that are right.
fn fit(examples: &mut [Example]) -> Weights {
    let mut weights = Weights::default();
    let mut squares = Weights::default();
    let mut seed = 5_u64;
    for _ in 0..PASSES {
        for i in (1..examples.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            examples.swap(i, (seed >> 33) as usize % (i + 1));
        }
        for example in &*examples {
            let odds = attributions::antecedents::probabilities(
                example.candidates.iter().map(|c| weights.score(example.kind, c)),
            );
            let right: f32 = odds.iter().zip(&example.right).filter(|(_, r)| **r).map(|(o, _)| o).sum();
            for ((features, odds), is_right) in example.candidates.iter().zip(&odds).zip(&example.right) {
                let target = if *is_right { odds / right.max(1e-9) } else { 0.0 };
                for &feature in features {
                    let gradient = target - odds - DECAY * weights.of(example.kind, feature);
                    let square = squares.of_mut(example.kind, feature);
                    *square += gradient * gradient;
                    let step = RATE * gradient / (square.sqrt() + 0.1);
                    *weights.of_mut(example.kind, feature) += step;
                }
            }
        }
    }
    weights
}

/// Notes each choice, and makes the right one where it is known.
struct Teacher<'a> {
    case: usize,
    one: &'a Case,
    learned: Learned<'a>,
    /// Whether mistakes are printed.
    shows: bool,
    examples: Vec<Example>,
}

impl Choose for Teacher<'_> {
    fn choose(&mut self, asked: Option<Asked>, kind: Anaphor, candidates: &[Candidate]) -> (usize, Vec<f32>) {
        let (best, odds) = self.learned.choose(asked, kind, candidates);
        let label = asked.and_then(|asked| self.one.labels[asked.statement].as_ref());
        let Some(label) = label.filter(|l| l.kind != "none") else { return (best, odds) };
        let right: Vec<bool> = candidates
            .iter()
            .map(|c| {
                let unnamed = matches!(c.referent, Referent::Phrase(_));
                let name = self.one.article.slice(c.name);
                if label.kind == "unnamed" { unnamed } else { same(name, &label.name, &label.kind) }
            })
            .collect();
        let teach = if right[best] { Some(best) } else { right.iter().position(|&r| r) };
        let features = candidates.iter().map(|c| c.features.clone()).collect();
        if self.shows && !right[best] {
            let asked = asked.map_or(0, |a| a.statement);
            let source = self.one.statements[asked].source.first().map_or("", |s| self.one.article.slice(*s));
            let name = |i: usize| self.one.article.slice(candidates[i].name);
            println!(
                "{} {kind:?} `{source}` want {} got {} {:.2}; {}",
                self.one.article.name,
                label.name,
                name(best),
                odds[best],
                teach.map_or("not a candidate".to_owned(), |t| format!(
                    "right {:.2} {:?} / taken {:?}",
                    odds[t], candidates[t].features, candidates[best].features
                ))
            );
        }
        self.examples.push(Example { case: self.case, kind, candidates: features, right });
        (teach.unwrap_or(best), odds)
    }
}

fn gather(cases: &[Case], lexicons: &Lexicons, weights: &Weights, shows: bool) -> Vec<Example> {
    let mut examples = Vec::new();
    for (case, one) in cases.iter().enumerate() {
        let mut teacher = Teacher { case, one, learned: Learned(weights), shows, examples: Vec::new() };
        let _ = attributions::find_by(
            &one.article,
            &one.quotes,
            &one.entities,
            &one.statements,
            lexicons,
            &mut teacher,
        );
        examples.append(&mut teacher.examples);
    }
    examples
}

fn case(annotated: Annotated, lexicons: &Lexicons) -> Case {
    let statements: Vec<Statement> = annotated
        .gold
        .iter()
        .map(|g| Statement {
            content: g.content.clone(),
            cue: g.cue.clone(),
            source: g.source.clone(),
            confidence: 1.0,
        })
        .collect();
    let quotes = quotes::find(&annotated.article, lexicons);
    let entities = entities::find(&annotated.article, lexicons);
    let labels = vec![None; statements.len()];
    Case { article: annotated.article, statements, quotes, entities, labels }
}

fn labelled(folder: &Path, lexicons: &Lexicons) -> Result<Vec<Case>> {
    let table = fs::read_to_string(folder.join("speakers.tsv"))
        .with_context(|| format!("{}", folder.join("speakers.tsv").display()))?;
    let mut rows: HashMap<&str, Vec<Vec<&str>>> = HashMap::new();
    for line in table.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        rows.entry(fields[0]).or_default().push(fields);
    }
    let mut cases: Vec<Case> = polnear::load(folder)?.into_iter().map(|a| case(a, lexicons)).collect();
    for case in &mut cases {
        let offsets: Vec<usize> =
            case.article.text.char_indices().map(|(i, _)| i).chain([case.article.text.len()]).collect();
        let stem = case.article.name.trim_end_matches(".txt").to_owned();
        for row in rows.get(&*stem).into_iter().flatten() {
            let [_, _, content, kind, rest @ ..] = row.as_slice() else { continue };
            let spans: Option<Vec<Span>> = content
                .split(';')
                .map(|piece| {
                    let (start, end) = piece.split_once(' ')?;
                    let at = |n: &str| n.parse::<usize>().ok().and_then(|n| offsets.get(n)).copied();
                    Some(Span::of(at(start)?..at(end)?))
                })
                .collect();
            let mut spans = spans.context("content offsets")?;
            spans.sort();
            let name = rest.first().copied().unwrap_or_default().to_owned();
            if let Some(at) = case.statements.iter().position(|s| s.content == spans) {
                case.labels[at] = Some(Label { kind: (*kind).to_owned(), name });
            }
        }
    }
    Ok(cases)
}

fn by_hand(folder: &Path, table: &Path, lexicons: &Lexicons) -> Result<Vec<Case>> {
    let table = fs::read_to_string(table).with_context(|| format!("{}", table.display()))?;
    let mut rows: HashMap<&str, Vec<(u32, u32, &str)>> = HashMap::new();
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        if let [file, start, end, name] = fields[..] {
            rows.entry(file).or_default().push((start.parse()?, end.parse()?, name));
        }
    }
    let articles = polnear::load(folder)?;
    let known = articles.into_iter().filter(|a| rows.contains_key(&*a.article.name));
    let mut cases: Vec<Case> = known.map(|a| case(a, lexicons)).collect();
    for case in &mut cases {
        for &(start, end, name) in &rows[&*case.article.name] {
            let at = case
                .statements
                .iter()
                .position(|s| s.source.iter().any(|s| s.start == start && s.end == end));
            let kind = if name == "-" { "unnamed" } else { "person" };
            if let Some(at) = at.filter(|_| !name.starts_with("both")) {
                case.labels[at] = Some(Label { kind: kind.to_owned(), name: name.to_owned() });
            }
        }
    }
    Ok(cases)
}

/// Articles that nobody annotated, with the statements that the program finds in them.
fn by_eye(folder: &Path, table: &Path) -> Result<Vec<Case>> {
    let table = fs::read_to_string(table).with_context(|| format!("{}", table.display()))?;
    let mut rows: BTreeMap<&str, Vec<(u32, u32, Label)>> = BTreeMap::new();
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        if let [file, start, end, kind, name] = line.split('\t').collect::<Vec<_>>()[..] {
            let label = Label { kind: kind.to_owned(), name: name.to_owned() };
            rows.entry(file).or_default().push((start.parse()?, end.parse()?, label));
        }
    }
    let checker = Checker::built_in();
    let mut cases = Vec::new();
    for (file, labels) in rows {
        let path = folder.join(file);
        let bytes = fs::read(&path).with_context(|| format!("{}", path.display()))?;
        let manuscript =
            onrecord::input::read(file, bytes, None).map_err(|problem| anyhow!("{file}: {problem}"))?;
        let facts = checker.facts(Article::new(file, manuscript, None));
        let statements = facts.statements().to_vec();
        let mut known = vec![None; statements.len()];
        for (start, end, label) in labels {
            let at =
                statements.iter().position(|s| s.source.iter().any(|s| s.start == start && s.end == end));
            if let Some(at) = at {
                known[at] = Some(label);
            }
        }
        cases.push(Case {
            article: facts.article().clone(),
            statements,
            quotes: facts.quotes().clone(),
            entities: facts.entities().clone(),
            labels: known,
        });
    }
    Ok(cases)
}

/// Whether two names are one's, as `score_speakers.py` counts it.
fn same(got: &str, want: &str, kind: &str) -> bool {
    let (g, w) = (words(got), words(want));
    let (Some(last), Some(wanted)) = (g.last(), w.last()) else { return false };
    if g == w {
        return true;
    }
    let (a, b): (BTreeSet<&String>, BTreeSet<&String>) = (g.iter().collect(), w.iter().collect());
    match kind {
        "person" => last == wanted && (g.len() == 1 || w.len() == 1 || a.is_subset(&b) || b.is_subset(&a)),
        "organisation" => a.is_subset(&b) || b.is_subset(&a),
        _ => {
            let common = a.intersection(&b).count() as f64;
            common / a.union(&b).count() as f64 >= 0.6 || kind == "role" && b.is_subset(&a)
        }
    }
}

fn words(name: &str) -> Vec<String> {
    const IDLE: [&str; 17] = [
        "the",
        "a",
        "an",
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lord",
        "dame",
        "prof",
        "professor",
        "jr",
        "sr",
        "ii",
        "iii",
    ];
    let name = name.to_lowercase();
    let pieces = name.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '.' | '-')));
    pieces
        .map(|w| {
            w.trim_end_matches("'s").trim_end_matches("’s").trim_matches(['.', '\'', '’', '-']).to_owned()
        })
        .filter(|w| !w.is_empty() && !IDLE.contains(&&**w))
        .collect()
}
