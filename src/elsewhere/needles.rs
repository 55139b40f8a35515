//! Whether any of some texts stands in a file.

use aho_corasick::{AhoCorasick, packed};

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
        let mut needed: Vec<String> = Vec::new();
        for text in texts {
            if !needed.iter().any(|shorter| text.contains(shorter.as_str())) {
                needed.push(text);
            }
        }
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
