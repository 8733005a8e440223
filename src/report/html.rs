//! The article as a page: quotes coloured by speaker, findings in the margin. One file, no script, no network.

use super::escape::html as escaped;
use super::passage::slice;
use super::sheets::{SheetPage, layout};
use super::speakers;
use super::web_page::{foot, head};
use super::{Format, Markup, Renderer, Summary, View};
use crate::Span;
use crate::checker::Document;
use crate::facts::speech::speakers::Speaker;
use crate::rules::Finding;
use crate::text::{Paragraph, Role};
use std::io::{self, Write};
use std::ops::Range;

pub(super) const FORMAT: Format = Format {
    name: "html",
    doc: "the article as a page, with findings in the margin and speakers in colours",
    views: View::ALL,
    renderer: |view, _, _| match view {
        View::Findings | View::Quotes | View::Verified => Box::new(Html),
        view => Box::new(SheetPage(layout(view))),
    },
};

/// Colours for speakers; after these they begin again.
const COLOURS: usize = 8;

/// Writes the page.
#[derive(Clone, Copy, Debug)]
pub struct Html;

impl Renderer for Html {
    fn markup(&self) -> Markup {
        Markup::Tags
    }

    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        head("onrecord", include_str!("html.css"), out)
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let speakers = document.facts.speakers();
        writeln!(out, "<article>\n<h1>{}</h1>", escaped(&document.article().name))?;
        legend(document, speakers, out)?;
        // A page has its own order, whatever that of the report is.
        let mut findings: Vec<&Finding> = document.findings.iter().collect();
        findings.sort_by_key(|finding| start(finding));
        let marks = marks(document, &findings, speakers);
        let mut far = 0;
        let reach = marks.iter().map(|(span, _)| {
            far = far.max(span.end);
            far
        });
        let page = HtmlArticle { document, reach: reach.collect(), marks, findings, speakers };
        let mut from = 0;
        for paragraph in &document.article().paragraphs {
            let first = from;
            from += page.findings[from..].partition_point(|f| start(f) < paragraph.span.end);
            row(&page, paragraph, first..from, out)?;
        }
        writeln!(out, "</article>")
    }

    fn end(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let Summary { documents, words, error, warning, info, .. } = *summary;
        let aside = summary.aside().map_or_else(String::new, |aside| format!("; {aside}"));
        let totals = format!(
            "Articles: {documents}; words: {words}; errors: {error}; warnings: {warning}; info: {info}{aside}. "
        );
        foot(&totals, out)
    }
}

/// An article with what is on it and beside it.
struct HtmlArticle<'a> {
    document: &'a Document<'a>,
    /// In order of place.
    findings: Vec<&'a Finding>,
    /// In order of start.
    marks: Vec<(Span, Mark)>,
    speakers: &'a [Speaker],
    /// For each mark how far it and those before it reach: a paragraph looks at none that ended before it.
    reach: Vec<u32>,
}

