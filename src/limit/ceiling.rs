//! The ceiling of a run: whether it has taken all the time or memory that it may.
//!
//! Seconds and bytes of memory depend on the machine, so this is a safety net. The limits that count steps come first, and
//! the defaults are so generous that no honest project meets them. Somebody with a clock [closes](CeilingState::close) the
//! ceiling; the analysis looks at it before each file, and in the loops whose length the input decides.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Weak};

use super::Limit;

/// What all stages of a run share. The default one is never closed unless somebody does it.
#[derive(Clone, Debug, Default)]
pub struct Ceiling(Arc<CeilingState>);

/// Whether a ceiling is closed, and by what.
#[derive(Debug, Default)]
pub struct CeilingState {
    /// The limit that closed it, see [`LIMIT_OF`].
    closed_by: AtomicU8,
    is_late: AtomicBool,
}

/// What the numbers of a state mean.
const LIMIT_OF: [Option<Limit>; 3] = [None, Some(Limit::RunSeconds), Some(Limit::RunBytes)];

/// What unwinds when work is given up because of a limit of the run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GivenUp(pub(crate) Limit);

impl CeilingState {
    /// Ends the analysis because of this limit of the run. The first one counts.
    pub fn close(&self, limit: Limit) {
        let number = LIMIT_OF.iter().position(|of| *of == Some(limit)).unwrap_or_default() as u8;
        // Nothing else is told by these numbers, so no order is needed.
        let _ = self.closed_by.compare_exchange(0, number, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// Ends what is done after the analysis as well: the search for AI in what was not analysed.
    pub fn close_for_good(&self) {
        self.is_late.store(true, Ordering::Relaxed);
    }
}

impl Ceiling {
    /// Whom to tell that it is to be closed. Says as well whether anybody still works below it.
    pub fn downgrade(&self) -> Weak<CeilingState> {
        Arc::downgrade(&self.0)
    }

    /// The limit of the run that was hit.
    pub fn closed_by(&self) -> Option<Limit> {
        LIMIT_OF[usize::from(self.0.closed_by.load(Ordering::Relaxed))]
    }

    /// The same, of what is done after the analysis.
    pub(crate) fn closed_for_good_by(&self) -> Option<Limit> {
        self.closed_by().filter(|_| self.0.is_late.load(Ordering::Relaxed))
    }

    /// Gives up the work for a file where a limit of the run was hit: unwinds to whoever began it (`fault::guard`).
    pub(crate) fn check(&self) {
        if let Some(limit) = self.closed_by() {
            resume_unwind(Box::new(GivenUp(limit)));
        }
    }

    /// Closes it.
    #[cfg(test)]
    pub(crate) fn close(&self, limit: Limit) {
        self.0.close(limit);
    }
}

/// The ceiling of a run is no part of what its limits are.
impl PartialEq for Ceiling {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Ceiling {}
