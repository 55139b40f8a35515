//! From the files that are parsed to those that must be parsed as well.
//!
//! Upwards: a name of a parsed file is tainted when what it names mentions an AI library, an attestation SDK or
//! another tainted name; whoever imports a tainted name is parsed. Downwards: what a parsed file imports is
//! parsed when it may change a verdict or receive a handle: a base class, a decorator, something that is called
//! with a tainted argument, a name in the arguments of what may be an AI call.
//!
//! Mentions are taken by name alone, so the sieve lets through more than what matters, never less.

use rustc_hash::{FxHashMap, FxHashSet};

use super::scan::{Facts, Imported};
use crate::InputFile;
use crate::catalog::Catalog;
use crate::module::{BindingSource, Call, ExprId, ExprKind, Module};
use crate::name::Name;
use crate::project::{Found, ModuleTable};
use crate::source::Span;

/// Finds what is to be parsed next.
pub(super) struct Reach<'a> {
    catalog: &'a Catalog,
    table: ModuleTable,
    /// For each file, who imports it: the importing file and the import.
    importers: Vec<Vec<(usize, Imported)>>,
    /// For each file, what it imports: the imported file and the import.
    imports: Vec<Vec<(usize, Imported)>>,
    asked: FxHashSet<usize>,
    /// Tainted names of each parsed file.
    tainted: FxHashMap<usize, FxHashSet<Name>>,
}

impl<'a> Reach<'a> {
    pub(super) fn new(files: &[InputFile], facts: &[&Facts], catalog: &'a Catalog) -> Self {
        let paths: Vec<&str> = files.iter().map(|file| &*file.module_path).collect();
        // Every file counts as parsed here, so that a module leads to its file's number.
        let table = ModuleTable::new([], &paths, catalog);
        let mut reach = Self {
            catalog,
            table,
            importers: vec![Vec::new(); files.len()],
            imports: vec![Vec::new(); files.len()],
            asked: (0..files.len()).filter(|&at| facts[at].hit).collect(),
            tainted: FxHashMap::default(),
        };
        if !reach.asked.is_empty() {
            for (at, facts) in facts.iter().enumerate() {
                for import in &facts.imports {
                    reach.link(at, import);
                }
            }
        }
        reach
    }

    fn link(&mut self, from: usize, import: &Imported) {
        let mut targets = FxHashSet::default();
        let path = import.module.as_str();
        let module = crate::project::ModuleId(from as u32);
        let find = |path: &str| match import.level {
            0 => self.table.absolute(module, path),
            level => self.table.relative(module, level, path),
        };
        // Every package on the way runs, and may define what is asked for.
        let ends = path.match_indices('.').map(|(at, _)| at).chain([path.len()]);
        for end in ends {
            if let Some(Found::Module(found)) = find(&path[..end]) {
                targets.insert(found.index());
            }
        }
        for name in &import.names {
            let below = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
            if let Some(Found::Module(found)) = find(&below) {
                targets.insert(found.index());
            }
        }
        for target in targets.into_iter().filter(|&target| target != from) {
            self.importers[target].push((from, import.clone()));
            self.imports[from].push((target, import.clone()));
        }
    }

    /// The files to parse after `fresh` were parsed.
    pub(super) fn next(&mut self, modules: &[Option<&Module>], fresh: &[usize]) -> Vec<usize> {
        let mut wanted = Vec::new();
        let mut open: Vec<usize> = fresh.to_vec();
        let mut first: FxHashSet<usize> = fresh.iter().copied().collect();
        while let Some(at) = open.pop() {
            let Some(module) = modules[at] else { continue };
            let names = self.tainted_names(at, module);
            let grown = self.tainted.get(&at).is_none_or(|known| known.len() < names.len());
            if !first.remove(&at) && !grown {
                continue;
            }
            self.tainted.insert(at, names);
            for (importer, import) in self.importers[at].clone() {
                if !self.carries(at, &import) {
                    continue;
                }
                if modules[importer].is_some() {
                    open.push(importer);
                } else if self.asked.insert(importer) {
                    wanted.push(importer);
                }
            }
            for target in self.needed(at, module) {
                if modules[target].is_none() && self.asked.insert(target) {
                    wanted.push(target);
                }
            }
        }
        wanted.sort_unstable();
        wanted
    }

