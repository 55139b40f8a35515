//! Which calls are AI calls.

use crate::attest::Runs;
use crate::catalog::{self, CallRule, Catalog, Category, ModelArgument};
use crate::finding::Confidence;
use crate::module::{ArgumentKind, CallSite, ExprId, ExprKind, Literal};
use crate::name::{Name, QualName, UNKNOWN_PART};
use crate::project::{
    Evaluator, ExprRef, FunctionRef, Made, ModuleId, Step, Traced, Value, Values, join_url, select,
};

use super::{candidates, references, requests, wrapped};

/// A call that reaches a model.
pub(super) struct Site {
    /// The call expression that is reported, with its scope and context.
    pub(super) call: CallSite,
    /// The entry point as users write it.
    pub(super) api: QualName,
    /// Other entry points that the call may reach instead, by name.
    pub(super) others: Vec<QualName>,
    /// The library's id; for a request without a library, the provider's.
    pub(super) library: Name,
    pub(super) category: Category,
    /// The host and path of a request that is made without a library.
    pub(super) endpoint: Option<String>,
    pub(super) model: Option<String>,
    /// Whose server the call goes to, where URLs say that; several where it may be any of them.
    pub(super) providers: Providers,
    pub(super) confidence: Confidence,
    /// Where the handle was made, by each of the ways in which it may have come here: the last place first, none if that is
    /// not known.
    pub(super) made: Vec<Vec<ExprRef>>,
    /// How the handle came here.
    pub(super) flow: Vec<Step>,
    /// Where a marker wrapped the very method that is called.
    pub(super) attested_at: Option<ExprRef>,
    /// Whether the method is passed on to be called elsewhere.
    pub(super) is_passed: bool,
    /// When the call runs.
    pub(super) runs: Runs,
}

/// An entry point that a callee may be.
pub(super) struct Reached<'c> {
    pub(super) api: QualName,
    pub(super) rule: &'c CallRule,
    pub(super) traced: Traced,
    pub(super) attested_at: Option<ExprRef>,
}

/// Whose server a call goes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Providers {
    /// Those that URLs name, sorted.
    pub(super) named: Vec<Name>,
    /// Whether it may be somebody whom no URL names.
    pub(super) is_open: bool,
}

impl Providers {
    /// One for certain.
    pub(super) fn one(name: Name) -> Self {
        Self { named: vec![name], is_open: false }
    }
}

/// The AI call that a call expression makes, if it makes one: by what it calls, or by a method it passes on.
pub(super) fn find(evaluator: &mut Evaluator<'_>, module: ModuleId, site: &CallSite) -> Option<Site> {
    let at = ExprRef { module, expr: site.expr };
    let call = evaluator.project().call(at)?;
    let callees = if candidates::may_be_entry_point(evaluator.project(), module, call.callee) {
        let callees = evaluator.expr(place(at, call.callee));
        if candidates::is_untyped_parameter(evaluator.project(), module, call.callee) {
            // A method that is passed is an AI call where that is done.
            callees.map(|traced| references::is_handle(&traced.value).then(|| traced.clone()))
        } else {
            evaluator.methods_called(at, callees, 0)
        }
    } else {
        Values::nothing()
    };
    if let Some(request) = requests::find(evaluator, at, site, &callees) {
        return Some(request);
    }
    let called = reached(evaluator, at, &callees);
    let called = if called.is_empty() {
        let wrapped = wrapped::find(evaluator, at, &callees);
        reached(evaluator, at, &wrapped)
    } else {
        called
    };
    let is_passed = called.is_empty();
    let reached = if is_passed { references::passed(evaluator, at) } else { called };
    self::site(evaluator, at, site, reached, is_passed)
}

