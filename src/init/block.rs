//! A marked block in a file that others write too: what stands between the marks is mima's, all else is not.

use std::ops::Range;

/// The lines of a block, without its marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// `mima`, and the project's path where a repository holds several.
    pub(super) label: String,
    /// The lines between the marks.
    pub(super) lines: String,
}

impl Block {
    /// The block of the project at `prefix` below the root of its repository.
    pub(super) fn of(prefix: &str, lines: String) -> Self {
        let label = if prefix.is_empty() { "mima".to_owned() } else { format!("mima {prefix}") };
        Self { label, lines }
    }

    fn opening(&self) -> String {
        format!("# >>> {} >>>", self.label)
    }

    fn closing(&self) -> String {
        format!("# <<< {} <<<", self.label)
    }

    /// Lines and marks, each behind `indent`.
    pub(super) fn render(&self, indent: &str) -> String {
        let (opening, closing) = (self.opening(), self.closing());
        let lines = [opening.as_str()].into_iter().chain(self.lines.lines()).chain([closing.as_str()]);
        lines
            .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{indent}{line}\n") })
            .collect()
    }

    /// The bytes of `text` that hold the block, whole lines; `None` if it is not there.
    ///
    /// # Errors
    /// One mark stands there without the other.
    fn find(&self, text: &str) -> Result<Option<Range<usize>>, String> {
        let (opening, closing) = (self.opening(), self.closing());
        let (mut start, mut end, mut at) = (None, None, 0);
        for line in text.split_inclusive('\n') {
            if line.trim() == opening && start.is_none() {
                start = Some(at);
            }
            at += line.len();
            if line.trim() == closing && start.is_some() && end.is_none() {
                end = Some(at);
            }
        }
        match (start, end) {
            (None, _) if text.lines().any(|line| line.trim() == closing) => {
                Err(format!("holds `{closing}` without `{opening}` before it"))
            }
            (Some(_), None) => Err(format!("holds `{opening}` without `{closing}` behind it")),
            (start, end) => Ok(start.zip(end).map(|(start, end)| start..end)),
        }
    }

    /// `text` with the block in it: where it is, or at the byte that `place` gives, with the indentation that it
    /// gives. Lines end as those of `text` do.
    ///
    /// # Errors
    /// Half a block, or what `place` says.
    pub(super) fn put(
        &self,
        text: &str,
        place: impl FnOnce(&str) -> Result<(usize, String), String>,
    ) -> Result<String, String> {
        let (range, indent) = if let Some(range) = self.find(text)? {
            let line = &text[range.start..];
            let indent = &line[..line.len() - line.trim_start().len()];
            (range, indent.to_owned())
        } else {
            let (at, indent) = place(text)?;
            (at..at, indent)
        };
        let mut block = self.render(&indent);
        let before = &text[..range.start];
        if !before.is_empty() && !before.ends_with('\n') {
            block.insert(0, '\n');
        }
        if text.contains("\r\n") {
            block = block.replace('\n', "\r\n");
        }
        Ok([before, &block, &text[range.end..]].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(lines: &str) -> Block {
        Block::of("", lines.to_owned())
    }

    fn put(block: &Block, text: &str) -> Result<String, String> {
        block.put(text, |text| Ok((text.len(), "  ".to_owned())))
    }

    #[test]
    fn a_block_is_put_once_and_then_renewed() {
        let first = put(&block("a\n"), "x");
        assert_eq!(first.as_deref(), Ok("x\n  # >>> mima >>>\n  a\n  # <<< mima <<<\n"));
        let text = first.unwrap_or_default() + "y\n";
        assert_eq!(put(&block("a\n"), &text).as_ref(), Ok(&text));
        let renewed = put(&block("b\n"), &text);
        assert_eq!(renewed, Ok(text.replace("  a\n", "  b\n")));
    }

    #[test]
    fn blocks_of_two_projects_stand_beside_each_other() {
        let text = put(&Block::of("app", "a\n".to_owned()), "").unwrap_or_default();
        let both = put(&block("b\n"), &text).unwrap_or_default();
        assert!(both.starts_with(&text) && both.len() > text.len());
    }

    #[test]
    fn half_a_block_is_nothing_to_guess_about() {
        assert!(put(&block("a"), "# >>> mima >>>\nx\n").is_err());
        assert!(put(&block("a"), "x\n# <<< mima <<<\n").is_err());
    }

    #[test]
    fn lines_end_as_those_around_them() {
        let text = put(&block("a"), "x\r\n").unwrap_or_default();
        assert_eq!(text, "x\r\n  # >>> mima >>>\r\n  a\r\n  # <<< mima <<<\r\n");
        assert_eq!(put(&block("a"), &text), Ok(text.clone()));
    }
}
