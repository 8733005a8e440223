//! `onrecord text PATH...`: prints articles as they were read.

use super::args::TextArgs;
use super::exit::Exit;
use super::{report_input_error, show};
use anyhow::Result;
use onrecord::input::{Options, Walk};
use onrecord::text::{Article, Role};

/// Prints the articles, with a line of three asterisks between two.
pub fn run(args: &TextArgs) -> Result<Exit> {
    let found = Walk { stdin_name: "<stdin>".to_owned(), ..Walk::default() }.find(&args.paths);
    found.errors.iter().for_each(report_input_error);
    let mut failed = !found.errors.is_empty();
    let options = Options::encoding(args.encoding).limited(args.max_size).field(args.field.clone());
    let mut page = String::new();
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
                    if !page.is_empty() {
                        page.push_str("\n* * *\n\n");
                    }
                    print(&Article::new(&name, manuscript, None), &mut page);
                }
                Err(error) => {
                    failed = true;
                    report_input_error(&error);
                }
            }
        }
    }
    show(page.into_bytes(), false)?;
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
