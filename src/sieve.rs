//! Which files can matter.
//!
//! Reading is nearly free, parsing is not. Every file is read once and its import statements are noted; a file
//! that imports an AI library or an attestation SDK, or names an inference endpoint, is parsed. From those the
//! rest follows: files that import a name by which a handle may leave a parsed file, and files into which one is
//! passed, to a fixpoint. A file that is never reached is never parsed.

mod budget;
mod compiled;
mod held;
mod imported;
mod known;
mod look;
mod named;
mod paths;
mod programs;
mod scan;
mod specifiers;
mod taint;
mod told;
mod typescript;
mod unfollowed;
mod unparsed;

use std::borrow::Cow;
use std::cell::LazyCell;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::bind::Macros;
use crate::catalog::Catalog;
use crate::fault::{self, Stage};
use crate::finding::{ErrorKind, FileError, LeftOut, LeftOutReason, Lost};
use crate::language::{LANGUAGES, Language, Layout, rust};
use crate::limit::{Limit, Limits};
use crate::module::Module;
use crate::name::Name;
use crate::project::{ModuleId, ModuleTable, ParsedFile, UnfollowedImport, directories_above};
use crate::source::decode::{self, Cost, Problem};
use crate::source::{FileId, ReadFile, SourceFile, Sources};
use crate::{Content, InputFile, Options};

pub use known::KnownFacts;
pub use look::{LostFile, look, look_at_lost};

use budget::Budget;
use imported::Imported;
use named::{Known, Named};
use programs::Programs;
use scan::{Facts, Scanner, Shared};
use told::Told;
use unparsed::Unparsed;

/// What the sieve lets through.
pub struct Sifted {
    /// The parsed files, ordered by path.
    pub files: Vec<ParsedFile>,
    /// Their texts.
    pub sources: Sources,
    /// Where modules are found.
    pub table: ModuleTable,
    /// Files that could not be read or parsed.
    pub errors: Vec<FileError>,
    /// Notebooks in other languages, and cells that are no code.
    pub left_out: Vec<LeftOut>,
    /// How many files came beside those that were given, because code names them.
    pub named: usize,
}

/// How the sieve works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Parse what can matter; a small project with AI in it is parsed as a whole.
    Relevant,
    /// Parse what can matter, in a small project as well: what the tests compare.
    Selected,
    /// Parse everything: the reference that the sieve is tested against.
    Everything,
}

/// A project with AI in it that is smaller than this is parsed as a whole: that takes a tenth of a second, and
/// nothing can be overlooked.
const SMALL_TREE_BYTES: usize = 1024 * 1024;

/// A file on its way through the sieve.
#[derive(Default)]
struct Candidate {
    facts: Facts,
    /// Whether it names AI by itself.
    names_ai: bool,
    /// Whether nothing is known of what it imports.
    is_unknown: bool,
    /// Its size.
    bytes: usize,
    parsed: Option<ParsedFile>,
    /// The packages it imports that run models and that no rule follows.
    unfollowed: Vec<UnfollowedImport>,
    error: Option<FileError>,
    /// What of a notebook is not analysed.
    left_out: Option<LeftOut>,
}

