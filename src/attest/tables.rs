//! Functions that stand in a list or a table: by which names and calls they come out of it again.
//!
//! Every place where the container is read has to be one that is followed: a loop goes through it, an element is taken
//! out, or something is done to it by which none comes out. Otherwise the function leaves by the container, and nobody
//! can tell who calls it.

use rustc_hash::FxHashSet;

use super::Judge;
use super::index::Place;
use crate::catalog::{Behaviour, Intrinsic};
use crate::module::{
    BindingId, BindingSource, ExprId, ExprKind, MODULE_SCOPE, Module, ScopeKind, UnpackStep, Use,
};
use crate::name::Name;
use crate::project::{ExprRef, FunctionRef, Value};

/// Methods of a container that give all its elements.
const GIVE_ALL: &[&str] = &["items", "values", "copy"];
/// Methods of a container that give none of its elements.
const GIVE_NONE: &[&str] = &["keys", "index", "count", "sort", "reverse"];

/// Where what stands in a container comes out of it.
#[derive(Debug, Default)]
pub(super) struct TakenOut {
    /// The names that it gets.
    pub(super) names: Vec<Name>,
    /// The expressions that take it out.
    pub(super) elements: Vec<ExprRef>,
}

impl Judge<'_, '_> {
    /// Where a function comes out of the container of which it is an element; `None` where that is not followed.
    pub(super) fn taken_out(&mut self, function: FunctionRef, element: ExprRef) -> Option<TakenOut> {
        let mut out = TakenOut::default();
        let mut seen = FxHashSet::default();
        let mut open = vec![self.container_around(element)?];
        while let Some(at) = open.pop() {
            if seen.insert(at) {
                self.take_out(function, at, &mut out, &mut open)?;
            }
        }
        Some(out)
    }

    /// The outermost list or table, written out, in which an element stands.
    fn container_around(&self, element: ExprRef) -> Option<ExprRef> {
        let facts = self.evaluator.project().module(element.module);
        let mut at = element;
        while let Place::Element(outer) = self.index.place(at) {
            if !matches!(facts.expr(outer).kind, ExprKind::Sequence(_) | ExprKind::Mapping(_)) {
                return None;
            }
            at.expr = outer;
        }
        (at != element).then_some(at)
    }

    /// What becomes at its place of a container with the function in it: whatever else then holds it is added to `next`.
    fn take_out(
        &mut self,
        function: FunctionRef,
        at: ExprRef,
        out: &mut TakenOut,
        next: &mut Vec<ExprRef>,
    ) -> Option<()> {
        let project = self.evaluator.project();
        let facts = project.module(at.module);
        let inside = |expr| ExprRef { expr, ..at };
        match self.index.place(at) {
            Place::Option(outer) => next.push(inside(outer)),
            Place::Iterated => out.names.extend(looped_names(facts, at.expr)?),
            Place::Bound(binding) => next.extend(self.container_reads(at, binding)?),
            Place::Object(outer) => match &facts.expr(outer).kind {
                ExprKind::Index(..) => self.take_element(function, inside(outer), out)?,
                ExprKind::Attribute(_, method) => {
                    let Place::Callee(call) = self.index.place(inside(outer)) else { return None };
                    let conventions = &project.catalog.conventions;
                    let changes = conventions.adding_methods.contains(method.as_str())
                        || conventions.merging_methods.contains(method.as_str());
                    let is_dropped = self.index.place(inside(call)) == Place::Unknown;
                    let gives_none = GIVE_NONE.contains(&method.as_str()) || changes && is_dropped;
                    if GIVE_ALL.contains(&method.as_str()) {
                        next.push(inside(call));
                    } else if !gives_none {
                        self.take_element(function, inside(call), out)?;
                    }
                }
                _ => return None,
            },
            Place::Argument(call, _) => {
                let call = inside(call);
                if self.gives_elements(call) {
                    next.push(call);
                } else if !self.callee_behaves(call, Behaviour::Inspects) {
                    return None;
                }
            }
            _ => return None,
        }
        Some(())
    }

