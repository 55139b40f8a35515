//! Who uses a function, and whether each use calls it where a marker is active.

use super::decorators::Decoration;
use super::index::Place;
use super::{Coverage, Judge, Open, Question, escaping};
use crate::catalog::{Behaviour, Covers, Intrinsic, MarkerShape};
use crate::module::{BindingId, BindingSource, ExprId, ExprKind, ScopeId, ScopeKind, Use};
use crate::name::{Name, QualName};
use crate::project::{ClassRef, ExprRef, FunctionRef, ModuleId, Value};

/// How many uses of one name are looked at; beyond that nothing is claimed.
const MAX_USES: usize = 400;

/// How far a coroutine or generator is followed to where it is used up.
const MAX_CARRIED: u32 = 6;

/// How many methods that are called on each other's results are followed.
const MAX_CHAIN: u32 = 32;

/// A parameter that has a function for its value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Receives {
    pub(super) function: FunctionRef,
    pub(super) parameter: u32,
    /// The call that passes it, unless a decorator does.
    pub(super) call: Option<ExprRef>,
}

/// A coroutine or generator on its way to where it is used up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Carried {
    steps: u32,
    /// Whether it has become an element of something: who goes through that does not run it.
    is_element: bool,
}

impl Carried {
    fn on(self) -> Self {
        Self { steps: self.steps + 1, ..self }
    }
}

/// Attributes of a function that say something about it.
const HARMLESS: &[&str] =
    &["__name__", "__qualname__", "__doc__", "__module__", "__annotations__", "__dict__"];

impl Judge<'_, '_> {
    /// The ways to the body of a function.
    pub(super) fn ways(&mut self, function: FunctionRef) -> Coverage {
        let own = match self.decoration_of_class(function) {
            Decoration::Covers(active) => return Coverage::covered(active),
            of_class => (of_class, self.own_ways(function)),
        };
        match own {
            // What covers the method by itself counts.
            (Decoration::Lapses(active, cause), ways @ Coverage { covered: None, .. }) => {
                Coverage::lapsed(active, cause).and(ways)
            }
            (_, ways) => ways,
        }
    }

    /// The ways to the body of a function, whatever its class.
    fn own_ways(&mut self, function: FunctionRef) -> Coverage {
        match self.decoration(function) {
            Decoration::Covers(active) => return Coverage::covered(active),
            Decoration::Lapses(active, cause) => return Coverage::lapsed(active, cause),
            Decoration::Enters => return Coverage::open(Open::Reached(Vec::new())),
            Decoration::Escapes => return Coverage::unknown(),
            Decoration::Plain => {}
        }
        if self.is_entry_point(function) {
            return Coverage::open(Open::Reached(Vec::new()));
        }
        if let Some(taken) = self.taken(function) {
            return taken;
        }
        if self.has_hidden_callers(function) {
            return Coverage::unknown();
        }
        let mut all = Coverage::default();
        for used in self.uses(function) {
            let Some(used) = used else { return Coverage::unknown().and(all) };
            all = all.and(self.used(function, used));
        }
        let facts = self.evaluator.project().function(function);
        if all.covered.is_none() && all.open.is_none() && !facts.is_lambda {
            // Nobody calls it that is seen: it is where a program begins, or ends.
            return Coverage::open(Open::Reached(Vec::new()));
        }
        all
    }

