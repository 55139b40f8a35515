//! From rule files to the tables of a [`Catalog`]: parse, lower each table, resolve what types inherit.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::format::{
    AliasFormat, ComposeFormat, ContainerFormat, DecoratorFormat, EndpointFormat, EntryFormat, HandleFormat,
    LibraryFormat, MarkerFormat, ModuleFormat, ParameterFormat, PromptFormat, ProviderFormat, RuleFile,
    StoreFormat, Text, TraitFormat, Traits,
};
use super::lower::{
    Marks, arguments, calls, category, expand, expand_all, expand_required, filling, lower_argument,
    lower_when, mapping_functions, marker, names, qual_names, recorder, required, store_function, versions,
};
use super::place::{File, Site};
use super::{
    Access, ArgumentRef, Behaviour, CallRule, Catalog, CatalogError, Chain, Compose, Container,
    DecoratorRule, FIRST_LANGUAGE, GivenParameter, Gives, Handle, HandlePattern, Intrinsic, Library,
    MarkerShape, Member, ModelArgument, PRESETS, Provider, Runs, Store, elsewhere, path,
};
use crate::mistakes::{Mistakes, did_you_mean};
use crate::name::{Name, QualName};

/// The rule files that are compiled in, as (path, text); see `build.rs`.
const BUILTIN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The catalog of the compiled-in rules and `project`'s own, for one language.
pub(super) fn builtin(
    language: &str,
    project: &[(String, String)],
) -> Result<Catalog, Mistakes<CatalogError>> {
    compiled_in(language, |_| true, project)
}

/// The same with those libraries alone, of the compiled-in ones, whose ids are accepted.
pub(super) fn compiled_in(
    language: &str,
    accepted: impl Fn(&str) -> bool,
    project: &[(String, String)],
) -> Result<Catalog, Mistakes<CatalogError>> {
    let project = project.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let is_accepted = |path: &str| match path.split('/').collect::<Vec<_>>()[..] {
        [_, folder, file] if folder == language => accepted(file.trim_end_matches(".toml")),
        _ => true,
    };
    let mine =
        |path: &str| language_of_rules(path).is_none_or(|other| other == language) && is_accepted(path);
    let files = BUILTIN.iter().copied().filter(|(path, _)| mine(path));
    let mut catalog = load_for(Some(language), files.chain(project))?;
    catalog.language = Name::new(language);
    Ok(catalog)
}

/// Whether a rule file is one of mima's own, or a preset.
fn is_compiled_in(file: &File<'_>) -> bool {
    BUILTIN.iter().chain(PRESETS).any(|&(path, text)| path == file.path && text == file.text)
}

/// The language that a compiled-in rule file speaks of; `None` if of any.
fn language_of_rules(path: &str) -> Option<&str> {
    let below = path.strip_prefix("rules/")?;
    match below.split_once('/')? {
        ("intrinsics" | "behaviour" | "stores" | "unknown", file) => file.strip_suffix(".toml"),
        ("elsewhere", _) => Some(FIRST_LANGUAGE),
        ("markers", _) => None,
        (language, _) => Some(language),
    }
}

/// The catalog of rule files given as (path, text).
#[cfg(test)]
pub(super) fn load<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Catalog, Mistakes<CatalogError>> {
    load_for(None, files)
}

/// The catalog of rule files, without the libraries of other languages.
fn load_for<'a>(
    language: Option<&str>,
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Catalog, Mistakes<CatalogError>> {
    let files: Vec<File<'a>> = files.into_iter().map(|(path, text)| File { path, text }).collect();
    // Parsing is half of the work, and this runs at every start.
    let parsed: Vec<(RuleFile, Vec<CatalogError>)> = files.par_iter().map(File::read).collect();
    let (rules, errors): (Vec<RuleFile>, Vec<Vec<CatalogError>>) = parsed.into_iter().unzip();
    let of_language = |rules: &RuleFile| {
        let library = rules.library.as_ref().zip(language);
        library.is_none_or(|(library, language)| library.language == language)
    };
    let parsed: Vec<(File<'a>, RuleFile)> =
        files.into_iter().zip(rules).filter(|(_, rules)| of_language(rules)).collect();
    let mut loader = Loader { errors: errors.concat(), ..Loader::default() };
    let libraries = loader.libraries(&parsed);
    for ((file, rules), &library) in parsed.iter().zip(&libraries) {
        loader.file(file, rules, library);
        let unknown = rules.unknown.iter();
        for format in unknown.filter(|it| language.is_none_or(|language| it.language == language)) {
            let added = loader.catalog.unfollowed.add(file, format);
            loader.errors.extend(added.err());
        }
    }
    // What is not analysed belongs to no language that is.
    if language.is_none_or(|language| language == FIRST_LANGUAGE) {
        let (kinds, errors) = elsewhere::lower(&parsed, loader.catalog.endpoints.iter());
        loader.catalog.elsewhere = kinds;
        loader.errors.extend(errors);
    }
    let mut catalog = loader.finish()?;
    let followed = catalog.libraries.iter().flat_map(|library| &library.roots);
    catalog.unfollowed.leave_out(followed.chain(&catalog.marker_roots));
    // Freeing tens of thousands of texts is a tenth of the work, and nobody has to wait for it.
    let rules: Vec<RuleFile> = parsed.into_iter().map(|(_, rules)| rules).collect();
    rayon::spawn(move || drop(rules));
    let any = catalog.intrinsics.iter().filter_map(|(name, effect)| {
        let method = name.as_str().strip_prefix("any.")?;
        Some((Name::new(method), effect.clone()))
    });
    catalog.any_methods = any.collect();
    catalog.request_names = catalog.names_with(|effect| matches!(effect, Intrinsic::HttpRequest(_)));
    catalog.send_names = catalog.names_with(|effect| matches!(effect, Intrinsic::HttpSend(_)));
    let built = catalog.intrinsics.values().filter_map(|effect| match effect {
        Intrinsic::HttpBuild(_, class) => Some(class.clone()),
        _ => None,
    });
    catalog.request_types = built.collect();
    catalog.build_names = catalog.names_with(|effect| matches!(effect, Intrinsic::HttpBuild(..)));
    Ok(catalog)
}

/// One `[[handle]]` table.
struct Group<'a> {
    library: usize,
    types: Vec<String>,
    members: FxHashMap<QualName, Member>,
    chains: Vec<Chain>,
    extends: Sites<'a>,
    transparent: FxHashSet<Name>,
    constructors: Vec<Name>,
    except: Arc<[String]>,
    compose: Compose,
    managers: FxHashSet<Name>,
    enter: Option<QualName>,
    url: Option<ArgumentRef>,
    sealed: bool,
    fluent: bool,
    /// Those of its types and parts whose calls make coroutines.
    asynchronous: FxHashSet<String>,
    /// First version of the library that has the types no more.
    until: Option<String>,
    /// Types of what a path from the handle reads: (type, where the path stands).
    parts: Sites<'a>,
}

