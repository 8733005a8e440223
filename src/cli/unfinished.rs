//! Files that are being written: whatever ends the run, none is left behind.
//!
//! A run that ends by itself removes them. One that is told to end (Ctrl-C, a closed terminal, `kill`) is watched by a
//! thread, which removes them and then lets the signal do what it does. A signal that whoever started the run has it ignore
//! (`nohup`, a job in the background) stays ignored.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use tempfile::NamedTempFile;

/// Temporary files that are still being written. Locked while one comes or goes, so that none is overlooked between.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The temporary file that `make` creates, watched from its first moment.
pub fn begin(make: impl FnOnce() -> io::Result<NamedTempFile>) -> io::Result<NamedTempFile> {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(watch);
    let mut unfinished = unfinished();
    let file = make()?;
    unfinished.push(file.path().to_owned());
    Ok(file)
}

/// Moves a finished file to its place.
pub fn finish(file: NamedTempFile, place: &Path) -> io::Result<()> {
    let mut unfinished = unfinished();
    let name = file.path().to_owned();
    let moved = file.persist(place).map(drop).map_err(|failed| failed.error);
    unfinished.retain(|path| *path != name);
    moved
}

/// Removes all of them, and lets none come after.
fn sweep() -> MutexGuard<'static, Vec<PathBuf>> {
    let unfinished = unfinished();
    for path in unfinished.iter() {
        fs::remove_file(path).ok();
    }
    unfinished
}

// If there can be no watch, the worst outcome is a stray file.

#[cfg(unix)]
fn watch() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;
    let ignored = ignored();
    let heeded =
        [SIGHUP, SIGINT, SIGQUIT, SIGTERM].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
    let Ok(mut signals) = Signals::new(heeded) else { return };
    let wait = move || {
        for signal in signals.forever() {
            let _none_comes_after = sweep();
            // The run ends here, and its exit status says by what.
            emulate_default_handler(signal).ok();
        }
    };
    std::thread::Builder::new().name("signals".to_owned()).spawn(wait).ok();
}

/// The signals that this process was started to ignore, a bit each from that of signal 1. Only Linux says so without a call
/// that this crate may not make; elsewhere none is taken to be ignored.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}

#[cfg(not(unix))]
fn watch() {
    ctrlc::set_handler(|| {
        let _none_comes_after = sweep();
        #[expect(clippy::exit, reason = "the run is interrupted; 130 is what shells expect then")]
        std::process::exit(130);
    })
    .ok();
}
