//! Decorators that a function of the project puts on one after the other: `@compose(mima.attest("ask"), cache)`.

use super::Judge;
use super::markers::is_in_doubt;
use crate::catalog::Behaviour;
use crate::module::{
    ArgumentKind, BindingId, BindingSource, ConditionKind, Decorator, ExprId, ExprKind, FunctionId, Module,
    ParameterKind, UnpackStep, Use,
};
use crate::name::Name;
use crate::project::{ExprRef, FunctionRef, ModuleId, Value};

impl Judge<'_, '_> {
    /// The decorators that an expression stands for which calls a function of the project with them, from the top down. What
    /// that gives applies each of them to what the one before has made of a function, and gives what the last one makes.
    pub(super) fn composed(&mut self, at: ExprRef) -> Option<Vec<(ModuleId, Decorator)>> {
        let project = self.evaluator.project();
        let at = self.behind_name(at);
        let call = project.call(at)?;
        let outer = self.one_function(ExprRef { expr: call.callee, ..at })?;
        let inner = self.one_function(at)?;
        let (own, given) = (project.function(outer), project.function(inner));
        let is_plain = [own, given]
            .into_iter()
            .all(|function| !function.is_async && !function.is_generator && function.decorators.is_empty());
        let first_is_rest = matches!(&own.parameters[..], [rest, ..] if rest.kind == ParameterKind::Rest);
        let is_listed = call.arguments.iter().all(|argument| argument.kind == ArgumentKind::Positional);
        if !is_plain
            || !first_is_rest
            || !is_listed
            || inner.module != outer.module
            || given.parent != own.scope
        {
            return None;
        }
        let facts = project.module(inner.module);
        let Fold { value: gone_through, uses, name } = folded(facts, inner.function)?;
        // Nobody else gets the function on its way.
        let reads = self.index.reads_in(name, inner.module).iter();
        let is_elsewhere = |expr: ExprId| match &facts.expr(expr).kind {
            ExprKind::Name(_, Use::Reaching(set)) => {
                facts.may_be_bound_by(*set, |id| facts.binding(id).scope == given.scope)
                    && !uses.contains(&expr)
            }
            ExprKind::Name(_, Use::Enclosing(scope)) => *scope == given.scope,
            _ => false,
        };
        if reads.into_iter().any(|read| is_elsewhere(read.expr)) {
            return None;
        }
        let is_reversed = self.is_all_of(ExprRef { module: inner.module, expr: gone_through }, outer)?;
        let span = |expr| project.module(at.module).expr(expr).span;
        let decorators = call
            .arguments
            .iter()
            .map(|argument| (at.module, Decorator { expr: argument.value, span: span(argument.value) }));
        Some(if is_reversed { decorators.collect() } else { decorators.rev().collect() })
    }

    /// The one function of the project that an expression is.
    fn one_function(&mut self, at: ExprRef) -> Option<FunctionRef> {
        let values = self.evaluator.expr(at);
        match values.as_slice() {
            [traced] if !is_in_doubt(&values) => match traced.value {
                Value::Function(function) => Some(function),
                _ => None,
            },
            _ => None,
        }
    }

    /// What a name of a file stands for, if that is one expression.
    fn behind_name(&self, at: ExprRef) -> ExprRef {
        let facts = self.evaluator.project().module(at.module);
        match one_binding(facts, at.expr).map(|binding| &facts.binding(binding).source) {
            Some(BindingSource::Value { value, unpack, .. }) if unpack.is_empty() => {
                ExprRef { expr: *value, ..at }
            }
            _ => at,
        }
    }

    /// Whether an expression is the positional arguments that a function collects, from the first to the last or, if it is
    /// true, from the last to the first. `None` if it is anything else.
    fn is_all_of(&mut self, at: ExprRef, function: FunctionRef) -> Option<bool> {
        let project = self.evaluator.project();
        let facts = project.module(at.module);
        if let Some(call) = facts.call(at.expr) {
            let [argument] = &call.arguments[..] else { return None };
            let inner = ExprRef { expr: argument.value, ..at };
            return if self.callee_behaves(at, Behaviour::Reverses) {
                self.is_all_of(inner, function).map(|is_reversed| !is_reversed)
            } else {
                None
            };
        }
        let own = project.function(function);
        let ExprKind::Name(name, used) = &facts.expr(at.expr).kind else { return None };
        let symbol = facts.symbol(own.scope, name.as_str())?;
        let is_parameter = |id: &BindingId| matches!(facts.binding(*id).source, BindingSource::Parameter(of, 0) if of == function.function);
        let is_of_function = match used {
            Use::Enclosing(scope) => *scope == own.scope,
            Use::Reaching(set) => facts.set(*set).iter().all(is_parameter),
            Use::Free => false,
        };
        (is_of_function && symbol.from_inner.is_empty() && symbol.all.iter().all(is_parameter))
            .then_some(false)
    }
}

/// A loop that applies one function after the other.
struct Fold<'m> {
    /// What it goes through.
    value: ExprId,
    /// Where what has been made so far is passed on and given.
    uses: [ExprId; 2],
    /// The name of that.
    name: &'m Name,
}

/// What a function goes through that calls each element of it with what the one before has given, with its own argument
/// first, and gives what the last one gives.
fn folded(facts: &Module, function: FunctionId) -> Option<Fold<'_>> {
    let own = facts.function(function);
    let ([_], [returned]) = (&own.parameters[..], &own.returns[..]) else { return None };
    let mut step = None;
    for binding in bindings_of(facts, *returned)? {
        match &facts.binding(binding).source {
            BindingSource::Parameter(of, 0) if *of == function => {}
            BindingSource::Value { value, unpack, .. } if unpack.is_empty() && step.is_none() => {
                step = Some(*value);
            }
            _ => return None,
        }
    }
    let step = step?;
    let call = facts.call(step)?;
    let [argument] = &call.arguments[..] else { return None };
    let mut passed = bindings_of(facts, argument.value)?;
    let mut known = bindings_of(facts, *returned)?;
    passed.sort_unstable();
    known.sort_unstable();
    let site = facts.calls.iter().find(|site| site.expr == step)?;
    let condition = &facts.conditions[site.condition?.index()];
    let ConditionKind::Each { value, is_whole: true } = condition.kind else { return None };
    let BindingSource::Value { value: from, unpack, .. } =
        &facts.binding(one_binding(facts, call.callee)?).source
    else {
        return None;
    };
    let goes_on = passed == known && condition.parent.is_none() && site.context.is_none();
    let is_fold = goes_on && site.scope == own.scope && *from == value && unpack[..] == [UnpackStep::Each];
    let ExprKind::Name(name, _) = &facts.expr(*returned).kind else { return None };
    is_fold.then_some(Fold { value, uses: [*returned, argument.value], name })
}

/// The bindings that a name may have where it is read, through those that join.
fn bindings_of(facts: &Module, expr: ExprId) -> Option<Vec<BindingId>> {
    let ExprKind::Name(_, Use::Reaching(set)) = facts.expr(expr).kind else { return None };
    let mut found = Vec::new();
    facts.may_be_bound_by(set, |id| {
        if !matches!(facts.binding(id).source, BindingSource::Join(_)) {
            found.push(id);
        }
        false
    });
    Some(found)
}

/// The one binding that a name has where it is read.
pub(super) fn one_binding(facts: &Module, expr: ExprId) -> Option<BindingId> {
    let ExprKind::Name(_, Use::Reaching(set)) = facts.expr(expr).kind else { return None };
    match facts.set(set) {
        [binding] => Some(*binding),
        _ => None,
    }
}
