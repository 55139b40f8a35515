//! `action.yml` and what stands around it, step by step, as the runner would run them: programs that it finds on the path are
//! played by scripts that say how they were called.

#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests set the stage that the scripts play on"
)]

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const UNATTESTED: &str = "from openai import OpenAI\n\n\ndef ask(text):\n    \
                          return OpenAI().responses.create(model=\"gpt-4o\", input=text)\n";

/// Where the pinned release of these tests lies.
const RELEASE: &str = "https://example.com/mima/releases/download/v9.9.9";

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The scripts of the composite action, in order.
fn steps() -> Vec<String> {
    let text = fs::read_to_string(repository().join("action.yml")).expect("the action");
    let action: serde_json::Value = serde_saphyr::from_str(&text).expect("YAML");
    let steps = action["runs"]["steps"].as_array().expect("steps");
    steps.iter().filter_map(|step| Some(step.get("run")?.as_str()?.to_owned())).collect()
}

/// A job on a runner: the workspace, a copy of the action, the directory for temporary files, the programs on the path, and a
/// home. What the programs are called with stands in `calls`.
struct Job(TempDir);

impl Job {
    fn new(workspace: &[(&str, &str)]) -> Self {
        let job = Self(tempfile::tempdir().expect("a directory"));
        for name in ["workspace", "action/action", "temporary", "bin", "home"] {
            fs::create_dir_all(job.path(name)).expect("a directory");
        }
        for (path, text) in workspace {
            job.write(&format!("workspace/{path}"), text);
        }
        for name in ["install", "release"] {
            fs::copy(repository().join("action").join(name), job.path("action/action").join(name))
                .expect("a copy");
        }
        // As cargo would: the program lies in `bin` of the root that it is told.
        job.program(
            "cargo",
            "while [ $# -gt 1 ]; do [ \"$1\" = --root ] && root=$2; shift; done\n\
             mkdir -p \"$root/bin\"\nprintf '#!/bin/sh\\necho built\\n' >\"$root/bin/mima\"\nchmod +x \"$root/bin/mima\"",
        );
        job
    }

    fn path(&self, name: &str) -> PathBuf {
        fs::canonicalize(self.0.path()).expect("it is there").join(name)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_default()
    }

    /// A script anywhere, which notes where it was called, and with what.
    fn script(&self, path: &str, name: &str, text: &str) {
        let calls = self.path("calls");
        let head = format!("#!/bin/sh\necho \"{name} $PWD $*\" >>'{}'\n", calls.display());
        self.write(path, &format!("{head}{text}\n"));
        fs::set_permissions(self.path(path), fs::Permissions::from_mode(0o755)).expect("permissions");
    }

    /// A program on the path.
    fn program(&self, name: &str, text: &str) {
        self.script(&format!("bin/{name}"), name, text);
    }

    /// A release with an archive for each of these targets, which `curl` brings from where it is pinned.
    fn release(&self, targets: &[&str]) {
        self.release_of(targets, "echo mima 9.9.9");
    }

    /// The same, with a program that is this script.
    fn release_of(&self, targets: &[&str], program: &str) {
        fs::create_dir_all(self.path("served")).expect("a directory");
        self.script("served/mima", "mima", program);
        fs::copy(self.path("served/mima"), self.path("served/mima.exe")).expect("a copy");
        let mut pinned = format!("# a comment\n\nfrom {RELEASE}\n");
        for target in targets {
            let archive = format!("mima-{target}.tar.gz");
            let packed = Command::new("tar")
                .args(["-czf", &archive, "mima", "mima.exe"])
                .current_dir(self.path("served"))
                .status();
            assert!(packed.expect("tar starts").success());
            let sum = Command::new("sha256sum").arg(&archive).current_dir(self.path("served")).output();
            pinned.push_str(&String::from_utf8_lossy(&sum.expect("sha256sum starts").stdout));
        }
        self.write("action/action/release", &pinned);
        self.program(
            "curl",
            &format!(
                "while [ $# -gt 1 ]; do [ \"$1\" = --output ] && output=$2; shift; done\n\
                 cp '{}'/\"${{1##*/}}\" \"$output\"",
                self.path("served").display()
            ),
        );
    }

