//! Containers: elements, iteration, entering.

use std::rc::Rc;

use super::eval::{Evaluator, Query, piece};
use super::index::{StoreRef, last_name};
use super::value::{ExprRef, FunctionRef, Traced, Value, Values};
use crate::catalog::Intrinsic;
use crate::module::{ArgumentKind, Call, ExprId, ExprKind, Literal, StoreKey, Use};
use crate::name::{Name, QualName};

/// How many elements of a container that is written out are looked at when any of them may be meant.
const MAX_ELEMENTS: usize = 64;

/// How many stores into containers of one name are looked at.
const MAX_STORES: usize = 64;

impl Evaluator<'_> {
    /// An element of a value: the one at `key` where it is known, else any.
    pub(super) fn element(&mut self, traced: &Traced, key: Option<&Values>) -> Values {
        match &traced.value {
            Value::Container(at) => self.element_of_literal(*at, key),
            Value::Declared(at) => self.element_of_type(*at, key),
            Value::Row(parts) => match key.and_then(integer) {
                Some(index) => {
                    let from_end = index.saturating_add_unsigned(parts.len() as u64);
                    let wanted = usize::try_from(if index < 0 { from_end } else { index }).ok();
                    let part = wanted.and_then(|wanted| parts.get(wanted));
                    part.map(|part| traced.with(part.clone())).into_iter().collect()
                }
                None => parts.iter().map(|part| traced.with(part.clone())).collect(),
            },
            Value::Elements(elements) => elements.iter().map(|value| traced.with(value.clone())).collect(),
            Value::Generator(function, frame) => self.within(*frame, |this| this.yields(*function)),
            Value::Keywords(function) => {
                self.keyword_parameter(*function, key.and_then(Values::text).map(Name::new).as_ref())
            }
            Value::Rest(function) => self.rest_parameter(*function, key.and_then(integer)),
            Value::Pairs(container) => {
                let index = key.and_then(integer);
                if index == Some(0) {
                    Values::none()
                } else {
                    self.iterated_values(&traced.with((**container).clone()))
                }
            }
            Value::Object(class) => self.method_result(*class, "__getitem__"),
            // `Base[T]` is `Base`.
            Value::Class(_) => [traced.clone()].into_iter().collect(),
            Value::External(name) => self.subscripted(traced, name),
            _ => Values::none(),
        }
    }

    /// An instance of the type that a tuple's type has at a place.
    fn element_of_type(&mut self, at: ExprRef, key: Option<&Values>) -> Values {
        let ExprKind::Sequence(types) = &self.project.module(at.module).expr(at.expr).kind else {
            return Values::none();
        };
        let index = key.and_then(integer).and_then(|index| usize::try_from(index).ok());
        let wanted = index.and_then(|index| types.get(index));
        wanted.map_or_else(Values::none, |&expr| self.annotation(ExprRef { expr, ..at }))
    }

    fn subscripted(&mut self, traced: &Traced, name: &QualName) -> Values {
        if self.project.catalog.intrinsic(name.as_str()).is_some() {
            return Values::none();
        }
        [traced.clone()].into_iter().collect()
    }

    fn element_of_literal(&mut self, at: ExprRef, key: Option<&Values>) -> Values {
        let project = self.project;
        match &project.module(at.module).expr(at.expr).kind {
            ExprKind::Sequence(items) => match key.and_then(integer) {
                Some(index) if !self.has_spread(at, items) => {
                    let wanted =
                        if index < 0 { index.saturating_add_unsigned(items.len() as u64) } else { index };
                    let item = usize::try_from(wanted).ok().and_then(|wanted| items.get(wanted));
                    item.map_or_else(Values::none, |&item| self.sub(at, item))
                }
                _ => self.remember(Query::Items(at), |this| this.any_item(at, items)),
            },
            ExprKind::Mapping(_) | ExprKind::Call(_) => self.entry(at, key),
            ExprKind::Comprehension(element) => self.sub(at, *element),
            ExprKind::MappingComprehension(_, value) => self.sub(at, *value),
            _ => Values::none(),
        }
    }

    /// An entry of `dict(a=x, **more)`.
    fn constructed_entry(&mut self, at: ExprRef, call: &Call, key: Option<&Values>) -> Values {
        let wanted = key.and_then(Values::text);
        let mut found: Vec<Traced> = Vec::new();
        for argument in call.arguments.iter().take(MAX_ELEMENTS) {
            let values = match &argument.kind {
                ArgumentKind::Keyword(name) if wanted.is_some_and(|wanted| wanted != name.as_str()) => {
                    continue;
                }
                ArgumentKind::Keyword(_) => self.sub(at, argument.value),
                _ => self.spread_entry(at, argument.value, key),
            };
            found.extend(values.iter().cloned());
        }
        found.into_iter().collect()
    }

    fn has_spread(&self, at: ExprRef, items: &[ExprId]) -> bool {
        let facts = self.project.module(at.module);
        items.iter().take(MAX_ELEMENTS).any(|&item| matches!(facts.expr(item).kind, ExprKind::Spread(_)))
    }

    /// The elements that are looked at where any of them may be meant: the first ones, and of the others those that
    /// may matter, as far as there are not too many.
    fn looked_at<T>(
        &mut self,
        at: ExprRef,
        elements: impl Iterator<Item = T>,
        value: impl Fn(&T) -> ExprId,
    ) -> Vec<T> {
        let facts = self.project.module(at.module);
        let mut looked_at = Vec::new();
        for (number, element) in elements.enumerate() {
            if number >= MAX_ELEMENTS && !facts.may_matter(value(&element)) {
                continue;
            }
            if looked_at.len() >= 2 * MAX_ELEMENTS {
                self.bounded = true;
                break;
            }
            looked_at.push(element);
        }
        looked_at
    }

    fn any_item(&mut self, at: ExprRef, items: &[ExprId]) -> Values {
        let project = self.project;
        let mut found: Vec<Traced> = Vec::new();
        for item in self.looked_at(at, items.iter().copied(), |&item| item) {
            let values = self.sub(at, item);
            if let ExprKind::Spread(_) = project.module(at.module).expr(item).kind {
                for spread in &values {
                    found.extend(self.iterated(spread).iter().cloned());
                }
            } else {
                found.extend(values.iter().cloned());
            }
        }
        found.into_iter().collect()
    }

    /// The entry under a key that is known, or any entry. Remembered, since a mapping may be spread into itself.
    fn entry(&mut self, at: ExprRef, key: Option<&Values>) -> Values {
        let mut wanted: Vec<Option<Literal>> =
            key.into_iter().flat_map(Values::iter).filter_map(literal).cloned().map(Some).collect();
        if wanted.is_empty() {
            wanted.push(None);
        }
        let mut found: Vec<Traced> = Vec::new();
        for wanted in wanted {
            let query = Query::Entry(at, wanted.clone());
            let values = self.remember(query, |this| this.find_entry(at, wanted.as_ref()));
            found.extend(values.iter().cloned());
        }
        found.into_iter().collect()
    }

    fn find_entry(&mut self, at: ExprRef, wanted: Option<&Literal>) -> Values {
        let project = self.project;
        let key = wanted.map(|wanted| Values::one(Value::Literal(wanted.clone())));
        let entries = match &project.module(at.module).expr(at.expr).kind {
            ExprKind::Mapping(entries) => entries,
            ExprKind::Call(call) => return self.constructed_entry(at, call, key.as_ref()),
            _ => return Values::none(),
        };
        let all = entries.iter().copied();
        let looked_at = match wanted {
            Some(_) => all.collect(),
            None => self.looked_at(at, all, |&(_, value)| value),
        };
        let mut found: Vec<Traced> = Vec::new();
        for (entry_key, value) in looked_at {
            let values = match entry_key {
                None => self.spread_entry(at, value, key.as_ref()),
                Some(entry_key) if wanted.is_none_or(|wanted| self.is_key(at, entry_key, wanted)) => {
                    self.sub(at, value)
                }
                Some(_) => continue,
            };
            found.extend(values.iter().cloned());
        }
        found.into_iter().collect()
    }

    fn is_key(&mut self, at: ExprRef, key: ExprId, wanted: &Literal) -> bool {
        self.sub(at, key).iter().filter_map(literal).any(|known| known == wanted)
    }

    fn spread_entry(&mut self, at: ExprRef, value: ExprId, key: Option<&Values>) -> Values {
        let mut found: Vec<Traced> = Vec::new();
        for traced in &self.sub(at, value) {
            found.extend(self.element(traced, key).iter().cloned());
        }
        found.into_iter().collect()
    }

    /// What a loop over a value sees.
    pub(super) fn iterated(&mut self, traced: &Traced) -> Values {
        let project = self.project;
        match &traced.value {
            Value::Container(at) => match &project.module(at.module).expr(at.expr).kind {
                ExprKind::Mapping(entries) => {
                    let keys: Vec<ExprId> =
                        entries.iter().filter_map(|(key, _)| *key).take(MAX_ELEMENTS).collect();
                    self.any_item(*at, &keys)
                }
                ExprKind::MappingComprehension(key, _) => self.sub(*at, *key),
                _ => self.element(traced, None),
            },
            // Iterating pairs gives a pair again; taking it apart gives the element.
            Value::Pairs(_) => [traced.clone()].into_iter().collect(),
            Value::Object(class) => {
                let own = self.method_result(*class, "__iter__");
                let mut found: Vec<Traced> = Vec::new();
                for traced in &own {
                    found.extend(self.element(traced, None).iter().cloned());
                }
                found.into_iter().collect()
            }
            _ => self.element(traced, None),
        }
    }

    /// The values of a mapping, or the elements of anything else.
    pub(super) fn iterated_values(&mut self, traced: &Traced) -> Values {
        self.element(traced, None)
    }

    /// What `with manager as x` binds to `x`.
    pub(super) fn entered(&mut self, managers: &Values) -> Values {
        let mut found: Vec<Traced> = Vec::new();
        for traced in managers {
            match &traced.value {
                Value::Generator(..) => found.extend(self.element(traced, None).iter().cloned()),
                Value::Object(class) => {
                    let mut entered = self.method_result(*class, "__enter__");
                    if entered.is_empty() {
                        entered = self.method_result(*class, "__aenter__");
                    }
                    if entered.is_empty() {
                        found.push(traced.clone());
                    }
                    found.extend(entered.iter().cloned());
                }
                Value::Instance(class, path) if path.as_str().is_empty() => {
                    let enter =
                        self.project.catalog.handle(class.as_str()).and_then(|handle| handle.enter.clone());
                    let class = enter.unwrap_or_else(|| class.clone());
                    found.push(traced.with(Value::Instance(class, QualName::new(""))));
                }
                _ => found.push(traced.clone()),
            }
        }
        found.into_iter().collect()
    }

    /// The handles that a value is or holds, as a container of handles is a handle itself.
    pub(super) fn held_handles(&mut self, traced: &Traced, depth: u32) -> Vec<Traced> {
        if traced.value.is_handle(self.project.catalog) {
            return vec![traced.clone()];
        }
        if depth > 3 || !matches!(traced.value, Value::Container(_) | Value::Elements(_)) {
            return Vec::new();
        }
        let elements = self.iterated_values(traced);
        elements.iter().flat_map(|element| self.held_handles(element, depth + 1)).collect()
    }

    // --- what is put into containers later -------------------------------------------------------------------

    /// Values stored, anywhere, into elements of the container that `container` names.
    pub(super) fn stored_elements(&mut self, container: ExprRef) -> Values {
        let project = self.project;
        let Some(name) = last_name(project.module(container.module), container.expr) else {
            return Values::none();
        };
        let mut found: Vec<Traced> = Vec::new();
        let stores: Vec<StoreRef> =
            project.index.elements.get(name).into_iter().flatten().take(MAX_STORES).copied().collect();
        for at in stores {
            let store = &project.module(at.module).stores[at.store as usize];
            if matches!(store.key, StoreKey::Key(_))
                && self.same_place(container, ExprRef { module: at.module, expr: store.object })
            {
                found.extend(self.source(at.module, &store.source).iter().cloned());
            }
        }
        let additions: Vec<ExprRef> =
            project.index.additions.get(name).into_iter().flatten().take(MAX_STORES).copied().collect();
        for at in additions {
            let Some(call) = project.call(at) else { continue };
            let ExprKind::Attribute(object, _) = project.module(at.module).expr(call.callee).kind else {
                continue;
            };
            let last = call.arguments.iter().rev().find(|argument| argument.kind == ArgumentKind::Positional);
            if let Some(last) = last
                && self.same_place(container, ExprRef { module: at.module, expr: object })
            {
                found.extend(self.sub(at, last.value).iter().cloned());
            }
        }
        found.into_iter().collect()
    }

    /// Whether two expressions name the same variable or the same attribute of the same class.
    fn same_place(&mut self, a: ExprRef, b: ExprRef) -> bool {
        let project = self.project;
        let kind_of = |at: ExprRef| &project.module(at.module).expr(at.expr).kind;
        match (kind_of(a), kind_of(b)) {
            (ExprKind::Name(one, _), ExprKind::Name(other, _)) => {
                a.module == b.module && one == other && self.home_of(a) == self.home_of(b)
            }
            (ExprKind::Attribute(owner, one), ExprKind::Attribute(other_owner, other)) if one == other => {
                let owners = self.sub(a, *owner);
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
        match name {
            "get" | "pop" | "setdefault" | "popleft" | "__getitem__" | "get_nowait" => {
                let element = self.element(&container, key);
                element.iter().chain(default.iter()).cloned().collect()
            }
            "values" | "copy" | "elements" => {
                let elements = self.iterated_values(&container);
                let values: Rc<[Value]> = elements.iter().map(|element| element.value.clone()).collect();
                [container.with(Value::Elements(values))].into_iter().collect()
            }
            "items" => [container.with(Value::Pairs(Rc::new(container.value.clone())))].into_iter().collect(),
            _ => Values::none(),
        }
    }

    /// What a method of a text gives, where it is the text again or parts of it.
    fn text_method(&self, text: &Traced, name: &str, argument: Option<&Values>, limit: &Values) -> Values {
        let method = QualName::new("builtins.str").join(name);
        let Some((known, complete)) = piece(&[text.clone()].into_iter().collect()) else {
            return Values::none();
        };
        let effect = self.project.catalog.intrinsic(method.as_str());
        if let Some(Intrinsic::SplitText(split)) = effect {
            let separator =
                argument.and_then(Values::text).filter(|separator| complete && !separator.is_empty());
            let Some(separator) = separator else { return Values::none() };
            let limit = integer(limit).and_then(|limit| usize::try_from(limit).ok());
            let parts = split.parts(&known, separator, limit.unwrap_or(MAX_ELEMENTS).min(MAX_ELEMENTS));
            let row = Value::Row(parts.into_iter().map(Value::text).collect());
            return [text.with(row)].into_iter().collect();
        }
        let trims = matches!(effect, Some(Intrinsic::TrimmedText));
        let trimmed = match argument.and_then(Values::text) {
            Some(characters) if trims => known.trim_matches(|c| characters.contains(c)),
            None if trims => known.trim(),
            _ => &known,
        };
        let value = if complete && (trims || !trimmed.contains('{')) {
            Value::text(trimmed)
        } else {
            Value::Template(trimmed.into())
        };
        [text.with(value)].into_iter().collect()
    }

    /// What a function yields, through delegation.
    pub(super) fn yields(&mut self, function: FunctionRef) -> Values {
        self.remember(Query::Yields(function), |this| {
            let facts = this.project.function(function);
            let mut found: Vec<Traced> = Vec::new();
            for value in facts.yields.iter().filter_map(|(value, _)| *value) {
                found.extend(this.expr(ExprRef { module: function.module, expr: value }).iter().cloned());
            }
            for &value in &facts.delegates {
                for traced in &this.expr(ExprRef { module: function.module, expr: value }) {
                    found.extend(this.iterated(traced).iter().cloned());
                }
            }
            found.into_iter().collect()
        })
    }
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
