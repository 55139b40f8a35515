//! Where a project runs mima: workflows, jobs of pipelines, hooks. What they ask of it is a part of its gate.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::source::Span;

/// What a file asks of mima.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Pipeline {
    /// How often it runs mima.
    pub(super) runs: usize,
    /// The flags that it gives, with their values: the last value of each.
    pub(super) flags: BTreeMap<String, String>,
    /// Words that are no flags, and settings of what runs it, that let a run fail without consequence or leave it out.
    pub(super) excuses: Vec<String>,
}

/// Flags that are a gate.
pub(super) const GATES: &[&str] = &["--strict", "--min-coverage", "--max-unattested", "--trust"];

/// Flags that take findings out of one.
pub(super) const LENIENT: &[&str] = &[
    "--ignore",
    "--select",
    "--exclude",
    "--include",
    "--baseline",
    "--diff",
    "--isolated",
    "--config",
    "--allow-empty",
    "--min-attestation",
];

/// Settings of a step or a job under which its failure does not count, or it does not run.
const EXCUSES: &[&str] = &["continue-on-error", "allow_failure", "if", "when", "stages", "trust"];

/// What a YAML file asks of mima; nothing, where it is none or does not name it.
pub(super) fn read(text: &str) -> Pipeline {
    let mut pipeline = Pipeline::default();
    if text.contains("mima")
        && let Ok(document) = serde_saphyr::from_str::<Value>(text)
    {
        pipeline.look(&document, &mut Vec::new());
    }
    pipeline
}

impl Pipeline {
    /// Looks for mappings that run mima; `above` are the mappings around this value, the outermost first.
    fn look<'v>(&mut self, value: &'v Value, above: &mut Vec<&'v Value>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.look(item, above)),
            Value::Object(fields) => {
                let runs: usize = fields.values().map(own_runs).sum();
                above.push(value);
                if runs > 0 {
                    self.runs += runs;
                    self.add_words(value);
                    for mapping in above.iter() {
                        self.add_excuses(mapping);
                    }
                }
                fields.values().for_each(|field| self.look(field, above));
                above.pop();
            }
            _ => {}
        }
    }

    /// Adds the words of a step, those of its mappings among them.
    fn add_words(&mut self, step: &Value) {
        match step {
            Value::String(text) => {
                let mut words = words(text).peekable();
                while let Some(word) = words.next() {
                    if let Some((flag, value)) = word.split_once('=').filter(|_| word.starts_with("--")) {
                        self.flags.insert(flag.to_owned(), value.to_owned());
                    } else if word.starts_with("--") {
                        let value = words.next_if(|next| !next.starts_with('-')).unwrap_or_default();
                        self.flags.insert(word.to_owned(), value.to_owned());
                    } else if word == "||" {
                        self.excuses.push(format!("|| {}", words.next().unwrap_or_default()));
                    }
                }
            }
            Value::Array(items) if items.iter().all(Value::is_string) => {
                let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                self.add_words(&Value::String(texts.join("\n")));
            }
            Value::Array(items) => items.iter().for_each(|item| self.add_words(item)),
            Value::Object(fields) => {
                self.add_excuses(step);
                fields.values().for_each(|field| self.add_words(field));
            }
            _ => {}
        }
    }

    fn add_excuses(&mut self, mapping: &Value) {
        for key in EXCUSES {
            if let Some(value) = mapping.get(key) {
                self.excuses.push(format!(
                    "{key}: {}",
                    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
                ));
            }
        }
    }
}

/// How often a value that is no mapping runs mima.
fn own_runs(value: &Value) -> usize {
    match value {
        Value::String(text) => words(text).filter(|word| is_mima(word)).count(),
        Value::Array(items) => items.iter().filter(|item| item.is_string()).map(own_runs).sum(),
        _ => 0,
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| c.is_whitespace() || c == ';').filter(|word| !word.is_empty());
    words.map(|word| without_expansion(word).trim_matches(['"', '\'', '(', ')', '}']))
}

/// A word without what makes the shell put it in only where a variable is set: `${NAME:+word}`.
fn without_expansion(word: &str) -> &str {
    word.split_once(":+").filter(|(name, _)| name.starts_with("${")).map_or(word, |(_, word)| word)
}

/// The program, or the action by its repository or its path.
fn is_mima(word: &str) -> bool {
    let name = word.split('@').next().unwrap_or(word);
    name.rsplit('/').next() == Some("mima")
}

/// Where a text stands in a file; else where mima does.
pub(super) fn place(text: &str, words: &str) -> Span {
    let first = |word: &str| text.find(word).map(|start| Span::new(start, start + word.len()));
    let of_word = words.split([' ', ':']).next().filter(|word| word.len() > 1).and_then(first);
    of_word.or_else(|| first("mima")).unwrap_or_default()
}
