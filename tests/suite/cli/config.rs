//! `onrecord.toml`, `onrecord config` and `onrecord init`.

use crate::cli::desk::{Desk, finish};

const FLAWED: &[u8] = b"They utilise the bridge.\n\nIt was was late.\n";
/// The rules that a report in lines names, with the file of each.
fn by_file(out: &str) -> Vec<String> {
    let named = |line: &str| {
        let rule =
            ["house-spelling", "no-utilise", "repeated-word"].into_iter().find(|rule| line.contains(rule))?;
        Some(format!("{} {rule}", line.split(':').next()?))
    };
    out.lines().filter_map(named).collect()
}

#[test]
fn each_article_has_the_configuration_that_is_nearest_above_it() {
    let desk = Desk::with(&[
        ("onrecord.toml", b"rules-folders = ['own']\n"),
        ("a.txt", FLAWED),
        ("sport/b.txt", FLAWED),
        ("sport/onrecord.toml", b"[rules]\nrepeated-word = 'off'\n"),
        ("sport/golf/c.txt", FLAWED),
        ("arts/d.txt", FLAWED),
        (
            "arts/.onrecord.toml",
            b"extend = '../onrecord.toml'\n[rules]\nrepeated-word = 'off'\nno-utilise = 'warning'\n",
        ),
        ("opinion/e.txt", FLAWED),
    ]);
    let ran = desk.run(". -f line -q").leaves(1);
    let expected = [
        "a.txt no-utilise",
        "a.txt repeated-word",
        "arts/d.txt no-utilise",
        "opinion/e.txt no-utilise",
        "opinion/e.txt repeated-word",
    ];
    assert_eq!(by_file(&ran.out), expected);
    // Whatever the number of threads, and from wherever the program is started.
    assert_eq!(desk.run(". -f line -q -j 3").out, ran.out);
    let ran = finish(desk.command("../.. -f line -q").current_dir(desk.path().join("sport/golf")));
    assert_eq!(by_file(&ran.leaves(1).out).len(), expected.len());
    // A report that lists rules has those of all.
    let sarif: serde_json::Value = serde_json::from_str(&desk.run(". -f sarif").out).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), expected.len());
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
    // What fails is decided for each article.
    desk.run("sport arts").leaves(0).says("1 warning");
    desk.write("arts/.onrecord.toml", b"extend = '../onrecord.toml'\nfail-on = 'warning'\n[rules]\nno-utilise = 'warning'\nrepeated-word = 'off'");
    desk.run("sport arts").leaves(1);
    let junit = desk.run("sport arts -f junit").leaves(1).out;
    assert_eq!(junit.matches("<failure").count(), 1, "{junit}");
    // A file that is wrong is reported, though it is for one article only.
    desk.write("sport/onrecord.toml", b"[rules]\nrepeated-wrd = 'off'\n");
    desk.run(".").leaves(2).complains(&["sport/onrecord.toml:2:", "repeated-word"]);
    desk.run("a.txt").leaves(1);
}

#[test]
fn some_files_have_other_settings() {
    let desk = Desk::with(&[
        ("a.txt", FLAWED),
        ("opinion/b.txt", FLAWED),
        ("opinion/letters/c.txt", FLAWED),
        (
            "onrecord.toml",
            b"rules-folders = ['own']\n[[overrides]]\nfiles = ['opinion/**']\nrules = { no-utilise = 'off' }\n\
              [[overrides]]\nfiles = ['letters/', 'a.*']\nrules.repeated-word = 'off'\n",
        ),
    ]);
    let expected = ["a.txt no-utilise", "opinion/b.txt repeated-word"];
    assert_eq!(by_file(&desk.run(". -f line -q").leaves(1).out), expected);
    assert_eq!(
        by_file(&desk.run("opinion/b.txt a.txt -f line -q").out),
        ["opinion/b.txt repeated-word", "a.txt no-utilise"]
    );
    let piped = desk.pipe("- --stdin-filename opinion/new.txt -f line -q", FLAWED).leaves(1);
    assert_eq!(by_file(&piped.out), ["opinion/new.txt repeated-word"]);
    desk.run("config show opinion/letters/c.txt")
        .leaves(0)
        .says("rules.no-utilise = 'off'  # onrecord.toml:4")
        .says("rules.repeated-word = 'off'  # onrecord.toml:7");
    // The command line has the last word.
    let ran =
        desk.run(". -f line -q --config rules.no-utilise=error --config rules.repeated-word=off").leaves(1);
    assert_eq!(by_file(&ran.out).len(), 3, "{ran:#?}");
    let ran = desk.run(". -f line -q --isolated --config rules.repeated-word=warning").leaves(0);
    assert_eq!(by_file(&ran.out).len(), 3, "{ran:#?}");
}

