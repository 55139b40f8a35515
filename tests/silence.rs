//! A gate is not passed in silence: each way in which an author may hide a call, in the text, in JSON and in SARIF, with the
//! real binary. What a row promises has to stand in all three, with the same exit status.

#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests set the stage that the binary plays on"
)]

#[path = "support/promise.rs"]
mod promise;
#[path = "support/scratch.rs"]
mod scratch;

use std::fs;
use std::process::Command;

use promise::Promise::{Accepted, Blind, Fails, FailsEmpty, LeftOut, NotAnalysed, Off};
use promise::{PLAIN, Row, check, link, row, scan, staged, tracked, untracked, with_args, write_bytes};
use scratch::Project;

const CALL: &str = "from openai import OpenAI\n\nOpenAI().responses.create(model=\"gpt-4o\", input=\"x\")\n";

#[test]
fn what_git_tracks_cannot_hide() {
    check(&[
        staged("git add -f", &[("app.py", CALL), (".gitignore", "app.py\n")], tracked, Fails("MIMA001")),
        staged(".ignore", &[("app.py", CALL), (".ignore", "*.py\n")], tracked, Fails("MIMA001")),
        staged("build/", &[("build/app.py", CALL)], tracked, Fails("MIMA001")),
        staged("dist/", &[("dist/app.py", CALL)], tracked, Fails("MIMA001")),
        staged("venv/", &[("venv/lib/app.py", CALL)], tracked, Fails("MIMA001")),
        staged("site-packages/", &[("site-packages/app.py", CALL)], tracked, Fails("MIMA001")),
        staged("node_modules/", &[("node_modules/a/app.py", CALL)], tracked, Fails("MIMA001")),
        staged(".github/", &[(".github/scripts/app.py", CALL)], tracked, Fails("MIMA001")),
        staged(".ipynb_checkpoints/", &[(".ipynb_checkpoints/a.py", CALL)], tracked, Fails("MIMA001")),
        staged(
            "attributes",
            &[("app.py", CALL), (".gitattributes", "app.py export-ignore linguist-vendored binary -diff\n")],
            tracked,
            Fails("MIMA001"),
        ),
        staged(
            "a repository in the repository",
            &[("x/app.py", CALL), ("x/.gitignore", "*\n"), ("x/.git/HEAD", "nothing")],
            tracked,
            Fails("MIMA001"),
        ),
    ]);
}

#[test]
fn what_nobody_tracks_is_said_to_be_left_out() {
    check(&[
        staged(
            "ignored",
            &[("app.py", CALL), (".gitignore", "app.py\n")],
            untracked,
            LeftOut("app.py", "git-ignored"),
        ),
        row(".ignore", &[("app.py", CALL), (".ignore", "app.py\n")], LeftOut("app.py", "ignore-file")),
        row("build/", &[("build/app.py", CALL)], LeftOut("build/", "default-exclude")),
        row("dist/", &[("dist/app.py", CALL)], LeftOut("dist/", "default-exclude")),
        row("venv/", &[("venv/lib/app.py", CALL)], LeftOut("venv/", "default-exclude")),
        row("site-packages/", &[("site-packages/a.py", CALL)], LeftOut("site-packages/", "default-exclude")),
        row("node_modules/", &[("node_modules/a/app.py", CALL)], LeftOut("node_modules/", "default-exclude")),
        row(".github/", &[(".github/scripts/app.py", CALL)], LeftOut(".github/", "hidden")),
        row("a line end in a name", &[(".c\nd.py", CALL)], LeftOut(".c\nd.py", "hidden")),
        row(
            "excluded",
            &[("app.py", CALL), ("mima.toml", "exclude = [\"app.py\"]\n")],
            LeftOut("app.py", "settings"),
        ),
        row(
            "not included",
            &[("app.py", CALL), ("mima.toml", "include = [\"plain.py\"]\n")],
            LeftOut("app.py", "settings"),
        ),
        with_args(
            "excluded by a flag",
            &[("app.py", CALL)],
            &["--exclude", "app.py"],
            LeftOut("app.py", "settings"),
        ),
        row(
            "an environment that is none",
            &[("x/pyvenv.cfg", ""), ("x/bin/python3", ""), ("x/app.py", CALL)],
            LeftOut("x/", "default-exclude"),
        ),
        row(
            "an environment without an interpreter",
            &[("x/pyvenv.cfg", ""), ("x/bin/run", ""), ("x/app.py", CALL)],
            Fails("MIMA001"),
        ),
    ]);
}

