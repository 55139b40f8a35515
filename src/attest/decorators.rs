//! What a function's decorators do to its attestation.

use super::graph::Unsolved;
use super::markers::Applied;
use super::parameters::{Fate, Handed, Receives};
use super::{Active, Cause, Judge};
use crate::catalog::{Behaviour, Covers, Intrinsic, MarkerShape};
use crate::finding::MarkerKind;
use crate::module::{BindingId, BindingSource, Decorator, ExprKind, Import, Use};
use crate::project::{ClassRef, DecoratorEffect, ExprRef, FunctionRef, ModuleId, Value};

/// What the decorators of a function come to.
pub(super) enum Decoration {
    /// Whoever calls the function by its name runs a marker around its body.
    Covers(Active),
    /// A marker is there and does not run around the body.
    Lapses(Active, Cause),
    /// It is an entry point: somebody outside the project's own calls calls it.
    Enters,
    /// Somebody outside the project's own calls may call it, to whom this decorator may give it.
    Escapes(ExprRef),
    /// Nothing.
    Plain,
}

/// What one decorator does with the function it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// It keeps it, to be called from outside.
    Registers,
    /// It may keep it: a method of an object that is not known.
    MayRegister,
    /// It has it called in another thread.
    Elsewhere,
    /// What comes out cannot be called.
    Descriptor,
    /// It calls what it is given, and nobody else can.
    Transparent,
    /// It is not known; taken to wrap and pass on.
    Unknown,
}

/// Methods that run while an object is made, and not later.
const CONSTRUCTION: &[&str] = &["__init__", "__new__", "__post_init__"];

impl Judge<'_, '_> {
    /// What the decorators of a function come to.
    pub(super) fn decoration(&mut self, function: FunctionRef) -> Result<Decoration, Unsolved> {
        let decorators = self.evaluator.project().function(function).decorators.clone();
        if decorators.is_empty() {
            return Ok(Decoration::Plain);
        }
        let mut lapsed = None;
        for (at, decorator) in decorators.iter().enumerate() {
            let below = &decorators[at + 1..];
            let Some((active, cause)) = self.marked(function, *decorator, below)? else { continue };
            let cause = self
                .bypassed(function.module, below)
                .filter(|_| cause != Some(Cause::Bare))
                .or(cause)
                .or_else(|| self.is_unwrapped(function).then_some(Cause::Unwrapped));
            match cause {
                None => return Ok(Decoration::Covers(active)),
                Some(cause) => lapsed = lapsed.or(Some((active, cause))),
            }
        }
        if let Some((active, cause)) = lapsed {
            return Ok(Decoration::Lapses(active, cause));
        }
        let mut all = Decoration::Plain;
        for decorator in decorators {
            match self.effect(function.module, decorator) {
                Effect::Registers => return Ok(Decoration::Enters),
                Effect::Transparent | Effect::Descriptor => {}
                Effect::MayRegister | Effect::Elsewhere | Effect::Unknown => {
                    all = Decoration::Escapes(ExprRef { module: function.module, expr: decorator.expr });
                }
            }
        }
        Ok(all)
    }

    /// What a marker above a class comes to for one of its methods: it runs while an object is made.
    pub(super) fn decoration_of_class(&mut self, function: FunctionRef) -> Decoration {
        let facts = self.evaluator.project().function(function);
        let Some(class) = facts.class else { return Decoration::Plain };
        match self.marker_above(ClassRef { module: function.module, class }) {
            None => Decoration::Plain,
            Some((active, Some(cause))) => Decoration::Lapses(active, cause),
            Some((active, None)) if CONSTRUCTION.contains(&facts.name.as_str()) => {
                if self.is_called_again(function) {
                    Decoration::Lapses(active, Cause::Unwrapped)
                } else {
                    Decoration::Covers(active)
                }
            }
            Some((active, None)) => Decoration::Lapses(active, Cause::Constructed),
        }
    }

    /// Whether somebody calls a method by its name that runs while an object is made: `made.__init__(…)`.
    fn is_called_again(&mut self, function: FunctionRef) -> bool {
        let name = &self.evaluator.project().function(function).name;
        let index = self.index;
        index.reads.get(name).into_iter().flatten().any(|&read| {
            let values = self.evaluator.expr(read);
            let of_a_library = |value: &Value| matches!(value, Value::Instance(..));
            !self.is_of_super(read)
                && (values.iter().any(|traced| of_a_library(&traced.value))
                    || self.may_be(function, read) != Ok(false))
        })
    }

