//! One file's facts: scopes, bindings, expressions, calls, decorators, contexts, suppressions.
//!
//! A [`Module`] is all that later stages see of a file. It is owned data: the syntax tree it was made from is
//! gone. Everything refers to everything else by index, and every index is valid for the module it came from.
//! Nothing here knows a language; what a language calls a `with` statement or an `impl` block, [`crate::bind`]
//! has translated.

use std::num::NonZeroU32;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::limit::LimitSet;
use crate::name::Name;
use crate::source::Span;

/// Defines an index type into one of a module's tables.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The index as `usize`.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index!(
    /// Index into [`Module::exprs`].
    ExprId
);
index!(
    /// Index into [`Module::scopes`].
    ScopeId
);
index!(
    /// Index into [`Module::bindings`].
    BindingId
);
index!(
    /// Index into [`Module::functions`].
    FunctionId
);
index!(
    /// Index into [`Module::classes`].
    ClassId
);
index!(
    /// Index into [`Module::contexts`].
    ContextId
);
index!(
    /// Index into [`Module::binding_sets`].
    SetId
);

/// Index into [`Module::conditions`]. Each call has one or none, so that none takes no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConditionId(NonZeroU32);

impl ConditionId {
    /// The one that comes after `count` others.
    pub fn after(count: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(count as u32))
    }

    /// The index as `usize`.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl SetId {
    /// The set with no binding in it.
    pub const EMPTY: Self = Self(0);
}

/// The scope of the file itself.
pub const MODULE_SCOPE: ScopeId = ScopeId(0);

/// An expression with its place.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it is.
    pub span: Span,
}

/// What an expression is, as far as values can be followed through it.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// A name that is read.
    Name(Name, Use),
    /// `object.member`.
    Attribute(ExprId, Name),
    /// A call.
    Call(Box<Call>),
    /// `object[key]`.
    Index(ExprId, ExprId),
    /// `object[a:b]`: some elements of a container, as a container; which ones, where numbers say so.
    Slice(ExprId, Option<Cut>),
    /// A constant.
    Literal(Literal),
    /// Text put together from parts: an interpolated string, or `a + b` of strings.
    Concat(Vec<ExprId>),
    /// Elements in order: a list, a tuple, a set.
    Sequence(Vec<ExprId>),
    /// Entries in order; a spread entry (`**other`) has no key.
    Mapping(Vec<(Option<ExprId>, ExprId)>),
    /// One of several values: a conditional expression, `a or b`.
    Choice(Vec<ExprId>),
    /// A binary operator that may compose handles, with the operator as written.
    Binary(Name, ExprId, ExprId),
    /// A value that is waited for.
    Await(ExprId),
    /// The elements that a comprehension or generator makes.
    Comprehension(ExprId),
    /// The entries that a mapping comprehension makes: key and value.
    MappingComprehension(ExprId, ExprId),
    /// A function without a name.
    Lambda(FunctionId),
    /// `*value` where elements are listed.
    Spread(ExprId),
    /// An assignment inside an expression gives its value.
    Walrus(ExprId),
    /// A part of a value that is taken apart.
    Part(ExprId, UnpackStep),
    /// The member `member` of a value that turned out to be an instance of a class: what a pattern takes out of it.
    Matched {
        /// The value.
        subject: ExprId,
        /// The class.
        class: ExprId,
        /// The member, by name or by position.
        member: Name,
    },
    /// A value that a test has shown to be an instance of a class, or of one of a choice of classes.
    Narrowed {
        /// The value.
        value: ExprId,
        /// The class.
        class: ExprId,
    },
    /// What cannot be followed; its parts have been lowered for the calls in them.
    Opaque,
}

/// Which elements of a sequence are meant by `a:b:c`. A negative number counts from the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    start: Option<i64>,
    end: Option<i64>,
    step: i64,
}

impl Cut {
    /// What is written between the brackets, if all of it are numbers.
    pub fn written(text: &str) -> Option<Self> {
        let number = |text: &str| match text.trim() {
            "" => Some(None),
            text => text.parse().ok().map(Some),
        };
        let mut parts = text.splitn(3, ':');
        let (start, end) = (number(parts.next()?)?, number(parts.next()?)?);
        let step = number(parts.next().unwrap_or_default())?.unwrap_or(1);
        (step != 0).then_some(Self { start, end, step })
    }

