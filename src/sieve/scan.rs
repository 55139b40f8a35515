//! What the bytes of a file say before it is parsed: its import statements.

use std::sync::{Arc, OnceLock};

use memchr::memmem::Finder;
use rustc_hash::FxHashSet;

use super::imported::Imported;
use super::specifiers::{self, Specifiers};
use crate::bind::{Definition, definitions};
use crate::catalog::{Catalog, Endpoint};
use crate::elsewhere::Needles;
use crate::language::{Language, Layout, NamedFile};
use crate::name::{Name, normalized, specified};

/// A set of things that programs use for AI and for much else, which count if something in the program tells so. Each by its
/// number among [`Scanner::shared`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shared(u64);

impl Shared {
    fn only(at: usize) -> Self {
        Self(1 << at.min(Self::MOST))
    }

    /// The last number that has a place of its own.
    const MOST: usize = u64::BITS as usize - 1;

    /// Both.
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether something is in both.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Something that counts only if the program names one of some texts.
struct SharedUse {
    /// Roots of imports.
    roots: FxHashSet<String>,
    /// Hosts of servers that may be anything.
    hosts: Needles,
    named_by: Needles,
}

/// What is known of a file before it is parsed.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Facts {
    /// Its imports.
    pub(super) imports: Vec<Imported>,
    /// Whether it imports a library, imports a marker's SDK, or names an endpoint.
    pub(super) hit: bool,
    /// Whether it decodes texts and seems to run texts: code that is hidden in a text names nothing.
    pub(super) hides_code: bool,
    /// Whether that is no method which is called like a function that does.
    pub(super) runs_code: bool,
    /// Hosts that it names and that count only if the program names something else too.
    pub(super) shared: Shared,
    /// For which libraries and hosts of that kind it names what makes them count.
    pub(super) tells: Shared,
    /// Whether it imports an attestation SDK.
    pub(super) marker: bool,
    /// Functions that import what they are told.
    pub(super) loaders: Vec<Name>,
    /// Whether what they are told may be a library.
    pub(super) told: bool,
    /// Whether it imports what sends requests, and names the path of an endpoint: the host may be put together.
    pub(super) names_path: bool,
    /// Macros that it defines.
    pub(super) macros: Vec<Arc<Definition>>,
    /// Files that it names to be read as code.
    pub(super) named: Vec<NamedFile>,
}

impl Facts {
    /// Whether the file imports something of this name from its own program, or everything from somewhere in it:
    /// `mod name;`, `use super::name;`, `use crate::*;`.
    pub(super) fn imports_of_its_own(&self, name: &str, is_module: impl Fn(&str) -> bool) -> bool {
        let own = self.imports.iter().filter(|import| import.level > 0);
        let mut names = own.flat_map(|import| &import.names).map(Name::as_str);
        names.any(|imported| imported == name || imported == "*" && is_module(name))
    }
}

