//! Paths as URIs.

use std::fmt::Write as _;

/// A printed path as a URI reference: relative paths stay relative and lose a leading `./`, absolute ones get
/// the scheme `file`. Every byte that has a meaning in URIs is percent-encoded, a colon too, which would make
/// the first segment a scheme.
pub(super) fn encode(path: &str) -> String {
    let mut rest = path;
    while let Some(stripped) = rest.strip_prefix("./") {
        rest = stripped.trim_start_matches('/');
    }
    let bytes = rest.as_bytes();
    let drive = matches!(bytes, [letter, b':', b'/', ..] if letter.is_ascii_alphabetic());
    let mut uri = String::with_capacity(path.len() + 16);
    if drive {
        // A drive is a segment of its own, never a host.
        let _ = write!(uri, "file:///{}:", char::from(bytes[0]));
        rest = &rest[2..];
    } else if rest.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in rest.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_encoded() {
        assert_eq!(encode("src/app.py"), "src/app.py");
        assert_eq!(encode("./src/app.py"), "src/app.py");
        assert_eq!(encode(".//./a"), "a");
        assert_eq!(encode("a b/#1/50%/ü?.py"), "a%20b/%231/50%25/%C3%BC%3F.py");
        assert_eq!(encode("http:/x.py"), "http%3A/x.py");
        assert_eq!(encode("a\\b"), "a%5Cb");
        assert_eq!(encode("../lib/a.py"), "../lib/a.py");
        assert_eq!(encode(".hidden/a.py"), ".hidden/a.py");
    }

    #[test]
    fn absolute_paths_have_a_scheme() {
        assert_eq!(encode("/tmp/a b.py"), "file:///tmp/a%20b.py");
        assert_eq!(encode("C:/src/a.py"), "file:///C:/src/a.py");
    }
}
