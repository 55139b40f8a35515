//! Where settings are read from: the disk, or something that stands in for it.

use std::io;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::regular;
use crate::walk::paths::canonical;

/// A file of settings, rules or policies is no larger than this, in bytes.
pub const SETTINGS_BYTES: u64 = 1 << 20;

/// A baseline is no larger than this, in bytes.
pub const BASELINE_BYTES: u64 = 1 << 28;

/// The files of a project as they are, or as they were. All paths are absolute.
pub trait Files {
    /// What stands in a regular file, of at most `most` bytes.
    ///
    /// # Errors
    /// There is no such file, it is no regular one, it is larger, or it cannot be read.
    fn bytes(&self, path: &Path, most: u64) -> io::Result<Vec<u8>>;

    /// Whether there is a file at a path.
    fn is_file(&self, path: &Path) -> bool;

    /// Whether there is anything at a path: a link that leads nowhere and a pipe, too.
    fn is_anything(&self, path: &Path) -> bool;

    /// Whether what is at a path lies elsewhere than below a directory: a link on the way leads there.
    fn leads_out(&self, path: &Path, directory: &Path) -> bool;

    /// The regular files below a directory, at most so many levels below it if `depth` says so; in no order.
    fn below(&self, directory: &Path, depth: Option<usize>) -> Vec<PathBuf>;

    /// The text of a file.
    ///
    /// # Errors
    /// Those of [`Files::bytes`], and that it is not UTF-8.
    fn text(&self, path: &Path, most: u64) -> io::Result<String> {
        let bytes = self.bytes(path, most)?;
        String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }
}

/// The files as they are.
#[derive(Clone, Copy, Debug)]
pub struct Disk;

impl Files for Disk {
    fn bytes(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        regular::read(path, most)
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn is_anything(&self, path: &Path) -> bool {
        path.symlink_metadata().is_ok()
    }

    fn leads_out(&self, path: &Path, directory: &Path) -> bool {
        match (canonical(path), canonical(directory)) {
            (Some(path), Some(directory)) => !path.starts_with(directory),
            // What is not there is told by whoever reads it.
            _ => false,
        }
    }

    fn below(&self, directory: &Path, depth: Option<usize>) -> Vec<PathBuf> {
        let mut walk = WalkBuilder::new(directory);
        walk.standard_filters(false).max_depth(depth);
        let files = walk.build().flatten().filter(|it| it.file_type().is_some_and(|kind| kind.is_file()));
        files.map(ignore::DirEntry::into_path).collect()
    }
}

/// Files that the user named: what lies outside of the tree is theirs, and may be a pipe.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The top of the tree, whose files are as the tree brings them.
    pub tree: &'a Path,
}

impl Given<'_> {
    /// The text of a file of the user, of at most `most` bytes.
    ///
    /// # Errors
    /// A link leads from the tree out of it, it is larger, it cannot be read, or it is not UTF-8. In the tree it has to be a
    /// regular file.
    pub fn text(&self, path: &Path, most: u64) -> io::Result<String> {
        if path.starts_with(self.tree) {
            if Disk.leads_out(path, self.tree) {
                return Err(led_out());
            }
            return Disk.text(path, most);
        }
        let bytes = regular::read_named(path, most)?;
        String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }
}

/// That a file of a project does not lie in it.
pub(super) fn led_out() -> io::Error {
    io::Error::other("a link leads out of the project")
}

/// Why a file cannot be read, for people: without the numbers of the system.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "does not exist".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}
