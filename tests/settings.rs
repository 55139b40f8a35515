//! Whose settings count, and what they are read from, with the real binary.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]
#![expect(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]

use std::fs;
use std::io::Write as _;
use std::ops::Deref;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

#[path = "support/tree.rs"]
mod tree;

use tree::{Tree as AnyTree, UNATTESTED};

/// The top of a repository, and a place beside it.
struct Tree(AnyTree);

impl Deref for Tree {
    type Target = AnyTree;

    fn deref(&self) -> &AnyTree {
        &self.0
    }
}

impl Tree {
    fn new(files: &[(&str, &str)]) -> Self {
        Self(AnyTree::of_repository(files))
    }

    fn link(&self, target: impl AsRef<Path>, path: &str) {
        symlink(target, self.root().join(path)).expect("a link");
    }

    fn pipe(&self, path: &str) {
        let made = Command::new("mkfifo").arg(self.root().join(path)).status().expect("mkfifo runs");
        assert!(made.success());
    }

    /// The report as an object.
    fn json(&self, arguments: &[&str]) -> serde_json::Value {
        let output = self.run(&[&["scan", "--format", "json"], arguments].concat());
        serde_json::from_slice(&output.stdout).expect("a report")
    }

    fn strict(&self) -> (i32, String) {
        self.status(&["scan", "--strict"])
    }
}

#[test]
fn two_settings_files_in_a_directory_are_an_error() {
    for table in
        ["[tool.mima]\nstrict = true\n", "tool.mima.strict = true\n", "[tool.'mima']\n", "[tool.mima\n"]
    {
        for own in ["", "strict = false\n", "# nothing\n"] {
            let tree = Tree::new(&[("app.py", UNATTESTED), ("pyproject.toml", table), ("mima.toml", own)]);
            let (exit, said) = tree.status(&["scan"]);
            assert_eq!(exit, 2, "{table}: {said}");
            assert!(said.contains("mima.toml: stands beside `[tool.mima]` in `pyproject.toml`"), "{said}");
        }
    }
    let tree = Tree::new(&[("app.py", UNATTESTED), ("pyproject.toml", "[project]\nname = \"mima\"\n")]);
    tree.write("mima.toml", "strict = true\n");
    assert_eq!(tree.status(&["scan"]).0, 1);
}

/// What sets a stage.
type Set = fn(&Tree);

#[test]
fn settings_are_a_regular_file_of_the_project() {
    let weak = "ignore = [\"MIMA001\"]\n";
    let ways: &[(&str, Set, &str)] = &[
        (
            "a link out",
            |tree| tree.link("../beside/weak.toml", "mima.toml"),
            "a link leads out of the project",
        ),
        ("a device", |tree| tree.link("/dev/zero", "mima.toml"), "a link leads out of the project"),
        ("a file of the system", |tree| tree.link("/proc/self/environ", "mima.toml"), "a link leads out"),
        ("a link to nothing", |tree| tree.link("nothing.toml", "mima.toml"), "cannot be read"),
        ("a circle", |tree| tree.link("mima.toml", "mima.toml"), "cannot be read"),
        ("a pipe", |tree| tree.pipe("mima.toml"), "it is no regular file"),
        (
            "a directory",
            |tree| fs::create_dir(tree.root().join("mima.toml")).expect("made"),
            "no regular file",
        ),
        (
            "another encoding",
            |tree| fs::write(tree.root().join("mima.toml"), b"\xff\xfe#\0").expect("written"),
            "utf-8",
        ),
        (
            "too large",
            |tree| tree.write("mima.toml", &"#".repeat((1 << 20) + 1)),
            "larger than 1048576 bytes",
        ),
    ];
    for (name, set, says) in ways {
        let tree = Tree::new(&[("app.py", UNATTESTED)]);
        fs::write(tree.beside().join("weak.toml"), weak).expect("written");
        set(&tree);
        let (exit, said) = tree.strict();
        assert_eq!(exit, 2, "{name}: {said}");
        assert!(said.contains("mima.toml") && said.contains(says), "{name}: {said}");
    }
    // One that stays in the project is a team's own affair, and so is a second name of the same file.
    let tree = Tree::new(&[("app.py", UNATTESTED), ("config/mima.toml", weak)]);
    tree.link("config/mima.toml", "mima.toml");
    assert_eq!(tree.strict().0, 0);
    fs::remove_file(tree.root().join("mima.toml")).expect("removed");
    fs::hard_link(tree.root().join("config/mima.toml"), tree.root().join("mima.toml")).expect("linked");
    assert_eq!(tree.strict().0, 0);
    tree.write("mima.toml", "\u{feff}ignore = [\"MIMA001\"]\n");
    assert_eq!(tree.strict().0, 0);
}