/// How imports are read without a parser.
enum Reading {
    /// From statements.
    Statements,
    /// From paths that may stand anywhere; the library of the language itself leads nowhere.
    Paths { prelude: &'static str },
    /// From the texts that name modules.
    Texts(Box<Specifiers>),
}

/// Scans bytes.
pub(super) struct Scanner {
    import: Finder<'static>,
    roots: FxHashSet<String>,
    /// How many names the longest root has.
    root_names: usize,
    markers: FxHashSet<String>,
    /// Whether a library may hand on another one.
    are_handed_on: bool,
    reading: Reading,
    /// The hosts of endpoints, as far as they are fixed.
    hosts: Needles,
    /// What counts only if something else in the program tells so.
    shared: Vec<SharedUse>,
    /// All texts of these and the hosts: next to no file holds one.
    telling: Needles,
    /// What begins the definition of a macro, if the language has macros.
    macros: Option<Finder<'static>>,
    /// How many levels of nesting are looked at.
    nesting: usize,
    /// The last two names of the paths that lead to calls.
    call_paths: FxHashSet<String>,
    /// Libraries by which a module is imported whose name is a text, and what of them does that.
    loading: FxHashSet<String>,
    /// Libraries by which texts are decoded.
    decoding: FxHashSet<String>,
    /// What runs a text as code.
    running: TextRunners,
    /// The first names of what sends requests.
    requesting: FxHashSet<String>,
    /// What sends requests and is not imported.
    senders: Needles,
    /// The paths of endpoints, as far as they are fixed and tell of one.
    paths: Needles,
    /// The domains of endpoints that have one of their own, and how URLs begin that are written in other forms.
    hidden: Needles,
    /// The first names of libraries, for bytes that are no text; built when the first such file is there.
    in_compiled: OnceLock<Needles>,
    /// See [`Language::named_files`].
    named_files: fn(&[u8]) -> Vec<(usize, NamedFile)>,
}

/// Shorter names stand in compiled code by chance, and are not looked for there.
const TELLING: usize = 6;

/// The last two names of a path.
fn last_two(path: &str) -> &str {
    path.rmatch_indices('.').nth(1).map_or(path, |(at, _)| &path[at + 1..])
}

/// How `http` is written in base 64, in hexadecimal digits, and how a URL ends that is written from its end.
const OTHER_FORMS: [&str; 4] = ["aHR0c", "68747470", "//:ptth", "//:sptth"];

/// What tells of a URL of an endpoint that is put together or written in another form: `"https://api." + "acme.com"`.
fn hidden_urls(catalog: &Catalog) -> Vec<String> {
    let hosts = catalog.endpoints.iter().filter_map(Endpoint::fixed_host);
    let domains = hosts.filter_map(|host| {
        let domain = host.strip_prefix("api.")?;
        (domain.matches('.').count() == 1).then(|| domain.to_owned())
    });
    let mut all: Vec<String> = domains.chain(OTHER_FORMS.map(str::to_owned)).collect();
    all.sort();
    all.dedup();
    all
}

/// Whether one of some hosts stands in a URL in capital letters.
fn stand_in_other_case(hosts: &Needles, bytes: &[u8]) -> bool {
    memchr::memmem::find_iter(bytes, b"://").any(|at| {
        let rest = &bytes[at..];
        let end =
            rest[3..].iter().position(|byte| b"/\"' \n".contains(byte)).map_or(rest.len(), |end| end + 3);
        let host = &rest[..end];
        host.iter().any(u8::is_ascii_uppercase) && hosts.stand_in(&host.to_ascii_lowercase())
    })
}

impl Scanner {
    pub(super) fn new(catalog: &Catalog, language: &'static Language, nesting: usize) -> Self {
        let libraries = catalog.libraries.iter().flat_map(|library| &library.roots);
        let roots: FxHashSet<String> =
            libraries.chain(&catalog.marker_roots).map(ToString::to_string).collect();
        let markers = catalog.marker_roots.iter().map(ToString::to_string).collect();
        let (local, remote): (Vec<&Endpoint>, Vec<&Endpoint>) =
            catalog.endpoints.iter().partition(|endpoint| endpoint.is_shared);
        let hosts: Vec<String> = remote.into_iter().filter_map(Endpoint::fixed_host).collect();
        let (shared, texts) = shared_uses(catalog, &local);
        let telling = Needles::new(hosts.iter().cloned().chain(texts).collect());
        let hosts = Needles::new(hosts);
        Self {
            import: Finder::new("import"),
            root_names: roots.iter().map(|root| root.split('.').count()).max().unwrap_or(0),
            roots,
            markers,
            are_handed_on: catalog.conventions.libraries_are_handed_on,
            reading: match language.layout {
                Layout::Packages => Reading::Statements,
                Layout::Crates => Reading::Paths { prelude: language.prelude },
                Layout::Paths => Reading::Texts(Box::new(Specifiers::new())),
            },
            hosts,
            shared,
            telling,
            macros: (!language.macro_definition.is_empty()).then(|| Finder::new(language.macro_definition)),
            nesting,
            call_paths: catalog.call_paths.iter().map(|path| last_two(path.as_str()).to_owned()).collect(),
            loading: catalog.conventions.loading_libraries.clone(),
            decoding: catalog.conventions.decoding_libraries.clone(),
            requesting: catalog.requesting_roots(),
            senders: Needles::new(catalog.requesting_names(language.prelude)),
            in_compiled: OnceLock::new(),
            paths: Needles::new(catalog.endpoints.iter().filter_map(Endpoint::fixed_path).collect()),
            hidden: Needles::new(hidden_urls(catalog)),
            running: TextRunners::new(language),
            named_files: language.named_files,
        }
    }

