//! Characters that are not seen (soft hyphens, spaces of no width), each form once.

use crate::Span;
use crate::text::Article;

/// A character that is not seen, in one form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HiddenCharacter {
    /// The word that the first of them is in or beside.
    pub span: Span,
    /// The character.
    pub written: char,
    /// How often it is there, 1 or more.
    pub times: u32,
}

/// Finds the forms, in order of their first places. Linear: there are few forms.
#[must_use]
pub fn find(article: &Article) -> Vec<HiddenCharacter> {
    let mut found: Vec<HiddenCharacter> = Vec::new();
    for hidden in &article.hidden {
        match found.iter_mut().find(|known| known.written == hidden.written) {
            Some(known) => known.times += 1,
            None => {
                let span = word(article, hidden.at);
                found.extend(span.map(|span| HiddenCharacter { span, written: hidden.written, times: 1 }));
            }
        }
    }
    found
}

/// The token at a place, or else the next, or the last.
fn word(article: &Article, at: u32) -> Option<Span> {
    let token = article.token_at(at.saturating_sub(1));
    article.tokens.get(token).or(article.tokens.last()).map(|token| token.span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_found_once_with_its_word() {
        let text = "The Gov\u{ad}ern\u{ad}ment of Ton\u{200b}vik left.\u{feff} \u{202a}Now.";
        let article = Article::new("t", text.to_owned(), None);
        let found: Vec<_> =
            find(&article).iter().map(|h| (article.slice(h.span).to_owned(), h.written, h.times)).collect();
        let expected = [("Government", '\u{ad}', 2), ("Tonvik", '\u{200b}', 1), (".", '\u{feff}', 1)];
        assert_eq!(found, expected.map(|(word, written, times)| (word.to_owned(), written, times)));
    }
}
