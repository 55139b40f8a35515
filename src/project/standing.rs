//! What the program knows of a file. The facts of the file stay as they were bound: what depends on other files, on
//! manifests or on the catalog stands here, beside them.

use std::sync::Arc;

use crate::module::{BindingSource, ExprId, Import, Module, Renamed, Wildcard};
use crate::name::Name;
use crate::source::FileId;

/// A parsed file of a program.
#[derive(Clone, Debug)]
pub struct ParsedFile {
    /// What the file says.
    pub facts: Arc<Module>,
    /// What the program knows of it.
    pub standing: Standing,
}

/// What the program knows of a parsed file.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The number of the file.
    pub file: FileId,
    /// What the paths of its imports mean.
    pub renamed: Renamed,
    /// Wildcard imports that the program adds: of files that are read in its place, and in the place of which it is read.
    pub spliced: Vec<Wildcard>,
    /// By expression: whether it may be, hold or lead to a handle or a marker, by what the file and its imports say.
    /// What may not is not worth following. Empty if that is not known.
    pub tainted: Vec<bool>,
    /// Whether code that was not seen may use what the file defines: a file that imports it, be it by way of others,
    /// was left out or could not be read as a whole.
    pub is_exposed: bool,
    /// A number that it shares with the parsed files that imports connect with it, whoever imports whom.
    pub group: u32,
    /// The packages it imports that run models and that no rule follows.
    pub unfollowed: Vec<UnfollowedImport>,
    /// Whether the bytes of the file name an AI library, an endpoint or an attestation SDK, whatever was understood of it.
    pub names_ai: bool,
}

/// An import of a package that runs models and that no rule follows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnfollowedImport {
    /// The package as its registry names it.
    pub package: Name,
    /// The library of the catalog that it depends on, where that says what it is.
    pub depends_on: Option<Name>,
    /// What the import begins with.
    pub root: Name,
}

/// The imports that bind a name.
fn bound_imports(facts: &Module) -> impl Iterator<Item = &Import> {
    facts.bindings.iter().filter_map(|binding| match &binding.source {
        BindingSource::Import(import) => Some(import),
        _ => None,
    })
}

impl Standing {
    /// What is known of a file before all are parsed that matter: nothing but what its imports mean.
    pub fn of(file: FileId, renamed: Renamed, spliced: Vec<Wildcard>) -> Self {
        Self {
            file,
            renamed,
            spliced,
            tainted: Vec::new(),
            is_exposed: false,
            group: 0,
            unfollowed: Vec::new(),
            names_ai: false,
        }
    }

    /// Whether an expression of the file may be, hold or lead to a handle or a marker.
    pub fn may_matter(&self, id: ExprId) -> bool {
        self.tainted.get(id.index()).copied().unwrap_or(true)
    }

    /// The module path of an import, as the program means it.
    pub fn path<'a>(&'a self, import: &'a Import) -> &'a Name {
        import.path(&self.renamed)
    }

    /// The wildcard imports of the file, those that the program adds last.
    pub fn wildcards<'a>(&'a self, facts: &'a Module) -> impl DoubleEndedIterator<Item = &'a Wildcard> {
        facts.own_wildcards.iter().chain(&self.spliced)
    }

    /// All imports of the file.
    pub fn imports<'a>(&'a self, facts: &'a Module) -> impl Iterator<Item = &'a Import> {
        bound_imports(facts).chain(self.wildcards(facts).map(|wildcard| &wildcard.import))
    }

    /// Whether the file imports the dotted name `path`, by itself or with everything beside it; where libraries hand on
    /// others, also from one that does (`facade.path`).
    pub fn has_imported(&self, facts: &Module, path: &str, are_handed_on: bool) -> bool {
        let Some((parent, last)) = path.rsplit_once('.') else { return false };
        let is_parent = |import: &Import| {
            let above = self.path(import).as_str().strip_suffix(parent);
            import.level == 0
                && above.is_some_and(|above| above.is_empty() || are_handed_on && above.ends_with('.'))
        };
        let is_named = |import: &Import| import.member.as_ref().is_some_and(|member| member.as_str() == last);
        bound_imports(facts).any(|import| is_parent(import) && is_named(import))
            || self.wildcards(facts).any(|wildcard| is_parent(&wildcard.import))
    }
}
