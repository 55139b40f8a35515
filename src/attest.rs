//! Is a marker active when a call runs, and by which path do we know?
//!
//! Lexical position is how it is usually known, not what it means. From the call the question goes outwards: the
//! context managers around it, the decorators of the function whose body it stands in, and then every place that
//! uses that function. Each of those is an edge of the call graph, and each answer is a [`Coverage`]: that some edges
//! are covered, that others are open, or both. Whatever is in doubt is not covered.

mod behind;
mod changes;
mod composed;
mod consumed;
mod contexts;
mod decorators;
mod edges;
mod graph;
mod hidden;
mod idle;
mod importers;
mod index;
mod listeners;
mod lookalikes;
mod markers;
mod members;
mod mutations;
mod parameters;
mod promises;
mod recorders;
mod replaced;
mod tables;
mod uses;
mod wiring;
mod wrapping;

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::catalog::Carrier;
use crate::finding::{Confidence, MarkerKind};
use crate::limit::Limit;
use crate::module::{CallSite, ContextId, ScopeId, ScopeKind};
use crate::name::{Name, QualName};
use crate::project::{ClassRef, Evaluator, ExprRef, FunctionRef, ModuleId, Unknown};
use crate::source::Span;

use consumed::Run;
use edges::{Edge, Openness, Source, Way};

pub use idle::idle;
pub use index::Index;
pub use lookalikes::name_of;

/// A call on the way to an AI call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathStep {
    /// The file.
    pub module: ModuleId,
    /// The call, or the place where a function is handed over.
    pub span: Span,
    /// The function that makes the call; the file's own name for code outside functions.
    pub function: QualName,
    /// The function whose body it leads to; `None` where it is not called, and what it has made is consumed.
    pub to: Option<FunctionRef>,
}

/// A marker that is active around a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Active {
    /// How it is applied.
    pub kind: MarkerKind,
    /// What it is kept in while it is active.
    pub carrier: Carrier,
    /// Its resolved name.
    pub marker: QualName,
    /// The file in which it is applied.
    pub module: ModuleId,
    /// Where in it.
    pub span: Span,
    /// How well it is proven that it is one.
    pub confidence: Confidence,
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
    /// A decorator below it does something with the function that cannot be told, and may have it called elsewhere or
    /// later.
    MayRunElsewhere,
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
    /// The call runs in the same thread, in a context of its own.
    OtherContext,
    /// The body is a generator's.
    Generator,
    /// The body is a coroutine's, and the marker is the synchronous client's.
    Coroutine,
    /// The function leaves the marked code, and runs later.
    Escapes,
    /// The call runs when its result is read or entered, which is later.
    ReadLater,
    /// The call gives a promise, and nobody waits for it before the marker ends.
    NotAwaited,
    /// It is put on a class, and the method runs when the object has been made.
    Constructed,
    /// The function that it runs has to end it, and does not.
    NotEnded,
}

impl Cause {
    /// Whether the marker has ended when the call runs; otherwise the way to the call goes round it.
    pub fn ends_early(self) -> bool {
        matches!(
            self,
            Self::Generator
                | Self::Coroutine
                | Self::Escapes
                | Self::ReadLater
                | Self::NotAwaited
                | Self::Constructed
        )
    }
}

/// Why nobody can tell who runs some code, or whether a marker is active then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// This expression may be the function.
    UnknownUse(ExprRef),
    /// The function is stored, returned or given away here, and not followed any further.
    Escapes(ExprRef),
    /// The code that stands here runs later, or in another thread.
    RunsLater(ExprRef),
    /// A module of the project lists its name as one to be imported.
    Exported,
    /// The language calls it by its name.
    CalledByLanguage,
    /// This text names it.
    NamedInText(ExprRef),
    /// A file outside of the analysis, by its number, names it.
    NamedOutside(usize),
    /// This class derives from one of a library, which may call its methods, or from one that is not known.
    LibraryBase(ClassRef),
    /// Something is read here by a name that is computed, and may be it.
    ComputedName(ExprRef),
    /// This file is imported by one that was left out or could not be read as a whole.
    NotReadAsWhole(ModuleId),
    /// This decorator may give it to others.
    Decorator(ExprRef),
    /// What is called here is in the wrapper of a marker, or may be something else.
    MayBeUnwrapped(ExprRef),
    /// What is applied so here has only the name of a marker.
    ByName(ExprRef, MarkerKind),
    /// A callback is heard elsewhere, and what is here may run without one.
    NotHeard(ExprRef),
    /// This may take a callback away from where it is heard, or put something else in its place.
    TakenAway(ModuleId, Span),
    /// This may keep a callback from hearing anything.
    Muted(ModuleId, Span),
    /// A marker is put around members of a class here, and it cannot be told whether the function is one of them.
    SomeMembers(ExprRef),
    /// The marker was put around the method of one object here, and others of its class have their own.
    OneObject(ExprRef),
    /// What stands here may be a marker, and this is why it does not count as one.
    Marker(ExprRef, Uncertain),
    /// What records calls by itself is there, and does not count.
    NotRecording(ModuleId, Span, Unrecorded),
    /// This part of a file was not understood, and the attestation, or what makes the call, stands in it.
    NotUnderstood(ModuleId, Span),
    /// A limit of the analysis was hit.
    Limit(Limit),
}

