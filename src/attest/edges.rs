//! The edges of the call graph: by what the body of a function is reached, and what that says of it.

use super::{Active, Cause, Doubt};
use crate::catalog::Carrier;
use crate::finding::Confidence;
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

/// What keeps the markers that cover some code: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Carriers(u8);

impl Carriers {
    /// All that there are, in the order in which one is chosen.
    const EACH: [Carrier; 4] = [Carrier::Thread, Carrier::Context, Carrier::Unknown, Carrier::Process];
    const NONE: Self = Self(0);
    /// What never ends.
    const LASTING: Self = Self(1 << Carrier::Process as u8);

    fn of(carrier: Carrier) -> Self {
        Self(1 << carrier as u8)
    }

    fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    fn has(self, carrier: Carrier) -> bool {
        self.both(Self::of(carrier)) != Self::NONE
    }

    fn is_within(self, other: Self) -> bool {
        self.without(other) == Self::NONE
    }

    /// The first of them.
    pub(super) fn first(self) -> Option<Carrier> {
        Self::EACH.into_iter().find(|&carrier| self.has(carrier))
    }
}

/// By which way code gets out of what is active where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Way {
    /// It runs later, when that has ended.
    Later,
    /// The same, because somebody has to take the elements of what it gives, or to enter it.
    Read,
    /// It has begun and is not over when that has ended: nobody waits for it.
    Unawaited,
    /// It runs in another thread.
    Thread,
    /// It runs in another thread, in a copy of the context.
    ThreadInContext,
    /// It runs in another context.
    Context,
}

impl Way {
    /// The markers that are active still.
    fn keeps(self) -> Carriers {
        match self {
            Self::Later | Self::Read | Self::Unawaited | Self::Thread => Carriers::LASTING,
            Self::ThreadInContext => Carriers::of(Carrier::Context).or(Carriers::LASTING),
            Self::Context => Carriers::of(Carrier::Thread).or(Carriers::LASTING),
        }
    }

    fn is_later(self) -> bool {
        matches!(self, Self::Later | Self::Read | Self::Unawaited)
    }

    /// This way, and then the other.
    pub(super) fn then(self, other: Self) -> Self {
        if self.keeps().is_within(other.keeps()) {
            self
        } else if other.keeps().is_within(self.keeps()) {
            other
        } else {
            Self::Thread
        }
    }

    /// Why a marker that it gets out of does not run around it.
    fn cause(self) -> Cause {
        match self {
            Self::Later => Cause::Escapes,
            Self::Read => Cause::ReadLater,
            Self::Unawaited => Cause::NotAwaited,
            Self::Thread | Self::ThreadInContext => Cause::OtherThread,
            Self::Context => Cause::OtherContext,
        }
    }
}

/// Where code gets out of what is active where it stands, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exit {
    pub(super) way: Way,
    pub(super) at: ExprRef,
}

impl Exit {
    /// Why a marker that it gets out of does not run around it.
    pub(super) fn cause(self) -> Cause {
        self.way.cause()
    }

    /// What is said where no marker is known at the source.
    pub(super) fn doubt(self) -> Doubt {
        Doubt::RunsLater(self.at)
    }