/// Reads `files` and parses those that can matter. `locks` say which packages depend on which others.
pub fn sift(
    files: &[InputFile],
    locks: &[InputFile],
    language: &'static Language,
    first: usize,
    catalog: &Catalog,
    options: &Options,
) -> Sifted {
    let (mode, limits) = (options.mode, &options.limits);
    let scanner = Scanner::new(catalog, language, limits.get(Limit::Nesting));
    let mut candidates: Vec<Candidate> =
        files.par_iter().map_init(Vec::new, |buffer, file| read(file, &scanner, limits, buffer)).collect();
    let named = named(files, &mut candidates, &scanner, language, limits);
    let count = named.files.len();
    let files: &[InputFile] = &if named.files.is_empty() {
        Cow::Borrowed(files)
    } else {
        Cow::Owned([files, &named.files].concat())
    };
    let facts: Vec<&Facts> = candidates.iter().map(|candidate| &candidate.facts).collect();
    let (mut programs, mut errors) = Programs::of(files, &facts, language, catalog, limits);
    errors.extend(named.errors);
    let generated = named.generated;
    let spliced = places_of(&named.spliced, files);
    programs.splice(named.spliced);
    // Every file counts as parsed here, so that a module leads to the number of its file.
    let table = LazyCell::new(|| {
        let paths: Vec<&str> = files.iter().map(|file| &*file.module_path).collect();
        programs.table([], &paths, catalog)
    });
    let (packages, unread) = unfollowed::Packages::of(locks, language, catalog, limits);
    errors.extend(unread);
    let is_of_paths = language.layout == Layout::Crates;
    let stems = LazyCell::new(|| files.iter().map(stem).collect::<FxHashSet<&str>>());
    let mut deciding = FxHashSet::default();
    let told = candidates.iter().fold(Shared::default(), |told, it| told.and(it.facts.tells));
    for (at, (file, candidate)) in files.iter().zip(&mut candidates).enumerate() {
        let facts = &mut candidate.facts;
        let judged = fault::guard(Stage::Scan, &file.path, limits, || {
            programs.name_imports(file, facts);
            scanner.judge(facts, told, |import| {
                programs.may_mean_library(import, at, &table, catalog, &mut deciding)
            });
            facts.hit |= programs.imports_agent(file, facts, catalog);
            let is_own = |path: &str| {
                let first = path.split('.').next().unwrap_or(path);
                table.outermost(ModuleId(at as u32), path).is_some()
                    || is_of_paths && facts.imports_of_its_own(first, |name| stems.contains(name))
            };
            candidate.unfollowed = packages.imported(&facts.imports, is_own);
        });
        candidate.fail(judged.err());
    }
    share_hits(&spliced, &mut candidates);
    note_names(&mut candidates);
    errors.extend(unwritten(&generated, files, &candidates));
    for at in deciding {
        candidates[at].facts.hit = true;
    }
    mark_told(files, &mut candidates, &scanner, catalog, limits);
    mark_hiding(&mut candidates);
    let small = mode == Mode::Relevant
        && candidates.iter().map(|candidate| candidate.bytes).sum::<usize>() <= SMALL_TREE_BYTES
        && candidates.iter().any(|candidate| candidate.facts.hit);
    let everything = small || mode == Mode::Everything;
    let is_dialect = |at: usize| language.is_dialect(Path::new(&*files[at].module_path));
    let is_wanted = |at: usize| candidates[at].facts.hit || everything && !(small && is_dialect(at));
    let mut wanted: Vec<usize> = (0..candidates.len()).filter(|&at| is_wanted(at)).collect();
    wanted.retain(|&at| !files[at].is_manifest());
    let hits = wanted.iter().map(|&at| candidates[at].bytes).sum();
    let tells = |at: &usize| !candidates[*at].unfollowed.is_empty() && !candidates[*at].facts.hit;
    wanted.extend((0..candidates.len()).filter(|at| !everything && tells(at)));
    wanted.sort_unstable();
    let mut sources = Sources::default();
    let macros = Macros::new(candidates.iter().flat_map(|candidate| candidate.facts.macros.iter().cloned()));
    let own: Vec<Macros> =
        candidates.iter().map(|candidate| macros.in_file(&candidate.facts.macros)).collect();
    let facts = candidates.iter_mut().map(|candidate| std::mem::take(&mut candidate.facts)).collect();
    let unparsed = Unparsed::new(files, catalog, limits);
    let mut reach = taint::Reach::new(files, facts, catalog, everything, &table, &unparsed);
    let mut budget = Budget::new(limits.get(Limit::ReachedBytes), hits, reach.is_attested());
    wanted = budget.take_all(wanted);
    while !wanted.is_empty() {
        let parsed: Vec<(usize, Parsed)> =
            wanted.par_iter().map(|&at| (at, parse(first + at, &files[at], &own[at], options))).collect();
        let fresh = keep(parsed, files, &programs, &mut candidates, &mut sources);
        let parsed: Vec<Option<&ParsedFile>> =
            candidates.iter().map(|candidate| candidate.parsed.as_ref()).collect();
        let next = reach.next(&parsed, &fresh);
        wanted = budget.take_all(next.derived);
        wanted.extend(budget.take_readers(next.readers, |at| candidates[at].bytes));
        budget.offer(next.reached);
        wanted.extend(budget.take(|at| candidates[at].bytes));
        wanted.sort_unstable();
    }
    let left_out = budget.left_out();
    let unseen: Vec<usize> = unseen(&candidates, &left_out).into_iter().chain(reach.failed()).collect();
    let exposed = reach.below(&unseen);
    let groups = reach.groups(|at| candidates[at].parsed.is_some());
    settle(&mut candidates, |at| exposed.contains(&at), |at| reach.tainted(at), &groups);
    errors.extend(reach.errors());
    let beyond = |&at: &usize| FileError::of_limit(limits, Limit::ReachedBytes, files[at].path.to_string());
    errors.extend(left_out.iter().map(beyond));
    errors.extend(candidates.iter_mut().filter_map(|candidate| candidate.error.take()));
    let left_out = candidates.iter_mut().filter_map(|candidate| candidate.left_out.take()).collect();
    let (parsed, table) = finish(files, candidates, catalog, &programs);
    Sifted { files: parsed, sources, table, errors, left_out, named: count }
}

