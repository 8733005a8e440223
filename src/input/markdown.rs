//! Markdown, as CommonMark has it, with tables, footnotes and front matter.

use super::Options;
use super::draft::{Draft, day};
use super::format::{Contents, Entry, Format, Reading};
use crate::text::{Manuscript, Role, attach, written};
use pulldown_cmark::{Event, HeadingLevel, Options as Extensions, Parser, Tag, TagEnd};
use std::ops::Range;

pub(super) const FORMAT: Format = Format {
    name: "Markdown",
    extensions: &["md", "markdown"],
    magic: &[],
    reading: Reading::Text {
        looks,
        read: |text, _: &Options| -> Contents {
            let (mut read, comments) = parsed(&text);
            attach(&mut read, written(&text, comments));
            read.made_of(text);
            Ok(Entry::only(read))
        },
    },
};

/// Whether a text has front matter. What else Markdown has, plain text may have too.
fn looks(text: &str) -> bool {
    let Some(rest) = text.trim_start_matches('\u{feff}').strip_prefix("---") else { return false };
    let mut lines = rest.lines();
    lines.next().is_some_and(|line| line.trim().is_empty())
        && lines.next().is_some_and(|line| line.contains(": "))
        && lines.take(100).any(|line| line.trim_end() == "---")
}

/// The manuscript, and the bytes of the comments, in order.
fn parsed(text: &str) -> (Manuscript, Vec<Range<usize>>) {
    let extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Extensions::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut reader = Reader {
        text,
        draft: Draft::default(),
        title: None,
        hidden: 0,
        front: false,
        html: None,
        comments: Vec::new(),
    };
    for (event, range) in Parser::new_ext(&text[start..], extensions).into_offset_iter() {
        reader.event(event, start + range.start..start + range.end);
    }
    (reader.draft.finish(), reader.comments)
}

