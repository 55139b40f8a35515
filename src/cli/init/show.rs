//! What is said: the plan, the difference that it makes, and what to do next.

use std::fmt::Write as _;
use std::path::Path;

use similar::TextDiff;

use super::{Step, ground};
use crate::init::{Base, Call, Existing, Facts, Outcome, Text, Wanted};
use crate::language::Language;

/// What is said where there was nothing to write, or nobody wanted it.
pub(super) const NOTHING: &str = "Nothing was written.\n";

/// `1 file`, `2 files`.
pub(super) fn files(number: usize) -> String {
    if number == 1 { "1 file".to_owned() } else { format!("{number} files") }
}

/// What was found, and what becomes of each file.
pub(super) fn plan(facts: &Facts, steps: &[Step]) -> String {
    let calls = facts.calls().count();
    let attested = facts.calls().filter(|call| call.is_attested).count();
    let systems: usize = facts.sections.iter().map(|section| section.systems.len()).sum();
    let mut text = if calls == 0 {
        "No AI call was found: what is written here holds that.\n\n".to_owned()
    } else {
        let plural = |number: usize| if number == 1 { "" } else { "s" };
        format!(
            "{calls} AI call{} in {systems} AI system{}, {attested} attested.{}\n\n",
            plural(calls),
            plural(systems),
            match facts.left_out_tests {
                0 => String::new(),
                tests =>
                    format!(" {tests} more in test code, which the settings leave out (`tests = false`)."),
            }
        )
    };
    let width = steps.iter().map(|step| step.printed.chars().count()).max().unwrap_or(0);
    for step in steps {
        let (word, note) = match &step.outcome {
            Outcome::Create(_) => ("create", step.artifact.summary.as_str()),
            Outcome::Extend(_) => ("extend", step.artifact.summary.as_str()),
            Outcome::Replace(_) => ("replace", step.artifact.summary.as_str()),
            Outcome::Same => ("same", "is as it should be"),
            Outcome::Keep if matches!(step.artifact.text, Text::Once(_)) => {
                ("keep", "is there, and nothing replaces it; `mima ratchet` shrinks it")
            }
            Outcome::Keep => ("keep", "says something else; --force replaces it"),
            Outcome::Refuse(_) => ("refuse", "see below"),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {word:<8} {:<width$}  {note}", step.printed);
    }
    if let Some(own) = facts.settings.as_ref().filter(|_| facts.known.is_none()) {
        let _ = writeln!(text, "  {:<8} {:<width$}  the settings stay as they are", "keep", own.printed);
    }
    text
}

/// The changes as a patch for the directory that the command runs in.
pub(super) fn diff(steps: &[Step]) -> String {
    let mut text = String::new();
    for step in steps {
        let Some(new) = step.outcome.text() else { continue };
        let old = match &step.existing {
            Existing::File { text, .. } => text.as_str(),
            _ => "",
        };
        let (before, after) = (format!("a/{}", step.printed), format!("b/{}", step.printed));
        let before = if step.existing == Existing::Missing { "/dev/null" } else { &before };
        let diff = TextDiff::from_lines(old, new);
        let _ = write!(text, "{}", diff.unified_diff().header(before, &after));
    }
    text
}

/// Where the marker comes from that is to attest a call, for a project in which nothing attests yet.
fn where_from(call: &Call, facts: &Facts) -> String {
    if facts.calls().any(|call| call.is_attested) {
        return String::new();
    }
    let language = Language::of_path(Path::new(&call.file));
    language.map_or_else(String::new, |language| format!("\n     {}", language.advice.marker))
}

/// What to do next in this project.
pub(super) fn next(facts: &Facts, wanted: &Wanted, steps: &[Step], changes: usize) -> String {
    let mut text =
        if changes == 0 { format!("\n{NOTHING}") } else { format!("\n{} written.\n", files(changes)) };
    let mut advice = Vec::new();
    let first = facts.first_to_attest();
    if let Some(call) = first.first() {
        let function = call.function.as_deref().unwrap_or("module level");
        let marker = where_from(call, facts);
        advice
            .push(format!("Attest {}:{} ({function}) first: {}.{marker}", call.file, call.line, call.advice));
    }
    for step in steps.iter().filter(|step| step.path.as_deref().is_some_and(ground::is_left_out)) {
        advice.push(format!(
            "Add `[[test]]` with `name = \"governance\"` to the Cargo.toml above {}: it has `autotests = false`, so \
             cargo does not find the test by itself.",
            step.printed
        ));
    }
    let commands = facts.test_commands(wanted);
    if !commands.is_empty() {
        advice.push(format!("Run `{}`.", commands.join("` and `")));
    }
    if !first.is_empty() {
        advice.push(
            "When calls are attested, run `mima ratchet`: it takes them out of the baseline, and changes nothing else."
                .to_owned(),
        );
    }
    let commits = |step: &&Step| step.outcome.text().is_some() && step.artifact.base != Base::Hooks;
    let written: Vec<&str> = steps.iter().filter(commits).map(|step| step.printed.as_str()).collect();
    if !written.is_empty() {
        advice.push(format!("Commit {}.", written.join(", ")));
    }
    text.push_str("\nNext:\n");
    for (number, line) in (1..).zip(&advice) {
        let _ = writeln!(text, "  {number}. {line}");
    }
    text
}
