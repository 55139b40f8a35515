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
use crate::limit::LimitSet;
use crate::project::{Evaluator, ExprRef, FunctionRef, ModuleId, Project};
use crate::source::{Sources, Span};

use duck::{Duck, Watch};
use sites::Site;
use tests::TestFiles;

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
    /// The limits that were hit while values were followed.
    limits: LimitSet,
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
    let tables = Tables { sources, tests: TestFiles::of(project, sources), index: Index::of(project) };
    let mut checked: Vec<Checked> =
        modules.par_chunks(CHUNK).flat_map_iter(|chunk| check_chunk(project, &tables, chunk)).collect();
    find_idle(project, &tables.index, &mut checked);
    report::assemble(project, sources, &tables.tests, &checked, files_found, errors)
}

/// What is known of all files before the first is checked.
struct Tables<'s> {
    sources: &'s Sources,
    tests: TestFiles,
    index: Index,
}

fn check_chunk(project: &Project<'_>, tables: &Tables<'_>, chunk: &[ModuleId]) -> Vec<Checked> {
    let mut evaluator = Evaluator::new(project);
    let mut memory = Memory::default();
    chunk.iter().map(|&module| check_module(&mut evaluator, tables, &mut memory, module)).collect()
}

fn check_module(
    evaluator: &mut Evaluator<'_>,
    tables: &Tables<'_>,
    memory: &mut Memory,
    module: ModuleId,
) -> Checked {
    let mut checked = Checked::default();
    let facts = evaluator.project().module(module);
    let mut ducks = Watch::new(module, facts);
    evaluator.begin_file();
    for site in &facts.calls {
        evaluator.begin();
        let mut found = sites::find(evaluator, module, site);
        if found.is_none() {
            let place = facts.expr(site.expr).span;
            let source = tables.sources.get(facts.file);
            let is_test = || tables.tests.hold(module, facts, source, place);
            match ducks.find(evaluator, site, is_test) {
                Some(Duck::Told(site)) => found = Some(site),
                Some(Duck::Named(lookalike)) => checked.lookalikes.push(lookalike),
                None => checked.taken.extend(dynamic::find(evaluator, module, site)),
            }
        }
        checked.limits.extend(evaluator.limits_hit());
        if let Some(site) = found {
            let verdict = Judge::new(evaluator, &tables.index, memory).judge(&question(module, &site));
            if let Some(limit) = verdict.limit() {
                checked.limits.insert(limit);
            }
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
    for judged in sites.iter_mut().filter(|judged| matches!(judged.verdict, Verdict::Unattested(_))) {
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
        made: &site.made,
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
                Verdict::Unattested(_) => {}
            }
        }
    }
    for active in idle(project, index, &used, sites) {
        checked[active.module.index()].idle.push(active);
    }
}
