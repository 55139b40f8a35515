//! Callbacks and handlers: markers that are bound to an object, or to a library, and not to code.

use super::origins::{Origin, Origins};
use super::{Active, Judge, Question};
use crate::catalog::{Marker, MarkerShape};
use crate::finding::MarkerKind;
use crate::module::{BindingSource, CallSite, ExprKind, MODULE_SCOPE, Store, StoreKey};
use crate::name::QualName;
use crate::project::{ExprRef, Found, ModuleId, Step, StepKind, Value, select};
use crate::source::Span;

/// How deep objects may hold each other, or derive from each other.
const MAX_DEPTH: u32 = 8;

/// What is assigned to the callbacks of an object.
enum Assigned {
    Nothing,
    /// A callback, before the call.
    Callback(Active),
    /// What is no callback, at some moment.
    SomethingElse,
}

impl Judge<'_, '_> {
    /// The callback or handler that is told of a call.
    pub(super) fn wired(&mut self, question: &Question<'_>) -> Option<Active> {
        if !self.has_callbacks() || question.passed {
            return None;
        }
        let call = ExprRef { module: question.module, expr: question.site.expr };
        let facts = self.evaluator.project().call(call)?;
        let object = match &self.evaluator.project().module(call.module).expr(facts.callee).kind {
            ExprKind::Attribute(object, _) => Some(ExprRef { expr: *object, ..call }),
            _ => None,
        };
        self.carried_by(call, question)
            .or_else(|| object.and_then(|object| self.wired_object(object, question, 0)))
            .or_else(|| self.global(question))
    }

    /// Whether the project names a callback at all.
    fn has_callbacks(&self) -> bool {
        let catalog = self.evaluator.project().catalog;
        catalog.markers.iter().any(|(name, markers)| {
            markers.iter().any(is_wiring)
                && self.index.reads.contains_key(&crate::name::Name::new(name.last()))
        })
    }

    /// The callback that is given to a call among its arguments.
    fn carried_by(&mut self, call: ExprRef, question: &Question<'_>) -> Option<Active> {
        let facts = self.evaluator.project().call(call)?;
        let catalog = self.evaluator.project().catalog;
        let markers = catalog.markers.values().flatten();
        let wanted: Vec<_> = markers
            .filter(|marker| marker.shape == MarkerShape::Callback)
            .flat_map(|m| &m.arguments)
            .collect();
        wanted.into_iter().find_map(|wanted| {
            let argument = select(wanted, &facts.arguments)?;
            self.holds_callback(ExprRef { expr: argument.value, ..call }, question, 0)
        })
    }

    /// The callback that an object was made with, or that what it is derived from was made with.
    fn wired_object(&mut self, object: ExprRef, question: &Question<'_>, depth: u32) -> Option<Active> {
        if depth > MAX_DEPTH {
            return None;
        }
        let Origins::Known(origins) = self.origins(object) else { return None };
        self.on_every_way(origins, |judge, origin| judge.wired_origin(origin, question, depth))
    }

    fn wired_origin(&mut self, at: ExprRef, question: &Question<'_>, depth: u32) -> Option<Active> {
        let project = self.evaluator.project();
        match &project.module(at.module).expr(at.expr).kind {
            ExprKind::Call(call) => {
                match self.assigned_to_object(at, question) {
                    Assigned::Nothing => {}
                    Assigned::Callback(active) => return Some(active),
                    Assigned::SomethingElse => return None,
                }
                if let Some(active) = self.carried_by(at, question) {
                    return Some(active);
                }
                match &project.module(at.module).expr(call.callee).kind {
                    ExprKind::Attribute(object, _) => {
                        self.wired_object(ExprRef { expr: *object, ..at }, question, depth + 1)
                    }
                    _ => None,
                }
            }
            ExprKind::Attribute(object, _) => {
                self.wired_object(ExprRef { expr: *object, ..at }, question, depth + 1)
            }
            ExprKind::Binary(_, left, right) => {
                let sides = [*left, *right].map(|expr| ExprRef { expr, ..at });
                let handles = sides.into_iter().filter(|&side| self.is_handle(side));
                let handles = handles.map(Origin::Made).collect();
                self.on_every_way(handles, |judge, side| judge.wired_object(side, question, depth + 1))
            }
            _ => None,
        }
    }

    // --- callbacks that an object is given later --------------------------------------------------------------

