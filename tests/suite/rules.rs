//! The catalogue as a whole: every rule's own examples, its pages, its schema, and how a user's rules load.

#![expect(clippy::print_stdout, reason = "a failed example is shown")]

use crate::support::root;
use onrecord::facts::Attribution;
use onrecord::rules::kinds::KINDS;
use onrecord::rules::{CaseOutcome, Catalogue, Finding, Severity, reference, skeleton, write_skeleton};
use onrecord::text::Article;
use onrecord::{Checker, CheckerBuilder, Span};
use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

fn checker(dirs: &[PathBuf]) -> Checker {
    dirs.iter().fold(Checker::builder(), CheckerBuilder::rules).build().unwrap_or_else(|e| panic!("{e}"))
}

fn check(checker: &Checker, text: &str) -> Vec<Finding> {
    checker.check(Article::new("t", text.to_owned(), None)).findings
}

/// Whether generated files are to be written rather than compared.
fn updating() -> bool {
    std::env::var_os("ONRECORD_UPDATE").is_some()
}

/// Every rule file of ours, with its text.
fn files() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let folders = |of: &str| fs::read_dir(root(of)).unwrap().map(|e| e.unwrap().path());
    let families = folders("rules").filter(|f| !f.ends_with("lexicon") && !f.ends_with("packs"));
    for family in families.chain(folders("rules/packs")) {
        for file in fs::read_dir(family).unwrap().map(|e| e.unwrap().path()) {
            files.push((file.clone(), fs::read_to_string(file).unwrap()));
        }
    }
    files.sort();
    files
}

#[test]
fn examples_hold() {
    let failed: Vec<CaseOutcome> = checker(&[]).test_rules().into_iter().filter(|c| !c.passed).collect();
    for case in &failed {
        let problem = case.problem.as_deref().unwrap_or("");
        println!(
            "{}:{}: {problem}\n  text     {:?}\n  expected {:?}\n  found    {:?}",
            case.file, case.line, case.text, case.expected, case.found
        );
    }
    assert!(failed.is_empty(), "{} examples fail", failed.len());
}

#[test]
fn ours_are_complete() {
    let checker = checker(&[]);
    let mut lacking = Vec::new();
    for rule in checker.catalogue.rules() {
        let pack = checker.catalogue.packs().contains(&&*rule.family);
        let above = if pack { "rules/packs" } else { "rules" };
        let expected = format!("{above}/{}/{}.toml", rule.family, rule.id);
        let mut need = |good: bool, what: &str| {
            if !good {
                lacking.push(format!("{expected}: {what}"));
            }
        };
        need(rule.file == expected, "id and family are those of the file");
        need(!pack || !rule.enabled, "off, as every rule of a pack");
        need(!rule.since.is_empty(), "since");
        need(rule.why.len() > 30, "why");
        need(!rule.limits.is_empty(), "limits");
        need(!rule.help_source().is_empty(), "help");
        need(rule.bad.len() >= 5, "five bad examples");
        need(rule.good.len() >= 8, "eight good examples");
        need(!rule.title.ends_with('.'), "a title is no sentence");
        need(
            rule.yields_to.iter().all(|id| checker.catalogue.get(id).is_some()),
            "yields to a rule that is there",
        );
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
}

/// The rules of severity `error` must not hang on who speaks: with every speaker and every link in doubt they find
/// nothing that they would not find without a single attribution.
#[test]
fn a_doubtful_speaker_never_causes_an_error() {
    let mut checker = checker(&[]);
    let all = ["all".to_owned()];
    checker.catalogue.select(&all, &[]).unwrap();
    let fixtures = fs::read_dir(root("fixtures")).unwrap().map(|e| e.unwrap().path());
    let fixtures = fixtures.filter(|p| p.extension().is_some_and(|e| e == "txt"));
    let fixtures = fixtures.map(|path| fs::read_to_string(path).unwrap());
    let examples = checker.catalogue.rules().iter().flat_map(|r| r.bad.iter().chain(&r.good));
    let examples = examples.map(|case| case.text.replace("[[", "").replace("]]", ""));
    let mut seen = 0;
    for text in fixtures.chain(examples) {
        let article = Article::new("t", text.clone(), None);
        let errors = |doubt: &dyn Fn(&mut Vec<Attribution>)| -> HashSet<(String, Span)> {
            let facts = checker.facts(article.clone());
            let mut attributions = facts.attributions().clone();
            doubt(&mut attributions);
            let found = checker.catalogue.check(&facts.with_attributions(attributions));
            let errors = found.into_iter().filter(|f| f.severity == Severity::Error);
            errors.map(|f| (f.rule, f.spans[0])).collect()
        };
        let doubtful = errors(&|attributions| {
            for attribution in attributions {
                attribution.confidence = 0.3;
                attribution.speaker_confidence = 0.3;
            }
        });
        let without = errors(&Vec::clear);
        assert!(doubtful.is_subset(&without), "{text}: {:?}", doubtful.difference(&without));
        seen += doubtful.len();
    }
    assert!(seen > 20, "only {seen} errors");
}

#[test]
fn ids_are_unique() {
    let checker = checker(&[]);
    let ids: HashSet<&str> = checker.catalogue.rules().iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids.len(), files().len());
}

