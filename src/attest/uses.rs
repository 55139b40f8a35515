//! Who uses a function, and by which edges that leads to its body.

use super::decorators::Decoration;
use super::edges::{Edge, Edges};
use super::graph::Unsolved;
use super::index::{Place, in_module};
use super::markers::is_in_doubt;
use super::parameters::Handed;
use super::promises::Begun;
use super::{Doubt, Judge, Runs};
use crate::catalog::{Behaviour, Covers, Intrinsic, MarkerShape};
use crate::limit::Limit;
use crate::module::{BindingId, BindingSource, ExprId, ExprKind, ScopeKind};
use crate::name::Name;
use crate::project::{ClassRef, ExprRef, FunctionRef, Unknown, Value};

/// Attributes of a function that say something about it.
const HARMLESS: &[&str] =
    &["__name__", "__qualname__", "__doc__", "__module__", "__annotations__", "__dict__"];

impl Judge<'_, '_> {
    /// The edges to the body of a function.
    pub(super) fn edges(&mut self, function: FunctionRef) -> Result<Edges, Unsolved> {
        self.evaluator.project().limits.ceiling().check();
        self.note_hidden();
        // Each function has the evaluator's bounds to itself, so that it does not matter who asked for it.
        self.evaluator.begin();
        if self.lens.is_some() {
            return Ok(Edges { all: self.edges_behind(function)?, unless_covered: None });
        }
        let unless_covered = match self.decoration_of_class(function)? {
            Decoration::Covers(active) => return Ok(Edge::covered(active).into()),
            // What covers the method by itself counts.
            Decoration::Lapses(active, cause) => Some(Edge::lapsed(active, cause)),
            _ => None,
        };
        self.noted = None;
        let edges = self.own_edges(function)?;
        let doubt = self.noted.take();
        let all = edges.into_iter().map(|edge| edge.despite(doubt)).collect();
        Ok(Edges { all, unless_covered })
    }

    /// The edges to the body of a function, whatever its class.
    fn own_edges(&mut self, function: FunctionRef) -> Result<Vec<Edge>, Unsolved> {
        match self.decoration(function)? {
            Decoration::Covers(active) => return Ok(vec![Edge::covered(active)]),
            Decoration::Lapses(active, cause) => return Ok(vec![Edge::lapsed(active, cause)]),
            Decoration::Enters => return Ok(vec![Edge::entry()]),
            Decoration::Escapes(at) => return Ok(vec![Edge::doubt(Doubt::Decorator(at))]),
            Decoration::Plain => {}
        }
        if self.is_entry_point(function) {
            return Ok(vec![Edge::entry()]);
        }
        if let Some(edge) = self.edge_of_literal(function) {
            return Ok(vec![edge]);
        }
        // Those that are seen are looked at all the same: whether one of them attests it says whether the doubt matters.
        let mut edges: Vec<Edge> = self.hidden_caller(function).map(Edge::doubt).into_iter().collect();
        for used in self.uses(function) {
            match used {
                Ok(at) => edges.extend(self.edges_of_use(function, at)),
                Err(doubt) => {
                    edges.push(Edge::doubt(doubt));
                    break;
                }
            }
        }
        Ok(edges)
    }

    /// The edge to a function literal that is passed as an argument: from the marker that it is passed to or, if the
    /// callee runs it immediately, from around the call. `None` if neither applies.
    pub(super) fn edge_of_literal(&mut self, function: FunctionRef) -> Option<Edge> {
        let project = self.evaluator.project();
        let catalog = project.catalog;
        let call =
            project.function(function).given_to.filter(|_| catalog.conventions.markers_run_functions)?;
        let at = ExprRef { module: function.module, expr: call };
        if self.goes_on_after_calls() {
            return self.edge_of_given_literal(function, at);
        }
        if let Some(active) = self.entered(at, &[MarkerShape::ContextManager]) {
            return Some(Edge::covered(active));
        }
        let ExprKind::Attribute(_, name) = &project.module(at.module).expr(project.call(at)?.callee).kind
        else {
            return None;
        };
        let around = self.around(at)?;
        if catalog.any_method_behaves(name, Behaviour::Calls) {
            return Some(if self.is_returned_lazily(at) { around.later(at) } else { around });
        }
        // What it is called on may hold one value, or be asked for many of them later.
        matches!(catalog.any_method(name)?, Intrinsic::Apply | Intrinsic::Receiver | Intrinsic::Alternative)
            .then(|| if self.is_asked_for(at) { around } else { around.later(at) })
    }