/// Puts beside the parsed files what is known of them once all are parsed.
fn settle(
    candidates: &mut [Candidate],
    is_exposed: impl Fn(usize) -> bool,
    mut tainted: impl FnMut(usize) -> Vec<bool>,
    groups: &[usize],
) {
    // What such a file imports may be anything.
    let all_exposed = candidates.iter().any(|candidate| candidate.is_unknown);
    for (at, candidate) in candidates.iter_mut().enumerate() {
        if let Some(ParsedFile { standing, .. }) = &mut candidate.parsed {
            standing.tainted = tainted(at);
            standing.group = groups.get(at).map_or(at, |&group| group) as u32;
            standing.names_ai = candidate.names_ai;
            standing.is_exposed = all_exposed || is_exposed(at);
            standing.unfollowed = std::mem::take(&mut candidate.unfollowed);
        }
    }
}

/// Reads the files that others name to be read as code, and those that these name.
fn named(
    files: &[InputFile],
    candidates: &mut Vec<Candidate>,
    scanner: &Scanner,
    language: &'static Language,
    limits: &Limits,
) -> Named {
    let mut found = Named::default();
    let is_of_crates = language.layout == Layout::Crates;
    let has_roots = |file: &InputFile| is_of_crates && file.is_manifest();
    let names =
        |(file, candidate): (&InputFile, &Candidate)| has_roots(file) || !candidate.facts.named.is_empty();
    if !files.iter().zip(&*candidates).any(names) {
        return found;
    }
    let mut known = Known::new(files, language, limits);
    for (file, candidate) in files.iter().zip(&mut *candidates) {
        let mut names = std::mem::take(&mut candidate.facts.named);
        if has_roots(file) {
            names.extend(known.roots(file));
        }
        known.look(file, &names, &mut found);
    }
    let mut at = 0;
    while let Some(file) = found.files.get(at).cloned() {
        let mut candidate = read(&file, scanner, limits, &mut Vec::new());
        known.look(&file, &std::mem::take(&mut candidate.facts.named), &mut found);
        candidates.push(candidate);
        at += 1;
    }
    found
}

/// The numbers of the files of which one is read in the place of another.
fn places_of(spliced: &[(String, String)], files: &[InputFile]) -> Vec<(usize, usize)> {
    if spliced.is_empty() {
        return Vec::new();
    }
    let numbers: FxHashMap<&str, usize> =
        files.iter().enumerate().map(|(at, file)| (&*file.module_path, at)).collect();
    let numbers_of = |(outer, inner): &(String, String)| {
        Some((*numbers.get(outer.as_str())?, *numbers.get(inner.as_str())?))
    };
    spliced.iter().filter_map(numbers_of).collect()
}

