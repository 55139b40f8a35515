//! Handle types that are named by patterns, so that a name is compared with few of them.

use rustc_hash::FxHashMap;

use super::HandlePattern;

/// Rules for types that are named by a pattern, in the order of the rules. Nearly every pattern says what a name begins with, up to
/// its first dot.
#[derive(Clone, Debug, Default)]
pub struct HandlePatterns {
    all: Vec<HandlePattern>,
    /// By the first name of the pattern.
    of_root: FxHashMap<String, Vec<usize>>,
    /// Those that leave it open.
    of_any_root: Vec<usize>,
}

impl HandlePatterns {
    pub(super) fn push(&mut self, pattern: HandlePattern) {
        let at = self.all.len();
        match pattern.prefix.split_once('.') {
            Some((root, _)) => self.of_root.entry(root.to_owned()).or_default().push(at),
            None => self.of_any_root.push(at),
        }
        self.all.push(pattern);
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &HandlePattern> {
        self.all.iter()
    }

    /// The first pattern that a name matches.
    pub(super) fn find(&self, name: &str) -> Option<&HandlePattern> {
        let first = |places: &[usize]| places.iter().copied().find(|&at| self.all[at].matches(name));
        let root = name.split('.').next().unwrap_or_default();
        let of_root = self.of_root.get(root).and_then(|places| first(places));
        let at = of_root.into_iter().chain(first(&self.of_any_root)).min()?;
        self.all.get(at)
    }
}
