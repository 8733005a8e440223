//! Function words, stems and possessives, for annotators that compare what two sentences are about.

use crate::text::{Article, Token, fold};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Words that carry no subject of their own, by [`fold`].
static FUNCTION: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| FUNCTION_WORDS.split_ascii_whitespace().map(fold).collect());

/// Whether the folded word is an article, preposition, pronoun, auxiliary, conjunction or common adverb.
#[must_use]
pub(in crate::facts) fn is_function(fold: u64) -> bool {
    FUNCTION.contains(&fold)
}

/// A word without its possessive `'s`.
#[must_use]
#[inline]
pub(crate) fn bare(word: &str) -> &str {
    // Asked of every word, most of which end in no s.
    let Some(head) = word.strip_suffix(['s', 'S']) else { return word };
    head.strip_suffix(['\'', '’']).unwrap_or(word)
}

/// Whether a word ends in a possessive `'s`.
#[must_use]
pub(crate) fn possessive(word: &str) -> bool {
    bare(word).len() < word.len()
}

/// A word's stem as a hash: its first letters in lower case, so that `suspended` meets `suspending`.
///
/// Six letters part more words of English news than they join; inflection rarely reaches into them. A
/// shorter word gives its plural `s` and its possessive away.
#[must_use]
pub(in crate::facts) fn stem(word: &str) -> u64 {
    let word = bare(word);
    let end = word.char_indices().nth(6).map_or(word.len(), |(at, _)| at);
    let head = &word[..end];
    if end == word.len() && head.len() > 3 {
        let bare = head
            .strip_suffix("ed")
            .filter(|h| h.len() > 3)
            .or_else(|| head.strip_suffix('s').filter(|h| !h.ends_with('s')));
        return fold(bare.unwrap_or(head));
    }
    fold(head)
}

/// [`stem`] of each token of an article.
#[must_use]
pub(in crate::facts) fn stems(article: &Article) -> Vec<u64> {
    let stem = |token: &Token| {
        let word = article.slice(token.span);
        // A short word without an ending that is given away is its own stem, and the token has its fold.
        let whole = word.len() <= 6 && !word.ends_with(['s', 'S', 'd']);
        if whole { token.fold } else { stem(word) }
    };
    article.tokens.iter().map(stem).collect()
}

const FUNCTION_WORDS: &str = "a about above across after again against ago all almost along already also although \
always am amid among amongst an and another any anyone anything are aren't around as at away back be became because \
become becomes been before began begin being below beneath beside besides between beyond both but by came can can't \
cannot come comes coming could couldn't despite did didn't do does doesn't doing don't done down during each earlier \
either else enough even ever every everyone everything except far few fewer first for former from further gave get \
gets getting give given gives giving go goes going gone got had hadn't has hasn't have haven't having he he'd he'll \
he's hence her here hers herself him himself his how however i i'd i'll i'm i've if in indeed inside instead into is \
isn't it it's its itself just keep kept last late later latest least left less let like likely made make makes making \
many may maybe me meanwhile might mine more moreover most mostly much must my myself near nearly neither never next \
no nobody none nor not nothing now of off often on once one only onto or other others otherwise our ours ourselves out \
outside over overall own per perhaps put quite rather really said same saw say saying says second see seen shall she \
she'd she's should shouldn't since so some somebody someone something soon still such take taken takes taking tell \
tells than that that's the their theirs them themselves then there there's these they they'd they'll they're they've \
third this those though through throughout thus till to today together told tomorrow tonight too took toward towards \
under unless unlike until up upon us use used uses using versus very via vs was wasn't way we we'd we'll we're we've \
well went were weren't what when where whereas whether which while who who's whoever whole whom whose why will with \
within without won't would wouldn't yes yesterday yet you you'd you'll you're you've your yours yourself according \
including included include includes added asked call called calls came according mr mrs ms dr sen rep gov president \
new old percent per-cent million billion trillion thousand hundred dozen number numbers total about roughly \
approximately monday tuesday wednesday thursday friday saturday sunday";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_join_inflections() {
        for (a, b) in
            [("suspended", "suspending"), ("report", "reports"), ("Senate's", "senate"), ("ended", "ended")]
        {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        assert_ne!(stem("pages"), stem("paper"));
        assert_ne!(stem("éé"), stem("é"));
    }

    #[test]
    fn function_words_ignore_case() {
        assert!(is_function(fold("The")));
        assert!(!is_function(fold("soldiers")));
    }
}
