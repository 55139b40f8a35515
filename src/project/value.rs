//! Values, and the flow by which each is known.

use std::hash::{Hash, Hasher};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHasher};
use smallvec::SmallVec;

use super::members;
use crate::catalog::Catalog;
use crate::finding::Confidence;
use crate::limit::Limit;
use crate::module::{ClassId, ExprId, FunctionId, Literal};
use crate::name::{Name, QualName, UNKNOWN_PART};
use crate::source::Span;

/// Index of a parsed file in [`super::Project::modules`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModuleId(pub u32);

impl ModuleId {
    /// The index as `usize`.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An expression of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExprRef {
    /// The file.
    pub module: ModuleId,
    /// The expression in it.
    pub expr: ExprId,
}

/// A function of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionRef {
    /// The file.
    pub module: ModuleId,
    /// The function in it.
    pub function: FunctionId,
}

/// A class of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassRef {
    /// The file.
    pub module: ModuleId,
    /// The class in it.
    pub class: ClassId,
}

/// A call that is told apart from other calls of the same function, as one evaluator counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FrameId(pub(super) u32);

impl FrameId {
    /// Any call.
    pub const NONE: Self = Self(0);
}

/// What an expression may be. What is not listed is unknown ([`Unknown`]).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A module of the project.
    Module(ModuleId),
    /// A directory of modules without a file of its own.
    Namespace(Rc<str>),
    /// A module, class or function of a library, by its path. A part that only the running program knows stands in it
    /// as `{}` ([`UNKNOWN_PART`]).
    External(QualName),
    /// What calling a library's class or function gave, and the path of attributes and calls from there
    /// (`chat.completions`, `deployments.get()`; empty for the object itself). Both may have unknown parts.
    Instance(QualName, QualName),
    /// A class of the project.
    Class(ClassRef),
    /// An instance of a class of the project.
    Object(ClassRef),
    /// A function of the project.
    Function(FunctionRef),
    /// A method with its receiver.
    Method(Rc<Value>, FunctionRef),
    /// A property that is made by a call: reading it calls the function.
    Property(FunctionRef),
    /// A class's parent, as `super()` gives it: attributes are looked up after this class.
    Parent(ClassRef),
    /// A constant.
    Literal(Literal),
    /// Text of which parts are not known: they stand as `{}`.
    Template(Rc<str>),
    /// A container written out: a list, a mapping, a comprehension.
    Container(ExprRef),
    /// A tuple of which only the declared types of its elements are known.
    Declared(ExprRef),
    /// A function of which only the declared type of its result is known.
    Returning(ExprRef),
    /// An object that is nothing but its attributes: the call that makes it and, where that gives them by position,
    /// the list of their names.
    Attributes(ExprRef, Option<ExprRef>),
    /// A class of such objects: the list of their names.
    Record(ExprRef),
    /// What iterates over several values side by side, each an argument of a call; also one of the rows that it gives.
    Zipped(ExprRef),
    /// A container of which only the elements are known.
    Elements(Rc<[Value]>),
    /// A sequence of which each element is known, in order: what a text was split into.
    Row(Rc<[Value]>),
    /// What a generator yields, as iteration or a context manager gives it, for one call of it.
    Generator(FunctionRef, FrameId),
    /// The keyword arguments that a function collects.
    Keywords(FunctionRef),
    /// The positional arguments that a function collects.
    Rest(FunctionRef),
    /// A context manager that gives a value when it is entered, and leaves it alone: `closing(x)`.
    Entering(Rc<Value>),
    /// An HTTP request that was built and not sent yet: its type, and its URL with `{}` for what is not known.
    Request(QualName, Rc<str>),
    /// A method of a container, a text or a request: `.get`, `.items`.
    ContainerMethod(Rc<Value>, Name),
    /// The mapping of an object's attributes, or of a file's names: `vars(x)`, `x.__dict__`, `globals()`.
    Members(Rc<Value>),
    /// Pairs whose second part is an element of the container: `.items()`, `enumerate(…)`.
    Pairs(Rc<Value>),
    /// A callable with some arguments already given: what it calls, and the expression that gives them.
    Partial(Rc<Value>, ExprRef),
    /// A callable wrapped by a marker, at the expression that wraps it; calling it attests.
    Attested(Rc<Value>, ExprRef),
    /// An instance of a generic class, as far as its type arguments say what its attributes are: the subscript that names
    /// the class, and the attribute of a library's class that was read since. It stands beside the plain instance.
    Generic(ExprRef, QualName),
    /// A member of an enumeration of the project, by its name.
    Member(ClassRef, Name),
    /// A function that a library's decorator turned into something that calls a model.
    Stub(QualName, FunctionRef),
}

