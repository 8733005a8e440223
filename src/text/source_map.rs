//! From any span of a text back to the bytes that it stands for in the file as it is on disk.
//!
//! A text is made of *units*: the shortest pieces that have bytes of their own. In UTF-8 that is every byte, in UTF-16
//! or windows-1252 every character; `&rdquo;` is one unit of seven bytes. Neighbouring units of the same widths make one
//! [`Run`], so that a text of ASCII letters is a run whatever its encoding, and a map costs memory for the changes
//! between widths and not for the text. Looking up is a binary search.

use crate::Span;
use std::ops::Range;
use std::sync::Arc;

/// The way from a text back to its file. Made with a [`SourceMapBuilder`]; the default is that of a text which is the
/// file, byte for byte, and holds no table. A clone shares the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap(Table);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Table {
    /// Text and file are the same.
    #[default]
    Identity,
    /// In order of their texts, which lie end to end.
    Runs(Arc<[Run]>),
    /// The first maps the text to one that the second maps on: mark-up that was decoded before it was parsed.
    Chain(Arc<(SourceMap, SourceMap)>),
}

/// Units of the same widths that lie end to end in the text and in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where it begins in the text.
    text: u32,
    /// Where it begins in the file.
    file: u32,
    /// Bytes of a unit in the text, never 0.
    text_width: u32,
    /// Bytes of a unit in the file; 0 where nothing in the file stands for it.
    file_width: u32,
}

impl SourceMap {
    /// The bytes of the file that `span` stands for: from the first byte of its first unit to the last byte of its last
    /// one. What lies between, such as mark-up, is inside. Where nothing in the file stands for the span, the result is
    /// empty and says where the span would be.
    #[must_use]
    pub fn range(&self, span: Span) -> Range<u32> {
        match &self.0 {
            Table::Identity => span.start..span.end,
            Table::Runs(runs) => range(runs, span),
            Table::Chain(maps) => {
                let between = maps.0.range(span);
                maps.1.range(Span::new(between.start, between.end))
            }
        }
    }

    /// The map of a text that this map leads to `earlier`'s text from, such as a parser's after a decoder's.
    #[must_use]
    pub fn after(self, earlier: Self) -> Self {
        match (&self.0, &earlier.0) {
            (Table::Identity, _) => earlier,
            (_, Table::Identity) => self,
            _ => Self(Table::Chain(Arc::new((self, earlier)))),
        }
    }
}

fn range(runs: &[Run], span: Span) -> Range<u32> {
    let mut first = runs.partition_point(|run| run.text <= span.start).saturating_sub(1);
    let mut last = runs.partition_point(|run| run.text < span.end).saturating_sub(1).max(first);
    // What has no bytes is passed over at both ends, so that the range holds the span's own bytes only.
    while first < last && runs[first].file_width == 0 {
        first += 1;
    }
    while first < last && runs[last].file_width == 0 {
        last -= 1;
    }
    let start = runs[first].before(span.start);
    if span.is_empty() {
        start..start
    } else {
        start..runs[last].after(span.end, runs.get(last + 1)).max(start)
    }
}

impl Run {
    /// The file's first byte of the unit that holds byte `text`; of the run where that lies before it.
    const fn before(&self, text: u32) -> u32 {
        self.file + text.saturating_sub(self.text) / self.text_width * self.file_width
    }

    /// One past the file's last byte of the unit that ends at or holds the byte before `text`; of the run where `text`
    /// lies beyond it.
    fn after(&self, text: u32, next: Option<&Self>) -> u32 {
        let text = next.map_or(text, |next| text.min(next.text));
        self.file + text.saturating_sub(self.text).div_ceil(self.text_width) * self.file_width
    }
}

/// Makes a [`SourceMap`] while a text is made, piece by piece, in the order of the text.
///
/// A text and its map are at most 4 GiB, as a [`Span`] is.
#[derive(Clone, Debug, Default)]
pub struct SourceMapBuilder {
    runs: Vec<Run>,
    /// Where the text ends.
    text: u32,
    /// Where the file's bytes of the last unit end.
    file: u32,
}

