//! The report for people at a terminal: each finding with its sentence, who speaks, and the totals.

use super::excerpt::{Excerpt, Mark, Row, excerpts};
use super::paint::{Paint, plural};
use super::places::Places;
use super::printable::{Shown, printable};
use super::sheets::{SheetText, layout};
use super::speakers;
use super::table::{Align, Table};
use super::{Format, Markup, NARROWEST, Overview, QuoteSheet, Renderer, Style, Summary, Verified, View};
use crate::checker::Document;
use crate::rules::{Finding, Fix, Severity};
use crate::text::Article;
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "text",
    doc: "for people at a terminal",
    views: View::ALL,
    renderer: |view, style, _| match view {
        View::Findings => Box::new(Text::new(style)),
        View::Quotes => Box::new(QuoteSheet::Text(style)),
        View::Verified => Box::new(Verified(style)),
        view => Box::new(SheetText { layout: layout(view), style }),
    },
};

/// Related places that are quoted; the count of the others is given.
const RELATED: usize = 4;
/// Speakers in the table; `onrecord quotes` has them all.
const SPEAKERS: usize = 12;
/// Writes the text report.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    style: Style,
}

impl Text {
    /// A report in `style`; a quiet one is findings alone: no table of speakers and no totals.
    #[must_use]
    pub const fn new(style: Style) -> Self {
        Self { style }
    }
}

impl Renderer for Text {
    fn markup(&self) -> Markup {
        Markup::Plain { colour: self.style.colour }
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        if document.findings.is_empty() {
            return Ok(());
        }
        let paint = Paint::new(self.style);
        let width = self.style.readable();
        let places = Places::new(document.article());
        for finding in &document.findings {
            self::finding(document.article(), &places, finding, paint, width, out)?;
            writeln!(out)?;
        }
        if !self.style.quiet {
            table_of_speakers(document, paint, width, out)?;
        }
        Ok(())
    }

    fn overview(&self, overview: &Overview<'_>, out: &mut dyn Write) -> io::Result<()> {
        let summary = overview.summary;
        let Some(urgent) = overview.urgent.filter(|_| !self.style.quiet) else { return Ok(()) };
        let paint = Paint::new(self.style);
        let counts = counts(summary);
        let articles = plural(summary.documents, "article", "articles");
        let plain = counts.iter().map(|(_, count)| count.as_str()).collect::<Vec<_>>().join(", ");
        let urgent = printable(urgent);
        let one_line = plain.len() + articles.len() + urgent.chars().count() + " in ; most urgent: ".len();
        let found = counts.iter().map(|(severity, count)| paint.severity(*severity, count));
        let found = found.collect::<Vec<_>>().join(", ");
        if one_line <= self.style.width.max(NARROWEST) {
            writeln!(out, "{found} in {articles}; most urgent: {urgent}\n")
        } else {
            writeln!(out, "{found} in {articles}\nMost urgent: {urgent}\n")
        }
    }

    fn end(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if self.style.quiet { Ok(()) } else { writeln!(out, "{}", totals(summary, Paint::new(self.style))) }
    }
}

