//! From the rules for files that are not analysed to the table that the walk and the search ask.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::format::{ElsewhereFormat, HostsFormat, NamedFormat, NamesFormat, RuleFile, Text};
use super::place::File;
use super::{CatalogError, Endpoint, path};
use crate::elsewhere::{
    self, Elsewhere, FileKind, FilePattern, Marker, NameList, Named, Search, Shape, Syntax,
};
use crate::mistakes::did_you_mean;

/// The kinds of files that some rules describe, and what is wrong in them. `endpoints` are those of all rules: their hosts
/// are looked for in every kind.
pub(super) fn lower<'e>(
    parsed: &[(File<'_>, RuleFile)],
    endpoints: impl Iterator<Item = &'e Endpoint>,
) -> (Elsewhere, Vec<CatalogError>) {
    let mut errors = Vec::new();
    let mut lists: BTreeMap<String, Vec<Arc<NameList>>> = BTreeMap::new();
    for (file, rules) in parsed {
        for format in &rules.names {
            match names(file, format).and_then(|own| list(file, format, own, parsed)) {
                Ok(list) => lists.entry(format.list.get_ref().clone()).or_default().push(Arc::new(list)),
                Err(error) => errors.push(error),
            }
        }
    }
    let hosts = Arc::new(hosts(parsed.iter().map(|(_, rules)| &rules.hosts), endpoints));
    let mut kinds = Vec::new();
    for (file, rules) in parsed {
        for format in &rules.elsewhere {
            match kind(file, format, &lists, &hosts) {
                Ok(kind) => kinds.push(kind),
                Err(error) => errors.push(error),
            }
        }
    }
    (Elsewhere::new(kinds), errors)
}

/// The names of a table, and what each is called.
fn names(file: &File<'_>, format: &NamesFormat) -> Result<Vec<(String, String)>, CatalogError> {
    let mut names = Vec::new();
    for at in &format.names {
        names.extend(written(file, at, "names")?.into_iter().map(|name| (name.clone(), name)));
    }
    for (called, all) in &format.called {
        for at in all {
            names.extend(
                written(file, at, "called")?.into_iter().map(|name| (called.get_ref().clone(), name)),
            );
        }
    }
    Ok(names)
}

/// A list with its own names and those of another one.
fn list(
    file: &File<'_>,
    format: &NamesFormat,
    mut all: Vec<(String, String)>,
    parsed: &[(File<'_>, RuleFile)],
) -> Result<NameList, CatalogError> {
    if let Some(like) = &format.like {
        let tables =
            parsed.iter().flat_map(|(file, rules)| rules.names.iter().map(move |table| (file, table)));
        let other = tables.filter(|(_, table)| table.list.get_ref() == like.get_ref());
        for (file, table) in other {
            all.extend(names(file, table)?);
        }
    }
    if let Some(language) = &format.libraries_of {
        let libraries = parsed.iter().filter_map(|(_, rules)| rules.library.as_ref());
        let own = libraries.filter(|library| library.language == *language.get_ref());
        let roots = own.flat_map(|library| &library.roots).map(|root| root.get_ref().clone());
        all.extend(roots.map(|root| (root.clone(), root)));
    }
    if all.is_empty() {
        return Err(file.error(&format.list, "list", "has no names"));
    }
    Ok(NameList {
        named: match format.are {
            NamedFormat::Library => Named::Library,
            NamedFormat::Function => Named::Function,
            NamedFormat::Command => Named::Command,
            NamedFormat::Image => Named::Image,
            NamedFormat::Action => Named::Action,
            NamedFormat::Host => Named::Host,
        },
        before: shapes(file, &format.before, "before", Shape::before)?,
        after: shapes(file, &format.after, "after", Shape::after)?,
        in_texts: format.in_texts,
        any_case: format.any_case,
        names: all,
    })
}

fn shapes(
    file: &File<'_>,
    texts: &[Text],
    key: &str,
    shape: fn(&str) -> Shape,
) -> Result<Vec<Shape>, CatalogError> {
    let lower = |at: &Text| match at.as_ref().as_str() {
        "" => Err(file.error(at, key, "must not be empty")),
        text => Ok(shape(text)),
    };
    texts.iter().map(lower).collect()
}

/// What a text with alternatives stands for.
fn written(file: &File<'_>, at: &Text, key: &str) -> Result<Vec<String>, CatalogError> {
    let all = path::alternatives(at.as_ref()).map_err(|message| file.error(at, key, message))?;
    if all.iter().any(|text| text.trim().is_empty()) {
        return Err(file.error(at, key, "holds an empty name"));
    }
    Ok(all)
}

fn kind(
    file: &File<'_>,
    format: &ElsewhereFormat,
    lists: &BTreeMap<String, Vec<Arc<NameList>>>,
    hosts: &Arc<NameList>,
) -> Result<FileKind, CatalogError> {
    let files = super::lower::required(file, &format.files, "files")?;
    let files = files.iter().map(|at| FilePattern::new(at.as_ref())).collect();
    let mut used = vec![hosts.clone()];
    for at in &format.lists {
        let Some(list) = lists.get(at.as_ref().as_str()) else {
            let suggestion = did_you_mean(at.as_ref(), lists.keys().map(String::as_str));
            return Err(file.error(at, "lists", format!("there are no such `[[names]]`{suggestion}")));
        };
        used.extend(list.iter().cloned());
    }
    let block = |at: &Text| match at.as_ref().split_once(' ') {
        Some((open, close)) if !open.is_empty() && !close.is_empty() => {
            Ok((Marker::new(open), Marker::new(close)))
        }
        _ => Err(file.error(at, "blocks", "write what begins and what ends the comment: `/* */`")),
    };
    let text = |is_long: bool| move |at: &Text| elsewhere::Text { quote: at.as_ref().clone(), is_long };
    let long = format.long_texts.iter().map(text(true));
    let mut texts: Vec<elsewhere::Text> = long.chain(format.texts.iter().map(text(false))).collect();
    texts.sort_by_key(|text| std::cmp::Reverse(text.quote.len()));
    let signs = format.comments.iter().chain(&format.texts).chain(&format.long_texts);
    if let Some(at) = signs.into_iter().find(|at| at.as_ref().trim().is_empty()) {
        return Err(file.error(at, "comments", "must not be empty"));
    }
    if let Some(at) = format.holds.iter().find(|at| at.as_ref().is_empty()) {
        return Err(file.error(at, "holds", "must not be empty"));
    }
    let needed = format.holds.iter().map(|at| at.as_ref().clone()).collect();
    let syntax = Syntax {
        comments: format.comments.iter().map(|at| Marker::new(at.as_ref())).collect(),
        blocks: format.blocks.iter().map(block).collect::<Result<_, _>>()?,
        texts,
    };
    Ok(FileKind {
        language: format.language.clone(),
        files,
        interpreters: format.interpreters.clone(),
        search: Search::new(syntax, format.any_case, used).in_files_that_hold(needed),
    })
}

/// The hosts of endpoints, as far as they are fixed. What listens at a port of this machine may be anything.
fn hosts<'f, 'e>(
    formats: impl Iterator<Item = &'f HostsFormat>,
    endpoints: impl Iterator<Item = &'e Endpoint>,
) -> NameList {
    let mut except: Vec<&str> = Vec::new();
    let mut names: Vec<(String, String)> = Vec::new();
    for format in formats {
        except.extend(format.except.iter().map(|at| at.as_ref().as_str()));
        names.extend(format.also.iter().map(|at| (at.as_ref().clone(), at.as_ref().clone())));
    }
    let own = endpoints.filter(|endpoint| endpoint.port.is_none());
    let own = own.filter(|endpoint| !except.contains(&endpoint.host.as_str()));
    names.extend(own.filter_map(|endpoint| Some((endpoint.host.clone(), endpoint.fixed_host()?))));
    names.sort_unstable();
    names.dedup();
    NameList {
        named: Named::Host,
        before: Vec::new(),
        after: Vec::new(),
        in_texts: true,
        any_case: false,
        names,
    }
}