    /// Notes the imports in a file.
    pub(super) fn scan(&self, bytes: &[u8]) -> Facts {
        let named = (self.named_files)(bytes).into_iter().map(|(_, file)| file).collect();
        let mut facts = Facts { macros: self.macros(bytes), named, ..Facts::default() };
        facts.hit = stand_in_other_case(&self.hosts, bytes);
        if self.telling.stand_in(bytes) {
            self.tell(bytes, &mut facts);
        }
        let imports = match &self.reading {
            Reading::Statements => None,
            Reading::Paths { prelude } => Some(super::paths::scan(bytes, prelude)),
            Reading::Texts(specifiers) => Some(specifiers.scan(bytes)),
        };
        if let Some(imports) = imports {
            facts.names_path = self.requests_path(&imports, bytes);
            facts.imports = imports;
            if let Reading::Texts(specifiers) = &self.reading {
                let loads = facts.imports.iter().any(|import| self.loads(import)) || specifiers.loads(bytes);
                facts.loaders.extend(loads.then(|| Name::new("")));
                facts.runs_code = self.running.are_called(bytes) && self.calls_by_path(bytes);
                facts.hides_code = facts.runs_code;
            }
            return facts;
        }
        let mut from = 0;
        let (mut heads, mut definitions) = (Heads::new(bytes, &self.running), Definitions::new(bytes));
        for at in self.import.find_iter(bytes) {
            if at < from {
                continue;
            }
            if let Some((imports, end)) = statement(bytes, at, &mut heads).or_else(|| dynamic(bytes, at)) {
                facts.imports.extend(imports);
                from = end;
            } else {
                facts.loaders.extend(loader(bytes, at, &mut definitions));
            }
        }
        if facts.loaders.is_empty() && facts.imports.iter().any(|import| self.loads(import)) {
            facts.loaders.push(Name::new(""));
        }
        facts.names_path = self.requests_path(&facts.imports, bytes);
        facts.hides_code = facts.imports.iter().any(|import| self.decoding.contains(import.module.as_str()))
            && self.running.stand_in(bytes);
        facts.runs_code = facts.hides_code && self.running.are_called(bytes);
        facts
    }

    /// Notes what a file names that tells of AI.
    fn tell(&self, bytes: &[u8], facts: &mut Facts) {
        facts.hit |= self.hosts.stand_in(bytes);
        for (at, shared) in self.shared.iter().enumerate() {
            if shared.hosts.stand_in(bytes) {
                facts.shared = facts.shared.and(Shared::only(at));
            }
            if shared.named_by.stand_in(bytes) {
                facts.tells = facts.tells.and(Shared::only(at));
            }
        }
    }

    /// Whether a file imports what sends requests, and names the path of an endpoint, the domain of one, or a URL that is
    /// written in another form.
    fn requests_path(&self, imports: &[Imported], bytes: &[u8]) -> bool {
        let requests = |import: &Imported| import.level == 0 && self.requesting.contains(import.root());
        let is_able = imports.iter().any(requests) || self.senders.stand_in(bytes);
        is_able && (self.paths.stand_in(bytes) || self.hidden.stand_in(bytes))
    }

    /// Whether an import brings what imports a module by a text.
    fn loads(&self, import: &Imported) -> bool {
        // Most imports are of something else.
        if import.level > 0 || !self.loading.contains(import.root()) {
            return false;
        }
        let module = import.module.as_str();
        let of_module = |name: &Name| self.loading.contains(&format!("{module}.{name}"));
        import.names.is_empty() && self.loading.contains(module) || import.names.iter().any(of_module)
    }

    /// Whether a file calls something by a path that leads to an AI call: `….completions.create(`.
    pub(super) fn calls_by_path(&self, bytes: &[u8]) -> bool {
        memchr::memchr_iter(b'(', bytes).any(|at| {
            let length = bytes[..at].iter().rev().take_while(|&&byte| is_path(byte)).count();
            let path = std::str::from_utf8(&bytes[at - length..at]).unwrap_or_default();
            self.call_paths.contains(last_two(path))
        })
    }

    /// Whether a file imports what is called like a library or an attestation SDK, or names an endpoint.
    pub(super) fn names_ai(&self, bytes: &[u8]) -> bool {
        let facts = self.scan(bytes);
        // What would tell may stand in another file.
        facts.hit
            || facts.hides_code
            || facts.shared != Shared::default()
            || facts.imports.iter().any(|import| self.is_relevant(import))
    }

    /// Whether compiled code names a library: in it a name stands behind its length, or between zero bytes. What is packed
    /// without being compressed is code as it is written.
    pub(super) fn names_compiled(&self, bytes: &[u8]) -> bool {
        let is_name = |root: &str, at: usize| {
            let length = bytes[at..].iter().position(|&byte| !is_path(byte)).unwrap_or(bytes.len() - at);
            let before = at.checked_sub(1).map(|before| usize::from(bytes[before]));
            let end = at + root.len();
            let ends_with_zero = matches!(bytes.get(end), Some(0 | b'.'));
            match before {
                Some(0) => ends_with_zero,
                // Behind a name, whatever comes next may look like a letter.
                Some(before) => before == root.len() || before <= length && bytes.get(end) == Some(&b'.'),
                None => false,
            }
        };
        let named =
            |root: &String| memchr::memmem::find_iter(bytes, root.as_bytes()).any(|at| is_name(root, at));
        let mut telling = self.roots.iter().filter(|root| root.len() >= TELLING);
        let roots = self.in_compiled.get_or_init(|| Needles::new(telling.clone().cloned().collect()));
        (roots.stand_in(bytes) && telling.any(named))
            || memchr::memmem::find(bytes, b"import ").is_some() && self.names_ai(bytes)
    }

