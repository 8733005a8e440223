//! Comments to the program in mark-up, `<!-- onrecord: ignore[rule] reason -->`, and the paragraph that each is about.

use super::manuscript::{Comment, Manuscript};
use crate::Span;
use memchr::memmem;
use std::ops::Range;

/// What a comment to the program begins with, white space aside.
const NAME: &str = "onrecord:";
/// More than any comment has.
const LONGEST: usize = 2_000;

/// A comment as the source has it.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    /// Its bytes.
    range: Range<usize>,
    text: String,
    line: u32,
    /// Where the line begins that it is in.
    line_start: usize,
}

/// The comments to the program in a text with mark-up.
pub(crate) fn written(source: &str) -> Vec<Written> {
    let mut comments = Vec::new();
    let (mut at, mut line, mut counted) = (0, 1, 0);
    // Most articles have no comment: look for its name, which costs less.
    if memmem::find(source.as_bytes(), NAME.as_bytes()).is_none() {
        return comments;
    }
    while let Some(start) = source[at..].find("<!--").map(|found| at + found) {
        let Some(end) = source[start + 4..].find("-->").map(|found| start + 4 + found) else { break };
        at = end + 3;
        let Some(text) = source[start + 4..end].trim().strip_prefix(NAME) else { continue };
        if text.len() > LONGEST {
            continue;
        }
        line += source[counted..start].bytes().filter(|&byte| byte == b'\n').count();
        counted = start;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let line_start = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        comments.push(Written { range: start..at, text, line, line_start });
    }
    comments
}

/// Gives a manuscript the comments of the source that it was made of; its map leads there.
pub(crate) fn attach(manuscript: &mut Manuscript, written: Vec<Written>) {
    let places: Vec<Range<usize>> = manuscript
        .blocks()
        .iter()
        .map(|block| manuscript.map.range(block.span))
        .map(|range| range.start as usize..range.end as usize)
        .collect();
    for Written { range, text, line, line_start } in written {
        let inside = places.iter().position(|place| place.start <= range.start && range.end <= place.end);
        // What is shown, as code in Markdown is, is no comment.
        let shown = |block: usize| manuscript.text[manuscript.blocks()[block].span.range()].contains("<!--");
        if inside.is_some_and(shown) {
            continue;
        }
        // Behind the end of a paragraph, on the same line.
        let before = || places.iter().rposition(|place| place.end <= range.start && place.end > line_start);
        let next = || {
            let after = places.iter().enumerate().filter(|(_, place)| place.start >= range.end);
            after.min_by_key(|(_, place)| place.start).map(|(block, _)| block)
        };
        let block = inside.or_else(before).or_else(next);
        manuscript.push_comment(Comment { text, line, about: Span::new(0, 0) }, block);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::read;
    use crate::text::Article;

    /// The words of the paragraph that each comment is about, with its line.
    fn told(name: &str, source: &str) -> Vec<(String, u32, String)> {
        let article = Article::new(name, read(name, source.as_bytes().to_vec(), None).unwrap(), None);
        let told =
            |comment: &Comment| (comment.text.clone(), comment.line, article.slice(comment.about).to_owned());
        article.comments.iter().map(told).collect()
    }

    #[cfg(all(feature = "markdown", feature = "html"))]
    #[test]
    fn a_comment_is_about_its_paragraph_or_the_next() {
        for (name, source, expected) in [
            ("a.md", "One.\n\n<!-- onrecord: x -->\nTwo.\n\nThree.", &[("x", 3, "Two.")][..]),
            ("a.md", "One.\n\n<!-- onrecord: x -->\n\nTwo.", &[("x", 3, "Two.")]),
            ("a.md", "One. <!-- onrecord:  x   y -->\n\nTwo.", &[("x y", 1, "One.")]),
            ("a.md", "One <!--onrecord: x--> one.\n\nTwo.", &[("x", 1, "One one.")]),
            ("a.md", "One.\n\n<!-- onrecord: x -->\n", &[("x", 3, "")]),
            ("a.md", "---\ntitle: A head\n---\n<!-- onrecord: x -->\n\nOne.", &[("x", 4, "One.")]),
            ("a.md", "```\n<!-- onrecord: x -->\n```\n\nOne.", &[]),
            ("a.md", "One.\n\n<!-- other: x -->\n\n<!-- onrecord: a\nb -->\nTwo.", &[("a b", 5, "Two.")]),
            ("a.html", "<p>One.</p> <!-- onrecord: x -->\n<p>Two.</p>", &[("x", 1, "One.")]),
            ("a.html", "<p>One.</p>\n<!-- onrecord: x --><p>Two.</p>", &[("x", 2, "Two.")]),
            ("a.html", "<p>On<!-- onrecord: x -->e &amp; b.</p><p>Two.</p>", &[("x", 1, "One & b.")]),
            ("a.html", "<p>One.<!-- onrecord: x </p><p>Two.</p>", &[]),
            // A soft hyphen before it moves what is behind.
            ("a.html", "<p>On\u{ad}e.</p>\n<!-- onrecord: x --><p>Tw\u{ad}o.</p>", &[("x", 2, "Two.")]),
            ("a.txt", "One.\n<!-- onrecord: x -->\nTwo.", &[]),
        ] {
            let expected: Vec<_> = expected
                .iter()
                .map(|&(text, line, words)| (text.to_owned(), line, words.to_owned()))
                .collect();
            assert_eq!(told(name, source), expected, "{source}");
        }
    }
}
