//! Attested functions in which no AI call was found.

use rustc_hash::FxHashSet;

use super::decorators::Decoration;
use super::{Active, Index, Judge, Memory};
use crate::module::{ExprKind, FunctionId};
use crate::project::{Evaluator, ExprRef, FunctionRef, ModuleId, Project, Value};
use crate::source::Span;

/// How many functions are looked into for one marker; beyond that nothing is claimed.
const MAX_FUNCTIONS: usize = 200;

/// The markers that are put on functions from which no AI call is reached. `used` are the places of the markers
/// that have to do with a call, `sites` the AI calls of each file, in the
/// order of the files.
pub fn idle(
    project: &Project<'_>,
    index: &Index,
    used: &[(ModuleId, Span)],
    sites: &[Vec<Span>],
) -> Vec<Active> {
    let used: FxHashSet<(ModuleId, Span)> = used.iter().copied().collect();
    let mut evaluator = Evaluator::new(project);
    let mut memory = Memory::default();
    let mut idle = Vec::new();
    for (at, module) in project.modules.iter().enumerate().filter(|_| index.is_marked()) {
        for (number, function) in module.functions.iter().enumerate() {
            if function.decorators.is_empty() {
                continue;
            }
            let function = FunctionRef { module: ModuleId(at as u32), function: FunctionId(number as u32) };
            evaluator.begin();
            let mut judge = Judge::new(&mut evaluator, index, &mut memory);
            let (Decoration::Covers(active) | Decoration::Lapses(active, _)) = judge.decoration(function)
            else {
                continue;
            };
            if active.verified
                && !used.contains(&(active.module, active.span))
                && !judge.leads_to(function, sites)
            {
                idle.push(active);
            }
        }
    }
    idle
}

impl Judge<'_, '_> {
    /// Whether an AI call is reached from a function, or may be: it calls what it is given.
    fn leads_to(&mut self, function: FunctionRef, sites: &[Vec<Span>]) -> bool {
        let mut open = vec![function];
        let mut seen: FxHashSet<FunctionRef> = open.iter().copied().collect();
        while let Some(function) = open.pop() {
            let project = self.evaluator.project();
            let facts = project.module(function.module);
            let span = project.function(function).span;
            let inside = sites.get(function.module.index()).into_iter().flatten();
            if seen.len() > MAX_FUNCTIONS || inside.into_iter().any(|site| span.contains(*site)) {
                return true;
            }
            for (at, expr) in facts.exprs.iter().enumerate() {
                let reads = matches!(expr.kind, ExprKind::Name(..) | ExprKind::Attribute(..));
                if !reads || !span.contains(expr.span) {
                    continue;
                }
                let at = ExprRef { module: function.module, expr: crate::module::ExprId(at as u32) };
                let values = self.evaluator.expr(at);
                let called = matches!(self.index.place(at), super::index::Place::Callee(_));
                if called && values.is_empty() && self.may_call_a_model(&expr.kind) {
                    return true;
                }
                open.extend(
                    values.iter().filter_map(|traced| reached(&traced.value)).filter(|f| seen.insert(*f)),
                );
            }
        }
        false
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

fn reached(value: &Value) -> Option<FunctionRef> {
    match value {
        Value::Function(function)
        | Value::Method(_, function)
        | Value::Generator(function, _)
        | Value::Stub(_, function) => Some(*function),
        Value::Partial(inner, _) | Value::Attested(inner, _) => reached(inner),
        _ => None,
    }
}
