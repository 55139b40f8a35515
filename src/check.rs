//! Project × Catalog → findings.
//!
//! Files are checked in parallel, in shares that have an evaluator each. The shares depend on the files
//! alone, so the result does not depend on the number of threads.

mod broken;
mod candidates;
mod derived;
mod doubts;
mod duck;
mod dynamic;
mod lookalike;
mod not_analysed;
mod problem;
mod proof;
mod references;
mod report;
mod requests;
mod shadowed;
mod sites;
mod suppress;
mod test_code;
mod unfollowed;
mod unverified;
mod wrapped;

use std::cell::OnceCell;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::attest::{Active, Doubt, Index, Judge, Memory, Question, Verdict, idle};
use crate::fault::{self, Stage};
use crate::finding::{FileError, Lost, MAX_CALLERS, Report};
use crate::limit::LimitSet;
use crate::module::{CallSite, Module, UnexpandedMacro};
use crate::name::{Name, QualName};
use crate::project::{Evaluator, ExprRef, FunctionRef, ModuleId, Project};
use crate::source::{FileId, Sources, Span};

pub use not_analysed::not_analysed;

use duck::{Duck, Watch};
use lookalike::{Lookalike, Unverified};
use sites::Site;
use test_code::{TestFiles, Tests};

/// What was found in one file.
#[derive(Default)]
struct Checked {
    sites: Vec<Judged>,
    /// Calls that only look like AI calls.
    lookalikes: Vec<duck::Lookalike>,
    /// Calls whose name is known in part only.
    taken: Vec<dynamic::Taken>,
    /// Texts that run as code and look like AI calls.
    run: Vec<dynamic::Run>,
    /// Entry points that are kept where nothing in the program calls them.
    kept: Vec<references::Kept>,
    /// Requests of which it was not seen that somebody sends them.
    built: Vec<requests::Built>,
    /// Requests of whose URL only a text is known that it is made of.
    derived: Vec<derived::Derived>,
    /// Uses of macros that may make AI calls: where, the macro, and the name of the call.
    unexpanded: Vec<(Span, Name, Name)>,
    /// Markers of the file under which no AI call was found.
    idle: Vec<Active>,
    /// What has only the name of a marker in the file, with the calls that do not count as attested by it.
    unverified: Vec<Unverified>,
    /// Modules that may be imported in the place of a library.
    shadowed: Vec<shadowed::Shadowed>,
    /// The limits that were hit while values were followed.
    limits: LimitSet,
    /// Where it could not be checked as a whole.
    errors: Vec<FileError>,
}

impl Checked {
    /// What is left of it where the check of the file did not end. After a panic nothing can be relied on; where a limit of
    /// the run was hit, what was judged before stands.
    fn up_to(self, error: FileError, facts: &Module) -> Self {
        if error.limit().is_none() || self.sites.is_empty() {
            return Self { errors: vec![error], ..Self::default() };
        }
        let Self { mut sites, mut errors, limits, .. } = self;
        one_for_each_place(facts, &mut sites);
        errors.push(FileError { lost: Lost::Part, ..error });
        Self { sites, limits, errors, ..Self::default() }
    }
}

/// An AI call with its verdict.
struct Judged {
    site: Site,
    verdict: Verdict,
    /// What has only the name of a marker, where that is why the call does not count as attested.
    lookalike: Option<Lookalike>,
    /// Whether it stands in, or its handle comes through, what was not understood of a file.
    is_doubtful: bool,
    /// Who calls the function that holds it, where nothing has to do with a marker.
    callers: Arc<[ExprRef]>,
}

/// Checks every file of a project. `errors` are problems met before; they become part of the report.
pub fn check(
    project: &Project<'_>,
    sources: &Sources,
    files_found: usize,
    mut errors: Vec<FileError>,
) -> Report {
    let modules: Vec<ModuleId> = project.modules().map(|(id, _)| id).collect();
    // Without its table nothing counts as attested.
    let index = fault::guard(Stage::Index, "", &project.limits, || Index::of(project)).unwrap_or_else(|_| {
        let paths = modules.iter().map(|&id| sources.path(project.standing(id).file));
        errors.extend(paths.map(|path| fault::error(Stage::Judge, path)));
        Index::default()
    });
    let tables = Tables { sources, tests: TestFiles::of(project, sources), index };
    let mut checked: Vec<(ModuleId, Checked)> = project
        .shares()
        .into_par_iter()
        .with_max_len(1)
        .flat_map_iter(|share| Checker::new(project, &tables).check_share(&share))
        .collect();
    checked.sort_unstable_by_key(|(module, _)| *module);
    let mut checked: Vec<Checked> = checked.into_iter().map(|(_, checked)| checked).collect();
    keep_unsent(&mut checked);
    lookalike::collect(project, &mut checked);
    shadowed::collect(project, &mut checked);
    find_idle(project, &tables, &mut checked);
    errors.extend(checked.iter_mut().flat_map(|checked| checked.errors.drain(..)));
    report::assemble(project, sources, &tables.tests, &checked, files_found, errors)
}