/// Names of types, each with the place that is to be pointed at when they make no sense.
type Sites<'a> = Vec<(String, Site<'a>)>;

/// The tables of one handle type.
struct TypeDraft {
    library: usize,
    groups: Vec<usize>,
}

/// What is collected over all files before it can be resolved.
#[derive(Default)]
struct Loader<'a> {
    catalog: Catalog,
    groups: Vec<Group<'a>>,
    types: FxHashMap<String, TypeDraft>,
    /// The types in the order of the rules.
    order: Vec<String>,
    /// Types that something is said to give: each must be known in the end.
    targets: Vec<Site<'a>>,
    /// Modules that have the calls of a type: (library, module names, type).
    likes: Vec<(usize, Vec<String>, Site<'a>)>,
    /// Which library first said that a function is a call.
    callers: FxHashMap<QualName, usize>,
    factories: Vec<(usize, QualName)>,
    errors: Vec<CatalogError>,
}

impl<'a> Loader<'a> {
    /// Registers the libraries, ordered by id, and gives the one of each file.
    fn libraries(&mut self, parsed: &'a [(File<'a>, RuleFile)]) -> Vec<Option<usize>> {
        let mut libraries: Vec<Library> = Vec::new();
        for (file, rules) in parsed {
            let Some(format) = &rules.library else {
                continue;
            };
            let known = libraries.iter_mut().find(|library| library.id.as_str() == format.id.as_ref());
            match (known, &format.title, &format.package) {
                (None, Some(title), Some(package)) => libraries.push(new_library(format, title, package)),
                (None, ..) => {
                    let message = "a new library needs a `title` and a `package`";
                    self.errors.push(file.error(&format.id, "id", message));
                }
                (Some(_), Some(_), _) => {
                    let message = "another file describes this library; to add to it, leave `title` out";
                    self.errors.push(file.error(&format.id, "id", message));
                }
                (Some(known), None, _) => {
                    known.roots.extend(qual_names(&format.roots));
                    known.shared_roots.extend(qual_names(&format.shared_roots));
                    known.named_by.extend(texts(&format.named_by));
                    known.not_calls.extend(qual_names(&format.not_calls));
                }
            }
            let defaults = format.defaults.iter();
            let defaults =
                defaults.map(|(module, name)| (QualName::new(module.as_ref()), QualName::new(name.as_ref())));
            self.catalog.defaults.extend(defaults);
            let wrong = format.roots.iter().filter(|root| !path::is_dotted(root.as_ref()));
            self.errors.extend(wrong.map(|root| file.error(root, "roots", "is no dotted name")));
            self.errors.extend(wrongly_shared(file, format));
        }
        libraries.sort_by(|a, b| a.id.cmp(&b.id));
        let index = |format: &LibraryFormat| {
            libraries.iter().position(|library| library.id.as_str() == format.id.as_ref())
        };
        let indices = parsed.iter().map(|(_, rules)| rules.library.as_ref().and_then(index)).collect();
        self.catalog.libraries = libraries;
        indices
    }

    /// Lowers the tables of one file; those that are wrong are left out.
    fn file(&mut self, file: &File<'a>, rules: &'a RuleFile, library: Option<usize>) {
        let needs_library = !rules.handles.is_empty()
            || !rules.modules.is_empty()
            || !rules.aliases.is_empty()
            || !rules.decorators.is_empty()
            || !rules.traits.is_empty();
        let library = match library {
            Some(library) => library,
            // That it makes no sense is said already.
            None if rules.library.is_some() => return,
            None if needs_library => {
                self.errors.push(CatalogError {
                    file: file.path.to_owned(),
                    line: 1,
                    key: Some("library".to_owned()),
                    message: "handles, modules, aliases, decorators and traits belong to a `[library]`"
                        .to_owned(),
                });
                return;
            }
            None => 0,
        };
        let mut lowered: Vec<Result<(), CatalogError>> = Vec::new();
        lowered.extend(rules.handles.iter().map(|table| self.handle(file, table, library)));
        lowered.extend(rules.modules.iter().map(|table| self.module(file, table, library)));
        lowered.extend(rules.aliases.iter().map(|table| self.alias(file, table, library)));
        lowered.extend(rules.containers.iter().map(|table| self.container(file, table)));
        lowered.extend(rules.prompts.iter().map(|table| self.prompt(file, table)));
        lowered.extend(rules.decorators.iter().map(|table| self.decorator(file, table, library)));
        lowered.extend(rules.traits.iter().map(|table| self.trait_(file, table, library)));
        lowered.extend(rules.markers.iter().map(|table| self.marker(file, table)));
        lowered.extend(rules.endpoints.iter().map(|table| self.endpoint(file, table)));
        lowered.extend(rules.stores.iter().map(|table| self.store(file, table)));
        lowered.extend(rules.parameters.iter().map(|table| self.parameter(file, table)));
        lowered.extend(rules.providers.iter().map(|table| self.provider(file, table)));
        lowered.extend(rules.intrinsics.iter().map(|(effect, names)| self.intrinsics(file, effect, names)));
        lowered.extend(rules.behaviour.iter().map(|(word, names)| self.behaviour(file, word, names)));
        if let Some(conventions) = &rules.conventions {
            self.catalog.conventions = conventions.clone();
        }
        self.errors.extend(lowered.into_iter().filter_map(Result::err));
    }

    fn handle(
        &mut self,
        file: &File<'a>,
        format: &'a HandleFormat,
        library: usize,
    ) -> Result<(), CatalogError> {
        let traits = format.traits();
        let (mut members, chains) = calls(file, &format.calls, &traits, library)?;
        self.give(file, &format.gives, &format.properties, &traits, &mut members)?;
        let types = expand_required(file, &format.types, "types")?;
        let (extends, parts) = relations(file, format)?;
        let compose = self.compose(file, &format.compose);
        for (path, member) in &members {
            if member.gives.iter().any(|(_, gives)| *gives != Gives::Receiver)
                && let Some(first) = types.first()
            {
                self.factories.push((library, QualName::new(first).join(path.as_str())));
            }
        }
        let enter = self.target(file, format.enter.as_ref(), "enter");
        let mut marks = Marks::new(file, &format.async_types, "async_types")?;
        let names_of_types = types.iter().chain(parts.iter().map(|(name, _)| name));
        let asynchronous = names_of_types.filter(|name| marks.hit(name)).cloned().collect();
        marks.all_used(file)?;
        let url = format.constructor_url.as_ref();
        let url = url.map(|at| lower_argument(file, at, at.as_ref(), "constructor_url")).transpose()?;
        self.register(file, format, &types, library)?;
        self.groups.push(Group {
            library,
            types,
            members,
            chains,
            extends,
            transparent: names(&format.transparent).into_iter().collect(),
            managers: managers(file, format)?,
            constructors: names(&format.constructors),
            except: expand_all(file, &format.except, "except")?.into(),
            compose,
            enter,
            url,
            sealed: format.sealed,
            fluent: format.fluent,
            asynchronous,
            until: format.traits().until.map(|at| at.get_ref().clone()),
            parts,
        });
        Ok(())
    }

    /// Notes that the next group describes `types`; a type belongs to one library.
    fn register(
        &mut self,
        file: &File<'a>,
        format: &HandleFormat,
        types: &[String],
        library: usize,
    ) -> Result<(), CatalogError> {
        let of_another = |name: &String| {
            let draft = self.types.get(name).filter(|draft| draft.library != library)?;
            Some((name.clone(), &self.catalog.libraries[draft.library].id))
        };
        if let Some((name, other)) = types.iter().find_map(of_another) {
            let message = format!("`{name}` is a handle of `{other}` already");
            return Err(file.error(&format.types, "types", message));
        }
        let group = self.groups.len();
        for name in types {
            let draft = self.types.entry(name.clone()).or_insert_with(|| {
                self.order.push(name.clone());
                TypeDraft { library, groups: Vec::new() }
            });
            draft.groups.push(group);
        }
        Ok(())
    }

    /// Adds what methods and properties give.
    fn give(
        &mut self,
        file: &File<'a>,
        methods: &'a BTreeMap<Text, Text>,
        properties: &'a BTreeMap<Text, Text>,
        traits: &Traits<'_>,
        members: &mut FxHashMap<QualName, Member>,
    ) -> Result<(), CatalogError> {
        let when = lower_when(file, traits.when)?.map(Arc::new);
        for (path, at) in methods {
            let gives = self.gives(file, at, "gives")?;
            for path in expand(file, path, "gives")? {
                members.entry(QualName::new(&path)).or_default().gives.push((when.clone(), gives.clone()));
            }
        }
        for (path, at) in properties {
            let gives = self.gives(file, at, "properties")?;
            for path in expand(file, path, "properties")? {
                members.entry(QualName::new(&path)).or_default().property = Some(gives.clone());
            }
        }
        Ok(())
    }

    /// Reads what something gives: `self`, `argument NAME`, or a type.
    fn gives(&mut self, file: &File<'a>, at: &'a Text, key: &'static str) -> Result<Gives, CatalogError> {
        let text = at.get_ref().as_str();
        if text == "self" {
            return Ok(Gives::Receiver);
        }
        if let Some(argument) = text.strip_prefix("argument ") {
            return lower_argument(file, at, argument, key).map(Gives::Argument);
        }
        self.targets.push(Site { file: *file, at, key });
        Ok(Gives::Instance(QualName::new(text)))
    }

    /// A type that must turn out to be known.
    fn target(&mut self, file: &File<'a>, at: Option<&'a Text>, key: &'static str) -> Option<QualName> {
        let at = at?;
        self.targets.push(Site { file: *file, at, key });
        Some(QualName::new(at.as_ref()))
    }

    fn module(
        &mut self,
        file: &File<'a>,
        format: &'a ModuleFormat,
        library: usize,
    ) -> Result<(), CatalogError> {
        let traits = format.traits();
        let (mut members, chains) = calls(file, &format.calls, &traits, library)?;
        if !chains.is_empty() {
            return Err(file.error(&format.names, "names", "chains of methods start at a handle or a trait"));
        }
        self.give(file, &format.gives, &format.properties, &traits, &mut members)?;
        let modules = expand_required(file, &format.names, "names")?;
        for module in &modules {
            for (path, member) in &members {
                self.function(file, format, function_name(module, path.as_str()), member, library)?;
            }
        }
        if let Some(at) = &format.like {
            self.likes.push((library, modules, Site { file: *file, at, key: "like" }));
        }
        Ok(())
    }

    /// Adds what is known of one function; two libraries cannot both say when it is a call.
    fn function(
        &mut self,
        file: &File<'a>,
        format: &ModuleFormat,
        name: QualName,
        member: &Member,
        library: usize,
    ) -> Result<(), CatalogError> {
        if !member.calls.is_empty() {
            let first = *self.callers.entry(name.clone()).or_insert(library);
            if first != library {
                let other = &self.catalog.libraries[first].id;
                return Err(file.error(
                    &format.names,
                    "names",
                    format!("`{name}` is a call of `{other}` already"),
                ));
            }
        }
        if !member.gives.is_empty() {
            self.factories.push((library, name.clone()));
        }
        merge(self.catalog.functions.entry(name).or_default(), member);
        Ok(())
    }

    fn container(&mut self, file: &File<'a>, format: &'a ContainerFormat) -> Result<(), CatalogError> {
        let arguments = arguments(file, &format.arguments)?;
        let becomes = match format.becomes.get_ref().as_str() {
            "self" => None,
            _ => self.target(file, Some(&format.becomes), "becomes"),
        };
        for name in expand_required(file, &format.types, "types")? {
            let name = QualName::new(&name);
            let container = Container {
                arguments: arguments.clone(),
                methods: names(&format.methods),
                becomes: becomes.clone().unwrap_or_else(|| name.clone()),
            };
            if becomes.is_none() && !self.types.contains_key(name.as_str()) {
                return Err(file.error(&format.becomes, "becomes", format!("`{name}` is no handle type")));
            }
            self.catalog.containers.insert(name, container);
        }
        Ok(())
    }

    fn compose(&mut self, file: &File<'a>, format: &'a ComposeFormat) -> Compose {
        Compose {
            operators: format.operators.clone(),
            methods: names(&format.methods),
            result: self.target(file, format.result.as_ref(), "compose"),
        }
    }

    fn prompt(&mut self, file: &File<'a>, format: &'a PromptFormat) -> Result<(), CatalogError> {
        let compose = Arc::new(self.compose(file, &format.compose));
        if compose.result.is_none() {
            return Err(file.error(&format.types, "compose", "say in `result` what comes of it"));
        }
        for name in expand_required(file, &format.types, "types")? {
            self.catalog.prompts.insert(QualName::new(&name), compose.clone());
        }
        Ok(())
    }

    fn decorator(
        &mut self,
        file: &File<'a>,
        format: &'a DecoratorFormat,
        library: usize,
    ) -> Result<(), CatalogError> {
        let call = match &format.call {
            None => None,
            Some(at) => Some(CallRule {
                library,
                category: category(file, at, "call")?,
                model: match &format.model {
                    None => None,
                    Some(at) => {
                        let argument = lower_argument(file, at, at.as_ref(), "model")?;
                        Some(Arc::new(ModelArgument::Constructor(argument)))
                    }
                },
                streaming: format.streaming,
                is_async: format.is_async,
                runs: Runs::AtOnce,
                deprecated: format.deprecated,
                versions: Arc::new(versions(format.since.as_ref(), format.until.as_ref())),
                when: None,
            }),
        };
        let becomes = self.target(file, format.becomes.as_ref(), "becomes");
        if call.is_none() && becomes.is_none() {
            let message = "say what the decorated name is: `call`, `becomes` or both";
            return Err(file.error(&format.names, "names", message));
        }
        for name in expand_required(file, &format.names, "names")? {
            let rule = DecoratorRule { call: call.clone(), becomes: becomes.clone() };
            self.catalog.decorators.insert(QualName::new(&name), rule);
        }
        Ok(())
    }

    fn trait_(
        &mut self,
        file: &File<'a>,
        format: &'a TraitFormat,
        library: usize,
    ) -> Result<(), CatalogError> {
        let traits = format.traits();
        let (mut members, chains) = calls(file, &format.calls, &traits, library)?;
        self.give(file, &format.gives, &format.properties, &traits, &mut members)?;
        for name in expand_required(file, &format.names, "names")? {
            let table = self.catalog.traits.entry(QualName::new(&name)).or_default();
            for (path, member) in &members {
                merge(table.members.entry(path.clone()).or_default(), member);
            }
            table.chains.extend(chains.iter().cloned());
        }
        Ok(())
    }

    fn marker(&mut self, file: &File<'a>, format: &'a MarkerFormat) -> Result<(), CatalogError> {
        let recorders = format.shapes.iter().filter(|shape| shape.is_of_recorder()).count();
        if recorders > 0 && format.shapes.len() > 1 {
            let message = "what records by itself has a table of its own, with one shape";
            return Err(file.error(&format.names, "shapes", message));
        }
        for end in expand_all(file, &format.resembled_by, "resembled_by")? {
            self.catalog.add_resembling(&end);
        }
        for name in expand_required(file, &format.names, "names")? {
            let name = QualName::new(&name);
            if recorders > 0 {
                self.recorder_root(&name, format);
                self.catalog.recorders.extend(recorder(file, format, name)?);
                continue;
            }
            self.marker_root(&name);
            self.catalog.marker_names.insert(Name::new(name.last()));
            if is_compiled_in(file) {
                self.catalog.tool_markers.insert(name.clone());
            }
            let markers = marker(file, format)?;
            self.catalog
                .ending_methods
                .extend(markers.iter().flat_map(|marker| marker.ended_by.iter().cloned()));
            self.catalog.markers.entry(name).or_default().extend(markers);
        }
        Ok(())
    }

    /// A server is nothing that is imported.
    fn recorder_root(&mut self, name: &QualName, format: &MarkerFormat) {
        if !format.shapes.contains(&MarkerShape::Gateway) {
            self.marker_root(name);
        }
    }

    fn marker_root(&mut self, name: &QualName) {
        let root = QualName::new(name.root());
        if !self.catalog.marker_roots.contains(&root) {
            self.catalog.marker_roots.push(root);
        }
    }

    /// A module that stands for another one is imported in its place.
    fn alias(&mut self, file: &File<'a>, format: &AliasFormat, library: usize) -> Result<(), CatalogError> {
        for module in expand(file, &format.module, "module")? {
            for of in expand(file, &format.of, "of")? {
                let module = QualName::new(&module);
                let roots = &mut self.catalog.libraries[library].roots;
                if !roots.contains(&module) {
                    roots.push(module.clone());
                }
                self.catalog.aliases.push((module, QualName::new(&of)));
            }
        }
        Ok(())
    }

    /// A global handler for which no name is given is assigned to those that others are assigned to.
    fn add_assigned_names(&mut self) {
        let markers = self.catalog.markers.values().flatten();
        let mut names: Vec<QualName> = markers.flat_map(|marker| &marker.assigned_to).cloned().collect();
        names.sort();
        names.dedup();
        for marker in self.catalog.markers.values_mut().flatten() {
            if marker.shape == MarkerShape::GlobalHandler && marker.assigned_to.is_empty() {
                marker.assigned_to.clone_from(&names);
            }
        }
    }

    fn endpoint(&mut self, file: &File<'a>, format: &'a EndpointFormat) -> Result<(), CatalogError> {
        let provider = Name::new(format.provider.as_ref());
        for host in required(file, &format.hosts, "hosts")? {
            for (word, paths) in &format.paths {
                let category = category(file, word, "paths")?;
                for path in paths {
                    let endpoints = &mut self.catalog.endpoints;
                    let added =
                        endpoints.add(&provider, category, host.as_ref(), path.as_ref(), format.shared);
                    added.map_err(|message| {
                        file.error(path, "paths", format!("{host:?} {message}", host = host.as_ref()))
                    })?;
                }
            }
        }
        Ok(())
    }

    fn store(&mut self, file: &File<'a>, format: &'a StoreFormat) -> Result<(), CatalogError> {
        let names: Vec<QualName> =
            expand_required(file, &format.names, "names")?.iter().map(|name| QualName::new(name)).collect();
        let items = format.entries.contains(&EntryFormat::Item);
        let mut functions =
            if items { mapping_functions(&self.catalog.conventions, &names) } else { Vec::new() };
        for at in &format.put {
            functions.extend(store_function(file, at, "put", &names)?);
        }
        for at in &format.take {
            functions.extend(store_function(file, at, "take", &names)?);
        }
        for at in &format.merge {
            functions.extend(store_function(file, at, "merge", &names)?);
        }
        let mut fillings = Vec::new();
        for at in &format.filled {
            fillings.extend(filling(file, at)?);
        }
        let instances = match (&format.instances_of, &format.known_by[..]) {
            (Some(base), [_, ..]) => Some((QualName::new(base.as_ref()), self::names(&format.known_by))),
            (Some(at), []) => {
                return Err(file.error(
                    at,
                    "instances_of",
                    "say in `known_by` which class attributes name them",
                ));
            }
            (None, [at, ..]) => {
                return Err(file.error(at, "known_by", "say in `instances_of` of which class"));
            }
            (None, []) => None,
        };
        let is_found = !format.entries.is_empty()
            || !functions.is_empty()
            || !fillings.is_empty()
            || format.type_argument.is_some();
        if !is_found {
            return Err(file.error(&format.names, "names", "say how something gets in, or comes out"));
        }
        let last_names = |is_meant: fn(&Access) -> bool| {
            let mut found: Vec<Name> = Vec::new();
            for (function, _) in functions.iter().filter(|(_, access)| is_meant(access)) {
                let last = Name::new(function.last());
                if !found.contains(&last) {
                    found.push(last);
                }
            }
            found
        };
        let store = Store {
            attributes: format.entries.contains(&EntryFormat::Attribute),
            items,
            has_members: format.members,
            calls_functions: format.calls,
            put_names: last_names(|access| matches!(access, Access::Put { .. })),
            merge_names: last_names(|access| *access == Access::Merge),
            fillings,
            type_argument: format.type_argument,
            instances,
            module_by: format.module_by.clone(),
            names,
        };
        self.catalog.stores.add(store, functions);
        Ok(())
    }

    fn parameter(&mut self, file: &File<'a>, format: &'a ParameterFormat) -> Result<(), CatalogError> {
        let parameter = lower_argument(file, &format.parameter, format.parameter.as_ref(), "parameter")?;
        let given = GivenParameter { parameter, value: QualName::new(format.is.as_ref()) };
        for name in expand_required(file, &format.given_by, "given_by")? {
            let name = QualName::new(&name);
            self.catalog.stores.parameter_names.insert(Name::new(name.last()));
            self.catalog.stores.parameters.entry(name).or_default().push(given.clone());
        }
        Ok(())
    }

    fn provider(&mut self, file: &File<'a>, format: &'a ProviderFormat) -> Result<(), CatalogError> {
        let name = format.name.as_ref();
        let name = name.map(|at| lower_argument(file, at, at.as_ref(), "name")).transpose()?;
        let provider = Provider {
            name,
            takers: format.takers.trim_end_matches('*').to_owned(),
            shared: Name::new(format.shared.as_ref()),
            plugins: format.plugins.as_ref().map(|at| Name::new(at.as_ref())),
        };
        for name in expand_required(file, &format.decorators, "decorators")? {
            let name = QualName::new(&name);
            self.catalog.stores.provider_names.insert(Name::new(name.last()));
            self.catalog.stores.providers.insert(name, provider.clone());
        }
        Ok(())
    }

    fn intrinsics(
        &mut self,
        file: &File<'a>,
        effect: &'a Text,
        entries: &'a [Text],
    ) -> Result<(), CatalogError> {
        let word = effect.get_ref().as_str();
        if !Intrinsic::EFFECTS.contains(&word) {
            let suggestion = did_you_mean(word, Intrinsic::EFFECTS.iter().copied());
            return Err(file.error(effect, word, format!("is no effect{suggestion}")));
        }
        for at in entries {
            let (name, detail) = match at.get_ref().split_once(' ') {
                Some((name, detail)) => (name, Some(detail.trim())),
                None => (at.get_ref().as_str(), None),
            };
            let meaning = Intrinsic::parse(word, detail).map_err(|message| file.error(at, word, message))?;
            for name in path::alternatives(name).map_err(|message| file.error(at, word, message))? {
                self.catalog.intrinsics.insert(QualName::new(&name), meaning.clone());
            }
        }
        Ok(())
    }

    fn behaviour(
        &mut self,
        file: &File<'a>,
        word: &'a Text,
        entries: &'a [Text],
    ) -> Result<(), CatalogError> {
        let known = Behaviour::WORDS.iter().find(|(known, _)| *known == word.get_ref().as_str());
        let Some((_, behaviour)) = known else {
            let words = Behaviour::WORDS.iter().map(|(word, _)| *word);
            let suggestion = did_you_mean(word.get_ref(), words);
            return Err(file.error(word, word.as_ref(), format!("is no behaviour{suggestion}")));
        };
        for at in entries {
            for name in expand(file, at, word.as_ref())? {
                let name = QualName::new(&name);
                let last = Name::new(name.last());
                let names = self.catalog.behaving.entry(*behaviour).or_default();
                if !names.contains(&last) {
                    names.push(last);
                }
                self.catalog.behaviours.entry(name).or_default().push(*behaviour);
            }
        }
        Ok(())
    }

    /// Resolves what types inherit, checks what is referred to, and builds the tables over all libraries.
    fn finish(mut self) -> Result<Catalog, Mistakes<CatalogError>> {
        // What is left out would be missed by what refers to it.
        if !self.errors.is_empty() {
            return Err(in_order(self.errors));
        }
        let mut shared: FxHashMap<Vec<usize>, Handle> = FxHashMap::default();
        let order = std::mem::take(&mut self.order);
        self.catalog.handles.reserve(order.len());
        for name in order {
            let mut lineage = Vec::new();
            if let Err(error) = self.lineage(&name, &mut Vec::new(), &mut lineage) {
                self.errors.push(error);
            }
            let own = self.types[&name].groups.len();
            let library = self.types[&name].library;
            let handle = shared
                .entry(lineage)
                .or_insert_with_key(|lineage| self.resolve(lineage, own, library))
                .clone();
            self.add_type(&name, handle);
        }
        let parts = self.add_parts();
        let unknown: Vec<CatalogError> =
            self.targets.iter().filter_map(|site| self.known(site).err()).collect();
        let likes = self.add_likes();
        self.errors.extend(parts.err().into_iter().chain(unknown).chain(likes.err()));
        if !self.errors.is_empty() {
            return Err(in_order(self.errors));
        }
        self.add_assigned_names();
        self.describe();
        Ok(self.catalog)
    }

    /// The groups that describe `name`: its own, then those of what it extends, each once.
    fn lineage(
        &self,
        name: &str,
        path: &mut Vec<String>,
        lineage: &mut Vec<usize>,
    ) -> Result<(), CatalogError> {
        let Some(draft) = self.types.get(name) else {
            return Ok(());
        };
        path.push(name.to_owned());
        for &group in &draft.groups {
            if !lineage.contains(&group) {
                lineage.push(group);
            }
        }
        for &group in &draft.groups {
            for (parent, site) in &self.groups[group].extends {
                if path.contains(parent) {
                    return Err(
                        site.error(format!("`{parent}` extends itself: {} → {parent}", path.join(" → ")))
                    );
                }
                if !self.types.contains_key(parent) {
                    let suggestion = did_you_mean(parent, self.types.keys().map(String::as_str));
                    return Err(site.error(format!("no handle type `{parent}` is known{suggestion}")));
                }
                self.lineage(parent, path, lineage)?;
            }
        }
        path.pop();
        Ok(())
    }

    /// The handle that the groups of `lineage` make, of which the first `own` are the type's own.
    fn resolve(&self, lineage: &[usize], own: usize, library: usize) -> Handle {
        let mut handle = Handle { library, ..Handle::default() };
        let most = lineage.iter().map(|&index| self.groups[index].members.len()).sum();
        let mut members: FxHashMap<QualName, Member> =
            FxHashMap::with_capacity_and_hasher(most, FxBuildHasher);
        let mut chains = Vec::new();
        // A type that is gone has nothing of what it inherited either.
        let gone = lineage[..own].iter().map(|&index| self.groups[index].until.as_ref()).min().flatten();
        for (rank, &index) in lineage.iter().enumerate() {
            let group = &self.groups[index];
            for (path, member) in &group.members {
                // A type's own tables add up; what it says of a name replaces what it would inherit.
                if rank < own {
                    merge(members.entry(path.clone()).or_default(), member);
                } else {
                    members.entry(path.clone()).or_insert_with(|| inherited(member, gone));
                }
            }
            chains.extend(group.chains.iter().cloned());
            handle.transparent.extend(group.transparent.iter().cloned());
            handle.managers.extend(group.managers.iter().cloned());
            if handle.compose == Compose::default() {
                handle.compose = group.compose.clone();
            }
            handle.enter = handle.enter.or_else(|| group.enter.clone());
            handle.url = handle.url.or_else(|| group.url.clone());
            handle.sealed |= rank < own && group.sealed;
            handle.fluent |= rank < own && group.fluent;
        }
        // A call belongs to the library of the type that it is made through, not to that of a base class.
        for call in members.values_mut().flat_map(|member| &mut member.calls) {
            call.library = library;
        }
        handle.is_open = members.keys().any(|path| path.last() == path::ANY);
        handle.members = Arc::new(members);
        handle.chains = chains.into();
        handle
    }

    fn add_type(&mut self, name: &str, mut handle: Handle) {
        let draft = &self.types[name];
        let groups = draft.groups.iter().map(|&group| &self.groups[group]);
        handle.is_async = groups.clone().any(|group| group.asynchronous.contains(name));
        let constructors: Vec<Name> =
            groups.clone().flat_map(|group| group.constructors.iter().cloned()).collect();
        self.catalog.libraries[draft.library].handle_types.push(name.to_owned());
        if let Some(star) = name.find('*') {
            let gives = Member { gives: vec![(None, Gives::Receiver)], ..Member::default() };
            self.catalog.patterns.push(HandlePattern {
                pattern: name.to_owned(),
                prefix: name[..star].to_owned(),
                except: groups.flat_map(|group| group.except.iter().cloned()).collect(),
                constructors: Arc::new(constructors.into_iter().map(|name| (name, gives.clone())).collect()),
                handle,
            });
            return;
        }
        let name = QualName::new(name);
        for constructor in constructors {
            let function = name.join(constructor.as_str());
            let gives = (None, Gives::Instance(name.clone()));
            self.catalog.functions.entry(function).or_default().gives.push(gives);
        }
        self.catalog.handles.insert(name, handle);
    }

    /// Adds the types of what a handle's attributes read, for code that annotates with them.
    fn add_parts(&mut self) -> Result<(), CatalogError> {
        let handles = &mut self.catalog.handles;
        for group in &self.groups {
            let Some(owner) = group.types.first().and_then(|name| handles.get(name.as_str())).cloned() else {
                continue;
            };
            for (name, site) in &group.parts {
                let path = site.at.get_ref();
                let below = |(full, member): (&QualName, &Member)| {
                    let rest = full.as_str().strip_prefix(path.as_str())?.strip_prefix('.')?;
                    Some((QualName::new(rest), member.clone()))
                };
                let members: FxHashMap<QualName, Member> = owner.members.iter().filter_map(below).collect();
                if members.is_empty() {
                    return Err(site.error(format!("no call begins with `{path}`")));
                }
                handles.entry(QualName::new(name)).or_insert_with(|| Handle {
                    members: Arc::new(members),
                    transparent: owner.transparent.clone(),
                    library: owner.library,
                    is_async: group.asynchronous.contains(name),
                    ..Handle::default()
                });
            }
        }
        Ok(())
    }

    /// Checks that what something gives is a handle or a container.
    fn known(&self, site: &Site<'_>) -> Result<(), CatalogError> {
        let name = site.at.get_ref().as_str();
        if self.catalog.handle(name).is_some() || self.catalog.containers.contains_key(name) {
            return Ok(());
        }
        let known = self.catalog.handles.keys().chain(self.catalog.containers.keys());
        let suggestion = did_you_mean(name, known.map(QualName::as_str));
        Err(site.error(format!("`{name}` is no handle type{suggestion}")))
    }

    /// Gives modules the calls of a type (`openai.chat.completions.create`).
    fn add_likes(&mut self) -> Result<(), CatalogError> {
        for (library, modules, site) in std::mem::take(&mut self.likes) {
            self.known(&site)?;
            let Some(handle) = self.catalog.handles.get(site.at.as_ref().as_str()) else {
                return Err(site.error("is a pattern or a container: name one type"));
            };
            let mut found = Vec::new();
            for (path, member) in handle.members.iter().filter(|(_, member)| !member.calls.is_empty()) {
                let mut member = member.clone();
                for call in &mut member.calls {
                    call.library = library;
                }
                let (before, last) = path.as_str().rsplit_once('.').unwrap_or(("", path.as_str()));
                for module in modules.iter().map(|module| QualName::new(module)) {
                    let parent = if before.is_empty() { module } else { module.join(before) };
                    // A function has no receiver whose transparent segments could be looked up.
                    let through =
                        handle.transparent.iter().map(|segment| parent.join(segment.as_str()).join(last));
                    found.extend(through.chain([parent.join(last)]).map(|name| (name, member.clone())));
                }
            }
            for (name, member) in found {
                merge(self.catalog.functions.entry(name).or_default(), &member);
            }
        }
        Ok(())
    }

    /// Fills the tables that are over all rules: last names of calls, and what each library lists.
    fn describe(&mut self) {
        let catalog = &mut self.catalog;
        let mut call_names: FxHashSet<&str> = FxHashSet::default();
        let members = self.groups.iter().flat_map(|group| &group.members);
        let members = members.chain(catalog.traits.values().flat_map(|table| &table.members));
        for (path, _) in members.filter(|(_, member)| !member.calls.is_empty()) {
            call_names.insert(path.last());
        }
        for (name, _) in catalog.functions.iter().filter(|(_, member)| !member.calls.is_empty()) {
            call_names.insert(name.last());
        }
        let chains = self.groups.iter().flat_map(|group| &group.chains);
        for chain in chains.chain(catalog.traits.values().flat_map(|table| &table.chains)) {
            if let Some(path::Step::Call(name)) = chain.steps.last() {
                call_names.insert(name.as_str());
            }
        }
        call_names.remove("()");
        let has_open_handles = call_names.remove(path::ANY);
        catalog.call_names = call_names.into_iter().map(Name::new).collect();
        catalog.has_open_handles = has_open_handles;
        let paths = distinct_members(catalog);
        let calling = paths.filter(|(path, member)| path.as_str().contains('.') && !member.calls.is_empty());
        catalog.call_paths = calling.map(|(path, _)| path.clone()).collect();
        catalog.call_keywords = own_keywords(catalog);
        catalog.model_keywords = distinct_members(catalog)
            .flat_map(|(_, member)| &member.calls)
            .filter_map(|call| match call.model.as_deref() {
                Some(ModelArgument::Argument(argument)) => Some(argument.keywords.clone()),
                _ => None,
            })
            .flatten()
            .collect();
        if catalog.conventions.methods_tell {
            catalog.call_chains = own_chains(catalog);
        }

        for group in &self.groups {
            catalog.libraries[group.library].shown_types.extend(group.types.first().cloned());
        }
        self.factories.sort_unstable();
        self.factories.dedup();
        for (library, name) in std::mem::take(&mut self.factories) {
            catalog.libraries[library].factories.push(name);
        }
    }
}

