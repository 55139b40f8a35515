//! Which programs a project is made of: packages that stand at its top, or crates by their manifests.

use std::collections::BTreeMap;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::imported::Imported;
use super::scan::Facts;
use super::{held, text_of, typescript};
use crate::InputFile;
use crate::catalog::Catalog;
use crate::fault::{self, Stage};
use crate::finding::FileError;
use crate::language::{Language, Layout, rust};
use crate::limit::Limits;
use crate::module::{Import, Module, Renamed, Wildcard};
use crate::name::{Name, specified};
use crate::project::{
    Found, Holdings, Manifest, Mapping, ModuleId, ModuleTable, Package, Standing, directories_above, split,
};
use crate::source::{FileId, Span};

/// Names under which dependencies are imported, and those that they have themselves.
type OwnNames = BTreeMap<String, String>;

/// The programs of a project.
#[derive(Default)]
pub(super) struct Programs {
    /// The names under which the project imports itself.
    own: FxHashSet<String>,
    /// The first names of libraries that something of the project has as well.
    shared_names: FxHashSet<String>,
    holdings: Holdings,
    layout: Option<Layout>,
    manifests: Vec<Manifest>,
    packages: Vec<Package>,
    mappings: Vec<Mapping>,
    /// By directory of a manifest: the names of its dependencies that are imported under another one.
    renamed: FxHashMap<String, OwnNames>,
}

impl Programs {
    /// `facts` are those of the files. Gives the manifests that could not be read as well.
    pub(super) fn of(
        files: &[InputFile],
        facts: &[&Facts],
        language: &Language,
        catalog: &Catalog,
        limits: &Limits,
    ) -> (Self, Vec<FileError>) {
        match language.layout {
            Layout::Packages => Self::of_packages(files, facts, catalog, limits),
            Layout::Crates => Self::of_crates(files, catalog, limits),
            Layout::Paths => Self::of_paths(files, catalog, limits),
        }
    }

    fn of_packages(
        files: &[InputFile],
        facts: &[&Facts],
        catalog: &Catalog,
        limits: &Limits,
    ) -> (Self, Vec<FileError>) {
        let (holdings, errors) = held::packages(files, facts, catalog, limits);
        let programs = Self {
            own: own_packages(files).into_iter().map(str::to_owned).collect(),
            shared_names: held::shared_names(files, catalog),
            holdings,
            layout: Some(Layout::Packages),
            ..Self::default()
        };
        (programs, errors)
    }

    fn of_crates(files: &[InputFile], catalog: &Catalog, limits: &Limits) -> (Self, Vec<FileError>) {
        let mut errors = Vec::new();
        let read = files.iter().filter_map(|file| {
            let read = fault::guard(Stage::Scan, &file.path, limits, || manifest(file, catalog, limits));
            read.flatten().unwrap_or_else(|error| {
                errors.push(error);
                None
            })
        });
        let read: Vec<(Manifest, OwnNames, bool)> = read.collect();
        let mut programs = Self { layout: Some(Layout::Crates), ..Self::default() };
        for (manifest, renamed, is_library) in read {
            programs.renamed.insert(manifest.directory.clone(), renamed);
            if is_library {
                let directory = split(&manifest.library_root).0.to_owned();
                programs.holdings.libraries.insert(directory);
            }
            programs.manifests.push(manifest);
        }
        // Where no manifest says otherwise, the scan root is a crate.
        if programs.manifests.is_empty() {
            let library_root = "src/lib.rs".to_owned();
            programs.manifests.push(Manifest { library_root, ..Manifest::default() });
        }
        let paths: FxHashSet<&str> = files.iter().map(|file| &*file.module_path).collect();
        let manifests = programs.manifests.iter();
        let there = manifests.filter(|manifest| paths.contains(manifest.library_root.as_str()));
        programs.own = there.filter_map(|manifest| manifest.library.clone()).collect();
        programs.shared_names.clone_from(&programs.own);
        (programs, errors)
    }

