use super::*;

/// The entities of a text, as `name: mention, mention, ...`.
fn entities(text: &str) -> Vec<String> {
    let article = Article::new("t.txt", text.to_owned(), None);
    let lexicons = Lexicons::built_in();
    let found = find(&article, &lexicons);
    found
        .entities
        .iter()
        .map(|e| {
            let mentions: Vec<_> = e.mentions.iter().map(|&m| article.slice(found[m].span)).collect();
            format!("{}: {}", article.slice(e.name), mentions.join(", "))
        })
        .collect()
}

#[test]
fn mentions_join_one_person() {
    let cases: &[(&str, &[&str])] = &[
        ("Anna Moe spoke. Moe said no. Ms. Moe left.", &["Anna Moe: Anna Moe, Moe, Moe"]),
        (
            "The Secretary of State met Hale. Paul Hale, the Secretary of State, left.",
            &["Paul Hale: The Secretary of State, Hale, Paul Hale, the Secretary of State"],
        ),
        ("Sen. Ruth Alder spoke. The senator smiled.", &["Ruth Alder: Ruth Alder, The senator"]),
        ("Robert Fenn Jr. ran. Bob Fenn lost.", &["Robert Fenn Jr.: Robert Fenn Jr., Bob Fenn"]),
        (
            "Ludwig van Houten spoke. Van Houten's plan failed.",
            &["Ludwig van Houten: Ludwig van Houten, Van Houten"],
        ),
        ("J. R. Moe left. Moe's car stayed.", &["J. R. Moe: J. R. Moe, Moe"]),
    ];
    for (text, expected) in cases {
        assert_eq!(&entities(text), expected, "{text}");
    }
}

#[test]
fn a_name_is_parted_from_the_body_that_its_post_is_of() {
    let cases: &[(&str, &str)] = &[
        ("The head of Coast Sports Barney Moe said no. Moe left.", "Barney Moe: Barney Moe, Moe"),
        ("Marketing manager at Ocean Florida Abby Dunn smiled. Abby left.", "Abby Dunn: Abby Dunn, Abby"),
        (
            "The director of Kelland Rights Watch Kenneth Hale left. Hale slept.",
            "Kenneth Hale: Kenneth Hale, Hale",
        ),
        (
            "On the quay Marine Corps Commandant Major General Arturo Fenn said that they were late. Fenn left.",
            "Arturo Fenn: Arturo Fenn, Fenn",
        ),
        ("Marine Corps General John Fenn said so. Fenn left.", "John Fenn: John Fenn, Fenn"),
        // A body or a person that goes on is one.
        (
            "A lawyer for Abdulaziz Ali Hassan left. Hassan slept.",
            "Abdulaziz Ali Hassan: Abdulaziz Ali Hassan, Hassan",
        ),
        ("A manager at the Henry Ford Museum smiled.", "Henry Ford Museum: Henry Ford Museum"),
        ("A spokesman for Hunter Vane left. Vane slept.", "Hunter Vane: Hunter Vane, Vane"),
    ];
    for (text, expected) in cases {
        let found = entities(text);
        let (name, mentions) = expected.split_once(": ").unwrap();
        let is = |e: &String| e.starts_with(&format!("{name}: ")) && e.ends_with(mentions);
        assert!(found.iter().any(is), "{text}: {found:?}");
    }
}

#[test]
fn a_surname_that_stands_first_is_whose_it_was_before() {
    let found = entities("Lee Jae-min left. Lee said so. Later Lee Sang-ho came.");
    assert_eq!(found, ["Lee Jae-min: Lee Jae-min, Lee", "Lee Sang-ho: Lee Sang-ho"]);
    let found = entities("Lee Jae-min met Lee Sang-ho. Lee Jae-min left. Lee said so.");
    assert_eq!(found[0], "Lee Jae-min: Lee Jae-min, Lee Jae-min, Lee");
    let found = entities("Ann Vole met Ann Moe. Ann left.");
    assert!(found.iter().all(|e| !e.ends_with(", Ann")), "{found:?}");
}

#[test]
fn initials_in_brackets_are_a_name_whatever_word_they_make() {
    let found = entities("The Christian League of Norland (CAN) can wait. CAN said that it would.");
    assert!(found.iter().any(|e| e.ends_with("CAN, CAN") || e.starts_with("CAN: ")), "{found:?}");
    assert!(!entities("It can wait. It CAN wait.").iter().any(|e| e.contains("CAN")));
}

