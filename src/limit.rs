//! Every limit of the analysis, in one place.
//!
//! A limit keeps a hostile or huge input from taking all time or memory. Each has a name, a default and a setting
//! (`[limits]` in the settings). Whoever hits one records it in a [`LimitSet`]; the report then names the file, the limit
//! and what it may have cost. Where a limit cuts a set of values, handles stay and the set says that it is incomplete.
//!
//! Widenings that lose no call and invent no attestation are not limits: how many nested calls are told apart, or that a
//! text which grows in a loop is unknown. `docs/resolution.md` describes them.
//!
//! Two limits are those of a run as a whole, see [`Ceiling`].

mod ceiling;

pub(crate) use ceiling::GivenUp;
pub use ceiling::{Ceiling, CeilingState};

/// How much of a file's code was not analysed, because of some trouble with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lost {
    /// None of it: what its code computes may be known in part.
    Nothing,
    /// A part of it.
    Part,
    /// All of it.
    All,
}

/// A limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Limit {
    /// Files and directories around a file that is named, where nothing says where its project ends.
    SurroundingFiles,
    /// Bytes of a source file.
    FileBytes,
    /// Bytes of a notebook.
    NotebookBytes,
    /// Levels of nesting in the syntax of a file.
    Nesting,
    /// Macros inside the arguments of macros.
    Macros,
    /// Bytes that the uses of a program's own macros in a file stand for.
    ExpansionBytes,
    /// Steps of the parser beyond one for each byte.
    ParseSteps,
    /// Bindings that may reach one use of a name.
    Bindings,
    /// Bytes of files that import no library and are reached from those that do.
    ReachedBytes,
    /// Values of one expression.
    Values,
    /// Elements of a container, where any of them may be meant.
    Elements,
    /// Assignments to attributes and elements of one name.
    Stores,
    /// Calls of one name that may pass an argument to a function.
    Callers,
    /// Classes that derive from one class, or extend one.
    Subclasses,
    /// Questions that lead from one to the next.
    Depth,
    /// Questions that one file may ask.
    Steps,
    /// Rounds in which values that depend on each other are worked out.
    Rounds,
    /// Uses of one name of a function.
    Uses,
    /// Seconds that a run takes.
    RunSeconds,
    /// Bytes of memory that a run takes.
    RunBytes,
}

/// What a limit means.
#[derive(Clone, Copy, Debug)]
pub struct LimitRule {
    /// The limit.
    pub limit: Limit,
    /// Its name: the key under `[limits]` in the settings.
    pub name: &'static str,
    /// How much is allowed where the settings say nothing.
    pub default: usize,
    /// What is counted, in the plural: follows "more than 24".
    pub counts: &'static str,
    /// What a hit may cost: a clause without a full stop.
    pub cost: &'static str,
    /// How much code of the file that hits it is not analysed.
    pub lost: Lost,
}

