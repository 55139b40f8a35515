//! Revisions, analysed when somebody asks for them.

use std::cell::RefCell;
use std::rc::Rc;

use super::plan::Plan;
use crate::check::not_analysed;
use crate::cli::environment::Environment;
use crate::cli::past::Past;
use crate::cli::progress::Progress;
use crate::cli::subject::Subject;
use crate::cli::{Failure, diagnostics};
use crate::finding::{ErrorKind, FileError, Lost};
use crate::limit::Limit;
use crate::{Analysis, InputFile};

/// What a limit of the run costs that is hit while revisions are compared.
const NOT_COMPARED: &str = "the comparison did not come to its end, and what has become worse may be missing";

/// What is needed to analyse the project once more: as it was, or as it is by other settings.
pub(super) struct Revisions<'a> {
    pub(super) plan: &'a Plan,
    /// The files of the tree, ordered by printed path.
    pub(super) files: &'a [InputFile],
    pub(super) environment: &'a Environment,
    pub(super) progress: &'a Progress,
    known: RefCell<Vec<Analysed>>,
}

/// A revision, and its analysis if there could be one.
type Analysed = (Rc<Past>, Option<Rc<Analysis>>);

impl<'a> Revisions<'a> {
    pub(super) fn new(
        plan: &'a Plan,
        files: &'a [InputFile],
        environment: &'a Environment,
        progress: &'a Progress,
    ) -> Self {
        Self { plan, files, environment, progress, known: RefCell::default() }
    }

    /// The analysis of a revision by its own settings; `None` where they cannot be used, and for standard input alone, of which
    /// nobody says which files belong to it.
    pub(super) fn analysis(&self, past: &Rc<Past>) -> Option<Rc<Analysis>> {
        if self.plan.subject.walk.roots.is_empty() {
            return None;
        }
        if let Some((_, known)) = self.known.borrow().iter().find(|(other, _)| other.is_same(past)) {
            return known.clone();
        }
        let analysed = self.analyse(past).map(Rc::new);
        if let Err(Failure(messages)) = &analysed
            && !self.plan.quiet
        {
            for message in messages {
                diagnostics::warning(&format!("the revision cannot be analysed: {message}"));
            }
        }
        let analysis = analysed.ok();
        self.known.borrow_mut().push((Rc::clone(past), analysis.clone()));
        analysis
    }

    fn analyse(&self, past: &Past) -> Result<Analysis, Failure> {
        let subject = self.then();
        let files = past.files(&subject.walk)?;
        // What calls the code from files that are not analysed is taken to have done so before.
        let outside = subject.outside(self.files);
        let analysis = subject.analyse_files(
            &files,
            &crate::Aside::default(),
            &outside,
            self.environment,
            self.progress,
        )?;
        match self.ended_by() {
            None => Ok(analysis),
            Some(limit) => Err(Failure::from(subject.limits.message_of(limit, NOT_COMPARED))),
        }
    }

    /// The limit of the run that was hit: what was compared then was not compared to its end.
    pub(super) fn ended_by(&self) -> Option<Limit> {
        self.plan.subject.limits.ceiling().closed_by()
    }

    /// Says in the report that the comparison did not come to its end. What was not analysed of the tree itself is told already.
    pub(super) fn name_end(&self, analysis: &mut Analysis) {
        let limits = &self.plan.subject.limits;
        let is_told = |error: &FileError| error.limit().is_some_and(Limit::is_of_run);
        let Some(limit) = self.ended_by() else { return };
        let Analysis { report, sources } = analysis;
        if report.errors.iter().any(is_told) {
            return;
        }
        let message = limits.message_of(limit, NOT_COMPARED);
        let error =
            FileError { file: "./".to_owned(), kind: ErrorKind::Limit(limit), lost: Lost::Part, message };
        report.findings.extend(not_analysed(&error, "", None, sources));
        report.errors.push(error);
        report.errors.sort();
    }

    /// What the settings of the revision say to analyse.
    fn then(&self) -> &Subject {
        match &self.plan.standard {
            Some(standard) if !standard.is_trusted => &standard.other,
            _ => &self.plan.subject,
        }
    }
}
