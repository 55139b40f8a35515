//! From bytes to text: byte order marks, declared encodings, line ends.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::escapes;

/// Replaces every carriage return that no line feed follows by a line feed. The length does not change.
pub fn normalise_line_ends(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let lone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', bytes).any(lone) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    for at in memchr::memchr_iter(b'\r', bytes).filter(|&at| lone(at)) {
        out.push_str(&text[rest..at]);
        out.push('\n');
        rest = at + 1;
    }
    out.push_str(&text[rest..]);
    Cow::Owned(out)
}

/// A file's text, and what was lost on the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text without a byte order mark. Bytes that mean nothing are replaced by U+FFFD.
    pub text: Cow<'a, str>,
    /// Whether the file began with a byte order mark.
    pub has_bom: bool,
    /// What was wrong and where.
    pub problem: Option<Problem>,
}

/// What is wrong with the bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What and where, one sentence without a full stop.
    pub message: String,
    /// What it costs.
    pub cost: Cost,
}

/// What a problem with the bytes of a file costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// Some characters are replaced.
    Characters,
    /// A part of the code may be read as something else, or is left out.
    Part,
    /// The whole file: it is no text.
    Binary,
    /// The whole file: it is not in its format.
    Unreadable,
}

impl Problem {
    fn new(cost: Cost, message: String) -> Self {
        Self { message, cost }
    }
}

/// Decodes a file: by its byte order mark, else by the encoding that it declares, else as UTF-8.
///
/// Cannot fail: what cannot be decoded is replaced, and the problem says so. A file with NUL bytes is no text;
/// its text is empty.
pub fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Decoded<'a> {
    if let Some(what) = stand_in(bytes) {
        let problem = Problem::new(Cost::Unreadable, format!("is {what}; what it stands for is not here"));
        return Decoded { text: Cow::Borrowed(""), has_bom: false, problem: Some(problem) };
    }
    match Encoding::for_bom(bytes) {
        Some((encoding, width)) => {
            Decoded { has_bom: true, ..decode_as(Charset::Known(encoding), &bytes[width..], width) }
        }
        None => match declared {
            None => decode_as(Charset::Known(UTF_8), bytes, 0),
            Some(label) => decode_declared(bytes, label),
        },
    }
}

/// Whether a file begins with the byte order mark of UTF-16.
pub fn is_wide(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])
}

/// Whether names that stand in a file may not stand in its bytes, so that it has to be decoded before anything is looked
/// for. Nobody knows that of an encoding which nobody knows.
pub fn hides_names(bytes: &[u8], declared: Option<&str>) -> bool {
    if stand_in(bytes).is_some() {
        return true;
    }
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding != UTF_8,
        None => declared.is_some_and(|label| match Charset::of_label(label) {
            Some(Charset::Latin1) => false,
            Some(Charset::Known(encoding)) => encoding == ISO_2022_JP,
            Some(Charset::Escaped(_)) | None => true,
        }),
    }
}

/// What stands in a checkout in the place of a file, by what it begins with: the file comes later, or is encrypted.
const STAND_INS: &[(&[u8], &str)] = &[
    (b"version https://git-lfs.github.com/spec/", "a pointer of Git LFS"),
    (b"version https://hawser.github.com/spec/", "a pointer of Git LFS"),
    (b"/annex/objects/", "a pointer of git-annex"),
    (b"\0GITCRYPT\0", "encrypted by git-crypt"),
    (b"$ANSIBLE_VAULT;", "encrypted by Ansible Vault"),
    (b"-----BEGIN AGE ENCRYPTED FILE-----", "encrypted by age"),
    (b"-----BEGIN PGP MESSAGE-----", "encrypted by OpenPGP"),
];

/// What a file is that stands for another one.
fn stand_in(bytes: &[u8]) -> Option<&'static str> {
    STAND_INS.iter().find(|(begins, _)| bytes.starts_with(begins)).map(|(_, what)| *what)
}

