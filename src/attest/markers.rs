//! Which expressions are markers.

use super::origins::Origins;
use super::{Active, Judge};
use crate::catalog::{Behaviour, Covers, MarkerShape};
use crate::finding::MarkerKind;
use crate::module::ExprKind;
use crate::name::QualName;
use crate::project::{ExprRef, FunctionRef, Project, Traced, Value};

/// A marker as it is applied.
pub(super) struct Applied {
    pub(super) marker: QualName,
    pub(super) covers: Covers,
    pub(super) verified: bool,
}

impl Judge<'_, '_> {
    /// The marker that wrapped a function or method at `at`: `mima.attest("x")(client.chat.completions.create)`.
    pub(super) fn of_wrapped(&mut self, at: ExprRef) -> Active {
        let project = self.evaluator.project();
        let factory = project.call(at).map_or(at, |call| ExprRef { expr: call.callee, ..at });
        let found = self.applied(factory, &[MarkerShape::DecoratorFactory, MarkerShape::Decorator], None);
        Active {
            kind: MarkerKind::Decorator,
            module: at.module,
            span: project.module(at.module).expr(at.expr).span,
            verified: found.as_ref().is_none_or(|found| found.verified),
            marker: found.map_or_else(|| QualName::new("attest"), |found| found.marker),
            path: Vec::new(),
        }
    }

    /// The marker that an expression applies, in one of these shapes, whatever way it got its value. `prefer` is the
    /// kind of function it is put on, for a marker object that may be of either client.
    pub(super) fn applied(
        &mut self,
        at: ExprRef,
        shapes: &[MarkerShape],
        prefer: Option<Covers>,
    ) -> Option<Applied> {
        // A marker that is there under a condition is no marker: `mima.trace("x") if enabled else nullcontext()`.
        let Origins::Known(origins) = self.origins(at) else { return self.applied_at(at, shapes, prefer) };
        self.on_every_way(origins, |judge, origin| judge.applied_at(origin, shapes, prefer))
    }

    fn applied_at(&mut self, at: ExprRef, shapes: &[MarkerShape], prefer: Option<Covers>) -> Option<Applied> {
        let project = self.evaluator.project();
        if let Some(own) = self.by_its_own_name(at, shapes) {
            return Some(own);
        }
        if !self.is_of_one_client(at) {
            return None;
        }
        let values = self.evaluator.expr(at);
        let mut found: Option<Applied> = None;
        let mut exact: Option<Applied> = None;
        let mut traced_elsewhere = false;
        let mut is_other = false;
        for traced in &values {
            let (name, called) = match &traced.value {
                Value::Function(function) | Value::Generator(function, _) => {
                    traced_elsewhere = true;
                    let inner = self.inside(*function, shapes, prefer);
                    // On one way it is a function that attests nothing.
                    is_other |= inner.is_none();
                    found = found.or(inner);
                    continue;
                }
                value => {
                    let Some(named) = library_name(value) else {
                        traced_elsewhere |= !value.is_inert();
                        continue;
                    };
                    named
                }
            };
            for marker in project.catalog.markers.get(&name).into_iter().flatten() {
                let bare = marker.shape == MarkerShape::Decorator;
                if bare == called || !shapes.contains(&marker.shape) {
                    continue;
                }
                let applied = Applied { marker: name.clone(), covers: marker.covers, verified: true };
                if prefer.is_none_or(|prefer| marker.covers == prefer || marker.covers == Covers::Any) {
                    exact.get_or_insert(applied);
                } else {
                    found = Some(applied);
                }
            }
            is_other |= called
                && !project.catalog.markers.contains_key(&name)
                && !is_member_of_marker(&name, project);
            traced_elsewhere |= is_known(project, &name);
        }
        let found = exact.or(found);
        if found.is_some() || traced_elsewhere {
            return found.filter(|_| !is_other);
        }
        let callee = project.call(at)?.callee;
        by_name(project, ExprRef { expr: callee, ..at }, shapes)
    }

    /// Whether the object whose method makes a marker is an attestation client whichever statement has given it its
    /// name, and the method its own: no stand-in, no replacement.
    fn is_of_one_client(&mut self, at: ExprRef) -> bool {
        let project = self.evaluator.project();
        let callee = project.call(at).map_or(at, |call| ExprRef { expr: call.callee, ..at });
        let facts = project.module(callee.module);
        let ExprKind::Attribute(object, method) = &facts.expr(callee.expr).kind else { return true };
        let object = ExprRef { expr: *object, ..callee };
        let is_client = |value: &Value| {
            library_name(value)
                .is_some_and(|(class, _)| project.catalog.markers.contains_key(&class.join(method.as_str())))
        };
        let stands_in = |value: &Value| {
            value.api().is_some_and(|name| project.catalog.behaves(name.as_str(), Behaviour::StandsIn))
        };
        let values = self.evaluator.expr(object);
        if values.iter().any(|traced| stands_in(&traced.value)) {
            return false;
        }
        if !values.iter().any(|traced| is_client(&traced.value)) {
            return true;
        }
        let stores = self.index.stores.get(method).cloned().unwrap_or_default();
        let replaced = stores.into_iter().any(|(module, number)| {
            let store = &project.module(module).stores[number];
            let owners = self.evaluator.expr(ExprRef { module, expr: store.object });
            owners.iter().any(|traced| is_client(&traced.value))
        });
        if replaced {
            return false;
        }
        let Origins::Known(origins) = self.origins(object) else { return true };
        origins.into_iter().all(|origin| {
            let made = self.evaluator.expr(origin);
            made.iter().any(|traced| is_client(&traced.value)) || !made.is_empty() && made.is_inert()
        })
    }