    /// The ways to a function without a name that is an argument: the marker that it is given to, or, where the call
    /// runs it at once, what is active around that. `None` where neither is so.
    fn taken(&mut self, function: FunctionRef) -> Option<Coverage> {
        let project = self.evaluator.project();
        let catalog = project.catalog;
        let taker =
            project.function(function).given_to.filter(|_| catalog.conventions.markers_run_functions)?;
        let at = ExprRef { module: function.module, expr: taker };
        if let Some(active) = self.entered(at, MarkerShape::ContextManager) {
            return Some(Coverage::covered(active));
        }
        let (site, call) = (project.call_site(at)?, project.call(at)?);
        let ExprKind::Attribute(_, name) = &project.module(at.module).expr(call.callee).kind else {
            return None;
        };
        let around = self.point(at.module, site.scope, site.context, at);
        if catalog.any_method_behaves(name, Behaviour::Calls) {
            return Some(if self.is_returned_lazily(at) { escaping(around) } else { around });
        }
        // What it is called on may hold one value, or be asked for many of them later.
        matches!(catalog.any_method(name)?, Intrinsic::Apply | Intrinsic::Receiver | Intrinsic::Alternative)
            .then(|| if self.is_taken(at, 0) { around } else { escaping(around) })
    }

    /// Whether a function returns what a call gives by a type that says that nothing has run yet.
    fn is_returned_lazily(&mut self, call: ExprRef) -> bool {
        let Place::Returned(function) = self.index.place(call) else { return false };
        let annotation = self.evaluator.project().module(call.module).function(function).returns_annotation;
        annotation.is_some_and(|expr| self.is_lazy_type(ExprRef { expr, ..call }))
    }

    /// Whether what a call gives is taken before the function that it stands in has returned.
    fn is_taken(&mut self, call: ExprRef, steps: u32) -> bool {
        if steps > MAX_CHAIN {
            return false;
        }
        let project = self.evaluator.project();
        match self.index.place(call) {
            Place::Object(member) => {
                let member = ExprRef { expr: member, ..call };
                let Place::Callee(outer) = self.index.place(member) else { return false };
                let ExprKind::Attribute(_, name) = &project.module(call.module).expr(member.expr).kind else {
                    return false;
                };
                project.catalog.any_method_behaves(name, Behaviour::Consumes)
                    || project.catalog.any_method(name).is_some()
                        && self.is_taken(ExprRef { expr: outer, ..call }, steps + 1)
            }
            Place::Returned(function) => {
                let is_typed = project.module(call.module).function(function).returns_annotation.is_some();
                is_typed && !self.is_returned_lazily(call)
            }
            Place::Option(outer) => self.is_taken(ExprRef { expr: outer, ..call }, steps + 1),
            _ => self.is_used_up(call, Carried::default()),
        }
    }

    /// What one use of a function does with it.
    fn used(&mut self, function: FunctionRef, used: ExprRef) -> Coverage {
        match self.index.place(used) {
            Place::Callee(call) => self.called(function, ExprRef { expr: call, ..used }),
            Place::Argument(call, number) => {
                let call = ExprRef { expr: call, ..used };
                if self.is_partial(call) {
                    return self.used(function, call);
                }
                self.passed(function, call, number, 0)
            }
            Place::Option(outer) => self.used(function, ExprRef { expr: outer, ..used }),
            // Its other name is followed as well; one that others may read is a way that is not seen.
            Place::Bound(binding) if self.is_name(used, binding) && self.is_read(used, binding) => {
                Coverage::default()
            }
            Place::Object(outer) if self.is_harmless(ExprRef { expr: outer, ..used }) => Coverage::default(),
            _ => self.escapes(function),
        }
    }

    /// A function that goes where it cannot be followed. What is active where a nested one is written has ended by
    /// the time that it runs.
    fn escapes(&mut self, function: FunctionRef) -> Coverage {
        let project = self.evaluator.project();
        let module = function.module;
        let facts = project.module(module);
        let own = project.function(function);
        let parent = own.parent;
        if !matches!(facts.scope(parent).kind, ScopeKind::Function(_))
            && facts.scope(own.scope).context.is_none()
        {
            return Coverage::unknown();
        }
        let at = ExprRef { module, expr: ExprId(0) };
        let context = facts.scope(own.scope).context;
        let around = match self.in_context(module, context, None) {
            Some(active) => Coverage::covered(active),
            None => self.point(module, parent, None, at),
        };
        escaping(around)
    }

