//! How often pronouns and roles are read as the person a reader takes them for, on statements given by hand:
//! this measures resolution alone.

#![expect(clippy::print_stdout, reason = "figures are for reading")]

#[path = "../../train/src/polnear.rs"]
#[allow(dead_code, missing_docs)]
mod polnear;

use crate::support::shared;
use onrecord::facts::people::entities::{self, EntityId};
use onrecord::facts::speech::attributions;
use onrecord::facts::{Statement, quotes};
use onrecord::lexicon::Lexicons;
use std::collections::HashMap;

/// What must be reached on the labels that nothing is tuned on; 90.7% were right when this was written.
const FLOOR: f64 = 0.90;
/// What must be reached on the labels to tune on; 89.3% were right when this was written.
const FLOOR_TRAIN: f64 = 0.88;

/// One source, labelled by hand.
struct Label {
    start: u32,
    end: u32,
    speaker: String,
}

fn read(table: &str) -> HashMap<String, Vec<Label>> {
    let mut labels: HashMap<String, Vec<Label>> = HashMap::new();
    for line in table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [file, start, end, speaker] = fields.as_slice() else { panic!("four fields: {line}") };
        labels.entry((*file).to_owned()).or_default().push(Label {
            start: start.parse().unwrap(),
            end: end.parse().unwrap(),
            speaker: (*speaker).to_owned(),
        });
    }
    labels
}

/// Whether two names are one person's: all words of the shorter are in the longer.
fn same(a: &str, b: &str) -> bool {
    let words = |s: &str| s.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && short.iter().all(|w| long.contains(w))
}

#[test]
#[cfg_attr(not(shared), ignore = "../shared is not there")]
fn pronouns_and_roles_find_their_speaker() {
    check("polnear/dev", include_str!("../data/speakers.tsv"), 300, FLOOR);
}

#[test]
#[cfg_attr(not(shared), ignore = "../shared is not there")]
fn pronouns_and_roles_of_the_tuning_set_find_their_speaker() {
    check("polnear/train", include_str!("../data/speakers-train.tsv"), 280, FLOOR_TRAIN);
}

fn check(split: &str, table: &str, least: usize, floor: f64) {
    let labels = read(table);
    let lexicons = Lexicons::built_in();
    let (mut right, mut all) = (0, 0);
    for annotated in polnear::load(&shared(split)).unwrap() {
        let article = &annotated.article;
        let Some(labels) = labels.get(&article.name) else { continue };
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
        let quotes = quotes::find(article, Lexicons::ours());
        let entities = entities::find(article, &lexicons);
        let found = attributions::find(article, &quotes, &entities, &statements, &lexicons);
        for label in labels {
            let Some(one) =
                found.iter().find(|a| a.source.iter().any(|s| s.start == label.start && s.end == label.end))
            else {
                panic!("{}: no gold source at {}..{}", article.name, label.start, label.end)
            };
            let name = |e: EntityId| article.slice(entities[e].name);
            let ok = if label.speaker == "-" {
                one.entity.is_none()
            } else if let Some(names) = label.speaker.strip_prefix("both: ") {
                let found: Vec<&str> = one.entity.iter().chain(&one.others).map(|&e| name(e)).collect();
                let wanted: Vec<&str> = names.split("; ").collect();
                found.len() == wanted.len() && wanted.iter().all(|w| found.iter().any(|f| same(f, w)))
            } else {
                one.others.is_empty() && one.entity.is_some_and(|e| same(name(e), &label.speaker))
            };
            all += 1;
            right += usize::from(ok);
            if !ok && std::env::var_os("SHOW").is_some() {
                println!(
                    "{} {}..{} `{}`: {} not {:?} ({:.2})",
                    article.name,
                    label.start,
                    label.end,
                    &article.text[label.start as usize..label.end as usize],
                    label.speaker,
                    one.entity.map(name),
                    one.speaker_confidence
                );
            }
        }
    }
    let share = f64::from(u32::try_from(right).unwrap()) / f64::from(u32::try_from(all).unwrap());
    println!("{split}: {right} of {all} speakers right ({:.1}%)", 100.0 * share);
    assert!(all >= least, "{all} labels");
    assert!(share >= floor, "{share}");
}
