//! Project × Catalog → findings.
//!
//! Files are checked in parallel, in chunks of neighbours that share an evaluator. The chunks depend on the files
//! alone, so the result does not depend on the number of threads.

mod candidates;
mod duck;
mod references;
mod report;
mod requests;
mod sites;
mod suppress;

use rayon::prelude::*;

use crate::attest::{self, Active};
use crate::finding::{FileError, Report};
use crate::project::{Evaluator, ModuleId, Project};
use crate::source::Sources;

use sites::Site;

/// How many files share what is remembered: enough to be worth it, few enough to keep every core busy.
const CHUNK: usize = 48;

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
    let modules: Vec<ModuleId> = (0..project.modules.len()).map(|at| ModuleId(at as u32)).collect();
    let checked: Vec<Checked> =
        modules.par_chunks(CHUNK).flat_map_iter(|chunk| check_chunk(project, chunk)).collect();
    report::assemble(project, sources, &checked, files_found, errors)
}

fn check_chunk(project: &Project<'_>, chunk: &[ModuleId]) -> Vec<Checked> {
    let mut evaluator = Evaluator::new(project);
    chunk.iter().map(|&module| check_module(&mut evaluator, module)).collect()
}

fn check_module(evaluator: &mut Evaluator<'_>, module: ModuleId) -> Checked {
    let mut checked = Checked::default();
    for site in &evaluator.project().module(module).calls {
        evaluator.begin();
        match sites::find(evaluator, module, site) {
            Some(site) => {
                let active = judge(evaluator, module, &site);
                checked.sites.push(Judged { site, active });
            }
            None => checked.lookalikes.extend(duck::find(evaluator, module, site)),
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
