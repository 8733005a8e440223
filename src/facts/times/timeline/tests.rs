use super::*;
use jiff::civil::date;

fn claims(text: &str) -> Vec<TimeClaim> {
    let article = Article::new("t", text.to_owned(), Some(date(2022, 1, 20)));
    let quotes = crate::facts::quotes::find(&article, Lexicons::ours());
    let dates = crate::facts::times::dates::find(&article, &Lexicons::built_in());
    find(&article, &quotes, &dates, &Lexicons::built_in())
}

#[test]
fn finds_what_the_calendar_denies() {
    use TimeKind as K;
    let cases: &[(&str, K, &str)] = &[
        ("He served from 2019 to 2015.", K::Ends, "2019 to 2015"),
        ("Orla Brandt (1968-1949) painted boats.", K::Ends, "1968-1949"),
        ("The fair runs from June 9 to June 4.", K::Ends, "June 9 to June 4"),
        ("She was born in 1968 and died in 1949.", K::Events, "died in 1949"),
        (
            "He was arrested on May 4, 2021, and sentenced on May 2, 2021.",
            K::Events,
            "sentenced on May 2, 2021",
        ),
        ("The war began in June 2014 and ended in May 2013.", K::Events, "ended in May 2013"),
        ("He was born in 1980 and died in 2010 at the age of 45.", K::Life, "45"),
        ("The three-day meeting, from May 4 to May 9, was held.", K::Length, "three-day"),
        ("He was away for 12 years, from 2001 to 2005.", K::Length, "12 years"),
        ("In the 12 years since 2015, the town has grown.", K::Ago, "12 years"),
        ("Forty years ago, in 1995, the dam broke.", K::Ago, "Forty years ago"),
        ("The museum opened on March 3, 2027.", K::Past, "opened on March 3, 2027"),
        ("The fair was held on Feb. 14.", K::Past, "was held on Feb. 14"),
        ("The court will meet on Jan. 3, 2022.", K::Future, "will meet on Jan. 3, 2022"),
    ];
    for (text, kind, span) in cases {
        let wrong: Vec<_> = claims(text).into_iter().filter(|c| c.off > 0.0).collect();
        assert_eq!(wrong.len(), 1, "{text}: {:?}", claims(text));
        assert_eq!((wrong[0].kind, &text[wrong[0].span.range()]), (*kind, *span), "{text}");
    }
}

#[test]
fn says_nothing_of_what_it_allows() {
    for text in [
        "He served from 2015 to 2019.",
        "The date was moved from June 9 to June 4.",
        "They cut it from 2000 to 1500 pages.",
        "She was born in 1968 and her father died in 1949.",
        "The shop closed in 1984 and opened again in 1990.",
        "The fair runs from Nov. 9 to Jan. 4.",
        "He was born in 1980 and died in 2010 at the age of 29.",
        "The three-day meeting, from May 4 to May 6, was held.",
        "In the seven years since 2015, the town has grown.",
        "Thirty years ago, in 1990, the dam broke.",
        "The museum opened on March 3, 2021.",
        "The court will meet on Feb. 3.",
        "The vote was set for and is due on Feb. 3, 2022.",
        "“It will open on Jan. 3, 2022,” he said then.",
        "A primary held on March 8 would settle it.",
    ] {
        let wrong: Vec<_> = claims(text).into_iter().filter(|c| c.off > 0.0).collect();
        assert_eq!(wrong, [], "{text}");
    }
}
