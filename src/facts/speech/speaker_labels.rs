//! The label that a turn of an interview opens with: `VOLE:`, `Q.`, `Marla Vole:`.

use crate::text::{Article, TokenKind};
use std::ops::Range;

/// A label, as tokens.
pub(crate) struct Turn {
    /// Who speaks (`VOLE`, `Q`).
    pub name: Range<usize>,
    /// The colon or stop after the name.
    pub mark: usize,
    /// Whether it hardly can be anything else: `Update:` can.
    pub sure: bool,
}

/// The most tokens of a name that speaks.
const LONGEST: usize = 8;
/// Likewise where it is not in capitals.
const PLAIN: usize = 4;

/// The label at the head of a paragraph, after its opening mark if it has one; None where no word follows it.
pub(crate) fn label(article: &Article, paragraph: &Range<usize>) -> Option<Turn> {
    let opened = !paragraph.is_empty() && article.tokens[paragraph.start].kind == TokenKind::Mark;
    let start = paragraph.start + usize::from(opened);
    let ceiling = paragraph.end.min(start + LONGEST);
    let lettered = start + 1 < ceiling
        && matches!(article.word(start), "Q" | "A")
        && matches!(article.word(start + 1), "." | ":");
    let mark = if lettered { start + 1 } else { (start..ceiling).find(|&t| article.word(t) == ":")? };
    let name = start..mark;
    let loud = shouted(article, &name);
    let told = (mark + 1..paragraph.end).any(|t| article.tokens[t].kind == TokenKind::Word);
    let named = lettered || loud || name.len() <= PLAIN && is_name(article, &name);
    let sure = lettered || loud || name.len() > 1;
    (named && told && !name.is_empty()).then_some(Turn { name, mark, sure })
}

/// Whether words are in capitals: `VOLE`, `J. R. VOLE`.
pub(crate) fn shouted(article: &Article, words: &Range<usize>) -> bool {
    words.clone().all(|t| !article.word(t).contains(char::is_lowercase))
        && words.clone().any(|t| article.word(t).chars().filter(|c| c.is_uppercase()).count() >= 2)
}

/// Words with capitals, and particles and stops between them.
pub(crate) fn is_name(article: &Article, words: &Range<usize>) -> bool {
    let word = |t: usize| article.tokens[t].kind == TokenKind::Word;
    let capital = |t: usize| word(t) && article.tokens[t].capital;
    !words.is_empty()
        && capital(words.start)
        && words
            .clone()
            .all(|t| capital(t) || article.word(t) == "." || (word(t) && article.word(t).len() <= 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_who_speaks() {
        let cases = [
            ("VOLE: It was cold.", Some(("VOLE", true))),
            ("“VOLE: It was cold.", Some(("VOLE", true))),
            ("J. R. VOLE: It was cold.", Some(("J. R. VOLE", true))),
            ("Q: Was it cold?", Some(("Q", true))),
            ("A. It was.", Some(("A", true))),
            ("Marla J. Vole: It was cold.", Some(("Marla J. Vole", true))),
            ("Vole: It was cold.", Some(("Vole", false))),
            ("Update: It was cold.", Some(("Update", false))),
            ("VOLE:", None),
            ("It was cold: all froze.", None),
            ("It was cold.", None),
        ];
        for (text, expected) in cases {
            let article = Article::new("t", text.to_owned(), None);
            let turn = label(&article, &article.paragraphs[0].tokens);
            let found = turn.map(|t| {
                let last = article.tokens[t.name.end - 1].span;
                (article.slice(article.tokens[t.name.start].span.join(last)), t.sure)
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}
