//! Runs every fixture below `testdata/` through the analysis, and compares it with what the fixture says.
//!
//! An expectation stands in a comment (`#~`, or `//~` in Rust) on the line on which the call begins; several are separated by ` ; `:
//!
//! | comment | says |
//! |---|---|
//! | `#~ MIMA001 openai.OpenAI.responses.create` | this call is reported; `model=`, `provider=` (or `providers=a|b` where it is not one for certain), `others=a|b` (what else it may reach), `confidence=` (`high` if left out), `test=true` and `flow=constructed,stored` may follow |
//! | `#~ attested API by=MARKER` | this call is attested by that marker |
//! | `#~ suppressed MIMA001 API` | this call is reported, and a comment suppresses that |
//! | `#~ MIMA021 some text` | another finding, whose message holds the text |
//! | `#~ error some text` | the file has an error with that text, whatever the line |
//! | `#~? … -- reason` | a known miss: it ought to be reported and is not, for that reason |
//! | `#~! … -- reason` | a known mistake: it is reported and ought not to be |
//! | `#~^ …`, `#~^^ …` | the same of the line above, of the one above that |
//!
//! `doubt=some_words` says why an attestation is not believed. Where a topic holds a `mima.toml`, its programs are analysed with the
//! rules that it names.
//!
//! What is reported and not expected fails, as does what is expected and not reported, a known miss that is found
//! and a known mistake that is not made any more. The sieve must change nothing.

#![expect(
    clippy::disallowed_methods,
    reason = "fixtures are read from disk, and the analysis gets their text"
)]
#![expect(clippy::expect_used, clippy::panic, reason = "a fixture that cannot be read has to stop the test")]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mima::catalog::Catalog;
use mima::config::{ConfigSource, Disk, Settings};
use mima::finding::{AiCall, Finding, RuleId};
use mima::language::LANGUAGES;
use mima::{Analysis, Content, InputFile, Mode, analyze};
use support::analyse;

#[test]
fn fixtures_give_what_they_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let fixtures = list(&root.join("libraries"));
    let mut fixtures: Vec<Fixture> = fixtures.iter().map(|path| Fixture::read(&root, path)).collect();
    let topics = LANGUAGES.iter().flat_map(|language| list(&root.join(language.id)));
    for topic in topics {
        let catalog = catalog_of(&topic).map(Arc::new);
        let read = |path: &PathBuf| Fixture { catalog: catalog.clone(), ..Fixture::read(&root, path) };
        fixtures.extend(list(&topic).iter().map(read));
    }
    let failures: Vec<String> = fixtures.iter().flat_map(Fixture::failures).collect();
    assert!(
        failures.is_empty(),
        "{} of the expectations in {} fixtures are not met:\n{}",
        failures.len(),
        fixtures.len(),
        failures.join("\n")
    );
}

/// The examples of the documentation: each is a program of its own.
#[test]
fn examples_give_what_the_documentation_says() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/resolution.md");
    let page = fs::read_to_string(page).expect("a page");
    let examples: Vec<Fixture> = page
        .match_indices("```python\n")
        .map(|(at, fence)| {
            let line = page[..at].lines().count() + 1;
            let example = page[at + fence.len()..].split("```").next().unwrap_or_default();
            Fixture::of_text(&format!("docs/resolution.md/{line}.py"), example)
        })
        .collect();
    let failures: Vec<String> = examples.iter().flat_map(Fixture::failures).collect();
    assert!(failures.is_empty(), "lines count within the examples:\n{}", failures.join("\n"));
    assert!(examples.len() > 10, "only {} examples were found", examples.len());
}

/// What stands in a directory, in order, without what tools leave behind.
fn list(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("a directory of fixtures");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_settings = name == SETTINGS || name == "rules.toml";
        !name.starts_with('.') && name != "__pycache__" && !is_settings
    });
    paths.sort();
    paths
}

/// What names the rules of a topic.
const SETTINGS: &str = "mima.toml";

/// The catalog with the rules that the settings of a topic name.
fn catalog_of(topic: &Path) -> Option<Catalog> {
    let settings = topic.join(SETTINGS);
    let named = ConfigSource::File(settings.exists().then_some(&settings)?);
    let config = Settings::load(named, topic, &Disk).unwrap_or_else(|error| panic!("{error}"));
    let config = config.in_force(topic);
    let rules = [config.rule_files, config.attestation.markers].concat();
    Some(Catalog::with_project_rules(&rules).unwrap_or_else(|error| panic!("{error}")))
}

/// One program: a file, or a directory that is a scan root of its own.
struct Fixture {
    files: Vec<InputFile>,
    texts: Vec<String>,
    /// The rules of its topic, if it has some.
    catalog: Option<Arc<Catalog>>,
}

