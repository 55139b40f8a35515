//! The lines of a file that are not what they were.
//!
//! Contents are compared and nothing else: no attribute, no name and no text that looks like a diff takes a line out.

use std::ops::RangeInclusive;
use std::path::Path;

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::language::Language;
use crate::source::Location;
use crate::source::decode::{decode, normalise_line_ends};

/// Which lines of a file changed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// There was no such file.
    All,
    /// These, from 1, in order; where only lines were taken out, the two around the gap.
    Some(Vec<RangeInclusive<u32>>),
}

/// Above this product of numbers of lines two texts are not compared line by line: all between the first and the last
/// difference counts as changed.
const MOST_COMPARED: usize = 100_000_000;

impl Lines {
    /// Compares a file with what it was. Which characters end a line does not matter.
    pub(super) fn between(old: &[u8], new: &[u8], path: &str) -> Self {
        if old == new {
            return Self::Some(Vec::new());
        }
        let declared =
            |bytes| Language::of_path(Path::new(path)).and_then(|it| (it.declared_encoding)(bytes));
        let (old, new) = (decode(old, declared(old)), decode(new, declared(new)));
        let (old, new) = (normalise_line_ends(&old.text), normalise_line_ends(&new.text));
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut lines = |text| -> Vec<u32> {
            let lines = str::split(text, '\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
            lines
                .map(|line| {
                    let next = numbers.len() as u32;
                    *numbers.entry(line).or_insert(next)
                })
                .collect()
        };
        let (old, new): (Vec<u32>, Vec<u32>) = (lines(&old), lines(&new));
        Self::Some(changed(&old, &new))
    }

    /// Whether something between the first and the last line of a place changed.
    pub(super) fn touch(&self, location: &Location) -> bool {
        match self {
            Self::All => true,
            Self::Some(ranges) => ranges
                .iter()
                .any(|range| *range.start() <= location.end_file_line && location.file_line <= *range.end()),
        }
    }
}

/// The changed lines of the new text, from 1, where equal numbers are equal lines.
fn changed(old: &[u32], new: &[u32]) -> Vec<RangeInclusive<u32>> {
    let same = |(one, other): &(&u32, &u32)| one == other;
    let before = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[before..], &new[before..]);
    let after = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    let (old, new) = (&old[..old.len() - after], &new[..new.len() - after]);
    let range = |index: usize, len: usize| {
        let first = (before + index) as u32;
        // A line taken out touches its neighbours.
        if len == 0 { first.max(1)..=first + 1 } else { first + 1..=first + len as u32 }
    };
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    if old.len().saturating_mul(new.len()) > MOST_COMPARED {
        return vec![range(0, new.len())];
    }
    let operations = capture_diff_slices(Algorithm::Myers, old, new);
    let changes = operations.iter().filter(|operation| !matches!(operation, DiffOp::Equal { .. }));
    changes.map(|change| range(change.new_range().start, change.new_range().len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(old: &str, new: &str) -> Vec<RangeInclusive<u32>> {
        match Lines::between(old.as_bytes(), new.as_bytes(), "a.py") {
            Lines::All => panic!("both are there"),
            Lines::Some(ranges) => ranges,
        }
    }

    #[test]
    fn added_changed_and_removed_lines_are_found() {
        assert_eq!(lines("a\nb\n", "a\nb\n"), []);
        assert_eq!(lines("a\nb\n", "a\nx\ny\nb\n"), [2..=3]);
        assert_eq!(lines("a\nb\nc\nd\n", "a\nb\nd\n"), [2..=3], "the lines around the gap");
        assert_eq!(lines("a\nb\nc\nd\ne\n", "a\nx\nc\nd\ny\n"), [2..=2, 5..=5]);
        assert_eq!(lines("", "a\n"), [1..=1]);
        assert_eq!(lines("a\n", ""), [1..=1]);
    }

    #[test]
    fn the_end_of_a_line_is_no_change() {
        assert_eq!(lines("a\nb\nc\n", "a\r\nb\r\nc\r\n"), []);
        assert_eq!(lines("a\nb\nc\n", "a\rb\rx\rc\r"), [3..=3]);
        assert_eq!(lines("a\nb", "a\nb\n"), [3..=3], "nothing stands there");
    }

    #[test]
    fn texts_that_have_nothing_in_common_are_changed_as_a_whole() {
        let lines_of = |word: &str| {
            let lines: Vec<String> = (0..11_000).map(|line| format!("{word} {line}")).collect();
            format!("{}\n", lines.join("\n"))
        };
        let (old, new) = (lines_of("old"), lines_of("new"));
        assert_eq!(lines(&format!("a\n{old}z"), &format!("a\n{new}z")), [2..=11_001]);
    }
}
