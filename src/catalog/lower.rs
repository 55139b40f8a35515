//! Lowering of the small things in a rule: lists of calls, conditions, arguments, names.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::format::{Calls, MarkerFormat, Text, Texts, Traits, WhenFormat};
use super::place::File;
use super::{
    Access, ArgumentRef, CallRule, CatalogError, Category, Chain, Conventions, Filling, Heard, Host, Marker,
    MarkerShape, Means, Member, ModelArgument, Recorder, Runs, Versions, When, path,
};
use crate::mistakes::did_you_mean;
use crate::name::{Name, QualName};

/// The calls of one table, by path, and its chains.
pub(super) fn calls(
    file: &File<'_>,
    calls: &Calls,
    traits: &Traits<'_>,
    library: usize,
) -> Result<(FxHashMap<QualName, Member>, Vec<Chain>), CatalogError> {
    let mut members: FxHashMap<QualName, Member> = FxHashMap::default();
    let mut chains = Vec::new();
    let mut streaming = Marks::new(file, traits.streaming, "streaming")?;
    let mut coroutines = Marks::new(file, traits.coroutines, "async")?;
    let mut lazy = Marks::new(file, traits.lazy, "lazy")?;
    let mut maybe_lazy = Marks::new(file, traits.maybe_lazy, "maybe_lazy")?;
    let mut entered = Marks::new(file, traits.entered, "entered")?;
    let when_read = when_read(file, traits)?;
    let mut deprecated = Marks::new(file, traits.deprecated, "deprecated")?;
    for (word, paths) in calls {
        let template = CallRule {
            library,
            category: category(file, word, word.as_ref())?,
            model: lower_model(file, traits)?.map(Arc::new),
            streaming: false,
            is_async: false,
            runs: Runs::AtOnce,
            deprecated: false,
            versions: Arc::new(versions(traits.since, traits.until)),
            when: lower_when(file, traits.when)?.map(Arc::new),
        };
        for at in paths {
            for path in expand(file, at, word.as_ref())? {
                let call = CallRule {
                    streaming: streaming.hit(&path),
                    is_async: coroutines.hit(&path),
                    runs: match (lazy.hit(&path), maybe_lazy.hit(&path), entered.hit(&path)) {
                        (true, ..) => when_read.clone(),
                        (_, true, _) => Runs::MaybeWhenRead,
                        (.., true) => Runs::WhenEntered,
                        _ => Runs::AtOnce,
                    },
                    deprecated: deprecated.hit(&path),
                    ..template.clone()
                };
                if path != "()" && path.contains("()") {
                    let steps =
                        path::chain(&path).map_err(|message| file.error(at, word.as_ref(), message))?;
                    let model_step = traits.builder_model.map(|step| Name::new(step.as_ref()));
                    chains.push(Chain { steps, call, model_step });
                    continue;
                }
                if path != "()" && !path::is_member(&path) {
                    return Err(file.error(at, word.as_ref(), format!("`{path}` is no dotted path")));
                }
                let member = members.entry(QualName::new(&path)).or_default();
                if !member.calls.is_empty() {
                    return Err(file.error(at, word.as_ref(), "is listed twice in this table"));
                }
                member.calls.push(call);
            }
        }
    }
    streaming.all_used(file)?;
    coroutines.all_used(file)?;
    lazy.all_used(file)?;
    maybe_lazy.all_used(file)?;
    entered.all_used(file)?;
    deprecated.all_used(file)?;
    Ok((members, chains))
}

/// When the calls of a table run that are lazy.
fn when_read(file: &File<'_>, traits: &Traits<'_>) -> Result<Runs, CatalogError> {
    match traits.lazy_if {
        None => Ok(Runs::WhenRead),
        Some(at) if traits.lazy.is_empty() => {
            Err(file.error(at, "lazy_if", "say in `lazy` of which calls it decides this"))
        }
        Some(at) => {
            let argument = lower_argument(file, at, at.as_ref(), "lazy_if")?;
            Ok(Runs::WhenReadIf(Arc::new(argument)))
        }
    }
}

