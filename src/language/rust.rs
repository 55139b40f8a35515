//! Rust.

use std::ops::Range;

use super::{
    Advice, Grammar, LOOKAHEAD, Language, Layout, NamedFile, Scoping, TestCode, Token, files, in_bracket,
    named_stem, text,
};

/// The program that cargo runs before it builds the one beside it.
pub const BUILD_SCRIPT: &str = "build.rs";

/// Rust of every edition since 2018.
pub const RUST: Language = Language {
    id: "rust",
    title: "Rust",
    receiver: "",
    files: files::rust,
    notebooks: &[],
    line_comment: "//",
    grammars: &[Grammar { extensions: &[], grammar: || tree_sitter_rust::LANGUAGE.into() }],
    query: include_str!("../../queries/rust.scm"),
    export_list: "",
    conjunction: "&&",
    type_test: "",
    metaclass: "",
    walrus: "",
    macro_definition: "macro_rules!",
    null: "",
    prelude: "std",
    scoping: Scoping::Block,
    layout: Layout::Crates,
    manifests: &["Cargo.toml"],
    locks: &["Cargo.lock"],
    advice: Advice {
        function: "put `#[mima::attest(tool_name = \"{name}\")]` above `fn {name}`",
        async_function: "put `#[mima::attest(tool_name = \"{name}\")]` above `async fn {name}`",
        generator: "put `let _guard = mima::trace(\"{name}\");` before the call, in the same block",
        elsewhere: "put the call into a function with `#[mima::attest(…)]` above it",
        marker: "`mima::attest` stands for what records in your code: a marker of your own, or a preset, is named under \
                 `[attestation]` in the settings.",
        beside: "put the marker next to `fn`, below the other attributes",
        called: "write `#[mima::attest(tool_name = \"{name}\")]`",
        in_body: "keep a guard in the body before the calls: `let _guard = mima::trace(\"…\");`",
    },
    test_code: TestCode {
        directories: &["tests", "benches", "examples"],
        file_prefixes: &["tests."],
        file_suffixes: &[],
        decorator: "test",
        negation: "not",
    },
    declared_encoding: |_| None,
    statement_words: &[
        "const",
        "enum",
        "extern",
        "fn",
        "impl",
        "macro_rules",
        "mod",
        "pub",
        "static",
        "struct",
        "trait",
        "type",
        "use",
    ],
    clause_words: &[],
    named_files,
    code_functions: &[],
    newer_syntax,
};

/// Words that the grammar does not know before others. None of them changes what is called, or when.
const PREFIXES: &[(&str, &[&str])] = &[
    ("safe", &["fn", "static"]),
    ("unsafe", &["static"]),
    ("auto", &["trait"]),
    ("default", &["async", "const", "type", "unsafe"]),
    ("async", &["Fn", "FnMut", "FnOnce"]),
];

/// Types whose names the grammar keeps from macros.
const PRIMITIVES: &[&str] = &[
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16", "u32",
    "u64", "u128", "usize",
];

/// Syntax of Rust 2024 and of what is to come: `safe fn`, attributes on expressions, binders of closures, negative constants
/// as arguments, front matter.
fn newer_syntax(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut found = front_matter(tokens);
    for (at, token) in tokens.iter().enumerate() {
        if is_newer(tokens, at) {
            found.push(token.range());
        }
        let left_out_before = found.last().map_or(0, |range| range.end);
        found.extend(newer_part(tokens, at, left_out_before >= token.start));
        if token.text == "where" {
            found.extend(unusual_conditions(&tokens[at..]));
        }
    }
    found
}

