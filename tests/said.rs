//! Nothing goes through in silence: what is not reported, what settings and comments do not do, files that are named.

#![expect(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]
#![expect(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]

mod support;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use support::project;

const CALL: &str = "from openai import OpenAI\n\nOpenAI().responses.create(model='gpt-4o', input='x')\n";
const CLIENT: &str = "from openai import OpenAI\n\nclient = OpenAI()\n";
const USE: &str = "from llm import client\n\nclient.responses.create(model='gpt-4o', input='x')\n";

struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

fn run(directory: &Path, args: &[&str], stdin: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mima"))
        .arg("scan")
        .args(args)
        .current_dir(directory)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    child.stdin.take().expect("a pipe").write_all(stdin.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
}

fn json(directory: &Path, args: &[&str]) -> Value {
    let run = run(directory, &[args, &["--format", "json"]].concat(), "");
    serde_json::from_str(&run.out).expect("a report")
}

#[test]
fn calls_that_are_only_not_selected_are_counted() {
    let directory = project(&[("app.py", CALL)]);
    for (args, by) in
        [(&["--ignore", "MIMA001"][..], "1 by --ignore"), (&["--select", "MIMA01"], "1 by --select")]
    {
        let text = run(directory.path(), args, "").out;
        assert!(!text.contains("No findings"), "{text}");
        assert!(text.contains("1 unattested AI call is not reported") && text.contains(by), "{text}");
        let markdown = run(directory.path(), &[args, &["--format", "markdown"]].concat(), "").out;
        assert!(markdown.contains(by), "{markdown}");
        let hidden = &json(directory.path(), args)["summary"]["hidden"];
        assert_eq!(hidden.as_object().map(serde_json::Map::len), Some(1), "{hidden}");
    }
    for settings in ["ignore = ['MIMA001']\n", "select = ['MIMA01']\n", "[rules]\nMIMA001 = 'off'\n"] {
        fs::write(directory.path().join("mima.toml"), settings).expect("settings");
        let text = run(directory.path(), &[], "").out;
        assert!(!text.contains("No findings") && text.contains("in the settings"), "{text}");
    }
    fs::write(directory.path().join("mima.toml"), "").expect("settings");
    let report = json(directory.path(), &[]);
    assert_eq!(report["summary"].get("hidden"), None, "nothing is hidden");
}

#[test]
fn settings_that_match_nothing_are_told_with_their_line() {
    let settings = "exclude = [\n  'a.pyy',\n  'old/',\n]\n\n[attestation]\ndecorators = ['acme.nope']\n\n\
        [[attestation.sanctioned]]\npath = 'evlas/'\nreason = 'x'\n";
    let directory = project(&[("app.py", CALL), ("old/b.py", CALL), ("mima.toml", settings)]);
    let run = run(directory.path(), &[], "");
    for said in [
        "mima.toml: line 2: `exclude`: `a.pyy` matches no file",
        "mima.toml: line 7: `attestation.decorators`: `acme.nope` is used by nothing",
        "mima.toml: line 10: `attestation.sanctioned.path`: `evlas/` matches no file",
    ] {
        assert!(run.err.contains(said), "{said} is not in\n{}", run.err);
    }
    assert!(!run.err.contains("old/"), "{}", run.err);
    let errors = json(directory.path(), &[])["errors"].as_array().map_or(0, Vec::len);
    assert_eq!(errors, 3);
}

#[test]
fn settings_that_match_are_not_told() {
    let settings = "include = ['*.py']\nexclude = ['old/']\n\n[attestation]\n\
        decorators = ['acme.audit.recorded']\ncontext-managers = ['desk.audit.span']\n";
    let app = format!("from acme.audit import recorded\n{CALL}");
    let own = format!("def span():\n    pass\n\n{CALL}");
    let files = [
        ("app.py", app.as_str()),
        ("desk/audit.py", own.as_str()),
        ("old/b.py", CALL),
        ("mima.toml", settings),
    ];
    let directory = project(&files);
    assert_eq!(json(directory.path(), &[])["errors"].as_array().map(Vec::len), Some(0));
    // Where a part of the project is scanned, the rest may use the names.
    assert_eq!(json(directory.path(), &["desk"])["errors"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_named_file_is_analysed_within_its_project() {
    let directory = project(&[("llm.py", CLIENT), ("app.py", USE), ("other.py", CALL)]);
    let report = json(directory.path(), &["app.py"]);
    let files: Vec<&str> =
        report["calls"].as_array().into_iter().flatten().filter_map(|call| call["file"].as_str()).collect();
    assert_eq!(files, ["app.py"], "{report}");
    assert_eq!(report["summary"]["files_found"], 1);
    assert!(report["findings"].as_array().expect("findings").iter().all(|it| it["file"] == "app.py"));
    let run = run(directory.path(), &["--stdin-filename", "app.py", "--format", "json"], USE);
    let report: Value = serde_json::from_str(&run.out).expect("a report");
    assert_eq!(report["calls"].as_array().map(Vec::len), Some(1), "{report}");
    // From elsewhere in the project, and where a manifest says what it is.
    let directory =
        project(&[("pyproject.toml", ""), ("src/llm.py", CLIENT), ("src/app.py", USE), ("x/y.txt", "")]);
    let report = json(&directory.path().join("x"), &["../src/app.py"]);
    assert_eq!(report["calls"][0]["file"], "../src/app.py", "{report}");
}

/// A file in a place that is no project, such as a directory of downloads, is not read with all that lies there.
#[test]
fn what_surrounds_a_named_file_has_a_bound_where_it_is_no_project() {
    let limits = "[limits]\nsurrounding-files = 3\n";
    let files =
        [("app.py", USE), ("llm.py", CLIENT), ("a/b.py", CALL), ("a/c.py", CALL), ("a/b/c/deep.py", CALL)];
    let directory = project(&[&files[..], &[("config/mima.toml", limits)]].concat());
    let arguments = ["app.py", "--config", "config/mima.toml"];
    let report = json(directory.path(), &arguments);
    assert_eq!(report["calls"].as_array().map(Vec::len), Some(1), "{report}");
    assert_eq!(report["errors"][0]["limit"], "surrounding-files", "{report}");
    assert_eq!(report["errors"][0]["file"], ".", "{report}");
    let said = run(directory.path(), &arguments, "").err;
    assert!(said.contains("no settings, manifest or repository says where its project is"), "{said}");
    fs::write(directory.path().join("pyproject.toml"), "").expect("a file");
    assert_eq!(json(directory.path(), &arguments)["errors"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_named_file_that_is_excluded_is_said_to_be() {
    let directory = project(&[("app.py", CALL), ("mima.toml", "exclude = ['app.py']\n")]);
    let run = run(directory.path(), &["app.py"], "");
    assert!(run.err.contains("app.py: is named, and excluded"), "{}", run.err);
    let left_out = &json(directory.path(), &["app.py"])["left_out"];
    assert_eq!(left_out[0]["reason"], "settings", "{left_out}");
}

#[test]
fn a_comment_that_names_no_rule_does_not_pass_the_gate() {
    let suppressed = |comment: &str| CALL.replace("input='x')\n", &format!("input='x')  # {comment}\n"));
    let directory = project(&[("app.py", &suppressed("mima: ignore reviewed"))]);
    let refused = run(directory.path(), &["--strict"], "");
    assert_eq!(refused.code, Some(1), "{}", refused.err);
    assert!(refused.err.contains("names no rule") && refused.out.contains("MIMA020"), "{}", refused.err);
    fs::write(directory.path().join("app.py"), suppressed("mima: ignore[MIMA001] reviewed")).expect("a file");
    assert_eq!(run(directory.path(), &["--strict"], "").code, Some(0));
    fs::write(directory.path().join("app.py"), suppressed("noqa: MIMA001")).expect("a file");
    let lost = run(directory.path(), &["--strict"], "");
    let text: String = lost.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(lost.code == Some(1) && text.contains("`# mima: ignore[MIMA001] reason`"), "{text}");
}
