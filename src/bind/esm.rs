//! Imports and exports of modules that are named by texts.

use std::borrow::Cow;

use tree_sitter::Node;

use super::lower::Lowerer;
use super::shapes::{Role, Shape, Shaped};
use super::span_of;
use crate::module::{
    BindingSource, Call, ExprId, ExprKind, Import, Literal, MODULE_SCOPE, Unpack, Use, Wildcard,
};
use crate::name::{Name, specified};
use crate::source::literal_text;

/// The name of what a module is as a whole to who imports it without a name.
const DEFAULT: &str = "default";

/// What imports a module while the program runs.
const LOADERS: &[&str] = &["require", "import"];

/// The names under which a module of the older kind finds what it exports.
const EXPORTS: &[&str] = &["exports", "module.exports"];

impl<'tree> Lowerer<'_, 'tree> {
    /// The text that names a module.
    fn specifier(&self, source: Node<'tree>) -> Cow<'_, str> {
        literal_text(self.source(source).trim_matches(['"', '\'', '`']), false)
    }

    /// The import of a module, or of something in it.
    fn import_of(specifier: &str, member: Option<Name>) -> Import {
        let (module, level) = specified(specifier);
        Import { written: module, level, member, binds_root: false }
    }

    /// The names that an import statement binds, with what each is of the module and where it stands.
    fn imported_names_of(&self, node: Node<'tree>, found: &mut Vec<(Node<'tree>, Option<Name>)>) {
        for child in self.children(node) {
            match self.shape(child) {
                Some(shaped) if shaped.shape == Shape::Name => {
                    found.push((child, Some(Name::new(DEFAULT))));
                }
                Some(shaped) if shaped.shape == Shape::ImportWhole => {
                    found.extend(shaped.part(Role::Target).map(|target| (target, None)));
                }
                Some(shaped) if shaped.shape == Shape::ImportAlias => {
                    let Some(value) = shaped.part(Role::Value) else { continue };
                    let name = Name::new(&self.specifier(value));
                    found.push((shaped.part(Role::Target).unwrap_or(value), Some(name)));
                }
                Some(_) => {}
                None => self.imported_names_of(child, found),
            }
        }
    }

    /// The names that an import statement binds.
    pub(super) fn names_of_import(&self, node: Node<'tree>) -> Vec<Name> {
        let mut found = Vec::new();
        self.imported_names_of(node, &mut found);
        found.into_iter().map(|(target, _)| self.name(target)).collect()
    }

    /// `import a, { b as c } from "m"`, `import * as d from "m"`.
    pub(super) fn import_module(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        let Some(source) = shaped.part(Role::Module) else { return };
        let specifier = self.specifier(source).into_owned();
        let mut found = Vec::new();
        self.imported_names_of(node, &mut found);
        for (target, member) in found {
            let name = self.name(target);
            let import = Self::import_of(&specifier, member);
            self.bind(&name, span_of(target), BindingSource::Import(import));
        }
    }

    /// `require("m")`, `import("m")`: the module that a text names.
    pub(super) fn loaded_module(&mut self, node: Node<'tree>, call: &Call) -> Option<ExprId> {
        let ExprKind::Name(name, Use::Free) = &self.module.expr(call.callee).kind else { return None };
        let [argument] = &call.arguments[..] else { return None };
        let ExprKind::Literal(Literal::Text(specifier)) = &self.module.expr(argument.value).kind else {
            return None;
        };
        if !LOADERS.contains(&name.as_str()) {
            return None;
        }
        let (import, name) = (Self::import_of(specifier, None), Name::new(specifier));
        let span = span_of(node);
        let binding = self.push_binding(name.clone(), MODULE_SCOPE, span, BindingSource::Import(import));
        let set = self.sets.one(binding);
        Some(self.push_expr(ExprKind::Name(name, Use::Reaching(set)), span))
    }

    /// All forms of `export`.
    pub(super) fn export(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) {
        if let Some(source) = shaped.part(Role::Module) {
            let specifier = self.specifier(source).into_owned();
            return self.export_from(node, shaped, &specifier);
        }
        let is_default = shaped.part(Role::Default).is_some();
        if let Some(body) = shaped.part(Role::Body) {
            return self.export_declaration(node, body, is_default);
        }
        if let Some(value) = shaped.part(Role::Value) {
            let expr = self.expression(value);
            self.export_value(DEFAULT, value, expr);
            return;
        }
        for child in self.children(node) {
            if self.shape(child).is_none() {
                self.export_list(child);
            }
        }
    }

    fn export_value(&mut self, name: &str, node: Node<'tree>, value: ExprId) {
        let source = BindingSource::Value { value, unpack: Unpack::new(), annotation: None };
        self.export_source(&Name::new(name), node, source);
    }

    fn export_source(&mut self, name: &Name, node: Node<'tree>, source: BindingSource) {
        self.frames[0].local(name);
        self.bind_in(0, name, span_of(node), source);
    }

    /// `export const a = …`, `export default class A { … }`.
    fn export_declaration(&mut self, node: Node<'tree>, body: Node<'tree>, is_default: bool) {
        let decorators = self.decorators_in(node);
        let class = match self.shape(body) {
            Some(shaped) if shaped.shape == Shape::Class => {
                Some(self.class_of_members(body, shaped, decorators))
            }
            Some(shaped) if shaped.shape == Shape::Interface => self.interface(body, shaped),
            // Functions are lowered at the beginning of their block.
            Some(shaped) if shaped.shape == Shape::Function => {
                if is_default && let Some(target) = shaped.part(Role::Target) {
                    let value = self.expression(target);
                    self.export_value(DEFAULT, target, value);
                }
                None
            }
            _ => {
                self.statement(body);
                None
            }
        };
        if let Some(class) = class.filter(|_| is_default) {
            self.export_source(&Name::new(DEFAULT), body, BindingSource::Class(class));
        }
    }

    /// `export { a as b }`: what `a` is when somebody asks.
    fn export_list(&mut self, list: Node<'tree>) {
        for item in self.children(list) {
            let Some(shaped) = self.shape(item).filter(|shaped| shaped.shape == Shape::ImportAlias) else {
                continue;
            };
            let (Some(value), Some(target)) = (shaped.part(Role::Value), shaped.part(Role::Target)) else {
                continue;
            };
            let outer = std::mem::replace(&mut self.deferred, true);
            let expr = self.expression(value);
            self.deferred = outer;
            let name = self.specifier(target).into_owned();
            self.export_value(&name, target, expr);
        }
    }

    /// `export { a as b } from "m"`, `export * from "m"`, `export * as c from "m"`.
    fn export_from(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>, specifier: &str) {
        let mut found = Vec::new();
        self.imported_names_of(node, &mut found);
        let is_whole = found.is_empty() && shaped.part(Role::Level).is_some();
        for (target, member) in found {
            let name = Name::new(&self.specifier(target));
            let import = Self::import_of(specifier, member);
            self.export_source(&name, target, BindingSource::Import(import));
        }
        if is_whole {
            let import = Self::import_of(specifier, None);
            self.module.own_wildcards.push(Wildcard { import, span: span_of(node) });
        }
    }

    /// `module.exports = value`, `exports.name = value`.
    pub(super) fn note_module_exports(&mut self, target: Node<'tree>, value: ExprId) {
        if EXPORTS.contains(&self.source(target)) {
            self.export_value(DEFAULT, target, value);
            let ExprKind::Mapping(entries) = &self.module.expr(value).kind else { return };
            let named = entries.iter().filter_map(|(key, value)| match &self.module.expr((*key)?).kind {
                ExprKind::Literal(Literal::Text(text)) => Some((text.clone(), *value)),
                _ => None,
            });
            for (name, value) in named.collect::<Vec<_>>() {
                self.export_value(&name, target, value);
            }
            return;
        }
        let Some(shaped) = self.shape(target).filter(|shaped| shaped.shape == Shape::Attribute) else {
            return;
        };
        let (Some(object), Some(member)) = (shaped.part(Role::Object), shaped.part(Role::Member)) else {
            return;
        };
        if EXPORTS.contains(&self.source(object)) {
            let name = self.source(member).to_owned();
            self.export_value(&name, target, value);
        }
    }
}
