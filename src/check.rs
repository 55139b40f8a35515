//! Project × Catalog → findings.
//!
//! Files are checked in parallel, in chunks of neighbours that share an evaluator. The chunks depend on the files
//! alone, so the result does not depend on the number of threads.

mod candidates;
mod duck;
mod dynamic;
mod problem;
mod references;
mod report;
mod requests;
mod sites;
mod suppress;
mod tests;

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::attest::{Active, Index, Judge, Memory, Question, Verdict, idle};
use crate::finding::{FileError, MAX_CALLERS, Report};
use crate::project::{Evaluator, ExprRef, FunctionRef, ModuleId, Project};
use crate::source::{Sources, Span};

use sites::Site;

/// How many files share what is remembered: enough to be worth it, few enough to keep every core busy.
const CHUNK: usize = 48;

/// What was found in one file.
#[derive(Default)]
struct Checked {
    sites: Vec<Judged>,
    /// Calls that only look like AI calls.
    lookalikes: Vec<duck::Lookalike>,
    /// Calls whose name is known in part only.
    taken: Vec<dynamic::Taken>,
    /// Markers of the file under which no AI call was found.
    idle: Vec<Active>,
    /// Whether a bound was hit while a value was followed.
    bounded: bool,
}

/// An AI call with its verdict.
struct Judged {
    site: Site,
    verdict: Verdict,
    /// Who calls the function that holds it, where nothing has to do with a marker.
    callers: Arc<[ExprRef]>,
}

/// Checks every file of a project. `errors` are problems met before; they become part of the report.
pub fn check(project: &Project<'_>, sources: &Sources, files_found: usize, errors: Vec<FileError>) -> Report {
    let modules: Vec<ModuleId> = (0..project.modules.len()).map(|at| ModuleId(at as u32)).collect();
    let index = Index::of(project);
    let mut checked: Vec<Checked> =
        modules.par_chunks(CHUNK).flat_map_iter(|chunk| check_chunk(project, &index, chunk)).collect();
    find_idle(project, &index, &mut checked);
    report::assemble(project, sources, &checked, files_found, errors)
}

fn check_chunk(project: &Project<'_>, index: &Index, chunk: &[ModuleId]) -> Vec<Checked> {
    let mut evaluator = Evaluator::new(project);
    let mut memory = Memory::default();
    chunk.iter().map(|&module| check_module(&mut evaluator, index, &mut memory, module)).collect()
}

fn check_module(
    evaluator: &mut Evaluator<'_>,
    index: &Index,
    memory: &mut Memory,
    module: ModuleId,
) -> Checked {
    let mut checked = Checked::default();
    for site in &evaluator.project().module(module).calls {
        evaluator.begin();
        let found = sites::find(evaluator, module, site);
        let lookalike = if found.is_none() { duck::find(evaluator, module, site) } else { None };
        if found.is_none() && lookalike.is_none() {
            checked.taken.extend(dynamic::find(evaluator, module, site));
        }
        checked.bounded |= evaluator.is_bounded();
        checked.lookalikes.extend(lookalike);
        if let Some(site) = found {
            let verdict = Judge::new(evaluator, index, memory).judge(&question(module, &site));
            checked.sites.push(Judged { site, verdict, callers: Vec::new().into() });
        }
    }
    add_callers(evaluator, module, &mut checked.sites);
    checked
}

/// Adds who calls the functions in which calls without a marker stand. A bound that is hit here is none of the
/// file's: no AI call is missing because of it.
fn add_callers(evaluator: &mut Evaluator<'_>, module: ModuleId, sites: &mut [Judged]) {
    let mut known: FxHashMap<FunctionRef, Arc<[ExprRef]>> = FxHashMap::default();
    for judged in sites.iter_mut().filter(|judged| judged.verdict == Verdict::Unattested) {
        let Some(holder) = evaluator.project().enclosing_function(module, judged.site.call.scope) else {
            continue;
        };
        let callers = known.entry(holder).or_insert_with(|| {
            evaluator.begin();
            evaluator.callers(holder, MAX_CALLERS).into()
        });
        judged.callers = callers.clone();
    }
}

fn question(module: ModuleId, site: &Site) -> Question<'_> {
    Question {
        module,
        site: &site.call,
        wrapped_at: site.attested_at,
        passed: site.is_passed,
        is_coroutine: site.is_coroutine,
        library: &site.library,
        category: site.category,
        flow: &site.flow,
    }
}

/// Adds the markers that have to do with no AI call.
fn find_idle(project: &Project<'_>, index: &Index, checked: &mut [Checked]) {
    if !index.is_marked() {
        return;
    }
    let mut used = Vec::new();
    let mut sites: Vec<Vec<Span>> = vec![Vec::new(); checked.len()];
    for (at, file) in checked.iter().enumerate() {
        let module = ModuleId(at as u32);
        for judged in &file.sites {
            sites[at].push(project.module(module).expr(judged.site.call.expr).span);
            match &judged.verdict {
                Verdict::Attested(active)
                | Verdict::Lapsed(active, _)
                | Verdict::Partly { attested: active, .. } => {
                    used.push((active.module, active.span));
                }
                Verdict::Unattested => {}
            }
        }
    }
    for active in idle(project, index, &used, &sites) {
        checked[active.module.index()].idle.push(active);
    }
}
