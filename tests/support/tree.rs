//! A tree that somebody wrote, and a place beside it, for the real binary.

#![allow(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]
#![allow(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]
#![allow(dead_code, reason = "each test program uses a part")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A program with one call that nothing attests.
pub(crate) const UNATTESTED: &str = "from openai import OpenAI\n\n\ndef ask(text):\n    \
                                     return OpenAI().responses.create(model=\"gpt-4o\", input=text)\n";

/// A tree, and a place beside it.
pub(crate) struct Tree(TempDir);

impl Tree {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let tree = Self(tempfile::tempdir().expect("a directory"));
        fs::create_dir(tree.root()).expect("a directory");
        fs::create_dir(tree.beside()).expect("a directory");
        for (path, text) in files {
            tree.write(path, text);
        }
        tree
    }

    /// A tree that is the top of a repository.
    pub(crate) fn of_repository(files: &[(&str, &str)]) -> Self {
        let tree = Self::new(files);
        fs::create_dir_all(tree.root().join(".git")).expect("a directory");
        tree
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
        fs::write(path, text).expect("written");
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.0.path().join("tree")
    }

    pub(crate) fn beside(&self) -> PathBuf {
        self.0.path().join("beside")
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mima"));
        command.args(arguments).current_dir(self.root()).output().expect("it starts")
    }

    /// What stands on standard output and standard error.
    pub(crate) fn said(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat()
    }

    /// The exit status and what stands on standard error.
    pub(crate) fn status(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.run(arguments);
        (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
    }
}
