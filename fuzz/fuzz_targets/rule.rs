//! Any text is a rule or is refused with a place in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::lexicon::Lexicons;
use onrecord::rules::Catalogue;

static LEXICONS: Lexicons = Lexicons::built_in();

fuzz_target!(|text: &str| {
    let Err(error) = Catalogue::default().read_rule("a.toml", "own", text, &LEXICONS) else { return };
    assert!((1..=text.split('\n').count()).contains(&(error.line as usize)), "{error}");
    assert!(error.column >= 1 && error.excerpt_with_carets().contains('^'), "{error}");
    assert!(!error.to_string().contains('\n'), "{error}");
});
