//! Inference endpoints of providers: which URL runs a model.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization as _;

use super::{Category, path};
use crate::name::Name;

/// Longer paths are not looked at: no server takes them for an endpoint's, and the text is a stranger's. What follows a path
/// may be of any length.
const MAX_PATH_BYTES: usize = 1024;

/// A shorter path may be that of any server: `v1/chat`.
const MIN_TELLING_PATH: usize = 11;

/// Stands for a part of a host that is not known; no pattern contains it, so only a wildcard can match it.
const UNKNOWN: &str = "\0";

/// One URL, or family of URLs, that runs a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The provider's id: `openai`.
    pub provider: Name,
    /// What a request does.
    pub category: Category,
    /// The host as the rule has it, wildcards as `*`.
    pub host: String,
    /// The port, if the rule says one.
    pub port: Option<u16>,
    /// The path as the rule has it.
    pub path: String,
    /// Whether other servers listen at such a host and port as well.
    pub is_shared: bool,
    tokens: Vec<Token>,
}

/// A piece of a path pattern, or of the path of a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// This character.
    Is(char),
    /// One segment (`{model}`): at least one character, no slash. In a URL: what is not known, of any length.
    Some,
    /// Any characters (`**`).
    Any,
}

/// All endpoints, indexed by host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endpoints {
    all: Vec<Endpoint>,
    exact: FxHashMap<String, Vec<usize>>,
    wild: Vec<usize>,
}

impl Endpoint {
    /// The longest part of the host that holds no wildcard, with the port where that follows it.
    pub fn fixed_host(&self) -> Option<String> {
        let part = self.host.split('*').max_by_key(|part| part.len()).filter(|part| part.len() > 3)?;
        let number = self.port.filter(|_| self.host.ends_with(part));
        Some(number.map_or_else(|| part.to_owned(), |number| format!("{part}:{number}")))
    }
}

impl Endpoint {
    /// What the path begins with, as far as it is fixed, where it is long enough to tell of an endpoint: two names and more.
    pub fn fixed_path(&self) -> Option<String> {
        let fixed = self.path.split(['{', '*']).next()?.trim_matches('/');
        let is_telling = fixed.len() >= MIN_TELLING_PATH && fixed.contains('/');
        is_telling.then(|| fixed.to_owned())
    }
}

impl Endpoint {
    /// The last segment of the path, if it is fixed: what programs write that put paths together.
    pub fn fixed_end(&self) -> Option<&str> {
        self.path.rsplit('/').next().filter(|end| !end.is_empty() && !end.contains(['{', '*']))
    }
}

impl Endpoints {
    /// Adds one `host[:port]` and path of a rule.
    pub(super) fn add(
        &mut self,
        provider: &Name,
        category: Category,
        host: &str,
        path: &str,
        is_shared: bool,
    ) -> Result<(), String> {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) => match port.parse() {
                Ok(port) => (name, Some(port)),
                Err(_) => return Err(format!("`{port}` is no port")),
            },
            None => (host, None),
        };
        if name.is_empty() || name.contains('/') || name.bytes().all(|byte| matches!(byte, b'*' | b'.')) {
            return Err("is no host: write `api.example.com` or `*.example.com`".to_owned());
        }
        if !path.starts_with(['/', '*']) {
            return Err("is no path: it begins with `/`, or with `**`".to_owned());
        }
        let host = without_holes(name, "*").to_ascii_lowercase();
        let index = self.all.len();
        if host.contains('*') {
            self.wild.push(index);
        } else {
            self.exact.entry(host.clone()).or_default().push(index);
        }
        self.all.push(Endpoint {
            provider: provider.clone(),
            category,
            host,
            port,
            path: path.to_owned(),
            is_shared,
            tokens: tokens(path),
        });
        Ok(())
    }

    /// The endpoint that a request to `url` reaches.
    ///
    /// The scheme may be missing. A part that is not known stands as `{}` (or `{name}`, as in an f-string) and can be
    /// anything, so that `https://api.openai.com/v1/{}` finds an endpoint and `https://api.openai.com/v1/models`
    /// finds none; in a host it can only be what the rule leaves open. A URL with an unknown tail ends in `{}`.
    pub fn find(&self, url: &str) -> Option<&Endpoint> {
        let url = &*without_disguise(url);
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        // `f"https://api.openai.com{path}"`: the hole after the host is the path.
        let (authority, path) = match authority.strip_suffix("{}") {
            Some(host) if path.is_empty() => (host, "/{}"),
            _ => (authority, path),
        };
        let (host, port) = host_and_port(authority);
        let path = path.split(['?', '#']).next().unwrap_or_default();
        if path.len() > MAX_PATH_BYTES {
            return None;
        }
        // A name of a host may end in the dot of the root, and servers take several slashes for one.
        let host = plain_host(host);
        let host = without_holes(host.strip_suffix('.').unwrap_or(&host), UNKNOWN).to_ascii_lowercase();
        let path = without_dots(path);
        let mut wanted = tokens(path.strip_suffix('/').unwrap_or(&path));
        wanted.dedup_by(|next, before| *next == Token::Is('/') && *before == Token::Is('/'));

        let names_something = wanted.iter().any(|token| matches!(token, Token::Is(c) if *c != '/'));

        let exact = self.exact.get(&host).into_iter().flatten();
        let wild = self.wild.iter().filter(|&&index| path::glob(&self.all[index].host, &host));
        exact.chain(wild).map(|&index| &self.all[index]).find(|endpoint| {
            // Anything may listen at a port of this machine: some of the path has to be known.
            let at_port = endpoint.port.is_none() || (endpoint.port == port && names_something);
            at_port && unify(&endpoint.tokens, &wanted)
        })
    }

    /// All endpoints, in the order of the rules.
    pub fn iter(&self) -> impl Iterator<Item = &Endpoint> {
        self.all.iter()
    }
}

