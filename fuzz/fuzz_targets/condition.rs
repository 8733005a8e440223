//! Any condition is compiled and can be evaluated, or is refused with a place in the rule.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::facts::{Facts, Labels, Quotes, Reader};
use onrecord::lexicon::Lexicons;
use onrecord::rules::Catalogue;
use onrecord::text::Article;
use std::sync::LazyLock;

struct Silent;

impl Reader for Silent {
    fn read(&self, _: &Article, _: &Quotes, _: &Lexicons) -> Labels {
        Labels::new()
    }
}

static LEXICONS: Lexicons = Lexicons::built_in();

static READ: LazyLock<Facts<'static>> = LazyLock::new(|| {
    let text = "Ada Brandt left on Monday.\n\nBetween 10 and 15 people saw “the bridge,” which is old.\n";
    let article = Article::new("a.txt", text.to_owned(), None);
    Facts::new(article, &LEXICONS, &Silent)
});

fuzz_target!(|condition: &str| {
    if condition.contains("'''") || condition.contains(|c: char| c.is_control() && c != '\n') {
        return;
    }
    let rule = format!(
        "id = 'a-rule'\nseverity = 'info'\ntitle = 'T'\nmatch = 'sentence'\nwhen = '''\n{condition}'''\nmessage = 'm'\nbad = ['[[A]].']\ngood = ['B.']\n"
    );
    let mut catalogue = Catalogue::default();
    match catalogue.read_rule("a.toml", "own", &rule, &LEXICONS) {
        Ok(()) => drop(catalogue.check(&READ)),
        Err(error) => assert!(error.line >= 5 && error.column >= 1, "{error}"),
    }
});
