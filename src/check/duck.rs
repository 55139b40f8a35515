//! Calls that look like AI calls, but whose handle could not be followed.
//!
//! What is known by its name alone is a note (MIMA003). Where the file imports the library of such an entry point and
//! the call names a model as that library has it, no doubt is left about what is called, only about the handle: such
//! a call counts, at confidence low, which is never an error. Test code is full of stand-ins; there it stays a note.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::dynamic::names_model;
use super::sites::{self, Reached, Site};
use crate::catalog::{CallRule, ModelArgument};
use crate::finding::Confidence;
use crate::module::{BindingId, BindingSource, Call, CallSite, ExprId, ExprKind, Module};
use crate::name::QualName;
use crate::project::{Evaluator, ExprRef, ModuleId, Traced, Unknown, Value};
use crate::source::Span;

/// A call that ends like an entry point on a value of which nothing is known.
pub(super) enum Duck {
    /// The imports of its file and its arguments say what it is.
    Told(Site),
    /// Only its name does.
    Named(Lookalike),
}

/// A call that only looks like an AI call.
pub(super) struct Lookalike {
    /// The call.
    pub(super) call: CallSite,
    /// The path from the unknown value: `chat.completions.create`.
    pub(super) path: String,
    /// The unknown value.
    pub(super) receiver: Span,
}

/// Looks at the calls of one file.
pub(super) struct Watch<'p> {
    module: ModuleId,
    facts: &'p Module,
    /// What the file waits for.
    awaited: OnceCell<FxHashSet<ExprId>>,
    /// Of each library that was asked for, whether the file imports it.
    imported: FxHashMap<usize, bool>,
    /// The same of whether any file of the program does.
    used: FxHashMap<usize, bool>,
}

impl<'p> Watch<'p> {
    pub(super) fn new(module: ModuleId, facts: &'p Module) -> Self {
        Self {
            module,
            facts,
            awaited: OnceCell::new(),
            imported: FxHashMap::default(),
            used: FxHashMap::default(),
        }
    }

    /// Looks at a call whose callee has no known value. A path of two names and more says enough to be noticed:
    /// `x.chat.completions.create(…)` does, `x.create(…)` does not. A single name does if it is one library's own and
    /// comes with an argument of it: `x.invoke_model(modelId=…)`.
    pub(super) fn find(
        &mut self,
        evaluator: &mut Evaluator<'_>,
        site: &CallSite,
        is_test: impl FnOnce() -> bool,
    ) -> Option<Duck> {
        let catalog = evaluator.project().catalog;
        let (module, facts) = (self.module, self.facts);
        let call = facts.call(site.expr)?;
        let ExprKind::Attribute(_, last) = &facts.expr(call.callee).kind else {
            return None;
        };
        if !catalog.call_names.contains(last) {
            return None;
        }
        let at = ExprRef { module, expr: site.expr };
        if let Some(chained) = self.chained(evaluator, site, call.callee) {
            return Some(Duck::Named(chained));
        }
        let accepted =
            |path: &str| catalog.call_paths.contains(path) || catalog.call_keywords.contains_key(path);
        let Some((path, receiver)) = longest_path(facts, call.callee, accepted) else {
            return self.of_lambda(evaluator, site, call).filter(|_| !is_test()).map(Duck::Named);
        };
        let is_unknown = self.is_unknown(evaluator, receiver);
        if !is_unknown && !self.is_of_foreign_type(evaluator, receiver) {
            return None;
        }
        if let Some(keywords) = catalog.call_keywords.get(path.as_str())
            && !keywords.iter().any(|keyword| evaluator.passes(at, keyword))
        {
            return None;
        }
        let told = if is_test() { None } else { self.told(evaluator, at, site, &path) };
        let named = || Lookalike { call: *site, path, receiver: facts.expr(receiver).span };
        match told {
            Some(site) => Some(Duck::Told(site)),
            None => is_unknown.then(|| Duck::Named(named())),
        }
    }

