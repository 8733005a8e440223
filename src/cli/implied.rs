//! `onrecord article.txt` means `onrecord check article.txt`, and options may stand before a command.

use clap::Command;
use std::ffi::OsString;

/// `args` with the command put first: the one that is named, else `check`. Calls for help stay as they are.
///
/// What is not an option nor an option's value is a word; the first word is the command if one has that name.
pub fn with_command(mut args: Vec<OsString>, cli: &Command) -> Vec<OsString> {
    let Some(check) = cli.find_subcommand("check") else { return args };
    if args.len() < 2 {
        return args;
    }
    let mut at = 1;
    while let Some(arg) = args.get(at) {
        match read(&arg.to_string_lossy(), check) {
            Word::Help => return args,
            Word::Option { with_next } => at += 1 + usize::from(with_next),
            Word::Name(name) if name == "help" || cli.find_subcommand(&name).is_some() => {
                let command = args.remove(at);
                args.insert(1, command);
                return args;
            }
            Word::Name(_) | Word::End => break,
        }
    }
    args.insert(1, "check".into());
    args
}

enum Word {
    /// `--`
    End,
    /// Something else that is no option: `-` too.
    Name(String),
    /// An option, whose value may be the next argument.
    Option { with_next: bool },
    /// `--help` or `--version` before any command: the program's own.
    Help,
}

fn read(arg: &str, check: &Command) -> Word {
    let takes_value = |is: &dyn Fn(&clap::Arg) -> bool| {
        check.get_arguments().find(|a| is(a)).is_some_and(|a| a.get_action().takes_values())
    };
    if arg == "--" {
        return Word::End;
    }
    if let Some(long) = arg.strip_prefix("--") {
        return match long {
            "help" | "version" => Word::Help,
            _ => Word::Option { with_next: takes_value(&|a| a.get_long() == Some(long)) },
        };
    }
    let Some(cluster) = arg.strip_prefix('-').filter(|rest| !rest.is_empty()) else {
        return Word::Name(arg.to_owned());
    };
    for (i, c) in cluster.char_indices() {
        if c == 'h' || c == 'V' {
            return Word::Help;
        }
        if takes_value(&|a| a.get_short() == Some(c)) {
            // The rest of the cluster is the value, if there is a rest.
            return Word::Option { with_next: i + c.len_utf8() == cluster.len() };
        }
    }
    Word::Option { with_next: false }
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
