//! Context managers: what runs between entering and leaving.

use super::index::Place;
use super::markers::Applied;
use super::{Active, Judge};
use crate::catalog::{Behaviour, Covers, MarkerShape};
use crate::finding::MarkerKind;
use crate::module::{
    BindingId, BindingSource, CallSite, ContextId, Entering, ExprId, ExprKind, Gap, MODULE_SCOPE, Use,
};
use crate::name::Name;
use crate::project::{ClassRef, ExprRef, FunctionRef, ModuleId, Traced, Value};
use crate::source::Span;

/// What enters and leaves a context manager that is used as a marker of this shape.
fn entering(shape: MarkerShape) -> Option<(&'static str, &'static str)> {
    match shape {
        MarkerShape::ContextManager => Some(("__enter__", "__exit__")),
        MarkerShape::AsyncContextManager => Some(("__aenter__", "__aexit__")),
        _ => None,
    }
}

/// The shape of what a method of an exit stack enters.
fn pushing(method: &str) -> Option<MarkerShape> {
    match method {
        "enter_context" => Some(MarkerShape::ContextManager),
        "enter_async_context" => Some(MarkerShape::AsyncContextManager),
        _ => None,
    }
}

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
            let catalog = self.evaluator.project().catalog;
            let ends = |gap: &Gap| {
                gap.by.as_ref().is_none_or(|name| !catalog.any_method_behaves(name, Behaviour::Lends))
            };
            let has_ended = |place: Span| facts.gaps.iter().any(|gap| gap.span.contains(place) && ends(gap));
            if place.is_some_and(has_ended) {
                next = facts.parent;
                continue;
            }
            if let Some(call) = facts.entered_by
                && (at.is_none() || !self.is_left_in_sight(ExprRef { module, expr: call }))
            {
                next = facts.parent;
                continue;
            }
            let manager = ExprRef { module, expr: facts.manager };
            let wanted =
                if facts.is_async { MarkerShape::AsyncContextManager } else { MarkerShape::ContextManager };
            next = facts.parent;
            let found = self.entered(manager, &[wanted]);
            if let Some(active) = found.or_else(|| self.on_the_stack(module, id, manager, at)) {
                return Some(active);
            }
        }
        None
    }

    /// Whether all that is done with the name that keeps what is entered by hand stands in the same scope, and calls a
    /// method of it: then it is not left anywhere else.
    fn is_left_in_sight(&mut self, call: ExprRef) -> bool {
        let project = self.evaluator.project();
        let module = call.module;
        let facts = project.module(module);
        let Some((object, method)) =
            project.call(call).and_then(|call| match &facts.expr(call.callee).kind {
                ExprKind::Attribute(object, method) => Some((*object, method)),
                _ => None,
            })
        else {
            return false;
        };
        let ExprKind::Name(name, Use::Reaching(set)) = &facts.expr(object).kind else { return false };
        let [kept] = facts.set(*set) else { return false };
        let scope = facts.binding(*kept).scope;
        let Some(symbol) = facts.symbol(scope, name.as_str()) else { return false };
        let is_deleted =
            |binding: &BindingId| matches!(facts.binding(*binding).source, BindingSource::Deleted);
        let is_seen_elsewhere = scope == MODULE_SCOPE
            && (self.index.renamed.contains_key(name)
                || self.index.reads.get(name).into_iter().flatten().any(|read| read.module != module));
        if !symbol.from_inner.is_empty() || symbol.all.iter().any(is_deleted) || is_seen_elsewhere {
            return false;
        }
        // `locals()["span"]`
        let own = facts.scope(scope).span;
        let revealing = project.catalog.names(Behaviour::Reveals).iter();
        let mut revealing = revealing.flat_map(|name| self.index.reads_in(name, module));
        if revealing.any(|read| own.contains(facts.expr(read.expr).span)) {
            return false;
        }
        let is_called = |read: ExprRef| match self.index.place(read) {
            Place::Object(member) => {
                matches!(self.index.place(ExprRef { module, expr: member }), Place::Callee(_))
            }
            _ => false,
        };
        let in_sight =
            self.index.reads_in(name, module).iter().all(|&read| match &facts.expr(read.expr).kind {
                ExprKind::Name(_, Use::Reaching(set)) => {
                    !facts.set(*set).iter().any(|binding| symbol.all.contains(binding)) || is_called(read)
                }
                ExprKind::Name(_, Use::Enclosing(outer)) => *outer != scope,
                _ => true,
            });
        let is_stack = Entering::by(method.as_str()).is_some_and(|by| by.enters_argument);
        in_sight && (!is_stack || self.is_exit_stack(ExprRef { module, expr: object }))
    }

    /// The marker that a context manager is, or that code is given to.
    pub(super) fn entered(&mut self, manager: ExprRef, wanted: &[MarkerShape]) -> Option<Active> {
        let found = self.applied(manager, wanted, None)?;
        Some(Active {
            kind: MarkerKind::Context,
            module: manager.module,
            span: self.evaluator.project().module(manager.module).expr(manager.expr).span,
            marker: found.marker,
            confidence: found.confidence,
            carrier: found.carrier,
            path: Vec::new(),
        })
    }

    /// The marker that every object of a class enters with itself.
    pub(super) fn of_class(&mut self, class: ClassRef, shapes: &[MarkerShape]) -> Option<Applied> {
        shapes.iter().find_map(|&shape| {
            if shape == MarkerShape::ContextDecorator {
                return self.decorating_class(class);
            }
            let enter = Name::new(entering(shape)?.0);
            let methods = self.evaluator.attribute(&Traced::plain(Value::Object(class)), &enter);
            let mut methods = methods.iter();
            match (methods.next().map(|traced| &traced.value), methods.next()) {
                (Some(Value::Method(_, method)), None) => self.entered_in(*method, shape),
                _ => None,
            }
        })
    }

    /// The marker that every object of a class enters with itself, if they can be put on a function.
    fn decorating_class(&mut self, class: ClassRef) -> Option<Applied> {
        let catalog = self.evaluator.project().catalog;
        let mro = self.evaluator.ancestors(class);
        let derives = |behaviour| mro.externals.iter().any(|base| catalog.behaves(base.as_str(), behaviour));
        let (shape, covers) = if derives(Behaviour::DecoratesPlain) {
            (MarkerShape::ContextManager, Covers::Sync)
        } else if derives(Behaviour::DecoratesAsync) {
            (MarkerShape::AsyncContextManager, Covers::Async)
        } else {
            return None;
        };
        let called = self.evaluator.attribute(&Traced::plain(Value::Object(class)), &Name::new("__call__"));
        if called.iter().any(|traced| matches!(traced.value, Value::Method(..))) {
            return None;
        }
        self.of_class(class, &[shape]).map(|applied| Applied { covers, ..applied })
    }

    /// The marker that a method `__enter__` enters whatever happens in it, and does not leave.
    fn entered_in(&mut self, method: FunctionRef, shape: MarkerShape) -> Option<Applied> {
        let (enter, leave) = entering(shape)?;
        let module = method.module;
        let facts = self.evaluator.project().module(module);
        let own = facts.function(method.function);
        if own.is_generator || !own.decorators.is_empty() {
            return None;
        }
        let span = |expr: ExprId| facts.expr(expr).span;
        let first_return = own.returns.iter().map(|&value| span(value).end).min();
        let inside = facts.calls.iter().filter(|site| site.scope == own.scope);
        let calls: Vec<(CallSite, ExprId, Name, Option<ExprId>)> = inside
            .filter_map(|site| {
                let call = facts.call(site.expr)?;
                let ExprKind::Attribute(object, name) = &facts.expr(call.callee).kind else { return None };
                Some((*site, *object, name.clone(), call.arguments.first().map(|argument| argument.value)))
            })
            .collect();
        let catalog = self.evaluator.project().catalog;
        let leaves = |name: &Name| name.as_str() == leave || catalog.names(Behaviour::Empties).contains(name);
        if calls.iter().any(|(_, _, name, _)| leaves(name)) {
            return None;
        }
        calls.into_iter().find_map(|(site, object, name, argument)| {
            let place = self.index.place(ExprRef { module, expr: site.expr });
            let is_returned = matches!(place, Place::Returned(_));
            let waited = matches!(place, Place::Awaited(_)) || shape == MarkerShape::ContextManager;
            let runs = site.is_certain
                && facts.block_around(site.context).is_none()
                && waited
                && first_return.is_none_or(|end| span(site.expr).end <= end);
            let object = ExprRef { module, expr: object };
            if !runs || !is_returned && !self.is_statement(ExprRef { module, expr: site.expr }) {
                return None;
            }
            if name.as_str() == enter {
                return self.applied(object, &[shape], None);
            }
            let pushed = pushing(name.as_str()).filter(|pushed| *pushed == shape)?;
            let manager = ExprRef { module, expr: argument? };
            self.is_exit_stack(object).then(|| self.applied(manager, &[pushed], None))?
        })
    }

    /// Whether a call enters what it is given, to leave it at the end of a block: `stack.enter_context(…)`.
    pub(super) fn pushes(&mut self, call: ExprRef) -> bool {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return false };
        let ExprKind::Attribute(stack, method) = &project.module(call.module).expr(facts.callee).kind else {
            return false;
        };
        pushing(method.as_str()).is_some() && self.is_exit_stack(ExprRef { expr: *stack, ..call })
    }

    /// Whether an expression is an exit stack.
    fn is_exit_stack(&mut self, at: ExprRef) -> bool {
        let catalog = self.evaluator.project().catalog;
        let made = self.evaluator.expr(at);
        made.iter().any(|traced| match &traced.value {
            Value::Instance(class, path) => {
                path.as_str().is_empty() && catalog.behaves(class.as_str(), Behaviour::ExitStack)
            }
            _ => false,
        })
    }

    /// Whether an expression is a statement, or the value of one.
    fn is_statement(&self, at: ExprRef) -> bool {
        matches!(self.index.place(at), Place::Unknown | Place::Bound(_) | Place::Awaited(_))
    }

    /// Whether a name is the one that a context manager has in its block.
    pub(super) fn is_entered_as(&self, module: ModuleId, name: ExprId, manager: ExprRef) -> bool {
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
            block.contains(facts.expr(site.expr).span) && catalog.names(Behaviour::Empties).contains(method)
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
        let facts = self.evaluator.project().module(module);
        if !self.is_exit_stack(manager) || self.is_emptied(module, context) {
            return None;
        }
        let limit = at.map(|at| facts.expr(at.expr).span.start);
        let pushes: Vec<CallSite> = facts
            .calls
            .iter()
            .filter(|site| facts.block_around(site.context) == Some(context) && site.is_certain)
            .filter(|site| self.is_statement(ExprRef { module, expr: site.expr }))
            .filter(|site| limit.is_none_or(|limit| facts.expr(site.expr).span.end <= limit))
            .copied()
            .collect();
        pushes.into_iter().find_map(|site| {
            let call = facts.call(site.expr)?;
            let ExprKind::Attribute(stack, method) = &facts.expr(call.callee).kind else { return None };
            let wanted = pushing(method.as_str())?;
            let entered = call.arguments.first()?.value;
            self.is_entered_as(module, *stack, manager)
                .then(|| self.entered(ExprRef { module, expr: entered }, &[wanted]))?
        })
    }
}
