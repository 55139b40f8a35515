//! What the test programs share.

#![allow(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]
#![allow(dead_code, reason = "each test program uses a part")]

use std::fs;

use mima::catalog::Catalog;
use mima::{Analysis, Content, InputFile, Mode, analyze};
use tempfile::TempDir;

/// A directory that holds these files, given as path and text.
#[expect(clippy::disallowed_methods, reason = "tests set the stage that the binary plays on")]
pub(crate) fn project(files: &[(&str, &str)]) -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    for (path, text) in files {
        let path = directory.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
    }
    directory
}

/// Analyses some files.
pub(crate) fn analyse(files: &[InputFile], mode: Mode) -> Analysis {
    // Not on a worker: it is loaded in parallel, and a worker that waits for that may take another test's work, which
    // would wait for the catalog in turn.
    let catalog = Catalog::builtin();
    analyze(files, Vec::new(), catalog, mode)
}

/// A file whose path is the same for the reader and for module names.
pub(crate) fn file(path: &str, bytes: impl Into<Vec<u8>>) -> InputFile {
    InputFile { path: path.into(), module_path: path.into(), content: Content::Bytes(bytes.into().into()) }
}
