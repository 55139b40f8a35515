//! From what was found to the report: messages, flows, fingerprints, order, numbers.

use rustc_hash::FxHashMap;

use super::dynamic::RunKind;
use super::lookalike::Lookalike;
use super::problem::Problem;
use super::sites::Providers;
use super::suppress::Suppressions;
use super::test_code::{TestFiles, Tests};
use super::unfollowed;
use super::{Checked, Judged};
use crate::attest::Verdict;
use crate::fault::{self, Stage};
use crate::finding::fingerprint::fnv1a;
use crate::finding::rules::RULES;
use crate::finding::{
    AiCall, Confidence, Disbelief, FileError, Finding, FlowStep, Label, Level, MAX_FLOW_STEPS, MarkerKind,
    Method, Report, RuleId,
};
use crate::language::{LANGUAGES, Language};
use crate::limit::{Limit, LimitSet, Lost};
use crate::mistakes::did_you_mean;
use crate::module::{Broken, Function, Module, Suppression};
use crate::name::QualName;
use crate::project::{ExprRef, ModuleId, Project, Step, StepKind};
use crate::source::{Location, SourceFile, Sources, Span};

/// How many further imports of a package a note shows.
const SHOWN_IMPORTS: usize = 8;

/// How many calls are shown that depend on which of two modules is imported.
const SHOWN_CALLS: usize = 8;

/// How many parts of a file that could not be parsed are shown beside the first.
const MAX_RELATED: usize = 8;

/// Puts everything together, in an order that depends on the files alone.
pub(super) fn assemble(
    project: &Project<'_>,
    sources: &Sources,
    tests: &TestFiles,
    checked: &[Checked],
    files_found: usize,
    errors: Vec<FileError>,
) -> Report {
    let mut report = Report { errors, ..Report::default() };
    let unfollowed = unfollowed::by_package(project);
    report.summary.unfollowed = unfollowed::count(&unfollowed);
    for (at, checked) in checked.iter().enumerate() {
        let module = ModuleId(at as u32);
        let Some(source) = sources.get(project.standing(module).file) else {
            continue;
        };
        let written = fault::guard(Stage::Report, &source.path, &project.limits, || {
            let mut file = FileReport::new(project, sources, tests, module, source);
            file.calls(checked);
            file.lookalikes(checked);
            file.taken(checked);
            file.run(checked);
            file.kept(checked);
            file.built(checked);
            file.derived(checked);
            file.unexpanded(checked);
            file.unverified(checked);
            file.idle(checked);
            file.unfollowed(&unfollowed);
            file.shadowed(checked);
            file.parse_error();
            file.finish(checked.limits, &mut report);
        });
        report.errors.extend(written.err());
    }
    report.errors.sort();
    report.errors.dedup();
    report.summary.files_found = files_found;
    report.summary.files_analyzed = project.module_count();
    report.count();
    report
}

/// The report on one file while it is written.
pub(super) struct FileReport<'p> {
    pub(super) project: &'p Project<'p>,
    sources: &'p Sources,
    pub(super) module: ModuleId,
    facts: &'p Module,
    source: &'p SourceFile,
    suppressions: Suppressions<'p>,
    tests: Tests,
    pub(super) language: &'static Language,
    /// The functions that have a name, the outermost first: each with the one around it.
    named: Vec<(&'p Function, Option<usize>)>,
    fingerprints: FxHashMap<u64, u64>,
    calls: Vec<AiCall>,
    findings: Vec<Finding>,
}

impl<'p> FileReport<'p> {
    fn new(
        project: &'p Project<'p>,
        sources: &'p Sources,
        tests: &TestFiles,
        module: ModuleId,
        source: &'p SourceFile,
    ) -> Self {
        let facts = project.module(module);
        // Every module was lowered by one of them.
        let language = Language::of_id(facts.language).unwrap_or(&LANGUAGES[0]);
        Self {
            project,
            sources,
            module,
            facts,
            source,
            suppressions: Suppressions::new(facts, source, language.line_comment),
            tests: Tests::of(tests, module, facts, source),
            language,
            named: named_functions(facts),
            fingerprints: FxHashMap::default(),
            calls: Vec::new(),
            findings: Vec::new(),
        }
    }