    /// The edge to a call: from what is active around it.
    pub(super) fn around(&mut self, call: ExprRef) -> Option<Edge> {
        let site = self.evaluator.project().call_site(call)?;
        Some(self.point(call.module, site.scope, site.context, call))
    }

    /// The edges to a function by one of its uses.
    pub(super) fn edges_of_use(&mut self, function: FunctionRef, mut used: ExprRef) -> Vec<Edge> {
        let edge = loop {
            match self.index.place(used) {
                Place::Callee(call) => return self.edges_of_call(function, ExprRef { expr: call, ..used }),
                Place::Argument(call, number) => {
                    let call = ExprRef { expr: call, ..used };
                    if !self.is_partial(call) {
                        return self.handed(function, Handed::Argument(call, number));
                    }
                    used = call;
                }
                Place::Option(outer) => used.expr = outer,
                // Its other name is followed as well; one that others may read is a use that is not seen.
                Place::Bound(binding) if self.is_name(used, binding) && self.is_read(used, binding) => {
                    return Vec::new();
                }
                // What takes it out of there is followed as well.
                Place::Element(_) if self.taken_out(function, used).is_some() => return Vec::new(),
                Place::Object(outer) if self.is_harmless(ExprRef { expr: outer, ..used }) => {
                    return Vec::new();
                }
                Place::Object(outer) => match self.by_method_of_function(ExprRef { expr: outer, ..used }) {
                    Some(ByMethod::Calls(call)) => return self.edges_of_call(function, call),
                    Some(ByMethod::Gives(call)) => used = call,
                    None => break self.edge_of_escape(function, used),
                },
                _ => break self.edge_of_escape(function, used),
            }
        };
        vec![edge]
    }

    /// The edge to a function that escapes here. What is active where a nested one is written has ended by the time
    /// that it runs.
    fn edge_of_escape(&mut self, function: FunctionRef, used: ExprRef) -> Edge {
        if self.lens.is_some() {
            return self.point_of(used);
        }
        let project = self.evaluator.project();
        let module = function.module;
        let facts = project.module(module);
        let own = project.function(function);
        let context = facts.scope(own.scope).context;
        if !matches!(facts.scope(own.parent).kind, ScopeKind::Function(_)) && context.is_none() {
            return Edge::doubt(Doubt::Escapes(used));
        }
        let around = match self.in_context(module, context, None) {
            Some(active) => Edge::covered(active),
            None => self.point(module, own.parent, None, ExprRef { module, expr: ExprId(0) }),
        };
        around.later(used)
    }

    /// The edges to a function by a call of it: from there, or from where what it makes is consumed.
    pub(super) fn edges_of_call(&mut self, function: FunctionRef, call: ExprRef) -> Vec<Edge> {
        let Some(around) = self.around(call) else { return vec![Edge::doubt(Doubt::UnknownUse(call))] };
        let facts = self.evaluator.project().function(function);
        let edges = if self.goes_on_after_calls() && !facts.is_generator {
            vec![self.until_over(around, call, Begun::Promise)]
        } else {
            let runs = if facts.is_async || facts.is_generator { Runs::Awaited } else { Runs::AtOnce };
            self.edges_of_running(call, runs, around)
        };
        // A function that stands inside another is called where the reader sees it.
        if self.is_nested(function) { edges } else { edges.into_iter().map(|edge| edge.by(call)).collect() }
    }