/// Mistakes in the order of their files and lines.
fn in_order(mut errors: Vec<CatalogError>) -> Mistakes<CatalogError> {
    errors.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    Mistakes(errors)
}

/// The members of all exact handle types; those of types that share a table once.
fn distinct_members(catalog: &Catalog) -> impl Iterator<Item = (&QualName, &Member)> + Clone {
    let mut tables: Vec<&Arc<FxHashMap<QualName, Member>>> =
        catalog.handles.values().map(|handle| &handle.members).collect();
    tables.sort_unstable_by_key(|table| Arc::as_ptr(table));
    tables.dedup_by_key(|table| Arc::as_ptr(table));
    tables.into_iter().flat_map(|table| table.iter())
}

/// Of calls whose last name only one library has, those that are named by it alone, with the keywords for the model
/// that no program uses by chance: those of several words.
fn own_keywords(catalog: &Catalog) -> FxHashMap<QualName, Vec<Name>> {
    let members = distinct_members(catalog).map(|(path, member)| (path.as_str(), member));
    let functions = catalog.functions.iter().map(|(name, member)| (name.as_str(), member));
    let mut libraries: FxHashMap<&str, FxHashSet<usize>> = FxHashMap::default();
    for (path, member) in members.clone().chain(functions) {
        let last = path.rsplit('.').next().unwrap_or(path);
        libraries.entry(last).or_default().extend(member.calls.iter().map(|call| call.library));
    }
    let mut own: FxHashMap<QualName, Vec<Name>> = FxHashMap::default();
    for (path, member) in members.filter(|(path, _)| libraries.get(path).is_some_and(|of| of.len() == 1)) {
        for call in &member.calls {
            let Some(ModelArgument::Argument(argument)) = call.model.as_deref() else { continue };
            let several = |name: &&Name| name.as_str().contains(|c: char| c == '_' || c.is_uppercase());
            let known = own.entry(QualName::new(path)).or_default();
            for keyword in argument.keywords.iter().filter(several) {
                if !known.contains(keyword) {
                    known.push(keyword.clone());
                }
            }
        }
    }
    own.retain(|_, keywords| !keywords.is_empty());
    own
}