impl Fixture {
    /// A program of one file.
    fn of_text(path: &str, text: &str) -> Self {
        let file = InputFile {
            path: path.into(),
            module_path: "example.py".into(),
            content: Content::Bytes(text.as_bytes().into()),
        };
        Self { files: vec![file], texts: vec![text.to_owned()], catalog: None }
    }

    fn read(testdata: &Path, path: &Path) -> Self {
        let mut paths = vec![path.to_path_buf()];
        let mut found = Vec::new();
        let root = if path.is_dir() { path } else { path.parent().expect("a parent") };
        while let Some(path) = paths.pop() {
            if path.is_dir() {
                paths.extend(list(&path));
            } else {
                found.push(path);
            }
        }
        found.sort();
        let slashed = |path: &Path| path.to_string_lossy().replace('\\', "/");
        let mut fixture = Self { files: Vec::new(), texts: Vec::new(), catalog: None };
        for path in found {
            let bytes = fs::read(&path).expect("a fixture");
            fixture.texts.push(String::from_utf8_lossy(&bytes).into_owned());
            fixture.files.push(InputFile {
                path: slashed(path.strip_prefix(testdata).expect("below testdata")).into(),
                module_path: slashed(path.strip_prefix(root).expect("below the root")).into(),
                content: Content::Bytes(bytes.into()),
            });
        }
        fixture
    }

    /// Everything that is not as the fixture says, a line each.
    fn failures(&self) -> Vec<String> {
        let analyse = |mode| match &self.catalog {
            Some(catalog) => analyze(&self.files, Vec::new(), catalog, mode),
            None => analyse(&self.files, mode),
        };
        let analysis = analyse(Mode::Everything);
        let mut failures = Vec::new();
        let mut reported = reported(&analysis);
        for (file, text) in self.files.iter().zip(&self.texts) {
            let mut here = reported.remove(&*file.path).unwrap_or_default();
            let text = if file.path.ends_with(".ipynb") { &lines_of_notebook(text) } else { text };
            match expectations(text) {
                Ok(expected) => failures.extend(
                    compare(expected, &mut here)
                        .into_iter()
                        .map(|(line, failure)| format!("{}:{line}: {failure}", file.path)),
                ),
                Err((line, problem)) => failures.push(format!("{}:{line}: {problem}", file.path)),
            }
        }
        let mut analysis = analysis;
        let mut sifted = analyse(Mode::Selected);
        // Nothing is parsed for the sake of callers.
        for finding in &mut analysis.report.findings {
            finding.callers.retain(|caller| sifted.sources.get(caller.location.file).is_some());
        }
        sifted.report.summary.files_analyzed = analysis.report.summary.files_analyzed;
        if sifted.report != analysis.report {
            let path = &self.files.first().expect("a file").path;
            failures.push(format!("{path}: {}", difference(&analysis, &sifted)));
        }
        failures
    }
}

/// The lines of a notebook's file without what makes strings of them: each source line stands on one of its own.
fn lines_of_notebook(text: &str) -> String {
    let strip = |line: &str| {
        let line = line.trim_end().trim_end_matches(',').trim_end_matches('"');
        line.strip_suffix("\\n").unwrap_or(line).to_owned() + "\n"
    };
    text.lines().map(strip).collect()
}

/// What the sieve changed, as far as it is calls and findings.
fn difference(everything: &Analysis, sifted: &Analysis) -> String {
    let mut text = "the sieve changes the report".to_owned();
    let of = |analysis: &Analysis| -> Vec<String> {
        let rows = reported(analysis);
        rows.into_iter()
            .flat_map(|(path, rows)| {
                rows.into_iter().map(move |row| format!("{path}:{}: {}", row.line, row.describe()))
            })
            .collect()
    };
    let (all, some) = (of(everything), of(sifted));
    for lost in all.iter().filter(|row| !some.contains(row)) {
        let _ = write!(text, "\n    lost:  {lost}");
    }
    for new in some.iter().filter(|row| !all.contains(row)) {
        let _ = write!(text, "\n    added: {new}");
    }
    text
}

// --- what is reported --------------------------------------------------------------------------------------------

