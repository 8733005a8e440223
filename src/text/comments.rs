//! Comments to the program in mark-up, `<!-- onrecord: ignore[rule] reason -->`, and the paragraph that each is about.

use super::manuscript::{Comment, Manuscript};
use crate::Span;
use memchr::memchr_iter;
use std::ops::Range;

/// What a comment to the program begins with, white space aside.
const NAME: &str = "onrecord:";
/// What a comment ends with. HTML forgives the second.
const ENDS: [&str; 2] = ["-->", "--!>"];

/// A comment as the source has it.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    /// Its bytes.
    range: Range<usize>,
    text: String,
    line: u32,
    /// Where the line begins that it is in.
    line_start: usize,
    ends: bool,
}

/// Those of these comments of a text with mark-up that are to the program. They are in order.
pub(crate) fn written(source: &str, comments: Vec<Range<usize>>) -> Vec<Written> {
    debug_assert!(comments.is_sorted_by_key(|range| range.start), "{comments:?}");
    let mut written = Vec::new();
    let (mut line, mut line_start, mut counted) = (1, 0, 0);
    for range in comments {
        let Some(inside) = source[range.clone()].strip_prefix("<!--") else { continue };
        let end = ENDS.iter().find_map(|end| inside.strip_suffix(end));
        let (inside, ends) = end.map_or((inside, false), |inside| (inside, true));
        let Some(text) = inside.trim().strip_prefix(NAME) else { continue };
        for newline in memchr_iter(b'\n', &source.as_bytes()[counted..range.start]) {
            (line, line_start) = (line + 1, counted + newline + 1);
        }
        counted = range.start;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        written.push(Written { range, text, line, line_start, ends });
    }
    written
}

/// Gives a manuscript the comments of the source that it was made of; its map leads there.
pub(crate) fn attach(manuscript: &mut Manuscript, written: Vec<Written>) {
    if written.is_empty() {
        return;
    }
    let places = manuscript.blocks().iter().map(|block| manuscript.map.range(block.span));
    let mut places: Vec<(Range<usize>, usize)> =
        places.enumerate().map(|(block, place)| (place.start as usize..place.end as usize, block)).collect();
    // A headline may stand anywhere in the source.
    places.sort_unstable_by_key(|(place, _)| place.start);
    for Written { range, text, line, line_start, ends } in written {
        let next = places.partition_point(|(place, _)| place.start < range.end);
        let before = next.checked_sub(1).map(|before| &places[before]);
        // In a paragraph, or behind the end of one on the same line.
        let about = before.filter(|(place, _)| place.end >= range.end || place.end > line_start);
        let block = about.or(places.get(next)).map(|(_, block)| *block);
        manuscript.push_comment(Comment { text, line, about: Span::new(0, 0), ends }, block);
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
            // What only looks like one.
            ("a.html", "<p title=\"<!-- onrecord: x -->\">One.</p>", &[]),
            ("a.html", "<p>One.</p><script>let s = '<!-- onrecord: x -->';</script>", &[]),
            ("a.html", "<p>One.</p><textarea><!-- onrecord: x --></textarea>", &[]),
            ("a.html", "<title><!-- onrecord: x --></title><p>One.</p>", &[]),
            ("a.md", "<p title=\"<!-- onrecord: x -->\">One.</p>\n\nTwo.", &[]),
            ("a.md", "One <b title=\"<!-- onrecord: x -->\">two</b>.", &[]),
            ("a.md", "One `<!-- onrecord: x -->` two.", &[]),
            ("a.md", "<div>\n<!-- onrecord: x -->\nOne.\n</div>\n\nTwo.", &[("x", 2, "One.")]),
            ("a.html", "<p>One.</p><!-- onrecord: x --!><p>Two.</p>", &[("x", 1, "One.")]),
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
