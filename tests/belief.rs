//! What of an attestation is believed, through the binary: settings, flags, and what other files of a project say.

#![expect(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]
#![expect(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The exit status of `mima scan --strict --format json` on some files, and the one call that it reports.
fn scan(files: &[(&str, &str)], args: &[&str]) -> (Option<i32>, Value) {
    let directory = tempfile::tempdir().expect("a directory");
    for (path, text) in files {
        let path = directory.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_mima"))
        .args(["scan", "--strict", "--format", "json", "--quiet"])
        .args(args)
        .current_dir(directory.path())
        .stdin(Stdio::null())
        .output()
        .expect("the binary runs");
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report");
    let calls = report["calls"].as_array().expect("calls");
    assert_eq!(calls.len(), 1, "{report}");
    (output.status.code(), calls[0].clone())
}

const DECLARED: &str = "from mima_governance import MimaGovernance\nfrom openai import OpenAI\n\
    client = OpenAI()\n\n\
    def ask(text, governance: MimaGovernance):\n    \
        with governance.trace('ask'):\n        \
            return client.responses.create(model='gpt-4o', input=text)\n";

#[test]
fn an_annotation_alone_counts_where_the_settings_say_so() {
    let (status, call) = scan(&[("app.py", DECLARED)], &[]);
    assert_eq!((status, &call["attested"]), (Some(1), &Value::Bool(false)));
    let doubt = &call["doubt"];
    assert_eq!((doubt["file"].as_str(), doubt["line"].as_u64()), (Some("app.py"), Some(6)));
    assert!(doubt["message"].as_str().is_some_and(|message| message.contains("annotation")), "{doubt}");

    let by_flag = scan(&[("app.py", DECLARED)], &["--min-attestation", "medium"]);
    let by_settings = scan(&[("app.py", DECLARED), ("mima.toml", "min-attestation = 'medium'\n")], &[]);
    for (status, call) in [by_flag, by_settings] {
        assert_eq!((status, &call["attested"]), (Some(0), &Value::Bool(true)));
        assert_eq!(call["attested_by"]["confidence"], "medium");
        assert!(call.get("doubt").is_none(), "{call}");
    }
    let (status, _) = scan(
        &[("app.py", DECLARED), ("mima.toml", "min-attestation = 'medium'\n")],
        &["--min-attestation", "high"],
    );
    assert_eq!(status, Some(1), "a flag goes before the settings");
}

#[test]
fn callers_attest_as_well_as_the_worst_of_them() {
    let callers = [
        "@mima.attest(tool_name='a')\ndef a(text):\n    return answer(text)\n",
        "def b(text, governance: MimaGovernance):\n    with governance.trace('b'):\n        return answer(text)\n",
    ];
    let head = "from mima_governance import MimaGovernance\nfrom openai import OpenAI\n\
        client, mima = OpenAI(), MimaGovernance()\n\n\
        def answer(text):\n    return client.responses.create(model='gpt-4o', input=text)\n\n";
    for order in [[0, 1], [1, 0]] {
        let text = format!("{head}{}\n{}", callers[order[0]], callers[order[1]]);
        let (status, call) = scan(&[("app.py", &text)], &["--min-attestation", "medium"]);
        assert_eq!((status, &call["attested_by"]["confidence"]), (Some(0), &Value::from("medium")), "{call}");
        let (status, call) = scan(&[("app.py", &text)], &[]);
        assert_eq!((status, &call["attested"]), (Some(1), &Value::Bool(false)), "{call}");
    }
}

const HELPER: &str = "from mima_governance import MimaGovernance\nfrom openai import OpenAI\n\
    client, mima = OpenAI(), MimaGovernance()\n\n\
    def answer(text):\n    return client.responses.create(model='gpt-4o', input=text)\n\n\
    @mima.attest(tool_name='ask')\ndef ask(text):\n    return answer(text)\n";

#[test]
fn a_file_that_is_not_analysed_may_call_a_function_that_it_names() {
    let naming = [
        ("pyproject.toml", "[project.scripts]\nanswer = 'desk:answer'\n"),
        ("setup.cfg", "[options.entry_points]\nconsole_scripts =\n    answer = desk:answer\n"),
        ("build/tool.py", "import desk\n\ndesk.answer('x')\n"),
        (".github/scripts/check.py", "from desk import answer\n\nanswer('x')\n"),
        ("Makefile", "run:\n\tpython -c \"from desk import answer; answer('x')\"\n"),
        ("serverless.yml", "functions:\n  answer:\n    handler: desk.answer\n"),
    ];
    for file in naming {
        let (status, call) = scan(&[("desk.py", HELPER), file], &[]);
        assert_eq!((status, &call["attested"]), (Some(1), &Value::Bool(false)), "{file:?}");
        let message = call["doubt"]["message"].as_str().unwrap_or_default();
        assert!(message.contains(file.0), "{file:?}: {message}");
        let closed = ("mima.toml", "[attestation]\nclosed = true\n");
        let (status, _) = scan(&[("desk.py", HELPER), file, closed], &[]);
        assert_eq!(status, Some(0), "{file:?}");
    }
}

#[test]
fn a_file_that_names_another_function_or_is_none_of_the_project_says_nothing() {
    let harmless = [
        ("pyproject.toml", "[project.scripts]\nask = 'desk:ask'\n"),
        ("README.md", "Import `answer` from `desk`:\n\n    from desk import answer\n"),
        ("node_modules/tool/x.py", "from desk import answer\n"),
        ("venv/lib/x.py", "from desk import answer\n"),
    ];
    for file in harmless {
        let (status, call) = scan(&[("desk.py", HELPER), file], &[]);
        assert_eq!((status, &call["attested"]), (Some(0), &Value::Bool(true)), "{file:?}: {call}");
    }
}

#[test]
fn each_step_of_a_proof_says_what_would_undo_it() {
    let text = "from mima_governance import MimaGovernance\nfrom openai import OpenAI\n\
        client, mima = OpenAI(), MimaGovernance()\n\n\
        class Desk:\n    \
            def _ask(self, text):\n        return client.responses.create(model='gpt-4o', input=text)\n\n    \
            @mima.attest(tool_name='answer')\n    def answer(self, text):\n        return self._ask(text)\n";
    let (status, call) = scan(&[("app.py", text)], &[]);
    assert_eq!((status, &call["attested_by"]["kind"]), (Some(0), &Value::from("callers")));
    let undone = |row: &Value| row["undone_by"].as_str().map(str::to_owned).unwrap_or_default();
    assert!(undone(&call["attested_by"]).contains("in the place of `attest`"), "{call}");
    let path = call["attested_by"]["path"].as_array().expect("a path");
    assert_eq!((path.len(), path[0]["line"].as_u64()), (1, Some(11)));
    assert!(undone(&path[0]).contains("`_ask`"), "{call}");
    assert!(undone(&path[0]).contains("a subclass that overrides it"), "{call}");
}