/// What cannot be decoded may hold settings all the same.
#[test]
fn settings_in_a_broken_pyproject_do_not_vanish() {
    let tree = Tree::new(&[("app.py", "x = 1\n")]);
    let text = b"[tool.mima]\nstrict = true\n# \xff\n";
    fs::write(tree.root().join("pyproject.toml"), text).expect("written");
    let (exit, said) = tree.status(&["scan"]);
    assert_eq!(exit, 2, "{said}");
    fs::write(tree.root().join("pyproject.toml"), b"[project]\nname = 'x' # \xff\n").expect("written");
    assert_eq!(tree.status(&["scan"]).0, 0);
}

#[test]
fn rule_files_lie_in_the_project() {
    let rules = "[library]\nid = \"acme\"\ntitle = \"Acme\"\npackage = \"acme\"\nroots = [\"acme\"]\n";
    for (named, says) in [
        ("/dev/zero", "leads out of the project"),
        ("/proc/self/environ", "leads out of the project"),
        ("/etc/passwd", "leads out of the project"),
        ("/nonexistent", "leads out of the project"),
        ("../beside/acme.toml", "leads out of the project"),
        ("../../../../../../**/*.toml", "leads out of the project"),
        ("gov/../../beside/*.toml", "leads out of the project"),
        ("out/acme.toml", "a link leads out of the project"),
        ("linked.toml", "a link leads out of the project"),
        ("gov", "it is no regular file"),
        ("pipe.toml", "it is no regular file"),
        ("large.toml", "larger than 1048576 bytes"),
        ("missing.toml", "cannot be read"),
        ("out/*.toml", "a link leads out of the project"),
    ] {
        let tree = Tree::new(&[("app.py", UNATTESTED), ("gov/acme.toml", rules)]);
        tree.write("large.toml", &"#".repeat((1 << 20) + 1));
        tree.write("mima.toml", &format!("rule-files = [\"{named}\"]\n"));
        fs::write(tree.beside().join("acme.toml"), rules).expect("written");
        tree.link("../beside", "out");
        tree.link("../beside/acme.toml", "linked.toml");
        tree.pipe("pipe.toml");
        let (exit, said) = tree.strict();
        assert_eq!(exit, 2, "{named}: {said}");
        assert!(said.contains("mima.toml:1:15: `rule-files`") && said.contains(says), "{named}: {said}");
    }
    // Above the settings and in the project is in it.
    let tree =
        Tree::new(&[("rules/acme.toml", rules), ("app/mima.toml", "rule-files = [\"../rules/*.toml\"]\n")]);
    tree.write("app/app.py", "x = 1\n");
    assert_eq!(tree.status(&["scan", "app"]), (0, String::new()));
}

