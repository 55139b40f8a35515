//! Finds files: walks the given roots in parallel, git-aware, gives every file of a known language once, and says what was
//! left out.
//!
//! - A directory is walked without following links, past what git ignores, dot files and [default
//!   excludes](filter::DefaultExcludes). A root that is itself a link is followed.
//! - What git tracks is source: only the globs of the user leave it out. The index is read by a library; no process of git
//!   is started.
//! - A file that is named as a root is taken even if it is ignored, hidden or in an excluded directory, because
//!   naming it says so; only the globs of the user (`--include`, `--exclude`) still apply, relative to the
//!   working directory. Whoever passes file names from a tool (pre-commit) relies on that.
//! - Only regular files are opened: a FIFO, a socket or a device would block or never end.
//! - The git configuration of the machine (`core.excludesFile`) is not asked, nor is an ignore file above the repository or,
//!   where there is none, above the root: the same tree gives the same report everywhere.
//! - What cannot be read is named in [`Walk::aside`], and the walk goes on.

mod collect;
pub mod filter;
pub(crate) mod ignores;
mod look;
pub mod outside;
pub mod paths;
pub mod stored;
mod tracked;
mod tree;

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::elsewhere::Elsewhere;
use crate::finding::{ErrorKind, FileError, LeftOutReason, Lost};
use crate::language::{HEAD_BYTES, Language, may_begin_with_interpreter};
use crate::limit::Limits;
use crate::{Aside, Content, InputFile, Unanalysed};
use collect::Collected;
use filter::{DefaultExcludes, Filters, GlobSet};
use paths::{Root, slashed};
use tree::{Met, Rules, Tree};

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
    /// Files of languages that are not analysed.
    pub elsewhere: Elsewhere,
    /// What the run may take.
    pub limits: Limits,
    /// Enter no deeper directories once so many files and directories were met below a root.
    pub enough: Option<usize>,
}

/// The names of files that settings stand in.
pub const SETTINGS_FILES: [&str; 2] = ["mima.toml", "pyproject.toml"];

/// What a walk found.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// The files, ordered by printed path; none is read yet.
    pub files: Vec<InputFile>,
    /// What could not be read, and what was left out, ordered by path.
    pub aside: Aside,
    /// Whether directories were not entered because enough was found.
    pub is_cut: bool,
    /// What is called like a settings file, wherever it was met: where it really is, in order.
    pub settings: Vec<PathBuf>,
}

impl Walk {
    /// Leaves out what more globs leave out: those of settings that the walk met.
    ///
    /// # Errors
    /// A glob that cannot be understood.
    pub fn leave_out(&mut self, globs: &[GlobSet]) -> Result<(), WalkError> {
        let filters = Filters::of(globs)?;
        let mut is_left = |file: &InputFile| match &file.content {
            Content::OnDisk(path) if !filters.allow_below(path) => {
                let (printed, seen) = (file.path.to_string(), vec![path.clone()]);
                // What is no code is nothing to look for.
                if Language::of_path(path).is_some() {
                    let reason = LeftOutReason::Settings;
                    self.aside.unanalysed.push(Unanalysed { path: printed, reason, files: Some(1), seen });
                }
                false
            }
            _ => true,
        };
        self.files.retain(&mut is_left);
        self.aside.locks.retain(&mut is_left);
        self.aside.blind.retain(|blind| is_left(&blind.file));
        self.aside.unanalysed.sort();
        Ok(())
    }
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
    let elsewhere = &options.elsewhere;
    let mut all = Collected::new(&options.cwd, elsewhere, &options.limits);
    for named in &options.roots {
        match Root::resolve(named, &options.cwd) {
            Ok(root) if root.is_dir() => {
                let rules = Rules {
                    filters: Some(&filters),
                    default_excludes: DefaultExcludes::of_all(options.default_excludes),
                    ignore_files: options.ignore_files,
                    hidden: options.hidden,
                };
                let hidden =
                    if options.hidden { Vec::new() } else { hidden_files(&root, &filters, elsewhere) };
                let kind_of = |path: &Path| kind_of(path, elsewhere);
                all.add_tree(root, |root| {
                    let mut met =
                        Tree { root, rules, kind_of, limits: &options.limits, enough: options.enough }.walk();
                    met.extend(hidden.into_iter().map(|(path, kind)| Met::File(path, kind)));
                    met
                });
            }
            Ok(root) => all.add_named(&root, filters.allow_named_file(&root)),
            Err(error) if is_missing(&error) => return Err(WalkError::NotFound(named.clone())),
            Err(error) => all.add_error(left_out(slashed(named), &error)),
        }
    }
    Ok(all.finish())
}

