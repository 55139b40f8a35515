//! The evaluator: memory, limits, and expressions.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::rc::Rc;

use super::Project;
use super::classes::Mro;
use super::frames::Frame;
use super::functions::DecoratorEffect;
use super::memo::{self, Again, Begun, Ended, Memo};
use super::texts::{Texts, conversions, join_url, piece};
use super::value::{
    ClassRef, ExprRef, FrameId, FunctionRef, Join, ModuleId, Step, StepKind, Traced, Unknown, Value, Values,
};
use super::writings::Writing;
use crate::catalog::Intrinsic;
use crate::finding::Confidence;
use crate::limit::{Limit, LimitSet};
use crate::module::{
    BindingId, BindingSource, Cut, ExprId, ExprKind, Literal, MODULE_SCOPE, Module, ScopeId, SetId, Unpack,
    UnpackStep, Use,
};
use crate::name::{Name, QualName, UNKNOWN_PART};
use crate::stack;

/// How many names that stand for each other are followed in a row.
const MAX_ALIASES: usize = 32;

/// From this round of a component on, values that grow with every round are unknown.
const GROWING_FROM: u32 = 5;

/// From this round on, answers only gain values: not all of what the evaluator does is monotone.
const GAINING_FROM: u32 = 9;

/// A question that is remembered.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Query {
    Expr(ExprRef),
    Binding(ModuleId, BindingId),
    Symbol(ModuleId, ScopeId, Name),
    Member(ModuleId, Name),
    Returns(FunctionRef),
    Yields(FunctionRef),
    Items(ExprRef),
    Entry(ExprRef, Option<Literal>),
    /// Whether the entry of a container under a key, or any, is changed after it was made: nothing, or an unknown element.
    Changed(ExprRef, Option<Literal>),
    Parameter(FunctionRef, u32),
    Keyword(FunctionRef, Name),
    Rest(FunctionRef, Option<i64>),
    Attribute(ClassRef, Name),
    /// The same of an instance that may be one of a class that derives from it.
    Overridden(ClassRef, Name),
    Construction(ClassRef, Name),
    /// What is stored from outside into an attribute of whatever is this value.
    Kept(Rc<Value>, Name),
    /// The places that write, by names that are computed, into the names of a file.
    WrittenNames(ModuleId),
    /// The same for the attributes of a class and of its instances.
    WrittenAttributes(ClassRef),
    /// A class and its ancestors.
    Ancestors(ClassRef),
    /// What a function's decorators make of it.
    Effect(FunctionRef),
}

/// A question, and the call that is assumed while it is open.
type Asked = (Query, FrameId);

/// What a question is answered with.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// The values of something.
    Values(Values),
    /// [`Query::Ancestors`].
    Ancestors(Rc<Mro>),
    /// [`Query::Effect`].
    Effect(DecoratorEffect),
    /// [`Query::WrittenNames`], [`Query::WrittenAttributes`].
    Writings(Rc<[Writing]>),
}

impl Default for Answer {
    fn default() -> Self {
        Self::Values(Values::nothing())
    }
}

impl memo::Answer for Answer {
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Values(one), Self::Values(other)) => one.is_same(other),
            (Self::Ancestors(one), Self::Ancestors(other)) => one == other,
            (Self::Effect(one), Self::Effect(other)) => one == other,
            (Self::Writings(one), Self::Writings(other)) => one == other,
            _ => false,
        }
    }

    fn is_identical(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Values(one), Self::Values(other)) => one.is_identical(other),
            _ => self.is_same(other),
        }
    }
}

/// What an answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// What something may be: calls are found by it. What cannot hold a handle is not followed.
    May,
    /// All that something may be: whether a marker holds is told by it. Everything joins that may give another value.
    Must,
}

