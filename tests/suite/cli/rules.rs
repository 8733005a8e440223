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

fn rule(id: &str, matches: &str, more: &str) -> String {
    format!("id = {id:?}\nseverity = \"error\"\ntitle = \"t\"\nmatch = {matches}\nmessage = \"m\"\n{more}\n")
}

const WORDS: &str = "{ words = [\"utilise\"] }";

#[test]
fn one_id_is_one_rule_of_a_folder() {
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    desk.write("two/a.toml", rule("same", WORDS, "").as_bytes());
    desk.write("two/deep/b.toml", rule("same", WORDS, "").as_bytes());
    desk.run("a.txt --rules two").leaves(2);
    let ran = desk.run("rules --rules two").leaves(2);
    assert!(ran.err.starts_with("onrecord: two/deep/b.toml:1:6: two/a.toml has this id too"), "{ran:?}");
    // A built-in one may be replaced, but by one.
    desk.write("ours/a.toml", rule("repeated-word", WORDS, "").as_bytes());
    desk.run("a.txt --rules ours -f line --select repeated-word").leaves(1).says("[repeated-word]");
    desk.write("ours/b.toml", rule("repeated-word", WORDS, "").as_bytes());
    desk.run("a.txt --rules ours").leaves(2);
    // A later folder replaces what an earlier one has.
    let later = rule("no-utilise", WORDS, "").replace("\"m\"", "\"later\"");
    desk.write("later/a.toml", later.as_bytes());
    desk.run("a.txt --rules own --rules later -f line --select no-utilise").leaves(1).says("error: later [");
}

#[test]
fn what_a_report_cannot_hold_is_no_id() {
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    for id in ["a-", "a--b", "-a", "1a", "A", "a_b", "a b", "a/b", "..", "é", "a.b"] {
        desk.write("odd/a.toml", rule(id, WORDS, "").as_bytes());
        let ran = desk.run("a.txt --rules odd").leaves(2);
        assert!(
            ran.err.starts_with("onrecord: odd/a.toml:1:6: ") && ran.err.contains("single hyphens"),
            "{ran:?}"
        );
        let new = ["rules", "new", "--", id, "new"].map(std::ffi::OsStr::new);
        desk.run_with(&new).leaves(2).complains(&["single hyphens"]);
    }
    assert!(!desk.path().join("new").exists());
}

#[test]
fn what_would_take_the_stack_or_the_day_is_refused() {
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    let deep = |key: &str, open: &str, inner: &str, close: &str, times: usize| {
        format!("{key} = '''{}{inner}{}'''", open.repeat(times), close.repeat(times))
    };
    let loops = format!("{}x{}", "{% for a in [1,2,3,4,5,6,7,8,9] %}".repeat(9), "{% endfor %}".repeat(9));
    for (more, expected) in [
        (deep("when", "words > 3 || ", "true", "", 8_100), "characters at most"),
        (deep("when", "!", "(words > 3)", "", 5_000), "operators at most"),
        (deep("when", "(", "words > 3", ")", 3_000), "deep at most"),
        (deep("when", "[", "1", "]", 100), "deep at most"),
        (deep("when", "-", "words", "", 7_000), "operators at most"),
        (deep("when", "words>3?true:", "true", "", 600), "operators at most"),
        (deep("when", "size(", "text", ")", 900), "deep at most"),
        (deep("downgrade_when", "!", "true", "", 7_000), "operators at most"),
        (format!("help = \"{loops}\""), "not a template"),
        (deep("help", "x", "", "", 5_000), "4000 characters at most"),
        (deep("help", "{{ ", "text", " }}", 1_500), "characters at most"),
        (format!("help = '{{{{ {}text{} }}}}'", "(".repeat(1_500), ")".repeat(1_500)), "not a template"),
    ] {
        desk.write("deep/a.toml", rule("deep", "\"quote\"", &more).as_bytes());
        let ran = desk.run("a.txt --rules deep").leaves(2);
        assert!(ran.err.starts_with("onrecord: deep/a.toml:6:"), "{expected}: {ran:?}");
        assert!(ran.err.contains(expected) && ran.err.len() < 2_000, "{expected}: {ran:?}");
    }
    let nested = format!("{}a{}", "(".repeat(60), ")".repeat(60));
    for pattern in ["(a{1000}){1000}", r"\w{2000}", &*nested, r"(?:\pL{50}\d{50}){20}"] {
        desk.write("deep/a.toml", rule("deep", &format!("{{ pattern = '{pattern}' }}"), "").as_bytes());
        let ran = desk.run("a.txt --rules deep").leaves(2);
        assert!(
            ran.err.starts_with("onrecord: deep/a.toml:4:") && ran.err.contains("not a pattern"),
            "{ran:?}"
        );
        let when = format!("when = \"text.matches(r'{}')\"", pattern.replace('\\', "\\\\"));
        desk.write("deep/a.toml", rule("deep", "\"quote\"", &when).as_bytes());
        let ran = desk.run("a.txt --rules deep").leaves(2);
        assert!(
            ran.err.starts_with("onrecord: deep/a.toml:6:") && ran.err.contains("not a pattern"),
            "{ran:?}"
        );
    }
}