    /// A marker that is known by what is called or applied, not by its value: a function, method or class of the
    /// project that its settings name, or a decorator of a library that leaves a function what it was.
    fn by_its_own_name(&mut self, at: ExprRef, shapes: &[MarkerShape]) -> Option<Applied> {
        let project = self.evaluator.project();
        let call = project.call(at);
        let named = call.map_or(at, |call| ExprRef { expr: call.callee, ..at });
        let values = self.evaluator.expr(named);
        values.iter().find_map(|traced| {
            let name = match &traced.value {
                Value::Function(function) | Value::Method(_, function) => {
                    project.scope_name(function.module, project.function(*function).scope)
                }
                Value::Class(class) => project.scope_name(class.module, project.class(*class).scope),
                // One that is transparent to values: what it gives does not tell its name.
                Value::External(name) if project.catalog.intrinsic(name.as_str()).is_some() => name.clone(),
                _ => return None,
            };
            let marker = project.catalog.markers.get(&name)?.iter().find(|marker| {
                let bare = marker.shape == MarkerShape::Decorator;
                shapes.contains(&marker.shape) && bare != call.is_some()
            })?;
            Some(Applied { covers: marker.covers, marker: name, verified: true })
        })
    }

    /// A marker that has to be called first, and is not.
    pub(super) fn is_bare(&mut self, at: ExprRef) -> Option<QualName> {
        let catalog = self.evaluator.project().catalog;
        let values = self.evaluator.expr(at);
        let names = values.iter().filter_map(|traced: &Traced| library_name(&traced.value));
        let mut bare = names.filter(|(name, called)| {
            let markers = || catalog.markers.get(name).into_iter().flatten();
            !called
                && markers().any(|marker| marker.shape == MarkerShape::DecoratorFactory)
                && !markers().any(|marker| marker.shape == MarkerShape::Decorator)
        });
        bare.next().map(|(name, _)| name)
    }

    /// The marker inside a decorator or a context manager that the project writes around one.
    fn inside(
        &mut self,
        function: FunctionRef,
        shapes: &[MarkerShape],
        prefer: Option<Covers>,
    ) -> Option<Applied> {
        let facts = self.evaluator.project().function(function);
        if facts.is_generator {
            // `@contextmanager`: what is active where it yields, for every yield.
            let yields = facts.yields.clone();
            let active: Option<Vec<Active>> =
                yields.iter().map(|(_, context)| self.in_context(function.module, *context, None)).collect();
            let first = active?.into_iter().next()?;
            return Some(Applied { marker: first.marker, covers: Covers::Any, verified: first.verified });
        }
        let returns = facts.returns.clone();
        let mut applied = None;
        for value in returns {
            // `return function` beside it: what is decorated may come out as it went in.
            let values = self.evaluator.expr(ExprRef { module: function.module, expr: value });
            let origins = self.origins(ExprRef { module: function.module, expr: value });
            let Origins::Known(origins) = origins else { return None };
            if !origins.iter().all(|at| self.is_wrapped(*at)) {
                return None;
            }
            let wraps = values.iter().find_map(|traced| match traced.value {
                Value::Attested(_, at) => Some(at),
                _ => None,
            })?;
            let factory =
                self.evaluator.project().call(wraps).map(|call| ExprRef { expr: call.callee, ..wraps })?;
            applied = Some(self.applied(factory, shapes, prefer)?);
        }
        applied
    }
}

/// The library name that a value is, and whether it has been called.
fn library_name(value: &Value) -> Option<(QualName, bool)> {
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

/// Whether a library name is a member of what is a marker's SDK: its own classes may be of either client.
fn is_member_of_marker(name: &QualName, project: &Project<'_>) -> bool {
    project.catalog.marker_roots.iter().any(|root| root.as_str() == name.root())
}

/// Whether a library name is one whose members the catalog or the language knows, so that a marker of the same
/// name is not meant.
fn is_known(project: &Project<'_>, name: &QualName) -> bool {
    let under =
        |root: &QualName| name.as_str() == root.as_str() || name.as_str().starts_with(&format!("{root}."));
    let catalog = project.catalog;
    name.root() == "builtins"
        || catalog.marker_roots.iter().any(under)
        || catalog.libraries.iter().flat_map(|library| &library.roots).any(under)
        || catalog.intrinsic(name.as_str()).is_some()
}

/// What looks like a marker by name only: `unknown.attest(…)`.
fn by_name(project: &Project<'_>, callee: ExprRef, shapes: &[MarkerShape]) -> Option<Applied> {
    let facts = project.module(callee.module);
    let ExprKind::Attribute(object, member) = &facts.expr(callee.expr).kind else {
        return None;
    };
    let alike = |name: &QualName| name.last() == member.as_str();
    let mut markers =
        project.catalog.markers.iter().filter(|(name, _)| alike(name)).flat_map(|(_, markers)| markers);
    let shape = markers.find(|marker| shapes.contains(&marker.shape))?;
    // Only the decorator's name says enough; `trace` is a common word.
    if shape.shape != MarkerShape::DecoratorFactory {
        return None;
    }
    let written = match &facts.expr(*object).kind {
        ExprKind::Name(name, _) | ExprKind::Attribute(_, name) => QualName::new(name.as_str()),
        _ => return None,
    };
    Some(Applied { marker: written.join(member.as_str()), covers: Covers::Any, verified: false })
}