/// Answers questions about one project. Remembers answers, so it is worth keeping for related questions; it is
/// not shared between threads.
pub struct Evaluator<'p> {
    pub(super) project: &'p Project<'p>,
    reading: Reading,
    memo: Memo<Asked, Answer>,
    /// How many questions were worked on since [`Evaluator::begin_file`].
    steps: usize,
    /// How many expressions and attributes are being evaluated, remembered or not.
    nesting: usize,
    /// The limits that were hit since [`Evaluator::begin`].
    limits: LimitSet,
    /// The file of the expression that is worked on.
    pub(super) reader: Option<ModuleId>,
    /// The call that is assumed.
    pub(super) frame: FrameId,
    /// All calls that were ever assumed; a [`FrameId`] counts from one.
    pub(super) frames: Vec<Frame>,
    pub(super) frame_ids: FxHashMap<Frame, FrameId>,
    pub(super) dependencies: FxHashMap<FunctionRef, u64>,
}

impl<'p> Evaluator<'p> {
    /// An evaluator that knows nothing yet, and gives what something may be.
    pub fn new(project: &'p Project<'p>) -> Self {
        Self::reading(project, Reading::May)
    }

    /// One that leaves out nothing that something may be: what it says of all values holds.
    pub fn sceptical(project: &'p Project<'p>) -> Self {
        Self::reading(project, Reading::Must)
    }

    fn reading(project: &'p Project<'p>, reading: Reading) -> Self {
        Self {
            project,
            reading,
            memo: Memo::new(),
            steps: 0,
            nesting: 0,
            limits: LimitSet::NONE,
            reader: None,
            frame: FrameId::NONE,
            frames: Vec::new(),
            frame_ids: FxHashMap::default(),
            dependencies: FxHashMap::default(),
        }
    }

    /// Whether everything has to join that may give another value.
    pub(super) fn is_sceptical(&self) -> bool {
        self.reading == Reading::Must
    }

    /// The project that is asked about.
    pub fn project(&self) -> &'p Project<'p> {
        self.project
    }

    /// Begins with a file: its steps are counted afresh. What the file before had no steps left for is forgotten, so
    /// that it does not count for this one.
    pub fn begin_file(&mut self) {
        if self.steps > self.size(Limit::Steps) {
            *self = Self::reading(self.project, self.reading);
        }
        self.steps = 0;
        self.begin();
    }

    /// Begins a new question from outside.
    pub fn begin(&mut self) {
        self.limits = LimitSet::NONE;
    }

    /// The limits that were hit since [`Evaluator::begin`], now or when what was remembered was worked out.
    pub fn limits_hit(&self) -> LimitSet {
        self.limits
    }

    /// Whether the answers since [`Evaluator::begin`] may be incomplete because a limit was hit.
    pub fn is_bounded(&self) -> bool {
        !self.limits.is_empty()
    }

    /// Notes that a limit was hit.
    pub fn record(&mut self, limit: Limit) {
        let mut hit = LimitSet::NONE;
        hit.insert(limit);
        self.limits.extend(hit);
        self.memo.hit(hit);
    }

    /// How much a limit allows.
    pub(super) fn size(&self, limit: Limit) -> usize {
        self.project.limits.get(limit)
    }

    /// Answers a question, from memory if it can.
    pub(super) fn remember(&mut self, query: Query) -> Values {
        match self.answer(query) {
            Answer::Values(values) => values,
            _ => Values::nothing(),
        }
    }

    /// The same for a question whose answer is none of values.
    pub(super) fn answer(&mut self, query: Query) -> Answer {
        let frame = if self.keeps_frame(&query) { self.frame } else { FrameId::NONE };
        self.solve(&(query, frame))
    }

    fn solve(&mut self, asked: &Asked) -> Answer {
        match self.memo.begin(asked) {
            Begun::Known(answer, limits) => {
                self.limits.extend(limits);
                return answer;
            }
            Begun::Opened => {}
        }
        let (frame, reader) = (std::mem::replace(&mut self.frame, asked.1), self.reader);
        if let Query::Expr(at) = asked.0 {
            self.reader = Some(at.module);
        }
        let answer = loop {
            self.project.limits.ceiling().check();
            // A question may lead to the next without an expression between them, as from one import to the other.
            let answer = stack::grow(|| match self.unchanged() {
                Some(answer) => answer,
                None => self.worked_out(&asked.0),
            });
            match self.memo.end(answer) {
                Ended::Done(answer) => break answer,
                Ended::Again => {}
            }
        };
        (self.frame, self.reader) = (frame, reader);
        answer
    }

