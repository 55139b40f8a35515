//! JSON for programs: one object, one object a line, and the array of the 0.3 scanner.
//!
//! `docs/report.schema.json` describes the object; the structs here are its keys, in its order.

pub(super) mod run;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use self::run::RunRow;
use super::escape;
use crate::finding::{
    AiCall, AttestedBy, BlindCount, Change, Disbelief, FileError, Finding, FlowStep, Label, LeftOut,
    LibraryCount, ProofStep, Report, RuleId, Summary, Suppressed,
};
use crate::name::{Name, QualName};
use crate::source::{Location, Sources};

/// Goes up when a key changes its meaning or goes; new keys do not count.
const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct ReportRow<'a> {
    schema_version: u32,
    tool: ToolRow,
    run: RunRow<'a>,
    summary: SummaryRow<'a>,
    calls: Vec<CallRow<'a>>,
    findings: Vec<FindingRow<'a>>,
    errors: Vec<ErrorRow<'a>>,
    left_out: Vec<LeftOutRow<'a>>,
}

#[derive(Serialize)]
struct ToolRow {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct SummaryRow<'a> {
    files_found: usize,
    files_analyzed: usize,
    files_left_out: usize,
    calls: usize,
    attested: usize,
    unattested: usize,
    suppressed: usize,
    baselined: usize,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    hidden: &'a BTreeMap<&'static str, usize>,
    coverage: f64,
    libraries: BTreeMap<&'a str, LibraryRow>,
    blind_languages: BTreeMap<&'a str, BlindRow<'a>>,
    unknown_libraries: BTreeMap<&'a str, usize>,
}

/// Files of a language that is not analysed.
#[derive(Serialize)]
struct BlindRow<'a> {
    files: usize,
    names: BTreeMap<&'a str, usize>,
}

#[derive(Serialize)]
struct LibraryRow {
    attested: usize,
    unattested: usize,
}

#[derive(Serialize)]
struct CallRow<'a> {
    id: &'a str,
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    cell: Option<u32>,
    file_line: u32,
    library: &'a str,
    api: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_apis: Vec<&'a str>,
    category: &'static str,
    model: Option<&'a str>,
    provider: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    providers: Vec<&'a str>,
    function: Option<&'a str>,
    attested: bool,
    attested_by: Option<AttestedByRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<DoubtRow<'a>>,
    rule: Option<&'static str>,
    confidence: &'static str,
    method: &'static str,
    suppressed: Option<SuppressedRow<'a>>,
    baselined: bool,
    test: bool,
    #[serde(flatten)]
    change: Option<ChangeRow<'a>>,
    flow: Vec<StepRow<'a>>,
}

#[derive(Serialize)]
struct AttestedByRow<'a> {
    kind: &'static str,
    marker: &'a str,
    confidence: &'static str,
    file: &'a str,
    line: u32,
    cell: Option<u32>,
    file_line: u32,
    undone_by: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    path: Vec<ProofRow<'a>>,
}

#[derive(Serialize)]
struct ProofRow<'a> {
    #[serde(flatten)]
    step: StepRow<'a>,
    undone_by: &'a str,
}

#[derive(Serialize)]
struct DoubtRow<'a> {
    message: &'a str,
    file: &'a str,
    line: u32,
    column: u32,
    cell: Option<u32>,
    file_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    marker: Option<&'a str>,
}

#[derive(Serialize)]
struct SuppressedRow<'a> {
    reason: Option<&'a str>,
    file: &'a str,
    line: u32,
    cell: Option<u32>,
    file_line: u32,
}

#[derive(Serialize)]
struct StepRow<'a> {
    file: &'a str,
    line: u32,
    cell: Option<u32>,
    file_line: u32,
    column: u32,
    message: &'a str,
}

#[derive(Serialize)]
struct FindingRow<'a> {
    rule: &'static str,
    name: &'static str,
    level: &'static str,
    message: &'a str,
    help: &'a str,
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    cell: Option<u32>,
    file_line: u32,
    confidence: &'static str,
    fingerprint: &'a str,
    related: Vec<StepRow<'a>>,
    flow: Vec<StepRow<'a>>,
    suppressed: Option<SuppressedRow<'a>>,
    baselined: bool,
    #[serde(flatten)]
    change: Option<ChangeRow<'a>>,
    #[serde(flatten)]
    call: Option<FindingCallRow<'a>>,
}