/// What the build writes into files that name AI, or whose build script does.
fn unwritten(
    generated: &[(Arc<str>, String)],
    files: &[InputFile],
    candidates: &[Candidate],
) -> Vec<FileError> {
    if generated.is_empty() {
        return Vec::new();
    }
    let paths: FxHashMap<&str, usize> =
        files.iter().enumerate().map(|(at, file)| (&*file.module_path, at)).collect();
    let find = |(path, name): &(Arc<str>, String)| {
        let at = *paths.get(&**path)?;
        let script = directories_above(path).find_map(|above| {
            paths.get([above, "/", rust::BUILD_SCRIPT].concat().trim_start_matches('/')).copied()
        });
        let names_ai = |at: usize| candidates[at].names_ai || candidates[at].facts.hit;
        (names_ai(at) || script.is_some_and(names_ai)).then(|| named::generated(&files[at], name))
    };
    generated.iter().filter_map(find).collect()
}

/// Notes which files name AI by themselves. A file may name the path of an endpoint whose host another one has.
fn note_names(candidates: &mut [Candidate]) {
    for candidate in candidates {
        candidate.names_ai = candidate.facts.hit || candidate.facts.hides_code;
        candidate.facts.hit |= candidate.facts.names_path;
    }
}

/// Marks the files that may hide code in a text. They say nothing of whether the program has to do with AI; where it has, all are
/// looked at that seem to.
fn mark_hiding(candidates: &mut [Candidate]) {
    let speaks_of_ai = candidates.iter().any(|candidate| candidate.facts.hit);
    for facts in candidates.iter_mut().map(|candidate| &mut candidate.facts) {
        facts.hit |= facts.hides_code && (speaks_of_ai || facts.runs_code);
    }
}

/// What is read in one place matters as a whole.
fn share_hits(spliced: &[(usize, usize)], candidates: &mut [Candidate]) {
    for &(outer, inner) in spliced {
        let (outer_facts, inner_facts) = (&candidates[outer].facts, &candidates[inner].facts);
        let hit = outer_facts.hit || inner_facts.hit;
        let hides_code = outer_facts.hides_code || inner_facts.hides_code;
        let runs_code = outer_facts.runs_code || inner_facts.runs_code;
        for at in [outer, inner] {
            candidates[at].facts.hit = hit;
            candidates[at].facts.hides_code = hides_code;
            candidates[at].facts.runs_code = runs_code;
        }
    }
}

/// Keeps what parsing gave, with what its imports mean in the program; gives the files that were parsed.
fn keep(
    parsed: Vec<(usize, Parsed)>,
    files: &[InputFile],
    programs: &Programs,
    candidates: &mut [Candidate],
    sources: &mut Sources,
) -> Vec<usize> {
    let mut fresh = Vec::new();
    for (at, parsed) in parsed {
        candidates[at].fail(parsed.error);
        // A text that does not parse is not run either.
        let is_code = |module: &Module| module.broken.is_empty() || !may_be_text(&files[at]);
        if let Some((source, facts)) = parsed.file.filter(|(_, module)| is_code(module)) {
            let standing = programs.standing(&files[at], source.id, &facts);
            sources.insert(source);
            candidates[at].parsed = Some(ParsedFile { facts, standing });
            fresh.push(at);
        }
    }
    fresh
}

/// Whether a file takes part because a program that runs files names it, and may be no code.
fn may_be_text(file: &InputFile) -> bool {
    let path = Path::new(&*file.module_path);
    Language::is_read_as(path) && Language::of_path(path).is_some_and(|it| it.layout == Layout::Packages)
}

impl Candidate {
    /// Notes what went wrong with the file, unless that is known already.
    fn fail(&mut self, error: Option<FileError>) {
        self.error = self.error.take().or(error);
    }
}