/// What the user names may lie anywhere, and be a pipe.
#[test]
fn files_that_the_user_names_may_lie_elsewhere() {
    let tree = Tree::new(&[("app.py", UNATTESTED)]);
    fs::write(tree.beside().join("weak.toml"), "ignore = [\"MIMA001\"]\n").expect("written");
    let named = tree.beside().join("weak.toml");
    assert_eq!(tree.status(&["scan", "--strict", "--config", "../beside/weak.toml"]).0, 0);
    assert_eq!(tree.status(&["scan", "--strict", "--config", named.to_str().expect("text")]).0, 0);
    // A link of the tree is what the tree says, whoever names it.
    tree.link("../beside/weak.toml", "ci.toml");
    let (exit, said) = tree.status(&["scan", "--strict", "--config", "ci.toml"]);
    assert!(exit == 2 && said.contains("ci.toml: cannot be read: a link leads out"), "{said}");
    let (exit, said) = tree.status(&["scan", "--strict", "--config", "/dev/zero"]);
    assert!(exit == 2 && said.contains("larger than"), "{said}");

    let piped = |flag: &str, text: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mima"));
        command.args(["scan", "--strict", flag, "/dev/stdin"]).current_dir(tree.root());
        let streams = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = streams.spawn().expect("it starts");
        child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("written");
        child.wait_with_output().expect("it ends")
    };
    assert_eq!(piped("--config", "ignore = [\"MIMA001\"]\n").status.code(), Some(0));
    let empty = "{\"schema_version\": 1, \"findings\": []}";
    assert_eq!(piped("--baseline", empty).status.code(), Some(1));

    tree.link("/dev/zero", "known.json");
    let (exit, said) = tree.status(&["scan", "--baseline", "known.json"]);
    assert!(exit == 2 && said.contains("a link leads out of the project"), "{said}");
    tree.pipe("pipe.json");
    let (exit, said) = tree.status(&["scan", "--baseline", "pipe.json"]);
    assert!(exit == 2 && said.contains("it is no regular file"), "{said}");
}

#[test]
fn ignore_files_that_are_no_regular_files_ignore_nothing() {
    type Set = fn(&Tree, &str);
    let ways: &[(&str, Set)] = &[
        ("a device", |tree, name| tree.link("/dev/zero", name)),
        ("a file of the system", |tree, name| tree.link("/proc/kmsg", name)),
        ("a link out", |tree, name| tree.link("../beside/hide", name)),
        ("a link inside", |tree, name| tree.link("hide", name)),
        ("a link to nothing", |tree, name| tree.link("nothing", name)),
        ("a pipe", |tree, name| tree.pipe(name)),
        ("too large", |tree, name| tree.write(name, &format!("{}\napp.py\n", "#".repeat(1 << 20)))),
    ];
    for name in [".ignore", ".gitignore", ".git/info/exclude"] {
        for (way, set) in ways {
            let tree = Tree::new(&[("app.py", UNATTESTED), ("hide", "app.py\n"), (".git/info/x", "")]);
            fs::write(tree.beside().join("hide"), "app.py\n").expect("written");
            set(&tree, name);
            let (exit, said) = tree.strict();
            assert_eq!(exit, 1, "{name}, {way}: {said}");
            assert!(said.contains("it ignores nothing"), "{name}, {way}: {said}");
        }
    }
    let tree = Tree::new(&[("app.py", UNATTESTED)]);
    fs::write(tree.root().join("../.ignore"), "*.py\n").expect("written");
    assert_eq!(tree.strict().0, 1);
}

#[test]
fn policies_are_regular_files_of_the_project() {
    type Set = fn(&Tree);
    let ways: &[(&str, Set)] = &[
        ("a link out", |tree| tree.link("../../beside/p.yaml", "mima_policy/p.yaml")),
        ("a device", |tree| tree.link("/dev/zero", "mima_policy/p.yaml")),
        ("too large", |tree| tree.write("mima_policy/p.yaml", &"#".repeat((1 << 20) + 1))),
    ];
    for (way, set) in ways {
        let tree = Tree::new(&[("app.py", UNATTESTED), ("mima_policy/q.md", "")]);
        fs::write(tree.beside().join("p.yaml"), "name: x\n").expect("written");
        set(&tree);
        let output = tree.run(&["test"]);
        assert_eq!(output.status.code(), Some(2), "{way}: {output:?}");
    }
}

