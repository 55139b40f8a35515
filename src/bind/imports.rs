//! Imports of every form.

use tree_sitter::Node;

use super::lower::Lowerer;
use super::shapes::{Role, Shape, Shaped};
use super::span_of;
use crate::module::{BindingSource, Import, Wildcard};
use crate::name::{Name, normalized};
use crate::source::Span;

impl<'tree> Lowerer<'_, 'tree> {
    /// `import a.b`, `import a.b as c`.
    pub(super) fn import(&mut self, node: Node<'tree>) {
        for item in self.children(node) {
            let shaped = self.shape(item);
            let alias = shaped.filter(|shaped| shaped.shape == Shape::ImportAlias);
            let path = alias.and_then(|alias| alias.part(Role::Value)).unwrap_or(item);
            let module = self.dotted(path);
            let (name, span) = self.bound_name(item);
            let binds_root = alias.is_none() && module.as_str().contains('.');
            let import = Import { written: module, level: 0, member: None, binds_root };
            self.bind(&name, span, BindingSource::Import(import));
        }
    }

    /// `from a.b import c, d as e`, `from .a import *`.
    pub(super) fn import_from(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        let Some(source) = shaped.part(Role::Module) else {
            return;
        };
        let (module, level) = self.import_source(source);
        for item in self.children(node) {
            if item == source {
                continue;
            }
            let import = |member| Import { written: module.clone(), level, member, binds_root: false };
            if self.is(item, Shape::ImportWildcard) {
                self.module.own_wildcards.push(Wildcard { import: import(None), span: span_of(item) });
                continue;
            }
            let alias = self.shape(item).filter(|shaped| shaped.shape == Shape::ImportAlias);
            let member = alias.and_then(|alias| alias.part(Role::Value)).unwrap_or(item);
            let import = import(Some(self.dotted(member)));
            let (name, span) = self.bound_name(item);
            self.bind(&name, span, BindingSource::Import(import));
        }
    }

    /// The module path and the level of `from …`.
    fn import_source(&self, node: Node<'tree>) -> (Name, u32) {
        let Some(relative) = self.shape(node).filter(|shaped| shaped.shape == Shape::Relative) else {
            return (self.dotted(node), 0);
        };
        let dots = relative.part(Role::Level).map_or("", |level| self.source(level));
        let level = dots.chars().filter(|&c| c == '.').count() as u32;
        let module = relative.part(Role::Module).map_or_else(|| Name::new(""), |module| self.dotted(module));
        (module, level)
    }

    /// A dotted path without the blanks that may stand in it.
    fn dotted(&self, node: Node<'tree>) -> Name {
        let text = self.source(node);
        if text.contains(char::is_whitespace) {
            Name::new(&normalized(&text.split_whitespace().collect::<String>()))
        } else {
            Name::new(&normalized(text))
        }
    }

    /// The name that one imported item binds, and where it is written.
    fn bound_name(&self, item: Node<'tree>) -> (Name, Span) {
        let alias = self.shape(item).filter(|shaped| shaped.shape == Shape::ImportAlias);
        if let Some(target) = alias.and_then(|alias| alias.part(Role::Target)) {
            return (self.name(target), span_of(target));
        }
        let path = self.dotted(item);
        let root = path.as_str().split('.').next().unwrap_or_default();
        (Name::new(root), span_of(item))
    }

    /// The names that an import statement binds.
    pub(super) fn imported_names(&self, node: Node<'tree>) -> Vec<(Name, Span)> {
        let source = self.shape(node).and_then(|shaped| shaped.part(Role::Module));
        let items = self.children(node).into_iter().filter(|&item| Some(item) != source);
        items
            .filter(|&item| !self.is(item, Shape::ImportWildcard))
            .map(|item| self.bound_name(item))
            .collect()
    }
}