#[test]
fn a_profile_is_a_set_of_settings() {
    let desk = Desk::with(&[
        ("a.txt", b"The bridge will close, an official who asked not to be named said on Monday.\n"),
        ("onrecord.toml", b"profile = 'opinion'\n"),
    ]);
    desk.run("config").leaves(0).says("profile = 'opinion'  # onrecord.toml:1").says("# profile opinion");
    desk.run("a.txt -f line -q").leaves(0).says(": info: ");
    desk.run("a.txt -f line -q --config profile=wire").leaves(1).says(": warning: ");
    let listed = desk.run("config profiles").leaves(0).out;
    for name in ["wire", "magazine", "opinion", "press-release", "court"] {
        assert!(listed.lines().any(|line| line == name), "{listed}");
    }
}

#[test]
fn a_newsroom_has_its_own_spellings() {
    let desk = Desk::with(&[
        ("a.txt", b"Trains to Torvick and Ostra ran late.\n"),
        ("b/b.txt", b"Trains to Torvick and Ostra ran late.\n"),
        ("onrecord.toml", b"fail-on = 'warning'\n[spellings]\nTorvick = 'Torvik'\n"),
        ("b/onrecord.toml", b"extend = '../onrecord.toml'\n[spellings]\n\"Ostra\" = \"Oster\"\n"),
    ]);
    desk.run("a.txt -f line -q").leaves(1).says("Torvick").says("house-spelling");
    assert_eq!(desk.run(". -f line -q").leaves(1).out.lines().count(), 3);
}

#[test]
fn the_rule_for_spellings_is_there_where_a_spelling_is() {
    let desk = Desk::with(&[("a.txt", b"Trains to Torvick ran late.\n"), ("b/b.txt", b"To Torvick.\n")]);
    let off = "[[overrides]]\nfiles = ['b/*']\n[overrides.rules]\nhouse-spelling = 'off'\n";
    desk.write("onrecord.toml", off.as_bytes());
    for article in ["a.txt", "b/b.txt"] {
        let ran = desk.run(article).leaves(2);
        ran.complains(&["onrecord.toml:4: no rule", "house-spelling", "(`onrecord rules` lists them)"]);
    }
    desk.write("onrecord.toml", format!("[spellings]\nTorvick = 'Torvik'\n{off}").as_bytes());
    assert_eq!(by_file(&desk.run(". -f line -q").leaves(0).out), ["a.txt house-spelling"]);
    let some = "[[overrides]]\nfiles = ['a.txt']\n[overrides.spellings]\nTorvick = 'Torvik'\n";
    desk.write("onrecord.toml", format!("{some}{off}").as_bytes());
    assert_eq!(by_file(&desk.run(". -f line -q").leaves(0).out), ["a.txt house-spelling"]);
}

#[test]
fn a_newsroom_has_its_own_words() {
    let text =
        "“It is late,” said Qorvan Holm. She left. Ms. Holm did not return.\n\n“We stay,” he blorted.\n";
    let desk = Desk::with(&[("a.txt", text.as_bytes())]);
    let speakers = |line: &str| desk.run(&format!("{line} -f json --fail-on never")).leaves(0).out;
    let cue = "\"text\":\"blorted\",\"class\":\"neutral\"";
    assert!(!speakers("a.txt").contains(cue), "{}", speakers("a.txt"));
    desk.write("onrecord.toml", b"[words.cues]\nneutral = ['blorted']\n");
    assert!(speakers("a.txt").contains(cue), "{}", speakers("a.txt"));
    desk.run("config").leaves(0).says("words.cues.neutral = ['blorted']  # onrecord.toml:2");
    for (text, expected) in [
        ("[words.cue]\nneutral = ['a']", &["onrecord.toml:2: no word list is called", "cues"][..]),
        ("[words.cues]\nneutrl = ['a']", &["onrecord.toml:2:", "neutral"]),
        ("[words.cues]\nneutral = 'a'", &["onrecord.toml:2:", "a list"]),
        ("words = ['a']", &["onrecord.toml:1:", "[words.given-names]"]),
    ] {
        desk.write("onrecord.toml", text.as_bytes());
        desk.run("a.txt").leaves(2).complains(expected);
    }
}

