//! `JUnit` XML. Every AI call is a test that it is attested, so that a CI system shows coverage as it shows tests;
//! a finding that is about no call is a test too. Only errors fail, as with `--strict`.

use std::io::{self, Write};

use super::escape::xml;
use super::{left_out, run};
use crate::finding::{self, AiCall, Finding, Level, Report};
use crate::source::{Location, Sources};

struct Case<'a> {
    name: String,
    at: Location,
    outcome: Outcome<'a>,
}

enum Outcome<'a> {
    Passed,
    Skipped(&'a str),
    Failed(&'a Finding),
    /// Passed, with something to say.
    Noted(&'a Finding),
}

pub(super) fn write(report: &Report, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let cases = cases(report);
    let failed = cases.iter().filter(|it| matches!(it.outcome, Outcome::Failed(_))).count();
    let left_out = left_out(report);
    let skipped =
        cases.iter().filter(|it| matches!(it.outcome, Outcome::Skipped(_))).count() + left_out.len();
    let shown = finding::for_people(report, sources);
    let (tests, errors) = (cases.len() + shown.len() + left_out.len(), shown.len());
    let counts = format!("tests=\"{tests}\" failures=\"{failed}\" errors=\"{errors}\" skipped=\"{skipped}\"");
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"mima\" {counts}>")?;
    writeln!(out, "  <testsuite name=\"mima\" {counts}>")?;
    write_properties(report, out)?;
    for case in &cases {
        write_case(case, sources, out)?;
    }
    for error in shown {
        let (file, message) = (xml(&error.file), xml(&error.message));
        writeln!(out, "    <testcase classname=\"{file}\" name=\"analysis\" file=\"{file}\">")?;
        writeln!(out, "      <error message=\"{message}\"/>\n    </testcase>")?;
    }
    for (place, message) in left_out {
        let (place, message) = (xml(place), xml(&message));
        writeln!(out, "    <testcase classname=\"{place}\" name=\"left out\">")?;
        writeln!(out, "      <skipped message=\"{message}\"/>\n    </testcase>")?;
    }
    writeln!(out, "  </testsuite>\n</testsuites>")
}

/// How the report was made.
fn write_properties(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    <properties>")?;
    let arguments = report.run.arguments.join(" ");
    let arguments = Some(format!("arguments {arguments}")).filter(|_| !report.run.arguments.is_empty());
    for sentence in run::sentences(&report.run).into_iter().chain(arguments) {
        let (name, value) = sentence.split_once(' ').unwrap_or((&sentence, ""));
        writeln!(out, "      <property name=\"{}\" value=\"{}\"/>", xml(name), xml(value))?;
    }
    writeln!(out, "    </properties>")
}

/// What was left out: all of it in one sentence, then each place that names AI.
fn left_out(report: &Report) -> Vec<(&str, String)> {
    let all = left_out::sentence(report).map(|sentence| ("mima", sentence));
    let places = left_out::naming_ai(report).map(|it| (it.path.as_str(), left_out::about(it)));
    all.into_iter().chain(places).collect()
}

/// Calls without a finding, then findings; both in the order of the report.
fn cases(report: &Report) -> Vec<Case<'_>> {
    let mut judged = vec![false; report.calls.len()];
    for index in report.findings.iter().filter_map(|it| it.call) {
        if let Some(judged) = judged.get_mut(index) {
            *judged = true;
        }
    }
    let calls = report.calls.iter().zip(judged).filter(|(_, judged)| !judged);
    let passed = calls.map(|(call, _)| Case {
        name: call_name(call),
        at: call.location,
        // An unattested call without a finding: its rule is not selected, or the baseline has it.
        outcome: match call.attested_by {
            Some(_) => Outcome::Passed,
            None => Outcome::Skipped("not attested, and not reported"),
        },
    });
    passed.chain(report.findings.iter().map(|it| finding_case(it, report))).collect()
}

fn call_name(call: &AiCall) -> String {
    format!("{} {}", call.location.start(), call.api)
}

fn finding_case<'a>(finding: &'a Finding, report: &'a Report) -> Case<'a> {
    let at = finding.location;
    let call = finding.call.and_then(|index| report.calls.get(index));
    let outcome = match (&finding.suppressed, finding.level) {
        (Some(by), _) => Outcome::Skipped(&by.reason),
        _ if finding.baselined => Outcome::Skipped("it is in the baseline"),
        (None, Level::Error) => Outcome::Failed(finding),
        (None, Level::Warning | Level::Note) => Outcome::Noted(finding),
    };
    let name = call.map_or_else(|| format!("{} {}", at.start(), finding.rule.name()), call_name);
    Case { name, at, outcome }
}

fn write_case(case: &Case<'_>, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let (file, name, line) = (xml(sources.path(case.at.file)), xml(&case.name), case.at.file_line);
    write!(out, "    <testcase classname=\"{file}\" name=\"{name}\" file=\"{file}\" line=\"{line}\"")?;
    match case.outcome {
        Outcome::Passed => return writeln!(out, "/>"),
        Outcome::Skipped(reason) => write!(out, ">\n      <skipped message=\"{}\"/>", xml(reason))?,
        Outcome::Failed(finding) => {
            let (rule, message) = (finding.rule.as_str(), xml(&finding.message));
            write!(out, ">\n      <failure type=\"{rule}\" message=\"{message}\">")?;
            write!(out, "{}</failure>", xml(&finding.help))?;
        }
        Outcome::Noted(finding) => {
            let (rule, level) = (finding.rule.as_str(), finding.level.as_str());
            write!(out, ">\n      <system-out>{level} {rule}: ")?;
            write!(out, "{}</system-out>", xml(&finding.message))?;
        }
    }
    writeln!(out, "\n    </testcase>")
}

#[cfg(test)]
mod tests {
    use crate::output::{Format, Style, sample};

    #[test]
    fn one_test_a_call() {
        let (report, sources) = sample::report();
        let text = sample::render(Format::Junit, &report, &sources, &Style::default());
        insta::assert_snapshot!(text.replace(env!("CARGO_PKG_VERSION"), "(version)"));
    }

    #[test]
    fn an_unattested_call_never_passes() {
        let (mut report, sources) = sample::report();
        report.findings.clear();
        report.left_out.clear();
        let text = sample::render(Format::Junit, &report, &sources, &Style::default());
        assert_eq!(text.matches("<skipped ").count(), 3, "{text}");
    }
}
