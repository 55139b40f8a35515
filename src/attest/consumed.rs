//! Where a coroutine, a generator or a context manager runs that is not over when it has been made: where it is consumed.

use rustc_hash::FxHashSet;

use super::edges::Way;
use super::index::Place;
use super::markers::is_in_doubt;
use super::{Judge, Question, Runs};
use crate::catalog::{Behaviour, Intrinsic};
use crate::module::{
    ArgumentKind, BindingId, BindingSource, ExprId, ExprKind, Gap, Literal, ScopeKind, UnpackStep, Use,
};
use crate::name::QualName;
use crate::project::{ExprRef, FunctionRef, Value, select};
use crate::source::Span;

/// A place where something runs, and how it gets out of what is active there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Run {
    pub(super) at: ExprRef,
    pub(super) way: Option<Way>,
}

/// Something that has not run yet, on its way to where it is consumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Carried {
    at: ExprRef,
    /// Whether it has become an element of something: who goes through that does not run it.
    is_element: bool,
    /// What it takes to run it.
    runs: Runs,
    /// Where it runs already; otherwise that is where it is consumed. It has to be consumed before the block ends that
    /// this stands in.
    run: Option<Run>,
}

impl Carried {
    fn to(self, at: ExprRef) -> Self {
        Self { at, ..self }
    }

    /// The same, that runs here whoever consumes it.
    fn running(self, at: ExprRef, way: Option<Way>) -> Self {
        Self { run: self.run.or(Some(Run { at, way })), ..self }
    }
}

/// Where some things run, and what is not known yet to be consumed.
#[derive(Default)]
struct Found {
    places: Vec<Run>,
    open: Vec<Carried>,
}

impl Found {
    /// Notes that something is consumed here. It is.
    fn consumed(&mut self, carried: Carried, at: ExprRef, way: Option<Way>) -> bool {
        self.places.push(match (carried.run, way) {
            // It gets out of both.
            (Some(run), Some(way)) => Run { way: Some(run.way.map_or(way, |first| first.then(way))), ..run },
            (Some(run), None) => run,
            (None, way) => Run { at, way },
        });
        true
    }
}

impl Judge<'_, '_> {
    /// Whether the coroutine or generator that an expression makes runs where it stands, wherever it goes. One that goes
    /// round in a circle runs nowhere else.
    pub(super) fn is_consumed(&mut self, made: ExprRef) -> bool {
        let carried = Carried { at: made, is_element: false, runs: Runs::Awaited, run: None };
        let places = self.places_of(carried.running(made, None));
        places.is_some_and(|places| places.iter().all(|run| run.way.is_none()))
    }

    /// The places where what a call makes runs; `None` if that is not known.
    pub(super) fn places_of_running(&mut self, call: ExprRef, runs: Runs) -> Option<Vec<Run>> {
        let carried = Carried { at: call, is_element: false, runs, run: None };
        self.places_of(if runs == Runs::MaybeRead { carried.running(call, None) } else { carried })
    }

    fn places_of(&mut self, carried: Carried) -> Option<Vec<Run>> {
        let mut seen = FxHashSet::default();
        let mut found = Found { open: vec![carried], ..Found::default() };
        while let Some(carried) = found.open.pop() {
            if seen.insert(carried) && !self.carry(carried, &mut found) {
                return None;
            }
        }
        let mut places = found.places;
        places.sort_unstable_by_key(|run| (run.at.module, run.at.expr));
        places.dedup();
        (!places.is_empty()).then_some(places)
    }