    /// A call of what a function without a name is given by whoever calls it, that names a model as a library has it which the
    /// file imports: `lambda responses: responses.create(model="m")`.
    fn of_lambda(
        &mut self,
        evaluator: &mut Evaluator<'_>,
        site: &CallSite,
        call: &Call,
    ) -> Option<Lookalike> {
        let facts = self.facts;
        let ExprKind::Attribute(receiver, last) = &facts.expr(call.callee).kind else { return None };
        let is_given = |id: &BindingId| match facts.bindings[id.index()].source {
            BindingSource::Parameter(function, _) => facts.function(function).is_lambda,
            _ => false,
        };
        let catalog = evaluator.project().catalog;
        let bindings = facts.bindings_of_name(*receiver);
        if bindings.is_empty() || !bindings.iter().all(is_given) || !names_model(catalog, call) {
            return None;
        }
        let mut roots = catalog.libraries.iter().flat_map(|library| &library.roots);
        let is_used = roots.any(|root| evaluator.imports_library(self.module, root));
        let found =
            || Lookalike { call: *site, path: last.to_string(), receiver: facts.expr(*receiver).span };
        (is_used && self.is_unknown(evaluator, *receiver)).then(found)
    }

    /// A call at the end of a chain that only one library has, on something of which nothing is known, in a program that
    /// uses this library: `x.chat().create(…)`.
    fn chained(
        &mut self,
        evaluator: &mut Evaluator<'_>,
        site: &CallSite,
        callee: ExprId,
    ) -> Option<Lookalike> {
        let project = evaluator.project();
        if project.catalog.call_chains.is_empty() {
            return None;
        }
        let ExprKind::Attribute(given, last) = &self.facts.expr(callee).kind else { return None };
        let mut maker = *given;
        while let ExprKind::Await(inner) = self.facts.expr(maker).kind {
            maker = inner;
        }
        let giving = self.facts.call(maker).map(|call| call.callee);
        let (path, receiver) = match giving.map(|expr| &self.facts.expr(expr).kind) {
            Some(ExprKind::Attribute(receiver, name)) => (format!("{name}().{last}"), *receiver),
            _ => (last.to_string(), *given),
        };
        let (path, library, receiver) = match project.catalog.call_chains.get(path.as_str()) {
            Some(library) => (path, *library, receiver),
            None => (last.to_string(), *project.catalog.call_chains.get(last.as_str())?, *given),
        };
        if !self.is_used(evaluator, library) {
            return None;
        }
        let receivers = evaluator.expr(ExprRef { module: self.module, expr: receiver });
        // A type of another library has its own method of this name.
        let is_other = |traced: &Traced| receiver == *given && matches!(traced.value, Value::Instance(..));
        if receivers.iter().any(|traced| traced.value.is_inert() || is_other(traced)) {
            return None;
        }
        let is_unknown = |evaluator: &mut Evaluator<'_>, expr: ExprId| {
            let values = evaluator.expr(ExprRef { module: self.module, expr });
            let is_foreign = |traced: &Traced| matches!(traced.value, Value::Instance(..));
            values.iter().all(is_foreign) && evaluator.are_vague(&values)
        };
        let is_open = is_unknown(evaluator, *given)
            && giving.filter(|_| receiver != *given).is_none_or(|giving| is_unknown(evaluator, giving));
        let receiver = self.facts.expr(receiver).span;
        is_open.then_some(Lookalike { call: *site, path, receiver })
    }

    /// Whether any file of the program imports a library.
    fn is_used(&mut self, evaluator: &mut Evaluator<'_>, library: usize) -> bool {
        *self.used.entry(library).or_insert_with(|| {
            let project = evaluator.project();
            let roots = &project.catalog.libraries[library].roots;
            project.modules().any(|(id, _)| roots.iter().any(|root| evaluator.imports_library(id, root)))
        })
    }

    /// Whether nothing is known of a value. That a class of the project has an attribute from a library's class which
    /// the catalog does not list (`ABC`, `BaseModel`) says as little: somebody stores it there.
    fn is_unknown(&self, evaluator: &mut Evaluator<'_>, receiver: ExprId) -> bool {
        let module = self.module;
        let values = evaluator.expr(ExprRef { module, expr: receiver });
        if values.is_inert() {
            return true;
        }
        // Nothing that comes with the language has such a method itself, so it gave something else.
        let opaque = &evaluator.project().catalog.conventions.opaque_libraries;
        let is_given = |traced: &Traced| match &traced.value {
            Value::Instance(class, _) => opaque.contains(class.root()) || opaque.contains(class.as_str()),
            value => value.is_inert(),
        };
        if values.iter().all(is_given) {
            return true;
        }
        let ExprKind::Attribute(owner, _) = self.facts.expr(receiver).kind else { return false };
        evaluator.are_vague(&values)
            && evaluator
                .expr(ExprRef { module, expr: owner })
                .iter()
                .all(|traced| matches!(traced.value, Value::Object(_)))
    }

    /// Whether all that is known of a value is an annotation with a class of a library that the catalog does not know. It
    /// says enough to take a name for no AI call, and not to doubt what the file and the call say.
    fn is_of_foreign_type(&self, evaluator: &mut Evaluator<'_>, receiver: ExprId) -> bool {
        let values = evaluator.expr(ExprRef { module: self.module, expr: receiver });
        let catalog = evaluator.project().catalog;
        values.rest() == Some(Unknown::Declared)
            && evaluator.are_vague(&values)
            && values.iter().all(|traced| match &traced.value {
                Value::Instance(class, _) => {
                    class.root() != self.facts.prelude && !catalog.leads_to_library(class.as_str())
                }
                _ => true,
            })
    }

    /// The entry point that a call at the end of a path is, if the file imports its library and the call names a model:
    /// of the types of the library one whose calls are waited for, as this one is or is not.
    fn told(
        &mut self,
        evaluator: &mut Evaluator<'_>,
        at: ExprRef,
        site: &CallSite,
        path: &str,
    ) -> Option<Site> {
        let catalog = evaluator.project().catalog;
        let is_awaited = self.is_awaited(at.expr);
        let mut best: Option<(&QualName, &CallRule)> = None;
        for (class, rule) in catalog.calls_at(path) {
            if !self.is_of_library(evaluator, at, rule) {
                continue;
            }
            let value = Value::Instance(class.clone(), QualName::new(path));
            let fits = sites::is_coroutine(catalog, rule, &value) == is_awaited;
            if fits || best.is_none() {
                best = Some((class, rule));
            }
            if fits {
                break;
            }
        }
        let (class, rule) = best?;
        let value = Value::Instance(class.clone(), QualName::new(path));
        let traced = Traced { confidence: Confidence::Low, ..Traced::plain(value) };
        let reached = Reached { api: class.join(path), rule, traced, attested_at: None };
        sites::site(evaluator, at, site, vec![reached], false)
    }

    /// Whether the file imports the library of a rule, and a call names a model as that library has it.
    fn is_of_library(&mut self, evaluator: &mut Evaluator<'_>, at: ExprRef, rule: &CallRule) -> bool {
        let Some(ModelArgument::Argument(wanted)) = rule.model.as_deref() else { return false };
        let module = self.module;
        let imported = *self.imported.entry(rule.library).or_insert_with(|| {
            let roots = &evaluator.project().catalog.libraries[rule.library].roots;
            roots.iter().any(|root| evaluator.imports_library(module, root))
        });
        imported && rule.when.is_none() && wanted.keywords.iter().any(|keyword| evaluator.passes(at, keyword))
    }

    fn is_awaited(&self, call: ExprId) -> bool {
        let awaited = self.awaited.get_or_init(|| {
            let waits = self.facts.exprs.iter().filter_map(|expr| match expr.kind {
                ExprKind::Await(inner) => Some(inner),
                _ => None,
            });
            waits.collect()
        });
        awaited.contains(&call)
    }
}

/// The longest path of names at the end of an expression that is accepted, and what it starts from.
fn longest_path(facts: &Module, callee: ExprId, accepted: impl Fn(&str) -> bool) -> Option<(String, ExprId)> {
    let mut path = String::new();
    let mut at = callee;
    let mut best = None;
    while let ExprKind::Attribute(object, name) = &facts.expr(at).kind {
        path = if path.is_empty() { name.to_string() } else { format!("{name}.{path}") };
        at = *object;
        if accepted(&path) {
            best = Some((path.clone(), at));
        }
    }
    best
}
