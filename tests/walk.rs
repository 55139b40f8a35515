//! What a scan looks at and what it leaves out and says so, with the real binary, in repositories that the real git makes.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]
#![expect(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// One unattested call, which fails `--strict`.
const CALL: &str = "from openai import OpenAI\n\nOpenAI().responses.create(input=\"x\")\n";
const PLAIN: &str = "x = 1\n";

struct Project(TempDir);

/// What a scan said.
#[derive(Debug)]
struct Scanned {
    code: Option<i32>,
    report: Value,
    stderr: String,
}

impl Scanned {
    /// The files with calls, in order.
    fn calls(&self) -> Vec<&str> {
        let calls = self.report["calls"].as_array().expect("a list");
        calls.iter().filter_map(|call| call["file"].as_str()).collect()
    }

    /// What was left out: `path reason files names_ai`.
    fn left_out(&self) -> Vec<String> {
        let rows = self.report["left_out"].as_array().expect("a list");
        let row = |row: &Value| {
            let text = |key: &str| row[key].as_str().expect("a text").to_owned();
            format!("{} {} {} {}", text("path"), text("reason"), row["files"], row["names_ai"])
        };
        rows.iter().map(row).collect()
    }

    fn files_left_out(&self) -> u64 {
        self.report["summary"]["files_left_out"].as_u64().expect("a number")
    }

    fn errors(&self) -> Vec<String> {
        let rows = self.report["errors"].as_array().expect("a list");
        let row = |row: &Value| format!("{}: {}", row["file"].as_str().expect("a text"), row["message"]);
        // That nothing is left to analyse is told beside it.
        rows.iter().filter(|row| row["file"] != ".").map(row).collect()
    }

    /// One call is found, in this file, so that the gate fails, and nothing was left out.
    fn finds(&self, file: &str) {
        assert_eq!((self.calls(), self.left_out()), (vec![file], vec![]), "{}", self.stderr);
        assert_eq!(self.code, Some(1));
    }

    /// No call is found, and this was left out.
    fn leaves_out(&self, rows: &[&str]) {
        assert_eq!((self.calls(), self.left_out()), (vec![], rows.iter().map(ToString::to_string).collect()));
    }
}