    /// The marker above a class, and why it does not run when an object is made if it does not.
    pub(super) fn marker_above(&mut self, class: ClassRef) -> Option<(Active, Option<Cause>)> {
        let decorators = self.evaluator.project().class(class).decorators.clone();
        decorators.iter().enumerate().find_map(|(at, decorator)| {
            let expr = ExprRef { module: class.module, expr: decorator.expr };
            let (active, cause) = self.marked_as(expr, *decorator, Shape::default())?;
            Some((active, self.bypassed(class.module, &decorators[at + 1..]).or(cause)))
        })
    }

    /// The marker that a decorator is, and why it does not run around the body if it does not. `below` are those that
    /// have wrapped the function before it.
    fn marked(
        &mut self,
        function: FunctionRef,
        decorator: Decorator,
        below: &[Decorator],
    ) -> Result<Option<(Active, Option<Cause>)>, Unsolved> {
        let at = ExprRef { module: function.module, expr: decorator.expr };
        let shape = self.shape(function, below);
        if let Some(marked) = self.marked_as(at, decorator, shape) {
            return Ok(Some(marked));
        }
        let inner = self.wrapper_of_the_project(function, at)?;
        Ok(inner.map(|inner| (decorating(at, decorator, Applied::of(inner)), None)))
    }

    /// The same for something of this shape, if the marker is none that the project has written around another.
    fn marked_as(
        &mut self,
        at: ExprRef,
        decorator: Decorator,
        shape: Shape,
    ) -> Option<(Active, Option<Cause>)> {
        let prefer = if shape.is_async { Covers::Async } else { Covers::Sync };
        let shapes = [MarkerShape::DecoratorFactory, MarkerShape::Decorator];
        if let Some(found) = self.applied(at, &shapes, Some(prefer)) {
            let cause = match found.covers {
                _ if shape.is_generator => Some(Cause::Generator),
                Covers::Sync if shape.is_async => Some(Cause::Coroutine),
                Covers::Async if !shape.is_async => Some(Cause::NotAsync),
                _ => None,
            };
            return Some((decorating(at, decorator, found), cause));
        }
        let marker = self.is_bare(at)?;
        Some((decorating(at, decorator, Applied::proven(marker, Covers::Any)), Some(Cause::Bare)))
    }

    /// What a function is when some decorators have wrapped it: that of the last wrapper of the project's own.
    fn shape(&mut self, function: FunctionRef, decorators: &[Decorator]) -> Shape {
        let own = self.evaluator.project().function(function);
        let mut shape = Shape { is_async: own.is_async, is_generator: own.is_generator };
        for decorator in decorators.iter().rev() {
            let at = ExprRef { module: function.module, expr: decorator.expr };
            for traced in &self.evaluator.expr(at) {
                let (Value::Function(decorator) | Value::Method(_, decorator)) = traced.value else {
                    continue;
                };
                let returns = self.evaluator.project().function(decorator).returns.clone();
                for expr in returns {
                    let returned = self.evaluator.expr(ExprRef { module: decorator.module, expr });
                    for wrapper in returned.iter().filter_map(|traced| nested(&traced.value)) {
                        let wrapper = self.evaluator.project().function(wrapper);
                        if wrapper.parent == self.evaluator.project().function(decorator).scope {
                            shape = Shape { is_async: wrapper.is_async, is_generator: wrapper.is_generator };
                        }
                    }
                }
            }
        }
        shape
    }

    /// The marker inside the wrapper that a decorator of the project puts around a function.
    fn wrapper_of_the_project(
        &mut self,
        function: FunctionRef,
        at: ExprRef,
    ) -> Result<Option<Active>, Unsolved> {
        let values = self.evaluator.expr(at);
        let mut found = None;
        for traced in &values {
            let Value::Function(decorator) = traced.value else { return Ok(None) };
            let receives = Receives { function: decorator, parameter: 0, call: None };
            let edges = self.handed(function, Handed::Parameter(receives));
            let Some(active) = self.covered_everywhere(&edges)? else { return Ok(None) };
            found.get_or_insert(active);
        }
        Ok(found)
    }

    /// Why a marker above these decorators is not run by those who call the function.
    fn bypassed(&mut self, module: ModuleId, below: &[Decorator]) -> Option<Cause> {
        below.iter().find_map(|decorator| match self.effect(module, *decorator) {
            Effect::Registers => Some(Cause::Registered),
            Effect::MayRegister => Some(Cause::MayRegister),
            Effect::Elsewhere => Some(Cause::OtherThread),
            Effect::Descriptor => Some(Cause::Descriptor),
            Effect::Transparent | Effect::Unknown => None,
        })
    }

