//! Is a marker active when a call runs, and by which path do we know?
//!
//! Lexical position is how it is usually known, not what it means. From the call the question goes outwards: the
//! context managers around it, the decorators of the function whose body it stands in, and then every place that
//! uses that function. Each answer is a [`Coverage`]: a way that is covered, a way that is not, or both. Whatever
//! is in doubt is not covered.

mod contexts;
mod decorators;
mod idle;
mod index;
mod markers;
mod parameters;
mod replaced;
mod uses;
mod wiring;

use rustc_hash::FxHashMap;

use crate::finding::MarkerKind;
use crate::module::{CallSite, ContextId, ScopeId, ScopeKind};
use crate::name::{Name, QualName};
use crate::project::{Evaluator, ExprRef, FunctionRef, ModuleId};
use crate::source::Span;

pub use idle::idle;
pub use index::Index;

/// How many callers of callers are followed.
const MAX_DEPTH: usize = 24;

/// A call on the way to an AI call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathStep {
    /// The file.
    pub module: ModuleId,
    /// The call, or the place where a function is handed over.
    pub span: Span,
    /// The function that makes the call; the file's own name for code outside functions.
    pub function: QualName,
}

/// A marker that is active around a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Active {
    /// How it is applied.
    pub kind: MarkerKind,
    /// Its resolved name, or as it is written where its object could not be traced.
    pub marker: QualName,
    /// The file in which it is applied.
    pub module: ModuleId,
    /// Where in it.
    pub span: Span,
    /// Whether the object was traced to an attestation SDK.
    pub verified: bool,
    /// The calls between the marked code and the call, outermost first; empty where the marker stands around it.
    pub path: Vec<PathStep>,
}

/// Why a marker that is there does not run around a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A decorator below it has registered the function before it was wrapped.
    Registered,
    /// A decorator below it is a method of an object that is not known, and may have registered the function.
    MayRegister,
    /// It is written without brackets, and takes the function for its first argument.
    Bare,
    /// It is the asynchronous client's, and the function is a plain one.
    NotAsync,
    /// It wraps a `property` or a `classmethod`, which cannot be called.
    Descriptor,
    /// Somebody takes the function out of its wrapper.
    Unwrapped,
    /// The call runs in another thread.
    OtherThread,
    /// The body is a generator's.
    Generator,
    /// The body is a coroutine's, and the marker is the synchronous client's.
    Coroutine,
    /// The function leaves the marked code, and runs later.
    Escapes,
    /// It is put on a class, and the method runs when the object has been made.
    Constructed,
}

impl Cause {
    /// Whether the marker has ended when the call runs; otherwise the way to the call goes round it.
    pub fn ends_early(self) -> bool {
        matches!(self, Self::Generator | Self::Coroutine | Self::Escapes | Self::Constructed)
    }
}

/// What is known of the attestation of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A marker is active on every way to it.
    Attested(Active),
    /// No marker has to do with it, as far as can be told.
    Unattested,
    /// This marker has to do with it, and does not run around it.
    Lapsed(Active, Cause),
    /// A marker is active on one way to it, and none on another.
    Partly {
        /// The marker.
        attested: Active,
        /// The way without one.
        open: Vec<PathStep>,
    },
}

/// A way to some code on which no marker is active.
#[derive(Clone, Debug)]
enum Open {
    /// Who takes it is not known.
    Unknown,
    /// These calls lead there.
    Reached(Vec<PathStep>),
    /// A marker is there and does not run.
    Lapsed(Active, Cause),
}

/// The ways to some code.
#[derive(Clone, Debug, Default)]
struct Coverage {
    covered: Option<Active>,
    open: Option<Open>,
}

impl Coverage {
    fn covered(active: Active) -> Self {
        Self { covered: Some(active), open: None }
    }

    fn open(open: Open) -> Self {
        Self { covered: None, open: Some(open) }
    }

    fn unknown() -> Self {
        Self::open(Open::Unknown)
    }

    fn lapsed(active: Active, cause: Cause) -> Self {
        Self::open(Open::Lapsed(active, cause))
    }

