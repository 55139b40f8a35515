//! What is called once, and records the calls of the process from then on: does a call run behind it?
//!
//! Such a call is a marker that begins where it stands and does not end, in whatever thread. So the graph that answers for
//! markers around code answers here too, seen through a [`Lens`]: what stands behind the call is covered, and no other
//! marker counts. What begins it somewhere begins it for whoever calls that function, or imports that file.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::decorators::Decoration;
use super::edges::{Edge, Source};
use super::graph::{Answers, Unsolved};
use super::importers::{Importer, Importers};
use super::index::Place;
use super::recorders::is_seen;
use super::{Active, Doubt, Judge, Question, Unrecorded, Verdict};
use crate::catalog::{Carrier, Means, Reach, Recorder};
use crate::finding::{Confidence, MarkerKind};
use crate::module::{
    BindingSource, ContextId, ExprId, ExprKind, Literal, MODULE_SCOPE, ScopeId, ScopeKind, StoreKey, Use,
};
use crate::name::{Name, QualName};
use crate::project::{ExprRef, Found, FunctionRef, ModuleId, Traced, Value, Values};
use crate::source::Span;

/// How many places are followed at which one recorder begins.
const MOST_PLACES: usize = 1000;

/// A place at which something begins to record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Begin {
    module: ModuleId,
    scope: ScopeId,
    /// What puts it in place here: a call, an assignment, an import.
    span: Span,
    /// The part of the scope in which it is in place behind that.
    stretch: Span,
    /// The place that reports show: where it is called itself.
    shown: (ModuleId, Span),
}

impl Begin {
    fn covers(&self, module: ModuleId, from: u32) -> bool {
        self.module == module && self.span.end <= from && self.stretch.end > from
    }
}

/// What is known of a recorder that works for the whole process, over all files.
#[derive(Debug)]
pub(super) struct Begins {
    all: Vec<Begin>,
    /// Where it may begin, or stands, and does not count.
    doubts: Vec<(ModuleId, Span, Unrecorded)>,
    /// What takes it back.
    undone: Vec<ExprRef>,
    cause: Cause,
}

/// What puts a recorder in place: its name, and of a list the names in it. Tables that share it begin at the same places.
type Cause = (QualName, Vec<String>);

fn cause(recorder: &Recorder) -> Cause {
    let entries = match &recorder.means {
        Means::Registry { entries } => entries.clone(),
        _ => Vec::new(),
    };
    (recorder.name.clone(), entries)
}

/// A recorder through which the graph is looked at.
pub(super) type Lens = Rc<Begins>;

/// What is remembered of recorders from one question to the next.
#[derive(Debug, Default)]
pub(super) struct Known {
    lenses: FxHashMap<Cause, (Lens, Answers)>,
    /// Whether a file may be run as a program, or is named outside of the analysis.
    programs: FxHashMap<ModuleId, bool>,
}