    // --- AI calls --------------------------------------------------------------------------------------------

    fn calls(&mut self, checked: &Checked) {
        let mut judged: Vec<&Judged> = checked.sites.iter().collect();
        judged.sort_by_cached_key(|judged| {
            (self.facts.expr(judged.site.call.expr).span, judged.site.api.clone())
        });
        for judged in judged {
            self.call(judged);
        }
    }

    fn call(&mut self, judged: &Judged) {
        let site = &judged.site;
        let span = self.facts.expr(site.call.expr).span;
        let location = self.source.locate(span);
        let function = self.project.enclosing_function(self.module, site.call.scope);
        let function = function.map(|function| {
            let scope = self.project.function(function).scope;
            self.project.scope_name(self.module, scope)
        });
        let mut call = AiCall {
            id: self.fingerprint(site.api.as_str(), function.as_ref(), span),
            location,
            library: site.library.clone(),
            api: site.api.clone(),
            other_apis: site.others.clone(),
            category: site.category,
            model: site.model.clone(),
            provider: match &site.providers {
                Providers { named, is_open: false } if named.len() == 1 => named.first().cloned(),
                _ => None,
            },
            providers: site.providers.named.clone(),
            function,
            attested_by: None,
            doubt: None,
            rule: None,
            confidence: if judged.is_doubtful { Confidence::Low } else { site.confidence },
            method: if judged.is_doubtful { Method::Recovered } else { Method::Ast },
            suppressed: None,
            baselined: false,
            is_test: self.tests.hold(span),
            change: None,
            flow: self.flow(&site.flow, location, site.api.last()),
        };
        if let Verdict::Attested(active) = &judged.verdict {
            call.attested_by = Some(self.attested_by(active));
        } else {
            if let Verdict::Disbelieved(doubt) = judged.verdict {
                let marker = judged.lookalike.as_ref().and_then(Lookalike::nameable);
                call.doubt = Some(Disbelief { marker, ..self.disbelief(doubt, &call) });
            }
            let problem = self.problem(judged, &call);
            call.rule = Some(problem.rule);
            let here = self.suppressions.of(problem.rule, &location);
            call.suppressed = here.or_else(|| self.suppressions.of(problem.rule, &problem.location));
            let callers = self.callers(&judged.callers, call.function.as_ref());
            self.unattested(&call, problem, callers);
        }
        self.calls.push(call);
    }

    /// A place of any file, as a message names it: `app/desk.py:4`.
    pub(super) fn named_place(&self, module: ModuleId, span: Span) -> String {
        let location = self.locate(module, span);
        format!("{}:{}", self.sources.path(location.file), location.file_line)
    }

    /// Who calls the function that holds a call.
    fn callers(&self, calls: &[ExprRef], function: Option<&QualName>) -> Vec<Label> {
        let name = function.map_or("", QualName::last);
        let label = |&at: &ExprRef| {
            let scope = self.project.call_site(at).map(|site| site.scope);
            let caller = scope.and_then(|scope| self.project.enclosing_function(at.module, scope));
            let caller = caller
                .map(|caller| self.project.scope_name(caller.module, self.project.function(caller).scope));
            let message = match caller {
                Some(caller) => format!("`{name}` is called in `{caller}`"),
                None => format!("`{name}` is called at module level"),
            };
            let span = self.project.module(at.module).expr(at.expr).span;
            Label { location: self.locate(at.module, span), message }
        };
        calls.iter().map(label).collect()
    }

