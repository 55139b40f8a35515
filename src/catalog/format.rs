//! The shape of a rule file, as TOML gives it. What the keys mean is in `docs/rules.md`; what they become is in
//! [`super::load`].
//!
//! Names are kept with their span, so that a rule that parses but makes no sense can still be pointed at.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Carrier, Category, Conventions, Covers, MarkerShape, Reach};

/// A string and where it stands.
pub(super) type Text = Spanned<String>;

/// A list that must not be empty.
pub(super) type Texts = Spanned<Vec<Text>>;

/// Category → paths.
pub(super) type Calls = BTreeMap<Text, Vec<Text>>;

/// A whole rule file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    pub(super) library: Option<LibraryFormat>,
    #[serde(default, rename = "handle")]
    pub(super) handles: Vec<HandleFormat>,
    #[serde(default, rename = "module")]
    pub(super) modules: Vec<ModuleFormat>,
    #[serde(default, rename = "alias")]
    pub(super) aliases: Vec<AliasFormat>,
    #[serde(default, rename = "container")]
    pub(super) containers: Vec<ContainerFormat>,
    #[serde(default, rename = "prompt")]
    pub(super) prompts: Vec<PromptFormat>,
    #[serde(default, rename = "decorator")]
    pub(super) decorators: Vec<DecoratorFormat>,
    #[serde(default, rename = "trait")]
    pub(super) traits: Vec<TraitFormat>,
    #[serde(default, rename = "marker")]
    pub(super) markers: Vec<MarkerFormat>,
    #[serde(default, rename = "endpoint")]
    pub(super) endpoints: Vec<EndpointFormat>,
    #[serde(default, rename = "store")]
    pub(super) stores: Vec<StoreFormat>,
    #[serde(default, rename = "parameter")]
    pub(super) parameters: Vec<ParameterFormat>,
    #[serde(default, rename = "provider")]
    pub(super) providers: Vec<ProviderFormat>,
    #[serde(default)]
    pub(super) intrinsics: BTreeMap<Text, Vec<Text>>,
    #[serde(default)]
    pub(super) behaviour: BTreeMap<Text, Vec<Text>>,
    pub(super) conventions: Option<Conventions>,
    #[serde(default)]
    pub(super) elsewhere: Vec<ElsewhereFormat>,
    #[serde(default)]
    pub(super) names: Vec<NamesFormat>,
    #[serde(default)]
    pub(super) hosts: HostsFormat,
    pub(super) unknown: Option<UnknownFormat>,
}

/// `[unknown]`: packages that run models and that no rule follows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnknownFormat {
    #[serde(default = "python")]
    pub(super) language: String,
    #[serde(default)]
    pub(super) packages: BTreeMap<Text, Vec<Text>>,
    #[serde(default)]
    pub(super) general: Vec<String>,
    #[serde(default)]
    pub(super) harmless: Vec<String>,
}

/// `[[elsewhere]]`: files that are not analysed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ElsewhereFormat {
    pub(super) language: String,
    pub(super) files: Texts,
    #[serde(default)]
    pub(super) interpreters: Vec<String>,
    #[serde(default)]
    pub(super) comments: Vec<Text>,
    #[serde(default)]
    pub(super) blocks: Vec<Text>,
    #[serde(default)]
    pub(super) texts: Vec<Text>,
    #[serde(default)]
    pub(super) long_texts: Vec<Text>,
    #[serde(default)]
    pub(super) any_case: bool,
    #[serde(default)]
    pub(super) holds: Vec<Text>,
    #[serde(default)]
    pub(super) lists: Vec<Text>,
}

/// `[[names]]`: what is looked for in them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamesFormat {
    pub(super) list: Text,
    pub(super) are: NamedFormat,
    #[serde(default)]
    pub(super) before: Vec<Text>,
    #[serde(default)]
    pub(super) after: Vec<Text>,
    #[serde(default)]
    pub(super) in_texts: bool,
    #[serde(default)]
    pub(super) any_case: bool,
    #[serde(default)]
    pub(super) names: Vec<Text>,
    #[serde(default)]
    pub(super) called: BTreeMap<Text, Vec<Text>>,
    pub(super) like: Option<Text>,
    pub(super) libraries_of: Option<Text>,
}

/// What the names of a list are.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum NamedFormat {
    Library,
    Function,
    Command,
    Image,
    Action,
    Host,
}

/// `[hosts]`: which hosts of endpoints say by themselves that AI is meant.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HostsFormat {
    #[serde(default)]
    pub(super) also: Vec<Text>,
    #[serde(default)]
    pub(super) except: Vec<Text>,
}

