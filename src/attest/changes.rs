//! What a project does to objects after they were made, as far as it may give them a callback, or take one away.
//!
//! In which order functions run is not known. So whatever may do something to an object counts, unless it certainly
//! happens after the call that is asked about.

use super::listeners::{self, Wired};
use super::mutations::{Change, Effect, Key, Kind, Moment, Thing};
use super::replaced::Reach;
use super::{Doubt, Judge, Question};
use crate::catalog::Intrinsic;
use crate::module::{BindingSource, CallSite, ExprId, ExprKind, Literal, MODULE_SCOPE, Module, Use};
use crate::name::QualName;
use crate::project::{ExprRef, ModuleId, Traced, Value};
use crate::source::Span;

impl Judge<'_, '_> {
    /// What an object hears at some moment that had `initial` when it was made: what is given to it before counts, what
    /// may be taken away before does not.
    pub(super) fn after_changes(
        &mut self,
        thing: &Thing,
        initial: Wired,
        moment: Moment,
        question: &Question<'_>,
        depth: u32,
    ) -> Wired {
        let index = self.index;
        if index.changes.is_empty() || self.changing.contains(thing) {
            return initial;
        }
        self.changing.push(thing.clone());
        let mut given: Wired = None;
        let mut taken = None;
        for change in &index.changes {
            if !self.matters(change, thing, moment) {
                continue;
            }
            match self.put_by(change, thing, question, depth) {
                Outcome::Same => {}
                Outcome::Gives(active) if self.is_given_before(change, thing, moment) => {
                    given = given.or(Some(active));
                }
                Outcome::Gives(_) => {
                    let at = ExprRef { module: change.module, expr: change.object };
                    given = given.or(Some(Err(Doubt::NotHeard(at))));
                }
                Outcome::Takes => {
                    taken = Some(match thing.kind {
                        Kind::Listener => Doubt::Muted(change.module, change.span),
                        _ => Doubt::TakenAway(change.module, change.span),
                    });
                    break;
                }
            }
        }
        self.changing.pop();
        let is_heard = |wired: &Wired| matches!(wired, Some(Ok(_)));
        match taken {
            Some(doubt) => (initial.is_some() || given.is_some()).then_some(Err(doubt)),
            None if is_heard(&initial) || !is_heard(&given) && initial.is_some() => initial,
            None => given,
        }
    }

    /// The first place that may have changed an object by some moment.
    pub(super) fn changed_by(&mut self, thing: &Thing, moment: Moment) -> Option<(ModuleId, Span)> {
        let index = self.index;
        let found = index.changes.iter().find(|change| self.matters(change, thing, moment));
        found.map(|change| (change.module, change.span))
    }

    /// Whether something may have been done to an object by some moment.
    fn matters(&mut self, change: &Change, thing: &Thing, moment: Moment) -> bool {
        self.concerns(change, thing, moment) && !self.is_after(change, thing, moment)
    }

    /// Whether something is done to an object of which part of it may change.
    fn concerns(&mut self, change: &Change, thing: &Thing, moment: Moment) -> bool {
        self.is_in_reach(change, moment) && self.touches(change, thing)
    }

    /// Whether a replacement that lasts for a while lasts at some moment.
    fn is_in_reach(&mut self, change: &Change, moment: Moment) -> bool {
        let Some((call, callee)) = change.replaces else { return true };
        let at = |expr| ExprRef { module: change.module, expr };
        match self.reach(at(call), at(callee)) {
            Reach::Inside(span) => {
                let facts = self.evaluator.project().module(moment.module);
                change.module == moment.module && span.contains(facts.expr(moment.site.expr).span)
            }
            Reach::File => change.module == moment.module,
            Reach::Project => true,
        }
    }

    fn touches(&mut self, change: &Change, thing: &Thing) -> bool {
        let at = |expr| ExprRef { module: change.module, expr };
        if let (Some(_), Some(path)) = (change.replaces, self.evaluator.expr(at(change.object)).text()) {
            // `patch("app.Callback.on_llm_end")`
            let path = QualName::new(path);
            let class = listeners::class_name(self.evaluator.project(), &thing.value);
            return thing.kind == Kind::Listener
                && (class.as_ref().is_some_and(|class| class.as_str() == path.last())
                    || thing.has_slot(path.last()));
        }
        let mut object = change.object;
        let mut key = change.key.clone();
        loop {
            let is_part = match self.key_of(change.module, &key) {
                None => true,
                Some(name) => thing.slots.is_empty() || thing.has_slot(&name),
            };
            if is_part && self.may_be_thing(at(object), thing, &key) {
                return true;
            }
            // What is done to an element of a list leaves the list alone.
            if thing.kind == Kind::Sequence {
                return false;
            }
            let Some((outer, step)) = self.part_of(at(object)) else { return false };
            // The attributes of an object as a mapping: the key is that of the object.
            if let Some(step) = step {
                key = step;
            }
            object = outer;
        }
    }

