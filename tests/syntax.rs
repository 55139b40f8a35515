//! Current syntax is read: the small forms of `testdata/syntax` parse without an error, but for the gaps that stand there.
//!
//! The forms are separated by a line that begins with `%%`. What follows the sign says that the form below is a gap: it does
//! not parse, and is not in use, or only behind a feature gate of the compiler.
//!
//! `what_others_accept_is_read` compares with another parser. It is ignored, because it needs one:
//!
//! ```console
//! $ MIMA_SYNTAX_FILES=~/src MIMA_SYNTAX_ORACLE="python3 tests/syntax/accepts.py" \\
//!       cargo test --test syntax -- --ignored --nocapture
//! ```
//!
//! The oracle reads paths from its standard input, one a line, and prints those that it accepts. Files for which a gap is known
//! are named in `MIMA_SYNTAX_GAPS`, separated by commas, by the ends of their paths.

#![expect(clippy::disallowed_methods, reason = "forms and files are read from disk")]
#![expect(clippy::expect_used, reason = "a test that cannot read its files has to stop")]
#![expect(clippy::print_stderr, reason = "the comparison says how much it has seen")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use mima::bind::{Macros, bind};
use mima::language::Language;
use mima::limit::Limits;
use mima::module::Module;
use mima::source::{FileId, SourceFile};

fn module(path: &str, bytes: &[u8], language: &'static Language) -> Module {
    let source = SourceFile::decode(FileId(0), path, path, bytes, language).file;
    bind(&source, language, &Macros::default(), &Limits::default()).expect("the query compiles")
}

