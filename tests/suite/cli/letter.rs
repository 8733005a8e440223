//! What is said where nobody has the name of `quotes --for`.

use super::desk::Desk;

#[test]
fn a_name_is_suggested_by_any_of_its_words() {
    let desk = Desk::with(&[(
        "a.txt",
        "“We are safe,” said Ada Smith, the mayor.\n\n“I am not,” said Tom Hale, a driver.\n".as_bytes(),
    )]);
    for (typed, name) in
        [("smiht", "Ada Smith"), ("SMIHT", "Ada Smith"), ("hal", "Tom Hale"), ("tomhale", "Tom Hale")]
    {
        desk.run(&format!("quotes a.txt --for {typed}")).leaves(2).complains(&[
            &format!("--for {typed}: nobody of that name is quoted; did you mean {name}?"),
            "(quoted by name: Ada Smith, Tom Hale)",
        ]);
    }
    let ran = desk.run("quotes a.txt --for Zillworth").leaves(2);
    ran.complains(&["nobody of that name is quoted (quoted by name: Ada Smith, Tom Hale)"]);
}

#[test]
fn where_nobody_is_quoted_that_is_said() {
    let desk = Desk::with(&[("a.txt", b"It was late.\n"), ("b.txt", b"")]);
    for files in ["a.txt", "a.txt b.txt -q"] {
        let ran = desk.run(&format!("quotes {files} --for smith")).leaves(2);
        ran.complains(&["--for smith: no source is quoted by name"]);
    }
}

#[test]
fn of_many_who_are_quoted_some_are_named() {
    let given =
        ["Ada", "Tom", "Greta", "Joe", "Mary", "Paul", "Anna", "John", "Peter", "Laura", "Helen", "Mark"];
    let text: Vec<String> =
        given.iter().map(|name| format!("“We are safe,” said {name} Hale.\n\n")).collect();
    let desk = Desk::with(&[("a.txt", text.concat().as_bytes())]);
    let ran = desk.run("quotes a.txt --for Zillworth").leaves(2);
    ran.complains(&["(quoted by name: Ada Hale, Anna Hale, ", " Mary Hale, Paul Hale and 2 more)"]);
}