/// A call that reaches an entry point: the first of those that were reached.
pub(super) fn site(
    evaluator: &mut Evaluator<'_>,
    at: ExprRef,
    call: &CallSite,
    reached: Vec<Reached<'_>>,
    is_passed: bool,
) -> Option<Site> {
    let providers = providers(evaluator, &reached);
    let made = reached.iter().map(|reached| places(&reached.traced.made)).collect();
    let mut others: Vec<QualName> = reached.iter().map(|reached| reached.api.clone()).collect();
    let reached = reached.into_iter().next()?;
    others.retain(|other| *other != reached.api);
    others.sort();
    others.dedup();
    let model = model(evaluator, at, &reached);
    let runs = runs(evaluator, at, reached.rule, &reached.traced.value);
    Some(Site {
        call: *call,
        library: evaluator.project().catalog.libraries[reached.rule.library].id.clone(),
        category: reached.rule.category,
        endpoint: None,
        model,
        providers,
        confidence: reached.traced.confidence,
        made,
        flow: reached.traced.flow.steps(),
        runs,
        api: reached.api,
        others,
        attested_at: reached.attested_at,
        is_passed,
    })
}

/// The places at which something was made, the last one first.
pub(super) fn places(made: &Made) -> Vec<ExprRef> {
    made.places().map(|making| making.at).collect()
}

/// Whether calling a value makes a coroutine: by what the catalog says of the call, or of the type it is made through.
pub(super) fn is_coroutine(catalog: &Catalog, rule: &CallRule, callee: &Value) -> bool {
    let through = match callee {
        Value::Partial(inner, _) | Value::Attested(inner, _) => return is_coroutine(catalog, rule, inner),
        Value::Instance(class, _) => catalog.handle(class.as_str()),
        _ => None,
    };
    rule.is_async || through.is_some_and(|handle| handle.is_async)
}

/// When a call of a value runs: by what the catalog says of it, and what it is given.
fn runs(evaluator: &mut Evaluator<'_>, at: ExprRef, rule: &CallRule, callee: &Value) -> Runs {
    let catalog = evaluator.project().catalog;
    if is_behind_manager(evaluator, at, callee) {
        return Runs::Entered;
    }
    let comes_back = if is_coroutine(catalog, rule, callee) { Runs::Awaited } else { Runs::AtOnce };
    match &rule.runs {
        catalog::Runs::AtOnce => comes_back,
        catalog::Runs::WhenRead => Runs::Read,
        catalog::Runs::MaybeWhenRead => Runs::MaybeRead,
        catalog::Runs::WhenEntered => Runs::Entered,
        catalog::Runs::WhenReadIf(wanted) => match is_given(evaluator, at, wanted, callee) {
            Some(true) => Runs::Read,
            Some(false) => comes_back,
            None => Runs::MaybeRead,
        },
    }
}

/// Whether a call is given an argument that is not `False`; `None` if that is not known.
fn is_given(
    evaluator: &mut Evaluator<'_>,
    at: ExprRef,
    wanted: &catalog::ArgumentRef,
    callee: &Value,
) -> Option<bool> {
    let call = evaluator.project().call(at)?;
    let values = evaluator.wanted_argument(at, wanted);
    if values.is_empty() {
        let is_partial = matches!(callee, Value::Partial(..));
        let spreads =
            |kind: &ArgumentKind| matches!(kind, ArgumentKind::Spread | ArgumentKind::SpreadMapping);
        let may_hold_it = call.arguments.iter().any(|argument| spreads(&argument.kind));
        let is_written = select(wanted, &call.arguments).is_some();
        return (!is_partial && !may_hold_it && !is_written).then_some(false);
    }
    let said = |traced: &Traced| match &traced.value {
        Value::Literal(Literal::Boolean(said)) => Some(*said),
        Value::Literal(Literal::Null) => Some(false),
        _ => None,
    };
    let mut all = values.iter().map(said);
    let first = all.next()??;
    (values.rest().is_none() && all.all(|other| other == Some(first))).then_some(first)
}

/// Whether a call is made through a segment that makes it a context manager: `client.with_streaming_response.create`.
fn is_behind_manager(evaluator: &Evaluator<'_>, at: ExprRef, callee: &Value) -> bool {
    let project = evaluator.project();
    let class = match callee {
        Value::Partial(inner, _) | Value::Attested(inner, _) => {
            return is_behind_manager(evaluator, at, inner);
        }
        Value::Instance(class, _) => class,
        _ => return false,
    };
    let Some(handle) = project.catalog.handle(class.as_str()).filter(|handle| !handle.managers.is_empty())
    else {
        return false;
    };
    let facts = project.module(at.module);
    let mut next = project.call(at).map(|call| call.callee);
    while let Some(ExprKind::Attribute(object, name)) = next.map(|expr| &facts.expr(expr).kind) {
        if handle.managers.contains(name) {
            return true;
        }
        next = Some(*object);
    }
    false
}

