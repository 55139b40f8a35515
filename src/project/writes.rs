//! What is written by other means than an assignment to it: `setattr(x, "name", value)`, `globals()["name"] = value`,
//! `vars(x).update(name=value)`, `sys.modules["name"] = value`, a wildcard import below what it replaces.
//!
//! Only the sceptical reading asks: what such a place may write joins what the name or the attribute is otherwise. What
//! only a test writes is none of the program's.

use std::rc::Rc;

use super::eval::{Answer, Evaluator, Query};
use super::places::Found;
use super::value::{ClassRef, ExprRef, Join, ModuleId, Traced, Unknown, Value, Values};
use super::writings::{Writing, WritingKind};
use crate::catalog::Intrinsic;
use crate::finding::Confidence;
use crate::limit::Limit;
use crate::module::{ArgumentKind, BindingSource, Call, ExprKind, MODULE_SCOPE, StoreKey};
use crate::name::{Name, QualName};

/// Stores under these names change what every attribute of an object is.
const WHOLE_OBJECT: &[&str] = &["__class__", "__dict__"];

impl<'p> Evaluator<'p> {
    /// What the top level of a file may have under a name because of what is written there otherwise.
    pub(super) fn rewritten_name(&mut self, module: ModuleId, name: &Name) -> Join {
        let mut found = self.stored_module_members(module, name);
        let is_it = |traced: &Traced| traced.value == Value::Module(module);
        found.merge(self.written_by_name(&is_it, name, Some(module)));
        for &at in &*self.writing_into(Query::WrittenNames(module)) {
            self.add_written_value(at, name, &mut found);
        }
        found.merge(self.brought_later(module, name));
        found
    }

    /// What is written, by other means than an assignment, under a name that no scope of a file binds: into the names of the
    /// file, or into those that nobody imports.
    pub(super) fn written_free_name(&mut self, module: ModuleId, name: &Name) -> Join {
        let project = self.project;
        let (prelude, writings) = (project.module(module).prelude, project.writings());
        let conventions = &project.catalog.conventions;
        let is_prelude = |of: &QualName| {
            of.as_str() == prelude || of.root() == prelude && conventions.prelude_names.contains(of.last())
        };
        let is_it = |traced: &Traced| match &traced.value {
            Value::Module(of) => *of == module,
            Value::External(of) => is_prelude(of),
            _ => false,
        };
        let mut found = Join::default();
        let stores = project.index.kept.get(name).map_or(&[][..], Vec::as_slice);
        for &at in self.limited(Limit::Stores, stores) {
            if self.is_any(at.object(project.module(at.module)), &is_it) {
                let store = &project.module(at.module).stores[at.store as usize];
                found.add(&self.source(at.module, &store.source));
            }
        }
        for &at in writings.by_name.get(name).into_iter().flatten() {
            self.add_written(at, &is_it, name, &mut found);
        }
        let computed = writings.computed.get(project.table.home_of(module)).into_iter().flatten();
        for &at in computed.filter(|at| at.module == module) {
            // Most mappings that a file writes into are none of names; that is cheaper to see than what a key may be.
            if let Some(mapping) = self.mapping_of(at)
                && !self.is_members_of(mapping, &is_it)
            {
                continue;
            }
            let key = self.key_of(at);
            // Of the many calls that set what a variable says, next to none means the file itself.
            let is_variable = |key: ExprRef| {
                matches!(at.kind, WritingKind::Call(_))
                    && matches!(project.module(module).expr(key.expr).kind, ExprKind::Name(..))
            };
            if key.is_some_and(|key| !is_variable(key) && self.is_named(key)) {
                self.add_written(at, &is_it, name, &mut found);
            }
        }
        found
    }

    /// The mapping that something is written into under one key.
    fn mapping_of(&self, at: Writing) -> Option<ExprRef> {
        let facts = self.project.module(at.module);
        let expr = match at.kind {
            WritingKind::Element(number) => facts.stores[number as usize].object,
            WritingKind::Put(call) => {
                let call = self.project.call(ExprRef { module: at.module, expr: call })?;
                match facts.expr(call.callee).kind {
                    ExprKind::Attribute(mapping, _) => mapping,
                    _ => return None,
                }
            }
            WritingKind::Call(_) | WritingKind::Merge(_) | WritingKind::Join(..) => return None,
        };
        Some(ExprRef { module: at.module, expr })
    }