#[test]
fn an_exception_ends_on_a_day_that_there_is() {
    for (day, is_right) in [
        ("2999-02-28", true),
        ("2996-02-29", true),
        ("2999-02-29", false),
        ("2900-02-29", false),
        ("2999-02-30", false),
        ("2999-04-31", false),
        ("2999-13-01", false),
        ("2999-00-10", false),
        ("2999-10-00", false),
        ("0000-01-01", false),
        ("10000-01-01", false),
        ("2999-1-1", false),
        ("2999-+1-01", false),
        (" 2999-01-01", false),
        ("2999-12-31T23:59:60", false),
        ("٢٩٩٩-01-01", false),
        ("2999-12-31-", false),
    ] {
        let tree = Tree::new(&[("app.py", UNATTESTED)]);
        let entry =
            format!("[[attestation.sanctioned]]\npath = \"app.py\"\nreason = \"r\"\nexpires = \"{day}\"\n");
        tree.write("mima.toml", &entry);
        let (exit, said) = tree.strict();
        assert_eq!(exit, if is_right { 0 } else { 2 }, "{day}: {said}");
        assert!(is_right || said.contains("must be a date"), "{day}: {said}");
    }
}

/// Files and exit status do not depend on what is named first, nor on whether directories or their files are named.
#[test]
fn each_file_has_the_settings_of_its_own_project() {
    let tree = Tree::new(&[("app.py", UNATTESTED), ("mima.toml", "strict = true\n"), ("a/x.py", UNATTESTED)]);
    tree.write("a/mima.toml", "ignore = [\"MIMA001\"]\n");
    for arguments in [
        &["a", "app.py"][..],
        &["app.py", "a"],
        &["a/x.py", "app.py"],
        &["app.py", "a/x.py"],
        &["."],
        &[],
        &[".", "a/x.py"],
    ] {
        let output = tree.run(&[&["scan", "--format", "concise"], arguments].concat());
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.contains("app.py:5:12: MIMA001") && !said.contains("a/x.py"), "{arguments:?}: {said}");
    }
    for arguments in [&["a"][..], &["a/x.py"]] {
        assert_eq!(tree.status(&[&["scan"], arguments].concat()).0, 0, "{arguments:?}");
    }
    let stdin = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mima"));
        command.args(["scan", "--stdin-filename", "a/new.py"]).current_dir(tree.root());
        let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = streams.spawn().expect("it starts");
        child.stdin.take().expect("a pipe").write_all(UNATTESTED.as_bytes()).expect("written");
        child.wait_with_output().expect("it ends")
    };
    assert_eq!(stdin().status.code(), Some(0));
    // What the command line says holds for all of them.
    assert_eq!(tree.status(&["scan", "--config", "a/mima.toml"]).0, 0);
    assert_eq!(tree.status(&["scan", "a", "--isolated", "--strict"]).0, 1);
}

/// A directory does not leave the gate that it stands in by settings of its own.
#[test]
fn gates_hold_in_all_of_their_directory() {
    let tree = Tree::new(&[("mima.toml", "strict = true\nmax-unattested = 1\n"), ("a/x.py", UNATTESTED)]);
    for own in ["", "strict = false\n", "max-unattested = 100\n", "min-coverage = 0\n"] {
        tree.write("a/mima.toml", own);
        let (exit, said) = tree.status(&["scan", "a"]);
        assert_eq!(exit, 1, "{own}: {said}");
        assert!(
            said.contains("mima.toml:1: strict: 1 finding of level error remains: a/x.py:5"),
            "{own}: {said}"
        );
    }
    // One further down speaks of its own files alone.
    let tree = Tree::new(&[("x.py", UNATTESTED), ("a/x.py", UNATTESTED), ("b/x.py", UNATTESTED)]);
    tree.write("a/mima.toml", "max-unattested = 0\n");
    tree.write("b/mima.toml", "max-unattested = 1\nmin-coverage = 50\n");
    let (exit, said) = tree.status(&["scan"]);
    assert_eq!(exit, 1, "{said}");
    let expected = "error: b/mima.toml:2: min-coverage = 50 in `b`, 0 of 1 AI calls are attested (0.0 %)\n\
                    error: a/mima.toml:1: max-unattested = 0 in `a`, found 1\n";
    assert_eq!(said, expected);
    assert_eq!(tree.status(&["scan", "x.py"]).0, 0);
    // A flag takes the place of all of its kind.
    assert_eq!(tree.status(&["scan", "--max-unattested", "3", "--min-coverage", "0"]).0, 0);
}

