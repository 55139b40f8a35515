//! What is put around the methods of a class all at once: by a decorator of the class, by `__init_subclass__`, by a
//! metaclass.
//!
//! Each of these is a function that gets the class, or the mapping of what stands in its body, and puts something in the
//! place of the members that pass its conditions: `setattr(cls, name, mima.attest(name)(value))`. What it calls with a
//! member is one more decorator of that method, if it is certain that the member passes. A condition that is not understood
//! leaves that open, and so does anything else that is done with the class or its members there: somebody may keep them as
//! they were.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use super::Judge;
use super::composed::one_binding;
use super::index::Place;
use super::markers::is_in_doubt;
use crate::catalog::{Behaviour, Intrinsic};
use crate::module::{
    BindingId, BindingSource, Comparison, ConditionId, ConditionKind, Decorator, ExprId, ExprKind, Literal,
    Module, ScopeId, ScopeKind, StoreKey, UnpackStep, Use,
};
use crate::name::{Name, QualName};
use crate::project::{ClassRef, DecoratorEffect, ExprRef, FunctionRef, ModuleId, Mro, Value, Values};

/// What a function does to the classes that it is given.
#[derive(Debug, Default)]
pub(super) struct Rewrapping {
    /// What it puts in the place of members, in the order of the file.
    changes: Vec<Change>,
    /// Whether nothing else is done with the class and its members that might keep one of them as it was.
    is_closed: bool,
    /// Whether it puts something in the place of members that is not followed.
    puts_unknown: bool,
    /// Whether it is asked for the members of the class's ancestors as well.
    looks_above: bool,
}

/// What is put in the place of members.
#[derive(Clone, Copy, Debug)]
struct Change {
    which: Which,
    /// What is called with the member; `None` where it is put back as it is.
    wrapper: Option<Decorator>,
    condition: Option<ConditionId>,
    /// Whether a list of members is that of the class, and not of another one.
    is_own: bool,
}

/// Which members may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    /// The one whose name this expression is.
    Named(ExprId),
    /// Each whose name a loop over this gives.
    Listed(ExprId),
}

/// Something that is put around a method because of its class.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    pub(super) module: ModuleId,
    pub(super) decorator: Decorator,
    /// Whether it is known that this method is one of those that it is put around.
    pub(super) is_sure: bool,
}

/// A function that gets a class when it is made.
#[derive(Clone, Copy, Debug)]
struct Maker {
    function: FunctionRef,
    parameter: u32,
    /// Whether it is known to get it, and the class stays what it is.
    is_sure: bool,
}

/// The parts of a function that gets a class.
struct Getting {
    function: FunctionRef,
    scope: ScopeId,
    /// Where the class, or the mapping, is read.
    reads: Vec<ExprId>,
    /// What lists its members: `vars(cls)`, `cls.__dict__`.
    views: Vec<ExprId>,
    /// What reads a member by its name: `getattr(cls, name)`.
    getters: Vec<ExprId>,
    /// What is put in the place of members: the name, the value, and the condition.
    puts: Vec<(ExprId, ExprId, Option<ConditionId>)>,
    is_closed: bool,
    /// Whether something that is not followed is put in the place of members.
    puts_unknown: bool,
}

impl Judge<'_, '_> {
    /// What is put around a method because of its class, from the top down.
    pub(super) fn around_members(&mut self, function: FunctionRef) -> Vec<Around> {
        let facts = self.evaluator.project().function(function);
        let Some(class) = facts.class.map(|class| ClassRef { module: function.module, class }) else {
            return Vec::new();
        };
        if self.evaluator.decorator_effect(function) != DecoratorEffect::None {
            return Vec::new();
        }
        let mut all: Vec<Around> = Vec::new();
        let mut is_kept = self.is_read_in_body(function);
        for maker in self.makers(class) {
            let rewrapping = self.rewrapping(maker.function, maker.parameter);
            let mut changes = Vec::new();
            for change in &rewrapping.changes {
                match self.is_changed(maker.function, change, function) {
                    Some(false) => {}
                    passes => changes.push((change.wrapper, passes == Some(true))),
                }
            }
            // What was put there before may be replaced, and of two changes the second one begins with the member as it was.
            if rewrapping.puts_unknown {
                for known in &mut all {
                    known.is_sure = false;
                }
            }
            is_kept |= !rewrapping.is_closed;
            let is_one = changes.len() == 1;
            for (wrapper, passes) in changes {
                let is_sure = passes && is_one && maker.is_sure && !is_kept;
                let module = maker.function.module;
                all.extend(wrapper.map(|decorator| Around { module, decorator, is_sure }));
            }
        }
        all.reverse();
        all
    }

    /// Whether the body of its class reads a method by its name: it keeps, calls or hands on what it is there.
    fn is_read_in_body(&self, function: FunctionRef) -> bool {
        let project = self.evaluator.project();
        let facts = project.module(function.module);
        let is_it = |id: BindingId| matches!(facts.binding(id).source, BindingSource::Function(known) if known == function.function);
        let reads = self.index.reads_in(&project.function(function).name, function.module).iter();
        reads.into_iter().any(|read| match facts.expr(read.expr).kind {
            ExprKind::Name(_, Use::Reaching(set)) => facts.may_be_bound_by(set, is_it),
            _ => false,
        })
    }