impl SourceMapBuilder {
    /// The next `len` bytes of the text are the file's from byte `file` on.
    pub fn verbatim(&mut self, len: usize, file: usize) {
        if len > 0 {
            let Span { start, end } = Span::of(file..file + len);
            self.put(1, 1, start, end - start);
        }
    }

    /// The next `len` bytes of the text occur, as a whole, for these bytes of the file: a character of another encoding,
    /// an entity, a ligature.
    pub fn replaced(&mut self, len: usize, file: Range<usize>) {
        let Span { start, end } = Span::of(file);
        match Span::of(0..len).end {
            0 => {}
            len => self.put(len, end.saturating_sub(start), start, 1),
        }
    }

    /// Nothing in the file stands for the next `len` bytes of the text: a space between two blocks.
    pub fn inserted(&mut self, len: usize) {
        let at = self.file as usize;
        self.replaced(len, at..at);
    }

    /// Takes the last `len` bytes of the text back, which are the file's own.
    pub(super) fn take_back(&mut self, len: usize) {
        let len = Span::of(0..len).end;
        self.text = self.text.saturating_sub(len);
        self.file = self.file.saturating_sub(len);
        while self.runs.last().is_some_and(|run| run.text >= self.text) {
            self.runs.pop();
        }
    }

    /// The map.
    #[must_use]
    pub fn finish(self) -> SourceMap {
        match self.runs.as_slice() {
            [] | [Run { file: 0, text_width: 1, file_width: 1, .. }] => SourceMap::default(),
            _ => SourceMap(Table::Runs(self.runs.into())),
        }
    }

