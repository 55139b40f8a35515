//! Annotations: expressions whose names may be defined later, and which may be written as text.

use tree_sitter::Node;

use super::lower::Lowerer;
use crate::limit::Limit;
use crate::module::{ExprId, ExprKind, Literal};
use crate::name::Name;
use crate::source::Span;

impl<'tree> Lowerer<'_, 'tree> {
    /// Lowers an annotation: `Optional["openai.OpenAI"]` gives the same as `Optional[openai.OpenAI]`.
    pub(super) fn annotation(&mut self, node: Node<'tree>) -> ExprId {
        let before = std::mem::replace(&mut self.deferred, true);
        let first = self.module.exprs.len();
        let expr = self.expression(node);
        for at in first..self.module.exprs.len() {
            self.resolve_text(ExprId(at as u32));
        }
        self.deferred = before;
        expr
    }

    /// Replaces a text by the type expression in it, if it is one.
    fn resolve_text(&mut self, id: ExprId) {
        let expr = self.module.expr(id);
        let ExprKind::Literal(Literal::Text(text)) = &expr.kind else {
            return;
        };
        let (text, span) = (text.clone(), expr.span);
        let levels = self.limits.get(Limit::Nesting);
        let mut parser = TypeText { lowerer: self, rest: text.trim(), span, levels };
        let Some(parsed) = parser.union().filter(|_| parser.rest.is_empty()) else {
            return;
        };
        self.module.exprs[id.index()].kind = self.module.expr(parsed).kind.clone();
    }
}

/// A parser for the small language of types in text: names, dots, brackets, `|`.
struct TypeText<'l, 'a, 'tree, 't> {
    lowerer: &'l mut Lowerer<'a, 'tree>,
    rest: &'t str,
    span: Span,
    /// How many further levels of nesting are read.
    levels: usize,
}

impl<'t> TypeText<'_, '_, '_, 't> {
    fn union(&mut self) -> Option<ExprId> {
        let mut members = vec![self.subscripted()?];
        while self.eat('|') {
            members.push(self.subscripted()?);
        }
        Some(if members.len() == 1 { members[0] } else { self.push(ExprKind::Choice(members)) })
    }

    fn subscripted(&mut self) -> Option<ExprId> {
        let base = self.path()?;
        if !self.eat('[') {
            return Some(base);
        }
        self.deeper()?;
        let mut keys = vec![self.union()?];
        while self.eat(',') {
            keys.push(self.union()?);
        }
        self.levels += 1;
        if !self.eat(']') {
            return None;
        }
        let key = if keys.len() == 1 { keys[0] } else { self.push(ExprKind::Sequence(keys)) };
        Some(self.push(ExprKind::Index(base, key)))
    }

    fn path(&mut self) -> Option<ExprId> {
        let first = self.identifier()?;
        let kind = if first == self.lowerer.language.null {
            ExprKind::Literal(Literal::Null)
        } else {
            self.lowerer.name_kind(&Name::new(first))
        };
        let mut path = self.push(kind);
        let levels = self.levels;
        while self.eat('.') {
            self.deeper()?;
            let member = Name::new(self.identifier()?);
            path = self.push(ExprKind::Attribute(path, member));
        }
        self.levels = levels;
        Some(path)
    }

    /// Takes one of the levels that are left; `None` if there is none.
    fn deeper(&mut self) -> Option<()> {
        let left = self.levels.checked_sub(1);
        if left.is_none() {
            self.lowerer.module.limits.insert(Limit::Nesting);
        }
        self.levels = left?;
        Some(())
    }

    fn identifier(&mut self) -> Option<&'t str> {
        self.rest = self.rest.trim_start();
        let end = self.rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        (!word.is_empty() && !word.starts_with(|c: char| c.is_ascii_digit())).then_some(word)
    }

    fn eat(&mut self, wanted: char) -> bool {
        let rest = self.rest.trim_start();
        match rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn push(&mut self, kind: ExprKind) -> ExprId {
        self.lowerer.push_expr(kind, self.span)
    }
}
