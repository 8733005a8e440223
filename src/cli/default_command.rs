//! The default command: `onrecord article.txt` means `onrecord check article.txt`, and options may come before a command.

use clap::Command;
use std::ffi::OsString;

/// `args` with the command first: the one named, otherwise `check`. Requests for help are left unchanged.
///
/// The first argument that is neither an option nor an option's value is the command, if there is one of that name.
pub fn with_command(mut args: Vec<OsString>, cli: &Command) -> Vec<OsString> {
    let Some(check) = cli.find_subcommand("check") else { return args };
    if args.len() < 2 {
        return args;
    }
    let mut at = 1;
    while let Some(arg) = args.get(at) {
        match argument_kind(&arg.to_string_lossy(), check) {
            ArgumentKind::Help => return args,
            ArgumentKind::Option { with_next } => at += 1 + usize::from(with_next),
            ArgumentKind::Name(name) if name == "help" || cli.find_subcommand(&name).is_some() => {
                let command = args.remove(at);
                args.insert(1, command);
                return args;
            }
            ArgumentKind::Name(_) | ArgumentKind::End => break,
        }
    }
    args.insert(1, "check".into());
    args
}

enum ArgumentKind {
    /// `--`
    End,
    /// Anything else that is not an option, `-` included.
    Name(String),
    /// An option, whose value may be the next argument.
    Option { with_next: bool },
    /// `--help` or `--version` before any command: those of the program.
    Help,
}

fn argument_kind(arg: &str, check: &Command) -> ArgumentKind {
    let takes_value = |is: &dyn Fn(&clap::Arg) -> bool| {
        check.get_arguments().find(|a| is(a)).is_some_and(|a| a.get_action().takes_values())
    };
    if arg == "--" {
        return ArgumentKind::End;
    }
    if let Some(long) = arg.strip_prefix("--") {
        return match long {
            "help" | "version" => ArgumentKind::Help,
            _ => ArgumentKind::Option { with_next: takes_value(&|a| a.get_long() == Some(long)) },
        };
    }
    let Some(cluster) = arg.strip_prefix('-').filter(|rest| !rest.is_empty()) else {
        return ArgumentKind::Name(arg.to_owned());
    };
    for (i, c) in cluster.char_indices() {
        if c == 'h' || c == 'V' {
            return ArgumentKind::Help;
        }
        if takes_value(&|a| a.get_short() == Some(c)) {
            // The rest of the cluster, if any, is the value.
            return ArgumentKind::Option { with_next: i + c.len_utf8() == cluster.len() };
        }
    }
    ArgumentKind::Option { with_next: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Args;
    use clap::CommandFactory;

    #[test]
    fn the_command_comes_first() {
        for (given, expected) in [
            ("", ""),
            ("a.txt", "check a.txt"),
            ("-", "check -"),
            ("check a.txt", "check a.txt"),
            ("quotes a.txt", "quotes a.txt"),
            ("-f json a.txt", "check -f json a.txt"),
            ("-f json quotes a.txt", "quotes -f json a.txt"),
            ("-fjson quotes a.txt", "quotes -fjson a.txt"),
            ("-qf json quotes a.txt", "quotes -qf json a.txt"),
            ("--format=json quotes a.txt", "quotes --format=json a.txt"),
            ("--format quotes a.txt", "check --format quotes a.txt"),
            ("-q figures a.txt", "figures -q a.txt"),
            ("-- quotes", "check -- quotes"),
            ("--help", "--help"),
            ("-V", "-V"),
            ("a.txt --help", "check a.txt --help"),
            ("help check", "help check"),
            ("--nonsense", "check --nonsense"),
            ("--glob", "check --glob"),
        ] {
            let words = |s: &str| -> Vec<OsString> {
                ["onrecord"].into_iter().chain(s.split_whitespace()).map(OsString::from).collect()
            };
            assert_eq!(with_command(words(given), &Args::command()), words(expected), "{given}");
        }
    }
}
