//! Functions: what they return, what their parameters are, who calls them.

use std::rc::Rc;

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::eval::{Answer, Evaluator, Query};
use super::frames::{Assumed, Given, Written, given_from};
use super::index::last_name;
use super::value::{
    ClassRef, ExprRef, FrameId, FunctionRef, Join, ModuleId, Step, StepKind, Traced, Unknown, Value, Values,
};
use crate::catalog::Intrinsic;
use crate::finding::Confidence;
use crate::limit::Limit;
use crate::module::{
    Argument, ArgumentKind, BindingSource, Call, ExprId, ExprKind, Function, FunctionId, Literal,
    MODULE_SCOPE, Module, ParameterKind,
};
use crate::name::{Name, QualName};

/// How many calls of one name are looked at to list the callers of a function for the reader of a report. The list
/// decides nothing.
const LISTED_FROM: usize = 48;

/// What a function's decorators make of it, as far as reading it is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DecoratorEffect {
    /// Nothing: it stays a function.
    None,
    /// Reading it calls it.
    Property,
    /// It has no receiver.
    StaticMethod,
    /// Its receiver is the class.
    ClassMethod,
}

impl Evaluator<'_> {
    /// A function's definition, as its name sees it after decorators.
    pub(super) fn definition(&mut self, function: FunctionRef) -> Values {
        let decorators = self.project.function(function).decorators.clone();
        for decorator in decorators {
            let at = ExprRef { module: function.module, expr: decorator.expr };
            for name in self.external_names(at) {
                if let Some(rule) = self.project.catalog.decorator(name.as_str()) {
                    let value = match &rule.becomes {
                        Some(class) => Value::Instance(class.clone(), QualName::new("")),
                        None => Value::Stub(name, function),
                    };
                    return Values::one(value);
                }
                if self.project.catalog.intrinsic(name.as_str()) == Some(&Intrinsic::CallFirst) {
                    return self.result_of(function);
                }
            }
        }
        let given = self.handles_given_for(function.module, &self.project.function(function).decorators);
        Values::one(Value::Function(function)).and(&given)
    }

    /// The library names that an expression, or what it calls, stands for.
    pub(crate) fn external_names(&mut self, at: ExprRef) -> Vec<QualName> {
        let facts = self.project.module(at.module);
        let at = match &facts.expr(at.expr).kind {
            ExprKind::Call(call) => ExprRef { expr: call.callee, ..at },
            _ => at,
        };
        self.expr(at).iter().filter_map(|traced| traced.value.api()).collect()
    }

    /// What a function's decorators make of it.
    pub(crate) fn decorator_effect(&mut self, function: FunctionRef) -> DecoratorEffect {
        let facts = self.project.function(function);
        if facts.is_static {
            return DecoratorEffect::StaticMethod;
        }
        if facts.decorators.is_empty() {
            return match facts.name.as_str() {
                "__new__" | "__init_subclass__" | "__class_getitem__" => DecoratorEffect::ClassMethod,
                _ => DecoratorEffect::None,
            };
        }
        match self.answer(Query::Effect(function)) {
            Answer::Effect(effect) => effect,
            // A decorator that is reached through the function it decorates says nothing.
            _ => DecoratorEffect::None,
        }
    }

    /// [`Query::Effect`]
    pub(super) fn find_effect(&mut self, function: FunctionRef) -> DecoratorEffect {
        let decorators = self.project.function(function).decorators.clone();
        for decorator in decorators {
            let at = ExprRef { module: function.module, expr: decorator.expr };
            for name in self.external_names(at) {
                match self.project.catalog.intrinsic(name.as_str()) {
                    Some(Intrinsic::Property) => return DecoratorEffect::Property,
                    Some(Intrinsic::StaticMethod) => return DecoratorEffect::StaticMethod,
                    Some(Intrinsic::ClassMethod) => return DecoratorEffect::ClassMethod,
                    _ => {}
                }
            }
        }
        DecoratorEffect::None
    }

    // --- results ---------------------------------------------------------------------------------------------

    /// What calling a function gives.
    pub(super) fn result_of(&mut self, function: FunctionRef) -> Values {
        if self.project.function(function).is_generator {
            return Values::one(Value::Generator(function, FrameId::NONE));
        }
        self.returns(function)
    }

    /// What a function returns: by its body, else by its annotation.
    pub(super) fn returns(&mut self, function: FunctionRef) -> Values {
        self.remember(Query::Returns(function))
    }

    /// [`Query::Returns`]
    pub(super) fn find_returns(&mut self, function: FunctionRef) -> Values {
        let facts = self.project.function(function);
        let mut found = Join::default();
        for &value in &facts.returns {
            let values = self.expr(ExprRef { module: function.module, expr: value });
            let span = self.project.module(function.module).expr(value).span;
            let step = Step { module: function.module, span, kind: StepKind::Returned(facts.name.clone()) };
            found.add(&values.stepped(&step));
        }
        let values = found.values();
        match facts.returns_annotation {
            Some(expr) => self.declared_as(values, ExprRef { module: function.module, expr }),
            None => values,
        }
    }

    // --- parameters ------------------------------------------------------------------------------------------

    /// What a parameter may be.
    pub(super) fn parameter(&mut self, function: FunctionRef, index: u32) -> Values {
        let facts = self.project.function(function);
        let Some(parameter) = facts.parameters.get(index as usize) else {
            return Values::unknown(Unknown::Argument);
        };
        if self.is_sceptical()
            && let Some(made) = self.of_metaclass(function, index)
        {
            return made;
        }
        if index == 0
            && let Some(receiver) = self.receiver(function, facts)
        {
            return receiver;
        }
        match parameter.kind {
            ParameterKind::RestKeywords => return Values::one(Value::Keywords(function)),
            ParameterKind::Rest => return Values::one(Value::Rest(function)),
            ParameterKind::Plain | ParameterKind::KeywordOnly => {}
        }
        self.remember(Query::Parameter(function, index))
    }

    /// [`Query::Parameter`]
    pub(super) fn find_parameter(&mut self, function: FunctionRef, index: u32) -> Values {
        let facts = self.project.function(function);
        let Some(parameter) = facts.parameters.get(index as usize) else { return no_argument() };
        if let Some(assumed) = self.assumed_parameter(function, index as usize, parameter) {
            return assumed;
        }
        let mut found = Join::default();
        if let Some(annotation) = parameter.annotation {
            found.add(&self.annotation(ExprRef { module: function.module, expr: annotation }));
        }
        if let Some(call) = facts.given_to.filter(|_| index == 0) {
            let at = ExprRef { module: function.module, expr: call };
            found.add(&self.given_to_function(at, function.function));
        }
        if self.is_sceptical() {
            return self.promised_parameter(function, index, found.values());
        }
        let typed = found.known().iter().any(|traced| self.says_enough(&traced.value));
        if typed {
            found = Join::of(&found.values().only_known().or(Some(Unknown::Declared)));
        }
        if let Some(default) = parameter.default {
            found.add(&self.expr(ExprRef { module: function.module, expr: default }));
        }
        if !typed {
            found.merge(self.given_by_framework(function, index as usize, &parameter.name));
            let provided = self.provided_by_name(function, &parameter.name);
            if !provided.is_nothing() {
                found.add(&provided);
            }
            let is_request = |traced: &Traced| match &traced.value {
                Value::Instance(class, _) => self.project.catalog.request_types.contains(class),
                _ => false,
            };
            // Nothing but its type says that a request may matter.
            let all = found.known().iter().any(is_request);
            let passed = self.passed(all, function, &parameter.name, Some(index as usize));
            let step = Step {
                module: function.module,
                span: parameter.span,
                kind: StepKind::Passed(parameter.name.clone()),
            };
            if !passed.is_absent() {
                // A method that is passed on is an AI call where it is passed, not where it is called in the end.
                let passed = passed.values().at_most(Confidence::Medium);
                let is_handle = |traced: &Traced| !self.is_entry_point(&traced.value);
                found.add(&passed.map(|traced| is_handle(traced).then(|| traced.stepped(&step))));
            }
            return found.into_passed();
        }
        found.values()
    }

    /// All that a parameter may be: what its annotation says is a promise, which whoever is seen to pass something keeps
    /// or does not. It stands for what is not seen.
    fn promised_parameter(&mut self, function: FunctionRef, index: u32, promised: Values) -> Values {
        let index = index as usize;
        let Some(parameter) = self.project.function(function).parameters.get(index) else {
            return promised;
        };
        let mut shown = self.passed(false, function, &parameter.name, Some(index));
        let default = self.default_of(function, Some(index));
        let is_shown = !shown.is_absent() || default.as_ref().is_some_and(|default| !default.is_inert());
        if let Some(default) = default {
            shown.add(&default);
        }
        if !is_shown && !promised.is_empty() {
            return shown.values().only_known().and(&promised);
        }
        let shown = shown.into_passed();
        let keeps = shown.is_believed() || promised.is_empty();
        if keeps { shown } else { shown.only_known().and(&promised) }
    }

    /// What a method that calls its argument calls it with: the receiver, or what that holds.
    fn given_to_function(&mut self, at: ExprRef, lambda: FunctionId) -> Values {
        let project = self.project;
        let Some(call) = project.call(at) else { return no_argument() };
        let by_method = match &project.module(at.module).expr(call.callee).kind {
            ExprKind::Attribute(object, name) if project.catalog.any_method(name).is_some() => Some(object),
            _ => None,
        };
        let Some(object) = by_method else {
            return self.declared_argument(at, call, lambda);
        };
        self.sub(at, *object).flat_map(|traced| match traced.value {
            Value::Container(_) | Value::Elements(_) => self.iterated(traced),
            _ => Values::of(traced.clone()),
        })
    }

    /// What a function of the project says that it calls its argument with.
    fn declared_argument(&mut self, at: ExprRef, call: &Call, lambda: FunctionId) -> Values {
        let project = self.project;
        let Some(place) = place_of_lambda(project.module(at.module), call, lambda) else {
            return no_argument();
        };
        let callees = self.sub(at, call.callee);
        if self.asks_for_each(&callees) {
            let elements = call.arguments.get(place + 1).map(|argument| argument.value);
            let elements = elements.map(|each| self.sub(at, each).flat_map(|traced| self.iterated(traced)));
            return elements.unwrap_or_else(no_argument);
        }
        callees.flat_map(|callee| {
            let (function, implicit) = match callee.value {
                Value::Function(function) => (function, 0),
                Value::Method(_, function) => (function, 1),
                _ => return no_argument(),
            };
            let parameter = project.function(function).parameters.get(place + implicit);
            match parameter.and_then(|parameter| parameter.annotation) {
                Some(expr) => self.callable_argument(ExprRef { module: function.module, expr }),
                None => no_argument(),
            }
        })
    }

    /// The first argument of a function type, where an annotation is one.
    fn callable_argument(&mut self, at: ExprRef) -> Values {
        let project = self.project;
        let facts = project.module(at.module);
        match &facts.expr(at.expr).kind {
            ExprKind::Choice(members) => {
                let mut found = Join::default();
                for &expr in members {
                    found.add(&self.callable_argument(ExprRef { expr, ..at }));
                }
                found.values()
            }
            ExprKind::Index(base, key) => {
                let callable = self.sub(at, *base).iter().any(|traced| match &traced.value {
                    Value::External(name) => {
                        project.catalog.intrinsic(name.as_str()) == Some(&Intrinsic::CallableType)
                    }
                    _ => false,
                });
                let ExprKind::Sequence(parts) = &facts.expr(*key).kind else { return no_argument() };
                let first = parts.first().map(|&first| &facts.expr(first).kind);
                match first {
                    Some(ExprKind::Sequence(types)) if callable => types
                        .first()
                        .map_or_else(no_argument, |&expr| self.annotation(ExprRef { expr, ..at })),
                    _ => no_argument(),
                }
            }
            _ => no_argument(),
        }
    }

    /// Whether values say so little that an annotation may say more: constants, and what libraries give that the
    /// catalog does not know.
    pub fn are_vague(&self, values: &Values) -> bool {
        values.iter().all(|traced| self.is_vague(traced))
    }

    /// The same of one value.
    pub(super) fn is_vague(&self, traced: &Traced) -> bool {
        match &traced.value {
            Value::Instance(class, _) => self.project.catalog.handle(class.as_str()).is_none(),
            Value::Generic(..) => true,
            value => value.is_inert(),
        }
    }

    /// Values, and what their annotation says of them: all of it where the values say little, else the handles
    /// that none of the values is, as a type checker would take it.
    pub(super) fn declared_as(&mut self, values: Values, annotation: ExprRef) -> Values {
        let is_handle = |this: &Self, traced: &Traced| match &traced.value {
            Value::Instance(class, _) => this.project.catalog.handle(class.as_str()).is_some(),
            _ => false,
        };
        let is_told = self.is_sceptical() && values.rest().is_none() && !values.is_empty();
        if are_of_libraries(&values) && self.project.catalog.conventions.declarations_hold {
            let annotated = self.annotation(annotation);
            if self.is_converted(&values, &annotated) {
                return annotated;
            }
        }
        if is_told || values.iter().any(|traced| is_handle(self, traced)) {
            return values;
        }
        let annotated = self.annotation(annotation);
        let vague = self.are_vague(&values);
        let told = annotated.map(|traced| (vague || is_handle(self, traced)).then(|| traced.clone()));
        if told.is_empty() {
            return values;
        }
        // What is not known is what the annotation says, if that holds.
        let rest = values.rest().or_else(|| values.is_empty().then_some(Unknown::Declared));
        let known = values.only_known().and(&told.only_known());
        known.or(rest.map(|_| Unknown::Declared))
    }

    /// Whether values of libraries are converted to what is declared: `let running: Running = agent.into()`, where only a
    /// class of the project with fields of its own is meant. Another type may be a trait that the value has.
    pub(super) fn is_converted(&self, values: &Values, declared: &Values) -> bool {
        let has_fields = |traced: &Traced| match traced.value {
            Value::Object(class) => self.has_fields(class),
            _ => false,
        };
        are_of_libraries(values) && !declared.is_empty() && declared.iter().all(has_fields)
    }

    /// Whether a class lists typed fields.
    fn has_fields(&self, class: ClassRef) -> bool {
        let scope = self.project.class(class).scope;
        let facts = self.project.module(class.module);
        facts.scope(scope).symbols.iter().any(|symbol| {
            let first = symbol.all.first().map(|binding| &facts.bindings[binding.index()].source);
            matches!(first, Some(BindingSource::Annotation(_)))
        })
    }

    /// Values that a test has shown to be instances of a class: those that are, else as if they were declared so.
    pub(super) fn narrowed_to(&mut self, values: Values, class: ExprRef) -> Values {
        let told = self.annotation(class);
        let is_told = |traced: &Traced| told.iter().any(|other| other.value == traced.value);
        let kept = values.map(|traced| is_told(traced).then(|| traced.clone()));
        if kept.is_empty() { self.declared_as(values, class) } else { kept }
    }

    /// Whether a value is a method or function that the catalog lists as an AI call.
    fn is_entry_point(&self, value: &Value) -> bool {
        let catalog = self.project.catalog;
        match value {
            Value::External(name) => {
                catalog.function(name.as_str()).is_some_and(|member| !member.calls.is_empty())
            }
            Value::Instance(class, path) => catalog
                .handle(class.as_str())
                .and_then(|handle| handle.member(path.as_str()))
                .is_some_and(|member| !member.calls.is_empty()),
            Value::Partial(inner, _) => self.is_entry_point(inner),
            _ => false,
        }
    }

    /// Whether an annotation says so much of a value that its callers need not be asked.
    fn says_enough(&self, value: &Value) -> bool {
        match value {
            Value::Instance(class, _) => self.project.catalog.handle(class.as_str()).is_some(),
            Value::Object(class) => self.project.class(*class).bases.is_empty(),
            _ => false,
        }
    }

    /// The value of a method's first parameter.
    fn receiver(&mut self, function: FunctionRef, facts: &Function) -> Option<Values> {
        let class = ClassRef { module: function.module, class: facts.class? };
        let effect = self.decorator_effect(function);
        if effect != DecoratorEffect::StaticMethod
            && let Some(assumed) = self.assumed_receiver(function)
        {
            return Some(assumed);
        }
        if let Some(extended) = self.project.class(class).extends {
            if facts.is_static {
                return None;
            }
            return Some(self.annotation(ExprRef { module: function.module, expr: extended }));
        }
        Some(match effect {
            DecoratorEffect::StaticMethod => return None,
            DecoratorEffect::ClassMethod => Values::one(Value::Class(class)),
            _ => Values::one(Value::Object(class)),
        })
    }

    /// A keyword argument that a function collects, by name; any of them where the name is not known.
    pub(super) fn keyword_parameter(&mut self, function: FunctionRef, name: Option<&Name>) -> Values {
        let annotated = self.annotated_rest(function, ParameterKind::RestKeywords);
        let Some(name) = name else { return annotated.unwrap_or_else(no_argument) };
        let passed = self.remember(Query::Keyword(function, name.clone()));
        annotated.map_or(passed.clone(), |annotated| annotated.and(&passed.only_known()))
    }

    /// [`Query::Keyword`]
    pub(super) fn find_keyword(&mut self, function: FunctionRef, name: &Name) -> Values {
        match self.assumed_argument(function, None, name) {
            Assumed::Nothing => {
                self.passed(false, function, name, None).into_passed().at_most(Confidence::Medium)
            }
            Assumed::Unwritten => no_argument(),
            Assumed::Passed(values) => values,
        }
    }

    /// A positional argument that a function collects, by its place among them; any of them where that is not known.
    pub(super) fn rest_parameter(&mut self, function: FunctionRef, place: Option<i64>) -> Values {
        let annotated = self.annotated_rest(function, ParameterKind::Rest);
        if self.first_of_rest(function).is_none() {
            return annotated.unwrap_or_else(no_argument);
        }
        // A function that passes `*arguments` on to itself, and less before them than it takes, asks for a place further back
        // each time.
        let farthest = i64::try_from(self.size(Limit::Elements)).unwrap_or(i64::MAX);
        let place = place.filter(|&place| place < farthest);
        let passed = self.remember(Query::Rest(function, place));
        annotated.map_or(passed.clone(), |annotated| annotated.and(&passed.only_known()))
    }

    /// The place of the parameter that collects positional arguments.
    fn first_of_rest(&self, function: FunctionRef) -> Option<usize> {
        let parameters = &self.project.function(function).parameters;
        parameters.iter().position(|parameter| parameter.kind == ParameterKind::Rest)
    }

    /// [`Query::Rest`]
    pub(super) fn find_rest(&mut self, function: FunctionRef, place: Option<i64>) -> Values {
        let Some(first) = self.first_of_rest(function) else { return no_argument() };
        let places = match place.map(usize::try_from) {
            Some(Ok(place)) => place..place.saturating_add(1),
            _ => 0..self.most_passed(function).saturating_sub(first),
        };
        let mut found = Join::default();
        for place in places {
            let (index, unnamed) = (first.checked_add(place), Name::new(""));
            match self.assumed_argument(function, index, &unnamed) {
                Assumed::Nothing => {
                    let passed = self.passed(false, function, &unnamed, index);
                    if !passed.is_absent() {
                        found.add(&passed.into_passed().at_most(Confidence::Medium));
                    }
                }
                Assumed::Unwritten => {}
                Assumed::Passed(values) => found.add(&values),
            }
        }
        found.values_or(Unknown::Argument)
    }

    /// What the annotation of a parameter that collects arguments says of each of them; `None` without one.
    fn annotated_rest(&mut self, function: FunctionRef, kind: ParameterKind) -> Option<Values> {
        let parameters = &self.project.function(function).parameters;
        let annotation = parameters.iter().find(|parameter| parameter.kind == kind)?.annotation?;
        Some(self.annotation(ExprRef { module: function.module, expr: annotation }))
    }

    /// How many arguments calls by the name of a function pass at most.
    fn most_passed(&mut self, function: FunctionRef) -> usize {
        let project = self.project;
        let written = |at: &ExprRef| project.call(*at).map_or(0, |call| call.arguments.len());
        let names = self.names_of(function);
        let calls = names.iter().filter_map(|(name, _)| project.index.calls.get(name)).flatten();
        let handed = project.index.handed.get(&project.function(function).name).into_iter().flatten();
        let passed = calls.map(written).chain(handed.map(|handed| written(&handed.at)));
        passed.max().unwrap_or(0) + usize::from(project.function(function).class.is_some())
    }

    /// What known callers pass for a parameter.
    ///
    /// The argument is looked at first: where it cannot matter, who is called does not matter either, unless `all` count. They
    /// do where all counts that may be passed.
    fn passed(&mut self, all: bool, function: FunctionRef, name: &Name, index: Option<usize>) -> Join {
        let project = self.project;
        let all = all || self.is_sceptical();
        let receiver = usize::from(project.function(function).class.is_some());
        let mut found = Join::default();
        for (called, constructs) in self.names_of(function) {
            let calls = project.index.calls.get(&called).into_iter().flatten();
            let near = calls.filter(|at| project.may_call(at.module, function.module));
            let may_matter = |at: &&ExprRef| {
                let Some(call) = project.call(**at) else { return false };
                let places = [index.and_then(|index| index.checked_sub(receiver)), index];
                let facts = project.module(at.module);
                let mut values = places.iter().filter_map(|&place| argument_at(&call.arguments, place, name));
                values.any(|value| {
                    project.may_matter(ExprRef { module: at.module, expr: value })
                        || project.index.may_be_provided(facts, value)
                        || receiver == 0 && matches!(facts.expr(value).kind, ExprKind::Literal(_))
                })
            };
            let calls: SmallVec<[ExprRef; 8]> = near.filter(|at| all || may_matter(at)).copied().collect();
            found.merge(self.passed_by(&calls, function, constructs, name, index));
        }
        if let Some(call) = project.function(function).given_to
            && project.function(function).is_lambda
            && !self.is_sceptical()
        {
            let at = ExprRef { module: function.module, expr: call };
            let facts = project.module(function.module);
            let place = facts.call(call).and_then(|call| place_of_lambda(facts, call, function.function));
            if let Some(number) = place {
                found.merge(self.passed_back(at, number, index, name, &mut FxHashSet::default()));
            }
        }
        for &at in project.index.immediate.get(&function).into_iter().flatten() {
            let arguments = project.call(at).map_or(&[][..], |call| &call.arguments);
            found.add(&self.argument(at, arguments, index, name));
        }
        found.merge(self.handed_on(function, name, index));
        found.merge(self.passed_by_decorators(function, name, index));
        found.merge(self.decorated_with(function, index));
        found
    }

    /// The classes that a metaclass makes, and those that derive from them.
    pub(crate) fn made_by_metaclass(&mut self, metaclass: ClassRef) -> Vec<ClassRef> {
        let project = self.project;
        let mut made: Vec<ClassRef> = Vec::new();
        for &(at, class) in &project.index.metaclasses {
            let named = self.expr(at);
            let mut classes = named.iter().filter_map(|traced| match traced.value {
                Value::Class(known) => Some(known),
                _ => None,
            });
            if classes.any(|known| known == metaclass || self.ancestors(known).classes.contains(&metaclass)) {
                made.push(class);
                for below in self.derived_from(class) {
                    if !made.contains(&below) {
                        made.push(below);
                    }
                }
            }
        }
        made
    }

    /// What a parameter is in a method of a metaclass by which the language makes a class: the class, or the mapping of what
    /// stands in its body.
    fn of_metaclass(&mut self, function: FunctionRef, index: u32) -> Option<Values> {
        let project = self.project;
        let facts = project.function(function);
        let class = facts.class.filter(|_| !project.index.metaclasses.is_empty())?;
        let is_members = match (facts.name.as_str(), index) {
            ("__new__" | "__init__", 3) => true,
            ("__init__", 0) => false,
            _ => return None,
        };
        let made = self.made_by_metaclass(ClassRef { module: function.module, class });
        let value = |class| {
            let class = Value::Class(class);
            if is_members { Value::Members(Rc::new(class)) } else { class }
        };
        (!made.is_empty()).then(|| made.into_iter().map(|class| Traced::plain(value(class))).collect())
    }

    /// What those of some calls pass for a parameter that reach a function. What only tests pass is asked for where nobody
    /// else passes anything, if all counts that may be passed: they pass what they put in its place.
    fn passed_by(
        &mut self,
        calls: &[ExprRef],
        function: FunctionRef,
        constructs: bool,
        name: &Name,
        index: Option<usize>,
    ) -> Join {
        let project = self.project;
        let sets_tests_apart = self.is_sceptical() && !project.module(function.module).is_test;
        let mut found = Join::default();
        for are_tests in [false, true] {
            if are_tests && (!sets_tests_apart || !found.is_absent()) {
                break;
            }
            let is_meant =
                |at: &&ExprRef| !sets_tests_apart || project.module(at.module).is_test == are_tests;
            let calls: SmallVec<[ExprRef; 8]> = calls.iter().filter(is_meant).copied().collect();
            for &at in self.limited(Limit::Callers, &calls) {
                let Some(call) = project.call(at) else { continue };
                if let Some(implicit) = self.reaches(at, function, constructs) {
                    let position = index.and_then(|index| index.checked_sub(implicit));
                    let given: Vec<Given> = given_from(at, &call.arguments).collect();
                    match self.argument_among(&given, position, name) {
                        Some(values) => found.add(&values),
                        None if self.is_sceptical() => {
                            if let Some(default) = self.default_of(function, index) {
                                found.add(&default);
                            }
                        }
                        None => found.add(&no_argument()),
                    }
                }
            }
        }
        found
    }

    /// What a parameter is if nothing is passed for it.
    fn default_of(&mut self, function: FunctionRef, index: Option<usize>) -> Option<Values> {
        let default = self.project.function(function).parameters.get(index?)?.default?;
        Some(self.expr(ExprRef { module: function.module, expr: default }))
    }

    /// What a function gets from whoever it is passed to, with arguments to call it with:
    /// `partial(f, client)`, `executor.submit(f, client)`.
    fn handed_on(&mut self, function: FunctionRef, name: &Name, index: Option<usize>) -> Join {
        let project = self.project;
        let mut found = Join::default();
        let names = self.names_of(function);
        let handed = names.iter().filter_map(|(name, _)| project.index.handed.get(name)).flatten();
        let near = handed.filter(|written| project.may_call(written.at.module, function.module));
        let may_matter = |written: &&Written| {
            let rest = project.call(written.at).and_then(|call| call.arguments.get(written.from as usize..));
            let place = |expr| ExprRef { module: written.at.module, expr };
            // A function of the project calls it with what it has.
            let is_own = || {
                let facts = project.module(written.at.module);
                let callee = project.call(written.at).and_then(|call| last_name(facts, call.callee));
                callee.is_some_and(|name| project.index.callers_of_parameters.contains(name))
            };
            rest.unwrap_or_default().iter().any(|argument| project.may_matter(place(argument.value)))
                || is_own()
        };
        let all = self.is_sceptical();
        let near: SmallVec<[Written; 4]> =
            near.filter(|written| all || may_matter(written)).copied().collect();
        for &written in self.limited(Limit::Callers, &near) {
            let (at, from) = (written.at, written.from as usize);
            let Some(call) = project.call(at) else { continue };
            let rest = call.arguments.get(from..).unwrap_or_default();
            let is_own = |traced: &Traced| {
                matches!(
                    traced.value,
                    Value::Function(_) | Value::Method(..) | Value::Class(_) | Value::Object(_)
                )
            };
            let callees = self.sub(at, call.callee);
            let is_own = callees.iter().any(is_own);
            let is_provider = self.is_provider(at);
            let passed = call.arguments.get(from - 1).map(|argument| self.sub(at, argument.value));
            let implicit = passed.iter().flat_map(Values::iter).find_map(|traced| match &traced.value {
                Value::Function(known) => (*known == function).then_some(0),
                Value::Method(_, known) => (*known == function).then_some(1),
                Value::Class(class) if is_provider => self.constructor_is(*class, function).then_some(1),
                _ => None,
            });
            let Some(implicit) = implicit else { continue };
            let position = index.and_then(|index| index.checked_sub(implicit));
            if is_own {
                if !self.is_sceptical() {
                    found.merge(self.passed_back(at, from - 1, position, name, &mut FxHashSet::default()));
                }
            } else if self.asks_for_each(&callees) {
                let each = rest.get(position.unwrap_or(usize::MAX)).map(|argument| argument.value);
                let elements = each.map(|each| self.sub(at, each).flat_map(|traced| self.iterated(traced)));
                found.add(&elements.unwrap_or_else(no_argument));
            } else if is_provider {
                found.add(&self.provided_argument(at, rest, position, name));
            } else {
                found.add(&self.argument(at, rest, position, name));
                found.merge(self.packed(at, position, name));
            }
        }
        found
    }

    /// Whether something calls a function with each of the elements that follow it.
    fn asks_for_each(&self, callees: &Values) -> bool {
        let catalog = self.project.catalog;
        !self.is_sceptical()
            && callees.iter().any(|traced| {
                let name = traced.value.api();
                let effect = name.and_then(|name| catalog.intrinsic(name.as_str()));
                matches!(effect, Some(Intrinsic::Map | Intrinsic::Filter))
            })
    }

    /// What a call says that a function is to be called with: `Thread(target=f, args=(x,), kwargs={"client": c})`.
    fn packed(&mut self, at: ExprRef, position: Option<usize>, name: &Name) -> Join {
        let project = self.project;
        let mut found = Join::default();
        let place = position.and_then(|position| i64::try_from(position).ok());
        let keys = [place.map(Literal::Integer), Some(Literal::Text(name.to_string()))];
        let packing = &project.catalog.conventions.packed_arguments;
        let facts = project.module(at.module);
        for argument in project.call(at).map_or(&[][..], |call| &call.arguments) {
            let is_packed = match &argument.kind {
                ArgumentKind::Keyword(keyword) => packing.contains(keyword.as_str()),
                // `Timer(1, f, [client])`
                ArgumentKind::Positional => matches!(facts.expr(argument.value).kind, ExprKind::Sequence(_)),
                ArgumentKind::Spread | ArgumentKind::SpreadMapping => false,
            };
            if !is_packed {
                continue;
            }
            let held = self.sub(at, argument.value);
            for key in keys.iter().flatten() {
                let key = Values::one(Value::Literal(key.clone()));
                let element = held.flat_map(|traced| self.element(traced, Some(&key)));
                if !element.is_empty() {
                    found.add(&element);
                }
            }
        }
        found
    }

    /// The argument at a position or with a name.
    pub fn argument(
        &mut self,
        at: ExprRef,
        arguments: &[Argument],
        position: Option<usize>,
        name: &Name,
    ) -> Values {
        let given: Vec<Given> = given_from(at, arguments).collect();
        self.argument_among(&given, position, name).unwrap_or_else(no_argument)
    }

    /// The argument at a position or with a name, or what a spread argument may give for it; `None` if there is none.
    pub(super) fn argument_among(
        &mut self,
        given: &[Given],
        position: Option<usize>,
        name: &Name,
    ) -> Option<Values> {
        let named = |given: &&Given| matches!(&given.kind, ArgumentKind::Keyword(known) if known == name);
        if let Some(given) = given.iter().find(named) {
            return Some(self.expr(given.value));
        }
        let mut place = 0;
        let mut spread: Option<(&Given, Values)> = None;
        for argument in given {
            match argument.kind {
                ArgumentKind::Positional if Some(place) == position => {
                    return Some(self.expr(argument.value));
                }
                ArgumentKind::Positional => place += 1,
                ArgumentKind::Spread => {
                    let Some(index) = position.and_then(|position| position.checked_sub(place)) else {
                        break;
                    };
                    let key =
                        Values::one(Value::Literal(Literal::Integer(index.try_into().unwrap_or(i64::MAX))));
                    spread = Some((argument, key));
                    break;
                }
                ArgumentKind::SpreadMapping | ArgumentKind::Keyword(_) => {}
            }
        }
        let mapping = given.iter().rev().find(|argument| argument.kind == ArgumentKind::SpreadMapping);
        let mapping = mapping.map(|mapping| (mapping, Values::one(Value::text(name.as_str()))));
        let mut found: Option<Values> = None;
        for (spread, key) in spread.into_iter().chain(mapping) {
            let elements = self.expr(spread.value).flat_map(|traced| self.element(traced, Some(&key)));
            let elements = elements.and(&self.stored_elements(spread.value, true));
            found = Some(found.map_or(elements.clone(), |before| before.and(&elements)));
        }
        found
    }

    // --- callers ---------------------------------------------------------------------------------------------

    /// The names under which a function is called: its own, and for a constructor those of its classes.
    fn names_of(&mut self, function: FunctionRef) -> Vec<(Name, bool)> {
        let project = self.project;
        let facts = project.function(function);
        if facts.is_lambda {
            let bound = project.index.lambdas.get(&function).into_iter().flatten();
            return bound.map(|name| (name.clone(), false)).collect();
        }
        let mut names = vec![(facts.name.clone(), false)];
        let Some(class) = facts.class else { return names };
        match facts.name.as_str() {
            "__init__" | "__new__" => {
                names.extend(self.class_names(ClassRef { module: function.module, class }));
                names.push((Name::new("cls"), true));
            }
            "__call__" => return Vec::new(),
            _ => {}
        }
        names
    }

    /// The name of a class and of those of its subclasses that inherit its constructor.
    fn class_names(&mut self, class: ClassRef) -> Vec<(Name, bool)> {
        let project = self.project;
        let mut open = vec![class];
        let mut seen: FxHashSet<ClassRef> = std::iter::once(class).collect();
        let mut names = Vec::new();
        while let Some(class) = open.pop() {
            let name = &project.class(class).name;
            names.push((name.clone(), true));
            for &below in project.index.subclasses.get(name).into_iter().flatten() {
                let scope = project.class(below).scope;
                let own = project.module(below.module).symbol(scope, "__init__").is_some();
                if !own && seen.insert(below) {
                    open.push(below);
                }
            }
        }
        names
    }

    /// The calls that reach a function, by the names under which it is called: in the order of files and of places in
    /// them, at most `limit`. Only files that were parsed are looked at.
    pub fn callers(&mut self, function: FunctionRef, limit: usize) -> Vec<ExprRef> {
        let project = self.project;
        let mut found: Vec<ExprRef> = Vec::new();
        for (called, constructs) in self.names_of(function) {
            let calls = project.index.calls.get(&called).into_iter().flatten();
            let near = calls.filter(|at| project.may_call(at.module, function.module)).take(LISTED_FROM);
            found.extend(near.filter(|&&at| self.reaches(at, function, constructs).is_some()));
        }
        found.extend(project.index.immediate.get(&function).into_iter().flatten());
        found.sort_unstable_by_key(|at| (at.module, project.module(at.module).expr(at.expr).span));
        found.dedup();
        found.truncate(limit);
        found
    }

    /// Whether a call reaches a function: how many of its leading parameters the call fills without writing an
    /// argument, which is the receiver.
    fn reaches(&mut self, at: ExprRef, function: FunctionRef, constructs: bool) -> Option<usize> {
        let call = self.project.call(at)?;
        let callee = self.sub(at, call.callee);
        callee.iter().find_map(|traced| match &traced.value {
            Value::Class(class) if constructs => self.constructor_is(*class, function).then_some(1),
            Value::Method(_, method) => (*method == function).then_some(1),
            Value::Function(known) => (*known == function).then_some(0),
            Value::Partial(inner, _) => {
                matches!(&**inner, Value::Function(known) if *known == function).then_some(0)
            }
            _ => None,
        })
    }

    /// Whether constructing a class runs this `__init__`.
    fn constructor_is(&mut self, class: ClassRef, function: FunctionRef) -> bool {
        let mro = self.ancestors(class);
        let name = &self.project.function(function).name;
        for &owner in &mro.classes {
            let facts = self.project.module(owner.module);
            let scope = self.project.class(owner).scope;
            if let Some(symbol) = facts.symbol(scope, name.as_str()) {
                return symbol.all.iter().any(|id| {
                    matches!(facts.bindings[id.index()].source, BindingSource::Function(known)
                        if owner.module == function.module && known == function.function)
                });
            }
        }
        false
    }

    /// What is passed for a field to the constructor that a class has by its fields alone.
    pub(super) fn constructed_with(&mut self, class: ClassRef, field: &Name) -> Values {
        self.remember(Query::Construction(class, field.clone()))
    }

    /// [`Query::Construction`]
    pub(super) fn find_construction(&mut self, class: ClassRef, field: &Name) -> Values {
        let project = self.project;
        let scope = project.class(class).scope;
        if project.module(class.module).symbol(scope, "__init__").is_some() {
            return Values::nothing();
        }
        let position = self.field_position(class, field);
        let mut found = Join::default();
        for (name, _) in self.class_names(class) {
            let calls = project.index.calls.get(&name).map_or(&[][..], Vec::as_slice);
            for &at in self.limited(Limit::Callers, calls) {
                let Some(call) = project.call(at) else { continue };
                let callee = self.sub(at, call.callee);
                let constructs = callee.iter().any(|traced| match traced.value {
                    Value::Class(known) => self.ancestors(known).classes.contains(&class),
                    _ => false,
                });
                if constructs {
                    found.add(&self.argument(at, &call.arguments, position, field));
                }
            }
        }
        found.merge(self.provided_to_field(class, field, position));
        // Whoever is not seen may pass something else.
        found.unknown(Unknown::Passed);
        found.values().at_most(Confidence::Medium)
    }

    /// The place of a field among the annotated names of a class body.
    fn field_position(&self, class: ClassRef, field: &Name) -> Option<usize> {
        self.fields(class).into_iter().position(|name| name == field)
    }

    /// The name of the field at a place, where fields have names.
    pub(super) fn field_at(&self, class: ClassRef, place: usize) -> Option<Name> {
        let facts = self.project.module(class.module);
        let has_places = facts.symbol(self.project.class(class).scope, &place.to_string()).is_some();
        if has_places { None } else { self.fields(class).get(place).map(|name| (*name).clone()) }
    }

    /// The annotated names of a class body, in order.
    fn fields(&self, class: ClassRef) -> Vec<&Name> {
        let facts = self.project.module(class.module);
        let scope = self.project.class(class).scope;
        let mut fields: Vec<_> = facts
            .bindings
            .iter()
            .filter(|binding| binding.scope == scope)
            .filter(|binding| {
                matches!(
                    binding.source,
                    BindingSource::Annotation(_) | BindingSource::Value { annotation: Some(_), .. }
                )
            })
            .map(|binding| (binding.span, &binding.name))
            .collect();
        fields.sort();
        fields.into_iter().map(|(_, name)| name).collect()
    }

    // --- annotations -----------------------------------------------------------------------------------------

    /// Instances of what an annotation names.
    pub(super) fn annotation(&mut self, at: ExprRef) -> Values {
        let project = self.project;
        match &project.module(at.module).expr(at.expr).kind {
            ExprKind::Choice(members) => {
                let mut found = Join::default();
                for &member in members {
                    found.add(&self.annotation(ExprRef { expr: member, ..at }));
                }
                found.values()
            }
            ExprKind::Binary(_, left, right) => {
                let left = self.annotation(ExprRef { expr: *left, ..at });
                left.and(&self.annotation(ExprRef { expr: *right, ..at }))
            }
            ExprKind::Sequence(_) => Values::one(Value::Declared(at)),
            ExprKind::Comprehension(element) => {
                let elements = self.annotation(ExprRef { expr: *element, ..at });
                elements_of(&elements)
            }
            ExprKind::Index(base, key) => {
                self.generic(at, ExprRef { expr: *base, ..at }, ExprRef { expr: *key, ..at })
            }
            ExprKind::Name(..) | ExprKind::Attribute(..) => {
                let named = self.expr(at);
                self.instances_of(at, &named)
            }
            // Text that was not read as a type when the file was, in another name for a type.
            ExprKind::Literal(Literal::Text(text)) => {
                let named = self.named_in_text(at.module, text);
                self.instances_of(at, &named)
            }
            _ => no_type(),
        }
    }

    /// Whether subscripting a value gives a type, and not an element: `Optional[T]`, as another name for a type. What
    /// such a name stands for are instances of the type already.
    pub(super) fn makes_type(&self, value: &Value) -> bool {
        let Value::External(name) = value else { return false };
        self.project.catalog.stores.is_generic(name.as_str())
            || matches!(
                self.project.catalog.intrinsic(name.as_str()),
                Some(
                    Intrinsic::UnionType
                        | Intrinsic::Wrapper(_)
                        | Intrinsic::ContainerType
                        | Intrinsic::MappingType
                        | Intrinsic::TupleType
                        | Intrinsic::CallableType
                )
            )
    }

    /// What a path of names in a text means in its file.
    fn named_in_text(&mut self, module: ModuleId, text: &str) -> Values {
        let mut names = text.trim().split('.').map(Name::new);
        let first = names.next().unwrap_or_else(|| Name::new(""));
        let mut values = self.symbol(module, MODULE_SCOPE, &first);
        for name in names {
            values = self.attribute_of_each(&values, &name);
        }
        values
    }

    /// Whether the types of a tuple are those of its elements one by one, and not of any number of them.
    fn is_row(&self, at: ExprRef, parts: &[ExprId]) -> bool {
        let named = |expr: ExprId| {
            !matches!(self.project.module(at.module).expr(expr).kind, ExprKind::Literal(Literal::Other))
        };
        parts.len() > 1 && parts.iter().all(|&expr| named(expr))
    }

    /// What a framework is told to pass, where an expression tells it.
    fn injected_by(&mut self, at: ExprRef) -> Values {
        let told_by = match self.project.module(at.module).expr(at.expr).kind {
            ExprKind::Call(ref call) => call.callee,
            ExprKind::Index(injected, _) => injected,
            _ => return Values::nothing(),
        };
        let callee = self.sub(at, told_by);
        let tells = callee.iter().any(|traced| match &traced.value {
            Value::External(name) => {
                self.project.catalog.intrinsic(name.as_str()) == Some(&Intrinsic::Injected)
            }
            _ => false,
        });
        if tells { self.expr(at) } else { Values::nothing() }
    }

    /// Instances of what bounds a type variable.
    pub(super) fn bound_of(&mut self, at: ExprRef, call: &Call) -> Values {
        let mut found = Join::default();
        for (place, argument) in call.arguments.iter().enumerate() {
            let is_bound = match &argument.kind {
                ArgumentKind::Keyword(name) => name.as_str() == "bound",
                ArgumentKind::Positional => place > 0,
                _ => false,
            };
            if is_bound {
                found.add(&self.annotation(ExprRef { expr: argument.value, ..at }));
            }
        }
        found.values()
    }

    /// Instances of the classes that an annotation names.
    fn instances_of(&self, at: ExprRef, named: &Values) -> Values {
        let instances = named.map(|traced| self.instance_of(at, traced));
        if instances.is_empty() {
            return Values::unknown(Unknown::Opaque);
        }
        // An alias of a type has said already how its instances are known.
        let is_alias =
            named.iter().all(|traced| !matches!(traced.value, Value::Class(_) | Value::External(_)));
        let rest = if is_alias { named.rest() } else { Some(Unknown::Declared) };
        instances.only_known().or(rest)
    }

    /// An instance of a class that an annotation names.
    fn instance_of(&self, at: ExprRef, traced: &Traced) -> Option<Traced> {
        let span = self.project.module(at.module).expr(at.expr).span;
        match &traced.value {
            Value::Class(class) => Some(traced.with(Value::Object(*class))),
            // An alias: `Client = Union[OpenAI, AsyncOpenAI]` has given the instances already.
            Value::Instance(..)
            | Value::Object(_)
            | Value::Elements(_)
            | Value::Generic(..)
            | Value::Declared(_)
            | Value::Returning(_) => Some(traced.clone()),
            Value::External(name)
                if self.project.catalog.intrinsic(name.as_str()).is_some_and(|effect| !effect.is_type())
                    && self.project.catalog.stores.named(name.as_str()).is_none() =>
            {
                None
            }
            Value::External(name) if self.project.catalog.conventions.any_types.contains(name.as_str()) => {
                None
            }
            Value::External(name) => {
                let instance = traced.with(Value::Instance(name.clone(), QualName::new("")));
                let step = Step { module: at.module, span, kind: StepKind::Annotated(name.clone()) };
                Some(if self.project.catalog.handle(name.as_str()).is_some() {
                    instance.then(step)
                } else {
                    instance
                })
            }
            _ => None,
        }
    }

    /// `Optional[T]`, `list[T]`, `dict[K, T]`, and generic classes.
    fn generic(&mut self, at: ExprRef, base: ExprRef, key: ExprRef) -> Values {
        let project = self.project;
        let named = self.expr(base);
        let Some(traced) = named.iter().next() else {
            return Values::unknown(Unknown::Opaque);
        };
        let Value::External(name) = &traced.value else {
            return self.annotation(base).and(&self.with_type_arguments(at));
        };
        let parts = match &project.module(key.module).expr(key.expr).kind {
            ExprKind::Sequence(parts) => parts.clone(),
            _ => vec![key.expr],
        };
        let part = |index: usize| parts.get(index).or(parts.last()).map(|&expr| ExprRef { expr, ..at });
        let payload =
            |this: &mut Self, index: usize| part(index).map_or_else(no_type, |at| this.annotation(at));
        match project.catalog.intrinsic(name.as_str()) {
            Some(Intrinsic::UnionType) => {
                let mut found = Join::default();
                for index in 0..parts.len() {
                    found.add(&payload(self, index));
                }
                found.values()
            }
            Some(Intrinsic::Wrapper(index)) => {
                let told = payload(self, *index);
                let others = parts.iter().enumerate().filter(|(place, _)| place != index);
                let mut injected = Join::default();
                for (_, &expr) in others {
                    injected.add(&self.injected_by(ExprRef { expr, ..at }));
                }
                if self.is_sceptical() && !injected.is_empty() {
                    return injected.values();
                }
                let mut found = Join::of(&told);
                found.merge(injected);
                found.values()
            }
            Some(Intrinsic::TupleType) if self.is_row(at, &parts) => Values::one(Value::Declared(key)),
            Some(Intrinsic::ContainerType | Intrinsic::SameElements | Intrinsic::TupleType) => {
                elements_of(&payload(self, 0))
            }
            Some(Intrinsic::CallableType) => {
                part(1).map_or_else(no_type, |result| Values::one(Value::Returning(result)))
            }
            Some(Intrinsic::MappingType | Intrinsic::DefaultMappingType) => {
                elements_of(&payload(self, parts.len() - 1))
            }
            Some(Intrinsic::TypeOf) => part(0).map_or_else(no_type, |at| self.expr(at)),
            // Where it is made says what its type arguments are.
            _ if project.catalog.stores.is_generic(name.as_str()) => {
                let instance = traced.with(Value::Instance(name.clone(), QualName::new("")));
                Values::of(instance.made_at(at, name)).or(Some(Unknown::Declared))
            }
            Some(_) => no_type(),
            None => self.annotation(base).and(&self.with_type_arguments(at)),
        }
    }
}