    /// A call of a function.
    pub(super) fn called(&mut self, function: FunctionRef, call: ExprRef) -> Coverage {
        let project = self.evaluator.project();
        let Some(site) = project.call_site(call) else { return Coverage::unknown() };
        let around = self.point(call.module, site.scope, site.context, call);
        let facts = project.function(function);
        let later = (facts.is_async || facts.is_generator) && !self.is_used_up(call, Carried::default());
        let around = if later { escaping(around) } else { around };
        // A function that stands inside another is called where the reader sees it.
        if self.is_nested(function) { around } else { around.through(&self.step(call, site.scope)) }
    }

    // --- uses ------------------------------------------------------------------------------------------------

    /// The expressions that may be a function; `None` for one that cannot be told.
    fn uses(&mut self, function: FunctionRef) -> Vec<Option<ExprRef>> {
        let project = self.evaluator.project();
        let facts = project.function(function);
        if facts.is_lambda {
            let exprs = project.module(function.module).exprs.iter().enumerate();
            let is = |kind: &ExprKind| super::parameters::lambda(kind) == Some(function.function);
            let mut found: Vec<Option<ExprRef>> = exprs
                .filter(|(_, expr)| is(&expr.kind))
                .map(|(at, _)| Some(ExprRef { module: function.module, expr: ExprId(at as u32) }))
                .collect();
            let names: Vec<Name> = found.iter().flatten().filter_map(|at| self.name_given(*at)).collect();
            found.extend(self.uses_of_names(function, names));
            return found;
        }
        self.uses_of_names(function, vec![facts.name.clone()])
    }

    pub(super) fn uses_of_names(
        &mut self,
        function: FunctionRef,
        mut names: Vec<Name>,
    ) -> Vec<Option<ExprRef>> {
        let project = self.evaluator.project();
        let local = matches!(
            project.module(function.module).scope(project.function(function).parent).kind,
            ScopeKind::Function(_)
        );
        let mut found = Vec::new();
        let mut looked_at = 0;
        let mut next = 0;
        while let Some(name) = names.get(next).cloned() {
            next += 1;
            let renamed = self.index.renamed.get(&name).into_iter().flatten();
            let new: Vec<Name> = renamed.filter(|name| !names.contains(name)).cloned().collect();
            names.extend(new);
            let reads = self.index.reads.get(&name).map_or(&[][..], Vec::as_slice);
            let texts = self.index.texts.get(&name).map_or(&[][..], Vec::as_slice);
            for &at in reads.iter().chain(texts) {
                if local && at.module != function.module {
                    continue;
                }
                looked_at += 1;
                if looked_at > MAX_USES {
                    return vec![None];
                }
                let Some(at) = self.in_call_by_name(at) else { continue };
                match self.may_be(function, at) {
                    Some(true) => {
                        found.push(Some(at));
                        let other = self.name_given(at);
                        names.extend(other.filter(|name| !names.contains(name)));
                    }
                    Some(false) => {}
                    None => found.push(None),
                }
            }
        }
        found
    }

    /// For a text: the call that reads an attribute by it, if it is one. Other expressions are themselves.
    fn in_call_by_name(&self, at: ExprRef) -> Option<ExprRef> {
        let facts = self.evaluator.project().module(at.module);
        if !matches!(facts.expr(at.expr).kind, ExprKind::Literal(_)) {
            return Some(at);
        }
        match self.index.place(at) {
            Place::Argument(call, 1) => Some(ExprRef { expr: call, ..at }),
            _ => None,
        }
    }

    /// The name that a use of a function gives it.
    fn name_given(&self, at: ExprRef) -> Option<Name> {
        match self.index.place(at) {
            Place::Bound(binding) if self.is_name(at, binding) => {
                Some(self.evaluator.project().module(at.module).bindings[binding.index()].name.clone())
            }
            Place::Option(outer) => self.name_given(ExprRef { expr: outer, ..at }),
            Place::Argument(call, 0) => {
                let call = ExprRef { expr: call, ..at };
                let facts = self.evaluator.project().module(at.module);
                matches!(facts.expr(call.expr).kind, ExprKind::Call(_)).then(|| self.name_given(call))?
            }
            _ => None,
        }
    }

