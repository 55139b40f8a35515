//! Pages: the script blocks of a `.vue` or `.svelte` file as one text, in which later stages see nothing of markup.
//!
//! The blocks of a page share one module. So the text is the page, with a space for each character outside of the
//! blocks: lines and columns stay those of the file.

use std::ops::Range;

/// The scripts of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The page without its markup.
    pub text: String,
    /// The script blocks in other languages, each ended by a line feed.
    pub not_code: String,
}

/// What ends a block in the text, in the place of `</`: a separator of lines ends a comment and moves no line.
const END_OF_BLOCK: &str = "\u{2028};";

/// Reads the blocks of a page; `is_code` says of the value of `lang` or `type` whether a block is code.
pub fn read(page: &str, is_code: impl Fn(&str) -> bool) -> Page {
    let mut read = Page { text: String::with_capacity(page.len()), ..Page::default() };
    let mut end = 0;
    for block in blocks(page) {
        let content = &page[block.content.clone()];
        if !kinds(&page[block.attributes]).all(&is_code) {
            read.not_code.push_str(content);
            read.not_code.push('\n');
            continue;
        }
        blank(&mut read.text, &page[end..block.content.start]);
        read.text.push_str(content);
        end = block.content.end;
        if page[end..].starts_with("</") {
            read.text.push_str(END_OF_BLOCK);
            end += 2;
        }
    }
    blank(&mut read.text, &page[end..]);
    read
}

/// A space for each character, but for the ends of lines.
fn blank(text: &mut String, markup: &str) {
    text.extend(markup.chars().map(|it| if matches!(it, '\n' | '\r') { it } else { ' ' }));
}

/// A script block, in bytes of the page.
struct Block {
    attributes: Range<usize>,
    content: Range<usize>,
}

/// The script blocks of a page, in order. A comment that nothing ends and a tag that nothing closes hide no block.
fn blocks(page: &str) -> Vec<Block> {
    let mut found = Vec::new();
    // Looked for from every comment, the end that is not there would cost the length of the page each time.
    let last_end = memchr::memmem::rfind(page.as_bytes(), b"-->").unwrap_or_default();
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'<', &page.as_bytes()[at..]) {
        at += next;
        let tag = &page[at + 1..];
        if let Some(comment) = tag.strip_prefix("!--") {
            let end = (at < last_end).then(|| comment.find("-->")).flatten();
            at += end.map_or(1, |end| end + "<!---->".len());
            continue;
        }
        let length = tag.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let Some(attributes) = (length > 0).then(|| end_of_tag(&tag[length..])).flatten() else {
            at += 1;
            continue;
        };
        let start = at + 1 + length;
        at = start + attributes + 1;
        let attributes = start..at - 1;
        if tag[..length].eq_ignore_ascii_case("script") && !page[attributes.clone()].ends_with('/') {
            let end = end_of_script(&page[at..]).map_or(page.len(), |end| at + end);
            found.push(Block { attributes, content: at..end });
            at = end;
        }
    }
    found
}

/// Where the bracket is that closes a tag, of which `rest` is what follows the name. A quote counts behind `=` alone.
fn end_of_tag(rest: &str) -> Option<usize> {
    let mut quote = None;
    let mut is_value = false;
    for (at, sign) in rest.bytes().enumerate() {
        match (quote, sign) {
            (Some(open), _) if open == sign => quote = None,
            (None, b'>') => return Some(at),
            // What seemed to be a tag is a comparison, and the next tag is one.
            (None, b'<') => return None,
            (None, b'"' | b'\'') if is_value => quote = Some(sign),
            _ => {}
        }
        is_value = sign == b'=' || is_value && sign.is_ascii_whitespace();
    }
    None
}

/// Where the tag stands that ends a script: whatever the script says there, as in browsers.
fn end_of_script(rest: &str) -> Option<usize> {
    let is_end =
        |at: &usize| rest.as_bytes()[*at..].get(..8).is_some_and(|it| it.eq_ignore_ascii_case(b"</script"));
    memchr::memchr_iter(b'<', rest.as_bytes()).find(is_end)
}

/// The values of `lang` and `type` among the attributes of a tag.
fn kinds(attributes: &str) -> impl Iterator<Item = &str> {
    ["lang", "type"].into_iter().filter_map(|name| value(attributes, name))
}

/// The value of an attribute, without quotes.
fn value<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let is_whole = |at: usize| at == 0 || attributes.as_bytes()[at - 1].is_ascii_whitespace();
    let mut places = attributes.match_indices(name).map(|(at, _)| at).filter(|at| is_whole(*at));
    places.find_map(|at| {
        let value = attributes[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        match value.strip_prefix(['"', '\'']) {
            Some(quoted) => quoted.split(['"', '\'']).next(),
            None => value.split(|it: char| it.is_ascii_whitespace()).next(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(page: &str) -> String {
        read(page, |kind| matches!(kind, "ts" | "module")).text
    }

    #[test]
    fn a_block_keeps_its_place() {
        assert_eq!(text("<p>ä</p>\n<script>a</script>\r\n"), "        \n        a\u{2028};       \r\n");
        let generic = "<script setup lang=\"ts\" generic=\"T extends A<B>\">a</script>";
        assert_eq!(text(generic).trim_start(), "a\u{2028};       ");
        assert_eq!(text("<SCRIPT type = 'module'>a<b</Script >").trim(), "a<b\u{2028};");
        assert_eq!(text("<script>a").trim(), "a");
    }

    #[test]
    fn markup_is_no_code_and_hides_none() {
        for page in
            ["", "<!-- <script>a</script> -->", "<script src=\"a.ts\"/>", "<scripts>a</scripts>", "a <"]
        {
            assert_eq!(text(page).trim(), "", "{page}");
        }
        for page in ["<!-- ", "<p title=\"<!--\">-->", "{a <b} don't ", "<p title='>", "<"] {
            assert_eq!(text(&format!("{page}<script>a</script>")).trim(), "a\u{2028};", "{page}");
        }
    }

    #[test]
    fn a_block_in_another_language_is_none() {
        let read = read("<script lang=coffee>a</script><script data-lang=\"x\">b</script>", |_| false);
        assert_eq!(read.not_code, "a\n");
        assert_eq!(read.text.trim(), "b\u{2028};");
    }

    #[test]
    fn comments_that_nothing_ends_are_passed_once() {
        let page = "<!-- -->".to_owned() + &"<!--".repeat(1 << 20) + "<script>a</script>";
        assert_eq!(text(&page).trim(), "a\u{2028};");
    }
}
