//! What a decorator of the project makes of the function that it is given.
//!
//! A marker above such a decorator runs around the body only if what the decorator gives calls the function before it
//! returns. That is proven, or it does not hold: the function is followed from the parameter that receives it to every place
//! where it stands, from there to what calls it, and on to every place where that stands, until it has come out of the
//! decorator or has gone where nobody can tell when it is called. Facts are worked off a list, each once, so that
//! nothing here recurses.

use rustc_hash::{FxHashMap, FxHashSet};

use super::edges::{Edge, Source};
use super::graph::Unsolved;
use super::index::Place;
use super::markers::is_in_doubt;
use super::promises::Begun;
use super::{Active, Cause, Judge};
use crate::catalog::{Behaviour, Covers, Intrinsic};
use crate::module::{
    Argument, ArgumentKind, BindingId, BindingSource, ExprKind, Function, FunctionId, ScopeId, ScopeKind,
    Store, StoreKey, Use,
};
use crate::name::{Name, QualName};
use crate::project::{ClassRef, DecoratorEffect, ExprRef, FunctionRef, ModuleId, Traced, Value};

/// What of a function decides when its body runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub(super) struct Shape {
    pub(super) is_async: bool,
    pub(super) is_generator: bool,
    /// Whether it gives a coroutine and does not look like one that does: a plain function that returns it.
    pub(super) is_disguised: bool,
    /// Whether it has been taken out of the wrapper in which it came.
    pub(super) is_bare: bool,
}

impl Shape {
    /// Of a function, without what decorates it.
    pub(super) fn of(function: &Function) -> Self {
        Self { is_async: function.is_async, is_generator: function.is_generator, ..Self::default() }
    }

    /// Whether calling it has not run the body yet.
    fn is_lazy(self) -> bool {
        self.is_async || self.is_generator
    }

    /// What counts where it may have this shape or another one: a marker has to be right for both.
    fn or(self, other: Self) -> Self {
        let differs = self.is_async != other.is_async;
        Self {
            is_async: self.is_async || other.is_async,
            is_generator: self.is_generator || other.is_generator,
            is_disguised: differs || self.is_disguised || other.is_disguised,
            is_bare: self.is_bare || other.is_bare,
        }
    }
}

/// Why the body may run at another time than while what comes out of a decorator is called.
#[derive(Clone, Debug)]
pub(super) struct Stray {
    pub(super) cause: Cause,
    /// A marker of the decorator that is there and does not run around the body.
    pub(super) active: Option<Active>,
}

/// What a decorator makes of a function.
#[derive(Debug, Default)]
pub(super) struct Wrapping {
    /// A marker that it puts around the body.
    pub(super) covered: Option<Active>,
    /// The shape of what comes out and calls the function, without a marker, before it returns.
    pub(super) gives: Option<Shape>,
    /// The shape of what comes out and calls it, with a marker or without one.
    shape: Option<Shape>,
    /// The project's functions that come out.
    functions: FxHashSet<FunctionRef>,
    pub(super) stray: Option<Stray>,
    /// The attributes of what comes out that are the function, or call it.
    pub(super) held: FxHashSet<Name>,
    /// Whether it looks below the wrapper that it is given.
    pub(super) unwraps: bool,
    /// Whether it asks what kind of function it is given, so that it has a wrapper for each.
    asks_kind: bool,
}

impl Wrapping {
    /// Nobody can tell what it makes of it.
    pub(super) fn unknown() -> Self {
        let mut unknown = Self::default();
        unknown.strays(Cause::MayRunElsewhere, None);
        unknown
    }

    /// Of what comes out, the shape.
    pub(super) fn shape(&self) -> Option<Shape> {
        self.shape
    }

    fn strays(&mut self, cause: Cause, active: Option<Active>) {
        // Who has registered it calls it whatever else happens.
        let outweighs = |known: &Stray| cause == Cause::Registered && known.cause != cause;
        if self.stray.as_ref().is_none_or(outweighs) {
            self.stray = Some(Stray { cause, active });
        }
    }

    fn gives(&mut self, shape: Shape) {
        let merged = |known: Option<Shape>| Some(known.map_or(shape, |known| known.or(shape)));
        self.gives = merged(self.gives);
        self.shape = merged(self.shape);
    }

    /// Adds what another decorator makes of it that may stand in the same place.
    pub(super) fn add(&mut self, other: Self) {
        self.covered = self.covered.take().or(other.covered);
        self.gives = self.gives.into_iter().chain(other.gives).reduce(Shape::or);
        self.shape = self.shape.into_iter().chain(other.shape).reduce(Shape::or);
        if let Some(Stray { cause, active }) = other.stray {
            self.strays(cause, active);
        }
        self.functions.extend(other.functions);
        self.held.extend(other.held);
        self.unwraps |= other.unwraps;
        self.asks_kind |= other.asks_kind;
    }
}

/// Where a decorator takes the function, and from where what it makes comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Root {
    Function(FunctionRef),
    Class(ClassRef),
}

/// What stands at a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Thing {
    /// The function, or what calls it when it is called.
    Callable(Shape),
    /// An object that has such a thing for an attribute, or for a method.
    Holder(Name, Shape),
}

/// How a function of the project is entered with the function for an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Entry {
    /// By this call.
    Called(ExprRef),
    /// When this is called, which has the argument already: `partial(run, function)`.
    Bound(ExprRef),
}

/// What is found while a function is followed through a decorator.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Fact {
    /// This stands here.
    Stands(ExprRef, Thing),
    /// This call calls what has this shape.
    Calls(ExprRef, Shape),
    /// Whoever runs the body of this function runs that of the function that is followed.
    Runs(FunctionRef),
    /// This function returns this.
    Returns(FunctionRef, Thing),
    Enters(FunctionRef, Entry),
    /// Objects of this class have it for an attribute, or a method that calls it.
    Has(ClassRef, Name, Shape),
    /// An object of this class stands here.
    Object(ClassRef, ExprRef),
}

