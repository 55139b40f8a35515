//! Regular files of a bounded size.
//!
//! What comes with a scanned tree may be a pipe that blocks, a device that never ends, or a link to one. So what is to be
//! read is looked at before it is opened, and once more when it is open; and no more is read than is asked for, since
//! a file may grow while it is read.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Reads a regular file, or what a link to one leads to, of at most `most` bytes.
///
/// # Errors
/// It is no regular file, it is larger, or it cannot be read.
#[expect(clippy::disallowed_methods, reason = "this is where a file is opened that a tree brings along")]
pub(crate) fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let is_file = |metadata: io::Result<std::fs::Metadata>| metadata.map(|it| it.is_file());
    // Opening a pipe waits for somebody who writes to it.
    if !is_file(path.metadata())? {
        return Err(irregular());
    }
    let file = File::open(path)?;
    if !is_file(file.metadata())? {
        return Err(irregular());
    }
    to_end(file, most)
}

/// Reads what the user named, be it a file or a pipe: `/dev/stdin`, or what a shell puts in the place of `<(command)`.
///
/// # Errors
/// It is larger than `most` bytes, or it cannot be read.
#[expect(clippy::disallowed_methods, reason = "this is where a file is opened that the user named")]
pub(crate) fn read_named(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    to_end(File::open(path)?, most)
}

fn to_end(file: File, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {most} bytes")));
    }
    Ok(bytes)
}

/// The SHA-256 of some bytes, in hexadecimal digits; `None` where it cannot be computed.
pub(crate) fn sha256(bytes: &[u8]) -> Option<String> {
    let mut hasher = gix_hash::hasher(gix_hash::Kind::Sha256);
    hasher.update(bytes);
    hasher.try_finalize().ok().map(|id| id.to_string())
}

fn irregular() -> io::Error {
    io::Error::other("it is no regular file")
}
