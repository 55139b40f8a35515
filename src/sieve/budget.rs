//! How much is parsed beyond the files that import a library.
//!
//! In a large framework everything leads everywhere: what taint reaches grows from wave to wave, and what comes late
//! or is huge finds next to nothing. Nearly all that is found on the way stands in small files near to the ones
//! that import a library: wrappers, subclasses, factories. So the smallest files of a wave are parsed first, and a
//! wave never takes all that is left, so that the next one can still be followed.

/// How many bytes of files that import a library allow for one more.
const HIT_BYTES_PER_BYTE: usize = 32;

/// The part of what is left that one wave may take.
const WAVE_PART: usize = 2;

/// Bytes that may still be parsed.
pub(super) struct Budget {
    /// Of files that something leads to.
    left: usize,
    /// Of files that read what a class holds: what they take is not taken from the others.
    left_for_readers: usize,
    left_out: Vec<usize>,
}

impl Budget {
    /// The budget of a project whose files that import a library have `hits` bytes: `anyway` are parsed however little
    /// imports one.
    pub(super) fn new(anyway: usize, hits: usize) -> Self {
        let left = anyway.saturating_add(hits / HIT_BYTES_PER_BYTE);
        Self { left, left_for_readers: left / 2, left_out: Vec::new() }
    }

    /// The files of a wave that are parsed, in their order; `size` gives the bytes of one. The rest is left out for
    /// good.
    pub(super) fn take(&mut self, wave: Vec<usize>, size: impl Fn(usize) -> usize) -> Vec<usize> {
        take(&mut self.left, wave, size, &mut self.left_out)
    }

    /// The same of files that read what a class holds.
    pub(super) fn take_readers(&mut self, wave: Vec<usize>, size: impl Fn(usize) -> usize) -> Vec<usize> {
        take(&mut self.left_for_readers, wave, size, &mut self.left_out)
    }

    /// The files that were left out.
    pub(super) fn left_out(&self) -> &[usize] {
        &self.left_out
    }
}

/// Takes the smallest files of a wave, as many as fit into a part of what is left; the others are left out.
fn take(
    left: &mut usize,
    wave: Vec<usize>,
    size: impl Fn(usize) -> usize,
    left_out: &mut Vec<usize>,
) -> Vec<usize> {
    let mut by_size = wave;
    by_size.sort_by_key(|&file| (size(file), file));
    let limit = *left / WAVE_PART;
    let mut used = 0;
    let fits = |file: &&usize| {
        used += size(**file);
        used <= limit
    };
    let count = by_size.iter().take_while(fits).count();
    left_out.extend(by_size.drain(count..));
    *left -= by_size.iter().map(|&file| size(file)).sum::<usize>();
    by_size.sort_unstable();
    by_size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_files_come_first_and_something_stays_for_the_next_wave() {
        let sizes = [1000, 250, 10, 125];
        let mut budget = Budget::new(1000, 0);
        assert_eq!(budget.take(vec![0, 1, 2, 3], |file| sizes[file]), vec![1, 2, 3]);
        assert_eq!(budget.left_out(), [0]);
        assert_eq!(budget.take(vec![1], |file| sizes[file]), vec![1]);
        assert_eq!(budget.take(vec![1], |file| sizes[file]), Vec::<usize>::new());
        assert_eq!(budget.left_out(), [0, 1]);
    }
}