    /// Which of the markers that cover its source do not run around its target.
    pub(super) fn loses(self, body: State) -> Carriers {
        body.covered.without(self.way.keeps())
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
    pub(super) fn covered(active: Active) -> Self {
        Source::Covered(Box::new(active)).into()
    }

    pub(super) fn entry() -> Self {
        Source::Entry.into()
    }

    pub(super) fn lapsed(active: Active, cause: Cause) -> Self {
        Source::Lapsed(Box::new(active), cause).into()
    }

    pub(super) fn doubt(doubt: Doubt) -> Self {
        Source::Doubt(doubt).into()
    }

    pub(super) fn body(function: FunctionRef) -> Self {
        Source::Body(function).into()
    }

    /// The same edge, where the code gets out of what is active at its source.
    pub(super) fn leaving(self, way: Way, at: ExprRef) -> Self {
        let exit = Exit { way, at };
        let source = match self.source {
            Source::Covered(active) if !way.keeps().has(active.carrier) => {
                Source::Lapsed(active, exit.cause())
            }
            Source::Entry if way.is_later() => Source::Doubt(exit.doubt()),
            Source::Body(function) => {
                let exit = match self.exit {
                    Some(first) => Exit { way: first.way.then(way), ..first },
                    None => exit,
                };
                return Self { source: Source::Body(function), exit: Some(exit), ..self };
            }
            source => source,
        };
        Self { source, ..self }
    }

    /// The same edge, on which there may be a marker that does not count for this reason.
    pub(super) fn despite(self, doubt: Option<Doubt>) -> Self {
        Self { doubt: self.doubt.or(doubt), ..self }
    }

    /// The same edge, if the code runs later.
    pub(super) fn later(self, at: ExprRef) -> Self {
        self.leaving(Way::Later, at)
    }

    /// The same edge, in whose place another one counts where it is not covered.
    pub(super) fn or(self, otherwise: Option<Self>) -> Self {
        Self { otherwise: otherwise.map(Box::new).or(self.otherwise), ..self }
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
            (Source::Covered(active), _) => State {
                covered: Carriers::of(active.carrier),
                is_weak: active.confidence < Confidence::High,
                open: None,
            },
            (Source::Entry, _) => State::open(Openness::Entry),
            (Source::Lapsed(..), _) => State::open(Openness::Lapsed),
            (Source::Doubt(_), _) => State::open(Openness::Doubt),
            (Source::Body(_), None) => body,
            (Source::Body(_), Some(exit)) => {
                let covered = body.covered.both(exit.way.keeps());
                let open = match body.open {
                    _ if exit.loses(body) != Carriers::NONE => Some(Openness::Lapsed),
                    Some(Openness::Entry | Openness::Doubt) if exit.way.is_later() => Some(Openness::Doubt),
                    // Nobody is known to run it, and it runs when nothing is active.
                    None if body.is_unreached() && exit.way.keeps() == Carriers::LASTING => {
                        Some(Openness::Doubt)
                    }
                    open => open,
                };
                State { covered, is_weak: body.is_weak, open }
            }
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
    /// What keeps the markers that cover some of the edges; empty if none does.
    pub(super) covered: Carriers,
    /// Whether one of those markers is not proven for certain.
    pub(super) is_weak: bool,
    /// The worst of the edges that none covers.
    pub(super) open: Option<Openness>,
}

impl State {
    fn open(open: Openness) -> Self {
        Self { covered: Carriers::NONE, is_weak: false, open: Some(open) }
    }

    /// Whether a marker covers one of the edges.
    pub(super) fn is_covered(self) -> bool {
        self.covered != Carriers::NONE
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
    /// By what keeps the marker.
    covered: [Option<Edge>; Carriers::EACH.len()],
    is_weak: bool,
    pub(super) open: Option<(Openness, Edge)>,
}

impl Answer {
    pub(super) fn state(&self) -> State {
        let known = Carriers::EACH.into_iter().filter(|&carrier| self.covered_by(carrier).is_some());
        State {
            covered: known.fold(Carriers::NONE, |all, carrier| all.or(Carriers::of(carrier))),
            is_weak: self.is_weak,
            open: self.open.as_ref().map(|(open, _)| *open),
        }
    }

    /// The edge by which a marker covers it that is kept so.
    pub(super) fn covered_by(&self, carrier: Carrier) -> Option<&Edge> {
        self.covered[carrier as usize].as_ref()
    }

    /// Adds what an edge says; whether anything new was said.
    pub(super) fn add(&mut self, edge: &Edge, state: State) -> bool {
        let before = self.state();
        let witness = || Edge { otherwise: None, ..edge.clone() };
        self.is_weak |= state.is_covered() && state.is_weak;
        for carrier in Carriers::EACH {
            if state.covered.has(carrier) && self.covered_by(carrier).is_none() {
                self.covered[carrier as usize] = Some(witness());
            }
        }
        if let Some(open) = state.open.filter(|open| before.open < Some(*open)) {
            self.open = Some((open, witness()));
        }
        self.state() != before
    }
}
