//! What is tainted in one parsed file.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Shared;
use super::graph::{Graph, Spread, last_name, parents_called, read};
use crate::module::{
    BindingId, BindingSource, ClassId, ExprId, ExprKind, FunctionId, Import, MODULE_SCOPE, Module,
};
use crate::name::Name;
use crate::project::{ParsedFile, Standing};
use crate::source::Outermost;

/// How many assignments are followed from a name to what it is made from. Behind more, it may be made from any import.
const ROOT_HOPS: usize = 8;

/// The taint of one file.
#[derive(Default)]
pub(super) struct FileTaint {
    /// Tainted names of the module scope; `*` if a wildcard import brings something tainted.
    pub(super) exports: FxHashSet<Name>,
    /// Those of them that are a handle or give one, and do not merely hold one in an attribute.
    pub(super) direct: FxHashSet<Name>,
    /// Those of them that most probably are a handle or give one: on no way to them does somebody have to pass something, or
    /// is something faint.
    pub(super) sure: FxHashSet<Name>,
    /// The attributes and methods of its classes that hold or give something tainted.
    pub(super) attributes: FxHashSet<Name>,
    /// Those of them that are a handle or give one, and do not merely hold one in turn.
    pub(super) handles: FxHashSet<Name>,
    /// Whether a class derives from one of another file that holds something tainted.
    pub(super) inherits: bool,
    /// By expression: whether it carries taint.
    pub(super) tainted: Vec<bool>,
    /// Imported names whose definition may change what is found.
    pub(super) needs: FxHashSet<Name>,
    /// Names through which something tainted is passed on, with the methods that it is passed to.
    pub(super) passes: FxHashMap<Name, FxHashSet<Name>>,
    /// The same of what most probably is a handle.
    pub(super) passes_surely: FxHashMap<Name, FxHashSet<Name>>,
    /// Imported names from which classes derive that matter.
    pub(super) bases: FxHashSet<Name>,
    /// By level and module: the imports of one statement.
    pub(super) statements: FxHashMap<(u32, Name), Vec<BindingId>>,
}

/// What other files bring to one.
pub(super) struct Brought<'b> {
    /// Its functions, methods and classes that get something tainted from other files.
    pub(super) received: &'b FxHashSet<Name>,
    /// Those that most probably get a handle.
    pub(super) received_surely: &'b FxHashSet<Name>,
    /// Whether an import brings something tainted.
    pub(super) any: &'b dyn Fn(&Import) -> bool,
    /// Whether that is a handle or gives one.
    pub(super) direct: &'b dyn Fn(&Import) -> bool,
    /// Whether it most probably is one.
    pub(super) sure: &'b dyn Fn(&Import) -> bool,
    /// What most probably is one in the modules that the file imports as a whole.
    pub(super) of_modules: &'b FxHashSet<&'b Name>,
}

/// Works out the taint of a file.
pub(super) fn taint(
    file: &ParsedFile,
    graph: &Graph,
    shared: &Shared<'_>,
    brought: &Brought<'_>,
) -> FileTaint {
    let ParsedFile { facts: module, standing } = file;
    let mut work =
        Work { module, standing, graph, shared, spread: Spread::new(graph), holders: FxHashSet::default() };
    work.seed(brought.sure, brought.sure);
    work.seed_of_modules(brought.of_modules);
    work.run(false);
    let sure = work.exports();
    work.receive(brought.received_surely);
    work.run(false);
    let passes_surely = work.passes();
    work.spread.count_faint();
    work.seed(brought.any, brought.direct);
    work.receive(brought.received);
    work.run(false);
    let direct = work.exports();
    let handles = work.attributes();
    let calls = (!shared.attested).then(|| (work.needs(), work.passes()));
    work.spread.taint_holders();
    work.run(true);
    let ((needs, bases), passes) = calls.unwrap_or_else(|| (work.needs(), work.passes()));
    let mut file = FileTaint {
        statements: FxHashMap::default(),
        exports: work.exports(),
        direct,
        sure,
        attributes: work.attributes(),
        handles,
        inherits: work.spread.is_tainted(graph.inherits()),
        needs,
        passes,
        passes_surely,
        bases,
        tainted: Vec::new(),
    };
    for &node in graph.stored() {
        work.spread.taint(node);
    }
    work.run(true);
    file.tainted = work.spread.exprs();
    file
}

