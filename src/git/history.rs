//! Where two lines of history parted.

use std::collections::BinaryHeap;

use gix_hash::ObjectId;
use rustc_hash::FxHashMap;

use super::{GitError, Repository};

/// From which side a commit was reached.
const ONE: u8 = 1;
const OTHER: u8 = 2;
/// An ancestor of a common ancestor.
const STALE: u8 = 4;

impl Repository {
    /// The newest common ancestor of two commits that is no ancestor of another one; `None` where there is none, or it is
    /// not here. Newer commits are gone through first, and one that is reached anew is gone through again: so wrong dates
    /// cost time, and change nothing.
    ///
    /// # Errors
    /// A commit of their history is missing.
    pub fn merge_base(&self, one: ObjectId, other: ObjectId) -> Result<Option<ObjectId>, GitError> {
        let mut painted =
            Painted { repository: self, known: FxHashMap::default(), waiting: BinaryHeap::new() };
        painted.paint(one, ONE)?;
        painted.paint(other, OTHER)?;
        let mut common: Vec<(i64, ObjectId)> = Vec::new();
        while painted.waiting.iter().any(|(_, id)| painted.colours(*id) & STALE == 0) {
            let Some((date, id)) = painted.waiting.pop() else { break };
            let mut colours = painted.colours(id);
            if colours & (ONE | OTHER) == ONE | OTHER {
                if colours & STALE == 0 && !common.contains(&(date, id)) {
                    common.push((date, id));
                }
                colours |= STALE;
            }
            for parent in self.commit(id)?.parents {
                painted.paint(parent, colours)?;
            }
        }
        let best = common.into_iter().filter(|(_, id)| painted.colours(*id) & STALE == 0).max();
        Ok(best.map(|(_, id)| id))
    }
}

/// Commits and the sides that reach them.
struct Painted<'r> {
    repository: &'r Repository,
    known: FxHashMap<ObjectId, u8>,
    /// By date.
    waiting: BinaryHeap<(i64, ObjectId)>,
}

impl Painted<'_> {
    fn colours(&self, id: ObjectId) -> u8 {
        self.known.get(&id).copied().unwrap_or_default()
    }

    /// Adds colours to a commit, which waits if it did not have them.
    fn paint(&mut self, id: ObjectId, colours: u8) -> Result<(), GitError> {
        let known = self.known.entry(id).or_default();
        if *known | colours != *known {
            *known |= colours;
            let date = self.repository.commit(id)?.date;
            self.waiting.push((date, id));
        }
        Ok(())
    }
}
