//! Calls: what a call gives, by what is called.

use std::rc::Rc;

use super::eval::{Evaluator, taken_for_model};
use super::frames::Written;
use super::functions::elements_of;
use super::getters::getter;
use super::index::last_name;
use super::members;
use super::texts::{Texts, fold, piece, resolve_url};
use super::value::{
    ClassRef, ExprRef, FunctionRef, Join, ModuleId, Step, StepKind, Traced, Unknown, Value, Values,
};
use crate::catalog::{
    ArgumentRef, Behaviour, Gives, Intrinsic, Marker, MarkerShape, Member, TextOperation, When,
};
use crate::module::{Argument, ArgumentKind, Call, ExprId, ExprKind, Import, Literal, ScopeKind};
use crate::name::{Name, QualName, UNKNOWN_PART, specified};

impl Evaluator<'_> {
    /// What a call expression gives.
    pub(super) fn call(&mut self, at: ExprRef, call: &Call) -> Values {
        if let ExprKind::Attribute(object, name) = &self.project.module(at.module).expr(call.callee).kind
            && let Some(effect) = self.project.catalog.any_method(name)
        {
            return self.any_method(at, call, *object, name, effect);
        }
        if let Some(given) = self.trait_method(at, call).or_else(|| self.read_by_method(at, call)) {
            return given;
        }
        let callees = self.sub(at, call.callee);
        callees.flat_map(|callee| self.call_value(at, call, callee, &[Written { at, from: 0 }]))
    }

    /// What calling a value gives; `written` says where a function of the project finds its arguments.
    pub(super) fn call_value(
        &mut self,
        at: ExprRef,
        call: &Call,
        callee: &Traced,
        written: &[Written],
    ) -> Values {
        if let Some(taken) = self.taken(at, call, callee) {
            return taken;
        }
        match &callee.value {
            Value::External(name) => self.call_external(at, call, callee, name),
            Value::Instance(class, path) => self.call_member(at, call, callee, class, path),
            Value::Class(class) => {
                let made = Values::of(self.object_made(at, callee, *class));
                if self.is_sceptical() { made } else { made.and(&self.made_instead(*class)) }
            }
            Value::Object(class) => self.method_result(*class, "__call__"),
            Value::Function(function) => {
                self.result_for(*function, None, written).or(self.replaced(*function))
            }
            Value::Method(receiver, function) => {
                let results = self.result_for(*function, Some(receiver), written);
                let results = self.of_receiver(receiver, *function, &results).or(self.replaced(*function));
                results.and(&self.result_of_typed(receiver, *function))
            }
            Value::ContainerMethod(container, name) => {
                if let Some(formatted) = self.formatted(at, call, container, name) {
                    return formatted;
                }
                let mut arguments = call.arguments.iter().map(|argument| self.sub(at, argument.value));
                let (key, default) = (arguments.next(), arguments.next().unwrap_or_default());
                let given =
                    self.call_container_method(callee, container, name.as_str(), key.as_ref(), &default);
                match &**container {
                    Value::Elements(_) | Value::Container(_) => self.with_stored(at, call, name, given),
                    _ => given,
                }
            }
            Value::Partial(inner, partial) if self.is_provider(*partial) => {
                self.provide(at, call, &callee.with((**inner).clone()), *partial)
            }
            Value::Partial(inner, partial) => {
                if let Some(got) = self.got(at, call, inner, *partial) {
                    return got;
                }
                let mut all = vec![Written { at: *partial, from: 1 }];
                all.extend_from_slice(written);
                self.call_value(at, call, &callee.with((**inner).clone()), &all)
            }
            Value::Returning(result) => self.annotation(*result),
            Value::Record(fields) => Values::one(Value::Attributes(at, Some(*fields))),
            Value::Attested(inner, _) => self.call_value(at, call, &callee.with((**inner).clone()), written),
            // The class with its type arguments stands for its instances.
            Value::Generic(_, read) if read.as_str().is_empty() => Values::of(callee.clone()),
            _ => no_result(),
        }
    }

    /// What a method of a container gives, and what of it was put into the container later.
    fn with_stored(&mut self, at: ExprRef, call: &Call, method: &Name, given: Values) -> Values {
        let facts = self.project.module(at.module);
        let ExprKind::Attribute(container, _) = facts.expr(call.callee).kind else { return given };
        let is_filled =
            last_name(facts, container).is_some_and(|name| self.project.index.filled.contains(name));
        let takes = self.project.catalog.conventions.taking_methods.contains(method.as_str());
        if !takes || !is_filled && !self.is_sceptical() {
            return given;
        }
        let stored = self.stored_elements(ExprRef { expr: container, ..at }, self.is_sceptical());
        if stored.is_empty() { given } else { given.and(&stored) }
    }

    /// Whether a call makes a provider.
    pub(super) fn is_provider(&mut self, at: ExprRef) -> bool {
        let catalog = self.project.catalog;
        let names = self.external_names(at);
        names.iter().any(|name| catalog.intrinsic(name.as_str()) == Some(&Intrinsic::Provider))
    }

    /// What a provider gives that is made of a value: what calling that gives, or yields. What cannot be called is given
    /// itself.
    fn provide(&mut self, at: ExprRef, call: &Call, made_of: &Traced, provider: ExprRef) -> Values {
        let is_callable = matches!(
            made_of.value,
            Value::Function(_)
                | Value::Method(..)
                | Value::Class(_)
                | Value::External(_)
                | Value::Partial(..)
        );
        if !is_callable {
            return Values::of(made_of.clone());
        }
        let given = self.call_value(at, call, made_of, &[Written { at: provider, from: 1 }]);
        self.or_yielded(&given)
    }

    /// An object of a class of the project, made by a call.
    fn object_made(&self, at: ExprRef, class_value: &Traced, class: ClassRef) -> Traced {
        let name = QualName::new(self.project.class(class).name.as_str());
        class_value.with(Value::Object(class)).made_at(at, &name)
    }

    /// What a class gives that makes no instance of itself: handles that its own `__new__` returns, or what makes the class.
    fn made_instead(&mut self, class: ClassRef) -> Values {
        let project = self.project;
        let mut found = self.handles_made_by(class, "__new__");
        if let Some(expr) = project.class(class).metaclass {
            for maker in &self.expr(ExprRef { module: class.module, expr }) {
                if let Value::Class(maker) = maker.value {
                    found = found.and(&self.handles_made_by(maker, "__call__"));
                }
            }
        }
        found
    }

    /// The handles that a method gives which the body of a class has.
    fn handles_made_by(&mut self, class: ClassRef, method: &str) -> Values {
        let project = self.project;
        let scope = project.class(class).scope;
        if project.module(class.module).symbol(scope, method).is_none() {
            return Values::nothing();
        }
        let methods = self.symbol(class.module, scope, &Name::new(method));
        let results = methods.flat_map(|traced| match traced.value {
            Value::Function(function) => self.result_of(function),
            _ => Values::nothing(),
        });
        results.iter().filter(|traced| traced.value.leads_to_call(project.catalog)).cloned().collect()
    }

    /// Why calling a function may give something else than what the function returns: a decorator that is not known may
    /// have put something in its place.
    pub(super) fn replaced(&mut self, function: FunctionRef) -> Option<Unknown> {
        let decorators = &self.project.function(function).decorators;
        let is_known = |this: &mut Self, expr: ExprId| {
            let catalog = this.project.catalog;
            let names = this.external_names(ExprRef { module: function.module, expr });
            let leaves = |name: &QualName| {
                catalog.intrinsic(name.as_str()).is_some()
                    || catalog.markers.contains_key(name)
                    || catalog.behaves(name.as_str(), Behaviour::Wraps)
            };
            !names.is_empty() && names.iter().all(leaves)
        };
        decorators.iter().any(|decorator| !is_known(self, decorator.expr)).then_some(Unknown::Result)
    }

    /// Calls a method that any value has: what a value has under the same name itself goes first.
    fn any_method(
        &mut self,
        at: ExprRef,
        call: &Call,
        object: ExprId,
        name: &Name,
        effect: &Intrinsic,
    ) -> Values {
        let written = [Written { at, from: 0 }];
        let objects = self.sub(at, object);
        if objects.is_nothing() {
            return objects;
        }
        let mut found = Join::default();
        found.or(objects.rest());
        for traced in &objects {
            let own = self.own_method(traced, name);
            if !own.is_empty() {
                found.add(&own.flat_map(|callee| self.call_value(at, call, callee, &written)));
                continue;
            }
            match (effect, &traced.value) {
                (Intrinsic::FirstArgument, _) => found.add(&self.first_argument(at, call)),
                (Intrinsic::Element, Value::Container(_) | Value::Elements(_)) => {
                    found.add(&self.iterated(traced));
                }
                (Intrinsic::Construct, Value::Instance(..)) => {
                    let callees = self.attribute(traced, name);
                    found.add(&callees.flat_map(|callee| self.call_value(at, call, callee, &written)));
                }
                (Intrinsic::Apply, value) => {
                    let elements = matches!(value, Value::Container(_) | Value::Elements(_));
                    let results = self.applied(at, call, Some(traced));
                    found.add(&if elements { elements_of(&results) } else { results });
                }
                (Intrinsic::Construct, Value::Class(class)) => {
                    found.push(self.object_made(at, traced, *class));
                }
                (Intrinsic::Receiver | Intrinsic::Alternative | Intrinsic::Element, _) => {
                    found.push(traced.clone());
                }
                _ => found.unknown(Unknown::Result),
            }
        }
        match effect {
            // What is written here goes first: it is what a reader takes it for.
            Intrinsic::Alternative => return self.applied(at, call, None).and(&found.values()),
            Intrinsic::Receiver if found.is_empty() => return self.applied(at, call, None),
            Intrinsic::FirstArgument if found.is_empty() => return self.first_argument(at, call),
            // What is not known may hold what it applies the function to, or be it.
            Intrinsic::Apply if found.is_empty() => {
                let results = self.applied(at, call, None);
                found.add(&results);
                found.add(&elements_of(&results));
            }
            _ => {}
        }
        found.values_or(Unknown::Result)
    }

    fn first_argument(&mut self, at: ExprRef, call: &Call) -> Values {
        call.arguments.first().map_or_else(no_result, |first| self.sub(at, first.value))
    }

    /// What a method of a library's trait gives on any value, where the file imports the trait.
    fn trait_method(&mut self, at: ExprRef, call: &Call) -> Option<Values> {
        let project = self.project;
        if project.catalog.traits.is_empty() {
            return None;
        }
        let facts = project.module(at.module);
        let ExprKind::Attribute(object, name) = &facts.expr(call.callee).kind else { return None };
        let are_handed_on = project.catalog.conventions.libraries_are_handed_on;
        let in_scope = |path: &str| project.standing(at.module).has_imported(facts, path, are_handed_on);
        let (_, member) = project.catalog.trait_member(name.as_str(), in_scope)?;
        let receivers = self.sub(at, *object);
        let own = receivers.iter().any(|traced| !self.own_method(traced, name).is_empty());
        if own || member.gives.is_empty() {
            return None;
        }
        let callee = Traced::plain(Value::External(QualName::new(name.as_str())));
        let step = self.constructed(at, &QualName::new(name.as_str()));
        Some(self.given(at, call, &callee, member).then(&step))
    }

    /// What the functions that a call is given return for `receiver`, and what it is given in their place.
    fn applied(&mut self, at: ExprRef, call: &Call, receiver: Option<&Traced>) -> Values {
        let catalog = self.project.catalog;
        let mut found = Join::default();
        for argument in &call.arguments {
            let given = self.sub(at, argument.value);
            found.add(&given.flat_map(|traced| match &traced.value {
                Value::Function(function) => self.result_of(*function),
                Value::External(name) => match catalog.intrinsic(name.as_str()) {
                    Some(intrinsic) if intrinsic.is_transparent() => {
                        receiver.cloned().map_or_else(no_result, Values::of)
                    }
                    _ => {
                        let call = Call { callee: argument.value, arguments: Vec::new() };
                        self.call_external(at, &call, traced, name)
                    }
                },
                _ => Values::of(traced.clone()),
            }));
        }
        found.values_or(Unknown::Result)
    }

    /// The method of a value that its own type says something of.
    fn own_method(&mut self, traced: &Traced, name: &Name) -> Values {
        let catalog = self.project.catalog;
        match &traced.value {
            Value::Object(_) | Value::Class(_) | Value::Parent(_) => {
                let values = self.attribute(traced, name);
                let callable = |value: &Traced| matches!(value.value, Value::Function(_) | Value::Method(..));
                values.map(|value| callable(value).then(|| value.clone()))
            }
            Value::Instance(class, path) => {
                let member = catalog.handle(class.as_str());
                let known = member.is_some_and(|handle| {
                    handle.fluent && path.as_str().is_empty()
                        || handle.member(path.join(name.as_str()).as_str()).is_some()
                });
                if known { self.attribute(traced, name) } else { no_result() }
            }
            Value::External(_) | Value::Module(_) | Value::Literal(_) | Value::Template(_) => {
                self.attribute(traced, name)
            }
            _ => no_result(),
        }
    }

    /// A method that returns its receiver gives the class it was called on, not the one it was written in.
    fn of_receiver(&mut self, receiver: &Rc<Value>, function: FunctionRef, results: &Values) -> Values {
        let class = self.project.function(function).class;
        results.map(|traced| {
            Some(match (&**receiver, &traced.value) {
                // The method was added to the type of a library.
                (Value::Instance(..), Value::Object(written))
                    if written.module == function.module && Some(written.class) == class =>
                {
                    traced.with((**receiver).clone())
                }
                (Value::Object(actual) | Value::Class(actual), Value::Object(written))
                    if actual != written && self.ancestors(*actual).classes.contains(written) =>
                {
                    traced.with(Value::Object(*actual))
                }
                _ => traced.clone(),
            })
        })
    }

    // --- libraries -------------------------------------------------------------------------------------------

    fn call_external(&mut self, at: ExprRef, call: &Call, callee: &Traced, name: &QualName) -> Values {
        let catalog = self.project.catalog;
        if let Some(intrinsic) = catalog.intrinsic(name.as_str()) {
            return self.intrinsic(at, call, callee, intrinsic);
        }
        if let Some(wrapped) = self.given_to_marker(at, call, name) {
            return wrapped;
        }
        if let Some(module) = self.loaded(name) {
            return Values::of(callee.with(module));
        }
        if let Some(own) = catalog.default_of(name.as_str()) {
            return self.call_external(at, call, callee, own);
        }
        let constructed = self.constructed(at, name);
        if let Some(container) = catalog.container(name.as_str()) {
            return self.contained(at, call, container, &constructed);
        }
        if let Some(member) = catalog.function(name.as_str()) {
            let given = self.given(at, call, callee, member);
            if !given.is_empty() || given.is_nothing() {
                return given.then(&constructed);
            }
            if catalog.handle(name.as_str()).is_none() {
                return no_result();
            }
        }
        if let Some(given) = self.of_class(at, call, callee, name) {
            return given;
        }
        if let Some(class) = self.constructed_class(name) {
            return Values::of(self.instance_made(at, callee, &class));
        }
        Values::of(self.instance_made(at, callee, name))
    }

    /// The module that a method of its own specification, or of what loads it, gives.
    fn loaded(&self, name: &QualName) -> Option<Value> {
        let loading = &self.project.catalog.conventions.loading_members;
        if !loading.contains(name.last()) || self.is_sceptical() {
            return None;
        }
        let mut path = name.parent()?;
        while loading.contains(path.last()) {
            path = path.parent()?;
        }
        self.project.catalog.leads_to_library(path.as_str()).then(|| Value::External(path))
    }

    /// What calling something gives that was taken of a library's class itself: a method is given its object, and a property
    /// gives that of the object. Nothing if it is none of these.
    fn of_class(&mut self, at: ExprRef, call: &Call, callee: &Traced, name: &QualName) -> Option<Values> {
        let catalog = self.project.catalog;
        let conventions = &catalog.conventions;
        let class = name.parent()?;
        if conventions.getter_attributes.contains(name.last()) {
            catalog.handle(class.parent()?.as_str())?;
            let objects = self.sub(at, call.arguments.first()?.value);
            return Some(self.attribute_of_each(&objects, &Name::new(class.last())));
        }
        let handle = catalog.handle(class.as_str())?;
        if conventions.making_methods.contains(name.last()) {
            return Some(Values::of(self.instance_made(at, callee, &class)));
        }
        handle.member(name.last())?;
        let path = QualName::new(name.last());
        let method = callee.with(Value::Instance(class.clone(), path.clone()));
        let arguments = call.arguments.get(1..).unwrap_or_default().to_vec();
        let call = Call { callee: call.callee, arguments };
        Some(self.call_member(at, &call, &method, &class, &path))
    }

    /// An instance of a library's class, made by a call. Only what the catalog lists begins a flow; anything else is known
    /// by name, should a marker ask.
    fn instance_made(&self, at: ExprRef, callee: &Traced, class: &QualName) -> Traced {
        let instance = callee.with(Value::Instance(class.clone(), QualName::new(""))).made_at(at, class);
        if self.project.catalog.handle(class.as_str()).is_some() {
            instance.then(self.constructed(at, class))
        } else {
            instance
        }
    }

    /// The class whose constructor a function is: by its name (`Client.new`), or because the functions of a handle type
    /// are constructors.
    fn constructed_class(&self, name: &QualName) -> Option<QualName> {
        let catalog = self.project.catalog;
        let class = name.parent()?;
        let begins = catalog.conventions.constructors_begin_with.as_deref();
        let constructs = catalog.any_method(name.last()) == Some(&Intrinsic::Construct)
            || begins.is_some_and(|begins| name.last().starts_with(begins))
                && catalog.handle(class.as_str()).is_some();
        (constructs && class.last().starts_with(char::is_uppercase)).then_some(class)
    }

    pub(super) fn constructed(&self, at: ExprRef, name: &QualName) -> Step {
        let span = self.project.module(at.module).expr(at.expr).span;
        Step { module: at.module, span, kind: StepKind::Constructed(name.clone()) }
    }

    /// A container is a handle while it holds one.
    fn contained(
        &mut self,
        at: ExprRef,
        call: &Call,
        container: &crate::catalog::Container,
        step: &Step,
    ) -> Values {
        let looked_at = |argument: &&Argument| {
            container.arguments.is_empty()
                || container.arguments.iter().any(|wanted| selects(wanted, &call.arguments, argument))
        };
        let given =
            call.arguments.iter().filter(looked_at).map(|argument| ExprRef { expr: argument.value, ..at });
        let later =
            if container.methods.is_empty() { Vec::new() } else { self.put_in_later(at, &container.methods) };
        for value in given.chain(later) {
            // A list or a mapping may be filled after it is made.
            let held = [self.expr(value), self.stored_elements(value, true)];
            for traced in held.iter().flatten() {
                if let Some(held) = self.held_handles(traced).first() {
                    let value = Value::Instance(container.becomes.clone(), QualName::new(""));
                    let made = held.with(value).composed_at(at, &container.becomes);
                    return Values::of(made.then(step.clone()));
                }
            }
        }
        no_result()
    }

    fn call_member(
        &mut self,
        at: ExprRef,
        call: &Call,
        callee: &Traced,
        class: &QualName,
        path: &QualName,
    ) -> Values {
        let catalog = self.project.catalog;
        if let Some(wrapped) = self.wrapped_by_marker(at, call, class, path) {
            return wrapped;
        }
        if path.as_str().is_empty() && catalog.intrinsic(class.as_str()) == Some(&Intrinsic::ImportModule) {
            return self.import_module(at, call);
        }
        let Some(handle) = catalog.handle(class.as_str()) else {
            if catalog.build_names.contains(path.last())
                && let Some(Intrinsic::HttpBuild(wanted, request)) =
                    catalog.intrinsic(class.join(path.as_str()).as_str())
            {
                return self.built_request(at, call, callee, wanted, request);
            }
            if catalog.intrinsic(class.as_str()) == Some(&Intrinsic::Fluent) {
                return derived(at, callee, class);
            }
            if let Some(effect @ (Intrinsic::Entered | Intrinsic::Submit(_))) =
                catalog.intrinsic(class.join(path.as_str()).as_str())
                && !self.is_sceptical()
            {
                return self.intrinsic(at, call, callee, effect);
            }
            if let Some(result) =
                catalog.prompts.get(class).and_then(|prompt| prompt.by_method(path.as_str()))
                && let Some(with) = call.arguments.first()
            {
                let with = self.sub(at, with.value);
                if let Some(held) = with.iter().find_map(|traced| self.held_handles(traced).first().cloned())
                {
                    let value = Value::Instance(result.clone(), QualName::new(""));
                    return Values::of(held.with(value).composed_at(at, result));
                }
                if with.is_inert() {
                    return taken_for_model(callee, result);
                }
            }
            // Something of a library that makes no AI calls; it stays known by its path, which is what tells it
            // from an unknown value.
            let deeper = members::result(path);
            let result = callee.with(Value::Instance(class.clone(), deeper));
            let standing = self.project.standing(at.module);
            let holds_handle = call.arguments.iter().any(|argument| standing.may_matter(argument.value));
            return Values::of(if holds_handle {
                result.made_at(at, &class.join(path.as_str()))
            } else {
                result
            });
        };
        let key = if path.as_str().is_empty() { "()" } else { path.as_str() };
        if let Some(member) = handle.member(key) {
            return self.given(at, call, callee, member);
        }
        if handle.fluent {
            return derived(at, callee, class);
        }
        if let Some(result) = handle.compose.by_method(key) {
            return derived(at, callee, result);
        }
        let conventions = &catalog.conventions;
        let hands_on = conventions.resulting_methods.contains(path.last())
            || conventions.describing_methods.iter().any(|method| method == path.last());
        // A task stands for its result, and a method of a class for that of an object: `task.result()`, `f.__get__(x)`.
        if hands_on && !self.is_sceptical() {
            let owner = path.parent().unwrap_or_else(|| QualName::new(""));
            return Values::of(callee.with(Value::Instance(class.clone(), owner)));
        }
        let deeper = members::result(path);
        Values::of(callee.with(Value::Instance(class.clone(), deeper)))
    }

    /// `traceable(function)`: the function, wrapped by a marker that decorates what it is called with.
    fn given_to_marker(&mut self, at: ExprRef, call: &Call, marker: &QualName) -> Option<Values> {
        let catalog = self.project.catalog;
        let decorates = |marker: &Marker| marker.shape == MarkerShape::Decorator;
        let markers = catalog.markers.get(marker).filter(|_| catalog.conventions.calls_give_promises)?;
        let given = call.arguments.first().filter(|_| markers.iter().any(decorates))?;
        let is_called = |value: &Value| match value {
            Value::Function(_) | Value::Method(..) | Value::Partial(..) | Value::Attested(..) => true,
            value => value.api().is_some_and(|name| !catalog.entry_point(name.as_str()).is_empty()),
        };
        let values = self.sub(at, given.value);
        values.iter().any(|traced| is_called(&traced.value)).then(|| Self::wrapped_at(at, &values))
    }

    /// `mima.attest("x")(function)`: the function, wrapped.
    fn wrapped_by_marker(
        &mut self,
        at: ExprRef,
        call: &Call,
        class: &QualName,
        path: &QualName,
    ) -> Option<Values> {
        let marker = class.join(path.as_str().strip_suffix("()")?);
        let markers = self.project.catalog.markers.get(&marker)?;
        let factory = markers.iter().any(|marker| marker.shape == MarkerShape::DecoratorFactory);
        let wrapped = call.arguments.first().filter(|_| factory)?;
        Some(Self::wrapped_at(at, &self.sub(at, wrapped.value)))
    }

    /// Some functions in the wrapper of a marker that is put around them at a place.
    fn wrapped_at(at: ExprRef, values: &Values) -> Values {
        // What is wrapped at the same place again is wrapped there already.
        let attest = |traced: &Traced| match &traced.value {
            value if value.is_wrapped_at(at) => traced.clone(),
            value => traced.with(Value::Attested(Rc::new(value.clone()), at)),
        };
        let mut found = Join::of(&values.iter().map(attest).collect());
        if values.rest().is_some() {
            // Whatever it is, it is wrapped.
            found.push(Traced::plain(Value::Attested(Rc::new(Value::Literal(Literal::Other)), at)));
        }
        found.values()
    }

    /// The handles that a catalogued function or method gives.
    fn given(&mut self, at: ExprRef, call: &Call, callee: &Traced, member: &Member) -> Values {
        let mut found = Join::default();
        for (when, gives) in &member.gives {
            if when.as_ref().is_some_and(|when| !self.holds(at, &call.arguments, when)) {
                continue;
            }
            match gives {
                Gives::Receiver => {
                    let class = match &callee.value {
                        Value::Instance(class, _) => Some(class.clone()),
                        // A class method: the type is named by a pattern, so the rule cannot name it.
                        Value::External(name) => name.parent(),
                        _ => None,
                    };
                    if let Some(class) = class {
                        found.add(&derived(at, callee, &class));
                    }
                }
                Gives::Instance(class) => found.add(&derived(at, callee, class)),
                Gives::Argument(wanted) => {
                    if let Some(argument) = select(wanted, &call.arguments) {
                        let given = self.sub(at, argument.value);
                        found.add(&match callee.value.api() {
                            Some(by) => given.map(|traced| Some(traced.clone().made_at(at, &by))),
                            None => given,
                        });
                    }
                }
            }
        }
        found.values_or(Unknown::Result)
    }

    /// Whether a condition on arguments holds, as far as they are known.
    pub fn holds(&mut self, at: ExprRef, arguments: &[Argument], when: &When) -> bool {
        let Some(argument) = select(&when.argument, arguments) else {
            return false;
        };
        let values = self.sub(at, argument.value);
        let is_nothing =
            |traced: &Traced| matches!(traced.value, Value::Literal(Literal::Null | Literal::Boolean(false)));
        if when.given {
            return values.rest().is_some() || !values.iter().all(is_nothing);
        }
        values.iter().any(|traced| match &traced.value {
            Value::Literal(Literal::Text(text)) => when.equals.iter().any(|known| known == text),
            Value::Instance(class, path) => path.as_str().is_empty() && when.constructs.contains(class),
            _ => false,
        })
    }

    // --- the language's own ----------------------------------------------------------------------------------

    fn intrinsic(&mut self, at: ExprRef, call: &Call, callee: &Traced, effect: &Intrinsic) -> Values {
        let first = call.arguments.first().map(|argument| argument.value);
        let second = call.arguments.get(1).map(|argument| argument.value);
        match effect {
            Intrinsic::FirstArgument => first.map_or_else(no_result, |first| self.sub(at, first)),
            Intrinsic::Text => first.map_or_else(no_result, |first| self.text_of(at, first)),
            Intrinsic::Entering => self.entering(at, callee, first),
            Intrinsic::Entered => {
                let managers = first.map_or_else(no_result, |first| self.sub(at, first));
                self.entered(&managers)
            }
            // Its base is looked up where it was constructed.
            Intrinsic::HttpClient(_) => match &callee.value {
                Value::External(name) => {
                    let client = Value::Instance(name.clone(), QualName::new(""));
                    Values::of(callee.with(client).made_at(at, name).then(self.constructed(at, name)))
                }
                _ => no_result(),
            },
            Intrinsic::HttpBuild(wanted, class) => self.built_request(at, call, callee, wanted, class),
            Intrinsic::JoinUrl => self.joined_url(at, call),
            Intrinsic::UnsplitUrl => self.unsplit_url(at, call),
            // Only where there is nothing else.
            Intrinsic::SecondArgument => {
                let given = second.map_or_else(no_result, |second| self.sub(at, second));
                given.or(self.is_sceptical().then_some(Unknown::Result))
            }
            // It is filled later.
            Intrinsic::ContainerType
                if !self.is_sceptical()
                    && first.is_none_or(|first| self.sub(at, first).is_inert_for_sure()) =>
            {
                Values::one(Value::Elements(Rc::default()))
            }
            Intrinsic::SameElements | Intrinsic::ContainerType | Intrinsic::TupleType => {
                first.map_or_else(no_result, |first| self.container_of(at, first))
            }
            Intrinsic::Gather if !self.is_sceptical() => self.gathered(at, call),
            // What it holds stands in the call.
            Intrinsic::MappingType | Intrinsic::Cell(_) => Values::one(Value::Container(at)),
            Intrinsic::DefaultMappingType => first.map_or_else(no_result, |first| self.called(at, first)),
            Intrinsic::Element => {
                let inner = first.map_or_else(no_result, |first| self.sub(at, first));
                inner.flat_map(|traced| self.iterated(traced))
            }
            Intrinsic::Enumerate => {
                let inner = first.map_or_else(no_result, |first| self.sub(at, first));
                inner.map(|traced| Some(traced.with(Value::Pairs(Rc::new(traced.value.clone())))))
            }
            Intrinsic::Cast => {
                let value = second.map_or_else(no_result, |second| self.sub(at, second));
                match first {
                    Some(first) => self.declared_as(value, ExprRef { expr: first, ..at }),
                    None => value,
                }
            }
            Intrinsic::Held => {
                let cells = first.map_or_else(no_result, |first| self.sub(at, first));
                cells.flat_map(|traced| self.held_in_cell(traced, None).unwrap_or_else(no_result))
            }
            Intrinsic::CallFirst => {
                first.map_or_else(no_result, |first| self.call_without_arguments(at, first))
            }
            Intrinsic::Format => self.format(at, call),
            Intrinsic::ConcatText => self.concatenated(at, call),
            Intrinsic::Partial | Intrinsic::Provider => self.partial(at, first),
            Intrinsic::GetAttr => self.get_attr(at, call),
            Intrinsic::AttributeGetter | Intrinsic::ItemGetter | Intrinsic::MethodCaller => {
                getter(at, callee)
            }
            Intrinsic::Reduce => self.reduced(at, call),
            Intrinsic::Namespace => self.members_of(at, first),
            Intrinsic::MemberPairs => self.member_pairs(at, first),
            Intrinsic::ImportModule => self.import_module(at, call),
            Intrinsic::ImportRoot => self.import_root(at, call),
            Intrinsic::Super => self.parent(at),
            Intrinsic::Field => self.field(at, call),
            Intrinsic::TypeOf => self.type_of(at, first),
            Intrinsic::Instance(class) => derived(at, callee, class),
            // The decorator called with a function, or with options first.
            Intrinsic::Property if !self.is_sceptical() => {
                let read = first.map_or_else(no_result, |first| self.sub(at, first));
                read.map(|traced| match traced.value {
                    Value::Function(function) => Some(traced.with(Value::Property(function))),
                    _ => Some(traced.clone()),
                })
            }
            Intrinsic::StaticMethod | Intrinsic::ClassMethod if self.is_sceptical() => no_result(),
            Intrinsic::TransparentDecorator
            | Intrinsic::ContextManager
            | Intrinsic::Property
            | Intrinsic::StaticMethod
            | Intrinsic::ClassMethod => first.map_or_else(no_result, |first| self.sub(at, first)),
            Intrinsic::FoldText(operation) => self.folded(at, call, *operation),
            _ => self.made_of_arguments(at, call, callee, effect),
        }
    }

    /// What a well-known function makes that is none of its arguments, and holds or gives some of them.
    fn made_of_arguments(&mut self, at: ExprRef, call: &Call, callee: &Traced, effect: &Intrinsic) -> Values {
        let first = call.arguments.first().map(|argument| argument.value);
        let second = call.arguments.get(1).map(|argument| argument.value);
        match effect {
            Intrinsic::Zip => Values::one(Value::Zipped(at)),
            Intrinsic::Map => elements_of(&self.mapped(at, call)),
            Intrinsic::Filter => second.map_or_else(no_result, |second| self.container_of(at, second)),
            Intrinsic::TypeVariable => self.bound_of(at, call),
            Intrinsic::Injected => first.map_or_else(no_result, |first| self.injected(at, first)),
            Intrinsic::Attributes => Values::one(Value::Attributes(at, None)),
            Intrinsic::Submit(function) if self.gives_result(callee) => self.submitted(at, call, function),
            Intrinsic::Record => {
                second.map_or_else(no_result, |expr| Values::one(Value::Record(ExprRef { expr, ..at })))
            }
            _ => no_result(),
        }
    }

    /// Whether what runs a function elsewhere gives what the function returns, or something that holds it: a method of a
    /// pool does, and what waits for a thread.
    fn gives_result(&self, callee: &Traced) -> bool {
        let catalog = self.project.catalog;
        let waits = |name: &QualName| catalog.behaves(name.as_str(), Behaviour::KeepsContext);
        match &callee.value {
            Value::External(name) => waits(name),
            Value::Instance(..) => true,
            _ => false,
        }
    }

    /// The arguments of a call, one by one where each is one known value.
    fn gathered(&mut self, at: ExprRef, call: &Call) -> Values {
        let mut found = Join::default();
        let mut row = Vec::new();
        for argument in &call.arguments {
            let value = self.sub(at, argument.value);
            match argument.kind {
                ArgumentKind::Positional => {
                    if let [only] = value.as_slice() {
                        row.push(only.value.clone());
                    }
                    found.add(&value);
                }
                ArgumentKind::Spread => found.add(&value.flat_map(|traced| self.iterated(traced))),
                ArgumentKind::Keyword(_) | ArgumentKind::SpreadMapping => {}
            }
        }
        let found = found.values_or(Unknown::Element);
        match found.iter().next() {
            Some(first) if row.len() == call.arguments.len() => {
                Values::of(first.with(Value::Row(row.into()))).or(found.rest())
            }
            _ => elements_of(&found),
        }
    }

    /// What the function gives that is handed over to run elsewhere: it is waited for, or asked of a future.
    fn submitted(&mut self, at: ExprRef, call: &Call, function: &ArgumentRef) -> Values {
        if self.is_sceptical() {
            return no_result();
        }
        let Some(place) = call.arguments.iter().position(|it| selects(function, &call.arguments, it)) else {
            return no_result();
        };
        let (callee, arguments) = (call.arguments[place].value, call.arguments[place + 1..].to_vec());
        let handed = Call { callee, arguments };
        let written = [Written { at, from: place as u32 + 1 }];
        let results = self.sub(at, callee);
        let results = results.flat_map(|callee| self.call_value(at, &handed, callee, &written));
        results.and(&elements_of(&results))
    }

    /// The text that an object is made of, or that stands for it.
    fn text_of(&mut self, at: ExprRef, first: ExprId) -> Values {
        let made = self.sub(at, first);
        made.map(|traced| {
            Some(match piece(traced) {
                Some(_) => traced.clone(),
                None => traced.with(Value::Template(UNKNOWN_PART.into())),
            })
        })
    }

    /// What a context manager of the standard library is that gives its argument when it is entered.
    fn entering(&mut self, at: ExprRef, callee: &Traced, first: Option<ExprId>) -> Values {
        match (first, &callee.value) {
            (Some(first), _) => {
                let inner = self.sub(at, first);
                let manager = |traced: &Traced| traced.with(Value::Entering(Rc::new(traced.value.clone())));
                inner.map(|traced| Some(manager(traced)))
            }
            (None, Value::External(name)) => derived(at, callee, name),
            _ => no_result(),
        }
    }

    /// A URL of a base and what is looked for below it, one after the other.
    fn joined_url(&mut self, at: ExprRef, call: &Call) -> Values {
        let (base, paths) = match &call.arguments[..] {
            [path, base, ..] if self.project.catalog.conventions.urls_begin_at_the_end => {
                (base, std::slice::from_ref(path))
            }
            [base, paths @ ..] => (base, paths),
            [] => return no_result(),
        };
        let Some(mut joined) = Texts::of(&self.sub(at, base.value)) else { return no_result() };
        for path in paths.iter().filter(|path| path.kind == ArgumentKind::Positional) {
            joined.join(&self.sub(at, path.value), resolve_url);
        }
        self.put_together(joined)
    }

    /// A URL of its parts: scheme, host, path, and what may follow.
    fn unsplit_url(&mut self, at: ExprRef, call: &Call) -> Values {
        let Some(first) = call.arguments.first() else { return no_result() };
        let parts = self.sub(at, first.value).iter().find_map(|traced| self.row_of(&traced.value));
        let Some([scheme, host, path, ..]) = parts.as_deref() else { return no_result() };
        let mut url = Texts::new();
        url.push(scheme);
        url.push_text("://");
        url.push(host);
        url.join(path, |before, path| format!("{before}/{}", path.trim_start_matches('/')));
        self.put_together(url)
    }

    /// The text that an operation makes of the first argument, or of a text that is not known.
    fn folded(&mut self, at: ExprRef, call: &Call, operation: TextOperation) -> Values {
        let mut given = call.arguments.iter().map(|argument| self.sub(at, argument.value));
        let Some(first) = given.next() else { return no_result() };
        if operation == TextOperation::Character && call.arguments.len() > 1 {
            return self.of_characters(at, call);
        }
        let others = [given.next(), given.next()];
        let others = [0, 1].map(|place| others[place].as_ref().and_then(Values::text));
        first.map(|traced| {
            let text = piece(traced).filter(|(_, whole)| *whole);
            let folded = text.and_then(|(text, _)| fold(operation, &text, others));
            Some(traced.with(match folded {
                Some(folded) => Value::text(&folded),
                None => Value::Template(UNKNOWN_PART.into()),
            }))
        })
    }

    /// The text whose characters are those of some numbers.
    fn of_characters(&mut self, at: ExprRef, call: &Call) -> Values {
        let mut text = Texts::new();
        for argument in &call.arguments {
            let character = Call { callee: call.callee, arguments: vec![argument.clone()] };
            text.push(&self.folded(at, &character, TextOperation::Character));
        }
        self.put_together(text)
    }

    /// Texts one after the other.
    fn concatenated(&mut self, at: ExprRef, call: &Call) -> Values {
        let mut texts = Texts::new();
        for argument in &call.arguments {
            texts.push(&self.sub(at, argument.value));
        }
        self.put_together(texts)
    }

    /// A text whose holes are filled by the arguments in order, or stay open.
    fn format(&mut self, at: ExprRef, call: &Call) -> Values {
        let Some((template, rest)) = call.arguments.split_first() else { return no_result() };
        let text = self.sub(at, template.value).text().map(str::to_owned);
        text.map_or_else(no_result, |text| self.filled(at, &text, rest))
    }

    /// The same of a text whose method is called with the arguments; `None` if the method is another one.
    fn formatted(&mut self, at: ExprRef, call: &Call, text: &Value, method: &Name) -> Option<Values> {
        let Value::Literal(Literal::Text(text)) = text else { return None };
        let catalog = self.project.catalog;
        let method = catalog.text_method(method.as_str());
        let formats = catalog.intrinsic(method.as_str()) == Some(&Intrinsic::Format);
        formats.then(|| self.filled(at, text, &call.arguments))
    }

    fn filled(&mut self, at: ExprRef, text: &str, rest: &[Argument]) -> Values {
        let mut filled = Texts::new();
        let mut left = text;
        let mut places = rest.iter().filter(|argument| argument.kind == ArgumentKind::Positional);
        while let Some((before, hole)) = left.split_once('{') {
            filled.push_text(before);
            let Some((inside, after)) = hole.split_once('}') else { break };
            let name = inside.split(':').next().unwrap_or_default();
            let named = rest.iter().find(|argument| match &argument.kind {
                ArgumentKind::Keyword(known) => known.as_str() == name,
                _ => false,
            });
            let argument = match name.parse() {
                Ok(place) => rest.get::<usize>(place),
                Err(_) if name.is_empty() => places.next(),
                Err(_) => named,
            };
            let values = argument.map_or_else(no_result, |argument| self.sub(at, argument.value));
            filled.push(&values);
            left = after;
        }
        filled.push_text(left);
        self.put_together(filled)
    }

    /// A new sequence with the elements of another.
    fn container_of(&mut self, at: ExprRef, first: ExprId) -> Values {
        self.sub(at, first).flat_map(|traced| match traced.value {
            Value::Container(_)
            | Value::Elements(_)
            | Value::Pairs(_)
            | Value::Members(_)
            | Value::Generator(..) => Values::of(traced.clone()),
            _ => no_result(),
        })
    }

    /// A container whose elements are what calling a value gives: `defaultdict(OpenAI)`.
    fn called(&mut self, at: ExprRef, factory: ExprId) -> Values {
        elements_of(&self.call_without_arguments(at, factory))
    }

    fn call_without_arguments(&mut self, at: ExprRef, factory: ExprId) -> Values {
        let call = Call { callee: factory, arguments: Vec::new() };
        self.sub(at, factory).flat_map(|callee| self.call_value(at, &call, callee, &[]))
    }

    /// What a framework passes that calls a function for it: what that gives, or yields.
    fn injected(&mut self, at: ExprRef, function: ExprId) -> Values {
        // What stands in brackets is injected already: `Depends(Provide[Container.client])`.
        if let ExprKind::Index(..) = self.project.module(at.module).expr(function).kind {
            return self.sub(at, function);
        }
        let given = self.call_without_arguments(at, function);
        let mut found = Join::of(&given);
        if self.is_sceptical() {
            let replaced = self.sub(at, function);
            for place in self.injected_instead(at.module, &replaced) {
                found.add(&self.call_without_arguments(place, place.expr));
            }
        }
        self.or_yielded(&found.values())
    }

    fn partial(&mut self, at: ExprRef, first: Option<ExprId>) -> Values {
        let inner = first.map_or_else(no_result, |first| self.sub(at, first));
        inner.map(|traced| match &traced.value {
            value if value.is_wrapped_at(at) => Some(traced.clone()),
            value => Some(traced.with(Value::Partial(Rc::new(value.clone()), at))),
        })
    }

    fn get_attr(&mut self, at: ExprRef, call: &Call) -> Values {
        let given = self.given_in_order(at, &call.arguments);
        let [objects, names, rest @ ..] = &given[..] else {
            return no_result();
        };
        let read = self.attributes_named(objects, names);
        match rest.first() {
            Some(default) => read.and(default),
            None => read,
        }
    }

    /// What arguments are, one by one, those of a sequence that is spread among them.
    fn given_in_order(&mut self, at: ExprRef, arguments: &[Argument]) -> Vec<Values> {
        let mut given = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let values = self.sub(at, argument.value);
            let spread = argument.kind == ArgumentKind::Spread;
            match values.iter().find_map(|traced| self.row_of(&traced.value)).filter(|_| spread) {
                Some(row) => given.extend(row),
                None => given.push(values),
            }
        }
        given
    }

    /// What a function gives for each element that it is called with.
    fn mapped(&mut self, at: ExprRef, call: &Call) -> Values {
        let Some((function, rest)) = call.arguments.split_first() else { return no_result() };
        let handed = Call { callee: function.value, arguments: Vec::new() };
        let functions = self.sub(at, function.value);
        functions.flat_map(|callee| {
            let elements = |this: &mut Self, place: usize| match rest.get(place) {
                Some(each) => this.sub(at, each.value).flat_map(|traced| this.iterated(traced)),
                None => no_result(),
            };
            let effect = match &callee.value {
                Value::Partial(_, made) => {
                    let objects = elements(self, 0);
                    return match self.got_of(&objects, callee, *made) {
                        Some(got) => got,
                        None => self.call_value(at, &handed, callee, &[]),
                    };
                }
                Value::External(name) => self.project.catalog.intrinsic(name.as_str()),
                _ => None,
            };
            match effect {
                Some(Intrinsic::GetAttr) => {
                    let (objects, names) = (elements(self, 0), elements(self, 1));
                    self.attributes_named(&objects, &names)
                }
                Some(Intrinsic::ImportModule | Intrinsic::ImportRoot) => {
                    let names = elements(self, 0);
                    self.modules_named(at, &names)
                }
                _ => self.call_value(at, &handed, callee, &[]),
            }
        })
    }

    /// The attributes of some values whose names are texts, known or not.
    pub(super) fn attributes_named(&mut self, objects: &Values, names: &Values) -> Values {
        if names.is_nothing() {
            return Values::nothing();
        }
        let mut found = Join::default();
        found.or(names.rest());
        for name in names.texts() {
            found.add(&self.attribute_of_each(objects, &Name::new(name)));
        }
        for name in unknown_names(names) {
            found.unknown(Unknown::Attribute);
            let taken = objects.map(|object| self.unnamed_attribute(object, name));
            found.add(&taken);
            for object in objects {
                found.add(&self.attributes_like(object, name));
            }
        }
        found.values_or(Unknown::Attribute)
    }

    /// An element of the mapping of all modules: `sys.modules[k]`. Nothing if `mapping` is none.
    pub(super) fn of_all_modules(&mut self, mapping: ExprRef, key: &Values) -> Option<Values> {
        let catalog = self.project.catalog;
        let facts = self.project.module(mapping.module);
        if !matches!(facts.expr(mapping.expr).kind, ExprKind::Attribute(..) | ExprKind::Name(..)) {
            return None;
        }
        let is_modules = self.expr(mapping).iter().any(|traced| match &traced.value {
            Value::External(name) => catalog.intrinsic(name.as_str()) == Some(&Intrinsic::ImportModule),
            _ => false,
        });
        is_modules.then(|| self.modules_named(mapping, key))
    }

    /// The mapping of the attributes of some values, or of the names of the file.
    fn members_of(&mut self, at: ExprRef, object: Option<ExprId>) -> Values {
        let objects =
            object.map_or_else(|| Values::one(Value::Module(at.module)), |object| self.sub(at, object));
        objects.map(|traced| Some(traced.with(Value::Members(Rc::new(traced.value.clone())))))
    }

    /// The names and the values of the attributes of some values, or the keys and the entries of a mapping.
    fn member_pairs(&mut self, at: ExprRef, object: Option<ExprId>) -> Values {
        let objects = object.map_or_else(no_result, |object| self.sub(at, object));
        objects.map(|traced| {
            let members = match &traced.value {
                mapping @ (Value::Container(_) | Value::Elements(_)) => mapping.clone(),
                value => Value::Members(Rc::new(value.clone())),
            };
            Some(traced.with(Value::Pairs(Rc::new(members))))
        })
    }

    /// An attribute of a library's module, class or handle whose name only the running program knows.
    fn unnamed_attribute(&self, object: &Traced, name: &str) -> Option<Traced> {
        let catalog = self.project.catalog;
        let value = match &object.value {
            Value::External(path) if catalog.leads_to_library(path.as_str()) => {
                Value::External(members::of_external(catalog, path, name))
            }
            Value::Instance(class, path) if !path.as_str().contains('(') => {
                let handle = catalog.handle(class.as_str())?;
                Value::Instance(class.clone(), members::attribute(catalog, Some(handle), path, name))
            }
            _ => return None,
        };
        Some(object.with(value))
    }

    /// A module of a library of whose name only the beginning is known: `f"acme.{name}"`.
    fn unnamed_module(&self, at: ExprRef, path: &str) -> Option<Value> {
        let root = path.split(['.', '{']).next().unwrap_or_default();
        let is_own = self.find(at.module, 0, root).is_some();
        let leads = !is_own && self.project.catalog.leads_to_library(path);
        leads.then(|| Value::External(QualName::new(path)))
    }

    /// `import_module(".part", "package")`: a path that begins with a dot lies below the second argument.
    fn import_module(&mut self, at: ExprRef, call: &Call) -> Values {
        let given = self.given_in_order(at, call.arguments.get(..2).unwrap_or(&call.arguments));
        let Some(names) = given.first() else { return no_result() };
        let below = match (names.text(), given.get(1).and_then(Values::text)) {
            (Some(path), Some(package)) => path.strip_prefix('.').map(|part| format!("{package}.{part}")),
            _ => None,
        };
        let below = below.map(|path| Values::one(Value::text(&path)));
        self.modules_named(at, below.as_ref().unwrap_or(names))
    }

    /// `__import__("a.b")` is `a`; `__import__("a.b", fromlist=["c"])` is `a.b`.
    fn import_root(&mut self, at: ExprRef, call: &Call) -> Values {
        let Some(first) = call.arguments.first() else { return no_result() };
        let names = self.sub(at, first.value);
        if call.arguments.len() > 1 {
            return self.modules_named(at, &names);
        }
        let roots = names.map(|traced| {
            let text = match &traced.value {
                Value::Literal(Literal::Text(text)) => Some(text),
                _ => None,
            };
            Some(match text.and_then(|path| path.split_once('.')) {
                Some((root, _)) if !root.is_empty() => traced.with(Value::text(root)),
                _ => traced.clone(),
            })
        });
        self.modules_named(at, &roots)
    }

    /// The modules, or their members, whose dotted paths are texts, known or not; `a.b:C` is `C` of `a.b`.
    fn modules_named(&mut self, at: ExprRef, names: &Values) -> Values {
        if names.is_nothing() {
            return Values::nothing();
        }
        let mut found = Join::default();
        found.or(names.rest());
        if names.iter().any(|traced| self.is_own_name(at.module, &traced.value)) {
            found.push(Traced::plain(Value::Module(at.module)));
        }
        if self.project.catalog.conventions.modules_are_specified {
            for text in names.texts() {
                let (written, level) = specified(text);
                let import = Import { written, level, member: None, binds_root: false };
                found.add(&self.import(at.module, &import));
            }
            return found.values_or(Unknown::Import);
        }
        for path in names.texts() {
            let level = path.chars().take_while(|&c| c == '.').count() as u32;
            let path = path.trim_start_matches('.').replace(':', ".");
            let mut import = Import { written: Name::new(&path), level, member: None, binds_root: false };
            if self.find(at.module, level, &path).is_none()
                && let Some((module, member)) = path.rsplit_once('.')
                && self.find(at.module, level, module).is_some()
            {
                (import.written, import.member) = (Name::new(module), Some(Name::new(member)));
            }
            found.add(&self.import(at.module, &import));
        }
        for traced in names {
            if let Value::Template(path) = &traced.value {
                found.unknown(Unknown::Import);
                if let Some(module) = self.unnamed_module(at, path) {
                    found.push(traced.with(module));
                }
            }
        }
        found.values_or(Unknown::Import)
    }

    /// Whether a value is what a file calls itself: `__name__`.
    fn is_own_name(&self, module: ModuleId, value: &Value) -> bool {
        let Value::External(name) = value else { return false };
        let prelude = self.project.module(module).prelude;
        let own = self.project.catalog.conventions.own_name.as_deref();
        own == Some(name.last()) && name.parent().is_some_and(|parent| parent.as_str() == prelude)
    }

    /// `super()` in a method.
    fn parent(&mut self, at: ExprRef) -> Values {
        let Some(site) = self.project.call_site(at) else {
            return no_result();
        };
        let facts = self.project.module(at.module);
        let mut scope = site.scope;
        loop {
            match facts.scope(scope).kind {
                ScopeKind::Class(class) => {
                    return Values::one(Value::Parent(ClassRef { module: at.module, class }));
                }
                ScopeKind::Module => return no_result(),
                _ => scope = facts.scope(scope).parent,
            }
        }
    }

    /// `field(default_factory=OpenAI)`.
    fn field(&mut self, at: ExprRef, call: &Call) -> Values {
        if let Some(factory) = named(call, "default_factory").or_else(|| named(call, "factory")) {
            return self.call_without_arguments(at, factory);
        }
        named(call, "default").map_or_else(no_result, |default| self.sub(at, default))
    }

    fn type_of(&mut self, at: ExprRef, first: Option<ExprId>) -> Values {
        let values = first.map_or_else(no_result, |first| self.sub(at, first));
        values.flat_map(|traced| match &traced.value {
            Value::Object(class) => Values::of(traced.with(Value::Class(*class))),
            Value::Instance(class, path) if path.as_str().is_empty() => {
                Values::of(traced.with(Value::External(class.clone())))
            }
            // The class of a part of a client has the methods of the part: `type(x.a).b(x.a)`.
            Value::Instance(..) if !self.is_sceptical() => Values::of(traced.clone()),
            _ => no_result(),
        })
    }
}