    /// These ways and others.
    fn and(self, other: Self) -> Self {
        let rank = |open: &Open| match open {
            Open::Unknown => 0,
            Open::Reached(_) => 1,
            Open::Lapsed(..) => 2,
        };
        let open = match (self.open, other.open) {
            (Some(mine), Some(theirs)) if rank(&theirs) > rank(&mine) => Some(theirs),
            (mine, theirs) => mine.or(theirs),
        };
        Self { covered: self.covered.or(other.covered), open }
    }

    /// The same ways, one call further in.
    fn through(self, step: &PathStep) -> Self {
        let covered = self.covered.map(|mut active| {
            active.path.push(step.clone());
            active
        });
        let open = self.open.map(|open| match open {
            Open::Reached(mut path) => {
                path.push(step.clone());
                Open::Reached(path)
            }
            open => open,
        });
        Self { covered, open }
    }

    /// What covers all ways, if all are covered.
    fn everywhere(self) -> Option<Active> {
        self.covered.filter(|_| self.open.is_none())
    }

    fn verdict(self) -> Verdict {
        match (self.covered, self.open) {
            (Some(active), None) => Verdict::Attested(active),
            (_, Some(Open::Lapsed(active, cause))) => Verdict::Lapsed(active, cause),
            (Some(attested), Some(Open::Reached(open))) => Verdict::Partly { attested, open },
            _ => Verdict::Unattested,
        }
    }
}

/// A call that is to be judged.
#[derive(Clone, Copy, Debug)]
pub struct Question<'q> {
    /// The file.
    pub module: ModuleId,
    /// The call.
    pub site: &'q CallSite,
    /// Where a marker wrapped the very method that is called.
    pub wrapped_at: Option<ExprRef>,
    /// Whether the method is handed over to be called, not called here.
    pub passed: bool,
    /// Whether what is called makes a coroutine.
    pub is_coroutine: bool,
    /// The library's id.
    pub library: &'q Name,
    /// What the call does.
    pub category: crate::catalog::Category,
    /// Where the handle was made, by each of the ways in which it may have come here: the last place first, none if that is
    /// not known.
    pub made: &'q [Vec<ExprRef>],
}

/// What is remembered from one question to the next.
#[derive(Debug, Default)]
pub struct Memory {
    functions: FxHashMap<FunctionRef, Coverage>,
}

/// Judges the calls of a project.
pub struct Judge<'e, 'p> {
    evaluator: &'e mut Evaluator<'p>,
    index: &'e Index,
    memory: &'e mut Memory,
    /// The functions whose callers are being asked for.
    open: Vec<FunctionRef>,
    /// The depth of the outermost of them that was asked for again.
    cut: usize,
}

impl<'e, 'p> Judge<'e, 'p> {
    /// A judge who remembers what others found in the same project.
    pub fn new(evaluator: &'e mut Evaluator<'p>, index: &'e Index, memory: &'e mut Memory) -> Self {
        Self { evaluator, index, memory, open: Vec::new(), cut: usize::MAX }
    }

    /// The attestation of a call.
    pub fn judge(&mut self, question: &Question<'_>) -> Verdict {
        if !self.index.is_marked() {
            return Verdict::Unattested;
        }
        self.evaluator.begin();
        if let Some(wrapped) = question.wrapped_at {
            return self.wrapped_method(question, wrapped).verdict();
        }
        if let Some(active) = self.wired(question) {
            return Verdict::Attested(active);
        }
        let site = question.site;
        let around = self.point(
            question.module,
            site.scope,
            site.context,
            ExprRef { module: question.module, expr: site.expr },
        );
        let coverage = if question.passed {
            self.handed_over(question, around)
        } else if self.runs_later(question) || self.is_given_lazily(question) || self.is_spawned(question) {
            escaping(around)
        } else {
            around
        };
        self.by_callers(coverage.verdict())
    }

    /// Whether a call makes a coroutine that is not waited for where it is made.
    fn runs_later(&mut self, question: &Question<'_>) -> bool {
        let call = ExprRef { module: question.module, expr: question.site.expr };
        let project = self.evaluator.project();
        let is_entered =
            || project.module(call.module).contexts.iter().any(|context| context.manager == call.expr);
        question.is_coroutine && !is_entered() && !self.is_used_up(call, uses::Carried::default())
    }