/// Calls that only one library has: behind a method that gives a handle, and by names of several words.
fn own_chains(catalog: &Catalog) -> FxHashMap<String, usize> {
    let mut libraries: FxHashMap<String, FxHashSet<usize>> = FxHashMap::default();
    let calls_of = |handle: &Handle| -> Vec<(String, usize)> {
        let calls = handle.members.iter().filter(|(path, _)| !path.as_str().contains(['.', '(', '*']));
        calls
            .flat_map(|(path, member)| member.calls.iter().map(|call| (path.to_string(), call.library)))
            .collect()
    };
    for handle in catalog.handles.values() {
        for (name, library) in calls_of(handle).into_iter().filter(|(name, _)| name.contains('_')) {
            libraries.entry(name).or_default().insert(library);
        }
        for (path, member) in handle.members.iter() {
            let given = member.gives.iter().filter_map(|(_, gives)| match gives {
                Gives::Instance(class) => catalog.handles.get(class),
                Gives::Receiver | Gives::Argument(_) => None,
            });
            for (call, library) in given.flat_map(calls_of) {
                libraries.entry(format!("{}().{call}", path.last())).or_default().insert(library);
            }
        }
    }
    let only = |(path, libraries): (String, FxHashSet<usize>)| {
        let mut all = libraries.into_iter();
        let library = all.next()?;
        all.next().is_none().then_some((path, library))
    };
    libraries.into_iter().filter_map(only).collect()
}