/// What is known of all files before the first is checked.
struct Tables<'s> {
    sources: &'s Sources,
    tests: TestFiles,
    index: Index,
}

/// Checks files one after the other, with what it remembers of those before.
struct Checker<'c, 'p> {
    tables: &'c Tables<'c>,
    project: &'c Project<'p>,
    evaluator: Evaluator<'c>,
    /// Who is asked whether markers hold.
    sceptic: Evaluator<'c>,
    memory: Memory,
}

impl<'c, 'p> Checker<'c, 'p> {
    fn new(project: &'c Project<'p>, tables: &'c Tables<'c>) -> Self {
        Self {
            tables,
            project,
            evaluator: Evaluator::new(project),
            sceptic: Evaluator::sceptical(project),
            memory: Memory::default(),
        }
    }

    fn check_share(&mut self, share: &[ModuleId]) -> Vec<(ModuleId, Checked)> {
        let check = |&module: &ModuleId| {
            let mut checked = Checked::default();
            let facts = self.project.module(module);
            let file = self.project.standing(module).file;
            let (path, limits) = (self.tables.sources.path(file), &self.project.limits);
            let check = || self.check_module(module, path, &mut checked);
            if let Err(error) = fault::guard(Stage::Check, path, limits, check) {
                self.forget();
                checked = checked.up_to(error, facts);
            }
            (module, checked)
        };
        share.iter().map(check).collect()
    }

    /// After a panic nothing that is remembered can be relied on.
    fn forget(&mut self) {
        *self = Self::new(self.project, self.tables);
    }

    fn check_module(&mut self, module: ModuleId, path: &str, checked: &mut Checked) {
        let facts = self.project.module(module);
        let file = self.project.standing(module).file;
        let tests = TestCode { tables: self.tables, module, file, facts, found: OnceCell::new() };
        let mut ducks = Watch::new(module, facts);
        let derived = derived::Requests::new(module, facts);
        self.evaluator.begin_file();
        self.sceptic.begin_file();
        for call in &facts.calls {
            let Some(site) = self.site(module, call, &mut ducks, &derived, &tests, checked) else { continue };
            let judged = fault::guard(Stage::Judge, path, &self.project.limits, || {
                let (sceptic, index) = (&mut self.sceptic, &self.tables.index);
                Judge::new(sceptic, index, &mut self.memory).judge(&question(module, &site))
            });
            if let Some(limit) = judged.as_ref().ok().and_then(Verdict::limit) {
                checked.limits.insert(limit);
            }
            let verdict = judged.unwrap_or_else(|error| {
                self.forget();
                let doubt = error.limit().map(Doubt::Limit);
                checked.errors.push(error);
                Verdict::Unattested(doubt)
            });
            let touching = broken::touching(self.project, module, &site);
            let verdict = broken::believed(self.project, verdict, touching);
            let is_doubtful = touching.is_some();
            let lookalike = Lookalike::of(&verdict, &mut self.sceptic);
            checked.sites.push(Judged { site, verdict, lookalike, is_doubtful, callers: Vec::new().into() });
        }
        one_for_each_place(facts, &mut checked.sites);
        checked.unexpanded = unexpanded(self.project, module);
        checked.kept = references::kept(&mut self.evaluator, module);
        add_callers(&mut self.evaluator, module, &mut checked.sites);
    }

    /// The AI call that a call is.
    fn site(
        &mut self,
        module: ModuleId,
        call: &CallSite,
        ducks: &mut Watch<'_>,
        derived: &derived::Requests<'_>,
        tests: &TestCode<'_>,
        checked: &mut Checked,
    ) -> Option<Site> {
        let evaluator = &mut self.evaluator;
        evaluator.begin();
        let mut found = sites::find(evaluator, module, call)
            .or_else(|| requests::elsewhere(evaluator, module, call))
            .or_else(|| requests::written(evaluator, module, call))
            .or_else(|| requests::unknown_client(evaluator, module, call, || tests.holds(call)));
        if found.is_none() {
            match ducks.find(evaluator, call, || tests.holds(call)) {
                Some(Duck::Told(site)) => found = Some(site),
                Some(Duck::Named(lookalike)) => checked.lookalikes.push(lookalike),
                None => {
                    checked.taken.extend(dynamic::find(evaluator, module, call));
                    checked.run.extend(dynamic::run(evaluator, module, call));
                }
            }
            if found.is_none() {
                checked.built.extend(requests::built(evaluator, module, call));
                checked.derived.extend(derived.find(evaluator, call));
            }
        }
        checked.limits.extend(evaluator.limits_hit());
        found
    }
}

