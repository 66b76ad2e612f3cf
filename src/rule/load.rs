//! From a rule file to a [`Rule`], with every mistake pointed at.

use std::{collections::BTreeMap, ops::Range};

use toml::Spanned;

use super::{
    Element, Pattern, Rule, Template, Worded,
    expect::sentence,
    form::{Form, PatternForm},
    pattern::pattern,
    template::template,
};
use crate::text::{FileError, FileKind};

/// A rule as its file gives it, with what must still be looked up in a lexicon.
#[derive(Debug)]
pub struct RuleFile {
    /// The rule.
    pub rule: Rule,
    /// Its own cue sets: language, set, phrases.
    pub sets: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// The sets that it names: language, set, and where in the file.
    pub named: Vec<(String, String, Range<usize>)>,
}

/// The kinds of check that are written in Rust; see `check`.
pub const CHECKS: &[&str] = &[
    "pattern",
    "weekday",
    "calendar",
    "timeline",
    "header",
    "life",
    "repetition",
    "rates",
    "enumeration",
    "succession",
    "scale",
    "suppression",
];

/// How the messages begin that the check of tables gives words to, whatever the rule's own check.
const TABLE: &str = "table-";

/// Reads a rule file. `path` is its place under `rules/`: `arithmetic/breakdown-sum.toml`.
///
/// # Errors
/// When it is not TOML, has an unknown key, a pattern or sentence that cannot be
/// read, a role that no pattern captures, or lacks an example.
pub fn rule(path: &str, file: &str) -> Result<RuleFile, FileError> {
    let form: Form =
        toml::from_str(file).map_err(|problem| FileError::toml(FileKind::Rule, path, file, &problem))?;
    let loading = Loading { path, file, roles: Vec::new(), named: Vec::new() };
    loading.provable(&form)?;
    loading.load(form)
}

struct Loading<'a> {
    path: &'a str,
    file: &'a str,
    roles: Vec<String>,
    named: Vec<(String, String, Range<usize>)>,
}