/// What a table of handles says of other types: those that it extends, and those of its parts.
fn relations<'a>(file: &File<'a>, format: &'a HandleFormat) -> Result<(Sites<'a>, Sites<'a>), CatalogError> {
    let site = |at, key| Site { file: *file, at, key };
    let mut extends = Vec::new();
    for at in &format.extends {
        let parents = expand(file, at, "extends")?;
        extends.extend(parents.into_iter().map(|name| (name, site(at, "extends"))));
    }
    let mut parts = Vec::new();
    for (names, path) in &format.parts {
        let names = expand(file, names, "parts")?;
        parts.extend(names.into_iter().map(|name| (name, site(path, "parts"))));
    }
    Ok((extends, parts))
}

/// The segments behind which a call runs when its result is entered. They are skipped in a path, so that the calls
/// behind them are known.
fn managers(file: &File<'_>, format: &HandleFormat) -> Result<FxHashSet<Name>, CatalogError> {
    let is_transparent = |at: &&Text| format.transparent.iter().any(|known| known.as_ref() == at.as_ref());
    match format.managers.iter().find(|at| !is_transparent(at)) {
        Some(at) => Err(file.error(at, "managers", "is none of the `transparent` segments")),
        None => Ok(names(&format.managers).into_iter().collect()),
    }
}

