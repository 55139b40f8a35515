//! Calls of what is taken from a library by a name that only the running program knows (MIMA003).

use super::candidates;
use super::sites::place;
use crate::catalog::{Catalog, Intrinsic};
use crate::module::{CallSite, ExprKind, Use};
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

/// A text that runs as code and looks like an AI call.
pub(super) struct Run {
    /// The call that runs it.
    pub(super) call: CallSite,
    /// What is called in it: `responses.create`.
    pub(super) path: String,
}

/// Looks at a call that may run a text which is not written in its place.
pub(super) fn run(evaluator: &mut Evaluator<'_>, module: ModuleId, site: &CallSite) -> Option<Run> {
    let project = evaluator.project();
    let facts = project.module(module);
    let at = ExprRef { module, expr: site.expr };
    let call = project.call(at)?;
    let text = call.arguments.first()?.value;
    let ExprKind::Name(name, used) = &facts.expr(call.callee).kind else { return None };
    let is_free = *used == Use::Free;
    if is_free && !runs_text(project.catalog, &QualName::new(facts.prelude).join(name.as_str()))
        || !is_free && !candidates::may_be_entry_point(project, module, call.callee)
    {
        return None;
    }
    let callees = evaluator.expr(place(at, call.callee));
    let runs = callees.iter().any(|traced| match &traced.value {
        Value::External(name) => runs_text(project.catalog, name),
        _ => false,
    });
    if !runs {
        return None;
    }
    let texts = evaluator.expr(place(at, text));
    let path = texts.iter().find_map(|traced| match &traced.value {
        Value::Template(text) => called_in(project.catalog, text),
        value => called_in(project.catalog, value.as_text()?),
    })?;
    Some(Run { call: *site, path })
}

fn runs_text(catalog: &Catalog, name: &QualName) -> bool {
    catalog.intrinsic(name.as_str()) == Some(&Intrinsic::RunText)
}

/// The path of an AI call in some code: two names and more, and a parenthesis.
fn called_in(catalog: &Catalog, code: &str) -> Option<String> {
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    code.match_indices('(').find_map(|(at, _)| {
        let before = code[..at].trim_end();
        let path = &before[before.trim_end_matches(is_path).len()..];
        let starts = path.match_indices('.').map(|(dot, _)| dot + 1);
        let mut ends = std::iter::once(0).chain(starts).map(|start| &path[start..]);
        ends.find(|end| end.contains('.') && catalog.call_paths.contains(*end)).map(str::to_owned)
    })
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
