//! The policy to begin with: what holds today, so that it can only get better.

use std::fmt::Write as _;

use crate::finding::frameworks::{ATTESTED_CALL, Framework};
use crate::finding::{Report, RuleId};

/// Rules about markers that do not do what they seem to: nobody wants to begin with an exception from these.
const FALSE_MARKERS: [RuleId; 2] = [RuleId::BypassedAttestation, RuleId::AttestationEndsEarly];

/// The name of a framework's policy file: `eu_ai_act.yaml`.
pub fn file_name(framework: &Framework) -> String {
    format!("{}.yaml", slug(framework))
}

/// The name that policies call a framework by.
fn slug(framework: &Framework) -> &str {
    framework.aliases.first().unwrap_or(&framework.id)
}

/// The text of a policy for `framework` that a project with this report meets. Without a baseline that holds the open calls
/// it says how many there are.
pub fn policy(framework: &Framework, report: &Report, has_baseline: bool) -> String {
    let open = report.open_calls().filter(|call| !call.baselined).count();
    let (ratchet, which) = if has_baseline || open == 0 {
        ("no_new_unattested".to_owned(), "Which calls may be open says the baseline that the settings name.")
    } else {
        (
            format!("max_unattested\n    max: {open}"),
            "Without a baseline (`mima init` writes one) only their number is held.",
        )
    };
    let mut text = format!(
        "# What is asserted about the AI calls of this project. `mima test` and `mima policy check` judge it.\n\
         # {which} A control is open until no call is.\n\
         name: \"{}\"\nframework: {}\nversion: \"1.0\"\n\nassertions:\n\
         \x20 - type: {ratchet}\n    path: \".\"\n    \
         description: \"No unattested AI call is added\"\n",
        framework.name,
        slug(framework),
    );
    add_rules(&mut text, report);
    add_libraries(&mut text, report);
    add_records(&mut text, framework);
    text
}

fn add_rules(text: &mut String, report: &Report) {
    let is_broken = |rule: RuleId| report.findings.iter().any(|it| it.rule == rule && it.is_open());
    let kept: Vec<&str> =
        FALSE_MARKERS.iter().filter(|rule| !is_broken(**rule)).map(|it| it.name()).collect();
    if !kept.is_empty() {
        text.push_str("\n  - type: no_rule\n    rules:\n");
        for rule in kept {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "      - {rule}");
        }
        text.push_str("    description: \"No marker that does not do what it seems to\"\n");
    }
}

fn add_libraries(text: &mut String, report: &Report) {
    if report.summary.libraries.is_empty() {
        return;
    }
    text.push_str("\n  - type: only_libraries\n    libraries:\n");
    for library in report.summary.libraries.keys() {
        let _ = writeln!(text, "      - {}", library.as_str());
    }
    text.push_str("    description: \"A new provider is a decision, not an import\"\n");
}

fn add_records(text: &mut String, framework: &Framework) {
    let records = framework.record_types();
    let records: Vec<_> = records.iter().filter(|record| record.id != ATTESTED_CALL).collect();
    if !records.is_empty() {
        text.push_str("\n  # Skipped as long as there is no evidence store.\n");
    }
    for record in records {
        let (id, title) = (&record.id, &record.title);
        let _ = write!(
            text,
            "  - type: record_type_present\n    record_type: {id}\n    description: \"{title}\"\n"
        );
    }
}
