//! `onrecord text PATH...`: prints articles as they were read.

use super::args::{PageFormat, TextArgs};
use super::exit::Exit;
use super::warn::warn;
use super::{report_input_error, send, show};
use anyhow::Result;
use onrecord::Span;
use onrecord::input::Walk;
use onrecord::report::{Markup, guarded};
use onrecord::text::{Article, Role};
use serde_json::{Value, json};

/// Prints the articles, with a line of three asterisks between two.
pub fn run(args: &TextArgs) -> Result<Exit> {
    let found = Walk { stdin_name: "<stdin>".to_owned(), ..Walk::default() }.find(&args.paths);
    found.errors.iter().for_each(report_input_error);
    let mut failed = !found.errors.is_empty();
    let options = args.file.options();
    let mut page = String::new();
    let mut documents = Vec::new();
    for source in &found.sources {
        let entries = match source.read(&options) {
            Ok(entries) => entries,
            Err(error) => {
                failed = true;
                report_input_error(&error);
                continue;
            }
        };
        for entry in entries {
            match entry.open(&source.name()) {
                Ok((name, manuscript)) => {
                    let article = Article::new(&name, manuscript, None);
                    article.notes.iter().for_each(|note| warn(format_args!("{name}: {note}")));
                    if args.format == PageFormat::Json {
                        documents.push(blocks(&article));
                        continue;
                    }
                    if !page.is_empty() {
                        page.push_str("\n* * *\n\n");
                    }
                    print(&article, &mut page);
                }
                Err(error) => {
                    failed = true;
                    report_input_error(&error);
                }
            }
        }
    }
    if args.format == PageFormat::Json {
        let page = serde_json::to_vec_pretty(&json!({ "version": 1, "documents": documents }))?;
        send(&guarded([page, b"\n".to_vec()].concat(), Markup::Json))?;
    } else {
        show(page.into_bytes(), false)?;
    }
    Ok(if failed { Exit::Failed } else { Exit::Clean })
}

/// The headline, then the running text in its order; what stands beside it, such as a caption, is left out.
fn print(article: &Article, page: &mut String) {
    let beside = [Role::Headline, Role::Caption, Role::Credit, Role::Metadata];
    let headlines = article.paragraphs.iter().filter(|paragraph| paragraph.role == Role::Headline);
    let others = article.paragraphs.iter().filter(|paragraph| !beside.contains(&paragraph.role));
    for (i, paragraph) in headlines.chain(others).enumerate() {
        if i > 0 {
            page.push('\n');
        }
        page.push_str(article.slice(paragraph.span));
        page.push('\n');
    }
}

/// An article as its paragraphs, in their order in the file, each with its role and place.
fn blocks(article: &Article) -> Value {
    let block = |role: Role, span: Span| {
        let bytes = article.map.range(span);
        let place = article.place(span.start);
        json!({
            "role": role.name(),
            "start": bytes.start,
            "end": bytes.end,
            "line": place.line,
            "column": place.column,
            "text": article.slice(span),
        })
    };
    let blocks: Vec<Value> = article.paragraphs.iter().map(|p| block(p.role, p.span)).collect();
    json!({
        "path": article.name,
        "encoding": article.encoding,
        "date": article.published.map(|published| published.date.to_string()),
        "notes": article.notes.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "blocks": blocks,
    })
}
