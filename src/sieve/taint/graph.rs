//! What taints what in one parsed file, as a graph.
//!
//! Every rule of taint has the form "if this is tainted, so is that", so the taint of a file is what can be reached
//! from its seeds. The graph does not depend on other files: it is built once, and a file is asked again only for new
//! seeds. Both building and asking are linear in the facts of the file, however long the chains in it are.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Shared;
use crate::module::{
    BindingId, BindingSource, Call, CallSite, ClassId, ExprId, ExprKind, Function, FunctionId, Import,
    Literal, Module, ScopeId, ScopeKind, SetId, StoreKey, Use,
};
use crate::name::Name;
use crate::project::{ParsedFile, Standing};
use crate::stack;

/// Something that may be tainted: an expression, a binding, the name of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node(u32);

/// What taints what in a file.
pub(super) struct Graph {
    /// By node: nothing, its only successor, or where the list of its successors begins.
    heads: Vec<u32>,
    /// Lists of successors: a node, and the rest of the list.
    lists: Vec<(u32, u32)>,
    first: Offsets,
    /// What is tainted whatever other files bring.
    seeds: Vec<Node>,
    /// What is, holds or leads to a store of a framework: it may give anything that another file puts in, but brings
    /// nothing to other files itself.
    stored: Vec<Node>,
    /// The imports, and whether each leads to something that the catalog knows.
    imports: Vec<(BindingId, bool)>,
    /// Whether a wildcard import leads to something that the catalog knows.
    known_wildcard: bool,
    /// By level and module: the imports of one statement.
    statements: FxHashMap<(u32, Name), Vec<BindingId>>,
    /// The attributes of the classes of the file, by name.
    attributes: FxHashMap<Name, Node>,
    /// The functions and classes that pass their arguments on to parameters, by name.
    receivers: FxHashMap<Name, Node>,
    /// By class: where its bases begin among those of all.
    bases: Vec<u32>,
    /// What seldom is a handle, however it is made from one: a text that is put together, what is declared to be plain, what
    /// a call gives that may be a model's, and any attribute that a class may inherit.
    faint: FxHashSet<u32>,
}

/// Where the nodes of each kind begin.
#[derive(Clone, Copy, Default)]
struct Offsets {
    bindings: u32,
    functions: u32,
    classes: u32,
    /// Classes that hold something tainted in an attribute.
    holders: u32,
    /// Sets of bindings that are read.
    sets: u32,
    /// Bases of classes.
    bases: u32,
    wildcard: u32,
    /// A class derives from something tainted, so it may hold anything under any attribute.
    inherits: u32,
    /// Whether a class that says what its type parameters stand for says something tainted.
    extended: u32,
    rest: u32,
}

/// No successor.
const NONE: u32 = u32::MAX;

/// Set where a head is the beginning of a list.
const LIST: u32 = 1 << 31;

impl Graph {
    /// The graph of a file. `told` says whether it imports a library that it is told by a text.
    pub(super) fn new(file: &ParsedFile, shared: &Shared<'_>, told: bool) -> Self {
        let mut builder = Builder::new(file, shared, told);
        builder.build();
        let mut graph = builder.graph;
        graph.heads.shrink_to_fit();
        graph.lists.shrink_to_fit();
        graph
    }

    fn add(&mut self, from: Node, to: Node) {
        let head = self.heads[from.0 as usize];
        self.heads[from.0 as usize] = if head == NONE {
            to.0
        } else {
            if head & LIST == 0 {
                self.lists.push((head, NONE));
            }
            let rest = if head & LIST == 0 { self.lists.len() as u32 - 1 } else { head & !LIST };
            self.lists.push((to.0, rest));
            (self.lists.len() as u32 - 1) | LIST
        };
    }

    fn successors(&self, node: Node) -> impl Iterator<Item = Node> {
        let head = self.heads[node.0 as usize];
        let only = (head & LIST == 0).then_some(Node(head));
        let mut at = if head == NONE || head & LIST == 0 { NONE } else { head & !LIST };
        let list = std::iter::from_fn(move || {
            let (node, rest) = *self.lists.get(at as usize)?;
            at = rest;
            Some(Node(node))
        });
        only.into_iter().chain(list)
    }

    pub(super) fn imports(&self) -> &[(BindingId, bool)] {
        &self.imports
    }

    /// By level and module: the imports of one statement.
    pub(super) fn into_statements(self) -> FxHashMap<(u32, Name), Vec<BindingId>> {
        self.statements
    }

    pub(super) fn has_known_wildcard(&self) -> bool {
        self.known_wildcard
    }

    pub(super) fn seeds(&self) -> &[Node] {
        &self.seeds
    }

    pub(super) fn stored(&self) -> &[Node] {
        &self.stored
    }

