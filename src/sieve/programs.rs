//! Which programs a project is made of: packages that stand at its top, or crates by their manifests.

use std::collections::BTreeMap;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::read_bytes;
use super::scan::{Facts, Imported};
use crate::InputFile;
use crate::catalog::Catalog;
use crate::fault::{self, Stage};
use crate::finding::FileError;
use crate::language::{Language, Layout, rust};
use crate::limit::{Limit, Limits};
use crate::module::{BindingSource, Module};
use crate::name::{Name, QualName};
use crate::project::{Manifest, ModuleTable, directories_above, is_source_root, split, strip_extension};

/// Names under which dependencies are imported, and those that they have themselves.
type Renamed = BTreeMap<String, String>;

/// The programs of a project.
#[derive(Default)]
pub(super) struct Programs {
    /// The names under which the project imports itself.
    pub(super) own: FxHashSet<String>,
    layout: Option<Layout>,
    manifests: Vec<Manifest>,
    /// By directory of a manifest: the names of its dependencies that are imported under another one.
    renamed: FxHashMap<String, Renamed>,
}

impl Programs {
    /// `imports` are those of all files. Gives the manifests that could not be read as well.
    pub(super) fn of<'f>(
        files: &[InputFile],
        imports: &(impl Iterator<Item = &'f Imported> + Clone),
        language: &Language,
        catalog: &Catalog,
        limits: &Limits,
    ) -> (Self, Vec<FileError>) {
        let mut programs = Self { layout: Some(language.layout), ..Self::default() };
        let mut errors = Vec::new();
        match language.layout {
            Layout::Packages => {
                let own = own_packages(files, imports, catalog);
                programs.own = own.into_iter().map(str::to_owned).collect();
            }
            Layout::Crates => {
                let read = files.iter().filter_map(|file| {
                    let read = fault::guard(Stage::Scan, &file.path, || manifest(file, catalog, limits));
                    read.flatten().unwrap_or_else(|error| {
                        errors.push(error);
                        None
                    })
                });
                let (mut roots, renamed): (Vec<Manifest>, Vec<_>) = read.unzip();
                let directories = roots.iter().map(|root| root.directory.clone());
                programs.renamed = directories.zip(renamed).collect();
                // Where no manifest says otherwise, the scan root is a crate.
                if roots.is_empty() {
                    roots.push(Manifest { library_root: "src/lib.rs".to_owned(), ..Manifest::default() });
                }
                let paths: FxHashSet<&str> = files.iter().map(|file| &*file.module_path).collect();
                let there = roots.iter().filter(|manifest| paths.contains(manifest.library_root.as_str()));
                programs.own = there.filter_map(|manifest| manifest.library.clone()).collect();
                programs.manifests = roots;
            }
        }
        (programs, errors)
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

    /// The same for a file that is parsed.
    pub(super) fn name_bindings(&self, file: &InputFile, module: &mut Module) {
        let Some(renamed) = self.renamed(file) else { return };
        let bound = module.bindings.iter_mut().filter_map(|binding| match &mut binding.source {
            BindingSource::Import(import) => Some(import),
            _ => None,
        });
        let imports = bound.chain(module.wildcards.iter_mut().map(|wildcard| &mut wildcard.import));
        for import in imports.filter(|import| import.level == 0) {
            if let Some(own) = own_name(renamed, &import.module) {
                import.module = own;
            }
        }
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
    fn renamed(&self, file: &InputFile) -> Option<&Renamed> {
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
                ModuleTable::of_crates(paths, parsed, &self.manifests)
            }
            _ => ModuleTable::new(paths, parsed, catalog, &self.own),
        }
    }
}

/// A path with its first segment as the library calls itself.
fn own_name(renamed: &Renamed, path: &Name) -> Option<Name> {
    let (first, rest) = path.as_str().split_once('.').unwrap_or((path.as_str(), ""));
    let own = renamed.get(first)?;
    Some(if rest.is_empty() { Name::new(own) } else { Name::new(&format!("{own}.{rest}")) })
}

