//! Whether somebody may call a function whom no expression shows.

use rustc_hash::{FxHashMap, FxHashSet};

use super::index::{Place, in_module};
use super::markers::is_in_doubt;
use super::{Doubt, Judge};
use crate::catalog::{Behaviour, Intrinsic};
use crate::module::{BindingSource, ExprKind, ScopeKind};
use crate::name::Name;
use crate::project::{ClassRef, ExprRef, FunctionRef, MEMBERS, ModuleId, Value, Values};

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
    /// Of a class, or of one that derives from it or that it derives from.
    classes: FxHashMap<ClassRef, ExprRef>,
    /// Of this very class.
    exact: FxHashMap<ClassRef, ExprRef>,
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
        let mut examples = self.index.examples.get(&facts.name).into_iter().flatten();
        if let Some(example) = examples.find(|example| example.module == function.module) {
            return Some(Doubt::NamedInText(*example));
        }
        if project.standing(function.module).is_exposed {
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
        project.outside.naming(&module, &names)
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
        let reads: Vec<ExprRef> =
            names.flat_map(|name| self.index.reads_in(name, module).iter().copied()).collect();
        let found = reads.into_iter().find(|&at| self.reveals(at) && self.revealed(at).is_none());
        self.memory.hidden.revealing.insert(module, found);
        found
    }

    fn reveals(&mut self, at: ExprRef) -> bool {
        let catalog = self.evaluator.project().catalog;
        let names = self.evaluator.external_names(at);
        names.iter().any(|name| catalog.behaves(name.as_str(), Behaviour::Reveals))
    }

    /// Of what a name that reveals is given its members, if that is known: `vars(cls)`.
    fn revealed(&mut self, at: ExprRef) -> Option<(ExprRef, Values)> {
        let project = self.evaluator.project();
        let Place::Callee(call) = self.index.place(at) else { return None };
        let call = ExprRef { expr: call, ..at };
        let object = project.call(call)?.arguments.first()?.value;
        let lists = |effect: Option<&Intrinsic>| {
            matches!(effect, Some(Intrinsic::Namespace | Intrinsic::MemberPairs))
        };
        let names = self.evaluator.external_names(at);
        let objects = self.evaluator.expr(ExprRef { expr: object, ..at });
        let is_known = !is_in_doubt(&objects)
            && names.iter().all(|name| lists(project.catalog.intrinsic(name.as_str())));
        is_known.then_some((call, objects))
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
        let Some(class) = class else { return reads.modules.get(&module).copied().or(reads.of_anything) };
        if let Some(read) = reads.of_anything.or(reads.exact.get(&class).copied()) {
            return Some(read);
        }
        // Which of those that are related does not matter but for where the reader is sent.
        let mut of_kin: Vec<(ClassRef, ExprRef)> = reads.classes.iter().map(|(of, at)| (*of, *at)).collect();
        of_kin.sort_unstable_by_key(|(_, at)| (at.module, at.expr));
        of_kin.into_iter().find(|(of, _)| self.is_kin(class, *of)).map(|(_, at)| at)
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
            self.add_computed(&mut reads, call, &objects, true);
        }
        let names = self.evaluator.project().catalog.names(Behaviour::Reveals).iter();
        let index = self.index;
        let revealing = names.filter_map(|name| index.reads.get(name)).flatten();
        for &at in revealing {
            self.evaluator.begin();
            if let Some((call, objects)) = self.revealed(at).filter(|_| self.reveals(at)) {
                let binds = self.pairs_members(call);
                self.add_computed(&mut reads, call, &objects, binds);
            }
        }
        for &at in index.reads.get(&Name::new(MEMBERS)).into_iter().flatten() {
            self.evaluator.begin();
            let facts = self.evaluator.project().module(at.module);
            if let ExprKind::Attribute(object, _) = facts.expr(at.expr).kind {
                let objects = self.evaluator.expr(ExprRef { expr: object, ..at });
                self.add_computed(&mut reads, at, &objects, false);
            }
        }
        reads
    }

    /// Adds a place that reads members of some values by names that are computed; `binds` if it gives the methods of an
    /// object, which its own mapping does not hold.
    fn add_computed(&mut self, reads: &mut ComputedReads, at: ExprRef, objects: &Values, binds: bool) {
        for traced in objects {
            let class = match traced.value {
                Value::Module(module) => {
                    reads.modules.entry(module).or_insert(at);
                    continue;
                }
                Value::Class(class) => class,
                Value::Object(class) if binds => class,
                _ => continue,
            };
            match self.rewraps(at, class) {
                None => {
                    reads.classes.entry(class).or_insert(at);
                }
                Some(true) => {
                    let above = self.evaluator.ancestors(class);
                    for &ancestor in above.classes.iter().skip(1) {
                        reads.exact.entry(ancestor).or_insert(at);
                    }
                }
                Some(false) => {}
            }
        }
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
                let mut value = &traced.value;
                while let Value::Attested(inner, _) = value {
                    value = inner;
                }
                if let Value::Function(function) | Value::Method(_, function) = value {
                    functions.insert(*function);
                }
            }
        }
        functions
    }

    /// Whether somebody calls the body of a function by an attribute of what its decorators have made of it, or hands that
    /// on: `f.retry_with(…)("x")`. `held` are the attributes that are known to lead there; where a library made it, any
    /// other may that is not known to lead elsewhere.
    pub(super) fn is_reached_by_attribute(
        &mut self,
        function: FunctionRef,
        held: &FxHashSet<Name>,
        is_foreign: bool,
    ) -> bool {
        if held.is_empty() && !is_foreign {
            return false;
        }
        let project = self.evaluator.project();
        let facts = project.function(function);
        let is_local =
            matches!(project.module(function.module).scope(facts.parent).kind, ScopeKind::Function(_));
        let index = self.index;
        let reads = index.reads_renamed(&facts.name);
        let reads = reads.flat_map(|reads| if is_local { in_module(reads, function.module) } else { reads });
        let mut open = Vec::new();
        for &read in reads {
            let may_lead = match index.place(read) {
                Place::Object(outer) => {
                    let outer = ExprRef { expr: outer, ..read };
                    self.attribute_of(outer)
                        .is_some_and(|name| self.may_lead_to_body(&name, held, is_foreign))
                }
                Place::Argument(..) | Place::Bound(_) | Place::Option(_) => true,
                _ => false,
            };
            if may_lead && self.may_be(function, read) == Ok(true) {
                open.push(read);
            }
        }
        let mut seen = FxHashSet::default();
        while let Some(at) = open.pop() {
            if !seen.insert(at) {
                continue;
            }
            let found = match index.place(at) {
                Place::Object(outer) => Some(ExprRef { expr: outer, ..at }),
                Place::Option(outer) => {
                    open.push(ExprRef { expr: outer, ..at });
                    None
                }
                Place::Bound(binding) => {
                    open.extend(self.reads_of(at.module, binding));
                    None
                }
                Place::Argument(call, number) => {
                    let call = ExprRef { expr: call, ..at };
                    open.extend(self.received(call, number));
                    (number == 0 && self.is_attribute_by_text(call)).then_some(call)
                }
                _ => None,
            };
            let Some(found) = found else { continue };
            let leads = |judge: &mut Self, name: &Name| judge.may_lead_to_body(name, held, is_foreign);
            if self.attributes_of(found).iter().any(|name| leads(self, name)) && self.is_handed_on(found) {
                return true;
            }
        }
        false
    }

    /// The reads of the parameters of the project's functions that an argument of a call is the value of.
    fn received(&mut self, call: ExprRef, number: u32) -> Vec<ExprRef> {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return Vec::new() };
        let mut found = Vec::new();
        for traced in &self.evaluator.expr(ExprRef { expr: facts.callee, ..call }) {
            let (callee, receiver) = match traced.value {
                Value::Function(callee) => (callee, 0),
                Value::Method(_, callee) => (callee, 1),
                _ => continue,
            };
            let Some(parameter) = self.parameter_for(callee, &facts.arguments, number, receiver) else {
                continue;
            };
            let reads = self.parameter_reads(callee, parameter).into_iter();
            found.extend(reads.map(|expr| ExprRef { module: callee.module, expr }));
        }
        found
    }

    fn attribute_of(&self, at: ExprRef) -> Option<Name> {
        match &self.evaluator.project().module(at.module).expr(at.expr).kind {
            ExprKind::Attribute(_, name) => Some(name.clone()),
            _ => None,
        }
    }

    /// The names of the attribute that an expression reads, by a name or by a text.
    fn attributes_of(&mut self, at: ExprRef) -> Vec<Name> {
        if let Some(name) = self.attribute_of(at) {
            return vec![name];
        }
        let Some(facts) = self.evaluator.project().call(at) else { return Vec::new() };
        let Some(name) = facts.arguments.get(1) else { return Vec::new() };
        self.evaluator.expr(ExprRef { expr: name.value, ..at }).texts().map(Name::new).collect()
    }

    /// Whether a call reads an attribute by a text.
    fn is_attribute_by_text(&mut self, call: ExprRef) -> bool {
        self.callee_is(call, |judge, name| {
            matches!(judge.evaluator.project().catalog.intrinsic(name), Some(Intrinsic::GetAttr))
        })
    }

    /// Whether an attribute of what decorators have made of a function may be the function, or call it.
    fn may_lead_to_body(&mut self, name: &Name, held: &FxHashSet<Name>, is_foreign: bool) -> bool {
        let is_dunder = name.as_str().starts_with("__");
        let describes = self.evaluator.project().catalog.names(Behaviour::Describes).contains(name);
        held.contains(name) || is_foreign && !is_dunder && !describes && !self.is_stored_as_data(name)
    }

    /// Whether an attribute is nothing but constants and containers, as far as the project stores it: `f.calls = 0`.
    fn is_stored_as_data(&mut self, name: &Name) -> bool {
        let project = self.evaluator.project();
        let stores = self.index.stores.get(name).cloned().unwrap_or_default();
        let mut values = stores.iter().filter_map(|&(module, number)| {
            match &project.module(module).stores[number].source {
                BindingSource::Value { value, .. } => Some(ExprRef { module, expr: *value }),
                _ => None,
            }
        });
        let is_data =
            |value: &Value| matches!(value, Value::Literal(_) | Value::Template(_) | Value::Container(_));
        let mut any = false;
        values.all(|at| {
            any = true;
            let values = self.evaluator.expr(at);
            !values.is_empty() && values.iter().all(|traced| is_data(&traced.value))
        }) && any
    }

    /// Whether an attribute that is read is called, or goes on from where it is read.
    fn is_handed_on(&self, at: ExprRef) -> bool {
        !matches!(self.index.place(at), Place::Unknown | Place::Iterated | Place::Awaited(_))
    }
}