/// Whether the rest means the same without a token.
fn is_newer(tokens: &[Token<'_>], at: usize) -> bool {
    let text = |at| text(tokens, at);
    let (before, next, after) = (text(at.checked_sub(1)), text(Some(at + 1)), text(Some(at + 2)));
    match text(Some(at)) {
        // `A { x, .. } = y`
        ".." => before == "," && next == "}" && after == "=",
        // `A<-1>`
        "-" => {
            matches!(before, "<" | ",")
                && next.starts_with(|c: char| c.is_ascii_digit())
                && matches!(after, ">" | ",")
        }
        "await" => before == "for",
        // The macro that became a keyword: without the name, its argument is read.
        "try" => next == "!",
        // `raw @ (A | B)`
        "raw" => next == "@",
        "@" => before == "raw",
        // Macros that are called like a type: without the name, their arguments are read.
        name if PRIMITIVES.contains(&name) => next == "!",
        // What stands for nothing in the rules of a macro.
        tildes if tildes.starts_with('~') => true,
        // A placeholder for any token there.
        "$" => !next.starts_with(char::is_alphabetic),
        "become" => !matches!(next, "" | "=" | ";" | "," | "." | ")"),
        word => PREFIXES.iter().any(|(prefix, words)| *prefix == word && words.contains(&next)),
    }
}

/// What begins with a token, or with one before it, and can be left out as a whole. `follows_another` says that what stands
/// before the token is left out too.
fn newer_part(tokens: &[Token<'_>], at: usize, follows_another: bool) -> Option<Range<usize>> {
    let token = tokens.get(at)?;
    let text = |at| text(tokens, at);
    let (before, next, after) = (text(at.checked_sub(1)), text(Some(at + 1)), text(Some(at + 2)));
    match token.text {
        // `where T: , U: A`
        ":" if matches!(next, "," | "{")
            && matches!(text(at.checked_sub(2)), "where" | ",")
            && is_condition(tokens, at) =>
        {
            let end = if next == "," { tokens[at + 1].range().end } else { token.range().end };
            Some(tokens[at - 1].start..end)
        }
        "<" if next == "raw" && after == ">" => Some(token.start..tokens[at + 2].range().end),
        // `enum A<> {}`, `A::<>::new()`
        "<" if next == ">" => {
            let start = if before == "::" { tokens[at - 1].start } else { token.start };
            Some(start..tokens[at + 1].range().end)
        }
        // `$ name`
        "$" if next.starts_with(char::is_alphabetic) => {
            Some(token.range().end..tokens[at + 1].start).filter(|gap| !gap.is_empty())
        }
        // `A { 1: b, .. }` in a pattern
        number if number.starts_with(|c: char| c.is_ascii_digit()) => {
            let is_field = matches!(before, "{" | ",") && next == ":";
            let is_name = tokens.get(at + 2)?.is_word() && matches!(text(Some(at + 3)), "," | "}");
            (is_field && is_name).then(|| token.start..tokens[at + 1].range().end)
        }
        "pub" => foreign_type(&tokens[at..]),
        "struct" => conditions_of_unit(&tokens[at..]),
        "#" if next == "[" => attribute(&tokens[at..], before, follows_another),
        "for" if next == "<" => binder(&tokens[at..]),
        _ => None,
    }
}

/// Whether a token stands among the conditions of a `where`, and not in a value such as `A { x: 1, y: { 2 } }`.
fn is_condition(tokens: &[Token<'_>], at: usize) -> bool {
    let before = tokens[..at].iter().rev().take(LOOKAHEAD);
    let end = before.map(|token| token.text).find(|text| matches!(*text, "where" | "{" | "}" | ";"));
    end == Some("where")
}

/// An attribute, which begins with the first token, where the grammar knows none: on an expression, or on a name in a
/// pattern.
fn attribute(tokens: &[Token<'_>], before: &str, follows_another: bool) -> Option<Range<usize>> {
    const BEFORE_EXPRESSIONS: &[&str] =
        &["=", "(", "[", ",", "=>", "|", "||", "&&", "&", "+", "-", "*", "/", "==", "return", "else"];
    let length = in_bracket(&tokens[1..])?.len();
    let end = tokens.get(length + 2)?.range().end;
    let text = |at: usize| tokens.get(length + at).map_or("", |token| token.text);
    let (next, after) = (text(3), text(4));
    let is_element =
        matches!(before, "{" | ",") && (matches!(after, "," | "}" | ":") || matches!(next, "ref" | "mut"));
    let is_expression = BEFORE_EXPRESSIONS.contains(&before) && after != ":";
    (is_element || is_expression || follows_another && next != "#").then_some(tokens[0].start..end)
}

/// The conditions of a `where` that speak of a type which the grammar does not expect there: `(): A`, `a!(T): A`.
fn unusual_conditions(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut first, mut depth) = (1, 0_usize);
    for (at, token) in tokens.iter().enumerate().take(LOOKAHEAD).skip(1) {
        let is_end = depth == 0 && matches!(token.text, "{" | ";" | "=");
        if is_end || depth == 0 && token.text == "," {
            let condition = tokens.get(first..at).unwrap_or_default();
            let end = if is_end { token.start } else { token.range().end };
            let subject = behind_binder(condition);
            let words: Vec<&str> = subject.iter().take(3).map(|token| token.text).collect();
            if matches!(words[..], ["(", ")", ":"] | [_, "!", _]) {
                found.extend(condition.first().map(|start| start.start..end));
            }
            first = at + 1;
        }
        match token.text {
            _ if is_end => break,
            "(" | "[" | "{" | "<" => depth += 1,
            ")" | "]" | "}" | ">" => depth = depth.saturating_sub(1),
            ">>" => depth = depth.saturating_sub(2),
            _ => {}
        }
    }
    found
}

/// A condition without the lifetimes that it binds.
fn behind_binder<'s, 't>(condition: &'s [Token<'t>]) -> &'s [Token<'t>] {
    let binds = condition.first().is_some_and(|first| first.text == "for");
    let end = condition.iter().position(|token| token.text == ">").filter(|_| binds);
    end.map_or(condition, |end| &condition[end + 1..])
}

/// What says who sees a type, which the grammar does not know where it is defined elsewhere: `pub type A;`.
fn foreign_type(tokens: &[Token<'_>]) -> Option<Range<usize>> {
    let is_restricted = tokens.get(1)?.text == "(";
    let at = if is_restricted { in_bracket(&tokens[1..])?.len() + 3 } else { 1 };
    let is_type = tokens.get(at)?.text == "type";
    is_type.then(|| tokens[0].start..tokens[at - 1].range().end)
}

/// The conditions of a structure without fields: `struct A where B: C;`.
fn conditions_of_unit(tokens: &[Token<'_>]) -> Option<Range<usize>> {
    let head = tokens.iter().take(CONDITIONS);
    let end = head.clone().position(|token| matches!(token.text, ";" | "{" | "("))?;
    let start = head.clone().position(|token| token.text == "where").filter(|start| *start < end)?;
    (tokens[end].text == ";").then(|| tokens[start].start..tokens[end].start)
}

/// How many tokens the conditions of a structure may take.
const CONDITIONS: usize = 128;

/// `for<'a>` before a closure.
fn binder(tokens: &[Token<'_>]) -> Option<Range<usize>> {
    let end = tokens.iter().take(LIFETIMES).position(|token| token.text == ">")?;
    let is_closure = matches!(tokens.get(end + 1)?.text, "|" | "||" | "move" | "async");
    is_closure.then(|| tokens[0].start..tokens[end].range().end)
}

/// How many tokens the lifetimes that a closure binds may take.
const LIFETIMES: usize = 32;

/// The manifest at the head of a script, between two lines that begin with `---`.
fn front_matter(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let is_fence = |tokens: &[Token<'_>]| {
        let starts = |token: &Token<'_>| token.text.starts_with('-');
        tokens.first().is_some_and(|first| first.is_first && starts(first))
            && tokens.windows(2).take(2).filter(|pair| pair[0].range().end == pair[1].start).count() == 2
            && tokens.iter().take(3).all(starts)
    };
    // A line that names the interpreter may stand before it.
    let Some(open) = (0..tokens.len().min(2)).find(|&at| is_fence(&tokens[at..])) else { return Vec::new() };
    let close = (open + 3..tokens.len().min(LOOKAHEAD)).find(|&at| is_fence(&tokens[at..]));
    close.map(|close| tokens[open].start..tokens[close + 2].range().end).into_iter().collect()
}

/// One path of a `use` declaration, or of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsePath<'t> {
    /// How many modules up it starts: 0 for a crate, 1 for `self`, 2 for `super`, `u32::MAX` for `crate`.
    pub level: u32,
    /// Its segments below that, with the last one unless it is a wildcard.
    pub segments: Vec<&'t str>,
    /// The name that it binds.
    pub name: &'t str,
    /// Where the name is written, in bytes from the beginning of the text.
    pub at: usize,
    /// Whether it brings everything.
    pub is_wildcard: bool,
}

/// The paths of a tree such as `a::{b, c as d, e::*}`; what follows the tree is not looked at.
pub fn use_paths(text: &str) -> Vec<UsePath<'_>> {
    let mut reader = Reader { text, at: 0, found: Vec::new() };
    reader.tree();
    reader.found
}

/// The file that `#[path = "a/b.rs"]` names, as a path of modules from the directory of the file in which that stands:
/// how many directories above it starts, and the segments below.
pub fn named_file(attribute: &str) -> Option<(u32, Vec<String>)> {
    let path = path_in_attribute(attribute)?;
    let mut segments: Vec<String> =
        path.split('/').filter(|segment| !matches!(*segment, "" | ".")).map(str::to_owned).collect();
    let file = segments.last_mut()?;
    *file = file.strip_suffix(".rs").map_or_else(|| named_stem(file), str::to_owned);
    let up = segments.iter().take_while(|segment| *segment == "..").count();
    segments.drain(..up);
    // What a directory holds is a module by the name of the directory.
    if segments.len() > 1 && segments.last().is_some_and(|last| last == "mod") {
        segments.pop();
    }
    (!segments.is_empty() && !segments.iter().any(|segment| segment == "..")).then_some((up as u32, segments))
}

/// The path in `#[path = "…"]` or `#[cfg_attr(…, path = "…")]`.
fn path_in_attribute(attribute: &str) -> Option<&str> {
    let inside = attribute.strip_prefix("#[")?.trim_start();
    let value = match inside.strip_prefix("path") {
        Some(value) => value,
        None if inside.starts_with("cfg_attr") => {
            let is_key = |at: &usize| inside[..*at].trim_end().ends_with([',', '(']);
            let at = inside.match_indices("path").map(|(at, _)| at).find(is_key)?;
            &inside[at + "path".len()..]
        }
        None => return None,
    };
    let quoted = value.trim_start().strip_prefix('=')?.trim_start().strip_prefix('"')?;
    quoted.split_once('"').map(|(path, _)| path)
}

/// How far an attribute is looked through for its end.
const ATTRIBUTE_BYTES: usize = 256;

/// The files that a text names to be compiled with it: by `include!`, and by the path of a module where that does not end in
/// `.rs`.
fn named_files(bytes: &[u8]) -> Vec<(usize, NamedFile)> {
    let included = memchr::memmem::find_iter(bytes, b"include!").filter_map(|at| {
        let line = bytes[..at].rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
        let is_word = line.last().is_some_and(|&byte| byte == b'_' || byte.is_ascii_alphanumeric());
        let is_comment = line.trim_ascii_start().starts_with(b"//");
        let rest = &bytes[at + "include!".len()..];
        let rest = &rest[..rest.len().min(ATTRIBUTE_BYTES)];
        let arguments = String::from_utf8_lossy(rest).trim_start().strip_prefix(['(', '[', '{'])?.to_owned();
        (!is_word && !is_comment).then(|| Some((at, included(&arguments)?))).flatten()
    });
    let attributes = memchr::memmem::find_iter(bytes, b"#[").filter_map(|at| {
        let attribute = &bytes[at..bytes.len().min(at + ATTRIBUTE_BYTES)];
        let after = attribute[2..].trim_ascii_start();
        if !after.starts_with(b"path") && !after.starts_with(b"cfg_attr") {
            return None;
        }
        let attribute = String::from_utf8_lossy(attribute);
        let end = attribute.find(']').unwrap_or(attribute.len());
        let path = path_in_attribute(&attribute[..end]).filter(|path| path.strip_suffix(".rs").is_none())?;
        Some((at, NamedFile::Module(path.to_owned())))
    });
    included.chain(attributes).collect()
}

/// What the arguments of `include!` name, as far as they are written out.
fn included(arguments: &str) -> Option<NamedFile> {
    let arguments = arguments.trim_start();
    if let Some(path) = literal(arguments) {
        return Some(NamedFile::Path(path.0.to_owned()));
    }
    let list = arguments.strip_prefix("concat!")?.trim_start().strip_prefix(['(', '[', '{'])?;
    let (base, mut rest) = match list.trim_start().strip_prefix("env!") {
        Some(variable) => {
            let (name, rest) = literal(variable.trim_start().strip_prefix(['(', '[', '{'])?.trim_start())?;
            (Some(name), rest.trim_start().strip_prefix([')', ']', '}'])?)
        }
        None => (None, list),
    };
    let mut path = String::new();
    loop {
        rest = rest.trim_start().trim_start_matches(',').trim_start();
        let Some((part, after)) = literal(rest) else { break };
        path.push_str(part);
        rest = after;
    }
    let path = if base.is_some() { path.trim_start_matches('/').to_owned() } else { path };
    match base {
        Some("CARGO_MANIFEST_DIR") => Some(NamedFile::BelowManifest(path)),
        Some("OUT_DIR") => Some(NamedFile::Generated(path)),
        Some(_) => None,
        None => Some(NamedFile::Path(path)),
    }
    .filter(|_| rest.starts_with([')', ']', '}']))
}

/// The text that a literal without escapes stands for, and what follows it.
fn literal(text: &str) -> Option<(&str, &str)> {
    let (open, close) = match text.strip_prefix('r') {
        Some(raw) => {
            let signs = raw.len() - raw.trim_start_matches('#').len();
            (signs + 2, format!("\"{}", &raw[..signs]))
        }
        None => (1, "\"".to_owned()),
    };
    let inside = text.get(open..).filter(|_| text[..open].ends_with('"'))?;
    let (value, rest) = inside.split_once(&close)?;
    (open > 1 || !value.contains('\\')).then_some((value, rest))
}

/// Reads `use` trees.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    found: Vec<UsePath<'t>>,
}

impl<'t> Reader<'t> {
    fn tree(&mut self) {
        let mut prefix: Vec<(&'t str, usize)> = Vec::new();
        // For each open group, how many names stand before it.
        let mut groups: Vec<usize> = Vec::new();
        loop {
            self.blank();
            let before = self.at;
            let opens = self.eat("{");
            if opens {
                groups.push(prefix.len());
            } else if self.eat("*") {
                self.add(&prefix, None, true);
            } else {
                let (at, word) = self.word();
                if !word.is_empty() {
                    prefix.push((word, at));
                }
                self.blank();
                if self.eat("::") {
                    continue;
                }
                if !word.is_empty() {
                    let alias = self.alias();
                    self.add(&prefix, alias, false);
                }
            }
            if !self.next_item(&mut groups, &mut prefix, opens || self.at > before) {
                return;
            }
        }
    }

    /// Goes on to the next item of the innermost group that has one; whether there is one. Behind something that is no
    /// item (`is_item` false) there is a comma, or nothing more to read.
    fn next_item(
        &mut self,
        groups: &mut Vec<usize>,
        prefix: &mut Vec<(&'t str, usize)>,
        mut is_item: bool,
    ) -> bool {
        while let Some(&length) = groups.last() {
            prefix.truncate(length);
            self.blank();
            is_item |= self.eat(",");
            self.blank();
            if !self.eat("}") {
                return is_item && self.at < self.text.len();
            }
            groups.pop();
        }
        false
    }

    fn alias(&mut self) -> Option<(&'t str, usize)> {
        let before = self.at;
        if self.word().1 != "as" {
            self.at = before;
            return None;
        }
        self.blank();
        let (at, word) = self.word();
        Some((word, at))
    }

    fn add(&mut self, path: &[(&'t str, usize)], alias: Option<(&'t str, usize)>, is_wildcard: bool) {
        let mut words = path.iter().map(|(word, _)| *word).collect::<Vec<_>>();
        // `a::{self}` is `a`.
        if words.len() > 1 && words.last() == Some(&"self") {
            words.pop();
        }
        let supers = words.iter().skip_while(|word| **word == "self").take_while(|word| **word == "super");
        let (level, skip) = match (words.first(), supers.count()) {
            (Some(&"crate"), _) => (u32::MAX, 1),
            (Some(&"self"), supers) => (1 + supers as u32, 1 + supers),
            (_, 0) => (0, 0),
            (_, supers) => (1 + supers as u32, supers),
        };
        let segments = words.split_off(skip);
        let last = segments.last().copied().or(words.last().copied()).unwrap_or_default();
        let (name, at) = alias.unwrap_or((last, path.last().map_or(0, |(_, at)| *at)));
        self.found.push(UsePath { level, segments, name, at, is_wildcard });
    }

    fn blank(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            self.at += rest.len() - rest.trim_start().len();
            if !self.text[self.at..].starts_with("//") {
                return;
            }
            self.at += self.text[self.at..].find('\n').unwrap_or(self.text.len() - self.at);
        }
    }

    fn eat(&mut self, wanted: &str) -> bool {
        let found = self.text[self.at..].starts_with(wanted);
        self.at += if found { wanted.len() } else { 0 };
        found
    }

    /// The identifier here, and where it begins without the sign of a raw one.
    fn word(&mut self) -> (usize, &'t str) {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '#').unwrap_or(rest.len());
        self.at += end;
        let word = rest[..end].trim_start_matches("r#");
        (self.at - word.len(), word)
    }
}

/// What a `Cargo.toml` says that matters to imports. Paths are relative to its directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CargoManifest {
    /// The name of the package; empty for a manifest without one.
    pub package: String,
    /// The name under which the library is imported; `None` for a manifest without a package.
    pub library: Option<String>,
    /// The library's root file.
    pub library_root: String,
    /// Root files of programs, examples, tests and benches that are named.
    pub roots: Vec<String>,
    /// Dependencies under another name: that name, and the package.
    pub renamed: Vec<(String, String)>,
}

/// Reads a `Cargo.toml`; `None` if it does not parse.
pub fn manifest(text: &str) -> Option<CargoManifest> {
    let table: toml::Table = text.parse().ok()?;
    let text_of = |value: Option<&toml::Value>, key: &str| {
        value.and_then(|value| value.get(key)).and_then(toml::Value::as_str).map(str::to_owned)
    };
    let library = table.get("lib");
    let package = text_of(table.get("package"), "name");
    let named = text_of(library, "name").or_else(|| Some(package.as_ref()?.replace('-', "_")));
    let targets = ["bin", "example", "test", "bench"];
    let roots = targets.iter().filter_map(|kind| table.get(*kind)?.as_array()).flatten();
    Some(CargoManifest {
        package: package.unwrap_or_default(),
        library: named,
        library_root: text_of(library, "path").unwrap_or_else(|| "src/lib.rs".to_owned()),
        roots: roots.filter_map(|target| text_of(Some(target), "path")).collect(),
        renamed: renamed(&table),
    })
}

/// The dependencies of a manifest that are imported under another name, those of single platforms included.
fn renamed(table: &toml::Table) -> Vec<(String, String)> {
    const KINDS: &[&str] = &["dependencies", "dev-dependencies", "build-dependencies"];
    let of = |table: &toml::Table| -> Vec<(String, String)> {
        let lists = KINDS.iter().filter_map(|kind| table.get(*kind)?.as_table());
        let entries = lists.flatten().filter_map(|(name, value)| {
            Some((name.replace('-', "_"), value.get("package")?.as_str()?.to_owned()))
        });
        entries.collect()
    };
    let mut found = of(table);
    found.extend(table.get("workspace").and_then(toml::Value::as_table).map(of).unwrap_or_default());
    let platforms = table.get("target").and_then(toml::Value::as_table);
    for platform in platforms.into_iter().flat_map(toml::Table::values).filter_map(toml::Value::as_table) {
        found.extend(of(platform));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::NamedFile;
    use super::{manifest, named_file, named_files, use_paths};

    #[test]
    fn a_file_is_named_by_its_path() {
        let named = |up, segments: &[&str]| Some((up, segments.iter().map(|it| (*it).to_owned()).collect()));
        assert_eq!(named_file("#[path = \"a/b.rs\"]"), named(0, &["a", "b"]));
        assert_eq!(named_file("#[path=\"../common/mod.rs\"]"), named(1, &["common"]));
        assert_eq!(named_file("#[path = \"./x.rs\"]"), named(0, &["x"]));
        assert_eq!(named_file("#[path = \"x.txt\"]"), named(0, &["x!txt"]));
        assert_eq!(named_file("#[path = \"code\"]"), named(0, &["code!"]));
        assert_eq!(named_file("#[cfg_attr(unix, path = \"unix.rs\")]"), named(0, &["unix"]));
        assert_eq!(named_file("#[cfg_attr(path_x, doc = \"a.rs\")]"), None);
        assert_eq!(named_file("#[path = \"a/../b.rs\"]"), None);
        assert_eq!(named_file("#[doc = \"a.rs\"]"), None);
        assert_eq!(named_file("#[path(x)]"), None);
    }

    #[test]
    fn files_are_named_in_every_form() {
        let read =
            |text: &str| named_files(text.as_bytes()).into_iter().map(|(_, file)| file).collect::<Vec<_>>();
        let path = |path: &str| vec![NamedFile::Path(path.to_owned())];
        assert_eq!(read("include!(\"a.inc\");"), path("a.inc"));
        assert_eq!(read("std::include! { r#\"a.inc\"# }"), path("a.inc"));
        assert_eq!(read("include![concat!(\"a\", \"/b.txt\",)];"), path("a/b.txt"));
        assert_eq!(
            read("include!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/gen/a.inc\"));"),
            [NamedFile::BelowManifest("gen/a.inc".to_owned())]
        );
        assert_eq!(
            read("include!(concat!(env!(\"OUT_DIR\"), \"/a.rs\"));"),
            [NamedFile::Generated("a.rs".to_owned())]
        );
        let module = [NamedFile::Module("a.txt".to_owned())];
        assert_eq!(read("#[path = \"a.txt\"] mod a;"), module);
        assert_eq!(read("#[cfg_attr(unix, path = \"a.txt\")]\nmod a;"), module);
        for none in [
            "include_str!(\"a.inc\")",
            "include!($file)",
            "my_include!(\"a\")",
            "// include!(\"a.inc\");",
            "#[path = \"a.rs\"] mod a;",
            "let path = \"a.txt\";",
            "include!(concat!(env!(\"X\"), \"/a\"))",
            "include!(concat!(\"a\", stringify!(b)))",
        ] {
            assert_eq!(read(none), [], "{none}");
        }
    }

    #[test]
    fn every_form_of_path_is_read() {
        let read = |text: &str| -> Vec<(u32, String, String)> {
            let paths = use_paths(text).into_iter();
            let shown = paths.map(|path| {
                let star = if path.is_wildcard { ".*" } else { "" };
                (path.level, format!("{}{star}", path.segments.join(".")), path.name.to_owned())
            });
            shown.collect()
        };
        let one = |level, path: &str, name: &str| (level, path.to_owned(), name.to_owned());
        assert_eq!(read("a::b"), [one(0, "a.b", "b")]);
        assert_eq!(
            read("a::{self, b as c, // why\n d::{e, *}}"),
            [one(0, "a", "a"), one(0, "a.b", "c"), one(0, "a.d.e", "e"), one(0, "a.d.*", "d"),]
        );
        assert_eq!(read(&["crate", "a"].join("::")), [one(u32::MAX, "a", "a")]);
        assert_eq!(read("self::a"), [one(1, "a", "a")]);
        assert_eq!(read("super::super::r#mod"), [one(3, "mod", "mod")]);
        assert_eq!(read("{{{"), []);
        assert_eq!(read(""), []);
    }

    #[test]
    fn a_manifest_names_its_programs() {
        let text = "[package]\nname = \"a-b\"\n[[bin]]\nname = \"x\"\npath = \"cli/x.rs\"\n\
                    [dependencies]\noai = { package = \"async-openai\" }\nserde = \"1\"\n";
        let Some(read) = manifest(text) else { unreachable!("it parses") };
        assert_eq!(read.library.as_deref(), Some("a_b"));
        assert_eq!(read.library_root, "src/lib.rs");
        assert_eq!(read.roots, ["cli/x.rs"]);
        assert_eq!(read.renamed, [("oai".to_owned(), "async-openai".to_owned())]);
        assert_eq!(manifest("no toml ["), None);
    }
}
