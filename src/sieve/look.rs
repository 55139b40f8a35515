//! Whether what is not analysed names AI: the sieve's search over its bytes.

use std::cmp::Reverse;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::scan::Scanner;
use super::{allowed, compiled, read_bytes, text_to_scan, without_zeros};
use crate::catalog::Catalog;
use crate::fault::{self, Stage};
use crate::finding::{FileError, LeftOut, Lost};
use crate::language::{LANGUAGES, Language};
use crate::limit::{Limit, Limits};
use crate::source::decode;
use crate::{Content, InputFile, Unanalysed};

/// How many bytes are read of a directory that is not analysed. What is left out by default is large and not the
/// project's; one that names AI does so early.
const DIRECTORY_BYTES: usize = 1 << 20;

/// How many bytes are read of all directories together, so that a thousand caches do not cost a second.
const ALL_DIRECTORIES_BYTES: usize = 16 << 20;

/// How many files are read that were left out one by one, in the order of their paths: whoever scans one of many projects does
/// not wait for the others.
const FILES: usize = 4096;

/// Looks at what is not analysed, which is ordered by path.
pub fn look(unanalysed: &[Unanalysed], catalog: &Catalog, limits: &Limits) -> Vec<LeftOut> {
    let directories = unanalysed.iter().filter(|it| is_directory(it)).count();
    let of_directory = DIRECTORY_BYTES.min(ALL_DIRECTORIES_BYTES / directories.max(1));
    let first_unread = unanalysed.iter().filter(|it| !is_directory(it)).nth(FILES).map(|it| it.path.as_str());
    let most = |it: &Unanalysed| match first_unread {
        _ if is_directory(it) => of_directory,
        Some(first) if it.path.as_str() >= first => 0,
        _ => usize::MAX,
    };
    let looker = Looker::new(catalog, limits);
    unanalysed.par_iter().map(|it| looker.look(it, most(it))).collect()
}

/// A file of which code was lost.
#[derive(Debug)]
pub struct LostFile<'e> {
    /// How that came.
    pub error: &'e FileError,
    /// Where its modules are looked for.
    pub module_path: &'e str,
    /// Whether it names AI; `None` where nobody can tell.
    pub names_ai: Option<bool>,
}

/// Looks at the files of which code was lost: each once, for the first of its errors, in the order of `errors`.
pub fn look_at_lost<'e>(
    files: &'e [InputFile],
    errors: &'e [FileError],
    catalog: &Catalog,
    limits: &Limits,
) -> Vec<LostFile<'e>> {
    let mut lost: Vec<&FileError> = errors.iter().filter(|error| error.lost != Lost::Nothing).collect();
    // What costs the whole file comes first.
    lost.sort_by_key(|error| (&error.file, Reverse(error.lost)));
    lost.dedup_by_key(|error| &error.file);
    if lost.is_empty() {
        return Vec::new();
    }
    let files: FxHashMap<&str, &InputFile> = files.iter().map(|file| (&*file.path, file)).collect();
    let looker = Looker::new(catalog, limits);
    let look = |error: &'e FileError| {
        let file = files.get(error.file.as_str()).copied();
        let names_ai = match error.limit() {
            // What names a library or an endpoint is parsed in any case.
            Some(Limit::ReachedBytes) => Some(false),
            _ => file.and_then(|file| looker.guarded(file, &mut Reading::default())),
        };
        let module_path = file.map_or(error.file.as_str(), |file| &*file.module_path);
        // A manifest says which programs there are, and makes no calls.
        let is_code = file.is_none_or(|file| !file.is_manifest());
        is_code.then_some(LostFile { error, module_path, names_ai })
    };
    lost.into_par_iter().filter_map(look).collect()
}

fn is_directory(unanalysed: &Unanalysed) -> bool {
    unanalysed.path.ends_with('/')
}

/// Looks at files. A language's scanner is built when the first file of that language is looked at.
struct Looker<'a> {
    catalog: &'a Catalog,
    limits: &'a Limits,
    scanners: Vec<OnceLock<Scanner>>,
}

/// What files are read into, one after the other.
#[derive(Default)]
struct Reading {
    buffer: Vec<u8>,
    /// How many bytes were read.
    bytes: usize,
}

impl<'a> Looker<'a> {
    fn new(catalog: &'a Catalog, limits: &'a Limits) -> Self {
        Self { catalog, limits, scanners: LANGUAGES.iter().map(|_| OnceLock::new()).collect() }
    }

    /// Reads no further file once so many bytes are read.
    fn look(&self, unanalysed: &Unanalysed, most: usize) -> LeftOut {
        let mut reading = Reading::default();
        let is_complete = unanalysed.files == Some(unanalysed.seen.len());
        let mut names_ai = is_complete.then_some(false);
        for path in &unanalysed.seen {
            if reading.bytes >= most {
                names_ai = None;
                break;
            }
            let name = path.to_string_lossy();
            let content = Content::OnDisk(path.clone());
            let file = InputFile { path: name.as_ref().into(), module_path: name.as_ref().into(), content };
            match self.guarded(&file, &mut reading) {
                Some(true) => {
                    names_ai = Some(true);
                    break;
                }
                Some(false) => {}
                None => names_ai = None,
            }
        }
        LeftOut {
            path: unanalysed.path.clone(),
            reason: unanalysed.reason,
            files: unanalysed.files,
            names_ai,
        }
    }

