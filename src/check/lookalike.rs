//! What has only the name of a marker, and the calls that do not count as attested by it.

use super::{Checked, Judged};
use crate::attest::{Doubt, Verdict, name_of};
use crate::finding::{MarkerKind, Nameable};
use crate::name::QualName;
use crate::project::{Evaluator, ExprRef, ModuleId, Project};
use crate::source::Span;

/// Something that has only the name of a marker.
#[derive(Clone, Debug)]
pub(super) struct Lookalike {
    /// What is applied.
    pub(super) at: ExprRef,
    /// How.
    kind: MarkerKind,
    /// The name that the settings would have to name.
    name: Option<QualName>,
}

/// A lookalike, and a call that does not count as attested by it.
#[derive(Clone, Debug)]
pub(super) struct Unverified {
    pub(super) lookalike: Lookalike,
    pub(super) call: (ModuleId, Span),
}

impl Lookalike {
    /// The one that a verdict speaks of.
    pub(super) fn of(verdict: &Verdict, evaluator: &mut Evaluator<'_>) -> Option<Self> {
        match *verdict {
            Verdict::Disbelieved(Doubt::ByName(at, kind)) => {
                Some(Self { at, kind, name: name_of(evaluator, at) })
            }
            _ => None,
        }
    }

    /// What the settings would have to name.
    pub(super) fn nameable(&self) -> Option<Nameable> {
        Some(Nameable { kind: self.kind, name: self.name.clone()? })
    }
}

/// Puts each lookalike into the file in which it stands, once, with the first call that it does not attest.
pub(super) fn collect(project: &Project<'_>, checked: &mut [Checked]) {
    let found = (0..).map(ModuleId).zip(checked.iter()).flat_map(|(module, file)| {
        let unverified = move |judged: &Judged| {
            let span = project.module(module).expr(judged.site.call.expr).span;
            Some(Unverified { lookalike: judged.lookalike.clone()?, call: (module, span) })
        };
        file.sites.iter().filter_map(unverified)
    });
    for unverified in found.collect::<Vec<_>>() {
        let at = unverified.lookalike.at;
        let known = &mut checked[at.module.index()].unverified;
        if known.iter().all(|other| other.lookalike.at != at) {
            known.push(unverified);
        }
    }
}
