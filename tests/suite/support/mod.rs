//! What several files of tests use.

pub mod expected;
pub mod svg;

use onrecord::Checker;
use onrecord::facts::speech::reader::trained;
use onrecord::rules::Catalogue;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The rules and word lists that are built in, loaded once for all tests.
pub static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
    let (catalogue, lexicons) = Catalogue::load(&[]).unwrap();
    Checker { lexicons, reader: Box::new(trained()), catalogue }
});

/// A path below the repository's root.
pub fn root(path: impl AsRef<Path>) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A file or folder of the data that is not ours to commit. Tests on it are `#[cfg_attr(not(shared), ignore = …)]`:
/// build.rs looks whether it is there.
pub fn shared(part: &str) -> PathBuf {
    let path = root("../shared").join(part);
    assert!(path.exists(), "{} is not there", path.display());
    path
}

/// Whether the data has come or gone is seen when the tests are built.
#[test]
fn tests_on_shared_data_run_if_it_is_there() {
    let there = root("../shared/polnear").exists();
    assert_eq!(there, cfg!(shared), "../shared has come or gone: `touch build.rs`, then `cargo test` again");
}
