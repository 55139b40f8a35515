//! Macros that a program defines by rules: what a use of one stands for.
//!
//! Rules are matched and their results put together on tokens, as the compiler does it. What an argument of a use is keeps
//! its place in the file; everything else of a result stands where the macro is used.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::tokens::{Kind, Tree, trees};
use crate::name::Name;

/// Words that a definition begins with: a macro that gives one stands for it, and not for a block.
const ITEMS: [&str; 11] =
    ["pub", "fn", "struct", "enum", "impl", "trait", "mod", "use", "const", "static", "type"];

/// The macros of a program, by name.
#[derive(Clone, Debug, Default)]
pub struct Macros {
    by_name: Arc<FxHashMap<Name, Vec<Arc<Definition>>>>,
    /// Those of the file, which hide others of their names.
    own: Vec<Arc<Definition>>,
}

/// A macro that is defined by rules.
#[derive(Debug, PartialEq, Eq)]
pub struct Definition {
    /// Its name.
    pub name: Name,
    rules: Vec<Rule>,
}

#[derive(Debug, PartialEq, Eq)]
struct Rule {
    pattern: Vec<Part>,
    result: Vec<Part>,
}

/// A part of a pattern or of a result.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// A token as it is written, and whether it follows the one before without a space.
    Token(String, bool, Place),
    /// `( … )`: the opening delimiter, what stands in it, and where both delimiters are.
    Group(char, Vec<Part>, [Place; 2]),
    /// `$name`, and in a pattern what it stands for.
    Variable(Name, Fragment),
    /// `$( … ) sep *`.
    Repeated { parts: Vec<Part>, separator: Option<String>, at_most_once: bool, at_least_once: bool },
}

/// Where something stands in the file of a definition. Definitions that say the same are equal wherever they stand.
#[derive(Clone, Copy, Debug)]
struct Place(usize);

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Place {}

/// What a variable of a pattern stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fragment {
    /// One token or group.
    Tree,
    Name,
    Lifetime,
    Literal,
    Block,
    Visibility,
    Expression,
    Type,
    Pattern,
    /// As much as there is up to a semicolon, or to a comma.
    Statement,
}

/// What a variable stands for in one use.
#[derive(Clone, Debug)]
enum Bound {
    /// Some text of the use; an expression is put in parentheses where it is more than one token.
    Text(Range<usize>, bool),
    /// One for each time that the repetition around it was matched.
    Each(Vec<Bound>),
}

type Bindings = FxHashMap<Name, Bound>;

/// What a use of a macro stands for.
#[derive(Clone, Debug, Default)]
pub(super) struct Expansion {
    pub(super) text: String,
    /// Which parts of the text are copies, in order, and where what they are copies of begins.
    copies: Vec<(Range<usize>, usize)>,
    /// Which parts are tokens of the definition, in order, and where they stand in its file.
    written: Vec<(Range<usize>, usize)>,
}

impl Macros {
    /// The macros that are defined in some files, by all of them.
    pub fn new(definitions: impl IntoIterator<Item = Arc<Definition>>) -> Self {
        let mut by_name: FxHashMap<Name, Vec<Arc<Definition>>> = FxHashMap::default();
        for definition in definitions {
            by_name.entry(definition.name.clone()).or_default().push(definition);
        }
        Self { by_name: by_name.into(), own: Vec::new() }
    }

    /// The same as a file sees them that defines some itself.
    #[must_use]
    pub fn in_file(&self, own: &[Arc<Definition>]) -> Self {
        Self { by_name: self.by_name.clone(), own: own.to_vec() }
    }

    /// Whether a macro is one of the file.
    pub(super) fn is_own(&self, definition: &Definition) -> bool {
        self.own.iter().any(|own| std::ptr::eq(&raw const **own, definition))
    }

