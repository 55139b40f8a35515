//! Imports of packages that run models and that no rule follows: which files import each package.

use std::collections::BTreeMap;

use crate::language::{Language, Layout};
use crate::module::{BindingSource, Import, Module};
use crate::name::Name;
use crate::project::{ModuleId, Project, Standing, UnfollowedImport};
use crate::source::Span;

/// The import of a package in a file.
pub(super) struct Importer<'p> {
    pub(super) module: ModuleId,
    pub(super) import: &'p UnfollowedImport,
    pub(super) span: Span,
}

/// The files that import each package, those of test code last.
pub(super) type Importers<'p> = BTreeMap<&'p Name, Vec<Importer<'p>>>;

/// The importers of each package.
pub(super) fn by_package<'p>(project: &'p Project<'_>) -> Importers<'p> {
    let mut importers: Importers<'p> = BTreeMap::new();
    for (id, module) in project.modules() {
        for import in &project.standing(id).unfollowed {
            let Some(span) = import_of(module, project.standing(id), &import.root) else { continue };
            let of_package = importers.entry(&import.package).or_default();
            if of_package.last().is_none_or(|last| last.module != id) {
                of_package.push(Importer { module: id, import, span });
            }
        }
    }
    for of_package in importers.values_mut() {
        of_package.sort_by_key(|it| (project.module(it.module).is_test, it.module.index()));
    }
    importers
}

/// How many files import each package.
pub(super) fn count(importers: &Importers<'_>) -> BTreeMap<Name, usize> {
    importers.iter().map(|(package, of_package)| ((*package).clone(), of_package.len())).collect()
}

/// Where a file imports what lies under a root. What the program tells a function to import stands for the whole file; in a
/// language of paths nothing does that, and a path that leads to a module of the project is no import of a package.
fn import_of(module: &Module, standing: &Standing, root: &Name) -> Option<Span> {
    let is_under = |import: &Import| {
        let path = match &import.member {
            Some(member) => format!("{}.{member}", standing.path(import)),
            None => standing.path(import).to_string(),
        };
        let rest = path.strip_prefix(root.as_str());
        import.level == 0 && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let bound = module.bindings.iter().filter_map(|binding| match &binding.source {
        BindingSource::Import(import) if is_under(import) => Some(binding.span),
        _ => None,
    });
    let wildcards = standing.wildcards(module);
    let wildcards = wildcards.filter(|wildcard| is_under(&wildcard.import)).map(|it| it.span);
    let is_of_paths = Language::of_id(module.language).is_some_and(|it| it.layout == Layout::Crates);
    bound.chain(wildcards).min().or_else(|| (!is_of_paths).then(Span::default))
}
