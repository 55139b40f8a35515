//! Calls that look like AI calls, but whose handle could not be followed (MIMA003).

use crate::module::{CallSite, ExprKind, Module};
use crate::project::{Evaluator, ExprRef, ModuleId};
use crate::source::Span;

/// A call that ends like an entry point on a value of which nothing is known.
pub(super) struct Lookalike {
    /// The call.
    pub(super) call: CallSite,
    /// The path from the unknown value: `chat.completions.create`.
    pub(super) path: String,
    /// The unknown value.
    pub(super) receiver: Span,
}

/// Looks at a call whose callee has no known value. Only a path of two names and more says enough:
/// `x.chat.completions.create(…)` does, `x.create(…)` does not.
pub(super) fn find(evaluator: &mut Evaluator<'_>, module: ModuleId, site: &CallSite) -> Option<Lookalike> {
    let project = evaluator.project();
    let facts = project.module(module);
    let call = facts.call(site.expr)?;
    let ExprKind::Attribute(_, last) = &facts.expr(call.callee).kind else {
        return None;
    };
    if !project.catalog.call_names.contains(last) {
        return None;
    }
    let (path, receiver) =
        longest_path(facts, call.callee, |path| project.catalog.call_paths.contains(path))?;
    let known = evaluator.expr(ExprRef { module, expr: receiver });
    known.is_inert().then(|| Lookalike { call: *site, path, receiver: facts.expr(receiver).span })
}

/// The longest path of names at the end of an expression that is accepted, and what it starts from.
fn longest_path(
    facts: &Module,
    callee: crate::module::ExprId,
    accepted: impl Fn(&str) -> bool,
) -> Option<(String, crate::module::ExprId)> {
    let mut path = String::new();
    let mut at = callee;
    let mut best = None;
    while let ExprKind::Attribute(object, name) = &facts.expr(at).kind {
        path = if path.is_empty() { name.to_string() } else { format!("{name}.{path}") };
        at = *object;
        if accepted(&path) {
            best = Some((path.clone(), at));
        }
    }
    best
}
