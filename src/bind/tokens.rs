//! Tokens of text that a grammar knows as tokens only: what stands in a macro, and in the rules of one.

use std::ops::Range;

/// A token, or a group of them between a pair of delimiters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    /// One token.
    Token(Kind, Range<usize>),
    /// What stands between two delimiters, with them.
    Group(Range<usize>, Vec<Tree>),
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Name,
    Lifetime,
    Literal,
    /// One character of punctuation.
    Mark,
}

impl Tree {
    /// Where it stands.
    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Self::Token(_, range) | Self::Group(range, _) => range.clone(),
        }
    }

    /// Whether it is this punctuation character.
    pub(super) fn is_mark(&self, text: &str, mark: char) -> bool {
        matches!(self, Self::Token(Kind::Mark, range) if text[range.clone()].starts_with(mark))
    }

    /// The name that it is.
    pub(super) fn name<'t>(&self, text: &'t str) -> Option<&'t str> {
        match self {
            Self::Token(Kind::Name, range) => Some(&text[range.clone()]),
            _ => None,
        }
    }

    /// The group that it is: its opening delimiter, and what stands in it.
    pub(super) fn group<'s>(&'s self, text: &str) -> Option<(char, &'s [Tree])> {
        match self {
            Self::Group(range, inside) => Some((text[range.clone()].chars().next()?, inside)),
            Self::Token(..) => None,
        }
    }
}

/// The tokens of a text one after the other; each delimiter is one.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    /// The tokens of a text.
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Tokens<'_> {
    type Item = (Kind, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        loop {
            let byte = *bytes.get(self.at)?;
            if byte.is_ascii_whitespace() {
                self.at += 1;
            } else if let Some(end) = comment_end(bytes, self.at) {
                self.at = end;
            } else {
                let (kind, end) = token(self.text, self.at);
                let start = std::mem::replace(&mut self.at, end);
                return Some((kind, start..end));
            }
        }
    }
}

/// The tokens of a text. `None` if its delimiters do not match, or are nested deeper than `nesting`.
pub(super) fn trees(text: &str, nesting: usize) -> Option<Vec<Tree>> {
    let mut open: Vec<(usize, u8, Vec<Tree>)> = Vec::new();
    let mut current: Vec<Tree> = Vec::new();
    for (kind, range) in Tokens::of(text) {
        let byte = text.as_bytes()[range.start];
        if kind != Kind::Mark {
            current.push(Tree::Token(kind, range));
        } else if let Some(close) = closing(byte) {
            if open.len() >= nesting {
                return None;
            }
            open.push((range.start, close, std::mem::take(&mut current)));
        } else if matches!(byte, b')' | b']' | b'}') {
            let (start, _, outer) = open.pop().filter(|(_, close, _)| *close == byte)?;
            let inside = std::mem::replace(&mut current, outer);
            current.push(Tree::Group(start..range.end, inside));
        } else {
            current.push(Tree::Token(kind, range));
        }
    }
    open.is_empty().then_some(current)
}

fn closing(byte: u8) -> Option<u8> {
    match byte {
        b'(' => Some(b')'),
        b'[' => Some(b']'),
        b'{' => Some(b'}'),
        _ => None,
    }
}

/// Where the comment ends that begins here.
fn comment_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    if rest.starts_with(b"//") {
        return Some(memchr::memchr(b'\n', rest).map_or(bytes.len(), |length| at + length));
    }
    if !rest.starts_with(b"/*") {
        return None;
    }
    let (mut depth, mut end) = (0usize, at);
    while end < bytes.len() {
        if bytes[end..].starts_with(b"/*") {
            depth += 1;
            end += 2;
        } else if bytes[end..].starts_with(b"*/") {
            depth -= 1;
            end += 2;
            if depth == 0 {
                return Some(end);
            }
        } else {
            end += 1;
        }
    }
    Some(bytes.len())
}

