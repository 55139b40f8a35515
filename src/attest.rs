//! Is a marker active when a call runs, and by which path do we know?
//!
//! Lexical position is how it is usually known, not what it means: a decorator covers the body that runs inside
//! its wrapper, a context manager what runs between entering and leaving, and a nested function what its callers
//! cover, as long as it does not escape.

use crate::catalog::{Covers, MarkerShape};
use crate::finding::MarkerKind;
use crate::module::{
    ArgumentKind, BindingSource, ContextId, Decorator, ExprId, ExprKind, FunctionId, Module, ScopeId,
    ScopeKind, Use,
};
use crate::name::QualName;
use crate::project::{Evaluator, ExprRef, FunctionRef, ModuleId, Project, Value};
use crate::source::Span;

/// How many nested functions are followed outwards.
const MAX_NESTING: u32 = 8;

/// A marker that is active around a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Active {
    /// How it is applied.
    pub kind: MarkerKind,
    /// Its resolved name, or as it is written where its object could not be traced.
    pub marker: QualName,
    /// The file in which it is applied.
    pub module: ModuleId,
    /// Where in it.
    pub span: Span,
    /// Whether the object was traced to an attestation SDK.
    pub verified: bool,
}

/// The marker that is active around code in a scope, with the context managers around that code.
pub fn active(
    evaluator: &mut Evaluator<'_>,
    module: ModuleId,
    scope: ScopeId,
    context: Option<ContextId>,
) -> Option<Active> {
    around(evaluator, module, scope, context, 0)
}

fn around(
    evaluator: &mut Evaluator<'_>,
    module: ModuleId,
    scope: ScopeId,
    context: Option<ContextId>,
    depth: u32,
) -> Option<Active> {
    if let Some(active) = in_context(evaluator, module, context) {
        return Some(active);
    }
    let facts = evaluator.project().module(module);
    match facts.scope(scope).kind {
        ScopeKind::Module => None,
        ScopeKind::Deferred if !is_awaited(facts, scope) => None,
        ScopeKind::Deferred => {
            let outer = facts.scope(scope);
            let (parent, context) = (outer.parent, outer.context);
            around(evaluator, module, parent, context, depth)
        }
        ScopeKind::Comprehension { lazy: true } if !is_consumed(facts, scope) => None,
        // They run where they stand; the contexts around them have been looked at.
        ScopeKind::Comprehension { .. } | ScopeKind::Class(_) => {
            around(evaluator, module, facts.scope(scope).parent, None, depth)
        }
        ScopeKind::Function(function) => {
            let decorated = decorated(evaluator, FunctionRef { module, function });
            decorated
                .or_else(|| in_taker(evaluator, module, function, depth))
                .or_else(|| in_caller(evaluator, module, function, depth))
        }
    }
}

/// The marker that wrapped a function or method at `at`: `mima.attest("x")(client.chat.completions.create)`.
pub fn of_wrapped(evaluator: &mut Evaluator<'_>, at: ExprRef) -> Active {
    let project = evaluator.project();
    let factory = project.call(at).map_or(at, |call| ExprRef { expr: call.callee, ..at });
    let found = applied(evaluator, factory, &[MarkerShape::DecoratorFactory], None);
    Active {
        kind: MarkerKind::Decorator,
        module: at.module,
        span: project.module(at.module).expr(at.expr).span,
        verified: found.as_ref().is_none_or(|found| found.verified),
        marker: found.map_or_else(|| QualName::new("attest"), |found| found.marker),
    }
}

/// Whether a generator expression is handed to a call where it stands, which takes its elements there:
/// `list(…)`, `"".join(…)`. One that is returned or stored runs later.
fn is_consumed(facts: &Module, scope: ScopeId) -> bool {
    let span = facts.scope(scope).span;
    let arguments =
        facts.calls.iter().filter_map(|site| facts.call(site.expr)).flat_map(|call| &call.arguments);
    let mut spans = arguments.map(|argument| (facts.expr(argument.value).span, argument));
    spans.any(|(at, argument)| at == span || argument.kind == ArgumentKind::Spread && at.contains(span))
}

// --- context managers --------------------------------------------------------------------------------------------

fn in_context(evaluator: &mut Evaluator<'_>, module: ModuleId, context: Option<ContextId>) -> Option<Active> {
    let mut at = context;
    while let Some(id) = at {
        let facts = &evaluator.project().module(module).contexts[id.index()];
        let manager = facts.manager;
        let wanted =
            if facts.is_async { MarkerShape::AsyncContextManager } else { MarkerShape::ContextManager };
        at = facts.parent;
        let expr = ExprRef { module, expr: manager };
        if let Some(found) = applied(evaluator, expr, &[wanted], None) {
            let span = evaluator.project().module(module).expr(manager).span;
            return Some(Active {
                kind: MarkerKind::Context,
                module,
                span,
                marker: found.marker,
                verified: found.verified,
            });
        }
    }
    None
}

