//! The sentence around a finding, wrapped to the terminal, with carets under the very words.
//!
//! A paragraph of news is one long line, so what is shown is the sentence; and of a very long sentence only
//! the rows around the words. Columns are counted in terminal cells: wide characters, combining marks, tabs
//! and characters that had to be written out keep the carets where they belong.

use super::printable::{Cell, cells};
use crate::Span;
use crate::boundary::ceil;
use crate::text::Article;

/// Rows of a sentence that are shown whole; a longer one is cut down to the words and what is beside them.
const WHOLE_ROWS: usize = 4;
/// Rows of marked words that are shown; the rest of a longer quotation is left out.
const MARKED_ROWS: usize = 3;
/// Stands where a sentence is cut.
const CUT: &str = "…";

/// Words to be underlined.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark<'a> {
    pub(super) span: Span,
    /// The finding's own words, or a related place.
    pub(super) primary: bool,
    /// What is said under the words; empty for nothing.
    pub(super) label: &'a str,
}

/// A piece of the article on consecutive rows.
#[derive(Debug, PartialEq)]
pub(super) struct Excerpt<'a> {
    /// Line of the article, from 1.
    pub(super) line: u32,
    pub(super) rows: Vec<Row<'a>>,
}

/// One row of text and what is under it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Row<'a> {
    pub(super) text: String,
    /// Underlines, left to right, as (column from 0, columns, primary).
    pub(super) under: Vec<(usize, usize, bool)>,
    /// Labels of the marks that end on this row, with the column where they may begin.
    pub(super) labels: Vec<(usize, &'a str)>,
}

/// Cuts the sentences around `marks` and wraps them to `width` columns. In order of place.
pub(super) fn excerpts<'a>(article: &Article, marks: &[Mark<'a>], width: usize) -> Vec<Excerpt<'a>> {
    let width = width.max(20);
    let mut marks = marks.to_vec();
    marks.sort_by_key(|mark| (mark.span.start, mark.span.end, !mark.primary));
    let mut windows: Vec<(Span, Vec<Mark<'a>>)> = Vec::new();
    for mark in marks {
        let window = window(article, mark.span, width);
        match windows.last_mut() {
            Some((last, held))
                if window.start <= last.end && same_paragraph(article, last.start, window.start) =>
            {
                *last = last.join(window);
                held.push(mark);
            }
            _ => windows.push((window, vec![mark])),
        }
    }
    let cut = |(window, marks): (Span, Vec<Mark<'a>>)| Excerpt {
        line: article.lines.line(window.start),
        rows: rows(article, window, &marks, width),
    };
    windows.into_iter().map(cut).collect()
}

fn same_paragraph(article: &Article, a: u32, b: u32) -> bool {
    article.paragraph_at(a) == article.paragraph_at(b)
}

/// What to show for one mark: its sentence, or the part of a long one that is near.
fn window(article: &Article, mark: Span, width: usize) -> Span {
    let text = &article.text;
    let first = sentence(article, mark.start);
    let line_end = first.end.max(paragraph_end(article, mark.start));
    let last = sentence(article, mark.end.saturating_sub(1).clamp(mark.start, line_end.max(mark.start)));
    let all = Span::new(first.start.min(mark.start), last.end.min(line_end).max(first.end).max(mark.start));
    if (all.len() as usize) <= WHOLE_ROWS * width {
        return all;
    }
    let marked_end = mark.end.min(all.end).min(mark.start.saturating_add((MARKED_ROWS * width) as u32));
    let from = (mark.start as usize).saturating_sub(width).max(all.start as usize);
    let to = (marked_end as usize + width).min(all.end as usize);
    let from = if from > all.start as usize { after_space(text, from, mark.start as usize) } else { from };
    let to = if to < all.end as usize { before_space(text, marked_end as usize, to) } else { to };
    Span::of(from..to)
}

fn sentence(article: &Article, offset: u32) -> Span {
    let sentence = article.sentences.get(article.sentence_at(offset)).map(|s| s.span);
    let near = |s: &Span| s.start <= offset && offset <= s.end;
    // Outside every sentence (in the space between two, say) the paragraph or the text is the fallback.
    sentence.filter(near).unwrap_or_else(|| {
        let paragraph = article.paragraphs.get(article.paragraph_at(offset)).map(|p| p.span);
        paragraph.filter(near).unwrap_or_else(|| Span::new(offset, paragraph_end(article, offset)))
    })
}

