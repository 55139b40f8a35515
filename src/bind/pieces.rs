//! Texts that are parsed without many of their lines.
//!
//! The parser takes the parts of a text that it is to read as a list, and goes through the list at each token. With thousands
//! of parts that takes the square of them. Lines that are left out as a whole are as well read as blank lines.

use std::borrow::Cow;
use std::ops::Range;

/// How many parts the parser is given.
pub(super) const MOST: usize = 2048;

/// Where there are fewer parts, they are left as they are.
const MANY: usize = 64;

/// A text and the parts of it to parse, with blank lines in place of whole lines between the parts if there are many.
pub(super) fn few(text: &str, parts: Vec<Range<usize>>) -> (Cow<'_, str>, Vec<Range<usize>>) {
    if parts.len() <= MANY {
        return (Cow::Borrowed(text), parts);
    }
    let starts_line = |at: usize| at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n');
    let mut blanked = text.as_bytes().to_vec();
    let mut joined: Vec<Range<usize>> = Vec::new();
    for part in parts {
        match joined.last_mut() {
            Some(before) if starts_line(before.end) && starts_line(part.start) => {
                for byte in &mut blanked[before.end..part.start] {
                    *byte = if *byte == b'\n' { b'\n' } else { b' ' };
                }
                before.end = part.end;
            }
            _ => joined.push(part),
        }
    }
    // Lines begin and end between characters.
    let blanked = String::from_utf8(blanked).unwrap_or_default();
    (Cow::Owned(blanked), joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_left_out_become_blank_ones() {
        let text = "a = 1\n<<< ü\n".repeat(MANY + 1);
        let line = "a = 1\n<<< ü\n".len();
        let parts: Vec<Range<usize>> = (0..=MANY).map(|at| at * line..at * line + 6).collect();
        let (blanked, joined) = few(&text, parts.clone());
        assert_eq!(joined, std::slice::from_ref(&(0..text.len() - 7)));
        assert_eq!(blanked.len(), text.len());
        assert_eq!(blanked[..line + 6], *"a = 1\n      \na = 1\n");
        assert_eq!(few(&text, parts[..2].to_vec()).1, parts[..2]);
        let within: Vec<Range<usize>> = (0..=MANY).map(|at| at * line..at * line + 3).collect();
        assert_eq!(few(&text, within.clone()).1, within);
    }
}