/// What is to be seen on a span of text.
enum Mark {
    /// Words of the speaker of this number.
    Says(usize, &'static str),
    /// The finding of this number.
    Found(usize),
}

fn start(finding: &Finding) -> u32 {
    finding.spans.first().map_or(0, |span| span.start)
}

/// Every marked span, in order of start.
fn marks(document: &Document, findings: &[&Finding], speakers: &[Speaker]) -> Vec<(Span, Mark)> {
    let mut marks = Vec::new();
    for (number, speaker) in speakers.iter().enumerate() {
        for attribution in speaker.statements.iter().filter_map(|&i| document.facts.attributions().get(i)) {
            let kind = attribution.kind.name();
            marks.extend(attribution.content.iter().map(|&span| (span, Mark::Says(number, kind))));
        }
    }
    for (number, finding) in findings.iter().enumerate() {
        marks.extend(finding.spans.iter().map(|&span| (span, Mark::Found(number))));
    }
    marks.sort_by_key(|(span, _)| (span.start, span.end));
    marks
}

fn legend(document: &Document, speakers: &[Speaker], out: &mut dyn Write) -> io::Result<()> {
    if speakers.is_empty() {
        return Ok(());
    }
    writeln!(out, "<ul class=\"speakers\">")?;
    for (number, speaker) in speakers.iter().enumerate() {
        let tally = speakers::tally(document, speaker);
        let counts = [(tally.direct, "direct"), (tally.mixed, "in part"), (tally.indirect, "reported")];
        let counts = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
        let counts: Vec<_> = counts.collect();
        let role = speakers::role(document, speaker);
        let role = if role.is_empty() { String::new() } else { format!(", {}", escaped(&role)) };
        let (colour, name) = (number % COLOURS, speakers::name(document, speaker));
        let name = escaped(&name);
        writeln!(out, "<li><span class=\"s{colour}\">{name}</span>{role}: {}</li>", counts.join(", "))?;
    }
    writeln!(out, "</ul>")
}

/// A paragraph beside the notes of the findings that start in it.
fn row(
    page: &HtmlArticle<'_>,
    paragraph: &Paragraph,
    notes: Range<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let HtmlArticle { document, findings, marks, reach, .. } = page;
    let class = match paragraph.role {
        Role::Headline | Role::Subheading => "heading",
        Role::Caption | Role::Credit => "caption",
        Role::Dateline | Role::Metadata => "metadata",
        Role::Body => "body",
    };
    let line = document.article().lines.line(paragraph.span.start);
    write!(out, "<div class=\"row\"><span class=\"line\">{line}</span><p class=\"{class}\">")?;
    let reaching = marks.partition_point(|(span, _)| span.start < paragraph.span.end);
    let first = reach.partition_point(|&end| end <= paragraph.span.start).min(reaching);
    let here: Vec<_> =
        marks[first..reaching].iter().filter(|(span, _)| span.end > paragraph.span.start).collect();
    pieces(page, paragraph.span, &here, out)?;
    write!(out, "</p><div class=\"notes\">")?;
    for number in notes {
        let finding = findings[number];
        let severity = finding.severity.name();
        write!(
            out,
            "<aside class=\"{severity}\"><b>{}</b> {severity}: {} <small>{}{}</small></aside>",
            number + 1,
            escaped(&finding.message),
            escaped(&finding.help),
            format_args!(" ({})", escaped(&finding.rule)),
        )?;
    }
    writeln!(out, "</div></div>")
}

/// The text of `span`, cut wherever a mark begins or ends, so that marks may overlap.
fn pieces(
    page: &HtmlArticle<'_>,
    span: Span,
    marks: &[&(Span, Mark)],
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut cuts = vec![span.start, span.end];
    let ends = marks.iter().flat_map(|(mark, _)| [mark.start, mark.end]);
    cuts.extend(ends.filter(|&cut| span.start < cut && cut < span.end));
    cuts.sort_unstable();
    cuts.dedup();
    let mut coming = marks.iter().peekable();
    let mut over: Vec<&(Span, Mark)> = Vec::new();
    for pair in cuts.windows(2) {
        let piece = Span::new(pair[0], pair[1]);
        let text = escaped(slice(page.document.article(), piece));
        over.retain(|(mark, _)| mark.end > piece.start);
        while let Some(mark) = coming.next_if(|(mark, _)| mark.start <= piece.start) {
            over.extend((mark.0.end > piece.start).then_some(*mark));
        }
        if over.is_empty() {
            write!(out, "{text}")?;
            continue;
        }
        let mut classes = Vec::new();
        let mut numbers = String::new();
        let mut title = String::new();
        for (_, what) in &over {
            match what {
                Mark::Says(speaker, kind) => {
                    classes.push(format!("s{} {kind}", speaker % COLOURS));
                    // Pointed at, the words say whose they are.
                    if let Some(speaker) = page.speakers.get(*speaker).filter(|_| title.is_empty()) {
                        title = format!(
                            " title=\"{}, {kind}\"",
                            escaped(&speakers::name(page.document, speaker))
                        );
                    }
                }
                Mark::Found(number) => {
                    let finding = page.findings[*number];
                    classes.push(format!("found {}", finding.severity.name()));
                    if finding.spans.last().is_some_and(|last| last.end == piece.end) {
                        let severity = finding.severity.name();
                        numbers += &format!("<sup class=\"{severity}\">{}</sup>", number + 1);
                    }
                }
            }
        }
        write!(out, "<span class=\"{}\"{title}>{text}</span>{numbers}", classes.join(" "))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Facts;
    use crate::facts::speech::reader::trained;
    use crate::lexicon::Lexicons;
    use crate::rules::Severity;
    use crate::text::Article;

    #[test]
    fn article_text_is_never_mark_up() {
        let text = "He said <script>alert(1)</script> & “more” \u{202e}.\n";
        let finding = |start, end| Finding {
            risk: 2,
            rule: "x".to_owned(),
            severity: Severity::Error,
            message: "<b>".to_owned(),
            help: String::new(),
            spans: vec![Span::new(start, end)],
            related: Vec::new(),
            fix: None,
            fingerprint: String::new(),
        };
        let lexicons = Lexicons::default();
        let document = Document {
            facts: Facts::new(Article::new("<i>.txt", text.to_owned(), None), &lexicons, trained()),
            // Two that overlap.
            findings: vec![finding(0, 10), finding(3, 16)],
            accepted: Vec::new(),
            compared: None,
            unchanged: 0,
            fails_from: None,
        };
        let mut page = Vec::new();
        Html.document(&document, &mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        for never in ["<script", "<b>: ", "<i>.txt", "\u{202e}"] {
            assert!(!page.contains(never), "{never}: {page}");
        }
        assert_eq!(page.matches("<span").count(), page.matches("</span>").count());
        assert!(
            page.contains(
                "<span class=\"found error found error\">said &lt;s</span><sup class=\"error\">1</sup>"
            ),
            "{page}"
        );
    }
}
