//! The call graph, on demand from a function outwards to its callers, and what it says of each function.
//!
//! The strongly connected components of the graph are found by Tarjan's algorithm and solved one after the other, so
//! that the callers outside of a component are answered before it. Within one, a worklist goes along each edge as
//! often as what is known of its source changes, which is seven times at most. Neither recurses, and neither counts
//! steps: the cost is linear in edges.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::edges::{Answer, Edge, Edges, Openness, Source, State};
use super::{Active, Coverage, Judge, Open, PathStep};
use crate::catalog::Carrier;
use crate::finding::Confidence;
use crate::project::{ExprRef, FunctionRef, Project};

/// The answer to a question depends on functions that are not solved: [`Judge::asked`] names them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unsolved;

/// What is known of the functions of a project.
pub(super) type Answers = FxHashMap<FunctionRef, Answer>;

/// A function on the search for components.
struct Node {
    function: FunctionRef,
    /// Its edges, once they are known.
    edges: Option<Edges>,
    /// The functions that it depends on, and how many of them have been gone to.
    sources: Vec<FunctionRef>,
    gone_to: usize,
    /// The first node that it leads back to.
    low: usize,
}

/// Tarjan's search for strongly connected components. The number of a node is when it was found.
#[derive(Default)]
struct Search {
    nodes: Vec<Node>,
    numbers: FxHashMap<FunctionRef, usize>,
    /// The way to the node that is looked at.
    path: Vec<usize>,
    /// The nodes that are not in a component yet.
    pending: Vec<usize>,
}

impl Search {
    fn find(&mut self, function: FunctionRef) {
        let number = self.nodes.len();
        self.nodes.push(Node { function, edges: None, sources: Vec::new(), gone_to: 0, low: number });
        self.numbers.insert(function, number);
        self.path.push(number);
        self.pending.push(number);
    }

    /// Leaves a node, all of whose sources have been gone to. Gives the component that it is the first node of.
    fn leave(&mut self, at: usize) -> Option<Vec<(FunctionRef, Edges)>> {
        self.path.pop();
        let low = self.nodes[at].low;
        if let Some(&parent) = self.path.last() {
            self.nodes[parent].low = self.nodes[parent].low.min(low);
        }
        if low != at {
            return None;
        }
        let first = self.pending.iter().rposition(|&pending| pending == at)?;
        let members = self.pending.split_off(first);
        let nodes = &mut self.nodes;
        Some(
            members
                .into_iter()
                .map(|at| (nodes[at].function, nodes[at].edges.take().unwrap_or_default()))
                .collect(),
        )
    }
}

impl Judge<'_, '_> {
    /// Works out what is known of a function and of all that it depends on.
    pub(super) fn solve(&mut self, function: FunctionRef) {
        if self.memory.answers.contains_key(&function) {
            return;
        }
        let mut search = Search::default();
        self.visited.insert(function);
        search.find(function);
        while let Some(&at) = search.path.last() {
            let node = &mut search.nodes[at];
            if let Some(&source) = node.sources.get(node.gone_to) {
                node.gone_to += 1;
                if self.memory.answers.contains_key(&source) {
                    continue;
                }
                if let Some(&number) = search.numbers.get(&source) {
                    node.low = node.low.min(number);
                } else {
                    self.visited.insert(source);
                    search.find(source);
                }
            } else if node.edges.is_none() {
                let edges = self.edges(node.function);
                node.sources.append(&mut self.asked);
                if let Ok(edges) = edges {
                    node.sources.extend(edges.all.iter().flat_map(Edge::functions));
                    node.edges = Some(edges);
                }
            } else if let Some(members) = search.leave(at) {
                self.solve_component(members);
            }
        }
        self.visited.clear();
    }

    /// Solves the functions of a component: all others that they depend on are answered.
    fn solve_component(&mut self, mut members: Vec<(FunctionRef, Edges)>) {
        // The same order whichever of them was asked for.
        members.sort_unstable_by_key(|(function, _)| *function);
        // Nobody calls one that is seen: it is where a program begins, or ends.
        let project = self.evaluator.project();
        let beginnings: Vec<Option<Edge>> = members
            .iter()
            .map(|(function, _)| (!project.function(*function).is_lambda).then(|| self.beginning(*function)))
            .collect();
        let mut component = Component::of(&members);
        for (at, (_, edges)) in members.iter().enumerate() {
            for edge in &edges.all {
                let edge = self.chosen(edge);
                let state = edge.function().and_then(|source| self.memory.answers.get(&source));
                component.add(at, edge, state.map_or_else(State::default, Answer::state));
            }
        }
        component.propagate();
        for (at, (_, edges)) in members.iter().enumerate() {
            if let Some(edge) =
                edges.unless_covered.as_ref().filter(|_| !component.answers[at].state().is_covered())
            {
                component.replace_open(at, edge);
            }
        }
        component.propagate();
        for (at, beginning) in beginnings.iter().enumerate() {
            if let Some(beginning) =
                beginning.as_ref().filter(|_| component.answers[at].state().is_unreached())
            {
                component.add(at, beginning, State::default());
            }
        }
        component.propagate();
        let Component { answers, steps, .. } = component;
        self.memory.answers.extend(members.iter().map(|(function, _)| *function).zip(answers));
        self.memory.edges_walked += steps;
    }