#[test]
fn what_lies_elsewhere_is_said_to() {
    let outside = tempfile::tempdir().expect("a directory");
    fs::write(outside.path().join("app.py"), CALL).expect("a file");
    let project = Project::of(&[("plain.py", PLAIN)]);
    link(&project, &outside.path().join("app.py").to_string_lossy(), "app.py");
    assert_eq!(LeftOut("app.py", "link").missing(&project, &[]), [""; 0]);
    project.remove("app.py");
    link(&project, &outside.path().to_string_lossy(), "code");
    assert_eq!(LeftOut("code/", "link").missing(&project, &[]), [""; 0]);
    check(&[
        staged(
            "a link to itself",
            &[],
            |project| link(project, "app.py", "app.py"),
            LeftOut("app.py", "link"),
        ),
        staged(
            "links in a circle",
            &[("x/app.py", CALL)],
            |project| {
                link(project, "..", "x/up");
                link(project, "x", "again");
            },
            Fails("MIMA001"),
        ),
        staged(
            "a submodule that is not checked out",
            &[],
            |project| {
                let commit = "0123456789012345678901234567890123456789";
                tracked(project);
                project.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{commit},vendor/ai")]);
                project.write(".gitmodules", "[submodule \"ai\"]\npath = vendor/ai\nurl = ../ai\n");
            },
            LeftOut("vendor/ai/", "link"),
        ),
        staged(
            "a part of a checkout",
            &[("app.py", CALL)],
            |project| {
                tracked(project);
                project.commit("first");
                project.git(&["sparse-checkout", "set", "--no-cone", "/plain.py"]);
            },
            LeftOut("app.py", "link"),
        ),
    ]);
}

#[test]
fn what_is_no_usual_file_of_code_is_analysed() {
    check(&[
        row("Cython", &[("app.pyx", CALL)], Fails("MIMA001")),
        row("capital letters", &[("APP.PY", CALL)], Fails("MIMA001")),
        row("directories in capital letters", &[("BUILD/app.py", CALL)], Fails("MIMA001")),
        row("a stub", &[("app.pyi", CALL)], Fails("MIMA001")),
        row("a program for a web server", &[("app.wsgi", CALL)], Fails("MIMA001")),
        row(
            "what runs when Python starts",
            &[("app.pth", "import openai; openai.OpenAI().responses.create(input=1)\n")],
            Fails("MIMA001"),
        ),
        row("IPython", &[("app.ipy", CALL)], Fails("MIMA001")),
        row("SCons", &[("SConstruct", CALL)], Fails("MIMA001")),
        row(
            "a script",
            &[(
                "tool",
                "#!/usr/bin/env -S uv run --script\nimport openai\nopenai.OpenAI().responses.create(input=1)\n",
            )],
            Fails("MIMA001"),
        ),
        row(
            "a script called like one of a shell",
            &[("tool.sh", "#!/usr/bin/python3\nimport openai\nopenai.OpenAI().responses.create(input=1)\n")],
            Fails("MIMA001"),
        ),
        row(
            "a script with a version",
            &[("tool-1.2", "#!/usr/bin/python3\nimport openai\nopenai.OpenAI().responses.create(input=1)\n")],
            Fails("MIMA001"),
        ),
        row(
            "a script of Rust",
            &[(
                "tool",
                "#!/usr/bin/env rust-script\nuse async_openai::Client;\nasync fn f() { Client::new().chat().create(r).await; }\n",
            )],
            Fails("MIMA001"),
        ),
        row(
            "dependencies in the file",
            &[(
                "app.py",
                "# /// script\n# dependencies = ['openai']\n# ///\nimport openai\nopenai.OpenAI().responses.create(input=1)\n",
            )],
            Fails("MIMA001"),
        ),
        row("fixtures", &[("conftest.py", CALL)], Fails("MIMA001")),
        row(
            "a build script",
            &[
                ("Cargo.toml", "[package]\nname = 'a'\n"),
                (
                    "build.rs",
                    "use async_openai::Client;\nasync fn f() { Client::new().chat().create(r).await; }\n",
                ),
            ],
            Fails("MIMA001"),
        ),
        row("a tab and a line end in names", &[("a\tb\nc.py", CALL)], Fails("MIMA001")),
        staged(
            "a name that is no Unicode",
            &[],
            |project| write_bytes(project, b"a\xff.py", CALL.as_bytes()),
            Fails("MIMA001"),
        ),
        row(
            "a byte order mark",
            &[("app.py", "\u{feff}from openai import OpenAI\nOpenAI().responses.create(input=1)\n")],
            Fails("MIMA001"),
        ),
        row(
            "carriage returns",
            &[("app.py", "from openai import OpenAI\rOpenAI().responses.create(input=1)\r")],
            Fails("MIMA001"),
        ),
        row(
            "form feeds",
            &[("app.py", "\u{c}from openai import OpenAI\n\u{c}OpenAI().responses.create(input=1)\n")],
            Fails("MIMA001"),
        ),
        staged(
            "UTF-16",
            &[],
            |project| {
                let wide: Vec<u8> =
                    format!("\u{feff}{CALL}").encode_utf16().flat_map(u16::to_le_bytes).collect();
                write_bytes(project, b"app.py", &wide);
            },
            Fails("MIMA001"),
        ),
        row(
            "code that never runs",
            &[(
                "app.py",
                "import sys\nfrom openai import OpenAI\nsys.exit()\nif False:\n    OpenAI().responses.create(input=1)\n",
            )],
            Fails("MIMA001"),
        ),
    ]);
}