    fn effect(&mut self, module: ModuleId, decorator: Decorator) -> Effect {
        let at = ExprRef { module, expr: decorator.expr };
        let catalog = self.evaluator.project().catalog;
        for name in self.evaluator.external_names(at) {
            if catalog.behaves(name.as_str(), Behaviour::Registers) {
                return Effect::Registers;
            }
            let wraps = catalog.behaves(name.as_str(), Behaviour::Wraps);
            match catalog.intrinsic(name.as_str()) {
                Some(Intrinsic::Property | Intrinsic::ClassMethod) => return Effect::Descriptor,
                Some(_) => return Effect::Transparent,
                None if wraps || catalog.markers.contains_key(&name) => return Effect::Transparent,
                None => {}
            }
        }
        let values = self.evaluator.expr(at);
        let mut own = None;
        for traced in &values {
            let (decorator, parameter) = match traced.value {
                Value::Function(decorator) => (decorator, 0),
                Value::Method(_, decorator) => (decorator, 1),
                _ => continue,
            };
            match self.fate(decorator, parameter) {
                Fate::Kept => return Effect::Registers,
                fate => own = own.max(Some(fate)),
            }
        }
        match own {
            Some(Fate::Elsewhere) => Effect::Elsewhere,
            Some(_) => Effect::Unknown,
            None => self.effect_of_a_method(at),
        }
    }

    /// What a decorator does that is not followed: one that is read of an object may keep what it is given.
    fn effect_of_a_method(&mut self, at: ExprRef) -> Effect {
        let project = self.evaluator.project();
        let callee = project.call(at).map_or(at, |call| ExprRef { expr: call.callee, ..at });
        let ExprKind::Attribute(object, _) = &project.module(at.module).expr(callee.expr).kind else {
            return Effect::Unknown;
        };
        let object = ExprRef { expr: *object, ..at };
        let shapes = [MarkerShape::DecoratorFactory, MarkerShape::Decorator];
        if self.is_module(object) || self.applied(at, &shapes, None).is_some() {
            return Effect::Unknown;
        }
        for traced in &self.evaluator.expr(object) {
            let Value::Function(function) = traced.value else { continue };
            // `@cli.command()` of a group of commands, `@value.setter` of a property.
            return match self.evaluator.decorator_effect(function) {
                DecoratorEffect::Property => Effect::Descriptor,
                _ => Effect::Registers,
            };
        }
        Effect::MayRegister
    }

    /// Whether an expression is a module, by the import that binds it.
    fn is_module(&mut self, at: ExprRef) -> bool {
        let values = self.evaluator.expr(at);
        if !values.is_empty() && values.iter().all(|traced| matches!(traced.value, Value::Module(_))) {
            return true;
        }
        let facts = self.evaluator.project().module(at.module);
        let mut path = Vec::new();
        let mut expr = at.expr;
        while let ExprKind::Attribute(object, name) = &facts.expr(expr).kind {
            path.insert(0, name.as_str());
            expr = *object;
        }
        let ExprKind::Name(name, used) = &facts.expr(expr).kind else { return false };
        let bindings = match used {
            Use::Reaching(set) => facts.set(*set).to_vec(),
            Use::Enclosing(scope) => facts.symbol(*scope, name.as_str()).map_or_else(Vec::new, |symbol| {
                symbol.from_inner.iter().chain(facts.set(symbol.at_exit)).copied().collect()
            }),
            Use::Free => Vec::new(),
        };
        let is_import = |binding: &BindingId| match &facts.bindings[binding.index()].source {
            BindingSource::Import(Import { member: None, binds_root: true, module, .. }) => {
                let written = std::iter::once(name.as_str()).chain(path.iter().copied());
                written.eq(module.as_str().split('.').take(path.len() + 1))
            }
            BindingSource::Import(Import { member: None, .. }) => path.is_empty(),
            _ => false,
        };
        !bindings.is_empty() && bindings.iter().all(is_import)
    }
}

/// What of a function decides when its body runs.
#[derive(Clone, Copy, Default)]
struct Shape {
    is_async: bool,
    is_generator: bool,
}

/// The function that a value is.
fn nested(value: &Value) -> Option<FunctionRef> {
    match value {
        Value::Function(function) => Some(*function),
        _ => None,
    }
}

/// A marker that is active as a decorator.
fn decorating(at: ExprRef, decorator: Decorator, applied: Applied) -> Active {
    Active {
        kind: MarkerKind::Decorator,
        module: at.module,
        span: decorator.span,
        marker: applied.marker,
        verified: applied.verified,
        confidence: applied.confidence,
        path: Vec::new(),
    }
}