/// The files that may hold code that was not seen: those that were left out, and those that could not be read or
/// parsed as a whole.
fn unseen(candidates: &[Candidate], left_out: &[usize]) -> Vec<usize> {
    let is_broken = |candidate: &Candidate| {
        let parsed = candidate.parsed.as_ref();
        candidate.error.is_some() || parsed.is_some_and(|file| !file.facts.broken.is_empty())
    };
    let broken = candidates.iter().enumerate().filter(|(_, candidate)| is_broken(candidate));
    left_out.iter().copied().chain(broken.map(|(at, _)| at)).collect()
}

/// The files in a language: by their names, and by their first bytes where the names do not say it. What cannot be told is
/// left to the first language.
pub fn files_of<'f>(files: &'f [InputFile], language: &'static Language) -> Cow<'f, [InputFile]> {
    let is_mine = |file: &InputFile| {
        let path = Path::new(&*file.module_path);
        let known = Language::of_path(path)
            .or_else(|| Language::of_manifest(path))
            .or_else(|| Language::of_file(path, &first_bytes(file)))
            .unwrap_or(&LANGUAGES[0]);
        known.id == language.id
    };
    if files.iter().all(is_mine) {
        Cow::Borrowed(files)
    } else {
        Cow::Owned(files.iter().filter(|file| is_mine(file)).cloned().collect())
    }
}

/// How many bytes say in which language a file is whose name does not.
const TELLING_BYTES: u64 = 1 << 20;

/// The first bytes of a file; none if it cannot be read.
#[expect(clippy::disallowed_methods, reason = "the sieve is one of the readers of user files")]
fn first_bytes(file: &InputFile) -> Cow<'_, [u8]> {
    match &file.content {
        Content::Bytes(bytes) => Cow::Borrowed(bytes),
        Content::OnDisk(path) => {
            let mut bytes = Vec::new();
            let read = File::open(path).and_then(|it| it.take(TELLING_BYTES).read_to_end(&mut bytes));
            Cow::Owned(if read.is_ok() { bytes } else { Vec::new() })
        }
    }
}

/// Marks the files that name a library in a text and pass it to a function that imports what it is told: one of
/// their own or one that they import. Where a file imports by a text itself and calls what looks like an AI call, the name may
/// be computed. The file of such a function is marked as well, and so are the two where a file
/// that imports what it is told finds the names in a file that it imports.
fn mark_told(
    files: &[InputFile],
    candidates: &mut [Candidate],
    scanner: &Scanner,
    catalog: &Catalog,
    limits: &Limits,
) {
    let loaders: FxHashSet<Name> =
        candidates.iter().flat_map(|candidate| candidate.facts.loaders.iter().cloned()).collect();
    if loaders.is_empty() {
        return;
    }
    // Where nothing else speaks of AI, a word that happens to be a library's name is none without what is in the library.
    let speaks_of_ai = candidates.iter().any(|candidate| candidate.facts.hit);
    let of_loaders = candidates.iter().filter(|candidate| !candidate.facts.loaders.is_empty());
    let listed: FxHashSet<Name> = of_loaders.flat_map(|candidate| last_names(&candidate.facts)).collect();
    let told = |facts: &Facts, file: &InputFile| {
        let imported = facts.imports.iter().flat_map(|import| &import.names);
        let mut used: Vec<Name> =
            imported.chain(&facts.loaders).filter(|name| loaders.contains(*name)).cloned().collect();
        let is_listed = listed.contains(stem(file));
        let mut bytes = Vec::new();
        if used.is_empty() && !is_listed || read_bytes(file, limits, &mut bytes).is_err() {
            return None;
        }
        let mut words = Vec::new();
        let is_named = scanner.names_library(&bytes, |root| {
            words.push(root.to_owned());
            speaks_of_ai
        });
        if is_named || !facts.loaders.is_empty() && scanner.calls_by_path(&bytes) {
            words.clear();
        } else if words.is_empty() {
            return None;
        }
        used.extend(is_listed.then(|| Name::new(stem(file))));
        Some(Told { used, words })
    };
    let guarded = |(candidate, file): (&mut Candidate, &InputFile)| {
        let told = fault::guard(Stage::Scan, &file.path, limits, || told(&candidate.facts, file));
        told.unwrap_or_else(|error| {
            candidate.fail(Some(error));
            None
        })
    };
    let told: Vec<Option<Told>> = candidates.par_iter_mut().zip(files).map(guarded).collect();
    let taken = told::taken_from(files, candidates, &loaders, &told, catalog, limits);
    let mut used: FxHashSet<Name> = FxHashSet::default();
    for (candidate, told) in candidates.iter_mut().zip(told) {
        let means_library =
            |told: &Told| told.words.is_empty() || told.words.iter().any(|it| taken.contains(it));
        if let Some(told) = told.filter(means_library) {
            candidate.facts.told = !candidate.facts.loaders.is_empty();
            candidate.facts.hit = true;
            used.extend(told.used);
        }
    }
    for candidate in candidates {
        let facts = &mut candidate.facts;
        let is_used = facts.loaders.iter().any(|name| !name.as_str().is_empty() && used.contains(name));
        let finds_names = || last_names(facts).any(|name| used.contains(&name));
        if is_used || !facts.loaders.is_empty() && finds_names() {
            facts.told = true;
            facts.hit = true;
        }
    }
}

