//! What all roots gave, put together: files, errors, and what was left out.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::filter::holds_history;
use super::paths::{Root, relative, slashed};
use super::tracked::Repository;
use super::tree::Met;
use super::{Kind, Walk, kind_of, left_out, look};
use crate::elsewhere::Elsewhere;
use crate::finding::{ErrorKind, FileError, LeftOutReason, Lost};
use crate::git::{Absent, Tracked};
use crate::language::Language;
use crate::limit::Limits;
use crate::{BlindFile, Content, InputFile, Unanalysed};

/// What all roots gave so far. Roots may overlap: the first that reaches a file decides how it is named.
#[derive(Debug)]
pub(super) struct Collected<'a> {
    cwd: &'a Path,
    elsewhere: &'a Elsewhere,
    limits: &'a Limits,
    walk: Walk,
    /// Where the files are.
    seen: FxHashSet<PathBuf>,
    roots: Vec<Root>,
    directories: Vec<Directory>,
    files: Vec<LeftOutFile>,
    links: Vec<Link>,
}

/// A directory that was left out, but for what the repository tracks.
#[derive(Debug)]
struct Directory {
    path: PathBuf,
    printed: String,
    reason: LeftOutReason,
    repository: Option<Arc<Repository>>,
}

/// A file that was left out.
#[derive(Debug)]
struct LeftOutFile {
    path: PathBuf,
    printed: String,
    reason: LeftOutReason,
}

/// A link below a root, by its number.
#[derive(Debug)]
struct Link {
    path: PathBuf,
    root: usize,
    /// Why it would be left out if it led to a file beside it.
    reason: Option<LeftOutReason>,
}

impl<'a> Collected<'a> {
    pub(super) fn new(cwd: &'a Path, elsewhere: &'a Elsewhere, limits: &'a Limits) -> Self {
        Self {
            cwd,
            elsewhere,
            limits,
            walk: Walk::default(),
            seen: FxHashSet::default(),
            roots: Vec::new(),
            directories: Vec::new(),
            files: Vec::new(),
            links: Vec::new(),
        }
    }

    pub(super) fn add_error(&mut self, error: FileError) {
        self.walk.aside.errors.push(error);
    }

    fn add_file(&mut self, identity: PathBuf, file: InputFile, kind: Kind) {
        if self.seen.insert(identity) {
            match kind {
                Kind::Code | Kind::Manifest => self.walk.files.push(file),
                Kind::Lock => self.walk.aside.locks.push(file),
                // Added as one that is left out.
                Kind::Compiled => {}
                Kind::Blind(kind) => self.walk.aside.blind.push(BlindFile { file, kind }),
            }
        }
    }

    /// Adds a file that the user named, if the globs allow it.
    pub(super) fn add_named(&mut self, root: &Root, is_allowed: bool) {
        let (path, printed) = (&root.canonical, root.printed(&root.canonical));
        let kind = if path.is_file() { kind_of(path, self.elsewhere).map_err(Some) } else { Err(None) };
        if let (Ok(Some(kind @ Kind::Blind(_))), true) = (&kind, is_allowed) {
            self.add_file(path.clone(), root.file(path), *kind);
        }
        let (kind, message) = match kind {
            Ok(Some(kind @ (Kind::Code | Kind::Manifest))) if is_allowed => {
                return self.add_file(path.clone(), root.file(path), kind);
            }
            Ok(Some(Kind::Code | Kind::Manifest)) => {
                let reason = LeftOutReason::Settings;
                let message = "is named, and excluded by the settings or the command line".to_owned();
                self.add_error(FileError {
                    file: printed.clone(),
                    kind: ErrorKind::Excluded,
                    lost: Lost::Nothing,
                    message,
                });
                return self.files.push(LeftOutFile { path: path.clone(), printed, reason });
            }
            _ if !is_allowed => return,
            Ok(_) => (ErrorKind::Language, "is not in a language that mima knows; it was left out"),
            Err(None) => (ErrorKind::Unreadable, "is not a regular file; it was left out"),
            Err(Some(error)) => return self.add_error(left_out(printed, &error)),
        };
        self.add_error(FileError { file: printed, kind, lost: Lost::All, message: message.to_owned() });
    }

    /// Adds what a walk below a directory meets.
    pub(super) fn add_tree(&mut self, root: Root, walk: impl FnOnce(&Root) -> Vec<Met<Kind>>) {
        let met = walk(&root);
        let number = self.roots.len();
        for met in met {
            self.meet(&root, number, met);
        }
        self.roots.push(root);
    }

