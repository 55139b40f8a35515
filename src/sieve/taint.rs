//! From the files that are parsed to those that must be parsed as well.
//!
//! Something is tainted when it may be, hold or give a handle, or a marker. Upwards: whoever imports a name of a
//! parsed file that is or gives a handle is parsed. Nearly all of a program imports classes that merely hold one in an
//! attribute, and next to none of it reaches into them: of those files the ones are parsed whose text names such an attribute,
//! and an AI call or a class that derives from it. Downwards: what a parsed file imports is parsed when something tainted is passed
//! into it, when a tainted class derives from it, or when an argument of what may be an AI call comes from it.
//! Once a project uses an attestation SDK, functions that make AI calls count as tainted as well: who calls them
//! decides whether they are attested.
//!
//! Taint follows the bindings of a file, but not the order of its statements, and the attributes of its classes by
//! name.

mod file;
mod graph;
mod links;

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::scan::Facts;
use super::unparsed::Unparsed;
use crate::InputFile;
use crate::catalog::{Catalog, Intrinsic, Member, is_class};
use crate::fault::{self, Stage};
use crate::finding::FileError;
use crate::module::{BindingSource, Import, Module};
use crate::name::{Name, QualName};
use crate::project::{ModuleTable, ParsedFile};

use file::{Brought, FileTaint};
use graph::Graph;
use links::{Link, Links, Relation};

/// What holds for all files.
struct Shared<'a> {
    catalog: &'a Catalog,
    /// Whether a file imports an attestation SDK.
    attested: bool,
    /// Stores of frameworks, which may give what another file puts in: last names of what is one, by the first name.
    stores: FxHashMap<Name, FxHashSet<Name>>,
    /// Last names of calls that give an answer and never a handle.
    answers: FxHashSet<Name>,
    /// Last names of functions that import what they are told.
    importers: FxHashSet<Name>,
    /// The last names of the paths that only calls have.
    answer_ends: FxHashSet<String>,
    /// How many names the longest of those paths has.
    answer_names: usize,
}

impl<'a> Shared<'a> {
    fn new(catalog: &'a Catalog, attested: bool) -> Self {
        let names = |path: &QualName| path.as_str().split('.').count();
        Shared {
            catalog,
            attested,
            stores: stores(catalog),
            answers: answers(catalog),
            importers: importers(catalog),
            answer_ends: catalog.call_paths.iter().map(|path| path.last().to_owned()).collect(),
            answer_names: catalog.call_paths.iter().map(names).max().unwrap_or(0),
        }
    }
}

/// What is to be parsed next.
pub(super) struct Wanted {
    /// Files with a class that derives from one which holds a handle, and that name what it holds.
    pub(super) derived: Vec<usize>,
    /// Files whose text shows that they may read what a class holds, or that lead to one.
    pub(super) readers: Vec<usize>,
    /// Files that something leads to, and how surely it does. What was wanted before may be wanted again.
    pub(super) reached: Vec<(usize, Lead)>,
}

/// How surely something leads to a file that holds a call, or without which none is seen: the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lead {
    /// What most probably is a handle, or gives one, is imported from it by name or passed to a function of it; or a class that
    /// matters derives from one of it.
    Named,
    /// The same, but that the file imports all of a module and does not seem to name it; or it gives what an AI call is given.
    Whole,
    /// It is a handle only if a parameter is one, or if a text is, or something else that seldom is.
    Faint,
}

/// The files above a file: those that import it.
#[derive(Default)]
struct Above {
    /// They import a name by which a handle leaves it, or are parsed already and import a class that holds one.
    reached: Vec<(usize, Lead)>,
    /// They derive a class from one that holds a handle, and name what it holds.
    derived: Vec<usize>,
    /// They may read what a class of it holds, or lead to a file that does.
    readers: Vec<usize>,
}

/// How many files may stand between a class that holds a handle and one that reads it there: those that hand the class on,
/// or hold an object of it.
const MAX_BETWEEN: usize = 1;

