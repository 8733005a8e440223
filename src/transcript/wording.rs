//! Words as they are compared: without case, punctuation and quotation marks, numbers in figures, compounds in
//! their parts. Hesitations and a transcriber's notes in brackets are no words of the speaker.

use crate::Span;
use crate::lexicon::{Lexicons, Speech, Units};
use crate::text::{Article, Token, TokenKind, fold};

/// A word to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The same for all that count as one word.
    pub key: u64,
    /// Where it occurs; the parts of a compound share its place.
    pub span: Span,
}

/// A note in square and in round brackets runs to as many tokens; one that is not closed by then does not count.
const NOTE: (usize, usize) = (16, 5);

/// The words of the tokens that lie in `pieces`, as a speaker's.
pub(super) fn spoken(text: &Article, lexicons: &Lexicons, pieces: &[Span]) -> Vec<Word> {
    let mut words = Vec::new();
    for piece in pieces {
        let tokens = &text.tokens[text.tokens_in(*piece)];
        let mut at = 0;
        while at < tokens.len() {
            if let Some(end) = note(text, &tokens[at..]) {
                at += end;
                continue;
            }
            if !lexicons.has(tokens[at].fold, Speech::Hesitation) {
                push(text, lexicons, tokens, at, &mut words);
            }
            at += 1;
        }
    }
    words
}

/// How many tokens a note in brackets takes that begins with the first of `tokens`.
fn note(text: &Article, tokens: &[Token]) -> Option<usize> {
    let (close, most) = match text.slice(tokens.first()?.span) {
        "[" => ("]", NOTE.0),
        "(" => (")", NOTE.1),
        _ => return None,
    };
    let end = tokens.iter().take(most).position(|t| text.slice(t.span) == close)?;
    Some(end + 1)
}

/// Words that a writer gives in one go; what lies between two of them is left out or put in on purpose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretches {
    /// The words of each stretch, none empty.
    pub stretches: Vec<Vec<Word>>,
}

/// The words inside a quotation: an ellipsis and words in brackets part one stretch from the next.
#[must_use]
pub fn quoted(article: &Article, lexicons: &Lexicons, inner: Span) -> Stretches {
    let tokens = &article.tokens[article.tokens_in(inner)];
    let mut stretches: Vec<Vec<Word>> = vec![Vec::new()];
    let mut at = 0;
    let mut end = inner.start;
    while at < tokens.len() {
        let token = tokens[at];
        if token.kind != TokenKind::Mark {
            let between = article.text.get(end as usize..token.span.start as usize).unwrap_or_default();
            if is_ellipsis(between) && stretches.last().is_some_and(|s| !s.is_empty()) {
                stretches.push(Vec::new());
            }
            end = token.span.end;
        }
        // Some houses put the writer's words in round brackets.
        if matches!(article.slice(token.span), "[" | "(")
            && let Some(close) = note(article, &tokens[at..])
        {
            // `[T]he`: only the capital is the writer's.
            let next = tokens.get(at + close).filter(|n| {
                close == 3 && n.kind == TokenKind::Word && n.span.start == tokens[at + close - 1].span.end
            });
            if let (Some(next), Some(letter)) = (next, tokens.get(at + 1)) {
                let span = token.span.join(next.span);
                let whole = format!("{}{}", article.slice(letter.span), article.slice(next.span));
                if let Some(stretch) = stretches.last_mut() {
                    stretch.push(Word { key: key(lexicons, &whole), span });
                }
                at += close + 1;
            } else {
                if stretches.last().is_some_and(|s| !s.is_empty()) {
                    stretches.push(Vec::new());
                }
                at += close;
            }
            end = tokens[at - 1].span.end;
            continue;
        }
        if let Some(stretch) = stretches.last_mut() {
            push(article, lexicons, tokens, at, stretch);
        }
        at += 1;
    }
    stretches.retain(|s| !s.is_empty());
    Stretches { stretches }
}

/// Whether marks say that words were left out.
fn is_ellipsis(between: &str) -> bool {
    between.contains('…') || between.contains("..") || between.contains(". .")
}

fn push(text: &Article, lexicons: &Lexicons, tokens: &[Token], at: usize, words: &mut Vec<Word>) {
    let Token { span, kind, .. } = tokens[at];
    let written = text.slice(span);
    match kind {
        TokenKind::Mark if written == "%" => words.push(Word { key: fold("percent"), span }),
        TokenKind::Mark => {}
        _ if written.contains(['-', '‑']) => {
            let parts = written.split(['-', '‑']).filter(|part| !part.is_empty());
            words.extend(parts.map(|part| Word { key: key(lexicons, part), span }));
        }
        // `per cent` is `percent`.
        _ if written.eq_ignore_ascii_case("cent")
            && words.last().is_some_and(|last| text.slice(last.span).eq_ignore_ascii_case("per")) =>
        {
            if let Some(last) = words.last_mut() {
                *last = Word { key: fold("percent"), span: last.span.join(span) };
            }
        }
        _ => words.push(Word { key: key(lexicons, written), span }),
    }
}

/// Numbers up to ninety in words are as good as in figures.
fn key(lexicons: &Lexicons, written: &str) -> u64 {
    let plain =
        if written.contains(['.', ',']) { fold(&written.replace(['.', ','], "")) } else { fold(written) };
    lexicons.units.lemma(plain, Units::Number).map_or(plain, fold)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Vec<u64>> {
        let article = Article::new("t", text.to_owned(), None);
        let stretches = quoted(&article, Lexicons::ours(), Span::of(0..text.len())).stretches;
        stretches.iter().map(|s| s.iter().map(|w| w.key).collect()).collect()
    }

    #[test]
    fn what_counts_as_the_same() {
        for (a, b) in [
            ("We won’t, ‘never’!", "we WON'T never"),
            ("twenty per cent", "20%"),
            ("a well-known U.S. firm", "a well known US firm"),
            ("1,000 men", "1000 men"),
            ("[T]he road", "the road"),
            ("(T)he road", "the road"),
        ] {
            assert_eq!(keys(a), keys(b), "{a} / {b}");
        }
    }

    #[test]
    fn ellipses_and_brackets_part() {
        assert_eq!(keys("We will ... go … [the council] home").len(), 3);
        assert_eq!(keys("We will. Go home.").len(), 1);
        assert_eq!(keys("We will (the council) go").len(), 2);
        assert_eq!(keys("[sic]").len(), 0);
        assert_eq!(keys("").len(), 0);
    }
}
