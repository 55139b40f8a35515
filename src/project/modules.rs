//! Where modules are found by name.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::crates::{Crates, Manifest, directories_above};
use super::value::ModuleId;
use crate::catalog::Catalog;

/// What a module name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A parsed file.
    Module(ModuleId),
    /// A file of the project that was not parsed, because it cannot matter.
    Unparsed,
    /// A directory with modules in it but no file of its own.
    Namespace(String),
}

/// The modules of a project by path. Paths are relative to the scan root, with `/`, without extension;
/// a package is its directory.
#[derive(Clone, Debug, Default)]
pub struct ModuleTable {
    /// Each module and package, and the parsed file if it was parsed.
    files: FxHashMap<String, Option<ModuleId>>,
    /// Directories that are packages: they hold the package's own file.
    packages: BTreeSet<String>,
    /// Directories that hold modules somewhere below.
    directories: BTreeSet<String>,
    /// Directories in which a top-level module or package of this name stands.
    homes: FxHashMap<String, Vec<String>>,
    /// By parsed file: its path, and whether it is a package's own file.
    paths: Vec<(String, bool)>,
    names: Vec<String>,
    /// First segments of the names of libraries that are not the project itself.
    library_roots: BTreeSet<String>,
    /// The modules of crates, where files become modules in that way.
    crates: Option<Crates>,
}

/// Directories that are commonly put on the search path beside the directory they stand in.
const SOURCE_DIRECTORIES: &[&str] = &["src", "lib", "python"];

/// Whether packages that stand in a directory are found wherever they are imported: it is the scan root, or a directory
/// that is commonly put on the search path.
pub fn is_source_root(directory: &str) -> bool {
    directory.is_empty() || SOURCE_DIRECTORIES.contains(&split(directory).1)
}