    /// Whether what stands at a place is consumed there, or is if all is to which it goes on: that is added to what is
    /// open.
    fn carry(&mut self, carried: Carried, found: &mut Found) -> bool {
        let Carried { at, is_element, runs, .. } = carried;
        let inside = |expr| ExprRef { expr, ..at };
        if self.is_entered(at) && !is_element && matches!(runs, Runs::Awaited | Runs::Entered) {
            return found.consumed(carried, at, None);
        }
        let goes_on = match self.index.place(at) {
            // What is given to those who wait for it has not run because of that.
            Place::Awaited(outer) if matches!(runs, Runs::Read | Runs::MaybeRead) => {
                Some(carried.to(inside(outer)))
            }
            Place::Iterated if is_element => return self.completes(at) && found.consumed(carried, at, None),
            Place::Awaited(_) | Place::Iterated | Place::TakenApart(_) | Place::Delegated => {
                return !is_element && runs != Runs::Entered && found.consumed(carried, at, None);
            }
            Place::Drawn(generator) => Some(carried.to(inside(generator))),
            Place::Argument(outer, number) => return self.carry_into(carried, inside(outer), number, found),
            Place::Option(outer) => Some(carried.to(inside(outer))),
            Place::Element(outer) => Some(Carried { at: inside(outer), is_element: true, ..carried }),
            Place::Spread(outer) if !is_element && runs != Runs::Entered => {
                return found.consumed(carried, inside(outer), None);
            }
            Place::Spread(outer) => {
                let outer = inside(outer);
                if self.consumes(outer) {
                    let way = self.way_into(outer);
                    return found.consumed(carried, outer, way);
                }
                let runs_here = if self.makes_tasks(outer) { carried.running(outer, None) } else { carried };
                Some(Carried { at: outer, is_element: !self.gathers(outer), ..runs_here })
            }
            Place::Bound(binding) => return self.carry_by_name(carried, binding, found),
            Place::Object(member) => {
                if runs != Runs::Awaited
                    && !is_element
                    && let Some(call) = self.read_by_method(at, member)
                {
                    return found.consumed(carried, call, None);
                }
                self.handed_to(at).map(|outer| carried.to(outer))
            }
            Place::Returned(function) => match self.handed_to(at) {
                Some(outer) => Some(carried.to(outer)),
                None => {
                    return self.carry_to_callers(
                        carried,
                        FunctionRef { module: at.module, function },
                        found,
                    );
                }
            },
            _ => None,
        };
        found.open.extend(goes_on);
        goes_on.is_some()
    }

    /// The same for an argument of a call.
    fn carry_into(&mut self, carried: Carried, call: ExprRef, number: u32, found: &mut Found) -> bool {
        let Carried { is_element, runs, .. } = carried;
        if !is_element && (runs != Runs::Entered && self.consumes(call) || self.enters_on_stack(call, runs)) {
            let way = self.way_into(call);
            return found.consumed(carried, call, way);
        }
        if !is_element && self.is_joined(call) && !self.callee_behaves(call, Behaviour::OwnThread) {
            let way = self.way_into(call);
            return found.consumed(carried, call, way);
        }
        if self.looks_at(call) {
            return true;
        }
        if !is_element && self.gathers(call) || self.hands_on(call) || self.goes_through(call, number) {
            let way = self.way_into(call);
            let runs_here = way.is_some() || self.makes_tasks(call);
            found.open.push(if runs_here { carried.running(call, way).to(call) } else { carried.to(call) });
            return true;
        }
        self.carry_to_parameter(carried, call, number, found)
    }

    /// The same for what a function of the project gets: it runs where that is called, if the function consumes it while
    /// it runs.
    fn carry_to_parameter(
        &mut self,
        carried: Carried,
        call: ExprRef,
        number: u32,
        found: &mut Found,
    ) -> bool {
        let project = self.evaluator.project();
        let Some((function, parameter)) = self.parameter_of_callee(call, number) else { return false };
        let own = project.function(function);
        let body = project.module(function.module);
        for expr in self.parameter_reads(function, parameter) {
            let (scope, _) = body.place_of(expr);
            if body.enclosing_function(scope) != Some(function.function) {
                return false;
            }
            let read = ExprRef { module: function.module, expr };
            // What a parameter's pattern takes apart is not known to have run.
            if matches!(self.index.place(read), Place::TakenApart(_)) {
                return false;
            }
            found.open.push(carried.running(call, None).to(read));
        }
        if own.is_async || own.is_generator {
            let body = Carried { at: call, is_element: false, runs: Runs::Awaited, run: None };
            found.open.push(body.running(call, None));
        }
        true
    }

