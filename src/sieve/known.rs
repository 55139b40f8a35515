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
    module: Module,
}

impl KnownFacts {
    /// Some that are remembered from now on.
    pub fn remembered() -> Self {
        Self(Some(Arc::default()))
    }

    /// Parses a file, unless that was done; what is given is forgotten, since a file is seldom asked for a third time.
    pub(super) fn bind(
        &self,
        source: &SourceFile,
        language: &'static Language,
        macros: &Macros,
        limits: &Limits,
    ) -> Option<Module> {
        // What a macro stands for may be defined in another file.
        let Some(known) = self.0.as_ref().filter(|_| language.macro_definition.is_empty()) else {
            return bind(source, language, macros, limits);
        };
        let lock = || known.lock().unwrap_or_else(PoisonError::into_inner);
        let found = lock().remove(&source.path);
        let is_same = |known: &Known| {
            known.text == source.text && known.module_path == source.module_path && known.limits == *limits
        };
        if let Some(known) = found.filter(is_same) {
            return Some(Module { file: source.id, ..known.module });
        }
        let module = bind(source, language, macros, limits)?;
        let known = Known {
            module_path: source.module_path.clone(),
            text: source.text.clone(),
            limits: limits.of_own_run(),
            module: module.clone(),
        };
        lock().insert(source.path.clone(), known);
        Some(module)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::python::PYTHON;
    use crate::limit::Limit;
    use crate::source::FileId;

    #[test]
    fn facts_are_those_of_the_same_text_under_the_same_limits() {
        let known = KnownFacts::remembered();
        let bound = |id: u32, text: &str, limits: &Limits| {
            let source = SourceFile::new(FileId(id), "a.py", "a.py", text);
            let module = known.bind(&source, &PYTHON, &Macros::default(), limits).expect("it parses");
            (module.file, module.exprs.len())
        };
        let limits = Limits::default();
        let (first, text) = (bound(1, "f(x)\n", &limits), "f(x)\n");
        assert_eq!(bound(2, text, &limits), (FileId(2), first.1));
        assert_ne!(bound(3, "f(x, y)\n", &limits).1, first.1);
        assert_eq!(bound(4, text, &limits), (FileId(4), first.1));
        let mut narrow = limits.clone();
        narrow.set(Limit::Nesting, 1);
        assert_ne!(bound(5, text, &narrow).1, first.1, "what is nested is cut off");
    }
}