/// The schema of rule files, its kinds brought up to date first where generated files are to be written: tests run side by
/// side, and one that reads the file must not read it as it was.
static SCHEMA: LazyLock<serde_json::Value> = LazyLock::new(|| {
    let path = root("docs/rule.schema.json");
    let mut text = fs::read_to_string(&path).unwrap();
    if updating() {
        let (before, rest) = text.split_once("\"A kind of fact.\"").unwrap();
        let (_, after) = rest.split_once(']').unwrap();
        let list: Vec<String> = KINDS.iter().map(|k| format!("{:?}", k.name)).collect();
        let kind = format!(",\n      \"type\": \"string\",\n      \"enum\": [{}]", list.join(", "));
        text = format!("{before}\"A kind of fact.\"{kind}{after}");
        fs::write(&path, &text).unwrap();
    }
    serde_json::from_str(&text).unwrap()
});

#[test]
fn the_schema_knows_the_kinds() {
    let listed: Vec<&str> =
        SCHEMA["$defs"]["kind"]["enum"].as_array().unwrap().iter().filter_map(|v| v.as_str()).collect();
    let kinds: Vec<&str> = KINDS.iter().map(|k| k.name).collect();
    assert_eq!(listed, kinds, "ONRECORD_UPDATE=1 cargo test rules:: writes docs/rule.schema.json anew");
}

#[test]
fn ours_fit_the_schema() {
    let validator = jsonschema::validator_for(&SCHEMA).unwrap();
    let of = |text: &str| serde_json::to_value(toml::from_str::<toml::Value>(text).unwrap()).unwrap();
    for (file, text) in files() {
        let errors: Vec<String> =
            validator.iter_errors(&of(&text)).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", file.display());
    }
    assert!(validator.is_valid(&of(&skeleton("a-rule"))));
    for wrong in [
        "id = 'A'",
        "severity = 'bad'",
        "match = { a = 'quote' }",
        "match = 'qoute'",
        "match = { words = [], pattern = 'x' }",
        "wen = 'true'",
    ] {
        let key = wrong.split(' ').next().unwrap();
        let kept: String = skeleton("a-rule")
            .lines()
            .filter(|l| !l.starts_with(&format!("{key} ")))
            .map(|l| format!("{l}\n"))
            .collect();
        assert!(!validator.is_valid(&of(&format!("{kept}{wrong}\n"))), "{wrong}");
    }
}

#[test]
fn the_reference_is_current() {
    let folder = root("docs/rules");
    let pages = reference(&checker(&[]).catalogue);
    let names: HashSet<&str> = pages.iter().map(|p| p.name.as_str()).collect();
    let mut stale = Vec::new();
    for page in &pages {
        let path = folder.join(&page.name);
        if fs::read_to_string(&path).ok().as_deref() == Some(&*page.text) {
            continue;
        }
        if updating() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &page.text).unwrap();
        } else {
            stale.push(page.name.clone());
        }
    }
    for file in fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()) {
        if !names.contains(file.file_name().unwrap().to_str().unwrap()) {
            if updating() {
                fs::remove_file(&file).unwrap();
            } else {
                stale.push(file.display().to_string());
            }
        }
    }
    assert!(stale.is_empty(), "stale: {stale:?}; ONRECORD_UPDATE=1 cargo test rules:: writes them anew");
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