/// Patterns that mark some of a table's calls or types, as streaming, as asynchronous, as deprecated.
pub(super) struct Marks<'a> {
    key: &'static str,
    patterns: Vec<(String, &'a Text, bool)>,
}

impl<'a> Marks<'a> {
    pub(super) fn new(file: &File<'_>, texts: &'a [Text], key: &'static str) -> Result<Self, CatalogError> {
        let mut patterns = Vec::new();
        for at in texts {
            let expanded = expand(file, at, key)?;
            patterns.extend(expanded.into_iter().map(|pattern| (pattern, at, false)));
        }
        Ok(Self { key, patterns })
    }

    /// Whether a pattern matches `path`.
    pub(super) fn hit(&mut self, path: &str) -> bool {
        let mut hit = false;
        for (pattern, _, used) in &mut self.patterns {
            if path::glob(pattern, path) {
                *used = true;
                hit = true;
            }
        }
        hit
    }

    /// A pattern that matches nothing is a slip of the pen.
    pub(super) fn all_used(&self, file: &File<'_>) -> Result<(), CatalogError> {
        match self.patterns.iter().find(|(_, _, used)| !used) {
            Some((pattern, at, _)) => {
                Err(file.error(at, self.key, format!("`{pattern}` matches nothing of this table")))
            }
            None => Ok(()),
        }
    }
}

pub(super) fn category(file: &File<'_>, at: &Text, key: &str) -> Result<Category, CatalogError> {
    let word = at.get_ref().as_str();
    let found = Category::ALL.into_iter().find(|category| category.as_str() == word);
    found.ok_or_else(|| {
        let suggestion = did_you_mean(word, Category::ALL.into_iter().map(Category::as_str));
        file.error(at, key, format!("`{word}` is no category{suggestion}"))
    })
}

pub(super) fn lower_model(
    file: &File<'_>,
    traits: &Traits<'_>,
) -> Result<Option<ModelArgument>, CatalogError> {
    match (traits.model, traits.constructor_model) {
        (Some(_), Some(at)) => {
            Err(file.error(at, "constructor_model", "`model` is given too; split the table"))
        }
        (Some(at), None) => {
            lower_argument(file, at, at.as_ref(), "model").map(|a| Some(ModelArgument::Argument(a)))
        }
        (None, Some(at)) => lower_argument(file, at, at.as_ref(), "constructor_model")
            .map(|argument| Some(ModelArgument::Constructor(argument))),
        (None, None) => Ok(None),
    }
}

pub(super) fn lower_when(file: &File<'_>, format: Option<&WhenFormat>) -> Result<Option<When>, CatalogError> {
    let Some(format) = format else {
        return Ok(None);
    };
    if format.equals.is_empty() && format.constructs.is_empty() && !format.given {
        let message = "a condition needs `equals`, `constructs` or `given = true`";
        return Err(file.error(&format.argument, "when", message));
    }
    let mut constructs = Vec::new();
    for at in &format.constructs {
        constructs.extend(expand(file, at, "constructs")?.iter().map(|name| QualName::new(name)));
    }
    Ok(Some(When {
        argument: lower_argument(file, &format.argument, format.argument.as_ref(), "argument")?,
        equals: format.equals.clone(),
        constructs,
        given: format.given,
    }))
}

pub(super) fn lower_argument(
    file: &File<'_>,
    at: &Text,
    text: &str,
    key: &str,
) -> Result<ArgumentRef, CatalogError> {
    path::argument(text).map_err(|message| file.error(at, key, message))
}

pub(super) fn arguments(file: &File<'_>, texts: &[Text]) -> Result<Vec<ArgumentRef>, CatalogError> {
    texts.iter().map(|at| lower_argument(file, at, at.as_ref(), "arguments")).collect()
}

