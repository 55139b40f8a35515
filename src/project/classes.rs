//! Classes: ancestors, attributes of instances and of classes.

use std::rc::Rc;

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::eval::{Answer, Evaluator, Query};
use super::functions::DecoratorEffect;
use super::index::{StoreRef, given_names, last_name};
use super::members;
use super::value::{
    ClassRef, ExprRef, FunctionRef, Join, ModuleId, Step, StepKind, Traced, Unknown, Value, Values,
};
use super::writings::{GLOBALS, MEMBERS};
use crate::catalog::Intrinsic;
use crate::finding::Confidence;
use crate::limit::Limit;
use crate::module::{Argument, ArgumentKind, BindingSource, ExprId, ExprKind, FunctionId, Literal};
use crate::name::{Name, QualName, UNKNOWN_PART};

/// How much of a name has to be known to look for the methods that it may mean.
const MIN_KNOWN_PART: usize = 3;

/// A class and its ancestors.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Mro {
    /// Classes of the project, the class itself first.
    pub classes: Vec<ClassRef>,
    /// Classes of libraries.
    pub externals: Vec<QualName>,
    /// Whether a base class is not known.
    pub is_incomplete: bool,
}

impl Mro {
    /// Adds another class and its ancestors.
    fn add(&mut self, above: &Self) {
        self.classes.extend(&above.classes);
        self.externals.extend(above.externals.iter().cloned());
        self.is_incomplete |= above.is_incomplete;
    }
}

/// The attributes of a function, or of what is called like one, that are the function again.
const ITSELF: &[&str] = &["__call__", "__func__", "__wrapped__"];

/// The methods that give an attribute which an object does not have, or any.
const HOOKS: &[&str] = &["__getattr__", "__getattribute__"];

/// The attributes of a class that list what it derives from.
const BASES: &[&str] = &["__mro__", "__bases__"];

/// Whether an attribute of a function is the function again.
pub(crate) fn gives_itself(name: &Name) -> bool {
    ITSELF.contains(&name.as_str())
}

/// What an attribute that every object has gives of something of a library: its class, the function itself, or what reads
/// an attribute by its name.
fn universal_attribute(traced: &Traced, name: &Name) -> Option<Values> {
    if !name.as_str().starts_with("__") {
        return None;
    }
    let Value::Instance(class, path) = &traced.value else { return None };
    if name.as_str() == "__class__" && path.as_str().is_empty() {
        return Some(Values::of(traced.with(Value::External(class.clone()))));
    }
    if path.as_str().is_empty() {
        return None;
    }
    // What a method is bound to.
    if name.as_str() == "__self__" {
        let owner = path.parent().unwrap_or_else(|| QualName::new(""));
        return Some(Values::of(traced.with(Value::Instance(class.clone(), owner))));
    }
    gives_itself(name).then(|| Values::of(traced.clone()))
}

