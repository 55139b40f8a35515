//! Files that are read as code because code names them: `include!("x.inc")`, `#[path = "x.txt"] mod m;`,
//! `exec(open("x.txt").read())`.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::read_bytes;
use crate::finding::{ErrorKind, FileError, Lost};
use crate::language::{Language, Layout, NamedFile, rust};
use crate::limit::Limits;
use crate::project::directories_above;
use crate::{Content, InputFile};

/// What the files of a project name.
#[derive(Default)]
pub(super) struct Named {
    /// Files that are in no language by their names.
    pub(super) files: Vec<InputFile>,
    /// Which text is read in the place of which file: the module paths of the file that names it, and of the text.
    pub(super) spliced: Vec<(String, String)>,
    /// What cannot be read.
    pub(super) errors: Vec<FileError>,
    /// The module paths of files a part of which the build writes, with what that is called.
    pub(super) generated: Vec<(Arc<str>, String)>,
}

/// The files of a project, by their paths below the scan root.
pub(super) struct Known<'f> {
    language: &'static Language,
    paths: FxHashSet<Arc<str>>,
    /// The names in the directories that were asked for, in small letters, if they can be listed: most texts name nothing, and asking for each would cost more
    /// than reading the files.
    listed: FxHashMap<PathBuf, Option<FxHashSet<String>>>,
    limits: &'f Limits,
}

impl<'f> Known<'f> {
    pub(super) fn new(files: &[InputFile], language: &'static Language, limits: &'f Limits) -> Self {
        let paths = files.iter().map(|file| Arc::clone(&file.module_path)).collect();
        Self { language, paths, listed: FxHashMap::default(), limits }
    }

    /// Looks for what a file names.
    pub(super) fn look(&mut self, file: &InputFile, names: &[NamedFile], found: &mut Named) {
        for named in names {
            self.look_for(file, named, found);
        }
    }

    /// The root files that a manifest names, where they have other names than files of the language.
    pub(super) fn roots(&self, manifest: &InputFile) -> Vec<NamedFile> {
        let text = super::text_of(manifest, self.limits).ok().flatten();
        let read = text.and_then(|text| rust::manifest(&text));
        let roots = read.into_iter().flat_map(|read| read.roots.into_iter().chain([read.library_root]));
        let is_other = |path: &String| Language::of_path(Path::new(path)).is_none();
        roots.filter(is_other).map(NamedFile::Module).collect()
    }

    fn look_for(&mut self, file: &InputFile, named: &NamedFile, found: &mut Named) {
        let module_path: &str = &file.module_path;
        if let NamedFile::Generated(name) = named {
            found.generated.push((Arc::clone(&file.module_path), name.clone()));
            return;
        }
        let manifests = &self.language.manifests;
        let has_manifest = |directory: &&str| {
            let below = |name: &&str| [directory, "/", name].concat().trim_start_matches('/').to_owned();
            manifests.iter().any(|name| self.paths.contains(below(name).as_str()))
        };
        let manifest = directories_above(module_path).find(has_manifest).unwrap_or_default();
        let places = named.places(self.language, module_path, manifest);
        let is_spliced = matches!(named, NamedFile::Path(_) | NamedFile::BelowManifest(_));
        for place in &places {
            let read_as = self.language.read_as(place);
            let known = [place, &read_as].into_iter().find(|path| self.paths.contains(path.as_str()));
            if let Some(known) = known {
                if is_spliced && known != module_path && (*known == read_as || self.must_be_there()) {
                    found.spliced.push((module_path.to_owned(), known.clone()));
                }
                return;
            }
            if Language::of_path(Path::new(place)).is_some() {
                // What is left out is told where that is told.
                continue;
            }
            if !self.is_listed(file, place) {
                continue;
            }
            let Some(on_disk) = on_disk(file, place) else { continue };
            let added = InputFile {
                path: printed(file, place).into(),
                module_path: read_as.as_str().into(),
                content: Content::OnDisk(on_disk),
            };
            let mut bytes = Vec::new();
            let is_code =
                read_bytes(&added, self.limits, &mut bytes).is_ok() && self.language.may_be_code(&bytes);
            if is_code {
                self.paths.insert(Arc::clone(&added.module_path));
                found.files.push(added);
                if is_spliced {
                    found.spliced.push((module_path.to_owned(), read_as));
                }
                return;
            }
        }
        let is_written = matches!(named, NamedFile::Path(_) | NamedFile::BelowManifest(_));
        if self.must_be_there() && is_written && !is_there(file, &places) {
            found.errors.push(not_found(file, named));
        }
    }

