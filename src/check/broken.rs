//! What an error in the syntax of a file makes doubtful: what stands in the part that was not understood, or comes through it.

use super::sites::Site;
use crate::attest::{Doubt, Verdict};
use crate::module::{Broken, CallSite, ContextId, Module, ScopeKind};
use crate::project::{ExprRef, ModuleId, Project};
use crate::source::Span;

/// The part that makes a call doubtful: the call stands in it, or the beginning of a definition or block around it does, or
/// the handle came through it.
pub(super) fn touching(project: &Project<'_>, module: ModuleId, site: &Site) -> Option<(ModuleId, Broken)> {
    let facts = project.module(module);
    if let Some(found) = around(facts, &site.call) {
        return Some((module, found));
    }
    let steps = site.flow.iter().map(|step| (step.module, step.span));
    let span_of = |at: &ExprRef| (at.module, project.module(at.module).expr(at.expr).span);
    let made = site.made.iter().flatten().map(span_of);
    steps.chain(made).find_map(|(module, span)| Some((module, at(project.module(module), span)?)))
}

/// A verdict, unless it rests on a part that was not understood: one that makes the call doubtful, or holds the marker or a
/// call on the way from it.
pub(super) fn believed(
    project: &Project<'_>,
    verdict: Verdict,
    touching: Option<(ModuleId, Broken)>,
) -> Verdict {
    let Verdict::Attested(active) = &verdict else { return verdict };
    let path = active.path.iter().map(|step| (step.module, step.span));
    let mut places = path.chain([(active.module, active.span)]);
    let of_marker = || places.find_map(|(module, span)| Some((module, at(project.module(module), span)?)));
    match touching.or_else(of_marker) {
        Some((module, broken)) => Verdict::Disbelieved(Doubt::NotUnderstood(module, broken.error)),
        None => verdict,
    }
}

fn around(facts: &Module, call: &CallSite) -> Option<Broken> {
    if facts.broken.is_empty() {
        return None;
    }
    let mut places = vec![facts.expr(call.expr).span];
    let mut scope = Some(call.scope);
    while let Some(id) = scope {
        match facts.scope(id).kind {
            ScopeKind::Function(function) => {
                let function = facts.function(function);
                places.push(function.name_span);
                places.extend(function.decorators.iter().map(|decorator| decorator.span));
            }
            ScopeKind::Class(class) => {
                let class = facts.class(class);
                places.push(class.name_span);
                places.extend(class.decorators.iter().map(|decorator| decorator.span));
            }
            _ => {}
        }
        let parent = facts.scope(id).parent;
        scope = (parent != id).then_some(parent);
    }
    let mut context: Option<ContextId> = call.context;
    while let Some(id) = context {
        let facts_of = &facts.contexts[id.index()];
        places.push(facts.expr(facts_of.manager).span);
        context = facts_of.parent;
    }
    places.into_iter().find_map(|place| at(facts, place))
}

fn at(facts: &Module, place: Span) -> Option<Broken> {
    facts.broken.iter().find(|broken| broken.span.contains(place)).copied()
}
