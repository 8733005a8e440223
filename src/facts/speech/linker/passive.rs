//! Statements about their subject: who is said, believed or accused does not speak.
//!
//! | form | source |
//! | --- | --- |
//! | `[Vole] [is said] to have left.` | none; Vole belongs to what is said |
//! | `[The miller], who [was told] that it rained, left.` | none |
//! | `[Vole] [is convinced] that it rained.` | Vole, who is of that mind |

use super::Statement;
use crate::lexicon::{Cues, Lexicons, Phrases};
use crate::text::{Article, TokenKind};

/// How many words may be between a form of `be` and its participle (`was also widely believed`).
const BETWEEN: usize = 3;

/// Takes the source from each statement whose cue is a passive that the source is the subject of.
pub(super) fn clear(article: &Article, lexicons: &Lexicons, statements: &mut [Statement]) {
    for statement in statements {
        let ([source], [cue]) = (statement.source.as_slice(), statement.cue.as_slice()) else { continue };
        let tokens = article.tokens_in(*cue);
        if tokens.is_empty() || source.end > cue.start {
            continue;
        }
        let sentence = &article.sentences[article.sentence_at(cue.start)].tokens;
        // `is accused of`, `was alleged`: the participle, and at most one small word after it.
        let last = tokens.end - 1;
        let participle = |at: usize| {
            let fold = article.tokens[at].fold;
            lexicons.cues.get(fold).is_some_and(|hit| hit.class() != Cues::Promise)
                && !lexicons.has(fold, Phrases::OfAMind)
                && past(article.word(at))
        };
        let Some(at) = (tokens.start.max(last.saturating_sub(1))..=last).rev().find(|&at| participle(at))
        else {
            continue;
        };
        let small =
            lexicons.at(article, last, Phrases::Object) || matches!(article.word(last), "as" | "that");
        if at < last && !small {
            continue;
        }
        // `was criticised by Vole`: whoever comes after `by` speaks.
        let next = |at: usize| if at < sentence.end { article.word(at) } else { "" };
        let agent = next(last + 1) == "by" || article.word(last) == "by";
        let be = (sentence.start.max(at.saturating_sub(BETWEEN + 1))..at)
            .rev()
            .take_while(|&t| article.tokens[t].kind == TokenKind::Word)
            .find(|&t| lexicons.has(article.tokens[t].fold, Phrases::Be));
        let Some(be) = be.filter(|&be| article.tokens[be].span.start >= source.end) else { continue };
        let adverbs = (be + 1..at).all(|t| {
            let word = article.word(t);
            word.ends_with("ly")
                || lexicons.has(article.tokens[t].fold, Phrases::Be)
                || matches!(word, "also" | "not" | "now")
        });
        if adverbs && !agent {
            let subject = *source;
            statement.source.clear();
            let joins = article.sentence_at(subject.start) == article.sentence_at(cue.start);
            if joins && statement.content.iter().all(|c| c.start > subject.end) {
                statement.content.insert(0, subject);
            }
        }
    }
}

/// Whether a word may be a past participle.
fn past(word: &str) -> bool {
    ["ed", "id", "own", "ought", "old", "een"].iter().any(|end| word.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    /// The source that is left of `[S who] ... [Q was told] ... [C what]`.
    fn source(marked: &str) -> Option<String> {
        let (mut text, mut open) = (String::new(), Vec::new());
        let mut statement =
            Statement { content: Vec::new(), cue: Vec::new(), source: Vec::new(), confidence: 1.0 };
        let mut chars = marked.chars();
        while let Some(c) = chars.next() {
            match c {
                '[' => {
                    open.push((chars.next(), text.len()));
                    chars.next();
                }
                ']' => {
                    let (kind, start) = open.pop().unwrap_or_default();
                    let part = match kind {
                        Some('S') => &mut statement.source,
                        Some('Q') => &mut statement.cue,
                        _ => &mut statement.content,
                    };
                    part.push(Span::of(start..text.len()));
                }
                c => text.push(c),
            }
        }
        let article = Article::new("test", text, None);
        let mut statements = [statement];
        clear(&article, Lexicons::ours(), &mut statements);
        statements[0].source.first().map(|&s| article.slice(s).to_owned())
    }

    #[test]
    fn who_is_spoken_of_does_not_speak() {
        for (text, left) in [
            ("[S Vole] [Q is said] [C to have left].", None),
            ("[S The miller] [Q was told that] [C the dam would hold].", None),
            ("[S Two clerks] [Q are accused of] [C selling permits].", None),
            ("[S She] was widely [Q believed] [C to be in Torvik].", None),
            ("[S The ferry] [Q has been described as] [C a wreck].", None),
            ("[S They] [Q were also alleged] [C to have hidden the boat].", None),
            ("[S Vole] [Q said] [C it rained].", Some("Vole")),
            ("[S Vole] [Q is convinced] [C that it rained].", Some("Vole")),
            ("[S The council] [Q was worried that] [C the dam would break].", Some("The council")),
            ("[S Vole] [Q has said] [C it rained].", Some("Vole")),
            ("[S Vole] [Q is saying] [C it rained].", Some("Vole")),
            ("[S Vole], who is ill, [Q said] [C it rained].", Some("Vole")),
            ("[S Vole] [Q was quoted] [C as saying it rained].", Some("Vole")),
        ] {
            assert_eq!(source(text).as_deref(), left, "{text}");
        }
    }
}
