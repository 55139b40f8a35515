//! `mima catalog`.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Serialize;

use super::args::{CatalogArgs, CatalogFormat};
use super::{Exit, Failure, print};
use crate::catalog::{CallRule, Catalog, Handle, Library};
use crate::mistakes::did_you_mean;
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
    /// AI calls, ordered by name.
    calls: Vec<Call<'a>>,
    /// Functions and methods that give a handle.
    factories: BTreeSet<&'a str>,
    /// What looks like an AI call and is none.
    not_calls: Vec<&'a str>,
}

/// An AI call.
#[derive(PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Call<'a> {
    name: String,
    category: &'static str,
    streaming: bool,
    deprecated: bool,
    since: Option<&'a str>,
    until: Option<&'a str>,
}

/// Shows the libraries, or one.
pub(super) fn show(args: &CatalogArgs) -> Result<Exit, Failure> {
    let catalog = Catalog::builtin();
    let entries: Vec<Entry> = match &args.library {
        Some(id) => vec![find(catalog, id)?],
        None => libraries(catalog).map(|(catalog, index, library)| entry(catalog, index, library)).collect(),
    };
    let text = match (args.format, entries.as_slice()) {
        (CatalogFormat::Text, [one]) => page(one)?,
        (CatalogFormat::Text, all) => table(all)?,
        (CatalogFormat::Json, [one]) => serde_json::to_string_pretty(one)? + "\n",
        (CatalogFormat::Json, all) => serde_json::to_string_pretty(all)? + "\n",
        (CatalogFormat::Markdown, all) => markdown(all)?,
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
        Failure::from(format!("there is no library `{id}` in the catalog{hint}"))
    })
}

fn entry<'a>(catalog: &'a Catalog, index: usize, library: &'a Library) -> Entry<'a> {
    let exact = catalog.handles.iter().map(|(name, handle)| (name.as_str(), handle));
    let patterns = catalog.patterns.iter().map(|pattern| (pattern.pattern.as_str(), &pattern.handle));
    let handles: Vec<(&str, &Handle)> =
        exact.chain(patterns).filter(|(_, handle)| handle.library == index).collect();
    let mut calls: Vec<Call> = Vec::new();
    for (name, handle) in &handles {
        for (path, member) in handle.members.iter() {
            // The instance itself is called.
            let name = if path.as_str() == "()" { format!("{name}()") } else { format!("{name}.{path}") };
            let rule = member.calls.iter().find(|call| call.library == index);
            calls.extend(rule.map(|rule| call(name, rule)));
        }
    }
    for (name, member) in &catalog.functions {
        let rule = member.calls.iter().find(|call| call.library == index);
        calls.extend(rule.map(|rule| call(name.to_string(), rule)));
    }
    for (name, decorator) in &catalog.decorators {
        let rule = decorator.call.as_ref().filter(|call| call.library == index);
        calls.extend(rule.map(|rule| call(name.to_string(), rule)));
    }
    calls.sort_unstable();
    Entry {
        id: library.id.as_str(),
        title: &library.title,
        language: library.language.as_str(),
        package: &library.package,
        docs: &library.docs,
        roots: library.roots.iter().map(QualName::as_str).collect(),
        calls,
        factories: library.factories.iter().map(QualName::as_str).collect(),
        handles: handles.into_iter().map(|(name, _)| name).collect(),
        not_calls: library.not_calls.iter().map(QualName::as_str).collect(),
    }
}

fn call(name: String, rule: &CallRule) -> Call<'_> {
    Call {
        name,
        category: rule.category.as_str(),
        streaming: rule.streaming,
        deprecated: rule.deprecated,
        since: rule.versions.since.as_deref(),
        until: rule.versions.until.as_deref(),
    }
}

impl Entry<'_> {
    /// What its calls do, each category once.
    fn categories(&self) -> String {
        let categories: BTreeSet<&str> = self.calls.iter().map(|call| call.category).collect();
        categories.into_iter().collect::<Vec<_>>().join(", ")
    }
}

fn table(entries: &[Entry<'_>]) -> Result<String, Failure> {
    let width = entries.iter().map(|entry| entry.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    for Entry { id, title, handles, calls, .. } in entries {
        let (handles, calls) = (handles.len(), calls.len());
        writeln!(text, "{id:width$}  {handles:>4} handles  {calls:>4} calls  {title}")?;
    }
    Ok(text)
}

/// The page that stands in the documentation.
fn markdown(entries: &[Entry<'_>]) -> Result<String, Failure> {
    let mut text = String::from(
        "# The catalog\n\nWhat the scanner knows, by library; `mima catalog LIBRARY` lists every call. This page is what \
         `mima catalog --format markdown` prints.\n\n\
         | Library | Id | Language | Package | Handle types | Calls | What they do |\n|---|---|---|---|--:|--:|---|\n",
    );
    for entry in entries {
        let Entry { id, title, language, package, docs, handles, calls, .. } = entry;
        let (handles, calls, categories) = (handles.len(), calls.len(), entry.categories());
        writeln!(
            text,
            "| [{title}]({docs}) | `{id}` | {language} | `{package}` | {handles} | {calls} | {categories} |"
        )?;
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
    section(&mut text, "AI calls", entry.calls.iter().map(|call| call.name.as_str()))?;
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
