//! Texts with more levels of indentation than the grammar's scanner has room for.
//!
//! The scanner of Python's grammar keeps its stack of indentations in a kilobyte. Where that is too little, it writes behind
//! the end, and the process dies. Python itself takes a hundred levels, so no program is lost.

use std::ops::Range;

use rustc_hash::FxHashSet;

/// Columns below this one are not counted: there cannot be more levels than columns.
const NARROW: u16 = 256;

/// How many levels may lie in the columns behind. All levels, two bytes each, and 255 open texts have to fit in.
const MOST_WIDE: usize = 100;

/// Whether some parts of a text, read as if nothing else were there, may have more levels than there is room for. Each level
/// has a column of its own, so it is enough to count those in which lines begin.
pub(super) fn are_too_many(text: &str, parts: &[Range<usize>]) -> bool {
    let mut columns = Columns::default();
    for part in parts {
        columns.read(text.as_bytes().get(part.clone()).unwrap_or_default());
        if columns.wide.len() > MOST_WIDE {
            return true;
        }
    }
    false
}

/// The columns in which lines begin, as the scanner counts them.
#[derive(Default)]
struct Columns {
    wide: FxHashSet<u16>,
    /// The column so far, where everything before it in the line is blank.
    leading: Option<u16>,
}

impl Columns {
    fn read(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let Some(column) = self.leading else {
                let Some(end) = memchr::memchr(b'\n', &bytes[at..]) else { return };
                at += end + 1;
                self.leading = Some(0);
                continue;
            };
            at += 1;
            self.leading = match byte {
                b' ' => Some(column.wrapping_add(1)),
                b'\t' => Some(column.wrapping_add(8)),
                b'\n' | b'\r' | b'\x0c' => Some(0),
                // It counts on behind a line end that is escaped.
                b'\\' => {
                    let rest = &bytes[at..];
                    let end =
                        if rest.starts_with(b"\r\n") { 2 } else { usize::from(rest.starts_with(b"\n")) };
                    at += end;
                    (end > 0).then_some(column)
                }
                _ => {
                    if column >= NARROW && byte != b'#' {
                        self.wide.insert(column);
                    }
                    None
                }
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn too_many(text: &str) -> bool {
        are_too_many(text, std::slice::from_ref(&(0..text.len())))
    }

    /// A line for each of some levels, behind so many blanks.
    fn lines(levels: usize, blank: &str, line: &str) -> String {
        (0..levels).flat_map(|level| [blank.repeat(level), line.to_owned()]).collect()
    }

    fn nested(levels: usize, blank: &str) -> String {
        lines(levels, blank, "if x:\n")
    }

    #[test]
    fn levels_are_counted_as_the_scanner_counts() {
        assert!(!too_many(&nested(300, " ")));
        assert!(too_many(&nested(400, " ")));
        assert!(too_many(&nested(200, "\t")));
        assert!(!too_many(&nested(100, "\t")));
        // The same column again and again is one level.
        assert!(!too_many(&format!("{}x = 1\n", " ".repeat(300)).repeat(1000)));
        // A line that is continued counts on.
        assert!(too_many(&lines(400, " ", "\\\n x\n")));
        assert!(!too_many(&lines(400, " ", "# x\n")));
    }

    #[test]
    fn blanks_of_two_parts_stand_side_by_side() {
        let mut text = String::new();
        let mut parts = Vec::new();
        for level in 0..400 {
            let start = text.len();
            text.push_str(&" ".repeat(level / 2));
            parts.push(start..text.len());
            text.push_str("left out");
            let start = text.len();
            text.push_str(&" ".repeat(level - level / 2));
            text.push_str("x\n");
            parts.push(start..text.len());
        }
        assert!(are_too_many(&text, &parts));
    }
}
