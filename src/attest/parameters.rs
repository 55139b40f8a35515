//! What becomes of a function that is passed to another one.

use rustc_hash::FxHashSet;

use super::edges::Edge;
use super::index::Place;
use super::markers::is_in_doubt;
use super::promises::Begun;
use super::wrapping::{Shape, lapses};
use super::{Active, Cause, Coverage, Doubt, Judge, Runs};
use crate::catalog::{Behaviour, Intrinsic};
use crate::finding::MarkerKind;
use crate::module::{BindingSource, ExprId, ExprKind, ParameterKind, Use};
use crate::name::Name;
use crate::project::{ExprRef, FunctionRef, Value};

/// A parameter that has a function for its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Receives {
    pub(super) function: FunctionRef,
    pub(super) parameter: u32,
    /// The call that passes it, unless a decorator does.
    pub(super) call: Option<ExprRef>,
}

/// A place to which a function is passed, or the edge that this comes to.
pub(super) enum Handed {
    /// The argument of a call with this number.
    Argument(ExprRef, u32),
    /// A parameter of a function of the project.
    Parameter(Receives),
    /// It is followed no further.
    Edge(Edge),
}

impl Judge<'_, '_> {
    /// The edges to the body of `function` that go through a place to which it is passed, in the order of the places.
    pub(super) fn handed(&mut self, function: FunctionRef, to: Handed) -> Vec<Edge> {
        let mut edges = Vec::new();
        let mut seen = FxHashSet::default();
        let mut open = vec![to];
        while let Some(next) = open.pop() {
            let found = match next {
                Handed::Edge(edge) => {
                    edges.push(edge);
                    continue;
                }
                Handed::Argument(call, number) => self.handed_to_argument(function, call, number),
                Handed::Parameter(receives) if seen.insert(receives) => {
                    self.handed_to_parameter(function, receives)
                }
                Handed::Parameter(_) => continue,
            };
            open.extend(found.into_iter().rev());
        }
        edges
    }

    /// Where a function goes that is an argument of a call.
    fn handed_to_argument(&mut self, function: FunctionRef, call: ExprRef, number: u32) -> Vec<Handed> {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else {
            return vec![Handed::Edge(Edge::doubt(Doubt::Escapes(call)))];
        };
        if let Some(edge) = self.wrapped_by_marker(function, call) {
            // Where nobody keeps the result, nobody calls it.
            let is_dropped = self.index.place(call) == Place::Unknown;
            let mut edges = if is_dropped { Vec::new() } else { vec![Handed::Edge(edge)] };
            if let Some(argument) = facts.arguments.get(number as usize)
                && self.is_of_one_object(ExprRef { expr: argument.value, ..call })
            {
                edges.push(Handed::Edge(Edge::doubt(Doubt::OneObject(call))));
            }
            if self.is_unwrapped(function) {
                edges.push(Handed::Edge(Edge::doubt(Doubt::MayBeUnwrapped(call))));
            }
            return edges;
        }
        if self.goes_on_after_calls() {
            if let Some(active) = self.given_to_marker(call) {
                return vec![Handed::Edge(self.edge_of_marked(function, active))];
            }
            if let (Some(begun), Some(around)) = (self.what_callee_begins(call), self.around(call)) {
                return vec![Handed::Edge(self.until_over(around, call, begun))];
            }
        }
        let callee = ExprRef { expr: facts.callee, ..call };
        if self.lens.is_none() && self.is_lookalike(callee) {
            return vec![Handed::Edge(Edge::doubt(Doubt::ByName(callee, MarkerKind::Decorator)))];
        }
        let callees = self.evaluator.expr(callee);
        let mut found = Vec::new();
        if is_in_doubt(&callees) {
            found.push(Handed::Edge(self.edge_of_leaving(call)));
        }
        for traced in &callees {
            found.push(match &traced.value {
                Value::Function(callee) | Value::Method(_, callee) => {
                    let bound = u32::from(matches!(traced.value, Value::Method(..)));
                    match self.parameter_for(*callee, &facts.arguments, number, bound) {
                        Some(parameter) => {
                            Handed::Parameter(Receives { function: *callee, parameter, call: Some(call) })
                        }
                        None => Handed::Edge(self.edge_of_leaving(call)),
                    }
                }
                Value::External(_) | Value::Instance(..) => {
                    let Some(edge) = self.edge_in_library(function, call, &traced.value) else { continue };
                    Handed::Edge(edge)
                }
                _ => Handed::Edge(self.edge_of_leaving(call)),
            });
        }
        found
    }

    /// The edge to a function that is given to a marker which runs it.
    pub(super) fn edge_of_marked(&mut self, function: FunctionRef, active: Active) -> Edge {
        let facts = self.evaluator.project().function(function);
        match lapses(crate::catalog::Covers::Any, Shape::of(facts)) {
            Some(cause) => Edge::lapsed(active, cause),
            // What is never ended is never recorded.
            None if self.is_ended_by_hand(&active.marker) && self.ended_by_hand(function).is_none() => {
                Edge::lapsed(active, Cause::NotEnded)
            }
            None => Edge::covered(active),
        }
    }

