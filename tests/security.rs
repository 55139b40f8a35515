//! What `docs/security.md` says that no other test shows: nothing of a scanned tree is started, and hosts are the same however
//! they are written.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]
#![expect(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

const CALL: &str = "from openai import OpenAI\nOpenAI().responses.create(model=\"gpt-4o\", input=\"x\")\n";

fn mima(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mima"));
    command.current_dir(root).env("HOME", root);
    command
}

fn run(command: &mut Command, arguments: &[&str]) -> Output {
    command.args(arguments).output().expect("it starts")
}

fn git(root: &Path, arguments: &[&str]) {
    let who = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").args(who).args(arguments).current_dir(root).output().expect("git");
    assert!(output.status.success(), "{output:?}");
}

/// Whatever a command may want to start lies on the path, and leaves a file behind.
#[test]
fn no_command_starts_a_program() {
    let tree = tempfile::tempdir().expect("a directory");
    let programs = tempfile::tempdir().expect("a directory");
    let started = programs.path().join("started");
    for name in
        ["git", "git.exe", "sh", "bash", "env", "python3", "python", "cargo", "rustc", "ssh", "less", "gpg"]
    {
        let program = programs.path().join(name);
        fs::write(&program, format!("#!/bin/sh\necho {name} >>{}\n", started.display())).expect("written");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("executable");
    }
    let root = tree.path();
    fs::write(root.join("app.py"), CALL).expect("written");
    git(root, &["init", "-q"]);
    git(root, &["add", "-A"]);
    git(root, &["commit", "-qm", "base"]);
    fs::write(root.join("new.py"), CALL).expect("written");
    for arguments in [
        &["scan"][..],
        &["scan", "--strict", "--diff", "HEAD"],
        &["scan", "--trust", "HEAD", "--format", "sarif"],
        &["scan", "--write-baseline", "baseline.json"],
        &["init", "--yes", "--hook", "--github-action", "--gitlab-ci", "--pre-commit"],
        &["policy", "init", "--framework", "soc2"],
        &["policy", "list"],
        &["policy", "check"],
        &["test", "mima_policy"],
        &["test", "--coverage", "."],
        &["controls"],
        &["rules"],
        &["explain", "MIMA001"],
        &["catalog", "openai"],
        &["completions", "bash"],
    ] {
        let output = run(mima(root).env("PATH", programs.path()), arguments);
        assert!(!started.exists(), "{arguments:?}: {}", fs::read_to_string(&started).unwrap_or_default());
        assert!(!output.stdout.is_empty() || !output.stderr.is_empty(), "{arguments:?} did nothing");
    }
    let output = run(mima(root).env("PATH", programs.path()), &["test", "tests"]);
    assert!(started.exists(), "the stage is set: `mima test` starts Python: {output:?}");
}

/// What a client makes of these is a request to the same place.
#[test]
fn a_host_is_the_same_however_it_is_written() {
    for url in [
        "https://api.openai.com/v1/responses",
        "https://API.OpenAI.COM/v1/responses",
        "https://api.openai.com./v1/responses",
        "HTTPS://api.openai.com/v1/responses",
        "https://api.openai.com:443/v1/responses",
        "https://user:word@api.openai.com/v1/responses",
        "https://api.openai.com//v1/responses",
        "https://api.openai.com/v1/responses?a=b#c",
    ] {
        let tree = tempfile::tempdir().expect("a directory");
        let text = format!("import requests\nrequests.post(\"{url}\", json={{}})\n");
        fs::write(tree.path().join("a.py"), text).expect("written");
        let output = run(&mut mima(tree.path()), &["scan", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(report["calls"][0]["rule"], "MIMA002", "{url}: {report:#}");
    }
}