    /// The macros that a file defines.
    fn macros(&self, bytes: &[u8]) -> Vec<Arc<Definition>> {
        let begins = self.macros.as_ref().filter(|begins| begins.find(bytes).is_some());
        // Places are counted in the decoded text.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = begins.and_then(|begins| Some((begins, std::str::from_utf8(bytes).ok()?)));
        text.map_or_else(Vec::new, |(begins, text)| {
            let keyword = std::str::from_utf8(begins.needle()).unwrap_or_default();
            definitions(text, keyword, self.nesting)
        })
    }

    /// Whether a text in a file is, or begins with, the root of a library. After the path may come the name of
    /// something in it (`acme.sdk:Client`), or what only the running program knows (`acme.{name}`, `acme.%s`).
    /// A text without a dot may be any word: `counts` says whether the root is meant.
    pub(super) fn names_library(&self, bytes: &[u8], mut counts: impl FnMut(&str) -> bool) -> bool {
        let ends = |byte: u8| matches!(byte, b'"' | b'\'' | b':' | b'{' | b'%');
        let mut names = |path: &str| {
            if path.contains('.') {
                return is_under(path, &self.roots, self.root_names);
            }
            // Of most texts only the whole is looked for.
            let begun = if path.ends_with('_') { Some(self.roots.iter()) } else { None };
            let mut begun = begun.into_iter().flatten().filter(|root| root.starts_with(path));
            self.roots.contains(path) && counts(path) || begun.any(|root| counts(root))
        };
        if matches!(self.reading, Reading::Texts(_)) {
            let mut texts = specifiers::texts(bytes);
            return texts.any(|text| {
                // Most texts are sentences, and most of the others words.
                let is_word = !text.contains(['.', '@', '/', ':']);
                if text.contains(' ') || is_word && !self.roots.contains(text) {
                    return false;
                }
                let (module, level) = specified(text);
                let path = module.as_str();
                let is_library = level == 0 && is_under(path, &self.roots, self.root_names);
                is_library && (path.contains(['.', '@', '/']) || counts(path))
            });
        }
        let mut from = 0;
        while let Some(found) = memchr::memchr2(b'"', b'\'', &bytes[from..]) {
            let start = from + found + 1;
            let length = bytes[start..].iter().position(|&byte| !is_path(byte));
            let end = length.map_or(bytes.len(), |length| start + length);
            let length = end - start;
            if length > 0
                && bytes.get(end).is_some_and(|&byte| ends(byte))
                && std::str::from_utf8(&bytes[start..end]).is_ok_and(&mut names)
            {
                return true;
            }
            from = end.max(start);
        }
        false
    }
}

/// What stands before the end of a path in a program, which may be a text of its own.
const BEFORE_END: [char; 3] = ['/', '"', '\''];

/// What stands behind it.
const AFTER_END: [char; 7] = ['"', '\'', '`', '?', '/', '{', '\\'];

/// What counts only if the program names something else: libraries that everybody imports, each with what they say themselves,
/// and servers on this machine, whose ports anything may have, with the ends of their endpoints' paths. Gives all texts as well.
fn shared_uses(catalog: &Catalog, local: &[&Endpoint]) -> (Vec<SharedUse>, Vec<String>) {
    let mut texts = Vec::new();
    let mut uses = Vec::new();
    for library in catalog.libraries.iter().filter(|library| !library.shared_roots.is_empty()) {
        texts.extend(library.named_by.iter().cloned());
        uses.push(SharedUse {
            roots: library.shared_roots.iter().map(ToString::to_string).collect(),
            hosts: Needles::new(Vec::new()),
            named_by: Needles::new(library.named_by.clone()),
        });
    }
    // Further ones would not be told apart.
    uses.truncate(Shared::MOST);
    let hosts: Vec<String> = local.iter().filter_map(|endpoint| endpoint.fixed_host()).collect();
    let ends: FxHashSet<&str> = local.iter().filter_map(|endpoint| endpoint.fixed_end()).collect();
    let begun: Vec<String> =
        ends.iter().flat_map(|end| BEFORE_END.map(|sign| format!("{sign}{end}"))).collect();
    let written = begun.iter().flat_map(|text| AFTER_END.map(|sign| format!("{text}{sign}"))).collect();
    texts.extend(hosts.iter().chain(&begun).cloned());
    uses.push(SharedUse {
        roots: FxHashSet::default(),
        hosts: Needles::new(hosts),
        named_by: Needles::new(written),
    });
    (uses, texts)
}

/// Whether an absolute import leads to, or below, one of some roots.
fn is_relevant(import: &Imported, roots: &FxHashSet<String>, names: usize) -> bool {
    let module = import.module.as_str();
    import.level == 0
        && (is_under(module, roots, names)
            || import.names.iter().any(|name| is_under(&[module, ".", name.as_str()].concat(), roots, names)))
}

/// Whether an absolute import leads to something that has the name of a root, in another library.
fn may_be_handed_on(import: &Imported, roots: &FxHashSet<String>) -> bool {
    let modules = import.module.as_str().split('.').skip(1);
    import.level == 0 && modules.chain(import.names.iter().map(Name::as_str)).any(|name| roots.contains(name))
}

/// Whether a dotted path, or the beginning of it, is a root; no root has more than so many names.
fn is_under(path: &str, roots: &FxHashSet<String>, names: usize) -> bool {
    let ends = path.match_indices('.').map(|(at, _)| at).chain([path.len()]);
    ends.take(names).any(|end| roots.contains(&path[..end]))
}

impl Scanner {
    /// Judges the imports of a file: whether it imports a library or an attestation SDK. `told` is what the whole program
    /// names of AI; `means_library` says whether what has a library's name is the library.
    pub(super) fn judge(
        &self,
        facts: &mut Facts,
        told: Shared,
        mut means_library: impl FnMut(&Imported) -> bool,
    ) {
        let is_told = |import: &Imported| {
            let shared = self.shared.iter().position(|shared| shared.roots.contains(import.root()));
            shared.is_none_or(|at| told.meets(Shared::only(at)))
        };
        let relevant = facts.imports.iter().filter(|import| self.is_relevant(import) && is_told(import));
        // Each is asked: that may say what else has to be known.
        let libraries = relevant.filter(|import| means_library(import)).count();
        facts.hit |= libraries > 0 || facts.shared.meets(told);
        // A marker of the project's own is one all the same.
        facts.marker = facts.imports.iter().any(|import| self.is_of_marker(import));
    }

