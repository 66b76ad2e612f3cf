//! A rule as people read about it.

use crate::{
    diagnostic::{Example, RulePage},
    rule::{Rule, Texts},
};

/// The page of a rule: its texts by language, and its examples without the braces round their claims.
pub(super) fn page(rule: &Rule) -> RulePage {
    let texts = |texts: &Texts| texts.iter().map(|(lang, text)| (lang.clone(), text.clone())).collect();
    let examples = rule.examples.iter().map(|example| Example {
        lang: example.lang.clone(),
        bad: example.bad,
        text: example.text.replace(['{', '}'], ""),
    });
    RulePage {
        id: rule.id.clone(),
        group: rule.group.clone(),
        severity: rule.severity,
        summary: texts(&rule.summary),
        why: texts(&rule.why),
        examples: examples.collect(),
    }
}
