//! What the open gaps of a report mean for controls, and the one step that closes most of them.

use std::collections::BTreeMap;

use super::frameworks::{Control, Framework, frameworks};
use super::{AiCall, Finding, Report, RuleId};
use crate::name::QualName;
use crate::source::{FileId, Location};

/// AI calls that run without an attestation and that no comment or setting accepts.
#[derive(Debug)]
pub struct Gaps<'r> {
    /// How many.
    pub count: usize,
    /// The controls that they touch, by framework; frameworks without any are left out.
    pub controls: Vec<(&'static Framework, Vec<&'static Control>)>,
    /// The step that closes most; `None` where no function can simply be attested.
    pub step: Option<Step<'r>>,
}

/// Attesting one function, or what a module does when it is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step<'r> {
    /// The function; `None` for code at module level.
    pub function: Option<&'r QualName>,
    /// The first call that it closes.
    pub location: Location,
    /// How many gaps it closes.
    pub closes: usize,
    /// How many calls of the function are known: of two functions the one that is used more goes first.
    callers: usize,
}

/// The gaps of a report; `None` where there is none.
pub fn gaps(report: &Report) -> Option<Gaps<'_>> {
    let open: Vec<(&Finding, &AiCall)> = report
        .findings
        .iter()
        .filter(|finding| finding.is_open())
        .filter_map(|finding| Some((finding, report.calls.get(finding.call?)?)))
        .filter(|(_, call)| call.attested_by.is_none())
        .collect();
    let step = step(&open);
    (!open.is_empty()).then(|| Gaps { count: open.len(), controls: controls(&open), step })
}

/// Every control once, in the order of the frameworks' files.
fn controls(open: &[(&Finding, &AiCall)]) -> Vec<(&'static Framework, Vec<&'static Control>)> {
    let touched = |framework: &'static Framework| {
        let is_touched = |control: &&Control| {
            open.iter()
                .any(|(finding, _)| framework.controls_of_rule(finding.rule).any(|(it, _)| it == *control))
        };
        (framework, framework.controls.iter().filter(is_touched).collect::<Vec<_>>())
    };
    frameworks().iter().map(touched).filter(|(_, controls)| !controls.is_empty()).collect()
}

fn step<'r>(open: &[(&'r Finding, &'r AiCall)]) -> Option<Step<'r>> {
    let mut steps: BTreeMap<(FileId, Option<&QualName>), Step<'r>> = BTreeMap::new();
    for (finding, call) in open.iter().filter(|(finding, _)| is_closed_by_a_marker(finding.rule)) {
        let function = call.function.as_ref();
        let new = Step { function, location: call.location, closes: 0, callers: finding.callers.len() };
        steps.entry((call.location.file, function)).or_insert(new).closes += 1;
    }
    // The first of those that are equal: the order of the report.
    steps.into_values().rev().max_by_key(|step| (step.closes, step.callers))
}

/// Whether attesting the function closes the gap. Where a marker is there and does not hold, another one does
/// not help.
pub(crate) fn is_closed_by_a_marker(rule: RuleId) -> bool {
    matches!(rule, RuleId::UnattestedCall | RuleId::UnattestedEndpoint | RuleId::PartlyAttested)
}