fn finding(
    article: &Article,
    places: &Places<'_>,
    finding: &Finding,
    paint: Paint,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let severity = finding.severity;
    let head = format!("{}[{}]", severity.name(), finding.rule);
    let message = format!("{head}: {}", printable(&finding.message));
    for (i, line) in wrapped(&message, width, "  ").iter().enumerate() {
        let rest = if i == 0 { line.strip_prefix(&head) } else { None };
        match rest {
            Some(rest) => writeln!(out, "{}{}", paint.severity(severity, &head), paint.strong(rest))?,
            None => writeln!(out, "{}", paint.strong(line))?,
        }
    }

    let primary = finding.spans.iter().map(|&span| Mark { span, primary: true, label: "" });
    let related = finding.related.iter().take(RELATED);
    let labelled = related.flat_map(|related| {
        let last = related.spans.len().saturating_sub(1);
        related.spans.iter().enumerate().map(move |(i, &span)| {
            let label = if i == last { related.message.as_str() } else { "" };
            Mark { span, primary: false, label }
        })
    });
    let marks: Vec<_> = primary.chain(labelled).collect();
    let lines = marks.iter().map(|mark| article.lines.line(mark.span.start));
    let gutter = lines.max().unwrap_or(1).to_string().len();
    let frame = Frame { paint, severity, gutter, width };

    let at = finding.spans.first().copied().unwrap_or_default();
    let place = places.start(at);
    let name = Shown::of(&article.name);
    frame.line(out, "-->", &format!("{name}:{}:{}", place.line, place.column))?;
    frame.bar(out, "")?;
    let excerpts = excerpts(article, &marks, width.saturating_sub(gutter + 3));
    for (i, excerpt) in excerpts.iter().enumerate() {
        if i > 0 {
            writeln!(out, "{}", paint.frame(format!("{:.<1$}", "", gutter.max(3))))?;
        }
        frame.excerpt(out, excerpt)?;
    }
    if finding.related.len() > RELATED {
        let more = plural((finding.related.len() - RELATED) as u64, "more place", "more places");
        frame.note(out, "and", &more)?;
    }
    if !finding.help.is_empty() {
        frame.note(out, "help", &printable(&finding.help))?;
    }
    if let Some(fix) = &finding.fix {
        frame.note(out, "fix", &printable(&fixed(fix)))?;
    }
    Ok(())
}

/// What a fix does, in a few words.
fn fixed(fix: &Fix) -> String {
    let shown = |text: &str| {
        let word = text.contains(char::is_alphanumeric);
        if word { format!("“{}”", text.trim()) } else { text.trim().to_owned() }
    };
    match &fix.replacements[..] {
        [one] if one.text.is_empty() => format!("delete {}", shown(&one.written)),
        [one] => format!("{} becomes {}", shown(&one.written), shown(&one.text)),
        several => format!("{} places change", several.len()),
    }
}

/// The bars and numbers down the left side of a finding.
struct Frame {
    paint: Paint,
    severity: Severity,
    gutter: usize,
    width: usize,
}

impl Frame {
    fn line(&self, out: &mut dyn Write, arrow: &str, text: &str) -> io::Result<()> {
        writeln!(out, "{:1$}{2} {text}", "", self.gutter, self.paint.frame(arrow))
    }

    fn bar(&self, out: &mut dyn Write, text: &str) -> io::Result<()> {
        let bar = self.paint.frame(format!("{:1$} |", "", self.gutter));
        if text.is_empty() { writeln!(out, "{bar}") } else { writeln!(out, "{bar} {text}") }
    }

    fn note(&self, out: &mut dyn Write, head: &str, text: &str) -> io::Result<()> {
        let indent = " ".repeat(self.gutter + 3 + head.len() + 2);
        let room = self.width.saturating_sub(indent.len()).max(20);
        for (i, line) in wrapped(text, room, "").iter().enumerate() {
            if i == 0 {
                let sign = self.paint.frame(format!("{:1$} =", "", self.gutter));
                writeln!(out, "{sign} {} {line}", self.paint.strong(format!("{head}:")))?;
            } else {
                writeln!(out, "{indent}{line}")?;
            }
        }
        Ok(())
    }

    fn excerpt(&self, out: &mut dyn Write, excerpt: &Excerpt<'_>) -> io::Result<()> {
        for (i, row) in excerpt.rows.iter().enumerate() {
            if i == 0 {
                let number = format!("{:1$} |", excerpt.line, self.gutter);
                writeln!(out, "{} {}", self.paint.frame(number), row.text)?;
            } else {
                self.bar(out, &row.text)?;
            }
            self.underline(out, row)?;
        }
        Ok(())
    }

