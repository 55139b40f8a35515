//! SARIF 2.1.0, as GitHub's code scanning reads it.
//!
//! GitHub rejects a whole file for one thing it does not accept: a result without a place, an empty string, too
//! many results, a second run. What it accepts and ignores (taxonomies, code flows of other tools) is written
//! for the viewers that show it, and repeated where GitHub looks (tags, help).

mod line_hash;
mod results;
mod rules;
mod uri;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::Value;
use serde_sarif::sarif::{
    ArtifactLocation, Invocation, Location, Message, Notification, PhysicalLocation, PropertyBag, Run,
    RunAutomationDetails, Sarif, Tool,
};

use super::{escape, hidden, json, left_out, moved};
use crate::finding::{ErrorKind, FileError, Finding, LeftOut, LeftOutReason, Level, Report, Summary};
use crate::source::Sources;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What comes before the last slash is the category under which code scanning keeps results: a new upload
/// replaces the earlier one of the same tool and category, so it has to stay the same from job to job and
/// through the API, which sets none. What comes after the slash would name a single run; it stays empty,
/// because output must not differ from run to run. `upload-sarif` keeps an id that is there and ignores its
/// own input `category` then: who uploads several reports for one commit has to change the id in the file.
const AUTOMATION_ID: &str = "mima/";

/// A file with more results in a run is rejected as a whole.
const MAX_RESULTS: usize = 25_000;

/// Writes the log: one run, without blanks, because the compressed file must stay below 10 MB.
pub(super) fn write(report: &Report, sources: &Sources, out: &mut dyn Write) -> io::Result<()> {
    let json = serde_json::to_string(&log(report, sources, MAX_RESULTS))?;
    writeln!(out, "{}", escape::json(&json))
}

fn log(report: &Report, sources: &Sources, limit: usize) -> Sarif {
    let (kept, left_out) = select(report, sources, limit);
    let mut notifications: Vec<_> = report.errors.iter().map(file_error).collect();
    notifications.extend(places_left_out(report));
    notifications.extend(accepted(report).map(|text| notification(Level::Note, text, None)));
    notifications
        .extend(hidden::sentence(report).map(|text| notification(Level::Warning, format!("{text}."), None)));
    notifications.extend(moved::each(report, sources).map(|moved| {
        let text = format!("{}.", escape::clean(&moved.to_string()));
        notification(Level::Note, text, Some(moved.path))
    }));
    notifications.extend(left_out.map(|text| notification(Level::Warning, text, None)));
    let gates = &report.run.gates;
    let more = BTreeMap::from([("run".to_owned(), json::run::value(&report.run))]);
    // As the process ends: a report that was made without settings which cannot be used is one of a run that failed.
    let has_failed = report.errors.iter().any(|error| error.kind == ErrorKind::Settings);
    let exit_code = if has_failed { 2 } else { i64::from(gates.iter().any(|gate| !gate.passed)) };
    let mut invocation = Invocation::builder()
        .execution_successful(!has_failed)
        .exit_code(exit_code)
        .properties(PropertyBag::builder().additional_properties(more).build())
        .tool_execution_notifications(notifications)
        .build();
    // An empty text would have the whole file rejected.
    let arguments: Vec<String> = report
        .run
        .arguments
        .iter()
        .filter(|argument| !argument.is_empty())
        .map(|it| escape::clean(it).into())
        .collect();
    invocation.arguments = Some(arguments).filter(|arguments| !arguments.is_empty());
    let run = Run::builder()
        .tool(Tool::builder().driver(rules::driver()).build())
        .automation_details(RunAutomationDetails::builder().id(AUTOMATION_ID).build())
        .invocations(vec![invocation])
        .column_kind(Value::from("unicodeCodePoints"))
        // Python and the decoder take a lone carriage return for a line end; SARIF's default does not.
        .newline_sequences(["\r\n", "\n", "\r"].map(String::from).to_vec())
        .taxonomies(rules::taxonomies())
        .results(results::results(&kept, report, sources))
        .build();
    Sarif::builder().schema(SCHEMA).version(Value::from("2.1.0")).runs(vec![run]).build()
}

/// The findings to write, in the order of the report, and a sentence on those that could not be.
///
/// Suppressed ones are no results: GitHub ignores SARIF's `suppressions` and shows such results as open alerts
/// (github/codeql-action#1230). Of more findings than the limit the most severe are kept.
fn select<'a>(report: &'a Report, sources: &Sources, limit: usize) -> (Vec<&'a Finding>, Option<String>) {
    let open: Vec<_> = report.findings.iter().filter(|it| it.is_open()).collect();
    let all = open.len();
    // A result without a place would have the whole file rejected.
    let placed = open.into_iter().filter(|it| !sources.path(it.location.file).is_empty());
    let mut kept: Vec<_> = placed.enumerate().collect();
    kept.sort_by_key(|(index, finding)| (std::cmp::Reverse(finding.level), *index));
    kept.truncate(limit);
    kept.sort_by_key(|(index, _)| *index);
    let left_out = all - kept.len();
    let sentence = (left_out > 0).then(|| {
        format!(
            "{left_out} of {all} findings were left out: code scanning accepts {limit} results in a file. \
             The most severe were kept; other formats have them all."
        )
    });
    (kept.into_iter().map(|(_, finding)| finding).collect(), sentence)
}