/// The entry points that calling one of some values reaches: the surest, then the one with the shortest flow; then all
/// other ways to the same one, and to others.
pub(super) fn reached<'c>(evaluator: &mut Evaluator<'c>, at: ExprRef, callees: &Values) -> Vec<Reached<'c>> {
    let mut all: Vec<Reached<'c>> =
        callees.iter().filter_map(|traced| entry_point(evaluator, at, traced)).collect();
    let rank = |r: &Reached<'_>| (r.traced.confidence, std::cmp::Reverse(r.traced.flow.len()));
    let best =
        (0..all.len()).reduce(|best, other| if rank(&all[other]) > rank(&all[best]) { other } else { best });
    let Some(best) = best else { return all };
    let best = all.remove(best);
    all.sort_by_key(|other| other.api != best.api);
    all.insert(0, best);
    all
}

/// The entry point that calling a value reaches.
fn entry_point<'c>(evaluator: &mut Evaluator<'c>, at: ExprRef, traced: &Traced) -> Option<Reached<'c>> {
    let catalog = evaluator.project().catalog;
    let (rules, api): (&'c [CallRule], QualName) = match &traced.value {
        Value::External(name) => {
            let Some(function) = catalog.function(name.as_str()) else {
                // A method that is taken of the class and given its object.
                let (class, path) = (name.parent()?, QualName::new(name.last()));
                let member = catalog.handle(class.as_str())?.member(path.as_str())?;
                let method = (!member.calls.is_empty()).then_some(Value::Instance(class, path))?;
                return entry_point(evaluator, at, &traced.with(method));
            };
            (&function.calls, catalog.canonical(name))
        }
        Value::Instance(class, path) => {
            let key = if path.as_str().is_empty() { "()" } else { path.as_str() };
            let calls = &catalog.handle(class.as_str())?.member(key)?.calls;
            let named = Value::Instance(catalog.canonical(class), path.clone());
            (calls, named.api()?)
        }
        Value::Method(_, method) => own_entry_point(evaluator, at, *method)?,
        Value::Object(class) => return called_object(evaluator, at, traced, *class),
        Value::Partial(inner, _) => {
            let reached = entry_point(evaluator, at, &traced.with((**inner).clone()))?;
            return Some(Reached { traced: traced.clone(), ..reached });
        }
        Value::Attested(inner, wrapped) => {
            let reached = entry_point(evaluator, at, &traced.with((**inner).clone()))?;
            return Some(Reached { attested_at: Some(*wrapped), ..reached });
        }
        Value::Stub(name, _) => {
            let rule = catalog.decorator(name.as_str())?.call.as_ref()?;
            return Some(Reached { api: name.clone(), rule, traced: traced.clone(), attested_at: None });
        }
        _ => return None,
    };
    let arguments = &evaluator.project().call(at)?.arguments;
    let rule = rules.iter().find(|rule| match &rule.when {
        Some(when) => evaluator.holds(at, arguments, when),
        None => true,
    })?;
    Some(Reached { api, rule, traced: traced.clone(), attested_at: None })
}

/// The entry point that a method of the project itself is, in the sources of a library: its class has the very name
/// of a handle type.
/// Only runs of agents count: behind a model class of the library stands the request that is reported by itself. Of a
/// client that was generated into the project all count that are made outside of it, since nothing stands behind it.
fn own_entry_point<'c>(
    evaluator: &Evaluator<'c>,
    at: ExprRef,
    method: FunctionRef,
) -> Option<(&'c [CallRule], QualName)> {
    let project = evaluator.project();
    let catalog = project.catalog;
    let function = project.function(method);
    if function.class.is_none() || !catalog.may_be_call(&function.name) {
        return None;
    }
    let api = project.scope_name(method.module, function.scope);
    if let Some((class, handle)) = api.parent().and_then(|class| catalog.generated(class.as_str())) {
        let calls = &handle.member(api.last())?.calls;
        return (method.module != at.module).then(|| (calls.as_slice(), class.join(api.last())));
    }
    let class = api.parent().filter(|class| catalog.runs_agents(class.as_str()))?;
    let calls = &catalog.handles.get(&class)?.members.get(api.last())?.calls;
    calls.iter().any(|call| call.category == Category::AgentRun).then_some((calls.as_slice(), api))
}

