//! HTTP requests: their URLs, and requests that one place builds and another sends.

use super::calls::select;
use super::eval::Evaluator;
use super::texts::{join_url, piece, resolve_url};
use super::value::{ExprRef, Traced, Unknown, Value, Values};
use crate::catalog::{ArgumentRef, Catalog, Intrinsic};
use crate::module::{Argument, ArgumentKind, Call};
use crate::name::{Name, QualName, UNKNOWN_PART};

/// Methods by which a request only reads: no endpoint runs a model for them.
const READING: [&str; 3] = ["GET", "HEAD", "OPTIONS"];

/// What a call sends.
pub struct Sending {
    /// The function or method that sends it.
    pub api: QualName,
    /// The URLs that it may go to, each with what is known of the client or of the request.
    pub urls: Vec<(String, Traced)>,
}

impl Evaluator<'_> {
    /// The requests that a call sends, if what it calls sends requests.
    pub fn sending(&mut self, at: ExprRef, callee: &Traced) -> Option<Sending> {
        let catalog = self.project.catalog;
        let call = self.project.call(at)?;
        if let Value::ContainerMethod(request, method) = &callee.value {
            let Value::Request(class, url) = &**request else { return None };
            let api = class.join(method.as_str());
            let sends = catalog.intrinsic(api.as_str()) == Some(&Intrinsic::HttpSend(None));
            return sends.then(|| Sending { api, urls: vec![(url.to_string(), callee.clone())] });
        }
        // What a partial call has been given already stands at its own place, behind what it calls.
        let (function, given) = match &callee.value {
            Value::Partial(inner, given) => (&**inner, Some(*given)),
            value => (value, None),
        };
        let api = function.api()?;
        let urls = match catalog.intrinsic(api.as_str())? {
            Intrinsic::HttpRequest(wanted) => {
                if api.last() == "get" || self.only_reads(at, call) {
                    return None;
                }
                let values = self.url_given(at, call, given, wanted)?;
                let base = self.base_url(callee);
                let url = |traced: &Traced| {
                    if let Value::Request(_, url) = &traced.value {
                        return Some((url.to_string(), traced.clone()));
                    }
                    let text = piece(traced).map(|(text, _)| text).or_else(|| self.url_of_parts(traced))?;
                    let url = below(catalog, base.as_deref(), text);
                    let confidence = callee.confidence.min(traced.confidence);
                    Some((url, Traced { confidence, ..callee.clone() }))
                };
                values.iter().filter_map(url).collect()
            }
            Intrinsic::HttpSend(Some(wanted)) => {
                let values = self.sub(at, select(wanted, &call.arguments)?.value);
                self.requests_among(&values)
            }
            Intrinsic::HttpSend(None) => self.urls_set_on(callee),
            _ => return None,
        };
        Some(Sending { api, urls })
    }

    /// The URL whose parts stand in a mapping: `{ hostname: "…", path: "/v1/…" }`.
    fn url_of_parts(&mut self, mapping: &Traced) -> Option<String> {
        let conventions = &self.project.catalog.conventions;
        let Value::Container(_) = mapping.value else { return None };
        let mut part = |names: &[String]| {
            let values = names.iter().map(|name| self.entry_of(mapping, name));
            values.collect::<Vec<_>>().iter().find_map(|values| values.text().map(str::to_owned))
        };
        let host = part(&conventions.host_arguments)?;
        let path = part(&conventions.path_arguments).unwrap_or_else(|| UNKNOWN_PART.to_owned());
        Some(join_url(&format!("https://{host}"), &path))
    }

    /// The URL that a call is given, or that a partial call was given before.
    fn url_given(
        &mut self,
        at: ExprRef,
        call: &Call,
        partial: Option<ExprRef>,
        wanted: &ArgumentRef,
    ) -> Option<Values> {
        if let Some(partial) = partial {
            let before = self.project.call(partial)?.arguments.get(1..)?;
            if let Some(argument) = select(wanted, before) {
                return Some(self.sub(partial, argument.value));
            }
        }
        if let Some(argument) = select(wanted, &call.arguments) {
            return Some(self.sub(at, argument.value));
        }
        // `post(*arguments)`, `post(**options)`
        let is_spread =
            |argument: &Argument| matches!(argument.kind, ArgumentKind::Spread | ArgumentKind::SpreadMapping);
        if !call.arguments.iter().any(is_spread) {
            return None;
        }
        let nameless = Name::new("");
        let keyword = wanted.keywords.first().unwrap_or(&nameless);
        Some(self.argument(at, &call.arguments, wanted.position, keyword))
    }

    /// The requests among some values, and among the elements of those that are containers.
    fn requests_among(&mut self, values: &Values) -> Vec<(String, Traced)> {
        let elements = values.flat_map(|traced| match traced.value {
            Value::Container(_) | Value::Elements(_) | Value::Generator(..) => self.iterated(traced),
            _ => Values::of(traced.clone()),
        });
        let request = |traced: &Traced| match &traced.value {
            Value::Request(_, url) => Some((url.to_string(), traced.clone())),
            _ => None,
        };
        elements.iter().filter_map(request).collect()
    }

    /// The texts that were set on the object whose method sends: `curl.setopt(curl.URL, url)`.
    fn urls_set_on(&mut self, method: &Traced) -> Vec<(String, Traced)> {
        let Some(made) = method.made.place().map(|making| making.at) else { return Vec::new() };
        let setters = self.project.catalog.names_with(|effect| *effect == Intrinsic::HttpSetting);
        let mut setters: Vec<Name> = setters.into_iter().collect();
        setters.sort();
        let set = self.put_in_later(made, &setters);
        let mut urls = Vec::new();
        for value in set {
            urls.extend(
                self.expr(value).iter().filter_map(|traced| Some((piece(traced)?.0, method.clone()))),
            );
        }
        urls
    }

    /// What a call builds that another one sends: a request, where it may go to an endpoint.
    pub(super) fn built_request(
        &mut self,
        at: ExprRef,
        call: &Call,
        callee: &Traced,
        wanted: &ArgumentRef,
        class: &QualName,
    ) -> Values {
        let catalog = self.project.catalog;
        let api = callee.value.api().unwrap_or_else(|| class.clone());
        let argument = select(wanted, &call.arguments).filter(|_| api.last() != "get");
        let Some(mut argument) = argument else { return Values::unknown(Unknown::Result) };
        let mut values = self.sub(at, argument.value);
        // A method that is taken of its type is given its object first: `Client::post(&client, url)`.
        let is_taken =
            matches!(&callee.value, Value::External(name) if name.parent().is_some_and(|of| is_type(&of)));
        let is_url = |traced: &Traced| piece(traced).is_some() || matches!(traced.value, Value::Request(..));
        if is_taken
            && !values.iter().any(is_url)
            && let Some(next) = wanted.position.and_then(|place| call.arguments.get(place + 1))
        {
            argument = next;
            values = self.sub(at, argument.value);
        }
        if values.is_nothing() {
            return values;
        }
        if self.only_reads(at, call) {
            return Values::unknown(Unknown::Result);
        }
        let base = self.base_url(callee);
        let step = self.constructed(at, &api);
        let requests = values.map(|traced| {
            let (from, url) = match &traced.value {
                Value::Request(_, url) => (traced, url.to_string()),
                _ => (callee, below(catalog, base.as_deref(), piece(traced)?.0)),
            };
            catalog.endpoint(&url)?;
            let request = from.with(Value::Request(class.clone(), url.into()));
            let confidence = callee.confidence.min(traced.confidence);
            Some(Traced { confidence, ..request.made_at(at, &api).then(step.clone()) })
        });
        requests.or(Some(Unknown::Result))
    }

    /// A URL that a method is given, below what its client puts before it.
    pub fn url_below(&mut self, method: &Traced, url: &str) -> String {
        let base = self.base_url(method);
        below(self.project.catalog, base.as_deref(), url.to_owned())
    }

    /// What the URLs begin with that the object behind a method asks for: `httpx.Client(base_url=…)`.
    fn base_url(&mut self, method: &Traced) -> Option<String> {
        let catalog = self.project.catalog;
        method.made.places().find_map(|making| {
            let Some(Intrinsic::HttpClient(wanted)) = catalog.intrinsic(making.name.as_str()) else {
                return None;
            };
            self.wanted_argument(making.at, wanted)
                .iter()
                .find_map(|traced| piece(traced).map(|(text, _)| text))
        })
    }

    /// What a client of which nothing is known was told that its URLs begin with.
    pub fn told_base(&self, method: &Traced) -> Option<ExprRef> {
        let keywords = &self.project.catalog.conventions.base_url_arguments;
        method.made.places().find_map(|making| {
            let tells = |argument: &&Argument| match &argument.kind {
                ArgumentKind::Keyword(name) => keywords.contains(name.as_str()),
                _ => false,
            };
            let told = self.project.call(making.at)?.arguments.iter().find(tells)?;
            Some(ExprRef { expr: told.value, ..making.at })
        })
    }

    /// Whether the method that a request is given only reads: `requests.request("GET", url)`. It stands first, or is
    /// named.
    pub fn only_reads(&mut self, at: ExprRef, call: &Call) -> bool {
        let names_method = |argument: &&Argument| match &argument.kind {
            ArgumentKind::Keyword(name) => name.as_str() == "method",
            _ => false,
        };
        let first = call.arguments.first().filter(|first| first.kind == ArgumentKind::Positional);
        let Some(method) = call.arguments.iter().find(names_method).or(first) else { return false };
        let values = self.sub(at, method.value);
        values.text().is_some_and(|method| READING.contains(&method.to_ascii_uppercase().as_str()))
    }

    /// What a call is given for an argument that a rule names; nothing is known of it if it is no call.
    pub fn wanted_argument(&mut self, at: ExprRef, wanted: &ArgumentRef) -> Values {
        let Some(call) = self.project.call(at) else { return Values::nothing() };
        if let Some(argument) = select(wanted, &call.arguments) {
            return self.expr(ExprRef { expr: argument.value, ..at });
        }
        for keyword in &wanted.keywords {
            let values = self.argument(at, &call.arguments, None, keyword);
            if !values.is_empty() {
                return values;
            }
        }
        Values::nothing()
    }
}

/// Whether a name is that of a type, as languages write them.
fn is_type(name: &QualName) -> bool {
    name.last().starts_with(char::is_uppercase)
}

/// A URL below what its client puts before it. Some clients put a path that begins with a slash below the path of their
/// base, others below its host.
fn below(catalog: &Catalog, base: Option<&str>, url: String) -> String {
    // Nobody sends anything to a host without a path: that is put behind it where it was not seen.
    let is_host =
        |url: &str| url.split_once("://").is_some_and(|(_, rest)| !rest.trim_end_matches('/').contains('/'));
    let Some(base) = base else {
        return if is_host(&url) { format!("{}/{UNKNOWN_PART}", url.trim_end_matches('/')) } else { url };
    };
    let resolved = resolve_url(base, &url);
    if catalog.endpoint(&resolved).is_some() { resolved } else { join_url(base, &url) }
}
