//! What a figure counts: the noun after it, its canonical name, and what distinguishes it from others of the kind.

use super::piece::{Join, Pieces};
use crate::lexicon::function_words::is_function;
use crate::lexicon::{Class as _, Figures, Lexicon, Subjects};
use crate::text::TokenKind;

/// The noun that a figure counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Subject {
    /// The pieces of the noun phrase, end left out.
    pub noun: Option<(usize, usize)>,
    /// Canonical name.
    pub name: Option<String>,
    /// The words before the head, and `of` where the figure is a part of a known group, sorted.
    pub qualifiers: Vec<String>,
}

const CLASSES: &[Subjects] = Subjects::ALL;

/// The subject of a figure whose pieces are `from..to`.
///
/// `counts`: it has no unit, so that a noun in the singular can follow only by a hyphen, and what befell
/// people can be what is counted.
pub(crate) fn read(
    p: &Pieces,
    from: usize,
    to: usize,
    counts: bool,
    subjects: &Lexicon<Subjects>,
) -> Subject {
    let mut out =
        if counts || p.is(to, "of") || p.is(to, "in") { phrase(p, to, subjects) } else { Subject::default() };
    let more = !counts && p.any(to, &["more", "extra"]);
    if more || p.before(from, 1, &["another", "other", "additional", "further", "extra"]) {
        out.qualifiers.push("other".to_owned());
    }
    if let Some(rate) = rate(p, out.noun.map_or(to, |n| n.1)).or_else(|| rate(p, to)) {
        out.qualifiers.push(rate);
    }
    if !counts {
        out.qualifiers.sort_unstable();
        return out;
    }
    if let Some(fate) = fate(p, from, out.noun.map_or(to, |n| n.1), &out, subjects) {
        // "12 civilians were killed" counts the dead, of whom "civilian" is a kind.
        if let Some(noun) = out.name.take().filter(|n| n != "people" && n != fate) {
            out.qualifiers.push(noun);
        }
        out.name = Some(fate.to_owned());
    }
    out.qualifiers.sort_unstable();
    out.qualifiers.dedup();
    out
}

/// `per person`, `an hour`, `each`: an amount for one of many is not one for the whole.
fn rate(p: &Pieces, at: usize) -> Option<String> {
    if p.any(at, &["each", "apiece"]) {
        return Some("per head".to_owned());
    }
    let per = p.is(at, "per") || p.any(at, &["a", "an"]) && p.has(at + 1, Figures::Rate);
    if per && at + 1 < p.list.len() {
        return Some(format!("per {}", p.word(at + 1).to_lowercase()));
    }
    p.any(at, &["annually", "yearly", "monthly", "weekly", "daily", "hourly"])
        .then(|| format!("per {}", p.word(at).to_lowercase()))
}

/// The noun phrase that starts at piece `at`.
fn phrase(p: &Pieces, at: usize, subjects: &Lexicon<Subjects>) -> Subject {
    let mut out = Subject::default();
    let mut i = at;
    if p.is(i, "of") || p.is(i, "in") {
        if p.is(i, "of") {
            out.qualifiers.push("of".to_owned());
        }
        i += 1;
        while p.has(i, Figures::BeforeNoun) {
            i += 1;
        }
    }
    let start = i;
    let mut head = None;
    while i < start + 5 {
        if p.kind(i) != Some(TokenKind::Word) || p.join(i) == Some(Join::Touch) {
            break;
        }
        if p.any(i, &["more", "other", "additional", "extra", "further", "new", "another", "others"]) {
            out.qualifiers.push("other".to_owned());
            i += 1;
            continue;
        }
        let hit = p.find(subjects, i, CLASSES);
        // "600-member delegation", "two-state solution": the hyphen makes a noun in the singular.
        let hyphened = i == at && p.join(i) == Some(Join::Hyphen);
        if hit.is_none() && !hyphened && is_function(p.list[i].fold) {
            break;
        }
        let tokens = hit.map_or(1, |h| h.tokens);
        let plural = hit.is_some() || is_plural(p.word(i));
        if plural || hyphened {
            head = Some((i, i + tokens, hit));
            // "54 work emails from": go on while nouns follow, "12 sailors killed" stops at the first.
            let next_is_noun = p.find(subjects, i + tokens, CLASSES).is_some_and(|h| !h.is(Subjects::Fate));
            if !next_is_noun || hyphened {
                break;
            }
        }
        if let Some((from, to, _)) = head.filter(|h| h.0 != i) {
            out.qualifiers.extend((from..to).map(|k| p.word(k).to_lowercase()));
            head = None;
        }
        if head.is_none() {
            out.qualifiers.push(p.word(i).to_lowercase());
        }
        i += tokens;
    }
    match head {
        Some((i, end, hit)) => {
            out.noun = Some((start, end));
            out.name = Some(match hit {
                Some(hit) => hit.lemma.to_owned(),
                None => singular(p.word(i)),
            });
        }
        // Adjectives without a noun are no subject.
        None => out.qualifiers.retain(|q| q == "of" || q == "other"),
    }
    out
}

/// What befell the people: `were killed`, `killing at least`, `12 dead`.
fn fate<'l>(
    p: &Pieces,
    from: usize,
    to: usize,
    noun: &Subject,
    subjects: &'l Lexicon<Subjects>,
) -> Option<&'l str> {
    let person = match &noun.name {
        None => true,
        Some(name) => subjects.word(name).is_none_or(|h| h.is_any(&[Subjects::Person, Subjects::Forces])),
    };
    if !person {
        return None;
    }
    let mut i = to;
    while i < to + 4 && p.has(i, Figures::PassedOver) {
        i += 1;
    }
    let after = p.find(subjects, i, &[Subjects::Fate]).filter(|_| noun.name.is_some() || i < to + 3);
    after
        .or_else(|| {
            // "killed 12", "death toll" is another pattern.
            let hit = p.find_before(subjects, from, &[Subjects::Fate])?;
            p.word(from - 1)
                .ends_with("ed")
                .then_some(())
                .or_else(|| p.word(from - 1).ends_with("ing").then_some(()))
                // "Storm kills 43 people", in a headline.
                .or_else(|| p.any(from - 1, &["kills", "kill", "injures"]).then_some(()))?;
            Some(hit)
        })
        .map(|hit| hit.lemma)
}

/// Whether an unknown word looks like a plural noun.
fn is_plural(word: &str) -> bool {
    word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is", "'s", "’s", "ous"].iter().any(|end| word.ends_with(end))
}

/// A plural's singular, in lower case, by spelling.
pub(crate) fn singular(word: &str) -> String {
    let word = word.to_lowercase();
    for (end, with) in [("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", "")]
    {
        if let Some(stem) = word.strip_suffix(end)
            && stem.len() > 2
            && !(end == "s" && stem.ends_with('s'))
        {
            return format!("{stem}{with}");
        }
    }
    word
}
