//! Every article in `fixtures/` against what an editor expects of it (`NAME.expected.toml`).

use crate::support::expected::Expected;
use crate::support::root;

#[test]
fn every_article_has_what_an_editor_expects() {
    let folder = root("fixtures");
    let mut articles: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    articles.sort();
    assert!(articles.len() >= 11);
    let mut complaints = Vec::new();
    for article in articles {
        let expected = Expected::read(&article.with_extension("expected.toml"), &article);
        complaints.extend(expected.compare(&article));
    }
    assert!(complaints.is_empty(), "{} differences:\n{}", complaints.len(), complaints.join("\n"));
}
