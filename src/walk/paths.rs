//! Roots and how paths are printed.
//!
//! A path is printed relative to the working directory, with `/`. What lies outside of it is printed the way
//! the root was named: with `../` for a relative root, absolute for an absolute one.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::language::Language;
use crate::{Content, InputFile};

/// A file or directory to scan.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    /// Where it really is. Links are not followed below it, so that a path below it is a file's identity.
    pub(crate) canonical: PathBuf,
    /// The printed path; empty for the working directory.
    printed: String,
    is_dir: bool,
    /// The packages that a directory is and stands in, or a file stands in, with `/` at the end: modules are imported by
    /// their names from above, whatever part of a package is scanned.
    packages: String,
}

/// Where a path really is, behind all links; `None` where nobody can tell.
#[expect(
    clippy::disallowed_methods,
    reason = "files and directories are told apart by where they really are"
)]
pub(crate) fn canonical(path: &Path) -> Option<PathBuf> {
    std::fs::canonicalize(path).ok()
}

impl Root {
    /// Finds the root that the user calls `named`.
    pub(super) fn resolve(named: &Path, cwd: &Path) -> io::Result<Self> {
        #[expect(clippy::disallowed_methods, reason = "the walk is one of the readers of user files")]
        let canonical = std::fs::canonicalize(cwd.join(named))?;
        let is_dir = canonical.is_dir();
        let packages = packages(if is_dir { Some(&canonical) } else { canonical.parent() });
        Ok(Self { is_dir, printed: printed_root(named, &canonical, cwd), packages, canonical })
    }

    pub(super) fn is_dir(&self) -> bool {
        self.is_dir
    }

    /// `path`, which is the root or lies below it, as it is printed.
    pub(super) fn printed(&self, path: &Path) -> String {
        let below = slashed(path.strip_prefix(&self.canonical).unwrap_or(path));
        match (self.printed.as_str(), below.as_str()) {
            ("", "") => ".".to_owned(),
            ("", _) => below,
            (root, "") => root.to_owned(),
            (root, _) if root.ends_with('/') => format!("{root}{below}"),
            (root, _) => format!("{root}/{below}"),
        }
    }

    /// `path` as a file of this root.
    pub(super) fn file(&self, path: &Path) -> InputFile {
        let module_path = match path.strip_prefix(&self.canonical) {
            Ok(below) if self.is_dir => slashed(below),
            // A single file is a module of its own, in its packages.
            _ => slashed(Path::new(path.file_name().unwrap_or_default())),
        };
        let module_path = format!("{}{}", self.packages, with_usual_extension(module_path));
        InputFile {
            path: self.printed(path).into(),
            module_path: module_path.into(),
            content: Content::OnDisk(path.to_owned()),
        }
    }

    /// The path of a named file relative to the working directory, which its globs are relative to.
    pub(super) fn printed_path(&self) -> &Path {
        Path::new(&self.printed)
    }
}

/// A path of code with its extension in lower case: what is looked for in modules does not ask how it is written.
fn with_usual_extension(mut path: String) -> String {
    if let Some(dot) = path.rfind('.').filter(|_| Language::of_path(Path::new(&path)).is_some()) {
        path[dot..].make_ascii_lowercase();
    }
    path
}

/// The names of the packages from the outermost to `directory`, each with `/`; empty if it is none.
fn packages(directory: Option<&Path>) -> String {
    let is_package = |it: &&Path| it.join(PACKAGE_FILE).is_file();
    let names = directory.into_iter().flat_map(Path::ancestors).take_while(is_package);
    let mut packages = String::new();
    for name in names.filter_map(Path::file_name) {
        packages = format!("{}/{packages}", name.to_string_lossy());
    }
    packages
}

/// What makes a directory a package of Python.
const PACKAGE_FILE: &str = "__init__.py";

/// How a file that need not exist is printed: the file that standard input stands for.
pub fn printed_path(named: &Path, cwd: &Path) -> String {
    let lexical = clean(&cwd.join(named));
    printed_root(named, &lexical, cwd)
}

/// The same for a file of settings, which may stand in a directory around the working directory: `../mima.toml`.
pub fn printed_above(path: &Path, cwd: &Path) -> String {
    let is_around = path.is_absolute() && path.parent().is_some_and(|directory| cwd.starts_with(directory));
    if is_around { slashed(&upward(path, cwd)) } else { printed_path(path, cwd) }
}

fn printed_root(named: &Path, canonical: &Path, cwd: &Path) -> String {
    let lexical = clean(&cwd.join(named));
    // `link/..` is not the directory that holds the link: then the real path is printed.
    #[expect(clippy::disallowed_methods, reason = "the walk is one of the readers of user files")]
    let is_same = lexical == canonical || std::fs::canonicalize(&lexical).is_ok_and(|real| real == canonical);
    let path = if is_same { lexical.as_path() } else { canonical };
    // Both ways in: as named, and by where it is (the working directory may be a link).
    if let Ok(below) = path.strip_prefix(cwd).or_else(|_| canonical.strip_prefix(cwd)) {
        return slashed(below);
    }
    if named.is_absolute() { slashed(path) } else { slashed(&upward(path, cwd)) }
}

/// The absolute `path` relative to the absolute `from`, with as many `..` as needed.
pub fn relative(path: &Path, from: &Path) -> PathBuf {
    upward(&clean(path), &clean(from))
}

/// `path` relative to `cwd`, with as many `..` as needed.
fn upward(path: &Path, cwd: &Path) -> PathBuf {
    let shared = path.components().zip(cwd.components()).take_while(|(a, b)| a == b).count();
    let up = cwd.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(path.components().skip(shared)).collect()
}

/// Where a path leads that is relative to the absolute `cwd`, by its text alone: what lies there need not exist.
pub fn absolute(path: &Path, cwd: &Path) -> PathBuf {
    clean(&cwd.join(path))
}

/// The absolute `path` without `.` and `..`, by its text alone.
pub(crate) fn clean(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            // Above the file system's root is the root itself: then there is nothing to pop.
            Component::ParentDir => _ = out.pop(),
            other => out.push(other),
        }
    }
    out
}

/// `path` with `/` between its components; what is not Unicode is replaced.
pub fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn printed(named: &str) -> String {
        printed_path(Path::new(named), Path::new("/home/u/project"))
    }

    #[test]
    fn paths_are_printed_relative_to_the_working_directory() {
        assert_eq!(printed("src/./a.py"), "src/a.py");
        assert_eq!(printed("src/../a.py"), "a.py");
        assert_eq!(printed("/home/u/project/src/a.py"), "src/a.py");
        assert_eq!(printed("../other/a.py"), "../other/a.py");
        assert_eq!(printed("../../../../../etc/a.py"), "../../../etc/a.py");
        assert_eq!(printed("/home/u/other/a.py"), "/home/u/other/a.py");
        assert_eq!(printed("."), "");
    }
}