    /// The macro of a name: the last one of the file, or the one of another file, if all others of the name say the same.
    pub(super) fn get(&self, name: &str) -> Option<&Definition> {
        if let Some(own) = self.own.iter().rfind(|own| own.name.as_str() == name) {
            return Some(own);
        }
        let (first, others) = self.by_name.get(name)?.split_first()?;
        others.iter().all(|other| other == first).then_some(first)
    }

    /// Whether some names have the same definitions here as there.
    pub fn agree(&self, other: &Self, names: &[Name]) -> bool {
        names.iter().all(|name| self.get(name.as_str()) == other.get(name.as_str()))
    }
}

/// The macros of a program, and those of which a file has asked: what its facts depend on.
pub(super) struct Asked<'m> {
    macros: &'m Macros,
    names: RefCell<BTreeSet<Name>>,
}

impl<'m> Asked<'m> {
    pub(super) fn of(macros: &'m Macros) -> Self {
        Self { macros, names: RefCell::default() }
    }

    /// As [`Macros::get`].
    pub(super) fn get(&self, name: &str) -> Option<&'m Definition> {
        let name = Name::new(name);
        let definition = self.macros.get(name.as_str());
        self.names.borrow_mut().insert(name);
        definition
    }

    /// As [`Macros::is_own`].
    pub(super) fn is_own(&self, definition: &Definition) -> bool {
        self.macros.is_own(definition)
    }

    /// The names, in order.
    pub(super) fn into_names(self) -> Vec<Name> {
        self.names.into_inner().into_iter().collect()
    }
}

/// The macros that a text defines; `keyword` begins a definition.
pub fn definitions(text: &str, keyword: &str, nesting: usize) -> Vec<Arc<Definition>> {
    let Some(keyword) = keyword.strip_suffix('!') else { return Vec::new() };
    let Some(all) = trees(text, nesting) else { return Vec::new() };
    let mut found = Vec::new();
    let mut open: Vec<&[Tree]> = vec![&all];
    while let Some(level) = open.pop() {
        for (at, tree) in level.iter().enumerate() {
            if let Tree::Group(_, inside) = tree {
                open.push(inside);
            }
            if tree.name(text) == Some(keyword)
                && let [mark, name, body, ..] = &level[at + 1..]
                && mark.is_mark(text, '!')
                && let (Some(name), Some((_, body))) = (name.name(text), body.group(text))
            {
                found.push(Arc::new(Definition { name: Name::new(name), rules: rules(text, body) }));
            }
        }
    }
    found
}

/// `(pattern) => { result }; …`
fn rules(text: &str, body: &[Tree]) -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut left = body;
    while let [pattern, equals, greater, result, rest @ ..] = left {
        let (Some((_, pattern)), Some((_, result))) = (pattern.group(text), result.group(text)) else {
            break;
        };
        if !equals.is_mark(text, '=') || !greater.is_mark(text, '>') {
            break;
        }
        rules.push(Rule { pattern: parts(text, pattern, true), result: parts(text, result, false) });
        left = match rest {
            [semicolon, rest @ ..] if semicolon.is_mark(text, ';') => rest,
            rest => rest,
        };
    }
    rules
}

fn parts(text: &str, trees: &[Tree], is_pattern: bool) -> Vec<Part> {
    let mut found = Vec::new();
    let mut left = trees;
    let mut end = usize::MAX;
    while let [first, rest @ ..] = left {
        let range = first.range();
        left = rest;
        if first.is_mark(text, '$')
            && let Some((part, behind)) = variable(text, rest, is_pattern)
        {
            found.push(part);
            left = behind;
            end = rest.len().checked_sub(behind.len() + 1).map_or(end, |last| rest[last].range().end);
            continue;
        }
        match first {
            Tree::Group(_, inside) => {
                let open = text[range.clone()].chars().next().unwrap_or('(');
                let places = [Place(range.start), Place(range.end - 1)];
                found.push(Part::Group(open, parts(text, inside, is_pattern), places));
            }
            Tree::Token(..) => {
                let place = Place(range.start);
                found.push(Part::Token(text[range.clone()].to_owned(), end == range.start, place));
            }
        }
        end = range.end;
    }
    found
}

