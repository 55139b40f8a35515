//! Context managers: what runs between entering and leaving.

use super::index::Place;
use super::{Active, Judge};
use crate::catalog::{Behaviour, MarkerShape};
use crate::finding::MarkerKind;
use crate::module::{CallSite, ContextId, ExprKind};
use crate::project::{ExprRef, ModuleId, Value};

impl Judge<'_, '_> {
    /// The marker among the context managers around an expression; `None` for `at` means the end of the block.
    pub(super) fn in_context(
        &mut self,
        module: ModuleId,
        context: Option<ContextId>,
        at: Option<ExprRef>,
    ) -> Option<Active> {
        let mut next = context;
        while let Some(id) = next {
            let facts = &self.evaluator.project().module(module).contexts[id.index()];
            let manager = ExprRef { module, expr: facts.manager };
            let wanted =
                if facts.is_async { MarkerShape::AsyncContextManager } else { MarkerShape::ContextManager };
            next = facts.parent;
            let found = self.entered(manager, wanted);
            if let Some(active) = found.or_else(|| self.on_the_stack(module, id, manager, at)) {
                return Some(active);
            }
        }
        None
    }

    /// The marker that a context manager is, or that code is given to.
    pub(super) fn entered(&mut self, manager: ExprRef, wanted: MarkerShape) -> Option<Active> {
        let found = self.applied(manager, &[wanted], None)?;
        Some(Active {
            kind: MarkerKind::Context,
            module: manager.module,
            span: self.evaluator.project().module(manager.module).expr(manager.expr).span,
            marker: found.marker,
            verified: found.verified,
            path: Vec::new(),
        })
    }

    /// Whether an expression is a statement, or the value of one.
    fn is_statement(&self, at: ExprRef) -> bool {
        matches!(self.index.place(at), Place::Unknown | Place::Bound(_) | Place::Awaited(_))
    }

    /// The marker that an exit stack has entered before an expression.
    fn on_the_stack(
        &mut self,
        module: ModuleId,
        context: ContextId,
        manager: ExprRef,
        at: Option<ExprRef>,
    ) -> Option<Active> {
        let project = self.evaluator.project();
        let made = self.evaluator.expr(manager);
        let is_stack = |value: &Value| matches!(value, Value::Instance(class, path) if path.as_str().is_empty() && project.catalog.behaves(class.as_str(), Behaviour::ExitStack));
        if !made.iter().any(|traced| is_stack(&traced.value)) {
            return None;
        }
        let facts = project.module(module);
        let limit = at.map(|at| facts.expr(at.expr).span.start);
        let pushes: Vec<CallSite> = facts
            .calls
            .iter()
            .filter(|site| site.context == Some(context) && site.is_certain)
            .filter(|site| self.is_statement(ExprRef { module, expr: site.expr }))
            .filter(|site| limit.is_none_or(|limit| facts.expr(site.expr).span.end <= limit))
            .copied()
            .collect();
        pushes.into_iter().find_map(|site| {
            let call = facts.call(site.expr)?;
            let ExprKind::Attribute(stack, method) = &facts.expr(call.callee).kind else { return None };
            let wanted = match method.as_str() {
                "enter_context" => MarkerShape::ContextManager,
                "enter_async_context" => MarkerShape::AsyncContextManager,
                _ => return None,
            };
            let stacks = self.evaluator.expr(ExprRef { module, expr: *stack });
            let entered = call.arguments.first()?.value;
            stacks
                .iter()
                .any(|traced| is_stack(&traced.value))
                .then(|| self.entered(ExprRef { module, expr: entered }, wanted))?
        })
    }
}
