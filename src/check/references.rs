//! Methods that are passed on to be called elsewhere: `executor.submit(client.chat.completions.create, …)`.

use super::candidates;
use super::sites::{Reached, place, reached};
use crate::catalog::Intrinsic;
use crate::module::{Argument, ExprId};
use crate::project::{Evaluator, ExprRef, Value, Values, select};

/// The entry point that a call passes on as a value. It is located at the call that it is passed to.
pub(super) fn passed<'c>(evaluator: &mut Evaluator<'c>, at: ExprRef) -> Vec<Reached<'c>> {
    let project = evaluator.project();
    let Some(call) = project.call(at) else { return Vec::new() };
    let run = run_elsewhere(evaluator, at);
    if !run.is_empty() {
        return run;
    }
    for argument in &call.arguments {
        if !candidates::may_be_method(project, at.module, argument.value) {
            continue;
        }
        let values = evaluator.expr(place(at, argument.value));
        let methods: Values = values.iter().filter(|traced| is_method(&traced.value)).cloned().collect();
        if methods.is_empty() || !may_call(evaluator, at, call.callee) {
            continue;
        }
        let found = reached(evaluator, at, &methods);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The handle that a call has called elsewhere, as a function would be: `executor.submit(pipe, text)`.
fn run_elsewhere<'c>(evaluator: &mut Evaluator<'c>, at: ExprRef) -> Vec<Reached<'c>> {
    let project = evaluator.project();
    let Some(call) = project.call(at) else { return Vec::new() };
    let facts = project.module(at.module);
    let may_matter = |argument: &Argument| facts.may_matter(argument.value);
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
    let handles: Values =
        evaluator.expr(place(at, run.value)).iter().filter(|it| is_handle(&it.value)).cloned().collect();
    reached(evaluator, at, &handles)
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
            Some(_) => false,
            None => name.root() != prelude && !looking.contains(name.root()),
        },
        // The wrapped method is called later.
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
