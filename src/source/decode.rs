//! From bytes to text: byte order marks, declared encodings, line ends.

use std::borrow::Cow;

/// Replaces every carriage return that no line feed follows by a line feed. The length does not change.
pub fn normalise_line_ends(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let lone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', bytes).any(lone) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    for at in memchr::memchr_iter(b'\r', bytes).filter(|&at| lone(at)) {
        out.push_str(&text[rest..at]);
        out.push('\n');
        rest = at + 1;
    }
    out.push_str(&text[rest..]);
    Cow::Owned(out)
}
