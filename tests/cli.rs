//! The binary as users meet it: exit status, what goes to stdout and what to stderr, hostile trees.
//!
//! Nothing here depends on what the analysis finds: files without AI in them, and what happens around it.

#![expect(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]
#![expect(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A directory of its own and an environment that holds nothing of the machine's.
struct Project {
    directory: TempDir,
}

/// What a run left behind.
#[derive(Debug, PartialEq, Eq)]
struct Output {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Project {
    /// A working directory that holds these files, given as path and text.
    fn new(files: &[(&str, &str)]) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let project = Self { directory };
        fs::create_dir(project.directory.path().join("home")).expect("a home");
        fs::create_dir(project.root()).expect("a working directory");
        for (path, text) in files {
            project.write(path, text.as_bytes());
        }
        project
    }

    /// The working directory of the runs.
    fn root(&self) -> PathBuf {
        self.directory.path().join("work")
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, bytes).expect("a file");
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mima"));
        command
            .args(args)
            .current_dir(self.root())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.directory.path().join("home"))
            .stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        Output::of(&mut self.command(args))
    }

    fn run_with_stdin(&self, args: &[&str], stdin: &[u8]) -> Output {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary starts");
        let mut pipe = child.stdin.take().expect("a pipe");
        pipe.write_all(stdin).expect("it reads");
        drop(pipe);
        Output::from(child.wait_with_output().expect("the binary ends"))
    }

    /// How many files a scan finds, by what its report says.
    #[track_caller]
    fn found(&self, args: &[&str]) -> u64 {
        let output = self.run(&[&["scan", "--format", "json"], args].concat());
        assert_eq!(output.code, Some(0), "{output:?}");
        output.json()["summary"]["files_found"].as_u64().expect("a number")
    }
}

impl Output {
    fn of(command: &mut Command) -> Self {
        Self::from(command.output().expect("the binary starts"))
    }

    #[track_caller]
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).expect("JSON")
    }

    /// Asserts that the run failed, that nothing went to stdout, and that each text stands in stderr.
    #[track_caller]
    fn assert_failed(&self, texts: &[&str]) {
        assert_eq!(self.code, Some(2), "{self:?}");
        assert_eq!(self.stdout, "");
        for text in texts {
            assert!(self.stderr.contains(text), "`{text}` is not in {}", self.stderr);
        }
    }
}

impl From<std::process::Output> for Output {
    fn from(output: std::process::Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

#[test]
fn an_empty_tree_is_fine_where_it_may_be_empty() {
    let project = Project::new(&[]);
    let output = project.run(&["scan", "--strict", "--allow-empty", "--min-coverage", "100"]);
    assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""));
    assert_eq!(project.found(&[]), 0);
    let array = project.run(&["scan", "--json"]);
    assert_eq!(array.json(), serde_json::json!([]));
}

#[test]
fn a_path_that_does_not_exist_fails_the_run() {
    let project = Project::new(&[("a.py", "")]);
    project.run(&["scan", "a.py", "nope"]).assert_failed(&["error: `nope` does not exist"]);
    project.run(&["scan", "a.py/b.py"]).assert_failed(&["error: `a.py/b.py` does not exist"]);
    project.run(&["scan", "-"]).assert_failed(&["--stdin-filename"]);
}

