//! A memo table with a fixpoint: answers to questions that may lead back to themselves. It knows no language and no rule.
//!
//! A question is opened with [`Memo::begin`], worked on, and closed with [`Memo::end`]. Whoever asks an open question gets
//! what is known of it so far, at first the default answer, which stands for nothing at all. Questions that lead to each
//! other are a strongly connected component of the dependency graph, and the first of them that was opened is its head.
//! When the head is closed and an answer that was read while it was open has changed, the component is worked on again,
//! with the answers so far in place of nothing. When nothing changes any more, all its answers are final. So an answer
//! depends neither on which question of a component was asked first nor on what was asked before.
//!
//! Each final answer carries the limits that were hit for it.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use crate::limit::LimitSet;

/// What a question is answered with. The default answer is that of a question of which nothing is known yet.
pub(super) trait Answer: Clone + Default {
    /// Whether another answer says the same.
    fn is_same(&self, other: &Self) -> bool;
}

/// Answers by question.
pub(super) struct Memo<Q, A> {
    entries: FxHashMap<Q, Entry<A>>,
    /// The questions that are being worked on, outermost first.
    open: Vec<Open<Q>>,
    /// Questions that are answered as far as the open ones are, in the order in which they were closed.
    members: Vec<Q>,
}

struct Entry<A> {
    answer: A,
    state: State,
    /// How often it was worked on.
    round: u32,
    /// The limits that were hit on the way; the answer may be incomplete.
    limits: LimitSet,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// For good.
    Final,
    /// It is open, at this depth.
    Open(u32),
    /// It stands at this place among the members of components that are open.
    Member(u32),
    /// It was answered in the round before.
    Stale,
}

/// A question that is being worked on.
struct Open<Q> {
    question: Q,
    /// How many members there were when it was opened.
    first_member: u32,
    /// The depth of the outermost open question that its answer depends on; its own if there is none.
    low: u32,
    /// Whether it was asked while it was open.
    was_read: bool,
    /// Whether an answer below it that was read while it was open has changed.
    changed: bool,
    limits: LimitSet,
    /// The members of its component that were answered in the round before.
    stale: Vec<Q>,
}

/// What asking a question gives.
pub(super) enum Begun<A> {
    /// The answer, or what is known of it so far, and the limits that were hit for it.
    Known(A, LimitSet),
    /// The question is open now and has to be worked on.
    Opened,
}

/// What closing a question gives.
pub(super) enum Ended<A> {
    /// The answer.
    Done(A),
    /// It is open again and has to be worked on once more.
    Again,
}

impl<Q: Clone + Eq + Hash, A: Answer> Memo<Q, A> {
    pub(super) fn new() -> Self {
        Self { entries: FxHashMap::default(), open: Vec::new(), members: Vec::new() }
    }

    /// How many questions are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Asks a question: gives its answer, or opens it.
    pub(super) fn begin(&mut self, question: &Q) -> Begun<A> {
        let depth = self.open.len() as u32;
        let mut entry = self.entries.get_mut(question);
        let low = match entry.as_ref().map(|entry| entry.state) {
            Some(State::Final) => None,
            Some(State::Open(at)) => {
                self.open[at as usize].was_read = true;
                Some(at)
            }
            // It depends on the innermost open question under which it was closed, or on one further out.
            Some(State::Member(place)) => {
                let under = self.open.partition_point(|open| open.first_member <= place);
                Some(under.saturating_sub(1) as u32)
            }
            Some(State::Stale) | None => {
                if let Some(entry) = entry.as_mut() {
                    entry.state = State::Open(depth);
                    entry.round += 1;
                } else {
                    let (answer, state) = (A::default(), State::Open(depth));
                    let entry = Entry { answer, state, round: 1, limits: LimitSet::NONE };
                    self.entries.insert(question.clone(), entry);
                }
                self.open.push(Open {
                    question: question.clone(),
                    first_member: self.members.len() as u32,
                    low: depth,
                    was_read: false,
                    changed: false,
                    limits: LimitSet::NONE,
                    stale: Vec::new(),
                });
                return Begun::Opened;
            }
        };
        let Some(entry) = entry else { return Begun::Known(A::default(), LimitSet::NONE) };
        if let Some(asking) = self.open.last_mut() {
            asking.low = low.map_or(asking.low, |low| asking.low.min(low));
            asking.limits.extend(entry.limits);
        }
        Begun::Known(entry.answer.clone(), entry.limits)
    }

    /// The answer so far of the innermost open question, if somebody has read it, and how often it was worked on.
    pub(super) fn read_so_far(&self) -> Option<(&A, u32)> {
        let open = self.open.last().filter(|open| open.was_read)?;
        let entry = self.entries.get(&open.question)?;
        Some((&entry.answer, entry.round))
    }

    /// Notes that a limit was hit while the innermost open question was worked on.
    pub(super) fn hit(&mut self, limits: LimitSet) {
        if let Some(open) = self.open.last_mut() {
            open.limits.extend(limits);
        }
    }

