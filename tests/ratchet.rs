//! The ratchet with the real binary: which calls may be open stands in one file, every command reads it, and what is new
//! fails wherever mima is run.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]
#![expect(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

const APP: &str = "from openai import OpenAI\n\nclient = OpenAI()\n\n\ndef ask(text):\n    \
                   return client.responses.create(model=\"gpt-4o\", input=text)\n\n\ndef embed(text):\n    \
                   return client.embeddings.create(model=\"e\", input=text)\n";

/// A third function.
const MORE: &str =
    "\n\ndef more(text):\n    return client.chat.completions.create(model=\"gpt-4o\", messages=text)\n";

struct Project(TempDir);

/// What a command printed.
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Project {
    /// A repository with two open calls, after `mima init`.
    fn governed() -> Self {
        let project = Self(tempfile::tempdir().expect("a directory"));
        project.write("app/a.py", APP);
        project.git(&["init", "--quiet", "--initial-branch", "main"]);
        assert_eq!(project.mima("", &["init", "--yes", "--hook"]).code, Some(0));
        project.git(&["add", "-A"]);
        project.git(&["commit", "--quiet", "-m", "governed"]);
        project
    }

    fn root(&self) -> PathBuf {
        fs::canonicalize(self.0.path()).expect("a directory")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).expect(path)
    }

    fn run(&self, program: &str, directory: &str, args: &[&str]) -> Ran {
        let bin = Path::new(env!("CARGO_BIN_EXE_mima")).parent().expect("a directory");
        let mut paths = vec![bin.to_path_buf()];
        paths.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
        let mut command = Command::new(program);
        command
            .args(args)
            .current_dir(self.root().join(directory))
            .env("PATH", std::env::join_paths(paths).expect("a path"))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env_remove("MIMA")
            .stdin(Stdio::null());
        for name in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{name}_NAME"), "a").env(format!("GIT_{name}_EMAIL"), "a@example.com");
        }
        let output = command.output().expect("the program starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ran { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    fn mima(&self, directory: &str, args: &[&str]) -> Ran {
        self.run("mima", directory, args)
    }

    #[track_caller]
    fn git(&self, args: &[&str]) -> Ran {
        let ran = self.run("git", "", args);
        assert_eq!(ran.code, Some(0), "{args:?}: {}", ran.err);
        ran
    }

    /// One of the two calls is attested, and another one is there: as many are open as before.
    fn exchange(&self) {
        let attested = APP
            .replace(
                "client = ",
                "from mima_governance import MimaGovernance\n\nmima = MimaGovernance()\nclient = ",
            )
            .replace("def embed", "@mima.attest(tool_name=\"embed\")\ndef embed");
        self.write("app/a.py", &(attested + MORE));
    }
}

#[test]
fn the_day_after_all_is_green_and_nothing_is_met() {
    let project = Project::governed();
    assert_eq!(project.mima("", &["scan"]).code, Some(0));
    let test = project.mima("", &["test"]);
    assert_eq!(test.code, Some(0), "{}", test.out);
    assert!(test.out.contains("open     no_new_unattested: unchanged: 2 gaps [Article 12"), "{}", test.out);
    let passed = test.out.lines().filter(|line| line.trim_start().starts_with("passed"));
    for line in passed {
        assert!(!line.contains('['), "passed beside a control while calls are open: {line}");
    }
}

#[test]
fn one_call_for_another_is_refused_everywhere() {
    let project = Project::governed();
    project.exchange();
    let scan = project.mima("", &["scan", "--format", "concise"]);
    assert_eq!(scan.code, Some(1), "{}", scan.out);
    assert!(scan.out.contains("app/a.py:19:12: MIMA001") && scan.out.lines().count() == 1, "{}", scan.out);
    assert!(
        scan.err.contains("mima.toml:8: strict: 1 finding of level error remains: app/a.py:19"),
        "{}",
        scan.err
    );
    let test = project.mima("", &["test"]);
    assert_eq!(test.code, Some(1), "{}", test.out);
    let policies = project.mima("", &["policy", "check"]);
    assert_eq!(policies.code, Some(1), "{}", policies.out);
    project.git(&["add", "-A"]);
    let commit = project.run("git", "", &["commit", "-m", "more"]);
    assert_eq!(commit.code, Some(1), "{}", commit.err);
    assert!(commit.err.contains("app/a.py:19:12"), "{}", commit.err);
    let told = commit.err.matches("error: mima.toml:8: strict").count();
    assert_eq!(told, 1, "{}", commit.err);
}

#[test]
fn a_new_call_is_shown_once() {
    let project = Project::governed();
    project.exchange();
    let test = project.mima("", &["test"]);
    assert_eq!(test.out.matches("app/a.py:19").count(), 1, "{}", test.out);
    assert!(!test.out.contains("app/a.py:7"), "what is known is not listed\n{}", test.out);
    let policies = project.mima("", &["policy", "check"]);
    assert_eq!(policies.out.matches("app/a.py:19").count(), 1, "{}", policies.out);
    assert!(
        policies.out.contains("1 new AI call unattested, beside 1 gap in the baseline"),
        "{}",
        policies.out
    );
}

