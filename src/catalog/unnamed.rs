//! Names of which a part is known at run time only: it stands in them as `{}`.

use rustc_hash::FxHashSet;

use super::path::{glob, glob_segments};
use super::{CallRule, Catalog, Handle, HandlePattern, Member};
use crate::name::{Name, QualName};

/// What stands before the names of libraries.
#[derive(Clone, Debug, Default)]
pub(super) struct WaysToLibraries {
    /// The import roots of libraries.
    roots: FxHashSet<String>,
    /// What these lie in: `google` of `google.genai`.
    above_roots: FxHashSet<String>,
}

impl Catalog {
    /// Whether a path leads to a library, or on in one: `google`, `google.genai`, `google.genai.types`. A path may
    /// end within a segment (`langchain_`), if a word ends there; only what stands before an unknown part counts.
    pub fn leads_to_library(&self, path: &str) -> bool {
        let path = path.split('{').next().unwrap_or_default();
        let ways = self.ways_to_libraries();
        let above = path.match_indices('.').map(|(dot, _)| &path[..dot]);
        let is_below = || above.chain([path]).any(|above| ways.roots.contains(above));
        let ends_within =
            || path.ends_with(['.', '_']) && ways.roots.iter().any(|root| root.starts_with(path));
        ways.above_roots.contains(path) || is_below() || ends_within()
    }

    fn ways_to_libraries(&self) -> &WaysToLibraries {
        self.ways.get_or_init(|| {
            let roots = || self.libraries.iter().flat_map(|library| &library.roots).map(QualName::as_str);
            let above =
                roots().flat_map(|root| root.match_indices('.').map(|(dot, _)| root[..dot].to_owned()));
            WaysToLibraries { above_roots: above.collect(), roots: roots().map(str::to_owned).collect() }
        })
    }

    /// The library of an AI call that calling a function of this name may be; the name has unknown parts, each of
    /// one segment.
    pub fn unnamed_function(&self, name: &str) -> Option<&Name> {
        let pattern = with_wildcards(name);
        let known = self.functions.iter();
        let matching = known.filter(|(known, _)| glob_segments(&pattern, known.as_str()));
        self.first_library(matching.map(|(_, member)| member))
    }

    /// The library of an AI call that this path from an instance of `class` may be; the class, the path, or both
    /// have unknown parts.
    pub fn unnamed_member(&self, class: &str, path: &str) -> Option<&Name> {
        let path = with_wildcards(if path.is_empty() { "()" } else { path });
        let members = |handle: &'_ Handle| {
            let is_meant = |known: &str| glob(&path, known) && (known != "()" || path == "()");
            let members = handle.members.iter().filter(|(known, _)| is_meant(known.as_str()));
            self.first_library(members.map(|(_, member)| member))
        };
        if !class.contains('{') {
            return members(self.handle(class)?);
        }
        let pattern = with_wildcards(class);
        let named = self.handles.iter().filter(|(known, _)| glob(&pattern, known.as_str()));
        let patterns = self.patterns.iter().filter(|known| may_both_match(class, known));
        let handles = named.map(|(_, handle)| handle).chain(patterns.map(|pattern| &pattern.handle));
        handles.filter_map(members).min()
    }

    fn first_library<'m>(&self, members: impl Iterator<Item = &'m Member>) -> Option<&Name> {
        // What is a call for some texts alone is none for a name that only may be it.
        let is_plain = |call: &&CallRule| call.when.as_ref().is_none_or(|when| when.equals.is_empty());
        let calls = members.flat_map(|member| &member.calls).filter(is_plain);
        let libraries = calls.map(|call| call.library);
        libraries.filter_map(|at| self.libraries.get(at)).map(|library| &library.id).min()
    }
}

/// A name whose unknown parts are `*`.
fn with_wildcards(name: &str) -> String {
    let mut pattern = String::new();
    let mut rest = name;
    while let Some((before, hole)) = rest.split_once('{') {
        pattern.push_str(before);
        pattern.push('*');
        rest = hole.split_once('}').map_or("", |(_, after)| after);
    }
    pattern + rest
}

/// Whether there may be a class that is meant by a name with unknown parts and by a pattern: what is known at their
/// beginnings agrees, and so does the class's own name, where it is known.
fn may_both_match(class: &str, pattern: &HandlePattern) -> bool {
    let known = class.split('{').next().unwrap_or_default();
    let agree = known.starts_with(&pattern.prefix) || pattern.prefix.starts_with(known);
    let own = class.rsplit('.').next().unwrap_or_default();
    let wanted = pattern.pattern.rsplit('.').next().unwrap_or_default();
    agree && (own.contains('{') || own.starts_with(char::is_uppercase) && glob(wanted, own))
}
