//! Rules of one's own, rules that are wrong, and the commands about rules.

use crate::cli::desk::Desk;

const FLAWED: &[u8] = b"They utilise the bridge.\n";

/// A rule with one thing wrong: what to replace in the desk's rule, by what, and what must be said of it.
const WRONG: &[(&str, &str, &str)] = &[
    ("title = ", "title : ", "no-utilise.toml:4:7: "),
    ("severity = \"error\"", "severity = \"eror\"", "error"),
    ("title = ", "titel = ", "titel"),
    ("match = { words = [\"utilise\"] }", "match = { pattern = '(utilise' }", "unclosed group"),
    ("message = ", "when = 'wrds > 3'\nmessage = ", "wrds"),
    ("message = ", "when = 'text +'\nmessage = ", "no-utilise.toml:6:"),
    ("message = ", "when = \"text.matches('(use')\"\nmessage = ", "not a pattern: unclosed group"),
    ("message = ", "mesage = ", "mesage"),
    ("id = \"no-utilise\"", "id = \"No Utilise\"", "an id has lower-case letters"),
    ("\"say use\"", "\"say {{ tixt }}\"", "tixt"),
];

#[test]
fn a_rule_that_is_wrong_is_shown_where() {
    for (from, to, expected) in WRONG {
        let rule = crate::cli::desk::RULE.replacen(from, to, 1);
        assert_ne!(rule, crate::cli::desk::RULE, "{from} is not in the rule");
        let desk = Desk::with(&[("a.txt", FLAWED), ("own/no-utilise.toml", rule.as_bytes())]);
        let ran = desk.run("a.txt --rules own").leaves(2);
        assert!(ran.err.starts_with("onrecord: own/no-utilise.toml:"), "{ran:#?}");
        assert!(ran.err.contains(expected), "{expected} is not in {ran:#?}");
        assert!(ran.err.contains('^'), "no excerpt in {ran:#?}");
        assert_eq!(ran.out, "");
    }
}

#[test]
fn a_word_list_that_is_wrong_is_shown_where() {
    for (name, list, expected) in [
        ("cues", "[neutral]\nsay = ['say'\nask = 3\n", "own/lexicon/cues.toml:3:"),
        ("cues", "[neutral]\nsay = 3\n", "own/lexicon/cues.toml:2:7: "),
        ("cue", "[neutral]\nsay = ['say']\n", "did you mean `cues`?"),
    ] {
        let file = format!("own/lexicon/{name}.toml");
        let desk = Desk::with(&[("a.txt", FLAWED), (&file, list.as_bytes())]);
        let ran = desk.run("a.txt --rules own").leaves(2);
        assert!(ran.err.starts_with("onrecord: own/lexicon/cue"), "{ran:#?}");
        assert!(ran.err.contains(expected), "{expected} is not in {ran:#?}");
        assert_eq!(ran.out, "");
    }
}

#[test]
fn unknown_names_are_refused() {
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    desk.run("a.txt --select repeted-word")
        .leaves(2)
        .complains(&["--select", "did you mean `repeated-word`?"]);
    desk.run("a.txt --ignore xyzzy").leaves(2).complains(&["--ignore", "xyzzy", "onrecord rules"]);
    desk.run("a.txt --rules nowhere").leaves(2).complains(&["nowhere", "not a folder of rules"]);
    desk.run("explain repeted-word").leaves(2).complains(&["did you mean repeated-word?"]);
    desk.run("rules test xyzzy").leaves(2).complains(&["no rule is called xyzzy"]);
}

#[test]
fn rules_are_selected_and_ignored() {
    let desk = Desk::with(&[("a.txt", b"They utilise the bridge bridge.\n")]);
    let found = |options: &str| {
        let ran = desk.run(&format!("a.txt --rules own {options}"));
        (ran.out.contains("no-utilise"), ran.out.contains("repeated-word"))
    };
    assert_eq!(found(""), (true, true));
    assert_eq!(found("--ignore no-utilise"), (false, true));
    assert_eq!(found("--select no-utilise"), (true, false));
    assert_eq!(found("--select no-utilise,repeated-word"), (true, true));
    assert_eq!(found("--select no-utilise --select repeated-word"), (true, true));
    assert_eq!(found("--ignore no-utilise,repeated-word"), (false, false));
}