impl Value {
    /// The value of a constant text.
    pub fn text(text: &str) -> Self {
        Self::Literal(Literal::Text(text.to_owned()))
    }

    /// Whether it is a constant that nothing can be called on: `None`, a number.
    pub fn is_inert(&self) -> bool {
        matches!(self, Self::Literal(literal) if !matches!(literal, Literal::Text(_)))
    }

    /// The text that it is, with holes where a part is not known.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Literal(Literal::Text(text)) => Some(text),
            Self::Template(text) => Some(text),
            _ => None,
        }
    }

    /// The entry point that calling this value would reach in a library, if the catalog lists it: `Instance` and
    /// `External` only.
    pub fn api(&self) -> Option<QualName> {
        match self {
            Self::External(name) => Some(name.clone()),
            // A called instance is named by its type.
            Self::Instance(class, path) if path.as_str().is_empty() => Some(class.clone()),
            Self::Instance(class, path) => Some(class.join(path.as_str())),
            _ => None,
        }
    }

    /// Whether something of a library that the catalog knows is reached through it.
    pub(super) fn leads_to_call(&self, catalog: &Catalog) -> bool {
        match self {
            Self::Instance(class, path) => {
                let path = path.as_str();
                let handle = catalog.handle(class.as_str());
                // What a call gives of which not even the name is known is no way to another one.
                let is_open = path.contains(UNKNOWN_PART) && !path.contains('(');
                handle.is_some_and(|it| path.is_empty() || is_open || it.leads(path))
            }
            Self::External(path) => {
                catalog.leads_to_library(path.as_str()) && !members::is_elsewhere(path.as_str())
            }
            Self::Partial(inner, _) | Self::Attested(inner, _) => inner.leads_to_call(catalog),
            Self::Stub(..) | Self::Generic(..) => true,
            _ => false,
        }
    }

    /// Whether it is something of a library that the catalog does not know, or a constant: no call is reached through it.
    fn is_foreign(&self) -> bool {
        matches!(self, Self::External(_) | Self::Instance(..)) || self.is_inert()
    }

    /// Whether it is a callable that was wrapped, or given arguments, at a place.
    pub(super) fn is_wrapped_at(&self, place: ExprRef) -> bool {
        match self {
            Self::Attested(inner, at) | Self::Partial(inner, at) => {
                *at == place || inner.is_wrapped_at(place)
            }
            _ => false,
        }
    }

    /// A number by which different values mostly differ, and equal ones do not. Of a long text it is its length and its end:
    /// a program has many texts that begin alike.
    fn fingerprint(&self) -> u64 {
        const TELLING_BYTES: usize = 32;
        let mut hasher = FxHasher::default();
        if let Some(text) = self.as_text() {
            text.len().hash(&mut hasher);
            text.as_bytes()[text.len().saturating_sub(TELLING_BYTES)..].hash(&mut hasher);
        } else {
            self.hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Whether it may be made from itself, again and again: a text, a path, something that wraps another value.
    fn can_grow(&self) -> bool {
        match self {
            Self::Literal(literal) => matches!(literal, Literal::Text(_)),
            Self::External(_)
            | Self::Instance(..)
            | Self::Template(_)
            | Self::Request(..)
            | Self::Elements(_)
            | Self::Row(_)
            | Self::ContainerMethod(..)
            | Self::Pairs(_)
            | Self::Members(_)
            | Self::Method(..)
            | Self::Entering(_)
            | Self::Partial(..)
            | Self::Attested(..) => true,
            Self::Module(_)
            | Self::Namespace(_)
            | Self::Class(_)
            | Self::Object(_)
            | Self::Function(_)
            | Self::Property(_)
            | Self::Parent(_)
            | Self::Container(_)
            | Self::Declared(_)
            | Self::Returning(_)
            | Self::Attributes(..)
            | Self::Record(_)
            | Self::Zipped(_)
            | Self::Generator(..)
            | Self::Keywords(_)
            | Self::Rest(_)
            | Self::Generic(..)
            | Self::Member(..)
            | Self::Stub(..) => false,
        }
    }

    /// Whether AI calls are made through it.
    pub fn is_handle(&self, catalog: &Catalog) -> bool {
        match self {
            Self::Instance(class, path) => {
                path.as_str().is_empty()
                    && catalog.handle(class.as_str()).is_some_and(|handle| !handle.members.is_empty())
            }
            _ => false,
        }
    }
}

/// What happens at a step of a flow.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum StepKind {
    /// A library's class or factory is called.
    Constructed(QualName),
    /// A value gets a name.
    Stored(Name),
    /// A value becomes an attribute.
    Attribute(Name),
    /// A name comes from another file.
    Imported(Name),
    /// A value is passed to a parameter.
    Passed(Name),
    /// A function returns it.
    Returned(Name),
    /// An annotation says what it is.
    Annotated(QualName),
}

