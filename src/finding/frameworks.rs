//! The governance frameworks that rules, assertions of policies and evidence records are mapped to, and why.
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
    /// Other names that policies call it by: `eu_ai_act`.
    pub aliases: Vec<String>,
    /// Whom it binds: one sentence.
    pub binding: String,
    /// What applies from when, in order; empty where nothing has a date.
    #[serde(default)]
    pub timeline: Vec<Milestone>,
    /// The controls that concern what an AI system does at run time.
    pub controls: Vec<Control>,
    mappings: Vec<Mapping>,
    /// Which records evidence which controls.
    pub evidence: Vec<Evidence>,
}

/// A day on which something begins or ends.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// The day: `2027-12-02`.
    pub date: String,
    /// What begins or ends.
    pub what: String,
}

/// One article, control, criterion or risk of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// The publisher's id: `Article 12`.
    pub id: String,
    /// A short title.
    pub title: String,
    /// From when it applies, and to whom; empty where the framework has no dates.
    #[serde(default)]
    pub applies: Vec<Applies>,
}

/// When a control begins to apply.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applies {
    /// The first day: `2027-12-02`.
    pub from: String,
    /// To whom or what.
    pub to: String,
}

impl Control {
    /// The id in lower case without spaces and colons, for tags: `article-12`.
    pub fn slug(&self) -> String {
        self.id.to_ascii_lowercase().replace([' ', ':'], "-")
    }
}

/// What rules, or assertions of policies, have to do with a control.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mapping {
    #[serde(default)]
    rules: Vec<String>,
    #[serde(default)]
    assertions: Vec<String>,
    control: String,
    why: String,
}

/// Records that evidence a control.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The types of records: ids of [`record_types`].
    pub records: Vec<String>,
    /// The control's id.
    pub control: String,
    /// What a record shows: one sentence.
    pub why: String,
}

/// A type of evidence records.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordType {
    /// Id: `human_oversight`.
    pub id: String,
    /// What such a record holds.
    pub title: String,
}

/// The type of the records that markers write when attested calls run.
pub const ATTESTED_CALL: &str = "attested_call";

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
fn parse<T: serde::de::DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("a file that is compiled in is valid")
}

/// The types of evidence records, what attested calls leave first.
pub fn record_types() -> &'static [RecordType] {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        records: Vec<RecordType>,
    }
    static RECORDS: OnceLock<Vec<RecordType>> = OnceLock::new();
    RECORDS.get_or_init(|| parse::<File>(include_str!("../../rules/records.toml")).records)
}

/// The framework that is called `name`: its id, its name, or an alias.
pub fn framework(name: &str) -> Option<&'static Framework> {
    let is_called = |it: &&Framework| {
        it.id.eq_ignore_ascii_case(name)
            || it.name.eq_ignore_ascii_case(name)
            || it.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    };
    frameworks().iter().find(is_called)
}

impl Framework {
    /// The control with this id, in any case.
    pub fn control(&self, id: &str) -> Option<&Control> {
        self.controls.iter().find(|control| control.id.eq_ignore_ascii_case(id))
    }

    /// The controls that `rule` says something about, and why.
    pub fn controls_of_rule(&self, rule: RuleId) -> impl Iterator<Item = (&Control, &str)> {
        self.mapped(move |mapping| mapping.rules.iter().any(|id| id == rule.as_str()))
    }

    /// The controls that a policy's assertion of this type shows to be met, and why.
    pub fn controls_of_assertion(&self, assertion: &str) -> impl Iterator<Item = (&Control, &str)> {
        self.mapped(move |mapping| mapping.assertions.iter().any(|name| name == assertion))
    }

    fn mapped(&self, concerns: impl Fn(&Mapping) -> bool) -> impl Iterator<Item = (&Control, &str)> {
        let mappings = self.mappings.iter().filter(move |mapping| concerns(mapping));
        mappings.filter_map(|mapping| Some((self.control(&mapping.control)?, mapping.why.as_str())))
    }

    /// The rules that say something about a control, by id, each with the reason.
    pub fn rules_of(&self, control: &Control) -> impl Iterator<Item = (&str, &str)> {
        let mappings = self.mappings.iter().filter(|mapping| mapping.control == control.id);
        mappings.flat_map(|mapping| mapping.rules.iter().map(|rule| (rule.as_str(), mapping.why.as_str())))
    }

    /// The records that evidence a control, each with what it shows.
    pub fn records_of(&self, control: &Control) -> impl Iterator<Item = (&str, &str)> {
        let evidence = self.evidence.iter().filter(|evidence| evidence.control == control.id);
        evidence.flat_map(|evidence| evidence.records.iter().map(|id| (id.as_str(), evidence.why.as_str())))
    }

    /// The types of records that evidence any of its controls, in the order of [`record_types`].
    pub fn record_types(&self) -> Vec<&'static RecordType> {
        let counts = |record: &&RecordType| self.evidence.iter().any(|it| it.records.contains(&record.id));
        record_types().iter().filter(counts).collect()
    }
}

/// The controls that `rule` says something about, by framework.
pub fn controls_of(rule: RuleId) -> Vec<Mapped> {
    let of = |framework: &'static Framework| {
        let controls = framework.controls_of_rule(rule);
        controls.map(move |(control, why)| Mapped { framework, control, why })
    };
    frameworks().iter().flat_map(of).collect()
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
                assert!(mapping.rules.is_empty() != mapping.assertions.is_empty(), "{}", framework.id);
                for rule in &mapping.rules {
                    let found = RuleId::parse(rule).map(RuleId::as_str);
                    assert_eq!(found, Some(rule.as_str()), "{}", framework.id);
                }
            }
        }
    }

    #[test]
    fn evidence_names_records_and_controls_and_an_attested_call_is_evidence_everywhere() {
        let known = |id: &String| record_types().iter().any(|record| record.id == *id);
        assert_eq!(record_types().first().map(|record| record.id.as_str()), Some(ATTESTED_CALL));
        for framework in frameworks() {
            for evidence in &framework.evidence {
                assert!(framework.control(&evidence.control).is_some(), "{}: {evidence:?}", framework.id);
                assert!(evidence.records.iter().all(known), "{}: {evidence:?}", framework.id);
                assert!(evidence.why.ends_with('.'), "{}: {evidence:?}", framework.id);
            }
            let first = framework.record_types().first().map(|record| record.id.as_str());
            assert_eq!(first, Some(ATTESTED_CALL), "{}", framework.id);
        }
    }

    #[test]
    fn frameworks_have_names_of_their_own_and_dates_in_order() {
        for it in frameworks() {
            for name in [&it.id, &it.name].into_iter().chain(&it.aliases) {
                assert_eq!(framework(name).map(|found| &found.id), Some(&it.id), "{name}");
            }
            assert!(it.binding.ends_with('.'), "{}", it.id);
            assert!(it.timeline.is_sorted_by(|a, b| a.date < b.date), "{}", it.id);
            let dates = it.controls.iter().flat_map(|control| &control.applies).map(|it| &it.from);
            for date in dates {
                assert!(it.timeline.iter().any(|milestone| milestone.date == *date), "{}: {date}", it.id);
            }
        }
        assert!(framework("iso_27001").is_none());
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