    // --- uses ------------------------------------------------------------------------------------------------

    /// The expressions that may be a function, or why that cannot be told.
    pub(super) fn uses(&mut self, function: FunctionRef) -> Vec<Result<ExprRef, Doubt>> {
        let facts = self.evaluator.project().function(function);
        if !facts.is_lambda {
            return self.uses_of_names(function, vec![facts.name.clone()]);
        }
        let Some(&expr) = self.index.lambdas.get(&function) else { return Vec::new() };
        let at = ExprRef { module: function.module, expr };
        let (mut names, mut found) = (Vec::new(), vec![Ok(at)]);
        self.follow_use(function, at, &mut names, &mut found);
        found.extend(self.uses_of_names(function, names));
        found
    }

    fn uses_of_names(&mut self, function: FunctionRef, mut names: Vec<Name>) -> Vec<Result<ExprRef, Doubt>> {
        let project = self.evaluator.project();
        let parent = project.function(function).parent;
        let is_local = matches!(project.module(function.module).scope(parent).kind, ScopeKind::Function(_));
        let limit = project.limits.get(Limit::Uses);
        let index = self.index;
        let mut found = Vec::new();
        let mut looked_at = 0;
        let mut next = 0;
        while let Some(name) = names.get(next).cloned() {
            next += 1;
            let renamed = index.renamed.get(&name).into_iter().flatten();
            let new: Vec<Name> = renamed.filter(|name| !names.contains(name)).cloned().collect();
            names.extend(new);
            let [reads, texts] = [&index.reads, &index.texts].map(|table| {
                let uses = table.get(&name).map_or(&[][..], Vec::as_slice);
                if is_local { in_module(uses, function.module) } else { uses }
            });
            looked_at += reads.len() + texts.len();
            if looked_at > limit {
                return vec![Err(Doubt::Limit(Limit::Uses))];
            }
            for &at in reads.iter().chain(texts) {
                let Some(at) = self.in_call_by_name(at) else { continue };
                match self.may_be(function, at) {
                    Ok(true) => {
                        found.push(Ok(at));
                        self.follow_use(function, at, &mut names, &mut found);
                    }
                    Ok(false) => {}
                    Err(doubt) => found.push(Err(doubt)),
                }
            }
        }
        found
    }

