//! The clock of a run: closes its ceiling when it has taken all the time or memory that the settings allow.

use std::sync::Weak;
use std::thread;
use std::time::{Duration, Instant};

use crate::limit::{CeilingState, Limit, Limits};

/// How often somebody looks. A run takes no more than some hundred megabytes in that time.
const INTERVAL: Duration = Duration::from_millis(20);

/// What is allowed beyond a limit of the run, to say what was left out: one part of so many.
const GRACE: u32 = 4;

/// The least of that, in time.
const LEAST_GRACE: Duration = Duration::from_secs(10);

/// The least of that, in bytes.
const LEAST_GRACE_BYTES: usize = 256 << 20;

/// Watches a run that begins now, until nobody works under its limits any more.
#[expect(clippy::disallowed_methods, reason = "no time of the clock gets into a report")]
pub(super) fn begin(limits: &Limits) {
    let watch = Watch {
        began: Instant::now(),
        most: Duration::from_secs(limits.get(Limit::RunSeconds) as u64),
        most_bytes: limits.get(Limit::RunBytes),
        ceiling: limits.ceiling().downgrade(),
    };
    // The first look comes before anything is done, so that limits of nothing hit every time.
    if watch.look() {
        // Without the thread the run has no ceiling, as it has none where nobody tells how much memory it takes.
        let _ = thread::Builder::new().name("watch".into()).stack_size(1 << 17).spawn(move || {
            while watch.look() {
                thread::sleep(INTERVAL);
            }
        });
    }
}

struct Watch {
    began: Instant,
    most: Duration,
    most_bytes: usize,
    ceiling: Weak<CeilingState>,
}

impl Watch {
    /// Looks once, and says whether to look again.
    fn look(&self) -> bool {
        let Some(ceiling) = self.ceiling.upgrade() else { return false };
        let taken = self.began.elapsed();
        let bytes = memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem);
        if taken >= self.most {
            ceiling.close(Limit::RunSeconds);
        } else if bytes > self.most_bytes {
            ceiling.close(Limit::RunBytes);
        }
        let grace = LEAST_GRACE.max(self.most / GRACE);
        let grace_bytes = LEAST_GRACE_BYTES.max(self.most_bytes / GRACE as usize);
        let is_over =
            taken >= self.most.saturating_add(grace) || bytes > self.most_bytes.saturating_add(grace_bytes);
        if is_over {
            ceiling.close_for_good();
        }
        !is_over
    }
}
