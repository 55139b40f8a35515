//! Git repositories, read by a library: no process of git is ever started, and nothing that a repository configures runs.
//!
//! Only a repository counts whose `.git` is found here, from a directory upwards. A bare repository that lies in a tree
//! is files like any others.

use std::path::{Path, PathBuf};

/// The directory at or above `start` that holds `.git`: the top of the working tree that `start` lies in. `start` is absolute.
pub fn top_of(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|directory| directory.join(".git").exists()).map(Path::to_path_buf)
}
