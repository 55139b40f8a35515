//! Whether somebody may call a function whom no expression shows.

use rustc_hash::{FxHashMap, FxHashSet};

use super::index::Place;
use super::markers::is_in_doubt;
use super::{Doubt, Judge};
use crate::catalog::{Behaviour, Intrinsic};
use crate::module::ScopeKind;
use crate::name::Name;
use crate::project::{ClassRef, ExprRef, FunctionRef, ModuleId, Value};

/// What is known of whole files, and need not be worked out for each function again.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// By file: where what stands in it is read by names that are computed, if it is.
    revealing: FxHashMap<ModuleId, Option<ExprRef>>,
    computed: Option<ComputedReads>,
    /// Functions that somebody takes out of their wrappers.
    unwrapped: Option<FxHashSet<FunctionRef>>,
}

/// Whose attributes are read by names that are computed, and where.
#[derive(Debug, Default)]
struct ComputedReads {
    modules: FxHashMap<ModuleId, ExprRef>,
    classes: FxHashMap<ClassRef, ExprRef>,
    /// Of something that is not known.
    of_anything: Option<ExprRef>,
}

impl Judge<'_, '_> {
    /// Why somebody may call a function whom no expression shows, if so.
    pub(super) fn hidden_caller(&mut self, function: FunctionRef) -> Option<Doubt> {
        let project = self.evaluator.project();
        let facts = project.function(function);
        let module = project.module(function.module);
        let is_local = matches!(module.scope(facts.parent).kind, ScopeKind::Function(_));
        if facts.is_lambda || is_local {
            return None;
        }
        if facts.name.as_str().ends_with("__") {
            return Some(Doubt::CalledByLanguage);
        }
        if self.index.exported.contains(&facts.name) {
            return Some(Doubt::Exported);
        }
        if let Some(path) = self.index.paths.get(&facts.name).and_then(|paths| paths.first()) {
            return Some(Doubt::NamedInText(*path));
        }
        if module.is_exposed {
            return Some(Doubt::NotReadAsWhole(function.module));
        }
        let class = facts.class.map(|class| ClassRef { module: function.module, class });
        if let Some(base) = class.and_then(|class| self.base_outside(class)) {
            return Some(Doubt::LibraryBase(base));
        }
        if let Some(text) = self.called_by_text(&facts.name) {
            return Some(Doubt::NamedInText(text));
        }
        if let Some(text) = self.loaded_by_text(function.module) {
            return Some(Doubt::NamedInText(text));
        }
        if let Some(file) = self.named_outside(function) {
            return Some(Doubt::NamedOutside(file));
        }
        let read = match self.revealing(function.module) {
            None => self.read_by_computed_name(function.module, class),
            revealing => revealing,
        };
        read.map(Doubt::ComputedName)
    }

    /// The text with a file's path that is given to what runs a file: `run_path("tasks/report.py")`.
    fn loaded_by_text(&mut self, module: ModuleId) -> Option<ExprRef> {
        let name = self.evaluator.project().table.name_of(module);
        let texts = self.index.files.get(&Name::new(name.rsplit('.').next().unwrap_or(name)))?;
        texts.iter().copied().find(|&at| {
            let Place::Argument(call, _) = self.index.place(at) else { return false };
            self.callee_behaves(ExprRef { expr: call, ..at }, Behaviour::LoadsFile)
        })
    }

    /// The file outside of the analysis that names a function, or the class that it is a method of.
    fn named_outside(&self, function: FunctionRef) -> Option<usize> {
        let project = self.evaluator.project();
        if project.belief.is_closed {
            return None;
        }
        let facts = project.function(function);
        let class = facts.class.map(|class| project.module(function.module).class(class).name.as_str());
        let names: Vec<&str> = std::iter::once(facts.name.as_str()).chain(class).collect();
        let module: Vec<&str> = project.table.name_of(function.module).split('.').collect();
        project.outside.naming(&module, &names).map(|(file, _)| file)
    }

    /// The text with a function's name that is given to what calls by name: `methodcaller("run")`.
    fn called_by_text(&mut self, name: &Name) -> Option<ExprRef> {
        let texts = self.index.texts.get(name)?;
        texts.iter().copied().find(|&at| {
            let Place::Argument(call, _) = self.index.place(at) else { return false };
            self.callee_behaves(ExprRef { expr: call, ..at }, Behaviour::CallsByName)
        })
    }

