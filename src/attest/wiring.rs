//! Callbacks and handlers: markers that are bound to an object, or to a library, and not to code.
//!
//! Where a callback is heard is said in rules: an argument, an entry of it, or a type that holds callbacks. Nothing else
//! holds one. A callback is a value like any other: what the project does to it, and to what holds it, is asked too
//! (`changes.rs`).

use super::index::Place;
use super::listeners::{Wired, callbacks, heard_in, holders, is_told, is_wiring, layers, slot_names};
use super::markers::is_in_doubt;
use super::mutations::{Kind, Moment, Thing};
use super::{Active, Doubt, Judge, Question, Uncertain};
use crate::catalog::{Behaviour, Carrier, Catalog, Heard, Intrinsic, Marker};
use crate::finding::{Confidence, MarkerKind};
use crate::module::{
    Argument, ArgumentKind, BindingSource, CallSite, ExprId, ExprKind, Literal, MODULE_SCOPE, ScopeKind,
    StoreKey, Use,
};
use crate::name::{Name, QualName};
use crate::project::{
    ClassRef, ExprRef, Found, FunctionRef, Making, ModuleId, Traced, Unknown, Value, Values, select,
};
use crate::source::Span;

/// How deep containers of callbacks may hold each other, and what is composed of handles.
const MAX_DEPTH: u32 = 8;

/// The surer of two answers; the other one is asked for if it may be.
pub(super) fn surer(one: Wired, other: impl FnOnce() -> Wired) -> Wired {
    match one {
        Some(Ok(_)) => one,
        Some(Err(_)) => other().filter(Result::is_ok).or(one),
        None => other(),
    }
}

/// What a call gives to the argument in which callbacks are heard.
enum Given {
    /// Nothing: it has no such argument.
    Nothing,
    /// A value, and what is heard there.
    Value(Wired),
}

