//! Which files may call each other's code.

use rustc_hash::{FxHashMap, FxHashSet};

use super::modules::ModuleTable;
use super::value::ModuleId;
use crate::name::Name;

/// Which files may call what others define. It is asked of each call that has the name of a function, so that names are
/// numbers here.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    files: Vec<File>,
}

#[derive(Debug)]
struct File {
    /// The directory in which its outermost package stands.
    home: u32,
    /// The first names of its imports, as far as something of the project is called so; sorted.
    imports: Box<[u32]>,
    /// Its names, of which one that another file imports may mean it.
    names: Box<[u32]>,
}

impl Neighbours {
    /// Of files of which is known what the first names of their imports are.
    pub(super) fn of(imported: &[FxHashSet<Name>], table: &ModuleTable) -> Self {
        let known: FxHashSet<&str> = imported.iter().flatten().map(Name::as_str).collect();
        let mut homes = Numbers::default();
        let mut words = Numbers::default();
        let ids = || (0..imported.len()).map(|at| ModuleId(at as u32));
        let names: Vec<Box<[u32]>> = ids()
            .map(|module| {
                let root = table.name_of(module).split('.').next().unwrap_or_default();
                let all = std::iter::once(root).chain(table.path_of(module).split('/'));
                all.filter(|name| known.contains(name)).map(|name| words.number(name)).collect()
            })
            .collect();
        let files = ids().zip(imported).zip(names).map(|((module, imported), names)| {
            let mut imports: Box<[u32]> =
                imported.iter().filter_map(|name| words.known(name.as_str())).collect();
            imports.sort_unstable();
            File { home: homes.number(table.home_of(module)), imports, names }
        });
        Self { files: files.collect() }
    }

    /// Whether code of one file may call what another defines: they stand in the same program, or the one imports
    /// the package of the other, or a directory in which that stands: one without a file of its own hides the package around
    /// it. In a tree of many programs most calls of a name cannot mean it.
    pub(super) fn may_call(&self, from: ModuleId, to: ModuleId) -> bool {
        let (Some(from), Some(to)) = (self.files.get(from.index()), self.files.get(to.index())) else {
            return false;
        };
        from.home == to.home || to.names.iter().any(|name| from.imports.binary_search(name).is_ok())
    }
}

/// Names as numbers, in the order in which they come.
#[derive(Default)]
struct Numbers<'n> {
    all: FxHashMap<&'n str, u32>,
}

impl<'n> Numbers<'n> {
    fn number(&mut self, name: &'n str) -> u32 {
        let next = self.all.len() as u32;
        *self.all.entry(name).or_insert(next)
    }

    fn known(&self, name: &str) -> Option<u32> {
        self.all.get(name).copied()
    }
}