#[test]
fn the_user_has_settings_where_no_folder_has() {
    let desk = Desk::with(&[
        ("own.d/onrecord/onrecord.toml", b"[rules]\nrepeated-word = 'off'\n"),
        ("a/a.txt", FLAWED),
        ("b/b.txt", FLAWED),
        ("b/onrecord.toml", b""),
    ]);
    let run = |line: &str| finish(desk.command(line).env("XDG_CONFIG_HOME", desk.path().join("own.d")));
    assert_eq!(by_file(&run("a b -f line -q").leaves(1).out), ["b/b.txt repeated-word"]);
    assert_eq!(by_file(&run("a b -f line -q --isolated").leaves(1).out).len(), 2);
    run("config show a").leaves(0).says("own.d/onrecord/onrecord.toml:2");
}

#[test]
fn what_is_excluded_is_so_below_its_file() {
    let desk = Desk::with(&[
        ("a.txt", FLAWED),
        ("old/b.txt", FLAWED),
        ("new/old/c.txt", FLAWED),
        ("new/d.txt", FLAWED),
        ("new/onrecord.toml", b"exclude = ['/old', '*.bak.txt']\n"),
        ("new/e.bak.txt", FLAWED),
    ]);
    let files = |line: &str| -> Vec<String> {
        by_file(&desk.run(&format!("{line} -f line -q --fail-on never")).leaves(0).out)
    };
    assert_eq!(files("."), ["a.txt repeated-word", "new/d.txt repeated-word", "old/b.txt repeated-word"]);
    assert_eq!(files("new/e.bak.txt new/old/c.txt").len(), 2);
    for command in ["quotes", "sheet", "profile"] {
        let out = desk.run(&format!("{command} new -f json")).leaves(0).out;
        assert!(!out.contains("c.txt") && !out.contains("e.bak"), "{command}: {out}");
    }
    assert_eq!(files("new/e.bak.txt new/old/c.txt a.txt --force-exclude"), ["a.txt repeated-word"]);
    assert_eq!(files("a.txt old/b.txt --exclude old --force-exclude"), ["a.txt repeated-word"]);
    assert_eq!(files("old/b.txt --exclude old"), ["old/b.txt repeated-word"]);
}

#[test]
fn the_schema_is_printed_and_knows_what_is_valid() {
    let desk = Desk::with(&[]);
    let schema: serde_json::Value = serde_json::from_str(&desk.run("config schema").leaves(0).out).unwrap();
    let schema = jsonschema::draft202012::new(&schema).unwrap();
    for (text, valid) in [
        ("extend = 'a'\nprofile = 'wire'\nfail-on = 'info'\n[rules]\ncue-loaded = 'off'", true),
        ("[[overrides]]\nfiles = ['a']\nprofile = 'court'", true),
        ("[spellings]\na = 'b'", true),
        ("[[overrides]]\nprofile = 'court'", false),
        ("profile = 'wires'", false),
        ("fail_on = 'info'", false),
        ("[rules]\ncue-loaded = 'of'", false),
    ] {
        let value = serde_json::to_value(toml::from_str::<toml::Table>(text).unwrap()).unwrap();
        assert_eq!(schema.is_valid(&value), valid, "{text}");
    }
}

const OWN: &str = "rules-folders = ['own']\n";

/// The rules that a report in lines names, in order.
fn rules(out: &str) -> Vec<&str> {
    out.lines()
        .filter_map(|line| {
            ["house-spelling", "no-utilise", "repeated-word"].into_iter().find(|rule| line.contains(rule))
        })
        .collect()
}

