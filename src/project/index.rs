//! What is looked up by name across all files: calls, attribute stores, classes.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::frames::Written;
use super::modules::ModuleTable;
use super::neighbours::Neighbours;
use super::standing::{ParsedFile, Standing};
use super::value::{ClassRef, ExprRef, FunctionRef, ModuleId};
use crate::catalog::{Catalog, Conventions};
use crate::fault::{self, Stage};
use crate::limit::Limits;
use crate::module::{
    ArgumentKind, BindingSource, Call, Class, ClassId, ExprId, ExprKind, Function, FunctionId, Literal,
    Module, ScopeId, ScopeKind, StoreKey, Use,
};
use crate::name::Name;

/// A store of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StoreRef {
    pub(super) module: ModuleId,
    pub(super) store: u32,
}

impl StoreRef {
    /// The object that it changes; `module` is its file.
    pub(super) fn object(self, module: &Module) -> ExprRef {
        ExprRef { module: self.module, expr: module.stores[self.store as usize].object }
    }
}

/// A definition that is decorated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decorated {
    Function(FunctionRef),
    Class(ClassRef),
}

/// Tables over all files, each list in the order of files and of places in them.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Calls by the last name of what is called; names that an import renames are listed under both.
    pub(super) calls: FxHashMap<Name, Vec<ExprRef>>,
    /// Attribute stores by attribute.
    pub(super) members: FxHashMap<Name, Vec<StoreRef>>,
    /// Those of them, by attribute, of which it does not show that they are into the receiver of a method.
    pub(super) foreign_members: FxHashMap<Name, Vec<StoreRef>>,
    /// Those of these, by attribute, that are not into what a receiver has, and store something that may matter.
    pub(super) kept: FxHashMap<Name, Vec<StoreRef>>,
    /// Element stores by the last name of the container.
    pub(super) elements: FxHashMap<Name, Vec<StoreRef>>,
    /// Element stores by the key, where that is a text which is written out.
    pub(super) keyed: FxHashMap<Name, Vec<StoreRef>>,
    /// The others: their keys are computed, or no texts.
    pub(super) computed_keys: Vec<StoreRef>,
    /// The last names of containers into which something is put that may matter.
    pub(super) filled: FxHashSet<Name>,
    /// Calls that add to a container (`xs.append(x)`), by the last name of the container.
    pub(super) additions: FxHashMap<Name, Vec<ExprRef>>,
    /// Decorators, and what they decorate, by the last name of the decorator or of what is called to make it.
    pub(super) decorated: FxHashMap<Name, Vec<(ExprRef, Decorated)>>,
    /// Functions inside which something is called, or handed on, that is one of their parameters.
    pub(super) calling: FxHashSet<FunctionRef>,
    /// The names of those that call it.
    pub(super) callers_of_parameters: FxHashSet<Name>,
    /// Classes by the names that they give themselves, or the classes which they extend, for a framework that puts all of
    /// a name together.
    pub(super) namesakes: FxHashMap<Box<str>, Vec<ClassRef>>,
    /// Classes by the last name of a base class.
    pub(super) subclasses: FxHashMap<Name, Vec<ClassRef>>,
    /// Functions without a name, by the names that they are bound to.
    pub(super) lambdas: FxHashMap<FunctionRef, Vec<Name>>,
    /// Calls of functions without a name where they stand.
    pub(super) immediate: FxHashMap<FunctionRef, Vec<ExprRef>>,
    /// Calls to which a function or a class is passed by a name, with the place of that argument.
    pub(super) handed: FxHashMap<Name, Vec<Written>>,
    /// Functions that may provide parameters of a name: their own, or the one that a decorator gives them.
    pub(super) providers: FxHashMap<Name, Vec<FunctionRef>>,
    /// All of them.
    pub(super) providing: FxHashSet<FunctionRef>,
    /// Classes that add members to another, by its last name.
    pub(super) extensions: FxHashMap<Name, Vec<ClassRef>>,
    /// What adds members to a class, wherever it is defined, and what may have them for that, by the names of the members: in
    /// languages in which one may add members to any type.
    pub(super) added_members: FxHashMap<Name, Vec<ClassRef>>,
    /// What makes a class, where the class says so, with the class.
    pub(super) metaclasses: Vec<(ExprRef, ClassRef)>,
    /// What is taken out of its wrapper: `x` of `x.__wrapped__` and of `inspect.unwrap(x)`.
    pub(super) unwrapped: Vec<ExprRef>,
    /// By file: the first names of what it imports.
    pub(super) imported: Vec<FxHashSet<Name>>,
    /// Which files may call what others define.
    pub(super) neighbours: Neighbours,
    /// Names of modules, classes and objects that are bound to more than a function or a constant.
    pub(super) variables: FxHashSet<Name>,
}