    /// The step with that number, as the runner starts it.
    fn step(&self, number: usize, environment: &[(&str, &str)]) -> Output {
        let steps = steps();
        let mut command = Command::new("/bin/bash");
        command
            .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", &steps[number]])
            .current_dir(self.path("workspace"))
            .env_clear()
            .env("PATH", format!("{}:/usr/bin:/bin", self.path("bin").display()))
            .env("HOME", self.path("home"))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("SOURCE", self.path("action"))
            .env("RUNNER_TEMP", self.path("temporary"))
            .env("RUNNER_OS", "Linux")
            .env("RUNNER_ARCH", "X64")
            .env("GITHUB_OUTPUT", self.path("output"))
            .envs(environment.iter().copied())
            .stdin(Stdio::null());
        command.output().expect("bash starts")
    }

    /// The first step: its exit status, what it printed, and the program that it names.
    fn install(&self, environment: &[(&str, &str)]) -> (i32, String, String) {
        for name in ["output", "calls"] {
            let _ = fs::remove_file(self.path(name));
        }
        let output = self.step(0, environment);
        let program = self.read("output").strip_prefix("program=").unwrap_or_default().trim_end().to_owned();
        (output.status.code().unwrap_or(-1), said(&output), program)
    }

    /// Installs, and says whether the program is the released one or one that was built.
    #[track_caller]
    fn installed(&self, environment: &[(&str, &str)]) -> &'static str {
        let (status, said, program) = self.install(environment);
        assert_eq!(status, 0, "{said}");
        assert!(Path::new(&program).starts_with(self.path("temporary")), "{program}");
        let ran = Command::new(&program).output().expect("it starts");
        match String::from_utf8_lossy(&ran.stdout).trim_end() {
            "mima 9.9.9" => "released",
            "built" => "built",
            _ => "something else",
        }
    }
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}{}", text(&output.stdout), text(&output.stderr))
}

/// The targets of the release workflow.
fn targets() -> Vec<String> {
    let text = fs::read_to_string(repository().join(".github/workflows/release.yml")).expect("the workflow");
    let workflow: serde_json::Value = serde_saphyr::from_str(&text).expect("YAML");
    let rows = workflow["jobs"]["build"]["strategy"]["matrix"]["include"].as_array().expect("a matrix");
    rows.iter().filter_map(|row| Some(row["target"].as_str()?.to_owned())).collect()
}

#[test]
fn the_action_installs_the_release_that_it_pins() {
    let job = Job::new(&[]);
    job.release(&["x86_64-unknown-linux-gnu"]);
    assert_eq!(job.installed(&[]), "released");
    let calls = job.read("calls");
    assert!(!calls.contains("cargo"), "{calls}");
    let curl = calls.lines().find(|call| call.starts_with("curl ")).expect("curl was called");
    for part in [
        " --disable --proto =https --tlsv1.2 --fail ",
        &format!(" {RELEASE}/mima-x86_64-unknown-linux-gnu.tar.gz"),
    ] {
        assert!(curl.contains(part), "{curl}");
    }
}

/// It is neither installed nor passed over by a build.
#[test]
fn an_archive_that_is_not_the_pinned_one_ends_the_job() {
    let job = Job::new(&[]);
    job.release(&["x86_64-unknown-linux-gnu"]);
    let evil = "#!/bin/sh\nexit 0\n";
    for served in [evil, ""] {
        fs::write(job.path("served/mima-x86_64-unknown-linux-gnu.tar.gz"), served).expect("written");
        let (status, said, program) = job.install(&[]);
        assert_eq!((status, program.as_str()), (1, ""), "{said}");
        assert!(said.contains("::error::") && said.contains("is not what this action pins"), "{said}");
        let calls = job.read("calls");
        assert!(!calls.contains("cargo") && !calls.contains("mima 9"), "{calls}");
    }
    // A digest that is none is as wrong.
    let pinned = job.read("action/action/release");
    job.write("action/action/release", &pinned.replace("  mima-", "0  mima-"));
    assert_eq!(job.install(&[]).0, 1);
}

#[test]
fn the_action_builds_what_is_not_pinned() {
    let job = Job::new(&[]);
    // As it is before the first release.
    assert_eq!(job.installed(&[]), "built");
    assert!(!job.read("calls").contains("curl"), "{}", job.read("calls"));
    job.release(&["aarch64-apple-darwin"]);
    assert_eq!(job.installed(&[]), "built");
    assert_eq!(job.installed(&[("RUNNER_OS", "macOS"), ("RUNNER_ARCH", "ARM64")]), "released");
    for environment in [
        [("RUNNER_OS", "Windows"), ("RUNNER_ARCH", "ARM64")],
        [("RUNNER_OS", "Linux"), ("RUNNER_ARCH", "ARM")],
        [("RUNNER_OS", ""), ("RUNNER_ARCH", "")],
    ] {
        assert_eq!(job.installed(&environment), "built", "{environment:?}");
    }
}

