//! The clock of a run: closes its ceiling when it has taken all the time or memory that the settings allow.

use std::path::Path;
use std::sync::Weak;
use std::thread;
use std::time::{Duration, Instant};

use super::container;
use crate::limit::{CeilingState, Limit, Limits};

/// How often somebody looks. A run takes no more than some hundred megabytes in that time.
const INTERVAL: Duration = Duration::from_millis(20);

/// What is allowed beyond a limit of the run, to say what was left out: one part of so many.
const GRACE: u32 = 4;

/// The least of that, in time.
const LEAST_GRACE: Duration = Duration::from_secs(10);

/// The least of that, in bytes.
const LEAST_GRACE_BYTES: usize = 256 << 20;

/// Of the memory that a control group allows, the part that a run may take. With what is allowed beyond it, a sixteenth of the whole
/// is left, for others in the group and for the time until somebody looks again.
const OF_GROUP: (u64, u64) = (3, 4);

/// Watches a run that begins now, until nobody works under its limits any more. They are lowered to what the process may take.
#[expect(clippy::disallowed_methods, reason = "no time of the clock gets into a report")]
pub(super) fn begin(limits: &mut Limits) {
    let allowed = container::memory(Path::new("/"));
    let (part, whole) = OF_GROUP;
    if let Some(left) = allowed.and_then(|bytes| usize::try_from(bytes / whole * part).ok()) {
        limits.lower_memory(left);
    }
    let most_bytes = limits.get(Limit::RunBytes);
    let grace_bytes = most_bytes / GRACE as usize;
    let watch = Watch {
        began: Instant::now(),
        most: Duration::from_secs(limits.get(Limit::RunSeconds) as u64),
        most_bytes,
        // In a small container the least grace is more than there is.
        grace_bytes: if limits.is_memory_lowered() {
            grace_bytes
        } else {
            LEAST_GRACE_BYTES.max(grace_bytes)
        },
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
    grace_bytes: usize,
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
        let is_over = taken >= self.most.saturating_add(grace)
            || bytes > self.most_bytes.saturating_add(self.grace_bytes);
        if is_over {
            ceiling.close_for_good();
        }
        !is_over
    }
}
