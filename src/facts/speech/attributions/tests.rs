use super::*;
use crate::facts::people::entities;
use crate::facts::quotes;

/// A statement's text with `{source}`, `<cue>` and `[content]` marked, read to class and speaker.
fn read(marked: &str) -> Vec<(AttributionKind, Option<SourceClass>, Option<String>)> {
    let (article, entities, found) = attributed(marked);
    found
        .into_iter()
        .map(|a| {
            let name = a.entity.map(|e| article.slice(entities[e].name).to_owned());
            (a.kind, a.source_class, name)
        })
        .collect()
}

/// The same, with all that is found out.
fn attributed(marked: &str) -> (Article, Entities, Vec<Attribution>) {
    let mut text = String::new();
    let mut open = Vec::new();
    let mut statement = Statement::default();
    for c in marked.chars() {
        match c {
            '{' | '<' | '[' => open.push(text.len()),
            '}' | '>' | ']' => {
                let span = Span::of(open.pop().unwrap()..text.len());
                match c {
                    '}' => statement.source.push(span),
                    '>' => statement.cue.push(span),
                    _ => statement.content.push(span),
                }
            }
            _ => text.push(c),
        }
    }
    let article = Article::new("t.txt", text, None);
    let lexicons = Lexicons::built_in();
    let quotes = quotes::find(&article, Lexicons::ours());
    let entities = entities::find(&article, &lexicons);
    let found = find(&article, &quotes, &entities, &[statement], &lexicons);
    (article, entities, found)
}

