//! What several files of tests use.

pub mod expected;
pub mod svg;

use onrecord::Checker;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use std::thread;

/// The rules and word lists that are built in, loaded once for all tests.
pub static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::built_in);

/// A path below the repository's root.
pub fn root(path: impl AsRef<Path>) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What comes of a command that reads `input`.
pub fn piped(command: &mut Command, input: &[u8]) -> Output {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // Written aside, or a command that answers before it has read all would wait for us, and we for it.
    thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input).ok());
        child.wait_with_output().unwrap()
    })
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