    /// Manifests say what packages there are, and what names stand for.
    fn of_paths(files: &[InputFile], catalog: &Catalog, limits: &Limits) -> (Self, Vec<FileError>) {
        let mut errors = Vec::new();
        let mut programs = Self { layout: Some(Layout::Paths), ..Self::default() };
        let mut configurations = Vec::new();
        for file in files.iter().filter(|file| file.is_manifest()) {
            let read = fault::guard(Stage::Scan, &file.path, limits, || text_of(file, limits));
            let text = read.and_then(|read| read).unwrap_or_else(|error| {
                errors.push(error);
                None
            });
            let Some(text) = text else { continue };
            if typescript::is_package(&file.module_path) {
                programs.packages.extend(typescript::package(&file.module_path, &text));
            } else if let Some(configuration) = typescript::configuration(&file.module_path, &text) {
                configurations.push(configuration);
            }
        }
        let is_library = |name: &String| {
            let name = specified(name).0;
            catalog
                .libraries
                .iter()
                .flat_map(|library| &library.roots)
                .any(|root| root.as_str() == name.as_str())
        };
        let held = programs.packages.iter().filter(|package| package.name.as_ref().is_some_and(is_library));
        programs.holdings.libraries = held.map(|package| package.directory.clone()).collect();
        programs.mappings = typescript::mappings(&configurations);
        (programs, errors)
    }

    /// Takes in which texts are read in the place of which files.
    pub(super) fn splice(&mut self, spliced: Vec<(String, String)>) {
        self.holdings.spliced = spliced;
    }

    /// The imports by which a file that is read in the place of another, and that other, see each other's names.
    fn spliced(&self, file: &InputFile) -> Vec<Wildcard> {
        let path: &str = &file.module_path;
        let beside = self.holdings.spliced.iter().filter_map(|(outer, inner)| match path {
            _ if path == outer => Some(inner),
            _ if path == inner => Some(outer),
            _ => None,
        });
        let import = |other: &String| Import {
            written: Name::new(other),
            level: Import::FILE,
            member: None,
            binds_root: false,
        };
        beside.map(|other| Wildcard { import: import(other), span: Span::default() }).collect()
    }

    /// Gives what a file imports under another name the name that it has itself.
    pub(super) fn name_imports(&self, file: &InputFile, facts: &mut Facts) {
        let Some(renamed) = self.renamed(file) else { return };
        for import in facts.imports.iter_mut().filter(|import| import.level == 0) {
            if let Some(own) = own_name(renamed, &import.module) {
                import.module = own;
            }
        }
    }

    /// What the program knows of a file as soon as it is parsed.
    pub(super) fn standing(&self, file: &InputFile, id: FileId, facts: &Module) -> Standing {
        let mut standing = Standing::of(id, Renamed::default(), self.spliced(file));
        if let Some(renamed) = self.renamed(file) {
            let absolute = standing.imports(facts).filter(|import| import.level == 0);
            let meant = absolute.filter_map(|import| Some((import, own_name(renamed, &import.written)?)));
            standing.renamed = meant.map(|(import, meant)| (import.written.clone(), meant)).collect();
        }
        standing
    }

    /// Whether an import of something that has a library's name may mean the library. `from` is the number of the
    /// importing file, as in `table`. Where the names in a file of the project say which of the two is meant, that is
    /// added to `deciding`.
    pub(super) fn may_mean_library(
        &self,
        import: &Imported,
        from: usize,
        table: &ModuleTable,
        catalog: &Catalog,
        deciding: &mut FxHashSet<usize>,
    ) -> bool {
        let path = import.module.as_str();
        if !self.shared_names.contains(path.split('.').next().unwrap_or(path)) {
            return true;
        }
        let from = ModuleId(from as u32);
        let mut means_library = |member: Option<&str>| {
            if let Some(shadow) = table.shadow(from, path, member) {
                deciding.extend(shadow.module.map(ModuleId::index));
                if !shadow.is_certain {
                    return true;
                }
            }
            // What is read of a module that is imported as a whole, the importing file says.
            let found = match member {
                None => table.outermost(from, path),
                Some(_) => table.imported(from, path, member),
            };
            match table.held_library(from, path, member) {
                Some(is_own) => return !is_own,
                None if found.is_none() => return true,
                None => {}
            }
            let is_of_file = member.is_some_and(|member| {
                let name = format!("{path}.{member}");
                !catalog.is_known(&name) || table.absolute(from, &name).is_some()
            });
            if let Some(Found::Module(file)) = found
                && !is_of_file
            {
                deciding.insert(file.index());
            }
            !is_of_file
        };
        if import.names.is_empty() {
            return means_library(None);
        }
        import.names.iter().filter(|name| means_library(Some(name.as_str()))).count() > 0
    }

