//! `rules` and `explain`: what the rules are, what one of them wants, and how one is made.

mod new;
mod test;

pub(super) use new::new;
pub(super) use test::test;

use super::{Ended, near::no_rule, output::Output, problem::Problem, setup::Setup};
use crate::{
    engine,
    report::{self, Words},
};

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

/// Prints the file of a rule.
pub(super) fn show(id: &str, setup: &Setup, output: &mut Output) -> Result<Ended, Box<Problem>> {
    let own = setup.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let is = |name: &str| name.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")) == Some(id);
    let rules = setup.engine.rules();
    let carried = engine::FILES.iter().copied();
    match own.chain(carried).find(|(name, _)| is(name)).filter(|_| rules.iter().any(|rule| rule.id == id)) {
        Some((_, text)) => {
            output.write(
                &text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect::<String>(),
            );
            Ok(Ended::Well)
        }
        None => Err(no_rule(id, rules.iter().map(|rule| rule.id.as_str()))),
    }
}

fn words(setup: &Setup) -> &Words {
    setup.words("en")
}
