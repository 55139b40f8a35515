//! Where a report goes: standard output, or a file that is written as a whole.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use super::environment::Environment;
use crate::output;
use crate::walk::paths::slashed;

/// Where a report goes.
#[derive(Debug)]
pub(super) enum Target {
    Stdout,
    File { path: PathBuf, printed: String, tree: PathBuf },
}

impl Target {
    /// The file that the user named, or standard output.
    pub(super) fn new(named: Option<&Path>, environment: &Environment) -> Self {
        match named {
            Some(named) => Self::File {
                path: environment.cwd.join(named),
                printed: slashed(named),
                tree: environment.tree(),
            },
            None => Self::Stdout,
        }
    }

    /// Writes what `write` gives.
    pub(super) fn write(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        match self {
            Self::File { path, printed, tree } => {
                let mut bytes = Vec::new();
                write(&mut bytes)
                    .and_then(|()| output::write_file(path, tree, &bytes))
                    .map_err(|error| Failure::from(format!("cannot write `{printed}`: {error}")))
            }
            Self::Stdout => {
                let mut stdout = BufWriter::new(io::stdout().lock());
                match write(&mut stdout).and_then(|()| stdout.flush()) {
                    // A reader that has gone away has what it wanted.
                    Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                        Err(Failure::from(format!("cannot write to standard output: {error}")))
                    }
                    _ => Ok(()),
                }
            }
        }
    }
}