    /// Whether what lists or reads members of a class by computed names does so to put something around them when the class
    /// is made, and gives none of them to anybody else; and if so, whether it asks for those of its ancestors too.
    pub(super) fn rewraps(&mut self, read: ExprRef, class: ClassRef) -> Option<bool> {
        let project = self.evaluator.project();
        let facts = project.module(read.module);
        let object = match &facts.expr(read.expr).kind {
            ExprKind::Call(call) => call.arguments.first()?.value,
            ExprKind::Attribute(object, _) => *object,
            _ => return None,
        };
        let BindingSource::Parameter(function, parameter) = facts.binding(one_binding(facts, object)?).source
        else {
            return None;
        };
        let function = FunctionRef { module: read.module, function };
        let rewrapping = self.rewrapping(function, parameter);
        let is_maker = |maker: &Maker| maker.function == function && maker.parameter == parameter;
        let own = project.function(function).class;
        // Of the class in which `__init_subclass__` stands it gets those that derive from it.
        let is_own = own == Some(class.class) && class.module == function.module;
        let gets_it = is_own && project.function(function).name.as_str() == SUBCLASSING
            || self.makers(class).iter().any(is_maker);
        (rewrapping.is_closed && gets_it).then_some(rewrapping.looks_above)
    }

    // --- who gets a class ------------------------------------------------------------------------------------

    /// The functions that get a class when it is made, in the order in which they do.
    fn makers(&mut self, class: ClassRef) -> Vec<Maker> {
        let mut makers = Vec::new();
        self.add_metaclass(class, "__new__", MEMBERS_PARAMETER, &mut makers);
        self.add_subclassing(class, &mut makers);
        self.add_metaclass(class, "__init__", 0, &mut makers);
        self.add_decorators(class, &mut makers);
        let mut all = Vec::new();
        for maker in makers {
            self.add_handed_on(maker, &mut all);
        }
        all
    }

    /// The methods of a class's metaclass that get the class, or the mapping of its members.
    fn add_metaclass(&mut self, class: ClassRef, name: &str, parameter: u32, makers: &mut Vec<Maker>) {
        let project = self.evaluator.project();
        if !project.has_metaclasses() {
            return;
        }
        let mro = self.evaluator.ancestors(class);
        let named = mro.classes.iter().find_map(|owner| {
            let expr = project.class(*owner).metaclass?;
            Some(ExprRef { module: owner.module, expr })
        });
        let Some(named) = named else { return };
        let values = self.evaluator.expr(named);
        let is_one = values.len() == 1 && values.is_believed();
        for traced in &values {
            let Value::Class(metaclass) = traced.value else { continue };
            let above = self.evaluator.ancestors(metaclass);
            let method = above.classes.iter().find_map(|owner| self.method_in(*owner, name));
            if let Some(function) = method {
                makers.push(Maker { function, parameter, is_sure: is_one && self.is_plain(function) });
            }
        }
    }

    /// The `__init_subclass__` that a class inherits.
    fn add_subclassing(&mut self, class: ClassRef, makers: &mut Vec<Maker>) {
        let mro = self.evaluator.ancestors(class);
        let above = mro.classes.get(1..).unwrap_or_default();
        let methods = above.iter().filter_map(|owner| self.method_in(*owner, SUBCLASSING));
        let found: Vec<FunctionRef> = methods.collect();
        for (place, function) in found.into_iter().enumerate() {
            // Whether the first one calls the next is not asked.
            let is_first = place == 0 && !mro.is_incomplete && self.comes_before_libraries(&mro, function);
            let is_sure = is_first && self.is_plain(function);
            makers.push(Maker { function, parameter: 0, is_sure });
        }
    }

    /// Whether no class of a library comes before that of a method among some classes, as far as that is known.
    fn comes_before_libraries(&mut self, mro: &Mro, method: FunctionRef) -> bool {
        let project = self.evaluator.project();
        let catalog = project.catalog;
        let own = project.function(method).class;
        let is_before = |class: &&ClassRef| class.module != method.module || own != Some(class.class);
        let before: Vec<ClassRef> = mro.classes.iter().take_while(is_before).copied().collect();
        let bases = before.iter().flat_map(|class| {
            let bases = project.class(*class).bases.iter();
            bases.map(|&expr| ExprRef { module: class.module, expr })
        });
        let bases: Vec<ExprRef> = bases.collect();
        bases.into_iter().all(|base| {
            let values = self.evaluator.expr(base);
            let is_known = |value: &Value| match value {
                Value::Class(_) => true,
                Value::External(name) => catalog.behaves(name.as_str(), Behaviour::PlainBase),
                _ => false,
            };
            !is_in_doubt(&values) && values.iter().all(|traced| is_known(&traced.value))
        })
    }

    /// The project's decorators of a class, from the bottom up.
    fn add_decorators(&mut self, class: ClassRef, makers: &mut Vec<Maker>) {
        let project = self.evaluator.project();
        let mut are_known = true;
        for decorator in project.class(class).decorators.iter().rev() {
            let values = self.evaluator.expr(ExprRef { module: class.module, expr: decorator.expr });
            let is_one = values.len() == 1 && values.is_believed();
            for traced in &values {
                let (function, parameter) = match traced.value {
                    Value::Function(function) => (function, 0),
                    Value::Method(_, function) => (function, 1),
                    Value::External(_) | Value::Instance(..) => continue,
                    _ => {
                        are_known = false;
                        continue;
                    }
                };
                let is_sure = are_known
                    && is_one
                    && self.is_plain(function)
                    && project.function(function).decorators.is_empty()
                    && self.gives_its_argument(function, parameter);
                are_known &= is_sure && self.rewrapping(function, parameter).is_closed;
                makers.push(Maker { function, parameter, is_sure });
            }
            are_known &= !values.is_empty();
        }
    }