    /// Whether a file names AI; `None` if not all of it could be read, and what was read does not.
    fn guarded(&self, file: &InputFile, reading: &mut Reading) -> Option<bool> {
        fault::guard(Stage::Look, &file.path, self.limits, || self.names_ai(file, reading)).ok().flatten()
    }

    fn names_ai(&self, file: &InputFile, reading: &mut Reading) -> Option<bool> {
        if let Some(language) = Language::of_compiled(Path::new(&*file.path)) {
            return self.compiled_names_ai(file, language, reading);
        }
        let buffer = &mut reading.buffer;
        let size = read_bytes(file, self.limits, buffer).ok()?;
        reading.bytes += buffer.len();
        let language = super::language_of(file, buffer)?;
        let scanner = self.scanner(language)?;
        let is_notebook = language.is_notebook(Path::new(&*file.module_path));
        let declared = (language.declared_encoding)(buffer);
        if size > allowed(file, self.limits) {
            let hides_names = decode::hides_names(buffer, declared) && !decode::is_wide(buffer);
            let found = search(file, whole, buffer, |window| loosely_names_ai(scanner, window, is_notebook));
            return if hides_names { found.filter(|found| *found) } else { found };
        }
        let read = text_to_scan(file, language, buffer, true);
        let in_text = read.as_ref().map(|read| scanner.names_ai(read.file.text.as_bytes()));
        if in_text == Some(true) || loosely_names_ai(scanner, buffer, is_notebook) {
            return Some(true);
        }
        // In an encoding that nobody knows, nobody sees a name.
        (!decode::is_unknown(buffer, declared)).then_some(false)
    }

    /// The same for a compiled file.
    fn compiled_names_ai(
        &self,
        file: &InputFile,
        language: &'static Language,
        reading: &mut Reading,
    ) -> Option<bool> {
        let scanner = self.scanner(language)?;
        let mut packed = false;
        let Reading { buffer, bytes } = reading;
        let names_ai = search(file, compiled::texts, buffer, |window| {
            *bytes += window.len();
            packed |= is_packed(window);
            scanner.names_compiled(window)
        });
        // What is packed shows no names.
        names_ai.filter(|found| *found || !packed)
    }

    fn scanner(&self, language: &'static Language) -> Option<&Scanner> {
        let at = LANGUAGES.iter().position(|known| known.id == language.id)?;
        let build = || Scanner::new(self.catalog.of(language.id), language, self.limits.get(Limit::Nesting));
        Some(self.scanners.get(at)?.get_or_init(build))
    }
}

/// Whether bytes name AI that may be no text: the zero bytes in them are passed over, and in a notebook a statement begins
/// with a text and behind an escaped line end.
fn loosely_names_ai(scanner: &Scanner, bytes: &[u8], is_notebook: bool) -> bool {
    if !is_notebook && memchr::memchr(0, bytes).is_none() {
        return scanner.names_ai(bytes);
    }
    let mut loose = without_zeros(bytes);
    if is_notebook {
        let ends: Vec<usize> = memchr::memmem::find_iter(&loose, "\\n").collect();
        for at in ends {
            loose[at..at + 2].copy_from_slice(b" \n");
        }
        for byte in &mut loose {
            *byte = if *byte == b'"' { b'\n' } else { *byte };
        }
    }
    scanner.names_ai(&loose)
}

/// Whether a file is an archive.
fn is_packed(bytes: &[u8]) -> bool {
    // A program may stand before it, as in a zipped application that begins with a `#!` line.
    memchr::memmem::find(bytes, b"PK\x03\x04").is_some()
}

/// Looks at those parts of a file that `parts` names, piece by piece, until something is found. `None` if nothing is, and there is
/// more of the file.
fn search(
    file: &InputFile,
    parts: impl Fn(&File) -> io::Result<Vec<Range<u64>>>,
    window: &mut Vec<u8>,
    mut found: impl FnMut(&[u8]) -> bool,
) -> Option<bool> {
    match &file.content {
        // Of standard input no more is read than is allowed and a byte.
        Content::Bytes(bytes) => found(bytes).then_some(true),
        Content::OnDisk(path) => {
            #[expect(clippy::disallowed_methods, reason = "the sieve is one of the readers of user files")]
            let mut file = File::open(path).ok()?;
            let parts = parts(&file).ok()?;
            compiled::search(&mut file, &parts, window, found).ok().flatten()
        }
    }
}

/// All of a file.
fn whole(file: &File) -> io::Result<Vec<Range<u64>>> {
    Ok(std::iter::once(0..file.metadata()?.len()).collect())
}