#[test]
fn the_action_builds_where_the_release_cannot_be_had() {
    let job = Job::new(&[]);
    job.release(&["x86_64-unknown-linux-gnu"]);
    job.program("curl", "exit 22");
    assert_eq!(job.installed(&[]), "built");
    let (_, said, _) = job.install(&[]);
    assert!(said.contains("::warning::") && said.contains("cannot be downloaded"), "{said}");
}

/// The binary is what is pinned, and does not start: a container with an older libc.
#[test]
fn the_action_builds_where_the_release_does_not_start() {
    let job = Job::new(&[]);
    job.release_of(&["x86_64-unknown-linux-gnu"], "exit 1");
    assert_eq!(job.installed(&[]), "built");
}

/// Each system of GitHub's runners has its archive, and the release workflow makes all of them.
#[test]
fn every_runner_has_its_archive() {
    let runners = [
        ("Linux", "X64", "x86_64-unknown-linux-gnu"),
        ("Linux", "ARM64", "aarch64-unknown-linux-gnu"),
        ("macOS", "X64", "x86_64-apple-darwin"),
        ("macOS", "ARM64", "aarch64-apple-darwin"),
        ("Windows", "X64", "x86_64-pc-windows-msvc"),
    ];
    let job = Job::new(&[]);
    job.release(&runners.map(|(.., target)| target));
    for (system, machine, target) in runners {
        let environment = [("RUNNER_OS", system), ("RUNNER_ARCH", machine)];
        assert_eq!(job.installed(&environment), "released", "{target}");
        let calls = job.read("calls");
        assert!(calls.contains(&format!("/mima-{target}.tar.gz")), "{calls}");
    }
    assert_eq!(targets(), runners.map(|(.., target)| target));
}

/// macOS had no sha256sum for long.
#[test]
fn a_digest_is_worked_out_where_there_is_no_sha256sum() {
    let job = Job::new(&[]);
    job.release(&["aarch64-apple-darwin"]);
    fs::create_dir(job.path("kept")).expect("a directory");
    for name in ["bash", "sh", "mktemp", "tar", "gzip", "cp"] {
        symlink(Path::new("/usr/bin").join(name), job.path("kept").join(name)).expect("a link");
    }
    job.program("shasum", "[ \"$*\" = '-a 256' ] && exec /usr/bin/sha256sum");
    let path = format!("{}:{}", job.path("bin").display(), job.path("kept").display());
    let environment = [("PATH", path.as_str()), ("RUNNER_OS", "macOS"), ("RUNNER_ARCH", "ARM64")];
    assert_eq!(job.installed(&environment), "released");
}

/// The toolchain, the settings and the programs that lie in the workspace are those of whoever wrote the code there.
#[test]
fn the_checkout_has_no_hand_in_what_is_installed() {
    let job = Job::new(&[
        ("rust-toolchain.toml", "[toolchain]\npath = \"evil\"\n"),
        (".cargo/config.toml", "[build]\nrustc = \"./evil\"\n"),
        (".curlrc", "insecure\noutput = evil\n"),
        (".wgetrc", "x"),
        ("action/release", "from https://evil.example.com\n"),
    ]);
    for name in ["curl", "cargo", "mima", "bash", "tar", "sha256sum", "mktemp", "action/install"] {
        job.script(&format!("workspace/{name}"), "evil", "exit 0");
    }
    symlink("/nowhere", job.path("workspace/mima.sarif")).expect("a link");
    // Directories of the path that are meant from where a program starts.
    let path = format!(":.:{}:/usr/bin:/bin", job.path("bin").display());
    let paths = [("PATH", path.as_str())];
    let source = job.path("action");
    for environment in [&paths[..], &[]] {
        job.write("action/action/release", "");
        assert_eq!(job.installed(environment), "built");
        let calls = job.read("calls");
        let cargo = calls.lines().find(|call| call.starts_with("cargo ")).expect("cargo was called");
        let expected = format!("cargo {} install --locked --quiet --path . --root ", source.display());
        assert!(cargo.starts_with(&expected), "{cargo}");
        assert!(!calls.contains("evil"), "{calls}");
        job.release(&["x86_64-unknown-linux-gnu"]);
        assert_eq!(job.installed(environment), "released");
        assert!(!job.read("calls").contains("evil"), "{}", job.read("calls"));
    }
    // A mima that happens to be on the path is some other version, or the workspace's.
    job.program("mima", "exit 0");
    assert_eq!(job.installed(&[]), "released");
}