    /// The parameter that gets an argument of a call, where nothing but one function of the project can be what is called.
    pub(super) fn parameter_of_callee(&mut self, call: ExprRef, number: u32) -> Option<(FunctionRef, u32)> {
        let project = self.evaluator.project();
        let facts = project.call(call)?;
        let callees = self.evaluator.expr(ExprRef { expr: facts.callee, ..call });
        let mut all = callees.iter();
        let (Some(callee), None) = (all.next(), all.next()) else { return None };
        let (function, receiver) = match callee.value {
            Value::Function(function) => (function, 0),
            Value::Method(_, function) => (function, 1),
            _ => return None,
        };
        if is_in_doubt(&callees) || !project.function(function).decorators.is_empty() {
            return None;
        }
        Some((function, self.parameter_for(function, &facts.arguments, number, receiver)?))
    }

    /// The same for what a plain function returns: its callers have it.
    fn carry_to_callers(&mut self, carried: Carried, function: FunctionRef, found: &mut Found) -> bool {
        let project = self.evaluator.project();
        let own = project.function(function);
        let is_plain = !own.is_generator && !own.is_lambda && own.decorators.is_empty();
        // Who waits for what a coroutine function returns waits for the function first.
        let gives_it = !own.is_async || matches!(carried.runs, Runs::Read | Runs::MaybeRead);
        if !is_plain || !gives_it || self.hidden_caller(function).is_some() {
            return false;
        }
        // What runs where it was made has to be consumed in the same `with`.
        if carried.run.is_some() && self.block_around(carried.at).is_some() {
            return false;
        }
        let calls: Vec<Option<ExprRef>> = self
            .uses(function)
            .into_iter()
            .map(|used| {
                let at = used.ok()?;
                let Place::Callee(call) = self.index.place(at) else { return None };
                Some(ExprRef { expr: call, ..at })
            })
            .collect();
        found.open.extend(calls.iter().flatten().map(|&call| carried.to(call)));
        // Who calls a function that nobody is seen to call has what it returns.
        !calls.is_empty() && calls.iter().all(Option::is_some)
    }

    /// The same for what gets a name: every read of it counts, in the same scope. What runs where it was made has to be
    /// read in the same `with`.
    fn carry_by_name(&mut self, carried: Carried, binding: BindingId, found: &mut Found) -> bool {
        let module = carried.at.module;
        let facts = self.evaluator.project().module(module);
        let bound = &facts.bindings[binding.index()];
        if !matches!(facts.scope(bound.scope).kind, ScopeKind::Function(_) | ScopeKind::Module) {
            return false;
        }
        let block = carried.run.and_then(|_| self.block_around(carried.at));
        let by_hand = facts.contexts.iter().filter(|context| context.entered_by.is_some());
        let by_hand =
            by_hand.filter(|context| carried.run.is_some() && context.statement.contains(bound.span));
        let left: Vec<&Gap> = by_hand.flat_map(|context| &context.gaps).collect();
        let mut any = false;
        for &read in self.index.reads_in(&bound.name, module) {
            match &facts.expr(read.expr).kind {
                ExprKind::Name(_, Use::Reaching(set))
                    if facts.may_be_bound_by(*set, |known| known == binding) =>
                {
                    any = true;
                    let place = facts.expr(read.expr).span;
                    let is_left = left.iter().any(|gap| gap.span.contains(place));
                    if is_left || !block.is_none_or(|block| block.contains(place)) {
                        return false;
                    }
                    found.open.push(carried.to(read));
                }
                ExprKind::Name(_, Use::Enclosing(scope)) if *scope == bound.scope => return false,
                _ => {}
            }
        }
        any
    }

    /// The innermost block of a context around an expression.
    fn block_around(&self, at: ExprRef) -> Option<Span> {
        let facts = self.evaluator.project().module(at.module);
        let (_, context) = facts.place_of(at.expr);
        // What is entered by hand is left where a gap says so.
        facts.block_around(context).map(|context| facts.contexts[context.index()].statement)
    }

    // --- what consumes ---------------------------------------------------------------------------------------

    /// Whether a call only looks at what it is given.
    fn looks_at(&mut self, call: ExprRef) -> bool {
        self.callee_is(call, |judge, name| {
            let catalog = judge.evaluator.project().catalog;
            let keeps_it = matches!(
                catalog.intrinsic(name),
                Some(
                    Intrinsic::Partial
                        | Intrinsic::GetAttr
                        | Intrinsic::SetAttr
                        | Intrinsic::FirstArgument
                        | Intrinsic::TransparentDecorator
                )
            );
            catalog.behaves(name, Behaviour::Inspects) && !keeps_it
        })
    }

