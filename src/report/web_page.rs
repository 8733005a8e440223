//! Head and foot of a web page: one file, no script, no network.

use std::io::{self, Write};

/// Writes what is before the first article.
pub(super) fn head(title: &str, css: &str, out: &mut dyn Write) -> io::Result<()> {
    // No script and nothing from outside may run, even if some text should slip through unescaped.
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{css}</style>\n</head>\n<body>\n<main>\n"
    )
}

/// Writes what is after the last one, with the totals of the run.
pub(super) fn foot(totals: &str, out: &mut dyn Write) -> io::Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    writeln!(out, "</main>\n<footer>{totals}Made by onrecord {version}.</footer>\n</body>\n</html>")
}
