//! When what a function is given runs: whether a marker around the call is still active then.
//!
//! The table is `[behaviour]` in `rules/behaviour/`: a word, and the qualified names that behave so.

/// What a well-known function, decorator or class does with the code that it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Behaviour {
    /// `@app.route("/x")`: the function that it decorates is kept and called from outside later.
    Registers,
    /// `list(xs)`, `gather(a, b)`: takes the elements, or runs the coroutines, before it returns or is awaited.
    Consumes,
    /// `sorted(xs, key=f)`: calls the functions it is given before it returns.
    Calls,
    /// `to_thread(f)`: runs the function elsewhere, and the asynchronous marker is active there.
    KeepsContext,
    /// `ABC`, `Protocol`: a base class that calls no method of its subclasses.
    PlainBase,
    /// `ExitStack`: what its `enter_context` is given is active to the end of the block.
    ExitStack,
}

impl Behaviour {
    /// The words of a rule file, in the order in which they are suggested.
    pub(super) const WORDS: &'static [(&'static str, Self)] = &[
        ("registers", Self::Registers),
        ("consumes", Self::Consumes),
        ("calls", Self::Calls),
        ("keeps_context", Self::KeepsContext),
        ("plain_base", Self::PlainBase),
        ("exit_stack", Self::ExitStack),
    ];
}
