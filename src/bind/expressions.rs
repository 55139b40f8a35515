//! Expressions: into the arena that the evaluator reads.

use smallvec::SmallVec;
use tree_sitter::Node;

use super::conditions;
use super::lower::Lowerer;
use super::shapes::{Role, Shape, Shaped};
use super::span_of;
use crate::limit::Limit;
use crate::module::{
    Argument, ArgumentKind, BindingSource, Call, Cut, ExprId, ExprKind, FunctionId, Literal, ScopeKind,
    Unpack,
};
use crate::name::Name;
use crate::source::literal_text;
use crate::stack;

/// How many type parameters a name is looked for among, the innermost ones. No item has as many.
const MOST_TYPES: usize = 512;

impl<'tree> Lowerer<'_, 'tree> {
    /// Lowers one expression.
    pub(super) fn expression(&mut self, node: Node<'tree>) -> ExprId {
        self.limits.ceiling().check();
        stack::grow(|| {
            if let Some(shaped) = self.shape(node) {
                let expr = self.shaped_expression(node, shaped);
                self.as_narrowed(node, expr)
            } else {
                self.expressions(node);
                self.opaque(span_of(node))
            }
        })
    }

    /// Lowers a node's children as expressions, in order.
    pub(super) fn expressions(&mut self, node: Node<'tree>) -> Vec<ExprId> {
        self.children(node).into_iter().map(|child| self.expression(child)).collect()
    }

    /// Lowers the part with this role, if there is one.
    pub(super) fn part_expression(&mut self, shaped: Shaped<'_, 'tree>, role: Role) -> Option<ExprId> {
        shaped.part(role).map(|part| self.expression(part))
    }

    fn shaped_expression(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) -> ExprId {
        let kind = match shaped.shape {
            Shape::Name => self.read_name(node),
            Shape::Borrow => {
                let value = shaped.part(Role::Value).map(|value| self.lent(value));
                return value.unwrap_or_else(|| self.opaque(span_of(node)));
            }
            Shape::Transparent | Shape::Context | Shape::Alias => {
                return self
                    .part_expression(shaped, Role::Value)
                    .unwrap_or_else(|| self.opaque(span_of(node)));
            }
            Shape::Attribute => self.attribute(shaped),
            Shape::Path => return self.path(node, shaped),
            Shape::Dotted => return self.dotted_value(node),
            Shape::Block => return self.block(node),
            Shape::AsyncBlock => return self.async_block(node, shaped),
            Shape::Branch => self.branch_value(shaped),
            Shape::Select => self.select(node, shaped),
            Shape::Let => return self.let_value(node, shaped),
            Shape::Macro => return self.macro_call(node, shaped),
            Shape::Expression => {
                let value = self.part_expression(shaped, Role::Value);
                return value.unwrap_or_else(|| self.opaque(span_of(node)));
            }
            Shape::Operation => self.operation(shaped),
            Shape::Callable => self.callable(node, shaped),
            Shape::Alternatives => ExprKind::Choice(self.expressions(node)),
            Shape::Super => return self.base(node),
            Shape::Object => self.object_value(node),
            Shape::Anonymous => return self.function_value(node, shaped, shaped.part(Role::Target)),
            Shape::Lambda if self.lexical() => return self.function_value(node, shaped, None),
            Shape::Class if self.lexical() => return self.class_value(node, shaped),
            Shape::Cast => self.cast(shaped),
            Shape::Update => {
                return self.update(shaped).unwrap_or_else(|| self.opaque(span_of(node)));
            }
            shape if self.blocks() && shape.is_statement() => {
                self.shaped_statement(node, shaped);
                ExprKind::Opaque
            }
            // One after the other, and the last one is the value.
            Shape::Comma => {
                let last = self.expressions(node).pop();
                return last.unwrap_or_else(|| self.opaque(span_of(node)));
            }
            Shape::Call => return self.call(node, shaped),
            Shape::Index => self.index(shaped),
            Shape::String => self.string(node),
            Shape::Concatenation => ExprKind::Concat(self.expressions(node)),
            Shape::Integer => ExprKind::Literal(self.integer(node)),
            Shape::True => ExprKind::Literal(Literal::Boolean(true)),
            Shape::False => ExprKind::Literal(Literal::Boolean(false)),
            Shape::None => ExprKind::Literal(Literal::Null),
            Shape::Constant => ExprKind::Literal(Literal::Other),
            Shape::Sequence => ExprKind::Sequence(self.expressions(node)),
            Shape::Mapping => self.mapping(node),
            Shape::Choice => self.choice(shaped),
            Shape::Boolean => self.boolean(shaped),
            Shape::Binary => self.binary(shaped),
            Shape::Await => self.wrap(shaped, ExprKind::Await),
            Shape::Spread => self.wrap(shaped, ExprKind::Spread),
            Shape::Walrus => self.walrus(shaped),
            Shape::Lambda => return self.lambda(node, shaped),
            Shape::Comprehension | Shape::Generator => return self.comprehension(node, shaped),
            Shape::Yield => self.yielding(shaped),
            Shape::Assignment => {
                return self.assignment(shaped).unwrap_or_else(|| self.opaque(span_of(node)));
            }
            Shape::Keyword => {
                return self
                    .part_expression(shaped, Role::Value)
                    .unwrap_or_else(|| self.opaque(span_of(node)));
            }
            _ => {
                self.expressions(node);
                ExprKind::Opaque
            }
        };
        self.push_expr(kind, span_of(node))
    }

    pub(super) fn name_kind(&self, name: &Name) -> ExprKind {
        let types = self.types.iter().rev().take(MOST_TYPES);
        if let Some((_, known)) = types.into_iter().find(|(known, _)| known == name) {
            return self.module.expr(*known).kind.clone();
        }
        let (used, symbol) = self.meaning(name);
        ExprKind::Name(symbol.clone(), used)
    }

    /// An operator between two values: only text is put together by it, and of two truths the second may be a value.
    fn operation(&mut self, shaped: Shaped<'_, 'tree>) -> ExprKind {
        let kind = self.binary(shaped);
        match &kind {
            ExprKind::Binary(operator, ..) if operator.as_str() == "+" => kind,
            _ => ExprKind::Opaque,
        }
    }

    /// `value as Type`: what the value is, or else of that type.
    fn cast(&mut self, shaped: Shaped<'_, 'tree>) -> ExprKind {
        let Some(value) = self.part_expression(shaped, Role::Value) else { return ExprKind::Opaque };
        let class = shaped.part(Role::Annotation).map(|annotation| self.annotation(annotation));
        class.map_or(ExprKind::Opaque, |class| ExprKind::Narrowed { value, class })
    }

    /// Wraps the value of a node, if it has one.
    fn wrap(&mut self, shaped: Shaped<'_, 'tree>, kind: impl Fn(ExprId) -> ExprKind) -> ExprKind {
        self.part_expression(shaped, Role::Value).map_or(ExprKind::Opaque, kind)
    }

    /// `a.b.c` where the grammar takes it as one name, as in a pattern.
    fn dotted_value(&mut self, node: Node<'tree>) -> ExprId {
        let mut path = None;
        let parts = self.children(node);
        if parts.len() > self.limits.get(Limit::Nesting) {
            // Flat in the tree, and nested in the expression.
            self.module.limits.insert(Limit::Nesting);
            return self.opaque(span_of(node));
        }
        for part in parts {
            path = Some(match path {
                None => self.expression(part),
                Some(object) => self.push_expr(ExprKind::Attribute(object, self.name(part)), span_of(node)),
            });
        }
        path.unwrap_or_else(|| self.opaque(span_of(node)))
    }

    fn attribute(&mut self, shaped: Shaped<'_, 'tree>) -> ExprKind {
        match (self.object(shaped), shaped.part(Role::Member)) {
            (Some(object), Some(member)) => ExprKind::Attribute(object, self.name(member)),
            _ => ExprKind::Opaque,
        }
    }

    fn index(&mut self, shaped: Shaped<'_, 'tree>) -> ExprKind {
        let Some(object) = self.part_expression(shaped, Role::Object) else {
            return ExprKind::Opaque;
        };
        if let Some(key) = shaped.part(Role::Key).filter(|&key| self.is(key, Shape::Slice)) {
            let is_only = shaped.parts(Role::Key).len() == 1;
            return ExprKind::Slice(object, Cut::written(self.source(key)).filter(|_| is_only));
        }
        let list = shaped.part(Role::Arguments).map(|list| self.type_arguments(list)).unwrap_or_default();
        let keys: Vec<ExprId> =
            shaped.parts(Role::Key).into_iter().map(|key| self.expression(key)).chain(list).collect();
        match keys[..] {
            // Lifetimes and names of associated types say nothing of the type.
            [] => self.module.expr(object).kind.clone(),
            [key] if self.lexical() => self.keyed(object, key),
            [key] => ExprKind::Index(object, key),
            _ => {
                let span = self.module.expr(keys[0]).span;
                let key = self.push_expr(ExprKind::Sequence(keys), span);
                ExprKind::Index(object, key)
            }
        }
    }

    /// `object["name"]` is `object.name`.
    fn keyed(&self, object: ExprId, key: ExprId) -> ExprKind {
        match &self.module.expr(key).kind {
            ExprKind::Literal(Literal::Text(name)) => ExprKind::Attribute(object, Name::new(name)),
            _ => ExprKind::Index(object, key),
        }
    }

    /// What stands in the brackets of a type; what is no type (a lifetime) is left out where types are all that
    /// may be meant.
    fn type_arguments(&mut self, list: Node<'tree>) -> Vec<ExprId> {
        let parts = self.children(list).into_iter();
        let types: Vec<_> = parts.filter(|&part| !self.blocks() || self.shape(part).is_some()).collect();
        types.into_iter().map(|part| self.expression(part)).collect()
    }

    /// `Fn(A, B) -> C`, which says the same as `Callable[[A, B], C]`.
    fn callable(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) -> ExprKind {
        let Some(base) = self.part_expression(shaped, Role::Object) else { return ExprKind::Opaque };
        let parameters = shaped.part(Role::Parameters).map(|list| self.expressions(list));
        let span = span_of(node);
        let parameters = self.push_expr(ExprKind::Sequence(parameters.unwrap_or_default()), span);
        let result = self.part_expression(shaped, Role::Annotation);
        let result = result.unwrap_or_else(|| self.opaque(span));
        let key = self.push_expr(ExprKind::Sequence(vec![parameters, result]), span);
        ExprKind::Index(base, key)
    }

    // --- calls -----------------------------------------------------------------------------------------------

    fn call(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) -> ExprId {
        let base = shaped.part(Role::Callee).filter(|&callee| self.is(callee, Shape::Super));
        let callee = match base {
            Some(base) => Some(self.base_constructor(base)),
            None => self.part_expression(shaped, Role::Callee),
        };
        let Some(callee) = callee else {
            return self.opaque(span_of(node));
        };
        let mut arguments = shaped.part(Role::Arguments).map(|list| self.arguments(list)).unwrap_or_default();
        let types = shaped.part(Role::Generics).map(|list| self.children(list)).unwrap_or_default();
        if let Some(first) = types.into_iter().next() {
            let kind = ArgumentKind::Keyword(Name::new(Argument::FIRST_TYPE));
            arguments.push(Argument { kind, value: self.annotation(first) });
        }
        if let Some(value) = self.run_code(node, callee) {
            return value;
        }
        let lambdas: SmallVec<[FunctionId; 2]> =
            arguments.iter().filter_map(|argument| self.lambda_in(argument.value)).collect();
        let call = Call { callee, arguments };
        if self.lexical()
            && let Some(module) = self.loaded_module(node, &call)
        {
            return module;
        }
        let id = self.push_expr(ExprKind::Call(Box::new(call)), span_of(node));
        for lambda in lambdas {
            self.module.functions[lambda.index()].given_to = Some(id);
        }
        self.push_call(id);
        id
    }

    fn lambda_in(&self, expr: ExprId) -> Option<FunctionId> {
        match self.module.expr(expr).kind {
            ExprKind::Lambda(function) => Some(function),
            _ => None,
        }
    }

    fn arguments(&mut self, list: Node<'tree>) -> Vec<Argument> {
        // `f(x for x in y)`: the one argument stands in place of the list.
        if self.is(list, Shape::Generator) || self.is(list, Shape::String) {
            return vec![Argument { kind: ArgumentKind::Positional, value: self.expression(list) }];
        }
        let nodes = self.children(list);
        let mut arguments = Vec::with_capacity(nodes.len());
        arguments.extend(nodes.into_iter().map(|node| self.argument(node)));
        if self.lexical() {
            self.name_options(&mut arguments);
        }
        arguments
    }

    /// The entries of an object that is written as an argument are arguments with names as well.
    fn name_options(&self, arguments: &mut Vec<Argument>) {
        let mut named = Vec::new();
        for argument in &*arguments {
            let ExprKind::Mapping(entries) = &self.module.expr(argument.value).kind else { continue };
            for &(key, value) in entries {
                if let Some(ExprKind::Literal(Literal::Text(name))) =
                    key.map(|key| &self.module.expr(key).kind)
                {
                    named.push(Argument { kind: ArgumentKind::Keyword(Name::new(name)), value });
                }
            }
        }
        arguments.extend(named);
    }

    pub(super) fn argument(&mut self, node: Node<'tree>) -> Argument {
        let shaped = self.shape(node);
        let mut value = shaped.and_then(|shaped| shaped.part(Role::Value)).unwrap_or(node);
        let kind = match shaped.map(|shaped| shaped.shape) {
            Some(Shape::Keyword) => {
                let member = shaped.and_then(|shaped| shaped.part(Role::Member));
                // A name alone stands for itself: `Config { client }`.
                value = shaped.and_then(|shaped| shaped.part(Role::Value)).or(member).unwrap_or(node);
                ArgumentKind::Keyword(member.map_or_else(|| Name::new(""), |member| self.name(member)))
            }
            Some(Shape::Spread) => ArgumentKind::Spread,
            Some(Shape::SpreadMapping) => ArgumentKind::SpreadMapping,
            _ => {
                return Argument { kind: ArgumentKind::Positional, value: self.expression(node) };
            }
        };
        Argument { kind, value: self.expression(value) }
    }

    // --- constants and containers ----------------------------------------------------------------------------

    fn string(&mut self, node: Node<'tree>) -> ExprKind {
        let parts = self.children(node);
        if parts.is_empty() {
            // A single character, or an empty text: what stands between the quotes.
            let text = self.source(node).trim_matches(|c| matches!(c, '\'' | '"' | '`'));
            return ExprKind::Literal(Literal::Text(text.to_owned()));
        }
        // In a raw text a backslash is one.
        let before = self.source(node).split(['\'', '"', '`']).next().unwrap_or_default();
        let is_raw = before.contains(['r', 'R']);
        if !parts.iter().any(|&part| self.is(part, Shape::Transparent)) {
            let text: String = parts.iter().filter_map(|&part| self.written_text(part)).collect();
            let text = if is_raw { text } else { literal_text(&text, self.blocks()).into_owned() };
            return ExprKind::Literal(Literal::Text(text));
        }
        let mut pieces = Vec::new();
        for part in parts {
            if self.is(part, Shape::Transparent) {
                pieces.push(self.expression(part));
                self.format_of(part);
            } else if let Some(text) = self.written_text(part) {
                let text = if is_raw { text.into() } else { literal_text(text, self.blocks()) };
                let text = Literal::Text(text.into_owned());
                pieces.push(self.push_expr(ExprKind::Literal(text), span_of(part)));
            }
        }
        ExprKind::Concat(pieces)
    }

    /// What stands in the format of a hole of a text runs as well, and is none of the text: `f"{x:{width()}}"`.
    fn format_of(&mut self, hole: Node<'tree>) {
        let formats = self.children(hole).into_iter().skip(1);
        let inside: Vec<_> = formats.flat_map(|format| self.children(format)).collect();
        for part in inside {
            if self.is(part, Shape::Transparent) {
                self.expression(part);
            }
        }
    }

    /// What a part of a text literal says, as it is written: some text, or an escape that stands beside it.
    fn written_text(&self, part: Node<'tree>) -> Option<&str> {
        let written = self.source(part);
        (self.is(part, Shape::Text) || written.starts_with('\\')).then_some(written)
    }

    fn integer(&self, node: Node<'tree>) -> Literal {
        self.source(node).parse().map_or(Literal::Other, Literal::Integer)
    }

    fn mapping(&mut self, node: Node<'tree>) -> ExprKind {
        let mut entries = Vec::new();
        for child in self.children(node) {
            let Some(shaped) = self.shape(child) else { continue };
            let key = self.part_expression(shaped, Role::Key);
            if let Some(value) = self.part_expression(shaped, Role::Value) {
                entries.push((key, value));
            }
        }
        ExprKind::Mapping(entries)
    }

    // --- operators -------------------------------------------------------------------------------------------

    fn choice(&mut self, shaped: Shaped<'_, 'tree>) -> ExprKind {
        self.part_expression(shaped, Role::Test);
        let parts = [(Role::Then, true), (Role::Otherwise, false), (Role::Left, true), (Role::Right, true)];
        let option = |(role, outcome)| {
            self.under(conditions::unknown(), |this| {
                this.note_branch(shaped.part(role));
                this.narrowed_part(shaped, outcome, |this| this.part_expression(shaped, role))
            })
        };
        ExprKind::Choice(parts.into_iter().filter_map(option).collect())
    }

    fn boolean(&mut self, shaped: Shaped<'_, 'tree>) -> ExprKind {
        let conjunction =
            shaped.part(Role::Operator).is_some_and(|node| self.source(node) == self.language.conjunction);
        let left = self.part_expression(shaped, Role::Left);
        // The right side runs where the left one has held, or has not.
        let by = shaped.part(Role::Left).map(|left| self.narrowings(left, conjunction)).unwrap_or_default();
        self.note_branch(shaped.part(Role::Right));
        let right = self.under(conditions::unknown(), |this| {
            this.narrowed(by, |this| this.part_expression(shaped, Role::Right))
        });
        // What `a and b` gives is `b` whenever it is something that can be used.
        ExprKind::Choice(left.filter(|_| !conjunction).into_iter().chain(right).collect())
    }

    fn binary(&mut self, shaped: Shaped<'_, 'tree>) -> ExprKind {
        let operator = shaped.part(Role::Operator).map_or_else(|| Name::new(""), |node| self.name(node));
        match (self.part_expression(shaped, Role::Left), self.part_expression(shaped, Role::Right)) {
            (Some(left), Some(right)) => ExprKind::Binary(operator, left, right),
            _ => ExprKind::Opaque,
        }
    }

    fn walrus(&mut self, shaped: Shaped<'_, 'tree>) -> ExprKind {
        let Some(value) = self.part_expression(shaped, Role::Value) else {
            return ExprKind::Opaque;
        };
        if let Some(target) = shaped.part(Role::Target) {
            let source = BindingSource::Value { value, unpack: Unpack::new(), annotation: None };
            let (name, top) = (self.name(target), self.walrus_frame());
            self.bind_in(top, &name, span_of(target), source);
        }
        ExprKind::Walrus(value)
    }

    /// A walrus in a comprehension binds in the scope around it.
    fn walrus_frame(&self) -> usize {
        let outside = |frame: &super::flow::Frame| !matches!(frame.kind, ScopeKind::Comprehension { .. });
        self.frames.iter().rposition(outside).unwrap_or(0)
    }

    // --- functions and comprehensions ------------------------------------------------------------------------

    fn lambda(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) -> ExprId {
        let function = self.begin_function(node, shaped, Name::new(""), node, Vec::new());
        if let Some(body) = shaped.part(Role::Body) {
            self.collect_names(body);
            let value = self.expression(body);
            self.module.functions[function.index()].returns.push(value);
        }
        self.close_scope();
        self.push_expr(ExprKind::Lambda(function), span_of(node))
    }

    fn comprehension(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) -> ExprId {
        let body = shaped.part(Role::Value);
        let clauses = self.children(node).into_iter().filter(|&child| Some(child) != body);
        let frame = self
            .open_scope(ScopeKind::Comprehension { lazy: shaped.shape == Shape::Generator }, span_of(node));
        let scope = frame.scope;
        let mut opened = Some(frame);
        for clause in clauses {
            let Some(part) = self.shape(clause) else { continue };
            // The first iterable is evaluated outside; the scope opens after it.
            let value = self.part_expression(part, Role::Value);
            if let Some(frame) = opened.take() {
                self.frames.push(frame);
            }
            self.part_expression(part, Role::Test);
            if let Some(test) = part.part(Role::Test) {
                let held = self.narrowings(test, true);
                self.hold(held);
            }
            if let (Some(target), Some(value)) = (part.part(Role::Target), value) {
                self.bind_each(target, value);
            }
        }
        if let Some(frame) = opened.take() {
            self.frames.push(frame);
        }
        let kind = body.map_or(ExprKind::Opaque, |body| self.comprehension_body(body));
        self.close_scope();
        let made = self.push_expr(kind, span_of(node));
        self.module.scopes[scope.index()].value = Some(made);
        made
    }

    fn comprehension_body(&mut self, body: Node<'tree>) -> ExprKind {
        let Some(pair) = self.shape(body).filter(|shaped| shaped.shape == Shape::Pair) else {
            return self.unpacked_elements(body);
        };
        match (self.part_expression(pair, Role::Key), self.part_expression(pair, Role::Value)) {
            (Some(key), Some(value)) => ExprKind::MappingComprehension(key, value),
            _ => ExprKind::Opaque,
        }
    }

    /// `[x for …]`; of `[*x for …]` the elements of `x`, and of `{**x for …}` what it maps to. The grammar may not know the
    /// stars.
    fn unpacked_elements(&mut self, body: Node<'tree>) -> ExprKind {
        let spread = self.shape(body).filter(|shaped| shaped.shape == Shape::Spread);
        let value = spread.and_then(|shaped| shaped.part(Role::Value)).unwrap_or(body);
        let before = self.text.get(..value.start_byte()).unwrap_or_default().trim_end();
        let value = self.expression(value);
        if self.blocks() || !before.ends_with('*') {
            return ExprKind::Comprehension(value);
        }
        let key = self.opaque(span_of(body));
        let element = self.push_expr(ExprKind::Index(value, key), span_of(body));
        if before.ends_with("**") {
            ExprKind::MappingComprehension(key, element)
        } else {
            ExprKind::Comprehension(element)
        }
    }

    fn yielding(&mut self, shaped: Shaped<'_, 'tree>) -> ExprKind {
        let value = self.part_expression(shaped, Role::Value);
        let context = self.frame().context;
        if let Some(function) = self.function() {
            let function = &mut self.module.functions[function.index()];
            function.is_generator = true;
            if shaped.part(Role::Delegate).is_some() {
                function.delegates.extend(value);
            } else {
                function.yields.push((value, context));
            }
        }
        ExprKind::Opaque
    }
}
