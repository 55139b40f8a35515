//! Macros: their arguments are text to the grammar. Where that text reads as expressions it is parsed as such; what
//! does not is left alone. In the place of a use of one of the program's own macros stands what it gives ([`super::expand`]).

use std::ops;

use tree_sitter::{Node, Tree};

use super::expand::{Asked, Bounds, Definition, Expansion, Unexpanded};
use super::lower::Lowerer;
use super::shapes::{Role, Shape, ShapeQuery, Shaped};
use super::span_of;
use super::{Syntax, parse};
use crate::limit::{Limit, LimitSet, Limits};
use crate::module::{
    Argument, ArgumentKind, Call, Decorator, ExprId, ExprKind, Literal, Module, UnexpandedMacro, Use,
};
use crate::name::Name;
use crate::source::Span;

/// What stands in the macros of a file.
pub(super) struct Embedded {
    /// Each tree with the node whose text it is, or stands for.
    pub(super) trees: Vec<(usize, Tree)>,
    /// The limits because of which some were left alone.
    pub(super) limits: LimitSet,
    /// The text of the file and, behind it, what its uses of the program's own macros stand for.
    text: Option<String>,
    expanded: Vec<Expanded>,
    unexpanded: Vec<UnexpandedMacro>,
}

/// A use of one of the program's own macros.
struct Expanded {
    /// The node with its arguments.
    body: usize,
    /// Where it is used.
    at: Span,
    /// Where what it stands for is in the text.
    range: ops::Range<usize>,
    expansion: Expansion,
    /// Whether what the definition says stands there: it is in the same file, and defines something itself.
    in_definition: bool,
}

/// Parses what stands in the macros of a file, which has one tree or more, and in the macros in there.
pub(super) fn parse_all(query: &ShapeQuery, trees: &[&Tree], file: &Parsing<'_>) -> Embedded {
    let mut all = Embedded {
        trees: Vec::new(),
        limits: LimitSet::NONE,
        text: None,
        expanded: Vec::new(),
        unexpanded: Vec::new(),
    };
    for tree in trees {
        all.parse(query, tree, file, file.limits.get(Limit::Macros));
    }
    all
}

/// What is parsed, and how.
pub(super) struct Parsing<'p> {
    pub(super) text: &'p str,
    pub(super) syntax: Syntax,
    pub(super) limits: &'p Limits,
    /// The program's own macros.
    pub(super) macros: Asked<'p>,
}

impl Embedded {
    /// The text that all nodes are of: places behind the end of the file are in what macros stand for.
    pub(super) fn text<'t>(&'t self, file: &'t str) -> &'t str {
        self.text.as_deref().unwrap_or(file)
    }

    /// The nodes whose trees are what a macro stands for, and not its arguments.
    pub(super) fn expanded(&self) -> impl Iterator<Item = usize> {
        self.expanded.iter().map(|expanded| expanded.body)
    }

    /// Each level reads the text of all levels below it once more, so their number is limited.
    fn parse(&mut self, query: &ShapeQuery, tree: &Tree, file: &Parsing<'_>, levels: usize) {
        let nesting = file.limits.get(Limit::Nesting);
        let bodies = query.in_macros(tree, self.text(file.text), nesting);
        for body in bodies {
            let range = body.byte_range();
            let inside = self.text(file.text).get(range).unwrap_or_default();
            let is_own = self.definition(body, file).is_some();
            // Neither a call nor a path stands in there.
            if !is_own
                && !inside.contains('.')
                && !inside.contains("::")
                && !inside.get(1..).unwrap_or_default().contains(['(', '{'])
            {
                continue;
            }
            if levels == 0 {
                self.limits.insert(Limit::Macros);
                return;
            }
            let expanded = if is_own { self.expand(body, file) } else { None };
            if is_own && expanded.is_none() {
                self.note_unexpanded(body, file);
            }
            let inner = expanded.or_else(|| {
                let text = self.text(file.text);
                file.parse(text, range_of(body, text))
            });
            let Some(inner) = inner else {
                self.limits.insert(Limit::ParseSteps);
                continue;
            };
            self.parse(query, &inner, file, levels - 1);
            self.trees.push((body.id(), inner));
        }
    }

    /// The macro of the program that some arguments are given to.
    fn definition<'p>(&self, body: Node<'_>, file: &Parsing<'p>) -> Option<&'p Definition> {
        let before = self.text(file.text).get(body.parent()?.start_byte()..body.start_byte())?;
        let path = before.trim_end().strip_suffix('!')?;
        file.macros.get(path.rsplit("::").next().unwrap_or(path).trim())
    }