/// Finds what is to be parsed next.
pub(super) struct Reach<'a> {
    links: Links,
    shared: Shared<'a>,
    unparsed: &'a Unparsed<'a>,
    asked: FxHashSet<usize>,
    /// Files that import a library which they are told by a text.
    told: FxHashSet<usize>,
    files: FxHashMap<usize, FileTaint>,
    /// For each file, the functions, methods and classes that something tainted is passed to from other files.
    received: FxHashMap<usize, FxHashSet<Name>>,
    /// Those of them that most probably get a handle.
    received_surely: FxHashMap<usize, FxHashSet<Name>>,
    /// The printed paths of the files.
    paths: Vec<Arc<str>>,
    /// Files of which the taint could not be found.
    failed: BTreeMap<usize, FileError>,
}

impl<'a> Reach<'a> {
    pub(super) fn new<F: FnOnce() -> ModuleTable>(
        files: &[InputFile],
        facts: Vec<Facts>,
        catalog: &'a Catalog,
        everything: bool,
        table: &LazyCell<ModuleTable, F>,
        unparsed: &'a Unparsed<'a>,
    ) -> Self {
        let asked: FxHashSet<usize> = (0..files.len()).filter(|&at| everything || facts[at].hit).collect();
        let attested = facts.iter().any(|facts| facts.marker);
        let shared = Shared::new(catalog, attested);
        let told = (0..files.len()).filter(|&at| facts[at].told).collect();
        // Without anything to start from nothing will be asked.
        let links = if asked.is_empty() { Links::default() } else { Links::new(facts, table) };
        let paths = files.iter().map(|file| file.path.clone()).collect();
        let failed = BTreeMap::new();
        let files = FxHashMap::default();
        let (received, received_surely) = (FxHashMap::default(), FxHashMap::default());
        Self { links, shared, unparsed, asked, told, files, received, received_surely, paths, failed }
    }

    /// Whether a file of the project imports an attestation SDK.
    pub(super) fn is_attested(&self) -> bool {
        self.shared.attested
    }

    /// The files to parse after `fresh` were parsed: all that is reached from what is tainted now.
    pub(super) fn next(&mut self, parsed: &[Option<&ParsedFile>], fresh: &[usize]) -> Wanted {
        let mut wanted: FxHashMap<usize, Lead> = FxHashMap::default();
        let (mut derived, mut readers) = (FxHashSet::default(), FxHashSet::default());
        let mut first_time: FxHashSet<usize> = fresh.iter().copied().collect();
        self.asked.extend(fresh);
        let mut wave = fresh.to_vec();
        while !wave.is_empty() {
            let tainted: Vec<(usize, Result<Option<FileTaint>, FileError>)> = wave
                .par_iter()
                .map(|&at| (at, self.guard(at, || Some(self.taint(at, parsed[at]?)))))
                .collect();
            let mut next = BTreeSet::new();
            for (at, file) in tainted {
                let file = match file {
                    Ok(Some(file)) => file,
                    Ok(None) => continue,
                    Err(error) => {
                        // Nothing in it is known to be untainted.
                        self.failed.insert(at, error);
                        self.files.entry(at).and_modify(|file| file.tainted.clear());
                        continue;
                    }
                };
                let before = self.files.insert(at, file);
                // What a fresh file exports is new to everybody.
                let before = before.filter(|_| !first_time.remove(&at));
                let mut above = self.ask_above(at, before.as_ref(), parsed);
                derived.extend(above.derived);
                readers.extend(above.readers);
                let reached = &mut above.reached;
                reached.extend(parsed[at].map(|file| self.ask_below(at, &file.facts)).unwrap_or_default());
                for &mut (other, lead) in reached {
                    if parsed[other].is_some() {
                        next.insert(other);
                    } else {
                        wanted.entry(other).and_modify(|known| *known = lead.min(*known)).or_insert(lead);
                    }
                }
            }
            wave = next.into_iter().collect();
        }
        let mut ask = |files: FxHashSet<usize>| {
            let mut files: Vec<usize> = files.into_iter().filter(|&at| self.asked.insert(at)).collect();
            files.sort_unstable();
            files
        };
        let (derived, readers) = (ask(derived), ask(readers));
        Wanted { derived, readers, reached: wanted.into_iter().collect() }
    }