/// A step of a flow.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Step {
    /// The file.
    pub module: ModuleId,
    /// The place in it.
    pub span: Span,
    /// What happens.
    pub kind: StepKind,
}

/// The steps by which a value is known, the last one first. They explain an answer and decide nothing.
#[derive(Clone, Debug, Default)]
pub struct Flow(Option<Rc<FlowNode>>);

#[derive(Debug)]
struct FlowNode {
    step: Step,
    before: Flow,
    length: u32,
}

impl Drop for FlowNode {
    /// One step after the other: a flow may be longer than a stack is deep.
    fn drop(&mut self) {
        let mut next = self.before.0.take();
        while let Some(mut node) = next.and_then(Rc::into_inner) {
            next = node.before.0.take();
        }
    }
}

impl Flow {
    /// This flow and one more step.
    #[must_use]
    pub fn then(&self, step: Step) -> Self {
        // The same place twice in a row says nothing new, unless a function gives what is made there.
        let is_last = |node: &Rc<FlowNode>| node.step.module == step.module && node.step.span == step.span;
        if !matches!(step.kind, StepKind::Returned(_)) && self.0.as_ref().is_some_and(is_last) {
            return self.clone();
        }
        Self(Some(Rc::new(FlowNode { step, length: self.len() + 1, before: self.clone() })))
    }

    /// How many steps.
    pub fn len(&self) -> u32 {
        self.0.as_ref().map_or(0, |node| node.length)
    }

    /// Whether there are no steps.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Whether the steps are the same.
    fn is_same(&self, other: &Self) -> bool {
        let (mut one, mut other) = (self, other);
        loop {
            match (&one.0, &other.0) {
                (None, None) => return true,
                (Some(here), Some(there)) if Rc::ptr_eq(here, there) => return true,
                (Some(here), Some(there)) if here.length == there.length && here.step == there.step => {
                    (one, other) = (&here.before, &there.before);
                }
                _ => return false,
            }
        }
    }

    /// The steps in the order in which they happen.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::with_capacity(self.len() as usize);
        let mut at = self;
        while let Some(node) = &at.0 {
            steps.push(node.step.clone());
            at = &node.before;
        }
        steps.reverse();
        steps
    }
}

/// Where a value was made: the call or the operator that gave it, as far as it is one place.
///
/// A word wide: values are what most of the memory of a run holds.
#[derive(Clone, Debug, Default)]
pub struct Made(Option<Rc<Making>>);

/// A place that makes a value.
#[derive(Debug)]
pub struct Making {
    /// The call or the operator.
    pub at: ExprRef,
    /// The class or the function of a library that is called.
    pub name: QualName,
    /// Where the value was made that this one is derived from: the client of `client.with_options()`.
    pub from: Made,
    /// Whether it holds several values, of which `from` is about the first: `prompt | model`.
    pub is_composed: bool,
    /// How many places there are, this one included; 0 stands for more places than are told apart.
    length: u32,
}

/// From how many values a value is derived, one from the other, until they are no longer told apart.
const MAX_DERIVED: u32 = 16;

impl Made {
    /// Nothing shows where.
    pub fn unknown() -> Self {
        Self(None)
    }

    /// In more places than are told apart.
    fn several() -> Self {
        let nowhere = ExprRef { module: ModuleId(u32::MAX), expr: ExprId(u32::MAX) };
        let (name, from) = (QualName::new(""), Self::unknown());
        Self(Some(Rc::new(Making { at: nowhere, name, from, is_composed: false, length: 0 })))
    }