#[test]
fn forms_are_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/syntax");
    let mut failures = Vec::new();
    for id in ["python", "rust", "typescript"] {
        let language = Language::of_id(id).expect("a language");
        let text = fs::read_to_string(root.join(id).with_extension("txt")).expect("forms");
        let mut forms: Vec<(&str, String)> = vec![("", String::new())];
        for line in text.lines() {
            if let Some(gap) = line.strip_prefix("%%") {
                forms.push((gap.trim(), String::new()));
            } else {
                let (_, form) = forms.last_mut().expect("a form has begun");
                form.push_str(line);
                form.push('\n');
            }
        }
        assert!(forms.len() > 100, "only {} forms of {id} were found", forms.len());
        for (gap, form) in forms {
            let is_read = module("form", form.as_bytes(), language).broken.is_empty();
            if is_read != gap.is_empty() {
                let what = if is_read { "is read, and listed as a gap" } else { "is not read" };
                failures.push(format!("{id}: {what}:\n{form}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
#[ignore = "needs another parser and files for it"]
fn what_others_accept_is_read() {
    let root = std::env::var_os("MIMA_SYNTAX_FILES").expect("MIMA_SYNTAX_FILES names a directory");
    let oracle = std::env::var("MIMA_SYNTAX_ORACLE").expect("MIMA_SYNTAX_ORACLE is a command");
    let gaps = std::env::var("MIMA_SYNTAX_GAPS").unwrap_or_default();
    let gaps: Vec<&str> = gaps.split(',').filter(|gap| !gap.is_empty()).collect();
    let (mut seen, mut refused) = (0, Vec::new());
    let mut open = vec![PathBuf::from(root)];
    while let Some(path) = open.pop() {
        let Ok(kind) = fs::symlink_metadata(&path) else { continue };
        if kind.is_dir() {
            let entries = fs::read_dir(&path).into_iter().flatten().flatten();
            open.extend(entries.map(|entry| entry.path()));
        } else if kind.is_file()
            && let Some(language) = Language::of_path(&path)
            && !language.is_notebook(&path)
            && let Ok(bytes) = fs::read(&path)
        {
            seen += 1;
            let name = path.to_string_lossy().into_owned();
            if let Some(broken) = module(&name, &bytes, language).broken.first() {
                let before = bytes.get(..broken.error.start as usize).unwrap_or_default();
                let line = 1 + memchr::memchr_iter(b'\n', before).count();
                refused.push((name, line));
            }
        }
    }
    refused.sort();
    let names: Vec<String> = refused.iter().map(|(name, _)| name.clone()).collect();
    let accepted = accepted(&oracle, &names);
    eprintln!(
        "{seen} files, {} of them do not parse, {} of those are accepted",
        refused.len(),
        accepted.len()
    );
    let is_gap = |path: &str| gaps.iter().any(|gap| path.ends_with(gap));
    let missed = refused.iter().filter(|(path, _)| accepted.contains(path) && !is_gap(path));
    let missed: Vec<String> = missed.map(|(path, line)| format!("{path}:{line}")).collect();
    assert!(missed.is_empty(), "accepted elsewhere, and not read:\n{}", missed.join("\n"));
}

/// Those of some files that another parser accepts.
fn accepted(oracle: &str, paths: &[String]) -> Vec<String> {
    let mut words = oracle.split_whitespace();
    let mut command = Command::new(words.next().expect("a command"));
    let mut process =
        command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
    let mut input = process.stdin.take().expect("it reads");
    let mut lines = paths.join("\n");
    lines.push('\n');
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = process.wait_with_output().expect("it ends");
    writer.join().expect("no panic").expect("it reads all");
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

/// A tree with one file, scanned with some arguments: the exit status, standard output and standard error.
fn scan(text: &str, args: &[&str]) -> (Option<i32>, String, String) {
    let directory = tempfile::tempdir().expect("a directory");
    fs::write(directory.path().join("app.py"), text).expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_mima"));
    let output =
        command.arg("scan").args(args).current_dir(directory.path()).env_clear().output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

const TOUCHED: &str = "from openai import OpenAI\nOpenAI().responses.create(model='a'\n";

#[test]
fn a_file_that_names_ai_and_is_not_understood_fails_strict() {
    let (code, _, told) = scan(TOUCHED, &["--strict"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("a file that names AI was not understood as a whole"), "{told}");
    let (code, _, told) = scan("import os\nos.getcwd(\n", &["--strict"]);
    assert_eq!(code, Some(0), "{told}");
    let (code, _, told) = scan(TOUCHED, &["--strict", "--ignore", "MIMA030"]);
    assert_eq!(code, Some(0), "{told}");
}

#[test]
fn every_format_says_what_an_error_touches() {
    let text = format!("{TOUCHED}\n\ndef ask():\n    return OpenAI().responses.create(model='b')\n");
    let (_, json, _) = scan(&text, &["--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let calls = report["calls"].as_array().expect("calls");
    let seen: Vec<_> =
        calls.iter().map(|call| (call["confidence"].as_str(), call["method"].as_str())).collect();
    assert_eq!(seen, [(Some("low"), Some("recovered")), (Some("high"), Some("ast"))]);
    let (_, sarif, _) = scan(&text, &["--format", "sarif"]);
    let report: serde_json::Value = serde_json::from_str(&sarif).expect("SARIF");
    let results = report["runs"][0]["results"].as_array().expect("results");
    let seen: Vec<_> =
        results.iter().map(|result| (result["ruleId"].as_str(), result["level"].as_str())).collect();
    assert!(seen.contains(&(Some("MIMA030"), Some("warning"))), "{seen:?}");
    assert!(seen.contains(&(Some("MIMA001"), Some("error"))), "{seen:?}");
    let (_, text, _) = scan(&text, &[]);
    assert!(text.contains("MIMA030") && text.contains("could not be parsed"), "{text}");
}

#[test]
fn letters_that_look_like_others_are_shown_as_escapes() {
    let text = "from openai import OpenAI\nclient = OpenAI()\nclient.responses.\u{ff43}reate(model='a')\n\
                def \u{441}heck():\n    client.responses.create(model='\u{202e}b')\n";
    for format in
        ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown", "csv"]
    {
        let (_, out, told) = scan(text, &["--format", format]);
        assert!(out.contains("responses.create"), "{format}: {told}");
        assert!(!out.contains(['\u{ff43}', '\u{441}', '\u{202e}']), "{format}: {out}");
    }
}
