//! Places in rule files, and the errors that point at them.

use serde::de::DeserializeOwned;
use toml::Spanned;

use super::CatalogError;
use super::format::Text;
use crate::mistakes::{self, did_you_mean};

/// A rule file, for pointing into it.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
}

impl File<'_> {
    /// What is wrong with the value `at` of `key`.
    pub(super) fn error<T>(&self, at: &Spanned<T>, key: &str, message: impl Into<String>) -> CatalogError {
        CatalogError {
            file: self.path.to_owned(),
            line: self.line(at.span().start),
            key: Some(key.to_owned()),
            message: message.into(),
        }
    }

    /// What the file says, without what TOML and the shape of the file do not allow.
    pub(super) fn read<T: Default + DeserializeOwned>(&self) -> (T, Vec<CatalogError>) {
        if let Ok(read) = toml::from_str(self.text) {
            return (read, Vec::new());
        }
        let (read, errors) = mistakes::read::<T>(self.text);
        (read.unwrap_or_default(), errors.iter().map(|error| self.syntax_error(error)).collect())
    }

    /// What TOML or the shape of the file says: the key is the unknown one, the missing one, or the one whose
    /// value is wrong.
    fn syntax_error(&self, error: &toml::de::Error) -> CatalogError {
        let start = error.span().map_or(0, |span| span.start);
        let mut message = error.message().trim().to_owned();
        let mut words = message.split('`').skip(1).step_by(2);
        let named = words.next().map(str::to_owned);
        let key = if message.starts_with("unknown field") {
            let wrong = named.clone().unwrap_or_default();
            let suggestion = did_you_mean(&wrong, words);
            message.push_str(&suggestion);
            named
        } else if message.starts_with("missing field") {
            named
        } else {
            self.key_at(start)
        };
        CatalogError { file: self.path.to_owned(), line: self.line(start), key, message }
    }

    /// The line, from 1, of a byte.
    fn line(&self, offset: usize) -> usize {
        let before = self.text.as_bytes().get(..offset).unwrap_or(self.text.as_bytes());
        memchr::memchr_iter(b'\n', before).count() + 1
    }

    /// The key whose value holds a byte: the last one that begins a line up to there.
    fn key_at(&self, offset: usize) -> Option<String> {
        let rest = self.text.get(offset..).unwrap_or_default();
        let line_end = self.text.len() - rest.len() + rest.find('\n').unwrap_or(rest.len());
        self.text.get(..line_end)?.lines().rev().find_map(|line| {
            let (key, _) = line.split_once('=')?;
            let key = key.trim();
            let plain = key.chars().all(|c| c.is_alphanumeric() || "_-.\"".contains(c));
            (plain && !key.is_empty()).then(|| key.to_owned())
        })
    }
}

/// A place in a rule file that has to be pointed at after its file was lowered.
pub(super) struct Site<'a> {
    pub(super) file: File<'a>,
    pub(super) at: &'a Text,
    pub(super) key: &'static str,
}

impl Site<'_> {
    pub(super) fn error(&self, message: impl Into<String>) -> CatalogError {
        self.file.error(self.at, self.key, message)
    }
}
