//! What the scanner knows of libraries: handle types and their members, functions, factories, markers.
//!
//! Loaded from `rules/` at build time (compiled in as text, parsed on first use) and from a project's own rule
//! files. Rules say **names**; they never say how a name is found in a file. `docs/rules.md` describes the
//! format.

mod behaviour;
mod elsewhere;
mod endpoint;
mod format;
mod intrinsic;
mod load;
mod lower;
mod path;
mod patterns;
mod place;
mod recorder;
mod store;
#[cfg(test)]
mod tests;
mod unfollowed;
mod unnamed;

use std::fmt;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use smallvec::SmallVec;

use crate::elsewhere::Elsewhere;
use crate::mistakes::Mistakes;
use crate::name::{Name, QualName};

pub use behaviour::Behaviour;
pub use endpoint::{Endpoint, Endpoints};
pub use intrinsic::{Intrinsic, Split, TextOperation};
pub use path::Step;
pub use patterns::HandlePatterns;
pub use recorder::{Host, Means, Reach, Recorder};
pub(crate) use store::is_class;
pub use store::{Access, Filling, GivenParameter, Provider, Store, Stores};
pub use unfollowed::{Unfollowed, begins, normalised};
use unnamed::WaysToLibraries;

/// What an AI call does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// A conversation turn.
    Chat,
    /// Text completion.
    Completion,
    /// The responses API and its like.
    Responses,
    /// Vectors.
    Embedding,
    /// Image generation or understanding.
    Image,
    /// Speech, transcription, realtime audio.
    Audio,
    /// Video generation.
    Video,
    /// Content moderation.
    Moderation,
    /// Reranking.
    Rerank,
    /// An agent, a crew, a chain that decides by itself.
    AgentRun,
    /// A hosted assistant's run.
    Assistant,
    /// Training on one's own data.
    FineTune,
    /// A batch of requests.
    Batch,
    /// A tool call that is handed to a model's tool server.
    ToolCall,
    /// A model that runs in this process.
    LocalInference,
}

impl Category {
    /// All of them, in the order in which they are listed to people.
    pub const ALL: [Self; 15] = [
        Self::Chat,
        Self::Completion,
        Self::Responses,
        Self::Embedding,
        Self::Image,
        Self::Audio,
        Self::Video,
        Self::Moderation,
        Self::Rerank,
        Self::AgentRun,
        Self::Assistant,
        Self::FineTune,
        Self::Batch,
        Self::ToolCall,
        Self::LocalInference,
    ];

    /// The word used in rules and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Chat => "chat",
            Self::Completion => "completion",
            Self::Responses => "responses",
            Self::Embedding => "embedding",
            Self::Image => "image",
            Self::Audio => "audio",
            Self::Video => "video",
            Self::Moderation => "moderation",
            Self::Rerank => "rerank",
            Self::AgentRun => "agent_run",
            Self::Assistant => "assistant",
            Self::FineTune => "fine_tune",
            Self::Batch => "batch",
            Self::ToolCall => "tool_call",
            Self::LocalInference => "local_inference",
        }
    }
}

/// Where the model's name is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelArgument {
    /// A keyword of the call, and where it may stand positionally (from 0).
    Argument(ArgumentRef),
    /// An argument of the constructor of the handle; in a [`DecoratorRule`], of the decorator.
    Constructor(ArgumentRef),
}

/// Names an argument by keyword, by position, or by either.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArgumentRef {
    /// Keyword names, the first that is present counts.
    pub keywords: Vec<Name>,
    /// Position from 0.
    pub position: Option<usize>,
}

/// A condition on the arguments of a call. All that are given must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The argument that is looked at.
    pub argument: ArgumentRef,
    /// It is one of these string literals (a literal, a constant, or a value traced to one).
    pub equals: Vec<String>,
    /// It is an instance of one of these types (command objects).
    pub constructs: Vec<QualName>,
    /// It is given, and is not `None` or `False`.
    pub given: bool,
}

/// A call that reaches a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRule {
    /// The library's index in [`Catalog::libraries`].
    pub library: usize,
    /// What the call does.
    pub category: Category,
    /// Where its model is named; like the next two shared by the calls of a table, of which there are thousands.
    pub model: Option<Arc<ModelArgument>>,
    /// Whether the answer is a stream.
    pub streaming: bool,
    /// Whether it makes a coroutine, on whatever type; see [`Handle::is_async`].
    pub is_async: bool,
    /// When it runs, coroutine or not.
    pub runs: Runs,
    /// Whether the library calls it deprecated.
    pub deprecated: bool,
    /// Library versions that have it, as the rule says it: `since`, `until` (exclusive).
    pub versions: Arc<Versions>,
    /// It is an AI call only when this holds.
    pub when: Option<Arc<When>>,
}

/// When a call runs that has come back, and been waited for if it is a coroutine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Runs {
    /// It has run.
    #[default]
    AtOnce,
    /// When somebody takes the elements of what it gives: it is a generator.
    WhenRead,
    /// The same where this argument is given, and is not `False`.
    WhenReadIf(Arc<ArgumentRef>),
    /// The same in some versions or integrations; in others it has run.
    MaybeWhenRead,
    /// When the context manager is entered that it gives.
    WhenEntered,
}

/// A range of library versions; an open end is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// First version that has it.
    pub since: Option<String>,
    /// First version that has it no more.
    pub until: Option<String>,
}

/// What reading a property or calling a method gives, when it is a handle again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gives {
    /// The receiver itself (`with_options`, `bind_tools`); of a class method, an instance of that class.
    Receiver,
    /// An instance of this type.
    Instance(QualName),
    /// The value of an argument (`instructor.patch(client)`).
    Argument(ArgumentRef),
}

/// One name on a handle, a module or a class: what it means to call it, to read it, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// Calling it is an AI call. Several rules differ by their `when`; the first that holds counts.
    pub calls: SmallVec<[CallRule; 1]>,
    /// Calling it gives a handle. Several differ by their `when`.
    pub gives: Vec<(Option<Arc<When>>, Gives)>,
    /// Reading it without a call gives a handle (`client.aio`).
    pub property: Option<Gives>,
}