    fn unattested(&mut self, call: &AiCall, problem: Problem, callers: Vec<Label>) {
        let level = if call.confidence == Confidence::Low { Level::Warning } else { Level::Error };
        self.findings.push(Finding {
            rule: problem.rule,
            level,
            message: problem.message,
            help: problem.help,
            location: problem.location,
            confidence: call.confidence,
            related: problem.related,
            callers,
            flow: call.flow.clone(),
            fingerprint: call.id.clone(),
            call: Some(self.calls.len()),
            suppressed: call.suppressed.clone(),
            baselined: false,
            is_test: call.is_test,
            fails_strict: false,
            change: None,
        });
    }

    /// What to do about an unattested call, for the function it stands in.
    pub(super) fn how_to_attest(&self, call: &AiCall) -> String {
        let advice = &self.language.advice;
        match self.named_around(call.location.span) {
            Some(function) => {
                let text = match function {
                    Function { is_generator: true, .. } => advice.generator,
                    Function { is_async: true, .. } => advice.async_function,
                    _ => advice.function,
                };
                text.replace("{name}", function.name.as_str())
            }
            None => advice.elsewhere.to_owned(),
        }
    }

    /// The innermost function with a name that holds a place.
    fn named_around(&self, place: Span) -> Option<&'p Function> {
        let before = self.named.partition_point(|(function, _)| function.span.start <= place.start);
        let mut at = before.checked_sub(1);
        while let Some((function, around)) = at.map(|at| self.named[at]) {
            if function.span.contains(place) {
                return Some(function);
            }
            at = around;
        }
        None
    }

    // --- other findings --------------------------------------------------------------------------------------

    fn lookalikes(&mut self, checked: &Checked) {
        for found in &checked.lookalikes {
            let location = self.source.locate(self.facts.expr(found.call.expr).span);
            let receiver = Label {
                location: self.source.locate(found.receiver),
                message: "nothing is known of this value".into(),
            };
            self.push(
                RuleId::UnresolvedCall,
                location,
                format!("`….{}` looks like an AI call, but its handle could not be followed", found.path),
                "annotate the parameter or attribute that holds the client with its class".into(),
                vec![receiver],
            );
        }
    }

    fn unexpanded(&mut self, checked: &Checked) {
        for (span, name, call) in &checked.unexpanded {
            self.push(
                RuleId::UnresolvedCall,
                self.source.locate(*span),
                format!("`{name}!` may make an AI call (`{call}`), but what it stands for could not be told"),
                "make the call in a function, and let the macro call that".into(),
                Vec::new(),
            );
        }
    }

    fn built(&mut self, checked: &Checked) {
        for built in &checked.built {
            let location = self.source.locate(self.facts.expr(built.call.expr).span);
            self.push(
                RuleId::UnresolvedCall,
                location,
                format!(
                    "a request to `{}` is built here, but where it is sent could not be followed",
                    built.endpoint
                ),
                "annotate the parameter or attribute that holds the request with its class".into(),
                Vec::new(),
            );
        }
    }

    fn derived(&mut self, checked: &Checked) {
        for found in &checked.derived {
            self.push(
                RuleId::UnresolvedCall,
                self.source.locate(self.facts.expr(found.call.expr).span),
                format!(
                    "the URL of this request is made of a text with `{}`, but could not be followed",
                    found.host
                ),
                "write the URL where the request is made, or put it together from texts alone".into(),
                Vec::new(),
            );
        }
    }

    fn taken(&mut self, checked: &Checked) {
        for found in &checked.taken {
            let location = self.source.locate(self.facts.expr(found.call.expr).span);
            let callee = Label {
                location: self.source.locate(found.callee),
                message: format!("what this is of `{}`, only the running program knows", found.library),
            };
            self.push(
                RuleId::UnresolvedCall,
                location,
                format!(
                    "`{}` looks like an AI call, but a part of its name is not in the program",
                    found.name
                ),
                "choose among clients or functions, not among their names; or annotate what holds it".into(),
                vec![callee],
            );
        }
    }

    fn run(&mut self, checked: &Checked) {
        for found in &checked.run {
            let (message, help) = match &found.kind {
                RunKind::Text(path) => (
                    format!("a text that runs here as code looks like an AI call (`….{path}`)"),
                    "write the call as code",
                ),
                RunKind::Computed => (
                    "a text that is put together runs here as code, and may make AI calls".to_owned(),
                    "write what it does as code",
                ),
                RunKind::Given(class) => (
                    format!(
                        "`{class}` is given to code here that is not in the program, or reads it by names"
                    ),
                    "write what is done with the client as code",
                ),
            };
            let location = self.source.locate(self.facts.expr(found.call.expr).span);
            self.push(RuleId::UnresolvedCall, location, message, help.into(), Vec::new());
        }
    }

    fn kept(&mut self, checked: &Checked) {
        for found in &checked.kept {
            self.push(
                RuleId::UnresolvedCall,
                self.source.locate(found.method),
                format!("`{}` is kept here to be called, and what calls it is not in the program", found.api),
                "write a function that makes the call, and keep that".into(),
                Vec::new(),
            );
        }
    }

    fn idle(&mut self, checked: &Checked) {
        for active in &checked.idle {
            let location = self.locate(active.module, active.span);
            let code = if active.kind == MarkerKind::Context { "block" } else { "function" };
            self.push(
                RuleId::IdleAttestation,
                location,
                format!("no AI call was found in the {code} that this marker attests"),
                format!("remove the marker; or add the library that the {code} calls to the project's rules"),
                Vec::new(),
            );
        }
    }

    /// One note for a package that runs models and that no rule follows, where it is first imported.
    fn unfollowed(&mut self, importers: &unfollowed::Importers<'_>) {
        for (package, of_package) in importers {
            let Some(first) = of_package.first().filter(|first| first.module == self.module) else {
                continue;
            };
            let further = of_package[1..].iter().take(SHOWN_IMPORTS).map(|it| Label {
                location: self.locate(it.module, it.span),
                message: "imported here too".into(),
            });
            let further = further.collect();
            let also = match of_package.len() - 1 {
                0 => String::new(),
                1 => " (imported in 1 other file too)".to_owned(),
                more => format!(" (imported in {more} other files too)"),
            };
            let what = match &first.import.depends_on {
                Some(library) => format!("depends on `{library}`"),
                None => "is known to run models".to_owned(),
            };
            self.push(
                RuleId::UnknownLibrary,
                self.locate(first.module, first.span),
                format!(
                    "`{package}` {what}, and no rule follows it: AI calls through it are not reported{also}"
                ),
                format!("describe `{package}` in the project's rules, or suppress the note with the reason"),
                further,
            );
        }
    }

    /// Modules that are called like a library: at the top of their files, where one is parsed.
    fn shadowed(&mut self, checked: &Checked) {
        for shadowed in &checked.shadowed {
            let name = &shadowed.name;
            let location = match shadowed.import {
                Some(import) => self.source.locate(import),
                None => self.first_line(Span::default()),
            };
            let shown = shadowed.calls.iter().take(SHOWN_CALLS).map(|&(module, span)| Label {
                location: self.locate(module, span),
                message: format!("this call depends on which `{name}` is imported"),
            });
            let shown = shown.collect();
            let calls = match shadowed.calls.len() {
                1 => "1 AI call depends".to_owned(),
                more => format!("{more} AI calls depend"),
            };
            self.push(
                RuleId::ShadowedLibrary,
                location,
                format!("this tree contains `{name}`: {calls} on which `{name}` is imported"),
                format!(
                    "rename or remove the project's own `{name}`, or move it into a package, so that the installed one is \
                     meant"
                ),
                shown,
            );
        }
    }

    /// The first part that was not understood, with the others beside it.
    fn parse_error(&mut self) {
        let Some((first, others)) = self.facts.broken.split_first() else { return };
        let also = |broken: &Broken| Label {
            location: self.first_line(broken.error),
            message: "this part could not be parsed either".into(),
        };
        let related = others.iter().take(MAX_RELATED).map(also).collect();
        let more = match others.len() {
            0 => String::new(),
            1 => " (and 1 other part)".to_owned(),
            more => format!(" (and {more} other parts)"),
        };
        self.push(
            RuleId::ParseError,
            self.first_line(first.error),
            format!(
                "this part of the file could not be parsed{more}; what was recovered in it has confidence low"
            ),
            "fix the syntax, or exclude the file".into(),
            related,
        );
    }

    /// The first line of a place: what comes after it is often the rest of the file.
    fn first_line(&self, place: Span) -> Location {
        let (line, _) = self.source.line_column(place.start);
        let line_start = self.source.line_starts()[line as usize - 1];
        let end_of_line = line_start + self.source.line_text(line).len() as u32;
        self.source.locate(Span { end: place.end.min(end_of_line.max(place.start)), ..place })
    }

    pub(super) fn push(
        &mut self,
        rule: RuleId,
        location: Location,
        message: String,
        help: String,
        related: Vec<Label>,
    ) {
        let fingerprint = self.fingerprint(rule.as_str(), None, location.span);
        let suppressed = self.suppressions.of(rule, &location);
        self.findings.push(Finding {
            rule,
            level: rule.rule().level,
            message,
            help,
            location,
            confidence: if rule == RuleId::UnresolvedCall { Confidence::Medium } else { Confidence::High },
            related,
            callers: Vec::new(),
            flow: Vec::new(),
            fingerprint,
            call: None,
            suppressed,
            baselined: false,
            is_test: self.tests.hold(location.span),
            fails_strict: rule == RuleId::ParseError && self.project.standing(self.module).names_ai,
            change: None,
        });
    }

    fn about_suppressions(&mut self) {
        let incomplete: Vec<&Suppression> = self.suppressions.incomplete().collect();
        for facts in incomplete {
            let location = self.source.locate(facts.span);
            let (message, help) = if facts.rules.is_empty() {
                (
                    "this suppression names no rule: it hides whatever is found here",
                    format!("name the rule, and say why: `{} mima: ignore[MIMA001] reason`", self.comment()),
                )
            } else {
                (
                    "this suppression gives no reason",
                    "say after the bracket why the finding is accepted".to_owned(),
                )
            };
            self.push(RuleId::SuppressionWithoutReason, location, message.into(), help, Vec::new());
        }
        for (facts, rule) in self.suppressions.unused() {
            // One that names these very rules is asked for last.
            let location = self.source.locate(facts.span);
            let mut help = "remove it".to_owned();
            let message = match rule {
                Some(name) if RuleId::parse(name).is_none() => {
                    help = meant_rules(name);
                    format!("`{name}` is no rule: this suppresses nothing")
                }
                Some(name) => format!("this suppression of `{name}` suppresses nothing"),
                None => "this suppression suppresses nothing".into(),
            };
            self.push(RuleId::UnusedSuppression, location, message, help, Vec::new());
        }
        for lost in &self.facts.lost_suppressions {
            let location = self.source.locate(lost.span);
            let message = "this comment suppresses nothing: it is not written as a suppression".to_owned();
            let help = format!("if it is meant as one, write `{} {} reason`", self.comment(), lost.meant);
            self.push(RuleId::UnusedSuppression, location, message, help, Vec::new());
        }
    }

    /// How a comment begins.
    fn comment(&self) -> &'static str {
        self.language.line_comment
    }

    fn finish(mut self, limits: LimitSet, report: &mut Report) {
        self.about_suppressions();
        let offset = report.calls.len();
        self.findings.sort_by(|a, b| (a.location, a.rule, &a.message).cmp(&(b.location, b.rule, &b.message)));
        for finding in &mut self.findings {
            finding.call = finding.call.map(|call| call + offset);
        }
        report.calls.append(&mut self.calls);
        report.findings.append(&mut self.findings);
        let mut hit = self.facts.limits;
        hit.extend(limits);
        let (limits, file) = (&self.project.limits, self.source.path.to_string());
        // A file that the parser gave up on is a module in which nothing stands.
        let is_lost = |limit| limit == Limit::ParseSteps && self.facts.exprs.is_empty();
        let errors = hit.iter().map(|limit| {
            let error = FileError::of_limit(limits, limit, file.clone());
            FileError { lost: if is_lost(limit) { Lost::All } else { error.lost }, ..error }
        });
        report.errors.extend(errors);
    }

    // --- places ----------------------------------------------------------------------------------------------

    /// What is written at a place.
    pub(super) fn text(&self, module: ModuleId, span: Span) -> &str {
        let source = self.sources.get(self.project.standing(module).file).unwrap_or(self.source);
        source.text.get(span.range()).unwrap_or_default()
    }

    pub(super) fn locate(&self, module: ModuleId, span: Span) -> Location {
        let file = self.project.standing(module).file;
        self.sources.get(file).unwrap_or(self.source).locate(span)
    }

    /// The flow with the call as its last step; where it is too long, its middle is left out.
    fn flow(&self, steps: &[Step], call: Location, last: &str) -> Vec<FlowStep> {
        let mut flow: Vec<FlowStep> = steps.iter().map(|step| self.step(step)).collect();
        let room = MAX_FLOW_STEPS - 1;
        if flow.len() > room {
            let surplus = flow.len() - room;
            flow.drain(room / 2..room / 2 + surplus);
        }
        flow.push(FlowStep { location: call, message: format!("`{last}` is called") });
        flow
    }

    fn step(&self, step: &Step) -> FlowStep {
        let message = match &step.kind {
            StepKind::Constructed(name) => format!("`{}()` is constructed", name.last()),
            StepKind::Stored(name) => format!("stored in `{name}`"),
            StepKind::Attribute(name) => format!("stored in the attribute `{name}`"),
            StepKind::Imported(name) => format!("imported as `{name}`"),
            StepKind::Passed(name) => format!("passed as `{name}`"),
            StepKind::Returned(name) if name.as_str().is_empty() => "returned by a lambda".into(),
            StepKind::Returned(name) => format!("returned by `{name}`"),
            StepKind::Annotated(name) => format!("declared as `{name}`"),
        };
        FlowStep { location: self.locate(step.module, step.span), message }
    }

    /// A fingerprint that survives moved lines: what, in which function, and the text without white space;
    /// the same again counts up.
    fn fingerprint(&mut self, what: &str, function: Option<&QualName>, span: Span) -> String {
        let text = self.source.text.get(span.range()).unwrap_or_default();
        let text: String = text.split_whitespace().collect();
        let function = function.map_or("", QualName::as_str);
        let hash = fnv1a(&[&self.source.path, what, function, &text]);
        let count = self.fingerprints.entry(hash).or_default();
        *count += 1;
        format!("{:016x}", hash.wrapping_add(*count - 1))
    }
}

