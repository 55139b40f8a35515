//! Where modules are found in crates: a manifest names the root of each program, and modules hang below it.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::places::{Found, directories_above, split};
use super::value::ModuleId;
use crate::module::Import;

/// What a manifest says of the programs in its directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The directory that it stands in, below the scan root; empty for the scan root itself.
    pub directory: String,
    /// The name under which the library is imported, if there is one.
    pub library: Option<String>,
    /// The root file of the library, below the scan root.
    pub library_root: String,
    /// Root files of other programs, where the manifest names them.
    pub roots: Vec<String>,
}

/// Where the modules of some crates are.
#[derive(Clone, Debug, Default)]
pub(super) struct Crates {
    /// Modules by the path of their file without extension; `a/mod` and the root of a crate by their directory.
    modules: FxHashMap<String, Option<ModuleId>>,
    /// Of each directory in which a crate begins, the root.
    roots: FxHashMap<String, Option<ModuleId>>,
    /// The libraries of the project by name: the directory of each.
    libraries: FxHashMap<String, String>,
    /// The names of those that the catalog knows.
    held: FxHashSet<String>,
    /// The manifests by their directories.
    manifests: FxHashMap<String, Manifest>,
    /// The files in which a manifest says that a crate begins.
    named_roots: FxHashSet<String>,
    /// By parsed file.
    files: Vec<Place>,
}

/// Where a file stands.
#[derive(Clone, Debug)]
struct Place {
    /// The directory that it stands in.
    directory: String,
    /// The directory that its modules are in.
    inside: String,
    /// The directory that its crate begins in.
    top: String,
    /// Its name for people.
    name: String,
    /// The directory of its manifest.
    home: String,
    /// Whether a program begins in it.
    is_program: bool,
}

/// Directories in which every file is a program.
const PROGRAMS: &[&str] = &["bin", "examples", "tests", "benches"];