    /// A function that gets a class, and those that it hands it on to whatever happens.
    fn add_handed_on(&mut self, maker: Maker, all: &mut Vec<Maker>) {
        let mut open = vec![maker];
        while let Some(maker) = open.pop() {
            let is_new =
                |known: &Maker| known.function != maker.function || known.parameter != maker.parameter;
            if !all.iter().all(is_new) {
                continue;
            }
            all.push(maker);
            for (function, parameter, is_certain) in self.handed_on_to(maker.function, maker.parameter) {
                let is_sure = maker.is_sure && is_certain && self.is_plain(function);
                open.push(Maker { function, parameter, is_sure });
            }
        }
    }

    /// The functions of the project to which a function gives what a parameter is, and whether it certainly does.
    fn handed_on_to(&mut self, function: FunctionRef, parameter: u32) -> Vec<(FunctionRef, u32, bool)> {
        let project = self.evaluator.project();
        let mut found = Vec::new();
        for expr in self.parameter_reads(function, parameter) {
            let Place::Argument(call, number) = self.index.place(ExprRef { module: function.module, expr })
            else {
                continue;
            };
            let call = ExprRef { module: function.module, expr: call };
            let Some((callee, parameter)) = self.own_parameter(call, number) else { continue };
            let site = project.call_site(call);
            let own = project.function(function).scope;
            let is_certain = site
                .is_some_and(|site| site.scope == own && site.condition.is_none() && site.context.is_none());
            found.push((callee, parameter, is_certain && project.function(callee).decorators.is_empty()));
        }
        found
    }

    /// The function of the project that a call calls, and its parameter that an argument is the value of.
    fn own_parameter(&mut self, call: ExprRef, number: u32) -> Option<(FunctionRef, u32)> {
        let project = self.evaluator.project();
        let facts = project.call(call)?;
        let callees = self.evaluator.expr(ExprRef { expr: facts.callee, ..call });
        let (callee, receiver) = match callees.as_slice() {
            [traced] if callees.is_believed() => match traced.value {
                Value::Function(callee) => (callee, 0),
                Value::Method(_, callee) => (callee, 1),
                _ => return None,
            },
            _ => return None,
        };
        Some((callee, self.parameter_for(callee, &facts.arguments, number, receiver)?))
    }

    /// The method that the body of a class defines under a name.
    fn method_in(&self, class: ClassRef, name: &str) -> Option<FunctionRef> {
        let project = self.evaluator.project();
        let facts = project.module(class.module);
        let symbol = facts.symbol(project.class(class).scope, name)?;
        match (&symbol.all[..], symbol.all.first().map(|id| &facts.binding(*id).source)) {
            ([_], Some(BindingSource::Function(function))) => {
                Some(FunctionRef { module: class.module, function: *function })
            }
            _ => None,
        }
    }

    /// Whether calling a function runs its body.
    fn is_plain(&self, function: FunctionRef) -> bool {
        let facts = self.evaluator.project().function(function);
        !facts.is_async && !facts.is_generator
    }

    /// Whether a function gives what a parameter is, and nothing else.
    fn gives_its_argument(&self, function: FunctionRef, parameter: u32) -> bool {
        let returns = &self.evaluator.project().function(function).returns;
        let reads = self.parameter_reads(function, parameter);
        !returns.is_empty() && returns.iter().all(|value| reads.contains(value))
    }

    // --- what it does to it ----------------------------------------------------------------------------------

    /// What a function does to the members of a class that a parameter is, or to the mapping of them.
    fn rewrapping(&mut self, function: FunctionRef, parameter: u32) -> Rc<Rewrapping> {
        if let Some(known) = self.memory.rewrappings.get(&(function, parameter)) {
            return Rc::clone(known);
        }
        // What leads back to it is not followed.
        self.memory.rewrappings.insert((function, parameter), Rc::default());
        let found = Rc::new(self.find_rewrapping(function, parameter));
        self.memory.rewrappings.insert((function, parameter), Rc::clone(&found));
        found
    }

    fn find_rewrapping(&mut self, function: FunctionRef, parameter: u32) -> Rewrapping {
        let scope = self.evaluator.project().function(function).scope;
        let reads = self.parameter_reads(function, parameter);
        let mut getting = Getting {
            function,
            scope,
            reads,
            views: Vec::new(),
            getters: Vec::new(),
            puts: Vec::new(),
            is_closed: true,
            puts_unknown: false,
        };
        self.add_stores(&mut getting);
        for read in getting.reads.clone() {
            self.add_use(&mut getting, read);
        }
        // What it is told stood in the body of the class says what members there are; to change that changes nothing.
        if self.is_told_members(function, parameter) {
            for read in self.parameter_reads(function, MEMBERS_PARAMETER) {
                self.add_use(&mut getting, read);
            }
        }
        let mut rewrapping = Rewrapping { is_closed: getting.is_closed, ..Rewrapping::default() };
        rewrapping.puts_unknown = getting.puts_unknown;
        for &(name, value, condition) in &getting.puts {
            match self.change(&getting, name, value, condition) {
                Some(change) => rewrapping.changes.push(change),
                None => rewrapping.puts_unknown = true,
            }
        }
        rewrapping.is_closed &= !rewrapping.puts_unknown;
        rewrapping.looks_above = self.looks_above(&getting);
        rewrapping.is_closed = rewrapping.is_closed && self.keeps_members(&getting);
        rewrapping
    }

