//! What may call a project's code from where it is not analysed: entry points in manifests, scripts, build files, files that
//! a walk leaves out. Of such a file it is only known which names it holds.

use std::fmt;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

/// A file outside: its path as it is printed, and its bytes.
pub type OutsideFile = (String, Vec<u8>);

/// The files outside, which are read where somebody asks for them: few projects have a function that counts as attested by
/// its callers.
#[derive(Clone, Default)]
pub struct Outside(Option<Arc<Files>>);

struct Files {
    find: Box<dyn Fn() -> Vec<OutsideFile> + Send + Sync>,
    mentions: OnceLock<AllMentions>,
}

impl fmt::Debug for Outside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Outside").field(&self.0.is_some()).finish()
    }
}

/// The names that a file holds.
struct Mentions {
    path: String,
    /// The words of each part that imports something: of a whole file of code, of a line of any other.
    importing: Vec<FxHashSet<Box<str>>>,
    /// Paths of names, as `acme.desk:answer`.
    paths: Vec<Vec<Box<str>>>,
}

impl Outside {
    /// The files that `find` gives. It is called once, by whoever asks first.
    pub fn found_by(find: impl Fn() -> Vec<OutsideFile> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(Files { find: Box::new(find), mentions: OnceLock::new() })))
    }

    /// The number of a file that names one of `names` of a module, of which `module` are the parts of its dotted name.
    pub fn naming(&self, module: &[&str], names: &[&str]) -> Option<usize> {
        let mentions = self.mentions()?;
        let of_module = mentions.of_words(module);
        // Nearly all that is asked about is mentioned nowhere.
        let of_names = if of_module.is_empty() { FxHashSet::default() } else { mentions.of_words(names) };
        let mut both: Vec<usize> = of_module.intersection(&of_names).copied().collect();
        both.sort_unstable();
        both.into_iter().find(|&number| mentions.files[number].name(module, names))
    }

    /// The path of a file, by its number.
    pub fn path(&self, number: usize) -> &str {
        self.mentions().and_then(|mentions| mentions.files.get(number)).map_or("", |file| &file.path)
    }

    fn mentions(&self) -> Option<&AllMentions> {
        let files = self.0.as_ref()?;
        Some(files.mentions.get_or_init(|| AllMentions::of((files.find)())))
    }
}

/// What all files mention.
struct AllMentions {
    files: Vec<Mentions>,
    /// The numbers of the files that mention a word.
    by_word: FxHashMap<Box<str>, Vec<usize>>,
}

impl AllMentions {
    fn of(files: Vec<OutsideFile>) -> Self {
        let files: Vec<Mentions> = files.into_iter().map(Mentions::of).collect();
        let mut by_word: FxHashMap<Box<str>, Vec<usize>> = FxHashMap::default();
        for (number, file) in files.iter().enumerate() {
            for word in file.importing.iter().flatten().chain(file.paths.iter().flatten()) {
                let numbers = by_word.entry(word.clone()).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
        }
        Self { files, by_word }
    }

    fn of_words(&self, words: &[&str]) -> FxHashSet<usize> {
        words.iter().filter_map(|word| self.by_word.get(*word)).flatten().copied().collect()
    }
}

impl Mentions {
    fn of((path, bytes): OutsideFile) -> Self {
        let text = String::from_utf8_lossy(&bytes);
        let parts: Vec<&str> = if is_code(&path, &text) { vec![&text] } else { text.lines().collect() };
        let importing = parts.into_iter().map(words).filter(|words| words.contains("import")).collect();
        let is_part = |c: char| is_word(c) || matches!(c, '.' | ':');
        let paths = text.split(|c| !is_part(c)).filter(|token| token.contains(['.', ':']));
        let parts = |token: &str| token.split(['.', ':']).map(Box::from).collect::<Vec<Box<str>>>();
        let paths = paths.map(parts).collect();
        Self { path, importing, paths }
    }

    fn name(&self, module: &[&str], names: &[&str]) -> bool {
        let has = |words: &FxHashSet<Box<str>>, any: &[&str]| any.iter().any(|word| words.contains(*word));
        let is_among = |word: &str, any: &[&str]| any.contains(&word);
        self.importing.iter().any(|words| has(words, module) && has(words, names))
            || self.paths.iter().any(|path| {
                let at = path.iter().position(|part| is_among(part, module));
                at.is_some_and(|at| path[at + 1..].iter().any(|part| is_among(part, names)))
            })
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn words(text: &str) -> FxHashSet<Box<str>> {
    text.split(|c| !is_word(c)).filter(|word| !word.is_empty()).map(Box::from).collect()
}

/// Whether a file is code as a whole: what it imports on one line it uses on others.
fn is_code(path: &str, text: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((_, extension)) => extension.starts_with("py") || extension == "ipynb",
        None => text.starts_with("#!"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(path: &str, text: &str) -> bool {
        let (path, bytes) = (path.to_owned(), text.as_bytes().to_vec());
        let outside = Outside::found_by(move || vec![(path.clone(), bytes.clone())]);
        outside.naming(&["acme", "desk"], &["answer"]).is_some()
    }

    #[test]
    fn a_path_or_an_import_names_a_function() {
        assert!(names("pyproject.toml", "answer-cli = \"acme.desk:answer\"\n"));
        assert!(names("setup.py", "entry_points={'x': ['a = desk:answer']}"));
        assert!(names("app.yaml", "handler: desk.answer\n"));
        assert!(names("Makefile", "run:\n\tpython -c \"from desk import answer; answer()\"\n"));
        assert!(names("build/tool.py", "import acme\n\nacme.answer()\n"));
        assert!(names("bin/tool", "#!/usr/bin/env python3\nimport desk\nprint(desk.answer)\n"));
    }

    #[test]
    fn words_alone_name_nothing() {
        assert!(!names("app.yaml", "# import\nname: desk\nrun: answer\n"));
        assert!(!names("README", "desk\nimport\nanswer\n"));
        assert!(!names("app.yaml", "answer: desk\n"));
        assert!(!names("app.toml", "a = \"answer.desk\"\nb = \"other:answer\"\n"));
    }
}
