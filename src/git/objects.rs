//! Objects: commits, trees, and the files that a commit holds.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use gix_hash::{Kind, ObjectId};
use gix_object::bstr::ByteSlice as _;
use gix_object::tree::EntryKind;
use gix_object::{CommitRefIter, Find as _, FindHeader as _, TagRefIter, TreeRefIter};
use rustc_hash::FxHashMap;

use super::{GitError, Repository};

/// A commit, as far as it is asked for.
pub(super) struct Commit {
    pub(super) tree: ObjectId,
    /// None where the history is cut.
    pub(super) parents: Vec<ObjectId>,
    /// When it was made, in seconds.
    pub(super) date: i64,
}

impl Repository {
    /// An object of a kind, in `buffer`.
    fn object<'b>(
        &self,
        id: ObjectId,
        kind: gix_object::Kind,
        buffer: &'b mut Vec<u8>,
    ) -> Result<&'b [u8], GitError> {
        let missing = || GitError::Missing(format!("the {kind} {id}"));
        match self.objects.try_find(&id, buffer) {
            Ok(Some(data)) if data.kind == kind => Ok(data.data),
            _ => Err(missing()),
        }
    }

    pub(super) fn commit(&self, id: ObjectId) -> Result<Commit, GitError> {
        let mut buffer = Vec::new();
        let bytes = self.object(id, gix_object::Kind::Commit, &mut buffer)?;
        let fields = || CommitRefIter::from_bytes(bytes, Kind::Sha1);
        let tree =
            fields().tree_id().map_err(|_| GitError::Missing(format!("the tree of the commit {id}")))?;
        let parents = if self.cut.contains(&id) { Vec::new() } else { fields().parent_ids().collect() };
        let date = fields().committer().map_or(0, |committer| committer.seconds());
        Ok(Commit { tree, parents, date })
    }

    /// The commit that an object is or, as a tag, points at; `None` if it is something else.
    pub(super) fn peeled(&self, id: ObjectId) -> Option<ObjectId> {
        let mut id = id;
        // A tag of a tag of a tag: nobody goes on for long.
        for _ in 0..16 {
            let mut buffer = Vec::new();
            let found = self.objects.try_find(&id, &mut buffer).ok()??;
            match found.kind {
                gix_object::Kind::Commit => return Some(id),
                gix_object::Kind::Tag => {
                    id = TagRefIter::from_bytes(found.data, Kind::Sha1).target_id().ok()?;
                }
                _ => return None,
            }
        }
        None
    }

    /// The files of a commit.
    ///
    /// # Errors
    /// A tree is missing, or there are more files than any project has.
    pub fn snapshot(self, commit: ObjectId) -> Result<Snapshot, GitError> {
        let tree = self.commit(commit)?.tree;
        let mut entries = BTreeMap::new();
        self.list(tree, &mut PathBuf::new(), &mut entries, &mut Trees::default())?;
        Ok(Snapshot { repository: self, commit, entries, nested: RefCell::default() })
    }

    fn list(
        &self,
        tree: ObjectId,
        directory: &mut PathBuf,
        entries: &mut BTreeMap<PathBuf, Entry>,
        trees: &mut Trees,
    ) -> Result<(), GitError> {
        let bound = || GitError::Missing("a tree of a size that can be listed".to_owned());
        if directory.components().count() > MOST_DEEP {
            return Err(bound());
        }
        let bytes =
            trees.read(tree, |buffer| self.object(tree, gix_object::Kind::Tree, buffer).map(Rc::from))?;
        for entry in TreeRefIter::from_bytes(&bytes, Kind::Sha1) {
            let entry = entry.map_err(|_| GitError::Missing(format!("the tree {tree}")))?;
            // A name that this system cannot write is in no working tree.
            let Ok(name) = entry.filename.to_path() else { continue };
            let id = entry.oid.to_owned();
            directory.push(name);
            let kind = match entry.mode.kind() {
                EntryKind::Tree => {
                    self.list(id, directory, entries, trees)?;
                    directory.pop();
                    continue;
                }
                EntryKind::Blob | EntryKind::BlobExecutable => EntryType::File,
                EntryKind::Link => EntryType::Link,
                EntryKind::Commit => EntryType::Repository,
            };
            entries.insert(directory.clone(), Entry { id, kind });
            directory.pop();
            if entries.len() > MOST_FILES {
                return Err(bound());
            }
        }
        Ok(())
    }

    /// The bytes of a file.
    fn blob(&self, id: ObjectId) -> Result<Vec<u8>, GitError> {
        let missing = || GitError::Missing(format!("the blob {id}"));
        let header = self.objects.try_header(&id).ok().flatten().ok_or_else(missing)?;
        if header.size > LARGEST {
            return Err(missing());
        }
        let mut buffer = Vec::new();
        self.object(id, gix_object::Kind::Blob, &mut buffer)?;
        Ok(buffer)
    }
}

/// The trees that were read, as far as there is room: a commit of a million directories may have ten trees, each a hundred
/// thousand times.
#[derive(Default)]
struct Trees {
    known: FxHashMap<ObjectId, Rc<[u8]>>,
    bytes: usize,
}

/// How many bytes of trees are kept.
const MOST_KEPT: usize = 16 << 20;

