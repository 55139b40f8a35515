//! The lowering: state that all of it shares, scopes, names.

use smallvec::SmallVec;
use tree_sitter::Node;

use super::flow::{Frame, Sets, State};
use super::shapes::{Children, Shape, Shaped, Shapes};
use super::{span_of, suppressions};
use crate::language::{Language, Scoping};
use crate::limit::{Limit, LimitSet, Limits};
use crate::module::{
    Binding, BindingId, BindingSource, CallSite, Expr, ExprId, ExprKind, FunctionId, MODULE_SCOPE, Module,
    Scope, ScopeId, ScopeKind, SetId, Symbol, Use,
};
use crate::name::{Name, normalized};
use crate::source::{SourceFile, Span, literal_text};

/// A file has about one expression for so many bytes, or fewer: their table seldom has to grow.
const BYTES_PER_EXPR: usize = 16;

/// Lowers one tree.
pub(super) struct Lowerer<'a, 'tree> {
    pub(super) text: &'a str,
    pub(super) language: &'static Language,
    pub(super) limits: &'a Limits,
    pub(super) shapes: &'a Shapes<'tree>,
    pub(super) module: Module,
    pub(super) sets: Sets,
    /// The scopes around the current place, the module's first.
    pub(super) frames: Vec<Frame>,
    /// Whether names are resolved as if their scopes had ended, as annotations are.
    pub(super) deferred: bool,
    /// What `Self` and the type parameters in sight stand for, the innermost last.
    pub(super) types: Vec<(Name, ExprId)>,
    /// How many modules that are written inside the file are around the current place.
    pub(super) namespaces: u32,
    /// Whether the text may hold an assignment inside an expression.
    pub(super) has_walrus: bool,
    /// Whether what is being lowered runs whenever the block of the innermost context does.
    pub(super) certain: bool,
}

impl<'a, 'tree> Lowerer<'a, 'tree> {
    pub(super) fn new(
        file: &'a SourceFile,
        text: &'a str,
        language: &'static Language,
        shapes: &'a Shapes<'tree>,
        limits: &'a Limits,
    ) -> Self {
        Self {
            text,
            language,
            limits,
            shapes,
            module: Module {
                exprs: Vec::with_capacity(text.len() / BYTES_PER_EXPR),
                ..empty_module(file, language)
            },
            sets: Sets::new(limits.get(Limit::Bindings)),
            frames: Vec::new(),
            deferred: false,
            types: Vec::new(),
            namespaces: 0,
            has_walrus: !language.walrus.is_empty() && file.text.contains(language.walrus),
            certain: true,
        }
    }

    /// A module without facts, with the limit that is the reason.
    pub(super) fn empty(file: &SourceFile, language: &'static Language, reason: Limit) -> Module {
        let mut module = empty_module(file, language);
        module.scopes.push(Scope {
            kind: ScopeKind::Module,
            parent: MODULE_SCOPE,
            context: None,
            value: None,
            symbols: Vec::new(),
            span: Span::new(0, file.text.len()),
        });
        module.binding_sets.push(SmallVec::new());
        module.limits.insert(reason);
        module
    }

    /// Lowers the whole tree.
    pub(super) fn lower(mut self, root: Node<'tree>) -> Module {
        let frame = self.open_scope(ScopeKind::Module, span_of(root));
        self.frames.push(frame);
        self.collect_names(root);
        if self.blocks() {
            self.body(root);
        } else if self.lexical() {
            self.hoisted_block(root);
        } else {
            self.statements(root);
        }
        self.close_scope();
        (self.module.suppressions, self.module.lost_suppressions) =
            suppressions::find(self.shapes.comments(), self.text, self.language);
        if self.sets.cut {
            self.module.limits.insert(Limit::Bindings);
        }
        if self.shapes.are_cut() {
            self.module.limits.insert(Limit::Nesting);
        }
        self.module.binding_sets = self.sets.table;
        self.module
    }