/// How a handle is made of other handles by operators or methods.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compose {
    /// Operators as written (`|`, `+`): the result is a handle if an operand is one.
    pub operators: Vec<String>,
    /// Methods (`pipe`) that do the same with their arguments.
    pub methods: Vec<Name>,
    /// The type of the result.
    pub result: Option<QualName>,
}

impl Compose {
    /// The type of the result of an operator.
    pub fn by_operator(&self, operator: &Name) -> Option<&QualName> {
        let known = self.operators.iter().any(|known| known == operator.as_str());
        self.result.as_ref().filter(|_| known)
    }

    /// The type of the result of a method.
    pub fn by_method(&self, method: &str) -> Option<&QualName> {
        let known = self.methods.iter().any(|known| known.as_str() == method);
        self.result.as_ref().filter(|_| known)
    }
}

/// A type through which AI calls are made.
#[expect(clippy::struct_excessive_bools, reason = "rules say each of these of a type by itself")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handle {
    /// The library's index in [`Catalog::libraries`].
    pub library: usize,
    /// Members by their dotted path from the handle (`chat.completions.create`; `()` is the instance called),
    /// inherited ones included. Shared between the types that one rule declares.
    pub members: Arc<FxHashMap<QualName, Member>>,
    /// Calls that go through methods which are called on the way (`converse()..send()`).
    pub chains: Arc<[Chain]>,
    /// Path segments that are skipped wherever they stand (`with_raw_response`).
    pub transparent: FxHashSet<Name>,
    /// Those of them behind which calls run when the context manager is entered that they give.
    pub managers: FxHashSet<Name>,
    /// How instances compose.
    pub compose: Compose,
    /// What `with handle as x` binds to `x`, when it is not the handle itself.
    pub enter: Option<QualName>,
    /// The argument of the constructor that says which server the calls go to.
    pub url: Option<ArgumentRef>,
    /// Whether a project class that derives from it is *not* a handle of this type.
    pub sealed: bool,
    /// Whether its methods, if nothing else is said of them, give the handle itself, as a builder's do.
    pub fluent: bool,
    /// Whether all its calls make coroutines.
    pub is_async: bool,
    /// Whether something is said of methods that are not named (`*`), as a generated client's are.
    pub is_open: bool,
}

impl Handle {
    /// What is at a path from the handle: what the rules say of that very path, else of all methods there that have a
    /// name like a class.
    pub fn member(&self, path: &str) -> Option<&Member> {
        let unnamed = || {
            let last = path.rsplit('.').next().unwrap_or(path);
            let any = format!("{}{}", path.strip_suffix(last)?, path::ANY);
            self.members.get(any.as_str()).filter(|_| last.starts_with(char::is_uppercase))
        };
        self.members.get(path).or_else(|| if self.is_open { unnamed() } else { None })
    }

    /// Whether the rules say anything of what is at a path from the handle, or below it.
    pub fn leads(&self, path: &str) -> bool {
        let is_below = |member: &QualName| {
            member.as_str().strip_prefix(path).is_some_and(|rest| rest.starts_with(['.', '(']))
        };
        self.member(path).is_some()
            || self.compose.by_method(path).is_some()
            || self.members.keys().any(is_below)
    }
}

/// A call at the end of a chain of method calls: `client.converse().model_id(…).send()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The steps from the handle; the last one makes the call.
    pub steps: Vec<Step>,
    /// What it is.
    pub call: CallRule,
    /// The builder method whose first argument names the model.
    pub model_step: Option<Name>,
}

/// A trait whose methods are AI calls on whatever implements it, where the trait is in scope.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trait {
    /// Methods by name.
    pub members: FxHashMap<QualName, Member>,
    /// Calls at the end of a chain that starts with a method of the trait.
    pub chains: Vec<Chain>,
}

/// A rule for handle types that are named by a pattern (`langchain_*.Chat*`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandlePattern {
    /// The pattern; a `*` stands for any characters of one segment.
    pub pattern: String,
    /// What stands before the first `*`: compared first, because nearly all names fail there.
    prefix: String,
    /// Names that match the pattern but are no such type.
    except: Arc<[String]>,
    /// Class methods that construct an instance (`from_pretrained`).
    constructors: Arc<FxHashMap<Name, Member>>,
    /// The handle.
    pub handle: Handle,
}

impl HandlePattern {
    fn matches(&self, name: &str) -> bool {
        // A pattern means classes: what it also matches in lower case are modules and functions.
        let is_class = || is_class(name.rsplit('.').next().unwrap_or(name));
        // What is not known in part is no type yet.
        name.starts_with(&self.prefix)
            && is_class()
            && !name.contains('{')
            && path::glob_segments(&self.pattern, name)
            && !self.except.iter().any(|except| path::glob_segments(except, name))
    }
}

/// A type, or a function, whose result is a handle only while it holds one: a sequence, a parallel, a pipeline.
///
/// A container's type may itself be listed in [`Catalog::handles`] (then `becomes` is its own name): what it holds
/// decides, so containers are to be asked first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    /// Constructor arguments that are looked at; empty means all of them.
    pub arguments: Vec<ArgumentRef>,
    /// Methods that put something in (`add_component`), all their arguments are looked at.
    pub methods: Vec<Name>,
    /// The handle type that it then is.
    pub becomes: QualName,
}

/// What a decorator from a library makes of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecoratorRule {
    /// Calling the decorated name is this AI call (`magentic.prompt`).
    pub call: Option<CallRule>,
    /// The decorated name is an instance of this type (`langgraph.func.entrypoint`).
    pub becomes: Option<QualName>,
}

