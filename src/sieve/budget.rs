//! How much is parsed beyond the files that import a library.
//!
//! In a large framework everything leads everywhere: what taint reaches grows from wave to wave, and nearly all of it is
//! read for nothing. What matters is led to by a handle: it is imported by its name, or passed to a function. So the files
//! wait in a queue: those to which something leads most surely go first, then those that are nearest to the ones that import a
//! library, then the smallest. A wave takes a part of what is left, since what it leads to may be surer than what waits.

use rustc_hash::{FxHashMap, FxHashSet};

use super::taint::Lead;

/// How many bytes of files that import a library allow for one more, until there is three times as much.
const HIT_BYTES_PER_BYTE: usize = 8;

/// The same for a project that is so large that this gives more.
const MANY_HIT_BYTES_PER_BYTE: usize = 32;

/// The part of what is left that one wave may take.
const WAVE_PART: usize = 4;

/// The part of all that a wave may take however little is left.
const LEAST_PART: usize = 16;

/// Bytes that may still be parsed, and the files that wait.
pub(super) struct Budget {
    all: usize,
    /// Of files that something leads to.
    left: usize,
    /// Of these, how much may be of files that something leads to faintly.
    left_for_faint: usize,
    /// Of files that read what a class holds: what they take is not taken from the others.
    left_for_readers: usize,
    /// The files that wait, and what leads to them: how surely, and in which wave it was found.
    queue: FxHashMap<usize, (Lead, u32)>,
    /// How many waves were taken.
    waves: u32,
    /// What was parsed, or tried to.
    taken: FxHashSet<usize>,
    /// Readers that were too many.
    readers_left_out: Vec<usize>,
}

impl Budget {
    /// The budget of a project whose files that import a library have `hits` bytes: `anyway` are parsed however little
    /// imports one. Where a project is `attested`, who calls a function decides, and more leads to something.
    pub(super) fn new(anyway: usize, hits: usize, attested: bool) -> Self {
        let anyway = if attested { anyway.saturating_mul(2) } else { anyway };
        let more =
            (hits / HIT_BYTES_PER_BYTE).min(anyway.saturating_mul(2)).max(hits / MANY_HIT_BYTES_PER_BYTE);
        let left = anyway.saturating_add(more);
        Self {
            all: left,
            left,
            left_for_faint: left / 2,
            left_for_readers: left / 2,
            queue: FxHashMap::default(),
            waves: 0,
            taken: FxHashSet::default(),
            readers_left_out: Vec::new(),
        }
    }

    /// Files that are parsed whatever is left: those of `files` that are not parsed yet.
    pub(super) fn take_all(&mut self, mut files: Vec<usize>) -> Vec<usize> {
        files.retain(|&file| self.taken.insert(file));
        for file in &files {
            self.queue.remove(file);
        }
        files
    }

    /// Lets files wait; those that wait already may go sooner.
    pub(super) fn offer(&mut self, files: Vec<(usize, Lead)>) {
        for (file, lead) in files {
            let lead = (lead, self.waves);
            if !self.taken.contains(&file) {
                self.queue.entry(file).and_modify(|known| *known = lead.min(*known)).or_insert(lead);
            }
        }
    }

    /// The next wave, in the order of the files: none if nothing waits, or what waits is too large. `size` gives the bytes of
    /// a file.
    pub(super) fn take(&mut self, size: impl Fn(usize) -> usize) -> Vec<usize> {
        let mut waiting: Vec<(Lead, u32, usize, usize)> =
            self.queue.iter().map(|(&file, &(lead, wave))| (lead, wave, size(file), file)).collect();
        waiting.sort_unstable();
        let part = (self.left / WAVE_PART).max(self.all / LEAST_PART);
        let mut wave = Vec::new();
        let mut used = 0;
        for (lead, _, bytes, file) in waiting {
            let left = if lead == Lead::Faint { self.left.min(self.left_for_faint) } else { self.left };
            if bytes > left {
                continue;
            }
            if used + bytes > part && !wave.is_empty() {
                break;
            }
            used += bytes;
            self.left -= bytes;
            if lead == Lead::Faint {
                self.left_for_faint -= bytes;
            }
            self.queue.remove(&file);
            wave.push(file);
        }
        self.waves += 1;
        self.taken.extend(&wave);
        wave.sort_unstable();
        wave
    }

    /// The files of a wave that are parsed because they read what a class holds: the smallest, as many as fit into half of
    /// what is left for them. The others are left out for good.
    pub(super) fn take_readers(&mut self, wave: Vec<usize>, size: impl Fn(usize) -> usize) -> Vec<usize> {
        let mut by_size = wave;
        by_size.retain(|file| !self.taken.contains(file));
        by_size.sort_by_key(|&file| (size(file), file));
        let limit = self.left_for_readers / 2;
        let mut used = 0;
        let fits = |file: &&usize| {
            used += size(**file);
            used <= limit
        };
        let count = by_size.iter().take_while(fits).count();
        self.readers_left_out.extend(by_size.drain(count..));
        self.left_for_readers -= by_size.iter().map(|&file| size(file)).sum::<usize>();
        self.take_all(by_size)
    }

    /// The files that were left out, in their order.
    pub(super) fn left_out(&self) -> Vec<usize> {
        let readers = self.readers_left_out.iter().filter(|file| !self.taken.contains(file));
        let mut left_out: Vec<usize> = self.queue.keys().chain(readers).copied().collect();
        left_out.sort_unstable();
        left_out.dedup();
        left_out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_led_to_most_surely_goes_first_then_what_is_near_then_what_is_small() {
        let sizes = [300, 250, 10, 1000, 125];
        let mut budget = Budget::new(1000, 0, false);
        assert_eq!(budget.take_all(vec![2]), [2]);
        budget.offer(vec![(0, Lead::Named), (1, Lead::Whole), (2, Lead::Named), (4, Lead::Faint)]);
        assert_eq!(budget.take(|file| sizes[file]), [0]);
        budget.offer(vec![(3, Lead::Named), (4, Lead::Whole)]);
        assert_eq!(budget.take(|file| sizes[file]), [1], "the first is too large, and leaves room");
        assert_eq!(budget.take(|file| sizes[file]), [4]);
        assert_eq!(budget.take(|file| sizes[file]), [0; 0]);
        assert_eq!(budget.left_out(), [3]);
    }

    #[test]
    fn what_imports_a_library_allows_for_more() {
        for (hits, all) in [(0, 1000), (800, 1100), (24_000, 3000), (80_000, 3500)] {
            assert_eq!(Budget::new(1000, hits, false).all, all, "{hits}");
        }
    }

    #[test]
    fn what_is_led_to_faintly_takes_half_at_most() {
        let mut budget = Budget::new(1000, 0, false);
        budget.offer((0..8).map(|file| (file, Lead::Faint)).collect());
        while !budget.take(|_| 100).is_empty() {}
        assert_eq!(budget.left_out(), [5, 6, 7]);
    }
}