impl Loading<'_> {
    fn load(mut self, form: Form) -> Result<RuleFile, FileError> {
        self.identity(&form)?;
        let patterns =
            form.pattern.iter().map(|worded| self.pattern(worded)).collect::<Result<Vec<_>, _>>()?;
        let searches =
            form.pattern.iter().map(|worded| self.search(worded)).collect::<Result<Vec<_>, _>>()?;
        let patterns = form
            .pattern
            .iter()
            .zip(patterns.into_iter().zip(searches))
            .map(|(worded, read)| self.worded(worded, read, &form));
        let patterns = patterns.collect::<Result<_, _>>()?;
        let gives = form.check.as_ref().is_some_and(|check| check.get_ref() != "pattern");
        let labels = self.templates(&form.labels, |_| gives)?;
        let messages = self.templates(&form.message, |key| gives || key.starts_with(TABLE))?;
        let marked = |bad| {
            move |example: &Spanned<super::Example>| super::Example {
                bad,
                at: example.span(),
                ..example.get_ref().clone()
            }
        };
        let examples = form.bad.iter().map(marked(true)).chain(form.good.iter().map(marked(false))).collect();
        let group = self.path.rsplit('/').nth(1).unwrap_or("own").to_owned();
        let rule = Rule {
            id: form.id.into_inner(),
            group,
            severity: form.severity.into(),
            check: form.check.map_or_else(|| "pattern".into(), Spanned::into_inner),
            summary: form.summary,
            why: form.why,
            roles: self.roles,
            labels,
            messages,
            patterns,
            examples,
        };
        Ok(RuleFile { rule, sets: form.sets, named: self.named })
    }

    fn error(&self, at: Range<usize>, reason: impl Into<String>) -> FileError {
        FileError::new(FileKind::Rule, self.path, self.file, at, reason)
    }

    /// The id is the file's name, and the check is one there is.
    fn identity(&self, form: &Form) -> Result<(), FileError> {
        let name = self.path.rsplit('/').next().unwrap_or(self.path).trim_end_matches(".toml");
        if form.id.get_ref() != name {
            return Err(self.error(form.id.span(), format!("the file's name says `{name}`")));
        }
        match &form.check {
            Some(check) if !CHECKS.contains(&check.get_ref().as_str()) => {
                let help = format!("there are: {}", CHECKS.join(", "));
                Err(self.error(check.span(), "there is no such check").with_help(help))
            }
            None if form.pattern.is_empty() => {
                Err(self.error(form.id.span(), "the rule has neither a pattern nor a check"))
            }
            _ => Ok(()),
        }
    }

    /// Each language that the rule words has a bad and a good example, and there is at least one of either.
    fn provable(&self, form: &Form) -> Result<(), FileError> {
        let lacking = |lang: Option<&str>| {
            let fits =
                |example: &Spanned<super::Example>| lang.is_none_or(|lang| example.get_ref().lang == lang);
            !form.bad.iter().any(fits) || !form.good.iter().any(fits)
        };
        let refused = |at: Range<usize>, reason: String| {
            let help = "add a [[bad]] and a [[good]] example: they are the rule's proof";
            Err(self.error(at, reason).with_help(help))
        };
        for worded in &form.pattern {
            if let Some(lang) = worded.lang.names().iter().find(|lang| lacking(Some(lang))) {
                let reason = format!("the rule has no bad or no good example in `{lang}`");
                return refused(worded.pattern.span(), reason);
            }
        }
        if lacking(None) {
            return refused(form.id.span(), "the rule has no bad or no good example".into());
        }
        Ok(())
    }

    fn pattern(&mut self, worded: &PatternForm) -> Result<Pattern, FileError> {
        let text = &worded.pattern;
        let read = pattern(text.get_ref(), &mut self.roles);
        let pattern = read.map_err(|(at, reason)| self.error(inside(text, self.file, at), reason))?;
        let mut sets = Vec::new();
        collect_sets(&pattern.elements, &mut sets);
        self.name(&sets, &worded.lang.names(), &text.span());
        for list in worded.when.iter().chain(&worded.unless).chain(&worded.unless_text) {
            self.name(&[list.get_ref().clone()], &worded.lang.names(), &list.span());
        }
        Ok(pattern)
    }

    fn name(&mut self, sets: &[String], langs: &[String], at: &Range<usize>) {
        for lang in langs {
            self.named.extend(sets.iter().map(|set| (lang.clone(), set.clone(), at.clone())));
        }
    }

    /// The roles that a pattern leaves to the search.
    fn search(&mut self, worded: &PatternForm) -> Result<Vec<Element>, FileError> {
        let Some(text) = &worded.search else { return Ok(Vec::new()) };
        let read = pattern(text.get_ref(), &mut self.roles);
        let read = read.map_err(|(at, reason)| self.error(inside(text, self.file, at), reason))?;
        Ok(read.elements)
    }

    fn worded(
        &self,
        worded: &PatternForm,
        (pattern, search): (Pattern, Vec<Element>),
        form: &Form,
    ) -> Result<Worded, FileError> {
        let read = |text: &Spanned<String>| {
            sentence(text.get_ref(), &self.roles)
                .map_err(|(at, reason)| self.error(inside(text, self.file, at), reason))
        };
        let say = worded.say.as_ref().map_or("default", |say| say.get_ref());
        if !form.message.contains_key(say) {
            let at = worded.say.as_ref().map_or_else(|| worded.pattern.span(), Spanned::span);
            return Err(self.error(at, format!("there is no [message.{say}]")));
        }
        let texts = |list: &[Spanned<String>]| list.iter().map(|text| text.get_ref().clone()).collect();
        Ok(Worded {
            langs: worded.lang.names(),
            pattern,
            conditions: worded.conditions.iter().map(read).collect::<Result<_, _>>()?,
            expect: read(&worded.expect)?,
            when: texts(&worded.when),
            unless: texts(&worded.unless),
            unless_text: texts(&worded.unless_text),
            say: say.to_owned(),
            any_reading: worded.any_reading,
            search,
            tied: worded.tied.iter().map(read).collect::<Result<_, _>>()?,
            severity: worded.severity.map(Into::into),
        })
    }

    fn templates(
        &self,
        forms: &BTreeMap<String, BTreeMap<String, Spanned<String>>>,
        gives: impl Fn(&str) -> bool,
    ) -> Result<BTreeMap<String, BTreeMap<String, Template>>, FileError> {
        let read = |text: &Spanned<String>, gives: bool| {
            template(text.get_ref(), &self.roles, gives)
                .map_err(|(at, reason)| self.error(inside(text, self.file, at), reason))
        };
        let by_lang = |texts: &BTreeMap<String, Spanned<String>>, gives: bool| {
            let read = |(lang, text): (&String, _)| Ok((lang.clone(), read(text, gives)?));
            texts.iter().map(read).collect::<Result<_, FileError>>()
        };
        forms.iter().map(|(key, texts)| Ok((key.clone(), by_lang(texts, gives(key))?))).collect()
    }
}

/// The bytes in the file of a place in one of its strings.
fn inside(text: &Spanned<String>, file: &str, at: usize) -> Range<usize> {
    let span = text.span();
    let quotes =
        if file[span.clone()].starts_with("'''") || file[span.clone()].starts_with("\"\"\"") { 3 } else { 1 };
    let start = (span.start + quotes + at).min(span.end);
    start..(span.end - quotes).max(start)
}

fn collect_sets(elements: &[Element], sets: &mut Vec<String>) {
    for element in elements {
        match element {
            Element::Cue(names) | Element::NoCue(names) => sets.extend(names.iter().cloned()),
            Element::Claim { led_by: Some(name), .. } => sets.push(name.clone()),
            Element::Group { choices, .. } => choices.iter().for_each(|choice| collect_sets(choice, sets)),
            _ => {}
        }
    }
}
