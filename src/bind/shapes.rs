//! What a query says of a tree: which node has which shape, and which of its parts have which roles.
//!
//! The sets of shapes and roles are closed. A query that captures anything else does not load, so a language
//! cannot ask for something that the lowering would silently pass over.

use std::ops::Range;

use rustc_hash::FxHashMap;
use streaming_iterator::StreamingIterator;
use tree_sitter::{Node, Query, QueryCapture, QueryCursor, Tree};

/// Nodes deeper than this are not matched, so that hostile nesting costs neither time nor stack. Code that
/// people write stays below a tenth of it.
pub(super) const MAX_DEPTH: u32 = 600;

/// How many bytes of a file there are for each node that has parts, and for each part: what tables are sized by at
/// first.
const BYTES_PER_NODE: usize = 32;
const BYTES_PER_PART: usize = 16;

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
        String = "string", Text = "text", Concatenation = "concatenation", Transparent = "transparent",
        Integer = "integer", Constant = "constant", True = "true", False = "false", None = "none",
        Sequence = "sequence", Mapping = "mapping", Pair = "pair", Choice = "choice", Boolean = "boolean",
        Binary = "binary", Await = "await", Walrus = "walrus", Lambda = "lambda",
        Comprehension = "comprehension", Generator = "generator", ForClause = "clause.for", IfClause = "clause.if", Yield = "yield",
        Assignment = "assignment", Augmented = "augmented", Return = "return", Raise = "raise",
        Break = "break", Continue = "continue", Delete = "delete", Global = "global", Nonlocal = "nonlocal",
        If = "if", Else = "else", While = "while", For = "for", Try = "try", Handler = "handler",
        Finally = "finally", With = "with", Context = "context", Alias = "alias", Match = "match",
        Case = "case", Capture = "capture", Import = "import", ImportFrom = "import.from",
        Relative = "relative", ImportAlias = "import.alias", ImportWildcard = "import.wildcard",
        Function = "function", Class = "class", Decorated = "decorated", Decorator = "decorator",
        Parameter = "parameter", KeywordParameters = "parameter.keywords", Comment = "comment",
        Path = "path", Operation = "operation", Macro = "macro", Block = "block", AsyncBlock = "block.async",
        Expression = "expression", Let = "let", Branch = "branch", Select = "select", Arm = "arm",
        Destructure = "destructure", Alternatives = "alternatives", Remaining = "rest", Generic = "generic",
        Extension = "extension", Fields = "fields", Namespace = "namespace", Use = "use",
        Callable = "callable",
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
    }
);

/// A compiled query and the meaning of its captures.
pub(crate) struct ShapeQuery {
    query: Query,
    /// By kind of node: the shape that every node of this kind has by a pattern without parts, such as
    /// `(identifier) @name`. Most nodes are of such a kind, and a look into this table is much cheaper than a match.
    plain: Vec<Option<Shape>>,
    /// By pattern: the shape and the capture index that carries it.
    patterns: Vec<(Shape, u32)>,
    /// By capture index: the role it gives, if it is one.
    roles: Vec<Option<Role>>,
    /// The patterns of macros alone, and the capture of what stands in them; `None` if the language has none.
    macros: Option<(Query, u32)>,
}

impl ShapeQuery {
    /// What stands in the macros of a tree.
    pub(super) fn in_macros<'tree>(&self, tree: &'tree Tree, text: &str) -> Vec<Node<'tree>> {
        let Some((query, body)) = &self.macros else { return Vec::new() };
        let mut found = Vec::new();
        let mut cursor = QueryCursor::new();
        cursor.set_max_start_depth(Some(MAX_DEPTH));
        let mut matches = cursor.matches(query, tree.root_node(), text.as_bytes());
        while let Some(macros) = matches.next() {
            let bodies = macros.captures().iter().filter(|capture| capture.index == *body);
            found.extend(bodies.map(|capture| capture.node));
        }
        found
    }

    /// Compiles a query.
    ///
    /// # Errors
    /// The query does not parse, captures an unknown name, or has a pattern whose outermost capture is no shape.
    pub(crate) fn new(grammar: &tree_sitter::Language, source: &str) -> Result<Self, String> {
        let mut query = Query::new(grammar, source).map_err(|error| error.to_string())?;
        let names: Vec<String> = query.capture_names().iter().map(ToString::to_string).collect();
        for name in &names {
            if Shape::parse(name).is_none() && Role::parse(name).is_none() {
                return Err(format!("unknown capture @{name}"));
            }
        }
        let mut patterns = Vec::with_capacity(query.pattern_count());
        let mut plain = vec![None; grammar.node_kind_count()];
        let mut with_parts = Vec::new();
        let mut macros = String::new();
        for pattern in 0..query.pattern_count() {
            let text = &source[query.start_byte_for_pattern(pattern)..query.end_byte_for_pattern(pattern)];
            let code = text.lines().filter(|line| !line.trim_start().starts_with(';'));
            let words: Vec<&str> = code.flat_map(str::split_whitespace).collect();
            let name = words.iter().rfind(|word| word.starts_with('@')).map_or("", |name| &name[1..]);
            let shape = Shape::parse(name).ok_or_else(|| format!("no shape in pattern {pattern}: {text}"))?;
            let index = query.capture_index_for_name(name).ok_or_else(|| format!("no capture @{name}"))?;
            patterns.push((shape, index));
            if shape == Shape::Macro {
                macros.push_str(text);
            }
            let id = |kind| grammar.id_for_node_kind(kind, true) as usize;
            match plain_kind(&words).filter(|_| shape != Shape::Comment) {
                Some(kind) => {
                    query.disable_pattern(pattern);
                    if let Some(place) = plain.get_mut(id(kind)) {
                        *place = Some(shape);
                    }
                }
                None => with_parts.extend(words.first().map(|kind| kind.trim_matches(['(', ')']))),
            }
            if let Some(kind) =
                with_parts.iter().find(|kind| plain.get(id(kind)).is_some_and(Option::is_some))
            {
                return Err(format!("({kind}) has a pattern without parts and one with parts"));
            }
        }
        let roles = names.iter().map(|name| Role::parse(name)).collect();
        let macros = match Query::new(grammar, &macros) {
            Ok(query) => query.capture_index_for_name("body").map(|body| (query, body)),
            Err(error) => return Err(error.to_string()),
        };
        Ok(Self { query, plain, patterns, roles, macros })
    }
}

