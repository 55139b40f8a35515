//! What stands in the place of something else, through the real binary: modules that are called like a library, files that are
//! code though their names do not say so, and directories that look like an environment.

#![expect(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]

#[path = "support/scratch.rs"]
mod scratch;

use scratch::Project;
use serde_json::Value;

const ASK: &str = "from openai import OpenAI\n\nOpenAI().responses.create(model=\"m\")\n";

/// A library's class that does nothing.
const STAND_IN: &str = "class OpenAI:\n    class responses:\n        @staticmethod\n        def create(**settings):\n            pass\n";

const ATTESTED: &str = "from mima_governance import MimaGovernance\nfrom openai import OpenAI\n\nmima = MimaGovernance()\n\n\
    @mima.attest(tool_name=\"ask\")\ndef ask():\n    return OpenAI().responses.create(model=\"m\")\n";

const SDK: &str =
    "class MimaGovernance:\n    def attest(self, **settings):\n        return lambda function: function\n";

const CRATE: &str =
    "[package]\nname = \"app\"\nversion = \"0.1.0\"\n[dependencies]\nasync-openai = \"0.20\"\n";

const ASK_IN_RUST: &str = "use async_openai::Client;\n\npub async fn ask() {\n    let client = Client::new();\n    \
    client.chat().create(todo!()).await;\n}\n";

/// The calls that are not attested (`file:line`), the modules that may be imported in the place of a library, and the errors.
fn found(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>, Vec<String>) {
    let (_, stdout, stderr) = Project::of(files).scan(&["--isolated", "--format", "json"]);
    let report: Value = serde_json::from_str(&stdout).expect(&stderr);
    let rows = |key: &str| report[key].as_array().cloned().unwrap_or_default();
    let place = |row: &Value| format!("{}:{}", row["file"].as_str().unwrap_or_default(), row["line"]);
    let calls = rows("calls").iter().filter(|call| call["attested"] == false).map(place).collect();
    let findings = rows("findings");
    let shadows = findings.iter().filter(|finding| finding["rule"] == "MIMA036").map(place).collect();
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let error = |row: &Value| format!("{}: {}", text(row, "file"), text(row, "message"));
    let errors = rows("errors").iter().filter(|row| row["file"] != ".").map(error).collect();
    (calls, shadows, errors)
}

/// Files, the calls, and the modules in their libraries' places.
type Row<'r> = (&'r [(&'r str, &'r str)], &'r [&'r str], &'r [&'r str]);