#[test]
fn the_nearest_file_decides_and_the_command_line_before_it() {
    let desk = Desk::with(&[
        ("onrecord.toml", OWN.as_bytes()),
        ("a.txt", FLAWED),
        ("sport/a.txt", FLAWED),
        ("sport/.onrecord.toml", b"[rules]\nrepeated-word = 'off'\n"),
        ("other.toml", b"rules-folders = ['own']\n[rules]\nno-utilise = 'info'\nrepeated-word = 'off'\n"),
    ]);
    for (line, expected) in [
        ("a.txt", &["no-utilise", "repeated-word"][..]),
        ("sport/a.txt", &[]),
        ("sport", &[]),
        ("a.txt --isolated", &["repeated-word"]),
        ("a.txt --config other.toml", &["no-utilise"]),
        ("sport/a.txt --config onrecord.toml", &["no-utilise", "repeated-word"]),
        ("a.txt --ignore no-utilise", &["repeated-word"]),
        ("sport/a.txt --select repeated-word", &["repeated-word"]),
    ] {
        assert_eq!(
            rules(&desk.run(&format!("{line} -f line -q --fail-on never")).leaves(0).out),
            expected,
            "{line}"
        );
    }
    let ran = finish(desk.command("a.txt -f line -q --fail-on never").env("ONRECORD_CONFIG", "other.toml"));
    assert_eq!(rules(&ran.leaves(0).out), ["no-utilise"]);
}

#[test]
fn a_gate_is_set_once() {
    let desk = Desk::with(&[("a.txt", FLAWED), ("old/b.txt", FLAWED)]);
    let config = |text: &str| desk.write("onrecord.toml", format!("{OWN}{text}").as_bytes());
    config("exclude = ['old']\n[rules]\nno-utilise = 'warning'\nrepeated-word = 'off'\n");
    desk.run(".").leaves(0).says("1 warning").says("1 article,");
    config("fail-on = 'warning'\n[rules]\nno-utilise = 'warning'\nrepeated-word = 'off'\n");
    desk.run(".").leaves(1).says("2 warnings");
    desk.run(". --fail-on error").leaves(0);
    desk.run(". --exit-zero").leaves(0);
    config("max-warnings = 1\n[rules]\nno-utilise = 'warning'\nrepeated-word = 'off'\n");
    desk.run(".").leaves(1).complains(&["onrecord.toml:2: max-warnings 1: there are 2"]);
    desk.run(". --max-warnings 2").leaves(0).quietly();
    // A baseline is beside the configuration, wherever the program was started.
    config("baseline = 'known.tsv'\n");
    let accepted = desk.run("accept a.txt --rule no-utilise --reason r").leaves(0);
    assert!(accepted.out.contains("no-utilise accepted"), "{accepted:#?}");
    let mut command = desk.command("../a.txt -f line -q --fail-on never");
    let ran = finish(command.current_dir(desk.path().join("old"))).leaves(0);
    assert_eq!(rules(&ran.out), ["repeated-word"]);
}

#[test]
fn a_file_for_all_articles_has_patterns_for_all() {
    let desk = Desk::with(&[
        ("cfg/c.toml", b"exclude = ['archive']\n[[overrides]]\nfiles = ['*.txt', 'opinion/**']\nrules.repeated-word = 'off'\n"),
        ("cfg/a.txt", FLAWED),
        ("other/a.txt", FLAWED),
        ("other/b.md", FLAWED),
        ("other/archive/c.md", FLAWED),
        ("work/a.txt", FLAWED),
        ("work/opinion/d.md", FLAWED),
        ("work/e.md", FLAWED),
    ]);
    let run = |line: &str| {
        let mut command = desk.command(&format!("{line} -f line -q --fail-on never --config ../cfg/c.toml"));
        by_file(&finish(command.current_dir(desk.path().join("work"))).leaves(0).out)
    };
    assert_eq!(run("a.txt ../other/a.txt ../cfg/a.txt opinion/d.md e.md"), ["e.md repeated-word"]);
    // In a folder elsewhere, what is named anywhere is left out too.
    assert_eq!(run("../other"), ["../other/b.md repeated-word"]);
}

