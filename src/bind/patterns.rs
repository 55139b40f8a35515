//! Patterns: which names they bind to which parts of a value.

use tree_sitter::Node;

use super::lower::Lowerer;
use super::shapes::{Role, Shape, Shaped};
use super::span_of;
use crate::module::{BindingSource, ExprId, ExprKind, Unpack, UnpackStep};
use crate::name::Name;

impl<'tree> Lowerer<'_, 'tree> {
    /// Binds the names in a pattern to what they take of a value, in the innermost block.
    pub(super) fn pattern(&mut self, node: Node<'tree>, subject: ExprId, annotation: Option<ExprId>) {
        match self.shape(node) {
            Some(shaped) => self.shaped_pattern(node, shaped, subject, annotation),
            None => {
                for child in self.children(node) {
                    self.pattern(child, subject, None);
                }
            }
        }
    }

    fn shaped_pattern(
        &mut self,
        node: Node<'tree>,
        shaped: Shaped<'_, 'tree>,
        subject: ExprId,
        annotation: Option<ExprId>,
    ) {
        match shaped.shape {
            Shape::Name => self.declare(node, subject, annotation),
            Shape::Transparent => {
                if let Some(inner) = shaped.part(Role::Value) {
                    self.pattern(inner, subject, annotation);
                }
                self.part_expression(shaped, Role::Test);
            }
            Shape::Alias => {
                for role in [Role::Target, Role::Value] {
                    if let Some(part) = shaped.part(role) {
                        self.pattern(part, subject, annotation);
                    }
                }
            }
            Shape::Alternatives => {
                for child in self.children(node) {
                    self.pattern(child, subject, None);
                }
            }
            Shape::Sequence => self.elements(node, subject),
            Shape::Destructure => self.destructure(node, shaped, subject),
            _ => {}
        }
    }

    /// A name alone; one that begins with a capital letter is a constant or a variant that is compared with.
    fn declare(&mut self, node: Node<'tree>, value: ExprId, annotation: Option<ExprId>) {
        let name = self.name(node);
        if name.as_str().starts_with(char::is_uppercase) {
            return;
        }
        let frame = self.frame_mut();
        let at = frame.local(&name);
        frame.declare(at);
        let source = BindingSource::Value { value, unpack: Unpack::new(), annotation };
        self.bind(&name, span_of(node), source);
    }

    fn elements(&mut self, node: Node<'tree>, subject: ExprId) {
        let elements = self.children(node);
        let rest = elements.iter().position(|&element| self.is(element, Shape::Remaining));
        for (at, &element) in elements.iter().enumerate() {
            let step = match rest {
                Some(rest) if at == rest => continue,
                Some(rest) if at > rest => UnpackStep::FromEnd((elements.len() - 1 - at) as u32),
                _ => UnpackStep::At(at as u32),
            };
            let part = self.push_expr(ExprKind::Part(subject, step), span_of(element));
            self.pattern(element, part, None);
        }
    }

    /// `Variant(a, b)`, `Config { client, .. }`: members of an instance of a class.
    fn destructure(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>, subject: ExprId) {
        let Some(path) = shaped.part(Role::Callee) else { return };
        let class = self.expression(path);
        let mut place = 0;
        for child in self.children(node) {
            if child == path || self.is(child, Shape::Remaining) {
                continue;
            }
            let field = self.shape(child).filter(|part| part.shape == Shape::Keyword);
            let (member, inner) = match field {
                Some(field) => {
                    let Some(member) = field.part(Role::Member) else { continue };
                    (self.name(member), field.part(Role::Value).unwrap_or(member))
                }
                None => (Name::new(&place.to_string()), child),
            };
            place += 1;
            let part = self.push_expr(ExprKind::Matched { subject, class, member }, span_of(child));
            self.pattern(inner, part, None);
        }
    }

    /// The name that a pattern is, behind what does not change it.
    pub(super) fn plain_name(&self, node: Node<'tree>) -> Option<Node<'tree>> {
        let shaped = self.shape(node)?;
        match shaped.shape {
            Shape::Name => Some(node),
            Shape::Transparent => self.plain_name(shaped.part(Role::Value)?),
            Shape::Generic => self.plain_name(shaped.part(Role::Target)?),
            _ => None,
        }
    }

    /// Binds the names in parameters that are patterns.
    pub(super) fn take_apart_parameters(&mut self, list: Node<'tree>) {
        for child in self.children(list) {
            let target = self.shape(child).filter(|shaped| shaped.shape == Shape::Parameter);
            let target = target.and_then(|shaped| shaped.part(Role::Target)).unwrap_or(child);
            // What collects the arguments that are left is no part of one.
            let target = match self.shape(target) {
                Some(rest) if rest.shape == Shape::Spread => rest.part(Role::Value).unwrap_or(target),
                _ => target,
            };
            if self.plain_name(target).is_none() && self.shape(target).is_some() {
                let kind = self.name_kind(&self.name(target));
                let parameter = self.push_expr(kind, span_of(target));
                if self.lexical() {
                    self.take_apart(target, parameter, None);
                } else {
                    self.pattern(target, parameter, None);
                }
            }
        }
    }
}
