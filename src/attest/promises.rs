//! Where what a call has begun is over, in languages whose asynchronous functions run from where they are called.
//!
//! Such a call gives a promise and goes on. A marker around it covers what it does only if somebody waits for the promise
//! before the marker ends. So the promise is followed through the function that it is made in: to where it is waited for, or to
//! where the function returns it. Whoever calls that function is asked the same of the call. A promise that goes anywhere else is
//! taken to be open when the marker ends.

use rustc_hash::FxHashSet;

use super::edges::{Edge, Source, Way};
use super::index::Place;
use super::{Active, Judge, Question, Runs};
use crate::catalog::{Behaviour, Intrinsic, MarkerShape};
use crate::finding::MarkerKind;
use crate::module::{BindingId, ExprKind, FunctionId, Module, UnpackStep};
use crate::name::QualName;
use crate::project::{ExprRef, FunctionRef, Value};
use crate::source::Span;

/// What a call gives before it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Begun {
    /// A promise.
    Promise,
    /// A list of promises.
    List,
    /// Something that is read bit by bit; it is no promise itself.
    Stream,
    /// A part of that, or what a method of it gives.
    Part,
}

/// Where what a call has begun is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Somebody waits for it here, in the function of the call.
    Waited(Span),
    /// The function gives the promise to whoever calls it.
    Returned,
}

/// How many places a promise is followed to.
const MOST_PLACES: usize = 256;

/// A promise at a place.
type Standing = (ExprRef, Begun);

impl Judge<'_, '_> {
    /// Whether calls go on after they have given something: see [`Begun`].
    pub(super) fn goes_on_after_calls(&self) -> bool {
        self.evaluator.project().catalog.conventions.calls_give_promises
    }

    /// The edges to a call of a question that goes on after it has given something.
    pub(super) fn edges_to_begun(&mut self, question: &Question<'_>, around: Edge) -> Vec<Edge> {
        let call = ExprRef { module: question.module, expr: question.site.expr };
        let is_read = matches!(question.runs, Runs::Read | Runs::MaybeRead | Runs::Entered);
        let begun = if is_read { Begun::Stream } else { Begun::Promise };
        if question.passed && !self.calls_what_it_is_given(call) {
            return vec![around.leaving(Way::Unawaited, call)];
        }
        vec![self.until_over(around, call, begun)]
    }

    /// The edge to what a call begins; `around` is the one to the call itself.
    pub(super) fn until_over(&mut self, around: Edge, call: ExprRef, begun: Begun) -> Edge {
        if !matches!(around.source, Source::Covered(_) | Source::Body(_)) {
            return around;
        }
        let facts = self.evaluator.project().module(call.module);
        let (scope, context) = facts.place_of(call.expr);
        let function = facts.enclosing_function(scope);
        let end = self.end_of(call, begun);
        let block = facts.block_around(context).map(|context| facts.contexts[context.index()].statement);
        let is_inside = |place: Span| block.is_none_or(|block| block.contains(place));
        match (&around.source, end) {
            (Source::Covered(_), Some(End::Waited(place))) if is_inside(place) => around,
            (Source::Body(source), Some(end)) if self.is_over_in_time(*source, end) => around,
            // The block ends before it; what is around the function may not.
            (Source::Covered(_), Some(end)) => {
                let lapsed = around.leaving(Way::Unawaited, call);
                let body = function.map(|function| FunctionRef { module: call.module, function });
                match body.filter(|&body| self.is_over_in_time(body, end)) {
                    Some(body) => Edge::body(body).or(Some(lapsed)),
                    None => lapsed,
                }
            }
            _ => around.leaving(Way::Unawaited, call),
        }
    }

    /// Whether what ends so in a function is over before a marker ends that runs the function.
    fn is_over_in_time(&mut self, function: FunctionRef, end: End) -> bool {
        let Some(ended) = self.ended_by_hand(function) else { return true };
        matches!(end, End::Waited(place) if place.end <= ended.start)
    }

    /// The edge to a function literal that a call is given which runs it, or gives it to a marker.
    pub(super) fn edge_of_given_literal(&mut self, function: FunctionRef, call: ExprRef) -> Option<Edge> {
        if let Some(active) = self.given_to_marker(call) {
            return Some(self.edge_of_marked(function, active));
        }
        let begun = match self.what_callee_begins(call) {
            Some(begun) => begun,
            None if self.folds(call) && self.waits_for_parameter(function, 0, false) => Begun::Promise,
            None => return None,
        };
        let around = self.around(call)?;
        Some(self.until_over(around, call, begun))
    }