/// What a manifest says, with the paths from the scan root, and what it imports under another name.
fn manifest(
    file: &InputFile,
    catalog: &Catalog,
    limits: &Limits,
) -> Result<Option<(Manifest, Renamed)>, FileError> {
    if !file.is_manifest() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let size = read_bytes(file, limits, &mut bytes)?;
    if size > bytes.len() {
        return Err(FileError::of_limit(limits, Limit::FileBytes, file.path.to_string()));
    }
    let read = String::from_utf8(bytes).ok().and_then(|text| rust::manifest(&text));
    let Some(read) = read else { return Ok(None) };
    let directory = file.module_path.rsplit_once('/').map_or("", |(directory, _)| directory);
    let below = |path: &str| match directory {
        "" => path.trim_start_matches("./").to_owned(),
        directory => format!("{directory}/{}", path.trim_start_matches("./")),
    };
    // A package is imported by the name of its library, which only the catalog may know.
    let root_of = |package: &str| {
        let known = catalog.libraries.iter().find(|library| library.package == package);
        let root = known.and_then(|library| library.roots.first());
        root.map_or_else(|| package.replace('-', "_"), ToString::to_string)
    };
    let manifest = Manifest {
        library: read.library,
        library_root: below(&read.library_root),
        roots: read.roots.iter().map(|root| below(root)).collect(),
        directory: directory.to_owned(),
    };
    let renamed = read.renamed.into_iter().map(|(name, package)| (name, root_of(&package)));
    Ok(Some((manifest, renamed.collect())))
}

/// The names of the packages that the project itself has at its top: those that stand in no other package, however
/// far above. One of a library's name that stands in just any directory (`backend/agents`, `providers/openai`) is meant
/// if more imports lead to modules that it has than to what only the library has.
fn own_packages<'p, 'f>(
    files: &'p [InputFile],
    imports: &(impl Iterator<Item = &'f Imported> + Clone),
    catalog: &Catalog,
) -> FxHashSet<&'p str> {
    let packages: FxHashSet<&str> =
        files.iter().filter_map(|file| file.module_path.strip_suffix("/__init__.py")).collect();
    let above =
        |package: &&str| package.match_indices('/').any(|(end, _)| packages.contains(&package[..end]));
    let top = packages.iter().filter(|package| !above(package));
    let roots = catalog.libraries.iter().flat_map(|library| &library.roots);
    let roots: FxHashSet<&str> = roots.map(QualName::root).collect();
    let (certain, doubtful): (Vec<&str>, Vec<&str>) = top.partition(|package| {
        let (directory, name) = split(package);
        is_source_root(directory) || !roots.contains(name)
    });
    let name = |package: &'p str| split(package).1;
    let mut own: FxHashSet<&str> = certain.into_iter().map(name).collect();
    if doubtful.is_empty() {
        return own;
    }
    let stems = files.iter().map(|file| strip_extension(&file.module_path));
    let modules: FxHashSet<&str> = stems.chain(packages.iter().copied()).collect();
    own.extend(doubtful.into_iter().filter(|at| is_meant(at, &modules, imports.clone(), catalog)).map(name));
    own
}

/// Whether the imports of a package's name mean the package at this path, and not the library of that name.
fn is_meant<'f>(
    at: &str,
    modules: &FxHashSet<&str>,
    imports: impl Iterator<Item = &'f Imported>,
    catalog: &Catalog,
) -> bool {
    let name = split(at).1;
    let (mut own, mut foreign) = (0, 0);
    for import in imports.filter(|import| import.level == 0) {
        let module = import.module.as_str();
        let Some(below) = module.strip_prefix(name) else { continue };
        let is_module = |below: &str| modules.contains(format!("{at}{}", below.replace('.', "/")).as_str());
        let is_known = |name: &str| catalog.handle(name).is_some() || catalog.function(name).is_some();
        if below.starts_with('.') {
            let there = is_module(below);
            own += usize::from(there);
            foreign += usize::from(!there);
        } else if below.is_empty() {
            let names = || import.names.iter();
            own += usize::from(names().any(|member| is_module(&format!(".{member}"))));
            foreign += usize::from(names().any(|member| is_known(&format!("{name}.{member}"))));
        }
    }
    own > foreign
}
