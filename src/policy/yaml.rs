//! YAML as a tree in which every value knows its place.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, Spanned};

/// A value and where it begins.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Line and column from 1.
    pub(super) place: (usize, usize),
    pub(super) value: Value,
}

#[derive(Clone, Debug)]
pub(super) enum Value {
    Null,
    Bool,
    Number(f64),
    Text(String),
    List(Vec<Node>),
    /// Keys are texts; each with its place.
    Map(Vec<(String, (usize, usize), Node)>),
}

/// What keeps a text from being YAML.
#[derive(Debug)]
pub struct SyntaxError {
    /// Line and column from 1, if a place can be named.
    pub place: Option<(usize, usize)>,
    /// Why, without the place.
    pub message: String,
}

impl From<serde_saphyr::Error> for SyntaxError {
    fn from(error: serde_saphyr::Error) -> Self {
        let error = error.without_snippet();
        Self { place: error.location().map(place), message: bare(&error.to_string()) }
    }
}

/// Parses one document. The parser bounds depth, aliases and size.
pub(super) fn parse(text: &str) -> Result<Node, SyntaxError> {
    let parsed: Result<Spanned<Value>, _> = serde_saphyr::from_str(text);
    Ok(node(parsed?))
}

/// The first line of a parser's message without the place, which is told in our way.
fn bare(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    if line.starts_with("budget breached") {
        return "it is too large, too deep, or refers to itself too often".to_owned();
    }
    // What follows is about options of the parser.
    let line = line.split(", set DuplicateKeyPolicy").next().unwrap_or(line);
    line.split(" at line ").next().unwrap_or(line).trim_end_matches('.').to_owned()
}

fn place(location: Location) -> (usize, usize) {
    let number = |it: u64| usize::try_from(it).unwrap_or(usize::MAX);
    (number(location.line()), number(location.column()))
}

fn node(spanned: Spanned<Value>) -> Node {
    Node { place: place(spanned.referenced), value: spanned.value }
}

impl Value {
    /// What it is, for messages.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping",
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Tree)
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Value, D::Error> {
        Value::deserialize(inner)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Bool)
    }

    #[expect(clippy::cast_precision_loss, reason = "counts and percentages are small")]
    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "counts and percentages are small")]
    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element::<Spanned<Value>>()? {
            list.push(node(item));
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Vec::new();
        while let Some((key, value)) = entries.next_entry::<Spanned<String>, Spanned<Value>>()? {
            map.push((key.value, place(key.referenced), node(value)));
        }
        Ok(Value::Map(map))
    }
}