    /// Puts what a use of a macro stands for behind the text, and parses it. `None` if that cannot be told, or does not read
    /// as code; then the arguments are read for themselves.
    fn expand(&mut self, body: Node<'_>, file: &Parsing<'_>) -> Option<Tree> {
        let definition = self.definition(body, file)?;
        let text = self.text(file.text);
        let used = text.len() - file.text.len();
        let bounds = Bounds {
            bytes: file.limits.get(Limit::ExpansionBytes).saturating_sub(used),
            levels: file.limits.get(Limit::Macros),
            nesting: file.limits.get(Limit::Nesting),
        };
        let expansion = match definition.expand(text, body.byte_range(), &file.macros, bounds) {
            Ok(expansion) => expansion,
            Err(Unexpanded::TooLarge) => {
                self.limits.insert(Limit::ExpansionBytes);
                return None;
            }
            Err(Unexpanded::Unmatched) => return None,
        };
        let mut text = self.text.take().unwrap_or_else(|| file.text.to_owned());
        let length = text.len();
        // As a block it may be statements and a value, or definitions.
        text.push_str("\n{");
        let start = text.len();
        text.push_str(&expansion.text);
        let range = start..text.len();
        text.push('}');
        let tree = file.parse(&text, length + 1..text.len());
        let tree = tree.filter(|tree| !tree.root_node().has_error());
        if tree.is_some() {
            let at = body.parent().map_or_else(Span::default, span_of);
            let in_definition = expansion.is_item() && file.macros.is_own(definition);
            self.expanded.push(Expanded { body: body.id(), at, range, expansion, in_definition });
        } else {
            text.truncate(length);
        }
        self.text = Some(text);
        tree
    }

    fn note_unexpanded(&mut self, body: Node<'_>, file: &Parsing<'_>) {
        if let (Some(definition), Some(used)) = (self.definition(body, file), body.parent()) {
            let (name, names) = (definition.name.clone(), definition.names());
            self.unexpanded.push(UnexpandedMacro { name, names, span: span_of(used) });
        }
    }

    /// Puts what stands in the results of macros where it is written, or else where the macro is used.
    pub(super) fn place(&self, module: &mut Module) {
        module.unexpanded.clone_from(&self.unexpanded);
        if !self.expanded.is_empty() {
            module.each_span(|span| *span = self.placed(*span));
        }
    }

    /// The use for which the text at a place stands: what each stands for is behind that of those before it.
    fn expansion_at(&self, place: usize) -> Option<&Expanded> {
        // The brace before it is its own.
        let at = self.expanded.partition_point(|expanded| expanded.range.start <= place + 1);
        self.expanded.get(at.checked_sub(1)?)
    }

    fn placed(&self, span: Span) -> Span {
        let mut at = span;
        // Each step leads further to the beginning of the text.
        while let Some(expanded) = self.expansion_at(at.start as usize) {
            let start = expanded.range.start;
            let offset = |place: u32| (place as usize).checked_sub(start);
            let inside = offset(at.start).zip(offset(at.end)).map(|(from, to)| from..to);
            let origin = inside.and_then(|inside| {
                let written = || expanded.expansion.place_in_definition(inside.clone());
                let origin = expanded.expansion.origin(inside.clone());
                origin.or_else(|| if expanded.in_definition { written() } else { None })
            });
            at = origin.map_or(expanded.at, |origin| Span::new(origin.start, origin.end));
        }
        at
    }
}

impl Parsing<'_> {
    /// Parses a part of a text.
    pub(super) fn parse(&self, text: &str, part: ops::Range<usize>) -> Option<Tree> {
        let mut steps = self.limits.get(Limit::ParseSteps) + part.len();
        parse(text, self.syntax, &[part], "", &mut steps, self.limits)
    }
}

/// The bytes of a node, with the semicolon that follows it.
fn range_of(node: Node<'_>, text: &str) -> ops::Range<usize> {
    let mut range = node.byte_range();
    range.end += usize::from(text.as_bytes().get(range.end) == Some(&b';'));
    range
}

