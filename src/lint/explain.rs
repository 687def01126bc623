//! What a writer may read about the rules: one in the terminal, all on a page.

use super::rule::{Check, Rule};
use super::rules;

/// One rule for the terminal.
pub fn explain(rule: &Rule) -> String {
    let indented = |text: String| -> String {
        text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect()
    };
    format!(
        "{}: {}\n\nWhat it catches\n{}\nWhy it matters\n{}\nExample\n{}\nInstead\n{}",
        rule.id,
        weight(rule),
        indented(rule.catches.to_owned()),
        indented(rule.why.to_owned()),
        indented(rule.example.shown()),
        indented(rule.instead.shown()),
    )
}

fn weight(rule: &Rule) -> String {
    match rule.check {
        Check::Loader => format!("{}; the story cannot be loaded, so it cannot be allowed", rule.severity),
        _ if rule.can_be_allowed() => rule.severity.to_string(),
        _ => format!("{}; cannot be allowed", rule.severity),
    }
}

const HEAD: &str = "# Lint rules

Every message of `bloodmark check` names its rule. `bloodmark check --explain ID` prints the rule's section of this page, and
`bloodmark check --fix` carries out the fixes that are safe. A rule that is a warning can be set aside: in `story.ron` for the whole
story, `lints: {\"long-label\": \"off\"}` (or `\"warning\"`, or `\"error\"`, which makes `check` fail); in a scene, a beat or a choice for what
lies in it, and in `story.ron` for what is declared there, `allow: [\"long-label\"]`.

This page is written by the program; `src/lint/rules` holds its text.

";

/// All rules as a page in Markdown: a table of contents, then a section each.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    page.push_str("| rule | weighs | catches |\n| --- | --- | --- |\n");
    for rule in rules() {
        let Rule { id, severity, catches, .. } = rule;
        page.push_str(&format!("| [`{id}`](#{id}) | {severity} | {} |\n", catches.replace('|', "\\|")));
    }
    rules().iter().for_each(|rule| page.push_str(&section(rule)));
    page
}

fn section(rule: &Rule) -> String {
    let Rule { id, catches, why, example, instead, .. } = rule;
    let (example, instead) = (example.shown(), instead.shown());
    format!(
        "\n## {id}\n\nWeighs: {}.\n\n**What it catches.** {catches}\n\n**Why it matters.** {why}\n\n**Example**\n\n```ron\n{example}```\n\n\
         **Instead**\n\n```ron\n{instead}```\n",
        weight(rule)
    )
}