/// `[library]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LibraryFormat {
    pub(super) id: Text,
    pub(super) title: Option<String>,
    #[serde(default = "python")]
    pub(super) language: String,
    pub(super) package: Option<String>,
    #[serde(default)]
    pub(super) docs: String,
    pub(super) roots: Vec<Text>,
    #[serde(default)]
    pub(super) shared_roots: Vec<Text>,
    #[serde(default)]
    pub(super) named_by: Vec<Text>,
    #[serde(default)]
    pub(super) not_calls: Vec<Text>,
    #[serde(default)]
    pub(super) defaults: BTreeMap<Text, Text>,
}

fn python() -> String {
    "python".to_owned()
}

/// `when = { argument = "…", equals = […], constructs = […], given = true }`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WhenFormat {
    pub(super) argument: Text,
    #[serde(default)]
    pub(super) equals: Vec<String>,
    #[serde(default)]
    pub(super) constructs: Vec<Text>,
    #[serde(default)]
    pub(super) given: bool,
}

/// What the calls of one table have in common, apart from their names.
#[derive(Debug, Default)]
pub(super) struct Traits<'a> {
    pub(super) model: Option<&'a Text>,
    pub(super) constructor_model: Option<&'a Text>,
    pub(super) builder_model: Option<&'a Text>,
    pub(super) streaming: &'a [Text],
    pub(super) coroutines: &'a [Text],
    pub(super) lazy: &'a [Text],
    pub(super) lazy_if: Option<&'a Text>,
    pub(super) maybe_lazy: &'a [Text],
    pub(super) entered: &'a [Text],
    pub(super) deprecated: &'a [Text],
    pub(super) since: Option<&'a Text>,
    pub(super) until: Option<&'a Text>,
    pub(super) when: Option<&'a WhenFormat>,
}

/// Declares a table that lists calls: its own keys, and the keys that describe calls in any table. (serde's
/// `flatten` cannot be had together with `deny_unknown_fields`.)
macro_rules! table_of_calls {
    ($(#[$doc:meta])* $name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $($(#[$attribute])* pub(super) $field: $type,)*
            #[serde(default)]
            pub(super) calls: Calls,
            #[serde(default)]
            pub(super) gives: BTreeMap<Text, Text>,
            #[serde(default)]
            pub(super) properties: BTreeMap<Text, Text>,
            model: Option<Text>,
            constructor_model: Option<Text>,
            builder_model: Option<Text>,
            #[serde(default)]
            streaming: Vec<Text>,
            #[serde(default, rename = "async")]
            coroutines: Vec<Text>,
            #[serde(default)]
            lazy: Vec<Text>,
            lazy_if: Option<Text>,
            #[serde(default)]
            maybe_lazy: Vec<Text>,
            #[serde(default)]
            entered: Vec<Text>,
            #[serde(default)]
            deprecated: Vec<Text>,
            since: Option<Text>,
            until: Option<Text>,
            when: Option<WhenFormat>,
        }

        impl $name {
            /// What the calls of this table have in common.
            pub(super) fn traits(&self) -> Traits<'_> {
                Traits {
                    model: self.model.as_ref(),
                    constructor_model: self.constructor_model.as_ref(),
                    builder_model: self.builder_model.as_ref(),
                    streaming: &self.streaming,
                    coroutines: &self.coroutines,
                    lazy: &self.lazy,
                    lazy_if: self.lazy_if.as_ref(),
                    maybe_lazy: &self.maybe_lazy,
                    entered: &self.entered,
                    deprecated: &self.deprecated,
                    since: self.since.as_ref(),
                    until: self.until.as_ref(),
                    when: self.when.as_ref(),
                }
            }
        }
    };
}

table_of_calls! {
    /// `[[handle]]`: types through whose instances calls are made.
    HandleFormat {
        types: Texts,
        #[serde(default)]
        except: Vec<Text>,
        #[serde(default)]
        extends: Vec<Text>,
        #[serde(default)]
        constructors: Vec<Text>,
        #[serde(default)]
        transparent: Vec<Text>,
        #[serde(default)]
        parts: BTreeMap<Text, Text>,
        #[serde(default)]
        compose: ComposeFormat,
        enter: Option<Text>,
        constructor_url: Option<Text>,
        #[serde(default)]
        sealed: bool,
        #[serde(default)]
        fluent: bool,
        #[serde(default)]
        async_types: Vec<Text>,
        #[serde(default)]
        managers: Vec<Text>,
    }
}

table_of_calls! {
    /// `[[module]]`: modules, classes and functions that are used without an instance.
    ModuleFormat {
        names: Texts,
        like: Option<Text>,
    }
}

table_of_calls! {
    /// `[[trait]]`: traits (Rust) whose methods are calls on whatever implements them.
    TraitFormat {
        names: Texts,
    }
}

/// `[[alias]]`: a module that stands for another one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AliasFormat {
    pub(super) module: Text,
    pub(super) of: Text,
}

