//! A memo table with a fixpoint: answers to questions that may lead back to themselves. It knows no language and no rule.
//!
//! A question is opened with [`Memo::begin`], worked on, and closed with [`Memo::end`]. Whoever asks an open question gets
//! what is known of it so far, at first the default answer, which stands for nothing at all. Questions that lead to each
//! other are a strongly connected component of the dependency graph, and the first of them that was opened is its head.
//! When the head is closed and an answer that was read while it was open has changed, the component is worked on again,
//! with the answers so far in place of nothing. When nothing changes any more, all its answers are final. So an answer
//! depends neither on which question of a component was asked first nor on what was asked before.
//!
//! Each final answer carries a [`Trail`]: its cost, the files that it was read from, and the limits that were hit.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use crate::limit::LimitSet;

/// A question.
pub(super) trait Question: Clone + Eq + Hash {
    /// The number of the file that it is about.
    fn file(&self) -> u32;
}

/// What a question is answered with. The default answer is that of a question of which nothing is known yet.
pub(super) trait Answer: Clone + Default {
    /// Whether another answer says the same.
    fn is_same(&self, other: &Self) -> bool;
}

/// What an answer was made from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Trail {
    /// How many questions were worked on for it that had no answer yet, itself included.
    pub(super) cost: u32,
    /// The limits that were hit on the way; the answer may be incomplete.
    pub(super) limits: LimitSet,
    /// The files that were read for it.
    files: FileSet,
}

/// Answers by question.
pub(super) struct Memo<Q, A> {
    entries: FxHashMap<Q, Entry<A>>,
    /// The questions that are being worked on, outermost first.
    open: Vec<Open<Q>>,
    /// Questions that are answered as far as the open ones are, in the order in which they were closed.
    members: Vec<Q>,
    files: FileSets,
}

struct Entry<A> {
    answer: A,
    state: State,
    /// How often it was worked on.
    round: u32,
    trail: Trail,
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
    trail: Trail,
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

impl<Q: Question, A: Answer> Memo<Q, A> {
    pub(super) fn new() -> Self {
        Self {
            entries: FxHashMap::default(),
            open: Vec::new(),
            members: Vec::new(),
            files: FileSets::default(),
        }
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
                let trail = Trail { cost: 1, limits: LimitSet::NONE, files: self.files.one(question.file()) };
                match entry.as_mut() {
                    Some(entry) => {
                        entry.state = State::Open(depth);
                        entry.round += 1;
                    }
                    None => {
                        let answer = A::default();
                        let entry = Entry { answer, state: State::Open(depth), round: 1, trail };
                        self.entries.insert(question.clone(), entry);
                    }
                }
                self.open.push(Open {
                    question: question.clone(),
                    first_member: self.members.len() as u32,
                    low: depth,
                    was_read: false,
                    changed: false,
                    trail,
                    stale: Vec::new(),
                });
                return Begun::Opened;
            }
        };
        let Some(entry) = entry else { return Begun::Known(A::default(), LimitSet::NONE) };
        if let Some(asking) = self.open.last_mut() {
            asking.low = low.map_or(asking.low, |low| asking.low.min(low));
            asking.trail.limits.extend(entry.trail.limits);
            asking.trail.files = self.files.union(asking.trail.files, entry.trail.files);
        }
        Begun::Known(entry.answer.clone(), entry.trail.limits)
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
            open.trail.limits.extend(limits);
        }
    }

    /// Closes the innermost open question. Without an open question the answer is given back.
    pub(super) fn end(&mut self, answer: A) -> Ended<A> {
        let depth = self.open.len().saturating_sub(1) as u32;
        let Some(mut closed) = self.open.pop() else { return Ended::Done(answer) };
        let Some(entry) = self.entries.get_mut(&closed.question) else { return Ended::Done(answer) };
        closed.changed |= closed.was_read && !entry.answer.is_same(&answer);
        entry.answer = answer.clone();
        entry.trail = closed.trail;
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
            self.set(&members, State::Final, Some(closed.trail));
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
            if closed.low < depth {
                around.low = around.low.min(closed.low);
                around.changed |= closed.changed;
            }
            around.trail.cost = around.trail.cost.saturating_add(closed.trail.cost);
            around.trail.limits.extend(closed.trail.limits);
            around.trail.files = self.files.union(around.trail.files, closed.trail.files);
        }
        Ended::Done(answer)
    }

    /// What a final answer was made from, and the numbers of the files, in order.
    #[cfg(test)]
    pub(super) fn trail(&self, question: &Q) -> Option<(Trail, &[u32])> {
        let entry = self.entries.get(question).filter(|entry| entry.state == State::Final)?;
        Some((entry.trail, self.files.members(entry.trail.files)))
    }

    /// Sets what some questions are, and what all of them were made from: questions of one component depend on the same.
    fn set(&mut self, questions: &[Q], state: State, trail: Option<Trail>) {
        for question in questions {
            if let Some(entry) = self.entries.get_mut(question) {
                entry.state = state;
                if let Some(Trail { limits, files, .. }) = trail {
                    (entry.trail.limits, entry.trail.files) = (limits, files);
                }
            }
        }
    }
}

/// A set of files, by its number in [`FileSets`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct FileSet(u32);

/// Interned sets of files. Most answers are made from the file that their question is about, so sets are few.
struct FileSets {
    sets: Vec<Vec<u32>>,
    numbers: FxHashMap<Vec<u32>, FileSet>,
    singles: FxHashMap<u32, FileSet>,
    unions: FxHashMap<(FileSet, FileSet), FileSet>,
}

impl Default for FileSets {
    fn default() -> Self {
        Self {
            sets: vec![Vec::new()],
            numbers: std::iter::once((Vec::new(), FileSet::default())).collect(),
            singles: FxHashMap::default(),
            unions: FxHashMap::default(),
        }
    }
}

impl FileSets {
    /// The set of one file.
    fn one(&mut self, file: u32) -> FileSet {
        match self.singles.get(&file) {
            Some(&known) => known,
            None => {
                let set = self.intern(vec![file]);
                self.singles.insert(file, set);
                set
            }
        }
    }

    /// The files of either set.
    fn union(&mut self, one: FileSet, other: FileSet) -> FileSet {
        if one == other || other == FileSet::default() {
            return one;
        }
        let key = (one.min(other), one.max(other));
        if let Some(&known) = self.unions.get(&key) {
            return known;
        }
        let mut files = [self.members(one), self.members(other)].concat();
        files.sort_unstable();
        files.dedup();
        let set = self.intern(files);
        self.unions.insert(key, set);
        set
    }

    fn members(&self, set: FileSet) -> &[u32] {
        self.sets.get(set.0 as usize).map_or(&[], Vec::as_slice)
    }

    fn intern(&mut self, files: Vec<u32>) -> FileSet {
        if let Some(&known) = self.numbers.get(&files) {
            return known;
        }
        let set = FileSet(self.sets.len() as u32);
        self.sets.push(files.clone());
        self.numbers.insert(files, set);
        set
    }
}
