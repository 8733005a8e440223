//! Paragraph breaks that were lost inside quotations.
//!
//! Custom has each paragraph of a long quotation begin with an opening mark, and only the last one end with a closing mark.
//! Where such paragraphs were joined (`... are poor. "The rest is ...`), an opening mark stands inside an open quotation
//! after a sentence's end. A break belongs there, and no mark is missing.

use super::token::{Token, TokenKind};
use crate::lexicon::function_words::Pronoun;
use crate::lexicon::{Lexicons, Speech};

/// Words at the end of a sentence that may say who spoke.
const TAIL: usize = 12;

/// Which of the sentences of a paragraph, given by their first tokens, begin a paragraph of their own.
pub(super) fn find(text: &str, tokens: &[Token], starts: &[usize], lexicons: &Lexicons) -> Vec<usize> {
    let mut found = Vec::new();
    if starts.len() < 2 {
        return found;
    }
    // The marks in left-over mark-up quote nothing.
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return found };
    if memchr::memmem::find(text[first.span.join(last.span).range()].as_bytes(), b"=\"").is_some() {
        return found;
    }
    // How many quotations are open, one in another, and whether a sentence since has told who spoke.
    let (mut open, mut told, mut since) = (0_u32, false, 0);
    let mut sentence = 0;
    let mut at = 0;
    while at < tokens.len() {
        while let Some(&next) = starts.get(sentence + 1).filter(|&&next| next <= at) {
            told |= open > 0
                && narrated(
                    text,
                    tokens.get(since.max(starts[sentence])..next).unwrap_or_default(),
                    lexicons,
                );
            sentence += 1;
        }
        let Some(mark) = Mark::of(text, tokens, at) else {
            at += 1;
            continue;
        };
        let begins = sentence > 0 && starts.get(sentence) == Some(&at);
        let after = at + mark.tokens;
        match mark.turn {
            _ if mark.is_empty => {}
            Turn::Opens if open > 0 && begins && !told => {
                found.push(sentence);
                (open, since) = (1, after);
            }
            Turn::Opens if open > 0 && !begins => open += 1,
            Turn::Opens => (open, told, since) = (1, false, after),
            Turn::Either if open == 0 => (open, told, since) = (1, false, after),
            Turn::Closes | Turn::Either => open = open.saturating_sub(1),
        }
        at = after;
    }
    found
}

/// A double quotation mark.
struct Mark {
    turn: Turn,
    tokens: usize,
    /// Whether nothing is between it and the mark before it, or after it.
    is_empty: bool,
}

#[derive(Clone, Copy)]
enum Turn {
    Opens,
    Closes,
    /// A straight mark whose neighbours do not say.
    Either,
}

impl Mark {
    fn of(text: &str, tokens: &[Token], at: usize) -> Option<Self> {
        let token = &tokens[at];
        if token.kind != TokenKind::Mark {
            return None;
        }
        let word = &text[token.span.range()];
        let touching = |i: usize| tokens.get(i).filter(|next| next.span.start == tokens[i - 1].span.end);
        let same = |i: usize| touching(i).is_some_and(|next| &text[next.span.range()] == word);
        let (faces, count) = match word {
            "“" => (Some(Turn::Opens), 1),
            "”" => (Some(Turn::Closes), 1),
            "\"" => (None, 1),
            "'" if same(at + 1) => (None, 2),
            "`" if same(at + 1) => (Some(Turn::Opens), 2),
            _ => return None,
        };
        let before = text[..token.span.start as usize].chars().next_back();
        let after = text[tokens[at + count - 1].span.end as usize..].chars().next();
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let opens = blank(before) || before.is_some_and(|c| matches!(c, '(' | '[' | '—' | '–' | '-'));
        // A curly mark is believed, unless it plainly faces the wrong way.
        let turn = match (opens, blank(after)) {
            (true, false) => Turn::Opens,
            (false, true) => Turn::Closes,
            (true, true) => faces.unwrap_or(Turn::Closes),
            (false, false) => faces.map_or(Turn::Either, |_| Turn::Closes),
        };
        Some(Self { turn, tokens: count, is_empty: same(at + count) })
    }
}

/// Whether a sentence ends as one does that tells who spoke (`..., she said.`): then it is a closing mark that is missing.
fn narrated(text: &str, sentence: &[Token], lexicons: &Lexicons) -> bool {
    let word = |token: &Token| &text[token.span.range()];
    let tail = &sentence[sentence.len().saturating_sub(TAIL)..];
    let Some(comma) = tail.iter().rposition(|t| matches!(word(t), "," | "?" | "!")) else { return false };
    let tail = &tail[comma + 1..];
    let says = tail.iter().position(|t| lexicons.has(t.fold, Speech::Asks));
    let names = tail.iter().any(|t| {
        let pronoun = || Pronoun::of(word(t));
        t.capital && t.kind == TokenKind::Word && word(t) != "I"
            || matches!(pronoun(), Some(Pronoun::He | Pronoun::She | Pronoun::They))
    });
    says.is_some_and(|at| at <= 3) && names
}

#[cfg(test)]
mod tests {
    use crate::text::Article;

    /// Each text is written with ` | ` where a break was lost.
    #[test]
    fn breaks_are_put_back() {
        for case in [
            "Moe said: “We are poor. | “The rest is rich.” She left.",
            "When asked on Monday, Ada Moe said: \"We are poor. | \"The rest is rich. | \"So it is.\" She left.",
            "Moe said: ''We are poor! | ''The rest is rich.'' She left.",
            "\"Are we poor? | \"The rest,\" Moe said, \"is \"rich\".\" She left.",
            "Moe said: \"He said he would \"fake\" it. | \"He never did.\"",
            // The mark is missing, and is to be reported.
            "“We will win, she said. “We must.”",
            "\"We will win,\" he said. \"We must.\"",
            "“We will win, said Ada Moe. “We must.”",
            "“He said “no” to me,” she said. “Never.”",
            "“It is odd,“ said Ada Moe of the council. “It is long.”",
            "Moe wrote: “It is odd. They left.“[Post] “It is long,” she said.",
            "“We will see the “plan” fail, she said. It is bad. “We must.”",
            "He called it a \"mess\". \"We left,\" he said. \"\" \"No.\"",
            "It is 6' 2\" long. \"It fits,\" he said. It is 5\" wide. \"Good.\"",
        ] {
            let expected: Vec<_> = case.split(" | ").collect();
            let article = Article::new("t.txt", case.replace(" | ", " "), None);
            let found: Vec<_> = article.paragraphs.iter().map(|p| article.slice(p.span)).collect();
            assert_eq!(found, expected);
        }
    }
}