#[test]
fn from_wherever_it_is_run_the_same_is_new() {
    let project = Project::governed();
    for (directory, path) in
        [("", "."), ("", "app"), ("", "app/a.py"), ("app", "."), ("app", "a.py"), ("app", "..")]
    {
        let scan = project.mima(directory, &["scan", path]);
        assert_eq!((scan.code, scan.err.as_str()), (Some(0), ""), "{directory} {path}");
        assert!(scan.out.contains("2 in the baseline"), "{directory} {path}: {}", scan.out);
    }
    let root = project.root();
    let absolute = project.run("mima", "..", &["scan", root.to_str().expect("a path")]);
    assert_eq!((absolute.code, absolute.err.as_str()), (Some(0), ""));
    project.write("app/b.py", &(APP.to_owned() + MORE));
    for (directory, path) in [("", "."), ("", "app"), ("app", ".")] {
        let scan = project.mima(directory, &["scan", path]);
        assert_eq!(scan.code, Some(1), "{directory} {path}");
        assert!(scan.err.contains("mima.toml:8: strict: 3 findings of level error remain"), "{}", scan.err);
        assert!(!scan.err.contains("write"), "no advice to write the baseline anew: {}", scan.err);
    }
    assert!(project.mima("app", &["scan"]).err.contains("../mima.toml:8: strict"));
}

#[test]
fn one_place_says_what_is_open_and_ratchet_tightens_it_alone() {
    let project = Project::governed();
    for file in ["mima.toml", "tests/test_governance.py", "mima_policy/eu_ai_act.yaml"] {
        let text = project.read(file);
        let holds = |line: &str| line.contains("unattested") && line.contains('2');
        assert!(!text.lines().any(holds), "{file}\n{text}");
    }
    project.exchange();
    let check = project.mima("", &["ratchet", "--check"]);
    assert_eq!((check.code, check.out.as_str()), (Some(1), "mima-baseline.json: 2 known, 1 now\n"));
    assert!(check.err.contains("1 error is new and stays so: app/a.py:19"), "{}", check.err);
    project.write("app/a.py", &project.read("app/a.py").replace(MORE, ""));
    assert_eq!(project.mima("app", &["ratchet"]).code, Some(0));
    let changed = project.git(&["diff", "--name-only"]).out;
    assert_eq!(changed, "app/a.py\nmima-baseline.json\n");
    assert_eq!(project.read("mima-baseline.json").matches("fingerprint").count(), 1);
    let again = project.mima("", &["ratchet"]);
    assert_eq!(
        (again.code, again.out.as_str()),
        (Some(0), "Nothing to tighten: 1 known, and all of them are there.\n")
    );
    // Not even --force puts back what was taken out.
    project.write("app/a.py", APP);
    assert_eq!(project.mima("", &["init", "--yes", "--force"]).code, Some(0));
    assert_eq!(project.read("mima-baseline.json").matches("fingerprint").count(), 1);
    assert_eq!(project.mima("", &["scan"]).code, Some(1), "the call is open again, and new");
}

#[test]
fn a_limit_says_where_it_stands_what_is_new_and_that_it_is_slack() {
    let project = Project::governed();
    let settings = "baseline = \"mima-baseline.json\"\nmax-unattested = 2\n";
    project.write("mima.toml", settings);
    assert_eq!(project.mima("", &["scan"]).err, "");
    project.write(
        "app/b.py",
        &APP.replace("def embed", "def other").replace("    return client.emb", "    client.emb"),
    );
    let scan = project.mima("", &["scan"]);
    assert_eq!(scan.code, Some(1));
    assert!(
        scan.err.contains("error: mima.toml:2: max-unattested = 2, found 4; new: app/b.py:7, app/b.py:11"),
        "{}",
        scan.err
    );
    project.write("app/b.py", "");
    project.write("mima.toml", &settings.replace("= 2", "= 12"));
    let scan = project.mima("", &["scan"]);
    assert_eq!(
        (scan.code, scan.err.trim()),
        (Some(0), "mima.toml:2: max-unattested = 12, found 2: `mima ratchet` lowers it")
    );
    assert_eq!(project.mima("app", &["scan"]).err, "", "a part says nothing of the whole");
    let ratchet = project.mima("", &["ratchet"]);
    assert_eq!(ratchet.out, "mima.toml:2: max-unattested was 12, is 2\n");
    assert_eq!(project.read("mima.toml"), settings);
}

#[test]
fn a_baseline_that_is_not_there_or_leads_out_is_a_mistake() {
    let project = Project::governed();
    project.write("mima.toml", "strict = true\nbaseline = \"other.json\"\n");
    let scan = project.mima("", &["scan"]);
    assert_eq!(scan.code, Some(2));
    let says = "mima.toml:2:12: `baseline`: `other.json` does not exist; `mima scan --write-baseline other.json` writes one";
    assert!(scan.err.contains(says), "{}", scan.err);
    project.write("mima.toml", "baseline = \"../other.json\"\n");
    assert_eq!(project.mima("", &["scan"]).code, Some(2));
    project.write("mima.toml", "baseline = \"mima-baseline.json\"\n");
    project.write("mima-baseline.json", "{\n<<<<<<< ours\n}\n");
    for command in ["scan", "ratchet", "init"] {
        let ran = project.mima("", &[command]);
        assert_eq!(ran.code, Some(2), "{command}");
        assert!(
            ran.err.contains("mima-baseline.json:2: a merge left its markers here"),
            "{command}: {}",
            ran.err
        );
    }
}

#[test]
fn a_change_cannot_excuse_itself_by_the_baseline() {
    let project = Project::governed();
    project.exchange();
    assert_eq!(project.mima("", &["scan", "--write-baseline", "mima-baseline.json"]).code, Some(0));
    assert_eq!(project.mima("", &["scan"]).code, Some(0), "the change by itself");
    for flag in ["--diff", "--trust"] {
        let scan = project.mima("", &["scan", flag, "main", "--format", "concise"]);
        assert_eq!(scan.code, Some(1), "{flag}: {}", scan.out);
        assert!(scan.out.contains("MIMA040 the baseline has 1 entry more"), "{flag}: {}", scan.out);
    }
    let trusted = project.mima("", &["scan", "--trust", "main", "--format", "concise"]);
    assert!(trusted.out.contains("app/a.py:19:12: MIMA001"), "{}", trusted.out);
}