    /// Whether an import is, or may hand on, what is called like a library or an attestation SDK.
    fn is_relevant(&self, import: &Imported) -> bool {
        is_relevant(import, &self.roots, self.root_names)
            || self.are_handed_on && may_be_handed_on(import, &self.roots)
    }

    fn is_of_marker(&self, import: &Imported) -> bool {
        is_relevant(import, &self.markers, self.root_names)
    }
}

/// Where statements begin, asked for one place after the other. The text between two places is looked at once, however
/// many of them stand on one line.
struct Heads<'b> {
    bytes: &'b [u8],
    /// Up to where the text was looked at.
    seen: usize,
    /// Where the statement of the last place begins.
    start: usize,
    /// Whether it is known to begin neither with `from` nor with what was looked for.
    is_other: bool,
    /// What runs a text as code.
    running: &'b TextRunners,
    /// Whether anything in the text does, where somebody asked.
    runs_texts: Option<bool>,
}

impl<'b> Heads<'b> {
    fn new(bytes: &'b [u8], running: &'b TextRunners) -> Self {
        Self { bytes, seen: 0, start: 0, is_other: false, running, runs_texts: None }
    }

    /// The text before a place in its statement, if it is nothing or begins with `from`. A statement begins with its
    /// line, behind a semicolon, and behind `: `, as in `try: import x`.
    fn before(&mut self, at: usize) -> Option<&'b str> {
        let fresh = &self.bytes[self.seen..at];
        let end = memchr::memrchr3(b'\n', b'\r', b';', fresh).map(|end| end + 1);
        let behind = end.unwrap_or(0);
        let colon = memchr::memmem::rfind(&fresh[behind..], b": ").map(|colon| behind + colon + 2);
        if let Some(start) = colon.or(end) {
            self.start = self.seen + start;
            self.is_other = false;
        }
        self.seen = at;
        if self.is_other {
            return None;
        }
        let before = std::str::from_utf8(&self.bytes[self.start..at]).ok();
        let before = before.map(|before| before.trim().trim_start_matches('\u{feff}'));
        let before = before.map(|before| {
            let code = code_in_text(before)
                .filter(|_| *self.runs_texts.get_or_insert_with(|| self.running.stand_in(self.bytes)));
            let before = code.unwrap_or(before);
            before.strip_prefix("lazy").map_or(before, str::trim_start)
        });
        let before = before.filter(|before| before.is_empty() || before.starts_with("from"));
        self.is_other = before.is_none();
        before
    }
}

/// Functions that run a text as code.
struct TextRunners {
    calls: Vec<Finder<'static>>,
    /// What they belong to.
    prelude: Finder<'static>,
}

impl TextRunners {
    fn new(language: &Language) -> Self {
        let calls = language.code_functions.iter().map(|name| Finder::new(&format!("{name}(")).into_owned());
        Self { calls: calls.collect(), prelude: Finder::new(language.prelude) }
    }

    /// Whether a file calls what is called like one.
    fn stand_in(&self, bytes: &[u8]) -> bool {
        self.calls.iter().any(|call| call.find(bytes).is_some())
    }