    /// The key under which something is written, where it has one of its own.
    fn key_of(&self, at: Writing) -> Option<ExprRef> {
        let project = self.project;
        let argument = |call, place: usize| {
            Some(project.call(ExprRef { module: at.module, expr: call })?.arguments.get(place)?.value)
        };
        let expr = match at.kind {
            WritingKind::Call(call) => argument(call, 1),
            WritingKind::Put(call) => argument(call, 0),
            WritingKind::Element(number) => match project.module(at.module).stores[number as usize].key {
                StoreKey::Key(key) => Some(key),
                StoreKey::Member(_) => None,
            },
            WritingKind::Merge(_) | WritingKind::Join(..) => None,
        };
        expr.map(|expr| ExprRef { module: at.module, expr })
    }

    /// What somebody puts in the place of a module that is imported: `sys.modules["name"] = value`.
    pub(super) fn put_for_module(&mut self, from: ModuleId, path: &str) -> Values {
        let project = self.project;
        let mut found = Join::default();
        let writings = project.writings().by_name.get(&Name::new(path)).into_iter().flatten();
        for at in writings {
            let Some(mapping) = self.mapping_of(*at) else { continue };
            if !project.may_call(from, at.module) || !self.is_mapping_of_modules(mapping) {
                continue;
            }
            match at.kind {
                WritingKind::Element(number) => {
                    found.add(
                        &self.source(at.module, &project.module(at.module).stores[number as usize].source),
                    );
                }
                WritingKind::Put(call) => {
                    let put = project.call(ExprRef { module: at.module, expr: call });
                    if let Some(value) = put.and_then(|call| call.arguments.get(1)) {
                        found.add(&self.expr(ExprRef { module: at.module, expr: value.value }));
                    }
                }
                WritingKind::Call(_) | WritingKind::Merge(_) | WritingKind::Join(..) => {}
            }
        }
        if found.is_empty() { Values::nothing() } else { found.values() }
    }

    fn is_mapping_of_modules(&mut self, at: ExprRef) -> bool {
        let catalog = self.project.catalog;
        self.is_any(at, &|traced| match &traced.value {
            Value::External(name) => catalog.intrinsic(name.as_str()) == Some(&Intrinsic::ImportModule),
            _ => false,
        })
    }

    /// What a wildcard import brings that stands below a binding of the name.
    fn brought_later(&mut self, module: ModuleId, name: &Name) -> Join {
        let facts = self.project.module(module);
        let mut found = Join::default();
        let Some(first) = facts.symbol(MODULE_SCOPE, name.as_str()).and_then(|symbol| symbol.all.first())
        else {
            return found;
        };
        let bound = facts.bindings[first.index()].span;
        let wildcards = self.project.wildcards(module);
        for wildcard in wildcards.filter(|wildcard| wildcard.span.start >= bound.end) {
            let import = &wildcard.import;
            if let Some(Found::Module(_)) =
                self.find(module, import.level, self.project.path_of(module, import))
            {
                let brought = self.through_wildcard(module, wildcard, name);
                if !brought.is_empty() {
                    found.add(&brought);
                }
            }
        }
        found
    }

    /// What an attribute of a class of the project, or of an instance of it, may be because of what is written there
    /// otherwise.
    pub(super) fn rewritten_attribute(&mut self, class: ClassRef, name: &Name) -> Join {
        let above = self.ancestors(class).classes.clone();
        let is_of_it = |traced: &Traced| match traced.value {
            Value::Object(of) | Value::Class(of) => above.contains(&of),
            _ => false,
        };
        let mut found = self.written_by_name(&is_of_it, name, Some(class.module));
        for &at in &*self.writing_into(Query::WrittenAttributes(class)) {
            self.add_written_value(at, name, &mut found);
        }
        found.merge(self.changed_as_a_whole(&is_of_it, Some(class.module)));
        found
    }

