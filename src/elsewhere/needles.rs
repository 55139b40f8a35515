//! Whether any of some texts stands in a file.

use aho_corasick::{AhoCorasick, packed};
use rustc_hash::FxHashMap;

/// Looks for any of some texts. A vector search takes a few dozen of them at a time and is several times as fast as an
/// automaton over all, which stands in on machines without one.
#[derive(Debug)]
pub struct Needles {
    packed: Vec<packed::Searcher>,
    automaton: Option<AhoCorasick>,
}

impl Needles {
    /// How many texts one search takes.
    const AT_ONCE: usize = 32;

    /// Texts that hold another one of them are not looked for.
    pub fn new(mut texts: Vec<String>) -> Self {
        texts.sort_unstable_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
        let needed = without_longer(texts);
        let searcher = |texts: &[String]| packed::Config::new().builder().extend(texts).build();
        let packed: Option<Vec<packed::Searcher>> = needed.chunks(Self::AT_ONCE).map(searcher).collect();
        match packed {
            Some(packed) => Self { packed, automaton: None },
            None => Self { packed: Vec::new(), automaton: AhoCorasick::new(needed).ok() },
        }
    }

    /// Whether one of them stands there.
    pub fn stand_in(&self, bytes: &[u8]) -> bool {
        self.packed.iter().any(|searcher| searcher.find(bytes).is_some())
            || self.automaton.as_ref().is_some_and(|automaton| automaton.is_match(bytes))
    }
}

/// Those of some texts, the shortest first, that hold none of those before them.
fn without_longer(texts: Vec<String>) -> Vec<String> {
    // By their first bytes: at nearly no place of a text another one begins.
    let mut known: FxHashMap<&[u8], Vec<&str>> = FxHashMap::default();
    let mut is_needed = Vec::new();
    for text in &texts {
        let begins_at = |from: usize| {
            let rest = &text.as_bytes()[from..];
            let begun = (0..=BEGINNING).filter_map(|length| known.get(rest.get(..length)?));
            begun.flatten().any(|shorter| rest.starts_with(shorter.as_bytes()))
        };
        let needed = !(0..=text.len()).any(begins_at);
        is_needed.push(needed);
        if needed {
            let beginning = &text.as_bytes()[..text.len().min(BEGINNING)];
            known.entry(beginning).or_default().push(text);
        }
    }
    let mut is_needed = is_needed.into_iter();
    texts.into_iter().filter(|_| is_needed.next().unwrap_or(true)).collect()
}

/// By how many bytes texts are told apart.
const BEGINNING: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_another_text_is_not_looked_for() {
        let without = |texts: &[&str]| without_longer(texts.iter().map(|text| (*text).to_owned()).collect());
        assert_eq!(without(&["ai", "abc", "main", "xabc", "xab", "xyz.ab"]), ["ai", "abc", "xab", "xyz.ab"]);
        assert_eq!(without(&["a", "a", "bad"]), ["a"]);
        assert_eq!(without(&["", "a"]), [""]);
        assert!(Needles::new(vec!["main".to_owned(), "ai".to_owned()]).stand_in(b"pair"));
    }
}
