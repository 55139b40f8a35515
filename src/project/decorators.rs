//! What decorators do with the functions that they are given: what they pass to them, and what is read of their results.

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::eval::Evaluator;
use super::index::{Decorated, UNWRAPPED};
use super::value::{ClassRef, ExprRef, FunctionRef, Join, ModuleId, Traced, Unknown, Value, Values};
use crate::catalog::Intrinsic;
use crate::finding::Confidence;
use crate::limit::Limit;
use crate::module::{ArgumentKind, BindingSource, Decorator, ExprId, ExprKind, Module, StoreKey};
use crate::name::Name;
use crate::source::Span;
use crate::stack;

impl Evaluator<'_> {
    /// The handles that functions of the project give in the place of what they decorate.
    pub(super) fn handles_given_for(&mut self, module: ModuleId, decorators: &[Decorator]) -> Values {
        let mut found = Values::nothing();
        if self.is_sceptical() {
            return found;
        }
        for decorator in decorators {
            let made = self.expr(ExprRef { module, expr: decorator.expr });
            found = found.and(&self.handles_given_by(&made));
        }
        found
    }

    /// The handles that functions of the project give, among some values.
    fn handles_given_by(&mut self, functions: &Values) -> Values {
        let catalog = self.project.catalog;
        let given = functions.iter().map(|traced| match traced.value {
            Value::Function(function) | Value::Method(_, function) => self.result_of(function),
            _ => Values::nothing(),
        });
        let given: Vec<Values> = given.collect();
        let handles = given.iter().flatten().filter(|traced| traced.value.is_handle(catalog));
        handles.cloned().collect()
    }

    /// What the name of a class stands for: the class, and a handle that a decorator, or a function that makes the class,
    /// gives in its place.
    pub(super) fn class_value(&mut self, class: ClassRef) -> Values {
        let facts = self.project.class(class);
        let own = Values::one(Value::Class(class));
        if self.is_sceptical() || facts.decorators.is_empty() && facts.metaclass.is_none() {
            return own;
        }
        let mut given = self.handles_given_for(class.module, &facts.decorators);
        if let Some(expr) = facts.metaclass {
            let makers = self.expr(ExprRef { module: class.module, expr });
            given = given.and(&self.handles_given_by(&makers));
        }
        own.and(&given)
    }

    /// An attribute of what a decorator of which nothing is known made of a function. Functions have no attributes that
    /// lead anywhere, so it is read of what the function gives, as that of a property is.
    pub(super) fn given_by_decorated(&mut self, function: FunctionRef, name: &Name) -> Values {
        if name.as_str() == UNWRAPPED && !self.is_sceptical() {
            let wrapped = self.wrapped_by(function);
            if !wrapped.is_empty() {
                return wrapped;
            }
        }
        let is_plain = self.project.function(function).decorators.is_empty();
        if is_plain || self.is_sceptical() || self.replaced(function).is_none() && !self.is_property(function)
        {
            return Values::unknown(Unknown::Attribute);
        }
        // A function that gives itself, as a method does that is called like the field it hands out, leads round for ever.
        let is_no_function =
            |traced: &Traced| !matches!(traced.value, Value::Function(_) | Value::Method(..));
        let given = self.returns(function).map(|traced| is_no_function(traced).then(|| traced.clone()));
        self.attribute_of_each(&given, name).at_most(Confidence::Medium).or(Some(Unknown::Attribute))
    }

    /// What a function says that it wraps: `@wraps(client.responses.create)`.
    fn wrapped_by(&mut self, function: FunctionRef) -> Values {
        let project = self.project;
        let mut found = Values::nothing();
        for decorator in &project.function(function).decorators {
            let at = ExprRef { module: function.module, expr: decorator.expr };
            let Some(call) = project.call(at) else { continue };
            let callees = self.expr(ExprRef { expr: call.callee, ..at });
            let is_transparent = |traced: &Traced| match &traced.value {
                Value::External(name) => {
                    project.catalog.intrinsic(name.as_str()) == Some(&Intrinsic::TransparentDecorator)
                }
                _ => false,
            };
            if let Some(first) = call.arguments.first().filter(|_| callees.iter().any(is_transparent)) {
                let given = self.expr(ExprRef { expr: first.value, ..at });
                let is_call = |traced: &Traced| traced.value.leads_to_call(project.catalog);
                found = found.and(&given.map(|traced| is_call(traced).then(|| traced.clone())));
            }
        }
        found
    }

    /// Whether one of the decorators of a function makes a property, whatever the others make of that: a property of a
    /// class.
    fn is_property(&mut self, function: FunctionRef) -> bool {
        let project = self.project;
        project.function(function).decorators.iter().any(|decorator| {
            let names = self.external_names(ExprRef { module: function.module, expr: decorator.expr });
            let effects = names.iter().filter_map(|name| project.catalog.intrinsic(name.as_str()));
            effects.into_iter().any(|effect| *effect == Intrinsic::Property)
        })
    }

    /// What is decorated with a function, as that gets it for a parameter.
    pub(super) fn decorated_with(&mut self, function: FunctionRef, index: Option<usize>) -> Join {
        let project = self.project;
        let mut found = Join::default();
        let Some(index) = index else { return found };
        let facts = project.function(function);
        let class = facts.class.map(|class| &project.class(ClassRef { module: function.module, class }).name);
        let parent = project.module(function.module).scope(facts.scope).parent;
        let outer = project.enclosing_function(function.module, parent);
        let outer = outer.map(|outer| &project.function(outer).name);
        let names = [Some(&facts.name), class, outer];
        let uses = names.into_iter().flatten().filter_map(|name| project.index.decorated.get(name)).flatten();
        // What a wrapper of a function is, the judgement of markers follows by itself.
        let is_sceptical = self.is_sceptical();
        let counts = |decorated: &Decorated| !is_sceptical || matches!(decorated, Decorated::Class(_));
        let uses: SmallVec<[(ExprRef, Decorated); 4]> = uses
            .filter(|(at, decorated)| counts(decorated) && project.may_call(at.module, function.module))
            .copied()
            .collect();
        for &(at, decorated) in self.limited(Limit::Callers, &uses) {
            let made = self.expr(at);
            let takes = made.iter().any(|traced| {
                self.takes_function(&traced.value)
                    .is_some_and(|(taker, place)| taker == function && place as usize == index)
            });
            if takes {
                found.push(Traced::plain(match decorated {
                    Decorated::Function(function) => Value::Function(function),
                    Decorated::Class(class) => Value::Class(class),
                }));
            }
        }
        found
    }

    /// What a function of the project passes to the one that it is given, where a call gives it that at a place. `seen` holds the
    /// calls that were followed, through whatever functions it is handed on.
    pub(super) fn passed_back(
        &mut self,
        at: ExprRef,
        number: usize,
        index: Option<usize>,
        name: &Name,
        seen: &mut FxHashSet<(ExprRef, usize)>,
    ) -> Join {
        let project = self.project;
        let mut found = Join::default();
        let Some(call) = project.call(at).filter(|_| seen.insert((at, number))) else { return found };
        let Some(argument) = call.arguments.get(number) else { return found };
        for traced in &self.sub(at, call.callee) {
            let Some((taker, first)) = self.called_by(&traced.value) else { continue };
            let parameters = &project.function(taker).parameters;
            let place = match &argument.kind {
                ArgumentKind::Positional => Some(number + first as usize),
                ArgumentKind::Keyword(name) => {
                    parameters.iter().position(|parameter| parameter.name == *name)
                }
                ArgumentKind::Spread | ArgumentKind::SpreadMapping => None,
            };
            let Some(place) = place.and_then(|place| u32::try_from(place).ok()) else { continue };
            for (inner, from) in self.calls_of_parameter(taker, place) {
                let Some(call) = project.call(inner) else { continue };
                if from > 0 && self.is_own(inner, call.callee) {
                    let further = stack::grow(|| self.passed_back(inner, from - 1, index, name, seen));
                    found.merge(further);
                    continue;
                }
                let rest = call.arguments.get(from..).unwrap_or_default();
                let passed = self.argument(inner, rest, index, name);
                if !passed.is_empty() {
                    found.add(&passed);
                }
            }
        }
        found
    }

    /// Whether what is called is of the project.
    fn is_own(&mut self, at: ExprRef, callee: ExprId) -> bool {
        self.sub(at, callee).iter().any(|traced| self.called_by(&traced.value).is_some())
    }

    /// The function that calling a value runs, and how many of its parameters the call fills by itself.
    fn called_by(&mut self, callee: &Value) -> Option<(FunctionRef, u32)> {
        match callee {
            Value::Function(function) => Some((*function, 0)),
            value => self.takes_function(value),
        }
    }

    /// What decorators of the project pass when they call the function that they are given: `function(client, *args)`.
    pub(super) fn passed_by_decorators(
        &mut self,
        function: FunctionRef,
        name: &Name,
        index: Option<usize>,
    ) -> Join {
        let project = self.project;
        let mut found = Join::default();
        for decorator in &project.function(function).decorators {
            let made = self.expr(ExprRef { module: function.module, expr: decorator.expr });
            for traced in &made {
                let Some((taker, place)) = self.takes_function(&traced.value) else { continue };
                for (at, from) in self.calls_of_parameter(taker, place) {
                    let Some(call) = project.call(at) else { continue };
                    let rest = call.arguments.get(from..).unwrap_or_default();
                    let passed = self.argument(at, rest, index, name);
                    // What a decorator hands on comes from callers.
                    if !passed.is_empty() {
                        found.add(&passed);
                    }
                }
            }
        }
        found
    }

    /// The function that is called with what a value decorates, and the parameter that takes it.
    fn takes_function(&mut self, decorator: &Value) -> Option<(FunctionRef, u32)> {
        let (class, name) = match decorator {
            Value::Function(function) => return Some((*function, 0)),
            Value::Method(_, function) => return Some((*function, 1)),
            Value::Class(class) => (*class, "__init__"),
            Value::Object(class) => (*class, "__call__"),
            _ => return None,
        };
        let methods = self.object_attribute(class, &Name::new(name));
        methods.iter().find_map(|traced| match traced.value {
            Value::Method(_, function) => Some((function, 1)),
            _ => None,
        })
    }

    /// The calls of what a parameter takes, inside its function or, where the receiver keeps it, inside its class; and the
    /// calls that hand it on with arguments, such as `partial(function, client)`. With each comes the number of arguments
    /// that stand before those.
    fn calls_of_parameter(&self, function: FunctionRef, parameter: u32) -> Vec<(ExprRef, usize)> {
        let module = function.module;
        let facts = self.project.module(module);
        let known = facts.function(function.function);
        let is_it = |expr: ExprId| {
            names(
                facts,
                expr,
                |source| matches!(source, BindingSource::Parameter(of, index) if *of == function.function && *index == parameter),
            )
        };
        if known.class.is_none() && !self.project.index.calling.contains(&function) {
            return Vec::new();
        }
        let owner = known.class.map(|class| ClassRef { module, class });
        let kept = owner.map_or_else(Vec::new, |_| kept_as(facts, known.span, is_it));
        let around = match owner {
            Some(owner) if !kept.is_empty() => self.project.class(owner).span,
            _ => known.span,
        };
        let stands_for_it = |expr: ExprId| match &facts.expr(expr).kind {
            ExprKind::Attribute(_, name) => kept.contains(&name),
            _ => is_it(expr),
        };
        let inside = facts.calls.iter().filter(|site| around.contains(facts.expr(site.expr).span));
        let calls = inside.filter_map(|site| {
            let call = facts.call(site.expr)?;
            let at = ExprRef { module, expr: site.expr };
            if stands_for_it(call.callee) {
                return Some((at, 0));
            }
            let handed = call.arguments.iter().position(|argument| {
                argument.kind == ArgumentKind::Positional && stands_for_it(argument.value)
            })?;
            Some((at, handed + 1))
        });
        calls.collect()
    }
}

/// The attributes into which something is stored that `is_it` accepts, inside a function.
fn kept_as(facts: &Module, inside: Span, is_it: impl Fn(ExprId) -> bool) -> Vec<&Name> {
    let stores = facts.stores.iter().filter(|store| inside.contains(store.span));
    let kept = stores.filter_map(|store| match (&store.key, &store.source) {
        (StoreKey::Member(name), BindingSource::Value { value, .. }) if is_it(*value) => Some(name),
        _ => None,
    });
    kept.collect()
}

/// Whether an expression is a name of which one binding is accepted.
fn names(facts: &Module, expr: ExprId, accepts: impl Fn(&BindingSource) -> bool) -> bool {
    facts.bindings_of_name(expr).iter().any(|binding| accepts(&facts.bindings[binding.index()].source))
}
