//! Arguments to what they ask for. Help goes to standard output like any other page, and a mistake is shown with what was
//! written as text.

use super::args::{Args, ColourChoice};
use super::exit::Exit;
use super::outputs::formats_of;
use super::warn::{tell, warn};
use super::{colour, compare, default_command, profile, send};
use clap::{Command, CommandFactory, FromArgMatches};
use onrecord::report::Shown;
use std::ffi::OsString;
use std::io::{self, BufRead as _, IsTerminal as _};

/// What the arguments ask for, or the exit of a run that ends here: after the help, or a mistake.
pub fn parsed(mut args: Vec<OsString>) -> Result<Args, Exit> {
    if args.len() == 1 && something_is_piped_in() {
        args.push("-".into());
    }
    let mut command = command();
    let args = default_command::with_command(args, &command);
    match parse(&mut command, &args) {
        Ok(args) => Ok(args),
        Err(refusal) if refusal.use_stderr() => {
            refuse(&args, refusal);
            Err(Exit::Failed)
        }
        Err(help) => {
            let coloured = colour::wanted(ColourChoice::Auto, io::stdout().is_terminal());
            let page = if coloured { help.render().ansi().to_string() } else { help.render().to_string() };
            Err(send(page.as_bytes()).unwrap_or_else(|error| {
                warn(&error);
                Exit::Failed
            }))
        }
    }
}

/// The command line, as it is read and explained. A list of files takes the place of paths. `verify` takes its article behind
/// the transcripts too, where clap would miss it. Each command names the formats that it can write.
pub fn command() -> Command {
    let listed = |command: Command| {
        let has_list = command.get_arguments().any(|arg| arg.get_id() == "files_from");
        match command.get_name() == "verify" {
            true => command.mut_arg("paths", |paths| paths.required(false)),
            false if has_list => {
                command.mut_arg("paths", |paths| paths.required(false).required_unless_present("files_from"))
            }
            false => command,
        }
    };
    Args::command().mut_subcommands(|command| with_formats(listed(command)))
}

/// A command whose help names the formats that it can write.
fn with_formats(command: Command) -> Command {
    let mut able = match command.get_name() {
        "compare" => compare::FORMATS.to_vec(),
        "profile" => profile::FORMATS.to_vec(),
        name => formats_of(name),
    };
    let Some(last) = able.pop() else { return command };
    let help = format!("{} or {last}; add =FILE to write to a file. May be repeated", able.join(", "));
    command.mut_arg("format", |format| format.help(help))
}

fn parse(command: &mut Command, args: &[OsString]) -> Result<Args, clap::Error> {
    let matches = command.try_get_matches_from_mut(args)?;
    Args::from_arg_matches(&matches).map_err(|error| error.format(command))
}

/// Says what is wrong with the arguments. What they hold is shown on its line.
fn refuse(args: &[OsString], refusal: clap::Error) {
    let text: Vec<String> = args.iter().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let shown: Vec<OsString> = text.iter().map(|arg| Shown::of(arg).as_str().into()).collect();
    let refusal = if shown.iter().zip(args).all(|(shown, arg)| shown == arg) {
        refusal
    } else {
        // The same mistake in what can be shown; clap puts the arguments into its message as they are.
        match parse(&mut command(), &shown) {
            Err(refusal) => refusal,
            Ok(_) => {
                return warn(
                    "an argument cannot be read: it is not Unicode, or has control characters in it",
                );
            }
        }
    };
    let coloured = colour::wanted(ColourChoice::Auto, io::stderr().is_terminal());
    let message = if coloured { refusal.render().ansi().to_string() } else { refusal.render().to_string() };
    tell(message, coloured);
}

/// Whether standard input is a file or a pipe with something in it, which is what `onrecord < article.txt` means.
fn something_is_piped_in() -> bool {
    let stdin = io::stdin();
    !stdin.is_terminal()
        && is_file_or_pipe(&stdin)
        && stdin.lock().fill_buf().is_ok_and(|bytes| !bytes.is_empty())
}

#[cfg(unix)]
fn is_file_or_pipe(stdin: &io::Stdin) -> bool {
    use std::os::fd::AsFd as _;
    use std::os::unix::fs::FileTypeExt as _;
    let copy = stdin.as_fd().try_clone_to_owned();
    let kind = copy.and_then(|copy| std::fs::File::from(copy).metadata()).map(|meta| meta.file_type());
    kind.is_ok_and(|kind| kind.is_file() || kind.is_fifo() || kind.is_socket())
}

#[cfg(not(unix))]
fn is_file_or_pipe(_: &io::Stdin) -> bool {
    true
}