    /// Whether an expression is entered as a context manager.
    fn is_entered(&self, at: ExprRef) -> bool {
        let facts = self.evaluator.project().module(at.module);
        // What gets a name is kept, as a guard is, and not entered.
        let is_kept = matches!(self.index.place(at), Place::Bound(_));
        !is_kept && facts.contexts.iter().any(|context| context.manager == at.expr)
    }

    /// Whether a call enters what it is given: `stack.enter_context(…)`.
    fn enters_on_stack(&mut self, call: ExprRef, runs: Runs) -> bool {
        matches!(runs, Runs::Awaited | Runs::Entered) && self.pushes(call)
    }

    /// The call of a method that runs what it is called on: `stream.__next__()`, `runner.until_done()`.
    fn read_by_method(&self, at: ExprRef, member: ExprId) -> Option<ExprRef> {
        let project = self.evaluator.project();
        let member = ExprRef { expr: member, ..at };
        let Place::Callee(call) = self.index.place(member) else { return None };
        let ExprKind::Attribute(_, name) = &project.module(at.module).expr(member.expr).kind else {
            return None;
        };
        let reads = project.catalog.any_method_behaves(name, Behaviour::Consumes);
        reads.then_some(ExprRef { expr: call, ..at })
    }

    /// Whether a call goes through the elements of an argument when its own are taken: `map(f, xs)`.
    fn goes_through(&mut self, call: ExprRef, number: u32) -> bool {
        let prelude = self.evaluator.project().module(call.module).prelude;
        number > 0
            && self.callee_is(call, |judge, name| {
                let is_lazy = QualName::new(name).root() == prelude || name.starts_with("itertools.");
                let effect = judge.evaluator.project().catalog.intrinsic(name);
                is_lazy && matches!(effect, Some(Intrinsic::Map | Intrinsic::Filter))
            })
    }

    /// Whether what a call is given runs from then on in a copy of the context that is active there.
    fn makes_tasks(&mut self, call: ExprRef) -> bool {
        self.callee_behaves(call, Behaviour::Tasks)
    }

    // --- threads and contexts --------------------------------------------------------------------------------

    /// How what a call runs gets out of what is active there: in another thread, or in another context.
    pub(super) fn way_into(&mut self, call: ExprRef) -> Option<Way> {
        let project = self.evaluator.project();
        let facts = project.call(call)?;
        let callees = self.evaluator.expr(ExprRef { expr: facts.callee, ..call });
        let mut ways = Vec::new();
        for traced in &callees {
            let Some(name) = traced.value.api() else { continue };
            let behaves = |behaviour| project.catalog.behaves(name.as_str(), behaviour);
            if behaves(Behaviour::OwnThread) {
                let is_copied = self.is_joined(call) && self.submits_copied(call, name.as_str());
                ways.push(if is_copied { Way::ThreadInContext } else { Way::Thread });
            }
            if behaves(Behaviour::KeepsContext) {
                ways.push(Way::ThreadInContext);
            }
            if behaves(Behaviour::OwnContext) {
                ways.push(Way::Context);
            }
            let made = traced.made.place().map(|making| making.at);
            if behaves(Behaviour::ContextWhenMade)
                && !made.is_some_and(|made| self.is_same_context(made, call))
            {
                ways.push(Way::Context);
            }
            if (behaves(Behaviour::Tasks) || behaves(Behaviour::ContextWhenMade))
                && self.is_given_context(call)
            {
                ways.push(Way::Context);
            }
        }
        ways.into_iter().reduce(Way::then)
    }

    /// Whether a call has another thread run something in a copy of the context as it is there:
    /// `pool.submit(copy_context().run, f)`.
    fn submits_copied(&mut self, call: ExprRef, name: &str) -> bool {
        let project = self.evaluator.project();
        let Some(Intrinsic::Submit(argument)) = project.catalog.intrinsic(name) else { return false };
        let Some(submitted) = project.call(call).and_then(|facts| select(argument, &facts.arguments)) else {
            return false;
        };
        let values = self.evaluator.expr(ExprRef { expr: submitted.value, ..call });
        !is_in_doubt(&values)
            && values.iter().all(|traced| {
                let is_run = traced
                    .value
                    .api()
                    .is_some_and(|name| project.catalog.behaves(name.as_str(), Behaviour::ContextWhenMade));
                let made = traced.made.place().map(|making| making.at);
                is_run && made.is_some_and(|made| self.is_same_context(made, call))
            })
    }