    /// Whether a function gets a class together with the mapping of what stands in its body.
    fn is_told_members(&mut self, function: FunctionRef, parameter: u32) -> bool {
        let facts = self.evaluator.project().function(function);
        let class = facts.class.filter(|_| parameter == 0 && facts.name.as_str() == "__init__");
        class.is_some_and(|class| {
            let class = ClassRef { module: function.module, class };
            !self.evaluator.made_by_metaclass(class).is_empty()
        })
    }

    /// Adds what is put under keys of a mapping of members: `members[name] = …`.
    fn add_stores(&mut self, getting: &mut Getting) {
        let facts = self.evaluator.project().module(getting.function.module);
        for store in facts.stores.iter().filter(|store| getting.reads.contains(&store.object)) {
            match (&store.key, &store.source) {
                (StoreKey::Key(key), BindingSource::Value { value, unpack, .. })
                    if store.scope == getting.scope && unpack.is_empty() =>
                {
                    getting.puts.push((*key, *value, store.condition));
                }
                _ => getting.puts_unknown = true,
            }
        }
    }

    fn add_use(&mut self, getting: &mut Getting, read: ExprId) {
        let project = self.evaluator.project();
        let facts = project.module(getting.function.module);
        let inside = |expr| ExprRef { module: getting.function.module, expr };
        if facts.place_of(read).0 != getting.scope || one_binding(facts, read).is_none() {
            getting.is_closed = false;
            return;
        }
        match self.index.place(inside(read)) {
            Place::Returned(_) => {}
            Place::Object(outer) if self.lists_members(inside(outer)) => getting.views.push(outer),
            Place::Object(outer) => match &facts.expr(outer).kind {
                ExprKind::Index(..) => getting.getters.push(outer),
                // What is read by its name is seen as such.
                ExprKind::Attribute(..) => match self.index.place(inside(outer)) {
                    Place::Callee(call) if self.lists_members(inside(call)) => getting.views.push(call),
                    _ => {}
                },
                _ => getting.is_closed = false,
            },
            // The mapping itself is gone through.
            Place::Iterated => getting.views.push(read),
            Place::Argument(call, number) => self.add_argument(getting, inside(call), number),
            Place::Unknown if facts.stores.iter().any(|store| store.object == read) => {}
            _ => getting.is_closed = false,
        }
    }

    fn add_argument(&mut self, getting: &mut Getting, call: ExprRef, number: u32) {
        let project = self.evaluator.project();
        let effects: Vec<Option<Intrinsic>> = self
            .evaluator
            .external_names(call)
            .iter()
            .map(|name| project.catalog.intrinsic(name.as_str()).cloned())
            .collect();
        let all = |is: &dyn Fn(&Intrinsic) -> bool| {
            !effects.is_empty() && effects.iter().all(|effect| effect.as_ref().is_some_and(is))
        };
        let Some(arguments) = project.call(call).map(|facts| &facts.arguments) else { return };
        let site = project.call_site(call);
        if number == 0 && all(&|effect| matches!(effect, Intrinsic::SetAttr)) {
            match (&arguments[..], site) {
                ([_, name, value], Some(site)) if site.scope == getting.scope && site.context.is_none() => {
                    getting.puts.push((name.value, value.value, site.condition));
                }
                _ => getting.puts_unknown = true,
            }
        } else if number == 0 && all(&|effect| matches!(effect, Intrinsic::GetAttr)) {
            getting.getters.push(call.expr);
        } else if number == 0
            && all(&|effect| matches!(effect, Intrinsic::Namespace | Intrinsic::MemberPairs))
        {
            getting.views.push(call.expr);
        } else if let Some((function, parameter)) = self.own_parameter(call, number) {
            let inner = self.rewrapping(function, parameter);
            getting.is_closed &= inner.is_closed;
            getting.puts_unknown |= inner.puts_unknown;
        } else if !self.only_looks(call) && !self.makes_the_class(call) {
            getting.is_closed = false;
        }
    }

    /// Whether an expression is the mapping of a class's members, or a list of them with their names.
    fn lists_members(&mut self, at: ExprRef) -> bool {
        let values = self.evaluator.expr(at);
        let lists = |value: &Value| match value {
            Value::Members(_) => true,
            Value::Pairs(members) => matches!(**members, Value::Members(_)),
            _ => false,
        };
        !is_in_doubt(&values) && values.iter().all(|traced| lists(&traced.value))
    }

    /// Whether a call does nothing with what it is given but look at it.
    fn only_looks(&mut self, call: ExprRef) -> bool {
        [Behaviour::Inspects, Behaviour::AsksKind, Behaviour::FunctionTest]
            .into_iter()
            .any(|behaviour| self.callee_behaves(call, behaviour))
    }