/// Whether nobody here knows what a file says: in which encoding it is written, or what it stands for.
pub fn is_unknown(bytes: &[u8], declared: Option<&str>) -> bool {
    stand_in(bytes).is_some()
        || Encoding::for_bom(bytes).is_none()
            && declared.is_some_and(|label| Charset::of_label(label).is_none())
}

fn decode_declared<'a>(bytes: &'a [u8], label: &str) -> Decoded<'a> {
    if let Some(charset) = Charset::of_label(label) {
        return decode_as(charset, bytes, 0);
    }
    let mut decoded = decode_as(Charset::Known(UTF_8), bytes, 0);
    let at = memchr::memmem::find(bytes, label.as_bytes()).unwrap_or(0);
    let line = line_of(bytes, at);
    // A file that is binary is lost altogether.
    if decoded.problem.as_ref().is_none_or(|problem| problem.cost == Cost::Characters) {
        let message =
            format!("line {line}: the declared encoding `{label}` is not known; the file is read as UTF-8");
        decoded.problem = Some(Problem::new(Cost::Part, message));
    }
    decoded
}

/// Whether Python knows an encoding of this name, the Encoding Standard does not, and all of ASCII in it is ASCII. Every
/// other byte is some letter, and which one it is matters to no name of a library.
fn is_code_page(label: &str) -> bool {
    let number = label.strip_prefix("cp").or_else(|| label.strip_prefix("ibm")).unwrap_or(label);
    let of_dos = ["437", "720", "737", "775", "850", "852", "855", "856", "857", "858"];
    let of_dos = of_dos.iter().chain(&["860", "861", "862", "863", "865", "869", "1006", "1125"]);
    let named = ["hp-roman8", "koi8-t", "kz1048", "mac-croatian", "mac-greek", "mac-iceland", "mac-latin2"];
    let named = named.iter().chain(&["mac-romanian", "mac-turkish", "palmos", "ptcp154", "tis-620"]);
    of_dos.into_iter().any(|known| *known == number) || named.into_iter().any(|known| *known == label)
}

/// How bytes become text.
#[derive(Clone, Copy)]
enum Charset {
    /// ISO-8859-1: every byte is the character of that number. The Encoding Standard, and so `encoding_rs`,
    /// reads that label as windows-1252, where 0x80 to 0x9F are others.
    Latin1,
    /// An encoding of the Encoding Standard.
    Known(&'static Encoding),
    /// One that writes characters as several others.
    Escaped(escapes::Charset),
}

impl Charset {
    /// The encoding that a declaration names. Labels of UTF-16 are not taken: a declaration that can be read
    /// as ASCII does not stand in a UTF-16 file.
    fn of_label(label: &str) -> Option<Self> {
        let label = label.to_ascii_lowercase().replace('_', "-");
        // Editors add how lines end (`utf-8-unix`), and Python takes that away.
        let plain = ["utf-8", "latin-1", "iso-8859-1", "iso-latin-1"].into_iter().find(|plain| {
            label.strip_prefix(plain).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        });
        let label = plain.map_or(label, str::to_owned);
        if let Some(charset) = escapes::Charset::of_label(&label) {
            return Some(Self::Escaped(charset));
        }
        let standard = match label.as_str() {
            "latin-1" | "latin1" | "latin" | "l1" | "iso-8859-1" | "iso8859-1" | "iso-latin-1"
            | "iso-ir-100" | "8859" | "cp819" => return Some(Self::Latin1),
            other if is_code_page(other) => return Some(Self::Latin1),
            // ASCII is UTF-8 without the bytes that would be an error in either.
            "ascii" | "us-ascii" | "646" | "utf" | "u8" | "cp65001" => "utf-8",
            // Names that Python has for encodings of the standard.
            "cp932" | "ms-kanji" | "shift-jis" | "s-jis" => "shift_jis",
            "cp936" | "936" => "gbk",
            "cp949" | "949" | "uhc" => "euc-kr",
            "cp950" | "950" => "big5",
            "mac-roman" | "macroman" => "macintosh",
            other => other,
        };
        let encoding = Encoding::for_label_no_replacement(standard.as_bytes())?;
        (![UTF_16LE, UTF_16BE].contains(&encoding)).then_some(Self::Known(encoding))
    }