#[test]
fn the_head_of_a_source_speaks() {
    use SourceClass::{Anonymous, Collective, Document, Named, Pronoun, Role};
    let cases: &[(&str, SourceClass, Option<&str>)] = &[
        ("{Jan Bern, a former adviser to Joe Fenn}, <said> [no].", Named, Some("Jan Bern")),
        ("Mr. Hale lost. {Hale's campaign manager} <said> [so].", Role, None),
        ("{A spokesman for Mr. Hale} <said> [no].", Role, None),
        ("{Hale's campaign manager Ann Moe} <said> [so].", Named, Some("Ann Moe")),
        ("{the mayor, Ann Moe,} <said> [so].", Named, Some("Ann Moe")),
        ("{“Marsh” director Ann Moe} <said> [no].", Named, Some("Ann Moe")),
        ("“{Marsh” director Ann Moe} <said> [no].", Named, Some("Ann Moe")),
        ("{MEC for Roads and Bridges, Jacob Moe,} <said> [no].", Named, Some("Jacob Moe")),
        ("{the Rivers Board (RB) director, Ann Moe,} <said> [no].", Named, Some("Ann Moe")),
        ("{The Torvik Board of Norland’s chief economist, Ann Moe,} <said> [no].", Named, Some("Ann Moe")),
        ("{Norland’s Defence Minister Israel Moe} <said> [no].", Named, Some("Israel Moe")),
        ("{A person familiar with the talks} <said> [no].", Anonymous, None),
        ("{Officials} <said> [no].", Collective, None),
        ("{The report} <says> [no].", Document, None),
        ("{A poll released in late August} <found> [no].", Document, None),
        ("{A state planning director named Ivo Bern} <said> [no].", Named, Some("Ivo Bern")),
        ("{The former secretary of state} <said> [no].", Role, None),
        ("Fans left. [“No,”] {one} <said>.", Role, None),
        ("Sen. Ruth Alder spoke. {The senator} <said> [no].", Role, Some("Ruth Alder")),
        ("Ruth Alder met Paul Hale. {She} <said> [no].", Pronoun, Some("Ruth Alder")),
        ("Ruth Alder met Paul Hale. {He} <said> [no].", Pronoun, Some("Paul Hale")),
        ("Paul Hale spoke of Ivo Moe. [“Moe is wrong,”] {he} <said>.", Pronoun, Some("Paul Hale")),
        ("Ruth Alder, {who} <said> [no], left.", Pronoun, Some("Ruth Alder")),
        ("Voters {who} <say> [no] stayed.", Pronoun, None),
        ("{Her opposite number, Ann Moe}, <said> [no].", Named, Some("Ann Moe")),
        ("{Its spokesman, Colonel Ivo Bern}, <said> [no].", Named, Some("Ivo Bern")),
        ("Jan Bern, {who runs the Moe Fund,} <said> [no].", Pronoun, Some("Jan Bern")),
        ("{The West} <has warned> [of it].", Collective, None),
        ("{The official version} <is> [that it fell].", Anonymous, None),
        // Whose name is first in the source need not speak.
        ("{Hale spokeswoman Ann Moe} spoke of Eve Hale. [“No,”] {she} <said>.", Named, Some("Ann Moe")),
        ("Secretary of State Ann Moe left. [“No,”] {Moe} <said>.", Named, Some("Ann Moe")),
        // Letters to the editor are signed below.
        ("{I} <hope> [that the mill stays].\n\nIt is old.\n\nAnn Moe.\n\nOrlen.", Pronoun, Some("Ann Moe")),
        ("{I} <hope> [that the mill stays].\n\nAnn Moe left.", Pronoun, None),
        // Who has just spoken speaks on, whatever the gender of the name.
        (
            "Ann Moe thanked Ruth Alder. Ifeoma Tarr, 52, said she was tired. [“No,”] {she} <said>.",
            Pronoun,
            Some("Ifeoma Tarr"),
        ),
        // A name at the head of a clause outweighs one before it.
        (
            "Standing in for Ivo Moe at a meeting of the club, Paul Hale took a dig at it. [“It is home,”] {he} <said>.",
            Pronoun,
            Some("Paul Hale"),
        ),
        (
            "Paul Hale's been saying since the spring that the hall is cold, as Ivo Moe knows. [“It is the roof,”] {he} <said>.",
            Pronoun,
            Some("Paul Hale"),
        ),
        // Bodies and places.
        (
            "The plan was part of Wells Fargo’s strategy, which {the bank} <set> [out].",
            Collective,
            Some("Wells Fargo"),
        ),
        ("The Orlen Trust met. {It} <said> [no].", Pronoun, Some("Orlen Trust")),
        ("A video was sent to the Orlen Trust in May. {It} <shows> [a crane].", Pronoun, None),
        (
            "The Orlen Trust saw the video. On Monday Ann Moe read the report to the Orlen Trust, and {it} <said> [no].",
            Pronoun,
            Some("Orlen Trust"),
        ),
        ("She saw Moe and Bern. The two left. {The two countries} <agreed> [to it].", Pronoun, None),
    ];
    for (text, class, name) in cases {
        let found = read(text);
        assert_eq!((found[0].1, found[0].2.as_deref()), (Some(*class), *name), "{text}");
    }
}

