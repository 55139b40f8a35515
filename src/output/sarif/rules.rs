//! The tool, its rules, and the frameworks as taxonomies.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_sarif::sarif::{
    MultiformatMessageString, PropertyBag, ReportingConfiguration, ReportingDescriptor,
    ReportingDescriptorReference, ReportingDescriptorRelationship, ToolComponent, ToolComponentReference,
};

use crate::finding::Rule;
use crate::finding::frameworks::{Control, Framework, Mapped, controls_of, frameworks};
use crate::finding::rules::RULES;

const INFORMATION_URI: &str = "https://pypi.org/project/mima-governance/";

/// The tool with every rule, also those without a result: an upload without a rule's description would make
/// earlier alerts of it unreadable.
pub(super) fn driver() -> ToolComponent {
    let taxonomies = frameworks().iter().map(|it| component(&it.id));
    ToolComponent::builder()
        .name(env!("CARGO_PKG_NAME"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .information_uri(INFORMATION_URI)
        .supported_taxonomies(taxonomies.collect::<Vec<_>>())
        .rules(RULES.iter().map(descriptor).collect::<Vec<_>>())
        .build()
}

/// The frameworks with the controls that rules refer to.
pub(super) fn taxonomies() -> Vec<ToolComponent> {
    frameworks().iter().map(taxonomy).collect()
}

fn descriptor(rule: &Rule) -> ReportingDescriptor {
    let controls = controls_of(rule.id);
    let help = MultiformatMessageString::builder().text(rule.help).markdown(rule.page).build();
    let level = ReportingConfiguration::builder().level(Value::from(rule.level.as_str()));
    ReportingDescriptor::builder()
        .id(rule.code)
        .name(rule.name)
        .short_description(text(rule.summary))
        .full_description(text(rule.description))
        .help(help)
        .default_configuration(level.build())
        .relationships(controls.iter().map(relationship).collect::<Vec<_>>())
        .properties(properties(rule, &controls))
        .build()
}

/// What code scanning reads beside the standard: severity, precision, tags.
fn properties(rule: &Rule, controls: &[Mapped]) -> PropertyBag {
    let mut more = BTreeMap::new();
    more.insert("precision".to_owned(), Value::from(rule.precision.as_str()));
    more.insert("problem.severity".to_owned(), Value::from(rule.problem_severity()));
    if let Some(score) = rule.security_severity {
        // A string: a number is not accepted.
        more.insert("security-severity".to_owned(), Value::from(score));
    }
    let own = rule.tags.iter().map(|tag| (*tag).to_owned());
    let external = |it: &Mapped| format!("external/{}/{}", it.framework.id, it.control.slug());
    let tags: Vec<_> = own.chain(controls.iter().map(external)).collect();
    PropertyBag::builder().tags(tags).additional_properties(more).build()
}

fn relationship(mapped: &Mapped) -> ReportingDescriptorRelationship {
    let target = ReportingDescriptorReference::builder()
        .id(mapped.control.id.as_str())
        .tool_component(component(&mapped.framework.id))
        .build();
    ReportingDescriptorRelationship::builder()
        .target(target)
        .kinds(vec!["relevant".to_owned()])
        .description(super::message(mapped.why))
        .build()
}

fn component(name: &str) -> ToolComponentReference {
    ToolComponentReference::builder().name(name).build()
}

fn taxonomy(framework: &Framework) -> ToolComponent {
    let mapped: Vec<_> = RULES.iter().flat_map(|rule| controls_of(rule.id)).collect();
    let referred = |control: &&Control| {
        mapped.iter().any(|it| it.framework.id == framework.id && it.control == *control)
    };
    let taxon = |control: &Control| {
        ReportingDescriptor::builder().id(control.id.as_str()).short_description(text(&control.title)).build()
    };
    let taxa: Vec<_> = framework.controls.iter().filter(referred).map(taxon).collect();
    ToolComponent::builder()
        .name(framework.id.as_str())
        .full_name(framework.full_name.as_str())
        .organization(framework.publisher.as_str())
        .version(framework.version.as_str())
        .information_uri(framework.url.as_str())
        .short_description(text(&framework.name))
        .is_comprehensive(false)
        .taxa(taxa)
        .build()
}

fn text(text: &str) -> MultiformatMessageString {
    MultiformatMessageString::builder().text(text).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relationships_point_to_taxa_that_are_there() {
        let taxonomies = taxonomies();
        for rule in driver().rules.expect("rules") {
            for relationship in rule.relationships.expect("relationships") {
                let component = relationship.target.tool_component.expect("a component");
                let name = component.name.expect("a name");
                let taxonomy = taxonomies.iter().find(|it| it.name == name).expect("a taxonomy");
                let taxa = taxonomy.taxa.as_ref().expect("taxa");
                let id = relationship.target.id.expect("an id");
                assert!(taxa.iter().any(|it| it.id == id), "{name}: {id}");
            }
        }
    }

    #[test]
    fn no_taxonomy_is_empty() {
        for taxonomy in taxonomies() {
            assert!(taxonomy.taxa.is_some_and(|taxa| !taxa.is_empty()), "{}", taxonomy.name);
        }
    }
}
