//! Calls of what is taken from a library by a name that only the running program knows (MIMA003).

use super::candidates;
use super::sites::place;
use crate::catalog::{Catalog, Intrinsic};
use crate::module::{
    Argument, ArgumentKind, BindingId, BindingSource, Call, CallSite, ExprId, ExprKind, Literal, Module, Use,
};
use crate::name::{Name, QualName};
use crate::project::{Evaluator, ExprRef, ModuleId, Project, Traced, Value, Values, fits, select};
use crate::source::Span;

/// A call that may be an AI call, as far as its name is known.
pub(super) struct Taken {
    /// The call.
    pub(super) call: CallSite,
    /// Its name, with `…` for each part that is not known: `openai.….chat.completions.create`.
    pub(super) name: String,
    /// The library that has such a call.
    pub(super) library: Name,
    /// What is called.
    pub(super) callee: Span,
}

/// Looks at a call that is no AI call for certain.
pub(super) fn find(evaluator: &mut Evaluator<'_>, module: ModuleId, site: &CallSite) -> Option<Taken> {
    let project = evaluator.project();
    let at = ExprRef { module, expr: site.expr };
    let callee = project.call(at)?.callee;
    if !candidates::may_be_entry_point(project, module, callee) {
        return None;
    }
    let callees = evaluator.expr(place(at, callee));
    let found = callees.iter().find_map(|traced| {
        let name = traced.value.api()?;
        let library =
            library(evaluator, &traced.value).or_else(|| told_by_unknown(evaluator, at, &traced.value))?;
        Some((library, name))
    });
    let (library, name) = found?;
    let callee = project.module(module).expr(callee).span;
    Some(Taken { call: *site, name: shown(&name), library, callee })
}

/// The library of an AI call that a method makes if it is given one of some texts, where nobody knows what it is given:
/// `client.post(f"/{kind}/completions")`.
fn told_by_unknown(evaluator: &mut Evaluator<'_>, at: ExprRef, callee: &Value) -> Option<Name> {
    let catalog = evaluator.project().catalog;
    let Value::Instance(class, path) = callee else { return None };
    let calls = &catalog.handle(class.as_str())?.member(path.as_str())?.calls;
    let arguments = &evaluator.project().call(at)?.arguments;
    calls.iter().find_map(|call| {
        let when = call.when.as_ref().filter(|when| !when.equals.is_empty())?;
        let given = evaluator.expr(place(at, select(&when.argument, arguments)?.value));
        let may_be = |traced: &Traced| match &traced.value {
            Value::Template(text) => when.equals.iter().any(|wanted| fits(text, wanted)),
            value => value.as_text().is_none() && !value.is_inert(),
        };
        let is_open = given.is_empty() && !given.is_nothing() || given.iter().any(may_be);
        is_open.then(|| catalog.libraries.get(call.library).map(|library| library.id.clone()))?
    })
}

/// What runs here as code, or is read by its name, and cannot be followed.
pub(super) struct Run {
    /// The call that runs it.
    pub(super) call: CallSite,
    /// What of it is an AI call, or may make one.
    pub(super) kind: RunKind,
}

/// What it is that cannot be followed.
pub(super) enum RunKind {
    /// A text that looks like an AI call: what is called in it (`responses.create`).
    Text(String),
    /// A text that is put together or decoded here, and cannot be followed.
    Computed,
    /// A text that nobody knows, or a function that reads names, is given a handle of this type.
    Given(QualName),
}

/// Looks at a call that may run a text which is not written in its place, or read attributes by names that nobody knows.
pub(super) fn run(evaluator: &mut Evaluator<'_>, module: ModuleId, site: &CallSite) -> Option<Run> {
    let project = evaluator.project();
    let at = ExprRef { module, expr: site.expr };
    let call = project.call(at)?;
    let run = |kind| Run { call: *site, kind };
    if hands_on_reader(evaluator, at, call) {
        return Some(run(RunKind::Given(handle_given(evaluator, at, call)?)));
    }
    // `eval(text)(client)`
    if let Some(inner) = project.call(place(at, call.callee))
        && is_unknown_text(evaluator, place(at, call.callee), inner)
    {
        return Some(run(RunKind::Given(handle_given(evaluator, at, call)?)));
    }
    if let Some(class) = given_in_chain(evaluator, at, call) {
        return Some(run(RunKind::Given(class)));
    }
    if let Some(path) = text_handed_to_run(evaluator, at, call) {
        return Some(run(RunKind::Text(path)));
    }
    if !may_run_text(project, module, call) {
        return None;
    }
    let callees = evaluator.expr(place(at, call.callee));
    let has = |effect: &Intrinsic| {
        callees
            .iter()
            .filter_map(|traced| traced.value.api())
            .any(|name| project.catalog.intrinsic(name.as_str()) == Some(effect))
    };
    // What is made of a client by functions that are applied one after the other.
    if has(&Intrinsic::Reduce) {
        let is_followed = !evaluator.expr(at).is_inert();
        return if is_followed {
            None
        } else {
            Some(run(RunKind::Given(handle_given(evaluator, at, call)?)))
        };
    }
    let runs = callees.iter().any(|traced| match traced.value.api() {
        Some(name) => runs_text(project.catalog, &name),
        None => false,
    });
    if !runs {
        return None;
    }
    // Of a function that is made of texts the last one is the code.
    let first = evaluator.texts_in(place(at, call.arguments.first()?.value));
    let last = call.arguments.iter().rfind(|it| it.kind == ArgumentKind::Positional);
    let last = last.map_or_else(Values::nothing, |last| evaluator.texts_in(place(at, last.value)));
    let mut texts = first.iter().chain(&last).filter_map(|traced| traced.value.as_text());
    let path = texts.find_map(|text| called_in(project.catalog, text));
    match path {
        Some(path) => Some(run(RunKind::Text(path))),
        None if first.text().is_some() => None,
        None if call.arguments.len() == 1 && is_computed(evaluator, place(at, call.arguments[0].value)) => {
            Some(run(RunKind::Computed))
        }
        None => Some(run(RunKind::Given(handle_given(evaluator, at, call)?))),
    }
}

