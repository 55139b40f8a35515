//! Where a value comes from: the expressions that make it, through names and choices.
//!
//! The evaluator joins what an expression may be. To say that it *is* something on every way, each way has to be
//! looked at by itself.

use super::Judge;
use crate::module::{
    Argument, ArgumentKind, BindingId, BindingSource, ExprId, ExprKind, Import, MODULE_SCOPE, StoreKey, Use,
};
use crate::name::Name;
use crate::project::{ClassRef, ExprRef, Found, FunctionRef, ModuleId, Traced, Value};

/// How many names and calls lead from one to the next.
const MAX_STEPS: u32 = 12;

/// What a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// This expression makes it.
    Made(ExprRef),
    /// A definition, or the import of something outside the project.
    Defined(ModuleId, BindingId),
}

/// What the value of an expression may come from.
pub(super) enum Origins {
    /// It is one of these, and nothing else.
    Known(Vec<Origin>),
    /// It may be something else.
    Unknown,
}

/// A call of a function of the project, into which a value is followed.
#[derive(Clone, Copy)]
struct Inside {
    function: FunctionRef,
    call: ExprRef,
    /// How many of its parameters the receiver takes.
    receiver: u32,
}

/// What was found so far, and the calls on the way.
#[derive(Default)]
struct Search {
    found: Vec<Origin>,
    inside: Vec<Inside>,
}

impl Judge<'_, '_> {
    /// Where the value of an expression comes from.
    pub(super) fn origins(&mut self, at: ExprRef) -> Origins {
        let mut search = Search::default();
        match self.collect(at, 0, &mut search) {
            Some(()) if !search.found.is_empty() => Origins::Known(search.found),
            _ => Origins::Unknown,
        }
    }

    /// The answer for some values of which an expression may be any: the first one, if there is one for each.
    pub(super) fn on_every_way<T>(
        &mut self,
        ways: Vec<Origin>,
        mut ask: impl FnMut(&mut Self, ExprRef) -> Option<T>,
    ) -> Option<T> {
        let mut found = None;
        for way in ways {
            let Origin::Made(way) = way else { return None };
            let answer = ask(self, way)?;
            found.get_or_insert(answer);
        }
        found
    }

    fn collect(&mut self, at: ExprRef, steps: u32, search: &mut Search) -> Option<()> {
        if steps > MAX_STEPS {
            return None;
        }
        let facts = self.evaluator.project().module(at.module);
        match &facts.expr(at.expr).kind {
            ExprKind::Choice(options) => {
                options.iter().try_for_each(|&expr| self.collect(ExprRef { expr, ..at }, steps + 1, search))
            }
            ExprKind::Walrus(inner) | ExprKind::Await(inner) | ExprKind::Narrowed { value: inner, .. } => {
                self.collect(ExprRef { expr: *inner, ..at }, steps + 1, search)
            }
            ExprKind::Name(_, Use::Free) => {
                search.found.push(Origin::Made(at));
                Some(())
            }
            ExprKind::Name(name, used) => {
                let bindings = self.bindings_of(at.module, name, *used)?;
                bindings
                    .into_iter()
                    .try_for_each(|binding| self.of_binding(at.module, binding, steps, search))
            }
            ExprKind::Attribute(object, name) => {
                if let Some(sources) = self.stored(ExprRef { expr: *object, ..at }, name) {
                    return sources?
                        .into_iter()
                        .try_for_each(|source| self.collect(source, steps + 1, search));
                }
                search.found.push(Origin::Made(at));
                Some(())
            }
            ExprKind::Call(call) => self.of_call(at, call.callee, steps, search),
            _ => {
                search.found.push(Origin::Made(at));
                Some(())
            }
        }
    }

    /// What a call gives: where it calls functions of the project alone, what they return.
    fn of_call(&mut self, at: ExprRef, callee: ExprId, steps: u32, search: &mut Search) -> Option<()> {
        let callees = self.evaluator.expr(ExprRef { expr: callee, ..at });
        let mut entered = Vec::new();
        for traced in &callees {
            let (function, receiver) = match traced.value {
                Value::Function(function) => (function, 0),
                Value::Method(_, function) => (function, 1),
                _ => continue,
            };
            if self.is_followed(function) {
                entered.push(Inside { function, call: at, receiver });
            }
        }
        if entered.is_empty() || entered.len() < callees.iter().len() {
            search.found.push(Origin::Made(at));
        }
        entered.into_iter().try_for_each(|inside| {
            let returns = &self.evaluator.project().function(inside.function).returns;
            search.inside.push(inside);
            let module = inside.function.module;
            returns.iter().try_for_each(|&expr| self.collect(ExprRef { module, expr }, steps + 1, search))?;
            search.inside.pop();
            Some(())
        })
    }

    /// Whether a call of a function is what the function returns. That of a function which the settings name as a
    /// marker is one, whatever it returns.
    pub(super) fn is_followed(&mut self, function: FunctionRef) -> bool {
        let project = self.evaluator.project();
        let facts = project.function(function);
        let mut decorators = facts.decorators.iter();
        !facts.is_generator
            && !facts.returns.is_empty()
            && !project.catalog.markers.contains_key(&project.scope_name(function.module, facts.scope))
            && decorators.all(|decorator| self.is_transparent(function, *decorator))
    }