    pub(super) fn attributes(&self) -> impl Iterator<Item = (&Name, Node)> {
        self.attributes.iter().map(|(name, node)| (name, *node))
    }

    /// What is tainted if something tainted is passed to what has this name; `None` if that takes nothing.
    pub(super) fn receiver(&self, name: &Name) -> Option<Node> {
        self.receivers.get(name).copied()
    }

    #[expect(clippy::unused_self, reason = "as for the other kinds")]
    pub(super) fn expr(&self, id: ExprId) -> Node {
        Node(id.0)
    }

    pub(super) fn binding(&self, id: BindingId) -> Node {
        Node(self.first.bindings + id.0)
    }

    pub(super) fn function(&self, id: FunctionId) -> Node {
        Node(self.first.functions + id.0)
    }

    pub(super) fn class(&self, id: ClassId) -> Node {
        Node(self.first.classes + id.0)
    }

    /// That a class holds something tainted.
    fn holder(&self, id: ClassId) -> Node {
        Node(self.first.holders + id.0)
    }

    fn set(&self, id: SetId) -> Node {
        Node(self.first.sets + id.0)
    }

    pub(super) fn wildcard(&self) -> Node {
        Node(self.first.wildcard)
    }

    pub(super) fn inherits(&self) -> Node {
        Node(self.first.inherits)
    }

    /// The class whose base a node is, and the number of the base.
    fn base_at(&self, node: Node) -> Option<(ClassId, usize)> {
        let at = node.0.checked_sub(self.first.bases).filter(|_| node.0 < self.first.wildcard)?;
        let class = self.bases.partition_point(|&first| first <= at) - 1;
        Some((ClassId(class as u32), (at - self.bases[class]) as usize))
    }
}

/// The bindings that a name may refer to.
pub(super) fn read<'m>(
    module: &'m Module,
    name: &Name,
    used: Use,
) -> impl Iterator<Item = BindingId> + use<'m> {
    let (reaching, symbol) = match used {
        Use::Reaching(set) => (module.set(set), None),
        Use::Enclosing(scope) => (&[][..], module.symbol(scope, name.as_str())),
        Use::Free => (&[][..], None),
    };
    let enclosing = symbol.into_iter().flat_map(|symbol| symbol.all.iter().chain(&symbol.from_inner));
    reaching.iter().chain(enclosing).copied()
}

/// The base classes of which a method is called by `super().method(…)`.
pub(super) fn parents_called<'m>(module: &'m Module, scope: ScopeId, call: &Call) -> &'m [ExprId] {
    let ExprKind::Attribute(object, _) = module.expr(call.callee).kind else { return &[] };
    let ExprKind::Call(parent) = &module.expr(object).kind else { return &[] };
    if !matches!(&module.expr(parent.callee).kind, ExprKind::Name(name, Use::Free) if name.as_str() == "super")
    {
        return &[];
    }
    let function = module.enclosing_function(scope);
    let class = function.and_then(|function| module.function(function).class);
    class.map_or(&[], |class| &module.class(class).bases)
}

/// The last name of a path.
pub(super) fn last_name(module: &Module, path: ExprId) -> Option<&Name> {
    match &module.expr(path).kind {
        ExprKind::Name(name, _) | ExprKind::Attribute(_, name) => Some(name),
        _ => None,
    }
}

/// Builds the graph of a file.
struct Builder<'b> {
    module: &'b Module,
    standing: &'b Standing,
    shared: &'b Shared<'b>,
    told: bool,
    graph: Graph,
    /// What is read of a name of an enclosing scope, by the address of the symbol: a scope and a place in it.
    symbols: FxHashMap<(ScopeId, usize), Node>,
    /// What is stored under an attribute of something that is no receiver, by the name of the attribute.
    kept: FxHashMap<Name, Node>,
    /// What is done to all bindings of a set, and of a symbol.
    set_places: FxHashMap<SetId, Node>,
    symbol_places: FxHashMap<(ScopeId, usize), Node>,
    /// Last names of what is a store of a framework that the file imports.
    stores: Vec<&'b FxHashSet<Name>>,
    /// By set: whether it holds the receiver of a method, once that was asked.
    is_receiver: Vec<Option<bool>>,
}