    /// What is assigned to the callbacks of the object that a call makes: `model.callbacks = […]`.
    fn assigned_to_object(&mut self, made: ExprRef, question: &Question<'_>) -> Assigned {
        let project = self.evaluator.project();
        let markers = project.catalog.markers.values().flatten();
        let callbacks = markers.filter(|marker| marker.shape == MarkerShape::Callback);
        let keywords = callbacks.flat_map(|marker| &marker.arguments).flat_map(|wanted| &wanted.keywords);
        let mut stores: Vec<(ModuleId, usize)> =
            keywords.filter_map(|name| self.index.stores.get(name)).flatten().copied().collect();
        stores.sort_unstable();
        stores.dedup();
        let mut found = Assigned::Nothing;
        for (module, number) in stores {
            let store = &project.module(module).stores[number];
            let Origins::Known(objects) = self.origins(ExprRef { module, expr: store.object }) else {
                continue;
            };
            if !objects.contains(&Origin::Made(made)) {
                continue;
            }
            let held = match &store.source {
                BindingSource::Value { value, unpack, .. } if unpack.is_empty() => {
                    self.holds_callback(ExprRef { module, expr: *value }, question, 0)
                }
                _ => None,
            };
            let Some(active) = held else { return Assigned::SomethingElse };
            let only = objects[..] == [Origin::Made(made)];
            if only && module == made.module && self.is_assigned_before(made, store, question) {
                found = Assigned::Callback(active);
            }
        }
        found
    }

    /// Whether whatever object a call makes has got what is stored in it when the question's call runs: it is made and
    /// given the callback in one go, and nothing of the project runs between.
    fn is_assigned_before(&mut self, made: ExprRef, store: &Store, question: &Question<'_>) -> bool {
        let project = self.evaluator.project();
        let facts = project.module(made.module);
        let span = |expr| facts.expr(expr).span;
        let Some(site) = project.call_site(made) else { return false };
        let in_one_go = site.scope == store.scope && site.is_certain && store.is_certain;
        let (from, to) = (span(made.expr).end, store.span.start);
        if !in_one_go || from > to {
            return false;
        }
        let is_between = |at: Span| at.start >= from && at.end <= to;
        let between: Vec<CallSite> = facts
            .calls
            .iter()
            .filter(|other| other.scope == store.scope && is_between(span(other.expr)))
            .copied()
            .collect();
        let runs_the_project = between.into_iter().any(|other| {
            let Some(call) = facts.call(other.expr) else { return true };
            let callees = self.evaluator.expr(ExprRef { module: made.module, expr: call.callee });
            let is_library = |value: &Value| matches!(value, Value::External(_) | Value::Instance(..));
            callees.is_empty() || !callees.iter().all(|traced| is_library(&traced.value))
        });
        let is_here = question.module == made.module && question.site.scope == store.scope;
        !runs_the_project && (!is_here || span(question.site.expr).start >= store.span.end)
    }

    fn is_handle(&mut self, at: ExprRef) -> bool {
        let catalog = self.evaluator.project().catalog;
        self.evaluator.expr(at).iter().any(|traced| traced.value.is_handle(catalog))
    }

    /// The callback that an expression is, or holds in a list, a mapping or a manager of callbacks.
    fn holds_callback(&mut self, at: ExprRef, question: &Question<'_>, depth: u32) -> Option<Active> {
        if depth > MAX_DEPTH {
            return None;
        }
        let Origins::Known(origins) = self.origins(at) else { return None };
        self.on_every_way(origins, |judge, origin| judge.holds_at(origin, question, depth))
    }

    fn holds_at(&mut self, at: ExprRef, question: &Question<'_>, depth: u32) -> Option<Active> {
        let project = self.evaluator.project();
        let any_of = |judge: &mut Self, parts: &[crate::module::ExprId]| {
            parts.iter().find_map(|&expr| judge.holds_callback(ExprRef { expr, ..at }, question, depth + 1))
        };
        match &project.module(at.module).expr(at.expr).kind {
            ExprKind::Sequence(parts) => any_of(self, parts),
            ExprKind::Mapping(entries) => {
                let values: Vec<_> = entries.iter().map(|&(_, value)| value).collect();
                any_of(self, &values)
            }
            ExprKind::Call(call) => {
                let values = self.evaluator.expr(at);
                let made = values.iter().find_map(|traced| match &traced.value {
                    Value::Instance(class, path) if path.as_str().is_empty() => Some(class.clone()),
                    _ => None,
                });
                if let Some(active) = made.and_then(|class| told(project.catalog, &class, question)) {
                    let span = project.module(at.module).expr(at.expr).span;
                    return Some(Active { module: at.module, span, ..active });
                }
                let values: Vec<_> = call.arguments.iter().map(|argument| argument.value).collect();
                any_of(self, &values)
            }
            _ => None,
        }
    }