impl<'p> Judge<'_, 'p> {
    /// The callback or handler that is told of a call.
    pub(super) fn wired(&mut self, question: &Question<'_>) -> Wired {
        if !self.has_callbacks() || question.passed {
            return None;
        }
        let project = self.evaluator.project();
        let call = ExprRef { module: question.module, expr: question.site.expr };
        let facts = project.call(call)?;
        // What is called by another name, or has some arguments already, leads to its object as well.
        let callee = ExprRef { expr: facts.callee, ..call };
        let (object, method) = match &project.module(call.module).expr(facts.callee).kind {
            ExprKind::Attribute(object, method) => (ExprRef { expr: *object, ..call }, Some(method.clone())),
            _ => (callee, self.method_at(call)),
        };
        let heard: Vec<&Heard> = heard_in(project.catalog).collect();
        let mut given_at = call;
        let mut given = self.given(call, &facts.arguments, &heard, question);
        if let (Given::Nothing, Some(partial)) = (&given, self.partial_of(callee))
            && let Some([_, kept @ ..]) = project.call(partial).map(|call| &call.arguments[..])
        {
            // What the call passes itself takes its place.
            let is_passed = |heard: &Heard| select(&heard.argument, &facts.arguments).is_some();
            let left: Vec<&Heard> = heard.iter().copied().filter(|heard| !is_passed(heard)).collect();
            given_at = partial;
            given = self.given(partial, kept, &left, question);
            let spreads =
                |kind: &ArgumentKind| matches!(kind, ArgumentKind::Spread | ArgumentKind::SpreadMapping);
            if facts.arguments.iter().any(|argument| spreads(&argument.kind))
                && matches!(given, Given::Value(Some(Ok(_))))
            {
                given = Given::Value(Some(Err(Doubt::NotHeard(call))));
            }
        }
        let mut wired = match given {
            Given::Value(wired) => wired,
            Given::Nothing => None,
        };
        if matches!(wired, Some(Ok(_))) && !self.is_handed_down(given_at, &heard, object) {
            wired = Some(Err(Doubt::NotHeard(object)));
        }
        let is_bare = method
            .is_none_or(|method| callbacks(project.catalog).any(|marker| marker.sheds.contains(&method)));
        wired = surer(wired, || {
            // What nothing can be called on is not meant.
            let values = self.evaluator.expr(object);
            let values = values.map(|traced| (!traced.value.is_inert()).then(|| traced.clone()));
            self.each(&values, object, |judge, traced| judge.wired_handle(traced, question, is_bare, 0))
        });
        surer(wired, || self.global(question))
    }

    /// The call that has given some arguments to what is called, if that is all that it may be.
    fn partial_of(&mut self, callee: ExprRef) -> Option<ExprRef> {
        let values = self.evaluator.expr(callee);
        let mut all = values.iter();
        match (all.next().map(|traced| &traced.value), all.next()) {
            (Some(Value::Partial(_, at)), None) if values.is_believed() => Some(*at),
            _ => None,
        }
    }

    /// Whether the project names a callback at all.
    fn has_callbacks(&self) -> bool {
        let catalog = self.evaluator.project().catalog;
        let is_named =
            |name: &str| self.index.reads.contains_key(name) || self.index.renamed.contains_key(name);
        let mut markers = catalog.markers.iter();
        markers.any(|(name, markers)| markers.iter().any(is_wiring) && is_named(name.last()))
    }

    /// What is given to a call where callbacks are heard: in the first of these arguments that it has.
    fn given(
        &mut self,
        call: ExprRef,
        arguments: &[Argument],
        heard: &[&Heard],
        question: &Question<'_>,
    ) -> Given {
        let mut found = Given::Nothing;
        for heard in heard {
            let Some(argument) = select(&heard.argument, arguments) else { continue };
            let at = ExprRef { expr: argument.value, ..call };
            let values = self.evaluator.expr(at);
            let given = match &heard.key {
                Some(key) => self.entry(&values, key, at, question),
                None => Given::Value(self.held(&values, at, question, 0)),
            };
            match given {
                Given::Nothing => {}
                Given::Value(Some(wired)) => return Given::Value(Some(wired)),
                Given::Value(None) => found = Given::Value(None),
            }
        }
        found
    }

    /// What is given to a call, with all the arguments that it has.
    fn given_at(&mut self, call: ExprRef, heard: &[&Heard], question: &Question<'_>) -> Given {
        match self.evaluator.project().call(call) {
            Some(facts) => self.given(call, &facts.arguments, heard, question),
            None => Given::Nothing,
        }
    }

    /// What is heard in an entry of a mapping.
    fn entry(&mut self, mappings: &Values, key: &str, at: ExprRef, question: &Question<'_>) -> Given {
        let mut is_named = mappings.rest().is_some();
        let wired = self.each(mappings, at, |judge, mapping| {
            let entry = judge.evaluator.entry_of(mapping, key);
            is_named |= !entry.is_nothing();
            let initial = judge.held(&entry, at, question, 1);
            judge.after_changes_of_parts(&mapping.value, key, initial, question, 0)
        });
        if is_named || wired.is_some() { Given::Value(wired) } else { Given::Nothing }
    }

    /// What an entry of a mapping hears after all that is done to the mapping, and to those whose entries it has taken over.
    fn after_changes_of_parts(
        &mut self,
        mapping: &Value,
        key: &str,
        initial: Wired,
        question: &Question<'_>,
        depth: u32,
    ) -> Wired {
        let Value::Container(made) = *mapping else { return initial };
        if depth > MAX_DEPTH {
            return initial.map(|_| Err(Doubt::NotHeard(made)));
        }
        let mut wired = initial;
        for part in self.evaluator.mappings_in(made, &Name::new(key)) {
            if let Some(Err(doubt)) =
                self.after_changes_of_parts(&part, key, wired.clone(), question, depth + 1)
            {
                wired = Some(Err(doubt));
            }
        }
        let slots = vec![Name::new(key)];
        let thing = Thing { kind: Kind::Mapping, value: mapping.clone(), at: Some(made), slots };
        self.after_changes(&thing, wired, moment(question), question, 1)
    }

    /// The answer for some values of which one is meant: the first one, if there is one for each and no other value is
    /// possible.
    pub(super) fn each(
        &mut self,
        values: &Values,
        at: ExprRef,
        mut ask: impl FnMut(&mut Self, &Traced) -> Wired,
    ) -> Wired {
        let mut found: Wired = None;
        // Who passes it is seen; that it is what an annotation says is not.
        let mut is_whole = values.rest().is_none_or(|rest| rest == Unknown::Passed);
        for traced in values {
            match ask(self, traced) {
                Some(Ok(active)) => found = found.or(Some(Ok(active))),
                Some(Err(doubt)) => return Some(Err(doubt)),
                None => is_whole = false,
            }
        }
        if is_whole { found } else { found.map(|_| Err(Doubt::NotHeard(at))) }
    }

    // --- handles ---------------------------------------------------------------------------------------------

    /// The callback that a handle was made with, or that what it is derived from was made with; of a bare one, what is
    /// configured around it does not count.
    fn wired_handle(&mut self, handle: &Traced, question: &Question<'_>, is_bare: bool, depth: u32) -> Wired {
        let catalog = self.evaluator.project().catalog;
        let call = ExprRef { module: question.module, expr: question.site.expr };
        // What replaces the configurations below it, and why they do not count where one of them has a callback.
        let mut closed = is_bare.then_some(Doubt::NotHeard(call));
        let mut lost = None;
        for making in handle.made.places() {
            let method = self.method_at(making.at);
            let is_in = |list: &[Name]| method.as_ref().is_some_and(|method| list.contains(method));
            let joins = callbacks(catalog).any(|marker| is_in(&marker.joins));
            if joins || making.is_composed {
                let parts = self.wired_parts(making, joins, question, depth + 1);
                return parts.or(lost.map(Err));
            }
            let thing = handle_thing(catalog, making);
            let layers = layers(catalog, method.as_ref());
            if !layers.is_empty() {
                if let Given::Value(wired) = self.given_at(making.at, &layers, question) {
                    match (self.after_changes(&thing, wired, moment(question), question, depth), closed) {
                        (Some(Ok(active)), None) => return Some(Ok(active)),
                        (Some(Err(doubt)), None) => (lost, closed) = (Some(doubt), Some(doubt)),
                        (Some(_), Some(doubt)) => lost = lost.or(Some(doubt)),
                        (None, _) => closed = closed.or(Some(Doubt::NotHeard(making.at))),
                    }
                }
                continue;
            }
            if callbacks(catalog).any(|marker| is_in(&marker.sheds)) {
                closed = closed.or(Some(Doubt::NotHeard(making.at)));
            }
            let heard: Vec<&Heard> = heard_in(catalog).collect();
            let given = match self.given_at(making.at, &heard, question) {
                // A method that names the callbacks of an object may put others in their place.
                Given::Value(None) if method.is_some() => Some(Err(Doubt::NotHeard(making.at))),
                Given::Value(wired) => wired,
                Given::Nothing => None,
            };
            let is_given = given.is_some();
            if let Some(wired) = self.after_changes(&thing, given, moment(question), question, depth) {
                return Some(wired);
            }
            // A copy has what it is a copy of, unless something else is put there.
            let copied = Some(Err(Doubt::NotHeard(making.at)));
            if method.is_some()
                && !is_given
                && let Some(Err(doubt @ Doubt::TakenAway(..))) =
                    self.after_changes(&thing, copied, moment(question), question, depth)
            {
                return Some(Err(doubt));
            }
        }
        lost.map(Err)
    }

    /// Whether what is given to a call is heard where the object makes its requests: what holds callbacks does not hand them
    /// down to the parts of an object.
    fn is_handed_down(&mut self, call: ExprRef, heard: &[&Heard], object: ExprRef) -> bool {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return true };
        let is_holder = |traced: &Traced| match &traced.value {
            Value::Instance(class, _) => holders(project.catalog).any(|(holder, _)| holder == class),
            _ => false,
        };
        let mut is_held = false;
        for heard in heard {
            let Some(argument) = select(&heard.argument, &facts.arguments) else { continue };
            let values = self.evaluator.expr(ExprRef { expr: argument.value, ..call });
            let given = match &heard.key {
                Some(key) => values.flat_map(|traced| self.evaluator.entry_of(traced, key)),
                None => values,
            };
            is_held |= given.iter().any(is_holder);
        }
        if !is_held {
            return true;
        }
        let objects = self.evaluator.expr(object);
        let is_whole = |judge: &mut Self, making: &Making| {
            let method = judge.method_at(making.at);
            !making.is_composed && (method.is_none() || !layers(project.catalog, method.as_ref()).is_empty())
        };
        objects.iter().all(|traced| traced.made.places().all(|making| is_whole(self, making)))
    }

    /// The name of the method of a handle that a call calls.
    pub(super) fn method_at(&mut self, call: ExprRef) -> Option<Name> {
        let callee = self.evaluator.project().call(call)?.callee;
        let callees = self.evaluator.expr(ExprRef { expr: callee, ..call });
        callees.iter().find_map(|traced| match &traced.value {
            Value::Instance(_, path) if !path.as_str().is_empty() => Some(Name::new(path.last())),
            _ => None,
        })
    }

    /// The callback of every handle that is composed of others: by an operator, by a type that holds them, or by a method.
    fn wired_parts(&mut self, making: &Making, joins: bool, question: &Question<'_>, depth: u32) -> Wired {
        if depth > MAX_DEPTH {
            return None;
        }
        let project = self.evaluator.project();
        let at = making.at;
        let facts = project.module(at.module);
        let parts: Vec<ExprId> = match &facts.expr(at.expr).kind {
            ExprKind::Binary(_, left, right) => vec![*left, *right],
            ExprKind::Call(call) => {
                let object = match &facts.expr(call.callee).kind {
                    ExprKind::Attribute(object, _) if joins => Some(*object),
                    _ => None,
                };
                object.into_iter().chain(call.arguments.iter().map(|argument| argument.value)).collect()
            }
            _ => return None,
        };
        let mut found = None;
        let mut missing = None;
        for part in parts.into_iter().map(|expr| ExprRef { expr, ..at }) {
            let values = self.evaluator.expr(part);
            let mut handles = Vec::new();
            for traced in &values {
                handles.extend(self.evaluator.held_handles(traced));
            }
            // What may run in the place of an object is a handle, even if nothing is known of it.
            if joins && handles.is_empty() && values.rest().is_some() {
                missing = missing.or(Some(part));
            }
            for handle in &handles {
                match self.wired_handle(handle, question, false, depth) {
                    Some(Ok(active)) => found = found.or(Some(active)),
                    Some(Err(doubt)) => return Some(Err(doubt)),
                    None => missing = missing.or(Some(part)),
                }
            }
        }
        let active = found?;
        Some(missing.map_or(Ok(active), |part| Err(Doubt::NotHeard(part))))
    }

    // --- callbacks -------------------------------------------------------------------------------------------

    /// The callback that some values are, or hold in a list or in an instance of a type that holds callbacks. `at` is
    /// where they are given.
    pub(super) fn held(
        &mut self,
        values: &Values,
        at: ExprRef,
        question: &Question<'_>,
        depth: u32,
    ) -> Wired {
        if depth > MAX_DEPTH {
            return None;
        }
        self.each(values, at, |judge, traced| judge.held_by(traced, at, question, depth))
    }

    /// Why a callback that is made at a place records nothing, if it is made for something of the project that is no client
    /// of an attestation SDK.
    fn tells_nobody(&mut self, made: ExprRef) -> Option<Doubt> {
        let project = self.evaluator.project();
        let first = project.call(made)?.arguments.first()?.value;
        let clients = self.evaluator.expr(ExprRef { expr: first, ..made });
        let other = clients.iter().find_map(|traced| match traced.value {
            Value::Object(class) => Some(class),
            _ => None,
        });
        let class = other.filter(|class| self.evaluator.ancestors(*class).externals.is_empty())?;
        let span = project.class(class).name_span;
        Some(Doubt::Marker(made, Uncertain::MayBe(class.module, span)))
    }

    fn held_by(&mut self, traced: &Traced, at: ExprRef, question: &Question<'_>, depth: u32) -> Wired {
        let project = self.evaluator.project();
        if let (Some(parts), Value::Container(made)) = (self.evaluator.parts(&traced.value), &traced.value) {
            if self.is_cut(at, &traced.value, 0) {
                return Some(Err(Doubt::NotHeard(at)));
            }
            let mut initial: Wired = None;
            for part in &parts {
                let wired = self.held(part, at, question, depth + 1);
                initial = surer(initial, || wired);
            }
            let (value, slots) = (traced.value.clone(), Vec::new());
            let thing = Thing { kind: Kind::Sequence, value, at: Some(*made), slots };
            return self.after_changes(&thing, initial, moment(question), question, depth);
        }
        let made = traced.made.place().map(|making| making.at);
        let place = made.unwrap_or(at);
        let thing = |slots| Thing { kind: Kind::Listener, value: traced.value.clone(), at: made, slots };
        match &traced.value {
            Value::Instance(_, path) if !path.as_str().is_empty() => return None,
            Value::Instance(..) | Value::Object(_) => {}
            _ => return None,
        }
        if let Some((name, marker)) = self.listening(&traced.value) {
            if !is_told(marker, question) {
                return None;
            }
            let active = Active {
                kind: MarkerKind::Callback,
                marker: name,
                module: place.module,
                span: project.module(place.module).expr(place.expr).span,
                confidence: Confidence::High,
                carrier: Carrier::Unknown,
                path: Vec::new(),
            };
            let muted = match &traced.value {
                Value::Object(class) => self.muted_by_class(*class, marker),
                _ => made.and_then(|made| self.tells_nobody(made)),
            };
            let initial = Some(muted.map_or(Ok(active), Err));
            let thing = thing(marker.mutes.clone());
            return self.after_changes(&thing, initial, moment(question), question, depth);
        }
        let Value::Instance(class, _) = &traced.value else { return None };
        if self.is_lookalike(place) {
            return Some(Err(Doubt::ByName(place, MarkerKind::Callback)));
        }
        let call = project.call(place)?;
        let mut holders = holders(project.catalog).filter(|(holder, _)| holder == class);
        holders.find_map(|(_, argument)| {
            let initial = match select(argument, &call.arguments) {
                Some(given) => {
                    let at = ExprRef { expr: given.value, ..place };
                    let values = self.evaluator.expr(at);
                    self.held(&values, at, question, depth + 1)
                }
                None => None,
            };
            let thing = thing(argument.keywords.clone());
            let wired = self.after_changes(&thing, initial, moment(question), question, depth);
            // It is not deaf, it has lost what it held.
            wired.map(|wired| {
                wired.map_err(|doubt| match doubt {
                    Doubt::Muted(module, span) => Doubt::TakenAway(module, span),
                    other => other,
                })
            })
        })
    }

    /// Whether an expression gives some elements only of a container.
    fn is_cut(&mut self, at: ExprRef, container: &Value, depth: u32) -> bool {
        let project = self.evaluator.project();
        let facts = project.module(at.module);
        let inner = |expr| ExprRef { expr, ..at };
        if depth > MAX_DEPTH {
            return true;
        }
        match &facts.expr(at.expr).kind {
            ExprKind::Slice(..) => self.evaluator.expr(at).iter().any(|traced| traced.value == *container),
            ExprKind::Mapping(entries) => {
                entries.iter().any(|&(_, value)| self.is_cut(inner(value), container, depth + 1))
            }
            ExprKind::Choice(options) => {
                options.iter().any(|&option| self.is_cut(inner(option), container, depth + 1))
            }
            ExprKind::Name(_, Use::Reaching(set)) => {
                facts.set(*set).iter().any(|binding| match &facts.bindings[binding.index()].source {
                    BindingSource::Value { value, .. } => self.is_cut(inner(*value), container, depth + 1),
                    _ => false,
                })
            }
            ExprKind::Call(call) => {
                let names = self.evaluator.expr(inner(call.callee));
                let cuts = names.iter().filter_map(|traced| traced.value.api()).any(|name| {
                    let is_own = name.root() == facts.prelude;
                    match project.catalog.intrinsic(name.as_str()) {
                        Some(Intrinsic::Filter) => true,
                        Some(Intrinsic::SameElements) => !is_own,
                        _ => false,
                    }
                });
                let gives = self.evaluator.expr(at);
                cuts && gives.iter().any(|traced| traced.value == *container)
                    || call
                        .arguments
                        .iter()
                        .any(|argument| self.is_cut(inner(argument.value), container, depth + 1))
            }
            _ => false,
        }
    }

    /// The marker that a value is an instance of, or of a subclass of.
    fn listening(&mut self, value: &Value) -> Option<(QualName, &'p Marker)> {
        let catalog = self.evaluator.project().catalog;
        let of = |name: &QualName| catalog.markers.get(name)?.iter().find(|marker| is_wiring(marker));
        match value {
            Value::Instance(class, _) => Some((class.clone(), of(class)?)),
            Value::Object(class) => {
                let mro = self.evaluator.ancestors(*class);
                mro.externals.iter().find_map(|name| Some((name.clone(), of(name)?)))
            }
            _ => None,
        }
    }

    /// Why an instance of a subclass of a callback does not hear what the callback would: a class of the project says
    /// something else of what it hears by, or another class of a library may.
    fn muted_by_class(&mut self, class: ClassRef, marker: &Marker) -> Option<Doubt> {
        let project = self.evaluator.project();
        let mro = self.evaluator.ancestors(class);
        let place = |class: ClassRef| Doubt::Muted(class.module, project.class(class).name_span);
        let is_marker = |name: &QualName| project.catalog.markers.contains_key(name);
        if mro.is_incomplete || !mro.externals.first().is_some_and(is_marker) {
            return Some(place(class));
        }
        mro.classes.iter().copied().find_map(|class| {
            let facts = project.module(class.module);
            let scope = project.class(class).scope;
            let constructor = Name::new("__init__");
            marker.mutes.iter().chain([&constructor]).find_map(|name| {
                let symbol = facts.symbol(scope, name.as_str())?;
                let only = match symbol.all[..] {
                    [binding] => Some(&facts.bindings[binding.index()]),
                    _ => None,
                };
                let goes_on = only.is_some_and(|binding| match binding.source {
                    BindingSource::Function(function) => {
                        let function = FunctionRef { module: class.module, function };
                        self.begins_with_parent(function, name, *name == constructor)
                    }
                    _ => false,
                });
                let span = only.map_or(facts.class(class.class).name_span, |binding| binding.span);
                (!goes_on).then_some(Doubt::Muted(class.module, span))
            })
        })
    }

    /// Whether a method calls that of the parent class whatever happens: before it does anything else, so that nothing
    /// leaves it before. A constructor may do other things first, if it never returns.
    fn begins_with_parent(&mut self, function: FunctionRef, name: &Name, is_constructor: bool) -> bool {
        let project = self.evaluator.project();
        let facts = project.module(function.module);
        let own = project.function(function);
        let span = |expr: ExprId| facts.expr(expr).span;
        if own.is_async || own.is_generator || !own.decorators.is_empty() {
            return false;
        }
        let calls: Vec<CallSite> =
            facts.calls.iter().filter(|site| site.scope == own.scope).copied().collect();
        let Some(call) = calls.into_iter().find(|site| {
            let Some(call) = facts.call(site.expr) else { return false };
            let ExprKind::Attribute(object, method) = &facts.expr(call.callee).kind else { return false };
            let objects = self.evaluator.expr(ExprRef { module: function.module, expr: *object });
            let is_parent = |traced: &Traced| match &traced.value {
                Value::Parent(_) => true,
                Value::External(name) => project.catalog.markers.contains_key(name),
                _ => false,
            };
            method == name
                && site.is_certain
                && site.context.is_none()
                && objects.iter().all(is_parent)
                && !objects.is_empty()
        }) else {
            return false;
        };
        let parameters = own.parameters.iter().flat_map(|parameter| {
            let parts = [parameter.annotation, parameter.default].into_iter().flatten().map(span);
            parts.chain([parameter.span])
        });
        let header = parameters.chain(own.returns_annotation.map(span)).map(|span| span.end).max();
        let header = header.unwrap_or(own.name_span.end);
        let start = span(call.expr).start;
        let is_before = |at: Span| at.start >= header && at.end <= start;
        // `print("…")`: it looks at what it is given, and goes on.
        let mut harmless: Vec<Span> = Vec::new();
        for &CallSite { expr, is_certain, .. } in facts.calls.iter().filter(|site| is_before(span(site.expr)))
        {
            let at = ExprRef { module: function.module, expr };
            let goes_on = is_constructor || is_certain && self.callee_behaves(at, Behaviour::Inspects);
            if !goes_on {
                return false;
            }
            harmless.push(span(expr));
        }
        let is_doing = |kind: &ExprKind| !matches!(kind, ExprKind::Literal(Literal::Text(_)));
        let is_harmless = |at: Span| harmless.iter().any(|call| call.contains(at));
        let mut before = facts.exprs.iter().filter(|expr| is_before(expr.span) && is_doing(&expr.kind));
        is_constructor || before.all(|expr| is_harmless(expr.span))
    }

    // --- handlers of a whole library -------------------------------------------------------------------------

    /// The global handler that was there when the handle was built.
    fn global(&mut self, question: &Question<'_>) -> Wired {
        let project = self.evaluator.project();
        let catalog = project.catalog;
        if question.made.is_empty() || question.made.iter().any(Vec::is_empty) {
            return None;
        }
        // What operators compose is built where its parts are.
        let calls = question.made.iter().flatten().filter(|at| project.call(**at).is_some());
        let built: Vec<ExprRef> = calls.copied().collect();
        let names = catalog.markers.values().flatten().flat_map(|marker| &marker.assigned_to);
        let mut names: Vec<QualName> = names.cloned().collect();
        names.sort();
        names.dedup();
        let mut found = None;
        for name in &names {
            let stores = self.index.stores.get(name.last()).cloned().unwrap_or_default();
            for (module, number) in stores {
                let Some(wired) = self.assigned(module, number, name, question) else { continue };
                for (module, statement) in self.run_at_the_top(module, number) {
                    let is_before = |judge: &mut Self, made: ExprRef| {
                        judge.is_built_after(made, module, statement)
                            && judge.hears_global(made, name, module, statement)
                    };
                    if built.iter().all(|&made| is_before(self, made)) {
                        let wired = wired
                            .clone()
                            .and_then(|active| self.still_global(active, name, &built, question));
                        found = surer(found, || Some(wired));
                    }
                }
            }
        }
        found
    }

    /// Whether what is built by a call asks for the handler that a name of a library has: it was given none of its own where
    /// that name is the default of the argument, and else one that was built as late.
    fn hears_global(&mut self, made: ExprRef, name: &QualName, module: ModuleId, statement: Span) -> bool {
        let project = self.evaluator.project();
        let Some(call) = project.call(made) else { return false };
        for heard in heard_in(project.catalog).filter(|heard| heard.key.is_none()) {
            let Some(argument) = select(&heard.argument, &call.arguments) else { continue };
            if heard.argument.keywords.iter().any(|keyword| keyword.as_str() == name.last()) {
                return false;
            }
            let values = self.evaluator.expr(ExprRef { expr: argument.value, ..made });
            let is_late = |traced: &Traced| {
                let place = traced.made.place();
                traced.value.is_inert()
                    || place.is_some_and(|it| self.is_built_after(it.at, module, statement))
            };
            if values.rest().is_some() || !values.iter().all(is_late) {
                return false;
            }
        }
        true
    }

    /// A global handler, unless the project may put something else in its place before something is built, or take it
    /// out of what was built.
    fn still_global(
        &mut self,
        active: Active,
        name: &QualName,
        built: &[ExprRef],
        question: &Question<'_>,
    ) -> Result<Active, Doubt> {
        let project = self.evaluator.project();
        let catalog = project.catalog;
        let Some(owner) = name.parent() else { return Ok(active) };
        let library = Thing {
            kind: Kind::Library,
            value: Value::External(owner),
            at: None,
            slots: vec![Name::new(name.last())],
        };
        let mut wired: Wired = Some(Ok(active));
        for &made in built {
            let Some(site) = project.call_site(made) else { continue };
            let moment = Moment { module: made.module, site: *site };
            wired = self.after_changes(&library, wired, moment, question, 0);
            let class = QualName::new("");
            let thing = Thing {
                kind: Kind::Handle,
                value: Value::Instance(class, QualName::new("")),
                at: Some(made),
                slots: slot_names(catalog),
            };
            wired = self.after_changes(&thing, wired, self::moment(question), question, 0);
        }
        wired.unwrap_or_else(|| {
            Err(Doubt::NotHeard(ExprRef { module: question.module, expr: question.site.expr }))
        })
    }

    /// The statements at the top of files by which a store certainly happens: itself, or calls of the function in which it
    /// stands.
    fn run_at_the_top(&mut self, module: ModuleId, number: usize) -> Vec<(ModuleId, Span)> {
        let project = self.evaluator.project();
        let facts = project.module(module);
        let store = &facts.stores[number];
        let function = match facts.scope(store.scope).kind {
            ScopeKind::Module => return vec![(module, store.span)],
            ScopeKind::Function(function) if store.condition.is_none() => FunctionRef { module, function },
            _ => return Vec::new(),
        };
        let own = project.function(function);
        if own.is_async || own.is_generator || own.is_lambda || !own.decorators.is_empty() {
            return Vec::new();
        }
        let mut names = vec![&own.name];
        names.extend(self.index.renamed.get(&own.name).into_iter().flatten());
        let reads: Vec<ExprRef> =
            names.into_iter().filter_map(|name| self.index.reads.get(name)).flatten().copied().collect();
        let mut statements = Vec::new();
        for read in reads {
            let Place::Callee(call) = self.index.place(read) else { continue };
            let call = ExprRef { expr: call, ..read };
            let is_at_the_top = project.call_site(call).is_some_and(|site| {
                site.scope == MODULE_SCOPE && site.is_certain && site.condition.is_none()
            });
            let callees = if is_at_the_top { self.evaluator.expr(read) } else { Values::nothing() };
            let is_it = |value: &Value| matches!(value, Value::Function(known) if *known == function);
            if !is_in_doubt(&callees) && callees.iter().all(|traced| is_it(&traced.value)) {
                statements.push((call.module, project.module(call.module).expr(call.expr).span));
            }
        }
        statements
    }

    /// The handler that a statement at the top of a file, or in a function that may be called there, assigns to a name of a library.
    fn assigned(
        &mut self,
        module: ModuleId,
        number: usize,
        name: &QualName,
        question: &Question<'_>,
    ) -> Wired {
        let store = &self.evaluator.project().module(module).stores[number];
        let (StoreKey::Member(member), BindingSource::Value { value, .. }) = (&store.key, &store.source)
        else {
            return None;
        };
        if !store.is_certain {
            return None;
        }
        let objects = self.evaluator.expr(ExprRef { module, expr: store.object });
        let is = |value: &Value| value.api().is_some_and(|object| object.join(member.as_str()) == *name);
        if !objects.iter().any(|traced| is(&traced.value)) {
            return None;
        }
        let at = ExprRef { module, expr: *value };
        let values = self.evaluator.expr(at);
        let wired = self.held(&values, at, question, 0)?;
        Some(wired.map(|active| Active { kind: MarkerKind::Global, module, span: store.span, ..active }))
    }

    /// Whether an object is built after a statement at the top of a file, whatever runs first.
    fn is_built_after(&self, made: ExprRef, module: ModuleId, statement: Span) -> bool {
        let project = self.evaluator.project();
        let facts = project.module(made.module);
        let Some(site) = project.call_site(made) else { return false };
        let built = facts.expr(made.expr).span;
        let function = facts.enclosing_function(site.scope);
        if made.module == module {
            return match function {
                None => built.start >= statement.end,
                Some(function) => {
                    let name = &facts.function(function).name;
                    let reads = self.index.reads.get(name).into_iter().flatten();
                    let mut before =
                        reads.filter(|at| at.module == module).map(|at| facts.expr(at.expr).span);
                    !before.any(|span| span.start < statement.start)
                }
            };
        }
        let imports = facts.bindings.iter().filter(|binding| {
            let BindingSource::Import(import) = &binding.source else { return false };
            let path = project.path_of(made.module, import);
            let find = |path: &str| match import.level {
                0 => project.table.absolute(made.module, path),
                level => project.table.relative(made.module, level, path),
            };
            let below = import
                .member
                .as_ref()
                .map(|member| if path.is_empty() { member.to_string() } else { format!("{path}.{member}") });
            let is = |found: Option<Found>| matches!(found, Some(Found::Module(found)) if found == module);
            is(find(path)) || below.is_some_and(|below| is(find(&below)))
        });
        let mut imports = imports.filter(|binding| binding.scope == MODULE_SCOPE);
        imports.any(|binding| function.is_some() || binding.span.end <= built.start)
    }
}

/// The handle that is made at a place, and where it has callbacks.
pub(super) fn handle_thing(catalog: &Catalog, making: &Making) -> Thing {
    let value = Value::Instance(making.name.clone(), QualName::new(""));
    Thing { kind: Kind::Handle, value, at: Some(making.at), slots: slot_names(catalog) }
}

/// When the call of a question runs.
pub(super) fn moment(question: &Question<'_>) -> Moment {
    Moment { module: question.module, site: *question.site }
}