/// The last names of the modules, and of what may be modules, that a file imports.
fn last_names(facts: &Facts) -> impl Iterator<Item = Name> {
    let last = |import: &Imported| Name::new(import.module.as_str().rsplit('.').next().unwrap_or_default());
    facts
        .imports
        .iter()
        .flat_map(move |import| std::iter::once(last(import)).chain(import.names.iter().cloned()))
}

/// The name that a file has as a module.
fn stem(file: &InputFile) -> &str {
    let name = file.module_path.rsplit('/').next().unwrap_or(&file.module_path);
    name.split('.').next().unwrap_or(name)
}

/// The parsed files, and the table by which all are found.
fn finish(
    files: &[InputFile],
    candidates: Vec<Candidate>,
    catalog: &Catalog,
    programs: &Programs,
) -> (Vec<ParsedFile>, ModuleTable) {
    let mut all = Vec::new();
    let mut paths = Vec::new();
    for (file, candidate) in files.iter().zip(candidates) {
        if let Some(parsed) = candidate.parsed {
            all.push(parsed);
            paths.push(&*file.module_path);
        }
    }
    let table = programs.table(files.iter().map(|file| &*file.module_path), &paths, catalog);
    (all, table)
}

/// Reads a file into `buffer` and notes its imports.
fn read(file: &InputFile, scanner: &Scanner, limits: &Limits, buffer: &mut Vec<u8>) -> Candidate {
    let read = fault::guard(Stage::Read, &file.path, limits, || read_bytes(file, limits, buffer)).flatten();
    let scan =
        |size| fault::guard(Stage::Scan, &file.path, limits, || scan(file, scanner, limits, buffer, size));
    read.and_then(scan).unwrap_or_else(|error| Candidate {
        is_unknown: true,
        error: Some(error),
        ..Candidate::default()
    })
}