    /// Where what stands in a file is reached by names that are computed: `globals()[name]`.
    fn revealing(&mut self, module: ModuleId) -> Option<ExprRef> {
        if let Some(known) = self.memory.hidden.revealing.get(&module) {
            return *known;
        }
        let catalog = self.evaluator.project().catalog;
        let names = catalog.names(Behaviour::Reveals).iter();
        let mut reads = names.flat_map(|name| self.index.reads_in(name, module).iter().copied());
        let reveals = |at: &ExprRef| {
            let names = self.evaluator.external_names(*at);
            names.iter().any(|name| catalog.behaves(name.as_str(), Behaviour::Reveals))
        };
        let found = reads.find(reveals);
        self.memory.hidden.revealing.insert(module, found);
        found
    }

    /// The class among a class and its ancestors that derives from one of a library, or from one that is not known: a
    /// library may call its methods.
    fn base_outside(&mut self, class: ClassRef) -> Option<ClassRef> {
        let project = self.evaluator.project();
        let catalog = project.catalog;
        let mro = self.evaluator.ancestors(class);
        if mro.externals.iter().any(|base| !catalog.behaves(base.as_str(), Behaviour::PlainBase)) {
            return Some(class);
        }
        mro.classes.iter().copied().find(|class| {
            let mut bases = project.class(*class).bases.iter();
            bases.any(|&expr| is_in_doubt(&self.evaluator.expr(ExprRef { module: class.module, expr })))
        })
    }

    /// Where an attribute is read by a name that is not written, of what holds a function.
    fn read_by_computed_name(&mut self, module: ModuleId, class: Option<ClassRef>) -> Option<ExprRef> {
        self.note_hidden();
        let reads = self.memory.hidden.computed.as_ref()?;
        let of_holder = match class {
            Some(class) => reads.classes.get(&class),
            None => reads.modules.get(&module),
        };
        of_holder.copied().or(reads.of_anything)
    }

    /// Works out once what is known of the project as a whole. The bounds of the evaluator start afresh.
    pub(super) fn note_hidden(&mut self) {
        if self.memory.hidden.computed.is_none() {
            self.memory.hidden.computed = Some(self.computed_reads());
            self.memory.hidden.unwrapped = Some(self.unwrapped_functions());
        }
    }

    fn computed_reads(&mut self) -> ComputedReads {
        let mut reads = ComputedReads::default();
        for &call in &self.index.dynamic {
            self.evaluator.begin();
            let project = self.evaluator.project();
            let Some(facts) = project.call(call) else { continue };
            let callee = self.evaluator.expr(ExprRef { expr: facts.callee, ..call });
            let gets = |name: &str| matches!(project.catalog.intrinsic(name), Some(Intrinsic::GetAttr));
            let is_read = callee.iter().any(|traced| match &traced.value {
                Value::External(name) => gets(name.as_str()),
                _ => false,
            });
            let Some(object) = facts.arguments.first().filter(|_| is_read) else { continue };
            let objects = self.evaluator.expr(ExprRef { expr: object.value, ..call });
            if is_in_doubt(&objects) {
                reads.of_anything = Some(call);
                break;
            }
            for traced in &objects {
                match traced.value {
                    Value::Module(module) => {
                        reads.modules.entry(module).or_insert(call);
                    }
                    Value::Object(class) | Value::Class(class) => {
                        reads.classes.entry(class).or_insert(call);
                    }
                    _ => {}
                }
            }
        }
        reads
    }

    /// Whether somebody takes a function out of its wrapper: `f.__wrapped__(…)`, `inspect.unwrap(f)`.
    pub(super) fn is_unwrapped(&mut self, function: FunctionRef) -> bool {
        self.note_hidden();
        self.memory.hidden.unwrapped.as_ref().is_some_and(|unwrapped| unwrapped.contains(&function))
    }

    fn unwrapped_functions(&mut self) -> FxHashSet<FunctionRef> {
        let mut functions = FxHashSet::default();
        for &at in self.evaluator.project().unwrapped() {
            self.evaluator.begin();
            for traced in &self.evaluator.expr(at) {
                if let Value::Function(function) = traced.value {
                    functions.insert(function);
                }
            }
        }
        functions
    }
}
