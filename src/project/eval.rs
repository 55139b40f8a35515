//! The evaluator: memory, bounds, and expressions.
//!
//! Questions may lead back to themselves. A question that is being answered gives nothing when it is asked again.
//! The outermost question of such a cycle is then worked on anew, with what the round before found in place of
//! nothing, until a round finds nothing new; so no answer depends on where the cycle was entered, and every
//! question of the cycle is answered by then.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::Project;
use super::frames::Frame;
use super::texts::{Piece, Texts, piece, with_unknown_parts};
use super::value::{
    ClassRef, ExprRef, FrameId, FunctionRef, ModuleId, Step, StepKind, Traced, Value, Values,
};
use crate::catalog::Intrinsic;
use crate::finding::Confidence;
use crate::limit::{Limit, LimitSet};
use crate::module::{
    BindingId, BindingSource, ExprId, ExprKind, Literal, Module, ScopeId, SetId, Unpack, UnpackStep, Use,
};
use crate::name::{Name, QualName};

/// How deep questions may lead to further questions.
const MAX_DEPTH: usize = 2400;

/// How deep expressions may be evaluated inside each other. Every recursion passes through an expression, so this
/// bounds the stack.
const MAX_NESTING: usize = 3000;

/// How often a cycle is worked on until it gives nothing new.
const MAX_ROUNDS: u32 = 4;

/// How many names that stand for each other are followed in a row.
const MAX_ALIASES: usize = 32;

/// How many questions one call may ask before it is left unresolved.
const MAX_STEPS: u32 = 40_000;

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
    Parameter(FunctionRef, u32),
    Keyword(FunctionRef, Name),
    Rest(FunctionRef, Option<i64>),
    Attribute(ClassRef, Name),
    Construction(ClassRef, Name),
}

/// A question, and the call that is assumed while it is open.
type Asked = (Query, FrameId);

/// Answers questions about one project. Remembers answers, so it is worth keeping for related questions; it is
/// not shared between threads.
pub struct Evaluator<'p> {
    pub(super) project: &'p Project<'p>,
    memory: FxHashMap<Asked, Values>,
    /// Answers that hold only while the question at this depth is open.
    provisional: FxHashMap<Asked, (Values, usize)>,
    /// What the questions of a cycle gave in the round before.
    assumed: FxHashMap<Asked, Values>,
    /// Open questions and their depth.
    open: FxHashMap<Asked, usize>,
    /// The depth of the outermost open question that was asked again since the innermost one was opened.
    cut: usize,
    steps: u32,
    /// How many expressions are being evaluated, remembered or not.
    nesting: usize,
    /// Whether a bound was hit since [`Evaluator::begin`].
    pub(super) bounded: bool,
    pub(super) mro: FxHashMap<ClassRef, Rc<super::classes::Mro>>,
    pub(super) effects: FxHashMap<FunctionRef, super::functions::DecoratorEffect>,
    /// The call that is assumed.
    pub(super) frame: FrameId,
    /// All calls that were ever assumed; a [`FrameId`] counts from one.
    pub(super) frames: Vec<Frame>,
    pub(super) frame_ids: FxHashMap<Frame, FrameId>,
    pub(super) dependencies: FxHashMap<FunctionRef, u64>,
}

impl<'p> Evaluator<'p> {
    /// An evaluator that knows nothing yet.
    pub fn new(project: &'p Project<'p>) -> Self {
        Self {
            project,
            memory: FxHashMap::default(),
            provisional: FxHashMap::default(),
            assumed: FxHashMap::default(),
            open: FxHashMap::default(),
            cut: usize::MAX,
            steps: 0,
            nesting: 0,
            bounded: false,
            mro: FxHashMap::default(),
            effects: FxHashMap::default(),
            frame: FrameId::NONE,
            frames: Vec::new(),
            frame_ids: FxHashMap::default(),
            dependencies: FxHashMap::default(),
        }
    }

    /// The project that is asked about.
    pub fn project(&self) -> &'p Project<'p> {
        self.project
    }

    /// Begins a new question from outside: its bounds start afresh.
    pub fn begin(&mut self) {
        self.steps = 0;
        self.bounded = false;
    }

    /// The limits that were hit since [`Evaluator::begin`].
    pub fn limits_hit(&self) -> LimitSet {
        let mut limits = LimitSet::NONE;
        if self.bounded {
            limits.insert(Limit::Steps);
        }
        limits
    }

    /// Whether the answers since [`Evaluator::begin`] may be incomplete because a bound was hit.
    pub fn is_bounded(&self) -> bool {
        self.bounded
    }