const KYIV: &str = r#"
id = "house-kyiv"
severity = "warning"
title = "A city under its old name"
match = { swap = { "Kiev" = "Kyiv", "Odessa" = "Odesa" } }
message = "{{ text }}: we write {{ instead }}"
bad = ["Trains to [[Kiev]] and [[ODESSA]] ran late."]
good = ["Trains to Kyiv ran late.", "Chicken Kievski was served."]
"#;

#[test]
fn a_users_rule_needs_no_rust() {
    let dir = folder(&[
        ("style/kyiv.toml", KYIV),
        (
            "per-cent.toml",
            "id = 'per-cent'\nseverity = 'info'\ntitle = 't'\nmatch = { pattern = '(?P<n>\\d+) per cent', scope = 'any' }\nmessage = 'write {{ n }}%'\nwhen = 'n != \"100\"'\nbad = ['It rose [[3 per cent]].']\ngood = ['It rose 100 per cent.']",
        ),
        (
            "loaded.toml",
            "id = 'my-hedges'\nseverity = 'info'\ntitle = 't'\nmatch = { lexicon = 'hedges', class = 'mine' }\nmessage = '{{ lemma }}'",
        ),
        ("lexicon/hedges.toml", "classes = ['mine']\n[mine]\nperchance = ['perchance', 'it may be that']"),
    ]);
    let checker = checker(&[dir.path().to_owned()]);
    let failed: Vec<_> = checker
        .test_rules()
        .into_iter()
        .filter(|c| ["house-kyiv", "per-cent"].contains(&&*c.rule) && !c.passed)
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
    let found = check(&checker, "The train to Kiev is 5 per cent late. It may be that it comes.");
    let mut ours: Vec<(&str, &str, &str)> = found.iter().map(|f| (&*f.rule, &*f.message, "")).collect();
    ours.retain(|f| ["house-kyiv", "per-cent", "my-hedges"].contains(&f.0));
    assert_eq!(
        ours,
        [
            ("house-kyiv", "Kiev: we write Kyiv", ""),
            ("per-cent", "write 5%", ""),
            ("my-hedges", "perchance", "")
        ]
    );
    assert_eq!(checker.catalogue.get("house-kyiv").unwrap().family, "style");
    assert_eq!(checker.catalogue.get("per-cent").unwrap().family, "own");
}

#[test]
fn a_users_rule_overrides_ours() {
    let ours = fs::read_to_string(root("rules/text/repeated-word.toml")).unwrap();
    let theirs = ours.replace("severity = \"error\"", "severity = \"info\"");
    let dir = folder(&[("x.toml", &theirs)]);
    let checker = checker(&[dir.path().to_owned()]);
    let rule = checker.catalogue.get("repeated-word").unwrap();
    assert_eq!((rule.severity, rule.family.as_str()), (Severity::Info, "text"));
}