    /// Whether an expression is the method of one object, while others of its class have their own: `desk.ask`. What a
    /// method reads of its receiver every object has.
    fn is_of_one_object(&mut self, at: ExprRef) -> bool {
        let facts = self.evaluator.project().module(at.module);
        let ExprKind::Attribute(object, _) = facts.expr(at.expr).kind else { return false };
        let is_bound = |value: &Value| matches!(value, Value::Method(receiver, _) if matches!(**receiver, Value::Object(_)));
        !facts.is_receiver(object) && self.evaluator.expr(at).iter().any(|traced| is_bound(&traced.value))
    }

    /// `mima.attest("x")(function)`: only what calls the result runs the function, and that under the marker.
    fn wrapped_by_marker(&mut self, function: FunctionRef, call: ExprRef) -> Option<Edge> {
        if self.lens.is_some() {
            return None;
        }
        let made = self.evaluator.expr(call);
        let wrapped = |value: &Value| matches!(value, Value::Attested(_, at) if *at == call);
        if is_in_doubt(&made) || !made.iter().all(|traced| wrapped(&traced.value)) {
            return None;
        }
        let active = match self.of_wrapped(call) {
            Ok(active) => active,
            Err(doubt) => return Some(Edge::doubt(doubt)),
        };
        let covers = self.wrapper_covers(call);
        let facts = self.evaluator.project().function(function);
        let shape = Shape::of(facts);
        Some(match lapses(covers, shape) {
            Some(cause) => Edge::lapsed(active, cause),
            None => Edge::covered(active),
        })
    }

    /// A method of a library that `wrapped` put a marker around, and that is called.
    pub(super) fn wrapped_method(&mut self, question: &super::Question<'_>, wrapped: ExprRef) -> Coverage {
        let active = match self.of_wrapped(wrapped) {
            Ok(active) => active,
            Err(doubt) => return Coverage::doubt(doubt),
        };
        let project = self.evaluator.project();
        let call = ExprRef { module: question.module, expr: question.site.expr };
        if let Some(facts) = project.call(call)
            && !self.is_wrapped(ExprRef { expr: facts.callee, ..call })
        {
            return Coverage::doubt(Doubt::MayBeUnwrapped(call));
        }
        match self.wrapper_covers(wrapped) {
            _ if !matches!(question.runs, Runs::AtOnce | Runs::Awaited) => {
                Coverage::lapsed(active, Cause::ReadLater)
            }
            crate::catalog::Covers::Sync if question.runs == Runs::Awaited => {
                Coverage::lapsed(active, Cause::Coroutine)
            }
            crate::catalog::Covers::Async if question.runs != Runs::Awaited => {
                Coverage::lapsed(active, Cause::NotAsync)
            }
            _ => Coverage::covered(active),
        }
    }

    /// Whether an expression is something in the wrapper of a marker, and nothing else.
    pub(super) fn is_wrapped(&mut self, at: ExprRef) -> bool {
        let values = self.evaluator.expr(at);
        !values.is_empty()
            && values.is_believed()
            && values.iter().all(|traced| matches!(traced.value, Value::Attested(..)))
    }

    /// The edge to a function that is passed to a library; `None` if the library only looks at it.
    fn edge_in_library(&mut self, function: FunctionRef, call: ExprRef, callee: &Value) -> Option<Edge> {
        let project = self.evaluator.project();
        let (Some(name), Some(around)) = (callee.api(), self.around(call)) else {
            return Some(self.edge_of_leaving(call));
        };
        let facts = project.function(function);
        let runs = if facts.is_async || facts.is_generator { Runs::Awaited } else { Runs::AtOnce };
        if self.runs_in_time(call, name.as_str(), runs) || self.is_joined(call) {
            return Some(self.leaving_by_way(around, call));
        }
        // `functools.wraps(function)`: copies its name.
        let is_copied = project.catalog.intrinsic(name.as_str()) == Some(&Intrinsic::TransparentDecorator);
        (!is_copied).then(|| around.later(call))
    }

    /// Whether what a function of a library is given at a call has run before what is active there ends.
    fn runs_in_time(&mut self, call: ExprRef, name: &str, runs: Runs) -> bool {
        let catalog = self.evaluator.project().catalog;
        let behaves = |behaviour| catalog.behaves(name, behaviour);
        match runs {
            // When it runs in another thread does not matter: nothing is active there.
            Runs::AtOnce if behaves(Behaviour::Calls) || behaves(Behaviour::OwnThread) => true,
            Runs::AtOnce => {
                let elements = matches!(catalog.intrinsic(name), Some(Intrinsic::Map | Intrinsic::Filter));
                (elements || behaves(Behaviour::KeepsContext)) && self.is_consumed(call)
            }
            Runs::Awaited => behaves(Behaviour::Awaits),
            _ => false,
        }
    }

    /// The edge to what a call runs that it is given, in whatever thread and context.
    pub(super) fn leaving_by_way(&mut self, around: Edge, call: ExprRef) -> Edge {
        match self.way_into(call) {
            Some(way) => around.leaving(way, call),
            None => around,
        }
    }

