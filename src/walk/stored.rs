//! The files of a project as a revision of it has them: what a walk of that revision would find.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::filter::Filters;
use super::paths::{Root, slashed};
use super::{WalkError, WalkOptions, bytes_to_ask};
use crate::language::Language;
use crate::limit::Limit;
use crate::{Content, InputFile};

/// The files of known languages below the roots, out of those at the absolute `paths`, ordered by printed path. `read` gives
/// the content of one. All of them are the project's own: only its globs leave files out.
///
/// # Errors
/// A glob that cannot be understood.
pub fn stored(
    options: &WalkOptions,
    paths: &[PathBuf],
    read: impl Fn(&Path) -> Option<Vec<u8>>,
) -> Result<Vec<InputFile>, WalkError> {
    let filters = Filters::new(options)?;
    let allowed = |limit| options.limits.get(limit);
    let most = allowed(Limit::FileBytes).max(allowed(Limit::NotebookBytes)).saturating_add(1);
    let mut files: Vec<InputFile> = Vec::new();
    let roots = options.roots.iter().filter_map(|named| Root::resolve(named, &options.cwd).ok());
    for root in roots {
        for path in paths.iter().filter(|path| is_scanned(&root, path, &filters)) {
            // Whoever asks looks at the ceiling afterwards.
            if options.limits.ceiling().closed_by().is_some() {
                break;
            }
            let may_be_code = is_known(path) || bytes_to_ask(path).is_some();
            let Some(mut bytes) = may_be_code.then(|| read(path)).flatten() else { continue };
            // One that is too large is known by one byte more than is allowed: what is a gigabyte here may be a kilobyte there.
            bytes.truncate(most);
            bytes.shrink_to_fit();
            if is_known(path) || Language::of_file(path, &bytes).is_some() {
                files.push(InputFile { content: Content::Bytes(bytes.into()), ..root.file(path) });
            }
        }
    }
    add_named(options, paths, &read, &mut files);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    // Roots may overlap.
    files.dedup_by(|one, other| one.path == other.path);
    Ok(files)
}

/// Adds the files that others name to be read as code, and those that these name.
fn add_named(
    options: &WalkOptions,
    paths: &[PathBuf],
    read: &impl Fn(&Path) -> Option<Vec<u8>>,
    files: &mut Vec<InputFile>,
) {
    let roots: Vec<Root> =
        options.roots.iter().filter_map(|named| Root::resolve(named, &options.cwd).ok()).collect();
    let manifests: BTreeSet<Arc<str>> =
        files.iter().filter(|file| file.is_manifest()).map(|file| Arc::clone(&file.module_path)).collect();
    let mut at = 0;
    while let Some(file) = files.get(at).cloned() {
        at += 1;
        let Content::Bytes(bytes) = &file.content else { continue };
        let Some(language) = Language::of_file(Path::new(&*file.module_path), bytes) else { continue };
        for (_, named) in (language.named_files)(bytes) {
            let above = Path::new(&*file.module_path).ancestors().skip(1);
            let has_manifest = |directory: &&Path| {
                language.manifests.iter().any(|name| manifests.contains(&*slashed(&directory.join(name))))
            };
            let manifest = above.into_iter().find(has_manifest).map(slashed).unwrap_or_default();
            let places = named.places(language, &file.module_path, &manifest);
            let found = places.iter().find_map(|place| {
                let path =
                    roots.iter().map(|root| root.canonical.join(place)).find(|it| paths.contains(it))?;
                let is_other = Language::of_path(&path).is_none();
                let bytes = read(&path).filter(|bytes| is_other && language.may_be_code(bytes))?;
                Some((path, language.read_as(place), bytes))
            });
            let Some((path, module_path, bytes)) = found else { continue };
            if files.iter().all(|known| *known.module_path != *module_path) {
                let root = roots.iter().find(|root| path.starts_with(&root.canonical));
                files.extend(root.map(|root| InputFile {
                    module_path: module_path.into(),
                    content: Content::Bytes(bytes.into()),
                    ..root.file(&path)
                }));
            }
        }
    }
}

fn is_scanned(root: &Root, path: &Path, filters: &Filters) -> bool {
    if !root.is_dir() {
        return path == root.canonical && filters.allow_named_file(root);
    }
    let above = path.ancestors().skip(1).take_while(|above| *above != root.canonical);
    path.starts_with(&root.canonical)
        && above.into_iter().all(|above| filters.allow_directory(root, above))
        && filters.allow_file(root, path)
}

fn is_known(path: &Path) -> bool {
    Language::of_path(path).is_some() || Language::of_manifest(path).is_some()
}
