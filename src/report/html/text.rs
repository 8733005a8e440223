//! The article, paragraph by paragraph, with the notes of the findings that start in each beside it.

use super::marks::{Mark, is_first};
use super::speakers::hue;
use super::{Page, escaped, slice, start};
use crate::Span;
use crate::facts::Attribution;
use crate::report::passage::words_of;
use crate::report::speakers;
use crate::text::{Paragraph, Role};
use std::io::{self, Write};
use std::ops::Range;

pub(super) fn write(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<section class=\"text\">")?;
    let mut from = 0;
    for (number, paragraph) in page.document.article().paragraphs.iter().enumerate() {
        let first = from;
        from += page.findings[from..].partition_point(|f| start(f) < paragraph.span.end);
        row(page, number, paragraph, first..from, out)?;
    }
    writeln!(out, "</section>")
}

/// The paragraph of this number beside its notes.
fn row(
    page: &Page<'_>,
    number: usize,
    paragraph: &Paragraph,
    notes: Range<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let class = match paragraph.role {
        Role::Headline | Role::Subheading => "heading",
        Role::Caption | Role::Credit => "caption",
        Role::Dateline | Role::Metadata => "metadata",
        Role::Body => "body",
    };
    let line = page.line(paragraph.span.start);
    write!(
        out,
        "<div class=\"row\" id=\"{}-{number}\"><span class=\"line\">{line}</span><p class=\"{class}\">",
        page.id
    )?;
    pieces(page, paragraph.span, out)?;
    write!(out, "</p><div class=\"notes\">")?;
    for number in notes {
        let finding = page.findings[number];
        let (severity, n, id) = (finding.severity.name(), number + 1, &page.id);
        // Of what is not to be seen in the text, such as a character of no width, the note is the place.
        let unseen = finding.spans.first().is_none_or(|span| span.is_empty());
        let place = if unseen { format!("<span id=\"{id}-words-{n}\"></span>") } else { String::new() };
        write!(
            out,
            "<div role=\"note\" id=\"{id}-note-{n}\" class=\"flag note {severity}\">{place}<a href=\"#{id}-words-{n}\"><b>{n}</b></a> {severity}: {}{} \
             <small>{} ({})</small></div>",
            escaped(&finding.message),
            page.other(number).unwrap_or_default(),
            escaped(&finding.help),
            escaped(&finding.rule),
        )?;
    }
    writeln!(out, "</div></div>")
}

/// The text of `span`, cut wherever a mark begins or ends, so that marks may overlap.
fn pieces(page: &Page<'_>, span: Span, out: &mut dyn Write) -> io::Result<()> {
    let marks = page.marks.within(span);
    let mut cuts = vec![span.start, span.end];
    let ends = marks.iter().flat_map(|(mark, _)| [mark.start, mark.end]);
    cuts.extend(ends.filter(|&cut| span.start < cut && cut < span.end));
    cuts.sort_unstable();
    cuts.dedup();
    let mut coming = marks.iter().peekable();
    let mut over: Vec<(Span, Mark)> = Vec::new();
    for pair in cuts.windows(2) {
        let piece = Span::new(pair[0], pair[1]);
        over.retain(|(mark, _)| mark.end > piece.start);
        while let Some(mark) = coming.next_if(|(mark, _)| mark.start <= piece.start) {
            over.extend((mark.0.end > piece.start).then_some(*mark));
        }
        match over.is_empty() {
            true => write!(out, "{}", escaped(slice(page.document.article(), piece)))?,
            false => marked(page, piece, span, &over, out)?,
        }
    }
    Ok(())
}

/// A piece of text with everything that is on it, and the numbers of the findings that end with it.
fn marked(
    page: &Page<'_>,
    piece: Span,
    paragraph: Span,
    over: &[(Span, Mark)],
    out: &mut dyn Write,
) -> io::Result<()> {
    let id = &page.id;
    let (mut classes, mut attributes) = (Vec::new(), String::new());
    let (mut targets, mut numbers) = (String::new(), String::new());
    for &(span, mark) in over {
        // What began in a paragraph before is a place there already.
        let begins = span.start == piece.start;
        let ends = span.end == piece.end || span.end > paragraph.end && piece.end == paragraph.end;
        match mark {
            Mark::Says(number, said) => {
                let Some(said) = page.document.facts.attributions().get(said) else { continue };
                classes.push(format!("says p{number} {}", said.kind.name()));
                if attributes.is_empty() {
                    attributes = format!(" style=\"--h:{}\" title=\"{}\"", hue(number), evidence(page, number, said));
                }
            }
            Mark::Found(number) => {
                let (finding, n) = (page.findings[number], number + 1);
                let severity = finding.severity.name();
                classes.push(format!("found {severity}"));
                if begins && is_first(finding, mark, span) {
                    targets += &format!("<span id=\"{id}-words-{n}\"></span>");
                }
                if ends && finding.spans.last() == Some(&span) {
                    numbers += &format!(
                        "<sup class=\"flag {severity}\"><a href=\"#{id}-note-{n}\" aria-label=\"finding {n}, {severity}\">{n}</a></sup>"
                    );
                }
            }
            Mark::Other(number) => {
                let (finding, n) = (page.findings[number], number + 1);
                let severity = finding.severity.name();
                classes.push(format!("other {severity}"));
                if begins && is_first(finding, mark, span) {
                    targets += &format!("<span id=\"{id}-other-{n}\"></span>");
                    numbers += &format!(
                        "<sup class=\"flag {severity}\"><a href=\"#{id}-note-{n}\" aria-label=\"the other place of finding {n}\">↔{n}</a></sup>"
                    );
                }
            }
        }
    }
    let text = escaped(slice(page.document.article(), piece));
    write!(out, "{targets}<span class=\"{}\"{attributes}>{text}</span>{numbers}", classes.join(" "))
}

/// Whose words these are, and how that is known: shown where the words are pointed at. The table of quotations has it too.
fn evidence(page: &Page<'_>, number: usize, said: &Attribution) -> String {
    let document = page.document;
    let name = page.speakers.get(number).map(|speaker| speakers::name(document, speaker));
    let cue = words_of(document.article(), &said.cue);
    let cue = if cue.is_empty() { String::new() } else { format!(", “{cue}”") };
    let source = words_of(document.article(), &said.source);
    let as_written = match &name {
        Some(name) if !source.is_empty() && *source != **name => format!(", written “{source}”"),
        _ => String::new(),
    };
    let sure = (said.confidence.clamp(0.0, 1.0) * 100.0).round();
    escaped(&format!("{}, {}{cue}{as_written}, {sure}% sure", name.unwrap_or_default(), said.kind.name()))
}
