//! Which bindings reach which use.
//!
//! One [`Frame`] a scope, holding the names that are local to it and, while the scope is lowered in the order in
//! which it runs, a [`State`]: for each name the set of bindings that may hold at this point. Where paths meet,
//! states are merged. Sets are interned, so that a state is a row of numbers.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::narrowing::Narrowing;
use crate::module::{BindingId, Bindings, ConditionId, ContextId, ExprId, ScopeId, ScopeKind, SetId};
use crate::name::Name;

/// Interned sets of bindings, each sorted.
pub(super) struct Sets {
    pub(super) table: Vec<Bindings>,
    index: FxHashMap<Bindings, SetId>,
    unions: FxHashMap<(SetId, SetId), SetId>,
    /// How many members a set may have.
    limit: usize,
    /// Whether a set had to be cut.
    pub(super) cut: bool,
    /// How many parts of states were joined.
    joins: usize,
}

impl Sets {
    pub(super) fn new(limit: usize) -> Self {
        let empty = Bindings::new();
        let index = std::iter::once((empty.clone(), SetId::EMPTY)).collect();
        Self { table: vec![empty], index, unions: FxHashMap::default(), limit, cut: false, joins: 0 }
    }

    /// The set of `members`, which need not be sorted.
    pub(super) fn of(&mut self, mut members: Bindings) -> SetId {
        members.sort_unstable();
        members.dedup();
        if members.len() > self.limit {
            // The latest bindings are the likeliest to hold.
            members.drain(..members.len() - self.limit);
            self.cut = true;
        }
        if let Some(&known) = self.index.get(&members) {
            return known;
        }
        let id = SetId(self.table.len() as u32);
        self.table.push(members.clone());
        self.index.insert(members, id);
        id
    }

    /// The set with this one member.
    pub(super) fn one(&mut self, member: BindingId) -> SetId {
        self.of(SmallVec::from_slice(&[member]))
    }

    /// The union of two sets.
    pub(super) fn union(&mut self, a: SetId, b: SetId) -> SetId {
        if a == b || b == SetId::EMPTY {
            return a;
        }
        if a == SetId::EMPTY {
            return b;
        }
        let key = (a.min(b), a.max(b));
        if let Some(&known) = self.unions.get(&key) {
            return known;
        }
        let mut members = self.table[a.index()].clone();
        members.extend_from_slice(&self.table[b.index()]);
        let id = self.of(members);
        self.unions.insert(key, id);
        id
    }
}

/// What may hold at one point of a scope.
///
/// A tree of shared parts: a copy at a branch costs nothing, and where paths meet only the parts are looked at in which
/// they differ. So code with many branches costs what they change and not what is known there.
#[derive(Clone)]
pub(super) struct State {
    /// By the name's index in its frame; a name beyond the end has no binding yet.
    root: Part,
    /// How many levels of branches stand above the leaves.
    height: u32,
    /// Whether control can come here at all.
    pub(super) reachable: bool,
}

/// How many names a leaf holds, and how many parts a branch.
const WIDTH: usize = 16;

/// A part of a state; `None` where no name has a binding.
type Part = Option<Rc<Inner>>;

#[derive(Clone)]
enum Inner {
    Leaf([SetId; WIDTH]),
    Branch([Part; WIDTH]),
}

impl State {
    pub(super) fn new() -> Self {
        Self { root: None, height: 0, reachable: true }
    }

    pub(super) fn get(&self, at: usize) -> SetId {
        if at >= WIDTH.pow(self.height + 1) {
            return SetId::EMPTY;
        }
        let (mut part, mut size) = (&self.root, WIDTH.pow(self.height));
        while let Some(inner) = part {
            match &**inner {
                Inner::Leaf(sets) => return sets[at % WIDTH],
                Inner::Branch(parts) => part = &parts[at / size % WIDTH],
            }
            size /= WIDTH;
        }
        SetId::EMPTY
    }