#[test]
fn a_mistake_is_shown_at_its_place() {
    let rule = |from: &str, to: &str| KYIV.replace(from, to);
    let cases = [
        (rule("title", "titel"), "x.toml:4:1: no key is called `titel`; did you mean `title`?"),
        (rule("\"warning\"", "\"warn\""), "x.toml:3:12: not a value: `warn`; did you mean `warning`?"),
        (
            rule("{{ instead }}", "{{ insted }}"),
            "x.toml:6:36: no field is called `insted`; did you mean `instead`?",
        ),
        (rule("{{ instead }}", "{{ instead }"), "x.toml:6:11: not a template: "),
        (rule("{{ instead }}", "{{ instead | shout }}"), "x.toml:6:11: not a template: "),
        (
            rule("message =", "when = 'lin > 3'\nmessage ="),
            "x.toml:6:9: no field is called `lin`; did you mean `line`?",
        ),
        (
            rule("message =", "when = '''\n  line > 3 &&\n  role == \"boddy\"'''\nmessage ="),
            "x.toml:8:11: the field is never \"boddy\"; did you mean `body`?",
        ),
        (
            rule("{ swap = { \"Kiev\" = \"Kyiv\", \"Odessa\" = \"Odesa\" } }", "{ pattern = '(' }"),
            "x.toml:5:21: not a pattern: unclosed group",
        ),
        (
            rule("{ swap = { \"Kiev\" = \"Kyiv\", \"Odessa\" = \"Odesa\" } }", "{ pattern = \"\\bKiev\" }"),
            "x.toml:5:21: `\\b` in a plain string is a backspace, no word boundary: write '…'",
        ),
        (
            rule("message =", "when = '''text.matches(\"\\bKiev\")'''\nmessage ="),
            "x.toml:6:24: `\\b` in a plain string is a backspace, no word boundary: write r'…'",
        ),
        (
            rule("{ swap = { \"Kiev\" = \"Kyiv\", \"Odessa\" = \"Odesa\" } }", "'qoute'"),
            "x.toml:5:9: no kind of fact is called \"qoute\"; did you mean `quote`?",
        ),
        (
            rule("\"Odesa\" }", "\"Odesa\" }, scope = 'bodi'"),
            "x.toml:5:67: no scope is called \"bodi\"; did you mean `body`?",
        ),
        (rule("\"Odesa\" }", "\"Odesa\" }, words = ['x']"), "x.toml:5:9: a match is one of: "),
        (rule("house-kyiv", "House Kyiv"), "x.toml:2:6: \"House Kyiv\": an id has lower-case letters"),
        (
            rule("message =", "date = '2022-13-01'\nmessage ="),
            "x.toml:6:8: \"2022-13-01\" is not a date such as",
        ),
        (
            rule("message =", "measured = { articles = 9, found = 2, right = 2, wrong = 1 }\nmessage ="),
            "x.toml:6:12: right, wrong and arguable make 3, which is more than the 2 found",
        ),
        (
            rule("message =", "measured = { found = 2, right = 2, wrong = 0 }\nmessage ="),
            "x.toml:6:12: missing field `articles`",
        ),
        (rule("message =", "risk = 6\nmessage ="), "x.toml:6:8: a risk is 1 (a comma) to 5"),
        (
            rule("message =", "once = ['instea']\nmessage ="),
            "x.toml:6:9: no field is called `instea`; did you mean `instead`?",
        ),
    ];
    for (text, expected) in cases {
        let dir = folder(&[("x.toml", &text)]);
        let error = Catalogue::load(&[dir.path().to_owned()]).unwrap_err();
        let shown = error.to_string().replace(&format!("{}/", dir.path().display()), "");
        assert!(shown.starts_with(expected), "\n     got {shown}\nexpected {expected}");
        assert!(!shown.contains('\n'), "{shown}");
        assert!(error.excerpt_with_carets().contains('^'), "{shown}");
    }
}

#[test]
fn a_folder_that_is_none_is_named() {
    let error = Catalogue::load(&[PathBuf::from("no/such/folder")]).unwrap_err();
    assert_eq!(error.to_string(), "no/such/folder: not a folder of rules");
    let dir = folder(&[("lexicon/hegdes.toml", "")]);
    let error = Catalogue::load(&[dir.path().to_owned()]).unwrap_err().to_string();
    assert!(error.contains("no word list is called \"hegdes\"; did you mean `hedges`?"), "{error}");
    let dir = folder(&[("lexicon/hedges.toml", "[hegde]\nb = ['b']")]);
    let error = Catalogue::load(&[dir.path().to_owned()]).unwrap_err().to_string();
    assert!(
        error.contains(
            "hedges.toml:1:2: the list hedges has no class \"hegde\"; did you mean `hedge`? (allowed: ap"
        ),
        "{error}"
    );
}