impl Crates {
    /// Places every file of the project (`paths` with extension), of which `parsed` were parsed, in the order of
    /// their ids. `held` are the directories of libraries that the catalog knows.
    pub(super) fn new<'p>(
        paths: impl IntoIterator<Item = &'p str>,
        parsed: &[&str],
        manifests: &[Manifest],
        held: &BTreeSet<String>,
    ) -> Self {
        let named = manifests.iter().flat_map(|it| it.roots.iter().chain([&it.library_root]));
        let mut crates = Self {
            manifests: manifests.iter().map(|it| (it.directory.clone(), it.clone())).collect(),
            named_roots: named.cloned().collect(),
            ..Self::default()
        };
        for path in paths {
            crates.add(path, None);
        }
        for (at, path) in parsed.iter().enumerate() {
            crates.add(path, Some(ModuleId(at as u32)));
        }
        for manifest in manifests {
            let directory = split(strip(&manifest.library_root)).0;
            if let Some(name) = &manifest.library
                && crates.is_file(&manifest.library_root)
            {
                crates.libraries.insert(name.clone(), directory.to_owned());
                crates.held.extend(held.contains(directory).then(|| name.clone()));
            }
        }
        crates.files = parsed.iter().map(|path| crates.place(path)).collect();
        crates
    }

    pub(super) fn is_library(&self, name: &str) -> bool {
        self.libraries.contains_key(name)
    }

    /// Places a file that is read in the place of another as that one is placed.
    pub(super) fn splice(&mut self, outer: ModuleId, inner: ModuleId) {
        let Some(Place { inside, top, home, .. }) = self.files.get(outer.index()).cloned() else { return };
        if let Some(place) = self.files.get_mut(inner.index()) {
            *place = Place { inside, top, home, ..place.clone() };
        }
    }

    fn is_file(&self, path: &str) -> bool {
        self.modules.contains_key(strip(path)) || self.roots.contains_key(split(strip(path)).0)
    }

    fn add(&mut self, path: &str, parsed: Option<ModuleId>) {
        let stem = strip(path);
        let (directory, name) = split(stem);
        if self.is_root(path) && !matches!(name, "lib" | "main") && !self.is_named_root(path) {
            // Nobody can import a program.
            return;
        }
        let known = if self.is_root(path) {
            // A library goes before the program beside it.
            let known = self.roots.entry(directory.to_owned()).or_default();
            if name == "main" && known.is_some() {
                self.modules.entry(stem.to_owned()).or_default()
            } else {
                known
            }
        } else if name == "mod" {
            self.modules.entry(directory.to_owned()).or_default()
        } else {
            self.modules.entry(stem.to_owned()).or_default()
        };
        if parsed.is_some() {
            *known = parsed;
        }
    }

    fn is_named_root(&self, path: &str) -> bool {
        self.named_roots.contains(path)
    }

    /// Whether a crate begins in a file.
    fn is_root(&self, path: &str) -> bool {
        let (directory, name) = split(strip(path));
        matches!(name, "lib" | "main" | "build")
            || PROGRAMS.contains(&split(directory).1)
            || self.is_named_root(path)
    }

    fn place(&self, path: &str) -> Place {
        let stem = strip(path);
        let (directory, name) = split(stem);
        let stem_name = name;
        let root = self.is_root(path);
        let inside = if root || name == "mod" { directory } else { stem };
        let top = if root { directory } else { self.top_of(directory) };
        let home = self.manifest_of(path).map_or("", |manifest| manifest.directory.as_str());
        let library = self.manifest_of(path).and_then(|manifest| manifest.library.as_deref());
        let below = match inside.strip_prefix(top).unwrap_or(inside).trim_start_matches('/') {
            "" if matches!(name, "lib" | "main" | "mod") => String::new(),
            "" => name.to_owned(),
            below => below.replace('/', "."),
        };
        let mut named: Vec<&str> = library.into_iter().collect();
        named.extend((!below.is_empty()).then_some(below.as_str()));
        let name = if named.is_empty() { name.to_owned() } else { named.join(".") };
        Place {
            directory: directory.to_owned(),
            inside: inside.to_owned(),
            top: top.to_owned(),
            name,
            home: home.to_owned(),
            is_program: root && stem_name != "lib",
        }
    }

    /// The nearest directory above in which a crate begins.
    fn top_of<'d>(&self, directory: &'d str) -> &'d str {
        let mut above = directory;
        loop {
            if self.roots.contains_key(above) || PROGRAMS.contains(&split(above).1) || above.is_empty() {
                return above;
            }
            above = split(above).0;
        }
    }

    /// The nearest manifest above a file.
    fn manifest_of(&self, path: &str) -> Option<&Manifest> {
        directories_above(path).find_map(|directory| self.manifests.get(directory))
    }

    pub(super) fn name_of(&self, module: ModuleId) -> &str {
        self.files.get(module.index()).map_or("", |place| place.name.as_str())
    }

    pub(super) fn home_of(&self, module: ModuleId) -> &str {
        self.files.get(module.index()).map_or("", |place| place.home.as_str())
    }

    /// The dotted name of a module below the root of its crate. `::name` means a library of that name, and is not told from
    /// `name` beside the module.
    pub(super) fn name_below_top(&self, module: ModuleId) -> Option<String> {
        let place = self.files.get(module.index())?;
        let below = place.inside.strip_prefix(&place.top)?.trim_start_matches('/');
        (!below.is_empty()).then(|| below.replace('/', "."))
    }

    /// The module `name` (dotted, or empty) below a directory.
    fn below(&self, directory: &str, name: &str) -> Option<Found> {
        let path = match (directory, name) {
            (directory, "") => directory.to_owned(),
            ("", name) => name.replace('.', "/"),
            (directory, name) => format!("{directory}/{}", name.replace('.', "/")),
        };
        let own = self.modules.get(&path);
        let root = if name.is_empty() { self.roots.get(&path).or(own) } else { own };
        root.map(|module| module.map_or(Found::Unparsed, Found::Module))
    }

    /// The module that `name` leads to from `level` modules up.
    pub(super) fn relative(&self, from: ModuleId, level: u32, name: &str) -> Option<Found> {
        let place = self.files.get(from.index())?;
        if level == Import::TOP {
            return match name {
                "" if place.inside == place.top => Some(Found::Module(from)),
                _ => self.below(&place.top, name),
            };
        }
        if let Some(up) = Import::directories_up(level) {
            let base = (0..up).fold(place.directory.as_str(), |directory, _| split(directory).0);
            return self.below(base, name).filter(|_| !name.is_empty());
        }
        let mut base = place.inside.as_str();
        for _ in 1..level {
            base = split(base).0;
        }
        if level <= 1 && name.is_empty() { Some(Found::Module(from)) } else { self.below(base, name) }
    }

    /// The module of the project that a path which begins with a crate's name leads to.
    pub(super) fn absolute(&self, from: ModuleId, name: &str) -> Option<Found> {
        let (first, rest) = name.split_once('.').unwrap_or((name, ""));
        if let Some(directory) = self.libraries.get(first) {
            return self.below(directory, rest);
        }
        // A module beside the one that asks needs no `self`.
        let place = self.files.get(from.index())?;
        self.below(&place.inside, first)?;
        self.below(&place.inside, name)
    }

    /// Whether the library of the catalog with whose name a path begins is the file's own; `None` if there is none in the
    /// project.
    pub(super) fn held_library(&self, from: ModuleId, name: &str) -> Option<bool> {
        let first = name.split('.').next().unwrap_or(name);
        let directory = self.held.get(first).and_then(|name| self.libraries.get(name))?;
        let place = self.files.get(from.index())?;
        Some(place.top == *directory && !place.is_program)
    }

    /// The module `name` directly below another.
    pub(super) fn submodule(&self, module: ModuleId, name: &str) -> Option<Found> {
        let place = self.files.get(module.index())?;
        self.below(&place.inside, name)
    }
}

fn strip(path: &str) -> &str {
    path.strip_suffix(".rs").unwrap_or(path)
}
