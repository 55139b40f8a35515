//! Names: as they are written in a file, and as dotted paths once they are resolved.
//!
//! Both are small immutable strings. A [`Name`] is one identifier (`client`); a [`QualName`] is a dotted
//! path from the root package, the way a user writes it (`openai.OpenAI.chat.completions.create`).

use std::borrow::Cow;
use std::fmt;

use compact_str::{CompactString, format_compact};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

/// An identifier as the language reads it: `ｃreate` is `create`.
pub fn normalized(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().collect()) }
}

/// One identifier as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(transparent)]
pub struct Name(CompactString);

impl Name {
    /// The identifier's text.
    pub fn new(text: &str) -> Self {
        Self(CompactString::new(text))
    }

    /// The identifier as a string slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name as a symbol of its own where a scope declares it more than once; it is shown as it is written.
    #[must_use]
    pub fn shadowing(&self, count: usize) -> Self {
        Self(format_compact!("{}{SHADOW}{count}", self.0))
    }
}

/// What stands in no name, between a name and how often it was declared before.
const SHADOW: char = '~';

/// The module that a text names, as a dotted path whose first segment is the package, and how far up it begins: what begins
/// with a dot is a path from the directory of the file, and is left as it is.
pub fn specified(text: &str) -> (Name, u32) {
    if text.starts_with('.') && !text.contains("node_modules/") {
        return (Name::new(text), 1);
    }
    let text = package_path(text);
    let escaped = text.replace('.', DOT);
    let package = match escaped.strip_prefix('@') {
        Some(scoped) => scoped.find('/').map_or(escaped.len(), |at| {
            let rest = at + 2;
            escaped[rest..].find('/').map_or(escaped.len(), |end| rest + end)
        }),
        None => escaped.find('/').unwrap_or(escaped.len()),
    };
    let inside = Some(&escaped[package..]).filter(|inside| !is_whole(inside)).unwrap_or_default();
    (Name::new(&format!("{}{}", &escaped[..package], inside.replace('/', "."))), 0)
}

/// Whether a path inside a package is that of the file which stands for all of it.
fn is_whole(inside: &str) -> bool {
    let file = inside.split(DOT).next().unwrap_or_default();
    matches!(file, "/index" | "/mod" | "/+esm")
}

/// The path of a package in a text that says where it comes from as well, or in which version: `npm:acme@4`,
/// `https://host.example/npm/@acme/sdk@1.2/mod.js`, `../node_modules/acme/index.js`.
fn package_path(text: &str) -> Cow<'_, str> {
    let from = ["node:", "npm:", "jsr:"].iter().find_map(|prefix| text.strip_prefix(prefix));
    let from = from.or_else(|| text.rsplit_once("node_modules/").map(|(_, path)| path));
    let of_host = || text.split_once("://")?.1.split_once('/').map(|(_, path)| path);
    let Some(path) = from.or_else(of_host) else { return Cow::Borrowed(text) };
    // A version tells which part is the package; without one it is the first, behind the name of the registry.
    let path = path.trim_start_matches('/').split(['?', '#']).next().unwrap_or_default();
    let versioned = path.char_indices().skip(1).find(|(at, c)| *c == '@' && !path[..*at].ends_with('/'));
    let Some((at, _)) = versioned else {
        return Cow::Borrowed(path.strip_prefix("npm/").unwrap_or(path));
    };
    let (named, version) = path.split_at(at);
    let mut begins = named.rfind('/').map_or(0, |slash| slash + 1);
    if let Some(scope) = named[..begins].strip_suffix('/')
        && let Some(at) = scope.rfind('@').filter(|at| !scope[*at..].contains('/'))
    {
        begins = at;
    }
    let inside = version.find('/').map_or("", |slash| &version[slash..]);
    Cow::Owned(format!("{}{inside}", &named[begins..]))
}

/// The text that [`specified`] read.
pub fn specifier(module: &str) -> String {
    module.replace('.', "/").replace(DOT, ".")
}

/// What stands for a dot in the name of a package or a file.
const DOT: &str = "\u{b7}";

/// A path from a directory, by its text alone; `None` if it leads out of the scan root.
pub fn joined(directory: &str, path: &str) -> Option<String> {
    let mut segments: Vec<&str> = directory.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => _ = segments.pop()?,
            segment => segments.push(segment),
        }
    }
    Some(segments.join("/"))
}

/// Stands in a text, and in a name, for what only the running program knows.
pub const UNKNOWN_PART: &str = "{}";

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.split(SHADOW).next().unwrap_or_default())
    }
}

/// A dotted path from a root package: `openai.OpenAI.chat.completions.create`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(transparent)]
pub struct QualName(CompactString);

impl QualName {
    /// The path `text`, segments separated by dots.
    pub fn new(text: &str) -> Self {
        Self(CompactString::new(text))
    }

    /// The path as a string slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// This path with one more segment (or several, if `segment` holds dots).
    #[must_use]
    pub fn join(&self, segment: &str) -> Self {
        if self.0.is_empty() { Self::new(segment) } else { Self(format_compact!("{}.{segment}", self.0)) }
    }

    /// The last segment: `create` of `openai.chat.completions.create`.
    pub fn last(&self) -> &str {
        self.0.rsplit('.').next().unwrap_or(&self.0)
    }

    /// The first segment: `openai` of `openai.chat.completions.create`.
    pub fn root(&self) -> &str {
        self.0.split('.').next().unwrap_or(&self.0)
    }

    /// Everything before the last segment, or `None` for a path of one segment.
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('.').map(|(parent, _)| Self::new(parent))
    }

    /// The segments in order.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.0.split('.')
    }
}

impl std::borrow::Borrow<str> for QualName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for QualName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_named_wherever_they_come_from() {
        let expected = [
            ("acme", "acme"),
            ("node:fs", "fs"),
            ("@acme/sdk/messages", "@acme/sdk.messages"),
            ("npm:acme@4", "acme"),
            ("npm:@acme/sdk@^1.2/messages", "@acme/sdk.messages"),
            ("jsr:@acme/sdk", "@acme/sdk"),
            ("https://esm.example/acme@4?bundle", "acme"),
            ("https://esm.example/acme", "acme"),
            ("https://cdn.example/npm/acme/+esm", "acme"),
            ("https://cdn.example/npm/@acme/sdk@1/index.js", "@acme/sdk"),
            ("https://land.example/x/acme@v4.1/mod.ts", "acme"),
            ("../node_modules/acme/index.mjs", "acme"),
            ("acme/index.js", "acme"),
            ("acme/indexes", "acme.indexes"),
            ("@acme/sdk@1", "@acme/sdk@1"),
        ];
        for (text, module) in expected {
            assert_eq!(specified(text), (Name::new(module), 0), "{text}");
        }
        assert_eq!(specified("./index.js"), (Name::new("./index.js"), 1));
    }
}
