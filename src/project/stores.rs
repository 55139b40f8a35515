//! What frameworks keep for a program: entries by a key, and what stands there as a whole.
//!
//! A store is a value of a library whose name the rules list (`Stores`). What was put in is found by the tables over all
//! files: by the name of an attribute, by a key that is written out, by the name of a function. Only the places that
//! these give are evaluated, to see whether they mean this store.

use super::calls::select;
use super::eval::Evaluator;
use super::index::{StoreRef, last_called, last_name};
use super::modules::common_directories;
use super::places::{Found, split};
use super::value::{
    ClassRef, ExprRef, FunctionRef, Join, Made, ModuleId, Step, StepKind, Traced, Unknown, Value, Values,
};
use crate::catalog::{Access, ArgumentRef, Filling, Store};
use crate::limit::Limit;
use crate::module::{
    Argument, ArgumentKind, BindingSource, Call, ExprId, ExprKind, Literal, Module, StoreKey, Unpack,
    UnpackStep, Use,
};
use crate::name::{Name, QualName};

/// A store that is asked: its rule, and the object that it is.
#[derive(Clone, Copy)]
struct Asked<'s> {
    number: usize,
    rule: &'s Store,
    object: &'s Traced,
}

/// What an entry is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    Text(Name),
    /// An object of a library that was made to be a key, at this place.
    Object(ExprRef),
}

/// What is put in at several places.
#[derive(Default)]
struct PutIn {
    by_file: Vec<(ModuleId, Values)>,
    /// Why there may be others.
    rest: Join,
}

impl PutIn {
    fn add(&mut self, module: ModuleId, values: Values) {
        self.by_file.push((module, values));
    }
}

impl<'p> Evaluator<'p> {
    /// The store that a value is, by its number.
    fn store_of(&self, value: &Value) -> Option<usize> {
        let stores = &self.project.catalog.stores;
        match value {
            Value::External(name) => stores.named(name.as_str()),
            Value::Instance(class, path) if path.as_str().is_empty() => stores.named(class.as_str()),
            Value::Instance(class, path) if stores.may_end(path.last()) => {
                stores.named(class.join(path.as_str()).as_str())
            }
            _ => None,
        }
    }