    /// Whether a file calls one, and not only methods that have the same name.
    fn are_called(&self, bytes: &[u8]) -> bool {
        let is_function = |at: usize| match at.checked_sub(1).map(|before| bytes[before]) {
            Some(b'.') => self.prelude.find(bytes).is_some(),
            before => !before.is_some_and(is_path),
        };
        self.calls.iter().any(|call| call.find_iter(bytes).any(is_function))
    }
}

/// What stands before an import in a text that begins with it, and may be run as code: nothing in `exec("import a")`.
fn code_in_text(before: &str) -> Option<&str> {
    let text = before.rsplit(['"', '\'']).next().filter(|text| text.len() < before.len())?;
    text.trim()
        .is_empty()
        .then_some("")
        .or_else(|| text.trim_start().starts_with("from ").then(|| text.trim_start()))
}

/// The import statement whose keyword `import` stands at `at`, and where it ends.
fn statement<'b>(bytes: &'b [u8], at: usize, heads: &mut Heads<'b>) -> Option<(Vec<Imported>, usize)> {
    let after = bytes.get(at + "import".len())?;
    if !(after.is_ascii_whitespace() || *after == b'(' || *after == b'*' || *after == b'\\') {
        return None;
    }
    let before = heads.before(at)?;
    let end = end_of_list(bytes, at + "import".len());
    let list = String::from_utf8_lossy(&bytes[at + "import".len()..end]);
    let list = normalized(&list);
    if before.is_empty() {
        return Some((list.split(',').filter_map(plain).collect(), end));
    }
    let source = before.strip_prefix("from")?;
    let path: String = source.split_whitespace().collect::<String>().replace('\\', "");
    let path = normalized(&path);
    let module = path.trim_start_matches('.');
    let level = (path.len() - module.len()) as u32;
    let names = list.split(',').filter_map(first_word).map(Name::new).collect();
    Some((vec![Imported { module: Name::new(module), level, names }], end))
}

/// `import_module("a.b")`, `__import__("a.b")`: the keyword is part of a function's name.
fn dynamic(bytes: &[u8], at: usize) -> Option<(Vec<Imported>, usize)> {
    let rest = &bytes[at + "import".len()..];
    let rest = rest.strip_prefix(b"_module").or_else(|| rest.strip_prefix(b"__"))?;
    let rest = rest.trim_ascii_start().strip_prefix(b"(")?.trim_ascii_start();
    let quote = *rest.first().filter(|byte| **byte == b'"' || **byte == b'\'')?;
    let length = memchr::memchr(quote, &rest[1..])?;
    // What goes on behind the text is no constant.
    rest[length + 2..].trim_ascii_start().first().filter(|byte| matches!(byte, b')' | b','))?;
    let path = std::str::from_utf8(&rest[1..=length]).ok()?;
    let module = path.trim_start_matches('.');
    let import =
        Imported { module: Name::new(module), level: (path.len() - module.len()) as u32, names: Vec::new() };
    // The search goes on behind the word itself.
    Some((vec![import], at))
}

/// Whether a byte may stand in the path of a module.
fn is_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.'
}

/// The function in which a module is imported whose name is no constant: `def load(name): import_module(name)`, or in which
/// what does that is named. It has no name where the module's own code does that.
fn loader(bytes: &[u8], at: usize, definitions: &mut Definitions<'_>) -> Option<Name> {
    let rest = &bytes[at + "import".len()..];
    rest.strip_prefix(b"_module").or_else(|| rest.strip_prefix(b"__"))?;
    let start = definitions.before(at);
    // Once for each function.
    let (given, is_given) = (definitions.given, std::mem::replace(&mut definitions.is_given, true));
    if is_given && given == start {
        return None;
    }
    definitions.given = start;
    let Some(start) = start else { return Some(Name::new("")) };
    let name = bytes[start..at].split(|byte| !is_path(*byte)).next()?;
    std::str::from_utf8(name).ok().map(Name::new)
}

/// The definitions before some places, which are asked for one after the other.
struct Definitions<'b> {
    bytes: &'b [u8],
    /// Up to where the text was looked at.
    seen: usize,
    last: Option<usize>,
    /// What was given out last, and whether anything was.
    given: Option<usize>,
    is_given: bool,
}

impl<'b> Definitions<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, seen: 0, last: None, given: None, is_given: false }
    }

    /// Where the name stands of the last function that is defined before a place.
    fn before(&mut self, at: usize) -> Option<usize> {
        let found = memchr::memmem::rfind(&self.bytes[self.seen..at], b"def ");
        self.last = found.map(|found| self.seen + found + "def ".len()).or(self.last);
        self.seen = at;
        self.last
    }
}