    /// The answer of the round before, if nothing that it was worked out from has changed since.
    fn unchanged(&mut self) -> Option<Answer> {
        let mut place = 0;
        loop {
            match self.memo.read_again(place) {
                Again::Same => place += 1,
                Again::Stale(asked) => {
                    self.solve(&asked);
                }
                Again::All(answer) => return Some(answer),
                Again::Changed => return None,
            }
        }
    }

    /// Works on the innermost open question.
    fn worked_out(&mut self, query: &Query) -> Answer {
        self.steps += 1;
        let answer = if self.memo.depth() > self.size(Limit::Depth) {
            Answer::Values(Values::unknown(Unknown::Limit(Limit::Depth)))
        } else if self.steps > self.size(Limit::Steps) {
            Answer::Values(Values::unknown(Unknown::Limit(Limit::Steps)))
        } else {
            self.work_on(query)
        };
        self.within_limits(answer)
    }

    /// Answers a question by asking others. The answer depends on theirs and on nothing else that changes, so that it is the
    /// same again while theirs are.
    fn work_on(&mut self, query: &Query) -> Answer {
        Answer::Values(match query {
            Query::Expr(at) => self.compound(*at),
            Query::Binding(module, id) => self.find_binding(*module, *id),
            Query::Symbol(module, scope, name) => self.find_symbol(*module, *scope, name),
            Query::Member(module, name) => self.find_member(*module, name),
            Query::Returns(function) => self.find_returns(*function),
            Query::Yields(function) => self.find_yields(*function),
            Query::Items(at) => self.find_items(*at),
            Query::Entry(at, wanted) => self.find_entry(*at, wanted.as_ref()),
            Query::Changed(made, wanted) => self.find_change(*made, wanted.as_ref()),
            Query::Parameter(function, index) => self.find_parameter(*function, *index),
            Query::Keyword(function, name) => self.find_keyword(*function, name),
            Query::Rest(function, place) => self.find_rest(*function, *place),
            Query::Attribute(class, name) => self.find_attribute(*class, name),
            Query::Overridden(class, name) => self.find_overridden(*class, name),
            Query::Construction(class, field) => self.find_construction(*class, field),
            Query::Kept(object, name) => self.find_kept(object, name),
            Query::Ancestors(class) => return Answer::Ancestors(Rc::new(self.find_ancestors(*class))),
            Query::Effect(function) => return Answer::Effect(self.find_effect(*function)),
            Query::WrittenNames(module) => return Answer::Writings(self.find_written_names(*module)),
            Query::WrittenAttributes(class) => return Answer::Writings(self.find_written_attributes(*class)),
        })
    }

    /// An answer with no more values than are allowed, which gains nothing for ever. Notes the limits that were hit.
    fn within_limits(&mut self, answer: Answer) -> Answer {
        let Answer::Values(mut values) = answer else { return answer };
        if let Some((Answer::Values(before), round)) = self.memo.read_so_far() {
            let (limit, catalog) = (self.size(Limit::Rounds), self.project.catalog);
            if round >= GROWING_FROM {
                values = values.without_growth(before, |value| value.is_handle(catalog));
            }
            if round >= GAINING_FROM {
                values = before.and(&values);
            }
            if round as usize > limit {
                values = before.clone().or(Some(Unknown::Limit(Limit::Rounds)));
            }
        }
        let limit = self.size(Limit::Values);
        if values.len() > limit {
            values = values.cut(limit, self.project.catalog);
        }
        if let Some(Unknown::Limit(limit)) = values.rest() {
            self.record(limit);
        }
        Answer::Values(values)
    }

    // --- expressions -----------------------------------------------------------------------------------------

    /// The values that an expression may have.
    pub fn expr(&mut self, at: ExprRef) -> Values {
        self.nested(|this| this.evaluate(at))
    }

    /// What leads from one expression or value to the next, as deep as a limit allows.
    pub(super) fn nested(&mut self, work: impl FnOnce(&mut Self) -> Values) -> Values {
        if self.nesting >= self.size(Limit::Depth) {
            self.record(Limit::Depth);
            return Values::unknown(Unknown::Limit(Limit::Depth));
        }
        self.nesting += 1;
        let values = stack::grow(|| work(self));
        self.nesting -= 1;
        values
    }

