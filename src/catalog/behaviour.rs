//! When what a function is given runs: whether a marker around the call is still active then.
//!
//! The table is `[behaviour]` in `rules/behaviour/`: a word, and the qualified names that behave so.

/// What a well-known function, decorator or class does with the code that it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Behaviour {
    /// `@app.route("/x")`: the function that it decorates is kept and called from outside later.
    Registers,
    /// `@tracer.wrap()`: a method of an object that wraps the function that it decorates, and does not keep it.
    Wraps,
    /// `signature(f)`: looks at the function that it is given, and does not keep it.
    Inspects,
    /// `iscoroutinefunction(f)`: says which kind of function it is given.
    AsksKind,
    /// `f.cache_clear`: an attribute of what a decorator gives by which the function is not reached.
    Describes,
    /// `class governed(ContextDecorator)`: what derives from it can be put on a plain function, and runs around its body.
    DecoratesPlain,
    /// `class governed(AsyncContextDecorator)`: the same for coroutine functions.
    DecoratesAsync,
    /// `patch("app.mima")`: puts something else in the place of what it names.
    Replaces,
    /// `list(xs)`, `run(f())`: takes the elements, or runs the coroutine, before it returns.
    Consumes,
    /// `gather(a, b)`: a coroutine that runs those it is given.
    Gathers,
    /// `as_completed(tasks)`: runs the coroutines that it is given, and gives one that has ended each time that it is asked.
    HandsOut,
    /// `group.create_task(f())`: what it is given has run when the block of the object ends whose method it is.
    Joins,
    /// `AsyncClient.post`: a request that makes a coroutine.
    Coroutine,
    /// `httpx.stream`: a request that is sent when the context manager is entered that it gives.
    Entered,
    /// `Mock()`: stands in for something and does none of it.
    StandsIn,
    /// `globals()`, `eval(…)`: what stands in a file is reached by a name that is not written.
    Reveals,
    /// `callable(x)`: a test that every plain function passes.
    FunctionTest,
    /// `isinstance(x, T)`: whether its first argument is an instance of its second one, or of one in it.
    TypeTest,
    /// `FunctionType`: a class of which every plain function is an instance.
    FunctionType,
    /// `reversed(xs)`: gives the elements of a sequence from the last to the first.
    Reverses,
    /// `str.startswith`: whether a text begins so.
    Begins,
    /// `str.endswith`: whether a text ends so.
    Ends,
    /// `methodcaller("run")`: calls by the name that it is given.
    CallsByName,
    /// Runs the file whose path it is given, as a module that nobody imports: `run_path("tasks/report.py")`.
    LoadsFile,
    /// `sorted(xs, key=f)`: calls the functions it is given before it returns.
    Calls,
    /// `xs.map(f)`: calls the function for each element, and gives a list of what it gave.
    CallsEach,
    /// `xs.reduce(f)`: calls the function for each element with what it gave for the one before.
    Folds,
    /// `pool.submit(f)`: runs the function in another thread, into which nothing of the caller's context comes.
    OwnThread,
    /// `to_thread(f)`: runs the function in another thread, in a copy of the caller's context.
    KeepsContext,
    /// `Context().run(f)`: runs the function in the caller's thread, in a context of its own.
    OwnContext,
    /// `copy_context().run(f)`: runs it in a copy of the context in which the object was made that the method belongs to.
    ContextWhenMade,
    /// `create_task(f())`: what it is given runs in a copy of the context in which this is called, whoever waits for it.
    Tasks,
    /// `anyio.run(f)`: calls the coroutine function that it is given, and waits for what that gives.
    Awaits,
    /// `ABC`, `Protocol`: a base class that calls no method of its subclasses.
    PlainBase,
    /// `ExitStack`: what its `enter_context` is given is active to the end of the block.
    ExitStack,
    /// `spawn(f())`: runs what it is given in a task or thread of its own, which no marker around the call reaches.
    Spawns,
    /// `Future`, `Stream`: a type of values whose code runs when somebody waits for them.
    Lazy,
    /// `guard.record(…)`, `println!("{}", guard)`: only looks at a guard, or tells it something; it stays active.
    Lends,
    /// `stack.close()`: leaves what an exit stack has entered, or hands it to somebody else.
    Empties,
}

impl Behaviour {
    /// The words of a rule file, in the order in which they are suggested.
    pub(super) const WORDS: &'static [(&'static str, Self)] = &[
        ("registers", Self::Registers),
        ("wraps", Self::Wraps),
        ("inspects", Self::Inspects),
        ("asks_kind", Self::AsksKind),
        ("describes", Self::Describes),
        ("decorates_plain", Self::DecoratesPlain),
        ("decorates_async", Self::DecoratesAsync),
        ("replaces", Self::Replaces),
        ("consumes", Self::Consumes),
        ("gathers", Self::Gathers),
        ("hands_out", Self::HandsOut),
        ("joins", Self::Joins),
        ("coroutine", Self::Coroutine),
        ("entered", Self::Entered),
        ("stands_in", Self::StandsIn),
        ("reveals", Self::Reveals),
        ("function_test", Self::FunctionTest),
        ("type_test", Self::TypeTest),
        ("function_type", Self::FunctionType),
        ("reverses", Self::Reverses),
        ("begins", Self::Begins),
        ("ends", Self::Ends),
        ("calls_by_name", Self::CallsByName),
        ("loads_file", Self::LoadsFile),
        ("calls", Self::Calls),
        ("calls_each", Self::CallsEach),
        ("folds", Self::Folds),
        ("own_thread", Self::OwnThread),
        ("keeps_context", Self::KeepsContext),
        ("own_context", Self::OwnContext),
        ("context_when_made", Self::ContextWhenMade),
        ("tasks", Self::Tasks),
        ("awaits", Self::Awaits),
        ("plain_base", Self::PlainBase),
        ("exit_stack", Self::ExitStack),
        ("empties", Self::Empties),
        ("spawns", Self::Spawns),
        ("lazy", Self::Lazy),
        ("lends", Self::Lends),
    ];
}
