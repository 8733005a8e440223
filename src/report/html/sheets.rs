//! The desk's sheets below the article: quotations, figures, names and dates, each in a table that opens.

use super::Page;
use crate::Span;
use crate::report::View;
use crate::report::sheets::{layout, scrolled, table};
use std::io::{self, Write};

const SHEETS: [(View, &str); 4] = [
    (View::Quotes, "Quotations"),
    (View::Figures, "Figures"),
    (View::Names, "Names"),
    (View::Timeline, "Dates and times"),
];

pub(super) fn write(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<section class=\"sheets\">")?;
    let article = page.document.article();
    for (view, title) in SHEETS {
        let layout = layout(view);
        let rows = (layout.rows)(page.document);
        if rows.is_empty() {
            continue;
        }
        writeln!(out, "<details>\n<summary>{title} ({})</summary>", rows.len())?;
        scrolled(title, page.document, out)?;
        let link = |span: Span| Some(format!("{}-{}", page.id, article.paragraph_at(span.start)));
        table(layout, page.document, &rows, &link, out)?;
        writeln!(out, "</div>\n</details>")?;
    }
    writeln!(out, "</section>")
}
