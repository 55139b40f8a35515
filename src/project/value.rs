//! Values, and the flow by which each is known.

use std::rc::Rc;

use crate::catalog::Catalog;
use crate::finding::Confidence;
use crate::module::{ClassId, ExprId, FunctionId, Literal};
use crate::name::{Name, QualName};
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

/// What an expression may be. What is not listed is unknown and has no value at all.
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
    /// A method of a container: `.get`, `.items`.
    ContainerMethod(Rc<Value>, Name),
    /// Pairs whose second part is an element of the container: `.items()`, `enumerate(…)`.
    Pairs(Rc<Value>),
    /// A callable with some arguments already given: what it calls, and the expression that gives them.
    Partial(Rc<Value>, ExprRef),
    /// A callable wrapped by a marker, at the expression that wraps it; calling it attests.
    Attested(Rc<Value>, ExprRef),
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

/// Stands in a text, and in a name, for what only the running program knows.
pub const UNKNOWN_PART: &str = "{}";

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

/// The steps by which a value is known, the last one first.
#[derive(Clone, Debug, Default)]
pub struct Flow(Option<Rc<FlowNode>>);

#[derive(Debug)]
struct FlowNode {
    step: Step,
    before: Flow,
    length: u32,
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

/// A value, how it is known, and how surely.
#[derive(Clone, Debug)]
pub struct Traced {
    /// The value.
    pub value: Value,
    /// The steps that lead to it.
    pub flow: Flow,
    /// How sure.
    pub confidence: Confidence,
}

impl Traced {
    /// A value known for certain, without steps.
    pub fn plain(value: Value) -> Self {
        Self { value, flow: Flow::default(), confidence: Confidence::High }
    }

    /// The same knowledge of another value.
    #[must_use]
    pub fn with(&self, value: Value) -> Self {
        Self { value, flow: self.flow.clone(), confidence: self.confidence }
    }

    /// One step further, if there was a step before.
    #[must_use]
    pub fn stepped(&self, step: &Step) -> Self {
        if self.flow.is_empty() { self.clone() } else { self.then(step.clone()) }
    }

    /// One step further.
    #[must_use]
    pub fn then(&self, step: Step) -> Self {
        Self { value: self.value.clone(), flow: self.flow.then(step), confidence: self.confidence }
    }
}

/// The most values that one expression is followed to.
pub(super) const MAX_VALUES: usize = 24;

/// The values that an expression may have; none of them means unknown.
#[derive(Clone, Debug, Default)]
pub struct Values(Option<Rc<Vec<Traced>>>);

impl Values {
    /// No value is known.
    pub fn none() -> Self {
        Self(None)
    }

    /// One value, known for certain.
    pub fn one(value: Value) -> Self {
        Self::from_iter([Traced::plain(value)])
    }

    /// The values.
    pub fn iter(&self) -> std::slice::Iter<'_, Traced> {
        self.0.as_ref().map_or(&[][..], |values| &values[..]).iter()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Whether these are the same values, however they are known.
    pub fn are_like(&self, other: &Self) -> bool {
        let all_in = |a: &Self, b: &Self| a.iter().all(|x| b.iter().any(|y| x.value == y.value));
        self.iter().len() == other.iter().len() && all_in(self, other)
    }

    /// Whether nothing is known that anything could be called on.
    pub fn is_inert(&self) -> bool {
        self.iter().all(|traced| traced.value.is_inert())
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

    /// Each value with one more step.
    #[must_use]
    pub fn then(&self, step: &Step) -> Self {
        self.iter().map(|traced| traced.then(step.clone())).collect()
    }

    /// Each value with at most this confidence.
    #[must_use]
    pub fn at_most(&self, confidence: Confidence) -> Self {
        let lower =
            |traced: &Traced| Traced { confidence: traced.confidence.min(confidence), ..traced.clone() };
        self.iter().map(lower).collect()
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
    /// Keeps each value once, by its surest and then shortest flow; more than [`MAX_VALUES`] are dropped.
    fn from_iter<I: IntoIterator<Item = Traced>>(items: I) -> Self {
        let mut kept: Vec<Traced> = Vec::new();
        for traced in items {
            let better = |known: &Traced| {
                (traced.confidence, std::cmp::Reverse(traced.flow.len()))
                    > (known.confidence, std::cmp::Reverse(known.flow.len()))
            };
            match kept.iter().position(|known| known.value == traced.value) {
                Some(at) if better(&kept[at]) => kept[at] = traced,
                None if kept.len() < MAX_VALUES => kept.push(traced),
                Some(_) | None => {}
            }
        }
        if kept.is_empty() { Self(None) } else { Self(Some(Rc::new(kept))) }
    }
}
