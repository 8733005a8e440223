//! The draft of a correction: what two versions differ in, as readers are told of it.

use crate::facts::people::{has_words_of, same_name};
use crate::facts::versions::{VersionChange, VersionKind};
use crate::lexicon::function_words::{is_determiner, is_function};
use crate::text::fold;
use rustc_hash::FxHashMap;

/// The draft, which takes the new version for the right one; empty where nothing is to be corrected.
pub(super) fn draft(changes: &[VersionChange]) -> String {
    let mut sentences: Vec<String> = Vec::new();
    let swaps = Swaps::new(changes);
    let told = changes.iter().enumerate().filter_map(|(at, change)| match swaps.of(at, change) {
        Some(partner) if partner < at => None,
        Some(_) => swapped(change),
        None => corrected(change),
    });
    for told in told {
        let head = if sentences.is_empty() { "An earlier version of this article" } else { "It also" };
        let stop = if is_ended(&told) { "" } else { "." };
        sentences.push(format!("{head} {told}{stop}"));
    }
    sentences.join(" ")
}

/// Figures and dates that changed, each by what it was and what it is, with its number among the changes.
struct Swaps<'a>(FxHashMap<(VersionKind, &'a str, &'a str), usize>);

impl<'a> Swaps<'a> {
    fn new(changes: &'a [VersionChange]) -> Self {
        let pairs = changes.iter().enumerate();
        Self(pairs.filter_map(|(at, change)| Some((Self::key(change)?, at))).collect())
    }

    fn key(change: &VersionChange) -> Option<(VersionKind, &str, &str)> {
        let placed = matches!(change.kind, VersionKind::Figure | VersionKind::Date);
        let (old, new) = (change.old.as_ref()?, change.new.as_ref()?);
        placed.then_some((change.kind, &*old.text, &*new.text))
    }

    /// The change with which this one changed places.
    fn of(&self, at: usize, change: &VersionChange) -> Option<usize> {
        let (kind, old, new) = Self::key(change)?;
        self.0.get(&(kind, new, old)).copied().filter(|partner| *partner != at)
    }
}

fn swapped(change: &VersionChange) -> Option<String> {
    let sides = [change.old.as_ref()?, change.new.as_ref()?];
    let [one, other] = sides.map(|side| match change.kind {
        VersionKind::Figure => small(&bare(&side.text)),
        _ => side.text.clone(),
    });
    Some(format!("gave {one} and {other} the wrong way round"))
}

/// What follows `An earlier version of this article`; None where a change takes no correction.
fn corrected(change: &VersionChange) -> Option<String> {
    let about = &source(&change.about);
    let was = &change.old.as_ref()?.text;
    let Some(is) = change.new.as_ref().map(|version| &version.text) else {
        return (change.kind == VersionKind::Quotation).then(|| {
            let old = bare(was);
            if about.is_empty() {
                format!("had the quotation “{old}”; it has been removed")
            } else {
                format!("quoted {about} as saying “{old}”; the quotation has been removed")
            }
        });
    };
    let (old, new) = (bare(was), closed(bare(is)));
    Some(match change.kind {
        VersionKind::Quotation if about.is_empty() => {
            format!("gave a quotation as “{old}”; in fact, the words were “{new}”")
        }
        VersionKind::Quotation => {
            format!("quoted {about} as saying “{old}”; in fact, the words were “{new}”")
        }
        VersionKind::Speaker => {
            let (was, is) = (source(was), source(is));
            format!(
                "attributed the words “{}” to {was}; in fact, they were those of {is}",
                bare(&change.about)
            )
        }
        VersionKind::Name if same_name(was, is) => return None,
        VersionKind::Name => format!("gave a name as {was}; in fact, it is {is}"),
        VersionKind::Title if !share_a_word(was, is) => return None,
        VersionKind::Title => format!("described {about} as “{old}”; in fact, the title is “{new}”"),
        VersionKind::Birth => format!("said that {about} was born in {was}; in fact, it was {is}"),
        VersionKind::Age => format!("gave the age of {about} as {was}; in fact, it is {is}"),
        VersionKind::Date => format!("gave a date as {was}; in fact, it is {is}"),
        VersionKind::Figure => format!("said “{}”; in fact, it is {}", small(&old), small(is)),
        VersionKind::Reported => return None,
    })
}

/// Whether two titles have a word in common: else each is right of its own.
fn share_a_word(one: &str, other: &str) -> bool {
    one.split_whitespace().any(|word| !is_function(fold(word)) && has_words_of(other, word))
}

/// A source within a sentence: `the council` for `The council`.
fn source(written: &str) -> String {
    let determined = written.split(' ').next().is_some_and(|first| is_determiner(&first.to_lowercase()));
    if determined { small(written) } else { written.to_owned() }
}

/// Words within a sentence: with a small letter at the start, unless they begin with an abbreviation.
fn small(words: &str) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) if !chars.clone().next().is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => words.to_owned(),
    }
}

/// Words as they are put in marks: without marks around all of them, and with single marks around a part of them; without the
/// comma or stop at their end, which is the sentence's.
fn bare(text: &str) -> String {
    let whole = depths(text).all(|(c, depth)| depth > 0 || !c.is_alphanumeric());
    let mut words = String::with_capacity(text.len());
    for (c, depth) in depths(text) {
        match (is_mark(c), depth) {
            (false, _) => words.push(c),
            (true, 0 | 1) if whole => {}
            (true, _) => words.push(if c == '”' || c == '"' && depth == 0 { '’' } else { '‘' }),
        }
    }
    let inner = words.trim().trim_end_matches('’');
    let marks = words.trim().len() - inner.len();
    let marks = if words.contains('‘') { "’".repeat(marks / '’'.len_utf8()) } else { String::new() };
    format!("{}{marks}", without_stop(inner))
}

