//! Findings as results.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use serde_json::Value;
use serde_sarif::sarif::{
    ArtifactLocation, CodeFlow, Location, LogicalLocation, PhysicalLocation, PropertyBag, Region,
    Result as SarifResult, ResultLevel, ThreadFlow, ThreadFlowLocation,
};

use super::line_hash::line_hashes;
use super::{message, uri};
use crate::finding::{AiCall, Finding, FlowStep, Label, Level, Report};
use crate::name::QualName;
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
    let mut location = Location::builder().physical_location(physical(finding.location, sources)).build();
    location.logical_locations = call.and_then(|call| call.function.as_ref()).map(|function| {
        let name = clean(function.as_str());
        vec![LogicalLocation::builder().fully_qualified_name(name).kind("function").build()]
    });
    let mut result = SarifResult::builder()
        .rule_id(finding.rule.as_str())
        .rule_index(finding.rule as i64)
        .level(level(finding.level))
        .message(message(text(finding)))
        .locations(vec![location])
        .partial_fingerprints(fingerprints(finding, sources, hashes))
        .properties(properties(finding, call))
        .build();
    result.code_flows = code_flows(&finding.flow, sources);
    result.related_locations = related(finding.related.iter().chain(&finding.callers), sources);
    result
}

fn level(level: Level) -> ResultLevel {
    match level {
        Level::Note => ResultLevel::Note,
        Level::Warning => ResultLevel::Warning,
        Level::Error => ResultLevel::Error,
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

fn fingerprints(finding: &Finding, sources: &Sources, hashes: &[String]) -> BTreeMap<String, String> {
    let mut prints = BTreeMap::new();
    let source = sources.get(finding.location.file);
    let line = source.map_or(0, |source| source.line_column(finding.location.span.start).0);
    if let Some(hash) = hashes.get((line as usize).saturating_sub(1)) {
        prints.insert("primaryLocationLineHash".to_owned(), hash.clone());
    }
    prints.insert("mimaFingerprint/v1".to_owned(), finding.fingerprint.clone());
    prints
}

fn properties(finding: &Finding, call: Option<&AiCall>) -> PropertyBag {
    let mut more = BTreeMap::new();
    let mut add = |key: &str, value: &str| more.insert(key.to_owned(), Value::from(clean(value)));
    add("confidence", finding.confidence.as_str());
    if let Some(change) = &finding.change {
        add("change", change.as_str());
    }
    if let Some(call) = call {
        add("api", call.api.as_str());
        if !call.other_apis.is_empty() {
            let others: Vec<&str> = call.other_apis.iter().map(QualName::as_str).collect();
            add("other_apis", &others.join(" "));
        }
        add("category", call.category.as_str());
        add("library", call.library.as_str());
        if let Some(model) = call.model.as_deref().filter(|model| !model.is_empty()) {
            add("model", model);
        }
        if let Some(provider) = &call.provider {
            add("provider", provider.as_str());
        }
    }
    PropertyBag::builder().additional_properties(more).build()
}

/// The flow as a code flow. The call alone is none.
fn code_flows(flow: &[FlowStep], sources: &Sources) -> Option<Vec<CodeFlow>> {
    let step = |step: &FlowStep| {
        let text = phrase(&step.message, "step");
        let location = located(step.location, text, sources)?;
        Some(ThreadFlowLocation::builder().location(location).build())
    };
    let steps: Vec<_> = flow.iter().filter_map(step).collect();
    if steps.len() < 2 {
        return None;
    }
    let thread = ThreadFlow::builder().locations(steps).build();
    Some(vec![CodeFlow::builder().thread_flows(vec![thread]).build()])
}

/// Ids count from 1, as the links in the message do.
fn related<'l>(labels: impl Iterator<Item = &'l Label>, sources: &Sources) -> Option<Vec<Location>> {
    let location = |(index, label): (usize, &Label)| {
        let text = phrase(&label.message, "related place");
        let mut location = located(label.location, text, sources)?;
        location.id = i64::try_from(index + 1).ok();
        Some(location)
    };
    let locations: Vec<_> = labels.enumerate().filter_map(location).collect();
    (!locations.is_empty()).then_some(locations)
}

/// A place with a message; none in a file that was not decoded.
fn located(place: Place, text: String, sources: &Sources) -> Option<Location> {
    if sources.path(place.file).is_empty() {
        return None;
    }
    let location = Location::builder().physical_location(physical(place, sources));
    Some(location.message(message(text)).build())
}

fn physical(place: Place, sources: &Sources) -> PhysicalLocation {
    let artifact = ArtifactLocation::builder().uri(uri::encode(sources.path(place.file))).build();
    let mut region = Region::builder().start_line(place.file_line).end_line(place.end_file_line).build();
    // Columns in a notebook's cell are not those of the file, and a region without columns is its whole lines.
    if place.cell.is_none() {
        region.start_column = Some(place.column.into());
        region.end_column = Some(place.end_column.into());
    }
    PhysicalLocation::builder().artifact_location(artifact).region(region).build()
}
