//! A memo table with a fixpoint: answers to questions that may lead back to themselves. It knows no language and no rule.
//!
//! A question is opened with [`Memo::begin`], worked on, and closed with [`Memo::end`]. Whoever asks an open question gets
//! what is known of it so far, at first the default answer, which stands for nothing at all. Questions that lead to each
//! other are a strongly connected component of the dependency graph, and the first of them that was opened is its head.
//! When the head is closed and an answer that was read while it was open has changed, the component is gone through again,
//! with the answers so far in place of nothing. When nothing changes any more, all its answers are final. So an answer
//! depends neither on which question of a component was asked first nor on what was asked before.
//!
//! In a large component most answers are there after a few rounds, and a few take many. So the table notes what each question
//! has read that was not final. In the next round [`Memo::read_again`] reads that again, in the same order, and where
//! nothing has changed the answer stands without any work.
//!
//! Each final answer carries the limits that were hit for it.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use crate::limit::LimitSet;

/// What a question is answered with. The default answer is that of a question of which nothing is known yet.
pub(super) trait Answer: Clone + Default {
    /// Whether another answer says the same.
    fn is_same(&self, other: &Self) -> bool;

    /// Whether another answer cannot be told from this one by whoever reads it.
    fn is_identical(&self, other: &Self) -> bool;
}

/// Answers by question.
pub(super) struct Memo<Q, A> {
    /// Where each question stands among the entries.
    places: FxHashMap<Q, u32>,
    entries: Vec<Entry<Q, A>>,
    /// The questions that are being worked on, outermost first.
    open: Vec<Open<Q>>,
    /// The entries that are answered as far as the open questions are, in the order in which they were closed.
    members: Vec<u32>,
    /// What the open questions have read, those of the outermost first.
    reads: Vec<Read>,
}

struct Entry<Q, A> {
    answer: A,
    state: State,
    /// How often it was gone through.
    round: u32,
    /// How often its answer became another.
    version: u32,
    /// The limits that were hit on the way; the answer may be incomplete.
    limits: LimitSet,
    /// What the next round needs, if there may be one.
    before: Option<Box<Round<Q>>>,
}

/// How a question was answered in a round.
struct Round<Q> {
    question: Q,
    /// What it read that was not final.
    reads: Vec<Read>,
}

/// An answer that was read.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Read {
    entry: u32,
    /// The version of its answer then.
    version: u32,
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
    /// Its answer was built on answers that do not hold.
    Dropped,
}

/// A question that is being worked on.
struct Open<Q> {
    question: Q,
    entry: u32,
    /// How many members there were when it was opened.
    first_member: u32,
    /// How many reads there were when it was opened.
    first_read: u32,
    /// The depth of the outermost open question that its answer depends on; its own if there is none.
    low: u32,
    /// Whether it was asked while it was open.
    was_read: bool,
    /// Whether an answer below it that was read while it was open has changed.
    changed: bool,
    limits: LimitSet,
    /// The members of its component that were answered in the round before.
    stale: Vec<u32>,
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

/// What the innermost open question finds that reads again what it read in the round before.
pub(super) enum Again<Q, A> {
    /// The same answer.
    Same,
    /// An answer of the round before: the question has to be asked, and then the answer read again.
    Stale(Q),
    /// Nothing that has changed: its own answer stands. There is nothing more to be read.
    All(A),
    /// Another answer than before, or it is worked on for the first time: it has to be worked on.
    Changed,
}

impl<Q: Clone + Eq + Hash, A: Answer> Memo<Q, A> {
    pub(super) fn new() -> Self {
        Self {
            places: FxHashMap::default(),
            entries: Vec::new(),
            open: Vec::new(),
            members: Vec::new(),
            reads: Vec::new(),
        }
    }

