use super::*;

fn figures(text: &str) -> Vec<Figure> {
    let article = Article::new("t", text.to_owned(), None);
    let lexicons = Lexicons::built_in();
    let dates = crate::facts::times::dates::find(&article, &lexicons);
    find(&article, &[], &dates, &lexicons)
}

/// Span, low, high, unit or `-`, subject or `-`.
fn line(text: &str, f: &Figure) -> String {
    let or = |o: &Option<String>| o.clone().unwrap_or_else(|| "-".to_owned());
    format!("{} | {} {} | {} | {}", &text[f.span.range()], f.low, f.high, or(&f.unit), or(&f.subject))
}

#[test]
fn reads_figures_as_editors_write_them() {
    let cases: &[(&str, &[&str])] = &[
        ("Nearly 100,000 soldiers stood there.", &["Nearly 100,000 | 100000 100000 | - | troops"]),
        ("It gave $200 million in aid.", &["$200 million | 200000000 200000000 | USD | -"]),
        ("It gave 200 million dollars.", &["200 million dollars | 200000000 200000000 | USD | -"]),
        ("It paid US$1.5bn.", &["US$1.5bn | 1500000000 1500000000 | USD | -"]),
        ("It cost €20 and £30.50.", &["€20 | 20 20 | EUR | -", "£30.50 | 30.5 30.5 | GBP | -"]),
        ("It rose 4.5 per cent.", &["4.5 per cent | 4.5 4.5 | % | -"]),
        ("It rose two percentage points.", &["two percentage points | 2 2 | points | -"]),
        ("Between 90,000 and 120,000 troops came.", &["90,000 and 120,000 | 90000 120000 | - | troops"]),
        ("Some 10 to 15 million people voted.", &["Some 10 to 15 million | 10000000 15000000 | - | people"]),
        ("About 10-15 people came.", &["About 10-15 | 10 15 | - | people"]),
        ("At least 12 people were killed.", &["At least 12 | 12 12 | - | dead"]),
        ("The blast killed 12 and left 30 wounded.", &["12 | 12 12 | - | dead", "30 | 30 30 | - | injured"]),
        ("Thousands of Russian troops came.", &["Thousands | 2000 100000 | - | troops"]),
        ("It won 3-2 at home.", &["3-2 | 2 3 | - | -"]),
        ("It passed by a 52-48 vote.", &["52-48 | 48 52 | - | -"]),
        ("The 600-member body met.", &["600 | 600 600 | - | member"]),
        ("A 34-year-old man left.", &["34-year-old | 34 34 | year | -"]),
        ("Ada Hale, 34, left.", &["34 | 34 34 | year | -"]),
        ("It paid GBP 20,000.", &["GBP 20,000 | 20000 20000 | GBP | -"]),
        ("It fell to -5C overnight.", &["-5C | -5 -5 | °C | -"]),
        ("It fell to minus 12 °C.", &["minus 12 °C | -12 -12 | °C | -"]),
        ("Keep it at 3-5°C.", &["3-5°C | 3 5 | °C | -"]),
        ("The park is 12 sq km.", &["12 sq km | 12 12 | km2 | -"]),
        ("It is 10 miles long.", &["10 miles | 10 10 | mile | -"]),
        ("A third of voters agreed.", &["A third | 33.33333333333333 33.33333333333333 | % | voter"]),
        ("Two dozen schools closed.", &["Two dozen | 24 24 | - | school"]),
        ("Six in 10 voters agreed.", &["Six in 10 | 60 60 | % | -"]),
        ("He won three in 10 days.", &["three | 3 3 | - | -", "10 days | 10 10 | day | -"]),
        ("Ten others were hurt.", &["Ten | 10 10 | - | injured"]),
        ("It lost 30 jobs or more.", &["30 | 30 30 | - | job"]),
        ("The ship took 54 work-related emails.", &["54 | 54 54 | - | email"]),
    ];
    for (text, expected) in cases {
        let found: Vec<_> = figures(text).iter().map(|f| line(text, f)).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn leaves_names_and_dates_alone() {
    for text in [
        "He was 21st in 2016.",
        "In the 1990s it was at 7:30 and 10 a.m.",
        "Section 230 and Highway 61, Article 5.",
        "A Boeing 737 landed.",
        "Call 202-555-0100 now.",
        "He lives at 12 Main Street.",
        "On Jan. 19, 2022 she left.",
        "World War II and the G20 met; No. 3 seed.",
        "Her 401(k) plan.",
        "One of them left.",
        "His 9/11 remarks, 24/7.",
    ] {
        assert_eq!(
            figures(text).iter().map(|f| line(text, f)).collect::<Vec<_>>(),
            Vec::<String>::new(),
            "{text}"
        );
    }
}

#[test]
fn knows_precision_and_setting() {
    let text = "In 2021, more than 100 Russian soldiers stood in Kyiv.";
    let f = &figures(text)[0];
    assert_eq!(f.precision, Precision::AtLeast);
    assert_eq!((f.time.as_deref(), f.place.as_deref()), (Some("2021"), Some("kyiv")));
    assert_eq!(f.qualifiers, ["russian"]);
    let precision = |text: &str| figures(text)[0].precision;
    assert_eq!(precision("up to about 300 men"), Precision::AtMost);
    assert_eq!(precision("300 men or more"), Precision::Exact);
    assert_eq!(precision("300 or more men"), Precision::AtLeast);
    assert_eq!(precision("dozens of men"), Precision::Vague);
    assert_eq!(precision("a dozen men"), Precision::About);
}