/// Whether values are known, and all of them are instances of libraries' classes.
fn are_of_libraries(values: &Values) -> bool {
    !values.is_empty() && values.iter().all(|traced| matches!(traced.value, Value::Instance(..)))
}

/// The expression that is passed at a position or with a name; what is spread where neither is there.
fn argument_at(arguments: &[Argument], position: Option<usize>, name: &Name) -> Option<ExprId> {
    let named =
        |argument: &&Argument| matches!(&argument.kind, ArgumentKind::Keyword(known) if known == name);
    let placed = || {
        let written = arguments.iter().take_while(|argument| argument.kind != ArgumentKind::Spread);
        written.filter(|argument| argument.kind == ArgumentKind::Positional).nth(position?)
    };
    let is_spread = |argument: &&Argument| {
        matches!(argument.kind, ArgumentKind::SpreadMapping)
            || position.is_some() && matches!(argument.kind, ArgumentKind::Spread)
    };
    let spread = || arguments.iter().find(is_spread);
    arguments.iter().find(named).or_else(placed).or_else(spread).map(|argument| argument.value)
}

/// A container with these elements.
pub(super) fn elements_of(values: &Values) -> Values {
    let Some(first) = values.iter().next() else {
        return values.clone();
    };
    let elements: Rc<[Value]> = values.iter().map(|traced| traced.value.clone()).collect();
    Values::of(first.with(Value::Elements(elements))).or(values.rest())
}

/// At which place a call is given a function without a name.
fn place_of_lambda(facts: &Module, call: &Call, lambda: FunctionId) -> Option<usize> {
    let is_it = |argument: &Argument| matches!(facts.expr(argument.value).kind, ExprKind::Lambda(known) if known == lambda);
    call.arguments.iter().position(is_it)
}

/// An argument of which nothing is known.
fn no_argument() -> Values {
    Values::unknown(Unknown::Argument)
}

/// A type of which nothing is known.
fn no_type() -> Values {
    Values::unknown(Unknown::Opaque)
}
