//! Where modules are found by their paths: beside the importing file, by what a configuration maps names to, and in the packages of
//! the project.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::places::{Found, below, directories_above, is_at_or_below, split};
use super::value::ModuleId;
use crate::name::{joined, specifier};

/// What a manifest says of the package in its directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Package {
    /// The directory that it stands in, below the scan root; empty for the scan root itself.
    pub directory: String,
    /// Its name, if it has one.
    pub name: Option<String>,
    /// What others get who import it: a path below the package for each path that may be asked for (`.`, `./tools`, `#lib/*`), the
    /// likeliest first.
    pub exports: Vec<(String, String)>,
}

/// What a configuration of the compiler says of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The directory that it stands in, below the scan root.
    pub directory: String,
    /// The directory from which names are looked up, if it says one.
    pub base: Option<String>,
    /// Patterns of names, and the paths that they stand for from the scan root: `@/*` and `src/*`.
    pub paths: Vec<(String, String)>,
}

/// The modules of some packages.
#[derive(Clone, Debug, Default)]
pub(super) struct Paths {
    /// Every file, and its number if it was parsed.
    files: FxHashMap<String, Option<ModuleId>>,
    /// By parsed file: its path.
    parsed: Vec<String>,
    /// By parsed file: its path without extension, which is its name for people.
    names: Vec<String>,
    /// The packages by their names.
    packages: FxHashMap<String, Package>,
    /// The packages by their directories, for what they call parts of themselves.
    own: FxHashMap<String, Package>,
    /// The directories of packages that are libraries of the catalog, in their own tree.
    held: BTreeSet<String>,
    /// The configurations by their directories.
    mappings: FxHashMap<String, Mapping>,
}

