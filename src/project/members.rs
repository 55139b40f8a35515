//! Paths from something of a library to what is read of it, and to what its calls give, as far as they are told apart.
//!
//! What a program walks through in a loop has no end: `node.parent.parent`, `query.where(…).where(…)`. Every other path is
//! one more value, and where several are mixed there are thousands. So a path is kept as it is while a rule may say something of
//! it or of what lies below, and for a few steps more. Of a longer one only its end is known.

use super::value::UNKNOWN_PART;
use crate::catalog::{Catalog, Handle};
use crate::name::{Name, QualName};

/// How many steps are kept of which no rule says anything.
const KEPT: usize = 2;

/// How many steps are kept if some of them are unknown: each may be any name.
const KEPT_UNKNOWN: usize = 4;

/// Stands for steps that are no longer told apart.
const ELSEWHERE: &str = "…";

/// The path of an attribute of something of a library. `handle` is what the rules say of its type.
pub(super) fn attribute(
    catalog: &Catalog,
    handle: Option<&Handle>,
    path: &QualName,
    name: &Name,
) -> QualName {
    let longer = path.join(name.as_str());
    let steps = longer.segments().count();
    if steps <= KEPT {
        return longer;
    }
    // A value that is wrapped has the calls of what it wraps.
    let calling = ends(longer.as_str()).find(|end| catalog.begins_call(end));
    let is_unknown = longer.as_str().contains(UNKNOWN_PART);
    let kept = if is_unknown { KEPT_UNKNOWN } else { KEPT } + calling.map_or(0, |end| end.split('.').count());
    let is_known =
        |handle: &Handle| beginnings(longer.as_str()).take(kept + 1).any(|path| handle.leads(path));
    if longer.root() != ELSEWHERE && (steps <= kept || handle.is_some_and(is_known)) {
        return longer;
    }
    QualName::new(ELSEWHERE).join(calling.unwrap_or(longer.last()))
}

/// A path, and what is left of it with ever more steps taken from its front.
fn ends(path: &str) -> impl Iterator<Item = &str> {
    std::iter::once(path).chain(path.match_indices('.').map(|(dot, _)| &path[dot + 1..]))
}

/// A path, and what is left of it with ever more steps taken from its end.
fn beginnings(path: &str) -> impl Iterator<Item = &str> {
    std::iter::once(path).chain(path.rmatch_indices('.').map(|(dot, _)| &path[..dot]))
}

/// The path of what calling something of a library gives. What a result of a result gives is not told apart from that.
pub(super) fn result(path: &QualName) -> QualName {
    const OF_RESULT: &str = "()()";
    if path.as_str().ends_with(OF_RESULT) { path.clone() } else { QualName::new(&format!("{path}()")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a path only that is told apart by which calls are known, and a little more.
    #[test]
    fn paths_have_an_end() {
        let catalog = Catalog::builtin();
        let client = catalog.handle("openai.OpenAI");
        assert!(client.is_some());
        let walked = |handle, steps: &str| {
            let first = QualName::new("");
            steps.split(' ').fold(first, |path, step| match step {
                "()" => result(&path),
                name => attribute(catalog, handle, &path, &Name::new(name)),
            })
        };
        for (handle, steps, path) in [
            (client, "beta chat completions create", "beta.chat.completions.create"),
            (client, "chat completions create __get__", "chat.completions.create.__get__"),
            (client, "parent parent", "parent.parent"),
            (client, "parent parent parent", "….parent"),
            (client, "parent parent parent parent", "….parent"),
            (client, "copy () copy () copy ()", "….copy()"),
            (client, "() () () ()", "()()"),
            (None, "wrap () chat completions create", "wrap().chat.completions.create"),
            (None, "a b chat completions create", "a.b.chat.completions.create"),
            (None, "a b c chat completions create", "….chat.completions.create"),
            (None, "a b c chat d", "….d"),
            (None, "{} {} {} {} x", "….x"),
        ] {
            assert_eq!(walked(handle, steps).as_str(), path, "{steps}");
        }
    }
}
