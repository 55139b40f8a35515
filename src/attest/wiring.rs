//! Callbacks and handlers: markers that are bound to an object, or to a library, and not to code.
//!
//! Where a callback is heard is said in rules: an argument, an entry of it, or a type that holds callbacks. Nothing else
//! holds one.

use super::{Active, Judge, Question};
use crate::catalog::{Catalog, Heard, Marker, MarkerShape};
use crate::finding::{Confidence, MarkerKind};
use crate::module::{BindingSource, CallSite, ExprKind, MODULE_SCOPE, Store, StoreKey};
use crate::name::QualName;
use crate::project::{ExprRef, Found, Made, Making, ModuleId, Traced, Value, Values, select};
use crate::source::Span;

/// How deep containers of callbacks may hold each other.
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
            .or_else(|| object.and_then(|object| self.wired_object(object, question)))
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

    /// The callback that is given to a call where it is heard.
    fn carried_by(&mut self, call: ExprRef, question: &Question<'_>) -> Option<Active> {
        let project = self.evaluator.project();
        let facts = project.call(call)?;
        heard_in(project.catalog).find_map(|heard| {
            let at = ExprRef { expr: select(&heard.argument, &facts.arguments)?.value, ..call };
            let given = match &heard.key {
                Some(key) => self.evaluator.entry_of(at, key),
                None => self.evaluator.expr(at),
            };
            self.held(&given, at, question, 0)
        })
    }

    /// The callback that an object was made with, or that what it is derived from was made with, whichever of its values
    /// it has.
    fn wired_object(&mut self, object: ExprRef, question: &Question<'_>) -> Option<Active> {
        let values = self.evaluator.expr(object);
        self.each(&values, |judge, traced| judge.wired_where_made(&traced.made, question))
    }

    /// The answer for some values of which one is meant: the first one, if there is one for each and no other value is
    /// possible. What nothing can be called on is none of them.
    fn each(
        &mut self,
        values: &Values,
        mut ask: impl FnMut(&mut Self, &Traced) -> Option<Active>,
    ) -> Option<Active> {
        if values.rest().is_some() {
            return None;
        }
        let mut found = None;
        for traced in values.iter().filter(|traced| !traced.value.is_inert()) {
            let active = ask(self, traced)?;
            found.get_or_insert(active);
        }
        found
    }

    fn wired_where_made(&mut self, made: &Made, question: &Question<'_>) -> Option<Active> {
        for making in made.places() {
            match self.assigned_to_object(making.at, question) {
                Assigned::Nothing => {}
                Assigned::Callback(active) => return Some(active),
                Assigned::SomethingElse => return None,
            }
            if let Some(active) = self.carried_by(making.at, question) {
                return Some(active);
            }
            if making.is_composed {
                return self.wired_parts(making, question);
            }
        }
        None
    }

    /// The callback of every handle that an operator composes.
    fn wired_parts(&mut self, making: &Making, question: &Question<'_>) -> Option<Active> {
        let project = self.evaluator.project();
        let catalog = project.catalog;
        let at = making.at;
        let ExprKind::Binary(_, left, right) = project.module(at.module).expr(at.expr).kind else {
            return None;
        };
        let mut found = None;
        for side in [left, right].map(|expr| ExprRef { expr, ..at }) {
            if !self.evaluator.expr(side).iter().any(|traced| traced.value.is_handle(catalog)) {
                continue;
            }
            let active = self.wired_object(side, question)?;
            found.get_or_insert(active);
        }
        found
    }

    // --- callbacks that an object is given later --------------------------------------------------------------

    /// What is assigned to the callbacks of the object that is made at a place: `model.callbacks = […]`.
    fn assigned_to_object(&mut self, made: ExprRef, question: &Question<'_>) -> Assigned {
        let project = self.evaluator.project();
        let keywords = heard_in(project.catalog).flat_map(|heard| &heard.argument.keywords);
        let mut stores: Vec<(ModuleId, usize)> =
            keywords.filter_map(|name| self.index.stores.get(name)).flatten().copied().collect();
        stores.sort_unstable();
        stores.dedup();
        let mut found = Assigned::Nothing;
        for (module, number) in stores {
            let store = &project.module(module).stores[number];
            let objects = self.evaluator.expr(ExprRef { module, expr: store.object });
            let is_it = |traced: &Traced| traced.made.place().is_some_and(|making| making.at == made);
            if !objects.iter().any(is_it) {
                continue;
            }
            let held = match &store.source {
                BindingSource::Value { value, unpack, .. } if unpack.is_empty() => {
                    let at = ExprRef { module, expr: *value };
                    let values = self.evaluator.expr(at);
                    self.held(&values, at, question, 0)
                }
                _ => None,
            };
            let Some(active) = held else { return Assigned::SomethingElse };
            let only = objects.rest().is_none() && objects.iter().all(is_it);
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

    /// The callback that some values are, or hold in a list or in an instance of a type that holds callbacks. `at` is
    /// where they are given.
    fn held(&mut self, values: &Values, at: ExprRef, question: &Question<'_>, depth: u32) -> Option<Active> {
        if depth > MAX_DEPTH {
            return None;
        }
        self.each(values, |judge, traced| judge.held_by(traced, at, question, depth))
    }

    fn held_by(
        &mut self,
        traced: &Traced,
        at: ExprRef,
        question: &Question<'_>,
        depth: u32,
    ) -> Option<Active> {
        let project = self.evaluator.project();
        if let Some(parts) = self.evaluator.parts(&traced.value) {
            return parts.iter().find_map(|part| self.held(part, at, question, depth + 1));
        }
        let Value::Instance(class, path) = &traced.value else { return None };
        let place = traced.made.place().map_or(at, |making| making.at);
        if !path.as_str().is_empty() {
            return None;
        }
        if is_told(project.catalog, class, question) {
            return Some(Active {
                kind: MarkerKind::Callback,
                marker: class.clone(),
                module: place.module,
                span: project.module(place.module).expr(place.expr).span,
                verified: true,
                confidence: Confidence::High,
                path: Vec::new(),
            });
        }
        let markers = project.catalog.markers.values().flatten();
        let mut holders = markers.flat_map(|marker| &marker.holders).filter(|(holder, _)| holder == class);
        let call = project.call(place)?;
        holders.find_map(|(_, argument)| {
            let at = ExprRef { expr: select(argument, &call.arguments)?.value, ..place };
            let values = self.evaluator.expr(at);
            self.held(&values, at, question, depth + 1)
        })
    }

    // --- handlers of a whole library -------------------------------------------------------------------------

    /// The global handler that was there when the handle was built.
    fn global(&mut self, question: &Question<'_>) -> Option<Active> {
        let catalog = self.evaluator.project().catalog;
        if question.made.is_empty() || question.made.iter().any(Vec::is_empty) {
            return None;
        }
        let project = self.evaluator.project();
        // What operators compose is built where its parts are.
        let calls = question.made.iter().flatten().filter(|at| project.call(**at).is_some());
        let built: Vec<ExprRef> = calls.copied().collect();
        let names = catalog.markers.values().flatten().flat_map(|marker| &marker.assigned_to);
        let names: Vec<QualName> = names.cloned().collect();
        names.iter().find_map(|name| {
            let stores = self.index.stores.get(name.last()).cloned().unwrap_or_default();
            stores.into_iter().find_map(|(module, number)| {
                let active = self.assigned(module, number, name, question)?;
                let after = built.iter().all(|&made| self.is_built_after(made, module, active.span));
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
        let at = ExprRef { module, expr: *value };
        let values = self.evaluator.expr(at);
        let active = self.held(&values, at, question, 0)?;
        Some(Active { kind: MarkerKind::Global, module, span: store.span, ..active })
    }

    /// Whether an object is built after a statement at the top of a file, whatever runs first.
    fn is_built_after(&self, made: ExprRef, module: ModuleId, statement: Span) -> bool {
        let project = self.evaluator.project();
        let facts = project.module(made.module);
        let Some(site) = project.call_site(made) else { return false };
        let built = facts.expr(made.expr).span;
        let function = facts.enclosing_function(site.scope);
        if made.module == module {
            return match function {
                None => built.start >= statement.end,
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
                0 => project.table.absolute(made.module, path),
                level => project.table.relative(made.module, level, path),
            };
            let below = import
                .member
                .as_ref()
                .map(|member| if path.is_empty() { member.to_string() } else { format!("{path}.{member}") });
            let is = |found: Option<Found>| matches!(found, Some(Found::Module(found)) if found == module);
            is(find(path)) || below.is_some_and(|below| is(find(&below)))
        });
        let mut imports = imports.filter(|binding| binding.scope == MODULE_SCOPE);
        imports.any(|binding| function.is_some() || binding.span.end <= built.start)
    }
}

fn is_wiring(marker: &Marker) -> bool {
    matches!(marker.shape, MarkerShape::Callback | MarkerShape::GlobalHandler)
}

/// Where callbacks are heard, by any marker.
fn heard_in(catalog: &Catalog) -> impl Iterator<Item = &Heard> {
    let markers = catalog.markers.values().flatten();
    markers.filter(|marker| marker.shape == MarkerShape::Callback).flat_map(|marker| &marker.arguments)
}

/// Whether an instance of a class is a callback or a handler that is told of such calls.
fn is_told(catalog: &Catalog, class: &QualName, question: &Question<'_>) -> bool {
    let marker =
        catalog.markers.get(class).and_then(|markers| markers.iter().find(|marker| is_wiring(marker)));
    marker.is_some_and(|marker| {
        let library = marker.libraries.is_empty() || marker.libraries.contains(question.library);
        library && !marker.blind_to.contains(&question.category)
    })
}
