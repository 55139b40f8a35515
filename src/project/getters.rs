//! Attributes and methods that are read by their names: `attrgetter("a.b")(x)`, `methodcaller("a")(x)`, `reduce(getattr, names, x)`,
//! and the names by which every object gives itself and its parts.

use std::rc::Rc;

use super::eval::Evaluator;
use super::functions::elements_of;
use super::value::{ExprRef, Traced, Unknown, Value, Values};
use crate::catalog::Intrinsic;
use crate::module::{Call, ExprKind};
use crate::name::Name;

/// The methods that read an attribute of their object by its name.
const READERS: &[&str] = &["__getattribute__", "__getattr__"];

/// Some values in a row, each of them one where that is known.
fn row(parts: &[Values]) -> Values {
    let known = parts.iter().map(|part| match part.as_slice() {
        [only] => Some(only),
        _ => None,
    });
    let known: Option<Vec<&Traced>> = known.collect();
    match known {
        Some(known) if !known.is_empty() => {
            let values: Rc<[Value]> = known.iter().map(|traced| traced.value.clone()).collect();
            Values::of(known[0].with(Value::Row(values)))
        }
        _ => elements_of(&parts.iter().flatten().cloned().collect()).or(Some(Unknown::Element)),
    }
}

/// What is made by `attrgetter(…)` or `methodcaller(…)` at a place.
pub(super) fn getter(at: ExprRef, callee: &Traced) -> Values {
    Values::of(callee.with(Value::Partial(Rc::new(callee.value.clone()), at)))
}

