//! Containers: elements, iteration, entering.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use super::calls::named;
use super::eval::{Evaluator, Query};
use super::frames::{Given, given_from};
use super::functions::elements_of;
use super::index::{StoreRef, last_name, may_hold};
use super::texts::{Texts, fold, piece, resolve_url};
use super::value::{ClassRef, ExprRef, FunctionRef, Join, Traced, Unknown, Value, Values};
use crate::catalog::Intrinsic;
use crate::limit::Limit;
use crate::module::{ArgumentKind, BindingSource, Call, ExprId, ExprKind, Literal, StoreKey, Use};
use crate::name::{Name, QualName, UNKNOWN_PART};

/// The method by which a class says what its subscript gives.
const SUBSCRIPT: &str = "__class_getitem__";

/// How many parts of a text that is split are told apart.
const MAX_PARTS: usize = 64;

impl Evaluator<'_> {
    /// An element of a value: the one at `key` where it is known, else any.
    pub(super) fn element(&mut self, traced: &Traced, key: Option<&Values>) -> Values {
        match &traced.value {
            Value::Container(at) => {
                let written = self.element_of_literal(*at, key);
                if self.is_sceptical() { written.and(&self.changed_later(*at, key)) } else { written }
            }
            Value::Declared(at) => self.element_of_type(*at, key),
            Value::Row(parts) => match key.and_then(integer) {
                Some(index) => {
                    let from_end = index.saturating_add_unsigned(parts.len() as u64);
                    let wanted = usize::try_from(if index < 0 { from_end } else { index }).ok();
                    let part = wanted.and_then(|wanted| parts.get(wanted));
                    part.map_or_else(no_element, |part| Values::of(traced.with(part.clone())))
                }
                None => parts.iter().map(|part| traced.with(part.clone())).collect(),
            },
            Value::Elements(elements) if elements.is_empty() => no_element(),
            Value::Elements(elements) => elements.iter().map(|value| traced.with(value.clone())).collect(),
            Value::Generator(function, frame) => self.within(*frame, |this| this.yields(*function)),
            Value::Keywords(function) => {
                self.keyword_parameter(*function, key.and_then(Values::text).map(Name::new).as_ref())
            }
            Value::Rest(function) => self.rest_parameter(*function, key.and_then(integer)),
            Value::Members(object) => match key {
                Some(key) => self.attributes_named(&Values::of(traced.with((**object).clone())), key),
                None => self.any_member(traced, object),
            },
            Value::Pairs(container) => {
                let index = key.and_then(integer);
                if let Value::Members(_) = **container {
                    let members = traced.with((**container).clone());
                    if index == Some(0) { self.iterated(&members) } else { self.iterated_values(&members) }
                } else if index == Some(0) {
                    no_element()
                } else {
                    self.iterated_values(&traced.with((**container).clone()))
                }
            }
            Value::Zipped(at) => self.zipped(*at, key),
            Value::Generic(at, read) => self.generic_element(*at, read, key),
            Value::Object(class) => self.element_of_object(*class, key),
            Value::Attributes(made, Some(fields)) => {
                let name = key.and_then(integer).and_then(|place| self.name_of_field(*fields, place));
                name.map_or_else(no_element, |name| self.bare_attribute(*made, Some(*fields), &name))
            }
            Value::Literal(Literal::Text(text)) => key.and_then(integer).map_or_else(no_element, |index| {
                let characters: Vec<char> = text.chars().collect();
                let place = place_in(index, characters.len());
                let character = place.map(|place| Value::text(&characters[place].to_string()));
                character.map_or_else(no_element, |character| Values::of(traced.with(character)))
            }),
            // `Base[T]` is `Base`.
            Value::Class(class) => self.element_of_class(traced, *class),
            Value::External(_) | Value::Instance(..) => {
                match (self.item_of_store(traced, key), &traced.value, key) {
                    (Some(item), ..) => item,
                    (None, _, Some(key)) if self.names_attributes(key) => {
                        self.attributes_named(&Values::of(traced.clone()), key)
                    }
                    (None, Value::External(name), _) => self.subscripted(traced, name, key),
                    _ => no_element(),
                }
            }
            Value::Module(_) | Value::Namespace(_) | Value::Parent(_) => match key {
                Some(key) if self.names_attributes(key) => {
                    self.attributes_named(&Values::of(traced.clone()), key)
                }
                _ => no_element(),
            },
            _ => no_element(),
        }
    }

    /// Whether what stands in brackets names attributes: in some languages both are one, and places are numbers.
    fn names_attributes(&self, key: &Values) -> bool {
        self.project.catalog.conventions.entries_are_attributes && integer(key).is_none()
    }

    /// An element of an object: what its class gives for one, or the field that an entry of a typed mapping is.
    fn element_of_object(&mut self, class: ClassRef, key: Option<&Values>) -> Values {
        let conventions = &self.project.catalog.conventions;
        let given = self.result_of_one(class, &conventions.element_methods);
        if let Some(key) = key.filter(|key| given.is_empty() && self.names_attributes(key)) {
            return self.attributes_named(&Values::one(Value::Object(class)), key);
        }
        let Some(name) = key.and_then(Values::text).filter(|_| given.is_empty() && !self.is_sceptical())
        else {
            return given;
        };
        let mro = self.ancestors(class);
        let field = Name::new(name);
        if mro.externals.is_empty() || !mro.classes.iter().any(|&owner| self.is_field(owner, &field)) {
            return given;
        }
        self.object_attribute(class, &field)
    }

    /// What a class gives for a subscript: itself, and what it says that it gives.
    fn element_of_class(&mut self, traced: &Traced, class: ClassRef) -> Values {
        let project = self.project;
        let scope = project.class(class).scope;
        let own = Values::of(traced.clone());
        let own = own.and(&self.given_by_metaclass(class, &project.catalog.conventions.element_methods));
        if self.is_sceptical() || project.module(class.module).symbol(scope, SUBSCRIPT).is_none() {
            return own;
        }
        let given = self.symbol(class.module, scope, &Name::new(SUBSCRIPT));
        own.and(&given.flat_map(|traced| match traced.value {
            Value::Function(function) => self.result_of(function),
            _ => no_element(),
        }))
    }

    /// The handles that a method gives of what makes a class: `Class[key]`, `for x in Class`.
    fn given_by_metaclass(&mut self, class: ClassRef, methods: &[String]) -> Values {
        let project = self.project;
        let Some(expr) = project.class(class).metaclass.filter(|_| !self.is_sceptical()) else {
            return Values::nothing();
        };
        let mut found = Values::nothing();
        for maker in &self.expr(ExprRef { module: class.module, expr }) {
            if let Value::Class(maker) = maker.value {
                let given = self.result_of_one(maker, methods);
                let elements = given.flat_map(|traced| match traced.value {
                    Value::Elements(_) | Value::Container(_) | Value::Generator(..) => self.iterated(traced),
                    _ => Values::of(traced.clone()),
                });
                let handles = elements.iter().filter(|it| it.value.leads_to_call(project.catalog));
                found = found.and(&handles.cloned().collect());
            }
        }
        found
    }

    /// The entry of a mapping under a key that is a text, as the mapping was written. Sequences have none, and neither has
    /// what is no container.
    pub fn entry_of(&mut self, mapping: &Traced, key: &str) -> Values {
        match self.parts(&mapping.value) {
            Some(_) => Values::nothing(),
            None if mapping.value.is_inert() => Values::nothing(),
            None => self.element(mapping, Some(&Values::one(Value::text(key)))),
        }
    }

    /// What each of the elements of a sequence is that is written out, one by one; `None` for anything else.
    pub fn parts(&mut self, sequence: &Value) -> Option<Vec<Values>> {
        let Value::Container(at) = sequence else { return None };
        let project = self.project;
        let facts = project.module(at.module);
        let ExprKind::Sequence(items) = &facts.expr(at.expr).kind else { return None };
        Some(items.iter().map(|&item| self.any_item(*at, &[item])).collect())
    }

    /// An instance of the type that a tuple's type has at a place.
    fn element_of_type(&mut self, at: ExprRef, key: Option<&Values>) -> Values {
        let ExprKind::Sequence(types) = &self.project.module(at.module).expr(at.expr).kind else {
            return no_element();
        };
        let wanted = match key.and_then(integer) {
            Some(index) => place_in(index, types.len()).map_or(0..0, |place| place..place + 1),
            None => 0..types.len(),
        };
        let of_type = |&expr: &ExprId| self.annotation(ExprRef { expr, ..at });
        let mut found = Join::default();
        for values in types[wanted].iter().map(of_type) {
            found.add(&values);
        }
        found.values_or(Unknown::Element)
    }

    /// A part of a row of what iterates over several values: an element of the argument in that place.
    fn zipped(&mut self, at: ExprRef, key: Option<&Values>) -> Values {
        let Some(call) = self.project.call(at) else { return no_element() };
        let place = key.and_then(integer).and_then(|index| place_in(index, call.arguments.len()));
        let wanted = place.map_or(0..call.arguments.len(), |place| place..place + 1);
        let mut found = Join::default();
        for argument in call.arguments[wanted].iter().filter(|it| it.kind == ArgumentKind::Positional) {
            found.add(&self.sub(at, argument.value).flat_map(|traced| self.iterated(traced)));
        }
        found.values_or(Unknown::Element)
    }

    /// What a target takes that gets all the elements but some at the beginning and at the end.
    pub(super) fn middle(&mut self, traced: &Traced, first: u32, last: u32) -> Values {
        let Value::Container(at) = &traced.value else { return Values::of(traced.clone()) };
        match &self.project.module(at.module).expr(at.expr).kind {
            ExprKind::Sequence(items) if !self.has_spread(*at, items) => {
                let end = items.len().saturating_sub(last as usize);
                let taken = items.get(first as usize..end).unwrap_or_default();
                elements_of(&self.any_item(*at, taken))
            }
            _ => Values::of(traced.clone()),
        }
    }

    /// An attribute of an object that is nothing but its attributes: what it is made with, or what is stored into it.
    pub(super) fn bare_attribute(&mut self, made: ExprRef, fields: Option<ExprRef>, name: &Name) -> Values {
        let project = self.project;
        let Some(call) = project.call(made) else { return no_element() };
        let place = fields.and_then(|fields| self.place_of_field(fields, name));
        let given: Vec<Given> = given_from(made, &call.arguments).collect();
        let given = self.argument_among(&given, place, name);
        let mut found = Join::default();
        if let Some(given) = given {
            found.add(&given);
        }
        let stores = project.index.members.get(name).into_iter().flatten();
        let near: Vec<StoreRef> =
            stores.filter(|at| project.may_call(at.module, made.module)).copied().collect();
        for &at in self.limited(Limit::Stores, &near) {
            let store = &project.module(at.module).stores[at.store as usize];
            let objects = self.expr(ExprRef { module: at.module, expr: store.object });
            if objects.iter().any(|traced| matches!(traced.value, Value::Attributes(into, _) if into == made))
            {
                found.add(&self.source(at.module, &store.source));
            }
        }
        found.values_or(Unknown::Attribute)
    }

    /// The name of the field at a place in a list of names.
    fn name_of_field(&mut self, fields: ExprRef, place: i64) -> Option<Name> {
        let place = usize::try_from(place).ok()?;
        for traced in &self.expr(fields) {
            if let Value::Literal(Literal::Text(text)) = &traced.value {
                let mut names = text.split([',', ' ']).filter(|name| !name.is_empty());
                return names.nth(place).map(Name::new);
            }
            let Some(parts) = self.parts(&traced.value) else { continue };
            return parts.get(place)?.text().map(Name::new);
        }
        None
    }

    /// The place of a field in a list of names: a sequence of texts or of pairs that begin with one, or one text.
    fn place_of_field(&mut self, fields: ExprRef, name: &Name) -> Option<usize> {
        for traced in &self.expr(fields) {
            if let Value::Literal(Literal::Text(text)) = &traced.value {
                let mut names = text.split([',', ' ']).filter(|name| !name.is_empty());
                return names.position(|field| field == name.as_str());
            }
            let Value::Container(at) = traced.value else { continue };
            let ExprKind::Sequence(items) = &self.project.module(at.module).expr(at.expr).kind else {
                continue;
            };
            let first = Values::one(Value::Literal(Literal::Integer(0)));
            let is_named = |values: &Values| values.texts().any(|field| field == name.as_str());
            return items.iter().position(|&item| {
                let item = self.sub(at, item);
                is_named(&item) || item.iter().any(|pair| is_named(&self.element(pair, Some(&first))))
            });
        }
        None
    }

    fn subscripted(&mut self, traced: &Traced, name: &QualName, key: Option<&Values>) -> Values {
        match (self.project.catalog.intrinsic(name.as_str()), key) {
            (Some(Intrinsic::Injected), Some(key)) => self.provided(key),
            (Some(_), _) => no_element(),
            (None, _) => Values::of(traced.clone()),
        }
    }

    fn element_of_literal(&mut self, at: ExprRef, key: Option<&Values>) -> Values {
        let project = self.project;
        match &project.module(at.module).expr(at.expr).kind {
            ExprKind::Sequence(items) => match key.and_then(integer) {
                Some(index) if !self.has_spread(at, items) => {
                    let item = place_in(index, items.len()).map(|place| items[place]);
                    item.map_or_else(no_element, |item| self.sub(at, item))
                }
                _ => self.remember(Query::Items(at)),
            },
            ExprKind::Mapping(_) | ExprKind::Call(_) | ExprKind::Binary(..) => self.entry(at, key),
            ExprKind::Comprehension(element) => self.sub(at, *element),
            ExprKind::MappingComprehension(_, value) => self.sub(at, *value),
            _ => no_element(),
        }
    }

    /// An entry of `dict(a=x, **more)`.
    fn constructed_entry(&mut self, at: ExprRef, call: &Call, key: Option<&Values>) -> Values {
        let wanted = key.and_then(Values::text);
        if let Some(value) = wanted.and_then(|wanted| named(call, wanted)) {
            // It replaces what the mapping is made of.
            return self.sub(at, value);
        }
        let mut found = Join::default();
        for argument in &call.arguments {
            let values = match &argument.kind {
                ArgumentKind::Keyword(name) if wanted.is_some_and(|wanted| wanted != name.as_str()) => {
                    continue;
                }
                ArgumentKind::Keyword(_) => self.sub(at, argument.value),
                _ => self.spread_entry(at, argument.value, key),
            };
            found.add(&values);
        }
        found.values()
    }

    /// An entry of `base | more`.
    fn merged_entry(&mut self, at: ExprRef, [left, right]: [ExprId; 2], key: Option<&Values>) -> Values {
        let later = self.spread_entry(at, right, key);
        if self.replaces_entry(at, right, key) {
            return later;
        }
        self.spread_entry(at, left, key).and(&later)
    }

    /// Whether every mapping that a value may be has an entry under a key.
    fn replaces_entry(&mut self, at: ExprRef, mapping: ExprId, key: Option<&Values>) -> bool {
        let Some(text) = key.and_then(Values::text) else { return false };
        let (keyword, wanted) = (Name::new(text), Literal::Text(text.to_owned()));
        let mappings = self.sub(at, mapping);
        mappings.rest().is_none()
            && !mappings.is_empty()
            && mappings.iter().all(|traced| self.has_entry(&traced.value, &keyword, &wanted))
    }

    /// The mappings whose entry under a key may be that of a mapping which is written out with them in it:
    /// `{**base, "a": x}`, `dict(base, a=x)`, `base | more`.
    pub fn mappings_in(&mut self, at: ExprRef, key: &Name) -> Vec<Value> {
        let project = self.project;
        let wanted = Literal::Text(key.to_string());
        let parts: Vec<ExprId> = match &project.module(at.module).expr(at.expr).kind {
            ExprKind::Mapping(entries) => {
                let is_it = |this: &mut Self, key: Option<ExprId>| {
                    key.is_some_and(|key| this.is_only(at, key, &wanted))
                };
                let last = entries.iter().rposition(|(key, _)| is_it(self, *key));
                let after = entries.iter().skip(last.unwrap_or_default());
                after.filter(|(key, _)| key.is_none()).map(|(_, value)| *value).collect()
            }
            ExprKind::Call(call) if named(call, key.as_str()).is_some() => Vec::new(),
            ExprKind::Call(call) => {
                let is_named = |kind: &ArgumentKind| matches!(kind, ArgumentKind::Keyword(_));
                let spread = call.arguments.iter().filter(|argument| !is_named(&argument.kind));
                spread.map(|argument| argument.value).collect()
            }
            ExprKind::Binary(_, left, right) => vec![*left, *right],
            _ => Vec::new(),
        };
        let values = parts.into_iter().flat_map(|part| {
            let values = self.sub(at, part);
            values.iter().map(|traced| traced.value.clone()).collect::<Vec<Value>>()
        });
        values.collect()
    }

    /// Whether a value is a mapping that is written out, and nothing else.
    pub(super) fn is_written_mapping(&self, values: &Values) -> bool {
        let is_mapping = |value: &Value| match value {
            Value::Container(at) => matches!(
                self.project.module(at.module).expr(at.expr).kind,
                ExprKind::Mapping(_) | ExprKind::Binary(..)
            ),
            _ => false,
        };
        !values.is_empty() && values.iter().all(|traced| is_mapping(&traced.value))
    }

    fn has_spread(&self, at: ExprRef, items: &[ExprId]) -> bool {
        let facts = self.project.module(at.module);
        items.iter().any(|&item| matches!(facts.expr(item).kind, ExprKind::Spread(_)))
    }

    /// The elements that are looked at where any of them may be meant: the first ones, and of the others those that
    /// may matter. Notes if there are more.
    fn looked_at<T>(
        &mut self,
        at: ExprRef,
        elements: impl Iterator<Item = T>,
        value: impl Fn(&T) -> ExprId,
        found: &mut Join,
    ) -> Vec<T> {
        let standing = self.project.standing(at.module);
        let limit = self.size(Limit::Elements);
        let mut looked_at = Vec::new();
        for (number, element) in elements.enumerate() {
            if number >= limit / 2 && !standing.may_matter(value(&element)) {
                found.unknown(Unknown::Element);
                continue;
            }
            if looked_at.len() >= limit {
                found.unknown(Unknown::Limit(Limit::Elements));
                self.record(Limit::Elements);
                break;
            }
            looked_at.push(element);
        }
        looked_at
    }

    /// [`Query::Items`]
    pub(super) fn find_items(&mut self, at: ExprRef) -> Values {
        match &self.project.module(at.module).expr(at.expr).kind {
            ExprKind::Sequence(items) => self.any_item(at, items),
            _ => no_element(),
        }
    }

    fn any_item(&mut self, at: ExprRef, items: &[ExprId]) -> Values {
        let project = self.project;
        let mut found = Join::default();
        for item in self.looked_at(at, items.iter().copied(), |&item| item, &mut found) {
            let values = self.sub(at, item);
            if let ExprKind::Spread(_) = project.module(at.module).expr(item).kind {
                found.add(&values.flat_map(|spread| self.iterated(spread)));
            } else {
                found.add(&values);
            }
        }
        found.values()
    }

    /// The entry under a key that is known, or any entry. Remembered, since a mapping may be spread into itself.
    fn entry(&mut self, at: ExprRef, key: Option<&Values>) -> Values {
        let mut wanted: Vec<Option<Literal>> =
            key.into_iter().flat_map(Values::iter).filter_map(literal).cloned().map(Some).collect();
        if wanted.is_empty() {
            wanted.push(None);
        }
        let mut found = Join::default();
        found.or(key.and_then(Values::rest));
        for wanted in wanted {
            found.add(&self.remember(Query::Entry(at, wanted)));
        }
        found.values()
    }

    /// [`Query::Entry`]
    pub(super) fn find_entry(&mut self, at: ExprRef, wanted: Option<&Literal>) -> Values {
        let project = self.project;
        let key = wanted.map(|wanted| Values::one(Value::Literal(wanted.clone())));
        let entries = match &project.module(at.module).expr(at.expr).kind {
            ExprKind::Mapping(entries) => entries,
            ExprKind::Call(call) => return self.constructed_entry(at, call, key.as_ref()),
            ExprKind::Binary(_, left, right) => return self.merged_entry(at, [*left, *right], key.as_ref()),
            _ => return no_element(),
        };
        let mut found = Join::default();
        let all = entries.iter().copied();
        let looked_at = match wanted {
            Some(wanted) => {
                // A later entry replaces those before it.
                let is_it = |this: &mut Self, key: Option<ExprId>| {
                    key.is_some_and(|key| this.is_only(at, key, wanted))
                };
                let last = entries.iter().rposition(|(key, _)| is_it(self, *key));
                all.skip(last.unwrap_or_default()).collect()
            }
            None => self.looked_at(at, all, |&(_, value)| value, &mut found),
        };
        for (entry_key, value) in looked_at {
            let values = match entry_key {
                None => self.spread_entry(at, value, key.as_ref()),
                Some(entry_key) if wanted.is_none_or(|wanted| self.is_key(at, entry_key, wanted)) => {
                    self.sub(at, value)
                }
                Some(entry_key) => {
                    // A key that is not known may be the one.
                    let is_known = self.sub(at, entry_key).rest().is_none();
                    found.or((!is_known).then_some(Unknown::Element));
                    continue;
                }
            };
            found.add(&values);
        }
        found.values()
    }

    /// Whether a call passes an argument by this name: written, or as an entry of a mapping that is written out.
    pub fn passes(&mut self, at: ExprRef, keyword: &Name) -> bool {
        let project = self.project;
        let Some(call) = project.call(at) else { return false };
        let wanted = Literal::Text(keyword.to_string());
        call.arguments.iter().any(|argument| match &argument.kind {
            ArgumentKind::Keyword(name) => name == keyword,
            ArgumentKind::SpreadMapping => {
                let mappings = self.sub(at, argument.value);
                mappings.iter().any(|traced| self.has_entry(&traced.value, keyword, &wanted))
            }
            _ => false,
        })
    }

    /// Whether a mapping that is written out has an entry under a key, be it one of those that it is put together from.
    fn has_entry(&mut self, mapping: &Value, keyword: &Name, wanted: &Literal) -> bool {
        let project = self.project;
        let mut open = vec![mapping.clone()];
        let mut seen: FxHashSet<ExprRef> = FxHashSet::default();
        while let Some(mapping) = open.pop() {
            let Value::Container(at) = mapping else { continue };
            if !seen.insert(at) {
                continue;
            }
            let has = match &project.module(at.module).expr(at.expr).kind {
                ExprKind::Mapping(entries) => {
                    entries.iter().filter_map(|(key, _)| *key).any(|key| self.is_key(at, key, wanted))
                }
                ExprKind::Call(call) => named(call, keyword.as_str()).is_some(),
                ExprKind::Binary(_, left, right) => {
                    for part in [*left, *right] {
                        open.extend(self.sub(at, part).iter().map(|traced| traced.value.clone()));
                    }
                    false
                }
                _ => false,
            };
            if has {
                return true;
            }
        }
        false
    }

    /// Whether the key of an entry is this one, and no other.
    fn is_only(&mut self, at: ExprRef, key: ExprId, wanted: &Literal) -> bool {
        let keys = self.sub(at, key);
        keys.rest().is_none() && keys.len() == 1 && keys.iter().filter_map(literal).any(|key| key == wanted)
    }

    fn is_key(&mut self, at: ExprRef, key: ExprId, wanted: &Literal) -> bool {
        self.sub(at, key).iter().filter_map(literal).any(|known| known == wanted)
    }

    fn spread_entry(&mut self, at: ExprRef, value: ExprId, key: Option<&Values>) -> Values {
        self.sub(at, value).flat_map(|traced| match self.entries_in_pairs(traced, key) {
            Some(entries) => entries,
            None => self.element(traced, key),
        })
    }

    /// What stands second in the pairs of a sequence that is written out, where a key first: `[["a", x], ["b", y]]`. Nothing if
    /// it is no such sequence.
    fn entries_in_pairs(&mut self, sequence: &Traced, key: Option<&Values>) -> Option<Values> {
        let project = self.project;
        let Value::Container(at) = sequence.value else { return None };
        let ExprKind::Sequence(items) = &project.module(at.module).expr(at.expr).kind else { return None };
        let pair = |item: &ExprId| match &project.module(at.module).expr(*item).kind {
            ExprKind::Sequence(parts) => <[ExprId; 2]>::try_from(&parts[..]).ok(),
            _ => None,
        };
        let pairs: Option<Vec<[ExprId; 2]>> = items.iter().map(pair).collect();
        let pairs = pairs.filter(|pairs| !pairs.is_empty())?;
        let wanted = key.and_then(Values::text);
        let mut found = Join::default();
        for [first, second] in pairs {
            let keys = self.sub(at, first);
            if wanted.is_none_or(|wanted| keys.text().is_none_or(|key| key == wanted)) {
                found.add(&self.sub(at, second));
            }
        }
        Some(found.values_or(Unknown::Element))
    }

    /// What a loop over a value sees.
    pub(super) fn iterated(&mut self, traced: &Traced) -> Values {
        let project = self.project;
        match &traced.value {
            Value::Container(at) => match &project.module(at.module).expr(at.expr).kind {
                // No loop goes over the keys of an object: it goes over what gives them, or the entries.
                ExprKind::Mapping(_) if project.catalog.conventions.entries_are_attributes => {
                    self.element(traced, None)
                }
                ExprKind::Mapping(entries) => {
                    let keys: Vec<ExprId> = entries.iter().filter_map(|(key, _)| *key).collect();
                    self.any_item(*at, &keys)
                }
                ExprKind::MappingComprehension(key, _) => self.sub(*at, *key),
                _ => self.element(traced, None),
            },
            Value::Members(object) if self.is_sceptical() => self.names_of_members(object),
            // Iterating pairs gives a pair again; taking it apart gives the element.
            Value::Pairs(_) | Value::Zipped(_) => Values::of(traced.clone()),
            Value::Object(class) => {
                let conventions = &project.catalog.conventions;
                let asked = self.result_of_one(*class, &conventions.iterating_methods);
                let next =
                    |this: &mut Self, class: ClassRef| this.result_of_one(class, &conventions.next_methods);
                if asked.is_empty() {
                    return next(self, *class);
                }
                asked.flat_map(|traced| match &traced.value {
                    Value::Object(iterator) => next(self, *iterator),
                    _ => self.element(traced, None),
                })
            }
            Value::Class(class) => {
                let given = self.given_by_metaclass(*class, &project.catalog.conventions.iterating_methods);
                self.element(traced, None).and(&given)
            }
            _ => self.element(traced, None),
        }
    }

    /// The values of an expression, and the elements of those that are containers.
    pub fn texts_in(&mut self, at: ExprRef) -> Values {
        self.expr(at).flat_map(|traced| match traced.value {
            Value::Container(_) | Value::Elements(_) => self.iterated(traced),
            _ => Values::of(traced.clone()),
        })
    }

    /// The names of what stands in a class and its ancestors.
    fn names_of_members(&mut self, object: &Value) -> Values {
        let Value::Class(class) = object else { return no_element() };
        let project = self.project;
        let mro = self.ancestors(*class);
        let mut names = Join::default();
        for &owner in &mro.classes {
            for symbol in &project.module(owner.module).scope(project.class(owner).scope).symbols {
                let name = Traced::plain(Value::text(symbol.name.as_str()));
                if !names.known().iter().any(|known| known.value == name.value) {
                    names.push(name);
                }
            }
        }
        names.values_or(Unknown::Element)
    }

    /// The values of a mapping, or the elements of anything else.
    pub(super) fn iterated_values(&mut self, traced: &Traced) -> Values {
        self.element(traced, None)
    }

    /// What any member of an object may be, where nobody knows which one is meant: what leads to a call. All else would fill the
    /// sets of values in whatever goes through the members of its objects.
    fn any_member(&mut self, traced: &Traced, object: &Value) -> Values {
        if self.is_sceptical() {
            return no_element();
        }
        let key = Values::unknown(Unknown::Element);
        let members = self.attributes_named(&Values::of(traced.with(object.clone())), &key);
        let catalog = self.project.catalog;
        let leading = members.iter().filter(|traced| traced.value.leads_to_call(catalog)).cloned();
        no_element().and(&leading.collect())
    }

    /// What `with manager as x` binds to `x`.
    pub(super) fn entered(&mut self, managers: &Values) -> Values {
        managers.flat_map(|traced| match &traced.value {
            Value::Generator(..) => self.element(traced, None),
            Value::Entering(inner) => Values::of(traced.with((**inner).clone())),
            Value::Object(class) => {
                let conventions = &self.project.catalog.conventions;
                let entered = self.result_of_one(*class, &conventions.entering_methods);
                if entered.is_empty() { Values::of(traced.clone()) } else { entered }
            }
            Value::Instance(class, path) if path.as_str().is_empty() => {
                let handle = self.project.catalog.handle(class.as_str());
                let class = handle.and_then(|handle| handle.enter.clone()).unwrap_or_else(|| class.clone());
                Values::of(traced.with(Value::Instance(class, QualName::new(""))))
            }
            _ => Values::of(traced.clone()),
        })
    }

    /// The handles that a value is or holds, in their order, as a container of handles is a handle itself.
    pub fn held_handles(&mut self, traced: &Traced) -> Vec<Traced> {
        let catalog = self.project.catalog;
        let mut handles = Vec::new();
        let mut open = vec![traced.clone()];
        // Containers may hold each other.
        let mut seen: FxHashSet<Value> = FxHashSet::default();
        while let Some(traced) = open.pop() {
            if traced.value.is_handle(catalog) {
                handles.push(traced);
            } else if matches!(traced.value, Value::Container(_) | Value::Elements(_))
                && seen.insert(traced.value.clone())
            {
                open.extend(self.iterated_values(&traced).iter().rev().cloned());
            }
        }
        handles
    }

    // --- what is put into containers later -------------------------------------------------------------------

    /// Values stored, anywhere, into elements of the container that `container` names.
    ///
    /// `all` says whether those count, too, of which no handle can come.
    pub(super) fn stored_elements(&mut self, container: ExprRef, all: bool) -> Values {
        let project = self.project;
        let Some(name) = last_name(project.module(container.module), container.expr) else {
            return Values::nothing();
        };
        let mut found = Join::default();
        let mut owners = None;
        let stores = project.index.elements.get(name).map_or(&[][..], Vec::as_slice);
        for &at in self.limited(Limit::Stores, stores) {
            let store = &project.module(at.module).stores[at.store as usize];
            if matches!(store.key, StoreKey::Key(_))
                && (all || may_hold(project.standing(at.module), &store.source))
                && self.same_place(container, ExprRef { module: at.module, expr: store.object }, &mut owners)
            {
                found.add(&self.source(at.module, &store.source));
            }
        }
        let additions = project.index.additions.get(name).map_or(&[][..], Vec::as_slice);
        for &at in self.limited(Limit::Stores, additions) {
            let Some(call) = project.call(at) else { continue };
            let ExprKind::Attribute(object, method) = &project.module(at.module).expr(call.callee).kind
            else {
                continue;
            };
            let last = call.arguments.last().filter(|argument| argument.kind != ArgumentKind::SpreadMapping);
            if let Some(last) = last
                && (all || project.standing(at.module).may_matter(last.value))
                && self.same_place(container, ExprRef { module: at.module, expr: *object }, &mut owners)
            {
                let added = self.sub(at, last.value);
                if project.catalog.conventions.merging_methods.contains(method.as_str()) {
                    found.add(&added.flat_map(|merged| self.iterated_values(merged)));
                } else {
                    found.add(&added);
                }
            }
        }
        found.values()
    }

    /// An unknown element where something is put, anywhere, under a key into the container that the expression at `made`
    /// makes, or may be.
    fn changed_later(&mut self, made: ExprRef, key: Option<&Values>) -> Values {
        let wanted = key.filter(|key| key.rest().is_none() && key.len() == 1);
        let wanted = wanted.and_then(|key| key.iter().find_map(literal)).cloned();
        self.remember(Query::Changed(made, wanted))
    }

    /// [`Query::Changed`]
    pub(super) fn find_change(&mut self, made: ExprRef, wanted: Option<&Literal>) -> Values {
        let changes = self.changes_of(made);
        let looked_at = self.limited(Limit::Stores, &changes);
        let is_changed = looked_at.len() < changes.len()
            || looked_at.iter().any(|&(object, filled)| {
                (self.was_bound_to(object, made) || self.may_be_container(object, made))
                    && wanted.is_none_or(|wanted| self.may_put_under(object, filled, wanted))
            });
        if is_changed { Values::unknown(Unknown::Element) } else { Values::nothing() }
    }

    /// What is stored into, or added to, what has a name that a container is bound to, with the object that is changed.
    fn changes_of(&self, made: ExprRef) -> Vec<(ExprRef, Filled)> {
        let project = self.project;
        let facts = project.module(made.module);
        let holds = |source: &BindingSource| is_made_by(source, made.expr);
        let variables = facts.bindings.iter().filter(|binding| holds(&binding.source));
        let variables = variables.map(|binding| &binding.name);
        let members = facts.stores.iter().filter_map(|store| match &store.key {
            StoreKey::Member(name) if holds(&store.source) => Some(name),
            _ => None,
        });
        let mut changes = Vec::new();
        for name in variables.chain(members) {
            let stores = project.index.elements.get(name).into_iter().flatten();
            changes.extend(stores.filter_map(|at| {
                let store = &project.module(at.module).stores[at.store as usize];
                let StoreKey::Key(key) = store.key else { return None };
                Some((ExprRef { module: at.module, expr: store.object }, Filled::At(key)))
            }));
            let calls = project.index.additions.get(name).into_iter().flatten();
            changes.extend(calls.filter_map(|&at| {
                let call = project.call(at)?;
                match project.module(at.module).expr(call.callee).kind {
                    ExprKind::Attribute(object, _) => {
                        Some((ExprRef { expr: object, ..at }, Filled::By(at.expr)))
                    }
                    _ => None,
                }
            }));
        }
        changes
    }

    /// Whether what is done to an object may put something under a key.
    fn may_put_under(&mut self, object: ExprRef, filled: Filled, wanted: &Literal) -> bool {
        let project = self.project;
        let facts = project.module(object.module);
        let may_be = |this: &mut Self, key: ExprId| {
            this.sub(object, key).rest().is_some() || this.is_key(object, key, wanted)
        };
        let call = match filled {
            Filled::At(key) => return may_be(self, key),
            Filled::By(call) => facts.call(call),
        };
        let Some(call) = call else { return true };
        let ExprKind::Attribute(_, method) = &facts.expr(call.callee).kind else { return true };
        let conventions = &project.catalog.conventions;
        if conventions.merging_methods.contains(method.as_str()) {
            return call.arguments.iter().any(|argument| {
                match (&argument.kind, &facts.expr(argument.value).kind) {
                    (ArgumentKind::Keyword(name), _) => *wanted == Literal::Text(name.to_string()),
                    (ArgumentKind::Positional, ExprKind::Mapping(entries)) => {
                        entries.iter().any(|(key, _)| key.is_none_or(|key| may_be(self, key)))
                    }
                    _ => true,
                }
            });
        }
        // What takes a key as well puts a value under it.
        match &call.arguments[..] {
            [key, _] if matches!(wanted, Literal::Text(_)) => may_be(self, key.value),
            _ => true,
        }
    }

    /// Whether an expression may be the container that the expression at `made` makes.
    fn may_be_container(&mut self, at: ExprRef, made: ExprRef) -> bool {
        self.expr(at).iter().any(|traced| traced.value == Value::Container(made))
    }

    /// The arguments with which one of `methods` is called, anywhere, on what the expression at `made` makes.
    pub(super) fn put_in_later(&mut self, made: ExprRef, methods: &[Name]) -> Vec<ExprRef> {
        let project = self.project;
        let calls = methods.iter().flat_map(|method| project.index.calls.get(method).into_iter().flatten());
        let calls: Vec<ExprRef> = calls.copied().collect();
        let mut found = Vec::new();
        for &at in self.limited(Limit::Stores, &calls) {
            let Some(call) = project.call(at) else { continue };
            let ExprKind::Attribute(object, _) = project.module(at.module).expr(call.callee).kind else {
                continue;
            };
            if self.was_bound_to(ExprRef { expr: object, ..at }, made) {
                found.extend(call.arguments.iter().map(|argument| ExprRef { expr: argument.value, ..at }));
            }
        }
        found
    }

    /// Whether what the expression at `made` makes was bound to the variable or the attribute that `place` names.
    fn was_bound_to(&mut self, place: ExprRef, made: ExprRef) -> bool {
        let project = self.project;
        let holds = |source: &BindingSource| is_made_by(source, made.expr);
        let facts = project.module(place.module);
        match &facts.expr(place.expr).kind {
            ExprKind::Name(name, _) if place.module == made.module => {
                let symbol = self.home_of(place).and_then(|home| facts.symbol(home, name.as_str()));
                symbol.is_some_and(|symbol| {
                    symbol.all.iter().any(|binding| holds(&facts.bindings[binding.index()].source))
                })
            }
            ExprKind::Attribute(owner, name) => {
                let stores = project.index.members.get(name).into_iter().flatten();
                let stores: Vec<StoreRef> = stores.filter(|at| at.module == made.module).copied().collect();
                let owners = self.sub(place, *owner);
                stores.into_iter().any(|at| {
                    let store = &project.module(at.module).stores[at.store as usize];
                    holds(&store.source) && {
                        let others = self.expr(ExprRef { module: at.module, expr: store.object });
                        owners
                            .iter()
                            .any(|one| others.iter().any(|other| self.related(&one.value, &other.value)))
                    }
                })
            }
            _ => false,
        }
    }

    /// Whether two expressions name the same variable or the same attribute of the same class. `owners` keeps what the attribute
    /// is read of that `a` names, for the next that it is compared with.
    fn same_place(&mut self, a: ExprRef, b: ExprRef, owners: &mut Option<Values>) -> bool {
        let project = self.project;
        let kind_of = |at: ExprRef| &project.module(at.module).expr(at.expr).kind;
        match (kind_of(a), kind_of(b)) {
            (ExprKind::Name(one, _), ExprKind::Name(other, _)) => {
                a.module == b.module && one == other && self.home_of(a) == self.home_of(b)
            }
            (ExprKind::Attribute(owner, one), ExprKind::Attribute(other_owner, other)) if one == other => {
                let owners = owners.get_or_insert_with(|| self.sub(a, *owner));
                if owners.is_empty() {
                    return false;
                }
                let others = self.sub(b, *other_owner);
                owners.iter().any(|one| others.iter().any(|other| self.related(&one.value, &other.value)))
            }
            _ => false,
        }
    }

    /// The scope that holds the variable a name expression reads.
    fn home_of(&self, at: ExprRef) -> Option<crate::module::ScopeId> {
        let facts = self.project.module(at.module);
        match &facts.expr(at.expr).kind {
            ExprKind::Name(_, Use::Enclosing(scope)) => Some(*scope),
            ExprKind::Name(_, Use::Reaching(set)) => {
                facts.set(*set).first().map(|binding| facts.bindings[binding.index()].scope)
            }
            _ => None,
        }
    }

    /// Calls a method of a container with a key, and with what it gives where there is no such key.
    pub(super) fn call_container_method(
        &mut self,
        traced: &Traced,
        container: &Rc<Value>,
        name: &str,
        key: Option<&Values>,
        default: &Values,
    ) -> Values {
        let container = traced.with((**container).clone());
        if matches!(container.value, Value::Literal(_) | Value::Template(_)) {
            return self.text_method(&container, name, key, default);
        }
        let joins = || {
            let method = self.project.catalog.text_method(name);
            self.project.catalog.intrinsic(method.as_str()) == Some(&Intrinsic::JoinUrl)
        };
        let separator = if key.is_none() { Some("") } else { key.and_then(Values::text) };
        if let Some(separator) = separator.filter(|_| joins()) {
            return self.joined_parts(&Values::of(container.clone()), separator);
        }
        if let Value::Request(class, _) = &container.value {
            let effect = self.project.catalog.intrinsic(class.join(name).as_str());
            let sends = matches!(effect, Some(Intrinsic::HttpSend(_)));
            return if sends { Values::unknown(Unknown::Result) } else { Values::of(container) };
        }
        if self.project.catalog.conventions.taking_methods.contains(name) {
            return self.element(&container, key).and(default);
        }
        match name {
            "keys" | "copy" if matches!(container.value, Value::Members(_)) => Values::of(container),
            "values" | "copy" | "elements" => {
                let elements = self.iterated_values(&container);
                let values: Rc<[Value]> = elements.iter().map(|element| element.value.clone()).collect();
                Values::of(container.with(Value::Elements(values))).or(elements.rest())
            }
            "items" => Values::of(container.with(Value::Pairs(Rc::new(container.value.clone())))),
            _ => Values::unknown(Unknown::Result),
        }
    }

    /// The elements of a sequence as one text, with another one between them.
    fn joined_parts(&mut self, sequences: &Values, separator: &str) -> Values {
        let Some(parts) = sequences.iter().find_map(|traced| self.parts(&traced.value)) else {
            return no_element();
        };
        let mut joined = Texts::new();
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                joined.push_text(separator);
            }
            joined.push(part);
        }
        self.put_together(joined)
    }

    /// What a method of a text gives, where it is the text again or parts of it.
    fn text_method(
        &mut self,
        text: &Traced,
        name: &str,
        argument: Option<&Values>,
        limit: &Values,
    ) -> Values {
        let method = self.project.catalog.text_method(name);
        let Some((known, complete)) = piece(text) else { return no_element() };
        let effect = self.project.catalog.intrinsic(method.as_str());
        if let Some(Intrinsic::SplitText(split)) = effect {
            let separator =
                argument.and_then(Values::text).filter(|separator| complete && !separator.is_empty());
            let Some(separator) = separator else { return no_element() };
            let limit = integer(limit).and_then(|limit| usize::try_from(limit).ok());
            let parts = split.parts(&known, separator, limit.unwrap_or(MAX_PARTS).min(MAX_PARTS));
            let row = Value::Row(parts.into_iter().map(Value::text).collect());
            return Values::of(text.with(row));
        }
        if effect == Some(&Intrinsic::JoinUrl) {
            let Some(paths) = argument.and_then(Texts::of) else {
                return argument.map_or_else(no_element, |parts| self.joined_parts(parts, &known));
            };
            let joined = paths.each(|(path, whole)| (resolve_url(&known, &path), complete && whole));
            return self.put_together(joined);
        }
        if let Some(Intrinsic::FoldText(operation)) = effect {
            let arguments = [argument.and_then(Values::text), limit.text()];
            let folded = fold(*operation, &known, arguments).filter(|_| complete);
            return Values::of(match folded {
                Some(folded) => text.with(Value::text(&folded)),
                None if known.contains("://") => text.clone(),
                None => text.with(Value::Template(UNKNOWN_PART.into())),
            });
        }
        let given = argument.and_then(Values::text);
        let (left, cuts) = match (effect, given) {
            (Some(Intrinsic::TrimmedText), Some(characters)) => {
                (known.trim_matches(|c| characters.contains(c)), true)
            }
            (Some(Intrinsic::TrimmedText), None) => (known.trim(), true),
            (Some(Intrinsic::StrippedText), Some(affix)) => (without_affix(&known, affix), true),
            _ => (known.as_str(), false),
        };
        let value = if complete && (cuts || !left.contains('{')) {
            Value::text(left)
        } else {
            Value::Template(left.into())
        };
        Values::of(text.with(value))
    }

    /// What a function yields, through delegation.
    pub(super) fn yields(&mut self, function: FunctionRef) -> Values {
        self.remember(Query::Yields(function))
    }

    /// [`Query::Yields`]
    pub(super) fn find_yields(&mut self, function: FunctionRef) -> Values {
        let facts = self.project.function(function);
        let mut found = Join::default();
        for value in facts.yields.iter().filter_map(|(value, _)| *value) {
            found.add(&self.expr(ExprRef { module: function.module, expr: value }));
        }
        for &value in &facts.delegates {
            let delegated = self.expr(ExprRef { module: function.module, expr: value });
            found.add(&delegated.flat_map(|traced| self.iterated(traced)));
        }
        found.values()
    }
}