impl<'b> Builder<'b> {
    fn new(file: &'b ParsedFile, shared: &'b Shared<'b>, told: bool) -> Self {
        let ParsedFile { facts: module, standing } = file;
        let mut next = module.exprs.len() as u32;
        let mut reserve = |count: usize| {
            let first = next;
            next += count as u32;
            first
        };
        let (bindings, functions) = (reserve(module.bindings.len()), reserve(module.functions.len()));
        let (classes, holders) = (reserve(module.classes.len()), reserve(module.classes.len()));
        let sets = reserve(module.binding_sets.len());
        let mut count = 0;
        let bases_of = module.classes.iter().map(|class| {
            count += class.bases.len() as u32;
            count - class.bases.len() as u32
        });
        let firsts: Vec<u32> = bases_of.collect();
        let bases = reserve(count as usize);
        let (wildcard, inherits, extended) = (reserve(1), reserve(1), reserve(1));
        let first = Offsets {
            bindings,
            functions,
            classes,
            holders,
            sets,
            bases,
            wildcard,
            inherits,
            extended,
            rest: next,
        };
        // Few nodes are added on the way.
        let mut heads = Vec::with_capacity(first.rest as usize + first.rest as usize / 8);
        heads.resize(first.rest as usize, NONE);
        let graph = Graph {
            heads,
            lists: Vec::new(),
            first,
            seeds: Vec::new(),
            stored: Vec::new(),
            imports: Vec::new(),
            known_wildcard: standing
                .wildcards(module)
                .any(|wildcard| is_known(standing, &wildcard.import, shared)),
            statements: FxHashMap::default(),
            attributes: FxHashMap::default(),
            receivers: FxHashMap::default(),
            bases: firsts,
            faint: [inherits].into_iter().collect(),
        };
        Self {
            module,
            standing,
            shared,
            told,
            graph,
            symbols: FxHashMap::default(),
            kept: FxHashMap::default(),
            set_places: FxHashMap::default(),
            symbol_places: FxHashMap::default(),
            stores: stores_imported(file, shared),
            is_receiver: vec![None; module.binding_sets.len()],
        }
    }

    fn build(&mut self) {
        // What takes arguments has to be known before the calls.
        self.bindings();
        self.kept_outside();
        for (at, expr) in self.module.exprs.iter().enumerate() {
            self.expr(ExprId(at as u32), &expr.kind);
        }
        self.sets();
        self.stores();
        self.functions();
        self.classes();
        for site in &self.module.calls {
            self.call_site(site);
        }
    }

    fn add(&mut self, from: Node, to: Node) {
        self.graph.add(from, to);
    }

    fn add_expr(&mut self, from: ExprId, to: Node) {
        self.graph.add(Node(from.0), to);
    }

    fn node(&mut self) -> Node {
        self.graph.heads.push(NONE);
        Node(self.graph.heads.len() as u32 - 1)
    }

    fn attribute(&mut self, name: &Name) -> Node {
        if let Some(&known) = self.graph.attributes.get(name) {
            return known;
        }
        let node = self.node();
        self.graph.attributes.insert(name.clone(), node);
        node
    }

    /// That something tainted is passed to what has a name.
    fn receiver(&mut self, name: &Name) -> Node {
        if let Some(&known) = self.graph.receivers.get(name) {
            return known;
        }
        let node = self.node();
        self.graph.receivers.insert(name.clone(), node);
        node
    }

    // --- names -----------------------------------------------------------------------------------------------

    /// What is tainted if one of the bindings is that a name may refer to.
    fn read(&mut self, name: &Name, used: Use) -> Option<Node> {
        match used {
            Use::Free => Some(self.graph.wildcard()),
            Use::Reaching(set) => Some(self.graph.set(set)),
            Use::Enclosing(scope) => {
                let (at, all) = self.symbol(scope, name)?;
                if let Some(&known) = self.symbols.get(&(scope, at)) {
                    return Some(known);
                }
                let node = self.node();
                self.symbols.insert((scope, at), node);
                for binding in all {
                    self.add(self.graph.binding(binding), node);
                }
                Some(node)
            }
        }
    }

    fn symbol(
        &self,
        scope: ScopeId,
        name: &Name,
    ) -> Option<(usize, impl Iterator<Item = BindingId> + use<'b>)> {
        let module = self.module;
        let symbols = &module.scope(scope).symbols;
        let at = symbols.binary_search_by(|symbol| symbol.name.cmp(name)).ok()?;
        Some((at, symbols[at].all.iter().chain(&symbols[at].from_inner).copied()))
    }

    /// What taints a variable or an attribute whose content changes.
    fn place(&mut self, place: ExprId) -> Option<Node> {
        match &self.module.expr(place).kind {
            ExprKind::Attribute(_, name) => Some(self.attribute(name)),
            ExprKind::Name(_, Use::Reaching(set)) => {
                if let Some(&known) = self.set_places.get(set) {
                    return Some(known);
                }
                let node = self.node();
                self.set_places.insert(*set, node);
                for &binding in self.module.set(*set) {
                    self.add(node, self.graph.binding(binding));
                }
                Some(node)
            }
            ExprKind::Name(name, Use::Enclosing(scope)) => {
                let (at, all) = self.symbol(*scope, name)?;
                if let Some(&known) = self.symbol_places.get(&(*scope, at)) {
                    return Some(known);
                }
                let node = self.node();
                self.symbol_places.insert((*scope, at), node);
                for binding in all {
                    self.add(node, self.graph.binding(binding));
                }
                Some(node)
            }
            _ => None,
        }
    }

