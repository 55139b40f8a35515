//! HTTP requests to inference endpoints, made without an SDK (MIMA002).

use super::sites::{Providers, Site, argument, place, places, url};
use crate::attest::Runs;
use crate::catalog::{Behaviour, Catalog, Endpoint, Intrinsic};
use crate::module::{CallSite, Literal};
use crate::name::QualName;
use crate::project::{Evaluator, ExprRef, Traced, Value, Values, join_url, select};

/// The request that a call makes, if it reaches an inference endpoint.
pub(super) fn find(
    evaluator: &mut Evaluator<'_>,
    at: ExprRef,
    site: &CallSite,
    callees: &Values,
) -> Option<Site> {
    let catalog = evaluator.project().catalog;
    callees.iter().find_map(|traced| {
        let name = traced.value.api()?;
        let Some(Intrinsic::HttpRequest(wanted)) = catalog.intrinsic(name.as_str()) else { return None };
        let call = evaluator.project().call(at)?;
        if only_reads(evaluator, at, &name) {
            return None;
        }
        let argument = select(wanted, &call.arguments)?;
        let urls = evaluator.expr(place(at, argument.value));
        let base = base(evaluator, traced);
        let found = |url: &Traced| Some((endpoint(catalog, base.as_deref(), url)?, url.confidence));
        let (endpoint, confidence) = urls.iter().find_map(found)?;
        Some(Site {
            others: Vec::new(),
            call: *site,
            library: endpoint.provider.clone(),
            category: endpoint.category,
            endpoint: Some(format!("{}{}", endpoint.host, endpoint.path)),
            model: None,
            providers: Providers::one(endpoint.provider.clone()),
            confidence: traced.confidence.min(confidence),
            made: vec![places(&traced.made)],
            flow: traced.flow.steps(),
            runs: if catalog.behaves(name.as_str(), Behaviour::Entered) {
                Runs::Entered
            } else if catalog.behaves(name.as_str(), Behaviour::Coroutine) {
                Runs::Awaited
            } else {
                Runs::AtOnce
            },
            api: name,
            attested_at: None,
            is_passed: false,
        })
    })
}

fn endpoint<'c>(catalog: &'c Catalog, base: Option<&str>, url: &Traced) -> Option<&'c Endpoint> {
    let text: &str = match &url.value {
        Value::Literal(Literal::Text(text)) => text,
        Value::Template(text) => text,
        _ => return None,
    };
    match base {
        Some(base) => catalog.endpoint(&join_url(base, text)),
        None => catalog.endpoint(text),
    }
}

/// What the URLs begin with that the object behind a method asks for: `httpx.Client(base_url=…)`.
fn base(evaluator: &mut Evaluator<'_>, method: &Traced) -> Option<String> {
    let catalog = evaluator.project().catalog;
    method.made.places().find_map(|making| {
        let Some(Intrinsic::HttpClient(wanted)) = catalog.intrinsic(making.name.as_str()) else {
            return None;
        };
        url(&argument(evaluator, making.at, wanted))
    })
}

/// Whether a request only reads: no endpoint runs a model for that.
fn only_reads(evaluator: &mut Evaluator<'_>, at: ExprRef, name: &QualName) -> bool {
    if name.last() == "get" {
        return true;
    }
    // `requests.request("GET", url)`: the method stands before the URL.
    let first = evaluator.project().call(at).and_then(|call| call.arguments.first());
    let Some(first) = first else { return false };
    let values = evaluator.expr(place(at, first.value));
    values
        .text()
        .is_some_and(|method| ["GET", "HEAD", "OPTIONS"].contains(&method.to_ascii_uppercase().as_str()))
}
