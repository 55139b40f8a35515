//! Revisions, analysed when somebody asks for them.

use std::cell::RefCell;
use std::rc::Rc;

use super::plan::Plan;
use crate::cli::environment::Environment;
use crate::cli::past::Past;
use crate::cli::progress::Progress;
use crate::cli::subject::Subject;
use crate::cli::{Failure, diagnostics};
use crate::{Analysis, InputFile};

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
        subject.analyse_files(&files, crate::Aside::default(), outside, self.environment, self.progress)
    }

    /// What the settings of the revision say to analyse.
    fn then(&self) -> &Subject {
        match &self.plan.standard {
            Some(standard) if !standard.is_trusted => &standard.other,
            _ => &self.plan.subject,
        }
    }
}