    /// A method of a library that is handed over at a call: whether it is called while the marker is active.
    pub(super) fn handed_over(&mut self, question: &super::Question<'_>, around: Edge) -> Vec<Edge> {
        let call = ExprRef { module: question.module, expr: question.site.expr };
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return vec![around] };
        let callees = self.evaluator.expr(ExprRef { expr: facts.callee, ..call });
        let mut names = Vec::new();
        for name in callees.iter().filter_map(|traced| traced.value.api()) {
            let behaves = |behaviour| project.catalog.behaves(name.as_str(), behaviour);
            let is_known =
                [Behaviour::OwnThread, Behaviour::KeepsContext, Behaviour::Awaits].into_iter().any(behaves)
                    || matches!(
                        project.catalog.intrinsic(name.as_str()),
                        Some(Intrinsic::Map | Intrinsic::Filter | Intrinsic::Submit(_))
                    );
            if is_known {
                names.push(name);
            }
        }
        // What it makes is what the call gives, as far as anybody knows.
        let is_lazy = !matches!(question.runs, Runs::AtOnce | Runs::Awaited);
        if is_lazy {
            return self.edges_of_running(call, question.runs, around);
        }
        if names.iter().any(|name| !self.runs_in_time(call, name.as_str(), question.runs)) {
            return vec![around.later(call)];
        }
        vec![self.leaving_by_way(around, call)]
    }

    /// The edge to a function that is passed at this call to where it cannot be followed.
    fn edge_of_leaving(&mut self, call: ExprRef) -> Edge {
        self.around(call).map_or_else(|| Edge::doubt(Doubt::Escapes(call)), |around| around.later(call))
    }

    /// Where a function goes that a parameter has for its value.
    fn handed_to_parameter(&mut self, function: FunctionRef, receives: Receives) -> Vec<Handed> {
        let mut found = Vec::new();
        for read in self.parameter_reads(receives.function, receives.parameter) {
            let at = ExprRef { module: receives.function.module, expr: read };
            found.push(match self.index.place(at) {
                Place::Callee(call) => {
                    let call = ExprRef { expr: call, ..at };
                    let around = self.edge_around(receives, function, call);
                    let inside = self.edges_of_call(function, call);
                    found.extend(inside.into_iter().map(|edge| Handed::Edge(edge.or(around.clone()))));
                    continue;
                }
                Place::Argument(call, number) => Handed::Argument(ExprRef { expr: call, ..at }, number),
                Place::Object(outer) if self.is_harmless(ExprRef { expr: outer, ..at }) => continue,
                Place::Object(outer) if self.is_called_by_method(ExprRef { expr: outer, ..at }) => {
                    let edges = self.edges_of_use(function, at);
                    found.extend(edges.into_iter().map(Handed::Edge));
                    continue;
                }
                _ => Handed::Edge(Edge::doubt(Doubt::Escapes(at))),
            });
        }
        found
    }

    /// Whether a use of a parameter runs before the call that passed it has ended.
    fn runs_in_the_call(&self, receives: Receives, used: ExprRef) -> bool {
        let project = self.evaluator.project();
        let facts = project.function(receives.function);
        let same =
            project.call_site(used).and_then(|site| project.enclosing_function(used.module, site.scope));
        let goes_on = facts.is_async && !self.goes_on_after_calls();
        let plain = !goes_on && !facts.is_generator && facts.decorators.is_empty();
        plain && same == Some(receives.function) && receives.call.is_some()
    }

    /// The edge to the call that passes a function, if what is passed is called while that runs.
    fn edge_around(&mut self, receives: Receives, function: FunctionRef, used: ExprRef) -> Option<Edge> {
        if !self.runs_in_the_call(receives, used) {
            return None;
        }
        let facts = self.evaluator.project().function(function);
        let around = self.around(receives.call?)?;
        if self.goes_on_after_calls() {
            let is_over = self.is_over_in_its_function(used) && !facts.is_generator;
            let call = receives.call.filter(|_| is_over)?;
            return Some(self.until_over(around, call, Begun::Promise));
        }
        if (facts.is_async || facts.is_generator) && !self.is_consumed(used) {
            return None;
        }
        Some(around)
    }

    /// The expressions that read a parameter, in its function and in those inside it.
    pub(super) fn parameter_reads(&self, function: FunctionRef, parameter: u32) -> Vec<ExprId> {
        let facts = self.evaluator.project().module(function.module);
        let function_facts = facts.function(function.function);
        let Some(wanted) = function_facts.parameters.get(parameter as usize) else { return Vec::new() };
        let is_parameter = |id| match facts.binding(id).source {
            BindingSource::Parameter(owner, index) => owner == function.function && index == parameter,
            _ => false,
        };
        let reads = self.index.reads_in(&wanted.name, function.module).iter().map(|at| at.expr);
        reads
            .filter(|&expr| match &facts.expr(expr).kind {
                ExprKind::Name(_, Use::Reaching(set)) => facts.may_be_bound_by(*set, is_parameter),
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