// --- decorators --------------------------------------------------------------------------------------------------

/// The marker among a function's decorators, if the body runs inside its wrapper.
fn decorated(evaluator: &mut Evaluator<'_>, function: FunctionRef) -> Option<Active> {
    let decorators = evaluator.project().function(function).decorators.clone();
    if decorators.is_empty() || is_unwrapped(evaluator, function) {
        return None;
    }
    decorators.into_iter().find_map(|decorator| {
        let found = marker_of(evaluator, function, decorator)?;
        let facts = evaluator.project().function(function);
        let runs_inside = !facts.is_generator
            && match found.covers {
                Covers::Sync => !facts.is_async,
                Covers::Async => facts.is_async,
                Covers::Any => true,
            };
        runs_inside.then(|| Active {
            kind: MarkerKind::Decorator,
            module: function.module,
            span: decorator.span,
            marker: found.marker,
            verified: found.verified,
        })
    })
}

/// Whether somebody takes a function out of its wrapper: `f.__wrapped__(…)`, `inspect.unwrap(f)`.
fn is_unwrapped(evaluator: &mut Evaluator<'_>, function: FunctionRef) -> bool {
    let project = evaluator.project();
    let unwrapped = project.unwrapped().to_vec();
    unwrapped.into_iter().any(|at| {
        let values = evaluator.expr(at);
        values.iter().any(|traced| traced.value == Value::Function(function))
    })
}

fn marker_of(evaluator: &mut Evaluator<'_>, function: FunctionRef, decorator: Decorator) -> Option<Applied> {
    let expr = ExprRef { module: function.module, expr: decorator.expr };
    let covers = if evaluator.project().function(function).is_async { Covers::Async } else { Covers::Sync };
    applied(evaluator, expr, &[MarkerShape::DecoratorFactory, MarkerShape::Decorator], Some(covers))
}

/// A marker as it is applied.
struct Applied {
    marker: QualName,
    covers: Covers,
    verified: bool,
}

/// The marker that an expression applies, in one of these shapes. `prefer` is the kind of function it is put on,
/// for a marker object that may be of either client.
fn applied(
    evaluator: &mut Evaluator<'_>,
    at: ExprRef,
    shapes: &[MarkerShape],
    prefer: Option<Covers>,
) -> Option<Applied> {
    let project = evaluator.project();
    let values = evaluator.expr(at);
    let mut found: Option<Applied> = None;
    let mut traced_elsewhere = false;
    for traced in &values {
        let (name, called) = match &traced.value {
            Value::Instance(class, path) => match path.as_str().strip_suffix("()") {
                Some(factory) => (class.join(factory), true),
                None => (class.join(path.as_str()), false),
            },
            Value::External(name) => (name.clone(), false),
            Value::Function(function) | Value::Generator(function, _) => {
                traced_elsewhere = true;
                found = found.or_else(|| inside(evaluator, *function, shapes, prefer));
                continue;
            }
            value => {
                traced_elsewhere |= !value.is_inert();
                continue;
            }
        };
        for marker in project.catalog.markers.get(&name).into_iter().flatten() {
            let bare = marker.shape == MarkerShape::Decorator;
            if bare == called || !shapes.contains(&marker.shape) {
                continue;
            }
            let applied = Applied { marker: name.clone(), covers: marker.covers, verified: true };
            if prefer.is_none_or(|prefer| marker.covers == prefer || marker.covers == Covers::Any) {
                return Some(applied);
            }
            found = Some(applied);
        }
        traced_elsewhere |= is_known(project, &name);
    }
    if found.is_some() || traced_elsewhere {
        return found;
    }
    let callee = project.call(at)?.callee;
    by_name(project, ExprRef { expr: callee, ..at }, shapes)
}

