//! What was meant, where a rule is named that does not exist.

use crate::finding::RuleId;
use crate::finding::rules::RULES;
use crate::mistakes::did_you_mean;

/// What to say of a rule that does not exist.
pub(crate) fn unknown_rule(text: &str) -> String {
    let names = RULES.iter().flat_map(|rule| [rule.name, rule.code]);
    let hint = did_you_mean(text, names);
    if hint.is_empty() {
        format!("there is no rule `{text}`; `mima rules` lists them")
    } else {
        format!("there is no rule `{text}`{hint}")
    }
}

/// Checks that a name, an id or the beginning of an id selects a rule; the error is a text for the user.
pub(crate) fn check_selector(text: &str) -> Result<(), String> {
    let selects = |rule: RuleId| rule.matches(text);
    if RULES.iter().any(|rule| selects(rule.id)) { Ok(()) } else { Err(unknown_rule(text)) }
}