/// One library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Library {
    /// Its id: `openai`.
    pub id: Name,
    /// Its name for people.
    pub title: String,
    /// The language id: `python`.
    pub language: Name,
    /// The package as its registry names it.
    pub package: String,
    /// Where its documentation is.
    pub docs: String,
    /// Import roots: the dotted prefixes that an import statement must have (`openai`, `google.genai`).
    pub roots: Vec<QualName>,
    /// Those of them that programs import for other things as well.
    pub shared_roots: Vec<QualName>,
    /// Texts of which one stands in every program that uses the library through a shared root.
    pub named_by: Vec<String>,
    /// Members that are not AI calls although they look like it, for people and for tests.
    pub not_calls: Vec<QualName>,
    /// Its handle types, patterns as they are written.
    pub handle_types: Vec<String>,
    /// Of the types that share a rule the first, which stands for all of them in [`Library::calls`].
    shown_types: Vec<String>,
    /// The functions and methods that give a handle.
    pub factories: Vec<QualName>,
}

impl Library {
    /// How many types are handles, a pattern counting once.
    pub fn handle_count(&self) -> usize {
        self.handle_types.len()
    }

    /// Its calls, ordered by name: of the types that share a rule the first stands for all.
    pub fn calls(&self, catalog: &Catalog) -> Vec<(QualName, Category)> {
        let of_functions = catalog.functions.iter().filter_map(|(name, member)| {
            let call = member.calls.first()?;
            (catalog.libraries.get(call.library)?.id == self.id).then(|| (name.clone(), call.category))
        });
        let mut calls: Vec<_> = of_functions.collect();
        for name in &self.shown_types {
            let pattern = catalog.patterns.iter().find(|pattern| pattern.pattern == *name);
            let handle = catalog.handles.get(name.as_str()).or(pattern.map(|pattern| &pattern.handle));
            let members = handle.into_iter().flat_map(|handle| handle.members.iter());
            calls.extend(members.filter_map(|(path, member)| {
                let call = member.calls.first()?;
                Some((QualName::new(name).join(path.as_str()), call.category))
            }));
        }
        calls.sort_unstable();
        calls.dedup();
        calls
    }

    /// How many different calls are known.
    pub fn call_count(&self, catalog: &Catalog) -> usize {
        self.calls(catalog).len()
    }

    /// How many functions and methods give a handle.
    pub fn factory_count(&self) -> usize {
        self.factories.len()
    }

    /// What its calls do, each category once, in order.
    pub fn categories(&self, catalog: &Catalog) -> Vec<Category> {
        let calls = self.calls(catalog);
        let mut categories: Vec<Category> = calls.into_iter().map(|(_, category)| category).collect();
        categories.sort_unstable();
        categories.dedup();
        categories
    }
}

/// What a marker is attached to, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkerShape {
    /// `@marker(…)`; calling it with a function attests what calls the result.
    DecoratorFactory,
    /// `@marker` without a call.
    Decorator,
    /// `with marker(…):`
    ContextManager,
    /// `async with marker(…):`
    AsyncContextManager,
    /// `@marker(…)` of a context manager that can be put on a function.
    ContextDecorator,
    /// An object given to a handle as a callback.
    Callback,
    /// An object stored as a library's global handler.
    GlobalHandler,
    /// A call after which the calls of the process are recorded.
    Instrumentor,
    /// A function that is given a client, and gives one that is recorded.
    Wrapper,
    /// A type of clients that are recorded.
    Replacement,
    /// A list of names by which a library is told who records its calls.
    Registry,
    /// A server that records what is sent through it.
    Gateway,
}

/// Which functions a decorator's wrapper really runs around.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Covers {
    /// Plain functions only.
    Sync,
    /// Coroutine functions only.
    Async,
    /// Both.
    Any,
}

/// What a marker that is active is kept in, and so how far it reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Carrier {
    /// In the thread: what runs in it is under the marker, in whatever context.
    Thread,
    /// In the context, of which tasks and some threads get a copy.
    Context,
    /// Nobody knows: it reaches neither another thread nor another context.
    #[default]
    Unknown,
    /// In the process: it does not end. Recorders are kept so, and no marker that stands around code.
    #[serde(skip)]
    Process,
}

/// One marker of an attestation SDK, or of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// How it is applied.
    pub shape: MarkerShape,
    /// Which functions it covers.
    pub covers: Covers,
    /// What it is kept in while it is active.
    pub carrier: Carrier,
    /// For callbacks: where it is heard that is given to a handle, or to a call (`callbacks`).
    pub arguments: Vec<Heard>,
    /// For callbacks: types whose instances hold callbacks, and the argument of their constructor that takes them.
    pub holders: Vec<(QualName, ArgumentRef)>,
    /// For callbacks: methods that put a configuration around an object, and where a callback is heard among their
    /// arguments. Of several the last one that has callbacks decides.
    pub layers: Vec<(Name, Heard)>,
    /// For callbacks: methods that take an object out of the configurations around it.
    pub sheds: Vec<Name>,
    /// For callbacks: methods whose arguments may run beside the object, or in its place.
    pub joins: Vec<Name>,
    /// For callbacks: methods that give one to what holds them.
    pub given_by: Vec<Name>,
    /// For callbacks and global handlers: what takes one out of what holds them, or puts others in its place.
    pub taken_by: Vec<Name>,
    /// For callbacks and global handlers: the attributes by which one hears, or is told to ignore.
    pub mutes: Vec<Name>,
    /// For global handlers: the names that are assigned to (`llama_index.core.global_handler`).
    pub assigned_to: Vec<QualName>,
    /// For context managers that run a function: the methods of what the function is given first by which it has to end them.
    pub ended_by: Vec<Name>,
    /// For callbacks and global handlers: the ids of the libraries whose calls they see; empty means any.
    pub libraries: Vec<Name>,
    /// For callbacks and global handlers: what kinds of calls they are not told of.
    pub blind_to: Vec<Category>,
}

/// Where callbacks are heard: an argument, or an entry of the mapping that the argument is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The argument.
    pub argument: ArgumentRef,
    /// The key of the entry (`callbacks` of `config={"callbacks": […]}`); `None` for the argument itself.
    pub key: Option<String>,
}

