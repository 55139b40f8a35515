//! Ctrl-C at a question. Left to itself it ends the process while the question hides the cursor.

use std::io;

#[cfg(unix)]
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// What Ctrl-C does. Systems without signals do as they do.
pub(super) struct Interrupts {
    /// Whether it ends the process.
    #[cfg(unix)]
    is_end: Arc<AtomicBool>,
}

#[cfg(unix)]
impl Interrupts {
    /// Takes over what Ctrl-C does; it ends the process still.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn take() -> io::Result<Self> {
        let is_end = Arc::new(AtomicBool::new(true));
        signal_hook::flag::register_conditional_default(signal_hook::consts::SIGINT, Arc::clone(&is_end))?;
        Ok(Self { is_end })
    }

    /// Runs what returns by itself on Ctrl-C.
    pub(super) fn held<T>(&self, work: impl FnOnce() -> T) -> T {
        self.is_end.store(false, Ordering::SeqCst);
        let done = work();
        self.is_end.store(true, Ordering::SeqCst);
        done
    }
}

/// Ends the process as Ctrl-C does, so that a shell knows why it ended.
#[cfg(unix)]
pub(super) fn end() {
    // Where it cannot be ended so, it goes on and fails.
    let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGINT);
}

#[cfg(not(unix))]
impl Interrupts {
    /// Takes over nothing.
    ///
    /// # Errors
    /// None.
    pub(super) fn take() -> io::Result<Self> {
        Ok(Self {})
    }

    /// Runs it.
    pub(super) fn held<T>(&self, work: impl FnOnce() -> T) -> T {
        work()
    }
}

/// Does nothing: who calls it goes on and fails.
#[cfg(not(unix))]
pub(super) fn end() {}