/// What stands behind a `$`, and what follows it.
fn variable<'t>(text: &str, rest: &'t [Tree], is_pattern: bool) -> Option<(Part, &'t [Tree])> {
    let [first, rest @ ..] = rest else { return None };
    if let Some(name) = first.name(text) {
        if name == "crate" {
            return Some((Part::Token(name.to_owned(), false, Place(first.range().start)), rest));
        }
        return Some(match rest {
            [colon, kind, after @ ..] if is_pattern && colon.is_mark(text, ':') => {
                (Part::Variable(Name::new(name), fragment(kind.name(text)?)), after)
            }
            _ => (Part::Variable(Name::new(name), Fragment::Tree), rest),
        });
    }
    let (_, inside) = first.group(text)?;
    let operator = |tree: &Tree| ['*', '+', '?'].into_iter().find(|&mark| tree.is_mark(text, mark));
    // A separator may be of several characters: `=>`.
    let at = (0..rest.len().min(3)).find(|&at| operator(&rest[at]).is_some())?;
    let separator = rest[..at].iter().map(|tree| &text[tree.range()]).collect::<String>();
    let kind = operator(&rest[at])?;
    let part = Part::Repeated {
        parts: parts(text, inside, is_pattern),
        separator: (!separator.is_empty()).then_some(separator),
        at_most_once: kind == '?',
        at_least_once: kind == '+',
    };
    Some((part, &rest[at + 1..]))
}

fn fragment(word: &str) -> Fragment {
    match word {
        "ident" => Fragment::Name,
        "lifetime" => Fragment::Lifetime,
        "literal" => Fragment::Literal,
        "block" => Fragment::Block,
        "vis" => Fragment::Visibility,
        "ty" | "path" => Fragment::Type,
        "pat" | "pat_param" => Fragment::Pattern,
        "stmt" | "item" | "meta" => Fragment::Statement,
        "tt" => Fragment::Tree,
        _ => Fragment::Expression,
    }
}

// --- matching ----------------------------------------------------------------------------------------------------

/// Matches the tokens of a use.
struct Matcher<'t> {
    text: &'t str,
}

