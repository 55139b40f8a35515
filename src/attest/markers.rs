//! Which expressions are markers.

use super::lookalikes::{library_name, stands_in};
use super::{Active, Doubt, Judge, Uncertain};
use crate::catalog::{Behaviour, Carrier, Covers, Intrinsic, Marker, MarkerShape};
use crate::finding::{Confidence, MarkerKind};
use crate::module::ExprKind;
use crate::name::{Name, QualName};
use crate::project::{ClassRef, ExprRef, FunctionRef, Project, Traced, Unknown, Value, Values};
use crate::stack;

/// A marker as it is applied.
pub(super) struct Applied {
    pub(super) marker: QualName,
    pub(super) covers: Covers,
    pub(super) carrier: Carrier,
    /// How well it is proven that it is one.
    pub(super) confidence: Confidence,
}

impl Applied {
    /// One that is known for certain.
    pub(super) fn proven(marker: QualName, covers: Covers) -> Self {
        Self { marker, covers, carrier: Carrier::Unknown, confidence: Confidence::High }
    }

    /// What is active, as something that is applied elsewhere.
    pub(super) fn of(active: Active) -> Self {
        let Active { marker, carrier, confidence, .. } = active;
        Self { marker, covers: Covers::Any, carrier, confidence }
    }
}

impl Judge<'_, '_> {
    /// The marker that wrapped a function or method at `at`: `mima.attest("x")(client.chat.completions.create)`.
    ///
    /// # Errors
    /// Why it does not count, where it is not proven well enough.
    pub(super) fn of_wrapped(&mut self, at: ExprRef) -> Result<Active, Doubt> {
        let project = self.evaluator.project();
        let factory = project.call(at).map_or(at, |call| ExprRef { expr: call.callee, ..at });
        let before = self.noted.take();
        let found = self.applied(factory, &[MarkerShape::DecoratorFactory, MarkerShape::Decorator], None);
        let noted = std::mem::replace(&mut self.noted, before);
        let Applied { marker, carrier, confidence, .. } =
            found.ok_or(noted.unwrap_or(Doubt::Marker(factory, Uncertain::Other)))?;
        let span = project.module(at.module).expr(at.expr).span;
        let (kind, module) = (MarkerKind::Decorator, at.module);
        Ok(Active { kind, carrier, marker, module, span, confidence, path: Vec::new() })
    }

    /// The marker that an expression applies, in one of these shapes, whichever of its values it has. `prefer` is the
    /// kind of function it is put on, for a marker object that may be of either client.
    pub(super) fn applied(
        &mut self,
        at: ExprRef,
        shapes: &[MarkerShape],
        prefer: Option<Covers>,
    ) -> Option<Applied> {
        // One that leads back to itself is none by that, and who asks for what records by itself asks for no other.
        if self.applying.contains(&at) || self.lens.is_some() {
            return None;
        }
        self.applying.push(at);
        let found = stack::grow(|| self.find_applied(at, shapes, prefer));
        self.applying.pop();
        found
    }

    fn find_applied(
        &mut self,
        at: ExprRef,
        shapes: &[MarkerShape],
        prefer: Option<Covers>,
    ) -> Option<Applied> {
        if let Some(own) = self.by_its_own_name(at, shapes) {
            return Some(own);
        }
        match self.receiver_of_any_method(at) {
            Receiver::Given(object) => return self.applied(object, shapes, prefer),
            Receiver::Lost => return None,
            Receiver::Other => {}
        }
        let values = self.evaluator.expr(at);
        if values.iter().any(|traced| self.says_whether(&traced.value)) {
            // A marker that is there under a condition is none: `mima.trace("x") if enabled else nullcontext()`.
            let is_sure = values.is_believed() && !self.is_replaced(at, &values);
            let found = if is_sure { self.applied_value(&values, shapes, prefer) } else { None };
            if let Some(found) = found {
                return self.believed(at, found, &values);
            }
            self.note_marker(at, &values, shapes);
        }
        self.note_lookalike(at, kind_of(shapes));
        None
    }

    /// A marker, if it is proven as well as it has to be: of one that is only declared to be one nobody has seen that it
    /// is.
    fn believed(&mut self, at: ExprRef, found: Applied, values: &Values) -> Option<Applied> {
        let is_declared = values.rest() == Some(Unknown::Declared);
        let proven = if is_declared { Confidence::Medium } else { Confidence::High };
        let confidence = found.confidence.min(proven);
        if confidence < self.evaluator.project().belief.least {
            self.noted = self.noted.or(Some(Doubt::Marker(at, Uncertain::Unknown(Unknown::Declared))));
            return None;
        }
        Some(Applied { confidence, ..found })
    }

