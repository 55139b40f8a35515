//! What ignore files say: `.gitignore` and `.git/info/exclude` in a repository, and `.ignore`.
//!
//! They come with the tree that is scanned. A link could lead to what never ends, blocks, or lies outside, so that only
//! regular files of a bounded size are read; git reads no link in the place of a `.gitignore` either.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::finding::LeftOutReason;
use crate::git::exclude_file;
use crate::regular;

/// The ignore files of a directory, and those of the directories above it.
#[derive(Debug, Default)]
pub(super) struct Ignores {
    outer: Option<Arc<Ignores>>,
    ignore: Option<Gitignore>,
    git: Option<Gitignore>,
    /// What the repository says that has its top here.
    exclude: Option<Gitignore>,
    /// Whether a repository has its top here: what git ignores above it does not count.
    is_top: bool,
}

/// What ignore files say of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// It is ignored.
    Ignored(LeftOutReason),
    /// It is not, even if its name begins with a dot.
    Kept,
    /// Nothing.
    Nothing,
}

/// Which ignore files a directory has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Present {
    pub(super) ignore: bool,
    pub(super) git: bool,
    /// Whether a repository has its top here.
    pub(super) top: bool,
}

/// An ignore file that is not understood, or not read: the file, and what is wrong with it.
pub(super) type Problem = (PathBuf, String);

impl Ignores {
    /// What holds in a directory, where `outer` holds around it. Git's own files count in a repository only.
    pub(super) fn enter(
        outer: Option<&Arc<Self>>,
        directory: &Path,
        present: Present,
        in_repository: bool,
        problems: &mut Vec<Problem>,
    ) -> Option<Arc<Self>> {
        let mut read = |is_present: bool, path: Option<PathBuf>| {
            let path = path.filter(|_| is_present)?;
            read(&path, directory, problems).unwrap_or_else(|problem| {
                problems.push((path, problem));
                None
            })
        };
        let here = Self {
            ignore: read(present.ignore, Some(directory.join(".ignore"))),
            git: read(present.git && in_repository, Some(directory.join(".gitignore"))),
            exclude: read(
                present.top,
                exclude_file(directory).filter(|path| path.symlink_metadata().is_ok()),
            ),
            is_top: present.top,
            outer: outer.cloned(),
        };
        let says_something =
            here.is_top || [&here.ignore, &here.git, &here.exclude].iter().any(|file| file.is_some());
        if says_something { Some(Arc::new(here)) } else { here.outer }
    }

    /// What is said of a path: the nearest file that names it counts, `.ignore` before what git says.
    pub(super) fn say(&self, path: &Path, is_directory: bool) -> Said {
        let (mut by_ignore, mut by_git) = (Match::None, Match::None);
        let (mut level, mut is_git_asked) = (Some(self), true);
        while let Some(here) = level {
            let matched = |file: &Option<Gitignore>| match file {
                Some(file) => file.matched(path, is_directory).map(|_| ()),
                None => Match::None,
            };
            by_ignore = by_ignore.or(matched(&here.ignore));
            if is_git_asked {
                by_git = by_git.or(matched(&here.git)).or(matched(&here.exclude));
                is_git_asked = !here.is_top;
            }
            level = here.outer.as_deref();
        }
        match (by_ignore, by_git) {
            (Match::Ignore(()), _) => Said::Ignored(LeftOutReason::IgnoreFile),
            (Match::None, Match::Ignore(())) => Said::Ignored(LeftOutReason::GitIgnored),
            (Match::None, Match::None) => Said::Nothing,
            _ => Said::Kept,
        }
    }
}

/// An ignore file is no larger than this, in bytes.
pub(crate) const MOST_READ: u64 = 1 << 20;

/// Reads an ignore file whose patterns are relative to `directory`; `None` if it has none.
fn read(path: &Path, directory: &Path, problems: &mut Vec<Problem>) -> Result<Option<Gitignore>, String> {
    let built = built(&text(path)?, directory, |number, error| {
        let problem = format!("is not understood as an ignore file: line {number}: {error}");
        problems.push((path.to_owned(), problem));
    });
    let built = built.map_err(|error| format!("is not understood as an ignore file: {error}"))?;
    Ok((!built.is_empty()).then_some(built))
}

/// The patterns of an ignore file, relative to `directory`. Of a line that is none, its number goes to `refused`.
fn built(
    text: &str,
    directory: &Path,
    mut refused: impl FnMut(usize, ignore::Error),
) -> Result<Gitignore, ignore::Error> {
    let mut builder = GitignoreBuilder::new(directory);
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if let Err(error) = builder.add_line(None, line) {
            refused(number + 1, error);
        }
    }
    builder.build()
}

/// The line of an ignore file that ignores something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct IgnoringLine {
    /// The file.
    pub(crate) file: PathBuf,
    /// The first byte of the line.
    pub(crate) start: usize,
    /// The byte behind it.
    pub(crate) end: usize,
}

/// What ignores a path below `top`, or a directory above it, if the ignore files have the texts that `text_of` gives.
/// What stands outside of the tree (`.git/info/exclude`) is not asked.
pub(crate) fn ignoring_line(
    path: &Path,
    is_directory: bool,
    top: &Path,
    text_of: &dyn Fn(&Path) -> Option<String>,
) -> Option<IgnoringLine> {
    let above = path.ancestors().take_while(|above| *above != top && above.starts_with(top));
    let above: Vec<&Path> = above.collect();
    above.into_iter().rev().find_map(|it| nearest_line(it, is_directory || it != path, top, text_of))
}

/// The same for a path alone, by the nearest file that names it, `.ignore` before what git says.
fn nearest_line(
    path: &Path,
    is_directory: bool,
    top: &Path,
    text_of: &dyn Fn(&Path) -> Option<String>,
) -> Option<IgnoringLine> {
    let directories = || path.ancestors().skip(1).take_while(|above| above.starts_with(top));
    let files =
        [".ignore", ".gitignore"].into_iter().flat_map(|name| directories().map(move |it| (it, name)));
    for (directory, name) in files {
        let file = directory.join(name);
        let Some(text) = text_of(&file) else { continue };
        let Ok(patterns) = built(&text, directory, |_, _| {}) else { continue };
        match patterns.matched(path, is_directory) {
            Match::None => {}
            Match::Whitelist(_) => return None,
            Match::Ignore(pattern) => {
                let is_it = |line: &&str| line.trim() == pattern.original().trim();
                // The last line that says so counts.
                let line = text.lines().rfind(is_it).unwrap_or_default();
                let start = line.as_ptr().addr().saturating_sub(text.as_ptr().addr());
                let start = if line.is_empty() { 0 } else { start };
                return Some(IgnoringLine { file, start, end: start + line.len() });
            }
        }
    }
    None
}

/// The text of an ignore file of the tree; `None` if there is none that is read.
pub(crate) fn text_in_tree(path: &Path) -> Option<String> {
    text(path).ok()
}

fn text(path: &Path) -> Result<String, String> {
    let unreadable =
        |error: io::Error| format!("cannot be read ({}); it ignores nothing", super::reason(&error));
    let metadata = path.symlink_metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err("is no regular file; it ignores nothing".to_owned());
    }
    let bytes = regular::read(path, MOST_READ).map_err(unreadable)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
