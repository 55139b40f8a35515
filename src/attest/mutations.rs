//! The places of a project that may give callbacks to objects after they were made, or take them away, as they are listed: by
//! what stands there, before anything is evaluated.

use rustc_hash::FxHashSet;

use super::listeners;
use crate::catalog::{Behaviour, Catalog};
use crate::module::{
    ArgumentKind, BindingSource, Call, CallSite, ConditionId, ExprId, ExprKind, Literal, Module, Mutation,
    ScopeId, StoreKey, Use,
};
use crate::name::Name;
use crate::project::{ExprRef, ModuleId, Project, Standing, Value};
use crate::source::Span;

/// What is changed of an object.
#[derive(Clone, Debug)]
pub(super) enum Key {
    /// This attribute or entry.
    Named(Name),
    /// The attribute or the entry that an expression names.
    Computed(ExprId),
    /// Any part of it.
    Any,
}

/// What becomes of it.
#[derive(Clone, Debug)]
pub(super) enum Effect {
    /// It is taken away.
    Removed,
    /// It is taken away if it is this value.
    RemovedValue(ExprId),
    /// This value, or one that is not followed, is put in its place.
    Put(Option<ExprId>),
    /// This value is added.
    Added(ExprId),
    /// The entries or elements of these values are added, or put in the place of what has the same key; what has a name is
    /// an entry itself.
    Merged(Vec<(Option<Name>, ExprId)>),
}

/// A place that changes an object.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) module: ModuleId,
    pub(super) scope: ScopeId,
    pub(super) span: Span,
    pub(super) is_certain: bool,
    pub(super) condition: Option<ConditionId>,
    pub(super) object: ExprId,
    pub(super) key: Key,
    pub(super) effect: Effect,
    /// The call and what it calls, if it puts something in the place of an attribute for a while.
    pub(super) replaces: Option<(ExprId, ExprId)>,
}

/// What kind of thing an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// AI calls are made through it.
    Handle,
    /// It hears, or holds what hears.
    Listener,
    /// A list.
    Sequence,
    /// A mapping.
    Mapping,
    /// A module or an object of a library.
    Library,
}

/// An object, and the parts of it that matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Thing {
    pub(super) kind: Kind,
    pub(super) value: Value,
    /// Where it was made, if that is known.
    pub(super) at: Option<ExprRef>,
    /// The attributes or entries; of a list, all elements matter.
    pub(super) slots: Vec<Name>,
}

impl Thing {
    pub(super) fn has_slot(&self, name: &str) -> bool {
        self.slots.iter().any(|slot| slot.as_str() == name)
    }
}

/// A moment at which an object is used.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    pub(super) module: ModuleId,
    pub(super) site: CallSite,
}

/// All places of a project that may give callbacks to objects, or take them away.
pub(super) fn all(project: &Project<'_>) -> Vec<Change> {
    let catalog = project.catalog;
    let slots: FxHashSet<&str> = listeners::slots(catalog).collect();
    if slots.is_empty() {
        return Vec::new();
    }
    let mut all = Vec::new();
    for (module, facts) in project.modules() {
        let is_near = facts.bindings.iter().any(|binding| match &binding.source {
            BindingSource::Import(import) => {
                import.member.as_ref().is_some_and(|member| listeners::is_wired_by(catalog, member))
            }
            _ => false,
        });
        let standing = project.standing(module);
        let found = Finder { catalog, module, facts, standing, slots: &slots, is_near };
        found.add_to(&mut all);
    }
    all
}

/// Where something happens, and under which conditions.
#[derive(Clone, Copy)]
struct When {
    scope: ScopeId,
    is_certain: bool,
    condition: Option<ConditionId>,
}

/// Finds the changes in a file.
struct Finder<'f> {
    catalog: &'f Catalog,
    module: ModuleId,
    facts: &'f Module,
    standing: &'f Standing,
    slots: &'f FxHashSet<&'f str>,
    /// Whether the file imports a callback, or a type that holds some.
    is_near: bool,
}