/// Whether a text is put together, or decoded, where it is run, and the file has a library that runs models.
fn is_computed(evaluator: &mut Evaluator<'_>, at: ExprRef) -> bool {
    let project = evaluator.project();
    let facts = project.module(at.module);
    let mut expr = at.expr;
    // Another name for it: `code = "".join(parts)`.
    if let [only] = facts.bindings_of_name(expr)
        && let BindingSource::Value { value, .. } = facts.bindings[only.index()].source
    {
        expr = value;
    }
    let Some(call) = facts.call(expr) else { return false };
    let decoding = &project.catalog.conventions.decoding_libraries;
    let is_of_text = match &facts.expr(call.callee).kind {
        ExprKind::Attribute(_, method) => {
            project.catalog.intrinsic(project.catalog.text_method(method.as_str()).as_str()).is_some()
        }
        _ => false,
    };
    let decodes = |traced: &Traced| traced.value.api().is_some_and(|name| decoding.contains(name.root()));
    let computes = is_of_text || evaluator.expr(place(at, call.callee)).iter().any(decodes);
    let mut roots = project.catalog.libraries.iter().flat_map(|library| &library.roots);
    computes && roots.any(|root| evaluator.imports_library(at.module, root))
}

/// The type of a handle that is given to one of the calls whose results are called, or read, one after the other, where a
/// model is named at the end and nothing is known in between: `compose(f, g)(client)(model="m")`.
fn given_in_chain(evaluator: &mut Evaluator<'_>, at: ExprRef, call: &Call) -> Option<QualName> {
    let project = evaluator.project();
    let facts = project.module(at.module);
    let mut made = match &facts.expr(call.callee).kind {
        ExprKind::Attribute(object, name) if project.catalog.call_names.contains(name) => *object,
        _ => call.callee,
    };
    while let ExprKind::Attribute(object, _) = facts.expr(made).kind {
        made = object;
    }
    let mut inner = facts.call(made)?;
    if !names_model(project.catalog, call) || !evaluator.expr(place(at, made)).is_inert() {
        return None;
    }
    loop {
        // What applies functions one after the other is said for itself.
        if let ExprKind::Name(name, _) | ExprKind::Attribute(_, name) = &facts.expr(inner.callee).kind
            && project.runs_text(name)
        {
            return None;
        }
        if let Some(class) = handle_given(evaluator, at, inner) {
            return Some(class);
        }
        inner = facts.call(inner.callee)?;
    }
}

/// Whether a call passes what libraries take as the name of a model.
pub(super) fn names_model(catalog: &Catalog, call: &Call) -> bool {
    let names = |argument: &Argument| matches!(&argument.kind, ArgumentKind::Keyword(name) if catalog.model_keywords.contains(name));
    call.arguments.iter().any(names)
}

/// The path of an AI call in a text that is given to something together with what runs texts: `map(exec, texts)`.
fn text_handed_to_run(evaluator: &mut Evaluator<'_>, at: ExprRef, call: &Call) -> Option<String> {
    let project = evaluator.project();
    let facts = project.module(at.module);
    if !call.arguments.iter().any(|argument| is_runner(project, facts, argument.value)) {
        return None;
    }
    call.arguments.iter().find_map(|argument| {
        let texts = evaluator.texts_in(place(at, argument.value));
        texts.iter().find_map(|traced| called_in(project.catalog, traced.value.as_text()?))
    })
}

/// Whether an expression is the name of what runs texts, which nobody binds.
fn is_runner(project: &Project<'_>, facts: &Module, expr: ExprId) -> bool {
    match &facts.expr(expr).kind {
        ExprKind::Name(name, Use::Free) => {
            runs_text(project.catalog, &QualName::new(facts.prelude).join(name.as_str()))
        }
        _ => false,
    }
}