impl Matcher<'_> {
    /// Matches parts of a pattern from a place on, and gives the place behind them.
    fn parts(&self, parts: &[Part], trees: &[Tree], mut at: usize, bound: &mut Bindings) -> Option<usize> {
        for part in parts {
            at = match part {
                Part::Token(written, ..) => self.token(written, trees, at)?,
                Part::Group(open, parts, _) => {
                    let (delimiter, inside) = trees.get(at)?.group(self.text)?;
                    let end = self.parts(parts, inside, 0, bound).filter(|_| delimiter == *open)?;
                    (end == inside.len()).then_some(at + 1)?
                }
                Part::Variable(name, fragment) => {
                    let end = self.fragment(*fragment, trees, at)?;
                    let start = trees.get(at).map_or(0, |tree| tree.range().start);
                    let last = end.checked_sub(1).filter(|last| *last >= at);
                    let range = last.map_or(0..0, |last| start..trees[last].range().end);
                    let is_compound = *fragment == Fragment::Expression && end - at > 1;
                    bound.insert(name.clone(), Bound::Text(range, is_compound));
                    end
                }
                Part::Repeated { parts, separator, at_most_once, at_least_once } => {
                    let (end, all) = self.repeated(parts, separator.as_deref(), *at_most_once, trees, at);
                    if *at_least_once && all.is_empty() {
                        return None;
                    }
                    for name in variables(parts) {
                        let each = all.iter().filter_map(|bound| bound.get(name).cloned()).collect();
                        bound.insert(name.clone(), Bound::Each(each));
                    }
                    end
                }
            };
        }
        Some(at)
    }

    fn repeated(
        &self,
        parts: &[Part],
        separator: Option<&str>,
        at_most_once: bool,
        trees: &[Tree],
        mut at: usize,
    ) -> (usize, Vec<Bindings>) {
        let mut all = Vec::new();
        while at < trees.len() && (!at_most_once || all.is_empty()) {
            let start = match separator {
                Some(separator) if !all.is_empty() => match self.token(separator, trees, at) {
                    Some(start) => start,
                    None => break,
                },
                _ => at,
            };
            let mut bound = Bindings::default();
            match self.parts(parts, trees, start, &mut bound) {
                // What matches nothing matches for ever.
                Some(end) if end > at => {
                    all.push(bound);
                    at = end;
                }
                _ => break,
            }
        }
        (at, all)
    }

    /// A token as it is written, which may be several marks.
    fn token(&self, written: &str, trees: &[Tree], at: usize) -> Option<usize> {
        let mut left = written;
        let mut end = at;
        while !left.is_empty() {
            let Tree::Token(_, range) = trees.get(end)? else { return None };
            left = left.strip_prefix(&self.text[range.clone()])?;
            end += 1;
        }
        Some(end)
    }

    /// Where a fragment ends that begins at a place.
    fn fragment(&self, fragment: Fragment, trees: &[Tree], at: usize) -> Option<usize> {
        let first = trees.get(at);
        let one = |is: bool| is.then_some(at + 1);
        match fragment {
            Fragment::Tree => one(first.is_some()),
            Fragment::Name => one(matches!(first?, Tree::Token(Kind::Name, _))),
            Fragment::Lifetime => one(matches!(first?, Tree::Token(Kind::Lifetime, _))),
            Fragment::Literal => {
                let sign = usize::from(first?.is_mark(self.text, '-'));
                let value = trees.get(at + sign)?;
                let is_boolean = matches!(value.name(self.text), Some("true" | "false"));
                let is_literal = is_boolean || matches!(value, Tree::Token(Kind::Literal, _));
                is_literal.then_some(at + sign + 1)
            }
            Fragment::Block => one(first?.group(self.text)?.0 == '{'),
            Fragment::Visibility => {
                let is_public = first.is_some_and(|tree| tree.name(self.text) == Some("pub"));
                let narrowed = trees.get(at + 1).and_then(|tree| tree.group(self.text));
                Some(
                    at + usize::from(is_public)
                        * (1 + usize::from(narrowed.is_some_and(|(open, _)| open == '('))),
                )
            }
            Fragment::Expression => self.up_to(trees, at, |end| self.ends_expression(trees, end)),
            Fragment::Type => self.up_to(trees, at, |end| self.ends_type(trees, end)),
            Fragment::Pattern => self.up_to(trees, at, |end| self.ends_pattern(trees, end)),
            Fragment::Statement => self.up_to(trees, at, |end| {
                trees[end].is_mark(self.text, ';') || trees[end].is_mark(self.text, ',')
            }),
        }
    }

    /// The first place at which something ends, or where there is no more; `None` if there is nothing before it. Commas
    /// between angle brackets, and those between the bars of a closure, end nothing.
    fn up_to(&self, trees: &[Tree], at: usize, ends: impl Fn(usize) -> bool) -> Option<usize> {
        let mut end = at;
        while end < trees.len() {
            if let Some(behind) = self.bracketed(trees, at, end) {
                end = behind;
            } else if ends(end) {
                break;
            } else {
                end += 1;
            }
        }
        (end > at).then_some(end)
    }

    /// The place behind the arguments of a path, or behind the parameters of a closure, that begin here.
    fn bracketed(&self, trees: &[Tree], start: usize, at: usize) -> Option<usize> {
        let mark = |at: usize, mark: char| trees.get(at).is_some_and(|tree| tree.is_mark(self.text, mark));
        let before = |back: usize, wanted: char| {
            at.checked_sub(back).is_some_and(|place| place >= start && mark(place, wanted))
        };
        if mark(at, '<')
            && (before(1, ':') || matches!(trees.get(at.wrapping_sub(1)), Some(Tree::Token(Kind::Name, _))))
        {
            let mut depth = 0usize;
            for place in at..trees.len() {
                if mark(place, '<') {
                    depth += 1;
                } else if mark(place, '>') && !mark(place - 1, '-') && !mark(place - 1, '=') {
                    depth -= 1;
                    if depth == 0 {
                        return Some(place + 1);
                    }
                }
            }
            return None;
        }
        let opens = at == start
            || before(1, '=')
            || at.checked_sub(1).is_some_and(|place| trees[place].name(self.text) == Some("move"));
        if mark(at, '|') && opens {
            return (at + 1..trees.len()).find(|&place| mark(place, '|')).map(|place| place + 1);
        }
        None
    }

    fn is_arrow(&self, trees: &[Tree], at: usize) -> bool {
        trees[at].is_mark(self.text, '=')
            && trees.get(at + 1).is_some_and(|tree| tree.is_mark(self.text, '>'))
    }

    fn ends_expression(&self, trees: &[Tree], at: usize) -> bool {
        trees[at].is_mark(self.text, ',') || trees[at].is_mark(self.text, ';') || self.is_arrow(trees, at)
    }

    fn ends_type(&self, trees: &[Tree], at: usize) -> bool {
        let tree = &trees[at];
        let is_path = |at: usize| trees.get(at).is_some_and(|tree| tree.is_mark(self.text, ':'));
        let is_colon = tree.is_mark(self.text, ':') && !is_path(at + 1) && !(at > 0 && is_path(at - 1));
        is_colon
            || [',', ';', '=', '|', '>'].into_iter().any(|mark| tree.is_mark(self.text, mark))
            || matches!(tree.name(self.text), Some("as" | "where"))
            || tree.group(self.text).is_some_and(|(open, _)| open == '{')
    }

    fn ends_pattern(&self, trees: &[Tree], at: usize) -> bool {
        let tree = &trees[at];
        let is_range = at > 0 && trees[at - 1].is_mark(self.text, '.');
        tree.is_mark(self.text, ',')
            || tree.is_mark(self.text, '=') && !is_range
            || matches!(tree.name(self.text), Some("if" | "in"))
    }
}

