//! What has only the name of a marker attests nothing, and the line that is offered makes it one.

#![expect(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]
#![expect(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use support::project;

fn mima(directory: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mima"))
        .args(args)
        .current_dir(directory)
        .stdin(Stdio::null())
        .output()
        .expect("the binary runs")
}

/// The exit status of a strict scan, and its report.
fn scan(directory: &Path, args: &[&str]) -> (Option<i32>, Value) {
    let output = mima(directory, &[&["scan", "--strict", "--quiet", "--format", "json"], args].concat());
    (output.status.code(), serde_json::from_slice(&output.stdout).expect("a report"))
}

fn finding<'r>(report: &'r Value, rule: &str) -> &'r Value {
    let findings = report["findings"].as_array().expect("findings");
    findings.iter().find(|finding| finding["rule"] == rule).unwrap_or(&Value::Null)
}

const CALL: &str = "    return client.responses.create(model='gpt-4o', input=text)\n";

/// What a file imports, what applies the marker in it, and the line that names it in the settings.
const APPLIED: &[(&str, &str, &str)] = &[
    (
        "from acme.governance import mima",
        "@mima.attest('a')\ndef ask(text):\n",
        "decorators = [\"acme.governance.mima.attest\"]",
    ),
    (
        "from acme.governance import attest",
        "@attest()\ndef ask(text):\n",
        "decorators = [\"acme.governance.attest\"]",
    ),
    (
        "from acme.governance import attest as note",
        "@note\ndef ask(text):\n",
        "decorators = [\"acme.governance.attest\"]",
    ),
    ("import sigstore", "@sigstore.attest()\ndef ask(text):\n", "decorators = [\"sigstore.attest\"]"),
    (
        "import acme.governance as g",
        "@g.mima.attest('a')\ndef ask(text):\n",
        "decorators = [\"acme.governance.mima.attest\"]",
    ),
    (
        "from acme import Client\ngov = Client()",
        "@gov.attest('a')\ndef ask(text):\n",
        "decorators = [\"acme.Client.attest\"]",
    ),
    (
        "from acme.governance import *",
        "@mima.attest('a')\ndef ask(text):\n",
        "decorators = [\"acme.governance.mima.attest\"]",
    ),
    (
        "from acme.governance import mima as m",
        "def ask(text):\n  with m.trace('a'):\n",
        "context-managers = [\"acme.governance.mima.trace\"]",
    ),
];

#[test]
fn a_name_attests_nothing_and_the_line_that_is_offered_makes_it_a_marker() {
    for (imports, applied, line) in APPLIED {
        let text = format!("{imports}\nfrom openai import OpenAI\nclient = OpenAI()\n\n{applied}{CALL}");
        let directory = project(&[("app.py", &text)]);
        for args in [&[][..], &["--min-attestation", "low"]] {
            let (status, report) = scan(directory.path(), args);
            assert_eq!((status, &report["calls"][0]["attested"]), (Some(1), &Value::Bool(false)), "{text}");
            assert_eq!(report["calls"][0]["attested_by"], Value::Null, "{text}");
            let marker = report["calls"][0]["doubt"]["marker"].as_str().unwrap_or_default();
            assert!(line.contains(&format!("\"{marker}\"")), "{marker} in {line}");
            for rule in ["MIMA001", "MIMA013"] {
                let help = finding(&report, rule)["help"].as_str().unwrap_or_default();
                assert!(help.contains(line), "{rule}: {help}\n{text}");
            }
        }
        fs::write(directory.path().join("mima.toml"), format!("[attestation]\n{line}\n")).expect("a file");
        let (status, report) = scan(directory.path(), &[]);
        assert_eq!((status, &report["calls"][0]["attested"]), (Some(0), &Value::Bool(true)), "{text}");
        assert_eq!(finding(&report, "MIMA013"), &Value::Null, "{text}");
    }
}

