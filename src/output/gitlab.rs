//! GitLab's code quality report: an array of what was found.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::escape::{self, clean};
use super::left_out;
use crate::finding::fingerprint::fingerprint;
use crate::finding::{Finding, LeftOut, Level, Report};
use crate::source::Sources;

#[derive(Serialize)]
struct Row<'a> {
    description: String,
    check_name: &'static str,
    fingerprint: Cow<'a, str>,
    severity: &'static str,
    location: Place<'a>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

pub(super) fn write(report: &Report, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let open = report.findings.iter().filter(|it| it.is_open());
    let all = left_out::sentence(report).map(|sentence| left_out_row(".", sentence, "all"));
    let places = left_out::naming_ai(report).map(naming_ai);
    let rows: Vec<_> = open.map(|it| row(it, sources)).chain(all).chain(places).collect();
    writeln!(out, "{}", escape::json(&serde_json::to_string_pretty(&rows)?))
}

fn row<'a>(finding: &'a Finding, sources: &'a Sources) -> Row<'a> {
    let at = finding.location;
    Row {
        description: format!("{}: {}", finding.rule.as_str(), clean(&finding.message)),
        check_name: finding.rule.name(),
        fingerprint: Cow::Borrowed(&finding.fingerprint),
        severity: severity(finding.level),
        location: Place {
            // GitLab finds the file by this text, and does not take a leading `./` away.
            path: sources.path(at.file).trim_start_matches("./"),
            lines: Lines { begin: at.file_line, end: at.end_file_line },
        },
    }
}

/// A place that was not analysed and names AI.
fn naming_ai(left_out: &LeftOut) -> Row<'_> {
    let description = format!("not analysed: {}", left_out::about(left_out));
    left_out_row(&left_out.path, description, left_out.reason.as_str())
}

/// `what` tells the rows of one path apart.
fn left_out_row<'a>(path: &'a str, description: String, what: &str) -> Row<'a> {
    Row {
        description,
        check_name: "left-out",
        fingerprint: fingerprint(&["left-out", path, what]).into(),
        severity: severity(Level::Note),
        location: Place { path: path.trim_start_matches("./"), lines: Lines { begin: 1, end: 1 } },
    }
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Note => "info",
    }
}

#[cfg(test)]
mod tests {
    use crate::output::{Format, Style, sample};

    #[test]
    fn an_array() {
        let (report, sources) = sample::report();
        insta::assert_snapshot!(sample::render(Format::Gitlab, &report, &sources, &Style::default()));
    }
}
