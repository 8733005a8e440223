//! Speakers whose place in the sentence gives them away: after the verb, before a colon, in `as she put it`.

use super::{CLAUSE, Change, LONGEST, Scope, word};
use crate::facts::speech::reader::Label;
use crate::facts::speech::speaker_labels;
use crate::lexicon::{Cues, function_words::is_determiner};
use std::ops::Range;

/// The most tokens of a name with its office before a colon.
const INTRODUCED: usize = 9;

/// `[The branch will stay open], [argued] [Ms Vole].`, where the reader saw no source.
pub(super) fn clause(scope: &Scope<'_>) -> Option<Change> {
    let tokens = &scope.tokens;
    if scope.inside || scope.parts.iter().any(|p| p.label == Label::Source) {
        return None;
    }
    let mut end = tokens.end;
    while end > tokens.start && scope.mark(end - 1) {
        end -= 1;
    }
    let floor = (tokens.start + CLAUSE).max(end.saturating_sub(LONGEST + 2));
    let cue = (floor..end)
        .rev()
        .find(|&t| scope.is(t - 1, ",") && says(scope, t) && t + 1 < end && speaker(scope, t + 1..end))?;
    if scope.quoted(end) {
        return None;
    }
    Some(Change {
        clear: tokens.clone(),
        add: vec![
            (tokens.start..cue - 1, Label::Content),
            (cue..cue + 1, Label::Cue),
            (cue + 1..end, Label::Source),
        ],
    })
}

/// Whether a token is a verb of saying in small letters, in a form that a subject may follow.
fn says(scope: &Scope<'_>, at: usize) -> bool {
    let token = scope.article.tokens[at];
    !token.capital && scope.lexicons.says(scope.article.word(at), token.fold)
}

/// Whether the tokens are a name, with its title, or a noun with its article, and nothing else.
fn speaker(scope: &Scope<'_>, tokens: Range<usize>) -> bool {
    let article = scope.article;
    let first = article.word(tokens.start);
    let capital = |at: usize| article.tokens[at].capital || article.word(at) == ".";
    let named = article.tokens[tokens.start].capital && tokens.clone().all(capital);
    let noun = is_determiner(first)
        && (2..=4).contains(&tokens.len())
        && tokens.clone().all(|at| word(article, at))
        && scope.lexicons.sources.get(article.tokens[tokens.end - 1].fold).is_some();
    named || noun
}

/// `[The miller Ann Vole][:] “It was cold.”`, where the reader saw no source.
pub(super) fn introduced(scope: &Scope<'_>) -> Option<Change> {
    let tokens = &scope.tokens;
    let limit = tokens.end.min(tokens.start + INTRODUCED);
    let colon = (tokens.start + 1..limit).find(|&t| scope.is(t, ":"))?;
    let opens = scope.quotes.is_double_mark(colon + 1) && colon + 1 < tokens.end;
    let before = |p: &super::Part| p.tokens.start <= colon && p.label != Label::Content;
    let words = (tokens.start..colon).all(|t| word(scope.article, t) || scope.is(t, "."));
    // The name is the last of the words before the colon; its office may be in small letters.
    let name = colon.saturating_sub(2).max(tokens.start)..colon;
    let named = speaker_labels::is_name(scope.article, &name);
    let verb = (tokens.start..colon).any(|t| scope.has(t, Cues::Neutral));
    (opens && words && named && !verb && !scope.inside && !scope.parts.iter().any(before)).then(|| Change {
        clear: tokens.start..colon + 1,
        add: vec![(tokens.start..colon, Label::Source), (colon..colon + 1, Label::Cue)],
    })
}

/// `thin mats [“like a bath”], as [she] [put it]`: the content is what `it` takes up.
pub(super) fn put(scope: &Scope<'_>) -> Option<Change> {
    let (at, source, cue) = scope.speakers().find(|(_, source, cue)| source.end == cue.start)?;
    let content = scope.parts.get(at + 2).filter(|p| p.label == Label::Content)?;
    let it = content.tokens.len() == 1 && scope.is(content.tokens.start, "it");
    let put = it && cue.end == content.tokens.start && scope.among(cue.end - 1, &["put", "puts"]);
    let comma = source.start.checked_sub(2).filter(|&t| scope.is(t, ",") && scope.is(t + 1, "as"))?;
    let close = comma.checked_sub(1).filter(|&t| put && scope.quotes.is_double_mark(t))?;
    let open = (scope.tokens.start..close).rev().find(|&t| scope.quotes.is_double_mark(t))?;
    Some(Change {
        clear: open..content.tokens.end,
        add: vec![
            (open..close + 1, Label::Content),
            (source, Label::Source),
            (cue.start..content.tokens.end, Label::Cue),
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::mended;

    #[test]
    fn whoever_follows_the_verb_speaks() {
        let cases = [
            (
                "[C Tax plans were left to the manifesto], argued [C Mr Vole].",
                "[C Tax plans were left to the manifesto] [Q argued] [S Mr Vole]",
            ),
            (
                "The old mill will burn before long, says a report.",
                "[C The old mill will burn before long] [Q says] [S a report]",
            ),
            // A participle that describes, a list, a quotation, a sentence read whole.
            ("The old mill will burn before long, hurt by Ms Vole.", ""),
            ("The mill, the ferry, the bridge and Ms Vole.", ""),
            ("[C The old mill will burn before long], [Q argued] [S Ms Vole].", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(mended(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_with_a_colon_brings_in_its_quotation() {
        let cases = [
            ("The miller Ann Vole: [C “It was cold.”]", "[S The miller Ann Vole] [Q :] [C “It was cold.”]"),
            ("Ann Vole: [C “It was cold.”]", "[S Ann Vole] [Q :] [C “It was cold.”]"),
            ("The reason was this: [C “It was cold.”]", ""),
            ("[S Ann Vole] [Q said]: [C “It was cold.”]", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(mended(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_put_is_the_quotation() {
        assert_eq!(
            mended("The mats were “like a bath”, as [S she] [Q put] [C it]."),
            "[C “like a bath”] [S she] [Q put it]"
        );
        assert_eq!(mended("The mats were thin, as [S she] [Q put] [C it]."), "");
    }
}