    /// `super().__new__(mcs, name, bases, members)`: the language makes the class.
    fn makes_the_class(&mut self, call: ExprRef) -> bool {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return false };
        let callee = ExprRef { expr: facts.callee, ..call };
        let ExprKind::Attribute(_, name) = &project.module(call.module).expr(callee.expr).kind else {
            return false;
        };
        let prelude = project.module(call.module).prelude;
        let is_built_in = |name: &QualName| name.root() == prelude;
        let names = self.evaluator.external_names(call);
        matches!(name.as_str(), "__new__" | "__init__") && !names.is_empty() && names.iter().all(is_built_in)
    }

    /// Whether members of ancestors are listed too: `dir(cls)`, `getmembers(cls)`.
    fn looks_above(&mut self, getting: &Getting) -> bool {
        let project = self.evaluator.project();
        let views = getting.views.iter().chain(&getting.getters);
        let at = views.map(|&expr| ExprRef { module: getting.function.module, expr });
        let calls = at.filter(|at| project.call(*at).is_some_and(|call| !call.arguments.is_empty()));
        // `vars(cls)` is the mapping itself, as `cls.__dict__` is.
        let calls: Vec<ExprRef> = calls.collect();
        calls
            .into_iter()
            .any(|call| !self.callee_behaves(call, Behaviour::Reveals) || self.pairs_members(call))
    }

    /// Whether a call pairs the names of members with what they stand for.
    pub(super) fn pairs_members(&mut self, call: ExprRef) -> bool {
        let catalog = self.evaluator.project().catalog;
        let names = self.evaluator.external_names(call);
        names.iter().any(|name| catalog.intrinsic(name.as_str()) == Some(&Intrinsic::MemberPairs))
    }

    /// What is put in the place of members by one statement; `None` if it cannot be told.
    fn change(
        &mut self,
        getting: &Getting,
        name: ExprId,
        value: ExprId,
        condition: Option<ConditionId>,
    ) -> Option<Change> {
        let project = self.evaluator.project();
        let facts = project.module(getting.function.module);
        let which = match &facts.expr(name).kind {
            ExprKind::Literal(Literal::Text(_)) => Which::Named(name),
            _ => Which::Listed(self.loop_of(getting, name)?),
        };
        let is_own = match which {
            Which::Named(_) => true,
            Which::Listed(listed) => self.is_whole_list(getting, listed),
        };
        let value = self.behind_names(getting, value);
        if self.is_member(getting, which, name, value) {
            return Some(Change { which, wrapper: None, condition, is_own });
        }
        let call = facts.call(value)?;
        let [member] = &call.arguments[..] else { return None };
        let member = self.behind_names(getting, member.value);
        self.is_member(getting, which, name, member).then(|| {
            let span = facts.expr(value).span;
            Change { which, wrapper: Some(Decorator { expr: call.callee, span }), condition, is_own }
        })
    }

    /// Whether an expression is all that lists the members of the class, and no part of it.
    fn is_whole_list(&mut self, getting: &Getting, mut expr: ExprId) -> bool {
        let project = self.evaluator.project();
        let facts = project.module(getting.function.module);
        while !getting.views.contains(&expr) {
            let Some(call) = facts.call(expr) else { return false };
            let at = ExprRef { module: getting.function.module, expr };
            let copies = self.callee_is(at, |_, name| {
                let is_built_in = QualName::new(name).root() == facts.prelude;
                match project.catalog.intrinsic(name) {
                    Some(Intrinsic::ContainerType | Intrinsic::TupleType) => true,
                    Some(Intrinsic::SameElements) => is_built_in,
                    _ => false,
                }
            });
            expr = match (&call.arguments[..], &facts.expr(call.callee).kind) {
                ([first, ..], _) if copies => first.value,
                // `members.items()`
                ([], ExprKind::Attribute(object, _)) if self.lists_members(at) => *object,
                _ => return false,
            };
        }
        true
    }

    /// The loop that gives a name, by what it goes through.
    fn loop_of(&self, getting: &Getting, name: ExprId) -> Option<ExprId> {
        let (value, steps) = self.looped(getting.function, name)?;
        gives_name(steps).then_some(value)
    }

    /// What a loop of a function goes through that gives a name its value, and the steps from there.
    fn looped(&self, function: FunctionRef, name: ExprId) -> Option<(ExprId, &[UnpackStep])> {
        let facts = self.evaluator.project().module(function.module);
        match &facts.binding(one_binding(facts, narrowed(facts, name))?).source {
            BindingSource::Value { value, unpack, .. } if !unpack.is_empty() => Some((*value, &unpack[..])),
            _ => None,
        }
    }

    /// The one binding that a name has in the function.
    fn binding_of(&self, getting: &Getting, name: ExprId) -> Option<BindingId> {
        let facts = self.evaluator.project().module(getting.function.module);
        one_binding(facts, narrowed(facts, name))
    }

    /// What an expression is, through names that have one value.
    fn behind_names(&self, getting: &Getting, mut expr: ExprId) -> ExprId {
        let facts = self.evaluator.project().module(getting.function.module);
        let mut seen = FxHashSet::default();
        while seen.insert(expr) {
            expr = narrowed(facts, expr);
            let Some(binding) = self.binding_of(getting, expr) else { break };
            match &facts.binding(binding).source {
                BindingSource::Value { value, unpack, .. } if unpack.is_empty() => expr = *value,
                _ => break,
            }
        }
        expr
    }

    /// Whether an expression is the member whose name another one is.
    fn is_member(&self, getting: &Getting, which: Which, name: ExprId, expr: ExprId) -> bool {
        let facts = self.evaluator.project().module(getting.function.module);
        let is_same_name = |other: ExprId| match (&facts.expr(name).kind, &facts.expr(other).kind) {
            (ExprKind::Literal(one), ExprKind::Literal(other)) => one == other,
            _ => {
                self.binding_of(getting, name).is_some_and(|one| self.binding_of(getting, other) == Some(one))
            }
        };
        match &facts.expr(expr).kind {
            ExprKind::Name(..) => {
                let looped = self.looped(getting.function, expr);
                looped.is_some_and(|(value, steps)| which == Which::Listed(value) && gives_member(steps))
            }
            ExprKind::Call(call) => {
                getting.getters.contains(&expr)
                    && call.arguments.get(1).is_some_and(|name| is_same_name(name.value))
            }
            ExprKind::Index(object, key) => {
                (getting.views.contains(object) || getting.getters.contains(&expr)) && is_same_name(*key)
            }
            ExprKind::Attribute(object, member) => {
                let text = match &facts.expr(name).kind {
                    ExprKind::Literal(Literal::Text(text)) => Some(text.as_str()),
                    _ => None,
                };
                getting.reads.contains(object) && text == Some(member.as_str())
            }
            _ => false,
        }
    }

    // --- whether members go anywhere else --------------------------------------------------------------------

    /// Whether the members that are read of a class go nowhere but into what is put in their place.
    fn keeps_members(&mut self, getting: &Getting) -> bool {
        let module = getting.function.module;
        let facts = self.evaluator.project().module(module);
        let inside = |expr| ExprRef { module, expr };
        let mut taken: Vec<ExprId> =
            getting.puts.iter().map(|&(_, value, _)| narrowed(facts, value)).collect();
        let behind = getting.puts.iter().map(|&(_, value, _)| self.behind_names(getting, value));
        taken.extend(behind.filter(|value| !getting.getters.contains(value)));
        let is_taken = |expr: ExprId| taken.contains(&expr);
        for &view in &getting.views {
            // `vars(cls)[name]`
            if let Place::Object(outer) = self.index.place(inside(view))
                && matches!(facts.expr(outer).kind, ExprKind::Index(..))
            {
                if !self.goes_nowhere(getting, inside(outer), &is_taken) {
                    return false;
                }
                continue;
            }
            let span = facts.expr(view).span;
            let loops =
                (0..).map(BindingId).zip(&facts.bindings).filter_map(|(id, binding)| match &binding.source {
                    BindingSource::Value { value, unpack, .. }
                        if unpack.first() == Some(&UnpackStep::Each)
                            && facts.expr(*value).span.contains(span) =>
                    {
                        Some((id, *value, unpack.clone()))
                    }
                    _ => None,
                });
            let loops: Vec<_> = loops.collect();
            if loops.is_empty() {
                return false;
            }
            for (binding, value, unpack) in loops {
                let is_name = match &unpack[..] {
                    [_] => self.gives_names(inside(value)),
                    [_, UnpackStep::At(0)] => true,
                    [_, UnpackStep::At(1)] => false,
                    _ => return false,
                };
                if !is_name && !self.member_stays(getting, binding, &is_taken) {
                    return false;
                }
            }
        }
        let getters = getting.getters.clone();
        getters.into_iter().all(|getter| self.goes_nowhere(getting, inside(getter), &is_taken))
    }

    /// Whether going through a value gives names alone.
    fn gives_names(&mut self, at: ExprRef) -> bool {
        let values = self.evaluator.expr(at);
        !is_in_doubt(&values) && values.iter().all(|traced| matches!(traced.value, Value::Members(_)))
    }

    /// Whether a member that has a name goes nowhere by that.
    fn member_stays(
        &mut self,
        getting: &Getting,
        binding: BindingId,
        is_taken: &dyn Fn(ExprId) -> bool,
    ) -> bool {
        let reads = self.reads_of(getting.function.module, binding);
        reads.into_iter().all(|read| self.goes_nowhere(getting, read, is_taken))
    }

    /// Whether a member is only looked at where it stands, or goes into what is put in its place.
    fn goes_nowhere(&mut self, getting: &Getting, at: ExprRef, is_taken: &dyn Fn(ExprId) -> bool) -> bool {
        let facts = self.evaluator.project().module(at.module);
        let inside = |expr| ExprRef { expr, ..at };
        if is_taken(at.expr) {
            return true;
        }
        match self.index.place(at) {
            Place::Option(outer) => self.goes_nowhere(getting, inside(outer), is_taken),
            Place::Object(outer) => self.is_harmless(inside(outer)),
            Place::Bound(binding) => {
                matches!(facts.scope(facts.binding(binding).scope).kind, ScopeKind::Function(_))
                    && self.member_stays(getting, binding, is_taken)
            }
            Place::Argument(call, _) => is_taken(call) || self.only_looks(inside(call)),
            _ => false,
        }
    }

    // --- which methods pass ----------------------------------------------------------------------------------

    /// Whether a method is one of those that something is put in the place of; `None` if that cannot be told.
    fn is_changed(&mut self, by: FunctionRef, change: &Change, method: FunctionRef) -> Option<bool> {
        let project = self.evaluator.project();
        let name = project.function(method).name.clone();
        let inside = |expr| ExprRef { module: by.module, expr };
        let mut passes = match change.which {
            Which::Named(text) => {
                let values = self.evaluator.expr(inside(text));
                is_text(&values, &name)
            }
            Which::Listed(value) => self.is_listed(inside(value), change.is_own, &name, method),
        };
        let mut condition = change.condition;
        while let Some(id) = condition {
            let facts = &project.module(by.module).conditions[id.index()];
            let holds = match &facts.kind {
                ConditionKind::Test { test, holds } => {
                    self.test_of(by, change, inside(*test), method).map(|result| result == *holds)
                }
                ConditionKind::Comparison { left, comparison, right, holds } => self
                    .comparison_of(by, change, [inside(*left), inside(*right)], *comparison, &name)
                    .map(|result| result == *holds),
                ConditionKind::Each { value, is_whole } => {
                    (change.which == Which::Listed(*value) && *is_whole).then_some(true)
                }
                ConditionKind::Other => None,
            };
            passes = both(passes, holds);
            condition = facts.parent;
        }
        passes
    }

    /// Whether going through a value gives a method, or its name.
    fn is_listed(&mut self, at: ExprRef, is_own: bool, name: &Name, method: FunctionRef) -> Option<bool> {
        if self.lists_members(at) {
            if !is_own {
                return None;
            }
            let Some(call) = self.evaluator.project().call(at).filter(|call| call.arguments.len() > 1) else {
                return Some(true);
            };
            // `getmembers(cls, isfunction)`
            let predicate = ExprRef { expr: call.arguments[1].value, ..at };
            let catalog = self.evaluator.project().catalog;
            let values = self.evaluator.expr(predicate);
            let is_test = |value: &Value| {
                value.api().is_some_and(|name| catalog.behaves(name.as_str(), Behaviour::FunctionTest))
            };
            let is_known = !is_in_doubt(&values) && values.iter().all(|traced| is_test(&traced.value));
            return (is_known && self.is_undecorated(method)).then_some(true);
        }
        let parts = self.written_parts(at)?;
        let mut listed = Some(false);
        for part in &parts {
            match is_text(part, name) {
                Some(true) => return Some(true),
                None => listed = None,
                Some(false) => {}
            }
        }
        listed
    }

    fn is_undecorated(&self, method: FunctionRef) -> bool {
        self.evaluator.project().function(method).decorators.is_empty()
    }

    /// How a test comes out for a method.
    fn test_of(
        &mut self,
        by: FunctionRef,
        change: &Change,
        at: ExprRef,
        method: FunctionRef,
    ) -> Option<bool> {
        let project = self.evaluator.project();
        let facts = project.module(at.module);
        let call = facts.call(narrowed(facts, at.expr))?;
        let call_at = ExprRef { expr: narrowed(facts, at.expr), ..at };
        let name = &project.function(method).name;
        if let ExprKind::Attribute(object, text_method) = &facts.expr(call.callee).kind
            && self.is_name_of(by, change, *object)
        {
            let text_method = project.catalog.text_method(text_method.as_str());
            let [affix] = &call.arguments[..] else { return None };
            let affixes = self.texts_of(ExprRef { expr: affix.value, ..at })?;
            let behaves = |behaviour| project.catalog.behaves(text_method.as_str(), behaviour);
            return if behaves(Behaviour::Begins) {
                Some(affixes.iter().any(|affix| name.as_str().starts_with(affix.as_str())))
            } else if behaves(Behaviour::Ends) {
                Some(affixes.iter().any(|affix| name.as_str().ends_with(affix.as_str())))
            } else {
                None
            };
        }
        let member = call.arguments.first()?.value;
        if !self.is_member_of(by, change, member) {
            return None;
        }
        if self.callee_behaves(call_at, Behaviour::TypeTest) {
            let class = call.arguments.get(1)?.value;
            return self.is_function_type(ExprRef { expr: class, ..at }, method);
        }
        if self.callee_behaves(call_at, Behaviour::FunctionTest) {
            return self.is_undecorated(method).then_some(true);
        }
        if self.callee_behaves(call_at, Behaviour::AsksKind) {
            return self.is_undecorated(method).then(|| project.function(method).is_async);
        }
        None
    }

    /// Whether a plain function is an instance of a class, or of one of several.
    fn is_function_type(&mut self, at: ExprRef, method: FunctionRef) -> Option<bool> {
        let catalog = self.evaluator.project().catalog;
        let values = self.evaluator.expr(at);
        let alternatives = self.written_parts(at).unwrap_or_else(|| vec![values]);
        if !self.is_undecorated(method) {
            return None;
        }
        let mut any = Some(false);
        for class in &alternatives {
            let [traced] = class.as_slice() else { return None };
            let name = traced.value.api().filter(|_| class.is_believed())?;
            if catalog.behaves(name.as_str(), Behaviour::FunctionType) {
                return Some(true);
            }
            let is_descriptor = matches!(
                catalog.intrinsic(name.as_str()),
                Some(
                    Intrinsic::Property
                        | Intrinsic::StaticMethod
                        | Intrinsic::ClassMethod
                        | Intrinsic::TypeOf
                )
            );
            any = any.filter(|_| is_descriptor);
        }
        any
    }

    /// How two values compare of which one is the name of a method.
    fn comparison_of(
        &mut self,
        by: FunctionRef,
        change: &Change,
        sides: [ExprRef; 2],
        comparison: Comparison,
        name: &Name,
    ) -> Option<bool> {
        let [left, right] = sides;
        let other = match comparison {
            Comparison::Equal if self.is_name_of(by, change, right.expr) => left,
            _ if self.is_name_of(by, change, left.expr) => right,
            _ => return None,
        };
        // In a text it is looked for as a part.
        let values = self.evaluator.expr(other);
        if (comparison == Comparison::Element) == values.text().is_some() {
            return None;
        }
        let texts = self.texts_of(other)?;
        Some(texts.iter().any(|text| text == name.as_str()))
    }

    /// The texts that an expression is, or that stand in the sequence that it is, if these are all.
    fn texts_of(&mut self, at: ExprRef) -> Option<Vec<String>> {
        let parts = match self.written_parts(at) {
            Some(parts) => parts,
            None => vec![self.evaluator.expr(at)],
        };
        parts.iter().map(|part| text_alone(part).map(str::to_owned)).collect()
    }

    /// What each element of a sequence is that is written where an expression stands, or that a name stands for which is bound
    /// once.
    fn written_parts(&mut self, mut at: ExprRef) -> Option<Vec<Values>> {
        let project = self.evaluator.project();
        let facts = project.module(at.module);
        let mut seen = FxHashSet::default();
        while seen.insert(at.expr) {
            let binding = match &facts.expr(at.expr).kind {
                ExprKind::Sequence(_) => return self.evaluator.parts(&Value::Container(at)),
                ExprKind::Name(_, Use::Reaching(_)) => one_binding(facts, at.expr),
                ExprKind::Name(name, Use::Enclosing(scope)) => {
                    let symbol = facts.symbol(*scope, name.as_str());
                    symbol.filter(|symbol| symbol.from_inner.is_empty()).and_then(|symbol| {
                        let [binding] = symbol.all[..] else { return None };
                        Some(binding)
                    })
                }
                _ => None,
            };
            match binding.map(|binding| &facts.binding(binding).source) {
                Some(BindingSource::Value { value, unpack, .. }) if unpack.is_empty() => at.expr = *value,
                _ => return None,
            }
        }
        None
    }

    /// Whether an expression is the name of the member that a change is about.
    fn is_name_of(&self, by: FunctionRef, change: &Change, expr: ExprId) -> bool {
        let Which::Listed(listed) = change.which else { return false };
        self.steps_from(by, expr, listed).is_some_and(gives_name)
    }

    /// Whether an expression is the member that a change is about.
    fn is_member_of(&mut self, by: FunctionRef, change: &Change, expr: ExprId) -> bool {
        let Which::Listed(listed) = change.which else { return false };
        if let Some(steps) = self.steps_from(by, expr, listed) {
            return gives_member(steps);
        }
        // `value = getattr(cls, name)`
        let facts = self.evaluator.project().module(by.module);
        let Some(binding) = one_binding(facts, narrowed(facts, expr)) else { return false };
        let BindingSource::Value { value, unpack, .. } = &facts.binding(binding).source else { return false };
        let name = match &facts.expr(*value).kind {
            ExprKind::Call(call) => call.arguments.get(1).map(|argument| argument.value),
            ExprKind::Index(_, key) => Some(*key),
            _ => None,
        };
        unpack.is_empty() && name.is_some_and(|name| self.is_name_of(by, change, name))
    }

    /// The steps from what a loop goes through to what a name is.
    fn steps_from(&self, by: FunctionRef, expr: ExprId, listed: ExprId) -> Option<&[UnpackStep]> {
        self.looped(by, expr).filter(|(value, _)| *value == listed).map(|(_, steps)| steps)
    }
}