/// A function on its way through a decorator.
struct Flow {
    root: Root,
    /// Whether wrappers for another kind of function than this one are left out.
    narrow: bool,
    open: Vec<Fact>,
    seen: FxHashSet<Fact>,
    entries: FxHashMap<FunctionRef, Vec<Entry>>,
    runs: FxHashSet<FunctionRef>,
    returns: FxHashMap<FunctionRef, Vec<Thing>>,
    attributes: FxHashMap<ClassRef, Vec<(Name, Shape)>>,
    objects: FxHashMap<ClassRef, Vec<ExprRef>>,
    /// The classes whose objects are followed, in the order in which they were found.
    classes: Vec<ClassRef>,
    out: Wrapping,
}

impl Flow {
    fn new(root: Root, narrow: bool) -> Self {
        Self {
            root,
            narrow,
            open: Vec::new(),
            seen: FxHashSet::default(),
            entries: FxHashMap::default(),
            runs: FxHashSet::default(),
            returns: FxHashMap::default(),
            attributes: FxHashMap::default(),
            objects: FxHashMap::default(),
            classes: Vec::new(),
            out: Wrapping::default(),
        }
    }

    fn find(&mut self, fact: Fact) {
        if self.seen.insert(fact.clone()) {
            self.open.push(fact);
        }
    }

    /// Notes at once how a function is entered, so that what comes out of it, or runs in it, goes back there.
    fn enters(&mut self, function: FunctionRef, entry: Entry) {
        let entries = self.entries.entry(function).or_default();
        if !entries.contains(&entry) {
            entries.push(entry);
        }
        self.find(Fact::Enters(function, entry));
    }

    fn stands(&mut self, at: ExprRef, thing: Thing) {
        self.find(Fact::Stands(at, thing));
    }

    fn strays(&mut self, cause: Cause) {
        self.out.strays(cause, None);
    }

    fn comes_out(&mut self, thing: Thing) {
        match thing {
            Thing::Callable(shape) => {
                self.out.unwraps |= shape.is_bare;
                self.out.gives(shape);
            }
            Thing::Holder(name, _) => {
                self.out.held.insert(name);
            }
        }
    }
}

impl Judge<'_, '_> {
    /// What a decorator that is this function or class of the project, or an object of it, makes of a function of this
    /// shape. `None` if it is nothing of the project.
    pub(super) fn wrapping(&mut self, decorator: &Value, shape: Shape) -> Result<Option<Wrapping>, Unsolved> {
        let init = Name::new("__init__");
        let call = Name::new("__call__");
        let method = |judge: &mut Self, class: ClassRef, name: &Name| {
            let methods = judge.evaluator.attribute(&Traced::plain(Value::Object(class)), name);
            methods.iter().find_map(|traced| match traced.value {
                Value::Method(_, method) => Some(method),
                _ => None,
            })
        };
        let (root, taker, parameter) = match decorator {
            Value::Function(function) => (Root::Function(*function), *function, 0),
            Value::Method(_, function) => (Root::Function(*function), *function, 1),
            Value::Object(class) => {
                let Some(function) = method(self, *class, &call) else { return Ok(None) };
                (Root::Function(function), function, 1)
            }
            Value::Class(class) => {
                let Some(function) = method(self, *class, &init) else { return Ok(None) };
                (Root::Class(*class), function, 1)
            }
            _ => return Ok(None),
        };
        if self.wrapping.contains(&taker) {
            // A decorator that decorates what stands in itself.
            return Ok(Some(Wrapping::unknown()));
        }
        self.wrapping.push(taker);
        let found = self.wrapping_for_kind(root, taker, parameter, shape);
        self.wrapping.pop();
        found.map(Some)
    }

    /// Whether a class that derives from that of a method has a method of its own in its place.
    pub(super) fn is_overridden(&mut self, method: FunctionRef) -> bool {
        let project = self.evaluator.project();
        let facts = project.function(method);
        let Some(class) = facts.class else { return false };
        let class = ClassRef { module: method.module, class };
        let others = project.modules().flat_map(|(id, module)| {
            let functions = module.functions.iter().filter(|function| function.name == facts.name);
            functions.filter_map(move |function| Some(ClassRef { module: id, class: function.class? }))
        });
        let others: Vec<ClassRef> = others.filter(|other| *other != class).collect();
        others.into_iter().any(|other| self.evaluator.ancestors(other).classes.contains(&class))
    }

    fn wrapping_for_kind(
        &mut self,
        root: Root,
        taker: FunctionRef,
        parameter: u32,
        shape: Shape,
    ) -> Result<Wrapping, Unsolved> {
        let all = self.follow(root, taker, parameter, shape, false)?;
        if all.asks_kind {
            let narrow = self.follow(root, taker, parameter, shape, true)?;
            if narrow.covered.is_some() || narrow.gives.is_some() {
                return Ok(narrow);
            }
        }
        Ok(all)
    }

    fn follow(
        &mut self,
        root: Root,
        taker: FunctionRef,
        parameter: u32,
        shape: Shape,
        narrow: bool,
    ) -> Result<Wrapping, Unsolved> {
        let mut flow = Flow::new(root, narrow);
        if let Root::Class(class) = root {
            self.add_receivers(&mut flow, class);
        }
        match self.descriptor_of(taker) {
            Some((at, member)) => self.enter(&mut flow, taker, at, &Thing::Holder(member, shape)),
            None => self.enter(&mut flow, taker, parameter, &Thing::Callable(shape)),
        }
        while let Some(fact) = flow.open.pop() {
            self.work_off(&mut flow, fact)?;
        }
        if flow.out.covered.is_none() && flow.out.gives.is_none() {
            flow.strays(Cause::MayRunElsewhere);
        }
        Ok(flow.out)
    }