    /// Those of some elements.
    pub fn of<T: Clone>(self, elements: &[T]) -> Vec<T> {
        let count = i64::try_from(elements.len()).unwrap_or(i64::MAX);
        // How many elements stand before a place; backwards that is counted from behind the place.
        let before = |at: i64, behind: i64| {
            let at = if at < 0 { at.saturating_add(count) } else { at };
            usize::try_from(at.saturating_add(behind).clamp(0, count)).unwrap_or_default()
        };
        let stride = usize::try_from(self.step.unsigned_abs()).unwrap_or(usize::MAX);
        if self.step > 0 {
            let from = self.start.map_or(0, |at| before(at, 0));
            let to = self.end.map_or(elements.len(), |at| before(at, 0));
            return elements.get(from..to).unwrap_or_default().iter().step_by(stride).cloned().collect();
        }
        let from = self.end.map_or(0, |at| before(at, 1));
        let to = self.start.map_or(elements.len(), |at| before(at, 1));
        elements.get(from..to).unwrap_or_default().iter().rev().step_by(stride).cloned().collect()
    }
}

/// A constant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Literal {
    /// Text.
    Text(String),
    /// An integer that fits.
    Integer(i64),
    /// A truth value.
    Boolean(bool),
    /// `None`.
    Null,
    /// Any other constant.
    Other,
}

/// What a name that is read refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// These bindings reach it, in this scope or in an enclosing one that runs at the same time.
    Reaching(SetId),
    /// A name of an enclosing scope, read when that scope has gone on or ended.
    Enclosing(ScopeId),
    /// No scope of the file binds it: a built-in, or something that a wildcard import brought.
    Free,
}

/// A call expression.
#[derive(Clone, Debug)]
pub struct Call {
    /// What is called.
    pub callee: ExprId,
    /// The arguments in order.
    pub arguments: Vec<Argument>,
}

/// One argument of a call.
#[derive(Clone, Debug)]
pub struct Argument {
    /// How it is passed.
    pub kind: ArgumentKind,
    /// Its value.
    pub value: ExprId,
}

impl Argument {
    /// The name that the first type argument of a call has among its arguments (`f<T>(x)`); nothing that is written is called so.
    pub const FIRST_TYPE: &'static str = "<0>";
}

/// How an argument is passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArgumentKind {
    /// By position.
    Positional,
    /// By keyword.
    Keyword(Name),
    /// `*values`.
    Spread,
    /// `**entries`.
    SpreadMapping,
}

/// A call and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct CallSite {
    /// The call expression.
    pub expr: ExprId,
    /// The innermost scope around it.
    pub scope: ScopeId,
    /// The innermost context around it in the same scope or an eager inner one.
    pub context: Option<ContextId>,
    /// Whether it runs whenever the block of that context does: no branch, loop or handler stands between.
    pub is_certain: bool,
    /// The innermost condition under which it runs in its scope.
    pub condition: Option<ConditionId>,
}

/// What has to be so for a part of a scope to run: where a test has come out as it must, in each pass of a loop. Kept for
/// languages whose names hold in their whole function.
#[derive(Clone, Debug)]
pub struct Condition {
    /// What it is.
    pub kind: ConditionKind,
    /// The condition around it in the same scope.
    pub parent: Option<ConditionId>,
}

/// What kind of condition something runs under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConditionKind {
    /// An expression, which is no combination of others, holds or does not.
    Test {
        /// The expression.
        test: ExprId,
        /// How it has to come out.
        holds: bool,
    },
    /// Two values compare so, or do not.
    Comparison {
        /// The left side.
        left: ExprId,
        /// How they compare.
        comparison: Comparison,
        /// The right side.
        right: ExprId,
        /// How it has to come out.
        holds: bool,
    },
    /// Once for each element of a value.
    Each {
        /// What the loop goes through.
        value: ExprId,
        /// Whether it always goes through all of it: nothing in it ends the loop early.
        is_whole: bool,
    },
    /// Anything else: a handler, a pattern, a loop that goes on while something holds, what follows a way out.
    Other,
}

/// How two values may compare, as far as conditions are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// They are equal.
    Equal,
    /// The left one is an element of the right one.
    Element,
}

