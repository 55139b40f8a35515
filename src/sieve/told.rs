//! Libraries whose names are texts: whether a text is the name of one, or a word that happens to be spelt like it.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::scan::{self, name_at};
use super::{Candidate, last_names, read_bytes, stem};
use crate::InputFile;
use crate::catalog::Catalog;
use crate::fault::{self, Stage};
use crate::limit::Limits;
use crate::name::Name;

/// A file that may name a library in a text, where something imports what it is told.
pub(super) struct Told {
    /// What that is called.
    pub(super) used: Vec<Name>,
    /// The roots of libraries that may be meant, if none is for certain: any word may be a root.
    pub(super) words: Vec<String>,
}

/// Of the roots that may be meant those of libraries out of which a file takes something that the catalog lists there, behind a
/// dot or by a text: `mod.Client`, `getattr(mod, "Client")`, `mod.clients.Client`. The files are asked that the module may come to.
pub(super) fn taken_from(
    files: &[InputFile],
    candidates: &[Candidate],
    loaders: &FxHashSet<Name>,
    told: &[Option<Told>],
    catalog: &Catalog,
    limits: &Limits,
) -> FxHashSet<String> {
    let words: FxHashSet<&str> =
        told.iter().flatten().flat_map(|told| &told.words).map(String::as_str).collect();
    if words.is_empty() {
        return FxHashSet::default();
    }
    let doubtful = |told: &Option<Told>| told.as_ref().is_some_and(|told| !told.words.is_empty());
    let of_told = files.iter().zip(told).filter(|(_, told)| doubtful(told));
    let stems: FxHashSet<&str> = of_told.map(|(file, _)| stem(file)).collect();
    let listed = listed(catalog, &words);
    let is_way = |name: &Name| {
        loaders.contains(name) || stems.contains(name.as_str()) || words.contains(name.as_str())
    };
    let taken = |bytes: &mut Vec<u8>, at: usize| {
        let (file, facts) = (&files[at], &candidates[at].facts);
        let may_come = || last_names(facts).any(|name| is_way(&name));
        if !doubtful(&told[at]) && facts.loaders.is_empty() && !may_come() {
            return FxHashSet::default();
        }
        // A file that cannot be read is reported where it is read first.
        let read = fault::guard(Stage::Scan, &file.path, limits, || read_bytes(file, limits, bytes));
        if matches!(read, Ok(Ok(_))) { taken_in(bytes, &listed).collect() } else { FxHashSet::default() }
    };
    let taken: FxHashSet<&str> =
        (0..files.len()).into_par_iter().map_init(Vec::new, taken).flatten_iter().collect();
    taken.into_iter().map(str::to_owned).collect()
}

/// By the first name behind the root: what follows it, if there is more, and the root.
type Listed<'c> = FxHashMap<&'c str, FxHashSet<(Option<&'c str>, &'c str)>>;

/// What the catalog lists in some libraries.
fn listed<'c>(catalog: &'c Catalog, roots: &FxHashSet<&str>) -> Listed<'c> {
    let mut listed = Listed::default();
    for name in catalog.handles.keys().chain(catalog.functions.keys()) {
        let mut segments = name.as_str().split('.');
        let root = segments.next().filter(|root| roots.contains(root));
        let (Some(root), Some(first)) = (root, segments.next()) else { continue };
        // A class has members, which its instances have as well.
        let second = segments.next().filter(|_| !first.starts_with(char::is_uppercase));
        listed.entry(first).or_default().insert((second, root));
    }
    listed
}

/// The roots of the libraries out of which a file takes something.
fn taken_in<'c>(bytes: &[u8], listed: &Listed<'c>) -> impl Iterator<Item = &'c str> {
    scan::names(bytes).flat_map(|(name, rest)| {
        let follows =
            move |second: &str| rest.strip_prefix(b".").is_some_and(|rest| name_at(rest).0 == second);
        let known = listed.get(name).into_iter().flatten();
        known.filter(move |(second, _)| second.is_none_or(follows)).map(|(_, root)| *root)
    })
}
