//! `mima rules` and `mima explain`.

use std::fmt::Write;

use serde::Serialize;

use super::args::ListFormat;
use super::{Exit, Failure, print};
use crate::config::suggest::unknown_rule;
use crate::finding::rules::RULES;
use crate::finding::{Rule, RuleId};

/// A rule in the JSON list.
#[derive(Serialize)]
struct JsonRule {
    id: &'static str,
    name: &'static str,
    level: &'static str,
    summary: &'static str,
}

impl From<&Rule> for JsonRule {
    fn from(rule: &Rule) -> Self {
        Self { id: rule.code, name: rule.name, level: rule.level.as_str(), summary: rule.summary }
    }
}

/// Lists the rules.
pub(super) fn list(format: ListFormat) -> Result<Exit, Failure> {
    let text = match format {
        ListFormat::Text => table()?,
        ListFormat::Json => {
            let rules: Vec<JsonRule> = RULES.iter().map(JsonRule::from).collect();
            serde_json::to_string_pretty(&rules)? + "\n"
        }
    };
    print(text.as_bytes())
}

fn table() -> Result<String, Failure> {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in RULES {
        let level = rule.level.as_str();
        writeln!(text, "{}  {:width$}  {level:7}  {}", rule.code, rule.name, rule.summary)?;
    }
    Ok(text)
}

/// Prints the page of a rule.
pub(super) fn explain(name: &str) -> Result<Exit, Failure> {
    let rule = RuleId::parse(name).ok_or_else(|| Failure::from(unknown_rule(name)))?.rule();
    print(format!("{}\n", rule.page.trim_end()).as_bytes())
}
