//! Where values go: assignment targets, and which names a scope binds.

use tree_sitter::Node;

use super::lower::Lowerer;
use super::shapes::{Role, Shape, Shaped};
use super::span_of;
use crate::module::{
    BindingSource, ExprId, ExprKind, Literal, MODULE_SCOPE, Mutation, Store, StoreKey, Unpack, UnpackStep,
};
use crate::name::Name;
use crate::source::Span;

impl<'tree> Lowerer<'_, 'tree> {
    /// `target = value`, `target: annotation = value`, `a = b = value`. Gives the value.
    pub(super) fn assignment(&mut self, shaped: Shaped<'_, 'tree>) -> Option<ExprId> {
        let annotation = shaped.part(Role::Annotation).map(|part| self.annotation(part));
        // The value of `a = b = value` is an assignment itself.
        let value = shaped.part(Role::Value).and_then(|part| match self.shape(part) {
            Some(inner) if inner.shape == Shape::Assignment => self.assignment(inner),
            _ => Some(self.expression(part)),
        });
        let target = shaped.part(Role::Target)?;
        if self.lexical() {
            return self.assigned(target, value, annotation);
        }
        self.note_exports(target, value, false);
        let source = |unpack| match (value, annotation) {
            (Some(value), _) => BindingSource::Value { value, unpack, annotation },
            (None, Some(annotation)) => BindingSource::Annotation(annotation),
            (None, None) => BindingSource::Opaque,
        };
        self.bind_target(target, &Unpack::new(), &source);
        value
    }

    /// The same where values are taken apart by name, and modules export what is assigned.
    fn assigned(
        &mut self,
        target: Node<'tree>,
        value: Option<ExprId>,
        annotation: Option<ExprId>,
    ) -> Option<ExprId> {
        match (value, annotation) {
            (Some(value), _) => {
                self.note_module_exports(target, value);
                self.take_apart(target, value, annotation);
            }
            (None, annotation) => {
                let source = |_| annotation.map_or(BindingSource::Opaque, BindingSource::Annotation);
                self.bind_target(target, &Unpack::new(), &source);
            }
        }
        value
    }

    pub(super) fn augmented(&mut self, shaped: Shaped<'_, 'tree>) {
        let Some(value) = self.part_expression(shaped, Role::Value) else {
            return;
        };
        let Some(target) = shaped.part(Role::Target) else {
            return;
        };
        self.note_exports(target, Some(value), true);
        if self.is(target, Shape::Name) {
            let name = self.name(target);
            let before = match self.resolve(&name) {
                crate::module::Use::Reaching(set) => set,
                _ => crate::module::SetId::EMPTY,
            };
            let operator = shaped.part(Role::Operator).map(|operator| Name::new(self.source(operator)));
            let source = BindingSource::Augmented { before, value, operator: operator.unwrap_or_default() };
            self.bind(&name, span_of(target), source);
        } else {
            let target = self.expression(target);
            self.mutation(target, Some(value));
        }
    }

    /// Notes that an attribute or an element is deleted, or added to.
    pub(super) fn mutation(&mut self, target: ExprId, value: Option<ExprId>) {
        let (scope, is_certain) = (self.scope(), self.certain);
        let condition = self.frame().condition;
        self.module.mutations.push(Mutation { target, value, scope, is_certain, condition });
    }

    /// Keeps the list of exported names, where it can be read.
    fn note_exports(&mut self, target: Node<'tree>, value: Option<ExprId>, add: bool) {
        if self.scope() != MODULE_SCOPE || self.source(target) != self.language.export_list {
            return;
        }
        let Some(ExprKind::Sequence(items)) = value.map(|value| &self.module.expr(value).kind) else {
            return;
        };
        let names = items.iter().filter_map(|&item| match &self.module.expr(item).kind {
            ExprKind::Literal(Literal::Text(text)) => Some(Name::new(text)),
            _ => None,
        });
        let names: Vec<Name> = names.collect();
        match &mut self.module.exports {
            Some(known) if add => known.extend(names),
            exports => *exports = Some(names),
        }
    }

    /// Binds every name in a target, and stores into every attribute and element in it.
    pub(super) fn bind_target(
        &mut self,
        target: Node<'tree>,
        unpack: &Unpack,
        source: &dyn Fn(Unpack) -> BindingSource,
    ) {
        let Some(shaped) = self.shape(target) else {
            for child in self.children(target) {
                self.bind_target(child, unpack, source);
            }
            return;
        };
        self.forget_narrowings(target);
        match shaped.shape {
            Shape::Name => {
                let name = self.name(target);
                self.rebind_guard(target);
                self.bind(&name, span_of(target), source(unpack.clone()));
            }
            Shape::Sequence => self.bind_elements(target, unpack, source),
            Shape::Transparent => {
                if let Some(inner) = shaped.part(Role::Value) {
                    self.bind_target(inner, unpack, source);
                }
            }
            Shape::Attribute => {
                let key = shaped.part(Role::Member).map(|member| StoreKey::Member(self.name(member)));
                self.store(target, shaped, key, source(unpack.clone()));
            }
            Shape::Index => {
                let key = self.part_expression(shaped, Role::Key).map(|key| self.store_key(key));
                self.store(target, shaped, key, source(unpack.clone()));
            }
            _ => drop(self.expression(target)),
        }
    }

    fn store_key(&self, key: ExprId) -> StoreKey {
        match &self.module.expr(key).kind {
            ExprKind::Literal(Literal::Text(name)) if self.lexical() => StoreKey::Member(Name::new(name)),
            _ => StoreKey::Key(key),
        }
    }

    fn bind_elements(
        &mut self,
        target: Node<'tree>,
        unpack: &Unpack,
        source: &dyn Fn(Unpack) -> BindingSource,
    ) {
        let elements = self.children(target);
        let star = elements.iter().position(|&element| self.is(element, Shape::Spread));
        let count = elements.len();
        for (at, &element) in elements.iter().enumerate() {
            let mut path = unpack.clone();
            match star {
                Some(star) if at == star => {
                    path.push(UnpackStep::Rest { first: star as u32, last: (count - 1 - star) as u32 });
                }
                Some(star) if at > star => path.push(UnpackStep::FromEnd((count - 1 - at) as u32)),
                _ => path.push(UnpackStep::At(at as u32)),
            }
            let spread = self.shape(element).filter(|shaped| shaped.shape == Shape::Spread);
            let inner = spread.and_then(|shaped| shaped.part(Role::Value)).unwrap_or(element);
            self.bind_target(inner, &path, source);
        }
    }

    fn store(
        &mut self,
        target: Node<'tree>,
        shaped: Shaped<'_, 'tree>,
        key: Option<StoreKey>,
        source: BindingSource,
    ) {
        let Some(object) = self.part_expression(shaped, Role::Object) else {
            return;
        };
        if let Some(key) = key {
            let scope = self.scope();
            let (span, is_certain) = (span_of(target), self.certain);
            let condition = self.frame().condition;
            self.module.stores.push(Store { object, key, source, scope, span, is_certain, condition });
        }
    }

    // --- the names of a scope --------------------------------------------------------------------------------

    /// Makes every name that `node` binds local to the innermost scope, without entering inner scopes.
    pub(super) fn collect_names(&mut self, node: Node<'tree>) {
        // Where names hold in blocks, a name is local from where it is declared.
        if self.blocks() || self.lexical() {
            return;
        }
        let mut found = Names::default();
        self.find_names(node, false, &mut found);
        let frame = self.frame_mut();
        frame.globals.extend(found.globals);
        frame.nonlocals.extend(found.nonlocals);
        found.bound.sort_by_key(|(at, _)| *at);
        for (at, name) in found.bound {
            if !frame.globals.contains(&name) && !frame.nonlocals.contains(&name) {
                let local = frame.local(&name);
                frame.positions.push((at, local));
            }
        }
    }

    fn find_names(&self, node: Node<'tree>, in_comprehension: bool, found: &mut Names) {
        let shaped = self.shape(node);
        match shaped.map(|shaped| shaped.shape) {
            Some(Shape::Function | Shape::Class) => {
                let target = shaped.and_then(|shaped| shaped.part(Role::Target));
                return found.extend(target.map(|target| (self.name(target), span_of(target))));
            }
            Some(Shape::Lambda | Shape::Name | Shape::String | Shape::Attribute) => return,
            // Only a walrus binds a name inside an expression.
            Some(shape) if !self.has_walrus && shape.is_expression() => return,
            Some(Shape::Global) => {
                return found.globals.extend(self.children(node).iter().map(|n| self.name(*n)));
            }
            Some(Shape::Nonlocal) => {
                return found.nonlocals.extend(self.children(node).iter().map(|n| self.name(*n)));
            }
            Some(Shape::Import | Shape::ImportFrom) => return found.extend(self.imported_names(node)),
            Some(Shape::Capture) => return found.extend(self.captured_names(node)),
            Some(Shape::Delete) => self.find_target(node, found),
            Some(Shape::Assignment) if !self.has_walrus && !node.has_error() => {
                let part = |role| shaped.and_then(|shaped| shaped.part(role));
                if let Some(target) = part(Role::Target) {
                    self.find_target(target, found);
                }
                // The value of `a = b = value` is an assignment itself.
                if let Some(value) = part(Role::Value).filter(|&value| self.is(value, Shape::Assignment)) {
                    self.find_names(value, in_comprehension, found);
                }
                return;
            }
            Some(
                Shape::Assignment
                | Shape::Augmented
                | Shape::For
                | Shape::Handler
                | Shape::Alias
                | Shape::Walrus,
            ) => {
                let target = shaped.and_then(|shaped| shaped.part(Role::Target));
                if let Some(target) = target {
                    self.find_target(target, found);
                }
            }
            _ => {}
        }
        let shape = shaped.map(|shaped| shaped.shape);
        let is_plain = shape.is_some_and(Shape::is_plain_statement) && !node.has_error();
        if is_plain && !self.has_walrus {
            return;
        }
        let inside = in_comprehension || matches!(shape, Some(Shape::Comprehension | Shape::Generator));
        let children = self.children(node);
        for &child in &children {
            self.find_names(child, inside, found);
        }
        // Blocks are gone through once more when they are lowered.
        if shape.is_none() && children.len() > 1 {
            self.shapes.keep_children(node, children);
        }
    }

    fn find_target(&self, target: Node<'tree>, found: &mut Names) {
        match self.shape(target).map(|shaped| shaped.shape) {
            Some(Shape::Name) => found.extend([(self.name(target), span_of(target))]),
            Some(Shape::Sequence | Shape::Transparent | Shape::Spread | Shape::Delete) => {
                for child in self.children(target) {
                    self.find_target(child, found);
                }
            }
            _ => {}
        }
    }

    /// Binds the names that a pattern captures to the parts of the value that is matched.
    pub(super) fn bind_pattern(&mut self, pattern: Node<'tree>, subject: ExprId) {
        let children = self.children(pattern);
        let shaped = self.shape(pattern);
        match (shaped.map(|shaped| shaped.shape), &children[..]) {
            (Some(Shape::Capture), [only]) => self.bind_pattern(*only, subject),
            (Some(Shape::Sequence), [only]) if self.is_group(pattern) => self.bind_pattern(*only, subject),
            (Some(Shape::Sequence), elements) => self.bind_sequence(elements, subject),
            (Some(Shape::Alternatives), alternatives) => {
                for &alternative in alternatives {
                    self.bind_pattern(alternative, subject);
                }
            }
            (Some(Shape::Alias), &[inner, target]) => {
                let known = self.known_by_pattern(inner, subject);
                let source = BindingSource::Value { value: known, unpack: Unpack::new(), annotation: None };
                let name = self.name(target);
                self.bind(&name, span_of(target), source);
                self.bind_pattern(inner, subject);
            }
            (Some(Shape::Instance), &[class, ref members @ ..]) => {
                self.bind_members(class, members, subject);
            }
            (Some(Shape::Mapping), entries) => self.bind_entries(entries, subject),
            (Some(Shape::Dotted | Shape::Name), _) if !self.source(pattern).contains('.') => {
                let source = BindingSource::Value { value: subject, unpack: Unpack::new(), annotation: None };
                let name = self.name(pattern);
                self.bind(&name, span_of(pattern), source);
            }
            _ => {
                for (name, span) in self.captured_names(pattern) {
                    self.bind(&name, span, BindingSource::Opaque);
                }
            }
        }
    }

    /// Whether a sequence of one pattern is that pattern in parentheses.
    fn is_group(&self, pattern: Node<'tree>) -> bool {
        let source = self.source(pattern);
        let inside = source.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        inside.is_some_and(|inside| !inside.trim_end().ends_with(','))
    }

    fn bind_sequence(&mut self, elements: &[Node<'tree>], subject: ExprId) {
        let is_rest = |this: &Self, element: Node<'tree>| {
            let inner = this.children(element).first().copied().unwrap_or(element);
            this.is(element, Shape::Spread) || this.is(inner, Shape::Spread)
        };
        let rest = elements.iter().position(|&element| is_rest(self, element));
        for (at, &element) in elements.iter().enumerate() {
            let step = match rest {
                Some(rest) if at > rest => UnpackStep::FromEnd((elements.len() - 1 - at) as u32),
                _ => UnpackStep::At(at as u32),
            };
            let part = self.push_expr(ExprKind::Part(subject, step), span_of(element));
            self.bind_pattern(element, part);
        }
    }

    /// `Config(client, timeout=t)`: members of an instance of a class.
    fn bind_members(&mut self, class: Node<'tree>, members: &[Node<'tree>], subject: ExprId) {
        let class = self.expression(class);
        for (place, &pattern) in members.iter().enumerate() {
            let inner = match self.children(pattern)[..] {
                [only] if self.is(pattern, Shape::Capture) => only,
                _ => pattern,
            };
            let field = self.shape(inner).filter(|part| part.shape == Shape::Keyword);
            let named = field.and_then(|field| Some((field.part(Role::Member)?, field.part(Role::Value)?)));
            let (member, value) = match named {
                Some((member, value)) => (self.name(member), value),
                None => (Name::new(&place.to_string()), inner),
            };
            let part = self.push_expr(ExprKind::Matched { subject, class, member }, span_of(pattern));
            self.bind_pattern(value, part);
        }
    }

    /// `{"client": client}`: entries of a mapping. The value follows its key.
    fn bind_entries(&mut self, parts: &[Node<'tree>], subject: ExprId) {
        let mut key = None;
        for &part in parts {
            match key.take() {
                Some(key) if self.is(part, Shape::Capture) => {
                    let key = self.expression(key);
                    let entry = self.push_expr(ExprKind::Index(subject, key), span_of(part));
                    self.bind_pattern(part, entry);
                }
                _ if self.is(part, Shape::Spread) => self.bind_pattern(part, subject),
                _ => key = Some(part),
            }
        }
    }

    /// A value that a pattern was matched by: an instance of the classes that the pattern names.
    fn known_by_pattern(&mut self, pattern: Node<'tree>, subject: ExprId) -> ExprId {
        let mut classes = Vec::new();
        self.find_classes(pattern, &mut classes);
        let span = span_of(pattern);
        let class = match classes[..] {
            [] => return subject,
            [only] => only,
            _ => self.push_expr(ExprKind::Choice(classes), span),
        };
        self.push_expr(ExprKind::Narrowed { value: subject, class }, span)
    }

    fn find_classes(&mut self, pattern: Node<'tree>, found: &mut Vec<ExprId>) {
        let children = self.children(pattern);
        match (self.shape(pattern).map(|shaped| shaped.shape), &children[..]) {
            (Some(Shape::Instance), &[class, ..]) => found.push(self.expression(class)),
            (Some(Shape::Capture), &[only]) => self.find_classes(only, found),
            (Some(Shape::Sequence), &[only]) if self.is_group(pattern) => self.find_classes(only, found),
            (Some(Shape::Alternatives), alternatives) => {
                for &alternative in alternatives {
                    self.find_classes(alternative, found);
                }
            }
            _ => {}
        }
    }

    /// The names that a pattern captures.
    pub(super) fn captured_names(&self, pattern: Node<'tree>) -> Vec<(Name, Span)> {
        let mut names = Vec::new();
        let mut open = vec![pattern];
        while let Some(node) = open.pop() {
            let plain = self.is(node, Shape::Dotted) && !self.source(node).contains('.');
            let bound = plain || self.is(node, Shape::Name) && self.is_bound_by_pattern(node);
            if bound {
                names.push((self.name(node), span_of(node)));
            } else {
                let instance = self.shape(node).filter(|shaped| shaped.shape == Shape::Instance);
                let class = instance.and_then(|shaped| shaped.part(Role::Value));
                open.extend(self.children(node).into_iter().filter(|&part| Some(part) != class));
            }
        }
        names.sort_by_key(|(_, span)| *span);
        names
    }

    /// Whether an identifier in a pattern is a capture: `*rest` and `pattern as name` are, a class's name is not.
    fn is_bound_by_pattern(&self, node: Node<'tree>) -> bool {
        node.parent().is_some_and(|parent| self.is(parent, Shape::Spread) || self.is(parent, Shape::Alias))
    }
}

/// The names a scope binds and declares.
#[derive(Default)]
struct Names {
    bound: Vec<(usize, Name)>,
    globals: Vec<Name>,
    nonlocals: Vec<Name>,
}

impl Names {
    fn extend(&mut self, names: impl IntoIterator<Item = (Name, Span)>) {
        self.bound.extend(names.into_iter().map(|(name, span)| (span.start as usize, name)));
    }
}
