//! Stems and possessives, for annotators that compare what two sentences are about.

use crate::text::{Article, Token, fold};

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
}
