//! Which paragraphs tell the story, and which only sum it up.

use crate::lexicon::{Headings, Lexicons};
use crate::text::{Article, Paragraph, Role, TokenKind};

/// Whether a paragraph tells the story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::facts) enum Narration {
    /// A headline, a caption.
    #[default]
    None,
    /// In short: a summary under the headline or a label, a heading that looks like text.
    Summary,
    /// In sentences.
    Full,
}

/// The length in words from which a paragraph tells the story in full, and that of one which shows how long paragraphs are here.
const SHORT: usize = 10;
const LONG: usize = 20;

/// How each paragraph tells: in an article with long paragraphs, the short ones before the first, and the very short
/// ones after it, only sum up.
pub(in crate::facts) fn narration(article: &Article, lexicons: &Lexicons) -> Vec<Narration> {
    let words =
        |p: &Paragraph| article.tokens[p.tokens.clone()].iter().filter(|t| t.kind == TokenKind::Word).count();
    let story = article.paragraphs.iter().position(|p| p.role == Role::Body && words(p) > LONG);
    let summed = summaries(article, lexicons);
    let one = |(i, p): (usize, &Paragraph)| match story {
        _ if p.role != Role::Body => Narration::None,
        _ if summed[i] => Narration::Summary,
        Some(story) if i < story || words(p) < SHORT => Narration::Summary,
        _ => Narration::Full,
    };
    article.paragraphs.iter().enumerate().map(one).collect()
}

/// How many paragraphs a summary may have under its label.
const SUMMARY: usize = 6;

/// Which paragraphs are under a label such as `ABSTRACT`, up to the one such as `FULL TEXT`; one alone where no
/// such label follows. Archives and wire services put them there.
fn summaries(article: &Article, lexicons: &Lexicons) -> Vec<bool> {
    let paragraphs = &article.paragraphs;
    let label = |p: &Paragraph, class: Headings| {
        let text = article.slice(p.span).trim().trim_end_matches(['.', ':']);
        text.len() <= 16 && lexicons.word_is(text, class)
    };
    let mut summed = vec![false; paragraphs.len()];
    for (i, _) in paragraphs.iter().enumerate().filter(|(_, p)| label(p, Headings::Summary)) {
        let under = i + 1..paragraphs.len().min(i + 2 + SUMMARY);
        let end = under.clone().find(|&at| label(&paragraphs[at], Headings::Story)).unwrap_or(i + 2);
        summed[under.start..end.min(under.end)].fill(true);
    }
    summed
}
