//! Parameters that have the name of a function which provides them: fixtures of a test runner.
//!
//! The nearest one counts: of the class, of the file, then of the shared files in the directories above.

use super::eval::Evaluator;
use super::places::{Found, below, directories_above, is_at_or_below, split};
use super::value::{ExprRef, FunctionRef, ModuleId, Traced, Value, Values};
use crate::catalog::Provider;
use crate::finding::Confidence;
use crate::module::MODULE_SCOPE;
use crate::name::Name;

impl<'p> Evaluator<'p> {
    /// What the function gives that provides a parameter of another one by its name; nothing if none does.
    pub(super) fn provided_by_name(&mut self, function: FunctionRef, name: &Name) -> Values {
        self.nearest_provided(function, name).at_most(Confidence::Medium)
    }

    fn nearest_provided(&mut self, function: FunctionRef, name: &Name) -> Values {
        let project = self.project;
        let Some(candidates) = project.index.providers.get(name) else {
            return self.imported_provider(function, name);
        };
        if !self.takes_by_name(function) {
            return Values::nothing();
        }
        let mut nearest: Option<(usize, FunctionRef)> = None;
        for &candidate in candidates {
            let Some(distance) = self.distance(function, candidate) else { continue };
            if nearest.is_none_or(|(known, _)| distance < known) {
                nearest = Some((distance, candidate));
            }
        }
        if let Some((_, provider)) = nearest {
            return self.provided_by(provider);
        }
        let plugin = candidates.iter().copied().find(|&candidate| self.is_plugin_of(function, candidate));
        match plugin {
            Some(provider) => self.provided_by(provider),
            None => self.imported_provider(function, name),
        }
    }

    /// Whether a function provides because a shared file above another function lists the module that it stands in.
    fn is_plugin_of(&mut self, taker: FunctionRef, candidate: FunctionRef) -> bool {
        let Some(rule) = self.provider(candidate) else { return false };
        let Some(plugins) = &rule.plugins else { return false };
        let table = &self.project.table;
        let directory = split(table.path_of(taker.module)).0;
        let above = std::iter::once(directory).chain(directories_above(directory));
        let shared = above.filter_map(|directory| table.parsed_at(&below(directory, rule.shared.as_str())));
        let shared: Vec<ModuleId> = shared.collect();
        shared.into_iter().any(|shared| {
            let listed = self.symbol(shared, MODULE_SCOPE, plugins);
            let modules = listed.and(&listed.flat_map(|traced| self.iterated(traced)));
            modules.texts().any(|path| {
                matches!(self.find(shared, 0, path), Some(Found::Module(module)) if module == candidate.module)
            })
        })
    }

    /// Whether the parameters of a function are filled by their names.
    fn takes_by_name(&mut self, function: FunctionRef) -> bool {
        let project = self.project;
        let name = project.function(function).name.as_str();
        let mut providers = project.catalog.stores.providers.values();
        providers.any(|provider| name.starts_with(&provider.takers)) || self.provider(function).is_some()
    }

    /// The rule by which a function provides.
    fn provider(&mut self, function: FunctionRef) -> Option<&'p Provider> {
        let project = self.project;
        if !project.index.providing.contains(&function) {
            return None;
        }
        let stores = &project.catalog.stores;
        let decorators = &project.function(function).decorators;
        decorators.iter().find_map(|decorator| {
            let at = ExprRef { module: function.module, expr: decorator.expr };
            let names = self.external_names(at);
            names.iter().find_map(|name| stores.providers.get(name))
        })
    }

    /// How far a function is away that may provide for another one; `None` if it does not.
    fn distance(&mut self, taker: FunctionRef, candidate: FunctionRef) -> Option<usize> {
        let project = self.project;
        if candidate == taker {
            return None;
        }
        let rule = self.provider(candidate)?;
        let (of_taker, of_candidate) = (project.function(taker).class, project.function(candidate).class);
        if candidate.module == taker.module {
            return match of_candidate {
                None => Some(1),
                class => (class == of_taker).then_some(0),
            };
        }
        let (below, file) = split(project.table.path_of(candidate.module));
        let directory = split(project.table.path_of(taker.module)).0;
        let is_above = is_at_or_below(directory, below);
        let is_shared = file == rule.shared.as_str() && is_above && of_candidate.is_none();
        // The longest path is the nearest.
        is_shared.then(|| 2 + directory.len() - below.len())
    }

    /// What a function gives, or yields, that somebody else calls.
    pub(super) fn provided_by(&mut self, provider: FunctionRef) -> Values {
        let given = self.result_of(provider);
        self.or_yielded(&given)
    }

    /// Values, and in the place of what yields them one by one what it yields.
    pub(super) fn or_yielded(&mut self, given: &Values) -> Values {
        given.flat_map(|traced| match traced.value {
            Value::Generator(..) => self.element(traced, None),
            _ => Values::of(traced.clone()),
        })
    }

    /// The same of a function that the file of the other one imports.
    fn imported_provider(&mut self, function: FunctionRef, name: &Name) -> Values {
        let project = self.project;
        if project.index.providing.is_empty()
            || project.module(function.module).symbol(MODULE_SCOPE, name.as_str()).is_none()
            || !self.takes_by_name(function)
        {
            return Values::nothing();
        }
        let bound: Vec<Traced> = self.symbol(function.module, MODULE_SCOPE, name).iter().cloned().collect();
        for traced in bound {
            if let Value::Function(provider) = traced.value
                && provider != function
                && self.provider(provider).is_some()
            {
                return self.provided_by(provider);
            }
        }
        Values::nothing()
    }
}