    fn is_several(&self) -> bool {
        self.0.as_ref().is_some_and(|making| making.length == 0)
    }

    /// Made at a place from a value that was made here.
    #[must_use]
    pub fn then(&self, at: ExprRef, name: QualName, is_composed: bool) -> Self {
        let before = self.place().map_or(0, |making| making.length);
        let (from, length) =
            if before >= MAX_DERIVED { (Self::several(), 1) } else { (self.clone(), before + 1) };
        Self(Some(Rc::new(Making { at, name, from, is_composed, length })))
    }

    /// The places, the last one first; what is before them may be unknown.
    pub fn places(&self) -> impl Iterator<Item = &Making> {
        std::iter::successors(self.place(), |making| making.from.place())
    }

    /// The last place.
    pub fn place(&self) -> Option<&Making> {
        self.0.as_deref().filter(|making| making.length > 0)
    }
}

impl PartialEq for Made {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            (Some(one), Some(other)) => {
                Rc::ptr_eq(one, other)
                    || (one.at, one.length) == (other.at, other.length)
                        && one.name == other.name
                        && one.from == other.from
            }
            _ => false,
        }
    }
}

impl Eq for Made {}

/// A value, where it was made, how it is known, and how surely.
#[derive(Clone, Debug)]
pub struct Traced {
    /// The value.
    pub value: Value,
    /// Where it was made, or what it was read of.
    pub made: Made,
    /// The steps that lead to it.
    pub flow: Flow,
    /// How sure.
    pub confidence: Confidence,
}

impl Traced {
    /// A value known for certain, without steps.
    pub fn plain(value: Value) -> Self {
        Self { value, made: Made::unknown(), flow: Flow::default(), confidence: Confidence::High }
    }

    /// The same knowledge of another value.
    #[must_use]
    pub fn with(&self, value: Value) -> Self {
        Self { value, ..self.clone() }
    }

    /// The same, made at a place from what it was before.
    #[must_use]
    pub fn made_at(self, at: ExprRef, name: &QualName) -> Self {
        Self { made: self.made.then(at, name.clone(), false), ..self }
    }

    /// The same, made at a place from what it was before and from others.
    #[must_use]
    pub fn composed_at(self, at: ExprRef, name: &QualName) -> Self {
        Self { made: self.made.then(at, name.clone(), true), ..self }
    }

    /// One step further, if there was a step before.
    #[must_use]
    pub fn stepped(&self, step: &Step) -> Self {
        if self.flow.is_empty() { self.clone() } else { self.then(step.clone()) }
    }

    /// One step further.
    #[must_use]
    pub fn then(&self, step: Step) -> Self {
        Self { flow: self.flow.then(step), ..self.clone() }
    }

    /// Whether it is the same value, made at the same place.
    fn is_same(&self, other: &Self) -> bool {
        self.value == other.value && self.made == other.made
    }

    /// How well it is known: surely, then by a short flow.
    fn rank(&self) -> (Confidence, std::cmp::Reverse<u32>) {
        (self.confidence, std::cmp::Reverse(self.flow.len()))
    }
}

/// Why a value may be something else than the values that are known. The first ones are the weakest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unknown {
    /// It is passed, and whoever is not seen may pass something else.
    Passed,
    /// An annotation says what it is, and nothing shows that this holds.
    Declared,
    /// It is an argument of which no call is known.
    Argument,
    /// It comes from a file that was not read, or from a name that nothing binds.
    Import,
    /// It is an attribute of which nothing is known.
    Attribute,
    /// It is an element of something of which nothing is known.
    Element,
    /// It is what a call gives of which nothing is known.
    Result,
    /// It is an expression or a binding that is not followed.
    Opaque,
    /// It grows with every round of a loop.
    Growing,
    /// Something is put in its place here, of which no more is known.
    Replaced(ExprRef),
    /// A limit was hit.
    Limit(Limit),
}

impl Unknown {
    /// Whether the known values are taken for all that there are: what is declared or passed is, as far as it can be
    /// seen.
    pub fn is_believed(self) -> bool {
        matches!(self, Self::Declared | Self::Passed)
    }
}

/// How many places are told apart at which the same value is made.
const MAX_PLACES: usize = 3;

