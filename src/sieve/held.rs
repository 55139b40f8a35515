//! Which libraries of the catalog a project holds in its own tree: its own repository, a copy, a fork.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::scan::{self, Facts};
use super::{read_bytes, text_of};
use crate::InputFile;
use crate::catalog::Catalog;
use crate::fault::{self, Stage};
use crate::finding::FileError;
use crate::language::python;
use crate::limit::Limits;
use crate::name::{Name, QualName};
use crate::project::{Holdings, directories_above};

/// The first names of libraries and attestation SDKs that a directory or a module of the project has as well.
pub(super) fn shared_names(files: &[InputFile], catalog: &Catalog) -> FxHashSet<String> {
    let libraries = catalog.libraries.iter().flat_map(|library| &library.roots);
    let roots: FxHashSet<&str> = libraries.chain(&catalog.marker_roots).map(QualName::root).collect();
    let names = files.iter().flat_map(|file| file.module_path.split('/'));
    let names = names.map(|name| name.split('.').next().unwrap_or(name));
    names.filter(|name| roots.contains(name)).map(str::to_owned).collect()
}

/// Whether a crate is a library of the catalog: its package has the name in the registry, or it is imported by a name
/// that only a fork would take.
pub(super) fn is_crate(catalog: &Catalog, name: &str, package: &str) -> bool {
    let is_marker = catalog.marker_roots.iter().any(|root| root.as_str() == name);
    let mut libraries = catalog.libraries.iter();
    !is_marker
        && libraries.any(|library| {
            let is_root = library.roots.iter().any(|root| root.as_str() == name);
            is_root && (library.package == package || name.contains('_'))
        })
}

/// A package of the project that is called like a library.
struct Candidate<'c> {
    /// Its directory.
    directory: &'c str,
    /// The dotted name of the library's root.
    root: &'c QualName,
    /// The library's distribution in the registry.
    package: &'c str,
    /// Whether it is an attestation SDK.
    is_sdk: bool,
}

/// The packages that are libraries of the catalog, and where manifests stand. A package is one if the nearest manifest
/// that names a distribution names the library's, or if it defines what the catalog lists of the library. What has the
/// name of an attestation SDK is no library: whether that attests is decided by its body, in the SDK's own tree as well.
pub(super) fn packages(
    files: &[InputFile],
    facts: &[&Facts],
    catalog: &Catalog,
    limits: &Limits,
) -> (Holdings, Vec<FileError>) {
    let mut holdings = Holdings::default();
    let mut errors = Vec::new();
    let candidates = candidates(files, catalog);
    // By directory: the distributions that its manifests name.
    let mut distributions: FxHashMap<&str, Vec<String>> = FxHashMap::default();
    for file in files.iter().filter(|file| python::is_manifest(Path::new(&*file.module_path))) {
        let directory = directories_above(&file.module_path).next().unwrap_or_default();
        holdings.programs.insert(directory.to_owned());
        if candidates.is_empty() {
            continue;
        }
        let read = fault::guard(Stage::Scan, &file.path, limits, || text_of(file, limits)).flatten();
        match read {
            Ok(text) => {
                let name = text.and_then(|text| python::distribution(&file.module_path, &text));
                let known = distributions.entry(directory).or_default();
                known.extend(name.map(|name| normal(&name)));
            }
            Err(error) => errors.push(error),
        }
    }
    let named_above = |directory: &str| {
        let named = directories_above(directory)
            .find_map(|above| distributions.get(above).filter(|it| !it.is_empty()));
        named.map_or(&[][..], Vec::as_slice)
    };
    let own_files: FxHashMap<&str, usize> = if candidates.is_empty() {
        FxHashMap::default()
    } else {
        let of_packages = files.iter().enumerate();
        of_packages
            .filter_map(|(at, file)| Some((file.module_path.strip_suffix("/__init__.py")?, at)))
            .collect()
    };
    for candidate in candidates {
        if is_named_like_it(&candidate, named_above(candidate.directory)) {
            holdings.named.insert(candidate.directory.to_owned());
        }
        if candidate.is_sdk {
            continue;
        }
        let defined = || {
            let at = own_files.get(candidate.directory);
            at.map_or(Defined::default(), |&at| {
                defined(&files[at], facts[at], candidate.root, catalog, limits)
            })
        };
        if is_distribution(&candidate, named_above(candidate.directory), defined) {
            holdings.libraries.insert(candidate.directory.to_owned());
        }
    }
    (holdings, errors)
}

