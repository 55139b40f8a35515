//! Findings as results.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::line_hash::line_hashes;
use super::log::{
    ArtifactLocation, CodeFlow, Fingerprints, Location, LogicalLocation, PhysicalLocation, Region,
    ResultProperties, SarifResult, ThreadFlow, ThreadFlowLocation,
};
use super::{message, uri};
use crate::finding::{AiCall, Finding, FlowStep, Label, Report};
use crate::output::escape::clean;
use crate::source::{FileId, Location as Place, Sources};

/// The results of `findings`, in their order.
pub(super) fn results(findings: &[&Finding], report: &Report, sources: &Sources) -> Vec<SarifResult> {
    let mut hashes = FxHashMap::default();
    let result = |finding: &&Finding| {
        let file = finding.location.file;
        let hashes = hashes.entry(file).or_insert_with(|| hashes_of(file, sources));
        result(finding, report, sources, hashes)
    };
    findings.iter().map(result).collect()
}

fn hashes_of(file: FileId, sources: &Sources) -> Vec<String> {
    let source = sources.get(file);
    source.map_or_else(Vec::new, |it| line_hashes(&it.text, it.has_bom))
}

fn result(finding: &Finding, report: &Report, sources: &Sources, hashes: &[String]) -> SarifResult {
    let call = finding.call.and_then(|index| report.calls.get(index));
    let logical_locations = call.and_then(|call| call.function.as_ref()).map(|function| {
        [LogicalLocation { fully_qualified_name: clean(function.as_str()).into_owned(), kind: "function" }]
    });
    let location = Location {
        id: None,
        logical_locations,
        message: None,
        physical_location: physical(finding.location, sources),
    };
    SarifResult {
        code_flows: code_flows(&finding.flow, sources),
        level: finding.level.as_str(),
        locations: [location],
        message: message(text(finding)),
        partial_fingerprints: fingerprints(finding, sources, hashes),
        properties: properties(finding, call),
        related_locations: related(finding.related.iter().chain(&finding.callers), sources),
        rule_id: finding.rule.as_str(),
        rule_index: finding.rule as usize,
    }
}

/// What is wrong, what to do, and a link to each related place: GitHub shows those that a message links to.
fn text(finding: &Finding) -> String {
    let mut text = sentence(&finding.message, finding.rule.rule().summary);
    if !finding.help.is_empty() {
        text.push_str(" To fix it: ");
        text.push_str(&phrase(&finding.help, ""));
        text.push('.');
    }
    for (index, label) in finding.related.iter().enumerate() {
        let label = phrase(&label.message, "related place").replace(['[', ']'], "");
        let _ = write!(text, " See [{label}]({}).", index + 1);
    }
    text
}

fn sentence(text: &str, or: &str) -> String {
    let mut text = phrase(text, or);
    if let Some(first) = text.chars().next().filter(char::is_ascii_lowercase) {
        text.replace_range(..1, &first.to_ascii_uppercase().to_string());
    }
    text.push('.');
    text
}

/// Text that is harmless, never empty, and holds no link: a message may quote code, and SARIF viewers turn
/// `[text](target)` into a link.
fn phrase(text: &str, or: &str) -> String {
    let text = if text.is_empty() { or } else { text };
    clean(text).replace("](", "] (")
}

fn fingerprints(finding: &Finding, sources: &Sources, hashes: &[String]) -> Fingerprints {
    let source = sources.get(finding.location.file);
    let line = source.map_or(0, |source| source.line_column(finding.location.span.start).0);
    let line_hash = hashes.get((line as usize).saturating_sub(1));
    Fingerprints { own: finding.fingerprint.clone(), line_hash: line_hash.cloned() }
}

fn properties(finding: &Finding, call: Option<&AiCall>) -> ResultProperties {
    let confidence = finding.confidence.as_str();
    let clean = |text: &str| clean(text).into_owned();
    let Some(call) = call else { return ResultProperties { confidence, ..ResultProperties::default() } };
    ResultProperties {
        api: Some(clean(call.api.as_str())),
        category: Some(call.category.as_str()),
        confidence,
        library: Some(clean(call.library.as_str())),
        model: call.model.as_deref().filter(|model| !model.is_empty()).map(clean),
        provider: call.provider.as_ref().map(|provider| clean(provider.as_str())),
    }
}

/// The flow as a code flow. The call alone is none.
fn code_flows(flow: &[FlowStep], sources: &Sources) -> Option<[CodeFlow; 1]> {
    let step = |step: &FlowStep| {
        let text = phrase(&step.message, "step");
        Some(ThreadFlowLocation { location: located(step.location, text, None, sources)? })
    };
    let locations: Vec<_> = flow.iter().filter_map(step).collect();
    (locations.len() > 1).then_some([CodeFlow { thread_flows: [ThreadFlow { locations }] }])
}

/// Ids count from 1, as the links in the message do.
fn related<'l>(labels: impl Iterator<Item = &'l Label>, sources: &Sources) -> Vec<Location> {
    let location = |(index, label): (usize, &Label)| {
        let text = phrase(&label.message, "related place");
        located(label.location, text, Some(index + 1), sources)
    };
    labels.enumerate().filter_map(location).collect()
}

/// A place with a message; none in a file that was not decoded.
fn located(place: Place, text: String, id: Option<usize>, sources: &Sources) -> Option<Location> {
    if sources.path(place.file).is_empty() {
        return None;
    }
    let physical_location = physical(place, sources);
    Some(Location { id, logical_locations: None, message: Some(message(text)), physical_location })
}

fn physical(place: Place, sources: &Sources) -> PhysicalLocation {
    // Columns in a notebook's cell are not those of the file, and a region without columns is its whole lines.
    let column = |column: u32| place.cell.is_none().then_some(column);
    let region = Region {
        end_column: column(place.end_column),
        end_line: place.end_file_line,
        start_column: column(place.column),
        start_line: place.file_line,
    };
    let artifact_location = ArtifactLocation { uri: uri::encode(sources.path(place.file)) };
    PhysicalLocation { artifact_location, region }
}