#[test]
fn the_catalogue_is_listed_and_explained() {
    let desk = Desk::with(&[]);
    let ran = desk.run("rules").leaves(0).quietly().says("repeated-word");
    assert_eq!(desk.run("rules list").out, ran.out);
    desk.run("rules --rules own").leaves(0).says("no-utilise").says("A longer word for use");
    let ran = desk.run("explain repeated-word").leaves(0).quietly().says("Why it matters").says("It reports");
    assert!(
        !ran.out.contains('\u{1b}') && !ran.out.contains("!apart"),
        "an editor sees no condition: {ran:#?}"
    );
    desk.run("explain --verbose repeated-word").leaves(0).says("Condition").says("!apart");
    desk.run("explain no-utilise --rules own").leaves(0).says("[[utilise]]");
    let ran = desk.run("explain no-utilise --rules own --color always").leaves(0).says("\u{1b}[");
    assert!(!ran.out.contains("[["), "marks are colours then: {ran:?}");
}

#[test]
fn a_new_rule_begins_with_a_case_that_fails() {
    let desk = Desk::with(&[]);
    desk.run("rules new house-word desk").leaves(0).says("rules test house-word --rules desk");
    desk.run("rules new house-word desk").leaves(2).complains(&["desk/house-word.toml"]);
    desk.run("rules test house-word --rules desk").leaves(1).says("a bad example fails").says("[[utilise]]");
    let begun = desk.read("desk/house-word.toml");
    desk.write("desk/house-word.toml", begun.replace("replace me", "utilise").as_bytes());
    desk.run("rules test house-word --rules desk").leaves(0).says("all pass");
    desk.run("rules new No_Good desk").leaves(2).complains(&["an id has lower-case letters"]);
}

#[test]
fn a_pack_is_off_until_it_is_asked_for() {
    let desk = Desk::with(&[("a.txt", b"Trains to Kiev ran late on Monday, and 3 wagons were lost.\n")]);
    let found = |options: &str| {
        let ran = desk.run(&format!("a.txt -f line --fail-on never {options}")).leaves(0);
        (ran.out.contains("house-place-names"), ran.out.contains("house-small-numbers"))
    };
    assert_eq!(found(""), (false, false));
    assert_eq!(found("--pack house-style"), (true, true));
    assert_eq!(found("--pack house-style --ignore house-small-numbers"), (true, false));
    assert_eq!(found("--select quotes --pack house-style"), (true, true));
    assert_eq!(found("--select house-place-names"), (true, false));
    desk.run("a.txt --pack house-stile").leaves(2).complains(&["--pack", "did you mean house-style?"]);
}

/// What docs/rules.md tells a new user to do, from an empty folder to a first rule.
#[test]
fn the_five_steps_of_the_guide_work() {
    let guide = include_str!("../../../docs/rules.md");
    let blocks = |lang: &str| -> Vec<&str> {
        guide.split(&format!("```{lang}\n")).skip(1).filter_map(|rest| rest.split("```").next()).collect()
    };
    let desk = Desk::with(&[("story.txt", b"Trains to Kiev ran late on Monday.\n")]);
    let made = blocks("sh").into_iter().find(|b| b.contains("rules new")).unwrap();
    let commands: Vec<&str> = made.lines().map(str::trim).filter(|l| l.starts_with("onrecord ")).collect();
    assert!(!commands.is_empty(), "{made}");
    for command in commands {
        desk.run(command.strip_prefix("onrecord ").unwrap()).leaves(0);
    }
    let parts: Vec<String> = blocks("toml").into_iter().take(2).map(unindented).collect();
    // The examples alone, with the rest of the skeleton: they fail.
    let begun = desk.read("style/house-kyiv.toml");
    let rest: Vec<&str> = begun.lines().filter(|l| !l.starts_with("bad") && !l.starts_with("good")).collect();
    desk.write("style/house-kyiv.toml", format!("{}\n{}\n", parts[0], rest.join("\n")).as_bytes());
    desk.run("rules test house-kyiv --rules style").leaves(1).says("a bad example fails");
    // With the rest filled in they hold, and the rule finds what it should.
    desk.write("style/house-kyiv.toml", parts.concat().as_bytes());
    desk.run("rules test house-kyiv --rules style").leaves(0).says("all pass");
    desk.run("check --rules style story.txt --fail-on warning").leaves(1).says("we write Kyiv");
}

fn unindented(block: &str) -> String {
    block.lines().map(|l| format!("{}\n", l.trim_start())).collect()
}