    /// Whether what a call gives is over when the promise of its function is.
    pub(super) fn is_over_in_its_function(&mut self, call: ExprRef) -> bool {
        self.end_of(call, Begun::Promise).is_some()
    }

    /// What a call gives that runs the functions which it is given; `None` if it is not known to run them.
    pub(super) fn what_callee_begins(&mut self, call: ExprRef) -> Option<Begun> {
        let project = self.evaluator.project();
        let callee = &project.module(call.module).expr(project.call(call)?.callee).kind;
        let any_method = |behaviour| match callee {
            ExprKind::Attribute(_, name) => project.catalog.any_method_behaves(name, behaviour),
            _ => false,
        };
        let (each, once) = (any_method(Behaviour::CallsEach), any_method(Behaviour::Calls));
        if each || self.callee_behaves(call, Behaviour::CallsEach) {
            return Some(Begun::List);
        }
        (once || self.callee_behaves(call, Behaviour::Calls)).then_some(Begun::Promise)
    }

    /// Whether a call gives a function what it gave for the element before.
    fn folds(&self, call: ExprRef) -> bool {
        let project = self.evaluator.project();
        let callee = project.call(call).map(|facts| &project.module(call.module).expr(facts.callee).kind);
        let Some(ExprKind::Attribute(_, name)) = callee else { return false };
        project.catalog.any_method_behaves(name, Behaviour::Folds)
    }

    fn calls_what_it_is_given(&mut self, call: ExprRef) -> bool {
        self.what_callee_begins(call).is_some()
    }

    /// The marker that a call gives its functions to, which runs them or gives something that does.
    pub(super) fn given_to_marker(&mut self, call: ExprRef) -> Option<Active> {
        let project = self.evaluator.project();
        let callees = self.evaluator.expr(ExprRef { expr: project.call(call)?.callee, ..call });
        let is_of_library = |value: &Value| matches!(value, Value::External(_) | Value::Instance(..));
        let contexts = [MarkerShape::ContextManager, MarkerShape::AsyncContextManager];
        let decorators = [MarkerShape::DecoratorFactory];
        // A function of the project may give what a marker gives, and do anything with what it is given itself.
        let is_own = !callees.iter().all(|traced| is_of_library(&traced.value));
        if is_own && self.by_its_own_name(call, &[contexts[0], decorators[0]]).is_none() {
            return None;
        }
        let entered = self.entered(call, &contexts);
        let decorating = || Some(Active { kind: MarkerKind::Decorator, ..self.entered(call, &decorators)? });
        entered.or_else(decorating)
    }

    /// Whether a marker that runs a function lasts until that ends it.
    pub(super) fn is_ended_by_hand(&self, marker: &QualName) -> bool {
        let markers = self.evaluator.project().catalog.markers.get(marker);
        markers.into_iter().flatten().any(|marker| !marker.ended_by.is_empty())
    }

    /// The first place at which a function may end the marker that runs it, if it does: by a method of its first parameter.
    pub(super) fn ended_by_hand(&mut self, function: FunctionRef) -> Option<Span> {
        let project = self.evaluator.project();
        let facts = project.module(function.module);
        let ending = &project.catalog.ending_methods;
        let given_to = project.function(function).given_to.filter(|_| !ending.is_empty())?;
        let mut is_ended = false;
        let mut first: Option<Span> = None;
        for read in self.parameter_reads(function, 0) {
            let member = match self.index.place(ExprRef { module: function.module, expr: read }) {
                Place::Object(member) => match &facts.expr(member).kind {
                    ExprKind::Attribute(_, name) => Some(name),
                    _ => None,
                },
                _ => None,
            };
            is_ended |= member.is_some_and(|name| ending.contains(name));
            // Whoever gets it may end it.
            if member.is_none_or(|name| ending.contains(name)) {
                let place = facts.expr(read).span;
                first =
                    Some(first.map_or(place, |first| if place.start < first.start { place } else { first }));
            }
        }
        let first = first.filter(|_| is_ended)?;
        let marker = self.given_to_marker(ExprRef { module: function.module, expr: given_to })?.marker;
        self.is_ended_by_hand(&marker).then_some(first)
    }

    // --- where it ends ---------------------------------------------------------------------------------------