impl<'tree> Lowerer<'_, 'tree> {
    /// `name!(a, b)`: a call of `name!`, which may do anything with its arguments.
    pub(super) fn macro_call(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) -> ExprId {
        let name = shaped.part(Role::Callee).map_or("", |callee| self.source(callee));
        let last = Name::new(&format!("{}!", name.rsplit("::").next().unwrap_or(name)));
        let body = shaped.part(Role::Body);
        if let Some(root) = body.and_then(|body| self.shapes.expanded(body)) {
            self.begin_block();
            let value = self.body(root);
            self.end_block(root.end_byte());
            return value.unwrap_or_else(|| self.opaque(span_of(node)));
        }
        let arguments = body.map(|body| self.macro_arguments(body, &last)).unwrap_or_default();
        let kind = ExprKind::Name(last, Use::Free);
        let callee = self.push_expr(kind, span_of(node));
        self.push_expr(ExprKind::Call(Box::new(Call { callee, arguments })), span_of(node))
    }

    fn macro_arguments(&mut self, body: Node<'tree>, of: &Name) -> Vec<Argument> {
        let Some(root) = self.shapes.embedded(body) else {
            self.names_in(body, of);
            return Vec::new();
        };
        self.begin_block();
        let mut arguments = Vec::new();
        for child in self.children(root) {
            let child = self.shape(child).and_then(|shaped| shaped.part(Role::Value)).unwrap_or(child);
            let list = self.is(child, Shape::Sequence);
            let elements = if list { self.children(child).to_vec() } else { vec![child] };
            for element in elements {
                arguments.push(self.macro_argument(element, of));
            }
        }
        self.named_in_text(&mut arguments);
        self.end_block(body.end_byte());
        arguments
    }

    /// What is left alone may still end the guards whose names stand in it.
    fn names_in(&mut self, body: Node<'tree>, of: &Name) {
        for child in self.children(body) {
            if self.is(child, Shape::Name) {
                self.touched(child, of);
            } else {
                self.names_in(child, of);
            }
        }
    }

    /// `format!("{base}/chat")` takes what is called `base`, as if it were given by that name.
    fn named_in_text(&mut self, arguments: &mut Vec<Argument>) {
        let mut given = arguments.iter().map(|argument| self.module.expr(argument.value));
        let Some((text, span)) = given.find_map(|expr| match &expr.kind {
            ExprKind::Literal(Literal::Text(text)) => Some((text.clone(), expr.span)),
            _ => None,
        }) else {
            return;
        };
        for hole in text.split('{').skip(1).filter_map(|rest| rest.split(['}', ':']).next()) {
            let name = Name::new(hole);
            let kind = ArgumentKind::Keyword(name.clone());
            let is_name = hole.starts_with(|c: char| c.is_alphabetic() || c == '_')
                && hole.chars().all(|c| c.is_alphanumeric() || c == '_');
            if is_name && !arguments.iter().any(|argument| argument.kind == kind) {
                let used = self.name_kind(&name);
                let value = self.push_expr(used, span);
                arguments.push(Argument { kind, value });
            }
        }
    }

    /// One argument; `name = value` names it.
    fn macro_argument(&mut self, node: Node<'tree>, of: &Name) -> Argument {
        let named = self.shape(node).filter(|shaped| shaped.shape == Shape::Assignment);
        if let Some(shaped) = named
            && let (Some(target), Some(value)) = (shaped.part(Role::Target), shaped.part(Role::Value))
            && self.is(target, Shape::Name)
        {
            let kind = ArgumentKind::Keyword(self.name(target));
            return Argument { kind, value: self.touched(value, of) };
        }
        let statement = self.shape(node).is_some_and(|shaped| shaped.shape.is_item());
        if statement {
            self.statement(node);
            return Argument { kind: ArgumentKind::Positional, value: self.opaque(span_of(node)) };
        }
        Argument { kind: ArgumentKind::Positional, value: self.touched(node, of) }
    }

    /// `#[path(…)]` before a definition: a decorator, called if it has arguments.
    pub(super) fn attribute_macro(
        &mut self,
        node: Node<'tree>,
        shaped: Shaped<'_, 'tree>,
    ) -> Option<Decorator> {
        let mut expr = self.part_expression(shaped, Role::Value)?;
        if let Some(arguments) = shaped.part(Role::Arguments) {
            let arguments = self.macro_arguments(arguments, &Name::new("#"));
            expr = self.push_expr(ExprKind::Call(Box::new(Call { callee: expr, arguments })), span_of(node));
        }
        Some(Decorator { expr, span: span_of(node) })
    }
}