/// What kind of region a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// The file.
    Module,
    /// A class body: runs at once, its names are not seen by the functions in it.
    Class(ClassId),
    /// A function's parameters and body: runs when it is called.
    Function(FunctionId),
    /// A comprehension: runs at once, or, as a generator, when somebody takes its elements.
    Comprehension {
        /// Whether it is a generator.
        lazy: bool,
    },
    /// A block that runs when somebody waits for its value.
    Deferred,
}

/// A region in which names are bound.
#[derive(Clone, Debug)]
pub struct Scope {
    /// What it is.
    pub kind: ScopeKind,
    /// The scope around it; the module scope is its own parent.
    pub parent: ScopeId,
    /// The context around it when it is defined.
    pub context: Option<ContextId>,
    /// The expression that it is the body of: a comprehension, or a block that runs later.
    pub value: Option<ExprId>,
    /// Names bound in it, sorted by name.
    pub symbols: Vec<Symbol>,
    /// Its bytes.
    pub span: Span,
}

/// Some bindings: most names have few.
pub type Bindings = SmallVec<[BindingId; 4]>;

/// A name of a scope.
#[derive(Clone, Debug)]
pub struct Symbol {
    /// The name.
    pub name: Name,
    /// The bindings that hold when the scope ends (at its end, or where it returns).
    pub at_exit: SetId,
    /// Bindings made by other scopes through `global` and `nonlocal`.
    pub from_inner: Bindings,
    /// Every binding in this scope in the order of the file.
    pub all: Bindings,
}

/// A name that gets a value.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The name.
    pub name: Name,
    /// The scope that holds it.
    pub scope: ScopeId,
    /// Where the name is written.
    pub span: Span,
    /// Where its value comes from.
    pub source: BindingSource,
}

/// A step into a value that is taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnpackStep {
    /// The element at this index from the front.
    At(u32),
    /// The element at this index from the end (after a starred target); 0 is the last.
    FromEnd(u32),
    /// All the elements a starred target takes: all but so many at the beginning and at the end.
    Rest {
        /// How many targets stand before.
        first: u32,
        /// How many targets stand after.
        last: u32,
    },
    /// Any one element, as a loop sees them.
    Each,
}

/// The steps from a value to the part of it that a name gets.
pub type Unpack = SmallVec<[UnpackStep; 2]>;

/// Where a binding's value comes from.
#[derive(Clone, Debug)]
pub enum BindingSource {
    /// An expression, taken apart by these steps (none for a plain assignment).
    Value {
        /// The right-hand side.
        value: ExprId,
        /// How the name's part of it is reached.
        unpack: Unpack,
        /// The annotation, if there is one.
        annotation: Option<ExprId>,
    },
    /// An annotation without a value.
    Annotation(ExprId),
    /// `name op= value`.
    Augmented {
        /// What the name was before.
        before: SetId,
        /// The right-hand side.
        value: ExprId,
        /// What stands between them: `+=`.
        operator: Name,
    },
    /// What a context manager gives on entry.
    Entered {
        /// The context manager.
        value: ExprId,
        /// How the name's part of it is reached.
        unpack: Unpack,
    },
    /// An import.
    Import(Import),
    /// A function definition.
    Function(FunctionId),
    /// A class definition.
    Class(ClassId),
    /// A parameter of a function, by index.
    Parameter(FunctionId, u32),
    /// A type parameter of a class, by index; extensions of the class may say more of it.
    TypeParameter {
        /// The class.
        class: ClassId,
        /// Its place among the parameters of the class.
        index: u32,
        /// What it is bound by.
        bound: ExprId,
    },
    /// Where paths of a loop join: any of these.
    Join(SetId),
    /// The name is unbound here (`del`).
    Deleted,
    /// Something that is not followed: an exception, a pattern's capture.
    Opaque,
}

/// What an import binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The module path as the file writes it, without leading dots; may be empty for `from . import x`. What it means in
    /// the program, [`Import::path`] says.
    pub written: Name,
    /// How many packages up a relative import starts; 0 is absolute, [`Import::TOP`] the root of its own program.
    pub level: u32,
    /// The name imported from the module; `None` when the module itself is bound.
    pub member: Option<Name>,
    /// For `import a.b.c` without `as`: the name bound is the root package `a`.
    pub binds_root: bool,
}

