//! The edges of the call graph: by what the body of a function is reached, and what that says of it.

use super::{Active, Cause, Doubt};
use crate::project::{ExprRef, FunctionRef};

/// Where an edge begins.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// At code that a marker covers.
    Covered(Box<Active>),
    /// Where a program, a file or a test begins: nothing covers that.
    Entry,
    /// At a marker that does not run around what it leads to.
    Lapsed(Box<Active>, Cause),
    /// Somewhere that is not known.
    Doubt(Doubt),
    /// In the body of a function.
    Body(FunctionRef),
}

/// How code gets out of what is active where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Exit {
    /// It runs later, when that has ended: from here.
    Later(ExprRef),
    /// It runs in another thread: from here.
    Thread(ExprRef),
}

impl Exit {
    /// Why a marker that it gets out of does not run around it.
    pub(super) fn cause(self) -> Cause {
        match self {
            Self::Later(_) => Cause::Escapes,
            Self::Thread(_) => Cause::OtherThread,
        }
    }

    /// What is said where no marker is known at the source.
    pub(super) fn doubt(self) -> Doubt {
        let (Self::Later(at) | Self::Thread(at)) = self;
        Doubt::RunsLater(at)
    }
}

/// One way by which the body of a function, or a call, is reached.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub(super) source: Source,
    /// How it gets out of the body that it begins in.
    pub(super) exit: Option<Exit>,
    /// The call that a path shows for it.
    pub(super) call: Option<ExprRef>,
    /// The edge that counts in its place where it is not covered.
    pub(super) otherwise: Option<Box<Edge>>,
    /// Why a marker that stands on it does not count.
    pub(super) doubt: Option<Doubt>,
}

impl From<Source> for Edge {
    fn from(source: Source) -> Self {
        Self { source, exit: None, call: None, otherwise: None, doubt: None }
    }
}

impl Edge {
    /// Covered by a marker; in doubt if that is known by its name only.
    pub(super) fn covered(active: Active) -> Self {
        match active.doubt() {
            Some(doubt) => Self::doubt(doubt),
            None => Source::Covered(Box::new(active)).into(),
        }
    }

    pub(super) fn entry() -> Self {
        Source::Entry.into()
    }

    pub(super) fn lapsed(active: Active, cause: Cause) -> Self {
        match active.doubt() {
            Some(doubt) => Self::doubt(doubt),
            None => Source::Lapsed(Box::new(active), cause).into(),
        }
    }

    pub(super) fn doubt(doubt: Doubt) -> Self {
        Source::Doubt(doubt).into()
    }

    pub(super) fn body(function: FunctionRef) -> Self {
        Source::Body(function).into()
    }

    /// The same edge, where the code gets out of what is active at its source.
    pub(super) fn leaving(self, exit: Exit) -> Self {
        let source = match (self.source, exit) {
            (Source::Covered(active), exit) => Source::Lapsed(active, exit.cause()),
            (Source::Entry, Exit::Later(_)) => Source::Doubt(exit.doubt()),
            (Source::Body(function), exit) => {
                let exit = self.exit.or(Some(exit));
                return Self { source: Source::Body(function), exit, ..self };
            }
            (source, _) => source,
        };
        Self { source, ..self }
    }

    /// The same edge, on which there may be a marker that does not count for this reason.
    pub(super) fn despite(self, doubt: Option<Doubt>) -> Self {
        Self { doubt: self.doubt.or(doubt), ..self }
    }

    /// The same edge, if the code runs later.
    pub(super) fn later(self, at: ExprRef) -> Self {
        self.leaving(Exit::Later(at))
    }

    /// The same edge by a call that a path shows.
    pub(super) fn by(self, call: ExprRef) -> Self {
        Self { call: Some(call), ..self }
    }

    /// The function in whose body the edge begins.
    pub(super) fn function(&self) -> Option<FunctionRef> {
        match self.source {
            Source::Body(function) => Some(function),
            _ => None,
        }
    }

    /// All functions whose answers it depends on.
    pub(super) fn functions(&self) -> impl Iterator<Item = FunctionRef> {
        let otherwise = self.otherwise.as_ref().and_then(|edge| edge.function());
        self.function().into_iter().chain(otherwise)
    }

    /// What it says of its target where `body` is known of the function that it begins in.
    pub(super) fn state(&self, body: State) -> State {
        match (&self.source, self.exit) {
            (Source::Covered(_), _) => State { covered: true, open: None },
            (Source::Entry, _) => State::open(Openness::Entry),
            (Source::Lapsed(..), _) => State::open(Openness::Lapsed),
            (Source::Doubt(_), _) => State::open(Openness::Doubt),
            (Source::Body(_), None) => body,
            (Source::Body(_), Some(_)) if body.covered => State::open(Openness::Lapsed),
            (Source::Body(_), Some(exit)) => State::open(match (exit, body.open) {
                (_, Some(Openness::Lapsed)) => Openness::Lapsed,
                (Exit::Thread(_), Some(Openness::Entry)) => Openness::Entry,
                _ => Openness::Doubt,
            }),
        }
    }
}

/// What is known of some code on the edges that no marker covers; the worst of them counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Openness {
    /// Nobody can tell.
    Doubt,
    /// It is reached where nothing is active.
    Entry,
    /// A marker is there and does not run.
    Lapsed,
}

/// What is known of some code: an element of a finite lattice, in which more edges only go up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// Whether a marker covers one of the edges.
    pub(super) covered: bool,
    /// The worst of the edges that none covers.
    pub(super) open: Option<Openness>,
}

impl State {
    fn open(open: Openness) -> Self {
        Self { covered: false, open: Some(open) }
    }

    /// Whether no edge says anything: nobody is known to run the code.
    pub(super) fn is_unreached(self) -> bool {
        self == Self::default()
    }
}

/// The edges to the body of a function.
#[derive(Debug, Default)]
pub(super) struct Edges {
    pub(super) all: Vec<Edge>,
    /// A marker that lapses, and counts where none of the edges is covered.
    pub(super) unless_covered: Option<Edge>,
}

impl From<Edge> for Edges {
    fn from(edge: Edge) -> Self {
        Self { all: vec![edge], unless_covered: None }
    }
}

/// What is known of the body of a function, by the first edge that says so.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub(super) covered: Option<Edge>,
    pub(super) open: Option<(Openness, Edge)>,
}

impl Answer {
    pub(super) fn state(&self) -> State {
        State { covered: self.covered.is_some(), open: self.open.as_ref().map(|(open, _)| *open) }
    }

    /// Adds what an edge says; whether anything new was said.
    pub(super) fn add(&mut self, edge: &Edge, state: State) -> bool {
        let before = self.state();
        let witness = || Edge { otherwise: None, ..edge.clone() };
        if state.covered && self.covered.is_none() {
            self.covered = Some(witness());
        }
        if let Some(open) = state.open.filter(|open| before.open < Some(*open)) {
            self.open = Some((open, witness()));
        }
        self.state() != before
    }
}