/// What names of a language may do by convention, where no rule says more: `[conventions]` in `rules/intrinsics/`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a convention of its own")]
pub struct Conventions {
    /// The type of texts, whose methods other tables name: `builtins.str`.
    pub text_type: String,
    /// Types that say nothing of a value: `typing.Any`.
    pub any_types: FxHashSet<String>,
    /// Methods that put their last argument into a container.
    pub adding_methods: FxHashSet<String>,
    /// Methods that put all that their argument holds into a container.
    pub merging_methods: FxHashSet<String>,
    /// Methods that take something out of a container: what their first argument says, else anything.
    pub removing_methods: FxHashSet<String>,
    /// Methods that put their second argument where their first one says.
    pub storing_methods: FxHashSet<String>,
    /// Methods of a container that give one of its elements: what their first argument says, else any.
    pub taking_methods: FxHashSet<String>,
    /// Methods of a class that give an element of an instance; the later ones where there is none of those before.
    pub element_methods: Vec<String>,
    /// Methods of a class that give what a loop over an instance asks for elements.
    pub iterating_methods: Vec<String>,
    /// Methods of a class that give the next element to a loop.
    pub next_methods: Vec<String>,
    /// Methods of a class that give what entering an instance gives.
    pub entering_methods: Vec<String>,
    /// Methods of a class that give what reading an attribute gives whose value is an instance.
    pub describing_methods: Vec<String>,
    /// Methods of a class that give what waiting for an instance gives.
    pub waiting_methods: Vec<String>,
    /// Methods of what stands for a result that give it: of a task, of a future.
    pub resulting_methods: FxHashSet<String>,
    /// Keyword arguments that hold a function which is called with elements: `sorted(xs, key=f)`.
    pub called_arguments: FxHashSet<String>,
    /// Modules that import a module whose name is a text, and their members that do so.
    pub loading_libraries: FxHashSet<String>,
    /// What of the specification of a module leads to what loads it, and the methods by which that gives the module:
    /// `find_spec("acme").loader.load_module()`.
    pub loading_members: FxHashSet<String>,
    /// Modules that decode texts.
    pub decoding_libraries: FxHashSet<String>,
    /// Methods of a class that give what has the attributes that an instance does not have itself.
    pub delegating_methods: Vec<String>,
    /// Methods of a class that give what an operator gives, each behind the operator: `+ __add__`.
    pub operator_methods: Vec<String>,
    /// Methods by which every class makes an instance of itself.
    pub making_methods: FxHashSet<String>,
    /// Attributes of a member that was taken of a class itself which give the member of the instance that they are called
    /// with.
    pub getter_attributes: FxHashSet<String>,
    /// What a file calls itself.
    pub own_name: Option<String>,
    /// What the names that nobody imports are called where they are a module.
    pub prelude_names: FxHashSet<String>,
    /// Attributes of a class whose texts name it for a framework that looks classes up by name.
    pub naming_attributes: FxHashSet<String>,
    /// Attributes of a class whose texts, or lists of them, name the classes that it extends for such a framework.
    pub extending_attributes: FxHashSet<String>,
    /// Keyword arguments that hold the arguments for a function that is handed over.
    pub packed_arguments: FxHashSet<String>,
    /// What nobody imports, and whose results may hold what they are given.
    pub holding: FxHashSet<String>,
    /// Libraries whose functions may hand back what they are given, by the first names of their paths.
    pub holding_libraries: FxHashSet<String>,
    /// Texts by which a file asks whether it is run as a program, and not imported: `__main__`.
    pub program_names: FxHashSet<String>,
    /// What comes with the language: it wraps no clients but by what is said of it elsewhere.
    pub standard_library: FxHashSet<String>,
    /// Modules and classes of it that give objects which were put away before, or made by other means.
    pub opaque_libraries: FxHashSet<String>,
    /// Types that are texts, numbers or nothing, by the last names that annotations have for them.
    pub plain_types: FxHashSet<String>,
    /// Libraries whose functions look at a function that they are given, and do not call it.
    pub looking_libraries: FxHashSet<String>,
    /// Methods that write bytes into a connection: `socket.sendall`.
    pub writing_methods: FxHashSet<String>,
    /// What methods and functions are called that send requests, whatever library they are of.
    pub request_verbs: FxHashSet<String>,
    /// Methods that change the text, or the URL, that they are called on.
    pub changing_methods: FxHashSet<String>,
    /// Attributes of a function by which it is called with an object of which it is a method: `f.call(object, x)`.
    pub calling_attributes: FxHashSet<String>,
    /// Keyword arguments by which a request is told its host, where no URL stands in one piece.
    pub host_arguments: Vec<String>,
    /// Keyword arguments by which it is told the path there.
    pub path_arguments: Vec<String>,
    /// Keyword arguments by which a client is told what its URLs begin with.
    pub base_url_arguments: FxHashSet<String>,
    /// Libraries that answer requests in the place of servers, by the first names of their paths.
    pub mocking_libraries: FxHashSet<String>,
    /// Methods are what they are called: what has those of a handle, one after the other, is taken for it where nothing else
    /// is known.
    pub methods_tell: bool,
    /// What joins URLs is given the path first, and then what it is looked for below.
    pub urls_begin_at_the_end: bool,
    /// What an object has is what was put into it by name, and both are read alike.
    pub entries_are_attributes: bool,
    /// A text names a module as `name::specified` reads it, and not by its dotted path.
    pub modules_are_specified: bool,
    /// A module may be used as what it is to who imports it without a name.
    pub modules_are_defaults: bool,
    /// A value is of the type that is declared for it: what it is converted from by the way is none of it.
    pub declarations_hold: bool,
    /// A library may hand on another one as a whole, under the name that it has: `facade.library.Type`.
    pub libraries_are_handed_on: bool,
    /// A marker runs a function that it is given, and is active around it.
    pub markers_run_functions: bool,
    /// The place of the parameter in which a decorator gets an object that has the function, and the member that is the function; a
    /// decorator without such a parameter gets the function first.
    pub descriptor: Option<(u32, String)>,
    /// Methods of a function that call it.
    pub calling_methods: FxHashSet<String>,
    /// Methods of a function that give it, bound to something.
    pub binding_methods: FxHashSet<String>,
    /// Whether calls give promises: what a call does has begun when it comes back, and is over where somebody waits for it.
    pub calls_give_promises: bool,
    /// A function that belongs to a handle type, whose name begins so, and of which nothing else is said, makes an
    /// instance of it; with the empty text any function does.
    pub constructors_begin_with: Option<String>,
}

