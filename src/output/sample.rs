//! A report made by hand, with what is hard to print: wide characters, tabs, several lines, hostile paths.

use std::collections::BTreeMap;

use super::{Format, Style, write};
use crate::catalog::Category;
use crate::finding::run::{Compared, FileRead, Gate, Run, SettingsRead};
use crate::finding::{
    AiCall, AttestedBy, BlindCount, Confidence, Disbelief, ErrorKind, FileError, Finding, FlowStep, Label,
    LeftOut, LeftOutReason, Level, LibraryCount, Lost, MarkerKind, Method, Nameable, Report, RuleId, Summary,
    Suppressed,
};
use crate::name::{Name, QualName};
use crate::source::{FileId, Location, SourceFile, Sources, Span};

const APP: &str = "\
from llm import client

@mima.attest(tool_name=\"translate\")
def translate(text):
    return client.responses.create(model=\"gpt-4o\", input=text)

def zusammenfassen(größe):
\tif größe: antwort = client.chat.completions.create(
\t\tmodel=\"gpt-4o\",
\t\tmessages=[{\"role\": \"user\", \"content\": \"漢字 🙂\"}],
\t)
\t# mima: ignore[MIMA001] offline evaluation
\tclient.embeddings.create(model=\"e\", input=größe)
";
const LLM: &str = "\
from openai import OpenAI

client = OpenAI()
";
const BROKEN: &str = "\
def f(:
    anthropic.Anthropic().messages.create(model=\"claude\u{1b}[2J\", messages=[])
";

/// Renders a report that must be valid text.
pub(super) fn render(format: Format, report: &Report, sources: &Sources, style: &Style) -> String {
    let mut out = Vec::new();
    write(format, report, sources, style, &mut out).expect("memory can be written to");
    String::from_utf8(out).expect("reports are UTF-8")
}

/// A report with one finding and nothing else.
pub(super) fn report_of(location: Location) -> Report {
    Report {
        findings: vec![Finding {
            rule: RuleId::UnattestedCall,
            level: Level::Error,
            message: "this call is not attested".to_owned(),
            help: "attest it".to_owned(),
            location,
            confidence: Confidence::High,
            related: Vec::new(),
            callers: Vec::new(),
            flow: Vec::new(),
            fingerprint: "00000000000000ff".to_owned(),
            call: None,
            suppressed: None,
            baselined: false,
            is_test: false,
            fails_strict: false,
            change: None,
        }],
        ..Report::default()
    }
}

/// The report, and the files it speaks of.
pub(super) fn report() -> (Report, Sources) {
    let files = [
        SourceFile::new(FileId(0), "src/my app/50% #1/größe.py", "größe.py", APP),
        SourceFile::new(FileId(1), "src/llm.py", "llm.py", LLM),
        SourceFile::new(FileId(2), "src/bro\u{1b}[31mken.py", "broken.py", BROKEN),
    ];
    let calls = calls(&files);
    let findings = findings(&files, &calls);
    let report = Report {
        summary: Summary {
            files_found: 12,
            files_analyzed: 3,
            files_left_out: 4,
            calls: 4,
            attested: 1,
            unattested: 3,
            suppressed: 1,
            baselined: 0,
            hidden: BTreeMap::new(),
            libraries: [("anthropic", 0, 1), ("openai", 1, 2)].map(library).into(),
            unfollowed: [(Name::new("diffusers"), 2)].into(),
            blind: [("Go".to_owned(), BlindCount { files: 3, names: [("openai-go".to_owned(), 3)].into() })]
                .into(),
        },
        calls,
        findings,
        run: run(),
        errors: vec![FileError {
            file: "src/big file.py".to_owned(),
            kind: ErrorKind::Unreadable,
            lost: Lost::All,
            message: "larger than 4 MiB, it was not analysed".to_owned(),
        }],
        left_out: left_out(),
    };
    let mut sources = Sources::default();
    for file in files {
        sources.insert(file);
    }
    (report, sources)
}

fn left_out() -> Vec<LeftOut> {
    let left_out =
        |path: &str, reason, files, names_ai| LeftOut { path: path.to_owned(), reason, files, names_ai };
    vec![
        left_out("build/", LeftOutReason::DefaultExclude, Some(3), Some(true)),
        left_out("node_modules/", LeftOutReason::DefaultExclude, None, None),
        left_out("src/big file.py", LeftOutReason::TooLarge, Some(1), Some(false)),
    ]
}

fn library((id, attested, unattested): (&str, usize, usize)) -> (Name, LibraryCount) {
    (Name::new(id), LibraryCount { attested, unattested })
}

fn at(file: &SourceFile, first: &str, last: &str) -> Location {
    let start = file.text.find(first).expect("the sample holds it");
    let end = start + file.text[start..].find(last).expect("the sample holds it") + last.len();
    file.locate(Span::new(start, end))
}

fn calls([app, llm, broken]: &[SourceFile; 3]) -> Vec<AiCall> {
    let constructed =
        FlowStep { location: at(llm, "OpenAI()", ")"), message: "`OpenAI()` is constructed".to_owned() };
    let imported =
        FlowStep { location: at(app, "client", "client"), message: "`client` is imported".to_owned() };
    let call = |id: &str, api: &str, location: Location| AiCall {
        id: id.to_owned(),
        location,
        library: Name::new(api.split('.').next().unwrap_or_default()),
        api: QualName::new(api),
        other_apis: Vec::new(),
        category: Category::Chat,
        model: Some("gpt-4o".to_owned()),
        provider: None,
        providers: Vec::new(),
        function: Some(QualName::new("größe.zusammenfassen")),
        attested_by: None,
        doubt: None,
        rule: Some(RuleId::UnattestedCall),
        confidence: Confidence::High,
        method: Method::Ast,
        suppressed: None,
        baselined: false,
        is_test: false,
        change: None,
        flow: vec![
            constructed.clone(),
            imported.clone(),
            FlowStep { location, message: "the call".to_owned() },
        ],
    };
    vec![
        AiCall {
            attested_by: Some(AttestedBy {
                kind: MarkerKind::Decorator,
                marker: QualName::new("mima_governance.MimaGovernance.attest"),
                confidence: Confidence::High,
                location: at(app, "mima.attest", ")"),
                undone_by: "calling `translate` without its wrapper".to_owned(),
                path: Vec::new(),
            }),
            rule: None,
            category: Category::Responses,
            function: Some(QualName::new("größe.translate")),
            ..call("00000000000000a1", "openai.OpenAI.responses.create", at(app, "client.responses", "text)"))
        },
        AiCall {
            doubt: Some(Disbelief {
                message: "this looks like a marker, but is none".to_owned(),
                location: at(app, "mima.attest", ")"),
                marker: Some(Nameable {
                    kind: MarkerKind::Decorator,
                    name: QualName::new("acme.governance.mima.attest"),
                }),
            }),
            provider: Some(Name::new("groq")),
            providers: vec![Name::new("groq")],
            ..call(
                "00000000000000a2",
                "openai.OpenAI.chat.completions.create",
                at(app, "client.chat", "\n\t)"),
            )
        },
        AiCall {
            category: Category::Embedding,
            suppressed: Some(Suppressed {
                reason: "offline evaluation".to_owned(),
                names_rule: true,
                location: at(app, "# mima", "evaluation"),
            }),
            ..call(
                "00000000000000a3",
                "openai.OpenAI.embeddings.create",
                at(app, "client.embeddings", "größe)"),
            )
        },
        AiCall {
            confidence: Confidence::Low,
            method: Method::Recovered,
            model: Some("claude\u{1b}[2J".to_owned()),
            function: None,
            flow: Vec::new(),
            ..call(
                "00000000000000a4",
                "anthropic.Anthropic.messages.create",
                at(broken, "anthropic.Anthropic()", "[])"),
            )
        },
    ]
}

fn findings([app, _, broken]: &[SourceFile; 3], calls: &[AiCall]) -> Vec<Finding> {
    let about = |index: usize, level: Level| Finding {
        rule: RuleId::UnattestedCall,
        level,
        message: "an AI call runs without an attestation".to_owned(),
        help: "attest the enclosing function: put `@mima.attest(tool_name=\"zusammenfassen\")` above \
               `def zusammenfassen`"
            .to_owned(),
        location: calls[index].location,
        confidence: calls[index].confidence,
        related: Vec::new(),
        callers: Vec::new(),
        flow: calls[index].flow.clone(),
        fingerprint: calls[index].id.clone(),
        call: Some(index),
        suppressed: calls[index].suppressed.clone(),
        baselined: calls[index].baselined,
        is_test: calls[index].is_test,
        fails_strict: false,
        change: None,
    };
    vec![
        Finding {
            related: vec![Label {
                location: at(app, "def zusammenfassen", ")"),
                message: "no marker on [this](http://evil.example)\u{1b}[0m".to_owned(),
            }],
            ..about(1, Level::Error)
        },
        about(2, Level::Error),
        Finding {
            rule: RuleId::ParseError,
            level: Level::Warning,
            message: "the parameter list is not closed".to_owned(),
            help: "fix the syntax error".to_owned(),
            location: at(broken, "(:", ":"),
            confidence: Confidence::High,
            related: Vec::new(),
            callers: Vec::new(),
            flow: Vec::new(),
            fingerprint: "00000000000000b1".to_owned(),
            call: None,
            suppressed: None,
            baselined: false,
            is_test: false,
            fails_strict: false,
            change: None,
        },
        about(3, Level::Warning),
    ]
}

fn run() -> Run {
    let read = |file: &str, digit: &str| FileRead { file: file.to_owned(), sha256: digit.repeat(64) };
    let settings = |file: &str, says: &str, rule_files: Vec<FileRead>| SettingsRead {
        read: read(file, "a"),
        revision: None,
        says: says.to_owned(),
        rule_files,
    };
    let gate = |name, limit, value: f64, set_by: &str| Gate {
        name,
        limit,
        value,
        passed: name == "max-unattested",
        set_by: set_by.to_owned(),
        scope: (name == "min-coverage").then(|| "src/my app".to_owned()),
    };
    Run {
        arguments: ["scan", "src", "--strict", "--diff", "main"].map(String::from).into(),
        settings: vec![
            settings("mima.toml", "{\"max-unattested\":3}", vec![read("gov/acme.toml", "b")]),
            settings("src/my app/mima.toml", "{\"min-coverage\":80.0}", Vec::new()),
        ],
        revision: Some("c".repeat(40)),
        diff: Some(Compared { revision: "main".to_owned(), commits: vec!["d".repeat(40)] }),
        trust: None,
        baseline: Some(read("known.json", "e")),
        gates: vec![
            gate("strict", 0.0, 1.0, "--strict"),
            gate("min-coverage", 80.0, 100.0 / 3.0, "src/my app/mima.toml:1"),
            gate("max-unattested", 3.0, 3.0, "mima.toml:1"),
        ],
    }
}