impl Evaluator<'_> {
    /// A class and its ancestors, each once: those of a base class before the next base class, and none before what
    /// derives from it.
    pub fn ancestors(&mut self, class: ClassRef) -> Rc<Mro> {
        match self.answer(Query::Ancestors(class)) {
            Answer::Ancestors(mro) => mro,
            // A class that inherits from itself, or lies too deep.
            _ => Rc::new(Mro { classes: vec![class], is_incomplete: true, ..Mro::default() }),
        }
    }

    /// [`Query::Ancestors`]
    pub(super) fn find_ancestors(&mut self, class: ClassRef) -> Mro {
        let mut mro = Mro { classes: vec![class], ..Mro::default() };
        for extension in self.extensions(class) {
            mro.add(&self.ancestors(extension));
        }
        let bases = &self.project.class(class).bases;
        for &base in bases {
            let values = self.expr(ExprRef { module: class.module, expr: base });
            mro.is_incomplete |= values.rest().is_some();
            for traced in &values {
                match &traced.value {
                    Value::Class(base) => mro.add(&self.ancestors(*base)),
                    Value::External(name) => mro.externals.push(name.clone()),
                    // It stands beside the class.
                    Value::Generic(..) => {}
                    _ => mro.is_incomplete = true,
                }
            }
        }
        mro.classes.extend(self.namesakes(class));
        let mut seen = FxHashSet::default();
        mro.classes.reverse();
        mro.classes.retain(|class| seen.insert(*class));
        mro.classes.reverse();
        let mut seen = FxHashSet::default();
        mro.externals.retain(|name| seen.insert(name.clone()));
        mro
    }

    /// The classes that a framework puts together with this one, because they give themselves the same name.
    fn namesakes(&self, class: ClassRef) -> Vec<ClassRef> {
        let project = self.project;
        if self.is_sceptical() || project.index.namesakes.is_empty() {
            return Vec::new();
        }
        let conventions = &project.catalog.conventions;
        let (own, extended) = given_names(project.module(class.module), project.class(class), conventions);
        let others =
            own.into_iter().chain(extended).filter_map(|name| project.index.namesakes.get(name)).flatten();
        others.copied().filter(|other| *other != class).take(self.size(Limit::Subclasses)).collect()
    }

    /// The attributes of an instance whose names have parts that are not known: of the methods of the class, those that fit.
    pub(super) fn attributes_like(&mut self, object: &Traced, template: &str) -> Values {
        let project = self.project;
        let mut found = Join::default();
        let known = template.replace(UNKNOWN_PART, "");
        let (Value::Object(class), false) = (&object.value, self.is_sceptical()) else {
            return found.values();
        };
        if known.len() < MIN_KNOWN_PART {
            return found.values();
        }
        let mro = self.ancestors(*class);
        let mut names: Vec<Name> = Vec::new();
        for owner in &mro.classes {
            let symbols = &project.module(owner.module).scope(project.class(*owner).scope).symbols;
            let fitting =
                symbols.iter().map(|symbol| &symbol.name).filter(|name| fits(template, name.as_str()));
            names.extend(fitting.cloned());
        }
        names.sort();
        names.dedup();
        for name in self.limited(Limit::Values, &names) {
            found.add(&self.attribute(object, name));
        }
        found.values()
    }

    /// What a class derives from, as the attributes list it that every class has.
    fn bases(&mut self, class: ClassRef) -> Values {
        let mro = self.ancestors(class);
        let own = mro.classes.iter().skip(1).map(|&class| Value::Class(class));
        let all: Rc<[Value]> = own.chain(mro.externals.iter().cloned().map(Value::External)).collect();
        Values::one(Value::Elements(all)).or(mro.is_incomplete.then_some(Unknown::Attribute))
    }

    /// What adds members to a class, anywhere.
    fn extensions(&mut self, class: ClassRef) -> Vec<ClassRef> {
        let project = self.project;
        let candidates = project.index.extensions.get(&project.class(class).name);
        let candidates = self.limited(Limit::Subclasses, candidates.map_or(&[], Vec::as_slice));
        candidates.iter().copied().filter(|&candidate| self.extended(candidate) == class).collect()
    }

    /// What may stand for a type parameter of a class: its bound, and what any extension of the class is for.
    pub(super) fn type_parameter(&mut self, class: ClassRef, index: usize, bound: ExprRef) -> Values {
        let mut found = Join::of(&self.annotation(bound));
        for extension in self.extensions(class) {
            let facts = self.project.module(extension.module);
            let extended = self.project.class(extension).extends.map(|expr| &facts.expr(expr).kind);
            let Some(ExprKind::Index(_, key)) = extended else { continue };
            let given = match &facts.expr(*key).kind {
                ExprKind::Sequence(parts) => parts.get(index).copied(),
                _ => (index == 0).then_some(*key),
            };
            if let Some(expr) = given {
                let at = ExprRef { module: extension.module, expr };
                found.add(&self.annotation(at));
            }
        }
        found.values()
    }

    /// The class that a class adds members to; itself if it is a class of its own.
    pub(super) fn extended(&mut self, class: ClassRef) -> ClassRef {
        let Some(expr) = self.project.class(class).extends else { return class };
        let values = self.annotation(ExprRef { module: class.module, expr });
        let extended = values.iter().find_map(|traced| match traced.value {
            Value::Object(extended) => Some(extended),
            _ => None,
        });
        extended.unwrap_or(class)
    }

    /// Whether two values are, or are instances of, the same class or of one that inherits from the other.
    pub(super) fn related(&mut self, a: &Value, b: &Value) -> bool {
        match (a, b) {
            (Value::Object(a) | Value::Class(a), Value::Object(b) | Value::Class(b)) => self.inherits(*a, *b),
            _ => a == b,
        }
    }

    fn inherits(&mut self, a: ClassRef, b: ClassRef) -> bool {
        a == b || self.ancestors(a).classes.contains(&b) || self.ancestors(b).classes.contains(&a)
    }

    // --- attributes ------------------------------------------------------------------------------------------

    /// An attribute of each of some values.
    pub(super) fn attribute_of_each(&mut self, objects: &Values, name: &Name) -> Values {
        self.nested(|this| objects.flat_map(|traced| this.attribute(traced, name)))
    }

    /// An attribute of a value.
    pub fn attribute(&mut self, traced: &Traced, name: &Name) -> Values {
        if name.as_str() == MEMBERS {
            return Values::of(traced.with(Value::Members(Rc::new(traced.value.clone()))));
        }
        if let Some(given) = universal_attribute(traced, name) {
            return given;
        }
        if self.calls_itself(traced, name) {
            return Values::of(traced.clone());
        }
        // The class of a part of a client has the methods of the part, as `type(x.a)` does.
        if matches!(traced.value, Value::Instance(..)) && name.as_str() == "__class__" && !self.is_sceptical()
        {
            return Values::of(traced.clone());
        }
        if let Some(held) = self.held_in_cell(traced, Some(name)) {
            return self.with_kept(traced, name, held);
        }
        if let Some(added) = self.added_method(traced, name) {
            return added;
        }
        match &traced.value {
            Value::Module(module) => self.module_member(*module, name),
            Value::Namespace(directory) => self.namespace_member(directory, name),
            Value::External(path) => {
                if let Some(class) = self.project.catalog.constant(path.as_str()) {
                    let object = traced.with(Value::Instance(class.clone(), QualName::new("")));
                    return self.attribute(&object, name);
                }
                let path = members::of_external(self.project.catalog, path, name.as_str());
                let member = traced.with(self.external(path));
                self.member_of_library(traced, member, name)
            }
            Value::Instance(class, path) => {
                let member = traced.with(self.member(class, path, name));
                self.member_of_library(traced, member, name)
            }
            Value::Generic(at, read) => self.generic_attribute(traced, *at, read, name),
            Value::Member(class, member) => self.attribute_of_member(*class, member, name),
            Value::Function(function) if name.as_str() == GLOBALS => {
                Values::of(traced.with(Value::Members(Rc::new(Value::Module(function.module)))))
            }
            Value::Partial(inner, _) if name.as_str() == "func" && !self.is_sceptical() => {
                Values::of(traced.with((**inner).clone()))
            }
            Value::Partial(..) if gives_itself(name) && !self.is_sceptical() => Values::of(traced.clone()),
            Value::Function(function) | Value::Method(_, function) => {
                let given = self.given_by_decorated(*function, name);
                self.with_kept(traced, name, given)
            }
            Value::Class(class) if BASES.contains(&name.as_str()) && !self.is_sceptical() => {
                self.bases(*class)
            }
            Value::Class(class) => self.class_attribute(*class, name),
            Value::Object(class) if self.is_sceptical() && traced.made.place().is_none() => {
                self.attribute_of_any(*class, name)
            }
            Value::Object(class) => self.object_attribute(*class, name),
            Value::Parent(class) => self.parent_attribute(*class, name),
            // What is put into an object is read like what it has.
            Value::Container(_) | Value::Keywords(_) if self.is_entry(traced) => {
                let key = Values::one(Value::text(name.as_str()));
                self.element(traced, Some(&key))
            }
            // The fields of a tuple are named by their places.
            Value::Container(_) | Value::Declared(_) if name.as_str().parse::<u32>().is_ok() => {
                let place = name.as_str().parse().unwrap_or_default();
                let key = Values::one(Value::Literal(Literal::Integer(place)));
                self.element(traced, Some(&key))
            }
            Value::Container(_)
            | Value::Elements(_)
            | Value::Keywords(_)
            | Value::Rest(_)
            | Value::Members(_)
            | Value::Request(..)
            | Value::Pairs(_) => {
                let method = Value::ContainerMethod(Rc::new(traced.value.clone()), name.clone());
                Values::of(traced.with(method))
            }
            Value::Attributes(made, fields) => self.bare_attribute(*made, *fields, name),
            Value::Literal(Literal::Text(_)) | Value::Template(_) => {
                let method = self.project.catalog.text_method(name.as_str());
                let follows = self.project.catalog.intrinsic(method.as_str()).is_some();
                let method = Value::ContainerMethod(Rc::new(traced.value.clone()), name.clone());
                if follows { Values::of(traced.with(method)) } else { no_attribute() }
            }
            // Reading it fails, so that nothing comes of it.
            value if self.is_sceptical() && value.is_inert() => Values::nothing(),
            _ => no_attribute(),
        }
    }

    /// The methods that the project adds to the type of a library: `impl Desk for Client`. What the library has itself under the
    /// name goes first.
    fn added_method(&mut self, traced: &Traced, name: &Name) -> Option<Values> {
        let project = self.project;
        let candidates = project.index.added_members.get(name).filter(|_| !self.is_sceptical())?;
        let (class, is_bound) = match &traced.value {
            Value::Instance(class, path) if path.as_str().is_empty() => (class, true),
            Value::External(class) => (class, false),
            _ => return None,
        };
        let handle = project.catalog.handle(class.as_str())?;
        if handle.member(name.as_str()).is_some() || handle.fluent {
            return None;
        }
        let type_of = Value::Instance(class.clone(), QualName::new(""));
        let mut found = Join::default();
        for &owner in self.limited(Limit::Subclasses, candidates) {
            if !self.adds_to(owner, &type_of) {
                continue;
            }
            for method in &self.symbol(owner.module, project.class(owner).scope, name) {
                let Value::Function(function) = method.value else { continue };
                found.push(if is_bound {
                    traced.with(Value::Method(Rc::new(traced.value.clone()), function))
                } else {
                    method.clone()
                });
            }
        }
        (!found.is_empty()).then(|| found.values())
    }

    /// Whether what a class has is added to a type: the class is written for it, or for any, or something that is derives from it.
    fn adds_to(&mut self, owner: ClassRef, type_of: &Value) -> bool {
        let project = self.project;
        if let Some(extended) = project.class(owner).extends {
            let at = ExprRef { module: owner.module, expr: extended };
            // A parameter that anything may stand for.
            let is_any = matches!(project.module(at.module).expr(extended).kind, ExprKind::Opaque);
            return is_any || self.annotation(at).iter().any(|traced| traced.value == *type_of);
        }
        let derived = project.index.subclasses.get(&project.class(owner).name);
        let derived = self.limited(Limit::Subclasses, derived.map_or(&[], Vec::as_slice));
        derived.iter().any(|&class| {
            project.class(class).extends.is_some()
                && self.ancestors(class).classes.contains(&owner)
                && self.adds_to(class, type_of)
        })
    }

    /// Whether an attribute of a function calls it: `create.call(responses, …)`. What a library itself has under such a name is
    /// another thing.
    fn calls_itself(&self, traced: &Traced, name: &Name) -> bool {
        let catalog = self.project.catalog;
        if !catalog.conventions.calling_attributes.contains(name.as_str()) || self.is_sceptical() {
            return false;
        }
        match &traced.value {
            Value::Function(_) | Value::Method(..) => true,
            Value::External(function) => match catalog.intrinsic(function.as_str()) {
                Some(Intrinsic::HttpRequest(_)) => true,
                _ => catalog.function(function.as_str()).is_some_and(|member| !member.calls.is_empty()),
            },
            Value::Instance(class, path) => catalog.handle(class.as_str()).is_some_and(|handle| {
                let has_calls = |path: &str| handle.member(path).is_some_and(|it| !it.calls.is_empty());
                has_calls(path.as_str()) && !has_calls(path.join(name.as_str()).as_str())
            }),
            _ => false,
        }
    }

    /// What an object holds that was made with it, under this attribute or whatever it is called; `None` if it is no such object. A
    /// type argument says what it will hold.
    pub(super) fn held_in_cell(&mut self, traced: &Traced, name: Option<&Name>) -> Option<Values> {
        let Value::Container(at) = traced.value else { return None };
        let call = self.project.call(at)?;
        let catalog = self.project.catalog;
        let callee = self.external_names(ExprRef { expr: call.callee, ..at });
        let is_cell = callee.iter().any(|callee| match catalog.intrinsic(callee.as_str()) {
            Some(Intrinsic::Cell(member)) => name.is_none_or(|name| name == member),
            _ => false,
        });
        if !is_cell {
            return None;
        }
        let mut found = Join::default();
        let first = call.arguments.first().filter(|argument| argument.kind == ArgumentKind::Positional);
        if let Some(first) = first {
            found.add(&self.sub(at, first.value));
        }
        let is_type = |argument: &&Argument| matches!(&argument.kind, ArgumentKind::Keyword(name) if name.as_str() == Argument::FIRST_TYPE);
        if let Some(declared) = call.arguments.iter().find(is_type) {
            let declared = self.annotation(ExprRef { expr: declared.value, ..at });
            found.add(&declared.at_most(Confidence::Medium));
        }
        found.unknown(Unknown::Passed);
        Some(found.values_or(Unknown::Attribute))
    }

    /// Whether a value is an object that is written as its entries.
    fn is_entry(&self, traced: &Traced) -> bool {
        let Value::Container(at) = traced.value else { return false };
        self.project.catalog.conventions.entries_are_attributes
            && matches!(self.project.module(at.module).expr(at.expr).kind, ExprKind::Mapping(_))
    }

    /// An attribute of something that is no object of a class of the project, and what the project keeps there. All
    /// instances of a library's type count as one.
    pub(super) fn with_kept(&mut self, object: &Traced, name: &Name, own: Values) -> Values {
        let stores = self.project.index.kept.get(name).filter(|_| !self.is_sceptical());
        if stores.is_none() {
            return own;
        }
        let query = Query::Kept(Rc::new(object.value.clone()), name.clone());
        let kept = self.remember(query);
        if kept.is_nothing() { own } else { own.and(&kept) }
    }

    /// [`Query::Kept`]
    pub(super) fn find_kept(&mut self, object: &Value, name: &Name) -> Values {
        let is_it =
            |this: &mut Self, into: ExprRef| this.expr(into).iter().any(|traced| traced.value == *object);
        self.stored_from_outside(name, is_it).values().at_most(Confidence::Medium)
    }

    /// An attribute of something of which nothing is known: what the project stores under that name into something that
    /// has the same name, such as `bot.llm` and `self.bot.llm`.
    pub(super) fn kept_by_name(&mut self, at: ExprRef, object: ExprId, name: &Name) -> Values {
        let project = self.project;
        let Some(owner) = last_name(project.module(at.module), object) else { return no_attribute() };
        let kept = self.stored_from_outside(name, |this, into| {
            last_name(project.module(into.module), into.expr) == Some(owner)
                && (project.may_call(at.module, into.module) || project.may_call(into.module, at.module))
                // What is of the project is found by its class.
                && !this.expr(into).iter().any(|traced| matches!(traced.value, Value::Object(_) | Value::Class(_)))
        });
        kept.values().at_most(Confidence::Low).or(Some(Unknown::Attribute))
    }

    /// What is stored, anywhere and not through a receiver, into an attribute of what `is_owner` accepts. What cannot hold
    /// a handle is left out.
    pub(super) fn stored_from_outside(
        &mut self,
        name: &Name,
        mut is_owner: impl FnMut(&mut Self, ExprRef) -> bool,
    ) -> Join {
        let project = self.project;
        let mut found = Join::default();
        let stores = project.index.kept.get(name).map_or(&[][..], Vec::as_slice);
        for &at in self.limited(Limit::Stores, stores) {
            if is_owner(self, at.object(project.module(at.module))) {
                found.add(&self.stored(at, name));
            }
        }
        found
    }

    /// A member of something of a library, and what somebody writes there if that counts.
    pub(super) fn unless_rewritten(
        &mut self,
        member: Traced,
        owner: &Traced,
        name: &Name,
        from: Option<ModuleId>,
    ) -> Values {
        if !self.is_sceptical() || !self.is_of_marker(&owner.value) {
            return Values::of(member);
        }
        let mut found = self.rewritten_member(owner, name, from);
        found.push(member);
        found.values()
    }

    /// Whether something is of a library that has markers: nobody asks what else is put in the place of.
    fn is_of_marker(&self, value: &Value) -> bool {
        let (Value::External(name) | Value::Instance(name, _)) = value else { return false };
        self.project.catalog.marker_roots.iter().any(|root| root.as_str() == name.root())
    }

    /// A member of a library's object.
    fn member(&self, class: &QualName, path: &QualName, name: &Name) -> Value {
        let catalog = self.project.catalog;
        let Some(handle) = catalog.handle(class.as_str()) else {
            return Value::Instance(class.clone(), members::attribute(catalog, None, path, name.as_str()));
        };
        if handle.transparent.contains(name) {
            return Value::Instance(class.clone(), path.clone());
        }
        let path = members::attribute(catalog, Some(handle), path, name.as_str());
        let property = handle.members.get(path.as_str()).and_then(|member| member.property.as_ref());
        match property {
            Some(crate::catalog::Gives::Instance(class)) => Value::Instance(class.clone(), QualName::new("")),
            Some(crate::catalog::Gives::Receiver) => Value::Instance(class.clone(), QualName::new("")),
            _ => Value::Instance(class.clone(), path),
        }
    }

    /// The first ones of some places in the project, as many as a limit allows; notes if there are more.
    pub(super) fn limited<'l, T>(&mut self, limit: Limit, all: &'l [T]) -> &'l [T] {
        let size = self.size(limit);
        if all.len() > size {
            self.record(limit);
        }
        all.get(..size).unwrap_or(all)
    }

    /// An attribute that is read on a class itself.
    fn class_attribute(&mut self, class: ClassRef, name: &Name) -> Values {
        let mro = self.ancestors(class);
        // The name of a field may be that of a function as well, and a class itself has the function.
        let (fields, others): (Vec<ClassRef>, Vec<ClassRef>) =
            mro.classes.iter().partition(|&&owner| self.is_field(owner, name));
        for owner in others.into_iter().chain(fields) {
            let scope = self.project.class(owner).scope;
            let values = self.symbol(owner.module, scope, name);
            if !values.is_inert() {
                let bound = self.bound_on_class(class, owner, &values);
                let is_member = !self.is_sceptical() && self.enumerates(&mro).is_some();
                return if is_member {
                    bound.and(&Values::one(Value::Member(owner, name.clone())))
                } else {
                    bound
                };
            }
        }
        let mut found = self.enumerated(class, name);
        for external in &mro.externals {
            let member = external.join(name.as_str());
            let constructs = self.project.catalog.intrinsic(member.as_str()) == Some(&Intrinsic::Construct);
            let value = if constructs { Value::Class(class) } else { Value::External(member) };
            found.push(Traced::plain(value));
        }
        for &owner in &mro.classes {
            found.merge(self.attribute_stores(owner, name));
        }
        found.values_or(Unknown::Attribute)
    }

    // --- enumerations ----------------------------------------------------------------------------------------

    /// The attribute by which the members of a class give their values, if it is an enumeration.
    fn enumerates(&self, mro: &Mro) -> Option<&Name> {
        let catalog = self.project.catalog;
        mro.externals.iter().find_map(|external| match catalog.intrinsic(external.as_str()) {
            Some(Intrinsic::Enumeration(value)) => Some(value),
            _ => None,
        })
    }

    /// An attribute of a member of an enumeration: its value, or what all members have.
    fn attribute_of_member(&mut self, class: ClassRef, member: &Name, name: &Name) -> Values {
        let mro = self.ancestors(class);
        if self.enumerates(&mro) == Some(name) {
            let scope = self.project.class(class).scope;
            return self.symbol(class.module, scope, member);
        }
        self.object_attribute(class, name)
    }

    /// The value of any member of a class, if it is an enumeration and `name` gives that.
    fn enumerated(&mut self, class: ClassRef, name: &Name) -> Join {
        let mut found = Join::default();
        let mro = self.ancestors(class);
        if self.enumerates(&mro) != Some(name) {
            return found;
        }
        let scope = self.project.class(class).scope;
        for symbol in &self.project.module(class.module).scope(scope).symbols {
            let values = self.symbol(class.module, scope, &symbol.name);
            found.add(
                &values.map(|traced| (!matches!(traced.value, Value::Function(_))).then(|| traced.clone())),
            );
        }
        found
    }

    /// Whether the body of a class says of a name nothing but its type.
    pub(super) fn is_field(&self, owner: ClassRef, name: &Name) -> bool {
        let facts = self.project.module(owner.module);
        let symbol = facts.symbol(self.project.class(owner).scope, name.as_str());
        let is_type =
            |binding: &crate::module::Binding| matches!(binding.source, BindingSource::Annotation(_));
        symbol.is_some_and(|symbol| symbol.all.iter().all(|id| is_type(&facts.bindings[id.index()])))
    }

    /// Class methods read on the class have the class as receiver.
    fn bound_on_class(&mut self, class: ClassRef, owner: ClassRef, values: &Values) -> Values {
        values.map(|traced| {
            Some(match traced.value {
                Value::Function(function)
                    if function.module == owner.module && self.is_class_method(function) =>
                {
                    traced.with(Value::Method(Rc::new(Value::Class(class)), function))
                }
                _ => traced.clone(),
            })
        })
    }

    /// An attribute of an instance.
    pub(super) fn object_attribute(&mut self, class: ClassRef, name: &Name) -> Values {
        self.remember(Query::Attribute(class, name.clone()))
    }

    /// [`Query::Attribute`]
    pub(super) fn find_attribute(&mut self, class: ClassRef, name: &Name) -> Values {
        let mro = self.ancestors(class);
        if name.as_str() == "__class__" {
            return Values::one(Value::Class(class));
        }
        let mut found = self.attribute_in(&mro, class, name);
        if self.is_sceptical() {
            found.merge(self.rewritten_attribute(class, name));
        }
        let is_vague = |traced: &Traced| self.is_vague(traced) || self.gives_nothing(&traced.value);
        if !found.known().iter().all(is_vague) {
            return found.values();
        }
        found.merge(self.attribute_of_subclasses(class, name, &mut vec![class]));
        found.merge(self.enumerated(class, name));
        let told = self.told_by_bases(&mro.classes, name);
        if found.is_empty() {
            // What the project stores there, unknown as it is, is not what a library's class has.
            if !self.states(&mro, name) {
                for external in &mro.externals {
                    found.push(self.inherited(external, name));
                }
            }
            if let Some(delegated) =
                self.delegated(&mro, name).or_else(|| self.dereferenced(&mro, class, name))
            {
                found.add(&delegated);
            }
        }
        found.merge(told);
        if found.is_empty() && !self.is_sceptical() {
            found.merge(self.set_otherwise(class, name));
            found.merge(self.of_swapped_class(class, name));
        }
        found.values_or(Unknown::Attribute)
    }

    /// An attribute of an instance that may be one of any class that derives from a class: what each of them overrides
    /// joins.
    fn attribute_of_any(&mut self, class: ClassRef, name: &Name) -> Values {
        self.remember(Query::Overridden(class, name.clone()))
    }

    /// [`Query::Overridden`]
    pub(super) fn find_overridden(&mut self, class: ClassRef, name: &Name) -> Values {
        let below = self.derived_from(class);
        let own = self.object_attribute(class, name);
        if below.is_empty() {
            return own;
        }
        let gives_nothing = own.iter().all(|traced| self.gives_nothing(&traced.value));
        let mut found = if gives_nothing { Join::default() } else { Join::of(&own) };
        for &class in &below {
            let overridden = self.object_attribute(class, name);
            let is_inherited = |traced: &Traced| own.iter().any(|known| is_same_member(known, traced));
            found.add(&overridden.map(|traced| (!is_inherited(traced)).then(|| traced.clone())));
        }
        if found.is_empty() { own } else { found.values() }
    }

    /// The classes that derive from a class, but for those of tests where that is none of a test: they stand in for it.
    pub(crate) fn derived_from(&mut self, class: ClassRef) -> Vec<ClassRef> {
        let project = self.project;
        let is_test = project.module(class.module).is_test;
        let mut found = Vec::new();
        let mut open = vec![class];
        while let Some(base) = open.pop() {
            let candidates = project.index.subclasses.get(&project.class(base).name);
            for &candidate in self.limited(Limit::Subclasses, candidates.map_or(&[], Vec::as_slice)) {
                let counts = candidate != class
                    && !found.contains(&candidate)
                    && (is_test || !project.module(candidate.module).is_test)
                    && self.ancestors(candidate).classes.contains(&class);
                if counts {
                    found.push(candidate);
                    open.push(candidate);
                }
            }
        }
        found
    }

    /// Whether a class or one of its ancestors in the project has an attribute of this name, of whatever value.
    fn states(&mut self, mro: &Mro, name: &Name) -> bool {
        let project = self.project;
        let stores = project.index.members.get(name).map_or(&[][..], Vec::as_slice);
        mro.classes.iter().any(|&owner| {
            let scope = project.class(owner).scope;
            project.module(owner.module).symbol(scope, name.as_str()).is_some()
                || stores.iter().any(|&at| at.module == owner.module && self.stores_into(at, owner))
        })
    }

    /// Whether a value is a method that a class leaves to those which derive from it: it never gives anything.
    fn gives_nothing(&self, value: &Value) -> bool {
        match value {
            Value::Method(_, function) => {
                let facts = self.project.function(*function);
                facts.returns.is_empty() && facts.yields.is_empty() && facts.delegates.is_empty()
            }
            value => value.is_inert(),
        }
    }

    /// What a class and its ancestors say of an attribute.
    fn attribute_in(&mut self, mro: &Mro, class: ClassRef, name: &Name) -> Join {
        let mut found = Join::default();
        for &owner in &mro.classes {
            found.merge(self.attribute_stores(owner, name));
        }
        let stored = found.known().iter().any(|traced| !traced.value.is_inert());
        let mut known = false;
        for &owner in &mro.classes {
            // A method that an extension adds may have the name of a field.
            if known && self.project.class(owner).extends.is_none() {
                continue;
            }
            if let Some(declared) = self.declared(owner, class, name, stored) {
                known |= !declared.is_empty();
                found.add(&declared);
            }
        }
        found
    }

    /// What a class's body binds to an attribute, as an instance sees it; `None` if it binds nothing.
    fn declared(&mut self, owner: ClassRef, class: ClassRef, name: &Name, stored: bool) -> Option<Values> {
        let project = self.project;
        let scope = project.class(owner).scope;
        project.module(owner.module).symbol(scope, name.as_str())?;
        let only_annotated = self.is_field(owner, name);
        // Where a value is stored, the declaration of its type adds nothing but what its constructor is given.
        if only_annotated && stored {
            return Some(self.constructed_with(owner, name));
        }
        if only_annotated && self.is_sceptical() {
            let made = self.constructed_with(owner, name);
            if !made.is_empty() {
                return Some(made);
            }
        }
        let values = self.symbol(owner.module, scope, name);
        let bound = values.flat_map(|traced| match traced.value {
            Value::Function(function) => self.bound(traced, function, class),
            Value::Object(descriptor) => self.described(traced, descriptor),
            Value::Property(function) => self.returns(function),
            _ => Values::of(traced.clone()),
        });
        if only_annotated || values.is_inert() {
            let made = self.constructed_with(owner, name);
            let holds = self.project.catalog.conventions.declarations_hold;
            let is_converted = holds && self.is_converted(&made, &bound);
            return Some(if is_converted { bound } else { bound.and(&made) });
        }
        Some(bound)
    }

    /// What reading an attribute gives whose value is an object: the object, or what its class says that it stands for.
    fn described(&mut self, object: &Traced, class: ClassRef) -> Values {
        let project = self.project;
        let methods = &project.catalog.conventions.describing_methods;
        let has_method = |owner: &ClassRef| {
            let facts = project.module(owner.module);
            methods.iter().any(|name| facts.symbol(project.class(*owner).scope, name).is_some())
        };
        if self.is_sceptical() || !self.ancestors(class).classes.iter().any(has_method) {
            return Values::of(object.clone());
        }
        self.result_of_one(class, methods)
    }

    /// A function of a class body, read on an instance.
    fn bound(&mut self, traced: &Traced, function: FunctionRef, class: ClassRef) -> Values {
        match self.decorator_effect(function) {
            DecoratorEffect::Property => self.returns(function),
            DecoratorEffect::StaticMethod => Values::of(traced.clone()),
            DecoratorEffect::ClassMethod => {
                Values::of(traced.with(Value::Method(Rc::new(Value::Class(class)), function)))
            }
            DecoratorEffect::None => {
                Values::of(traced.with(Value::Method(Rc::new(Value::Object(class)), function)))
            }
        }
    }

    fn is_class_method(&mut self, function: FunctionRef) -> bool {
        self.decorator_effect(function) == DecoratorEffect::ClassMethod
    }

    /// An attribute seen through `super()`: of the ancestors after a class.
    fn parent_attribute(&mut self, class: ClassRef, name: &Name) -> Values {
        if !self.is_sceptical() {
            return self.attribute_above(class, class, name);
        }
        // What comes next is another class where one derives from several.
        let mut found = Join::default();
        for of in std::iter::once(class).chain(self.derived_from(class)) {
            let above = self.attribute_above(of, class, name);
            // A class that is only mixed in has nothing above itself.
            if !above.is_empty() {
                let is_known =
                    |traced: &Traced| found.known().iter().any(|known| is_same_member(known, traced));
                found.add(&above.map(|traced| (!is_known(traced)).then(|| traced.clone())));
            }
        }
        found.values_or(Unknown::Attribute)
    }

    /// An attribute of what comes after a class among the ancestors of one that derives from it.
    fn attribute_above(&mut self, of: ClassRef, class: ClassRef, name: &Name) -> Values {
        let mro = self.ancestors(of);
        let at = mro.classes.iter().position(|known| *known == class).map_or(0, |at| at + 1);
        let above = mro.classes.get(at..).unwrap_or_default();
        let above = Mro { classes: above.to_vec(), ..Mro::default() };
        let own = self.attribute_in(&above, class, name).values();
        if !own.is_empty() {
            return own;
        }
        if mro.externals.is_empty() {
            // What every class inherits in the end.
            let root = QualName::new("builtins.object").join(name.as_str());
            let known = self.project.catalog.intrinsic(root.as_str()).is_some();
            return if known { Values::one(Value::External(root)) } else { no_attribute() };
        }
        mro.externals.iter().map(|external| self.inherited(external, name)).collect()
    }

    /// A member that a class of the project inherits from a library's class: a class method that the catalog lists
    /// as a function, or a member of the instance.
    fn inherited(&self, external: &QualName, name: &Name) -> Traced {
        let function = external.join(name.as_str());
        if self.project.catalog.function(function.as_str()).is_some() {
            return Traced::plain(Value::External(function));
        }
        Traced::plain(self.member(external, &QualName::new(""), name))
    }

    /// What the subclasses of a class say of an attribute that the class itself leaves to them.
    fn attribute_of_subclasses(&mut self, class: ClassRef, name: &Name, seen: &mut Vec<ClassRef>) -> Join {
        let project = self.project;
        let base = &project.class(class).name;
        let candidates = project.index.subclasses.get(base).map_or(&[][..], Vec::as_slice);
        let mut found = Join::default();
        for &candidate in self.limited(Limit::Subclasses, candidates) {
            if seen.contains(&candidate) || !self.ancestors(candidate).classes.contains(&class) {
                continue;
            }
            seen.push(candidate);
            // What it inherits from others counts as well: it mixes a class in that relies on them.
            let above = self.ancestors(class);
            let beside = self.ancestors(candidate);
            let others = beside.classes.iter().filter(|other| !above.classes.contains(other));
            let others = Mro { classes: others.copied().collect(), ..Mro::default() };
            let mut own = self.attribute_in(&others, candidate, name);
            if own.known().iter().all(|traced| traced.value.is_inert()) {
                own = self.attribute_of_subclasses(candidate, name, seen);
            }
            found.merge(own);
        }
        found
    }

    /// `def __getattr__(self, name): return getattr(self.inner, name)`: the attribute of what is wrapped.
    fn delegated(&mut self, mro: &Mro, name: &Name) -> Option<Values> {
        let project = self.project;
        for &owner in &mro.classes {
            let scope = project.class(owner).scope;
            let facts = project.module(owner.module);
            let mut hooks = HOOKS.iter().filter_map(|hook| facts.symbol(scope, hook)?.all.first());
            let Some(&hook) = hooks.next() else { continue };
            let BindingSource::Function(function) = facts.bindings[hook.index()].source else {
                continue;
            };
            return Some(self.delegate_of(owner.module, function, name));
        }
        None
    }

    /// The attribute of what an object stands for: `impl Deref for Desk`.
    fn dereferenced(&mut self, mro: &Mro, class: ClassRef, name: &Name) -> Option<Values> {
        let project = self.project;
        let methods = &project.catalog.conventions.delegating_methods;
        let has = |owner: &ClassRef, method: &String| {
            project.module(owner.module).symbol(project.class(*owner).scope, method).is_some()
        };
        let method = methods.iter().find(|method| mro.classes.iter().any(|owner| has(owner, method)))?;
        if methods.iter().any(|method| method == name.as_str()) {
            return None;
        }
        let inner = self.method_result(class, method);
        Some(self.attribute_of_each(&inner, name))
    }

    fn delegate_of(&mut self, module: ModuleId, function: FunctionId, name: &Name) -> Values {
        let project = self.project;
        let facts = project.module(module);
        let mut found = Join::default();
        for &value in &facts.function(function).returns {
            let at = ExprRef { module, expr: value };
            found.add(&self.read_of_inner(at, name).unwrap_or_else(no_attribute));
        }
        found.values()
    }

    /// The attribute that `getattr(self.inner, name)` reads.
    fn read_of_inner(&mut self, at: ExprRef, name: &Name) -> Option<Values> {
        let call = self.project.call(at)?;
        let callee = self.sub(at, call.callee);
        let catalog = self.project.catalog;
        let reads = callee.iter().any(|traced| match &traced.value {
            Value::External(name) => catalog.intrinsic(name.as_str()) == Some(&Intrinsic::GetAttr),
            _ => false,
        });
        let inner = call.arguments.first().filter(|_| reads)?;
        let inner = self.sub(at, inner.value);
        Some(self.attribute_of_each(&inner, name))
    }

    /// What calling a method of an instance without arguments gives.
    pub(super) fn method_result(&mut self, class: ClassRef, name: &str) -> Values {
        let methods = self.object_attribute(class, &Name::new(name));
        methods.flat_map(|traced| match &traced.value {
            Value::Method(_, function) | Value::Function(function) => self.result_of(*function),
            _ => Values::unknown(Unknown::Result),
        })
    }

    /// The same of the first of some methods that gives anything.
    pub(super) fn result_of_one(&mut self, class: ClassRef, names: &[String]) -> Values {
        let mut results = Values::unknown(Unknown::Result);
        for name in names {
            results = self.method_result(class, name);
            if !results.is_empty() {
                break;
            }
        }
        results
    }

    /// What the first of some methods that returns anything returns in the end, be it a generator.
    pub(super) fn returned_by_one(&mut self, class: ClassRef, names: &[String]) -> Values {
        for name in names {
            let methods = self.object_attribute(class, &Name::new(name));
            let returned = methods.flat_map(|traced| match &traced.value {
                Value::Method(_, function) | Value::Function(function) => self.returns(*function),
                _ => Values::nothing(),
            });
            if !returned.is_empty() {
                return returned;
            }
        }
        Values::nothing()
    }

    // --- stores ----------------------------------------------------------------------------------------------

    /// What is stored, anywhere, into this attribute of a class or its instances.
    fn attribute_stores(&mut self, class: ClassRef, name: &Name) -> Join {
        let project = self.project;
        let stores = project.index.members.get(name).map_or(&[][..], Vec::as_slice);
        // Those in the class's own file, of which there are few, whatever many other files have an attribute `client`.
        let from = stores.partition_point(|at| at.module < class.module);
        let to = stores.partition_point(|at| at.module <= class.module);
        let (before, own, after) = (&stores[..from], &stores[from..to], &stores[to..]);
        let others = before.iter().chain(after).filter(|at| project.may_call(at.module, class.module));
        let others = self.unless_of_others(others.copied(), class);
        let mut found = Join::default();
        for &at in own.iter().chain(self.limited(Limit::Stores, &others)) {
            if !self.counts(at.module, Some(class.module)) || !self.stores_into(at, class) {
                continue;
            }
            let store = &project.module(at.module).stores[at.store as usize];
            let step = Step { module: at.module, span: store.span, kind: StepKind::Attribute(name.clone()) };
            found.add(&self.source(at.module, &store.source).stepped(&step));
        }
        found
    }

    /// The stores that are not into the receiver of a method of another class; most are.
    fn unless_of_others(
        &mut self,
        stores: impl Iterator<Item = StoreRef>,
        class: ClassRef,
    ) -> SmallVec<[StoreRef; 4]> {
        let mut kept = SmallVec::new();
        for at in stores {
            let store = &self.project.module(at.module).stores[at.store as usize];
            let owner = self.owner_of_receiver(ExprRef { module: at.module, expr: store.object });
            if owner.is_none_or(|owner| owner == class) {
                kept.push(at);
            }
        }
        kept
    }

    /// Whether a store changes this very class or an instance of it.
    fn stores_into(&mut self, at: StoreRef, class: ClassRef) -> bool {
        let project = self.project;
        let facts = project.module(at.module);
        let store = &facts.stores[at.store as usize];
        // `self.x = …` in a method of another class cannot be meant; most stores are of this kind.
        if let Some(owner) = self.owner_of_receiver(ExprRef { module: at.module, expr: store.object }) {
            return owner == class;
        }
        let objects = self.expr(ExprRef { module: at.module, expr: store.object });
        objects
            .iter()
            .any(|traced| matches!(traced.value, Value::Object(of) | Value::Class(of) if of == class))
    }

    /// The class in whose method an expression is the receiver (`self`, `cls`).
    pub(super) fn owner_of_receiver(&mut self, at: ExprRef) -> Option<ClassRef> {
        let facts = self.project.module(at.module);
        let ExprKind::Name(_, crate::module::Use::Reaching(set)) = facts.expr(at.expr).kind else {
            return None;
        };
        let [binding] = facts.set(set) else { return None };
        let BindingSource::Parameter(function, 0) = facts.bindings[binding.index()].source else {
            return None;
        };
        let class = facts.function(function).class?;
        let function = FunctionRef { module: at.module, function };
        (self.decorator_effect(function) != DecoratorEffect::StaticMethod)
            .then(|| self.extended(ClassRef { module: at.module, class }))
    }

    /// What is stored into an attribute of a module from outside: `settings.client = OpenAI()`.
    pub(super) fn stored_module_members(&mut self, module: ModuleId, name: &Name) -> Join {
        let project = self.project;
        let mut found = Join::default();
        let stores = project.index.foreign_members.get(name).into_iter().flatten();
        let mut from_outside: SmallVec<[StoreRef; 4]> = SmallVec::new();
        for &at in stores {
            let store = &project.module(at.module).stores[at.store as usize];
            if self.counts(at.module, Some(module))
                && self.owner_of_receiver(ExprRef { module: at.module, expr: store.object }).is_none()
            {
                from_outside.push(at);
            }
        }
        for &at in self.limited(Limit::Stores, &from_outside) {
            let store = &project.module(at.module).stores[at.store as usize];
            let objects = self.expr(ExprRef { module: at.module, expr: store.object });
            if objects.iter().any(|traced| traced.value == Value::Module(module)) {
                found.add(&self.source(at.module, &store.source));
            }
        }
        found
    }
}

/// Whether a name may be what a template with holes makes.
pub fn fits(template: &str, name: &str) -> bool {
    let mut parts = template.split(UNKNOWN_PART);
    let Some(mut rest) = parts.next().and_then(|first| name.strip_prefix(first)) else { return false };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.is_empty()
}

/// An attribute of which nothing is known.
fn no_attribute() -> Values {
    Values::unknown(Unknown::Attribute)
}

/// Whether two values are the same member of a class, whatever they are read of.
fn is_same_member(one: &Traced, other: &Traced) -> bool {
    match (&one.value, &other.value) {
        (Value::Method(_, one), Value::Method(_, other)) => one == other,
        // The same kind of object may have been made elsewhere, and of something else.
        _ => one.value == other.value && one.made == other.made,
    }
}
