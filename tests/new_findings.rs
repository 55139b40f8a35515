//! Baselines and `--diff`, with the real binary and the real git.

#![expect(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]
#![expect(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]

use std::fs;
use std::process::Command;

use tempfile::TempDir;

const OLD: &str =
    "from openai import OpenAI\n\n\ndef old(text):\n    return OpenAI().responses.create(input=text)\n";
const NEW: &str = "\n\ndef new(text):\n    return OpenAI().embeddings.create(input=text)\n";

struct Project(TempDir);

/// Exit status, stdout and stderr.
type Ran = (i32, String, String);

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().expect("a directory"));
        project.write("app.py", OLD);
        project
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    fn ran(&self, command: &mut Command) -> Ran {
        let output = command.current_dir(self.0.path()).output().expect("it starts");
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        (output.status.code().expect("an exit status"), text(output.stdout), text(output.stderr))
    }

    fn scan(&self, args: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mima"));
        let format = if args.contains(&"--format") { &[][..] } else { &["--format", "concise"] };
        self.ran(command.args(["scan", "--strict"]).args(format).args(args))
    }

    /// A repository whose first commit is what is there now.
    fn committed(self) -> Self {
        for args in [
            &["init", "--quiet"][..],
            &["add", "."],
            &["-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "first"],
        ] {
            let (code, _, stderr) = self.ran(Command::new("git").args(args));
            assert_eq!(code, 0, "{stderr}");
        }
        self
    }
}

/// The lines of the findings, by file.
fn places(stdout: &str) -> Vec<String> {
    let place = |line: &str| line.split(':').take(2).collect::<Vec<_>>().join(":");
    stdout.lines().filter(|line| line.contains("MIMA")).map(place).collect()
}

#[test]
fn what_stands_in_the_baseline_is_not_reported_and_fails_no_gate() {
    let project = Project::new();
    let (code, stdout, stderr) = project.scan(&["--write-baseline", "known.json"]);
    assert_eq!((code, places(&stdout), stderr.trim()), (0, vec![], "wrote 1 finding to `known.json`"));

    // Moved within its file, and beside a new one.
    project.write("app.py", &format!("# A comment more.\n{OLD}{NEW}"));
    let (code, stdout, stderr) = project.scan(&["--baseline", "known.json"]);
    assert_eq!((code, places(&stdout)), (1, vec!["app.py:10".to_owned()]));
    assert!(stderr.contains("1 finding of level error remains"), "{stderr}");

    let (_, stdout, _) = project.scan(&["--baseline", "known.json", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&stdout).expect("JSON");
    assert_eq!(report["summary"]["baselined"], 1);
    assert_eq!(report["summary"]["unattested"], 2, "the baseline hides findings, not facts");
    assert_eq!(report["calls"][0]["baselined"], true);
    assert_eq!(report["findings"][0]["baselined"], true);
    assert_eq!(report["findings"][1]["baselined"], false);
}

#[test]
fn the_same_call_a_second_time_is_new() {
    let project = Project::new();
    project.scan(&["--write-baseline", "known.json"]);
    project
        .write("app.py", &OLD.replace("    return", "    OpenAI().responses.create(input=text)\n    return"));
    assert_eq!(project.scan(&["--baseline", "known.json"]).0, 1);
}

#[test]
fn a_changed_call_is_new_and_a_renamed_file_is_not() {
    let project = Project::new();
    project.scan(&["--write-baseline", "known.json"]);
    fs::remove_file(project.0.path().join("app.py")).expect("it is there");
    project.write("lib/renamed.py", OLD);
    let (code, stdout, stderr) = project.scan(&["--baseline", "known.json"]);
    assert_eq!((code, places(&stdout), stderr.as_str()), (0, vec![], ""));

    project.write("lib/renamed.py", &OLD.replace("input=text", "input=text, model='other'"));
    let (code, stdout, stderr) = project.scan(&["--baseline", "known.json"]);
    assert_eq!((code, places(&stdout)), (1, vec!["lib/renamed.py:5".to_owned()]));
    assert!(stderr.contains("nothing matches 1 entry of `known.json` any more"), "{stderr}");

    // Two files of the same text need two entries.
    project.write("lib/renamed.py", OLD);
    project.write("lib/copied.py", OLD);
    assert_eq!(project.scan(&["--baseline", "known.json"]).0, 1);
}

#[test]
fn an_entry_that_covers_nothing_is_named_and_goes_with_the_next_writing() {
    let project = Project::new();
    project.scan(&["--write-baseline", "known.json"]);
    project.write("app.py", "");
    let (code, _, stderr) = project.scan(&["--baseline", "known.json"]);
    assert_eq!(code, 0);
    assert!(stderr.contains("nothing matches 1 entry of `known.json` any more"), "{stderr}");
    let (code, _, stderr) = project.scan(&["--baseline", "known.json", "--write-baseline", "known.json"]);
    assert_eq!((code, stderr.trim()), (0, "wrote 0 findings to `known.json`"));
    assert_eq!(project.scan(&["--baseline", "known.json"]), (0, project.scan(&[]).1, String::new()));
}

#[test]
fn a_file_that_is_no_baseline_fails_the_run() {
    let project = Project::new();
    let fails = |text: Option<&str>, says: &str| {
        if let Some(text) = text {
            project.write("known.json", text);
        }
        let (code, stdout, stderr) = project.scan(&["--baseline", "known.json"]);
        assert_eq!((code, stdout.as_str()), (2, ""));
        assert!(stderr.contains(says), "{stderr}");
    };
    fails(None, "cannot read the baseline `known.json`");
    fails(Some("{"), "`known.json` is no baseline: EOF while parsing an object at line 1 column 1");
    fails(Some("{\"schema_version\": 2, \"findings\": []}"), "has schema_version 2, this mima reads 1");
}

#[test]
fn only_findings_on_changed_lines_are_reported() {
    let project = Project::new().committed();
    let (code, stdout, stderr) = project.scan(&["--diff", "HEAD"]);
    assert_eq!((code, places(&stdout), stderr.as_str()), (0, vec![], ""));

    project.write("app.py", &format!("{OLD}{NEW}"));
    project.write("pkg/ä b.py", OLD);
    let (code, stdout, _) = project.scan(&["--diff", "HEAD"]);
    assert_eq!((code, places(&stdout)), (1, vec!["app.py:9".to_owned(), "pkg/ä b.py:5".to_owned()]));
    // From a directory, and a file alone.
    let (_, stdout, _) = project.scan(&["--diff", "HEAD", "pkg"]);
    assert_eq!(places(&stdout), ["pkg/ä b.py:5"]);
    let (_, stdout, _) = project.scan(&["--diff", "HEAD", "app.py"]);
    assert_eq!(places(&stdout), ["app.py:9"]);
}

#[test]
fn the_whole_project_is_analysed_for_a_diff() {
    let project = Project::new();
    project.write("client.py", "from openai import OpenAI\n\nclient = OpenAI()\n");
    project.write("app.py", "from client import client\n");
    let project = project.committed();
    project.write("app.py", "from client import client\n\nclient.responses.create(input='x')\n");
    assert_eq!(places(&project.scan(&["--diff", "HEAD"]).1), ["app.py:3"]);
}

#[test]
fn what_git_cannot_tell_fails_the_run() {
    let project = Project::new();
    let (code, stdout, stderr) = project.scan(&["--diff", "HEAD"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.contains("--diff: git failed: fatal: not a git repository"), "{stderr}");

    let project = project.committed();
    let (code, _, stderr) = project.scan(&["--diff", "nowhere"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("git knows no commit `nowhere` in this repository"), "{stderr}");
}
