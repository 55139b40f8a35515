//! What the process is told by its surroundings: the working directory, and where colours are wanted.

use std::io;
use std::path::PathBuf;

use anstream::{AutoStream, ColorChoice};

use super::Failure;
use super::args::Color;

/// The surroundings of a run.
#[derive(Debug)]
pub(super) struct Environment {
    /// The working directory, absolute.
    pub(super) cwd: PathBuf,
}

impl Environment {
    #[expect(clippy::disallowed_methods, reason = "this is where the surroundings are asked")]
    pub(super) fn ask() -> Result<Self, Failure> {
        let cwd = std::env::current_dir()
            .map_err(|error| Failure(format!("cannot tell the working directory: {error}")))?;
        Ok(Self { cwd })
    }
}

impl Color {
    /// Makes this the choice of the whole process. `NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE` and `TERM` decide
    /// where the user does not.
    pub(super) fn apply(self) {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
        .write_global();
    }

    /// Whether the report has colours; one in a file has them only if that is asked for.
    pub(super) fn of_report(self, to_file: bool) -> bool {
        match self {
            Self::Auto if to_file => false,
            _ => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        }
    }
}
