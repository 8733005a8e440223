//! Acronyms joined to the names they stand for.

use super::names::Name;
use super::words::{CAPITAL, SHOUTED, WordTraits, fold_at};
use super::{Entities, EntityId, EntityKind, Mention, MentionForm};
use crate::Span;
use crate::facts::wording::stems::possessive;
use crate::lexicon::function_words::is_small;
use crate::text::{Article, fold};
use rustc_hash::{FxHashMap, FxHashSet};

/// The most words that a spelt-out name has.
const WORDS: usize = 12;

/// How many organisations an acronym without brackets is held against.
const LONG: usize = 48;

/// Gives acronyms the names that they stand for, where no entity has them: what is before its brackets (`Athletics
/// Norland (AN)`) or in them (`AN (Athletics Norland)`), else the one sequence of capitals with its initials.
fn spell_out(article: &Article, words: &WordTraits, names: &[Name], entities: &mut Entities) {
    let mut initials: FxHashMap<u64, Option<Span>> = FxHashMap::default();
    for name in names.iter().filter(|n| (2..=WORDS).contains(&n.tokens.len())) {
        let span = super::names::span(article, &name.tokens);
        let shouted = name.tokens.clone().any(|at| words.any(at, SHOUTED));
        let letters: String = initials_of(article.slice(span)).collect();
        if !shouted && letters.len() >= 2 && letters.chars().all(char::is_uppercase) {
            let held = initials.entry(fold(&letters)).or_insert(Some(span));
            if held.is_some_and(|held| article.slice(held) != article.slice(span)) {
                *held = None;
            }
        }
    }
    let known: FxHashSet<u32> = entities.mentions.iter().map(|m| m.span.start).collect();
    let mut added = Vec::new();
    for i in 0..entities.mentions.len() {
        let mention = &entities.mentions[i];
        let entity = mention.entity;
        if mention.form != MentionForm::Acronym || article.slice(entities[entity].name).contains(' ') {
            continue;
        }
        let at = article.token_at(mention.span.start);
        let letters = article.slice(mention.span);
        let bracketed = at >= 2 && article.word(at - 1) == "(";
        let before = bracketed.then(|| spelt_before(article, words, at - 1, letters)).flatten();
        let whole = before.or_else(|| initials.get(&fold_at(article, at)).copied().flatten());
        let Some(whole) = whole.filter(|whole| !known.contains(&whole.start)) else { continue };
        added.push(Mention { span: whole, title: None, form: MentionForm::Full, entity });
        entities.entities[entity.index()].name = whole;
    }
    added.dedup_by_key(|m| m.span.start);
    entities.mentions.extend(added);
    entities.mentions.sort_by_key(|m| (m.span.start, m.span.end));
}

/// The name that ends before token `bracket` and whose words begin with the letters.
fn spelt_before(article: &Article, words: &WordTraits, bracket: usize, letters: &str) -> Option<Span> {
    let sentence = article.sentences.get(article.sentence_at(article.tokens[bracket].span.start))?;
    let floor = sentence.tokens.start.max(bracket.saturating_sub(WORDS));
    (floor..bracket)
        .rev()
        .take_while(|&at| words.any(at, CAPITAL) || is_small(article.word(at)))
        .filter(|&at| words.any(at, CAPITAL))
        .map(|at| article.span_of(at..bracket))
        .find(|&span| article.slice(span).contains(' ') && fits(article.slice(span), letters))
}