    /// Notes why an expression does not count as a marker of which some values are one, if some are.
    fn note_marker(&mut self, at: ExprRef, values: &Values, shapes: &[MarkerShape]) {
        if self.noted.is_some() {
            return;
        }
        let mut is_any = false;
        let mut other = None;
        for traced in values.iter().filter(|traced| !traced.value.is_inert()) {
            let one = Values::of(traced.clone());
            if self.applied_value(&one, shapes, None).is_some() {
                is_any = true;
            } else {
                other = other.or(Some(traced));
            }
        }
        if !is_any {
            return;
        }
        let why = match (self.overriding(at, shapes), other, values.rest()) {
            (Some(class), ..) => Uncertain::Overridden(class),
            (None, Some(traced), _) => self.place_of(traced),
            (None, None, Some(rest)) => Uncertain::Unknown(rest),
            (None, None, None) => Uncertain::Other,
        };
        self.noted = Some(Doubt::Marker(at, why));
    }

    /// Where a value is defined or made.
    fn place_of(&self, traced: &Traced) -> Uncertain {
        let project = self.evaluator.project();
        match &traced.value {
            Value::Function(function) | Value::Method(_, function) | Value::Generator(function, _) => {
                Uncertain::MayBe(function.module, project.function(*function).span)
            }
            Value::Object(class) | Value::Class(class) => {
                Uncertain::MayBe(class.module, project.class(*class).name_span)
            }
            _ => traced.made.place().map_or(Uncertain::Other, |making| {
                let span = project.module(making.at.module).expr(making.at.expr).span;
                Uncertain::MayBe(making.at.module, span)
            }),
        }
    }

    /// The class whose method is no marker, where an expression calls or reads a method that several classes have.
    fn overriding(&mut self, at: ExprRef, shapes: &[MarkerShape]) -> Option<ClassRef> {
        let project = self.evaluator.project();
        let callee = project.call(at).map_or(at, |call| ExprRef { expr: call.callee, ..at });
        let methods = self.evaluator.expr(callee);
        let owned = methods.iter().filter_map(|traced| match &traced.value {
            Value::Function(function) | Value::Method(_, function) => {
                let class = project.function(*function).class?;
                Some((*function, ClassRef { module: function.module, class }))
            }
            _ => None,
        });
        let owned: Vec<(FunctionRef, ClassRef)> = owned.collect();
        let (gives, others): (Vec<_>, Vec<_>) =
            owned.into_iter().partition(|(function, _)| self.inside_any(*function, shapes).is_some());
        others.first().filter(|_| !gives.is_empty()).map(|(_, class)| *class)
    }

    /// The marker that a function is, or gives.
    fn inside_any(&mut self, function: FunctionRef, shapes: &[MarkerShape]) -> Option<Applied> {
        let returns = self.evaluator.project().function(function).returns.clone();
        let given = returns.iter().find_map(|&expr| {
            let values = self.evaluator.expr(ExprRef { module: function.module, expr });
            self.applied_value(&values, shapes, None)
        });
        given.or_else(|| self.inside(function, shapes, None))
    }

    /// What a method is called on that any value has.
    fn receiver_of_any_method(&mut self, at: ExprRef) -> Receiver {
        let project = self.evaluator.project();
        let Some(call) = project.call(at) else { return Receiver::Other };
        let ExprKind::Attribute(object, name) = &project.module(at.module).expr(call.callee).kind else {
            return Receiver::Other;
        };
        match project.catalog.any_method(name) {
            None | Some(Intrinsic::Construct) => Receiver::Other,
            Some(Intrinsic::Receiver) if !project.catalog.any_method_behaves(name, Behaviour::Empties) => {
                Receiver::Given(ExprRef { expr: *object, ..at })
            }
            Some(_) => Receiver::Lost,
        }
    }

    /// Whether a value says whether it is a marker; of what does not say it the name may.
    fn says_whether(&self, value: &Value) -> bool {
        let project = self.evaluator.project();
        match value {
            Value::Function(_) | Value::Generator(..) => true,
            value if stands_in(project, value) => true,
            value => library_name(value).map_or_else(
                || !value.is_inert(),
                |(name, _)| project.catalog.markers.contains_key(&name) || is_known(project, &name),
            ),
        }
    }

    /// The marker that something applies which has one of these values, in one of the shapes: each of them has to be one,
    /// and the one that fits `prefer` worst counts.
    fn applied_value(
        &mut self,
        values: &Values,
        shapes: &[MarkerShape],
        prefer: Option<Covers>,
    ) -> Option<Applied> {
        let mut chosen: Option<(bool, Applied)> = None;
        for traced in values.iter().filter(|traced| !traced.value.is_inert()) {
            let (fits, applied) = match &traced.value {
                Value::Function(function) | Value::Generator(function, _) => {
                    (true, self.inside(*function, shapes, prefer)?)
                }
                Value::Object(class) => (true, self.of_class(*class, shapes)?),
                value => self.of_library(value, shapes, prefer)?,
            };
            if chosen.as_ref().is_none_or(|(known, _)| *known && !fits) {
                chosen = Some((fits, applied));
            }
        }
        chosen.map(|(_, applied)| applied)
    }