/// What is there from an earlier step, at a place that can be guessed, is not written to.
#[test]
fn the_action_installs_into_a_fresh_directory() {
    let job = Job::new(&[]);
    symlink(job.path("workspace"), job.path("temporary/mima")).expect("a link");
    job.release(&["x86_64-unknown-linux-gnu"]);
    assert_eq!(job.installed(&[]), "released");
    assert_eq!(job.installed(&[("RUNNER_OS", "unknown")]), "built");
    let written = fs::read_dir(job.path("workspace")).expect("a directory").count();
    assert_eq!(written, 0);
}

#[test]
fn a_mima_that_is_named_is_used() {
    let job = Job::new(&[]);
    let mima = job.path("bin/mima");
    job.program("mima", "exit 0");
    for name in ["mima", &mima.display().to_string()] {
        let (status, said, program) = job.install(&[("BINARY", name)]);
        assert_eq!((status, Path::new(&program)), (0, mima.as_path()), "{said}");
    }
    let (status, said, program) = job.install(&[("BINARY", "nowhere")]);
    assert_eq!((status, program.as_str()), (1, ""), "{said}");
    assert!(said.contains("::error::there is no program `nowhere`"), "{said}");
}

#[test]
fn the_report_is_uploaded_before_a_gate_is_judged() {
    let job = Job::new(&[("my app/llm.py", UNATTESTED)]);
    assert_eq!(steps().len(), 3);
    let mima = env!("CARGO_BIN_EXE_mima");
    for (more, gate, code) in [("", "passed", 0), ("--strict --quiet", "failed", 1)] {
        let environment = [("SCANNED", "my app"), ("MORE", more), ("SARIF", "out.sarif"), ("MIMA", mima)];
        let output = job.step(1, &environment);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(job.read("workspace/out.sarif").contains("MIMA001"));
        let outputs = job.read("output");
        assert!(outputs.ends_with(&format!("gate={gate}\nsarif-file=out.sarif\n")), "{outputs}");
        assert_eq!(job.step(2, &[("GATE", gate)]).status.code(), Some(code));
    }
    let output = job.step(1, &[("SCANNED", "my app"), ("MORE", ""), ("SARIF", ""), ("MIMA", mima)]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(job.path("temporary/mima.sarif").exists() && !job.path("workspace/mima.sarif").exists());
    let output = job.step(1, &[("SCANNED", "nowhere"), ("MORE", ""), ("SARIF", "out.sarif"), ("MIMA", mima)]);
    assert_eq!(output.status.code(), Some(2), "a run that failed is no gate: {}", said(&output));
}

/// Runs the real git in the workspace.
fn git(job: &Job, args: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.com"])
        .args(args)
        .current_dir(job.path("workspace"))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("git starts");
    assert!(output.status.success(), "git {args:?}: {}", said(&output));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// A pull request is judged by what its base says, though the checkout has the one commit alone.
#[test]
fn the_action_trusts_the_base_of_a_pull_request() {
    let job = Job::new(&[("origin/llm.py", UNATTESTED)]);
    git(&job, &["init", "--quiet", "origin"]);
    for (text, message) in [("strict = true\n", "base"), ("ignore = [\"MIMA001\"]\n", "the pull request")] {
        job.write("workspace/origin/mima.toml", text);
        git(&job, &["-C", "origin", "add", "."]);
        git(&job, &["-C", "origin", "commit", "--quiet", "-m", message]);
    }
    git(&job, &["-C", "origin", "config", "uploadpack.allowAnySHA1InWant", "true"]);
    let base = git(&job, &["-C", "origin", "rev-parse", "HEAD~1"]);
    let origin = format!("file://{}", job.path("workspace/origin").display());
    fs::rename(job.path("workspace"), job.path("elsewhere")).expect("moved");
    fs::create_dir(job.path("workspace")).expect("a directory");
    let origin = origin.replace("/workspace/", "/elsewhere/");
    git(&job, &["clone", "--quiet", "--depth", "1", &origin, "."]);
    let scan = |trust: &str| {
        let mima = env!("CARGO_BIN_EXE_mima");
        let environment =
            [("SCANNED", "."), ("MORE", ""), ("SARIF", "out.sarif"), ("MIMA", mima), ("TRUST", trust)];
        let output = job.step(1, &environment);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        (job.read("output").ends_with("gate=failed\nsarif-file=out.sarif\n"), job.read("workspace/out.sarif"))
    };
    let (failed, _) = scan("");
    assert!(!failed, "the change excuses itself");
    let (failed, report) = scan(&base);
    assert!(failed && report.contains("MIMA040") && report.contains("MIMA001 is off"), "{report}");
}

/// A checkout that git did not make has no `.git`, and its files may be those of a repository whose settings start programs.
#[test]
fn a_workspace_that_pretends_to_be_a_repository_starts_nothing() {
    let job = Job::new(&[("llm.py", UNATTESTED)]);
    git(&job, &["init", "--quiet", "--bare", "."]);
    job.program("evil", "exit 1");
    for setting in ["core.sshCommand", "core.fsmonitor", "remote.origin.uploadpack"] {
        git(&job, &["config", setting, &job.path("bin/evil").display().to_string()]);
    }
    for url in ["ssh://localhost/nowhere", "."] {
        git(&job, &["config", "remote.origin.url", url]);
        let trust = "0123456789012345678901234567890123456789";
        let mima = env!("CARGO_BIN_EXE_mima");
        job.step(1, &[("SCANNED", "."), ("MORE", ""), ("SARIF", ""), ("MIMA", mima), ("TRUST", trust)]);
        assert!(!job.path("calls").exists(), "{}", job.read("calls"));
    }
}

/// What is pinned is whole: nothing, or an archive for each target of the release workflow.
#[test]
fn the_pinned_release_is_whole() {
    let text = fs::read_to_string(repository().join("action/release")).expect("the pinned release");
    let mut rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let Some(first) = rows.next() else { return };
    assert!(first.starts_with("from https://github.com/"), "{first}");
    let archives: Vec<&str> =
        rows.filter_map(|row| row.split_once("  ").map(|(_, archive)| archive)).collect();
    let expected: Vec<String> = targets().iter().map(|target| format!("mima-{target}.tar.gz")).collect();
    assert_eq!(archives, expected);
}

/// A job with the script that pins a release, and a GitHub CLI that downloads what is served and finds an attestation for all
/// archives but those that are named in `unattested`.
fn pinning(unattested: &str) -> Job {
    let job = Job::new(&[]);
    let targets = targets();
    job.release(&targets.iter().map(String::as_str).collect::<Vec<_>>());
    fs::create_dir_all(job.path("action/.ci")).expect("a directory");
    fs::copy(repository().join(".ci/pin-release"), job.path("action/.ci/pin-release")).expect("a copy");
    let workflow =
        fs::read_to_string(repository().join(".github/workflows/release.yml")).expect("the workflow");
    job.write("action/.github/workflows/release.yml", &workflow);
    job.program(
        "gh",
        &format!(
            "case $1 in\nrelease) while [ $# -gt 1 ]; do [ \"$1\" = --dir ] && to=$2; shift; done\n\
             cp '{}'/*.tar.gz \"$to\" ;;\nattestation) case $3 in {unattested}) exit 1 ;; esac ;;\nesac",
            job.path("served").display()
        ),
    );
    job
}

fn pin(job: &Job) -> Output {
    Command::new(job.path("action/.ci/pin-release"))
        .args(["owner/mima", "v9.9.9"])
        .env("PATH", format!("{}:/usr/bin:/bin", job.path("bin").display()))
        .output()
        .expect("it starts")
}

#[test]
fn a_release_is_pinned_by_archives_that_are_attested() {
    let job = pinning("nothing");
    let expected = job.read("action/action/release");
    job.write(
        "action/action/release",
        "# a comment\n\nfrom https://github.com/owner/mima/old\nold  mima-old\n",
    );
    let output = pin(&job);
    assert!(output.status.success(), "{}", said(&output));
    let pinned = job.read("action/action/release");
    assert_eq!(pinned, expected.replace(RELEASE, "https://github.com/owner/mima/releases/download/v9.9.9"));
    let mut attested = String::new();
    for call in job.read("calls").lines().filter(|call| call.contains("attestation verify")) {
        assert!(
            call.contains(
                "--repo owner/mima --signer-workflow owner/mima/.github/workflows/release.yml \
                 --source-ref refs/tags/v9.9.9 --deny-self-hosted-runners"
            ),
            "{call}"
        );
        writeln!(attested, "{call}").expect("a text");
    }
    assert_eq!(attested.lines().count(), targets().len());
    // What it has written is what the action installs.
    assert_eq!(job.installed(&[]), "released");
}

#[test]
fn nothing_is_pinned_where_an_archive_is_not_attested() {
    let job = pinning("*apple*");
    let before = job.read("action/action/release");
    let output = pin(&job);
    assert!(!output.status.success(), "{}", said(&output));
    assert_eq!(job.read("action/action/release"), before);
}