struct Work<'w> {
    module: &'w Module,
    standing: &'w Standing,
    graph: &'w Graph,
    shared: &'w Shared<'w>,
    spread: Spread<'w>,
    /// The imports that bring classes which merely hold something tainted.
    holders: FxHashSet<BindingId>,
}

impl Work<'_> {
    /// Taints what other files and the catalog say is tainted.
    fn seed(&mut self, brings: &dyn Fn(&Import) -> bool, brings_direct: &dyn Fn(&Import) -> bool) {
        let graph = self.graph;
        for &node in graph.seeds() {
            self.spread.taint(node);
        }
        for &(binding, is_known) in graph.imports() {
            let BindingSource::Import(import) = &self.module.bindings[binding.index()].source else {
                continue;
            };
            let is_brought = brings(import);
            if is_known || is_brought {
                self.spread.taint(graph.binding(binding));
            }
            if is_brought && !is_known && !brings_direct(import) {
                self.holders.insert(binding);
            }
        }
        let mut wildcards = self.standing.wildcards(self.module);
        if graph.has_known_wildcard() || wildcards.any(|wildcard| brings(&wildcard.import)) {
            self.spread.taint(graph.wildcard());
        }
    }

    /// Taints what is read of imported modules, where it has one of some names.
    fn seed_of_modules(&mut self, names: &FxHashSet<&Name>) {
        if names.is_empty() {
            return;
        }
        let module = self.module;
        for (at, expr) in module.exprs.iter().enumerate() {
            let ExprKind::Attribute(object, name) = &expr.kind else { continue };
            if names.contains(name) && self.is_imported(*object) {
                self.spread.taint(self.graph.expr(ExprId(at as u32)));
            }
        }
    }

    /// Whether a path begins with an import.
    fn is_imported(&self, mut path: ExprId) -> bool {
        let module = self.module;
        while let ExprKind::Attribute(object, _) = module.expr(path).kind {
            path = object;
        }
        let ExprKind::Name(name, used) = &module.expr(path).kind else { return false };
        read(module, name, *used)
            .any(|binding| matches!(module.bindings[binding.index()].source, BindingSource::Import(_)))
    }

    /// Taints the parameters of what gets something tainted from other files.
    fn receive(&mut self, received: &FxHashSet<Name>) {
        let graph = self.graph;
        for node in received.iter().filter_map(|name| graph.receiver(name)) {
            self.spread.taint(node);
        }
    }

    /// Taints all that is reached; `holding` says whether a class that holds something tainted counts as tainted.
    fn run(&mut self, holding: bool) {
        let (module, holders) = (self.module, &self.holders);
        self.spread
            .spread(holding, |class, base| is_holder(module, holders, module.class(class).bases[base]));
    }

    fn carries(&self, expr: ExprId) -> bool {
        self.spread.is_tainted(self.graph.expr(expr))
    }

    /// Tainted names of the module scope; `*` if a wildcard import brings something tainted.
    fn exports(&self) -> FxHashSet<Name> {
        let is_tainted = |&&binding: &&BindingId| self.spread.is_tainted(self.graph.binding(binding));
        let symbols = self.module.scope(MODULE_SCOPE).symbols.iter();
        let tainted =
            symbols.filter(|symbol| symbol.all.iter().chain(&symbol.from_inner).any(|at| is_tainted(&at)));
        let mut exports: FxHashSet<Name> = tainted.map(|symbol| symbol.name.clone()).collect();
        if self.spread.is_tainted(self.graph.wildcard()) {
            exports.insert(Name::new("*"));
        }
        exports
    }

    /// The names of tainted attributes.
    fn attributes(&self) -> FxHashSet<Name> {
        let tainted = self.graph.attributes().filter(|(_, node)| self.spread.is_tainted(*node));
        tainted.map(|(name, _)| name.clone()).collect()
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
                ExprKind::Attribute(_, name) => Some(name),
                _ => None,
            };
            let parents = parents_called(module, site.scope, call);
            for name in self.roots(parents.iter().chain([&call.callee]).copied().collect()) {
                passes.entry(name.clone()).or_default().extend(method.cloned());
            }
        }
        passes
    }

    /// The names at the beginning of some paths, and of what those are made from.
    fn roots(&self, paths: Vec<ExprId>) -> FxHashSet<&Name> {
        let module = self.module;
        let mut names = FxHashSet::default();
        let mut seen: FxHashSet<ExprId> = FxHashSet::default();
        let mut open = paths;
        for _ in 0..=ROOT_HOPS {
            let mut next = Vec::new();
            for path in std::mem::take(&mut open) {
                let root = root(module, path);
                let ExprKind::Name(name, used) = &module.expr(root).kind else { continue };
                if !seen.insert(root) {
                    continue;
                }
                names.insert(name);
                let values = read(module, name, *used).filter_map(|binding| {
                    match module.bindings[binding.index()].source {
                        BindingSource::Value { value, .. } => Some(value),
                        _ => None,
                    }
                });
                next.extend(values);
            }
            open = next;
        }
        if !open.is_empty() {
            let bindings = module.bindings.iter();
            let imported = bindings.filter(|it| matches!(it.source, BindingSource::Import(_)));
            names.extend(imported.map(|binding| &binding.name));
        }
        names
    }

    /// Imported names whose definitions may change what is found in this file, and those of them that classes derive from.
    fn needs(&self) -> (FxHashSet<Name>, FxHashSet<Name>) {
        let module = self.module;
        let mut roots: Vec<ExprId> = Vec::new();
        let mut mentions = vec![false; module.scopes.len()];
        for site in &module.calls {
            let Some(call) = module.call(site.expr).filter(|call| self.carries(call.callee)) else {
                continue;
            };
            mentions[site.scope.index()] = true;
            let may_be_ai = last_name(module, call.callee).is_some_and(|name| {
                self.shared.catalog.call_names.contains(name)
                    || self.shared.catalog.request_names.contains(name)
                    || self.shared.catalog.send_names.contains(name)
            });
            if may_be_ai {
                roots.push(site.expr);
            }
        }
        let mut matters: Vec<bool> = (0..module.classes.len())
            .map(|at| self.spread.is_tainted(self.graph.class(ClassId(at as u32))))
            .collect();
        for (at, function) in module.functions.iter().enumerate() {
            // Something tainted is called in a method.
            if let Some(class) = function.class.filter(|_| mentions[function.scope.index()]) {
                matters[class.index()] = true;
            }
            let node = self.graph.function(FunctionId(at as u32));
            if self.shared.attested || self.spread.is_tainted(node) {
                roots.extend(function.decorators.iter().map(|decorator| decorator.expr));
            }
        }
        let mattering = module.classes.iter().zip(&matters).filter(|(_, matters)| **matters);
        let bases: Vec<ExprId> = mattering.flat_map(|(class, _)| class.bases.iter().copied()).collect();
        if self.shared.attested {
            roots.extend(module.contexts.iter().map(|context| context.manager));
        }
        let bases = names_inside(module, &bases);
        let mut needs = names_inside(module, &roots);
        needs.extend(bases.iter().cloned());
        (needs, bases)
    }
}