    /// Closes the innermost open question. Without an open question the answer is given back.
    pub(super) fn end(&mut self, answer: A) -> Ended<A> {
        let depth = self.open.len().saturating_sub(1) as u32;
        let Some(mut closed) = self.open.pop() else { return Ended::Done(answer) };
        let Some(entry) = self.entries.get_mut(&closed.question) else { return Ended::Done(answer) };
        closed.changed |= closed.was_read && !entry.answer.is_same(&answer);
        entry.answer = answer.clone();
        entry.limits = closed.limits;
        if closed.low >= depth && closed.changed {
            entry.state = State::Open(depth);
            entry.round += 1;
            let members = self.members.split_off(closed.first_member as usize);
            self.set(&members, State::Stale, None);
            closed.stale.extend(members);
            (closed.low, closed.changed) = (depth, false);
            self.open.push(closed);
            return Ended::Again;
        }
        if closed.low >= depth {
            entry.state = State::Final;
            let members = self.members.split_off(closed.first_member as usize);
            self.set(&members, State::Final, Some(closed.limits));
        } else {
            entry.state = State::Member(self.members.len() as u32);
            self.members.push(closed.question);
        }
        // What the last round did not ask for was built on answers that do not hold.
        for question in closed.stale {
            if self.entries.get(&question).is_some_and(|entry| entry.state == State::Stale) {
                self.entries.remove(&question);
            }
        }
        if let Some(around) = self.open.last_mut() {
            // A component that is closed is as deep as itself, and has not changed.
            around.low = around.low.min(closed.low);
            around.changed |= closed.changed;
            around.limits.extend(closed.limits);
        }
        Ended::Done(answer)
    }

    /// Sets what some questions are, and the limits that were hit for all of them: questions of one component depend on the
    /// same.
    fn set(&mut self, questions: &[Q], state: State, limits: Option<LimitSet>) {
        for question in questions {
            if let Some(entry) = self.entries.get_mut(question) {
                entry.state = state;
                entry.limits = limits.unwrap_or(entry.limits);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::limit::Limit;

    impl Answer for BTreeSet<u32> {
        fn is_same(&self, other: &Self) -> bool {
            self == other
        }
    }

    /// A graph in which the answer to each node is the set of the nodes that it leads to, itself included.
    struct Graph {
        edges: Vec<Vec<u32>>,
        memo: Memo<u32, BTreeSet<u32>>,
        /// How often a node was worked on.
        worked: usize,
    }

    impl Graph {
        fn new(edges: Vec<Vec<u32>>) -> Self {
            Self { edges, memo: Memo::new(), worked: 0 }
        }

        /// So many nodes, each with an edge to every node for which `leads` holds.
        fn of(nodes: u32, leads: impl Fn(u32, u32) -> bool) -> Self {
            Self::new((0..nodes).map(|from| (0..nodes).filter(|&to| leads(from, to)).collect()).collect())
        }

        fn ask(&mut self, node: u32) -> BTreeSet<u32> {
            if let Begun::Known(answer, _) = self.memo.begin(&node) {
                return answer;
            }
            loop {
                self.worked += 1;
                let mut answer: BTreeSet<u32> = std::iter::once(node).collect();
                for next in self.edges[node as usize].clone() {
                    answer.extend(self.ask(next));
                }
                if let Ended::Done(answer) = self.memo.end(answer) {
                    return answer;
                }
            }
        }
    }

    /// What each node leads to, by walking.
    fn reached(edges: &[Vec<u32>], from: u32) -> BTreeSet<u32> {
        let mut found: BTreeSet<u32> = std::iter::once(from).collect();
        let mut open = vec![from];
        while let Some(node) = open.pop() {
            open.extend(edges[node as usize].iter().copied().filter(|next| found.insert(*next)));
        }
        found
    }

    /// Graphs of many shapes, asked in many orders: components inside each other and beside each other.
    #[test]
    fn answers_do_not_depend_on_the_order_of_questions() {
        let mut random = 1_u64;
        let mut draw = |below: u32| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (random >> 33) as u32 % below
        };
        for round in 0..500 {
            let nodes = 2 + draw(12);
            let edges: Vec<Vec<u32>> =
                (0..nodes).map(|_| (0..draw(4)).map(|_| draw(nodes)).collect()).collect();
            let mut graph = Graph::new(edges.clone());
            for _ in 0..2 * nodes {
                let node = draw(nodes);
                assert_eq!(graph.ask(node), reached(&edges, node), "round {round}, node {node} of {edges:?}");
            }
        }
    }

    #[test]
    fn a_component_is_worked_on_a_few_times_however_dense_it_is() {
        let mut graph = Graph::of(200, |from, to| from != to);
        assert_eq!(graph.ask(0).len(), 200);
        assert!(graph.worked <= 3 * 200, "{}", graph.worked);
        graph.ask(199);
        assert!(graph.worked <= 3 * 200, "what was answered is remembered");
    }

    #[test]
    fn layers_are_worked_on_once() {
        let mut graph = Graph::of(400, |from, to| to / 2 == from / 2 + 1);
        graph.ask(0);
        assert_eq!(graph.worked, 399);
    }

    #[test]
    fn a_circle_is_worked_on_until_the_last_of_its_questions_gains_nothing() {
        /// The first question asks the second and needs nothing of it; the second gains one more from its own answer.
        fn ask(memo: &mut Memo<u32, BTreeSet<u32>>, question: u32) -> BTreeSet<u32> {
            if let Begun::Known(answer, _) = memo.begin(&question) {
                return answer;
            }
            loop {
                let so_far = ask(memo, 1);
                let answer = match question {
                    0 => BTreeSet::new(),
                    _ => ask(memo, 0).into_iter().chain(0..=so_far.len().min(4) as u32).collect(),
                };
                if let Ended::Done(answer) = memo.end(answer) {
                    return answer;
                }
            }
        }
        let mut memo = Memo::new();
        ask(&mut memo, 0);
        assert_eq!(ask(&mut memo, 1).len(), 5);
    }

    #[test]
    fn limits_are_told_to_whoever_asks_later() {
        let mut memo: Memo<u32, BTreeSet<u32>> = Memo::new();
        let mut hit = LimitSet::NONE;
        hit.insert(Limit::Values);
        assert!(matches!(memo.begin(&7), Begun::Opened));
        memo.hit(hit);
        assert!(matches!(memo.end(BTreeSet::new()), Ended::Done(_)));
        assert!(matches!(memo.begin(&7), Begun::Known(_, limits) if limits == hit));
    }
}
