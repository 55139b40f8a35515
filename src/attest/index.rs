//! Where names are used, and what stands around an expression: what the evaluator, which goes from an expression
//! to its value, does not need.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::importers::Importers;
use super::lookalikes::written;
use super::mutations::{self, Change};
use crate::catalog::Means;
use crate::module::{
    ArgumentKind, BindingId, BindingSource, ExprId, ExprKind, FunctionId, Literal, Module, ScopeKind,
    StoreKey, UnpackStep,
};
use crate::name::Name;
use crate::project::{ExprRef, FunctionRef, ModuleId, Project};

/// Longer texts name nothing, in bytes: no system has longer paths.
const LONGEST_NAMING: usize = 4096;

/// How a line of an example in a text begins, and one that goes on with it.
const PROMPT: &str = ">>> ";
const CONTINUED_PROMPT: &str = "... ";

/// What an expression is to what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Nothing that is known: a statement of its own, or something that is not followed.
    Unknown,
    /// What this call calls.
    Callee(ExprId),
    /// An argument of this call, by its number.
    Argument(ExprId, u32),
    /// An option of a choice: the choice may be it.
    Option(ExprId),
    /// It is waited for.
    Awaited(ExprId),
    /// An element of a container, what a comprehension makes, what is bound inside an expression.
    Element(ExprId),
    /// The elements of it are listed.
    Spread(ExprId),
    /// The object of an attribute.
    Object(ExprId),
    /// It gets a name.
    Bound(BindingId),
    /// A loop goes through it.
    Iterated,
    /// A pattern takes it apart: this is a part of it.
    TakenApart(ExprId),
    /// This generator expression goes through it.
    Drawn(ExprId),
    /// A function returns it.
    Returned(FunctionId),
    /// A generator hands its elements on.
    Delegated,
    /// It is stored in an attribute or an element.
    Stored,
    /// It is a base class.
    Base,
}

/// Tables over all files of a project that uses markers; empty for one that does not.
#[derive(Debug, Default)]
pub struct Index {
    marked: bool,
    /// Names and attributes that are read, by name.
    pub(super) reads: FxHashMap<Name, Vec<ExprRef>>,
    /// Texts that are a name.
    pub(super) texts: FxHashMap<Name, Vec<ExprRef>>,
    /// Last names of texts that are a path: `app.tasks.run`, `app:main`.
    pub(super) paths: FxHashMap<Name, Vec<ExprRef>>,
    /// Texts that are a path of a file, by its name without extension: `tasks/report.py`.
    pub(super) files: FxHashMap<Name, Vec<ExprRef>>,
    /// Texts with an example that calls something of that name: `>>> ask("x")`.
    pub(super) examples: FxHashMap<Name, Vec<ExprRef>>,
    /// `import a as b`: what names are called elsewhere.
    pub(super) renamed: FxHashMap<Name, Vec<Name>>,
    /// Names that some file lists as what it is imported for.
    pub(super) exported: FxHashSet<Name>,
    /// The expressions that functions without a name are.
    pub(super) lambdas: FxHashMap<FunctionRef, ExprId>,
    /// Attribute stores by attribute, as (file, number of the store).
    pub(super) stores: FxHashMap<Name, Vec<(ModuleId, usize)>>,
    /// Calls with two arguments and more whose second is no constant: what may read an attribute by a name that
    /// is not written.
    pub(super) dynamic: Vec<ExprRef>,
    /// What may give callbacks to objects, or take them away.
    pub(super) changes: Vec<Change>,
    places: Vec<Vec<Place>>,
    importers: OnceLock<Importers>,
}

impl Index {
    /// The tables of a project.
    pub fn of(project: &Project<'_>) -> Self {
        let mut index = Self::default();
        let has_gateway =
            project.catalog.recorders.iter().any(|recorder| matches!(recorder.means, Means::Gateway { .. }));
        if !has_gateway && !project.modules().any(|(id, module)| uses_markers(project, id, module)) {
            return index;
        }
        index.marked = true;
        for (id, module) in project.modules() {
            index.add(id, module);
        }
        index.changes = mutations::all(project);
        index
    }

    /// Whether anything in the project may be a marker.
    pub fn is_marked(&self) -> bool {
        self.marked
    }

    /// Who imports each file of the project that the tables are of.
    pub(super) fn importers(&self, project: &Project<'_>) -> &Importers {
        self.importers.get_or_init(|| Importers::all(project, &self.texts, &self.paths))
    }

    pub(super) fn place(&self, at: ExprRef) -> Place {
        let places = self.places.get(at.module.index());
        places.and_then(|places| places.get(at.expr.index())).copied().unwrap_or(Place::Unknown)
    }

    /// The expressions of a file that read a name, in their order.
    pub(super) fn reads_in(&self, name: &Name, module: ModuleId) -> &[ExprRef] {
        self.reads.get(name).map_or(&[], |reads| in_module(reads, module))
    }