    fn evaluate(&mut self, at: ExprRef) -> Values {
        let facts = self.project.module(at.module);
        match &facts.expr(at.expr).kind {
            // Not worth remembering.
            ExprKind::Literal(literal) => Values::one(Value::Literal(literal.clone())),
            ExprKind::Sequence(_)
            | ExprKind::Mapping(_)
            | ExprKind::Comprehension(_)
            | ExprKind::MappingComprehension(..) => Values::one(Value::Container(at)),
            ExprKind::Lambda(function) => {
                Values::one(Value::Function(FunctionRef { module: at.module, function: *function }))
            }
            ExprKind::Opaque => Values::unknown(Unknown::Opaque),
            ExprKind::Slice(inner, cut) => {
                self.expr(ExprRef { expr: *inner, ..at }).map(|traced| Some(sliced(traced, *cut)))
            }
            ExprKind::Await(inner) => {
                let waited_for = self.expr(ExprRef { expr: *inner, ..at });
                self.awaited(waited_for)
            }
            ExprKind::Walrus(inner) | ExprKind::Spread(inner) => self.expr(ExprRef { expr: *inner, ..at }),
            _ => self.remember(Query::Expr(at)),
        }
    }

    pub(super) fn sub(&mut self, at: ExprRef, expr: ExprId) -> Values {
        self.expr(ExprRef { expr, ..at })
    }

    /// [`Query::Expr`]
    fn compound(&mut self, at: ExprRef) -> Values {
        match &self.project.module(at.module).expr(at.expr).kind {
            ExprKind::Name(name, used) => self.name(at.module, name, *used),
            ExprKind::Attribute(object, name) => {
                let objects = self.sub(at, *object);
                if objects.is_empty() && objects.rest().is_some() && !self.is_sceptical() {
                    return self.kept_by_name(at, *object, name);
                }
                self.attribute_of_each(&objects, name)
            }
            ExprKind::Call(call) => self.call(at, call),
            ExprKind::Index(object, key) => {
                let objects = self.sub(at, *object);
                if objects.iter().any(|traced| self.makes_type(&traced.value)) {
                    return self.annotation(at);
                }
                let key = self.sub(at, *key);
                if let Some(module) = self.of_all_modules(ExprRef { expr: *object, ..at }, &key) {
                    return module;
                }
                let mut elements = objects.flat_map(|traced| self.element(traced, Some(&key)));
                if self.is_keyed(&objects) {
                    return elements;
                }
                if objects.iter().any(|traced| self.is_generic(&traced.value)) {
                    elements = elements.and(&self.with_type_arguments(at));
                }
                let stored = self.stored_elements(ExprRef { expr: *object, ..at }, true);
                elements.and(&stored)
            }
            ExprKind::Choice(options) => {
                let mut found = Join::default();
                for &option in options {
                    found.add(&self.sub(at, option));
                }
                found.values()
            }
            ExprKind::Part(value, step) => {
                let values = self.sub(at, *value);
                let part = self.unpack(&values, &Unpack::from_slice(&[*step]));
                if *step != UnpackStep::Each {
                    return part;
                }
                let stored = self.stored_elements(ExprRef { expr: *value, ..at }, true);
                part.and(&stored)
            }
            ExprKind::Matched { subject, class, member } => self.matched(at, *subject, *class, member),
            ExprKind::Narrowed { value, class } => {
                let values = self.sub(at, *value);
                self.narrowed_to(values, ExprRef { expr: *class, ..at })
            }
            ExprKind::Concat(parts) => self.concatenation(at, parts),
            ExprKind::Binary(operator, left, right) => self.binary(at, operator, *left, *right),
            _ => Values::unknown(Unknown::Opaque),
        }
    }

    /// What waiting for some values gives: a coroutine stands for its result, and a class says what its instances give.
    fn awaited(&mut self, waited_for: Values) -> Values {
        if self.is_sceptical() || !waited_for.iter().any(|traced| matches!(traced.value, Value::Object(_))) {
            return waited_for;
        }
        let conventions = &self.project.catalog.conventions;
        waited_for.flat_map(|traced| {
            let own = Values::of(traced.clone());
            match traced.value {
                Value::Object(class) => own.and(&self.returned_by_one(class, &conventions.waiting_methods)),
                _ => own,
            }
        })
    }

