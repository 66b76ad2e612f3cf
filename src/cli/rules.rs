//! `rules` and `explain`: what the rules are, and what one of them wants.

use super::{Ended, near::no_rule, output::Output, problem::Problem, setup::Setup};
use crate::report::{self, Words};

/// Lists all rules, by group.
pub(super) fn list(setup: &Setup, output: &mut Output) -> Ended {
    output.write(&report::rule_list(&setup.engine.pages(), words(setup)));
    Ended::Well
}

/// Shows the page of a rule.
pub(super) fn explain(id: &str, setup: &Setup, output: &mut Output) -> Result<Ended, Box<Problem>> {
    let pages = setup.engine.pages();
    let Some(page) = pages.iter().find(|page| page.id == id) else {
        return Err(no_rule(id, pages.iter().map(|page| page.id.as_str())));
    };
    output.write(&report::rule_page(page, words(setup), output.width));
    Ok(Ended::Well)
}

fn words(setup: &Setup) -> &Words {
    setup.words("en")
}
