//! Writes a report to a file.

use std::io;
use std::path::Path;

/// Replaces the file at `path` by `bytes`, or leaves it as it was.
///
/// # Errors
/// The file cannot be written.
#[expect(
    clippy::disallowed_methods,
    reason = "the report is the one file that a scan writes"
)]
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    std::fs::write(path, bytes)
}
