//! Which parts of a file are comments or texts, as far as the markers of its language say.

/// What begins or ends a comment, and where it may stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    text: Vec<u8>,
    place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Anywhere,
    /// At the beginning of a line, or behind a blank.
    AfterBlank,
    LineStart,
}

impl Marker {
    /// The marker that a text stands for: a blank before it, or `^`, says where it may stand.
    pub fn new(text: &str) -> Self {
        let (place, text) = match (text.strip_prefix(' '), text.strip_prefix('^')) {
            (Some(rest), _) => (Place::AfterBlank, rest),
            (None, Some(rest)) => (Place::LineStart, rest),
            (None, None) => (Place::Anywhere, text),
        };
        Self { text: text.as_bytes().to_vec(), place }
    }

    fn stands_at(&self, bytes: &[u8], at: usize) -> bool {
        if !bytes[at..].starts_with(&self.text) {
            return false;
        }
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let is_line_start = before.is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
        match self.place {
            Place::Anywhere => true,
            Place::AfterBlank => is_line_start || before.is_some_and(|byte| byte.is_ascii_whitespace()),
            Place::LineStart => is_line_start,
        }
    }
}

/// What a text begins and ends with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The quote.
    pub quote: String,
    /// Whether it may go on in the next line.
    pub is_long: bool,
}

/// The comments and texts of a language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Syntax {
    /// What begins a comment that ends with its line.
    pub comments: Vec<Marker>,
    /// What begins and ends other comments.
    pub blocks: Vec<(Marker, Marker)>,
    /// Texts; of two that begin alike the longer one goes first.
    pub texts: Vec<Text>,
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    Code,
    Text,
    Comment,
}

/// The comments and texts of a file, in order.
#[derive(Debug)]
pub(super) struct Regions(Vec<(usize, usize, Region)>);

impl Regions {
    pub(super) fn of(bytes: &[u8], syntax: &Syntax) -> Self {
        let mut found = Vec::new();
        // A quote that does not come again begins no text, and need not be looked for again.
        let mut single = vec![false; syntax.texts.len()];
        let mut at = 0;
        while at < bytes.len() {
            let (region, next) = syntax.region_at(bytes, at, &mut single);
            found.extend(region);
            at = next;
        }
        Self(found)
    }

    /// What the byte `at` belongs to. The quotes around a text are code.
    pub(super) fn at(&self, at: usize) -> Region {
        let after = self.0.partition_point(|(start, ..)| *start <= at);
        match after.checked_sub(1).map(|before| self.0[before]) {
            Some((_, end, region)) if at < end => region,
            _ => Region::Code,
        }
    }
}

impl Syntax {
    /// The comment or text that begins at a byte, and where to go on.
    fn region_at(
        &self,
        bytes: &[u8],
        at: usize,
        single: &mut [bool],
    ) -> (Option<(usize, usize, Region)>, usize) {
        if let Some((open, close)) = self.blocks.iter().find(|(open, _)| open.stands_at(bytes, at)) {
            let mut end = at + open.text.len();
            while end < bytes.len() && !close.stands_at(bytes, end) {
                end += 1;
            }
            let end = (end + close.text.len()).min(bytes.len());
            return (Some((at, end, Region::Comment)), end);
        }
        if self.comments.iter().any(|marker| marker.stands_at(bytes, at)) {
            let end = end_of_line(bytes, at);
            return (Some((at, end, Region::Comment)), end);
        }
        let begins = |which: &usize| bytes[at..].starts_with(self.texts[*which].quote.as_bytes());
        let begun = (0..self.texts.len()).find(|which| !single[*which] && begins(which));
        let Some(which) = begun else { return (None, at + 1) };
        let text = &self.texts[which];
        let start = at + text.quote.len();
        let Some(end) = text.end(bytes, start) else {
            single[which] = true;
            return (None, start);
        };
        let next = if bytes[end..].starts_with(text.quote.as_bytes()) { end + text.quote.len() } else { end };
        (Some((start, end, Region::Text)), next)
    }
}

impl Text {
    /// Where a text ends that begins at `start`: with its quote, or, so that a lone apostrophe hides one line at most, with
    /// its line. `None` if it may go on and never ends.
    fn end(&self, bytes: &[u8], start: usize) -> Option<usize> {
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'\n' | b'\r' if !self.is_long => return Some(at),
                b'\\' if at + 1 < bytes.len() => at += 2,
                _ if bytes[at..].starts_with(self.quote.as_bytes()) => return Some(at),
                _ => at += 1,
            }
        }
        (!self.is_long).then_some(bytes.len())
    }
}

fn end_of_line(bytes: &[u8], at: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |length| at + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn syntax() -> Syntax {
        let long = |quote: &str| Text { quote: quote.to_owned(), is_long: true };
        let short = |quote: &str| Text { quote: quote.to_owned(), is_long: false };
        Syntax {
            comments: vec![Marker::new("//"), Marker::new(" #")],
            blocks: vec![
                (Marker::new("/*"), Marker::new("*/")),
                (Marker::new("^=begin"), Marker::new("^=end")),
            ],
            texts: vec![long("\"\"\""), short("\""), short("'"), long("`")],
        }
    }

    /// What the first `x` of a text belongs to.
    fn of_x(text: &str) -> Region {
        let at = text.find('x').expect("an x");
        Regions::of(text.as_bytes(), &syntax()).at(at)
    }

    #[test]
    fn comments_end_with_their_line_or_their_marker() {
        assert_eq!(of_x("a // b\nx"), Region::Code);
        assert_eq!(of_x("a // x"), Region::Comment);
        assert_eq!(of_x("/* a\n x */"), Region::Comment);
        assert_eq!(of_x("/* a */ x"), Region::Code);
        assert_eq!(of_x("a # x"), Region::Comment);
        assert_eq!(of_x("$# x"), Region::Code);
        assert_eq!(of_x("=begin\nx\n=end"), Region::Comment);
        assert_eq!(of_x("=begin\n=end\nx"), Region::Code);
        assert_eq!(of_x("a =begin x"), Region::Code);
    }

    #[test]
    fn texts_hide_comments() {
        assert_eq!(of_x("\"http://\" x"), Region::Code);
        assert_eq!(of_x("\"a\\\" // x\""), Region::Text);
        assert_eq!(of_x("it's\nx"), Region::Code);
        assert_eq!(of_x("\"\"\"a\n\"x\"\"\""), Region::Text);
        assert_eq!(of_x("`a\nx`"), Region::Text);
        assert_eq!(of_x("` x"), Region::Code);
        assert_eq!(of_x("x '\\"), Region::Code);
    }
}
