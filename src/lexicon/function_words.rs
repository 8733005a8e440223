//! Function words: the closed classes of English, which no newsroom adds to. Words that one may add to are in
//! `rules/lexicon/`.

use super::fold;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Words that carry no subject of their own, by [`fold`].
static FUNCTION: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| FUNCTION_WORDS.split_ascii_whitespace().map(fold).collect());

/// Whether the folded word is an article, preposition, pronoun, auxiliary, conjunction or common adverb.
#[must_use]
pub fn is_function(fold: u64) -> bool {
    FUNCTION.contains(&fold)
}

/// Whether the word is an article or a possessive pronoun.
#[must_use]
pub fn is_determiner(word: &str) -> bool {
    matches!(word, "a" | "an" | "the" | "my" | "our" | "your" | "his" | "her" | "its" | "their")
}

/// Words in small letters without the article before them; `his mother` is not `her mother`.
#[must_use]
pub fn without_article(words: &str) -> &str {
    let article = |first: &str| first == "the" || is_indefinite(first);
    words.split_once(' ').filter(|(first, _)| article(first)).map_or(words, |(_, rest)| rest)
}

/// Whether the word is an indefinite article.
#[must_use]
pub fn is_indefinite(word: &str) -> bool {
    matches!(word, "a" | "an")
}

/// Whether the word points at something.
#[must_use]
pub fn is_demonstrative(word: &str) -> bool {
    matches!(word, "that" | "these" | "this" | "those")
}

/// Whether the word begins a relative clause.
#[must_use]
pub fn is_relative(word: &str) -> bool {
    matches!(word, "that" | "where" | "which" | "who" | "whom" | "whose")
}

/// Whether the word, in small letters, joins a sentence to the one before.
#[must_use]
pub fn is_conjunction(word: &str) -> bool {
    matches!(word, "and" | "but" | "yet" | "so" | "or")
}

/// Whether the word is a preposition.
#[must_use]
pub fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "about"
            | "across"
            | "after"
            | "against"
            | "among"
            | "at"
            | "before"
            | "behind"
            | "between"
            | "by"
            | "during"
            | "for"
            | "from"
            | "in"
            | "into"
            | "near"
            | "of"
            | "on"
            | "over"
            | "through"
            | "to"
            | "under"
            | "until"
            | "with"
            | "without"
    )
}

/// A pronoun, by whom it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    /// he, him, his.
    He,
    /// she, her.
    She,
    /// it, its.
    It,
    /// they, them, their.
    They,
    /// who, which, that.
    Who,
    /// I, me, my.
    I,
    /// we, us, our.
    We,
    /// you.
    You,
    /// both, the two.
    Both,
}

impl Pronoun {
    /// The pronoun that a word in small letters is.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "he" | "him" | "his" => Self::He,
            "she" | "her" | "hers" => Self::She,
            "it" | "its" => Self::It,
            "they" | "them" | "their" | "theirs" => Self::They,
            "who" | "whom" | "whose" | "which" | "that" => Self::Who,
            "i" | "me" | "my" | "mine" => Self::I,
            "we" | "us" | "our" | "ours" => Self::We,
            "you" | "your" | "yours" => Self::You,
            "both" => Self::Both,
            _ => return None,
        })
    }
}

/// Whether the word is a particle inside a person's name.
#[must_use]
pub fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "abu"
            | "af"
            | "al"
            | "av"
            | "ben"
            | "bin"
            | "bint"
            | "da"
            | "das"
            | "de"
            | "del"
            | "della"
            | "den"
            | "der"
            | "di"
            | "do"
            | "dos"
            | "du"
            | "el"
            | "ibn"
            | "la"
            | "le"
            | "ten"
            | "ter"
            | "van"
            | "von"
            | "y"
            | "zu"
            | "zur"
    )
}

/// Whether the word stays small inside a title.
#[must_use]
pub fn stays_small(word: &str) -> bool {
    is_small(word) && word != "The" && word != "&"
        || matches!(word, "as" | "from" | "is" | "la" | "or" | "over" | "vs" | "’n’")
}

/// Whether the word gives its acronym no letter (`Bank of the South`).
#[must_use]
pub fn is_small(word: &str) -> bool {
    matches!(
        word,
        "&" | "The"
            | "a"
            | "an"
            | "and"
            | "at"
            | "by"
            | "de"
            | "for"
            | "in"
            | "of"
            | "on"
            | "the"
            | "to"
            | "with"
    )
}

/// Whether the word, written with a capital, begins a sentence or a clause and never goes on with a name.
#[must_use]
pub fn breaks_names(word: &str) -> bool {
    matches!(
        word,
        "A" | "An"
            | "And"
            | "At"
            | "But"
            | "He"
            | "Her"
            | "His"
            | "How"
            | "I"
            | "If"
            | "In"
            | "Is"
            | "It"
            | "My"
            | "On"
            | "Our"
            | "She"
            | "That"
            | "The"
            | "They"
            | "This"
            | "Was"
            | "We"
            | "What"
            | "When"
            | "Who"
            | "Why"
            | "You"
    )
}

/// Whether the word is an auxiliary verb.
#[must_use]
pub fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "am" | "are"
            | "be"
            | "been"
            | "can"
            | "could"
            | "did"
            | "do"
            | "does"
            | "had"
            | "has"
            | "have"
            | "is"
            | "may"
            | "might"
            | "must"
            | "shall"
            | "should"
            | "was"
            | "were"
            | "will"
            | "would"
    )
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
    fn function_words_ignore_case() {
        assert!(is_function(fold("The")));
        assert!(!is_function(fold("soldiers")));
    }
}
