//! Markers from which no AI call is reached.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::decorators::Decoration;
use super::index::Place;
use super::{Active, Index, Judge, Memory};
use crate::catalog::MarkerShape;
use crate::fault::{self, Stage};
use crate::module::{BindingSource, ClassId, Context, ContextId, ExprId, ExprKind, FunctionId, Module};
use crate::name::Name;
use crate::project::{
    ClassRef, DecoratorEffect, Evaluator, ExprRef, FILES_PER_EVALUATOR, FunctionRef, ModuleId, Project, Value,
};
use crate::source::Span;

/// How many functions are looked into for one marker; beyond that nothing is claimed.
const MAX_FUNCTIONS: usize = 200;

/// The markers around functions and blocks from which no AI call is reached. `used` are the places of the markers
/// that have to do with a call, `sites` the AI calls of each file, in the order of the files. Gives as well the files on
/// which it failed.
pub fn idle(
    project: &Project<'_>,
    index: &Index,
    used: &[(ModuleId, Span)],
    sites: &[Vec<Span>],
) -> (Vec<Active>, Vec<ModuleId>) {
    if !index.is_marked() {
        return Default::default();
    }
    let used: FxHashSet<(ModuleId, Span)> = used.iter().copied().collect();
    let methods = methods(project);
    let modules: Vec<ModuleId> = (0..project.modules.len()).map(|at| ModuleId(at as u32)).collect();
    let in_chunk = |chunk: &[ModuleId]| {
        let mut evaluator = Evaluator::new(project);
        let mut memory = Memory::default();
        let mut idle = Vec::new();
        let mut failed = Vec::new();
        for &module in chunk {
            let checked = fault::guard(Stage::Idle, project.table.name_of(module), || {
                for (active, span) in markers(&mut evaluator, index, &mut memory, module) {
                    if !active.verified || used.contains(&(active.module, active.span)) {
                        continue;
                    }
                    evaluator.begin();
                    let mut judge = Judge::new(&mut evaluator, index, &mut memory);
                    if !judge.leads_to_a_call((module, span), sites, &methods) {
                        idle.push(active);
                    }
                }
            });
            if checked.is_err() {
                (evaluator, memory) = (Evaluator::new(project), Memory::default());
                failed.push(module);
            }
        }
        (idle, failed)
    };
    let found: Vec<_> = modules.par_chunks(FILES_PER_EVALUATOR).map(in_chunk).collect();
    let (idle, failed): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    (idle.concat(), failed.concat())
}

/// The markers of a file, each with the code that it is to attest.
fn markers(
    evaluator: &mut Evaluator<'_>,
    index: &Index,
    memory: &mut Memory,
    id: ModuleId,
) -> Vec<(Active, Span)> {
    let module = evaluator.project().module(id);
    let mut found: Vec<(Active, Span)> = Vec::new();
    for number in 0..module.functions.len() {
        let function = FunctionRef { module: id, function: FunctionId(number as u32) };
        evaluator.begin();
        found.extend(Judge::new(evaluator, index, memory).above_function(function));
    }
    for number in 0..module.classes.len() {
        let class = ClassRef { module: id, class: ClassId(number as u32) };
        evaluator.begin();
        found.extend(Judge::new(evaluator, index, memory).above_class(class));
    }
    for number in 0..module.contexts.len() {
        evaluator.begin();
        found.extend(Judge::new(evaluator, index, memory).around_block(id, ContextId(number as u32)));
    }
    found
}

/// The methods of the project by name.
fn methods<'p>(project: &'p Project<'_>) -> FxHashMap<&'p Name, Vec<FunctionRef>> {
    let mut methods: FxHashMap<&Name, Vec<FunctionRef>> = FxHashMap::default();
    for (at, module) in project.modules.iter().enumerate() {
        for (number, function) in module.functions.iter().enumerate().filter(|(_, f)| f.class.is_some()) {
            let found = FunctionRef { module: ModuleId(at as u32), function: FunctionId(number as u32) };
            methods.entry(&function.name).or_default().push(found);
        }
    }
    methods
}

impl Judge<'_, '_> {
    /// The marker above a function, and the code that it is to attest.
    fn above_function(&mut self, function: FunctionRef) -> Option<(Active, Span)> {
        let span = self.evaluator.project().function(function).span;
        match self.decoration(function) {
            Decoration::Covers(active) | Decoration::Lapses(active, _) => Some((active, span)),
            _ => None,
        }
    }

    /// The marker above a class, and the code that it is to attest.
    fn above_class(&mut self, class: ClassRef) -> Option<(Active, Span)> {
        let span = self.evaluator.project().class(class).span;
        let (active, _) = self.marker_above(class)?;
        Some((active, span))
    }

