//! How a report was made, in words: a sentence each on the revision, the settings, the baseline and the gates.

use crate::finding::run::{Compared, FileRead, SettingsRead};
use crate::finding::{Gate, Run};

/// How much of what a settings file says is shown, in characters.
const MOST_SHOWN: usize = 200;

/// The sentences, without full stops. What is quoted stands between backticks.
pub(super) fn sentences(run: &Run) -> Vec<String> {
    let mut sentences = vec![made_by(run)];
    sentences.extend(run.settings.iter().map(settings));
    if run.settings.is_empty() {
        sentences.push("no settings".to_owned());
    }
    sentences.extend(run.baseline.as_ref().map(|read| format!("baseline {}", file(read))));
    sentences.extend(run.gates.iter().map(gate));
    sentences
}

/// That the settings of several directories hold, in one sentence; `None` where all is said in one file.
pub(super) fn several(run: &Run) -> Option<String> {
    let files: Vec<String> = run.settings.iter().map(|it| format!("`{}`", it.read.file)).collect();
    (files.len() > 1).then(|| format!("Settings of several directories hold: {}", files.join(", ")))
}

fn made_by(run: &Run) -> String {
    let mut sentence = format!("mima {}", env!("CARGO_PKG_VERSION"));
    if let Some(revision) = &run.revision {
        sentence = format!("{sentence} at `{revision}`");
    }
    let compared = |how: &str, with: &Option<Compared>| {
        let with = with.as_ref()?;
        Some(format!(", {how} `{}` (`{}`)", with.revision, with.commits.join("`, `")))
    };
    let more = [compared("compared with", &run.diff), compared("trusting", &run.trust)];
    more.into_iter().flatten().for_each(|more| sentence.push_str(&more));
    sentence
}

fn settings(settings: &SettingsRead) -> String {
    let says: String = settings.says.chars().take(MOST_SHOWN).collect();
    let rest = if says.len() < settings.says.len() { "…" } else { "" };
    let of = settings.revision.as_ref().map_or_else(String::new, |revision| format!(" of `{revision}`"));
    let rules: Vec<String> = settings.rule_files.iter().map(file).collect();
    let rules = if rules.is_empty() { String::new() } else { format!("; rules {}", rules.join(", ")) };
    format!("settings {}{of}: `{}{rest}`{rules}", file(&settings.read), says.replace('`', "'"))
}

fn file(read: &FileRead) -> String {
    format!("`{}` (sha256 {})", read.file, read.sha256)
}

fn gate(gate: &Gate) -> String {
    let verdict = verdict(gate);
    let scope = gate.scope.as_ref().map_or_else(String::new, |scope| format!(" in `{scope}`"));
    let (value, limit) = (rounded(gate.value), rounded(gate.limit));
    format!("gate `{}`{scope} {verdict}: {value}, limit {limit}, set by `{}`", gate.name, gate.set_by)
}

/// Whether a gate is passed, in one word.
pub(super) fn verdict(gate: &Gate) -> &'static str {
    if gate.passed { "passed" } else { "failed" }
}

/// A number with one digit behind the point, if it needs one.
fn rounded(number: f64) -> String {
    if number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number:.1}") }
}