/// The variables of some parts.
fn variables(parts: &[Part]) -> Vec<&Name> {
    let mut found = Vec::new();
    let mut open = vec![parts];
    while let Some(parts) = open.pop() {
        for part in parts {
            match part {
                Part::Variable(name, _) => found.push(name),
                Part::Group(_, parts, _) | Part::Repeated { parts, .. } => open.push(parts),
                Part::Token(..) => {}
            }
        }
    }
    found
}

// --- results -----------------------------------------------------------------------------------------------------

/// How large a result may become, and how often a result may hold another use.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    pub(super) bytes: usize,
    pub(super) levels: usize,
    pub(super) nesting: usize,
}

/// Why a use was not expanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unexpanded {
    /// No rule of the macro was seen to match.
    Unmatched,
    /// The result is larger than is allowed, or holds uses too deep.
    TooLarge,
}

impl Definition {
    /// The names in its results.
    pub(super) fn names(&self) -> Vec<Name> {
        let mut names = Vec::new();
        let mut open: Vec<&[Part]> = self.rules.iter().map(|rule| &rule.result[..]).collect();
        while let Some(parts) = open.pop() {
            for part in parts {
                match part {
                    Part::Token(written, ..)
                        if written.starts_with(|c: char| c.is_alphabetic() || c == '_') =>
                    {
                        names.push(Name::new(written));
                    }
                    Part::Group(_, parts, _) | Part::Repeated { parts, .. } => open.push(parts),
                    Part::Token(..) | Part::Variable(..) => {}
                }
            }
        }
        names.sort();
        names.dedup();
        names
    }