/// The marker inside a decorator or a context manager that the project writes around one.
fn inside(
    evaluator: &mut Evaluator<'_>,
    function: FunctionRef,
    shapes: &[MarkerShape],
    prefer: Option<Covers>,
) -> Option<Applied> {
    let facts = evaluator.project().function(function);
    if facts.is_generator {
        // `@contextmanager`: what is active where it yields, for every yield.
        let yields = facts.yields.clone();
        let active: Option<Vec<Active>> =
            yields.iter().map(|(_, context)| in_context(evaluator, function.module, *context)).collect();
        let first = active?.into_iter().next()?;
        return Some(Applied { marker: first.marker, covers: Covers::Any, verified: first.verified });
    }
    let returns = facts.returns.clone();
    let wraps = returns.iter().find_map(|&value| {
        let values = evaluator.expr(ExprRef { module: function.module, expr: value });
        values.iter().find_map(|traced| match traced.value {
            Value::Attested(_, at) => Some(at),
            _ => None,
        })
    })?;
    let factory = evaluator.project().call(wraps).map(|call| ExprRef { expr: call.callee, ..wraps })?;
    applied(evaluator, factory, shapes, prefer)
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

/// Whether a block is waited for where it stands. One that is handed to a task, returned or stored runs later.
fn is_awaited(facts: &Module, scope: ScopeId) -> bool {
    let span = facts.scope(scope).span;
    facts.exprs.iter().any(|expr| match expr.kind {
        ExprKind::Await(inner) => expr.span.start == span.start && span.contains(facts.expr(inner).span),
        _ => false,
    })
}

// --- functions that are handed over ------------------------------------------------------------------------------

/// What covers a function without a name that is an argument: the marker that it is given to, or, where the call
/// runs it at once, what is active around that.
fn in_taker(
    evaluator: &mut Evaluator<'_>,
    module: ModuleId,
    function: FunctionId,
    depth: u32,
) -> Option<Active> {
    let project = evaluator.project();
    let catalog = project.catalog;
    let facts = project.module(module);
    let taker = facts.function(function).given_to.filter(|_| catalog.has_any_methods())?;
    let at = ExprRef { module, expr: taker };
    if let Some(found) = applied(evaluator, at, &[MarkerShape::ContextManager], None) {
        return Some(Active {
            kind: MarkerKind::Context,
            module,
            span: facts.expr(taker).span,
            marker: found.marker,
            verified: found.verified,
        });
    }
    let site = project.call_site(at)?;
    let ExprKind::Attribute(_, name) = &facts.expr(facts.call(taker)?.callee).kind else { return None };
    catalog.any_method(name)?;
    if depth >= MAX_NESTING { None } else { around(evaluator, module, site.scope, site.context, depth + 1) }
}

// --- nested functions --------------------------------------------------------------------------------------------

/// What covers a nested function: every place that calls it is covered, and nothing else is done with it.
fn in_caller(
    evaluator: &mut Evaluator<'_>,
    module: ModuleId,
    function: FunctionId,
    depth: u32,
) -> Option<Active> {
    let facts = evaluator.project().module(module);
    let nested = matches!(facts.scope(facts.function(function).parent).kind, ScopeKind::Function(_));
    if !nested || facts.function(function).is_lambda || depth >= MAX_NESTING {
        return None;
    }
    let mut first = None;
    for used in uses(evaluator.project(), module, function) {
        let call =
            facts.calls.iter().find(|site| facts.call(site.expr).is_some_and(|call| call.callee == used))?;
        if runs_later(evaluator.project(), module, function, call.expr, call.scope) {
            return None;
        }
        let covered = around(evaluator, module, call.scope, call.context, depth + 1)?;
        first.get_or_insert(covered);
    }
    first
}

/// The expressions that read a function by its name.
fn uses(project: &Project<'_>, module: ModuleId, function: FunctionId) -> Vec<ExprId> {
    let facts = project.module(module);
    let (name, parent) = (&facts.function(function).name, facts.function(function).parent);
    let is_function = |binding: &crate::module::BindingId| matches!(facts.bindings[binding.index()].source, BindingSource::Function(known) if known == function);
    let reads = |kind: &ExprKind| match kind {
        ExprKind::Name(read, Use::Reaching(set)) => read == name && facts.set(*set).iter().any(is_function),
        ExprKind::Name(read, Use::Enclosing(scope)) => read == name && *scope == parent,
        _ => false,
    };
    let exprs = facts.exprs.iter().enumerate().filter(|(_, expr)| reads(&expr.kind));
    exprs.map(|(at, _)| ExprId(at as u32)).collect()
}

/// Whether calling a function in a scope only prepares what runs after the scope has ended: a generator or a
/// coroutine that is handed out.
fn runs_later(
    project: &Project<'_>,
    module: ModuleId,
    function: FunctionId,
    call: ExprId,
    scope: ScopeId,
) -> bool {
    let facts = project.module(module);
    let called = facts.function(function);
    if !called.is_generator && !called.is_async {
        return false;
    }
    let around = facts.enclosing_function(scope).map(|function| facts.function(function));
    around.is_some_and(|around| around.returns.contains(&call))
}
