//! Clients that a function was given of which nothing is known, and whose result is used as that client: a wrapper that
//! counts, logs or retries. It is taken for the client, with confidence medium.

use rustc_hash::FxHashSet;

use crate::finding::Confidence;
use crate::module::{Argument, BindingId, BindingSource, ExprKind, Use};
use crate::name::{Name, QualName};
use crate::project::{Evaluator, ExprRef, Project, Step, StepKind, Traced, Value, Values};

/// The calls that were looked into for one question: each is, once, however many ways lead to it.
type Seen = FxHashSet<ExprRef>;

/// What a call calls, if it is called on what such functions gave: the same of the clients that they were given.
pub(super) fn find(evaluator: &mut Evaluator<'_>, at: ExprRef, callees: &Values) -> Values {
    let seen = &mut Seen::default();
    let given = if callees.is_empty() && callees.rest().is_some() {
        given_by_unknown(evaluator, at, seen).unwrap_or_else(Values::nothing)
    } else {
        callees.flat_map(|callee| used_as_client(evaluator, callee, seen))
    };
    given.map(|traced| {
        let confidence = traced.confidence.min(Confidence::Medium);
        Some(Traced { confidence, ..traced.clone() })
    })
}

/// What the client that a function was given has in the place of a part of what the function gave.
fn used_as_client(evaluator: &mut Evaluator<'_>, callee: &Traced, seen: &mut Seen) -> Values {
    let Value::Instance(class, path) = &callee.value else { return Values::nothing() };
    let Some(making) = callee.made.place() else { return Values::nothing() };
    let catalog = evaluator.project().catalog;
    // What was read of the result of the last call, and what that called.
    let (name, read) = match path.as_str().rsplit_once("()") {
        Some((before, read)) => (class.join(before), read.trim_start_matches('.')),
        None => (class.clone(), path.as_str()),
    };
    let call = making.at;
    let leads_on =
        read.is_empty() || read.rsplit('.').next().is_some_and(|it| catalog.call_names.contains(it));
    if !leads_on
        || making.name != name
        || catalog.handle(class.as_str()).is_some()
        || !is_unknown(evaluator.project(), &name)
    {
        return Values::nothing();
    }
    client_given(evaluator, call, read, name.last(), seen)
}

/// The same where even what is called is not known: `tracer.wrap(OpenAI())`, if that is what a name was bound to.
fn given_by_unknown(evaluator: &mut Evaluator<'_>, at: ExprRef, seen: &mut Seen) -> Option<Values> {
    let project = evaluator.project();
    let facts = project.module(at.module);
    let mut read: Vec<&str> = Vec::new();
    let mut expr = project.call(at)?.callee;
    while let ExprKind::Attribute(object, name) = &facts.expr(expr).kind {
        read.insert(0, name.as_str());
        expr = *object;
    }
    let ExprKind::Name(name, used) = &facts.expr(expr).kind else { return None };
    let bindings: Vec<BindingId> = match used {
        Use::Reaching(set) => facts.set(*set).to_vec(),
        Use::Enclosing(scope) => facts.set(facts.symbol(*scope, name.as_str())?.at_exit).to_vec(),
        Use::Free => return None,
    };
    let [binding] = bindings[..] else { return None };
    let BindingSource::Value { value, unpack, .. } = &facts.binding(binding).source else { return None };
    let call = ExprRef { expr: *value, ..at };
    let callee = project.call(call).filter(|_| unpack.is_empty())?.callee;
    let ExprKind::Attribute(_, method) = &facts.expr(callee).kind else { return None };
    let is_known = !evaluator.expr(ExprRef { expr: callee, ..at }).is_empty();
    (!is_known).then(|| client_given(evaluator, call, &read.join("."), method.as_str(), seen))
}

/// What is read of the client that a call is given.
fn client_given(
    evaluator: &mut Evaluator<'_>,
    call: ExprRef,
    read: &str,
    by: &str,
    seen: &mut Seen,
) -> Values {
    if !seen.insert(call) {
        return Values::nothing();
    }
    let project = evaluator.project();
    let mut found = Values::nothing();
    let span = project.module(call.module).expr(call.expr).span;
    let step = Step { module: call.module, span, kind: StepKind::Returned(Name::new(by)) };
    // One name is read of many things.
    let all = evaluator.project().catalog.call_paths.contains(read);
    for argument in arguments(evaluator, call, all) {
        let values = evaluator.expr(argument);
        let read_of = values.flat_map(|client| part(evaluator, client, read, seen));
        // One name says little: what a class that holds a model does with it is its own.
        let is_meant = |traced: &Traced| match &traced.value {
            Value::Instance(_, path) => path.as_str().contains('.') || by.starts_with(char::is_lowercase),
            _ => false,
        };
        let read_of = read_of.map(|traced| is_meant(traced).then(|| traced.then(step.clone())));
        found = found.and(&read_of);
    }
    found
}

/// A part of a client, or of one that stands behind such a function again.
fn part(evaluator: &mut Evaluator<'_>, client: &Traced, read: &str, seen: &mut Seen) -> Values {
    let mut values = Values::of(client.clone());
    for name in read.split('.').filter(|name| !name.is_empty()) {
        values = values.flat_map(|traced| evaluator.attribute(traced, &Name::new(name)));
    }
    values.flat_map(|traced| match &traced.value {
        Value::Instance(class, _) if evaluator.project().catalog.handle(class.as_str()).is_none() => {
            used_as_client(evaluator, traced, seen)
        }
        _ => Values::of(traced.clone()),
    })
}

/// The arguments of a call, all or those that are seen to hold something of a library, with those that were given before: `partial(measured, client)()`.
fn arguments(evaluator: &mut Evaluator<'_>, call: ExprRef, all: bool) -> Vec<ExprRef> {
    let project = evaluator.project();
    let Some(facts) = project.call(call) else { return Vec::new() };
    let may_hold = |at: ExprRef, arguments: &[Argument]| -> Vec<ExprRef> {
        let standing = project.standing(at.module);
        let held = arguments.iter().filter(|argument| all || standing.may_matter(argument.value));
        held.map(|argument| ExprRef { expr: argument.value, ..at }).collect()
    };
    let mut found = may_hold(call, &facts.arguments);
    for callee in &evaluator.expr(ExprRef { expr: facts.callee, ..call }) {
        if let Value::Partial(_, partial) = callee.value
            && let Some([_, given @ ..]) = project.call(partial).map(|call| &call.arguments[..])
        {
            found.extend(may_hold(partial, given));
        }
    }
    found
}

/// Whether nothing is known of a function: it is neither the language's own nor a library's that is known to do something
/// else.
fn is_unknown(project: &Project<'_>, name: &QualName) -> bool {
    let catalog = project.catalog;
    let conventions = &catalog.conventions;
    name.root() != conventions.prelude()
        && !conventions.looking_libraries.contains(name.root())
        && !conventions.standard_library.contains(name.root())
        && catalog.intrinsic(name.as_str()).is_none()
        && catalog.function(name.as_str()).is_none()
        && catalog.container(name.as_str()).is_none()
        && !catalog.leads_to_library(name.as_str())
}