    /// The parameter of a decorator that gets the function as a member of an object, and the member: `descriptor.value`.
    fn descriptor_of(&self, decorator: FunctionRef) -> Option<(u32, Name)> {
        let project = self.evaluator.project();
        let (parameter, member) = project.catalog.conventions.descriptor.as_ref()?;
        let is_there = project.function(decorator).parameters.len() > *parameter as usize;
        is_there.then(|| (*parameter, Name::new(member)))
    }

    /// Whether a store puts what stands in place of the function that is decorated: `descriptor.value = wrapper`.
    fn is_put_in_place(&self, flow: &Flow, store: &Store, module: ModuleId) -> bool {
        let Root::Function(root) = flow.root else { return false };
        let Some((parameter, member)) = self.descriptor_of(root).filter(|_| root.module == module) else {
            return false;
        };
        let is_member = matches!(&store.key, StoreKey::Member(name) if *name == member);
        is_member && self.parameter_reads(root, parameter).contains(&store.object)
    }

    /// What a function does whose decorator is called without one, and that is `None` by default then, as in
    /// `@governed(name="x")`: what it would give for one is not what comes out of that call.
    pub(super) fn given_for_a_function(&mut self, call: ExprRef) -> Result<FxHashSet<FunctionRef>, Unsolved> {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return Ok(FxHashSet::default()) };
        let callees = self.evaluator.expr(ExprRef { expr: facts.callee, ..call });
        let mut given = FxHashSet::default();
        for traced in &callees {
            let (callee, receiver) = match traced.value {
                Value::Function(function) => (function, 0),
                Value::Method(_, function) => (function, 1),
                _ => continue,
            };
            let Some(parameter) = project.function(callee).parameters.get(receiver as usize) else {
                continue;
            };
            let Some(default) = parameter.default else { continue };
            let default = self.evaluator.expr(ExprRef { module: callee.module, expr: default });
            let is_passed = (0..facts.arguments.len()).any(|number| {
                self.parameter_for(callee, &facts.arguments, number as u32, receiver) == Some(receiver)
            });
            if default.is_inert()
                && !is_passed
                && let Some(wrapping) = self.wrapping(&traced.value, Shape::default())?
            {
                given.extend(wrapping.functions);
            }
        }
        Ok(given)
    }

    fn work_off(&mut self, flow: &mut Flow, fact: Fact) -> Result<(), Unsolved> {
        match fact {
            Fact::Stands(at, thing) => return self.stands_at(flow, at, thing),
            Fact::Calls(call, shape) => return self.calls(flow, call, shape),
            Fact::Runs(function) => return self.runs(flow, function),
            Fact::Returns(function, thing) => self.returns(flow, function, thing),
            Fact::Enters(function, entry) => {
                if flow.runs.contains(&function) {
                    self.runs_by(flow, function, entry);
                }
                for thing in flow.returns.get(&function).cloned().unwrap_or_default() {
                    Self::returns_by(flow, entry, thing);
                }
            }
            Fact::Has(class, name, shape) => {
                flow.attributes.entry(class).or_default().push((name.clone(), shape));
                for at in flow.objects.get(&class).cloned().unwrap_or_default() {
                    Self::object_has(flow, at, &name, shape);
                }
                if flow.root == Root::Class(class) {
                    if name.as_str() == "__call__" {
                        flow.comes_out(Thing::Callable(shape));
                    } else {
                        flow.comes_out(Thing::Holder(name, shape));
                    }
                }
            }
            Fact::Object(class, at) => {
                flow.objects.entry(class).or_default().push(at);
                for (name, shape) in flow.attributes.get(&class).cloned().unwrap_or_default() {
                    Self::object_has(flow, at, &name, shape);
                }
            }
        }
        Ok(())
    }

    fn object_has(flow: &mut Flow, at: ExprRef, name: &Name, shape: Shape) {
        if name.as_str() == "__call__" {
            flow.stands(at, Thing::Callable(shape));
        }
        flow.stands(at, Thing::Holder(name.clone(), shape));
    }

    // --- where it stands -------------------------------------------------------------------------------------

    /// Follows what a parameter has for its value.
    fn enter(&mut self, flow: &mut Flow, function: FunctionRef, parameter: u32, thing: &Thing) {
        for expr in self.parameter_reads(function, parameter) {
            flow.stands(ExprRef { module: function.module, expr }, thing.clone());
        }
    }

    fn stands_at(&mut self, flow: &mut Flow, at: ExprRef, thing: Thing) -> Result<(), Unsolved> {
        let inside = |expr| ExprRef { expr, ..at };
        match self.index.place(at) {
            Place::Callee(call) => {
                if let Thing::Callable(shape) = thing {
                    flow.find(Fact::Calls(inside(call), shape));
                }
            }
            Place::Argument(call, number) => return self.passes(flow, inside(call), number, thing),
            Place::Option(outer) => flow.stands(inside(outer), thing),
            Place::Object(outer) => {
                let facts = self.evaluator.project().module(at.module);
                match &facts.expr(outer).kind {
                    ExprKind::Attribute(_, name) => self.attribute(flow, at, inside(outer), name, thing),
                    _ => self.leaves(flow, at),
                }
            }
            Place::Bound(binding) => self.gets_name(flow, at, binding, &thing),
            Place::Stored => self.is_stored(flow, at, &thing),
            Place::Returned(function) => {
                flow.find(Fact::Returns(FunctionRef { module: at.module, function }, thing));
            }
            Place::Unknown if !self.is_yielded(at) => {}
            _ => self.leaves(flow, at),
        }
        Ok(())
    }

    /// It is kept here, or given away.
    fn leaves(&mut self, flow: &mut Flow, at: ExprRef) {
        let cause = if self.is_while_decorating(flow, at) { Cause::Registered } else { Cause::Escapes };
        flow.strays(cause);
    }

    /// Whether an expression is evaluated when the decorator is applied, not when what it gives is called.
    fn is_while_decorating(&mut self, flow: &Flow, at: ExprRef) -> bool {
        let mut seen = FxHashSet::default();
        let mut open = vec![at];
        while let Some(at) = open.pop() {
            let Some(function) = self.function_around(at) else { return true };
            if flow.root == Root::Function(function) {
                return true;
            }
            let facts = self.evaluator.project().function(function);
            if facts.class.is_some() && facts.name.as_str() == "__init__" {
                return true;
            }
            if seen.insert(function) {
                open.extend(flow.entries.get(&function).into_iter().flatten().filter_map(
                    |entry| match entry {
                        Entry::Called(call) => Some(*call),
                        Entry::Bound(_) => None,
                    },
                ));
            }
        }
        false
    }

    /// The function in whose scope an expression stands.
    fn function_around(&self, at: ExprRef) -> Option<FunctionRef> {
        let facts = self.evaluator.project().module(at.module);
        let span = facts.expr(at.expr).span;
        let around = facts.functions.iter().enumerate();
        let around = around.filter(|(_, function)| facts.scope(function.scope).span.contains(span));
        let innermost = around.min_by_key(|(_, function)| {
            let span = facts.scope(function.scope).span;
            span.end - span.start
        });
        innermost
            .map(|(at_number, _)| FunctionRef { module: at.module, function: FunctionId(at_number as u32) })
    }

    fn is_yielded(&self, at: ExprRef) -> bool {
        let facts = self.evaluator.project().module(at.module);
        facts
            .functions
            .iter()
            .any(|function| function.yields.iter().any(|(value, _)| *value == Some(at.expr)))
    }

    /// `function.name`, `getattr(function, "name")`.
    fn attribute(&mut self, flow: &mut Flow, object: ExprRef, at: ExprRef, name: &Name, thing: Thing) {
        let shape = match thing {
            Thing::Holder(known, shape) => {
                if known == *name {
                    flow.stands(at, Thing::Callable(shape));
                }
                return;
            }
            Thing::Callable(shape) => shape,
        };
        match name.as_str() {
            "__call__" | "__func__" => flow.stands(at, Thing::Callable(shape)),
            // `function.__get__(object)`: bound to the object.
            "__get__" => match self.index.place(at) {
                Place::Callee(call) => flow.stands(ExprRef { expr: call, ..at }, Thing::Callable(shape)),
                _ => self.leaves(flow, at),
            },
            "__wrapped__" => flow.stands(at, Thing::Callable(Shape { is_bare: true, ..shape })),
            name if self.is_calling_method(name) => match self.index.place(at) {
                Place::Callee(call) => flow.find(Fact::Calls(ExprRef { expr: call, ..at }, shape)),
                _ => self.leaves(flow, at),
            },
            name if self.is_giving_method(name) => match self.index.place(at) {
                Place::Callee(call) => flow.stands(ExprRef { expr: call, ..at }, Thing::Callable(shape)),
                _ => self.leaves(flow, at),
            },
            name if name.starts_with("__") => {}
            _ if self.is_object(object) => {}
            // What it is nobody knows: a decorator below may have put the function there.
            _ if matches!(self.index.place(at), Place::Callee(_)) => flow.strays(Cause::MayRunElsewhere),
            _ => {}
        }
    }

    /// Whether an expression is an object of a class of the project.
    fn is_object(&mut self, at: ExprRef) -> bool {
        let values = self.evaluator.expr(at);
        !values.is_empty() && values.iter().all(|traced| matches!(traced.value, Value::Object(_)))
    }

    /// It gets another name.
    fn gets_name(&mut self, flow: &mut Flow, at: ExprRef, binding: BindingId, thing: &Thing) {
        let facts = self.evaluator.project().module(at.module);
        let bound = &facts.bindings[binding.index()];
        let is_plain = matches!(&bound.source, BindingSource::Value { unpack, .. } if unpack.is_empty());
        if !is_plain || !matches!(facts.scope(bound.scope).kind, ScopeKind::Function(_)) {
            self.leaves(flow, at);
            return;
        }
        for read in self.reads_of(at.module, binding) {
            flow.stands(read, thing.clone());
        }
    }

    /// The expressions that may read what a binding gives a name.
    pub(super) fn reads_of(&self, module: ModuleId, binding: BindingId) -> Vec<ExprRef> {
        let facts = self.evaluator.project().module(module);
        let bound = &facts.bindings[binding.index()];
        let reads = self.index.reads_in(&bound.name, module).iter().copied();
        reads
            .filter(|read| match &facts.expr(read.expr).kind {
                ExprKind::Name(_, Use::Reaching(set)) => facts.may_be_bound_by(*set, |id| id == binding),
                ExprKind::Name(_, Use::Enclosing(scope)) => *scope == bound.scope,
                _ => false,
            })
            .collect()
    }

    /// It is stored in an attribute or an element.
    fn is_stored(&mut self, flow: &mut Flow, at: ExprRef, thing: &Thing) {
        let facts = self.evaluator.project().module(at.module);
        let is_it = |source: &BindingSource| matches!(source, BindingSource::Value { value, .. } if *value == at.expr);
        let stores = facts.stores.iter().filter(|store| is_it(&store.source));
        for store in stores {
            if self.is_put_in_place(flow, store, at.module) {
                flow.comes_out(thing.clone());
                continue;
            }
            let object = ExprRef { module: at.module, expr: store.object };
            let (StoreKey::Member(name), Thing::Callable(shape)) = (&store.key, thing) else {
                self.leaves(flow, at);
                continue;
            };
            let owners = self.evaluator.expr(object);
            if owners.is_empty() {
                self.leaves(flow, at);
            }
            for traced in &owners {
                match traced.value {
                    Value::Object(class) => {
                        self.add_receivers(flow, class);
                        flow.find(Fact::Has(class, name.clone(), *shape));
                    }
                    // `wrapper.original = function`: whoever has the wrapper has it too.
                    Value::Function(_) => {
                        flow.out.held.insert(name.clone());
                    }
                    _ => self.leaves(flow, at),
                }
            }
        }
    }

    /// The receivers in the methods of a class are objects of it.
    fn add_receivers(&mut self, flow: &mut Flow, class: ClassRef) {
        if flow.classes.contains(&class) {
            return;
        }
        flow.classes.push(class);
        let project = self.evaluator.project();
        let mro = self.evaluator.ancestors(class);
        for owner in &mro.classes {
            let functions = project.module(owner.module).functions.iter().enumerate();
            for (number, facts) in functions.filter(|(_, facts)| facts.class == Some(owner.class)) {
                if facts.parameters.is_empty() || facts.is_static {
                    continue;
                }
                let function = FunctionRef { module: owner.module, function: FunctionId(number as u32) };
                for expr in self.parameter_reads(function, 0) {
                    flow.find(Fact::Object(class, ExprRef { module: owner.module, expr }));
                }
            }
        }
    }

    fn returns(&mut self, flow: &mut Flow, function: FunctionRef, thing: Thing) {
        let project = self.evaluator.project();
        let facts = project.function(function);
        if flow.root == Root::Function(function) {
            flow.comes_out(thing);
            return;
        }
        flow.returns.entry(function).or_default().push(thing.clone());
        if let Some(entries) = flow.entries.get(&function).cloned() {
            for entry in entries {
                Self::returns_by(flow, entry, thing.clone());
            }
            return;
        }
        let class = facts.class.map(|class| ClassRef { module: function.module, class });
        match (class, &thing) {
            // What reads it of a class gets it bound to an object.
            (Some(_), _) if facts.name.as_str() == "__get__" => {}
            (Some(class), Thing::Callable(shape))
                if self.evaluator.decorator_effect(function) == DecoratorEffect::Property =>
            {
                flow.find(Fact::Has(class, facts.name.clone(), *shape));
            }
            // An object that gives itself has not given the function away.
            (Some(_), Thing::Holder(..)) => {}
            _ => flow.strays(Cause::Escapes),
        }
    }

    fn returns_by(flow: &mut Flow, entry: Entry, thing: Thing) {
        match entry {
            Entry::Called(call) => flow.stands(call, thing),
            Entry::Bound(_) => flow.strays(Cause::Escapes),
        }
    }

    // --- who calls it ----------------------------------------------------------------------------------------

    /// A call of what has this shape.
    fn calls(&mut self, flow: &mut Flow, call: ExprRef, shape: Shape) -> Result<(), Unsolved> {
        flow.out.unwraps |= shape.is_bare;
        let project = self.evaluator.project();
        let Some(around) = self.around(call) else {
            flow.strays(Cause::MayRunElsewhere);
            return Ok(());
        };
        let around = self.leaving_by_way(around, call);
        let goes_on = self.goes_on_after_calls() && !shape.is_generator;
        let around = if goes_on { self.until_over(around, call, Begun::Promise) } else { around };
        let is_later = !goes_on && shape.is_lazy() && !self.is_consumed(call);
        let other = self.function_around(call).is_some_and(|function| {
            let is_async = project.function(function).is_async;
            let is_awaited = matches!(self.index.place(call), Place::Awaited(_));
            if shape.is_async { !is_async && is_later } else { is_async && is_awaited }
        });
        if flow.narrow && other {
            return Ok(());
        }
        if is_later {
            return self.calls_later(flow, call, shape, &around);
        }
        match around.source {
            Source::Covered(active) => {
                flow.out.covered.get_or_insert(*active);
                if let Some(function) = self.function_around(call) {
                    self.shape_under_marker(flow, function);
                }
            }
            Source::Lapsed(active, cause) => flow.out.strays(cause, Some(*active)),
            Source::Entry => flow.strays(Cause::Registered),
            Source::Doubt(_) => flow.strays(Cause::MayRunElsewhere),
            Source::Body(function) => match around.exit {
                Some(exit) => flow.strays(exit.cause()),
                None => flow.find(Fact::Runs(function)),
            },
        }
        Ok(())
    }

    /// A call that makes a coroutine or a generator which goes on unconsumed.
    fn calls_later(
        &mut self,
        flow: &mut Flow,
        call: ExprRef,
        shape: Shape,
        around: &Edge,
    ) -> Result<(), Unsolved> {
        let cause = if shape.is_generator { Cause::Generator } else { Cause::Coroutine };
        match &around.source {
            Source::Covered(active) => {
                flow.out.strays(cause, Some((**active).clone()));
                Ok(())
            }
            // `return function(…)`: what is around it gives the coroutine as well.
            Source::Body(function) if self.is_returned_by(call, *function) && around.exit.is_none() => {
                let facts = self.evaluator.project().function(*function);
                if facts.is_async || facts.is_generator {
                    flow.strays(cause);
                    return Ok(());
                }
                let shape = Shape { is_disguised: shape.is_async, ..shape };
                self.called_by(flow, *function, shape)
            }
            _ => {
                flow.strays(cause);
                Ok(())
            }
        }
    }

    fn is_returned_by(&self, mut at: ExprRef, function: FunctionRef) -> bool {
        loop {
            match self.index.place(at) {
                Place::Returned(known) => return known == function.function && at.module == function.module,
                Place::Option(outer) => at.expr = outer,
                _ => return false,
            }
        }
    }

    /// What comes out is called with a marker around the function: of this wrapper, the shape.
    fn shape_under_marker(&mut self, flow: &mut Flow, function: FunctionRef) {
        let facts = self.evaluator.project().function(function);
        let shape = Shape::of(facts);
        flow.out.shape = Some(flow.out.shape.map_or(shape, |known| known.or(shape)));
        flow.out.functions.insert(function);
    }

    /// The body of this function runs that of the function that is followed.
    fn runs(&mut self, flow: &mut Flow, function: FunctionRef) -> Result<(), Unsolved> {
        if flow.root == Root::Function(function) {
            flow.strays(Cause::Registered);
            return Ok(());
        }
        if let Some(active) = self.covered_everywhere(&[Edge::body(function)])? {
            flow.out.covered.get_or_insert(active);
            self.shape_under_marker(flow, function);
            return Ok(());
        }
        flow.runs.insert(function);
        let entries = flow.entries.get(&function).cloned().unwrap_or_default();
        if entries.is_empty() {
            let facts = self.evaluator.project().function(function);
            let shape = Shape::of(facts);
            return self.called_by(flow, function, shape);
        }
        for entry in entries {
            self.runs_by(flow, function, entry);
        }
        Ok(())
    }

    fn runs_by(&mut self, flow: &mut Flow, function: FunctionRef, entry: Entry) {
        let facts = self.evaluator.project().function(function);
        let shape = Shape::of(facts);
        match entry {
            Entry::Called(call) => flow.find(Fact::Calls(call, shape)),
            Entry::Bound(at) => flow.stands(at, Thing::Callable(shape)),
        }
    }

    /// Who calls this function, which has this shape, calls the function that is followed.
    fn called_by(&mut self, flow: &mut Flow, function: FunctionRef, shape: Shape) -> Result<(), Unsolved> {
        let project = self.evaluator.project();
        let facts = project.function(function);
        let through = self.through(function, shape)?;
        if let Some(cause) = through.bypass {
            flow.strays(cause);
            return Ok(());
        }
        let shape = through.shape;
        flow.out.functions.insert(function);
        if let Some(class) = facts.class {
            let class = ClassRef { module: function.module, class };
            if matches!(facts.name.as_str(), "__init__" | "__new__" | "__post_init__") {
                flow.strays(Cause::MayRunElsewhere);
                return Ok(());
            }
            self.add_objects(flow, class);
            // Those that are known hold it, be their class this one or one that derives from it.
            for holder in flow.classes.clone() {
                if self.evaluator.ancestors(holder).classes.contains(&class) {
                    flow.find(Fact::Has(holder, facts.name.clone(), shape));
                }
            }
            return Ok(());
        }
        if facts.is_lambda {
            match self.index.lambdas.get(&function) {
                Some(&expr) => {
                    flow.stands(ExprRef { module: function.module, expr }, Thing::Callable(shape));
                }
                None => flow.strays(Cause::MayRunElsewhere),
            }
            return Ok(());
        }
        if !self.is_nested(function) {
            flow.strays(Cause::Unwrapped);
            return Ok(());
        }
        let is_it = |source: &BindingSource| matches!(source, BindingSource::Function(known) if *known == function.function);
        for read in self.reads_of_definition(function.module, &facts.name, facts.parent, is_it) {
            flow.stands(read, Thing::Callable(shape));
        }
        Ok(())
    }

    /// The objects of a class that is written inside a function: what calls its name makes one.
    fn add_objects(&mut self, flow: &mut Flow, class: ClassRef) {
        let project = self.evaluator.project();
        let facts = project.class(class);
        if flow.classes.contains(&class)
            || !matches!(project.module(class.module).scope(facts.parent).kind, ScopeKind::Function(_))
        {
            return;
        }
        self.add_receivers(flow, class);
        let is_it =
            |source: &BindingSource| matches!(source, BindingSource::Class(known) if *known == class.class);
        for read in self.reads_of_definition(class.module, &facts.name, facts.parent, is_it) {
            match self.index.place(read) {
                Place::Callee(call) => flow.find(Fact::Object(class, ExprRef { expr: call, ..read })),
                // Somebody else makes the objects.
                _ => flow.strays(Cause::Escapes),
            }
        }
    }

    /// The expressions that may read the name of a definition.
    fn reads_of_definition(
        &self,
        module: ModuleId,
        name: &Name,
        scope: ScopeId,
        is_it: impl Fn(&BindingSource) -> bool,
    ) -> Vec<ExprRef> {
        let facts = self.evaluator.project().module(module);
        let reads = self.index.reads_in(name, module).iter().copied();
        reads
            .filter(|read| match &facts.expr(read.expr).kind {
                ExprKind::Name(_, Use::Reaching(set)) => {
                    facts.may_be_bound_by(*set, |id| is_it(&facts.bindings[id.index()].source))
                }
                ExprKind::Name(_, Use::Enclosing(known)) => *known == scope,
                _ => false,
            })
            .collect()
    }

    // --- where it is passed ----------------------------------------------------------------------------------

    /// It is an argument of a call.
    fn passes(&mut self, flow: &mut Flow, call: ExprRef, number: u32, thing: Thing) -> Result<(), Unsolved> {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else {
            self.leaves(flow, call);
            return Ok(());
        };
        if let Thing::Callable(shape) = thing
            && self.is_attested_at(call)
        {
            self.is_wrapped_by_marker(flow, call, shape);
            return Ok(());
        }
        let callee = ExprRef { expr: facts.callee, ..call };
        if project.call(callee).is_some() {
            let names = self.evaluator.external_names(callee);
            let catalog = project.catalog;
            let wraps = |name: &QualName| {
                catalog.behaves(name.as_str(), Behaviour::Wraps)
                    || matches!(catalog.intrinsic(name.as_str()), Some(Intrinsic::TransparentDecorator))
            };
            // `retry(…)(function)`, `wraps(function)(wrapper)`.
            if !names.is_empty() && names.iter().all(wraps) {
                flow.stands(call, thing);
                return Ok(());
            }
        }
        let callees = self.evaluator.expr(callee);
        if is_in_doubt(&callees) {
            flow.strays(Cause::MayRunElsewhere);
        }
        for traced in &callees {
            self.passes_to(flow, call, number, &thing, &traced.value)?;
        }
        Ok(())
    }

    /// Whether all that a call gives is in the wrapper of a marker that it applies.
    fn is_attested_at(&mut self, call: ExprRef) -> bool {
        let made = self.evaluator.expr(call);
        let wrapped = |value: &Value| matches!(value, Value::Attested(_, at) if *at == call);
        !is_in_doubt(&made) && made.iter().all(|traced| wrapped(&traced.value))
    }

    /// `mima.attest("x")(function)`: whatever becomes of the result, who calls it runs the marker.
    fn is_wrapped_by_marker(&mut self, flow: &mut Flow, call: ExprRef, shape: Shape) {
        let Ok(active) = self.of_wrapped(call) else {
            flow.strays(Cause::MayRunElsewhere);
            return;
        };
        let cause = lapses(self.wrapper_covers(call), shape);
        match cause {
            Some(Cause::NotAsync | Cause::Coroutine) if flow.narrow => {}
            Some(cause) => flow.out.strays(cause, Some(active)),
            None => {
                flow.out.covered.get_or_insert(active);
                flow.out.shape = Some(flow.out.shape.map_or(shape, |known| known.or(shape)));
            }
        }
    }

    fn passes_to(
        &mut self,
        flow: &mut Flow,
        call: ExprRef,
        number: u32,
        thing: &Thing,
        callee: &Value,
    ) -> Result<(), Unsolved> {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return Ok(()) };
        match callee {
            Value::Function(function) | Value::Method(_, function) => {
                let receiver = u32::from(matches!(callee, Value::Method(..)));
                let parameter = self.parameter_for(*function, &facts.arguments, number, receiver);
                let through = self.through(*function, Shape::default())?;
                match parameter {
                    Some(parameter) if through.bypass.is_none() => {
                        flow.enters(*function, Entry::Called(call));
                        self.enter(flow, *function, parameter, thing);
                    }
                    _ => self.leaves(flow, call),
                }
            }
            Value::Attested(inner, _) => return self.passes_to(flow, call, number, thing, inner),
            Value::Object(class) => {
                let methods =
                    self.evaluator.attribute(&Traced::plain(Value::Object(*class)), &Name::new("__call__"));
                if methods.is_empty() {
                    self.leaves(flow, call);
                }
                for traced in &methods {
                    match &traced.value {
                        method @ Value::Method(..) => self.passes_to(flow, call, number, thing, method)?,
                        _ => self.leaves(flow, call),
                    }
                }
            }
            Value::Class(class) => self.is_made_with(flow, call, number, thing, *class),
            value => match value.api() {
                Some(name) => self.passes_to_library(flow, call, number, thing, name.as_str()),
                None => self.leaves(flow, call),
            },
        }
        Ok(())
    }

    /// An object of a class of the project is made with it.
    fn is_made_with(&mut self, flow: &mut Flow, call: ExprRef, number: u32, thing: &Thing, class: ClassRef) {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return };
        self.add_receivers(flow, class);
        flow.find(Fact::Object(class, call));
        let init = self.evaluator.attribute(&Traced::plain(Value::Object(class)), &Name::new("__init__"));
        let method = init.iter().find_map(|traced| match traced.value {
            Value::Method(_, method) => Some(method),
            _ => None,
        });
        if let Some(method) = method {
            match self.parameter_for(method, &facts.arguments, number, 1) {
                Some(parameter) => {
                    flow.enters(method, Entry::Called(call));
                    self.enter(flow, method, parameter, thing);
                }
                None => self.leaves(flow, call),
            }
            return;
        }
        match (self.field_for(class, &facts.arguments, number), thing) {
            (Some(name), Thing::Callable(shape)) => flow.find(Fact::Has(class, name, *shape)),
            _ => self.leaves(flow, call),
        }
    }

    /// The field of a class without `__init__` that an argument is the value of: the fields in their order, as a data class
    /// takes them.
    fn field_for(&self, class: ClassRef, arguments: &[Argument], number: u32) -> Option<Name> {
        let project = self.evaluator.project();
        let facts = project.module(class.module);
        let own = project.class(class);
        if own.decorators.is_empty() {
            return None;
        }
        let argument = arguments.get(number as usize)?;
        let is_field = |source: &BindingSource| {
            matches!(source, BindingSource::Annotation(_) | BindingSource::Value { annotation: Some(_), .. })
        };
        let mut fields = facts.bindings.iter().filter(|binding| binding.scope == own.scope);
        match &argument.kind {
            ArgumentKind::Keyword(name) => fields
                .find(|field| is_field(&field.source) && field.name == *name)
                .map(|field| field.name.clone()),
            ArgumentKind::Positional if own.bases.is_empty() => fields
                .filter(|field| is_field(&field.source))
                .nth(number as usize)
                .map(|field| field.name.clone()),
            _ => None,
        }
    }

    fn passes_to_library(&mut self, flow: &mut Flow, call: ExprRef, number: u32, thing: &Thing, name: &str) {
        let project = self.evaluator.project();
        let catalog = project.catalog;
        let behaves = |behaviour| catalog.behaves(name, behaviour);
        if behaves(Behaviour::AsksKind) {
            flow.out.asks_kind = true;
            return;
        }
        let intrinsic = catalog.intrinsic(name);
        let inspects = behaves(Behaviour::Inspects);
        match intrinsic {
            Some(Intrinsic::GetAttr) if number == 0 => {
                self.reads_by_text(flow, call, thing);
                return;
            }
            Some(Intrinsic::Partial) => {
                self.is_bound(flow, call, number, thing);
                return;
            }
            None if number == 0 && project.unwrapped().contains(&self.argument_of(call, number)) => {
                if let Thing::Callable(shape) = thing {
                    flow.stands(call, Thing::Callable(Shape { is_bare: true, ..*shape }));
                }
                return;
            }
            Some(Intrinsic::FirstArgument) if number == 0 => {
                let thing = match thing {
                    Thing::Callable(_) if behaves(Behaviour::Consumes) => Thing::Callable(Shape::default()),
                    Thing::Callable(_) if behaves(Behaviour::KeepsContext) => {
                        Thing::Callable(Shape { is_async: true, ..Shape::default() })
                    }
                    thing => thing.clone(),
                };
                flow.stands(call, thing);
                return;
            }
            Some(Intrinsic::Cast) if number == 1 => {
                flow.stands(call, thing.clone());
                return;
            }
            Some(Intrinsic::TransparentDecorator | Intrinsic::StaticMethod) if number == 0 && !inspects => {
                flow.stands(call, thing.clone());
                return;
            }
            _ => {}
        }
        if inspects {
            self.is_copied_from(flow, call, number, thing, intrinsic);
            return;
        }
        let Thing::Callable(shape) = thing else {
            self.leaves(flow, call);
            return;
        };
        let runs = behaves(Behaviour::Calls) || behaves(Behaviour::KeepsContext) && self.is_consumed(call);
        let is_lazy_map = matches!(intrinsic, Some(Intrinsic::Map | Intrinsic::Filter))
            && name.starts_with(&format!("{}.", project.module(call.module).prelude));
        if behaves(Behaviour::Wraps) {
            flow.stands(call, thing.clone());
        } else if !shape.is_lazy() && (runs || is_lazy_map && self.is_consumed(call)) {
            flow.find(Fact::Calls(call, Shape::default()));
        } else if matches!(intrinsic, Some(Intrinsic::Submit(_))) {
            flow.strays(Cause::OtherThread);
        } else if matches!(self.index.place(call), Place::Callee(_))
            || self.is_while_decorating(flow, call) && self.comes_out(call)
        {
            // As if it were a decorator by itself, of a library that nobody knows.
            flow.stands(call, thing.clone());
        } else {
            self.leaves(flow, call);
        }
    }

    /// `update_wrapper(object, function)`, `wraps(function)(object)`: the object has the function for an attribute then.
    fn is_copied_from(
        &mut self,
        flow: &mut Flow,
        call: ExprRef,
        number: u32,
        thing: &Thing,
        intrinsic: Option<&Intrinsic>,
    ) {
        let wrapper = match (intrinsic, number, self.index.place(call)) {
            (Some(Intrinsic::FirstArgument), 1, _) => self.argument_of(call, 0),
            (Some(Intrinsic::TransparentDecorator), 0, Place::Callee(outer)) => {
                self.argument_of(ExprRef { expr: outer, ..call }, 0)
            }
            _ => return,
        };
        let Thing::Callable(shape) = *thing else { return };
        for traced in &self.evaluator.expr(wrapper) {
            if let Value::Object(class) = traced.value {
                self.add_receivers(flow, class);
                flow.find(Fact::Has(class, Name::new("__wrapped__"), shape));
            }
        }
    }

    /// What is passed at a call.
    fn argument_of(&self, call: ExprRef, number: u32) -> ExprRef {
        let facts = self.evaluator.project().call(call);
        let argument = facts.and_then(|facts| facts.arguments.get(number as usize));
        argument.map_or(call, |argument| ExprRef { expr: argument.value, ..call })
    }

    /// `getattr(function, "name")`.
    fn reads_by_text(&mut self, flow: &mut Flow, call: ExprRef, thing: &Thing) {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return };
        let [object, name, ..] = &facts.arguments[..] else { return };
        let object = ExprRef { expr: object.value, ..call };
        let names = self.evaluator.expr(ExprRef { expr: name.value, ..call });
        let names: Vec<Name> = names.texts().map(Name::new).collect();
        if names.is_empty() {
            flow.strays(Cause::MayRunElsewhere);
        }
        for name in names {
            self.attribute(flow, object, call, &name, thing.clone());
        }
    }

    /// `partial(function, …)`, `partial(run, function)`.
    fn is_bound(&mut self, flow: &mut Flow, call: ExprRef, number: u32, thing: &Thing) {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return };
        let Some((bound, arguments)) = facts.arguments.split_first() else { return };
        let Some(number) = number.checked_sub(1) else {
            flow.stands(call, thing.clone());
            return;
        };
        let callees = self.evaluator.expr(ExprRef { expr: bound.value, ..call });
        if is_in_doubt(&callees) {
            flow.strays(Cause::MayRunElsewhere);
        }
        for traced in &callees {
            let (function, receiver) = match traced.value {
                Value::Function(function) => (function, 0),
                Value::Method(_, function) => (function, 1),
                _ => {
                    self.leaves(flow, call);
                    continue;
                }
            };
            match self.parameter_for(function, arguments, number, receiver) {
                Some(parameter) if project.function(function).decorators.is_empty() => {
                    flow.enters(function, Entry::Bound(call));
                    self.enter(flow, function, parameter, thing);
                }
                _ => self.leaves(flow, call),
            }
        }
    }

    /// Whether what a call makes is returned or called: an object that holds a function is kept where it does not come
    /// out.
    fn comes_out(&self, call: ExprRef) -> bool {
        let goes_on = |at: ExprRef| matches!(self.index.place(at), Place::Returned(_) | Place::Callee(_));
        let Place::Bound(binding) = self.index.place(call) else { return goes_on(call) };
        self.reads_of(call.module, binding).into_iter().any(goes_on)
    }
}

/// Why a marker that covers such functions does not run around the body of one of this shape.
pub(super) fn lapses(covers: Covers, shape: Shape) -> Option<Cause> {
    match covers {
        _ if shape.is_generator => Some(Cause::Generator),
        Covers::Async if !shape.is_async || shape.is_disguised => Some(Cause::NotAsync),
        Covers::Sync if shape.is_async => Some(Cause::Coroutine),
        // It asks whether it is given a coroutine function.
        Covers::Any if shape.is_disguised => Some(Cause::Coroutine),
        _ => None,
    }
}
