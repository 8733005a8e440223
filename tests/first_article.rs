//! The first article, which is not ours to commit: its text lies beside the repository or the test skips.

#![allow(clippy::print_stdout, reason = "a test that skips says so, and figures are for reading")]

#[path = "support/expected.rs"]
mod expected;

use expected::Expected;
use std::path::Path;

#[test]
fn everything_a_careful_editor_sees_and_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let article = root.join("../shared/articles/blinken-kyiv.txt");
    if !article.exists() {
        println!("skipped: {} is not there", article.display());
        return;
    }
    let expected = Expected::read(&root.join("tests/data/first-article.expected.toml"), &article);
    let complaints = expected.compare(&article);
    assert!(complaints.is_empty(), "{} differences:\n{}", complaints.len(), complaints.join("\n"));
}
