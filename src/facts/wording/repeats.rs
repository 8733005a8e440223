//! Words that follow themselves ("the the"), by the fold of the tokens.

use crate::Span;
use crate::text::{Article, Token, TokenKind};

/// A word that occurs two or more times in a row.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RepeatedWord {
    /// All of its occurrences in the row.
    pub span: Span,
    /// The second occurrence.
    pub word: Span,
    /// How many times it occurs there, 2 or more.
    pub times: u32,
    /// Whether every occurrence begins with a capital.
    pub capital: bool,
    /// Whether the first begins in lower case and a later one with a capital: a word before a name that is
    /// spelled like it (`to trump Trump`).
    pub name_follows: bool,
    /// Whether anything but a single space or a line break is between them.
    pub apart: bool,
}

/// Finds the words that follow themselves within a paragraph. Linear in the number of tokens.
#[must_use]
pub fn find(article: &Article) -> Vec<RepeatedWord> {
    let mut found = Vec::new();
    for paragraph in &article.paragraphs {
        let tokens = &article.tokens[paragraph.tokens.clone()];
        for row in tokens.chunk_by(|a, b| a.kind == TokenKind::Word && a.fold == b.fold) {
            let [first, second, ..] = row else { continue };
            let span = first.span.join(row.last().unwrap_or(second).span);
            if article.text[row[row.len() - 1].span.end as usize..].starts_with('&') {
                // The word is the head of a longer name: at AT&T.
                continue;
            }
            let is_capital = |t: &Token| article.slice(t.span).starts_with(char::is_uppercase);
            let capital = row.iter().all(is_capital);
            let name_follows = !is_capital(first) && row.iter().any(is_capital);
            let apart = row.windows(2).any(|w| w[1].span.start != w[0].span.end + 1);
            let times = u32::try_from(row.len()).unwrap_or(u32::MAX);
            found.push(RepeatedWord { span, word: second.span, times, capital, name_follows, apart });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_word_before_a_name_from_a_slip() {
        for (text, expected) in
            [("You want to trump Trump here.", true), ("The the end.", false), ("It is is.", false)]
        {
            let article = Article::new("t", text.to_owned(), None);
            let found: Vec<_> = find(&article).iter().map(|r| r.name_follows).collect();
            assert_eq!(found, [expected], "{text}");
        }
    }

    #[test]
    fn finds_rows_of_one_word() {
        let cases: &[(&str, &[(&str, u32)])] = &[
            ("He said the the man left.", &[("the the", 2)]),
            ("The the man left left left.", &[("The the", 2), ("left left left", 3)]),
            ("No, no. No.", &[]),
            ("She leads at AT&T now.", &[]),
            ("In 10 10 fell.\n10 the\nthe end", &[]),
        ];
        for (text, expected) in cases {
            let article = Article::new("t", (*text).to_owned(), None);
            let found: Vec<_> = find(&article).iter().map(|r| (article.slice(r.span), r.times)).collect();
            assert_eq!(&found, expected, "{text}");
        }
    }
}
