//! Any bytes are refused as a transcript, or an article is verified against it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::Checker;
use onrecord::input::{Options, read_all};
use onrecord::text::Article;
use onrecord::transcript::{Index, Transcript};
use std::sync::LazyLock;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::built_in);

const ARTICLE: &str = "“We will stay and rebuild the bridge,” Anna Holt said. “It was a long winter for all of us,” said \
    Bertrand Vole, who called the flood “the worst of my life”.";

fuzz_target!(|bytes: &[u8]| {
    let Ok(entries) = read_all("a.srt", bytes.to_vec(), &Options::transcript()) else { return };
    let heard = entries.into_iter().filter_map(|entry| entry.open("a.srt").ok());
    let heard: Vec<Transcript> =
        heard.map(|(name, manuscript)| Transcript::read(&name, manuscript, &CHECKER.lexicons)).collect();
    let index = Index::new(heard);
    let document = CHECKER.verify(Article::new("a.txt", ARTICLE.to_owned(), None), &index);
    assert!(document.facts.in_source().is_some());
});