/// Notes the imports of a file that has `size` bytes, of which as many were read as the limit allows.
fn scan(file: &InputFile, scanner: &Scanner, limits: &Limits, bytes: &[u8], size: usize) -> Candidate {
    let mut candidate = Candidate { bytes: size, ..Candidate::default() };
    let Some(language) = language_of(file, bytes) else { return candidate };
    let in_parts = language.is_in_parts(Path::new(&*file.module_path));
    if size > allowed(file, limits) {
        // What it imports cannot be seen in its bytes.
        candidate.is_unknown = hides_names(language, bytes) || in_parts;
        // What stands behind the limit, nobody knows.
        candidate.error = Some(FileError::of_limit(limits, limit_of(file), file.path.to_string()));
    }
    let decoded = text_to_scan(file, language, bytes, size <= allowed(file, limits));
    candidate.facts = if let Some(read) = decoded {
        candidate.bytes = read.file.text.len();
        candidate.left_out = not_code(&read, scanner);
        // Whether what cannot be read would have mattered, nobody knows.
        let problem = read.problem.map(|problem| undecoded(file, problem));
        candidate.error = problem.filter(|error| error.lost != Lost::Nothing);
        candidate.is_unknown = candidate.error.is_some();
        scanner.scan(read.file.text.as_bytes())
    } else if memchr::memchr(0, bytes).is_some() {
        let read = SourceFile::decode(FileId(0), &file.path, &file.module_path, bytes, language);
        candidate.fail(read.problem.map(|problem| undecoded(file, problem)));
        scanner.scan(&without_zeros(bytes))
    } else {
        scanner.scan(bytes)
    };
    candidate
}

/// Bytes in which names can be looked for where they are no text: UTF-16 has a zero byte beside every letter.
fn without_zeros(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().filter(|&byte| byte != 0).collect()
}

/// What of a notebook or page is not analysed, if that matters: all of it where its kernel runs another language, else
/// cells and blocks that are no code and name AI.
fn not_code(read: &ReadFile, scanner: &Scanner) -> Option<LeftOut> {
    let names_ai = !read.not_code.is_empty() && {
        // A statement of Python begins with a text there as well: `python -c "import …"`.
        let commands = read.not_code.replace(['"', '\''], "\n");
        scanner.names_ai(read.not_code.as_bytes()) || scanner.names_ai(commands.as_bytes())
    };
    let (reason, files) = match (read.is_foreign, names_ai) {
        (true, _) => (LeftOutReason::Language, 1),
        // The file itself is analysed.
        (false, true) => (LeftOutReason::NotACodeCell, 0),
        (false, false) => return None,
    };
    Some(LeftOut { path: read.file.path.to_string(), reason, files: Some(files), names_ai: Some(names_ai) })
}

/// The error of a file whose bytes are not what they should be.
fn undecoded(file: &InputFile, Problem { message, cost }: Problem) -> FileError {
    let (kind, lost) = match cost {
        Cost::Characters => (ErrorKind::Undecodable, Lost::Nothing),
        Cost::Part => (ErrorKind::Undecodable, Lost::Part),
        Cost::Binary => (ErrorKind::Binary, Lost::All),
        Cost::Unreadable => (ErrorKind::Undecodable, Lost::All),
    };
    FileError { file: file.path.to_string(), kind, lost, message }
}

/// Whether a file is in an encoding that no search for a name survives.
fn hides_names(language: &Language, bytes: &[u8]) -> bool {
    decode::hides_names(bytes, (language.declared_encoding)(bytes))
}

/// A file in whose bytes nothing can be looked for, decoded; `None` if the bytes will do, or are not all there.
fn text_to_scan(
    file: &InputFile,
    language: &'static Language,
    bytes: &[u8],
    is_whole: bool,
) -> Option<ReadFile> {
    let in_parts = language.is_in_parts(Path::new(&*file.module_path));
    (is_whole && (in_parts || hides_names(language, bytes)))
        .then(|| SourceFile::decode(FileId(0), &file.path, &file.module_path, bytes, language))
}

/// Replaces the content of `buffer` by that of a file, but no more of it than its limit and a byte, and gives the size
/// of the file. Asking for fresh memory for each of thousands of files would cost more than reading them.
#[expect(clippy::disallowed_methods, reason = "with the walk, the only reader of user files")]
pub(crate) fn read_bytes(
    file: &InputFile,
    limits: &Limits,
    buffer: &mut Vec<u8>,
) -> Result<usize, FileError> {
    buffer.clear();
    let most = allowed(file, limits) + 1;
    let path = match &file.content {
        Content::Bytes(bytes) => {
            buffer.extend_from_slice(&bytes[..bytes.len().min(most)]);
            return Ok(bytes.len());
        }
        Content::OnDisk(path) => path,
    };
    let read = File::open(path).and_then(|open| {
        let size = usize::try_from(open.metadata()?.len()).unwrap_or(usize::MAX);
        buffer.reserve(size.min(most).saturating_add(1));
        open.take(most as u64).read_to_end(buffer)?;
        Ok(size.max(buffer.len()))
    });
    read.map_err(|error| FileError {
        file: file.path.to_string(),
        kind: ErrorKind::Unreadable,
        lost: Lost::All,
        message: format!("cannot be read: {error}; calls in it are not reported"),
    })
}

