//! Who says what in twenty invented articles, labelled by hand (see tests/data/corpus/README.md), held to floors.

#![expect(clippy::print_stdout, reason = "figures are for reading")]

use crate::support::{CHECKER, root};
use onrecord::facts::Attribution;
use onrecord::text::Article;
use onrecord::{Document, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

#[derive(Deserialize)]
struct File {
    corpus: Floors,
}

/// Shares of the labelled statements, in percent.
#[derive(Deserialize)]
struct Floors {
    /// Those whose content is found.
    found: f64,
    /// Those found whose source is the labelled words.
    attributed: f64,
    /// Those found whose cue is the labelled words.
    cue: f64,
    /// Those found whose speaker has the labelled name.
    speaker: f64,
    /// Those that are given to somebody else, at most.
    wrong_speaker: f64,
    /// Of what is found in these articles, the share that is labelled.
    labelled: f64,
}

/// An article with its statements, by number.
struct Labelled {
    name: String,
    text: String,
    statements: BTreeMap<u32, Statement>,
}

#[derive(Default)]
struct Statement {
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
    /// `person`, `organisation` and so on; `none` where nobody is named.
    kind: String,
    speaker: String,
}

impl Labelled {
    /// Reads the mark-up and the table of speakers after it.
    fn read(name: &str, marked: &str) -> Self {
        let (body, table) = marked.split_once("\n====\n").unwrap_or_else(|| panic!("{name}: no line ===="));
        let (mut text, mut statements) = (String::new(), BTreeMap::<u32, Statement>::new());
        let mut rest = body;
        while let Some((before, tagged)) = rest.split_once('⟦') {
            text.push_str(before);
            let (tag, tagged) = tagged.split_once('|').unwrap_or_else(|| panic!("{name}: {tagged}"));
            let (words, after) = tagged.split_once('⟧').unwrap_or_else(|| panic!("{name}: {tagged}"));
            let span = Span::of(text.len()..text.len() + words.len());
            for number in tag[1..].split(',') {
                let statement = statements.entry(number.parse().unwrap()).or_default();
                match &tag[..1] {
                    "s" => statement.source.push(span),
                    "c" => statement.cue.push(span),
                    "q" => statement.content.push(span),
                    role => panic!("{name}: no role is called {role}"),
                }
            }
            text.push_str(words);
            rest = after;
        }
        text.push_str(rest);
        assert!(!text.contains('⟧'), "{name}: tags do not nest");
        for line in table.lines() {
            let mut fields = line.splitn(3, ' ');
            let number = fields.next().and_then(|n| n.parse().ok());
            let statement = number.and_then(|n: u32| statements.get_mut(&n));
            let statement = statement.unwrap_or_else(|| panic!("{name}: no statement for {line:?}"));
            fields.next().unwrap().clone_into(&mut statement.kind);
            fields.next().unwrap_or_default().clone_into(&mut statement.speaker);
        }
        for (number, statement) in &statements {
            assert!(!statement.content.is_empty(), "{name}: {number} has no content");
            assert!(!statement.kind.is_empty(), "{name}: {number} is not in the table");
            assert_eq!(statement.kind == "none", statement.speaker.is_empty(), "{name}: {number}");
        }
        Self { name: name.to_owned(), text, statements }
    }
}

/// What became of a statement.
enum Outcome {
    Missed,
    /// Found, with whether source, cue and speaker are the labelled ones.
    Found {
        attributed: bool,
        cue: bool,
        speaker: Speaker,
    },
}

#[derive(PartialEq)]
enum Speaker {
    Right,
    Wrong,
    /// Nobody is named: no entity is behind the words of the source.
    Open,
}

impl Statement {
    fn outcome(&self, document: &Document<'_>) -> Outcome {
        let attributions = document.facts.attributions();
        let Some(best) = attributions.iter().max_by_key(|a| shared(&a.content, &self.content)) else {
            return Outcome::Missed;
        };
        if !alike(best, self) {
            return Outcome::Missed;
        }
        let article = document.article();
        let same = |a: &[Span], b: &[Span]| a.is_empty() && b.is_empty() || shared(a, b) > 0;
        Outcome::Found {
            attributed: same(&best.source, &self.source),
            // A colon is no words: whether it counts as a cue is a matter of taste.
            cue: same(&in_words(article, &best.cue), &in_words(article, &self.cue)),
            speaker: self.speaker(document, best),
        }
    }

    fn speaker(&self, document: &Document<'_>, found: &Attribution) -> Speaker {
        let article = document.article();
        if self.kind == "none" {
            return if found.source.is_empty() { Speaker::Right } else { Speaker::Wrong };
        }
        let entity = found.entity.map(|e| article.slice(document.facts.entities()[e].name));
        let words_of_source: Vec<&str> = found.source.iter().map(|s| article.slice(*s)).collect();
        let named = entity.map_or_else(|| words_of_source.join(" "), str::to_owned);
        let (got, want) = (words(&named), words(&self.speaker));
        let right = match self.kind.as_str() {
            "person" => got == want,
            "organisation" => !got.is_empty() && (got.is_subset(&want) || want.is_subset(&got)),
            _ => 10 * got.intersection(&want).count() >= 6 * got.union(&want).count() && !got.is_empty(),
        };
        match entity {
            _ if right => Speaker::Right,
            Some(_) => Speaker::Wrong,
            None => Speaker::Open,
        }
    }
}

/// Whether content found is that of a statement: it has half of it, and a third of what it has is of it.
fn alike(found: &Attribution, statement: &Statement) -> bool {
    let common = shared(&found.content, &statement.content);
    2 * common >= length(&statement.content) && 3 * common >= length(&found.content)
}

fn length(spans: &[Span]) -> u32 {
    spans.iter().map(|s| s.len()).sum()
}

/// Bytes that two lists of spans share.
fn shared(a: &[Span], b: &[Span]) -> u32 {
    let overlaps = |x: &Span, y: &Span| x.end.min(y.end).saturating_sub(x.start.max(y.start));
    a.iter().flat_map(|x| b.iter().map(move |y| overlaps(x, y))).sum()
}

/// The spans with a letter or a number in them.
fn in_words(article: &Article, spans: &[Span]) -> Vec<Span> {
    spans.iter().copied().filter(|s| article.slice(*s).contains(char::is_alphanumeric)).collect()
}

/// The words of a name, without articles and titles.
fn words(name: &str) -> HashSet<String> {
    const IDLE: [&str; 9] = ["the", "a", "an", "mr", "ms", "mrs", "dr", "sir", "one"];
    let words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| word.len() > 1 && !IDLE.contains(&word.as_str())).collect()
}