impl Index {
    /// The tables over some files, and the files that could not be added as a whole.
    pub(super) fn of(
        files: &[ParsedFile],
        table: &ModuleTable,
        catalog: &Catalog,
        limits: &Limits,
    ) -> (Self, Vec<ModuleId>) {
        let mut index = Self::default();
        let mut failed = Vec::new();
        let functions = files.iter().flat_map(|file| &file.facts.functions).map(|function| &function.name);
        let classes = files.iter().flat_map(|file| &file.facts.classes).map(|class| &class.name);
        let callable: FxHashSet<&Name> = functions.chain(classes).collect();
        for (at, file) in files.iter().enumerate() {
            let id = ModuleId(at as u32);
            let add = || index.add(id, file, &callable, catalog);
            if fault::guard(Stage::Index, table.name_of(id), limits, add).is_err() {
                // What is listed by file has a place for each.
                index.imported.resize_with(at + 1, FxHashSet::default);
                failed.push(id);
            }
        }
        index.neighbours = Neighbours::of(&index.imported, table);
        (index, failed)
    }

    fn add(&mut self, id: ModuleId, file: &ParsedFile, callable: &FxHashSet<&Name>, catalog: &Catalog) {
        let ParsedFile { facts: module, standing } = file;
        let conventions = &catalog.conventions;
        let renamed = renamed_imports(module);
        self.imported.push(imported_roots(file));
        for site in &module.calls {
            let at = ExprRef { module: id, expr: site.expr };
            let Some(call) = module.call(site.expr) else {
                continue;
            };
            if let ExprKind::Lambda(function) = module.expr(call.callee).kind {
                self.immediate.entry(FunctionRef { module: id, function }).or_default().push(at);
            }
            for (number, argument) in (1..).zip(&call.arguments) {
                let name = last_name(module, argument.value).filter(|name| callable.contains(*name));
                if let Some(name) = name {
                    self.handed.entry(name.clone()).or_default().push(Written { at, from: number });
                }
            }
            self.add_called_parameters(id, module, call);
            let Some(name) = last_name(module, call.callee) else {
                continue;
            };
            if let Some(original) = renamed.get(name) {
                self.calls.entry(original.clone()).or_default().push(at);
            }
            self.calls.entry(name.clone()).or_default().push(at);
            if let ExprKind::Attribute(container, method) = &module.expr(call.callee).kind
                && (conventions.adding_methods.contains(method.as_str())
                    || conventions.merging_methods.contains(method.as_str()))
                && let Some(name) = last_name(module, *container)
            {
                self.additions.entry(name.clone()).or_default().push(at);
                if call.arguments.iter().any(|argument| standing.may_matter(argument.value)) {
                    self.filled.insert(name.clone());
                }
            }
        }
        for (store, facts) in module.stores.iter().enumerate() {
            let at = StoreRef { module: id, store: store as u32 };
            match &facts.key {
                StoreKey::Member(name) => {
                    self.members.entry(name.clone()).or_default().push(at);
                    if !is_into_receiver(module, facts.object) {
                        self.foreign_members.entry(name.clone()).or_default().push(at);
                        if may_hold(standing, &facts.source) && !is_of_receiver(module, facts.object) {
                            self.kept.entry(name.clone()).or_default().push(at);
                        }
                    }
                }
                StoreKey::Key(key) => {
                    if let Some(name) = last_name(module, facts.object) {
                        self.elements.entry(name.clone()).or_default().push(at);
                        if may_hold(standing, &facts.source) {
                            self.filled.insert(name.clone());
                        }
                    }
                    match &module.expr(*key).kind {
                        ExprKind::Literal(Literal::Text(key)) => {
                            self.keyed.entry(Name::new(key)).or_default().push(at);
                        }
                        ExprKind::Literal(_) => {}
                        _ => self.computed_keys.push(at),
                    }
                }
            }
        }
        self.add_decorated(id, module, &renamed);
        self.add_variables(module);
        self.add_lambdas(id, module);
        self.add_providers(id, module, catalog);
        self.add_unwrapped(id, module);
        for (class, facts) in module.classes.iter().enumerate() {
            let made = ClassRef { module: id, class: ClassId(class as u32) };
            self.metaclasses.extend(facts.metaclass.map(|expr| (ExprRef { module: id, expr }, made)));
            if facts.extends.is_some() {
                let name = renamed.get(&facts.name).unwrap_or(&facts.name).clone();
                let class = ClassRef { module: id, class: ClassId(class as u32) };
                self.extensions.entry(name).or_default().push(class);
            }
            if conventions.methods_tell {
                for symbol in &module.scope(facts.scope).symbols {
                    self.added_members.entry(symbol.name.clone()).or_default().push(made);
                }
            }
            let (own, extended) = given_names(module, facts, conventions);
            for name in if own.is_empty() { extended } else { own } {
                let class = ClassRef { module: id, class: ClassId(class as u32) };
                self.namesakes.entry(name.into()).or_default().push(class);
            }
            for &base in &facts.bases {
                let Some(name) = last_name(module, base) else {
                    continue;
                };
                let name = renamed.get(name).unwrap_or(name).clone();
                let class = ClassRef { module: id, class: ClassId(class as u32) };
                self.subclasses.entry(name).or_default().push(class);
            }
        }
    }
}

