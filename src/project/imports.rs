//! What imports bind, and what modules hold.

use super::eval::{Evaluator, Query};
use super::places::Found;
use super::value::{Join, ModuleId, Traced, Unknown, Value, Values};
use crate::module::{BindingSource, Import, MODULE_SCOPE, Wildcard};
use crate::name::{Name, QualName};

impl Evaluator<'_> {
    /// What an import binds. Outside of a library that the project holds, its names mean what the catalog says as well.
    pub(super) fn import(&mut self, from: ModuleId, import: &Import) -> Values {
        let mut values = self.bound_by(from, import);
        if !self.is_sceptical() && import.level == 0 {
            let put = self.put_for_module(from, self.project.path_of(from, import));
            if !put.is_empty() {
                let put = match &import.member {
                    Some(member) => self.attribute_of_each(&put, member),
                    None => put,
                };
                values = values.and(&put);
            }
        }
        match self.held_name(from, import).or_else(|| self.open_name(from, import)) {
            Some(name) => with_library(&values, name),
            None => values,
        }
    }

    /// The library's name of what an import brings that may be of the library or of the project.
    fn open_name(&self, from: ModuleId, import: &Import) -> Option<QualName> {
        let table = &self.project.table;
        if import.level > 0 || !table.may_shadow() {
            return None;
        }
        let (path, member) = (self.project.path_of(from, import), import.member.as_ref().map(Name::as_str));
        table.shadow(from, path, member).filter(|shadow| !shadow.is_certain)?;
        Some(library_names(self.project.path_of(from, import), import).1)
    }

    fn bound_by(&mut self, from: ModuleId, import: &Import) -> Values {
        let path = self.project.path_of(from, import);
        if import.binds_root {
            let root = path.split('.').next().unwrap_or(path);
            let found = self.project.table.outermost(from, path);
            return self.found_or_external(from, 0, root, found);
        }
        let Some(member) = &import.member else {
            return self.module_value(from, import.level, path);
        };
        match self.find_with(from, import.level, path, Some(member)) {
            Some(found) => self.member_of_found(&found, member),
            None if self.project.table.leads_into_files() => {
                let outer = self.inside_file(from, import.level, path);
                self.attribute_of_each(&outer, member)
            }
            None if import.level == 0 => self.library_member(from, path, member),
            None => not_found(),
        }
    }

    /// The catalog's name of what an import brings from a library that the project holds.
    fn held_name(&self, from: ModuleId, import: &Import) -> Option<QualName> {
        let member = import.member.as_ref().map(Name::as_str);
        let path = self.project.path_of(from, import);
        if import.level > 0 || !self.project.table.leads_into_held_library(from, path, member) {
            return None;
        }
        let (module, name) = library_names(path, import);
        let catalog = self.project.catalog;
        // What belongs to a type is known with the type.
        (catalog.is_known(name.as_str()) || catalog.handle(module.as_str()).is_some()).then_some(name)
    }

    /// A member of a library's module that is imported.
    fn library_member(&mut self, from: ModuleId, path: &str, member: &Name) -> Values {
        let value = Traced::plain(self.external(QualName::new(path).join(member.as_str())));
        let module = Traced::plain(Value::External(QualName::new(path)));
        let values = self.unless_rewritten(value, &module, member, Some(from));
        if self.is_sceptical() { values.or(self.replaced_module(from, path)) } else { values }
    }

    /// Whether a file imports a library, or something of it, by the root of its names.
    pub fn imports_library(&mut self, module: ModuleId, root: &QualName) -> bool {
        let project = self.project;
        let spliced = project.standing(module).spliced.iter().filter_map(|wildcard| {
            let path = project.path_of(module, &wildcard.import);
            match project.table.relative(module, Import::FILE, path)? {
                Found::Module(other) => Some(other),
                _ => None,
            }
        });
        let files: Vec<ModuleId> = std::iter::once(module).chain(spliced).collect();
        files.into_iter().any(|file| self.imports_library_itself(file, root))
    }

    fn imports_library_itself(&mut self, module: ModuleId, root: &QualName) -> bool {
        let project = self.project;
        let facts = project.module(module);
        let of_root = |name: &QualName| {
            let rest = name.as_str().strip_prefix(root.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let bound = facts.bindings.iter().any(|binding| match &binding.source {
            // What is written decides most of them.
            BindingSource::Import(import)
                if import.level == 0
                    && project.path_of(module, import).split('.').next() == Some(root.root()) =>
            {
                let values = self.import(module, import);
                values.iter().any(|traced| matches!(&traced.value, Value::External(name) if of_root(name)))
            }
            _ => false,
        });
        let wildcards = project.wildcards(module).filter(|wildcard| wildcard.import.level == 0);
        bound
            || wildcards
                .map(|wildcard| project.path_of(module, &wildcard.import))
                .any(|path| of_root(&QualName::new(path)) && self.is_of_library(module, path))
    }

    /// What a path names that leads into a file, to a module or class in it; a library's name if it is none of the
    /// project.
    fn inside_file(&mut self, from: ModuleId, level: u32, path: &str) -> Values {
        if let Some(found) = self.find(from, level, path) {
            return value_of(found);
        }
        match path.rsplit_once('.') {
            Some((outer, last)) => {
                let outer = self.inside_file(from, level, outer);
                self.attribute_of_each(&outer, &Name::new(last))
            }
            None if level == 0 && self.defines(from, path) => {
                self.symbol(from, MODULE_SCOPE, &Name::new(path))
            }
            None if level == 0 => Values::one(self.external(QualName::new(path))),
            None => {
                let outer = self.find(from, level, "").map_or_else(not_found, value_of);
                self.attribute_of_each(&outer, &Name::new(path))
            }
        }
    }

    pub(super) fn find(&self, from: ModuleId, level: u32, path: &str) -> Option<Found> {
        self.find_with(from, level, path, None)
    }

    /// The module from which a member is imported.
    fn find_with(&self, from: ModuleId, level: u32, path: &str, member: Option<&Name>) -> Option<Found> {
        let table = &self.project.table;
        match level {
            0 if self.is_undeclared(from, path) => None,
            0 => table.imported(from, path, member.map(Name::as_str)),
            level => table.relative(from, level, path),
        }
    }

    /// Whether a path begins with the name of a library, and what lies beside the file under that name is no module of it: no
    /// `mod name;` says so.
    fn is_undeclared(&self, from: ModuleId, path: &str) -> bool {
        let table = &self.project.table;
        let first = path.split('.').next().unwrap_or(path);
        table.leads_into_files()
            && !table.is_crate(first)
            && self.project.catalog.is_known(first)
            && !self.defines(from, first)
    }

    /// Something outside of the project, by the name that its own library gives it.
    pub(super) fn external(&self, name: QualName) -> Value {
        let catalog = self.project.catalog;
        let own = || catalog.handed_on(name.as_str()).map(QualName::new);
        let known = catalog.by_default(name.as_str()).or_else(own);
        // Of a library of which nothing else is said, a module is what it is as a whole.
        let whole = || {
            let whole = name.as_str().strip_suffix(".default")?;
            let is_meant = catalog.conventions.modules_are_defaults && !catalog.is_known(name.as_str());
            is_meant.then(|| QualName::new(whole))
        };
        Value::External(known.or_else(whole).unwrap_or(name))
    }

    /// The modules of libraries from which a file imports everything: a name that nothing binds may come from there.
    pub fn wildcards_of_libraries(&self, module: ModuleId) -> impl Iterator<Item = &str> {
        let wildcards = self.project.wildcards(module);
        let of_libraries = wildcards.filter(move |wildcard| self.may_bring(module, wildcard));
        of_libraries.map(move |wildcard| self.project.path_of(module, &wildcard.import))
    }

    /// Whether a wildcard import may bring more names than are known: it is of a library.
    pub(super) fn may_bring(&self, from: ModuleId, wildcard: &Wildcard) -> bool {
        let import = &wildcard.import;
        import.level == 0 && self.is_of_library(from, self.project.path_of(from, import))
    }

    /// Whether an absolute path means a library's module, maybe beside the project's own.
    fn is_of_library(&self, from: ModuleId, path: &str) -> bool {
        let table = &self.project.table;
        table.absolute(from, path).is_none()
            || table.leads_into_held_library(from, path, None)
            || table.shadow(from, path, None).is_some()
    }

    fn module_value(&mut self, from: ModuleId, level: u32, path: &str) -> Values {
        let found = self.find(from, level, path);
        self.found_or_external(from, level, path, found)
    }

    fn found_or_external(&mut self, from: ModuleId, level: u32, path: &str, found: Option<Found>) -> Values {
        match found {
            Some(found) => value_of(found),
            None if self.project.table.leads_into_files() => self.inside_file(from, level, path),
            // The file that is run is not known: it may be this one.
            None if level == 0
                && self.project.catalog.conventions.program_names.contains(path)
                && !self.is_sceptical() =>
            {
                Values::one(Value::Module(from))
            }
            None if level == 0 => {
                let module = Values::one(self.external(QualName::new(path)));
                if self.is_sceptical() { module.or(self.replaced_module(from, path)) } else { module }
            }
            None => not_found(),
        }
    }

    fn member_of_found(&mut self, found: &Found, name: &Name) -> Values {
        match found {
            Found::Module(module) => self.module_member(*module, name),
            Found::Namespace(directory) => self.namespace_member(directory, name),
            Found::Unparsed => not_found(),
        }
    }

    pub(super) fn namespace_member(&mut self, directory: &str, name: &Name) -> Values {
        let table = &self.project.table;
        match table.in_namespace(directory, name.as_str()) {
            Some(found) => value_of(found),
            None => self.library_instead(&table.library_names_of_namespace(directory), name),
        }
    }

    /// What a module of the project lacks that has a library's name. A program that runs cannot mean a file of its own
    /// there.
    fn library_instead(&self, libraries: &[String], name: &Name) -> Values {
        let catalog = self.project.catalog;
        let names = libraries.iter().map(|library| QualName::new(library).join(name.as_str()));
        let names: Vec<QualName> = names.filter(|name| catalog.leads_to_library(name.as_str())).collect();
        // Two libraries may be called like a directory and the one above it.
        let is_listed = |name: &&QualName| {
            let name = name.as_str();
            catalog.handle(name).is_some()
                || catalog.function(name).is_some()
                || catalog.container(name).is_some()
        };
        let known = names.iter().find(is_listed).or(names.first());
        known.map_or_else(not_found, |name| Values::one(Value::External(name.clone())))
    }

    /// The value of a module's attribute, as other files see it.
    pub(super) fn module_member(&mut self, module: ModuleId, name: &Name) -> Values {
        self.remember(Query::Member(module, name.clone()))
    }

    /// [`Query::Member`]
    pub(super) fn find_member(&mut self, module: ModuleId, name: &Name) -> Values {
        let project = self.project;
        let facts = project.module(module);
        let bound = facts.symbol(MODULE_SCOPE, name.as_str()).is_some();
        let mut found = Join::default();
        if bound {
            found.add(&self.symbol(module, MODULE_SCOPE, name));
        }
        // The sceptical reading has asked for them with the name.
        if !bound || !self.is_sceptical() {
            found.merge(self.stored_module_members(module, name));
        }
        // Importing a submodule binds its name in the package, whatever the package bound there itself.
        if let Some(submodule) = project.table.submodule(module, name.as_str()) {
            found.add(&value_of(submodule));
        }
        if !found.is_empty() {
            return self.unless_library_is_meant(module, name, found.values());
        }
        for wildcard in project.wildcards(module).rev() {
            let values = self.through_wildcard(module, wildcard, name);
            if !values.is_empty() {
                return values;
            }
        }
        found.merge(self.module_getattr(module, name));
        if !found.is_empty() || bound || project.wildcards(module).next().is_some() {
            return self.unless_library_is_meant(module, name, found.values_or(Unknown::Import));
        }
        // What has the name of an attestation SDK attests by its body alone.
        let mut libraries = project.table.library_names_of(module);
        libraries.retain(|library| !project.table.is_of_marker(library));
        self.library_instead(&libraries, name)
    }

    /// What a module that is called like a library gives under a name of the library: where nobody knows all that it may be, the
    /// library's may be it too.
    fn unless_library_is_meant(&self, module: ModuleId, name: &Name, own: Values) -> Values {
        if own.rest().is_none() {
            return own;
        }
        let table = &self.project.table;
        let mut libraries = table.library_names_of(module);
        libraries.retain(|library| !table.is_of_marker(library));
        let names = libraries.iter().map(|library| QualName::new(library).join(name.as_str()));
        let mut known = names.filter(|name| self.project.catalog.is_known(name.as_str()));
        known.next().map_or(own.clone(), |name| with_library(&own, name))
    }

    /// `def __getattr__(name)` at module level: what it returns.
    fn module_getattr(&mut self, module: ModuleId, name: &Name) -> Join {
        let mut found = Join::default();
        if name.as_str().starts_with("__") {
            return found;
        }
        for traced in &self.symbol(module, MODULE_SCOPE, &Name::new("__getattr__")) {
            if let Value::Function(function) = traced.value {
                found.add(&self.returns(function));
            }
        }
        found
    }

    /// What a wildcard import brings under `name`.
    pub(super) fn through_wildcard(&mut self, from: ModuleId, wildcard: &Wildcard, name: &Name) -> Values {
        let import = &wildcard.import;
        let path = self.project.path_of(from, import);
        match self.find(from, import.level, path) {
            Some(Found::Module(module)) => {
                let exports = &self.project.module(module).exports;
                let listed = exports.as_ref().map(|names| names.contains(name));
                let brought = listed.unwrap_or_else(|| !name.as_str().starts_with('_'));
                let own = if brought { self.module_member(module, name) } else { not_found() };
                let table = &self.project.table;
                let is_open = import.level == 0
                    && (table.leads_into_held_library(from, path, None)
                        || table.shadow(from, path, None).is_some_and(|shadow| !shadow.is_certain));
                match self.brought_by_library(path, name) {
                    Some(path) if is_open => with_library(&own, path),
                    _ => own,
                }
            }
            // A directory alone brings nothing.
            Some(Found::Namespace(directory))
                if !self.project.table.library_names_of_namespace(&directory).is_empty() =>
            {
                self.library_wildcard(path, name)
            }
            // What it brings from a class or a module in a file.
            None if self.project.table.leads_into_files() => self.wildcard_in_file(from, import, name),
            None if import.level == 0 => self.library_wildcard(path, name),
            Some(_) | None => not_found(),
        }
    }

    /// Whether a file itself says what a name is at its top, other than by importing a crate of that name.
    fn defines(&self, module: ModuleId, name: &str) -> bool {
        let facts = self.project.module(module);
        let symbol = facts.symbol(MODULE_SCOPE, name);
        symbol.is_some_and(|symbol| {
            symbol.all.iter().any(|id| match &facts.bindings[id.index()].source {
                BindingSource::Class(_) => true,
                BindingSource::Import(import) => import.level > 0 || import.member.is_some(),
                _ => false,
            })
        })
    }

    fn wildcard_in_file(&mut self, from: ModuleId, import: &Import, name: &Name) -> Values {
        let mut found = Join::default();
        for traced in &self.inside_file(from, import.level, self.project.path_of(from, import)) {
            match &traced.value {
                Value::External(module) => {
                    found.add(&self.library_wildcard(module.as_str(), name));
                }
                _ => found.add(&self.attribute(traced, name)),
            }
        }
        found.values()
    }

    fn library_wildcard(&self, module: &str, name: &Name) -> Values {
        let brought = self.brought_by_library(module, name);
        brought.map_or_else(not_found, |path| Values::one(Value::External(path)))
    }

    /// A wildcard import of a library brings the names that the catalog knows of it.
    fn brought_by_library(&self, module: &str, name: &Name) -> Option<QualName> {
        let path = QualName::new(module).join(name.as_str());
        let catalog = self.project.catalog;
        let path = catalog.handed_on(path.as_str()).map_or(path.clone(), QualName::new);
        let known = catalog.handle(path.as_str()).is_some()
            || catalog.function(path.as_str()).is_some()
            || catalog.intrinsic(path.as_str()).is_some()
            || catalog.leads_to_marker(path.as_str());
        known.then_some(path)
    }
}

/// The module that an import of a path leads to and what it brings, by the library's names.
fn library_names(path: &str, import: &Import) -> (QualName, QualName) {
    let root = path.split('.').next().unwrap_or(path);
    let module = QualName::new(if import.binds_root { root } else { path });
    let name = import.member.as_ref().map_or(module.clone(), |member| module.join(member.as_str()));
    (module, name)
}

/// What may be of a library and of the project: what the catalog says, and what the project's own code does.
fn with_library(own: &Values, name: QualName) -> Values {
    let mut found = Join::of(&Values::one(Value::External(name)));
    found.add(own);
    found.values()
}

pub(super) fn value_of(found: Found) -> Values {
    match found {
        Found::Module(module) => Values::one(Value::Module(module)),
        Found::Namespace(directory) => Values::one(Value::Namespace(directory.into())),
        Found::Unparsed => not_found(),
    }
}

/// What comes from a file that was not read, or from a name that nothing binds.
fn not_found() -> Values {
    Values::unknown(Unknown::Import)
}
