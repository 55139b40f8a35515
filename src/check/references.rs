//! Methods that are passed on to be called elsewhere: `executor.submit(client.chat.completions.create, …)`.

use super::candidates;
use super::sites::{Reached, place, reached};
use crate::catalog::{Behaviour, Catalog, Intrinsic};
use crate::module::{Argument, ArgumentKind, BindingSource, Call, ExprId, ExprKind};
use crate::name::QualName;
use crate::project::{Evaluator, ExprRef, ModuleId, Traced, Value, Values, select};
use crate::source::Span;

/// The entry point that a call passes on as a value. It is located at the call that it is passed to.
pub(super) fn passed<'c>(evaluator: &mut Evaluator<'c>, at: ExprRef) -> Vec<Reached<'c>> {
    let project = evaluator.project();
    let Some(call) = project.call(at) else { return Vec::new() };
    let run = run_elsewhere(evaluator, at);
    if !run.is_empty() {
        return run;
    }
    let facts = project.module(at.module);
    let called = &project.catalog.conventions.called_arguments;
    let handed = call.arguments.iter().flat_map(|argument| {
        let is_called =
            matches!(&argument.kind, ArgumentKind::Keyword(name) if called.contains(name.as_str()));
        let exprs = match &facts.expr(argument.value).kind {
            ExprKind::Sequence(items) => items.as_slice(),
            _ => std::slice::from_ref(&argument.value),
        };
        exprs.iter().map(move |&expr| (expr, is_called))
    });
    for (expr, is_called) in handed {
        if !candidates::may_be_method(project, at.module, expr) {
            continue;
        }
        let values = evaluator.expr(place(at, expr));
        let methods: Values = values.iter().filter(|traced| is_method(&traced.value)).cloned().collect();
        if methods.is_empty() || !is_called && !may_call(evaluator, at, call.callee) {
            continue;
        }
        // A method of a class is called with an object. Where none is handed on with it, it is wrapped, as in a patch of the
        // library, and whoever calls the wrapper makes the call.
        if methods.iter().all(|traced| is_of_class(project.catalog, &traced.value))
            && !hands_on_handle(evaluator, at, call)
        {
            continue;
        }
        let found = reached(evaluator, at, &methods);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Whether a value is a method that was taken of a library's class, and no function of the library.
fn is_of_class(catalog: &Catalog, value: &Value) -> bool {
    matches!(value, Value::External(name) if catalog.function(name.as_str()).is_none())
}

/// Whether a call is given a handle, or a member of one that holds calls.
fn hands_on_handle(evaluator: &mut Evaluator<'_>, at: ExprRef, call: &Call) -> bool {
    let standing = evaluator.project().standing(at.module);
    let given = call.arguments.iter().filter(|argument| standing.may_matter(argument.value));
    let given: Vec<ExprId> = given.map(|argument| argument.value).collect();
    let is_object = |traced: &Traced| matches!(traced.value, Value::Instance(..));
    given.into_iter().any(|expr| evaluator.expr(place(at, expr)).iter().any(is_object))
}

/// The handle that a call has called elsewhere, as a function would be: `executor.submit(pipe, text)`.
fn run_elsewhere<'c>(evaluator: &mut Evaluator<'c>, at: ExprRef) -> Vec<Reached<'c>> {
    let project = evaluator.project();
    let Some(call) = project.call(at) else { return Vec::new() };
    let standing = project.standing(at.module);
    let may_matter = |argument: &Argument| standing.may_matter(argument.value);
    if !candidates::may_run_elsewhere(project, at.module, call.callee)
        || !call.arguments.iter().any(may_matter)
    {
        return Vec::new();
    }
    let callees = evaluator.expr(place(at, call.callee));
    let run =
        callees.iter().find_map(|traced| match project.catalog.intrinsic(traced.value.api()?.as_str())? {
            Intrinsic::Submit(function) => select(function, &call.arguments),
            Intrinsic::Map => call.arguments.first(),
            _ => None,
        });
    let Some(run) = run else { return Vec::new() };
    let functions = evaluator.expr(place(at, run.value));
    let is_run = |traced: &Traced| is_handle(&traced.value);
    let handles: Values = functions.iter().filter(|it| is_run(it)).cloned().collect();
    // `map(methodcaller("create"), clients)`
    let called = evaluator.methods_called(at, functions, 1);
    let called = called.iter().filter(|it| is_method(&it.value) && !matches!(it.value, Value::External(_)));
    reached(evaluator, at, &handles.and(&called.cloned().collect()))
}

