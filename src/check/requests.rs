//! HTTP requests to inference endpoints, made without an SDK (MIMA002).

use super::sites::{Site, place};
use crate::catalog::{Endpoint, Intrinsic};
use crate::module::{CallSite, Literal};
use crate::name::QualName;
use crate::project::{Evaluator, ExprRef, Traced, Value, Values, select};

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
        let Some(Intrinsic::HttpRequest(url)) = catalog.intrinsic(name.as_str()) else { return None };
        let call = evaluator.project().call(at)?;
        if only_reads(evaluator, at, &name) {
            return None;
        }
        let argument = select(url, &call.arguments)?;
        let urls = evaluator.expr(place(at, argument.value));
        let (endpoint, url) = urls.iter().find_map(|url| Some((endpoint(evaluator, url)?, url)))?;
        Some(Site {
            call: *site,
            library: endpoint.provider.clone(),
            category: endpoint.category,
            endpoint: Some(format!("{}{}", endpoint.host, endpoint.path)),
            model: None,
            confidence: traced.confidence.min(url.confidence),
            flow: traced.flow.steps(),
            api: name,
            attested_at: None,
            is_passed: false,
        })
    })
}

fn endpoint<'c>(evaluator: &Evaluator<'c>, url: &Traced) -> Option<&'c Endpoint> {
    let catalog = evaluator.project().catalog;
    match &url.value {
        Value::Literal(Literal::Text(text)) => catalog.endpoint(text),
        Value::Template(text) => catalog.endpoint(text),
        _ => None,
    }
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