    /// What the callers of a function attest counts unless the project says that it does not.
    fn by_callers(&self, verdict: Verdict) -> Verdict {
        let ignored = self.evaluator.project().catalog.ignores_callers;
        match verdict {
            Verdict::Attested(active) | Verdict::Partly { attested: active, .. }
                if ignored && !active.path.is_empty() =>
            {
                Verdict::Unattested
            }
            Verdict::Attested(active) if !active.path.is_empty() => {
                Verdict::Attested(Active { kind: MarkerKind::Callers, ..active })
            }
            verdict => verdict,
        }
    }

    /// The ways to some code: `at` is the expression for which it is asked.
    fn point(
        &mut self,
        module: ModuleId,
        scope: ScopeId,
        context: Option<ContextId>,
        at: ExprRef,
    ) -> Coverage {
        let facts = self.evaluator.project().module(module);
        // A generator expression has no blocks of its own: those around it have ended when it runs, unless it is used
        // up where it stands.
        let is_lazy = matches!(facts.scope(scope).kind, ScopeKind::Comprehension { lazy: true });
        if !is_lazy && let Some(active) = self.in_context(module, context, Some(at)) {
            return Coverage::covered(active);
        }
        match facts.scope(scope).kind {
            ScopeKind::Module => Coverage::open(Open::Reached(Vec::new())),
            // It runs where it stands; the contexts around it have been looked at.
            ScopeKind::Class(_) | ScopeKind::Comprehension { lazy: false } => {
                self.point(module, facts.scope(scope).parent, None, at)
            }
            ScopeKind::Comprehension { lazy: true } => {
                let parent = facts.scope(scope).parent;
                let context = facts.scope(scope).context.or(context);
                let around = self.point(module, parent, context, at);
                if self.is_used_up_here(module, scope) { around } else { escaping(around) }
            }
            ScopeKind::Deferred => {
                let (parent, context) = (facts.scope(scope).parent, facts.scope(scope).context);
                let around = self.point(module, parent, context, at);
                if self.is_block_used_up(module, scope) { around } else { escaping(around) }
            }
            ScopeKind::Function(function) => self.function(FunctionRef { module, function }),
        }
    }

    /// The ways to the body of a function.
    fn function(&mut self, function: FunctionRef) -> Coverage {
        if let Some(known) = self.memory.functions.get(&function) {
            return known.clone();
        }
        if let Some(depth) = self.open.iter().position(|open| *open == function) {
            // It calls itself: what covers the first call covers the others.
            self.cut = self.cut.min(depth);
            return Coverage::default();
        }
        let depth = self.open.len();
        if depth >= MAX_DEPTH {
            self.cut = 0;
            return Coverage::unknown();
        }
        let outer = std::mem::replace(&mut self.cut, usize::MAX);
        self.open.push(function);
        let coverage = self.ways(function);
        self.open.pop();
        if self.cut >= depth {
            self.memory.functions.insert(function, coverage.clone());
            self.cut = outer;
        } else {
            self.cut = self.cut.min(outer);
        }
        coverage
    }

    fn step(&self, at: ExprRef, scope: ScopeId) -> PathStep {
        let project = self.evaluator.project();
        let facts = project.module(at.module);
        let function = project.enclosing_function(at.module, scope);
        let scope =
            function.map_or(crate::module::MODULE_SCOPE, |function| facts.function(function.function).scope);
        PathStep {
            module: at.module,
            span: facts.expr(at.expr).span,
            function: project.scope_name(at.module, scope),
        }
    }
}

/// Code that leaves the place it is written in, and runs when the markers there have ended.
fn escaping(around: Coverage) -> Coverage {
    match around {
        Coverage { covered: Some(active), .. } => Coverage::lapsed(active, Cause::Escapes),
        Coverage { open: Some(Open::Lapsed(active, cause)), .. } => Coverage::lapsed(active, cause),
        _ => Coverage::unknown(),
    }
}