    /// What a pattern takes out of a value that turned out to be an instance of a class.
    fn matched(&mut self, at: ExprRef, subject: ExprId, class: ExprId, member: &Name) -> Values {
        let classes = self.sub(at, class);
        classes.flat_map(|traced| match &traced.value {
            Value::Class(class) => {
                let place = member.as_str().parse().ok();
                let field = place.and_then(|place| self.field_at(*class, place));
                self.object_attribute(*class, field.as_ref().unwrap_or(member))
            }
            Value::External(name)
                if self.project.catalog.intrinsic(name.as_str()).is_some_and(Intrinsic::is_transparent) =>
            {
                self.sub(at, subject)
            }
            Value::External(name) if self.project.catalog.handle(name.as_str()).is_some() => {
                let subjects = self.sub(at, subject);
                self.attribute_of_each(&subjects, member)
            }
            _ => Values::unknown(Unknown::Attribute),
        })
    }

    /// What the methods of the project's own classes give that an operator calls.
    fn overloaded(&mut self, operator: &Name, operands: [&Values; 2]) -> Option<Values> {
        let project = self.project;
        let methods = &project.catalog.conventions.operator_methods;
        let mut found = Values::nothing();
        for traced in operands.into_iter().flatten() {
            let Value::Object(class) = traced.value else { continue };
            let of_operator = methods.iter().filter_map(|method| method.split_once(' '));
            for (_, method) in of_operator.filter(|(known, _)| *known == operator.as_str()) {
                let has = |owner: &ClassRef| {
                    project.module(owner.module).symbol(project.class(*owner).scope, method).is_some()
                };
                if self.ancestors(class).classes.iter().any(has) {
                    found = found.and(&self.method_result(class, method));
                }
            }
        }
        (!found.is_empty()).then_some(found)
    }

    /// The values that some texts are.
    pub(super) fn put_together(&mut self, texts: Texts) -> Values {
        if texts.lose_url() {
            self.record(Limit::Values);
        }
        texts.values()
    }

    fn concatenation(&mut self, at: ExprRef, parts: &[ExprId]) -> Values {
        let mut texts = Texts::new();
        for &part in parts {
            texts.push(&self.sub(at, part));
        }
        self.put_together(texts)
    }

    fn binary(&mut self, at: ExprRef, operator: &Name, left: ExprId, right: ExprId) -> Values {
        let (lefts, rights) = (self.sub(at, left), self.sub(at, right));
        if !self.is_sceptical()
            && let Some(given) = self.overloaded(operator, [&lefts, &rights])
        {
            return given;
        }
        if operator.as_str() == "%" && lefts.iter().any(|traced| piece(traced).is_some()) {
            return lefts.flat_map(|template| self.converted(template, &rights));
        }
        // `URL(base) / "chat"`.
        if operator.as_str() == "/"
            && let Some(mut texts) = Texts::of(&lefts)
            && lefts.iter().any(|traced| traced.value.as_text().is_some())
        {
            texts.join(&rights, join_url);
            return self.put_together(texts);
        }
        if operator.as_str() == "+" && lefts.iter().chain(&rights).any(|traced| piece(traced).is_some()) {
            let mut texts = Texts::new();
            texts.push(&lefts);
            texts.push(&rights);
            return self.put_together(texts);
        }
        if operator.as_str() == "|" && self.is_written_mapping(&lefts) && self.is_written_mapping(&rights) {
            return Values::one(Value::Container(at)).or(lefts.rest().max(rights.rest()));
        }
        if let Some(composed) = self.composed(at, operator, &lefts, &rights) {
            return composed;
        }
        lefts.and(&rights)
    }

    /// A text with values in the place of `%s` and its like.
    fn converted(&mut self, template: &Traced, values: &Values) -> Values {
        let Some((text, whole)) = piece(template) else { return Values::unknown(Unknown::Result) };
        if !whole {
            return Values::of(template.clone());
        }
        let (places, rest) = conversions(&text);
        let row = values.iter().find_map(|traced| self.parts(&traced.value));
        let mut filled = Texts::new();
        for (at, (before, is_named)) in places.iter().enumerate() {
            filled.push_text(before);
            match &row {
                _ if *is_named => filled.push(&Values::unknown(Unknown::Element)),
                Some(row) => filled.push(row.get(at).unwrap_or(&Values::unknown(Unknown::Element))),
                None if places.len() == 1 => filled.push(values),
                None => filled.push(&Values::unknown(Unknown::Element)),
            }
        }
        filled.push_text(&rest);
        self.put_together(filled)
    }