/// The values that an expression may have: those that are known, and whether there may be others.
///
/// No value and none unknown is what a question gives that has no answer yet, and what code gives that never ends.
#[derive(Clone, Debug, Default)]
pub struct Values {
    known: Option<Rc<Vec<Traced>>>,
    rest: Option<Unknown>,
}

impl Values {
    /// No value at all.
    pub fn nothing() -> Self {
        Self::default()
    }

    /// No value is known.
    pub fn unknown(why: Unknown) -> Self {
        Self { known: None, rest: Some(why) }
    }

    /// One value, known for certain.
    pub fn one(value: Value) -> Self {
        Self::of(Traced::plain(value))
    }

    /// One value.
    pub fn of(traced: Traced) -> Self {
        Self { known: Some(Rc::new(vec![traced])), rest: None }
    }

    /// Known values of which each stands there once, and why there may be others.
    fn joined(known: Vec<Traced>, rest: Option<Unknown>) -> Self {
        let known = if known.is_empty() { None } else { Some(Rc::new(known)) };
        Self { known, rest }
    }

    /// The known values.
    pub fn iter(&self) -> std::slice::Iter<'_, Traced> {
        self.as_slice().iter()
    }

    /// The known values.
    pub fn as_slice(&self) -> &[Traced] {
        self.known.as_ref().map_or(&[][..], |values| &values[..])
    }

    /// How many values are known.
    pub fn len(&self) -> usize {
        self.known.as_ref().map_or(0, |values| values.len())
    }

    /// Whether it is no value at all: there is no answer yet, or none will ever be.
    pub fn is_nothing(&self) -> bool {
        self.known.is_none() && self.rest.is_none()
    }

    /// Whether no value is known.
    pub fn is_empty(&self) -> bool {
        self.known.is_none()
    }

    /// Why it may be something else than the known values; `None` if it is one of them for certain.
    pub fn rest(&self) -> Option<Unknown> {
        self.rest
    }

    /// Whether the known values are taken for all that there are.
    pub fn is_believed(&self) -> bool {
        self.rest.is_none_or(Unknown::is_believed)
    }

    /// The same known values, of which there may be more.
    #[must_use]
    pub fn or(self, rest: Option<Unknown>) -> Self {
        Self { rest: self.rest.max(rest), ..self }
    }

    /// The same known values, and nothing else.
    #[must_use]
    pub fn only_known(self) -> Self {
        Self { rest: None, ..self }
    }

    /// Whether these are the same values, known as surely, however they came here.
    pub fn is_same(&self, other: &Self) -> bool {
        if let (Some(one), Some(another)) = (&self.known, &other.known)
            && Rc::ptr_eq(one, another)
        {
            return self.rest == other.rest;
        }
        let is_in = |x: &Traced, all: &Self| all.iter().any(|y| x.is_same(y) && x.confidence == y.confidence);
        self.rest == other.rest && self.len() == other.len() && self.iter().all(|x| is_in(x, other))
    }

    /// Whether these are the same values in the same order, and came here by the same steps.
    pub(super) fn is_identical(&self, other: &Self) -> bool {
        let is_shared = match (&self.known, &other.known) {
            (Some(one), Some(another)) => Rc::ptr_eq(one, another),
            _ => false,
        };
        let is_known_as = |(x, y): (&Traced, &Traced)| {
            x.is_same(y) && x.confidence == y.confidence && x.flow.is_same(&y.flow)
        };
        self.rest == other.rest
            && self.len() == other.len()
            && (is_shared || self.iter().zip(other).all(is_known_as))
    }

    /// Whether nothing is known that anything could be called on.
    pub fn is_inert(&self) -> bool {
        self.iter().all(|traced| traced.value.is_inert())
    }

    /// Whether it is known to be nothing that anything could be called on.
    pub(super) fn is_inert_for_sure(&self) -> bool {
        !self.is_empty() && self.rest.is_none() && self.is_inert()
    }

    /// The first text that this may be.
    pub fn text(&self) -> Option<&str> {
        self.texts().next()
    }

    /// All texts that this may be.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.iter().filter_map(|traced| match &traced.value {
            Value::Literal(Literal::Text(text)) => Some(text.as_str()),
            _ => None,
        })
    }

    /// What some of the known values become; what is not known stays so.
    #[must_use]
    pub fn map(&self, become_of: impl FnMut(&Traced) -> Option<Traced>) -> Self {
        let known: Self = self.iter().filter_map(become_of).collect();
        known.or(self.rest)
    }

    /// What the known values give, one after the other; what is not known stays so.
    #[must_use]
    pub fn flat_map(&self, mut gives: impl FnMut(&Traced) -> Self) -> Self {
        // The usual case needs no joining.
        if let ([only], None) = (self.as_slice(), self.rest) {
            return gives(only);
        }
        let mut join = Join::default();
        join.or(self.rest);
        for traced in self {
            join.add(&gives(traced));
        }
        join.values()
    }

    /// At most so many values, and of those that lead to a call many more: what a program looks up by names that it makes
    /// can be any path into a library. Of others it is only known that there are more; that something is lost by it is said
    /// only if it can be.
    pub(super) fn cut(&self, limit: usize, catalog: &Catalog) -> Self {
        const OF_CALLS: usize = 16;
        let mut rest = self.rest;
        let known = self.iter().enumerate().filter(|(at, traced)| {
            if *at < limit {
                return true;
            }
            let leads = traced.value.leads_to_call(catalog);
            let fits = leads && *at < limit.saturating_mul(OF_CALLS);
            if !fits {
                let is_idle = traced.value.is_foreign() && !leads;
                rest = rest.max(Some(if is_idle { Unknown::Growing } else { Unknown::Limit(Limit::Values) }));
            }
            fits
        });
        let known = known.map(|(_, traced)| traced.clone()).collect();
        Self::joined(known, rest)
    }

    /// The values without those that are new since `before` and may grow for ever, unless they are kept.
    pub(super) fn without_growth(&self, before: &Self, is_kept: impl Fn(&Value) -> bool) -> Self {
        let is_old = |traced: &Traced| before.iter().any(|known| known.value == traced.value);
        let stays = |traced: &&Traced| is_kept(&traced.value) || !traced.value.can_grow() || is_old(traced);
        let known: Vec<Traced> = self.iter().filter(stays).cloned().collect();
        let is_cut = known.len() < self.len();
        Self::joined(known, self.rest.max(is_cut.then_some(Unknown::Growing)))
    }

    /// Each value, known in another way or less surely. They were told apart by what they are, so they need no joining.
    fn each(&self, known_as: impl Fn(&Traced) -> Traced) -> Self {
        let known = self.known.as_ref().map(|known| Rc::new(known.iter().map(known_as).collect()));
        Self { known, rest: self.rest }
    }

    /// Each value with one more step.
    #[must_use]
    pub fn then(&self, step: &Step) -> Self {
        self.each(|traced| traced.then(step.clone()))
    }

    /// Each value with one more step, if its flow has begun.
    #[must_use]
    pub fn stepped(&self, step: &Step) -> Self {
        if self.iter().all(|traced| traced.flow.is_empty()) {
            return self.clone();
        }
        self.each(|traced| traced.stepped(step))
    }

    /// Each value with at most this confidence.
    #[must_use]
    pub fn at_most(&self, confidence: Confidence) -> Self {
        if self.iter().all(|traced| traced.confidence <= confidence) {
            return self.clone();
        }
        self.each(|traced| Traced { confidence: traced.confidence.min(confidence), ..traced.clone() })
    }

    /// These values and others.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let mut join = Join::of(self);
        join.add(other);
        join.values()
    }
}