impl Index {
    /// Whether an expression is a parameter that a function may provide by its name.
    pub(super) fn may_be_provided(&self, module: &Module, expr: ExprId) -> bool {
        let ExprKind::Name(name, Use::Reaching(set)) = &module.expr(expr).kind else { return false };
        self.providers.contains_key(name)
            && module.set(*set).iter().any(|binding| {
                matches!(module.bindings[binding.index()].source, BindingSource::Parameter(..))
            })
    }

    /// Notes the functions that may provide parameters.
    fn add_providers(&mut self, id: ModuleId, module: &Module, catalog: &Catalog) {
        let known = &catalog.stores.provider_names;
        if known.is_empty() {
            return;
        }
        let provides = |expr: ExprId| last_called(module, expr).is_some_and(|name| known.contains(name));
        for (number, function) in (0..).zip(&module.functions) {
            let Some(decorator) = function.decorators.iter().find(|decorator| provides(decorator.expr))
            else {
                continue;
            };
            let name = provided_name(module, function, decorator.expr, catalog);
            let function = FunctionRef { module: id, function: FunctionId(number) };
            self.providers.entry(name).or_default().push(function);
            self.providing.insert(function);
        }
    }

    fn add_unwrapped(&mut self, id: ModuleId, module: &Module) {
        for expr in &module.exprs {
            let taken = match &expr.kind {
                ExprKind::Attribute(object, name) if name.as_str() == UNWRAPPED => Some(*object),
                ExprKind::Index(dictionary, key) if is_unwrapped(module, *key) => {
                    match &module.expr(*dictionary).kind {
                        // `function.__dict__["__wrapped__"]`, `vars(function)["__wrapped__"]`
                        ExprKind::Attribute(object, _) => Some(*object),
                        ExprKind::Call(call) => call.arguments.first().map(|argument| argument.value),
                        _ => None,
                    }
                }
                ExprKind::Call(call) => unwrapped_by(module, call),
                _ => None,
            };
            self.unwrapped.extend(taken.map(|expr| ExprRef { module: id, expr }));
        }
    }

    /// Notes of which functions a call calls, or hands on, a parameter.
    fn add_called_parameters(&mut self, id: ModuleId, module: &Module, call: &Call) {
        for function in parameters_named(module, call.callee) {
            self.calling.insert(FunctionRef { module: id, function });
            let facts = module.function(function);
            let class = facts.class.map(|class| module.class(class).name.clone());
            self.callers_of_parameters.extend([Some(facts.name.clone()), class].into_iter().flatten());
        }
        for argument in &call.arguments {
            let handing = parameters_named(module, argument.value);
            self.calling.extend(handing.into_iter().map(|function| FunctionRef { module: id, function }));
        }
    }

