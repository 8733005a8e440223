//! The HTML report, as a reader opens it.

use crate::cli::desk::Desk;
use std::fmt::Write as _;

/// Every link within a page leads to something, and nothing has the name of something else.
fn is_linked(page: &str) {
    let after = |key: &str| -> Vec<String> {
        page.split(key).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let mut names = after(" id=\"");
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all, "a name is given twice");
    for link in after("href=\"#") {
        assert!(names.binary_search(&link).is_ok(), "{link} is nowhere");
    }
}

const FLAWED: &str = "Mayor puts off bridge vote\n\nAda Brandt, 44, the mayor, said the the bridge is shut.\n\n\
                      “It is safe,” said Ada Brandt.\n\n\"It is not,\" said Joe Foy.\n";

#[test]
fn a_folder_has_an_index_on_top() {
    let desk =
        Desk::with(&[("d/a.txt", FLAWED.as_bytes()), ("d/b.txt", b"Fine.\n"), ("d/A.txt", b"Fine too.\n")]);
    let page = desk.run("d -f html").leaves(1).quietly().out;
    is_linked(&page);
    let (index, first) =
        (page.find("<h1 id=\"index\">3 articles</h1>").unwrap(), page.find("<article ").unwrap());
    assert!(index < first, "{page}");
    // The headline is the title, with the name of the file below it; without one, the name is.
    assert!(page.contains(">Mayor puts off bridge vote</h1>\n<p class=\"file\">d/a.txt</p>"), "{page}");
    assert!(page.contains(">d/b.txt</h1>"), "{page}");
    assert!(!desk.run("d/a.txt -f html").leaves(1).out.contains("id=\"index\""));
    for never in ["<script", " src=", "://"] {
        assert!(!page.contains(never), "{never}");
    }
}

#[test]
fn a_large_folder_has_its_index_at_the_end() {
    let desk = Desk::with(&[]);
    for number in 0..40 {
        desk.write(&format!("d/{number:02}.txt"), FLAWED.as_bytes());
    }
    let page = desk.run("d -f html -j 1").leaves(1).quietly().out;
    is_linked(&page);
    assert_eq!(page.matches("id=\"index\"").count(), 1);
    assert!(page.find("40 articles</h1>") > page.rfind("<article "), "it is at the end");
}

#[test]
fn what_could_not_be_read_is_named() {
    let desk = Desk::with(&[("a.txt", FLAWED.as_bytes())]);
    let page = desk.run("a.txt nope<i>.txt -f html").leaves(2).out;
    assert!(page.contains("<li>nope&lt;i&gt;.txt: "), "{page}");
}

#[test]
fn other_formats_are_linked_too() {
    let md = "---\ntitle: Bridge shut\n---\n\nAda Brandt, 44, said the the bridge is shut.\n\n> “It is safe,” said Ada Brandt, 45.\n";
    let html = "<html><body><article><h1>Bridge</h1><p>Ada Brandt, 44, said the the bridge is shut.</p><p>Ada Brandt, 45, left.</p></article></body></html>";
    // What is found in the last stands for nothing that is seen.
    let unseen = "The bridgeâ€‹ is shut.\n";
    let desk =
        Desk::with(&[("a.md", md.as_bytes()), ("b.html", html.as_bytes()), ("c.txt", unseen.as_bytes())]);
    let page = desk.run("a.md b.html c.txt -f html").leaves(1).out;
    assert!(page.contains("(garbled-text)"), "{page}");
    is_linked(&page);
}

/// Any number of speakers has colours of their own.
#[test]
fn speakers_do_not_share_a_colour() {
    let names = [
        "Brandt", "Foy", "Finch", "Quill", "Hale", "Okafor", "Strand", "Aske", "Penhale", "Vandaele", "Holm",
        "Moe",
    ];
    let mut text = String::new();
    for name in names {
        let _ = write!(text, "“We will stay here until {name} is back,” said Ada {name}.\n\n");
    }
    let desk = Desk::with(&[("a.txt", text.as_bytes())]);
    let page = desk.run("a.txt -f html --fail-on never").leaves(0).out;
    let legend = page.split("<section class=\"who\">").nth(1).unwrap().split("</section>").next().unwrap();
    let mut hues: Vec<&str> =
        legend.split("--h:").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(hues.len() >= names.len(), "{legend}");
    hues.sort_unstable();
    hues.dedup();
    assert!(hues.len() >= names.len(), "{legend}");
}
