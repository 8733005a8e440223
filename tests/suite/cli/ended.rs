//! Runs that are told to end: what was there stays, and nothing else is left.

use crate::cli::desk::Desk;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// A run that is in the midst of its work until somebody reads `pipe`, for the first of its outputs is begun and the second
/// waits for that. `ignored` is what whoever started it has it ignore.
fn begun(desk: &Desk, ignored: &str) -> Child {
    let pipe = desk.path().join("pipe");
    if !pipe.exists() {
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    }
    let trap = if ignored.is_empty() { String::new() } else { format!("trap '' {ignored}; ") };
    let script =
        format!("{trap}exec {} a.txt -f text=report.txt -f json=pipe", env!("CARGO_BIN_EXE_onrecord"));
    let run = heeding("sh")
        .args(["-c", &script])
        .current_dir(desk.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while !temporary(desk) {
        assert!(start.elapsed() < Duration::from_secs(60), "nothing was begun");
        std::thread::sleep(Duration::from_millis(5));
    }
    // It is waiting for the pipe by now, or will be.
    std::thread::sleep(Duration::from_millis(50));
    run
}

/// `program` as if no signal were ignored: the tests themselves may run in the background, where a shell ignores some.
fn heeding(program: &str) -> Command {
    const DEFAULT: &str = "--default-signal=INT,TERM,HUP,QUIT";
    let resets = Command::new("env").args([DEFAULT, "true"]).stderr(Stdio::null()).status();
    if resets.is_ok_and(|status| status.success()) {
        let mut command = Command::new("env");
        command.args([DEFAULT, program]);
        return command;
    }
    Command::new(program)
}

/// How the run ended. One that goes on is a failure, not a test that never ends.
fn ended(run: &mut Child) -> ExitStatus {
    let start = Instant::now();
    loop {
        if let Some(status) = run.try_wait().unwrap() {
            return status;
        }
        if start.elapsed() > Duration::from_secs(60) {
            run.kill().unwrap();
            run.wait().unwrap();
            panic!("the run goes on");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn temporary(desk: &Desk) -> bool {
    let mut names = fs::read_dir(desk.path()).unwrap().map(|entry| entry.unwrap().file_name());
    names.any(|name| name.to_string_lossy().starts_with(".onrecord-"))
}

fn send(signal: &str, run: &Child) {
    let id = run.id().to_string();
    assert!(Command::new("kill").args([&format!("-{signal}"), &id]).status().unwrap().success());
}

#[test]
fn a_signal_leaves_neither_half_a_file_nor_a_temporary_one() {
    for (signal, number) in [("INT", 2), ("TERM", 15), ("HUP", 1), ("QUIT", 3)] {
        for old in [None, Some("the old report")] {
            let desk = Desk::with(&[("a.txt", b"They utilise it.\n")]);
            if let Some(old) = old {
                desk.write("report.txt", old.as_bytes());
            }
            let mut run = begun(&desk, "");
            send(signal, &run);
            let status = ended(&mut run);
            assert_eq!(status.signal(), Some(number), "{signal}: it ends as any program would: {status:?}");
            assert!(!temporary(&desk), "{signal}");
            assert_eq!(fs::read_to_string(desk.path().join("report.txt")).ok().as_deref(), old, "{signal}");
        }
    }
}

/// `nohup onrecord ...`, or a job that a script sends to the background. Only Linux says what is ignored.
#[cfg(target_os = "linux")]
#[test]
fn an_ignored_signal_stays_ignored() {
    for signal in ["INT", "HUP", "TERM"] {
        let desk = Desk::with(&[("a.txt", b"They utilise it.\n")]);
        let mut run = begun(&desk, signal);
        send(signal, &run);
        std::thread::sleep(Duration::from_millis(100));
        assert_eq!(run.try_wait().unwrap(), None, "{signal} was not ignored");
        let json = fs::read_to_string(desk.path().join("pipe")).unwrap();
        assert_eq!(ended(&mut run).code(), Some(0), "{signal}");
        assert!(json.contains("\"version\":1") && desk.read("report.txt").contains("1 article"), "{signal}");
        assert!(!temporary(&desk), "{signal}");
        // The others still end it.
        let other = if signal == "TERM" { "HUP" } else { "TERM" };
        let mut run = begun(&desk, signal);
        send(other, &run);
        assert!(ended(&mut run).signal().is_some(), "{other} beside an ignored {signal}");
        assert!(!temporary(&desk), "{signal}");
    }
}
