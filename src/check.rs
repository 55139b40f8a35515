//! Project × Catalog → findings.
//!
//! Files are checked in parallel, each with an evaluator of its own, so that what is remembered for one file can
//! not change what is found in another and the result does not depend on the number of threads.

mod duck;
mod references;
mod report;
mod sites;
mod suppress;

use rayon::prelude::*;

use crate::attest::{self, Active};
use crate::finding::{FileError, Report};
use crate::project::{Evaluator, ModuleId, Project};
use crate::source::Sources;

use sites::Site;

/// What was found in one file.
#[derive(Default)]
struct Checked {
    sites: Vec<Judged>,
    /// Calls that only look like AI calls.
    lookalikes: Vec<duck::Lookalike>,
    /// Whether a bound was hit while a value was followed.
    bounded: bool,
}

/// An AI call with its verdict.
struct Judged {
    site: Site,
    active: Option<Active>,
}

/// Checks every file of a project. `errors` are problems met before; they become part of the report.
pub fn check(project: &Project<'_>, sources: &Sources, files_found: usize, errors: Vec<FileError>) -> Report {
    let checked: Vec<Checked> = (0..project.modules.len())
        .into_par_iter()
        .map(|at| check_module(project, ModuleId(at as u32)))
        .collect();
    report::assemble(project, sources, &checked, files_found, errors)
}

fn check_module(project: &Project<'_>, module: ModuleId) -> Checked {
    let mut evaluator = Evaluator::new(project);
    let mut checked = Checked::default();
    for site in &project.module(module).calls {
        evaluator.begin();
        let found = sites::find(&mut evaluator, module, site);
        match found {
            Some(site) => {
                let active = judge(&mut evaluator, module, &site);
                checked.sites.push(Judged { site, active });
            }
            None => checked
                .lookalikes
                .extend(duck::find(&mut evaluator, module, site)),
        }
        checked.bounded |= evaluator.is_bounded();
    }
    checked
}

/// The marker that is active around a call.
fn judge(evaluator: &mut Evaluator<'_>, module: ModuleId, site: &Site) -> Option<Active> {
    if let Some(wrapped) = site.attested_at {
        return Some(attest::of_wrapped(evaluator, wrapped));
    }
    attest::active(evaluator, module, site.call.scope, site.call.context)
}