    pub(super) fn set(&mut self, at: usize, set: SetId) {
        if self.get(at) == set {
            return;
        }
        while at >= WIDTH.pow(self.height + 1) {
            self.grow();
        }
        let (mut part, mut size) = (&mut self.root, WIDTH.pow(self.height));
        loop {
            let empty =
                || Rc::new(if size == 1 { Inner::Leaf([SetId::EMPTY; WIDTH]) } else { Inner::Branch(EMPTY) });
            match Rc::make_mut(part.get_or_insert_with(empty)) {
                Inner::Leaf(sets) => return sets[at % WIDTH] = set,
                Inner::Branch(parts) => part = &mut parts[at / size % WIDTH],
            }
            size /= WIDTH;
        }
    }

    /// Makes room for more names.
    fn grow(&mut self) {
        let mut parts = EMPTY;
        parts[0] = self.root.take();
        self.root = parts[0].is_some().then(|| Rc::new(Inner::Branch(parts)));
        self.height += 1;
    }

    /// Joins another path into this one. A path on which control has left counts only if both have.
    pub(super) fn merge(&mut self, mut other: Self, sets: &mut Sets) {
        match (self.reachable, other.reachable) {
            (true, false) => {}
            (false, true) => *self = other,
            _ => {
                while self.height < other.height {
                    self.grow();
                }
                while other.height < self.height {
                    other.grow();
                }
                merge(&mut self.root, &other.root, sets);
            }
        }
    }
}

/// No parts.
const EMPTY: [Part; WIDTH] = [const { None }; WIDTH];

/// Joins a part into another one of the same height.
fn merge(ours: &mut Part, theirs: &Part, sets: &mut Sets) {
    let Some(other) = theirs else { return };
    let Some(inner) = ours else {
        *ours = Some(other.clone());
        return;
    };
    if Rc::ptr_eq(inner, other) {
        return;
    }
    sets.joins += 1;
    match (&**inner, &**other) {
        (Inner::Leaf(mine), Inner::Leaf(their)) => {
            let mut all = *mine;
            for (set, &other) in all.iter_mut().zip(their) {
                *set = sets.union(*set, other);
            }
            if all == *their {
                // Shared, so that the next join sees that they are the same.
                *ours = Some(other.clone());
            } else if all != *mine {
                *ours = Some(Rc::new(Inner::Leaf(all)));
            }
        }
        (Inner::Branch(_), Inner::Branch(their)) => {
            if let Inner::Branch(mine) = Rc::make_mut(inner) {
                for (part, other) in mine.iter_mut().zip(their) {
                    merge(part, other, sets);
                }
            }
        }
        // Parts of one height are of one kind.
        _ => {}
    }
}

/// A loop that is being lowered: the paths that leave it or go back to its head.
#[derive(Default)]
pub(super) struct Loop {
    /// Where it begins.
    pub(super) start: u32,
    pub(super) breaks: Option<State>,
    pub(super) continues: Option<State>,
}

/// How many statements were seen by which control leaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Exits {
    /// The scope: a return, an exception.
    pub(super) scope: u32,
    /// A pass of a loop.
    pub(super) pass: u32,
}

/// A scope that is being lowered.
pub(super) struct Frame {
    pub(super) scope: ScopeId,
    pub(super) kind: ScopeKind,
    /// Index of each local name.
    pub(super) index: FxHashMap<Name, usize>,
    /// Local names by index.
    pub(super) names: Vec<Name>,
    /// Where names are bound in the scope: byte offset and name index, in order.
    pub(super) positions: Vec<(usize, usize)>,
    /// Names that `global` gives to the file.
    pub(super) globals: FxHashSet<Name>,
    /// Names that `nonlocal` gives to an enclosing function.
    pub(super) nonlocals: FxHashSet<Name>,
    /// What holds now.
    pub(super) state: State,
    /// What holds where the scope is left early.
    pub(super) exit: Option<State>,
    pub(super) loops: Vec<Loop>,
    /// The context manager that is active now.
    pub(super) context: Option<ContextId>,
    /// The innermost condition under which what is lowered now runs.
    pub(super) condition: Option<ConditionId>,
    /// The ways out of what was lowered so far.
    pub(super) exits: Exits,
    /// For each open block, the names that are declared in it, each with what held before.
    pub(super) declared: Vec<Vec<(usize, SetId)>>,
    /// For each open block, the context around it, since a guard that is kept in a block is active to its end, and how
    /// many guards had been given away before it.
    pub(super) around: Vec<(Option<ContextId>, usize)>,
    /// The guards that are kept under a name.
    pub(super) guards: FxHashMap<BindingId, Vec<ContextId>>,
    /// Guards that may not be active any more: from which byte on, and by which method or macro.
    pub(super) given_away: Vec<(ContextId, u32, Option<Name>)>,
    /// The types of names that are declared without a value, by index.
    pub(super) types: FxHashMap<usize, ExprId>,
    /// Of each block around the current place whose names hold in it alone: its names, and what each meant outside.
    pub(super) blocks: Vec<Vec<(Name, Option<usize>)>>,
    /// The names that have another name as symbols, by that.
    renamed: FxHashMap<Name, usize>,
    /// How often each name was declared in such a block.
    declarations: FxHashMap<Name, usize>,
    /// From which byte on names get other values, where a name is not local to what assigns to it.
    pub(super) assigned: Vec<(usize, Name)>,
    /// Whether it is a function that has the receiver of the code around it.
    pub(super) is_arrow: bool,
    /// Whether it is a module that is written inside the file.
    pub(super) is_namespace: bool,
    /// Whether it is a function without a name, which sees what holds where it is written.
    pub(super) captures: bool,
    /// What tests have shown of values, as far as it holds now.
    pub(super) narrowings: Vec<Narrowing>,
    /// All bindings of each name by index.
    pub(super) all: Vec<Bindings>,
    /// Bindings of each name made by inner scopes.
    pub(super) from_inner: Vec<Bindings>,
}

