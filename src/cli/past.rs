//! The scanned project as it stood in a git revision.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Failure, diagnostics};
use crate::InputFile;
use crate::config::{Disk, Files};
use crate::git::{GitError, Repository, Snapshot, top_of};
use crate::walk::stored::stored;
use crate::walk::{SETTINGS_FILES, WalkError, WalkOptions};

/// The repositories of a scan, each with the files of a revision.
#[derive(Debug)]
pub(super) struct Past {
    /// By the top of the working tree, absolute.
    snapshots: BTreeMap<PathBuf, Snapshot>,
}

/// Which commit a revision stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// The one that it names.
    Itself,
    /// Where it parted from what is checked out: what it has got since then is no change of ours.
    Base,
}

/// The directories that are scanned, and those of scanned files, as they really are.
#[expect(clippy::disallowed_methods, reason = "repositories are looked for from where the roots really are")]
pub(super) fn directories(roots: &[PathBuf], cwd: &Path) -> Vec<PathBuf> {
    let directory = |root: &PathBuf| {
        let root = fs::canonicalize(cwd.join(root)).unwrap_or_else(|_| cwd.join(root));
        let above = root.parent().filter(|_| root.is_file()).map(Path::to_path_buf);
        above.unwrap_or(root)
    };
    // Standard input alone stands for a file somewhere below the working directory.
    let of_stdin = if roots.is_empty() { Some(PathBuf::from(".")) } else { None };
    roots.iter().chain(&of_stdin).map(directory).collect()
}

impl Past {
    /// Looks a revision up in the repositories of `directories`, which are absolute. `flag` is what asks for it.
    ///
    /// # Errors
    /// A directory lies in no repository, or the revision names no commit there, or several.
    pub(super) fn open(
        directories: &[PathBuf],
        revision: &str,
        which: Which,
        flag: &str,
        quiet: bool,
    ) -> Result<Self, Failure> {
        let fail = |error: GitError| Failure::from(format!("{flag}: {error}"));
        let mut snapshots = BTreeMap::new();
        for directory in directories {
            if top_of(directory).is_some_and(|top| snapshots.contains_key(&top)) {
                continue;
            }
            let repository = Repository::around(directory).map_err(fail)?;
            let named = repository.resolve(revision).map_err(fail)?;
            let base = match which {
                Which::Itself => Some(named),
                // Before the first commit nothing is checked out.
                Which::Base => repository
                    .resolve("HEAD")
                    .ok()
                    .and_then(|head| repository.merge_base(named, head).ok().flatten()),
            };
            if base.is_none() && repository.is_shallow() && !quiet {
                diagnostics::warning(&format!(
                    "{flag}: where `{revision}` and HEAD parted lies before the history of this shallow clone; what \
                     `{revision}` has got since then counts as changed (`git fetch --unshallow` brings the rest)"
                ));
            }
            let top = repository.top().to_path_buf();
            snapshots.insert(top, repository.snapshot(base.unwrap_or(named)).map_err(fail)?);
        }
        Ok(Self { snapshots })
    }

    /// The bytes that a file had, by its absolute path; `None` if it was not there.
    ///
    /// # Errors
    /// It was there, and what was in it is not in the repository.
    pub(super) fn read(&self, path: &Path) -> Result<Option<Vec<u8>>, GitError> {
        self.holding(path).map_or(Ok(None), |(snapshot, below)| snapshot.read(below))
    }

    /// The snapshot that a path belongs to, and the path below its top.
    fn holding<'p>(&self, path: &'p Path) -> Option<(&Snapshot, &'p Path)> {
        // The innermost: a repository may lie in another one.
        let above = path.ancestors().find_map(|above| self.snapshots.get_key_value(above));
        above.and_then(|(top, snapshot)| Some((snapshot, path.strip_prefix(top).ok()?)))
    }

    /// The files that a scan with these options would find.
    ///
    /// # Errors
    /// A glob that cannot be understood.
    pub(super) fn files(&self, options: &WalkOptions) -> Result<Vec<InputFile>, WalkError> {
        let paths: Vec<PathBuf> = self.paths().collect();
        stored(options, &paths, |path| self.read(path).ok().flatten())
    }

    /// The absolute paths of all files.
    fn paths(&self) -> impl Iterator<Item = PathBuf> {
        let of = |(top, snapshot): (&'_ PathBuf, &'_ Snapshot)| -> Vec<PathBuf> {
            snapshot.files().iter().map(|path| top.join(path)).collect()
        };
        self.snapshots.iter().flat_map(of)
    }

    /// What is called like a settings file below some directories, which are absolute.
    pub(super) fn settings_files(&self, directories: &[PathBuf]) -> Vec<PathBuf> {
        let is_settings = |path: &PathBuf| {
            path.file_name().is_some_and(|name| SETTINGS_FILES.iter().any(|known| name == *known))
                && directories.iter().any(|directory| path.starts_with(directory))
        };
        self.paths().filter(is_settings).collect()
    }

    /// The commits, one for each repository, in the order of their places.
    pub(super) fn commits(&self) -> Vec<String> {
        self.snapshots.values().map(Snapshot::commit).collect()
    }

    /// Whether two revisions are the same commits.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let commits = |past: &Self| -> Vec<(PathBuf, String)> {
            past.snapshots.iter().map(|(top, snapshot)| (top.clone(), snapshot.commit())).collect()
        };
        commits(self) == commits(other)
    }
}

/// What lies in none of the repositories is no part of a change, and is what it is.
impl Files for Past {
    fn bytes(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        if self.holding(path).is_none() {
            return Disk.bytes(path, most);
        }
        let bytes = self.read(path).map_err(|error| io::Error::other(error.to_string()))?;
        let bytes =
            bytes.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no such file in the revision"))?;
        if bytes.len() as u64 > most {
            let message = format!("it is larger than {most} bytes");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
        }
        Ok(bytes)
    }

    fn is_anything(&self, path: &Path) -> bool {
        match self.holding(path) {
            Some((snapshot, below)) => snapshot.has_entry(below),
            None => Disk.is_anything(path),
        }
    }

    fn leads_out(&self, path: &Path, directory: &Path) -> bool {
        // Links are followed inside of a revision alone.
        self.holding(path).is_none() && Disk.leads_out(path, directory)
    }

    fn is_file(&self, path: &Path) -> bool {
        match self.holding(path) {
            Some((snapshot, below)) => snapshot.has(below),
            None => Disk.is_file(path),
        }
    }

    fn below(&self, directory: &Path, depth: Option<usize>) -> Vec<PathBuf> {
        if self.holding(directory).is_none() {
            return Disk.below(directory, depth);
        }
        let is_near = |path: &PathBuf| {
            let below = path.strip_prefix(directory).ok().map(|below| below.components().count());
            below.is_some_and(|levels| depth.is_none_or(|depth| levels <= depth))
        };
        self.paths().filter(is_near).collect()
    }
}
