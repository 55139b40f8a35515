//! What is tainted in one parsed file.

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Shared;
use crate::module::{
    BindingId, BindingSource, Call, ClassId, ExprId, ExprKind, FunctionId, Import, Literal, MODULE_SCOPE,
    Module, ScopeId, ScopeKind, SetId, StoreKey, Use,
};
use crate::name::Name;
use crate::source::Span;

/// How often the facts of a file are gone through; taint that needs longer chains than this is not seen in real
/// code.
const MAX_ROUNDS: u32 = 24;

/// The taint of one file.
#[derive(Default)]
pub(super) struct FileTaint {
    /// Tainted names of the module scope; `*` if a wildcard import brings something tainted.
    pub(super) exports: FxHashSet<Name>,
    /// Those of them that are a handle or give one, and do not merely hold one in an attribute.
    pub(super) direct: FxHashSet<Name>,
    /// The attributes and methods of its classes that hold or give something tainted.
    pub(super) attributes: FxHashSet<Name>,
    /// Whether a class derives from one of another file that holds something tainted.
    pub(super) inherits: bool,
    /// By expression: whether it carries taint.
    pub(super) tainted: Vec<bool>,
    /// Imported names whose definition may change what is found.
    pub(super) needs: FxHashSet<Name>,
    /// Names through which something tainted is passed on, with the methods that it is passed to.
    pub(super) passes: FxHashMap<Name, FxHashSet<Name>>,
}

/// Works out the taint of a file. `received` are its functions, methods and classes that get something tainted from
/// other files; `told` says whether it imports a library that it is told by a text, `brings` whether an import brings
/// something tainted, and `brings_direct` whether that is a handle or gives one.
pub(super) fn taint(
    module: &Module,
    shared: &Shared<'_>,
    received: &FxHashSet<Name>,
    told: bool,
    brings: &dyn Fn(&Import) -> bool,
    brings_direct: &dyn Fn(&Import) -> bool,
) -> FileTaint {
    let imports = |is_such: &dyn Fn(&Import) -> bool| -> Vec<bool> {
        let such =
            |source: &BindingSource| matches!(source, BindingSource::Import(import) if is_such(import));
        module.bindings.iter().map(|binding| such(&binding.source)).collect()
    };
    let mut work = Work {
        module,
        shared,
        received: received.clone(),
        importers: told.then_some(&shared.importers),
        wildcard: module.wildcards.iter().any(|wildcard| import_carries(&wildcard.import, shared, brings)),
        bindings: imports(&|import| import_carries(import, shared, brings)),
        holders: imports(&|import| brings(import) && !import_carries(import, shared, brings_direct)),
        functions: vec![false; module.functions.len()],
        classes: vec![false; module.classes.len()],
        attributes: FxHashSet::default(),
        holding: false,
        inherits: false,
        memo: RefCell::new(vec![None; module.exprs.len()]),
        size: 0,
    };
    work.rounds();
    let (direct, needs, passes) = (work.exports(), work.needs(), work.passes());
    work.holding = true;
    work.rounds();
    let whole = work.finish();
    if shared.attested { FileTaint { direct, ..whole } } else { FileTaint { direct, needs, passes, ..whole } }
}

fn import_carries(import: &Import, shared: &Shared<'_>, brings: &dyn Fn(&Import) -> bool) -> bool {
    if brings(import) {
        return true;
    }
    if import.level > 0 {
        return false;
    }
    let path = import.module.as_str();
    let is_known = |name: &str| {
        shared.known.contains(name)
            || shared.catalog.handle(name).is_some()
            || shared.catalog.function(name).is_some()
    };
    match &import.member {
        Some(member) => is_known(&format!("{path}.{member}")),
        None if import.binds_root => is_known(path.split('.').next().unwrap_or(path)),
        None => is_known(path),
    }
}

