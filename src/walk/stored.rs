//! The files of a project as a revision of it has them: what a walk of that revision would find.

use std::path::{Path, PathBuf};

use super::filter::Filters;
use super::paths::Root;
use super::{SHEBANG_BYTES, WalkError, WalkOptions};
use crate::language::Language;
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
    let mut files: Vec<InputFile> = Vec::new();
    let roots = options.roots.iter().filter_map(|named| Root::resolve(named, &options.cwd).ok());
    for root in roots {
        for path in paths.iter().filter(|path| is_scanned(&root, path, &filters)) {
            // Whoever asks looks at the ceiling afterwards.
            if options.limits.ceiling().closed_by().is_some() {
                break;
            }
            let has_language = path.extension().is_none() || is_known(path);
            let Some(bytes) = has_language.then(|| read(path)).flatten() else { continue };
            if is_known(path) || is_script(&bytes) {
                files.push(InputFile { content: Content::Bytes(bytes.into()), ..root.file(path) });
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    // Roots may overlap.
    files.dedup_by(|one, other| one.path == other.path);
    Ok(files)
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
    path.extension().is_some() && Language::of_path(path).is_some() || Language::of_manifest(path).is_some()
}

/// Whether a file without an extension begins with the line of an interpreter that is known.
fn is_script(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(SHEBANG_BYTES as usize)]);
    let line = head.lines().next().filter(|line| line.starts_with("#!"));
    line.is_some_and(|line| Language::of_shebang(line.trim_end()).is_some())
}