/// What the paths of imports mean in the program that a file is part of, where that is not what is written: a manifest may
/// give a library another name. By the path as written.
#[derive(Clone, Debug, Default)]
pub struct Renamed(FxHashMap<Name, Name>);

/// Of paths as written and what they mean.
impl FromIterator<(Name, Name)> for Renamed {
    fn from_iter<I: IntoIterator<Item = (Name, Name)>>(paths: I) -> Self {
        Self(paths.into_iter().collect())
    }
}

impl Import {
    /// The level of an import that starts at the root of the program that the file belongs to.
    pub const TOP: u32 = u32::MAX;

    /// The level of an import whose module is the path of a file below the scan root.
    pub const FILE: u32 = Self::TOP - 2 - Self::MAX_UP;

    /// The level of an import that starts so many directories above that of the file, whatever modules those are.
    pub fn beside(up: u32) -> u32 {
        Self::TOP - 1 - up.min(Self::MAX_UP)
    }

    /// How many directories above that of its file an import starts, if it starts at a directory.
    pub fn directories_up(level: u32) -> Option<u32> {
        let up = Self::TOP.checked_sub(1)?.checked_sub(level)?;
        (up <= Self::MAX_UP).then_some(up)
    }

    const MAX_UP: u32 = 64;

    /// The module path as the program means it.
    pub fn path<'a>(&'a self, renamed: &'a Renamed) -> &'a Name {
        if self.level > 0 || renamed.0.is_empty() {
            return &self.written;
        }
        renamed.0.get(&self.written).unwrap_or(&self.written)
    }
}

/// One parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// How it takes arguments.
    pub kind: ParameterKind,
    /// Its annotation.
    pub annotation: Option<ExprId>,
    /// Its default value.
    pub default: Option<ExprId>,
    /// Where its name is written.
    pub span: Span,
}

/// How a parameter takes arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// By position or keyword.
    Plain,
    /// By keyword only.
    KeywordOnly,
    /// All further positional arguments.
    Rest,
    /// All further keyword arguments.
    RestKeywords,
}

/// A function, method or lambda.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub struct Function {
    /// Its name; empty for a lambda.
    pub name: Name,
    /// The scope it is defined in.
    pub parent: ScopeId,
    /// Its own scope.
    pub scope: ScopeId,
    /// The class whose body it stands in directly.
    pub class: Option<ClassId>,
    /// Parameters in order.
    pub parameters: Vec<Parameter>,
    /// The annotation of what it returns.
    pub returns_annotation: Option<ExprId>,
    /// Decorators from the top down.
    pub decorators: Vec<Decorator>,
    /// Values it returns; for a lambda its body.
    pub returns: Vec<ExprId>,
    /// Values it yields, with the context that is active there.
    pub yields: Vec<(Option<ExprId>, Option<ContextId>)>,
    /// Values it delegates to (`yield from`).
    pub delegates: Vec<ExprId>,
    /// Whether it is a coroutine function.
    pub is_async: bool,
    /// Whether its body runs lazily, as a generator.
    pub is_generator: bool,
    /// Whether it has no name.
    pub is_lambda: bool,
    /// Whether it stands in a class and says itself that it takes no receiver.
    pub is_static: bool,
    /// For a lambda: the call that it is an argument of.
    pub given_to: Option<ExprId>,
    /// The definition without decorators.
    pub span: Span,
    /// The name, or the whole lambda.
    pub name_span: Span,
}

/// A decorator.
#[derive(Clone, Copy, Debug)]
pub struct Decorator {
    /// The expression after `@`.
    pub expr: ExprId,
    /// The whole decorator.
    pub span: Span,
}

/// A class.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its name.
    pub name: Name,
    /// The scope it is defined in.
    pub parent: ScopeId,
    /// Its own scope.
    pub scope: ScopeId,
    /// Base classes in order.
    pub bases: Vec<ExprId>,
    /// The class that this one adds members to, if it is only that.
    pub extends: Option<ExprId>,
    /// Whether it is a module that is written inside a file: what is defined in it has no receiver.
    pub is_namespace: bool,
    /// What makes the class, if it says so: `metaclass=Governed`.
    pub metaclass: Option<ExprId>,
    /// Decorators from the top down.
    pub decorators: Vec<Decorator>,
    /// The definition without decorators.
    pub span: Span,
    /// The name.
    pub name_span: Span,
}

