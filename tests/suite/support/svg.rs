//! A terminal's output as an SVG picture: each run of one style is placed by its column, so that it lines up
//! in whatever monospaced font the reader has.

use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

const CELL: (f32, f32) = (8.4, 19.0);
const MARGIN: (f32, f32) = (18.0, 46.0);

/// What ANSI escapes have set.
#[derive(Clone, Copy, Default, PartialEq)]
struct Dress {
    colour: Option<&'static str>,
    bold: bool,
    faint: bool,
}

/// Draws `output`, which may hold ANSI colours, as the window of a terminal titled `title`.
pub fn picture(output: &str, title: &str) -> String {
    let lines: Vec<&str> = output.trim_end().lines().collect();
    let plain = |line: &str| runs(line).map(|(_, text)| text.width()).sum::<usize>();
    let columns = lines.iter().map(|line| plain(line)).max().unwrap_or(0).max(60);
    let width = MARGIN.0 * 2.0 + columns as f32 * CELL.0;
    let height = MARGIN.1 + lines.len() as f32 * CELL.1 + 16.0;
    let mut svg = String::new();
    let _ = write!(
        svg,
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0} {height:.0}" width="{width:.0}" role="img" aria-label="{title}">
<style>
text {{ font: 14px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #d7dae0; white-space: pre }}
.red {{ fill: #ff7b85 }} .yellow {{ fill: #f2c661 }} .cyan {{ fill: #67d4e8 }} .blue {{ fill: #7db1ff }} .green {{ fill: #8fd694 }}
.bold {{ font-weight: 700 }} .faint {{ fill: #8b919d }} .title {{ fill: #8b919d }}
</style>
<rect width="100%" height="100%" rx="9" fill="#1c1f26"/>
<circle cx="20" cy="19" r="5.5" fill="#ff5f57"/><circle cx="39" cy="19" r="5.5" fill="#febc2e"/><circle cx="58" cy="19" r="5.5" fill="#28c840"/>
<text class="title" x="80" y="24">{}</text>
"##,
        escaped(title)
    );
    for (i, line) in lines.iter().enumerate() {
        let y = MARGIN.1 + (i as f32 + 0.75) * CELL.1;
        let mut column = 0;
        for (dress, text) in runs(line) {
            let columns = text.width();
            // Blanks at either end are left to the placing: renderers differ on them.
            let lead = text.len() - text.trim_start().len();
            let shown = text.trim();
            if !shown.is_empty() {
                let x = MARGIN.0 + (column + lead) as f32 * CELL.0;
                let length = shown.width() as f32 * CELL.0;
                let class = class(dress);
                let shown = escaped(shown);
                let _ = writeln!(
                    svg,
                    r#"<text x="{x:.1}" y="{y:.1}" textLength="{length:.1}"{class}>{shown}</text>"#
                );
            }
            column += columns;
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn class(dress: Dress) -> String {
    let names = [dress.colour, dress.bold.then_some("bold"), dress.faint.then_some("faint")];
    let names: Vec<_> = names.into_iter().flatten().collect();
    if names.is_empty() { String::new() } else { format!(r#" class="{}""#, names.join(" ")) }
}

/// The runs of one style in a line.
fn runs(line: &str) -> impl Iterator<Item = (Dress, &str)> {
    let mut dress = Dress::default();
    line.split("\u{1b}[").enumerate().map(move |(i, part)| {
        let text = match part.split_once('m').filter(|_| i > 0) {
            Some((codes, text)) => {
                codes.split(';').for_each(|code| dress = set(dress, code));
                text
            }
            None => part,
        };
        (dress, text)
    })
}

fn set(dress: Dress, code: &str) -> Dress {
    let colour = |name| Dress { colour: Some(name), ..dress };
    match code {
        "0" | "" => Dress::default(),
        "1" => Dress { bold: true, ..dress },
        "2" => Dress { faint: true, ..dress },
        "31" => colour("red"),
        "32" => colour("green"),
        "33" => colour("yellow"),
        "94" => colour("blue"),
        "36" => colour("cyan"),
        _ => dress,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