/// The names that are read in some expressions.
fn names_inside(module: &Module, roots: &[ExprId]) -> FxHashSet<Name> {
    if roots.is_empty() {
        return FxHashSet::default();
    }
    let inside = Outermost::of(roots.iter().map(|&root| module.expr(root).span).collect());
    let names = module.exprs.iter().filter_map(|expr| match &expr.kind {
        ExprKind::Name(name, _) if inside.contain(expr.span) => Some(name.clone()),
        _ => None,
    });
    names.collect()
}

/// What a path begins with.
fn root(module: &Module, mut path: ExprId) -> ExprId {
    loop {
        path = match &module.expr(path).kind {
            ExprKind::Attribute(object, _) | ExprKind::Index(object, _) | ExprKind::Await(object) => *object,
            ExprKind::Call(call) => call.callee,
            _ => return path,
        };
    }
}

/// Whether a path begins with an import that brings nothing but what holds something tainted.
fn is_holder(module: &Module, holders: &FxHashSet<BindingId>, mut path: ExprId) -> bool {
    while let ExprKind::Attribute(object, _) | ExprKind::Index(object, _) = module.expr(path).kind {
        path = object;
    }
    let ExprKind::Name(name, used) = &module.expr(path).kind else { return false };
    let mut bindings = read(module, name, *used).peekable();
    bindings.peek().is_some() && bindings.all(|binding| holders.contains(&binding))
}