    fn sets(&mut self) {
        for (at, set) in self.module.binding_sets.iter().enumerate() {
            let node = self.graph.set(SetId(at as u32));
            // Nothing reads most sets.
            if self.graph.heads[node.0 as usize] != NONE {
                for &binding in set {
                    self.add(self.graph.binding(binding), node);
                }
            }
        }
    }

    // --- facts -----------------------------------------------------------------------------------------------

    fn bindings(&mut self) {
        let module = self.module;
        for (at, binding) in module.bindings.iter().enumerate() {
            let id = BindingId(at as u32);
            let node = self.graph.binding(id);
            self.source(&binding.source, node);
            if let BindingSource::Import(import) = &binding.source {
                self.graph.imports.push((id, is_known(self.standing, import, self.shared)));
                if is_store(self.standing, import, self.shared) {
                    self.graph.stored.push(node);
                }
                let statement = (import.level, self.standing.path(import).clone());
                self.graph.statements.entry(statement).or_default().push(id);
            }
            if let ScopeKind::Class(class) = module.scope(binding.scope).kind {
                let attribute = self.attribute(&binding.name);
                self.add(node, attribute);
                self.add(node, self.graph.holder(class));
            }
        }
        let extended = Node(self.graph.first.extended);
        for expr in module.classes.iter().filter_map(|class| class.extends) {
            self.add_expr(expr, extended);
        }
    }

    /// Lets what a value comes from taint a node.
    fn source(&mut self, source: &BindingSource, to: Node) {
        match source {
            BindingSource::Value { value, annotation, .. } => {
                self.add_expr(*value, to);
                if let Some(annotation) = annotation {
                    self.add_expr(*annotation, to);
                    self.declared(*annotation, to);
                }
            }
            BindingSource::Annotation(value) | BindingSource::Entered { value, .. } => {
                self.add_expr(*value, to);
            }
            BindingSource::Augmented { before, value, .. } => {
                self.add_expr(*value, to);
                self.add(self.graph.set(*before), to);
            }
            BindingSource::Function(function) => self.add(self.graph.function(*function), to),
            BindingSource::Class(class) => self.add(self.graph.class(*class), to),
            BindingSource::Parameter(function, index) => self.parameter(*function, *index, to),
            BindingSource::TypeParameter { bound, .. } => {
                self.add_expr(*bound, to);
                self.add(Node(self.graph.first.extended), to);
            }
            BindingSource::Join(set) => self.add(self.graph.set(*set), to),
            BindingSource::Import(_) | BindingSource::Deleted | BindingSource::Opaque => {}
        }
    }

    /// Notes what is declared to be plain.
    fn declared(&mut self, annotation: ExprId, node: Node) {
        if self.is_plain(annotation) {
            self.graph.faint.insert(node.0);
        }
    }

    /// Whether an annotation means texts, numbers or nothing, or containers of them.
    fn is_plain(&self, annotation: ExprId) -> bool {
        let plain_types = &self.shared.catalog.conventions.plain_types;
        stack::grow(|| match &self.module.expr(annotation).kind {
            ExprKind::Name(name, Use::Free) => plain_types.contains(name.as_str()),
            ExprKind::Literal(Literal::Null) => true,
            ExprKind::Binary(_, one, other) => self.is_plain(*one) && self.is_plain(*other),
            ExprKind::Sequence(parts) => parts.iter().all(|&part| self.is_plain(part)),
            ExprKind::Index(_, parts) => self.is_plain(*parts),
            _ => false,
        })
    }

    fn parameter(&mut self, function: FunctionId, index: u32, to: Node) {
        let module = self.module;
        let facts = module.function(function);
        let Some(parameter) = facts.parameters.get(index as usize) else { return };
        for &said in parameter.annotation.iter().chain(&parameter.default) {
            self.add_expr(said, to);
        }
        if let Some(annotation) = parameter.annotation {
            self.declared(annotation, to);
        }
        if self.is_given_parameters(facts) {
            self.graph.stored.push(to);
        }
        // The receiver of a method is not passed.
        if index == 0 && facts.class.is_some() && !facts.is_static {
            return;
        }
        let class = facts.class.map(|class| &module.class(class).name);
        let constructs =
            matches!(facts.name.as_str(), "__init__" | "__new__") || facts.name.as_str().is_empty();
        let name = if constructs { class.unwrap_or(&facts.name) } else { &facts.name };
        let receiver = self.receiver(name);
        self.add(receiver, to);
    }

