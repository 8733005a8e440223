//! Attributions that report what someone did rather than what a source said to the paper: a lawsuit announced, a vote
//! called for, a word to the staff.

use crate::facts::people::entities::{Entities, EntityKind};
use crate::facts::speech::attributions::Attribution;
use crate::lexicon::{Lexicons, Media};
use crate::text::Article;

/// Whether the attribution is an act in the news and no sourcing of it.
pub(super) fn act(
    article: &Article,
    attribution: &Attribution,
    entities: &Entities,
    lexicons: &Lexicons,
) -> bool {
    let (Some(lemma), Some(cue)) = (attribution.cue_lemma.as_deref(), attribution.cue.last()) else {
        return false;
    };
    let after = article.tokens_in(*cue).end;
    let last = article.word(after.saturating_sub(1));
    let next = article.tokens.get(after).map_or("", |_| article.word(after));
    let content = attribution.content.first().map(|c| article.tokens_in(*c).start);
    let first = content.and_then(|t| article.tokens.get(t).map(|_| article.word(t))).unwrap_or("");
    match lemma {
        // `called for an inquiry`
        "call" => last == "for" || next == "for",
        "call for" | "sue" => true,
        // `speaks to the trouble with donors`
        "speak" => last == "to",
        // `announced plans to sue`, not `announced that`
        "announce" | "unveil" => {
            matches!(first, "plans" | "a" | "an" | "the" | "his" | "her" | "their" | "its")
        }
        // `suggested asking him`, a proposal made to others
        "suggest" | "propose" | "recommend" => first.ends_with("ing"),
        "tell" | "inform" | "email" | "e-mail" | "text" => to_somebody(article, after, entities, lexicons),
        _ => false,
    }
}

/// Whether the words at `at` name a listener who is no journalist: someone in the story, who heard it then.
fn to_somebody(article: &Article, at: usize, entities: &Entities, lexicons: &Lexicons) -> bool {
    let word = |t: usize| article.tokens.get(t).map_or("", |_| article.word(t));
    let capital = |t: usize| word(t).starts_with(char::is_uppercase);
    let press = |t: usize| lexicons.word_is(word(t), Media::Outlet);
    if matches!(word(at), "him" | "her" | "them") {
        return true;
    }
    if capital(at) {
        let start = article.tokens[at].span.start;
        let from = entities.mentions.partition_point(|m| m.span.end <= start);
        let named = entities.mentions.get(from).filter(|m| m.span.start <= start);
        let entity = named.and_then(|m| entities.get(m.entity));
        return entity.is_some_and(|e| e.kind == EntityKind::Person);
    }
    let determined = matches!(word(at), "the" | "a" | "an" | "his" | "her" | "their" | "its");
    let noun = if determined { at + 1 } else { at };
    let plain = word(noun).starts_with(char::is_lowercase)
        && (determined || word(noun).ends_with('s') && !matches!(word(noun), "us" | "this" | "as"));
    // A newspaper, a station, or a name that may be one.
    plain && !(noun..noun + 4).any(|t| press(t) || capital(t))
}