/// The test code of one file, which is looked for where somebody asks.
struct TestCode<'c> {
    tables: &'c Tables<'c>,
    module: ModuleId,
    file: FileId,
    facts: &'c Module,
    found: OnceCell<Option<Tests>>,
}

impl TestCode<'_> {
    fn holds(&self, call: &CallSite) -> bool {
        let Self { tables, module, file, facts, found } = self;
        let source = || tables.sources.get(*file);
        let tests = found.get_or_init(|| Some(Tests::of(&tables.tests, *module, facts, source()?)));
        tests.as_ref().is_some_and(|tests| tests.hold(facts.expr(call.expr).span))
    }
}

/// Leaves out the requests that some call is known to send.
fn keep_unsent(checked: &mut [Checked]) {
    if checked.iter().all(|file| file.built.is_empty()) {
        return;
    }
    let made =
        checked.iter().flat_map(|file| &file.sites).flat_map(|judged| judged.site.made.iter().flatten());
    let sent: FxHashSet<ExprRef> = made.copied().collect();
    for (at, file) in checked.iter_mut().enumerate() {
        let module = ModuleId(at as u32);
        file.built.retain(|built| !sent.contains(&ExprRef { module, expr: built.call.expr }));
    }
}

/// The uses of the project's own macros that could not be expanded and may make an AI call, as far as their text says. In a
/// file into which nothing of a library leads they make none.
fn unexpanded(project: &Project<'_>, module: ModuleId) -> Vec<(Span, Name, Name)> {
    let facts = project.module(module);
    if facts.unexpanded.is_empty() || !project.standing(module).tainted.contains(&true) {
        return Vec::new();
    }
    let calls = |used: &UnexpandedMacro| {
        let call = used.names.iter().find(|name| project.catalog.call_names.contains(*name))?;
        Some((used.span, used.name.clone(), call.clone()))
    };
    facts.unexpanded.iter().filter_map(calls).collect()
}

/// Several calls of one entry point that stand at one place, because a macro makes them, count as one. It is as attested as
/// the least of them.
fn one_for_each_place(facts: &Module, sites: &mut Vec<Judged>) {
    let place = |judged: &Judged| (facts.expr(judged.site.call.expr).span, judged.site.api.clone());
    let mut first: FxHashMap<(Span, QualName), usize> = FxHashMap::default();
    let mut kept: Vec<Judged> = Vec::with_capacity(sites.len());
    for judged in sites.drain(..) {
        match first.entry(place(&judged)) {
            Entry::Vacant(entry) => {
                entry.insert(kept.len());
                kept.push(judged);
            }
            Entry::Occupied(entry) => {
                let known = &mut kept[*entry.get()];
                if matches!(known.verdict, Verdict::Attested(_)) {
                    *known = judged;
                }
            }
        }
    }
    *sites = kept;
}

/// Adds who calls the functions in which calls without a marker stand. A bound that is hit here is none of the
/// file's: no AI call is missing because of it.
fn add_callers(evaluator: &mut Evaluator<'_>, module: ModuleId, sites: &mut [Judged]) {
    let mut known: FxHashMap<FunctionRef, Arc<[ExprRef]>> = FxHashMap::default();
    for judged in sites.iter_mut().filter(|judged| is_open(&judged.verdict)) {
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

/// Whether no marker is known to be active.
fn is_open(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Unattested(_) | Verdict::Disbelieved(_))
}

fn question(module: ModuleId, site: &Site) -> Question<'_> {
    Question {
        module,
        site: &site.call,
        wrapped_at: site.attested_at,
        passed: site.is_passed,
        runs: site.runs,
        api: &site.api,
        library: &site.library,
        category: site.category,
        made: &site.made,
    }
}

/// Adds the markers that have to do with no AI call.
fn find_idle(project: &Project<'_>, tables: &Tables<'_>, checked: &mut [Checked]) {
    let index = &tables.index;
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
                Verdict::Unattested(_) | Verdict::Disbelieved(_) => {}
            }
        }
    }
    let (found, failed) = idle(project, index, &used, sites);
    for active in found {
        checked[active.module.index()].idle.push(active);
    }
    for (id, error) in failed {
        let file = tables.sources.path(project.standing(id).file).to_owned();
        checked[id.index()].errors.push(FileError { file, ..error });
    }
}
