//! What git tracks is source, whatever it is called and whatever ignores it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::git::{Absent, Index, Tracked, UnreadableIndex, may_lack};

/// A repository whose working tree is walked, and those around it. Its index is read when it is asked for: in most trees
/// hardly anything would be left out.
#[derive(Debug)]
pub(super) struct Repository {
    top: PathBuf,
    outer: Option<Arc<Repository>>,
    index: OnceLock<Result<Option<Index>, UnreadableIndex>>,
}

impl Repository {
    /// The repository with its top here, where `outer` is around it.
    pub(super) fn new(top: &Path, outer: Option<Arc<Self>>) -> Arc<Self> {
        Arc::new(Self { top: top.to_owned(), outer, index: OnceLock::new() })
    }

    /// The repositories that a directory lies in, each around the next one.
    pub(super) fn around(directory: &Path) -> Option<Arc<Self>> {
        let tops = directory.ancestors().skip(1).filter(|above| above.join(".git").exists());
        let tops: Vec<&Path> = tops.collect();
        tops.into_iter().rev().fold(None, |outer, top| Some(Self::new(top, outer)))
    }

    /// The top of its working tree.
    pub(super) fn top(&self) -> &Path {
        &self.top
    }

    /// Whether its index was asked for, and cannot be read.
    pub(super) fn is_unreadable(&self) -> bool {
        matches!(self.index.get(), Some(Err(UnreadableIndex)))
    }

    /// What is tracked and was not checked out.
    pub(super) fn not_checked_out(&self) -> Vec<Absent> {
        if !may_lack(&self.top) {
            return Vec::new();
        }
        let index = self.index.get_or_init(|| Index::read(&self.top)).as_ref().ok();
        index.and_then(Option::as_ref).map_or_else(Vec::new, |index| index.not_checked_out(&self.top))
    }

    /// This one and those around it.
    pub(super) fn chain(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |it| it.outer.as_deref())
    }

    /// Whether a file or a link is tracked.
    pub(super) fn tracks(&self, path: &Path) -> bool {
        self.asked(path).any(|(index, below)| index.holds(below))
    }

    /// What is tracked in a directory.
    pub(super) fn below(&self, directory: &Path) -> Tracked {
        let mut tracked = self.asked(directory).map(|(index, below)| index.below(below));
        tracked.find(|tracked| *tracked != Tracked::Nothing).unwrap_or(Tracked::Nothing)
    }

    /// The indexes that may hold a path, each with the path below its top.
    fn asked<'a>(&'a self, path: &'a Path) -> impl Iterator<Item = (&'a Index, &'a Path)> {
        self.chain().filter_map(move |it| {
            let below = path.strip_prefix(&it.top).ok()?;
            let index = it.index.get_or_init(|| Index::read(&it.top)).as_ref().ok()?.as_ref()?;
            Some((index, below))
        })
    }
}