/// The functions of a file that have a name, by their beginning, each with the number of the one around it.
fn named_functions(facts: &Module) -> Vec<(&Function, Option<usize>)> {
    let mut functions: Vec<&Function> =
        facts.functions.iter().filter(|function| !function.is_lambda).collect();
    functions.sort_by_key(|function| (function.span.start, std::cmp::Reverse(function.span.end)));
    let mut named: Vec<(&Function, Option<usize>)> = Vec::with_capacity(functions.len());
    for function in functions {
        let mut around = named.len().checked_sub(1);
        while let Some(at) = around.filter(|&at| !named[at].0.span.contains(function.span)) {
            around = named[at].1;
        }
        named.push((function, around));
    }
    named
}

/// What is meant by the name of a rule that does not exist: all that begin like it, or the one that is written almost so.
fn meant_rules(name: &str) -> String {
    let begins: Vec<&str> =
        RULES.iter().map(|rule| rule.id).filter(|rule| rule.matches(name)).map(RuleId::as_str).collect();
    if !begins.is_empty() {
        return format!("name each rule: `ignore[{}]`", begins.join(", "));
    }
    let hint = did_you_mean(name, RULES.iter().flat_map(|rule| [rule.name, rule.code]));
    if hint.is_empty() { "`mima rules` lists the rules".to_owned() } else { format!("name a rule{hint}") }
}