    /// What a use stands for whose arguments are a range of a text, delimiters included.
    pub(super) fn expand(
        &self,
        text: &str,
        arguments: Range<usize>,
        macros: &Asked<'_>,
        bounds: Bounds,
    ) -> Result<Expansion, Unexpanded> {
        let mut expansion = self.expand_once(text, arguments, bounds)?;
        for _ in 0..bounds.levels {
            let all = trees(&expansion.text, bounds.nesting).ok_or(Unexpanded::TooLarge)?;
            let Some(inner) = uses(&expansion.text, &all, macros) else { return Ok(expansion) };
            expansion = expansion.with_expanded(&inner, bounds)?;
        }
        Err(Unexpanded::TooLarge)
    }

    fn expand_once(
        &self,
        text: &str,
        arguments: Range<usize>,
        bounds: Bounds,
    ) -> Result<Expansion, Unexpanded> {
        let offset = arguments.start;
        let text = text.get(arguments).ok_or(Unexpanded::Unmatched)?;
        let all = trees(text, bounds.nesting).ok_or(Unexpanded::Unmatched)?;
        let [Tree::Group(_, given)] = &all[..] else { return Err(Unexpanded::Unmatched) };
        let matcher = Matcher { text };
        for rule in &self.rules {
            let mut bound = Bindings::default();
            if matcher.parts(&rule.pattern, given, 0, &mut bound) != Some(given.len()) {
                continue;
            }
            let mut writer = Writer { text, offset, bytes: bounds.bytes, expansion: Expansion::default() };
            writer.parts(&rule.result, &bound).ok_or(Unexpanded::TooLarge)?;
            return Ok(writer.expansion);
        }
        Err(Unexpanded::Unmatched)
    }
}

/// A use of a macro inside a result.
struct Used<'m> {
    definition: &'m Definition,
    whole: Range<usize>,
    arguments: Range<usize>,
}

/// The outermost uses of known macros in some tokens; `None` if there is none.
fn uses<'m>(text: &str, all: &[Tree], macros: &Asked<'m>) -> Option<Vec<Used<'m>>> {
    let mut found = Vec::new();
    let mut open: Vec<&[Tree]> = vec![all];
    while let Some(level) = open.pop() {
        let mut at = 0;
        while at < level.len() {
            if let [name, mark, group, ..] = &level[at..]
                && mark.is_mark(text, '!')
                && group.group(text).is_some()
                && let Some(definition) = name.name(text).and_then(|name| macros.get(name))
            {
                let whole = name.range().start..group.range().end;
                found.push(Used { definition, whole, arguments: group.range() });
                at += 3;
                continue;
            }
            if let Tree::Group(_, inside) = &level[at] {
                open.push(inside);
            }
            at += 1;
        }
    }
    found.sort_by_key(|used| used.whole.start);
    (!found.is_empty()).then_some(found)
}

/// Puts a result together.
struct Writer<'t> {
    text: &'t str,
    /// Where the text begins in the file.
    offset: usize,
    bytes: usize,
    expansion: Expansion,
}

