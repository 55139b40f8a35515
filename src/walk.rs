//! Finds files: walks the given roots in parallel, git-aware, and gives every file of a known language once.
//!
//! - A directory is walked without following links, past what git ignores, dot files and [default
//!   excludes](filter::is_default_exclude). A root that is itself a link is followed.
//! - A file that is named as a root is taken even if it is ignored, hidden or in an excluded directory, because
//!   naming it says so; only the globs of the user (`--include`, `--exclude`) still apply, relative to the
//!   working directory. Whoever passes file names from a tool (pre-commit) relies on that.
//! - Only regular files are opened: a FIFO, a socket or a device would block or never end.
//! - The git configuration of the machine (`core.excludesFile`) is not asked: the same tree gives the same
//!   report everywhere.
//! - What cannot be read is named in [`Walk::aside`], and the walk goes on.

pub mod filter;
mod look;
pub mod outside;
pub mod paths;

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};

use ignore::{DirEntry, WalkBuilder, WalkState};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::finding::{ErrorKind, FileError, LeftOutReason};
use crate::language::Language;
use crate::{Aside, Content, InputFile, Unanalysed};
use filter::{Filters, GlobSet, holds_history};
use paths::{Root, slashed};

/// What to walk, and what to leave out.
#[derive(Clone, Debug, Default)]
pub struct WalkOptions {
    /// Files and directories, as the user named them.
    pub roots: Vec<PathBuf>,
    /// The working directory, absolute: what printed paths are relative to.
    pub cwd: PathBuf,
    /// The user's globs.
    pub globs: Vec<GlobSet>,
    /// Skip virtual environments, `node_modules`, caches, build output.
    pub default_excludes: bool,
    /// Skip what git ignores, and what an `.ignore` file names.
    pub ignore_files: bool,
    /// Take dot files too.
    pub hidden: bool,
    /// Threads; 0 lets the walker choose.
    pub threads: usize,
}

/// What a walk found.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// The files, ordered by printed path; none is read yet.
    pub files: Vec<InputFile>,
    /// What could not be read, and what was left out, ordered by path.
    pub aside: Aside,
}

/// Why there is nothing to walk: the user has to change the command line.
#[derive(Debug, PartialEq, Eq)]
pub enum WalkError {
    /// A root does not exist.
    NotFound(PathBuf),
    /// A glob cannot be understood.
    BadGlob {
        /// The glob as given.
        glob: String,
        /// What is wrong with it.
        message: String,
    },
}

impl fmt::Display for WalkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound(path) => write!(f, "`{}` does not exist", path.display()),
            Self::BadGlob { glob, message } => write!(f, "bad glob `{glob}`: {message}"),
        }
    }
}

impl std::error::Error for WalkError {}

/// Finds the files of known languages below `options.roots`.
///
/// # Errors
/// A root that does not exist, or a glob that cannot be understood. Everything else that goes wrong is in
/// [`Walk::aside`].
pub fn walk(options: &WalkOptions) -> Result<Walk, WalkError> {
    let filters = Filters::new(options)?;
    let mut all = Collected::default();
    for named in &options.roots {
        match Root::resolve(named, &options.cwd) {
            Ok(root) => collect_root(&root, options, &filters, &mut all),
            Err(error) if is_missing(&error) => return Err(WalkError::NotFound(named.clone())),
            Err(error) => all.add(Found::Error(left_out(slashed(named), &error))),
        }
    }
    Ok(all.finish())
}

fn collect_root(root: &Root, options: &WalkOptions, filters: &Filters, all: &mut Collected) {
    if root.is_dir() {
        walk_directory(root, options, filters, all);
    } else if filters.allow_named_file(root) {
        all.add(named_file(root));
    }
}

/// A path that leads nowhere, as opposed to one that may not be looked at.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// One thing that the walk came across.
#[derive(Debug)]
enum Found {
    File { identity: PathBuf, file: InputFile },
    Error(FileError),
    Directory { path: PathBuf, printed: String, reason: LeftOutReason },
}

/// What all roots gave so far. Roots may overlap: the first that reaches a file decides how it is named.
#[derive(Debug, Default)]
struct Collected {
    walk: Walk,
    seen: FxHashSet<PathBuf>,
    /// Directories that were left out: where they are, how they are printed, and why.
    directories: Vec<(PathBuf, String, LeftOutReason)>,
}

impl Collected {
    fn add(&mut self, found: Found) {
        match found {
            Found::File { identity, file } => {
                if self.seen.insert(identity) {
                    self.walk.files.push(file);
                }
            }
            Found::Error(error) => self.walk.aside.errors.push(error),
            Found::Directory { path, printed, reason } => self.directories.push((path, printed, reason)),
        }
    }

    /// Sorts, so that neither threads nor the file system's order shows.
    fn finish(mut self) -> Walk {
        let mut walk = self.walk;
        walk.files.sort_by_cached_key(|file| (file.path.clone(), on_disk(file)));
        walk.aside.errors.sort();
        walk.aside.errors.dedup();
        self.directories.sort();
        self.directories.dedup();
        walk.aside.unanalysed.extend(look_into(&self.directories));
        walk.aside.unanalysed.sort();
        walk
    }
}

/// Looks for files that could have been analysed in directories that are not.
fn look_into(directories: &[(PathBuf, String, LeftOutReason)]) -> Vec<Unanalysed> {
    let most = look::entries_each(directories.len());
    let wants =
        |path: &Path| matches!(language_of(path), Ok(Some(_))) && Language::of_manifest(path).is_none();
    let look = |(path, printed, reason): &(PathBuf, String, LeftOutReason)| {
        let (files, is_complete) =
            if holds_history(path) { (Vec::new(), false) } else { look::files_below(path, most, wants) };
        Unanalysed { path: format!("{printed}/"), reason: *reason, files, is_complete }
    };
    directories.par_iter().map(look).collect()
}

