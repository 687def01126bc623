//! The results of `test` as JUnit XML. Without times: the same walkthroughs give the same bytes.

use quick_junit::{NonSuccessKind, Report, SerializeError, TestCase, TestCaseStatus, TestSuite};

use crate::diagnostic::draw;
use crate::walkthrough::Outcome;

/// A report of one suite, called `name`.
pub(super) fn junit(name: &str, outcomes: &[Outcome]) -> Result<String, SerializeError> {
    let mut suite = TestSuite::new(name);
    suite.add_test_cases(outcomes.iter().map(case));
    let mut report = Report::new("bloodmark");
    report.add_test_suite(suite);
    report.to_string()
}

fn case(outcome: &Outcome) -> TestCase {
    let mut status = TestCaseStatus::success();
    if let Some(first) = outcome.faults.first() {
        let drawn = outcome.faults.iter().map(|fault| {
            let difference = fault.difference.as_ref().map(|difference| format!("\n\n{difference}"));
            draw(&fault.diagnostic, &outcome.sources, false) + &difference.unwrap_or_default()
        });
        status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(first.diagnostic.message.clone()).set_type(first.diagnostic.code);
        status.set_description(drawn.collect::<Vec<_>>().join("\n\n"));
    }
    let mut case = TestCase::new(&*outcome.name, status);
    case.set_classname("walkthroughs");
    if let Some(transcript) = outcome.transcript().filter(|_| !outcome.has_passed()) {
        case.set_system_out(transcript.to_string());
    }
    case
}
