//! What records calls by itself: is it in place when a call runs?
//!
//! A client may record because of what it is: made of a type that does, wrapped by a function, or told to talk to a server that
//! records. That is asked of the object that a call is made on. Or something is called once, and the calls of the process
//! are recorded from then on: `behind.rs`.

use super::index::Place;
use super::listeners::Wired;
use super::mutations::{Change, Effect, Key, Kind, Thing};
use super::wiring::{handle_thing, moment, surer};
use super::{Active, Doubt, Judge, Question, Uncertain, Unrecorded};
use crate::catalog::{ArgumentRef, Carrier, Gives, Intrinsic, Means, Recorder};
use crate::finding::{Confidence, MarkerKind};
use crate::module::{ArgumentKind, ExprId, Literal};
use crate::name::{Name, QualName};
use crate::project::{ExprRef, ModuleId, Traced, Unknown, Value, Values, select};
use crate::source::Span;

impl Judge<'_, '_> {
    /// What records a call by itself, or why it does not count; `None` if nothing has to do with it.
    pub(super) fn recorded(&mut self, question: &Question<'_>) -> Wired {
        let catalog = self.evaluator.project().catalog;
        let recorders =
            || catalog.recorders.iter().filter(|recorder| recorder.records(question.api.as_str()));
        let is_at_large = |recorder: &&Recorder| {
            matches!(recorder.means, Means::Instrumentor { .. } | Means::Registry { .. })
        };
        let mut wired = None;
        if recorders().any(|recorder| !is_at_large(&recorder)) {
            let call = ExprRef { module: question.module, expr: question.site.expr };
            let objects = self.objects(question, call);
            wired = self.each(&objects, call, |judge, traced| judge.recording_object(traced, question, call));
            if matches!(wired, Some(Err(Doubt::NotHeard(_)))) {
                wired = Some(Err(self.unrecorded(call, Unrecorded::MayBeOther)));
            }
        }
        for recorder in recorders().filter(is_at_large) {
            wired = surer(wired, || {
                let lens = self.lens_of(recorder)?;
                let behind = self.behind(&lens, recorder, question);
                Some(behind.and_then(|active| self.unless_through(recorder, question, active)))
            });
        }
        wired
    }

    /// A recorder, unless a call is made through something of which it does not know. What such an attribute gives may be
    /// kept, and then nothing shows it at the call: so none may be.
    fn unless_through(
        &mut self,
        recorder: &Recorder,
        question: &Question<'_>,
        active: Active,
    ) -> Result<Active, Doubt> {
        let index = self.index;
        let facts = self.evaluator.project().module(question.module);
        let call = facts.expr(question.site.expr).span;
        for name in &recorder.not_through {
            // `getattr(client, "with_raw_response")`
            if let Some(&named) = index.texts.get(name).and_then(|texts| texts.first()) {
                return Err(self.unrecorded(named, Unrecorded::NotThrough));
            }
            for &read in index.reads.get(name).into_iter().flatten() {
                let is_here = read.module == question.module && {
                    call.contains(facts.expr(read.expr).span) && self.is_called_of(read, question.site.expr)
                };
                if is_here || self.is_kept(read) {
                    return Err(self.unrecorded(read, Unrecorded::NotThrough));
                }
            }
        }
        Ok(active)
    }

    /// Whether an attribute is read of the object that a call is made on, or of what the call is given to call.
    fn is_called_of(&self, read: ExprRef, call: ExprId) -> bool {
        let mut at = read.expr;
        loop {
            match self.index.place(ExprRef { expr: at, ..read }) {
                Place::Object(outer) => at = outer,
                Place::Callee(outer) if outer != call => at = outer,
                Place::Callee(outer) | Place::Argument(outer, _) => return outer == call,
                _ => return false,
            }
        }
    }

