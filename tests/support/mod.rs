//! What the test programs share: the analysis on stacks as deep as the command gives it.

#![allow(clippy::expect_used, reason = "a test that cannot set its stage has to stop")]
#![allow(dead_code, reason = "each test program uses a part")]

use std::sync::LazyLock;

use mima::catalog::Catalog;
use mima::{Analysis, Content, InputFile, Mode, STACK_BYTES, analyze};

static POOL: LazyLock<rayon::ThreadPool> =
    LazyLock::new(|| rayon::ThreadPoolBuilder::new().stack_size(STACK_BYTES).build().expect("threads"));

/// Analyses some files, on large stacks.
pub(crate) fn analyse(files: &[InputFile], mode: Mode) -> Analysis {
    // Outside the pool: it is loaded in parallel, and a worker that waits for that may take another test's work,
    // which would wait for the catalog in turn.
    let catalog = Catalog::builtin();
    POOL.install(|| analyze(files, Vec::new(), catalog, mode))
}

/// A file whose path is the same for the reader and for module names.
pub(crate) fn file(path: &str, bytes: impl Into<Vec<u8>>) -> InputFile {
    InputFile { path: path.into(), module_path: path.into(), content: Content::Bytes(bytes.into()) }
}
