//! Text from user files, made harmless.
//!
//! Paths, names, messages and source lines come from the code that is scanned, and a terminal obeys the escape
//! sequences in them; characters that reorder text make a line read as something that it is not.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character must not reach a terminal as it is: control characters, those that reorder or split lines, and
/// those that nobody sees.
pub(super) fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

/// Whether a letter looks like one of ASCII in most fonts and is another: Greek, Cyrillic, Armenian, Cherokee, and the forms
/// of letters that some languages read as the plain ones.
fn is_lookalike(c: char) -> bool {
    matches!(c,
        '\u{0370}'..='\u{058F}' | '\u{13A0}'..='\u{13FF}' | '\u{1D00}'..='\u{1D7F}' | '\u{2100}'..='\u{214F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{1D400}'..='\u{1D7FF}')
}

/// The characters of a text, each with whether it is shown as an escape: what is hostile, and in a word that has letters of
/// ASCII too, what only looks like them.
fn characters(text: &str) -> impl Iterator<Item = (char, bool)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut rest = text;
    let words = std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest.find(|c: char| is_word(c) != is_word(first)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    });
    words.flat_map(|word| {
        let is_mixed = !word.is_ascii() && word.contains(|c: char| c.is_ascii_alphabetic());
        word.chars().map(move |c| (c, is_hostile(c) || is_mixed && is_lookalike(c)))
    })
}

/// Whether nothing in a text is shown as an escape.
fn is_harmless(text: &str) -> bool {
    !text.contains(|c: char| is_hostile(c) || is_lookalike(c))
}

/// One line of text with hostile characters written as escapes: `\n`, `\u{1b}`.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if is_harmless(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for (c, is_escaped) in characters(text) {
        if is_escaped {
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
    if is_harmless(line) {
        return Cow::Borrowed(line);
    }
    let replace = |(c, is_escaped): (char, bool)| match c.len_utf8() {
        _ if !is_escaped || c == '\t' => c,
        1 => '?',
        2 => '\u{BF}',
        3 => char::REPLACEMENT_CHARACTER,
        // A square, which has four bytes as well.
        _ => '\u{1F533}',
    };
    Cow::Owned(characters(line).map(replace).collect())
}

/// JSON text with the characters that are shown as escapes and that JSON allows inside strings (DEL, C1, bidirectional
/// overrides) written as `\u` escapes. They can stand in strings only, so nothing is lost to whoever parses it.
pub(crate) fn json(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c != '\n' && is_hostile(c) || is_lookalike(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (c, is_escaped) in characters(text) {
        if is_escaped && c != '\n' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
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
    fn words_of_one_script_stay() {
        assert_eq!(clean("клиент.create größe λ x"), "клиент.create größe λ x");
        // A Cyrillic letter, a wide one and a mathematical one among those of ASCII.
        assert_eq!(clean("\u{441}lient.\u{ff43}reate"), "\\u{441}lient.\\u{ff43}reate");
        assert_eq!(mask("\u{441}lient \u{1d41a}b").len(), "\u{441}lient \u{1d41a}b".len());
        assert_eq!(json("\"\u{1d41a}b\""), "\"\\ud835\\udc1ab\"");
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
