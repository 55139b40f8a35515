//! Texts that are run as code: `exec("…")`. What is written as one plain text is parsed in place, so that all positions hold.

use tree_sitter::{Node, Tree};

use super::lower::Lowerer;
use super::macros::Parsing;
use super::shapes::{Role, Shape, ShapeQuery, Shapes};
use super::span_of;
use crate::limit::Limit;
use crate::module::{ExprId, ExprKind, Use};

/// The code in the texts of a file's trees, each by the call that runs it. A text with an escape says something else than it
/// shows, and is left alone.
pub(super) fn parse_all(
    query: &'static ShapeQuery,
    trees: &[&Tree],
    file: &Parsing<'_>,
) -> Vec<(usize, Tree)> {
    let functions = file.syntax.language.code_functions;
    let is_run =
        |name: &&str| memchr::memmem::find(file.text.as_bytes(), format!("{name}(").as_bytes()).is_some();
    if !functions.iter().any(is_run) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for tree in trees {
        let shapes = Shapes::new(query, tree, file.text, file.limits.get(Limit::Nesting));
        for call in calls(tree, &shapes) {
            let name = callee(call, &shapes).and_then(|name| file.text.get(name.byte_range()));
            if !name.is_some_and(|name| functions.contains(&name)) {
                continue;
            }
            let text = first_argument(call, &shapes).and_then(|first| plain_text(first, &shapes, file.text));
            let code = text.and_then(|text| file.parse(file.text, text.byte_range()));
            found.extend(code.filter(|code| !code.root_node().has_error()).map(|code| (call.id(), code)));
        }
    }
    found
}

/// The calls of a tree.
fn calls<'tree>(tree: &'tree Tree, shapes: &Shapes<'tree>) -> Vec<Node<'tree>> {
    let mut found = Vec::new();
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        if shapes.of(node).is_some_and(|shaped| shaped.shape == Shape::Call) {
            found.push(node);
        }
        if !shapes.is_cut(node) && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return found;
            }
        }
    }
}

/// The name that is called.
fn callee<'tree>(call: Node<'tree>, shapes: &Shapes<'tree>) -> Option<Node<'tree>> {
    let callee = shapes.of(call)?.part(Role::Callee)?;
    shapes.of(callee).filter(|shaped| shaped.shape == Shape::Name).map(|_| callee)
}

fn first_argument<'tree>(call: Node<'tree>, shapes: &Shapes<'tree>) -> Option<Node<'tree>> {
    shapes.of(call)?.part(Role::Arguments)?.named_child(0)
}

/// What stands in a text that is written in one piece, be it the first argument of another call: `exec(compile("…"))`.
fn plain_text<'tree>(node: Node<'tree>, shapes: &Shapes<'tree>, text: &str) -> Option<Node<'tree>> {
    let is_call = shapes.of(node)?.shape == Shape::Call;
    // What a method makes of a text is another one: `exec("…".replace("a", "b"))`.
    let string =
        if is_call { callee(node, shapes).and_then(|_| first_argument(node, shapes))? } else { node };
    shapes.of(string).filter(|shaped| shaped.shape == Shape::String)?;
    let mut cursor = string.walk();
    let mut parts = string.named_children(&mut cursor).filter(|part| {
        shapes.of(*part).is_some_and(|shaped| matches!(shaped.shape, Shape::Text | Shape::Transparent))
    });
    let part = parts.next()?;
    let is_plain = shapes.of(part).is_some_and(|shaped| shaped.shape == Shape::Text)
        && parts.next().is_none()
        && text.get(part.byte_range()).is_some_and(|inside| !inside.contains('\\'));
    is_plain.then_some(part)
}

impl<'tree> Lowerer<'_, 'tree> {
    /// Whether a text that is run gets names of its own: `exec(text, {"c": client})`.
    fn has_own_names(&self, call: Node<'tree>) -> bool {
        let arguments = self.shape(call).and_then(|shaped| shaped.part(Role::Arguments));
        let given = arguments.map(|list| self.children(list)).unwrap_or_default();
        given.into_iter().skip(1).any(|node| self.is(node, Shape::Mapping) && !self.children(node).is_empty())
    }

    /// Lowers the code that a call runs, where that is known: it stands in the place of the call, and of an expression it is
    /// the value.
    pub(super) fn run_code(&mut self, call: Node<'tree>, callee: ExprId) -> Option<ExprId> {
        if self.language.code_functions.is_empty()
            || !matches!(self.module.expr(callee).kind, ExprKind::Name(_, Use::Free))
        {
            return None;
        }
        let root = self.shapes.embedded(call)?;
        if self.has_own_names(call) {
            return None;
        }
        let mut only = root;
        while self.shape(only).is_none() {
            let [inner] = self.children(only)[..] else {
                self.statements(root);
                return Some(self.opaque(span_of(call)));
            };
            only = inner;
        }
        let is_value = |shape: Shape| {
            shape.is_expression() || matches!(shape, Shape::Attribute | Shape::Name | Shape::Lambda)
        };
        if self.shape(only).is_some_and(|shaped| is_value(shaped.shape)) {
            return Some(self.expression(only));
        }
        self.statement(only);
        Some(self.opaque(span_of(call)))
    }
}