/// The kind of node that a pattern without parts names: `(kind) @shape`.
fn plain_kind<'w>(words: &[&'w str]) -> Option<&'w str> {
    match words {
        [kind, _] => kind.strip_prefix('(')?.strip_suffix(')'),
        _ => None,
    }
}

/// A part of a node, with its role.
type Part<'tree> = (Role, Node<'tree>);

/// The shapes of one tree.
pub(super) struct Shapes<'tree> {
    plain: &'static [Option<Shape>],
    /// Nodes of all other kinds: the shape, and which of `parts` are theirs.
    nodes: FxHashMap<usize, (Shape, Range<u32>)>,
    /// Parts of all nodes; those of one node stand together, in the order of the file.
    parts: Vec<Part<'tree>>,
    /// Text that was parsed on its own, by the node that it stands in.
    embedded: FxHashMap<usize, Node<'tree>>,
    comments: Vec<Node<'tree>>,
}

/// A node that has a shape, with its parts.
#[derive(Clone, Copy)]
pub(super) struct Shaped<'shapes, 'tree> {
    pub(super) shape: Shape,
    parts: &'shapes [Part<'tree>],
}

impl<'tree> Shaped<'_, 'tree> {
    /// The first part with `role`.
    pub(super) fn part(&self, role: Role) -> Option<Node<'tree>> {
        self.parts.iter().find(|(other, _)| *other == role).map(|(_, node)| *node)
    }

    /// All parts with `role`.
    pub(super) fn parts(&self, role: Role) -> impl Iterator<Item = Node<'tree>> {
        self.parts.iter().filter(move |(other, _)| *other == role).map(|(_, node)| *node)
    }
}

impl<'tree> Shapes<'tree> {
    /// Runs `query` over a tree.
    pub(super) fn collect(query: &'static ShapeQuery, tree: &'tree Tree, text: &str) -> Self {
        let mut shapes = Self {
            plain: &query.plain,
            nodes: FxHashMap::default(),
            embedded: FxHashMap::default(),
            parts: Vec::new(),
            comments: Vec::new(),
        };
        shapes.nodes.reserve(text.len() / BYTES_PER_NODE);
        shapes.parts.reserve(text.len() / BYTES_PER_PART);
        shapes.add_tree(query, tree, text);
        shapes
    }

    /// Adds the shapes of a tree that was parsed from the text of `node`.
    pub(super) fn embed(&mut self, query: &ShapeQuery, tree: &'tree Tree, text: &str, node: usize) {
        self.add_tree(query, tree, text);
        self.embedded.insert(node, tree.root_node());
    }

    /// The tree that stands for what a node holds.
    pub(super) fn embedded(&self, node: Node<'tree>) -> Option<Node<'tree>> {
        self.embedded.get(&node.id()).copied()
    }

    fn add_tree(&mut self, query: &ShapeQuery, tree: &'tree Tree, text: &str) {
        let shapes = self;
        let mut cursor = QueryCursor::new();
        cursor.set_max_start_depth(Some(MAX_DEPTH));
        let mut matches = cursor.matches(&query.query, tree.root_node(), text.as_bytes());
        while let Some(found) = matches.next() {
            let (shape, index) = query.patterns[found.pattern_index];
            let Some(anchor) = found.captures().iter().find(|capture| capture.index == index) else {
                continue;
            };
            let role_of = |capture: &QueryCapture<'tree>| {
                let role = query.roles[capture.index as usize].filter(|_| capture.node != anchor.node);
                role.map(|role| (role, capture.node))
            };
            shapes.add(anchor.node, shape, found.captures().iter().filter_map(role_of));
        }
    }

    /// The comments of the file, in order.
    pub(super) fn comments(&self) -> &[Node<'tree>] {
        &self.comments
    }

    fn add(&mut self, node: Node<'tree>, shape: Shape, parts: impl Iterator<Item = Part<'tree>>) {
        if shape == Shape::Comment {
            self.comments.push(node);
            return;
        }
        let start = self.parts.len();
        let known = self.nodes.get(&node.id());
        let (shape, known) = known.cloned().unwrap_or((shape, 0..0));
        // What several patterns say of one node is put together.
        self.parts.extend_from_within(known.start as usize..known.end as usize);
        for part in parts {
            if !self.parts[start..].contains(&part) {
                self.parts.push(part);
            }
        }
        if !known.is_empty() {
            self.parts[start..].sort_by_key(|(_, node)| node.start_byte());
        }
        self.nodes.insert(node.id(), (shape, start as u32..self.parts.len() as u32));
    }

    /// The shape of a node, if it has one.
    pub(super) fn of(&self, node: Node<'tree>) -> Option<Shaped<'_, 'tree>> {
        if let Some(shape) = self.plain.get(node.kind_id() as usize).copied().flatten() {
            return Some(Shaped { shape, parts: &[] });
        }
        let (shape, parts) = self.nodes.get(&node.id())?;
        Some(Shaped { shape: *shape, parts: &self.parts[parts.start as usize..parts.end as usize] })
    }
}