    /// Notes what is stored into attributes from outside of a class.
    fn kept_outside(&mut self) {
        let module = self.module;
        for store in &module.stores {
            let StoreKey::Member(name) = &store.key else { continue };
            if !self.is_receiver(store.object) {
                let node = match self.kept.get(name) {
                    Some(&known) => known,
                    None => self.node(),
                };
                self.kept.insert(name.clone(), node);
                self.source(&store.source, node);
            }
        }
    }

    /// Whether a framework with stores fills parameters of a function because of a decorator.
    fn is_given_parameters(&self, facts: &Function) -> bool {
        let module = self.module;
        let names = &self.shared.catalog.stores.parameter_names;
        !self.stores.is_empty()
            && facts.decorators.iter().any(|decorator| {
                let callee = module.call(decorator.expr).map_or(decorator.expr, |call| call.callee);
                last_name(module, callee).is_some_and(|name| names.contains(name))
            })
    }

    fn stores(&mut self) {
        let module = self.module;
        for store in &module.stores {
            let place = match &store.key {
                StoreKey::Member(name) => Some(self.attribute(name)),
                StoreKey::Key(_) => self.place(store.object),
            };
            let function = module.enclosing_function(store.scope);
            let class = function.and_then(|function| module.function(function).class);
            let effects = [place, class.map(|class| self.graph.holder(class))];
            for effect in effects.into_iter().flatten() {
                self.source(&store.source, effect);
            }
        }
    }

    fn functions(&mut self) {
        let module = self.module;
        for (at, facts) in module.functions.iter().enumerate() {
            let node = self.graph.function(FunctionId(at as u32));
            let yields = facts.yields.iter().filter_map(|(value, _)| value.as_ref());
            let values = facts.returns.iter().chain(yields).chain(&facts.delegates);
            let decorators = facts.decorators.iter().map(|decorator| &decorator.expr);
            for &value in values.chain(&facts.returns_annotation).chain(decorators) {
                self.add_expr(value, node);
            }
            // Who calls it matters where there are markers, whatever it gives.
            if let Some(annotation) = facts.returns_annotation.filter(|_| !self.shared.attested) {
                self.declared(annotation, node);
            }
            if let Some(class) = facts.class {
                let attribute = self.attribute(&facts.name);
                self.add(node, attribute);
                self.add(node, self.graph.holder(class));
            }
        }
    }

    fn classes(&mut self) {
        let mut at = self.graph.first.bases;
        for class in &self.module.classes {
            for &base in &class.bases {
                self.add_expr(base, Node(at));
                at += 1;
            }
        }
    }

    /// Calls: what is passed taints what is called, and what a container gets taints the container.
    fn call_site(&mut self, site: &CallSite) {
        let module = self.module;
        let Some(call) = module.call(site.expr) else { return };
        for argument in &call.arguments {
            self.receiver_passed(argument.value);
        }
        if !call.arguments.is_empty() {
            let parents = parents_called(module, site.scope, call);
            let parents = parents.iter().filter_map(|&base| last_name(module, base));
            // A function that is given away with what it is to be called with gets that.
            let given = call.arguments.iter().filter_map(|argument| last_name(module, argument.value));
            let names = last_name(module, call.callee).into_iter().chain(parents).chain(given);
            let mut effects: Vec<Node> = names.filter_map(|name| self.graph.receiver(name)).collect();
            if let ExprKind::Attribute(object, _) = module.expr(call.callee).kind {
                effects.extend(self.place(object));
            }
            match effects[..] {
                [] => {}
                [effect] => self.passed(call, effect),
                _ => {
                    let all = self.node();
                    self.passed(call, all);
                    for effect in effects {
                        self.add(all, effect);
                    }
                }
            }
        }
        // Who calls this function decides whether the call is attested.
        if self.shared.attested
            && let Some(function) = module.enclosing_function(site.scope)
        {
            self.add_expr(call.callee, self.graph.function(function));
        }
    }

    fn passed(&mut self, call: &Call, to: Node) {
        for argument in &call.arguments {
            self.add_expr(argument.value, to);
        }
    }

    /// An object that hands itself on hands on what it holds, or inherits.
    fn receiver_passed(&mut self, argument: ExprId) {
        if self.is_receiver(argument)
            && let Some(class) = self.class_of_receiver(argument)
        {
            self.add(self.graph.holder(class), Node(argument.0));
            self.add(self.graph.inherits(), Node(argument.0));
        }
    }

    // --- expressions -----------------------------------------------------------------------------------------

