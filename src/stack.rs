//! Room for recursion: the few functions that call themselves as deep as a program is nested, or as its values lead from one
//! to the next, bring their own stack. Whoever calls [`crate::analyze`] has nothing to prepare.

/// What must be left for a function that passes through [`grow`] on each of its levels, or every few hundred.
const RED_ZONE: usize = 512 * 1024;

/// How much is added where less is left.
const SEGMENT: usize = 4 * 1024 * 1024;

/// Runs `work` on the stack that there is, or on a further one where little is left of it.
pub(crate) fn grow<T>(work: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(RED_ZONE, SEGMENT, work)
}