    /// Whether an import of a parsed file brings a tainted name.
    fn carries(&self, at: usize, import: &Imported) -> bool {
        let Some(names) = self.tainted.get(&at) else {
            return false;
        };
        if import.names.is_empty() || import.names.iter().any(|name| name.as_str() == "*") {
            return !names.is_empty();
        }
        // `from package import module`: the module is what is brought.
        import
            .names
            .iter()
            .any(|name| names.contains(name) || self.table.name_of(id(at)).ends_with(name.as_str()))
            && !names.is_empty()
    }

    /// The names of a parsed file's module scope, and those inside it, that mention something tainted.
    fn tainted_names(&self, at: usize, module: &Module) -> FxHashSet<Name> {
        let mut tainted: FxHashSet<Name> = FxHashSet::default();
        for binding in &module.bindings {
            if let BindingSource::Import(import) = &binding.source
                && self.imports_taint(at, import)
            {
                tainted.insert(binding.name.clone());
            }
        }
        if module.wildcards.iter().any(|wildcard| self.imports_taint(at, &wildcard.import)) {
            // Anything may come with it.
            tainted.extend(module.exports.iter().flatten().cloned());
            tainted.insert(Name::new("*"));
        }
        let mentions = mentions(module);
        loop {
            let before = tainted.len();
            for binding in &module.bindings {
                if !tainted.contains(&binding.name)
                    && extent(module, &binding.source).is_some_and(|span| mentions.within(span, &tainted))
                {
                    tainted.insert(binding.name.clone());
                }
            }
            for store in &module.stores {
                if let crate::module::StoreKey::Member(name) = &store.key
                    && !tainted.contains(name)
                    && extent(module, &store.source).is_some_and(|span| mentions.within(span, &tainted))
                {
                    tainted.insert(name.clone());
                }
            }
            if tainted.len() == before {
                return tainted;
            }
        }
    }

    fn imports_taint(&self, at: usize, import: &crate::module::Import) -> bool {
        let member = import.member.as_ref().map_or("", Name::as_str);
        let path = import.module.as_str();
        let whole = if member.is_empty() { path.to_owned() } else { format!("{path}.{member}") };
        if import.level == 0 {
            let roots = self.catalog.libraries.iter().flat_map(|library| &library.roots);
            let mut roots = roots.chain(&self.catalog.marker_roots);
            if roots.any(|root| is_under(&whole, root.as_str())) {
                return true;
            }
        }
        let of_file = |target: usize| {
            self.tainted.get(&target).is_some_and(|names| {
                !names.is_empty()
                    && (member.is_empty()
                        || names.contains(member)
                        || names.contains("*")
                        || self.is_module(target, member))
            })
        };
        self.imports[at]
            .iter()
            .filter(|(_, written)| written.level == import.level && written.module == import.module)
            .any(|(target, _)| of_file(*target))
    }

    fn is_module(&self, target: usize, member: &str) -> bool {
        let name = self.table.name_of(id(target));
        name == member || name.ends_with(&format!(".{member}"))
    }

    /// The files that a parsed file imports and that may change what is found.
    fn needed(&self, at: usize, module: &Module) -> Vec<usize> {
        let Some(tainted) = self.tainted.get(&at).filter(|tainted| !tainted.is_empty()) else {
            return Vec::new();
        };
        let wanted = wanted_names(module, tainted, self.catalog);
        let mut needed = Vec::new();
        for (target, import) in &self.imports[at] {
            let brings = |name: &Name| bound_names(module, import, name).any(|bound| wanted.contains(&bound));
            let whole = import.names.is_empty() && {
                let root = import.module.as_str().split('.').next().unwrap_or_default();
                let last = import.module.as_str().rsplit('.').next().unwrap_or_default();
                wanted.contains(root)
                    || wanted.contains(last)
                    || alias_of(module, import).is_some_and(|alias| wanted.contains(&alias))
            };
            if whole || import.names.iter().any(|name| name.as_str() == "*" || brings(name)) {
                needed.push(*target);
            }
        }
        needed
    }
}

