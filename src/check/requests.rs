//! HTTP requests to inference endpoints, made without an SDK (MIMA002): where they are sent.

use super::candidates;
use super::sites::{Providers, Site, place, places};
use crate::attest::Runs;
use crate::catalog::{Behaviour, Catalog, Endpoint, Intrinsic};
use crate::finding::Confidence;
use crate::module::{Argument, ArgumentKind, CallSite, ExprId, ExprKind, Literal, Module};
use crate::name::{Name, QualName, UNKNOWN_PART};
use crate::project::{Evaluator, ExprRef, ModuleId, Traced, Value, Values, join_url};

/// How many of the first arguments may be the URL of a call of which nothing is known: `request("POST", url)`.
const URL_POSITIONS: usize = 2;

/// The request that a call sends, if it reaches an inference endpoint.
pub(super) fn find(
    evaluator: &mut Evaluator<'_>,
    at: ExprRef,
    site: &CallSite,
    callees: &Values,
) -> Option<Site> {
    let catalog = evaluator.project().catalog;
    callees.iter().find_map(|callee| {
        let sending = evaluator.sending(at, callee)?;
        let reached = |(url, traced): &(String, Traced)| Some((catalog.endpoint(url)?, traced.clone()));
        let (endpoint, request) = sending.urls.iter().find_map(reached)?;
        let runs = runs(catalog, &sending.api);
        Some(request_site(site, sending.api, endpoint, &request, runs))
    })
}

/// The request that a function sends which a call has called elsewhere, with a URL among what it is given:
/// `executor.submit(requests.post, url)`, `Thread(target=requests.post, args=(url,))`, `map(requests.post, urls)`.
pub(super) fn elsewhere(evaluator: &mut Evaluator<'_>, module: ModuleId, site: &CallSite) -> Option<Site> {
    let project = evaluator.project();
    let catalog = project.catalog;
    let facts = project.module(module);
    let call = facts.call(site.expr)?;
    let at = ExprRef { module, expr: site.expr };
    let sends = |argument: &&Argument| {
        last_name(facts, argument.value).is_some_and(|name| catalog.request_names.contains(name))
    };
    let function = call.arguments.iter().find(sends)?;
    if !candidates::may_run_elsewhere(project, module, call.callee) {
        return None;
    }
    let functions = evaluator.expr(place(at, function.value));
    let sending = functions.iter().find_map(|traced| {
        let api = traced.value.api()?;
        matches!(catalog.intrinsic(api.as_str())?, Intrinsic::HttpRequest(_)).then(|| (api, traced.clone()))
    });
    let (api, client) = sending.filter(|(api, _)| api.last() != "get")?;
    let others = call.arguments.iter().filter(|argument| argument.value != function.value);
    for argument in others.collect::<Vec<_>>() {
        for text in &evaluator.texts_in(place(at, argument.value)) {
            let url = text.value.as_text().map(|text| evaluator.url_below(&client, text));
            if let Some(endpoint) = url.and_then(|url| catalog.endpoint(&url)) {
                let runs = runs(catalog, &api);
                return Some(Site { is_passed: true, ..request_site(site, api, endpoint, &client, runs) });
            }
        }
    }
    None
}

/// A request that is written as text into a connection: `socket.sendall(b"POST /v1/messages HTTP/1.1\r\nHost: …")`.
pub(super) fn written(evaluator: &mut Evaluator<'_>, module: ModuleId, site: &CallSite) -> Option<Site> {
    let project = evaluator.project();
    let facts = project.module(module);
    let call = facts.call(site.expr)?;
    let name = last_name(facts, call.callee)?;
    if !project.catalog.conventions.writing_methods.contains(name.as_str()) {
        return None;
    }
    let at = ExprRef { module, expr: site.expr };
    let texts = evaluator.expr(place(at, call.arguments.first()?.value));
    let endpoint = texts.iter().find_map(|traced| {
        let url = url_of_text(traced.value.as_text()?)?;
        project.catalog.endpoint(&url)
    })?;
    let api = evaluator.expr(place(at, call.callee)).iter().find_map(|traced| traced.value.api());
    let api =
        api.or_else(|| written_path(facts, call.callee)).unwrap_or_else(|| QualName::new(name.as_str()));
    let traced = Traced { confidence: Confidence::Medium, ..Traced::plain(Value::External(api.clone())) };
    Some(request_site(site, api, endpoint, &traced, Runs::AtOnce))
}

/// The URL of a request that is written as HTTP has it: its first line, and the header with the host.
fn url_of_text(request: &str) -> Option<String> {
    let mut lines = request.split('\n').map(|line| line.trim_end_matches('\r'));
    let mut first = lines.next()?.split(' ');
    let (method, path, version) = (first.next()?, first.next()?, first.next()?);
    if method != "POST" || !version.starts_with("HTTP/") {
        return None;
    }
    let host = lines.find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("host").then(|| value.trim().to_owned())
    })?;
    Some(join_url(&format!("https://{host}"), path))
}