/// An entry point that is kept where the language or an interpreter calls it, which is nowhere in the program.
pub(super) struct Kept {
    /// The method, where it is read.
    pub(super) method: Span,
    /// Its name.
    pub(super) api: QualName,
}

/// The entry points that a file decorates something with, or stores in a module of the standard library: `sys.excepthook = …`.
pub(super) fn kept(evaluator: &mut Evaluator<'_>, module: ModuleId) -> Vec<Kept> {
    let project = evaluator.project();
    let facts = project.module(module);
    let inside = |expr| ExprRef { module, expr };
    let decorators = facts.functions.iter().flat_map(|function| &function.decorators);
    let decorators = decorators.chain(facts.classes.iter().flat_map(|class| &class.decorators));
    let mut taken: Vec<(ExprId, Option<ExprId>)> =
        decorators.map(|decorator| (decorator.expr, None)).collect();
    taken.extend(facts.stores.iter().filter_map(|store| match store.source {
        BindingSource::Value { value, .. } => Some((value, Some(store.object))),
        _ => None,
    }));
    let mut kept = Vec::new();
    for (expr, owner) in taken {
        let is_read = matches!(facts.expr(expr).kind, ExprKind::Attribute(..));
        if !is_read || !candidates::may_be_method(project, module, expr) {
            continue;
        }
        evaluator.begin();
        let standard = &project.catalog.conventions.standard_library;
        let mut is_standard = |owner| {
            let owners = evaluator.expr(inside(owner));
            owners.iter().any(
                |traced| matches!(&traced.value, Value::External(name) | Value::Instance(name, _) if standard.contains(name.root())),
            )
        };
        if owner.is_some_and(|owner| !is_standard(owner)) {
            continue;
        }
        let values = evaluator.expr(inside(expr));
        let is_entry_point =
            |traced: &&Traced| is_method(&traced.value) && calls(project.catalog, &traced.value);
        let api = values.iter().find(is_entry_point).and_then(|traced| traced.value.api());
        kept.extend(api.map(|api| Kept { method: facts.expr(expr).span, api }));
    }
    kept
}

/// Whether calling a member of a library's type is an AI call.
fn calls(catalog: &Catalog, value: &Value) -> bool {
    let Value::Instance(class, path) = value else { return false };
    let member = catalog.handle(class.as_str()).and_then(|handle| handle.member(path.as_str()));
    member.is_some_and(|member| !member.calls.is_empty())
}

/// Whether a value is a handle itself, and no member of one.
pub(super) fn is_handle(value: &Value) -> bool {
    match value {
        Value::Instance(_, path) => path.as_str().is_empty(),
        Value::Object(_) => true,
        Value::Partial(inner, _) | Value::Attested(inner, _) => is_handle(inner),
        _ => false,
    }
}

/// Whether a value is a method or a function, and not a handle that could be called as well.
fn is_method(value: &Value) -> bool {
    match value {
        Value::Instance(_, path) => !path.as_str().is_empty(),
        Value::External(_) => true,
        Value::Partial(inner, _) => is_method(inner),
        _ => false,
    }
}

/// Whether what is called may itself call what it is given.
fn may_call(evaluator: &mut Evaluator<'_>, at: ExprRef, callee: ExprId) -> bool {
    let callees = evaluator.expr(place(at, callee));
    let catalog = evaluator.project().catalog;
    let looking = &catalog.conventions.looking_libraries;
    let prelude = evaluator.project().module(at.module).prelude;
    callees.iter().all(|traced| match &traced.value {
        Value::External(name) => match catalog.intrinsic(name.as_str()) {
            // What a partial is bound to is called later, and reported there.
            Some(Intrinsic::Partial) => is_argument(evaluator, at),
            Some(Intrinsic::Submit(_) | Intrinsic::Map | Intrinsic::Filter) => true,
            Some(Intrinsic::TransparentDecorator) => catalog.behaves(name.as_str(), Behaviour::Registers),
            Some(_) => false,
            // The wrapped method is called later.
            None if catalog.markers.contains_key(name) => false,
            None => name.root() != prelude && !looking.contains(name.root()),
        },
        // The same.
        Value::Instance(class, path) => {
            let made = path.as_str().trim_end_matches("()");
            made == path.as_str() || !catalog.markers.contains_key(&class.join(made))
        }
        Value::ContainerMethod(..) => false,
        _ => true,
    })
}

/// Whether a call expression is itself an argument of another call.
fn is_argument(evaluator: &Evaluator<'_>, at: ExprRef) -> bool {
    let facts = evaluator.project().module(at.module);
    let calls = facts.calls.iter().filter_map(|site| facts.call(site.expr));
    calls.flat_map(|call| &call.arguments).any(|argument| argument.value == at.expr)
}
