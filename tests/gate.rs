//! What the gate promises, through the real binary: what was not analysed is said in every report, and fails `--strict`
//! where it names AI. `docs/gate.md` lists the promises, each with its test.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]
#![expect(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const CALL: &str = "from openai import OpenAI\nOpenAI().responses.create(model=\"gpt-4o\", input=\"x\")\n";

/// A directory that is scanned.
struct Tree(TempDir);

impl Tree {
    fn new(files: &[(&str, &str)]) -> Self {
        let tree = Self(tempfile::tempdir().expect("a directory"));
        for (path, text) in files {
            tree.write(path, text);
        }
        tree
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        Command::new(program)
            .args(arguments)
            .current_dir(self.0.path())
            .env("HOME", self.0.path())
            .stdin(Stdio::null())
            .output()
            .expect("it runs")
    }

    /// Scans with `--strict`.
    fn scan(&self, arguments: &[&str]) -> Scan {
        let output = self.run(env!("CARGO_BIN_EXE_mima"), &[&["scan", "--strict"], arguments].concat());
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Scan { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    fn json(&self, arguments: &[&str]) -> Value {
        self.scan(&[&["--format", "json"], arguments].concat()).value()
    }

    fn git(&self, arguments: &[&str]) {
        let who = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"];
        let output = self.run("git", &[&who, arguments].concat());
        assert!(output.status.success(), "{output:?}");
    }
}

/// What a scan said.
#[derive(Debug)]
struct Scan {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Scan {
    fn value(&self) -> Value {
        serde_json::from_str(&self.stdout).expect("JSON")
    }
}

/// A file or directory that is left out is named with its reason in JSON, SARIF and the text, and the exit status is the
/// same in each.
#[track_caller]
fn assert_left_out(tree: &Tree, left_out: &Value, code: i32) {
    let (path, reason) = (&left_out["path"], left_out["reason"].as_str().expect("a reason"));
    let path = path.as_str().expect("a path");
    let scan = tree.scan(&["--format", "json"]);
    let report = scan.value();
    assert_eq!(report["left_out"], json!([left_out]), "{report}");
    assert_eq!(report["summary"]["files_left_out"], left_out["files"]);
    assert_eq!(scan.code, Some(code), "{}", scan.stderr);

    let scan = tree.scan(&["--format", "sarif"]);
    let run = &scan.value()["runs"][0];
    let notes = run["invocations"][0]["toolExecutionNotifications"].as_array().expect("notifications");
    let names = |note: &&Value| {
        let text = note["message"]["text"].as_str().expect("a text");
        text.starts_with(&format!("{path}: not analysed ({reason}"))
    };
    assert_eq!(notes.iter().filter(names).count(), 1, "{notes:?}");
    assert_eq!(scan.code, Some(code));

    let scan = tree.scan(&["-v"]);
    assert!(scan.stdout.contains(&format!("  {path}: {reason}")), "{}", scan.stdout);
    assert_eq!(scan.code, Some(code));
    let scan = tree.scan(&[]);
    assert!(scan.stdout.contains("Not analysed: 1 ") && scan.stdout.contains(reason), "{}", scan.stdout);
}

/// A file that names AI and was not analysed is MIMA031 in JSON, SARIF and the text, and fails `--strict`.
#[track_caller]
fn assert_not_analysed(tree: &Tree, path: &str, why: &str) {
    let scan = tree.scan(&["--format", "json"]);
    let report = scan.value();
    let findings = report["findings"].as_array().expect("findings");
    let found: Vec<&Value> = findings.iter().filter(|it| it["rule"] == "MIMA031").collect();
    assert_eq!(found.len(), 1, "{report}");
    assert_eq!((found[0]["file"].as_str(), found[0]["line"].as_u64()), (Some(path), Some(1)));
    assert_eq!(found[0]["level"], "error");
    assert!(found[0]["message"].as_str().is_some_and(|message| message.contains(why)), "{}", found[0]);
    assert_eq!(scan.code, Some(1));

    let scan = tree.scan(&["--format", "sarif"]);
    let results = &scan.value()["runs"][0]["results"];
    let results = results.as_array().expect("results").iter();
    let found: Vec<&Value> = results.filter(|it| it["ruleId"] == "MIMA031").collect();
    let place = &found[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!((found.len(), place.as_str()), (1, Some(path)));
    assert_eq!(scan.code, Some(1));

    let scan = tree.scan(&[]);
    assert_eq!(scan.stdout.matches("error[MIMA031]").count(), 1, "{}", scan.stdout);
    assert!(scan.stdout.contains(why), "{}", scan.stdout);
    // The report says it once; whoever reads standard error alone is told too.
    assert_eq!(scan.stdout.matches(why).count(), 1, "{}", scan.stdout);
    assert!(scan.stderr.contains(why), "{}", scan.stderr);
    assert_eq!(scan.code, Some(1));
}

fn left_out(path: &str, reason: &str, files: usize, names_ai: impl Into<Option<bool>>) -> Value {
    json!({ "path": path, "reason": reason, "files": files, "names_ai": names_ai.into() })
}

/// A notebook of these cells, each with its type.
fn notebook(cells: &[(&str, &str)], kernel: &str) -> String {
    let cells: Vec<Value> =
        cells.iter().map(|(kind, source)| json!({ "cell_type": kind, "source": source })).collect();
    json!({ "nbformat": 4, "metadata": { "kernelspec": kernel_of(kernel) }, "cells": cells }).to_string()
}

fn kernel_of(language: &str) -> Value {
    json!({ "name": language, "language": language })
}

/// A file with a call that is larger than is allowed, the call at its end.
fn large(call: &str) -> String {
    format!("{}{call}", "# why\n".repeat(900_000))
}

// --- what the analysis leaves out ----------------------------------------------------------------------------------

#[test]
fn a_file_that_is_too_large_is_not_analysed() {
    let tree = Tree::new(&[("app.py", &large(CALL)), ("good.py", "x = 1\n")]);
    assert_left_out(&tree, &left_out("app.py", "too-large", 1, true), 1);
    assert_not_analysed(&tree, "app.py", "more than 4194304 bytes");
    // The limit is a setting.
    tree.write("mima.toml", "[limits]\nfile-bytes = 8_388_608\n");
    let report = tree.json(&[]);
    assert_eq!((&report["left_out"], &report["summary"]["unattested"]), (&json!([]), &json!(1)));
}

#[test]
fn a_large_file_without_ai_fails_nothing() {
    let tree = Tree::new(&[("data.py", &large("x = 1\n"))]);
    assert_left_out(&tree, &left_out("data.py", "too-large", 1, false), 0);
}

/// The names in a notebook stand in texts, those of UTF-16 between zero bytes.
#[test]
fn a_large_file_is_searched_whatever_its_form() {
    let limits = "[limits]\nfile-bytes = 1000\nnotebook-bytes = 1000\n";
    let padding = "# why\n".repeat(400);
    let tree = Tree::new(&[
        ("mima.toml", limits),
        ("a.ipynb", &notebook(&[("code", &format!("{padding}{CALL}"))], "python")),
        ("b.ipynb", &notebook(&[("code", &padding)], "python")),
    ]);
    let wide: Vec<u8> =
        format!("\u{feff}{padding}{CALL}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    tree.write("c.py", wide);
    let expected = json!([
        left_out("a.ipynb", "too-large", 1, true),
        left_out("b.ipynb", "too-large", 1, false),
        left_out("c.py", "too-large", 1, true),
    ]);
    assert_eq!(tree.json(&[])["left_out"], expected);
}

#[test]
fn a_file_with_a_nul_byte_is_not_analysed() {
    let tree = Tree::new(&[("app.py", &format!("{CALL}# \0"))]);
    assert_left_out(&tree, &left_out("app.py", "binary", 1, true), 1);
    assert_not_analysed(&tree, "app.py", "holds a NUL");
    tree.write("app.py", "x = 1\n\0");
    assert_left_out(&tree, &left_out("app.py", "binary", 1, false), 0);
    // UTF-16 without a mark at its beginning.
    tree.write("app.py", CALL.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    assert_left_out(&tree, &left_out("app.py", "binary", 1, true), 1);
}

#[test]
fn a_notebook_that_cannot_be_read_is_not_analysed() {
    let whole = notebook(&[("code", CALL)], "python");
    let tree = Tree::new(&[("app.ipynb", &whole[..whole.len() - 20])]);
    assert_left_out(&tree, &left_out("app.ipynb", "unreadable", 1, true), 1);
    assert_not_analysed(&tree, "app.ipynb", "cannot be read as a notebook");
}

/// Nobody can look into it, so that nobody knows that it does not name AI.
#[test]
fn what_cannot_be_opened_is_not_analysed() {
    let tree = Tree::new(&[("app.py", CALL), ("good.py", "x = 1\n"), ("sub/app.py", CALL)]);
    let lock = |path: &str| {
        fs::set_permissions(tree.0.path().join(path), fs::Permissions::from_mode(0o000)).expect("permitted");
    };
    lock("app.py");
    if fs::read(tree.0.path().join("app.py")).is_ok() {
        return; // The superuser reads everything.
    }
    fs::remove_dir_all(tree.0.path().join("sub")).expect("removed");
    assert_left_out(&tree, &left_out("app.py", "unreadable", 1, None), 1);
    assert_not_analysed(&tree, "app.py", "cannot be read");
}

/// Code that is nested deeper than is allowed is cut off, and the rest of the file is analysed.
#[test]
fn a_part_that_a_limit_cuts_off_is_not_analysed() {
    let nested =
        format!("import openai\nx = {}openai.chat.completions.create(){}\n", "[".repeat(60), "]".repeat(60));
    let tree = Tree::new(&[("app.py", &nested), ("mima.toml", "[limits]\nnesting = 50\n")]);
    assert_not_analysed(&tree, "app.py", "levels of nesting");
    assert_eq!(tree.json(&[])["left_out"], json!([]), "the file itself is analysed");
    tree.write("app.py", nested.replace("import openai\n", ""));
    assert_eq!(tree.scan(&[]).code, Some(0), "it does not name AI");
}

/// A file that may be reached by a handle and is not read, since a project of its size leads to too many.
#[test]
fn a_file_that_is_not_followed_is_left_out() {
    let reached = format!("from source import make\nmake().responses.create()\n# {}\n", "x".repeat(2000));
    let source = "from openai import OpenAI\ndef make():\n    return OpenAI()\n";
    // A small project is parsed as a whole.
    let other = "#".repeat(1_200_000);
    let tree = Tree::new(&[
        ("mima.toml", "[limits]\nreached-bytes = 1000\n"),
        ("reached.py", &reached),
        ("source.py", source),
        ("other.py", &other),
    ]);
    assert_left_out(&tree, &left_out("reached.py", "bound", 1, false), 0);
}

#[test]
fn cells_that_are_no_code_are_left_out() {
    let of_cells = |cells: &[(&str, &str)]| Tree::new(&[("app.ipynb", &notebook(cells, "python"))]);
    let expected = left_out("app.ipynb", "not-a-code-cell", 0, true);
    assert_left_out(&of_cells(&[("raw", CALL), ("code", "x = 1")]), &expected, 0);
    let curl = "%%bash\ncurl https://api.openai.com/v1/responses -d @request.json\n";
    assert_left_out(&of_cells(&[("code", curl)]), &expected, 0);
    let command = "%%sh\npython -c 'from openai import OpenAI; OpenAI().responses.create()'\n";
    assert_left_out(&of_cells(&[("code", command)]), &expected, 0);
    let other = of_cells(&[("raw", "some text"), ("markdown", CALL), ("code", "x = 1")]);
    assert_eq!(other.json(&[])["left_out"], json!([]), "text is no code that was left out");
    let foreign = Tree::new(&[("app.ipynb", &notebook(&[("code", CALL)], "R"))]);
    // Files of other languages are told by MIMA033, and not one by one in SARIF.
    assert_eq!(foreign.json(&[])["left_out"], json!([left_out("app.ipynb", "language", 1, true)]));
}

/// What each format says of a file that was not analysed.
#[test]
fn every_format_says_what_was_not_analysed() {
    let tree = Tree::new(&[("app.py", &format!("{CALL}# \0"))]);
    let sentence = "not analysed: 1 file (binary); 1 of these names AI";
    for format in ["concise", "github", "gitlab", "junit", "markdown"] {
        let scan = tree.scan(&["--format", format]);
        assert!(scan.stdout.contains(sentence), "{format}: {}", scan.stdout);
        assert_eq!(scan.code, Some(1), "{format}");
    }
    let csv = tree.scan(&["--format", "csv"]).stdout;
    assert!(csv.contains("left_out,app.py,") && csv.contains("\"binary, names AI\""), "{csv}");
    let lines = tree.scan(&["--format", "jsonl"]).stdout;
    let line = lines.lines().find(|line| line.contains("\"type\":\"left_out\"")).expect("a line");
    let row: Value = serde_json::from_str(line).expect("JSON");
    assert_eq!((&row["path"], &row["reason"]), (&json!("app.py"), &json!("binary")));
    // The array of calls has no place for it.
    assert!(tree.scan(&["--json"]).stderr.contains(sentence));
}

// --- MIMA031 is a finding like any other ---------------------------------------------------------------------------

#[test]
fn what_was_not_analysed_can_be_accepted() {
    let tree = Tree::new(&[("app.py", &format!("{CALL}# \0"))]);
    // In a baseline, by its level, by an exclude: each is said in the report.
    assert_eq!(tree.scan(&["--write-baseline", "known.json"]).code, Some(0));
    assert_eq!(tree.scan(&["--baseline", "known.json"]).code, Some(0));
    assert_eq!(tree.json(&["--baseline", "known.json"])["summary"]["baselined"], 1);
    // Another file is not the same one under another name.
    tree.write("other.py", format!("{CALL}# \0"));
    fs::remove_file(tree.0.path().join("app.py")).expect("removed");
    assert_eq!(tree.scan(&["--baseline", "known.json"]).code, Some(1));
    tree.write("mima.toml", "[rules]\nnot-analysed = \"warning\"\n");
    assert_eq!(tree.scan(&[]).code, Some(0));
    assert_eq!(tree.json(&[])["summary"]["files_left_out"], 1);
}

/// A change that hides a file from the analysis is seen wherever in the file it stands.
#[test]
fn a_change_that_hides_a_file_is_new() {
    let tree = Tree::new(&[("app.py", CALL), ("mima.toml", "[limits]\nfile-bytes = 1000\n")]);
    tree.git(&["init", "--quiet"]);
    tree.git(&["add", "."]);
    tree.git(&["commit", "--quiet", "-m", "first"]);
    assert_eq!(tree.scan(&["--diff", "HEAD"]).code, Some(0), "the call is not new");
    for more in [format!("# {}\n", "x".repeat(2000)), "# \0\n".to_owned()] {
        tree.write("app.py", format!("{CALL}{more}"));
        let scan = tree.scan(&["--diff", "HEAD"]);
        assert_eq!(scan.code, Some(1), "{}", scan.stdout);
        assert!(scan.stdout.contains("error[MIMA031]"), "{}", scan.stdout);
    }
    tree.git(&["commit", "--quiet", "-a", "-m", "second"]);
    assert_eq!(tree.scan(&["--diff", "HEAD"]).code, Some(0), "nothing is new");
}

// --- nothing at all ------------------------------------------------------------------------------------------------

#[track_caller]
fn assert_nothing(tree: &Tree, arguments: &[&str], says: &[&str]) {
    let with = |more: &[&str]| tree.scan(&[arguments, more].concat());
    let text = with(&[]);
    assert_eq!(text.code, Some(1), "{}", text.stderr);
    assert!(text.stdout.contains("Nothing was analysed."), "{}", text.stdout);
    for words in says {
        assert!(text.stdout.contains(words) && text.stderr.contains(words), "{words}: {}", text.stdout);
    }
    let json = with(&["--format", "json"]);
    let errors = json.value()["errors"].clone();
    assert!(
        errors[0]["message"].as_str().is_some_and(|it| it.starts_with("nothing was analysed")),
        "{errors}"
    );
    let sarif = with(&["--format", "sarif"]).value();
    let note = &sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(note.as_str().is_some_and(|it| it.contains("nothing was analysed")), "{note}");
    let accepted = with(&["--allow-empty"]);
    assert_eq!(accepted.code, Some(0), "{}", accepted.stderr);
    assert!(!accepted.stderr.contains("nothing was analysed"), "{}", accepted.stderr);
}

#[test]
fn nothing_to_analyse_is_no_success() {
    let tree =
        Tree::new(&[("src/app.py", CALL), ("docs/page.md", "text\n"), ("go/main.go", "package main\n")]);
    fs::create_dir(tree.0.path().join("empty")).expect("a directory");
    let looked_for = "nothing was analysed: no file of Python, Rust or TypeScript was found";
    assert_nothing(&tree, &["empty"], &[looked_for, "empty: "]);
    assert_nothing(&tree, &["docs"], &[looked_for, "docs: "]);
    assert_nothing(&tree, &["go"], &[looked_for]);
    assert_nothing(&tree, &["--include", "srcc/**"], &[looked_for, "that matches `srcc/**`"]);
    assert_eq!(tree.scan(&["--include", "src/**", "--ignore", "MIMA0"]).code, Some(0));
}

/// Without `--strict` it is a warning.
#[test]
fn nothing_to_analyse_is_a_warning_without_a_gate() {
    let tree = Tree::new(&[]);
    let output = tree.run(env!("CARGO_BIN_EXE_mima"), &["scan"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("warning: .: nothing was analysed"));
}

/// The numbers of calls say nothing of a file that was not analysed, so that the gates on them do.
#[test]
fn gates_on_numbers_say_what_is_not_in_them() {
    let tree =
        Tree::new(&[("app.py", &format!("{CALL}# \0")), ("mima.toml", "[rules]\nnot-analysed = \"note\"\n")]);
    for gate in [["--min-coverage", "100"], ["--max-unattested", "0"]] {
        let scan = tree.scan(&gate);
        let said = "1 place that names AI was not analysed, and its calls are in no number: 1 binary";
        assert!(scan.stderr.contains(said), "{}", scan.stderr);
    }
    assert!(!tree.scan(&[]).stderr.contains("in no number"));
}

// --- the page ------------------------------------------------------------------------------------------------------

/// Each line of the tables that end with `shown by` names a test that exists.
#[test]
fn each_promise_has_its_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut failures: Vec<String> = Vec::new();
    for name in ["docs/gate.md", "docs/security.md"] {
        let page = fs::read_to_string(root.join(name)).expect("a page");
        let mut in_table = false;
        let promises = page.lines().filter(|line| {
            let is_head = line.ends_with("| shown by |");
            in_table = line.starts_with('|') && (in_table || is_head);
            in_table && !is_head && !line.starts_with("|--")
        });
        let wrong: Vec<Option<String>> = promises.map(|promise| untested(root, promise)).collect();
        assert!(wrong.len() > 20, "{name}: {} promises", wrong.len());
        failures.extend(wrong.into_iter().flatten());
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// What is wrong with the tests that a line of a table names last.
fn untested(root: &Path, promise: &str) -> Option<String> {
    let shown = promise.trim_end_matches('|').rsplit('|').next().unwrap_or_default();
    let tests: Vec<&str> = shown.split('`').skip(1).step_by(2).collect();
    if tests.is_empty() {
        return Some(format!("{promise}: names no test"));
    }
    let missing = tests.iter().find(|test| {
        let (file, name) = test.split_once("::").unwrap_or((test, ""));
        !fs::read_to_string(root.join(file)).unwrap_or_default().contains(&format!("fn {name}("))
    });
    missing.map(|test| format!("{promise}: there is no test `{test}`"))
}
