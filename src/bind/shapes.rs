//! What a query says of a tree: which node has which shape, and which of its parts have which roles.
//!
//! The sets of shapes and roles are closed. A query that captures anything else does not load, so a language
//! cannot ask for something that the lowering would silently pass over.

use std::cell::RefCell;
use std::num::NonZeroU16;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use streaming_iterator::StreamingIterator;
use tree_sitter::{Language, Node, Query, QueryCursor, Tree, TreeCursor};

use super::suppressions;

/// How many levels below the deepest that are looked at are marked: a part of a node may stand so far below it.
const MARKED_LEVELS: usize = 4;

/// Defines a closed set of capture names.
macro_rules! captures {
    ($(#[$doc:meta])* $enum:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $enum { $($variant),* }

        impl $enum {
            fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

captures!(
    /// What a node is.
    Shape {
        Name = "name", Dotted = "dotted", Attribute = "attribute", Call = "call", Keyword = "keyword",
        Spread = "spread", SpreadMapping = "spread.mapping", Index = "index", Slice = "slice",
        String = "string", Text = "text", Concatenation = "concatenation", Transparent = "transparent", Borrow = "borrow",
        Integer = "integer", Constant = "constant", True = "true", False = "false", None = "none",
        Sequence = "sequence", Mapping = "mapping", Pair = "pair", Choice = "choice", Boolean = "boolean",
        Not = "not", Assert = "assert",
        Binary = "binary", Comparison = "comparison", Await = "await", Walrus = "walrus", Lambda = "lambda",
        Comprehension = "comprehension", Generator = "generator", ForClause = "clause.for", IfClause = "clause.if", Yield = "yield",
        Assignment = "assignment", Augmented = "augmented", Return = "return", Raise = "raise",
        Break = "break", Continue = "continue", Delete = "delete", Global = "global", Nonlocal = "nonlocal",
        If = "if", Else = "else", While = "while", For = "for", Try = "try", Handler = "handler",
        Finally = "finally", With = "with", Context = "context", Alias = "alias", Match = "match",
        Case = "case", Capture = "capture", Instance = "instance", Import = "import", ImportFrom = "import.from",
        Relative = "relative", ImportAlias = "import.alias", ImportWildcard = "import.wildcard",
        Function = "function", Class = "class", Decorated = "decorated", Decorator = "decorator",
        Parameter = "parameter", KeywordParameters = "parameter.keywords", Comment = "comment",
        Path = "path", Operation = "operation", Macro = "macro", Block = "block", AsyncBlock = "block.async",
        Expression = "expression", Let = "let", Branch = "branch", Select = "select", Arm = "arm",
        Destructure = "destructure", Alternatives = "alternatives", Remaining = "rest", Generic = "generic",
        Extension = "extension", Fields = "fields", Namespace = "namespace", Use = "use",
        Callable = "callable", Super = "super", Object = "object", Defaulted = "defaulted", Update = "update", Cast = "cast",
        Anonymous = "anonymous", Lexical = "lexical", Hoisted = "hoisted", Loop = "loop", Switch = "switch", Labeled = "labeled",
        ImportModule = "import.module", ImportWhole = "import.whole", Export = "export", Skipped = "skipped",
        Interface = "interface", Field = "field", Type = "type", Comma = "comma",
    }
);

impl Shape {
    /// Whether a node of this shape is an expression through and through: no statement stands in it.
    pub(super) fn is_expression(self) -> bool {
        matches!(
            self,
            Self::Call
                | Self::Keyword
                | Self::Index
                | Self::Concatenation
                | Self::Sequence
                | Self::Mapping
                | Self::Pair
                | Self::Choice
                | Self::Boolean
                | Self::Binary
                | Self::Await
                | Self::Comprehension
                | Self::Generator
                | Self::Integer
                | Self::Constant
                | Self::True
                | Self::False
                | Self::None
        )
    }
}

impl Shape {
    /// Whether a node of this shape is a statement that is made of expressions alone.
    pub(super) fn is_plain_statement(self) -> bool {
        matches!(
            self,
            Self::Return | Self::Raise | Self::Assert | Self::Break | Self::Continue | Self::Augmented
        )
    }

    /// Whether a node of this shape is a statement that gives no value, where statements may stand in expressions.
    pub(super) fn is_statement(self) -> bool {
        matches!(
            self,
            Self::Assignment
                | Self::Augmented
                | Self::Return
                | Self::Break
                | Self::Continue
                | Self::While
                | Self::For
        ) || self.is_item()
    }

    /// Whether a node of this shape defines something that holds in the whole block around it.
    pub(super) fn is_item(self) -> bool {
        matches!(
            self,
            Self::Function
                | Self::Class
                | Self::Extension
                | Self::Namespace
                | Self::Use
                | Self::Import
                | Self::Decorator
        )
    }
}

captures!(
    /// What a part is to its node.
    Role {
        Object = "object", Member = "member", Callee = "callee", Arguments = "arguments", Value = "value",
        Key = "key", Target = "target", Then = "then", Test = "test", Otherwise = "else", Left = "left",
        Right = "right", Operator = "operator", Body = "body", Parameters = "parameters",
        Annotation = "annotation", Default = "default", Module = "module", Level = "level",
        Async = "async", Delegate = "delegate", Generics = "generics",
        Static = "static", Getter = "getter", Setter = "setter",
    }
);

/// A part that a node has in a field.
#[derive(Clone, Copy, PartialEq)]
struct FieldPart {
    role: Role,
    field: NonZeroU16,
    /// Whether a token, such as an operator, is no part.
    named: bool,
}

/// How the shape of a kind of node is found.
#[derive(Clone, PartialEq)]
enum Kind {
    /// It has none.
    Shapeless,
    /// All patterns of the kind only name fields: `(call function: (_) @callee) @call`. Most nodes are of such a kind,
    /// and asking for a field is much cheaper than running a query.
    Fields(Shape, Vec<FieldPart>),
    /// By the query, run at the node.
    Query,
}

/// A compiled query and the meaning of its captures.
pub(crate) struct ShapeQuery {
    query: Query,
    kinds: Vec<Kind>,
    /// By pattern: the shape and the capture index that carries it.
    patterns: Vec<(Shape, u32)>,
    /// By capture index: the role it gives, if it is one.
    roles: Vec<Option<Role>>,
    /// The patterns of macros alone, and the capture of what stands in them; `None` if the language has none.
    macros: Option<(Query, u32)>,
    comments: Query,
}

impl ShapeQuery {
    /// What stands in the macros of a tree.
    pub(super) fn in_macros<'tree>(&self, tree: &'tree Tree, text: &str, nesting: usize) -> Vec<Node<'tree>> {
        let macros = self.macros.as_ref();
        macros.map(|(query, body)| nodes_of(query, *body, tree, text, nesting)).unwrap_or_default()
    }

    /// The comments of a tree, in order.
    fn comments<'tree>(&self, tree: &'tree Tree, text: &str, nesting: usize) -> Vec<Node<'tree>> {
        nodes_of(&self.comments, 0, tree, text, nesting)
    }

    /// Compiles a query, whose patterns stand on a line each. Only what is run is: the grammar's tables are gone through for
    /// each pattern, which takes longer than a small file.
    ///
    /// # Errors
    /// What is run does not parse, or a pattern captures an unknown name or has an outermost capture that is no shape.
    pub(crate) fn new(grammar: &Language, source: &str) -> Result<Self, String> {
        let compile = |source: &str| Query::new(grammar, source).map_err(|error| error.to_string());
        let mut read = Patterns::new(grammar);
        for line in patterns_of(grammar, source) {
            read.add(line)?;
        }
        let run: Vec<&Pattern<'_>> = read.run_at_nodes().collect();
        let query = compile(&text_of(run.iter().copied()))?;
        let with_capture = |pattern: &&Pattern<'_>| {
            let index = query.capture_index_for_name(pattern.name);
            Ok((pattern.shape, index.ok_or_else(|| format!("no capture @{}", pattern.name))?))
        };
        let patterns: Result<Vec<_>, String> = run.iter().map(with_capture).collect();
        let roles = query.capture_names().iter().map(|name| Role::parse(name)).collect();
        let macros = compile(&text_of(read.of_shape(Shape::Macro)))?;
        let macros = macros.capture_index_for_name("body").map(|body| (macros, body));
        let comments = compile(&text_of(read.of_shape(Shape::Comment)))?;
        Ok(Self { patterns: patterns?, query, kinds: read.kinds, roles, macros, comments })
    }
}

