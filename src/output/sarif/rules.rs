//! The tool, its rules, and the frameworks as taxonomies.

use super::log::{
    ComponentReference, Configuration, Driver, Help, Relationship, Rule, RuleProperties, Target, Taxon,
    Taxonomy, Text,
};
use crate::finding;
use crate::finding::frameworks::{Control, Framework, Mapped, controls_of, frameworks};
use crate::finding::rules::RULES;

const INFORMATION_URI: &str = "https://pypi.org/project/mima-governance/";

/// The tool with every rule, also those without a result: an upload without a rule's description would make
/// earlier alerts of it unreadable.
pub(super) fn driver() -> Driver {
    Driver {
        information_uri: INFORMATION_URI,
        name: env!("CARGO_PKG_NAME"),
        rules: RULES.iter().map(rule).collect(),
        semantic_version: env!("CARGO_PKG_VERSION"),
        supported_taxonomies: frameworks().iter().map(component).collect(),
    }
}

/// The frameworks with the controls that rules refer to.
pub(super) fn taxonomies() -> Vec<Taxonomy> {
    frameworks().iter().map(taxonomy).collect()
}

fn rule(rule: &finding::Rule) -> Rule {
    let controls = controls_of(rule.id);
    Rule {
        default_configuration: Configuration { level: rule.level.as_str() },
        full_description: Text { text: rule.description },
        help: Help { markdown: rule.page, text: rule.help },
        id: rule.code,
        name: rule.name,
        properties: properties(rule, &controls),
        relationships: controls.iter().map(relationship).collect(),
        short_description: Text { text: rule.summary },
    }
}

fn properties(rule: &finding::Rule, controls: &[Mapped]) -> RuleProperties {
    let own = rule.tags.iter().map(|tag| (*tag).to_owned());
    let external = |it: &Mapped| format!("external/{}/{}", it.framework.id, it.control.slug());
    RuleProperties {
        tags: own.chain(controls.iter().map(external)).collect(),
        precision: rule.precision.as_str(),
        problem_severity: rule.problem_severity(),
        security_severity: rule.security_severity,
    }
}

fn relationship(mapped: &Mapped) -> Relationship {
    Relationship {
        description: super::message(mapped.why),
        kinds: ["relevant"],
        target: Target { id: &mapped.control.id, tool_component: component(mapped.framework) },
    }
}

fn component(framework: &'static Framework) -> ComponentReference {
    ComponentReference { name: &framework.id }
}

fn taxonomy(framework: &'static Framework) -> Taxonomy {
    let mapped: Vec<_> = RULES.iter().flat_map(|rule| controls_of(rule.id)).collect();
    let referred = |control: &&Control| {
        mapped.iter().any(|it| it.framework.id == framework.id && it.control == *control)
    };
    let taxon = |control: &'static Control| Taxon {
        id: &control.id,
        short_description: Text { text: &control.title },
    };
    Taxonomy {
        full_name: &framework.full_name,
        information_uri: &framework.url,
        is_comprehensive: false,
        name: &framework.id,
        organization: &framework.publisher,
        short_description: Text { text: &framework.name },
        taxa: framework.controls.iter().filter(referred).map(taxon).collect(),
        version: &framework.version,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relationships_point_to_taxa_that_are_there() {
        let taxonomies = taxonomies();
        for rule in driver().rules {
            for target in rule.relationships.into_iter().map(|it| it.target) {
                let name = target.tool_component.name;
                let taxonomy = taxonomies.iter().find(|it| it.name == name).expect("a taxonomy");
                assert!(taxonomy.taxa.iter().any(|it| it.id == target.id), "{name}: {}", target.id);
            }
        }
    }

    #[test]
    fn no_taxonomy_is_empty() {
        for taxonomy in taxonomies() {
            assert!(!taxonomy.taxa.is_empty(), "{}", taxonomy.name);
        }
    }
}
