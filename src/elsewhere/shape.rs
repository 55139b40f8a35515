//! What stands before or behind a name where it is used.

/// A text in which a blank is any white space, two blanks are some at least, and `%` is a name. Before a name, `^` at its
/// beginning is that of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape(Vec<Part>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Is(u8),
    /// White space; between two words there has to be some.
    Blank {
        needed: bool,
    },
    Name,
    LineStart,
}

impl Part {
    fn new(byte: u8) -> Self {
        match byte {
            b' ' => Self::Blank { needed: false },
            b'%' => Self::Name,
            other => Self::Is(other),
        }
    }

    fn is_word(self) -> bool {
        match self {
            Self::Is(byte) => is_word(byte),
            Self::Name => true,
            Self::Blank { .. } | Self::LineStart => false,
        }
    }
}

/// Whether a byte may stand in a name.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

impl Shape {
    /// The shape before a name: `import "`.
    pub fn before(text: &str) -> Self {
        // What follows is a name.
        let (line_start, text) = match text.strip_prefix('^') {
            Some(rest) => (Some(Part::LineStart), rest),
            None => (None, text),
        };
        Self::new(line_start, text, false, text.ends_with(' '))
    }

    /// The shape behind one: ` (`.
    pub fn after(text: &str) -> Self {
        Self::new(None, text, text.starts_with(' '), false)
    }

    fn new(first: Option<Part>, text: &str, word_before: bool, word_after: bool) -> Self {
        let mut parts: Vec<Part> = first.into_iter().collect();
        for part in text.bytes().map(Part::new) {
            match (parts.last_mut(), part) {
                (Some(Part::Blank { needed }), Part::Blank { .. }) => *needed = true,
                _ => parts.push(part),
            }
        }
        for at in 0..parts.len() {
            if parts[at] == (Part::Blank { needed: false }) {
                let before = at.checked_sub(1).map_or(word_before, |before| parts[before].is_word());
                let after = parts.get(at + 1).map_or(word_after, |after| after.is_word());
                parts[at] = Part::Blank { needed: before && after };
            }
        }
        Self(parts)
    }

    /// The bytes that a name begins with where this stands before it and it says nothing by itself: a quote.
    pub(super) fn last_sign(&self) -> Option<u8> {
        match self.0.last() {
            Some(Part::Is(byte)) if !is_word(*byte) => Some(*byte),
            _ => None,
        }
    }

    /// Where it begins, if it stands before the byte `at`.
    pub(super) fn start(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let taken = taken(self.0.iter().rev(), bytes[..at].iter().rev())?;
        Some(at - taken)
    }

    /// Whether it stands at the byte `at`.
    pub(super) fn stands_at(&self, bytes: &[u8], at: usize) -> bool {
        taken(self.0.iter(), bytes[at..].iter()).is_some()
    }
}

/// How many bytes parts take, in whichever direction both are given. A word ends where they do.
fn taken<'p, 'b>(
    parts: impl Iterator<Item = &'p Part>,
    bytes: impl Iterator<Item = &'b u8> + Clone,
) -> Option<usize> {
    let mut rest = bytes;
    let mut all = 0;
    let mut is_inside = false;
    for part in parts {
        let count = match part {
            Part::Is(wanted) => {
                rest.clone().next().filter(|byte| *byte == wanted)?;
                1
            }
            Part::Blank { needed } => {
                let count = rest.clone().take_while(|byte| byte.is_ascii_whitespace()).count();
                (count > 0 || !needed).then_some(count)?
            }
            Part::Name => {
                let is_name = |byte: &&u8| is_word(**byte) || matches!(byte, b'.' | b'-' | b'$');
                Some(rest.clone().take_while(is_name).count()).filter(|count| *count > 0)?
            }
            Part::LineStart => {
                let count = rest.clone().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
                rest.clone().nth(count).is_none_or(|byte| matches!(byte, b'\n' | b'\r')).then_some(count)?
            }
        };
        if count > 0 {
            rest.nth(count - 1);
        }
        all += count;
        is_inside = part.is_word();
    }
    let goes_on = is_inside && rest.next().is_some_and(|byte| is_word(*byte));
    (!goes_on).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn before(shape: &str, text: &str) -> Option<usize> {
        Shape::before(shape).start(text.as_bytes(), text.len())
    }

    #[test]
    fn shapes_before_a_name() {
        assert_eq!(before("from \"", "a from \""), Some(2));
        assert_eq!(before("from \"", "a from\n  \""), Some(2));
        assert_eq!(before("from \"", "from\""), Some(0));
        assert_eq!(before("from \"", "xfrom \""), None);
        assert_eq!(before("import ", "import\t"), Some(0));
        assert_eq!(before("import ", "import"), None);
        assert_eq!(before("^% \"", "x\n\t_ \""), Some(2));
        assert_eq!(before("^% \"", "x = y(\""), None);
        assert_eq!(before("^\"", "\""), Some(0));
        assert_eq!(before("\"  ", "\""), None);
        assert_eq!(before("\"  ", "\" "), Some(0));
    }

    #[test]
    fn shapes_behind_a_name() {
        let stands = |shape: &str, text: &str| Shape::after(shape).stands_at(text.as_bytes(), 0);
        assert!(stands(" (", "\n ("));
        assert!(stands(" (", "("));
        assert!(!stands(" (", "x("));
        assert!(stands(" -p", " -p \"x\""));
        assert!(!stands(" -p", " -po"));
        assert!(!stands(" -p", ""));
    }
}
