//! Texts that are put together: all combinations of what their parts may be, up to a bound. What only the running
//! program knows stands in them as [`UNKNOWN_PART`].

use super::value::{Traced, Unknown, Value, Values};
use crate::catalog::TextOperation;
use crate::module::Literal;
use crate::name::UNKNOWN_PART;

/// How many combinations are told apart; where there are more, the others are unknown.
const MAX_TEXTS: usize = 16;

/// How many bytes of a text are known: a URL, the name of a model or of a module is shorter.
const MAX_TEXT_BYTES: usize = 16 * 1024;

/// A text, and whether it is known as a whole.
pub(super) type Piece = (String, bool);

/// What a text may be.
pub(super) struct Texts {
    known: Vec<Piece>,
    rest: Option<Unknown>,
    /// Whether there are more than are told apart.
    is_cut: bool,
}

impl Texts {
    /// The empty text.
    pub(super) fn new() -> Self {
        Self { known: vec![(String::new(), true)], rest: None, is_cut: false }
    }

    /// The texts among some values; `None` if none is.
    pub(super) fn of(values: &Values) -> Option<Self> {
        let known: Vec<Piece> = values.iter().filter_map(piece).collect();
        (!known.is_empty()).then(|| Self { known, rest: values.rest(), is_cut: false }.cut())
    }

    /// The same with what every one of them becomes.
    pub(super) fn each(self, become_of: impl FnMut(Piece) -> Piece) -> Self {
        Self { known: self.known.into_iter().map(become_of).collect(), ..self }
    }

    /// Text that follows, whatever was before.
    pub(super) fn push_text(&mut self, text: &str) {
        for (known, _) in &mut self.known {
            known.push_str(text);
        }
    }

    /// What follows is one of some values; where none of them is a text, it is not known.
    pub(super) fn push(&mut self, values: &Values) {
        self.join(values, |before, after| format!("{before}{after}"));
    }

    /// Puts each text together with each text among some values; where none of them is a text, it is not known.
    pub(super) fn join(&mut self, values: &Values, together: impl Fn(&str, &str) -> String) {
        let unknown =
            || Self { known: vec![(UNKNOWN_PART.to_owned(), false)], rest: values.rest(), is_cut: false };
        let more = Self::of(values).unwrap_or_else(unknown);
        let all = self.known.iter().flat_map(|(before, whole)| {
            let put = |(after, also): &Piece| (together(before, after), *whole && *also);
            more.known.iter().map(put).collect::<Vec<_>>()
        });
        let known = all.take(MAX_TEXTS + 1).collect();
        let is_cut = self.is_cut || more.is_cut;
        *self = Self { known, rest: self.rest.max(more.rest), is_cut }.cut();
    }

    /// Without what nobody needs: of a long text the beginning stays known.
    fn cut(mut self) -> Self {
        for (text, whole) in &mut self.known {
            if text.len() > MAX_TEXT_BYTES {
                let is_boundary = |at: &usize| text.is_char_boundary(*at);
                text.truncate((0..=MAX_TEXT_BYTES).rev().find(is_boundary).unwrap_or_default());
                text.push_str(UNKNOWN_PART);
                *whole = false;
            }
        }
        if self.known.len() > MAX_TEXTS {
            self.known.truncate(MAX_TEXTS);
            self.is_cut = true;
            self.rest = self.rest.max(Some(Unknown::Growing));
        }
        self
    }

    /// Whether some are lost that may be URLs: one of them may have been that of an AI endpoint.
    pub(super) fn lose_url(&self) -> bool {
        self.is_cut && self.known.iter().any(|(text, _)| text.contains("://"))
    }

    /// The values that these are.
    pub(super) fn values(self) -> Values {
        let value =
            |(text, whole): Piece| if whole { Value::text(&text) } else { Value::Template(text.into()) };
        let known: Values = self.known.into_iter().map(|text| Traced::plain(value(text))).collect();
        known.or(self.rest)
    }
}

/// A text that is known, or known in part.
pub(super) fn piece(traced: &Traced) -> Option<Piece> {
    match &traced.value {
        Value::Literal(Literal::Text(text)) => Some((text.clone(), true)),
        Value::Literal(Literal::Integer(number)) => Some((number.to_string(), true)),
        Value::Template(text) => Some((text.to_string(), false)),
        _ => None,
    }
}