    /// What an operator that composes handles gives, if an operand is such a handle, or if a prompt is composed with
    /// something of which nothing is known.
    fn composed(&mut self, at: ExprRef, operator: &Name, lefts: &Values, rights: &Values) -> Option<Values> {
        if !self.project.composing.contains(operator) {
            return None;
        }
        for traced in lefts.iter().chain(rights.iter()) {
            for handle in self.held_handles(traced) {
                let Value::Instance(class, _) = &handle.value else {
                    continue;
                };
                let Some(rule) = self.project.catalog.handle(class.as_str()) else {
                    continue;
                };
                if let Some(result) = rule.compose.by_operator(operator) {
                    let value = Value::Instance(result.clone(), QualName::new(""));
                    return Some(Values::of(handle.with(value).composed_at(at, result)));
                }
            }
        }
        if !rights.is_inert() {
            return None;
        }
        lefts.iter().find_map(|traced| {
            let Value::Instance(class, _) = &traced.value else { return None };
            let result = self.project.catalog.prompts.get(class)?.by_operator(operator)?;
            Some(taken_for_model(traced, result))
        })
    }

    // --- names -----------------------------------------------------------------------------------------------

    fn name(&mut self, module: ModuleId, name: &Name, used: Use) -> Values {
        match used {
            Use::Reaching(set) => self.reaching(module, name, set),
            Use::Enclosing(scope) => self.symbol(module, scope, name),
            Use::Free => self.free_name(module, name),
        }
    }

    /// The bindings that reach a use, and those that inner functions may make meanwhile.
    fn reaching(&mut self, module: ModuleId, name: &Name, set: SetId) -> Values {
        let facts = self.project.module(module);
        let scope = facts.set(set).first().map(|binding| facts.bindings[binding.index()].scope);
        let symbol = scope.and_then(|scope| facts.symbol(scope, name.as_str()));
        let is_rewritten = scope == Some(MODULE_SCOPE) && self.is_sceptical();
        let inner = symbol.map_or(&[][..], |symbol| &symbol.from_inner);
        if inner.is_empty() && !is_rewritten {
            return self.bindings(module, set);
        }
        let mut found = self.bound_here(module, set, inner);
        if is_rewritten {
            found.merge(self.rewritten_name(module, name));
        }
        found.values()
    }

    /// What some bindings give, and others that inner functions may make. What only declares a type says nothing of a name
    /// that is given a value somewhere else, if all counts that it may be.
    fn bound_here(&mut self, module: ModuleId, set: SetId, others: &[BindingId]) -> Join {
        let facts = self.project.module(module);
        let declares =
            |id: &BindingId| matches!(facts.bindings[id.index()].source, BindingSource::Annotation(_));
        let only_declared = !others.is_empty() && facts.set(set).iter().all(declares);
        let mut found = if only_declared && self.is_sceptical() {
            Join::default()
        } else {
            Join::of(&self.bindings(module, set))
        };
        for &binding in others {
            found.add(&self.binding(module, binding));
        }
        found
    }

    pub(super) fn bindings(&mut self, module: ModuleId, set: SetId) -> Values {
        let facts = self.project.module(module);
        let members = facts.set(set);
        if let [only] = members {
            return self.binding(module, *only);
        }
        let mut found = Join::default();
        // The first ones have been cut off.
        if members.len() >= self.size(Limit::Bindings)
            && facts.limits.iter().any(|hit| hit == Limit::Bindings)
        {
            found.unknown(Unknown::Limit(Limit::Bindings));
        }
        for &binding in members {
            found.add(&self.binding(module, binding));
        }
        found.values()
    }