/// The host of a URL's authority, and the port if it says one.
pub(super) fn host_and_port(authority: &str) -> (&str, Option<u16>) {
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    match host.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().ok()),
        None => (host, None),
    }
}

/// A URL without what clients take out of it before they send anything: tabs and line ends (urllib), and the escapes of
/// characters that need none (requests, httpx).
fn without_disguise(url: &str) -> Cow<'_, str> {
    if !url.contains(['%', '\t', '\n', '\r']) {
        return Cow::Borrowed(url);
    }
    let (mut plain, mut rest) = (String::with_capacity(url.len()), url);
    while let Some(c) = rest.chars().next() {
        let escaped = rest.strip_prefix('%').and_then(|after| after.get(..2));
        let byte = escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let unreserved =
            byte.filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~'));
        if let Some(byte) = unreserved {
            plain.push(char::from(byte));
            rest = &rest[3..];
            continue;
        }
        if !matches!(c, '\t' | '\n' | '\r') {
            plain.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    Cow::Owned(plain)
}

/// A host in the letters that a resolver is asked for: other forms of letters and of the dot are written as these.
fn plain_host(host: &str) -> Cow<'_, str> {
    if host.is_ascii() {
        return Cow::Borrowed(host);
    }
    Cow::Owned(host.nfkc().map(|c| if c == '\u{3002}' { '.' } else { c }).collect())
}

/// A path without the segments `.` and `..`, as clients send it. What is not known may hold several segments.
fn without_dots(path: &str) -> Cow<'_, str> {
    if path.contains('{') || !path.contains("/.") {
        return Cow::Borrowed(path);
    }
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => _ = kept.pop(),
            segment => kept.push(segment),
        }
    }
    Cow::Owned(format!("/{}", kept.join("/")))
}

/// `text` with every `{…}` replaced.
fn without_holes(text: &str, by: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{')
        && let Some(length) = rest[open..].find('}')
    {
        out.push_str(&rest[..open]);
        out.push_str(by);
        rest = &rest[open + length + 1..];
    }
    out.push_str(rest);
    out
}

/// The tokens of a path.
fn tokens(path: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(path.len());
    let mut rest = path;
    while let Some(first) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("**") {
            tokens.push(Token::Any);
            rest = after;
        } else if first == '{'
            && let Some(length) = rest.find('}')
        {
            tokens.push(Token::Some);
            rest = &rest[length + 1..];
        } else {
            tokens.push(Token::Is(first));
            rest = &rest[first.len_utf8()..];
        }
    }
    tokens
}

/// Whether some URL that `url` can stand for matches `pattern`: a table over both, filled from their ends, of what stands
/// behind the characters with which both begin. Most differ in one of these.
fn unify(pattern: &[Token], url: &[Token]) -> bool {
    let (mut pattern, mut url) = (pattern, url);
    while let ([Token::Is(a), pattern_rest @ ..], [Token::Is(b), url_rest @ ..]) = (pattern, url) {
        if a != b {
            return false;
        }
        (pattern, url) = (pattern_rest, url_rest);
    }
    // `next[j]`: the pattern from i + 1 on matches the URL from j on.
    let mut next: Vec<bool> = Vec::new();
    for i in (0..=pattern.len()).rev() {
        let mut row = vec![false; url.len() + 1];
        for j in (0..=url.len()).rev() {
            let (token, rest) = (pattern.get(i), url.get(j));
            let after = |table: &[bool], at: usize| table.get(at).copied().unwrap_or(false);
            row[j] = match (token, rest) {
                (None, None) => true,
                // What is not known is empty from here on, or it is also what the pattern has here.
                (_, Some(Token::Some | Token::Any)) => after(&row, j + 1) || after(&next, j),
                (Some(Token::Any), _) => after(&next, j) || after(&row, j + 1),
                (Some(Token::Some), Some(Token::Is(c))) => {
                    *c != '/' && (after(&next, j + 1) || after(&row, j + 1))
                }
                (Some(Token::Is(a)), Some(Token::Is(b))) => a == b && after(&next, j + 1),
                (None, Some(_)) | (Some(_), None) => false,
            };
        }
        next = row;
    }
    next.first().copied().unwrap_or(false)
}