    /// Where what a call has begun is over; `None` if nobody is seen to wait for it.
    fn end_of(&mut self, call: ExprRef, begun: Begun) -> Option<End> {
        let mut seen = FxHashSet::default();
        let mut open: Vec<Standing> = vec![(call, begun)];
        while let Some(standing) = open.pop() {
            if seen.len() > MOST_PLACES || !seen.insert(standing) {
                continue;
            }
            if let Some(end) = self.end_at(standing, &mut open) {
                return Some(end);
            }
        }
        None
    }

    /// Whether it ends where it stands; where else it then stands is added to `next`.
    fn end_at(&mut self, (at, begun): Standing, next: &mut Vec<Standing>) -> Option<End> {
        let inside = |expr| ExprRef { expr, ..at };
        let project = self.evaluator.project();
        let facts = project.module(at.module);
        match self.index.place(at) {
            Place::Awaited(outer) => match begun {
                Begun::Promise | Begun::Part => return Some(End::Waited(facts.expr(outer).span)),
                Begun::Stream => next.push((inside(outer), begun)),
                Begun::List => {}
            },
            Place::TakenApart(part) if begun == Begun::List => {
                let is_whole = self.is_of_whole_loop(inside(part));
                next.extend(is_whole.then_some((inside(part), Begun::Promise)));
            }
            Place::TakenApart(_) | Place::Iterated if matches!(begun, Begun::Stream | Begun::Part) => {
                return Some(End::Waited(facts.expr(at.expr).span));
            }
            Place::Returned(function) => {
                let is_waited_for = begun == Begun::Promise && !facts.function(function).is_generator;
                return is_waited_for.then_some(End::Returned);
            }
            Place::Option(outer) => next.push((inside(outer), begun)),
            Place::Element(outer) if begun == Begun::Promise => next.push((inside(outer), Begun::List)),
            Place::Spread(outer) if begun == Begun::List && project.call(inside(outer)).is_none() => {
                next.push((inside(outer), begun));
            }
            // `list.push(...promises)`
            Place::Spread(outer) if begun == Begun::List => self.added(inside(outer), next),
            Place::Argument(outer, number) => self.end_in_call((at, begun), inside(outer), number, next),
            Place::Object(member) => {
                let call = match self.index.place(inside(member)) {
                    Place::Callee(call) => Some(call),
                    _ => None,
                };
                let after = match begun {
                    Begun::Stream | Begun::Part => Some(Begun::Part),
                    Begun::Promise => Some(begun),
                    Begun::List => {
                        let effect = match &facts.expr(member).kind {
                            ExprKind::Attribute(_, name) => project.catalog.any_method(name),
                            _ => None,
                        };
                        matches!(effect, Some(Intrinsic::Receiver | Intrinsic::Apply)).then_some(begun)
                    }
                };
                next.extend(after.map(|after| (inside(call.unwrap_or(member)), after)));
            }
            Place::Bound(binding) => {
                let reads = self.reads_that_certainly_follow(at, binding);
                next.extend(reads.into_iter().map(|read| (read, begun)));
            }
            _ => {}
        }
        None
    }

    /// The same for an argument of a call.
    fn end_in_call(&mut self, (_, begun): Standing, call: ExprRef, number: u32, next: &mut Vec<Standing>) {
        if begun == Begun::List && self.callee_behaves(call, Behaviour::Gathers) {
            next.push((call, Begun::Promise));
        } else if self.hands_on_its_argument(call) {
            next.push((call, begun));
        } else if begun == Begun::Promise && number == 0 && self.is_adding(call) {
            self.added(call, next);
        } else if begun == Begun::Promise && self.parameter_is_waited_for(call, number) {
            next.push((call, begun));
        }
    }

    /// Whether a call gives what its first argument is.
    fn hands_on_its_argument(&mut self, call: ExprRef) -> bool {
        self.callee_is(call, |judge, name| {
            let effect = judge.evaluator.project().catalog.intrinsic(name);
            matches!(effect, Some(Intrinsic::FirstArgument))
        })
    }

