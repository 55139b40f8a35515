//! One object with every case, which `docs/results.schema.json` describes, and the array of `mima-governance` 0.3.

use serde::Serialize;

use crate::output::escape;
use crate::policy::results::{Case, Outcome, Results, Suite};

#[derive(Serialize)]
struct Object<'a> {
    schema_version: u32,
    tool: Tool,
    summary: Summary,
    suites: Vec<SuiteRow<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Summary {
    suites: usize,
    passed: usize,
    open: usize,
    failed: usize,
    errors: usize,
    skipped: usize,
}

#[derive(Serialize)]
struct SuiteRow<'a> {
    file: &'a str,
    kind: &'static str,
    name: Option<&'a str>,
    framework: Option<&'a str>,
    cases: Vec<CaseRow<'a>>,
}

#[derive(Serialize)]
struct CaseRow<'a> {
    name: &'a str,
    line: Option<usize>,
    description: Option<&'a str>,
    outcome: &'static str,
    message: &'a str,
    expected: Option<&'a str>,
    detail: Option<&'a str>,
    places: Vec<PlaceRow<'a>>,
    controls: Vec<ControlRow<'a>>,
}

#[derive(Serialize)]
struct PlaceRow<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    message: &'a str,
}

#[derive(Serialize)]
struct ControlRow<'a> {
    framework: Option<&'a str>,
    control: &'a str,
}

#[derive(Serialize)]
struct LegacyPolicy<'a> {
    policy_name: &'a str,
    framework: &'a str,
    file_path: &'a str,
    passed: bool,
    error: Option<&'a str>,
    assertions: Vec<LegacyAssertion<'a>>,
}

#[derive(Serialize)]
struct LegacyAssertion<'a> {
    r#type: &'a str,
    description: &'a str,
    /// `null` for what was not judged.
    passed: Option<bool>,
    actual: &'a str,
    expected: &'a str,
    detail: &'a str,
}

pub(super) fn render(results: &Results) -> String {
    let count = |outcome| results.count(outcome);
    text(&Object {
        schema_version: 1,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        summary: Summary {
            suites: results.suites.len(),
            passed: count(Outcome::Passed),
            open: count(Outcome::Open),
            failed: count(Outcome::Failed),
            errors: count(Outcome::Error),
            skipped: count(Outcome::Skipped),
        },
        suites: results.suites.iter().map(suite).collect(),
    })
}

pub(super) fn legacy(results: &Results) -> String {
    text(&results.suites.iter().map(legacy_policy).collect::<Vec<_>>())
}

#[expect(clippy::expect_used, reason = "rows hold texts, numbers and lists; they can be written as JSON")]
fn text(value: &impl Serialize) -> String {
    let json = serde_json::to_string_pretty(value).expect("rows can be written as JSON");
    format!("{}\n", escape::json(&json))
}

fn suite(suite: &Suite) -> SuiteRow<'_> {
    SuiteRow {
        file: &suite.file,
        kind: suite.kind.as_str(),
        name: suite.title.as_deref(),
        framework: suite.framework.as_deref(),
        cases: suite.cases.iter().map(case).collect(),
    }
}

fn case(case: &Case) -> CaseRow<'_> {
    let not_empty = |text| Some(text).filter(|text: &&str| !text.is_empty());
    let places = case.places.iter();
    let places =
        places.map(|it| PlaceRow { file: &it.file, line: it.line, column: it.column, message: &it.message });
    let controls = case.controls.iter();
    let controls =
        controls.map(|(framework, control)| ControlRow { framework: not_empty(framework.as_str()), control });
    CaseRow {
        name: &case.name,
        line: case.line,
        description: case.description.as_deref(),
        outcome: case.outcome.as_str(),
        message: &case.message,
        expected: case.expected.as_deref(),
        detail: not_empty(&case.detail),
        places: places.collect(),
        controls: controls.collect(),
    }
}

fn legacy_policy(suite: &Suite) -> LegacyPolicy<'_> {
    // A file that could not be read has no name; its mistakes are its cases.
    let unread = suite.title.is_none();
    let error = suite.cases.first().filter(|_| unread).map(|case| case.message.as_str());
    let assertions = suite.cases.iter().filter(|_| !unread).map(|case| LegacyAssertion {
        r#type: &case.name,
        description: case.description.as_deref().unwrap_or_default(),
        passed: match case.outcome {
            // No gap is new, which is what was asked.
            Outcome::Passed | Outcome::Open => Some(true),
            Outcome::Failed | Outcome::Error => Some(false),
            Outcome::Skipped => None,
        },
        actual: &case.message,
        expected: case.expected.as_deref().unwrap_or_default(),
        detail: &case.detail,
    });
    LegacyPolicy {
        policy_name: suite.title.as_deref().unwrap_or(&suite.file),
        framework: suite.framework.as_deref().unwrap_or_default(),
        file_path: &suite.file,
        passed: suite.count(Outcome::Failed) + suite.count(Outcome::Error) == 0,
        error,
        assertions: assertions.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::output::schema;
    use crate::policy::results::{Case, Kind, Outcome, Place, Results, Suite};

    #[test]
    fn the_schema_describes_every_key() {
        let mut case = Case::new("max_unattested", Outcome::Failed, "2 AI calls unattested");
        case.places.push(Place { file: "a.py".to_owned(), line: 1, column: 2, message: "a call".to_owned() });
        case.controls.push(("eu-ai-act".to_owned(), "Article 12".to_owned()));
        let suite = Suite {
            file: "p.yaml".to_owned(),
            kind: Kind::Policy,
            title: Some("P".to_owned()),
            framework: Some("eu_ai_act".to_owned()),
            cases: vec![case, Case::new("load", Outcome::Error, "why")],
        };
        let text = render(&Results { suites: vec![suite] });
        schema::assert_describes(include_str!("../../../docs/results.schema.json"), &text);
    }
}
