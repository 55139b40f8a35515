//! What is said of what has only the name of a marker: MIMA013, and how to name a marker of one's own.

use super::Checked;
use super::lookalike::{Lookalike, Unverified};
use super::report::FileReport;
use crate::finding::{Label, RuleId};
use crate::project::ExprRef;
use crate::source::Span;

impl FileReport<'_> {
    /// Where something is applied: of a decorator all of it.
    pub(super) fn applied_span(&self, at: ExprRef) -> Span {
        let facts = self.project.module(at.module);
        let functions = facts.functions.iter().flat_map(|function| &function.decorators);
        let classes = facts.classes.iter().flat_map(|class| &class.decorators);
        let mut decorators = functions.chain(classes);
        let decorator = decorators.find(|decorator| decorator.expr == at.expr);
        decorator.map_or(facts.expr(at.expr).span, |decorator| decorator.span)
    }

    /// MIMA013.
    pub(super) fn unverified(&mut self, checked: &Checked) {
        for Unverified { lookalike, call: (module, span) } in &checked.unverified {
            let location = self.locate(lookalike.at.module, self.applied_span(lookalike.at));
            let message = format!(
                "`{}` looks like a marker by its name only: it could not be traced to an attestation SDK or to a name in \
                 `[attestation]`",
                self.written(lookalike)
            );
            let call = self.locate(*module, *span);
            let related =
                Label { location: call, message: "this call does not count as attested by it".into() };
            self.push(
                RuleId::UnverifiedMarker,
                location,
                message,
                self.how_to_name(lookalike),
                vec![related],
            );
        }
    }

    /// What to do where a marker of the project's own is not named in the settings.
    pub(super) fn how_to_name(&self, lookalike: &Lookalike) -> String {
        let Some(marker) = lookalike.nameable() else {
            let written = self.written(lookalike);
            return format!(
                "make the attestation client where that can be followed, or import it; if `{written}` is a marker of your \
                 own, name it by its module under `[attestation]` in the settings"
            );
        };
        format!(
            "if `{name}` is your marker, name it: `{key} = [\"{name}\"]` under `[attestation]` in the settings",
            name = marker.name,
            key = marker.key()
        )
    }

    /// What looks like a marker, as it is written.
    fn written(&self, lookalike: &Lookalike) -> String {
        let at = lookalike.at;
        let facts = self.project.module(at.module);
        let callee = facts.call(at.expr).map_or(at.expr, |call| call.callee);
        let text = self.text(at.module, facts.expr(callee).span);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