/// The findings that are no results because somebody accepted them: how many.
fn accepted(report: &Report) -> Option<String> {
    let Summary { suppressed, baselined, .. } = report.summary;
    let (suppressed, baselined) = (
        (suppressed > 0).then(|| format!("{suppressed} suppressed")),
        (baselined > 0).then(|| format!("{baselined} in the baseline")),
    );
    let all: Vec<String> = suppressed.into_iter().chain(baselined).collect();
    (!all.is_empty()).then(|| format!("Accepted findings are no results here: {}.", all.join(", ")))
}

/// A file that was not analysed must not look clean.
fn file_error(error: &FileError) -> Notification {
    let text = format!("{}: {}.", escape::clean(&error.file), escape::clean(&error.message));
    notification(Level::Warning, text, Some(&error.file))
}

/// How many places that were left out are named one by one.
const MAX_PLACES: usize = 1000;

/// What was left out: all of it in one sentence, then each place, those that name AI first.
fn places_left_out(report: &Report) -> Vec<Notification> {
    let Some(sentence) = left_out::sentence(report) else { return Vec::new() };
    // Files of other languages are results.
    let is_no_result = |it: &&LeftOut| it.reason != LeftOutReason::Language;
    let mut places: Vec<&LeftOut> = report.left_out.iter().filter(is_no_result).collect();
    places.sort_by_key(|it| it.names_ai != Some(true));
    let unnamed = places.len().saturating_sub(MAX_PLACES);
    places.truncate(MAX_PLACES);
    let level_of = |names_ai| if names_ai == Some(true) { Level::Warning } else { Level::Note };
    let named = places.into_iter().map(|it| {
        let text = format!("{}: not analysed ({}).", escape::clean(&it.path), left_out::about(it));
        notification(level_of(it.names_ai), text, Some(&it.path))
    });
    let names_ai = left_out::naming_ai(report).next().map(|_| true);
    let all = notification(level_of(names_ai), format!("{sentence}."), None);
    let rest = (unnamed > 0).then(|| {
        let text = format!("{unnamed} more places that were left out stand in other formats alone.");
        notification(Level::Note, text, None)
    });
    std::iter::once(all).chain(named).chain(rest).collect()
}

fn notification(level: Level, text: String, file: Option<&str>) -> Notification {
    let mut notification =
        Notification::builder().level(Value::from(level.as_str())).message(message(text)).build();
    notification.locations = file.filter(|path| !path.is_empty()).map(|path| {
        let artifact = ArtifactLocation::builder().uri(uri::encode(path)).build();
        let place = PhysicalLocation::builder().artifact_location(artifact).build();
        vec![Location::builder().physical_location(place).build()]
    });
    notification
}