/// A call, a finding or an error, in the words of the expectations.
#[derive(Clone, Debug)]
struct Reported {
    line: u32,
    /// `MIMA001 API`, `attested API`, `suppressed MIMA001 API`, `MIMA021`, `error`.
    what: String,
    /// What may be said of it beyond that.
    attributes: Vec<(&'static str, String)>,
    /// The text in which the expected one is looked for.
    message: String,
}

impl Reported {
    fn describe(&self) -> String {
        let mut text = self.what.clone();
        for (key, value) in &self.attributes {
            let is_usual = value.is_empty()
                || matches!(*key, "flow" | "doubt")
                || (*key == "confidence" && value == "high")
                || value == "false";
            if !is_usual {
                let _ = write!(text, " {key}={value}");
            }
        }
        if !self.message.is_empty() {
            let _ = write!(text, " ({})", self.message);
        }
        text
    }
}

fn reported(analysis: &Analysis) -> BTreeMap<String, Vec<Reported>> {
    let mut rows: BTreeMap<String, Vec<Reported>> = BTreeMap::new();
    let path = |file| analysis.sources.path(file).to_owned();
    for call in &analysis.report.calls {
        rows.entry(path(call.location.file)).or_default().push(of_call(call));
    }
    let others = analysis.report.findings.iter().filter(|finding| finding.call.is_none());
    for finding in others {
        rows.entry(path(finding.location.file)).or_default().push(of_finding(finding));
    }
    for error in &analysis.report.errors {
        rows.entry(error.file.clone()).or_default().push(Reported {
            line: 0,
            what: "error".to_owned(),
            attributes: Vec::new(),
            message: error.message.clone(),
        });
    }
    rows
}

fn of_call(call: &AiCall) -> Reported {
    let rule = call.rule.map_or("MIMA???", RuleId::as_str);
    let what = match (&call.attested_by, &call.suppressed) {
        (Some(_), _) => format!("attested {}", call.api),
        (None, Some(_)) => format!("suppressed {rule} {}", call.api),
        (None, None) => format!("{rule} {}", call.api),
    };
    let marker = call.attested_by.as_ref().map(|by| by.marker.to_string());
    let kind = call.attested_by.as_ref().map(|by| by.kind.as_str().to_owned());
    let doubt = call.doubt.as_ref().map(|doubt| doubt.message.replace(' ', "_"));
    let steps: Vec<&str> = call.flow.iter().map(|step| kind_of_step(&step.message)).collect();
    Reported {
        line: call.location.file_line,
        what,
        attributes: vec![
            ("model", call.model.clone().unwrap_or_default()),
            ("provider", call.provider.as_ref().map(ToString::to_string).unwrap_or_default()),
            ("providers", providers(call)),
            ("others", others(call)),
            ("confidence", call.confidence.as_str().to_owned()),
            ("by", marker.unwrap_or_default()),
            ("kind", kind.unwrap_or_default()),
            ("doubt", doubt.unwrap_or_default()),
            ("function", call.function.as_ref().map(ToString::to_string).unwrap_or_default()),
            ("flow", steps.join(",")),
            ("test", call.is_test.to_string()),
        ],
        message: String::new(),
    }
}

/// The providers of a call where it is not one for certain.
fn providers(call: &AiCall) -> String {
    let names: Vec<&str> = call.providers.iter().map(mima::name::Name::as_str).collect();
    if call.provider.is_some() { String::new() } else { names.join("|") }
}

/// What else a call may reach.
fn others(call: &AiCall) -> String {
    let names: Vec<&str> = call.other_apis.iter().map(mima::name::QualName::as_str).collect();
    names.join("|")
}

fn of_finding(finding: &Finding) -> Reported {
    let suppressed = if finding.suppressed.is_some() { "suppressed " } else { "" };
    Reported {
        line: finding.location.file_line,
        what: format!("{suppressed}{}", finding.rule.as_str()),
        attributes: vec![("confidence", finding.confidence.as_str().to_owned())],
        message: finding.message.clone(),
    }
}

/// The kind of a step, by its message.
fn kind_of_step(message: &str) -> &'static str {
    const KINDS: &[(&str, &str)] = &[
        ("is constructed", "constructed"),
        ("stored in the attribute", "attribute"),
        ("stored in", "stored"),
        ("imported as", "imported"),
        ("passed as", "passed"),
        ("returned by", "returned"),
        ("declared as", "annotated"),
        ("is called", "called"),
    ];
    KINDS.iter().find(|(words, _)| message.contains(words)).map_or("unknown", |(_, kind)| kind)
}

// --- what is expected --------------------------------------------------------------------------------------------

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Expected,
    KnownMiss,
    KnownMistake,
}

#[derive(Clone, Debug)]
struct Expected {
    line: u32,
    sort: Sort,
    what: String,
    attributes: Vec<(String, String)>,
    /// Part of the message.
    text: String,
    /// As it stands in the fixture.
    written: String,
}

fn expectations(text: &str) -> Result<Vec<Expected>, (u32, String)> {
    let mut expected = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        // One line may hold what is expected, what is missed and what is mistaken.
        for sign in ["#~", "//~"] {
            for comment in line.split(sign).skip(1) {
                let parsed = of_comment(comment, number).map_err(|problem| (number, problem))?;
                expected.extend(parsed);
            }
        }
    }
    Ok(expected)
}

