//! Who speaks: each with a colour, how often, and a button that shows their words alone.

use super::{Page, escaped};
use crate::report::speakers;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Speakers of an article whose words can be shown alone.
const CHOICES: usize = 60;

/// The hue of the speaker of this number: a golden angle from that of the one before, so that many keep apart.
pub(super) const fn hue(number: usize) -> usize {
    (210 + number * 137) % 360
}

/// The rules of CSS by which the words of one speaker are shown alone. Every article is given the same.
pub(super) fn choices() -> String {
    let mut css = String::new();
    for number in 0..CHOICES {
        let chosen = format!("article:has(.who input[value=\"{number}\"]:checked)");
        let _ = write!(css, "{chosen} .text .says:not(.p{number}){{background:none;border-color:transparent}}");
        let _ = writeln!(css, "{chosen} .text .p{number}{{color:var(--ink)}}");
    }
    css
}

pub(super) fn write(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Page { document, speakers: all, id, .. } = page;
    if all.is_empty() {
        return Ok(());
    }
    let button = |value: &str, checked: &str| {
        format!("<input type=\"radio\" name=\"{id}-who\" value=\"{value}\"{checked}>")
    };
    writeln!(
        out,
        "<section class=\"who\">\n<h2>Who speaks</h2>\n<p class=\"key\"><span class=\"says direct\">in quotation marks</span> \
         <span class=\"says mixed\">quoted in part</span> <span class=\"says indirect\">reported</span></p>\n\
         <fieldset><legend>Show the words of</legend>\n<ul>\n<li><label>{} everybody</label></li>",
        button("all", " checked")
    )?;
    for (number, speaker) in all.iter().enumerate() {
        let tally = speakers::tally(document, speaker);
        let counts = [(tally.direct, "direct"), (tally.mixed, "in part"), (tally.indirect, "reported")];
        let counts = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
        let counts: Vec<_> = counts.collect();
        let role = speakers::role(document, speaker);
        let role = if role.is_empty() { String::new() } else { format!(", {}", escaped(&role)) };
        let name = escaped(&speakers::name(document, speaker));
        let choice = if number < CHOICES { button(&number.to_string(), "") } else { String::new() };
        writeln!(
            out,
            "<li><label>{choice} <span class=\"says direct\" style=\"--h:{}\">{name}</span></label>{role}: {}</li>",
            hue(number),
            counts.join(", ")
        )?;
    }
    writeln!(out, "</ul>\n</fieldset>\n</section>")
}