/// The markers of a table, one a shape.
pub(super) fn marker(file: &File<'_>, format: &MarkerFormat) -> Result<Vec<Marker>, CatalogError> {
    let arguments: Vec<Heard> =
        format.arguments.iter().map(|at| heard(file, at)).collect::<Result<_, _>>()?;
    let holders = holders(file, &format.holders)?;
    let layers: Vec<(Name, Heard)> =
        format.layers.iter().map(|at| layer(file, at)).collect::<Result<_, _>>()?;
    let Some(covers) = format.covers else {
        return Err(file.error(&format.names, "covers", "say around which functions it runs"));
    };
    let stray = [
        ("operations", format.operations.as_deref().and_then(<[Text]>::first)),
        ("undone_by", format.undone_by.first()),
        ("disabled_by", format.disabled_by.first()),
        ("enabled_by", format.enabled_by.first()),
        ("narrowed_by", format.narrowed_by.first()),
        ("not_through", format.not_through.first()),
        ("wraps", format.wraps.as_ref()),
        ("entries", format.entries.first()),
        ("hosts", format.hosts.first()),
    ];
    if let Some((key, at)) = stray.into_iter().find_map(|(key, at)| Some((key, at?))) {
        return Err(file.error(at, key, "is said of what records by itself, and this shape does not"));
    }
    let of_shape = |&shape: &MarkerShape| Marker {
        shape,
        covers,
        carrier: format.carried_by,
        arguments: arguments.clone(),
        holders: holders.clone(),
        layers: layers.clone(),
        sheds: names(&format.sheds),
        joins: names(&format.joins),
        given_by: names(&format.given_by),
        taken_by: names(&format.taken_by),
        mutes: names(&format.mutes),
        ended_by: names(&format.ended_by),
        assigned_to: qual_names(&format.assigned_to).collect(),
        libraries: names(&format.libraries),
        blind_to: format.blind_to.clone(),
    };
    Ok(format.shapes.iter().map(of_shape).collect())
}

/// The recorders of a table, under one of its names: of a gateway one a host.
pub(super) fn recorder(
    file: &File<'_>,
    format: &MarkerFormat,
    name: QualName,
) -> Result<Vec<Recorder>, CatalogError> {
    let Some(shape) = format.shapes.first() else { return Ok(Vec::new()) };
    let Some(operations) = &format.operations else {
        return Err(file.error(&format.names, "operations", "say which entry points it records"));
    };
    let operations = expand_all(file, operations, "operations")?;
    if operations.is_empty() && *shape != MarkerShape::Gateway {
        return Err(file.error(&format.names, "operations", "must not be empty"));
    }
    let of = |key: &str, is: bool| if is { Ok(()) } else { Err(needless(file, format, key)) };
    of("undone_by", format.undone_by.is_empty() || *shape == MarkerShape::Instrumentor)?;
    of("reach", format.reach.is_none() || *shape == MarkerShape::Instrumentor)?;
    of("wraps", format.wraps.is_some() == (*shape == MarkerShape::Wrapper))?;
    of("in_place", format.in_place.is_none() || *shape == MarkerShape::Wrapper)?;
    of("entries", format.entries.is_empty() != (*shape == MarkerShape::Registry))?;
    of("hosts", format.hosts.is_empty() != (*shape == MarkerShape::Gateway))?;
    let means = match shape {
        MarkerShape::Instrumentor => vec![Means::Instrumentor {
            undone_by: expand_all(file, &format.undone_by, "undone_by")?
                .iter()
                .map(|name| QualName::new(name))
                .collect(),
            reach: format.reach.as_ref().map(|reach| *reach.get_ref()).unwrap_or_default(),
        }],
        MarkerShape::Wrapper => {
            let wraps = format.wraps.as_ref().map(|at| lower_argument(file, at, at.as_ref(), "wraps"));
            vec![Means::Wrapper {
                wraps: wraps.transpose()?.unwrap_or_default(),
                in_place: format.in_place.as_ref().is_some_and(|in_place| *in_place.get_ref()),
            }]
        }
        MarkerShape::Registry => {
            let entries = format.entries.iter().map(|entry| entry.get_ref().clone()).collect();
            vec![Means::Registry { entries }]
        }
        MarkerShape::Gateway => {
            let host =
                |at: &Text| Host::parse(at.as_ref()).map_err(|message| file.error(at, "hosts", message));
            let hosts = format.hosts.iter().map(|at| Ok(Means::Gateway { host: host(at)? }));
            hosts.collect::<Result<_, CatalogError>>()?
        }
        _ => vec![Means::Replacement],
    };
    let conditions = |texts: &[Text], key: &'static str| -> Result<Vec<ArgumentRef>, CatalogError> {
        texts.iter().map(|at| lower_argument(file, at, at.as_ref(), key)).collect()
    };
    let recorder = Recorder {
        name,
        means: Means::Replacement,
        operations,
        disabled_by: conditions(&format.disabled_by, "disabled_by")?,
        enabled_by: conditions(&format.enabled_by, "enabled_by")?,
        narrowed_by: conditions(&format.narrowed_by, "narrowed_by")?,
        not_through: names(&format.not_through),
    };
    Ok(means.into_iter().map(|means| Recorder { means, ..recorder.clone() }).collect())
}