    /// The edge itself, or the one that counts in its place. Where nothing is known yet of the function that it begins
    /// in, because that is in the component which is being solved, the other one counts: it is covered where this is.
    fn chosen<'s>(&self, edge: &'s Edge) -> &'s Edge {
        let Some(otherwise) = &edge.otherwise else { return edge };
        let is_covered = match edge.function() {
            Some(source) => {
                let answer = self.memory.answers.get(&source);
                answer.is_some_and(|answer| edge.state(answer.state()).open.is_none())
            }
            None => edge.state(State::default()).open.is_none(),
        };
        if is_covered { edge } else { otherwise }
    }

    fn state_of(&self, edge: &Edge) -> State {
        let answer = edge.function().and_then(|source| self.memory.answers.get(&source));
        edge.state(answer.map_or_else(State::default, Answer::state))
    }

    // --- answers ---------------------------------------------------------------------------------------------

    /// What some code comes to that an edge leads to.
    pub(super) fn coverage(&mut self, edge: &Edge) -> Coverage {
        for source in edge.functions() {
            self.solve(source);
        }
        let edge = self.chosen(edge);
        let state = self.state_of(edge);
        Coverage {
            covered: state.covered.first().and_then(|carrier| {
                // The one that is shown may be proven better than another one that is relied on.
                let most = if state.is_weak { Confidence::Medium } else { Confidence::High };
                let active = self.covering(edge, carrier)?;
                Some(Active { confidence: active.confidence.min(most), ..active })
            }),
            open: state.open.and_then(|_| self.open(edge)),
        }
    }

    /// The marker that covers all of some edges, if one does.
    pub(super) fn covered_everywhere(&mut self, edges: &[Edge]) -> Result<Option<Active>, Unsolved> {
        let known = self.asked.len();
        self.asked.extend(edges.iter().flat_map(Edge::functions));
        let asked = &self.asked[known..];
        let mut unsolved = asked.iter().filter(|source| !self.memory.answers.contains_key(source)).peekable();
        if unsolved.peek().is_some() {
            // One that leads back to the function for which this is asked says nothing of it.
            let in_a_circle = unsolved.all(|source| self.visited.contains(source));
            return if in_a_circle { Ok(None) } else { Err(Unsolved) };
        }
        let edges: Vec<&Edge> = edges.iter().map(|edge| self.chosen(edge)).collect();
        let states: Vec<State> = edges.iter().map(|edge| self.state_of(edge)).collect();
        if states.iter().any(|state| state.open.is_some()) {
            return Ok(None);
        }
        let mut covered =
            edges.iter().zip(&states).filter_map(|(edge, state)| Some((edge, state.covered.first()?)));
        Ok(covered.next().and_then(|(edge, carrier)| self.covering(edge, carrier)))
    }

    /// Solves what an answer depends on, until there is one.
    pub(super) fn settled<T>(&mut self, mut ask: impl FnMut(&mut Self) -> Result<T, Unsolved>) -> T {
        loop {
            let answer = ask(self);
            let asked = std::mem::take(&mut self.asked);
            match answer {
                Ok(answer) => return answer,
                Err(Unsolved) => {
                    for function in asked {
                        self.solve(function);
                    }
                }
            }
        }
    }

    /// The marker that covers an edge, of those that are kept so, with the calls that lead from it to the edge's target.
    fn covering(&self, edge: &Edge, carrier: Carrier) -> Option<Active> {
        let mut calls = Vec::new();
        let (mut at, mut to) = (edge, None::<FunctionRef>);
        loop {
            calls.extend(at.call.map(|call| (call, to)));
            match &at.source {
                Source::Covered(active) => {
                    return Some(Active { path: self.path(calls), ..(**active).clone() });
                }
                Source::Body(function) => {
                    (at, to) = (self.memory.answers.get(function)?.covered_by(carrier)?, Some(*function));
                }
                _ => return None,
            }
        }
    }

    /// Why an edge is open, with the calls that lead there.
    fn open(&self, edge: &Edge) -> Option<Open> {
        let mut calls = Vec::new();
        let (mut at, mut to) = (edge, None::<FunctionRef>);
        loop {
            if let Some(doubt) = at.doubt {
                return Some(Open::Doubt(doubt));
            }
            let (source, function) = match &at.source {
                Source::Covered(_) => return None,
                Source::Lapsed(active, cause) => return Some(Open::Lapsed((**active).clone(), *cause)),
                Source::Doubt(doubt) => return Some(Open::Doubt(*doubt)),
                Source::Entry => {
                    calls.extend(at.call.map(|call| (call, to)));
                    return Some(Open::Reached(self.path(calls)));
                }
                Source::Body(function) => (*function, self.memory.answers.get(function)?),
            };
            if let Some(exit) = at.exit {
                if let Some(carrier) = exit.loses(function.state()).first() {
                    let covered = function.covered_by(carrier)?;
                    return Some(Open::Lapsed(self.covering(covered, carrier)?, exit.cause()));
                }
                let worst = function.open.as_ref().map(|(open, _)| *open);
                if at.state(function.state()).open != worst {
                    return Some(Open::Doubt(exit.doubt()));
                }
            }
            calls.extend(at.call.map(|call| (call, to)));
            (at, to) = (&function.open.as_ref()?.1, Some(source));
        }
    }

    /// Calls, from the innermost outwards, as a path, from the outermost inwards.
    fn path(&self, calls: Vec<(ExprRef, Option<FunctionRef>)>) -> Vec<PathStep> {
        let project = self.evaluator.project();
        calls.into_iter().rev().map(|(call, to)| step(project, call, to)).collect()
    }
}