/// Tells files apart whose printed paths are the same: names that are not UTF-8 are printed with replacement
/// characters.
fn on_disk(file: &InputFile) -> Option<PathBuf> {
    match &file.content {
        Content::OnDisk(path) => Some(path.clone()),
        Content::Bytes(_) => None,
    }
}

/// A walk below a root that follows no link, and knows what git ignores as far as the options say.
fn builder(root: &Root, options: &WalkOptions) -> WalkBuilder {
    let mut builder = WalkBuilder::new(&root.canonical);
    builder
        .follow_links(false)
        .parents(options.ignore_files)
        .ignore(options.ignore_files)
        .git_ignore(options.ignore_files)
        .git_exclude(options.ignore_files)
        .git_global(false);
    builder
}

fn walk_directory(root: &Root, options: &WalkOptions, filters: &Filters, all: &mut Collected) {
    let mut builder = builder(root, options);
    builder.hidden(!options.hidden).threads(options.threads);
    let (sender, receiver) = channel();
    builder.build_parallel().run(|| {
        let sender = sender.clone();
        Box::new(move |result| visit(result, root, filters, &sender))
    });
    drop(sender);
    // All roots' findings are merged in the order of the roots, and a root gives every path once: the order
    // within one root does not matter.
    for found in receiver {
        all.add(found);
    }
}

fn visit(
    result: Result<DirEntry, ignore::Error>,
    root: &Root,
    filters: &Filters,
    sender: &Sender<Found>,
) -> WalkState {
    // The receiver outlives the walk, so that sending cannot fail.
    let send = |found| drop(sender.send(found));
    let entry = match result {
        Ok(entry) => entry,
        Err(error) => {
            send(Found::Error(walk_error(&error, root)));
            return WalkState::Continue;
        }
    };
    if let Some(error) = entry.error() {
        send(Found::Error(walk_error(error, root)));
    }
    let Some(file_type) = entry.file_type() else {
        return WalkState::Continue;
    };
    if file_type.is_dir() {
        return visit_directory(&entry, root, filters, send);
    }
    if file_type.is_file() && filters.allow_file(root, entry.path()) {
        match language_of(entry.path()) {
            Ok(Some(_)) => send(root.file(entry.path())),
            Ok(None) => {}
            Err(error) => send(Found::Error(left_out(root.printed(entry.path()), &error))),
        }
    }
    WalkState::Continue
}

fn visit_directory(entry: &DirEntry, root: &Root, filters: &Filters, send: impl Fn(Found)) -> WalkState {
    if entry.depth() == 0 {
        return WalkState::Continue;
    }
    if filters.is_default_exclude(entry.path()) {
        let (path, printed) = (entry.path().to_owned(), root.printed(entry.path()));
        send(Found::Directory { path, printed, reason: LeftOutReason::DefaultExclude });
        return WalkState::Skip;
    }
    if filters.allow_directory(root, entry.path()) { WalkState::Continue } else { WalkState::Skip }
}

/// A file that the user named.
fn named_file(root: &Root) -> Found {
    let path = &root.canonical;
    let problem = if path.is_file() {
        match language_of(path) {
            Ok(Some(_)) => return root.file(path),
            Ok(None) => "is not in a language that mima knows; it was left out".to_owned(),
            Err(error) => return Found::Error(left_out(root.printed(path), &error)),
        }
    } else {
        "is not a regular file; it was left out".to_owned()
    };
    Found::Error(FileError { file: root.printed(path), kind: ErrorKind::Unreadable, message: problem })
}

/// The kernel reads no more of a `#!` line than 256 bytes; interpreters stand in the first half.
const SHEBANG_BYTES: u64 = 128;

/// The language of a regular file: by its extension, or by the `#!` line of a file that has none.
fn language_of(path: &Path) -> io::Result<Option<&'static Language>> {
    if path.extension().is_some() {
        return Ok(Language::of_path(path).or_else(|| Language::of_manifest(path)));
    }
    #[expect(clippy::disallowed_methods, reason = "the walk is one of the readers of user files")]
    let file = std::fs::File::open(path)?;
    let mut head = Vec::with_capacity(SHEBANG_BYTES as usize);
    file.take(SHEBANG_BYTES).read_to_end(&mut head)?;
    if !head.starts_with(b"#!") {
        return Ok(None);
    }
    let text = String::from_utf8_lossy(&head);
    Ok(text.lines().next().and_then(|line| Language::of_shebang(line.trim_end())))
}

fn left_out(file: String, error: &io::Error) -> FileError {
    FileError {
        file,
        kind: ErrorKind::Unreadable,
        message: format!("cannot be read ({}); it was left out", reason(error)),
    }
}

/// An I/O error without the number that only its system knows.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error ") {
        Some(end) => text[..end].to_lowercase(),
        None => text,
    }
}

fn walk_error(error: &ignore::Error, root: &Root) -> FileError {
    let file = path_of(error).map_or_else(|| root.printed(&root.canonical), |path| root.printed(path));
    match error.io_error() {
        Some(io) => left_out(file, io),
        None => FileError {
            file,
            kind: ErrorKind::BadIgnoreFile,
            message: format!("is not understood as an ignore file: {}", innermost(error)),
        },
    }
}

/// The path that a walk error speaks of.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Partial(errors) => errors.iter().find_map(path_of),
        _ => None,
    }
}

/// The message without the absolute path that stands around it.
fn innermost(error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => innermost(err),
        ignore::Error::Partial(errors) => errors.iter().map(innermost).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests;