impl Evaluator<'_> {
    /// What calling such a getter gives: the attributes of the argument. Nothing if it is none.
    pub(super) fn got(&mut self, at: ExprRef, call: &Call, inner: &Value, made: ExprRef) -> Option<Values> {
        self.getter_effect(inner)?;
        let object = call.arguments.first()?;
        let objects = self.expr(ExprRef { expr: object.value, ..at });
        let getter = Traced::plain(Value::Partial(Rc::new(inner.clone()), made));
        self.got_of(&objects, &getter, made)
    }

    /// Whether a value is what makes getters of attributes or of elements.
    fn getter_effect(&self, maker: &Value) -> Option<&Intrinsic> {
        let Value::External(name) = maker else { return None };
        let effect = self.project.catalog.intrinsic(name.as_str())?;
        matches!(effect, Intrinsic::AttributeGetter | Intrinsic::ItemGetter).then_some(effect)
    }

    /// What a getter takes of some objects: one thing, or a row of as many as it was made for. Nothing if it is none.
    pub(super) fn got_of(&mut self, objects: &Values, getter: &Traced, made: ExprRef) -> Option<Values> {
        let Value::Partial(maker, _) = &getter.value else { return None };
        let reads_attributes = *self.getter_effect(maker)? == Intrinsic::AttributeGetter;
        let wanted = &self.project.call(made)?.arguments;
        let taken: Vec<Values> = wanted
            .iter()
            .map(|argument| {
                let names = self.expr(ExprRef { expr: argument.value, ..made });
                if reads_attributes {
                    self.path_named(objects, &names)
                } else {
                    objects.flat_map(|traced| self.element(traced, Some(&names)))
                }
            })
            .collect();
        match &taken[..] {
            [only] => Some(only.clone()),
            _ => Some(row(&taken)),
        }
    }

    /// The attributes of some objects that texts name: `a.b`.
    fn path_named(&mut self, objects: &Values, paths: &Values) -> Values {
        let Some(path) = paths.text().map(str::to_owned) else {
            return self.attributes_named(objects, paths);
        };
        path.split('.')
            .fold(objects.clone(), |values, name| self.attribute_of_each(&values, &Name::new(name)))
    }

    /// What is called where some values are: of `methodcaller("a", …)` the method of the argument at a place, with what is
    /// given to it already. At any place but the first stand elements, one after the other.
    pub(crate) fn methods_called(&mut self, at: ExprRef, callees: Values, place: usize) -> Values {
        let is_caller = |value: &Value| match value {
            Value::Partial(inner, _) => match &**inner {
                Value::External(name) => {
                    self.project.catalog.intrinsic(name.as_str()) == Some(&Intrinsic::MethodCaller)
                }
                _ => false,
            },
            _ => false,
        };
        if !callees.iter().any(|traced| is_caller(&traced.value)) {
            return callees;
        }
        let getters: Vec<Traced> =
            callees.iter().filter(|traced| is_caller(&traced.value)).cloned().collect();
        let Some(call) = self.project.call(at) else { return callees };
        let Some(object) = call.arguments.get(place) else { return callees };
        let mut objects = self.expr(ExprRef { expr: object.value, ..at });
        if place > 0 {
            objects = objects.flat_map(|traced| self.iterated(traced));
        }
        let mut found = callees;
        for getter in getters {
            if let Value::Partial(_, made) = getter.value {
                let Some(path) = self.project.call(made).and_then(|call| call.arguments.first()) else {
                    continue;
                };
                let paths = self.expr(ExprRef { expr: path.value, ..made });
                let methods = self.path_named(&objects, &paths);
                let given =
                    |method: &Traced| Some(method.with(Value::Partial(Rc::new(method.value.clone()), made)));
                found = found.and(&methods.map(given));
            }
        }
        found
    }

    /// `reduce(getattr, ["a", "b"], x)`; of any other function what it gives for the first value and an element.
    pub(super) fn reduced(&mut self, at: ExprRef, call: &Call) -> Values {
        let [function, elements, rest @ ..] = &call.arguments[..] else {
            return Values::unknown(Unknown::Result);
        };
        let functions = self.expr(ExprRef { expr: function.value, ..at });
        let reads = functions.iter().any(|traced| match &traced.value {
            Value::External(name) => {
                self.project.catalog.intrinsic(name.as_str()) == Some(&Intrinsic::GetAttr)
            }
            _ => false,
        });
        let Some(start) = rest.first().filter(|_| reads) else { return Values::unknown(Unknown::Result) };
        let start = self.expr(ExprRef { expr: start.value, ..at });
        let lists = self.expr(ExprRef { expr: elements.value, ..at });
        let names = lists.iter().find_map(|traced| self.row_of(&traced.value));
        let Some(names) = names else {
            return self.attributes_named(&start, &Values::unknown(Unknown::Element));
        };
        names.iter().fold(start, |values, name| self.attributes_named(&values, name))
    }

    /// The elements of a sequence that is written as one, or of a text that was taken apart.
    pub(super) fn row_of(&mut self, value: &Value) -> Option<Vec<Values>> {
        match value {
            Value::Row(parts) => Some(parts.iter().map(|part| Values::one(part.clone())).collect()),
            Value::Container(at) => {
                let ExprKind::Sequence(items) = &self.project.module(at.module).expr(at.expr).kind else {
                    return None;
                };
                Some(items.iter().map(|&item| self.expr(ExprRef { expr: item, ..*at })).collect())
            }
            _ => None,
        }
    }

    /// `x.__getattribute__("name")`: the attribute. Nothing if the call is none of these.
    pub(super) fn read_by_method(&mut self, at: ExprRef, call: &Call) -> Option<Values> {
        let ExprKind::Attribute(object, name) = &self.project.module(at.module).expr(call.callee).kind else {
            return None;
        };
        let [wanted] = &call.arguments[..] else { return None };
        if !READERS.contains(&name.as_str()) {
            return None;
        }
        let objects = self.expr(ExprRef { expr: *object, ..at });
        let names = self.expr(ExprRef { expr: wanted.value, ..at });
        let is_of_library = objects.iter().any(|traced| matches!(traced.value, Value::Instance(..)));
        is_of_library.then(|| self.attributes_named(&objects, &names))
    }
}
