//! Markers from which no AI call is reached.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::decorators::Decoration;
use super::index::Place;
use super::{Active, Index, Judge, Memory};
use crate::catalog::MarkerShape;
use crate::fault::{self, Stage};
use crate::finding::FileError;
use crate::module::{BindingSource, ClassId, Context, ContextId, ExprId, ExprKind, FunctionId, Module, Use};
use crate::name::Name;
use crate::project::{
    ClassRef, DecoratorEffect, Evaluator, ExprRef, FunctionRef, ModuleId, Project, Value, Values,
};
use crate::source::Span;

/// A part of a file.
type Code = (ModuleId, Span);

/// What does not change from one marker to the next.
struct Calls<'p> {
    /// The AI calls of each file, in the order in which they begin.
    sites: Vec<Vec<Span>>,
    /// The methods of the project by name.
    methods: FxHashMap<&'p Name, Vec<FunctionRef>>,
}

impl Calls<'_> {
    /// Whether an AI call stands in some code.
    fn stand_in(&self, (module, span): Code) -> bool {
        let Some(sites) = self.sites.get(module.index()) else { return false };
        let first = sites.partition_point(|site| site.start < span.start);
        sites.get(first).is_some_and(|site| site.start < span.end)
    }
}

/// What is remembered of the functions that were looked into.
#[derive(Default)]
struct Known {
    /// By file: where names and attributes are read, in the order of the file.
    reads: FxHashMap<ModuleId, Vec<(u32, ExprId)>>,
    /// The functions that a function leads to, of those that hold no AI call.
    reached: FxHashMap<FunctionRef, Vec<FunctionRef>>,
    /// Functions that lead to no AI call.
    idle: FxHashSet<FunctionRef>,
}

/// The markers around functions and blocks from which no AI call is reached. `used` are the places of the markers
/// that have to do with a call, `sites` the AI calls of each file, in the order of the files. Gives as well the files on
/// which it failed.
pub fn idle(
    project: &Project<'_>,
    index: &Index,
    used: &[(ModuleId, Span)],
    mut sites: Vec<Vec<Span>>,
) -> (Vec<Active>, Vec<(ModuleId, FileError)>) {
    if !index.is_marked() {
        return Default::default();
    }
    let used: FxHashSet<(ModuleId, Span)> = used.iter().copied().collect();
    for sites in &mut sites {
        sites.sort_unstable_by_key(|site| site.start);
    }
    let calls = Calls { sites, methods: methods(project) };
    let in_share = |share: Vec<ModuleId>| {
        let mut evaluator = Evaluator::sceptical(project);
        let mut memory = Memory::default();
        let mut known = Known::default();
        let mut idle = Vec::new();
        let mut failed = Vec::new();
        for module in share {
            let checked = fault::guard(Stage::Idle, project.table.name_of(module), &project.limits, || {
                evaluator.begin_file();
                for (active, span) in markers(&mut evaluator, index, &mut memory, module) {
                    if used.contains(&(active.module, active.span)) {
                        continue;
                    }
                    let mut judge = Judge::new(&mut evaluator, index, &mut memory);
                    if !judge.leads_to_a_call((module, span), &calls, &mut known) {
                        idle.push(active);
                    }
                }
            });
            if let Err(error) = checked {
                (evaluator, memory, known) =
                    (Evaluator::sceptical(project), Memory::default(), Known::default());
                failed.push((module, error));
            }
        }
        (idle, failed)
    };
    let found: Vec<_> = project.shares().into_par_iter().with_max_len(1).map(in_share).collect();
    let (idle, failed): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let mut idle = idle.concat();
    idle.sort_unstable_by_key(|active| (active.module, active.span.start, active.span.end));
    (idle, failed.concat())
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
    for (id, module) in project.modules() {
        for (number, function) in module.functions.iter().enumerate().filter(|(_, f)| f.class.is_some()) {
            let found = FunctionRef { module: id, function: FunctionId(number as u32) };
            methods.entry(&function.name).or_default().push(found);
        }
    }
    methods
}

impl Judge<'_, '_> {
    /// The marker above a function, and the code that it is to attest.
    fn above_function(&mut self, function: FunctionRef) -> Option<(Active, Span)> {
        let span = self.evaluator.project().function(function).span;
        match self.settled(|judge| judge.decoration(function)) {
            Decoration::Covers(active) | Decoration::Lapses(active, _) => Some((active, span)),
            _ => None,
        }
    }

    /// The marker above a class, and the code that it is to attest.
    fn above_class(&mut self, class: ClassRef) -> Option<(Active, Span)> {
        let span = self.evaluator.project().class(class).span;
        let (active, _) = self.settled(|judge| judge.marker_above(class))?;
        Some((active, span))
    }

