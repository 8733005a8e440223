//! The article as a page: quotes coloured by speaker, findings in the margin and in a list, the desk's sheets below. One file,
//! no script, no network: what can be shown and hidden is so by CSS alone.
//!
//! | file | writes |
//! | --- | --- |
//! | `findings.rs` | the list of findings, and the boxes that show or hide those of a severity |
//! | `speakers.rs` | who speaks, with the buttons that show the words of one alone |
//! | `text.rs` | the article, paragraph by paragraph, with notes beside it |
//! | `marks.rs` | what is to be seen on which words |
//! | `sheets.rs` | quotations, figures, names and dates in tables |
//! | `index.rs` | the articles of a folder |

mod findings;
mod index;
mod marks;
mod sheets;
mod speakers;
mod text;

use super::escape::html as escaped;
use super::passage::slice;
use super::sheets::{SheetPage, layout};
use super::web_page::{foot, head};
use super::{Format, Markup, Outcome, Overview, Renderer, View};
use crate::checker::Document;
use crate::facts::speech::speakers::Speaker;
use crate::rules::Finding;
use crate::text::Role;
use marks::Marks;
use rustc_hash::FxHasher;
use std::hash::Hasher as _;
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "html",
    doc: "the article as a page, with findings in the margin and speakers in colours",
    views: View::ALL,
    renderer: |view, _, _| match view {
        View::Findings | View::Quotes | View::Verified => Box::new(Html),
        view => Box::new(SheetPage(layout(view))),
    },
};

/// Writes the page.
#[derive(Clone, Copy, Debug)]
pub struct Html;

impl Renderer for Html {
    fn markup(&self) -> Markup {
        Markup::Tags
    }

    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        let css = format!("{}{}", include_str!("page.css"), speakers::choices());
        head("onrecord: the report", &css, out)
    }

    fn overview(&self, overview: &Overview<'_>, out: &mut dyn Write) -> io::Result<()> {
        index::write(overview.articles, out)
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let page = Page::of(document);
        let id = &page.id;
        let article = document.article();
        let headline = article.paragraphs.iter().find(|paragraph| paragraph.role == Role::Headline);
        let name = escaped(&article.name);
        let title = headline.map_or_else(|| name.clone(), |paragraph| escaped(slice(article, paragraph.span)));
        // Without a headline, its name is the title.
        let name = headline.map(|_| name);
        writeln!(out, "<article id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h1 id=\"{id}-title\">{title}</h1>")?;
        let published = article.published.map(|published| published.date.strftime("%B %-d, %Y").to_string());
        let about: Vec<String> = name.into_iter().chain(published).collect();
        if !about.is_empty() {
            writeln!(out, "<p class=\"file\">{}</p>", about.join(", "))?;
        }
        findings::write(&page, out)?;
        speakers::write(&page, out)?;
        text::write(&page, out)?;
        sheets::write(&page, out)?;
        writeln!(out, "</article>")
    }

    fn finish(&self, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        if !outcome.failures.is_empty() {
            writeln!(out, "<section class=\"unread\">\n<h1>Could not be read</h1>\n<ul>")?;
            for failure in outcome.failures {
                writeln!(out, "<li>{}: {}</li>", escaped(&failure.name), escaped(&failure.why))?;
            }
            writeln!(out, "</ul>\n</section>")?;
        }
        index::write(outcome.listed, out)?;
        let summary = outcome.summary;
        let aside = summary.aside().map_or_else(String::new, |aside| format!("; {aside}"));
        let totals = format!(
            "Articles: {}; words: {}; errors: {}; warnings: {}; info: {}{aside}. ",
            summary.documents, summary.words, summary.error, summary.warning, summary.info
        );
        foot(&totals, out)
    }
}

/// An article with what is on it and beside it.
struct Page<'a> {
    document: &'a Document<'a>,
    /// What the addresses within its part of the file begin with.
    id: String,
    /// In order of place, whatever that of the report is.
    findings: Vec<&'a Finding>,
    speakers: &'a [Speaker],
    marks: Marks,
}

impl<'a> Page<'a> {
    fn of(document: &'a Document<'a>) -> Self {
        let speakers = document.facts.speakers();
        let mut findings: Vec<&Finding> = document.findings.iter().collect();
        findings.sort_by_key(|finding| start(finding));
        let marks = Marks::of(document, &findings, speakers);
        Self { document, id: id(&document.article().name), findings, speakers, marks }
    }

    /// The line that a finding is on.
    fn line(&self, offset: u32) -> u32 {
        self.document.article().lines.line(offset)
    }

    /// A link to the first of the other places of the finding of this number, where it has any.
    fn other(&self, number: usize) -> Option<String> {
        let finding = self.findings[number];
        let related = finding.related.iter().find(|related| !related.spans.is_empty())?;
        if related.spans[0].is_empty() {
            return None;
        }
        let (line, id) = (self.line(related.spans[0].start), &self.id);
        let what = escaped(&related.message);
        Some(format!(" <a href=\"#{id}-other-{}\">{what}: line {line}</a>", number + 1))
    }
}

/// A name for an article in addresses within the file: no two articles of a run have one name.
fn id(name: &str) -> String {
    let mut hasher = FxHasher::default();
    hasher.write(name.as_bytes());
    format!("a{:016x}", hasher.finish())
}

fn start(finding: &Finding) -> u32 {
    finding.spans.first().map_or(0, |span| span.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Facts;
    use crate::facts::speech::reader::trained;
    use crate::lexicon::Lexicons;
    use crate::rules::{Related, Severity};
    use crate::text::Article;
    use crate::{Checker, Span};

    fn written(document: &Document) -> String {
        let mut page = Vec::new();
        Html.document(document, &mut page).unwrap();
        String::from_utf8(page).unwrap()
    }

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
            related: vec![Related { message: "<i>there".to_owned(), spans: vec![Span::new(20, 24)] }],
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
        let page = written(&document);
        for never in ["<script", "<b>:", "<i>", "\u{202e}"] {
            assert!(!page.contains(never), "{never}: {page}");
        }
        assert_eq!(page.matches("<span").count(), page.matches("</span>").count());
        assert!(page.contains("class=\"found error found error\">said &lt;s</span>"), "{page}");
    }

    /// Every link leads somewhere, and nothing has the name of something else.
    #[test]
    fn links_lead_to_their_places() {
        let text = "Mayor puts off bridge\n\n“The the bridge is shut for 12 days,” said Ada Brandt, 44, the mayor, on Friday.\n\n\
                    Ada Brandt, 45, left.\n\nBrandt said she she would stay. \"It is open,\" said Joe Foy.\n";
        let checker = Checker::built_in();
        let document = checker.check_text("draft.txt", text);
        assert!(document.findings.iter().any(|finding| !finding.related.is_empty()));
        let page = written(&document);
        let names: Vec<&str> = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), names.len(), "{names:?}");
        let links: Vec<&str> = page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(links.len() > 2 * document.findings.len(), "{links:?}");
        for link in links {
            assert!(names.contains(&link), "{link}: {page}");
        }
    }
}