    /// Whether a directory has an entry of a file's name, in whatever case, or nobody can tell.
    fn is_listed(&mut self, file: &InputFile, place: &str) -> bool {
        let Some(path) = root_of(file).map(|root| root.join(place)) else { return false };
        let (Some(directory), Some(name)) = (path.parent(), path.file_name()) else { return false };
        let name = name.to_string_lossy().to_lowercase();
        let is_in = |names: &Option<FxHashSet<String>>| names.as_ref().is_none_or(|it| it.contains(&name));
        if let Some(names) = self.listed.get(directory) {
            return is_in(names);
        }
        let names = names_in(directory);
        let is_there = is_in(&names);
        self.listed.insert(directory.to_owned(), names);
        is_there
    }

    /// Whether a name is known to be that of a file that is read.
    fn must_be_there(&self) -> bool {
        self.language.layout == Layout::Crates
    }
}

fn not_found(file: &InputFile, named: &NamedFile) -> FileError {
    let (NamedFile::Path(path)
    | NamedFile::Module(path)
    | NamedFile::BelowManifest(path)
    | NamedFile::Generated(path)) = named;
    FileError {
        file: file.path.to_string(),
        kind: ErrorKind::Unreadable,
        lost: Lost::Part,
        message: format!(
            "names `{path}` as a part of it, which is not in the tree; calls in that are not reported"
        ),
    }
}

/// Says of a file that names AI, or whose build script does, that what the build writes is not analysed.
pub(super) fn generated(file: &InputFile, name: &str) -> FileError {
    FileError {
        file: file.path.to_string(),
        kind: ErrorKind::Unreadable,
        lost: Lost::Nothing,
        message: format!(
            "names `{name}` as a part of it, which the build writes; calls in that are not reported"
        ),
    }
}

/// The directory on disk that paths of modules start at.
fn root_of(file: &InputFile) -> Option<&Path> {
    let Content::OnDisk(path) = &file.content else { return None };
    let module_path = Path::new(&*file.module_path);
    // A file that was added has another name than its module.
    let is_added = Language::is_read_as(module_path);
    let is_below = is_added || path.ends_with(module_path);
    path.ancestors().nth(module_path.components().count()).filter(|_| is_below)
}

/// The names in a directory, in small letters; `None` if it is there and cannot be listed.
#[expect(clippy::disallowed_methods, reason = "the sieve is one of the readers of user files")]
fn names_in(directory: &Path) -> Option<FxHashSet<String>> {
    let entries = match std::fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) => return (error.kind() != io::ErrorKind::PermissionDenied).then(FxHashSet::default),
    };
    Some(entries.flatten().map(|entry| entry.file_name().to_string_lossy().to_lowercase()).collect())
}

/// Where a path below the scan root is on disk, if it is a regular file in there.
#[expect(clippy::disallowed_methods, reason = "the sieve is one of the readers of user files")]
fn on_disk(file: &InputFile, place: &str) -> Option<PathBuf> {
    let root = root_of(file)?;
    let named = root.join(place);
    // Most are none, and where a path really leads costs a question for each of its directories.
    if !named.is_file() {
        return None;
    }
    let path = std::fs::canonicalize(named).ok()?;
    path.starts_with(std::fs::canonicalize(root).ok()?).then_some(path)
}

/// Whether one of some paths is on disk, or cannot be looked for.
fn is_there(file: &InputFile, places: &[String]) -> bool {
    match root_of(file) {
        None => true,
        Some(_) => places.iter().any(|place| on_disk(file, place).is_some()),
    }
}

/// A path below the scan root as it is printed beside a file.
fn printed(file: &InputFile, place: &str) -> String {
    let depth = file.module_path.split('/').count();
    let segments: Vec<&str> = file.path.split('/').collect();
    let above = segments.len().saturating_sub(depth);
    segments[..above].iter().copied().chain([place]).collect::<Vec<_>>().join("/")
}
