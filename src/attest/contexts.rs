//! Context managers: what runs between entering and leaving.

use super::index::Place;
use super::{Active, Judge};
use crate::catalog::{Behaviour, MarkerShape};
use crate::finding::MarkerKind;
use crate::module::{BindingId, BindingSource, CallSite, ContextId, ExprId, ExprKind, Use};
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
        let place = at.map(|at| self.evaluator.project().module(module).expr(at.expr).span);
        while let Some(id) = next {
            let facts = &self.evaluator.project().module(module).contexts[id.index()];
            if place.is_some_and(|place| facts.gaps.iter().any(|gap| gap.contains(place))) {
                next = facts.parent;
                continue;
            }
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

    /// Whether a name is the one that a context manager has in its block.
    fn is_entered_as(&self, module: ModuleId, name: ExprId, manager: ExprRef) -> bool {
        let facts = self.evaluator.project().module(module);
        let ExprKind::Name(_, Use::Reaching(set)) = facts.expr(name).kind else { return false };
        let is_the_manager = |binding: &BindingId| match &facts.bindings[binding.index()].source {
            BindingSource::Entered { value, unpack } => *value == manager.expr && unpack.is_empty(),
            _ => match facts.expr(manager.expr).kind {
                ExprKind::Name(_, Use::Reaching(known)) => facts.set(known).contains(binding),
                _ => false,
            },
        };
        let bindings = facts.set(set);
        !bindings.is_empty() && bindings.iter().all(is_the_manager)
    }

    /// Whether something in the block of an exit stack takes out what it has entered.
    fn is_emptied(&self, module: ModuleId, context: ContextId) -> bool {
        let facts = self.evaluator.project().module(module);
        let block = facts.contexts[context.index()].statement;
        let catalog = self.evaluator.project().catalog;
        facts.calls.iter().any(|site| {
            let callee = facts.call(site.expr).map(|call| &facts.expr(call.callee).kind);
            let Some(ExprKind::Attribute(_, method)) = callee else { return false };
            block.contains(facts.expr(site.expr).span)
                && catalog.names_behaving(Behaviour::Empties).any(|name| name == method.as_str())
        })
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
        if self.is_emptied(module, context) {
            return None;
        }
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
            let entered = call.arguments.first()?.value;
            self.is_entered_as(module, *stack, manager)
                .then(|| self.entered(ExprRef { module, expr: entered }, wanted))?
        })
    }
}