    /// Whether names hold in their block, and not in their whole function.
    pub(super) fn blocks(&self) -> bool {
        self.language.scoping == Scoping::Block
    }

    /// Whether names hold in the block that declares them, and statements give no value.
    pub(super) fn lexical(&self) -> bool {
        self.language.scoping == Scoping::Lexical
    }

    /// Runs `work` for code that runs for certain in its block, or under a condition.
    pub(super) fn with_certainty(&mut self, certain: bool, work: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.certain, certain);
        work(self);
        self.certain = outer;
    }

    // --- nodes -----------------------------------------------------------------------------------------------

    pub(super) fn shape(&self, node: Node<'tree>) -> Option<Shaped<'a, 'tree>> {
        self.shapes.of(node)
    }

    pub(super) fn is(&self, node: Node<'tree>, shape: Shape) -> bool {
        self.shape(node).is_some_and(|shaped| shaped.shape == shape)
    }

    pub(super) fn source(&self, node: Node<'tree>) -> &'a str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }

    pub(super) fn name(&self, node: Node<'tree>) -> Name {
        // No other language has a name that begins so.
        let written = self.source(node);
        let written = literal_text(written.strip_prefix("r#").unwrap_or(written), false);
        Name::new(&normalized(&written))
    }

    /// Named children without comments, and what does not parse in its place between them; none of a node that is nested too
    /// deep.
    pub(super) fn children(&self, node: Node<'tree>) -> Children<'tree> {
        self.shapes.children(node)
    }

    /// Lowers what does not parse: it may do what it seems to do, or something else. So what held before it may hold
    /// afterwards, and the names that it binds may have any value.
    pub(super) fn doubtful<T>(&mut self, node: Node<'tree>, work: impl FnOnce(&mut Self) -> T) -> T {
        if !self.shapes.is_doubtful(node) {
            return work(self);
        }
        let before = self.state();
        let first = self.module.bindings.len();
        let outer = std::mem::replace(&mut self.certain, false);
        let result = work(self);
        self.certain = outer;
        let seeming = self.state();
        let scope = self.scope();
        for at in first..self.module.bindings.len() {
            let binding = &self.module.bindings[at];
            if binding.scope == scope {
                let (name, span) = (binding.name.clone(), binding.span);
                self.bind(&name, span, BindingSource::Opaque);
            }
        }
        self.merge_state(seeming);
        self.merge_state(before);
        result
    }

    // --- tables ----------------------------------------------------------------------------------------------

    pub(super) fn push_expr(&mut self, kind: ExprKind, span: Span) -> ExprId {
        let id = ExprId(self.module.exprs.len() as u32);
        self.module.exprs.push(Expr { kind, span });
        id
    }

    pub(super) fn opaque(&mut self, span: Span) -> ExprId {
        self.push_expr(ExprKind::Opaque, span)
    }

    pub(super) fn push_call(&mut self, expr: ExprId) {
        let (scope, context) = (self.scope(), self.frame().context);
        let condition = self.frame().condition;
        self.module.calls.push(CallSite { expr, scope, context, is_certain: self.certain, condition });
    }

    /// Makes a binding without letting it hold anywhere yet.
    pub(super) fn push_binding(
        &mut self,
        name: Name,
        scope: ScopeId,
        span: Span,
        source: BindingSource,
    ) -> BindingId {
        let id = BindingId(self.module.bindings.len() as u32);
        self.module.bindings.push(Binding { name, scope, span, source });
        id
    }

    // --- scopes ----------------------------------------------------------------------------------------------

    pub(super) fn open_scope(&mut self, kind: ScopeKind, span: Span) -> Frame {
        let id = ScopeId(self.module.scopes.len() as u32);
        let (parent, context) =
            self.frames.last().map_or((MODULE_SCOPE, None), |frame| (frame.scope, frame.context));
        self.module.scopes.push(Scope { kind, parent, context, value: None, symbols: Vec::new(), span });
        let mut frame = Frame::new(id, kind);
        // What is active around a block that runs later need not be active in it.
        if frame.is_eager() && kind != ScopeKind::Deferred {
            frame.context = context;
        }
        frame
    }

    pub(super) fn close_scope(&mut self) {
        self.note_given_away(0, None);
        let Some(frame) = self.frames.pop() else { return };
        let mut end = frame.state;
        if let Some(exit) = frame.exit {
            end.merge(exit, &mut self.sets);
        }
        let rows = frame.names.into_iter().zip(frame.all).zip(frame.from_inner).enumerate();
        let mut symbols: Vec<Symbol> = rows
            .map(|(at, ((name, all), from_inner))| Symbol { name, at_exit: end.get(at), from_inner, all })
            .collect();
        symbols.sort_by(|a, b| a.name.cmp(&b.name));
        self.module.scopes[frame.scope.index()].symbols = symbols;
    }

    /// The innermost scope.
    pub(super) fn scope(&self) -> ScopeId {
        self.frame().scope
    }

    #[expect(clippy::expect_used, reason = "the module's frame is pushed first and popped last")]
    pub(super) fn frame(&self) -> &Frame {
        self.frames.last().expect("a scope is open while anything is lowered")
    }

    #[expect(clippy::expect_used, reason = "the module's frame is pushed first and popped last")]
    pub(super) fn frame_mut(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("a scope is open while anything is lowered")
    }

    /// A copy of the state of the innermost scope.
    pub(super) fn state(&self) -> State {
        self.frame().state.clone()
    }

    pub(super) fn put_state(&mut self, state: State) {
        self.frame_mut().state = state;
    }

    /// Joins a path into the current state.
    pub(super) fn merge_state(&mut self, other: State) {
        let mut state = std::mem::replace(&mut self.frame_mut().state, State::new());
        state.merge(other, &mut self.sets);
        self.put_state(state);
    }

    /// The function that the innermost code belongs to.
    pub(super) fn function(&self) -> Option<FunctionId> {
        self.frames.iter().rev().find_map(|frame| match frame.kind {
            ScopeKind::Function(function) => Some(function),
            _ => None,
        })
    }

    // --- names -----------------------------------------------------------------------------------------------

    /// Binds a name in the innermost scope, or where `global` and `nonlocal` send it.
    pub(super) fn bind(&mut self, name: &Name, span: Span, source: BindingSource) -> BindingId {
        let top = self.frames.len() - 1;
        self.bind_in(top, name, span, source)
    }

    pub(super) fn bind_in(
        &mut self,
        top: usize,
        name: &Name,
        span: Span,
        source: BindingSource,
    ) -> BindingId {
        let home = self.home(top, name);
        let scope = self.frames[home].scope;
        let source = self.as_declared(home, name, source);
        let at = self.frames[home].local(name);
        let symbol = self.frames[home].names[at].clone();
        let id = self.push_binding(symbol, scope, span, source);
        let mut set = self.sets.one(id);
        if self.blocks() && self.is_definition(id) {
            set = self.with_namesakes(home, name, set);
        }
        let frame = &mut self.frames[home];
        if home == top {
            frame.all[at].push(id);
            frame.state.set(at, set);
        } else {
            frame.from_inner[at].push(id);
        }
        id
    }

    /// A value of a name whose type was declared before, without a value, is of that type.
    fn as_declared(&mut self, home: usize, name: &Name, source: BindingSource) -> BindingSource {
        let frame = &mut self.frames[home];
        match source {
            // In a class a declaration is a field, and what is bound later a default of its own.
            source if matches!(frame.kind, ScopeKind::Class(_)) => source,
            BindingSource::Annotation(annotation) => {
                let at = frame.local(name);
                frame.types.insert(at, annotation);
                source
            }
            BindingSource::Value { value, unpack, annotation: None } => {
                let annotation = frame.index.get(name).and_then(|at| frame.types.get(at)).copied();
                BindingSource::Value { value, unpack, annotation }
            }
            other => other,
        }
    }

    fn is_definition(&self, id: BindingId) -> bool {
        matches!(
            self.module.bindings[id.index()].source,
            BindingSource::Import(_) | BindingSource::Function(_) | BindingSource::Class(_)
        )
    }

    /// Definitions of one name hold beside each other: a module and a function may share it, or alternatives of which
    /// one is compiled.
    fn with_namesakes(&mut self, home: usize, name: &Name, set: SetId) -> SetId {
        let frame = &self.frames[home];
        let Some(&at) = frame.index.get(name) else { return set };
        let known = frame.state.get(at);
        let definitions = self.sets.table[known.index()].iter().all(|&known| self.is_definition(known));
        if definitions { self.sets.union(known, set) } else { set }
    }

    /// The frame that a name bound in frame `top` belongs to.
    fn home(&self, top: usize, name: &Name) -> usize {
        let frame = &self.frames[top];
        if self.lexical() {
            let holds = |at: &usize| {
                let frame = &self.frames[*at];
                frame.index.contains_key(name) && (*at == top || !frame.is_only_for_members())
            };
            return (0..=top).rev().find(holds).unwrap_or(0);
        }
        if frame.globals.contains(name) {
            return 0;
        }
        if !frame.nonlocals.contains(name) {
            return top;
        }
        let outer = |at: &usize| {
            let frame = &self.frames[*at];
            matches!(frame.kind, ScopeKind::Function(_)) && frame.index.contains_key(name)
        };
        (0..top).rev().find(outer).unwrap_or(top)
    }

    /// What a name refers to at this point.
    pub(super) fn resolve(&self, name: &Name) -> Use {
        self.meaning(name).0
    }

    /// The same, and the name as the symbol that it means.
    pub(super) fn meaning<'n>(&'n self, name: &'n Name) -> (Use, &'n Name) {
        let mut eager = !self.deferred;
        let top = self.frames.len() - 1;
        for (at, frame) in self.frames.iter().enumerate().rev() {
            if frame.globals.contains(name) {
                let global = self.frames[0].index.contains_key(name);
                return (if global { Use::Enclosing(MODULE_SCOPE) } else { Use::Free }, name);
            }
            let is_inside = at != top || self.lexical();
            let hidden = is_inside && frame.is_only_for_members();
            if let Some(&local) = frame.index.get(name).filter(|_| !hidden) {
                let symbol = &frame.names[local];
                if !eager {
                    return (Use::Enclosing(frame.scope), symbol);
                }
                let set = frame.state.get(local);
                // Before its first binding, a name of a class or of the file is looked up further out; so is every
                // name where names hold in blocks.
                let is_bound_later = self.lexical() || matches!(frame.kind, ScopeKind::Function(_));
                if set != SetId::EMPTY || !self.blocks() && is_bound_later {
                    return (Use::Reaching(set), symbol);
                }
            }
            if self.lexical()
                && name.as_str() == self.language.receiver
                && matches!(frame.kind, ScopeKind::Function(_))
                && !frame.is_arrow
            {
                return (Use::Free, name);
            }
            eager &= frame.is_eager() || self.blocks() && frame.captures;
        }
        (Use::Free, name)
    }
}

fn empty_module(file: &SourceFile, language: &'static Language) -> Module {
    Module {
        language: language.id,
        prelude: language.prelude,
        exprs: Vec::new(),
        is_test: language.test_code.holds(&file.module_path),
        scopes: Vec::new(),
        bindings: Vec::new(),
        binding_sets: Vec::new(),
        functions: Vec::new(),
        classes: Vec::new(),
        contexts: Vec::new(),
        conditions: Vec::new(),
        calls: Vec::new(),
        stores: Vec::new(),
        mutations: Vec::new(),
        branches: Vec::new(),
        attempts: Vec::new(),
        exits: Vec::new(),
        own_wildcards: Vec::new(),
        exports: None,
        declared: Vec::new(),
        suppressions: Vec::new(),
        lost_suppressions: Vec::new(),
        unexpanded: Vec::new(),
        macros: Vec::new(),
        broken: Vec::new(),
        limits: LimitSet::NONE,
    }
}