/// A context manager that is active around a block.
#[derive(Clone, Debug)]
pub struct Context {
    /// The context manager.
    pub manager: ExprId,
    /// The context around it in the same scope.
    pub parent: Option<ContextId>,
    /// Whether it is entered asynchronously.
    pub is_async: bool,
    /// The whole statement; of one that is entered by hand, the block in which it is.
    pub statement: Span,
    /// The call that enters it, where no statement does: `span.__enter__()`.
    pub entered_by: Option<ExprId>,
    /// Where in its block it may not be active, because something was done with what keeps it.
    pub gaps: Vec<Gap>,
}

/// A method that enters a context manager by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entering {
    /// Whether it has to be waited for.
    pub is_async: bool,
    /// Whether it enters what it is given, and not what it is called on.
    pub enters_argument: bool,
}

impl Entering {
    /// What a method of this name enters, if it may.
    pub fn by(method: &str) -> Option<Self> {
        let (is_async, enters_argument) = match method {
            "__enter__" => (false, false),
            "__aenter__" => (true, false),
            "enter_context" => (false, true),
            "enter_async_context" => (true, true),
            _ => return None,
        };
        Some(Self { is_async, enters_argument })
    }
}

/// A part of a block in which a context may not be active any more.
#[derive(Clone, Debug)]
pub struct Gap {
    /// The part.
    pub span: Span,
    /// The method or the macro that may have ended it; `None` if it was given away.
    pub by: Option<Name>,
}

/// What a value is stored under.
#[derive(Clone, Debug)]
pub enum StoreKey {
    /// `object.name = value`.
    Member(Name),
    /// `object[key] = value`.
    Key(ExprId),
}

/// A value that is stored in an attribute or an element.
#[derive(Clone, Debug)]
pub struct Store {
    /// The object that is changed.
    pub object: ExprId,
    /// Where in it.
    pub key: StoreKey,
    /// What is stored.
    pub source: BindingSource,
    /// The scope in which it happens.
    pub scope: ScopeId,
    /// The target expression.
    pub span: Span,
    /// Whether it happens whenever the code around it runs: no branch, loop or handler stands between.
    pub is_certain: bool,
    /// The innermost condition under which it happens in its scope.
    pub condition: Option<ConditionId>,
}

/// What is changed where it is: an attribute or an element that is deleted (`del x[k]`), or added to (`x.y += z`).
#[derive(Clone, Copy, Debug)]
pub struct Mutation {
    /// The attribute or the element.
    pub target: ExprId,
    /// What is added to it; `None` if it is deleted.
    pub value: Option<ExprId>,
    /// The scope in which it happens.
    pub scope: ScopeId,
    /// Whether it happens whenever the code around it runs: no branch, loop or handler stands between.
    pub is_certain: bool,
    /// The innermost condition under which it happens in its scope.
    pub condition: Option<ConditionId>,
}

/// A wildcard import.
#[derive(Clone, Debug)]
pub struct Wildcard {
    /// The module; `member` is `None`.
    pub import: Import,
    /// Where it is written.
    pub span: Span,
}

/// A comment that suppresses findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// Rule ids or names as written; empty means all rules.
    pub rules: Vec<String>,
    /// The reason after the bracket; empty if none.
    pub reason: String,
    /// Whether it holds for the whole file.
    pub whole_file: bool,
    /// Whether the comment stands on a line of its own, and so speaks of the next line with code.
    pub own_line: bool,
    /// The comment.
    pub span: Span,
}

/// A comment that is meant as a suppression, and is not written as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostSuppression {
    /// What it would have to say, but for the reason: `mima: ignore[MIMA001]`.
    pub meant: String,
    /// The comment.
    pub span: Span,
}

/// A use of a macro of the project that could not be expanded.
#[derive(Clone, Debug)]
pub struct UnexpandedMacro {
    /// The macro.
    pub name: Name,
    /// The names in what it may stand for.
    pub names: Vec<Name>,
    /// Where it is used.
    pub span: Span,
}

/// A part of a file that was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The part: what could be made of it may be something else.
    pub span: Span,
    /// The first place in it that does not fit.
    pub error: Span,
}

