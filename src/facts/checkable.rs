//! What there is to check in an article, each thing once: what the sheets list, and what two versions are compared by.

use super::Facts;
use super::numbers::figures::Figure;
use super::times::dates::DateMention;
use super::times::timeline::YearMention;
use crate::span::Spans;

/// The figures, without those that are listed as ages and the digits of phone numbers and addresses.
pub(crate) fn figures<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a Figure> {
    let ages = Spans::new(facts.stated_ages().iter().map(|age| age.span));
    numbers(facts).filter(move |figure| !ages.overlap(figure.span))
}

/// The figures with all ages, without the digits of phone numbers and addresses.
pub(crate) fn numbers<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a Figure> {
    let contacts = Spans::new(facts.contacts().iter().map(|contact| contact.span));
    facts.figures().iter().filter(move |figure| !contacts.overlap(figure.number))
}

/// The dates of the story itself.
pub(crate) fn dates<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a DateMention> {
    facts.dates().iter().filter(|date| !facts.article().is_metadata(date.span))
}

/// The years, without those of a birth, which are listed with the ages.
pub(crate) fn years<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a YearMention> {
    let births = Spans::new(facts.stated_ages().iter().map(|age| age.span));
    let all = facts.years().iter().chain(facts.bare_years());
    all.filter(move |year| !births.overlap(year.span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Checker;

    /// The years and the figures of a text, as they are written.
    fn listed(text: &str) -> (Vec<String>, Vec<String>) {
        let checker = Checker::builder().facts_only().build().unwrap();
        let document = checker.check_text("draft.txt", text);
        let facts = &document.facts;
        let article = document.article();
        let years = years(facts).map(|year| article.slice(year.span).to_owned()).collect();
        (years, numbers(facts).map(|figure| article.slice(figure.span).to_owned()).collect())
    }

    #[test]
    fn a_bare_number_can_be_a_year() {
        for (text, expected) in [
            ("The 2015 flood inquiry found nothing.", &["2015"][..]),
            ("The 1926 bridge, rebuilt 1987, is shut.", &["1926", "1987"]),
            ("It opened in spring 2024, after the wet winter 2023.", &["2024", "2023"]),
            ("The year 2020 was hard.", &["2020"]),
            ("A 2018 law said so, as did Hale’s 1996 book.", &["2018", "1996"]),
            ("He missed the 2012 London Olympics.", &["2012"]),
            ("Founded 1926, it is in its 2026 season.", &["1926", "2026"]),
            ("The year 1699 and a 2101 novel are too far.", &[]),
            ("On May 3, 2024, she read the 2015 report.", &["2015"]),
            ("It happened in 1998.", &["1998"]),
        ] {
            let (years, figures) = listed(text);
            assert_eq!(years, expected, "{text}");
            assert!(figures.iter().all(|figure| !years.contains(figure)), "{text}: {figures:?}");
        }
    }

    #[test]
    fn a_count_or_a_label_is_no_year() {
        for text in [
            "The 2,015 voters came.",
            "The 2015 voters came.",
            "Some 2000 people came.",
            "The 2000 people came.",
            "It was a 2015 call number.",
            "He lives in Room 1926.",
            "She took flight 2024.",
            "It cost €1999.",
            "It is No. 1815.",
            "It is 1,500 m long.",
            "It is 1500 metres long.",
            "She ran the 2000 metres.",
            "It is a 2000 metre track.",
            "It is a 2000 seat hall with a 1900 start.",
            "The 1800 jobless men left.",
            "The 2000 percent rise was a slip.",
            "They sold 2000 of them and built 1950 of them.",
            "The 1800 of them left.",
            "Our 2000-strong crew left.",
            "Call the 1800-2000 line.",
            "Police counted 2000.",
        ] {
            assert_eq!(listed(text).0, [""; 0], "{text}");
        }
    }
}
