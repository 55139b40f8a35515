//! What the open gaps of a report touch, and what closes most of them, in two sentences for people.

use crate::finding::frameworks::Control;
use crate::finding::gaps::{Gaps, Step};
use crate::source::Sources;

/// How many frameworks are named, and how many controls of each.
const NAMED_FRAMEWORKS: usize = 4;
const NAMED_CONTROLS: usize = 2;

/// Which controls the gaps touch. Without a full stop and without characters from user files.
pub(super) fn controls(gaps: &Gaps<'_>) -> String {
    let named = gaps.controls.iter().take(NAMED_FRAMEWORKS);
    let mut parts: Vec<String> =
        named.map(|(framework, controls)| format!("{} {}", framework.name, ids(controls))).collect();
    match gaps.controls.len() - parts.len() {
        0 => {}
        1 => parts.push("and 1 more framework (`mima controls`)".to_owned()),
        more => parts.push(format!("and {more} more frameworks (`mima controls`)")),
    }
    format!("The open gaps touch {}", parts.join("; "))
}

/// `Article 12, 26 +1`: a word that the first id begins with is not repeated.
fn ids(controls: &[&Control]) -> String {
    let first = controls.first().map_or("", |control| control.id.as_str());
    let word = first.split_inclusive(' ').next().filter(|word| word.ends_with(' ')).unwrap_or_default();
    let short = |control: &&Control| control.id.strip_prefix(word).unwrap_or(&control.id).to_owned();
    let named: Vec<String> = controls.iter().take(NAMED_CONTROLS).map(short).collect();
    let more = match controls.len() - named.len() {
        0 => String::new(),
        more => format!(" +{more}"),
    };
    format!("{word}{}{more}", named.join(", "))
}

/// The step that closes most gaps, where there is more than one to close. Without a full stop.
pub(super) fn step(gaps: &Gaps<'_>, sources: &Sources) -> Option<String> {
    let Step { function, location, closes, .. } = gaps.step.filter(|_| gaps.count > 1)?;
    let place = format!("{}:{}", sources.path(location.file), location.line);
    let what = match function {
        Some(function) => format!("attest `{function}` ({place})"),
        None => format!("attest what runs at module level ({place})"),
    };
    let closes = if closes == gaps.count { "all".to_owned() } else { closes.to_string() };
    Some(format!("Next step: {what}, which closes {closes} of {} gaps", gaps.count))
}