/// A path that leads nowhere, as opposed to one that may not be looked at.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// What a file is to the analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Code of a known language.
    Code,
    /// It says which programs a directory holds.
    Manifest,
    /// It says which packages depend on which others.
    Lock,
    /// Compiled or packed code of a known language.
    Compiled,
    /// Code of a language that is not analysed, by the number of its kind.
    Blind(usize),
}

/// The kind of a regular file: by its name or, where that says nothing or too little, by how it begins.
fn kind_of(path: &Path, elsewhere: &Elsewhere) -> io::Result<Option<Kind>> {
    if Language::of_path(path).is_some() {
        return Ok(Some(Kind::Code));
    }
    if Language::of_manifest(path).is_some() {
        return Ok(Some(Kind::Manifest));
    }
    if Language::of_lock(path).is_some() {
        return Ok(Some(Kind::Lock));
    }
    if Language::of_compiled(path).is_some() {
        return Ok(Some(Kind::Compiled));
    }
    let begin = bytes_to_ask(path).map_or(Ok(Vec::new()), |most| begin(path, most))?;
    if Language::of_file(path, &begin).is_some() {
        return Ok(Some(Kind::Code));
    }
    let first_line = begin.starts_with(b"#!").then(|| String::from_utf8_lossy(&begin));
    let first_line = first_line.as_deref().and_then(|text| text.lines().next()).map(str::trim_end);
    Ok(elsewhere.kind_of(&slashed(path), first_line).map(Kind::Blind))
}

/// How many bytes are read of a file with a name that other formats have too. An import stands near its top.
const SHARED_BYTES: usize = 1 << 20;

/// How much of a file says in which language it is whose name does not; `None` for what is no code in any case.
fn bytes_to_ask(path: &Path) -> Option<usize> {
    if Language::of_shared_name(path).is_some() {
        return Some(SHARED_BYTES);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    may_begin_with_interpreter(&name).then_some(HEAD_BYTES)
}

/// The first bytes of a file: no more than its head where that is no text.
fn begin(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    #[expect(clippy::disallowed_methods, reason = "the walk is one of the readers of user files")]
    let mut file = std::fs::File::open(path)?;
    let mut begin = Vec::with_capacity(HEAD_BYTES);
    file.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut begin)?;
    if begin.len() == HEAD_BYTES && most > HEAD_BYTES && !begin.contains(&0) {
        file.take((most - HEAD_BYTES) as u64).read_to_end(&mut begin)?;
    }
    Ok(begin)
}

/// The files of pipelines and the like, which have their places at the top of a repository, behind a dot.
#[expect(clippy::disallowed_methods, reason = "the walk is one of the readers of user files")]
fn hidden_files(root: &Root, filters: &Filters, elsewhere: &Elsewhere) -> Vec<(PathBuf, Kind)> {
    let mut found = Vec::new();
    for directory in elsewhere.hidden_directories() {
        let mut path = root.canonical.clone();
        let is_allowed = directory.split('/').filter(|segment| !segment.is_empty()).all(|segment| {
            path.push(segment);
            filters.allow_directory(root, &path)
        });
        let entries = std::fs::read_dir(&path).ok().filter(|_| is_allowed);
        let is_file = |entry: &std::fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_file());
        let files = entries.into_iter().flatten().flatten().filter(is_file).map(|entry| entry.path());
        let is_meant = |path: &PathBuf| elsewhere.is_hidden(&slashed(path)) && filters.allow_file(root, path);
        let kind = |path: PathBuf| {
            let kind = elsewhere.kind_of(&slashed(&path), None)?;
            Some((path, Kind::Blind(kind)))
        };
        found.extend(files.filter(is_meant).filter_map(kind));
    }
    found
}

fn left_out(file: String, error: &io::Error) -> FileError {
    FileError {
        file,
        kind: ErrorKind::Unreadable,
        lost: Lost::All,
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

#[cfg(test)]
mod tests;