impl Frame {
    pub(super) fn new(scope: ScopeId, kind: ScopeKind) -> Self {
        Self {
            scope,
            kind,
            index: FxHashMap::default(),
            names: Vec::new(),
            positions: Vec::new(),
            globals: FxHashSet::default(),
            nonlocals: FxHashSet::default(),
            state: State::new(),
            exit: None,
            loops: Vec::new(),
            context: None,
            condition: None,
            exits: Exits::default(),
            declared: Vec::new(),
            around: Vec::new(),
            guards: FxHashMap::default(),
            given_away: Vec::new(),
            types: FxHashMap::default(),
            blocks: Vec::new(),
            renamed: FxHashMap::default(),
            declarations: FxHashMap::default(),
            assigned: Vec::new(),
            is_arrow: false,
            is_namespace: false,
            captures: false,
            narrowings: Vec::new(),
            all: Vec::new(),
            from_inner: Vec::new(),
        }
    }

    /// The index of a local name, which is made local if it is not yet.
    pub(super) fn local(&mut self, name: &Name) -> usize {
        if let Some(&at) = self.index.get(name) {
            return at;
        }
        let at = self.add(name.clone());
        self.index.insert(name.clone(), at);
        at
    }

    /// Adds a local that is known by a symbol, and gives its index.
    fn add(&mut self, symbol: Name) -> usize {
        let at = self.names.len();
        self.names.push(symbol);
        self.all.push(Bindings::new());
        self.from_inner.push(Bindings::new());
        at
    }

    /// Lets a block declare a name: it is a local of its own. Gives the name, and the local that it meant so far.
    pub(super) fn shadow(&mut self, name: Name) -> (Name, Option<usize>) {
        let before = self.index.remove(&name);
        let count = self.declarations.entry(name.clone()).or_default();
        *count += 1;
        let symbol = if *count == 1 && before.is_none() { name.clone() } else { name.shadowing(*count) };
        let at = self.add(symbol.clone());
        self.index.insert(name.clone(), at);
        if symbol != name {
            self.renamed.insert(symbol, at);
        }
        (name, before)
    }

    /// Ends such a block.
    pub(super) fn end_lexical_block(&mut self) {
        for (name, before) in self.blocks.pop().unwrap_or_default().into_iter().rev() {
            match before {
                Some(at) => _ = self.index.insert(name, at),
                None => _ = self.index.remove(&name),
            }
        }
    }

    /// The local that is known by a symbol's name.
    pub(super) fn local_of_symbol(&self, symbol: &Name) -> Option<usize> {
        self.index.get(symbol).or_else(|| self.renamed.get(symbol)).copied()
    }

    /// Begins a block.
    pub(super) fn begin_block(&mut self) {
        self.declared.push(Vec::new());
        self.around.push((self.context, self.given_away.len()));
    }