    /// What a name of a scope is when the scope has ended.
    pub(super) fn symbol(&mut self, module: ModuleId, scope: ScopeId, name: &Name) -> Values {
        if self.project.module(module).symbol(scope, name.as_str()).is_none() {
            return Values::unknown(Unknown::Import);
        }
        self.remember(Query::Symbol(module, scope, name.clone()))
    }

    /// [`Query::Symbol`]
    fn find_symbol(&mut self, module: ModuleId, scope: ScopeId, name: &Name) -> Values {
        let Some(symbol) = self.project.module(module).symbol(scope, name.as_str()) else {
            return Values::unknown(Unknown::Import);
        };
        let inner: &[BindingId] = &symbol.from_inner;
        let rest = if symbol.at_exit == SetId::EMPTY && inner.is_empty() { &symbol.all[..] } else { inner };
        let mut found = self.bound_here(module, symbol.at_exit, rest);
        if scope == MODULE_SCOPE && self.is_sceptical() {
            found.merge(self.rewritten_name(module, name));
        }
        found.values()
    }

    /// A name that no scope of the file binds: from a wildcard import, or built in.
    fn free_name(&mut self, module: ModuleId, name: &Name) -> Values {
        let project = self.project;
        let facts = project.module(module);
        // Nothing is bound here; a function may have bound it that was called before (`global name`).
        let inner = facts.symbol(MODULE_SCOPE, name.as_str()).map_or(&[][..], |symbol| &symbol.from_inner);
        if !inner.is_empty() {
            return self.bound_here(module, SetId::EMPTY, inner).values_or(Unknown::Opaque);
        }
        // Of several the last one counts that has the name.
        let mut is_certain = true;
        for wildcard in project.wildcards(module).rev() {
            let values = self.through_wildcard(module, wildcard, name);
            if !values.is_empty() {
                return if is_certain { values } else { values.or(Some(Unknown::Import)) };
            }
            is_certain &= !self.is_sceptical() || !self.may_bring(module, wildcard);
        }
        let is_prelude = project.catalog.conventions.prelude_names.contains(name.as_str());
        let prelude = QualName::new(facts.prelude);
        let named = if is_prelude { prelude } else { prelude.join(name.as_str()) };
        let known = Values::one(Value::External(named));
        if self.is_sceptical() {
            return known;
        }
        // `globals()["name"] = value` binds it as well.
        let written = self.written_free_name(module, name);
        if written.is_empty() { known } else { known.and(&written.values()) }
    }

    /// What a binding gives its name. Names that only stand for others are followed in a row, so that a long chain of
    /// them is not deep.
    pub(crate) fn binding(&mut self, module: ModuleId, id: BindingId) -> Values {
        let facts = self.project.module(module);
        let mut names: SmallVec<[BindingId; 4]> = SmallVec::new();
        let mut at = id;
        while names.len() < MAX_ALIASES
            && let Some(before) = alias_of(facts, at)
        {
            names.push(at);
            at = before;
        }
        let values = self.remember(Query::Binding(module, at));
        names.iter().rev().fold(values, |values, name| {
            let binding = &facts.bindings[name.index()];
            let kind = StepKind::Stored(binding.name.clone());
            values.stepped(&Step { module, span: binding.span, kind })
        })
    }

    /// [`Query::Binding`]
    fn find_binding(&mut self, module: ModuleId, id: BindingId) -> Values {
        let facts = &self.project.module(module).bindings[id.index()];
        let values = self.source(module, &facts.source);
        let kind = match &facts.source {
            BindingSource::Import(_) => StepKind::Imported(facts.name.clone()),
            BindingSource::Value { .. } | BindingSource::Entered { .. } => {
                StepKind::Stored(facts.name.clone())
            }
            _ => return values,
        };
        values.stepped(&Step { module, span: facts.span, kind })
    }

