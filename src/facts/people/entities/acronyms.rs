//! Acronyms joined to the names they stand for.

use super::words::fold_at;
use super::{Entities, EntityId, EntityKind, MentionForm};
use crate::Span;
use crate::lexicon::function_words::is_small;
use crate::text::{Article, fold};
use rustc_hash::FxHashMap;

/// Joins an acronym to the organisation that it stands for: by brackets, else by unique initials.
pub(super) fn join(article: &Article, entities: &mut Entities) {
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
            let letters: String = article
                .slice(entity.name)
                .split(' ')
                .filter(|w| !is_small(w))
                .filter_map(|w| w.chars().next())
                .collect();
            initials.entry(fold(&letters)).and_modify(|e| *e = None).or_insert(Some(id));
        }
    }
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