    /// Whether a name is read at all, or cannot be read outside a function.
    fn is_read(&self, at: ExprRef, binding: BindingId) -> bool {
        let facts = self.evaluator.project().module(at.module);
        let bound = &facts.bindings[binding.index()];
        self.index.reads.contains_key(&bound.name)
            || matches!(facts.scope(bound.scope).kind, ScopeKind::Function(_))
    }

    /// Whether a binding gives an expression a name, as it is.
    fn is_name(&self, at: ExprRef, binding: BindingId) -> bool {
        let facts = self.evaluator.project().module(at.module);
        matches!(&facts.bindings[binding.index()].source, BindingSource::Value { unpack, .. } if unpack.is_empty())
    }

    /// Whether an expression may be a function; `None` if that cannot be told.
    pub(super) fn may_be(&mut self, function: FunctionRef, at: ExprRef) -> Option<bool> {
        let values = self.evaluator.expr(at);
        if self.evaluator.is_bounded() {
            return None;
        }
        let class = self.evaluator.project().function(function).class;
        let class = class.map(|class| ClassRef { module: function.module, class });
        let mut known = false;
        for traced in &values {
            known = true;
            match function_of(&traced.value) {
                Some(found) if found == function => return Some(true),
                // The same method of a related class: an object may be of either, unless it is `super()`.
                Some(found) if self.are_related(class, found) && !self.is_of_super(at) => return Some(true),
                _ => {}
            }
        }
        let facts = self.evaluator.project().module(at.module);
        match &facts.expr(at.expr).kind {
            ExprKind::Attribute(..) if !known && matches!(self.index.place(at), Place::Callee(_)) => None,
            _ => Some(false),
        }
    }

    /// Whether an expression is an attribute of `super()`.
    pub(super) fn is_of_super(&mut self, at: ExprRef) -> bool {
        let facts = self.evaluator.project().module(at.module);
        let ExprKind::Attribute(object, _) = &facts.expr(at.expr).kind else { return false };
        self.callee_is(ExprRef { expr: *object, ..at }, |judge, name| {
            matches!(judge.evaluator.project().catalog.intrinsic(name), Some(Intrinsic::Super))
        })
    }

    fn are_related(&mut self, class: Option<ClassRef>, found: FunctionRef) -> bool {
        let other = self.evaluator.project().function(found).class;
        let (Some(class), Some(other)) = (class, other) else { return false };
        self.is_kin(class, ClassRef { module: found.module, class: other })
    }

    /// Whether one of two classes derives from the other, or is it.
    pub(super) fn is_kin(&mut self, one: ClassRef, other: ClassRef) -> bool {
        self.evaluator.ancestors(one).classes.contains(&other)
            || self.evaluator.ancestors(other).classes.contains(&one)
    }

    /// Whether a function is where a program or a test begins.
    fn is_entry_point(&self, function: FunctionRef) -> bool {
        let name = &self.evaluator.project().function(function).name;
        !self.is_nested(function) && (name.as_str() == "main" || name.as_str().starts_with("test_"))
    }

    /// Whether somebody may call a function whom no expression shows.
    fn has_hidden_callers(&mut self, function: FunctionRef) -> bool {
        let project = self.evaluator.project();
        let facts = project.function(function);
        if facts.is_lambda {
            return false;
        }
        let module = project.module(function.module);
        let nested = matches!(module.scope(facts.parent).kind, ScopeKind::Function(_));
        if nested {
            return false;
        }
        let name = facts.name.as_str();
        let is_called_by_name = name.ends_with("__");
        let is_exported = self.index.exported.contains(&facts.name);
        let is_in_a_path = self.index.paths.get(&facts.name).is_some_and(|paths| !paths.is_empty());
        if is_called_by_name || is_exported || is_in_a_path || module.is_exposed {
            return true;
        }
        let class = facts.class.map(|class| ClassRef { module: function.module, class });
        class.is_some_and(|class| self.has_a_caller_outside(class))
            || self.is_called_by_a_text(&facts.name)
            || self.is_revealed(function.module)
            || self.is_read_by_computed_name(function, class)
    }

