//! Direct, mixed or indirect: how much of a content is inside quotation marks.

use super::AttributionKind;
use crate::facts::quotes::Quotes;
use crate::facts::speech::linker::Statement;
use crate::facts::speech::speaker_labels;
use crate::text::{Article, Role, TokenKind};

/// How much of a statement's content is someone's own words.
pub(super) fn of(article: &Article, quotes: &Quotes, statement: &Statement) -> AttributionKind {
    if is_turn(article, statement) {
        return AttributionKind::Direct;
    }
    let pieces = &statement.content;
    let words = pieces.iter().flat_map(|piece| article.tokens_in(*piece));
    let words = words.filter(|&t| article.tokens[t].kind != TokenKind::Mark);
    let (mut all, mut quoted) = (0, 0);
    for word in words {
        all += 1;
        quoted += usize::from(quotes.is_inside(word));
    }
    let begins = pieces.first().is_some_and(|first| {
        let text = article.slice(*first).trim_start();
        let start = first.end - u32::try_from(text.len()).unwrap_or(0);
        let pair = quotes.around(start).is_some_and(|quote| quotes[quote].is_read_as_pair());
        text.starts_with(['“', '"'])
            || text.starts_with("''")
            || pair && text.starts_with(['‘', '\'', '«', '„', '»'])
    });
    match quoted {
        0 => AttributionKind::Indirect,
        _ if begins && quoted * 10 >= all * 9 => AttributionKind::Direct,
        _ => AttributionKind::Mixed,
    }
}

/// Whether a statement is a turn of an interview, as laid out: all of a paragraph after its label.
fn is_turn(article: &Article, statement: &Statement) -> bool {
    let ([content], [source]) = (&statement.content[..], &statement.source[..]) else { return false };
    let paragraph = &article.paragraphs[article.paragraph_at(source.start)];
    matches!(paragraph.role, Role::Body | Role::Subheading)
        && article.token_at(content.end) >= paragraph.tokens.end
        && speaker_labels::label(article, &paragraph.tokens)
            .is_some_and(|turn| article.tokens_in(*source) == turn.name)
}
