//! Who imports each file, and which are run as programs.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::module::{BindingSource, ExprKind, Import, Literal, MODULE_SCOPE, ScopeId};
use crate::name::{Name, QualName};
use crate::project::{ExprRef, Found, ModuleId, Project};
use crate::source::Span;

/// Texts by a name that they say.
type Texts = FxHashMap<Name, Vec<ExprRef>>;

/// An import of a file of the project.
#[derive(Clone, Copy, Debug)]
pub(super) struct Importer {
    pub(super) module: ModuleId,
    pub(super) scope: ScopeId,
    pub(super) span: Span,
}

/// Who imports each file.
#[derive(Debug, Default)]
pub(super) struct Importers {
    of: FxHashMap<ModuleId, Vec<Importer>>,
    /// What is imported from outside of the project, by its path.
    foreign: FxHashMap<QualName, Vec<Importer>>,
    /// Files that are run as programs.
    programs: FxHashSet<ModuleId>,
}

impl Importers {
    /// Those of all files, by the texts in them that are a name or a path.
    pub(super) fn all(project: &Project<'_>, names: &Texts, paths: &Texts) -> Self {
        let mut found = Self::default();
        for name in &project.catalog.conventions.program_names {
            let texts = names.get(&Name::new(name)).into_iter().flatten();
            found.programs.extend(texts.map(|at| at.module));
        }
        // `app.routes:router`: whoever reads it imports the file.
        for &at in paths.values().flatten() {
            let ExprKind::Literal(Literal::Text(text)) = &project.module(at.module).expr(at.expr).kind else {
                continue;
            };
            if let Some((path, _)) = text.split_once(':')
                && let Some(Found::Module(module)) = project.table.absolute(at.module, path)
            {
                found.programs.insert(module);
            }
        }
        for (module, facts) in project.modules() {
            for binding in &facts.bindings {
                let BindingSource::Import(import) = &binding.source else { continue };
                let importer = Importer { module, scope: binding.scope, span: binding.span };
                found.add(project, import, importer);
            }
            for wildcard in project.wildcards(module) {
                let importer = Importer { module, scope: MODULE_SCOPE, span: wildcard.span };
                found.add(project, &wildcard.import, importer);
            }
        }
        found
    }

    /// Who imports a file, if anybody does.
    pub(super) fn of(&self, module: ModuleId) -> Option<&[Importer]> {
        self.of.get(&module).map(Vec::as_slice)
    }

    /// Who imports something from outside of the project.
    pub(super) fn of_foreign(&self, path: &QualName) -> &[Importer] {
        self.foreign.get(path).map_or(&[], Vec::as_slice)
    }

    /// Whether a file is run as a program.
    pub(super) fn is_program(&self, module: ModuleId) -> bool {
        self.programs.contains(&module)
    }

    /// Adds all files that an import runs: those of the packages above it too.
    fn add(&mut self, project: &Project<'_>, import: &Import, importer: Importer) {
        let path = project.path_of(importer.module, import);
        let member = import.member.as_ref().map(Name::as_str);
        let whole = match member {
            Some(member) if path.is_empty() => member.to_owned(),
            Some(member) => format!("{path}.{member}"),
            None => path.to_owned(),
        };
        let ends = whole.match_indices('.').map(|(dot, _)| dot).chain([whole.len()]);
        let mut is_own = import.level > 0;
        for end in ends {
            let found = match import.level {
                0 => project.table.absolute(importer.module, &whole[..end]),
                level => project.table.relative(importer.module, level, &whole[..end]),
            };
            is_own |= found.is_some();
            if let Some(Found::Module(module)) =
                found.filter(|found| *found != Found::Module(importer.module))
            {
                self.of.entry(module).or_default().push(importer);
            }
        }
        if !is_own {
            self.foreign.entry(QualName::new(&whole)).or_default().push(importer);
            if member.is_some() {
                self.foreign.entry(QualName::new(path)).or_default().push(importer);
            }
        }
    }
}
