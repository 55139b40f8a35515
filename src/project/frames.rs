//! Calls that are told apart.
//!
//! A factory that hands on what it is given — a class, the name of a module, a client to wrap — gives something
//! else to every caller. Where what a function returns depends on its parameters, it is worked out for the one call
//! that is asked about: a frame says which arguments the parameters have. Answers are remembered by question and
//! frame. A frame is only ever an assumption that the question makes, so a question that leaves the function drops it.

use std::rc::Rc;

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::eval::{Evaluator, Query};
use super::places::Found;
use super::value::{
    ClassRef, ExprRef, FrameId, FunctionRef, ModuleId, Step, StepKind, Unknown, Value, Values,
};
use crate::catalog::{Gives, Member};
use crate::module::{
    Argument, ArgumentKind, BindingId, BindingSource, ExprId, ExprKind, MODULE_SCOPE, Parameter, Use,
};
use crate::name::{Name, QualName};

/// How many calls are told apart inside each other; deeper ones are answered for all callers at once.
const MAX_FRAMES: u32 = 3;

/// How many expressions are looked at to see on which parameters a result depends.
const MAX_LOOKED_AT: usize = 2000;

/// Through how many files a name is followed to see whether it is a class or a library's.
const MAX_PASSED_ON: u32 = 8;

/// A call, assumed while what the called function gives is worked out.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Frame {
    function: FunctionRef,
    /// What the method was read on.
    receiver: Option<Rc<Value>>,
    /// The arguments that it gets: those of partial calls, then those of the call itself.
    written: SmallVec<[Written; 1]>,
    /// The frame that holds where the arguments are written.
    outer: FrameId,
    depth: u32,
}

/// What the call that is assumed passes for a parameter.
pub(super) enum Assumed {
    /// No call of the function is assumed.
    Nothing,
    /// The call passes nothing for it.
    Unwritten,
    /// The call passes this; no value if it is not known.
    Passed(Values),
}

/// Arguments as they are written: those of a call from one of them on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Written {
    /// The call.
    pub(super) at: ExprRef,
    /// How many arguments stand before: what a partial call calls is its first one.
    pub(super) from: u32,
}

/// A parameter, as a bit; the 64th and later share one.
fn bit(index: u32) -> u64 {
    1 << index.min(63)
}

