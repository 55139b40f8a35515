//! Libraries whose names are texts: whether a text is the name of one, or a word that happens to be spelt like it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::read_bytes;
use super::scan::{self, name_at};
use crate::InputFile;
use crate::catalog::Catalog;
use crate::fault::{self, Stage};
use crate::limit::Limits;

/// The roots of the libraries out of which some file takes something that the catalog lists in them, behind a dot or by a text:
/// `mod.Client`, `getattr(mod, "Client")`, `mod.clients.Client`.
pub(super) fn libraries_named(files: &[InputFile], catalog: &Catalog, limits: &Limits) -> FxHashSet<String> {
    // By the first name behind the root: what follows it, if there is more, and the root.
    let mut listed: FxHashMap<&str, FxHashSet<(Option<&str>, &str)>> = FxHashMap::default();
    for name in catalog.handles.keys().chain(catalog.functions.keys()) {
        let mut segments = name.as_str().split('.');
        let (Some(root), Some(first)) = (segments.next(), segments.next()) else { continue };
        // A class has members, which its instances have as well.
        let second = segments.next().filter(|_| !first.starts_with(char::is_uppercase));
        listed.entry(first).or_default().insert((second, root));
    }
    let mut named: FxHashSet<&str> = FxHashSet::default();
    let mut bytes = Vec::new();
    for file in files {
        // A file that cannot be read is reported where it is read first.
        let read = fault::guard(Stage::Scan, &file.path, limits, || read_bytes(file, limits, &mut bytes));
        if !matches!(read, Ok(Ok(_))) {
            continue;
        }
        for (name, rest) in scan::names(&bytes) {
            for (second, root) in listed.get(name).into_iter().flatten() {
                let follows =
                    |second: &str| rest.strip_prefix(b".").is_some_and(|rest| name_at(rest).0 == second);
                if second.is_none_or(follows) {
                    named.insert(root);
                }
            }
        }
    }
    named.into_iter().map(str::to_owned).collect()
}
