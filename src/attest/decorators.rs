//! What a function's decorators do to its attestation.

use super::uses::Receives;
use super::{Active, Cause, Judge};
use crate::catalog::{Behaviour, Covers, Intrinsic, MarkerShape};
use crate::finding::MarkerKind;
use crate::module::Decorator;
use crate::name::QualName;
use crate::project::{ExprRef, FunctionRef, Value};

/// What the decorators of a function come to.
pub(super) enum Decoration {
    /// Whoever calls the function by its name runs a marker around its body.
    Covers(Active),
    /// A marker is there and does not run around the body.
    Lapses(Active, Cause),
    /// It is an entry point: somebody outside the project's own calls calls it.
    Enters,
    /// Somebody outside the project's own calls may call it.
    Escapes,
    /// Nothing.
    Plain,
}

/// What one decorator does with the function it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// It keeps it, to be called from outside.
    Registers,
    /// What comes out cannot be called.
    Descriptor,
    /// It calls what it is given, and nobody else can.
    Transparent,
    /// It is not known; taken to wrap and pass on.
    Unknown,
}

impl Judge<'_, '_> {
    /// What the decorators of a function come to.
    pub(super) fn decoration(&mut self, function: FunctionRef) -> Decoration {
        let decorators = self.evaluator.project().function(function).decorators.clone();
        if decorators.is_empty() {
            return Decoration::Plain;
        }
        let mut lapsed = None;
        for (at, decorator) in decorators.iter().enumerate() {
            let Some((active, cause)) = self.marked(function, *decorator) else { continue };
            let cause = cause
                .or_else(|| self.bypassed(function, &decorators[at + 1..]))
                .or_else(|| self.is_unwrapped(function).then_some(Cause::Unwrapped));
            match cause {
                None => return Decoration::Covers(active),
                Some(cause) => lapsed = lapsed.or(Some((active, cause))),
            }
        }
        if let Some((active, cause)) = lapsed {
            return Decoration::Lapses(active, cause);
        }
        let mut all = Decoration::Plain;
        for decorator in decorators {
            match self.effect(function, decorator) {
                Effect::Registers => return Decoration::Enters,
                Effect::Transparent | Effect::Descriptor => {}
                Effect::Unknown => all = Decoration::Escapes,
            }
        }
        all
    }

    /// The marker that a decorator is, and why it does not run around the body if it does not.
    fn marked(&mut self, function: FunctionRef, decorator: Decorator) -> Option<(Active, Option<Cause>)> {
        let at = ExprRef { module: function.module, expr: decorator.expr };
        let active = |marker: QualName, verified: bool| Active {
            kind: MarkerKind::Decorator,
            module: function.module,
            span: decorator.span,
            marker,
            verified,
            path: Vec::new(),
        };
        let facts = self.evaluator.project().function(function);
        let prefer = if facts.is_async { Covers::Async } else { Covers::Sync };
        let shapes = [MarkerShape::DecoratorFactory, MarkerShape::Decorator];
        if let Some(found) = self.applied(at, &shapes, Some(prefer)) {
            let cause = match found.covers {
                _ if facts.is_generator => Some(Cause::Generator),
                Covers::Sync if facts.is_async => Some(Cause::Coroutine),
                Covers::Async if !facts.is_async => Some(Cause::NotAsync),
                _ => None,
            };
            return Some((active(found.marker, found.verified), cause));
        }
        if let Some(marker) = self.is_bare(at) {
            return Some((active(marker, true), Some(Cause::Bare)));
        }
        let inner = self.wrapper_of_the_project(function, at)?;
        Some((active(inner.marker, inner.verified), None))
    }

    /// The marker inside the wrapper that a decorator of the project puts around a function.
    fn wrapper_of_the_project(&mut self, function: FunctionRef, at: ExprRef) -> Option<Active> {
        let values = self.evaluator.expr(at);
        let mut found = None;
        for traced in &values {
            let Value::Function(decorator) = traced.value else { return None };
            let receives = Receives { function: decorator, parameter: 0, call: None };
            let active = self.received(function, receives, 0).everywhere()?;
            found.get_or_insert(active);
        }
        found
    }

    /// Why a marker above these decorators is not run by those who call the function.
    fn bypassed(&mut self, function: FunctionRef, below: &[Decorator]) -> Option<Cause> {
        below.iter().find_map(|decorator| match self.effect(function, *decorator) {
            Effect::Registers => Some(Cause::Registered),
            Effect::Descriptor => Some(Cause::Descriptor),
            Effect::Transparent | Effect::Unknown => None,
        })
    }

    fn effect(&mut self, function: FunctionRef, decorator: Decorator) -> Effect {
        let at = ExprRef { module: function.module, expr: decorator.expr };
        let catalog = self.evaluator.project().catalog;
        let names = self.evaluator.external_names(at);
        for name in &names {
            if catalog.behaves(name.as_str(), Behaviour::Registers) {
                return Effect::Registers;
            }
            match catalog.intrinsic(name.as_str()) {
                Some(Intrinsic::Property | Intrinsic::ClassMethod) => return Effect::Descriptor,
                Some(_) => return Effect::Transparent,
                None => {}
            }
        }
        let values = self.evaluator.expr(at);
        let mut own = values.iter().filter_map(|traced| match traced.value {
            Value::Function(decorator) => Some(decorator),
            _ => None,
        });
        if own.any(|decorator| self.keeps(decorator, 0)) { Effect::Registers } else { Effect::Unknown }
    }

    /// Whether somebody takes a function out of its wrapper: `f.__wrapped__(…)`, `inspect.unwrap(f)`.
    fn is_unwrapped(&mut self, function: FunctionRef) -> bool {
        let unwrapped = self.evaluator.project().unwrapped().to_vec();
        unwrapped.into_iter().any(|at| {
            let values = self.evaluator.expr(at);
            values.iter().any(|traced| traced.value == Value::Function(function))
        })
    }
}