    fn expr(&mut self, id: ExprId, kind: &ExprKind) {
        let node = Node(id.0);
        match kind {
            ExprKind::Name(name, used) => {
                if let Some(read) = self.read(name, *used) {
                    self.add(read, node);
                }
            }
            ExprKind::Attribute(object, name) => {
                self.add_expr(*object, node);
                if self.stores.iter().any(|ends| ends.contains(name)) {
                    self.graph.stored.push(node);
                }
                if self.is_receiver(*object) {
                    let attribute = self.attribute(name);
                    self.add(attribute, node);
                    self.add(self.graph.inherits(), node);
                } else if let Some(&kept) = self.kept.get(name) {
                    self.add(kept, node);
                }
            }
            ExprKind::Call(call) => self.call(call, node),
            ExprKind::Index(one, other)
            | ExprKind::Binary(_, one, other)
            | ExprKind::Matched { subject: one, class: other, .. }
            | ExprKind::Narrowed { value: one, class: other } => {
                self.add_expr(*one, node);
                self.add_expr(*other, node);
            }
            ExprKind::Slice(inner, _)
            | ExprKind::Await(inner)
            | ExprKind::Spread(inner)
            | ExprKind::Walrus(inner)
            | ExprKind::Comprehension(inner)
            | ExprKind::Part(inner, _)
            | ExprKind::MappingComprehension(_, inner) => self.add_expr(*inner, node),
            ExprKind::Sequence(parts) | ExprKind::Choice(parts) | ExprKind::Concat(parts) => {
                if matches!(kind, ExprKind::Concat(_)) {
                    self.graph.faint.insert(node.0);
                }
                for &part in parts {
                    self.add_expr(part, node);
                }
            }
            ExprKind::Mapping(entries) => {
                for &(_, value) in entries {
                    self.add_expr(value, node);
                }
            }
            ExprKind::Lambda(function) => self.add(self.graph.function(*function), node),
            ExprKind::Literal(Literal::Text(text)) => {
                if self.is_endpoint(text) {
                    self.graph.seeds.push(node);
                }
            }
            ExprKind::Literal(_) | ExprKind::Opaque => {}
        }
    }

    /// Whether a text is, or begins, the URL of an inference endpoint.
    fn is_endpoint(&self, text: &str) -> bool {
        let whole = || self.shared.catalog.endpoint(text).is_some();
        let below = || format!("{}/{{}}", text.trim_end_matches('/'));
        text.contains("://") && (whole() || self.shared.catalog.endpoint(&below()).is_some())
    }

    /// The class of the method whose receiver an expression may be.
    fn class_of_receiver(&self, object: ExprId) -> Option<ClassId> {
        let module = self.module;
        let ExprKind::Name(_, Use::Reaching(set)) = module.expr(object).kind else { return None };
        module.set(set).iter().find_map(|binding| match module.bindings[binding.index()].source {
            BindingSource::Parameter(function, 0) => module.function(function).class,
            _ => None,
        })
    }

    /// Whether an expression is the receiver of a method, whose attributes may be stored in this file, or in that of a
    /// base class.
    fn is_receiver(&mut self, object: ExprId) -> bool {
        let ExprKind::Name(_, Use::Reaching(set)) = self.module.expr(object).kind else { return false };
        if let Some(known) = self.is_receiver[set.index()] {
            return known;
        }
        let is_receiver = self.class_of_receiver(object).is_some();
        self.is_receiver[set.index()] = Some(is_receiver);
        is_receiver
    }

    fn call(&mut self, call: &Call, node: Node) {
        let shared = self.shared;
        let callee = &self.module.expr(call.callee).kind;
        if let ExprKind::Attribute(_, name) | ExprKind::Name(name, _) = callee {
            if shared.answers.contains(name) {
                return;
            }
            if shared.catalog.call_names.contains(name) {
                self.graph.faint.insert(node.0);
            }
            if self.told && shared.importers.contains(name) {
                // Which library that is nobody knows, and most are none that matters.
                self.graph.faint.insert(node.0);
                return self.graph.seeds.push(node);
            }
        }
        let mut hands_on = false;
        if let ExprKind::Attribute(_, name) = callee {
            if self.is_answer(call.callee) {
                return;
            }
            hands_on = shared.catalog.any_method(name).is_some();
        }
        // A request that is built goes to the URL that it is given.
        hands_on |=
            last_name(self.module, call.callee).is_some_and(|name| shared.catalog.build_names.contains(name));
        self.add_expr(call.callee, node);
        // A function of a library may hand back what it is given; one of the project is looked into.
        if !call.arguments.is_empty() && (hands_on || self.hands_on(call.callee)) {
            self.passed(call, node);
        }
    }