/// What a call gives of which nothing is known.
fn no_result() -> Values {
    Values::unknown(Unknown::Result)
}

/// An instance of a library's class that a call gives, derived from what is called.
fn derived(at: ExprRef, callee: &Traced, class: &QualName) -> Values {
    let name = match &callee.value {
        Value::External(name) => name,
        _ => class,
    };
    Values::of(callee.with(Value::Instance(class.clone(), QualName::new(""))).made_at(at, name))
}

/// What stands for names of which nothing, or only a part, is known.
fn unknown_names(names: &Values) -> Vec<&str> {
    if !names.iter().any(|traced| matches!(traced.value, Value::Literal(_) | Value::Template(_))) {
        return vec![UNKNOWN_PART];
    }
    let in_part = names.iter().filter_map(|traced| match &traced.value {
        Value::Template(text) => Some(&**text),
        _ => None,
    });
    in_part.collect()
}

/// The argument that a rule means.
pub fn select<'c>(wanted: &ArgumentRef, arguments: &'c [Argument]) -> Option<&'c Argument> {
    let by_name = arguments.iter().find(|argument| match &argument.kind {
        ArgumentKind::Keyword(name) => wanted.keywords.contains(name),
        _ => false,
    });
    by_name.or_else(|| {
        let positional = arguments.iter().take_while(|argument| argument.kind != ArgumentKind::Spread);
        positional.filter(|argument| argument.kind == ArgumentKind::Positional).nth(wanted.position?)
    })
}

fn selects(wanted: &ArgumentRef, arguments: &[Argument], argument: &Argument) -> bool {
    select(wanted, arguments).is_some_and(|selected| selected.value == argument.value)
}

/// The value of a keyword argument.
pub(super) fn named(call: &Call, name: &str) -> Option<ExprId> {
    let found = call.arguments.iter().find(|argument| match &argument.kind {
        ArgumentKind::Keyword(known) => known.as_str() == name,
        _ => false,
    });
    found.map(|argument| argument.value)
}