    /// Whether a part of a client may be called elsewhere than where it is read. What a method derives tells that by itself.
    fn is_kept(&mut self, read: ExprRef) -> bool {
        let catalog = self.evaluator.project().catalog;
        let is_part = |traced: &Traced| match &traced.value {
            Value::Instance(class, _) => catalog.handle(class.as_str()).is_some(),
            _ => false,
        };
        let mut at = read;
        while let Place::Object(outer) = self.index.place(at) {
            at.expr = outer;
        }
        !matches!(self.index.place(at), Place::Callee(_)) && self.evaluator.expr(read).iter().any(is_part)
    }

    /// What a call calls, or is given to be called.
    fn objects(&mut self, question: &Question<'_>, call: ExprRef) -> Values {
        let Some(facts) = self.evaluator.project().call(call) else { return Values::nothing() };
        if !question.passed {
            return self.evaluator.expr(ExprRef { expr: facts.callee, ..call });
        }
        let given = facts
            .arguments
            .iter()
            .map(|argument| self.evaluator.expr(ExprRef { expr: argument.value, ..call }));
        given.reduce(|one, other| one.and(&other)).unwrap_or_default()
    }

    /// What an object records by that calls are made on.
    fn recording_object(&mut self, traced: &Traced, question: &Question<'_>, call: ExprRef) -> Wired {
        let catalog = self.evaluator.project().catalog;
        let mut wired = None;
        for recorder in catalog.recorders.iter().filter(|recorder| recorder.records(question.api.as_str())) {
            wired = surer(wired, || {
                let found = self.of_object(traced, recorder, question, call)?;
                Some(found.and_then(|active| self.unless_through(recorder, question, active)))
            });
        }
        wired
    }

    /// One of those.
    fn of_object(
        &mut self,
        traced: &Traced,
        recorder: &Recorder,
        question: &Question<'_>,
        call: ExprRef,
    ) -> Wired {
        match &recorder.means {
            Means::Replacement => self.is_replacement(traced, recorder, call),
            Means::Wrapper { wraps, in_place } => {
                let wrapped = self.is_wrapped_client(traced, recorder);
                let is_asked = *in_place && wrapped.is_none();
                if is_asked { self.is_wrapped_in_place(traced, recorder, wraps, question) } else { wrapped }
            }
            Means::Gateway { .. } => self.is_sent_through(traced, recorder, question, call),
            Means::Instrumentor { .. } | Means::Registry { .. } => None,
        }
    }

    /// Made of a type of clients that are recorded.
    fn is_replacement(&mut self, traced: &Traced, recorder: &Recorder, call: ExprRef) -> Wired {
        let Value::Instance(class, _) = inner(&traced.value) else { return None };
        if *class != recorder.name {
            return None;
        }
        let mut places = traced.made.places();
        let derived = places.find_map(|making| {
            let method = self.method_at(making.at)?;
            recorder.not_through.contains(&method).then_some(making.at)
        });
        if let Some(at) = derived {
            return Some(Err(self.unrecorded(at, Unrecorded::NotThrough)));
        }
        Some(match traced.made.places().find(|making| making.name == *class) {
            Some(making) => self.in_place(recorder, making.at, MarkerKind::Client),
            None => Err(Doubt::Marker(call, Uncertain::Unknown(Unknown::Declared))),
        })
    }

    /// What a function gave that wraps clients. What is derived from that by another way is an object of its own.
    fn is_wrapped_client(&mut self, traced: &Traced, recorder: &Recorder) -> Wired {
        let catalog = self.evaluator.project().catalog;
        let mut derived = None;
        for making in traced.made.places() {
            if making.name == recorder.name {
                let active = self.in_place(recorder, making.at, MarkerKind::Client);
                return Some(match derived {
                    Some(at) => Err(self.unrecorded(at, Unrecorded::Derived)),
                    None => active,
                });
            }
            let hands_on = catalog.function(making.name.as_str()).is_some_and(|member| {
                member.gives.iter().any(|(_, gives)| matches!(gives, Gives::Argument(_)))
            });
            if !hands_on {
                derived = derived.or(Some(making.at));
            }
        }
        None
    }