struct Reader<'a> {
    text: &'a str,
    draft: Draft,
    /// The headline of the front matter, until it is known whether the text has the same.
    title: Option<Range<usize>>,
    /// How many elements are open whose text is not shown.
    hidden: usize,
    /// Whether front matter is being read.
    front: bool,
    /// The mark-up that is open.
    html: Option<Range<usize>>,
    comments: Vec<Range<usize>>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(_) if self.front => self.front_matter(range),
            Event::Text(words) if self.hidden == 0 => self.words(&words, range),
            Event::Code(words) if self.hidden == 0 => {
                let at = self.text[range.clone()].find(&*words).map_or(range.start, |at| range.start + at);
                self.words(&words, at..at + words.len());
            }
            Event::SoftBreak | Event::HardBreak => self.draft.blank(range),
            Event::Html(_) => {
                let start = self.html.as_ref().map_or(range.start, |html| html.start);
                self.html = Some(start..range.end);
            }
            Event::InlineHtml(_) => self.comments.push(range),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level: HeadingLevel::H1, .. } if !self.draft.has(Role::Headline) => {
                self.title = None;
                self.draft.block(Some(Role::Headline));
            }
            Tag::Heading { .. } => self.block(Some(Role::Subheading)),
            Tag::Paragraph | Tag::Item | Tag::TableHead | Tag::TableRow => self.block(None),
            Tag::TableCell => self.draft.blank(0..0),
            Tag::CodeBlock(_) => self.block(Some(Role::Metadata)),
            Tag::Image { .. } => self.hidden += 1,
            Tag::MetadataBlock(_) => self.front = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => self.hidden = self.hidden.saturating_sub(1),
            TagEnd::MetadataBlock(_) => self.front = false,
            // A list in an item may be followed by more of it.
            TagEnd::List(_) | TagEnd::Table | TagEnd::CodeBlock => self.draft.block(None),
            TagEnd::HtmlBlock => {
                if let Some(html) = self.html.take() {
                    self.mark_up(html);
                }
            }
            _ => {}
        }
    }

    /// Begins a block, the headline of the front matter before the first.
    fn block(&mut self, role: Option<Role>) {
        if let Some(title) = self.title.take() {
            self.draft.block(Some(Role::Headline));
            self.draft.words(&self.text[title.clone()], title.start);
        }
        self.draft.block(role);
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        if self.text.get(range.clone()) == Some(words) {
            self.draft.words(words, range.start);
        } else {
            self.draft.replaced(words, range);
        }
    }

    #[cfg(feature = "html")]
    fn mark_up(&mut self, html: Range<usize>) {
        self.comments.extend(super::html::write(&mut self.draft, self.text, html));
    }

    #[cfg(not(feature = "html"))]
    fn mark_up(&mut self, html: Range<usize>) {
        let block = &self.text[html.clone()];
        let end = block.find("-->").map_or(block.len(), |end| end + 3);
        self.comments.push(html.start..html.start + end);
    }

    /// Reads the lines `title: ...` and `date: ...`, or with an equals sign.
    fn front_matter(&mut self, range: Range<usize>) {
        let mut at = range.start;
        for line in self.text[range].split_inclusive('\n') {
            let start = at;
            at += line.len();
            let Some((key, value)) = line.split_once([':', '=']) else { continue };
            let bare = value.trim().trim_matches(['"', '\'']);
            let from = start + key.len() + 1 + value.find(bare).unwrap_or(0);
            match key.trim().to_ascii_lowercase().as_str() {
                "title" | "headline" if !bare.is_empty() => self.title = Some(from..from + bare.len()),
                "date" | "published" | "pubdate" => self.draft.date = self.draft.date.or_else(|| day(bare)),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use jiff::civil::date;

    fn told(text: &str) -> String {
        let (manuscript, _) = parsed(text);
        let name = |role: Option<Role>| role.map_or("-", Role::name);
        let blocks = manuscript.blocks().iter();
        blocks
            .map(|block| format!("{}: {}\n", name(block.role), &manuscript.text[block.span.range()]))
            .collect()
    }

    #[test]
    fn a_reader_sees_no_marks() {
        for (text, expected) in [
            ("# Ferry stays\n\nOne\ntwo.\n\nThree.", "headline: Ferry stays\n-: One two.\n-: Three.\n"),
            ("Ferry stays\n===\n## Why\nOne.", "headline: Ferry stays\nsubheading: Why\n-: One.\n"),
            ("“We *will* **not**,” [she](http://a.b \"t\") `said`.", "-: “We will not,” she said.\n"),
            (
                "> “No,” he\n> said.\n\n* Bread\n* Milk\n  and eggs\n\n1. Tea",
                "-: “No,” he said.\n-: Bread\n-: Milk and eggs\n-: Tea\n",
            ),
            ("AT&amp;T \\* &ldquo;a&rdquo;  \nb", "-: AT&T * “a” b\n"),
            ("![a quay](q.jpg)\n\nOne.[^1]\n\n[^1]: A note.", "-: One.\n-: A note.\n"),
            ("| Team | Points |\n|---|---|\n| Lentz | 3 |\n\nOne.", "-: Team Points\n-: Lentz 3\n-: One.\n"),
            ("```\nlet a = 1;\n```\nOne.", "metadata: let a = 1;\n-: One.\n"),
            (
                "---\ntitle: \"Ferry stays\"\ndate: 2026-03-03\nauthor: Ada Moe\n---\nOne.",
                "headline: Ferry stays\n-: One.\n",
            ),
            (
                "---\ntitle: Ferry stays\n---\n# Ferry stays in port\n\nOne.",
                "headline: Ferry stays in port\n-: One.\n",
            ),
            ("+++\ntitle = 'Ferry stays'\n+++\nOne.", "headline: Ferry stays\n-: One.\n"),
            (
                "One.\n\n<p>Two <b>three</b>.</p>\n\nFour <i>five</i>.",
                "-: One.\n-: Two three.\n-: Four five.\n",
            ),
            ("\u{feff}# Ferry\n\nOne.", "headline: Ferry\n-: One.\n"),
            ("", ""),
        ] {
            if cfg!(feature = "html") || !text.contains("<p>") {
                assert_eq!(told(text), expected, "{text}");
            }
        }
        assert_eq!(parsed("---\ndate: '2026-03-03 10:00'\n---\nOne.").0.date, Some(date(2026, 3, 3)));
    }

    #[test]
    fn words_lead_back_to_their_bytes() {
        let text = "---\ntitle: Tom &amp; Ann\n---\n\n> “We *said*\n> it,&rdquo; [he](u) \\*did.\n";
        let (manuscript, _) = parsed(text);
        for (words, bytes) in [
            ("Ann", "Ann"),
            ("We said it", "We *said*\n> it"),
            ("it,” he *did", "it,&rdquo; [he](u) \\*did"),
            ("he", "he"),
        ] {
            let start = manuscript.text.find(words).unwrap();
            let range = manuscript.map.range(Span::of(start..start + words.len()));
            assert_eq!(&text[range.start as usize..range.end as usize], bytes);
        }
    }

    #[test]
    fn front_matter_makes_it_known() {
        for (text, expected) in [
            ("---\ntitle: Ferry\n---\nOne.", true),
            ("---\n\nOne: two\n---\n", false),
            ("---\nOne.\n---\n", false),
            ("# Ferry", false),
        ] {
            assert_eq!(looks(text), expected, "{text}");
        }
    }
}
