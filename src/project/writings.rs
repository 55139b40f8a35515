//! The places of a project that may write a name or an attribute by other means than an assignment to it, as they are listed:
//! by what stands there, before anything is evaluated.

use rustc_hash::{FxHashMap, FxHashSet};

use super::modules::ModuleTable;
use super::standing::ParsedFile;
use super::value::ModuleId;
use crate::catalog::{Catalog, Intrinsic};
use crate::module::{ArgumentKind, BindingSource, ExprId, ExprKind, Literal, Module, SetId, StoreKey};
use crate::name::Name;

/// The attribute that is the mapping of an object's attributes.
pub(crate) const MEMBERS: &str = "__dict__";

/// The attribute of a function that is the mapping of the names of its file.
pub(super) const GLOBALS: &str = "__globals__";

/// A place that may write a name or an attribute by other means than an assignment to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Writing {
    pub(super) module: ModuleId,
    pub(super) kind: WritingKind,
}

/// By what it writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WritingKind {
    /// A call of `setattr`.
    Call(ExprId),
    /// A store of the file, into an element of a mapping of names.
    Element(u32),
    /// A call that updates a mapping of names.
    Merge(ExprId),
    /// A call that puts its second argument into a mapping of names, under the first one.
    Put(ExprId),
    /// `names |= {"name": value}`: what the mapping is before, and what joins it.
    Join(SetId, ExprId),
}

/// All of them, each list in the order of files.
#[derive(Debug, Default)]
pub(super) struct Writings {
    /// By the name that they give.
    pub(super) by_name: FxHashMap<Name, Vec<Writing>>,
    /// Those whose name is computed, by the home of their file.
    pub(super) computed: FxHashMap<Box<str>, Vec<Writing>>,
}

impl Writings {
    /// Those of some files.
    pub(super) fn of(files: &[ParsedFile], table: &ModuleTable, catalog: &Catalog) -> Self {
        let writers = Writers::of(catalog);
        let mut all = Self::default();
        for (at, file) in files.iter().enumerate() {
            let id = ModuleId(at as u32);
            all.add_file(id, &file.facts, &writers, table.home_of(id));
        }
        all
    }

    /// Lists what may write by a name that it is given. Mappings of names stand where such a mapping is named at all.
    fn add_file(&mut self, id: ModuleId, module: &Module, writers: &Writers<'_>, home: &str) {
        let text = |expr: ExprId| match &module.expr(expr).kind {
            ExprKind::Literal(Literal::Text(text)) => Some(Name::new(text)),
            _ => None,
        };
        let mut names_mappings = false;
        let (mut merges, mut puts) = (Vec::new(), Vec::new());
        for (expr, facts) in (0..).map(ExprId).zip(&module.exprs) {
            match &facts.kind {
                ExprKind::Name(name, _) | ExprKind::Attribute(_, name) => {
                    names_mappings |= writers.mappings.contains(name);
                }
                ExprKind::Call(call) => match &module.expr(call.callee).kind {
                    ExprKind::Name(name, _) | ExprKind::Attribute(_, name)
                        if writers.setting.contains(name) =>
                    {
                        let key = call.arguments.get(1).and_then(|key| text(key.value));
                        self.add(key, Writing { module: id, kind: WritingKind::Call(expr) }, home);
                    }
                    ExprKind::Attribute(_, method) if writers.merging.contains(method.as_str()) => {
                        merges.push((expr, call));
                    }
                    ExprKind::Attribute(_, method)
                        if call.arguments.len() == 2
                            && writers.putting.iter().any(|names| names.contains(method.as_str())) =>
                    {
                        puts.push((expr, text(call.arguments[0].value)));
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        if !names_mappings {
            return;
        }
        let keys = |expr: ExprId| match &module.expr(expr).kind {
            ExprKind::Mapping(entries) => entries.iter().filter_map(|(key, _)| text((*key)?)).collect(),
            _ => Vec::new(),
        };
        for (expr, call) in merges {
            let at = Writing { module: id, kind: WritingKind::Merge(expr) };
            for argument in &call.arguments {
                if let ArgumentKind::Keyword(name) = &argument.kind {
                    self.add(Some(name.clone()), at, home);
                    continue;
                }
                self.add(None, at, home);
                for key in keys(argument.value) {
                    self.add(Some(key), at, home);
                }
            }
        }
        for (expr, key) in puts {
            self.add(key, Writing { module: id, kind: WritingKind::Put(expr) }, home);
        }
        for binding in &module.bindings {
            if let BindingSource::Augmented { before, value, .. } = binding.source {
                let at = Writing { module: id, kind: WritingKind::Join(before, value) };
                for key in keys(value) {
                    self.add(Some(key), at, home);
                }
            }
        }
        for (store, facts) in (0..).zip(&module.stores) {
            if let StoreKey::Key(key) = facts.key {
                let at = Writing { module: id, kind: WritingKind::Element(store) };
                self.add(text(key), at, home);
            }
        }
    }

    fn add(&mut self, name: Option<Name>, at: Writing, home: &str) {
        match name {
            Some(name) => self.by_name.entry(name).or_default().push(at),
            None => self.computed.entry(home.into()).or_default().push(at),
        }
    }
}

/// By what names are written that stand in no assignment.
struct Writers<'c> {
    /// Functions that set an attribute.
    setting: FxHashSet<Name>,
    /// Mappings of names, and what gives one.
    mappings: FxHashSet<Name>,
    /// Methods that update a mapping.
    merging: &'c FxHashSet<String>,
    /// Methods that put a value under a key.
    putting: [&'c FxHashSet<String>; 2],
}

impl<'c> Writers<'c> {
    fn of(catalog: &'c Catalog) -> Self {
        let setting = catalog.names_with(|effect| *effect == Intrinsic::SetAttr);
        let mut mappings =
            catalog.names_with(|effect| matches!(effect, Intrinsic::Namespace | Intrinsic::ImportModule));
        mappings.extend([MEMBERS, GLOBALS].map(Name::new));
        let conventions = &catalog.conventions;
        let putting = [&conventions.storing_methods, &conventions.adding_methods];
        Self { setting, mappings, merging: &conventions.merging_methods, putting }
    }
}
