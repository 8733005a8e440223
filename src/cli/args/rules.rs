//! Which rules to apply, and what `rules` takes.

use super::writing::Look;
use clap::{ArgAction, Args as ClapArgs, Subcommand, ValueHint};
use std::path::PathBuf;

#[derive(Debug, ClapArgs)]
pub struct RulesArgs {
    #[command(subcommand)]
    pub action: Option<RulesAction>,
    #[command(flatten)]
    pub own: OwnRules,
    #[command(flatten)]
    pub look: Look,
}

#[derive(Debug, Subcommand)]
pub enum RulesAction {
    /// List every rule with its severity and what it finds (the default)
    List,
    /// Run the examples of every rule, or of those named; exit status 1 if any fails
    Test {
        /// The rules
        #[arg(value_name = "RULE")]
        only: Vec<String>,
    },
    /// Create the file of a new rule, with an example that fails until the rule is written
    New {
        /// Its id: lower-case words with hyphens between them, such as no-utilise
        id: String,
        /// The folder to create it in; pass it to --rules afterwards
        #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
        dir: PathBuf,
    },
}

/// Which rules to apply.
#[derive(Debug, Default, ClapArgs)]
#[command(next_help_heading = "Rules")]
pub struct ChoiceArgs {
    /// Run only these rules. May be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',', action = ArgAction::Append)]
    pub select: Vec<String>,
    /// Skip these rules. May be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',', action = ArgAction::Append)]
    pub ignore: Vec<String>,
    /// Also run the rules of a pack, such as house-style, which are off by default. May be repeated
    #[arg(long, value_name = "PACK", value_delimiter = ',', action = ArgAction::Append)]
    pub pack: Vec<String>,
    #[command(flatten)]
    pub own: OwnRules,
}

/// Where to find your own rules.
#[derive(Debug, Default, ClapArgs)]
pub struct OwnRules {
    /// A folder of your own rules and word lists, added to the built-in ones. May be repeated
    #[arg(long, value_name = "DIR", global = true, value_hint = ValueHint::DirPath)]
    pub rules: Vec<PathBuf>,
}
