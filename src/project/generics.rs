//! Generic classes: what type arguments say of the attributes of an instance (`Entry[OpenAI]().client`).
//!
//! Only what may be is asked here: a type argument is no proof of what an attribute holds.

use std::rc::Rc;

use smallvec::SmallVec;

use super::eval::Evaluator;
use super::functions::{DecoratorEffect, elements_of};
use super::value::{ClassRef, ExprRef, FunctionRef, Join, Traced, Unknown, Value, Values};
use crate::catalog::Intrinsic;
use crate::finding::Confidence;
use crate::module::{BindingSource, ExprId, ExprKind, Literal, Module, Use};
use crate::name::{Name, QualName};

impl Evaluator<'_> {
    /// What the subscript of a class adds to an instance of the class: its type arguments, if one of them is a handle or
    /// may hold one. No value where it adds nothing.
    pub(super) fn with_type_arguments(&mut self, at: ExprRef) -> Values {
        let project = self.project;
        let leads = |this: &mut Self, argument: ExprRef| {
            let facts = project.module(argument.module);
            // A type that is written as text shows nothing.
            let is_text = matches!(facts.expr(argument.expr).kind, ExprKind::Literal(Literal::Text(_)));
            (is_text || project.standing(argument.module).may_matter(argument.expr))
                && this.annotation(argument).iter().any(|traced| {
                    matches!(traced.value, Value::Object(_) | Value::Elements(_) | Value::Generic(..))
                        || traced.value.is_handle(project.catalog)
                })
        };
        let may_add =
            !self.is_sceptical() && self.type_arguments(at).into_iter().any(|argument| leads(self, argument));
        if may_add { Values::one(Value::Generic(at, QualName::new(""))) } else { Values::nothing() }
    }

    /// Whether subscripting a value may name type arguments: it is a class, or may be one of a library.
    pub(super) fn is_generic(&self, value: &Value) -> bool {
        match value {
            Value::Class(_) => true,
            Value::External(name) => {
                let catalog = self.project.catalog;
                catalog.intrinsic(name.as_str()).is_none() && catalog.handle(name.as_str()).is_none()
            }
            _ => false,
        }
    }

    /// The types in the subscript of a class.
    fn type_arguments(&self, at: ExprRef) -> Vec<ExprRef> {
        let facts = self.project.module(at.module);
        let ExprKind::Index(_, key) = &facts.expr(at.expr).kind else { return Vec::new() };
        parts_of(facts, *key).into_iter().map(|expr| ExprRef { expr, ..at }).collect()
    }

    /// An attribute of an instance of a generic class, as far as its type arguments say what it is.
    pub(super) fn generic_attribute(
        &mut self,
        traced: &Traced,
        at: ExprRef,
        read: &QualName,
        name: &Name,
    ) -> Values {
        if !read.as_str().is_empty() {
            let held = self.only_argument(at);
            return self.attribute_of_each(&held, name);
        }
        let ExprKind::Index(base, _) = self.project.module(at.module).expr(at.expr).kind else {
            return Values::nothing();
        };
        let mut found = Join::default();
        for base in &self.sub(at, base) {
            match &base.value {
                Value::Class(class) => found.add(&self.typed_attribute(traced, *class, at, name)),
                Value::External(class) => {
                    found.merge(self.stored_in_generic(at, class, name));
                    found.push(traced.with(Value::Generic(at, QualName::new(name.as_str()))));
                }
                _ => {}
            }
        }
        found.values()
    }

    /// What an attribute of a library's generic class holds, as far as that is known: an instance of the only type
    /// argument. What was read of such a class is no type: then this is a look-up, which may lead to itself
    /// (`node = parents[node].parent`).
    fn only_argument(&mut self, at: ExprRef) -> Values {
        let is_type = |value: &Value| !matches!(value, Value::Generic(_, read) if !read.as_str().is_empty());
        match self.type_arguments(at)[..] {
            [argument] => {
                let types = self.annotation(argument).at_most(Confidence::Medium);
                types.map(|traced| is_type(&traced.value).then(|| traced.clone()))
            }
            _ => Values::nothing(),
        }
    }

    /// An element of what an attribute of a library's generic class holds.
    pub(super) fn generic_element(&mut self, at: ExprRef, read: &QualName, key: Option<&Values>) -> Values {
        if read.as_str().is_empty() {
            return Values::nothing();
        }
        self.only_argument(at).flat_map(|traced| self.element(traced, key))
    }

    /// What is stored into an attribute of instances of a library's generic class that have the same type argument.
    fn stored_in_generic(&mut self, at: ExprRef, class: &QualName, name: &Name) -> Join {
        self.stored_from_outside(name, |this, object| {
            this.expr(object).iter().any(|traced| match &traced.value {
                Value::Generic(other, read) => {
                    read.as_str().is_empty() && this.is_same_type(at, *other, class)
                }
                _ => false,
            })
        })
    }

    /// Whether two subscripts name the same class of a library with the same type argument.
    fn is_same_type(&mut self, one: ExprRef, other: ExprRef, class: &QualName) -> bool {
        if one == other {
            return true;
        }
        let ExprKind::Index(base, _) = self.project.module(other.module).expr(other.expr).kind else {
            return false;
        };
        let named = self.sub(other, base);
        let is_class =
            named.iter().any(|traced| matches!(&traced.value, Value::External(name) if name == class));
        let (held, others) = (self.only_argument(one), self.only_argument(other));
        is_class && held.iter().any(|held| others.iter().any(|other| held.value == other.value))
    }

    /// An attribute of an instance of a class of the project with type arguments: what is declared with a type parameter.
    fn typed_attribute(&mut self, traced: &Traced, class: ClassRef, at: ExprRef, name: &Name) -> Values {
        let project = self.project;
        let parameters = self.type_parameters(class);
        for &owner in &self.ancestors(class).classes {
            let facts = project.module(owner.module);
            let symbol = facts.symbol(project.class(owner).scope, name.as_str());
            let bindings = symbol.map_or(&[][..], |symbol| &symbol.all);
            let mut declared: Vec<ExprId> = Vec::new();
            for binding in bindings {
                match &facts.bindings[binding.index()].source {
                    BindingSource::Annotation(annotation)
                    | BindingSource::Value { annotation: Some(annotation), .. } => declared.push(*annotation),
                    BindingSource::Function(function) => {
                        let function = FunctionRef { module: owner.module, function: *function };
                        return self.typed_method(traced, function, at, &parameters);
                    }
                    _ => {}
                }
            }
            declared.extend(self.declared_by_stores(owner, name));
            let mut found = Join::default();
            for expr in declared {
                let told = self.with_arguments(ExprRef { module: owner.module, expr }, at, &parameters);
                found.add(&told);
            }
            if !found.is_empty() {
                return found.values().or(Some(Unknown::Declared));
            }
        }
        Values::nothing()
    }

    /// A method of an instance with type arguments; what it gives, if reading it calls it.
    fn typed_method(
        &mut self,
        traced: &Traced,
        function: FunctionRef,
        at: ExprRef,
        parameters: &[Name],
    ) -> Values {
        let calls = self.decorator_effect(function) == DecoratorEffect::Property;
        if calls {
            return self.typed_result(function, at, parameters);
        }
        Values::of(traced.with(Value::Method(Rc::new(traced.value.clone()), function)))
    }

    /// What a method gives that was read of an instance with type arguments, as far as these say it.
    pub(super) fn result_of_typed(&mut self, receiver: &Value, function: FunctionRef) -> Values {
        let Value::Generic(at, _) = receiver else { return Values::nothing() };
        let ExprKind::Index(base, _) = self.project.module(at.module).expr(at.expr).kind else {
            return Values::nothing();
        };
        let mut found = Join::default();
        for base in &self.sub(*at, base) {
            if let Value::Class(class) = base.value {
                let parameters = self.type_parameters(class);
                found.add(&self.typed_result(function, *at, &parameters));
            }
        }
        found.values()
    }

    fn typed_result(&mut self, function: FunctionRef, at: ExprRef, parameters: &[Name]) -> Values {
        match self.project.function(function).returns_annotation {
            Some(expr) => self.with_arguments(ExprRef { module: function.module, expr }, at, parameters),
            None => Values::nothing(),
        }
    }

    /// The annotations of what the methods of a class store into an attribute: `self.client: T = …`, and
    /// `self.client = client` for a parameter `client: T`.
    fn declared_by_stores(&mut self, owner: ClassRef, name: &Name) -> Vec<ExprId> {
        let project = self.project;
        let facts = project.module(owner.module);
        let stores = project.index.members.get(name).map_or(&[][..], Vec::as_slice);
        let mut found = Vec::new();
        for at in stores.iter().filter(|at| at.module == owner.module) {
            let store = &facts.stores[at.store as usize];
            let object = ExprRef { module: owner.module, expr: store.object };
            let BindingSource::Value { value, annotation, .. } = &store.source else { continue };
            let declared = annotation.or_else(|| annotation_of_parameter(facts, *value));
            if let Some(declared) = declared
                && self.owner_of_receiver(object) == Some(owner)
            {
                found.push(declared);
            }
        }
        found
    }

    /// The names of the type parameters of a class, in order: those that are written behind its name, or the variables
    /// in the subscripts of its bases.
    fn type_parameters(&mut self, class: ClassRef) -> Vec<Name> {
        let project = self.project;
        let facts = project.module(class.module);
        let scope = project.class(class).scope;
        let written = facts.bindings.iter().filter(|binding| {
            binding.scope == scope && matches!(binding.source, BindingSource::TypeParameter { .. })
        });
        let mut names: Vec<Name> = written.map(|binding| binding.name.clone()).collect();
        for &base in &project.class(class).bases {
            let ExprKind::Index(_, key) = facts.expr(base).kind else { continue };
            for expr in parts_of(facts, key) {
                let ExprKind::Name(name, _) = &facts.expr(expr).kind else { continue };
                let at = ExprRef { module: class.module, expr };
                if !names.contains(name) && self.expr(at).is_empty() {
                    names.push(name.clone());
                }
            }
        }
        names
    }

    /// What a type says in which type parameters stand for the type arguments of a subscript: no value where it has none.
    fn with_arguments(&mut self, written: ExprRef, at: ExprRef, parameters: &[Name]) -> Values {
        let project = self.project;
        let facts = project.module(written.module);
        let inner = |expr: ExprId| ExprRef { expr, ..written };
        match &facts.expr(written.expr).kind {
            ExprKind::Name(name, _) => {
                let place = parameters.iter().position(|parameter| parameter == name);
                let argument = place.and_then(|place| self.type_arguments(at).get(place).copied());
                argument.map_or_else(Values::nothing, |argument| self.annotation(argument))
            }
            ExprKind::Choice(members) => {
                let mut found = Join::default();
                for &member in members {
                    found.add(&self.with_arguments(inner(member), at, parameters));
                }
                found.values()
            }
            ExprKind::Binary(_, left, right) => {
                let left = self.with_arguments(inner(*left), at, parameters);
                left.and(&self.with_arguments(inner(*right), at, parameters))
            }
            ExprKind::Index(base, key) => {
                let mut found = Join::default();
                for part in parts_of(facts, *key) {
                    found.add(&self.with_arguments(inner(part), at, parameters));
                }
                let found = found.values();
                if found.is_empty() {
                    return Values::nothing();
                }
                self.sub(written, *base).flat_map(|traced| match &traced.value {
                    Value::External(name) => self.within_type(name, &found),
                    _ => Values::nothing(),
                })
            }
            _ => Values::nothing(),
        }
    }

    /// What a type of the language gives for what its type arguments say.
    fn within_type(&self, name: &QualName, held: &Values) -> Values {
        match self.project.catalog.intrinsic(name.as_str()) {
            Some(Intrinsic::UnionType | Intrinsic::Wrapper(_)) => held.clone(),
            Some(
                Intrinsic::ContainerType
                | Intrinsic::MappingType
                | Intrinsic::DefaultMappingType
                | Intrinsic::TupleType,
            ) => elements_of(held),
            _ => Values::nothing(),
        }
    }

    /// What the type arguments in the bases of some classes say of an attribute: `class Service(Base[OpenAI])`.
    pub(super) fn told_by_bases(&mut self, classes: &[ClassRef], name: &Name) -> Join {
        let project = self.project;
        let mut found = Join::default();
        if self.is_sceptical() {
            return found;
        }
        for &owner in classes {
            let facts = project.module(owner.module);
            for &base in &project.class(owner).bases {
                if !matches!(facts.expr(base).kind, ExprKind::Index(..)) {
                    continue;
                }
                let at = ExprRef { module: owner.module, expr: base };
                for traced in &self.with_type_arguments(at) {
                    found.add(&self.generic_attribute(traced, at, &QualName::new(""), name));
                }
            }
        }
        found
    }
}

/// The parts of a subscript: one type, or several.
fn parts_of(facts: &Module, key: ExprId) -> SmallVec<[ExprId; 2]> {
    match &facts.expr(key).kind {
        ExprKind::Sequence(parts) => parts.iter().copied().collect(),
        _ => SmallVec::from_slice(&[key]),
    }
}

/// The annotation of the parameter that an expression names.
fn annotation_of_parameter(facts: &Module, expr: ExprId) -> Option<ExprId> {
    let ExprKind::Name(_, Use::Reaching(set)) = facts.expr(expr).kind else { return None };
    let [binding] = facts.set(set) else { return None };
    let BindingSource::Parameter(function, index) = facts.bindings[binding.index()].source else {
        return None;
    };
    facts.function(function).parameters.get(index as usize)?.annotation
}