impl Evaluator<'_> {
    /// What calling a function gives, for arguments that are written somewhere.
    pub(super) fn result_for(
        &mut self,
        function: FunctionRef,
        receiver: Option<&Rc<Value>>,
        written: &[Written],
    ) -> Values {
        match self.frame_for(function, receiver, written) {
            FrameId::NONE => self.result_of(function),
            frame if self.project.function(function).is_generator => {
                Values::one(Value::Generator(function, frame))
            }
            frame => self.within(frame, |this| this.returns(function)),
        }
    }

    /// Works on a question under the assumption of a frame.
    pub(super) fn within(&mut self, frame: FrameId, work: impl FnOnce(&mut Self) -> Values) -> Values {
        let before = std::mem::replace(&mut self.frame, frame);
        let values = work(self);
        self.frame = before;
        values
    }

    fn frame_for(
        &mut self,
        function: FunctionRef,
        receiver: Option<&Rc<Value>>,
        written: &[Written],
    ) -> FrameId {
        let depends = self.depends_on(function);
        let own = receiver.filter(|receiver| depends & bit(0) != 0 && self.is_narrower(receiver, function));
        let first = u32::from(receiver.is_some());
        if own.is_none() && depends >> first == 0 {
            return FrameId::NONE;
        }
        let outer = self.frame;
        let depth = self.frame_of(outer).map_or(0, |frame| frame.depth) + 1;
        let mut above = outer;
        while let Some(frame) = self.frame_of(above) {
            if frame.function == function {
                return FrameId::NONE;
            }
            above = frame.outer;
        }
        if depth > MAX_FRAMES {
            return FrameId::NONE;
        }
        let receiver = receiver.cloned();
        let frame = Frame { function, receiver, written: written.iter().copied().collect(), outer, depth };
        if let Some(&known) = self.frame_ids.get(&frame) {
            return known;
        }
        self.frames.push(frame.clone());
        let id = FrameId(self.frames.len() as u32);
        self.frame_ids.insert(frame, id);
        id
    }

    fn frame_of(&self, id: FrameId) -> Option<&Frame> {
        self.frames.get((id.0 as usize).wrapping_sub(1))
    }

    /// Whether a method is read on something else than the class in which it is written.
    fn is_narrower(&self, receiver: &Value, function: FunctionRef) -> bool {
        match receiver {
            Value::Object(class) | Value::Class(class) => {
                class.module != function.module || Some(class.class) != self.project.function(function).class
            }
            _ => false,
        }
    }

    /// Whether a question stays inside the function whose call is assumed.
    pub(super) fn keeps_frame(&self, query: &Query) -> bool {
        let Some(frame) = self.frame_of(self.frame) else { return false };
        let function = frame.function;
        let facts = self.project.module(function.module);
        let known = facts.function(function.function);
        match query {
            Query::Expr(at) | Query::Items(at) | Query::Entry(at, _) => {
                at.module == function.module && known.span.contains(facts.expr(at.expr).span)
            }
            Query::Binding(module, binding) => {
                *module == function.module && known.span.contains(facts.bindings[binding.index()].span)
            }
            Query::Symbol(module, scope, _) => *module == function.module && *scope == known.scope,
            Query::Returns(of)
            | Query::Yields(of)
            | Query::Parameter(of, _)
            | Query::Keyword(of, _)
            | Query::Rest(of, _) => *of == function,
            Query::Member(..)
            | Query::Attribute(..)
            | Query::Overridden(..)
            | Query::Construction(..)
            | Query::Kept(..)
            | Query::Changed(..)
            | Query::WrittenNames(_)
            | Query::WrittenAttributes(_)
            | Query::Ancestors(_)
            | Query::Effect(_) => false,
        }
    }

    // --- parameters of the call that is assumed --------------------------------------------------------------

    /// The frame that is assumed, if it is a call of this function.
    fn assumed_call(&self, function: FunctionRef) -> Option<&Frame> {
        self.frame_of(self.frame).filter(|frame| frame.function == function)
    }

    /// What the assumed call's method was read on.
    pub(super) fn assumed_receiver(&self, function: FunctionRef) -> Option<Values> {
        let receiver = self.assumed_call(function)?.receiver.as_ref()?;
        Some(Values::one((**receiver).clone()))
    }

    /// What the assumed call passes for a parameter; `None` if no call of the function is assumed.
    pub(super) fn assumed_parameter(
        &mut self,
        function: FunctionRef,
        index: usize,
        parameter: &Parameter,
    ) -> Option<Values> {
        let passed = match self.assumed_argument(function, Some(index), &parameter.name) {
            Assumed::Nothing => return None,
            Assumed::Unwritten => None,
            Assumed::Passed(values) => Some(values),
        };
        let place = |expr| ExprRef { module: function.module, expr };
        let values = if let Some(values) = passed {
            let kind = StepKind::Passed(parameter.name.clone());
            let step = Step { module: function.module, span: parameter.span, kind };
            values.stepped(&step)
        } else {
            let default = parameter.default.map(|default| self.expr(place(default)));
            default.unwrap_or(Values::unknown(Unknown::Argument))
        };
        Some(match parameter.annotation {
            Some(annotation) => self.declared_as(values, place(annotation)),
            None => values,
        })
    }

    /// What the assumed call passes at a position or with a name.
    pub(super) fn assumed_argument(
        &mut self,
        function: FunctionRef,
        index: Option<usize>,
        name: &Name,
    ) -> Assumed {
        let Some(frame) = self.assumed_call(function) else { return Assumed::Nothing };
        let implicit = usize::from(frame.receiver.is_some());
        let (written, outer) = (frame.written.clone(), frame.outer);
        let given = self.given_by(&written);
        let position = index.and_then(|index| index.checked_sub(implicit));
        let before = std::mem::replace(&mut self.frame, outer);
        let passed = self.argument_among(&given, position, name);
        self.frame = before;
        passed.map_or(Assumed::Unwritten, Assumed::Passed)
    }

    /// The arguments that are written at some places.
    fn given_by(&self, written: &[Written]) -> Vec<Given> {
        let calls = written.iter().filter_map(|part| Some((part, self.project.call(part.at)?)));
        calls.flat_map(|(part, call)| given_from(part.at, &call.arguments).skip(part.from as usize)).collect()
    }

    // --- dependence ------------------------------------------------------------------------------------------

    /// The parameters on which the result of a function depends, a bit each.
    fn depends_on(&mut self, function: FunctionRef) -> u64 {
        if let Some(&known) = self.dependencies.get(&function) {
            return known;
        }
        let depends = self.find_dependencies(function);
        self.dependencies.insert(function, depends);
        depends
    }

    fn find_dependencies(&self, function: FunctionRef) -> u64 {
        let facts = self.project.module(function.module);
        let known = facts.function(function.function);
        let yields = known.yields.iter().filter_map(|(value, _)| *value);
        let mut open: Vec<ExprId> =
            known.returns.iter().chain(&known.delegates).copied().chain(yields).collect();
        let mut seen: FxHashSet<ExprId> = open.iter().copied().collect();
        let mut bound: FxHashSet<BindingId> = FxHashSet::default();
        let mut depends = 0;
        while let Some(expr) = open.pop() {
            let mut next: SmallVec<[ExprId; 8]> = SmallVec::new();
            let names = match &facts.expr(expr).kind {
                ExprKind::Call(call) if self.gives_one_thing(function.module, call.callee) => None,
                kind => parts(kind, &mut next),
            };
            let mut bindings: Vec<BindingId> = match names {
                Some(Use::Reaching(set)) => facts.set(set).to_vec(),
                Some(Use::Enclosing(scope)) if scope == known.scope => {
                    let ExprKind::Name(name, _) = &facts.expr(expr).kind else { continue };
                    facts.symbol(scope, name.as_str()).map(|symbol| symbol.all.to_vec()).unwrap_or_default()
                }
                _ => Vec::new(),
            };
            while let Some(binding) = bindings.pop() {
                if !bound.insert(binding) {
                    continue;
                }
                match &facts.bindings[binding.index()].source {
                    BindingSource::Parameter(of, index) if *of == function.function => depends |= bit(*index),
                    BindingSource::Value { value, .. } | BindingSource::Entered { value, .. } => {
                        next.push(*value);
                    }
                    BindingSource::Augmented { before, value, .. } => {
                        next.push(*value);
                        bindings.extend_from_slice(facts.set(*before));
                    }
                    BindingSource::Join(set) => bindings.extend_from_slice(facts.set(*set)),
                    _ => {}
                }
            }
            open.extend(next.into_iter().filter(|expr| seen.insert(*expr)));
            if seen.len() > MAX_LOOKED_AT {
                break;
            }
        }
        depends
    }

    /// Whether calling an expression gives the same whatever is passed: it is a class, or something of a library
    /// whose handle depends on no argument (`OpenAI(api_key=key)`). Only what the files say without any question
    /// being asked counts.
    fn gives_one_thing(&self, module: ModuleId, callee: ExprId) -> bool {
        let catalog = self.project.catalog;
        match self.written_target(module, callee) {
            Some(Value::Class(_)) => true,
            Some(Value::External(name)) => {
                let name = name.as_str();
                let fixed = |member: &Member| {
                    member
                        .gives
                        .iter()
                        .all(|(when, gives)| when.is_none() && !matches!(gives, Gives::Argument(_)))
                };
                catalog.intrinsic(name).is_none()
                    && catalog.container(name).is_none()
                    && catalog.function(name).is_none_or(fixed)
            }
            _ => false,
        }
    }

    /// The class or the library's name that an expression stands for, where every name in it is bound once.
    fn written_target(&self, module: ModuleId, expr: ExprId) -> Option<Value> {
        let facts = self.project.module(module);
        let (name, used) = match &facts.expr(expr).kind {
            ExprKind::Name(name, used) => (name, *used),
            ExprKind::Attribute(object, name) => {
                return match self.written_target(module, *object)? {
                    Value::External(path) => Some(Value::External(path.join(name.as_str()))),
                    Value::Module(of) => self.written_member(of, name, 0),
                    _ => None,
                };
            }
            _ => return None,
        };
        let bindings = match used {
            Use::Reaching(set) => facts.set(set),
            Use::Enclosing(scope) => &facts.symbol(scope, name.as_str())?.all,
            Use::Free if self.project.wildcards(module).next().is_none() => {
                return Some(Value::External(QualName::new(facts.prelude).join(name.as_str())));
            }
            Use::Free => return None,
        };
        let [only] = bindings else { return None };
        self.bound_target(module, *only, 0)
    }

    fn bound_target(&self, module: ModuleId, binding: BindingId, passed: u32) -> Option<Value> {
        match &self.project.module(module).bindings[binding.index()].source {
            BindingSource::Class(class) => Some(Value::Class(ClassRef { module, class: *class })),
            BindingSource::Import(import) => {
                let path = self.project.path_of(module, import);
                let path = if import.binds_root { path.split('.').next()? } else { path };
                match (self.find(module, import.level, path), &import.member) {
                    (Some(Found::Module(of)), Some(member)) => self.written_member(of, member, passed + 1),
                    (Some(Found::Module(of)), None) => Some(Value::Module(of)),
                    (None, member) if import.level == 0 && !self.project.table.leads_into_files() => {
                        let path = QualName::new(path);
                        Some(Value::External(
                            member.as_ref().map_or(path.clone(), |name| path.join(name.as_str())),
                        ))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The same of a name of another file, which may have imported it in turn.
    fn written_member(&self, module: ModuleId, name: &Name, passed: u32) -> Option<Value> {
        let symbol = self.project.module(module).symbol(MODULE_SCOPE, name.as_str())?;
        match &symbol.all[..] {
            [only] if passed < MAX_PASSED_ON => self.bound_target(module, *only, passed),
            _ => None,
        }
    }
}

/// The parts of an expression that its value depends on; what a name refers to.
fn parts(kind: &ExprKind, parts: &mut SmallVec<[ExprId; 8]>) -> Option<Use> {
    match kind {
        ExprKind::Name(_, used) => return Some(*used),
        ExprKind::Attribute(inner, _)
        | ExprKind::Slice(inner, _)
        | ExprKind::Await(inner)
        | ExprKind::Comprehension(inner)
        | ExprKind::Spread(inner)
        | ExprKind::Part(inner, _)
        | ExprKind::Matched { subject: inner, .. }
        | ExprKind::Narrowed { value: inner, .. }
        | ExprKind::Walrus(inner) => parts.push(*inner),
        ExprKind::Index(one, other)
        | ExprKind::Binary(_, one, other)
        | ExprKind::MappingComprehension(one, other) => parts.extend([*one, *other]),
        ExprKind::Concat(all) | ExprKind::Sequence(all) | ExprKind::Choice(all) => {
            parts.extend(all.iter().copied());
        }
        ExprKind::Mapping(entries) => parts.extend(entries.iter().map(|(_, value)| *value)),
        ExprKind::Call(call) => {
            parts.push(call.callee);
            parts.extend(call.arguments.iter().map(|argument| argument.value));
        }
        ExprKind::Literal(_) | ExprKind::Lambda(_) | ExprKind::Opaque => {}
    }
    None
}

/// An argument, with the place of its value.
#[derive(Clone, Debug)]
pub(super) struct Given {
    /// How it is passed.
    pub(super) kind: ArgumentKind,
    /// Its value.
    pub(super) value: ExprRef,
}

/// The arguments of the call at a place.
pub(super) fn given_from(at: ExprRef, arguments: &[Argument]) -> impl Iterator<Item = Given> {
    arguments.iter().map(move |argument| Given {
        kind: argument.kind.clone(),
        value: ExprRef { expr: argument.value, ..at },
    })
}
