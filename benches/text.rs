//! How fast text becomes an article: bytes per second of the text stage, all in.

use divan::counter::BytesCount;
use onrecord::text::Article;

fn main() {
    divan::main();
}

/// News prose in plain ASCII, and with the curly marks that most of it has.
const PROSE: [(&str, &str); 2] = [
    (
        "ascii",
        "The council of Lentz met on Jan. 19 to hear from Mayor Ada Moe, who said: \"We can't wait.\" \
         She asked for $3.5 million, or 12 percent more than in 2015, and left at 9 p.m.\n\n",
    ),
    (
        "curly",
        "The council of Lentz met on Jan. 19 to hear from Mayor Ada Moe, who said: “We can’t wait.” \
         She asked for $3.5 million — 12 percent more than in 2015 — and left at 9 p.m.\n\n",
    ),
];

#[divan::bench(args = ["ascii", "curly"])]
fn article(bencher: divan::Bencher, kind: &str) {
    let prose = PROSE.iter().find(|(k, _)| *k == kind).map_or("", |(_, prose)| *prose);
    let text = prose.repeat(4_000);
    bencher
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| text.clone())
        .bench_values(|text| Article::new("bench.txt", text, None));
}