    /// Whether a text with a function's name is given to what calls by name: `methodcaller("run")`.
    fn is_called_by_a_text(&mut self, name: &Name) -> bool {
        let texts = self.index.texts.get(name).cloned().unwrap_or_default();
        texts.into_iter().any(|at| {
            let Place::Argument(call, _) = self.index.place(at) else { return false };
            self.callee_is(ExprRef { expr: call, ..at }, |judge, name| {
                judge.evaluator.project().catalog.behaves(name, Behaviour::CallsByName)
            })
        })
    }

    /// Whether what stands in a file is reached by names that are computed: `globals()[name]`.
    fn is_revealed(&mut self, module: ModuleId) -> bool {
        let catalog = self.evaluator.project().catalog;
        let names = catalog.names(Behaviour::Reveals).iter().filter_map(|name| self.index.reads.get(name));
        let reads: Vec<ExprRef> = names.flatten().filter(|at| at.module == module).copied().collect();
        reads.into_iter().any(|at| {
            self.evaluator
                .external_names(at)
                .iter()
                .any(|name| catalog.behaves(name.as_str(), Behaviour::Reveals))
        })
    }

    /// Whether a library may call the methods of a class: it derives from one of its classes.
    fn has_a_caller_outside(&mut self, class: ClassRef) -> bool {
        let project = self.evaluator.project();
        let catalog = project.catalog;
        let mro = self.evaluator.ancestors(class);
        let outside = mro.externals.iter().any(|base| !catalog.behaves(base.as_str(), Behaviour::PlainBase));
        outside
            || mro.classes.iter().any(|class| {
                let facts = project.class(*class);
                facts.bases.iter().any(|&base| {
                    let values = self.evaluator.expr(ExprRef { module: class.module, expr: base });
                    values.is_empty()
                })
            })
    }

    /// Whether an attribute with a name that is not written is read of what holds a function.
    fn is_read_by_computed_name(&mut self, function: FunctionRef, class: Option<ClassRef>) -> bool {
        let dynamic = self.index.dynamic.clone();
        dynamic.into_iter().any(|call| {
            let project = self.evaluator.project();
            let Some(facts) = project.call(call) else { return false };
            let callee = self.evaluator.expr(ExprRef { expr: facts.callee, ..call });
            let reads = callee.iter().any(|traced| match &traced.value {
                Value::External(name) => {
                    matches!(project.catalog.intrinsic(name.as_str()), Some(Intrinsic::GetAttr))
                }
                _ => false,
            });
            let Some(object) = facts.arguments.first().filter(|_| reads) else { return false };
            let objects = self.evaluator.expr(ExprRef { expr: object.value, ..call });
            let holds = |value: &Value| match value {
                Value::Module(module) => *module == function.module && class.is_none(),
                Value::Object(known) | Value::Class(known) => Some(*known) == class,
                _ => false,
            };
            objects.is_empty() || objects.iter().any(|traced| holds(&traced.value))
        })
    }

    // --- where it is used up ---------------------------------------------------------------------------------