    fn guard<T>(&self, at: usize, work: impl FnOnce() -> T) -> Result<T, FileError> {
        fault::guard(Stage::Taint, &self.paths[at], self.unparsed.limits(), work)
    }

    /// The files of which the taint could not be found.
    pub(super) fn failed(&self) -> impl Iterator<Item = usize> {
        self.failed.keys().copied()
    }

    /// What is to be said of them.
    pub(super) fn errors(&self) -> impl Iterator<Item = FileError> {
        self.failed.values().cloned()
    }

    /// These files and all that they lead to by their imports.
    pub(super) fn below(&self, files: &[usize]) -> FxHashSet<usize> {
        let mut found: FxHashSet<usize> = files.iter().copied().collect();
        let mut open = files.to_vec();
        while let Some(at) = open.pop() {
            let targets = self.links.imports(at).iter().map(|link| link.target);
            open.extend(targets.filter(|target| found.insert(*target)));
        }
        found
    }

    /// By file, a number that it shares with the files that imports connect with it, by way of parsed ones. Empty if nothing was asked.
    pub(super) fn groups(&self, is_parsed: impl Fn(usize) -> bool) -> Vec<usize> {
        self.links.groups(is_parsed)
    }

    /// Which expressions of a parsed file are tainted.
    pub(super) fn tainted(&mut self, at: usize) -> Vec<bool> {
        self.files.remove(&at).map(|file| file.tainted).unwrap_or_default()
    }

    fn taint(&self, at: usize, parsed: &ParsedFile) -> FileTaint {
        // It is made again where a file is asked again, which is seldom: kept, the graphs of all files would be a tenth of
        // the memory of a run.
        let graph = Graph::new(parsed, &self.shared, self.told.contains(&at));
        let none = FxHashSet::default();
        // By level and module.
        let mut links: FxHashMap<(u32, &Name), Vec<(&Link, &FileTaint)>> = FxHashMap::default();
        for link in self.links.imports(at) {
            if let Some(file) = self.files.get(&link.target).filter(|file| !file.exports.is_empty()) {
                links.entry((link.import.level, &link.import.module)).or_default().push((link, file));
            }
        }
        let any = |import: &Import, brings: &dyn Fn(&Link, &FileTaint) -> bool| {
            let links = links.get(&(import.level, parsed.standing.path(import)));
            links.is_some_and(|links| links.iter().any(|(link, file)| brings(link, file)))
        };
        let brings = |import: &Import| any(import, &|link, file| link.brings(&file.exports, import));
        let brings_direct = |import: &Import| any(import, &|link, file| link.brings(&file.direct, import));
        let brings_surely =
            |import: &Import| any(import, &|link, file| link.brings_by_name(&file.sure, import));
        let of_modules = links.values().flatten().filter(|(link, _)| link.brings_module());
        let of_modules = of_modules.flat_map(|(_, file)| &file.sure).collect();
        let brought = Brought {
            received: self.received.get(&at).unwrap_or(&none),
            received_surely: self.received_surely.get(&at).unwrap_or(&none),
            any: &brings,
            direct: &brings_direct,
            sure: &brings_surely,
            of_modules: &of_modules,
        };
        let mut file = file::taint(parsed, &graph, &self.shared, &brought);
        if file.inherits {
            // What a class inherits is there for those that derive from it.
            let targets = self.links.imports(at).iter().filter_map(|link| self.files.get(&link.target));
            file.attributes.extend(targets.flat_map(|target| target.attributes.iter().cloned()));
        }
        file.statements = graph.into_statements();
        file
    }