    /// An object that a function was given which wraps it where it is, before anything of the project could use it.
    fn is_wrapped_in_place(
        &mut self,
        traced: &Traced,
        recorder: &Recorder,
        wraps: &ArgumentRef,
        question: &Question<'_>,
    ) -> Wired {
        let project = self.evaluator.project();
        let making = traced.made.place()?;
        let thing = handle_thing(project.catalog, making);
        let mut wired = None;
        for call in self.calls_of(&recorder.name) {
            let (Ok(call) | Err((call, _))) = call;
            let (Some(facts), Some(site)) = (project.call(call), project.call_site(call)) else { continue };
            let Some(argument) = select(wraps, &facts.arguments) else { continue };
            let change = Change {
                module: call.module,
                scope: site.scope,
                span: project.module(call.module).expr(call.expr).span,
                is_certain: site.is_certain,
                condition: site.condition,
                object: argument.value,
                key: Key::Any,
                effect: Effect::Added(argument.value),
                replaces: None,
            };
            let given = self.evaluator.expr(ExprRef { expr: argument.value, ..call });
            let is_it = |other: &Traced| other.made.place().is_some_and(|place| place.at == making.at);
            if !given.iter().any(is_it) {
                continue;
            }
            let found = if self.is_given_before(&change, &thing, moment(question)) {
                self.in_place(recorder, call, MarkerKind::Client)
            } else {
                let why = if site.is_certain { Unrecorded::After } else { Unrecorded::Conditional };
                Err(self.unrecorded(call, why))
            };
            wired = surer(wired, || Some(found));
        }
        wired
    }

    /// An object that was told to talk to a server that records, and to no other one since; or a request to one.
    fn is_sent_through(
        &mut self,
        traced: &Traced,
        recorder: &Recorder,
        question: &Question<'_>,
        call: ExprRef,
    ) -> Wired {
        let catalog = self.evaluator.project().catalog;
        let request = traced.value.api().and_then(|name| match catalog.intrinsic(name.as_str()) {
            Some(Intrinsic::HttpRequest(url)) => Some(url.clone()),
            _ => None,
        });
        if let Some(wanted) = request {
            return self.leads_to(recorder, call, &wanted);
        }
        for making in traced.made.places() {
            let Some(wanted) = catalog.handle(making.name.as_str()).and_then(|handle| handle.url.as_ref())
            else {
                continue;
            };
            let told = self.argument(making.at, wanted);
            if told.is_nothing() {
                continue;
            }
            let wired = self.leads_to(recorder, making.at, wanted);
            let slots = wanted.keywords.clone();
            let thing = Thing { slots, kind: Kind::Handle, ..handle_thing(catalog, making) };
            return match (wired, self.changed_by(&thing, moment(question))) {
                (Some(Ok(_)), Some((module, span))) => {
                    Some(Err(Doubt::NotRecording(module, span, Unrecorded::Changed)))
                }
                (wired, _) => wired,
            };
        }
        None
    }

    /// Whether an argument is a URL of a server that records, whatever else it is.
    fn leads_to(&mut self, recorder: &Recorder, call: ExprRef, wanted: &ArgumentRef) -> Wired {
        let Means::Gateway { host } = &recorder.means else { return None };
        let urls = self.argument(call, wanted);
        let is_it = |traced: &Traced| match &traced.value {
            Value::Literal(Literal::Text(url)) => host.is_of(url),
            Value::Template(url) => host.is_of(url),
            _ => false,
        };
        if !urls.iter().any(is_it) {
            return None;
        }
        let is_certain = urls.rest().is_none() && urls.iter().all(is_it);
        Some(if is_certain {
            self.in_place(recorder, call, MarkerKind::Gateway)
        } else {
            Err(self.unrecorded(call, Unrecorded::MayBeOther))
        })
    }

    /// What a call is given for an argument; nothing where it has none.
    fn argument(&mut self, at: ExprRef, wanted: &ArgumentRef) -> Values {
        let Some(call) = self.evaluator.project().call(at) else { return Values::nothing() };
        if let Some(argument) = select(wanted, &call.arguments) {
            return self.evaluator.expr(ExprRef { expr: argument.value, ..at });
        }
        if !call.arguments.iter().any(|argument| spreads(&argument.kind)) {
            return Values::nothing();
        }
        let mut given = wanted.keywords.iter();
        let first = given.next().map(|name| self.evaluator.argument(at, &call.arguments, None, name));
        first.unwrap_or_else(|| Values::unknown(Unknown::Argument))
    }