/// The end of the line that holds `offset`.
fn paragraph_end(article: &Article, offset: u32) -> u32 {
    let rest = article.text.as_bytes().get(offset as usize..).unwrap_or_default();
    let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    offset + length as u32
}

/// The first character after a space in `from..limit`, or the first boundary.
fn after_space(text: &str, from: usize, limit: usize) -> usize {
    let from = ceil(text, from);
    let limit = ceil(text, limit).max(from);
    text[from..limit].find(' ').map_or(from, |i| from + i + 1)
}

/// The last character before a space in `limit..to`, or the last boundary.
fn before_space(text: &str, limit: usize, to: usize) -> usize {
    let to = ceil(text, to);
    let limit = ceil(text, limit).min(to);
    text[limit..to].rfind(' ').map_or(to, |i| limit + i)
}

fn rows<'a>(article: &Article, window: Span, marks: &[Mark<'a>], width: usize) -> Vec<Row<'a>> {
    let from = ceil(&article.text, window.start as usize);
    let to = ceil(&article.text, window.end as usize).max(from);
    let whole = |at: u32| {
        let sentence = sentence(article, at);
        (sentence.start, sentence.end)
    };
    let mut line: Vec<Cell<'_>> = Vec::new();
    if whole(window.start).0 < window.start {
        line.push(cut_mark(from));
    }
    line.extend(cells(&article.text[from..to], from));
    if whole(window.end).1 > window.end || marks.iter().any(|mark| mark.span.end > window.end) {
        line.push(cut_mark(to));
    }
    let wrapped = wrap(&line, width);
    let mut rows: Vec<Row<'a>> = wrapped.iter().map(|cells| row(cells, marks)).collect();
    if rows.is_empty() {
        rows.push(Row::default());
    }
    for mark in marks {
        // The label is under the last row that shows the mark.
        let shown = wrapped.iter().rposition(|cells| cells.iter().any(|cell| covers(mark, cell)));
        let row = shown.unwrap_or_else(|| {
            // Only a space that was dropped at a row's end, or the end of the line: point behind the row.
            let before =
                |cells: &&[Cell<'_>]| cells.first().is_some_and(|c| c.start <= mark.span.start as usize);
            let at = wrapped.iter().rposition(before).unwrap_or(0);
            if let Some(row) = rows.get_mut(at) {
                row.under.push((super::printable::width(&row.text), 1, mark.primary));
            }
            at
        });
        if let Some(row) = rows.get_mut(row).filter(|_| !mark.label.is_empty()) {
            let column = row.under.last().map_or(0, |&(at, columns, _)| at + columns + 1);
            row.labels.push((column, mark.label));
        }
    }
    rows
}

fn cut_mark(at: usize) -> Cell<'static> {
    Cell { start: at, end: at, shown: CUT.into(), width: 1, space: false }
}

/// Breaks cells into rows of at most `width` columns, at spaces where there are any.
fn wrap<'c, 'a>(cells: &'c [Cell<'a>], width: usize) -> Vec<&'c [Cell<'a>]> {
    let mut rows = Vec::new();
    let (mut start, mut columns, mut space) = (0, 0, None);
    let mut i = 0;
    while i < cells.len() {
        let cell = &cells[i];
        if columns + cell.width > width && i > start && !cell.space {
            let end = space.filter(|&s| s > start).unwrap_or(i);
            rows.push(&cells[start..end]);
            start = end + cells[end..].iter().take_while(|cell| cell.space).count();
            columns = 0;
            space = None;
            i = start;
            continue;
        }
        if cell.space {
            space = Some(i);
        }
        columns += cell.width;
        i += 1;
    }
    if start < cells.len() {
        rows.push(&cells[start..]);
    }
    rows
}

fn covers(mark: &Mark<'_>, cell: &Cell<'_>) -> bool {
    let (start, end) = (mark.span.start as usize, mark.span.end.max(mark.span.start + 1) as usize);
    cell.start < end && start < cell.end
}