/// Where the list after `import` ends: at the end of its line, or with its bracket. In brackets stand names and comments;
/// at anything else the list was none, or has no end.
fn end_of_list(bytes: &[u8], from: usize) -> usize {
    let list = &bytes[from..];
    let first = list.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != b'\\').unwrap_or(0);
    if list.get(first) == Some(&b'(') {
        let mut at = first + 1;
        while let Some(&byte) = list.get(at) {
            match byte {
                b'#' => {
                    let line = &list[at..];
                    at += memchr::memchr2(b'\n', b'\r', line).unwrap_or(line.len());
                }
                b',' | b'\\' | b'*' => at += 1,
                _ if is_path(byte) || byte.is_ascii_whitespace() || !byte.is_ascii() => at += 1,
                _ => break,
            }
        }
        return from + at;
    }
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'\n', b'\r', b';', &list[at..]) {
        let end = at + found;
        let continued = end > 0 && list[end] != b';' && list[..end].trim_ascii_end().ends_with(b"\\");
        if !continued {
            return from + end;
        }
        at = end + 1;
    }
    bytes.len()
}

/// The classes and functions that a file defines outside of any other.
pub(super) fn defined_names(bytes: &[u8]) -> impl Iterator<Item = Name> + '_ {
    let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
    let defined = lines.filter_map(|line| {
        let line = line.strip_prefix(b"async ").unwrap_or(line);
        line.strip_prefix(b"class ").or_else(|| line.strip_prefix(b"def "))
    });
    defined.filter_map(|rest| {
        let name = rest.trim_ascii_start().split(|byte| !is_path(*byte)).next()?;
        std::str::from_utf8(name).ok().filter(|name| !name.is_empty()).map(Name::new)
    })
}

/// Whether a file has a class that derives from one of these, by their last names.
pub(super) fn derives(bytes: &[u8], names: &FxHashSet<Name>) -> bool {
    let finder = Finder::new("class ");
    let mut classes = finder.find_iter(bytes).peekable();
    while let Some(at) = classes.next() {
        let indent = bytes[..at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c'));
        if !indent.is_none_or(|byte| matches!(byte, b'\n' | b'\r')) {
            continue;
        }
        // No list of bases reaches into the next class.
        let rest = &bytes[at..classes.peek().copied().unwrap_or(bytes.len())];
        let open = memchr::memchr3(b'(', b':', b'\n', rest).filter(|&open| rest[open] == b'(');
        let Some(open) = open else { continue };
        let end = memchr::memchr(b')', rest).unwrap_or(rest.len()).max(open);
        let list = String::from_utf8_lossy(&rest[open..end]);
        let mut bases = list.split([',', '[', '=']).filter_map(first_word);
        if bases.any(|base| base.rsplit('.').next().is_some_and(|last| names.contains(last))) {
            return true;
        }
    }
    false
}

/// The names that stand behind a dot in a file: attributes that it reads or binds.
pub(super) fn attributes(bytes: &[u8]) -> impl Iterator<Item = &str> {
    let names = memchr::memchr_iter(b'.', bytes).map(|dot| name_at(&bytes[dot + 1..]).0);
    names.filter(|name| !name.is_empty())
}

/// Whether a file calls something on an attribute of one of these names in one chain, of which `may_call` says that it may
/// matter (`desk.client.responses.create(`), or assigns such an attribute, or what it gives, to something.
pub(super) fn reaches_into(
    bytes: &[u8],
    attributes: &FxHashSet<Name>,
    may_call: impl Fn(&str) -> bool,
) -> bool {
    memchr::memchr_iter(b'.', bytes).any(|dot| {
        let (name, mut rest) = name_at(&bytes[dot + 1..]);
        if !attributes.contains(name) {
            return false;
        }
        loop {
            // What follows long arguments may be anything.
            let Some(after) = after_arguments(rest) else { return true };
            rest = after;
            let Some(member) = rest.strip_prefix(b".") else { break };
            let (name, after) = name_at(member);
            if name.is_empty() {
                return false;
            }
            if after.starts_with(b"(") && may_call(name) {
                return true;
            }
            rest = after;
        }
        let next = rest.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b';'));
        let line_ends = next.is_none_or(|byte| b"#\r\n/".contains(byte));
        let line = bytes[..dot].rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        line_ends && line.contains(&b'=')
    })
}

/// What a file names behind a dot, or as a text, and what follows each.
pub(super) fn names(bytes: &[u8]) -> impl Iterator<Item = (&str, &[u8])> {
    memchr::memchr3_iter(b'.', b'"', b'\'', bytes).map(|at| name_at(&bytes[at + 1..]))
}

/// The name that some bytes begin with, and what follows it.
pub(super) fn name_at(bytes: &[u8]) -> (&str, &[u8]) {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || !byte.is_ascii();
    let end = bytes.iter().position(|byte| !is_name(byte)).unwrap_or(bytes.len());
    (std::str::from_utf8(&bytes[..end]).unwrap_or_default(), &bytes[end..])
}