impl Writer<'_> {
    /// Writes parts of a result; `None` if it becomes too large, or a variable is used in a way that no rule allows.
    fn parts(&mut self, parts: &[Part], bound: &Bindings) -> Option<()> {
        for part in parts {
            match part {
                Part::Token(written, is_joint, place) => {
                    if !is_joint {
                        self.expansion.text.push(' ');
                    }
                    self.expansion.write(written, *place);
                }
                Part::Group(open, parts, [before, after]) => {
                    let (open, close) = match open {
                        '(' => ("(", ")"),
                        '[' => ("[", "]"),
                        _ => ("{", "}"),
                    };
                    self.expansion.write(open, *before);
                    self.parts(parts, bound)?;
                    self.expansion.write(close, *after);
                }
                Part::Variable(name, _) => match bound.get(name) {
                    Some(Bound::Text(range, is_compound)) => self.copy(range.clone(), *is_compound),
                    Some(Bound::Each(_)) => return None,
                    // A `$` that is none of this macro's: of one that it defines.
                    None => {
                        self.expansion.text.push_str(" $");
                        self.expansion.text.push_str(name.as_str());
                    }
                },
                Part::Repeated { parts, separator, .. } => {
                    self.repeated(parts, separator.as_deref(), bound)?;
                }
            }
            if self.expansion.text.len() > self.bytes {
                return None;
            }
        }
        Some(())
    }

    fn repeated(&mut self, parts: &[Part], separator: Option<&str>, bound: &Bindings) -> Option<()> {
        let names = variables(parts);
        let each = |name: &&Name| match bound.get(*name) {
            Some(Bound::Each(all)) => Some(((*name).clone(), all.clone())),
            _ => None,
        };
        let repeated: Vec<(Name, Vec<Bound>)> = names.iter().filter_map(each).collect();
        let times = repeated.iter().map(|(_, all)| all.len()).max().unwrap_or(0);
        for at in 0..times {
            let mut inner = bound.clone();
            for (name, all) in &repeated {
                if let Some(one) = all.get(at) {
                    inner.insert(name.clone(), one.clone());
                }
            }
            if at > 0 {
                self.expansion.text.push_str(separator.unwrap_or(" "));
            }
            self.parts(parts, &inner)?;
        }
        Some(())
    }

    fn copy(&mut self, range: Range<usize>, is_compound: bool) {
        let expansion = &mut self.expansion;
        expansion.text.push_str(if is_compound { " (" } else { " " });
        let start = expansion.text.len();
        expansion.text.push_str(self.text.get(range.clone()).unwrap_or_default());
        expansion.copies.push((start..expansion.text.len(), self.offset + range.start));
        if is_compound {
            expansion.text.push(')');
        }
    }
}

impl Expansion {
    /// Whether it defines something, and does nothing where it stands.
    pub(super) fn is_item(&self) -> bool {
        let begins = self.text.trim_start();
        let word = begins.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
        ITEMS.contains(&word) || begins.starts_with('#') || begins.starts_with("async fn")
    }

    fn write(&mut self, token: &str, place: Place) {
        let start = self.text.len();
        self.text.push_str(token);
        self.written.push((start..self.text.len(), place.0));
    }

    /// Where a range of the text stands in the file of the definition, if it begins and ends with tokens of that.
    pub(super) fn place_in_definition(&self, range: Range<usize>) -> Option<Range<usize>> {
        let first = self.written.binary_search_by_key(&range.start, |(token, _)| token.start).ok()?;
        let last = self.written.binary_search_by_key(&range.end, |(token, _)| token.end).ok()?;
        let (start, end) = (self.written[first].1, self.written[last].1 + self.written[last].0.len());
        (start < end).then_some(start..end)
    }

    /// Where a range of the text comes from: the range of which it is a copy, as a whole.
    pub(super) fn origin(&self, range: Range<usize>) -> Option<Range<usize>> {
        // Copies stand one behind the other.
        let at = self.copies.partition_point(|(copy, _)| copy.start <= range.start);
        let (copy, from) = self.copies.get(at.checked_sub(1)?)?;
        if range.end > copy.end {
            return None;
        }
        let start = from + (range.start - copy.start);
        Some(start..start + range.len())
    }