    /// The files that import something by which a handle leaves a file, or a class that holds one whose attribute they
    /// read; and those that derive a class from one which holds a handle. What is parsed already is told of all that has
    /// changed.
    fn ask_above(&self, at: usize, before: Option<&FileTaint>, parsed: &[Option<&ParsedFile>]) -> Above {
        let mut above = Above::default();
        let Some(file) = self.files.get(&at) else { return above };
        let names = self.leaving(file);
        let holders: FxHashSet<Name> = file.exports.difference(names).cloned().collect();
        // Whoever imports what has been there before knows it.
        let without = |names: &FxHashSet<Name>, known: Option<&FxHashSet<Name>>| -> FxHashSet<Name> {
            names.iter().filter(|&name| known.is_none_or(|known| !known.contains(name))).cloned().collect()
        };
        let new_names = without(names, before.map(|before| self.leaving(before)));
        let new_holders = without(&holders, before.map(|before| &before.exports));
        let new_sure = without(&file.sure, before.map(|before| &before.sure));
        for (importer, link) in self.links.importers(at) {
            let is_parsed = || parsed[importer].is_some();
            if link.carries(&new_sure) {
                above.reached.push((importer, self.lead(importer, link, &new_sure)));
            } else if link.carries(&new_names) || link.carries(&new_holders) && is_parsed() {
                above.reached.push((importer, Lead::Faint));
            } else if link.carries(&new_holders) && !self.asked.contains(&importer) {
                if self.unparsed.derives(importer, &holders, &file.attributes) {
                    above.derived.push(importer);
                } else {
                    self.add_readers(importer, &file.handles, &mut above.readers);
                }
            }
        }
        above
    }

    /// How surely a file gets one of some names that most probably are handles.
    fn lead(&self, importer: usize, link: &Link, sure: &FxHashSet<Name>) -> Lead {
        let is_named = || link.import.names.iter().any(|name| sure.contains(name));
        match link.relation {
            Relation::Module if is_named() => Lead::Named,
            _ if self.files.contains_key(&importer) || self.unparsed.names(importer, sure) => Lead::Named,
            _ => Lead::Whole,
        }
    }

    /// Adds a file that imports a class which holds a handle, if it reads one of the attributes in which classes of that
    /// file hold handles; if not, the files that import it and do, with those between them.
    fn add_readers(&self, importer: usize, attributes: &FxHashSet<Name>, reached: &mut Vec<usize>) {
        let mut seen: FxHashSet<usize> = [importer].into_iter().collect();
        let mut paths = vec![vec![importer]];
        while let Some(path) = paths.pop() {
            let Some(&last) = path.last() else { continue };
            if self.unparsed.reads(last, attributes) {
                reached.extend(path);
            } else if path.len() <= MAX_BETWEEN {
                for (next, link) in self.links.importers(last) {
                    let leads_on = link.relation != Relation::Prefix && !self.asked.contains(&next);
                    if leads_on && seen.insert(next) {
                        paths.push([&path[..], &[next]].concat());
                    }
                }
            }
        }
    }

    /// The names of a file by which something tainted leaves it for whoever imports them.
    fn leaving<'f>(&self, file: &'f FileTaint) -> &'f FxHashSet<Name> {
        if self.shared.attested { &file.exports } else { &file.direct }
    }

    /// The files that a file imports and that something tainted reaches.
    fn ask_below(&mut self, at: usize, module: &Module) -> Vec<(usize, Lead)> {
        let Some(file) = self.files.get(&at) else { return Vec::new() };
        let mut reached = Vec::new();
        for link in self.links.imports(at).iter().filter(|link| link.relation != Relation::Prefix) {
            let mut bound = bound_names(module, file, link);
            if link.import.names.iter().any(|name| name.as_str() == "*") {
                // Any name may come with it.
                bound.extend(file.passes.keys().chain(&file.needs).map(|name| (name.clone(), name.clone())));
            }
            if !self.files.contains_key(&link.target)
                && let Some(lead) = lead_of_need(file, &bound)
            {
                reached.push((link.target, lead));
            }
            let of_target = [
                (&mut self.received_surely, &file.passes_surely, Lead::Named),
                (&mut self.received, &file.passes, Lead::Faint),
            ];
            for (received, passes, lead) in of_target {
                if receive(received.entry(link.target).or_default(), passes, &bound) {
                    reached.push((link.target, lead));
                }
            }
        }
        reached
    }
}