    /// What is put under a name of an instance of a class by other means than an assignment to it, as far as that may be a
    /// handle: anywhere under that very name, and in the file of the class under names that are computed.
    pub(super) fn set_otherwise(&mut self, class: ClassRef, name: &Name) -> Join {
        let project = self.project;
        let writings = project.writings();
        let by_name = writings.by_name.get(name).into_iter().flatten();
        let by_name = by_name.filter(|at| project.may_call(at.module, class.module));
        let computed = writings.computed.get(project.table.home_of(class.module)).into_iter().flatten();
        let all: Vec<Writing> =
            by_name.chain(computed.filter(|at| at.module == class.module)).copied().collect();
        let mut found = Join::default();
        if all.is_empty() {
            return found;
        }
        let above = self.ancestors(class).classes.clone();
        let is_of_it = |traced: &Traced| match traced.value {
            Value::Object(of) | Value::Class(of) => above.contains(&of),
            _ => false,
        };
        let mut written = Join::default();
        for at in all {
            self.add_written(at, &is_of_it, name, &mut written);
        }
        let catalog = project.catalog;
        let handles =
            written.values().map(|traced| traced.value.leads_to_call(catalog).then(|| traced.clone()));
        if !handles.is_empty() {
            found.add(&handles.at_most(Confidence::Medium));
        }
        found
    }

    /// An attribute of an object that is given another class, or of one that is given this class: `x.__class__ = Client`.
    pub(super) fn of_swapped_class(&mut self, class: ClassRef, name: &Name) -> Join {
        let project = self.project;
        let mut found = Join::default();
        for at in project.index.members.get(&Name::new(WHOLE_OBJECT[0])).into_iter().flatten() {
            let store = &project.module(at.module).stores[at.store as usize];
            let objects = self.expr(at.object(project.module(at.module)));
            for given in &self.source(at.module, &store.source) {
                match &given.value {
                    Value::Class(given) if *given == class => {
                        let others = objects.map(|traced| {
                            (!matches!(traced.value, Value::Object(_) | Value::Class(_)))
                                .then(|| traced.clone())
                        });
                        found.add(&self.attribute_of_each(&others, name));
                    }
                    Value::External(library)
                        if objects.iter().any(|traced| traced.value == Value::Object(class)) =>
                    {
                        let instance = given.with(Value::Instance(library.clone(), QualName::new("")));
                        found.add(&self.attribute(&instance, name));
                    }
                    _ => {}
                }
            }
        }
        found
    }

    /// What a member of a library's module, class or object may be because somebody writes to it.
    pub(super) fn rewritten_member(&mut self, owner: &Traced, name: &Name, from: Option<ModuleId>) -> Join {
        let home = from.or_else(|| owner.made.place().map(|making| making.at.module));
        let is_it = |traced: &Traced| may_be_one(traced, owner);
        let mut found = self.written(&is_it, name, home);
        let stores = self.project.index.foreign_members.get(name).map_or(&[][..], Vec::as_slice);
        for at in stores {
            let store = &self.project.module(at.module).stores[at.store as usize];
            let object = ExprRef { module: at.module, expr: store.object };
            if self.counts(at.module, home) && self.expr(object).iter().any(is_it) {
                found.add(&self.source(at.module, &store.source));
            }
        }
        if matches!(owner.value, Value::Instance(..)) {
            found.merge(self.changed_as_a_whole(&is_it, home));
        }
        found
    }

    /// Why a module that is imported may be another one, if somebody puts one in its place, or in that of a package
    /// that it is in: `sys.modules["name"] = …`.
    pub(super) fn replaced_module(&mut self, from: ModuleId, path: &str) -> Option<Unknown> {
        let ends = path.match_indices('.').map(|(at, _)| at).chain([path.len()]);
        for at in
            ends.filter_map(|end| self.project.writings().by_name.get(&Name::new(&path[..end]))).flatten()
        {
            let WritingKind::Element(number) = at.kind else { continue };
            let store = &self.project.module(at.module).stores[number as usize];
            let object = ExprRef { module: at.module, expr: store.object };
            if self.counts(at.module, Some(from)) && self.is_mapping_of_modules(object) {
                return Some(Unknown::Replaced(object));
            }
        }
        None
    }