    /// Notes what a name held before it is declared in the innermost block.
    pub(super) fn declare(&mut self, at: usize) {
        let before = self.state.get(at);
        if let Some(block) = self.declared.last_mut() {
            block.push((at, before));
        }
    }

    /// Ends the innermost block: what it declared is gone, and what it hid is back. Gives how many guards had been given
    /// away before it.
    pub(super) fn end_block(&mut self) -> usize {
        let (context, given_away) = self.around.pop().unwrap_or((self.context, 0));
        self.context = context;
        for (at, before) in self.declared.pop().unwrap_or_default().into_iter().rev() {
            self.state.set(at, before);
        }
        given_away
    }

    /// Whether the scope runs at once, where it is defined.
    pub(super) fn is_eager(&self) -> bool {
        matches!(self.kind, ScopeKind::Class(_) | ScopeKind::Comprehension { .. } | ScopeKind::Deferred)
    }

    /// Whether code inside does not see its names: it is a class, and no namespace.
    pub(super) fn is_only_for_members(&self) -> bool {
        matches!(self.kind, ScopeKind::Class(_)) && !self.is_namespace
    }

    /// The names bound in a byte range, by index.
    pub(super) fn bound_in(&self, range: std::ops::Range<usize>) -> SmallVec<[usize; 8]> {
        let mut names: SmallVec<[usize; 8]> = if self.assigned.is_empty() {
            within(&self.positions, &range).copied().collect()
        } else {
            within(&self.assigned, &range).filter_map(|name| self.index.get(name).copied()).collect()
        };
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// What stands at the places of a byte range, of rows that are in their order.
fn within<'r, T>(rows: &'r [(usize, T)], range: &std::ops::Range<usize>) -> impl Iterator<Item = &'r T> {
    let from = rows.partition_point(|(at, _)| *at < range.start);
    let end = range.end;
    rows[from..].iter().take_while(move |(at, _)| *at < end).map(|(_, what)| what)
}

/// Joins `state` into an optional path.
pub(super) fn join(path: &mut Option<State>, state: State, sets: &mut Sets) {
    match path {
        Some(known) => known.merge(state, sets),
        None => *path = Some(state),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(sets: &mut Sets, binding: u32) -> SetId {
        sets.one(BindingId(binding))
    }

    #[test]
    fn what_is_set_is_there_and_a_copy_keeps_what_it_had() {
        let mut sets = Sets::new(64);
        let mut state = State::new();
        let mut copies = Vec::new();
        for at in 0..1000 {
            copies.push(state.clone());
            let set = one(&mut sets, at);
            state.set(at as usize * 7, set);
        }
        for at in 0..1000_usize {
            let set = one(&mut sets, at as u32);
            assert_eq!(state.get(at * 7), set);
            assert_eq!(state.get(at * 7 + 1), SetId::EMPTY);
            assert_eq!(copies[at].get(at * 7), SetId::EMPTY);
            assert_eq!(copies.get(at + 1).map_or(set, |later| later.get(at * 7)), set);
        }
        assert_eq!(state.get(1_000_000), SetId::EMPTY);
    }

    #[test]
    fn where_paths_meet_either_may_hold() {
        let mut sets = Sets::new(64);
        let (a, b) = (one(&mut sets, 1), one(&mut sets, 2));
        let mut left = State::new();
        left.set(3, a);
        let mut right = left.clone();
        right.set(3, b);
        right.set(5000, b);
        let mut other_way = right.clone();
        other_way.merge(left.clone(), &mut sets);
        left.merge(right, &mut sets);
        for state in [left, other_way] {
            assert_eq!(sets.table[state.get(3).index()].as_slice(), [BindingId(1), BindingId(2)]);
            assert_eq!(state.get(5000), b);
        }
    }

    /// `if c: name = …`, so often: each join looks at what the branch has changed.
    #[test]
    fn joins_cost_what_has_changed() {
        let joins = |count: u32| {
            let mut sets = Sets::new(64);
            let mut state = State::new();
            for at in 0..count {
                let mut body = state.clone();
                let set = one(&mut sets, at);
                body.set(at as usize, set);
                state.merge(body, &mut sets);
            }
            sets.joins
        };
        // The tree of the longer one is a level higher.
        assert!(joins(16_000) < 6 * joins(4_000), "{} {}", joins(4_000), joins(16_000));
    }
}
