//! The inventory for a spreadsheet: a row for every AI call, for every finding that is about no call, and for
//! every file or directory that was not understood or not analysed.

use std::io::{self, Write};

use rustc_hash::FxHashMap;

use super::escape::clean;
use super::left_out;
use crate::finding::{AiCall, FileError, Finding, Report};
use crate::source::{Location, Sources};

const HEADER: &str = "type,file,line,column,end_line,end_column,rule,level,library,api,category,model,function,\
                      attested,confidence,suppressed,message,fingerprint,cell,file_line,baselined";

/// A row; what does not apply stays empty.
#[derive(Default)]
struct Row<'a> {
    kind: &'static str,
    file: &'a str,
    at: Option<Location>,
    rule: &'static str,
    level: &'static str,
    library: &'a str,
    api: &'a str,
    category: &'static str,
    model: &'a str,
    function: &'a str,
    attested: &'static str,
    confidence: &'static str,
    suppressed: &'static str,
    baselined: &'static str,
    message: &'a str,
    fingerprint: &'a str,
}

pub(super) fn write(report: &Report, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{HEADER}")?;
    let mut findings = FxHashMap::default();
    for finding in &report.findings {
        if let Some(index) = finding.call {
            findings.entry(index).or_insert(finding);
        }
    }
    for (index, call) in report.calls.iter().enumerate() {
        call_row(call, findings.get(&index).copied(), sources).write(out)?;
    }
    for finding in report.findings.iter().filter(|it| it.call.is_none()) {
        finding_row(finding, sources).write(out)?;
    }
    for error in &report.errors {
        error_row(error).write(out)?;
    }
    for left_out in &report.left_out {
        let about = left_out::about(left_out);
        Row { kind: "left_out", file: &left_out.path, message: &about, ..Row::default() }.write(out)?;
    }
    Ok(())
}

fn call_row<'a>(call: &'a AiCall, finding: Option<&'a Finding>, sources: &'a Sources) -> Row<'a> {
    Row {
        kind: "call",
        file: sources.path(call.location.file),
        at: Some(call.location),
        rule: call.rule.map_or("", |rule| rule.as_str()),
        level: finding.map_or("", |it| it.level.as_str()),
        library: call.library.as_str(),
        api: call.api.as_str(),
        category: call.category.as_str(),
        model: call.model.as_deref().unwrap_or_default(),
        function: call.function.as_ref().map_or("", |it| it.as_str()),
        attested: yes_or_no(call.attested_by.is_some()),
        confidence: call.confidence.as_str(),
        suppressed: yes_or_no(call.suppressed.is_some()),
        baselined: yes_or_no(call.baselined),
        message: finding.map_or("", |it| &it.message),
        fingerprint: &call.id,
    }
}

fn finding_row<'a>(finding: &'a Finding, sources: &'a Sources) -> Row<'a> {
    Row {
        kind: "finding",
        file: sources.path(finding.location.file),
        at: Some(finding.location),
        rule: finding.rule.as_str(),
        level: finding.level.as_str(),
        confidence: finding.confidence.as_str(),
        suppressed: yes_or_no(finding.suppressed.is_some()),
        baselined: yes_or_no(finding.baselined),
        message: &finding.message,
        fingerprint: &finding.fingerprint,
        ..Row::default()
    }
}

fn error_row(error: &FileError) -> Row<'_> {
    Row { kind: "error", file: &error.file, message: &error.message, ..Row::default() }
}

fn yes_or_no(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

impl Row<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{},{}", self.kind, cell(self.file))?;
        match self.at {
            Some(at) => write!(out, ",{},{},{},{}", at.line, at.column, at.end_line, at.end_column)?,
            None => write!(out, ",,,,")?,
        }
        for text in [self.rule, self.level, self.library, self.api, self.category, self.model, self.function]
        {
            write!(out, ",{}", cell(text))?;
        }
        write!(out, ",{},{},{}", self.attested, self.confidence, self.suppressed)?;
        write!(out, ",{},{}", cell(self.message), cell(self.fingerprint))?;
        let notebook_cell = self.at.and_then(|at| at.cell).map(|cell| cell.to_string()).unwrap_or_default();
        let file_line = self.at.map(|at| at.file_line.to_string()).unwrap_or_default();
        writeln!(out, ",{notebook_cell},{file_line},{}", self.baselined)
    }
}

/// A cell, quoted where RFC 4180 asks for it. A spreadsheet runs what begins like a formula, and paths and model
/// names come from the code that is scanned: an apostrophe makes text of it.
fn cell(text: &str) -> String {
    let text = clean(text);
    let formula = text.starts_with(['=', '+', '-', '@']);
    let text = if formula { format!("'{text}") } else { text.into_owned() };
    if text.contains(['"', ',']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Format, Style, sample};

    #[test]
    fn a_row_for_every_call() {
        let (report, sources) = sample::report();
        insta::assert_snapshot!(sample::render(Format::Csv, &report, &sources, &Style::default()));
    }

    #[test]
    fn cells_are_quoted_and_no_formula() {
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(cell("=HYPERLINK(1,2)"), "\"'=HYPERLINK(1,2)\"");
        assert_eq!(cell("a\nb"), "a\\nb");
    }
}