impl Conventions {
    /// What the names that nobody imports belong to: texts are among them.
    pub fn prelude(&self) -> &str {
        self.text_type.split('.').next().unwrap_or_default()
    }
}

/// The libraries, as one table of names.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// Files of languages that are not analysed, and what is looked for in them. They belong to no language, and only the
    /// catalog of the first one has them.
    pub elsewhere: Elsewhere,
    /// Packages of the language that run models and that no rule follows.
    pub unfollowed: Unfollowed,
    /// All libraries, ordered by id.
    pub libraries: Vec<Library>,
    /// Handle types by qualified name (exact names).
    pub handles: FxHashMap<QualName, Handle>,
    /// Functions and classes by qualified name: module functions, factories, class methods.
    pub functions: FxHashMap<QualName, Member>,
    /// What a module is to who imports it without a name, by its name.
    pub defaults: FxHashMap<QualName, QualName>,
    /// Containers by type.
    pub containers: FxHashMap<QualName, Container>,
    /// What is made to be composed with a model, by type or by the function that makes it: a prompt's template. What
    /// it is composed with is taken for a model if nothing else is known of it.
    pub prompts: FxHashMap<QualName, Arc<Compose>>,
    /// Decorators by qualified name.
    pub decorators: FxHashMap<QualName, DecoratorRule>,
    /// Markers by qualified name: `mima_governance.MimaGovernance.attest` → its shapes.
    pub markers: FxHashMap<QualName, Vec<Marker>>,
    /// What records calls by itself, without a marker around the code, in the order of the rules.
    pub recorders: Vec<Recorder>,
    /// Modules that stand for another one: what is not said of the name of one of their members is said of the member of
    /// that one.
    pub aliases: Vec<(QualName, QualName)>,
    /// Those of SDKs and tools: code of the project attests by its body, whatever its name, unless the settings name it.
    pub tool_markers: FxHashSet<QualName>,
    /// Import roots of attestation SDKs.
    pub marker_roots: Vec<QualName>,
    /// Last names of marker members (`attest`, `trace`).
    pub marker_names: FxHashSet<Name>,
    /// The methods by which functions end markers that run them.
    pub ending_methods: FxHashSet<Name>,
    /// What looks like a marker by its name only: ends of dotted names (`mima.trace`), by their last part.
    resembling: FxHashMap<Name, Vec<QualName>>,
    /// The parts of those names by which a file may import what has one: all but the last, or the only one.
    resembling_imports: FxHashSet<Name>,
    /// Last names of every call: a call whose last name is not among them can be no entry point, unless it
    /// calls an instance or an alias.
    pub call_names: FxHashSet<Name>,
    /// Whether a method that no rule names may be a call; see [`Handle::is_open`].
    has_open_handles: bool,
    /// Last names of functions that make HTTP requests.
    pub request_names: FxHashSet<Name>,
    /// Last names of what sends requests that were built.
    pub send_names: FxHashSet<Name>,
    /// Last names of what builds requests.
    pub build_names: FxHashSet<Name>,
    /// The types of the requests that are built.
    pub request_types: FxHashSet<QualName>,
    /// Paths of two names and more that lead to a call from a handle (`chat.completions.create`): they say enough
    /// to be noticed on a value of which nothing is known.
    pub call_paths: FxHashSet<QualName>,
    /// Keyword arguments by which calls name their model.
    pub model_keywords: FxHashSet<Name>,
    /// Calls of one name that say as much by an argument: of each name that one library alone has, the keywords for
    /// the model that are made of several words (`invoke_model`: `modelId`).
    pub call_keywords: FxHashMap<QualName, Vec<Name>>,
    /// Calls that say as much by the method before them, or by a name of several words, each with the only library that has it:
    /// `chat().create`, `exec_chat`. Empty for a language in which names tell nothing ([`Conventions::methods_tell`]).
    pub call_chains: FxHashMap<String, usize>,
    /// Handle types that are named by a pattern; [`Catalog::handle`] consults them.
    pub patterns: HandlePatterns,
    /// Traits by qualified name, segments separated by dots.
    pub traits: FxHashMap<QualName, Trait>,
    /// Inference endpoints of providers.
    pub endpoints: Endpoints,
    /// What well-known names do to values; [`Catalog::intrinsic`] knows the twins of `typing` too.
    pub intrinsics: FxHashMap<QualName, Intrinsic>,
    /// Where frameworks keep what a program gives them.
    pub stores: Stores,
    /// What names may do by convention.
    pub conventions: Conventions,
    /// When the code runs that a well-known name is given.
    pub behaviours: FxHashMap<QualName, Vec<Behaviour>>,
    /// The last names of what behaves so.
    behaving: FxHashMap<Behaviour, Vec<Name>>,
    /// What methods of any value do, by their name: the intrinsics of the type `any`.
    any_methods: FxHashMap<Name, Intrinsic>,
    /// See [`Catalog::is_known`].
    known: OnceLock<FxHashSet<String>>,
    /// See [`Catalog::leads_to_library`].
    ways: OnceLock<WaysToLibraries>,
    /// See [`Catalog::begins_call`].
    beginnings: OnceLock<FxHashSet<String>>,
    /// The language that it is of; empty if of any.
    language: Name,
    /// The catalogs of the other languages.
    others: OnceLock<Vec<Catalog>>,
}

/// The rule files of presets, as (path, text); see `build.rs`.
const PRESETS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/presets.rs"));

/// `langfuse` of `rules/presets/langfuse.toml`.
fn preset_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml")
}

/// The language whose rules are read at every start.
const FIRST_LANGUAGE: &str = "python";

/// Languages whose rules are read when there is a file of theirs.
const OTHER_LANGUAGES: &[&str] = &["rust", "typescript"];

