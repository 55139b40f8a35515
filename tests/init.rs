//! `mima init` with the real binary: what it writes, where it writes nothing, and that what it wrote works.
//!
//! These need git, a POSIX shell, and the Rust toolchain that runs them. The generated Python file under pytest, ruff
//! and a virtual environment, and the pipelines' files under their public schemas, are run by `.ci/run`
//! (`.ci/check-init`), because they need packages from an index.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]
#![expect(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const UNATTESTED: &str = "from openai import OpenAI\n\n\ndef ask(text):\n    \
                          return OpenAI().responses.create(model=\"gpt-4o\", input=text)\n";

const RUST: &[(&str, &str)] = &[
    ("Cargo.toml", "[package]\nname = \"desk\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
    // Calls that are never compiled: the test needs no SDK.
    ("src/main.rs", "#[cfg(any())]\nmod agent;\n\nfn main() {}\n"),
    (
        "src/agent.rs",
        "use rig::client::CompletionClient;\nuse rig::completion::Prompt;\nuse rig::providers::openai;\n\n\
         pub async fn run(text: &str) -> String {\n    let client = openai::Client::from_env();\n    \
         let agent = client.agent(\"gpt-4o\").build();\n    agent.prompt(text).await.unwrap()\n}\n",
    ),
];

/// A project in a directory of its own.
struct Project {
    directory: TempDir,
}

impl Project {
    fn new(files: &[(&str, &str)]) -> Self {
        let project = Self { directory: tempfile::tempdir().expect("a directory") };
        fs::create_dir(project.root()).expect("a directory");
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    fn in_git(files: &[(&str, &str)]) -> Self {
        let project = Self::new(files);
        project.git(&["init", "--quiet", "--initial-branch", "main"]);
        project
    }

    fn root(&self) -> PathBuf {
        self.directory.path().join("desk")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).expect(path)
    }

    fn has(&self, path: &str) -> bool {
        self.root().join(path).exists()
    }

    /// A command with nothing of the machine's settings, on whose path `mima` is found.
    fn command(&self, program: &str, args: &[&str]) -> Command {
        let bin = Path::new(env!("CARGO_BIN_EXE_mima")).parent().expect("a directory");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let mut paths = vec![bin.to_path_buf()];
        paths.extend(std::env::split_paths(&path));
        let mut command = Command::new(program);
        command
            .args(args)
            .current_dir(self.root())
            .env("PATH", std::env::join_paths(paths).expect("a path"))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env_remove("MIMA")
            .stdin(Stdio::null());
        for name in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{name}_NAME"), "a").env(format!("GIT_{name}_EMAIL"), "a@example.com");
        }
        command
    }

    fn run(&self, program: &str, args: &[&str]) -> Output {
        self.command(program, args).output().expect("the program starts")
    }

    #[track_caller]
    fn git(&self, args: &[&str]) -> String {
        let output = self.run("git", args);
        assert!(output.status.success(), "{args:?}: {}", said(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn init(&self, args: &[&str]) -> Output {
        self.run("mima", &[&["init"], args].concat())
    }

    /// What a run that works prints.
    #[track_caller]
    fn init_done(&self, args: &[&str]) -> String {
        let output = self.init(args);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// All files below the project, git's own left out.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.root()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a directory") {
                let path = entry.expect("an entry").path();
                let name = path.strip_prefix(self.root()).expect("below").to_string_lossy().into_owned();
                if path.is_dir() {
                    folders.extend((name != ".git" && name != "target").then_some(path));
                } else {
                    files.insert(name, fs::read_to_string(path).unwrap_or_default());
                }
            }
        }
        files
    }
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{:?}\n{}{}", output.status.code(), text(&output.stdout), text(&output.stderr))
}

const EVERYTHING: &[&str] = &["--yes", "--hook", "--github-action", "--gitlab-ci", "--pre-commit"];

#[test]
fn the_second_run_has_nothing_to_do() {
    for files in [&[("app/llm.py", UNATTESTED)][..], RUST, &[("README.md", "")]] {
        let project = Project::in_git(files);
        let first = project.init_done(EVERYTHING);
        assert!(first.contains("written"), "{first}");
        let before = project.files();
        let hook = project.read(".git/hooks/pre-commit");
        let second = project.init_done(EVERYTHING);
        assert!(second.contains("Nothing was written"), "{second}");
        assert!(!second.contains("create") && !second.contains("extend"), "{second}");
        assert_eq!(project.files(), before);
        assert_eq!(project.read(".git/hooks/pre-commit"), hook);
        let forced = project.init_done(&[EVERYTHING, &["--force"]].concat());
        assert!(forced.contains("Nothing was written"), "{forced}");
        assert_eq!(project.files(), before);
    }
}

/// Runs `mima init` at a terminal. `answers` are pairs: what has to stand there, and the key that is pressed then.
/// Gives what the terminal got, and how the command ended.
#[track_caller]
fn at_a_terminal(project: &Project, answers: &[(&str, &str)]) -> (String, String) {
    let mut args = vec!["-c", TERMINAL];
    args.extend(answers.iter().flat_map(|(question, key)| [*question, *key]));
    let output = project.run("python3", &args);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let (seen, end) = text.trim_end().rsplit_once('\n').expect("the end stands in a line of its own");
    (seen.to_owned(), end.to_owned())
}

/// The person: a key is pressed when its question is there and the terminal waits for single keys.
const TERMINAL: &str = r#"
import os, pty, select, sys, termios
answers = list(zip(sys.argv[1::2], sys.argv[2::2]))
child, terminal = pty.fork()
if child == 0:
    os.execvp("mima", ["mima", "init"])
seen, asked = "", 0
while True:
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            read = os.read(terminal, 65536)
        except OSError:
            break
        if not read:
            break
        seen += read.decode(errors="replace")
    elif answers and answers[0][0] in seen[asked:] and not termios.tcgetattr(terminal)[3] & termios.ICANON:
        asked = len(seen)
        os.write(terminal, answers.pop(0)[1].encode())
status = os.waitpid(child, 0)[1]
end = f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"exit {os.WEXITSTATUS(status)}"
print(seen.replace("\r", ""), end, sep="\n")
"#;

/// The last choice of the first question, and the second question.
const WHAT: &str = "pre-commit entry";
const WHETHER: &str = "Write 6 files?";

#[test]
fn at_a_terminal_it_asks() {
    let project = Project::new(&[("llm.py", UNATTESTED)]);
    let (seen, end) = at_a_terminal(&project, &[(WHAT, "\r"), (WHETHER, "y")]);
    assert_eq!(end, "exit 0", "{seen}");
    assert!(project.has("tests/test_governance.py") && project.has("mima.toml"), "{seen}");

    // What is there already is asked for.
    project.write("tests/test_governance.py", "mine\n");
    let (seen, end) = at_a_terminal(&project, &[(WHAT, "\r"), ("replace it?", "n")]);
    assert_eq!(end, "exit 0", "{seen}");
    assert_eq!(project.read("tests/test_governance.py"), "mine\n");
    let (seen, _) = at_a_terminal(&project, &[(WHAT, "\r"), ("replace it?", "y"), ("Write 1 file?", "y")]);
    assert_ne!(project.read("tests/test_governance.py"), "mine\n", "{seen}");
}

#[test]
fn who_declines_or_interrupts_gets_nothing_and_the_cursor_back() {
    let (escape, interrupt) = ("\u{1b}", "\u{3}");
    let none: &[(&str, &str)] = &[(WHAT, "a"), (WHAT, "a"), (WHAT, "\r")];
    let ways: &[(&[(&str, &str)], &str)] = &[
        (&[(WHAT, escape)], "exit 0"),
        (none, "exit 0"),
        (&[(WHAT, "\r"), (WHETHER, "n")], "exit 0"),
        (&[(WHAT, "\r"), (WHETHER, escape)], "exit 0"),
        (&[(WHAT, interrupt)], "signal 2"),
        (&[(WHAT, "\r"), (WHETHER, interrupt)], "signal 2"),
    ];
    for (answers, ends) in ways {
        let project = Project::new(&[("llm.py", UNATTESTED)]);
        let (seen, end) = at_a_terminal(&project, answers);
        assert_eq!(end, *ends, "{answers:?}: {seen}");
        assert_eq!(project.files().len(), 1, "{answers:?}: {seen}");
        assert!(seen.ends_with("Nothing was written.\n"), "{answers:?}: {seen}");
        let (hidden, shown) = (seen.rfind("\u{1b}[?25l"), seen.rfind("\u{1b}[?25h"));
        assert!(shown >= hidden, "the cursor is hidden: {answers:?}: {seen:?}");
    }
}

#[test]
fn without_a_request_nothing_that_is_shared_is_touched() {
    let project = Project::in_git(&[("app/llm.py", UNATTESTED)]);
    project.init_done(&[]);
    for path in [".git/hooks/pre-commit", ".github", ".gitlab-ci.yml", ".pre-commit-config.yaml"] {
        assert!(!project.has(path), "{path}");
    }
    for path in ["tests/test_governance.py", "mima.toml", "mima_policy/eu_ai_act.yaml"] {
        assert!(project.has(path), "{path}");
    }
    assert!(!project.has("tests/governance.rs"), "there is no Rust here");
}

#[test]
fn who_attests_nothing_yet_is_told_what_attests() {
    let project = Project::new(&[("llm.py", UNATTESTED)]);
    assert!(project.init_done(&[]).contains("`MimaGovernance` of the package mima-governance"));
    let project = Project::new(RUST);
    assert!(project.init_done(&[]).contains("`mima::attest` stands for what records in your code"));
    let attested = UNATTESTED
        .replace("from openai", "from mima_governance import MimaGovernance\nfrom openai")
        .replace("def ask", "mima = MimaGovernance()\n\n\n@mima.attest(tool_name=\"ask\")\ndef ask");
    let project = Project::new(&[("llm.py", UNATTESTED), ("other.py", &attested)]);
    let text = project.init_done(&[]);
    assert!(text.contains("Attest llm.py:5") && !text.contains("MimaGovernance"), "{text}");
}

#[test]
fn the_settings_say_what_was_found() {
    let project = Project::new(&[
        ("app/llm.py", UNATTESTED),
        ("app/vendor/other.py", UNATTESTED),
        ("tests/test_llm.py", UNATTESTED),
        ("app/trace.py", "from langfuse import observe\nfrom openai import OpenAI\n"),
    ]);
    project.init_done(&[]);
    let settings = project.read("mima.toml");
    for line in [
        "tests = false",
        "exclude = [\"app/vendor/\"]",
        "baseline = \"mima-baseline.json\"",
        "strict = true",
        "# presets = [\"langfuse\"]",
    ] {
        assert!(settings.lines().any(|it| it == line), "`{line}` is not in\n{settings}");
    }
    let scan = project.run("mima", &["scan", "--quiet"]);
    assert_eq!(scan.status.code(), Some(0), "{}", said(&scan));
    project.write("app/more.py", UNATTESTED);
    let scan = project.run("mima", &["scan"]);
    assert_eq!(scan.status.code(), Some(1), "the ratchet holds: {}", said(&scan));
}

#[test]
fn a_marker_that_is_known_by_name_only_is_offered_and_counts_when_it_is_accepted() {
    let marked = UNATTESTED
        .replace("from openai", "from acme.governance import mima, mima as m\nfrom openai")
        .replace("def ask", "@mima.attest(tool_name=\"ask\")\ndef ask");
    let block = "\n\ndef tell(text):\n    with m.trace(\"tell\"):\n        \
                 return OpenAI().responses.create(model=\"gpt-4o\", input=text)\n";
    let project = Project::new(&[("llm.py", &format!("{marked}{block}"))]);
    project.init_done(&[]);
    let settings = project.read("mima.toml");
    for line in [
        "# decorators = [\"acme.governance.mima.attest\"]",
        "# context-managers = [\"acme.governance.mima.trace\"]",
    ] {
        assert!(settings.lines().any(|it| it == line), "`{line}` is not in\n{settings}");
    }
    assert!(settings.contains("llm.py:5") && settings.contains("baseline = "), "{settings}");
    let accepted =
        settings.replace("# decorators", "decorators").replace("# context-managers", "context-managers");
    project.write("mima.toml", &accepted);
    let scan = project.run("mima", &["scan", "--quiet", "--max-unattested", "0"]);
    assert_eq!(scan.status.code(), Some(0), "{}", said(&scan));
}

#[test]
fn files_that_say_something_else_are_kept_unless_told() {
    let project = Project::new(&[("llm.py", UNATTESTED), ("tests/test_governance.py", "# mine\n")]);
    let text = project.init_done(&["--yes"]);
    assert!(text.contains("keep     tests/test_governance.py"), "{text}");
    assert_eq!(project.read("tests/test_governance.py"), "# mine\n");
    project.init_done(&["--yes", "--force"]);
    assert!(project.read("tests/test_governance.py").contains("class Ratchet"));
}

#[test]
fn settings_in_pyproject_stay_the_only_ones() {
    let pyproject = "[tool.mima]\nexclude = [\"old/\"]\n";
    let project = Project::in_git(&[("llm.py", UNATTESTED), ("pyproject.toml", pyproject)]);
    let text = project.init_done(&["--hook"]);
    assert!(text.contains("extend   pyproject.toml"), "{text}");
    assert!(!project.has("mima.toml"));
    let key = "[tool.mima]\nbaseline = \"mima-baseline.json\"\n";
    assert_eq!(project.read("pyproject.toml"), pyproject.replace("[tool.mima]\n", key), "all else stays");
    // These settings fail no scan, so that the hook says itself when it does.
    assert!(project.read(".git/hooks/pre-commit").contains("--allow-empty --strict"));
    assert_eq!(project.run("mima", &["scan", "--strict"]).status.code(), Some(0));
    let again = project.init_done(&["--hook"]);
    assert!(again.contains("Nothing was written"), "{again}");
    // Settings that do not take the key line by line are refused, with the line.
    let project = Project::new(&[("llm.py", UNATTESTED), ("pyproject.toml", "tool.mima.tests = false\n")]);
    let output = project.init(&["--yes"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("baseline = \"mima-baseline.json\""), "{}", said(&output));
}

#[test]
fn the_dry_run_is_a_patch_that_gives_the_same() {
    let project =
        Project::in_git(&[("llm.py", UNATTESTED), (".gitlab-ci.yml", "build:\n  script: [make]\n")]);
    let before = project.files();
    let output = project.init(&["--dry-run", "--gitlab-ci", "--github-action"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(project.files(), before, "nothing is written");
    fs::write(project.directory.path().join("patch"), &output.stdout).expect("a file");
    project.git(&["apply", "../patch"]);
    let patched = project.files();
    assert!(patched.len() > before.len());
    let text = project.init_done(&["--gitlab-ci", "--github-action"]);
    assert!(text.contains("Nothing was written"), "{text}");
    assert_eq!(project.files(), patched);
}

#[test]
fn a_part_of_a_repository_stays_a_part() {
    let project = Project::in_git(&[
        ("services/app/llm.py", UNATTESTED),
        ("services/other/llm.py", UNATTESTED),
        (".gitlab-ci.yml", "build:\n  script: [make]\n"),
    ]);
    for service in ["services/app", "services/other"] {
        project.init_done(&[&[service], EVERYTHING].concat());
        assert!(project.has(&format!("{service}/mima.toml")), "{service}");
        assert!(project.has(&format!("{service}/tests/test_governance.py")), "{service}");
    }
    for file in [".gitlab-ci.yml", ".pre-commit-config.yaml", ".git/hooks/pre-commit"] {
        let text = project.read(file);
        assert!(
            text.contains("# >>> mima services/app >>>") && text.contains("# >>> mima services/other >>>")
        );
    }
    assert!(project.has(".github/workflows/mima-services-app.yml"));
    project.git(&["add", "."]);
    project.git(&["commit", "--quiet", "-m", "governed"]);
    project.write("services/other/more.py", UNATTESTED);
    project.git(&["add", "."]);
    let output = project.run("git", &["commit", "-m", "more"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("more.py:5:"), "{}", said(&output));
}

#[test]
fn the_hook_looks_at_what_is_committed() {
    let project = Project::in_git(&[("llm.py", UNATTESTED)]);
    project.init_done(&["--hook"]);
    // The repository has no commit yet.
    project.git(&["add", "."]);
    project.git(&["commit", "--quiet", "-m", "governed"]);

    project.write("more.py", UNATTESTED);
    project.git(&["add", "more.py"]);
    let blocked = project.run("git", &["commit", "-m", "one more"]);
    assert_eq!(blocked.status.code(), Some(1), "{}", said(&blocked));
    assert!(said(&blocked).contains("more.py:5:"), "{}", said(&blocked));
    assert!(!said(&blocked).contains("llm.py:"), "only what this commit touches: {}", said(&blocked));

    let attested = UNATTESTED
        .replace("from openai", "from mima_governance import MimaGovernance\nfrom openai")
        .replace("def ask", "mima = MimaGovernance()\n\n\n@mima.attest(tool_name=\"ask\")\ndef ask");
    project.write("more.py", &attested);
    let blocked = project.run("git", &["commit", "-m", "not added yet"]);
    assert_eq!(blocked.status.code(), Some(1), "what counts is the index: {}", said(&blocked));
    project.git(&["add", "more.py"]);
    project.git(&["commit", "--quiet", "-m", "attested"]);

    project.write("even.py", UNATTESTED);
    project.git(&["add", "even.py"]);
    project.git(&["commit", "--quiet", "--no-verify", "-m", "gone past it"]);
}

#[test]
fn a_hook_without_the_scanner_blocks() {
    let project = Project::in_git(&[("llm.py", UNATTESTED)]);
    project.init_done(&["--hook"]);
    project.git(&["add", "."]);
    // The command of mima-governance has the same name, and fails in its own way.
    let other = project.directory.path().join("other");
    fs::write(&other, "#!/bin/sh\necho mima-governance 0.3.0\n").expect("a file");
    fs::set_permissions(&other, fs::Permissions::from_mode(0o755)).expect("set");
    for scanner in [Path::new("/nowhere/mima"), &other] {
        let mut command = project.command("git", &["commit", "-m", "x"]);
        let output = command.env("MIMA", scanner).output().expect("git starts");
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("is not the scanner"), "{}", said(&output));
    }
}

#[test]
fn an_existing_hook_is_extended_and_goes_on() {
    let project = Project::in_git(&[("llm.py", UNATTESTED)]);
    let hook = project.root().join(".git/hooks/pre-commit");
    project.write(".git/hooks/pre-commit", "#!/bin/sh\necho mine >&2\nexit 0\n");
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("set");
    let text = project.init_done(&["--hook"]);
    assert!(text.contains("extend   .git/hooks/pre-commit"), "{text}");
    project.git(&["add", "."]);
    let output = project.run("git", &["commit", "-m", "x"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("mine"), "{}", said(&output));
    let mode = fs::metadata(&hook).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o755);
}

#[test]
fn hooks_that_are_not_ours_to_change_are_refused() {
    let project = Project::in_git(&[("llm.py", UNATTESTED), ("scripts/hook", "#!/bin/sh\n")]);
    let hook = project.root().join(".git/hooks/pre-commit");
    let refuses = |what: &str| {
        let output = project.init(&["--hook"]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        let text = said(&output);
        assert!(text.contains(what), "`{what}` is not in {text}");
        // Where nobody could put the lines, they are not shown.
        assert_eq!(text.contains("# >>> mima >>>"), fs::read_to_string(&hook).is_ok(), "{text}");
    };
    fs::create_dir_all(hook.parent().expect("a parent")).expect("a directory");
    std::os::unix::fs::symlink("../../scripts/hook", &hook).expect("a link");
    refuses("is a link");
    assert_eq!(project.read("scripts/hook"), "#!/bin/sh\n");
    fs::remove_file(&hook).expect("removed");
    fs::write(&hook, "#!/usr/bin/env python3\nprint()\n").expect("a file");
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("set");
    refuses("is not a shell script");
    fs::write(&hook, b"\x7fELF\xff").expect("a file");
    refuses("is no text");
    fs::write(&hook, "#!/bin/sh\n").expect("a file");
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o644)).expect("set");
    refuses("is not executable");
    fs::remove_file(&hook).expect("removed");
    fs::create_dir(&hook).expect("a directory");
    refuses("is no file");
    // The rest was written all the same.
    assert!(project.has("tests/test_governance.py"));
}

#[test]
fn hooks_need_a_repository_of_their_own() {
    let project = Project::new(&[("llm.py", UNATTESTED)]);
    let output = project.init(&["--hook"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("in no git repository"), "{}", said(&output));

    let project = Project::in_git(&[("llm.py", UNATTESTED)]);
    let shared = project.directory.path().join("shared");
    project.git(&["config", "core.hooksPath", &shared.to_string_lossy()]);
    let output = project.init(&["--hook"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("leads out of the repository"), "{}", said(&output));
    assert!(!shared.exists());
    project.git(&["config", "core.hooksPath", ".githooks"]);
    let text = project.init_done(&["--hook"]);
    assert!(text.contains("create   .githooks/pre-commit"), "{text}");
}

#[test]
fn a_worktree_has_the_hooks_of_its_repository() {
    let project = Project::in_git(&[("llm.py", UNATTESTED)]);
    project.git(&["add", "."]);
    project.git(&["commit", "--quiet", "-m", "x"]);
    project.git(&["worktree", "add", "--quiet", "../tree"]);
    let tree = project.directory.path().join("tree");
    project.init_done(&[&tree.to_string_lossy(), "--hook"]);
    assert!(project.has(".git/hooks/pre-commit"));
    assert!(tree.join("mima.toml").exists());
}

#[test]
fn without_git_the_hook_is_where_it_usually_is() {
    let project = Project::in_git(&[("llm.py", UNATTESTED)]);
    let mut command = project.command(env!("CARGO_BIN_EXE_mima"), &["init", "--hook"]);
    let output = command.env("PATH", project.root()).output().expect("the binary starts");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(project.has(".git/hooks/pre-commit"));
}

#[test]
fn paths_that_are_no_project_are_refused() {
    let project = Project::new(&[("llm.py", UNATTESTED)]);
    for (path, what) in [("llm.py", "is not a directory"), ("nowhere", "`nowhere` does not exist")] {
        let output = project.init(&[path]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(what), "{}", said(&output));
    }
    for path in ["llm.py", "tests/test_other.py"] {
        let output = project.init(&["--output", path]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("names the directory"), "{}", said(&output));
    }
    let output = project.init(&["--framework", "eu-ai-akt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("did you mean `eu-ai-act`?"), "{}", said(&output));
    assert_eq!(project.files().len(), 1, "nothing was written");
}

/// Root may write anywhere but into the kernel's own file system.
#[cfg(target_os = "linux")]
#[test]
fn a_directory_that_cannot_be_written_to_costs_everything_and_says_so() {
    let project = Project::new(&[("llm.py", UNATTESTED)]);
    let output = project.init(&["--output", "/proc/self/governance"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    let text = said(&output);
    let told = text.contains("/proc/self/governance/tests/test_governance.py`: No such file")
        && text.contains("Nothing was written.");
    assert!(told && !text.contains(".mima-"), "{text}");
    let project = Project::new(&[("llm.py", UNATTESTED), ("tests", "a file\n")]);
    let output = project.init(&[]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("is not a directory"), "{}", said(&output));
}

/// The last file cannot be written, and the first are not there either.
#[cfg(target_os = "linux")]
#[test]
fn files_are_written_all_or_none() {
    let project = Project::in_git(&[("llm.py", UNATTESTED)]);
    std::os::unix::fs::symlink("/proc/self", project.root().join(".github")).expect("a link");
    let output = project.init(&["--github-action"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    let text = said(&output);
    assert!(text.contains("cannot write `.github/workflows/mima.yml`: "), "{text}");
    for path in ["mima.toml", "tests", "mima_policy"] {
        assert!(!project.has(path), "{path} was written");
    }
}

#[test]
fn files_elsewhere_find_the_project() {
    let project = Project::new(&[("llm.py", UNATTESTED)]);
    project.init_done(&["--output", "../governance/desk"]);
    assert_eq!(project.files().len(), 1, "nothing is written into the project");
    let path = project.directory.path().join("governance/desk/tests/test_governance.py");
    let text = fs::read_to_string(path).expect("the test");
    assert!(text.contains("ROOT = Path(__file__).resolve().parents[1] / \"../../desk\"\n"), "{text}");
}

#[test]
fn files_of_pipelines_that_are_there_stay_valid() {
    let gitlab = "stages: [build, deploy]\n\nbuild:\n  stage: build\n  script: [make]";
    let pre_commit = "# ours\nrepos:\n- repo: https://example.com/a\n  rev: v1\n  hooks:\n  - id: a\n";
    let project = Project::new(&[
        ("llm.py", UNATTESTED),
        (".gitlab-ci.yml", gitlab),
        (".pre-commit-config.yaml", pre_commit),
    ]);
    project.init_done(&["--gitlab-ci", "--pre-commit"]);
    let text = project.read(".gitlab-ci.yml");
    assert!(text.starts_with(gitlab) && text.contains("stage: \"build\"\n  image"), "{text}");
    let text = project.read(".pre-commit-config.yaml");
    assert!(text.starts_with("# ours\nrepos:\n# >>> mima >>>\n") && text.ends_with("- id: a\n"), "{text}");
    for broken in ["repos: [", "repos: []\n", "- a\n"] {
        let project = Project::new(&[("llm.py", UNATTESTED), (".pre-commit-config.yaml", broken)]);
        let output = project.init(&["--pre-commit"]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert_eq!(project.read(".pre-commit-config.yaml"), broken);
    }
}

/// The generated Rust file under rustfmt, clippy and cargo.
#[test]
fn the_rust_test_is_formatted_and_clean_and_runs() {
    let project = Project::new(RUST);
    project.init_done(&[]);
    let cargo = |args: &[&str]| {
        let mut command = project.command("cargo", args);
        command.env("CARGO_TARGET_DIR", project.root().join("target")).env_remove("RUSTFLAGS");
        command.output().expect("cargo starts")
    };
    let output = project.run("rustfmt", &["--check", "--edition", "2021", "tests/governance.rs"]);
    assert!(output.status.success(), "{}", said(&output));
    let output = cargo(&["clippy", "--offline", "--tests", "--quiet", "--", "-D", "warnings"]);
    assert!(output.status.success(), "{}", said(&output));
    let output = cargo(&["test", "--offline", "--test", "governance"]);
    assert!(said(&output).contains("3 passed; 0 failed; 12 ignored"), "{}", said(&output));

    let more = project.read("src/agent.rs").replace("pub async fn run", "pub async fn more");
    project.write("src/more.rs", &more);
    project.write("src/main.rs", "#[cfg(any())]\nmod agent;\n#[cfg(any())]\nmod more;\n\nfn main() {}\n");
    let output = cargo(&["test", "--offline", "--test", "governance"]);
    assert_eq!(output.status.code(), Some(101), "{}", said(&output));
    assert!(
        said(&output).contains("no_call_is_unattested_but_those_in_the_baseline ... FAILED"),
        "{}",
        said(&output)
    );
    assert!(said(&output).contains("new and unattested:\n  src/more.rs:8: rig."), "{}", said(&output));

    // With no call there is no system.
    project.write("src/main.rs", "fn main() {}\n");
    for path in ["src/agent.rs", "src/more.rs", "tests/governance.rs", "mima.toml"] {
        fs::remove_file(project.root().join(path)).expect("removed");
    }
    project.init_done(&[]);
    let output = project.run("rustfmt", &["--check", "--edition", "2021", "tests/governance.rs"]);
    assert!(output.status.success(), "{}", said(&output));
    let output = cargo(&["clippy", "--offline", "--tests", "--quiet", "--", "-D", "warnings"]);
    assert!(output.status.success(), "{}", said(&output));
}

/// Published manifests list their tests: cargo does not find another one.
#[test]
fn a_manifest_that_leaves_the_rust_test_out_is_named() {
    let advice = |manifest: &str| {
        let mut files = RUST.to_vec();
        files[0] = ("Cargo.toml", manifest);
        said(&Project::new(&files).init(&[])).contains("it has `autotests = false`")
    };
    let package = "[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2021\"\n";
    assert!(!advice(package));
    let closed = format!("{package}autotests = false\n");
    assert!(advice(&closed));
    assert!(!advice(&format!("{closed}\n[[test]]\nname = \"governance\"\n")));
}

/// Names of any kind give a file that its formatter has nothing to say about.
#[test]
fn the_rust_test_is_formatted_whatever_the_names_are() {
    let mut files: Vec<(String, String)> =
        RUST.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let agent = files[2].1.clone();
    for length in [1, 20, 40, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 75, 80, 85, 90, 95, 120] {
        let name = "m".repeat(length);
        let model = agent.replace("gpt-4o", &"g".repeat(length));
        files.push((format!("src/{name}/a.rs"), model));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let project = Project::new(&files);
    project.init_done(&[]);
    let output = project.run("rustfmt", &["--check", "--edition", "2021", "tests/governance.rs"]);
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn a_workspace_has_its_test_in_the_package_with_the_calls() {
    let project = Project::new(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\n"),
        ("crates/a/Cargo.toml", RUST[0].1),
        ("crates/a/src/lib.rs", "pub fn a() {}\n"),
        ("crates/desk/Cargo.toml", RUST[0].1),
        ("crates/desk/src/lib.rs", "mod agent;\n"),
        ("crates/desk/src/agent.rs", RUST[2].1),
    ]);
    let text = project.init_done(&[]);
    assert!(text.contains("cargo test --manifest-path crates/desk/Cargo.toml --test governance"), "{text}");
    let written = project.read("crates/desk/tests/governance.rs");
    assert!(written.contains("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/../..\")"), "{written}");
}

/// A heading of help holds for all arguments below it, so that those without one come first.
#[test]
fn arguments_without_a_heading_come_first() {
    let project = Project::new(&[]);
    for (command, own, heading) in [("init", "--yes", "Also write:"), ("scan", "--threads", "Gates:")] {
        let help = String::from_utf8_lossy(&project.run("mima", &[command, "--help"]).stdout).into_owned();
        let at = |text: &str| help.find(text).expect(text);
        assert!(at(own) < at(heading), "{help}");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let project = Project::new(&[]);
    let page = |args: &[&str]| {
        let output = project.run("mima", &[&["man"], args].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(page(&[]).contains(".TH mima 1"));
    for command in
        ["scan", "init", "test", "policy", "controls", "rules", "explain", "catalog", "completions"]
    {
        assert!(page(&[command]).contains(&format!(".TH mima-{command} 1")), "{command}");
    }
    assert_eq!(project.run("mima", &["man", "nothing"]).status.code(), Some(2));
}