/// One file's facts: what its path and its text say, and the definitions of the macros that it uses ([`Module::macros`]).
/// Nothing in it depends on the rest of the program, so that two programs, or two revisions of one, may share it. What the
/// program knows of the file stands beside it (`project::Standing`). It is shared and cannot be cloned, so that nobody
/// changes it once [`crate::bind`] has made it.
#[derive(Debug)]
pub struct Module {
    /// Its language's id.
    pub language: &'static str,
    /// What the names that nobody binds belong to: `builtins`.
    pub prelude: &'static str,
    /// Expressions.
    pub exprs: Vec<Expr>,
    /// Whether the whole file is test code, by its path.
    pub is_test: bool,
    /// Scopes; the first is the module's.
    pub scopes: Vec<Scope>,
    /// Bindings in the order of the file.
    pub bindings: Vec<Binding>,
    /// Sets of bindings that reach a use; the first is empty.
    pub binding_sets: Vec<Bindings>,
    /// Functions.
    pub functions: Vec<Function>,
    /// Classes.
    pub classes: Vec<Class>,
    /// Context managers.
    pub contexts: Vec<Context>,
    /// Conditions under which parts of scopes run.
    pub conditions: Vec<Condition>,
    /// Calls in the order of the file (a call comes after the calls in its arguments).
    pub calls: Vec<CallSite>,
    /// Attribute and element stores in the order of the file.
    pub stores: Vec<Store>,
    /// Attributes and elements that are deleted or added to, in the order of the file.
    pub mutations: Vec<Mutation>,
    /// The parts that run under a condition, more than once, or not to their ends: what branches, loops and `try` hold.
    pub branches: Vec<Span>,
    /// Of those, the bodies of `try`, in languages whose calls give promises: they begin whenever the statement does.
    pub attempts: Vec<Span>,
    /// The statements by which control leaves a block, in languages whose calls give promises.
    pub exits: Vec<Span>,
    /// Wildcard imports in the order of the file. The program may add some: `project::Standing::wildcards`.
    pub own_wildcards: Vec<Wildcard>,
    /// Names listed in `__all__`, if it could be read.
    pub exports: Option<Vec<Name>>,
    /// Modules in files of their own that it declares: the import that each is, and what decorates it.
    pub declared: Vec<(Import, Vec<Decorator>)>,
    /// Suppression comments in the order of the file.
    pub suppressions: Vec<Suppression>,
    /// Comments that are meant as suppressions and are none, in the order of the file.
    pub lost_suppressions: Vec<LostSuppression>,
    /// Uses of the project's own macros of which it could not be told what they stand for.
    pub unexpanded: Vec<UnexpandedMacro>,
    /// The names of macros of which it was asked whether the program defines them, in order: the facts hold wherever these
    /// have the same definitions.
    pub macros: Vec<Name>,
    /// The parts that were not understood, in order; none of a file that parsed.
    pub broken: Vec<Broken>,
    /// The limits that were hit while it was read.
    pub limits: LimitSet,
}

impl Module {
    /// Moves the tables to where each has as much room as it needs. Tables that grow have room for up to twice as much,
    /// and files are many.
    pub(crate) fn fit(&mut self) {
        fit(&mut self.exprs);
        fit(&mut self.scopes);
        fit(&mut self.bindings);
        fit(&mut self.binding_sets);
        fit(&mut self.functions);
        fit(&mut self.classes);
        fit(&mut self.contexts);
        fit(&mut self.branches);
        fit(&mut self.attempts);
        fit(&mut self.exits);
        fit(&mut self.conditions);
        fit(&mut self.calls);
        fit(&mut self.stores);
    }

