//! How a stretch of a document was read: the words of it, and every reading tried.

use super::{Context, entry, sheet};
use crate::{
    diagnostic::reading::{Attempt, WordReading},
    lexicon::Lexicon,
    parse::{self, Passage, Step},
    text::{Prose, Span},
};

/// How the words within a span of the file were read. The context is that of an unread document.
///
/// `lexicon` gives the language of each block.
pub fn explain<'a>(
    prose: &Prose<'_>,
    lexicon: &dyn Fn(usize) -> &'a Lexicon,
    mut context: Context,
    span: Span,
) -> Vec<WordReading> {
    let mut words = Vec::new();
    for number in 0..prose.blocks.len() {
        if prose.source(prose.blocks[number].span).start >= span.end {
            break;
        }
        let lexicon = lexicon(number);
        let sheet = sheet(prose, number, lexicon, &mut context);
        let passage = Passage { text: &prose.text, tokens: &sheet.tokens, lexicon };
        let within = |at: &usize| meets(prose.source(sheet.tokens[*at].span), span);
        let first = (0..sheet.tokens.len()).find(within).unwrap_or(sheet.tokens.len());
        let count = (first..sheet.tokens.len()).take_while(within).count();
        let mentions: Vec<_> = sheet.claims.into_iter().map(|claim| claim.mention).collect();
        let steps = parse::trace(&passage, &mentions, first..first + count);
        words.extend(steps.into_iter().map(|step| word(step, prose, &passage)));
    }
    words
}

/// Whether two spans share a byte.
const fn meets(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

fn word(step: Step, prose: &Prose<'_>, passage: &Passage<'_>) -> WordReading {
    let token = &passage.tokens[step.token];
    let starts = passage.lexicon.terms.starts(token.word);
    let sets = &passage.lexicon.sets;
    let of_grammar = |name: &&str| sets.get(name).is_some_and(|set| set.is_grammar() && starts.has(set));
    let names = sets.names().filter(of_grammar);
    let attempts = step.attempts.into_iter().map(|attempt| Attempt {
        production: attempt.production,
        outcome: attempt.outcome.name(),
        entry: entry::of_mention(&attempt.mention, prose.source(attempt.mention.span), passage.lexicon),
    });
    WordReading {
        span: prose.source(token.span),
        sets: names.map(str::to_owned).collect(),
        attempts: attempts.collect(),
        silent: step.silent,
    }
}
