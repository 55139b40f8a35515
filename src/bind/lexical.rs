//! Names that hold in the block that declares them, and in all of it: blocks, hoisting, what a statement declares.
//!
//! A block's names are locals of the scope around it, each with an index of its own. Where a name is declared more than once in
//! a scope, all but the first get another name as symbols ([`Name::shadowing`]), so that a function that uses one later is told
//! apart from one that uses another.

use tree_sitter::Node;

use super::conditions;
use super::flow::{Loop, State};
use super::lower::Lowerer;
use super::shapes::{Role, Shape, Shaped};
use super::span_of;
use crate::module::{
    BindingSource, Call, ConditionKind, ExprId, ExprKind, FunctionId, Literal, Unpack, UnpackStep,
};
use crate::name::Name;
use crate::source::{Span, literal_text};

impl<'tree> Lowerer<'_, 'tree> {
    // --- blocks ----------------------------------------------------------------------------------------------

    /// Lowers what has names of its own as a whole: a file, a namespace.
    pub(super) fn hoisted_block(&mut self, node: Node<'tree>) {
        self.hoist_names(node);
        self.lexical_block(node);
    }

    /// Lowers the statements of a block.
    pub(super) fn lexical_block(&mut self, node: Node<'tree>) {
        let context = self.frame().context;
        let mut declared = Vec::new();
        self.lexical_names(node, &mut declared);
        self.in_lexical_block(declared, |this| this.hoisted_statements(node));
        self.frame_mut().context = context;
    }

    /// Runs `work` in a block that declares some names.
    fn in_lexical_block(&mut self, declared: Vec<Name>, work: impl FnOnce(&mut Self)) {
        let frame = self.frame_mut();
        let hidden = declared.into_iter().map(|name| frame.shadow(name)).collect();
        frame.blocks.push(hidden);
        work(self);
        self.frame_mut().end_lexical_block();
    }

    /// Lowers the functions that are declared in a node, and then its statements in order.
    pub(super) fn hoisted_statements(&mut self, node: Node<'tree>) {
        let children = self.children(node);
        for &child in &children {
            if let Some(function) = self.declared_function(child) {
                self.statement(function);
            }
        }
        for child in children {
            if self.declared_function(child) != Some(child) {
                self.statement(child);
            }
        }
    }

    /// The function that a statement declares, be it to export it.
    pub(super) fn declared_function(&self, node: Node<'tree>) -> Option<Node<'tree>> {
        let shaped = self.shape(node)?;
        match shaped.shape {
            Shape::Function => Some(node),
            Shape::Export => self.declared_function(shaped.part(Role::Body)?),
            _ => None,
        }
    }

    /// The names that the statements in a node declare for their block.
    fn lexical_names(&self, node: Node<'tree>, found: &mut Vec<Name>) {
        for child in self.children(node) {
            self.lexical_names_of(child, found);
        }
    }

    fn lexical_names_of(&self, node: Node<'tree>, found: &mut Vec<Name>) {
        let Some(shaped) = self.shape(node) else {
            // What is declared to be there (`declare const x`).
            return self.lexical_names(node, found);
        };
        match shaped.shape {
            Shape::Lexical => {
                for declarator in self.children(node) {
                    let target = self.shape(declarator).and_then(|shaped| shaped.part(Role::Target));
                    self.pattern_names(target, found);
                }
            }
            Shape::Function | Shape::Class | Shape::Interface | Shape::Type | Shape::Namespace => {
                found.extend(shaped.part(Role::Target).map(|target| self.name(target)));
            }
            Shape::Export => {
                if let Some(body) = shaped.part(Role::Body) {
                    self.lexical_names_of(body, found);
                }
            }
            Shape::ImportModule => found.extend(self.names_of_import(node)),
            Shape::Assignment | Shape::Await => {
                let using = self.using(node).and_then(|(declaration, _)| self.shape(declaration));
                self.pattern_names(using.and_then(|shaped| shaped.part(Role::Target)), found);
            }
            _ => {}
        }
    }

    /// `using target = value`, `await using target = value`: the declaration, and whether leaving is waited for.
    fn using(&self, node: Node<'tree>) -> Option<(Node<'tree>, bool)> {
        let shaped = self.shape(node)?;
        match shaped.shape {
            Shape::Assignment => shaped.part(Role::Level).map(|_| (node, false)),
            Shape::Await => self.using(shaped.part(Role::Value)?).map(|(node, _)| (node, true)),
            _ => None,
        }
    }

    /// Lowers such a declaration, if a statement is one: from here to the end of the block it is active.
    fn using_declaration(&mut self, node: Node<'tree>) -> bool {
        let Some((declaration, is_async)) = self.using(node) else { return false };
        let Some(shaped) = self.shape(declaration) else { return false };
        let target = shaped.part(Role::Target);
        if let (Some(value), Some(target)) = (self.assignment(shaped), target) {
            let block = node.parent().and_then(|statement| statement.parent()).unwrap_or(node);
            self.guard_in(target, value, is_async, block);
        }
        true
    }

    /// The names in a pattern.
    fn pattern_names(&self, pattern: Option<Node<'tree>>, found: &mut Vec<Name>) {
        let Some((node, shaped)) = pattern.and_then(|node| Some((node, self.shape(node)?))) else { return };
        match shaped.shape {
            Shape::Name => found.push(self.name(node)),
            Shape::Pair | Shape::Spread => self.pattern_names(shaped.part(Role::Value), found),
            Shape::Defaulted => self.pattern_names(shaped.part(Role::Target), found),
            Shape::Sequence | Shape::Destructure => {
                for child in self.children(node) {
                    self.pattern_names(Some(child), found);
                }
            }
            _ => {}
        }
    }

    /// Makes the names local that hold in a whole function, and notes where its names get values.
    pub(super) fn hoist_names(&mut self, node: Node<'tree>) {
        let mut found = Hoisted::default();
        self.find_hoisted(node, &mut found);
        let frame = self.frame_mut();
        for name in &found.declared {
            frame.local(name);
        }
        frame.assigned.extend(found.assigned);
        frame.assigned.sort_by_key(|(at, _)| *at);
    }

    fn find_hoisted(&self, node: Node<'tree>, found: &mut Hoisted) {
        if let Some(shaped) = self.shape(node) {
            let target = shaped.part(Role::Target);
            match shaped.shape {
                Shape::Function
                | Shape::Class
                | Shape::Lambda
                | Shape::Anonymous
                | Shape::Interface
                | Shape::Namespace
                | Shape::Type
                | Shape::Name
                | Shape::String => return,
                Shape::Hoisted => {
                    for declarator in self.children(node) {
                        let target = self.shape(declarator).and_then(|shaped| shaped.part(Role::Target));
                        self.pattern_names(target, &mut found.declared);
                        self.note_assigned(declarator, target, found);
                    }
                }
                Shape::For => {
                    if shaped.part(Role::Level).is_some() {
                        self.pattern_names(target, &mut found.declared);
                    }
                    self.note_assigned(node, target, found);
                }
                Shape::Assignment | Shape::Update => self.note_assigned(node, target, found),
                _ => {}
            }
        }
        for child in self.children(node) {
            self.find_hoisted(child, found);
        }
    }

    /// Notes that the names in a pattern get other values in a node.
    fn note_assigned(&self, node: Node<'tree>, pattern: Option<Node<'tree>>, found: &mut Hoisted) {
        let mut names = Vec::new();
        self.pattern_names(pattern, &mut names);
        found.assigned.extend(names.into_iter().map(|name| (node.start_byte(), name)));
    }

    // --- statements ------------------------------------------------------------------------------------------

    /// Lowers a statement of a language with such blocks, if it is one that others lack.
    pub(super) fn lexical_statement(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) -> bool {
        match shaped.shape {
            Shape::Block => self.lexical_block(node),
            Shape::Lexical | Shape::Hoisted => self.statements(node),
            Shape::Labeled => {
                if let Some(statement) = shaped.part(Role::Value) {
                    self.statement(statement);
                }
            }
            Shape::Loop => self.counting_loop(node, shaped),
            Shape::For => self.loop_over(node, shaped),
            Shape::Switch => self.switch(node, shaped),
            Shape::ImportModule => self.import_module(node, shaped),
            Shape::Export => self.export(node, shaped),
            Shape::Class => _ = self.class_of_members(node, shaped, Vec::new()),
            Shape::Interface => _ = self.interface(node, shaped),
            Shape::Type => self.type_alias(shaped),
            Shape::Assignment | Shape::Await => return self.using_declaration(node),
            Shape::Skipped | Shape::Field => {}
            _ => return false,
        }
        true
    }

    /// `for (let i = 0; i < n; i++) body`.
    fn counting_loop(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        let first = shaped.part(Role::Value);
        let mut declared = Vec::new();
        if let Some(first) = first {
            self.lexical_names_of(first, &mut declared);
        }
        self.in_lexical_block(declared, |this| {
            if let Some(first) = first {
                this.statement(first);
            }
            this.looping(node, ConditionKind::Other, |this| {
                this.part_expression(shaped, Role::Test);
                this.part_statement(shaped, Role::Body);
                this.part_expression(shaped, Role::Then);
            });
        });
    }

    /// `for (const x of xs) body`.
    fn loop_over(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        let value = self.part_expression(shaped, Role::Value);
        let target = shaped.part(Role::Target);
        let mut declared = Vec::new();
        if shaped.part(Role::Level).is_none() && self.declares(node, target) {
            self.pattern_names(target, &mut declared);
        }
        let each = value.map(|value| ConditionKind::Each { value, is_whole: true });
        self.in_lexical_block(declared, |this| {
            this.looping(node, each.unwrap_or(ConditionKind::Other), |this| {
                if let (Some(target), Some(value)) = (target, value) {
                    let mut each = this.push_expr(ExprKind::Part(value, UnpackStep::Each), span_of(target));
                    if shaped.part(Role::Async).is_some() {
                        each = this.push_expr(ExprKind::Await(each), span_of(target));
                    }
                    this.take_apart(target, each, None);
                }
                this.part_statement(shaped, Role::Body);
            });
        });
    }

    /// Whether a loop declares its target: a word stands before it.
    fn declares(&self, node: Node<'tree>, target: Option<Node<'tree>>) -> bool {
        let before = target.and_then(|target| self.text.get(node.start_byte()..target.start_byte()));
        before.is_some_and(|before| before.trim_end().ends_with(|c: char| c.is_alphabetic()))
    }

    /// Each case may go on from the one before it, and leaves the statement by `break`.
    fn switch(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        self.part_expression(shaped, Role::Value);
        let Some(body) = shaped.part(Role::Body) else { return };
        let before = self.frame().exits;
        let entered = self.state();
        let start = node.start_byte() as u32;
        self.frame_mut().loops.push(Loop { start, ..Loop::default() });
        let cases = self.children(body);
        let mut declared = Vec::new();
        for &case in &cases {
            self.lexical_names(case, &mut declared);
        }
        self.in_lexical_block(declared, |this| {
            let mut fallen: Option<State> = None;
            let mut is_exhausted = false;
            for case in cases {
                let mut state = entered.clone();
                if let Some(fallen) = fallen.take() {
                    state.merge(fallen, &mut this.sets);
                }
                this.put_state(state);
                this.branch_at(case);
                let test = this.shape(case).and_then(|shaped| shaped.part(Role::Test));
                is_exhausted |= test.is_none();
                this.under(conditions::unknown(), |this| {
                    for part in this.children(case) {
                        this.statement(part);
                    }
                });
                fallen = Some(this.state());
            }
            let mut end = fallen.unwrap_or_else(|| entered.clone());
            if !is_exhausted {
                end.merge(entered, &mut this.sets);
            }
            this.put_state(end);
        });
        if let Some(breaks) = self.frame_mut().loops.pop().and_then(|ended| ended.breaks) {
            self.merge_state(breaks);
        }
        self.frame_mut().exits.pass = before.pass;
        self.require_no_exit(before);
    }

    /// What a handler catches may be anything.
    pub(super) fn catch(&mut self, shaped: Shaped<'_, 'tree>) {
        let target = shaped.part(Role::Target);
        let mut declared = Vec::new();
        self.pattern_names(target, &mut declared);
        self.in_lexical_block(declared, |this| {
            if let Some(target) = target {
                let caught = this.opaque(span_of(target));
                this.take_apart(target, caught, None);
            }
            this.part_statement(shaped, Role::Body);
        });
    }

    /// `type A = B`.
    fn type_alias(&mut self, shaped: Shaped<'_, 'tree>) {
        let value = shaped.part(Role::Value).map(|value| self.annotation(value));
        if let (Some(target), Some(value)) = (shaped.part(Role::Target), value) {
            let source = BindingSource::Value { value, unpack: Unpack::new(), annotation: None };
            let name = self.name(target);
            self.bind(&name, span_of(target), source);
        }
    }

    // --- values that are taken apart -------------------------------------------------------------------------

    /// Binds the names in a pattern to the parts of a value, and stores what goes elsewhere.
    pub(super) fn take_apart(&mut self, target: Node<'tree>, subject: ExprId, annotation: Option<ExprId>) {
        let Some(shaped) = self.shape(target) else { return };
        match shaped.shape {
            Shape::Sequence => {
                let elements = self.children(target);
                for (at, &element) in elements.iter().enumerate() {
                    let at = self.place_in_list(target, element).unwrap_or(at) as u32;
                    let is_rest = self.is(element, Shape::Spread);
                    let step =
                        if is_rest { UnpackStep::Rest { first: at, last: 0 } } else { UnpackStep::At(at) };
                    let part = self.push_expr(ExprKind::Part(subject, step), span_of(element));
                    self.take_apart(element, part, None);
                }
            }
            Shape::Destructure => {
                for entry in self.children(target) {
                    self.take_entry(entry, subject);
                }
            }
            Shape::Spread | Shape::Transparent => {
                if let Some(inner) = shaped.part(Role::Value) {
                    self.take_apart(inner, subject, annotation);
                }
            }
            Shape::Defaulted => {
                let (Some(inner), Some(default)) = (shaped.part(Role::Target), shaped.part(Role::Default))
                else {
                    return;
                };
                let value = self.or_default(subject, default);
                self.take_apart(inner, value, annotation);
            }
            _ => {
                let source = |unpack| BindingSource::Value { value: subject, unpack, annotation };
                self.bind_target(target, &Unpack::new(), &source);
            }
        }
    }

    /// One entry of a pattern for an object.
    fn take_entry(&mut self, entry: Node<'tree>, subject: ExprId) {
        let Some(shaped) = self.shape(entry) else { return };
        match shaped.shape {
            Shape::Name => {
                let part = self.entry_of(subject, self.name(entry), span_of(entry));
                self.take_apart(entry, part, None);
            }
            Shape::Pair => {
                let (Some(key), Some(value)) = (shaped.part(Role::Key), shaped.part(Role::Value)) else {
                    return;
                };
                let part = if let Some(name) = self.written_key(key) {
                    self.entry_of(subject, name, span_of(entry))
                } else {
                    let key = self.expression(key);
                    self.push_expr(ExprKind::Index(subject, key), span_of(entry))
                };
                self.take_apart(value, part, None);
            }
            Shape::Defaulted => {
                let Some(target) = shaped.part(Role::Target) else { return };
                let part = self.entry_of(subject, self.name(target), span_of(target));
                self.take_apart(entry, part, None);
            }
            Shape::Spread => self.take_apart(entry, subject, None),
            _ => {}
        }
    }

    fn entry_of(&mut self, subject: ExprId, name: Name, span: Span) -> ExprId {
        self.push_expr(ExprKind::Attribute(subject, name), span)
    }

    fn or_default(&mut self, part: ExprId, default: Node<'tree>) -> ExprId {
        let default = self.under(conditions::unknown(), |this| this.expression(default));
        let span = self.module.expr(part).span;
        self.push_expr(ExprKind::Choice(vec![part, default]), span)
    }

    /// The place of an element in a list, in which some may be left out: `[, second]`.
    fn place_in_list(&self, list: Node<'tree>, element: Node<'tree>) -> Option<usize> {
        let before = self.text.get(list.start_byte() + 1..element.start_byte())?;
        // Only what is left out between commas is counted by them: anything else holds names.
        before.chars().all(|c| c == ',' || c.is_whitespace()).then(|| before.matches(',').count())
    }

    /// The key of an entry as it is written, if it is no expression.
    pub(super) fn written_key(&self, key: Node<'tree>) -> Option<Name> {
        let written = &*literal_text(self.source(key), false);
        match self.shape(key).map(|shaped| shaped.shape) {
            None | Some(Shape::Name | Shape::Integer) => Some(Name::new(written)),
            Some(Shape::String) if !written.starts_with('`') => {
                Some(Name::new(written.trim_matches(['"', '\''])))
            }
            _ => None,
        }
    }

    /// `target ||= value` and its like, and `target += value`: gives what it comes to.
    pub(super) fn update(&mut self, shaped: Shaped<'_, 'tree>) -> Option<ExprId> {
        let (target, value) = (shaped.part(Role::Target)?, shaped.part(Role::Value)?);
        let operator = shaped.part(Role::Operator).map_or("", |operator| self.source(operator));
        if !matches!(operator, "||=" | "??=" | "&&=") {
            self.augmented(shaped);
            return None;
        }
        let before = self.expression(target);
        let value = self.under(conditions::unknown(), |this| this.expression(value));
        let options = if operator == "&&=" { vec![value] } else { vec![before, value] };
        let result = self.push_expr(ExprKind::Choice(options), span_of(target));
        self.take_apart(target, result, None);
        Some(result)
    }

    // --- functions -------------------------------------------------------------------------------------------

    /// Lowers the body of a function, if it has one, and ends its scope.
    pub(super) fn end_function(&mut self, function: FunctionId, shaped: Shaped<'_, 'tree>) {
        if let Some(body) = shaped.part(Role::Body) {
            self.function_body(function, body);
        }
        self.close_scope();
    }

    /// Lowers the body of a function.
    pub(super) fn function_body(&mut self, function: FunctionId, body: Node<'tree>) {
        self.hoist_names(body);
        if self.is(body, Shape::Block) {
            self.statement(body);
        } else {
            let value = self.expression(body);
            self.module.functions[function.index()].returns.push(value);
        }
    }

    /// A function as a value, and the node of the name by which it knows itself (`function name(…) { … }`).
    pub(super) fn function_value(
        &mut self,
        node: Node<'tree>,
        shaped: Shaped<'_, 'tree>,
        own_name: Option<Node<'tree>>,
    ) -> ExprId {
        let function = self.begin_function(node, shaped, Name::new(""), node, Vec::new());
        if let Some(target) = own_name {
            let name = self.name(target);
            self.frame_mut().local(&name);
            self.bind(&name, span_of(target), BindingSource::Function(function));
        }
        self.end_function(function, shaped);
        self.push_expr(ExprKind::Lambda(function), span_of(node))
    }

    // --- objects ---------------------------------------------------------------------------------------------

    /// `{ a, b: c, ...d, e() { … } }`.
    pub(super) fn object_value(&mut self, node: Node<'tree>) -> ExprKind {
        let mut entries = Vec::new();
        for child in self.children(node) {
            let Some(shaped) = self.shape(child) else { continue };
            match shaped.shape {
                Shape::Name => {
                    let key = self.key_expr(&self.name(child), span_of(child));
                    entries.push((Some(key), self.expression(child)));
                }
                Shape::Spread => {
                    if let Some(value) = self.part_expression(shaped, Role::Value) {
                        entries.push((None, value));
                    }
                }
                Shape::Function => {
                    let Some(target) = shaped.part(Role::Target) else { continue };
                    let key = self.key_of(target);
                    let mut value = self.function_value(child, shaped, None);
                    // Reading the entry calls it.
                    if shaped.part(Role::Getter).is_some() {
                        let call = Call { callee: value, arguments: Vec::new() };
                        value = self.push_expr(ExprKind::Call(Box::new(call)), span_of(child));
                    }
                    entries.push((Some(key), value));
                }
                _ => {
                    let Some(key) = shaped.part(Role::Key) else { continue };
                    let key = self.key_of(key);
                    if let Some(value) = self.part_expression(shaped, Role::Value) {
                        entries.push((Some(key), value));
                    }
                }
            }
        }
        ExprKind::Mapping(entries)
    }

    fn key_of(&mut self, key: Node<'tree>) -> ExprId {
        match self.written_key(key) {
            Some(name) => self.key_expr(&name, span_of(key)),
            None => self.expression(key),
        }
    }

    fn key_expr(&mut self, name: &Name, span: Span) -> ExprId {
        self.push_expr(ExprKind::Literal(Literal::Text(name.as_str().to_owned())), span)
    }
}

/// What holds in a whole function, and where its names get values.
#[derive(Default)]
struct Hoisted {
    declared: Vec<Name>,
    /// From which byte on a name has another value.
    assigned: Vec<(usize, Name)>,
}