    /// Does something to each place in the file that the facts name, but for those of comments.
    pub(crate) fn each_span(&mut self, mut change: impl FnMut(&mut Span)) {
        self.exprs.iter_mut().for_each(|expr| change(&mut expr.span));
        self.scopes.iter_mut().for_each(|scope| change(&mut scope.span));
        self.bindings.iter_mut().for_each(|binding| change(&mut binding.span));
        self.stores.iter_mut().for_each(|store| change(&mut store.span));
        self.own_wildcards.iter_mut().for_each(|wildcard| change(&mut wildcard.span));
        self.unexpanded.iter_mut().for_each(|used| change(&mut used.span));
        for function in &mut self.functions {
            change(&mut function.span);
            change(&mut function.name_span);
            function.parameters.iter_mut().for_each(|parameter| change(&mut parameter.span));
            function.decorators.iter_mut().for_each(|decorator| change(&mut decorator.span));
        }
        for class in &mut self.classes {
            change(&mut class.span);
            change(&mut class.name_span);
            class.decorators.iter_mut().for_each(|decorator| change(&mut decorator.span));
        }
        for context in &mut self.contexts {
            change(&mut context.statement);
            context.gaps.iter_mut().for_each(|gap| change(&mut gap.span));
        }
        for (_, decorators) in &mut self.declared {
            for decorator in decorators {
                change(&mut decorator.span);
            }
        }
    }

    /// The expression `id`.
    pub fn expr(&self, id: ExprId) -> &Expr {
        &self.exprs[id.index()]
    }

    /// Whether an expression is the first parameter of a method, which is its receiver if it has one.
    pub fn is_receiver(&self, expr: ExprId) -> bool {
        let ExprKind::Name(_, Use::Reaching(set)) = self.expr(expr).kind else { return false };
        let [binding] = self.set(set) else { return false };
        match self.bindings[binding.index()].source {
            BindingSource::Parameter(function, 0) => self.function(function).class.is_some(),
            _ => false,
        }
    }

    /// The innermost context, of this one and those around it, that a statement enters.
    pub fn block_around(&self, mut context: Option<ContextId>) -> Option<ContextId> {
        while let Some(id) = context {
            let facts = &self.contexts[id.index()];
            if facts.entered_by.is_none() {
                break;
            }
            context = facts.parent;
        }
        context
    }

    /// The innermost part of a scope around a place of which all runs whenever its beginning does: a branch, the block of
    /// a context manager, or all of the scope.
    pub fn stretch(&self, scope: ScopeId, context: Option<ContextId>, place: Span) -> Span {
        let whole = self.scope(scope).span;
        let block = self.block_around(context).map(|context| self.contexts[context.index()].statement);
        let branches = self.branches.iter().copied().chain(block);
        let around = branches.filter(|part| part.contains(place) && whole.contains(*part));
        around.min_by_key(|part| part.end - part.start).unwrap_or(whole)
    }

    /// The innermost scope around an expression, and the innermost context around it there or in an eager scope outside.
    /// (Of a call that is noted: see [`CallSite`].)
    pub fn place_of(&self, expr: ExprId) -> (ScopeId, Option<ContextId>) {
        if let Ok(at) = self.calls.binary_search_by_key(&expr, |site| site.expr) {
            return (self.calls[at].scope, self.calls[at].context);
        }
        let place = self.expr(expr).span;
        let length = |span: Span| span.end - span.start;
        // A comprehension stands outside of its own scope.
        let is_around = |scope: &Scope| scope.span.contains(place) && scope.value != Some(expr);
        let scopes = (0..).zip(&self.scopes).filter(|(_, scope)| is_around(scope));
        let scope =
            scopes.min_by_key(|(_, scope)| length(scope.span)).map_or(MODULE_SCOPE, |(at, _)| ScopeId(at));
        // An eager scope runs in the one around it.
        let mut frame = scope;
        while matches!(self.scope(frame).kind, ScopeKind::Comprehension { lazy: false } | ScopeKind::Class(_))
        {
            frame = self.scope(frame).parent;
        }
        let is_in_frame = |block: Span| frame == MODULE_SCOPE || self.scope(frame).span.contains(block);
        let contexts = (0..).zip(&self.contexts).filter(|(_, context)| {
            context.statement.contains(place)
                && is_in_frame(context.statement)
                && self.expr(context.manager).span.end <= place.start
        });
        // Of several that one statement enters the last one is the innermost.
        let context =
            contexts.min_by_key(|(at, context)| (length(context.statement), std::cmp::Reverse(*at)));
        (scope, context.map(|(at, _)| ContextId(at)))
    }

