//! Classes: ancestors, attributes of instances and of classes.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use super::eval::{Evaluator, Query};
use super::functions::DecoratorEffect;
use super::index::StoreRef;
use super::value::{ClassRef, ExprRef, FunctionRef, ModuleId, Step, StepKind, Traced, Value, Values};
use crate::catalog::Intrinsic;
use crate::module::{BindingSource, ExprKind, FunctionId, Literal};
use crate::name::{Name, QualName};

/// How many stores to attributes of one name are looked at.
const MAX_STORES: usize = 256;

/// How many subclasses are looked at when an attribute is set by none of a class's ancestors.
const MAX_SUBCLASSES: usize = 32;

/// How many extensions of classes of one name are looked at.
const MAX_EXTENSIONS: usize = 256;

/// A class and its ancestors.
#[derive(Debug, Default)]
pub struct Mro {
    /// Classes of the project, the class itself first.
    pub classes: Vec<ClassRef>,
    /// Classes of libraries.
    pub externals: Vec<QualName>,
}

impl Evaluator<'_> {
    /// A class and its ancestors, each once, depth first.
    pub fn ancestors(&mut self, class: ClassRef) -> Rc<Mro> {
        if let Some(known) = self.mro.get(&class) {
            return known.clone();
        }
        // A class that inherits from itself finds this.
        self.mro.insert(class, Rc::new(Mro { classes: vec![class], externals: Vec::new() }));
        let mut mro = Mro { classes: vec![class], externals: Vec::new() };
        for extension in self.extensions(class) {
            let above = self.ancestors(extension);
            mro.classes.extend(above.classes.iter().copied());
            mro.externals.extend(above.externals.iter().cloned());
        }
        let bases = self.project.class(class).bases.clone();
        for base in bases {
            let values = self.expr(ExprRef { module: class.module, expr: base });
            for traced in &values {
                match &traced.value {
                    Value::Class(base) => {
                        let above = self.ancestors(*base);
                        mro.classes.extend(above.classes.iter().copied());
                        mro.externals.extend(above.externals.iter().cloned());
                    }
                    Value::External(name) => mro.externals.push(name.clone()),
                    _ => {}
                }
            }
        }
        let mut seen = FxHashSet::default();
        mro.classes.retain(|class| seen.insert(*class));
        let mut seen = FxHashSet::default();
        mro.externals.retain(|name| seen.insert(name.clone()));
        let mro = Rc::new(mro);
        self.mro.insert(class, mro.clone());
        mro
    }

    /// What adds members to a class, anywhere.
    fn extensions(&mut self, class: ClassRef) -> Vec<ClassRef> {
        let project = self.project;
        let candidates = project.index.extensions.get(&project.class(class).name).into_iter().flatten();
        let candidates: Vec<ClassRef> = candidates.take(MAX_EXTENSIONS).copied().collect();
        candidates.into_iter().filter(|&candidate| self.extended(candidate) == class).collect()
    }

    /// What may stand for a type parameter of a class: its bound, and what any extension of the class is for.
    pub(super) fn type_parameter(&mut self, class: ClassRef, index: usize, bound: ExprRef) -> Values {
        let mut found: Vec<Traced> = self.annotation(bound).iter().cloned().collect();
        for extension in self.extensions(class) {
            let facts = self.project.module(extension.module);
            let extended = self.project.class(extension).extends.map(|expr| &facts.expr(expr).kind);
            let Some(ExprKind::Index(_, key)) = extended else { continue };
            let given = match &facts.expr(*key).kind {
                ExprKind::Sequence(parts) => parts.get(index).copied(),
                _ => (index == 0).then_some(*key),
            };
            if let Some(expr) = given {
                let at = ExprRef { module: extension.module, expr };
                found.extend(self.annotation(at).iter().cloned());
            }
        }
        found.into_iter().collect()
    }

    /// The class that a class adds members to; itself if it is a class of its own.
    pub(super) fn extended(&mut self, class: ClassRef) -> ClassRef {
        let Some(expr) = self.project.class(class).extends else { return class };
        let values = self.annotation(ExprRef { module: class.module, expr });
        let extended = values.iter().find_map(|traced| match traced.value {
            Value::Object(extended) => Some(extended),
            _ => None,
        });
        extended.unwrap_or(class)
    }

    /// Whether two values are, or are instances of, the same class or of one that inherits from the other.
    pub(super) fn related(&mut self, a: &Value, b: &Value) -> bool {
        match (a, b) {
            (Value::Object(a) | Value::Class(a), Value::Object(b) | Value::Class(b)) => self.inherits(*a, *b),
            _ => a == b,
        }
    }

    fn inherits(&mut self, a: ClassRef, b: ClassRef) -> bool {
        a == b || self.ancestors(a).classes.contains(&b) || self.ancestors(b).classes.contains(&a)
    }

    // --- attributes ------------------------------------------------------------------------------------------

    /// An attribute of each of some values.
    pub(super) fn attribute_of_each(&mut self, objects: &Values, name: &Name) -> Values {
        let mut found: Vec<Traced> = Vec::new();
        for traced in objects {
            found.extend(self.attribute(traced, name).iter().cloned());
        }
        found.into_iter().collect()
    }

    /// An attribute of a value.
    pub fn attribute(&mut self, traced: &Traced, name: &Name) -> Values {
        match &traced.value {
            Value::Module(module) => self.module_member(*module, name),
            Value::Namespace(directory) => self.namespace_member(directory, name),
            Value::External(path) if self.is_shared(path) => self.shared_attribute(&traced.value, name),
            Value::Instance(class, path) if path.as_str().is_empty() && self.is_shared(class) => {
                self.shared_attribute(&traced.value, name)
            }
            Value::External(path) => {
                [traced.with(Value::External(path.join(name.as_str())))].into_iter().collect()
            }
            Value::Instance(class, path) => {
                [traced.with(self.member(class, path, name))].into_iter().collect()
            }
            Value::Class(class) => self.class_attribute(*class, name),
            Value::Object(class) => self.object_attribute(*class, name),
            Value::Parent(class) => self.parent_attribute(*class, name),
            // The fields of a tuple are named by their places.
            Value::Container(_) | Value::Declared(_) if name.as_str().parse::<u32>().is_ok() => {
                let place = name.as_str().parse().unwrap_or_default();
                let key = Values::one(Value::Literal(Literal::Integer(place)));
                self.element(traced, Some(&key))
            }
            Value::Container(_)
            | Value::Elements(_)
            | Value::Keywords(_)
            | Value::Rest(_)
            | Value::Pairs(_) => {
                let method = Value::ContainerMethod(Rc::new(traced.value.clone()), name.clone());
                [traced.with(method)].into_iter().collect()
            }
            Value::Attributes(made, fields) => self.bare_attribute(*made, *fields, name),
            Value::Literal(Literal::Text(_)) | Value::Template(_) => {
                let method = self.project.catalog.text_method(name.as_str());
                let follows = self.project.catalog.intrinsic(method.as_str()).is_some();
                let method = Value::ContainerMethod(Rc::new(traced.value.clone()), name.clone());
                follows.then(|| traced.with(method)).into_iter().collect()
            }
            _ => Values::none(),
        }
    }

    /// A member of a library's object.
    fn member(&self, class: &QualName, path: &QualName, name: &Name) -> Value {
        let catalog = self.project.catalog;
        let Some(handle) = catalog.handle(class.as_str()) else {
            let path = path.join(name.as_str());
            return match catalog.intrinsic(class.join(path.as_str()).as_str()) {
                Some(Intrinsic::Attribute(class)) => Value::Instance(class.clone(), QualName::new("")),
                _ => Value::Instance(class.clone(), path),
            };
        };
        if handle.transparent.contains(name) {
            return Value::Instance(class.clone(), path.clone());
        }
        let path = path.join(name.as_str());
        let property = handle.members.get(path.as_str()).and_then(|member| member.property.as_ref());
        match property {
            Some(crate::catalog::Gives::Instance(class)) => Value::Instance(class.clone(), QualName::new("")),
            Some(crate::catalog::Gives::Receiver) => Value::Instance(class.clone(), QualName::new("")),
            _ => Value::Instance(class.clone(), path),
        }
    }

    /// Whether a name, or the type of that name, is an object in which a program keeps what it wants.
    fn is_shared(&self, name: &QualName) -> bool {
        self.project.catalog.intrinsic(name.as_str()) == Some(&Intrinsic::SharedState)
    }

    /// What is stored, anywhere, under an attribute of such an object.
    fn shared_attribute(&mut self, object: &Value, name: &Name) -> Values {
        let project = self.project;
        let mut found: Vec<Traced> = Vec::new();
        for &at in project.index.members.get(name).into_iter().flatten().take(MAX_STORES) {
            let store = &project.module(at.module).stores[at.store as usize];
            let into = self.expr(ExprRef { module: at.module, expr: store.object });
            if into.iter().any(|traced| traced.value == *object) {
                let step =
                    Step { module: at.module, span: store.span, kind: StepKind::Attribute(name.clone()) };
                found.extend(self.source(at.module, &store.source).iter().map(|it| it.stepped(&step)));
            }
        }
        found.into_iter().collect()
    }

    /// An attribute that is read on a class itself.
    fn class_attribute(&mut self, class: ClassRef, name: &Name) -> Values {
        let mro = self.ancestors(class);
        // The name of a field may be that of a function as well, and a class itself has the function.
        let (fields, others): (Vec<ClassRef>, Vec<ClassRef>) =
            mro.classes.iter().partition(|&&owner| self.is_field(owner, name));
        for owner in others.into_iter().chain(fields) {
            let scope = self.project.class(owner).scope;
            let values = self.symbol(owner.module, scope, name);
            if !values.is_inert() {
                return self.bound_on_class(class, owner, &values);
            }
        }
        let mut found: Vec<Traced> = Vec::new();
        for external in &mro.externals {
            found.push(Traced::plain(Value::External(external.join(name.as_str()))));
        }
        for &owner in &mro.classes {
            found.extend(self.attribute_stores(owner, name).iter().cloned());
        }
        found.into_iter().collect()
    }

    /// Whether the body of a class says of a name nothing but its type.
    fn is_field(&self, owner: ClassRef, name: &Name) -> bool {
        let facts = self.project.module(owner.module);
        let symbol = facts.symbol(self.project.class(owner).scope, name.as_str());
        let is_type =
            |binding: &crate::module::Binding| matches!(binding.source, BindingSource::Annotation(_));
        symbol.is_some_and(|symbol| symbol.all.iter().all(|id| is_type(&facts.bindings[id.index()])))
    }

    /// Class methods read on the class have the class as receiver.
    fn bound_on_class(&mut self, class: ClassRef, owner: ClassRef, values: &Values) -> Values {
        let mut found = Vec::new();
        for traced in values {
            match traced.value {
                Value::Function(function)
                    if function.module == owner.module && self.is_class_method(function) =>
                {
                    found.push(traced.with(Value::Method(Rc::new(Value::Class(class)), function)));
                }
                _ => found.push(traced.clone()),
            }
        }
        found.into_iter().collect()
    }

    /// An attribute of an instance.
    pub(super) fn object_attribute(&mut self, class: ClassRef, name: &Name) -> Values {
        self.remember(Query::Attribute(class, name.clone()), |this| {
            let mro = this.ancestors(class);
            if name.as_str() == "__class__" {
                return Values::one(Value::Class(class));
            }
            let own = this.attribute_in(&mro, class, name);
            if !this.are_vague(&own) && !own.iter().all(|traced| this.gives_nothing(&traced.value)) {
                return own;
            }
            let below = this.attribute_of_subclasses(class, name, &mut vec![class]);
            let mut found: Vec<Traced> = own.iter().chain(below.iter()).cloned().collect();
            if found.is_empty() {
                // What the project stores there, unknown as it is, is not what a library's class has.
                if !this.states(&mro, name) {
                    found.extend(mro.externals.iter().map(|external| this.inherited(external, name)));
                }
                found.extend(this.delegated(&mro, name).iter().cloned());
            }
            found.into_iter().collect()
        })
    }

    /// Whether a class or one of its ancestors in the project has an attribute of this name, of whatever value.
    fn states(&mut self, mro: &Mro, name: &Name) -> bool {
        let project = self.project;
        let stores = project.index.members.get(name).map_or(&[][..], Vec::as_slice);
        mro.classes.iter().any(|&owner| {
            let scope = project.class(owner).scope;
            project.module(owner.module).symbol(scope, name.as_str()).is_some()
                || stores.iter().any(|&at| at.module == owner.module && self.stores_into(at, owner))
        })
    }

    /// Whether a value is a method that a class leaves to those which derive from it: it never gives anything.
    fn gives_nothing(&self, value: &Value) -> bool {
        match value {
            Value::Method(_, function) => {
                let facts = self.project.function(*function);
                facts.returns.is_empty() && facts.yields.is_empty() && facts.delegates.is_empty()
            }
            value => value.is_inert(),
        }
    }

    /// What a class and its ancestors say of an attribute.
    fn attribute_in(&mut self, mro: &Mro, class: ClassRef, name: &Name) -> Values {
        let mut found: Vec<Traced> = Vec::new();
        for &owner in &mro.classes {
            found.extend(self.attribute_stores(owner, name).iter().cloned());
        }
        let stored = found.iter().any(|traced| !traced.value.is_inert());
        let mut known = false;
        for &owner in &mro.classes {
            // A method that an extension adds may have the name of a field.
            if known && self.project.class(owner).extends.is_none() {
                continue;
            }
            let declared = self.declared(owner, class, name, stored);
            known |= !declared.is_empty();
            found.extend(declared.iter().cloned());
        }
        found.into_iter().collect()
    }

    /// What a class's body binds to an attribute, as an instance sees it.
    fn declared(&mut self, owner: ClassRef, class: ClassRef, name: &Name, stored: bool) -> Values {
        let project = self.project;
        let scope = project.class(owner).scope;
        if project.module(owner.module).symbol(scope, name.as_str()).is_none() {
            return Values::none();
        }
        let only_annotated = self.is_field(owner, name);
        // Where a value is stored, the declaration of its type adds nothing but what its constructor is given.
        if only_annotated && stored {
            return self.constructed_with(owner, name);
        }
        let values = self.symbol(owner.module, scope, name);
        let mut found = Vec::new();
        for traced in &values {
            match traced.value {
                Value::Function(function) if self.is_method_of(function, owner) => {
                    found.extend(self.bound(traced, function, class).iter().cloned());
                }
                _ => found.push(traced.clone()),
            }
        }
        if only_annotated || values.is_inert() {
            found.extend(self.constructed_with(owner, name).iter().cloned());
        }
        found.into_iter().collect()
    }

    fn is_method_of(&self, function: FunctionRef, owner: ClassRef) -> bool {
        function.module == owner.module && self.project.function(function).class == Some(owner.class)
    }

    /// A function of a class body, read on an instance.
    fn bound(&mut self, traced: &Traced, function: FunctionRef, class: ClassRef) -> Values {
        match self.decorator_effect(function) {
            DecoratorEffect::Property => self.returns(function),
            DecoratorEffect::StaticMethod => [traced.clone()].into_iter().collect(),
            DecoratorEffect::ClassMethod => {
                [traced.with(Value::Method(Rc::new(Value::Class(class)), function))].into_iter().collect()
            }
            DecoratorEffect::None => {
                [traced.with(Value::Method(Rc::new(Value::Object(class)), function))].into_iter().collect()
            }
        }
    }

    fn is_class_method(&mut self, function: FunctionRef) -> bool {
        self.decorator_effect(function) == DecoratorEffect::ClassMethod
    }

    /// An attribute seen through `super()`: of the ancestors after a class.
    fn parent_attribute(&mut self, class: ClassRef, name: &Name) -> Values {
        let mro = self.ancestors(class);
        let above = Mro { classes: mro.classes[1..].to_vec(), externals: Vec::new() };
        let own = self.attribute_in(&above, class, name);
        if !own.is_empty() {
            return own;
        }
        if mro.externals.is_empty() {
            // What every class inherits in the end.
            let root = QualName::new("builtins.object").join(name.as_str());
            let known = self.project.catalog.intrinsic(root.as_str()).is_some();
            return known.then(|| Traced::plain(Value::External(root))).into_iter().collect();
        }
        mro.externals.iter().map(|external| self.inherited(external, name)).collect()
    }

    /// A member that a class of the project inherits from a library's class: a class method that the catalog lists
    /// as a function, or a member of the instance.
    fn inherited(&self, external: &QualName, name: &Name) -> Traced {
        let function = external.join(name.as_str());
        if self.project.catalog.function(function.as_str()).is_some() {
            return Traced::plain(Value::External(function));
        }
        Traced::plain(self.member(external, &QualName::new(""), name))
    }

    /// What the subclasses of a class say of an attribute that the class itself leaves to them.
    fn attribute_of_subclasses(&mut self, class: ClassRef, name: &Name, seen: &mut Vec<ClassRef>) -> Values {
        let project = self.project;
        let base = &project.class(class).name;
        let candidates = project.index.subclasses.get(base).into_iter().flatten().take(MAX_SUBCLASSES);
        let mut found: Vec<Traced> = Vec::new();
        for &candidate in candidates {
            if seen.contains(&candidate) || !self.ancestors(candidate).classes.contains(&class) {
                continue;
            }
            seen.push(candidate);
            // What it inherits from others counts as well: it mixes a class in that relies on them.
            let above = self.ancestors(class);
            let beside = self.ancestors(candidate);
            let others = beside.classes.iter().filter(|other| !above.classes.contains(other));
            let others = Mro { classes: others.copied().collect(), externals: Vec::new() };
            let mut values = self.attribute_in(&others, candidate, name);
            if values.is_inert() {
                values = self.attribute_of_subclasses(candidate, name, seen);
            }
            found.extend(values.iter().cloned());
        }
        found.into_iter().collect()
    }

    /// `def __getattr__(self, name): return getattr(self.inner, name)`: the attribute of what is wrapped.
    fn delegated(&mut self, mro: &Mro, name: &Name) -> Values {
        let project = self.project;
        for &owner in &mro.classes {
            let scope = project.class(owner).scope;
            let facts = project.module(owner.module);
            let hook = facts.symbol(scope, "__getattr__").and_then(|symbol| symbol.all.first());
            let Some(&hook) = hook else { continue };
            let BindingSource::Function(function) = facts.bindings[hook.index()].source else {
                continue;
            };
            return self.delegate_of(owner.module, function, name);
        }
        Values::none()
    }

    fn delegate_of(&mut self, module: ModuleId, function: FunctionId, name: &Name) -> Values {
        let project = self.project;
        let facts = project.module(module);
        let mut found: Vec<Traced> = Vec::new();
        for &value in &facts.function(function).returns {
            let at = ExprRef { module, expr: value };
            let Some(call) = project.call(at) else { continue };
            let callee = self.sub(at, call.callee);
            let reads = callee.iter().any(|traced| matches!(&traced.value, Value::External(name) if name.as_str() == "builtins.getattr"));
            if let (true, Some(inner)) = (reads, call.arguments.first()) {
                let inner = self.sub(at, inner.value);
                found.extend(self.attribute_of_each(&inner, name).iter().cloned());
            }
        }
        found.into_iter().collect()
    }

    /// What calling a method of an instance without arguments gives.
    pub(super) fn method_result(&mut self, class: ClassRef, name: &str) -> Values {
        let methods = self.object_attribute(class, &Name::new(name));
        let mut found: Vec<Traced> = Vec::new();
        for traced in &methods {
            if let Value::Method(_, function) | Value::Function(function) = &traced.value {
                found.extend(self.result_of(*function).iter().cloned());
            }
        }
        found.into_iter().collect()
    }

    // --- stores ----------------------------------------------------------------------------------------------

    /// What is stored, anywhere, into this attribute of a class or its instances.
    fn attribute_stores(&mut self, class: ClassRef, name: &Name) -> Values {
        let project = self.project;
        let stores = project.index.members.get(name).map_or(&[][..], Vec::as_slice);
        // Those in the class's own file, of which there are few, whatever many other files have an attribute `client`.
        let from = stores.partition_point(|at| at.module < class.module);
        let to = stores.partition_point(|at| at.module <= class.module);
        let (before, own, after) = (&stores[..from], &stores[from..to], &stores[to..]);
        let others = before.iter().chain(after).filter(|at| project.may_call(at.module, class.module));
        let mut found: Vec<Traced> = Vec::new();
        for &at in own.iter().chain(others.take(MAX_STORES)) {
            if !self.stores_into(at, class) {
                continue;
            }
            let store = &project.module(at.module).stores[at.store as usize];
            let step = Step { module: at.module, span: store.span, kind: StepKind::Attribute(name.clone()) };
            for traced in &self.source(at.module, &store.source) {
                found.push(if traced.flow.is_empty() { traced.clone() } else { traced.then(step.clone()) });
            }
        }
        found.into_iter().collect()
    }

    /// Whether a store changes this very class or an instance of it.
    fn stores_into(&mut self, at: StoreRef, class: ClassRef) -> bool {
        let project = self.project;
        let facts = project.module(at.module);
        let store = &facts.stores[at.store as usize];
        // `self.x = …` in a method of another class cannot be meant; most stores are of this kind.
        if let Some(owner) = self.owner_of_receiver(ExprRef { module: at.module, expr: store.object }) {
            return owner == class;
        }
        let objects = self.expr(ExprRef { module: at.module, expr: store.object });
        objects
            .iter()
            .any(|traced| matches!(traced.value, Value::Object(of) | Value::Class(of) if of == class))
    }

    /// The class in whose method an expression is the receiver (`self`, `cls`).
    fn owner_of_receiver(&mut self, at: ExprRef) -> Option<ClassRef> {
        let facts = self.project.module(at.module);
        let ExprKind::Name(_, crate::module::Use::Reaching(set)) = facts.expr(at.expr).kind else {
            return None;
        };
        let [binding] = facts.set(set) else { return None };
        let BindingSource::Parameter(function, 0) = facts.bindings[binding.index()].source else {
            return None;
        };
        let class = facts.function(function).class?;
        let function = FunctionRef { module: at.module, function };
        (self.decorator_effect(function) != DecoratorEffect::StaticMethod)
            .then(|| self.extended(ClassRef { module: at.module, class }))
    }

    /// What is stored into an attribute of a module from outside: `settings.client = OpenAI()`.
    pub(super) fn stored_module_members(&mut self, module: ModuleId, name: &Name) -> Values {
        let project = self.project;
        let stores: Vec<StoreRef> =
            project.index.members.get(name).into_iter().flatten().take(MAX_STORES).copied().collect();
        let mut found: Vec<Traced> = Vec::new();
        for at in stores {
            let store = &project.module(at.module).stores[at.store as usize];
            let object = ExprRef { module: at.module, expr: store.object };
            if self.owner_of_receiver(object).is_some() {
                continue;
            }
            let into = self.expr(object).iter().any(|traced| traced.value == Value::Module(module));
            if into {
                found.extend(self.source(at.module, &store.source).iter().cloned());
            }
        }
        found.into_iter().collect()
    }
}
