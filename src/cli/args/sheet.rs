//! What every command that reads articles takes.

use super::config::ConfigSource;
use super::reading::ReadingArgs;
use super::writing::WritingArgs;
use clap::Args as ClapArgs;

/// What every command that reads articles takes.
#[derive(Debug, ClapArgs)]
pub struct SheetArgs {
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub writing: WritingArgs,
}

/// What a command takes that lists facts and judges nothing.
#[derive(Debug, ClapArgs)]
pub struct FactsArgs {
    #[command(flatten)]
    pub sheet: SheetArgs,
    #[command(flatten)]
    pub config: ConfigSource,
}