/// What follows arguments and subscripts; `None` if they do not end soon.
fn after_arguments(bytes: &[u8]) -> Option<&[u8]> {
    /// Who reads an attribute in one chain writes little between.
    const MOST: usize = 200;
    let mut depth = 0_usize;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' if depth > 0 => depth -= 1,
            _ if depth == 0 => return Some(&bytes[at..]),
            _ if at > MOST => return None,
            _ => {}
        }
    }
    Some(&[])
}

/// `a.b as c` of a plain import.
fn plain(item: &str) -> Option<Imported> {
    let module = first_word(item)?;
    Some(Imported { module: Name::new(module), level: 0, names: Vec::new() })
}

/// The first word of an item in a list, without brackets, comments and continuations.
fn first_word(item: &str) -> Option<&str> {
    let lines = item.lines().map(|line| line.split('#').next().unwrap_or_default());
    let mut words = lines.flat_map(|line| line.split(|c: char| c.is_whitespace() || "()\\\"'".contains(c)));
    words.find(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imports(text: &str) -> Vec<(String, u32, Vec<String>)> {
        let facts =
            Scanner::new(&Catalog::default(), &crate::language::python::PYTHON, 100).scan(text.as_bytes());
        let owned = |import: Imported| {
            (import.module.to_string(), import.level, import.names.iter().map(ToString::to_string).collect())
        };
        facts.imports.into_iter().map(owned).collect()
    }

    #[test]
    fn every_form_of_import_is_noted() {
        let text = "\u{feff}import a.b as c, d\nfrom ..x import (y as z, # why\n  w)\nif 1: import e; import f\n\
                    from . import *\nm = import_module('g.h')\nreimport = 1\nfrom i import j, \\\n  k\n";
        let expected = [
            ("a.b", 0, vec![]),
            ("d", 0, vec![]),
            ("x", 2, vec!["y", "w"]),
            ("e", 0, vec![]),
            ("f", 0, vec![]),
            ("", 1, vec!["*"]),
            ("g.h", 0, vec![]),
            ("i", 0, vec!["j", "k"]),
        ];
        let expected: Vec<(String, u32, Vec<String>)> = expected
            .into_iter()
            .map(|(module, level, names)| {
                (module.to_owned(), level, names.into_iter().map(str::to_owned).collect())
            })
            .collect();
        assert_eq!(imports(text), expected);
    }

    /// The paths in a file of Rust.
    fn paths(text: &str) -> Vec<String> {
        let facts =
            Scanner::new(&Catalog::default(), &crate::language::rust::RUST, 100).scan(text.as_bytes());
        let path = |import: &Imported| {
            let names = import.names.iter().map(Name::as_str);
            let segments = [import.module.as_str()].into_iter().chain(names).filter(|name| !name.is_empty());
            segments.collect::<Vec<_>>().join(".")
        };
        facts.imports.iter().map(path).collect()
    }

    #[test]
    fn a_path_begins_with_a_module() {
        assert_eq!(paths("let one = Type::new(other::new());"), ["other.new"]);
        assert_eq!(paths("let one = <T>::a::new(); let other = ::top::new();"), ["top.new"]);
    }

    /// What follows a group is looked at, whatever stands in the group or after it.
    #[test]
    fn a_group_ends_with_its_bracket() {
        assert_eq!(paths("use a::{b, c::{d}};\nuse e::f;\n"), ["a.b", "a.c.d", "e.f"]);
        assert_eq!(paths("use a::{ // why; not\n    b, // x\n};\nuse e::f;\n"), ["a.b", "e.f"]);
        assert_eq!(paths("use a::{\n// x\n// y; z\n    b,\n};\nuse e::f;\n"), ["a.b", "e.f"]);
        assert_eq!(paths("use a::{b /* x */};\nuse e::f;\n"), ["a.b", "e.f"]);
        assert!(paths("print(\"a::{}\", e::f());").contains(&"e.f".to_owned()));
        assert_eq!(paths("use a::{b\n;\nuse e::f;\n"), ["a.b", "e.f"]);
    }

    /// In a file that runs texts, a text that begins with an import may be run.
    #[test]
    fn code_in_a_text_imports() {
        let library = |text: &str| imports(text).into_iter().map(|(module, ..)| module).collect::<Vec<_>>();
        assert_eq!(library("SOURCE = 'import openai; openai.x()'\nexec(SOURCE)\n"), ["openai"]);
        assert_eq!(library("exec(\"from openai import x\")\n"), ["openai"]);
        assert_eq!(library("x = 'it is to import openai'\nexec(x)\n"), [""; 0]);
    }

    #[test]
    fn words_are_not_imports() {
        assert_eq!(imports("# import openai\nx = 'import openai'\nimportant = 1\n"), vec![]);
    }
}
