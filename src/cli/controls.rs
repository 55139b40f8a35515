//! `mima controls`.

use std::fmt::Write;

use serde::Serialize;

use super::args::{ControlsArgs, ListFormat};
use super::{Exit, Failure, print};
use crate::finding::frameworks::{
    ATTESTED_CALL, Applies, Control, Framework, Milestone, framework, frameworks,
};
use crate::mistakes::did_you_mean;

#[derive(Serialize)]
struct Page<'a> {
    id: &'a str,
    name: &'a str,
    full_name: &'a str,
    publisher: &'a str,
    version: &'a str,
    url: &'a str,
    binding: &'a str,
    timeline: Vec<MilestoneRow<'a>>,
    controls: Vec<ControlRow<'a>>,
}

#[derive(Serialize)]
struct MilestoneRow<'a> {
    date: &'a str,
    what: &'a str,
}

#[derive(Serialize)]
struct ControlRow<'a> {
    id: &'a str,
    title: &'a str,
    applies: Vec<AppliesRow<'a>>,
    attested_call: Option<&'a str>,
    records: Vec<ReasonRow<'a>>,
    rules: Vec<ReasonRow<'a>>,
}

#[derive(Serialize)]
struct AppliesRow<'a> {
    from: &'a str,
    to: &'a str,
}

#[derive(Serialize)]
struct ReasonRow<'a> {
    id: &'a str,
    why: &'a str,
}

/// Shows the frameworks, or one.
pub(super) fn show(args: &ControlsArgs) -> Result<Exit, Failure> {
    let text = match (&args.framework, args.format) {
        (None, ListFormat::Text) => table()?,
        (Some(name), ListFormat::Text) => text(&page(find(name)?))?,
        (None, ListFormat::Json) => json(&frameworks().iter().map(page).collect::<Vec<_>>())?,
        (Some(name), ListFormat::Json) => json(&page(find(name)?))?,
    };
    print(text.as_bytes())
}

/// The framework that a user means.
pub(super) fn find(name: &str) -> Result<&'static Framework, Failure> {
    framework(name).ok_or_else(|| {
        let known = || frameworks().iter().map(|it| it.id.as_str());
        let hint = did_you_mean(name, known());
        let hint = if hint.is_empty() {
            format!("; there are {}", known().collect::<Vec<_>>().join(", "))
        } else {
            hint
        };
        Failure::from(format!("there is no framework `{name}`{hint}"))
    })
}

fn json(value: &impl Serialize) -> Result<String, Failure> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

fn page(framework: &Framework) -> Page<'_> {
    let Framework { id, name, full_name, publisher, version, url, binding, .. } = framework;
    Page {
        id,
        name,
        full_name,
        publisher,
        version,
        url,
        binding,
        timeline: framework
            .timeline
            .iter()
            .map(|Milestone { date, what }| MilestoneRow { date, what })
            .collect(),
        controls: framework.controls.iter().map(|control| row(framework, control)).collect(),
    }
}

fn row<'a>(framework: &'a Framework, control: &'a Control) -> ControlRow<'a> {
    let reason = |(id, why)| ReasonRow { id, why };
    let records = || framework.records_of(control);
    ControlRow {
        id: &control.id,
        title: &control.title,
        applies: control.applies.iter().map(|Applies { from, to }| AppliesRow { from, to }).collect(),
        attested_call: records().find(|(id, _)| *id == ATTESTED_CALL).map(|(_, why)| why),
        records: records().filter(|(id, _)| *id != ATTESTED_CALL).map(reason).collect(),
        rules: framework.rules_of(control).map(reason).collect(),
    }
}

fn table() -> Result<String, Failure> {
    let pages: Vec<Page> = frameworks().iter().map(page).collect();
    let width = pages.iter().map(|page| page.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    for page in &pages {
        let concerns = |row: &&ControlRow| {
            row.attested_call.is_some() || !row.records.is_empty() || !row.rules.is_empty()
        };
        let (id, all) = (page.id, page.controls.len());
        let attested = page.controls.iter().filter(|row| row.attested_call.is_some()).count();
        let evidenced = page.controls.iter().filter(concerns).count();
        writeln!(
            text,
            "{id:width$}  {:28}  {all:>3} controls, {evidenced:>2} with evidence, {attested} by attested calls",
            page.name
        )?;
    }
    text.push_str(
        "\n`mima controls FRAMEWORK` shows what evidences which control, and from when it applies.\n",
    );
    Ok(text)
}

fn text(page: &Page<'_>) -> Result<String, Failure> {
    let mut text = String::new();
    writeln!(text, "{} ({})\n", page.name, page.id)?;
    writeln!(text, "{}", page.full_name)?;
    writeln!(text, "{}, version {}, {}", page.publisher, page.version, page.url)?;
    writeln!(text, "{}", page.binding)?;
    if !page.timeline.is_empty() {
        writeln!(text, "\nDates:")?;
    }
    for MilestoneRow { date, what } in &page.timeline {
        writeln!(text, "  {date}  {what}")?;
    }
    let (evidenced, others): (Vec<_>, Vec<_>) = page
        .controls
        .iter()
        .partition(|row| row.attested_call.is_some() || !row.records.is_empty() || !row.rules.is_empty());
    writeln!(text, "\nControls:")?;
    for row in evidenced {
        write_control(row, &mut text)?;
    }
    if !others.is_empty() {
        let ids: Vec<&str> = others.iter().map(|row| row.id).collect();
        writeln!(text, "\nNo record and no rule speaks of: {}", ids.join(", "))?;
    }
    Ok(text)
}

fn write_control(row: &ControlRow<'_>, text: &mut String) -> Result<(), Failure> {
    writeln!(text, "\n  {}  {}", row.id, row.title)?;
    for AppliesRow { from, to } in &row.applies {
        writeln!(text, "    applies from {from}: {to}")?;
    }
    if let Some(why) = row.attested_call {
        writeln!(text, "    an attested call: {why}")?;
    }
    for ReasonRow { id, why } in &row.records {
        writeln!(text, "    record {id}: {why}")?;
    }
    if !row.rules.is_empty() {
        let rules: Vec<&str> = row.rules.iter().map(|rule| rule.id).collect();
        writeln!(text, "    gaps show as: {}", rules.join(", "))?;
    }
    Ok(())
}