impl Doubt {
    /// The place that has run when the code does that this is about.
    fn place(self) -> Option<ExprRef> {
        match self {
            Self::UnknownUse(at)
            | Self::Escapes(at)
            | Self::RunsLater(at)
            | Self::MayBeUnwrapped(at)
            | Self::OneObject(at) => Some(at),
            _ => None,
        }
    }

    /// Whether it is about a marker, and not about who runs the code.
    fn is_of_marker(self) -> bool {
        matches!(
            self,
            Self::MayBeUnwrapped(_)
                | Self::ByName(..)
                | Self::OneObject(_)
                | Self::SomeMembers(_)
                | Self::Marker(..)
        )
    }
}

/// Why what may be a marker does not count as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncertain {
    /// It may be what is defined or made here, and that is none.
    MayBe(ModuleId, Span),
    /// This class derives from the one in which it stands, and has its own.
    Overridden(ClassRef),
    /// It may be something else, which is not known for this reason.
    Unknown(Unknown),
    /// It may be something else of a library.
    Other,
}

/// Why a recorder that is there does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unrecorded {
    /// It stands under a condition, or where a condition decides whether it is reached.
    Conditional,
    /// It is put in place when the call has run.
    After,
    /// The call may be reached by a way on which it is not put in place.
    Elsewhere,
    /// It is taken back here.
    Undone,
    /// An argument turns it off, or may.
    Disabled,
    /// An argument makes it record something else, or may.
    Narrowed,
    /// What is called may be something else.
    MayBeOther,
    /// The object was made here, before it was put in place.
    MadeBefore,
    /// The object is derived here from the one that is recorded, and is another one.
    Derived,
    /// The call is made through an attribute or a method here of which it does not know.
    NotThrough,
    /// What is called may have been read of the object here, before it was put in place.
    TakenBefore,
    /// What the object talks to may be changed here.
    Changed,
}

/// What is known of the attestation of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A marker covers every edge to it.
    Attested(Active),
    /// No marker has to do with it, as far as can be told; the reason if that is in doubt.
    Unattested(Option<Doubt>),
    /// A marker may be active, and is not believed for this reason.
    Disbelieved(Doubt),
    /// This marker has to do with it, and does not run around it.
    Lapsed(Active, Cause),
    /// A marker covers one edge to it, and none another.
    Partly {
        /// The marker.
        attested: Active,
        /// The path without one.
        open: Vec<PathStep>,
    },
}

impl Verdict {
    /// The limit that was hit, if that is why the call does not count as attested.
    pub fn limit(&self) -> Option<Limit> {
        match self {
            Self::Unattested(Some(Doubt::Limit(limit))) | Self::Disbelieved(Doubt::Limit(limit)) => {
                Some(*limit)
            }
            _ => None,
        }
    }
}

/// Why no marker is active on some edge.
#[derive(Clone, Debug)]
enum Open {
    /// Nobody can tell who runs the code.
    Doubt(Doubt),
    /// These calls lead there.
    Reached(Vec<PathStep>),
    /// A marker is there and does not run.
    Lapsed(Active, Cause),
}

impl Open {
    /// The higher one counts.
    fn rank(&self) -> Openness {
        match self {
            Self::Doubt(_) => Openness::Doubt,
            Self::Reached(_) => Openness::Entry,
            Self::Lapsed(..) => Openness::Lapsed,
        }
    }
}