fn row<'a>(cells: &[Cell<'_>], marks: &[Mark<'_>]) -> Row<'a> {
    let mut row = Row::default();
    let mut column = 0;
    for cell in cells {
        row.text.push_str(&cell.shown);
        // A primary mark wins where two overlap.
        let mark = marks.iter().filter(|mark| covers(mark, cell)).max_by_key(|mark| mark.primary);
        if let Some(primary) = mark.map(|mark| mark.primary) {
            // Something of no width is pointed at all the same.
            let columns = cell.width.max(1);
            match row.under.last_mut() {
                Some((at, length, same)) if *at + *length >= column && *same == primary => {
                    *length = (column + cell.width).saturating_sub(*at).max(*length);
                }
                _ => row.under.push((column, columns, primary)),
            }
        }
        column += cell.width;
    }
    row.text.truncate(row.text.trim_end().len());
    let end = super::printable::width(&row.text);
    // A mark that runs over the end of the row does not underline the space that was dropped there.
    for (at, length, _) in &mut row.under {
        *length = (*length).min(end.saturating_sub(*at)).max(1);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows as they would be printed, underlines below the text.
    fn show(text: &str, marked: &[&str], width: usize) -> String {
        let article = Article::new("a.txt", text.to_owned(), None);
        let mark = |(i, words): (usize, &&str)| {
            let start = text.find(words).unwrap();
            Mark { span: Span::of(start..start + words.len()), primary: i == 0, label: "" }
        };
        let marks: Vec<_> = marked.iter().enumerate().map(mark).collect();
        let mut shown = String::new();
        for excerpt in excerpts(&article, &marks, width) {
            for row in excerpt.rows {
                shown += &format!("{} {}\n", excerpt.line, row.text);
                if !row.under.is_empty() {
                    let mut under = String::new();
                    for (at, columns, primary) in row.under {
                        under += &" ".repeat(at - under.len());
                        under += &(if primary { "^" } else { "-" }).repeat(columns);
                    }
                    shown += &format!("  {under}\n");
                }
            }
        }
        shown
    }

    #[test]
    fn the_sentence_and_not_the_paragraph() {
        let shown = show("One is here. Two has words in it. Three.", &["words"], 60);
        assert_eq!(shown, "1 Two has words in it.\n          ^^^^^\n");
    }

    #[test]
    fn carets_stay_under_wide_combined_and_escaped_characters() {
        let cases = [
            ("He met 田中 today.", "today", "1 He met 田中 today.\n              ^^^^^\n"),
            ("He met 田中 today.", "田中", "1 He met 田中 today.\n         ^^^^\n"),
            ("Rene\u{301} said so.", "said", "1 Rene\u{301} said so.\n       ^^^^\n"),
            ("A\ttab here.", "here", "1 A    tab here.\n           ^^^^\n"),
            ("A \u{1b}[31m here.", "here", "1 A \\u{1b}[31m here.\n               ^^^^\n"),
            ("So 👩\u{200d}🚀 it is.", "it", "1 So 👩\u{200d}🚀 it is.\n        ^^\n"),
        ];
        for (text, words, shown) in cases {
            assert_eq!(show(text, &[words], 60), shown, "{text:?}");
        }
    }

    #[test]
    fn long_sentences_wrap_and_marks_run_over_rows() {
        let text = "The quick envoys of seven cities met the slow ones.";
        assert_eq!(
            show(text, &["seven cities met"], 28),
            "1 The quick envoys of seven\n                      ^^^^^\n1 cities met the slow ones.\n  ^^^^^^^^^^\n"
        );
    }

    #[test]
    fn very_long_sentences_are_cut_around_the_words() {
        let text = format!("{}needle {}end.", "hay ".repeat(100_200), "straw ".repeat(100_000));
        let shown = show(&text, &["needle"], 40);
        assert!(shown.lines().count() < 8, "{shown}");
        assert!(
            shown.starts_with("1 …hay") && shown.contains("straw…") && shown.contains("^^^^^^"),
            "{shown}"
        );
        for line in shown.lines() {
            assert!(super::super::printable::width(line) <= 42, "{line}");
        }
    }

    #[test]
    fn words_without_spaces_are_broken_anywhere() {
        let shown = show(&"x".repeat(50), &["xxxxx"], 20);
        assert_eq!(shown.lines().filter(|line| line.starts_with("1 x")).count(), 3);
    }

    #[test]
    fn two_places_of_one_sentence_share_its_excerpt() {
        let shown = show("Ten came, said one; two came, said ten.", &["two", "Ten"], 60);
        assert_eq!(shown, "1 Ten came, said one; two came, said ten.\n  ---                 ^^^\n");
    }

    #[test]
    fn places_in_two_lines_are_two_excerpts_in_order() {
        let shown = show("Ten came.\n\nTwo came.", &["Two", "Ten"], 60);
        assert_eq!(shown, "1 Ten came.\n  ---\n3 Two came.\n  ^^^\n");
    }
}
