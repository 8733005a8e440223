//! The first article, which is not ours to commit: its text lies beside the repository, or the test is ignored.

use crate::support::expected::Expected;
use crate::support::{root, shared};

#[test]
#[cfg_attr(not(shared), ignore = "../shared is not there")]
fn everything_a_careful_editor_sees_and_nothing_else() {
    let article = shared("articles/blinken-kyiv.txt");
    let expected = Expected::read(&root("tests/data/first-article.expected.toml"), &article);
    let complaints = expected.compare(&article);
    assert!(complaints.is_empty(), "{} differences:\n{}", complaints.len(), complaints.join("\n"));
}