    fn add_decorated(&mut self, id: ModuleId, module: &Module, renamed: &FxHashMap<Name, Name>) {
        let functions = (0..).zip(&module.functions).flat_map(|(at, function)| {
            let decorated = Decorated::Function(FunctionRef { module: id, function: FunctionId(at) });
            function.decorators.iter().map(move |decorator| (decorator.expr, decorated))
        });
        let classes = (0..).zip(&module.classes).flat_map(|(at, class)| {
            let decorated = Decorated::Class(ClassRef { module: id, class: ClassId(at) });
            class.decorators.iter().map(move |decorator| (decorator.expr, decorated))
        });
        for (expr, decorated) in functions.chain(classes) {
            if let Some(name) = last_called(module, expr) {
                let name = renamed.get(name).unwrap_or(name).clone();
                self.decorated.entry(name).or_default().push((ExprRef { module: id, expr }, decorated));
            }
        }
    }

    fn add_lambdas(&mut self, id: ModuleId, module: &Module) {
        for binding in &module.bindings {
            if let BindingSource::Value { value, .. } = binding.source
                && let ExprKind::Lambda(function) = module.expr(value).kind
            {
                let function = FunctionRef { module: id, function };
                self.lambdas.entry(function).or_default().push(binding.name.clone());
            }
        }
    }

    /// Notes the names of modules and classes, and the attributes, that hold a value which may be called.
    fn add_variables(&mut self, module: &Module) {
        let callable = |source: &BindingSource| match source {
            BindingSource::Value { value, .. } => !matches!(
                module.expr(*value).kind,
                ExprKind::Literal(_) | ExprKind::Concat(_) | ExprKind::Lambda(_)
            ),
            BindingSource::Annotation(_) | BindingSource::Entered { .. } => true,
            BindingSource::Function(function) => !module.function(*function).decorators.is_empty(),
            _ => false,
        };
        let in_module_or_class =
            |scope: ScopeId| matches!(module.scope(scope).kind, ScopeKind::Module | ScopeKind::Class(_));
        let bound = module
            .bindings
            .iter()
            .filter(|binding| in_module_or_class(binding.scope) && callable(&binding.source));
        self.variables.extend(bound.map(|binding| binding.name.clone()));
        let stored = module.stores.iter().filter(|store| callable(&store.source));
        self.variables.extend(stored.filter_map(|store| match &store.key {
            StoreKey::Member(name) => Some(name.clone()),
            StoreKey::Key(_) => None,
        }));
    }
}

/// The name of the parameters that a function provides: its own, or what its decorator says.
fn provided_name(module: &Module, function: &Function, decorator: ExprId, catalog: &Catalog) -> Name {
    let arguments = module.call(decorator).map_or(&[][..], |call| &call.arguments);
    let renames = |keyword: &Name| {
        let rules = catalog.stores.providers.values().filter_map(|provider| provider.name.as_ref());
        rules.flat_map(|name| &name.keywords).any(|known| known == keyword)
    };
    let other =
        arguments.iter().find_map(|argument| match (&argument.kind, &module.expr(argument.value).kind) {
            (ArgumentKind::Keyword(keyword), ExprKind::Literal(Literal::Text(name))) if renames(keyword) => {
                Some(Name::new(name))
            }
            _ => None,
        });
    other.unwrap_or_else(|| function.name.clone())
}

/// The attribute by which a wrapper gives what it wraps.
pub(super) const UNWRAPPED: &str = "__wrapped__";

/// Whether an expression is the name of that attribute.
fn is_unwrapped(module: &Module, expr: ExprId) -> bool {
    matches!(&module.expr(expr).kind, ExprKind::Literal(Literal::Text(text)) if text == UNWRAPPED)
}

/// What a call takes out of its wrapper: `unwrap(f)`, `getattr(f, "__wrapped__", f)`, `attrgetter("__wrapped__")(f)`.
fn unwrapped_by(module: &Module, call: &Call) -> Option<ExprId> {
    let is_named = |call: &Call| call.arguments.iter().any(|argument| is_unwrapped(module, argument.value));
    let by_getter = match &module.expr(call.callee).kind {
        ExprKind::Call(getter) => is_named(getter),
        _ => false,
    };
    let by_name = last_name(module, call.callee).is_some_and(|name| name.as_str() == "unwrap");
    let first = call.arguments.first().map(|argument| argument.value);
    first.filter(|&first| by_getter || by_name || is_named(call) && !is_unwrapped(module, first))
}

