//! Trees that somebody wrote to fool, stop or use whoever scans them, with the real binary.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::symlink;

#[path = "support/tree.rs"]
mod tree;

use tree::{Tree, UNATTESTED};

/// GitHub obeys a line of a log that begins with `::`.
#[test]
fn a_name_begins_no_line_of_the_log() {
    let tree =
        Tree::new(&[("x\n::stop-commands::tok\n.py", "import openai\nx = 1\0"), ("app.py", UNATTESTED)]);
    for format in ["text", "concise", "github", "json", "sarif", "markdown", "junit", "gitlab", "csv"] {
        for more in [&[][..], &["-v", "--statistics"]] {
            let said = tree.said(&[&["scan", "--format", format], more].concat());
            assert!(!said.lines().any(|line| line.starts_with("::stop")), "{format}: {said}");
        }
    }
    let missing = tree.said(&["scan", "no\n::stop-commands::tok"]);
    assert!(missing.starts_with("error: `no\\n::stop-commands::tok` does not exist"), "{missing}");
}

#[test]
fn backticks_do_not_lead_out_of_code_in_markdown() {
    let rule = "a` ``` <img src=https://evil.example/t.png><a href=https://evil.example>Approve</a>";
    let tree = Tree::new(&[("a.py", &format!("import openai\nx = 1  # mima: ignore[{rule}] r\n"))]);
    let said = tree.said(&["scan", "--format", "markdown"]);
    assert!(said.contains("MIMA021"), "{said}");
    assert!(!said.contains("<img") && !said.contains("<a "), "{said}");
}

