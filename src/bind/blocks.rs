//! Blocks that are expressions: what holds in them, and what they are worth.

use smallvec::SmallVec;
use tree_sitter::Node;

use super::flow::{State, join};
use super::lower::Lowerer;
use super::shapes::{Role, Shape, Shaped};
use super::span_of;
use crate::module::{ConditionKind, Decorator, ExprId, ExprKind, ScopeKind, UnpackStep};

impl<'tree> Lowerer<'_, 'tree> {
    /// Lowers a block, and gives what it is worth.
    pub(super) fn block(&mut self, node: Node<'tree>) -> ExprId {
        self.begin_block();
        let value = self.body(node);
        self.end_block(node.end_byte());
        value.unwrap_or_else(|| self.opaque(span_of(node)))
    }

    pub(super) fn begin_block(&mut self) {
        self.frame_mut().begin_block();
    }

    /// Ends the innermost block, whose last byte is before `end`.
    pub(super) fn end_block(&mut self, end: usize) {
        let known = self.frame_mut().end_block();
        // What happened on a way that does not go on from here has happened in this block alone. The way out of a loop
        // goes on behind it.
        if !self.frame().state.reachable && self.frame().loops.is_empty() {
            self.note_given_away(known, Some(end as u32));
        }
    }

    /// Lowers definitions, which hold from the beginning, and then the other statements. Gives the value of the last
    /// expression, if the block ends in one.
    pub(super) fn body(&mut self, node: Node<'tree>) -> Option<ExprId> {
        let children = self.with_macro_items(self.children(node));
        // A constant or another name for a type is a definition; an assignment stands in a statement of its own.
        let (items, rest): (Vec<_>, Vec<_>) =
            children.into_iter().partition(|&child| self.is_definition_node(child));
        self.items(&items);
        let mut value = None;
        for child in rest {
            value = self.doubtful(child, |this| this.block_part(child));
        }
        value
    }

    fn is_definition_node(&self, node: Node<'tree>) -> bool {
        let shape = self.shape(node).map(|shaped| shaped.shape);
        shape.is_some_and(|shape| shape.is_item() || shape == Shape::Assignment)
    }

    /// The nodes with the definitions in place of a macro that holds nothing else, `lazy_static! { … }`, and with what a
    /// macro of the program stands for in the place of a statement.
    pub(super) fn with_macro_items(&self, nodes: SmallVec<[Node<'tree>; 8]>) -> SmallVec<[Node<'tree>; 8]> {
        let mut found = SmallVec::new();
        for node in nodes {
            match self.items_in_macro(node) {
                Some(items) => found.extend(items),
                None => found.push(node),
            }
        }
        found
    }

    fn items_in_macro(&self, node: Node<'tree>) -> Option<SmallVec<[Node<'tree>; 8]>> {
        let unwrapped = |node: Node<'tree>| {
            let statement = self.shape(node).filter(|shaped| shaped.shape == Shape::Expression);
            statement.and_then(|shaped| shaped.part(Role::Value)).unwrap_or(node)
        };
        let shaped = self.shape(unwrapped(node)).filter(|shaped| shaped.shape == Shape::Macro)?;
        let root = self.shapes.embedded(shaped.part(Role::Body)?)?;
        let [block] = self.children(root)[..] else { return None };
        let block = unwrapped(block);
        let items = self.children(block);
        let is_statement =
            self.shapes.expanded(shaped.part(Role::Body)?).is_some() && self.source(node).ends_with(';');
        let all = self.is(block, Shape::Block)
            && (is_statement || items.iter().all(|&item| self.is_definition_node(item)));
        (all && !items.is_empty()).then_some(items)
    }

    /// Lowers one statement of a block; an expression that no semicolon ends gives its value.
    fn block_part(&mut self, node: Node<'tree>) -> Option<ExprId> {
        match self.shape(node) {
            Some(shaped) if matches!(shaped.shape, Shape::Let) => {
                self.let_value(node, shaped);
                None
            }
            Some(shaped) if shaped.shape == Shape::Expression => {
                let value = self.part_expression(shaped, Role::Value);
                value.filter(|_| !self.source(node).ends_with(';'))
            }
            _ => Some(self.expression(node)),
        }
    }

    /// Lowers definitions. All their names are known before the first body is looked at.
    pub(super) fn items(&mut self, nodes: &[Node<'tree>]) {
        for &node in nodes {
            if let Some(target) = self.shape(node).and_then(|shaped| shaped.part(Role::Target)) {
                let name = self.name(target);
                self.frame_mut().local(&name);
            }
        }
        // What is imported holds for what is defined before it as well.
        for &node in nodes {
            if let Some(shaped) = self.shape(node).filter(|shaped| shaped.shape == Shape::Use) {
                self.shaped_statement(node, shaped);
            }
        }
        let mut decorators: Vec<Decorator> = Vec::new();
        for &node in nodes {
            match self.shape(node) {
                Some(shaped) if shaped.shape == Shape::Use => decorators.clear(),
                Some(shaped) if shaped.shape == Shape::Decorator => {
                    decorators.extend(self.attribute_macro(node, shaped));
                }
                _ => {
                    let decorators = std::mem::take(&mut decorators);
                    self.definition(node, decorators);
                }
            }
        }
    }

    /// A block whose code runs when somebody waits for it; it sees what holds where it stands.
    pub(super) fn async_block(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) -> ExprId {
        let frame = self.open_scope(ScopeKind::Deferred, span_of(node));
        let scope = frame.scope;
        self.frames.push(frame);
        let value = shaped.part(Role::Body).map(|body| self.expression(body));
        self.close_scope();
        // An expression of its own: what it is worth is made when somebody waits for it.
        let block = self.push_expr(ExprKind::Choice(value.into_iter().collect()), span_of(node));
        self.module.scopes[scope.index()].value = Some(block);
        block
    }

    // --- branches --------------------------------------------------------------------------------------------

    /// `if` with a value. What its condition takes apart holds in its body.
    pub(super) fn branch_value(&mut self, shaped: Shaped<'_, 'tree>) -> ExprKind {
        self.begin_block();
        self.part_expression(shaped, Role::Test);
        let otherwise = self.state();
        let then = self.part_expression(shaped, Role::Body);
        let ended = self.state();
        self.put_state(otherwise);
        self.end_block(shaped.part(Role::Body).map_or(0, |body| body.end_byte()));
        let other = self.part_expression(shaped, Role::Otherwise);
        self.merge_state(ended);
        ExprKind::Choice(then.into_iter().chain(other).collect())
    }

    /// `match`: one of its arms.
    pub(super) fn select(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) -> ExprKind {
        let subject = self.part_expression(shaped, Role::Value);
        let subject = subject.unwrap_or_else(|| self.opaque(span_of(node)));
        let mut values = Vec::new();
        let mut end: Option<State> = None;
        for arm in shaped.part(Role::Body).map(|body| self.children(body)).unwrap_or_default() {
            let Some(shaped) = self.shape(arm).filter(|arm| arm.shape == Shape::Arm) else { continue };
            let otherwise = self.state();
            self.begin_block();
            if let Some(target) = shaped.part(Role::Target) {
                self.pattern(target, subject, None);
            }
            values.extend(self.part_expression(shaped, Role::Value));
            self.end_block(arm.end_byte());
            let state = self.state();
            join(&mut end, state, &mut self.sets);
            self.put_state(otherwise);
        }
        if let Some(end) = end {
            self.put_state(end);
        }
        ExprKind::Choice(values)
    }

    /// `let pattern: type = value else { … }`, and the same as a condition.
    pub(super) fn let_value(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) -> ExprId {
        let annotation = shaped.part(Role::Annotation).map(|part| self.annotation(part));
        let target = shaped.part(Role::Target);
        let value = shaped.part(Role::Value).map(|value| match target {
            Some(_) => self.expression(value),
            // `let _ = guard;` leaves it where it is.
            None => self.lent(value),
        });
        if let Some(other) = shaped.part(Role::Otherwise) {
            let before = self.state();
            self.expression(other);
            self.put_state(before);
        }
        let subject = value.unwrap_or_else(|| self.opaque(span_of(node)));
        if let Some(target) = target {
            self.pattern(target, subject, annotation);
            self.guard(target, subject);
        }
        subject
    }

    /// A loop whose pattern and condition hold in its body only.
    pub(super) fn scoped_loop(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        let value = if shaped.shape == Shape::For { self.part_expression(shaped, Role::Value) } else { None };
        self.looping(node, ConditionKind::Other, |this| {
            this.begin_block();
            this.part_expression(shaped, Role::Test);
            if let Some(value) = value {
                let target = shaped.part(Role::Target);
                let span = span_of(target.unwrap_or(node));
                let each = this.push_expr(ExprKind::Part(value, UnpackStep::Each), span);
                if let Some(target) = target {
                    this.pattern(target, each, None);
                }
            }
            this.part_expression(shaped, Role::Body);
            this.end_block(node.end_byte());
        });
    }
}