impl Finder<'_> {
    fn add_to(&self, all: &mut Vec<Change>) {
        let facts = self.facts;
        for store in &facts.stores {
            let key = match &store.key {
                StoreKey::Member(name) => Key::Named(name.clone()),
                StoreKey::Key(key) => self.key(*key),
            };
            let value = match &store.source {
                BindingSource::Value { value, unpack, .. } if unpack.is_empty() => Some(*value),
                _ => None,
            };
            let when = When { scope: store.scope, is_certain: store.is_certain, condition: store.condition };
            self.push(all, when, store.span, store.object, key, Effect::Put(value));
        }
        for mutation in &facts.mutations {
            let target = facts.expr(mutation.target);
            let (object, key) = match &target.kind {
                ExprKind::Attribute(object, name) => (*object, Key::Named(name.clone())),
                ExprKind::Index(object, key) => (*object, self.key(*key)),
                ExprKind::Slice(object, _) => (*object, Key::Any),
                _ => continue,
            };
            let merged = |value| Effect::Merged(vec![(None, value)]);
            let effect = mutation.value.map_or(Effect::Removed, merged);
            let Mutation { scope, is_certain, condition, .. } = *mutation;
            self.push(all, When { scope, is_certain, condition }, target.span, object, key, effect);
        }
        for site in &facts.calls {
            if let Some(call) = facts.call(site.expr) {
                self.add_call(all, site, call);
            }
        }
    }

    fn add_call(&self, all: &mut Vec<Change>, site: &CallSite, call: &Call) {
        let facts = self.facts;
        let conventions = &self.catalog.conventions;
        let span = facts.expr(site.expr).span;
        let when = When { scope: site.scope, is_certain: site.is_certain, condition: site.condition };
        let argument = |at: usize| call.arguments.get(at).map(|argument| argument.value);
        let markers = || self.catalog.markers.values().flatten();
        let (ExprKind::Attribute(_, method) | ExprKind::Name(method, _)) = &facts.expr(call.callee).kind
        else {
            return;
        };
        let is_known = |list: &FxHashSet<String>| list.contains(method.as_str());
        if self.catalog.names(Behaviour::Replaces).contains(method)
            && let Some(object) = argument(0)
        {
            let key = argument(1).map_or(Key::Any, |key| self.key(key));
            let replaces = Some((site.expr, call.callee));
            let effect = Effect::Put(argument(2));
            let When { scope, is_certain, condition } = when;
            let module = self.module;
            let change = Change { module, scope, span, is_certain, condition, object, key, effect, replaces };
            if self.may_matter(&change) || self.is_path(object) {
                all.push(change);
            }
            return;
        }
        let ExprKind::Attribute(object, _) = &facts.expr(call.callee).kind else {
            // `set_global_handler("simple")`
            if markers().any(|marker| marker.taken_by.contains(method)) {
                self.push(all, when, span, call.callee, Key::Any, Effect::Removed);
            }
            return;
        };
        // `object.__setattr__(model, "callbacks", [])`: the method is read of the type.
        let is_unbound = matches!(facts.expr(*object).kind, ExprKind::Name(_, Use::Free));
        let (object, arguments) = match &call.arguments[..] {
            [first, rest @ ..] if is_unbound => (&first.value, rest),
            all => (object, all),
        };
        let argument = |at: usize| arguments.get(at).map(|argument| argument.value);
        let (key, effect) = if markers().any(|marker| marker.taken_by.contains(method)) {
            (Key::Any, Effect::Removed)
        } else if markers().any(|marker| marker.given_by.contains(method)) {
            let Some(value) = argument(0) else { return };
            (Key::Any, Effect::Added(value))
        } else if is_known(&conventions.removing_methods) {
            match argument(0) {
                None => (Key::Any, Effect::Removed),
                Some(first) => match self.key(first) {
                    Key::Named(name) => (Key::Named(name), Effect::Removed),
                    key => (key, Effect::RemovedValue(first)),
                },
            }
        } else if is_known(&conventions.storing_methods) {
            (argument(0).map_or(Key::Any, |key| self.key(key)), Effect::Put(argument(1)))
        } else if is_known(&conventions.merging_methods) {
            let merged = arguments.iter().map(|argument| match &argument.kind {
                ArgumentKind::Keyword(name) => (Some(name.clone()), argument.value),
                _ => (None, argument.value),
            });
            (Key::Any, Effect::Merged(merged.collect()))
        } else if is_known(&conventions.adding_methods) {
            let Some(value) = arguments.last() else { return };
            (Key::Any, Effect::Added(value.value))
        } else {
            return;
        };
        self.push(all, when, span, *object, key, effect);
    }

    fn push(&self, all: &mut Vec<Change>, when: When, span: Span, object: ExprId, key: Key, effect: Effect) {
        let module = self.module;
        let When { scope, is_certain, condition } = when;
        let change =
            Change { module, scope, span, is_certain, condition, object, key, effect, replaces: None };
        if self.may_matter(&change) {
            all.push(change);
        }
    }

    /// Whether a change may be one of an object that has to do with callbacks: it names a part of such an object, or
    /// stands in a file that knows callbacks or what holds them, or what is changed may hold one.
    fn may_matter(&self, change: &Change) -> bool {
        match &change.key {
            Key::Named(name) => self.slots.contains(name.as_str()),
            Key::Computed(_) | Key::Any => self.is_near || self.standing.may_matter(change.object),
        }
    }

    /// Whether an expression is a text that names a part of something as a path.
    fn is_path(&self, at: ExprId) -> bool {
        match &self.facts.expr(at).kind {
            ExprKind::Literal(Literal::Text(path)) => {
                let last = path.rsplit('.').next().unwrap_or_default();
                self.slots.contains(last) || self.catalog.marker_names.contains(last)
            }
            _ => false,
        }
    }

    /// A key as it is written.
    fn key(&self, expr: ExprId) -> Key {
        match &self.facts.expr(expr).kind {
            ExprKind::Literal(Literal::Text(text)) => Key::Named(Name::new(text)),
            ExprKind::Literal(_) => Key::Any,
            _ => Key::Computed(expr),
        }
    }
}
