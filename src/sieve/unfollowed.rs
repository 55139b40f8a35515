//! Imports of packages that run models and that no rule follows: those that the rules list, and those whose entry in a lock
//! file says that they depend on a library of the catalog.

use std::cell::LazyCell;

use rustc_hash::{FxHashMap, FxHashSet};
use toml::{Table, Value};

use super::imported::Imported;
use super::text_of;
use crate::InputFile;
use crate::catalog::{Catalog, begins, normalised};
use crate::elsewhere::Needles;
use crate::fault::{self, Stage};
use crate::finding::FileError;
use crate::language::Language;
use crate::limit::Limits;
use crate::name::Name;
use crate::project::UnfollowedImport;

/// Packages by what an import of them begins with.
pub(super) struct Packages {
    roots: FxHashMap<String, UnfollowedImport>,
    /// The first names of these: nearly every import begins with another one.
    first_names: FxHashSet<String>,
}

impl Packages {
    /// `locks` are the lock files of all languages. Gives those that could not be read as well.
    pub(super) fn of(
        locks: &[InputFile],
        language: &Language,
        catalog: &Catalog,
        limits: &Limits,
    ) -> (Self, Vec<FileError>) {
        let mut errors = Vec::new();
        let mut roots: FxHashMap<String, UnfollowedImport> = FxHashMap::default();
        let is_mine = |file: &&InputFile| {
            let path = std::path::Path::new(&*file.path);
            Language::of_lock(path).is_some_and(|of| of.id == language.id)
        };
        let telling = LazyCell::new(|| Telling::of(catalog));
        for file in locks.iter().filter(is_mine) {
            let read = fault::guard(Stage::Scan, &file.path, limits, || telling.dependents(file, limits));
            match read.flatten() {
                Ok(found) => roots.extend(found.into_iter().map(|it| (it.root.as_str().to_owned(), it))),
                Err(error) => errors.push(error),
            }
        }
        roots.extend(catalog.unfollowed.roots().map(|(root, package)| {
            let import =
                UnfollowedImport { package: package.clone(), depends_on: None, root: Name::new(root) };
            (root.to_owned(), import)
        }));
        let first = |root: &String| root.split('.').next().unwrap_or_default().to_owned();
        let first_names = roots.keys().map(first).collect();
        (Self { roots, first_names }, errors)
    }

    /// Those that a file imports, each once, in order. `is_own` says whether the project itself has a module of a name.
    pub(super) fn imported(
        &self,
        imports: &[Imported],
        is_own: impl Fn(&str) -> bool,
    ) -> Vec<UnfollowedImport> {
        let mut found = Vec::new();
        for import in imports.iter().filter(|import| import.level == 0) {
            let module = import.module.as_str();
            if !self.first_names.contains(module.split('.').next().unwrap_or_default()) {
                continue;
            }
            let members = import.names.iter().map(|name| format!("{module}.{name}"));
            let paths = std::iter::once(module.to_owned()).chain(members);
            let known =
                paths.filter_map(|path| begins(&path).find_map(|begin| self.roots.get(begin)).cloned());
            found.extend(known.filter(|_| !is_own(module)));
        }
        found.sort();
        found.dedup();
        found
    }
}

/// The libraries of the catalog by which a package is known that depends on one.
struct Telling<'c> {
    catalog: &'c Catalog,
    /// Their packages, normalised.
    packages: FxHashSet<String>,
    /// Finds one of these in a lock file.
    needles: Needles,
    /// The first names of all libraries.
    followed: FxHashSet<&'c str>,
}

impl<'c> Telling<'c> {
    fn of(catalog: &'c Catalog) -> Self {
        let packages = catalog.unfollowed.telling(&catalog.libraries);
        let needles = Needles::new(packages.iter().cloned().collect());
        let roots = catalog.libraries.iter().flat_map(|library| &library.roots);
        let followed = roots.filter_map(|root| root.as_str().split('.').next()).collect();
        Self { catalog, packages, needles, followed }
    }

    /// The packages of a lock file that depend on a library of the catalog themselves.
    fn dependents(&self, file: &InputFile, limits: &Limits) -> Result<Vec<UnfollowedImport>, FileError> {
        let Some(text) = text_of(file, limits)? else { return Ok(Vec::new()) };
        let names_one = self.needles.stand_in(normalised(&text).as_bytes());
        // Reading it costs more than anything else that is done for a project without AI.
        let table: Table = match names_one.then(|| text.parse()) {
            Some(Ok(table)) => table,
            _ => return Ok(Vec::new()),
        };
        let entries = ["package", "packages"].into_iter().filter_map(|key| table.get(key)?.as_array());
        let mut found = Vec::new();
        for entry in entries.flatten().filter_map(Value::as_table).filter(|entry| !is_own(entry)) {
            let Some(package) = entry.get("name").and_then(Value::as_str) else { continue };
            let (name, root) = (normalised(package), package.replace(['-', '.'], "_"));
            let is_known = self.packages.contains(&name) || self.followed.contains(root.as_str());
            if is_known || self.catalog.unfollowed.is_harmless(&name) {
                continue;
            }
            let mut needed = dependencies(entry).into_iter();
            if let Some(library) = needed.find(|dependency| self.packages.contains(dependency)) {
                found.push(UnfollowedImport {
                    package: Name::new(package),
                    depends_on: Some(Name::new(&library)),
                    root: Name::new(&root),
                });
            }
        }
        Ok(found)
    }
}

