//! For people: file by file, what holds and what does not.

use std::fmt::Write as _;

use clap::builder::styling::{AnsiColor, Style};

use crate::output::escape::{clean, clean_lines};
use crate::policy::results::{Case, Outcome, Results, Suite};

/// What stands before the lines that belong to a case.
const INDENT: &str = "           ";

// Writing to a string cannot fail: the results of `write!` are dropped.
pub(super) fn render(results: &Results, color: bool) -> String {
    let mut out = String::new();
    for suite in &results.suites {
        write_suite(suite, color, &mut out);
    }
    write_totals(results, &mut out);
    out
}

fn write_suite(suite: &Suite, color: bool, out: &mut String) {
    let bold = if color { Style::new().bold() } else { Style::new() };
    let _ = write!(out, "{bold}{}{bold:#}", clean(&suite.file));
    if let Some(title) = &suite.title {
        let _ = write!(out, "  {}", clean(title));
    }
    if let Some(framework) = &suite.framework {
        let _ = write!(out, "  [{}]", clean(framework));
    }
    out.push('\n');
    for case in &suite.cases {
        write_case(case, color, out);
    }
    out.push('\n');
}

fn write_case(case: &Case, color: bool, out: &mut String) {
    let (word, style) = match case.outcome {
        Outcome::Passed => ("passed", AnsiColor::Green.on_default()),
        Outcome::Failed => ("FAILED", AnsiColor::Red.on_default().bold()),
        Outcome::Error => ("ERROR", AnsiColor::Red.on_default().bold()),
        Outcome::Skipped => ("skipped", AnsiColor::Yellow.on_default()),
    };
    let style = if color { style } else { Style::new() };
    let _ = write!(out, "  {style}{word:<7}{style:#}  {}", clean(&case.name));
    if !case.message.is_empty() {
        let _ = write!(out, ": {}", clean(&case.message));
    }
    let controls: Vec<&str> = case.controls.iter().map(|(_, control)| control.as_str()).collect();
    if !controls.is_empty() {
        let _ = write!(out, " [{}]", clean(&controls.join(", ")));
    }
    out.push('\n');
    if matches!(case.outcome, Outcome::Passed | Outcome::Skipped) {
        return;
    }
    for (what, text) in [("expected: ", &case.expected), ("", &case.description)] {
        if let Some(text) = text {
            let _ = writeln!(out, "{INDENT}{what}{}", clean(text));
        }
    }
    for place in &case.places {
        let (file, message) = (clean(&place.file), clean(&place.message));
        let _ = writeln!(out, "{INDENT}{file}:{}:{}: {message}", place.line, place.column);
    }
    for line in clean_lines(&case.detail) {
        let line = format!("{INDENT}{line}");
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

/// `3 passed, 1 failed, 2 skipped in 2 files.`
fn write_totals(results: &Results, out: &mut String) {
    let words = [
        (Outcome::Passed, "passed"),
        (Outcome::Failed, "failed"),
        (Outcome::Error, "could not be judged"),
        (Outcome::Skipped, "skipped"),
    ];
    let counts = words.map(|(outcome, word)| (results.count(outcome), word));
    let counts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let counts = if counts.is_empty() { "nothing to judge".to_owned() } else { counts.join(", ") };
    let files = match results.suites.len() {
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    };
    let _ = writeln!(out, "{counts} in {files}.");
}