/// Joins an acronym to the organisation that it stands for: by brackets, else by unique initials.
pub(super) fn join(article: &Article, words: &WordTraits, names: &[Name], entities: &mut Entities) {
    spell_out(article, words, names, entities);
    let mut merged: FxHashMap<EntityId, EntityId> = FxHashMap::default();
    for i in 1..entities.mentions.len() {
        let (a, b) = (&entities.mentions[i - 1], &entities.mentions[i]);
        if b.form != MentionForm::Acronym || entities[a.entity].kind == EntityKind::Person {
            continue;
        }
        let between = &article.text[a.span.end.min(b.span.start) as usize..b.span.start as usize];
        if between != " ("
            || !article.text[b.span.end as usize..].starts_with(')')
            || a.form == MentionForm::Acronym
        {
            continue;
        }
        if fits_from(article, a.span, article.slice(b.span)) {
            merged.insert(b.entity, a.entity);
        }
    }
    let mut initials: FxHashMap<u64, Option<EntityId>> = FxHashMap::default();
    for (id, entity) in entities.numbered() {
        if entity.kind == EntityKind::Organisation && article.slice(entity.name).contains(' ') {
            let letters: String = initials_of(article.slice(entity.name)).collect();
            initials.entry(fold(&letters)).and_modify(|e| *e = None).or_insert(Some(id));
        }
    }
    // `UK Harbour Party` gives UKHP, with two letters of its first word; `Harbours Authority` after `Rivers and` gives RHA.
    let long: Vec<(EntityId, Span)> = entities
        .numbered()
        .filter(|(_, e)| e.kind == EntityKind::Organisation && article.slice(e.name).contains(' '))
        .map(|(id, e)| (id, e.name))
        .take(LONG)
        .collect();
    let mut asked: FxHashSet<EntityId> = FxHashSet::default();
    let mut longer: Vec<(EntityId, Span)> = Vec::new();
    for mention in &entities.mentions {
        let letters = article.slice(mention.span);
        if mention.form != MentionForm::Acronym || letters.len() < 3 || !asked.insert(mention.entity) {
            continue;
        }
        let first = letters.get(..1).unwrap_or_default();
        let whole = |name: Span| {
            let all = article.slice(name).starts_with(first) && fits(article.slice(name), letters);
            let free = |whole: &Span| is_free(entities, name.start, *whole);
            if all { Some(name) } else { cut(article, name, letters).filter(free) }
        };
        let others = long.iter().filter(|(id, _)| *id != mention.entity);
        let mut fit = others.filter_map(|(id, name)| Some((*id, whole(*name)?)));
        if let (Some((id, whole)), None) = (fit.next(), fit.next()) {
            merged.entry(mention.entity).or_insert(id);
            if longer.iter().all(|(known, _)| *known != id) {
                longer.push((id, whole));
            }
        }
    }
    longer.into_iter().for_each(|(id, whole)| lengthen(article, entities, id, whole));
    for mention in &entities.mentions {
        if mention.form == MentionForm::Acronym && !merged.contains_key(&mention.entity) {
            let key = fold_at(article, article.token_at(mention.span.start));
            if let Some(Some(whole)) = initials.get(&key) {
                merged.insert(mention.entity, *whole);
            }
        }
    }
    for mention in &mut entities.mentions {
        if let Some(&whole) = merged.get(&mention.entity) {
            mention.entity = whole;
        }
    }
}

/// The name with the words that were cut off before it, where the initials of all of them are `letters`: names are cut at
/// `and` where nothing shows that they continue.
fn cut(article: &Article, name: Span, letters: &str) -> Option<Span> {
    let first = article.token_at(name.start);
    let sentence = article.sentences.get(article.sentence_at(name.start))?.tokens.start;
    let capital = |i: usize| article.word(i).starts_with(char::is_uppercase);
    if first == 0 || !matches!(article.word(first - 1), "and" | "&") {
        return None;
    }
    // The first word of a sentence has a capital of its own (`Residents and Harbour Authority officials`).
    ((sentence + 1).max(first.saturating_sub(WORDS))..first)
        .rev()
        .take_while(|&i| (capital(i) || is_small(article.word(i))) && !possessive(article.word(i)))
        .filter(|&i| capital(i) && !is_small(article.word(i)))
        .map(|i| article.tokens[i].span.join(name))
        .find(|&whole| initials_of(article.slice(whole)).eq(letters.chars()))
}

/// The first letters of the words of a name, small words left out.
fn initials_of(name: &str) -> impl Iterator<Item = char> + '_ {
    name.split(' ').filter(|word| !is_small(word)).filter_map(|word| word.chars().next())
}