/// Words without the comma or the stop at their end; an abbreviation keeps its own.
fn without_stop(words: &str) -> &str {
    let words = words.trim_end_matches([',', ' ']);
    let last = words.rsplit(' ').next().unwrap_or_default();
    if last.matches('.').count() == 1 { words.trim_end_matches('.') } else { words }
}

/// Whether a character is a double mark of quotation.
const fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '"')
}

/// The characters of a text, each with how many quotations are around it; a mark is of the quotation that it opens or closes, a
/// straight one that closes has none around it.
fn depths(text: &str) -> impl Iterator<Item = (char, usize)> + '_ {
    let mut depth = 0_usize;
    text.chars().map(move |c| {
        let closed = depth;
        match c {
            '“' => depth += 1,
            '"' => depth = usize::from(depth == 0),
            '”' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (c, if c == '”' { closed } else { depth })
    })
}

/// Words with the stop that a sentence has before its closing mark.
fn closed(words: String) -> String {
    if is_ended(&words) {
        return words;
    }
    match words.strip_suffix('’').filter(|head| head.contains('‘')) {
        Some(head) => format!("{head}.’"),
        None => format!("{words}."),
    }
}

/// Whether words end as a sentence does, before marks or without.
fn is_ended(words: &str) -> bool {
    words.trim_end_matches(['”', '’', '"']).ends_with(['.', '?', '!', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::versions::compare;
    use crate::{Checker, Document};

    fn corrected(old: &str, new: &str) -> String {
        let checker = Checker::builder().facts_only().build().unwrap();
        let document = |text: &str| -> Document<'_> { checker.check_text("draft.txt", text) };
        draft(&compare(&document(old).facts, &document(new).facts))
    }

    #[test]
    fn what_is_quoted_in_part_has_single_marks() {
        for (written, shown) in [
            ("“It is safe,”", "It is safe"),
            ("\"It is safe.\"", "It is safe"),
            ("“Is it safe?”", "Is it safe?"),
            ("that the bridge was “not safe.”", "that the bridge was ‘not safe’"),
            ("that the \"old\" bridge was safe,", "that the ‘old’ bridge was safe"),
            ("“It is,” … “not safe.”", "It is, … not safe"),
            ("“He said ‘no’ to the U.S.”", "He said ‘no’ to the U.S."),
            ("“They call it “safe” here.”", "They call it ‘safe’ here"),
        ] {
            assert_eq!(bare(written), shown, "{written}");
        }
        assert_eq!(closed("Is it safe?".to_owned()), "Is it safe?");
        assert_eq!(closed("it was ‘safe’".to_owned()), "it was ‘safe.’");
        assert_eq!(closed("the dogs’".to_owned()), "the dogs’.");
    }

    #[test]
    fn a_sentence_has_one_stop() {
        let old = "“Is the old bridge safe for all of us?” said Ada Brandt, the mayor.\n";
        let asked = old.replace("safe for", "shut for");
        assert_eq!(
            corrected(old, &asked),
            "An earlier version of this article quoted Ada Brandt as saying “Is the old bridge safe for all of us?”; in fact, \
             the words were “Is the old bridge shut for all of us?”"
        );
        let removed =
            corrected(&format!("{old}\n“I never go there on foot,” said Tom Hale, a driver.\n"), old);
        assert!(
            removed
                .ends_with("Tom Hale as saying “I never go there on foot”; the quotation has been removed."),
            "{removed}"
        );
    }

    #[test]
    fn a_draft_can_be_printed() {
        let person = "Ada Brandt, the mayor of Calder, met Tom Hale, a driver, at the bridge.\n\n";
        for (old, new, expected) in [
            (
                "In the north 12 people died and 30 people drowned.",
                "In the north 30 people died and 12 people drowned.",
                "gave 12 people and 30 people the wrong way round.",
            ),
            (
                "The bridge opened on Tuesday and shut on Friday.",
                "The bridge opened on Friday and shut on Tuesday.",
                "gave Tuesday and Friday the wrong way round.",
            ),
            (
                "Five people died in the flood.",
                "Seven men died in the flood.",
                "said “five people”; in fact, it is seven men.",
            ),
            (
                "More than 30 people died.",
                "More than 40 people died.",
                "said “more than 30 people”; in fact, it is more than 40 people.",
            ),
            (
                "US$5 million was paid.",
                "US$6 million was paid.",
                "said “US$5 million”; in fact, it is US$6 million.",
            ),
            (
                "“The toll is far too high for us,” said Hale.",
                "A spokesman said: “The toll is far too high for us.”",
                "attributed the words “The toll is far too high for us” to Tom Hale; in fact, they were those of a spokesman.",
            ),
            ("It opened on Tuesday.", "It opened in 1926 after a flood.", ""),
            ("Ms. Brandt, the chief executive, left.", "Ms. Brandt, its chief executive, left.", ""),
            ("Ms. Brandt, the chief executive, left.", "Ms. Brandt, a lawyer, left.", ""),
            (
                "Ms. Brandt, the deputy director, left.",
                "Ms. Brandt, the managing director, left.",
                "described Ada Brandt as “the deputy director”; in fact, the title is “the managing director.”",
            ),
        ] {
            let [before, after] = [old, new].map(|text| format!("{person}{text}\n"));
            let expected = if expected.is_empty() {
                String::new()
            } else {
                format!("An earlier version of this article {expected}")
            };
            assert_eq!(corrected(&before, &after), expected, "{old} > {new}");
        }
        assert_eq!(corrected("Brandt, 44, a lawyer, left.\n", "Ada Brandt, 44, a lawyer, left.\n"), "");
    }
}