/// The patterns of a query, but for those of kinds of nodes that only another grammar of the language has.
pub(super) fn patterns_of<'s>(grammar: &Language, source: &'s str) -> Vec<&'s str> {
    let lines = source.lines().map(str::trim);
    let patterns = lines.filter(|line| !line.is_empty() && !line.starts_with(';'));
    patterns.filter(|pattern| kind_of(grammar, pattern) != 0).collect()
}

/// The kind of node that a pattern is for; 0 if the grammar has no such kind.
fn kind_of(grammar: &Language, pattern: &str) -> u16 {
    let kind = pattern.split_whitespace().next().unwrap_or_default();
    grammar.id_for_node_kind(kind.trim_matches(['(', ')']), true)
}

/// The nodes of one capture of a query down to a depth, in order.
fn nodes_of<'tree>(
    query: &Query,
    capture: u32,
    tree: &'tree Tree,
    text: &str,
    nesting: usize,
) -> Vec<Node<'tree>> {
    let mut found = Vec::new();
    let mut cursor = QueryCursor::new();
    cursor.set_max_start_depth(Some(u32::try_from(nesting).unwrap_or(u32::MAX)));
    let mut matches = cursor.matches(query, tree.root_node(), text.as_bytes());
    while let Some(matched) = matches.next() {
        let captures = matched.captures().iter().filter(|other| other.index == capture);
        found.extend(captures.map(|capture| capture.node));
    }
    found
}