    /// The marker that something of a library is in one of the shapes, and whether it covers what it is preferred for.
    fn of_library(
        &self,
        value: &Value,
        shapes: &[MarkerShape],
        prefer: Option<Covers>,
    ) -> Option<(bool, Applied)> {
        let (name, called) = library_name(value)?;
        // What is no marker is something else, be it of the same library.
        let markers = self.evaluator.project().catalog.markers.get(&name)?.iter();
        let mut usable = markers.filter(|marker| {
            (marker.shape == MarkerShape::Decorator) != called && shapes.contains(&marker.shape)
        });
        let fits = |marker: &&Marker| {
            prefer.is_none_or(|prefer| marker.covers == prefer || marker.covers == Covers::Any)
        };
        let first = usable.next()?;
        let best = std::iter::once(first).chain(usable).find(fits);
        let marker = best.unwrap_or(first);
        let applied = Applied { carrier: marker.carrier, ..Applied::proven(name, marker.covers) };
        Some((best.is_some(), applied))
    }

    /// A marker that is known by what is called or applied, not by its value: a function, method or class of the
    /// project that its settings name, or a decorator of a library that leaves a function what it was.
    pub(super) fn by_its_own_name(&mut self, at: ExprRef, shapes: &[MarkerShape]) -> Option<Applied> {
        let project = self.evaluator.project();
        let call = project.call(at);
        let named = call.map_or(at, |call| ExprRef { expr: call.callee, ..at });
        let values = self.evaluator.expr(named);
        if values.is_believed() { self.named(&values, shapes, call.is_some()) } else { None }
    }

    /// Of several values each has to be one: which of them it is nobody knows.
    fn named(&self, values: &Values, shapes: &[MarkerShape], called: bool) -> Option<Applied> {
        let project = self.evaluator.project();
        let is_named = |name: &QualName| !project.catalog.tool_markers.contains(name);
        let mut found = None;
        for traced in values {
            let name = match &traced.value {
                Value::Function(function) | Value::Method(_, function) => {
                    let name = project.scope_name(function.module, project.function(*function).scope);
                    Some(name).filter(is_named)
                }
                Value::Class(class) => {
                    Some(project.scope_name(class.module, project.class(*class).scope)).filter(is_named)
                }
                // One that is transparent to values: what it gives does not tell its name.
                Value::External(name) if project.catalog.intrinsic(name.as_str()).is_some() => {
                    Some(name.clone())
                }
                _ => None,
            }?;
            let marker = project.catalog.markers.get(&name)?.iter().find(|marker| {
                let bare = marker.shape == MarkerShape::Decorator;
                shapes.contains(&marker.shape) && bare != called
            })?;
            let (covers, carrier) = (marker.covers, marker.carrier);
            found.get_or_insert(Applied { carrier, ..Applied::proven(name, covers) });
        }
        found
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
            let (yields, is_async) = (facts.yields.clone(), facts.is_async);
            let active: Option<Vec<Active>> =
                yields.iter().map(|(_, context)| self.in_context(function.module, *context, None)).collect();
            let first = active?.into_iter().next()?;
            // Put on a function it waits for the call of it only if it is asynchronous itself.
            let covers = if is_async { Covers::Async } else { Covers::Sync };
            return Some(Applied { covers, ..Applied::of(first) });
        }
        let returns = facts.returns.clone();
        let mut applied = None;
        for value in returns {
            // `return function` beside it: what is decorated may come out as it went in.
            let at = ExprRef { module: function.module, expr: value };
            if !self.is_wrapped(at) {
                return None;
            }
            let values = self.evaluator.expr(at);
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

/// How a marker is applied that may have these shapes.
fn kind_of(shapes: &[MarkerShape]) -> MarkerKind {
    let is_context =
        |shape: &MarkerShape| matches!(shape, MarkerShape::ContextManager | MarkerShape::AsyncContextManager);
    if shapes.iter().all(is_context) { MarkerKind::Context } else { MarkerKind::Decorator }
}

/// What a method is called on that any value has.
enum Receiver {
    /// This, and the method gives it.
    Given(ExprRef),
    /// The method may give something else, or nothing at all.
    Lost,
    /// It is no such method.
    Other,
}

/// Whether something may have a value that is not known.
pub(super) fn is_in_doubt(values: &Values) -> bool {
    values.is_empty() || !values.is_believed()
}

/// The name of the method that a value is, or what calling it gave.
pub(super) fn method_of(value: &Value) -> Option<Name> {
    match value {
        Value::Instance(_, path) if path.as_str().is_empty() => None,
        value => library_name(value).map(|(name, _)| Name::new(name.last())),
    }
}

/// Whether a library name is one whose members the catalog or the language knows, so that a marker of the same
/// name is not meant.
fn is_known(project: &Project<'_>, name: &QualName) -> bool {
    let under =
        |root: &QualName| name.as_str() == root.as_str() || name.as_str().starts_with(&format!("{root}."));
    let catalog = project.catalog;
    name.root() == catalog.conventions.prelude()
        || catalog.marker_roots.iter().any(under)
        || catalog.libraries.iter().flat_map(|library| &library.roots).any(under)
        || catalog.intrinsic(name.as_str()).is_some()
}