    /// The expressions that read a name, or one of those by which something of the name is imported: by name, each in their
    /// order.
    pub(super) fn reads_renamed<'i>(&'i self, name: &'i Name) -> impl Iterator<Item = &'i [ExprRef]> {
        let names = std::iter::once(name).chain(self.renamed.get(name).into_iter().flatten());
        names.filter_map(|name| self.reads.get(name)).map(Vec::as_slice)
    }

    fn add(&mut self, id: ModuleId, module: &Module) {
        for (at, expr) in module.exprs.iter().enumerate() {
            let at = ExprRef { module: id, expr: ExprId(at as u32) };
            match &expr.kind {
                ExprKind::Name(name, _) | ExprKind::Attribute(_, name) => {
                    self.reads.entry(name.clone()).or_default().push(at);
                }
                ExprKind::Literal(Literal::Text(text)) => self.add_text(text, at),
                ExprKind::Lambda(function) => {
                    self.lambdas.insert(FunctionRef { module: id, function: *function }, at.expr);
                }
                ExprKind::Call(call) => {
                    let computed = call.arguments.get(1).is_some_and(|argument| {
                        !matches!(module.expr(argument.value).kind, ExprKind::Literal(_))
                    });
                    if computed && matches!(module.expr(call.callee).kind, ExprKind::Name(..)) {
                        self.dynamic.push(at);
                    }
                }
                _ => {}
            }
        }
        for binding in &module.bindings {
            if let BindingSource::Import(import) = &binding.source
                && let Some(member) = import.member.as_ref().filter(|member| **member != binding.name)
            {
                self.renamed.entry(member.clone()).or_default().push(binding.name.clone());
            }
        }
        self.exported.extend(module.exports.iter().flatten().cloned());
        for (number, store) in module.stores.iter().enumerate() {
            if let StoreKey::Member(name) = &store.key {
                self.stores.entry(name.clone()).or_default().push((id, number));
            }
        }
        self.places.push(places(module));
    }

    /// Lists a text by the names that it holds: itself, or those of the entry points that it defines (`cli = app:main`).
    fn add_text(&mut self, text: &str, at: ExprRef) {
        if text.contains(PROMPT) {
            self.add_examples(text, at);
            return;
        }
        if let Some((_, defined)) = text.split_once('=').filter(|_| text.len() <= LONGEST_NAMING) {
            for word in defined.split_whitespace().filter(|word| word.contains(':')) {
                self.add_named(word, at);
            }
            return;
        }
        let name = text.rsplit(['/', '\\']).next().unwrap_or(text);
        if let Some((stem, _)) = name.rsplit_once('.').filter(|_| text.len() <= LONGEST_NAMING) {
            self.files.entry(Name::new(stem)).or_default().push(at);
        }
        self.add_named(text, at);
    }

    /// Lists a text by what the examples in it call, which somebody runs as tests.
    fn add_examples(&mut self, text: &str, at: ExprRef) {
        let code = text
            .lines()
            .map(str::trim_start)
            .filter_map(|line| line.strip_prefix(PROMPT).or_else(|| line.strip_prefix(CONTINUED_PROMPT)));
        for line in code {
            let is_part = |c: char| c.is_alphanumeric() || c == '_';
            for (end, _) in line.match_indices('(') {
                let name = &line[..end];
                let start = name
                    .rfind(|c| !is_part(c))
                    .map_or(0, |at| at + name[at..].chars().next().map_or(1, char::len_utf8));
                if start < end {
                    let uses = self.examples.entry(Name::new(&name[start..])).or_default();
                    if uses.last() != Some(&at) {
                        uses.push(at);
                    }
                }
            }
        }
    }

    fn add_named(&mut self, text: &str, at: ExprRef) {
        let last = text.rsplit(['.', ':']).next().unwrap_or_default();
        let is_word = |text: &str| {
            !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | ':'))
        };
        if text.len() > LONGEST_NAMING || !is_word(text) || last.is_empty() {
            return;
        }
        let table = if last.len() == text.len() { &mut self.texts } else { &mut self.paths };
        table.entry(Name::new(last)).or_default().push(at);
    }
}

/// Whether a file imports an attestation SDK, or uses something that has a marker's name or resembles one.
fn uses_markers(project: &Project<'_>, id: ModuleId, module: &Module) -> bool {
    let catalog = project.catalog;
    let is_root = |path: &str| {
        let root = path.split('.').next().unwrap_or_default();
        catalog.marker_roots.iter().any(|known| known.as_str() == root)
    };
    // A project's own marker stands in the project.
    if is_root(project.table.name_of(id)) {
        return true;
    }
    if project.standing(id).imports(module).any(|import| {
        let path = project.path_of(id, import);
        let parts = path.split('.').chain(import.member.as_ref().map(Name::as_str));
        is_root(path) || parts.into_iter().any(|part| catalog.may_import_resembling(part))
    }) {
        return true;
    }
    let callee = |expr: ExprId| module.call(expr).map_or(expr, |call| call.callee);
    let resembles =
        |expr: ExprId| written(module, callee(expr)).is_some_and(|name| catalog.resembles_marker(&name));
    let is_named = |expr: ExprId| match &module.expr(callee(expr)).kind {
        ExprKind::Name(name, _) | ExprKind::Attribute(_, name) => catalog.marker_names.contains(name),
        _ => false,
    };
    let mut decorators = module.functions.iter().flat_map(|function| &function.decorators);
    decorators.any(|decorator| is_named(decorator.expr) || resembles(decorator.expr))
        || module.contexts.iter().any(|context| resembles(context.manager))
}