/// A pattern of a query, as it is written.
struct Pattern<'s> {
    text: &'s str,
    shape: Shape,
    /// The capture that carries the shape.
    name: &'s str,
    /// The kind of node.
    kind: usize,
}

/// The patterns of a query, read for what needs no query.
struct Patterns<'g, 's> {
    grammar: &'g Language,
    kinds: Vec<Kind>,
    all: Vec<Pattern<'s>>,
}

/// Some patterns as a query.
fn text_of<'p>(patterns: impl Iterator<Item = &'p Pattern<'p>>) -> String {
    patterns.flat_map(|pattern| [pattern.text, "\n"]).collect()
}

impl<'g, 's> Patterns<'g, 's> {
    fn new(grammar: &'g Language) -> Self {
        let kinds = vec![Kind::Shapeless; grammar.node_kind_count()];
        Self { grammar, kinds, all: Vec::new() }
    }

    fn of_shape(&self, shape: Shape) -> impl Iterator<Item = &Pattern<'s>> {
        self.all.iter().filter(move |pattern| pattern.shape == shape)
    }

    /// Those whose nodes only a query finds the parts of.
    fn run_at_nodes(&self) -> impl Iterator<Item = &Pattern<'s>> {
        self.all.iter().filter(|pattern| self.kinds.get(pattern.kind) == Some(&Kind::Query))
    }

    /// Adds the next pattern.
    fn add(&mut self, text: &'s str) -> Result<(), String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let captures = || words.iter().filter_map(|word| word.strip_prefix('@'));
        let is_unknown = |name: &&str| Shape::parse(name).is_none() && Role::parse(name).is_none();
        if let Some(name) = captures().map(|name| name.trim_end_matches(')')).find(is_unknown) {
            return Err(format!("unknown capture @{name}"));
        }
        let name = captures().next_back().unwrap_or_default();
        let shape = Shape::parse(name).ok_or_else(|| format!("no shape in pattern: {text}"))?;
        let kind = usize::from(kind_of(self.grammar, text));
        self.all.push(Pattern { text, shape, name, kind });
        // Comments stand anywhere, and are no part of the code.
        if shape == Shape::Comment {
            return Ok(());
        }
        let fields = self.fields(&words);
        if let Some(known) = self.kinds.get_mut(kind) {
            *known = match (std::mem::replace(known, Kind::Query), fields) {
                (Kind::Shapeless, Some(fields)) => Kind::Fields(shape, fields),
                (Kind::Fields(same, mut known), Some(fields)) if same == shape => {
                    known.extend(fields);
                    Kind::Fields(shape, known)
                }
                _ => Kind::Query,
            };
        }
        Ok(())
    }

    /// The parts of a pattern that only names fields, `(kind field: (_) @role other: _ @role) @shape`; `None` for any
    /// other.
    fn fields(&self, words: &[&str]) -> Option<Vec<FieldPart>> {
        let [kind, parts @ .., _] = words else { return None };
        let closed = if parts.is_empty() { kind } else { parts.last()? };
        let end = closed.strip_suffix(')')?;
        if end.ends_with(')') || !kind.starts_with('(') {
            return None;
        }
        let part = |part: &[&str]| {
            let [field, node, role] = part else { return None };
            let field = self.grammar.field_id_for_name(field.strip_suffix(':')?)?;
            let named = match *node {
                "(_)" | "(_)?" => true,
                "_" => false,
                _ => return None,
            };
            let role = Role::parse(role.strip_prefix('@')?.trim_end_matches(')'))?;
            Some(FieldPart { role, field, named })
        };
        parts.chunks(3).map(part).collect()
    }
}

