//! `[attestation]`: what a project accepts as attestation beyond the attestation SDK, and where it needs none.

use std::fmt::Write as _;

use serde::Deserialize;
use toml::Spanned;

use super::Document;
use crate::calendar::days_in;
use crate::catalog::{Catalog, Host};
use crate::finding::{Belief, Confidence};
use crate::mistakes::did_you_mean;

/// What a project says of attestation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attestation {
    /// What of an attestation is believed.
    pub belief: Belief,
    /// Rules for the markers that the project names, as (path, text): presets, and its own.
    pub markers: Vec<(String, String)>,
    /// What counts as attestation because the project names it.
    pub named: Vec<Named>,
    /// Where AI calls need no attestation.
    pub sanctioned: Vec<Sanctioned>,
}

/// A marker, a preset or a server that a project names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The key below `[attestation]`: `decorators`.
    pub key: &'static str,
    /// What is named.
    pub name: String,
}

/// Files in which AI calls are accepted without attestation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sanctioned {
    /// A glob in gitignore syntax, relative to the settings file.
    pub path: String,
    /// Why.
    pub reason: String,
    /// The last day on which it holds: `2027-01-31`.
    pub expires: Option<String>,
}

/// The keys as they are written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Keys {
    callers: bool,
    closed: bool,
    presets: Vec<Spanned<String>>,
    decorators: Vec<Spanned<String>>,
    context_managers: Vec<Spanned<String>>,
    callbacks: Vec<Spanned<String>>,
    handlers: Vec<Spanned<String>>,
    gateways: Vec<Spanned<String>>,
    sanctioned: Vec<Spanned<SanctionedKeys>>,
}

impl Default for Keys {
    fn default() -> Self {
        Self {
            callers: true,
            closed: false,
            presets: Vec::new(),
            decorators: Vec::new(),
            context_managers: Vec::new(),
            callbacks: Vec::new(),
            handlers: Vec::new(),
            gateways: Vec::new(),
            sanctioned: Vec::new(),
        }
    }
}

impl Keys {
    /// All names, with the keys that they stand under.
    fn named(&self) -> Vec<Named> {
        let lists = [
            ("presets", &self.presets),
            ("decorators", &self.decorators),
            ("context-managers", &self.context_managers),
            ("callbacks", &self.callbacks),
            ("handlers", &self.handlers),
            ("gateways", &self.gateways),
        ];
        let named = |(key, names): (&'static str, &Vec<Spanned<String>>)| -> Vec<Named> {
            names.iter().map(|name| Named { key, name: name.get_ref().clone() }).collect()
        };
        lists.into_iter().flat_map(named).collect()
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SanctionedKeys {
    path: Spanned<String>,
    reason: Option<Spanned<String>>,
    expires: Option<Spanned<String>>,
}

impl Document<'_> {
    /// Checks the table, and makes rules of the markers that it names.
    pub(super) fn attestation(&self, keys: &Keys, least: Confidence) -> Attestation {
        let mut markers = Vec::new();
        for name in &keys.presets {
            match Catalog::preset(name.get_ref()) {
                Some((path, text)) => markers.push((path.to_owned(), text.to_owned())),
                None => self.error(name.span().start, &unknown_preset(name.get_ref())),
            }
        }
        let mut own = String::new();
        let shapes = [
            ("attestation.decorators", &keys.decorators, "'decorator', 'decorator_factory'"),
            (
                "attestation.context-managers",
                &keys.context_managers,
                "'context_manager', 'async_context_manager'",
            ),
            ("attestation.callbacks", &keys.callbacks, "'callback'"),
            ("attestation.handlers", &keys.handlers, "'global_handler', 'callback'"),
        ];
        for (key, names, shapes) in shapes {
            for name in names {
                self.note(key, name);
                if !is_qualified(name.get_ref()) {
                    let message =
                        "must be a qualified name: the module, and what is in it, as `acme.audit.recorded`";
                    self.error(name.span().start, message);
                }
                // Which argument a callback is given in does not depend on the callback.
                let _ = writeln!(
                    own,
                    "[[marker]]\nnames = ['{}']\nshapes = [{shapes}]\ncovers = 'any'\n\
                     arguments = ['callbacks', 'callback_manager', 'config@1', 'handlers@0']\n\
                     resembled_by = [{}]",
                    name.get_ref(),
                    ending(name.get_ref()).map_or_else(String::new, |end| format!("'{end}'"))
                );
            }
        }
        for host in &keys.gateways {
            self.note("attestation.gateways", host);
            if let Err(message) = Host::parse(host.get_ref()) {
                self.error(host.span().start, &format!("`{}` {message}", host.get_ref()));
                continue;
            }
            let _ = writeln!(
                own,
                "[[marker]]\nnames = ['{host}']\nshapes = ['gateway']\nhosts = ['{host}']\noperations = []",
                host = host.get_ref()
            );
        }
        if !own.is_empty() {
            markers.push((self.printed.clone(), own));
        }
        let sanctioned = keys.sanctioned.iter().filter_map(|entry| self.sanctioned(entry)).collect();
        let belief = Belief { callers: keys.callers, least, is_closed: keys.closed };
        Attestation { belief, markers, named: keys.named(), sanctioned }
    }

    fn sanctioned(&self, entry: &Spanned<SanctionedKeys>) -> Option<Sanctioned> {
        let keys = entry.get_ref();
        self.check_glob(&keys.path);
        self.note("attestation.sanctioned.path", &keys.path);
        let said = |key: &Option<Spanned<String>>| key.as_ref().map(|text| text.get_ref().clone());
        if let Some(expires) = keys.expires.as_ref().filter(|expires| !is_date(expires.get_ref())) {
            self.error(expires.span().start, "must be a date, as `2027-01-31`");
        }
        let reason = said(&keys.reason).filter(|reason| !reason.trim().is_empty());
        if reason.is_none() {
            let at = keys.reason.as_ref().map_or(entry.span().start, |reason| reason.span().start);
            self.error(at, "needs a `reason`: why AI calls are accepted here without attestation");
        }
        Some(Sanctioned { path: keys.path.get_ref().clone(), reason: reason?, expires: said(&keys.expires) })
    }
}

fn unknown_preset(name: &str) -> String {
    let hint = did_you_mean(name, Catalog::presets());
    if hint.is_empty() {
        let known: Vec<&str> = Catalog::presets().collect();
        format!("there is no preset `{name}`; known are {}", known.join(", "))
    } else {
        format!("there is no preset `{name}`{hint}")
    }
}

/// Whether a text is a dotted name of two parts and more.
fn is_qualified(name: &str) -> bool {
    let is_word = |word: &str| {
        // Packages of npm have names such as `@acme/governance`.
        word.chars().next().is_some_and(|first| first.is_alphabetic() || matches!(first, '_' | '@'))
            && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '@' | '/' | '-'))
    };
    name.contains('.') && name.split('.').all(is_word)
}

/// The last two parts of a name of more parts: what ends like it may be meant, and be called otherwise by now.
fn ending(name: &str) -> Option<&str> {
    let before = name.rsplit_once('.')?.0;
    let dot = before.rfind('.')?;
    Some(&name[dot + 1..])
}

/// Whether a text is the date of a day that there is.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let number = |part: &str, length: usize| -> Option<u64> {
        let is_number = part.len() == length && part.bytes().all(|digit| digit.is_ascii_digit());
        part.parse().ok().filter(|number| is_number && *number > 0)
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return false;
    };
    month <= 12 && day <= days_in(month, year)
}
