//! Where a name may lead, and the paths of files: what all ways of finding modules have in common.

use super::value::ModuleId;

/// What a module name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A parsed file.
    Module(ModuleId),
    /// A file of the project that was not parsed, because it cannot matter.
    Unparsed,
    /// A directory with modules in it but no file of its own.
    Namespace(String),
}

/// Directory and last segment.
pub fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// A path below a directory.
pub(super) fn below(directory: &str, tail: &str) -> String {
    if directory.is_empty() { tail.to_owned() } else { [directory, "/", tail].concat() }
}

/// Whether a path is a directory or lies below it.
pub(super) fn is_at_or_below(path: &str, directory: &str) -> bool {
    directory.is_empty()
        || path.strip_prefix(directory).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The directories that a file stands in, the innermost first and the scan root, which is empty, last.
pub fn directories_above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(split(path).0), |&directory| {
        (!directory.is_empty()).then(|| split(directory).0)
    })
}