#[test]
fn a_name_a_letter_off_is_its_bearers() {
    for slip in ["Volner", "Volllner", "Vlolner", "Vollnar"] {
        let text = format!("Ann Vollner runs the mill. [“No,”] {{{slip}}} <said>.");
        assert_eq!(read(&text)[0].2.as_deref(), Some("Ann Vollner"), "{text}");
    }
    for (text, other) in [
        // A slip hardly ever changes the first letter.
        ("Ann Vollner runs the mill. [“No,”] {Kollner} <said>.", "Ann Vollner"),
        // Names that people bear, places, and words.
        ("Harry Reidt runs the mill. [“No,”] {Reid} <said>.", "Harry Reidt"),
        ("Harry Reads runs the mill. [“No,”] {Read} <said>.", "Harry Reads"),
        ("Ann Franca runs the mill. [“No,”] {France} <said>.", "Ann Franca"),
        ("Ann Hansin runs the mill. [“No,”] {Hansen} <said>.", "Ann Hansin"),
        // Introduced, or a body's or a place's.
        ("Ann Vollner runs the mill. Detective Volner came. [“No,”] {Volner} <said>.", "Ann Vollner"),
        (
            "Ann Vollner runs the mill. The driver, Volner, was drunk. [“No,”] {the driver, Volner,} <said>.",
            "Ann Vollner",
        ),
        ("Ann Vollner sued Volner Holdings. [“No,”] {Volner} <said>.", "Ann Vollner"),
        ("Ann Vollner moved to the village of Volner. [“No,”] {people in Volner} <said>.", "Ann Vollner"),
        // Too short to tell.
        ("Ann Vole runs the mill. [“No,”] {Vola} <said>.", "Ann Vole"),
        // Two are as near.
        ("Ann Vollner and Eve Volder run the mill. [“No,”] {Volner} <said>.", "Ann Vollner"),
        ("Eve Volder and Ann Vollner run the mill. [“No,”] {Volner} <said>.", "Eve Volder"),
    ] {
        assert_ne!(read(text)[0].2.as_deref(), Some(other), "{text}");
    }
}

#[test]
fn strengths_go_by_verb_and_content() {
    use Strength::{Done, Said, Shown, Thought, Wanted, Written};
    let cases: &[(&str, Strength)] = &[
        ("{Ann Moe} <said> [the mill would close].", Said),
        ("{Ann Moe} <told reporters> [the mill burnt].", Said),
        ("[“No,”] {Ann Moe} <wrote>.", Written),
        ("{Ann Moe} <tweeted> [that the mill burnt].", Written),
        ("{The statement} <said> [the mill burnt].", Written),
        ("{Ann Moe} <thinks> [the mill is cold].", Thought),
        ("{Ann Moe} <fears> [a flood].", Thought),
        ("{Ann Moe} <hopes> [to open a mill].", Wanted),
        ("{The firm} <plans> [a second mill].", Wanted),
        ("{The study} <suggests> [a link].", Shown),
        ("{The survey} <found> [that most stayed].", Shown),
        // Verbs that no list has, with a thing after them.
        ("{The firm} <tripped over> [a cable].", Done),
        ("{The police} <searched> [the mill for two hours].", Done),
        ("{The panel} <voted> [to close the mill].", Done),
        // The same with a clause, with words of their own, or with a feeling.
        ("{The police} <flagged> [that the mill was empty].", Said),
        ("{The police} <searched> [“the whole mill”].", Said),
        ("{The mayor} <defended> [the plan].", Said),
        ("{The mayor} <was furious about> [the plan].", Said),
        ("{The coach} <was upset by> [the tackle].", Said),
        ("{The two unions} <remain tight-lipped about> [the merger].", Said),
        ("{The clerk} <was moved to> [another mill].", Done),
        // Verbs of saying that are done to things too.
        ("{The firm} <published> [a new map, which it calls the Ox].", Done),
        ("{The firm} <is also issuing> [shares worth $2 million to its staff].", Done),
        ("{The firm} <released> [its first album that sold].", Done),
        ("{The firm} <issued a statement> [about the fire].", Said),
        ("{The firm} <circulated> [a denial of the fire].", Said),
        ("{The judge} <delivered> [a verdict of murder].", Said),
        ("{The tenants} <signed> [a protest against a rent rise].", Said),
        ("{The council} <published> [a list of demands].", Said),
        ("{The firm} <published> [how it would rebuild].", Said),
        ("{The firm} <published> [“a new map”].", Said),
        ("{Ann Moe} <announced> [a second mill].", Said),
        // Nobody is reported where only the layout tells it.
        ("[The mill burnt], {Ann Moe}.", Said),
    ];
    for (text, strength) in cases {
        assert_eq!(attributed(text).2[0].strength, *strength, "{text}");
    }
}