    /// The same with what some uses in it stand for.
    fn with_expanded(&self, uses: &[Used<'_>], bounds: Bounds) -> Result<Self, Unexpanded> {
        let mut whole = Self::default();
        let mut from = 0;
        for used in uses {
            whole.append(self, from..used.whole.start);
            let inner = used.definition.expand_once(&self.text, used.arguments.clone(), bounds)?;
            // A binding holds behind the use as well.
            let is_item = inner.is_item() || inner.text.trim_start().starts_with("let ");
            whole.text.push_str(if is_item { " " } else { "{" });
            let start = whole.text.len();
            whole.text.push_str(&inner.text);
            for (copy, origin) in &inner.copies {
                // What was copied into the use stands further out.
                if let Some(origin) = self.origin(*origin..*origin + copy.len()) {
                    whole.copies.push((start + copy.start..start + copy.end, origin.start));
                }
            }
            whole.text.push_str(if is_item { " " } else { "}" });
            from = used.whole.end;
            if whole.text.len() > bounds.bytes {
                return Err(Unexpanded::TooLarge);
            }
        }
        whole.append(self, from..self.text.len());
        Ok(whole)
    }

    /// Adds a part of another text, with the places that its copies have.
    fn append(&mut self, other: &Self, range: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(other.text.get(range.clone()).unwrap_or_default());
        for (copy, origin) in &other.copies {
            let (from, to) = (copy.start.max(range.start), copy.end.min(range.end));
            if from < to {
                let copied = start + from - range.start..start + to - range.start;
                self.copies.push((copied, origin + (from - copy.start)));
            }
        }
        let written =
            other.written.iter().filter(|(token, _)| range.start <= token.start && token.end <= range.end);
        self.written.extend(written.map(|(token, place)| {
            let moved = start + token.start - range.start;
            (moved..moved + token.len(), *place)
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { bytes: 10_000, levels: 4, nesting: 50 };

    /// What the last use in a text stands for, without spaces at its ends and in a row.
    fn expanded(text: &str) -> String {
        let all = definitions(text, "macro_rules!", 50);
        let macros = Macros::new(all);
        let macros = Asked::of(&macros);
        let tokens = trees(text, 50).expect("delimiters match");
        let used = uses(text, &tokens, &macros).expect("a use").pop().expect("a use");
        match used.definition.expand(text, used.arguments, &macros, BOUNDS) {
            Ok(expansion) => {
                for (copy, from) in &expansion.copies {
                    assert_eq!(expansion.text[copy.clone()], text[*from..*from + copy.len()]);
                }
                expansion.text.split_whitespace().collect::<Vec<_>>().join(" ")
            }
            Err(why) => format!("{why:?}"),
        }
    }

    #[test]
    fn the_first_rule_that_matches_gives_the_result() {
        let rules = "macro_rules! ask { ($c:expr) => { $c.ask() }; ($c:expr, $r:expr) => { $c.ask($r) }; }";
        assert_eq!(expanded(&format!("{rules} ask!(client)")), "client.ask()");
        assert_eq!(expanded(&format!("{rules} ask!(self.client, f(1, 2))")), "(self.client).ask( (f(1, 2)))");
        assert_eq!(expanded(&format!("{rules} ask!(a, b, c)")), "Unmatched");
    }

    #[test]
    fn commas_in_types_and_closures_separate_nothing() {
        let rules = "macro_rules! m { ($a:expr, $b:expr) => { [$a; $b] } }";
        assert_eq!(expanded(&format!("{rules} m!(f::<A, B>(), |x, y| x)")), "[ (f::<A, B>()); (|x, y| x)]");
    }

    #[test]
    fn repetitions_are_matched_and_written() {
        let rules =
            "macro_rules! m { ($($k:ident => $v:expr),* $(,)?) => { $( set(stringify!($k), $v); )* } }";
        let found = expanded(&format!("{rules} m!{{ a => 1, b => g(2), }}"));
        assert_eq!(found, "set( stringify!( a), 1); set( stringify!( b), (g(2)));");
    }

    #[test]
    fn a_result_may_use_macros() {
        let rules = "macro_rules! inner { ($c:expr, $m:ident) => { $c.$m() } }
            macro_rules! outer { ($c:ident) => { $crate::log(); inner!($c, send) } }";
        assert_eq!(expanded(&format!("{rules} outer!(client)")), "crate::log(); { client. send()}");
        let endless = "macro_rules! m { ($a:tt) => { m!($a) } } m!(x)";
        assert_eq!(expanded(endless), "TooLarge");
    }
}