/// The parts of a node that are code.
pub(super) type Children<'tree> = SmallVec<[Node<'tree>; 8]>;

/// A part of a node, with its role.
type Part<'tree> = (Role, Node<'tree>);

/// The shapes of one file's trees.
pub(super) struct Shapes<'tree> {
    query: &'static ShapeQuery,
    text: &'tree str,
    /// Text that was parsed on its own, by the node that it stands in.
    embedded: FxHashMap<usize, Node<'tree>>,
    /// The nodes whose embedded text is what a macro stands for.
    expanded: FxHashSet<usize>,
    /// What was left out of a block because it does not parse, by the block.
    left_out: FxHashMap<usize, Vec<Node<'tree>>>,
    /// The nodes in there that stand in the block itself.
    doubtful: FxHashSet<usize>,
    /// How many levels are looked at.
    nesting: usize,
    /// The nodes that are nested deeper.
    cut: FxHashSet<usize>,
    comments: Vec<Node<'tree>>,
    found: RefCell<Found<'tree>>,
    /// Looks at children: making one takes as long as it takes to look at a few.
    cursor: RefCell<TreeCursor<'tree>>,
    /// The children of nodes, for the next who asks.
    kept: RefCell<FxHashMap<usize, Children<'tree>>>,
}

/// What the query said of the nodes that it was run at.
struct Found<'tree> {
    cursor: QueryCursor,
    /// By node: the shape, and which of `parts` are its.
    nodes: FxHashMap<usize, Option<(Shape, Range<usize>)>>,
    parts: Vec<Part<'tree>>,
}

/// Where the parts of a node stand.
#[derive(Clone, Copy)]
enum Parts<'shapes, 'tree> {
    Fields(&'static [FieldPart]),
    /// From and up to which of [`Found::parts`].
    Found(&'shapes RefCell<Found<'tree>>, usize, usize),
}

/// A node that has a shape, with its parts.
#[derive(Clone, Copy)]
pub(super) struct Shaped<'shapes, 'tree> {
    pub(super) shape: Shape,
    node: Node<'tree>,
    parts: Parts<'shapes, 'tree>,
}

impl<'tree> Shaped<'_, 'tree> {
    /// The first part with `role`.
    pub(super) fn part(&self, role: Role) -> Option<Node<'tree>> {
        if let Parts::Fields(fields) = self.parts {
            let part = fields.iter().find(|part| part.role == role)?;
            let first = self.node.child_by_field_id(part.field.get())?;
            if first.is_named() || !part.named {
                return Some(first);
            }
        }
        self.parts(role).first().copied()
    }

    /// All parts with `role`.
    pub(super) fn parts(&self, role: Role) -> SmallVec<[Node<'tree>; 4]> {
        match self.parts {
            Parts::Fields(fields) => {
                let mut cursor = self.node.walk();
                let mut found = SmallVec::new();
                for part in fields.iter().filter(|part| part.role == role) {
                    let nodes = self.node.children_by_field_id(part.field, &mut cursor);
                    found.extend(nodes.filter(|node| node.is_named() || !part.named));
                }
                found
            }
            Parts::Found(found, start, end) => {
                let found = found.borrow();
                let parts = found.parts.get(start..end).unwrap_or_default();
                parts.iter().filter(|(other, _)| *other == role).map(|(_, node)| *node).collect()
            }
        }
    }
}

