//! Under which conditions the parts of a scope run: what tests have to give, which loops go round.
//!
//! A [`Frame`](super::flow::Frame) keeps the innermost condition that holds where something is lowered, and how many ways
//! out were seen. What follows a statement that may have left its block runs under a condition as well: after `if test:
//! continue` the test has failed. Where names hold in blocks nothing of this is kept, because nobody asks.

use smallvec::SmallVec;
use tree_sitter::Node;

use super::flow::Exits;
use super::lower::Lowerer;
use super::shapes::{Role, Shape};
use super::span_of;
use crate::module::{Comparison, Condition, ConditionId, ConditionKind, ExprId};

/// The conditions that a test comes to, if several have to hold.
pub(super) type Conditions = SmallVec<[ConditionKind; 2]>;

/// Whether control goes on behind a part of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaves {
    Never,
    Sometimes,
    Always,
}

/// An alternative of a statement with branches.
pub(super) struct Alternative {
    pub(super) leaves: Leaves,
    /// What holds in it, and what holds after its test has failed.
    pub(super) held: Conditions,
    pub(super) failed: Conditions,
}

impl<'tree> Lowerer<'_, 'tree> {
    /// Runs `work` under some conditions.
    pub(super) fn under<T>(&mut self, conditions: Conditions, work: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.frame().condition;
        self.require(conditions);
        let result = work(self);
        self.frame_mut().condition = outer;
        result
    }

    /// Lets some conditions hold for what follows in the block.
    pub(super) fn require(&mut self, conditions: Conditions) {
        if self.blocks() {
            return;
        }
        for kind in conditions {
            self.add_condition(kind);
        }
    }

    /// Lets a condition hold for what follows in the block.
    pub(super) fn add_condition(&mut self, kind: ConditionKind) -> ConditionId {
        let id = ConditionId::after(self.module.conditions.len());
        let parent = self.frame_mut().condition.replace(id);
        self.module.conditions.push(Condition { kind, parent });
        id
    }

    /// What follows runs where nothing has left the block since `before`.
    pub(super) fn require_no_exit(&mut self, before: Exits) {
        if self.frame().exits != before {
            self.require(unknown());
        }
    }

    /// Whether control goes on behind what was lowered since `before`.
    pub(super) fn leaves_since(&self, before: Exits) -> Leaves {
        match self.frame() {
            frame if !frame.state.reachable => Leaves::Always,
            frame if frame.exits != before => Leaves::Sometimes,
            _ => Leaves::Never,
        }
    }

    /// What holds behind a statement with alternatives of which some may have left the block.
    pub(super) fn require_after(&mut self, alternatives: &[Alternative], otherwise: Option<Leaves>) {
        let stays = |all: &[Alternative]| all.iter().all(|other| other.leaves == Leaves::Never);
        let otherwise = otherwise.unwrap_or(Leaves::Never);
        match alternatives {
            all if stays(all) && otherwise == Leaves::Never => {}
            [first, rest @ ..]
                if first.leaves == Leaves::Always && stays(rest) && otherwise == Leaves::Never =>
            {
                self.require(first.failed.clone());
            }
            [only] if only.leaves == Leaves::Never && otherwise == Leaves::Always => {
                self.require(only.held.clone());
            }
            _ => self.require(unknown()),
        }
    }

    /// What a test says that came out so; `lowered` is the first expression that it was lowered to.
    pub(super) fn tested(&self, test: Option<Node<'tree>>, outcome: bool, lowered: usize) -> Conditions {
        let mut found = Conditions::new();
        match test {
            Some(test) if !self.blocks() => self.find_tested(test, outcome, lowered, &mut found),
            _ => {}
        }
        found
    }

    fn find_tested(&self, test: Node<'tree>, outcome: bool, lowered: usize, found: &mut Conditions) {
        let shaped = self.shape(test);
        let kind = match shaped.map(|shaped| (shaped.shape, shaped)) {
            Some((Shape::Transparent | Shape::Not, shaped)) => {
                let outcome = outcome != (shaped.shape == Shape::Not);
                if let Some(inner) = shaped.part(Role::Value) {
                    return self.find_tested(inner, outcome, lowered, found);
                }
                None
            }
            Some((Shape::Boolean, shaped)) => {
                let operator = shaped.part(Role::Operator).map_or("", |node| self.source(node));
                // Both sides of `a and b` hold where it does, and neither of `a or b` where it does not.
                if (operator == self.language.conjunction) == outcome {
                    for side in [Role::Left, Role::Right].into_iter().filter_map(|role| shaped.part(role)) {
                        self.find_tested(side, outcome, lowered, found);
                    }
                    return;
                }
                None
            }
            Some((Shape::Comparison, shaped)) => {
                match (&self.children(test)[..], &shaped.parts(Role::Operator)[..]) {
                    (&[left, right], &[operator]) => {
                        comparison(self.source(operator)).and_then(|(comparison, holds)| {
                            let left = self.lowered_to(left, lowered)?;
                            let right = self.lowered_to(right, lowered)?;
                            let holds = holds == outcome;
                            Some(ConditionKind::Comparison { left, comparison, right, holds })
                        })
                    }
                    _ => None,
                }
            }
            _ => self.lowered_to(test, lowered).map(|test| ConditionKind::Test { test, holds: outcome }),
        };
        found.push(kind.unwrap_or(ConditionKind::Other));
    }

    /// The expression that a node was lowered to, which is one of those from `lowered` on.
    fn lowered_to(&self, node: Node<'tree>, lowered: usize) -> Option<ExprId> {
        let span = span_of(node);
        let recent = self.module.exprs.get(lowered..)?;
        let at = recent.iter().rposition(|expr| expr.span == span)?;
        Some(ExprId((lowered + at) as u32))
    }
}

/// How an operator compares, and whether it says that values do.
fn comparison(operator: &str) -> Option<(Comparison, bool)> {
    match operator {
        "==" => Some((Comparison::Equal, true)),
        "!=" => Some((Comparison::Equal, false)),
        "in" => Some((Comparison::Element, true)),
        "not in" => Some((Comparison::Element, false)),
        _ => None,
    }
}

/// A condition of which nothing is known.
pub(super) fn unknown() -> Conditions {
    Conditions::from_elem(ConditionKind::Other, 1)
}