/// The extensions of modules, in the order in which they are looked for.
const EXTENSIONS: &[&str] = &[".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".d.ts"];

/// The file that stands for its directory.
const INDEX: &str = "index";

/// Where the sources of a package stand whose manifest names what is built of them.
const SOURCES: &[&str] = &["src/index", "index", "src/main", "lib/index"];

impl Paths {
    /// Places every file of the project (`paths` with extension), of which `parsed` were parsed, in the order of their ids.
    pub(super) fn new<'p>(
        paths: impl IntoIterator<Item = &'p str>,
        parsed: &[&str],
        packages: &[Package],
        mappings: &[Mapping],
        held: &BTreeSet<String>,
    ) -> Self {
        let mut files: FxHashMap<String, Option<ModuleId>> =
            paths.into_iter().map(|path| (path.to_owned(), None)).collect();
        files.extend(
            parsed.iter().enumerate().map(|(at, path)| ((*path).to_owned(), Some(ModuleId(at as u32)))),
        );
        let named = packages.iter().filter_map(|package| Some((package.name.clone()?, package.clone())));
        Self {
            held: held.clone(),
            files,
            parsed: parsed.iter().map(|path| (*path).to_owned()).collect(),
            names: parsed.iter().map(|path| stem(path).to_owned()).collect(),
            packages: named.collect(),
            own: packages.iter().map(|package| (package.directory.clone(), package.clone())).collect(),
            mappings: mappings.iter().map(|mapping| (mapping.directory.clone(), mapping.clone())).collect(),
        }
    }

    /// The name of a parsed file for people.
    pub(super) fn name_of(&self, module: ModuleId) -> &str {
        self.names.get(module.index()).map_or("", String::as_str)
    }

    /// The module at a path from the directory of a file.
    pub(super) fn relative(&self, from: ModuleId, path: &str) -> Option<Found> {
        let directory = split(self.parsed.get(from.index())?).0;
        self.module(&joined(directory, path)?)
    }

    /// The module of the project that a name leads to from a file, which [`crate::name::specified`] has read; `None` if it is
    /// installed.
    pub(super) fn absolute(&self, from: ModuleId, name: &str) -> Option<Found> {
        let file = self.parsed.get(from.index())?;
        let name = specifier(name);
        let upwards: Vec<&str> = directories_above(file).collect();
        let mapped = upwards.iter().filter_map(|above| self.mappings.get(*above));
        let mapped = mapped.flat_map(|mapping| mapping.of(&name));
        let mapped = mapped.into_iter().find_map(|path| self.module(&path));
        mapped.or_else(|| self.of_own_package(&upwards, &name)).or_else(|| self.of_package(&name))
    }

    /// What a package calls a part of itself: `#lib/x`.
    fn of_own_package(&self, upwards: &[&str], name: &str) -> Option<Found> {
        if !name.starts_with('#') {
            return None;
        }
        let package = upwards.iter().find_map(|above| self.own.get(*above))?;
        self.exported(package, name)
    }

    /// The package of the project that a name begins with, and what stands behind that.
    fn package<'n>(&self, name: &'n str) -> Option<(&Package, &'n str)> {
        let mut ends: Vec<usize> = name.match_indices('/').map(|(at, _)| at).chain([name.len()]).collect();
        ends.reverse();
        ends.into_iter().find_map(|end| Some((self.packages.get(&name[..end])?, &name[end..])))
    }

    /// Whether the library that the project holds, and that a name leads to from a file, is the file's own; `None` if it leads to
    /// none.
    pub(super) fn held_library(&self, from: ModuleId, name: &str) -> Option<bool> {
        if self.held.is_empty() {
            return None;
        }
        let (package, _) = self.package(&specifier(name))?;
        let library = self.held.get(&package.directory)?;
        Some(is_at_or_below(split(self.parsed.get(from.index())?).0, library))
    }

    /// What a package of the project gives by its name, or by a path below it.
    fn of_package(&self, name: &str) -> Option<Found> {
        let (package, rest) = self.package(name)?;
        let asked = format!(".{rest}");
        self.exported(package, &asked).or_else(|| {
            let rest = rest.trim_start_matches('/');
            if rest.is_empty() {
                SOURCES.iter().find_map(|source| self.module(&below(&package.directory, source)))
            } else {
                let in_sources = || self.module(&below(&package.directory, &format!("src/{rest}")));
                self.module(&below(&package.directory, rest)).or_else(in_sources)
            }
        })
    }

    fn exported(&self, package: &Package, asked: &str) -> Option<Found> {
        let paths = package.exports.iter().filter_map(|(pattern, path)| {
            let part = matched(pattern, asked)?;
            joined(&package.directory, &path.replace('*', part))
        });
        paths.into_iter().find_map(|path| self.module(&path).or_else(|| self.source_of(package, &path)))
    }

    /// The source of what is built: `dist/tools.js` of `src/tools.ts`.
    fn source_of(&self, package: &Package, path: &str) -> Option<Found> {
        let inside = path.strip_prefix(package.directory.as_str())?.trim_start_matches('/');
        let (_, rest) = inside.split_once('/')?;
        self.module(&below(&package.directory, &format!("src/{rest}")))
    }

    /// The module at a path, which may lack its extension, or have that of the file which is built of it.
    fn module(&self, path: &str) -> Option<Found> {
        let found = |path: &str| self.files.get(path).map(|file| file.map_or(Found::Unparsed, Found::Module));
        let with_extension =
            |path: &str| EXTENSIONS.iter().find_map(|extension| found(&[path, extension].concat()));
        let built = || {
            let (stem, extension) = path.rsplit_once('.')?;
            matches!(extension, "js" | "jsx" | "mjs" | "cjs").then(|| with_extension(stem)).flatten()
        };
        let index = || with_extension(&below(path, INDEX));
        found(path).or_else(|| with_extension(path)).or_else(built).or_else(index)
    }
}

impl Mapping {
    /// The paths that a name may stand for, the likeliest first.
    fn of(&self, name: &str) -> Vec<String> {
        let mapped =
            self.paths.iter().filter_map(|(pattern, path)| Some(path.replace('*', matched(pattern, name)?)));
        let from_base = self.base.as_ref().map(|base| below(base, name));
        mapped.chain(from_base).collect()
    }
}

/// What stands for the star in a pattern that a name matches; empty if there is none.
fn matched<'n>(pattern: &str, name: &'n str) -> Option<&'n str> {
    match pattern.split_once('*') {
        None => (pattern == name).then_some(""),
        Some((before, after)) => {
            let inside = name.strip_prefix(before)?.strip_suffix(after)?;
            Some(inside)
        }
    }
}

/// A path without the extension of a module.
fn stem(path: &str) -> &str {
    EXTENSIONS.iter().rev().find_map(|extension| path.strip_suffix(extension)).unwrap_or(path)
}
