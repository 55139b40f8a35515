//! Where modules are found by name.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::crates::{Crates, Manifest};
use super::paths::{Mapping, Package, Paths};
use super::places::{Found, below, directories_above, is_at_or_below, split};
use super::value::ModuleId;
use crate::catalog::Catalog;
use crate::module::Import;

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
    /// First segments of the names of libraries, and of HTTP clients.
    library_roots: BTreeSet<String>,
    /// First segments of the names of attestation SDKs.
    marker_roots: BTreeSet<String>,
    /// Modules of which there is a stub alone: nothing that runs imports them.
    stubs: FxHashSet<String>,
    /// Of those that something of the project has as well: what the rules know below them, by dotted name.
    library_modules: FxHashSet<String>,
    /// Names of the language's own modules that something of the project has as well.
    own_names: FxHashSet<String>,
    /// What the project says of the libraries and programs that it holds.
    holdings: Holdings,
    /// How files become modules.
    naming: Naming,
    /// Parsed files that are read in the place of others, and those others, by their paths.
    spliced: FxHashMap<String, ModuleId>,
}

/// How files become modules, and what is known where that is not by the paths of packages alone.
#[derive(Clone, Debug, Default)]
enum Naming {
    /// Directories are packages.
    #[default]
    Packages,
    /// Manifests say which crates there are.
    Crates(Crates),
    /// Files name each other by texts.
    Paths(Paths),
}

/// A module of the project that may be imported in the place of a library or an attestation SDK of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shadow {
    /// Its file, if that was parsed.
    pub module: Option<ModuleId>,
    /// Whether it is imported for certain: it stands where the search for modules begins.
    pub is_certain: bool,
    /// Whether it stands at the top of a program, or where packages commonly stand.
    pub is_at_top: bool,
}

/// What a project holds that is more than code of its own.
#[derive(Clone, Debug, Default)]
pub struct Holdings {
    /// The directories of packages that are libraries of the catalog, in their own tree.
    pub libraries: BTreeSet<String>,
    /// The directories of packages that are called like a library or an attestation SDK, and whose distribution is called so too.
    pub named: BTreeSet<String>,
    /// The directories in which a manifest stands: each holds a program or a library.
    pub programs: BTreeSet<String>,
    /// Texts that are read in the place of a file: the path of the file, and of the text.
    pub spliced: Vec<(String, String)>,
}

impl Holdings {
    /// The library that a path belongs to: the directory of its package.
    fn library_of(&self, path: &str) -> Option<&str> {
        if self.libraries.is_empty() {
            return None;
        }
        let mut upwards = std::iter::once(path).chain(directories_above(path));
        upwards.find_map(|above| self.libraries.get(above)).map(String::as_str)
    }

    /// The directory of the nearest manifest above a directory.
    fn program_of(&self, directory: &str) -> &str {
        let mut upwards = std::iter::once(directory).chain(directories_above(directory));
        upwards.find_map(|above| self.programs.get(above)).map_or("", String::as_str)
    }
}

/// Directories that are commonly put on the search path beside the directory they stand in.
const SOURCE_DIRECTORIES: &[&str] = &["src", "lib", "python"];

/// Extensions of files that an import finds: sources, extension modules, stubs of either, and notebooks by their own importers.
const IMPORTED_EXTENSIONS: &[&str] = &[".py", ".pyi", ".pyw", ".pyx", ".pxd", ".ipynb"];

/// Whether packages that stand in a directory are found wherever they are imported: it is the scan root, or a directory
/// that is commonly put on the search path.
fn is_source_root(directory: &str) -> bool {
    directory.is_empty() || SOURCE_DIRECTORIES.contains(&split(directory).1)
}

/// How many directories with something of one name are looked into for a module, the nearest ones. A tree with thousands of
/// copies of a package would cost the square of that.
const MOST_HOMES: usize = 256;