    /// Whether a path begins with what nobody imports, or with a library, and hands back what it is given.
    fn hands_on(&self, mut path: ExprId) -> bool {
        let conventions = &self.shared.catalog.conventions;
        while let ExprKind::Attribute(object, _) = self.module.expr(path).kind {
            path = object;
        }
        match &self.module.expr(path).kind {
            ExprKind::Name(name, Use::Free) => conventions.holding.contains(name.as_str()),
            ExprKind::Name(name, used) => read(self.module, name, *used).any(|binding| {
                match &self.module.bindings[binding.index()].source {
                    BindingSource::Import(import) => {
                        import.level == 0
                            && conventions.holding_libraries.contains(root_of(self.standing, import))
                    }
                    _ => false,
                }
            }),
            _ => false,
        }
    }

    /// Whether a call ends in a path that only calls have, as `chat.completions.create` does.
    fn is_answer(&self, callee: ExprId) -> bool {
        let catalog = self.shared.catalog;
        let mut path = String::new();
        let mut at = callee;
        for _ in 0..self.shared.answer_names {
            let ExprKind::Attribute(object, name) = &self.module.expr(at).kind else { return false };
            if path.is_empty() && !self.shared.answer_ends.contains(name.as_str()) {
                return false;
            }
            path = if path.is_empty() { name.to_string() } else { format!("{name}.{path}") };
            if catalog.call_paths.contains(path.as_str()) {
                return true;
            }
            at = *object;
        }
        false
    }
}

/// The last names of the stores of what a file imports.
fn stores_imported<'s>(file: &ParsedFile, shared: &'s Shared<'_>) -> Vec<&'s FxHashSet<Name>> {
    let mut roots: Vec<&str> = Vec::new();
    for binding in &file.facts.bindings {
        if let BindingSource::Import(import) = &binding.source
            && import.level == 0
            && let root = root_of(&file.standing, import)
            && shared.stores.contains_key(root)
            && !roots.contains(&root)
        {
            roots.push(root);
        }
    }
    roots.iter().filter_map(|root| shared.stores.get(*root)).collect()
}

fn root_of<'s>(standing: &'s Standing, import: &'s Import) -> &'s str {
    standing.path(import).as_str().split('.').next().unwrap_or_default()
}

/// Whether an import leads to something that the catalog knows.
fn is_known(standing: &Standing, import: &Import, shared: &Shared<'_>) -> bool {
    if import.level > 0 {
        return false;
    }
    let path = standing.path(import).as_str();
    let catalog = shared.catalog;
    let is_known = |name: &str| {
        catalog.by_default(name).is_some() || catalog.is_known(catalog.handed_on(name).unwrap_or(name))
    };
    match &import.member {
        Some(member) => is_known(&[path, ".", member.as_str()].concat()),
        None if import.binds_root => is_known(path.split('.').next().unwrap_or(path)),
        None => is_known(path),
    }
}

/// Whether an import brings a store of a framework, or a class of whose instances one is read.
fn is_store(standing: &Standing, import: &Import, shared: &Shared<'_>) -> bool {
    let Some(member) = import.member.as_ref().filter(|_| import.level == 0) else { return false };
    shared.stores.contains_key(root_of(standing, import))
        && shared.catalog.stores.leads_to_store(&format!("{}.{member}", standing.path(import)))
}

/// What is tainted in a file, while that is found out.
pub(super) struct Spread<'g> {
    graph: &'g Graph,
    tainted: Vec<bool>,
    open: Vec<Node>,
    /// While only that counts which often is a handle: what is tainted and faint.
    put_off: Option<Vec<Node>>,
    /// How many nodes and edges were looked at.
    steps: usize,
}

impl<'g> Spread<'g> {
    pub(super) fn new(graph: &'g Graph) -> Self {
        Self {
            graph,
            tainted: vec![false; graph.heads.len()],
            open: Vec::new(),
            put_off: Some(Vec::new()),
            steps: 0,
        }
    }

    pub(super) fn taint(&mut self, node: Node) {
        if !std::mem::replace(&mut self.tainted[node.0 as usize], true) {
            self.open.push(node);
        }
    }

    pub(super) fn is_tainted(&self, node: Node) -> bool {
        self.tainted[node.0 as usize]
    }

    /// Lets what is faint taint as all else does.
    pub(super) fn count_faint(&mut self) {
        self.open.extend(self.put_off.take().into_iter().flatten());
    }

    /// Lets each class count as tainted that holds something tainted.
    pub(super) fn taint_holders(&mut self) {
        let (holders, classes) = (self.graph.first.holders, self.graph.first.classes);
        for at in 0..self.graph.bases.len() as u32 {
            if self.is_tainted(Node(holders + at)) {
                self.taint(Node(classes + at));
            }
        }
    }

