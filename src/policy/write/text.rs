//! For people: file by file, what holds and what does not.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use clap::builder::styling::{AnsiColor, Style};

use crate::output::escape::{clean, clean_lines};
use crate::output::wrap;
use crate::policy::results::{Case, Kind, Outcome, Results, Suite};

/// What stands before the lines that belong to a case.
const INDENT: &str = "           ";

/// Columns that a list may have.
const WIDTH: usize = 100;

// Writing to a string cannot fail: the results of `write!` are dropped.
pub(super) fn render(results: &Results, color: bool) -> String {
    let mut out = String::new();
    let mut told = BTreeSet::new();
    for suite in &results.suites {
        write_suite(suite, color, &mut told, &mut out);
    }
    write_totals(results, &mut out);
    out
}

/// `told` holds the sets of places that were shown: policies of several frameworks fail on the same calls.
fn write_suite(suite: &Suite, color: bool, told: &mut BTreeSet<BTreeSet<String>>, out: &mut String) {
    let bold = if color { Style::new().bold() } else { Style::new() };
    let _ = write!(out, "{bold}{}{bold:#}", clean(&suite.file));
    if let Some(title) = &suite.title {
        let _ = write!(out, "  {}", clean(title));
    }
    if let Some(framework) = &suite.framework {
        let _ = write!(out, "  [{}]", clean(framework));
    }
    out.push('\n');
    let mut reasons: Vec<&str> = Vec::new();
    for case in &suite.cases {
        if case.outcome != Outcome::Skipped {
            write_case(case, color, told, out);
        } else if !reasons.contains(&case.message.as_str()) {
            reasons.push(&case.message);
            write_skipped(&case.message, suite, color, out);
        }
    }
    out.push('\n');
}

/// The outcome of a case as it begins its line.
fn write_word(outcome: Outcome, color: bool, out: &mut String) {
    let (word, style) = match outcome {
        Outcome::Passed => ("passed", AnsiColor::Green.on_default()),
        Outcome::Open => ("open", AnsiColor::Yellow.on_default().bold()),
        Outcome::Failed => ("FAILED", AnsiColor::Red.on_default().bold()),
        Outcome::Error => ("ERROR", AnsiColor::Red.on_default().bold()),
        Outcome::Skipped => ("skipped", AnsiColor::Yellow.on_default()),
    };
    let style = if color { style } else { Style::new() };
    let _ = write!(out, "  {style}{word:<7}{style:#}  ");
}

/// All that are skipped for one reason: a new project has dozens of these, and they say the same.
fn write_skipped(reason: &str, suite: &Suite, color: bool, out: &mut String) {
    let is_one = |case: &&Case| case.outcome == Outcome::Skipped && case.message == reason;
    let cases: Vec<&Case> = suite.cases.iter().filter(is_one).collect();
    let mut names: Vec<(&Case, usize)> = Vec::new();
    for case in &cases {
        match names.iter_mut().find(|(known, _)| known.name == case.name) {
            Some((_, count)) => *count += 1,
            None => names.push((case, 1)),
        }
    }
    let label = |(case, count): &(&Case, usize)| match (&case.expected, count) {
        (_, 2..) => format!("{count} × {}", clean(&case.name)),
        (Some(expected), _) => format!("{} ({})", clean(&case.name), clean(expected)),
        (None, _) => clean(&case.name).into_owned(),
    };
    let labels: Vec<String> = names.iter().map(label).collect();
    let (what, list) = match labels.as_slice() {
        [one] => (one.clone(), String::new()),
        _ if suite.kind == Kind::Policy => (format!("{} assertions", cases.len()), labels.join(", ")),
        _ => (format!("{} tests", cases.len()), labels.join(", ")),
    };
    write_word(Outcome::Skipped, color, out);
    let reason = if reason.is_empty() { String::new() } else { format!(": {}", clean(reason)) };
    let _ = writeln!(out, "{what}{reason}");
    for line in wrap(&list, WIDTH - INDENT.len()).lines() {
        let _ = writeln!(out, "{INDENT}{line}");
    }
}

fn write_case(case: &Case, color: bool, told: &mut BTreeSet<BTreeSet<String>>, out: &mut String) {
    write_word(case.outcome, color, out);
    out.push_str(&clean(&case.name));
    if !case.message.is_empty() {
        let _ = write!(out, ": {}", clean(&case.message));
    }
    let controls: Vec<&str> = case.controls.iter().map(|(_, control)| control.as_str()).collect();
    if !controls.is_empty() {
        let _ = write!(out, " [{}]", clean(&controls.join(", ")));
    }
    out.push('\n');
    if matches!(case.outcome, Outcome::Passed | Outcome::Open) {
        return;
    }
    for (what, text) in [("expected: ", &case.expected), ("", &case.description)] {
        if let Some(text) = text {
            let _ = writeln!(out, "{INDENT}{what}{}", clean(text));
        }
    }
    let mine: BTreeSet<String> =
        case.places.iter().map(|place| format!("{}:{}", place.file, place.line)).collect();
    if !mine.is_empty() && told.contains(&mine) {
        let _ = match mine.len() {
            1 => writeln!(out, "{INDENT}the place above"),
            count => writeln!(out, "{INDENT}the same {count} places as above"),
        };
    } else {
        for place in &case.places {
            let (file, message) = (clean(&place.file), clean(&place.message));
            let _ = writeln!(out, "{INDENT}{file}:{}:{}: {message}", place.line, place.column);
        }
    }
    told.insert(mine);
    told.insert(case.detail.lines().filter_map(place_of_line).collect());
    for line in clean_lines(&case.detail) {
        let line = format!("{INDENT}{line}");
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

/// The `file:line` that a line of a test's message begins with.
fn place_of_line(line: &str) -> Option<String> {
    let mut parts = line.trim_start().splitn(3, ':');
    let (file, number, _) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && !file.is_empty()).then(|| format!("{file}:{number}"))
}

/// `3 passed, 1 failed, 2 skipped in 2 files.`
fn write_totals(results: &Results, out: &mut String) {
    let words = [
        (Outcome::Passed, "passed"),
        (Outcome::Open, "open"),
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