#[test]
fn a_new_rule_loads_and_its_first_example_fails() {
    let dir = tempfile::tempdir().unwrap();
    let path = write_skeleton(dir.path(), "no-utilise").unwrap();
    assert!(path.ends_with("no-utilise.toml"));
    assert!(write_skeleton(dir.path(), "no-utilise").is_err(), "it is there already");
    assert!(write_skeleton(dir.path(), "../x").is_err());
    let before = checker(&[dir.path().to_owned()]);
    let outcomes = |checker: &Checker| -> Vec<bool> {
        checker.test_rules().into_iter().filter(|c| c.rule == "no-utilise").map(|c| c.passed).collect()
    };
    assert_eq!(outcomes(&before), [false, true]);
    let text = fs::read_to_string(&path).unwrap().replace("replace me", "utilise");
    fs::write(&path, text).unwrap();
    assert_eq!(outcomes(&checker(&[dir.path().to_owned()])), [true, true]);
}

#[test]
fn rules_are_selected_by_id_and_family() {
    let select = |select: &[&str], ignore: &[&str]| {
        let (mut catalogue, _) = Catalogue::load(&[]).unwrap();
        let owned = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        catalogue.select(&owned(select), &owned(ignore)).map(|()| {
            catalogue.rules().iter().filter(|r| r.enabled).map(|r| r.id.clone()).collect::<Vec<_>>()
        })
    };
    assert!(select(&["text"], &[]).unwrap().contains(&"repeated-word".to_owned()));
    assert_eq!(select(&["repeated-word"], &["text"]).unwrap(), ["repeated-word"]);
    assert!(select(&["text"], &["repeated-word", "garbled-text", "hidden-character"]).unwrap().is_empty());
    assert!(!select(&[], &["text"]).unwrap().contains(&"repeated-word".to_owned()));
    let error = select(&["repeated-wrd"], &[]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no rule or family is called \"repeated-wrd\"; did you mean `repeated-word`?"
    );
}

#[test]
fn fingerprints_outlive_edits_elsewhere() {
    let checker = checker(&[]);
    let of = |text: &str| -> HashSet<String> {
        check(&checker, text).into_iter().map(|f| f.fingerprint).collect()
    };
    let first = "The mayor met the the council on Monday at noon.";
    let second = "He left left early, and nobody saw him go.";
    let before = of(&format!("{first}\n\n{second}\n"));
    assert_eq!(before.len(), 2);
    assert_eq!(before, of(&format!("A line that was added at the top of it.\n\n{second}\n\n{first}\n")));
}

#[test]
fn findings_come_in_order_and_once() {
    let dir = folder(&[("a.toml", KYIV)]);
    let checker = checker(&[dir.path().to_owned()]);
    let found = check(&checker, "The road road to Kiev. The road from Kiev is is open.\nKiev Kiev.");
    let places: Vec<(u32, &str)> = found.iter().map(|f| (f.spans[0].start, f.rule.as_str())).collect();
    assert!(places.is_sorted(), "{places:?}");
    assert_eq!(places.iter().collect::<HashSet<_>>().len(), places.len());
}

/// No two findings of one rule mark the same words, and no rule marks what a rule that it yields to marks.
#[test]
fn one_place_is_reported_once_for_one_cause() {
    let checker = checker(&[]);
    let fixtures = fs::read_dir(root("fixtures")).unwrap().map(|e| e.unwrap().path());
    let fixtures = fixtures.filter(|p| p.extension().is_some_and(|e| e == "txt"));
    let fixtures = fixtures.map(|path| fs::read_to_string(path).unwrap());
    let examples = checker.catalogue.rules().iter().flat_map(|r| r.bad.iter());
    let examples = examples.map(|case| case.text.replace("[[", "").replace("]]", ""));
    for text in fixtures.chain(examples) {
        let found = check(&checker, &text);
        for (i, finding) in found.iter().enumerate() {
            let rule = checker.catalogue.get(&finding.rule).unwrap();
            for other in found.iter().skip(i + 1) {
                let same = finding.spans.iter().any(|a| other.spans.iter().any(|b| a.overlaps(*b)));
                let cause = finding.rule == other.rule
                    || rule.yields_to.contains(&other.rule)
                    || checker.catalogue.get(&other.rule).unwrap().yields_to.contains(&finding.rule);
                assert!(!(same && cause), "{text}\n{finding:?}\n{other:?}");
            }
        }
    }
}

