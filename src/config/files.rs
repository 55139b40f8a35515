//! Where settings are read from: the disk, or something that stands in for it.

use std::io;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

/// The files of a project as they are, or as they were. All paths are absolute.
pub trait Files {
    /// The text of a file.
    ///
    /// # Errors
    /// There is no such file, it cannot be read, or it is not UTF-8.
    fn text(&self, path: &Path) -> io::Result<String>;

    /// Whether there is a file at a path.
    fn is_file(&self, path: &Path) -> bool;

    /// The regular files below a directory, at most so many levels below it if `depth` says so; in no order.
    fn below(&self, directory: &Path, depth: Option<usize>) -> Vec<PathBuf>;
}

/// The files as they are.
#[derive(Clone, Copy, Debug)]
pub struct Disk;

impl Files for Disk {
    #[expect(clippy::disallowed_methods, reason = "the settings are one of the files that mima reads")]
    fn text(&self, path: &Path) -> io::Result<String> {
        std::fs::read_to_string(path)
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn below(&self, directory: &Path, depth: Option<usize>) -> Vec<PathBuf> {
        let mut walk = WalkBuilder::new(directory);
        walk.standard_filters(false).max_depth(depth);
        let files = walk.build().flatten().filter(|it| it.file_type().is_some_and(|kind| kind.is_file()));
        files.map(ignore::DirEntry::into_path).collect()
    }
}
