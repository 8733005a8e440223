//! What a text is put through: each way in and out that a user has.

use onrecord::facts::explanation::explain;
use onrecord::report::{Html, Json, Renderer, Style, Text, Verified, Why};
use onrecord::text::Article;
use onrecord::transcript::{Index, Transcript};
use onrecord::{Checker, Document, input};
use std::io::sink;
use std::sync::LazyLock;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::built_in);

/// A way through the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// `check --format json`
    Json,
    /// `check`
    Text,
    /// `check --format html`
    Html,
    /// `why PATH:LINE` of the first line
    Why,
    /// `verify` against a transcript of the same words
    Verify,
    /// `verify` against a few other words
    VerifyOther,
    /// `check` of a web page
    Page,
    /// `check` of Markdown
    Markdown,
}

impl Surface {
    pub const ALL: [(&'static str, Self); 8] = [
        ("json", Self::Json),
        ("text", Self::Text),
        ("html", Self::Html),
        ("why", Self::Why),
        ("verify", Self::Verify),
        ("verify-other", Self::VerifyOther),
        ("page", Self::Page),
        ("markdown", Self::Markdown),
    ];

    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, surface)| *surface == self).map_or("", |(name, _)| name)
    }

    /// Reads, checks and reports `text`.
    pub fn run(self, text: String) {
        let style = Style { colour: true, width: 100, quiet: false, fails: None };
        match self {
            Self::Json => report(&check("a.txt", text), &Json),
            Self::Text => report(&check("a.txt", text), &Text::new(style)),
            Self::Html => report(&check("a.txt", text), &Html),
            Self::Page => report(&check("a.html", text), &Json),
            Self::Markdown => report(&check("a.md", text), &Json),
            Self::Verify => verify(text.clone(), &text, style),
            Self::VerifyOther => verify(text, "They saw the river fall.", style),
            Self::Why => why(text, style),
        }
    }
}

/// What is refused is an empty article.
fn read(name: &str, text: String) -> Article {
    match input::read(name, text.into_bytes(), None) {
        Ok(manuscript) => Article::new(name, manuscript, None),
        Err(_) => Article::new(name, String::new(), None),
    }
}

fn check(name: &str, text: String) -> Document<'static> {
    let mut document = CHECKER.check(read(name, text));
    document.heed_comments(&CHECKER.catalogue, false);
    document
}

fn report(document: &Document<'_>, renderer: &dyn Renderer) {
    renderer.document(document, &mut sink()).expect("nothing is written");
}

fn verify(text: String, heard: &str, style: Style) {
    let index = Index::new(vec![Transcript::new("heard.txt", heard.to_owned())]);
    report(&CHECKER.verify(read("a.txt", text), &index), &Verified(style));
}

fn why(text: String, style: Style) {
    let facts = CHECKER.facts(read("a.txt", text)).with_evidence();
    let document = CHECKER.judge(facts);
    let all: Vec<usize> = (0..document.facts.attributions().len()).collect();
    let explanations = explain(&document.facts, &all);
    Why::new(&document, 1, &all, &explanations).text(style, &mut sink()).expect("nothing is written");
}