/// Whether a call runs a text of which nothing is known.
fn is_unknown_text(evaluator: &mut Evaluator<'_>, at: ExprRef, call: &Call) -> bool {
    let project = evaluator.project();
    let Some(text) = call.arguments.first().filter(|_| may_run_text(project, at.module, call)) else {
        return false;
    };
    let runs =
        |traced: &Traced| matches!(&traced.value, Value::External(name) if runs_text(project.catalog, name));
    evaluator.expr(place(at, call.callee)).iter().any(runs)
        && evaluator.texts_in(place(at, text.value)).text().is_none()
}

/// Whether what is called may run a text, by its name.
fn may_run_text(project: &Project<'_>, module: ModuleId, call: &Call) -> bool {
    let facts = project.module(module);
    let holds_runner = |id: &BindingId| match &facts.bindings[id.index()].source {
        BindingSource::Value { value, .. } => match &facts.expr(*value).kind {
            ExprKind::Sequence(items) => items.iter().any(|&item| is_runner(project, facts, item)),
            ExprKind::Mapping(entries) => entries.iter().any(|(_, item)| is_runner(project, facts, *item)),
            _ => false,
        },
        _ => false,
    };
    match &facts.expr(call.callee).kind {
        ExprKind::Name(_, Use::Free) => is_runner(project, facts, call.callee),
        // `tools["run"](text)`, `vars(builtins)["exec"](text)`
        ExprKind::Index(object, key) => match &facts.expr(*key).kind {
            ExprKind::Literal(Literal::Text(text)) => {
                project.runs_text(&Name::new(text))
                    || facts.bindings_of_name(*object).iter().any(holds_runner)
            }
            _ => false,
        },
        ExprKind::Name(..) | ExprKind::Call(_) => {
            candidates::may_be_entry_point(project, module, call.callee)
        }
        ExprKind::Attribute(_, name) => project.runs_text(name),
        _ => false,
    }
}

/// Whether a call is given a function that reads an attribute by its name, to call it.
fn hands_on_reader(evaluator: &mut Evaluator<'_>, at: ExprRef, call: &Call) -> bool {
    let project = evaluator.project();
    let facts = project.module(at.module);
    let reads = |name: &Name| {
        let name = QualName::new(facts.prelude).join(name.as_str());
        project.catalog.intrinsic(name.as_str()) == Some(&Intrinsic::GetAttr)
    };
    let is_reader = |argument: &Argument| matches!(&facts.expr(argument.value).kind, ExprKind::Name(name, Use::Free) if reads(name));
    if !call.arguments.iter().any(is_reader) {
        return false;
    }
    // What is known to come of it was followed.
    let is_followed = |traced: &Traced| match &traced.value {
        Value::Instance(class, _) => project.catalog.handle(class.as_str()).is_some(),
        _ => false,
    };
    !evaluator.texts_in(at).iter().any(is_followed)
}

/// The type of a handle among what a call is given, be it in a container.
fn handle_given(evaluator: &mut Evaluator<'_>, at: ExprRef, call: &Call) -> Option<QualName> {
    let standing = evaluator.project().standing(at.module);
    let given: Vec<_> =
        call.arguments.iter().filter(|argument| standing.may_matter(argument.value)).collect();
    given.into_iter().find_map(|argument| {
        let values = evaluator.expr(place(at, argument.value));
        let handles = values.iter().flat_map(|traced| evaluator.held_handles(traced)).collect::<Vec<_>>();
        handles.iter().find_map(|traced| traced.value.api())
    })
}

fn runs_text(catalog: &Catalog, name: &QualName) -> bool {
    catalog.intrinsic(name.as_str()) == Some(&Intrinsic::RunText)
}

/// The path of an AI call in some code: two names and more, and a parenthesis or the end of the code.
fn called_in(catalog: &Catalog, code: &str) -> Option<String> {
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let ends = code.match_indices('(').map(|(at, _)| at).chain([code.len()]);
    ends.into_iter().find_map(|at| {
        let before = code[..at].trim_end();
        let path = &before[before.trim_end_matches(is_path).len()..];
        let starts = path.match_indices('.').map(|(dot, _)| dot + 1);
        let mut ends = std::iter::once(0).chain(starts).map(|start| &path[start..]);
        ends.find(|end| end.contains('.') && catalog.call_paths.contains(*end)).map(str::to_owned)
    })
}

fn library(evaluator: &Evaluator<'_>, callee: &Value) -> Option<Name> {
    let catalog = evaluator.project().catalog;
    let found = match callee {
        Value::External(name) if name.as_str().contains('{') => catalog.unnamed_function(name.as_str()),
        Value::Instance(class, path) if class.as_str().contains('{') || path.as_str().contains('{') => {
            catalog.unnamed_member(class.as_str(), path.as_str())
        }
        _ => None,
    };
    found.cloned()
}

/// A name for people, with `…` for what is not known.
fn shown(name: &QualName) -> String {
    let mut shown = String::new();
    let mut rest = name.as_str();
    while let Some((before, hole)) = rest.split_once('{') {
        shown.push_str(before);
        shown.push('…');
        rest = hole.split_once('}').map_or("", |(_, after)| after);
    }
    shown + rest
}