/// An instance of a project class that is called, where the class inherits the call from a library's.
fn called_object<'c>(
    evaluator: &mut Evaluator<'c>,
    at: ExprRef,
    traced: &Traced,
    class: crate::project::ClassRef,
) -> Option<Reached<'c>> {
    let called = evaluator.attribute(traced, &Name::new("__call__"));
    if called.iter().any(|traced| matches!(traced.value, Value::Method(..) | Value::Function(_))) {
        return None;
    }
    let ancestors = evaluator.ancestors(class);
    let catalog = evaluator.project().catalog;
    let open = |base: &&QualName| catalog.handle(base.as_str()).is_some_and(|handle| !handle.sealed);
    ancestors.externals.iter().filter(open).find_map(|base| {
        let inherited = traced.with(Value::Instance(base.clone(), QualName::new("")));
        entry_point(evaluator, at, &inherited)
    })
}

// --- the model ---------------------------------------------------------------------------------------------------

/// No model has a longer name, in bytes. A longer text would stand in the report once for each call.
const MOST_MODEL_BYTES: usize = 512;

/// The model's name, where it is one text for certain.
fn model(evaluator: &mut Evaluator<'_>, at: ExprRef, reached: &Reached<'_>) -> Option<String> {
    let values = match reached.rule.model.as_deref()? {
        ModelArgument::Argument(wanted) => {
            let given = evaluator.wanted_argument(at, wanted);
            match &reached.traced.value {
                // What a partial call has given already.
                Value::Partial(_, partial) if given.is_empty() => evaluator.wanted_argument(*partial, wanted),
                _ => given,
            }
        }
        ModelArgument::Constructor(wanted) => {
            let mut given =
                reached.traced.made.places().map(|making| evaluator.wanted_argument(making.at, wanted));
            given.find(|values| !values.is_empty())?
        }
    };
    // An empty text stands in for a name that is not given.
    let mut texts = values.texts().filter(|text| !text.is_empty());
    let text = texts.next()?;
    (texts.next().is_none() && text.len() <= MOST_MODEL_BYTES).then(|| text.to_owned())
}

/// The providers whose servers some handles were told to talk to.
fn providers(evaluator: &mut Evaluator<'_>, handles: &[Reached<'_>]) -> Providers {
    let catalog = evaluator.project().catalog;
    let mut providers = Providers::default();
    for handle in handles {
        let told = told_urls(evaluator, &handle.traced.made);
        let urls: Vec<&str> = told.iter().filter_map(|traced| traced.value.as_text()).collect();
        providers.is_open |= urls.is_empty();
        for url in urls {
            match catalog.endpoint(&join_url(url, UNKNOWN_PART)) {
                Some(endpoint) => providers.named.push(endpoint.provider.clone()),
                None => providers.is_open = true,
            }
        }
    }
    providers.named.sort();
    providers.named.dedup();
    providers
}

/// What a handle was told to talk to where it was made: the last place that says so counts.
fn told_urls(evaluator: &mut Evaluator<'_>, made: &Made) -> Values {
    let catalog = evaluator.project().catalog;
    let told = made.places().find_map(|making| {
        let wanted = catalog.handle(making.name.as_str())?.url.as_ref()?;
        let values = evaluator.wanted_argument(making.at, wanted);
        values.iter().any(|traced| traced.value.as_text().is_some()).then_some(values)
    });
    told.unwrap_or_default()
}

/// The expression of an argument, as a place.
pub(super) fn place(at: ExprRef, expr: ExprId) -> ExprRef {
    ExprRef { expr, ..at }
}
