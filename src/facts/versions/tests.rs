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

/// Two stories that begin alike, before and after, with all that is told of them.
fn table(head: &str, rows: &[(&str, &str, &[&str])]) {
    let told = |(old, new, expected): &(&str, &str, &[&str])| {
        let [before, after] = [old, new].map(|text| format!("{head}{text}\n"));
        let told = changed(&before, &after);
        (told != *expected).then(|| format!("{old} > {new}: {told:#?}"))
    };
    let wrong: Vec<_> = rows.iter().filter_map(told).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const PEOPLE: &str = "Ada Brandt, the mayor, met Tom Hale, a driver, at the bridge.\n\n";

#[test]
fn a_reported_statement_that_is_turned_is_told() {
    let said = "Hale said that the bridge was safe";
    for (verb, safe) in [
        ("said that", "not safe"),
        ("said that", "never safe"),
        ("said that", "hardly safe"),
        ("denied that", "safe"),
        ("did not say that", "safe"),
        ("never said that", "safe"),
        ("asked whether", "safe"),
        ("believes that", "safe"),
        ("claimed that", "safe"),
    ] {
        let old = format!("{PEOPLE}Hale said that the bridge was safe.\n");
        let new = format!("{PEOPLE}Hale {verb} the bridge was {safe}.\n");
        for (from, to) in [(&old, &new), (&new, &old)] {
            let told = changed(from, to);
            assert_eq!(told.len(), 1, "{from} > {to}: {told:?}");
            assert!(told[0].starts_with("reported: ") && told[0].contains(said), "{told:?}");
        }
    }
    table(
        PEOPLE,
        &[
            (
                "The council said that Ada Brandt had not lied to the court.",
                "The council said that Ada Brandt had lied to the court.",
                &[
                    "reported: The council said that Ada Brandt had not lied to the court > The council said that Ada Brandt had lied to the court",
                ],
            ),
            (
                "“The bridge is safe,” Hale said.",
                "“The bridge is safe,” Hale denied.",
                &["reported: “The bridge is safe,” Hale said > “The bridge is safe,” Hale denied"],
            ),
            // The same in other words.
            ("Hale said that the bridge wasn’t safe.", "Hale said that the bridge was not safe.", &[]),
            ("Hale said that the bridge was safe.", "Hale added that the bridge was safe now.", &[]),
            ("Hale said that the bridge was safe.", "According to Hale, the bridge was safe.", &[]),
        ],
    );
}

#[test]
fn a_speaker_who_comes_or_goes_is_told() {
    table(
        PEOPLE,
        &[
            (
                "“We are ready for the flood,” said Ada Brandt.",
                "“We are ready for the flood,” said a spokesman.",
                &["speaker: Ada Brandt > a spokesman"],
            ),
            (
                "“We are ready for the flood,” said a spokesman.",
                "“We are ready for the flood,” said Brandt.",
                &["speaker: a spokesman > Ada Brandt"],
            ),
            (
                "“We are ready for the flood,” said Ada Brandt.",
                "“We are ready for the flood.”",
                &["speaker: Ada Brandt > -"],
            ),
            (
                "“We are ready for the flood.”",
                "“We are ready for the flood,” said Ada Brandt.",
                &["speaker: - > Ada Brandt"],
            ),
            (
                "“We are ready for the flood,” his mother said.",
                "“We are ready for the flood,” her mother said.",
                &["speaker: his mother > her mother"],
            ),
            (
                "“We are ready for the flood,” police said.",
                "“We are ready for the flood,” residents said.",
                &["speaker: police > residents"],
            ),
            (
                "“We are ready for the flood,” said Ada Brandt and Tom Hale.",
                "“We are ready for the flood,” said Ada Brandt.",
                &["speaker: Ada Brandt and Tom Hale > Ada Brandt"],
            ),
            (
                "“We are ready for the flood,” the residents said.",
                "“We are ready for the flood,” residents said.",
                &[],
            ),
            (
                "“We are ready for the flood,” said Ada Brandt.",
                "“We are ready for the flood,” they said.",
                &[],
            ),
        ],
    );
}

#[test]
fn nobody_is_given_the_words_of_another() {
    table(
        PEOPLE,
        &[
            (
                "“The bridge is safe today,” said Ada Brandt.",
                "“The bridge is shut today,” said Tom Hale.",
                &["quotation: - > “The bridge is shut today,”", "quotation: “The bridge is safe today,” > -"],
            ),
            (
                "“The bridge is safe today,” said Ada Brandt.",
                "“The bridge is shut today,” said a spokesman.",
                &["quotation: - > “The bridge is shut today,”", "quotation: “The bridge is safe today,” > -"],
            ),
            (
                "“The bridge is safe today,” said Ada Brandt. “The bridge is shut today,” said Tom Hale.",
                "“The bridge is shut today,” said Ada Brandt. “The bridge is safe today,” said Tom Hale.",
                &["speaker: Tom Hale > Ada Brandt", "speaker: Ada Brandt > Tom Hale"],
            ),
            (
                "“The bridge is safe today,” said Ada Brandt.",
                "“The bridge is shut today,” said Brandt.",
                &["quotation: “The bridge is safe today,” > “The bridge is shut today,”"],
            ),
            (
                "Brandt said that the bridge was shut to all lorries.",
                "Hale said that the bridge was shut to some lorries.",
                &[
                    "reported: - > that the bridge was shut to some lorries",
                    "reported: that the bridge was shut to all lorries > -",
                ],
            ),
        ],
    );
}

#[test]
fn the_pairs_that_are_most_alike_are_changes() {
    table(
        PEOPLE,
        &[
            (
                "“We will not pay for the old bridge this year,” said Hale.",
                "“We will not pay for the school,” said Hale.\n\n“We will not pay for the old bridge next year,” said Hale.",
                &[
                    "quotation: - > “We will not pay for the school,”",
                    "quotation: “We will not pay for the old bridge this year,” > “We will not pay for the old bridge next year,”",
                ],
            ),
            (
                "The fire killed 12 people in Calder.",
                "The flood killed 300 people in Norland in 1926. The fire killed 14 people in Calder on Monday.",
                &[
                    "figure: - > 300 people",
                    "figure: 12 people > 14 people",
                    "name: - > Norland",
                    "date: - > 1926",
                    "date: - > Monday",
                ],
            ),
            (
                "The flood killed 300 people in Norland. The fire killed 14 people in Calder on Monday.",
                "The fire killed 12 people in Calder. ",
                &[
                    "figure: 14 people > 12 people",
                    "figure: 300 people > -",
                    "name: Norland > -",
                    "date: Monday > -",
                ],
            ),
            (
                "The old market opened on Friday after a long strike.",
                "The town hall opened on Monday. After a long strike, the old market opened on Saturday.",
                &["date: - > Monday", "date: Friday > Saturday"],
            ),
            (
                "“I saw the boat go down near the old pier,” said Hale.",
                "“I saw the dog near the shop,” said Hale. “I saw the boat go down near the new pier,” said Hale.",
                &[
                    "quotation: - > “I saw the dog near the shop,”",
                    "quotation: “I saw the boat go down near the old pier,” > “I saw the boat go down near the new pier,”",
                ],
            ),
        ],
    );
}

#[test]
fn dates_are_compared_as_they_are_written() {
    table(
        "",
        &[
            ("The bridge opened on March 3.", "The bridge opened on 3 March.", &[]),
            ("The bridge opened on Jan. 9.", "The bridge opened on January 9.", &[]),
            (
                "The bridge opened on Wednesday, Jan. 19, 2022.",
                "The bridge opened on Wednesday, 19 January 2022.",
                &[],
            ),
            ("The bridge opened on March 3.", "The bridge opened on March 4.", &["date: March 3 > March 4"]),
            (
                "The bridge opened on March 3.",
                "The bridge opened on March 3, 2021.",
                &["date: March 3 > March 3, 2021"],
            ),
            (
                "The bridge opened on Monday, March 3.",
                "The bridge opened on Tuesday, March 3.",
                &["date: Monday, March 3 > Tuesday, March 3"],
            ),
            ("The bridge opened yesterday.", "The bridge opened today.", &["date: yesterday > today"]),
            (
                "The bridge opened on Tuesday.",
                "The bridge opened in 1926 after a flood.",
                &["date: - > 1926", "date: Tuesday > -"],
            ),
        ],
    );
    let lexicons = Lexicons::built_in();
    let facts = |date| {
        Facts::new(Article::new("t", "It opened on March 3.\n".to_owned(), date), &lexicons, trained())
    };
    let dated = facts(Some(jiff::civil::date(2026, 3, 5)));
    assert_eq!(compare(&dated, &facts(None)), []);
    assert_eq!(compare(&facts(Some(jiff::civil::date(2020, 3, 5))), &dated), []);
}

#[test]
fn names_of_two_things_are_two_names() {
    let visited = |name: &str| format!("{PEOPLE}On Monday the mayor visited {name} with friends.\n");
    for (old, new) in [
        ("Calder Hospital", "Mercy Hospital"),
        ("the Housing Committee", "the Finance Committee"),
        ("Iraq", "Iran"),
        ("the U.S.", "the U.K."),
        ("Austria", "Australia"),
        ("Niger", "Nigeria"),
    ] {
        let told = changed(&visited(old), &visited(new));
        assert!(told.iter().all(|change| change.contains("- >") || change.contains("> -")), "{told:?}");
        assert_eq!(told.len(), 2, "{told:?}");
    }
    for (old, new) in [("Calder Hospital", "Caldar Hospital"), ("Mr. Tarrant", "Mr. Tarant")] {
        let told = changed(&visited(old), &visited(new));
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("name: "), "{told:?}");
    }
}

