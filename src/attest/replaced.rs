//! Markers that somebody puts something else in the place of: a test's patch, an assignment.

use super::Judge;
use super::index::Place;
use super::markers::has_marker;
use crate::catalog::Behaviour;
use crate::module::{Argument, ArgumentKind, Decorator, ExprKind};
use crate::name::Name;
use crate::project::{ExprRef, Value};
use crate::source::Span;

/// Where something stands for a marker.
enum Reach {
    /// In this part of the file.
    Inside(Span),
    /// From some moment on, in the file.
    File,
    /// From some moment on.
    Project,
}

impl Judge<'_, '_> {
    /// Whether the method of an attestation client is something else where it is read of `object`.
    pub(super) fn is_replaced(&mut self, object: ExprRef, method: &Name) -> bool {
        let project = self.evaluator.project();
        let stores = self.index.stores.get(method).cloned().unwrap_or_default();
        let is_assigned = stores.into_iter().any(|(module, number)| {
            let store = &project.module(module).stores[number];
            let owners = self.evaluator.expr(ExprRef { module, expr: store.object });
            owners.iter().any(|traced| has_marker(project, &traced.value, method.as_str()))
        });
        is_assigned || self.is_patched(object, method)
    }

    fn is_patched(&mut self, object: ExprRef, method: &Name) -> bool {
        let project = self.evaluator.project();
        let at = project.module(object.module).expr(object.expr).span;
        let names = project.catalog.names(Behaviour::Replaces).iter();
        let reads: Vec<ExprRef> =
            names.filter_map(|name| self.index.reads.get(name)).flatten().copied().collect();
        reads.into_iter().any(|read| {
            let Place::Callee(call) = self.index.place(read) else { return false };
            let call = ExprRef { expr: call, ..read };
            self.replaces(call, object, method)
                && match self.reach(call, read) {
                    Reach::Inside(span) => call.module == object.module && span.contains(at),
                    Reach::File => call.module == object.module,
                    Reach::Project => true,
                }
        })
    }

    /// Whether a call that puts something in the place of an attribute means the marker, or the client.
    fn replaces(&mut self, call: ExprRef, object: ExprRef, method: &Name) -> bool {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return false };
        let client = match &project.module(object.module).expr(object.expr).kind {
            ExprKind::Name(name, _) | ExprKind::Attribute(_, name) => Some(name),
            _ => None,
        };
        let [first, rest @ ..] = &facts.arguments[..] else { return false };
        let is_meant =
            |name: &str| name == method.as_str() || client.is_some_and(|client| client.as_str() == name);
        let owners = self.evaluator.expr(ExprRef { expr: first.value, ..call });
        let means = match owners.text() {
            // `patch("app.llm.mima.trace")`
            Some(path) => path.rsplit('.').next().is_some_and(is_meant),
            None => self.replaces_attribute(call, rest, is_meant),
        };
        let names = self.evaluator.expr(ExprRef { expr: facts.callee, ..call });
        let known = |value: &Value| {
            value.api().is_none_or(|name| project.catalog.behaves(name.as_str(), Behaviour::Replaces))
        };
        means && names.iter().all(|traced| known(&traced.value))
    }

    /// `patch.object(mima, "trace")`, `patch.multiple(mima, trace=…)`.
    fn replaces_attribute(
        &mut self,
        call: ExprRef,
        rest: &[Argument],
        is_meant: impl Fn(&str) -> bool,
    ) -> bool {
        let keyword = rest.iter().any(|argument| match &argument.kind {
            ArgumentKind::Keyword(name) => is_meant(name.as_str()),
            _ => false,
        });
        let second = rest.first().filter(|argument| argument.kind == ArgumentKind::Positional);
        keyword
            || second.is_some_and(|argument| {
                let values = self.evaluator.expr(ExprRef { expr: argument.value, ..call });
                values.texts().any(&is_meant)
            })
    }

    /// How far a replacement goes.
    fn reach(&mut self, call: ExprRef, callee: ExprRef) -> Reach {
        let facts = self.evaluator.project().module(call.module);
        let block = facts.contexts.iter().find(|context| context.manager == call.expr);
        let decorates = |decorators: &[Decorator]| decorators.iter().any(|known| known.expr == call.expr);
        let functions = facts.functions.iter().filter(|function| decorates(&function.decorators));
        let classes = facts.classes.iter().filter(|class| decorates(&class.decorators));
        let spans = functions.map(|function| function.span).chain(classes.map(|class| class.span));
        if let Some(span) = block.map(|block| block.statement).or_else(|| spans.into_iter().next()) {
            return Reach::Inside(span);
        }
        let names = self.evaluator.expr(callee);
        let builtin = |value: &Value| value.api().is_some_and(|name| name.root() == facts.prelude);
        if names.iter().any(|traced| builtin(&traced.value)) { Reach::Project } else { Reach::File }
    }
}