/// What became of a call or a finding since a revision.
#[derive(Serialize)]
struct ChangeRow<'a> {
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    moved_from: Option<&'a str>,
}

/// What a finding about a call says of it.
#[derive(Serialize)]
struct FindingCallRow<'a> {
    call: &'a str,
    attested: bool,
    library: &'a str,
    api: &'a str,
}

#[derive(Serialize)]
struct ErrorRow<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<&'static str>,
    message: &'a str,
}

#[derive(Serialize)]
struct LeftOutRow<'a> {
    path: &'a str,
    reason: &'static str,
    files: Option<usize>,
    names_ai: Option<bool>,
}

/// A line of `jsonl`: a row of the object, and which kind.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum LineRow<'a> {
    Tool(ToolRow),
    Run(RunRow<'a>),
    Call(Box<CallRow<'a>>),
    Finding(Box<FindingRow<'a>>),
    Error(ErrorRow<'a>),
    LeftOut(LeftOutRow<'a>),
    Summary(SummaryRow<'a>),
}

/// The keys of the 0.3 scanner first, in its order.
#[derive(Serialize)]
struct LegacyRow<'a> {
    file: &'a str,
    line: u32,
    library: &'a str,
    attested: bool,
    confidence: &'static str,
    method: &'static str,
    column: u32,
    end_line: u32,
    end_column: u32,
    cell: Option<u32>,
    file_line: u32,
    api: &'a str,
    category: &'static str,
    model: Option<&'a str>,
    provider: Option<&'a str>,
    function: Option<&'a str>,
    rule: Option<&'static str>,
    suppressed: bool,
}

/// Writes the object.
pub(super) fn write(report: &Report, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let row = ReportRow {
        schema_version: SCHEMA_VERSION,
        tool: tool(),
        run: run::row(&report.run),
        summary: summary(&report.summary),
        calls: report.calls.iter().map(|it| call(it, sources)).collect(),
        findings: report.findings.iter().map(|it| finding(it, report, sources)).collect(),
        errors: report.errors.iter().map(error).collect(),
        left_out: report.left_out.iter().map(left_out).collect(),
    };
    write_value(&serde_json::to_string_pretty(&row)?, out)
}

/// Writes the rows of the object, one a line: the tool, the run, calls, findings, errors, what was left out, and the numbers last.
pub(super) fn write_lines(report: &Report, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let calls = report.calls.iter().map(|it| LineRow::Call(Box::new(call(it, sources))));
    let findings = report.findings.iter();
    let findings = findings.map(|it| LineRow::Finding(Box::new(finding(it, report, sources))));
    let errors = report.errors.iter().map(|it| LineRow::Error(error(it)));
    let left_out = report.left_out.iter().map(|it| LineRow::LeftOut(left_out(it)));
    let last = LineRow::Summary(summary(&report.summary));
    let head = [LineRow::Tool(tool()), LineRow::Run(run::row(&report.run))];
    let rows = head.into_iter().chain(calls).chain(findings);
    for row in rows.chain(errors).chain(left_out).chain([last]) {
        write_value(&serde_json::to_string(&row)?, out)?;
    }
    Ok(())
}

/// Writes the array of calls that users of `mima-governance` 0.3 parse.
pub(super) fn write_legacy(report: &Report, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let rows: Vec<_> = report.calls.iter().map(|it| legacy(it, sources)).collect();
    write_value(&serde_json::to_string_pretty(&rows)?, out)
}

fn write_value(json: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", escape::json(json))
}

fn tool() -> ToolRow {
    ToolRow { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") }
}

fn summary(summary: &Summary) -> SummaryRow<'_> {
    let library =
        |count: &LibraryCount| LibraryRow { attested: count.attested, unattested: count.unattested };
    SummaryRow {
        files_found: summary.files_found,
        files_analyzed: summary.files_analyzed,
        files_left_out: summary.files_left_out,
        calls: summary.calls,
        attested: summary.attested,
        unattested: summary.unattested,
        suppressed: summary.suppressed,
        baselined: summary.baselined,
        hidden: &summary.hidden,
        coverage: summary.coverage(),
        libraries: summary.libraries.iter().map(|(id, count)| (id.as_str(), library(count))).collect(),
        blind_languages: summary
            .blind
            .iter()
            .map(|(language, count)| (language.as_str(), blind(count)))
            .collect(),
        unknown_libraries: summary.unfollowed.iter().map(|(name, files)| (name.as_str(), *files)).collect(),
    }
}

fn blind(count: &BlindCount) -> BlindRow<'_> {
    BlindRow {
        files: count.files,
        names: count.names.iter().map(|(name, files)| (name.as_str(), *files)).collect(),
    }
}

fn call<'a>(call: &'a AiCall, sources: &'a Sources) -> CallRow<'a> {
    let at = call.location;
    CallRow {
        id: &call.id,
        file: sources.path(at.file),
        line: at.line,
        column: at.column,
        end_line: at.end_line,
        end_column: at.end_column,
        cell: at.cell,
        file_line: at.file_line,
        library: call.library.as_str(),
        api: call.api.as_str(),
        other_apis: call.other_apis.iter().map(QualName::as_str).collect(),
        category: call.category.as_str(),
        model: call.model.as_deref(),
        provider: call.provider.as_ref().map(Name::as_str),
        // Said only where it is not one for certain.
        providers: match call.provider {
            Some(_) => Vec::new(),
            None => call.providers.iter().map(Name::as_str).collect(),
        },
        function: call.function.as_ref().map(QualName::as_str),
        attested: call.attested_by.is_some(),
        attested_by: call.attested_by.as_ref().map(|it| attested_by(it, sources)),
        doubt: call.doubt.as_ref().map(|it| doubt(it, sources)),
        rule: call.rule.map(RuleId::as_str),
        confidence: call.confidence.as_str(),
        method: call.method.as_str(),
        suppressed: call.suppressed.as_ref().map(|it| suppressed(it, sources)),
        baselined: call.baselined,
        test: call.is_test,
        change: call.change.as_ref().map(change),
        flow: flow(&call.flow, sources),
    }
}

fn finding<'a>(finding: &'a Finding, report: &'a Report, sources: &'a Sources) -> FindingRow<'a> {
    let at = finding.location;
    let call = finding.call.and_then(|index| report.calls.get(index));
    FindingRow {
        rule: finding.rule.as_str(),
        name: finding.rule.name(),
        level: finding.level.as_str(),
        message: &finding.message,
        help: &finding.help,
        file: sources.path(at.file),
        line: at.line,
        column: at.column,
        end_line: at.end_line,
        end_column: at.end_column,
        cell: at.cell,
        file_line: at.file_line,
        confidence: finding.confidence.as_str(),
        fingerprint: &finding.fingerprint,
        related: finding.related.iter().chain(&finding.callers).map(|it| related(it, sources)).collect(),
        flow: flow(&finding.flow, sources),
        suppressed: finding.suppressed.as_ref().map(|it| suppressed(it, sources)),
        baselined: finding.baselined,
        change: finding.change.as_ref().map(change),
        call: call.map(|call| FindingCallRow {
            call: &call.id,
            attested: call.attested_by.is_some(),
            library: call.library.as_str(),
            api: call.api.as_str(),
        }),
    }
}

fn change(change: &Change) -> ChangeRow<'_> {
    ChangeRow { change: change.as_str(), moved_from: change.moved_from() }
}