/// All limits, in the order of [`Limit`].
pub const LIMITS: &[LimitRule] = &[
    LimitRule {
        limit: Limit::SurroundingFiles,
        name: "surrounding-files",
        default: 4096,
        counts: "files and directories lie around a file that is named, and no settings, manifest or repository says where its project is",
        cost: "those in deeper directories were not read; calls whose client comes from there may be missing",
        lost: Lost::Nothing,
    },
    LimitRule {
        limit: Limit::FileBytes,
        name: "file-bytes",
        default: 4 * 1024 * 1024,
        counts: "bytes in a file",
        cost: "the file was not analysed, and calls in it are not reported",
        lost: Lost::All,
    },
    LimitRule {
        limit: Limit::NotebookBytes,
        name: "notebook-bytes",
        default: 64 * 1024 * 1024,
        counts: "bytes in a notebook",
        cost: "the notebook was not analysed, and calls in it are not reported",
        lost: Lost::All,
    },
    LimitRule {
        limit: Limit::Nesting,
        name: "nesting",
        default: 600,
        counts: "levels of nesting",
        cost: "what is nested deeper was not analysed, and calls in it are not reported",
        lost: Lost::Part,
    },
    LimitRule {
        limit: Limit::Macros,
        name: "macros",
        default: 4,
        counts: "levels of macros in the arguments of macros",
        cost: "what stands in the innermost ones was not analysed, and calls in it are not reported",
        lost: Lost::Part,
    },
    LimitRule {
        limit: Limit::ExpansionBytes,
        name: "expansion-bytes",
        default: 1024 * 1024,
        counts: "bytes, or more levels than `macros` allows, in what the project's own macros stand for",
        cost: "of the other uses only the arguments were analysed, and calls that such a macro makes are not reported",
        lost: Lost::Part,
    },
    LimitRule {
        limit: Limit::ParseSteps,
        name: "parse-steps",
        default: 20_000,
        counts: "steps of the parser beyond one for each byte",
        cost: "the file, or a macro in it, was not analysed, and calls in it are not reported",
        lost: Lost::Part,
    },
    LimitRule {
        limit: Limit::Bindings,
        name: "bindings",
        default: 64,
        counts: "assignments reach one use of a name",
        cost: "the first ones are not followed; calls may be missing",
        lost: Lost::Nothing,
    },
    LimitRule {
        limit: Limit::ReachedBytes,
        name: "reached-bytes",
        default: 256 * 1024,
        counts: "bytes of files that import no AI library lead to or from those that do (twice as many \
                 where markers are used, half as many by what seldom is a client)",
        cost: "this one is among those to which the least leads, and was not analysed; calls may be missing",
        lost: Lost::All,
    },
    LimitRule {
        limit: Limit::Values,
        name: "values",
        default: 64,
        counts: "values of one expression, or 16 texts that are put together to one",
        cost: "sixteen times as many handles are kept, and the others are unknown; attestation may be in doubt",
        lost: Lost::Nothing,
    },
    LimitRule {
        limit: Limit::Elements,
        name: "elements",
        default: 128,
        counts: "elements of one container may be meant",
        cost: "the last ones are not followed; calls may be missing",
        lost: Lost::Nothing,
    },
    LimitRule {
        limit: Limit::Stores,
        name: "stores",
        default: 4000,
        counts: "assignments to attributes or elements of one name",
        cost: "the last ones are not followed; calls may be missing",
        lost: Lost::Nothing,
    },
    LimitRule {
        limit: Limit::Callers,
        name: "callers",
        default: 256,
        counts: "calls of one name may pass an argument",
        cost: "the last ones are not followed; calls may be missing",
        lost: Lost::Nothing,
    },
    LimitRule {
        limit: Limit::Subclasses,
        name: "subclasses",
        default: 256,
        counts: "classes derive from one class",
        cost: "the last ones are not followed; calls may be missing",
        lost: Lost::Nothing,
    },
    LimitRule {
        limit: Limit::Depth,
        name: "depth",
        default: 3000,
        counts: "expressions lead from one to the next",
        cost: "the value at the end is unknown; calls may be missing",
        lost: Lost::Nothing,
    },
    LimitRule {
        limit: Limit::Steps,
        name: "steps",
        default: 2_000_000,
        counts: "steps to follow the values of a file",
        cost: "the values that were left are unknown; calls may be missing",
        lost: Lost::Part,
    },
    LimitRule {
        limit: Limit::Rounds,
        name: "rounds",
        default: 64,
        counts: "rounds for values that depend on each other",
        cost: "the values are incomplete; calls may be missing",
        lost: Lost::Nothing,
    },
    LimitRule {
        limit: Limit::Uses,
        name: "uses",
        default: 4000,
        counts: "uses of one function's name",
        cost: "the function does not count as attested by its callers",
        lost: Lost::Nothing,
    },
    LimitRule {
        limit: Limit::RunSeconds,
        name: "run-seconds",
        default: 3600,
        counts: "seconds in a run",
        cost: OF_RUN,
        lost: Lost::All,
    },
    LimitRule {
        limit: Limit::RunBytes,
        name: "run-bytes",
        default: 4_000_000_000,
        counts: "bytes of memory in a run",
        cost: OF_RUN,
        lost: Lost::All,
    },
];

/// What a limit of the run costs.
const OF_RUN: &str = "the files that were left are not analysed, and calls in them are not reported";