/// A call on a path, and the function whose body it leads to.
fn step(project: &Project<'_>, call: ExprRef, to: Option<FunctionRef>) -> PathStep {
    let facts = project.module(call.module);
    let (scope, _) = facts.place_of(call.expr);
    let function = project.enclosing_function(call.module, scope);
    let scope =
        function.map_or(crate::module::MODULE_SCOPE, |function| facts.function(function.function).scope);
    PathStep {
        module: call.module,
        span: facts.expr(call.expr).span,
        function: project.scope_name(call.module, scope),
        to,
    }
}

/// A component that is being solved.
struct Component<'s> {
    places: FxHashMap<FunctionRef, usize>,
    answers: Vec<Answer>,
    /// By member: the edges to members that begin in it.
    inner: Vec<Vec<(usize, &'s Edge)>>,
    /// The members of which something is known that their inner edges have not carried on.
    changed: VecDeque<usize>,
    is_changed: Vec<bool>,
    /// How many edges were walked along.
    steps: usize,
}

impl<'s> Component<'s> {
    fn of(members: &[(FunctionRef, Edges)]) -> Self {
        let places = members.iter().enumerate().map(|(at, (function, _))| (*function, at)).collect();
        Self {
            places,
            answers: vec![Answer::default(); members.len()],
            inner: vec![Vec::new(); members.len()],
            changed: VecDeque::new(),
            is_changed: vec![false; members.len()],
            steps: 0,
        }
    }

    /// Adds an edge to a member, with what is known of the function that it begins in.
    fn add(&mut self, at: usize, edge: &'s Edge, source: State) {
        if let Some(place) = edge.function().and_then(|source| self.places.get(&source)) {
            self.inner[*place].push((at, edge));
        }
        self.walk(at, edge, source);
    }

    fn walk(&mut self, at: usize, edge: &Edge, source: State) {
        self.steps += 1;
        if self.answers[at].add(edge, edge.state(source)) {
            self.mark(at);
        }
    }

    /// Puts a marker that lapses before all else that leaves a member open.
    fn replace_open(&mut self, at: usize, edge: &Edge) {
        self.answers[at].open = Some((Openness::Lapsed, edge.clone()));
        self.mark(at);
    }

    fn mark(&mut self, at: usize) {
        if !std::mem::replace(&mut self.is_changed[at], true) {
            self.changed.push_back(at);
        }
    }

    /// Carries on what has changed, until nothing does.
    fn propagate(&mut self) {
        while let Some(source) = self.changed.pop_front() {
            self.is_changed[source] = false;
            let state = self.answers[source].state();
            for number in 0..self.inner[source].len() {
                let (at, edge) = self.inner[source][number];
                self.walk(at, edge, state);
            }
        }
    }
}
