//! What git tracks: the paths in a repository's index.

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use gix_hash::Kind;
use gix_index::decode::Options;
use gix_index::entry::Flags;
use gix_object::bstr::ByteSlice as _;

use super::directory_of;

/// What a repository tracks, by paths below the top of its working tree.
pub struct Index(gix_index::File);

/// An index that is there and cannot be read: it is damaged, or newer than the library that reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnreadableIndex;

/// No index takes more memory at once, in bytes.
const MOST_MEMORY: usize = 1 << 30;

/// What is tracked in a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tracked {
    /// Nothing.
    Nothing,
    /// Files in it, or in directories below it.
    Files,
    /// All of it: it is a submodule, or a directory that a sparse checkout left out.
    Whole,
}

/// Something that is tracked and was not checked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// Where it would be.
    pub path: PathBuf,
    /// Whether it is a directory with all that is in it.
    pub is_whole: bool,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Index").field(&self.0.entries().len()).finish()
    }
}

impl Index {
    /// Reads the index of the repository whose working tree has its top here; `None` where nothing was ever added.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn read(top: &Path) -> Result<Option<Self>, UnreadableIndex> {
        let path = directory_of(top).map_err(|_| UnreadableIndex)?.join("index");
        match path.metadata() {
            Ok(metadata) if metadata.is_file() => {}
            Ok(_) => return Err(UnreadableIndex),
            Err(_) => return Ok(None),
        }
        // How a repository names its objects stands in its configuration alone; read by the wrong length an index ends at
        // the wrong place. What the checksum would tell is not worth the time of half a scan.
        let options =
            Options { thread_limit: Some(1), alloc_limit_bytes: Some(MOST_MEMORY), ..Options::default() };
        // What the library did not expect of a damaged file must not cost the run.
        let read = |kind| catch_unwind(|| gix_index::File::at(&path, kind, true, options)).ok()?.ok();
        read(Kind::Sha1).or_else(|| read(Kind::Sha256)).map(|index| Some(Self(index))).ok_or(UnreadableIndex)
    }

    /// Whether a file or a link is tracked; `below` is relative to the top.
    pub fn holds(&self, below: &Path) -> bool {
        let key = key(below);
        self.path_from(&key).is_some_and(|(path, _)| path == key)
    }

    /// What is tracked in a directory; `below` is relative to the top.
    pub fn below(&self, below: &Path) -> Tracked {
        let mut key = key(below);
        if self.path_from(&key).is_some_and(|(path, is_whole)| path == key && is_whole) {
            return Tracked::Whole;
        }
        key.push(b'/');
        match self.path_from(&key) {
            Some((path, _)) if path == key => Tracked::Whole,
            Some((path, _)) if path.starts_with(&key) => Tracked::Files,
            _ => Tracked::Nothing,
        }
    }

    /// What is tracked and was not checked out, by paths below the top, which is `top`: submodules, and what a sparse checkout
    /// leaves out. Of a submodule nobody knows what is in it.
    pub fn not_checked_out(&self, top: &Path) -> Vec<Absent> {
        let mut absent = Vec::new();
        for entry in self.0.entries() {
            let is_sparse = entry.flags.contains(Flags::SKIP_WORKTREE);
            if !is_sparse && !entry.mode.is_submodule() {
                continue;
            }
            let is_whole = entry.mode.is_submodule() || entry.mode.is_sparse();
            let there = top.join(entry.path(&self.0).to_path_lossy());
            let is_there = if is_whole { !is_empty(&there) } else { there.symlink_metadata().is_ok() };
            if !is_there {
                absent.push(Absent { path: there, is_whole });
            }
        }
        absent
    }

    /// The first tracked path that is not before `key`, and whether it stands for all that is below it.
    fn path_from(&self, key: &[u8]) -> Option<(&[u8], bool)> {
        let entries = self.0.entries();
        let at = entries.partition_point(|entry| &**entry.path(&self.0) < key);
        let entry = entries.get(at)?;
        Some((entry.path(&self.0), entry.mode.is_submodule() || entry.mode.is_sparse()))
    }
}

/// Whether the repository with its top here says that something of it need not be checked out: the index has to be read for that.
pub fn may_lack(top: &Path) -> bool {
    let is_sparse = || directory_of(top).is_ok_and(|own| own.join("info/sparse-checkout").is_file());
    top.join(".gitmodules").is_file() || is_sparse()
}

/// Whether nothing is in a directory, or it is not there.
#[expect(clippy::disallowed_methods, reason = "what is checked out can only be asked of the disk")]
fn is_empty(directory: &Path) -> bool {
    std::fs::read_dir(directory).map_or(true, |mut entries| entries.next().is_none())
}

/// A path as the index writes it: with `/`.
fn key(below: &Path) -> Vec<u8> {
    let mut key = below.as_os_str().as_encoded_bytes().to_vec();
    if std::path::MAIN_SEPARATOR != '/' {
        key.iter_mut().filter(|byte| **byte == b'\\').for_each(|byte| *byte = b'/');
    }
    key
}