    // --- handlers of a whole library -------------------------------------------------------------------------

    /// The global handler that was there when the handle was built.
    fn global(&mut self, question: &Question<'_>) -> Option<Active> {
        let catalog = self.evaluator.project().catalog;
        let built: Vec<&Step> =
            question.flow.iter().filter(|step| matches!(step.kind, StepKind::Constructed(_))).collect();
        if built.is_empty() {
            return None;
        }
        let names = catalog.markers.values().flatten().flat_map(|marker| &marker.assigned_to);
        let names: Vec<QualName> = names.cloned().collect();
        names.iter().find_map(|name| {
            let stores = self.index.stores.get(name.last()).cloned().unwrap_or_default();
            stores.into_iter().find_map(|(module, number)| {
                let active = self.assigned(module, number, name, question)?;
                let after = built.iter().all(|step| self.is_built_after(step, module, active.span));
                after.then_some(active)
            })
        })
    }

    /// The handler that a statement at the top of a file assigns to a name of a library.
    fn assigned(
        &mut self,
        module: ModuleId,
        number: usize,
        name: &QualName,
        question: &Question<'_>,
    ) -> Option<Active> {
        let store = &self.evaluator.project().module(module).stores[number];
        let (StoreKey::Member(member), BindingSource::Value { value, .. }) = (&store.key, &store.source)
        else {
            return None;
        };
        if store.scope != MODULE_SCOPE || !store.is_certain {
            return None;
        }
        let objects = self.evaluator.expr(ExprRef { module, expr: store.object });
        let is = |value: &Value| value.api().is_some_and(|object| object.join(member.as_str()) == *name);
        if !objects.iter().any(|traced| is(&traced.value)) {
            return None;
        }
        let active = self.holds_callback(ExprRef { module, expr: *value }, question, 0)?;
        Some(Active { kind: MarkerKind::Global, module, span: store.span, ..active })
    }

    /// Whether an object is built after a statement at the top of a file, whatever runs first.
    fn is_built_after(&self, step: &Step, module: ModuleId, statement: Span) -> bool {
        let project = self.evaluator.project();
        let facts = project.module(step.module);
        let Some(site) = facts.calls.iter().find(|site| facts.expr(site.expr).span == step.span) else {
            return false;
        };
        let function = facts.enclosing_function(site.scope);
        if step.module == module {
            return match function {
                None => step.span.start >= statement.end,
                Some(function) => {
                    let name = &facts.function(function).name;
                    let reads = self.index.reads.get(name).into_iter().flatten();
                    let mut before =
                        reads.filter(|at| at.module == module).map(|at| facts.expr(at.expr).span);
                    !before.any(|span| span.start < statement.start)
                }
            };
        }
        let imports = facts.bindings.iter().filter(|binding| {
            let BindingSource::Import(import) = &binding.source else { return false };
            let path = import.module.as_str();
            let find = |path: &str| match import.level {
                0 => project.table.absolute(step.module, path),
                level => project.table.relative(step.module, level, path),
            };
            let below = import
                .member
                .as_ref()
                .map(|member| if path.is_empty() { member.to_string() } else { format!("{path}.{member}") });
            let is = |found: Option<Found>| matches!(found, Some(Found::Module(found)) if found == module);
            is(find(path)) || below.is_some_and(|below| is(find(&below)))
        });
        let mut imports = imports.filter(|binding| binding.scope == MODULE_SCOPE);
        imports.any(|binding| function.is_some() || binding.span.end <= step.span.start)
    }
}

fn is_wiring(marker: &Marker) -> bool {
    matches!(marker.shape, MarkerShape::Callback | MarkerShape::GlobalHandler)
}

/// The marker that an instance of a class is, if it is told of such calls; its place is the caller's to fill in.
fn told(catalog: &crate::catalog::Catalog, class: &QualName, question: &Question<'_>) -> Option<Active> {
    let marker = catalog.markers.get(class)?.iter().find(|marker| is_wiring(marker))?;
    let library = marker.libraries.is_empty() || marker.libraries.contains(question.library);
    (library && !marker.blind_to.contains(&question.category)).then(|| Active {
        kind: MarkerKind::Callback,
        marker: class.clone(),
        module: question.module,
        span: Span::new(0, 0),
        verified: true,
        path: Vec::new(),
    })
}
