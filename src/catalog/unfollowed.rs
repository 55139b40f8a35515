//! Packages that run models and that no rule follows: an import of one is told.

use rustc_hash::{FxHashMap, FxHashSet};

use super::format::UnknownFormat;
use super::place::File;
use super::{CatalogError, Library, path};
use crate::name::{Name, QualName};

/// Such packages, and what is known of packages in general.
#[derive(Clone, Debug, Default)]
pub struct Unfollowed {
    /// What an import of one begins with, and its name in its registry.
    roots: FxHashMap<String, Name>,
    /// Libraries of the catalog that are used for other things as well, by their names in the registry.
    general: FxHashSet<String>,
    /// Packages that run no model although they depend on a library that does; `*` at the end stands for anything.
    harmless: Vec<String>,
}

impl Unfollowed {
    /// Adds what a rule file says.
    pub(super) fn add(&mut self, file: &File<'_>, format: &UnknownFormat) -> Result<(), CatalogError> {
        for (package, roots) in &format.packages {
            for root in roots {
                if !path::is_dotted(root.as_ref()) {
                    return Err(file.error(root, "packages", "is no dotted name"));
                }
                self.roots.insert(root.get_ref().clone(), Name::new(package.as_ref()));
            }
        }
        self.general.extend(format.general.iter().map(|name| normalised(name)));
        self.harmless.extend(format.harmless.iter().map(|name| normalised(name)));
        Ok(())
    }

    /// Leaves out what rules follow after all.
    pub(super) fn leave_out<'l>(&mut self, followed: impl Iterator<Item = &'l QualName>) {
        let followed: FxHashSet<&str> = followed.map(QualName::as_str).collect();
        self.roots.retain(|root, _| !begins(root).any(|begin| followed.contains(begin)));
    }

    /// What an import of one begins with, and its name, in any order.
    pub fn roots(&self) -> impl Iterator<Item = (&str, &Name)> {
        self.roots.iter().map(|(root, package)| (root.as_str(), package))
    }

    /// The libraries by which a package is known that depends on one of them: names in the registry, normalised.
    pub fn telling(&self, libraries: &[Library]) -> FxHashSet<String> {
        let packages = libraries.iter().map(|library| normalised(&library.package));
        packages.filter(|package| !self.general.contains(package)).collect()
    }

    /// Whether a package runs no model, whatever it depends on.
    pub fn is_harmless(&self, package: &str) -> bool {
        self.general.contains(package)
            || self.harmless.iter().any(|pattern| match pattern.strip_suffix('*') {
                Some(start) => package.starts_with(start),
                None => pattern == package,
            })
    }
}

/// A dotted name, and what it begins with, the longest first.
pub fn begins(name: &str) -> impl Iterator<Item = &str> {
    let ends = name.match_indices('.').map(|(at, _)| at).rev();
    std::iter::once(name).chain(ends.map(|end| &name[..end]))
}

/// The name of a package as registries compare it.
pub fn normalised(package: &str) -> String {
    package.to_ascii_lowercase().replace(['_', '.'], "-")
}
