//! The exit status of the program, decided nowhere else.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: nothing at or above the level that fails.
    Clean,
    /// 1: something at or above it.
    Findings,
    /// 2: the run itself failed, in whole or in part: bad usage, unreadable input, an invalid rule.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
        }
        .into()
    }
}
