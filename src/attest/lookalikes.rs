//! What has only the name of a marker. It attests nothing; whoever reads the report is told, and how to name a marker of
//! their own.

use super::{Doubt, Judge};
use crate::catalog::Behaviour;
use crate::finding::MarkerKind;
use crate::module::{ExprId, ExprKind, Module, Use};
use crate::name::QualName;
use crate::project::{Evaluator, ExprRef, Project, Value};

impl Judge<'_, '_> {
    /// Notes that what is applied at a place has only the name of a marker, if that is so.
    pub(super) fn note_lookalike(&mut self, at: ExprRef, kind: MarkerKind) {
        if self.noted.is_none() && self.is_lookalike(at) {
            self.noted = Some(Doubt::ByName(at, kind));
        }
    }

    /// Whether what is called or read at a place has the name of a marker and is none, as far as is known: it is nothing of
    /// the project, and nothing of a library that the catalog speaks of.
    pub(super) fn is_lookalike(&mut self, at: ExprRef) -> bool {
        let project = self.evaluator.project();
        let named = callee(project, at);
        let facts = project.module(at.module);
        let prelude = facts.prelude;
        let Some(written) = written(facts, named.expr) else { return false };
        let mut is_alike = project.catalog.resembles_marker(&written);
        for traced in self.evaluator.expr(named).iter().filter(|traced| !traced.value.is_inert()) {
            let Some((name, _)) = library_name(&traced.value) else { return false };
            if is_catalogued(project, &name) || stands_in(project, &traced.value) {
                return false;
            }
            // A name that nothing binds is what is written.
            is_alike |= name.root() != prelude && project.catalog.resembles_marker(name.as_str());
        }
        is_alike
    }
}

/// The name by which the settings would name a marker that is applied at a place; `None` if it is not known from which module
/// that comes.
pub fn name_of(evaluator: &mut Evaluator<'_>, at: ExprRef) -> Option<QualName> {
    let project = evaluator.project();
    let facts = project.module(at.module);
    let named = callee(project, at);
    let values = evaluator.expr(named);
    let mut resolved = values.iter().filter_map(|traced| library_name(&traced.value));
    if let Some((name, _)) = resolved.find(|(name, _)| name.root() != facts.prelude) {
        return Some(name);
    }
    let mut root = named.expr;
    while let ExprKind::Attribute(object, _) = &facts.expr(root).kind {
        root = *object;
    }
    if !matches!(facts.expr(root).kind, ExprKind::Name(_, Use::Free)) {
        return None;
    }
    let mut wildcards = evaluator.wildcards_of_libraries(at.module);
    let (only, others) = (wildcards.next()?, wildcards.next());
    others.is_none().then(|| written(facts, named.expr).map(|name| QualName::new(only).join(&name)))?
}

/// What is called at a place, or read there.
fn callee(project: &Project<'_>, at: ExprRef) -> ExprRef {
    project.call(at).map_or(at, |call| ExprRef { expr: call.callee, ..at })
}

/// A dotted name as it is written; the attributes alone where they are read of something else than a name.
pub(super) fn written(facts: &Module, expr: ExprId) -> Option<String> {
    let mut parts = Vec::new();
    let mut at = expr;
    loop {
        match &facts.expr(at).kind {
            ExprKind::Attribute(object, name) => {
                parts.push(name.as_str());
                at = *object;
            }
            ExprKind::Name(name, _) => {
                parts.push(name.as_str());
                break;
            }
            _ => break,
        }
    }
    parts.reverse();
    (!parts.is_empty()).then(|| parts.join("."))
}

/// The library name that a value is, and whether it has been called.
pub(super) fn library_name(value: &Value) -> Option<(QualName, bool)> {
    match value {
        Value::Instance(class, path) => Some(match path.as_str().strip_suffix("()") {
            Some(factory) => (class.join(factory), true),
            // An instance: the class has been called.
            None if path.as_str().is_empty() => (class.clone(), true),
            None => (class.join(path.as_str()), false),
        }),
        Value::External(name) => Some((name.clone(), false)),
        _ => None,
    }
}

/// Whether something stands in for anything: a mock.
pub(super) fn stands_in(project: &Project<'_>, value: &Value) -> bool {
    match value {
        Value::Instance(class, _) => project.catalog.behaves(class.as_str(), Behaviour::StandsIn),
        _ => false,
    }
}

/// Whether a name is one of a library or a language of which the catalog speaks, where a marker would be known.
fn is_catalogued(project: &Project<'_>, name: &QualName) -> bool {
    let under = |root: &QualName| {
        let rest = name.as_str().strip_prefix(root.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let catalog = project.catalog;
    catalog.markers.contains_key(name)
        || catalog.libraries.iter().flat_map(|library| &library.roots).any(under)
        || catalog.intrinsic(name.as_str()).is_some()
}