impl Trees {
    fn read(
        &mut self,
        id: ObjectId,
        read: impl FnOnce(&mut Vec<u8>) -> Result<Rc<[u8]>, GitError>,
    ) -> Result<Rc<[u8]>, GitError> {
        if let Some(known) = self.known.get(&id) {
            return Ok(Rc::clone(known));
        }
        let bytes = read(&mut Vec::new())?;
        if self.bytes + bytes.len() <= MOST_KEPT {
            self.bytes += bytes.len();
            self.known.insert(id, Rc::clone(&bytes));
        }
        Ok(bytes)
    }
}

/// Trees that are deeper, and commits of more files, are made to break their readers.
const MOST_DEEP: usize = 512;
const MOST_FILES: usize = 4_000_000;

/// No larger file is read, in bytes.
const LARGEST: u64 = 1 << 28;

/// What a path of a commit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    id: ObjectId,
    kind: EntryType,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EntryType {
    File,
    Link,
    /// A repository of its own: a submodule.
    Repository,
}

/// The files of a commit, by path below the top of the working tree.
#[derive(Debug)]
pub struct Snapshot {
    repository: Repository,
    commit: ObjectId,
    entries: BTreeMap<PathBuf, Entry>,
    /// The submodules that were asked for; `None` where one cannot be read.
    nested: RefCell<BTreeMap<PathBuf, Option<Rc<Snapshot>>>>,
}

impl Snapshot {
    /// The commit's name, in hex digits.
    pub fn commit(&self) -> String {
        self.commit.to_string()
    }

    /// The paths of its regular files below the top, those of submodules among them.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        for (path, entry) in &self.entries {
            match entry.kind {
                EntryType::File => files.push(path.clone()),
                EntryType::Link => {}
                EntryType::Repository => {
                    let inner = self.submodule(path).map(|inner| inner.files()).unwrap_or_default();
                    files.extend(inner.iter().map(|below| path.join(below)));
                }
            }
        }
        files
    }

    /// Whether it has a file at a path below the top, directly or by a link.
    pub fn has(&self, path: &Path) -> bool {
        match self.entries.get(path) {
            Some(entry) if entry.kind == EntryType::File => true,
            Some(entry) if entry.kind == EntryType::Link => self.read(path).is_ok_and(|it| it.is_some()),
            _ => self.within(path).is_some_and(|(inner, below)| inner.has(&below)),
        }
    }

    /// Whether it has anything at a path below the top: a link that leads nowhere, too.
    pub fn has_entry(&self, path: &Path) -> bool {
        self.entries.contains_key(path)
            || self.within(path).is_some_and(|(inner, below)| inner.has_entry(&below))
    }

    /// The bytes of the file at a path below the top; `None` if there is no file. Links are followed inside of the commit,
    /// and submodules are entered.
    ///
    /// # Errors
    /// The file is there, and its content is not in the repository.
    pub fn read(&self, path: &Path) -> Result<Option<Vec<u8>>, GitError> {
        self.read_after(path, 0)
    }

    fn read_after(&self, path: &Path, links: usize) -> Result<Option<Vec<u8>>, GitError> {
        match self.entries.get(path) {
            Some(Entry { id, kind: EntryType::File }) => self.repository.blob(*id).map(Some),
            Some(Entry { id, kind: EntryType::Link }) if links < MOST_LINKS => {
                let target = self.repository.blob(*id)?;
                let target = target.to_path().ok().and_then(|target| beside(path, target));
                target.map_or(Ok(None), |target| self.read_after(&target, links + 1))
            }
            Some(_) => Ok(None),
            None => self.within(path).map_or(Ok(None), |(inner, below)| inner.read(&below)),
        }
    }

    /// The submodule that a path lies in, and the path below its top.
    fn within(&self, path: &Path) -> Option<(Rc<Self>, PathBuf)> {
        let is_nested =
            |above: &&Path| self.entries.get(*above).is_some_and(|it| it.kind == EntryType::Repository);
        let above = path.ancestors().skip(1).find(is_nested)?;
        let below = path.strip_prefix(above).ok()?.to_path_buf();
        Some((self.submodule(above)?, below))
    }

    /// The files of a submodule in the commit that this one names; `None` if they are not here.
    fn submodule(&self, path: &Path) -> Option<Rc<Self>> {
        if let Some(known) = self.nested.borrow().get(path) {
            return known.clone();
        }
        let commit = self.entries.get(path)?.id;
        let top = self.repository.top.join(path);
        // Its own `.git`: without one it was never checked out.
        let repository = top.join(".git").exists().then(|| Repository::open(&top).ok()).flatten();
        let inner = repository.and_then(|repository| repository.snapshot(commit).ok()).map(Rc::new);
        self.nested.borrow_mut().insert(path.to_path_buf(), inner.clone());
        inner
    }
}

/// How many links are followed for one file.
const MOST_LINKS: usize = 8;

/// Where a link leads, below the top; `None` if out of it.
fn beside(link: &Path, target: &Path) -> Option<PathBuf> {
    use std::path::Component;
    let mut path = link.parent()?.to_path_buf();
    for part in target.components() {
        match part {
            Component::Normal(name) => path.push(name),
            Component::CurDir => {}
            Component::ParentDir if path.pop() => {}
            _ => return None,
        }
    }
    Some(path)
}