/// What a type has from one that it extends; `gone` is the first version without the type.
fn inherited(member: &Member, gone: Option<&String>) -> Member {
    let mut member = member.clone();
    for call in &mut member.calls {
        if let (None, Some(gone)) = (&call.versions.until, gone) {
            Arc::make_mut(&mut call.versions).until = Some(gone.clone());
        }
    }
    member
}

fn texts(texts: &[Text]) -> impl Iterator<Item = String> {
    texts.iter().map(|text| text.get_ref().clone())
}

/// What is wrong in what a library says of its shared roots: they need texts, and nothing else does.
fn wrongly_shared(file: &File<'_>, format: &LibraryFormat) -> Option<CatalogError> {
    let is_root = |at: &&Text| format.roots.iter().any(|root| root.as_ref() == at.as_ref());
    if let Some(other) = format.shared_roots.iter().find(|at| !is_root(at)) {
        return Some(file.error(other, "shared_roots", "is none of the `roots`"));
    }
    if let Some(empty) = format.named_by.iter().find(|at| at.get_ref().trim().is_empty()) {
        return Some(file.error(empty, "named_by", "must not be empty"));
    }
    match (format.shared_roots.first(), format.named_by.first()) {
        (Some(at), None) => Some(file.error(at, "shared_roots", "say in `named_by` what makes it AI")),
        (None, Some(at)) => Some(file.error(at, "named_by", "say in `shared_roots` which roots are meant")),
        _ => None,
    }
}

fn new_library(format: &LibraryFormat, title: &str, package: &str) -> Library {
    Library {
        id: Name::new(format.id.as_ref()),
        title: title.to_owned(),
        language: Name::new(&format.language),
        package: package.to_owned(),
        docs: format.docs.clone(),
        roots: qual_names(&format.roots).collect(),
        shared_roots: qual_names(&format.shared_roots).collect(),
        named_by: texts(&format.named_by).collect(),
        not_calls: qual_names(&format.not_calls).collect(),
        handle_types: Vec::new(),
        shown_types: Vec::new(),
        factories: Vec::new(),
    }
}

/// The name of a member of a module; `()` is the module's name itself, called.
fn function_name(module: &str, path: &str) -> QualName {
    match path {
        "()" => QualName::new(module),
        _ => QualName::new(module).join(path),
    }
}

/// Adds what `more` says of a name to what is known of it.
fn merge(member: &mut Member, more: &Member) {
    member.calls.extend(more.calls.iter().cloned());
    member.gives.extend(more.gives.iter().cloned());
    if member.property.is_none() {
        member.property.clone_from(&more.property);
    }
}
