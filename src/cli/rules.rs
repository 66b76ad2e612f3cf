//! `rules` and `explain`: what the rules are, and what one of them wants.

use super::{Ended, output::Output, problem::Problem, setup::Setup};
use crate::{
    diagnostic::RulePage,
    report::{self, Words},
};

/// How alike two ids must be to suggest one for the other (Jaro-Winkler, 0 to 1).
const ALIKE: f64 = 0.75;

/// Lists all rules, by group.
pub(super) fn list(setup: &Setup, output: &mut Output) -> Ended {
    output.write(&report::rule_list(&setup.engine.pages(), words(setup)));
    Ended::Well
}

/// Shows the page of a rule.
pub(super) fn explain(id: &str, setup: &Setup, output: &mut Output) -> Result<Ended, Box<Problem>> {
    let pages = setup.engine.pages();
    let Some(page) = pages.iter().find(|page| page.id == id) else {
        return Err(Problem::Rule { rule: id.into(), near: near(id, &pages) }.into());
    };
    output.write(&report::rule_page(page, words(setup), output.width));
    Ok(Ended::Well)
}

fn words(setup: &Setup) -> &Words {
    setup.words("en")
}

fn near(id: &str, pages: &[RulePage]) -> String {
    let score = |page: &&RulePage| strsim::jaro_winkler(id, &page.id);
    let best = pages.iter().max_by(|left, right| score(left).total_cmp(&score(right)));
    match best.filter(|best| score(best) > ALIKE) {
        Some(best) => format!("did you mean `{}`? `addsup rules` lists them all", best.id),
        None => "`addsup rules` lists them all".into(),
    }
}
