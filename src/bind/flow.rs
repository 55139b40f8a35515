//! Which bindings reach which use.
//!
//! One [`Frame`] a scope, holding the names that are local to it and, while the scope is lowered in the order in
//! which it runs, a [`State`]: for each name the set of bindings that may hold at this point. Where paths meet,
//! states are merged. Sets are interned, so that a state is a row of numbers and copying one at a branch is cheap.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::narrowing::Narrowing;
use crate::module::{BindingId, ContextId, ExprId, ScopeId, ScopeKind, SetId};
use crate::name::Name;

/// Interned sets of bindings, each sorted.
pub(super) struct Sets {
    pub(super) table: Vec<SmallVec<[BindingId; 4]>>,
    index: FxHashMap<SmallVec<[BindingId; 4]>, SetId>,
    unions: FxHashMap<(SetId, SetId), SetId>,
    /// How many members a set may have.
    limit: usize,
    /// Whether a set had to be cut.
    pub(super) cut: bool,
}

impl Sets {
    pub(super) fn new(limit: usize) -> Self {
        let empty = SmallVec::new();
        let index = std::iter::once((empty.clone(), SetId::EMPTY)).collect();
        Self { table: vec![empty], index, unions: FxHashMap::default(), limit, cut: false }
    }

    /// The set of `members`, which need not be sorted.
    pub(super) fn of(&mut self, mut members: SmallVec<[BindingId; 4]>) -> SetId {
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
#[derive(Clone)]
pub(super) struct State {
    /// By the name's index in its frame; a name beyond the end has no binding yet.
    sets: Vec<SetId>,
    /// Whether control can come here at all.
    pub(super) reachable: bool,
}

impl State {
    pub(super) fn new() -> Self {
        Self { sets: Vec::new(), reachable: true }
    }

    pub(super) fn get(&self, at: usize) -> SetId {
        self.sets.get(at).copied().unwrap_or(SetId::EMPTY)
    }

    pub(super) fn set(&mut self, at: usize, set: SetId) {
        if self.sets.len() <= at {
            self.sets.resize(at + 1, SetId::EMPTY);
        }
        self.sets[at] = set;
    }

    /// Joins another path into this one. A path on which control has left counts only if both have.
    pub(super) fn merge(&mut self, other: Self, sets: &mut Sets) {
        match (self.reachable, other.reachable) {
            (true, false) => {}
            (false, true) => *self = other,
            _ => {
                for (at, &theirs) in other.sets.iter().enumerate() {
                    let ours = self.get(at);
                    let union = sets.union(ours, theirs);
                    self.set(at, union);
                }
            }
        }
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
    /// For each open block, the names that are declared in it, each with what held before.
    pub(super) declared: Vec<Vec<(usize, SetId)>>,
    /// For each open block, the context around it, since a guard that is kept in a block is active to its end, and how
    /// many guards had been given away before it.
    pub(super) around: Vec<(Option<ContextId>, usize)>,
    /// The guards that are kept under a name.
    pub(super) guards: FxHashMap<BindingId, ContextId>,
    /// Guards that may not be active any more: from which byte on, and by which method or macro.
    pub(super) given_away: Vec<(ContextId, u32, Option<Name>)>,
    /// The types of names that are declared without a value, by index.
    pub(super) types: FxHashMap<usize, ExprId>,
    /// Whether it is a module that is written inside the file.
    pub(super) is_namespace: bool,
    /// Whether it is a function without a name, which sees what holds where it is written.
    pub(super) captures: bool,
    /// What tests have shown of values, as far as it holds now.
    pub(super) narrowings: Vec<Narrowing>,
    /// All bindings of each name by index.
    pub(super) all: Vec<Vec<BindingId>>,
    /// Bindings of each name made by inner scopes.
    pub(super) from_inner: Vec<Vec<BindingId>>,
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
            declared: Vec::new(),
            around: Vec::new(),
            guards: FxHashMap::default(),
            given_away: Vec::new(),
            types: FxHashMap::default(),
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
        let at = self.names.len();
        self.index.insert(name.clone(), at);
        self.names.push(name.clone());
        self.all.push(Vec::new());
        self.from_inner.push(Vec::new());
        at
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

    /// The names bound in a byte range, by index.
    pub(super) fn bound_in(&self, range: std::ops::Range<usize>) -> SmallVec<[usize; 8]> {
        let from = self.positions.partition_point(|(at, _)| *at < range.start);
        let mut names: SmallVec<[usize; 8]> = self.positions[from..]
            .iter()
            .take_while(|(at, _)| *at < range.end)
            .map(|(_, name)| *name)
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// Joins `state` into an optional path.
pub(super) fn join(path: &mut Option<State>, state: State, sets: &mut Sets) {
    match path {
        Some(known) => known.merge(state, sets),
        None => *path = Some(state),
    }
}