    /// Adds what a walk met. A root gives every path once, so that the order does not matter.
    fn meet(&mut self, root: &Root, number: usize, met: Met<Kind>) {
        match met {
            Met::File(path, Kind::Compiled) => self.add_compiled(path, root),
            Met::File(path, kind) => {
                let file = root.file(&path);
                self.add_file(path, file, kind);
            }
            // What is not analysed in any case loses nothing.
            Met::LeftOutFile(_, Kind::Manifest | Kind::Lock | Kind::Compiled | Kind::Blind(_), _) => {}
            Met::LeftOutFile(path, Kind::Code, reason) => {
                let printed = root.printed(&path);
                self.files.push(LeftOutFile { path, printed, reason });
            }
            Met::LeftOutDirectory(path, reason, repository) => {
                let printed = root.printed(&path);
                self.directories.push(Directory { path, printed, reason, repository });
            }
            Met::GivenUp(path, limit) => {
                let file = format!("{}/", root.printed(&path));
                self.add_error(FileError::of_limit(self.limits, limit, file));
            }
            Met::Link(path, reason) => self.links.push(Link { path, root: number, reason }),
            Met::Settings(path) => self.walk.settings.push(path),
            Met::Special(path) => self.add_unread(&path, root.printed(&path), LeftOutReason::Unreadable),
            Met::Unreadable { path, error, is_directory } => {
                let mut printed = root.printed(&path);
                if is_directory {
                    self.add_unlisted(&printed, LeftOutReason::Unreadable);
                    printed.push('/');
                }
                self.add_error(left_out(printed, &error));
            }
            Met::BadIgnoreFile((path, message)) => {
                let file = self.printed_around(root, &path);
                self.add_error(FileError {
                    file,
                    kind: ErrorKind::BadIgnoreFile,
                    lost: Lost::Nothing,
                    message,
                });
            }
            Met::Deeper => self.walk.is_cut = true,
            Met::NotCheckedOut(Absent { path, is_whole: true }) => {
                self.add_unlisted(&root.printed(&path), LeftOutReason::Link);
            }
            Met::NotCheckedOut(Absent { path, is_whole: false }) => {
                self.add_unread(&path, root.printed(&path), LeftOutReason::Link);
            }
            Met::UnreadableIndex(top) => {
                let file = self.printed_around(root, &top.join(".git"));
                let message =
                    "its index cannot be read; what git tracks counts like any other file".to_owned();
                self.add_error(FileError { file, kind: ErrorKind::Unreadable, lost: Lost::Nothing, message });
            }
        }
    }

    /// Adds compiled or packed code: what is in it, nobody here reads.
    fn add_compiled(&mut self, path: PathBuf, root: &Root) {
        let printed = root.printed(&path);
        self.files.push(LeftOutFile { path, printed, reason: LeftOutReason::Binary });
    }

    /// How a path is printed that may lie above the root.
    fn printed_around(&self, root: &Root, path: &Path) -> String {
        let is_below = path.starts_with(&root.canonical);
        if is_below { root.printed(path) } else { slashed(&relative(path, self.cwd)) }
    }

    /// Adds what by its name is a file that could be analysed, and cannot be looked at.
    fn add_unread(&mut self, path: &Path, printed: String, reason: LeftOutReason) {
        if Language::of_path(path).is_some() {
            self.add_unanalysed(Unanalysed { path: printed, reason, files: Some(1), seen: Vec::new() });
        }
    }

    /// Adds a directory of which nothing is known.
    fn add_unlisted(&mut self, printed: &str, reason: LeftOutReason) {
        let path = format!("{printed}/");
        self.add_unanalysed(Unanalysed { path, reason, files: None, seen: Vec::new() });
    }

    fn add_unanalysed(&mut self, unanalysed: Unanalysed) {
        self.walk.aside.unanalysed.push(unanalysed);
    }

    /// Follows the links to see what they are. What is scanned is scanned once, under its own name if it has one.
    fn follow_links(&mut self) {
        let mut links = std::mem::take(&mut self.links);
        links.sort_by(|one, other| one.path.cmp(&other.path));
        for link in links {
            let printed = self.roots[link.root].printed(&link.path);
            let reason = link.reason.unwrap_or(LeftOutReason::Link);
            #[expect(clippy::disallowed_methods, reason = "the walk is one of the readers of user files")]
            let target = std::fs::canonicalize(&link.path);
            match target.and_then(|target| Ok((target.metadata()?, target))) {
                Ok((metadata, target)) if metadata.is_dir() => {
                    if !self.is_walked(&target) {
                        self.add_unlisted(&printed, reason);
                    }
                }
                Ok((metadata, target)) if metadata.is_file() => {
                    // A file without a size may be a device of the system in disguise, which blocks.
                    self.follow_to_file(&link, printed, target, metadata.len() > 0);
                }
                _ => self.add_unread(&link.path, printed, reason),
            }
        }
    }

