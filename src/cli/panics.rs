//! A defect of the tool itself: what it leaves on stderr and in the exit status.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;

use super::{Exit, diagnostics};

/// What the last panic said, and where.
static LAST: Mutex<Option<String>> = Mutex::new(None);

/// Runs `work`; a panic becomes [`Exit::Failed`] and a message that asks to report it.
///
/// The panic hook only takes notes, because a panic in one file is caught by the analysis and becomes an entry
/// of its report. With `RUST_BACKTRACE` set the usual hook is kept, for whoever looks for the defect.
pub fn guard(work: impl FnOnce() -> Exit) -> Exit {
    #[expect(clippy::disallowed_methods, reason = "the standard library's switch for the same thing")]
    let wants_backtrace = std::env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0");
    if !wants_backtrace {
        panic::set_hook(Box::new(|info| {
            if let Ok(mut last) = LAST.lock() {
                *last = Some(info.to_string());
            }
        }));
    }
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let what = LAST.lock().ok().and_then(|mut last| last.take()).unwrap_or_default();
        let version = env!("CARGO_PKG_VERSION");
        diagnostics::error(&format!("mima {version} has a defect; please report it with the text below"));
        diagnostics::info(&what);
        Exit::Failed
    })
}