#[test]
fn two_people_of_one_surname_stay_two() {
    let found = entities("Ann Hale met Mark Hale. Mr. Hale left. Ms. Hale stayed.");
    assert_eq!(found, ["Ann Hale: Ann Hale, Hale", "Mark Hale: Mark Hale, Hale"]);
    let found = entities("President Paul W. Hale met his father, Paul H.W. Hale. Paul Hale left.");
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn organisations_take_their_acronym() {
    let found = entities("The Alliance to Mend Our Roads (AMOR) met. AMOR said so.");
    assert_eq!(found, ["Alliance to Mend Our Roads: Alliance to Mend Our Roads, AMOR, AMOR"]);
}

#[test]
fn an_acronym_shows_where_a_name_begins() {
    let cases: &[(&str, &[&str])] = &[
        (
            "It faces the Rivers and Harbours Authority. The RHA said no.",
            &["Rivers and Harbours Authority: Rivers and Harbours Authority, RHA"],
        ),
        (
            "It faces the U.K.’s Rivers and Harbours Authority. The RHA said no. The Rivers and Harbours Authority left.",
            &[
                "Rivers and Harbours Authority: Rivers and Harbours Authority, RHA, Rivers and Harbours Authority",
                "U.K.: U.K.",
            ],
        ),
        // Other letters, or somebody else between.
        (
            "It faces the Rivers and Harbours Authority. The FHA said no.",
            &["FHA: FHA", "Harbours Authority: Harbours Authority"],
        ),
        (
            "Residents and Harbours Authority officials met. The RHA said no.",
            &["Harbours Authority: Harbours Authority", "RHA: RHA"],
        ),
        (
            "He met Members of Harbours Authority unions. The MHA said no.",
            &["Harbours Authority: Harbours Authority", "MHA: MHA"],
        ),
        (
            "Ann Rook and Harbours Authority chiefs met. The RHA said no.",
            &["Ann Rook: Ann Rook", "Harbours Authority: Harbours Authority", "RHA: RHA"],
        ),
    ];
    for (text, expected) in cases {
        let mut found = entities(text);
        found.sort_unstable();
        assert_eq!(&found, expected, "{text}");
    }
}

#[test]
fn a_surname_of_several_words_is_its_bearers() {
    for (text, name) in [
        ("Hassan Amer and Sadeq Abu Amer met. Abu Amer said no.", "Sadeq Abu Amer: Sadeq Abu Amer, Abu Amer"),
        (
            "Eve Van Dorn and Ann Dorn met. Ann Dorn sang. Van Dorn said no.",
            "Eve Van Dorn: Eve Van Dorn, Van Dorn",
        ),
        (
            "Clara De Vane met Ann Vane. Ann Vane sang. De Vane said no.",
            "Clara De Vane: Clara De Vane, De Vane",
        ),
    ] {
        assert!(entities(text).contains(&name.to_owned()), "{text}: {:?}", entities(text));
    }
}

#[test]
fn a_relative_is_somebody_else() {
    for (text, name) in [
        (
            "Mary Ann Moe was found dead. Her daughter, Ann Moe, left. Ann Moe said no.",
            "Ann Moe: Ann Moe, Ann Moe",
        ),
        (
            "Ahmed Hassan Bern was shot. His father was there. Hassan Bern said no.",
            "Hassan Bern: Hassan Bern",
        ),
        ("José María Orlen sings. His daughter, María Orlen, a lawyer, left.", "María Orlen: María Orlen"),
        ("Jean Paul Moe, 80, sings. Paul Moe, 50, left.", "Paul Moe: Paul Moe"),
        ("Ann Lloyd Moe met Lloyd Moe, a carpenter.", "Lloyd Moe: Lloyd Moe"),
    ] {
        assert!(entities(text).contains(&name.to_owned()), "{text}: {:?}", entities(text));
    }
}

#[test]
fn names_are_no_titles() {
    for name in ["Tuan Pham", "Haji Wright", "Tun Win"] {
        let found = entities(&format!("On Monday, {name}, a fisherman, left."));
        assert_eq!(found, [format!("{name}: {name}")]);
    }
}

#[test]
fn titles_of_any_tongue_are_no_names() {
    for (text, name) in [
        ("Prime Minister Datuk Seri Azlan Rahimi left. Azlan said no.", "Azlan Rahimi: Azlan Rahimi, Azlan"),
        ("Tan Sri Farid Omar left. Farid said no.", "Farid Omar: Farid Omar, Farid"),
        ("Alhaji Bello Sarki left. Alhaji Sarki said no.", "Bello Sarki: Bello Sarki, Sarki"),
        ("Smt. Meena Rao left. Rao said no.", "Meena Rao: Meena Rao, Rao"),
        ("Datin Nora Idris left. Nora said no.", "Nora Idris: Nora Idris, Nora"),
    ] {
        assert_eq!(entities(text)[0], name, "{text}");
    }
}

#[test]
fn headlines_make_no_names() {
    let text = "Mayor Promises New Bridge Over River Sells Short\n\nMayor Anna Moe will build. She said so.";
    let found = entities(text);
    assert!(found.iter().all(|e| e.starts_with("Anna Moe")), "{found:?}");
}

#[test]
fn common_words_are_no_names() {
    for text in [
        "Yesterday it rained. Still, Monday was fine.",
        "“Will it rain?” Republicans asked.",
        "IT IS NOT SO.",
    ] {
        assert_eq!(entities(text), [""; 0], "{text}");
    }
}

#[test]
fn any_text_is_read() {
    for text in [
        "",
        "’s",
        "Mr.",
        "The",
        "The .",
        "A B C D E F G",
        "Sen. of",
        "(AMOR)",
        "President",
        "de la",
        "\u{feff}Él’s ’s",
        "Anna ,",
    ] {
        entities(text);
    }
}
