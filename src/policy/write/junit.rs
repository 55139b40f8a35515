//! `JUnit` XML: a suite a file, a test a case.

use std::fmt::Write as _;

use crate::output::escape::{clean_lines, xml};
use crate::policy::results::{Case, Outcome, Results, Suite};

// Writing to a string cannot fail: the results of `write!` are dropped.
pub(super) fn render(results: &Results) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let counts = counts(|outcome| results.count(outcome));
    let _ = writeln!(out, "<testsuites name=\"mima test\" {counts}>");
    for suite in &results.suites {
        write_suite(suite, &mut out);
    }
    out.push_str("</testsuites>\n");
    out
}

fn counts(count: impl Fn(Outcome) -> usize) -> String {
    let (passed, failed) = (count(Outcome::Passed), count(Outcome::Failed));
    // What holds and is not met is neither a success nor a failure, and JUnit has no other word for it.
    let (errors, skipped) = (count(Outcome::Error), count(Outcome::Skipped) + count(Outcome::Open));
    let tests = passed + failed + errors + skipped;
    format!("tests=\"{tests}\" failures=\"{failed}\" errors=\"{errors}\" skipped=\"{skipped}\"")
}

fn write_suite(suite: &Suite, out: &mut String) {
    let file = xml(&suite.file);
    let counts = counts(|outcome| suite.count(outcome));
    let _ = writeln!(out, "  <testsuite name=\"{file}\" {counts}>");
    for case in &suite.cases {
        // A policy may assert the same of several things: what it demands tells them apart.
        let demand = case.expected.as_ref().map_or_else(String::new, |expected| format!(": {expected}"));
        let name = xml(&format!("{}{demand}", case.name));
        let _ = write!(out, "    <testcase classname=\"{file}\" name=\"{name}\" file=\"{file}\"");
        if let Some(line) = case.line {
            let _ = write!(out, " line=\"{line}\"");
        }
        write_outcome(case, out);
    }
    out.push_str("  </testsuite>\n");
}

fn write_outcome(case: &Case, out: &mut String) {
    let message = xml(&case.message);
    let element = match case.outcome {
        Outcome::Passed => {
            out.push_str("/>\n");
            return;
        }
        Outcome::Skipped | Outcome::Open => {
            let message = if case.outcome == Outcome::Open { format!("open: {message}") } else { message };
            let _ = write!(out, ">\n      <skipped message=\"{message}\"/>\n    </testcase>\n");
            return;
        }
        Outcome::Failed => "failure",
        Outcome::Error => "error",
    };
    let _ = write!(out, ">\n      <{element} message=\"{message}\">");
    if let Some(expected) = &case.expected {
        let _ = writeln!(out, "expected: {}", xml(expected));
    }
    for place in &case.places {
        let _ =
            writeln!(out, "{}:{}:{}: {}", xml(&place.file), place.line, place.column, xml(&place.message));
    }
    for line in clean_lines(&case.detail) {
        let _ = writeln!(out, "{}", xml(&line));
    }
    let _ = write!(out, "</{element}>\n    </testcase>\n");
}