impl ModuleTable {
    /// A table of every file of the project (`paths` with extension, below the scan root), of which `parsed`
    /// were parsed, in the order of their ids. `own` are the top packages that are the project's own sources, should
    /// a library be called the same.
    pub fn new<'p>(
        paths: impl IntoIterator<Item = &'p str>,
        parsed: &[&str],
        catalog: &Catalog,
        own: &FxHashSet<String>,
    ) -> Self {
        let mut table = Self::default();
        for path in paths {
            table.add(path, None);
        }
        for (at, path) in parsed.iter().enumerate() {
            table.add(path, Some(ModuleId(at as u32)));
        }
        let roots = catalog.libraries.iter().flat_map(|library| &library.roots);
        table.library_roots =
            roots.map(|root| root.root().to_owned()).filter(|root| !own.contains(root)).collect();
        table.find_homes();
        table.names = table.paths.iter().map(|(path, _)| table.dotted(path)).collect();
        table
    }

    /// The same where manifests say which crates there are.
    pub fn of_crates<'p>(
        paths: impl IntoIterator<Item = &'p str>,
        parsed: &[&str],
        manifests: &[Manifest],
    ) -> Self {
        Self { crates: Some(Crates::new(paths, parsed, manifests)), ..Self::default() }
    }

    /// Whether a path may lead on into a file, to a module or a class that is written in it.
    pub fn leads_into_files(&self) -> bool {
        self.crates.is_some()
    }

    fn add(&mut self, path: &str, parsed: Option<ModuleId>) {
        let stem = strip_extension(path);
        let (directory, name) = split(stem);
        let package = name == "__init__";
        let key = if package { directory } else { stem };
        if package {
            self.packages.insert(directory.to_owned());
        }
        if parsed.is_some() {
            self.paths.push((key.to_owned(), package));
        }
        let mut above = directory;
        while self.directories.insert(above.to_owned()) && !above.is_empty() {
            above = split(above).0;
        }
        // Nobody can import a script whose name is no module's.
        if !package && stem.len() == path.len() {
            return;
        }
        // A source file wins over the stub beside it.
        let stub = path.rsplit_once('.').is_some_and(|(_, extension)| extension == "pyi");
        match self.files.get_mut(key) {
            Some(known) if parsed.is_some() && (!stub || known.is_none()) => *known = parsed,
            Some(_) => {}
            None => {
                self.files.insert(key.to_owned(), parsed);
            }
        }
    }

    fn find_homes(&mut self) {
        let tops = self.files.keys().map(String::as_str).chain(self.directories.iter().map(String::as_str));
        let mut homes: FxHashMap<String, BTreeSet<String>> = FxHashMap::default();
        for path in tops {
            let (directory, name) = split(path);
            if (!self.packages.contains(directory) || directory.is_empty()) && !name.is_empty() {
                homes.entry(name.to_owned()).or_default().insert(directory.to_owned());
            }
        }
        self.homes = homes.into_iter().map(|(name, homes)| (name, homes.into_iter().collect())).collect();
    }

    /// The dotted name of a parsed file, from the outermost package or the scan root.
    pub fn name_of(&self, module: ModuleId) -> &str {
        if let Some(crates) = &self.crates {
            return crates.name_of(module);
        }
        self.names.get(module.index()).map_or("", String::as_str)
    }

    /// The library that has the same name as a parsed file, if there is one and it is not the project itself.
    pub fn library_of_its_name(&self, module: ModuleId) -> Option<&str> {
        let name = self.names.get(module.index())?;
        self.library_roots.contains(name).then_some(name)
    }

    /// The path of a parsed file without its extension, below the scan root.
    pub fn path_of(&self, module: ModuleId) -> &str {
        self.paths.get(module.index()).map_or("", |(path, _)| path.as_str())
    }

    /// The parsed file at a path without extension.
    pub fn parsed_at(&self, path: &str) -> Option<ModuleId> {
        self.files.get(path).copied().flatten()
    }

    /// The directory in which the outermost package of a parsed file stands.
    pub fn home_of(&self, module: ModuleId) -> &str {
        if let Some(crates) = &self.crates {
            return crates.home_of(module);
        }
        let path = self.paths.get(module.index()).map_or("", |(path, _)| path.as_str());
        let name = self.name_of(module);
        path.get(..path.len().saturating_sub(name.len())).unwrap_or(path)
    }

    fn dotted(&self, path: &str) -> String {
        let mut root = split(path).0;
        while self.packages.contains(root) && !root.is_empty() {
            root = split(root).0;
        }
        let below = path.strip_prefix(root).unwrap_or(path).trim_start_matches('/');
        below.replace('/', ".")
    }

    fn lookup(&self, path: &str) -> Option<Found> {
        match self.files.get(path) {
            Some(Some(module)) => Some(Found::Module(*module)),
            // What such a package says itself cannot matter, but the way to its modules leads through it.
            Some(None) if self.packages.contains(path) => Some(Found::Namespace(path.to_owned())),
            Some(None) => Some(Found::Unparsed),
            None if self.directories.contains(path) && !path.is_empty() => {
                Some(Found::Namespace(path.to_owned()))
            }
            None => None,
        }
    }

    /// The submodule `name` of a package or namespace.
    pub fn submodule(&self, module: ModuleId, name: &str) -> Option<Found> {
        if let Some(crates) = &self.crates {
            return crates.submodule(module, name);
        }
        let (path, package) = self.paths.get(module.index())?;
        package.then(|| self.lookup(&below(path, name))).flatten()
    }

    /// The module `name` in a namespace directory.
    pub fn in_namespace(&self, directory: &str, name: &str) -> Option<Found> {
        self.lookup(&below(directory, name))
    }

    /// The module that a relative import of `level` dots and the dotted path `name` leads to.
    pub fn relative(&self, from: ModuleId, level: u32, name: &str) -> Option<Found> {
        if let Some(crates) = &self.crates {
            return crates.relative(from, level, name);
        }
        let (path, package) = self.paths.get(from.index())?;
        let mut base = if *package { path.as_str() } else { split(path).0 };
        for _ in 1..level {
            if base.is_empty() {
                return None;
            }
            base = split(base).0;
        }
        if name.is_empty() { self.lookup(base) } else { self.lookup(&below(base, &name.replace('.', "/"))) }
    }

    /// The module of the project that the absolute name leads to from a file; `None` if it is a library's.
    pub fn absolute(&self, from: ModuleId, name: &str) -> Option<Found> {
        if let Some(crates) = &self.crates {
            return crates.absolute(from, name);
        }
        let (path, package) = self.paths.get(from.index())?;
        self.absolute_from(path, *package, name)
    }

    fn absolute_from(&self, path: &str, package: bool, name: &str) -> Option<Found> {
        let first = name.split('.').next().unwrap_or_default();
        let homes = self.homes.get(first)?;
        let tail = name.replace('.', "/");
        let library = self.library_roots.contains(first);
        let directory = if package { path } else { split(path).0 };
        // The nearest directory that leads here wins, as it does on a search path.
        let mut near: Vec<&String> = homes.iter().filter(|home| is_searched(home, directory)).collect();
        near.sort_by_key(|home| std::cmp::Reverse(home.len()));
        for home in near {
            if library && !self.hides_library(home, first, path, directory) {
                continue;
            }
            if let Some(found) = self.lookup(&below(home, &tail)) {
                return Some(found);
            }
        }
        if library {
            return None;
        }
        homes.iter().find_map(|home| self.lookup(&below(home, &tail)))
    }

    /// Whether what stands under a library's name hides the library from a file. It does where Python looks first:
    /// at the top, or beside a script. It does not if it is a directory without a file of its own, the very file
    /// that asks, or a part of a package, which is imported by the package's name (`app/providers/openai`).
    fn hides_library(&self, home: &str, first: &str, path: &str, directory: &str) -> bool {
        let candidate = below(home, first);
        self.files.contains_key(&candidate)
            && candidate != path
            && (is_source_root(home) || home == directory)
            && !self.lies_in_package(home)
    }

    /// Whether a directory is a package, or lies below one. The scan root is both a package and what is searched, if
    /// somebody scans a package from within.
    fn lies_in_package(&self, directory: &str) -> bool {
        let mut upwards = std::iter::once(directory).chain(directories_above(directory));
        upwards.any(|above| !above.is_empty() && self.packages.contains(above))
    }
}