fn check(rows: &[Row<'_>]) {
    for (files, calls, shadows) in rows {
        let (found, shadowed, _) = found(files);
        let names: Vec<&str> = files.iter().map(|(path, _)| *path).collect();
        assert_eq!((&*found, &*shadowed), (&*texts(calls), &*texts(shadows)), "{names:?}");
    }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

#[test]
fn a_module_called_like_a_library_hides_no_call() {
    let app = ("svc/app.py", ASK);
    let call: &[&str] = &["svc/app.py:3"];
    check(&[
        (&[app, ("openai/__init__.py", "")], call, &["openai/__init__.py:1"]),
        (&[app, ("openai/__init__.py", STAND_IN)], call, &["openai/__init__.py:1"]),
        (&[app, ("src/openai/__init__.py", STAND_IN)], call, &["src/openai/__init__.py:1"]),
        (&[app, ("lib/openai/__init__.py", STAND_IN)], call, &["lib/openai/__init__.py:1"]),
        (&[app, ("python/openai.py", STAND_IN)], call, &["python/openai.py:1"]),
        (
            &[app, ("openai/__init__.py", "from .x import *\n"), ("openai/x.py", STAND_IN)],
            call,
            &["openai/__init__.py:1"],
        ),
        (&[app, ("openai.py", "import sys\nOpenAI = sys.modules[__name__]\n")], call, &["openai.py:1"]),
        // Beside the package that the program belongs to: whoever starts the file by itself gets the library.
        (
            &[("src/app/__init__.py", ""), ("src/app/ask.py", ASK), ("src/openai.py", STAND_IN)],
            &["src/app/ask.py:3"],
            &["src/openai.py:1"],
        ),
        // Beside the program, and without what it imports.
        (&[("app.py", ASK), ("openai.py", "")], &["app.py:3"], &["openai.py:1"]),
        // Several programs, one module.
        (
            &[app, ("job/run.py", ASK), ("openai.py", STAND_IN)],
            &["job/run.py:3", "svc/app.py:3"],
            &["openai.py:1"],
        ),
    ]);
}

#[test]
fn a_module_that_is_imported_for_certain_is_what_it_is() {
    check(&[
        (&[("app.py", ASK), ("openai.py", STAND_IN)], &[], &[]),
        (&[("app.py", ASK), ("openai/__init__.py", STAND_IN)], &[], &[]),
    ]);
}

#[test]
fn what_is_never_imported_in_the_place_of_a_library_is_not_told() {
    let app = ("app.py", ASK);
    let call: &[&str] = &["app.py:3"];
    check(&[
        // A stub, in whatever place.
        (&[app, ("openai.pyi", STAND_IN)], call, &[]),
        (&[app, ("typings/openai/__init__.pyi", STAND_IN)], call, &[]),
        // A part of a package, and what is vendored.
        (&[app, ("tests/__init__.py", ""), ("tests/openai/__init__.py", STAND_IN)], call, &[]),
        (&[app, ("_vendor/openai/__init__.py", STAND_IN)], call, &[]),
        // Test code on a search path of its own.
        (&[app, ("tests/openai.py", STAND_IN)], call, &[]),
        // A directory without a file of its own.
        (&[app, ("openai/types.py", "x = 1\n"), ("openai/OpenAI.py", "")], call, &[]),
        // No module, whatever is in it.
        (&[app, ("openai.wsgi", STAND_IN)], call, &[]),
        // Another program.
        (
            &[
                ("a/pyproject.toml", "[project]\nname = \"a\"\n"),
                ("a/app.py", ASK),
                ("b/pyproject.toml", "[project]\nname = \"b\"\n"),
                ("b/openai.py", STAND_IN),
            ],
            &["a/app.py:3"],
            &[],
        ),
        // The library's own repository, and a part of its distribution.
        (
            &[
                ("pyproject.toml", "[project]\nname = \"openai\"\n"),
                ("src/openai/__init__.py", STAND_IN),
                ("examples/app.py", ASK),
            ],
            &["examples/app.py:3"],
            &[],
        ),
    ]);
}

#[test]
fn an_sdk_in_the_tree_attests_nothing_by_its_name() {
    let (app, call): (_, &[&str]) = (("app.py", ATTESTED), &["app.py:8"]);
    check(&[
        (&[app], &[], &[]),
        (&[app, ("mima_governance/__init__.py", SDK)], call, &["mima_governance/__init__.py:1"]),
        (&[app, ("mima_governance.py", SDK)], call, &["mima_governance.py:1"]),
        (&[app, ("mima_governance/__init__.py", "")], call, &["mima_governance/__init__.py:1"]),
        (&[app, ("tools/mima_governance.py", SDK)], call, &["tools/mima_governance.py:1"]),
        // Nothing that runs imports a stub.
        (&[app, ("mima_governance.pyi", SDK)], &[], &[]),
        // In the SDK's own tree its body counts, and nothing stands in its place.
        (
            &[
                ("pyproject.toml", "[project]\nname = \"mima-governance\"\n"),
                ("mima_governance/__init__.py", SDK),
                ("examples/app.py", ATTESTED),
            ],
            &["examples/app.py:8"],
            &[],
        ),
    ]);
}

#[test]
fn a_crate_called_like_a_library_hides_no_call() {
    let decoy = "[package]\nname = \"async-openai\"\nversion = \"0.0.0\"\n";
    let stand_in = "pub struct Client;\npub struct Chat;\nimpl Client {\n    pub fn new() -> Self { Client }\n    \
        pub fn chat(&self) -> Chat { Chat }\n}\nimpl Chat {\n    pub async fn create(&self, x: ()) {}\n}\n";
    let call: &[&str] = &["src/lib.rs:5"];
    let app = ("src/lib.rs", ASK_IN_RUST);
    let manifest = ("Cargo.toml", CRATE);
    check(&[
        (&[manifest, app, ("tools/decoy/Cargo.toml", decoy), ("tools/decoy/src/lib.rs", "")], call, &[]),
        (
            &[manifest, app, ("tools/decoy/Cargo.toml", decoy), ("tools/decoy/src/lib.rs", stand_in)],
            call,
            &[],
        ),
        // No `mod` makes it a module.
        (&[manifest, app, ("src/async_openai.rs", stand_in)], call, &[]),
    ]);
}

#[test]
fn every_format_names_what_stands_in_the_place_of_a_library() {
    let project = Project::of(&[("svc/app.py", ASK), ("openai/__init__.py", "")]).committed();
    let said = "this tree contains `openai`: 1 AI call depends on which `openai` is imported";
    for format in
        ["text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown", "csv"]
    {
        let (code, stdout, stderr) = project.scan(&["--strict", "--format", format]);
        assert_eq!(code, 1, "{format}: {stderr}");
        let plain = stdout.replace("&#96;", "`").replace("&#x60;", "`").replace("\\`", "`");
        assert!(plain.contains(said) || plain.contains("MIMA036"), "{format}: {stdout}");
    }
    let (_, stdout, _) = project.scan(&["--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&stdout).expect("SARIF");
    let results = sarif["runs"][0]["results"].as_array().cloned().unwrap_or_default();
    let result = results.iter().find(|result| result["ruleId"] == "MIMA036").expect("a result");
    assert_eq!(result["level"], "error");
    let place = |location: &Value| {
        let physical = &location["physicalLocation"];
        (physical["artifactLocation"]["uri"].clone(), physical["region"]["startLine"].clone())
    };
    assert_eq!(place(&result["locations"][0]), ("openai/__init__.py".into(), 1.into()));
    assert_eq!(place(&result["relatedLocations"][0]), ("svc/app.py".into(), 3.into()));
}

/// A pull request that adds the module is told, whatever it leaves alone.
#[test]
fn a_module_that_a_change_puts_in_the_place_of_a_library_is_new() {
    let project = Project::of(&[("svc/app.py", ASK)]).committed();
    project.write("openai/__init__.py", "");
    let (code, stdout, _) = project.scan(&["--strict", "--diff", "HEAD"]);
    assert_eq!(code, 1, "{stdout}");
    assert!(stdout.starts_with("openai/__init__.py:1") && stdout.contains("MIMA036"), "{stdout}");
}

#[test]
fn what_the_compiler_reads_as_rust_is_read_as_rust() {
    let manifest = ("Cargo.toml", CRATE);
    let read = |root: &str, path: &str| {
        let (calls, _, errors) = found(&[manifest, ("src/lib.rs", root), (path, ASK_IN_RUST)]);
        assert_eq!((calls, errors), (vec![format!("{path}:5")], vec![]), "{root}");
    };
    read("include!(\"code.txt\");\n", "src/code.txt");
    read("std::include! { r\"gen/x.inc\" }\n", "src/gen/x.inc");
    read("mod inner {\n    include![\"../x.inc\"];\n}\n", "x.inc");
    read("include!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/gen/x.inc\"));\n", "gen/x.inc");
    read("#[path = \"x.txt\"]\nmod m;\n", "src/x.txt");
    read("#[cfg_attr(unix, path = \"../gen/code\")]\npub mod m;\n", "gen/code");
    let part = ASK_IN_RUST.replace("use async_openai::Client;\n", "");
    let root = "use async_openai::Client;\ninclude!(\"x.inc\");\n";
    let (calls, ..) = found(&[manifest, ("src/lib.rs", root), ("src/x.inc", &part)]);
    assert_eq!(calls, ["src/x.inc:4"], "names of the file that includes it");
    let root = "include!(\"x.inc\");\npub async fn ask() {\n    make().chat().create(todo!()).await;\n}\n";
    let part = "use async_openai::Client;\nfn make() -> Client {\n    Client::new()\n}\n";
    let (calls, ..) = found(&[manifest, ("src/lib.rs", root), ("src/x.inc", part)]);
    assert_eq!(calls, ["src/lib.rs:3"], "names of the file that is included");
    let root = format!("{CRATE}[lib]\npath = \"src/lib.txt\"\n");
    let (calls, ..) = found(&[("Cargo.toml", &root), ("src/lib.txt", ASK_IN_RUST)]);
    assert_eq!(calls, ["src/lib.txt:5"], "a root that the manifest names");
    // A text is no code.
    let root = "const TEXT: &str = include_str!(\"x.inc\");\n// include!(\"x.inc\");\n";
    assert_eq!(found(&[manifest, ("src/lib.rs", root), ("src/x.inc", ASK_IN_RUST)]).0, [""; 0]);
}

#[test]
fn what_is_included_and_not_in_the_tree_is_said() {
    let said = |root: &str, build: &str| {
        found(&[("Cargo.toml", CRATE), ("src/lib.rs", root), ("build.rs", build)]).2
    };
    for path in ["nowhere.inc", "../../../outside.inc"] {
        let errors = said(&format!("include!(\"{path}\");\n"), "fn main() {}\n");
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].starts_with(&format!("src/lib.rs: names `{path}` as a part of it")), "{errors:?}");
    }
    // What the build writes is nobody's concern as long as nothing in sight has to do with AI.
    let generated = "include!(concat!(env!(\"OUT_DIR\"), \"/api.rs\"));\n";
    assert_eq!(said(generated, "fn main() {}\n"), [""; 0]);
    let writes = "fn main() {\n    write(\"use async_openai::Client;\");\n}\n";
    assert_eq!(said(generated, writes).len(), 1);
    assert_eq!(said(&format!("{ASK_IN_RUST}{generated}"), "fn main() {}\n").len(), 1);
}

#[test]
fn what_a_program_runs_as_python_is_read_as_python() {
    for program in [
        "exec(open(\"x.txt\").read())\n",
        "with open('x.txt') as file:\n    exec(compile(file.read(), 'x.txt', 'exec'))\n",
        "from pathlib import Path\nexec((Path(__file__).parent / \"x.txt\").read_text())\n",
        "NAME = \"x.txt\"\nexec(open(NAME).read())\n",
        "import runpy\nrunpy.run_path(\"x.txt\")\n",
        "from importlib.machinery import SourceFileLoader\nSourceFileLoader(\"m\", \"x.txt\").load_module()\n",
        "import importlib.util\nimportlib.util.spec_from_file_location(\"m\", \"x.txt\")\n",
        "import imp\nimp.load_source(\"m\", \"x.txt\")\n",
        "execfile(\"x.txt\")\n",
        "import subprocess, sys\nsubprocess.run([sys.executable, \"x.txt\"])\n",
    ] {
        for (file, path) in [("app.py", "x.txt"), ("svc/app.py", "svc/x.txt"), ("svc/app.py", "x.txt")] {
            let (calls, ..) = found(&[(file, program), (path, ASK)]);
            assert_eq!(calls, [format!("{path}:3")], "{program}");
        }
    }
    // No program reads it, or what it reads is no code.
    let nothing =
        |program: &str, text: &str| assert_eq!(found(&[("app.py", program), ("x.txt", text)]).0, [""; 0]);
    nothing("print(open(\"x.txt\").read())\n", ASK);
    nothing(
        "exec(open(\"version\").read())\nprint(\"x.txt\")\n",
        &format!("# How to use it\n\nCall it so:\n\n{ASK}"),
    );
}

/// In a revision the same files are code.
#[test]
fn what_is_included_was_code_in_the_revision_too() {
    let files = [("Cargo.toml", CRATE), ("src/lib.rs", "include!(\"a.inc\");\n"), ("src/a.inc", ASK_IN_RUST)];
    let project = Project::of(&files).committed();
    project.remove("src/a.inc");
    project.write("src/b.inc", ASK_IN_RUST);
    project.write("src/lib.rs", "include!(\"b.inc\");\n");
    let (code, stdout, _) = project.scan(&["--strict", "--diff", "HEAD"]);
    assert_eq!((code, &*stdout), (0, ""), "it has only moved");
    project.write("src/b.inc", &format!("{ASK_IN_RUST}{}", ASK_IN_RUST.replace("ask", "again")));
    assert_eq!(project.scan(&["--strict", "--diff", "HEAD"]).0, 1);
}

#[test]
fn files_are_code_by_their_names_and_their_first_lines() {
    for name in [
        "SConstruct",
        "SConscript",
        "wscript",
        "Snakefile",
        "app.wsgi",
        "a.tac",
        "a.pyw",
        "a.py3",
        "a.pyt",
        "a.smk",
        "a.sage",
        "a.ipy",
        "a.xsh",
        "a.pth",
        "a.spec",
        "a.rpy",
        "a.cgi",
        "a.py.in",
        "conanfile.py",
    ] {
        assert_eq!(found(&[(name, ASK)]).0, [format!("{name}:3")], "{name}");
    }
    for name in ["BUILD", "a.bzl", "a.txt", "a.md", "a.pyc"] {
        assert_eq!(found(&[(name, ASK)]).0, [""; 0], "{name}");
    }
    for name in ["build.rs.in", "a.ers"] {
        assert_eq!(found(&[(name, ASK_IN_RUST)]).0, [format!("{name}:5")], "{name}");
    }
    for line in [
        "#!/usr/bin/env -S uv run --script",
        "#!/usr/bin/env -S pipx run",
        "#!/usr/bin/env ipython",
        "#!/usr/bin/python3.13t -u",
        "#!/bin/sh\n''''exec python3 -- \"$0\" \"$@\" # '''",
    ] {
        let lines = line.lines().count() + 3;
        for name in ["tool", "tool-1.2", "tool.sh", "tool.cgi"] {
            let found = found(&[(name, &format!("{line}\n{ASK}"))]).0;
            assert_eq!(found, [format!("{name}:{lines}")], "{line}");
        }
    }
    for line in ["#!/usr/bin/env rust-script", "#!/usr/bin/env -S cargo +nightly -Zscript"] {
        assert_eq!(found(&[("tool", &format!("{line}\n{ASK_IN_RUST}"))]).0, ["tool:6"], "{line}");
    }
    // Weights of a model have the same name as files that Python runs at its start.
    let (calls, _, errors) =
        found(&[("a.pth", "PK\u{3}\u{4}\0import openai\n"), ("b.pth", "./src\n../lib\n"), ("a.py", "")]);
    assert_eq!((calls, errors), (vec![], vec![]));
}

#[test]
fn an_environment_holds_an_interpreter() {
    let left_out = |files: &[(&str, &str)]| {
        let files = [&[("src/app.py", ASK), ("src/pyvenv.cfg", "home = /usr/bin\n")], files].concat();
        found(&files).0.is_empty()
    };
    for files in [&[][..], &[("src/bin/tool", "")], &[("src/lib/a.py", "")], &[("src/Scripts/activate", "")]]
    {
        assert!(!left_out(files), "{files:?}");
    }
    for files in [&[("src/bin/python3", "")][..], &[("src/Scripts/python.exe", "")]] {
        assert!(left_out(files), "{files:?}");
    }
    // What is tracked is the project's, whatever lies beside it.
    let files = [("src/app.py", ASK), ("src/pyvenv.cfg", ""), ("src/bin/python", "")];
    let (code, stdout, _) = Project::of(&files).committed().scan(&["--strict"]);
    assert!(code == 1 && stdout.starts_with("src/app.py:3"), "{stdout}");
}
