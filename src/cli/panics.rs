//! A fault of ours in one article costs that article and no other.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    /// Whether a panic on this thread is caught and reported with the article that caused it.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// From here on, a panic that [`caught`] catches prints nothing by itself. To be called once, by the program.
pub fn name_the_article_instead() {
    // Whoever asks for a backtrace is looking for the fault and wants all of it.
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !CAUGHT.get() {
                print(info);
            }
        }));
    }
}

/// What `work` returns, or the first line of the message it panicked with.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let before = CAUGHT.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(before);
    done.map_err(|payload| message(payload.as_ref()))
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no message").lines().next().unwrap_or_default().to_owned()
}
