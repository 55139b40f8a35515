//! The fingerprint that GitHub calls `primaryLocationLineHash`.
//!
//! `upload-sarif` computes it where it is missing, but nobody does for results that are sent to the API, and a
//! value that differs from GitHub's own gives a warning per result. So it is computed here in the same way:
//! over UTF-16 code units without blanks, a rolling hash of the hundred units that begin with the line.

use rustc_hash::FxHashMap;

/// Code units that a hash covers.
const WINDOW: usize = 100;
const FACTOR: u64 = 37;
/// Stands for the end of the file; zeros follow it.
const END: u16 = u16::MAX;

/// For each line of a file, from the first: the hash of what begins there, and how often that hash has come
/// up to and including this line, as `hash:count`.
pub(super) fn line_hashes(text: &str, has_bom: bool) -> Vec<String> {
    let (units, starts) = units(text, has_bom);
    let mut seen = FxHashMap::default();
    let number = |hash: u64| {
        let count = seen.entry(hash).or_insert(0_usize);
        *count += 1;
        format!("{hash:x}:{count}")
    };
    hashes_at(&units, &starts).into_iter().map(number).collect()
}

/// The units that are hashed (blanks dropped, line ends as line feeds, the end of the file added) and the
/// index at which each line begins.
fn units(text: &str, has_bom: bool) -> (Vec<u16>, Vec<usize>) {
    let mut units = Vec::with_capacity(text.len() + 2);
    if has_bom {
        units.push(0xFEFF);
    }
    let mut starts = vec![0];
    let mut last = 0;
    for unit in text.encode_utf16() {
        let after_return = std::mem::replace(&mut last, unit) == u16::from(b'\r');
        match u8::try_from(unit) {
            Ok(b' ' | b'\t') => {}
            Ok(b'\n') if after_return => {}
            Ok(b'\n' | b'\r') => {
                units.push(u16::from(b'\n'));
                starts.push(units.len());
            }
            _ => units.push(unit),
        }
    }
    units.push(END);
    (units, starts)
}

/// The hash of the window that begins at each of `starts`, which are in order.
fn hashes_at(units: &[u16], starts: &[usize]) -> Vec<u64> {
    let at = |index: usize| u64::from(units.get(index).copied().unwrap_or(0));
    let leaves = (0..WINDOW).fold(1_u64, |power, _| power.wrapping_mul(FACTOR));
    let first = (0..WINDOW).fold(0_u64, |hash, index| hash.wrapping_mul(FACTOR).wrapping_add(at(index)));
    let mut hash = first;
    let mut position = 0;
    let mut hashes = Vec::with_capacity(starts.len());
    for &start in starts {
        while position < start {
            hash = hash
                .wrapping_mul(FACTOR)
                .wrapping_add(at(position + WINDOW))
                .wrapping_sub(leaves.wrapping_mul(at(position)));
            position += 1;
        }
        hashes.push(hash);
    }
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    // The numbers are those of the tests of github/codeql-action, src/fingerprints.test.ts.
    const GREETING: [&str; 7] = [
        "e9496ae3ebfced30:1",
        "fb7c023a8b9ccb3f:1",
        "ce8ba1a563dcdaca:1",
        "e20e36e16fcb0cc8:1",
        "b3edc88f2938467e:1",
        "c8e28b0b4002a3a0:1",
        "c129715d7a2bc9a3:1",
    ];

    #[test]
    fn empty_text_has_one_line() {
        assert_eq!(line_hashes("", false), ["c129715d7a2bc9a3:1"]);
    }

    #[test]
    fn blanks_do_not_count() {
        assert_eq!(
            line_hashes(" a\nb\n  \t\tc\n d", false),
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]
        );
    }

    #[test]
    fn all_line_ends_are_one() {
        assert_eq!(
            line_hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End", false),
            [
                "8b7cf3e952e7aeb2:1",
                "b1ae1287ec4718d9:1",
                "bff680108adb0fcc:1",
                "c6805c5e1288b612:1",
                "b86d3392aea1be30:1",
                "e6ceba753e1a442:1",
            ]
        );
        for text in [
            " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n",
            " hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r",
            " hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n",
            " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n",
        ] {
            assert_eq!(line_hashes(text, false), GREETING, "{text:?}");
        }
    }

    #[test]
    fn equal_lines_are_counted() {
        assert_eq!(
            line_hashes(&"Lorem ipsum dolor sit amet.\n".repeat(10), false),
            [
                "a7f2ff13bc495cf2:1",
                "a7f2ff13bc495cf2:2",
                "a7f2ff13bc495cf2:3",
                "a7f2ff13bc495cf2:4",
                "a7f2ff13bc495cf2:5",
                "a7f2ff13bc495cf2:6",
                "a7f2ff1481e87703:1",
                "a9cf91f7bbf1862b:1",
                "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1",
            ]
        );
        assert_eq!(
            line_hashes("x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n", false),
            [
                "e54938cc54b302f1:1",
                "bb609acbe9138d60:1",
                "1131fd5871777f34:1",
                "5c482a0f8b35ea28:1",
                "54517377da7028d2:1",
                "2c644846cb18d53e:1",
                "f1b89f20de0d133:1",
                "c129715d7a2bc9a3:1",
            ]
        );
    }

    #[test]
    fn there_is_a_hash_for_every_line() {
        let text = "é\n漢字 🙂\r\n\tx";
        assert_eq!(line_hashes(text, false).len(), 3);
        assert_ne!(line_hashes(text, true)[0], line_hashes(text, false)[0]);
        assert_eq!(line_hashes(text, true)[1..], line_hashes(text, false)[1..]);
    }
}
