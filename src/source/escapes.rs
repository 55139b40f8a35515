//! Encodings of Python that write characters as several others, so that no name in a file need stand in its bytes:
//! `unicode_escape`, `raw_unicode_escape` and UTF-7. Whoever hides code uses them; nobody else does.

use std::borrow::Cow;
use std::iter::Peekable;
use std::str::Chars;

/// One of these encodings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    /// The escapes of a text literal, everywhere in the file.
    UnicodeEscape,
    /// `\uXXXX` and `\UXXXXXXXX` alone.
    RawUnicodeEscape,
    /// RFC 2152: `+` begins UTF-16 in base 64.
    Utf7,
}

impl Charset {
    /// The encoding of a label in lower case, with `-` for `_`.
    pub(super) fn of_label(label: &str) -> Option<Self> {
        match label {
            "unicode-escape" | "unicodeescape" => Some(Self::UnicodeEscape),
            "raw-unicode-escape" | "rawunicodeescape" => Some(Self::RawUnicodeEscape),
            "utf-7" | "utf7" | "u7" | "unicode-1-1-utf-7" => Some(Self::Utf7),
            _ => None,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::UnicodeEscape => "unicode_escape",
            Self::RawUnicodeEscape => "raw_unicode_escape",
            Self::Utf7 => "UTF-7",
        }
    }

    /// The text, and whether something had to be replaced.
    pub(super) fn decode(self, bytes: &[u8]) -> (String, bool) {
        match self {
            Self::UnicodeEscape => unescaped(bytes, true),
            Self::RawUnicodeEscape => unescaped(bytes, false),
            Self::Utf7 => utf7(bytes),
        }
    }
}

/// What a text literal says, by what is written between its quotes. Where `lines_join`, an escaped line break takes the
/// indentation of the next line with it.
pub fn literal_text(written: &str, lines_join: bool) -> Cow<'_, str> {
    if !written.contains('\\') {
        return Cow::Borrowed(written);
    }
    let joined = if lines_join { without_escaped_lines(written) } else { Cow::Borrowed(written) };
    Cow::Owned(unescaped_text(&joined, true).0)
}

/// A text without its escaped line breaks and the white space that follows them.
fn without_escaped_lines(written: &str) -> Cow<'_, str> {
    if !written.contains("\\\n") {
        return Cow::Borrowed(written);
    }
    let mut lines = written.split("\\\n");
    let mut joined = lines.next().unwrap_or_default().to_owned();
    lines.for_each(|line| joined.push_str(line.trim_start()));
    Cow::Owned(joined)
}

/// Text in Latin-1 with escapes; `all` says whether those of text literals are meant, or the two of characters alone.
fn unescaped(bytes: &[u8], all: bool) -> (String, bool) {
    unescaped_text(&encoding_rs::mem::decode_latin1(bytes), all)
}

