//! The part of SARIF 2.1.0 that is written, in the standard's words.
//!
//! The order of the fields is that in the file: alphabetical. Crates that have the whole of
//! the standard generate it from its schema, which took a tenth of a first build.

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Log {
    #[serde(rename = "$schema")]
    pub(super) schema: &'static str,
    pub(super) runs: [Run; 1],
    pub(super) version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run {
    pub(super) automation_details: AutomationDetails,
    pub(super) column_kind: &'static str,
    pub(super) invocations: [Invocation; 1],
    pub(super) newline_sequences: [&'static str; 3],
    pub(super) results: Vec<SarifResult>,
    pub(super) taxonomies: Vec<Taxonomy>,
    pub(super) tool: Tool,
}

#[derive(Serialize)]
pub(super) struct AutomationDetails {
    pub(super) id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    pub(super) execution_successful: bool,
    pub(super) tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
pub(super) struct Notification {
    pub(super) level: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) locations: Option<[NotificationLocation; 1]>,
    pub(super) message: Message,
}

/// A file as a whole.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NotificationLocation {
    pub(super) physical_location: File,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct File {
    pub(super) artifact_location: ArtifactLocation,
}

#[derive(Serialize)]
pub(super) struct Tool {
    pub(super) driver: Driver,
}

/// The tool component that is the tool.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver {
    pub(super) information_uri: &'static str,
    pub(super) name: &'static str,
    pub(super) rules: Vec<Rule>,
    pub(super) semantic_version: &'static str,
    pub(super) supported_taxonomies: Vec<ComponentReference>,
}

/// A reporting descriptor that is a rule.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule {
    pub(super) default_configuration: Configuration,
    pub(super) full_description: Text,
    pub(super) help: Help,
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) properties: RuleProperties,
    pub(super) relationships: Vec<Relationship>,
    pub(super) short_description: Text,
}

#[derive(Serialize)]
pub(super) struct Configuration {
    pub(super) level: &'static str,
}

#[derive(Serialize)]
pub(super) struct Text {
    pub(super) text: &'static str,
}

#[derive(Serialize)]
pub(super) struct Help {
    pub(super) markdown: &'static str,
    pub(super) text: &'static str,
}

/// What code scanning reads beside the standard.
#[derive(Serialize)]
pub(super) struct RuleProperties {
    pub(super) tags: Vec<String>,
    pub(super) precision: &'static str,
    #[serde(rename = "problem.severity")]
    pub(super) problem_severity: &'static str,
    /// A string: a number is not accepted.
    #[serde(rename = "security-severity", skip_serializing_if = "Option::is_none")]
    pub(super) security_severity: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct Relationship {
    pub(super) description: Message,
    pub(super) kinds: [&'static str; 1],
    pub(super) target: Target,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Target {
    pub(super) id: &'static str,
    pub(super) tool_component: ComponentReference,
}

#[derive(Serialize)]
pub(super) struct ComponentReference {
    pub(super) name: &'static str,
}

/// A tool component that is a framework.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Taxonomy {
    pub(super) full_name: &'static str,
    pub(super) information_uri: &'static str,
    pub(super) is_comprehensive: bool,
    pub(super) name: &'static str,
    pub(super) organization: &'static str,
    pub(super) short_description: Text,
    pub(super) taxa: Vec<Taxon>,
    pub(super) version: &'static str,
}

/// A reporting descriptor that is a control.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Taxon {
    pub(super) id: &'static str,
    pub(super) short_description: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SarifResult {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code_flows: Option<[CodeFlow; 1]>,
    pub(super) level: &'static str,
    pub(super) locations: [Location; 1],
    pub(super) message: Message,
    pub(super) partial_fingerprints: Fingerprints,
    pub(super) properties: ResultProperties,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) related_locations: Vec<Location>,
    pub(super) rule_id: &'static str,
    pub(super) rule_index: usize,
}

#[derive(Serialize)]
pub(super) struct Fingerprints {
    #[serde(rename = "mimaFingerprint/v1")]
    pub(super) own: String,
    #[serde(rename = "primaryLocationLineHash", skip_serializing_if = "Option::is_none")]
    pub(super) line_hash: Option<String>,
}

/// The finding's and, where it is about one, the call's.
#[derive(Default, Serialize)]
pub(super) struct ResultProperties {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) api: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) category: Option<&'static str>,
    pub(super) confidence: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) library: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) model: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) provider: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CodeFlow {
    pub(super) thread_flows: [ThreadFlow; 1],
}

#[derive(Serialize)]
pub(super) struct ThreadFlow {
    pub(super) locations: Vec<ThreadFlowLocation>,
}

#[derive(Serialize)]
pub(super) struct ThreadFlowLocation {
    pub(super) location: Location,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the standard's names")]
pub(super) struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) logical_locations: Option<[LogicalLocation; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) message: Option<Message>,
    pub(super) physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LogicalLocation {
    pub(super) fully_qualified_name: String,
    pub(super) kind: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    pub(super) artifact_location: ArtifactLocation,
    pub(super) region: Region,
}

#[derive(Serialize)]
pub(super) struct ArtifactLocation {
    pub(super) uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end_column: Option<u32>,
    pub(super) end_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) start_column: Option<u32>,
    pub(super) start_line: u32,
}

#[derive(Serialize)]
pub(super) struct Message {
    pub(super) text: String,
}
