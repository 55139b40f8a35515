//! Comments by the hundred, one line below the other, which are left out of the parse, as are escaped line ends.
//!
//! The grammar of Python looks through all comments that follow before it knows what one of them ends, and so the time that
//! a run of them takes grows with its square: a file of nothing else would take hours. What they say is read from the text.
//! It is the same with lines that hold nothing but `\`.

use std::ops::Range;

use crate::source::Span;

/// What escapes the end of a line.
const ESCAPE: &str = "\\";

/// How many lines of comments in a row are parsed; more do not stand in code that people write.
const MOST: usize = 256;

/// The runs of lines in a part of a text that hold comments or escapes alone, from the second line of a run on. `mark` begins
/// a comment.
pub(super) fn runs(text: &str, part: Range<usize>, mark: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Option<(Range<usize>, usize)> = None;
    let mut at = part.start;
    for line in text.get(part).unwrap_or_default().split_inclusive('\n') {
        let end = at + line.len();
        let trimmed = line.trim_start();
        if trimmed.starts_with(mark) || trimmed.trim_end() == ESCAPE {
            match &mut run {
                Some((range, count)) => {
                    range.end = end;
                    *count += 1;
                }
                None => run = Some((end..end, 1)),
            }
        } else if !trimmed.is_empty() {
            found.extend(run.take().filter(|(_, count)| *count > MOST).map(|(range, _)| range));
        }
        at = end;
    }
    found.extend(run.filter(|(_, count)| *count > MOST).map(|(range, _)| range));
    found
}

/// The parts of a text without the runs of comments in them.
pub(super) fn without_runs(text: &str, parts: &[Range<usize>], mark: &str) -> Vec<Range<usize>> {
    let mut left = Vec::new();
    for part in parts {
        let mut start = part.start;
        for run in runs(text, part.clone(), mark) {
            left.push(start..run.start);
            start = run.end;
        }
        left.push(start..part.end);
    }
    left
}

/// The comments in the runs of a text.
pub(super) fn in_runs(text: &str, mark: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for run in runs(text, 0..text.len(), mark) {
        let mut at = run.start;
        for line in text[run].split_inclusive('\n') {
            let comment = line.trim();
            let start = at + line.len() - line.trim_start().len();
            found.extend(comment.starts_with(mark).then(|| Span::new(start, start + comment.len())));
            at += line.len();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_read_from_the_text() {
        let comments = "  # c\n\n".repeat(MOST + 2);
        let text = format!("a = 1\n{comments}b = 2\n# c\nc = 3\n");
        let first = "a = 1\n  # c\n".len();
        let whole = |text: &str| without_runs(text, std::slice::from_ref(&(0..text.len())), "#");
        let parts = whole(&text);
        let [before, after] = &parts[..] else { panic!("{parts:?}") };
        assert_eq!(&text[before.clone()], "a = 1\n  # c\n");
        assert!(text[after.clone()].trim_start().starts_with("b = 2\n# c\n"), "{:?}", &text[after.clone()]);
        let found = in_runs(&text, "#");
        assert_eq!(found.len(), MOST + 1);
        assert!(found.iter().all(|span| &text[span.range()] == "# c" && span.start as usize >= first));
        let escaped = format!("a = 1 \\\n{}b = 2\n", "\\\n".repeat(MOST + 2));
        let parts: Vec<&str> = whole(&escaped).into_iter().map(|part| &escaped[part]).collect();
        assert_eq!(parts, ["a = 1 \\\n\\\n", "b = 2\n"]);
        assert!(in_runs(&escaped, "#").is_empty());
        assert!(matches!(&whole("# a\n# b\nx\n")[..], [Range { start: 0, end: 10 }]));
    }
}