/// Whether a package is the project's own: it comes from no registry.
fn is_own(entry: &Table) -> bool {
    let is_local = |source: &Value| match source {
        Value::Table(source) => {
            let keys = ["editable", "virtual", "directory", "workspace", "path"];
            let kind = source.get("type").and_then(Value::as_str);
            keys.iter().any(|key| source.contains_key(*key)) || kind == Some("directory")
        }
        _ => false,
    };
    let has_path = ["path", "editable", "directory"].iter().any(|key| entry.contains_key(*key));
    match entry.get("source") {
        Some(source) => is_local(source),
        // Only cargo says of every other package where it comes from.
        None => has_path || is_of_cargo(entry),
    }
}

/// Whether an entry has the form of cargo's: no other tool leaves out both where a package comes from and its files.
fn is_of_cargo(entry: &Table) -> bool {
    let others = [
        "files",
        "wheels",
        "sdist",
        "python-versions",
        "requires_python",
        "requires-python",
        "optional",
        "summary",
        "index",
        "groups",
    ];
    !others.iter().any(|key| entry.contains_key(*key))
}

/// The names of the packages that one depends on, normalised; without those that only an extra needs.
fn dependencies(entry: &Table) -> Vec<String> {
    let of_item = |item: &Value| match item {
        // `openai 1.0.0 (registry+…)`, `openai>=1.0; extra == "x"`
        Value::String(text) => {
            let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')));
            Some(text[..end.unwrap_or(text.len())].to_owned())
        }
        Value::Table(table) => table.get("name").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    let is_optional = |value: &Value| value.get("optional").and_then(Value::as_bool).unwrap_or_default();
    let names: Vec<String> = match entry.get("dependencies") {
        Some(Value::Array(items)) => items.iter().filter_map(of_item).collect(),
        Some(Value::Table(table)) => {
            table.iter().filter(|(_, value)| !is_optional(value)).map(|(name, _)| name.clone()).collect()
        }
        _ => Vec::new(),
    };
    names.iter().map(|name| normalised(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Content;

    fn found(path: &str, text: &str) -> Vec<(String, Option<String>)> {
        let language = Language::of_lock(std::path::Path::new(path)).expect("a lock file");
        let content = Content::Bytes(text.as_bytes().into());
        let file = InputFile { path: path.into(), module_path: path.into(), content };
        let catalog = Catalog::builtin().of(language.id);
        let found = Telling::of(catalog).dependents(&file, &Limits::default()).expect("it is read");
        let pair = |it: UnfollowedImport| (it.root.to_string(), it.depends_on.map(|name| name.to_string()));
        found.into_iter().map(pair).collect()
    }

    fn one(root: &str, library: &str) -> Vec<(String, Option<String>)> {
        vec![(root.to_owned(), Some(library.to_owned()))]
    }

    #[test]
    fn every_lock_file_says_who_depends_on_a_library() {
        let uv = "[[package]]\nname = \"acme-chat\"\nversion = \"1\"\nsource = { registry = \"r\" }\ndependencies = [{ name = \"openai\" }]\n\
                  [[package]]\nname = \"app\"\nsource = { editable = \".\" }\ndependencies = [{ name = \"openai\" }]\n\
                  [[package]]\nname = \"openai\"\nsource = { registry = \"r\" }\n";
        assert_eq!(found("uv.lock", uv), one("acme_chat", "openai"));
        let poetry = "[[package]]\nname = \"acme-chat\"\noptional = false\nfiles = []\n[package.dependencies]\nanthropic = \">=1\"\n\
                      [[package]]\nname = \"other\"\noptional = false\nfiles = []\n[package.dependencies]\nopenai = {version = \"1\", optional = true}\n";
        assert_eq!(found("poetry.lock", poetry), one("acme_chat", "anthropic"));
        let pdm = "[[package]]\nname = \"acme-chat\"\nsummary = \"x\"\ndependencies = [\"litellm>=1.0\"]\n";
        assert_eq!(found("pdm.lock", pdm), one("acme_chat", "litellm"));
        let pylock =
            "[[packages]]\nname = \"acme-chat\"\nindex = \"i\"\ndependencies = [{name = \"ollama\"}]\n";
        assert_eq!(found("pylock.toml", pylock), one("acme_chat", "ollama"));
        let cargo = "[[package]]\nname = \"acme-chat\"\nversion = \"1\"\nsource = \"registry+x\"\ndependencies = [\"async-openai\"]\n\
                     [[package]]\nname = \"app\"\nversion = \"1\"\ndependencies = [\"acme-chat\", \"async-openai\"]\n";
        assert_eq!(found("Cargo.lock", cargo), one("acme_chat", "async-openai"));
    }

    #[test]
    fn what_is_general_or_broken_says_nothing() {
        let of = |dependency: &str| {
            let text = format!(
                "[[package]]\nname = \"acme\"\nsource = {{ registry = \"r\" }}\ndependencies = [{{ name = \"{dependency}\" }}]\n"
            );
            found("uv.lock", &text)
        };
        assert_eq!(of("boto3"), []);
        assert_eq!(of("requests"), []);
        assert_eq!(found("uv.lock", "[[package]\nname = \"openai\"\n"), []);
    }
}