/// Settings below what is scanned that cannot be used cost no report, and no run with them is green.
#[test]
fn broken_settings_further_down_cost_no_report() {
    type Break = (&'static str, Set, &'static str);
    let ways: &[Break] = &[
        ("no TOML", |tree| tree.write("data/mima.toml", "strict = \n"), "data/mima.toml:1:"),
        (
            "no key",
            |tree| tree.write("data/mima.toml", "strict = false\nstrct = true\n"),
            "data/mima.toml:2:1: ",
        ),
        (
            "a broken table",
            |tree| tree.write("data/pyproject.toml", "[tool.mima]\nexclude = 1\n"),
            "data/pyproject.toml:2:",
        ),
        (
            "two files",
            |tree| {
                tree.write("data/pyproject.toml", "[tool.mima]\nignore = [\"MIMA001\"]\n");
                tree.write("data/mima.toml", "");
            },
            "data/mima.toml: stands beside `[tool.mima]`",
        ),
        (
            "a link out",
            |tree| {
                fs::write(tree.beside().join("weak.toml"), "ignore = [\"MIMA001\"]\n").expect("written");
                tree.link("../../beside/weak.toml", "data/mima.toml");
            },
            "data/mima.toml: cannot be read",
        ),
        ("a pipe", |tree| tree.pipe("data/mima.toml"), "data/mima.toml: cannot be read"),
    ];
    for (way, set, expected) in ways {
        let tree = Tree::new(&[("app.py", UNATTESTED), ("data/app.py", UNATTESTED)]);
        tree.write("mima.toml", "max-unattested = 2\n");
        set(&tree);
        for flags in [&[][..], &["--quiet"], &["--strict"]] {
            let (exit, said) = tree.status(&[&["scan"], flags].concat());
            assert_eq!(exit, 2, "{way} {flags:?}: {said}");
            assert!(said.contains(expected), "{way}: {said}");
        }
        let report = tree.json(&["--strict"]);
        let file = expected.split(':').next().expect("a file");
        let errors = report["errors"].as_array().expect("errors");
        let is_told = |error: &serde_json::Value| {
            let message = error["message"].as_str().unwrap_or_default();
            error["file"] == file && message.ends_with("; the settings further out hold in its place")
        };
        assert!(errors.iter().any(is_told), "{way}: {report:#}");
        let found: Vec<&str> = report["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .filter(|finding| finding["rule"] == "MIMA001")
            .filter_map(|finding| finding["file"].as_str())
            .collect();
        assert_eq!(found, ["app.py", "data/app.py"], "{way}: the settings further out hold");
        assert_eq!(report["run"]["gates"][0]["verdict"], "failed", "{way}: {report:#}");
        let output = tree.run(&["scan", "--format", "sarif"]);
        let log: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a log");
        let invocation = &log["runs"][0]["invocations"][0];
        assert_eq!(invocation["executionSuccessful"], false, "{way}: {invocation:#}");
        assert_eq!(invocation["exitCode"], 2);
        assert!(invocation["toolExecutionNotifications"].to_string().contains("hold in its place"), "{way}");
        // Nothing is accepted for good by a run that fails.
        assert_eq!(tree.status(&["scan", "--write-baseline", "known.json"]).0, 2);
        assert!(!tree.root().join("known.json").exists(), "{way}");
        // What is left out is nobody's settings.
        tree.write("mima.toml", "exclude = [\"data/\"]\n");
        assert_eq!(tree.status(&["scan"]).0, 0, "{way}");
    }
    // A directory is no settings.
    let tree = Tree::new(&[("app.py", UNATTESTED), ("data/mima.toml/x", "")]);
    assert_eq!(tree.status(&["scan"]).0, 0);
    // At what is scanned, or above it, no settings are further out.
    let tree = Tree::new(&[("data/app.py", UNATTESTED), ("mima.toml", "strct = true\n")]);
    for arguments in [&["scan"][..], &["scan", "data"]] {
        let output = tree.run(arguments);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    }
}

#[test]
fn what_settings_further_down_take_out_is_in_the_report() {
    let tree = Tree::new(&[("app.py", "x = 1\n"), ("a/x.py", UNATTESTED), ("a/gen/y.py", UNATTESTED)]);
    tree.write("a/mima.toml", "exclude = [\"gen/\"]\nignore = [\"MIMA001\"]\n");
    let output = tree.run(&["scan"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    for part in [
        "1 unattested AI call is not reported: 1 by ignore in the settings",
        "Not analysed: 1 file (settings)",
    ] {
        assert!(said.contains(part), "{said}");
    }
    let report = tree.json(&[]);
    assert_eq!(report["left_out"][0]["path"], "a/gen/y.py");
    assert_eq!(report["left_out"][0]["reason"], "settings");
    assert_eq!(report["run"]["settings"][0]["file"], "a/mima.toml");
    let says = &report["run"]["settings"][0]["says"];
    assert_eq!(*says, serde_json::json!({"exclude": ["gen/"], "ignore": ["MIMA001"]}));
    // A directory that is excluded has no settings.
    tree.write("mima.toml", "exclude = [\"a/\"]\n");
    tree.write("a/mima.toml", "this is no TOML\n");
    assert_eq!(tree.status(&["scan"]).0, 0);
    tree.write("mima.toml", "");
    let (exit, said) = tree.status(&["scan"]);
    assert!(exit == 2 && said.contains("a/mima.toml:1:"), "{said}");
}

/// What attests in one directory attests nothing in another one, and calls go on from one into the other.
#[test]
fn what_attests_is_said_by_each_directory_for_itself() {
    let traced = "import audit\nfrom shared.llm import client\n\n\n@audit.recorded\ndef ask(text):\n    \
                  return client.responses.create(input=text)\n";
    let tree = Tree::new(&[("a/x.py", traced), ("b/x.py", traced)]);
    tree.write("shared/__init__.py", "");
    tree.write("shared/llm.py", "from openai import OpenAI\n\nclient = OpenAI()\n");
    tree.write("a/mima.toml", "[attestation]\ndecorators = [\"audit.recorded\"]\n");
    for threads in ["1", "4"] {
        let report = tree.json(&["-j", threads]);
        let calls = report["calls"].as_array().expect("calls");
        let attested: Vec<_> = calls.iter().map(|call| (&call["file"], &call["attested"])).collect();
        assert_eq!(
            format!("{attested:?}"),
            "[(String(\"a/x.py\"), Bool(true)), (String(\"b/x.py\"), Bool(false))]"
        );
        let summary = &report["summary"];
        assert_eq!((&summary["files_found"], &summary["calls"]), (&4.into(), &2.into()));
        assert_eq!(report["findings"].as_array().map(Vec::len), Some(1));
    }
}

#[test]
fn so_many_directories_may_differ_in_what_attests() {
    let tree = Tree::new(&[]);
    for number in 0..20 {
        tree.write(&format!("d{number}/x.py"), UNATTESTED);
        tree.write(&format!("d{number}/mima.toml"), &format!("[limits]\nsteps = {}\n", 9000 + number));
    }
    let (exit, said) = tree.status(&["scan"]);
    assert!(exit == 2 && said.contains("settings of 20 directories differ"), "{said}");
}

/// SHA-256 of a text, by another program.
fn sha256(path: &Path) -> String {
    let output = Command::new("sha256sum").arg(path).output().expect("sha256sum runs");
    String::from_utf8_lossy(&output.stdout).split(' ').next().unwrap_or_default().to_owned()
}

#[test]
fn a_report_says_how_it_was_made() {
    let files = [
        ("app.py", UNATTESTED),
        (
            "pyproject.toml",
            "[tool.mima]\nrule-files = [\"gov/*.toml\"]\nmin-coverage = 50\n[tool.x]\ny = 1\n",
        ),
        (
            "gov/acme.toml",
            "[library]\nid = \"acme\"\ntitle = \"Acme\"\npackage = \"acme\"\nroots = [\"acme\"]\n",
        ),
        ("known.json", "{\"schema_version\": 1, \"findings\": []}"),
    ];
    let arguments = ["--strict", "--baseline", "known.json", "--max-unattested", "3", "-j", "2"];
    let (tree, other) = (Tree::new(&files), Tree::new(&files));
    let report = tree.json(&arguments);
    let run = &report["run"];
    assert_eq!(run["version"], env!("CARGO_PKG_VERSION"));
    let expected = ["scan", "--strict", "--max-unattested", "3", "--baseline", "known.json"];
    assert_eq!(run["arguments"], serde_json::json!(expected));
    let settings = &run["settings"][0];
    assert_eq!(settings["file"], "pyproject.toml");
    assert_eq!(settings["sha256"], sha256(&tree.root().join("pyproject.toml")));
    assert_eq!(settings["says"], serde_json::json!({"rule-files": ["gov/*.toml"], "min-coverage": 50}));
    assert_eq!(settings["rule_files"][0]["file"], "gov/acme.toml");
    assert_eq!(settings["rule_files"][0]["sha256"], sha256(&tree.root().join("gov/acme.toml")));
    assert_eq!(run["baseline"]["sha256"], sha256(&tree.root().join("known.json")));
    let gates = serde_json::json!([
        {"name": "strict", "limit": 0, "value": 1, "verdict": "failed", "set_by": "--strict", "scope": null},
        {"name": "min-coverage", "limit": 50, "value": 0, "verdict": "failed", "set_by": "pyproject.toml:3", "scope": null},
        {"name": "max-unattested", "limit": 3, "value": 1, "verdict": "passed", "set_by": "--max-unattested", "scope": null},
    ]);
    assert_eq!(run["gates"], gates);
    // The same tree gives the same bytes, wherever it is and by whatever threads.
    for format in ["json", "jsonl", "sarif", "markdown", "junit", "text"] {
        let of = |tree: &Tree, threads| {
            let arguments =
                ["scan", "--strict", "-v", "--baseline", "known.json", "--format", format, "-j", threads];
            String::from_utf8(tree.run(&arguments).stdout).expect("text")
        };
        let said = of(&tree, "1");
        assert_eq!(said, of(&other, "3"), "{format}");
        assert!(said.contains(&sha256(&tree.root().join("pyproject.toml"))), "{format}: {said}");
        assert!(said.contains("strict") && !said.contains(tree.root().to_str().expect("text")), "{format}");
    }
    let sarif = tree.run(&["scan", "--strict", "--format", "sarif"]).stdout;
    let sarif: serde_json::Value = serde_json::from_slice(&sarif).expect("JSON");
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], true);
    assert_eq!(invocation["exitCode"], 1);
    assert_eq!(invocation["arguments"], serde_json::json!(["scan", "--strict"]));
    assert_eq!(invocation["properties"]["run"]["gates"][0]["verdict"], "failed");
}

/// Paths of this machine are in no report.
#[test]
fn a_file_elsewhere_is_called_by_its_name() {
    let tree = Tree::new(&[("app.py", UNATTESTED)]);
    fs::write(tree.beside().join("ours.toml"), "strict = true\n").expect("written");
    let config = tree.beside().join("ours.toml");
    let report = tree.json(&["--config", config.to_str().expect("text")]);
    assert_eq!(report["run"]["arguments"], serde_json::json!(["scan", "--config", "…/ours.toml"]));
    assert_eq!(report["run"]["settings"][0]["file"], "…/ours.toml");
    assert_eq!(report["run"]["gates"][0]["set_by"], "…/ours.toml:1");
}