/// Whether nobody is named in what `whole` has before the mention at `start`.
fn is_free(entities: &Entities, start: u32, whole: Span) -> bool {
    let at = entities.mentions.partition_point(|m| m.span.start < start);
    at.checked_sub(1).is_none_or(|before| entities.mentions[before].span.end <= whole.start)
}

/// Gives an organisation its longer name, and every mention that has the same words.
fn lengthen(article: &Article, entities: &mut Entities, id: EntityId, whole: Span) {
    let name = entities.entities[id.index()].name;
    let words = article.slice(whole);
    entities.entities[id.index()].name = whole;
    for i in 0..entities.mentions.len() {
        let Mention { span, entity, .. } = entities.mentions[i];
        if entity == id && span.len() == name.len() && article.text[..span.end as usize].ends_with(words) {
            let longer = Span::new(span.end - whole.len(), span.end);
            if is_free(entities, span.start, longer) {
                entities.mentions[i].span = longer;
            }
        }
    }
}

/// Whether the letters fit the name, or a longer one that ends with it: names are cut at `and` and at small words
/// where nothing shows that they continue.
fn fits_from(article: &Article, name: Span, letters: &str) -> bool {
    if fits(article.slice(name), letters) {
        return true;
    }
    let first = article.token_at(name.start);
    let sentence = article.sentences.get(article.sentence_at(name.start)).map_or(first, |s| s.tokens.start);
    (sentence.max(first.saturating_sub(10))..first)
        .rev()
        .take_while(|&i| {
            let word = article.word(i);
            word.starts_with(char::is_uppercase) || is_small(word) || matches!(word, "," | "’" | "'")
        })
        .any(|i| fits(article.slice(article.tokens[i].span.join(name)), letters))
}

/// Whether `letters` can be read off `name`: each in order, each beginning a word or, where a word is
/// compounded (`HealthCare`), inside one; the first must begin a word. Small words may give a letter or not.
#[must_use]
pub(super) fn fits(name: &str, letters: &str) -> bool {
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|w| !w.is_empty())
        .collect();
    let letters: Vec<char> =
        letters.chars().filter(|c| c.is_alphabetic()).map(|c| c.to_ascii_uppercase()).collect();
    // How many letters are read when the words up to here are used up, as a set.
    let mut reached = vec![false; letters.len() + 1];
    reached[0] = true;
    for (i, word) in words.iter().enumerate() {
        let mut next = vec![false; letters.len() + 1];
        for read in 0..=letters.len() {
            if !reached[read] {
                continue;
            }
            // Names often begin before the part that is abbreviated (`the Bank of X`), and small words are skipped.
            if read == 0 || is_small(word) || i + 1 == words.len() && read == letters.len() {
                next[read] = true;
            }
            let mut upto = read;
            for (k, c) in word.chars().enumerate() {
                if upto == letters.len() {
                    break;
                }
                if c.to_ascii_uppercase() == letters[upto] {
                    if k == 0 || (c.is_uppercase() && upto > read) || (upto > read && k <= 4) {
                        upto += 1;
                        next[upto] = true;
                    }
                } else if k == 0 {
                    break;
                }
            }
        }
        reached = next;
    }
    reached[letters.len()]
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn letters_are_read_off_the_name() {
        for (name, letters) in [
            ("Alliance to Reclaim Our Schools", "AROS"),
            ("Hale Office of Budget", "HOB"),
            ("Department of Homeland Security", "DHS"),
            ("Federation of Small Farms and Fisheries", "FSFF"),
            ("National Aero and Space Office", "NASO"),
        ] {
            assert!(fits(name, letters), "{name} {letters}");
        }
        for (name, letters) in
            [("Federation of Small Farms", "FFS"), ("Union of Bakers", "UBX"), ("Office of Budget", "BO")]
        {
            assert!(!fits(name, letters), "{name} {letters}");
        }
    }
}
