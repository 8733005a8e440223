use super::*;
use crate::facts::people::entities;
use crate::facts::quotes;
use crate::facts::times::dates;

fn clashes(text: &str) -> Vec<(ClashKind, String)> {
    let lexicons = Lexicons::ours();
    let article = Article::new("t", text.to_owned(), None);
    let quotes = quotes::find(&article, lexicons);
    let entities = entities::find(&article, lexicons);
    let dates = dates::find(&article, lexicons);
    let weekdays = crate::facts::times::weekdays::find(&article, &dates, lexicons);
    let found = find(&article, &quotes, &entities, &dates, &weekdays, lexicons);
    found.iter().map(|c| (c.kind, article.slice(c.here).to_owned())).collect()
}

#[test]
fn finds_what_cannot_both_be() {
    use ClashKind as K;
    let cases: &[(&str, K, &str)] = &[
        ("The French judge Ada Hale sat. Hale, an Italian, left.", K::Affiliation, "Italian"),
        ("Ada Hale is a Republican. The Labour candidate, Ada Hale, left.", K::Affiliation, "Labour"),
        ("Deputy Mayor Ada Hale sat. Afterwards Mayor Hale left.", K::Deputy, "Mayor Hale"),
        ("Ada Hale had no children. She is survived by two sons.", K::Family, "sons"),
        ("Hale was an only child. She leaves a brother.", K::Family, "brother"),
        ("The late Ada Hale was kind. “No,” Hale said on Friday.", K::Dead, "Hale"),
        ("Marlow lost heart after Marlow's 2-1 defeat against Marlow on Friday.", K::Itself, "Marlow"),
    ];
    for (text, kind, here) in cases {
        assert_eq!(clashes(text), [(*kind, (*here).to_owned())], "{text}");
    }
}

#[test]
fn allows_what_can() {
    for text in [
        "The French judge Ada Hale sat. Hale, once an Italian, left.",
        "The French judge Ada Hale sat. Tom Hale, an Italian, left.",
        "Vice President Ada Hale sat. Hale became President Hale in May.",
        "Ada Hale had no children. Tom Moe is loved by two sons.",
        "The late Ada Hale was kind. Hale said so in 1999.",
        "The late Ada Hale was kind. Her son Tom Hale sat. Hale said on Friday that he would go.",
        "Marlow lost heart after Marlow's 2-1 defeat against Kelland on Friday.",
        "Peter Holloway sat. Mr. Holloways left.",
    ] {
        assert_eq!(clashes(text), [], "{text}");
    }
}
