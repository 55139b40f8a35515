//! What a function's decorators do to its attestation.

use rustc_hash::FxHashSet;

use super::graph::Unsolved;
use super::markers::Applied;
use super::members::Around;
use super::wrapping::{Shape, Wrapping, lapses};
use super::{Active, Cause, Doubt, Judge};
use crate::catalog::{Behaviour, Covers, Intrinsic, MarkerShape};
use crate::finding::MarkerKind;
use crate::module::{BindingId, BindingSource, Decorator, ExprKind, Import, Use};
use crate::name::Name;
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

/// What a decorator makes of what those below it have made of a function.
#[derive(Debug, Default)]
struct Layer {
    /// The decorator.
    at: Option<ExprRef>,
    /// The marker that it is, and why that does not run around the body if it does not.
    marker: Option<(Active, Option<Cause>)>,
    /// Why a marker above it is not run, or has ended, when the body runs.
    bypass: Option<Cause>,
    /// Whether it is known that nobody but what comes out calls the function.
    is_known: bool,
    /// Of what comes out.
    shape: Shape,
    /// The attributes of what comes out that are the function, or call it.
    held: FxHashSet<Name>,
    /// Whether it is a library's, which may have given what comes out any attributes.
    is_foreign: bool,
    /// Whether it looks below the wrapper that it is given.
    unwraps: bool,
}

/// What the decorators of a function come to, but for markers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Through {
    /// Why a marker above them is not run, or has ended, when the body runs.
    pub(super) bypass: Option<Cause>,
    /// Of what comes out.
    pub(super) shape: Shape,
}

/// How a marker may be put on a function.
const DECORATING: [MarkerShape; 3] =
    [MarkerShape::DecoratorFactory, MarkerShape::Decorator, MarkerShape::ContextDecorator];

/// Methods that run while an object is made, and not later.
const CONSTRUCTION: &[&str] = &["__init__", "__new__", "__post_init__"];

impl Judge<'_, '_> {
    /// What the decorators of a function come to.
    pub(super) fn decoration(&mut self, function: FunctionRef) -> Result<Decoration, Unsolved> {
        let layers = self.layers(function)?;
        if layers.is_empty() {
            return Ok(Decoration::Plain);
        }
        let mut lapsed = None;
        for (at, layer) in layers.iter().enumerate() {
            let Some((active, cause)) = layer.marker.clone() else { continue };
            let (above, from_here) = layers.split_at(at);
            let bypass = from_here.iter().find_map(|layer| layer.bypass);
            let cause = bypass.filter(|_| cause != Some(Cause::Bare)).or(cause);
            let is_unwrapped = |judge: &mut Self| {
                above.iter().any(|layer| layer.unwraps)
                    || judge.is_unwrapped(function)
                    || judge.is_taken_out(function, from_here)
            };
            let cause = match cause {
                None if is_unwrapped(self) => Some(Cause::Unwrapped),
                cause => cause,
            };
            match cause {
                None => return Ok(Decoration::Covers(active)),
                Some(cause) => lapsed = lapsed.or(Some((active, cause))),
            }
        }
        if let Some((active, cause)) = lapsed {
            return Ok(Decoration::Lapses(active, cause));
        }
        let mut all = Decoration::Plain;
        for layer in &layers {
            match (layer.bypass, layer.at) {
                (Some(Cause::Registered), _) => return Ok(Decoration::Enters),
                (Some(Cause::Descriptor), _) => {}
                (None, _) if layer.is_known => {}
                (_, Some(at)) => all = Decoration::Escapes(at),
                (_, None) => {}
            }
        }
        Ok(all)
    }

    /// What each decorator of a function, and what is put around it because of its class, makes of it, from the top down.
    fn layers(&mut self, function: FunctionRef) -> Result<Vec<Layer>, Unsolved> {
        let own = self.evaluator.project().function(function);
        let (module, mut shape) = (function.module, Shape::of(own));
        let mut layers = Vec::new();
        let mut decorators = Vec::new();
        for &decorator in &own.decorators {
            match self.composed(ExprRef { module, expr: decorator.expr }) {
                Some(composed) => decorators.extend(composed),
                None => decorators.push((module, decorator)),
            }
        }
        for (module, decorator) in decorators.into_iter().rev() {
            let layer = self.layer(module, decorator, shape)?;
            shape = layer.shape;
            layers.push(Layer { at: Some(ExprRef { module, expr: decorator.expr }), ..layer });
        }
        for Around { module, decorator, is_sure } in self.around_members(function).into_iter().rev() {
            let layer = self.layer(module, decorator, shape)?;
            let at = ExprRef { module, expr: decorator.expr };
            if layer.marker.is_some() && !is_sure {
                self.noted = self.noted.or(Some(Doubt::SomeMembers(at)));
                continue;
            }
            shape = layer.shape;
            layers.push(Layer { at: Some(at), ..layer });
        }
        layers.reverse();
        Ok(layers)
    }

