//! Which expressions are worth asking about.
//!
//! Most calls of a program can reach no entry point, and the file says so without any value being followed: the
//! last name is not one of an entry point, and is never bound to anything but a function.

use crate::catalog::Intrinsic;
use crate::module::{BindingSource, ExprId, ExprKind, FunctionId, SetId, Use};
use crate::name::Name;
use crate::project::{ModuleId, Project, gives_itself};

/// Whether calling an expression may reach an entry point.
pub(super) fn may_be_entry_point(project: &Project<'_>, module: ModuleId, callee: ExprId) -> bool {
    let facts = project.module(module);
    match &facts.expr(callee).kind {
        ExprKind::Attribute(_, name) => {
            let catalog = project.catalog;
            catalog.call_names.contains(name)
                // Most names of classes are just that.
                || catalog.may_be_call(name) && project.standing(module).may_matter(callee)
                || catalog.request_names.contains(name)
                || catalog.send_names.contains(name)
                || project.is_variable(name)
                || gives_itself(name)
                || catalog.conventions.getter_attributes.contains(name.as_str())
                || catalog.conventions.calling_attributes.contains(name.as_str())
        }
        ExprKind::Name(name, used) => bound_to(project, module, name, *used, |source| match source {
            BindingSource::Function(function) => !facts.function(*function).decorators.is_empty(),
            BindingSource::Parameter(function, index) => {
                may_be_callable_handle(project, module, *function, *index, callee)
            }
            BindingSource::Class(_) | BindingSource::Opaque | BindingSource::Deleted => false,
            _ => true,
        }),
        ExprKind::Call(_)
        | ExprKind::Index(..)
        | ExprKind::Choice(_)
        | ExprKind::Await(_)
        | ExprKind::Narrowed { .. }
        | ExprKind::Walrus(_) => true,
        _ => false,
    }
}

/// Whether calling an expression may run elsewhere what it is given.
pub(super) fn may_run_elsewhere(project: &Project<'_>, module: ModuleId, callee: ExprId) -> bool {
    match &project.module(module).expr(callee).kind {
        ExprKind::Attribute(_, name) | ExprKind::Name(name, _) => project.runs_elsewhere(name),
        _ => false,
    }
}

/// Whether an expression is the name of a parameter without an annotation.
pub(super) fn is_untyped_parameter(project: &Project<'_>, module: ModuleId, callee: ExprId) -> bool {
    let facts = project.module(module);
    let bindings = facts.bindings_of_name(callee);
    let is_untyped = |source: &BindingSource| match source {
        BindingSource::Parameter(function, index) => {
            let parameter = facts.function(*function).parameters.get(*index as usize);
            parameter.is_some_and(|parameter| parameter.annotation.is_none())
        }
        _ => false,
    };
    !bindings.is_empty() && bindings.iter().all(|id| is_untyped(&facts.bindings[id.index()].source))
}

/// Whether a parameter that is called may be more than a function: by its annotation, or because a handle may be passed
/// for it.
fn may_be_callable_handle(
    project: &Project<'_>,
    module: ModuleId,
    function: FunctionId,
    index: u32,
    callee: ExprId,
) -> bool {
    let facts = project.module(module);
    let function = facts.function(function);
    let Some(parameter) = function.parameters.get(index as usize) else { return false };
    let is_receiver = index == 0 && function.class.is_some() && !function.is_static;
    parameter.annotation.is_some()
        || !is_receiver && (project.standing(module).may_matter(callee) || project.keeps_handles())
}

/// Whether an argument may be a method or a function that the catalog lists.
pub(super) fn may_be_method(project: &Project<'_>, module: ModuleId, argument: ExprId) -> bool {
    let facts = project.module(module);
    if !project.standing(module).may_matter(argument) {
        return false;
    }
    let named = |expr: ExprId| matches!(&facts.expr(expr).kind, ExprKind::Attribute(_, name) if project.catalog.may_be_call(name));
    match &facts.expr(argument).kind {
        ExprKind::Attribute(..) => named(argument),
        // The same with its object: `client.chat.completions.create.bind(client.chat.completions)`.
        ExprKind::Call(call) => match &facts.expr(call.callee).kind {
            ExprKind::Attribute(method, name) => {
                project.catalog.any_method(name) == Some(&Intrinsic::Receiver) && named(*method)
            }
            _ => false,
        },
        // Another name for one: `create = client.chat.completions.create`.
        ExprKind::Name(name, used) => bound_to(project, module, name, *used, |source| match source {
            BindingSource::Value { value, .. } => named(*value),
            BindingSource::Import(import) => {
                import.member.as_ref().is_some_and(|member| project.catalog.call_names.contains(member))
            }
            _ => false,
        }),
        _ => false,
    }
}

/// Whether one of the bindings that a name may refer to is of a kind. A name that the file does not bind may come
/// from a wildcard import.
fn bound_to(
    project: &Project<'_>,
    module: ModuleId,
    name: &Name,
    used: Use,
    is: impl Fn(&BindingSource) -> bool,
) -> bool {
    let facts = project.module(module);
    let mut open: Vec<SetId> = Vec::new();
    match used {
        Use::Free => {
            let catalog = project.catalog;
            // Few names are a request's, and the whole name has to be put together to be sure.
            let sends = catalog.request_names.contains(name) && {
                let built_in = [facts.prelude, ".", name.as_str()].concat();
                matches!(catalog.intrinsic(&built_in), Some(Intrinsic::HttpRequest(_)))
            };
            return sends || project.wildcards(module).next().is_some();
        }
        Use::Reaching(set) => open.push(set),
        Use::Enclosing(scope) => {
            let Some(symbol) = facts.symbol(scope, name.as_str()) else { return false };
            if symbol.all.iter().chain(&symbol.from_inner).any(|id| is(&facts.bindings[id.index()].source)) {
                return true;
            }
        }
    }
    let mut seen: Vec<SetId> = Vec::new();
    while let Some(set) = open.pop() {
        seen.push(set);
        for binding in facts.set(set) {
            match &facts.bindings[binding.index()].source {
                BindingSource::Join(joined) if !seen.contains(joined) => open.push(*joined),
                BindingSource::Join(_) => {}
                source if is(source) => return true,
                _ => {}
            }
        }
    }
    false
}