/// Whether a directory is on the search path of code in `directory`: it leads there, or is the source directory
/// beside it.
fn is_searched(home: &str, directory: &str) -> bool {
    let leads = |home: &str| {
        home.is_empty()
            || directory == home
            || directory.strip_prefix(home).is_some_and(|rest| rest.starts_with('/'))
    };
    leads(home) || SOURCE_DIRECTORIES.contains(&split(home).1) && leads(split(home).0)
}

/// A path without the extension of its last segment.
pub fn strip_extension(path: &str) -> &str {
    let name_at = path.rfind('/').map_or(0, |at| at + 1);
    path[name_at..].rfind('.').filter(|&dot| dot > 0).map_or(path, |dot| &path[..name_at + dot])
}

/// Directory and last segment.
pub fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

pub(super) fn below(directory: &str, tail: &str) -> String {
    if directory.is_empty() { tail.to_owned() } else { format!("{directory}/{tail}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_of_a_file_is_where_its_outermost_package_stands() {
        let paths = [
            "one/app/__init__.py",
            "one/app/core/__init__.py",
            "one/app/core/ask.py",
            "two/run.py",
            "top.py",
        ];
        let table = ModuleTable::new(paths, &paths, &Catalog::default(), &FxHashSet::default());
        let homes = (0..5).map(|at| table.home_of(ModuleId(at)));
        assert_eq!(homes.collect::<Vec<_>>(), ["one/", "one/", "one/", "two/", ""]);
        assert_eq!(table.name_of(ModuleId(2)), "app.core.ask");
    }
}
