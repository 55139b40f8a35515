//! What a repository's configuration says of where it keeps things. Nothing else of it is asked.

use std::path::{Path, PathBuf};

use gix_config::File;
use gix_config::file::{Metadata, init};

use super::{GitError, common_directory, directory_of, read_text};

/// The configuration of a repository, without what it includes.
fn of_repository(common: &Path) -> Option<File> {
    read(&common.join("config"))
}

fn read(path: &Path) -> Option<File> {
    let text = read_text(path)?;
    File::from_bytes_no_includes(text.as_bytes(), Metadata::default(), init::Options::default()).ok()
}

/// Refuses what is not read: objects named by SHA-256, references in tables.
pub(super) fn check(common: &Path) -> Result<(), GitError> {
    let Some(config) = of_repository(common) else { return Ok(()) };
    for (key, only) in [("extensions.objectFormat", "sha1"), ("extensions.refStorage", "files")] {
        if let Some(value) = config.string(key).filter(|value| !value.eq_ignore_ascii_case(only.as_bytes())) {
            return Err(GitError::Unusable(format!("a repository with `{key} = {value}` is not read")));
        }
    }
    Ok(())
}

/// The directory of a working tree's hooks, absolute, and the directory that the repository keeps its things in. `users` are
/// the files of configuration that the user and the machine have, the strongest first: the repository's goes before them.
///
/// # Errors
/// There is no repository at `top`.
pub fn hooks(top: &Path, users: &[PathBuf]) -> Result<(PathBuf, PathBuf), GitError> {
    let common = common_directory(&directory_of(top)?);
    let files = of_repository(&common).into_iter().chain(users.iter().filter_map(|path| read(path)));
    let named = files.into_iter().find_map(|config| Some(config.string("core.hooksPath")?.to_string()));
    let hooks = named.map_or_else(|| common.join("hooks"), |named| top.join(named));
    Ok((hooks, common))
}