#[test]
fn a_line_end_in_the_name_of_a_directory_gets_into_no_hook() {
    let tree = Tree::new(&[("a\necho INJECTED >PWNED\n#/app.py", UNATTESTED)]);
    fs::create_dir(tree.root().join(".git")).expect("a directory");
    let output = tree.run(&["init", "a\necho INJECTED >PWNED\n#", "--yes", "--hook", "--gitlab-ci"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("has a control character in its name"), "{said}");
    assert!(!tree.root().join(".gitlab-ci.yml").exists() && !tree.root().join(".git/hooks").exists());
}

/// What a directory is called ends no value of the workflow, and is no expression in it.
#[test]
fn the_name_of_a_directory_is_a_name_in_the_workflow() {
    let manifest = "[package]\nname = \"a\"\nversion = \"0.1.0\"\n";
    let call = "use async_openai::Client;\npub async fn ask() {\n    Client::new().chat().create(request()).await;\n}\n";
    for name in ["a: b #c", "a${{ github.token }}b", "a'b", "{{x}}", "-a", "a \"b\"", "${{ '}}' }}"] {
        let (app, crate_of) = (format!("{name}/app.py"), format!("{name}/crates/{name}"));
        let tree = Tree::new(&[
            (app.as_str(), UNATTESTED),
            (&format!("{crate_of}/Cargo.toml"), manifest),
            (&format!("{crate_of}/src/lib.rs"), call),
        ]);
        fs::create_dir(tree.root().join(".git")).expect("a directory");
        let output = tree.run(&["init", &format!("./{name}"), "--yes", "--github-action", "--gitlab-ci"]);
        assert_eq!(output.status.code(), Some(0), "{name}: {output:?}");
        let workflows = fs::read_dir(tree.root().join(".github/workflows")).expect("a directory");
        let paths: Vec<_> = workflows.map(|entry| entry.expect("an entry").path()).collect();
        let text = fs::read_to_string(&paths[0]).expect("a workflow");
        let workflow: serde_json::Value = serde_saphyr::from_str(&text).expect(&text);
        let job = &workflow["jobs"]["attestation"];
        let unescaped = |value: &serde_json::Value| {
            let text = value.as_str().unwrap_or_default().replace("${{ '${{' }}", "\0");
            assert!(!text.contains("${{"), "{name}: {text}");
            text.replace('\0', "${{")
        };
        assert_eq!(unescaped(&job["defaults"]["run"]["working-directory"]), name);
        let steps = job["steps"].as_array().expect("steps");
        let upload = steps.iter().find(|step| step["with"]["sarif_file"].is_string()).expect("the upload");
        assert_eq!(unescaped(&upload["with"]["sarif_file"]), format!("{name}/mima.sarif"));
        let condition = upload["if"].as_str().expect("a condition");
        assert!(condition.ends_with("== github.repository) }}"), "{name}: {condition}");
        let commands = steps.iter().filter(|step| step["run"].is_string());
        commands.filter(|step| step["name"] == "Governance tests").for_each(|step| {
            unescaped(&step["run"]);
        });
    }
}

/// A link may be the file itself or any directory above it.
#[test]
fn nothing_is_written_through_a_link_of_the_tree() {
    let tree = Tree::new(&[("app.py", UNATTESTED)]);
    fs::create_dir(tree.root().join(".git")).expect("a directory");
    fs::create_dir_all(tree.beside().join("tests")).expect("a directory");
    for name in ["keep.json", "mima.toml", "ci.yml"] {
        fs::write(tree.beside().join(name), "# precious\n").expect("written");
    }
    for (to, link) in [("tests", "tests"), ("keep.json", "keep.json"), ("ci.yml", ".gitlab-ci.yml")] {
        symlink(tree.beside().join(to), tree.root().join(link)).expect("a link");
    }
    for arguments in [
        &["scan", "--write-baseline", "keep.json"][..],
        &["scan", "-o", "keep.json"],
        &["scan", "-o", "tests/report.sarif"],
        &["test", "--coverage", ".", "-o", "keep.json"],
        &["policy", "init", "--path", "tests", "--framework", "soc2"],
        &["init", "--yes", "--force", "--gitlab-ci"],
    ] {
        // A scan does not even read such settings.
        if arguments[0] == "init" {
            symlink(tree.beside().join("mima.toml"), tree.root().join("mima.toml")).expect("a link");
        }
        let output = tree.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("is a link"), "{arguments:?}: {said}");
    }
    for name in ["keep.json", "mima.toml", "ci.yml"] {
        assert_eq!(fs::read_to_string(tree.beside().join(name)).expect("read"), "# precious\n", "{name}");
    }
    assert_eq!(fs::read_dir(tree.beside().join("tests")).expect("listed").count(), 0);
    fs::remove_file(tree.root().join("mima.toml")).expect("removed");
    // A place outside of the tree is the user's.
    symlink(tree.beside().join("report.json"), tree.beside().join("latest.json")).expect("a link");
    let output = tree.run(&["scan", "-q", "-o", "../beside/latest.json"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn a_policy_speaks_of_its_own_project() {
    let policy = |path: &str| {
        format!(
            "name: x\nframework: eu_ai_act\nversion: \"1.0\"\nassertions:\n  - type: max_unattested\n    max: 0\n    \
             path: \"{path}\"\n    description: d\n"
        )
    };
    for (path, says) in [
        ("/", "must stay below the working directory"),
        ("../beside", "must stay below the working directory"),
        ("a/../../beside", "must stay below the working directory"),
        ("out", "leads out of the working directory by a link"),
    ] {
        let tree = Tree::new(&[("app.py", UNATTESTED), ("mima_policy/a.yaml", &policy(path))]);
        symlink("../beside", tree.root().join("out")).expect("a link");
        let output = tree.run(&["test"]);
        let said =
            [output.stdout, output.stderr].map(|it| String::from_utf8_lossy(&it).into_owned()).concat();
        assert!(said.contains(says), "{path}: {said}");
        assert_ne!(output.status.code(), Some(0), "{path}: {said}");
    }
    let tree = Tree::new(&[("a/app.py", "x = 1\n"), ("mima_policy/a.yaml", &policy("./a"))]);
    assert_eq!(tree.run(&["test"]).status.code(), Some(0));
}

/// The time is bounded by what the test runner gives; what is asserted is that nothing grows with the square.
#[test]
fn small_files_do_not_grow() {
    let head = "from openai import OpenAI\nc = OpenAI()\n";
    let mut doubling = format!("{head}s = \"gpt\"\n");
    for _ in 0..60 {
        doubling.push_str("s = f\"{s}{s}\"\n");
    }
    doubling.push_str("c.responses.create(model=s, input=\"y\")\n");
    let mut calls = head.to_owned();
    for _ in 0..10_000 {
        let _ = write!(calls, "c.responses.create(model=1, input=2);");
    }
    let tree = Tree::new(&[("doubling.py", &doubling), ("calls.py", &calls)]);
    let report: serde_json::Value =
        serde_json::from_slice(&tree.run(&["scan", "--format", "json"]).stdout).expect("JSON");
    assert_eq!(report["summary"]["calls"], 10_001);
    let last =
        report["calls"].as_array().and_then(|calls| calls.iter().rfind(|call| call["file"] == "calls.py"));
    assert_eq!(last.map(|call| &call["column"]), Some(&(9_999 * 37 + 1).into()));
}

/// Python's grammar looks through all comments that follow one of them; those that suppress are read all the same.
#[test]
fn comments_by_the_thousand_cost_what_they_are_long() {
    let call = "    return OpenAI().responses.create(input=q)\n";
    let head = "from openai import OpenAI\n\n\ndef ask(q):\n";
    let plain = format!("{head}{}{call}{}", "    # x\n".repeat(100_000), "# x\n".repeat(100_000));
    let accepted = format!("{head}{}    # mima: ignore[MIMA001] read\n{call}", "    # x\n".repeat(1000));
    let lost = format!("{head}{call}{}", "# mima: ignore[MIMA001] x\n".repeat(20_000));
    let tree = Tree::new(&[("plain.py", &plain), ("accepted.py", &accepted), ("lost.py", &lost)]);
    let report: serde_json::Value =
        serde_json::from_slice(&tree.run(&["scan", "--format", "json"]).stdout).expect("JSON");
    let calls = report["calls"].as_array().expect("calls");
    let seen: Vec<_> =
        calls.iter().map(|call| (&call["file"], &call["line"], &call["suppressed"]["reason"])).collect();
    let (file, none) = (|name: &str| serde_json::Value::from(name), serde_json::Value::Null);
    assert_eq!(
        seen,
        [
            (&file("accepted.py"), &1006.into(), &"read".into()),
            (&file("lost.py"), &5.into(), &none),
            (&file("plain.py"), &100_005.into(), &none),
        ]
    );
    let unused = report["findings"].as_array().expect("findings").iter().filter(|it| it["rule"] == "MIMA021");
    assert_eq!(unused.count(), 20_000);
}

/// What Python reads as an import need not be one in the bytes.
#[test]
fn a_declared_encoding_hides_nothing() {
    let mut written = "# coding: unicode_escape\n# ".to_owned();
    for c in format!("\n{UNATTESTED}").chars() {
        let _ = write!(written, "\\u{:04x}", c as u32);
    }
    written.push('\n');
    let base_64 =
        format!("# coding: utf-7\n{}", UNATTESTED.replace("import OpenAI", "import +AE8AcABlAG4AQQBJ-"));
    let base_64 = base_64.replace("openai", "+AG8AcABlAG4AYQBp-");
    let tree =
        Tree::new(&[("a.py", &written), ("b.py", &base_64), ("c.py", "# coding: rot13\nvzcbeg bcranv\n")]);
    let output = tree.run(&["scan", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(report["summary"]["calls"], 2, "{report:#}");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("c.py: line 1: the declared encoding `rot13` is not known"), "{said}");
}

/// Jupyter starts the kernel by its name, and writes numbers that JSON does not have.
#[test]
fn a_notebook_is_what_jupyter_runs() {
    let notebook = |kernel: &str, output: &str| {
        let source = serde_json::Value::from(UNATTESTED);
        format!(
            "{{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {{\"kernelspec\": {kernel}}},\n\
             \"cells\": [{{\"cell_type\": \"code\", \"metadata\": {{}}, \"execution_count\": null,\n\
             \"outputs\": [{output}], \"source\": {source}}}]}}"
        )
    };
    let value = "{\"output_type\": \"execute_result\", \"data\": {\"application/json\": [NaN, -Infinity, \"NaN\\\"NaN\"]}}";
    for (kernel, output, calls) in [
        ("{\"name\": \"python3\", \"language\": \"R\"}", "", 1),
        ("{\"name\": \"conda-env-desk-py\", \"language\": \"julia\"}", "", 1),
        ("{\"name\": \"python3\"}", value, 1),
        ("{\"name\": \"ir\", \"language\": \"R\"}", "", 0),
    ] {
        let tree = Tree::new(&[("n.ipynb", &notebook(kernel, output))]);
        let report: serde_json::Value =
            serde_json::from_slice(&tree.run(&["scan", "--format", "json"]).stdout).expect("JSON");
        assert_eq!(report["summary"]["calls"], calls, "{kernel} {output}");
        assert_eq!(report["errors"].as_array().map(Vec::len), Some(0), "{kernel} {output}");
    }
}