#[test]
fn a_file_overrides_all_of_what_it_extends() {
    let desk = Desk::with(&[
        ("house/onrecord.toml", b"[[overrides]]\nfiles = ['opinion/**']\nrules.repeated-word = 'off'\n"),
        ("onrecord.toml", b"extend = 'house/onrecord.toml'\n"),
        ("opinion/a.txt", FLAWED),
    ]);
    desk.run("opinion/a.txt -f line -q").leaves(0);
    desk.write("onrecord.toml", b"extend = 'house/onrecord.toml'\n[rules]\nrepeated-word = 'warning'\n");
    desk.run("opinion/a.txt -f line -q").leaves(0).says(": warning: ");
    desk.run("config show opinion/a.txt")
        .leaves(0)
        .says("rules.repeated-word = 'warning'  # onrecord.toml:3");
}

#[test]
fn what_is_shown_is_what_is_in_force() {
    let desk = Desk::with(&[
        (
            "onrecord.toml",
            b"format = ['line']\n[[overrides]]\nfiles = ['opinion/**', 'b.*']\nprofile = 'opinion'\n",
        ),
        ("opinion/a.txt", FLAWED),
    ]);
    desk.run("config show opinion")
        .leaves(0)
        .says("# onrecord.toml: other settings for files that match opinion/**, b.*\n");
    assert!(!desk.run("config show opinion/a.txt").leaves(0).out.contains("other settings"));
    let ran = finish(desk.command("config").env("ONRECORD_OUTPUT_FORMAT", "json,text=r.txt"));
    ran.leaves(0).says("format = [\"json\", \"text=r.txt\"]  # ONRECORD_OUTPUT_FORMAT\n");
}

#[test]
fn the_evidence_is_that_of_the_words_in_force() {
    let desk = Desk::with(&[
        ("a.txt", "“We stay at home,” Qorvan Holm blorted on Monday.\n".as_bytes()),
        ("b/a.txt", "“We stay at home,” Qorvan Holm blorted on Monday.\n".as_bytes()),
        ("b/onrecord.toml", b"[words.cues]\nneutral = ['blorted']\n"),
    ]);
    let unknown = "“blorted” is not in the list of cues";
    desk.run("why a.txt:1").leaves(0).says(unknown);
    assert!(!desk.run("why b/a.txt:1").leaves(0).out.contains(unknown));
    desk.run("why b/a.txt:1 --isolated").leaves(0).says(unknown);
}

#[test]
fn a_limit_that_is_exceeded_is_named_beside_an_error() {
    let desk = Desk::with(&[
        ("a.txt", FLAWED),
        ("onrecord.toml", b"rules-folders = ['own']\nmax-warnings = 0\n[rules]\nno-utilise = 'warning'\n"),
    ]);
    desk.run("a.txt").leaves(1).complains(&["max-warnings 0: there are 1"]);
}

#[test]
fn statistics_leave_the_files_that_are_asked_for() {
    let desk = Desk::with(&[("a.txt", FLAWED), ("onrecord.toml", b"format = ['text', 'sarif=r.sarif']\n")]);
    desk.run("a.txt --statistics").leaves(1).says("repeated-word");
    assert!(desk.read("r.sarif").contains("repeated-word"));
}

#[test]
fn what_is_in_force_is_shown_with_its_place() {
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    desk.run("config").leaves(0).says("onrecord init");
    desk.run("init").leaves(0).says("onrecord.toml: written");
    desk.run("config").leaves(0).says("# onrecord.toml\nfail-on = \"error\"  # default\n");
    desk.run("a.txt -q").leaves(1);
    desk.run("init").leaves(2).complains(&["onrecord.toml", "is there already"]);
    desk.run("init nowhere").leaves(2).complains(&["nowhere"]);
    desk.write("onrecord.toml", b"# ours\nfail-on = \"info\"\n\n[rules]\ncue-loaded = \"off\"\n");
    for line in ["config a.txt", "config show a.txt"] {
        assert_eq!(
            desk.run(line).leaves(0).out,
            "# onrecord.toml\n\
             fail-on = \"info\"  # onrecord.toml:2\n\
             sort = \"place\"  # default; \"risk\" on a terminal\n\
             format = [\"text\"]  # default\n\
             rules.cue-loaded = \"off\"  # onrecord.toml:5\n",
            "{line}"
        );
    }
    desk.run("config show nope.txt").leaves(2).complains(&["nope.txt", "no such file"]);
}

