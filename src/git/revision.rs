//! Names of commits.

use gix_hash::{ObjectId, Prefix};
use gix_object::Exists as _;
use gix_ref::Target;

use super::{GitError, Repository};

/// Where git looks for a name, in its order. A name that stands in several places is refused, unless all mean the same.
const PLACES: &[&str] = &["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"];

impl Repository {
    /// The commit that a revision names: a branch, a tag, a commit's hex digits (four or more), `HEAD` or `@`, with `~2`, `^2`,
    /// `^0` or `^{commit}` behind it.
    ///
    /// # Errors
    /// There is no such commit, several have the name, or it is written in another way.
    pub fn resolve(&self, revision: &str) -> Result<ObjectId, GitError> {
        let unread = || GitError::Unread(revision.to_owned());
        if revision.contains("..") || revision.contains(':') || revision.contains("@{") {
            return Err(unread());
        }
        let end = revision.find(['~', '^']).unwrap_or(revision.len());
        let (name, mut steps) = revision.split_at(end);
        let mut commit = self.named(name, revision)?;
        while let Some(sign) = steps.chars().next() {
            let rest = &steps[1..];
            if let Some(after) = rest.strip_prefix("{commit}").or_else(|| rest.strip_prefix("{}"))
                && sign == '^'
            {
                steps = after;
                continue;
            }
            let digits = rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len());
            let (number, after) = rest.split_at(digits);
            let number: usize = if number.is_empty() { 1 } else { number.parse().map_err(|_| unread())? };
            commit = match sign {
                '~' => self.ancestor(commit, number, revision)?,
                '^' if number == 0 => commit,
                '^' => self.parent(commit, number - 1, revision)?,
                _ => return Err(unread()),
            };
            steps = after;
        }
        Ok(commit)
    }

    fn ancestor(&self, commit: ObjectId, steps: usize, revision: &str) -> Result<ObjectId, GitError> {
        (0..steps).try_fold(commit, |commit, _| self.parent(commit, 0, revision))
    }

    fn parent(&self, commit: ObjectId, which: usize, revision: &str) -> Result<ObjectId, GitError> {
        self.commit(commit)?.parents.get(which).copied().ok_or_else(|| self.unknown(revision))
    }

    fn unknown(&self, revision: &str) -> GitError {
        GitError::Unknown { revision: revision.to_owned(), shallow: self.is_shallow() }
    }

    /// The one commit that a name without steps means.
    fn named(&self, name: &str, revision: &str) -> Result<ObjectId, GitError> {
        let name = if name == "@" { "HEAD" } else { name };
        let references = PLACES.iter().map(|place| format!("{place}{name}"));
        let references = references.chain([format!("refs/remotes/{name}/HEAD")]);
        let mut meanings: Vec<(String, ObjectId)> = references
            .filter(|full| full.starts_with("refs/") || is_pseudo(full))
            .filter_map(|full| Some((full.clone(), self.peeled(self.reference(&full)?)?)))
            .collect();
        if name.len() >= 4 && name.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            let id = self.object_beginning_with(name).map_err(|()| GitError::Ambiguous {
                revision: revision.to_owned(),
                meanings: vec!["several objects begin with these digits".to_owned()],
            })?;
            let commit = id.and_then(|id| self.peeled(id));
            meanings.extend(commit.map(|commit| (format!("the commit {commit}"), commit)));
        }
        let (_, first) = meanings.first().ok_or_else(|| self.unknown(revision))?;
        if meanings.iter().any(|(_, commit)| commit != first) {
            let meanings = meanings.into_iter().map(|(name, _)| name).collect();
            return Err(GitError::Ambiguous { revision: revision.to_owned(), meanings });
        }
        Ok(*first)
    }

    /// What a reference of this full name points at.
    pub(super) fn reference(&self, full: &str) -> Option<ObjectId> {
        let mut full = full.to_owned();
        for _ in 0..5 {
            let found = self.references.try_find(full.as_str()).ok()??;
            // The store tries other places as well.
            if found.name.as_bstr() != full.as_str() {
                return None;
            }
            match found.target {
                Target::Object(id) => return Some(id),
                Target::Symbolic(next) => full = next.to_string(),
            }
        }
        None
    }

    /// The object whose name begins with these digits; an error where there are several.
    fn object_beginning_with(&self, digits: &str) -> Result<Option<ObjectId>, ()> {
        if let Ok(id) = ObjectId::from_hex(digits.as_bytes()) {
            return Ok(self.objects.exists(&id).then_some(id));
        }
        let Ok(prefix) = Prefix::from_hex(digits) else { return Ok(None) };
        self.objects.lookup_prefix(prefix, None).ok().flatten().transpose()
    }
}

/// A name that stands beside `refs/`: `HEAD`, `FETCH_HEAD`.
fn is_pseudo(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}
