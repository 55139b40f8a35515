//! What records the calls of a library by itself, once it is in place: no marker stands around the code that makes them.

use super::endpoint::host_and_port;
use super::path;
use super::{ArgumentRef, MarkerShape};
use crate::name::{Name, QualName};

/// One such recorder, under one of its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorder {
    /// What is called, constructed, assigned to, or shown in reports.
    pub name: QualName,
    /// How it is put in place.
    pub means: Means,
    /// Which entry points it records: patterns of their names, in the names of the library that makes the calls.
    pub operations: Vec<String>,
    /// Arguments that turn it off where they are given anything but `False`.
    pub disabled_by: Vec<ArgumentRef>,
    /// Arguments that turn it off where they are given anything but `True`.
    pub enabled_by: Vec<ArgumentRef>,
    /// Arguments that make it record something else than its operations.
    pub narrowed_by: Vec<ArgumentRef>,
    /// Attributes and methods of the client that lead to calls which it does not record.
    pub not_through: Vec<Name>,
}

/// How a recorder is put in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Means {
    /// It is called: from then on the calls of the process are recorded.
    Instrumentor {
        /// What takes it back.
        undone_by: Vec<QualName>,
        /// Which objects it reaches.
        reach: Reach,
    },
    /// It is called with a client, and what it gives is a client whose calls are recorded.
    Wrapper {
        /// The argument that takes the client.
        wraps: ArgumentRef,
        /// Whether that object itself is recorded from then on.
        in_place: bool,
    },
    /// It is a type whose instances are clients that record.
    Replacement,
    /// It is a list of names: one of these among them puts the recorder in place.
    Registry {
        /// The names.
        entries: Vec<String>,
    },
    /// It is a server that records whatever is sent through it.
    Gateway {
        /// Its host.
        host: Host,
    },
}

/// Which objects an instrumentor reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// It changes the class: objects that were made before are recorded too.
    Class,
    /// It changes what is made from then on.
    #[default]
    Object,
}

/// The host of a server, with the port if one is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// In lower case; `*` stands for any characters.
    pattern: String,
    port: Option<u16>,
}

impl Host {
    /// Reads `host` or `host:port`.
    ///
    /// # Errors
    /// What is no host.
    pub fn parse(text: &str) -> Result<Self, String> {
        // What comes after the host, or before it, is no part of it.
        let (name, port) = match text.rsplit_once(':') {
            Some((name, port)) if !text.contains('/') => (name, Some(port)),
            _ => (text, None),
        };
        let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '*');
        if name.chars().all(|c| matches!(c, '*' | '.')) || !name.chars().all(is_host) {
            return Err("is no host: write `api.example.com` or `*.example.com`".to_owned());
        }
        let port = port.map(|port| port.parse().map_err(|_| format!("has `{port}`, which is no port")));
        let port = port.transpose()?;
        let name = name.strip_suffix('.').unwrap_or(name);
        Ok(Self { pattern: name.to_ascii_lowercase(), port })
    }

    /// Whether a URL certainly leads to it: all of the URL's host is known, and written so that every client takes it for the
    /// same one.
    pub fn is_of(&self, url: &str) -> bool {
        let Some((_, rest)) = url.split_once("://") else { return false };
        // Of `https://a\@b/` one client goes to `a`, and another to `b`.
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (host, port) = host_and_port(authority);
        let host = host.strip_suffix('.').unwrap_or(host);
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '@' | '~');
        authority.chars().all(is_plain)
            && path::glob(&self.pattern, &host.to_ascii_lowercase())
            && (self.port.is_none() || self.port == port)
    }
}

impl Recorder {
    /// Whether it records the entry point of this name.
    pub fn records(&self, api: &str) -> bool {
        match self.means {
            Means::Gateway { .. } if self.operations.is_empty() => true,
            _ => self.operations.iter().any(|operation| path::operation(operation, api)),
        }
    }
}

impl MarkerShape {
    /// Whether it is the shape of a recorder.
    pub(super) fn is_of_recorder(self) -> bool {
        matches!(
            self,
            Self::Instrumentor | Self::Wrapper | Self::Replacement | Self::Registry | Self::Gateway
        )
    }
}