/// Patterns that look on behind each match took the square of a line's length; ten times as long takes ten times as long.
#[test]
fn a_pattern_takes_the_length_of_the_text() {
    for (pattern, unit) in
        [("a.*z|a", "a "), ("a(?:.*z)?", "a "), (r"\w+(?:.*\d)?", "a "), ("[^9]*9|b", "b ")]
    {
        let matches = format!("{{ pattern = '{pattern}', scope = 'any' }}");
        let desk = Desk::with(&[("own/no-utilise.toml", rule("square", &matches, "").as_bytes())]);
        let time = |times: usize| {
            desk.write("a.txt", unit.repeat(times).as_bytes());
            let start = std::time::Instant::now();
            desk.run("a.txt --rules own --select square -f line").leaves(1);
            start.elapsed().as_secs_f64()
        };
        let (short, long) = (time(5_000).min(time(5_000)), time(50_000));
        assert!(long < 40.0 * short, "{pattern}: {short:.2} s for a tenth, {long:.2} s for the whole");
    }
}

#[test]
fn a_folder_without_rules_is_a_mistake() {
    let desk = Desk::with(&[
        ("a.txt", FLAWED),
        ("yml/x.yml", b"id: x\n"),
        ("yaml/x.YAML", b"id: x\n"),
        ("other/notes.md", b"x"),
    ]);
    std::fs::create_dir(desk.path().join("empty")).unwrap();
    for (folder, expected) in [
        ("empty", "no rules in this folder"),
        ("yml", "x.yml is none"),
        ("yaml", "x.YAML is none"),
        ("other", "ends in .toml"),
    ] {
        for line in ["a.txt", "rules", "rules test", "explain repeated-word"] {
            let ran = desk.run(&format!("{line} --rules {folder}")).leaves(2);
            ran.complains(&[&format!("{folder}: no rules"), expected]);
        }
    }
}

#[test]
fn a_rule_that_nothing_shows_to_work_fails_its_test() {
    let desk = Desk::with(&[]);
    for (more, status) in
        [("", 1), ("good = [\"They use it.\"]", 1), ("bad = []", 1), ("bad = [\"They [[utilise]] it.\"]", 0)]
    {
        desk.write("own/a.toml", rule("untried", WORDS, more).as_bytes());
        let ran = desk.run("rules test untried --rules own").leaves(status);
        assert_eq!(ran.out.contains("there is no bad example"), status == 1, "{more}: {ran:?}");
    }
}

#[test]
fn a_new_rule_says_what_it_replaces() {
    let desk = Desk::with(&[]);
    for id in ["quote-unclosed", "repeated-word", "house-place-names"] {
        let ran = desk.run(&format!("rules new {id} mine")).leaves(0);
        ran.complains(&[id, "is a built-in rule", "replaces it"]);
    }
    desk.run("rules new something-else mine").leaves(0).quietly();
}
