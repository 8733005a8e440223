//! A desk: a temporary folder to run the program in, with a clean environment.

use crate::support::piped;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A rule that flags the word "utilise", so that the tests here do not hang on our catalogue.
pub const RULE: &str = r#"
id = "no-utilise"
severity = "error"
title = "A longer word for use"
match = { words = ["utilise"] }
message = "say use"
bad = ["They [[utilise]] it."]
good = ["They use it."]
"#;

/// A folder to run in.
pub struct Desk {
    dir: TempDir,
}

/// What came of a run.
#[derive(Debug)]
pub struct Ran {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Desk {
    /// A folder with these files in it, and `own/no-utilise.toml`, a rule that can be told from ours.
    pub fn with(files: &[(&str, &[u8])]) -> Self {
        let desk = Self { dir: tempfile::tempdir().unwrap() };
        desk.write("own/no-utilise.toml", RULE.as_bytes());
        for (name, bytes) in files {
            desk.write(name, bytes);
        }
        desk
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.dir.path().join(name)).unwrap()
    }

    /// The program, in this folder, with nothing in the environment that changes its looks.
    pub fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        for name in [
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "FORCE_COLOR",
            "COLUMNS",
            "RUST_BACKTRACE",
            "ONRECORD_CONFIG",
            "ONRECORD_OUTPUT_FORMAT",
        ] {
            command.env_remove(name);
        }
        // Nor what whoever runs the tests has set for himself.
        command.env("XDG_CONFIG_HOME", self.dir.path().join(".config"));
        command.current_dir(self.dir.path()).args(line.split_whitespace());
        command
    }

    /// Runs `onrecord ARGS`, each of which may hold anything.
    pub fn run_with(&self, args: &[&OsStr]) -> Ran {
        let mut command = self.command("");
        command.args(args).stdin(Stdio::null());
        finish(&mut command)
    }

    /// Runs `onrecord LINE`.
    pub fn run(&self, line: &str) -> Ran {
        self.pipe(line, b"")
    }

    /// Runs `onrecord LINE` with `input` piped in.
    pub fn pipe(&self, line: &str, input: &[u8]) -> Ran {
        ran(piped(&mut self.command(line), input))
    }

    /// Runs `onrecord LINE` with our own rule and no other.
    pub fn check(&self, line: &str) -> Ran {
        self.run(&format!("{line} {OWN}"))
    }
}

/// The options that apply the desk's rule and no other.
pub const OWN: &str = "--rules own --select no-utilise";

/// Runs a command to its end.
pub fn finish(command: &mut Command) -> Ran {
    ran(command.output().unwrap())
}

fn ran(output: Output) -> Ran {
    Ran {
        status: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Ran {
    /// Asserts the exit status, showing all there is when it is another.
    #[track_caller]
    pub fn leaves(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{self:#?}");
        self
    }

    /// Asserts that stderr is one line that begins and goes on as given.
    #[track_caller]
    pub fn complains(self, parts: &[&str]) -> Self {
        assert_eq!(self.err.lines().count(), 1, "{self:#?}");
        assert!(self.err.starts_with("onrecord: "), "{self:#?}");
        for part in parts {
            assert!(self.err.contains(part), "{part:?} is not in {self:#?}");
        }
        self
    }

    /// Asserts that nothing was said on stderr.
    #[track_caller]
    pub fn quietly(self) -> Self {
        assert_eq!(self.err, "", "{self:#?}");
        self
    }

    /// Asserts that stdout tells of `part`.
    #[track_caller]
    pub fn says(self, part: &str) -> Self {
        assert!(self.out.contains(part), "{part:?} is not in {self:#?}");
        self
    }
}
