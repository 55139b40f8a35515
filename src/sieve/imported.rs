//! Imports as the bytes of a file say them, before it is parsed.

use crate::name::Name;

/// An import as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Imported {
    /// The module path without leading dots.
    pub(super) module: Name,
    /// How many packages up it starts; 0 is absolute.
    pub(super) level: u32,
    /// The names imported from it; empty if the module itself is imported.
    pub(super) names: Vec<Name>,
}

impl Imported {
    /// The first name of the path.
    pub(super) fn root(&self) -> &str {
        let module = self.module.as_str();
        module.split_once('.').map_or(module, |(root, _)| root)
    }
}