    /// An expression that takes an element out of a container. It is the function, or nothing that leads to it.
    fn take_element(&mut self, function: FunctionRef, at: ExprRef, out: &mut TakenOut) -> Option<()> {
        if self.may_be(function, at) == Ok(true) {
            out.elements.push(at);
            return Some(());
        }
        let values = self.evaluator.expr(at);
        let leads_nowhere = |value: &Value| !matches!(value, Value::Container(_));
        (values.is_believed()
            && !values.is_empty()
            && values.iter().all(|traced| leads_nowhere(&traced.value)))
        .then_some(())
    }

    /// Whether a call gives the elements of what it is given: `enumerate(steps)`, `list(steps)`.
    fn gives_elements(&mut self, call: ExprRef) -> bool {
        self.callee_is(call, |judge, name| {
            matches!(
                judge.evaluator.project().catalog.intrinsic(name),
                Some(
                    Intrinsic::SameElements
                        | Intrinsic::Enumerate
                        | Intrinsic::Zip
                        | Intrinsic::ContainerType
                        | Intrinsic::TupleType
                )
            )
        })
    }

    /// The expressions that read the name of a container; `None` if it may be read where nobody sees it.
    fn container_reads(&mut self, at: ExprRef, binding: BindingId) -> Option<Vec<ExprRef>> {
        let project = self.evaluator.project();
        let facts = project.module(at.module);
        let bound = facts.binding(binding);
        let is_name = matches!(&bound.source, BindingSource::Value { unpack, .. } if unpack.is_empty());
        let scope = facts.scope(bound.scope).kind;
        if !is_name || !matches!(scope, ScopeKind::Function(_) | ScopeKind::Module) {
            return None;
        }
        let index = self.index;
        let mut found = Vec::new();
        for &read in index.reads_in(&bound.name, at.module) {
            match &facts.expr(read.expr).kind {
                ExprKind::Name(_, Use::Reaching(set)) => {
                    found.extend(facts.may_be_bound_by(*set, |id| id == binding).then_some(read));
                }
                ExprKind::Name(_, Use::Enclosing(outer)) if *outer == bound.scope => found.push(read),
                _ => {}
            }
        }
        if bound.scope == MODULE_SCOPE {
            found.extend(self.reads_from_outside(at, &bound.name)?);
            // One that nobody reads is there for others.
            return Some(found).filter(|found| !found.is_empty());
        }
        Some(found)
    }

    /// The expressions that read a container of a file by its name in another one, or of the file as a module; `None` if
    /// there may be others.
    fn reads_from_outside(&mut self, container: ExprRef, name: &Name) -> Option<Vec<ExprRef>> {
        let index = self.index;
        let is_read_by = |text: &ExprRef| matches!(index.place(*text), Place::Argument(_, 1..));
        let is_named = index.texts.get(name).into_iter().flatten().any(is_read_by);
        if is_named
            || index.paths.contains_key(name)
            || index.renamed.contains_key(name)
            || index.exported.contains(name)
        {
            return None;
        }
        let project = self.evaluator.project();
        let is_from_outside = |read: &&ExprRef| {
            let kind = &project.module(read.module).expr(read.expr).kind;
            read.module != container.module || matches!(kind, ExprKind::Attribute(..))
        };
        let mut found = Vec::new();
        for read in index.reads.get(name).into_iter().flatten().filter(is_from_outside) {
            let values = self.evaluator.expr(*read);
            if values.iter().any(|traced| traced.value == Value::Container(container)) {
                found.push(*read);
            } else if !values.is_believed() || values.is_empty() {
                return None;
            }
        }
        Some(found)
    }
}

/// The names that a loop gives to the elements of a value; `None` if it puts them elsewhere.
fn looped_names(facts: &Module, value: ExprId) -> Option<Vec<Name>> {
    let is_of_it = |source: &BindingSource| match source {
        BindingSource::Value { value: known, unpack, .. } => {
            *known == value && unpack.first() == Some(&UnpackStep::Each)
        }
        _ => false,
    };
    if facts.stores.iter().any(|store| is_of_it(&store.source)) {
        return None;
    }
    let bound = facts.bindings.iter().filter(|binding| is_of_it(&binding.source));
    let names: Vec<Name> = bound.map(|binding| binding.name.clone()).collect();
    (!names.is_empty()).then_some(names)
}
