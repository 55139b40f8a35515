//! Classes whose members stand in their body, and whose methods have a receiver that no parameter names.

use tree_sitter::Node;

use super::lower::Lowerer;
use super::shapes::{Role, Shape, Shaped};
use super::span_of;
use crate::module::{
    BindingSource, Call, ClassId, Decorator, ExprId, ExprKind, Parameter, ParameterKind, Store, StoreKey,
    Unpack, Use,
};
use crate::name::Name;

/// How a class calls the method that makes its instances, and what that is called in facts.
const CONSTRUCTOR: (&str, &str) = ("constructor", "__init__");

/// What a member is read by whose method is called for it, as the prelude has it.
const GETTER: &str = "property";

impl<'tree> Lowerer<'_, 'tree> {
    /// `class Name extends Base { … }`, also as a value. Gives the class.
    pub(super) fn class_of_members(
        &mut self,
        node: Node<'tree>,
        shaped: Shaped<'_, 'tree>,
        before: Vec<Decorator>,
    ) -> ClassId {
        let target = shaped.part(Role::Target);
        let name = target.map_or_else(|| Name::new(""), |target| self.name(target));
        let name_span = span_of(target.unwrap_or(node));
        let mut decorators = before;
        decorators.extend(self.decorators_in(node));
        let heritage = shaped.part(Role::Arguments).map(|list| self.children(list)).unwrap_or_default();
        let bases = heritage.into_iter().filter(|&clause| !self.is(clause, Shape::Skipped));
        let bases: Vec<ExprId> =
            bases.collect::<Vec<_>>().into_iter().map(|clause| self.expression(clause)).collect();
        let outer = self.frames.len() - 1;
        let class = self.class(node, &name, name_span, bases, None);
        // Before the body, since what that makes may be of the class itself.
        if target.is_some() {
            self.bind_in(outer, &name, name_span, BindingSource::Class(class));
        }
        self.module.classes[class.index()].decorators = decorators;
        self.declared_type_parameters(class, shaped);
        if let Some(body) = shaped.part(Role::Body) {
            self.members(body);
        }
        self.close_scope();
        class
    }

    /// A class as a value.
    pub(super) fn class_value(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) -> ExprId {
        let class = self.class_of_members(node, shaped, Vec::new());
        let (name, scope) = (Name::new("class"), self.scope());
        let binding = self.push_binding(name.clone(), scope, span_of(node), BindingSource::Class(class));
        let set = self.sets.one(binding);
        self.push_expr(ExprKind::Name(name, Use::Reaching(set)), span_of(node))
    }

    /// `interface Name extends Base { … }`: what its instances have. Gives the class that stands for it.
    pub(super) fn interface(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>) -> Option<ClassId> {
        let target = shaped.part(Role::Target)?;
        let name = self.name(target);
        let bases = shaped.part(Role::Arguments).map(|list| self.children(list)).unwrap_or_default();
        let bases = bases.into_iter().map(|base| self.annotation(base)).collect();
        let class = self.class(node, &name, span_of(target), bases, None);
        if let Some(body) = shaped.part(Role::Body) {
            self.members(body);
        }
        self.close_scope();
        self.bind(&name, span_of(target), BindingSource::Class(class));
        Some(class)
    }

    /// The decorators that stand in a node before what they decorate.
    pub(super) fn decorators_in(&mut self, node: Node<'tree>) -> Vec<Decorator> {
        self.children(node).into_iter().filter_map(|child| self.decorator(child)).collect()
    }

    fn decorator(&mut self, node: Node<'tree>) -> Option<Decorator> {
        let shaped = self.shape(node).filter(|shaped| shaped.shape == Shape::Decorator)?;
        let expr = self.part_expression(shaped, Role::Value)?;
        Some(Decorator { expr, span: span_of(node) })
    }

    fn members(&mut self, body: Node<'tree>) {
        let mut decorators = Vec::new();
        for member in self.children(body) {
            let Some(shaped) = self.shape(member) else { continue };
            match shaped.shape {
                Shape::Decorator => {
                    decorators.extend(self.decorator(member));
                    continue;
                }
                Shape::Function => self.method(member, shaped, std::mem::take(&mut decorators)),
                Shape::Field => self.field(shaped),
                Shape::Else => {
                    if let Some(block) = shaped.part(Role::Body) {
                        self.statement(block);
                    }
                }
                _ => {}
            }
            decorators.clear();
        }
    }

    /// The name of a member; one that is computed has none, and what computes it runs.
    fn member_name(&mut self, target: Node<'tree>) -> Name {
        match self.written_key(target) {
            Some(name) if name.as_str() == CONSTRUCTOR.0 => Name::new(CONSTRUCTOR.1),
            Some(name) => name,
            None => {
                self.expression(target);
                Name::new("[]")
            }
        }
    }

    fn method(&mut self, node: Node<'tree>, shaped: Shaped<'_, 'tree>, mut decorators: Vec<Decorator>) {
        let Some(target) = shaped.part(Role::Target) else { return };
        let name = self.member_name(target);
        if shaped.part(Role::Getter).is_some() {
            let getter = self.push_expr(ExprKind::Name(Name::new(GETTER), Use::Free), span_of(target));
            decorators.push(Decorator { expr: getter, span: span_of(target) });
        }
        let is_setter = shaped.part(Role::Setter).is_some();
        let id = self.begin_function(node, shaped, name.clone(), target, decorators);
        self.store_parameters(shaped);
        self.end_function(id, shaped);
        // What is assigned to a member is seen at the assignment.
        if !is_setter {
            self.bind_member(&name, target, BindingSource::Function(id));
        }
    }

    fn bind_member(&mut self, name: &Name, target: Node<'tree>, source: BindingSource) {
        self.frame_mut().local(name);
        self.bind(name, span_of(target), source);
    }

    /// `constructor(private client: OpenAI)` keeps what it is given.
    fn store_parameters(&mut self, shaped: Shaped<'_, 'tree>) {
        for node in shaped.part(Role::Parameters).map(|list| self.children(list)).unwrap_or_default() {
            let Some(parameter) = self.shape(node).filter(|part| part.part(Role::Key).is_some()) else {
                continue;
            };
            let Some(target) = parameter.part(Role::Target).filter(|&target| self.is(target, Shape::Name))
            else {
                continue;
            };
            let (name, span) = (self.name(target), span_of(target));
            let value = self.expression(target);
            let receiver = self.name_kind(&Name::new(self.language.receiver));
            let object = self.push_expr(receiver, span);
            let source = BindingSource::Value { value, unpack: Unpack::new(), annotation: None };
            let (scope, condition, is_certain) = (self.scope(), self.frame().condition, self.certain);
            let key = StoreKey::Member(name);
            self.module.stores.push(Store { object, key, source, scope, span, is_certain, condition });
        }
    }

    /// `name: Type = value`. A function that is kept so is a method: it knows the instance.
    fn field(&mut self, shaped: Shaped<'_, 'tree>) {
        let Some(target) = shaped.part(Role::Target) else { return };
        let name = self.member_name(target);
        let annotation = shaped.part(Role::Annotation).map(|part| self.annotation(part));
        let value = shaped.part(Role::Value);
        let function = value.and_then(|value| {
            let shaped = self.shape(value)?;
            matches!(shaped.shape, Shape::Lambda | Shape::Anonymous).then_some((value, shaped))
        });
        let is_static = shaped.part(Role::Static).is_some();
        let source = if let Some((value, inner)) = function.filter(|_| !is_static) {
            let id = self.begin_function(value, inner, name.clone(), target, Vec::new());
            self.end_function(id, inner);
            BindingSource::Function(id)
        } else if let Some(value) = value {
            let value = self.expression(value);
            BindingSource::Value { value, unpack: Unpack::new(), annotation }
        } else {
            let Some(annotation) = annotation else { return };
            BindingSource::Annotation(annotation)
        };
        self.bind_member(&name, target, source);
    }

    /// The parameter that stands for what a method is called on.
    pub(super) fn receiver(&self, node: Node<'tree>) -> Parameter {
        Parameter {
            name: Name::new(self.language.receiver),
            kind: ParameterKind::Plain,
            annotation: None,
            default: None,
            span: span_of(node),
        }
    }

    /// What a base class has, by name or to be called: `super`.
    pub(super) fn base(&mut self, node: Node<'tree>) -> ExprId {
        let span = span_of(node);
        let callee = self.push_expr(ExprKind::Name(Name::new("super"), Use::Free), span);
        let call = Call { callee, arguments: Vec::new() };
        self.push_expr(ExprKind::Call(Box::new(call)), span)
    }

    /// The method that makes what a base class has of an instance.
    pub(super) fn base_constructor(&mut self, node: Node<'tree>) -> ExprId {
        let base = self.base(node);
        self.push_expr(ExprKind::Attribute(base, Name::new(CONSTRUCTOR.1)), span_of(node))
    }
}