    /// Taints all that is reached from what is tainted. `holding` says whether a class that holds something tainted
    /// counts as tainted itself, and `is_holder` whether a base of a class merely holds something.
    pub(super) fn spread(&mut self, holding: bool, is_holder: impl Fn(ClassId, usize) -> bool) {
        let graph = self.graph;
        while let Some(node) = self.open.pop() {
            if let Some(put_off) = self.put_off.as_mut().filter(|_| graph.faint.contains(&node.0)) {
                put_off.push(node);
                continue;
            }
            self.steps += 1;
            for next in graph.successors(node) {
                self.steps += 1;
                self.taint(next);
            }
            if let Some((class, base)) = graph.base_at(node) {
                self.taint(graph.inherits());
                self.taint(if is_holder(class, base) { graph.holder(class) } else { graph.class(class) });
            }
            let holder = node.0.wrapping_sub(graph.first.holders);
            if holding && holder < graph.bases.len() as u32 {
                self.taint(graph.class(ClassId(holder)));
            }
        }
    }

    /// By expression: whether it is tainted.
    pub(super) fn exprs(mut self) -> Vec<bool> {
        self.tainted.truncate(self.graph.first.bindings as usize);
        self.tainted.shrink_to_fit();
        self.tainted
    }

    #[cfg(test)]
    pub(super) fn steps(&self) -> usize {
        self.steps
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::bind::bind;
    use crate::catalog::Catalog;
    use crate::language::python::PYTHON;
    use crate::limit::Limits;
    use crate::module::Renamed;
    use crate::source::{FileId, SourceFile};

    /// How many steps the taint of a text takes, and whether its last expression is tainted.
    fn taint(text: &str) -> (usize, bool) {
        let source = SourceFile::new(FileId(0), "app.py", "app.py", text);
        let module = bind(&source, &PYTHON, &crate::bind::Macros::default(), &Limits::default())
            .expect("the query compiles");
        let shared = Shared::new(Catalog::builtin(), false);
        let standing = Standing::of(FileId(0), Renamed::default(), Vec::new());
        let file = ParsedFile { facts: module.into(), standing };
        let graph = Graph::new(&file, &shared, false);
        let mut spread = Spread::new(&graph);
        spread.count_faint();
        for &(binding, is_known) in graph.imports() {
            if is_known {
                spread.taint(graph.binding(binding));
            }
        }
        spread.spread(true, |_, _| false);
        let last = ExprId(file.facts.exprs.len() as u32 - 1);
        let is_tainted = spread.is_tainted(graph.expr(last));
        (spread.steps(), is_tainted)
    }

    /// A client goes down a chain of functions, the last first, so that each step of taint goes back in the file.
    fn chain(length: usize) -> String {
        let mut text = String::from("from openai import OpenAI\n");
        for at in (0..length).rev() {
            writeln!(text, "def f{at}(client):\n    return f{}(client)", at + 1).expect("memory");
        }
        writeln!(text, "f0(OpenAI())").expect("memory");
        text.push_str("def f");
        writeln!(text, "{length}(client):\n    last = client").expect("memory");
        text
    }

    #[test]
    fn a_chain_of_any_length_is_followed_and_costs_what_it_is_long() {
        let (short, is_tainted) = taint(&chain(100));
        assert!(is_tainted);
        let (long, is_tainted) = taint(&chain(10_000));
        assert!(is_tainted);
        assert!(long < 110 * short, "{short} {long}");
    }

    #[test]
    fn what_is_passed_on_in_a_chain_is_clean_without_a_client() {
        assert!(!taint(&chain(100).replace("OpenAI()", "object()")).1);
    }

    /// What Python's own functions and those of a known library are given may come out again; what the project's own are
    /// given is looked for in their bodies.
    #[test]
    fn what_is_handed_on_comes_out() {
        let is_tainted =
            |given: &str| taint(&format!("import functools\nfrom openai import OpenAI\n{given}")).1;
        assert!(is_tainted("last = list([OpenAI()])"));
        assert!(is_tainted("last = functools.cached(OpenAI())"));
        assert!(!is_tainted("last = print(OpenAI())"));
        assert!(!is_tainted("def f(client):\n    return 1\nlast = f(OpenAI())"));
    }

    /// Classes with methods that call each other: what was once the number of classes by that of functions by calls.
    #[test]
    fn classes_cost_what_they_hold() {
        let classes = |count: usize| {
            let mut text = String::from("from openai import OpenAI\n");
            for at in 0..count {
                writeln!(
                    text,
                    "class C{at}(B):\n    def m{at}(self):\n        self.c = OpenAI()\n        self.c.go()"
                )
                .expect("memory");
            }
            taint(&text).0
        };
        assert!(classes(4000) < 5 * classes(1000));
    }
}