    /// The marker that a block runs under, and the block. What runs in the block of a context manager of the project
    /// stands where that is used.
    fn around_block(&mut self, module: ModuleId, context: ContextId) -> Option<(Active, Span)> {
        let facts = self.evaluator.project().module(module);
        let Context { manager, is_async, statement, .. } = facts.contexts[context.index()];
        let yields = facts.functions.iter().flat_map(|function| &function.yields);
        let mut yields = yields.filter_map(|(_, context)| *context);
        let may_matter = self.evaluator.project().standing(module).may_matter(manager);
        if !may_matter || yields.any(|inner| is_inside(facts, inner, context)) {
            return None;
        }
        let wanted = if is_async { MarkerShape::AsyncContextManager } else { MarkerShape::ContextManager };
        let active = self.entered(ExprRef { module, expr: manager }, &[wanted])?;
        Some((active, statement))
    }

    /// Whether an AI call is reached from some code, or may be: it calls what it is given.
    fn leads_to_a_call(&mut self, start: Code, calls: &Calls<'_>, known: &mut Known) -> bool {
        if calls.stand_in(start) {
            return true;
        }
        let Some(mut open) = self.reached_from(start, calls, known) else { return true };
        let mut seen: FxHashSet<FunctionRef> = FxHashSet::default();
        while let Some(function) = open.pop() {
            if known.idle.contains(&function) || !seen.insert(function) {
                continue;
            }
            if !known.reached.contains_key(&function) {
                let code = (function.module, self.evaluator.project().function(function).span);
                let Some(reached) = self.reached_from(code, calls, known) else { return true };
                known.reached.insert(function, reached);
            }
            open.extend(known.reached.get(&function).into_iter().flatten());
        }
        known.idle.extend(seen);
        false
    }

    /// The functions that are reached from some code; `None` where one of them holds an AI call, or where that cannot be
    /// told.
    fn reached_from(
        &mut self,
        (module, span): Code,
        calls: &Calls<'_>,
        known: &mut Known,
    ) -> Option<Vec<FunctionRef>> {
        let project = self.evaluator.project();
        self.evaluator.begin();
        let reads = known.reads.entry(module).or_insert_with(|| reads(project.module(module)));
        let first = reads.partition_point(|(start, _)| *start < span.start);
        let inside = reads[first..].iter().take_while(|(start, _)| *start < span.end);
        let mut seen = FxHashSet::default();
        let mut found = Vec::new();
        for &(_, expr) in inside {
            for function in self.reached_by(ExprRef { module, expr }, &calls.methods)? {
                if !seen.insert(function) {
                    continue;
                }
                // Most ways are short: what is next is looked at before the rest of what stands here.
                let code = (function.module, project.function(function).span);
                if calls.stand_in(code) || self.evaluator.is_bounded() {
                    return None;
                }
                found.push(function);
            }
        }
        (!self.evaluator.is_bounded()).then_some(found)
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
        let is_unknown = values.is_inert() || is_handed_class(project.module(at.module), kind, &values);
        if called && is_unknown && self.may_call_a_model(at.module, kind) {
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

    /// Whether calling something of which nothing is known may be an AI call: what was passed in, or is kept by an object
    /// that was given it, or a method with such a name.
    fn may_call_a_model(&self, module: ModuleId, callee: &ExprKind) -> bool {
        let project = self.evaluator.project();
        match callee {
            ExprKind::Attribute(object, name) => {
                project.catalog.may_be_call(name) || project.module(module).is_receiver(*object)
            }
            _ => true,
        }
    }
}

/// Whether a parameter is a class: what it makes goes on to somebody who is not seen.
fn is_handed_class(facts: &Module, callee: &ExprKind, values: &Values) -> bool {
    let ExprKind::Name(name, used) = callee else { return false };
    let is_parameter = |source: &BindingSource| matches!(source, BindingSource::Parameter(..));
    let is_handed = match used {
        Use::Reaching(set) => facts.set(*set).iter().any(|id| is_parameter(&facts.binding(*id).source)),
        Use::Enclosing(scope) => facts
            .symbol(*scope, name.as_str())
            .is_some_and(|symbol| symbol.all.iter().any(|id| is_parameter(&facts.binding(*id).source))),
        Use::Free => false,
    };
    is_handed && values.iter().any(|traced| matches!(traced.value, Value::Class(_)))
}

/// Where names and attributes are read in a file.
fn reads(module: &Module) -> Vec<(u32, ExprId)> {
    let exprs = (0..).map(ExprId).zip(&module.exprs);
    let reads = exprs.filter(|(_, expr)| matches!(expr.kind, ExprKind::Name(..) | ExprKind::Attribute(..)));
    let mut reads: Vec<(u32, ExprId)> = reads.map(|(id, expr)| (expr.span.start, id)).collect();
    reads.sort_unstable();
    reads
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
