//! Paths from something of a library to what is read of it, and to what its calls give, as far as they are told apart.
//!
//! What a program walks through in a loop has no end: `node.parent.parent`, `query.where(…).where(…)`. Every other path is
//! one more value, and where several are mixed there are thousands. So a path is kept as it is while a rule may say something of
//! it or of what lies below, and for a few steps more. Of a longer one only its end is known.

use crate::catalog::{Catalog, Handle, is_class};
use crate::name::{QualName, UNKNOWN_PART};

/// How many steps are kept of which no rule says anything.
const KEPT: usize = 2;

/// How many steps are kept that are unknown: each may be any name.
const KEPT_UNKNOWN: usize = 2;

/// Stands for steps that are no longer told apart.
const ELSEWHERE: &str = "…";

/// The path of an attribute of something of a library. `handle` is what the rules say of its type.
pub(super) fn attribute(catalog: &Catalog, handle: Option<&Handle>, path: &QualName, name: &str) -> QualName {
    let longer = path.join(name);
    shortened(catalog, handle, longer.as_str()).unwrap_or(longer)
}

/// The name of a member of a library's module, class or function. Modules lie in each other as deep as they like, and what is
/// read of a class is a path from there.
pub(super) fn of_external(catalog: &Catalog, path: &QualName, name: &str) -> QualName {
    let longer = path.join(name);
    let is_of_class = |path: &&str| is_class(path.rsplit('.').next().unwrap_or(path));
    let short = beginnings(longer.as_str()).skip(1).find(is_of_class).and_then(|class| {
        let short = shortened(catalog, None, &longer.as_str()[class.len() + 1..])?;
        Some(QualName::new(class).join(short.as_str()))
    });
    short.unwrap_or(longer)
}

/// Whether steps are missing in a path: nothing that the rules know is there.
pub(super) fn is_elsewhere(path: &str) -> bool {
    path.contains(ELSEWHERE)
}

/// The end of a path, if there are too many steps before it.
fn shortened(catalog: &Catalog, handle: Option<&Handle>, path: &str) -> Option<QualName> {
    if !is_long(path) && !is_elsewhere(path) {
        return None;
    }
    // A value that is wrapped has the calls of what it wraps.
    let calling = ends(path).find(|end| catalog.begins_call(end)).unwrap_or("");
    let before = &path[..path.len() - calling.len()];
    let is_known =
        |handle: &Handle| beginnings(before).any(|it| !is_long(&before[it.len()..]) && handle.leads(it));
    if !is_elsewhere(path) && (!is_long(before) || handle.is_some_and(is_known)) {
        return None;
    }
    let last = path.rsplit('.').next().unwrap_or(path);
    Some(QualName::new(ELSEWHERE).join(if calling.is_empty() { last } else { calling }))
}

/// Whether a path has more steps than are kept.
fn is_long(path: &str) -> bool {
    let steps = path.split('.').filter(|step| !step.is_empty());
    let (unknown, known): (Vec<&str>, Vec<&str>) = steps.partition(|step| step.contains(UNKNOWN_PART));
    known.len() > KEPT || unknown.len() > KEPT_UNKNOWN
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
                name => attribute(catalog, handle, &path, name),
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
            (None, "{} {} x y", "{}.{}.x.y"),
            (None, "{} {} {}", "….{}"),
            (None, "{} {} {} x", "….x"),
        ] {
            assert_eq!(walked(handle, steps).as_str(), path, "{steps}");
        }
        let named = |steps: &str| {
            let first = QualName::new("acme");
            steps.split(' ').fold(first, |path, name| of_external(catalog, &path, name))
        };
        for (steps, name) in [
            ("a b c d", "acme.a.b.c.d"),
            ("a C d e", "acme.a.C.d.e"),
            ("a C d e f", "acme.a.C.….f"),
            ("a C __name__ d __class__ __name__", "acme.a.C.….__name__"),
            ("a C chat completions create", "acme.a.C.chat.completions.create"),
        ] {
            assert_eq!(named(steps).as_str(), name, "{steps}");
        }
    }
}
