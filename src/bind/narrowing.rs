//! What a test of a value's type says of it where the test has held: `if isinstance(client, OpenAI)`.
//!
//! A [`Narrowing`] names a value by its path, `client` or `self.config.model`, and holds in the rest of the frame's
//! current branch. While it holds, reading the path gives an [`ExprKind::Narrowed`]. It ends when the name that the
//! path begins with is bound anew, or something is stored under the path.

use smallvec::SmallVec;
use tree_sitter::Node;

use super::lower::Lowerer;
use super::shapes::{Role, Shape, Shaped};
use super::span_of;
use crate::module::{ExprId, ExprKind, Use};
use crate::name::Name;

/// A name and the members that lead from it to a value.
type Path = SmallVec<[Name; 3]>;

/// A value that is known to be an instance of a class.
#[derive(Clone, Debug)]
pub(super) struct Narrowing {
    path: Path,
    /// What the name that the path begins with referred to.
    root: Use,
    class: ExprId,
}

impl<'tree> Lowerer<'_, 'tree> {
    /// What holds where `test` has given true, or, with `outcome` false, where it has not.
    pub(super) fn narrowings(&mut self, test: Node<'tree>, outcome: bool) -> Vec<Narrowing> {
        let mut found = Vec::new();
        if !self.language.type_test.is_empty() {
            self.find_narrowings(test, outcome, &mut found);
        }
        found
    }

    fn find_narrowings(&mut self, test: Node<'tree>, outcome: bool, found: &mut Vec<Narrowing>) {
        let Some(shaped) = self.shape(test) else { return };
        match shaped.shape {
            Shape::Transparent => {
                if let Some(inner) = shaped.part(Role::Value) {
                    self.find_narrowings(inner, outcome, found);
                }
            }
            Shape::Not => {
                if let Some(inner) = shaped.part(Role::Value) {
                    self.find_narrowings(inner, !outcome, found);
                }
            }
            Shape::Boolean => {
                let operator = shaped.part(Role::Operator).map_or("", |node| self.source(node));
                // Both sides of `a and b` hold where it does, and neither of `a or b` where it does not.
                if (operator == self.language.conjunction) == outcome {
                    for side in [Role::Left, Role::Right].into_iter().filter_map(|role| shaped.part(role)) {
                        self.find_narrowings(side, outcome, found);
                    }
                }
            }
            Shape::Call if outcome => found.extend(self.type_test(test)),
            _ => {}
        }
    }

    /// `isinstance(path, class)`.
    fn type_test(&mut self, call: Node<'tree>) -> Option<Narrowing> {
        let shaped = self.shape(call)?;
        let callee =
            shaped.part(Role::Callee).filter(|&callee| self.source(callee) == self.language.type_test)?;
        if self.resolve(&self.name(callee)) != Use::Free {
            return None;
        }
        match self.children(shaped.part(Role::Arguments)?)[..] {
            [value, class] => self.narrowing(value, class),
            _ => None,
        }
    }

    /// That the value at a path is an instance of a class, or of one of several.
    pub(super) fn narrowing(&mut self, value: Node<'tree>, class: Node<'tree>) -> Option<Narrowing> {
        let path = self.path_of(value)?;
        let root = self.resolve(path.first()?);
        let class = if self.is(class, Shape::Sequence) {
            let members = self.expressions(class);
            self.push_expr(ExprKind::Choice(members), span_of(class))
        } else {
            self.expression(class)
        };
        Some(Narrowing { path, root, class })
    }

    /// Runs `work` where some narrowings hold.
    pub(super) fn narrowed<T>(&mut self, by: Vec<Narrowing>, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.frame().narrowings.len();
        self.hold(by);
        let result = work(self);
        self.frame_mut().narrowings.truncate(before);
        result
    }

    /// Runs `work`, a part of `shaped`, where its test has given `outcome`.
    pub(super) fn narrowed_part<T>(
        &mut self,
        shaped: Shaped<'_, 'tree>,
        outcome: bool,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let by = shaped.part(Role::Test).map(|test| self.narrowings(test, outcome)).unwrap_or_default();
        self.narrowed(by, work)
    }

    /// Lets narrowings hold until the current branch ends.
    pub(super) fn hold(&mut self, narrowings: Vec<Narrowing>) {
        self.frame_mut().narrowings.extend(narrowings);
    }

    /// `expr`, which `node` was lowered to, as what it is known to be.
    pub(super) fn as_narrowed(&mut self, node: Node<'tree>, expr: ExprId) -> ExprId {
        if self.deferred || self.visible_narrowings().next().is_none() {
            return expr;
        }
        let Some(path) = self.path_of(node) else { return expr };
        let root = path.first().map(|root| self.resolve(root));
        let known = self.visible_narrowings().find(|known| known.path == path && Some(known.root) == root);
        match known.map(|known| known.class) {
            Some(class) => self.push_expr(ExprKind::Narrowed { value: expr, class }, span_of(node)),
            None => expr,
        }
    }

    /// What is known in the current scope and in those around it that run at the same time, the latest first.
    fn visible_narrowings(&self) -> impl Iterator<Item = &Narrowing> {
        let inner = self.frames.iter().rev().take_while(|frame| frame.is_eager()).count();
        let frames = self.frames.iter().rev().take(inner + 1);
        frames.flat_map(|frame| frame.narrowings.iter().rev())
    }

    /// Forgets what is known of the value at a path, since another one is stored there.
    pub(super) fn forget_narrowings(&mut self, target: Node<'tree>) {
        if !self.frame().narrowings.is_empty()
            && let Some(path) = self.path_of(target)
        {
            self.frame_mut().narrowings.retain(|known| !known.path.starts_with(&path));
        }
    }

    fn path_of(&self, node: Node<'tree>) -> Option<Path> {
        let mut members = Path::new();
        let mut node = node;
        loop {
            let shaped = self.shape(node)?;
            match shaped.shape {
                Shape::Name => {
                    members.push(self.name(node));
                    members.reverse();
                    return Some(members);
                }
                Shape::Attribute => {
                    members.push(self.name(shaped.part(Role::Member)?));
                    node = shaped.part(Role::Object)?;
                }
                _ => return None,
            }
        }
    }
}
