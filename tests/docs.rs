//! The documentation is true: its commands run, and its picture is what is printed.

#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "the documentation is read, and its commands get a directory to run in"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Commands that are not run, by their beginning, with the reason.
const NOT_RUN: &[(&str, &str)] = &[
    ("cargo test", "this is it"),
    ("cargo bench", "takes minutes; `.ci/run` builds it"),
    ("cargo build", "the binary is built already"),
    ("cargo install", "installs"),
    ("cargo mutants", "takes hours"),
    ("PROPTEST_", "shows what a failed test prints"),
    (".ci/nightly", "takes many minutes"),
    ("python3 benches/compare.py", "installs other tools"),
    ("python3 -m venv target/attested", "installs the SDKs"),
    ("target/attested/bin/", "needs the SDKs"),
    ("python3 tests/attested/", "of no use without the SDKs"),
    ("cargo run --release -- scan testdata/sample", "run below, as `mima scan testdata/sample`"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages that users read.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> =
        ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].iter().map(|name| root().join(name)).collect();
    for entry in fs::read_dir(root().join("docs")).expect("docs") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path);
        }
    }
    pages.sort();
    pages
}

/// The fenced blocks of a page in one of some languages.
fn blocks(text: &str, languages: &[&str]) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => {
                open = Some((languages.contains(&language.trim()), String::new()));
            }
            (Some((wanted, block)), Some(_)) => {
                if *wanted {
                    blocks.push(std::mem::take(block));
                }
                open = None;
            }
            (Some((_, block)), None) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

/// A directory with the sample, and a path on which `mima` is found.
fn stage() -> (tempfile::TempDir, String) {
    let directory = tempfile::tempdir().expect("a directory");
    copy(&root().join("testdata/sample"), &directory.path().join("testdata/sample"));
    let bin = directory.path().join("bin");
    fs::create_dir(&bin).expect("a directory");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_mima"), bin.join("mima")).expect("a link");
    let path = format!("{}:/usr/bin:/bin", bin.display());
    (directory, path)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a directory");
    for entry in fs::read_dir(from).expect("a directory") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("a copy");
        }
    }
}

fn shell(command: &str, directory: &Path, path: &str) -> std::process::Output {
    Command::new("sh")
        .args(["-c", command])
        .current_dir(directory)
        .env_clear()
        .env("PATH", path)
        .env("HOME", directory)
        .stdin(Stdio::null())
        .output()
        .expect("a shell")
}

#[test]
fn commands_run() {
    let mut failures = Vec::new();
    let mut count = 0;
    for page in pages() {
        // Commands of one page build on each other.
        let (directory, path) = stage();
        let text = fs::read_to_string(&page).expect("a page");
        for command in blocks(&text, &["console", "sh"]).iter().flat_map(|block| block.lines()) {
            let command = command.trim();
            if command.is_empty() || NOT_RUN.iter().any(|(beginning, _)| command.starts_with(beginning)) {
                continue;
            }
            let written = format!("{}: `{command}`", page.display());
            if !["mima ", "cargo run ", "git init "].iter().any(|beginning| command.starts_with(beginning)) {
                failures.push(format!("{written} is neither run nor among those that are not"));
                continue;
            }
            let command = command.replace("cargo run --release -- ", "mima ");
            let output = shell(&command, directory.path(), &path);
            count += 1;
            let gate = command.contains("--strict") || command.contains("--min-coverage");
            let fine = output.status.code() == Some(0) || (gate && output.status.code() == Some(1));
            if !fine {
                failures.push(format!("{written}: {output:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
    assert!(count > 5, "only {count} commands were found");
}

/// The picture in the README: what stands between two `…` is printed, in this order.
#[test]
fn the_picture_is_what_is_printed() {
    let (directory, path) = stage();
    let output = shell("mima scan testdata/sample", directory.path(), &path);
    let printed = String::from_utf8(output.stdout).expect("text");
    let readme = fs::read_to_string(root().join("README.md")).expect("a page");
    let picture = blocks(&readme, &["text"]).remove(0);
    let mut rest = printed.as_str();
    for part in picture.split("…\n") {
        let part = part.trim();
        let at = rest.find(part);
        let at = at.unwrap_or_else(|| panic!("this is not printed:\n{part}\n\nbut this is:\n{printed}"));
        rest = &rest[at + part.len()..];
    }
}

/// The two commands that a newcomer types stand in the README, and CI runs the second.
#[test]
fn the_readme_begins_with_two_commands() {
    let readme = fs::read_to_string(root().join("README.md")).expect("a page");
    let commands = blocks(&readme, &["console"]);
    assert_eq!(commands[0], "cargo run --release -- scan testdata/sample\n");
    assert_eq!(commands[1], "cargo test\n");
    let ci = fs::read_to_string(root().join(".ci/run")).expect(".ci/run");
    assert!(ci.contains("README.md"), ".ci/run reads the command from the README");
}

/// Every file that a page links to is there.
#[test]
fn links_lead_somewhere() {
    let mut failures = Vec::new();
    for page in pages() {
        let text = fs::read_to_string(&page).expect("a page");
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split([')', '#']).next().unwrap_or_default();
            let is_file = !target.is_empty() && !target.contains("://") && !target.contains('`');
            if is_file && !page.parent().expect("a folder").join(target).exists() {
                failures.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// The README says what can be set, and nothing else.
#[test]
fn settings_are_accepted() {
    let (directory, path) = stage();
    let readme = fs::read_to_string(root().join("README.md")).expect("a page");
    let settings = blocks(&readme, &["toml"]).remove(0).replace("strict = true\n", "");
    let governance = directory.path().join("governance");
    fs::create_dir(&governance).expect("a directory");
    fs::write(
        governance.join("acme.toml"),
        "[[marker]]\nnames = [\"acme.Audit.record\"]\nshapes = [\"decorator_factory\"]\ncovers = \"any\"\n",
    )
    .expect("a rule file");
    let baseline = "{\"schema_version\": 2, \"findings\": []}";
    fs::write(directory.path().join("mima-baseline.json"), baseline).expect("a baseline");
    fs::write(directory.path().join("mima.toml"), settings).expect("settings");
    let output = shell("mima scan --config mima.toml", directory.path(), &path);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
}

#[test]
fn the_catalog_is_the_one_that_is_compiled_in() {
    let output = Command::new(env!("CARGO_BIN_EXE_mima"))
        .args(["catalog", "--format", "markdown"])
        .output()
        .expect("the command runs");
    let page = fs::read_to_string(root().join("docs/catalog.md")).expect("docs/catalog.md");
    assert!(
        String::from_utf8_lossy(&output.stdout) == page,
        "docs/catalog.md is not what `mima catalog --format markdown` prints"
    );
}

/// The table of limits says what the code says.
#[test]
fn the_limits_are_those_of_the_code() {
    let page = fs::read_to_string(root().join("docs/resolution.md")).expect("docs/resolution.md");
    let rows: Vec<String> = mima::limit::LIMITS
        .iter()
        .map(|rule| format!("| `{}` | {} | {} | {} |", rule.name, rule.default, rule.counts, rule.cost))
        .collect();
    let table: Vec<&str> =
        page.lines().skip_while(|line| !line.starts_with("| setting | default")).skip(2).collect();
    let table: Vec<&str> = table.into_iter().take_while(|line| line.starts_with('|')).collect();
    assert_eq!(table, rows);
}
