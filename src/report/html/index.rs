//! The articles of a folder, each with what was found and a link to it.

use super::{escaped, id};
use crate::report::Listed;
use std::io::{self, Write};

/// Writes the index; nothing where there is one article or none.
pub(super) fn write(articles: &[Listed], out: &mut dyn Write) -> io::Result<()> {
    if articles.len() < 2 {
        return Ok(());
    }
    writeln!(
        out,
        "<nav class=\"index\" aria-labelledby=\"index\">\n<h1 id=\"index\">{} articles</h1>\n<table>\n<thead><tr><th scope=\"col\">Article</th>\
         <th scope=\"col\">Errors</th><th scope=\"col\">Warnings</th><th scope=\"col\">Info</th><th scope=\"col\">Words</th></tr></thead>\n<tbody>",
        articles.len()
    )?;
    for Listed { name, summary } in articles {
        let cell = |count: u64, class: &str| match count {
            0 => "<td>0</td>".to_owned(),
            count => format!("<td class=\"{class}\">{count}</td>"),
        };
        writeln!(
            out,
            "<tr><th scope=\"row\"><a href=\"#{}\">{}</a></th>{}{}{}<td>{}</td></tr>",
            id(name),
            escaped(name),
            cell(summary.error, "error"),
            cell(summary.warning, "warning"),
            cell(summary.info, "info"),
            summary.words,
        )?;
    }
    writeln!(out, "</tbody>\n</table>\n</nav>")
}