    /// Whether the coroutine or generator that a call makes runs where the call stands.
    pub(super) fn is_used_up(&mut self, call: ExprRef, carried: Carried) -> bool {
        if carried.steps > MAX_CARRIED {
            return false;
        }
        match self.index.place(call) {
            Place::Awaited(_) | Place::Iterated | Place::Delegated => !carried.is_element,
            Place::Argument(outer, _) => {
                let outer = ExprRef { expr: outer, ..call };
                !carried.is_element && (self.uses_up(outer) || self.gathers(outer, carried))
                    || self.hands_on(outer) && self.is_used_up(outer, carried.on())
            }
            Place::Option(outer) => self.is_used_up(ExprRef { expr: outer, ..call }, carried.on()),
            Place::Element(outer) => {
                let carried = Carried { is_element: true, ..carried.on() };
                self.is_used_up(ExprRef { expr: outer, ..call }, carried)
            }
            Place::Spread(outer) => {
                let outer = ExprRef { expr: outer, ..call };
                self.uses_up(outer) || self.gathers(outer, carried) || self.is_used_up(outer, carried.on())
            }
            Place::Bound(binding) => self.is_name_used_up(call, binding, carried),
            Place::Object(_) | Place::Returned(_) => {
                self.handed_to(call).is_some_and(|outer| self.is_used_up(outer, carried.on()))
            }
            _ => false,
        }
    }

    /// The call that hands on what stands here: of a method that gives what it is called on, or of one that gives what
    /// the function returns that it is given.
    fn handed_to(&self, at: ExprRef) -> Option<ExprRef> {
        let project = self.evaluator.project();
        let facts = project.module(at.module);
        let call = match self.index.place(at) {
            Place::Object(member) => match self.index.place(ExprRef { expr: member, ..at }) {
                Place::Callee(call) => call,
                _ => return None,
            },
            Place::Returned(function) => facts.function(function).given_to?,
            _ => return None,
        };
        let ExprKind::Attribute(_, name) = &facts.expr(facts.call(call)?.callee).kind else { return None };
        let effect = project.catalog.any_method(name)?;
        matches!(effect, Intrinsic::Receiver | Intrinsic::Apply).then_some(ExprRef { expr: call, ..at })
    }

    /// Whether every read of a name that is bound here uses it up, in the same scope and in the same `with`.
    fn is_name_used_up(&mut self, at: ExprRef, binding: BindingId, carried: Carried) -> bool {
        let facts = self.evaluator.project().module(at.module);
        let bound = &facts.bindings[binding.index()];
        let in_function = matches!(facts.scope(bound.scope).kind, ScopeKind::Function(_));
        let Some(reads) = self.index.reads.get(&bound.name).filter(|_| in_function) else { return false };
        // The innermost block around the binding.
        let blocks = facts.contexts.iter().map(|context| context.statement);
        let block =
            blocks.filter(|block| block.contains(bound.span)).min_by_key(|block| block.end - block.start);
        let mut any = false;
        for &read in reads.iter().filter(|read| read.module == at.module) {
            match &facts.expr(read.expr).kind {
                ExprKind::Name(_, Use::Reaching(set)) if facts.set(*set).contains(&binding) => {
                    any = true;
                    let is_inside = block.is_none_or(|block| block.contains(facts.expr(read.expr).span));
                    if !is_inside || !self.is_used_up(read, carried.on()) {
                        return false;
                    }
                }
                ExprKind::Name(_, Use::Enclosing(scope)) if *scope == bound.scope => return false,
                _ => {}
            }
        }
        any
    }

    /// Whether a call takes the elements of its arguments, or runs them, before it is over.
    fn uses_up(&mut self, call: ExprRef) -> bool {
        self.callee_is(call, |judge, name| {
            let catalog = judge.evaluator.project().catalog;
            catalog.behaves(name, Behaviour::Consumes)
        })
    }

    /// Whether a call is waited for and runs the coroutines that it is given: `await gather(f(), g())`.
    fn gathers(&mut self, call: ExprRef, carried: Carried) -> bool {
        let gathers = self.callee_is(call, |judge, name| {
            judge.evaluator.project().catalog.behaves(name, Behaviour::Gathers)
        });
        gathers && self.is_used_up(call, Carried { is_element: false, ..carried.on() })
    }

