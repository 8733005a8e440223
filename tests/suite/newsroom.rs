//! Words that a newsroom adds with `--rules` are in force wherever ours are.

use crate::support::CHECKER;
use onrecord::facts::{CueClass, QuoteUse};
use onrecord::{Checker, Document};
use std::fs;

/// A checker with these lists of a newsroom's own, by name and content.
fn with_lists(lists: &[(&str, &str)]) -> Checker {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("lexicon")).unwrap();
    for (name, list) in lists {
        fs::write(dir.path().join("lexicon").join(format!("{name}.toml")), list).unwrap();
    }
    Checker::builder().rules(dir.path()).build().unwrap()
}

fn people(document: &Document<'_>) -> Vec<String> {
    let article = document.article();
    document.facts.entities().entities.iter().map(|e| article.slice(e.name).to_owned()).collect()
}

#[test]
fn a_title_is_a_title_and_its_stop_ends_no_sentence() {
    let ours = with_lists(&[("titles", "[office]\nalderman = [\"Aldm.\"]\n")]);
    let text = "The plan goes to Aldm. Rosa Quill on Monday.";
    let sentences = |checker: &Checker| checker.check_text("a.txt", text).article().sentences.len();
    assert_eq!((sentences(&CHECKER), sentences(&ours)), (2, 1));
    let document = ours.check_text("a.txt", text);
    let titles = &document.facts.entities().entities[0].titles;
    assert_eq!(titles.iter().map(|t| document.article().slice(*t)).collect::<Vec<_>>(), ["Aldm."]);
}

#[test]
fn a_nickname_is_the_same_person() {
    let names = ("given-names", "female = [\"Minka\", \"Wilhelmina\"]\n");
    let text = "Wilhelmina Storr has chaired the board since May. Minka Storr left before the count.";
    let apart = people(&with_lists(&[names]).check_text("a.txt", text));
    assert_eq!(apart, ["Wilhelmina Storr", "Minka Storr"]);
    let nickname = ("nicknames", "[form]\nWilhelmina = [\"Wilhelmina\", \"Minka\"]\n");
    assert_eq!(people(&with_lists(&[names, nickname]).check_text("a.txt", text)), ["Wilhelmina Storr"]);
}

#[test]
fn a_verb_of_saying_has_its_class() {
    let loaded = with_lists(&[("cues", "[loaded]\nharrumph = [\"harrumphed\"]\n")]);
    let text = "“We will not pay for the roof of the old hall,” harrumphed Rosa Quill, who keeps a stall by the door.";
    let class = |checker: &Checker| checker.check_text("a.txt", text).facts.attributions()[0].cue_class;
    assert_eq!((class(&CHECKER), class(&loaded)), (CueClass::Other, CueClass::Loaded));
}

#[test]
fn a_verb_of_saying_ends_no_question_and_holds_no_words_at_arms_length() {
    let ours = with_lists(&[("cues", "[loaded]\nharrumph = [\"harrumphed\"]\n")]);
    let text = "“Is the roof safe?” Quill harrumphed. The hall was full.";
    let sentences = |checker: &Checker| checker.check_text("a.txt", text).article().sentences.len();
    assert_eq!((sentences(&CHECKER), sentences(&ours)), (3, 2));
    let text = "The old man by the door harrumphed “never again” at the end of the evening.";
    let used = |checker: &Checker| checker.check_text("a.txt", text).facts.quotes().quotes[0].used_as;
    assert_eq!((used(&CHECKER), used(&ours)), (QuoteUse::Scare, QuoteUse::Speech));
}

#[test]
fn a_neutral_idiom_is_no_loaded_verb() {
    let text =
        "The museum claimed the Harvest Cup was its own. The chairman claimed the accounts were in order.";
    let ours = with_lists(&[("idioms", "claim = [\"cup\"]\n")]);
    let loaded = |checker: &Checker| {
        let document = checker.check_text("a.txt", text);
        document.findings.iter().filter(|f| f.rule == "cue-loaded").count()
    };
    let before = loaded(&CHECKER);
    assert_eq!((before > 0, loaded(&ours) < before), (true, true), "{before}");
}
