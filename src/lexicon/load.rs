//! From a lexicon file to a [`Lexicon`].

use super::{
    LIMIT, Lexicon, Set, SetBits, Symbol, fold,
    form::{Form, SymbolForm},
};
use crate::{
    text::{FileError, FileKind, Span},
    value::Approx,
};

/// How the names of sets begin that gather what is one kind of thing, or met one fate, under several names.
const GROUPS: [&str; 2] = ["kind-", "fate-"];

/// Cuts a phrase of the lexicon into the words and marks of the tokenizer.
pub type Cut = fn(&str) -> Vec<Span>;

/// Reads a lexicon file. `cut` is the tokenizer, so that phrases are cut as texts are.
///
/// # Errors
/// When the file is not TOML, has a key that is unknown, or more sets than fit.
pub fn lexicon(name: &str, file: &str, cut: Cut) -> Result<Lexicon, FileError> {
    let form: Form =
        toml::from_str(file).map_err(|error| FileError::toml(FileKind::Lexicon, name, file, &error))?;
    let mut filling = Filling {
        lexicon: Lexicon {
            code: form.code.clone(),
            marks: form.marks.clone(),
            idioms: form.idioms.clone(),
            endings: form.tense.clone(),
            ..Lexicon::default()
        },
        cut,
    };
    filling.fill(&form).ok_or_else(|| {
        let reason = format!("more than {LIMIT} sets of words, or a scale that is no power");
        FileError::new(FileKind::Lexicon, name, file, 0..0, reason)
    })?;
    Ok(filling.lexicon)
}

impl Lexicon {
    /// Adds phrases to a set, which is made if it is new (a rule file brings its own cue sets).
    /// Whether there is room for it.
    #[must_use]
    pub fn extend(&mut self, set: &str, phrases: &[String], cut: Cut) -> bool {
        let Some(set) = self.sets.intern(set) else { return false };
        phrases.iter().for_each(|phrase| self.add(phrase, set, 0, cut));
        true
    }

    fn add(&mut self, phrase: &str, set: Set, payload: i64, cut: Cut) {
        if phrase.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return self.terms.add(&[phrase], set, payload); // one word as it stands: most of a lexicon
        }
        let folded: Vec<_> = cut(phrase).into_iter().map(|span| fold(&phrase[span.range()])).collect();
        let key: Vec<&str> = folded.iter().map(AsRef::as_ref).collect();
        self.terms.add(&key, set, payload);
    }
}

struct Filling {
    lexicon: Lexicon,
    cut: Cut,
}

impl Filling {
    fn fill(&mut self, form: &Form) -> Option<()> {
        self.lexicon.telling = form.telling.iter().map(|word| word.as_str().into()).collect();
        self.lexicon.person_endings =
            form.person_endings.iter().map(|ending| ending.as_str().into()).collect();
        self.lexicon.plurals = form
            .plurals
            .iter()
            .map(|(plural, singular)| (plural.as_str().into(), singular.as_str().into()))
            .collect();
        for (set, phrases) in &form.sets {
            let set = self.lexicon.sets.intern(set)?;
            phrases.iter().for_each(|phrase| self.add(phrase, set, 0));
        }
        for (set, verbs) in &form.verbs {
            let set = self.lexicon.sets.intern(set)?;
            verbs.forms.iter().for_each(|verb| self.add(verb, set, 0));
            for (conjugation, stems) in &verbs.stems {
                for ending in form.endings.get(conjugation).into_iter().flatten() {
                    stems.iter().for_each(|stem| self.add(&format!("{stem}{ending}"), set, 0));
                }
            }
        }
        for (set, terms) in &form.values {
            let set = self.lexicon.sets.intern(set)?;
            terms.iter().for_each(|(phrase, &value)| self.add(phrase, set, value));
        }
        for approximator in &form.approximators {
            let place = self.lexicon.approximators.len() as i64;
            self.lexicon.approximators.push(Approx {
                sense: approximator.sense,
                below: approximator.below,
                above: approximator.above,
            });
            approximator.words.iter().for_each(|phrase| self.add(phrase, Set::APPROX, place));
            approximator.after.iter().for_each(|phrase| self.add(phrase, Set::APPROX_AFTER, place));
        }
        let coded = [(&form.units, Set::UNIT), (&form.currencies, Set::CURRENCY), (&form.cents, Set::CENT)];
        for (codes, set) in coded {
            for (code, phrases) in codes {
                let place = self.code(code);
                phrases.iter().for_each(|phrase| self.add(phrase, set, place));
            }
        }
        self.symbols(&form.symbols)?;
        Set::ANCHORS.iter().for_each(|&set| self.lexicon.anchors.insert(set));
        let sets = form.sets.keys().chain(form.verbs.keys());
        let groups = sets
            .filter(|name| GROUPS.iter().any(|group| name.starts_with(group)))
            .filter_map(|name| self.lexicon.sets.get(name));
        groups.for_each(|set| self.lexicon.groups.insert(set));
        Set::CUES.iter().for_each(|&set| self.lexicon.cues.insert(set));
        self.lexicon.cues.extend(&self.lexicon.groups.clone());
        self.lexicon.terms.allow_bare();
        self.lexicon.anchors.extend(&SetBits::times());
        Some(())
    }

    /// Adds the symbols; nothing when a scale is no power of ten.
    fn symbols(&mut self, form: &SymbolForm) -> Option<()> {
        let coded = [
            (&form.units, Set::UNIT_SYMBOL),
            (&form.minor, Set::MINOR_SYMBOL),
            (&form.currencies, Set::CURRENCY_SYMBOL),
        ];
        for (codes, set) in coded {
            for (code, spellings) in codes {
                let value = self.code(code);
                spellings.iter().for_each(|spelling| self.symbol(spelling, set, value));
            }
        }
        for (power, spellings) in &form.scales {
            let value = power.parse().ok()?;
            spellings.iter().for_each(|spelling| self.symbol(spelling, Set::SCALE_SYMBOL, value));
        }
        Some(())
    }

    fn symbol(&mut self, spelling: &str, set: Set, value: i64) {
        self.add(spelling, set, self.lexicon.symbols.len() as i64);
        let spelling = spelling.split_whitespace().collect();
        self.lexicon.symbols.push(Symbol { spelling, value });
    }

    /// The place of a code, made now if it is new.
    fn code(&mut self, code: &str) -> i64 {
        let known = self.lexicon.codes.iter().position(|known| &**known == code);
        known.unwrap_or_else(|| {
            self.lexicon.codes.push(code.into());
            self.lexicon.codes.len() - 1
        }) as i64
    }

    fn add(&mut self, phrase: &str, set: Set, payload: i64) {
        self.lexicon.add(phrase, set, payload, self.cut);
    }
}