impl Project {
    fn new(files: &[(&str, &str)]) -> Self {
        let project = Self(tempfile::tempdir().expect("a directory"));
        fs::create_dir(project.root()).expect("a directory");
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    /// The same in a repository that holds nothing yet.
    fn repository(files: &[(&str, &str)]) -> Self {
        let project = Self::new(files);
        project.git(&["init", "--quiet", "--initial-branch", "main"]);
        project
    }

    /// The directory that is scanned; what lies beside it is outside.
    fn root(&self) -> PathBuf {
        self.0.path().join("work")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    fn link(&self, target: &str, path: &str) {
        symlink(target, self.root().join(path)).expect("a link");
    }

    fn git_in(&self, directory: &str, args: &[&str]) {
        let mut command = Command::new("git");
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "t").env(format!("GIT_{who}_EMAIL"), "t@example.com");
        }
        let output = command.current_dir(self.root().join(directory)).args(args).output().expect("git");
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn git(&self, args: &[&str]) {
        self.git_in(".", args);
    }

    /// Tracks these, whatever ignores them.
    fn tracking(self, paths: &[&str]) -> Self {
        self.git(&[&["add", "--force", "--"], paths].concat());
        self
    }

    fn run(&self, args: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mima"));
        let output =
            command.current_dir(self.root()).arg("scan").args(args).output().expect("the binary starts");
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    fn scan(&self, args: &[&str]) -> Scanned {
        let (code, stdout, stderr) = self.run(&[&["--strict", "--format", "json"], args].concat());
        let report = serde_json::from_str(&stdout).expect(&stderr);
        Scanned { code, report, stderr }
    }
}

#[test]
fn what_git_tracks_is_scanned_whatever_ignores_it() {
    for (ignoring, text) in
        [(".gitignore", "app.py\n"), (".ignore", "*.py\n"), (".git/info/exclude", "/app.py\n")]
    {
        let project = Project::repository(&[("app.py", CALL), (ignoring, text)]);
        let reason = if ignoring == ".ignore" { "ignore-file" } else { "git-ignored" };
        project.scan(&[]).leaves_out(&[&format!("app.py {reason} 1 true")]);
        project.tracking(&["app.py"]).scan(&[]).finds("app.py");
    }
}

#[test]
fn what_git_tracks_is_scanned_whatever_directory_it_lies_in() {
    for directory in
        ["build", "dist", "venv", ".venv", "site-packages", "node_modules", "a.egg-info", "x/__pycache__"]
    {
        let path = format!("{directory}/deep/app.py");
        let project = Project::repository(&[(&path, CALL), (&format!("{directory}/notes.txt"), "")]);
        project.scan(&[]).leaves_out(&[&format!("{directory}/ default-exclude 1 true")]);
        project.tracking(&["."]).scan(&[]).finds(&path);
    }
    for path in [".github/scripts/app.py", ".app.py", ".a/.b/app.py"] {
        let project = Project::repository(&[(path, CALL)]);
        let top = path.split_inclusive('/').next().expect("a name");
        project.scan(&[]).leaves_out(&[&format!("{top} hidden 1 true")]);
        project.tracking(&["."]).scan(&[]).finds(path);
    }
}

/// In a directory that is left out the rest stays so, and is told.
#[test]
fn what_is_not_tracked_beside_it_is_left_out() {
    let project = Project::repository(&[
        ("build/tool.py", CALL),
        ("build/lib/copy.py", PLAIN),
        ("build/lib/other.py", PLAIN),
        ("a.py", PLAIN),
    ]);
    let project = project.tracking(&["build/tool.py"]);
    let scanned = project.scan(&[]);
    assert_eq!(scanned.calls(), ["build/tool.py"]);
    assert_eq!(scanned.left_out(), ["build/ default-exclude 2 false"]);
    assert_eq!(scanned.files_left_out(), 2);
    let (_, text, _) = project.run(&["-v"]);
    assert!(text.contains("build/"), "{text}");
}

#[test]
fn settings_exclude_what_is_tracked_and_say_so() {
    let files = [
        ("mima.toml", "exclude = [\"app.py\", \"old/\"]\n"),
        ("app.py", CALL),
        ("old/a.py", CALL),
        ("old/b.py", PLAIN),
    ];
    let project = Project::repository(&files).tracking(&["."]);
    let scanned = project.scan(&[]);
    scanned.leaves_out(&["app.py settings 1 true", "old/ settings 2 true"]);
    assert_eq!(scanned.files_left_out(), 3);
    project.scan(&["--exclude", "*.py"]).leaves_out(&["app.py settings 1 true", "old/ settings 2 true"]);
    let project = Project::new(&[("a.py", CALL), ("src/b.py", CALL)]);
    let scanned = project.scan(&["--include", "src/"]);
    assert_eq!(
        (scanned.calls(), scanned.left_out()),
        (vec!["src/b.py"], vec!["a.py settings 1 true".to_owned()])
    );
    // Whoever names a file hears that it is excluded.
    let scanned = project.scan(&["--exclude", "a.py", "a.py"]);
    scanned.leaves_out(&["a.py settings 1 true"]);
}

/// What is excluded inside of what is left out by default is excluded.
#[test]
fn settings_hold_below_what_is_left_out_by_default() {
    let files = [
        ("build/app.py", CALL),
        ("build/x/a.py", CALL),
        ("mima.toml", "exclude = [\"build/app.py\", \"build/x/\"]\n"),
    ];
    let project = Project::repository(&files).tracking(&["."]);
    project.write("build/x/untracked.py", PLAIN);
    project.scan(&[]).leaves_out(&["build/app.py settings 1 true", "build/x/ settings 2 true"]);
}

#[test]
fn flags_take_what_is_left_out() {
    let files = [("build/a.py", CALL), (".b.py", CALL), ("c.py", CALL), (".gitignore", "c.py\n")];
    let project = Project::repository(&files);
    project.scan(&[]).leaves_out(&[
        ".b.py hidden 1 true",
        "build/ default-exclude 1 true",
        "c.py git-ignored 1 true",
    ]);
    assert_eq!(project.scan(&["--hidden"]).calls(), [".b.py"]);
    assert_eq!(project.scan(&["--no-ignore"]).calls(), ["c.py"]);
    assert_eq!(project.scan(&["--no-default-excludes"]).calls(), ["build/a.py"]);
    let all = project.scan(&["--hidden", "--no-ignore", "--no-default-excludes"]);
    assert_eq!((all.calls().len(), all.left_out()), (3, vec![]));
    // Named files are scanned, whatever leaves them out.
    assert_eq!(project.scan(&["build/a.py", ".b.py", "c.py"]).calls().len(), 3);
    // So are named directories, and then they are not left out.
    let named = project.scan(&[".", "build"]);
    assert_eq!(named.calls(), ["build/a.py"]);
    assert_eq!(named.left_out(), [".b.py hidden 1 true", "c.py git-ignored 1 true"]);
}

#[test]
fn nested_repositories_have_an_index_of_their_own() {
    let project = Project::repository(&[
        ("inner/build/app.py", CALL),
        ("inner/.gitignore", "b.py\n"),
        ("inner/b.py", PLAIN),
    ]);
    project.git_in("inner", &["init", "--quiet"]);
    project.scan(&[]).leaves_out(&["inner/b.py git-ignored 1 false", "inner/build/ default-exclude 1 true"]);
    project.git_in("inner", &["add", "--force", "."]);
    project.scan(&[]).finds("inner/build/app.py");
    project.scan(&["inner"]).finds("inner/build/app.py");
    project.scan(&["inner/build"]).finds("inner/build/app.py");
}

/// A file that the outer repository tracks is tracked, even if somebody begins another one below.
#[test]
fn the_repository_around_counts_too() {
    let project = Project::repository(&[("inner/build/app.py", CALL)]).tracking(&["."]);
    project.git_in("inner", &["init", "--quiet"]);
    project.scan(&[]).finds("inner/build/app.py");
}

#[test]
fn submodules_are_entered_wherever_they_are() {
    let project = Project::repository(&[]);
    fs::create_dir(project.0.path().join("module")).expect("a directory");
    fs::write(project.0.path().join("module/app.py"), CALL).expect("a file");
    project.git_in("../module", &["init", "--quiet"]);
    project.git_in("../module", &["add", "."]);
    project.git_in("../module", &["commit", "--quiet", "-m", "one"]);
    let add = ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "--force"];
    project.git(&[&add[..], &["../module", ".hidden/build"]].concat());
    assert!(project.root().join(".hidden/build/.git").is_file());
    project.scan(&[]).finds(".hidden/build/app.py");
    project.write(".hidden/build/.gitignore", "app.py\nother.py\n");
    project.write(".hidden/build/other.py", PLAIN);
    let scanned = project.scan(&[]);
    assert_eq!(scanned.calls(), [".hidden/build/app.py"]);
    assert_eq!(scanned.left_out(), [".hidden/build/other.py git-ignored 1 false"]);
}

#[test]
fn a_linked_worktree_has_an_index() {
    let project =
        Project::repository(&[("build/app.py", CALL), (".git/info/exclude", "other.py\n")]).tracking(&["."]);
    project.git(&["commit", "--quiet", "-m", "one"]);
    project.git(&["worktree", "add", "--quiet", "../tree"]);
    fs::write(project.0.path().join("tree/other.py"), PLAIN).expect("a file");
    let scanned = project.scan(&["../tree"]);
    assert_eq!(scanned.calls(), ["../tree/build/app.py"]);
    assert_eq!(scanned.left_out(), ["../tree/other.py git-ignored 1 false"]);
}

#[test]
fn every_form_of_index_is_read() {
    let forms: &[&[&str]] = &[
        &["update-index", "--index-version", "2"],
        &["update-index", "--index-version", "4"],
        &["update-index", "--split-index"],
        &["update-index", "--untracked-cache"],
        &["update-index", "--skip-worktree", "build/app.py"],
        &["update-index", "--assume-unchanged", "build/app.py"],
        &["-c", "index.skipHash=true", "update-index", "--force-write-index"],
        &["-c", "index.threads=4", "update-index", "--force-write-index"],
    ];
    for form in forms {
        let project = Project::repository(&[("build/app.py", CALL), ("z.py", PLAIN)]).tracking(&["."]);
        project.git(form);
        project.git(&["add", "z.py"]);
        project.scan(&[]).finds("build/app.py");
    }
    let project = Project::new(&[("build/app.py", CALL)]);
    project.git(&["init", "--quiet", "--object-format", "sha256"]);
    project.tracking(&["."]).scan(&[]).finds("build/app.py");
}

#[test]
fn an_index_with_conflicts_tracks_their_files() {
    let project = Project::repository(&[("build/app.py", PLAIN)]).tracking(&["."]);
    project.git(&["commit", "--quiet", "-m", "one"]);
    project.git(&["checkout", "--quiet", "-b", "other"]);
    project.write("build/app.py", "y = 2\n");
    project.git(&["commit", "--quiet", "-am", "two"]);
    project.git(&["checkout", "--quiet", "main"]);
    project.write("build/app.py", CALL);
    project.git(&["commit", "--quiet", "-am", "three"]);
    let merge = Command::new("git").current_dir(project.root()).args(["merge", "other"]).output();
    assert!(!merge.expect("git").status.success());
    project.write("build/app.py", CALL);
    project.scan(&[]).finds("build/app.py");
}

#[test]
fn an_index_that_cannot_be_read_is_told() {
    for damage in ["DIRC", "nonsense that is no index at all, but long enough to be taken for one"] {
        let project = Project::repository(&[("build/app.py", CALL)]).tracking(&["."]);
        project.write(".git/index", damage);
        let scanned = project.scan(&[]);
        scanned.leaves_out(&["build/ default-exclude 1 true"]);
        assert_eq!(scanned.errors().len(), 1, "{:?}", scanned.errors());
        assert!(
            scanned.errors()[0].starts_with(".git: \"its index cannot be read"),
            "{:?}",
            scanned.errors()
        );
    }
    // Nobody has added anything: that is no error.
    let fresh = Project::repository(&[("build/app.py", CALL)]).scan(&[]);
    assert_eq!(fresh.errors(), [] as [&str; 0]);
    let project = Project::new(&[("build/app.py", CALL), (".git", "gitdir: nowhere\n")]);
    assert_eq!(project.scan(&[]).errors().len(), 1);
}

#[test]
fn a_tracked_file_that_is_gone_is_nothing() {
    let project = Project::repository(&[("build/app.py", CALL), (".a/b.py", CALL)]).tracking(&["."]);
    fs::remove_dir_all(project.root().join("build")).expect("it goes");
    fs::remove_file(project.root().join(".a/b.py")).expect("it goes");
    project.scan(&[]).leaves_out(&[]);
}

/// What the machine or somebody's home ignores changes no report, nor does what lies above the repository.
#[test]
fn ignore_files_elsewhere_do_not_count() {
    let project = Project::repository(&[("app.py", CALL)]);
    fs::write(project.0.path().join("all"), "*.py\n").expect("a file");
    project.git(&["config", "core.excludesFile", "../all"]);
    for name in [".ignore", ".gitignore"] {
        fs::write(project.0.path().join(name), "*.py\n").expect("a file");
    }
    project.scan(&[]).finds("app.py");
    // Without a repository only those at the root and below count.
    let project = Project::new(&[(".ignore", "*.py\n"), ("src/app.py", CALL)]);
    project.scan(&[]).leaves_out(&["src/app.py ignore-file 1 true"]);
    project.scan(&["src"]).finds("src/app.py");
    // `.gitignore` is git's.
    Project::new(&[(".gitignore", "*.py\n"), ("app.py", CALL)]).scan(&[]).finds("app.py");
}

#[test]
fn ignore_files_above_the_root_count_in_its_repository() {
    let files = [
        (".gitignore", "gen/\n"),
        (".ignore", "b.py\n"),
        ("src/gen/a.py", PLAIN),
        ("src/b.py", PLAIN),
        ("src/c.py", CALL),
    ];
    let scanned = Project::repository(&files).scan(&["src"]);
    assert_eq!(scanned.calls(), ["src/c.py"]);
    assert_eq!(scanned.left_out(), ["src/b.py ignore-file 1 false", "src/gen/ git-ignored 1 false"]);
}

#[test]
fn the_nearest_ignore_file_counts_and_keeps_hidden_files() {
    let files = [
        (".gitignore", "*.py\n!.keep.py\n"),
        ("a.py", PLAIN),
        (".keep.py", PLAIN),
        ("src/.gitignore", "!b.py\n"),
        ("src/b.py", CALL),
        ("src/.ignore", "!c.py\nd.py\n"),
        ("src/c.py", PLAIN),
        ("src/d.py", PLAIN),
    ];
    let scanned = Project::repository(&files).scan(&[]);
    assert_eq!(scanned.calls(), ["src/b.py"]);
    assert_eq!(scanned.left_out(), ["a.py git-ignored 1 false", "src/d.py ignore-file 1 false"]);
}

/// An ignore file comes with the tree, and is not followed out of it, to what never ends or what blocks.
#[test]
fn an_ignore_file_that_is_a_link_ignores_nothing() {
    for name in [".ignore", ".gitignore"] {
        for target in ["/dev/zero", "/dev/tty", "../hide", "/nonexistent", "."] {
            let project = Project::repository(&[("app.py", CALL)]);
            fs::write(project.0.path().join("hide"), "*.py\n").expect("a file");
            project.link(target, name);
            let scanned = project.scan(&[]);
            assert_eq!(scanned.calls(), ["app.py"]);
            assert!(scanned.errors()[0].contains("ignores nothing"), "{:?}", scanned.errors());
        }
    }
    let project = Project::repository(&[("app.py", CALL), (".gitignore", "a[z-a].py\napp.py\n")]);
    let scanned = project.scan(&[]);
    scanned.leaves_out(&["app.py git-ignored 1 true"]);
    assert!(scanned.errors()[0].starts_with(".gitignore: \"is not understood as an ignore file: line 1"));
}

#[test]
fn a_link_out_of_the_tree_is_told_and_looked_at() {
    let project = Project::repository(&[("a.py", PLAIN)]);
    let outside = project.0.path().join("outside");
    fs::create_dir(&outside).expect("a directory");
    fs::write(outside.join("app.py"), CALL).expect("a file");
    fs::write(outside.join("plain.py"), PLAIN).expect("a file");
    fs::write(outside.join("script"), format!("#!/usr/bin/env python3\n{CALL}")).expect("a file");
    project.link("../outside/app.py", "app.py");
    project.link("../outside/plain.py", "plain.py");
    project.link("../outside", "package");
    project.link("../outside/script", "script");
    project.link("/nonexistent/gone.py", "gone.py");
    project.link("/nonexistent/gone", "gone");
    project.link("loop.py", "loop.py");
    project.link("/dev/zero", "zero.py");
    project.link("/proc/self/environ", "environ.py");
    let expected = [
        "app.py link 1 true",
        "environ.py link 1 null",
        "gone.py link 1 null",
        "loop.py link 1 null",
        "package/ link null null",
        "plain.py link 1 false",
        "script link 1 true",
        "zero.py link 1 null",
    ];
    project.scan(&[]).leaves_out(&expected);
    // Tracked or not: git tracks the link.
    let scanned = project.tracking(&["."]).scan(&[]);
    scanned.leaves_out(&expected);
    assert_eq!(scanned.files_left_out(), 7);
}

#[test]
fn a_link_inside_the_tree_is_its_file_once() {
    let project = Project::new(&[("src/app.py", CALL), ("data/model.txt", CALL), ("build/tool.py", CALL)]);
    fs::create_dir(project.root().join("bin")).expect("a directory");
    project.link("../src/app.py", "bin/app.py");
    project.link("src", "current");
    let scanned = project.scan(&[]);
    assert_eq!(scanned.calls(), ["src/app.py"]);
    assert_eq!(scanned.left_out(), ["build/ default-exclude 1 true"]);
    // Under a name of code it is code, whatever it is called where it lies.
    project.link("../data/model.txt", "bin/model.py");
    project.link("model.py", "bin/same.py");
    project.link("../build/tool.py", "bin/tool.py");
    project.link("build", "tools");
    let scanned = project.scan(&[]);
    assert_eq!(scanned.calls(), ["bin/model.py", "bin/tool.py", "src/app.py"]);
    assert_eq!(scanned.left_out(), ["tools/ default-exclude null null".replace("default-exclude", "link")]);
    // A root that is scanned as well is inside.
    let scanned = project.scan(&["bin", "src"]);
    assert_eq!(scanned.calls(), ["src/app.py"]);
}

#[test]
fn what_is_no_regular_file_is_told() {
    let project = Project::new(&[("a.py", PLAIN)]);
    let made = Command::new("mkfifo").current_dir(project.root()).args(["app.py", "pipe"]).status();
    assert!(made.expect("mkfifo").success());
    project.scan(&[]).leaves_out(&["app.py unreadable 1 null"]);
}

#[test]
fn a_directory_that_cannot_be_listed_is_told() {
    let project = Project::new(&[("locked/app.py", CALL), ("a.py", PLAIN)]);
    let locked = project.root().join("locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("it is ours");
    let scanned = project.scan(&[]);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).expect("it is ours");
    // Root may list everything.
    if scanned.calls().is_empty() {
        scanned.leaves_out(&["locked/ unreadable null null"]);
        assert_eq!(scanned.errors().len(), 1);
    }
}

#[test]
fn names_need_not_be_unicode() {
    let project = Project::repository(&[(".gitignore", "b*\n")]);
    let name = |bytes: &[u8]| project.root().join(Path::new(OsStr::from_bytes(bytes)));
    fs::create_dir(name(b".d\xff")).expect("a directory");
    fs::write(name(b".d\xff/a\xfe.py"), CALL).expect("a file");
    fs::write(name(b"b\xff.py"), CALL).expect("a file");
    project.scan(&[]).leaves_out(&[".d\u{fffd}/ hidden 1 true", "b\u{fffd}.py git-ignored 1 true"]);
    let scanned = project.tracking(&["."]).scan(&[]);
    assert_eq!(scanned.calls(), [".d\u{fffd}/a\u{fffd}.py", "b\u{fffd}.py"]);
}

#[test]
fn suffixes_in_any_case_are_code() {
    for name in ["APP.PY", "app.Py", "app.PYW", "app.pyw", "app.pyx", "app.pyi"] {
        Project::new(&[(name, CALL)]).scan(&[]).finds(name);
    }
    let call = "use async_openai::Client;\nasync fn f() { Client::new().chat().create(r).await; }\n";
    let manifest = "[package]\nname = \"a\"\n[dependencies]\nasync-openai = \"0.28\"\n";
    Project::new(&[("src/main.RS", call), ("Cargo.toml", manifest)]).scan(&[]).finds("src/main.RS");
    let script = format!("#!/usr/bin/env python3\n{CALL}");
    Project::new(&[("tool", &script)]).scan(&[]).finds("tool");
}

/// Of Cython the grammar reads what is Python. A file that cannot matter is not parsed, so that nothing is said of the rest.
#[test]
fn a_dialect_is_analysed_where_it_matters() {
    let cython = "cdef int twice(int x):\n    return 2 * x\n\n";
    let project =
        Project::new(&[("app.py", CALL), ("fast.pyx", cython), ("fast.pxd", "cdef int twice(int x)\n")]);
    let scanned = project.scan(&[]);
    scanned.finds("app.py");
    assert_eq!(
        scanned.report["findings"].as_array().map(Vec::len),
        Some(1),
        "{}",
        scanned.report["findings"]
    );
    let project = Project::new(&[("fast.pyx", &format!("{CALL}\n{cython}"))]);
    assert_eq!(project.scan(&[]).calls(), ["fast.pyx"]);
}

#[test]
fn what_is_taken_out_of_the_index_is_ignored_again() {
    let project = Project::repository(&[("a/app.py", CALL), (".gitignore", "a/\n"), ("a/b.py", PLAIN)])
        .tracking(&["."]);
    project.scan(&[]).finds("a/app.py");
    project.git(&["rm", "--quiet", "--cached", "a/app.py"]);
    project.scan(&[]).leaves_out(&["a/ git-ignored 1 true"]);
    project.git(&["add", "--force", "--intent-to-add", "a/app.py"]);
    project.scan(&[]).finds("a/app.py");
}

#[test]
fn a_sparse_checkout_has_an_index_too() {
    let files = [("build/app.py", CALL), ("dist/deep/b.py", PLAIN), ("z.py", PLAIN)];
    let project = Project::repository(&files).tracking(&["."]);
    project.git(&["commit", "--quiet", "-m", "one"]);
    project.git(&["sparse-checkout", "set", "--cone", "--sparse-index", "build"]);
    assert!(!project.root().join("dist").exists());
    let scanned = project.scan(&[]);
    assert_eq!(
        (scanned.calls(), scanned.left_out()),
        (vec!["build/app.py"], vec!["dist/ link null null".to_owned()])
    );
    // What is put where the checkout left out is the project's, too.
    project.write("dist/deep/b.py", CALL);
    assert_eq!(project.scan(&[]).calls(), ["build/app.py", "dist/deep/b.py"]);
}

/// An empty file hides no directory.
#[test]
fn a_virtual_environment_is_more_than_a_file() {
    let project = Project::new(&[("src/app.py", CALL), ("src/pyvenv.cfg", "")]);
    project.scan(&[]).finds("src/app.py");
    let environment =
        [("mine/lib/app.py", CALL), ("mine/pyvenv.cfg", "home = /usr\n"), ("mine/bin/python3", "")];
    let project = Project::new(&environment);
    project.scan(&[]).leaves_out(&["mine/ default-exclude 1 true"]);
}

/// An environment with thousands of files is one line, and is not read to its end.
#[test]
fn a_look_into_a_directory_has_a_bound() {
    let project = Project::new(&[("a.py", PLAIN)]);
    for number in 0..60 {
        for file in 0..50 {
            project.write(&format!(".venv/lib/p{number:02}/f{file:02}.py"), PLAIN);
        }
    }
    project.scan(&[]).leaves_out(&[".venv/ default-exclude null null"]);
    project.write(".venv/lib/p00/f01.py", CALL);
    project.scan(&[]).leaves_out(&[".venv/ default-exclude null true"]);
}

/// Whoever scans one of many projects does not wait for the others to be read.
#[test]
fn files_that_are_left_out_are_read_up_to_a_bound() {
    let project = Project::new(&[("one/a.py", PLAIN), ("two/x0000.py", CALL)]);
    for number in 1..4100 {
        project.write(&format!("two/x{number:04}.py"), if number == 4098 { CALL } else { PLAIN });
    }
    let scanned = project.scan(&["--include", "one/"]);
    let left_out = scanned.left_out();
    assert_eq!((left_out.len(), scanned.files_left_out()), (4100, 4100));
    assert_eq!(left_out[0], "two/x0000.py settings 1 true");
    assert_eq!(left_out[4095], "two/x4095.py settings 1 false");
    assert_eq!(left_out[4098], "two/x4098.py settings 1 null");
}

/// A repository's own directory is none of its files, and one without code lost nothing.
#[test]
fn what_holds_no_code_is_not_told() {
    let project = Project::repository(&[
        ("a.py", PLAIN),
        ("build/x.o", ""),
        ("__pycache__/a.pyc", ""),
        (".idea/x.xml", ""),
    ]);
    let scanned = project.scan(&[]);
    scanned.leaves_out(&[]);
    assert_eq!((scanned.code, scanned.files_left_out()), (Some(0), 0));
}

#[test]
fn text_and_sarif_say_what_was_left_out() {
    let project = Project::new(&[("a.py", PLAIN), ("build/app.py", CALL)]);
    let (_, text, _) = project.run(&[]);
    assert!(text.contains("1 file (default-exclude); 1 of these names AI"), "{text}");
    let (_, sarif, _) = project.run(&["--format", "sarif"]);
    assert!(sarif.contains("build/"), "{sarif}");
}
