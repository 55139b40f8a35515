//! Whether a coroutine or generator is consumed where it is made, or leaves what is active there.

use rustc_hash::FxHashSet;

use super::index::Place;
use super::{Judge, Question};
use crate::catalog::{Behaviour, Intrinsic};
use crate::module::{BindingId, BindingSource, ExprKind, Gap, ScopeKind, UnpackStep, Use};
use crate::name::QualName;
use crate::project::ExprRef;

/// A coroutine or generator on its way to where it is consumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Carried {
    at: ExprRef,
    /// Whether it has become an element of something: who goes through that does not run it.
    is_element: bool,
}

impl Carried {
    fn to(self, at: ExprRef) -> Self {
        Self { at, ..self }
    }
}

impl Judge<'_, '_> {
    /// Whether the coroutine or generator that an expression makes runs where it stands, wherever it goes. One that goes
    /// round in a circle runs nowhere else.
    pub(super) fn is_consumed(&mut self, made: ExprRef) -> bool {
        let mut seen = FxHashSet::default();
        let mut open = vec![Carried { at: made, is_element: false }];
        while let Some(carried) = open.pop() {
            if seen.insert(carried) && !self.carry(carried, &mut open) {
                return false;
            }
        }
        true
    }

    /// Whether what stands at a place is consumed there, if all is to which it goes on: that is added to `next`.
    fn carry(&mut self, carried: Carried, next: &mut Vec<Carried>) -> bool {
        let Carried { at, is_element } = carried;
        let inside = |expr| ExprRef { expr, ..at };
        let goes_on = match self.index.place(at) {
            Place::Iterated if is_element => return self.completes(at),
            Place::Awaited(_) | Place::Iterated | Place::Delegated => return !is_element,
            Place::Argument(outer, _) => {
                let outer = inside(outer);
                if !is_element && (self.consumes(outer) || self.is_joined(outer)) {
                    return true;
                }
                let hands_on = !is_element && self.gathers(outer) || self.hands_on(outer);
                hands_on.then(|| carried.to(outer))
            }
            Place::Option(outer) => Some(carried.to(inside(outer))),
            Place::Element(outer) => Some(Carried { at: inside(outer), is_element: true }),
            Place::Spread(outer) => {
                let outer = inside(outer);
                if self.consumes(outer) {
                    return true;
                }
                Some(Carried { at: outer, is_element: is_element && !self.gathers(outer) })
            }
            Place::Bound(binding) => return self.carry_by_name(carried, binding, next),
            Place::Object(_) | Place::Returned(_) => self.handed_to(at).map(|outer| carried.to(outer)),
            _ => None,
        };
        next.extend(goes_on);
        goes_on.is_some()
    }

    /// The same for what gets a name: every read of it counts, in the same scope and in the same `with`.
    fn carry_by_name(&mut self, carried: Carried, binding: BindingId, next: &mut Vec<Carried>) -> bool {
        let module = carried.at.module;
        let facts = self.evaluator.project().module(module);
        let bound = &facts.bindings[binding.index()];
        if !matches!(facts.scope(bound.scope).kind, ScopeKind::Function(_)) {
            return false;
        }
        // The innermost block around the binding.
        let by_hand = facts.contexts.iter().filter(|context| context.entered_by.is_some());
        let by_hand = by_hand.filter(|context| context.statement.contains(bound.span));
        let left: Vec<&Gap> = by_hand.flat_map(|context| &context.gaps).collect();
        let blocks = facts.contexts.iter().filter(|context| context.entered_by.is_none());
        let blocks = blocks.map(|context| context.statement);
        let block =
            blocks.filter(|block| block.contains(bound.span)).min_by_key(|block| block.end - block.start);
        let mut any = false;
        for &read in self.index.reads_in(&bound.name, module) {
            match &facts.expr(read.expr).kind {
                ExprKind::Name(_, Use::Reaching(set)) if facts.set(*set).contains(&binding) => {
                    any = true;
                    let place = facts.expr(read.expr).span;
                    let is_left = left.iter().any(|gap| gap.span.contains(place));
                    if is_left || !block.is_none_or(|block| block.contains(place)) {
                        return false;
                    }
                    next.push(carried.to(read));
                }
                ExprKind::Name(_, Use::Enclosing(scope)) if *scope == bound.scope => return false,
                _ => {}
            }
        }
        any
    }

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
        // A method of a text that is written out: `", ".join(…)`.
        if let ExprKind::Attribute(object, method) = &project.module(call.module).expr(callee.expr).kind {
            let objects = self.evaluator.expr(ExprRef { expr: *object, ..call });
            if objects.text().is_some() {
                let method = project.catalog.text_method(method.as_str());
                return is(self, method.as_str());
            }
        }
        let callees = self.evaluator.expr(callee);
        let mut names = callees.iter().map(|traced| traced.value.api());
        !callees.is_empty() && names.all(|name| name.is_some_and(|name| is(self, name.as_str())))
    }
}