fn of_comment(comment: &str, number: u32) -> Result<Vec<Expected>, String> {
    let (sort, comment) = match comment.as_bytes().first() {
        Some(b'?') => (Sort::KnownMiss, &comment[1..]),
        Some(b'!') => (Sort::KnownMistake, &comment[1..]),
        _ => (Sort::Expected, comment),
    };
    let written = comment.trim_start_matches('^');
    let up = (comment.len() - written.len()) as u32;
    let written = match (sort, written.split_once(" -- ")) {
        (Sort::Expected, _) => written,
        (_, Some((written, reason))) if !reason.trim().is_empty() => written,
        _ => return Err("a known miss or mistake needs ` -- ` and a reason".to_owned()),
    };
    let parse_one = |written: &str| {
        let parsed = parse(written.trim(), number - up, sort);
        parsed.ok_or_else(|| format!("`{}` is no expectation", written.trim()))
    };
    written.split(" ; ").map(parse_one).collect()
}

fn parse(written: &str, line: u32, sort: Sort) -> Option<Expected> {
    let mut words = written.split_whitespace().peekable();
    let mut what = words.next()?.to_owned();
    let is_rule = |word: &str| RuleId::parse(word).is_some();
    let is_suppressed = what == "suppressed";
    if is_suppressed {
        let rule = words.next().filter(|word| is_rule(word))?;
        what = format!("{what} {rule}");
    } else if !matches!(what.as_str(), "attested" | "error") && !is_rule(&what) {
        return None;
    }
    let about_call = ["attested", "MIMA001", "MIMA002", "MIMA010", "MIMA011", "MIMA012"]
        .iter()
        .any(|word| what.ends_with(word));
    let mut text = Vec::new();
    let mut attributes = Vec::new();
    if about_call {
        what = format!("{what} {}", words.next()?);
    }
    for word in words {
        match word.split_once('=') {
            Some((
                key @ ("model" | "provider" | "providers" | "others" | "confidence" | "by" | "kind" | "doubt"
                | "function" | "flow" | "test"),
                value,
            )) => {
                attributes.push((key.to_owned(), value.to_owned()));
            }
            _ if about_call => return None,
            _ => text.push(word),
        }
    }
    let sure = attributes.iter().any(|(key, _)| key == "confidence");
    if about_call && !sure {
        attributes.push(("confidence".to_owned(), "high".to_owned()));
    }
    Some(Expected { line, sort, what, attributes, text: text.join(" "), written: written.to_owned() })
}

impl Expected {
    /// Whether it is the same place and the same thing.
    fn is_about(&self, reported: &Reported) -> bool {
        let line = self.what == "error" || self.line == reported.line;
        line && self.what == reported.what && reported.message.contains(&self.text)
    }

    /// What is said of it and is not so.
    fn wrong(&self, reported: &Reported) -> Vec<String> {
        let is = |key: &str| reported.attributes.iter().find(|(known, _)| *known == key);
        let wrong = self.attributes.iter().filter_map(|(key, wanted)| {
            let value = is(key).map_or("", |(_, value)| value);
            let is_so = if key == "doubt" { value.contains(wanted) } else { value == wanted };
            (!is_so).then(|| format!("{key} is `{value}` and should be `{wanted}`"))
        });
        wrong.collect()
    }
}

/// The differences between what is expected and what is reported in one file, with their lines.
fn compare(expected: Vec<Expected>, reported: &mut Vec<Reported>) -> Vec<(u32, String)> {
    let mut failures = Vec::new();
    for expected in expected {
        let line = expected.line;
        let mut fail = |text: String| failures.push((line, text));
        // The best of several on one line is the one that says everything rightly.
        let about: Vec<usize> = (0..reported.len()).filter(|&at| expected.is_about(&reported[at])).collect();
        let best = about.iter().min_by_key(|&&at| expected.wrong(&reported[at]).len()).copied();
        let found = best.map(|at| reported.remove(at));
        match (expected.sort, found) {
            (Sort::Expected, None) => fail(format!("- `{}` is expected and not reported", expected.written)),
            (Sort::Expected | Sort::KnownMistake, Some(found)) => {
                let wrong = expected.wrong(&found);
                if !wrong.is_empty() {
                    fail(format!("~ `{}`: {}", expected.written, wrong.join(", ")));
                }
            }
            (Sort::KnownMiss, None) => {}
            (Sort::KnownMiss, Some(_)) => {
                fail(format!("! `{}` is a known miss and is found now: say so", expected.written));
            }
            (Sort::KnownMistake, None) => {
                fail(format!("! `{}` is a known mistake and is not made now: remove it", expected.written));
            }
        }
    }
    for left in reported {
        failures.push((left.line, format!("+ `{}` is reported and not expected", left.describe())));
    }
    failures.sort();
    failures
}