/// A text with its escapes read, and whether something had to be replaced.
fn unescaped_text(text: &str, all: bool) -> (String, bool) {
    let (mut out, mut replaced) = (String::with_capacity(text.len()), false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let Some(&kind) = rest.peek() else {
            out.push(c);
            break;
        };
        let digits = match kind {
            'u' => 4,
            'U' => 8,
            'x' if all => 2,
            _ if all => {
                escaped(&mut rest, &mut out);
                continue;
            }
            _ => {
                out.push(c);
                continue;
            }
        };
        rest.next();
        // `\u{6f}` is how Rust writes it.
        let is_braced = kind == 'u' && rest.next_if_eq(&'{').is_some();
        let read = number(&mut rest, if is_braced { 8 } else { digits }, 16).and_then(char::from_u32);
        if is_braced {
            rest.next_if_eq(&'}');
        }
        replaced |= read.is_none();
        out.push(read.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    (out, replaced)
}

/// What follows a backslash, where it is no number in hexadecimal digits.
fn escaped(rest: &mut Peekable<Chars<'_>>, out: &mut String) {
    let Some(&kind) = rest.peek() else { return };
    if kind.is_digit(8) {
        out.extend(number(rest, 3, 8).and_then(char::from_u32));
        return;
    }
    rest.next();
    match kind {
        'n' => out.push('\n'),
        'r' => out.push('\r'),
        't' => out.push('\t'),
        'f' => out.push('\u{c}'),
        'v' => out.push('\u{b}'),
        'a' => out.push('\u{7}'),
        'b' => out.push('\u{8}'),
        '\\' | '\'' | '"' => out.push(kind),
        // The line goes on.
        '\n' => {}
        other => out.extend(['\\', other]),
    }
}

/// A number of at most so many digits; `None` if there is no digit.
fn number(rest: &mut Peekable<Chars<'_>>, digits: usize, radix: u32) -> Option<u32> {
    let mut value = None;
    for _ in 0..digits {
        let Some(digit) = rest.peek().and_then(|c| c.to_digit(radix)) else { break };
        rest.next();
        value = Some(value.unwrap_or(0_u32).wrapping_mul(radix).wrapping_add(digit));
    }
    value
}

fn utf7(bytes: &[u8]) -> (String, bool) {
    let (mut out, mut replaced) = (String::with_capacity(bytes.len()), false);
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'+' {
            replaced |= !first.is_ascii();
            out.push(if first.is_ascii() { char::from(*first) } else { char::REPLACEMENT_CHARACTER });
            continue;
        }
        let length = rest.iter().take_while(|byte| sextet(**byte).is_some()).count();
        let (coded, after) = rest.split_at(length);
        rest = after.strip_prefix(b"-").unwrap_or(after);
        if coded.is_empty() {
            // `+-` is a plus sign.
            out.push('+');
            continue;
        }
        let units = utf16(coded);
        for read in char::decode_utf16(units) {
            replaced |= read.is_err();
            out.push(read.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
    }
    (out, replaced)
}

/// The whole units of 16 bits in base 64.
fn utf16(coded: &[u8]) -> Vec<u16> {
    let (mut units, mut bits, mut width) = (Vec::new(), 0_u32, 0);
    for value in coded.iter().filter_map(|byte| sextet(*byte)) {
        bits = (bits << 6 | u32::from(value)) & 0x003f_ffff;
        width += 6;
        if width >= 16 {
            width -= 16;
            units.push((bits >> width) as u16);
        }
    }
    units
}

/// The value of a digit of base 64.
fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(charset: Charset, bytes: &[u8]) -> String {
        let (text, replaced) = charset.decode(bytes);
        assert!(!replaced, "{text}");
        text
    }

    #[test]
    fn escapes_are_read_as_python_reads_them() {
        let all = |bytes: &[u8]| decode(Charset::UnicodeEscape, bytes);
        assert_eq!(all(b"# \\u000aimport \\x6fpenai\\n"), "# \nimport openai\n");
        assert_eq!(all(b"\\157penai \\\\ \\d \xe9"), "openai \\ \\d \u{e9}");
        let raw = |bytes: &[u8]| decode(Charset::RawUnicodeEscape, bytes);
        assert_eq!(raw(b"\\u006fpenai \\n \\U0001f600"), "openai \\n \u{1f600}");
        assert!(Charset::UnicodeEscape.decode(b"\\ud800").1);
    }

    #[test]
    fn a_literal_says_what_its_escapes_mean() {
        assert_eq!(literal_text("\\x6fpen\\u{61}\\151", false), "openai");
        assert_eq!(literal_text("open\\\n    ai", true), "openai");
        assert_eq!(literal_text("open\\\n  ai", false), "open  ai");
        assert_eq!(literal_text("\\d+", false), "\\d+");
    }

    /// `import +AG8AcABlAG4AYQBp-` is what Python's own codec writes, and an example of RFC 2152.
    #[test]
    fn base_64_is_read() {
        assert_eq!(decode(Charset::Utf7, b"import +AG8AcABlAG4AYQBp-"), "import openai");
        assert_eq!(decode(Charset::Utf7, b"Hi Mom +Jjo-!"), "Hi Mom \u{263a}!");
        assert_eq!(decode(Charset::Utf7, b"1 +- 2, +2D3eAA 3"), "1 + 2, \u{1f600} 3");
    }
}
