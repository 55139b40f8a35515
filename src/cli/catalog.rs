//! `mima catalog`.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Serialize;

use super::args::{CatalogArgs, ListFormat};
use super::{Exit, Failure, print};
use crate::catalog::{Catalog, Library, Member};
use crate::config::suggest::did_you_mean;
use crate::name::QualName;

/// A library for people and for JSON. Sets, because the catalog's tables have no order.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    title: &'a str,
    language: &'a str,
    package: &'a str,
    docs: &'a str,
    /// What an import statement begins with.
    roots: Vec<&'a str>,
    /// Types through which calls are made.
    handles: BTreeSet<&'a str>,
    /// AI calls.
    calls: BTreeSet<String>,
    /// What looks like an AI call and is none.
    not_calls: Vec<&'a str>,
}

/// Shows the libraries, or one.
pub(super) fn show(args: &CatalogArgs) -> Result<Exit, Failure> {
    let catalog = Catalog::builtin();
    let text = match (&args.library, args.format) {
        (None, ListFormat::Text) => table(catalog)?,
        (None, ListFormat::Json) => {
            let entries: Vec<Entry> =
                libraries(catalog).map(|(catalog, index, library)| entry(catalog, index, library)).collect();
            serde_json::to_string_pretty(&entries)? + "\n"
        }
        (Some(id), ListFormat::Text) => page(&find(catalog, id)?)?,
        (Some(id), ListFormat::Json) => serde_json::to_string_pretty(&find(catalog, id)?)? + "\n",
    };
    print(text.as_bytes())
}

/// The libraries of all languages, each with its catalog and its index in that.
fn libraries(catalog: &Catalog) -> impl Iterator<Item = (&Catalog, usize, &Library)> {
    catalog.all().flat_map(|catalog| {
        catalog.libraries.iter().enumerate().map(move |(index, library)| (catalog, index, library))
    })
}

fn find<'a>(catalog: &'a Catalog, id: &str) -> Result<Entry<'a>, Failure> {
    let found = libraries(catalog).find(|(_, _, library)| library.id.as_str().eq_ignore_ascii_case(id));
    found.map(|(catalog, index, library)| entry(catalog, index, library)).ok_or_else(|| {
        let hint = did_you_mean(id, libraries(catalog).map(|(_, _, library)| library.id.as_str()));
        Failure(format!("there is no library `{id}` in the catalog{hint}"))
    })
}

fn entry<'a>(catalog: &'a Catalog, index: usize, library: &'a Library) -> Entry<'a> {
    let calls_it = |member: &Member| member.calls.iter().any(|call| call.library == index);
    let handles = catalog.handles.iter().filter(|(_, handle)| handle.library == index);
    let methods = handles.clone().flat_map(|(name, handle)| {
        let members = handle.members.iter().filter(|(_, member)| calls_it(member));
        members.map(move |(path, _)| match path.as_str() {
            // The instance itself is called.
            "()" => format!("{name}()"),
            path => format!("{name}.{path}"),
        })
    });
    let functions = catalog.functions.iter().filter(|(_, member)| calls_it(member));
    Entry {
        id: library.id.as_str(),
        title: &library.title,
        language: library.language.as_str(),
        package: &library.package,
        docs: &library.docs,
        roots: library.roots.iter().map(QualName::as_str).collect(),
        calls: methods.chain(functions.map(|(name, _)| name.to_string())).collect(),
        handles: handles.map(|(name, _)| name.as_str()).collect(),
        not_calls: library.not_calls.iter().map(QualName::as_str).collect(),
    }
}

fn table(catalog: &Catalog) -> Result<String, Failure> {
    let width = libraries(catalog).map(|(_, _, library)| library.id.as_str().len()).max().unwrap_or(0);
    let mut text = String::new();
    for (catalog, index, library) in libraries(catalog) {
        let Entry { id, title, handles, calls, .. } = entry(catalog, index, library);
        let (handles, calls) = (handles.len(), calls.len());
        writeln!(text, "{id:width$}  {handles:>4} handles  {calls:>4} calls  {title}")?;
    }
    Ok(text)
}

fn page(entry: &Entry<'_>) -> Result<String, Failure> {
    let mut text = String::new();
    writeln!(text, "{} ({})\n", entry.title, entry.id)?;
    writeln!(text, "package  {} ({})", entry.package, entry.language)?;
    writeln!(text, "docs     {}", entry.docs)?;
    writeln!(text, "imports  {}", entry.roots.join(", "))?;
    section(&mut text, "Handles", entry.handles.iter().copied())?;
    section(&mut text, "AI calls", entry.calls.iter().map(String::as_str))?;
    section(&mut text, "Not AI calls", entry.not_calls.iter().copied())?;
    Ok(text)
}

fn section<'a>(
    text: &mut String,
    title: &str,
    names: impl ExactSizeIterator<Item = &'a str>,
) -> Result<(), Failure> {
    if names.len() == 0 {
        return Ok(());
    }
    writeln!(text, "\n{title}:")?;
    for name in names {
        writeln!(text, "  {name}")?;
    }
    Ok(())
}
