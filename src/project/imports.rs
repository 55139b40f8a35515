//! What imports bind, and what modules hold.

use super::eval::{Evaluator, Query};
use super::modules::Found;
use super::value::{Join, ModuleId, Traced, Unknown, Value, Values};
use crate::module::{BindingSource, Import, MODULE_SCOPE, Wildcard};
use crate::name::{Name, QualName};

impl Evaluator<'_> {
    /// What an import binds.
    pub(super) fn import(&mut self, from: ModuleId, import: &Import) -> Values {
        let path = import.module.as_str();
        if import.binds_root {
            let root = path.split('.').next().unwrap_or(path);
            return self.module_value(from, 0, root);
        }
        let Some(member) = &import.member else {
            return self.module_value(from, import.level, path);
        };
        match self.find(from, import.level, path) {
            Some(found) => self.member_of_found(&found, member),
            None if self.project.table.leads_into_files() => {
                let outer = self.inside_file(from, import.level, path);
                self.attribute_of_each(&outer, member)
            }
            None if import.level == 0 => self.library_member(from, path, member),
            None => not_found(),
        }
    }

    /// A member of a library's module that is imported.
    fn library_member(&mut self, from: ModuleId, path: &str, member: &Name) -> Values {
        let value = Traced::plain(Value::External(QualName::new(path).join(member.as_str())));
        let module = Traced::plain(Value::External(QualName::new(path)));
        let values = self.unless_rewritten(value, &module, member, Some(from));
        if self.is_sceptical() { values.or(self.replaced_module(from, path)) } else { values }
    }

    /// Whether a file imports a library, or something of it, by the root of its names.
    pub fn imports_library(&mut self, module: ModuleId, root: &QualName) -> bool {
        let project = self.project;
        let facts = project.module(module);
        let of_root = |name: &QualName| {
            let rest = name.as_str().strip_prefix(root.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let bound = facts.bindings.iter().any(|binding| match &binding.source {
            // What is written decides most of them.
            BindingSource::Import(import)
                if import.level == 0 && import.module.as_str().split('.').next() == Some(root.root()) =>
            {
                let values = self.import(module, import);
                values.iter().any(|traced| matches!(&traced.value, Value::External(name) if of_root(name)))
            }
            _ => false,
        });
        let wildcards = facts.wildcards.iter().filter(|wildcard| wildcard.import.level == 0);
        bound
            || wildcards
                .map(|wildcard| wildcard.import.module.as_str())
                .any(|path| of_root(&QualName::new(path)) && self.find(module, 0, path).is_none())
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
            None if level == 0 => Values::one(Value::External(QualName::new(path))),
            None => {
                let outer = self.find(from, level, "").map_or_else(not_found, value_of);
                self.attribute_of_each(&outer, &Name::new(path))
            }
        }
    }

    pub(super) fn find(&self, from: ModuleId, level: u32, path: &str) -> Option<Found> {
        let table = &self.project.table;
        if level > 0 { table.relative(from, level, path) } else { table.absolute(from, path) }
    }

    fn module_value(&mut self, from: ModuleId, level: u32, path: &str) -> Values {
        match self.find(from, level, path) {
            Some(found) => value_of(found),
            None if self.project.table.leads_into_files() => self.inside_file(from, level, path),
            None if level == 0 => {
                let module = Values::one(Value::External(QualName::new(path)));
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
        self.project.table.in_namespace(directory, name.as_str()).map_or_else(not_found, value_of)
    }

    /// The value of a module's attribute, as other files see it.
    pub(super) fn module_member(&mut self, module: ModuleId, name: &Name) -> Values {
        self.remember(Query::Member(module, name.clone()), |this| this.find_member(module, name))
    }

    fn find_member(&mut self, module: ModuleId, name: &Name) -> Values {
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
            return found.values();
        }
        for wildcard in facts.wildcards.iter().rev() {
            let values = self.through_wildcard(module, wildcard, name);
            if !values.is_empty() {
                return values;
            }
        }
        found.merge(self.module_getattr(module, name));
        if !found.is_empty() || bound || !facts.wildcards.is_empty() {
            return found.values_or(Unknown::Import);
        }
        // A program that runs cannot mean a file of its own that has no such name.
        let library = project.table.library_of_its_name(module);
        library.map_or_else(not_found, |library| {
            Values::one(Value::External(QualName::new(library).join(name.as_str())))
        })
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
        match self.find(from, import.level, import.module.as_str()) {
            Some(Found::Module(module)) => {
                let exports = &self.project.module(module).exports;
                let listed = exports.as_ref().map(|names| names.contains(name));
                let brought = listed.unwrap_or_else(|| !name.as_str().starts_with('_'));
                if brought { self.module_member(module, name) } else { not_found() }
            }
            // What it brings from a class or a module in a file.
            None if self.project.table.leads_into_files() => self.wildcard_in_file(from, import, name),
            None if import.level == 0 => self.library_wildcard(import.module.as_str(), name),
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
        for traced in &self.inside_file(from, import.level, import.module.as_str()) {
            match &traced.value {
                Value::External(module) => {
                    found.add(&self.library_wildcard(module.as_str(), name));
                }
                _ => found.add(&self.attribute(traced, name)),
            }
        }
        found.values()
    }

    /// A wildcard import of a library brings the names that the catalog knows of it.
    fn library_wildcard(&self, module: &str, name: &Name) -> Values {
        let path = QualName::new(module).join(name.as_str());
        let catalog = self.project.catalog;
        let known = catalog.handle(path.as_str()).is_some()
            || catalog.function(path.as_str()).is_some()
            || catalog.intrinsic(path.as_str()).is_some();
        if known { Values::one(Value::External(path)) } else { not_found() }
    }
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
