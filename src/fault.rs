//! A panic, which is a bug, costs the file that it happens in and not the run: the file is named in the report, with the
//! stage, and the rest goes on.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::finding::{ErrorKind, FileError, Lost};

/// A stage of the analysis in which something is done for one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Its bytes are read.
    Read,
    /// Its imports are noted.
    Scan,
    /// Its text is decoded.
    Decode,
    /// It is parsed and lowered.
    Bind,
    /// What it taints is found, and whom that reaches.
    Taint,
    /// It is added to the tables of the project.
    Index,
    /// Its calls are looked at.
    Check,
    /// It is asked whether a call is attested.
    Judge,
    /// Its markers without a call are looked for.
    Idle,
    /// Its part of the report is written.
    Report,
}

impl Stage {
    #[cfg(test)]
    pub(crate) const ALL: [Self; 10] = [
        Self::Read,
        Self::Scan,
        Self::Decode,
        Self::Bind,
        Self::Taint,
        Self::Index,
        Self::Check,
        Self::Judge,
        Self::Idle,
        Self::Report,
    ];

    /// What was being done: follows "while".
    fn doing(self) -> &'static str {
        match self {
            Self::Read => "it was read",
            Self::Scan => "its imports were noted",
            Self::Decode => "it was decoded",
            Self::Bind => "it was parsed",
            Self::Taint => "its imports were followed",
            Self::Index => "its names were listed",
            Self::Check => "its calls were checked",
            Self::Judge => "the attestation of its calls was judged",
            Self::Idle => "its markers were checked",
            Self::Report => "its part of the report was written",
        }
    }

    /// What is missing because of that: a clause without a full stop.
    fn cost(self) -> &'static str {
        match self {
            Self::Taint | Self::Index => "calls in other files may be missing",
            Self::Judge => "calls in it count as not attested",
            Self::Idle => "markers under which no call stands are not reported",
            _ => "calls in it are not reported",
        }
    }

    /// How much of the file is not analysed because of that.
    fn lost(self) -> Lost {
        match self {
            Self::Read | Self::Scan | Self::Decode | Self::Bind | Self::Check | Self::Report => Lost::All,
            Self::Taint | Self::Index => Lost::Part,
            Self::Judge | Self::Idle => Lost::Nothing,
        }
    }
}

/// Does a stage's work for a file.
///
/// # Errors
/// It panicked. What it was changing may be half done; whoever calls this throws that away.
pub(crate) fn guard<T>(stage: Stage, file: &str, work: impl FnOnce() -> T) -> Result<T, FileError> {
    let work = || {
        #[cfg(test)]
        assert!(!file.contains(&stage.asked_for()), "a test asked for this panic");
        work()
    };
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| error(stage, file))
}

/// The error of a file on which a stage failed.
pub(crate) fn error(stage: Stage, file: &str) -> FileError {
    let (doing, cost) = (stage.doing(), stage.cost());
    let message = format!("mima failed while {doing}, which is a bug; please report it: {cost}");
    FileError { file: file.to_owned(), kind: ErrorKind::Panicked, lost: stage.lost(), message }
}

#[cfg(test)]
impl Stage {
    /// What a file has in its name in which this stage is to panic.
    pub(crate) fn asked_for(self) -> String {
        format!("panics_in_{self:?}")
    }
}
