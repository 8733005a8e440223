//! What two versions of a story come to.

use super::*;
use crate::facts::speech::reader::trained;
use crate::lexicon::Lexicons;
use crate::text::Article;

/// The kind of each change with what was and what is, `-` where there is nothing.
fn changed(old: &str, new: &str) -> Vec<String> {
    let lexicons = Lexicons::built_in();
    let date = jiff::civil::date(2026, 3, 5);
    let facts = |text: &str| Facts::new(Article::new("t", text.to_owned(), Some(date)), &lexicons, trained());
    let side = |version: &Option<Version>| version.as_ref().map_or("-", |version| &version.text).to_owned();
    compare(&facts(old), &facts(new))
        .iter()
        .map(|change| format!("{}: {} > {}", change.kind.name(), side(&change.old), side(&change.new)))
        .collect()
}

const STORY: &str = "Mayor Ada Brandt, 44, shut the old bridge on Tuesday after 12,000 cars had crossed it.\n\n\
                     “The bridge is not safe for anyone,” said Brandt.\n\n\
                     Tom Hale, a driver, said that he would miss it. It was built in 1926.\n";

#[test]
fn what_changed_is_told() {
    for (from, to, expected) in [
        ("12,000 cars", "21,000 cars", "figure: 12,000 cars > 21,000 cars"),
        ("on Tuesday", "on Wednesday", "date: Tuesday > Wednesday"),
        ("in 1926", "in 1962", "date: 1926 > 1962"),
        (", 44,", ", 45,", "age: 44 > 45"),
        (
            "not safe for",
            "safe for",
            "quotation: “The bridge is not safe for anyone,” > “The bridge is safe for anyone,”",
        ),
        ("said Brandt.", "said Hale.", "speaker: Ada Brandt > Tom Hale"),
    ] {
        let new = STORY.replace(from, to);
        assert_ne!(new, STORY);
        assert_eq!(changed(STORY, &new), [expected], "{from} > {to}");
    }
}

#[test]
fn what_moves_or_is_marked_otherwise_is_the_same() {
    let paragraphs: Vec<&str> = STORY.trim_end().split("\n\n").collect();
    let moved = [paragraphs[0], paragraphs[2], paragraphs[1]].join("\n\n");
    assert_eq!(changed(STORY, &moved), Vec::<String>::new());
    assert_eq!(changed(STORY, &STORY.replace(['“', '”'], "\"")), Vec::<String>::new());
    assert_eq!(changed(STORY, STORY), Vec::<String>::new());
}

#[test]
fn what_comes_and_goes_is_told() {
    let more = format!("{STORY}\nGreta Alsing, the judge, called it “a very sad day for the town.”\n");
    let came = changed(STORY, &more);
    assert!(came.iter().any(|change| change.starts_with("quotation: - >")), "{came:?}");
    assert!(came.contains(&"name: - > Greta Alsing".to_owned()), "{came:?}");
    let went = changed(&more, STORY);
    assert!(went.contains(&"name: Greta Alsing > -".to_owned()), "{went:?}");
    let misspelt = changed(&STORY.replace("Tom Hale", "Tom Hael"), STORY);
    assert!(misspelt.contains(&"name: Tom Hael > Tom Hale".to_owned()), "{misspelt:?}");
}

#[test]
fn a_fact_that_is_told_twice_is_compared_at_each_place() {
    let story = "Ada Brandt, 44, opened the bridge on Tuesday. It carries 12,000 cars a day.\n\n\
                 The market shut on Friday, as 300 boats lay in the harbour. A toll for the 12,000 cars is planned.\n\n\
                 The 44-year-old Ada Brandt walked over it. Tom Hale, who was born in 1981, came on Tuesday.\n";
    for (from, to, expected) in [
        // The second of two alike.
        ("the 12,000 cars", "the 21,000 cars", &["figure: 12,000 cars > 21,000 cars"][..]),
        ("The 44-year-old", "The 45-year-old", &["age: 44 > 45"]),
        ("came on Tuesday", "came on Wednesday", &["date: Tuesday > Wednesday"]),
        // Two that changed places, and both of two alike.
        ("", "", &["date: Tuesday > Friday", "date: Friday > Tuesday"]),
        ("12,000", "21,000", &["figure: 12,000 cars > 21,000 cars"]),
        // Once less, or once more, is no change.
        (" A toll for the 12,000 cars is planned.", "", &[]),
        ("was born in 1981", "was born in 1918", &["birth: 1981 > 1918"]),
        // An age is not a year of birth put right.
        ("Tom Hale, who was born in 1981,", "Tom Hale, 44,", &["age: - > 44", "birth: 1981 > -"]),
    ] {
        let new = if from.is_empty() {
            story
                .replacen("on Tuesday", "on FRIDAY", 1)
                .replace("on Friday", "on Tuesday")
                .replace("FRIDAY", "Friday")
        } else {
            story.replace(from, to)
        };
        assert_ne!(new, story);
        assert_eq!(changed(story, &new), expected, "{from} > {to}");
    }
}

#[test]
fn a_name_written_otherwise_is_one_change() {
    let old = STORY.replace("44,", "44, a lawyer,");
    let new = old.replace("Ada Brandt", "Ada Brand").replace("said Brandt", "said Brand");
    assert_eq!(changed(&old, &new), ["name: Ada Brandt > Ada Brand"]);
}

#[test]
fn figures_in_one_sentence_that_change_places_are_told() {
    let old = "In the north 12 people died and 30 people drowned in the flood.\n";
    let new = "In the north 30 people died and 12 people drowned in the flood.\n";
    assert_eq!(changed(old, new), ["figure: 12 people > 30 people", "figure: 30 people > 12 people"]);
}

#[test]
fn when_a_story_was_filed_is_no_part_of_it() {
    let old = format!("date 2026-03-03\n\nCALDER, Jan. 19\n\n{STORY}");
    let new = old.replace("2026-03-03", "2026-03-04").replace("Jan. 19", "Jan. 20");
    assert_eq!(changed(&old, &new), Vec::<String>::new());
}

#[test]
fn many_items_take_time_in_proportion() {
    let list = |from: u32| {
        (0..20_000).map(|n| format!("Item {n} has {} boats.\n", from + n)).collect::<Vec<_>>().join("\n")
    };
    assert!(!changed(&list(100_000), &list(500_000)).is_empty());
}