/// A key that a recorder of its shape needs, or does not have.
fn needless(file: &File<'_>, format: &MarkerFormat, key: &str) -> CatalogError {
    file.error(&format.names, key, "is needed by another shape, or missing for this one")
}

/// Where a callback is heard: `callbacks`, `config@1[callbacks]`.
fn heard(file: &File<'_>, at: &Text) -> Result<Heard, CatalogError> {
    heard_in(file, at, at.as_ref(), "arguments")
}

/// A method and where a callback is heard among its arguments: `with_config config@0[callbacks]`.
fn layer(file: &File<'_>, at: &Text) -> Result<(Name, Heard), CatalogError> {
    let (method, text) = at
        .as_ref()
        .split_once(' ')
        .ok_or_else(|| file.error(at, "layers", "needs the argument: `with_config callbacks`"))?;
    Ok((Name::new(method), heard_in(file, at, text.trim(), "layers")?))
}

fn heard_in(file: &File<'_>, at: &Text, text: &str, list: &str) -> Result<Heard, CatalogError> {
    let (argument, key) = match text.strip_suffix(']').and_then(|text| text.split_once('[')) {
        Some((argument, key)) => (argument, Some(key.to_owned())),
        None => (text, None),
    };
    Ok(Heard { argument: lower_argument(file, at, argument, list)?, key })
}

/// What a function does to a store of some names: `set key@0 value@1`, a method of the store, or `acme.configure lm@0`,
/// a function by its full name. What stands behind it are the key and the value, or the default; of a single argument
/// that is put in, the value, and that is asked for, the key.
pub(super) fn store_function(
    file: &File<'_>,
    at: &Text,
    list: &'static str,
    names: &[QualName],
) -> Result<Vec<(QualName, Access)>, CatalogError> {
    let mut words = at.as_ref().split(' ').filter(|word| !word.is_empty());
    let function = words.next().unwrap_or_default();
    let mut arguments = Vec::new();
    for word in words {
        arguments.push(lower_argument(file, at, word, list)?);
    }
    let mut arguments = arguments.into_iter();
    let access = match (list, arguments.next(), arguments.next(), arguments.next()) {
        ("merge", None, ..) => Access::Merge,
        ("take", key, default, None) => Access::Take { key, default },
        ("put", Some(value), None, _) => Access::Put { key: None, value },
        ("put", key, Some(value), None) => Access::Put { key, value },
        _ => {
            return Err(file.error(
                at,
                list,
                "write `set key@0 value@1`, `set value@0`, `get key@0` or `update`",
            ));
        }
    };
    let functions = path::alternatives(function).map_err(|message| file.error(at, list, message))?;
    let full = functions.iter().flat_map(|function| {
        let is_full = function.contains('.');
        let own = names.iter().filter(move |_| !is_full).map(|name| name.join(function));
        own.chain(is_full.then(|| QualName::new(function)))
    });
    Ok(full.map(|function| (function, access.clone())).collect())
}

