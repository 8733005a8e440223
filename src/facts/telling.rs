//! Which paragraphs tell the story, and which only sum it up.

use crate::text::{Article, Paragraph, Role, TokenKind};

/// Whether a paragraph tells the story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Told {
    /// A headline, a caption.
    #[default]
    Not,
    /// In short: a summary under the headline, a heading that looks like text.
    Shortly,
    /// In sentences.
    Fully,
}

/// The words of a paragraph from which on it tells fully, and those of one that shows what a long one is here.
const SHORT: usize = 10;
const LONG: usize = 20;

/// How each paragraph tells: in an article with long paragraphs, the short ones before the first, and the very short
/// ones after it, only sum up.
pub(super) fn told(article: &Article) -> Vec<Told> {
    let words =
        |p: &Paragraph| article.tokens[p.tokens.clone()].iter().filter(|t| t.kind == TokenKind::Word).count();
    let story = article.paragraphs.iter().position(|p| p.role == Role::Body && words(p) > LONG);
    let one = |(i, p): (usize, &Paragraph)| match story {
        _ if p.role != Role::Body => Told::Not,
        Some(story) if i < story || words(p) < SHORT => Told::Shortly,
        _ => Told::Fully,
    };
    article.paragraphs.iter().enumerate().map(one).collect()
}