/// A rule that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogError {
    /// The rule file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The key that is wrong, if one can be named.
    pub key: Option<String>,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for CatalogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: ", self.file, self.line)?;
        if let Some(key) = &self.key {
            write!(f, "`{key}`: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for CatalogError {}

impl Catalog {
    /// The rules that are compiled in.
    ///
    /// # Panics
    /// If a compiled-in rule cannot be used: an empty catalog would find nothing and call that success. A test
    /// loads them all.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Catalog> = OnceLock::new();
        BUILTIN.get_or_init(|| Self::compiled_in(FIRST_LANGUAGE))
    }

    #[expect(clippy::panic, reason = "no input reaches it, and going on without rules would be a lie")]
    fn compiled_in(language: &str) -> Self {
        load::builtin(language, &[]).unwrap_or_else(|error| panic!("compiled-in rule: {error}"))
    }

    /// A fresh catalog of the compiled-in rules for one language, in which of the libraries only those stand whose ids
    /// are accepted, and of `files`, given as (path, text): what the benches and the test of each table compare.
    ///
    /// # Errors
    /// A rule that needs one of a library which is left out, or that cannot be used.
    pub fn of_libraries(
        language: &str,
        accepted: impl Fn(&str) -> bool,
        files: &[(String, String)],
    ) -> Result<Self, Mistakes<CatalogError>> {
        load::compiled_in(language, accepted, files)
    }

    /// The catalog of a language: names of different languages never meet. The compiled-in rules of other languages
    /// than the first are read when they are first asked for.
    pub fn of(&self, language: &str) -> &Self {
        if self.language.as_str().is_empty() || self.language.as_str() == language {
            return self;
        }
        let others = self
            .others
            .get_or_init(|| OTHER_LANGUAGES.iter().map(|language| Self::compiled_in(language)).collect());
        others.iter().find(|other| other.language.as_str() == language).unwrap_or(self)
    }

    /// The catalogs of all languages.
    pub fn all(&self) -> impl Iterator<Item = &Self> {
        let others = OTHER_LANGUAGES.iter().map(|language| self.of(language));
        std::iter::once(self).chain(others.filter(|other| !std::ptr::eq(*other, self)))
    }

    /// The compiled-in rules plus a project's own rule files, given as (path, text).
    ///
    /// # Errors
    /// The rules that cannot be used, with file, line and key.
    pub fn with_project_rules(files: &[(String, String)]) -> Result<Self, Mistakes<CatalogError>> {
        let languages = std::iter::once(&FIRST_LANGUAGE).chain(OTHER_LANGUAGES);
        let mut catalogs = Vec::new();
        let mut errors: Vec<CatalogError> = Vec::new();
        for loaded in languages.map(|language| load::builtin(language, files)) {
            match loaded {
                Ok(catalog) => catalogs.push(catalog),
                // What is wrong in every language is said once.
                Err(Mistakes(wrong)) if errors.is_empty() => errors = wrong,
                Err(Mistakes(wrong)) => {
                    let new: Vec<_> = wrong.into_iter().filter(|error| !errors.contains(error)).collect();
                    errors.extend(new);
                }
            }
        }
        let mut catalogs = catalogs.into_iter();
        match catalogs.next() {
            Some(first) if errors.is_empty() => {
                Ok(Self { others: OnceLock::from(catalogs.collect::<Vec<_>>()), ..first })
            }
            _ => Err(Mistakes(errors)),
        }
    }

    /// The names of the presets: markers of tools that a project may accept.
    pub fn presets() -> impl Iterator<Item = &'static str> {
        PRESETS.iter().map(|(path, _)| preset_name(path))
    }

    /// The rule file of a preset, as (path, text).
    pub fn preset(name: &str) -> Option<(&'static str, &'static str)> {
        PRESETS.iter().find(|(path, _)| preset_name(path) == name).copied()
    }

    /// The handle type `name`, by exact name or by a rule with a wildcard (`llama_index.llms.*.*`).
    pub fn handle(&self, name: &str) -> Option<&Handle> {
        let own = |name: &str| {
            self.handles.get(name).or_else(|| self.patterns.find(name).map(|pattern| &pattern.handle))
        };
        own(name).or_else(|| own(&self.aliased(name)?))
    }

    /// Whether an AI call may be at a path from some handle, or below it: `chat.completions`, `create`.
    pub fn begins_call(&self, path: &str) -> bool {
        let beginnings = self.beginnings.get_or_init(|| {
            let names = self.call_names.iter().map(Name::as_str);
            let paths = self.call_paths.iter().map(QualName::as_str);
            let above = paths.clone().flat_map(|path| path.match_indices('.').map(|(dot, _)| &path[..dot]));
            names.chain(above).chain(paths).map(str::to_owned).collect()
        });
        beginnings.contains(path)
    }

    /// The name of what a member of a module stands for that stands for another one: `openai.OpenAI` for
    /// `langfuse.openai.OpenAI`.
    pub fn aliased(&self, name: &str) -> Option<String> {
        self.aliases.iter().find_map(|(module, of)| {
            let member = name.strip_prefix(module.as_str())?.strip_prefix('.')?;
            Some(format!("{of}.{member}"))
        })
    }

    /// The name of a type or a function as its own library has it, where it is known by that alone.
    pub fn canonical(&self, name: &QualName) -> QualName {
        let is_own = || self.handles.contains_key(name) || self.functions.contains_key(name);
        match self.aliased(name.as_str()) {
            Some(other) if !is_own() => QualName::new(&other),
            _ => name.clone(),
        }
    }

    /// The operators that compose handles or prompts, of any library.
    pub fn composing_operators(&self) -> FxHashSet<Name> {
        let by_name = self.handles.values().map(|handle| &handle.compose);
        let by_pattern = self.patterns.iter().map(|pattern| &pattern.handle.compose);
        let rules = by_name.chain(by_pattern).chain(self.prompts.values().map(|rule| &**rule));
        rules.flat_map(|rule| &rule.operators).map(|operator| Name::new(operator)).collect()
    }

    /// Whether the instances of the type `name`, which is listed by its exact name, run agents. In the sources of
    /// the library itself the project's own type has that name; one of a module at the top may be anybody's.
    pub fn runs_agents(&self, name: &str) -> bool {
        let runs = |member: &Member| member.calls.iter().any(|call| call.category == Category::AgentRun);
        let is_deep = name.matches('.').count() > 1;
        is_deep && self.handles.get(name).is_some_and(|handle| handle.members.values().any(runs))
    }

    /// Whether something of the project with the name `name` leads to calls, because a library's has it.
    pub fn is_entered_by_name(&self, name: &str) -> bool {
        let ends = std::iter::once(name).chain(name.match_indices('.').map(|(dot, _)| &name[dot + 1..]));
        let mut ends = ends.filter(|_| self.has_open_handles);
        self.runs_agents(name)
            || self.generated(name).is_some()
            || ends
                .any(|end| self.constant(end).is_some_and(|class| self.generated(class.as_str()).is_some()))
    }

    /// The first names of what sends or builds requests.
    pub fn requesting_roots(&self) -> FxHashSet<String> {
        let requests = self.intrinsics.iter().filter(|(_, effect)| {
            matches!(effect, Intrinsic::HttpRequest(_) | Intrinsic::HttpBuild(..) | Intrinsic::HttpSend(_))
        });
        requests.map(|(name, _)| name.root().to_owned()).collect()
    }

    /// The names of what sends requests and belongs to the prelude of the language.
    pub fn requesting_names(&self, prelude: &str) -> Vec<String> {
        let requests =
            self.intrinsics.iter().filter(|(_, effect)| matches!(effect, Intrinsic::HttpRequest(_)));
        let names = requests.filter_map(|(name, _)| Some((name.root() == prelude).then_some(name)?.last()));
        let mut names: Vec<String> = names.map(str::to_owned).collect();
        names.sort();
        names
    }

    /// Whether a call may end in this name, as far as names say it.
    pub fn may_be_call(&self, name: &Name) -> bool {
        self.call_names.contains(name)
            || self.has_open_handles && name.as_str().starts_with(char::is_uppercase)
    }

    /// The handle that a module's attribute is, by its qualified name.
    pub fn constant(&self, name: &str) -> Option<&QualName> {
        match self.functions.get(name)?.property.as_ref()? {
            Gives::Instance(class) => Some(class),
            Gives::Receiver | Gives::Argument(_) => None,
        }
    }

    /// The type of a generated client that the project holds, by the name that it has there: `app.acme_client.Client` is
    /// `acme_client.Client`, wherever it was put.
    pub fn generated(&self, name: &str) -> Option<(&QualName, &Handle)> {
        let ends = std::iter::once(name).chain(name.match_indices('.').map(|(dot, _)| &name[dot + 1..]));
        let known = ends.filter(|_| self.has_open_handles).filter_map(|end| self.handles.get_key_value(end));
        known.into_iter().find(|(_, handle)| handle.is_open)
    }

    /// What the module function, class or class method `name` is.
    pub fn function(&self, name: &str) -> Option<&Member> {
        let own = |name: &str| {
            self.functions.get(name).or_else(|| {
                let (class, method) = name.rsplit_once('.')?;
                self.patterns.find(class)?.constructors.get(method)
            })
        };
        own(name).or_else(|| own(&self.aliased(name)?))
    }

    /// Whether `name` is, or leads on to, something that the rules speak of.
    pub fn is_known(&self, name: &str) -> bool {
        self.leads_to_known(name) || self.handle(name).is_some() || self.function(name).is_some()
    }

    fn leads_to_known(&self, name: &str) -> bool {
        self.known_names().contains(name)
    }

    /// What a module of a library is to who imports it without a name, or uses it as a function or a class.
    pub fn default_of(&self, module: &str) -> Option<&QualName> {
        self.defaults.get(module)
    }

    /// The name of something that was reached by what a module is as a whole: `openai.OpenAI` of `openai.default`.
    pub fn by_default(&self, name: &str) -> Option<QualName> {
        if self.defaults.is_empty() {
            return None;
        }
        let (module, rest) = name.split_once(".default")?;
        let own = self.default_of(module)?;
        Some(if rest.is_empty() { own.clone() } else { own.join(rest.strip_prefix('.')?) })
    }

    /// The name that something has in its own library, where another library hands that on: `library.Type` of
    /// `facade.library.Type`. A root of one word may be the name of any module, so that there it takes a name which the
    /// rules list.
    pub fn handed_on<'p>(&self, name: &'p str) -> Option<&'p str> {
        let root = name.split('.').next().unwrap_or_default();
        if !self.conventions.libraries_are_handed_on || self.leads_to_known(root) {
            return None;
        }
        let is_library = |root: &str| {
            self.leads_to_known(root)
                && self
                    .libraries
                    .iter()
                    .flat_map(|library| &library.roots)
                    .any(|known| known.as_str() == root)
        };
        let is_listed = |name: &str| {
            self.handle(name).is_some() || self.function(name).is_some() || self.traits.contains_key(name)
        };
        let mut ends = name.match_indices('.').map(|(dot, _)| &name[dot + 1..]);
        ends.find(|end| {
            let root = end.split('.').next().unwrap_or_default();
            is_library(root) && (root.contains('_') || is_listed(end))
        })
    }

    /// Whether a dotted name is that of a marker, or of what a marker is taken from: `acme.governance.mima`.
    pub fn leads_to_marker(&self, name: &str) -> bool {
        let root = name.split('.').next().unwrap_or(name);
        self.marker_roots.iter().any(|known| known.as_str() == root)
            && self.markers.keys().any(|marker| {
                let rest = marker.as_str().strip_prefix(name);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
    }

    /// Whether a dotted name ends like that of a marker: `acme.governance.mima.trace`. Such a name proves nothing.
    pub fn resembles_marker(&self, name: &str) -> bool {
        let last = name.rsplit('.').next().unwrap_or(name);
        self.resembling.get(last).into_iter().flatten().any(|end| {
            let rest = name.strip_suffix(end.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
    }

    /// Whether what is imported by this part of a name may resemble a marker.
    pub fn may_import_resembling(&self, part: &str) -> bool {
        self.resembling_imports.contains(part)
    }

    /// Adds the end of a dotted name that resembles a marker.
    fn add_resembling(&mut self, end: &str) {
        let imported = end.rsplit_once('.').map_or(end, |(before, _)| before);
        self.resembling_imports.extend(imported.split('.').map(Name::new));
        let end = QualName::new(end);
        let alike = self.resembling.entry(Name::new(end.last())).or_default();
        if !alike.contains(&end) {
            alike.push(end);
        }
    }

    /// The functions and methods of HTTP clients by which requests are made.
    pub fn http_clients(&self) -> impl Iterator<Item = &QualName> {
        let is_request = |intrinsic: &Intrinsic| matches!(intrinsic, Intrinsic::HttpRequest(..));
        self.intrinsics.iter().filter(move |(_, it)| is_request(it)).map(|(name, _)| name)
    }

    /// Every name in the rules, and every prefix of one.
    pub fn known_names(&self) -> &FxHashSet<String> {
        self.known.get_or_init(|| self.find_known_names())
    }

    fn find_known_names(&self) -> FxHashSet<String> {
        let libraries = self.libraries.iter().flat_map(|library| &library.roots);
        let names = self
            .handles
            .keys()
            .chain(self.functions.keys())
            .chain(self.containers.keys())
            .chain(self.prompts.keys())
            .chain(self.decorators.keys())
            .chain(self.markers.keys())
            .chain(libraries)
            .chain(&self.marker_roots);
        let mut known = FxHashSet::default();
        for name in names {
            let mut prefix = name.as_str();
            while !known.contains(prefix) {
                known.insert(prefix.to_owned());
                let Some((shorter, _)) = prefix.rsplit_once('.') else { break };
                prefix = shorter;
            }
        }
        known
    }

    /// The container type or function `name`.
    pub fn container(&self, name: &str) -> Option<&Container> {
        self.containers.get(name)
    }

    /// The decorator `name`.
    pub fn decorator(&self, name: &str) -> Option<&DecoratorRule> {
        self.decorators.get(name)
    }

    /// The calls at the end of a path from a handle, whatever the handle: its type and the rule, in the order of the
    /// libraries and of their rules.
    pub fn calls_at(&self, path: &str) -> impl Iterator<Item = (&QualName, &CallRule)> {
        let types = self.libraries.iter().flat_map(|library| &library.handle_types);
        let handles = types.filter_map(|class| self.handles.get_key_value(class.as_str()));
        let members = handles.filter_map(move |(class, handle)| Some((class, handle.members.get(path)?)));
        members.flat_map(|(class, member)| member.calls.iter().map(move |call| (class, call)))
    }

    /// What a method of this name does on any value that has no other of that name.
    pub fn any_method(&self, name: impl AsRef<str>) -> Option<&Intrinsic> {
        if self.any_methods.is_empty() { None } else { self.any_methods.get(name.as_ref()) }
    }

    /// The qualified name of a method that texts have.
    pub fn text_method(&self, name: &str) -> QualName {
        QualName::new(&self.conventions.text_type).join(name)
    }

    /// The trait in scope that has a method of this name, and what it says of it.
    pub fn trait_member(&self, name: &str, in_scope: impl Fn(&str) -> bool) -> Option<(&QualName, &Member)> {
        let mut with_method: Vec<(&QualName, &Member)> =
            self.traits.iter().filter_map(|(path, table)| Some((path, table.members.get(name)?))).collect();
        with_method.sort_by_key(|(path, _)| *path);
        with_method.into_iter().find(|(path, _)| in_scope(path.as_str()))
    }

    /// What the well-known name `name` does. `typing_extensions` and `collections.abc` hold twins of `typing`.
    pub fn intrinsic(&self, name: &str) -> Option<&Intrinsic> {
        self.intrinsics.get(name).or_else(|| {
            let twin =
                name.strip_prefix("typing_extensions.").or_else(|| name.strip_prefix("collections.abc."))?;
            self.intrinsics.get(format!("typing.{twin}").as_str())
        })
    }

    /// Whether the well-known name `name` behaves so.
    pub fn behaves(&self, name: &str, behaviour: Behaviour) -> bool {
        self.behaviours.get(name).is_some_and(|known| known.contains(&behaviour))
    }

    /// Whether a method of this name behaves so, on whatever value.
    pub fn any_method_behaves(&self, name: &Name, behaviour: Behaviour) -> bool {
        self.behaves(QualName::new("any").join(name.as_str()).as_str(), behaviour)
    }

    /// The last names of what has such an effect.
    pub fn names_with(&self, has: impl Fn(&Intrinsic) -> bool) -> FxHashSet<Name> {
        let named = self.intrinsics.iter().filter(|(_, effect)| has(effect));
        named.map(|(name, _)| Name::new(name.last())).collect()
    }

    /// The last names of what behaves so.
    pub fn names(&self, behaviour: Behaviour) -> &[Name] {
        self.behaving.get(&behaviour).map_or(&[], Vec::as_slice)
    }

    /// The inference endpoint that a request to `url` reaches; see [`Endpoints::find`].
    pub fn endpoint(&self, url: &str) -> Option<&Endpoint> {
        self.endpoints.find(url)
    }

    /// The host of an endpoint that stands in a text.
    pub fn host_in(&self, text: &str) -> Option<String> {
        let hosts = self.endpoints.iter().filter(|endpoint| !endpoint.is_shared);
        hosts.filter_map(Endpoint::fixed_host).find(|host| text.contains(host.as_str()))
    }

    /// The rules for the call that the dotted name `api` stands for: a function (`litellm.completion`), or a
    /// handle type and a path from its instances (`openai.OpenAI.chat.completions.create`).
    pub fn entry_point(&self, api: &str) -> &[CallRule] {
        if let Some(member) = self.function(api)
            && !member.calls.is_empty()
        {
            return &member.calls;
        }
        api.match_indices('.')
            .find_map(|(dot, _)| {
                let member = self.handle(&api[..dot])?.member(&api[dot + 1..])?;
                (!member.calls.is_empty()).then_some(member.calls.as_slice())
            })
            .unwrap_or_default()
    }
}
