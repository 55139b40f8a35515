//! Which file imports which, before anything is parsed.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::module::Import;
use crate::name::Name;
use crate::project::{Found, ModuleId, ModuleTable};

use super::super::imported::Imported;
use super::super::scan::Facts;

/// How many packages on the way to a module are looked for. No file lies deeper, and each costs the length of the path.
const MOST_PREFIXES: usize = 256;

/// What a file is to an import statement that leads to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// The module that is named: `b` of `import a.b` and of `from a.b import c`.
    Module,
    /// A module that is imported as a name: `c` of `from a.b import c`.
    Submodule,
    /// A package on the way: `a`.
    Prefix,
}

/// An import from one file to another.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) target: usize,
    pub(super) relation: Relation,
    pub(super) import: Arc<Imported>,
}

impl Link {
    /// Whether the import brings one of these names of its target, or the target as a whole.
    pub(super) fn carries(&self, exports: &FxHashSet<Name>) -> bool {
        if exports.is_empty() {
            return false;
        }
        match self.relation {
            Relation::Submodule => true,
            Relation::Module if self.is_whole() => true,
            Relation::Module => {
                exports.contains("*") || self.import.names.iter().any(|name| exports.contains(name))
            }
            // `import a.b` makes `a` usable as well.
            Relation::Prefix => self.import.names.is_empty(),
        }
    }

    /// Whether an import that the link's statement makes brings something tainted, given what the target exports.
    pub(super) fn brings(&self, exports: &FxHashSet<Name>, import: &Import) -> bool {
        if exports.is_empty() {
            return false;
        }
        match (&import.member, self.relation) {
            (None, _) => true,
            (Some(member), Relation::Module) => exports.contains(member) || exports.contains("*"),
            (Some(member), Relation::Submodule) => self.import.names.contains(member),
            (Some(_), Relation::Prefix) => false,
        }
    }

    /// The same of a name of the target itself: a module is no handle.
    pub(super) fn brings_by_name(&self, exports: &FxHashSet<Name>, import: &Import) -> bool {
        self.relation == Relation::Module && import.member.is_some() && self.brings(exports, import)
    }

    /// Whether the import may bring the target itself, whose names are then read of it.
    pub(super) fn brings_module(&self) -> bool {
        self.relation == Relation::Submodule || self.import.names.is_empty()
    }

    fn is_whole(&self) -> bool {
        self.import.names.is_empty() || self.import.names.iter().any(|name| name.as_str() == "*")
    }
}

/// All imports between the files of a project.
#[derive(Default)]
pub(super) struct Links {
    imports: Vec<Vec<Link>>,
    /// For each file, the importing file and the number of the link there.
    importers: Vec<Vec<(usize, usize)>>,
}

impl Links {
    /// In `table` every file counts as parsed, so that a module leads to the number of its file.
    pub(super) fn new(facts: Vec<Facts>, table: &ModuleTable) -> Self {
        let count = facts.len();
        let mut links = Self { imports: vec![Vec::new(); count], importers: vec![Vec::new(); count] };
        for (from, facts) in facts.into_iter().enumerate() {
            for import in facts.imports {
                links.add(table, from, import);
            }
        }
        links
    }

    pub(super) fn imports(&self, at: usize) -> &[Link] {
        self.imports.get(at).map_or(&[], Vec::as_slice)
    }

    pub(super) fn importers(&self, at: usize) -> impl Iterator<Item = (usize, &Link)> {
        self.importers
            .get(at)
            .into_iter()
            .flatten()
            .map(|&(from, number)| (from, &self.imports[from][number]))
    }

    /// By file, the smallest number among the files that imports connect with it, whoever imports whom, by way of files that count.
    pub(super) fn groups(&self, counts: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut groups: Vec<Option<usize>> = vec![None; self.imports.len()];
        for first in (0..groups.len()).filter(|&at| counts(at)) {
            let mut open = vec![first];
            while let Some(at) = open.pop() {
                if groups[at].is_none() {
                    groups[at] = Some(first);
                    let targets = self.imports(at).iter().map(|link| link.target);
                    open.extend(
                        targets.chain(self.importers(at).map(|(from, _)| from)).filter(|&at| counts(at)),
                    );
                }
            }
        }
        groups.into_iter().enumerate().map(|(at, group)| group.unwrap_or(at)).collect()
    }

    fn add(&mut self, table: &ModuleTable, from: usize, import: Imported) {
        let path = import.module.as_str();
        if import.level == 0 && !table.may_lead_to_module(path) {
            return;
        }
        let module = ModuleId(from as u32);
        let find_with = |path: &str, member: Option<&str>| {
            let found = match import.level {
                0 => table.imported(module, path, member),
                level => table.relative(module, level, path),
            };
            match found {
                Some(Found::Module(found)) => Some(found.index()),
                _ => None,
            }
        };
        let find = |path: &str| find_with(path, None);
        let mut found: Vec<(usize, Relation)> = Vec::new();
        let prefixes = path.match_indices('.').take(MOST_PREFIXES).map(|(end, _)| &path[..end]);
        let prefixes = prefixes.filter(|_| table.has_submodules());
        found.extend(prefixes.filter_map(|prefix| Some((find(prefix)?, Relation::Prefix))));
        // Of several directories with the module's name, one may be meant for a name that it holds.
        let named = || import.names.iter().find_map(|name| find_with(path, Some(name.as_str())));
        found.extend(find(path).or_else(named).map(|target| (target, Relation::Module)));
        for name in import.names.iter().filter(|_| table.has_submodules()) {
            let below = if path.is_empty() { name.to_string() } else { [path, ".", name.as_str()].concat() };
            found.extend(find(&below).map(|target| (target, Relation::Submodule)));
        }
        found.retain(|(target, _)| *target != from);
        if found.is_empty() {
            return;
        }
        let import = Arc::new(import);
        for (target, relation) in found {
            self.importers[target].push((from, self.imports[from].len()));
            self.imports[from].push(Link { target, relation, import: import.clone() });
        }
    }
}