fn message(text: impl Into<String>) -> Message {
    Message::builder().text(text).build()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::rules::RULES;
    use crate::finding::{Level, RuleId};
    use crate::output::{Format, Style, sample};

    fn sarif() -> Value {
        let (report, sources) = sample::report();
        let text = sample::render(Format::Sarif, &report, &sources, &Style::default());
        serde_json::from_str(&text).expect("valid JSON")
    }

    #[test]
    fn one_run_with_every_rule() {
        let log = sarif();
        assert_eq!(log["version"], "2.1.0");
        let runs = log["runs"].as_array().expect("runs");
        assert_eq!(runs.len(), 1);
        let rules = runs[0]["tool"]["driver"]["rules"].as_array().expect("rules");
        let ids: Vec<_> = rules.iter().map(|rule| rule["id"].as_str().expect("an id")).collect();
        assert_eq!(ids, RULES.iter().map(|rule| rule.code).collect::<Vec<_>>());
        for rule in rules {
            let tags = rule["properties"]["tags"].as_array().expect("tags");
            assert!((1..=10).contains(&tags.len()), "{rule}");
            let severity = &rule["properties"]["security-severity"];
            assert!(severity.is_string() || severity.is_null(), "{severity}");
        }
        assert!(
            rules[0]["properties"]["tags"]
                .as_array()
                .expect("tags")
                .contains(&Value::from("external/eu-ai-act/article-12"))
        );
    }

    #[test]
    fn places_are_those_of_the_source() {
        let log = sarif();
        let results = log["runs"][0]["results"].as_array().expect("results");
        // The suppressed finding is not among them.
        assert_eq!(results.len(), 3);
        let place = &results[0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "src/my%20app/50%25%20%231/gr%C3%B6%C3%9Fe.py");
        // Line 8 of the sample is `\tif größe: antwort = client.chat…`: the tab counts as one column.
        let region = &place["region"];
        assert_eq!(region["startLine"], 8);
        assert_eq!(region["startColumn"], 22);
        assert_eq!(region["endLine"], 11);
        assert_eq!(region["endColumn"], 3);
        let steps = &results[0]["codeFlows"][0]["threadFlows"][0]["locations"];
        let first = &steps[0]["location"]["physicalLocation"];
        assert_eq!(first["artifactLocation"]["uri"], "src/llm.py");
        assert_eq!(first["region"]["startLine"], 3);
        assert_eq!(first["region"]["startColumn"], 10);
        assert_eq!(first["region"]["endColumn"], 18);
        assert_eq!(results[1]["ruleId"], "MIMA030");
        let index = results[1]["ruleIndex"].as_u64().expect("an index");
        assert_eq!(RULES[usize::try_from(index).expect("small")].id, RuleId::ParseError);
        assert_eq!(
            results[1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "src/bro%1B%5B31mken.py"
        );
    }

    #[test]
    fn both_fingerprints_are_there() {
        let log = sarif();
        let prints = &log["runs"][0]["results"][0]["partialFingerprints"];
        assert_eq!(prints["mimaFingerprint/v1"], "00000000000000a2");
        let (_, sources) = sample::report();
        let app = sources.get(crate::source::FileId(0)).expect("decoded");
        let hashes = line_hash::line_hashes(&app.text, false);
        assert_eq!(prints["primaryLocationLineHash"], hashes[7].as_str());
    }

    #[test]
    fn links_in_messages_are_ours_alone() {
        let log = sarif();
        let text = log["runs"][0]["results"][0]["message"]["text"].as_str().expect("text");
        assert!(!text.contains("](http"), "{text}");
        assert!(text.contains("](1)"), "{text}");
        assert!(!text.contains('\u{1b}'), "{text}");
    }

    #[test]
    fn the_most_severe_are_kept_and_the_rest_is_told() {
        let (report, sources) = sample::report();
        let (kept, sentence) = select(&report, &sources, 1);
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].level, Level::Error);
        assert!(sentence.is_some_and(|text| text.starts_with("2 of 3 findings")));
        let (kept, sentence) = select(&report, &sources, 3);
        assert!(kept.len() == 3 && sentence.is_none());

        let log = serde_json::to_value(log(&report, &sources, 2)).expect("serializable");
        let notes = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"];
        let notes = notes.as_array().expect("notifications");
        // The error, the sentence on what was not analysed with its three places, and those on findings that are no results.
        assert_eq!(notes.len(), 7);
        assert!(notes[6]["message"]["text"].as_str().expect("text").contains("left out"));
    }

    #[test]
    fn findings_without_a_file_are_counted_not_written() {
        let (report, _) = sample::report();
        let (kept, sentence) = select(&report, &Sources::default(), MAX_RESULTS);
        assert!(kept.is_empty());
        assert!(sentence.is_some());
    }

    #[test]
    fn no_empty_strings() {
        fn walk(value: &Value, path: &str) {
            match value {
                Value::String(text) => assert!(!text.is_empty(), "{path}"),
                Value::Array(items) => items.iter().for_each(|it| walk(it, path)),
                Value::Object(map) => map.iter().for_each(|(key, it)| walk(it, &format!("{path}/{key}"))),
                _ => {}
            }
        }
        let (mut report, sources) = sample::report();
        for finding in &mut report.findings {
            finding.help.clear();
            finding.message.clear();
            finding.related.iter_mut().for_each(|it| it.message.clear());
            finding.flow.iter_mut().for_each(|it| it.message.clear());
        }
        let log = serde_json::to_value(log(&report, &sources, MAX_RESULTS)).expect("serializable");
        walk(&log, "");
    }

    #[test]
    fn the_whole_log() {
        let mut log = sarif();
        // Rules and taxonomies have tests of their own; in the snapshot they would hide the rest.
        let run = &mut log["runs"][0];
        run["tool"]["driver"]["rules"].as_array_mut().expect("rules").truncate(1);
        run["tool"]["driver"]["rules"][0]["help"]["markdown"] = Value::from("(the page)");
        run["tool"]["driver"]["semanticVersion"] = Value::from("(version)");
        run["invocations"][0]["properties"]["run"]["version"] = Value::from("(version)");
        run["taxonomies"].as_array_mut().expect("taxonomies").truncate(1);
        insta::assert_snapshot!(serde_json::to_string_pretty(&log).expect("serializable"));
    }
}