#[test]
fn a_person_with_another_given_name_is_the_same_person() {
    let story =
        |name: &str| format!("{name}, 44, the mayor, opened the bridge. “It is safe,” said {name}.\n");
    for (old, new) in [
        ("Brandt", "Ada Brandt"),
        ("Ada Brandt", "Ada M. Brandt"),
        ("Ada Brandt", "Eva Brandt"),
        ("Ada Brandt", "Brandt"),
        ("Ada Brandt", "Ada Brand"),
    ] {
        assert_eq!(changed(&story(old), &story(new)), [format!("name: {old} > {new}")]);
    }
    // Which of the two he is, nobody can tell.
    let two = changed(
        "Mr. Brandt, 44, opened the bridge.\n",
        "Ada Brandt, 44, opened the bridge. Tom Brandt, 50, shut it.\n",
    );
    assert!(two.iter().all(|change| change.contains("- >") || change.contains("> -")), "{two:?}");
}

#[test]
fn a_unit_or_a_noun_that_changed_is_a_change() {
    table(
        "",
        &[
            (
                "The firm paid $5 million for 12 miles of track.",
                "The firm paid £5 million for 12 kilometres of track.",
                &["figure: $5 million > £5 million", "figure: 12 miles > 12 kilometres"],
            ),
            (
                "The old bridge weighs 300 tons.",
                "The old bridge weighs 300 pounds.",
                &["figure: 300 tons > 300 pounds"],
            ),
            (
                "The toll rose by 5 percent last year.",
                "The toll rose by 5 percentage points last year.",
                &["figure: 5 percent > 5 percentage points"],
            ),
            (
                "It carries 12,000 cars a day.",
                "It carries 12,000 lorries a day.",
                &["figure: 12,000 cars > 12,000 lorries"],
            ),
            (
                "Five people died in the flood.",
                "Seven men died in the flood.",
                &["figure: Five people > Seven men"],
            ),
        ],
    );
}

