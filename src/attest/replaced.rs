//! Markers that somebody puts something else in the place of while something runs: a patch. What is assigned for good, the
//! evaluator knows.

use super::Judge;
use super::index::Place;
use super::markers::method_of;
use crate::catalog::Behaviour;
use crate::module::{Argument, ArgumentKind, Decorator, ExprId, ExprKind};
use crate::name::Name;
use crate::project::{ExprRef, ModuleId, Traced, Value, Values};
use crate::source::Span;

/// Where something stands for a marker.
pub(super) enum Reach {
    /// In this part of the file.
    Inside(Span),
    /// From some moment on, in the file.
    File,
    /// From some moment on.
    Project,
}

impl Judge<'_, '_> {
    /// Whether a marker that an expression applies is something else there: one of these values is a method of a client, and
    /// somebody puts something in the place of the method or of the client.
    pub(super) fn is_replaced(&mut self, at: ExprRef, values: &Values) -> bool {
        values.iter().any(|traced| {
            let Some(method) = method_of(&traced.value) else { return false };
            self.is_patched(at, &method, &self.client_names(at, traced))
        })
    }

    /// The names that the client has whose method an expression calls or reads: where it was made, and where it is read.
    fn client_names(&self, at: ExprRef, method: &Traced) -> Vec<Name> {
        let project = self.evaluator.project();
        let read = project.call(at).map_or(at, |call| ExprRef { expr: call.callee, ..at });
        let facts = project.module(read.module);
        let object = match &facts.expr(read.expr).kind {
            ExprKind::Attribute(object, _) => Some(&facts.expr(*object).kind),
            _ => None,
        };
        let written = object.and_then(|object| match object {
            ExprKind::Name(name, _) | ExprKind::Attribute(_, name) => Some(name.clone()),
            _ => None,
        });
        let bound = method.made.places().filter_map(|making| match self.index.place(making.at) {
            Place::Bound(binding) => {
                Some(project.module(making.at.module).bindings[binding.index()].name.clone())
            }
            _ => None,
        });
        written.into_iter().chain(bound).collect()
    }

    fn is_patched(&mut self, at: ExprRef, method: &Name, clients: &[Name]) -> bool {
        let project = self.evaluator.project();
        let place = project.module(at.module).expr(at.expr).span;
        let names = project.catalog.names(Behaviour::Replaces).iter();
        let reads: Vec<ExprRef> =
            names.filter_map(|name| self.index.reads.get(name)).flatten().copied().collect();
        reads.into_iter().any(|read| {
            let Place::Callee(call) = self.index.place(read) else { return false };
            let call = ExprRef { expr: call, ..read };
            self.replaces(call, method, clients)
                && match self.reach(call, read) {
                    Reach::Inside(span) => call.module == at.module && span.contains(place),
                    Reach::File => call.module == at.module,
                    Reach::Project => true,
                }
        })
    }

    /// Whether a call that puts something in the place of an attribute means the marker, or the client.
    fn replaces(&mut self, call: ExprRef, method: &Name, clients: &[Name]) -> bool {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return false };
        let [first, rest @ ..] = &facts.arguments[..] else { return false };
        let is_meant =
            |name: &str| name == method.as_str() || clients.iter().any(|client| client.as_str() == name);
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

    /// How far a replacement goes. Of a test it is enough to know where it stands, since it judges nothing of the program.
    pub(super) fn reach(&mut self, call: ExprRef, callee: ExprRef) -> Reach {
        let facts = self.evaluator.project().module(call.module);
        let block = facts.contexts.iter().find(|context| context.manager == call.expr);
        let decorates = |decorators: &[Decorator]| decorators.iter().any(|known| known.expr == call.expr);
        let functions = facts.functions.iter().filter(|function| decorates(&function.decorators));
        let classes = facts.classes.iter().filter(|class| decorates(&class.decorators));
        let spans = functions.map(|function| function.span).chain(classes.map(|class| class.span));
        if let Some(span) = block.map(|block| block.statement).or_else(|| spans.into_iter().next()) {
            let is_left = !facts.is_test && self.leads_out(call.module, span);
            return if is_left { Reach::Project } else { Reach::Inside(span) };
        }
        let names = self.evaluator.expr(callee);
        let builtin = |value: &Value| value.api().is_some_and(|name| name.root() == facts.prelude);
        let is_left = !facts.is_test || names.iter().any(|traced| builtin(&traced.value));
        if is_left { Reach::Project } else { Reach::File }
    }

    /// Whether code of the project runs while a part of a file does, or may: something is called there that is none of a
    /// library.
    fn leads_out(&mut self, module: ModuleId, part: Span) -> bool {
        let facts = self.evaluator.project().module(module);
        let inside = facts.calls.iter().filter(|site| part.contains(facts.expr(site.expr).span));
        let callees: Vec<ExprId> =
            inside.filter_map(|site| facts.call(site.expr)).map(|call| call.callee).collect();
        callees.into_iter().any(|expr| {
            let values = self.evaluator.expr(ExprRef { module, expr });
            values.is_empty() || values.iter().any(|traced| traced.value.api().is_none())
        })
    }
}