impl ModuleTable {
    /// A table of every file of the project (`paths` with extension, below the scan root), of which `parsed`
    /// were parsed, in the order of their ids.
    pub fn new<'p>(
        paths: impl IntoIterator<Item = &'p str>,
        parsed: &[&str],
        catalog: &Catalog,
        holdings: &Holdings,
    ) -> Self {
        let spliced = spliced(parsed, holdings);
        let mut table = Self { holdings: holdings.clone(), spliced, ..Self::default() };
        for path in paths {
            table.add(path, None);
        }
        for (at, path) in parsed.iter().enumerate() {
            table.add(path, Some(ModuleId(at as u32)));
        }
        let roots = catalog.libraries.iter().flat_map(|library| &library.roots);
        let roots = roots.chain(catalog.http_clients());
        table.library_roots = roots.map(|root| root.root().to_owned()).collect();
        table.marker_roots = catalog.marker_roots.iter().map(|root| root.root().to_owned()).collect();
        table.find_homes();
        table.find_library_modules(catalog);
        let own_names = catalog.conventions.standard_library.iter();
        table.own_names = own_names.filter(|name| table.homes.contains_key(*name)).cloned().collect();
        table.names = table.paths.iter().map(|(path, _)| table.dotted(path)).collect();
        table
    }

    /// The same where manifests say which crates there are.
    pub fn of_crates<'p>(
        paths: impl IntoIterator<Item = &'p str>,
        parsed: &[&str],
        manifests: &[Manifest],
        holdings: &Holdings,
    ) -> Self {
        let mut crates = Crates::new(paths, parsed, manifests, &holdings.libraries);
        let spliced = spliced(parsed, holdings);
        for (outer, inner) in &holdings.spliced {
            if let (Some(outer), Some(inner)) = (spliced.get(outer), spliced.get(inner)) {
                crates.splice(*outer, *inner);
            }
        }
        Self { naming: Naming::Crates(crates), spliced, ..Self::default() }
    }

    /// The same where modules are named by texts.
    pub fn of_paths<'p>(
        paths: impl IntoIterator<Item = &'p str>,
        parsed: &[&str],
        packages: &[Package],
        mappings: &[Mapping],
        holdings: &Holdings,
    ) -> Self {
        let naming = Naming::Paths(Paths::new(paths, parsed, packages, mappings, &holdings.libraries));
        let paths = parsed.iter().map(|path| ((*path).to_owned(), false)).collect();
        Self { paths, naming, ..Self::default() }
    }

    /// Whether a crate of the project has this name.
    pub fn is_crate(&self, name: &str) -> bool {
        matches!(&self.naming, Naming::Crates(crates) if crates.is_library(name))
    }

    /// Whether a module may stand in another one, and be imported as a name of it.
    pub fn has_submodules(&self) -> bool {
        !matches!(self.naming, Naming::Paths(_))
    }

    /// Whether a path may lead on into a file, to a module or a class that is written in it.
    pub fn leads_into_files(&self) -> bool {
        matches!(self.naming, Naming::Crates(_))
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
        let extension = &path[stem.len()..];
        // Nobody can import a script whose name is no module's.
        if !IMPORTED_EXTENSIONS.contains(&extension) {
            return;
        }
        // A source file wins over the stub beside it.
        let stub = matches!(extension, ".pyi" | ".pxd");
        let is_run = !stub && extension != ".ipynb";
        if is_run {
            self.stubs.remove(key);
        } else if !self.files.contains_key(key) {
            self.stubs.insert(key.to_owned());
        }
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

    fn find_library_modules(&mut self, catalog: &Catalog) {
        let shared: FxHashSet<&str> = self
            .library_roots
            .iter()
            .filter(|root| self.homes.contains_key(*root))
            .map(String::as_str)
            .collect();
        if !shared.is_empty() {
            let is_below =
                |name: &&String| name.split_once('.').is_some_and(|(root, _)| shared.contains(root));
            let clients = catalog.http_clients().map(ToString::to_string);
            let names = catalog.known_names().iter().cloned().chain(clients);
            self.library_modules = names.filter(|name| is_below(&name)).collect();
        }
    }

    /// The dotted name of a parsed file, from the outermost package or the scan root.
    pub fn name_of(&self, module: ModuleId) -> &str {
        match &self.naming {
            Naming::Crates(crates) => return crates.name_of(module),
            Naming::Paths(paths) => return paths.name_of(module),
            Naming::Packages => {}
        }
        self.names.get(module.index()).map_or("", String::as_str)
    }

    /// What a library may have under the path of a parsed file: the names that the library's module may have, the longest
    /// first. None where no library is called so, and in the sources of a library.
    pub fn library_names_of(&self, module: ModuleId) -> Vec<String> {
        if let Naming::Crates(crates) = &self.naming {
            return crates.name_below_top(module).into_iter().collect();
        }
        let path = self.paths.get(module.index()).map(|(path, _)| path.as_str());
        path.map_or_else(Vec::new, |path| self.library_names(path, self.name_of(module).len()))
    }

    /// The same of a directory without a file of its own.
    pub fn library_names_of_namespace(&self, directory: &str) -> Vec<String> {
        let is_regular = self.packages.contains(directory);
        if is_regular { Vec::new() } else { self.library_names(directory, 0) }
    }

    /// The ends of a path that begin with the first name of a library, and have at least so many bytes.
    fn library_names(&self, path: &str, least: usize) -> Vec<String> {
        if self.holdings.library_of(path).is_some() {
            return Vec::new();
        }
        let starts = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
        let ends = starts.map(|start| &path[start..]).take_while(|end| end.len() >= least);
        let is_library = |end: &&str| self.library_roots.contains(end.split('/').next().unwrap_or_default());
        ends.filter(is_library).map(|end| end.replace('/', ".")).collect()
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
        match &self.naming {
            Naming::Crates(crates) => return crates.home_of(module),
            Naming::Paths(_) => return "",
            Naming::Packages => {}
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
        match &self.naming {
            Naming::Crates(crates) => return crates.submodule(module, name),
            Naming::Paths(_) => return None,
            Naming::Packages => {}
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
        if level == Import::FILE {
            return self.spliced.get(name).copied().map(Found::Module);
        }
        match &self.naming {
            Naming::Crates(crates) => return crates.relative(from, level, name),
            Naming::Paths(paths) => return paths.relative(from, name),
            Naming::Packages => {}
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
        self.imported(from, name, None)
    }

    /// The same where a member of the module is imported, which may be a module itself.
    pub fn imported(&self, from: ModuleId, name: &str, member: Option<&str>) -> Option<Found> {
        match &self.naming {
            Naming::Crates(crates) => return crates.absolute(from, name),
            Naming::Paths(paths) => return paths.absolute(from, name),
            Naming::Packages => {}
        }
        self.lookup(&below(self.home(from, name, member)?, &name.replace('.', "/")))
    }

    /// Whether an absolute name may lead to a module of the project: something is called like its first name.
    pub fn may_lead_to_module(&self, name: &str) -> bool {
        !matches!(self.naming, Naming::Packages)
            || self.homes.contains_key(name.split('.').next().unwrap_or(name))
    }

    /// The outermost module of a name that is imported as a whole: `a` of `import a.b`.
    pub fn outermost(&self, from: ModuleId, name: &str) -> Option<Found> {
        let first = name.split('.').next().unwrap_or(name);
        match &self.naming {
            Naming::Paths(_) => self.absolute(from, name),
            Naming::Crates(_) => self.absolute(from, first),
            Naming::Packages => match self.home(from, name, None) {
                Some(home) => self.lookup(&below(home, first)),
                None => self.absolute(from, first),
            },
        }
    }

    /// Whether an absolute import leads into a library that the project holds, from outside of the library.
    pub fn leads_into_held_library(&self, from: ModuleId, name: &str, member: Option<&str>) -> bool {
        self.held_library(from, name, member) == Some(false)
    }

    /// Whether the library that the project holds, and that an absolute import leads to, is the importing file's own;
    /// `None` if it leads to none.
    pub fn held_library(&self, from: ModuleId, name: &str, member: Option<&str>) -> Option<bool> {
        match &self.naming {
            Naming::Crates(crates) => return crates.held_library(from, name),
            Naming::Paths(paths) => return paths.held_library(from, name),
            Naming::Packages => {}
        }
        if self.holdings.libraries.is_empty() {
            return None;
        }
        let module = below(self.home(from, name, member)?, &name.replace('.', "/"));
        let path = member.map_or_else(|| module.clone(), |member| below(&module, member));
        let library = self.holdings.library_of(&path)?;
        let own = self.paths.get(from.index()).and_then(|(path, _)| self.holdings.library_of(path));
        Some(own == Some(library))
    }

    /// Whether something of the project is called like a library or an attestation SDK.
    pub fn may_shadow(&self) -> bool {
        self.library_roots.iter().chain(&self.marker_roots).any(|root| self.homes.contains_key(root))
    }

    /// Whether a name begins like that of an attestation SDK.
    pub fn is_of_marker(&self, name: &str) -> bool {
        self.marker_roots.contains(name.split('.').next().unwrap_or(name))
    }

    /// What of the project may be imported by an absolute name that is a library's or an attestation SDK's. A directory
    /// without a file of its own never is where the library is installed, nor is a stub.
    pub fn shadow(&self, from: ModuleId, name: &str, member: Option<&str>) -> Option<Shadow> {
        let import = self.absolute_import(from, name, member)?;
        let is_marker = self.marker_roots.contains(import.first);
        if !is_marker && !self.library_roots.contains(import.first) {
            return None;
        }
        let homes = nearest(self.homes.get(import.first)?, import.directory);
        let home = homes.into_iter().find(|home| self.shadows(home, &import, is_marker))?;
        let module = self.files.get(&below(home, import.first)).copied().flatten();
        Some(Shadow {
            module,
            // A file of a package may be started by itself, and then the search begins in its own directory.
            is_certain: home == import.directory,
            is_at_top: is_source_root(home) || self.holdings.programs.contains(home),
        })
    }

    /// Whether what stands in a directory may be imported in the place of a library. It does not take the place of what is asked
    /// for by a name that the library lacks, nor in its own file.
    fn shadows(&self, home: &str, import: &AbsoluteImport<'_>, is_marker: bool) -> bool {
        let candidate = below(home, import.first);
        let is_whole = import.tail == import.first && import.member.is_none();
        let is_reached = || {
            is_searched(home, import.directory)
                || is_marker && self.holdings.program_of(home) == self.holdings.program_of(import.directory)
        };
        self.files.contains_key(&candidate)
            && !self.stubs.contains(&candidate)
            && !self.lies_in_package(home)
            && candidate != import.path
            && !is_at_or_below(import.directory, &candidate)
            && self.holdings.library_of(&candidate).is_none()
            && !self.holdings.named.contains(&candidate)
            && (is_whole || is_marker || self.is_library_module(import))
            && is_reached()
    }

    /// The directory from which a name is imported, of those in which something of its first name stands: the nearest to
    /// the importing file that has the module, else the nearest that has a directory of that name.
    fn home(&self, from: ModuleId, name: &str, member: Option<&str>) -> Option<&str> {
        let import = self.absolute_import(from, name, member)?;
        let homes = self.homes.get(import.first)?;
        let is_library = self.library_roots.contains(import.first);
        let is_marker = self.marker_roots.contains(import.first);
        let may_be_meant = |home: &&String| match (is_library, is_marker) {
            (true, _) => self.hides_library(home, &import),
            (false, true) => !self.stubs.contains(&below(home, import.first)),
            (false, false) => true,
        };
        let is_of_language = self.own_names.contains(import.first);
        let may_be_meant =
            |home: &&String| may_be_meant(home) && (!is_of_language || self.hides_own_module(home, &import));
        let homes: Vec<&String> = nearest(homes, import.directory).into_iter().filter(may_be_meant).collect();
        let holding = homes.iter().find(|home| self.holds(home, &homes, &import));
        let any = || homes.iter().find(|home| self.lookup(&below(home, &import.tail)).is_some());
        holding.or_else(any).map(|home| home.as_str())
    }

    fn absolute_import<'i>(
        &'i self,
        from: ModuleId,
        name: &'i str,
        member: Option<&'i str>,
    ) -> Option<AbsoluteImport<'i>> {
        let (path, package) = self.paths.get(from.index())?;
        Some(AbsoluteImport {
            first: name.split('.').next().unwrap_or_default(),
            tail: name.replace('.', "/"),
            member,
            path,
            directory: if *package { path } else { split(path).0 },
        })
    }

    /// Whether a directory has a module that is imported: a file, a directory with the member in it, or, where the
    /// module is imported as a whole, a directory that is not merely the program's own, with the package in it (`x/src/x`).
    fn holds(&self, home: &str, homes: &[&String], import: &AbsoluteImport<'_>) -> bool {
        let module = below(home, &import.tail);
        let is_whole = || {
            let is_above = homes.iter().any(|other| is_at_or_below(other, &module));
            import.member.is_none() && !is_above && self.lookup(&module).is_some()
        };
        self.files.contains_key(&module) || self.has_member(&module, import) || is_whole()
    }

    fn has_member(&self, module: &str, import: &AbsoluteImport<'_>) -> bool {
        let member = import.member.map(|member| below(module, member));
        member.is_some_and(|member| member != import.path && self.lookup(&member).is_some())
    }

    /// Whether what stands under a library's name is meant by an import, and not the library. A module that is there is
    /// meant by its whole path (`agents.places`). The name alone means what Python finds first: a file of that name at the
    /// top, above the importing file or beside it. It does not mean the very file that asks, nor a part of a package,
    /// which is imported by the package's name (`app/providers/openai`).
    fn hides_library(&self, home: &str, import: &AbsoluteImport<'_>) -> bool {
        if self.lies_in_package(home) {
            return false;
        }
        let candidate = below(home, import.first);
        let module = below(home, &import.tail);
        let is_held = self.holdings.library_of(&candidate).is_some();
        let is_deep = module != candidate;
        let is_searched = is_searched(home, import.directory);
        if !is_held && self.stubs.contains(&candidate) {
            return false;
        }
        // A directory without a file of its own is found last.
        if !is_held && !self.files.contains_key(&candidate) && self.is_library_module(import) {
            return false;
        }
        let is_there = self.has_member(&module, import)
            || is_deep && self.files.contains_key(&module) && module != import.path;
        if is_there {
            // What stands elsewhere may be of another program, and then a module that the library has is the library's.
            return is_searched || is_held || !self.is_library_module(import);
        }
        if module == import.path && !is_held {
            return false;
        }
        if is_deep || !self.files.contains_key(&candidate) {
            // Of a directory alone only a whole import knows what it means: that asks for each name.
            return !is_deep && import.member.is_none() && is_searched;
        }
        let is_of_program = || self.holdings.program_of(home) == self.holdings.program_of(import.directory);
        is_held
            || home == import.directory
            || is_source_root(home) && (is_searched || is_of_program())
            || is_searched && !is_at_or_below(import.directory, &candidate)
    }

    /// Whether what stands under the name of a module of the language is meant by an import: a file that is found first,
    /// because it stands beside the importing one or above it. A directory without a file of its own is found last.
    fn hides_own_module(&self, home: &str, import: &AbsoluteImport<'_>) -> bool {
        is_searched(home, import.directory) && self.files.contains_key(&below(home, import.first))
    }

    /// Whether the rules speak of a module that has the name which is imported.
    fn is_library_module(&self, import: &AbsoluteImport<'_>) -> bool {
        let name = import.tail.replace('/', ".");
        let is_member = |member: &str| self.library_modules.contains(&format!("{name}.{member}"));
        self.library_modules.contains(&name) || import.member.is_some_and(is_member)
    }

    /// Whether a directory is a package, or lies below one. The scan root is both a package and what is searched, if
    /// somebody scans a package from within.
    fn lies_in_package(&self, directory: &str) -> bool {
        let mut upwards = std::iter::once(directory).chain(directories_above(directory));
        upwards.any(|above| !above.is_empty() && self.packages.contains(above))
    }
}

/// The parsed files of which one is read in the place of another.
fn spliced(parsed: &[&str], holdings: &Holdings) -> FxHashMap<String, ModuleId> {
    let paths: FxHashSet<&str> =
        holdings.spliced.iter().flat_map(|(outer, inner)| [outer.as_str(), inner.as_str()]).collect();
    if paths.is_empty() {
        return FxHashMap::default();
    }
    let parsed = parsed.iter().enumerate().filter(|(_, path)| paths.contains(**path));
    parsed.map(|(at, path)| ((*path).to_owned(), ModuleId(at as u32))).collect()
}

/// An absolute import of a file.
struct AbsoluteImport<'i> {
    /// The first name of the module.
    first: &'i str,
    /// The module's name as a path.
    tail: String,
    /// What is imported of it.
    member: Option<&'i str>,
    /// The importing file, or the package whose file it is.
    path: &'i str,
    /// The directory that it stands in.
    directory: &'i str,
}

