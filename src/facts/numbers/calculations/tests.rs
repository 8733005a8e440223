use super::*;
use crate::lexicon::Lexicons;

fn calculations(text: &str) -> Vec<Calculation> {
    let article = Article::new("t", text.to_owned(), None);
    let lexicons = Lexicons::built_in();
    let dates = crate::facts::times::dates::find(&article, &lexicons);
    let figures = crate::facts::numbers::figures::find(&article, &[], &dates, &lexicons);
    find(&article, &figures, &lexicons)
}

#[test]
fn finds_what_does_not_add_up() {
    use CalculationKind as K;
    let cases: &[(&str, K, &str)] = &[
        ("Seven of the five judges agreed.", K::Part, "Seven"),
        ("He won 14 out of 12 races.", K::Part, "14"),
        ("Of the 50 men, 30 were freed and 25 were held.", K::Parts, "50"),
        ("The blast killed 12 people, including 14 children.", K::Parts, "12"),
        ("It killed eight people: five men and four women.", K::Sum, "eight"),
        ("Hale leads by seven points, 46 percent to 42 percent.", K::Gap, "seven points"),
        ("Between 40 percent and 30 percent lie 17 points.", K::Gap, "17 points"),
        ("Hale has a 9-point lead, 46-42, in the poll.", K::Gap, "9-point"),
        ("Hale leads Moe, 66 percent to 42 percent.", K::Shares, "66 percent to 42 percent"),
        ("Some 60 percent agreed and the remaining 30 percent did not.", K::Rest, "30 percent"),
        ("They sold 60 percent of the land; 30 percent remains.", K::Rest, "30 percent"),
        ("Seven of the 12 members agreed and the other four did not.", K::Rest, "four"),
        ("Sales rose from 40 to 60, up 20 percent.", K::Growth, "20 percent"),
        ("Its share rose from 40 percent to 60 percent, up 20 percent.", K::Points, "20 percent"),
        (
            "Hale won 55 percent of the vote, Moe 38 percent and Brandt 12 percent.",
            K::Whole,
            "55 percent of the vote, Moe 38 percent and Brandt 12 percent",
        ),
        (
            "In the race for mayor, Hale took 52 percent and Moe took 51 percent.",
            K::Whole,
            "52 percent and Moe took 51 percent",
        ),
        (
            "The fund owns 55 percent, the family 40 percent and the state the remaining 10 percent.",
            K::Rest,
            "10 percent",
        ),
        ("Seven in five voters said no.", K::Part, "Seven"),
        ("Costs doubled from 10 to 30.", K::Growth, "doubled"),
        ("Support fell from 40 percent to 30 percent, a drop of 15 points.", K::Change, "15 points"),
        ("Profit fell 40 percent to $90 million from $120 million.", K::Growth, "40 percent"),
        ("It cut 1,200 jobs, or about 15% of its work force of 6,000.", K::Share, "about 15%"),
        ("Some 12 of the 40 pupils, or 45 percent, were ill.", K::Share, "45 percent"),
        ("Costs fell to $60 from $40.", K::Direction, "fell"),
        ("Sales rose from 60 boats to 40 boats.", K::Direction, "rose"),
        ("It lies 10 miles (25 km) away.", K::Conversion, "25 km"),
        ("It fell to 0 °C (50 °F) at night.", K::Conversion, "50 °F"),
        ("It costs between $40 and $30.", K::Range, "$40 and $30"),
    ];
    for (text, kind, span) in cases {
        let wrong: Vec<_> = calculations(text).into_iter().filter(|c| c.off() > 0.0).collect();
        assert_eq!(wrong.len(), 1, "{text}: {:?}", calculations(text));
        assert_eq!((wrong[0].kind, &text[wrong[0].span.range()]), (*kind, *span), "{text}");
    }
}

#[test]
fn says_nothing_of_what_does() {
    for text in [
        "Five of the seven judges agreed.",
        "Of the 50 men, 30 were freed and 20 were held.",
        "The blast killed 12 people, including four children.",
        "It hurt 12 people, including eight women and six teachers.",
        "It killed eight people: five men and three women.",
        "Hale leads by four points, 46 percent to 42 percent.",
        "Hale leads by five points, 46 percent to 42 percent.",
        "Hale leads 46 percent to 42 percent, with a margin of error of 3 points.",
        "Hale, up six points since May, leads 46 percent to 42 percent.",
        "Some 60 percent agreed and the remaining 40 percent did not.",
        "Seven of the 12 members agreed and the other five did not.",
        "Some 46 percent of members — and 31 percent of residents overall — remain undecided.",
        "They sold 60 percent of the land; 40 percent remains.",
        "Sales rose from 40 to 60, up 50 percent.",
        "Its share rose from 40 percent to 60 percent, a gain of 20 points.",
        "Its share rose from 40 percent to 60 percent, up 20 percentage points.",
        "Hale won 55 percent of the vote, Moe 30 percent and Brandt 15 percent.",
        "Hale won 55 percent of the vote in Torvik, 60 percent in Marrow and 58 percent in Kelland.",
        "The fund owns 55 percent, the family 40 percent and the state the remaining 5 percent.",
        "He killed seven in five homes.",
        "Costs doubled from 10 to 21.",
        "It lies 10 miles (16 km) away.",
        "It lies 100 miles (160 km) away.",
        "About 6 feet (1.8 meters) of snow fell.",
        "It costs between $30 and $40.",
        "Between 40 percent and 30 percent lie 10 percentage points.",
        "The gap between 52 percent and 24 percent is 28 percentage points.",
        "Taxes would range from 66 percent to 42 percent.",
    ] {
        let wrong: Vec<_> = calculations(text).into_iter().filter(|c| c.off() > 0.0).collect();
        assert_eq!(wrong, [], "{text}");
    }
}
