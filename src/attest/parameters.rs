//! What becomes of a function that is handed to another one.

use super::index::Place;
use super::markers::is_believed;
use super::uses::{Carried, Receives};
use super::{Cause, Coverage, Judge, Open, escaping};
use crate::catalog::{Behaviour, Intrinsic};
use crate::module::{BindingSource, ExprId, ExprKind, FunctionId, ParameterKind, Use};
use crate::name::Name;
use crate::project::{ExprRef, FunctionRef, Value};

/// How often a function may be handed on.
const MAX_HANDED: u32 = 4;

/// What becomes of a function that is handed to another one; the last one outweighs the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// It is called, looked at, or wrapped.
    Used,
    /// It is called in another thread.
    Elsewhere,
    /// It is stored, or given to a library that may store it.
    Kept,
}

impl Judge<'_, '_> {
    /// The ways to the body of `function` that go through its being an argument of `call`.
    pub(super) fn passed(
        &mut self,
        function: FunctionRef,
        call: ExprRef,
        number: u32,
        depth: u32,
    ) -> Coverage {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return Coverage::unknown() };
        if let Some(coverage) = self.wrapped_by_marker(function, call) {
            // Where nobody keeps the result, nobody calls it.
            let is_dropped = self.index.place(call) == Place::Unknown;
            return if is_dropped { Coverage::default() } else { coverage };
        }
        let callees = self.evaluator.expr(ExprRef { expr: facts.callee, ..call });
        let mut all = Coverage::default();
        for traced in &callees {
            let coverage = match &traced.value {
                Value::Function(callee) | Value::Method(_, callee) => {
                    let bound = u32::from(matches!(traced.value, Value::Method(..)));
                    match self.parameter_for(*callee, &facts.arguments, number, bound) {
                        Some(parameter) => {
                            let given = Receives { function: *callee, parameter, call: Some(call) };
                            self.received(function, given, depth)
                        }
                        None => self.leaves(call),
                    }
                }
                Value::External(_) | Value::Instance(..) => {
                    self.passed_to_library(function, call, &traced.value)
                }
                _ => self.leaves(call),
            };
            all = all.and(coverage);
        }
        if callees.is_empty() { self.leaves(call) } else { all }
    }

    /// `mima.attest("x")(function)`: only what calls the result runs the function, and that under the marker.
    fn wrapped_by_marker(&mut self, function: FunctionRef, call: ExprRef) -> Option<Coverage> {
        let made = self.evaluator.expr(call);
        let wrapped = |value: &Value| matches!(value, Value::Attested(_, at) if *at == call);
        if made.is_empty() || !made.iter().all(|traced| wrapped(&traced.value)) {
            return None;
        }
        let active = self.of_wrapped(call);
        let covers = self.wrapper_covers(call);
        let facts = self.evaluator.project().function(function);
        Some(match covers {
            _ if facts.is_generator => Coverage::lapsed(active, Cause::Generator),
            crate::catalog::Covers::Sync if facts.is_async => Coverage::lapsed(active, Cause::Coroutine),
            crate::catalog::Covers::Async if !facts.is_async => Coverage::lapsed(active, Cause::NotAsync),
            _ => Coverage::covered(active),
        })
    }

    /// A method of a library that `wrapped` put a marker around, and that is called.
    pub(super) fn wrapped_method(&mut self, question: &super::Question<'_>, wrapped: ExprRef) -> Coverage {
        let active = self.of_wrapped(wrapped);
        let project = self.evaluator.project();
        let call = ExprRef { module: question.module, expr: question.site.expr };
        if let Some(facts) = project.call(call) {
            if !self.is_wrapped(ExprRef { expr: facts.callee, ..call }) {
                return Coverage::unknown();
            }
        }
        match self.wrapper_covers(wrapped) {
            crate::catalog::Covers::Sync if question.is_coroutine => {
                Coverage::lapsed(active, Cause::Coroutine)
            }
            crate::catalog::Covers::Async if !question.is_coroutine => {
                Coverage::lapsed(active, Cause::NotAsync)
            }
            _ => Coverage::covered(active),
        }
    }

    /// Whether an expression is something in the wrapper of a marker, and nothing else.
    pub(super) fn is_wrapped(&mut self, at: ExprRef) -> bool {
        let values = self.evaluator.expr(at);
        !values.is_empty()
            && is_believed(values.rest())
            && values.iter().all(|traced| matches!(traced.value, Value::Attested(..)))
    }

    fn passed_to_library(&mut self, function: FunctionRef, call: ExprRef, callee: &Value) -> Coverage {
        let project = self.evaluator.project();
        let (Some(name), Some(site)) = (callee.api(), project.call_site(call)) else {
            return self.leaves(call);
        };
        let behaves = |behaviour| project.catalog.behaves(name.as_str(), behaviour);
        let facts = project.function(function);
        let runs_in_it = behaves(Behaviour::Calls) && !facts.is_async && !facts.is_generator;
        // A thread has a copy of the context, in which the asynchronous marker is active.
        let keeps = behaves(Behaviour::KeepsContext) && !facts.is_async && !facts.is_generator;
        if runs_in_it || keeps && self.is_used_up(call, Carried::default()) {
            return self.point(call.module, site.scope, site.context, call);
        }
        match project.catalog.intrinsic(name.as_str()) {
            // `functools.wraps(function)`: copies its name.
            Some(Intrinsic::TransparentDecorator) => Coverage::default(),
            Some(Intrinsic::Map | Intrinsic::Filter)
                if name.root() == project.module(call.module).prelude =>
            {
                let around = self.point(call.module, site.scope, site.context, call);
                if self.is_used_up(call, Carried::default()) && !facts.is_async {
                    around
                } else {
                    escaping(around)
                }
            }
            Some(Intrinsic::Submit(_) | Intrinsic::Map) => {
                let around = self.point(call.module, site.scope, site.context, call);
                elsewhere(around)
            }
            _ => self.leaves(call),
        }
    }

    /// A method of a library that is handed over at a call: whether it is called while the marker is active.
    pub(super) fn handed_over(&mut self, question: &super::Question<'_>, around: Coverage) -> Coverage {
        let call = ExprRef { module: question.module, expr: question.site.expr };
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return around };
        let callees = self.evaluator.expr(ExprRef { expr: facts.callee, ..call });
        let keeps = |value: &Value| {
            value.api().is_some_and(|name| {
                let is = |behaviour| project.catalog.behaves(name.as_str(), behaviour);
                is(Behaviour::KeepsContext) || is(Behaviour::Calls) || is(Behaviour::Consumes)
            })
        };
        let submits = |value: &Value| {
            let effect = value.api().and_then(|name| project.catalog.intrinsic(name.as_str()));
            let prelude = project.module(call.module).prelude;
            let lazily = value.api().is_some_and(|name| name.root() == prelude);
            matches!(effect, Some(Intrinsic::Submit(_))) || matches!(effect, Some(Intrinsic::Map)) && !lazily
        };
        if callees.iter().any(|traced| submits(&traced.value) && !keeps(&traced.value)) {
            return elsewhere(around);
        }
        around
    }

    /// A function that goes where it cannot be followed, at this call.
    fn leaves(&mut self, call: ExprRef) -> Coverage {
        let Some(site) = self.evaluator.project().call_site(call) else { return Coverage::unknown() };
        let around = self.point(call.module, site.scope, site.context, call);
        escaping(around)
    }

    /// The ways to `function` that go through a parameter which it is the value of.
    pub(super) fn received(&mut self, function: FunctionRef, receives: Receives, depth: u32) -> Coverage {
        if depth > MAX_HANDED {
            return Coverage::unknown();
        }
        let mut all = Coverage::default();
        for read in self.parameter_reads(receives.function, receives.parameter) {
            let at = ExprRef { module: receives.function.module, expr: read };
            let coverage = match self.index.place(at) {
                Place::Callee(call) => {
                    let call = ExprRef { expr: call, ..at };
                    let inside = self.called(function, call);
                    if inside.open.is_some() && self.runs_in_the_call(receives, call) {
                        self.around_call(receives, function, call).unwrap_or(inside)
                    } else {
                        inside
                    }
                }
                Place::Argument(call, number) => {
                    self.passed(function, ExprRef { expr: call, ..at }, number, depth + 1)
                }
                Place::Object(outer) if self.is_harmless(ExprRef { expr: outer, ..at }) => {
                    Coverage::default()
                }
                _ => Coverage::unknown(),
            };
            all = all.and(coverage);
        }
        all
    }

    /// What becomes of what a parameter is given, apart from being called where it stands.
    pub(super) fn fate(&mut self, function: FunctionRef, parameter: u32, depth: u32) -> Fate {
        if depth > MAX_HANDED {
            return Fate::Kept;
        }
        let reads = self.parameter_reads(function, parameter).into_iter();
        let fates = reads.map(|read| {
            let at = ExprRef { module: function.module, expr: read };
            match self.index.place(at) {
                Place::Stored | Place::Element(_) => Fate::Kept,
                Place::Argument(call, number) => {
                    self.fate_in(ExprRef { expr: call, ..at }, number, depth + 1)
                }
                _ => Fate::Used,
            }
        });
        fates.max().unwrap_or(Fate::Used)
    }

    /// What a call does with one of its arguments.
    fn fate_in(&mut self, call: ExprRef, number: u32, depth: u32) -> Fate {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return Fate::Used };
        let callees = self.evaluator.expr(ExprRef { expr: facts.callee, ..call });
        let comes_out = self.comes_out(call);
        let fates = callees.iter().map(|traced| match &traced.value {
            Value::Function(callee) | Value::Method(_, callee) => {
                let bound = u32::from(matches!(traced.value, Value::Method(..)));
                let parameter = self.parameter_for(*callee, &facts.arguments, number, bound);
                parameter.map_or(Fate::Kept, |parameter| self.fate(*callee, parameter, depth))
            }
            Value::Class(_) if comes_out => Fate::Used,
            Value::ContainerMethod(..) | Value::Class(_) => Fate::Kept,
            value => value.api().map_or(Fate::Used, |name| self.fate_in_library(name.as_str(), comes_out)),
        });
        fates.max().unwrap_or(Fate::Used)
    }

    /// Whether what a call makes is returned or called: an object that holds a function is kept where it does not come
    /// out.
    fn comes_out(&self, call: ExprRef) -> bool {
        let facts = self.evaluator.project().module(call.module);
        let goes_on = |at: ExprRef| matches!(self.index.place(at), Place::Returned(_) | Place::Callee(_));
        let Place::Bound(binding) = self.index.place(call) else { return goes_on(call) };
        let reads = self.index.reads.get(&facts.bindings[binding.index()].name).into_iter().flatten();
        let mut here = reads.filter(|read| read.module == call.module);
        here.any(|read| match &facts.expr(read.expr).kind {
            ExprKind::Name(_, Use::Reaching(set)) => facts.set(*set).contains(&binding) && goes_on(*read),
            ExprKind::Name(_, Use::Enclosing(scope)) => {
                *scope == facts.bindings[binding.index()].scope && goes_on(*read)
            }
            _ => false,
        })
    }

    /// What a function of a library does with a function that it is given.
    fn fate_in_library(&self, name: &str, comes_out: bool) -> Fate {
        let catalog = self.evaluator.project().catalog;
        let harmless = [Behaviour::Inspects, Behaviour::Wraps, Behaviour::Calls, Behaviour::KeepsContext];
        if harmless.into_iter().any(|known| catalog.behaves(name, known)) {
            return Fate::Used;
        }
        match catalog.intrinsic(name) {
            Some(Intrinsic::Submit(_)) => Fate::Elsewhere,
            Some(_) => Fate::Used,
            None if comes_out => Fate::Used,
            None => Fate::Kept,
        }
    }

    /// Whether a use of a parameter runs before the call that passed it has ended.
    fn runs_in_the_call(&self, receives: Receives, used: ExprRef) -> bool {
        let project = self.evaluator.project();
        let facts = project.function(receives.function);
        let same =
            project.call_site(used).and_then(|site| project.enclosing_function(used.module, site.scope));
        let plain = !facts.is_async && !facts.is_generator && facts.decorators.is_empty();
        plain && same == Some(receives.function) && receives.call.is_some()
    }

    /// The ways to the call that passes a function which is called while it runs.
    fn around_call(&mut self, receives: Receives, function: FunctionRef, used: ExprRef) -> Option<Coverage> {
        let facts = self.evaluator.project().function(function);
        if (facts.is_async || facts.is_generator) && !self.is_used_up(used, Carried::default()) {
            return None;
        }
        let call = receives.call?;
        let site = self.evaluator.project().call_site(call)?;
        Some(self.point(call.module, site.scope, site.context, call))
    }

    /// The expressions that read a parameter, in its function and in those inside it.
    fn parameter_reads(&self, function: FunctionRef, parameter: u32) -> Vec<ExprId> {
        let facts = self.evaluator.project().module(function.module);
        let function_facts = facts.function(function.function);
        let Some(wanted) = function_facts.parameters.get(parameter as usize) else { return Vec::new() };
        let is_parameter = |id: &crate::module::BindingId| {
            let mut open = vec![*id];
            let mut seen = Vec::new();
            while let Some(id) = open.pop() {
                match &facts.bindings[id.index()].source {
                    BindingSource::Parameter(owner, index)
                        if *owner == function.function && *index == parameter =>
                    {
                        return true;
                    }
                    BindingSource::Join(set) if !seen.contains(set) => {
                        seen.push(*set);
                        open.extend(facts.set(*set));
                    }
                    _ => {}
                }
            }
            false
        };
        let reads = self.index.reads.get(&wanted.name).into_iter().flatten();
        let here = reads.filter(|at| at.module == function.module).map(|at| at.expr);
        here.filter(|&expr| match &facts.expr(expr).kind {
            ExprKind::Name(_, Use::Reaching(set)) => facts.set(*set).iter().any(is_parameter),
            ExprKind::Name(_, Use::Enclosing(scope)) => *scope == function_facts.scope,
            _ => false,
        })
        .collect()
    }

    /// The parameter that an argument is the value of.
    pub(super) fn parameter_for(
        &self,
        callee: FunctionRef,
        arguments: &[crate::module::Argument],
        number: u32,
        receiver: u32,
    ) -> Option<u32> {
        use crate::module::ArgumentKind;
        let facts = self.evaluator.project().function(callee);
        let argument = arguments.get(number as usize)?;
        let by_name = |name: &Name| {
            let mut parameters = facts.parameters.iter().zip(0_u32..);
            parameters.find(|(parameter, _)| parameter.name == *name).map(|(_, at)| at)
        };
        match &argument.kind {
            ArgumentKind::Keyword(name) => by_name(name),
            ArgumentKind::Positional => {
                let before = &arguments[..number as usize];
                if before.iter().any(|argument| argument.kind == ArgumentKind::Spread) {
                    return None;
                }
                let index = number + receiver;
                let plain = facts.parameters.get(index as usize)?.kind == ParameterKind::Plain;
                plain.then_some(index)
            }
            ArgumentKind::Spread | ArgumentKind::SpreadMapping => None,
        }
    }
}

/// Code that runs in another thread, where the markers around the call are not active.
fn elsewhere(around: Coverage) -> Coverage {
    match around.covered {
        Some(active) => Coverage::lapsed(active, Cause::OtherThread),
        None => Coverage { covered: None, open: around.open.or(Some(Open::Unknown)) },
    }
}

/// The number of a function in its file, for a lambda.
pub(super) fn lambda(kind: &ExprKind) -> Option<FunctionId> {
    match kind {
        ExprKind::Lambda(function) => Some(*function),
        _ => None,
    }
}