    pub(super) fn source(&mut self, module: ModuleId, source: &BindingSource) -> Values {
        match source {
            BindingSource::Value { value, unpack, annotation } => {
                let values = self.expr(ExprRef { module, expr: *value });
                let values = self.unpack(&values, unpack);
                match annotation {
                    Some(annotation) => self.declared_as(values, ExprRef { module, expr: *annotation }),
                    None => values,
                }
            }
            BindingSource::Annotation(annotation) => self.annotation(ExprRef { module, expr: *annotation }),
            BindingSource::Augmented { before, value, operator } => {
                let before = self.bindings(module, *before);
                let added = self.expr(ExprRef { module, expr: *value });
                if !self.is_sceptical()
                    && let Some(given) = self.overloaded(operator, [&before, &added])
                {
                    return before.and(&given);
                }
                let is_text = |traced: &Traced| traced.value.as_text().is_some();
                if before.iter().any(is_text) && added.iter().any(is_text) {
                    let mut texts = Texts::new();
                    texts.push(&before);
                    texts.push(&added);
                    return self.put_together(texts);
                }
                before.and(&added)
            }
            BindingSource::Entered { value, unpack } => {
                let managers = self.expr(ExprRef { module, expr: *value });
                let entered = self.entered(&managers);
                self.unpack(&entered, unpack)
            }
            BindingSource::Import(import) => self.import(module, import),
            BindingSource::Function(function) => self.definition(FunctionRef { module, function: *function }),
            BindingSource::Class(class) => self.class_value(ClassRef { module, class: *class }),
            BindingSource::Parameter(function, index) => {
                self.parameter(FunctionRef { module, function: *function }, *index)
            }
            BindingSource::TypeParameter { class, index, bound } => {
                let class = ClassRef { module, class: *class };
                self.type_parameter(class, *index as usize, ExprRef { module, expr: *bound })
            }
            BindingSource::Join(set) => self.bindings(module, *set),
            // Reading it fails.
            BindingSource::Deleted => Values::nothing(),
            BindingSource::Opaque => Values::unknown(Unknown::Opaque),
        }
    }

    fn unpack(&mut self, values: &Values, steps: &Unpack) -> Values {
        let part =
            |values: Values, step: &UnpackStep| values.flat_map(|traced| self.unpack_one(traced, *step));
        steps.iter().fold(values.clone(), part)
    }

    fn unpack_one(&mut self, traced: &Traced, step: UnpackStep) -> Values {
        match step {
            UnpackStep::At(index) => {
                let key = Values::one(Value::Literal(Literal::Integer(i64::from(index))));
                self.element(traced, Some(&key))
            }
            UnpackStep::FromEnd(index) => {
                let key = Values::one(Value::Literal(Literal::Integer(-1 - i64::from(index))));
                self.element(traced, Some(&key))
            }
            UnpackStep::Rest { first, last } => self.middle(traced, first, last),
            UnpackStep::Each => self.iterated(traced),
        }
    }
}

/// Some of the characters of a text, or of the parts of one that was taken apart; any other container stays as it is.
fn sliced(traced: &Traced, cut: Option<Cut>) -> Traced {
    match (&traced.value, cut) {
        (Value::Literal(Literal::Text(text)), Some(cut)) => {
            let characters: Vec<char> = text.chars().collect();
            traced.with(Value::text(&String::from_iter(cut.of(&characters))))
        }
        (Value::Row(parts), Some(cut)) => traced.with(Value::Row(cut.of(parts).into())),
        (Value::Literal(Literal::Text(_)) | Value::Template(_), _) => {
            traced.with(Value::Template(UNKNOWN_PART.into()))
        }
        _ => traced.clone(),
    }
}

/// The one binding that a binding is another name for.
fn alias_of(facts: &Module, id: BindingId) -> Option<BindingId> {
    let BindingSource::Value { value, unpack, annotation: None } = &facts.bindings[id.index()].source else {
        return None;
    };
    let ExprKind::Name(name, Use::Reaching(set)) = &facts.expr(*value).kind else { return None };
    let [before] = facts.set(*set) else { return None };
    let symbol = facts.symbol(facts.bindings[before.index()].scope, name.as_str());
    let is_shared = symbol.is_some_and(|symbol| !symbol.from_inner.is_empty());
    (unpack.is_empty() && !is_shared).then_some(*before)
}

/// What a prompt gives with something of which nothing is known: nobody composes prompts with anything but a model, but
/// that is all there is to go by.
pub(super) fn taken_for_model(prompt: &Traced, result: &QualName) -> Values {
    let value = prompt.with(Value::Instance(result.clone(), QualName::new("")));
    Values::of(Traced { confidence: Confidence::Low, ..value })
}