    fn rule(&self, number: usize) -> Option<&'p Store> {
        self.project.catalog.stores.all.get(number)
    }

    /// The store that a value is.
    fn asked<'s>(&self, object: &'s Traced) -> Option<Asked<'s>>
    where
        'p: 's,
    {
        let number = self.store_of(&object.value)?;
        Some(Asked { number, rule: self.rule(number)?, object })
    }

    /// A member of something of a library, and what the program keeps there.
    pub(super) fn member_of_library(&mut self, owner: &Traced, member: Traced, name: &Name) -> Values {
        let stores = &self.project.catalog.stores;
        let own = self.asked(owner).filter(|asked| asked.rule.attributes);
        let below = if stores.may_end(name.as_str()) { self.asked(&member) } else { None };
        let is_function = stores.may_access(name.as_str())
            && member.value.api().is_some_and(|api| !stores.accesses(api.as_str()).is_empty());
        if is_function || own.is_none() && below.is_none() {
            let read = self.unless_rewritten(member, owner, name, None);
            // What is read of an instance in turn is seldom written to.
            let is_left_alone = matches!(&owner.value, Value::Instance(class, path) if !path.as_str().is_empty() || self.project.catalog.leads_to_library(class.as_str()));
            return if is_left_alone { read } else { self.with_kept(owner, name, read) };
        }
        let mut found = match own {
            Some(asked) => self.entries(asked, &Key::Text(name.clone())),
            None => Join::default(),
        };
        if let Some(below) = below {
            if own.is_none() {
                found.merge(self.assigned(below.number, owner, name));
            }
            found.merge(self.contents(below));
            found.push(member.clone());
        } else if found.is_empty() && own.is_some_and(|asked| asked.rule.has_members) {
            return self.unless_rewritten(member, owner, name, None);
        }
        // Whoever is not seen may put something else there.
        found.unknown(Unknown::Passed);
        found.values_or(Unknown::Attribute)
    }

    /// The item of a value under a key; `None` if it is no store that has items.
    pub(super) fn item_of_store(&mut self, object: &Traced, key: Option<&Values>) -> Option<Values> {
        let asked = self.asked(object).filter(|asked| asked.rule.items)?;
        let mut found = Join::default();
        found.unknown(Unknown::Passed);
        if let Some(key) = key {
            self.add_entries(asked, key, &mut found);
        }
        Some(found.values_or(Unknown::Element))
    }

    /// Whether one of some values is a store that has items: those are told apart by their keys.
    pub(super) fn is_keyed(&self, objects: &Values) -> bool {
        objects.iter().any(|object| self.asked(object).is_some_and(|asked| asked.rule.items))
    }

    /// What a call takes out of a store; `None` if it takes nothing out.
    pub(super) fn taken(&mut self, at: ExprRef, call: &Call, callee: &Traced) -> Option<Values> {
        let stores = &self.project.catalog.stores;
        let last = match &callee.value {
            Value::External(name) => name.last(),
            Value::Instance(_, path) => path.last(),
            _ => return None,
        };
        if !stores.may_access(last) {
            return None;
        }
        let mut found = Join::default();
        let mut takes = false;
        for (number, access) in stores.accesses(callee.value.api()?.as_str()) {
            let Access::Take { key, default } = access else { continue };
            takes = true;
            let asked = Asked { number: *number, rule: self.rule(*number)?, object: callee };
            match key {
                Some(key) => {
                    if let Some(key) = select(key, &call.arguments) {
                        let keys = self.sub(at, key.value);
                        self.add_entries(asked, &keys, &mut found);
                    }
                }
                None => found.merge(self.contents(asked)),
            }
            if let Some(default) = default.as_ref().and_then(|default| select(default, &call.arguments)) {
                found.add(&self.sub(at, default.value));
            }
        }
        found.unknown(Unknown::Passed);
        takes.then(|| found.values_or(Unknown::Element))
    }

    fn add_entries(&mut self, asked: Asked<'_>, keys: &Values, found: &mut Join) {
        for key in keys {
            if let Some(key) = key_of(key) {
                found.merge(self.entries(asked, &key));
            }
        }
    }

    /// What was put in under a key, anywhere.
    fn entries(&mut self, asked: Asked<'_>, key: &Key) -> Join {
        let mut found = PutIn::default();
        if asked.rule.items {
            self.add_items(asked, key, &mut found);
        }
        if let Key::Text(key) = key {
            if asked.rule.attributes {
                self.add_attributes(asked, key, &mut found);
                if self.is_sceptical() {
                    found.rest.merge(self.rewritten_member(asked.object, key, None));
                }
            }
            self.add_put(asked, key, &mut found);
            self.add_merged_entries(asked, key, &mut found);
            self.add_registered(asked, key, &mut found);
            self.add_module_members(asked, key, &mut found);
            let contents = self.contents(asked).values();
            for held in &contents {
                let mut entry = self.entry_of_held(held, key);
                if asked.rule.calls_functions {
                    entry = self.functions_called(&entry);
                }
                if !entry.is_empty() {
                    found.rest.add(&entry);
                }
            }
        }
        self.nearest(found)
    }

    /// What is put in nearest to where it is taken out: in the same file, else in the directory that has most in common
    /// with that of the file. A tree may hold many programs that use the same key. If all counts that may be there,
    /// everything does.
    fn nearest(&self, found: PutIn) -> Join {
        let mut join = Join::default();
        let table = &self.project.table;
        let directory = |module: ModuleId| split(table.path_of(module)).0;
        let reader = self.reader.filter(|_| !self.is_sceptical());
        let nearness = |module: ModuleId| match reader {
            Some(reader) if reader == module => usize::MAX,
            Some(reader) => common_directories(directory(reader), directory(module)),
            None => 0,
        };
        let is_real = |values: &Values| values.iter().any(|traced| !traced.value.is_inert());
        let real = found.by_file.iter().filter(|(_, values)| is_real(values));
        let nearest = real.map(|(module, _)| nearness(*module)).max();
        for (module, values) in &found.by_file {
            if reader.is_none() || nearest.is_none_or(|nearest| nearness(*module) >= nearest) {
                join.add(values);
            }
        }
        join.merge(found.rest);
        join
    }

    /// Values, and in place of each function of the project what it gives.
    fn functions_called(&mut self, values: &Values) -> Values {
        values.flat_map(|traced| match traced.value {
            Value::Function(function) => self.provided_by(function),
            _ => Values::of(traced.clone()),
        })
    }

    /// What something has under a key that is kept as a whole where entries are looked for.
    fn entry_of_held(&mut self, held: &Traced, key: &Name) -> Values {
        match held.value {
            Value::Container(_) | Value::Elements(_) | Value::Keywords(_) => {
                self.entry_of(held, key.as_str())
            }
            _ => self.attribute(held, key),
        }
    }

    /// Whether an expression is this store.
    fn is_it(&mut self, at: ExprRef, asked: Asked<'_>) -> bool {
        let values = self.expr(at);
        values.iter().any(|other| {
            self.store_of(&other.value) == Some(asked.number)
                && self.may_be_one(&other.made, &asked.object.made)
        })
    }

    /// Whether two objects may be one, by where they are made; an annotation makes nothing.
    fn may_be_one(&self, one: &Made, other: &Made) -> bool {
        let (Some(one), Some(other)) = (one.place(), other.place()) else { return true };
        let is_made = |at: ExprRef| self.project.call(at).is_some();
        one.at == other.at || !is_made(one.at) || !is_made(other.at)
    }

    fn add_attributes(&mut self, asked: Asked<'_>, key: &Name, found: &mut PutIn) {
        let project = self.project;
        let stores = project.index.foreign_members.get(key).map_or(&[][..], Vec::as_slice);
        for &at in self.limited(Limit::Stores, stores) {
            if self.is_it(at.object(project.module(at.module)), asked) {
                found.add(at.module, self.stored(at, key));
            }
        }
    }

    fn add_items(&mut self, asked: Asked<'_>, key: &Key, found: &mut PutIn) {
        let project = self.project;
        if let Key::Text(key) = key {
            let stores = project.index.keyed.get(key).map_or(&[][..], Vec::as_slice);
            for &at in self.limited(Limit::Stores, stores) {
                if self.is_it(at.object(project.module(at.module)), asked) {
                    found.add(at.module, self.stored(at, key));
                }
            }
        }
        let computed: Vec<StoreRef> =
            project.index.computed_keys.iter().filter(|at| self.knows(at.module, asked)).copied().collect();
        for &at in self.limited(Limit::Stores, &computed) {
            let store = &project.module(at.module).stores[at.store as usize];
            let StoreKey::Key(expr) = store.key else { continue };
            if !self.is_it(at.object(project.module(at.module)), asked) {
                continue;
            }
            let computed = ExprRef { module: at.module, expr };
            self.doubt_key(computed, found);
            let keys = self.expr(computed);
            if keys.iter().any(|known| key_of(known).as_ref() == Some(key)) {
                found.add(at.module, self.source(at.module, &store.source));
            } else if let Key::Text(key) = key
                && let Some(entry) = self.paired(at.module, expr, &store.source, key)
            {
                found.add(at.module, entry);
            }
        }
    }

    /// What is stored at a place, with that as a step.
    pub(super) fn stored(&mut self, at: StoreRef, name: &Name) -> Values {
        let store = &self.project.module(at.module).stores[at.store as usize];
        let step = Step { module: at.module, span: store.span, kind: StepKind::Attribute(name.clone()) };
        self.source(at.module, &store.source).stepped(&step)
    }

    /// `for key, value in defaults.items(): store[key] = value`: what `defaults` has under a key.
    fn paired(
        &mut self,
        module: ModuleId,
        key: ExprId,
        source: &BindingSource,
        wanted: &Name,
    ) -> Option<Values> {
        let BindingSource::Value { value, .. } = source else { return None };
        let ((pairs, 0), (of, 1)) = (self.part_of_pair(module, key)?, self.part_of_pair(module, *value)?)
        else {
            return None;
        };
        if pairs != of {
            return None;
        }
        let pairs = self.expr(ExprRef { module, expr: pairs });
        Some(pairs.flat_map(|pairs| match &pairs.value {
            Value::Pairs(mapping) => self.entry_of(&pairs.with((**mapping).clone()), wanted.as_str()),
            _ => Values::nothing(),
        }))
    }

    /// What a name is a part of that a loop binds to the parts of pairs, and which part.
    fn part_of_pair(&self, module: ModuleId, expr: ExprId) -> Option<(ExprId, u32)> {
        let facts = self.project.module(module);
        let ExprKind::Name(_, Use::Reaching(set)) = facts.expr(expr).kind else { return None };
        let [binding] = facts.set(set) else { return None };
        match &facts.bindings[binding.index()].source {
            BindingSource::Value { value, unpack, .. } => match unpack[..] {
                [UnpackStep::Each, UnpackStep::At(part)] => Some((*value, part)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Notes that something may be put in under any key, if all counts that an entry may be.
    fn doubt_key(&mut self, key: ExprRef, found: &mut PutIn) {
        if self.is_sceptical() && !self.is_named(key) {
            found.rest.unknown(Unknown::Replaced(key));
        }
    }

    /// Whether a file imports what a store belongs to: whoever writes to one by a key that is computed does. Everybody
    /// counts if all counts that an entry may be.
    fn knows(&self, module: ModuleId, asked: Asked<'_>) -> bool {
        if self.is_sceptical() {
            return true;
        }
        let imported = self.project.index.imported.get(module.index());
        imported.is_some_and(|imported| asked.rule.names.iter().any(|name| imported.contains(name.root())))
    }

    /// The calls by one of some names that may put something into a store.
    fn calls_by(&self, names: &[Name]) -> Vec<ExprRef> {
        names.iter().filter_map(|name| self.project.index.calls.get(name)).flatten().copied().collect()
    }

    /// What a call that reaches a function of this store does to it.
    fn accesses_by(&mut self, at: ExprRef, call: &Call, asked: Asked<'_>) -> Vec<&'p Access> {
        let stores = &self.project.catalog.stores;
        let mut found = Vec::new();
        for callee in &self.sub(at, call.callee) {
            let Some(api) = callee.value.api() else { continue };
            let accesses = stores.accesses(api.as_str()).iter();
            let own = accesses.filter(|(number, _)| *number == asked.number).map(|(_, access)| access);
            if self.may_be_one(&callee.made, &asked.object.made) {
                found.extend(own);
            }
        }
        found
    }

    /// What functions put in under a key.
    fn add_put(&mut self, asked: Asked<'_>, wanted: &Name, found: &mut PutIn) {
        let project = self.project;
        let may_name = |this: &Self, at: ExprRef| {
            let facts = project.module(at.module);
            let is_it = |argument: &Argument| matches!(&facts.expr(argument.value).kind, ExprKind::Literal(Literal::Text(text)) if text == wanted.as_str());
            let named = project.call(at).is_some_and(|call| call.arguments.iter().any(is_it));
            named || this.knows(at.module, asked)
        };
        let mut calls = self.calls_by(&asked.rule.put_names);
        calls.retain(|&at| may_name(self, at));
        for &at in self.limited(Limit::Stores, &calls) {
            let Some(call) = project.call(at) else { continue };
            let span = project.module(at.module).expr(at.expr).span;
            for access in self.accesses_by(at, call, asked) {
                let Access::Put { key: Some(key), value } = access else { continue };
                let key = select(key, &call.arguments).map(|key| key.value);
                let value = select(value, &call.arguments).map(|value| value.value);
                let (Some(key), Some(value)) = (key, value) else { continue };
                let source = BindingSource::Value { value, unpack: Unpack::new(), annotation: None };
                self.doubt_key(ExprRef { expr: key, ..at }, found);
                if self.sub(at, key).texts().any(|text| text == wanted.as_str()) {
                    let step = Step { module: at.module, span, kind: StepKind::Attribute(wanted.clone()) };
                    found.add(at.module, self.sub(at, value).stepped(&step));
                } else if let Some(entry) = self.paired(at.module, key, &source, wanted) {
                    found.add(at.module, entry);
                }
            }
        }
    }

    /// What comes with the entries of a mapping that is put in.
    fn add_merged_entries(&mut self, asked: Asked<'_>, wanted: &Name, found: &mut PutIn) {
        let project = self.project;
        let calls = self.calls_by(&asked.rule.merge_names);
        let near: Vec<ExprRef> = calls.into_iter().filter(|at| self.knows(at.module, asked)).collect();
        for &at in self.limited(Limit::Stores, &near) {
            let Some(call) = project.call(at) else { continue };
            let names_it = |kind: &ArgumentKind| match kind {
                ArgumentKind::Keyword(name) => name == wanted,
                _ => true,
            };
            if !call.arguments.iter().any(|argument| names_it(&argument.kind))
                || !self.accesses_by(at, call, asked).contains(&&Access::Merge)
            {
                continue;
            }
            for argument in call.arguments.iter().filter(|argument| names_it(&argument.kind)) {
                let given = self.sub(at, argument.value);
                let value = ExprRef { expr: argument.value, ..at };
                let is_named = matches!(argument.kind, ArgumentKind::Keyword(_));
                if self.is_sceptical() && !is_named && !self.is_written_out(value) {
                    found.rest.unknown(Unknown::Replaced(value));
                }
                let entry = match argument.kind {
                    ArgumentKind::Keyword(_) => given,
                    _ => given.flat_map(|mapping| self.entry_of(mapping, wanted.as_str())),
                };
                if !entry.is_empty() {
                    found.add(at.module, entry);
                }
            }
        }
    }

    /// The objects that stand under a key because their class says so.
    fn add_registered(&mut self, asked: Asked<'_>, wanted: &Name, found: &mut PutIn) {
        let project = self.project;
        let Some((base, keys)) = &asked.rule.instances else { return };
        let classes = project.index.subclasses.get(base.last()).map_or(&[][..], Vec::as_slice);
        for &class in self.limited(Limit::Subclasses, classes) {
            let is_of_base = self.ancestors(class).externals.iter().any(|external| {
                external == base || external.root() == base.root() && external.last() == base.last()
            });
            if is_of_base && keys.iter().any(|key| self.says(class, key, wanted)) {
                found.add(class.module, Values::one(Value::Object(class)));
            }
        }
    }

    /// Whether a class attribute is a text, or ends in its last segment.
    fn says(&mut self, class: ClassRef, attribute: &Name, wanted: &Name) -> bool {
        let class = Traced::plain(Value::Class(class));
        let values = self.attribute(&class, attribute);
        let last = |text: &str| text.rsplit('.').next() == Some(wanted.as_str());
        values.texts().any(|text| text == wanted.as_str() || last(text))
    }

    /// What the module has under a name that the program says by a key of the environment.
    fn add_module_members(&mut self, asked: Asked<'_>, wanted: &Name, found: &mut PutIn) {
        let Some(key) = &asked.rule.module_by else { return };
        for (from, path) in self.set_in_environment(key) {
            if let Some(Found::Module(module)) = self.find(from, 0, &path) {
                let member = self.module_member(module, wanted);
                if !member.is_empty() {
                    found.add(from, member);
                }
            }
        }
    }

    /// The texts that are put somewhere under a key which is written out: `environ["KEY"] = "a.b"`,
    /// `environ.setdefault("KEY", "a.b")`.
    fn set_in_environment(&self, key: &str) -> Vec<(ModuleId, String)> {
        let project = self.project;
        let text = |module: ModuleId, expr: ExprId| match &project.module(module).expr(expr).kind {
            ExprKind::Literal(Literal::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        let stores = project.index.keyed.get(key).into_iter().flatten();
        let by_item =
            stores.filter_map(|at| match &project.module(at.module).stores[at.store as usize].source {
                BindingSource::Value { value, .. } => Some((at.module, text(at.module, *value)?.to_owned())),
                _ => None,
            });
        let methods = project.catalog.conventions.adding_methods.iter();
        let calls = methods.filter_map(|method| project.index.calls.get(method.as_str())).flatten();
        let added = calls.filter_map(|&at| match &project.call(at)?.arguments[..] {
            [first, second] if text(at.module, first.value) == Some(key) => {
                Some((at.module, text(at.module, second.value)?.to_owned()))
            }
            _ => None,
        });
        let mut found: Vec<(ModuleId, String)> = by_item.chain(added).collect();
        found.sort();
        found.dedup();
        found
    }

    // --- wholes ----------------------------------------------------------------------------------------------

    /// What is assigned to the store itself, as an attribute of what it is read of.
    fn assigned(&mut self, number: usize, owner: &Traced, name: &Name) -> Join {
        let project = self.project;
        let mut found = PutIn::default();
        let stores = project.index.foreign_members.get(name).map_or(&[][..], Vec::as_slice);
        for &at in self.limited(Limit::Stores, stores) {
            let owners = self.expr(at.object(project.module(at.module)));
            let is_it = |other: &Traced| {
                let read = other.value.api().map(|api| api.join(name.as_str()));
                read.is_some_and(|read| project.catalog.stores.named(read.as_str()) == Some(number))
                    && self.may_be_one(&other.made, &owner.made)
            };
            if owners.iter().any(is_it) {
                found.add(at.module, self.stored(at, name));
            }
        }
        self.nearest(found)
    }

    /// What a store holds as a whole.
    fn contents(&mut self, asked: Asked<'_>) -> Join {
        let mut found = PutIn::default();
        let has_put = |access: &Access| matches!(access, Access::Put { key: None, .. });
        let stores = &self.project.catalog.stores;
        let puts_whole = asked.rule.names.iter().any(|name| {
            let of_name = asked.rule.put_names.iter().map(|put| name.join(put.as_str()));
            of_name.flat_map(|put| stores.accesses(put.as_str())).any(|(_, access)| has_put(access))
        });
        if puts_whole {
            self.add_put_whole(asked, &mut found);
        }
        for filling in &asked.rule.fillings {
            self.add_filling(asked, filling, &mut found);
        }
        if let (Some(place), Some(making)) = (asked.rule.type_argument, asked.object.made.place())
            && let Some(expr) = self.type_argument(making.at, place)
        {
            found.rest.add(&self.annotation(expr));
        }
        self.nearest(found)
    }

    fn add_put_whole(&mut self, asked: Asked<'_>, found: &mut PutIn) {
        let project = self.project;
        let mut calls = self.calls_by(&asked.rule.put_names);
        if let Some(making) = asked.object.made.place().filter(|_| !self.is_sceptical()) {
            let names = bound_names(project.module(making.at.module), making.at.expr);
            let is_named = |at: &ExprRef| {
                let facts = project.module(at.module);
                let object = project.call(*at).map(|call| &facts.expr(call.callee).kind);
                let Some(ExprKind::Attribute(object, _)) = object else { return false };
                last_name(facts, *object).is_some_and(|name| names.contains(&name))
            };
            calls.retain(|at| names.is_empty() || is_named(at));
        }
        for &at in self.limited(Limit::Stores, &calls) {
            let Some(call) = project.call(at) else { continue };
            for access in self.accesses_by(at, call, asked) {
                let Access::Put { key: None, value } = access else { continue };
                if let Some(value) = select(value, &call.arguments) {
                    found.add(at.module, self.sub(at, value.value));
                }
            }
        }
    }

    /// What the calls of a function make of a store.
    fn add_filling(&mut self, asked: Asked<'_>, filling: &Filling, found: &mut PutIn) {
        let project = self.project;
        let calls = project.index.calls.get(filling.function.last()).map_or(&[][..], Vec::as_slice);
        let is_constructor = asked.rule.names.contains(&filling.function);
        let of_other = |at: ExprRef| {
            let made = asked.object.made.place();
            is_constructor && made.is_some_and(|made| made.at != at && project.call(made.at).is_some())
        };
        for &at in self.limited(Limit::Callers, calls) {
            let Some(call) = project.call(at) else { continue };
            let Some(argument) = select(&filling.argument.argument, &call.arguments) else { continue };
            let callee = self.sub(at, call.callee);
            let is_meant = callee.iter().any(|callee| callee.value.api().as_ref() == Some(&filling.function));
            if !is_meant || of_other(at) {
                continue;
            }
            let mut given = self.sub(at, argument.value);
            if let Some(key) = &filling.argument.key {
                given = given.flat_map(|mapping| self.entry_of(mapping, key));
            }
            if filling.is_called {
                given = self.called_and_entered(at, &given);
            }
            if !given.is_empty() {
                found.add(at.module, given);
            }
        }
    }

    /// The type argument at a place of what an annotation names.
    fn type_argument(&self, at: ExprRef, place: usize) -> Option<ExprRef> {
        let facts = self.project.module(at.module);
        let ExprKind::Index(_, key) = facts.expr(at.expr).kind else { return None };
        let expr = match &facts.expr(key).kind {
            ExprKind::Sequence(parts) => *parts.get(place)?,
            _ if place == 0 => key,
            _ => return None,
        };
        Some(ExprRef { expr, ..at })
    }

    /// What comes of some functions when a framework calls them and enters what they give.
    fn called_and_entered(&mut self, at: ExprRef, functions: &Values) -> Values {
        let call = Call { callee: at.expr, arguments: Vec::new() };
        let given = functions.flat_map(|function| self.call_value(at, &call, function, &[]));
        self.entered(&given)
    }

    // --- parameters ------------------------------------------------------------------------------------------

    /// What a framework passes for a parameter of a function that it is given; nothing if none does.
    pub(super) fn given_by_framework(&mut self, function: FunctionRef, index: usize, name: &Name) -> Join {
        let project = self.project;
        let stores = &project.catalog.stores;
        let mut found = Join::default();
        if stores.parameters.is_empty() {
            return found;
        }
        let facts = project.function(function);
        let Some(place) = index.checked_sub(usize::from(facts.class.is_some() && !facts.is_static)) else {
            return found;
        };
        for given in
            self.givers_of(function).iter().filter_map(|giver| stores.parameters.get(giver)).flatten()
        {
            if is_argument(&given.parameter, place, name) {
                let value = Traced::plain(Value::Instance(given.value.clone(), QualName::new("")));
                if let Some(asked) = self.asked(&value) {
                    found.merge(self.contents_as_parameter(asked, &given.value));
                }
                found.push(value);
            }
        }
        found
    }

    /// What fills parameters of a function, and is its decorator or is given it.
    fn givers_of(&mut self, function: FunctionRef) -> Vec<QualName> {
        let project = self.project;
        let names = &project.catalog.stores.parameter_names;
        let facts = project.function(function);
        let mut givers: Vec<QualName> = Vec::new();
        for decorator in &facts.decorators {
            let last = last_called(project.module(function.module), decorator.expr);
            // A decorator that the program makes itself has a name of its own.
            if last.is_some_and(|last| names.contains(last) || project.is_variable(last)) {
                givers.extend(self.external_names(ExprRef { module: function.module, expr: decorator.expr }));
            }
        }
        for written in project.index.handed.get(&facts.name).into_iter().flatten() {
            let Some(call) = project.call(written.at) else { continue };
            let last = last_name(project.module(written.at.module), call.callee);
            if last.is_none_or(|last| !names.contains(last)) {
                continue;
            }
            let passed = call.arguments.get((written.from as usize).wrapping_sub(1));
            let is_it = |traced: &Traced| match &traced.value {
                Value::Function(known) | Value::Method(_, known) => *known == function,
                _ => false,
            };
            if passed.is_some_and(|passed| self.sub(written.at, passed.value).iter().any(is_it)) {
                let callee = self.sub(written.at, call.callee);
                givers.extend(callee.iter().filter_map(|traced| traced.value.api()));
            }
        }
        givers
    }

    /// What a store holds that a framework passes, by its full name.
    fn contents_as_parameter(&mut self, asked: Asked<'_>, name: &QualName) -> Join {
        let mut found = self.contents(asked);
        if let Some(owner) = name.parent() {
            let owner = Traced::plain(Value::Instance(owner, QualName::new("")));
            found.merge(self.assigned(asked.number, &owner, &Name::new(name.last())));
        }
        found
    }

    /// What is passed for a parameter, of arguments whose values are what a framework calls for them.
    pub(super) fn provided_argument(
        &mut self,
        at: ExprRef,
        arguments: &[Argument],
        position: Option<usize>,
        name: &Name,
    ) -> Values {
        let given = self.argument(at, arguments, position, name);
        self.provided(&given)
    }

    /// What providers of a class pass for a field to the constructor that the class has by its fields alone.
    pub(super) fn provided_to_field(
        &mut self,
        class: ClassRef,
        field: &Name,
        position: Option<usize>,
    ) -> Join {
        let project = self.project;
        let mut found = Join::default();
        for written in project.index.handed.get(&project.class(class).name).into_iter().flatten() {
            let (at, from) = (written.at, written.from as usize);
            let Some(call) = project.call(at) else { continue };
            let Some(made_of) = call.arguments.get(from.wrapping_sub(1)).map(|argument| argument.value)
            else {
                continue;
            };
            let is_it = |traced: &Traced| traced.value == Value::Class(class);
            if self.is_provider(at) && self.sub(at, made_of).iter().any(is_it) {
                let rest = call.arguments.get(from..).unwrap_or_default();
                found.add(&self.provided_argument(at, rest, position, field));
            }
        }
        found
    }

    /// Values, and in place of each provider what it provides.
    pub(super) fn provided(&mut self, values: &Values) -> Values {
        values.flat_map(|traced| match traced.value {
            Value::Partial(_, place) if self.is_provider(place) => {
                let call = Call { callee: place.expr, arguments: Vec::new() };
                self.call_value(place, &call, traced, &[])
            }
            _ => Values::of(traced.clone()),
        })
    }
}

/// The names that a file binds an expression to.
fn bound_names(module: &Module, expr: ExprId) -> Vec<&Name> {
    let is_it =
        |source: &BindingSource| matches!(source, BindingSource::Value { value, .. } if *value == expr);
    let bindings = module.bindings.iter().filter(|binding| is_it(&binding.source));
    let stores = module.stores.iter().filter(|store| is_it(&store.source));
    let members = stores.filter_map(|store| match &store.key {
        StoreKey::Member(name) => Some(name),
        StoreKey::Key(_) => None,
    });
    bindings.map(|binding| &binding.name).chain(members).collect()
}

/// What a value is as a key.
fn key_of(key: &Traced) -> Option<Key> {
    match &key.value {
        Value::Literal(Literal::Text(text)) => Some(Key::Text(Name::new(text))),
        Value::Instance(..) => key.made.place().map(|making| Key::Object(making.at)),
        _ => None,
    }
}

/// Whether a rule means the parameter at a place, or of a name.
fn is_argument(wanted: &ArgumentRef, place: usize, name: &Name) -> bool {
    wanted.keywords.contains(name) || wanted.position == Some(place)
}
