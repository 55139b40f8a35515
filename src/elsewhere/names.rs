//! Names, and the search for all of them at once.

use std::sync::Arc;

use aho_corasick::AhoCorasick;

use super::Mention;
use super::needles::Needles;
use super::regions::{Region, Regions, Syntax};
use super::shape::{Shape, is_word};

/// What a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A library.
    Library,
    /// A function of a database.
    Function,
    /// A program that runs a model.
    Command,
    /// An image of a container in which one runs.
    Image,
    /// A step of a pipeline.
    Action,
    /// The host of an inference endpoint.
    Host,
}

/// Names that are used in the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameList {
    /// What they are.
    pub named: Named,
    /// What may stand before them; nothing has to if there is none.
    pub before: Vec<Shape>,
    /// What may stand behind them; the end of the word if there is none.
    pub after: Vec<Shape>,
    /// Whether they count inside of texts too.
    pub in_texts: bool,
    /// Whether they are written in capital and in small letters alike.
    pub any_case: bool,
    /// What each is called in reports, and how it is written.
    pub names: Vec<(String, String)>,
}

/// A shorter name is looked for together with the quote before it: its letters stand everywhere.
const SHORT: usize = 4;

impl NameList {
    /// What is searched for, for a name: how it is written, and how many bytes of that stand before the name.
    fn needles(&self, written: &str) -> Vec<(String, usize)> {
        if self.any_case {
            let mut forms =
                vec![written.to_owned(), written.to_ascii_lowercase(), written.to_ascii_uppercase()];
            forms.sort_unstable();
            forms.dedup();
            return forms.into_iter().map(|form| (form, 0)).collect();
        }
        let mut signs: Vec<u8> = self.before.iter().filter_map(Shape::last_sign).collect();
        signs.sort_unstable();
        signs.dedup();
        if written.len() >= SHORT || signs.is_empty() {
            return vec![(written.to_owned(), 0)];
        }
        signs.iter().map(|&sign| (format!("{}{written}", char::from(sign)), 1)).collect()
    }

    /// Where the use of a name begins that stands at `start..end`; `None` if that is no use.
    fn used_at(&self, bytes: &[u8], start: usize, end: usize) -> Option<usize> {
        let is_ended = if self.after.is_empty() {
            self.is_end(bytes, end)
        } else {
            self.after.iter().any(|shape| shape.stands_at(bytes, end))
        };
        if !is_ended {
            return None;
        }
        if self.before.is_empty() {
            return self.is_start(bytes, start).then_some(start);
        }
        self.before.iter().find_map(|shape| shape.start(bytes, start))
    }

    /// A name goes on before a sign that joins names. A function may belong to anybody, and a host to another one.
    fn is_start(&self, bytes: &[u8], start: usize) -> bool {
        let joins: &[u8] = match self.named {
            Named::Function => b"",
            Named::Host => b"-",
            _ => b".:\\$@/-",
        };
        let before = start.checked_sub(1).map(|before| bytes[before]);
        let goes_on = before.is_some_and(|byte| is_word(byte) || joins.contains(&byte));
        !bytes.get(start).is_some_and(|byte| is_word(*byte)) || !goes_on
    }

    /// A host goes on behind a dot or a hyphen, unless that ends a sentence.
    fn is_end(&self, bytes: &[u8], end: usize) -> bool {
        let word_at = |at: usize| bytes.get(at).is_some_and(|byte| is_word(*byte));
        let is_host_of_another =
            || self.named == Named::Host && matches!(bytes.get(end), Some(b'.' | b'-')) && word_at(end + 1);
        !end.checked_sub(1).is_some_and(word_at) || !word_at(end) && !is_host_of_another()
    }
}

/// All names of a kind of files, ready to be searched for.
#[derive(Debug)]
pub(super) struct Matcher {
    lists: Vec<Arc<NameList>>,
    needles: Needles,
    automaton: Option<AhoCorasick>,
    /// For each pattern of the automaton: list, name, and how many bytes stand before the name.
    patterns: Vec<(usize, usize, usize)>,
}

impl Matcher {
    /// `in_small_letters` says that the bytes will be.
    pub(super) fn new(lists: &[Arc<NameList>], in_small_letters: bool) -> Self {
        let mut texts = Vec::new();
        let mut patterns = Vec::new();
        for (list_at, list) in lists.iter().enumerate() {
            for (name_at, (_, written)) in list.names.iter().enumerate() {
                for (mut needle, before) in list.needles(written) {
                    if in_small_letters {
                        needle.make_ascii_lowercase();
                    }
                    texts.push(needle);
                    patterns.push((list_at, name_at, before));
                }
            }
        }
        // Only a search that is too large for memory cannot be built.
        let automaton = AhoCorasick::new(&texts).ok();
        Self { lists: lists.to_vec(), needles: Needles::new(texts), automaton, patterns }
    }

    pub(super) fn may_match(&self, bytes: &[u8]) -> bool {
        self.needles.stand_in(bytes)
    }

    /// The uses of names, in any order.
    pub(super) fn mentions(&self, bytes: &[u8], syntax: &Syntax) -> Vec<Mention<'_>> {
        let mut regions = None;
        let found = self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(bytes));
        let mention = |found: aho_corasick::Match| {
            let (list, name, before) = self.patterns[found.pattern().as_usize()];
            let list = &self.lists[list];
            let (start, end) = (found.start() + before, found.end());
            let used = list.used_at(bytes, start, end)?;
            let region = regions.get_or_insert_with(|| Regions::of(bytes, syntax)).at(used);
            let counts = match region {
                Region::Code => true,
                Region::Text => list.in_texts,
                Region::Comment => false,
            };
            counts.then_some(Mention { start, end, name: &list.names[name].0, named: list.named })
        };
        found.filter_map(mention).collect()
    }
}