impl<'p> Judge<'_, 'p> {
    // --- where it begins -------------------------------------------------------------------------------------

    /// Where a recorder begins; `None` where nothing has to do with it.
    pub(super) fn lens_of(&mut self, recorder: &'p Recorder) -> Option<Lens> {
        let cause = cause(recorder);
        if let Some((lens, _)) = self.memory.recorders.lenses.get(&cause) {
            return Some(lens.clone()).filter(|lens| lens.is_there());
        }
        let lens = Rc::new(self.begins(recorder));
        self.memory.recorders.lenses.insert(cause, (lens.clone(), Answers::default()));
        Some(lens).filter(|lens| lens.is_there())
    }

    fn begins(&mut self, recorder: &Recorder) -> Begins {
        self.evaluator.begin();
        let mut found = Begins::of(recorder);
        match &recorder.means {
            Means::Registry { entries } => self.entered_in_registry(recorder, entries, &mut found),
            Means::Instrumentor { undone_by, .. } => {
                for call in self.calls_of(&recorder.name) {
                    match call {
                        Ok(call) => match self.is_off(recorder, call) {
                            None => self.begin_at(call, None, &mut found),
                            Some(why) => found.doubt(self.place(call), why),
                        },
                        Err((at, why)) => found.doubt(self.place(at), why),
                    }
                }
                for importer in self.index.importers(self.evaluator.project()).of_foreign(&recorder.name) {
                    self.begin_by_import(*importer, None, &mut found);
                }
                for name in undone_by {
                    let calls = self.calls_of(name).into_iter();
                    found.undone.extend(calls.map(|(Ok(call) | Err((call, _)))| call));
                }
            }
            _ => {}
        }
        let mut next = 0;
        while let Some(&begin) = found.all.get(next).filter(|_| next < MOST_PLACES) {
            next += 1;
            self.evaluator.begin();
            self.carry_on(begin, &mut found);
        }
        self.evaluator.begin();
        found
    }

    /// Adds a call that puts it in place, or leads to one.
    fn begin_at(&mut self, call: ExprRef, shown: Option<(ModuleId, Span)>, found: &mut Begins) {
        let project = self.evaluator.project();
        let Some(site) = project.call_site(call) else { return };
        let shown = shown.unwrap_or_else(|| self.place(call));
        match self.statement_of(call) {
            Some(statement) => {
                let span = project.module(call.module).expr(statement.expr).span;
                self.push(call.module, site.scope, site.context, span, shown, found);
            }
            None => found.doubt(shown, Unrecorded::Conditional),
        }
    }

    /// The outermost expression that certainly evaluates a call before it is done.
    fn statement_of(&self, call: ExprRef) -> Option<ExprRef> {
        let facts = self.evaluator.project().module(call.module);
        let span = facts.expr(call.expr).span;
        let is_option = |kind: &ExprKind| match kind {
            ExprKind::Choice(options) => options.iter().any(|&option| facts.expr(option).span.contains(span)),
            _ => false,
        };
        if facts.exprs.iter().any(|expr| expr.span.contains(span) && is_option(&expr.kind)) {
            return None;
        }
        let mut at = call;
        loop {
            match self.index.place(at) {
                Place::Awaited(outer)
                | Place::Object(outer)
                | Place::Callee(outer)
                | Place::Argument(outer, _)
                | Place::Spread(outer) => at.expr = outer,
                Place::Unknown | Place::Bound(_) | Place::Stored | Place::Returned(_) => return Some(at),
                _ => return None,
            }
        }
    }

    fn begin_by_import(&mut self, import: Importer, shown: Option<(ModuleId, Span)>, found: &mut Begins) {
        let project = self.evaluator.project();
        let around = project.module(import.module).contexts.iter().zip(0..);
        let around = around.filter(|(context, _)| context.statement.contains(import.span));
        let context = around.min_by_key(|(context, _)| context.statement.end - context.statement.start);
        let context = context.map(|(_, at)| ContextId(at));
        let shown = shown.unwrap_or((import.module, import.span));
        self.push(import.module, import.scope, context, import.span, shown, found);
    }

    fn push(
        &mut self,
        module: ModuleId,
        scope: ScopeId,
        context: Option<ContextId>,
        span: Span,
        shown: (ModuleId, Span),
        found: &mut Begins,
    ) {
        let facts = self.evaluator.project().module(module);
        let stretch = facts.stretch(scope, context, span);
        let begin = Begin { module, scope, span, stretch, shown };
        if !found.all.contains(&begin) {
            found.all.push(begin);
        }
        let is_whole = stretch == facts.scope(scope).span;
        if !is_whole {
            found.doubt(shown, Unrecorded::Conditional);
        }
    }

    /// Adds the places from which a place is certainly reached: the calls of the function, the imports of the file.
    fn carry_on(&mut self, begin: Begin, found: &mut Begins) {
        let facts = self.evaluator.project().module(begin.module);
        if begin.stretch != facts.scope(begin.scope).span {
            return;
        }
        match facts.scope(begin.scope).kind {
            ScopeKind::Module => {
                let importers = self.index.importers(self.evaluator.project());
                for importer in importers.of(begin.module).unwrap_or_default() {
                    self.begin_by_import(*importer, Some(begin.shown), found);
                }
            }
            ScopeKind::Function(function) => {
                let function = FunctionRef { module: begin.module, function };
                self.carry_on_by_calls(function, begin, found);
            }
            _ => {}
        }
    }

    /// The calls of a function that has begun to record when it comes back.
    fn carry_on_by_calls(&mut self, function: FunctionRef, begin: Begin, found: &mut Begins) {
        let project = self.evaluator.project();
        let facts = project.module(function.module);
        let own = project.function(function);
        let returns_before = own.returns.iter().any(|value| facts.expr(*value).span.start < begin.span.start);
        if own.is_generator || own.is_lambda || !own.decorators.is_empty() || returns_before {
            return;
        }
        let index = self.index;
        for &read in index.reads_renamed(&own.name).flatten() {
            let values = self.evaluator.expr(read);
            let is_it = |traced: &Traced| match &traced.value {
                Value::Function(other) | Value::Method(_, other) => *other == function,
                _ => false,
            };
            if !values.iter().any(is_it) {
                continue;
            }
            let Place::Callee(call) = index.place(read) else { continue };
            let call = ExprRef { expr: call, ..read };
            let is_sure = is_seen(&values) && values.iter().all(is_it);
            let is_run = !own.is_async || matches!(index.place(call), Place::Awaited(_));
            if is_sure && is_run {
                self.begin_at(call, Some(begin.shown), found);
            } else {
                found.doubt(begin.shown, Unrecorded::MayBeOther);
            }
        }
    }

    /// Assignments of a list that a library reads, and what is appended to it: `acme.callbacks = ["recorder"]`.
    fn entered_in_registry(&mut self, recorder: &Recorder, entries: &[String], found: &mut Begins) {
        let project = self.evaluator.project();
        let index = self.index;
        let member = Name::new(recorder.name.last());
        let holds = |judge: &mut Self, values: &Values| {
            let mut is_named = false;
            for traced in values {
                let parts = judge.evaluator.parts(&traced.value).unwrap_or_default();
                let mut texts = parts.iter().flat_map(Values::texts);
                is_named = texts.any(|text| entries.iter().any(|entry| entry == text));
                if !is_named {
                    break;
                }
            }
            is_named && values.rest().is_none()
        };
        for &(module, number) in index.stores.get(&member).into_iter().flatten() {
            let facts = project.module(module);
            let store = &facts.stores[number];
            let StoreKey::Member(name) = &store.key else { continue };
            let objects = self.evaluator.expr(ExprRef { module, expr: store.object });
            let is_it = |traced: &Traced| {
                traced.value.api().is_some_and(|object| object.join(name.as_str()) == recorder.name)
            };
            if !objects.iter().any(is_it) {
                continue;
            }
            let at = (module, store.span);
            let BindingSource::Value { value, unpack, .. } = &store.source else {
                found.undone.push(ExprRef { module, expr: store.object });
                continue;
            };
            let values = self.evaluator.expr(ExprRef { module, expr: *value });
            if unpack.is_empty() && holds(self, &values) {
                let span = facts.expr(*value).span;
                let (_, context) = facts.place_of(*value);
                self.push(module, store.scope, context, span, at, found);
            } else {
                found.undone.push(ExprRef { module, expr: store.object });
            }
        }
        for &read in index.reads.get(&member).into_iter().flatten() {
            let Place::Object(method) = index.place(read) else { continue };
            let Place::Callee(call) = index.place(ExprRef { expr: method, ..read }) else { continue };
            let call = ExprRef { expr: call, ..read };
            let values = self.evaluator.expr(read);
            if !values.iter().any(|traced| traced.value.api().as_ref() == Some(&recorder.name)) {
                continue;
            }
            let ExprKind::Attribute(_, method) = &project.module(read.module).expr(method).kind else {
                continue;
            };
            let conventions = &project.catalog.conventions;
            let first = project.call(call).and_then(|call| call.arguments.first()).map(|first| first.value);
            let given = first.map(|expr| self.evaluator.expr(ExprRef { expr, ..read }));
            let is_entry = |traced: &Traced| match &traced.value {
                Value::Literal(Literal::Text(text)) => entries.contains(text),
                _ => false,
            };
            if conventions.adding_methods.contains(method.as_str()) {
                if given.is_some_and(|given| given.rest().is_none() && given.iter().any(is_entry)) {
                    self.begin_at(call, None, found);
                }
            } else if conventions.removing_methods.contains(method.as_str()) {
                found.undone.push(call);
            }
        }
    }

    // --- does a call run behind it? --------------------------------------------------------------------------

    /// Whether a recorder records a call that has begun somewhere.
    pub(super) fn behind(
        &mut self,
        lens: &Lens,
        recorder: &Recorder,
        question: &Question<'_>,
    ) -> Result<Active, Doubt> {
        let call = ExprRef { module: question.module, expr: question.site.expr };
        if let Some(&undone) = lens.undone.iter().find(|undone| !self.is_later(**undone, call)) {
            return Err(self.unrecorded(undone, Unrecorded::Undone));
        }
        if let Some(taken) = self.taken_before(lens, question) {
            return Err(self.unrecorded(taken, Unrecorded::TakenBefore));
        }
        let is_of_object = matches!(recorder.means, Means::Instrumentor { reach: Reach::Object, .. });
        let mut wired = self.covered_behind(lens, call);
        if is_of_object {
            for way in question.made {
                let Some(&made) = way.last() else {
                    return Err(self.unrecorded(call, Unrecorded::Elsewhere));
                };
                wired = match (wired, self.covered_behind(lens, made)) {
                    (Ok(_), Err(_)) => return Err(self.unrecorded(made, Unrecorded::MadeBefore)),
                    (_, behind) => behind,
                };
            }
        }
        match wired {
            Ok(active) => Ok(active),
            Err(verdict) => Err(self.why_not(lens, &verdict, call)),
        }
    }

    /// The name or the attribute that keeps what is called, or a part of the client, if that may have been read of it before.
    fn taken_before(&mut self, lens: &Lens, question: &Question<'_>) -> Option<ExprRef> {
        let project = self.evaluator.project();
        let facts = project.module(question.module);
        let call = ExprRef { module: question.module, expr: question.site.expr };
        let mut at = ExprRef { expr: project.call(call).filter(|_| !question.passed)?.callee, ..call };
        let is_of_client = |value: &Value| match value {
            Value::Instance(class, _) => project.catalog.handle(class.as_str()).is_some(),
            _ => false,
        };
        let is_part = |value: &Value| matches!(value, Value::Instance(_, path) if !path.as_str().is_empty());
        while let ExprKind::Attribute(object, _) = facts.expr(at.expr).kind {
            let object = ExprRef { expr: object, ..at };
            if !self.evaluator.expr(object).iter().any(|traced| is_of_client(&traced.value)) {
                break;
            }
            at = object;
        }
        if !self.evaluator.expr(at).iter().any(|traced| is_part(&traced.value)) {
            return None;
        }
        let kept = match &facts.expr(at.expr).kind {
            ExprKind::Name(_, Use::Reaching(set)) => match facts.set(*set) {
                [binding] => match &facts.binding(*binding).source {
                    BindingSource::Value { value, unpack, .. } if unpack.is_empty() => Some(*value),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        };
        let is_behind = kept.is_some_and(|expr| self.covered_behind(lens, ExprRef { expr, ..at }).is_ok());
        (!is_behind).then_some(at)
    }

    /// The recorder, if a place is behind it whichever way leads there.
    fn covered_behind(&mut self, lens: &Lens, at: ExprRef) -> Result<Active, Verdict> {
        self.swap_answers(&lens.cause);
        self.lens = Some(lens.clone());
        let edge = self.point_of(at);
        let verdict = self.coverage(&edge).verdict();
        self.lens = None;
        self.swap_answers(&lens.cause);
        match verdict {
            Verdict::Attested(active) => Ok(active),
            verdict => Err(verdict),
        }
    }

    /// Each recorder has answers of its own to the questions of the graph.
    fn swap_answers(&mut self, cause: &Cause) {
        if let Some((_, answers)) = self.memory.recorders.lenses.get_mut(cause) {
            std::mem::swap(answers, &mut self.memory.answers);
        }
    }

    /// Whether one place of a file is certainly reached when another one has run, and once.
    fn is_later(&self, one: ExprRef, other: ExprRef) -> bool {
        let facts = self.evaluator.project().module(other.module);
        let scope = |at: ExprRef| facts.place_of(at.expr).0;
        let span = |at: ExprRef| facts.expr(at.expr).span;
        one.module == other.module
            && scope(one) == MODULE_SCOPE
            && scope(other) == MODULE_SCOPE
            && facts.stretch(MODULE_SCOPE, None, span(other)) == facts.scope(MODULE_SCOPE).span
            && span(one).start >= span(other).end
    }

    /// Why a call does not certainly run behind a recorder that is there.
    fn why_not(&self, lens: &Lens, verdict: &Verdict, call: ExprRef) -> Doubt {
        let facts = self.evaluator.project().module(call.module);
        let (scope, _) = facts.place_of(call.expr);
        let place = facts.expr(call.expr).span;
        if let Verdict::Partly { open, .. } = verdict
            && let Some(first) = open.first()
        {
            return Doubt::NotRecording(first.module, first.span, Unrecorded::Elsewhere);
        }
        if let Some(&(module, span, why)) = lens.doubts.first() {
            return Doubt::NotRecording(module, span, why);
        }
        let is_after = |begin: &&Begin| {
            begin.module == call.module && begin.scope == scope && begin.span.start >= place.end
        };
        let after = lens.all.iter().find(is_after);
        let why = if after.is_some() { Unrecorded::After } else { Unrecorded::Elsewhere };
        match after.or(lens.all.first()) {
            Some(begin) => Doubt::NotRecording(begin.shown.0, begin.shown.1, why),
            None => Doubt::NotRecording(call.module, place, Unrecorded::Elsewhere),
        }
    }

    /// Through a lens: the recorder that has begun before a place of a file.
    pub(super) fn begun_before(&self, module: ModuleId, at: Span) -> Option<Active> {
        let lens = self.lens.as_ref()?;
        let begin = lens.all.iter().find(|begin| begin.covers(module, at.start))?;
        Some(lens.active(begin))
    }

    /// Through a lens: the edges to the body of a function.
    pub(super) fn edges_behind(&mut self, function: FunctionRef) -> Result<Vec<Edge>, Unsolved> {
        let span = self.evaluator.project().function(function).span;
        if let Some(active) = self.begun_before(function.module, span) {
            return Ok(vec![Edge::covered(active)]);
        }
        let mut edges = Vec::new();
        match self.decoration(function)? {
            Decoration::Plain => {}
            Decoration::Covers(active) => return Ok(vec![Edge::covered(active)]),
            _ => edges.push(self.beginning(function)),
        }
        if let Some(edge) = self.edge_of_literal(function) {
            return Ok(vec![edge]);
        }
        if self.hidden_caller(function).is_some() {
            edges.push(self.beginning(function));
        }
        for used in self.uses(function) {
            match used {
                Ok(at) => edges.extend(self.edges_of_use(function, at)),
                Err(doubt) => edges.push(Edge::doubt(doubt)),
            }
        }
        // What somebody does with the function, he does when this place has run.
        for edge in &mut edges {
            let known = match edge.source {
                Source::Doubt(doubt) => doubt.place(),
                _ => None,
            };
            if let Some(at) = known {
                *edge = self.point_of(at);
            }
        }
        Ok(edges)
    }

    /// Where a function begins that nobody is seen to call: nothing covers that, but for what records whatever the program is.
    pub(super) fn beginning(&mut self, function: FunctionRef) -> Edge {
        if self.lens.is_none() {
            return Edge::entry();
        }
        self.begun_in_all(function.module).map_or_else(Edge::entry, Edge::covered)
    }

    /// Where a file begins: the same, where all that import it have begun to record before.
    pub(super) fn beginning_of_file(&mut self, module: ModuleId) -> Edge {
        if self.lens.is_none() {
            return Edge::entry();
        }
        self.begun_before_import(module).map_or_else(Edge::entry, Edge::covered)
    }

    /// The recorder, if it has begun when a file is imported, whoever does it.
    fn begun_before_import(&mut self, module: ModuleId) -> Option<Active> {
        let importers = self.index.importers(self.evaluator.project());
        let mut open = vec![module];
        let mut found = None;
        let mut next = 0;
        while let Some(&module) = open.get(next) {
            next += 1;
            for import in self.imports_of(importers, module)? {
                let facts = self.evaluator.project().module(import.module);
                let begun = self.begun_before(import.module, import.span);
                if let Some(active) = begun.or_else(|| self.begun_in_package(module, import.module)) {
                    found = found.or(Some(active));
                } else if facts.scope(import.scope).kind != ScopeKind::Module {
                    return None;
                } else if !open.contains(&import.module) {
                    open.push(import.module);
                }
            }
        }
        found
    }

    /// The recorder, if a package begins it in which a file lies that is imported by one that lies outside of it.
    fn begun_in_package(&self, module: ModuleId, importer: ModuleId) -> Option<Active> {
        let project = self.evaluator.project();
        let name = |module| project.table.name_of(module);
        let is_outside = |package: &ModuleId| {
            name(importer)
                .strip_prefix(name(*package))
                .is_none_or(|rest| !(rest.is_empty() || rest.starts_with('.')))
        };
        self.packages(module).filter(is_outside).find_map(|package| self.begun_at_top(package))
    }

    /// The packages in which a file lies that have files of their own.
    fn packages(&self, module: ModuleId) -> impl Iterator<Item = ModuleId> + use<'_, 'p> {
        let table = &self.evaluator.project().table;
        let name = table.name_of(module);
        name.match_indices('.').filter_map(move |(dot, _)| match table.absolute(module, &name[..dot]) {
            Some(Found::Module(package)) if package != module => Some(package),
            _ => None,
        })
    }

    /// The recorder, if a file begins it at its top whatever happens.
    fn begun_at_top(&self, module: ModuleId) -> Option<Active> {
        let lens = self.lens.as_ref()?;
        let begin = lens.all.iter().find(|begin| self.is_at_top(begin, module))?;
        Some(lens.active(begin))
    }

    fn is_at_top(&self, begin: &Begin, module: ModuleId) -> bool {
        let whole = self.evaluator.project().module(module).scope(MODULE_SCOPE).span;
        begin.module == module && begin.scope == MODULE_SCOPE && begin.stretch == whole
    }

    /// The recorder, if every program that leads to a file begins it at its top, before it can have run anything of it.
    fn begun_in_all(&mut self, module: ModuleId) -> Option<Active> {
        let lens = self.lens.clone()?;
        let importers = self.index.importers(self.evaluator.project());
        let mut open = vec![module];
        let mut found = None;
        let mut next = 0;
        while let Some(&module) = open.get(next) {
            next += 1;
            let begins = |module: &ModuleId| lens.all.iter().find(|begin| self.is_at_top(begin, *module));
            let begin =
                begins(&module).or_else(|| self.packages(module).find_map(|package| begins(&package)));
            match begin {
                Some(begin) if self.is_quiet(begin.module, begin.span) => {
                    found = found.or(Some(lens.active(begin)));
                }
                Some(_) => return None,
                None => {
                    for import in self.imports_of(importers, module)? {
                        if !open.contains(&import.module) {
                            open.push(import.module);
                        }
                    }
                }
            }
        }
        found
    }

    /// Whether what stands at the top of a file before a place runs nothing that was registered before: it gives things names,
    /// or is a function of a library that is told constants.
    fn is_quiet(&mut self, module: ModuleId, place: Span) -> bool {
        let facts = self.evaluator.project().module(module);
        let before = |expr: ExprId| facts.expr(expr).span.end <= place.start;
        let of_functions = facts.functions.iter().flat_map(|function| &function.decorators);
        let of_classes = facts.classes.iter().flat_map(|class| &class.decorators);
        let decorators: FxHashSet<ExprId> = of_functions.chain(of_classes).map(|at| at.expr).collect();
        let is_statement = |expr: ExprId| before(expr) && !decorators.contains(&expr);
        let calls = facts.calls.iter().filter(|site| site.scope == MODULE_SCOPE && is_statement(site.expr));
        let statements: Vec<ExprRef> = calls
            .map(|site| ExprRef { module, expr: site.expr })
            .filter(|at| self.index.place(*at) == Place::Unknown)
            .collect();
        statements.into_iter().all(|at| {
            let Some(call) = facts.call(at.expr) else { return false };
            let callees = self.evaluator.expr(ExprRef { module, expr: call.callee });
            let is_constant = |expr: ExprId| matches!(facts.expr(expr).kind, ExprKind::Literal(_));
            callees.iter().all(|traced| matches!(traced.value, Value::External(_)))
                && !callees.is_empty()
                && call.arguments.iter().all(|argument| is_constant(argument.value))
        })
    }

    // --- imports ---------------------------------------------------------------------------------------------

    /// Who imports a file; `None` for one that nobody does, that may be run as a program, or that is named elsewhere.
    fn imports_of<'i>(&mut self, importers: &'i Importers, module: ModuleId) -> Option<&'i [Importer]> {
        let imports = importers.of(module)?;
        let known = self.memory.recorders.programs.get(&module).copied();
        let is_program =
            known.unwrap_or_else(|| importers.is_program(module) || self.is_named_outside(module));
        self.memory.recorders.programs.insert(module, is_program);
        (!is_program).then_some(imports)
    }

    /// Whether a file outside of the analysis names something of a file.
    fn is_named_outside(&self, module: ModuleId) -> bool {
        let project = self.evaluator.project();
        let facts = project.module(module);
        let path: Vec<&str> = project.table.name_of(module).split('.').collect();
        let is_own = |source: &BindingSource| !matches!(source, BindingSource::Import(_));
        let own = facts.bindings.iter().filter(|it| it.scope == MODULE_SCOPE && is_own(&it.source));
        let names: Vec<&str> = own.map(|binding| binding.name.as_str()).collect();
        !project.belief.is_closed && project.outside.naming(&path, &names).is_some()
    }
}

impl Begins {
    fn of(recorder: &Recorder) -> Self {
        Self { all: Vec::new(), doubts: Vec::new(), undone: Vec::new(), cause: cause(recorder) }
    }

    fn is_there(&self) -> bool {
        !self.all.is_empty() || !self.doubts.is_empty()
    }

    fn doubt(&mut self, (module, span): (ModuleId, Span), why: Unrecorded) {
        if !self.doubts.contains(&(module, span, why)) {
            self.doubts.push((module, span, why));
        }
    }

    fn active(&self, begin: &Begin) -> Active {
        let (module, span) = begin.shown;
        Active {
            kind: MarkerKind::Instrumentation,
            carrier: Carrier::Process,
            marker: self.cause.0.clone(),
            module,
            span,
            confidence: Confidence::High,
            path: Vec::new(),
        }
    }
}