    /// Answers a question from memory, or by `work`.
    pub(super) fn remember(&mut self, query: Query, work: impl FnMut(&mut Self) -> Values) -> Values {
        let assumed = self.frame;
        if assumed != FrameId::NONE && !self.keeps_frame(&query) {
            self.frame = FrameId::NONE;
        }
        let values = self.answer((query, self.frame), work);
        self.frame = assumed;
        values
    }

    fn answer(&mut self, query: Asked, mut work: impl FnMut(&mut Self) -> Values) -> Values {
        if let Some(known) = self.memory.get(&query) {
            return known.clone();
        }
        if let Some((known, depth)) = self.provisional.get(&query) {
            self.cut = self.cut.min(*depth);
            return known.clone();
        }
        if let Some(&depth) = self.open.get(&query) {
            self.cut = self.cut.min(depth);
            return self.assumed.get(&query).cloned().unwrap_or_default();
        }
        let depth = self.open.len();
        self.steps += 1;
        if depth >= MAX_DEPTH || self.steps > MAX_STEPS {
            self.bounded = true;
            return Values::none();
        }
        let outer = std::mem::replace(&mut self.cut, usize::MAX);
        let mut values = Values::none();
        for round in 1..=MAX_ROUNDS {
            self.open.insert(query.clone(), depth);
            self.cut = usize::MAX;
            values = work(self);
            self.open.remove(&query);
            if self.cut != depth || self.bounded || round == MAX_ROUNDS {
                break;
            }
            let assumed = self.assumed.get(&query).cloned().unwrap_or_default();
            if values.are_like(&assumed) {
                break;
            }
            self.assume(&query, &values, depth);
        }
        self.keep(query, &values, depth);
        self.cut = self.cut.min(outer);
        if depth == 0 {
            self.provisional.clear();
            self.assumed.clear();
            self.cut = usize::MAX;
        }
        values
    }

    /// Takes what a cycle gave as what its questions give when they are asked again in the next round.
    fn assume(&mut self, head: &Asked, values: &Values, depth: usize) {
        let members = self.provisional.extract_if(|_, (_, cut)| *cut >= depth);
        self.assumed.extend(members.map(|(query, (values, _))| (query, values)));
        self.assumed.insert(head.clone(), values.clone());
    }

    /// Keeps an answer: for good if nothing that is still open took part in it, or until that is answered.
    fn keep(&mut self, query: Asked, values: &Values, depth: usize) {
        if self.bounded {
            // Cut short somewhere below; the next question from outside may get further.
            self.provisional.insert(query, (values.clone(), 0));
        } else if self.cut < depth {
            self.provisional.insert(query, (values.clone(), self.cut));
        } else {
            if self.cut == depth {
                let members = self.provisional.extract_if(|_, (_, cut)| *cut >= depth);
                self.memory.extend(members.map(|(query, (values, _))| (query, values)));
            }
            self.memory.insert(query, values.clone());
            self.cut = usize::MAX;
        }
    }

    // --- expressions -----------------------------------------------------------------------------------------

