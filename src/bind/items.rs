//! Definitions where types are written down and methods may stand apart from their class: fields, extensions,
//! modules inside a file, `use` paths, type parameters.

use tree_sitter::Node;

use super::lower::Lowerer;
use super::shapes::{Role, Shape, Shaped};
use super::span_of;
use crate::language::rust::{self, UsePath};
use crate::module::{
    BindingSource, Class, ClassId, Decorator, ExprId, ExprKind, Import, MODULE_SCOPE, ScopeKind, Use,
    Wildcard,
};
use crate::name::Name;
use crate::source::Span;

impl<'tree> Lowerer<'_, 'tree> {
    // --- classes ---------------------------------------------------------------------------------------------

    /// A class whose body lists typed fields, or the methods of a trait.
    pub(super) fn class_with_fields(
        &mut self,
        node: Node<'tree>,
        shaped: Shaped<'_, 'tree>,
        name: &Name,
        decorators: Vec<Decorator>,
    ) {
        let Some(target) = shaped.part(Role::Target) else { return };
        let types = self.types.len();
        self.generics(shaped);
        let itself = self.name_kind(name);
        let itself = self.push_expr(itself, span_of(target));
        self.types.push((Name::new("Self"), itself));
        let mut bases = shaped.part(Role::Arguments).map(|part| self.type_list(part)).unwrap_or_default();
        // A variant is its enumeration.
        bases.extend(self.enumeration_around());
        let class = self.class(node, name, span_of(target), bases, None);
        self.module.classes[class.index()].decorators = decorators;
        self.type_parameters(class, types);
        if let Some(body) = shaped.part(Role::Body) {
            self.class_body(body);
        }
        self.close_scope();
        self.types.truncate(types);
        self.bind(name, span_of(target), BindingSource::Class(class));
    }

    fn enumeration_around(&mut self) -> Option<ExprId> {
        let ScopeKind::Class(class) = self.frame().kind else { return None };
        let facts = &self.module.classes[class.index()];
        if facts.is_namespace || facts.extends.is_some() {
            return None;
        }
        let (name, span, parent) = (facts.name.clone(), facts.name_span, facts.parent);
        Some(self.push_expr(ExprKind::Name(name, Use::Enclosing(parent)), span))
    }

    fn class_body(&mut self, body: Node<'tree>) {
        match self.shape(body) {
            Some(shaped) if shaped.shape == Shape::Fields => self.fields(shaped),
            _ => {
                for child in self.children(body) {
                    if self.shape(child).is_some_and(|shaped| shaped.shape == Shape::Assignment) {
                        self.statement(child);
                    }
                }
                self.body_without_fields(body);
            }
        }
    }

    fn body_without_fields(&mut self, body: Node<'tree>) {
        let children = self.with_macro_items(self.children(body));
        let items: Vec<_> =
            children.into_iter().filter(|&child| !self.is(child, Shape::Assignment)).collect();
        self.items(&items);
    }

    /// The fields of a tuple: their names are their places.
    pub(super) fn fields(&mut self, shaped: Shaped<'_, 'tree>) {
        let types = shaped.parts(Role::Annotation);
        for (at, part) in types.into_iter().enumerate() {
            let annotation = self.annotation(part);
            let name = Name::new(&at.to_string());
            self.bind(&name, span_of(part), BindingSource::Annotation(annotation));
        }
    }

    /// Adds a class and opens its scope.
    pub(super) fn class(
        &mut self,
        node: Node<'tree>,
        name: &Name,
        name_span: Span,
        bases: Vec<ExprId>,
        extends: Option<ExprId>,
    ) -> ClassId {
        let id = ClassId(self.module.classes.len() as u32);
        let parent = self.scope();
        let frame = self.open_scope(ScopeKind::Class(id), span_of(node));
        self.module.classes.push(Class {
            metaclass: None,
            name: name.clone(),
            parent,
            scope: frame.scope,
            bases,
            extends,
            is_namespace: false,
            decorators: Vec::new(),
            span: span_of(node),
            name_span,
        });
        self.frames.push(frame);
        id
    }

    /// `impl Trait for Type`: methods that are added to a class, wherever it is defined.
    pub(super) fn extension(&mut self, shaped: Shaped<'_, 'tree>) {
        let (Some(target), Some(body)) = (shaped.part(Role::Value), shaped.part(Role::Body)) else { return };
        let types = self.types.len();
        self.generics(shaped);
        let extended = self.annotation(target);
        self.types.push((Name::new("Self"), extended));
        let bases = shaped.part(Role::Arguments).map(|part| self.annotation(part));
        let name = self.last_name(extended);
        let bases = bases.into_iter().collect();
        self.class(body, &name, span_of(target), bases, Some(extended));
        self.class_body(body);
        self.close_scope();
        self.types.truncate(types);
    }

    fn last_name(&self, expr: ExprId) -> Name {
        match &self.module.expr(expr).kind {
            ExprKind::Name(name, _) | ExprKind::Attribute(_, name) => name.clone(),
            ExprKind::Index(object, _) => self.last_name(*object),
            _ => Name::new("_"),
        }
    }

    /// Whether the first parameter of a method is its receiver.
    pub(super) fn takes_receiver(&self, shaped: Shaped<'_, 'tree>) -> bool {
        let Some(list) = shaped.part(Role::Parameters) else { return false };
        let first = self.children(list).into_iter().find_map(|child| self.shape(child));
        let target = first.and_then(|parameter| parameter.part(Role::Target));
        target.is_some_and(|target| self.source(target) == "self")
    }

    // --- types -----------------------------------------------------------------------------------------------

    /// Notes the type parameters of a definition: each stands for what it is bound by.
    pub(super) fn generics(&mut self, shaped: Shaped<'_, 'tree>) {
        let lists = shaped.parts(Role::Generics);
        for list in lists {
            for parameter in self.children(list) {
                let Some(shaped) = self.shape(parameter).filter(|part| part.shape == Shape::Generic) else {
                    continue;
                };
                let Some(target) = shaped.part(Role::Target) else { continue };
                let name = self.name(target);
                let bound = match shaped.part(Role::Annotation) {
                    Some(bounds) => self.annotation(bounds),
                    // Its bounds may follow in a clause of their own.
                    None => self.opaque(span_of(target)),
                };
                self.types.push((name, bound));
            }
        }
    }

    /// Binds the type parameters of a class, which stand among the known types from `from` on, in its scope: what
    /// stands for them may be said by its extensions.
    fn type_parameters(&mut self, class: ClassId, from: usize) {
        let mut bounds: Vec<(Name, Vec<ExprId>)> = Vec::new();
        for (name, bound) in self.types[from..].iter().filter(|(name, _)| name.as_str() != "Self") {
            match bounds.iter_mut().find(|(known, _)| known == name) {
                Some((_, all)) => all.push(*bound),
                None => bounds.push((name.clone(), vec![*bound])),
            }
        }
        let scope = self.scope();
        for (index, (name, all)) in bounds.into_iter().enumerate() {
            let span = self.module.expr(all[0]).span;
            let bound = self.push_expr(ExprKind::Choice(all), span);
            self.bind(&name, span, BindingSource::TypeParameter { class, index: index as u32, bound });
            let used = self.push_expr(ExprKind::Name(name.clone(), Use::Enclosing(scope)), span);
            self.types.push((name, used));
        }
    }

    /// Binds the names in `class Entry[T, U: Bound]` in the scope of the class.
    pub(super) fn declared_type_parameters(&mut self, class: ClassId, shaped: Shaped<'_, 'tree>) {
        let Some(list) = shaped.part(Role::Generics) else { return };
        for (index, parameter) in (0..).zip(self.children(list)) {
            let Some(target) = self.plain_name(parameter) else { continue };
            let (name, span) = (self.name(target), span_of(target));
            let bound = self.opaque(span);
            self.bind(&name, span, BindingSource::TypeParameter { class, index, bound });
        }
    }

    fn type_list(&mut self, node: Node<'tree>) -> Vec<ExprId> {
        self.children(node).into_iter().map(|child| self.annotation(child)).collect()
    }

    // --- modules ---------------------------------------------------------------------------------------------

    /// `mod name { … }`, `namespace name { … }` is a namespace in this file, `mod name;` imports another file.
    pub(super) fn namespace(
        &mut self,
        node: Node<'tree>,
        shaped: Shaped<'_, 'tree>,
        decorators: Vec<Decorator>,
    ) {
        let Some(target) = shaped.part(Role::Target) else { return };
        let name = self.name(target);
        let Some(body) = shaped.part(Role::Body) else {
            let import = self.submodule(&name, &decorators);
            self.module.declared.push((import.clone(), decorators));
            self.bind(&name, span_of(target), BindingSource::Import(import));
            return;
        };
        let class = self.class(node, &name, span_of(target), Vec::new(), None);
        self.module.classes[class.index()].is_namespace = true;
        self.module.classes[class.index()].decorators = decorators;
        self.frame_mut().is_namespace = true;
        self.namespaces += 1;
        if self.lexical() {
            self.hoisted_block(body);
        } else {
            self.body(body);
        }
        self.namespaces -= 1;
        self.close_scope();
        self.bind(&name, span_of(target), BindingSource::Class(class));
    }

    /// The module that `mod name;` imports: the one of that name below the file, or the file that a decorator names.
    fn submodule(&self, name: &Name, decorators: &[Decorator]) -> Import {
        let mut texts = decorators.iter().filter_map(|decorator| self.text.get(decorator.span.range()));
        let named = texts.find_map(rust::named_file).filter(|_| self.namespaces == 0);
        let (module, level, member) = named.map_or_else(
            || (Name::new(""), 1, Some(name.clone())),
            |(up, segments)| (Name::new(&segments.join(".")), Import::beside(up), None),
        );
        Import { written: module, level, member, binds_root: false }
    }

    /// `use a::{b, c as d, e::*};`
    pub(super) fn use_paths(&mut self, shaped: Shaped<'_, 'tree>) {
        let Some(argument) = shaped.part(Role::Value) else { return };
        let start = argument.start_byte();
        let alias = shaped.part(Role::Target).map(|target| self.name(target));
        for path in rust::use_paths(self.source(argument)) {
            let span = Span::new(start + path.at, start + path.at + path.name.len());
            let name = alias.clone().unwrap_or_else(|| Name::new(path.name));
            let import = self.imported(&path);
            if path.is_wildcard {
                self.module.own_wildcards.push(Wildcard { import, span });
            } else if name.as_str() != "_" {
                self.bind(&name, span, BindingSource::Import(import));
            }
        }
    }

    /// The import that a path stands for, seen from the file and not from the module inside it.
    fn imported(&self, path: &UsePath<'_>) -> Import {
        let mut level = path.level;
        if level != Import::TOP && level > 0 {
            level = level.saturating_sub(self.namespaces).max(1);
        }
        let mut segments = path.segments.clone();
        let member = if path.is_wildcard { None } else { segments.pop() };
        let module = Name::new(&segments.join("."));
        match member {
            Some(only) if segments.is_empty() && level == 0 => {
                Import { written: Name::new(only), level, member: None, binds_root: false }
            }
            member => Import { written: module, level, member: member.map(Name::new), binds_root: false },
        }
    }

    /// `a::b`: a member of what is in sight, or an import of its own where `a` is a crate.
    pub(super) fn path(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) -> ExprId {
        let imported = self.begins_with_crate(node);
        if imported && let Some(path) = rust::use_paths(self.source(node)).into_iter().next() {
            let (import, name) = (self.imported(&path), Name::new(path.name));
            let span = span_of(node);
            let binding = self.push_binding(name.clone(), MODULE_SCOPE, span, BindingSource::Import(import));
            let set = self.sets.one(binding);
            return self.push_expr(ExprKind::Name(name, Use::Reaching(set)), span);
        }
        let kind = match (self.part_expression(shaped, Role::Object), shaped.part(Role::Member)) {
            (Some(object), Some(member)) => ExprKind::Attribute(object, self.name(member)),
            _ => ExprKind::Opaque,
        };
        self.push_expr(kind, span_of(node))
    }

    /// Whether a path starts at a crate or at a module's place, and not at a name that is in sight.
    fn begins_with_crate(&self, node: Node<'tree>) -> bool {
        let text = self.source(node);
        if text.contains(['<', '\n']) {
            return false;
        }
        let root = text.split("::").next().unwrap_or_default().trim();
        let root = root.strip_prefix("r#").unwrap_or(root);
        match root {
            "" | "crate" | "self" | "super" => true,
            _ => {
                let name = Name::new(root);
                root.starts_with(|c: char| c.is_ascii_lowercase())
                    && !self.types.iter().any(|(known, _)| *known == name)
                    && matches!(self.resolve(&name), Use::Free)
            }
        }
    }
}