    // --- conditions ------------------------------------------------------------------------------------------

    /// A recorder that a call puts in place, unless an argument says otherwise.
    pub(super) fn in_place(
        &mut self,
        recorder: &Recorder,
        call: ExprRef,
        kind: MarkerKind,
    ) -> Result<Active, Doubt> {
        if let Some(why) = self.is_off(recorder, call) {
            return Err(self.unrecorded(call, why));
        }
        Ok(Active {
            kind,
            carrier: Carrier::Process,
            marker: recorder.name.clone(),
            module: call.module,
            span: self.evaluator.project().module(call.module).expr(call.expr).span,
            confidence: Confidence::High,
            path: Vec::new(),
        })
    }

    /// Why a recorder does not record its operations, by what it is given.
    pub(super) fn is_off(&mut self, recorder: &Recorder, call: ExprRef) -> Option<Unrecorded> {
        let is_only = |values: &Values, wanted: bool| {
            let says = |traced: &Traced| traced.value == Value::Literal(Literal::Boolean(wanted));
            values.rest().is_none() && values.iter().all(says)
        };
        let conditions = [
            (&recorder.disabled_by, Some(false), Unrecorded::Disabled),
            (&recorder.enabled_by, Some(true), Unrecorded::Disabled),
            (&recorder.narrowed_by, None, Unrecorded::Narrowed),
        ];
        for (arguments, harmless, why) in conditions {
            for wanted in arguments {
                let given = self.argument(call, wanted);
                let is_nothing = |traced: &Traced| traced.value == Value::Literal(Literal::Null);
                let is_left_out = given.rest().is_none() && given.iter().all(is_nothing);
                let is_harmless = harmless.is_some_and(|harmless| is_only(&given, harmless));
                let is_default = given.is_nothing() || harmless.is_none() && is_left_out;
                if !is_default && !is_harmless {
                    return Some(why);
                }
            }
        }
        None
    }

    pub(super) fn unrecorded(&self, at: ExprRef, why: Unrecorded) -> Doubt {
        let (module, span) = self.place(at);
        Doubt::NotRecording(module, span, why)
    }

    pub(super) fn place(&self, at: ExprRef) -> (ModuleId, Span) {
        (at.module, self.evaluator.project().module(at.module).expr(at.expr).span)
    }

    /// The calls of a function or a method of a library; and the expressions that may be one, or be it, and are none for
    /// certain.
    pub(super) fn calls_of(&mut self, name: &QualName) -> Vec<Result<ExprRef, (ExprRef, Unrecorded)>> {
        let index = self.index;
        let last = Name::new(name.last());
        let mut found = Vec::new();
        for &read in index.reads_renamed(&last).flatten() {
            let values = self.evaluator.expr(read);
            let is_it = |traced: &Traced| traced.value.api().as_ref() == Some(name);
            if !values.iter().any(is_it) {
                continue;
            }
            found.push(match index.place(read) {
                Place::Callee(call) => {
                    let call = ExprRef { expr: call, ..read };
                    let is_sure = is_seen(&values) && values.iter().all(is_it);
                    if is_sure { Ok(call) } else { Err((call, Unrecorded::MayBeOther)) }
                }
                _ => Err((read, Unrecorded::MayBeOther)),
            });
        }
        found
    }
}

/// Whether the known values are all that there are, as far as they are seen: an annotation alone does not count.
pub(super) fn is_seen(values: &Values) -> bool {
    values.rest().is_none_or(|rest| rest == Unknown::Passed)
}

/// The value that is called, whatever it was given before.
fn inner(value: &Value) -> &Value {
    match value {
        Value::Partial(inner, _) | Value::Attested(inner, _) => self::inner(inner),
        value => value,
    }
}

fn spreads(kind: &ArgumentKind) -> bool {
    matches!(kind, ArgumentKind::Spread | ArgumentKind::SpreadMapping)
}