    /// How many questions are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Asks a question: gives its answer, or opens it.
    pub(super) fn begin(&mut self, question: &Q) -> Begun<A> {
        let depth = self.open.len() as u32;
        let entry = if let Some(&at) = self.places.get(question) {
            let entry = &mut self.entries[at as usize];
            if !matches!(entry.state, State::Stale | State::Dropped) {
                let known = Begun::Known(entry.answer.clone(), entry.limits);
                self.note_read(at);
                return known;
            }
            entry.state = State::Open(depth);
            entry.round += 1;
            at
        } else {
            let at = self.entries.len() as u32;
            let (state, limits) = (State::Open(depth), LimitSet::NONE);
            let entry = Entry { answer: A::default(), state, round: 1, version: 0, limits, before: None };
            self.entries.push(entry);
            self.places.insert(question.clone(), at);
            at
        };
        self.open.push(Open {
            question: question.clone(),
            entry,
            first_member: self.members.len() as u32,
            first_read: self.reads.len() as u32,
            low: depth,
            was_read: false,
            changed: false,
            limits: LimitSet::NONE,
            stale: Vec::new(),
        });
        Begun::Opened
    }

    /// Notes that the innermost open question reads an answer that is there, at least so far.
    fn note_read(&mut self, at: u32) {
        let Entry { state, version, limits, .. } = self.entries[at as usize];
        let low = match state {
            State::Open(depth) => {
                self.open[depth as usize].was_read = true;
                Some(depth)
            }
            // It depends on the innermost open question under which it was closed, or on one further out.
            State::Member(place) => {
                let under = self.open.partition_point(|open| open.first_member <= place);
                Some(under.saturating_sub(1) as u32)
            }
            State::Final | State::Stale | State::Dropped => None,
        };
        let Some(asking) = self.open.last_mut() else { return };
        asking.limits.extend(limits);
        if let Some(low) = low {
            asking.low = asking.low.min(low);
            let read = Read { entry: at, version };
            if self.reads.len() == asking.first_read as usize || self.reads.last() != Some(&read) {
                self.reads.push(read);
            }
        }
    }

    /// Reads again what the innermost open question read in the round before, at a place in their order.
    pub(super) fn read_again(&mut self, place: usize) -> Again<Q, A> {
        let Some(open) = self.open.last_mut() else { return Again::Changed };
        let entry = &self.entries[open.entry as usize];
        let Some(before) = &entry.before else { return Again::Changed };
        let Some(read) = before.reads.get(place).copied() else {
            open.limits.extend(entry.limits);
            return Again::All(entry.answer.clone());
        };
        let asked = &self.entries[read.entry as usize];
        match (asked.state, &asked.before) {
            (State::Stale, Some(before)) => Again::Stale(before.question.clone()),
            (State::Open(_) | State::Member(_) | State::Final, _) if asked.version == read.version => {
                self.note_read(read.entry);
                Again::Same
            }
            _ => {
                self.reads.truncate(open.first_read as usize);
                Again::Changed
            }
        }
    }

    /// The answer so far of the innermost open question, if somebody has read it, and in which round it is.
    pub(super) fn read_so_far(&self) -> Option<(&A, u32)> {
        let open = self.open.last().filter(|open| open.was_read)?;
        let entry = &self.entries[open.entry as usize];
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
        let entry = &mut self.entries[closed.entry as usize];
        closed.changed |= closed.was_read && !entry.answer.is_same(&answer);
        if !entry.answer.is_identical(&answer) {
            entry.answer = answer.clone();
            entry.version += 1;
        }
        entry.limits = closed.limits;
        if closed.low >= depth && closed.changed {
            entry.state = State::Open(depth);
            entry.round += 1;
            let reads = self.reads.split_off(closed.first_read as usize);
            entry.before = Some(Box::new(Round { question: closed.question.clone(), reads }));
            let members = self.members.split_off(closed.first_member as usize);
            for &member in &members {
                self.entries[member as usize].state = State::Stale;
            }
            closed.stale.extend(members);
            (closed.low, closed.changed) = (depth, false);
            self.open.push(closed);
            return Ended::Again;
        }
        let at = closed.entry;
        if closed.low >= depth {
            self.reads.truncate(closed.first_read as usize);
            self.close(at, closed.limits);
            for member in self.members.split_off(closed.first_member as usize) {
                // Questions of one component depend on the same.
                self.close(member, closed.limits);
            }
        } else {
            entry.state = State::Member(self.members.len() as u32);
            let reads = self.reads.split_off(closed.first_read as usize);
            entry.before = Some(Box::new(Round { question: closed.question, reads }));
            self.members.push(at);
        }
        // What the last round did not ask for was built on answers that do not hold.
        for stale in closed.stale {
            let entry = &mut self.entries[stale as usize];
            if entry.state == State::Stale {
                let version = entry.version + 1;
                let (state, limits) = (State::Dropped, LimitSet::NONE);
                *entry = Entry { answer: A::default(), state, round: 0, version, limits, before: None };
            }
        }
        if let Some(around) = self.open.last_mut() {
            // A component that is closed is as deep as itself, and has not changed.
            around.low = around.low.min(closed.low);
            around.changed |= closed.changed;
        }
        self.note_read(at);
        Ended::Done(answer)
    }