#[test]
fn kinds_go_by_the_marks() {
    use AttributionKind::{Direct, Indirect, Mixed};
    let cases = [
        ("[“It is over,”] {Ann Moe} <said>.", Direct),
        ("[''It is over,''] {Ann Moe} <said>.", Direct),
        ("{Ann Moe} <said> [it was “over” for good].", Mixed),
        ("{Ann Moe} <said> [it was over].", Indirect),
    ];
    for (text, kind) in cases {
        assert_eq!(read(text)[0].0, kind, "{text}");
    }
}

#[test]
fn whoever_is_pointed_back_to_speaks() {
    let cases: &[(&str, Option<&str>)] = &[
        // A given name in no list: how somebody is written about says that it is a person.
        (
            "“The quay is safe,” said Peter Lowe.\n\nOluwaseyi Bankhale, who runs the ferry, disagreed. [“The piles are \
             rotten,”] {he} <said>.",
            Some("Oluwaseyi Bankhale"),
        ),
        (
            "Peter Lowe left.\n\nDrazenka Obrovac, 41, runs the kiosk. [“It rains in,”] {she} <said>.",
            Some("Drazenka Obrovac"),
        ),
        (
            "Peter Lowe left.\n\nThe mayor, Xhevdet Kurti, opened the fair. [“It is full,”] {he} <said>.",
            Some("Xhevdet Kurti"),
        ),
        // The firm that the text is about, whatever other firm is named in passing.
        ("The airline Aerlo cut its fares. {The company} <said> [it had to].", Some("Aerlo")),
        ("The airline Aerlo cut its fares. {The airline} <said> [it had to].", Some("Aerlo")),
        ("Brewer Maltby bought a rival. {The brewer} <said> [it paid in cash].", Some("Maltby")),
        // An office, and not its shadow.
        (
            "Shadow chancellor Oliver Lettwood said the plan would fail.\n\n{The chancellor} <told> the house: [“We spend \
             more.”]",
            None,
        ),
        // Whose lawyer speaks does not.
        ("Ivo Bern was charged. {Bern's lawyer} <said> [he would fight it].", None),
        // The letters of a name.
        ("The UK Harbour Party (UKHP) met. {UKHP} <said> [it would stand].", Some("UK Harbour Party")),
        ("Cycling Norland (CN) met. {CN} <said> [it would pay].", Some("Cycling Norland")),
    ];
    for (text, name) in cases {
        assert_eq!(read(text)[0].2.as_deref(), *name, "{text}");
    }
}

#[test]
fn what_has_no_name_is_taken_up_by_its_words() {
    let read = |text: &str, second: (&str, &str)| {
        let article = Article::new("t.txt", text.to_owned(), None);
        let lexicons = Lexicons::built_in();
        let quotes = quotes::find(&article, Lexicons::ours());
        let entities = entities::find(&article, &lexicons);
        let span = |words: &str, from: usize| {
            let at = from + text[from..].find(words).unwrap();
            Span::of(at..at + words.len())
        };
        let first = Statement {
            content: vec![span("the mill is safe", 0)],
            cue: vec![span("says", 0)],
            source: vec![Span::of(0..text.find(" says").unwrap())],
            confidence: 0.9,
        };
        let at = text.find("safe").unwrap();
        let next = Statement {
            content: vec![span("it will last", at)],
            cue: vec![span(second.1, at)],
            source: vec![span(second.0, at)],
            confidence: 0.9,
        };
        let found = find(&article, &quotes, &entities, &[first, next], &lexicons);
        found[1].stands_for.map(|span| article.slice(span).to_owned())
    };
    for (text, second, name) in [
        (
            "A report by two engineers says the mill is safe. It adds it will last.",
            ("It", "adds"),
            "A report by two engineers",
        ),
        (
            "Engineers from Orlen says the mill is safe. They think it will last.",
            ("They", "think"),
            "Engineers from Orlen",
        ),
    ] {
        assert_eq!(read(text, second).as_deref(), Some(name), "{text}");
    }
}