impl<'v> IntoIterator for &'v Values {
    type Item = &'v Traced;
    type IntoIter = std::slice::Iter<'v, Traced>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<Traced> for Values {
    /// These values and no other.
    fn from_iter<I: IntoIterator<Item = Traced>>(items: I) -> Self {
        let mut join = Join::default();
        for traced in items {
            join.push(traced);
        }
        join.values()
    }
}

/// Values that are being joined.
///
/// Each is kept once, by its surest and then shortest flow. Where the same value is made at more places than
/// [`MAX_PLACES`], the places are no longer told apart. Most joins are of one answer that gains nothing: they share it.
#[derive(Debug, Default)]
pub(super) struct Join {
    known: Option<Rc<Vec<Traced>>>,
    rest: Option<Unknown>,
    /// Whether something was added of which there is no value yet: that nothing is known then is no reason to doubt.
    is_pending: bool,
    /// Where values with the same fingerprint stand among the known ones, once these are many.
    places: FxHashMap<u64, SmallVec<[u32; 2]>>,
}

/// From how many values on a value is looked up, not looked for.
const MANY_VALUES: usize = 32;

impl Join {
    /// Begins with some values.
    pub(super) fn of(values: &Values) -> Self {
        let mut join = Self::default();
        join.add(values);
        join
    }