struct Work<'w> {
    module: &'w Module,
    shared: &'w Shared<'w>,
    received: FxHashSet<Name>,
    /// The names of functions that import what they are told, where that may be a library.
    importers: Option<&'w FxHashSet<Name>>,
    /// Whether a wildcard import brings something tainted.
    wildcard: bool,
    bindings: Vec<bool>,
    /// The imports that bring classes which merely hold something tainted.
    holders: Vec<bool>,
    functions: Vec<bool>,
    classes: Vec<bool>,
    /// Attributes of this file's classes that hold something tainted, methods that give it included.
    attributes: FxHashSet<Name>,
    /// Whether a class that holds something tainted counts as tainted itself.
    holding: bool,
    /// Whether a class derives from something tainted, which may hold anything under any attribute.
    inherits: bool,
    /// Answers of this round, by expression.
    memo: RefCell<Vec<Option<bool>>>,
    size: usize,
}

impl Work<'_> {
    /// Goes through the facts until nothing new is tainted.
    fn rounds(&mut self) {
        for _ in 0..MAX_ROUNDS {
            let before = self.size;
            self.memo.get_mut().fill(None);
            self.round();
            if self.size == before {
                break;
            }
        }
    }

    fn round(&mut self) {
        let module = self.module;
        for (at, binding) in module.bindings.iter().enumerate() {
            if self.bindings[at] || self.source_carries(&binding.source) {
                self.taint_binding(BindingId(at as u32));
                if let ScopeKind::Class(class) = module.scope(binding.scope).kind {
                    self.taint_holder(class);
                    self.taint_attribute(&binding.name);
                }
            }
        }
        for store in &module.stores {
            if self.source_carries(&store.source) {
                match &store.key {
                    StoreKey::Member(name) => self.taint_attribute(name),
                    StoreKey::Key(_) => self.taint_place(store.object),
                }
                self.taint_class_of(store.scope);
            }
        }
        for at in 0..module.functions.len() {
            let function = FunctionId(at as u32);
            if self.functions[at] || self.function_carries(function) {
                self.taint_function(function);
            }
        }
        for at in 0..module.classes.len() {
            let mut bases = module.classes[at].bases.iter().filter(|&&base| self.carries(base)).peekable();
            if bases.peek().is_none() {
                continue;
            }
            let only_holders = bases.all(|&base| self.is_holder(base));
            self.inherits = true;
            if only_holders {
                self.taint_holder(ClassId(at as u32));
            } else {
                self.taint_class(ClassId(at as u32));
            }
        }
        self.calls();
    }

    /// Whether a path begins with an import that brings nothing but what holds something tainted.
    fn is_holder(&self, path: ExprId) -> bool {
        match &self.module.expr(path).kind {
            ExprKind::Attribute(object, _) | ExprKind::Index(object, _) => self.is_holder(*object),
            ExprKind::Name(name, used) => {
                let read = self.read(name, *used);
                !read.is_empty() && read.iter().all(|binding| self.holders[binding.index()])
            }
            _ => false,
        }
    }

    /// Calls: what is passed taints what is called, and what a container gets taints the container.
    fn calls(&mut self) {
        let module = self.module;
        for site in &module.calls {
            let Some(call) = module.call(site.expr) else { continue };
            if call.arguments.iter().any(|argument| self.carries(argument.value)) {
                let parents = parents_called(module, site.scope, call);
                let parents = parents.iter().filter_map(|&base| last_name(module, base));
                for name in called_name(module, call).into_iter().chain(parents) {
                    if self.received.insert(name.clone()) {
                        self.size += 1;
                    }
                }
                if let ExprKind::Attribute(object, _) = module.expr(call.callee).kind {
                    self.taint_place(object);
                }
            }
            if self.shared.attested && self.carries(call.callee) {
                // Who calls this function decides whether the call is attested.
                if let Some(function) = module.enclosing_function(site.scope) {
                    self.taint_function(function);
                }
            }
        }
    }

    fn taint_binding(&mut self, binding: BindingId) {
        if !std::mem::replace(&mut self.bindings[binding.index()], true) {
            self.size += 1;
        }
    }

    fn taint_function(&mut self, function: FunctionId) {
        if !std::mem::replace(&mut self.functions[function.index()], true) {
            self.size += 1;
        }
        if let Some(class) = self.module.function(function).class {
            self.taint_holder(class);
            let module = self.module;
            self.taint_attribute(&module.function(function).name);
        }
    }

    /// Taints a class for what it holds.
    fn taint_holder(&mut self, class: ClassId) {
        if self.holding {
            self.taint_class(class);
        }
    }

    fn taint_class(&mut self, class: ClassId) {
        if !std::mem::replace(&mut self.classes[class.index()], true) {
            self.size += 1;
        }
    }

    /// Taints the class in whose method a scope lies.
    fn taint_class_of(&mut self, scope: ScopeId) {
        let function = self.module.enclosing_function(scope);
        if let Some(class) = function.and_then(|function| self.module.function(function).class) {
            self.taint_holder(class);
        }
    }

    /// Taints a variable or an attribute whose content has changed.
    fn taint_place(&mut self, place: ExprId) {
        match &self.module.expr(place).kind {
            ExprKind::Attribute(_, name) => self.taint_attribute(name),
            ExprKind::Name(name, used) => {
                for binding in self.read(name, *used) {
                    self.taint_binding(binding);
                }
            }
            _ => {}
        }
    }

    fn function_carries(&self, function: FunctionId) -> bool {
        let facts = self.module.function(function);
        let values = facts.returns.iter().chain(facts.yields.iter().filter_map(|(value, _)| value.as_ref()));
        let values = values.chain(&facts.delegates).chain(&facts.returns_annotation);
        let decorators = facts.decorators.iter().map(|decorator| &decorator.expr);
        values.chain(decorators).any(|&value| self.carries(value))
    }

    fn source_carries(&self, source: &BindingSource) -> bool {
        match source {
            BindingSource::Value { value, annotation, .. } => {
                self.carries(*value) || annotation.is_some_and(|annotation| self.carries(annotation))
            }
            BindingSource::Annotation(value) | BindingSource::Entered { value, .. } => self.carries(*value),
            BindingSource::Augmented { before, value, .. } => self.carries(*value) || self.any(*before),
            BindingSource::Function(function) => self.functions[function.index()],
            BindingSource::Class(class) => self.classes[class.index()],
            BindingSource::Parameter(function, index) => self.parameter_carries(*function, *index),
            BindingSource::TypeParameter { bound, .. } => {
                let extended = self.module.classes.iter().filter_map(|class| class.extends);
                self.carries(*bound) || extended.into_iter().any(|expr| self.carries(expr))
            }
            BindingSource::Join(set) => self.any(*set),
            // Imports have been judged before the first round.
            BindingSource::Import(_) | BindingSource::Deleted | BindingSource::Opaque => false,
        }
    }

    fn parameter_carries(&self, function: FunctionId, index: u32) -> bool {
        let facts = self.module.function(function);
        let Some(parameter) = facts.parameters.get(index as usize) else { return false };
        let said = parameter.annotation.iter().chain(&parameter.default).any(|&expr| self.carries(expr));
        let class = facts.class.map(|class| &self.module.class(class).name);
        let constructs =
            matches!(facts.name.as_str(), "__init__" | "__new__") || facts.name.as_str().is_empty();
        let name = if constructs { class.unwrap_or(&facts.name) } else { &facts.name };
        // The receiver of a method is not passed.
        let receiver = index == 0 && facts.class.is_some() && !facts.is_static;
        said || !receiver && self.received.contains(name)
    }

    fn any(&self, set: SetId) -> bool {
        self.module.set(set).iter().any(|binding| self.bindings[binding.index()])
    }

    /// The bindings that a name may refer to.
    fn read(&self, name: &Name, used: Use) -> Vec<BindingId> {
        match used {
            Use::Reaching(set) => self.module.set(set).to_vec(),
            Use::Enclosing(scope) => self
                .module
                .symbol(scope, name.as_str())
                .map(|symbol| symbol.all.iter().chain(&symbol.from_inner).copied().collect())
                .unwrap_or_default(),
            Use::Free => Vec::new(),
        }
    }

    /// Whether an expression may be, or hold, something tainted.
    fn carries(&self, expr: ExprId) -> bool {
        if let Some(known) = self.memo.borrow()[expr.index()] {
            return known;
        }
        let carries = self.find_carries(expr);
        self.memo.borrow_mut()[expr.index()] = Some(carries);
        carries
    }

    fn find_carries(&self, expr: ExprId) -> bool {
        match &self.module.expr(expr).kind {
            ExprKind::Name(name, used) => match used {
                Use::Free => self.wildcard,
                used => self.read(name, *used).iter().any(|binding| self.bindings[binding.index()]),
            },
            ExprKind::Attribute(object, name) => {
                self.attribute_carries(*object, name) || self.carries(*object)
            }
            ExprKind::Call(call) => self.call_carries(call),
            ExprKind::Index(object, key) => self.carries(*object) || self.carries(*key),
            ExprKind::Slice(inner)
            | ExprKind::Await(inner)
            | ExprKind::Spread(inner)
            | ExprKind::Walrus(inner)
            | ExprKind::Comprehension(inner)
            | ExprKind::Part(inner, _)
            | ExprKind::MappingComprehension(_, inner) => self.carries(*inner),
            ExprKind::Matched { subject: value, class, .. } | ExprKind::Narrowed { value, class } => {
                self.carries(*value) || self.carries(*class)
            }
            ExprKind::Sequence(parts) | ExprKind::Choice(parts) | ExprKind::Concat(parts) => {
                parts.iter().any(|&part| self.carries(part))
            }
            ExprKind::Mapping(entries) => entries.iter().any(|(_, value)| self.carries(*value)),
            ExprKind::Binary(_, left, right) => self.carries(*left) || self.carries(*right),
            ExprKind::Lambda(function) => self.functions[function.index()],
            ExprKind::Literal(Literal::Text(text)) => self.is_endpoint(text),
            ExprKind::Literal(_) | ExprKind::Opaque => false,
        }
    }

    /// Whether a text is, or begins, the URL of an inference endpoint.
    fn is_endpoint(&self, text: &str) -> bool {
        let whole = || self.shared.catalog.endpoint(text).is_some();
        let below = || format!("{}/{{}}", text.trim_end_matches('/'));
        text.contains("://") && (whole() || self.shared.catalog.endpoint(&below()).is_some())
    }

    /// Whether an attribute read on a method's receiver may hold something tainted: stored in this file, or in
    /// that of a base class.
    fn attribute_carries(&self, object: ExprId, name: &Name) -> bool {
        let ExprKind::Name(_, Use::Reaching(set)) = self.module.expr(object).kind else { return false };
        let receiver = self.module.set(set).iter().any(|binding| {
            let source = &self.module.bindings[binding.index()].source;
            matches!(source, BindingSource::Parameter(function, 0) if self.module.function(*function).class.is_some())
        });
        receiver && (self.attributes.contains(name) || self.inherits)
    }

    fn taint_attribute(&mut self, name: &Name) {
        if !self.attributes.contains(name) {
            self.attributes.insert(name.clone());
            self.size += 1;
        }
    }

    fn call_carries(&self, call: &Call) -> bool {
        let passed = || call.arguments.iter().any(|argument| self.carries(argument.value));
        let callee = &self.module.expr(call.callee).kind;
        match callee {
            ExprKind::Attribute(_, name) | ExprKind::Name(name, _) if self.shared.answers.contains(name) => {
                false
            }
            ExprKind::Attribute(_, name) | ExprKind::Name(name, _)
                if self.importers.is_some_and(|importers| importers.contains(name)) =>
            {
                true
            }
            ExprKind::Attribute(..) if self.is_answer(call.callee) => false,
            ExprKind::Attribute(_, name) if self.shared.catalog.any_method(name).is_some() => {
                self.carries(call.callee) || passed()
            }
            // A function of a library may hand back what it is given; one of the project is looked into.
            _ => self.carries(call.callee) || self.hands_on(call.callee) && passed(),
        }
    }

    /// Whether a path begins with what nobody imports, or with a library, and hands back what it is given.
    fn hands_on(&self, expr: ExprId) -> bool {
        let conventions = &self.shared.catalog.conventions;
        match &self.module.expr(expr).kind {
            ExprKind::Attribute(object, _) => self.hands_on(*object),
            ExprKind::Name(name, Use::Free) => conventions.holding.contains(name.as_str()),
            ExprKind::Name(name, used) => self.read(name, *used).iter().any(|binding| {
                match &self.module.bindings[binding.index()].source {
                    BindingSource::Import(import) => {
                        import.level == 0 && conventions.holding_libraries.contains(root_of(import))
                    }
                    _ => false,
                }
            }),
            _ => false,
        }
    }

    /// Whether a call ends in a path that only calls have, as `chat.completions.create` does.
    fn is_answer(&self, callee: ExprId) -> bool {
        let mut path = String::new();
        let mut at = callee;
        while let ExprKind::Attribute(object, name) = &self.module.expr(at).kind {
            path = if path.is_empty() { name.to_string() } else { format!("{name}.{path}") };
            if self.shared.catalog.call_paths.contains(path.as_str()) {
                return true;
            }
            at = *object;
        }
        false
    }

    /// Tainted names of the module scope.
    fn exports(&self) -> FxHashSet<Name> {
        let module = self.module;
        let mut exports = FxHashSet::default();
        for symbol in &module.scope(MODULE_SCOPE).symbols {
            if symbol.all.iter().chain(&symbol.from_inner).any(|binding| self.bindings[binding.index()]) {
                exports.insert(symbol.name.clone());
            }
        }
        if self.wildcard {
            exports.insert(Name::new("*"));
        }
        exports
    }

    fn finish(self) -> FileTaint {
        let exprs = (0..self.module.exprs.len()).map(|at| ExprId(at as u32));
        FileTaint {
            exports: self.exports(),
            direct: FxHashSet::default(),
            inherits: self.inherits,
            attributes: self.attributes.clone(),
            tainted: exprs.map(|expr| self.carries(expr)).collect(),
            needs: self.needs(),
            passes: self.passes(),
        }
    }

    /// The names through which something tainted is passed on: what is called, or made the object that is.
    fn passes(&self) -> FxHashMap<Name, FxHashSet<Name>> {
        let module = self.module;
        let mut passes: FxHashMap<Name, FxHashSet<Name>> = FxHashMap::default();
        for site in &module.calls {
            let Some(call) = module.call(site.expr) else { continue };
            if !call.arguments.iter().any(|argument| self.carries(argument.value)) {
                continue;
            }
            let method = match &module.expr(call.callee).kind {
                ExprKind::Attribute(_, name) => Some(name.clone()),
                _ => None,
            };
            let parents = parents_called(module, site.scope, call);
            for called in parents.iter().chain([&call.callee]) {
                for name in self.roots(*called, 3) {
                    passes.entry(name).or_default().extend(method.clone());
                }
            }
        }
        passes
    }

    /// The names at the beginning of a path, and of what those are made from.
    fn roots(&self, expr: ExprId, hops: u32) -> Vec<Name> {
        match &self.module.expr(expr).kind {
            ExprKind::Attribute(object, _) | ExprKind::Index(object, _) | ExprKind::Await(object) => {
                self.roots(*object, hops)
            }
            ExprKind::Call(call) => self.roots(call.callee, hops),
            ExprKind::Name(name, used) => {
                let mut names = vec![name.clone()];
                for binding in self.read(name, *used) {
                    if let BindingSource::Value { value, .. } = self.module.bindings[binding.index()].source
                        && hops > 0
                    {
                        names.extend(self.roots(value, hops - 1));
                    }
                }
                names
            }
            _ => Vec::new(),
        }
    }

    /// Names whose definitions may change what is found in this file.
    fn needs(&self) -> FxHashSet<Name> {
        let module = self.module;
        let mut roots: Vec<ExprId> = Vec::new();
        for (at, class) in module.classes.iter().enumerate() {
            let defines = |function: &crate::module::Function| function.class == Some(ClassId(at as u32));
            if self.classes[at]
                || module.functions.iter().any(|f| defines(f) && self.function_mentions(f.scope))
            {
                roots.extend(&class.bases);
            }
        }
        for (at, function) in module.functions.iter().enumerate() {
            if self.shared.attested || self.functions[at] {
                roots.extend(function.decorators.iter().map(|decorator| decorator.expr));
            }
        }
        if self.shared.attested {
            roots.extend(module.contexts.iter().map(|context| context.manager));
        }
        for site in &module.calls {
            let Some(call) = module.call(site.expr) else { continue };
            let last = called_name(module, call);
            let may_be_ai = last.is_some_and(|name| {
                self.shared.catalog.call_names.contains(name)
                    || self.shared.catalog.request_names.contains(name)
            });
            if may_be_ai && self.carries(call.callee) {
                roots.push(site.expr);
            }
        }
        // Outermost ranges in order, so that each name looks at one of them.
        let mut spans: Vec<Span> = roots.iter().map(|&root| module.expr(root).span).collect();
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        let mut outermost: Vec<Span> = Vec::new();
        for span in spans {
            if outermost.last().is_none_or(|last| !last.contains(span)) {
                outermost.push(span);
            }
        }
        let inside = |span: Span| {
            let at = outermost.partition_point(|outer| outer.start <= span.start);
            at > 0 && outermost[at - 1].contains(span)
        };
        let names = module.exprs.iter().filter_map(|expr| match &expr.kind {
            ExprKind::Name(name, _) if inside(expr.span) => Some(name.clone()),
            _ => None,
        });
        names.collect()
    }

    /// Whether something tainted is called in a function.
    fn function_mentions(&self, scope: ScopeId) -> bool {
        let inside = self.module.calls.iter().filter(|site| site.scope == scope);
        let mut calls = inside.filter_map(|site| self.module.call(site.expr));
        calls.any(|call| self.carries(call.callee))
    }
}

fn root_of(import: &Import) -> &str {
    import.module.as_str().split('.').next().unwrap_or_default()
}

/// The last name of what a call calls.
fn called_name<'m>(module: &'m Module, call: &Call) -> Option<&'m Name> {
    last_name(module, call.callee)
}

/// The base classes of which a method is called by `super().method(…)`.
fn parents_called<'m>(module: &'m Module, scope: ScopeId, call: &Call) -> &'m [ExprId] {
    let ExprKind::Attribute(object, _) = module.expr(call.callee).kind else { return &[] };
    let ExprKind::Call(parent) = &module.expr(object).kind else { return &[] };
    if !matches!(&module.expr(parent.callee).kind, ExprKind::Name(name, Use::Free) if name.as_str() == "super")
    {
        return &[];
    }
    let function = module.enclosing_function(scope);
    let class = function.and_then(|function| module.function(function).class);
    class.map_or(&[], |class| &module.class(class).bases)
}

/// The last name of a path.
fn last_name(module: &Module, path: ExprId) -> Option<&Name> {
    match &module.expr(path).kind {
        ExprKind::Name(name, _) | ExprKind::Attribute(_, name) => Some(name),
        _ => None,
    }
}