    /// The marker that a block runs under, and the block. What runs in the block of a context manager of the project
    /// stands where that is used.
    fn around_block(&mut self, module: ModuleId, context: ContextId) -> Option<(Active, Span)> {
        let facts = self.evaluator.project().module(module);
        let Context { manager, is_async, statement, .. } = facts.contexts[context.index()];
        let yields = facts.functions.iter().flat_map(|function| &function.yields);
        let mut yields = yields.filter_map(|(_, context)| *context);
        if !facts.may_matter(manager) || yields.any(|inner| is_inside(facts, inner, context)) {
            return None;
        }
        let wanted = if is_async { MarkerShape::AsyncContextManager } else { MarkerShape::ContextManager };
        let active = self.entered(ExprRef { module, expr: manager }, wanted)?;
        Some((active, statement))
    }

    /// Whether an AI call is reached from some code, or may be: it calls what it is given.
    fn leads_to_a_call(
        &mut self,
        start: (ModuleId, Span),
        sites: &[Vec<Span>],
        methods: &FxHashMap<&Name, Vec<FunctionRef>>,
    ) -> bool {
        let project = self.evaluator.project();
        let holds_a_call = |(module, span): (ModuleId, Span)| {
            let mut inside = sites.get(module.index()).into_iter().flatten();
            inside.any(|site| span.contains(*site))
        };
        if holds_a_call(start) {
            return true;
        }
        let mut open = vec![start];
        let mut seen: FxHashSet<FunctionRef> = FxHashSet::default();
        while let Some((module, span)) = open.pop() {
            let facts = project.module(module);
            for (at, expr) in facts.exprs.iter().enumerate() {
                let reads = matches!(expr.kind, ExprKind::Name(..) | ExprKind::Attribute(..));
                if !reads || !span.contains(expr.span) {
                    continue;
                }
                let at = ExprRef { module, expr: ExprId(at as u32) };
                let Some(reached) = self.reached_by(at, methods) else { return true };
                for function in reached.into_iter().filter(|function| seen.insert(*function)) {
                    let code = (function.module, project.function(function).span);
                    // Most ways are short: what is next is looked at before the rest of what stands here.
                    if holds_a_call(code) || self.evaluator.is_bounded() {
                        return true;
                    }
                    open.push(code);
                }
            }
            if seen.len() > MAX_FUNCTIONS {
                return true;
            }
        }
        self.evaluator.is_bounded()
    }

    /// The functions of the project that run, or may run later, because an expression is read; `None` where it may be
    /// an AI call that is not known.
    fn reached_by(
        &mut self,
        at: ExprRef,
        methods: &FxHashMap<&Name, Vec<FunctionRef>>,
    ) -> Option<Vec<FunctionRef>> {
        let project = self.evaluator.project();
        let kind = &project.module(at.module).expr(at.expr).kind;
        let values = self.evaluator.expr(at);
        let called = matches!(self.index.place(at), Place::Callee(_));
        if called && values.is_empty() && self.may_call_a_model(kind) {
            return None;
        }
        let mut reached = Vec::new();
        for traced in &values {
            self.add_reached(&traced.value, &mut reached);
        }
        // Reading a property runs it.
        if let ExprKind::Attribute(_, name) = kind {
            let named = methods.get(name).into_iter().flatten().copied();
            reached.extend(
                named.filter(|&method| self.evaluator.decorator_effect(method) == DecoratorEffect::Property),
            );
        }
        Some(reached)
    }

    fn add_reached(&mut self, value: &Value, reached: &mut Vec<FunctionRef>) {
        match value {
            Value::Function(function)
            | Value::Method(_, function)
            | Value::Generator(function, _)
            | Value::Stub(_, function) => reached.push(*function),
            Value::Partial(inner, _) | Value::Attested(inner, _) => self.add_reached(inner, reached),
            // Made, called, gone through, entered: by a method that nobody names.
            Value::Class(class) | Value::Object(class) => {
                let project = self.evaluator.project();
                for &class in &self.evaluator.ancestors(*class).classes {
                    let facts = project.module(class.module);
                    let symbols = &facts.scope(project.class(class).scope).symbols;
                    let special = symbols.iter().filter(|symbol| symbol.name.as_str().ends_with("__"));
                    for binding in special.flat_map(|symbol| &symbol.all) {
                        if let BindingSource::Function(function) = facts.bindings[binding.index()].source {
                            reached.push(FunctionRef { module: class.module, function });
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether calling something of which nothing is known may be an AI call: what was passed in, or a method with
    /// such a name.
    fn may_call_a_model(&self, callee: &ExprKind) -> bool {
        match callee {
            ExprKind::Attribute(_, name) => self.evaluator.project().catalog.call_names.contains(name),
            _ => true,
        }
    }
}

/// Whether a context is another one, or stands inside it.
fn is_inside(facts: &Module, inner: ContextId, outer: ContextId) -> bool {
    let mut next = Some(inner);
    while let Some(context) = next {
        if context == outer {
            return true;
        }
        next = facts.contexts[context.index()].parent;
    }
    false
}
