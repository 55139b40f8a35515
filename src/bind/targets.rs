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
        self.note_exports(target, value, false);
        let source = |unpack| match (value, annotation) {
            (Some(value), _) => BindingSource::Value { value, unpack, annotation },
            (None, Some(annotation)) => BindingSource::Annotation(annotation),
            (None, None) => BindingSource::Opaque,
        };
        self.bind_target(target, &Unpack::new(), &source);
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
            let source = BindingSource::Augmented { before, value };
            self.bind(&name, span_of(target), source);
        } else {
            let target = self.expression(target);
            self.mutation(target, Some(value));
        }
    }

    /// Notes that an attribute or an element is deleted, or added to.
    pub(super) fn mutation(&mut self, target: ExprId, value: Option<ExprId>) {
        let (scope, is_certain) = (self.scope(), self.certain);
        self.module.mutations.push(Mutation { target, value, scope, is_certain });
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
                let key = self.part_expression(shaped, Role::Key).map(StoreKey::Key);
                self.store(target, shaped, key, source(unpack.clone()));
            }
            _ => drop(self.expression(target)),
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
            self.module.stores.push(Store { object, key, source, scope, span, is_certain });
        }
    }

    // --- the names of a scope --------------------------------------------------------------------------------

    /// Makes every name that `node` binds local to the innermost scope, without entering inner scopes.
    pub(super) fn collect_names(&mut self, node: Node<'tree>) {
        // Where names hold in blocks, a name is local from where it is declared.
        if self.blocks() {
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
            Some(Shape::ForClause) if !in_comprehension => {}
            _ => {}
        }
        let inside =
            in_comprehension || self.is(node, Shape::Comprehension) || self.is(node, Shape::Generator);
        for child in self.children(node) {
            self.find_names(child, inside, found);
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

    /// Binds the names that a pattern captures to the parts of the value that is matched, as far as the pattern
    /// is made of names and sequences; other captures get nothing.
    pub(super) fn bind_pattern(&mut self, pattern: Node<'tree>, subject: ExprId, unpack: &Unpack) {
        let children = self.children(pattern);
        match (self.shape(pattern).map(|shaped| shaped.shape), &children[..]) {
            (Some(Shape::Capture), [only]) => {
                self.bind_pattern(*only, subject, unpack);
            }
            (Some(Shape::Sequence), elements) => {
                for (at, &element) in elements.iter().enumerate() {
                    let mut path = unpack.clone();
                    path.push(UnpackStep::At(at as u32));
                    self.bind_pattern(element, subject, &path);
                }
            }
            (Some(Shape::Dotted | Shape::Name), _) if !self.source(pattern).contains('.') => {
                let source =
                    BindingSource::Value { value: subject, unpack: unpack.clone(), annotation: None };
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