#[test]
fn what_cannot_be_read_fails() {
    let large = format!("{CALL}{}", "# why\n".repeat(800_000));
    let project = Project::of(&[("plain.py", PLAIN), ("app.py", &large)]);
    assert_eq!(NotAnalysed("app.py", "too-large").missing(&project, &[]), [""; 0]);
    check(&[
        row(
            "a NUL character",
            &[("app.py", "from openai import OpenAI\nOpenAI().responses.create(input=1)\n# \0\n")],
            NotAnalysed("app.py", "binary"),
        ),
        row(
            "a notebook that ends early",
            &[("app.ipynb", "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"import openai\"")],
            NotAnalysed("app.ipynb", "unreadable"),
        ),
        row(
            "a pointer to the file",
            &[("app.py", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n")],
            NotAnalysed("app.py", "unreadable"),
        ),
        row(
            "an encrypted file",
            &[("app.py", "\0GITCRYPT\0\u{1}\u{2}")],
            NotAnalysed("app.py", "unreadable"),
        ),
        row(
            "a lower limit",
            &[("app.py", CALL), ("mima.toml", "[limits]\nfile-bytes = 9\n")],
            NotAnalysed("app.py", "too-large"),
        ),
        staged(
            "compiled code without its source",
            &[("app.py", CALL)],
            |project| {
                let code = "import py_compile; py_compile.compile('app.py', cfile='app.pyc')";
                let python = Command::new("python3").args(["-c", code]).current_dir(project.path()).status();
                assert!(python.expect("python3").success());
                project.remove("app.py");
            },
            NotAnalysed("app.pyc", "binary"),
        ),
        row(
            "an extension module",
            &[("app.so", "\u{7f}ELF\0openai\0OpenAI\0")],
            NotAnalysed("app.so", "binary"),
        ),
        row(
            "a wheel",
            &[("app-1-py3-none-any.whl", "PK\u{3}\u{4}")],
            LeftOut("app-1-py3-none-any.whl", "binary"),
        ),
        row(
            "a zipped application",
            &[("app.pyz", "#!/usr/bin/python3\nPK\u{3}\u{4}")],
            LeftOut("app.pyz", "binary"),
        ),
        row(
            "a raw cell",
            &[(
                "app.ipynb",
                "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"raw\", \"source\": \"import openai\\nopenai.OpenAI().responses.create(input=1)\"}]}",
            )],
            LeftOut("app.ipynb", "not-a-code-cell"),
        ),
    ]);
}

const ATTESTED_BY_NAME: &str =
    "from openai import OpenAI\n\n\n@mima.attest()\ndef ask():\n    OpenAI().responses.create(input=\"x\")\n";

#[test]
fn settings_comments_and_names_do_not_pass_it_in_silence() {
    check(&[
        row(
            "ignore",
            &[("app.py", CALL), ("pyproject.toml", "[tool.mima]\nignore = [\"MIMA001\"]\n")],
            Off("ignore in the settings"),
        ),
        row(
            "select",
            &[("app.py", CALL), ("mima.toml", "select = [\"MIMA01\"]\n")],
            Off("select in the settings"),
        ),
        row(
            "a rule that is off",
            &[("app.py", CALL), ("mima.toml", "[rules]\nMIMA001 = \"off\"\n")],
            Off("rules in the settings"),
        ),
        row(
            "test code",
            &[("tests/test_app.py", CALL), ("mima.toml", "tests = false\n")],
            Off("tests in the settings"),
        ),
        with_args("a flag", &[("app.py", CALL)], &["--ignore", "MIMA001"], Off("--ignore")),
        row(
            "ignore-file",
            &[(
                "app.py",
                "# mima: ignore-file[MIMA001] fine\nimport openai\nopenai.OpenAI().responses.create(input=1)\n",
            )],
            Accepted("suppressed"),
        ),
        row(
            "ignore without a rule",
            &[(
                "app.py",
                "import openai\nopenai.OpenAI().responses.create(input=1)  # mima: ignore MIMA001\n",
            )],
            Fails("MIMA001"),
        ),
        row(
            "an accepted path",
            &[
                ("app.py", CALL),
                ("mima.toml", "[[attestation.sanctioned]]\npath = \"app.py\"\nreason = \"x\"\n"),
            ],
            Accepted("suppressed"),
        ),
        Row {
            name: "a baseline",
            files: &[("app.py", CALL)],
            stage: |project| {
                assert_eq!(project.scan(&["--write-baseline", "known.json"]).0, 0);
            },
            args: &["--baseline", "known.json"],
            promise: Accepted("in the baseline"),
        },
        staged(
            "a marker of another package",
            &[],
            |project| {
                project.write("app.py", &format!("from acme.governance import mima\n{ATTESTED_BY_NAME}"));
            },
            Fails("MIMA001"),
        ),
        staged(
            "any attest",
            &[],
            |project| {
                let text = format!("import sigstore\n{ATTESTED_BY_NAME}").replace("@mima", "@sigstore");
                project.write("app.py", &text);
            },
            Fails("MIMA001"),
        ),
    ]);
}

#[test]
fn what_the_grammar_does_not_know_excuses_nothing() {
    const RUST: &str = "use async_openai::Client;\nasync fn f() { Client::new().chat().create(r).await; }\n";
    for line in [
        "class B[T = int]: pass",
        "def f[T = int](x: T): pass",
        "lazy import os",
        "y = {**y for y in x}",
        "y = [*y for y in x]",
        "type A[T = int] = list[T]",
    ] {
        let project = Project::of(&[("app.py", &format!("{line}\n{CALL}"))]);
        assert_eq!(Fails("MIMA001").missing(&project, &[]), [""; 0], "{line}");
    }
    for line in [
        "unsafe extern \"C\" { safe fn g(); }",
        "fn g() { #[cfg(x)] { h(); } }",
        "fn g() { let x = &raw const y; }",
    ] {
        let project = Project::of(&[("main.rs", &format!("{line}\n{RUST}"))]);
        assert_eq!(Fails("MIMA001").missing(&project, &[]), [""; 0], "{line}");
    }
    let conflict = format!("<<<<<<< ours\nx = 1\n=======\nx = 2\n>>>>>>> theirs\n{CALL}");
    let project = Project::of(&[("app.py", &conflict)]);
    assert_eq!(Fails("MIMA001").missing(&project, &[]), [""; 0], "after a merge marker");
}

#[test]
fn a_scan_of_nothing_is_no_success() {
    let rows: &[(&str, &[&str])] = &[
        ("the wrong directory", &["docs"]),
        ("a typo", &["--include", "srcc/**"]),
        ("nothing is left", &["--exclude", "*"]),
    ];
    for (name, args) in rows {
        let project = Project::of(&[("src/app.py", CALL), ("docs/a.txt", "")]);
        assert_eq!(FailsEmpty.missing(&project, args), [""; 0], "{name}");
    }
    let project = Project::of(&[("README.md", "text\n")]).committed();
    assert_eq!(FailsEmpty.missing(&project, &[]), [""; 0], "an empty checkout");
}

#[test]
fn other_languages_are_told() {
    const PYTHON: &str = "import openai\nopenai.OpenAI().responses.create(input=1)\n";
    check(&[
        row("Go", &[("a.go", "import \"github.com/openai/openai-go\"\n")], Blind("openai-go")),
        row("Java", &[("A.java", "import com.openai.client.OpenAIClient;\n")], Blind("openai-java")),
        row("Kotlin", &[("A.kt", "import com.aallam.openai.client.OpenAI\n")], Blind("openai-kotlin")),
        row("C#", &[("A.cs", "using OpenAI.Chat;\n")], Blind("OpenAI")),
        row("Ruby", &[("a.rb", "require \"ruby_llm\"\n")], Blind("ruby_llm")),
        row("PHP", &[("a.php", "<?php\n$client = OpenAI::client($key);\n")], Blind("openai-php")),
        row("Astro", &[("a.astro", "import OpenAI from \"openai\";\n")], Blind("openai")),
        row("Swift", &[("a.swift", "import FoundationModels\n")], Blind("FoundationModels")),
        row(
            "Dart",
            &[("a.dart", "import 'package:langchain_openai/langchain_openai.dart';\n")],
            Blind("langchain_openai"),
        ),
        row("shell", &[("a.sh", "claude -p \"$PROMPT\"\n")], Blind("claude -p")),
        row("SQL", &[("a.sql", "select ai_query('m', x) from t\n")], Blind("ai_query")),
        row(
            "Terraform",
            &[("a.tf", "url = \"https://api.openai.com/v1/responses\"\n")],
            Blind("api.openai.com"),
        ),
        row(
            "Compose",
            &[("compose.yml", "services:\n  a:\n    image: ollama/ollama\n")],
            Blind("ollama/ollama"),
        ),
        row(
            "a service",
            &[("a.service", "[Service]\nExecStart=/usr/bin/ollama run x\n")],
            Blind("ollama run"),
        ),
        row("a schedule", &[("crontab", "0 3 * * 1 claude -p x\n")], Blind("claude -p")),
        row(
            "Python in a shell",
            &[("a.sh", "python3 - <<EOF\nfrom openai import OpenAI\nOpenAI()\nEOF\n")],
            Blind("openai"),
        ),
        row(
            "Python in a make file",
            &[("Makefile", "a:\n\tpython3 -c \"import openai; openai.OpenAI()\"\n")],
            Blind("openai"),
        ),
        row(
            "Python in a container's file",
            &[("Dockerfile", "FROM python\nRUN <<EOF python3\nimport anthropic\nEOF\n")],
            Blind("anthropic"),
        ),
        row(
            "Python in a workflow",
            &[(
                ".github/workflows/a.yml",
                "jobs:\n  a:\n    steps:\n      - shell: python\n        run: |\n          import openai\n",
            )],
            Blind("openai"),
        ),
        row(
            "Python for tests",
            &[("tox.ini", "[testenv]\ncommands = python -c \"import openai; openai.OpenAI()\"\n")],
            Blind("openai"),
        ),
        row(
            "Markdown that is a notebook",
            &[("a.md", "---\njupyter:\n  jupytext:\n    x: 1\n---\n```python\nimport openai\n```\n")],
            Blind("openai"),
        ),
        row("Quarto", &[("a.qmd", "```{python}\nimport openai\n```\n")], Blind("openai")),
        row("a template", &[("app.py.j2", PYTHON)], Blind("openai")),
        row("a copy", &[("app.py.bak", PYTHON)], Blind("openai")),
        row("an editor's copy", &[("app.py~", PYTHON)], Blind("openai")),
        row("a space behind the name", &[("app.py ", PYTHON)], Blind("openai")),
        row("a letter without width behind the name", &[("app.py\u{200b}", PYTHON)], Blind("openai")),
        row("a downloaded copy", &[("app.py (1)", PYTHON)], Blind("openai")),
        row("Hy", &[("a.hy", "(import openai)\n")], Blind("openai")),
        row(
            "Zeppelin",
            &[("a.zpln", "{\"paragraphs\": [{\"text\": \"%python\\nimport openai\\nx\"}]}\n")],
            Blind("openai"),
        ),
    ]);
}

/// A comment, or an entry of the settings, that does nothing: whoever wrote it believes that it does.
#[test]
fn comments_and_settings_that_do_nothing_are_told() {
    let said = |files: &[(&str, &str)]| {
        let project = Project::of(files);
        let of = |format: &str| scan(&project, &[], format);
        let (code, text) = of("text");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (code, [text, of("json").1, of("sarif").1])
    };
    let comments = [
        ("mima : ignore[MIMA001] x", "MIMA021", "ignore[MIMA001]"),
        ("mima: ignore(MIMA001) x", "MIMA021", "ignore[MIMA001]"),
        ("mima: skip[MIMA001] x", "MIMA021", "ignore[MIMA001]"),
        ("mima: ignore-next-line[MIMA001] x", "MIMA021", "ignore[MIMA001]"),
        ("mima: ignore_file[MIMA001] x", "MIMA021", "ignore-file[MIMA001]"),
        ("mima: ignore[MIMA001", "MIMA021", "ignore[MIMA001]"),
        ("mima: ignore[unattested-cal] x", "MIMA021", "unattested-call"),
        ("mima: ignore[*] x", "MIMA021", "mima rules"),
        ("type: ignore[MIMA001]", "MIMA021", "ignore[MIMA001]"),
        ("pylint: disable=MIMA001", "MIMA021", "ignore[MIMA001]"),
        ("nosec MIMA001", "MIMA021", "ignore[MIMA001]"),
        ("mima: ignore[] x", "MIMA020", "ignore[MIMA001]"),
    ];
    for (comment, rule, meant) in comments {
        let call = CALL.replace("\"x\")", &format!("\"x\")  # {comment}"));
        let (code, outputs) = said(&[("app.py", &call)]);
        assert_eq!(code, 1, "{comment}");
        for output in outputs {
            assert!(output.contains(rule) && output.contains(meant), "{comment}: {output}");
        }
    }
    let settings = [
        ("exclude = [\"a.pyy\"]\n", "line 1: `exclude`: `a.pyy` matches no file"),
        ("include = [\"app.py\", \"srcc/**\"]\n", "line 1: `include`: `srcc/**` matches no file"),
        (
            "[attestation]\ndecorators = [\"a.nope\"]\n",
            "line 2: `attestation.decorators`: `a.nope` is used by nothing",
        ),
        (
            "[attestation]\ncallbacks = [\"a.Nope\"]\n",
            "line 2: `attestation.callbacks`: `a.Nope` is used by nothing",
        ),
        (
            "[attestation]\nhandlers = [\"a.nope\"]\n",
            "line 2: `attestation.handlers`: `a.nope` is used by nothing",
        ),
        (
            "[attestation]\ncontext-managers = [\"a.b\"]\n",
            "line 2: `attestation.context-managers`: `a.b` is used by nothing",
        ),
        (
            "[attestation]\ngateways = [\"gw.nope.com\"]\n",
            "line 2: `attestation.gateways`: `gw.nope.com` is used by nothing",
        ),
        (
            "[[attestation.sanctioned]]\npath = \"evlas/\"\nreason = \"x\"\n",
            "`attestation.sanctioned.path`: `evlas/` matches no file",
        ),
    ];
    for (text, says) in settings {
        let (code, outputs) = said(&[("app.py", CALL), ("mima.toml", text)]);
        assert_eq!(code, 1, "{text}");
        for output in outputs {
            assert!(output.contains(says), "{text}: {output}");
        }
    }
}
