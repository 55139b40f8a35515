//! Text from user files, made harmless.
//!
//! Paths, names, messages and source lines come from the code that is scanned, and a terminal obeys the escape
//! sequences in them; characters that reorder text make a line read as something that it is not.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character must not reach a terminal as it is: control characters, and those that reorder or
/// split lines.
pub(super) fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// One line of text with hostile characters written as escapes: `\n`, `\u{1b}`.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_hostile(c) {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// A source line with every hostile character but the tab replaced by one of the same number of bytes, so that
/// offsets into the line stay true.
pub(super) fn mask(line: &str) -> Cow<'_, str> {
    let masked = |c: char| c != '\t' && is_hostile(c);
    if !line.contains(masked) {
        return Cow::Borrowed(line);
    }
    let replace = |c: char| match c.len_utf8() {
        _ if !masked(c) => c,
        1 => '?',
        2 => '\u{BF}',
        _ => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(line.chars().map(replace).collect())
}

/// JSON text with the hostile characters that JSON allows inside strings (DEL, C1, bidirectional overrides)
/// written as `\u` escapes. They can stand in strings only, so nothing is lost to whoever parses it.
pub(crate) fn json(text: &str) -> Cow<'_, str> {
    let hostile = |c: char| c != '\n' && is_hostile(c);
    if !text.contains(hostile) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if hostile(c) {
            // All hostile characters are in the first plane, so one escape is enough.
            let _ = write!(out, "\\u{:04x}", c as u32);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// The lines of a text, each as [`clean`] makes it; tabs stay.
pub(crate) fn clean_lines(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(|line| line.split('\t').map(clean).collect::<Vec<_>>().join("\t"))
}

/// Text for an attribute or an element. XML has no way to write control characters; they are escapes already,
/// and the two others that it forbids are replaced.
pub(crate) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => out.push(char::REPLACEMENT_CHARACTER),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_text_is_one_harmless_line() {
        assert_eq!(clean("plain ü 漢"), "plain ü 漢");
        assert_eq!(clean("a\x1b[31mb\n\u{9b}\u{202e}"), "a\\u{1b}[31mb\\n\\u{9b}\\u{202e}");
    }

    #[test]
    fn masked_lines_keep_their_offsets() {
        let line = "\tx\x1b\u{9b}\u{202e}ü";
        assert_eq!(mask(line), "\tx?\u{bf}\u{fffd}ü");
        assert_eq!(mask(line).len(), line.len());
    }

    #[test]
    fn json_keeps_its_meaning() {
        let text = "{\"a\":\"\u{7f}\u{9b}\u{2028}\u{202e}ü\"}";
        let escaped = json(text);
        assert_eq!(escaped, "{\"a\":\"\\u007f\\u009b\\u2028\\u202eü\"}");
        let before: serde_json::Value = serde_json::from_str(text).expect("valid");
        let after: serde_json::Value = serde_json::from_str(&escaped).expect("valid");
        assert_eq!(before, after);
    }

    #[test]
    fn xml_is_escaped() {
        assert_eq!(xml("<a b=\"&\">\u{1b}\u{ffff}"), "&lt;a b=&quot;&amp;&quot;&gt;\\u{1b}\u{fffd}");
    }
}
