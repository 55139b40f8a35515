//! Requests to URLs that are made of a text with the host of an endpoint, in a way that was not followed (MIMA003).

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidates;
use super::sites::place;
use crate::catalog::Intrinsic;
use crate::module::{BindingId, BindingSource, CallSite, ExprId, ExprKind, Literal, Module};
use crate::name::UNKNOWN_PART;
use crate::project::{Evaluator, ExprRef, ModuleId, Traced, Value, select};

/// How many expressions are looked at: a URL is made of a few.
const MOST: usize = 256;

/// A request whose URL is not known.
pub(super) struct Derived {
    /// The call that sends or builds it.
    pub(super) call: CallSite,
    /// The host that stands in a text of which its URL is made.
    pub(super) host: String,
}

/// Looks at the requests of one file.
pub(super) struct Requests<'m> {
    module: ModuleId,
    facts: &'m Module,
    /// What is put into what is bound, once a request asks for it: a file may have many of both.
    changes: OnceCell<Changes>,
}

/// By a binding what is done with what it binds, as far as that changes it: `url.set_host("…")`, `url.hostname = "…"`,
/// `write!(url, "…")`.
type Changes = FxHashMap<BindingId, Vec<ExprId>>;

impl<'m> Requests<'m> {
    pub(super) fn new(module: ModuleId, facts: &'m Module) -> Self {
        Self { module, facts, changes: OnceCell::new() }
    }

    /// Looks at a call that sends or builds a request. Where its URL is known, only what changes that afterwards counts.
    pub(super) fn find(&self, evaluator: &mut Evaluator<'_>, site: &CallSite) -> Option<Derived> {
        let project = evaluator.project();
        let catalog = project.catalog;
        let (module, facts) = (self.module, self.facts);
        let at = ExprRef { module, expr: site.expr };
        let call = facts.call(site.expr)?;
        let (ExprKind::Attribute(_, name) | ExprKind::Name(name, _)) = &facts.expr(call.callee).kind else {
            return None;
        };
        let may_send = catalog.request_names.contains(name) || catalog.build_names.contains(name);
        if !may_send || !candidates::may_be_entry_point(project, module, call.callee) {
            return None;
        }
        let callees = evaluator.expr(place(at, call.callee));
        let wanted = callees.iter().find_map(|traced| {
            let api = traced.value.api().filter(|api| api.last() != "get")?;
            match catalog.intrinsic(api.as_str())? {
                Intrinsic::HttpRequest(wanted) | Intrinsic::HttpBuild(wanted, _) => Some(wanted),
                _ => None,
            }
        })?;
        let url = select(wanted, &call.arguments)?.value;
        // What is built of a known URL was followed.
        if evaluator.expr(at).iter().any(|traced| matches!(traced.value, Value::Request(..))) {
            return None;
        }
        // What is built there is looked at there.
        let is_built = facts.call(url).is_some_and(|call| match &facts.expr(call.callee).kind {
            ExprKind::Attribute(_, name) | ExprKind::Name(name, _) => catalog.build_names.contains(name),
            _ => false,
        });
        if is_built || evaluator.only_reads(at, call) {
            return None;
        }
        let is_known = |traced: &Traced| {
            traced.value.as_text().is_some_and(|text| !text.starts_with(UNKNOWN_PART) && text.contains("://"))
        };
        let only_changes = evaluator.expr(place(at, url)).iter().any(is_known);
        let changes = self.changes.get_or_init(|| changes(facts, &catalog.conventions.changing_methods));
        let mut texts =
            Texts { facts, changes, open: vec![(url, !only_changes)], seen: FxHashSet::default() };
        let host = std::iter::from_fn(|| texts.next()).find_map(|text| catalog.host_in(text))?;
        Some(Derived { call: *site, host })
    }
}

/// The texts of which a value is made, in its file.
struct Texts<'m> {
    facts: &'m Module,
    changes: &'m Changes,
    /// What is to be looked at, and whether the texts in it count.
    open: Vec<(ExprId, bool)>,
    seen: FxHashSet<ExprId>,
}

impl<'m> Texts<'m> {
    fn next(&mut self) -> Option<&'m str> {
        while let Some((expr, counts)) = self.open.pop() {
            if self.seen.len() >= MOST || !self.seen.insert(expr) {
                continue;
            }
            match &self.facts.expr(expr).kind {
                ExprKind::Literal(Literal::Text(text)) if counts => return Some(text),
                ExprKind::Name(..) => self.name(expr, counts),
                ExprKind::Call(call) => {
                    let given = call.arguments.iter().map(|argument| argument.value);
                    self.open.extend(given.chain([call.callee]).map(|expr| (expr, counts)));
                }
                ExprKind::Attribute(inner, _)
                | ExprKind::Slice(inner, _)
                | ExprKind::Await(inner)
                | ExprKind::Spread(inner)
                | ExprKind::Walrus(inner)
                | ExprKind::Part(inner, _)
                | ExprKind::Comprehension(inner)
                | ExprKind::Narrowed { value: inner, .. } => self.open.push((*inner, counts)),
                ExprKind::Index(one, other) | ExprKind::Binary(_, one, other) => {
                    self.open.extend([(*one, counts), (*other, counts)]);
                }
                ExprKind::Concat(parts) | ExprKind::Sequence(parts) | ExprKind::Choice(parts) => {
                    self.open.extend(parts.iter().map(|part| (*part, counts)));
                }
                ExprKind::Mapping(entries) => {
                    self.open.extend(entries.iter().map(|(_, value)| (*value, counts)));
                }
                _ => {}
            }
        }
        None
    }

    /// What a name is bound to, and what is put into it.
    fn name(&mut self, name: ExprId, counts: bool) {
        let facts = self.facts;
        let bindings = last(facts.bindings_of_name(name));
        for id in bindings {
            match &facts.bindings[id.index()].source {
                BindingSource::Value { value, .. } => self.open.push((*value, counts)),
                BindingSource::Augmented { value, .. } => self.open.push((*value, true)),
                _ => {}
            }
        }
        for changes in bindings.iter().filter_map(|id| self.changes.get(id)) {
            self.open.extend(last(changes).iter().map(|expr| (*expr, true)));
        }
    }
}

/// As many as are looked at: the last ones go first.
fn last<T>(all: &[T]) -> &[T] {
    &all[all.len().saturating_sub(MOST)..]
}

/// What changes the values of a file's names. `changing` are the methods that change what they are called on.
fn changes(facts: &Module, changing: &FxHashSet<String>) -> Changes {
    let mut found = Changes::default();
    let mut add = |changed: ExprId, given: &[ExprId]| {
        for id in last(facts.bindings_of_name(changed)) {
            found.entry(*id).or_default().extend(given);
        }
    };
    for call in facts.calls.iter().filter_map(|site| facts.call(site.expr)) {
        let given: Vec<ExprId> = call.arguments.iter().map(|argument| argument.value).collect();
        match &facts.expr(call.callee).kind {
            ExprKind::Attribute(object, method) if changing.contains(method.as_str()) => add(*object, &given),
            _ if is_macro(facts, call.callee) => {
                if let Some((first, others)) = given.split_first() {
                    add(*first, others);
                }
            }
            _ => {}
        }
    }
    for store in &facts.stores {
        if let BindingSource::Value { value, .. } = &store.source {
            add(store.object, &[*value]);
        }
    }
    found
}

/// Whether what is called is a macro, which may write into what it is given.
fn is_macro(facts: &Module, callee: ExprId) -> bool {
    matches!(&facts.expr(callee).kind, ExprKind::Name(name, _) if name.as_str().ends_with('!'))
}