    fn underline(&self, out: &mut dyn Write, row: &Row<'_>) -> io::Result<()> {
        if row.under.is_empty() {
            return Ok(());
        }
        let mut line = String::new();
        let mut column = 0;
        for &(at, columns, primary) in &row.under {
            line.extend(std::iter::repeat_n(' ', at.saturating_sub(column)));
            let drawn = (if primary { "^" } else { "-" }).repeat(columns);
            line +=
                &if primary { self.paint.severity(self.severity, drawn) } else { self.paint.related(drawn) };
            column = at + columns;
        }
        let room = self.width.saturating_sub(self.gutter + 3);
        let mut below = Vec::new();
        for (i, &(at, label)) in row.labels.iter().enumerate() {
            let label = printable(label);
            let first = i == 0 && at >= column && at + super::printable::width(&label) <= room;
            if first {
                line += &format!(" {}", self.paint.related(label));
            } else {
                below.extend(wrapped(&label, room, "  "));
            }
        }
        self.bar(out, &line)?;
        below.iter().try_for_each(|label| self.bar(out, &self.paint.related(label)))
    }
}

fn table_of_speakers(document: &Document, paint: Paint, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let speakers = document.facts.speakers();
    if speakers.is_empty() {
        return Ok(());
    }
    // Of several articles each has its table.
    let name = Shown::of(&document.article().name);
    for line in wrapped(&format!("Who speaks in {name}"), width, "  ") {
        writeln!(out, "{}", paint.strong(line))?;
    }
    let mut table = Table::new(&[
        ("Name", Align::Left),
        ("As", Align::Left),
        ("Direct", Align::Right),
        ("In part", Align::Right),
        ("Reported", Align::Right),
    ]);
    for speaker in speakers.iter().take(SPEAKERS) {
        let tally = speakers::tally(document, speaker);
        let counts = [tally.direct, tally.mixed, tally.indirect].map(|n| match n {
            0 => String::from("-"),
            n => n.to_string(),
        });
        let [direct, mixed, indirect] = counts;
        let row = [speakers::name(document, speaker), speakers::role(document, speaker)];
        let row = row.map(|text| printable(&text).into_owned());
        let [name, role] = row;
        table.row([name, role, direct, mixed, indirect]);
    }
    table.write(width, paint, out)?;
    if speakers.len() > SPEAKERS {
        let more = format!("and {} more: onrecord quotes lists them all", speakers.len() - SPEAKERS);
        writeln!(out, "{}", paint.faint(more))?;
    }
    writeln!(out)
}

/// One line: what was read and what was found.
fn totals(summary: &Summary, paint: Paint) -> String {
    let read = format!(
        "{}, {}",
        plural(summary.documents, "article", "articles"),
        plural(summary.words, "word", "words")
    );
    let counts = counts(summary);
    let found: Vec<_> = counts.iter().map(|(severity, count)| paint.severity(*severity, count)).collect();
    let found = match (found.is_empty(), summary.documents) {
        (true, 0) => String::from("nothing read"),
        (true, _) => paint.good("nothing to flag"),
        (false, _) => found.join(", "),
    };
    let unread = match summary.unreadable {
        0 => String::new(),
        n => format!(", {}", paint.severity(Severity::Error, format!("{n} could not be read"))),
    };
    let aside = summary.aside().map_or_else(String::new, |aside| paint.faint(format!(" ({aside})")));
    format!("{read}: {found}{aside}{unread}")
}

/// How many findings there are of each severity that has some, in words.
fn counts(summary: &Summary) -> Vec<(Severity, String)> {
    let counts = [
        (Severity::Error, plural(summary.error, "error", "errors"), summary.error),
        (Severity::Warning, plural(summary.warning, "warning", "warnings"), summary.warning),
        (Severity::Info, plural(summary.info, "info", "info"), summary.info),
    ];
    counts
        .into_iter()
        .filter(|(_, _, count)| *count > 0)
        .map(|(severity, text, _)| (severity, text))
        .collect()
}