    /// Adds a known value.
    pub(super) fn push(&mut self, traced: Traced) {
        if self.is_new(&traced) {
            self.append(traced);
        }
    }

    /// Adds a known value of an answer: most are known already, and are not copied.
    fn push_copy(&mut self, traced: &Traced) {
        if self.is_new(traced) {
            self.append(traced.clone());
        }
    }

    /// Whether a value has to be added; otherwise what is known has taken it up.
    fn is_new(&mut self, traced: &Traced) -> bool {
        let mut same = 0;
        for at in self.places_of(&traced.value) {
            let known = &self.known()[at];
            if known.made == traced.made || known.made.is_several() {
                if traced.rank() > known.rank() {
                    let better = Traced { made: known.made.clone(), ..traced.clone() };
                    self.own()[at] = better;
                }
                return false;
            }
            same += 1;
        }
        if same >= MAX_PLACES || same > 0 && traced.made.is_several() {
            self.push_in_one_place(traced);
            return false;
        }
        true
    }

    fn append(&mut self, traced: Traced) {
        let count = self.known().len();
        if count > MANY_VALUES {
            self.places.entry(traced.value.fingerprint()).or_default().push(count as u32);
        }
        self.own().push(traced);
    }

    /// The known values, to be changed: no longer those of an answer.
    fn own(&mut self) -> &mut Vec<Traced> {
        // Most answers are one value.
        Rc::make_mut(self.known.get_or_insert_with(|| Rc::new(Vec::with_capacity(1))))
    }

    /// Where a value stands among the known ones, made in whatever place.
    fn places_of(&mut self, value: &Value) -> SmallVec<[usize; 4]> {
        let all = self.known.as_ref().map_or(&[][..], |known| &known[..]);
        if all.len() <= MANY_VALUES {
            return (0..all.len()).filter(|&at| all[at].value == *value).collect();
        }
        if self.places.is_empty() {
            for (at, known) in all.iter().enumerate() {
                self.places.entry(known.value.fingerprint()).or_default().push(at as u32);
            }
        }
        let places = self.places.get(&value.fingerprint()).into_iter().flatten();
        places.map(|&at| at as usize).filter(|&at| all[at].value == *value).collect()
    }

    /// Adds a value in the place of all that differ from it only by where they were made.
    fn push_in_one_place(&mut self, traced: &Traced) {
        let is_same = |known: &Traced| known.value == traced.value;
        let known = self.own();
        let first = known.iter().position(is_same).unwrap_or(known.len());
        let same: Vec<Traced> = known.extract_if(first.., |known| is_same(known)).collect();
        let better = |one: Traced, other: Traced| if other.rank() > one.rank() { other } else { one };
        let best = same.into_iter().rev().fold(traced.clone(), |best, known| better(known, best));
        known.insert(first, Traced { made: Made::several(), ..best });
        self.places.clear();
    }

    /// Adds some values, and why there may be others.
    pub(super) fn add(&mut self, values: &Values) {
        self.is_pending |= values.is_nothing();
        self.rest = self.rest.max(values.rest);
        if self.known.is_none() {
            // They are joined already.
            self.known.clone_from(&values.known);
            return;
        }
        if let (Some(known), Some(added)) = (&self.known, &values.known)
            && Rc::ptr_eq(known, added)
        {
            return;
        }
        for traced in values {
            self.push_copy(traced);
        }
    }

    /// Adds what was joined elsewhere, if anything was.
    pub(super) fn merge(&mut self, other: Self) {
        self.is_pending |= other.is_pending;
        self.rest = self.rest.max(other.rest);
        if self.known.is_none() {
            self.known = other.known;
            return;
        }
        for traced in other.known() {
            self.push_copy(traced);
        }
    }

    /// Notes that there may be other values.
    pub(super) fn unknown(&mut self, why: Unknown) {
        self.rest = self.rest.max(Some(why));
    }

    /// Notes that there may be other values, if there is a reason.
    pub(super) fn or(&mut self, rest: Option<Unknown>) {
        self.rest = self.rest.max(rest);
    }