    /// Adds `units` units, the first of which begins at byte `file` of the file.
    fn put(&mut self, text_width: u32, file_width: u32, file: u32, units: u32) {
        let continues = self.file == file
            && self
                .runs
                .last()
                .is_some_and(|last| last.text_width == text_width && last.file_width == file_width);
        if !continues {
            self.runs.push(Run { text: self.text, file, text_width, file_width });
        }
        self.text += units * text_width;
        self.file = file + units * file_width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text made of pieces of a file, and its map.
    #[derive(Default)]
    struct Draft {
        text: String,
        map: SourceMapBuilder,
    }

    impl Draft {
        fn copy(&mut self, file: &str, range: Range<usize>) {
            self.map.verbatim(range.len(), range.start);
            self.text += &file[range];
        }

        fn replace(&mut self, with: &str, range: Range<usize>) {
            self.map.replaced(with.len(), range);
            self.text += with;
        }

        fn insert(&mut self, text: &str) {
            self.map.inserted(text.len());
            self.text += text;
        }
    }

    fn of(map: &SourceMap, text: &str, words: &str) -> Range<usize> {
        let start = text.find(words).unwrap();
        let range = map.range(Span::of(start..start + words.len()));
        range.start as usize..range.end as usize
    }

    /// What an HTML reader would do: entities replaced, tags and a comment dropped, a line end put between blocks.
    fn page() -> (&'static str, Draft) {
        let file = "<h1>Tom&#39;s &amp; Ann</h1><!-- no --><p>“We <b>said</b> it,&rdquo; he</p>";
        let at = |words: &str| file.find(words).unwrap()..file.find(words).unwrap() + words.len();
        let mut draft = Draft::default();
        draft.copy(file, at("Tom"));
        draft.replace("'", at("&#39;"));
        draft.copy(file, at("s "));
        draft.replace("&", at("&amp;"));
        draft.copy(file, at(" Ann"));
        draft.insert("\n");
        draft.copy(file, at("“We "));
        draft.copy(file, at("said"));
        draft.copy(file, at(" it,"));
        draft.replace("”", at("&rdquo;"));
        draft.copy(file, at(" he"));
        assert_eq!(draft.text, "Tom's & Ann\n“We said it,” he");
        (file, draft)
    }

    #[test]
    fn pieces_lead_back_to_their_bytes() {
        let (file, Draft { text, map }) = page();
        let map = map.finish();
        for (words, bytes) in [
            ("Tom", "Tom"),
            ("Tom's", "Tom&#39;s"),
            ("'", "&#39;"),
            ("s & A", "s &amp; A"),
            ("& Ann", "&amp; Ann"),
            ("“", "“"),
            ("said", "said"),
            ("We said it", "We <b>said</b> it"),
            ("said it,” he", "said</b> it,&rdquo; he"),
            ("”", "&rdquo;"),
            // A line end that is in no file adds nothing to either side.
            ("Ann\n", "Ann"),
            ("\n“We", "“We"),
            ("Ann\n“We", "Ann</h1><!-- no --><p>“We"),
        ] {
            assert_eq!(&file[of(&map, &text, words)], bytes, "{words:?}");
        }
        // Where it would be: after the heading.
        let heading = file.find("</h1>").unwrap();
        assert_eq!(of(&map, &text, "\n"), heading..heading);
        let end = text.len() as u32;
        assert_eq!(map.range(Span::new(end, end)), file.len() as u32 - 4..file.len() as u32 - 4);
        assert_eq!(map.range(Span::new(0, end)), 4..file.len() as u32 - 4);
    }

    #[test]
    fn parts_of_a_unit_are_the_unit() {
        let mut map = SourceMapBuilder::default();
        map.verbatim(3, 0);
        map.replaced(3, 3..5); // a ligature as three letters
        map.verbatim(3, 5);
        let map = map.finish();
        for (span, file) in
            [(3..4, 3..5), (4..5, 3..5), (5..6, 3..5), (2..4, 2..5), (5..7, 3..6), (4..4, 3..3), (6..6, 5..5)]
        {
            assert_eq!(map.range(Span::of(span.clone())), file, "{span:?}");
        }
    }

    #[test]
    fn units_of_one_width_are_one_run() {
        let mut map = SourceMapBuilder::default();
        for i in 0..1_000_000 {
            map.replaced(1, 2 + 2 * i..4 + 2 * i);
        }
        assert_eq!(map.runs.len(), 1);
        let map = map.finish();
        assert_eq!(map.range(Span::new(500_000, 500_003)), 1_000_002..1_000_008);
        assert_eq!(map.range(Span::new(1_000_000, 1_000_000)), 2_000_002..2_000_002);
    }

    #[test]
    fn a_text_that_is_its_file_has_no_table() {
        let mut map = SourceMapBuilder::default();
        map.verbatim(3, 0);
        map.replaced(1, 3..4);
        map.verbatim(0, 7);
        map.replaced(0, 9..12);
        map.verbatim(5, 4);
        assert_eq!(map.finish(), SourceMap::default());
        assert_eq!(SourceMapBuilder::default().finish(), SourceMap::default());
        let mut apart = SourceMapBuilder::default();
        apart.verbatim(3, 3); // behind a byte order mark
        assert_eq!(apart.finish().range(Span::new(0, 3)), 3..6);
    }

    #[test]
    fn a_map_of_mapped_text_leads_all_the_way() {
        let (file, Draft { text, map }) = page();
        let parsed = map.finish();
        // The page was UTF-16 with a byte order mark.
        let mut decoded = SourceMapBuilder::default();
        let mut at = 2;
        for c in file.chars() {
            decoded.replaced(c.len_utf8(), at..at + 2 * c.len_utf16());
            at += 2 * c.len_utf16();
        }
        let decoded = decoded.finish();
        let chain = parsed.clone().after(decoded.clone());
        let before = |words: &str| 2 + 2 * file[..file.find(words).unwrap()].encode_utf16().count();
        assert_eq!(of(&chain, &text, "& Ann"), before("&amp;")..before("</h1>"));
        assert_eq!(of(&chain, &text, "”"), before("&rdquo;")..before(" he"));
        assert_eq!(parsed.clone().after(SourceMap::default()), parsed);
        assert_eq!(SourceMap::default().after(decoded.clone()), decoded);
    }
}
