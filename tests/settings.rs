//! Whose settings count, and what they are read from, with the real binary.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]
#![expect(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const UNATTESTED: &str = "from openai import OpenAI\n\n\ndef ask(text):\n    \
                          return OpenAI().responses.create(model=\"gpt-4o\", input=text)\n";

/// The top of a repository, and a place beside it.
struct Tree(TempDir);

impl Tree {
    fn new(files: &[(&str, &str)]) -> Self {
        let tree = Self(tempfile::tempdir().expect("a directory"));
        fs::create_dir_all(tree.root().join(".git")).expect("a directory");
        fs::create_dir(tree.beside()).expect("a directory");
        files.iter().for_each(|(path, text)| tree.write(path, text));
        tree
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
        fs::write(path, text).expect("written");
    }

    fn link(&self, target: impl AsRef<Path>, path: &str) {
        symlink(target, self.root().join(path)).expect("a link");
    }

    fn pipe(&self, path: &str) {
        let made = Command::new("mkfifo").arg(self.root().join(path)).status().expect("mkfifo runs");
        assert!(made.success());
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("tree")
    }

    fn beside(&self) -> PathBuf {
        self.0.path().join("beside")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mima"));
        command.args(arguments).current_dir(self.root()).output().expect("it starts")
    }

    /// The exit status and what stands on standard error.
    fn status(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.run(arguments);
        (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
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

#[test]
fn settings_are_a_regular_file_of_the_project() {
    let weak = "ignore = [\"MIMA001\"]\n";
    type Set = fn(&Tree);
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