impl<'tree> Shapes<'tree> {
    /// The shapes of `tree`, which was parsed from `text`.
    pub(super) fn new(
        query: &'static ShapeQuery,
        tree: &'tree Tree,
        text: &'tree str,
        nesting: usize,
    ) -> Self {
        let mut shapes = Self {
            query,
            text,
            embedded: FxHashMap::default(),
            expanded: FxHashSet::default(),
            left_out: FxHashMap::default(),
            doubtful: FxHashSet::default(),
            nesting,
            cut: FxHashSet::default(),
            comments: Vec::new(),
            cursor: RefCell::new(tree.walk()),
            kept: RefCell::new(FxHashMap::default()),
            found: RefCell::new(Found {
                cursor: QueryCursor::new(),
                nodes: FxHashMap::default(),
                parts: Vec::new(),
            }),
        };
        shapes.found.get_mut().cursor.set_max_start_depth(Some(0));
        shapes.add_comments(tree);
        shapes.cut(tree);
        shapes
    }

    /// Adds a tree that was parsed from the text of `node`, or is what a macro stands for. The comments in the arguments of
    /// that stand in the file.
    pub(super) fn embed(&mut self, tree: &'tree Tree, node: usize) {
        if !self.expanded.contains(&node) {
            self.add_comments(tree);
        }
        self.cut(tree);
        self.embedded.insert(node, tree.root_node());
    }

    /// Puts what does not parse into the block that it was left out of.
    pub(super) fn put_into(&mut self, block: Node<'tree>, tree: &'tree Tree) {
        self.add_comments(tree);
        self.cut(tree);
        let root = tree.root_node();
        let mut cursor = root.walk();
        let nodes = root.named_children(&mut cursor).filter(|child| !child.is_extra() || child.is_error());
        let nodes: Vec<Node<'tree>> = nodes.collect();
        self.doubtful.extend(nodes.iter().map(Node::id));
        self.left_out.entry(block.id()).or_default().extend(nodes);
    }

    /// Puts the comments in order, after all that does not parse was put into its place.
    pub(super) fn sort_comments(&mut self) {
        self.comments.sort_by_key(Node::start_byte);
    }

    /// What was left out of a block because it does not parse, in order.
    pub(super) fn left_out(&self, block: Node<'tree>) -> &[Node<'tree>] {
        if self.left_out.is_empty() {
            return &[];
        }
        self.left_out.get(&block.id()).map_or(&[], Vec::as_slice)
    }

    /// Whether a node is what could be made of something that does not parse.
    pub(super) fn is_doubtful(&self, node: Node<'tree>) -> bool {
        !self.doubtful.is_empty() && self.doubtful.contains(&node.id())
    }

    /// Whether a node is the body of another.
    pub(super) fn is_body(&self, parent: Node<'tree>, node: Node<'tree>) -> bool {
        self.of(parent).is_some_and(|shaped| shaped.part(Role::Body) == Some(node))
            || self.of(node).is_some_and(|shaped| shaped.shape == Shape::Block)
    }

    /// Says that what was embedded for a node is what a macro stands for.
    pub(super) fn mark_expanded(&mut self, node: usize) {
        self.expanded.insert(node);
    }