    /// Makes the answer of an entry final.
    fn close(&mut self, at: u32, limits: LimitSet) {
        let entry = &mut self.entries[at as usize];
        (entry.state, entry.limits, entry.before) = (State::Final, limits, None);
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

        fn is_identical(&self, other: &Self) -> bool {
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
                let answer = self.unchanged().unwrap_or_else(|| self.work(node));
                if let Ended::Done(answer) = self.memo.end(answer) {
                    return answer;
                }
            }
        }

        fn work(&mut self, node: u32) -> BTreeSet<u32> {
            self.worked += 1;
            let mut answer: BTreeSet<u32> = std::iter::once(node).collect();
            for next in self.edges[node as usize].clone() {
                answer.extend(self.ask(next));
            }
            answer
        }

        fn unchanged(&mut self) -> Option<BTreeSet<u32>> {
            let mut place = 0;
            loop {
                match self.memo.read_again(place) {
                    Again::Same => place += 1,
                    Again::Stale(node) => drop(self.ask(node)),
                    Again::All(answer) => return Some(answer),
                    Again::Changed => return None,
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

    /// One question gains from round to round, and many others of its component read nothing but one that does not.
    #[test]
    fn what_reads_nothing_new_is_not_worked_on_again() {
        const OTHERS: std::ops::Range<u32> = 2..300;
        struct Circle {
            memo: Memo<u32, BTreeSet<u32>>,
            worked: u32,
        }
        impl Circle {
            fn ask(&mut self, question: u32) -> BTreeSet<u32> {
                if let Begun::Known(answer, _) = self.memo.begin(&question) {
                    return answer;
                }
                loop {
                    let answer = self.unchanged().unwrap_or_else(|| self.work(question));
                    if let Ended::Done(answer) = self.memo.end(answer) {
                        return answer;
                    }
                }
            }

            fn work(&mut self, question: u32) -> BTreeSet<u32> {
                self.worked += 1;
                match question {
                    0 => self.ask(1).into_iter().filter(|&gained| gained > 9).collect(),
                    1 => {
                        let gained = self.ask(1).len() as u32;
                        OTHERS.for_each(|other| drop(self.ask(other)));
                        (0..=gained.min(8)).collect()
                    }
                    _ => self.ask(0),
                }
            }

            fn unchanged(&mut self) -> Option<BTreeSet<u32>> {
                let mut place = 0;
                loop {
                    match self.memo.read_again(place) {
                        Again::Same => place += 1,
                        Again::Stale(question) => drop(self.ask(question)),
                        Again::All(answer) => return Some(answer),
                        Again::Changed => return None,
                    }
                }
            }
        }
        let mut circle = Circle { memo: Memo::new(), worked: 0 };
        circle.ask(0);
        assert_eq!(circle.ask(1).len(), 9);
        assert!(circle.worked < OTHERS.end + 30, "{}", circle.worked);
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