/// What the edges to some code come to.
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

    fn doubt(doubt: Doubt) -> Self {
        Self::open(Open::Doubt(doubt))
    }

    fn lapsed(active: Active, cause: Cause) -> Self {
        Self::open(Open::Lapsed(active, cause))
    }

    /// What is known of code that both lead to.
    fn and(self, other: Self) -> Self {
        let open = match (self.open, other.open) {
            (Some(one), Some(other)) => Some(if other.rank() > one.rank() { other } else { one }),
            (one, other) => one.or(other),
        };
        Self { covered: self.covered.or(other.covered), open }
    }

    fn verdict(self) -> Verdict {
        match (self.covered, self.open) {
            (Some(active), None) => Verdict::Attested(active),
            (_, Some(Open::Lapsed(active, cause))) => Verdict::Lapsed(active, cause),
            (Some(attested), Some(Open::Reached(open))) => Verdict::Partly { attested, open },
            (covered, Some(Open::Doubt(doubt))) if covered.is_some() || doubt.is_of_marker() => {
                Verdict::Disbelieved(doubt)
            }
            (_, Some(Open::Doubt(doubt))) => Verdict::Unattested(Some(doubt)),
            (None, _) => Verdict::Unattested(None),
        }
    }
}

/// When a call runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Runs {
    /// Before it comes back.
    AtOnce,
    /// It makes a coroutine: when somebody waits for it, or takes the elements of what it gives.
    Awaited,
    /// When somebody takes the elements of what it gives, waited for or not.
    Read,
    /// When it is called or when it is read: that depends on what is not known.
    MaybeRead,
    /// When somebody enters the context manager that it gives.
    Entered,
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
    /// When what is called runs.
    pub runs: Runs,
    /// The entry point, as reports show it.
    pub api: &'q QualName,
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
    answers: graph::Answers,
    hidden: hidden::Known,
    recorders: behind::Known,
    /// What functions do to the members of the classes that they get.
    rewrappings: FxHashMap<(FunctionRef, u32), Rc<members::Rewrapping>>,
    edges_walked: usize,
}

impl Memory {
    /// How many edges of the call graph were walked along to answer what was asked.
    pub fn edges_walked(&self) -> usize {
        self.edges_walked
    }
}

/// Judges the calls of a project.
pub struct Judge<'e, 'p> {
    evaluator: &'e mut Evaluator<'p>,
    index: &'e Index,
    memory: &'e mut Memory,
    /// The functions whose answers an answer depends on: those that were asked for and not yet noted.
    asked: Vec<FunctionRef>,
    /// The functions that were visited while one is being solved.
    visited: FxHashSet<FunctionRef>,
    /// Why the first of the markers that were looked at does not count, if one does not. It decides nothing: whoever makes
    /// an edge of what was looked at takes it along.
    noted: Option<Doubt>,
    /// The decorators of the project that a function is being followed through.
    wrapping: Vec<FunctionRef>,
    /// The objects of which it is being asked what the project does to them.
    changing: Vec<mutations::Thing>,
    /// The expressions of which it is being asked what marker they apply.
    applying: Vec<ExprRef>,
    /// The recorder of which it is being asked what runs behind it, and no other marker.
    lens: Option<behind::Lens>,
}

impl<'e, 'p> Judge<'e, 'p> {
    /// A judge who remembers what others found in the same project.
    pub fn new(evaluator: &'e mut Evaluator<'p>, index: &'e Index, memory: &'e mut Memory) -> Self {
        Self {
            evaluator,
            index,
            memory,
            asked: Vec::new(),
            visited: FxHashSet::default(),
            noted: None,
            wrapping: Vec::new(),
            changing: Vec::new(),
            applying: Vec::new(),
            lens: None,
        }
    }

    /// The attestation of a call.
    pub fn judge(&mut self, question: &Question<'_>) -> Verdict {
        if !self.index.is_marked() {
            return Verdict::Unattested(None);
        }
        self.evaluator.begin();
        if let Some(wrapped) = question.wrapped_at {
            return self.wrapped_method(question, wrapped).verdict();
        }
        let wired = wiring::surer(self.wired(question), || self.recorded(question));
        if let Some(Ok(active)) = wired {
            return Verdict::Attested(active);
        }
        let edges = self.edges_to(question);
        let coverages: Vec<Coverage> = edges.iter().map(|edge| self.coverage(edge)).collect();
        let coverage = coverages.into_iter().reduce(Coverage::and).unwrap_or_default();
        match (self.by_callers(coverage.verdict()), wired) {
            (Verdict::Unattested(_), Some(Err(doubt))) => Verdict::Disbelieved(doubt),
            (verdict, _) => verdict,
        }
    }

    /// The edges to the call of a question.
    fn edges_to(&mut self, question: &Question<'_>) -> Vec<Edge> {
        let (module, site) = (question.module, question.site);
        let call = ExprRef { module, expr: site.expr };
        let around = self.point(module, site.scope, site.context, call);
        if self.goes_on_after_calls() {
            return self.edges_to_begun(question, around);
        }
        if question.passed {
            return self.handed_over(question, around);
        }
        let edges = self.edges_of_running(call, question.runs, around);
        if self.is_given_lazily(question) || self.is_spawned(question) {
            return edges.into_iter().map(|edge| edge.later(call)).collect();
        }
        edges
    }