    fn name(self) -> &'static str {
        match self {
            // Nothing in it is malformed, so that nobody asks.
            Self::Latin1 => "ISO-8859-1",
            Self::Known(encoding) => encoding.name(),
            Self::Escaped(charset) => charset.name(),
        }
    }

    /// The text, and whether something had to be replaced.
    fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        match self {
            Self::Latin1 => (encoding_rs::mem::decode_latin1(bytes), false),
            Self::Known(encoding) => encoding.decode_without_bom_handling(bytes),
            Self::Escaped(charset) => {
                let (text, replaced) = charset.decode(bytes);
                (Cow::Owned(text), replaced)
            }
        }
    }
}

/// Decodes what follows a byte order mark of `bom_width` bytes.
fn decode_as(charset: Charset, bytes: &[u8], bom_width: usize) -> Decoded<'_> {
    // The common case: no copy.
    if let Charset::Known(encoding) = charset
        && encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return text_or_binary(Cow::Borrowed(text), None, bom_width);
    }
    let (text, replaced) = charset.decode(bytes);
    let problem = replaced.then(|| Problem::new(Cost::Characters, malformed(charset, bytes, bom_width)));
    text_or_binary(text, problem, bom_width)
}

fn text_or_binary(text: Cow<'_, str>, problem: Option<Problem>, bom_width: usize) -> Decoded<'_> {
    match memchr::memchr(0, text.as_bytes()) {
        None => Decoded { text, has_bom: bom_width > 0, problem },
        Some(at) => Decoded {
            problem: Some(Problem::new(
                Cost::Binary,
                format!(
                    "line {}: holds a NUL character; the file is binary and was left out",
                    line_of(text.as_bytes(), at),
                ),
            )),
            text: Cow::Borrowed(""),
            has_bom: bom_width > 0,
        },
    }
}

/// Says where the first bytes are that mean nothing in the encoding.
fn malformed(charset: Charset, bytes: &[u8], bom_width: usize) -> String {
    let at = match charset {
        Charset::Known(encoding) => first_malformed(encoding, bytes),
        Charset::Latin1 | Charset::Escaped(_) => 0,
    };
    let byte = bytes.get(at).copied().unwrap_or(0);
    format!(
        "line {}: byte 0x{byte:02X} at offset {} is not {}; it was replaced",
        line_of(bytes, at),
        at + bom_width,
        charset.name(),
    )
}

/// The offset of the first malformed sequence.
fn first_malformed(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut chunk = [0_u8; 4096];
    let mut at = 0;
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(&bytes[at..], &mut chunk, true);
        at += read;
        match result {
            DecoderResult::OutputFull => {}
            DecoderResult::InputEmpty => return bytes.len(),
            DecoderResult::Malformed(length, after) => {
                return at.saturating_sub(usize::from(length) + usize::from(after));
            }
        }
    }
}