/// The token that begins at a byte, and where it ends.
fn token(text: &str, at: usize) -> (Kind, usize) {
    let bytes = text.as_bytes();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    let word_end = |from: usize| {
        bytes[from..].iter().position(|&byte| !is_word(byte)).map_or(bytes.len(), |length| from + length)
    };
    match bytes[at] {
        b'"' => (Kind::Literal, quoted_end(bytes, at, b'"')),
        b'\'' => {
            let end = word_end(at + 1);
            // `'a'` is a character, `'a` a lifetime.
            let is_lifetime = end > at + 1 && bytes.get(end) != Some(&b'\'');
            if is_lifetime { (Kind::Lifetime, end) } else { (Kind::Literal, quoted_end(bytes, at, b'\'')) }
        }
        byte if byte.is_ascii_digit() => {
            let mut end = word_end(at);
            if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
                end = word_end(end + 1);
            }
            (Kind::Literal, end)
        }
        byte if is_word(byte) => {
            let end = word_end(at);
            match (&text[at..end], bytes.get(end)) {
                ("b" | "c" | "br" | "cr" | "r", Some(b'"' | b'#')) => prefixed(text, at, end),
                ("b", Some(b'\'')) => (Kind::Literal, quoted_end(bytes, end, b'\'')),
                _ => (Kind::Name, end),
            }
        }
        _ => (Kind::Mark, at + text[at..].chars().next().map_or(1, char::len_utf8)),
    }
}

/// A literal behind letters, `r#"…"#` or `b"…"`, or a raw name, `r#type`.
fn prefixed(text: &str, at: usize, end: usize) -> (Kind, usize) {
    let bytes = text.as_bytes();
    if !text[at..end].ends_with('r') {
        let is_text = bytes.get(end) == Some(&b'"');
        return if is_text { (Kind::Literal, quoted_end(bytes, end, b'"')) } else { (Kind::Name, end) };
    }
    let hashes = bytes[end..].iter().take_while(|byte| **byte == b'#').count();
    let start = end + hashes;
    if bytes.get(start) != Some(&b'"') {
        let rest = bytes[start..].iter();
        let length = rest.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        return (Kind::Name, start + length);
    }
    let close = format!("\"{}", "#".repeat(hashes));
    let length = text[start + 1..].find(&close).map(|length| start + 1 + length + close.len());
    (Kind::Literal, length.unwrap_or(text.len()))
}

/// Where a literal ends that begins with a quote; a backslash takes the next character with it.
fn quoted_end(bytes: &[u8], at: usize, quote: u8) -> usize {
    let mut end = at + 1;
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'\\' => end += 2,
            _ if byte == quote => return end + 1,
            _ => end += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        fn show(trees: &[Tree], text: &str, out: &mut Vec<String>) {
            for tree in trees {
                match tree {
                    Tree::Token(_, range) => out.push(text[range.clone()].to_owned()),
                    Tree::Group(range, inside) => {
                        out.push(text[range.start..=range.start].to_owned());
                        show(inside, text, out);
                        out.push(text[range.end - 1..range.end].to_owned());
                    }
                }
            }
        }
        let mut out = Vec::new();
        match trees(text, 8) {
            Some(found) => show(&found, text, &mut out),
            None => return "none".to_owned(),
        }
        out.join(" ")
    }

    #[test]
    fn texts_characters_and_comments_are_told_from_delimiters() {
        assert_eq!(shown("a(\"}\", '{') // }\n[b'\\'' /* ( /* */ */]"), "a ( \"}\" , '{' ) [ b'\\'' ]");
        assert_eq!(
            shown("r#\"a\" }\"# r#type 'a: 'b' 1.5 1..2 x.0"),
            "r#\"a\" }\"# r#type 'a : 'b' 1.5 1 . . 2 x . 0"
        );
    }

    #[test]
    fn what_is_not_closed_gives_nothing() {
        assert_eq!(shown("a ( b"), "none");
        assert_eq!(shown("a ( b ]"), "none");
        assert_eq!(shown(&"(".repeat(20)), "none");
        assert_eq!(shown("\"a"), "\"a");
    }
}