/// What the methods of any mapping do, for a store that is one.
pub(super) fn mapping_functions(conventions: &Conventions, names: &[QualName]) -> Vec<(QualName, Access)> {
    let place = |position| ArgumentRef { keywords: Vec::new(), position: Some(position) };
    let take = Access::Take { key: Some(place(0)), default: Some(place(1)) };
    let put = Access::Put { key: Some(place(0)), value: place(1) };
    let (taking, storing) = (&conventions.taking_methods, &conventions.storing_methods);
    let takes = taking.iter().map(|method| (method, take.clone()));
    let both = taking.intersection(&conventions.adding_methods);
    let puts = storing.iter().chain(both).map(|method| (method, put.clone()));
    let merges = conventions.merging_methods.iter().map(|method| (method, Access::Merge));
    let mut methods: Vec<(&String, Access)> = takes.chain(puts).chain(merges).collect();
    methods.sort_by_key(|(method, _)| *method);
    let of_name = |name: &QualName| {
        let functions = methods.iter().map(|(method, access)| (name.join(method), access.clone()));
        functions.collect::<Vec<_>>()
    };
    names.iter().flat_map(of_name).collect()
}

/// Calls that fill a store: `acme.Server lifespan()`, `acme.Graph.invoke config@1[extras]`.
pub(super) fn filling(file: &File<'_>, at: &Text) -> Result<Vec<Filling>, CatalogError> {
    let (functions, argument) = at
        .as_ref()
        .split_once(' ')
        .ok_or_else(|| file.error(at, "filled", "needs the argument: `acme.Server lifespan()`"))?;
    let (argument, is_called) = match argument.strip_suffix("()") {
        Some(argument) => (argument, true),
        None => (argument, false),
    };
    let argument = heard_in(file, at, argument.trim(), "filled")?;
    let functions = path::alternatives(functions).map_err(|message| file.error(at, "filled", message))?;
    let filling =
        |name: &String| Filling { function: QualName::new(name), argument: argument.clone(), is_called };
    Ok(functions.iter().map(filling).collect())
}

/// Types that hold callbacks, each with the argument that takes them: `acme.CallbackManager handlers@0`.
fn holders(file: &File<'_>, texts: &[Text]) -> Result<Vec<(QualName, ArgumentRef)>, CatalogError> {
    let mut holders = Vec::new();
    for at in texts {
        let (name, argument) = at.as_ref().split_once(' ').ok_or_else(|| {
            file.error(at, "holders", "needs the argument: `acme.CallbackManager handlers@0`")
        })?;
        let argument = lower_argument(file, at, argument.trim(), "holders")?;
        let names = path::alternatives(name).map_err(|message| file.error(at, "holders", message))?;
        holders.extend(names.iter().map(|name| (QualName::new(name), argument.clone())));
    }
    Ok(holders)
}

pub(super) fn versions(since: Option<&Text>, until: Option<&Text>) -> Versions {
    let text = |at: Option<&Text>| at.map(|at| at.get_ref().clone());
    Versions { since: text(since), until: text(until) }
}

/// What one entry stands for, once its alternatives are written out.
pub(super) fn expand(file: &File<'_>, at: &Text, key: &str) -> Result<Vec<String>, CatalogError> {
    let expanded = path::alternatives(at.as_ref()).map_err(|message| file.error(at, key, message))?;
    if expanded.iter().any(|name| name.is_empty() || name.contains(char::is_whitespace)) {
        return Err(file.error(at, key, "holds an empty name or a space"));
    }
    Ok(expanded)
}

pub(super) fn expand_all(file: &File<'_>, texts: &[Text], key: &str) -> Result<Vec<String>, CatalogError> {
    let mut all = Vec::new();
    for at in texts {
        all.extend(expand(file, at, key)?);
    }
    Ok(all)
}

/// The entries of a list that must hold some.
pub(super) fn required<'a>(file: &File<'_>, texts: &'a Texts, key: &str) -> Result<&'a [Text], CatalogError> {
    match texts.get_ref().as_slice() {
        [] => Err(file.error(texts, key, "must not be empty")),
        some => Ok(some),
    }
}

pub(super) fn expand_required(
    file: &File<'_>,
    texts: &Texts,
    key: &str,
) -> Result<Vec<String>, CatalogError> {
    expand_all(file, required(file, texts, key)?, key)
}

pub(super) fn names(texts: &[Text]) -> Vec<Name> {
    texts.iter().map(|at| Name::new(at.as_ref())).collect()
}

pub(super) fn qual_names(texts: &[Text]) -> impl Iterator<Item = QualName> {
    texts.iter().map(|at| QualName::new(at.as_ref()))
}