    /// The edges to a call that runs so, from each of the places where it does. `around` is the one from where the call
    /// stands.
    fn edges_of_running(&mut self, call: ExprRef, runs: Runs, around: Edge) -> Vec<Edge> {
        if runs == Runs::AtOnce {
            return vec![around];
        }
        let way = if runs == Runs::Awaited { Way::Later } else { Way::Read };
        let Some(places) = self.places_of_running(call, runs) else {
            return vec![around.leaving(way, call)];
        };
        // A marker that is around the call has ended where that is read outside of it.
        let has_ended = around.clone().leaving(way, call);
        let is_inside = matches!(around.source, Source::Covered(_));
        let edges: Vec<(bool, Edge)> = places
            .into_iter()
            .map(|Run { at, way }| {
                let edge = if at == call { around.clone() } else { self.point_of(at) };
                let is_outside = is_inside && !matches!(edge.source, Source::Covered(_));
                let edge = match way {
                    Some(way) => edge.leaving(way, at),
                    None => edge,
                };
                let edge = if is_outside { edge.or(Some(has_ended.clone())) } else { edge };
                // A path shows where another function consumes it.
                let is_here = self.is_in_one_function(at, call);
                (is_here, if is_here { edge } else { edge.by(at) })
            })
            .collect();
        // Where a function consumes it in a block and out of it, the block alone covers nothing.
        let is_open = |edge: &Edge| !matches!(edge.source, Source::Covered(_));
        let any_open = edges.iter().any(|(is_here, edge)| *is_here && is_open(edge));
        edges
            .into_iter()
            .filter(|(is_here, edge)| !is_here || !any_open || is_open(edge))
            .map(|(_, edge)| edge)
            .collect()
    }

    /// What the callers of a function attest counts unless the project says that it does not.
    fn by_callers(&self, verdict: Verdict) -> Verdict {
        let ignored = !self.evaluator.project().belief.callers;
        match verdict {
            Verdict::Attested(active) | Verdict::Partly { attested: active, .. }
                if ignored && !active.path.is_empty() =>
            {
                Verdict::Unattested(None)
            }
            verdict => verdict,
        }
    }

    /// The edge to some code: `at` is the expression for which it is asked.
    fn point(
        &mut self,
        module: ModuleId,
        mut scope: ScopeId,
        mut context: Option<ContextId>,
        at: ExprRef,
    ) -> Edge {
        let facts = self.evaluator.project().module(module);
        if let Some(active) = self.begun_before(module, facts.expr(at.expr).span) {
            return Edge::covered(active);
        }
        let mut is_later = false;
        let noted = self.noted.take();
        let edge = loop {
            let around = facts.scope(scope);
            // A generator expression has no blocks of its own: those around it have ended when it runs, unless it is
            // consumed where it stands.
            let is_lazy = matches!(around.kind, ScopeKind::Comprehension { lazy: true });
            if !is_lazy && let Some(active) = self.in_context(module, context, Some(at)) {
                break Edge::covered(active);
            }
            context = match around.kind {
                ScopeKind::Module => break self.beginning_of_file(module),
                ScopeKind::Function(function) => break Edge::body(FunctionRef { module, function }),
                // It runs where it stands; the contexts around it have been looked at.
                ScopeKind::Class(_) | ScopeKind::Comprehension { lazy: false } => None,
                ScopeKind::Comprehension { lazy: true } => around.context.or(context),
                ScopeKind::Deferred => around.context,
            };
            if is_lazy || around.kind == ScopeKind::Deferred {
                let value = around.value.map(|expr| ExprRef { module, expr });
                is_later |= !value.is_some_and(|value| self.is_consumed(value));
            }
            scope = around.parent;
        };
        let edge = edge.despite(std::mem::replace(&mut self.noted, noted));
        if is_later { edge.later(at) } else { edge }
    }

    fn is_in_one_function(&self, one: ExprRef, other: ExprRef) -> bool {
        let [here, there] = [one, other].map(|at| {
            let facts = self.evaluator.project().module(at.module);
            (at.module, facts.enclosing_function(facts.place_of(at.expr).0))
        });
        here == there
    }

    /// The edge to the place where an expression stands.
    fn point_of(&mut self, at: ExprRef) -> Edge {
        let (scope, context) = self.evaluator.project().module(at.module).place_of(at.expr);
        self.point(at.module, scope, context, at)
    }
}
