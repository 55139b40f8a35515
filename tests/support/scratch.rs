//! A project in a directory of its own, in a repository that the real git makes, for the real binary.

#![allow(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]
#![allow(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]
#![allow(dead_code, reason = "each test program uses a part")]

use std::fs;
use std::io::{Seek as _, Write as _};
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

pub(crate) struct Project(TempDir);

/// Exit status, stdout and stderr.
pub(crate) type Ran = (i32, String, String);

impl Project {
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let project = Self(tempfile::tempdir().expect("a directory"));
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).expect("a file")
    }

    /// Puts a text in the place of another one that is there.
    pub(crate) fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "`{path}` has no `{old}`");
        self.write(path, &text.replace(old, new));
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path().join(path)).expect("it was there");
    }

    fn ran(&self, command: &mut Command) -> Ran {
        finished(command.current_dir(self.path()))
    }

    pub(crate) fn git(&self, args: &[&str]) {
        let mut command = Command::new("git");
        // What this machine's git is told must not matter.
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "t").env(format!("GIT_{who}_EMAIL"), "t@example.com");
        }
        let (code, _, stderr) = self.ran(command.args(args));
        assert_eq!(code, 0, "git {args:?}: {stderr}");
    }

    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "--all", "--force", "."]);
        self.git(&["commit", "--quiet", "--allow-empty", "-m", message]);
    }

    /// A repository whose first commit is what is there now.
    pub(crate) fn committed(self) -> Self {
        self.git(&["init", "--quiet", "--initial-branch", "main"]);
        self.commit("first");
        self
    }

    /// Throws away what is not committed.
    pub(crate) fn reset(&self) {
        self.git(&["reset", "--quiet", "--hard"]);
        self.git(&["clean", "--quiet", "-ffdx"]);
    }

    /// The same in a directory, with something on standard input.
    pub(crate) fn scan_in(&self, directory: &str, args: &[&str], stdin: &str) -> Ran {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(stdin.as_bytes()).expect("written");
        file.rewind().expect("its beginning");
        let mut command = Command::new(env!("CARGO_BIN_EXE_mima"));
        command.args(["scan", "--format", "concise"]).args(args).stdin(file);
        finished(command.current_dir(self.path().join(directory)))
    }

    /// `mima scan`, in the concise format unless the arguments name one.
    pub(crate) fn scan(&self, args: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mima"));
        let format = if args.contains(&"--format") { &[][..] } else { &["--format", "concise"] };
        self.ran(command.arg("scan").args(format).args(args))
    }
}

fn finished(command: &mut Command) -> Ran {
    let output = command.output().expect("it starts");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (output.status.code().expect("an exit status"), text(output.stdout), text(output.stderr))
}

/// The lines of the findings, by file.
pub(crate) fn places(stdout: &str) -> Vec<String> {
    let place = |line: &str| line.split(':').take(2).collect::<Vec<_>>().join(":");
    stdout.lines().filter(|line| line.contains("MIMA")).map(place).collect()
}
