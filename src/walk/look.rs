//! What lies in a directory that is not analysed: a bounded look.
//!
//! The bounds count entries and not seconds, so that the same tree gives the same report. A virtual environment or
//! `node_modules` is larger than they allow: then it is not known how many files it holds.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

/// How many entries are looked at in one directory that is not analysed, with all directories below it.
const ENTRIES: usize = 2048;

/// How many entries are looked at in all of them together.
const ALL_ENTRIES: usize = 1 << 17;

/// How many entries are looked at in each of so many directories.
pub(super) fn entries_each(directories: usize) -> usize {
    ENTRIES.min(ALL_ENTRIES / directories.max(1))
}

/// The files below a directory that `wants` wants, those of a directory before those of the directories in it, and whether
/// these are all. No link is followed, nor is a directory looked into that `enters` does not enter.
pub(super) fn files_below(
    directory: &Path,
    most: usize,
    wants: impl Fn(&Path) -> bool,
    enters: impl Fn(&Path) -> bool,
) -> (Vec<PathBuf>, bool) {
    let (mut files, mut left) = (Vec::new(), most);
    let mut open = VecDeque::from([directory.to_owned()]);
    while let Some(directory) = open.pop_front() {
        // The first entries in order are known only where all are: a directory with too many is not looked at.
        let Some(entries) = entries(&directory, left) else { return (files, false) };
        left -= entries.len();
        for (path, is_directory) in entries {
            if is_directory {
                open.extend(enters(&path).then_some(path));
            } else if wants(&path) {
                files.push(path);
            }
        }
    }
    (files, true)
}

/// The files and directories in a directory, by name, and which of them are directories; `None` if there are more than so
/// many, or if they cannot be listed.
#[expect(clippy::disallowed_methods, reason = "the walk is one of the readers of user files")]
fn entries(directory: &Path, most: usize) -> Option<Vec<(PathBuf, bool)>> {
    let mut entries = Vec::new();
    for (count, entry) in std::fs::read_dir(directory).ok()?.enumerate() {
        let entry = entry.ok().filter(|_| count < most)?;
        let kind = entry.file_type().ok()?;
        if kind.is_dir() || kind.is_file() {
            entries.push((entry.path(), kind.is_dir()));
        }
    }
    entries.sort();
    Some(entries)
}