    /// Whether a file imports a type of its own program that runs agents. In the sources of a library its agents
    /// are run like anywhere else, and nothing but such an import leads there.
    pub(super) fn imports_agent(&self, file: &InputFile, facts: &Facts, catalog: &Catalog) -> bool {
        facts.imports.iter().any(|import| {
            let module = import.module.as_str();
            let path = match import.level {
                0 => module.to_owned(),
                level => self.package(file, level).map_or_else(String::new, |package| {
                    if module.is_empty() { package } else { format!("{package}.{module}") }
                }),
            };
            let root = path.split('.').next().unwrap_or_default();
            self.own.contains(root)
                && import.names.iter().any(|name| catalog.is_entered_by_name(&format!("{path}.{name}")))
        })
    }

    /// The package so many levels up from a file, from the program's own name.
    fn package(&self, file: &InputFile, level: u32) -> Option<String> {
        let mut above: Vec<&str> = file.module_path.split('/').collect();
        above.truncate(above.len().saturating_sub(level as usize));
        let top = above.iter().position(|directory| self.own.contains(*directory))?;
        Some(above[top..].join("."))
    }

    /// The names under which a file's program imports what has another name.
    fn renamed(&self, file: &InputFile) -> Option<&OwnNames> {
        let nearest = directories_above(&file.module_path).find_map(|above| self.renamed.get(above))?;
        (!nearest.is_empty()).then_some(nearest)
    }

    /// Where modules are found by name.
    pub(super) fn table<'p>(
        &self,
        paths: impl IntoIterator<Item = &'p str>,
        parsed: &[&str],
        catalog: &Catalog,
    ) -> ModuleTable {
        match self.layout {
            Some(Layout::Crates) => {
                let paths = paths.into_iter().filter(|path| Language::of_path(Path::new(path)).is_some());
                ModuleTable::of_crates(paths, parsed, &self.manifests, &self.holdings)
            }
            Some(Layout::Paths) => {
                ModuleTable::of_paths(paths, parsed, &self.packages, &self.mappings, &self.holdings)
            }
            _ => ModuleTable::new(paths, parsed, catalog, &self.holdings),
        }
    }
}

/// A path with its first segment as the library calls itself.
fn own_name(renamed: &OwnNames, path: &Name) -> Option<Name> {
    let (first, rest) = path.as_str().split_once('.').unwrap_or((path.as_str(), ""));
    let own = renamed.get(first)?;
    Some(if rest.is_empty() { Name::new(own) } else { Name::new(&format!("{own}.{rest}")) })
}

/// What a manifest says, with the paths from the scan root, what it imports under another name, and whether its
/// package is a library of the catalog.
fn manifest(
    file: &InputFile,
    catalog: &Catalog,
    limits: &Limits,
) -> Result<Option<(Manifest, OwnNames, bool)>, FileError> {
    if !file.is_manifest() {
        return Ok(None);
    }
    let read = text_of(file, limits)?.and_then(|text| rust::manifest(&text));
    let Some(read) = read else { return Ok(None) };
    let directory = file.module_path.rsplit_once('/').map_or("", |(directory, _)| directory);
    let below = |path: &str| {
        let path = path.trim_start_matches("./");
        let path = if directory.is_empty() { path.to_owned() } else { format!("{directory}/{path}") };
        // A root may have any name.
        if Language::of_path(Path::new(&path)).is_some() { path } else { rust::RUST.read_as(&path) }
    };
    let known = |package: &str| catalog.libraries.iter().find(|library| library.package == package);
    // A package is imported by the name of its library, which only the catalog may know.
    let root_of = |package: &str| {
        let root = known(package).and_then(|library| library.roots.first());
        root.map_or_else(|| package.replace('-', "_"), ToString::to_string)
    };
    let is_library = read.library.as_deref().is_some_and(|name| held::is_crate(catalog, name, &read.package));
    let manifest = Manifest {
        library: read.library,
        library_root: below(&read.library_root),
        roots: read.roots.iter().map(|root| below(root)).collect(),
        directory: directory.to_owned(),
    };
    let renamed = read.renamed.into_iter().map(|(name, package)| (name, root_of(&package)));
    Ok(Some((manifest, renamed.collect(), is_library)))
}

/// The names of the packages that the project itself has at its top: those that stand in no other package, however
/// far above.
fn own_packages(files: &[InputFile]) -> FxHashSet<&str> {
    let packages: FxHashSet<&str> =
        files.iter().filter_map(|file| file.module_path.strip_suffix("/__init__.py")).collect();
    let above =
        |package: &&str| package.match_indices('/').any(|(end, _)| packages.contains(&package[..end]));
    packages.iter().filter(|package| !above(package)).map(|package| split(package).1).collect()
}
