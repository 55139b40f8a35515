//! Writing a report to a file as a whole or not at all.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use tempfile::NamedTempFile;

/// Writes `bytes` to `path`, an absolute one, atomically: a reader sees the old file or the new one, never half of it. The
/// permissions of a file that is replaced are kept; a new one gets those that the process gives to new files.
/// What is no regular file (`/dev/stdout`, a named pipe) is written to as it is, and a symbolic link is
/// followed, but none below the directory `tree`: whoever wrote the code there chose where it leads.
///
/// # Errors
/// A link below `tree`, a directory that does not exist or cannot be written to, a full disk, and what else the system
/// reports.
pub fn write_file(path: &Path, tree: &Path, bytes: &[u8]) -> io::Result<()> {
    Prepared::new(path, tree, bytes)?.put()
}

/// The first link on the way from a directory to a path below it.
fn link_below(tree: &Path, path: &Path) -> Option<PathBuf> {
    let mut at = tree.to_path_buf();
    let below = path.strip_prefix(tree).ok()?;
    below.components().find_map(|component| {
        if component == Component::ParentDir {
            at.pop();
        } else {
            at.push(component);
        }
        let is_link = || fs::symlink_metadata(&at).is_ok_and(|it| it.is_symlink());
        (at.starts_with(tree) && is_link()).then(|| at.clone())
    })
}

/// A file that is written but for its place: nobody sees it yet, and dropped it leaves nothing behind. So several
/// files can be written all or none.
#[derive(Debug)]
pub struct Prepared {
    target: PathBuf,
    content: Content,
}

#[derive(Debug)]
enum Content {
    /// A file in the directory of the target.
    Beside(NamedTempFile),
    /// What goes to a device or a pipe.
    Bytes(Vec<u8>),
}

impl Prepared {
    /// Prepares what [`write_file`] writes.
    ///
    /// # Errors
    /// Those of [`write_file`].
    #[expect(clippy::disallowed_methods, reason = "this is where a report is written")]
    pub fn new(path: &Path, tree: &Path, bytes: &[u8]) -> io::Result<Self> {
        if let Some(link) = link_below(tree, path) {
            let link = link.strip_prefix(tree).unwrap_or(&link).display();
            return Err(io::Error::other(format!("`{link}` is a link, and nothing is written through one")));
        }
        // The target of a link is replaced, not the link: users link reports into place.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        let existing = fs::metadata(&target).ok();
        if existing.as_ref().is_some_and(|it| !it.is_file() && !it.is_dir()) {
            return Ok(Self { target, content: Content::Bytes(bytes.to_vec()) });
        }
        let directory = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".mima-");
        #[cfg(unix)]
        if existing.is_none() {
            use std::os::unix::fs::PermissionsExt as _;
            // Temporary files are private to their owner by default; with this mode the system applies the
            // process's own mask, as it does for any new file.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut temporary = builder.tempfile_in(directory).map_err(without_path)?;
        temporary.write_all(bytes).map_err(without_path)?;
        if let Some(existing) = existing {
            temporary.as_file().set_permissions(existing.permissions())?;
        }
        Ok(Self { target, content: Content::Beside(temporary) })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// Those of [`write_file`].
    pub fn put(self) -> io::Result<()> {
        match self.content {
            Content::Beside(temporary) => {
                temporary.persist(&self.target).map_err(|error| error.error)?;
            }
            Content::Bytes(bytes) => {
                fs::OpenOptions::new().write(true).open(&self.target)?.write_all(&bytes)?;
            }
        }
        Ok(())
    }
}

/// The error without the name of the temporary file, which means nothing to anybody. It is in the text alone.
fn without_path(error: io::Error) -> io::Error {
    match error.to_string().split_once(" at path ") {
        Some((message, _)) => io::Error::new(error.kind(), message),
        None => error,
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests look at what was written")]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("report.json");
        let write_file = |path: &Path, bytes: &[u8]| write_file(path, Path::new("/nowhere"), bytes);
        write_file(&path, b"a longer first report").expect("written");
        write_file(&path, b"second").expect("replaced");
        assert_eq!(fs::read(&path).expect("read"), b"second");
        let left = fs::read_dir(directory.path()).expect("listed").count();
        assert_eq!(left, 1, "no temporary file is left behind");
    }

    #[test]
    fn a_missing_directory_is_an_error() {
        let directory = tempfile::tempdir().expect("a directory");
        let write_file = |path: &Path, bytes: &[u8]| write_file(path, Path::new("/nowhere"), bytes);
        let error = write_file(&directory.path().join("no/report.json"), b"x");
        assert_eq!(error.map_err(|it| it.kind()), Err(io::ErrorKind::NotFound));
        assert!(write_file(directory.path(), b"x").is_err(), "a directory is no file");
        let message = write_file(&directory.path().join("no/report.json"), b"x").map_err(|it| it.to_string());
        assert!(message.as_ref().is_err_and(|it| !it.contains(".mima-")), "{message:?}");
    }

    #[test]
    fn what_is_prepared_and_not_put_leaves_nothing_behind() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("report.json");
        drop(Prepared::new(&path, Path::new("/nowhere"), b"never").expect("prepared"));
        assert_eq!(fs::read_dir(directory.path()).expect("listed").count(), 0);
        let prepared = Prepared::new(&path, Path::new("/nowhere"), b"now").expect("prepared");
        assert!(!path.exists());
        prepared.put().expect("put");
        assert_eq!(fs::read(&path).expect("read"), b"now");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::PermissionsExt as _;
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("report.json");
        let elsewhere = Path::new("/nowhere");
        let write_through = write_file;
        let write_file = |path: &Path, bytes: &[u8]| write_through(path, elsewhere, bytes);
        write_file(&path, b"first").expect("written");
        let fresh = fs::metadata(&path).expect("there").permissions().mode() & 0o777;
        let plain = directory.path().join("plain");
        fs::write(&plain, b"").expect("written");
        let usual = fs::metadata(&plain).expect("there").permissions().mode() & 0o777;
        assert_eq!(fresh, usual, "a new file is as readable as any other");

        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
        let link = directory.path().join("latest.json");
        std::os::unix::fs::symlink(&path, &link).expect("linked");
        write_file(&link, b"second").expect("written");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
        assert_eq!(fs::read(&path).expect("read"), b"second");
        let kept = fs::metadata(&path).expect("there").permissions().mode() & 0o777;
        assert_eq!(kept, 0o640);
        write_file(Path::new("/dev/null"), b"x").expect("a device is written to");
        let refused = write_through(&link, directory.path(), b"third").map_err(|it| it.to_string());
        assert!(refused.as_ref().is_err_and(|it| it.starts_with("`latest.json` is a link")), "{refused:?}");
        assert_eq!(fs::read(&path).expect("read"), b"second");
    }
}