#[test]
fn what_is_wrong_is_refused_with_its_line() {
    let desk = Desk::with(&[("a.txt", b"Fine.\n")]);
    for (text, expected) in [
        ("fail_on = 'error'", &["onrecord.toml:1:", "did you mean fail-on?"][..]),
        ("\nmax-warnings = -1", &["onrecord.toml:2:", "number"]),
        ("max-warnings = 'two'", &["onrecord.toml:1:", "number"]),
        ("fail-on = 'errors'", &["onrecord.toml:1:", "\"error\""]),
        ("sort = 1", &["onrecord.toml:1:", "\"place\""]),
        ("exclude = 'old'", &["onrecord.toml:1:", "list"]),
        ("exclude = ['']", &["onrecord.toml:1:", "list"]),
        ("baseline = ''", &["onrecord.toml:1:", "path"]),
        ("baseline = 'none.tsv'", &["none.tsv", "--write-baseline"]),
        ("packs = ['house']", &["--pack", "house-style"]),
        ("rules = 'off'", &["onrecord.toml:1:", "table"]),
        ("[rules]\ncue-loded = 'off'", &["onrecord.toml:2:", "cue-loaded"]),
        ("[rules]\n\ncue-loaded = 'of'", &["onrecord.toml:3:", "\"off\""]),
        ("[rules]\nquotes = 'error'", &["onrecord.toml:2:", "quotes"]),
        ("[rules]\na = 1\na = 2", &["onrecord.toml:"]),
        ("[rules", &["onrecord.toml:1:"]),
        ("profile = 'wires'", &["onrecord.toml:1:", "\"wire\", \"magazine\""]),
        ("language = 'pl'", &["onrecord.toml:1:", "\"en\""]),
        ("format = ['jsn']", &["jsn", "did you mean json?"]),
        ("spellings = ['a']", &["onrecord.toml:1:", "[spellings]"]),
        ("extend = 'none.toml'", &["onrecord.toml: extend:", "none.toml"]),
        ("extend = 'onrecord.toml'", &["onrecord.toml", "extends"]),
        ("overrides = 1", &["onrecord.toml:1:", "[[overrides]]"]),
        ("[[overrides]]\nprofile = 'wire'", &["onrecord.toml:1:", "files = "]),
        ("[[overrides]]\nfiles = ['a']\nbaseline = 'b'", &["onrecord.toml:3:", "baseline cannot be set"]),
        ("[[overrides]]\nfiles = ['a']\nrule = 'b'", &["onrecord.toml:3:", "did you mean rules?"]),
        ("[[overrides]]\nfiles = ['a{']", &["onrecord.toml:"]),
        ("fail-on = \"\u{1b}[31m\"", &["onrecord.toml:1:"]),
        ("\u{1b} = 1", &["onrecord.toml:1:"]),
    ] {
        desk.write("onrecord.toml", text.as_bytes());
        desk.run("a.txt").leaves(2).complains(expected);
        desk.run("a.txt --isolated").leaves(0);
    }
    // Whether an article is read that it is for or not.
    desk.write("onrecord.toml", b"[[overrides]]\nfiles = ['b.txt']\nrules.repeated-wrd = 'off'\n");
    desk.run("a.txt").leaves(2).complains(&["onrecord.toml:3:", "repeated-word"]);
    desk.write("onrecord.toml", b"fail-on = '\xff'");
    desk.run("a.txt").leaves(2).complains(&["onrecord.toml"]);
    desk.run("a.txt --config nope.toml").leaves(2).complains(&["nope.toml"]);
    desk.run("a.txt --config /dev/zero").leaves(2).complains(&["device"]);
    desk.run("a.txt --config x --isolated").leaves(2);
    desk.run("a.txt --config x.toml --config y.toml").leaves(2).complains(&["--config", "one file"]);
    desk.write("onrecord.toml", b"# ours\n");
    desk.run("a.txt -o onrecord.toml")
        .leaves(2)
        .complains(&["onrecord.toml", "is one of the files that are read"]);
}