    /// The expressions of what a framework is told to call in the place of some functions.
    pub(super) fn injected_instead(&mut self, from: ModuleId, functions: &Values) -> Vec<ExprRef> {
        let project = self.project;
        let overrides = |traced: &Traced| {
            let name = traced.value.api();
            let effect = name.and_then(|name| project.catalog.intrinsic(name.as_str()));
            effect == Some(&Intrinsic::InjectionOverrides)
        };
        let names = project.catalog.names_with(|effect| *effect == Intrinsic::InjectionOverrides);
        let stores = names.iter().filter_map(|name| project.index.elements.get(name)).flatten();
        let mut found = Vec::new();
        for at in stores {
            let store = &project.module(at.module).stores[at.store as usize];
            let inside = |expr| ExprRef { module: at.module, expr };
            let (StoreKey::Key(key), BindingSource::Value { value, .. }) = (&store.key, &store.source) else {
                continue;
            };
            let is_meant = |traced: &Traced| functions.iter().any(|known| known.value == traced.value);
            if self.counts(at.module, Some(from))
                && self.is_any(inside(store.object), &overrides)
                && self.is_any(inside(*key), &is_meant)
            {
                found.push(inside(*value));
            }
        }
        found
    }

    /// Whether somebody gives an object another class, or other attributes altogether.
    fn changed_as_a_whole(&mut self, is_it: &dyn Fn(&Traced) -> bool, home: Option<ModuleId>) -> Join {
        let mut found = Join::default();
        for name in WHOLE_OBJECT {
            for at in self.project.index.members.get(&Name::new(name)).into_iter().flatten() {
                let store = &self.project.module(at.module).stores[at.store as usize];
                let object = ExprRef { module: at.module, expr: store.object };
                if self.counts(at.module, home) && self.expr(object).iter().any(is_it) {
                    found.unknown(Unknown::Replaced(object));
                }
            }
        }
        found
    }

    /// Whether what a file writes counts for what stands in another one: tests put things in the place of the program's.
    pub(super) fn counts(&self, writer: ModuleId, home: Option<ModuleId>) -> bool {
        if !self.is_sceptical() {
            return true;
        }
        let is_test = |module: ModuleId| self.project.module(module).is_test;
        !is_test(writer) || home.is_some_and(is_test)
    }

    /// What is written under a name of something, by its name or by one that is computed.
    fn written(&mut self, is_it: &dyn Fn(&Traced) -> bool, name: &Name, home: Option<ModuleId>) -> Join {
        let mut found = self.written_by_name(is_it, name, home);
        for &at in self.computed_for(home) {
            if self.counts(at.module, home) {
                self.add_written(at, is_it, name, &mut found);
            }
        }
        found
    }

    /// What is written under a name of something, by that very name.
    fn written_by_name(
        &mut self,
        is_it: &dyn Fn(&Traced) -> bool,
        name: &Name,
        home: Option<ModuleId>,
    ) -> Join {
        let project = self.project;
        let is_near = |writer| home.is_none_or(|home| project.may_call(writer, home));
        let mut found = Join::default();
        for &at in project.writings().by_name.get(name).into_iter().flatten() {
            if is_near(at.module) && self.counts(at.module, home) {
                self.add_written(at, is_it, name, &mut found);
            }
        }
        found
    }

