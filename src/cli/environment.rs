//! What the process is told by its surroundings: the working directory, and where colours are wanted.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::time::SystemTime;

use anstream::{AutoStream, ColorChoice};

use super::Failure;
use super::args::Color;
use crate::calendar::days_in;
use crate::git;

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
            .map_err(|error| Failure::from(format!("cannot tell the working directory: {error}")))?;
        Ok(Self { cwd })
    }

    /// The tree that the working directory is in: that of its repository, or itself.
    pub(super) fn tree(&self) -> PathBuf {
        git::top_of(&self.cwd).unwrap_or_else(|| self.cwd.clone())
    }

    /// A variable of the environment, unless it is empty.
    #[expect(
        clippy::disallowed_methods,
        clippy::unused_self,
        reason = "this is where the surroundings are asked"
    )]
    pub(super) fn variable(&self, name: &str) -> Option<OsString> {
        std::env::var_os(name).filter(|value| !value.is_empty())
    }

    /// The variables of the environment whose names are wanted; names that are no Unicode never are.
    #[expect(clippy::unused_self, reason = "this is where the surroundings are asked")]
    pub(super) fn variables(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<(OsString, OsString)> {
        std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(&is_wanted)).collect()
    }

    /// The path of this program, for programs that it starts.
    pub(super) fn program() -> io::Result<PathBuf> {
        std::env::current_exe()
    }

    /// The day, in UTC: `2027-01-31`.
    #[expect(clippy::disallowed_methods, reason = "whether an exception has expired depends on the day")]
    pub(super) fn today() -> String {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        date(since.as_secs() / 86_400)
    }
}

/// The date of a day, counted from 1970-01-01.
fn date(mut day: u64) -> String {
    let mut year = 1970;
    loop {
        let days = 337 + days_in(2, year);
        if day < days {
            break;
        }
        day -= days;
        year += 1;
    }
    let mut month = 1;
    while day >= days_in(month, year) {
        day -= days_in(month, year);
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", day + 1)
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

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_have_dates() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(59), "1970-03-01");
        assert_eq!(date(11_016), "2000-02-29");
        assert_eq!(date(20_453), "2025-12-31");
        assert_eq!(date(20_454), "2026-01-01");
    }
}
