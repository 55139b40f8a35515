//! "Did you mean": the nearest of the words that would have been right.

use crate::finding::RuleId;
use crate::finding::rules::RULES;

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
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// `; did you mean …?` for the nearest candidate, or nothing.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates).map_or_else(String::new, |found| format!("; did you mean `{found}`?"))
}

/// What to say of a rule that does not exist.
pub(crate) fn unknown_rule(text: &str) -> String {
    let names = RULES.iter().flat_map(|rule| [rule.name, rule.code]);
    let hint = did_you_mean(text, names);
    if hint.is_empty() {
        format!("there is no rule `{text}`; `mima rules` lists them")
    } else {
        format!("there is no rule `{text}`{hint}")
    }
}

/// Checks that a name, an id or the beginning of an id selects a rule; the error is a text for the user.
pub(crate) fn check_selector(text: &str) -> Result<(), String> {
    let selects = |rule: RuleId| rule.matches(text);
    if RULES.iter().any(|rule| selects(rule.id)) { Ok(()) } else { Err(unknown_rule(text)) }
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
    use super::*;

    #[test]
    fn suggests_what_is_near_and_nothing_else() {
        let keys = ["include", "exclude", "strict", "min-coverage"];
        assert_eq!(nearest("exlude", keys), Some("exclude"));
        assert_eq!(nearest("stirct", keys), Some("strict"));
        assert_eq!(nearest("min_coverage", keys), Some("min-coverage"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("", keys), None);
    }
}
