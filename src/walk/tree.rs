//! Walks the tree below a root, in parallel, and says of all that it meets what becomes of it.
//!
//! What git tracks is never left out for its name or for an ignore file. Where something in a directory that is left out is
//! tracked, the walk goes to it alone.

use std::ffi::{OsStr, OsString};
use std::fs::FileType;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::SETTINGS_FILES;
use super::filter::{DefaultExcludes, Filters};
use super::ignores::{self, Ignores, Present, Said};
use super::paths::Root;
use super::tracked::Repository;
use crate::finding::LeftOutReason;
use crate::git::{Absent, Tracked};
use crate::limit::{Limit, Limits};

/// What leaves files and directories out.
pub(super) struct Rules<'a> {
    /// The globs of the user, if they count.
    pub(super) filters: Option<&'a Filters>,
    pub(super) default_excludes: DefaultExcludes,
    /// Whether ignore files count.
    pub(super) ignore_files: bool,
    /// Whether dot files are taken.
    pub(super) hidden: bool,
}

/// What a walk meets. Paths are those on disk.
pub(super) enum Met<K> {
    /// A regular file, and what kind of file it is.
    File(PathBuf, K),
    /// A file that is left out.
    LeftOutFile(PathBuf, K, LeftOutReason),
    /// A directory that is left out, but for what the repository tracks.
    LeftOutDirectory(PathBuf, LeftOutReason, Option<Arc<Repository>>),
    /// A link, and why it would be left out if it led to a file beside it.
    Link(PathBuf, Option<LeftOutReason>),
    /// What is called like a settings file, whatever it is.
    Settings(PathBuf),
    /// What is neither a file nor a directory nor a link.
    Special(PathBuf),
    /// What cannot be read.
    Unreadable { path: PathBuf, error: io::Error, is_directory: bool },
    /// An ignore file with something wrong.
    BadIgnoreFile(ignores::Problem),
    /// What git tracks and nobody checked out.
    NotCheckedOut(Absent),
    /// A repository whose index cannot be read, by its top.
    UnreadableIndex(PathBuf),
    /// A directory to which the walk did not come, because of a limit of the run.
    GivenUp(PathBuf, Limit),
    /// Directories that were not entered because enough was found.
    Deeper,
}

/// A walk below a root. `kind_of` gives the kind of a regular file, if it is wanted.
pub(super) struct Tree<'a, F> {
    pub(super) root: &'a Root,
    pub(super) rules: Rules<'a>,
    pub(super) kind_of: F,
    pub(super) limits: &'a Limits,
    /// Where to stop: after the level of directories with which so many files and directories were met.
    pub(super) enough: Option<usize>,
}

/// A directory that is walked.
struct Directory {
    path: PathBuf,
    ignores: Option<Arc<Ignores>>,
    repository: Option<Arc<Repository>>,
    /// Whether only what is tracked counts: the directory is left out.
    tracked_only: bool,
}

/// What is in a directory.
struct Entry {
    name: OsString,
    kind: FileType,
}

/// What a directory gave.
struct Visited<K> {
    met: Vec<Met<K>>,
    directories: Vec<Directory>,
    repository: Option<Arc<Repository>>,
}