/// The directories that are nearest to one, the nearest first.
fn nearest<'h>(homes: &'h [String], directory: &str) -> Vec<&'h String> {
    let mut near: Vec<&String> = homes.iter().collect();
    near.sort_by_cached_key(|home| Reverse(nearness(home, directory)));
    near.truncate(MOST_HOMES);
    near
}

/// How near a directory is to code in another one: what is searched goes before all else, and of that what lies deepest;
/// then what has the most directories in common.
fn nearness(home: &str, directory: &str) -> (bool, usize) {
    if is_searched(home, directory) {
        return (true, home.len());
    }
    (false, common_directories(home, directory))
}

/// How many directories two directories have in common, from the scan root.
pub(super) fn common_directories(one: &str, other: &str) -> usize {
    let names = |directory| str::split(directory, '/').filter(|name| !name.is_empty());
    names(one).zip(names(other)).take_while(|(one, other)| one == other).count()
}

/// Whether a directory is on the search path of code in `directory`: it leads there, or is the source directory
/// beside it.
fn is_searched(home: &str, directory: &str) -> bool {
    is_at_or_below(directory, home)
        || SOURCE_DIRECTORIES.contains(&split(home).1) && is_at_or_below(directory, split(home).0)
}

/// A path without the extension of its last segment.
fn strip_extension(path: &str) -> &str {
    let name_at = path.rfind('/').map_or(0, |at| at + 1);
    path[name_at..].rfind('.').filter(|&dot| dot > 0).map_or(path, |dot| &path[..name_at + dot])
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
        let table = ModuleTable::new(paths, &paths, &Catalog::default(), &Holdings::default());
        let homes = (0..5).map(|at| table.home_of(ModuleId(at)));
        assert_eq!(homes.collect::<Vec<_>>(), ["one/", "one/", "one/", "two/", ""]);
        assert_eq!(table.name_of(ModuleId(2)), "app.core.ask");
    }
}
