//! What the texts of files show that were not parsed: which attributes they name, and which classes they derive.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::{read_bytes, scan};
use crate::InputFile;
use crate::catalog::Catalog;
use crate::limit::Limits;
use crate::name::Name;

/// The files that were not parsed. Each is looked at when somebody asks.
pub(super) struct Unparsed<'a> {
    files: &'a [InputFile],
    catalog: &'a Catalog,
    limits: &'a Limits,
    /// By file: what stands behind a dot in it.
    attributes: Vec<OnceLock<Attributes>>,
}

/// What stands behind a dot in a file.
struct Attributes {
    names: FxHashSet<Name>,
    /// Whether one of them is the last name of an AI call.
    may_call: bool,
}

impl Attributes {
    fn hold_one_of(&self, attributes: &FxHashSet<Name>) -> bool {
        attributes.iter().any(|attribute| self.names.contains(attribute))
    }
}

impl<'a> Unparsed<'a> {
    pub(super) fn new(files: &'a [InputFile], catalog: &'a Catalog, limits: &'a Limits) -> Self {
        let attributes = files.iter().map(|_| OnceLock::new()).collect();
        Self { files, catalog, limits, attributes }
    }

    pub(super) fn limits(&self) -> &'a Limits {
        self.limits
    }

    /// Whether a file may make an AI call on what it reads of one of some attributes: in one chain of names, or by a variable
    /// that this is assigned to.
    pub(super) fn reads(&self, at: usize, attributes: &FxHashSet<Name>) -> bool {
        let read = self.attributes(at);
        let conventions = &self.catalog.conventions;
        let may_call = |name: &str| {
            self.catalog.call_names.contains(name)
                && !conventions.adding_methods.contains(name)
                && !conventions.merging_methods.contains(name)
        };
        read.may_call
            && read.hold_one_of(attributes)
            && scan::reaches_into(&self.bytes(at), attributes, may_call)
    }

    /// Whether one of some names stands behind a dot in a file.
    pub(super) fn names(&self, at: usize, names: &FxHashSet<Name>) -> bool {
        self.attributes(at).hold_one_of(names)
    }

    /// Whether a file names one of some attributes, and has a class that derives from one of some names.
    pub(super) fn derives(&self, at: usize, names: &FxHashSet<Name>, attributes: &FxHashSet<Name>) -> bool {
        self.attributes(at).hold_one_of(attributes) && scan::derives(&self.bytes(at), names)
    }

    fn attributes(&self, at: usize) -> &Attributes {
        self.attributes[at].get_or_init(|| {
            let bytes = self.bytes(at);
            let names: FxHashSet<&str> = scan::attributes(&bytes).collect();
            let may_call = names.iter().any(|name| self.catalog.call_names.contains(*name));
            Attributes { names: names.into_iter().map(Name::new).collect(), may_call }
        })
    }

    /// The bytes of a file; none if it cannot be read.
    fn bytes(&self, at: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        match read_bytes(&self.files[at], self.limits, &mut bytes) {
            Ok(_) => bytes,
            Err(_) => Vec::new(),
        }
    }
}
