//! Modules of the project that are called like a library or an attestation SDK, and the calls that depend on which of the two is
//! imported (MIMA036).

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Checked, Judged};
use crate::attest::Verdict;
use crate::module::{BindingSource, CallSite, Import, MODULE_SCOPE, Module};
use crate::name::Name;
use crate::project::{ModuleId, Project, Shadow};
use crate::source::Span;

/// A module that may be imported in the place of a library.
pub(super) struct Shadowed {
    /// The name that both have.
    pub(super) name: Name,
    /// Where it is imported first, if its own file was not parsed.
    pub(super) import: Option<Span>,
    /// The calls that depend on which of them is imported.
    pub(super) calls: Vec<(ModuleId, Span)>,
}

/// The files that import a name which may lead to a module of the project: each with its first import of it.
type Importers = FxHashMap<ModuleId, Span>;

/// Puts each such module into the file that a reviewer has to look at: its own, or else the first that imports it.
pub(super) fn collect(project: &Project<'_>, checked: &mut [Checked]) {
    if !project.table.may_shadow() {
        return;
    }
    let mut shadows: BTreeMap<(Option<ModuleId>, Name), Importers> = BTreeMap::new();
    for (id, _) in project.modules() {
        for (import, span) in imports(project, id) {
            let path = project.path_of(id, import);
            let Some(shadow) = project.table.shadow(id, path, import.member.as_ref().map(Name::as_str))
            else {
                continue;
            };
            let name = Name::new(path.split('.').next().unwrap_or(path));
            let is_told = is_told(project, shadow, import.member.as_ref());
            if !is_told || shadow.module.is_some_and(|module| hands_on(project, module, &name)) {
                continue;
            }
            shadows.entry((shadow.module, name)).or_default().entry(id).or_insert(span);
        }
    }
    for ((module, name), importers) in shadows {
        let calls = calls(project, checked, &name, &importers);
        let first = importers.iter().min_by_key(|(id, _)| **id);
        if let (false, Some((&importer, &span))) = (calls.is_empty(), first) {
            let import = module.is_none().then_some(span);
            checked[module.unwrap_or(importer).index()].shadowed.push(Shadowed { name, import, calls });
        }
    }
}

/// Whether a module is told that may be imported in the place of a library. At the top of a program anything is. Further down, where
/// files are called like the libraries that they speak of, it has to define what is imported; and where it is what is imported for certain,
/// nothing that it defines depends on anything.
fn is_told(project: &Project<'_>, shadow: Shadow, member: Option<&Name>) -> bool {
    if shadow.is_at_top {
        return true;
    }
    let defines = |module: ModuleId| {
        let facts = project.module(module);
        let is_defined = |name: &Name| facts.symbol(MODULE_SCOPE, name.as_str()).is_some();
        project.wildcards(module).next().is_some() || member.is_none_or(is_defined)
    };
    !shadow.is_certain && shadow.module.is_some_and(defines)
}

/// The absolute imports of a file, with their places.
fn imports<'p>(project: &'p Project<'_>, module: ModuleId) -> impl Iterator<Item = (&'p Import, Span)> {
    let bound = project.module(module).bindings.iter().filter_map(|binding| match &binding.source {
        BindingSource::Import(import) => Some((import, binding.span)),
        _ => None,
    });
    let wildcards = project.wildcards(module).map(|wildcard| (&wildcard.import, wildcard.span));
    bound.chain(wildcards).filter(|(import, _)| import.level == 0)
}

/// Whether a module imports what has its own name and is none of its own parts: that is the library, in whose place it can never
/// have been imported.
fn hands_on(project: &Project<'_>, module: ModuleId, name: &Name) -> bool {
    imports(project, module).any(|(import, _)| {
        let (path, member) = (project.path_of(module, import), import.member.as_ref().map(Name::as_str));
        path.split('.').next() == Some(name.as_str())
            && project.table.imported(module, path, member).is_none()
    })
}

/// Whether something may attest a call: a decorator of a function around it, or a context.
fn may_be_attested(facts: &Module, call: &CallSite) -> bool {
    let mut scope = call.scope;
    if call.context.is_some() {
        return true;
    }
    while let Some(function) = facts.enclosing_function(scope) {
        let function = facts.function(function);
        let around = facts.scope(function.scope);
        if !function.decorators.is_empty() || around.context.is_some() {
            return true;
        }
        scope = around.parent;
    }
    false
}

/// The calls whose library is imported in one of some files. Of an attestation SDK these are the calls in those files that
/// something may attest, and that do not count as attested.
fn calls(
    project: &Project<'_>,
    checked: &[Checked],
    name: &Name,
    importers: &Importers,
) -> Vec<(ModuleId, Span)> {
    let is_marker = project.table.is_of_marker(name.as_str());
    let mut found = Vec::new();
    for (module, file) in (0..).map(ModuleId).zip(checked) {
        let depends = |judged: &&Judged| {
            let is_imported = |step: ModuleId| importers.contains_key(&step);
            if is_marker {
                return is_imported(module)
                    && !matches!(judged.verdict, Verdict::Attested(_))
                    && may_be_attested(project.module(module), &judged.site.call);
            }
            let apis = std::iter::once(&judged.site.api).chain(&judged.site.others);
            let is_of_library = apis.into_iter().any(|api| api.root() == name.as_str());
            let mut steps = judged.site.flow.iter().map(|step| step.module);
            is_of_library && (is_imported(module) || steps.any(is_imported))
        };
        let calls = file.sites.iter().filter(depends);
        found.extend(calls.map(|judged| (module, project.module(module).expr(judged.site.call.expr).span)));
    }
    found.sort_unstable();
    found
}
