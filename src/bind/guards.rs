//! Guards: values that are active for as long as a name keeps them, and what may end them before.

use tree_sitter::Node;

use super::lower::Lowerer;
use super::shapes::{Role, Shape, Shaped};
use super::span_of;
use crate::module::{
    BindingId, BindingSource, Context, ContextId, Entering, ExprId, ExprKind, Gap, SetId, Use,
};
use crate::name::Name;
use crate::source::Span;

impl<'tree> Lowerer<'_, 'tree> {
    /// What a name keeps may be a guard: active from here to the end of the block.
    pub(super) fn guard(&mut self, target: Node<'tree>, manager: ExprId) {
        let is_call = matches!(self.module.expr(manager).kind, ExprKind::Call(_) | ExprKind::Await(_));
        if is_call {
            // The block that the statement stands in.
            let block = target.parent().and_then(|statement| statement.parent()).unwrap_or(target);
            self.guard_in(target, manager, false, block);
        }
    }

    /// What a name keeps is a guard: active from here to the end of a block.
    pub(super) fn guard_in(
        &mut self,
        target: Node<'tree>,
        manager: ExprId,
        is_async: bool,
        block: Node<'tree>,
    ) {
        if let Some(name) = self.plain_name(target).map(|node| self.name(node)) {
            let id = self.open_context(manager, is_async, span_of(block), None);
            if let Use::Reaching(set) = self.resolve(&name) {
                self.keep_guard(set, id);
            }
        }
    }

    /// Notes that what these bindings keep ends a guard.
    fn keep_guard(&mut self, set: SetId, id: ContextId) {
        for binding in self.sets.table[set.index()].clone() {
            self.frame_mut().guards.entry(binding).or_default().push(id);
        }
    }

    /// A statement whose value enters a context manager by hand: active from here to the end of the block, or to where
    /// something is done with the name that keeps it.
    pub(super) fn enter_by_hand(&mut self, node: Node<'tree>, value: ExprId) {
        let (call, is_awaited) = match self.module.expr(value).kind {
            ExprKind::Await(inner) => (inner, true),
            _ => (value, false),
        };
        let Some(facts) = self.module.call(call) else { return };
        let ExprKind::Attribute(object, method) = &self.module.expr(facts.callee).kind else { return };
        let Some(entering) = Entering::by(method.as_str()).filter(|by| by.is_async == is_awaited) else {
            return;
        };
        let given = facts.arguments.first().map(|argument| argument.value);
        let manager = if entering.enters_argument { given } else { Some(*object) };
        let (Some(manager), ExprKind::Name(_, Use::Reaching(set))) =
            (manager, &self.module.expr(*object).kind)
        else {
            return;
        };
        let (set, is_async) = (*set, entering.is_async);
        // What a block keeps, the block ends.
        let is_entered = |binding: &BindingId| {
            matches!(self.module.binding(*binding).source, BindingSource::Entered { .. })
        };
        if self.sets.table[set.index()].iter().any(is_entered) {
            return;
        }
        let block = node.parent().and_then(|statement| statement.parent()).unwrap_or(node);
        let id = self.open_context(manager, is_async, span_of(block), Some(call));
        self.keep_guard(set, id);
    }

    /// Begins a context: what is lowered from here on stands in it, until the block ends that it is active in.
    pub(super) fn open_context(
        &mut self,
        manager: ExprId,
        is_async: bool,
        statement: Span,
        entered_by: Option<ExprId>,
    ) -> ContextId {
        let id = ContextId(self.module.contexts.len() as u32);
        let (parent, gaps) = (self.frame().context, Vec::new());
        self.module.contexts.push(Context { manager, parent, is_async, statement, entered_by, gaps });
        self.frame_mut().context = Some(id);
        id
    }

    /// A name that is read: if it keeps a guard, that goes where the value goes.
    pub(super) fn read_name(&mut self, node: Node<'tree>) -> ExprKind {
        let kind = self.name_kind(&self.name(node));
        self.end_guards(&kind, node, None);
        kind
    }

    /// Lowers what is only looked at: a name keeps its guard.
    pub(super) fn lent(&mut self, node: Node<'tree>) -> ExprId {
        if !self.is(node, Shape::Name) {
            return self.expression(node);
        }
        let kind = self.name_kind(&self.name(node));
        let expr = self.push_expr(kind, span_of(node));
        self.as_narrowed(node, expr)
    }

    /// Lowers what a method is called on, or a macro is given, by the name of that: it may end a guard.
    pub(super) fn touched(&mut self, node: Node<'tree>, by: &Name) -> ExprId {
        let expr = self.lent(node);
        if self.is(node, Shape::Name) {
            let kind = self.module.expr(expr).kind.clone();
            self.end_guards(&kind, node, Some(by));
        }
        expr
    }

    /// Lowers the object of a member.
    pub(super) fn object(&mut self, shaped: Shaped<'_, 'tree>) -> Option<ExprId> {
        let object = shaped.part(Role::Object)?;
        Some(match shaped.part(Role::Member) {
            Some(member) => self.touched(object, &self.name(member)),
            None => self.expression(object),
        })
    }

    /// A name that gets another value: what it kept is gone.
    pub(super) fn rebind_guard(&mut self, node: Node<'tree>) {
        if self.has_guards() {
            let kind = self.name_kind(&self.name(node));
            self.end_guards(&kind, node, None);
        }
    }

    fn has_guards(&self) -> bool {
        self.frames.iter().any(|frame| !frame.guards.is_empty())
    }

    /// Notes that the guards which a name may keep may not be active from here on.
    fn end_guards(&mut self, kind: &ExprKind, node: Node<'tree>, by: Option<&Name>) {
        let ExprKind::Name(_, Use::Reaching(set)) = kind else { return };
        if !self.has_guards() {
            return;
        }
        let members = self.sets.table[set.index()].clone();
        for binding in members {
            let Some((frame, contexts)) = self.keeper(binding) else { continue };
            for context in contexts {
                let from = self.ended_from(frame, context, node);
                self.frames[frame].given_away.push((context, from, by.cloned()));
            }
        }
    }

    /// The frame in which a binding keeps guards, and the guards.
    fn keeper(&self, binding: BindingId) -> Option<(usize, Vec<ContextId>)> {
        let mut frames = self.frames.iter().enumerate().rev();
        frames.find_map(|(at, frame)| Some((at, frame.guards.get(&binding)?.clone())))
    }

    /// From where on a guard that ends at a node may have ended: a loop around that comes by there before, and nobody
    /// knows when a function does that is written there.
    fn ended_from(&self, frame: usize, context: ContextId, node: Node<'tree>) -> u32 {
        let made = self.module.expr(self.module.contexts[context.index()].manager).span.end;
        let around = self.frames[frame].loops.iter().map(|around| around.start);
        let inner = self.frames.get(frame + 1);
        let written = inner.map(|frame| self.module.scope(frame.scope).span.start);
        let earlier = around.chain(written).filter(|start| *start >= made).min();
        earlier.unwrap_or(node.end_byte() as u32)
    }

    /// Notes where guards were not active that have been given away since there were `known` of them; `end` is the
    /// end of the block that did so, if what it did counts in there alone.
    pub(super) fn note_given_away(&mut self, known: usize, end: Option<u32>) {
        let given: Vec<_> = self.frame_mut().given_away.drain(known..).collect();
        for (id, start, by) in given {
            let context = &mut self.module.contexts[id.index()];
            let end = end.unwrap_or(context.statement.end);
            context.gaps.push(Gap { span: Span { start, end }, by });
        }
    }
}
