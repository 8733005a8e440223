//! What `config` and `init` take, and where the configuration of the other commands comes from.

use clap::{Args as ClapArgs, Subcommand, ValueHint};
use std::path::PathBuf;

/// Where the configuration comes from.
#[derive(Debug, Default, ClapArgs)]
#[command(next_help_heading = "Configuration")]
pub struct ConfigSource {
    /// Use this file instead of the onrecord.toml nearest to each article, as the variable ONRECORD_CONFIG does; or set one
    /// value, as in --config fail-on=warning. May be repeated
    #[arg(long, value_name = "FILE|KEY=VALUE", value_hint = ValueHint::FilePath)]
    pub config: Vec<String>,
    /// Ignore all configuration files
    #[arg(long)]
    pub isolated: bool,
}

/// What to show of the configuration.
#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ConfigArgs {
    #[command(subcommand)]
    pub action: Option<ConfigAction>,
    #[command(flatten)]
    pub show: ConfigShow,
}

#[derive(Debug, Subcommand)]
pub enum ConfigAction {
    /// Show what is in force for an article or folder, and where each setting comes from (the default)
    Show(ConfigShow),
    /// Print the JSON Schema of onrecord.toml, by which editors complete and check it
    Schema,
    /// List the profiles, and what each sets
    Profiles,
}

/// Whose configuration to show.
#[derive(Debug, ClapArgs)]
pub struct ConfigShow {
    /// An article or folder
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub path: Option<PathBuf>,
    #[command(flatten)]
    pub source: ConfigSource,
}

/// Where to create a configuration.
#[derive(Debug, ClapArgs)]
pub struct InitArgs {
    /// The folder
    #[arg(value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
}
