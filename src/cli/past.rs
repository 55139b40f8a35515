//! The scanned project as it stood in a git revision.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Failure, diagnostics};
use crate::git::{GitError, Repository, Snapshot, top_of};

/// The repositories of a scan, each with the files of a revision.
#[derive(Debug)]
pub(super) struct Past {
    /// By the top of the working tree, absolute.
    snapshots: BTreeMap<PathBuf, Snapshot>,
}

impl Past {
    /// The commits where a revision parted from what is checked out, in the repositories of `directories`, which are
    /// absolute: what the revision has got since then is no change of ours. `flag` is what asks for it.
    ///
    /// # Errors
    /// A directory lies in no repository, or the revision names no commit there, or several.
    pub(super) fn open(
        directories: &[PathBuf],
        revision: &str,
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
            // Before the first commit nothing is checked out.
            let head = repository.resolve("HEAD").ok();
            let base = head.and_then(|head| repository.merge_base(named, head).ok().flatten());
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
}
