//! The titles of a person without those that are part of another.

use super::entities::Entity;
use crate::Span;
use crate::lexicon::function_words::is_determiner;
use crate::lexicon::{Claims, Lexicons, People};
use crate::text::Article;

/// Titles of one person that are read: nobody has more.
const MOST: usize = 64;

/// The titles and roles that the article gives someone, none of them part of another: no `mayor` beside `mayor of Calder`, but
/// `president` beside `vice president`.
pub(crate) fn fullest_titles(article: &Article, lexicons: &Lexicons, entity: &Entity) -> Vec<Span> {
    let other_office =
        |word: u64| lexicons.has(word, Claims::Below) || lexicons.has(word, People::NotInOffice);
    let part = |short: &[u64], long: &[u64]| {
        let mut runs = long.windows(short.len().max(1)).enumerate();
        runs.any(|(at, run)| {
            run == short && !at.checked_sub(1).is_some_and(|before| other_office(long[before]))
        })
    };
    let mut titles: Vec<(Span, Vec<u64>)> = Vec::new();
    for &title in entity.titles.iter().take(MOST) {
        let written = title_words(article, title);
        if !titles.iter().any(|(_, known)| part(&written, known)) {
            titles.retain(|(_, known)| !part(known, &written));
            titles.push((title, written));
        }
    }
    titles.into_iter().map(|(title, _)| title).collect()
}

/// The words of a title without the determiner before them: `a driver` is what `Driver` is.
pub(crate) fn title_words(article: &Article, title: Span) -> Vec<u64> {
    let tokens = article.tokens_in(title);
    let determiner = |&at: &usize| at == tokens.start && is_determiner(&article.word(at).to_lowercase());
    tokens.clone().filter(|at| !determiner(at)).map(|at| article.tokens[at].fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Checker;

    #[test]
    fn a_title_is_hidden_by_a_fuller_one_and_not_by_another_office() {
        let checker = Checker::builder().facts_only().build().unwrap();
        for (text, expected) in [
            ("Vice President Ada Brandt spoke. President Ada Brandt left.\n", "Vice President; President"),
            ("Secretary Ada Brandt spoke. Foreign Secretary Ada Brandt left.\n", "Foreign Secretary"),
            ("Foreign Secretary Ada Brandt spoke. Secretary Ada Brandt left.\n", "Foreign Secretary"),
            ("Driver Ada Brandt spoke. Ada Brandt, a driver, left.\n", "Driver"),
        ] {
            let document = checker.check_text("draft.txt", text);
            let (article, entities) = (document.article(), document.facts.entities());
            let brandt = entities.entities.iter().find(|e| article.slice(e.name) == "Ada Brandt");
            let titles = fullest_titles(article, document.facts.lexicons(), brandt.unwrap());
            let shown: Vec<_> = titles.into_iter().map(|title| article.slice(title)).collect();
            assert_eq!(shown.join("; "), expected, "{text}");
        }
    }
}