/// A text in which values are put by `%s` and its like: what stands before each of them, with whether the value is
/// named, and what follows the last one.
pub(super) fn conversions(template: &str) -> (Vec<(String, bool)>, String) {
    let (mut found, mut text) = (Vec::new(), String::new());
    let mut rest = template;
    while let Some((before, conversion)) = rest.split_once('%') {
        text.push_str(before);
        let end = conversion.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(0);
        // The name of `%(name)s` is not the conversion.
        let end = match conversion.strip_prefix('(').and_then(|named| named.find(')')) {
            Some(close) => close + 2,
            None => end,
        };
        let is_percent = conversion.get(end..).is_some_and(|kind| kind.starts_with('%'));
        if is_percent {
            text.push('%');
        } else {
            found.push((std::mem::take(&mut text), conversion.starts_with('(')));
        }
        rest = conversion.get(end + 1..).unwrap_or_default();
    }
    text.push_str(rest);
    (found, text)
}

/// What an operation makes of a text, and what it is given besides; `None` if that is no text, or is not known.
pub(super) fn fold(operation: TextOperation, text: &str, arguments: [Option<&str>; 2]) -> Option<String> {
    match operation {
        TextOperation::Lower => Some(text.to_lowercase()),
        TextOperation::Upper => Some(text.to_uppercase()),
        TextOperation::Replace => Some(text.replace(arguments[0]?, arguments[1]?)),
        TextOperation::Reverse => Some(text.chars().rev().collect()),
        TextOperation::Character => char::from_u32(text.parse().ok()?).map(String::from),
        TextOperation::Percent => from_percent(text),
        TextOperation::Base64 => String::from_utf8(from_base64(text)?).ok(),
        TextOperation::Encoded => match arguments[0] {
            Some("base64" | "base64url") => fold(TextOperation::Base64, text, [None; 2]),
            Some("hex") => fold(TextOperation::Hex, text, [None; 2]),
            _ => Some(text.to_owned()),
        },
        TextOperation::Hex => {
            let digits: Vec<u32> =
                text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_digit(16)).collect::<Option<_>>()?;
            let bytes = digits.chunks_exact(2).map(|pair| (pair[0] << 4 | pair[1]) as u8).collect();
            String::from_utf8(bytes).ok()
        }
    }
}

/// A text in which bytes may be written as in a URL.
fn from_percent(text: &str) -> Option<String> {
    let (mut bytes, mut rest) = (Vec::with_capacity(text.len()), text.as_bytes());
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.filter(|_| first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}

/// The bytes that a text says in base 64, in either of its alphabets.
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut width) = (Vec::new(), 0_u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xffff;
        width += 6;
        if width >= 8 {
            width -= 8;
            bytes.push((bits >> width) as u8);
        }
    }
    Some(bytes)
}

/// A path below a base, as HTTP clients and `urljoin` put them together where the path is not a URL of its own. A
/// path that begins with a slash follows the base, as in the clients.
pub fn join_url(base: &str, path: &str) -> String {
    if path.contains("://") {
        return path.to_owned();
    }
    format!("{}/{}", base.trim_end_matches('/'), path.trim_start_matches('/'))
}

/// A URL as `urljoin` puts it together: a path that begins with a slash begins at the host.
pub(super) fn resolve_url(base: &str, path: &str) -> String {
    let host = base.find("://").map(|scheme| scheme + 3);
    match host {
        Some(host) if path.starts_with('/') => {
            let end = base[host..].find('/').map_or(base.len(), |length| host + length);
            format!("{}{path}", &base[..end])
        }
        _ => join_url(base, path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many texts.
    fn numbers(count: usize) -> Values {
        (0..count).map(|at| Traced::plain(Value::text(&at.to_string()))).collect()
    }

    #[test]
    fn combinations_are_told_apart_up_to_a_bound_and_more_are_noted() {
        let combined = |one, other| {
            let mut texts = Texts::new();
            texts.push(&numbers(one));
            texts.push_text("/");
            texts.push(&numbers(other));
            let values = texts.values();
            (values.len(), values.rest())
        };
        assert_eq!(combined(4, MAX_TEXTS / 4), (MAX_TEXTS, None));
        assert_eq!(combined(4, MAX_TEXTS / 4 + 1), (MAX_TEXTS, Some(Unknown::Growing)));
    }
}