    /// The known values so far.
    pub(super) fn known(&self) -> &[Traced] {
        self.known.as_ref().map_or(&[][..], |known| &known[..])
    }

    /// Whether nothing was added at all.
    pub(super) fn is_absent(&self) -> bool {
        self.known.is_none() && self.rest.is_none() && !self.is_pending
    }

    /// The values as those that are known to be passed: whoever is not seen may pass something else. Unknown if no call
    /// passes anything.
    pub(super) fn into_passed(self) -> Values {
        if self.is_absent() {
            return Values::unknown(Unknown::Argument);
        }
        self.values().or(Some(Unknown::Passed))
    }

    /// Whether no value is known so far.
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_none()
    }

    /// The values.
    pub(super) fn values(self) -> Values {
        Values { known: self.known, rest: self.rest }
    }

    /// The values; unknown for this reason if nothing was added that is, or will be, one.
    pub(super) fn values_or(mut self, why: Unknown) -> Values {
        if self.known.is_none() && !self.is_pending {
            self.unknown(why);
        }
        self.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLIENT: &str = "openai.OpenAI";

    fn client() -> Value {
        Value::Instance(QualName::new(CLIENT), QualName::new(""))
    }

    fn object(class: u32) -> Value {
        Value::Object(ClassRef { module: ModuleId(0), class: ClassId(class) })
    }

    /// A client that is made at a place.
    fn made_at(place: u32) -> Traced {
        let at = ExprRef { module: ModuleId(0), expr: ExprId(place) };
        Traced::plain(client()).made_at(at, &QualName::new(CLIENT))
    }

    #[test]
    fn what_is_joined_with_something_unknown_is_incomplete() {
        let mut join = Join::of(&Values::one(client()));
        assert_eq!(join.known().len(), 1);
        join.unknown(Unknown::Import);
        assert_eq!(join.values().rest(), Some(Unknown::Import));
    }

    #[test]
    fn of_one_value_a_few_places_are_told_apart() {
        let of = |places: u32| -> Values { (0..places).map(made_at).collect() };
        let few = of(MAX_PLACES as u32);
        assert!(few.len() == MAX_PLACES && few.iter().all(|traced| traced.made.place().is_some()));
        let many = of(MAX_PLACES as u32 + 2);
        assert!(many.len() == 1 && many.iter().all(|traced| traced.made.place().is_none()));
    }

    #[test]
    fn what_is_cut_is_noted_and_no_client_is() {
        let values: Values = (0..3).map(object).chain([client()]).map(Traced::plain).collect();
        let cut = values.cut(2, Catalog::builtin());
        let left: Vec<&Value> = cut.iter().map(|traced| &traced.value).collect();
        assert_eq!(left, [&object(0), &object(1), &client()]);
        assert_eq!(cut.rest(), Some(Unknown::Limit(Limit::Values)));
    }

    #[test]
    fn paths_that_a_program_makes_are_cut_too() {
        let path = |at: usize| Traced::plain(Value::External(QualName::new(&format!("openai.a{at}"))));
        let values: Values = (0..200).map(path).collect();
        let cut = values.cut(2, Catalog::builtin());
        assert_eq!((cut.len(), cut.rest()), (32, Some(Unknown::Limit(Limit::Values))));
    }

    #[test]
    fn many_values_are_joined_as_few_are() {
        let many = 3 * MANY_VALUES as u32;
        let mut join = Join::default();
        for round in 0..6 {
            (0..many).for_each(|at| join.push(Traced::plain(object(at))));
            join.push(made_at(round));
        }
        let values = join.values();
        assert_eq!(values.len(), many as usize + 1, "each object once, and the client in no one place");
    }

    /// A loop that adds to a text has a new one each round: the old one stays, and that there are others is known.
    #[test]
    fn what_grows_is_dropped_and_noted() {
        let before: Values = [Value::text("a"), object(0)].into_iter().map(Traced::plain).collect();
        let after = before.and(&Values::one(Value::text("aa"))).and(&Values::one(object(1)));
        let left = after.without_growth(&before, |_| false);
        assert_eq!(left.texts().collect::<Vec<_>>(), ["a"]);
        assert_eq!((left.len(), left.rest()), (3, Some(Unknown::Growing)));
        let kept = after.without_growth(&before, |value| *value == Value::text("aa"));
        assert_eq!((kept.len(), kept.rest()), (4, None));
    }
}