fn legacy<'a>(call: &'a AiCall, sources: &'a Sources) -> LegacyRow<'a> {
    let at = call.location;
    LegacyRow {
        file: sources.path(at.file),
        line: at.line,
        library: call.library.as_str(),
        attested: call.attested_by.is_some(),
        confidence: call.confidence.as_str(),
        method: call.method.as_str(),
        column: at.column,
        end_line: at.end_line,
        end_column: at.end_column,
        cell: at.cell,
        file_line: at.file_line,
        api: call.api.as_str(),
        category: call.category.as_str(),
        model: call.model.as_deref(),
        provider: call.provider.as_ref().map(Name::as_str),
        function: call.function.as_ref().map(QualName::as_str),
        rule: call.rule.map(RuleId::as_str),
        suppressed: call.suppressed.is_some(),
    }
}

fn attested_by<'a>(by: &'a AttestedBy, sources: &'a Sources) -> AttestedByRow<'a> {
    AttestedByRow {
        kind: by.kind.as_str(),
        marker: by.marker.as_str(),
        confidence: by.confidence.as_str(),
        file: sources.path(by.location.file),
        line: by.location.line,
        cell: by.location.cell,
        file_line: by.location.file_line,
        undone_by: &by.undone_by,
        path: by.path.iter().map(|it| proof(it, sources)).collect(),
    }
}

