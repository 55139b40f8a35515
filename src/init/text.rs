//! Names and numbers in generated files. Names come from files and code, and anything may stand in them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// `1 record`, `2 records`.
pub(super) fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// `text` without what could end a comment, a documentation text or a line.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '"' => '\'',
            '\\' => '/',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect()
}

/// A part of an identifier: what is no letter and no digit of ASCII becomes `_`.
pub(super) fn word(text: &str) -> String {
    let word: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    let parts: Vec<&str> = word.split('_').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "project".to_owned() } else { parts.join("_") }
}

/// `word` of each text, told apart by numbers where they are the same.
pub(super) fn words<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let unique = |text: &str| {
        let mut name = word(text);
        while let Some(count) = taken.get_mut(&name) {
            *count += 1;
            name = format!("{name}_{count}");
        }
        taken.insert(name.clone(), 1);
        name
    };
    texts.map(unique).collect()
}

/// The text as a literal of Python, written as its formatter does.
pub(super) fn python_literal(text: &str) -> String {
    let quote = if text.contains('"') && !text.contains('\'') { '\'' } else { '"' };
    let mut literal = String::from(quote);
    for c in text.chars() {
        match c {
            '\\' => literal.push_str("\\\\"),
            c if c == quote => literal.extend(['\\', c]),
            c if c.is_control() => _ = write!(literal, "\\u{:04x}", u32::from(c)),
            c => literal.push(c),
        }
    }
    literal.push(quote);
    literal
}

/// The text as a literal of Rust.
pub(super) fn rust_literal(text: &str) -> String {
    format!("{text:?}")
}

/// The text as a literal of YAML.
pub(super) fn yaml_literal(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The text as a literal of TOML.
pub(super) fn toml_literal(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// The text as one word of a POSIX shell.
pub(super) fn shell_word(text: &str) -> String {
    let is_safe = |c: char| c.is_ascii_alphanumeric() || "._/-".contains(c);
    if !text.is_empty() && !text.starts_with('-') && text.chars().all(is_safe) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

/// Words in lines of at most `width` columns, each behind `indent`.
pub(super) fn wrapped(text: &str, indent: &str, width: usize) -> String {
    let mut out = String::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let length = indent.chars().count() + line.chars().count() + 1 + word.chars().count();
        if !line.is_empty() && length > width {
            let _ = writeln!(out, "{indent}{line}");
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        let _ = writeln!(out, "{indent}{line}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_identifiers_of_their_own() {
        assert_eq!(words(["a.b", "a-b", "a/b/", "Ü"].into_iter()), ["a_b", "a_b_2", "a_b_3", "project"]);
    }

    #[test]
    fn literals_keep_what_they_hold() {
        assert_eq!(python_literal("a\"b"), "'a\"b'");
        assert_eq!(python_literal("a\"b'c\\\n"), "\"a\\\"b'c\\\\\\u000a\"");
        assert_eq!(shell_word("a b'c"), "'a b'\\''c'");
        assert_eq!(shell_word("services/app"), "services/app");
        assert_eq!(toml_literal("a"), "\"a\"");
    }

    #[test]
    fn lines_are_wrapped_between_words() {
        assert_eq!(wrapped("aaa bbb ccc", "# ", 9), "# aaa bbb\n# ccc\n");
        assert_eq!(wrapped("", "# ", 9), "");
    }
}
