//! The findings of an article on top of it, the most urgent first, each with links to its words and to the other place.

use super::{Page, escaped, start};
use crate::rules::Severity;
use std::cmp::Reverse;
use std::io::{self, Write};

const SEVERITIES: [(Severity, &str, &str); 3] =
    [(Severity::Error, "error", "errors"), (Severity::Warning, "warning", "warnings"), (Severity::Info, "info", "info")];

pub(super) fn write(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (id, findings) = (&page.id, &page.findings);
    if findings.is_empty() {
        return writeln!(out, "<p class=\"clean\">Nothing to flag.</p>");
    }
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let counts = SEVERITIES.map(|(severity, one, several)| {
        let count = count(severity);
        (severity, count, if count == 1 { one } else { several })
    });
    let counts: Vec<_> = counts.into_iter().filter(|(_, count, _)| *count > 0).collect();
    let title: Vec<String> = counts.iter().map(|(_, count, what)| format!("{count} {what}")).collect();
    writeln!(out, "<section class=\"list\">\n<h2>{}</h2>", title.join(", "))?;
    if counts.len() > 1 {
        write!(out, "<fieldset><legend>Show</legend>")?;
        for (severity, count, what) in &counts {
            let name = severity.name();
            write!(out, " <label><input type=\"checkbox\" class=\"show-{name}\" checked> {count} {what}</label>")?;
        }
        writeln!(out, "</fieldset>")?;
    }
    let mut urgent: Vec<usize> = (0..findings.len()).collect();
    urgent.sort_by_key(|&number| Reverse((findings[number].severity, findings[number].risk)));
    writeln!(out, "<ul>")?;
    for number in urgent {
        let finding = findings[number];
        let (severity, n, line) = (finding.severity.name(), number + 1, page.line(start(finding)));
        writeln!(
            out,
            "<li class=\"flag {severity}\"><b>{n}</b> <a href=\"#{id}-words-{n}\">line {line}, {severity}: {}</a>{} <small>{}</small></li>",
            escaped(&finding.message),
            page.other(number).unwrap_or_default(),
            escaped(&finding.rule),
        )?;
    }
    writeln!(out, "</ul>\n</section>")
}