/// The text of a manifest; `None` if it is none.
fn text_of(file: &InputFile, limits: &Limits) -> Result<Option<String>, FileError> {
    let mut bytes = Vec::new();
    let size = read_bytes(file, limits, &mut bytes)?;
    if size > bytes.len() {
        return Err(FileError::of_limit(limits, Limit::FileBytes, file.path.to_string()));
    }
    Ok(String::from_utf8(bytes).ok())
}

fn language_of(file: &InputFile, bytes: &[u8]) -> Option<&'static Language> {
    Language::of_file(Path::new(&*file.module_path), bytes)
}

/// How many bytes a file may have. Whatever the settings say, places in it are counted in 32 bits.
fn allowed(file: &InputFile, limits: &Limits) -> usize {
    limits.get(limit_of(file)).min(i32::MAX as usize)
}

/// The limit on the size of a file.
fn limit_of(file: &InputFile) -> Limit {
    let path = Path::new(&*file.module_path);
    let notebook = Language::of_path(path).is_some_and(|language| language.is_notebook(path));
    if notebook { Limit::NotebookBytes } else { Limit::FileBytes }
}

/// What parsing one file gave.
struct Parsed {
    file: Option<(SourceFile, Arc<Module>)>,
    error: Option<FileError>,
}

/// Parses a file. A panic costs that file, and is reported.
fn parse(at: usize, file: &InputFile, macros: &Macros, options: &Options) -> Parsed {
    let limits = &options.limits;
    let decoded = fault::guard(Stage::Decode, &file.path, limits, || decode(at, file, limits));
    let (source, error) = match decoded.flatten() {
        Ok(decoded) => decoded,
        Err(error) => return Parsed { file: None, error: Some(error) },
    };
    let Some(language) = language_of(file, source.text.as_bytes()) else {
        return Parsed { file: None, error };
    };
    match fault::guard(Stage::Bind, &file.path, limits, || {
        options.known.bind(&source, language, macros, limits)
    }) {
        Ok(Some(module)) => Parsed { file: Some((source, module)), error },
        Ok(None) => Parsed { file: None, error: Some(fault::error(Stage::Bind, &file.path)) },
        Err(error) => Parsed { file: None, error: Some(error) },
    }
}

fn decode(
    at: usize,
    file: &InputFile,
    limits: &Limits,
) -> Result<(SourceFile, Option<FileError>), FileError> {
    let mut bytes = Vec::new();
    let size = read_bytes(file, limits, &mut bytes)?;
    let name = || file.path.to_string();
    let language = language_of(file, &bytes).ok_or_else(|| FileError {
        file: name(),
        kind: ErrorKind::Language,
        lost: Lost::All,
        message: "is in no language that mima knows".into(),
    })?;
    let limit = limit_of(file);
    if size > allowed(file, limits) {
        return Err(FileError::of_limit(limits, limit, name()));
    }
    let ReadFile { file: source, problem, .. } =
        SourceFile::decode(FileId(at as u32), &file.path, &file.module_path, &bytes, language);
    // Of a notebook it is the code that counts.
    if limit == Limit::NotebookBytes && source.text.len() > limits.get(Limit::FileBytes) {
        return Err(FileError::of_limit(limits, Limit::FileBytes, name()));
    }
    match problem.map(|problem| undecoded(file, problem)) {
        Some(error) if error.lost == Lost::All => Err(error),
        error => Ok((source, error)),
    }
}
