//! `mima.toml`: what was found out about the project, and the ratchet.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::baseline::FILE;
use super::text::{plain, toml_literal, wrapped};
use super::{Artifact, Base, Facts, Text};
use crate::finding::Nameable;

const WIDTH: usize = 100;

pub(super) fn artifact(facts: &Facts) -> Artifact {
    let mut text =
        String::from("# Settings of mima, written by `mima init`. Paths are relative to this file.\n");
    let mut say = |comment: &str, setting: &str| {
        let _ = write!(text, "\n{}{setting}", wrapped(comment, "# ", WIDTH));
    };
    if let Some(file) = &facts.test_code {
        let comment =
            format!("Test code calls models too ({}): no report and no gate counts it.", plain(file));
        say(&comment, "tests = false\n");
    }
    if !facts.vendored.is_empty() {
        let globs: Vec<String> = facts.vendored.iter().map(|path| toml_literal(path)).collect();
        say("The code of others.", &format!("exclude = [{}]\n", globs.join(", ")));
    }
    if facts.known.is_some() {
        say(
            "The calls that were open on the first day. No other file says which: `mima ratchet` takes out what is \
             attested since.",
            &format!("baseline = {}\n", toml_literal(FILE)),
        );
    }
    say("A scan fails on every other AI call that is neither attested nor accepted.", "strict = true\n");
    let summary = "a new unattested call fails".to_owned();
    text.push_str(&attestation(facts));
    Artifact { path: "mima.toml".to_owned(), base: Base::Project, summary, text: Text::Whole(text) }
}

/// What may attest and is for the project to say: nothing here counts until somebody takes the `#` away.
fn attestation(facts: &Facts) -> String {
    if facts.presets.is_empty() && facts.markers.is_empty() {
        return String::new();
    }
    let mut text = String::from("\n[attestation]\n");
    if !facts.presets.is_empty() {
        let places: Vec<String> =
            facts.presets.iter().map(|(name, file)| format!("{name} in {}", plain(file))).collect();
        let names: Vec<String> = facts.presets.iter().map(|(name, _)| toml_literal(name)).collect();
        let comment = format!(
            "Imported here: {}. If what it records is your evidence, take the `#` away from the next line.",
            places.join(", ")
        );
        let _ = writeln!(text, "{}# presets = [{}]", wrapped(&comment, "# ", WIDTH), names.join(", "));
    }
    // By the key that names them.
    let mut keys: BTreeMap<&str, Vec<(&Nameable, &str)>> = BTreeMap::new();
    for (marker, place) in &facts.markers {
        keys.entry(marker.key()).or_default().push((marker, place));
    }
    for (key, markers) in keys {
        let places: Vec<&str> = markers.iter().map(|(_, place)| *place).collect();
        let names: Vec<String> =
            markers.iter().map(|(marker, _)| toml_literal(marker.name.as_str())).collect();
        let comment = format!(
            "Named like a marker, and known by name only ({}). If it attests, take the `#` away from the next line.",
            plain(&places.join(", "))
        );
        let _ = writeln!(text, "{}# {key} = [{}]", wrapped(&comment, "# ", WIDTH), names.join(", "));
    }
    text
}
