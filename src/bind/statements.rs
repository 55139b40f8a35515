//! Statements: control flow, definitions, contexts.

use tree_sitter::Node;

use super::conditions::{self, Alternative, Conditions, Leaves};
use super::flow::{Loop, State, join};
use super::lower::Lowerer;
use super::narrowing::Narrowing;
use super::shapes::{Role, Shape, Shaped};
use super::span_of;
use crate::language::Scoping;
use crate::module::{
    BindingSource, ConditionKind, Decorator, ExprId, ExprKind, Function, FunctionId, Literal, Parameter,
    ParameterKind, ScopeKind, SetId, Unpack, UnpackStep,
};
use crate::name::Name;
use crate::stack;

impl<'tree> Lowerer<'_, 'tree> {
    /// Lowers the children of a node as statements.
    pub(super) fn statements(&mut self, node: Node<'tree>) {
        for child in self.children(node) {
            self.statement(child);
        }
    }

    pub(super) fn statement(&mut self, node: Node<'tree>) {
        self.limits.ceiling().check();
        stack::grow(|| {
            self.doubtful(node, |this| match this.shape(node) {
                Some(shaped) if is_conditional(shaped.shape) => {
                    this.with_certainty(false, |this| this.shaped_statement(node, shaped));
                }
                Some(shaped) => this.shaped_statement(node, shaped),
                None => this.statements(node),
            });
        });
    }

    pub(super) fn part_statement(&mut self, shaped: Shaped<'_, 'tree>, role: Role) {
        if let Some(part) = shaped.part(role) {
            self.branch_at(part);
            self.block_statement(|this| this.statement(part));
        }
    }

    /// Notes a part that runs under a condition, more than once, or not to its end.
    pub(super) fn branch_at(&mut self, part: Node<'tree>) {
        if !self.certain {
            self.module.branches.push(span_of(part));
        }
    }

    /// Notes a part of an expression that runs under a condition, where it matters what is waited for.
    pub(super) fn note_branch(&mut self, part: Option<Node<'tree>>) {
        if self.lexical() {
            self.module.branches.extend(part.map(span_of));
        }
    }

    /// Notes where control leaves, where it matters what is waited for.
    fn note_exit(&mut self, node: Node<'tree>) {
        if self.lexical() {
            self.module.exits.push(span_of(node));
        }
    }

    /// Lowers a block: what is entered in it by hand is active in it.
    fn block_statement(&mut self, block: impl FnOnce(&mut Self)) {
        let context = self.frame().context;
        block(self);
        self.frame_mut().context = context;
    }

    pub(super) fn shaped_statement(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        if self.lexical() && self.lexical_statement(node, shaped) {
            return;
        }
        if matches!(shaped.shape, Shape::Return | Shape::Raise | Shape::Break | Shape::Continue) {
            self.note_exit(node);
        }
        match shaped.shape {
            Shape::Assignment if self.is_match(shaped) => self.match_of_one(shaped),
            Shape::Assignment => {
                if let Some(value) = self.assignment(shaped)
                    && !self.blocks()
                {
                    self.enter_by_hand(node, value);
                }
            }
            Shape::While | Shape::For if self.blocks() => self.scoped_loop(node, shaped),
            Shape::Augmented => self.augmented(shaped),
            Shape::Return => self.return_value(node, shaped),
            Shape::Assert => self.assertion(node, shaped),
            Shape::Raise => {
                self.expressions(node);
                self.frame_mut().exits.scope += 1;
                self.leave();
            }
            Shape::Break => self.leave_loop(|frame| &mut frame.breaks),
            Shape::Continue => self.leave_loop(|frame| &mut frame.continues),
            Shape::Delete => self.delete(node),
            // A decorator that is found by itself stands before something that is no definition.
            Shape::Global | Shape::Nonlocal | Shape::Comment | Shape::Decorator => {}
            Shape::If => self.branches(node, shaped),
            Shape::While => self.looping(node, ConditionKind::Other, |this| {
                this.part_expression(shaped, Role::Test);
                this.narrowed_part(shaped, true, |this| this.part_statement(shaped, Role::Body));
            }),
            Shape::For => self.for_loop(node, shaped),
            Shape::Try => self.attempt(node, shaped),
            Shape::With => self.with(node, shaped),
            Shape::Match => self.matching(node, shaped),
            Shape::Import => self.import(node),
            Shape::ImportFrom => self.import_from(node, shaped),
            Shape::Function => drop(self.function_definition(node, shaped, Vec::new())),
            Shape::Class => self.class_definition(node, shaped, Vec::new()),
            Shape::Decorated => self.decorated(node, shaped),
            Shape::Extension => self.extension(shaped),
            Shape::Namespace => self.namespace(node, shaped, Vec::new()),
            Shape::Use => self.use_paths(shaped),
            Shape::Fields => self.fields(shaped),
            Shape::Else | Shape::Finally => self.part_statement(shaped, Role::Body),
            _ => {
                let value = self.expression(node);
                if !self.blocks() {
                    self.enter_by_hand(node, value);
                }
            }
        }
    }

    // --- leaving ---------------------------------------------------------------------------------------------

    /// Control does not go on from here.
    fn leave(&mut self) {
        self.frame_mut().state.reachable = false;
    }

    fn return_value(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        let value = self.part_expression(shaped, Role::Value);
        if let Some(function) = self.function() {
            // Without a value it is `return None`.
            let nothing = ExprKind::Literal(Literal::Null);
            let value = value.unwrap_or_else(|| self.push_expr(nothing, span_of(node)));
            self.module.functions[function.index()].returns.push(value);
        }
        let state = self.state();
        let mut exit = self.frame_mut().exit.take();
        join(&mut exit, state, &mut self.sets);
        self.frame_mut().exit = exit;
        self.frame_mut().exits.scope += 1;
        self.leave();
    }

    fn leave_loop(&mut self, path: impl Fn(&mut Loop) -> &mut Option<State>) {
        let state = self.state();
        if let Some(mut innermost) = self.frame_mut().loops.pop() {
            join(path(&mut innermost), state, &mut self.sets);
            self.frame_mut().loops.push(innermost);
        }
        self.frame_mut().exits.pass += 1;
        self.leave();
    }

    fn delete(&mut self, node: Node<'tree>) {
        for child in self.children(node) {
            if self.is(child, Shape::Name) {
                let name = self.name(child);
                self.bind(&name, span_of(child), BindingSource::Deleted);
            } else if self.is(child, Shape::Sequence) {
                self.delete(child);
            } else {
                let target = self.expression(child);
                self.mutation(target, None);
            }
        }
    }

    // --- branches --------------------------------------------------------------------------------------------

    /// `if`, `elif`, `else`: the alternatives stand beside the body, in order.
    fn branches(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        let mut end = None;
        let outer = self.frame().condition;
        let mut alternatives = Vec::new();
        let mut otherwise = None;
        let known = self.narrowed(Vec::new(), |this| {
            let mut known = this.branch(shaped, &mut end, &mut alternatives);
            for alternative in this.children(node) {
                match this.shape(alternative) {
                    Some(elif) if elif.shape == Shape::If && shaped.part(Role::Body) != Some(alternative) => {
                        this.branch_at(alternative);
                        known.extend(this.branch(elif, &mut end, &mut alternatives));
                    }
                    Some(other) if other.shape == Shape::Else => {
                        let before = this.frame().exits;
                        this.part_statement(other, Role::Body);
                        otherwise = Some(this.leaves_since(before));
                    }
                    _ => {}
                }
            }
            known
        });
        self.frame_mut().condition = outer;
        if let Some(end) = end {
            self.merge_state(end);
        }
        self.hold(known);
        self.require_after(&alternatives, otherwise);
    }

    /// A test and its body; afterwards the state is that of the test having failed. Gives what is known after all
    /// alternatives, because the body leaves where the test holds.
    fn branch(
        &mut self,
        shaped: Shaped<'_, 'tree>,
        end: &mut Option<State>,
        alternatives: &mut Vec<Alternative>,
    ) -> Vec<Narrowing> {
        let lowered = self.module.exprs.len();
        self.part_expression(shaped, Role::Test);
        let test = shaped.part(Role::Test);
        let held = self.tested(test, true, lowered);
        let not_held = self.tested(test, false, lowered);
        let otherwise = self.state();
        let before = self.frame().exits;
        self.under(held.clone(), |this| {
            this.narrowed_part(shaped, true, |this| this.part_statement(shaped, Role::Body));
        });
        let leaves = self.leaves_since(before);
        let state = self.state();
        join(end, state, &mut self.sets);
        self.put_state(otherwise);
        let failed = test.map(|test| self.narrowings(test, false)).unwrap_or_default();
        self.hold(failed.clone());
        self.require(not_held.clone());
        alternatives.push(Alternative { leaves, held, failed: not_held });
        if leaves == Leaves::Always { failed } else { Vec::new() }
    }

    /// `assert test, message`: what follows runs where the test has held.
    fn assertion(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        self.expressions(node);
        let held = shaped.part(Role::Test).map(|test| self.narrowings(test, true)).unwrap_or_default();
        self.hold(held);
    }

    fn matching(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        let subject = self.part_expression(shaped, Role::Value);
        let Some(body) = shaped.part(Role::Body) else { return self.statements(node) };
        let mut end = None;
        let before = self.frame().exits;
        for case in self.children(body) {
            self.branch_at(case);
            let otherwise = self.state();
            let by = shaped.part(Role::Value).and_then(|value| self.case_narrowing(case, value));
            self.under(conditions::unknown(), |this| {
                this.narrowed(by.into_iter().collect(), |this| {
                    this.block_statement(|this| {
                        for part in this.children(case) {
                            this.case_part(part, subject);
                        }
                    });
                });
            });
            let state = self.state();
            join(&mut end, state, &mut self.sets);
            self.put_state(otherwise);
        }
        if let Some(end) = end {
            self.merge_state(end);
        }
        self.require_no_exit(before);
    }

    /// Whether what the grammar takes for an annotated element is a match of a list with a single case: no annotation
    /// begins on another line than its colon.
    fn is_match(&self, shaped: Shaped<'_, 'tree>) -> bool {
        let parts = shaped.part(Role::Target).zip(shaped.part(Role::Annotation));
        parts.filter(|_| !self.blocks()).is_some_and(|(target, annotation)| {
            let between = self.text.get(target.end_byte()..annotation.start_byte()).unwrap_or_default();
            self.is(target, Shape::Index) && between.contains('\n') && !between.contains('\\')
        })
    }

    /// Lowers such a match: `match [value]: case [name]: body`, where the body is one statement. What a name in its pattern
    /// is bound to is not followed.
    fn match_of_one(&mut self, shaped: Shaped<'_, 'tree>) {
        let before = self.frame().exits;
        self.with_certainty(false, |this| {
            if let Some(case) = shaped.part(Role::Annotation) {
                this.branch_at(case);
            }
            this.under(conditions::unknown(), |this| {
                let subject = shaped.part(Role::Target).and_then(|target| this.shape(target));
                for key in subject.map(|subject| subject.parts(Role::Key)).unwrap_or_default() {
                    this.expression(key);
                }
                let annotation = shaped.part(Role::Annotation);
                let mut case = annotation;
                while let Some(inner) = case
                    .and_then(|case| this.shape(case))
                    .filter(|shaped| shaped.shape == Shape::Transparent)
                    .and_then(|shaped| shaped.part(Role::Value))
                {
                    case = Some(inner);
                }
                let parts = case.map(|case| this.children(case)).unwrap_or_default();
                let Some((pattern, body)) = parts.split_first() else { return };
                this.bind_all_names(*pattern);
                // Of `name = value` in the body the name reads as a type.
                if let Some(value) = shaped.part(Role::Value) {
                    this.expression(value);
                }
                for part in body {
                    if shaped.part(Role::Value).is_some() {
                        this.bind_all_names(*part);
                    } else {
                        this.expression(*part);
                    }
                }
            });
        });
        self.require_no_exit(before);
    }

    /// Binds all names in a pattern, but for what is called in it.
    fn bind_all_names(&mut self, node: Node<'tree>) {
        stack::grow(|| match self.shape(node) {
            Some(shaped) if shaped.shape == Shape::Name => {
                let name = self.name(node);
                self.bind(&name, span_of(node), BindingSource::Opaque);
            }
            Some(shaped) if shaped.shape == Shape::Call => {
                if let Some(arguments) = shaped.part(Role::Arguments) {
                    self.bind_all_names(arguments);
                }
            }
            Some(shaped) if shaped.shape == Shape::Attribute => {}
            _ => self.children(node).into_iter().for_each(|child| self.bind_all_names(child)),
        });
    }

    /// What `case Class(…):` says of the value that is matched.
    fn case_narrowing(&mut self, case: Node<'tree>, value: Node<'tree>) -> Option<Narrowing> {
        let mut pattern = *self.children(case).first()?;
        while self.is(pattern, Shape::Capture) {
            pattern = *self.children(pattern).first()?;
        }
        let instance = self.shape(pattern).filter(|shaped| shaped.shape == Shape::Instance)?;
        self.narrowing(value, instance.part(Role::Value)?)
    }

    fn case_part(&mut self, part: Node<'tree>, subject: Option<ExprId>) {
        match subject {
            Some(subject) if self.is(part, Shape::Capture) => {
                self.bind_pattern(part, subject);
            }
            _ => self.statement(part),
        }
    }

    /// The body may stop anywhere, so a handler sees what held before it and everything it binds.
    fn attempt(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        let mut interrupted = self.state();
        let first = self.module.bindings.len();
        let clauses: Vec<_> = self
            .children(node)
            .into_iter()
            .filter_map(|clause| Some((clause, self.shape(clause)?)))
            .collect();
        if self.lexical() {
            self.module.attempts.extend(shaped.part(Role::Body).map(span_of));
        }
        let before = self.frame().exits;
        // Without a handler what stops the body stops the function as well.
        let is_handled = clauses.iter().any(|(_, part)| part.shape == Shape::Handler);
        let condition = if is_handled { conditions::unknown() } else { Conditions::new() };
        self.under(condition.clone(), |this| {
            this.narrowed(Vec::new(), |this| this.part_statement(shaped, Role::Body));
        });
        self.add_bindings_since(first, &mut interrupted);
        // `else` goes on from the body, whatever stands between them.
        for (_, part) in clauses.iter().filter(|(_, part)| part.shape == Shape::Else) {
            self.under(condition.clone(), |this| this.part_statement(*part, Role::Body));
        }
        let mut end = None;
        for (clause, part) in clauses.iter().filter(|(_, part)| part.shape == Shape::Handler) {
            let state = self.state();
            join(&mut end, state, &mut self.sets);
            self.put_state(interrupted.clone());
            self.under(condition.clone(), |this| this.handler(*clause, *part));
        }
        let last = clauses.iter().find(|(_, part)| part.shape == Shape::Finally).map(|(_, part)| *part);
        if let Some(end) = end {
            self.merge_state(end);
        }
        if let Some(last) = last {
            let left = !self.frame().state.reachable;
            self.part_statement(last, Role::Body);
            if left {
                self.leave();
            }
        }
        self.require_no_exit(before);
    }

    /// Adds every binding of this scope made since `first` to a state, beside what it holds.
    fn add_bindings_since(&mut self, first: usize, state: &mut State) {
        let scope = self.scope();
        for at in first..self.module.bindings.len() {
            let binding = &self.module.bindings[at];
            if binding.scope != scope {
                continue;
            }
            let Some(local) = self.frame().local_of_symbol(&binding.name) else {
                continue;
            };
            let one = self.sets.one(crate::module::BindingId(at as u32));
            let set = self.sets.union(state.get(local), one);
            state.set(local, set);
        }
    }

    fn handler(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        if self.lexical() {
            return self.catch(shaped);
        }
        let body = shaped.part(Role::Body);
        for child in self.children(node) {
            if Some(child) == body {
                continue;
            }
            let alias = self.shape(child).filter(|part| part.shape == Shape::Alias);
            let parts = alias.and_then(|alias| Some((alias.part(Role::Target)?, alias.part(Role::Value)?)));
            let Some((target, caught)) = parts else {
                self.expression(child);
                continue;
            };
            // It is an instance of the class that is named here, or of one of them.
            let class = if self.is(caught, Shape::Sequence) {
                let members = self.expressions(caught);
                self.push_expr(ExprKind::Choice(members), span_of(caught))
            } else {
                self.expression(caught)
            };
            let unknown = self.opaque(span_of(target));
            let value = self.push_expr(ExprKind::Narrowed { value: unknown, class }, span_of(target));
            self.bind_target(target, &Unpack::new(), &|unpack| BindingSource::Value {
                value,
                unpack,
                annotation: None,
            });
        }
        self.part_statement(shaped, Role::Body);
    }

    // --- loops -----------------------------------------------------------------------------------------------

    /// Lowers a loop. A name that the loop binds may hold, at its head, what the end of its body left: a join
    /// stands for that, and gets its members when the body is known.
    pub(super) fn looping(
        &mut self,
        node: Node<'tree>,
        condition: ConditionKind,
        body: impl FnOnce(&mut Self),
    ) {
        let names = self.frame().bound_in(node.byte_range());
        let scope = self.scope();
        let mut joins = Vec::with_capacity(names.len());
        for &local in &names {
            let name = self.frame().names[local].clone();
            let joined = self.push_binding(name, scope, span_of(node), BindingSource::Join(SetId::EMPTY));
            let one = self.sets.one(joined);
            let set = self.sets.union(self.frame().state.get(local), one);
            self.frame_mut().state.set(local, set);
            joins.push((local, joined));
        }
        let mut head = self.state();
        let start = node.start_byte() as u32;
        self.frame_mut().loops.push(Loop { start, ..Loop::default() });
        let (outer, before) = (self.frame().condition, self.frame().exits);
        let entered = (!self.blocks()).then(|| self.add_condition(condition));
        self.narrowed(Vec::new(), body);
        let ended = self.frame_mut().loops.pop().unwrap_or_default();
        self.frame_mut().condition = outer;
        // What leaves a pass has left it; what leaves the function has left the loop as well.
        self.frame_mut().exits.pass = before.pass;
        let is_cut = ended.breaks.is_some() || self.frame().exits != before;
        if let Some(entered) = entered
            && let ConditionKind::Each { is_whole, .. } = &mut self.module.conditions[entered.index()].kind
        {
            *is_whole = !is_cut;
        }
        if let Some(continues) = ended.continues {
            self.merge_state(continues);
        }
        for (local, joined) in joins {
            let set = self.frame().state.get(local);
            self.module.bindings[joined.index()].source = BindingSource::Join(set);
        }
        if let Some(breaks) = ended.breaks {
            head.merge(breaks, &mut self.sets);
        }
        self.put_state(head);
        for clause in self.children(node) {
            if self.is(clause, Shape::Else) {
                self.under(conditions::unknown(), |this| this.statement(clause));
            }
        }
        self.require_no_exit(before);
    }

    fn for_loop(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        let value = self.part_expression(shaped, Role::Value);
        let each = value.map(|value| ConditionKind::Each { value, is_whole: true });
        self.looping(node, each.unwrap_or(ConditionKind::Other), |this| {
            if let (Some(target), Some(value)) = (shaped.part(Role::Target), value) {
                this.bind_each(target, value);
            }
            this.part_statement(shaped, Role::Body);
        });
    }

    /// Binds a target to each element of a value.
    pub(super) fn bind_each(&mut self, target: Node<'tree>, value: ExprId) {
        let each = Unpack::from_slice(&[UnpackStep::Each]);
        self.bind_target(target, &each, &|unpack| BindingSource::Value { value, unpack, annotation: None });
    }

    // --- contexts --------------------------------------------------------------------------------------------

    fn with(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        let outer = self.frame().context;
        let is_async = shaped.part(Role::Async).is_some();
        let body = shaped.part(Role::Body);
        for clause in self.children(node) {
            if Some(clause) != body {
                self.enter(clause, is_async, span_of(node));
            }
        }
        self.with_certainty(true, |this| this.part_statement(shaped, Role::Body));
        self.frame_mut().context = outer;
    }

    /// Enters the context managers in a clause, from left to right.
    fn enter(&mut self, clause: Node<'tree>, is_async: bool, statement: crate::source::Span) {
        let Some(shaped) = self.shape(clause).filter(|shaped| shaped.shape == Shape::Context) else {
            for item in self.children(clause) {
                self.enter(item, is_async, statement);
            }
            return;
        };
        let Some(value) = shaped.part(Role::Value) else {
            return;
        };
        // A list of managers in brackets, with a comma at its end, looks like a tuple.
        if self.is(value, Shape::Sequence)
            && self.children(value).iter().any(|&item| self.is(item, Shape::Alias))
        {
            for item in self.children(value) {
                self.enter_one(item, is_async, statement);
            }
        } else {
            self.enter_one(value, is_async, statement);
        }
    }

    /// Enters one context manager, and binds what it gives.
    fn enter_one(&mut self, value: Node<'tree>, is_async: bool, statement: crate::source::Span) {
        let alias = self.shape(value).filter(|alias| alias.shape == Shape::Alias);
        let manager = match alias.and_then(|alias| alias.part(Role::Value)) {
            Some(manager) => self.expression(manager),
            None => self.expression(value),
        };
        if let Some(target) = alias.and_then(|alias| alias.part(Role::Target)) {
            let source = |unpack| BindingSource::Entered { value: manager, unpack };
            self.bind_target(target, &Unpack::new(), &source);
        }
        self.open_context(manager, is_async, statement, None);
    }

    // --- definitions -----------------------------------------------------------------------------------------

    fn decorated(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        let decorators = self.decorators_in(node);
        let Some(definition) = shaped.part(Role::Body) else {
            return;
        };
        self.definition(definition, decorators);
    }

    /// Lowers a definition with the decorators that stand before it.
    pub(super) fn definition(&mut self, node: Node<'tree>, decorators: Vec<Decorator>) {
        match self.shape(node) {
            Some(inner) if inner.shape == Shape::Function => {
                self.function_definition(node, inner, decorators);
            }
            Some(inner) if inner.shape == Shape::Class => self.class_definition(node, inner, decorators),
            Some(inner) if inner.shape == Shape::Namespace => self.namespace(node, inner, decorators),
            _ => self.statement(node),
        }
    }

    fn function_definition(
        &mut self,
        node: Node<'tree>,
        shaped: Shaped<'_, 'tree>,
        decorators: Vec<Decorator>,
    ) -> Option<FunctionId> {
        let target = shaped.part(Role::Target)?;
        let name = self.name(target);
        let types = self.types.len();
        self.generics(shaped);
        let id = self.begin_function(node, shaped, name.clone(), target, decorators);
        match shaped.part(Role::Body) {
            Some(body) if self.blocks() => {
                let value = self.expression(body);
                self.module.functions[id.index()].returns.push(value);
            }
            Some(body) if self.lexical() => self.function_body(id, body),
            Some(body) => {
                self.collect_names(body);
                self.statement(body);
            }
            None => {}
        }
        self.close_scope();
        self.types.truncate(types);
        self.bind(&name, span_of(target), BindingSource::Function(id));
        Some(id)
    }

    /// Lowers a function's signature and opens its scope.
    pub(super) fn begin_function(
        &mut self,
        node: Node<'tree>,
        shaped: Shaped<'_, 'tree>,
        name: Name,
        target: Node<'tree>,
        decorators: Vec<Decorator>,
    ) -> FunctionId {
        let mut parameters =
            shaped.part(Role::Parameters).map(|part| self.parameters(part)).unwrap_or_default();
        let returns_annotation = shaped.part(Role::Annotation).map(|part| self.annotation(part));
        let id = FunctionId(self.module.functions.len() as u32);
        let class = match self.frame().kind {
            ScopeKind::Class(class) if !self.frame().is_namespace => Some(class),
            _ => None,
        };
        let is_static = match self.language.scoping {
            Scoping::Function => false,
            Scoping::Block => class.is_some() && !self.takes_receiver(shaped),
            Scoping::Lexical => class.is_some() && shaped.part(Role::Static).is_some(),
        };
        if self.lexical() && class.is_some() && !is_static {
            parameters.insert(0, self.receiver(target));
        }
        let parent = self.scope();
        let mut frame = self.open_scope(ScopeKind::Function(id), span_of(node));
        frame.captures = name.as_str().is_empty();
        frame.is_arrow = shaped.shape == Shape::Lambda && class.is_none();
        let names: Vec<_> =
            parameters.iter().map(|parameter| (parameter.name.clone(), parameter.span)).collect();
        self.module.functions.push(Function {
            is_lambda: name.as_str().is_empty(),
            name,
            parent,
            scope: frame.scope,
            class,
            parameters,
            returns_annotation,
            decorators,
            returns: Vec::new(),
            yields: Vec::new(),
            delegates: Vec::new(),
            is_async: shaped.part(Role::Async).is_some(),
            is_generator: false,
            is_static,
            given_to: None,
            span: span_of(node),
            name_span: span_of(target),
        });
        self.frames.push(frame);
        for (name, _) in &names {
            self.frame_mut().local(name);
        }
        for (index, (name, span)) in names.into_iter().enumerate() {
            self.bind(&name, span, BindingSource::Parameter(id, index as u32));
        }
        if let Some(list) = shaped.part(Role::Parameters).filter(|_| self.blocks() || self.lexical()) {
            self.take_apart_parameters(list);
        }
        id
    }

    fn parameters(&mut self, list: Node<'tree>) -> Vec<Parameter> {
        // `x => …`: the one parameter stands in place of the list.
        let is_alone = self.is(list, Shape::Name);
        let nodes = if is_alone { std::iter::once(list).collect() } else { self.children(list) };
        let mut parameters = Vec::with_capacity(nodes.len());
        let mut kind = ParameterKind::Plain;
        for node in nodes {
            let shaped = self.shape(node);
            let (mut target, mut annotation, mut default) = (node, None, None);
            match shaped.map(|shaped| shaped.shape) {
                Some(Shape::KeywordParameters) => {
                    kind = ParameterKind::KeywordOnly;
                    continue;
                }
                Some(Shape::Parameter) => {
                    let parts = shaped.and_then(|shaped| shaped.part(Role::Target));
                    target = parts.unwrap_or(node);
                    annotation = shaped.and_then(|shaped| shaped.part(Role::Annotation));
                    default = shaped.and_then(|shaped| shaped.part(Role::Default));
                }
                _ => {}
            }
            let mut annotation = annotation.map(|part| self.annotation(part));
            let default = default.map(|part| self.expression(part));
            let (target, kind_here) = self.parameter_kind(target, kind);
            // `...all: T[]` declares what all are together, and `*all: T` each of them.
            if kind_here == ParameterKind::Rest
                && self.lexical()
                && let Some(ExprKind::Comprehension(each)) = annotation.map(|it| &self.module.expr(it).kind)
            {
                annotation = Some(*each);
            }
            if kind_here == ParameterKind::Rest {
                kind = ParameterKind::KeywordOnly;
            }
            if self.is(target, Shape::Name) || self.blocks() || self.lexical() {
                let target = self.plain_name(target).unwrap_or(target);
                let (name, span) = (self.name(target), span_of(target));
                parameters.push(Parameter { name, kind: kind_here, annotation, default, span });
            }
        }
        parameters
    }

    /// Looks behind the stars of a parameter.
    fn parameter_kind(&self, target: Node<'tree>, plain: ParameterKind) -> (Node<'tree>, ParameterKind) {
        let Some(shaped) = self.shape(target) else {
            return (target, plain);
        };
        let inner = shaped.part(Role::Value).unwrap_or(target);
        match shaped.shape {
            Shape::Spread => (inner, ParameterKind::Rest),
            Shape::SpreadMapping => (inner, ParameterKind::RestKeywords),
            _ => (target, plain),
        }
    }

    fn class_definition(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>, decorators: Vec<Decorator>) {
        let Some(target) = shaped.part(Role::Target) else {
            return;
        };
        let name = self.name(target);
        if self.blocks() {
            return self.class_with_fields(node, shaped, &name, decorators);
        }
        let (mut bases, mut metaclass) = (Vec::new(), None);
        for argument in shaped.part(Role::Arguments).map(|list| self.children(list)).unwrap_or_default() {
            let expr = self.expression(argument);
            let Some(keyword) = self.shape(argument).filter(|part| part.shape == Shape::Keyword) else {
                bases.push(expr);
                continue;
            };
            if keyword.part(Role::Member).is_some_and(|name| self.source(name) == self.language.metaclass) {
                metaclass = Some(expr);
            }
        }
        let id = self.class(node, &name, span_of(target), bases, None);
        self.module.classes[id.index()].decorators = decorators;
        self.module.classes[id.index()].metaclass = metaclass;
        self.declared_type_parameters(id, shaped);
        if let Some(body) = shaped.part(Role::Body) {
            self.collect_names(body);
            self.statement(body);
        }
        self.close_scope();
        self.bind(&name, span_of(target), BindingSource::Class(id));
    }
}

/// Whether a part of such a statement may be left out when the statement runs.
fn is_conditional(shape: Shape) -> bool {
    matches!(
        shape,
        Shape::If
            | Shape::While
            | Shape::For
            | Shape::Try
            | Shape::Match
            | Shape::Loop
            | Shape::Switch
            | Shape::Labeled
    )
}
