//! Mistakes in files that people write: all of them at once, each with what was meant.

use std::fmt;

use serde::de::DeserializeOwned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer, Error};

/// The mistakes of a file, or of several; there is one at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistakes<E>(pub Vec<E>);

impl<E: fmt::Display> fmt::Display for Mistakes<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, mistake) in self.0.iter().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            mistake.fmt(f)?;
        }
        Ok(())
    }
}

impl<E: std::error::Error> std::error::Error for Mistakes<E> {}

/// What a TOML text says, and what of it cannot be read. A value that is wrong is left out and the rest read again, because
/// the parser stops at the first one; `None` if the text is no TOML, or if what is missing cannot be left out.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> (Option<T>, Vec<Error>) {
    let mut errors = Vec::new();
    let mut taken: Vec<String> = Vec::new();
    let mut table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => return (None, vec![error]),
    };
    loop {
        let error = match T::deserialize(Deserializer::from(table.clone())) {
            Ok(value) => return (Some(value), errors),
            Err(error) => error,
        };
        let at = error.span().map(|span| span.start);
        // What was left out is missing because of that.
        if !taken.iter().any(|key| error.message() == format!("missing field `{key}`")) {
            errors.push(error);
        }
        match at.and_then(|at| take_out(table.get_mut(), at)) {
            Some(key) => taken.push(key),
            None => return (None, errors),
        }
    }
}

/// Takes the entry out whose key holds the byte, or the innermost one whose value does; gives the key.
fn take_out(table: &mut DeTable<'_>, at: usize) -> Option<String> {
    let mut wrong = None;
    for (key, value) in table.iter_mut() {
        let is_key = key.span().contains(&at);
        let below = if is_key { None } else { take_out_below(value.get_mut(), at) };
        if below.is_some() {
            return below;
        }
        if is_key || value.span().contains(&at) {
            wrong = Some(key.get_ref().to_string());
        }
    }
    wrong.filter(|key| table.remove(key.as_str()).is_some())
}

/// The same below a value; the entry of an array has no key.
fn take_out_below(value: &mut DeValue<'_>, at: usize) -> Option<String> {
    match value {
        DeValue::Table(table) => take_out(table, at),
        DeValue::Array(entries) => {
            let below = entries.iter_mut().find_map(|entry| take_out_below(entry.get_mut(), at));
            if below.is_some() {
                return below;
            }
            let before = entries.len();
            let mut kept = DeArray::new();
            for entry in entries.iter().filter(|entry| !entry.span().contains(&at)) {
                kept.push(entry.clone());
            }
            *entries = kept;
            (entries.len() < before).then(String::new)
        }
        _ => None,
    }
}

/// The keys that a table may have.
pub(crate) fn keys_of<T: DeserializeOwned>() -> Vec<String> {
    // Only the parser knows them; it says them of a key that is none.
    let error = toml::from_str::<T>("'' = 0").err();
    let message = error.as_ref().map_or("", Error::message);
    message.split('`').skip(1).step_by(2).skip(1).map(str::to_owned).collect()
}

/// The candidate nearest to `word`, if one is near enough to be meant: at most a third of its letters differ.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    // Longer words are no typing errors, and the distance is quadratic.
    if word.len() > 64 {
        return None;
    }
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, candidate)| distance * 3 <= candidate.len().max(3))
        .min()
        .map(|(_, candidate)| candidate)
}

/// `; did you mean …?` for the nearest candidate, or nothing.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates).map_or_else(String::new, |found| format!("; did you mean `{found}`?"))
}

/// The number of letters to insert, delete, replace or swap (with a neighbour) to get from one word to the
/// other.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &y) in b.iter().enumerate() {
            let mut best = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                best = best.min(before_last[j - 1] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Settings {
        name: Option<String>,
        #[serde(default)]
        list: Vec<u8>,
        #[serde(default)]
        entry: Vec<Entry>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Entry {
        id: u8,
    }

    #[test]
    fn suggests_what_is_near_and_nothing_else() {
        let keys = ["include", "exclude", "strict", "min-coverage"];
        assert_eq!(nearest("exlude", keys), Some("exclude"));
        assert_eq!(nearest("stirct", keys), Some("strict"));
        assert_eq!(nearest("min_coverage", keys), Some("min-coverage"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("", keys), None);
    }

    #[test]
    fn a_wrong_value_does_not_hide_the_next_one() {
        let text = "nmae = 'x'\nlist = [1, 'two', 3, 'four']\n[[entry]]\nid = 'one'\n[[entry]]\nid = 2\n";
        let (settings, errors) = read::<Settings>(text);
        let line =
            |error: &Error| text[..error.span().map_or(0, |span| span.start)].matches('\n').count() + 1;
        let mut lines: Vec<usize> = errors.iter().map(line).collect();
        lines.sort_unstable();
        assert_eq!(lines, [1, 2, 2, 4], "{errors:?}");
        let settings = settings.expect("the rest is read");
        assert_eq!((settings.list, settings.entry), (vec![1, 3], vec![Entry { id: 2 }]));
    }

    #[test]
    fn a_text_that_is_no_toml_has_one_mistake() {
        let (settings, errors) = read::<Settings>("name = \n");
        assert_eq!((settings, errors.len()), (None, 1));
    }

    #[test]
    fn a_type_says_its_keys() {
        assert_eq!(keys_of::<Settings>(), ["name", "list", "entry"]);
    }
}
