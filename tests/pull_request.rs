//! A pull request, played through with the real binary: each thing that it does is named in the text, in Markdown, in JSON and in
//! SARIF, and new, worse and moved are told apart.

#[path = "support/scratch.rs"]
mod scratch;

use scratch::Project;
use serde_json::Value;

const CALL: &str =
    "from openai import OpenAI\n\n\ndef ask(text):\n    return OpenAI().responses.create(input=text)\n";

const ATTESTED: &str = "from mima_governance import MimaGovernance\nfrom openai import OpenAI\n\n\
                        mima = MimaGovernance()\n\n\n@mima.attest(tool_name=\"ask\")\ndef ask(text):\n    \
                        return OpenAI().responses.create(input=text)\n";

/// A library's class that does nothing.
const STAND_IN: &str = "class OpenAI:\n    pass\n";

/// What is there before: an attested call, and one that everybody knows of.
fn base() -> Project {
    let files = [
        ("mima.toml", "strict = true\n"),
        ("app/desk.py", ATTESTED),
        ("app/old.py", CALL),
        ("app/still.py", &CALL.replace("responses", "embeddings")),
    ];
    Project::of(&files).committed()
}

/// What a commit of the pull request does.
struct Step {
    name: &'static str,
    does: fn(&Project),
    /// What the text and Markdown say.
    says: &'static str,
    /// The file that is spoken of, the rule if there is a finding, and what became of it.
    of: (&'static str, Option<&'static str>, &'static str),
}

const STEPS: &[Step] = &[
    Step {
        name: "the decorator goes",
        does: |project| project.replace("app/desk.py", "@mima.attest(tool_name=\"ask\")\n", ""),
        says: "it was attested or accepted in `main`",
        of: ("app/desk.py", Some("MIMA001"), "worse"),
    },
    Step {
        name: "a call comes",
        does: |project| project.write("app/new.py", &CALL.replace("responses", "moderations")),
        says: "new in this change",
        of: ("app/new.py", Some("MIMA001"), "new"),
    },
    Step {
        name: "a file moves",
        does: |project| project.git(&["mv", "app/old.py", "app/renamed.py"]),
        says: "app/renamed.py:5: the unattested call of `openai.OpenAI.responses.create` is not new: it has moved here from app/old.py",
        of: ("app/renamed.py", None, "moved"),
    },
    Step {
        name: "the settings are weakened",
        does: |project| project.write("mima.toml", "strict = true\nexclude = [\"app/hidden.py\"]\n"),
        says: "`app/hidden.py` is excluded, unlike in `main`",
        of: ("mima.toml", Some("MIMA040"), "new"),
    },
    Step {
        name: "a module comes that is called like the library",
        does: |project| project.write("openai/__init__.py", STAND_IN),
        says: "this tree contains `openai`",
        of: ("openai/__init__.py", Some("MIMA036"), "new"),
    },
];

/// What is said of a file: the rule and the change of its finding, or the change of its call.
fn said_of(report: &Value, file: &str) -> Vec<(Option<String>, Option<String>)> {
    let rows = |key: &str| report[key].as_array().cloned().unwrap_or_default();
    let text = |row: &Value, key: &str| row[key].as_str().map(str::to_owned);
    let of = |row: &Value| row["file"] == file;
    let findings: Vec<_> = rows("findings")
        .iter()
        .filter(|row| of(row))
        .map(|row| (text(row, "rule"), text(row, "change")))
        .collect();
    if findings.is_empty() {
        rows("calls").iter().filter(|row| of(row)).map(|row| (None, text(row, "change"))).collect()
    } else {
        findings
    }
}

/// The same in SARIF: results, or notifications at the file.
fn said_in_sarif(run: &Value, file: &str) -> Vec<(Option<String>, Option<String>)> {
    let uri = |row: &Value| row["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == file;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let results = run["results"].as_array().into_iter().flatten().filter(|row| uri(row));
    let results: Vec<_> =
        results.map(|row| (text(&row["ruleId"]), text(&row["properties"]["change"]))).collect();
    if results.is_empty() {
        let notes = run["invocations"][0]["toolExecutionNotifications"].as_array().into_iter().flatten();
        let moved = notes.filter(|row| uri(row) && row.to_string().contains("has moved here"));
        moved.map(|_| (None, Some("moved".to_owned()))).collect()
    } else {
        results
    }
}

#[test]
fn each_step_is_named_in_every_format() {
    let project = base();
    project.git(&["checkout", "--quiet", "-b", "pull-request"]);
    for (at, step) in STEPS.iter().enumerate() {
        (step.does)(&project);
        project.commit(step.name);
        let of = |format: &str| {
            let (code, stdout, _) = project.scan(&["--diff", "main", "--format", format]);
            (code, stdout)
        };
        let ((code, text), (_, markdown)) = (of("text"), of("markdown"));
        let json: Value = serde_json::from_str(&of("json").1).expect("JSON");
        let sarif: Value = serde_json::from_str(&of("sarif").1).expect("SARIF");
        assert_eq!(code, 1, "{text}");
        // What the commits before did is still said.
        for Step { name, says, of: (file, rule, change), .. } in &STEPS[..=at] {
            let says_it = |output: &str| {
                let words = output.replace('\\', "");
                words.split_whitespace().collect::<Vec<_>>().join(" ").contains(says)
            };
            assert!(says_it(&text), "{name}: {text}");
            assert!(says_it(&markdown), "{name}: {markdown}");
            let expected = [(rule.map(str::to_owned), Some((*change).to_owned()))];
            assert_eq!(said_of(&json, file), expected, "{name}");
            assert_eq!(said_in_sarif(&sarif["runs"][0], file), expected, "{name}");
        }
        let moved = json["calls"].as_array().expect("calls").iter().find(|it| it["change"] == "moved");
        assert_eq!(moved.and_then(|it| it["moved_from"].as_str()), (at >= 2).then_some("app/old.py"));
        // Nothing became of the others.
        assert_eq!(said_of(&json, "app/still.py"), [(None, None)]);
    }
}

/// A change that breaks settings further down does not get rid of them, and one that repairs them passes.
#[test]
fn settings_that_a_change_breaks_leave_no_gap() {
    let project = base();
    project.write("app/part/mima.toml", "strict = true\nmax-unattested = 0\n");
    project.write("app/part/app.py", ATTESTED);
    project.write("mima.toml", "max-unattested = 2\n");
    project.commit("a part with settings of its own");
    let broken = "strct = true\n";
    project.write("app/part/mima.toml", broken);
    project.write("app/part/app.py", CALL);
    for (flag, exit) in [("--diff", 2), ("--trust", 1)] {
        let (status, stdout, stderr) = project.scan(&[flag, "main", "--format", "json"]);
        assert_eq!(status, exit, "{flag}: {stderr}");
        let report: Value = serde_json::from_str(&stdout).expect("a report");
        let findings = report["findings"].as_array().expect("findings");
        let tells = |rule: &str, file: &str| {
            findings.iter().any(|finding| {
                let names = |key: &str| finding[key].as_str().is_some_and(|text| text.contains(file));
                finding["rule"] == rule && (names("file") || names("message"))
            })
        };
        assert!(tells("MIMA001", "app/part/app.py"), "{flag}: {report:#}");
        assert!(tells("MIMA040", "app/part/mima.toml"), "{flag}: {report:#}");
    }
    // Broken where the branch began: what is trusted cannot be read, and what is compared with is told.
    project.commit("broken");
    project.write("app/part/mima.toml", "strict = true\n");
    project.write("app/part/app.py", ATTESTED);
    let (status, stdout, stderr) = project.scan(&["--trust", "main"]);
    assert_eq!(status, 2, "{stdout}{stderr}");
    assert!(stderr.contains("app/part/mima.toml:1:1: `strct`: in `main`: "), "{stderr}");
    assert!(stdout.contains("app/old.py:5:"), "the report is made: {stdout}");
    let (status, _, stderr) = project.scan(&["--diff", "main"]);
    assert_eq!(status, 0, "{stderr}");
    assert!(stderr.contains("--diff main: app/part/mima.toml:1:1: "), "{stderr}");
}