    /// The values that an expression may have.
    pub fn expr(&mut self, at: ExprRef) -> Values {
        if self.nesting >= MAX_NESTING {
            self.bounded = true;
            return Values::none();
        }
        self.nesting += 1;
        let values = self.evaluate(at);
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
            ExprKind::Opaque => Values::none(),
            ExprKind::Await(inner)
            | ExprKind::Walrus(inner)
            | ExprKind::Slice(inner)
            | ExprKind::Spread(inner) => self.expr(ExprRef { expr: *inner, ..at }),
            kind => self.remember(Query::Expr(at), |this| this.compound(at, kind)),
        }
    }

    pub(super) fn sub(&mut self, at: ExprRef, expr: ExprId) -> Values {
        self.expr(ExprRef { expr, ..at })
    }

    fn compound(&mut self, at: ExprRef, kind: &ExprKind) -> Values {
        match kind {
            ExprKind::Name(name, used) => self.name(at.module, name, *used),
            ExprKind::Attribute(object, name) => {
                let objects = self.sub(at, *object);
                self.attribute_of_each(&objects, name)
            }
            ExprKind::Call(call) => self.call(at, call),
            ExprKind::Index(object, key) => {
                let objects = self.sub(at, *object);
                if objects.iter().any(|traced| self.makes_type(&traced.value)) {
                    return self.annotation(at);
                }
                let key = self.sub(at, *key);
                if let Some(named) = self.of_namespace(ExprRef { expr: *object, ..at }, &key) {
                    return named;
                }
                let mut found: Vec<Traced> = Vec::new();
                for traced in &objects {
                    found.extend(self.element(traced, Some(&key)).iter().cloned());
                }
                found.extend(self.stored_elements(ExprRef { expr: *object, ..at }).iter().cloned());
                found.into_iter().collect()
            }
            ExprKind::Choice(options) => {
                let mut found: Vec<Traced> = Vec::new();
                for &option in options {
                    found.extend(self.sub(at, option).iter().cloned());
                }
                found.into_iter().collect()
            }
            ExprKind::Part(value, step) => {
                let values = self.sub(at, *value);
                let part = self.unpack(&values, &Unpack::from_slice(&[*step]));
                if *step != UnpackStep::Each {
                    return part;
                }
                let stored = self.stored_elements(ExprRef { expr: *value, ..at });
                part.iter().chain(stored.iter()).cloned().collect()
            }
            ExprKind::Matched { subject, class, member } => self.matched(at, *subject, *class, member),
            ExprKind::Narrowed { value, class } => {
                let values = self.sub(at, *value);
                self.narrowed_to(values, ExprRef { expr: *class, ..at })
            }
            ExprKind::Concat(parts) => self.concatenation(at, parts),
            ExprKind::Binary(operator, left, right) => self.binary(at, operator, *left, *right),
            _ => Values::none(),
        }
    }

    /// What a pattern takes out of a value that turned out to be an instance of a class.
    fn matched(&mut self, at: ExprRef, subject: ExprId, class: ExprId, member: &Name) -> Values {
        let mut found: Vec<Traced> = Vec::new();
        for traced in &self.sub(at, class) {
            match &traced.value {
                Value::Class(class) => found.extend(self.object_attribute(*class, member).iter().cloned()),
                Value::External(name)
                    if self
                        .project
                        .catalog
                        .intrinsic(name.as_str())
                        .is_some_and(Intrinsic::is_transparent) =>
                {
                    found.extend(self.sub(at, subject).iter().cloned());
                }
                _ => {}
            }
        }
        found.into_iter().collect()
    }

    fn concatenation(&mut self, at: ExprRef, parts: &[ExprId]) -> Values {
        let mut texts = Texts::new();
        for &part in parts {
            texts.push(&self.sub(at, part));
        }
        texts.values()
    }

    fn binary(&mut self, at: ExprRef, operator: &Name, left: ExprId, right: ExprId) -> Values {
        let (lefts, rights) = (self.sub(at, left), self.sub(at, right));
        if operator.as_str() == "%"
            && let Some(texts) = Texts::of(&lefts)
        {
            let filled = |(text, whole): Piece| if whole { with_unknown_parts(&text) } else { (text, false) };
            return texts.each(filled).values();
        }
        if operator.as_str() == "+" && lefts.iter().chain(&rights).any(|traced| piece(traced).is_some()) {
            let mut texts = Texts::new();
            texts.push(&lefts);
            texts.push(&rights);
            return texts.values();
        }
        if let Some(composed) = self.composed(operator, &lefts, &rights) {
            return composed;
        }
        lefts.iter().chain(rights.iter()).cloned().collect()
    }

    /// What an operator that composes handles gives, if an operand is such a handle, or if a prompt is composed with
    /// something of which nothing is known.
    fn composed(&mut self, operator: &Name, lefts: &Values, rights: &Values) -> Option<Values> {
        for traced in lefts.iter().chain(rights.iter()) {
            for handle in self.held_handles(traced, 0) {
                let Value::Instance(class, _) = &handle.value else {
                    continue;
                };
                let Some(rule) = self.project.catalog.handle(class.as_str()) else {
                    continue;
                };
                if let Some(result) = rule.compose.by_operator(operator) {
                    let value = Value::Instance(result.clone(), QualName::new(""));
                    return Some([handle.with(value)].into_iter().collect());
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
        let own = self.bindings(module, set);
        let Some(symbol) = symbol.filter(|symbol| !symbol.from_inner.is_empty()) else { return own };
        let mut found: Vec<Traced> = own.iter().cloned().collect();
        for &binding in &symbol.from_inner {
            found.extend(self.binding(module, binding).iter().cloned());
        }
        found.into_iter().collect()
    }

    pub(super) fn bindings(&mut self, module: ModuleId, set: SetId) -> Values {
        let members = self.project.module(module).set(set);
        if let [only] = members {
            return self.binding(module, *only);
        }
        let mut found: Vec<Traced> = Vec::new();
        for &binding in members {
            found.extend(self.binding(module, binding).iter().cloned());
        }
        found.into_iter().collect()
    }

    /// What a name of a scope is when the scope has ended.
    pub(super) fn symbol(&mut self, module: ModuleId, scope: ScopeId, name: &Name) -> Values {
        let Some(symbol) = self.project.module(module).symbol(scope, name.as_str()) else {
            return Values::none();
        };
        self.remember(Query::Symbol(module, scope, name.clone()), |this| {
            let mut found: Vec<Traced> = this.bindings(module, symbol.at_exit).iter().cloned().collect();
            let inner: &[BindingId] = &symbol.from_inner;
            let rest =
                if symbol.at_exit == SetId::EMPTY && inner.is_empty() { &symbol.all[..] } else { inner };
            for &binding in rest {
                found.extend(this.binding(module, binding).iter().cloned());
            }
            found.into_iter().collect()
        })
    }

    /// A name that no scope of the file binds: from a wildcard import, or built in.
    fn free_name(&mut self, module: ModuleId, name: &Name) -> Values {
        let facts = self.project.module(module);
        for wildcard in facts.wildcards.iter().rev() {
            let values = self.through_wildcard(module, wildcard, name);
            if !values.is_empty() {
                return values;
            }
        }
        Values::one(Value::External(QualName::new(facts.prelude).join(name.as_str())))
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
        let values = self.bound_value(module, at);
        names.iter().rev().fold(values, |values, name| {
            let binding = &facts.bindings[name.index()];
            let kind = StepKind::Stored(binding.name.clone());
            Self::stepped(&values, &Step { module, span: binding.span, kind })
        })
    }

    fn bound_value(&mut self, module: ModuleId, id: BindingId) -> Values {
        let project = self.project;
        let facts = &project.module(module).bindings[id.index()];
        self.remember(Query::Binding(module, id), |this| {
            let values = this.source(module, &facts.source);
            let kind = match &facts.source {
                BindingSource::Import(_) => StepKind::Imported(facts.name.clone()),
                BindingSource::Value { .. } | BindingSource::Entered { .. } => {
                    StepKind::Stored(facts.name.clone())
                }
                _ => return values,
            };
            Self::stepped(&values, &Step { module, span: facts.span, kind })
        })
    }

    /// Adds a step to values whose flow has begun, or that are on their way from another file.
    fn stepped(values: &Values, step: &Step) -> Values {
        let worth = |traced: &Traced| {
            !traced.flow.is_empty()
                || matches!((&traced.value, &step.kind), (Value::External(_), StepKind::Imported(_)))
        };
        let stepped = values.iter().map(|traced| match &traced.value {
            // A library's module is not worth a step before anything is made of it.
            Value::External(_) if traced.flow.is_empty() => traced.clone(),
            _ if worth(traced) => traced.then(step.clone()),
            _ => traced.clone(),
        });
        stepped.collect()
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
            BindingSource::Augmented { before, value, .. } => {
                let before = self.bindings(module, *before);
                let added = self.expr(ExprRef { module, expr: *value });
                before.iter().chain(added.iter()).cloned().collect()
            }
            BindingSource::Entered { value, unpack } => {
                let managers = self.expr(ExprRef { module, expr: *value });
                let entered = self.entered(&managers);
                self.unpack(&entered, unpack)
            }
            BindingSource::Import(import) => self.import(module, import),
            BindingSource::Function(function) => self.definition(FunctionRef { module, function: *function }),
            BindingSource::Class(class) => Values::one(Value::Class(ClassRef { module, class: *class })),
            BindingSource::Parameter(function, index) => {
                self.parameter(FunctionRef { module, function: *function }, *index)
            }
            BindingSource::TypeParameter { class, index, bound } => {
                let class = ClassRef { module, class: *class };
                self.type_parameter(class, *index as usize, ExprRef { module, expr: *bound })
            }
            BindingSource::Join(set) => self.bindings(module, *set),
            BindingSource::Deleted | BindingSource::Opaque => Values::none(),
        }
    }

    fn unpack(&mut self, values: &Values, steps: &Unpack) -> Values {
        let mut values = values.clone();
        for step in steps {
            let mut found: Vec<Traced> = Vec::new();
            for traced in &values {
                found.extend(self.unpack_one(traced, *step).iter().cloned());
            }
            values = found.into_iter().collect();
        }
        values
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
    [Traced { confidence: Confidence::Low, ..value }].into_iter().collect()
}
