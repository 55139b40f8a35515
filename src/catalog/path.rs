//! Small notations in rule files: `{a,b}` alternatives, `*` wildcards, `model|engine@0` arguments and
//! `converse()..send()` chains.

use crate::name::Name;

use super::ArgumentRef;

/// How many names one entry may stand for; a rule that means more is a mistake (or an attack).
const MAX_ALTERNATIVES: usize = 512;

/// Expands every `{a,b}` of `text`: `x.{a,b}` is `x.a` and `x.b`; an alternative may be empty. They do not nest.
pub(super) fn alternatives(text: &str) -> Result<Vec<String>, String> {
    if !text.contains(['{', '}']) {
        return Ok(vec![text.to_owned()]);
    }
    let mut names = vec![String::new()];
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else {
            return Err("`{` without `}`".to_owned());
        };
        let choices: Vec<&str> = rest[open + 1..open + length].split(',').map(str::trim).collect();
        if names.len() * choices.len() > MAX_ALTERNATIVES {
            return Err(format!("stands for more than {MAX_ALTERNATIVES} names"));
        }
        let before = &rest[..open];
        let combined =
            names.iter().flat_map(|name| choices.iter().map(move |choice| [name, before, choice].concat()));
        names = combined.collect();
        rest = &rest[open + length + 1..];
    }
    if rest.contains('}') {
        return Err("`}` without `{`".to_owned());
    }
    for name in &mut names {
        name.push_str(rest);
    }
    Ok(names)
}

/// Whether `text` matches `pattern`, where `*` stands for any characters.
pub(super) fn glob(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut p, mut t) = (0, 0);
    // Where to go on when the text after the last `*` does not match: one character further.
    let mut retry: Option<(usize, usize)> = None;
    while t < text.len() {
        if pattern.get(p) == Some(&b'*') {
            retry = Some((p + 1, t));
            p += 1;
        } else if pattern.get(p) == Some(&text[t]) {
            p += 1;
            t += 1;
        } else if let Some((after, from)) = retry {
            retry = Some((after, from + 1));
            p = after;
            t = from + 1;
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|&byte| byte == b'*')
}

/// Whether the dotted `name` matches `pattern` segment by segment: `*` does not cross a dot.
pub(super) fn glob_segments(pattern: &str, name: &str) -> bool {
    let mut segments = name.split('.');
    pattern.split('.').all(|part| segments.next().is_some_and(|segment| glob(part, segment)))
        && segments.next().is_none()
}

/// Whether the dotted `name` matches `pattern` segment by segment, or what is above it does where the last segment is `*`
/// or `**`.
pub(super) fn operation(pattern: &str, name: &str) -> bool {
    let above = pattern.strip_suffix(".**").or_else(|| pattern.strip_suffix(".*"));
    match above {
        Some(above) => name.match_indices('.').any(|(dot, _)| glob_segments(above, &name[..dot])),
        None => glob_segments(pattern, name),
    }
}

/// Reads an argument: `model` by keyword, `@0` by position, `model|engine@0` by either keyword or position.
pub(super) fn argument(text: &str) -> Result<ArgumentRef, String> {
    let (keywords, position) = match text.split_once('@') {
        Some((keywords, position)) => match position.parse::<u8>() {
            Ok(position) => (keywords, Some(usize::from(position))),
            Err(_) => return Err(format!("`{position}` is no position: write `name@0`")),
        },
        None => (text, None),
    };
    let keywords: Vec<Name> =
        keywords.split('|').filter(|keyword| !keyword.is_empty()).map(Name::new).collect();
    if keywords.is_empty() && position.is_none() {
        return Err("names no argument: write `name`, `@0` or `name@0`".to_owned());
    }
    if let Some(wrong) = keywords.iter().find(|keyword| !is_identifier(keyword.as_str())) {
        return Err(format!("`{wrong}` is no argument name"));
    }
    Ok(ArgumentRef { keywords, position })
}

/// One step of a chain of method calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// An attribute that is read: `chat`.
    Read(Name),
    /// A method that is called: `converse()`.
    Call(Name),
    /// Any builder methods, or none: `..`.
    Builders,
}

/// Reads a chain such as `converse()..send()`.
pub(super) fn chain(text: &str) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix("..") {
            steps.push(Step::Builders);
            rest = after;
        } else {
            rest = rest.strip_prefix('.').unwrap_or(rest);
        }
        let end = rest.find('.').unwrap_or(rest.len());
        let (segment, after) = rest.split_at(end);
        steps.push(match segment.strip_suffix("()") {
            Some(method) if is_identifier(method) => Step::Call(Name::new(method)),
            None if is_identifier(segment) => Step::Read(Name::new(segment)),
            _ => {
                return Err(format!("`{segment}` is no step of a chain: write `name`, `name()` or `..`"));
            }
        });
        rest = after;
    }
    match steps.last() {
        Some(Step::Call(_)) => Ok(steps),
        _ => Err("a chain ends in the method that makes the call: `converse()..send()`".to_owned()),
    }
}

/// The last name of a path that stands for all methods which no rule names.
pub(super) const ANY: &str = "*";

/// Whether `path` leads to a member: identifiers with dots between them, the last of which may be [`ANY`].
pub(super) fn is_member(path: &str) -> bool {
    match path.strip_suffix(ANY) {
        Some("") => true,
        Some(before) => before.strip_suffix('.').is_some_and(is_dotted),
        None => is_dotted(path),
    }
}

/// Whether `path` is identifiers with dots between them.
pub(super) fn is_dotted(path: &str) -> bool {
    !path.is_empty() && path.split('.').all(is_identifier)
}

fn is_identifier(text: &str) -> bool {
    text.chars().enumerate().all(|(index, c)| {
        matches!(c, '_' | '@' | '$')
            || c.is_alphabetic()
            || (index > 0 && (c.is_alphanumeric() || matches!(c, '/' | '-' | '\u{b7}')))
    }) && !text.is_empty()
}