/// How something is put into a container.
#[derive(Clone, Copy)]
enum Filled {
    /// Stored under this key.
    At(ExprId),
    /// Added by this call of a method.
    By(ExprId),
}

/// Whether what is bound is the value of an expression as a whole.
fn is_made_by(source: &BindingSource, made: ExprId) -> bool {
    matches!(source, BindingSource::Value { value, unpack, .. } if *value == made && unpack.is_empty())
}

/// An element of which nothing is known.
fn no_element() -> Values {
    Values::unknown(Unknown::Element)
}

/// A text without another one at its beginning and its end.
fn without_affix<'t>(text: &'t str, affix: &str) -> &'t str {
    let text = text.strip_prefix(affix).unwrap_or(text);
    text.strip_suffix(affix).unwrap_or(text)
}

/// Where an index points to in a sequence of some length; a negative one counts from the end.
fn place_in(index: i64, length: usize) -> Option<usize> {
    let place = if index < 0 { index.saturating_add_unsigned(length as u64) } else { index };
    usize::try_from(place).ok().filter(|place| *place < length)
}

fn literal(traced: &Traced) -> Option<&Literal> {
    match &traced.value {
        Value::Literal(literal) => Some(literal),
        _ => None,
    }
}

fn integer(values: &Values) -> Option<i64> {
    values.iter().find_map(|traced| match &traced.value {
        Value::Literal(Literal::Integer(number)) => Some(*number),
        _ => None,
    })
}