    /// The object that an expression takes a part of, and which one; none for the mapping of its attributes.
    fn part_of(&mut self, at: ExprRef) -> Option<(ExprId, Option<Key>)> {
        let project = self.evaluator.project();
        let facts = project.module(at.module);
        match &facts.expr(at.expr).kind {
            ExprKind::Attribute(object, name) if name.as_str() == "__dict__" => Some((*object, None)),
            ExprKind::Attribute(object, name) => Some((*object, Some(Key::Named(name.clone())))),
            ExprKind::Index(object, key) => Some((*object, Some(Key::Computed(*key)))),
            ExprKind::Slice(object, _) => Some((*object, Some(Key::Any))),
            ExprKind::Call(call) => {
                let first = call.arguments.first()?.value;
                match &facts.expr(call.callee).kind {
                    // `config.get("callbacks")`
                    ExprKind::Attribute(object, _) => {
                        let is_text = matches!(facts.expr(first).kind, ExprKind::Literal(Literal::Text(_)));
                        is_text.then_some((*object, Some(Key::Computed(first))))
                    }
                    // `vars(model)`
                    ExprKind::Name(..) => {
                        let names = self.evaluator.expr(ExprRef { expr: call.callee, ..at });
                        let is_namespace = names.iter().filter_map(|traced| traced.value.api()).any(|name| {
                            project.catalog.intrinsic(name.as_str()) == Some(&Intrinsic::Namespace)
                        });
                        is_namespace.then_some((first, None))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The name of a part, if it is known.
    fn key_of(&mut self, module: ModuleId, key: &Key) -> Option<String> {
        match key {
            Key::Named(name) => Some(name.to_string()),
            Key::Any => None,
            Key::Computed(expr) => {
                let values = self.evaluator.expr(ExprRef { module, expr: *expr });
                let is_known = values.rest().is_none() && values.len() == 1;
                values.text().filter(|_| is_known).map(str::to_owned)
            }
        }
    }

    /// Whether an expression may be an object. Of one of which nothing is known it is believed where it stands in the same
    /// file and the part is named.
    fn may_be_thing(&mut self, at: ExprRef, thing: &Thing, key: &Key) -> bool {
        let values = self.evaluator.expr(at);
        if values.iter().any(|traced| self.is_one(traced, thing)) {
            return true;
        }
        let is_near = thing.at.is_some_and(|made| made.module == at.module);
        let is_named = matches!(key, Key::Named(_) | Key::Computed(_));
        let is_owner = matches!(thing.kind, Kind::Handle | Kind::Mapping);
        values.is_empty() && values.rest().is_some() && is_near && is_named && is_owner
    }

    fn is_one(&mut self, traced: &Traced, thing: &Thing) -> bool {
        let project = self.evaluator.project();
        match thing.kind {
            Kind::Sequence | Kind::Mapping => traced.value == thing.value,
            Kind::Library => {
                let (name, owner) = (traced.value.api(), thing.value.api());
                // A function of it that puts something there.
                let puts = |name: &QualName| listeners::takes_away(project.catalog, name);
                name == owner || name.filter(|name| puts(name)).and_then(|name| name.parent()) == owner
            }
            Kind::Handle | Kind::Listener => match (&traced.value, &thing.value) {
                // Its class.
                (Value::External(name), Value::Instance(class, _)) => name == class,
                (Value::External(name), Value::Object(class)) => {
                    self.evaluator.ancestors(*class).externals.contains(name)
                }
                (Value::Class(one), Value::Object(class)) => {
                    self.evaluator.ancestors(*class).classes.contains(one)
                }
                // What was read of it.
                (Value::Instance(_, path), _) if !path.as_str().is_empty() => {
                    let first = path.as_str().split('.').next().unwrap_or_default();
                    let place = traced.made.place().map(|making| making.at);
                    thing.has_slot(first) && place.is_some() && place == thing.at
                }
                (Value::Instance(..) | Value::Object(_), _) => {
                    let is_like = match thing.kind {
                        Kind::Handle => traced.value.is_handle(project.catalog),
                        _ => traced.value == thing.value,
                    };
                    match (traced.made.place(), thing.at) {
                        (Some(place), Some(at)) => place.at == at,
                        _ => is_like,
                    }
                }
                _ => false,
            },
        }
    }

    /// What a change makes of what an object hears.
    fn put_by(&mut self, change: &Change, thing: &Thing, question: &Question<'_>, depth: u32) -> Outcome {
        let at = |expr| ExprRef { module: change.module, expr };
        let project = self.evaluator.project();
        let put = |wired: Wired| match wired {
            Some(Ok(active)) => Outcome::Gives(Ok(active)),
            _ => Outcome::Takes,
        };
        match &change.effect {
            Effect::Removed | Effect::Put(None) => Outcome::Takes,
            Effect::RemovedValue(value) => {
                let values = self.evaluator.expr(at(*value));
                let is_other = |traced: &Traced| match &traced.value {
                    Value::Instance(..) => listeners::marker_of(project.catalog, &traced.value).is_none(),
                    _ => false,
                };
                let is_known = values.rest().is_none() && !values.is_empty();
                if is_known && values.iter().all(is_other) { Outcome::Same } else { Outcome::Takes }
            }
            Effect::Put(Some(value)) => put(self.heard_by_value(at(*value), question, depth)),
            Effect::Added(value) => match self.heard_by_value(at(*value), question, depth) {
                Some(Ok(active)) => Outcome::Gives(Ok(active)),
                _ => Outcome::Same,
            },
            Effect::Merged(merged) => {
                let mut outcome = Outcome::Same;
                for (name, value) in merged {
                    let found = match name {
                        Some(name) if thing.has_slot(name.as_str()) => {
                            put(self.heard_by_value(at(*value), question, depth))
                        }
                        Some(_) => Outcome::Same,
                        None => self.merged(at(*value), thing, question, depth),
                    };
                    match found {
                        Outcome::Same => {}
                        Outcome::Gives(active) => outcome = Outcome::Gives(active),
                        Outcome::Takes => return Outcome::Takes,
                    }
                }
                outcome
            }
        }
    }

    /// What becomes of an object into which the elements or the entries of a value are put.
    fn merged(&mut self, value: ExprRef, thing: &Thing, question: &Question<'_>, depth: u32) -> Outcome {
        if thing.kind == Kind::Sequence {
            return match self.heard_by_value(value, question, depth) {
                Some(Ok(active)) => Outcome::Gives(Ok(active)),
                _ => Outcome::Same,
            };
        }
        let values = self.evaluator.expr(value);
        let mut outcome = Outcome::Same;
        for slot in &thing.slots {
            let entry = values.flat_map(|traced| self.evaluator.entry_of(traced, slot.as_str()));
            if entry.is_nothing() {
                continue;
            }
            match self.held(&entry, value, question, depth + 1) {
                Some(Ok(active)) => outcome = Outcome::Gives(Ok(active)),
                _ => return Outcome::Takes,
            }
        }
        outcome
    }

    fn heard_by_value(&mut self, at: ExprRef, question: &Question<'_>, depth: u32) -> Wired {
        let values = self.evaluator.expr(at);
        self.held(&values, at, question, depth + 1)
    }

    // --- what happens first ----------------------------------------------------------------------------------

    /// Whether something certainly happens after a moment, whenever the code runs: it stands behind it in the same scope,
    /// and nothing comes back there with the same object.
    fn is_after(&self, change: &Change, thing: &Thing, moment: Moment) -> bool {
        let project = self.evaluator.project();
        let facts = project.module(moment.module);
        let span = |expr| facts.expr(expr).span;
        let is_behind = change.module == moment.module
            && change.scope == moment.site.scope
            && change.span.start >= span(moment.site.expr).end;
        // What follows asks for the scope of the change in the file of the moment.
        if !is_behind {
            return false;
        }
        // A function may be called again, with what was made outside it.
        let is_fresh = change.scope == MODULE_SCOPE
            || thing.at.is_some_and(|made| {
                made.module == change.module
                    && facts.scope(change.scope).span.contains(facts.expr(made.expr).span)
            });
        is_fresh && runs_once(facts, &moment.site)
    }

    /// Whether whatever object is made at a place has been given something when a moment comes: it is made and given it in
    /// one go, and nothing of the project runs between.
    pub(super) fn is_given_before(&mut self, change: &Change, thing: &Thing, moment: Moment) -> bool {
        let project = self.evaluator.project();
        let Some(made) = thing.at.filter(|made| made.module == change.module) else { return false };
        let facts = project.module(made.module);
        let object = ExprRef { module: change.module, expr: change.object };
        let span = |expr| facts.expr(expr).span;
        let (from, to) = (span(made.expr).end, change.span.start);
        let objects = self.evaluator.expr(object);
        let only = objects.rest().is_none() && objects.iter().all(|traced| self.is_one(traced, thing));
        let is_here = moment.module == made.module && moment.site.scope == change.scope;
        let in_one_go = from <= to
            && (self.is_made_in_line(made, change)
                || is_here && self.is_given_in_the_same_block(made, change, moment));
        if !only || !in_one_go {
            return false;
        }
        let is_between = |at: Span| at.start >= from && at.end <= to;
        let between: Vec<ExprId> = facts
            .calls
            .iter()
            .filter(|other| other.scope == change.scope && is_between(span(other.expr)))
            .map(|other| other.expr)
            .collect();
        let runs_the_project = between.into_iter().any(|other| {
            let Some(call) = facts.call(other) else { return true };
            let callees = self.evaluator.expr(ExprRef { module: made.module, expr: call.callee });
            let is_library = |value: &Value| {
                matches!(value, Value::External(_) | Value::Instance(..) | Value::ContainerMethod(..))
            };
            callees.is_empty() || !callees.iter().all(|traced| is_library(&traced.value))
        });
        !runs_the_project && (!is_here || span(moment.site.expr).start >= change.span.end)
    }

    /// Whether a moment comes only where an object has been changed: under the condition of that, or under one more.
    fn is_given_in_the_same_block(&self, made: ExprRef, change: &Change, moment: Moment) -> bool {
        let facts = self.evaluator.project().module(made.module);
        let Some(site) = self.evaluator.project().call_site(made) else { return false };
        site.scope == change.scope
            && site.context == moment.site.context
            && !facts.conditions.is_empty()
            && facts.is_under(change.condition, site.condition)
            && facts.is_under(moment.site.condition, change.condition)
    }

    /// Whether an object is made in the scope in which it is changed, whenever that runs: by a call that is under no
    /// condition, or as the only value of the name that is changed.
    fn is_made_in_line(&self, made: ExprRef, change: &Change) -> bool {
        let project = self.evaluator.project();
        let facts = project.module(made.module);
        if let Some(site) = project.call_site(made) {
            // What is made in a branch or in a pass of a loop is given it there.
            let in_one_block = !facts.conditions.is_empty() && site.condition == change.condition;
            return site.scope == change.scope && (site.is_certain && change.is_certain || in_one_block);
        }
        if !change.is_certain {
            return false;
        }
        // `config["callbacks"]`: a part of what is written out with the object in it.
        let mut object = change.object;
        while let ExprKind::Index(outer, _) = facts.expr(object).kind {
            object = outer;
        }
        let ExprKind::Name(_, Use::Reaching(set)) = &facts.expr(object).kind else { return false };
        let [binding] = facts.set(*set) else { return false };
        let binding = &facts.bindings[binding.index()];
        let BindingSource::Value { value, unpack, .. } = &binding.source else { return false };
        let is_part = || {
            let whole = facts.expr(*value);
            object != change.object
                && matches!(whole.kind, ExprKind::Mapping(_))
                && whole.span.contains(facts.expr(made.expr).span)
        };
        unpack.is_empty() && binding.scope == change.scope && (*value == made.expr || is_part())
    }
}

/// What a change comes to.
enum Outcome {
    Same,
    Gives(Result<super::Active, Doubt>),
    Takes,
}

/// Whether a call runs at most once whenever its scope does.
fn runs_once(facts: &Module, site: &CallSite) -> bool {
    let mut at = facts.block_around(site.context);
    let mut is_certain = site.is_certain;
    while let (true, Some(context)) = (is_certain, at) {
        let context = &facts.contexts[context.index()];
        let manager = facts.calls.binary_search_by_key(&context.manager, |site| site.expr);
        is_certain = manager.is_ok_and(|number| facts.calls[number].is_certain);
        at = facts.block_around(context.parent);
    }
    is_certain
}
