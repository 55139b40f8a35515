//! What is said of a call on which no marker is active: the rule, the place, the words.

use super::Judged;
use super::report::FileReport;
use crate::attest::{Active, Cause, PathStep, Verdict};
use crate::finding::{AiCall, Disbelief, Label, RuleId};
use crate::language::Advice;
use crate::source::Location;

/// A finding about a call, before its level and its suppression are known.
pub(super) struct Problem {
    pub(super) rule: RuleId,
    pub(super) message: String,
    pub(super) help: String,
    pub(super) location: Location,
    pub(super) related: Vec<Label>,
}

impl FileReport<'_> {
    /// What is wrong with a call that is not attested.
    pub(super) fn problem(&self, judged: &Judged, call: &AiCall) -> Problem {
        match &judged.verdict {
            Verdict::Lapsed(active, cause) => self.lapsed(active, *cause, call),
            Verdict::Partly { attested, open } => self.partly(attested, open, call),
            Verdict::Attested(_) | Verdict::Unattested(_) | Verdict::Disbelieved(_) => {
                let (rule, message) = match &judged.site.endpoint {
                    None => {
                        let at = at_providers(call);
                        let or = or_others(call);
                        let message = format!("`{}`{or}{at} runs with no attestation active", call.api);
                        (RuleId::UnattestedCall, message)
                    }
                    Some(endpoint) => (
                        RuleId::UnattestedEndpoint,
                        format!("this request to `{endpoint}` runs with no attestation active"),
                    ),
                };
                let help = match &judged.lookalike {
                    Some(lookalike) => self.how_to_name(lookalike),
                    None => self.how_to_attest(call),
                };
                let doubt = call.doubt.as_ref();
                let label =
                    |doubt: &Disbelief| Label { location: doubt.location, message: doubt.message.clone() };
                let related = doubt.map(label).into_iter().collect();
                Problem { rule, message, help, location: call.location, related }
            }
        }
    }

    /// A marker that does not run around the call: shown at the marker, with the call beside it.
    fn lapsed(&self, active: &Active, cause: Cause, call: &AiCall) -> Problem {
        let rule =
            if cause.ends_early() { RuleId::AttestationEndsEarly } else { RuleId::BypassedAttestation };
        let marker = self.locate(active.module, active.span);
        let what = Label { location: call.location, message: format!("`{}` runs without it", call.api) };
        let where_ = Label { location: marker, message: "this marker does not run around the call".into() };
        // A finding stands in the file of its call.
        let (location, related) =
            if active.module == self.module { (marker, what) } else { (call.location, where_) };
        Problem {
            rule,
            message: said(cause).into(),
            help: advice(cause, call, &self.language.advice),
            location,
            related: vec![related],
        }
    }

    fn partly(&self, attested: &Active, open: &[PathStep], call: &AiCall) -> Problem {
        let marker = Label {
            location: self.locate(attested.module, attested.span),
            message: format!("attested by `{}` on this way", attested.marker),
        };
        let through = attested.path.iter().map(|step| self.label(step, "under the attestation"));
        let round = open.iter().map(|step| self.label(step, "with no attestation active"));
        Problem {
            rule: RuleId::PartlyAttested,
            message: format!("`{}` is attested for some of its callers only", call.api),
            help: "attest the function that makes the call, or the callers that are not attested".into(),
            location: call.location,
            related: std::iter::once(marker).chain(through).chain(round).collect(),
        }
    }

    fn label(&self, step: &PathStep, how: &str) -> Label {
        Label {
            location: self.locate(step.module, step.span),
            message: format!("`{}` leads to it {how}", step.function),
        }
    }
}

/// What else a call may reach: its name, or how many others there are.
fn or_others(call: &AiCall) -> String {
    match &call.other_apis[..] {
        [] => String::new(),
        [only] => format!(" or `{only}`"),
        more => format!(" or {} others", more.len()),
    }
}

/// Whose server a call goes to, if that is not its library's own: ` at `groq``, ` at `deepseek` or `groq``.
fn at_providers(call: &AiCall) -> String {
    let others = call.providers.iter().filter(|provider| **provider != call.library);
    let names: Vec<String> = others.map(|provider| format!("`{provider}`")).collect();
    match &names[..] {
        [] => String::new(),
        [name] if call.provider.is_none() => format!(" (maybe at {name})"),
        _ => format!(" at {}", names.join(" or ")),
    }
}

fn said(cause: Cause) -> &'static str {
    match cause {
        Cause::Registered => {
            "this marker is bypassed: a decorator below it has registered the function without it"
        }
        Cause::MayRegister => {
            "this marker may be bypassed: a decorator below it is a method of an object that is not known, and may have \
             registered the function without it"
        }
        Cause::MayRunElsewhere => {
            "this marker may be bypassed: what a decorator below it does with the function cannot be told"
        }
        Cause::Bare => {
            "this marker is not called: it takes the function for its first argument, and attests nothing"
        }
        Cause::NotAsync => "this marker is the asynchronous client's and does not work on a plain function",
        Cause::Descriptor => "this marker wraps a property or a class method, which cannot be called",
        Cause::Unwrapped => "this marker is bypassed: the function is taken out of its wrapper",
        Cause::OtherThread => "this marker is not active in the thread in which the AI call runs",
        Cause::OtherContext => "this marker is not active in the context in which the AI call runs",
        Cause::ReadLater => {
            "this marker has ended when the AI call runs: that is when its result is read or entered"
        }
        Cause::NotAwaited => {
            "this marker may have ended before the AI call is over: nobody waits for its promise in the attested code"
        }
        Cause::NotEnded => {
            "this marker is never ended: the function that it runs has to call the method that ends it"
        }
        Cause::Generator => "this marker has ended when the body of the generator runs",
        Cause::Coroutine => "this marker is the synchronous client's and has ended when the coroutine runs",
        Cause::Escapes => {
            "this marker may have ended when the AI call runs: the function that makes it is handed out"
        }
        Cause::Constructed => {
            "this marker is active while an object of the class is made, not in its methods"
        }
    }
}

fn advice(cause: Cause, call: &AiCall, words: &Advice) -> String {
    let name = call.function.as_ref().map_or("…", |function| function.last());
    // A function without a name.
    let is_nameless = name.starts_with('<');
    match cause {
        Cause::Registered | Cause::MayRegister | Cause::MayRunElsewhere | Cause::Descriptor => {
            words.beside.into()
        }
        Cause::Bare => words.called.replace("{name}", name),
        Cause::NotAsync => "use the marker of a `MimaGovernance` client".into(),
        Cause::Coroutine => "use the marker of an `AsyncMimaGovernance` client".into(),
        Cause::Unwrapped => "call the function itself, not what it wraps".into(),
        Cause::OtherThread => "attest the function that runs in the thread".into(),
        Cause::OtherContext => "attest what runs in the other context".into(),
        Cause::ReadLater => "read or enter the result before the attested code ends".into(),
        Cause::NotAwaited => {
            "`await` the call, or what it is handed to, before the attested code ends".into()
        }
        Cause::NotEnded => "end it in a `finally` around what the function does".into(),
        Cause::Generator => words.in_body.into(),
        Cause::Constructed => format!("put the marker on `{name}` itself"),
        Cause::Escapes if is_nameless => {
            "attest the call inside it, or let it run before the attested code ends".into()
        }
        Cause::Escapes => format!("attest `{name}` itself, or call it before the attested code ends"),
    }
}