/// What the schema forbids is not loaded, and what it allows is: an editor and the program say the same of a rule.
#[test]
fn the_schema_and_the_loader_agree() {
    let validator = jsonschema::validator_for(&SCHEMA).unwrap();
    let of = |text: &str| serde_json::to_value(toml::from_str::<toml::Value>(text).unwrap()).unwrap();
    let plain =
        "id = 'a-rule'\nseverity = 'error'\ntitle = 't'\nmatch = { words = ['utilise'] }\nmessage = 'm'\n";
    let long = format!("id = '{}'", "a".repeat(65));
    let cases = [
        "id = 'b'",
        "id = 'a1-b2'",
        "id = ''",
        "id = 'a-'",
        "id = 'a--b'",
        "id = '-a'",
        "id = '1a'",
        "id = 'A'",
        "id = 'a_b'",
        "id = 'a b'",
        "id = 'é'",
        "id = 3",
        &long,
        "severity = 'info'",
        "severity = 'bad'",
        "severity = ''",
        "title = 'x'",
        "title = ''",
        "title = '  '",
        "title = \"\\n\"",
        "title = 1",
        "message = ''",
        "message = ' '",
        "message = 'a'",
        "match = { words = [] }",
        "match = { words = [''] }",
        "match = { words = ['a', ' '] }",
        "match = { words = ['a'] }",
        "match = { pattern = '' }",
        "match = { pattern = 'a' }",
        "match = { pattern = ' ' }",
        "match = { swap = {} }",
        "match = { swap = { '' = 'a' } }",
        "match = { swap = { a = 'b' } }",
        "match = { words = ['a'], pattern = 'x' }",
        "match = { a = 'quote' }",
        "match = 'quote'",
        "match = 'qoute'",
        "match = { words = ['a'], scope = 'here' }",
        "match = { words = ['a'], case = true }",
        "match = { lexicon = 'cues' }",
        "when = ''",
        "when = ' '",
        "when = 'true'",
        "fix = false",
        "fix = 1",
        "fix = {}",
        "fix = { put = 'b' }",
        "fix = { put = '' }",
        "fix = { put = 1 }",
        "fix = { marks = 'curved' }",
        "fix = { put = 'b', marks = 'curly' }",
        "fix_when = ''",
        "fix_when = 'true'",
        "downgrade_when = ''",
        "downgrade_when = 'true'",
        "help = ''",
        "related = ''",
        "why = ''",
        "limits = ''",
        "since = ''",
        "once = ['text']",
        "once = ['text', 'text']",
        "once = []",
        "yields_to = ['repeated-word']",
        "yields_to = ['repeated-word', 'repeated-word']",
        "yields_to = ['A']",
        "enabled = false",
        "enabled = 'no'",
        "risk = 1",
        "risk = 5",
        "risk = 0",
        "risk = 6",
        "risk = -1",
        "risk = 2.5",
        "date = '2022-01-19'",
        "date = '2022-1-19'",
        "date = '20220119'",
        "date = '2022-01-19T10:00'",
        "date = ''",
        "bad = ['They [[utilise]] it.']",
        "bad = ['They utilise it.']",
        "bad = ['[[]]']",
        "bad = ['']",
        "bad = []",
        "bad = ['[[a']",
        "good = ['It rained.']",
        "good = ['They [[utilise]] it.']",
        "good = ['']",
        "good = ['a ]] b']",
        "measured = { articles = 1, found = 1, right = 1, wrong = 0 }",
        "measured = { articles = 1 }",
        "measured = { articles = -1, found = 1, right = 1, wrong = 0 }",
        "wen = 'true'",
        "transcript = 'A: b'",
    ];
    for case in cases {
        let key = case.split(' ').next().unwrap();
        let kept: String =
            plain.lines().filter(|l| !l.starts_with(&format!("{key} "))).map(|l| format!("{l}\n")).collect();
        let rule = format!("{kept}{case}\n");
        let loads = Checker::builder().rule("a.toml", &*rule).build();
        assert_eq!(validator.is_valid(&of(&rule)), loads.is_ok(), "{case}: {:?}", loads.err());
    }
}