    /// The scope `id`.
    pub fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.index()]
    }

    /// The function `id`.
    pub fn function(&self, id: FunctionId) -> &Function {
        &self.functions[id.index()]
    }

    /// The class `id`.
    pub fn class(&self, id: ClassId) -> &Class {
        &self.classes[id.index()]
    }

    /// The bindings in the set `id`.
    pub fn set(&self, id: SetId) -> &[BindingId] {
        &self.binding_sets[id.index()]
    }

    /// The binding `id`.
    pub fn binding(&self, id: BindingId) -> &Binding {
        &self.bindings[id.index()]
    }

    /// The bindings that a name may have where it stands: those that reach it, or all of the scope around that binds it.
    /// None of what is no name.
    pub fn bindings_of_name(&self, expr: ExprId) -> &[BindingId] {
        let ExprKind::Name(name, used) = &self.expr(expr).kind else { return &[] };
        match used {
            Use::Reaching(set) => self.set(*set),
            Use::Enclosing(scope) => self.symbol(*scope, name.as_str()).map_or(&[][..], |symbol| &symbol.all),
            Use::Free => &[],
        }
    }

    /// Whether one of the bindings in a set is such a one, or one of those that have joined in it.
    pub fn may_be_bound_by(&self, set: SetId, mut is: impl FnMut(BindingId) -> bool) -> bool {
        let mut seen = vec![set];
        let mut open = self.set(set).to_vec();
        while let Some(id) = open.pop() {
            match self.binding(id).source {
                _ if is(id) => return true,
                BindingSource::Join(joined) if !seen.contains(&joined) => {
                    seen.push(joined);
                    open.extend(self.set(joined));
                }
                _ => {}
            }
        }
        false
    }

    /// The symbol `name` of a scope.
    pub fn symbol(&self, scope: ScopeId, name: &str) -> Option<&Symbol> {
        let symbols = &self.scope(scope).symbols;
        symbols.binary_search_by(|symbol| symbol.name.as_str().cmp(name)).ok().map(|at| &symbols[at])
    }

    /// Whether what runs under one condition runs under another one too, which is the same or around it.
    pub fn is_under(&self, mut inner: Option<ConditionId>, outer: Option<ConditionId>) -> bool {
        while inner != outer {
            match inner {
                Some(id) => inner = self.conditions[id.index()].parent,
                None => return false,
            }
        }
        true
    }

    /// The call behind an expression, if it is one.
    pub fn call(&self, id: ExprId) -> Option<&Call> {
        match &self.expr(id).kind {
            ExprKind::Call(call) => Some(call),
            _ => None,
        }
    }

    /// The function whose body `scope` belongs to, through comprehensions and class bodies.
    pub fn enclosing_function(&self, mut scope: ScopeId) -> Option<FunctionId> {
        loop {
            match self.scope(scope).kind {
                ScopeKind::Function(function) => return Some(function),
                ScopeKind::Module => return None,
                ScopeKind::Class(_) | ScopeKind::Comprehension { .. } | ScopeKind::Deferred => {
                    scope = self.scope(scope).parent;
                }
            }
        }
    }
}

/// Moves a table to where it has as much room as it needs. To shrink it is not enough: an allocator may leave it where it
/// is as long as it fills half of the room.
fn fit<T>(table: &mut Vec<T>) {
    if table.len() < table.capacity() {
        let mut fitted = Vec::with_capacity(table.len());
        fitted.append(table);
        *table = fitted;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Python's own slices.
    #[test]
    fn a_cut_takes_what_a_slice_takes() {
        let cut = |written: &str| {
            let letters: Vec<char> = "abcdef".chars().collect();
            Cut::written(written).map(|cut| String::from_iter(cut.of(&letters)))
        };
        let expected = [
            ("1:3", "bc"),
            (":", "abcdef"),
            ("-2:", "ef"),
            (":-2", "abcd"),
            ("::2", "ace"),
            ("::-1", "fedcba"),
            ("4:1:-1", "edc"),
            ("-1:-4:-1", "fed"),
            ("5:0:-2", "fdb"),
            ("9:2", ""),
            ("2:99", "cdef"),
            ("99::-3", "fc"),
            ("-99:2", "ab"),
            ("2:-99:-1", "cba"),
        ];
        for (written, taken) in expected {
            assert_eq!(cut(written).as_deref(), Some(taken), "{written}");
        }
        assert_eq!(cut("n:"), None);
        assert_eq!(cut("::0"), None);
    }
}