/// The parameter by which a method of a metaclass is told what stands in the body of a class.
const MEMBERS_PARAMETER: u32 = 3;

/// The method that gets each class which derives from the one that it stands in.
const SUBCLASSING: &str = "__init_subclass__";

/// Whether these steps lead from what lists members to the name of one.
fn gives_name(steps: &[UnpackStep]) -> bool {
    matches!(steps, [UnpackStep::Each] | [UnpackStep::Each, UnpackStep::At(0)])
}

/// Whether they lead to the member itself, beside its name.
fn gives_member(steps: &[UnpackStep]) -> bool {
    matches!(steps, [UnpackStep::Each, UnpackStep::At(1)])
}

/// What has been narrowed by a test, as it was.
fn narrowed(facts: &Module, mut expr: ExprId) -> ExprId {
    while let ExprKind::Narrowed { value, .. } = facts.expr(expr).kind {
        expr = value;
    }
    expr
}

/// The text that values are, if they are one and nothing else.
fn text_alone(values: &Values) -> Option<&str> {
    values.text().filter(|_| values.is_believed() && values.len() == 1)
}

/// Whether values are a text, if that can be told.
fn is_text(values: &Values, name: &Name) -> Option<bool> {
    text_alone(values).map(|text| text == name.as_str())
}

/// Whether two things hold, of which either may not be known.
fn both(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}