    /// What the decorators of a function that has this shape come to, but for markers: what comes out calls it.
    pub(super) fn through(&mut self, function: FunctionRef, shape: Shape) -> Result<Through, Unsolved> {
        let mut through = Through { bypass: None, shape };
        let decorators = self.evaluator.project().function(function).decorators.clone();
        for decorator in decorators.iter().rev() {
            let layer = self.layer(function.module, *decorator, through.shape)?;
            through = Through { bypass: through.bypass.or(layer.bypass), shape: layer.shape };
        }
        Ok(through)
    }

    /// Whether somebody calls the function by an attribute of what these have made of it.
    fn is_taken_out(&mut self, function: FunctionRef, layers: &[Layer]) -> bool {
        let held: FxHashSet<Name> = layers.iter().flat_map(|layer| &layer.held).cloned().collect();
        let is_foreign = layers.iter().any(|layer| layer.is_foreign);
        self.is_reached_by_attribute(function, &held, is_foreign)
    }

    /// What a marker above a class comes to for one of its methods: it runs while an object is made.
    pub(super) fn decoration_of_class(&mut self, function: FunctionRef) -> Result<Decoration, Unsolved> {
        let facts = self.evaluator.project().function(function);
        let Some(class) = facts.class else { return Ok(Decoration::Plain) };
        Ok(match self.marker_above(ClassRef { module: function.module, class })? {
            None => Decoration::Plain,
            // Whatever else is wrong with it: it does not run in a method.
            Some((active, _)) if !CONSTRUCTION.contains(&facts.name.as_str()) => {
                Decoration::Lapses(active, Cause::Constructed)
            }
            Some((active, Some(cause))) => Decoration::Lapses(active, cause),
            Some((active, None)) => {
                if self.is_called_again(function) {
                    Decoration::Lapses(active, Cause::Unwrapped)
                } else {
                    Decoration::Covers(active)
                }
            }
        })
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
    pub(super) fn marker_above(
        &mut self,
        class: ClassRef,
    ) -> Result<Option<(Active, Option<Cause>)>, Unsolved> {
        let decorators = self.evaluator.project().class(class).decorators.clone();
        let mut bypass = None;
        let mut found = None;
        for decorator in decorators.iter().rev() {
            let layer = self.layer(class.module, *decorator, Shape::default())?;
            if let Some((active, cause)) = layer.marker {
                found = Some((active, bypass.or(cause)));
            }
            bypass = bypass.or(layer.bypass.filter(|cause| *cause != Cause::MayRunElsewhere));
        }
        Ok(found)
    }

    /// What a decorator makes of what has this shape.
    fn layer(&mut self, module: ModuleId, decorator: Decorator, shape: Shape) -> Result<Layer, Unsolved> {
        let at = ExprRef { module, expr: decorator.expr };
        let values = self.evaluator.expr(at);
        let mut is_own = !values.is_empty() && self.by_its_own_name(at, &DECORATING).is_none();
        for traced in &values {
            is_own &= match &traced.value {
                Value::Function(_) | Value::Method(..) | Value::Class(_) => true,
                Value::Object(class) => self.of_class(*class, &DECORATING).is_none(),
                value => value.is_inert(),
            };
        }
        if !is_own && let Some((active, cause)) = self.marked_as(at, decorator, shape) {
            let is_disguised = shape.is_disguised || shape.is_async && cause == Some(Cause::Coroutine);
            let shape = Shape { is_disguised, ..shape };
            return Ok(Layer { marker: Some((active, cause)), is_known: true, shape, ..Layer::default() });
        }
        if let Some(layer) = self.layer_of_library(at, shape) {
            return Ok(layer);
        }
        let given = self.given_for_a_function(at)?;
        let is_given = |value: &Value| matches!(value, Value::Function(function) if given.contains(function));
        let any_other = values.iter().any(|traced| !is_given(&traced.value));
        let mut own: Option<Wrapping> = None;
        for traced in &values {
            if any_other && is_given(&traced.value) {
                continue;
            }
            // Of an object that was not made where it can be seen, the class may be one that derives from this.
            let is_unsure = match traced.value {
                Value::Method(_, method) => traced.made.place().is_none() && self.is_overridden(method),
                _ => false,
            };
            let wrapping =
                if is_unsure { Some(Wrapping::unknown()) } else { self.wrapping(&traced.value, shape)? };
            match (wrapping, &mut own) {
                (Some(wrapping), Some(known)) => known.add(wrapping),
                (Some(wrapping), own) => *own = Some(wrapping),
                (None, _) => {}
            }
        }
        if let Some(wrapping) = own {
            return Ok(layer_of(at, decorator, wrapping, shape));
        }
        let bypass = self.bypass_of_a_method(at);
        Ok(Layer { bypass, is_foreign: true, shape, ..Layer::default() })
    }

    /// What a decorator makes of what has this shape, if it is a library's that is known.
    fn layer_of_library(&mut self, at: ExprRef, shape: Shape) -> Option<Layer> {
        let catalog = self.evaluator.project().catalog;
        for name in self.evaluator.external_names(at) {
            if catalog.behaves(name.as_str(), Behaviour::Registers) {
                return Some(Layer { bypass: Some(Cause::Registered), shape, ..Layer::default() });
            }
            let is_marker = catalog.markers.contains_key(&name);
            let wraps = catalog.behaves(name.as_str(), Behaviour::Wraps) || is_marker;
            let layer = Layer { is_known: true, shape, ..Layer::default() };
            match catalog.intrinsic(name.as_str()) {
                Some(Intrinsic::Property | Intrinsic::ClassMethod) => {
                    return Some(Layer { bypass: Some(Cause::Descriptor), ..layer });
                }
                Some(Intrinsic::StaticMethod) => return Some(layer),
                None if !wraps => {}
                _ => return Some(Layer { is_foreign: !is_marker, ..layer }),
            }
        }
        None
    }

    /// The marker that a decorator is, and why it does not run around the body of what has this shape if it does not.
    fn marked_as(
        &mut self,
        at: ExprRef,
        decorator: Decorator,
        shape: Shape,
    ) -> Option<(Active, Option<Cause>)> {
        let prefer = if shape.is_async { Covers::Async } else { Covers::Sync };
        if let Some(found) = self.applied(at, &DECORATING, Some(prefer)) {
            let cause = lapses(found.covers, shape);
            return Some((decorating(at, decorator, found), cause));
        }
        let marker = self.is_bare(at)?;
        Some((decorating(at, decorator, Applied::proven(marker, Covers::Any)), Some(Cause::Bare)))
    }

    /// Why a marker above a decorator that is not followed may not be run: one that is read of an object may keep what it is
    /// given.
    fn bypass_of_a_method(&mut self, at: ExprRef) -> Option<Cause> {
        let project = self.evaluator.project();
        let callee = project.call(at).map_or(at, |call| ExprRef { expr: call.callee, ..at });
        let ExprKind::Attribute(object, _) = &project.module(at.module).expr(callee.expr).kind else {
            return None;
        };
        let object = ExprRef { expr: *object, ..at };
        if self.is_module(object) || self.applied(at, &DECORATING, None).is_some() {
            return None;
        }
        for traced in &self.evaluator.expr(object) {
            let Value::Function(function) = traced.value else { continue };
            // `@cli.command()` of a group of commands, `@value.setter` of a property.
            return Some(match self.evaluator.decorator_effect(function) {
                DecoratorEffect::Property => Cause::Descriptor,
                _ => Cause::Registered,
            });
        }
        Some(Cause::MayRegister)
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
            BindingSource::Import(Import {
                member: None, binds_root: true, written: path_written, ..
            }) => {
                let written = std::iter::once(name.as_str()).chain(path.iter().copied());
                written.eq(path_written.as_str().split('.').take(path.len() + 1))
            }
            BindingSource::Import(Import { member: None, .. }) => path.is_empty(),
            _ => false,
        };
        !bindings.is_empty() && bindings.iter().all(is_import)
    }
}