/// What each expression of a file is to what stands around it.
fn places(module: &Module) -> Vec<Place> {
    let mut places = vec![Place::Unknown; module.exprs.len()];
    let mut put = |expr: ExprId, place: Place| places[expr.index()] = place;
    for (at, expr) in module.exprs.iter().enumerate() {
        let at = ExprId(at as u32);
        match &expr.kind {
            ExprKind::Attribute(object, _) | ExprKind::Index(object, _) => put(*object, Place::Object(at)),
            ExprKind::Call(call) => {
                put(call.callee, Place::Callee(at));
                for (number, argument) in call.arguments.iter().enumerate() {
                    let spreads = matches!(argument.kind, ArgumentKind::Spread | ArgumentKind::SpreadMapping);
                    let place = Place::Argument(at, number as u32);
                    put(argument.value, if spreads { Place::Spread(at) } else { place });
                }
            }
            ExprKind::Sequence(parts) => {
                for &part in parts {
                    put(part, Place::Element(at));
                }
            }
            ExprKind::Mapping(entries) => {
                for &(_, value) in entries {
                    put(value, Place::Element(at));
                }
            }
            ExprKind::Choice(options) => {
                for &option in options {
                    put(option, Place::Option(at));
                }
            }
            ExprKind::Narrowed { value, .. } => put(*value, Place::Option(at)),
            ExprKind::Await(inner) => put(*inner, Place::Awaited(at)),
            ExprKind::Walrus(element)
            | ExprKind::Comprehension(element)
            | ExprKind::MappingComprehension(_, element) => {
                put(*element, Place::Element(at));
            }
            ExprKind::Spread(inner) => put(*inner, Place::Spread(at)),
            ExprKind::Part(inner, _) | ExprKind::Matched { subject: inner, .. } => {
                put(*inner, Place::TakenApart(at));
            }
            _ => {}
        }
    }
    for (at, binding) in module.bindings.iter().enumerate() {
        let id = BindingId(at as u32);
        if let BindingSource::Value { value, unpack, .. } = &binding.source {
            match (unpack.first(), &module.expr(*value).kind) {
                // A walrus has its value inside the expression.
                (None, _) if places[value.index()] == Place::Unknown => {
                    places[value.index()] = Place::Bound(id);
                }
                (Some(UnpackStep::Each), _) => {
                    let scope = module.scope(binding.scope);
                    let is_lazy = scope.kind == ScopeKind::Comprehension { lazy: true };
                    let generator = scope.value.filter(|_| is_lazy);
                    places[value.index()] = generator.map_or(Place::Iterated, Place::Drawn);
                }
                // `a, b = f(), g()`: each part gets a name of its own.
                (Some(UnpackStep::At(number)), ExprKind::Sequence(parts))
                    if unpack.len() == 1 && !parts.iter().any(|&part| is_spread(module, part)) =>
                {
                    if let Some(part) = parts.get(*number as usize) {
                        places[part.index()] = Place::Bound(id);
                    }
                }
                // `first, second = elements`.
                (Some(UnpackStep::At(_)), _) if places[value.index()] == Place::Unknown => {
                    places[value.index()] = Place::Iterated;
                }
                _ => {}
            }
        }
    }
    for (at, function) in module.functions.iter().enumerate() {
        for &value in &function.returns {
            places[value.index()] = Place::Returned(FunctionId(at as u32));
        }
        for &value in &function.delegates {
            places[value.index()] = Place::Delegated;
        }
    }
    for store in &module.stores {
        if let BindingSource::Value { value, .. } = &store.source {
            places[value.index()] = Place::Stored;
        }
    }
    for base in module.classes.iter().flat_map(|class| &class.bases) {
        places[base.index()] = Place::Base;
    }
    places
}

fn is_spread(module: &Module, expr: ExprId) -> bool {
    matches!(module.expr(expr).kind, ExprKind::Spread(_))
}

/// Those of some expressions, in their order, that stand in a file.
pub(super) fn in_module(uses: &[ExprRef], module: ModuleId) -> &[ExprRef] {
    let from = uses.partition_point(|at| at.module < module);
    let to = uses.partition_point(|at| at.module <= module);
    &uses[from..to]
}