/// The directories of the project that are called like a library or an attestation SDK.
fn candidates<'c>(files: &'c [InputFile], catalog: &'c Catalog) -> Vec<Candidate<'c>> {
    let mut by_first: FxHashMap<&str, Vec<(&QualName, &str, bool)>> = FxHashMap::default();
    let is_marker = |root: &QualName| catalog.marker_roots.iter().any(|known| known.as_str() == root.root());
    for library in &catalog.libraries {
        for root in library.roots.iter().filter(|root| !is_marker(root)) {
            by_first.entry(root.root()).or_default().push((root, &library.package, false));
        }
    }
    for root in &catalog.marker_roots {
        by_first.entry(root.root()).or_default().push((root, root.as_str(), true));
    }
    let mut seen: FxHashSet<(&str, &str)> = FxHashSet::default();
    let mut found = Vec::new();
    for file in files {
        let path: &str = &file.module_path;
        let mut start = 0;
        while let Some(length) = path[start..].find('/') {
            for &(root, package, is_sdk) in by_first.get(&path[start..start + length]).into_iter().flatten() {
                let Some(end) = directory_end(&path[start..], root) else { continue };
                let directory = &path[..start + end];
                if seen.insert((directory, root.as_str())) {
                    found.push(Candidate { directory, root, package, is_sdk });
                }
            }
            start += length + 1;
        }
    }
    found
}

/// Where the directory ends that a path begins with and that a dotted name means.
fn directory_end(path: &str, root: &QualName) -> Option<usize> {
    let length = root.as_str().len();
    let is_same = |(a, b): (char, char)| if b == '.' { a == '/' } else { a == b };
    let begins = path.get(..length)?.chars().zip(root.as_str().chars()).all(is_same);
    (begins && path[length..].starts_with('/')).then_some(length)
}

/// How many of the names that the catalog lists directly in a library a package defines.
#[derive(Clone, Copy, Default)]
struct Defined {
    here: usize,
    listed: usize,
}

/// A package defines what the catalog lists if it has so many of the names, and half of them.
const ENOUGH_NAMES: usize = 3;

/// Whether a package that is called like a library is it, by the distributions that the nearest manifest names and by
/// what it defines. A name of one word may be anybody's.
fn is_distribution(
    candidate: &Candidate<'_>,
    distributions: &[String],
    defined: impl Fn() -> Defined,
) -> bool {
    let root = normal(candidate.root.as_str());
    let is_package = |name: &String| *name == normal(candidate.package);
    // The parts of a namespace are distributions of their own.
    let is_part = |name: &String| {
        let below = name.strip_prefix(root.as_str());
        below.is_some_and(|rest| {
            rest.is_empty() || rest.starts_with('-') && candidate.root.as_str().contains('.')
        })
    };
    if distributions.iter().any(is_package) || root.contains('-') && distributions.iter().any(is_part) {
        return true;
    }
    let Defined { here, listed } = defined();
    distributions.contains(&root) && here > 0 || here >= ENOUGH_NAMES && 2 * here >= listed
}

/// Whether a distribution around a package has its name, or one that goes on behind a name of several words: then it is no
/// stand-in for the library, but that itself, a part of it, or a project that happens to have the name.
fn is_named_like_it(candidate: &Candidate<'_>, distributions: &[String]) -> bool {
    let root = normal(candidate.root.as_str());
    let goes_on = |name: &String| {
        root.contains('-') && name.strip_prefix(root.as_str()).is_some_and(|rest| rest.starts_with('-'))
    };
    distributions.iter().any(|name| *name == root || *name == normal(candidate.package) || goes_on(name))
}

/// Counts the names that a package's own file defines or imports.
fn defined(file: &InputFile, facts: &Facts, root: &QualName, catalog: &Catalog, limits: &Limits) -> Defined {
    let directly = |name: &QualName| {
        let below = name.as_str().strip_prefix(root.as_str())?.strip_prefix('.')?;
        (!below.contains('.')).then(|| Name::new(below))
    };
    let listed = catalog.handles.keys().chain(catalog.functions.keys()).filter_map(directly);
    let listed: FxHashSet<Name> = listed.collect();
    let imported = facts.imports.iter().flat_map(|import| &import.names);
    let mut here: FxHashSet<Name> = imported.filter(|name| listed.contains(*name)).cloned().collect();
    let mut bytes = Vec::new();
    if read_bytes(file, limits, &mut bytes).is_ok() {
        here.extend(scan::defined_names(&bytes).filter(|name| listed.contains(name)));
    }
    Defined { here: here.len(), listed: listed.len() }
}

/// A distribution's name as registries compare it.
fn normal(name: &str) -> String {
    let words = name.split(['-', '_', '.']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}