/// Whether an expression is the receiver of the method in which it stands, whatever decorates that.
fn is_into_receiver(module: &Module, object: ExprId) -> bool {
    let ExprKind::Name(_, Use::Reaching(set)) = module.expr(object).kind else { return false };
    let [binding] = module.set(set) else { return false };
    match module.bindings[binding.index()].source {
        BindingSource::Parameter(function, 0) => {
            let function = module.function(function);
            function.class.is_some() && function.decorators.is_empty() && !function.is_static
        }
        _ => false,
    }
}

/// The functions of which an expression names a parameter.
fn parameters_named(module: &Module, expr: ExprId) -> SmallVec<[FunctionId; 1]> {
    let functions = module.bindings_of_name(expr).iter().filter_map(|binding| {
        match module.bindings[binding.index()].source {
            BindingSource::Parameter(function, _) => Some(function),
            _ => None,
        }
    });
    functions.collect()
}

/// Whether an expression is read of the receiver of a method.
fn is_of_receiver(module: &Module, mut object: ExprId) -> bool {
    while let ExprKind::Attribute(owner, _) | ExprKind::Index(owner, _) = module.expr(object).kind {
        object = owner;
    }
    is_into_receiver(module, object)
}

/// The names that a class gives itself in its body, and those of the classes that it extends.
pub(super) fn given_names<'m>(
    module: &'m Module,
    class: &Class,
    conventions: &Conventions,
) -> (Vec<&'m str>, Vec<&'m str>) {
    let texts = |names: &FxHashSet<String>| -> Vec<&'m str> {
        let symbols = names.iter().filter_map(|name| module.symbol(class.scope, name));
        let values = symbols.flat_map(|symbol| &symbol.all).filter_map(|binding| {
            match &module.bindings[binding.index()].source {
                BindingSource::Value { value, .. } => Some(*value),
                _ => None,
            }
        });
        values.flat_map(|value| written_texts(module, value)).collect()
    };
    if class.bases.is_empty() {
        return (Vec::new(), Vec::new());
    }
    (texts(&conventions.naming_attributes), texts(&conventions.extending_attributes))
}

/// The text that an expression is, or those in a sequence.
fn written_texts(module: &Module, expr: ExprId) -> Vec<&str> {
    match &module.expr(expr).kind {
        ExprKind::Literal(Literal::Text(text)) => vec![text],
        ExprKind::Sequence(items) => items.iter().flat_map(|&item| written_texts(module, item)).collect(),
        _ => Vec::new(),
    }
}

/// Whether what a store puts somewhere may be or hold a handle.
pub(super) fn may_hold(standing: &Standing, source: &BindingSource) -> bool {
    match source {
        BindingSource::Value { value, .. } | BindingSource::Entered { value, .. } => {
            standing.may_matter(*value)
        }
        BindingSource::Annotation(_) | BindingSource::Deleted => false,
        _ => true,
    }
}

/// The first names of the absolute imports of a file.
fn imported_roots(file: &ParsedFile) -> FxHashSet<Name> {
    let ParsedFile { facts, standing } = file;
    let absolute = standing.imports(facts).filter(|import| import.level == 0);
    let first = |import| standing.path(import).as_str().split('.').next().unwrap_or_default();
    absolute.map(|import| Name::new(first(import))).collect()
}

/// Names that an import binds under another name: bound name → name in its module.
fn renamed_imports(module: &Module) -> FxHashMap<Name, Name> {
    let imports = module.bindings.iter().filter_map(|binding| match &binding.source {
        BindingSource::Import(import) => Some((binding, import.member.as_ref()?)),
        _ => None,
    });
    imports
        .filter(|(binding, member)| binding.name != **member)
        .map(|(b, m)| (b.name.clone(), m.clone()))
        .collect()
}

/// The last name of an expression, or of what it calls: what a decorator is known by.
pub(super) fn last_called(module: &Module, expr: ExprId) -> Option<&Name> {
    last_name(module, module.call(expr).map_or(expr, |call| call.callee))
}

/// The last name of a path: `client` of `self.client`, of `client`, of `client[0]`.
pub(super) fn last_name(module: &Module, expr: ExprId) -> Option<&Name> {
    match &module.expr(expr).kind {
        ExprKind::Name(name, _) | ExprKind::Attribute(_, name) => Some(name),
        ExprKind::Index(object, _) => last_name(module, *object),
        _ => None,
    }
}