    /// Whether a call gives back what it is given: `create_task(f())`, `sorted(…)`.
    fn hands_on(&mut self, call: ExprRef) -> bool {
        self.callee_is(call, |judge, name| {
            let catalog = judge.evaluator.project().catalog;
            let effect = catalog.intrinsic(name).filter(|_| !catalog.behaves(name, Behaviour::Spawns));
            matches!(
                effect,
                Some(
                    Intrinsic::FirstArgument
                        | Intrinsic::SameElements
                        | Intrinsic::Enumerate
                        | Intrinsic::Zip
                )
            )
        })
    }

    fn callee_is(&mut self, call: ExprRef, is: impl Fn(&Self, &str) -> bool) -> bool {
        let project = self.evaluator.project();
        let Some(facts) = project.call(call) else { return false };
        let callee = ExprRef { expr: facts.callee, ..call };
        // A method of a text that is written out: `", ".join(…)`.
        if let ExprKind::Attribute(object, method) = &project.module(call.module).expr(callee.expr).kind {
            let objects = self.evaluator.expr(ExprRef { expr: *object, ..call });
            if objects.text().is_some() {
                let method = project.catalog.text_method(method.as_str());
                return is(self, method.as_str());
            }
        }
        let callees = self.evaluator.expr(callee);
        let mut names = callees.iter().map(|traced| traced.value.api());
        !callees.is_empty() && names.all(|name| name.is_some_and(|name| is(self, name.as_str())))
    }

    /// Whether a block that runs later is waited for where it stands. One that is handed to a task, returned or stored
    /// is not.
    pub(super) fn is_block_used_up(&mut self, module: ModuleId, scope: ScopeId) -> bool {
        let facts = self.evaluator.project().module(module);
        let span = facts.scope(scope).span;
        let mut blocks = facts.exprs.iter().enumerate();
        let block = blocks.find(|(_, expr)| expr.span == span && matches!(expr.kind, ExprKind::Choice(_)));
        block.is_some_and(|(at, _)| {
            self.is_used_up(ExprRef { module, expr: ExprId(at as u32) }, Carried::default())
        })
    }

    /// Whether a call stands in what a function returns whose type says that nothing has run yet: a future, a stream.
    pub(super) fn is_given_lazily(&mut self, question: &Question<'_>) -> bool {
        let project = self.evaluator.project();
        let facts = project.module(question.module);
        let ScopeKind::Function(function) = facts.scope(question.site.scope).kind else { return false };
        let function = facts.function(function);
        let Some(annotation) = function.returns_annotation else { return false };
        let call = facts.expr(question.site.expr).span;
        function.returns.iter().any(|&value| facts.expr(value).span.contains(call))
            && self.is_lazy_type(ExprRef { module: question.module, expr: annotation })
    }

    /// Whether what a call gives is handed to a task of its own: then it has not run where the call stands.
    pub(super) fn is_spawned(&mut self, question: &Question<'_>) -> bool {
        self.is_sent_away(ExprRef { module: question.module, expr: question.site.expr }, 0)
    }

    fn is_sent_away(&mut self, at: ExprRef, steps: u32) -> bool {
        if steps > MAX_CARRIED {
            return false;
        }
        match self.index.place(at) {
            Place::Argument(outer, 0) => {
                let outer = ExprRef { expr: outer, ..at };
                let spawns = self.callee_is(outer, |judge, name| {
                    judge.evaluator.project().catalog.behaves(name, Behaviour::Spawns)
                });
                spawns || self.hands_on(outer) && self.is_sent_away(outer, steps + 1)
            }
            Place::Object(_) => self.handed_to(at).is_some_and(|outer| self.is_sent_away(outer, steps + 1)),
            Place::Option(outer) => self.is_sent_away(ExprRef { expr: outer, ..at }, steps + 1),
            Place::Bound(binding) => {
                let facts = self.evaluator.project().module(at.module);
                let reads = self.index.reads.get(&facts.bindings[binding.index()].name).cloned();
                let is_read = |read: &ExprRef| match &facts.expr(read.expr).kind {
                    ExprKind::Name(_, Use::Reaching(set)) => facts.set(*set).contains(&binding),
                    _ => false,
                };
                let reads = reads.into_iter().flatten().filter(|read| read.module == at.module);
                reads.filter(is_read).any(|read| self.is_sent_away(read, steps + 1))
            }
            _ => false,
        }
    }