/// `text` on lines of at most `width` columns, all but the first after `indent`.
fn wrapped(text: &str, width: usize, indent: &str) -> Vec<String> {
    let options = textwrap::Options::new(width).subsequent_indent(indent).break_words(true);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::facts::Facts;
    use crate::facts::speech::reader::trained;
    use crate::lexicon::Lexicons;
    use crate::rules::Related;

    static LISTS: Lexicons = Lexicons::built_in();

    fn document(name: &str, text: &str, found: &[(&str, Severity, &str, &[&str])]) -> Document<'static> {
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            Span::of(start..start + words.len())
        };
        let finding = |&(rule, severity, message, marked): &(&str, Severity, &str, &[&str])| Finding {
            risk: 2,
            rule: rule.to_owned(),
            severity,
            message: message.to_owned(),
            help: "Look at it again.".to_owned(),
            spans: vec![span(marked[0])],
            related: marked[1..]
                .iter()
                .map(|words| Related { message: "said here".to_owned(), spans: vec![span(words)] })
                .collect(),
            fix: None,
            fingerprint: String::new(),
        };
        Document {
            accepted: Vec::new(),
            compared: None,
            unchanged: 0,
            fails_from: None,
            facts: Facts::new(Article::new(name, text.to_owned(), None), &LISTS, trained()),
            findings: found.iter().map(finding).collect(),
        }
    }

    fn render(document: &Document, style: Style) -> String {
        let text = Text::new(style);
        let mut out = Vec::new();
        text.document(document, &mut out).unwrap();
        text.end(&Summary::of(document), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    const PLAIN: Style = Style { colour: false, width: 60, quiet: false, fails: None };

    #[test]
    fn a_finding_reads_like_a_compilers() {
        let text =
            "Ten guests came to the hall.\n\nLater the mayor sat with twelve guests out of the weather.\n";
        let marked: &[&str] = &["twelve guests", "Ten guests"];
        let document =
            document("a.txt", text, &[("figure-conflict", Severity::Error, "12 here, 10 there", marked)]);
        assert_eq!(
            render(&document, PLAIN),
            "error[figure-conflict]: 12 here, 10 there
 --> a.txt:3:26
  |
1 | Ten guests came to the hall.
  | ---------- said here
...
3 | Later the mayor sat with twelve guests out of the
  |                          ^^^^^^^^^^^^^
  | weather.
  = help: Look at it again.

1 article, 17 words: 1 error
"
        );
    }

    #[test]
    fn nothing_of_the_article_is_obeyed_by_the_terminal() {
        let text = "He said \u{1b}[2J\u{202e}gone\u{7} today.";
        let rule: &[&str] = &["gone"];
        let document =
            document("a\u{1b}[1m.txt", text, &[("x", Severity::Info, "\u{1b}]0;title\u{7}", rule)]);
        for colour in [false, true] {
            let shown = render(&document, Style { colour, width: 80, quiet: false, fails: None });
            assert!(!shown.contains(['\u{202e}', '\u{7}']));
            let escapes = shown.matches('\u{1b}').count();
            if colour {
                let ours = shown.split('\u{1b}').skip(1).all(|rest| {
                    rest.starts_with('[')
                        && rest[1..]
                            .trim_start_matches(|c: char| c.is_ascii_digit() || c == ';')
                            .starts_with('m')
                });
                assert!(ours && escapes > 0, "{shown:?}");
                assert!(shown.contains("\\u{1b}[2J"));
            } else {
                assert_eq!(escapes, 0, "{shown:?}");
            }
        }
    }

    #[test]
    fn a_clean_article_is_one_line_and_none_when_quiet() {
        let document = document("a.txt", "All is well.", &[]);
        assert_eq!(render(&document, PLAIN), "1 article, 3 words: nothing to flag\n");
        assert_eq!(render(&document, Style { quiet: true, ..PLAIN }), "");
    }

    #[test]
    fn any_span_and_any_width_can_be_shown() {
        let text = "“É 日本” said he.\r\n\r\n\tNext\u{a0}one…  end\n";
        let starts: Vec<_> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        for width in [0, 1, 20, 33, 200] {
            for (i, &start) in starts.iter().enumerate() {
                for &end in &starts[i..] {
                    let mut document = document("a.txt", text, &[("x", Severity::Info, "m", &["said"])]);
                    document.findings[0].spans = vec![Span::of(start..end)];
                    let shown = render(&document, Style { colour: false, width, quiet: true, fails: None });
                    assert!(shown.contains('^'), "{start}..{end} at {width}: {shown}");
                }
            }
        }
    }
}