impl<K, F> Tree<'_, F>
where
    K: Send,
    F: Fn(&Path) -> io::Result<Option<K>> + Sync,
{
    /// Walks it.
    pub(super) fn walk(&self) -> Vec<Met<K>> {
        self.walk_by(|level| level.into_par_iter().map(|directory| self.visit(directory)).collect())
    }

    /// Walks it on the thread that asks: a thread that waits for others may be given work that waits for this walk.
    pub(super) fn walk_alone(&self) -> Vec<Met<K>> {
        self.walk_by(|level| level.into_iter().map(|directory| self.visit(directory)).collect())
    }

    /// One level of directories after the other, so that no tree is too deep.
    fn walk_by(&self, visit: impl Fn(Vec<Directory>) -> Vec<Visited<K>>) -> Vec<Met<K>> {
        let (start, mut met) = self.start();
        let mut repositories: Vec<Arc<Repository>> = start.repository.iter().cloned().collect();
        let (mut level, mut entered) = (vec![start], 0);
        while !level.is_empty() {
            if self.enough.is_some_and(|enough| met.len() + entered > enough) {
                met.push(Met::Deeper);
                break;
            }
            entered += level.len();
            for visited in visit(std::mem::take(&mut level)) {
                met.extend(visited.met);
                level.extend(visited.directories);
                repositories.extend(visited.repository);
            }
        }
        let absent = repositories.iter().flat_map(|it| it.chain()).flat_map(Repository::not_checked_out);
        let is_below = |absent: &Absent| absent.path.starts_with(&self.root.canonical);
        met.extend(absent.filter(is_below).map(Met::NotCheckedOut));
        let unreadable = repositories.iter().flat_map(|it| it.chain()).filter(|it| it.is_unreadable());
        met.extend(unreadable.map(|it| Met::UnreadableIndex(it.top().to_owned())));
        met
    }

    /// The root, with what holds around it. Ignore files above it count as far as they lie in its repository.
    fn start(&self) -> (Directory, Vec<Met<K>>) {
        let path = &self.root.canonical;
        let repository = Repository::around(path);
        let (mut ignores, mut problems) = (None, Vec::new());
        if let Some(repository) = repository.as_ref().filter(|_| self.rules.ignore_files) {
            let above: Vec<&Path> =
                path.ancestors().skip(1).take_while(|above| above.starts_with(repository.top())).collect();
            for directory in above.into_iter().rev() {
                let is_there = |name: &str| directory.join(name).symlink_metadata().is_ok();
                let (ignore, git) = (is_there(IGNORE_FILE), is_there(GIT_IGNORE_FILE));
                let present = Present { ignore, git, top: directory == repository.top() };
                ignores = Ignores::enter(ignores.as_ref(), directory, present, true, &mut problems);
            }
        }
        let met = problems.into_iter().map(Met::BadIgnoreFile).collect();
        (Directory { path: path.clone(), ignores, repository, tracked_only: false }, met)
    }

    fn visit(&self, mut directory: Directory) -> Visited<K> {
        let mut visited = Visited { met: Vec::new(), directories: Vec::new(), repository: None };
        if let Some(limit) = self.limits.ceiling().closed_by() {
            visited.met.push(Met::GivenUp(directory.path, limit));
            return visited;
        }
        let entries = match entries(&directory.path) {
            Ok(entries) => entries,
            Err(error) => {
                let path = directory.path;
                visited.met.push(Met::Unreadable { path, error, is_directory: true });
                return visited;
            }
        };
        self.enter(&mut directory, &entries, &mut visited);
        for entry in &entries {
            if entry.kind.is_dir() {
                self.meet_directory(&directory, entry, &mut visited);
            } else {
                self.meet_file(&directory, entry, &mut visited);
            }
        }
        visited
    }

    /// Takes in what the files in a directory say of it.
    fn enter(&self, directory: &mut Directory, entries: &[Entry], visited: &mut Visited<K>) {
        let mut present = Present::default();
        for entry in entries {
            present.ignore |= entry.name == IGNORE_FILE && !entry.kind.is_dir();
            present.git |= entry.name == GIT_IGNORE_FILE && !entry.kind.is_dir();
            present.top |= entry.name == ".git";
        }
        if present.top {
            let repository = Repository::new(&directory.path, directory.repository.take());
            visited.repository = Some(Arc::clone(&repository));
            directory.repository = Some(repository);
        }
        if self.rules.ignore_files && !directory.tracked_only {
            let mut problems = Vec::new();
            directory.ignores = Ignores::enter(
                directory.ignores.as_ref(),
                &directory.path,
                present,
                directory.repository.is_some(),
                &mut problems,
            );
            visited.met.extend(problems.into_iter().map(Met::BadIgnoreFile));
        }
        let names = || entries.iter().map(|entry| (entry.name.as_os_str(), entry.kind.is_dir()));
        if !directory.tracked_only
            && directory.path != self.root.canonical
            && self.rules.default_excludes.is_environment(&directory.path, names())
        {
            let path = directory.path.clone();
            let repository = directory.repository.clone();
            visited.met.push(Met::LeftOutDirectory(path, LeftOutReason::DefaultExclude, repository));
            directory.tracked_only = true;
        }
    }

    fn meet_directory(&self, parent: &Directory, entry: &Entry, visited: &mut Visited<K>) {
        let path = parent.path.join(&entry.name);
        let reason = if parent.tracked_only { None } else { self.reason(parent, entry, &path) };
        let tracked = match &parent.repository {
            _ if !parent.tracked_only && reason.is_none() => Tracked::Whole,
            Some(repository) => repository.below(&path),
            None => Tracked::Nothing,
        };
        if parent.tracked_only && tracked == Tracked::Nothing {
            return;
        }
        if self.rules.filters.is_some_and(|filters| !filters.allow_directory(self.root, &path)) {
            visited.met.push(Met::LeftOutDirectory(path, LeftOutReason::Settings, None));
            return;
        }
        if let Some(reason) = reason.filter(|_| tracked != Tracked::Whole) {
            let repository = parent.repository.clone().filter(|_| tracked == Tracked::Files);
            visited.met.push(Met::LeftOutDirectory(path.clone(), reason, repository));
        }
        if tracked != Tracked::Nothing {
            visited.directories.push(Directory {
                path,
                ignores: parent.ignores.clone(),
                repository: parent.repository.clone(),
                tracked_only: tracked == Tracked::Files,
            });
        }
    }

    fn meet_file(&self, parent: &Directory, entry: &Entry, visited: &mut Visited<K>) {
        let path = parent.path.join(&entry.name);
        let is_tracked = |path: &Path| parent.repository.as_ref().is_some_and(|it| it.tracks(path));
        if parent.tracked_only && !is_tracked(&path) {
            return;
        }
        if SETTINGS_FILES.iter().any(|name| entry.name == *name) {
            visited.met.push(Met::Settings(path.clone()));
        }
        let kind = if entry.kind.is_file() {
            match (self.kind_of)(&path) {
                Ok(Some(kind)) => Some(kind),
                Ok(None) => return,
                Err(error) => {
                    visited.met.push(Met::Unreadable { path, error, is_directory: false });
                    return;
                }
            }
        } else {
            None
        };
        let is_allowed = |filters: &Filters| filters.allow_file(self.root, &path);
        let reason = if self.rules.filters.is_some_and(|filters| !is_allowed(filters)) {
            Some(LeftOutReason::Settings)
        } else if parent.tracked_only {
            None
        } else {
            self.reason(parent, entry, &path).filter(|_| !is_tracked(&path))
        };
        visited.met.push(match (kind, reason) {
            (Some(kind), None) => Met::File(path, kind),
            (Some(kind), Some(reason)) => Met::LeftOutFile(path, kind, reason),
            (None, reason) if entry.kind.is_symlink() => Met::Link(path, reason),
            (None, _) => Met::Special(path),
        });
    }

    /// Why what is not tracked is left out.
    fn reason(&self, parent: &Directory, entry: &Entry, path: &Path) -> Option<LeftOutReason> {
        let is_directory = entry.kind.is_dir();
        if (is_directory || entry.kind.is_symlink()) && self.rules.default_excludes.has(&entry.name) {
            return Some(LeftOutReason::DefaultExclude);
        }
        match parent.ignores.as_ref().map_or(Said::Nothing, |it| it.say(path, is_directory)) {
            Said::Ignored(reason) => Some(reason),
            Said::Kept => None,
            Said::Nothing => (!self.rules.hidden && is_hidden(&entry.name)).then_some(LeftOutReason::Hidden),
        }
    }
}

const IGNORE_FILE: &str = ".ignore";
const GIT_IGNORE_FILE: &str = ".gitignore";

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

#[expect(clippy::disallowed_methods, reason = "the walk is one of the readers of user files")]
fn entries(directory: &Path) -> io::Result<Vec<Entry>> {
    let entry = |entry: std::fs::DirEntry| Ok(Entry { kind: entry.file_type()?, name: entry.file_name() });
    std::fs::read_dir(directory)?.map(|found| found.and_then(entry)).collect()
}