/// `compose = { operators = ["|"], methods = ["pipe"], result = "…" }`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ComposeFormat {
    #[serde(default)]
    pub(super) operators: Vec<String>,
    #[serde(default)]
    pub(super) methods: Vec<Text>,
    pub(super) result: Option<Text>,
}

/// `[[container]]`: types and functions that make a handle of the handles they are given.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ContainerFormat {
    pub(super) types: Texts,
    #[serde(default)]
    pub(super) arguments: Vec<Text>,
    #[serde(default)]
    pub(super) methods: Vec<Text>,
    pub(super) becomes: Text,
}

/// `[[prompt]]`: what is made to be composed with a model.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PromptFormat {
    pub(super) types: Texts,
    pub(super) compose: ComposeFormat,
}

/// `[[decorator]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DecoratorFormat {
    pub(super) names: Texts,
    pub(super) call: Option<Text>,
    pub(super) becomes: Option<Text>,
    pub(super) model: Option<Text>,
    #[serde(default)]
    pub(super) streaming: bool,
    #[serde(default, rename = "async")]
    pub(super) is_async: bool,
    #[serde(default)]
    pub(super) deprecated: bool,
    pub(super) since: Option<Text>,
    pub(super) until: Option<Text>,
}

/// `[[marker]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MarkerFormat {
    pub(super) names: Texts,
    pub(super) shapes: Vec<MarkerShape>,
    pub(super) covers: Option<Covers>,
    #[serde(default)]
    pub(super) carried_by: Carrier,
    #[serde(default)]
    pub(super) resembled_by: Vec<Text>,
    #[serde(default)]
    pub(super) arguments: Vec<Text>,
    #[serde(default)]
    pub(super) holders: Vec<Text>,
    #[serde(default)]
    pub(super) layers: Vec<Text>,
    #[serde(default)]
    pub(super) sheds: Vec<Text>,
    #[serde(default)]
    pub(super) joins: Vec<Text>,
    #[serde(default)]
    pub(super) given_by: Vec<Text>,
    #[serde(default)]
    pub(super) taken_by: Vec<Text>,
    #[serde(default)]
    pub(super) mutes: Vec<Text>,
    #[serde(default)]
    pub(super) ended_by: Vec<Text>,
    #[serde(default)]
    pub(super) assigned_to: Vec<Text>,
    #[serde(default)]
    pub(super) libraries: Vec<Text>,
    #[serde(default)]
    pub(super) blind_to: Vec<Category>,
    pub(super) operations: Option<Vec<Text>>,
    #[serde(default)]
    pub(super) undone_by: Vec<Text>,
    #[serde(default)]
    pub(super) disabled_by: Vec<Text>,
    #[serde(default)]
    pub(super) enabled_by: Vec<Text>,
    #[serde(default)]
    pub(super) narrowed_by: Vec<Text>,
    #[serde(default)]
    pub(super) not_through: Vec<Text>,
    pub(super) reach: Option<Spanned<Reach>>,
    pub(super) wraps: Option<Text>,
    pub(super) in_place: Option<Spanned<bool>>,
    #[serde(default)]
    pub(super) entries: Vec<Text>,
    #[serde(default)]
    pub(super) hosts: Vec<Text>,
    /// What was run to know this, for people.
    #[serde(default, rename = "measured")]
    pub(super) _measured: Vec<String>,
}

/// `[[endpoint]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EndpointFormat {
    pub(super) provider: Text,
    pub(super) hosts: Texts,
    #[serde(default)]
    pub(super) shared: bool,
    pub(super) paths: Calls,
}

/// `[[store]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoreFormat {
    pub(super) names: Texts,
    #[serde(default)]
    pub(super) entries: Vec<EntryFormat>,
    #[serde(default)]
    pub(super) members: bool,
    #[serde(default)]
    pub(super) calls: bool,
    #[serde(default)]
    pub(super) put: Vec<Text>,
    #[serde(default)]
    pub(super) take: Vec<Text>,
    #[serde(default)]
    pub(super) merge: Vec<Text>,
    #[serde(default)]
    pub(super) filled: Vec<Text>,
    pub(super) type_argument: Option<usize>,
    pub(super) instances_of: Option<Text>,
    #[serde(default)]
    pub(super) known_by: Vec<Text>,
    pub(super) module_by: Option<String>,
}

/// How the entries of a store are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum EntryFormat {
    /// `store.key`
    Attribute,
    /// `store["key"]`
    Item,
}

/// `[[parameter]]`: parameters that a framework fills.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParameterFormat {
    pub(super) given_by: Texts,
    pub(super) parameter: Text,
    pub(super) is: Text,
}

/// `[[provider]]`: decorators whose functions fill parameters of their name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProviderFormat {
    pub(super) decorators: Texts,
    pub(super) name: Option<Text>,
    pub(super) takers: String,
    pub(super) shared: Text,
    pub(super) plugins: Option<Text>,
}