fn id(at: usize) -> crate::project::ModuleId {
    crate::project::ModuleId(at as u32)
}

fn is_under(path: &str, root: &str) -> bool {
    path == root || path.strip_prefix(root).is_some_and(|rest| rest.starts_with('.'))
}

/// The names under which a module binds an imported name.
fn bound_names<'m>(
    module: &'m Module,
    import: &'m Imported,
    name: &'m Name,
) -> impl Iterator<Item = Name> + 'm {
    let same = move |binding: &&crate::module::Binding| match &binding.source {
        BindingSource::Import(known) => {
            known.level == import.level
                && known.module == import.module
                && known.member.as_ref() == Some(name)
        }
        _ => false,
    };
    module.bindings.iter().filter(same).map(|binding| binding.name.clone())
}

/// The name that `import a.b as c` binds.
fn alias_of(module: &Module, import: &Imported) -> Option<Name> {
    let same = |binding: &&crate::module::Binding| match &binding.source {
        BindingSource::Import(known) => known.member.is_none() && known.module == import.module,
        _ => false,
    };
    module.bindings.iter().find(same).map(|binding| binding.name.clone())
}

/// Names whose definition may change what is found in a file.
fn wanted_names(module: &Module, tainted: &FxHashSet<Name>, catalog: &Catalog) -> FxHashSet<Name> {
    let mentions = mentions(module);
    let mut wanted = FxHashSet::default();
    let mut want = |expr: ExprId| wanted.extend(mentions.names_in(module.expr(expr).span));
    let decorators = module.functions.iter().flat_map(|function| &function.decorators);
    decorators.chain(module.classes.iter().flat_map(|class| &class.decorators)).for_each(|d| want(d.expr));
    module.classes.iter().flat_map(|class| &class.bases).for_each(|&base| want(base));
    module.contexts.iter().for_each(|context| want(context.manager));
    for site in &module.calls {
        let Some(call) = module.call(site.expr) else {
            continue;
        };
        let may_be_ai = matches!(&module.expr(call.callee).kind,
            ExprKind::Attribute(_, name) | ExprKind::Name(name, _) if catalog.call_names.contains(name) || tainted.contains(name));
        if may_be_ai || has_tainted_argument(module, call, &mentions, tainted) {
            want(site.expr);
        }
    }
    wanted
}

fn has_tainted_argument(
    module: &Module,
    call: &Call,
    mentions: &Mentions,
    tainted: &FxHashSet<Name>,
) -> bool {
    call.arguments.iter().any(|argument| mentions.within(module.expr(argument.value).span, tainted))
}

/// What a binding's value is made of, as a range of the file.
fn extent(module: &Module, source: &BindingSource) -> Option<Span> {
    match source {
        BindingSource::Value { value, .. }
        | BindingSource::Entered { value, .. }
        | BindingSource::Augmented { value, .. } => Some(module.expr(*value).span),
        BindingSource::Annotation(annotation) => Some(module.expr(*annotation).span),
        BindingSource::Function(function) => Some(module.function(*function).span),
        BindingSource::Class(class) => Some(module.class(*class).span),
        _ => None,
    }
}

/// Where names and attributes are mentioned, in the order of the file.
struct Mentions(Vec<(u32, Name)>);

fn mentions(module: &Module) -> Mentions {
    let names = module.exprs.iter().filter_map(|expr| match &expr.kind {
        ExprKind::Name(name, _) => Some((expr.span.start, name.clone())),
        ExprKind::Attribute(_, name) => Some((expr.span.end, name.clone())),
        _ => None,
    });
    let mut names: Vec<(u32, Name)> = names.collect();
    names.sort();
    Mentions(names)
}

impl Mentions {
    fn in_span(&self, span: Span) -> impl Iterator<Item = &Name> {
        let from = self.0.partition_point(|(at, _)| *at < span.start);
        self.0[from..].iter().take_while(move |(at, _)| *at <= span.end).map(|(_, name)| name)
    }

    fn within(&self, span: Span, names: &FxHashSet<Name>) -> bool {
        self.in_span(span).any(|name| names.contains(name))
    }

    fn names_in(&self, span: Span) -> Vec<Name> {
        self.in_span(span).cloned().collect()
    }
}
