//! Surnames that nobody is introduced by, after a courtesy title or in the headline, that sound like that of somebody who is: `Mr.
//! Quintana`, in a story about Baltasar Quintela.

use super::{Spelling, Word, bare, goes_on, is_introduced, is_known, spelling, word_before};
use crate::facts::people::entities::{Entities, EntityKind};
use crate::lexicon::Lexicons;
use crate::text::{Article, Role, fold};
use rustc_hash::FxHashMap;

/// With how many people a stray surname is compared.
const MOST: usize = 64;
/// How alike two surnames are of which one may be written for the other, by Jaro and Winkler's measure, 0 to 1.
const ALIKE: f64 = 0.85;
/// By how much the second may be less alike and be as likely.
const AS_LIKELY: f64 = 0.005;

pub(super) fn find(
    article: &Article,
    entities: &Entities,
    lexicons: &Lexicons,
    words: &FxHashMap<u64, Word>,
) -> Vec<Spelling> {
    let in_headline = |at: usize| article.role_of(article.tokens[at].span) == Some(Role::Headline);
    let stray = |(key, word): &(&u64, &Word)| {
        let at = word.first;
        let told = is_titled(article, lexicons, at) || in_headline(at) && !is_known(lexicons, **key);
        !word.lower && word.count == 1 && told && !goes_on(article, at)
    };
    let mut strays = words.iter().filter(stray).map(|(_, word)| word).peekable();
    if strays.peek().is_none() {
        return Vec::new();
    }
    let named = entities.entities.iter().filter(|e| e.kind == EntityKind::Person && e.given.is_some());
    let known: Vec<(&Word, String)> = named
        .filter_map(|e| words.get(&fold(bare(article, article.token_at(e.surname?.start)))))
        .filter(|word| is_introduced(article, lexicons, word))
        .take(MOST)
        .map(|word| (word, bare(article, word.first).to_lowercase()))
        .collect();
    strays
        .filter_map(|odd| {
            let text = bare(article, odd.first).to_lowercase();
            let headline = in_headline(odd.first);
            let likeness = |(word, other): &(&Word, String)| {
                // "Bradfield mourns Bradford", and Peters beside Peterson, are two.
                let both = headline && word.at.iter().any(|&at| in_headline(at));
                let longer = other.starts_with(&text) || text.starts_with(other.as_str());
                let near = text.len().abs_diff(other.len()) <= 2;
                if near && !longer && !both { strsim::jaro_winkler(&text, other) } else { 0.0 }
            };
            let ranked = || known.iter().map(|one| (likeness(one), one.0));
            let (most, usual) = ranked().max_by(|a, b| a.0.total_cmp(&b.0))?;
            let rival = ranked().any(|(like, word)| word.first != usual.first && like >= most - AS_LIKELY);
            (most >= ALIKE && !rival)
                .then(|| Spelling { stray: true, ..spelling(article, lexicons, odd, usual, true) })
        })
        .collect()
}

/// Whether a word that no list has as a surname is after `Mr.` or the like; not `a Mr. Vole`, who is introduced, nor a doctor of the
/// story, who need not be.
fn is_titled(article: &Article, lexicons: &Lexicons, at: usize) -> bool {
    let Some(title) = word_before(article, at) else { return false };
    let hit = lexicons.titles.get(article.tokens[title].fold);
    let courtesy = hit.is_some_and(|hit| hit.class().is_courtesy()) && !article.word(title).starts_with("Dr");
    let other =
        title.checked_sub(1).is_some_and(|t| matches!(article.word(t), "a" | "A" | "old" | "Old" | "young"));
    courtesy && !other && lexicons.surnames.get(article.tokens[at].fold).is_none()
}
