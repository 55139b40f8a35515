//! The whole program: the module table, imports, and the evaluator that answers one question — what value does
//! this expression have?
//!
//! Nothing is computed ahead: [`Evaluator`] follows only what a question needs, remembers what it found, and is
//! bounded in depth and steps. Every answer carries the flow that justifies it.

mod calls;
mod classes;
mod containers;
mod crates;
mod decorators;
mod eval;
mod frames;
mod functions;
mod generics;
mod getters;
mod imports;
mod index;
mod members;
mod memo;
mod modules;
mod neighbours;
mod paths;
mod places;
mod providers;
mod requests;
mod shares;
mod standing;
mod stores;
mod texts;
mod value;
mod writes;
mod writings;

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use crate::catalog::{Catalog, Intrinsic};
use crate::finding::Belief;
use crate::limit::Limits;
use crate::module::{
    BindingSource, Call, CallSite, ExprId, ExprKind, Import, Module, ScopeId, ScopeKind, Use, Wildcard,
};
use crate::name::{Name, QualName};
use crate::outside::Outside;

pub use calls::select;
pub(crate) use classes::Mro;
pub use classes::fits;
pub(crate) use classes::gives_itself;
pub use crates::Manifest;
pub use eval::Evaluator;
pub(crate) use functions::DecoratorEffect;
pub use modules::{Holdings, ModuleTable, Shadow};
pub use paths::{Mapping, Package};
pub use places::{Found, directories_above, split};
pub use requests::Sending;
pub use standing::{ParsedFile, Standing, UnfollowedImport};
pub use texts::join_url;
pub use value::{
    ClassRef, ExprRef, Flow, FrameId, FunctionRef, Made, Making, ModuleId, Step, StepKind, Traced, Unknown,
    Value, Values,
};

use index::Index;
pub(crate) use writings::MEMBERS;
use writings::Writings;

/// Everything that later stages know of the program.
pub struct Project<'a> {
    /// The parsed files, ordered by path.
    files: Vec<ParsedFile>,
    /// Where modules are found by name, parsed or not.
    pub table: ModuleTable,
    /// What the libraries are.
    pub catalog: &'a Catalog,
    /// How much each limit allows.
    pub limits: Limits,
    /// What of an attestation is believed.
    pub belief: Belief,
    /// What may call the code from elsewhere.
    pub outside: Outside,
    /// The files whose facts are not all in the tables by name, since that failed.
    pub(crate) unlisted: Vec<ModuleId>,
    index: Index,
    /// Worked out when somebody asks whether a marker holds.
    writings: OnceLock<Writings>,
    /// The operators that compose handles or prompts, of any library.
    composing: FxHashSet<Name>,
    /// The last names of what runs the function elsewhere that it is given.
    running: FxHashSet<Name>,
    /// The last names of what runs a text as code.
    text_runners: FxHashSet<Name>,
}

impl<'a> Project<'a> {
    /// Links the parsed files.
    pub fn link(
        mut files: Vec<ParsedFile>,
        table: ModuleTable,
        catalog: &'a Catalog,
        limits: Limits,
        belief: Belief,
        outside: Outside,
    ) -> Self {
        let (index, unlisted) = Index::of(&files, &table, catalog, &limits);
        if !unlisted.is_empty() {
            // Calls in those files are not seen, whatever they call.
            for file in &mut files {
                file.standing.is_exposed = true;
            }
        }
        let composing = catalog.composing_operators();
        let running = catalog.names_with(|effect| matches!(effect, Intrinsic::Submit(_) | Intrinsic::Map));
        Self {
            files,
            table,
            catalog,
            limits,
            belief,
            outside,
            unlisted,
            index,
            writings: OnceLock::new(),
            composing,
            running,
            text_runners: catalog
                .names_with(|effect| matches!(effect, Intrinsic::RunText | Intrinsic::Reduce)),
        }
    }

    /// The files in the shares that are worked on beside each other.
    pub(crate) fn shares(&self) -> Vec<Vec<ModuleId>> {
        shares::of(self.files.iter().map(|file| file.standing.group))
    }

    /// Whether code of one file may call what another defines.
    pub(crate) fn may_call(&self, from: ModuleId, to: ModuleId) -> bool {
        self.index.neighbours.may_call(from, to)
    }

    /// Whether an attribute or a name of a module or class is, somewhere, bound to more than a function or a
    /// constant, so that calling it may call anything.
    pub fn is_variable(&self, name: &Name) -> bool {
        self.index.variables.contains(name)
    }