    /// What a macro stands for whose arguments a node holds, if that is known.
    pub(super) fn expanded(&self, node: Node<'tree>) -> Option<Node<'tree>> {
        if self.expanded.contains(&node.id()) { self.embedded(node) } else { None }
    }

    /// The tree that stands for what a node holds.
    pub(super) fn embedded(&self, node: Node<'tree>) -> Option<Node<'tree>> {
        self.embedded.get(&node.id()).copied()
    }

    /// Comments are read for suppressions alone, and few files have one.
    fn add_comments(&mut self, tree: &'tree Tree) {
        // A tree's own bytes: there may be one tree for each line of the text.
        let range = tree.root_node().byte_range();
        if self.text.get(range).is_none_or(suppressions::may_be_in) {
            self.comments.extend(self.query.comments(tree, self.text, self.nesting));
        }
    }

    /// Marks the nodes of a tree that are nested too deep. Nothing below them is looked at, so no recursion over the tree
    /// needs a bound of its own. A node has at least as many descendants as levels below it, and knows how many: next to
    /// no node of usual code has to be looked into.
    fn cut(&mut self, tree: &Tree) {
        let mut cursor = tree.walk();
        let mut depth = 0;
        loop {
            let node = cursor.node();
            if depth > self.nesting {
                self.cut.insert(node.id());
            }
            let may_be_deeper = depth + node.descendant_count() > self.nesting.saturating_add(1);
            if may_be_deeper
                && depth < self.nesting.saturating_add(MARKED_LEVELS)
                && cursor.goto_first_child()
            {
                depth += 1;
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return;
                }
                depth -= 1;
            }
        }
    }

    /// Whether a node is nested too deep to be looked at.
    pub(super) fn is_cut(&self, node: Node<'tree>) -> bool {
        !self.cut.is_empty() && self.cut.contains(&node.id())
    }

    /// Named children without comments, and what does not parse in its place between them; none of a node that is nested too
    /// deep.
    pub(super) fn children(&self, node: Node<'tree>) -> Children<'tree> {
        if self.is_cut(node) {
            return Children::new();
        }
        if let Some(kept) = self.kept.borrow_mut().remove(&node.id()) {
            return kept;
        }
        let mut children = self.children_that_parse(node);
        let left_out = self.left_out(node);
        if !left_out.is_empty() {
            children.extend_from_slice(left_out);
            children.sort_by_key(Node::start_byte);
        }
        children
    }

    fn children_that_parse(&self, node: Node<'tree>) -> Children<'tree> {
        let is_code = |child: &Node<'tree>| child.is_named() && (!child.is_extra() || child.is_error());
        // Most nodes have one child or none.
        match node.child_count() {
            _ if node.named_child_count() == 0 => Children::new(),
            1 => node.child(0).filter(is_code).into_iter().collect(),
            _ => {
                let mut cursor = self.cursor.borrow_mut();
                cursor.reset(node);
                let mut next = cursor.goto_first_child();
                let mut found = Children::new();
                while next {
                    found.extend(Some(cursor.node()).filter(is_code));
                    next = cursor.goto_next_sibling();
                }
                found
            }
        }
    }

    /// Keeps the children of a node for when they are asked for once more.
    pub(super) fn keep_children(&self, node: Node<'tree>, children: Children<'tree>) {
        self.kept.borrow_mut().insert(node.id(), children);
    }

    /// Whether some nodes are nested too deep to be looked at.
    pub(super) fn are_cut(&self) -> bool {
        !self.cut.is_empty()
    }

    /// The comments of the file, in order; none if nothing in the file is suppressed.
    pub(super) fn comments(&self) -> &[Node<'tree>] {
        &self.comments
    }

    /// The shape of a node, if it has one.
    pub(super) fn of(&self, node: Node<'tree>) -> Option<Shaped<'_, 'tree>> {
        if self.is_cut(node) {
            return None;
        }
        match self.query.kinds.get(usize::from(node.kind_id()))? {
            Kind::Shapeless => None,
            Kind::Fields(shape, parts) => Some(Shaped { shape: *shape, node, parts: Parts::Fields(parts) }),
            Kind::Query => {
                let (shape, parts) = self.found.borrow_mut().of(node, self.query, self.text)?;
                Some(Shaped { shape, node, parts: Parts::Found(&self.found, parts.start, parts.end) })
            }
        }
    }
}

impl<'tree> Found<'tree> {
    fn of(&mut self, node: Node<'tree>, query: &ShapeQuery, text: &str) -> Option<(Shape, Range<usize>)> {
        if let Some(known) = self.nodes.get(&node.id()) {
            return known.clone();
        }
        let start = self.parts.len();
        let mut shape = None;
        let mut matches = self.cursor.matches(&query.query, node, text.as_bytes());
        while let Some(matched) = matches.next() {
            let (of_pattern, _) = query.patterns[matched.pattern_index];
            shape.get_or_insert(of_pattern);
            for capture in matched.captures().iter().filter(|capture| capture.node != node) {
                let part = query.roles[capture.index as usize].map(|role| (role, capture.node));
                // What several patterns say of one node is put together.
                let part = part.filter(|part| !self.parts[start..].contains(part));
                self.parts.extend(part);
            }
        }
        self.parts[start..].sort_by_key(|(_, node)| node.start_byte());
        let found = shape.map(|shape| (shape, start..self.parts.len()));
        self.nodes.insert(node.id(), found.clone());
        found
    }
}

#[cfg(test)]
mod tests {
    use tree_sitter::Parser;

    use super::*;

    /// The shapes and parts of all nodes of a text, as `shape role:text …`.
    fn shapes(patterns: &str, text: &str) -> Vec<String> {
        let grammar = (crate::language::LANGUAGES[0].grammars[0].grammar)();
        let query = Box::leak(Box::new(ShapeQuery::new(&grammar, patterns).expect("the query compiles")));
        let mut parser = Parser::new();
        parser.set_language(&grammar).expect("the grammar fits");
        let tree = parser.parse(text, None).expect("no time limit is set");
        let shapes = Shapes::new(query, &tree, text, usize::MAX);
        let mut lines = Vec::new();
        let mut left = vec![tree.root_node()];
        while let Some(node) = left.pop() {
            left.extend(node.children(&mut node.walk()).collect::<Vec<_>>().into_iter().rev());
            let Some(found) = shapes.of(node) else { continue };
            let mut line = vec![format!("{:?}", found.shape)];
            for role in [Role::Target, Role::Value, Role::Operator, Role::Async] {
                assert_eq!(found.part(role), found.parts(role).first().copied());
                for part in found.parts(role) {
                    line.push(format!("{role:?}:{}", &text[part.byte_range()]));
                }
            }
            lines.push(line.join(" "));
        }
        lines
    }

    #[test]
    fn fields_read_from_a_pattern_and_its_match_give_the_same() {
        let fields = "(assignment left: (_) @target right: (_) @value) @assignment";
        let by_query = format!("{fields}\n(assignment . (_) @target) @assignment");
        let text = "x = y = 1\nz = 2";
        let found = shapes(fields, text);
        assert_eq!(
            found,
            ["Assignment Target:x Value:y = 1", "Assignment Target:y Value:1", "Assignment Target:z Value:2"]
        );
        assert_eq!(shapes(&by_query, text), found);
    }

    #[test]
    fn patterns_of_one_kind_are_put_together() {
        let patterns = "(with_statement body: (_) @value) @with\n(with_statement \"async\" @async) @with";
        assert_eq!(
            shapes(patterns, "async with a: b\nwith c: d"),
            ["With Value:b Async:async", "With Value:d"]
        );
    }

    #[test]
    fn a_token_is_a_part_only_where_the_pattern_says_any_node() {
        let any = "(augmented_assignment left: (_) @target operator: _ @operator) @augmented";
        assert_eq!(shapes(any, "a += 1"), ["Augmented Target:a Operator:+="]);
        let named = any.replace("operator: _", "operator: (_)?");
        assert_eq!(shapes(&named, "a += 1"), ["Augmented Target:a"]);
    }
}