    /// Adds the names that a use of a function gives it, and what takes it out of the container in which it stands there.
    fn follow_use(
        &mut self,
        function: FunctionRef,
        at: ExprRef,
        names: &mut Vec<Name>,
        found: &mut Vec<Result<ExprRef, Doubt>>,
    ) {
        let mut given: Vec<Name> = self.name_given(at).into_iter().collect();
        if let Some(taken_out) = self.taken_out(function, at) {
            given.extend(taken_out.names);
            for element in taken_out.elements {
                if !found.contains(&Ok(element)) {
                    found.push(Ok(element));
                    given.extend(self.name_given(element));
                }
            }
        }
        for name in given {
            if !names.contains(&name) {
                names.push(name);
            }
        }
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
    fn name_given(&self, mut at: ExprRef) -> Option<Name> {
        let facts = self.evaluator.project().module(at.module);
        loop {
            match self.index.place(at) {
                Place::Bound(binding) if self.is_name(at, binding) => {
                    return Some(facts.bindings[binding.index()].name.clone());
                }
                Place::Option(outer) => at.expr = outer,
                Place::Argument(call, 0) if facts.call(call).is_some() => at.expr = call,
                _ => return None,
            }
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

    /// Whether an expression may be a function, or why that cannot be told.
    pub(super) fn may_be(&mut self, function: FunctionRef, at: ExprRef) -> Result<bool, Doubt> {
        let values = self.evaluator.expr(at);
        let class = self.evaluator.project().function(function).class;
        let class = class.map(|class| ClassRef { module: function.module, class });
        for traced in &values {
            match function_of(&traced.value) {
                Some(found) if found == function => return Ok(true),
                // The same method of a related class: an object may be of either, unless it is `super()`.
                Some(found)
                    if self.are_related(class, found)
                        && !self.is_of_super(at)
                        && self.may_resolve_to(&traced.value, function) =>
                {
                    return Ok(true);
                }
                _ => {}
            }
        }
        if let Some(Unknown::Limit(limit)) = values.rest() {
            return Err(Doubt::Limit(limit));
        }
        let facts = self.evaluator.project().module(at.module);
        let is_method = matches!(facts.expr(at.expr).kind, ExprKind::Attribute(..));
        if is_method && is_in_doubt(&values) && matches!(self.index.place(at), Place::Callee(_)) {
            return Err(Doubt::UnknownUse(at));
        }
        Ok(false)
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

    /// Whether a method that is read of an object may be this one: the class of the object, or one that derives from it,
    /// has it under that name.
    fn may_resolve_to(&mut self, read: &Value, function: FunctionRef) -> bool {
        let project = self.evaluator.project();
        let facts = project.function(function);
        let Value::Method(receiver, _) = read else { return true };
        let (Value::Object(of) | Value::Class(of), Some(class)) = (&**receiver, facts.class) else {
            return true;
        };
        let own = ClassRef { module: function.module, class };
        let below = self.evaluator.derived_from(*of);
        std::iter::once(*of).chain(below).any(|class| {
            let mro = self.evaluator.ancestors(class);
            let mut owners = mro.classes.iter().filter(|owner| {
                let scope = project.class(**owner).scope;
                project.module(owner.module).symbol(scope, facts.name.as_str()).is_some()
            });
            owners.next() == Some(&own)
        })
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

    /// What a method that any function has does with it, where it is called.
    fn by_method_of_function(&self, member: ExprRef) -> Option<ByMethod> {
        let facts = self.evaluator.project().module(member.module);
        let ExprKind::Attribute(_, name) = &facts.expr(member.expr).kind else { return None };
        let Place::Callee(call) = self.index.place(member) else { return None };
        let call = ExprRef { expr: call, ..member };
        if self.is_calling_method(name.as_str()) {
            return Some(ByMethod::Calls(call));
        }
        self.is_giving_method(name.as_str()).then_some(ByMethod::Gives(call))
    }

    /// Whether a member of a function is a method that is called, and calls it.
    pub(super) fn is_called_by_method(&self, member: ExprRef) -> bool {
        matches!(self.by_method_of_function(member), Some(ByMethod::Calls(_)))
    }

    /// Whether a method calls the function that it is one of: `f.call(this, x)`.
    pub(super) fn is_calling_method(&self, name: &str) -> bool {
        self.evaluator.project().catalog.conventions.calling_methods.contains(name)
    }

    /// Whether a method gives the function that it is one of: `f.bind(this)`.
    pub(super) fn is_giving_method(&self, name: &str) -> bool {
        self.evaluator.project().catalog.conventions.binding_methods.contains(name)
    }

    /// Which functions the marker that wraps at a call covers.
    pub(super) fn wrapper_covers(&mut self, call: ExprRef) -> Covers {
        let project = self.evaluator.project();
        let factory = project.call(call).map_or(call, |facts| ExprRef { expr: facts.callee, ..call });
        let shapes = [MarkerShape::DecoratorFactory, MarkerShape::Decorator];
        self.applied(factory, &shapes, None).map_or(Covers::Any, |found| found.covers)
    }
}

/// What a method of a function comes to.
enum ByMethod {
    /// This call calls the function.
    Calls(ExprRef),
    /// This call gives it.
    Gives(ExprRef),
}

/// The project's function that a value is, through what calls it.
fn function_of(value: &Value) -> Option<FunctionRef> {
    match value {
        Value::Function(function) | Value::Method(_, function) => Some(*function),
        Value::Partial(inner, _) => function_of(inner),
        _ => None,
    }
}