    /// The places that write by computed names to what is of a file: a program writes so to what is its own.
    fn computed_for(&self, home: Option<ModuleId>) -> &'p [Writing] {
        let project = self.project;
        let computed = home.and_then(|home| project.writings().computed.get(project.table.home_of(home)));
        computed.map_or(&[][..], Vec::as_slice)
    }

    /// Those that write into what a question is about. Asked once for all of its names: there are many, and what a program
    /// writes into by a computed name is often anything.
    fn writing_into(&mut self, query: Query) -> Rc<[Writing]> {
        match self.answer(query) {
            Answer::Writings(all) => all,
            _ => Rc::default(),
        }
    }

    /// [`Query::WrittenNames`]
    pub(super) fn find_written_names(&mut self, module: ModuleId) -> Rc<[Writing]> {
        self.computed_into(module, &|traced| traced.value == Value::Module(module))
    }

    /// [`Query::WrittenAttributes`]
    pub(super) fn find_written_attributes(&mut self, class: ClassRef) -> Rc<[Writing]> {
        let above = self.ancestors(class);
        self.computed_into(class.module, &|traced| match traced.value {
            Value::Object(of) | Value::Class(of) => above.classes.contains(&of),
            _ => false,
        })
    }

    fn computed_into(&mut self, home: ModuleId, is_it: &dyn Fn(&Traced) -> bool) -> Rc<[Writing]> {
        let all = self.computed_for(Some(home)).iter().copied();
        all.filter(|&at| self.counts(at.module, Some(home)) && self.writes_into(at, is_it)).collect()
    }

    /// Whether what is written at a place goes into what `is_it` accepts, or into the mapping of its names.
    fn writes_into(&mut self, at: Writing, is_it: &dyn Fn(&Traced) -> bool) -> bool {
        let project = self.project;
        let inside = |expr| ExprRef { module: at.module, expr };
        match at.kind {
            WritingKind::Call(call) => {
                let Some(call) = project.call(inside(call)) else { return false };
                let [owner, _, ..] = &call.arguments[..] else { return false };
                self.sets_attributes(inside(call.callee)) && self.is_any(inside(owner.value), is_it)
            }
            WritingKind::Element(_) | WritingKind::Put(_) => {
                self.mapping_of(at).is_some_and(|mapping| self.is_members_of(mapping, is_it))
            }
            WritingKind::Merge(call) => {
                let Some(call) = project.call(inside(call)) else { return false };
                match project.module(at.module).expr(call.callee).kind {
                    ExprKind::Attribute(mapping, _) => self.is_members_of(inside(mapping), is_it),
                    _ => false,
                }
            }
            WritingKind::Join(before, _) => {
                self.bindings(at.module, before).iter().any(|traced| is_members(traced, is_it))
            }
        }
    }

    fn add_written(&mut self, at: Writing, is_it: &dyn Fn(&Traced) -> bool, name: &Name, found: &mut Join) {
        if self.writes_into(at, is_it) {
            self.add_written_value(at, name, found);
        }
    }

    /// Adds what is written at a place under a name.
    fn add_written_value(&mut self, at: Writing, name: &Name, found: &mut Join) {
        let project = self.project;
        let inside = |expr| ExprRef { module: at.module, expr };
        match at.kind {
            WritingKind::Call(expr) => {
                let Some(call) = project.call(inside(expr)) else { return };
                let [_, key, rest @ ..] = &call.arguments[..] else { return };
                let value = rest.first().map(|argument| inside(argument.value));
                self.add_under(inside(key.value), name, value, inside(expr), found);
            }
            WritingKind::Element(number) => {
                let store = &project.module(at.module).stores[number as usize];
                let StoreKey::Key(key) = store.key else { return };
                if self.may_be_named(inside(key), name) {
                    let is_sure = self.is_named(inside(key));
                    let value = self.source(at.module, &store.source);
                    let replaced = Unknown::Replaced(inside(store.object));
                    found.add(&if is_sure { value } else { Values::unknown(replaced) });
                }
            }
            WritingKind::Merge(expr) => {
                let Some(call) = project.call(inside(expr)) else { return };
                self.add_merged(inside(expr), call, name, found);
            }
            WritingKind::Put(expr) => {
                let Some(call) = project.call(inside(expr)) else { return };
                let [key, value] = &call.arguments[..] else { return };
                self.add_under(inside(key.value), name, Some(inside(value.value)), inside(expr), found);
            }
            WritingKind::Join(_, value) => {
                let joined = self.expr(inside(value));
                found.add(&joined.flat_map(|mapping| self.entry_of(mapping, name.as_str())));
            }
        }
    }

    /// Adds what a mapping is updated with under a name.
    fn add_merged(&mut self, at: ExprRef, call: &Call, name: &Name, found: &mut Join) {
        for argument in &call.arguments {
            let value = ExprRef { expr: argument.value, ..at };
            match &argument.kind {
                ArgumentKind::Keyword(known) if known == name => found.add(&self.expr(value)),
                ArgumentKind::Keyword(_) => {}
                // Which keys it has need not be known to ask what it may hold.
                ArgumentKind::Positional | ArgumentKind::SpreadMapping if !self.is_sceptical() => {
                    let key = Values::one(Value::text(name.as_str()));
                    let mappings = self.expr(value);
                    found.add(&mappings.flat_map(|mapping| self.element(mapping, Some(&key))));
                }
                ArgumentKind::Positional if self.is_written_out(value) => {
                    let mappings = self.expr(value);
                    let entry = mappings.flat_map(|mapping| self.entry_of(mapping, name.as_str()));
                    if !entry.is_empty() {
                        found.add(&entry);
                    }
                }
                _ => found.unknown(Unknown::Replaced(at)),
            }
        }
    }

    /// Whether all keys of a mapping are seen.
    pub(super) fn is_written_out(&self, at: ExprRef) -> bool {
        let facts = self.project.module(at.module);
        let is_text = |key: &Option<crate::module::ExprId>| {
            key.is_some_and(|key| matches!(facts.expr(key).kind, ExprKind::Literal(_)))
        };
        matches!(&facts.expr(at.expr).kind, ExprKind::Mapping(entries) if entries.iter().all(|(key, _)| is_text(key)))
    }

    fn add_under(
        &mut self,
        key: ExprRef,
        name: &Name,
        value: Option<ExprRef>,
        place: ExprRef,
        found: &mut Join,
    ) {
        match value {
            _ if !self.may_be_named(key, name) => {}
            Some(value) if self.is_named(key) || !self.is_sceptical() => found.add(&self.expr(value)),
            _ => found.unknown(Unknown::Replaced(place)),
        }
    }

    /// Whether a key is this name, as far as it is known.
    fn may_be_named(&mut self, key: ExprRef, name: &Name) -> bool {
        let values = self.expr(key);
        !self.is_named(key) || values.texts().any(|text| text == name.as_str())
    }

    /// Whether it is known what texts a key may be.
    pub(super) fn is_named(&mut self, key: ExprRef) -> bool {
        let values = self.expr(key);
        !values.is_empty() && values.is_believed() && values.texts().count() == values.len()
    }

    fn is_any(&mut self, at: ExprRef, is_it: &dyn Fn(&Traced) -> bool) -> bool {
        self.expr(at).iter().any(is_it)
    }

    fn is_members_of(&mut self, at: ExprRef, is_it: &dyn Fn(&Traced) -> bool) -> bool {
        self.expr(at).iter().any(|traced| is_members(traced, is_it))
    }

    fn sets_attributes(&mut self, callee: ExprRef) -> bool {
        let catalog = self.project.catalog;
        self.is_any(callee, &|traced| match &traced.value {
            Value::External(name) => catalog.intrinsic(name.as_str()) == Some(&Intrinsic::SetAttr),
            _ => false,
        })
    }
}

/// Whether a value is the mapping of the names of something.
fn is_members(traced: &Traced, is_it: &dyn Fn(&Traced) -> bool) -> bool {
    match &traced.value {
        Value::Members(of) => is_it(&traced.with((**of).clone())),
        _ => false,
    }
}

/// Whether two values of a library may be the same object, or one the class of the other. A class may have several
/// names in its library.
fn may_be_one(one: &Traced, other: &Traced) -> bool {
    let is_same = |a: &QualName, b: &QualName| a == b || a.root() == b.root() && a.last() == b.last();
    match (&one.value, &other.value) {
        (Value::External(one), Value::External(other)) => one == other,
        (Value::External(class), Value::Instance(of, path)) => path.as_str().is_empty() && is_same(class, of),
        (Value::Instance(one_class, one_path), Value::Instance(class, path)) => {
            let places = (one.made.place(), other.made.place());
            let is_one = !matches!(places, (Some(one), Some(other)) if one.at != other.at);
            is_one && one_path == path && is_same(one_class, class)
        }
        _ => false,
    }
}