    /// Whether a call says in which context it runs what it is given, and that is none that was copied under the same
    /// markers.
    fn is_given_context(&mut self, call: ExprRef) -> bool {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return false };
        let says = |kind: &ArgumentKind| match kind {
            ArgumentKind::Keyword(name) => name.as_str() == "context",
            kind => *kind == ArgumentKind::SpreadMapping,
        };
        facts.arguments.iter().filter(|argument| says(&argument.kind)).any(|argument| {
            if argument.kind == ArgumentKind::SpreadMapping {
                return true;
            }
            let given = self.evaluator.expr(ExprRef { expr: argument.value, ..call });
            given.is_empty()
                || given.rest().is_some()
                || !given.iter().all(|traced| match &traced.value {
                    Value::Literal(Literal::Null) => true,
                    value => {
                        let is_copy = value.api().is_some_and(|name| {
                            project.catalog.behaves(name.join("run").as_str(), Behaviour::ContextWhenMade)
                        });
                        let made = traced.made.place().map(|making| making.at);
                        is_copy && made.is_some_and(|made| self.is_same_context(made, call))
                    }
                })
        })
    }

    /// Whether the same markers are active at two places of one function.
    fn is_same_context(&mut self, one: ExprRef, other: ExprRef) -> bool {
        let [here, there] = [one, other].map(|at| {
            let facts = self.evaluator.project().module(at.module);
            let (scope, context) = facts.place_of(at.expr);
            let marker = self.in_context(at.module, context, Some(at));
            (at.module, facts.enclosing_function(scope), marker.map(|marker| marker.span))
        });
        here == there
    }

    // --- what hands on ---------------------------------------------------------------------------------------

    /// The call that hands on what stands here: of a method that gives what it is called on, or of one that gives what
    /// the function returns that it is given.
    fn handed_to(&self, at: ExprRef) -> Option<ExprRef> {
        let project = self.evaluator.project();
        let facts = project.module(at.module);
        let call = match self.index.place(at) {
            Place::Object(member) => match self.index.place(ExprRef { expr: member, ..at }) {
                Place::Callee(call) => call,
                _ => return None,
            },
            Place::Returned(function) => facts.function(function).given_to?,
            _ => return None,
        };
        let ExprKind::Attribute(_, name) = &facts.expr(facts.call(call)?.callee).kind else { return None };
        let effect = project.catalog.any_method(name)?;
        matches!(effect, Intrinsic::Receiver | Intrinsic::Apply).then_some(ExprRef { expr: call, ..at })
    }

    /// Whether a call takes the elements of its arguments, or runs them, before it is over.
    fn consumes(&mut self, call: ExprRef) -> bool {
        self.callee_behaves(call, Behaviour::Consumes)
    }

    /// Whether a call runs the coroutines that it is given when it is waited for: `await gather(f(), g())`.
    fn gathers(&mut self, call: ExprRef) -> bool {
        self.callee_behaves(call, Behaviour::Gathers)
    }

    /// Whether what a call is given has run when a block ends in which it stands: that of the object whose method it is,
    /// and of nothing else.
    pub(super) fn is_joined(&mut self, call: ExprRef) -> bool {
        if !self.callee_behaves(call, Behaviour::Joins) {
            return false;
        }
        let project = self.evaluator.project();
        let facts = project.module(call.module);
        let Some((site, made)) = project.call_site(call).zip(project.call(call)) else { return false };
        let (Some(context), ExprKind::Attribute(object, _)) = (site.context, &facts.expr(made.callee).kind)
        else {
            return false;
        };
        let manager = ExprRef { expr: facts.contexts[context.index()].manager, ..call };
        self.is_entered_as(call.module, *object, manager)
    }

    /// Whether a call gives one after the other the coroutines that it has been given, and all of them are waited for where
    /// it is gone through: `[await done for done in as_completed(coroutines)]`. A loop may be left before its end.
    fn completes(&mut self, call: ExprRef) -> bool {
        if !self.callee_behaves(call, Behaviour::HandsOut) {
            return false;
        }
        let facts = self.evaluator.project().module(call.module);
        let is_of_the_call = |source: &BindingSource| match source {
            BindingSource::Value { value, unpack, .. } => {
                *value == call.expr && unpack[..] == [UnpackStep::Each]
            }
            _ => false,
        };
        let bound = facts.bindings.iter().find(|binding| is_of_the_call(&binding.source));
        let Some(bound) = bound.filter(|bound| {
            matches!(facts.scope(bound.scope).kind, ScopeKind::Comprehension { lazy: false })
        }) else {
            return false;
        };
        let comprehension = facts.scope(bound.scope).span;
        let reads = self.index.reads_in(&bound.name, call.module).iter();
        let mut reads = reads.filter(|read| comprehension.contains(facts.expr(read.expr).span));
        reads.any(|&read| match self.index.place(read) {
            Place::Awaited(done) => self.is_made_each_time(ExprRef { expr: done, ..call }),
            _ => false,
        })
    }

    /// Whether what stands at a place is evaluated for every element that a comprehension makes.
    fn is_made_each_time(&self, mut at: ExprRef) -> bool {
        let facts = self.evaluator.project().module(at.module);
        loop {
            at.expr = match self.index.place(at) {
                Place::Element(outer) => {
                    if matches!(
                        facts.expr(outer).kind,
                        ExprKind::Comprehension(_) | ExprKind::MappingComprehension(..)
                    ) {
                        return true;
                    }
                    outer
                }
                Place::Object(outer) | Place::Callee(outer) | Place::Argument(outer, _) => outer,
                _ => return false,
            };
        }
    }

    /// Whether a call gives back what it is given: `create_task(f())`, `sorted(…)`.
    fn hands_on(&mut self, call: ExprRef) -> bool {
        self.callee_is(call, |judge, name| {
            let catalog = judge.evaluator.project().catalog;
            let effect = catalog.intrinsic(name).filter(|_| !catalog.behaves(name, Behaviour::Spawns));
            matches!(
                effect,
                Some(
                    Intrinsic::FirstArgument
                        | Intrinsic::SameElements
                        | Intrinsic::Enumerate
                        | Intrinsic::Zip
                )
            )
        })
    }

    // --- what is given back lazily ---------------------------------------------------------------------------

    /// Whether what a call gives is asked for before the function that it stands in has returned.
    pub(super) fn is_asked_for(&mut self, mut call: ExprRef) -> bool {
        let project = self.evaluator.project();
        loop {
            match self.index.place(call) {
                Place::Object(member) => {
                    let member = ExprRef { expr: member, ..call };
                    let Place::Callee(outer) = self.index.place(member) else { return false };
                    let ExprKind::Attribute(_, name) = &project.module(call.module).expr(member.expr).kind
                    else {
                        return false;
                    };
                    if project.catalog.any_method_behaves(name, Behaviour::Consumes) {
                        return true;
                    }
                    if project.catalog.any_method(name).is_none() {
                        return false;
                    }
                    call.expr = outer;
                }
                Place::Returned(function) => {
                    let is_typed =
                        project.module(call.module).function(function).returns_annotation.is_some();
                    return is_typed && !self.is_returned_lazily(call);
                }
                Place::Option(outer) => call.expr = outer,
                _ => return self.is_consumed(call),
            }
        }
    }

    /// Whether a function returns what a call gives by a type that says that nothing has run yet.
    pub(super) fn is_returned_lazily(&mut self, call: ExprRef) -> bool {
        let Place::Returned(function) = self.index.place(call) else { return false };
        let annotation = self.evaluator.project().module(call.module).function(function).returns_annotation;
        annotation.is_some_and(|expr| self.is_lazy_type(ExprRef { expr, ..call }))
    }

    /// Whether a call stands in what a function returns whose type says that nothing has run yet: a future, a stream.
    pub(super) fn is_given_lazily(&mut self, question: &Question<'_>) -> bool {
        let project = self.evaluator.project();
        let facts = project.module(question.module);
        let ScopeKind::Function(function) = facts.scope(question.site.scope).kind else { return false };
        let function = facts.function(function);
        let Some(annotation) = function.returns_annotation else { return false };
        let call = facts.expr(question.site.expr).span;
        function.returns.iter().any(|&value| facts.expr(value).span.contains(call))
            && self.is_lazy_type(ExprRef { module: question.module, expr: annotation })
    }

    /// Whether a type is one of values whose code runs when somebody waits for them, or wraps one.
    fn is_lazy_type(&mut self, at: ExprRef) -> bool {
        let project = self.evaluator.project();
        let catalog = project.catalog;
        let is_lazy =
            |names: &[QualName]| names.iter().any(|name| catalog.behaves(name.as_str(), Behaviour::Lazy));
        match &project.module(at.module).expr(at.expr).kind {
            ExprKind::Index(base, key) => {
                let (base, key) = (ExprRef { expr: *base, ..at }, ExprRef { expr: *key, ..at });
                let names = self.evaluator.external_names(base);
                let wraps =
                    |name: &QualName| matches!(catalog.intrinsic(name.as_str()), Some(Intrinsic::Wrapper(_)));
                is_lazy(&names) || names.iter().any(wraps) && self.is_lazy_type(key)
            }
            ExprKind::Choice(parts) | ExprKind::Sequence(parts) => {
                parts.iter().any(|&expr| self.is_lazy_type(ExprRef { expr, ..at }))
            }
            ExprKind::Name(..) | ExprKind::Attribute(..) => is_lazy(&self.evaluator.external_names(at)),
            _ => false,
        }
    }

    // --- tasks -----------------------------------------------------------------------------------------------

    /// Whether what a call gives is handed to a task of its own: then it has not run where the call stands.
    pub(super) fn is_spawned(&mut self, question: &Question<'_>) -> bool {
        let mut seen = FxHashSet::default();
        let mut open = vec![ExprRef { module: question.module, expr: question.site.expr }];
        while let Some(at) = open.pop() {
            if seen.insert(at) && self.is_spawned_at(at, &mut open) {
                return true;
            }
        }
        false
    }

    /// Whether what stands at a place is handed to a task there; where it goes on is added to `next`.
    fn is_spawned_at(&mut self, at: ExprRef, next: &mut Vec<ExprRef>) -> bool {
        match self.index.place(at) {
            Place::Argument(outer, 0) => {
                let outer = ExprRef { expr: outer, ..at };
                if self.callee_behaves(outer, Behaviour::Spawns) {
                    return true;
                }
                next.extend(self.hands_on(outer).then_some(outer));
            }
            Place::Object(_) => next.extend(self.handed_to(at)),
            Place::Option(outer) => next.push(ExprRef { expr: outer, ..at }),
            Place::Bound(binding) => {
                let facts = self.evaluator.project().module(at.module);
                let name = &facts.bindings[binding.index()].name;
                let is_read = |read: &&ExprRef| match &facts.expr(read.expr).kind {
                    ExprKind::Name(_, Use::Reaching(set)) => facts.set(*set).contains(&binding),
                    _ => false,
                };
                next.extend(self.index.reads_in(name, at.module).iter().filter(is_read));
            }
            _ => {}
        }
        false
    }

    // --- callees ---------------------------------------------------------------------------------------------

    pub(super) fn callee_behaves(&mut self, call: ExprRef, behaviour: Behaviour) -> bool {
        self.callee_is(call, |judge, name| judge.evaluator.project().catalog.behaves(name, behaviour))
    }

    /// Whether all that a call may call has such a name.
    pub(super) fn callee_is(&mut self, call: ExprRef, is: impl Fn(&Self, &str) -> bool) -> bool {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return false };
        let callee = ExprRef { expr: facts.callee, ..call };
        // A method of a text that is written out: `", ".join(…)`, `b"".join(…)`.
        let module = project.module(call.module);
        if let ExprKind::Attribute(object, method) = &module.expr(callee.expr).kind {
            let objects = self.evaluator.expr(ExprRef { expr: *object, ..call });
            let is_bytes = matches!(module.expr(*object).kind, ExprKind::Literal(Literal::Other));
            if is_bytes || objects.text().is_some() {
                let method = project.catalog.text_method(method.as_str());
                return is(self, method.as_str());
            }
        }
        let callees = self.evaluator.expr(callee);
        let mut names = callees.iter().map(|traced| traced.value.api());
        !callees.is_empty() && names.all(|name| name.is_some_and(|name| is(self, name.as_str())))
    }
}
