//! The governance frameworks that rules are mapped to, and why.
//!
//! The data stands in `rules/frameworks/`, one file a framework. Identifiers are those of the publishers;
//! justifications are ours and claim no conformity: a finding is evidence about a control, not a verdict.

use std::sync::OnceLock;

use serde::Deserialize;

use super::RuleId;

/// A framework, its controls, and which rules say something about them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// Id for machines: `eu-ai-act`.
    pub id: String,
    /// Name for people: `EU AI Act`.
    pub name: String,
    /// The name in full.
    pub full_name: String,
    /// Who publishes it.
    pub publisher: String,
    /// Its version or year.
    pub version: String,
    /// Where it can be read.
    pub url: String,
    /// The controls that concern what an AI system does at run time.
    pub controls: Vec<Control>,
    mappings: Vec<Mapping>,
}

/// One article, control, criterion or risk of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// The publisher's id: `Article 12`.
    pub id: String,
    /// A short title.
    pub title: String,
}

impl Control {
    /// The id in lower case without spaces and colons, for tags: `article-12`.
    pub fn slug(&self) -> String {
        self.id.to_ascii_lowercase().replace([' ', ':'], "-")
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mapping {
    rules: Vec<String>,
    control: String,
    why: String,
}

/// A control that a rule says something about.
#[derive(Clone, Copy, Debug)]
pub struct Mapped {
    /// The framework.
    pub framework: &'static Framework,
    /// Its control.
    pub control: &'static Control,
    /// What the rule has to do with the control: one sentence.
    pub why: &'static str,
}

const FILES: &[&str] = &[
    include_str!("../../rules/frameworks/eu-ai-act.toml"),
    include_str!("../../rules/frameworks/iso-42001.toml"),
    include_str!("../../rules/frameworks/soc2.toml"),
    include_str!("../../rules/frameworks/nist-ai-rmf.toml"),
    include_str!("../../rules/frameworks/owasp-llm-2026.toml"),
    include_str!("../../rules/frameworks/owasp-agentic-2026.toml"),
];

/// All frameworks, the law first.
pub fn frameworks() -> &'static [Framework] {
    static FRAMEWORKS: OnceLock<Vec<Framework>> = OnceLock::new();
    FRAMEWORKS.get_or_init(|| FILES.iter().map(|text| parse(text)).collect())
}

#[expect(
    clippy::expect_used,
    reason = "the text is compiled in, and a test parses it; no input reaches this"
)]
fn parse(text: &str) -> Framework {
    toml::from_str(text).expect("a framework file that is compiled in is valid")
}

/// The controls that `rule` says something about, by framework.
pub fn controls_of(rule: RuleId) -> Vec<Mapped> {
    let mut found = Vec::new();
    for framework in frameworks() {
        let concerns = |mapping: &&Mapping| mapping.rules.iter().any(|id| id == rule.as_str());
        for mapping in framework.mappings.iter().filter(concerns) {
            let control = framework.controls.iter().find(|it| it.id == mapping.control);
            found.extend(control.map(|control| Mapped { framework, control, why: &mapping.why }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::rules::RULES;

    /// The list below the heading "Frameworks" of a rule's page.
    fn section(rule: RuleId) -> String {
        let line = |it: Mapped| {
            let (framework, control) = (it.framework, it.control);
            format!("- {}, {} ({}): {}\n", framework.name, control.id, control.title, it.why)
        };
        controls_of(rule).into_iter().map(line).collect()
    }

    #[test]
    fn every_mapping_names_a_rule_and_a_control() {
        for framework in frameworks() {
            for mapping in &framework.mappings {
                let known = framework.controls.iter().any(|it| it.id == mapping.control);
                assert!(known, "{}: no control {}", framework.id, mapping.control);
                assert!(mapping.why.ends_with('.'), "{}: {}", framework.id, mapping.control);
                for rule in &mapping.rules {
                    let found = RuleId::parse(rule).map(RuleId::as_str);
                    assert_eq!(found, Some(rule.as_str()), "{}", framework.id);
                }
            }
        }
    }

    #[test]
    fn every_rule_has_controls_and_few_enough_for_tags() {
        for rule in RULES {
            let controls = controls_of(rule.id).len();
            assert!(controls > 0, "{}", rule.code);
            // Code scanning keeps ten tags of a rule.
            assert!(controls + rule.tags.len() <= 10, "{}: {controls} controls", rule.code);
        }
    }

    #[test]
    fn pages_list_the_controls_of_the_data() {
        for rule in RULES {
            let written = rule.page.split("## Frameworks\n").nth(1).map(str::trim);
            let expected = section(rule.id);
            assert_eq!(written, Some(expected.trim()), "{}: the section should be\n{expected}", rule.code);
        }
    }

    #[test]
    fn slugs_are_words_for_tags() {
        for framework in frameworks() {
            for control in &framework.controls {
                let slug = control.slug();
                let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
                assert!(slug.chars().all(fine), "{slug}");
            }
        }
    }
}
