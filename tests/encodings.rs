//! Lines and columns in every encoding and with every line end. The numbers are counted by hand, in what an editor
//! shows: from 1, columns in Unicode scalar values, the end one past the last character.

mod support;

use mima::Mode;
use support::{analyse, file};

/// First line and column, last line and column, of every call.
fn places(bytes: &[u8]) -> Vec<(u32, u32, u32, u32)> {
    let files = [file("app.py", bytes)];
    let analysis = analyse(&files, Mode::Relevant);
    assert_eq!(analysis.report.errors, []);
    assert_eq!(analysis.report, analyse(&files, Mode::Everything).report);
    analysis
        .report
        .calls
        .iter()
        .map(|call| {
            let at = call.location;
            (at.line, at.column, at.end_line, at.end_column)
        })
        .collect()
}

/// Non-ASCII identifiers, a tab, and text before the call on its line.
const PROGRAM: &str = "from openai import OpenAI\n\
    größe = OpenAI()\n\
    if größe:\n\
    \tprint(\"é\"); größe.responses.create(input=\"ü\")\n\
    größe.responses.create(\n\
    \x20   input=\"ü\",\n\
    )\n";

const PLACES: [(u32, u32, u32, u32); 2] = [(4, 14, 4, 47), (5, 1, 7, 2)];

/// The same program with a line above it.
fn below(first: &str) -> (String, [(u32, u32, u32, u32); 2]) {
    let moved = PLACES.map(|(line, column, end, end_column)| (line + 1, column, end + 1, end_column));
    (format!("{first}\n{PROGRAM}"), moved)
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn utf8() {
    assert_eq!(places(PROGRAM.as_bytes()), PLACES);
}

#[test]
fn utf8_with_byte_order_mark() {
    assert_eq!(places(format!("\u{feff}{PROGRAM}").as_bytes()), PLACES);
    // The mark takes no column.
    let text = "\u{feff}import openai; openai.OpenAI().responses.create(input=1)\n";
    assert_eq!(places(text.as_bytes()), [(1, 16, 1, 57)]);
}

#[test]
fn utf16_with_byte_order_mark() {
    let text = format!("\u{feff}{PROGRAM}");
    assert_eq!(places(&utf16(&text, u16::to_le_bytes)), PLACES);
    assert_eq!(places(&utf16(&text, u16::to_be_bytes)), PLACES);
}

#[test]
fn declared_latin_1() {
    for cookie in ["# -*- coding: latin-1 -*-", "# vim: set fileencoding=iso-8859-1 :", "# coding=latin1"] {
        let (text, places_below) = below(cookie);
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
        assert_eq!(places(&bytes), places_below, "{cookie}");
    }
}

#[test]
fn declared_on_the_second_line() {
    let (text, _) = below("# coding: cp1252");
    let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
    let bytes = [b"#!/usr/bin/env python\n".as_slice(), &bytes].concat();
    assert_eq!(places(&bytes), [(6, 14, 6, 47), (7, 1, 9, 2)]);
}

#[test]
fn carriage_returns() {
    assert_eq!(places(PROGRAM.replace('\n', "\r\n").as_bytes()), PLACES);
    assert_eq!(places(PROGRAM.replace('\n', "\r").as_bytes()), PLACES);
    let mixed = PROGRAM.replacen('\n', "\r\n", 1).replacen("():\n", "():\r", 1);
    assert_eq!(places(mixed.as_bytes()), PLACES);
}

#[test]
fn characters_outside_the_basic_plane() {
    let text = "from openai import OpenAI\nx = \"😀\"; OpenAI().responses.create(input=\"x\")\n";
    let place = [(2, 10, 2, 46)];
    assert_eq!(places(text.as_bytes()), place);
    assert_eq!(places(&utf16(&format!("\u{feff}{text}"), u16::to_le_bytes)), place);
}

#[test]
fn only_line_ends_end_lines() {
    // What other tools take for line ends: vertical tab, form feed, next line, line separator.
    let text = "from openai import OpenAI\nx = \"\u{b}\u{c}\u{85}\u{2028}\"; OpenAI().responses.create()\n";
    assert_eq!(places(text.as_bytes()), [(2, 13, 2, 40)]);
}

#[test]
fn no_line_end_at_the_end() {
    assert_eq!(places(b"import openai\nopenai.OpenAI().responses.create()"), [(2, 1, 2, 35)]);
}

#[test]
fn a_continued_line() {
    let text = "import openai\nx = openai.OpenAI() \\\n    .responses \\\n    .create(input=1)\n";
    assert_eq!(places(text.as_bytes()), [(2, 5, 4, 21)]);
}

#[test]
fn bytes_that_are_no_text_are_named_and_the_rest_is_scanned() {
    let files =
        [file("app.py", b"import openai\n# \xff\xfe\xfd\nopenai.OpenAI().responses.create()\n".as_slice())];
    let analysis = analyse(&files, Mode::Relevant);
    assert_eq!(analysis.report.calls.len(), 1);
    assert_eq!(analysis.report.calls[0].location.line, 3);
    assert_eq!(analysis.report.errors.len(), 1, "{:?}", analysis.report.errors);
}

#[test]
fn unusual_files() {
    for bytes in
        [b"".as_slice(), b"\0\0\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"# coding: no-such\n", b"openai\0"]
    {
        let analysis = analyse(&[file("app.py", bytes)], Mode::Everything);
        assert_eq!(analysis.report.calls, [], "{bytes:?}");
    }
}