    /// Whether a call adds its argument to a list: `list.push(promise)`.
    fn is_adding(&self, call: ExprRef) -> bool {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return false };
        let adding = &project.catalog.conventions.adding_methods;
        matches!(&project.module(call.module).expr(facts.callee).kind, ExprKind::Attribute(_, name) if adding.contains(name.as_str()))
    }

    /// The reads of the list that a call adds to, after the call.
    fn added(&mut self, call: ExprRef, next: &mut Vec<Standing>) {
        let project = self.evaluator.project();
        let facts = project.module(call.module);
        let Some(ExprKind::Attribute(object, _)) = project.call(call).map(|it| &facts.expr(it.callee).kind)
        else {
            return;
        };
        for binding in facts.bindings_of_name(*object) {
            let reads = self.reads_that_certainly_follow(call, *binding);
            next.extend(reads.into_iter().map(|read| (read, Begun::List)));
        }
    }

    /// Whether a part is each element of a list in turn, in a loop that goes through all of it.
    fn is_of_whole_loop(&self, part: ExprRef) -> bool {
        let facts = self.evaluator.project().module(part.module);
        let place = facts.expr(part.expr);
        let is_each = matches!(place.kind, ExprKind::Part(_, UnpackStep::Each));
        let body = Self::body_after(facts, place.span);
        is_each && !facts.exits.iter().any(|&exit| body.is_some_and(|body| body.contains(exit)))
    }

    /// The part that runs under a condition and begins next after a place: the body of a loop, after its head.
    fn body_after(facts: &Module, place: Span) -> Option<Span> {
        let after = facts.branches.iter().copied().filter(|part| part.start >= place.end);
        after.min_by_key(|part| (part.start, std::cmp::Reverse(part.end)))
    }

    /// The reads of a name in the function of a place and after it, of those that run whenever that does.
    fn reads_that_certainly_follow(&self, at: ExprRef, binding: BindingId) -> Vec<ExprRef> {
        let facts = self.evaluator.project().module(at.module);
        let place = facts.expr(at.expr).span;
        // What each element of a loop is runs in its body.
        let is_each = matches!(facts.expr(at.expr).kind, ExprKind::Part(_, UnpackStep::Each));
        let body = Self::body_after(facts, place).filter(|_| is_each);
        let function_of = |expr| facts.enclosing_function(facts.place_of(expr).0);
        let own: Option<FunctionId> = function_of(at.expr);
        let is_in_other = |exit: Span| {
            let inner = facts.functions.iter().map(|function| facts.scope(function.scope).span);
            inner.into_iter().any(|inner| inner.contains(exit) && !inner.contains(place))
        };
        let is_left = |to: Span| {
            let between = |exit: &&Span| exit.start >= place.end && exit.end < to.start;
            facts.exits.iter().filter(between).any(|&exit| !is_in_other(exit))
        };
        let reads = self.reads_of(at.module, binding).into_iter().filter(|read| {
            let span = facts.expr(read.expr).span;
            let is_first = |part: Span| {
                let begins = facts.attempts.contains(&part);
                let between = Span { start: part.start, end: span.start };
                begins && !facts.calls.iter().any(|site| between.contains(facts.expr(site.expr).span))
            };
            let is_branch = |part: &Span| {
                part.contains(span) && !part.contains(place) && Some(*part) != body && !is_first(*part)
            };
            span.start >= place.end
                && function_of(read.expr) == own
                && !facts.branches.iter().any(is_branch)
                && !is_left(span)
        });
        reads.collect()
    }

    /// Whether a function of the project that a call gives a promise to waits for it, or returns it.
    fn parameter_is_waited_for(&mut self, call: ExprRef, number: u32) -> bool {
        let Some((function, parameter)) = self.parameter_of_callee(call, number) else { return false };
        self.waits_for_parameter(function, parameter, true)
    }

    /// Whether a function waits for what a parameter has whenever it runs, or returns it if that counts as well.
    fn waits_for_parameter(&self, function: FunctionRef, parameter: u32, or_returns: bool) -> bool {
        let project = self.evaluator.project();
        let body = project.module(function.module);
        let whole = body.scope(project.function(function).scope).span;
        let is_certain = |expr| {
            let place = body.expr(expr).span;
            body.enclosing_function(body.place_of(expr).0) == Some(function.function)
                && !body.branches.iter().any(|part| part.contains(place) && whole.contains(*part))
        };
        self.parameter_reads(function, parameter).into_iter().any(|expr| {
            let waits = match self.index.place(ExprRef { module: function.module, expr }) {
                Place::Awaited(_) => true,
                Place::Returned(returning) => or_returns && returning == function.function,
                _ => false,
            };
            waits && is_certain(expr)
        })
    }
}