/// The labelled articles, in order.
fn articles() -> Vec<Labelled> {
    let mut files: Vec<_> = std::fs::read_dir(root("tests/data/corpus"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let name = |path: &std::path::Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| Labelled::read(&name(path), &std::fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn our_articles_reach_their_floors() {
    let articles = articles();
    assert!(articles.len() >= 20, "only {} articles", articles.len());
    let (mut all, mut found, mut attributed, mut cues, mut right, mut wrong) = (0, 0, 0, 0, 0, 0);
    let (mut reported, mut labelled) = (0, 0);
    for article in &articles {
        let document = CHECKER.check(Article::new(&article.name, article.text.clone(), None));
        for attribution in document.facts.attributions() {
            reported += 1;
            let known = article.statements.values().any(|s| shared(&attribution.content, &s.content) > 0);
            labelled += i32::from(known);
            if !known {
                println!("{}: not labelled: {}", article.name, excerpt(&article.text, &attribution.content));
            }
        }
        for (number, statement) in &article.statements {
            all += 1;
            let mut failed = Vec::new();
            match statement.outcome(&document) {
                Outcome::Missed => failed.push("missed"),
                Outcome::Found { attributed: source, cue, speaker } => {
                    found += 1;
                    attributed += i32::from(source);
                    cues += i32::from(cue);
                    right += i32::from(speaker == Speaker::Right);
                    wrong += i32::from(speaker == Speaker::Wrong);
                    failed.extend((!source).then_some("source"));
                    failed.extend((!cue).then_some("cue"));
                    failed.extend((speaker == Speaker::Wrong).then_some("wrong speaker"));
                    failed.extend((speaker == Speaker::Open).then_some("speaker open"));
                }
            }
            if !failed.is_empty() {
                let words = excerpt(&article.text, &statement.content);
                println!("{} {number}: {}: {words}", article.name, failed.join(", "));
            }
        }
    }
    let File { corpus: floors } = toml::from_str(include_str!("../data/floors.toml")).unwrap();
    let percent = |part: i32, whole: i32| 100.0 * f64::from(part) / f64::from(whole);
    let mut below = Vec::new();
    for (what, value, least) in [
        ("found", percent(found, all), floors.found),
        ("attributed", percent(attributed, all), floors.attributed),
        ("with the right cue", percent(cues, all), floors.cue),
        ("right speaker", percent(right, all), floors.speaker),
        ("not given to another speaker", 100.0 - percent(wrong, all), 100.0 - floors.wrong_speaker),
        ("labelled, of what is found", percent(labelled, reported), floors.labelled),
    ] {
        println!("{value:5.1} (floor {least:4.1})  {what}");
        if value < least {
            below.push(format!("{what}: {value:.1}, and the floor is {least:.1}"));
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}

fn excerpt(text: &str, spans: &[Span]) -> String {
    let words: Vec<&str> = spans.iter().map(|s| &text[s.start as usize..s.end as usize]).collect();
    words.join(" … ").chars().take(70).collect()
}
