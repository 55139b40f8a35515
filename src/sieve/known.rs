//! What files say that were parsed in this run already: a revision and the tree that is compared with it have most files in
//! common, and parsing is what costs.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use crate::bind::{Macros, bind};
use crate::language::Language;
use crate::limit::Limits;
use crate::module::Module;
use crate::source::SourceFile;

/// The facts of files that were parsed, by printed path. The default remembers none.
#[derive(Clone, Debug, Default)]
pub struct KnownFacts(Option<Arc<Mutex<ByPath>>>);

type ByPath = FxHashMap<Arc<str>, Known>;

/// What a file says, and all that this depends on.
#[derive(Debug)]
struct Known {
    module_path: Arc<str>,
    text: Arc<str>,
    limits: Limits,
    macros: Macros,
    facts: Arc<Module>,
}

impl Known {
    /// Whether a file says the same: it has the same text, and the macros that this uses are the same.
    fn holds_for(&self, source: &SourceFile, macros: &Macros, limits: &Limits) -> bool {
        self.text == source.text
            && self.module_path == source.module_path
            && self.limits == *limits
            && self.macros.agree(macros, &self.facts.macros)
    }
}

impl KnownFacts {
    /// Some that are remembered from now on.
    pub fn remembered() -> Self {
        Self(Some(Arc::default()))
    }

    /// What a file says; it is parsed, unless that was done.
    pub(super) fn bind(
        &self,
        source: &SourceFile,
        language: &'static Language,
        macros: &Macros,
        limits: &Limits,
    ) -> Option<Arc<Module>> {
        let bind = || bind(source, language, macros, limits).map(Arc::new);
        let Some(known) = &self.0 else { return bind() };
        let lock = || known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&source.path).filter(|it| it.holds_for(source, macros, limits)) {
            return Some(known.facts.clone());
        }
        let facts = bind()?;
        let known = Known {
            module_path: source.module_path.clone(),
            text: source.text.clone(),
            limits: limits.of_own_run(),
            macros: macros.clone(),
            facts: facts.clone(),
        };
        lock().insert(source.path.clone(), known);
        Some(facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bind::definitions;
    use crate::language::python::PYTHON;
    use crate::language::rust::RUST;
    use crate::limit::Limit;
    use crate::name::Name;
    use crate::source::FileId;

    #[test]
    fn facts_are_those_of_the_same_text_under_the_same_limits() {
        let known = KnownFacts::remembered();
        let bound = |id: u32, text: &str, limits: &Limits| {
            let source = SourceFile::new(FileId(id), "a.py", "a.py", text);
            known.bind(&source, &PYTHON, &Macros::default(), limits).expect("it parses")
        };
        let limits = Limits::default();
        let (first, text) = (bound(1, "f(x)\n", &limits), "f(x)\n");
        assert!(Arc::ptr_eq(&first, &bound(2, text, &limits)), "whatever its number is");
        assert!(Arc::ptr_eq(&first, &bound(3, text, &limits)));
        assert_ne!(bound(4, "f(x, y)\n", &limits).exprs.len(), first.exprs.len());
        assert_eq!(bound(5, text, &limits).exprs.len(), first.exprs.len());
        let mut narrow = limits.clone();
        narrow.set(Limit::Nesting, 1);
        assert_ne!(bound(6, text, &narrow).exprs.len(), first.exprs.len(), "what is nested is cut off");
    }

    const OUTER: &str = "macro_rules! outer { () => { inner!() } }\n";
    const INNER: &str = "macro_rules! inner { () => { ask() } }\n";

    /// A file depends on the macros that it uses, by way of others too, and on no others.
    #[test]
    fn facts_are_those_of_the_same_macros() {
        let known = KnownFacts::remembered();
        let bound = |macros: &str| {
            let source =
                SourceFile::new(FileId(0), "a.rs", "a.rs", "fn main() { outer!(); println!(\"\"); }\n");
            let macros = Macros::new(definitions(macros, RUST.macro_definition, 50));
            known.bind(&source, &RUST, &macros, &Limits::default()).expect("it parses")
        };
        let macros = [OUTER, INNER].concat();
        let first = bound(&macros);
        assert_eq!(first.macros.iter().map(Name::as_str).collect::<Vec<_>>(), ["inner", "outer", "println"]);
        assert!(Arc::ptr_eq(&first, &bound(&[&macros, "macro_rules! other { () => { x() } }"].concat())));
        let changed = bound(&macros.replace("ask()", "tell()"));
        assert!(!Arc::ptr_eq(&first, &changed));
        assert!(!Arc::ptr_eq(&changed, &bound(OUTER)), "it is defined no more");
        let used = bound(&[OUTER, "macro_rules! println { ($x:expr) => { $x } }"].concat());
        assert!(!Arc::ptr_eq(&changed, &used), "what was the library's is the program's");
    }
}