    /// Whether a type is one of values whose code runs when somebody waits for them, or wraps one.
    fn is_lazy_type(&mut self, at: ExprRef) -> bool {
        let project = self.evaluator.project();
        let catalog = project.catalog;
        let is_lazy =
            |names: &[QualName]| names.iter().any(|name| catalog.behaves(name.as_str(), Behaviour::Lazy));
        match &project.module(at.module).expr(at.expr).kind {
            ExprKind::Index(base, key) => {
                let (base, key) = (ExprRef { expr: *base, ..at }, ExprRef { expr: *key, ..at });
                let names = self.evaluator.external_names(base);
                let wraps =
                    |name: &QualName| matches!(catalog.intrinsic(name.as_str()), Some(Intrinsic::Wrapper(_)));
                is_lazy(&names) || names.iter().any(wraps) && self.is_lazy_type(key)
            }
            ExprKind::Choice(parts) | ExprKind::Sequence(parts) => {
                parts.iter().any(|&expr| self.is_lazy_type(ExprRef { expr, ..at }))
            }
            ExprKind::Name(..) | ExprKind::Attribute(..) => is_lazy(&self.evaluator.external_names(at)),
            _ => false,
        }
    }

    /// Whether the elements of a generator expression are taken where it stands.
    pub(super) fn is_used_up_here(&mut self, module: ModuleId, scope: ScopeId) -> bool {
        let facts = self.evaluator.project().module(module);
        let span = facts.scope(scope).span;
        let mut made = facts
            .exprs
            .iter()
            .enumerate()
            .filter(|(_, expr)| expr.span == span && matches!(expr.kind, ExprKind::Comprehension(_)));
        let Some((at, _)) = made.next() else { return false };
        self.is_used_up(ExprRef { module, expr: ExprId(at as u32) }, Carried::default())
    }

    /// Whether a function is written inside another one.
    pub(super) fn is_nested(&self, function: FunctionRef) -> bool {
        let project = self.evaluator.project();
        let facts = project.module(function.module);
        facts.enclosing_function(project.function(function).parent).is_some()
    }

    // --- small questions -------------------------------------------------------------------------------------

    fn is_partial(&mut self, call: ExprRef) -> bool {
        let made = self.evaluator.expr(call);
        let partial = |value: &Value| matches!(value, Value::Partial(_, at) if *at == call);
        !made.is_empty() && made.iter().all(|traced| partial(&traced.value))
    }

    /// Whether an attribute of a function only says something about it.
    pub(super) fn is_harmless(&self, at: ExprRef) -> bool {
        let facts = self.evaluator.project().module(at.module);
        matches!(&facts.expr(at.expr).kind, ExprKind::Attribute(_, name) if HARMLESS.contains(&name.as_str()))
    }

    /// Which functions the marker that wraps at a call covers.
    pub(super) fn wrapper_covers(&mut self, call: ExprRef) -> Covers {
        let project = self.evaluator.project();
        let factory = project.call(call).map_or(call, |facts| ExprRef { expr: facts.callee, ..call });
        let shapes = [MarkerShape::DecoratorFactory, MarkerShape::Decorator];
        self.applied(factory, &shapes, None).map_or(Covers::Any, |found| found.covers)
    }
}

/// The project's function that a value is, through what calls it.
fn function_of(value: &Value) -> Option<FunctionRef> {
    match value {
        Value::Function(function) | Value::Method(_, function) => Some(*function),
        Value::Partial(inner, _) => function_of(inner),
        _ => None,
    }
}