impl Limit {
    /// What it means.
    pub fn rule(self) -> &'static LimitRule {
        &LIMITS[self as usize]
    }

    /// Whether it is a limit of the run, which depends on the machine.
    pub fn is_of_run(self) -> bool {
        matches!(self, Self::RunSeconds | Self::RunBytes)
    }

    /// The limit of this name.
    pub fn parse(name: &str) -> Option<Self> {
        LIMITS.iter().find(|rule| rule.name == name).map(|rule| rule.limit)
    }
}

/// How much each limit allows in a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    sizes: [usize; LIMITS.len()],
    /// Whether the machine leaves less memory to the run than the settings allow.
    is_memory_lowered: bool,
    ceiling: Ceiling,
}

impl Default for Limits {
    fn default() -> Self {
        let mut sizes = [0; LIMITS.len()];
        for (size, rule) in sizes.iter_mut().zip(LIMITS) {
            *size = rule.default;
        }
        Self { sizes, is_memory_lowered: false, ceiling: Ceiling::default() }
    }
}

impl Limits {
    /// How much a limit allows.
    pub fn get(&self, limit: Limit) -> usize {
        self.sizes[limit as usize]
    }

    /// Lets a limit allow so much.
    pub fn set(&mut self, limit: Limit, size: usize) {
        self.sizes[limit as usize] = size;
    }

    /// The ceiling of the run that these limits are for.
    pub fn ceiling(&self) -> &Ceiling {
        &self.ceiling
    }

    /// Makes the run of other limits that of these, with the limits of the run.
    pub(crate) fn join(&mut self, other: &Self) {
        self.ceiling = other.ceiling.clone();
        self.is_memory_lowered = other.is_memory_lowered;
        for rule in LIMITS.iter().filter(|rule| rule.limit.is_of_run()) {
            self.set(rule.limit, other.get(rule.limit));
        }
    }

    /// Lets the run take no more memory than the machine leaves to it, in bytes.
    pub(crate) fn lower_memory(&mut self, left: usize) {
        if left < self.get(Limit::RunBytes) {
            self.set(Limit::RunBytes, left);
            self.is_memory_lowered = true;
        }
    }

    /// Whether the machine leaves less memory to the run than the settings allow.
    pub(crate) fn is_memory_lowered(&self) -> bool {
        self.is_memory_lowered
    }

    /// The same limits for a run of its own.
    #[must_use]
    pub fn of_own_run(&self) -> Self {
        Self { ceiling: Ceiling::default(), ..self.clone() }
    }

    /// What the report says of a limit that was hit: one sentence without a full stop.
    pub fn message(&self, limit: Limit) -> String {
        self.message_of(limit, limit.rule().cost)
    }

    /// The same where something else was the cost.
    pub(crate) fn message_of(&self, limit: Limit, cost: &str) -> String {
        let LimitRule { name, counts, .. } = limit.rule();
        let set_by = if self.is_memory_lowered && limit == Limit::RunBytes {
            "three quarters of what the control group, such as the container, allows".to_owned()
        } else {
            format!("`{name}` under `[limits]` in the settings")
        };
        format!("more than {} {counts}: {cost} ({set_by})", self.get(limit))
    }
}

/// Limits that were hit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct LimitSet(u32);

impl LimitSet {
    /// None.
    pub const NONE: Self = Self(0);

    /// Adds a limit.
    pub fn insert(&mut self, limit: Limit) {
        self.0 |= 1 << limit as u32;
    }

    /// Adds the limits of another set.
    pub fn extend(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether no limit was hit.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The limits, in their order.
    pub fn iter(self) -> impl Iterator<Item = Limit> {
        LIMITS.iter().map(|rule| rule.limit).filter(move |limit| self.0 & (1 << *limit as u32) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_stands_at_its_own_place() {
        for (at, rule) in LIMITS.iter().enumerate() {
            assert_eq!(rule.limit as usize, at, "{}", rule.name);
            assert_eq!(Limit::parse(rule.name), Some(rule.limit));
        }
        assert!(LIMITS.len() <= 32, "a set holds as many");
    }

    #[test]
    fn a_set_gives_what_was_put_in() {
        let mut set = LimitSet::NONE;
        set.insert(Limit::Rounds);
        set.insert(Limit::FileBytes);
        assert_eq!(set.iter().collect::<Vec<_>>(), [Limit::FileBytes, Limit::Rounds]);
    }
}
