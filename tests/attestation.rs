//! `docs/attestation.md` is true, and so are the settings it describes.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "the page is read, and the binary gets a project to run in"
)]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use mima::Mode;
use mima::finding::RuleId;
use support::{analyse, file};

/// The fenced blocks of the page in a language.
fn blocks(language: &str) -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/attestation.md");
    let text = fs::read_to_string(page).expect("the page");
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).filter_map(|rest| Some(rest.split_once("```")?.0.to_owned())).collect()
}

#[test]
fn every_example_gives_what_it_says() {
    let examples = blocks("python");
    let (prelude, examples) = examples.split_first().expect("examples");
    let mut failures = String::new();
    for example in examples {
        let text = format!("{prelude}\n{example}");
        let analysis = analyse(&[file("example.py", text.as_str())], Mode::Everything);
        for (number, line) in (1..).zip(text.lines()) {
            let said = line.split_once("  # ").map(|(_, said)| said);
            let call = analysis.report.calls.iter().find(|call| call.location.line == number);
            let found = call.map(|call| call.rule.map_or("attested", RuleId::as_str));
            if said != found {
                let _ = writeln!(failures, "{line}\n    is reported as {found:?}");
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(examples.len() > 20, "only {} examples were found", examples.len());
}

/// What a scan of a project with these settings reports, by line: the rule, `attested` or `suppressed`.
fn scan(settings: &str, files: &[(&str, &str)]) -> Vec<(String, u64, String)> {
    let directory = tempfile::tempdir().expect("a directory");
    let write = |path: &str, text: &str| {
        let path = directory.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
    };
    write("mima.toml", settings);
    for (path, text) in files {
        write(path, text);
    }
    let output = Command::new(env!("CARGO_BIN_EXE_mima"))
        .args(["scan", "--format", "json"])
        .current_dir(directory.path())
        .output()
        .expect("the binary starts");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let rows = report["calls"].as_array().expect("calls").iter().map(|call| {
        let text = |key: &str| call[key].as_str().unwrap_or("attested").to_owned();
        let verdict = if call["suppressed"].is_null() { text("rule") } else { "suppressed".to_owned() };
        (text("file"), call["line"].as_u64().unwrap_or_default(), verdict)
    });
    rows.collect()
}

#[track_caller]
fn assert_verdict(settings: &str, text: &str, verdict: &str) {
    let found = scan(settings, &[("app.py", text), ("acme/__init__.py", ""), ("acme/audit.py", AUDIT)]);
    let found: Vec<&str> = found.iter().map(|(_, _, verdict)| verdict.as_str()).collect();
    assert_eq!(found, [verdict], "{settings}\n{text}");
}

const AUDIT: &str = "\
def recorded(function):
    return function


class span:
    def __enter__(self):
        pass


def session():
    return span()


def logged(name):
    def wrap(function):
        return function

    return wrap
";

const CLIENT: &str = "from openai import OpenAI\nclient = OpenAI()\n";

fn decorated(import: &str, decorator: &str) -> String {
    format!(
        "{CLIENT}{import}\n@{decorator}\ndef ask(text):\n    return client.responses.create(input=text)\n"
    )
}

fn under(import: &str, context: &str) -> String {
    format!(
        "{CLIENT}{import}\ndef ask(text):\n    with {context}:\n        return client.responses.create(input=text)\n"
    )
}

#[test]
fn the_settings_of_the_page_are_accepted() {
    let settings = blocks("toml").remove(0);
    assert_verdict(&settings, &decorated("from acme.audit import recorded", "recorded"), "attested");
    assert_verdict(&settings, &under("from acme.audit import span", "span()"), "attested");
}

#[test]
fn own_markers_count_when_they_are_named() {
    let decorator = decorated("from acme.audit import recorded", "recorded");
    assert_verdict("", &decorator, "MIMA001");
    assert_verdict("[attestation]\ndecorators = ['acme.audit.recorded']\n", &decorator, "attested");
    let context = under("from acme import audit", "audit.span()");
    assert_verdict("", &context, "MIMA001");
    assert_verdict("[attestation]\ncontext-managers = ['acme.audit.span']\n", &context, "attested");
    // What a function returns that is named does not matter: it is the project that says that it attests.
    let session = under("from acme.audit import session", "session()");
    assert_verdict("[attestation]\ncontext-managers = ['acme.audit.session']\n", &session, "attested");
    let logged = decorated("from acme.audit import logged", "logged('x')");
    assert_verdict("[attestation]\ndecorators = ['acme.audit.logged']\n", &logged, "attested");
    assert_verdict("", &logged, "MIMA001");
    // One of two may be meant.
    let import = "import contextlib, os\nfrom acme.audit import session\n\
                  either = session if os.environ else contextlib.nullcontext";
    let either = under(import, "either()");
    assert_verdict("[attestation]\ncontext-managers = ['acme.audit.session']\n", &either, "MIMA001");
    let installed = decorated("from other.audit import recorded", "recorded('x')");
    assert_verdict("[attestation]\ndecorators = ['other.audit.recorded']\n", &installed, "attested");
}

/// A guard that the project's own function gives, in Rust.
#[test]
fn own_guards_count_when_they_are_named() {
    let audit = "pub struct Record(&'static str);\n\
                 pub fn record(tool: &'static str) -> Record {\n    Record(tool)\n}\n";
    let desk = "mod audit;\n\nasync fn ask(client: genai::Client) {\n    let _record = audit::record(\"ask\");\n    \
                client.embed(\"m\", \"x\").await;\n}\n\nfn main() {}\n";
    let manifest = "[package]\nname = \"desk\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\ngenai = \"0.3\"\n";
    let files = [("Cargo.toml", manifest), ("src/main.rs", desk), ("src/audit.rs", audit)];
    for (settings, verdict) in
        [("", "MIMA001"), ("[attestation]\ncontext-managers = ['desk.audit.record']\n", "attested")]
    {
        let found = scan(settings, &files);
        let found: Vec<&str> = found.iter().map(|(_, _, verdict)| verdict.as_str()).collect();
        assert_eq!(found, [verdict], "{settings}");
    }
}

#[test]
fn presets_count_when_they_are_named() {
    let programs = [
        ("langfuse", decorated("from langfuse import observe", "observe()")),
        ("langsmith", decorated("from langsmith import traceable", "traceable")),
        ("traceloop", decorated("from traceloop.sdk.decorators import workflow", "workflow(name='x')")),
        ("weave", decorated("import weave", "weave.op()")),
        ("mlflow", under("import mlflow", "mlflow.start_span('x')")),
        ("agentops", decorated("import agentops", "agentops.operation")),
        (
            "opentelemetry",
            under(
                "from opentelemetry import trace\ntracer = trace.get_tracer('x')",
                "tracer.start_as_current_span('x')",
            ),
        ),
        (
            "openinference",
            decorated(
                "from openinference.instrumentation import OITracer\ntracer = OITracer()",
                "tracer.chain",
            ),
        ),
        ("deepeval", decorated("from deepeval.tracing import observe", "observe(type='llm')")),
    ];
    for (preset, program) in programs {
        assert_verdict("", &program, "MIMA001");
        assert_verdict(&format!("[attestation]\npresets = ['{preset}']\n"), &program, "attested");
    }
}

#[test]
fn a_preset_of_another_language_counts_there() {
    let program = "use genai::Client;\n\n#[tracing::instrument]\nasync fn ask(client: Client) {\n    client.embed(\"m\", \"x\").await;\n}\n";
    for (settings, verdict) in [("", "MIMA001"), ("[attestation]\npresets = ['tracing']\n", "attested")] {
        let found = scan(settings, &[("src/main.rs", program)]);
        assert_eq!(found, [("src/main.rs".to_owned(), 5, verdict.to_owned())], "{settings}");
    }
}

/// A helper and its only caller that is seen, which is attested.
const HELPED: [(&str, &str); 2] = [
    (
        "llm.py",
        "from openai import OpenAI\n\n\ndef helper(text):\n    return OpenAI().responses.create(input=text)\n",
    ),
    (
        "app.py",
        "from llm import helper\nfrom mima_governance import MimaGovernance\n\n\n@MimaGovernance().attest('ask')\n\
         def ask(text):\n    return helper(text)\n",
    ),
];

#[test]
fn callers_do_not_count_where_some_may_not_be_seen() {
    let verdict = |more: &[(&str, &str)]| scan("", &[&HELPED[..], more].concat()).remove(0).2;
    assert_eq!(verdict(&[]), "attested");
    assert_eq!(verdict(&[("other.py", "import json)\n")]), "attested");
    assert_eq!(verdict(&[("other.py", "from llm import helper\n\n)(x = helper\n")]), "MIMA001");
    let by_way =
        [("other.py", "import between\n\n)(x = between\n"), ("between.py", "from llm import helper\n")];
    assert_eq!(verdict(&by_way), "MIMA001");
}

#[test]
fn own_markers_are_followed_through_large_projects() {
    let padding = "# nothing\n".repeat(150_000);
    let marked = "from acme.audit import recorded\nfrom llm import helper\n\n\n@recorded\ndef ask(text):\n    return helper(text)\n";
    let files = [
        HELPED[0],
        ("app.py", marked),
        ("acme/__init__.py", ""),
        ("acme/audit.py", AUDIT),
        ("big.py", &padding),
    ];
    let found = scan("[attestation]\ndecorators = ['acme.audit.recorded']\n", &files);
    assert_eq!(found, [("llm.py".to_owned(), 5, "attested".to_owned())]);
}

#[test]
fn a_marker_that_two_files_import_from_each_other_attests_nothing() {
    let a = format!(
        "from b import marker\n{CLIENT}\n\n@marker\ndef ask(text):\n    return client.responses.create(input=text)\n"
    );
    let b = "from a import marker\nfrom mima_governance import MimaGovernance\n\n\n@MimaGovernance().attest('x')\n\
             def other():\n    pass\n";
    let found = scan("", &[("a.py", &a), ("b.py", b)]);
    assert_eq!(found, [("a.py".to_owned(), 8, "MIMA001".to_owned())]);
}

#[test]
fn callers_can_be_turned_off() {
    let program = format!(
        "{CLIENT}from mima_governance import MimaGovernance\nmima = MimaGovernance()\n\n\
         def helper(text):\n    return client.responses.create(input=text)\n\n\
         @mima.attest('ask')\ndef ask(text):\n    return helper(text)\n"
    );
    assert_verdict("", &program, "attested");
    assert_verdict("[attestation]\ncallers = false\n", &program, "MIMA001");
}

#[test]
fn sanctioned_files_are_suppressed_until_it_expires() {
    let call = format!("{CLIENT}client.responses.create(input='x')\n");
    let files = [("app.py", call.as_str()), ("evals/run.py", call.as_str())];
    let verdicts = |settings: &str| -> Vec<String> {
        scan(settings, &files).into_iter().map(|(_, _, verdict)| verdict).collect()
    };
    let entry = "[[attestation.sanctioned]]\npath = 'evals/'\nreason = 'offline evaluation'\n";
    assert_eq!(verdicts(entry), ["MIMA001", "suppressed"]);
    assert_eq!(verdicts(&format!("{entry}expires = '2099-12-31'\n")), ["MIMA001", "suppressed"]);
    assert_eq!(verdicts(&format!("{entry}expires = '2001-01-01'\n")), ["MIMA001", "MIMA001"]);
}

#[test]
fn test_code_is_left_out_where_the_settings_say_so() {
    let call = format!("{CLIENT}client.responses.create(input='x')\n");
    let files = [("app.py", call.as_str()), ("tests/test_app.py", call.as_str())];
    assert_eq!(scan("", &files).len(), 2);
    assert_eq!(scan("tests = true\n", &files).len(), 2);
    assert_eq!(scan("tests = false\n", &files).len(), 1);
}

/// `testdata/governed_app/check.py` ran the application, and wrote down what was attested.
#[test]
fn verdicts_on_the_governed_application_are_what_ran() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/governed_app");
    let ran = fs::read_to_string(root.join("ran.txt")).expect("what ran");
    let mut paths = vec![root.join("desk")];
    let mut files = Vec::new();
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            paths.extend(
                fs::read_dir(&path).expect("a directory").map(|entry| entry.expect("an entry").path()),
            );
        } else if path.extension().is_some_and(|extension| extension == "py") {
            let name = path.strip_prefix(&root).expect("below").to_string_lossy().replace('\\', "/");
            files.push(file(&name, fs::read(&path).expect("a file")));
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    for mode in [Mode::Everything, Mode::Selected] {
        let analysis = analyse(&files, mode);
        let mut rows: Vec<(String, u32, &str)> = analysis
            .report
            .calls
            .iter()
            .map(|call| {
                let word = match (&call.attested_by, call.rule) {
                    (Some(_), _) => "attested",
                    (None, Some(RuleId::PartlyAttested)) => "mixed",
                    (None, _) => "unattested",
                };
                (analysis.sources.path(call.location.file).to_owned(), call.location.line, word)
            })
            .collect();
        rows.sort();
        let rows: Vec<String> =
            rows.iter().map(|(path, line, word)| format!("{path}:{line} {word}")).collect();
        assert_eq!(rows, ran.lines().collect::<Vec<_>>());
    }
}

/// `testdata/evasions_run/check.py` ran the programs that try to evade an attestation. What ran without one must not be
/// reported as attested; where no such run was seen the report may be more careful. Run it again when a program changes.
#[test]
fn what_ran_without_an_attestation_is_not_reported_as_attested() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let ran = fs::read_to_string(root.join("evasions_run/ran.txt")).expect("what ran");
    let mut programs: BTreeMap<&str, Vec<(u32, &str)>> = BTreeMap::new();
    for row in ran.lines() {
        let (place, word) = row.split_once(' ').expect("a place and what ran");
        let (path, line) = place.split_once(':').expect("a file and a line");
        programs.entry(path).or_default().push((line.parse().expect("a number"), word));
    }
    let mut failures = String::new();
    let mut run = 0;
    for (path, rows) in &programs {
        let text = fs::read(root.join("python").join(path)).expect("a program");
        let analysis = analyse(&[file(path, text)], Mode::Everything);
        let calls = &analysis.report.calls;
        for &(line, word) in rows {
            let at_line = || calls.iter().filter(|call| call.location.line == line);
            let attested = at_line().any(|call| call.attested_by.is_some());
            let unattested = matches!(word, "unattested" | "mixed");
            run += usize::from(!word.starts_with("did not run"));
            if at_line().next().is_none() || attested && unattested {
                let _ =
                    writeln!(failures, "{path}:{line} ran {word}, and is reported as attested: {attested}");
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(run > 200, "only {run} calls ran");
}

/// `testdata/typescript_run/run.mjs` ran the programs of a topic with the real SDK. What they expect of each call, which the fixtures
/// hold mima to, is what ran; where a span was open, mima may be more careful if the program says why.
#[test]
fn the_programs_in_typescript_expect_what_ran() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let ran = fs::read_to_string(root.join("typescript_run/ran.txt")).expect("what ran");
    let mut failures = String::new();
    for row in ran.lines() {
        let (place, word) = row.split_once(' ').expect("a place and what ran");
        let (name, line) = place.split_once(':').expect("a file and a line");
        let line: usize = line.parse().expect("a number");
        let text = fs::read_to_string(root.join("typescript/attestation").join(name)).expect("a program");
        let lines: Vec<&str> = text.lines().take(line).collect();
        let expected = lines.iter().rev().find(|line| line.contains("//~")).copied().unwrap_or_default();
        let is_careful = expected.contains("//~? attested");
        if expected.contains("//~ attested") != (word == "open") && !(is_careful && word == "open") {
            let _ = writeln!(failures, "{place} ran {word}: {expected}");
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(ran.lines().count() > 80, "only {} calls ran", ran.lines().count());
}

/// Where the page of a rule says that an example is reported, it is, and nothing else is.
#[test]
fn the_examples_of_the_rules_give_what_they_say() {
    let python = "from fastapi import FastAPI\nfrom mima_governance import AsyncMimaGovernance, MimaGovernance\n\
                  from openai import AsyncOpenAI, OpenAI\nfrom app.types import ALLOWED, Body\napp = FastAPI()\n\
                  client, aclient = OpenAI(), AsyncOpenAI()\nmima, amima = MimaGovernance(), AsyncMimaGovernance()\n";
    let languages = [("python", "app.py", python, "# "), ("rust", "main.rs", "use genai::Client;\n", "// ")];
    let mut failures = String::new();
    let mut examples = 0;
    for rule in ["MIMA010", "MIMA011", "MIMA012", "MIMA013", "MIMA014"] {
        let page = RuleId::parse(rule).expect("a rule").rule().page;
        for (language, path, prelude, comment) in languages {
            for block in page.split(&format!("```{language}\n")).skip(1) {
                let text = format!("{prelude}{}", block.split("```").next().unwrap_or_default());
                let analysis = analyse(&[file(path, text.as_str())], Mode::Everything);
                examples += 1;
                for (number, line) in (1..).zip(text.lines()) {
                    let said = line.split_once(&format!("{comment}MIMA")).is_some();
                    let mut findings = analysis.report.findings.iter();
                    let found = findings
                        .any(|finding| finding.location.line == number && finding.suppressed.is_none());
                    if said != found {
                        let _ = writeln!(failures, "{rule}: {line}\n    is reported: {found}");
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(examples > 12, "only {examples} examples were found");
}

/// A marker that does not run is shown where it stands, with the call beside it; a partly attested call where it
/// is, with both ways.
#[test]
fn findings_stand_where_they_are_to_be_mended() {
    let text = "from mima_governance import MimaGovernance\nfrom openai import OpenAI\nmima = MimaGovernance()\n\
                client = OpenAI()\n\n@mima.attest\ndef bare(text):\n    return client.responses.create(input=text)\n\n\
                @mima.attest('x')\ndef stream(text):\n    yield client.responses.create(input=text)\n\n\
                def helper(text):\n    return client.responses.create(input=text)\n\n\
                @mima.attest('x')\ndef ask(text):\n    return helper(text)\n\ndef tell(text):\n    return helper(text)\n";
    let analysis = analyse(&[file("app.py", text)], Mode::Everything);
    let rows: Vec<(&str, u32, Vec<u32>)> = analysis
        .report
        .findings
        .iter()
        .map(|finding| {
            let related = finding.related.iter().map(|label| label.location.line).collect();
            (finding.rule.as_str(), finding.location.line, related)
        })
        .collect();
    let expected = [("MIMA010", 6, vec![8]), ("MIMA011", 10, vec![12]), ("MIMA012", 15, vec![17, 19, 22])];
    assert_eq!(rows, expected);
}
