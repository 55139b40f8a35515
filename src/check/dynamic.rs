//! Calls of what is taken from a library by a name that only the running program knows (MIMA003).

use super::candidates;
use super::sites::place;
use crate::module::CallSite;
use crate::name::{Name, QualName};
use crate::project::{Evaluator, ExprRef, ModuleId, Value};
use crate::source::Span;

/// A call that may be an AI call, as far as its name is known.
pub(super) struct Taken {
    /// The call.
    pub(super) call: CallSite,
    /// Its name, with `…` for each part that is not known: `openai.….chat.completions.create`.
    pub(super) name: String,
    /// The library that has such a call.
    pub(super) library: Name,
    /// What is called.
    pub(super) callee: Span,
}

/// Looks at a call that is no AI call for certain.
pub(super) fn find(evaluator: &mut Evaluator<'_>, module: ModuleId, site: &CallSite) -> Option<Taken> {
    let project = evaluator.project();
    let at = ExprRef { module, expr: site.expr };
    let callee = project.call(at)?.callee;
    if !candidates::may_be_entry_point(project, module, callee) {
        return None;
    }
    let callees = evaluator.expr(place(at, callee));
    let found = callees.iter().find_map(|traced| {
        let name = traced.value.api()?;
        Some((library(evaluator, &traced.value)?, name))
    });
    let (library, name) = found?;
    let callee = project.module(module).expr(callee).span;
    Some(Taken { call: *site, name: shown(&name), library, callee })
}

fn library(evaluator: &Evaluator<'_>, callee: &Value) -> Option<Name> {
    let catalog = evaluator.project().catalog;
    let found = match callee {
        Value::External(name) if name.as_str().contains('{') => catalog.unnamed_function(name.as_str()),
        Value::Instance(class, path) if class.as_str().contains('{') || path.as_str().contains('{') => {
            catalog.unnamed_member(class.as_str(), path.as_str())
        }
        _ => None,
    };
    found.cloned()
}

/// A name for people, with `…` for what is not known.
fn shown(name: &QualName) -> String {
    let mut shown = String::new();
    let mut rest = name.as_str();
    while let Some((before, hole)) = rest.split_once('{') {
        shown.push_str(before);
        shown.push('…');
        rest = hole.split_once('}').map_or("", |(_, after)| after);
    }
    shown + rest
}