    /// Whether an expression may be, hold or lead to a handle or a marker: one that is read of an attribute which
    /// another file stores does not show it in its own.
    pub(crate) fn may_matter(&self, at: ExprRef) -> bool {
        let facts = self.module(at.module);
        let is_kept = |expr: ExprId| match &facts.expr(expr).kind {
            ExprKind::Attribute(_, name) => self.index.kept.contains_key(name),
            _ => false,
        };
        let is_bound_to_kept = || match facts.expr(at.expr).kind {
            ExprKind::Name(_, Use::Reaching(set)) => {
                facts.set(set).iter().any(|binding| match facts.binding(*binding).source {
                    BindingSource::Value { value, .. } => is_kept(value),
                    _ => false,
                })
            }
            _ => is_kept(at.expr),
        };
        self.standing(at.module).may_matter(at.expr) || !self.index.kept.is_empty() && is_bound_to_kept()
    }

    /// Whether handles are kept in attributes of what is no receiver, so that where they come from does not show.
    pub(crate) fn keeps_handles(&self) -> bool {
        !self.index.kept.is_empty()
    }

    /// Whether something of this name runs the function elsewhere that it is given.
    pub(crate) fn runs_elsewhere(&self, name: &Name) -> bool {
        self.running.contains(name)
    }

    /// Whether something of this name runs the text that it is given.
    pub(crate) fn runs_text(&self, name: &Name) -> bool {
        self.text_runners.contains(name)
    }

    /// The places that may write a name or an attribute by other means than an assignment to it.
    fn writings(&self) -> &Writings {
        self.writings.get_or_init(|| Writings::of(&self.files, &self.table, self.catalog))
    }

    /// Expressions of functions that are taken out of their wrappers.
    pub fn unwrapped(&self) -> &[ExprRef] {
        &self.index.unwrapped
    }

    /// Whether a class says what makes it.
    pub(crate) fn has_metaclasses(&self) -> bool {
        !self.index.metaclasses.is_empty()
    }

    /// The facts of all parsed files, in the order of their paths.
    pub fn modules(&self) -> impl Iterator<Item = (ModuleId, &Module)> {
        (0..).map(ModuleId).zip(self.files.iter().map(|file| &*file.facts))
    }

    /// How many files are parsed.
    pub fn module_count(&self) -> usize {
        self.files.len()
    }

    /// The facts of a parsed file.
    pub fn module(&self, id: ModuleId) -> &Module {
        &self.files[id.index()].facts
    }

    /// What the program knows of a parsed file.
    pub fn standing(&self, id: ModuleId) -> &Standing {
        &self.files[id.index()].standing
    }

    /// The wildcard imports of a parsed file.
    pub(crate) fn wildcards(&self, id: ModuleId) -> impl DoubleEndedIterator<Item = &Wildcard> {
        self.standing(id).wildcards(self.module(id))
    }

    /// The module path of an import in a file, as the program means it.
    pub(crate) fn path_of<'s>(&'s self, from: ModuleId, import: &'s Import) -> &'s str {
        self.standing(from).path(import).as_str()
    }

    /// A function.
    pub fn function(&self, id: FunctionRef) -> &crate::module::Function {
        self.module(id.module).function(id.function)
    }

    /// A class.
    pub fn class(&self, id: ClassRef) -> &crate::module::Class {
        self.module(id.module).class(id.class)
    }

    /// The call expression `at`, if it is one.
    pub fn call(&self, at: ExprRef) -> Option<&Call> {
        self.module(at.module).call(at.expr)
    }

    /// The record of a call expression: scope and context.
    pub fn call_site(&self, at: ExprRef) -> Option<&CallSite> {
        let calls = &self.module(at.module).calls;
        calls.binary_search_by_key(&at.expr, |site| site.expr).ok().map(|index| &calls[index])
    }

    /// The qualified name of a scope: module, classes and functions, outermost first.
    pub fn scope_name(&self, module: ModuleId, scope: ScopeId) -> QualName {
        let facts = self.module(module);
        let mut path = Vec::new();
        let mut at = scope;
        loop {
            match facts.scope(at).kind {
                ScopeKind::Module => break,
                ScopeKind::Class(class) => path.push(facts.class(class).name.as_str()),
                ScopeKind::Function(function) if facts.function(function).is_lambda => path.push("<lambda>"),
                ScopeKind::Function(function) => path.push(facts.function(function).name.as_str()),
                ScopeKind::Comprehension { .. } | ScopeKind::Deferred => {}
            }
            at = facts.scope(at).parent;
        }
        let root = QualName::new(self.table.name_of(module));
        path.iter().rev().fold(root, |name, segment| name.join(segment))
    }

    /// The function that a scope belongs to, if any.
    pub fn enclosing_function(&self, module: ModuleId, scope: ScopeId) -> Option<FunctionRef> {
        let function = self.module(module).enclosing_function(scope)?;
        Some(FunctionRef { module, function })
    }
}
