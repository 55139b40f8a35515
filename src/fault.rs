//! A panic, which is a bug, costs the file that it happens in and not the run: the file is named in the report, with the
//! stage, and the rest goes on.
//!
//! A limit of the run costs every file from then on: the work for the file at hand is given up, and that for the others is
//! not begun.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::finding::{ErrorKind, FileError, Lost};
use crate::limit::{GivenUp, Limit, Limits};

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
    /// It is not analysed, and AI is looked for in it.
    Look,
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
            Self::Look => "AI was looked for in it",
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
            Self::Judge | Self::Idle | Self::Look => Lost::Nothing,
        }
    }

    /// The limit of the run that keeps the stage from working. What has been found is reported whatever it took, and there is
    /// some more time to say whether the rest matters.
    fn closed_by(self, limits: &Limits) -> Option<Limit> {
        match self {
            Self::Report => None,
            Self::Look => limits.ceiling().closed_for_good_by(),
            _ => limits.ceiling().closed_by(),
        }
    }
}

/// Does a stage's work for a file.
///
/// # Errors
/// It panicked, or a limit of the run was hit. What it was changing may be half done; whoever calls this throws that away.
pub(crate) fn guard<T>(
    stage: Stage,
    file: &str,
    limits: &Limits,
    work: impl FnOnce() -> T,
) -> Result<T, FileError> {
    let work = || {
        #[cfg(test)]
        stage.fail_as_asked(file, limits);
        work()
    };
    if let Some(limit) = stage.closed_by(limits) {
        return Err(given_up(stage, file, limits, limit));
    }
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| match payload.downcast_ref() {
        Some(&GivenUp(limit)) => given_up(stage, file, limits, limit),
        None => error(stage, file),
    })
}

/// The error of a file on which a stage failed.
pub(crate) fn error(stage: Stage, file: &str) -> FileError {
    let (doing, cost) = (stage.doing(), stage.cost());
    let message = format!("mima failed while {doing}, which is a bug; please report it: {cost}");
    FileError { file: file.to_owned(), kind: ErrorKind::Panicked, lost: stage.lost(), message }
}

/// The error of a file on which a stage did not end, or did not begin, because of a limit of the run.
fn given_up(stage: Stage, file: &str, limits: &Limits, limit: Limit) -> FileError {
    let message = limits.message_of(limit, stage.cost());
    FileError { file: file.to_owned(), kind: ErrorKind::Limit(limit), lost: stage.lost(), message }
}

#[cfg(test)]
impl Stage {
    /// What a file has in its name in which this stage is to panic.
    pub(crate) fn asked_for(self) -> String {
        format!("panics_in_{self:?}")
    }

    /// What a file has in its name in which the run is to end in this stage.
    pub(crate) fn asked_to_end(self) -> String {
        format!("ends_in_{self:?}")
    }

    fn fail_as_asked(self, file: &str, limits: &Limits) {
        assert!(!file.contains(&self.asked_for()), "a test asked for this panic");
        if file.contains(&self.asked_to_end()) {
            limits.ceiling().close(Limit::RunSeconds);
            limits.ceiling().check();
        }
    }
}
