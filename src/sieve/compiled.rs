//! Where the texts of a compiled file stand: most of an extension is machine code and what debuggers read.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use object::read::{Object, ObjectSection, ReadCache, ReadRef, SectionKind};

/// How many bytes are searched of a file.
const MOST_BYTES: u64 = 256 << 20;

/// How many bytes of it are in memory at a time.
const WINDOW_BYTES: u64 = 1 << 20;

/// How many bytes of a window are in the next one too, so that no statement is cut in two.
const OVERLAP_BYTES: usize = 4 << 10;

/// What stands in the last bytes of an archive, and in how many: a comment may follow.
const END_OF_ARCHIVE: &[u8] = b"PK\x05\x06";
const END_BYTES: u64 = 22 + 0xffff;

/// The parts of a file in which the texts of a program may stand, in their order, as ranges of bytes. Of a file that is no
/// object file of a system that is all of it, and of an archive too: whatever it begins with, it is read from its end.
pub(super) fn texts(file: &File) -> io::Result<Vec<Range<u64>>> {
    let length = file.metadata()?.len();
    let cache = ReadCache::new(file);
    let end = length.saturating_sub(END_BYTES);
    let end = (&cache).read_bytes_at(end, length - end).unwrap_or_default();
    if memchr::memmem::rfind(end, END_OF_ARCHIVE).is_some() {
        return Ok(std::iter::once(0..length).collect());
    }
    let mut passed_over: Vec<Range<u64>> = object::File::parse(&cache).map_or(Vec::new(), |object| {
        let sections = object.sections().filter(|section| !may_hold_texts(section));
        let ranges = sections.filter_map(|section| section.file_range());
        ranges.map(|(start, size)| start..start.saturating_add(size)).collect()
    });
    passed_over.sort_unstable_by_key(|range| (range.start, range.end));
    let mut texts = Vec::new();
    let mut from = 0;
    for range in passed_over {
        if range.start > from {
            texts.push(from..range.start.min(length));
        }
        from = from.max(range.end);
    }
    if from < length {
        texts.push(from..length);
    }
    Ok(texts)
}

/// Machine code and the names of its symbols are no texts of the program, and the names that its compiler leaves for a debugger are
/// those of variables: `haystack` is one in any search.
fn may_hold_texts<'d>(section: &impl ObjectSection<'d>) -> bool {
    use SectionKind::{Debug, DebugString, Metadata, Text};
    // On Linux only the name says it.
    let is_for_debuggers = || section.name_bytes().is_ok_and(|name| name.starts_with(b".debug_"));
    !matches!(section.kind(), Text | Metadata | Debug | DebugString) && !is_for_debuggers()
}

/// Whether something is found in some parts of a file, piece by piece, each of them read into `window`. `None` if it is not, and not
/// all was searched.
pub(super) fn search(
    file: &mut File,
    parts: &[Range<u64>],
    window: &mut Vec<u8>,
    mut found: impl FnMut(&[u8]) -> bool,
) -> io::Result<Option<bool>> {
    let mut left = MOST_BYTES;
    for part in parts {
        window.clear();
        file.seek(SeekFrom::Start(part.start))?;
        let mut rest = part.end - part.start;
        while rest > 0 {
            let wanted = rest.min(WINDOW_BYTES).min(left);
            if wanted == 0 {
                return Ok(None);
            }
            let kept = window.len().saturating_sub(OVERLAP_BYTES);
            window.drain(..kept);
            let read = file.by_ref().take(wanted).read_to_end(window)? as u64;
            if found(window) {
                return Ok(Some(true));
            }
            if read < wanted {
                // The file has become shorter.
                break;
            }
            (rest, left) = (rest - read, left - read);
        }
    }
    Ok(Some(false))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const ALLOCATED: u64 = 2;
    const EXECUTED: u64 = 4;

    /// An extension for Linux with some sections, by name, flags and content.
    fn extension(sections: &[(&str, u64, &str)]) -> Vec<u8> {
        let mut names = vec![0];
        let mut contents: Vec<u8> = Vec::new();
        let mut headers = vec![0; 64];
        let mut add = |name: &str, kind: u32, flags: u64, content: &[u8], names: &mut Vec<u8>| {
            let (at, offset) = (names.len() as u32, 64 + contents.len() as u64);
            names.extend(name.bytes().chain([0]));
            let content = if content.is_empty() { &names.clone()[..] } else { content };
            contents.extend(content);
            let numbers = [flags, 0, offset, content.len() as u64, 0, 1, 0];
            headers.extend(at.to_le_bytes().into_iter().chain(kind.to_le_bytes()));
            headers.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        };
        for &(name, flags, content) in sections {
            add(name, 1, flags, content.as_bytes(), &mut names);
        }
        add(".shstrtab", 3, 0, &[], &mut names);
        let count = sections.len() as u16 + 2;
        let mut file = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0".to_vec();
        file.extend([0; 16]);
        file.extend((64 + contents.len() as u64).to_le_bytes());
        file.extend([0, 0, 0, 0, 64, 0, 0, 0, 0, 0, 64, 0]);
        file.extend(count.to_le_bytes().into_iter().chain((count - 1).to_le_bytes()));
        file.extend(contents);
        file.extend(headers);
        file
    }

    fn on_disk(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    fn holds(bytes: &[u8], text: &str) -> bool {
        let mut file = on_disk(bytes);
        let parts = texts(&file).unwrap();
        let is_there = |window: &[u8]| memchr::memmem::find(window, text.as_bytes()).is_some();
        search(&mut file, &parts, &mut Vec::new(), is_there).unwrap() == Some(true)
    }

    #[test]
    fn texts_of_an_extension_are_not_those_of_its_code_and_of_debuggers() {
        let mut file = extension(&[
            (".text", ALLOCATED | EXECUTED, "code"),
            (".rodata", ALLOCATED, "openai"),
            (".debug_str", 0, "haystack"),
        ]);
        file.extend(b"behind");
        assert!(holds(&file, "openai") && holds(&file, "behind"));
        assert!(!holds(&file, "code") && !holds(&file, "haystack"));
        // An archive is one whatever its beginning says of it.
        file.extend(END_OF_ARCHIVE.iter().chain(&[0; 18]));
        assert!(holds(&file, "code"));
    }

    #[test]
    fn all_of_another_file_is_searched() {
        assert!(holds(b"\x7fELF\0haystack\0", "haystack"));
        assert!(holds(&[0, 1, 2, b'a', 0], "a"));
        assert!(!holds(b"", "a"));
    }

    #[test]
    fn what_stands_on_the_border_of_two_pieces_is_found() {
        let mut bytes = vec![b' '; WINDOW_BYTES as usize - 3];
        bytes.extend(b"import acme");
        assert!(holds(&bytes, "import acme"));
    }
}
