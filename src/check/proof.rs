//! What is said of a call that is attested: by which marker, over which calls, and what would undo each of these steps.

use super::report::FileReport;
use crate::attest::{Active, PathStep};
use crate::catalog::Carrier;
use crate::finding::{AttestedBy, MarkerKind, ProofStep};
use crate::project::FunctionRef;

impl FileReport<'_> {
    /// The proof that a call is attested.
    pub(super) fn attested_by(&self, active: &Active) -> AttestedBy {
        // What lasts does not depend on who calls.
        let is_around = active.path.is_empty() || active.carrier == Carrier::Process;
        let kind = if is_around { active.kind } else { MarkerKind::Callers };
        AttestedBy {
            kind,
            marker: active.marker.clone(),
            confidence: active.confidence,
            location: self.locate(active.module, active.span),
            undone_by: undoes(active),
            path: active.path.iter().map(|step| self.proof_step(step)).collect(),
        }
    }

    fn proof_step(&self, step: &PathStep) -> ProofStep {
        ProofStep {
            location: self.locate(step.module, step.span),
            message: format!("called in `{}`", step.function),
            undone_by: match step.to {
                Some(function) => self.undoes_call(function),
                None => "consuming it where no marker is active".into(),
            },
        }
    }

    /// What would undo that a function is called under a marker alone.
    fn undoes_call(&self, function: FunctionRef) -> String {
        let facts = self.project.function(function);
        let name = facts.name.as_str();
        if facts.is_lambda {
            return "handing the function to somebody who calls it where no marker is active".into();
        }
        let overriding = if facts.class.is_some() { ", or a subclass that overrides it" } else { "" };
        format!(
            "a call of `{name}` where no marker is active, a use of it that cannot be followed{overriding}"
        )
    }
}

/// What would undo that a marker runs around what it stands at.
fn undoes(active: &Active) -> String {
    let marker = active.marker.last();
    match active.kind {
        MarkerKind::Decorator => format!(
            "a way to the function that goes round its wrapper, a decorator below that puts the body off, or something \
             else in the place of `{marker}`"
        ),
        MarkerKind::Context => format!(
            "the call outside of the block, later or in another thread, or something else in the place of `{marker}`"
        ),
        MarkerKind::Callback => {
            format!(
                "taking `{marker}` away from where it is heard, muting it, or another object that runs the model"
            )
        }
        MarkerKind::Global => format!("unsetting `{marker}`, or an object that is made before it is set"),
        MarkerKind::Client => {
            format!("another client, or a copy of this one that `{marker}` does not know")
        }
        MarkerKind::Instrumentation => {
            format!("a way to the call on which `{marker}` has not run, or taking it back")
        }
        MarkerKind::Gateway => format!("another base URL than that of `{}`", active.marker),
        MarkerKind::Callers => format!("a caller that is not under `{marker}`"),
    }
}