#[test]
fn titles_are_compared_without_their_articles() {
    table(
        "",
        &[
            ("Tom Hale, a driver, left.", "Driver Tom Hale left.", &[]),
            ("Ada Brandt, chief executive, left.", "Ada Brandt, its chief executive, left.", &[]),
            (
                "Ada Brandt, the mayor, left. Ada Brandt, the mayor of Calder, came.",
                "Ada Brandt, the mayor of Calder, came.",
                &[],
            ),
            ("Ada Brandt, a judge, left.", "Ada Brandt, a lawyer, left.", &["title: a judge > a lawyer"]),
            (
                "Ada Brandt, the deputy mayor, left.",
                "Ada Brandt, the mayor, left.",
                &["title: the deputy mayor > the mayor"],
            ),
        ],
    );
}

#[test]
fn what_changed_alike_in_two_places_is_one_change() {
    let story = "“It is safe,” said Ada Brandt, the mayor, on Tuesday. She came in 1926.\n\n“It is safe,” said Brandt. She left in 1926.\n";
    let lexicons = Lexicons::built_in();
    let facts = |text: &str| Facts::new(Article::new("t", text.to_owned(), None), &lexicons, trained());
    let new = story.replace("is safe", "is not safe").replace("1926", "1962");
    let places = |version: &Option<Version>| version.as_ref().map(|version| version.places);
    let changes = compare(&facts(story), &facts(&new));
    let counted: Vec<_> =
        changes.iter().map(|change| (change.kind, places(&change.old), places(&change.new))).collect();
    assert_eq!(counted, [(VersionKind::Quotation, Some(2), Some(2)), (VersionKind::Date, Some(2), Some(2))]);
}

#[test]
fn many_items_are_compared_with_few_each() {
    thread_local! { static COMPARED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) }; }
    let compared = |many: u32| {
        let article = Article::new("t", "Item.\n".to_owned(), None);
        let items = |from: u32| -> Vec<Item> {
            let item = |n: u32| Item::new(&article, Span { start: 0, end: 4 }, (from + n).to_string());
            (0..many).map(item).collect()
        };
        COMPARED.set(0);
        let alike = |_: &Item, _: &Item| {
            COMPARED.set(COMPARED.get() + 1);
            0.4
        };
        let changes = differences(VersionKind::Figure, &items(0), &items(1_000_000), alike, 0.5).1;
        assert_eq!(changes.len(), 2 * many as usize);
        COMPARED.get()
    };
    for many in [1_000, 2_000, 4_000] {
        assert_eq!(compared(many), many as usize * matching::MOST);
    }
}