#[test]
fn a_callback_that_has_only_the_name_is_named_as_well() {
    let text = "from acme.callbacks import MimaLangChainCallback as C\nfrom langchain_openai import ChatOpenAI\n\
        model = ChatOpenAI(callbacks=[C()])\nmodel.invoke('x')\n";
    let directory = project(&[("app.py", text)]);
    let (status, report) = scan(directory.path(), &[]);
    assert_eq!(status, Some(1));
    assert_eq!(finding(&report, "MIMA013")["line"], 3, "{report}");
    let line = "callbacks = [\"acme.callbacks.MimaLangChainCallback\"]";
    assert!(finding(&report, "MIMA001")["help"].as_str().is_some_and(|help| help.contains(line)), "{report}");
    fs::write(directory.path().join("mima.toml"), format!("[attestation]\n{line}\n")).expect("a file");
    assert_eq!(scan(directory.path(), &[]).0, Some(0));
}

/// Two of the same wildcard may each bring the name, and the last one counts.
#[test]
fn a_name_of_two_wildcard_imports_is_not_known() {
    let text = "from acme.governance import *\nfrom acme.other import *\nfrom openai import OpenAI\n\
        client = OpenAI()\n\n@mima.attest('a')\ndef ask(text):\n";
    let settings = "[attestation]\ndecorators = ['acme.governance.mima.attest']\n";
    let directory = project(&[("app.py", &format!("{text}{CALL}")), ("mima.toml", settings)]);
    let (status, report) = scan(directory.path(), &[]);
    assert_eq!((status, &report["calls"][0]["attested"]), (Some(1), &Value::Bool(false)), "{report}");
}

#[test]
fn a_marker_that_was_moved_is_told_by_the_end_of_its_name() {
    let text = "from libs.acme.audit import recorded\nfrom openai import OpenAI\nclient = OpenAI()\n\n\
        @recorded\ndef ask(text):\n";
    let settings = "[attestation]\ndecorators = ['acme.audit.recorded']\n";
    let directory = project(&[("app.py", &format!("{text}{CALL}")), ("mima.toml", settings)]);
    let (status, report) = scan(directory.path(), &[]);
    assert_eq!(status, Some(1));
    let help = finding(&report, "MIMA013")["help"].as_str().unwrap_or_default();
    assert!(help.contains("decorators = [\"libs.acme.audit.recorded\"]"), "{report}");
}

#[test]
fn a_decorator_that_calls_of_several_files_are_under_is_reported_once_where_it_stands() {
    let marked = "from acme.governance import mima\nfrom b import one\nfrom c import two\n\n\
        @mima.attest('a')\ndef ask(text):\n    return one(text), two(text)\n\nask('x')\n";
    let helper =
        |name: &str| format!("from openai import OpenAI\nclient = OpenAI()\n\ndef {name}(text):\n{CALL}");
    let directory = project(&[("a.py", marked), ("b.py", &helper("one")), ("c.py", &helper("two"))]);
    let (status, report) = scan(directory.path(), &[]);
    let findings = report["findings"].as_array().expect("findings");
    let found: Vec<(&str, u64)> = findings
        .iter()
        .filter(|finding| finding["rule"] == "MIMA013")
        .filter_map(|finding| Some((finding["file"].as_str()?, finding["line"].as_u64()?)))
        .collect();
    assert_eq!((status, found), (Some(1), vec![("a.py", 5)]));
}

#[test]
fn each_format_says_how_to_name_the_marker() {
    let (imports, applied, line) = APPLIED[0];
    let text = format!("{imports}\nfrom openai import OpenAI\nclient = OpenAI()\n\n{applied}{CALL}");
    let directory = project(&[("app.py", &text)]);
    for format in ["text", "sarif", "markdown", "github", "gitlab", "junit"] {
        let output = mima(directory.path(), &["scan", "--strict", "--format", format]);
        assert_eq!(output.status.code(), Some(1), "{format}");
        let said = String::from_utf8_lossy(&output.stdout);
        let said: String = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains("MIMA013") && said.contains("MIMA001"), "{format}: {said}");
        if format == "text" {
            assert!(said.contains(line), "{said}");
        }
    }
}