    /// The bindings that a name may refer to, if they are all known.
    pub(super) fn bindings_of(&self, module: ModuleId, name: &Name, used: Use) -> Option<Vec<BindingId>> {
        let facts = self.evaluator.project().module(module);
        match used {
            Use::Reaching(set) => Some(facts.set(set).to_vec()),
            Use::Enclosing(scope) => {
                let symbol = facts.symbol(scope, name.as_str())?;
                let all = symbol.from_inner.iter().chain(facts.set(symbol.at_exit));
                Some(all.copied().collect())
            }
            Use::Free => None,
        }
    }

    fn of_binding(
        &mut self,
        module: ModuleId,
        binding: BindingId,
        steps: u32,
        search: &mut Search,
    ) -> Option<()> {
        // Files may import a name from each other without end.
        if steps > MAX_STEPS {
            return None;
        }
        let facts = self.evaluator.project().module(module);
        match &facts.bindings[binding.index()].source {
            BindingSource::Value { value, unpack, .. } if unpack.is_empty() => {
                self.collect(ExprRef { module, expr: *value }, steps + 1, search)
            }
            BindingSource::Import(import) => self.of_import(module, binding, import, steps, search),
            BindingSource::Join(set) => facts
                .set(*set)
                .iter()
                .filter(|inner| **inner != binding)
                .try_for_each(|&inner| self.of_binding(module, inner, steps + 1, search)),
            BindingSource::Function(_) | BindingSource::Class(_) => {
                search.found.push(Origin::Defined(module, binding));
                Some(())
            }
            BindingSource::Parameter(function, number) => {
                self.of_parameter(FunctionRef { module, function: *function }, *number, steps, search)
            }
            _ => None,
        }
    }

    /// What a parameter is in a call through which the value was followed.
    fn of_parameter(
        &mut self,
        function: FunctionRef,
        number: u32,
        steps: u32,
        search: &mut Search,
    ) -> Option<()> {
        let at = search.inside.iter().rposition(|inside| inside.function == function)?;
        let Inside { call, receiver, .. } = search.inside[at];
        let project = self.evaluator.project();
        let arguments = &project.call(call)?.arguments;
        let parameter = project.function(function).parameters.get(number as usize)?;
        let is_plain = |argument: &&Argument| {
            matches!(argument.kind, ArgumentKind::Positional | ArgumentKind::Keyword(_))
        };
        if arguments.iter().filter(is_plain).count() < arguments.len() {
            return None;
        }
        let mut numbered = 0..arguments.len() as u32;
        let given =
            numbered.find(|&at| self.parameter_for(function, arguments, at, receiver) == Some(number));
        let outer = search.inside.split_off(at);
        let given = given.map(|given| ExprRef { expr: arguments[given as usize].value, ..call });
        let default = parameter.default.map(|expr| ExprRef { module: function.module, expr });
        self.collect(given.or(default)?, steps + 1, search)?;
        search.inside.extend(outer);
        Some(())
    }

    fn of_import(
        &mut self,
        module: ModuleId,
        binding: BindingId,
        import: &Import,
        steps: u32,
        search: &mut Search,
    ) -> Option<()> {
        let project = self.evaluator.project();
        let path = import.module.as_str();
        let target = match import.level {
            0 => project.table.absolute(module, path),
            level => project.table.relative(module, level, path),
        };
        let member = import.member.as_ref();
        let (Some(Found::Module(target)), Some(member)) = (target, member) else {
            search.found.push(Origin::Defined(module, binding));
            return Some(());
        };
        let facts = project.module(target);
        let Some(symbol) = facts.symbol(MODULE_SCOPE, member.as_str()) else {
            search.found.push(Origin::Defined(module, binding));
            return Some(());
        };
        let bindings: Vec<BindingId> =
            symbol.from_inner.iter().chain(facts.set(symbol.at_exit)).copied().collect();
        bindings.into_iter().try_for_each(|binding| self.of_binding(target, binding, steps + 1, search))
    }

    /// What is stored in an attribute of a project's object: every store of that name into an object that may be it.
    /// Nothing for an attribute that is not stored; nothing inside for one that is stored and cannot be followed.
    #[expect(clippy::option_option, reason = "two ways of not knowing that differ")]
    fn stored(&mut self, object: ExprRef, name: &Name) -> Option<Option<Vec<ExprRef>>> {
        let classes = self.own_classes(object)?;
        let project = self.evaluator.project();
        let mut sources = Vec::new();
        for (module, number) in self.index.stores.get(name)?.clone() {
            let store = &project.module(module).stores[number];
            let owners = self.own_classes(ExprRef { module, expr: store.object });
            let may_be_it = owners.is_none_or(|owners| {
                let mut pairs =
                    owners.iter().flat_map(|owner| classes.iter().map(move |class| (owner, class)));
                pairs.any(|(owner, class)| self.is_kin(*owner, *class))
            });
            if !may_be_it {
                continue;
            }
            match (&store.key, &store.source) {
                (StoreKey::Member(_), BindingSource::Value { value, unpack, .. }) if unpack.is_empty() => {
                    sources.push(ExprRef { module, expr: *value });
                }
                _ => return Some(None),
            }
        }
        (!sources.is_empty()).then_some(Some(sources))
    }

    /// The classes of the project of which an expression is an instance, if of nothing else.
    fn own_classes(&mut self, at: ExprRef) -> Option<Vec<ClassRef>> {
        let values = self.evaluator.expr(at);
        let class = |traced: &Traced| match traced.value {
            Value::Object(class) | Value::Class(class) => Some(class),
            _ => None,
        };
        values.iter().map(class).collect::<Option<Vec<ClassRef>>>().filter(|classes| !classes.is_empty())
    }
}
