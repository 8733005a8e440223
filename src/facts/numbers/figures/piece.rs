//! A sentence cut finer than tokens: "a 600-member" and "$15bn" have their number as a piece of its own.

use crate::Span;
use crate::lexicon::{Class, Hit, Lexicon, Lexicons};
use crate::text::{Article, Token, TokenKind, fold, fold_words};

/// What is between a piece and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    /// White space, or nothing before it.
    Space,
    /// A hyphen inside one token.
    Hyphen,
    /// Nothing at all.
    Touch,
}

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub span: Span,
    pub fold: u64,
    pub kind: TokenKind,
    pub join: Join,
}

/// The pieces of one sentence over the text they lie in.
#[derive(Clone, Copy)]
pub(crate) struct Pieces<'a> {
    pub text: &'a str,
    pub list: &'a [Piece],
    pub lexicons: &'a Lexicons,
}

impl<'a> Pieces<'a> {
    /// The piece's text, or nothing past either end.
    pub fn word(&self, i: usize) -> &'a str {
        self.list.get(i).map_or("", |p| &self.text[p.span.range()])
    }

    /// Whether piece `i` is `word`, whatever its case.
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    /// Whether piece `i` is one of `words`, whatever its case.
    pub fn any(&self, i: usize, words: &[&str]) -> bool {
        let word = self.word(i);
        !word.is_empty() && words.iter().any(|w| w.eq_ignore_ascii_case(word))
    }

    /// Whether piece `i` is in a class of words.
    pub fn has(&self, i: usize, class: impl Class) -> bool {
        self.list.get(i).is_some_and(|piece| self.lexicons.has(piece.fold, class))
    }

    /// Whether piece `i` is one of `words`, where `i` may lie before the first.
    pub fn before(&self, i: usize, back: usize, words: &[&str]) -> bool {
        i.checked_sub(back).is_some_and(|at| self.any(at, words))
    }

    /// How piece `i` joins the one before it.
    pub fn join(&self, i: usize) -> Option<Join> {
        self.list.get(i).map(|p| p.join)
    }

    /// What piece `i` is made of.
    pub fn kind(&self, i: usize) -> Option<TokenKind> {
        self.list.get(i).map(|p| p.kind)
    }

    /// Whether piece `i` is a word with a capital first letter.
    pub fn capital(&self, i: usize) -> bool {
        self.word(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// The lexicon's longest phrase of one of `classes` that starts at piece `i`: four pieces at most.
    pub fn find<'l, C: Class>(&self, lexicon: &'l Lexicon<C>, i: usize, classes: &[C]) -> Option<Hit<'l, C>> {
        let most = lexicon.reach(self.list.get(i)?.fold).min(4).min(self.list.len() - i);
        (1..=most).rev().find_map(|n| self.phrase(lexicon, i, n, classes))
    }

    /// The lexicon's longest phrase of one of `classes` that ends before piece `end`.
    pub fn find_before<'l, C: Class>(
        &self,
        lexicon: &'l Lexicon<C>,
        end: usize,
        classes: &[C],
    ) -> Option<Hit<'l, C>> {
        let reaches = |n: &usize| *n == 1 || lexicon.reach(self.list[end - n].fold) >= *n;
        (1..=4.min(end)).rev().filter(reaches).find_map(|n| self.phrase(lexicon, end - n, n, classes))
    }

    fn phrase<'l, C: Class>(
        &self,
        lexicon: &'l Lexicon<C>,
        i: usize,
        n: usize,
        classes: &[C],
    ) -> Option<Hit<'l, C>> {
        let hash = if n == 1 { self.list[i].fold } else { fold_words((i..i + n).map(|k| self.word(k))) };
        lexicon.get(hash).filter(|hit| hit.is_any(classes)).map(|hit| hit.over(n))
    }
}

/// Cuts the tokens of a sentence into pieces, into `out`, which is emptied first.
pub(crate) fn cut(article: &Article, tokens: &[Token], out: &mut Vec<Piece>) {
    out.clear();
    let mut end = None;
    for token in tokens {
        let join = if end == Some(token.span.start) { Join::Touch } else { Join::Space };
        end = Some(token.span.end);
        let text = article.slice(token.span);
        if token.kind == TokenKind::Mark || text.len() == 1 || !splits(token.kind, text) {
            out.push(Piece { span: token.span, fold: token.fold, kind: token.kind, join });
            continue;
        }
        let mut at = 0;
        let mut join = join;
        for part in text.split(is_hyphen) {
            cut_number(part, token.span.start as usize + at, join, out);
            join = Join::Hyphen;
            at += part.len();
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
}

/// Whether a token has to be looked into; most words have not.
fn splits(kind: TokenKind, text: &str) -> bool {
    // The hyphens that are no ASCII begin with this byte.
    let may = |b: u8| matches!(b, b'-' | 0xE2);
    kind == TokenKind::Number || text.bytes().any(may) && text.contains(is_hyphen)
}

const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// One hyphen-free part: `15bn` is two pieces.
fn cut_number(part: &str, start: usize, join: Join, out: &mut Vec<Piece>) {
    let letters = part.find(|c: char| c.is_alphabetic()).unwrap_or(part.len());
    for (from, to, join) in
        [(0, letters, join), (letters, part.len(), if letters > 0 { Join::Touch } else { join })]
    {
        let text = &part[from..to];
        let Some(first) = text.chars().next() else { continue };
        let kind = if first.is_alphabetic() {
            TokenKind::Word
        } else if first.is_numeric() {
            TokenKind::Number
        } else {
            TokenKind::Mark
        };
        out.push(Piece { span: Span::of(start + from..start + to), fold: fold(text), kind, join });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_hyphens_and_suffixes() {
        let article =
            Article::new("t", "A 600-member, $15bn twenty-five 46-to-42 é-1 2016-17".to_owned(), None);
        let mut pieces = Vec::new();
        cut(&article, &article.tokens, &mut pieces);
        let words: Vec<_> = pieces.iter().map(|p| article.slice(p.span)).collect();
        let expected = "A 600 member , $ 15 bn twenty five 46 to 42 é 1 2016 17";
        assert_eq!(words.join(" "), expected);
        assert_eq!(pieces[2].join, Join::Hyphen);
        assert_eq!(pieces[6].join, Join::Touch);
    }
}
