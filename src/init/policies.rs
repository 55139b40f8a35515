//! Frameworks: the policies that are written for them, and the records that they call for.

use super::{Artifact, Base, Facts, Text};
use crate::finding::frameworks::{ATTESTED_CALL, Framework, RecordType, framework, record_types};
use crate::policy::starter;

/// The frameworks that speak of AI systems in general, by id.
pub const DEFAULT_FRAMEWORKS: &[&str] = &["eu-ai-act", "iso-42001", "nist-ai-rmf"];

/// A type of records, and who calls for it.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) kind: &'static RecordType,
    /// Frameworks, each with the ids of its controls that such a record evidences.
    pub(super) controls: Vec<(&'static str, Vec<&'static str>)>,
}

impl Record {
    /// `EU AI Act: Article 9, Article 11; NIST AI RMF: MAP 1.1`
    pub(super) fn called_for_by(&self) -> String {
        let of = |(framework, controls): &(&str, Vec<&str>)| format!("{framework}: {}", controls.join(", "));
        self.controls.iter().map(of).collect::<Vec<_>>().join("; ")
    }
}

/// The records that people keep and that these frameworks call for; what attested calls leave is not among them.
pub(super) fn records(frameworks: &[String]) -> Vec<Record> {
    let chosen: Vec<&'static Framework> = frameworks.iter().filter_map(|id| framework(id)).collect();
    let of = |kind: &'static RecordType| {
        let controls = chosen.iter().map(|it| (it.name.as_str(), controls(it, kind)));
        Record { kind, controls: controls.filter(|(_, controls)| !controls.is_empty()).collect() }
    };
    let kept = record_types().iter().filter(|kind| kind.id != ATTESTED_CALL).map(of);
    kept.filter(|record| !record.controls.is_empty()).collect()
}

/// The ids of the controls that a record of this type evidences.
fn controls(framework: &'static Framework, kind: &RecordType) -> Vec<&'static str> {
    let evidences = framework.evidence.iter().filter(|it| it.records.contains(&kind.id));
    evidences.map(|it| it.control.as_str()).collect()
}

/// A policy for each framework, as `mima policy init` writes it.
pub(super) fn artifacts(facts: &Facts, frameworks: &[String]) -> Vec<Artifact> {
    let policy = |framework: &'static Framework| Artifact {
        path: format!("mima_policy/{}", starter::file_name(framework)),
        base: Base::Project,
        summary: format!("what is asserted for {}", framework.name),
        text: Text::Whole(starter::policy(framework, &facts.report, facts.has_baseline())),
    };
    frameworks.iter().filter_map(|id| framework(id)).map(policy).collect()
}
