//! Stores that frameworks keep: a program puts something in at one place and takes it out at another, by a key or as the
//! whole. Also the parameters that frameworks fill.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{ArgumentRef, Heard};
use crate::name::{Name, QualName};

/// One store.
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the rules by itself")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Store {
    /// What it is called: a name, a type, what is read of a type, what a function gives (`acme.current()`).
    pub names: Vec<QualName>,
    /// Whether its attributes are its entries.
    pub attributes: bool,
    /// Whether its items are its entries.
    pub items: bool,
    /// Whether it has attributes of its own beside those that are entries.
    pub has_members: bool,
    /// Whether functions that stand there are called, and what they give comes out.
    pub calls_functions: bool,
    /// Last names of what puts something in ([`Access::Put`]).
    pub put_names: Vec<Name>,
    /// Last names of what puts all entries of a mapping in ([`Access::Merge`]).
    pub merge_names: Vec<Name>,
    /// Calls of functions whose argument becomes what it holds as a whole.
    pub fillings: Vec<Filling>,
    /// Which type argument of what it is read of says what it holds as a whole: 0 for `Context[T]`.
    pub type_argument: Option<usize>,
    /// Its entries are instances of classes that derive from this one, by what these class attributes say: the text, or
    /// its last segment.
    pub instances: Option<(QualName, Vec<Name>)>,
    /// Its entries are the names of the module that stands under this key in the environment.
    pub module_by: Option<String>,
}

/// A call that fills a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filling {
    /// What is called.
    pub function: QualName,
    /// The argument, or the entry of it.
    pub argument: Heard,
    /// Whether it holds not the argument but what that returns or yields.
    pub is_called: bool,
}

/// What calling a function does to a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// It puts the value in, under the key or as the whole.
    Put {
        /// The key.
        key: Option<ArgumentRef>,
        /// The value.
        value: ArgumentRef,
    },
    /// It gives what is there under the key, or the whole; the default if there is nothing.
    Take {
        /// The key.
        key: Option<ArgumentRef>,
        /// The default.
        default: Option<ArgumentRef>,
    },
    /// It puts the entries of its first argument in, and its keyword arguments.
    Merge,
}

/// A parameter that a framework fills, of a function that it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenParameter {
    /// Which of its parameters; the receiver is not counted.
    pub parameter: ArgumentRef,
    /// What it is: an instance of a type, or a store.
    pub value: QualName,
}

/// A decorator whose functions fill parameters that have their name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// The argument of the decorator that gives another name.
    pub name: Option<ArgumentRef>,
    /// How the names begin of other functions whose parameters are filled so.
    pub takers: String,
    /// Files of this name provide for all files below their directory.
    pub shared: Name,
    /// The name in such a file that lists the modules whose functions provide for the same files.
    pub plugins: Option<Name>,
}

/// All stores, and the tables by which they are found.
#[derive(Clone, Debug, Default)]
pub struct Stores {
    /// By number.
    pub all: Vec<Store>,
    /// By each of their names.
    by_name: FxHashMap<QualName, usize>,
    /// The last segments of their names: most attributes that are read are not among them.
    ends: FxHashSet<Name>,
    /// What functions do to them.
    functions: FxHashMap<QualName, Vec<(usize, Access)>>,
    /// Last names of those functions.
    function_names: FxHashSet<Name>,
    /// The classes of whose instances stores are read.
    owners: FxHashSet<QualName>,
    /// What stores are read of that say by a type argument what they hold.
    generic_owners: FxHashSet<QualName>,
    /// By the decorator, or the function that is given the function.
    pub parameters: FxHashMap<QualName, Vec<GivenParameter>>,
    /// Their last names.
    pub parameter_names: FxHashSet<Name>,
    /// By decorator.
    pub providers: FxHashMap<QualName, Provider>,
    /// Their last names.
    pub provider_names: FxHashSet<Name>,
}

impl Stores {
    /// Adds a store, with what functions do to it.
    pub(super) fn add(&mut self, store: Store, functions: Vec<(QualName, Access)>) {
        let number = self.all.len();
        for name in &store.names {
            self.by_name.insert(name.clone(), number);
            self.ends.insert(Name::new(name.last()));
            let above = || std::iter::successors(Some(name.clone()), QualName::parent);
            self.owners.extend(above().filter(|above| is_class(above.last())));
            if store.type_argument.is_some() {
                self.generic_owners.extend(above());
            }
        }
        for (function, access) in functions {
            self.function_names.insert(Name::new(function.last()));
            self.functions.entry(function).or_default().push((number, access));
        }
        self.all.push(store);
    }

    /// The store of a name.
    pub fn named(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Whether the name of a store may end so.
    pub fn may_end(&self, last: &str) -> bool {
        self.ends.contains(last)
    }

    /// What calling a function does to stores.
    pub fn accesses(&self, function: &str) -> &[(usize, Access)] {
        self.functions.get(function).map_or(&[], Vec::as_slice)
    }

    /// Whether the name of a function that does something to a store may end so.
    pub fn may_access(&self, last: &str) -> bool {
        self.function_names.contains(last)
    }

    /// Whether the type arguments of a type say what a store holds.
    pub fn is_generic(&self, name: &str) -> bool {
        self.generic_owners.contains(name)
    }

    /// The names of all stores.
    pub(crate) fn names(&self) -> impl Iterator<Item = &QualName> {
        self.by_name.keys()
    }

    /// Whether it is the name of a store, or that of a class of whose instances one is read.
    pub(crate) fn leads_to_store(&self, name: &str) -> bool {
        self.by_name.contains_key(name) || self.owners.contains(name)
    }
}

/// Whether the last segment of a name is that of a class.
pub(crate) fn is_class(last: &str) -> bool {
    last.trim_start_matches('_').starts_with(char::is_uppercase)
}