/// A request by a library that no rule describes: a call named like one that sends requests, of something of which
/// nothing is known, that is given the whole URL of an inference endpoint, or a request to one. Test code is full of URLs that stand-ins answer.
pub(super) fn unknown_client(
    evaluator: &mut Evaluator<'_>,
    module: ModuleId,
    site: &CallSite,
    is_test: impl FnOnce() -> bool,
) -> Option<Site> {
    let project = evaluator.project();
    let facts = project.module(module);
    let call = facts.call(site.expr)?;
    let verbs = &project.catalog.conventions.request_verbs;
    let name = last_name(facts, call.callee).filter(|name| verbs.contains(name.as_str()))?;
    let is_literal = |expr: ExprId| matches!(facts.expr(expr).kind, ExprKind::Literal(Literal::Text(_)));
    let may_be_url = |argument: &&Argument| {
        !matches!(argument.kind, ArgumentKind::Spread | ArgumentKind::SpreadMapping)
            && (project.standing(module).may_matter(argument.value) || is_literal(argument.value))
    };
    let mut given = call.arguments.iter().take(URL_POSITIONS).filter(may_be_url).peekable();
    given.peek()?;
    let at = ExprRef { module, expr: site.expr };
    let callees = evaluator.expr(place(at, call.callee));
    let is_foreign = |traced: &Traced| matches!(traced.value, Value::External(_) | Value::Instance(..));
    if !callees.iter().all(is_foreign) || is_test() {
        return None;
    }
    let api = match callees.iter().find_map(|traced| traced.value.api()) {
        Some(api) if project.catalog.conventions.mocking_libraries.contains(api.root()) => return None,
        // A rule says what that does.
        Some(api) if project.catalog.intrinsic(api.as_str()).is_some() => return None,
        Some(api) => api,
        None => written_path(facts, call.callee).unwrap_or_else(|| QualName::new(name.as_str())),
    };
    let told = callees.iter().find_map(|traced| evaluator.told_base(traced));
    let base = told.map(|told| evaluator.expr(told));
    let base = base.as_ref().and_then(|values| values.iter().find_map(|traced| traced.value.as_text()));
    let endpoint = given.find_map(|argument| whole_url(evaluator, base, place(at, argument.value)))?;
    if evaluator.only_reads(at, call) {
        return None;
    }
    // Whether it makes a coroutine is not known.
    let runs = Runs::MaybeRead;
    let traced = Traced { confidence: Confidence::Medium, ..Traced::plain(Value::External(api.clone())) };
    Some(request_site(site, api, endpoint, &traced, runs))
}

/// A request that is built, and may be sent in a way that was not followed.
pub(super) struct Built {
    /// The call that builds it.
    pub(super) call: CallSite,
    /// The host and path that it goes to.
    pub(super) endpoint: String,
}

/// The request to an inference endpoint that a call builds.
pub(super) fn built(evaluator: &mut Evaluator<'_>, module: ModuleId, site: &CallSite) -> Option<Built> {
    let project = evaluator.project();
    let facts = project.module(module);
    let name = last_name(facts, facts.call(site.expr)?.callee)?;
    if !project.catalog.build_names.contains(name) {
        return None;
    }
    let at = ExprRef { module, expr: site.expr };
    let values = evaluator.expr(at);
    let endpoint = values.iter().find_map(|traced| match &traced.value {
        Value::Request(_, url) if traced.made.place()?.at == at => project.catalog.endpoint(url),
        _ => None,
    })?;
    Some(Built { call: *site, endpoint: format!("{}{}", endpoint.host, endpoint.path) })
}

fn request_site(site: &CallSite, api: QualName, endpoint: &Endpoint, request: &Traced, runs: Runs) -> Site {
    Site {
        others: Vec::new(),
        call: *site,
        api,
        library: endpoint.provider.clone(),
        category: endpoint.category,
        endpoint: Some(format!("{}{}", endpoint.host, endpoint.path)),
        model: None,
        providers: Providers::one(endpoint.provider.clone()),
        confidence: request.confidence,
        made: vec![places(&request.made)],
        flow: request.flow.steps(),
        runs,
        attested_at: None,
        is_passed: false,
    }
}

/// When a call runs that sends a request.
fn runs(catalog: &Catalog, api: &QualName) -> Runs {
    if catalog.behaves(api.as_str(), Behaviour::Entered) {
        Runs::Entered
    } else if catalog.behaves(api.as_str(), Behaviour::Coroutine) {
        Runs::Awaited
    } else {
        Runs::AtOnce
    }
}

/// The endpoint that a URL names, whatever stands for what is not known of it, or that a request goes to.
fn whole_url<'c>(evaluator: &mut Evaluator<'c>, base: Option<&str>, at: ExprRef) -> Option<&'c Endpoint> {
    let catalog = evaluator.project().catalog;
    evaluator.expr(at).iter().find_map(|traced| {
        if let Value::Request(_, url) = &traced.value {
            return catalog.endpoint(url);
        }
        let url = traced.value.as_text()?;
        let url = base.map_or_else(|| url.to_owned(), |base| join_url(base, url));
        let (_, path) = url.split_once("://")?;
        let anything = url.replace(UNKNOWN_PART, "x");
        path.contains('/').then(|| catalog.endpoint(&anything)).flatten()
    })
}

/// The last name of what is called.
fn last_name(facts: &Module, callee: ExprId) -> Option<&Name> {
    match &facts.expr(callee).kind {
        ExprKind::Attribute(_, name) | ExprKind::Name(name, _) => Some(name),
        _ => None,
    }
}

/// A path of names as it is written: `self.http.post`.
fn written_path(facts: &Module, path: ExprId) -> Option<QualName> {
    match &facts.expr(path).kind {
        ExprKind::Name(name, _) => Some(QualName::new(name.as_str())),
        ExprKind::Attribute(object, name) => Some(written_path(facts, *object)?.join(name.as_str())),
        _ => None,
    }
}