/// How surely a file is led to whose names are bound to others in a file that may need them.
fn lead_of_need(file: &FileTaint, bound: &[(Name, Name)]) -> Option<Lead> {
    let any_in = |names: &FxHashSet<Name>| bound.iter().any(|(bound, _)| names.contains(bound));
    match (any_in(&file.bases), any_in(&file.needs)) {
        (true, _) => Some(Lead::Named),
        (_, true) => Some(Lead::Whole),
        _ => None,
    }
}

/// Notes what a file gets by what is passed to names that are bound to its own; whether that is more than before.
fn receive(
    received: &mut FxHashSet<Name>,
    passes: &FxHashMap<Name, FxHashSet<Name>>,
    bound: &[(Name, Name)],
) -> bool {
    let before = received.len();
    for (bound, member) in bound {
        if let Some(methods) = passes.get(bound) {
            received.insert(member.clone());
            received.extend(methods.iter().cloned());
        }
    }
    received.len() > before
}

/// The names that a link's import statement binds in the importing file, each with the name that it has in the
/// target; a module that is bound as a whole has its own.
fn bound_names(module: &Module, file: &FileTaint, link: &Link) -> Vec<(Name, Name)> {
    let statement = (link.import.level, link.import.module.clone());
    let bindings = file.statements.get(&statement).into_iter().flatten();
    let bound = bindings.filter_map(|id| {
        let binding = &module.bindings[id.index()];
        let BindingSource::Import(import) = &binding.source else { return None };
        let member = import.member.as_ref().unwrap_or(&binding.name);
        Some((binding.name.clone(), member.clone()))
    });
    bound.collect()
}

/// The last names of AI calls, without those under which some library gives a handle.
fn answers(catalog: &Catalog) -> FxHashSet<Name> {
    let gives = |member: &Member| !member.gives.is_empty() || member.property.is_some();
    let of_handles = catalog.handles.values().flat_map(|handle| handle.members.iter());
    let of_handles = of_handles.filter(|(_, member)| gives(member)).map(|(path, _)| path.as_str());
    let functions =
        catalog.functions.iter().filter(|(_, member)| gives(member)).map(|(name, _)| name.as_str());
    let giving: FxHashSet<&str> =
        of_handles.chain(functions).filter_map(|path| path.rsplit('.').next()).collect();
    catalog.call_names.iter().filter(|name| !giving.contains(name.as_str())).cloned().collect()
}

/// The last names of functions that import what they are told.
fn importers(catalog: &Catalog) -> FxHashSet<Name> {
    let all = catalog
        .intrinsics
        .iter()
        .filter(|(_, effect)| matches!(effect, Intrinsic::ImportModule | Intrinsic::ImportRoot));
    all.map(|(name, _)| Name::new(name.last())).collect()
}

/// The last names of stores and of the classes that they are read of, by the first names.
fn stores(catalog: &Catalog) -> FxHashMap<Name, FxHashSet<Name>> {
    let mut ends: FxHashMap<Name, FxHashSet<Name>> = FxHashMap::default();
    for name in catalog.stores.names() {
        let of_root = ends.entry(Name::new(name.root())).or_default();
        of_root.insert(Name::new(name.last()));
        of_root.extend(name.segments().filter(|segment| is_class(segment)).map(Name::new));
    }
    ends
}