fn proof<'a>(it: &'a ProofStep, sources: &'a Sources) -> ProofRow<'a> {
    ProofRow { step: step(it.location, &it.message, sources), undone_by: &it.undone_by }
}

fn doubt<'a>(doubt: &'a Disbelief, sources: &'a Sources) -> DoubtRow<'a> {
    let at = doubt.location;
    DoubtRow {
        message: &doubt.message,
        file: sources.path(at.file),
        line: at.line,
        column: at.column,
        cell: at.cell,
        file_line: at.file_line,
        marker: doubt.marker.as_ref().map(|marker| marker.name.as_str()),
    }
}

fn suppressed<'a>(by: &'a Suppressed, sources: &'a Sources) -> SuppressedRow<'a> {
    SuppressedRow {
        reason: Some(by.reason.as_str()).filter(|reason| !reason.is_empty()),
        file: sources.path(by.location.file),
        line: by.location.line,
        cell: by.location.cell,
        file_line: by.location.file_line,
    }
}

fn flow<'a>(steps: &'a [FlowStep], sources: &'a Sources) -> Vec<StepRow<'a>> {
    steps.iter().map(|it| step(it.location, &it.message, sources)).collect()
}

fn related<'a>(label: &'a Label, sources: &'a Sources) -> StepRow<'a> {
    step(label.location, &label.message, sources)
}

fn step<'a>(at: Location, message: &'a str, sources: &'a Sources) -> StepRow<'a> {
    StepRow {
        file: sources.path(at.file),
        line: at.line,
        cell: at.cell,
        file_line: at.file_line,
        column: at.column,
        message,
    }
}

fn error(error: &FileError) -> ErrorRow<'_> {
    let limit = error.limit().map(|limit| limit.rule().name);
    ErrorRow { file: &error.file, limit, message: &error.message }
}

fn left_out(it: &LeftOut) -> LeftOutRow<'_> {
    LeftOutRow { path: &it.path, reason: it.reason.as_str(), files: it.files, names_ai: it.names_ai }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::output::{Format, Style, sample, schema};

    fn render(format: Format) -> String {
        let (report, sources) = sample::report();
        let text = sample::render(format, &report, &sources, &Style::default());
        text.replace(env!("CARGO_PKG_VERSION"), "(version)")
    }

    #[test]
    fn the_object() {
        insta::assert_snapshot!(render(Format::Json));
    }

    #[test]
    fn the_lines() {
        let text = render(Format::Jsonl);
        let kinds: Vec<_> = text
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).expect("every line is an object")["type"].clone())
            .collect();
        let expected = [
            "tool", "run", "call", "call", "call", "call", "finding", "finding", "finding", "finding",
            "error", "left_out", "left_out", "left_out", "summary",
        ];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn the_array_of_the_old_scanner() {
        let text = render(Format::Legacy);
        let first = text.split('}').next().unwrap_or_default();
        let keys: Vec<_> = first.lines().filter_map(|line| line.trim().split('"').nth(1)).collect();
        let expected = ["file", "line", "library", "attested", "confidence", "method"];
        assert_eq!(keys[..6], expected);
        insta::assert_snapshot!(text);
    }

    #[test]
    fn the_schema_describes_every_key() {
        schema::assert_describes(include_str!("../../docs/report.schema.json"), &render(Format::Json));
    }

    #[test]
    fn nothing_is_lost_by_escaping() {
        let report: Value = serde_json::from_str(&render(Format::Json)).expect("JSON");
        assert_eq!(report["calls"][3]["file"], "src/bro\u{1b}[31mken.py");
        assert_eq!(report["calls"][3]["model"], "claude\u{1b}[2J");
    }
}