    fn follow_to_file(&mut self, link: &Link, printed: String, target: PathBuf, may_be_read: bool) {
        let path = &link.path;
        let is_code = if may_be_read {
            matches!(kind_of(path, self.elsewhere), Ok(Some(Kind::Code)))
        } else {
            Language::of_path(path).is_some()
        };
        if !is_code || self.seen.contains(&target) {
            return;
        }
        let is_inside = self.roots.iter().any(|root| target.starts_with(&root.canonical));
        match link.reason {
            None if is_inside => {
                let file = self.roots[link.root].file(path);
                self.add_file(target, file, Kind::Code);
            }
            _ => {
                let reason = if is_inside { link.reason } else { Some(LeftOutReason::Link) };
                let seen = if may_be_read { vec![path.clone()] } else { Vec::new() };
                let reason = reason.unwrap_or(LeftOutReason::Link);
                self.add_unanalysed(Unanalysed { path: printed, reason, files: Some(1), seen });
            }
        }
    }

    /// Whether a directory was walked.
    fn is_walked(&self, directory: &Path) -> bool {
        self.roots.iter().any(|root| directory.starts_with(&root.canonical))
            && !self.directories.iter().any(|it| directory.starts_with(&it.path))
    }

    /// Sorts, so that neither threads nor the file system's order shows.
    pub(super) fn finish(mut self) -> Walk {
        self.follow_links();
        let files = std::mem::take(&mut self.files).into_iter();
        for file in files.filter(|file| !self.seen.contains(&file.path)).collect::<Vec<_>>() {
            let LeftOutFile { path, printed, reason } = file;
            self.add_unanalysed(Unanalysed { path: printed, reason, files: Some(1), seen: vec![path] });
        }
        let directories = self.look_into_directories();
        let mut walk = self.walk;
        walk.files.sort_by_cached_key(|file| (file.path.clone(), on_disk(file)));
        walk.aside.blind.sort_by_cached_key(|blind| (blind.file.path.clone(), on_disk(&blind.file)));
        walk.aside.locks.sort_by_cached_key(|file| (file.path.clone(), on_disk(file)));
        walk.settings.sort();
        walk.settings.dedup();
        walk.aside.errors.sort();
        walk.aside.errors.dedup();
        walk.aside.unanalysed.extend(directories);
        walk.aside.unanalysed.sort();
        walk.aside.unanalysed.dedup();
        walk
    }

    /// Looks for files that could have been analysed in directories that are not. One that has none, or that another root
    /// gave, lost nothing; nor does a repository's own directory, which holds none of its files.
    fn look_into_directories(&self) -> Vec<Unanalysed> {
        let is_root = |path: &Path| self.roots.iter().any(|root| root.canonical == path);
        let is_left_out = |path: &Path| !is_root(path) && !holds_history(path);
        let directories: Vec<&Directory> =
            self.directories.iter().filter(|directory| is_left_out(&directory.path)).collect();
        let apart: FxHashSet<&Path> = directories.iter().map(|directory| directory.path.as_path()).collect();
        let most = look::entries_each(directories.len());
        let look = |directory: &&Directory| {
            let Directory { path, printed, reason, repository } = directory;
            let is_tracked = |path: &Path| repository.as_ref().is_some_and(|it| it.tracks(path));
            let wants = |path: &Path| {
                matches!(kind_of(path, self.elsewhere), Ok(Some(Kind::Code)))
                    && !self.seen.contains(path)
                    && !is_tracked(path)
            };
            // What is walked, or left out, on its own is no part of it.
            let is_whole = |path: &Path| {
                repository.as_ref().is_some_and(|it| it.below(path) == Tracked::Whole) || is_root(path)
            };
            let enters = |path: &Path| !holds_history(path) && !apart.contains(path) && !is_whole(path);
            let (seen, is_complete) = look::files_below(path, most, wants, enters);
            let files = is_complete.then_some(seen.len());
            (files != Some(0)).then(|| Unanalysed {
                path: format!("{printed}/"),
                reason: *reason,
                files,
                seen,
            })
        };
        directories.par_iter().filter_map(look).collect()
    }
}

/// Tells files apart whose printed paths are the same: names that are not UTF-8 are printed with replacement
/// characters.
fn on_disk(file: &InputFile) -> Option<PathBuf> {
    match &file.content {
        Content::OnDisk(path) => Some(path.clone()),
        Content::Bytes(_) => None,
    }
}