/// What a decorator of the project makes of what has this shape.
fn layer_of(at: ExprRef, decorator: Decorator, wrapping: Wrapping, shape: Shape) -> Layer {
    let after = wrapping.shape().unwrap_or(shape);
    let mut layer = Layer {
        is_known: wrapping.stray.is_none() && after == shape,
        shape: after,
        held: wrapping.held,
        unwraps: wrapping.unwraps,
        ..Layer::default()
    };
    let put = |active: Active| decorating(at, decorator, Applied::of(active));
    match (wrapping.covered, wrapping.stray, wrapping.gives) {
        (Some(active), None, None) => layer.marker = Some((put(active), None)),
        (covered, Some(stray), gives) => {
            layer.bypass = Some(stray.cause);
            // A marker is there, and the body runs at another time.
            let active = stray.active.or(covered).filter(|_| gives.is_none());
            layer.marker = active.map(|active| (put(active), Some(stray.cause)));
        }
        _ => {}
    }
    layer
}

/// A marker that is active as a decorator.
fn decorating(at: ExprRef, decorator: Decorator, applied: Applied) -> Active {
    Active {
        kind: MarkerKind::Decorator,
        module: at.module,
        span: decorator.span,
        marker: applied.marker,
        confidence: applied.confidence,
        carrier: applied.carrier,
        path: Vec::new(),
    }
}
