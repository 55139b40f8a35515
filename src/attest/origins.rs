//! Where a value comes from: the expressions that make it, through names and choices.
//!
//! The evaluator joins what an expression may be. To say that it *is* something on every way, each way has to be
//! looked at by itself.

use super::Judge;
use crate::module::{BindingId, BindingSource, ExprKind, Import, StoreKey, Use};
use crate::name::Name;
use crate::project::{ExprRef, Found, ModuleId, Value};

/// How many names lead from one to the next.
const MAX_STEPS: u32 = 12;

/// The expressions that may be the value of another.
pub(super) enum Origins {
    /// It is the value of one of these, and of nothing else.
    Known(Vec<ExprRef>),
    /// It may be something else.
    Unknown,
}

impl Judge<'_, '_> {
    /// Where the value of an expression comes from.
    pub(super) fn origins(&mut self, at: ExprRef) -> Origins {
        let mut found = Vec::new();
        match self.collect(at, 0, &mut found) {
            Some(()) if !found.is_empty() => Origins::Known(found),
            _ => Origins::Unknown,
        }
    }

    /// The answer for some expressions of which a value may be any: the first one, if there is one for each.
    pub(super) fn on_every_way<T>(
        &mut self,
        ways: Vec<ExprRef>,
        mut ask: impl FnMut(&mut Self, ExprRef) -> Option<T>,
    ) -> Option<T> {
        let mut found = None;
        for way in ways {
            let answer = ask(self, way)?;
            found.get_or_insert(answer);
        }
        found
    }

    fn collect(&mut self, at: ExprRef, steps: u32, found: &mut Vec<ExprRef>) -> Option<()> {
        if steps > MAX_STEPS {
            return None;
        }
        let facts = self.evaluator.project().module(at.module);
        match &facts.expr(at.expr).kind {
            ExprKind::Choice(options) => {
                options.iter().try_for_each(|&expr| self.collect(ExprRef { expr, ..at }, steps + 1, found))
            }
            ExprKind::Walrus(inner) | ExprKind::Await(inner) | ExprKind::Narrowed { value: inner, .. } => {
                self.collect(ExprRef { expr: *inner, ..at }, steps + 1, found)
            }
            ExprKind::Name(name, used) => {
                let bindings = self.bindings_of(at.module, name, *used)?;
                bindings.into_iter().try_for_each(|binding| self.of_binding(at.module, binding, steps, found))
            }
            ExprKind::Attribute(object, name) => {
                let sources = self.stored(ExprRef { expr: *object, ..at }, name)?;
                sources.into_iter().try_for_each(|source| self.collect(source, steps + 1, found))
            }
            _ => {
                found.push(at);
                Some(())
            }
        }
    }

    /// The bindings that a name may refer to, if they are all known.
    fn bindings_of(&self, module: ModuleId, name: &Name, used: Use) -> Option<Vec<BindingId>> {
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
        found: &mut Vec<ExprRef>,
    ) -> Option<()> {
        // Files may import a name from each other without end.
        if steps > MAX_STEPS {
            return None;
        }
        let facts = self.evaluator.project().module(module);
        match &facts.bindings[binding.index()].source {
            BindingSource::Value { value, unpack, .. } if unpack.is_empty() => {
                self.collect(ExprRef { module, expr: *value }, steps + 1, found)
            }
            BindingSource::Import(import) => self.of_import(module, import, steps, found),
            BindingSource::Join(set) => facts
                .set(*set)
                .iter()
                .filter(|inner| **inner != binding)
                .try_for_each(|&inner| self.of_binding(module, inner, steps + 1, found)),
            _ => None,
        }
    }

    fn of_import(
        &mut self,
        module: ModuleId,
        import: &Import,
        steps: u32,
        found: &mut Vec<ExprRef>,
    ) -> Option<()> {
        let project = self.evaluator.project();
        let member = import.member.as_ref()?;
        let path = import.module.as_str();
        let target = match import.level {
            0 => project.table.absolute(module, path),
            level => project.table.relative(module, level, path),
        };
        let Some(Found::Module(target)) = target else { return None };
        let facts = project.module(target);
        let symbol = facts.symbol(crate::module::MODULE_SCOPE, member.as_str())?;
        let bindings: Vec<BindingId> =
            symbol.from_inner.iter().chain(facts.set(symbol.at_exit)).copied().collect();
        bindings.into_iter().try_for_each(|binding| self.of_binding(target, binding, steps + 1, found))
    }

    /// What is stored in an attribute of a project's object: every store of that name, whoever's it is.
    fn stored(&mut self, object: ExprRef, name: &Name) -> Option<Vec<ExprRef>> {
        let objects = self.evaluator.expr(object);
        let own = |value: &Value| matches!(value, Value::Object(_) | Value::Class(_));
        if objects.is_empty() || !objects.iter().all(|traced| own(&traced.value)) {
            return None;
        }
        let project = self.evaluator.project();
        let mut sources = Vec::new();
        for &(module, number) in self.index.stores.get(name)? {
            let store = &project.module(module).stores[number];
            match (&store.key, &store.source) {
                (StoreKey::Member(_), BindingSource::Value { value, unpack, .. }) if unpack.is_empty() => {
                    sources.push(ExprRef { module, expr: *value });
                }
                _ => return None,
            }
        }
        Some(sources)
    }
}