/// The line, from 1, of a byte. In UTF-16 a line feed has a zero byte beside it; it is counted all the same.
fn line_of(bytes: &[u8], at: usize) -> usize {
    memchr::memchr_iter(b'\n', &bytes[..at.min(bytes.len())]).count() + 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::language::LANGUAGES;
    use crate::source::{FileId, SourceFile};

    fn text(bytes: &[u8], declared: Option<&str>) -> String {
        let decoded = decode(bytes, declared);
        assert_eq!(decoded.problem, None);
        decoded.text.into_owned()
    }

    #[test]
    fn utf_8_is_not_copied() {
        assert!(matches!(decode("é".as_bytes(), None).text, Cow::Borrowed("é")));
        assert!(matches!(decode("é".as_bytes(), Some("UTF8")).text, Cow::Borrowed("é")));
    }

    #[test]
    fn byte_order_marks_are_taken_off() {
        for bytes in
            [&b"\xEF\xBB\xBFx = 1\n"[..], b"\xFF\xFEx\0 \0=\0 \x001\0\n\0", b"\xFE\xFF\0x\0 \0=\0 \x001\0\n"]
        {
            let decoded = decode(bytes, None);
            assert_eq!(decoded.text, "x = 1\n");
            assert!(decoded.has_bom);
            assert_eq!(decoded.problem, None);
        }
    }

    #[test]
    fn latin_1_is_iso_8859_1_and_not_windows_1252() {
        assert_eq!(text(b"\x80\xE9", Some("latin_1")), "\u{80}é");
        assert_eq!(text(b"\x80\xE9", Some("cp1252")), "€é");
    }

    #[test]
    fn names_that_only_python_has() {
        for label in ["cp932", "shift_jis", "Shift-JIS", "euc_jp", "koi8_r", "mac_roman", "gb18030", "latin2"]
        {
            assert_eq!(decode(b"x", Some(label)).problem, None, "{label}");
        }
    }

    #[test]
    fn problems_say_what_and_where() {
        let problem = |bytes: &[u8], declared| {
            decode(bytes, declared).problem.map(|problem| problem.message).unwrap_or_default()
        };
        assert_eq!(
            problem(b"a\nb\xE9\n", None),
            "line 2: byte 0xE9 at offset 3 is not UTF-8; it was replaced"
        );
        assert_eq!(
            problem(b"\xEF\xBB\xBF\xE9\n", None),
            "line 1: byte 0xE9 at offset 3 is not UTF-8; it was replaced"
        );
        assert_eq!(
            problem(b"#!x\n# coding: rot13\n", Some("rot13")),
            "line 2: the declared encoding `rot13` is not known; the file is read as UTF-8"
        );
        assert_eq!(
            problem(b"a\n\0", None),
            "line 2: holds a NUL character; the file is binary and was left out"
        );
        assert!(problem(b"# coding: utf-16", Some("utf-16")).contains("not known"));
        assert!(problem(b"\n\x81", Some("shift_jis")).starts_with("line 2: byte 0x81 at offset 1"));
        assert_eq!(problem(b"\xE9 # coding: cp437", Some("cp437")), "");
        assert_eq!(problem(b"# coding: utf-8-unix", Some("UTF_8-unix")), "");
        assert_eq!(decode(b"a\xE9b", None).text, "a\u{FFFD}b");
        assert_eq!(decode(b"a\0b", None).text, "");
    }

    proptest! {
        #[test]
        fn any_bytes_become_a_file_with_sane_positions(
            bytes in proptest::collection::vec(
                prop_oneof![any::<u8>(), Just(b'\n'), Just(b'\r'), Just(0xFE), Just(0xFF), 1..=127_u8],
                0..200,
            ),
            prefix in prop_oneof![
                Just(""), Just("# coding: latin-1\n"), Just("# coding: big5\r"), Just("\u{FEFF}"), Just("# coding=x\n"),
            ],
        ) {
            let bytes = [prefix.as_bytes(), &bytes].concat();
            for language in LANGUAGES {
                let file = SourceFile::decode(FileId(0), "a", "a", &bytes, language).file;
                let lines = file.line_starts().len() as u32;
                let mut before = (1, 0);
                for offset in 0..=file.text.len() as u32 + 3 {
                    let here = file.line_column(offset);
                    prop_assert!(before <= here, "{before:?} {here:?}");
                    prop_assert!(here.0 >= 1 && here.0 <= lines && here.1 >= 1);
                    let width = file.line_text(here.0).chars().count() as u32;
                    // The line's own end may be one (`\n`) or two (`\r\n`) characters.
                    prop_assert!(here.1 <= width + 3);
                    before = here;
                }
            }
        }
    }
}
