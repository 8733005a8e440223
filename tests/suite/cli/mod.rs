//! The program as people run it: a folder, a command line, and what comes of it.

mod baseline;
pub mod bombs;
mod change;
mod clashes;
mod comments;
mod config;
pub mod desk;
mod diff;
#[cfg(unix)]
mod ended;
mod fix;
mod hostile;
mod input;
mod letter;
mod notices;
mod output;
mod repository;
mod rules;
mod usage;
mod verify;
mod why;
