//! Macros: their arguments are text to the grammar. Where that text reads as expressions it is parsed as such; what
//! does not is left alone.

use tree_sitter::{Node, Range, Tree};

use super::lower::Lowerer;
use super::parse;
use super::shapes::{Role, Shape, ShapeQuery, Shaped};
use super::span_of;
use crate::language::Language;
use crate::limit::{Limit, LimitSet, Limits};
use crate::module::{Argument, ArgumentKind, Call, Decorator, ExprId, ExprKind, Literal, Use};
use crate::name::Name;

/// What stands in the macros of a file.
pub(super) struct Embedded {
    /// Each tree with the node whose text it is.
    pub(super) trees: Vec<(usize, Tree)>,
    /// The limits because of which some were left alone.
    pub(super) limits: LimitSet,
}

/// Parses what stands in the macros of a file, and in the macros in there.
pub(super) fn parse_all(
    query: &ShapeQuery,
    tree: &Tree,
    text: &str,
    language: &Language,
    limits: &Limits,
) -> Embedded {
    let mut all = Embedded { trees: Vec::new(), limits: LimitSet::NONE };
    all.parse(query, tree, text, language, limits, limits.get(Limit::Macros));
    all
}

impl Embedded {
    /// Each level reads the text of all levels below it once more, so their number is limited.
    fn parse(
        &mut self,
        query: &ShapeQuery,
        tree: &Tree,
        text: &str,
        language: &Language,
        limits: &Limits,
        levels: usize,
    ) {
        for body in query.in_macros(tree, text, limits.get(Limit::Nesting)) {
            let inside = text.get(body.byte_range()).unwrap_or_default();
            // Neither a call nor a path stands in there.
            if !inside.contains('.')
                && !inside.contains("::")
                && !inside.get(1..).unwrap_or_default().contains(['(', '{'])
            {
                continue;
            }
            if levels == 0 {
                self.limits.insert(Limit::Macros);
                return;
            }
            let part = Some(range_of(body, text));
            let Some(inner) = parse(text, language, part, limits.get(Limit::ParseSteps)) else {
                self.limits.insert(Limit::ParseSteps);
                continue;
            };
            self.parse(query, &inner, text, language, limits, levels - 1);
            self.trees.push((body.id(), inner));
        }
    }
}

/// The bytes of a node, with the semicolon that follows it.
fn range_of(node: Node<'_>, text: &str) -> Range {
    let mut range = node.range();
    if text.as_bytes().get(range.end_byte) == Some(&b';') {
        range.end_byte += 1;
        range.end_point.column += 1;
    }
    range
}

impl<'tree> Lowerer<'_, 'tree> {
    /// `name!(a, b)`: a call of `name!`, which may do anything with its arguments.
    pub(super) fn macro_call(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) -> ExprId {
        let name = shaped.part(Role::Callee).map_or("", |callee| self.source(callee));
        let last = Name::new(&format!("{}!", name.rsplit("::").next().unwrap_or(name)));
        let body = shaped.part(Role::Body);
        let arguments = body.map(|body| self.macro_arguments(body, &last)).unwrap_or_default();
        let kind = ExprKind::Name(last, Use::Free);
        let callee = self.push_expr(kind, span_of(node));
        self.push_expr(ExprKind::Call(Box::new(Call { callee, arguments })), span_of(node))
    }

    fn macro_arguments(&mut self, body: Node<'tree>, of: &Name) -> Vec<Argument> {
        let Some(root) = self.shapes.embedded(body) else {
            self.names_in(body, of);
            return Vec::new();
        };
        self.begin_block();
        let mut arguments = Vec::new();
        for child in self.children(root) {
            let child = self.shape(child).and_then(|shaped| shaped.part(Role::Value)).unwrap_or(child);
            let list = self.is(child, Shape::Sequence);
            let elements = if list { self.children(child).to_vec() } else { vec![child] };
            for element in elements {
                arguments.push(self.macro_argument(element, of));
            }
        }
        self.named_in_text(&mut arguments);
        self.end_block(body.end_byte());
        arguments
    }

    /// What is left alone may still end the guards whose names stand in it.
    fn names_in(&mut self, body: Node<'tree>, of: &Name) {
        for child in self.children(body) {
            if self.is(child, Shape::Name) {
                self.touched(child, of);
            } else {
                self.names_in(child, of);
            }
        }
    }

    /// `format!("{base}/chat")` takes what is called `base`, as if it were given by that name.
    fn named_in_text(&mut self, arguments: &mut Vec<Argument>) {
        let mut given = arguments.iter().map(|argument| self.module.expr(argument.value));
        let Some((text, span)) = given.find_map(|expr| match &expr.kind {
            ExprKind::Literal(Literal::Text(text)) => Some((text.clone(), expr.span)),
            _ => None,
        }) else {
            return;
        };
        for hole in text.split('{').skip(1).filter_map(|rest| rest.split(['}', ':']).next()) {
            let name = Name::new(hole);
            let kind = ArgumentKind::Keyword(name.clone());
            let is_name = hole.starts_with(|c: char| c.is_alphabetic() || c == '_')
                && hole.chars().all(|c| c.is_alphanumeric() || c == '_');
            if is_name && !arguments.iter().any(|argument| argument.kind == kind) {
                let used = self.name_kind(name);
                let value = self.push_expr(used, span);
                arguments.push(Argument { kind, value });
            }
        }
    }

    /// One argument; `name = value` names it.
    fn macro_argument(&mut self, node: Node<'tree>, of: &Name) -> Argument {
        let named = self.shape(node).filter(|shaped| shaped.shape == Shape::Assignment);
        if let Some(shaped) = named
            && let (Some(target), Some(value)) = (shaped.part(Role::Target), shaped.part(Role::Value))
            && self.is(target, Shape::Name)
        {
            let kind = ArgumentKind::Keyword(self.name(target));
            return Argument { kind, value: self.touched(value, of) };
        }
        let statement = self.shape(node).is_some_and(|shaped| shaped.shape.is_item());
        if statement {
            self.statement(node);
            return Argument { kind: ArgumentKind::Positional, value: self.opaque(span_of(node)) };
        }
        Argument { kind: ArgumentKind::Positional, value: self.touched(node, of) }
    }

    /// `#[path(…)]` before a definition: a decorator, called if it has arguments.
    pub(super) fn attribute_macro(
        &mut self,
        node: Node<'tree>,
        shaped: Shaped<'_, 'tree>,
    ) -> Option<Decorator> {
        let mut expr = self.part_expression(shaped, Role::Value)?;
        if let Some(arguments) = shaped.part(Role::Arguments) {
            let arguments = self.macro_arguments(arguments, &Name::new("#"));
            expr = self.push_expr(ExprKind::Call(Box::new(Call { callee: expr, arguments })), span_of(node));
        }
        Some(Decorator { expr, span: span_of(node) })
    }
}
