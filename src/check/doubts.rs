//! What is said where a marker may be active that does not count: why, and where.

use super::report::FileReport;
use crate::attest::{Doubt, Uncertain, Unrecorded};
use crate::finding::{AiCall, Disbelief};
use crate::project::{ExprRef, Unknown};
use crate::source::Location;

impl FileReport<'_> {
    /// Why an attestation is not believed, at the place that shows it.
    pub(super) fn disbelief(&self, doubt: Doubt, call: &AiCall) -> Disbelief {
        let at = |at: ExprRef, message: &str| {
            let span = self.project.module(at.module).expr(at.expr).span;
            disbelief(message.to_owned(), self.locate(at.module, span))
        };
        let here = |message: &str| disbelief(message.to_owned(), call.location);
        match doubt {
            Doubt::UnknownUse(place) => {
                at(place, "nobody can tell what is called here: it may be the function, unattested")
            }
            Doubt::Escapes(place) => {
                at(place, "the function is handed on here, and nobody can tell who calls it")
            }
            Doubt::RunsLater(place) => {
                at(place, "what is made here runs later, when the attestation may have ended")
            }
            Doubt::Exported => {
                here("the function is listed as one to be imported: not all of its callers are seen")
            }
            Doubt::CalledByLanguage => {
                here("the language calls the function by its name: not all of its callers are seen")
            }
            Doubt::NamedInText(place) => {
                at(place, "this text names the function: whoever reads it may call it")
            }
            Doubt::NamedOutside(file) => {
                let path = self.project.outside.path(file);
                here(&format!(
                    "`{path}`, which is not analysed, names the function: whoever uses it may call it"
                ))
            }
            Doubt::LibraryBase(class) => {
                let facts = self.project.class(class);
                let message =
                    format!("`{}` derives from a class that may call its methods from elsewhere", facts.name);
                disbelief(message, self.locate(class.module, facts.name_span))
            }
            Doubt::ComputedName(place) => {
                at(place, "something is read here by a name that is computed: it may be the function")
            }
            Doubt::NotReadAsWhole(_) => {
                here("a file that imports this one was not read as a whole: not all callers are seen")
            }
            Doubt::Decorator(place) => at(place, "this decorator may give the function to others"),
            Doubt::MayBeUnwrapped(place) => {
                at(place, "what is called here may be the function without its marker")
            }
            Doubt::ByName(place, _) => disbelief(
                "this is a marker by its name only: it could not be traced to an attestation SDK or to a name in \
                 `[attestation]`"
                    .to_owned(),
                self.locate(place.module, self.applied_span(place)),
            ),
            Doubt::NotHeard(place) => at(place, "what is here may run without the callback"),
            Doubt::TakenAway(module, span) => disbelief(
                "the callback may be taken away here, or something else put in its place".to_owned(),
                self.locate(module, span),
            ),
            Doubt::Muted(module, span) => disbelief(
                "the callback may be kept from hearing anything here".to_owned(),
                self.locate(module, span),
            ),
            Doubt::OneObject(place) => {
                at(place, "this marker is put around the method of one object, and others have their own")
            }
            Doubt::NotRecording(module, span, why) => {
                disbelief(format!("not counted: {}", unrecorded(why)), self.locate(module, span))
            }
            Doubt::SomeMembers(place) => at(
                place,
                "this is put around members of the class, and nobody can tell whether the function is one of them",
            ),
            Doubt::NotUnderstood(module, span) => Disbelief {
                message: "this part of the file could not be parsed: nobody can tell what is active in it"
                    .to_owned(),
                location: self.locate(module, span),
                marker: None,
            },
            Doubt::Marker(place, why) => at(place, &self.uncertain(why)),
            Doubt::Limit(limit) if limit.is_of_run() => {
                here(&format!("not judged to its end: the limit `{}` of the run was hit", limit.rule().name))
            }
            Doubt::Limit(limit) => {
                here(&format!("the limit `{}` was hit before all callers were seen", limit.rule().name))
            }
        }
    }

    fn uncertain(&self, why: Uncertain) -> String {
        match why {
            Uncertain::MayBe(module, span) => {
                let place = self.named_place(module, span);
                format!(
                    "this does not count as attestation: it may be what stands at {place}, which does not attest"
                )
            }
            Uncertain::Overridden(class) => {
                let facts = self.project.class(class);
                let place = self.named_place(class.module, facts.name_span);
                format!(
                    "this does not count as attestation: `{}` at {place} has its own, which does not attest",
                    facts.name
                )
            }
            Uncertain::Unknown(why) => format!("this does not count as attestation: {}", self.unknown(why)),
            Uncertain::Other => {
                "this does not count as attestation: it may be something of a library that does not attest"
                    .to_owned()
            }
        }
    }

    fn unknown(&self, why: Unknown) -> String {
        match why {
            Unknown::Declared => "only an annotation says what it is".to_owned(),
            Unknown::Passed | Unknown::Argument => "whoever is not seen may pass something else".to_owned(),
            Unknown::Import => "it may come from what was not read".to_owned(),
            Unknown::Attribute | Unknown::Element | Unknown::Result | Unknown::Opaque | Unknown::Growing => {
                "it may have another value, which cannot be followed".to_owned()
            }
            Unknown::Replaced(at) => {
                let span = self.project.module(at.module).expr(at.expr).span;
                format!("something else may be put in its place at {}", self.named_place(at.module, span))
            }
            Unknown::Limit(limit) => {
                format!("the limit `{}` was hit before all of its values were seen", limit.rule().name)
            }
        }
    }
}

fn disbelief(message: String, location: Location) -> Disbelief {
    Disbelief { message, location, marker: None }
}

/// Why what records calls by itself does not count, at the place that shows it.
fn unrecorded(why: Unrecorded) -> &'static str {
    match why {
        Unrecorded::Conditional => "what records the call stands under a condition, and may not have run",
        Unrecorded::After => "what records such calls runs after the call",
        Unrecorded::Elsewhere => "another way leads to the call, on which nothing is known to record it",
        Unrecorded::Undone => "what records the call may be taken back here",
        Unrecorded::Disabled => "an argument may turn off what records the call",
        Unrecorded::Narrowed => "an argument may make this record something else",
        Unrecorded::MayBeOther => "this may be something else, which does not record the call",
        Unrecorded::MadeBefore => "the object was made here, before anything records what it does",
        Unrecorded::Derived => "what is made here is another object than the one that is recorded",
        Unrecorded::NotThrough => "what is made through this is not recorded",
        Unrecorded::TakenBefore => {
            "what is called was read here, perhaps before anything records what it does"
        }
        Unrecorded::Changed => "another server may be set here, which does not record the call",
    }
}