#[test]
fn usage_errors_fail_the_run() {
    let project = Project::new(&[]);
    let fails = |args: &[&str], text: &str| project.run(args).assert_failed(&[text]);
    fails(&["scan", "--no-such-flag"], "--no-such-flag");
    fails(&["scan", "--min-coverage", "101"], "from 0 to 100");
    fails(&["scan", "--min-coverage", "NaN"], "from 0 to 100");
    fails(&["scan", "--format", "josn"], "did you mean `json`?");
    fails(&["scan", "--select", "MIMA0,unatested-call"], "did you mean `unattested-call`?");
    fails(&["scan", "-j", "0"], "1..=256");
    fails(&["scan", "-j", "100000"], "1..=256");
    fails(&["explain", "MIMA0001"], "did you mean `MIMA001`?");
    fails(&["catalog", "no-such-library"], "no library `no-such-library`");
    fails(&[], "Usage");
    assert_eq!(project.run(&["scan", "--help"]).code, Some(0));
    let version = project.run(&["--version"]).stdout;
    assert_eq!(version, concat!("mima ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn bad_globs_are_named() {
    let project = Project::new(&[]);
    let fails = |args: &[&str], text: &str| project.run(args).assert_failed(&[text]);
    fails(&["scan", "--exclude", "ok/", "--exclude", "a[b"], "error: bad glob `a[b`: ");
    fails(&["scan", "--include", "{a"], "bad glob `{a`: ");
    fails(&["scan", "--include", ""], "bad glob ``: ");
}

#[test]
fn bad_settings_name_file_line_and_key() {
    let project = Project::new(&[
        ("mima.toml", "strict = true\nexlude = []\n"),
        ("other.toml", "[rules]\nX = 'off'\n"),
    ]);
    let fails = |args: &[&str], text: &str| project.run(args).assert_failed(&[text]);
    fails(&["scan"], "error: mima.toml:2:1: `exlude`: unknown key `exlude`; did you mean `exclude`?");
    fails(&["scan", "--config", "other.toml"], "other.toml:2:1: `rules.X`: ");
    fails(&["scan", "--config", "none.toml"], "error: none.toml: cannot be read: ");
    assert_eq!(project.run(&["scan", "--isolated"]).code, Some(0));
}

#[test]
fn settings_leave_files_out_relative_to_where_they_stand() {
    let project =
        Project::new(&[("mima.toml", "exclude = ['/src/gen/']"), ("src/gen/a.py", ""), ("src/b.py", "")]);
    assert_eq!(project.found(&["src"]), 1);
    assert_eq!(project.found(&["src/gen/a.py", "src/b.py"]), 1);
    assert_eq!(project.found(&["src", "--isolated"]), 2);
}

#[test]
fn an_output_that_cannot_be_written_fails_the_run() {
    let project = Project::new(&[("a.py", "")]);
    project
        .run(&["scan", "-o", "none/report.json"])
        .assert_failed(&["error: cannot write `none/report.json`: "]);
    let output = project.run(&["scan", "-o", "report.json"]);
    assert_eq!((output.code, output.stdout.as_str()), (Some(0), ""));
    let text = fs::read(project.root().join("report.json")).expect("a report");
    let report: serde_json::Value = serde_json::from_slice(&text).expect("the format follows the suffix");
    assert_eq!(report["summary"]["files_found"], 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_fails_the_run_and_a_closed_pipe_does_not() {
    let project = Project::new(&[("a.py", "")]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("the device");
    let output = Output::of(project.command(&["scan", "--format", "json"]).stdout(full));
    output.assert_failed(&["error: cannot write to standard output: "]);
    for args in [&["scan", "--format", "json"][..], &["rules"], &["completions", "bash"], &["scan", "--help"]]
    {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = Output::of(project.command(args).stdout(writer));
        assert_eq!((output.code, output.stderr.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_scanned() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let project = Project::new(&[("a.py", ""), ("locked/b.py", "")]);
    // A root that nobody can resolve.
    symlink("loop", project.root().join("loop")).expect("a link");
    let output = project.run(&["scan", "--format", "json", ".", "loop"]);
    assert_eq!(output.code, Some(0), "{output:?}");
    assert!(output.stderr.starts_with("warning: loop: cannot be read ("), "{}", output.stderr);
    let report = output.json();
    assert_eq!(report["errors"][0]["file"], "loop");
    assert_eq!(report["summary"]["files_found"], 2);
    // The superuser reads everything: it has no locked directories.
    if fs::metadata(project.root()).expect("metadata").uid() == 0 {
        return;
    }
    let locked = project.root().join("locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).expect("permissions");
    let output = project.run(&["scan", "--format", "json"]);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o700)).expect("permissions");
    assert_eq!(output.code, Some(0), "{output:?}");
    assert!(output.stderr.contains("warning: locked: cannot be read ("), "{}", output.stderr);
}

#[test]
fn quiet_says_nothing_unless_the_run_fails() {
    let project = Project::new(&[("notes.md", "")]);
    let loud = project.run(&["scan", "notes.md"]);
    assert!(loud.stderr.starts_with("warning: notes.md: is not in a language"), "{}", loud.stderr);
    let quiet = project.run(&["scan", "-q", "notes.md"]);
    assert_eq!((quiet.code, quiet.stderr.as_str()), (Some(0), ""));
    assert_eq!(quiet.stdout, loud.stdout);
    project.run(&["scan", "-q", "nope"]).assert_failed(&["`nope` does not exist"]);
}

#[test]
fn a_gate_that_fails_may_be_said_only() {
    let call = "from openai import OpenAI\nOpenAI().responses.create(input='x', model='m')\n";
    let project = Project::new(&[("app.py", call)]);
    assert_eq!(project.run(&["scan", "--strict"]).code, Some(1));
    let said = project.run(&["scan", "--strict", "--exit-zero"]);
    assert_eq!(said.code, Some(0));
    assert!(said.stderr.contains("error: --strict: "), "{}", said.stderr);
    let report = project.run(&["scan", "--strict", "--exit-zero", "-f", "json"]).json();
    assert_eq!(report["run"]["gates"][0]["verdict"], "failed");
    // What is no gate fails as before.
    assert_eq!(project.run(&["scan", "nope", "--exit-zero"]).code, Some(2));
    let alias = project.run(&["scan", "--output-format", "json"]);
    assert_eq!(alias.stdout, project.run(&["scan", "--format", "json"]).stdout);
}

#[test]
fn test_code_is_left_out_on_demand() {
    let call = "from openai import OpenAI\nOpenAI().responses.create(input='x', model='m')\n";
    let project = Project::new(&[("app.py", call), ("tests/test_app.py", call)]);
    let calls = |args: &[&str]| project.run(args).json()["summary"]["calls"].clone();
    assert_eq!(calls(&["scan", "--format", "json"]), 2);
    assert_eq!(calls(&["scan", "--format", "json", "--no-tests"]), 1);
    assert_eq!(project.run(&["scan", "tests", "--no-tests", "--strict"]).code, Some(0));
}

#[test]
fn verbose_tells_times_on_stderr_alone() {
    let project = Project::new(&[("a.py", ""), ("venv/b.py", "")]);
    let plain = project.run(&["scan", "--format", "json"]);
    let verbose = project.run(&["scan", "--format", "json", "-v"]);
    assert_eq!(plain.stdout, verbose.stdout);
    let left_out = "1 files, 1 place left out\n";
    assert!(verbose.stderr.contains(left_out), "{}", verbose.stderr);
}

#[test]
fn colours_follow_the_flag_and_then_the_environment() {
    let project = Project::new(&[("notes.md", "")]);
    let colored = |args: &[&str], variable: Option<(&str, &str)>| {
        let mut command = project.command(&[&["scan", "notes.md"], args].concat());
        command.envs(variable);
        Output::of(&mut command).stderr.contains('\u{1b}')
    };
    assert!(!colored(&[], None), "a pipe is no terminal");
    assert!(colored(&[], Some(("CLICOLOR_FORCE", "1"))));
    assert!(!colored(&[], Some(("NO_COLOR", "1"))));
    assert!(colored(&["--color", "always"], None));
    assert!(colored(&["--color", "always"], Some(("NO_COLOR", "1"))));
    assert!(!colored(&["--color", "never"], Some(("CLICOLOR_FORCE", "1"))));
}

#[test]
fn default_excludes_can_be_switched_off() {
    let project = Project::new(&[
        ("a.py", ""),
        ("venv/b.py", ""),
        ("mine/pyvenv.cfg", ""),
        ("mine/bin/python", ""),
        ("mine/lib/c.py", ""),
        ("node_modules/d/e.py", ""),
        ("pkg/__pycache__/f.py", ""),
        ("my.egg-info/g.py", ""),
        ("build/h.py", ""),
        (".hidden/i.py", ""),
        (".git/j.py", ""),
    ]);
    assert_eq!(project.found(&[]), 1);
    assert_eq!(project.found(&["--hidden"]), 2);
    assert_eq!(project.found(&["--no-default-excludes"]), 7);
    assert_eq!(project.found(&["--no-default-excludes", "--hidden"]), 9);
    assert_eq!(project.found(&["build", "mine", "venv/b.py"]), 3, "what is named is scanned");
}

#[test]
fn what_git_ignores_is_left_out_unless_it_is_named() {
    let project = Project::new(&[
        (".git/HEAD", ""),
        (".gitignore", "gen/\n*_pb2.py\n"),
        ("gen/a.py", ""),
        ("b_pb2.py", ""),
        ("src/c.py", ""),
    ]);
    assert_eq!(project.found(&[]), 1);
    assert_eq!(project.found(&["--no-ignore"]), 3);
    assert_eq!(project.found(&["b_pb2.py", "src"]), 2);
}

#[test]
fn globs_choose_files() {
    let project = Project::new(&[("a.py", ""), ("src/b.py", ""), ("src/gen/c.py", ""), ("tests/d.py", "")]);
    assert_eq!(project.found(&["--exclude", "tests/"]), 3);
    assert_eq!(project.found(&["--exclude", "tests/", "--exclude", "gen"]), 2);
    assert_eq!(project.found(&["--include", "src/"]), 2);
    assert_eq!(project.found(&["--include", "src/", "--exclude", "c.py"]), 1);
    assert_eq!(project.found(&["--include", "/*.py"]), 1);
    // Relative to the scan root, whatever the working directory is.
    assert_eq!(project.found(&["--exclude", "/gen/", "src"]), 1);
    assert_eq!(project.found(&["--exclude", "/src/", "src"]), 2);
    // What a tool passes by name is left out by the user's own globs, relative to the working directory.
    assert_eq!(project.found(&["--exclude", "tests/", "tests/d.py", "a.py"]), 1);
}

#[test]
fn overlapping_roots_give_every_file_once() {
    let project = Project::new(&[("src/a.py", ""), ("src/b.py", "")]);
    assert_eq!(project.found(&[".", "src", "src/a.py", "./src/../src/b.py"]), 2);
}

#[test]
fn scripts_are_known_by_their_first_line() {
    let project = Project::new(&[
        ("tool", "#!/usr/bin/env python3\n"),
        ("tool2", "#!/usr/bin/python3.12 -u\r\n"),
        ("shell", "#!/bin/sh\n# python\n"),
        ("README", "python\n"),
        // Whoever starts it gets Python, whatever it is called.
        ("script.sh", "#!/usr/bin/env python3\n"),
        ("text.txt", "#!/usr/bin/env python3\n"),
    ]);
    assert_eq!(project.found(&[]), 3);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_pipes_are_not_opened() {
    use std::os::unix::fs::symlink;
    let project = Project::new(&[("a/b.py", ""), ("real.py", "")]);
    let link = |to: &str, name: &str| symlink(to, project.root().join(name)).expect("a link");
    link("..", "a/up");
    link("real.py", "link.py");
    link("gone.py", "broken.py");
    link("a", "linked");
    let made =
        Command::new("mkfifo").args([project.root().join("pipe.py"), project.root().join("pipe")]).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo is part of POSIX");
    assert_eq!(project.found(&[]), 2);
    assert_eq!(project.found(&["linked"]), 1, "a root that is a link is followed");
    assert_eq!(project.found(&["link.py", "real.py"]), 1, "it is one file");
    let named = project.run(&["scan", "--format", "json", "pipe.py"]);
    assert_eq!(named.json()["errors"][0]["message"], "is not a regular file; it was left out");
    project.run(&["scan", "broken.py"]).assert_failed(&["`broken.py` does not exist"]);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_are_read_and_escape_codes_are_shown() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let project = Project::new(&[("\u{1b}[31m.md", "")]);
    for name in [&b"caf\xE9.py"[..], b"caf\xE8.py"] {
        fs::write(project.root().join(OsStr::from_bytes(name)), "").expect("a file");
    }
    assert_eq!(project.found(&[]), 2);
    let output = project.run(&["scan", "\u{1b}[31m.md"]);
    assert!(output.stderr.starts_with("warning: \\u{1b}[31m.md: "), "{}", output.stderr);
    assert!(!output.stdout.contains('\u{1b}'));
}

#[test]
fn standard_input_is_the_file_that_it_stands_for() {
    let project = Project::new(&[("src/a.py", ""), ("src/b.py", "")]);
    let found = |args: &[&str]| {
        let args = [&["scan", "--format", "json"], args].concat();
        let output = project.run_with_stdin(&args, b"x = 1\n");
        assert_eq!(output.code, Some(0), "{output:?}");
        output.json()["summary"]["files_found"].clone()
    };
    assert_eq!(found(&["--stdin-filename", "src/a.py"]), 1);
    assert_eq!(found(&["--stdin-filename", "src/a.py", "src"]), 2);
    assert_eq!(found(&["--stdin-filename", "src/new.py", "src"]), 3);
    project
        .run_with_stdin(&["scan", "--stdin-filename", "a.md"], b"x")
        .assert_failed(&["`a.md` is not in a language"]);
}

#[test]
fn hostile_files_cost_neither_the_run_nor_much_time() {
    let project = Project::new(&[("empty.py", "")]);
    project.write("nul.py", b"import openai\0\n");
    project.write("latin.py", b"# caf\xE9\nimport openai\n");
    let nested = format!("import openai\nx = {}{}\n", "(".repeat(10_000), ")".repeat(10_000));
    project.write("nested.py", nested.as_bytes());
    let long_line = format!("import openai; x = '{}'\n", "x".repeat(50 * 1024 * 1024));
    project.write("long.py", long_line.as_bytes());
    let start = Instant::now();
    let output = project.run(&["scan", "--format", "json"]);
    assert_eq!(output.code, Some(0), "{}", output.stderr);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(output.json()["summary"]["files_found"], 5);
}

#[test]
fn the_report_does_not_depend_on_threads() {
    let project = Project::new(&[]);
    for number in 0..200 {
        project.write(&format!("d{}/m{number}.py", number % 7), b"import openai\n");
    }
    project.write("d1/broken.py", b"import openai\0");
    for format in ["text", "json"] {
        let run = |threads| project.run(&["scan", "--format", format, "-j", threads]);
        let one = run("1");
        assert_eq!(one.code, Some(0), "{}", one.stderr);
        assert_eq!(one, run("4"));
    }
}

#[test]
fn what_the_program_knows_can_be_listed() {
    let project = Project::new(&[]);
    let rules = project.run(&["rules", "--format", "json"]).json();
    assert_eq!(rules[0]["id"], "MIMA001");
    assert_eq!(rules[0]["level"], "error");
    let by_id = project.run(&["explain", "MIMA001"]);
    assert!(by_id.stdout.contains("unattested-call"), "{by_id:?}");
    assert_eq!(by_id, project.run(&["explain", "Unattested-Call"]));
    let catalog = project.run(&["catalog", "--format", "json"]);
    assert!(catalog.json().is_array());
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = project.run(&["completions", shell]).stdout;
        assert!(script.contains("stdin-filename"), "{shell}");
    }
}

#[test]
fn paths_outside_of_the_working_directory_are_printed_as_they_were_named() {
    let project = Project::new(&[("a.md", ""), ("deep/b.md", "")]);
    let printed = |directory: &str, path: &str| {
        let mut command = project.command(&["scan", "--format", "json", path]);
        let output = Output::of(command.current_dir(project.root().join(directory)));
        output.json()["errors"][0]["file"].clone()
    };
    let absolute = project.root().join("a.md");
    let absolute = absolute.to_str().expect("text");
    assert_eq!(printed("", absolute), "a.md");
    assert_eq!(printed("deep", "../a.md"), "../a.md");
    assert_eq!(printed("deep", "../deep/./b.md"), "b.md");
    assert_eq!(printed("deep", absolute), absolute);
}

#[test]
fn calls_of_all_languages_are_in_the_order_of_their_paths() {
    let project = Project::new(&[
        ("b.py", "from openai import OpenAI\nOpenAI().responses.create(input='x')\n"),
        (
            "a.rs",
            "use genai::Client;\nasync fn ask(client: Client) {\n    client.embed(\"m\", \"x\").await;\n}\n",
        ),
        (
            "c.rs",
            "use genai::Client;\nasync fn ask(client: Client) {\n    client.embed(\"m\", \"x\").await;\n}\n",
        ),
    ]);
    let report = project.run(&["scan", "--format", "json"]).json();
    let files = |key: &str| -> Vec<String> {
        let rows = report[key].as_array().expect("rows");
        rows.iter().map(|row| row["file"].as_str().expect("a path").to_owned()).collect()
    };
    assert_eq!(files("calls"), ["a.rs", "b.py", "c.rs"]);
    assert_eq!(files("findings"), ["a.rs", "b.py", "c.rs"]);
}

#[test]
fn advice_is_in_the_language_of_the_call() {
    let rust = "use genai::Client;\nfn ask(client: Client) {\n    client.embed(\"m\", \"x\");\n}\n";
    let python = "from openai import OpenAI\ndef ask():\n    OpenAI().responses.create(input='x')\n";
    let project = Project::new(&[("a.rs", rust), ("b.py", python)]);
    let report = project.run(&["scan", "--format", "json"]).json();
    let help = |at: usize| report["findings"][at]["help"].as_str().expect("a text").to_owned();
    assert_eq!(help(0), "put `#[mima::attest(tool_name = \"ask\")]` above `fn ask`");
    assert_eq!(help(1), "put `@mima.attest(tool_name=\"ask\")` above `def ask`");
}
