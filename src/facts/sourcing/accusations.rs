//! People who are said, in the paper's own voice, to have done a wrong.

use crate::Span;
use crate::facts::people::entities::{Entities, EntityKind, Mention, MentionForm};
use crate::facts::quotes::Quotes;
use crate::facts::speech::attributions::Attribution;
use crate::lexicon::{Accusations, Lexicons};
use crate::text::{Article, Role, TokenKind};

/// A person and a deed that the person is said to have done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Accusation {
    /// From the name to the end of the deed.
    pub span: Span,
    /// The deed (`stole`).
    pub deed: Span,
    /// Whether the words are part of an attribution, or the sentence gives the deed to someone or leaves it open.
    pub hedged: bool,
    /// Whether the article mentions a verdict or a confession.
    pub settled: bool,
    /// Whether it is a matter of history: its paragraph has a year before 1990.
    pub past: bool,
}

/// Words before a year.
const DATED: &[&str] = &["in", "since", "of", "until", "by", "from", "during", "around"];
/// The words that may be between a name and its deed (`Moe, who then`, `Moe had`).
/// The most of them.
const LONGEST: usize = 4;
/// How many attributions before a deed may still hold it: those nested in one another.
const NEAR: usize = 8;

/// Finds accusations in running text outside quotation marks, in order. Linear in the article's length.
#[must_use]
pub fn find(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    attributions: &[Attribution],
    lexicons: &Lexicons,
) -> Vec<Accusation> {
    let mut found = Vec::new();
    let mut settled = None;
    // The last sentence and paragraph that were read, with the answers.
    let (mut open, mut old) = ((usize::MAX, false), (usize::MAX, false));
    for mention in &entities.mentions {
        let Some(deed) = deed_of(article, quotes, entities, lexicons, mention) else { continue };
        let has = |class: Accusations, tokens: std::ops::Range<usize>| {
            tokens.into_iter().any(|at| lexicons.has(article.tokens[at].fold, class))
        };
        let number = article.sentence_at(mention.span.start);
        let sentence = &article.sentences[number];
        if open.0 != number {
            open = (number, has(Accusations::Hedge, sentence.tokens.clone()));
        }
        if old.0 != sentence.paragraph {
            old = (sentence.paragraph, long_ago(article, sentence.paragraph));
        }
        let before = attributions.partition_point(|a| a.extent().start < deed.end);
        let told = attributions[..before]
            .iter()
            .rev()
            .take(NEAR)
            .any(|attribution| attribution.extent().overlaps(deed));
        found.push(Accusation {
            span: mention.span.join(deed),
            deed,
            hedged: told || open.1,
            settled: *settled.get_or_insert_with(|| has(Accusations::Verdict, 0..article.tokens.len())),
            past: old.1,
        });
    }
    found
}

/// The deed right after a person's name.
fn deed_of(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    lexicons: &Lexicons,
    mention: &Mention,
) -> Option<Span> {
    let person = entities[mention.entity].kind == EntityKind::Person;
    if !person || mention.form == MentionForm::Pronoun {
        return None;
    }
    let sentence = &article.sentences[article.sentence_at(mention.span.start)];
    let after = article.tokens_in(mention.span).end;
    let last = (after + LONGEST).min(sentence.tokens.end);
    // A possessive is part of the last token, not of the mention: "Moe's stolen car".
    let owns = article.tokens[after - 1].span.end > mention.span.end;
    let at = (after..last).find(|&at| !lexicons.at(article, at, Accusations::Between))?;
    let hit = lexicons
        .accusations
        .longest(article, at, sentence.tokens.end)
        .filter(|hit| hit.is(Accusations::Deed))?;
    let body = article.paragraphs[sentence.paragraph].role == Role::Body;
    let quoted = quotes.around(mention.span.start).is_some();
    // "Moe stabbed at the map", "Moe stole to the door", "Moe stole home": no wrong.
    let harmless = lexicons.at(article, at + hit.tokens, Accusations::Harmless);
    let deed = article.span_of(at..at + hit.tokens);
    (body && !owns && !quoted && !harmless).then_some(deed)
}

/// Whether a paragraph has a year before 1990 (`in 1874`).
fn long_ago(article: &Article, paragraph: usize) -> bool {
    article.paragraphs[paragraph].tokens.clone().any(|at| {
        let token = article.tokens[at];
        let year = (token.kind == TokenKind::Number).then(|| article.slice(token.span).parse::<u16>().ok());
        let dated = || at > 0 && DATED.iter().any(|word| word.eq_ignore_ascii_case(article.word(at - 1)));
        year.flatten().is_some_and(|year| (1000..1990).contains(&year)) && dated()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::people::entities;
    use crate::facts::quotes;

    #[test]
    fn tells_an_accusation_from_a_turn_of_phrase() {
        let cases: &[(&str, Option<&str>)] = &[
            ("Oskar Lindh stole nine boats from the harbour.", Some("Oskar Lindh stole")),
            ("Mayor Oskar Lindh, who then took bribes, left.", Some("Oskar Lindh, who then took bribes")),
            ("Oskar Lindh stole home in the ninth.", None),
            ("Oskar Lindh's stolen boat was found.", None),
            ("The gang stole nine boats.", None),
            ("“Oskar Lindh stole nine boats,” she said.", None),
        ];
        let lexicons = Lexicons::built_in();
        for (text, expected) in cases {
            let article = Article::new("t", (*text).to_owned(), None);
            let quotes = quotes::find(&article, Lexicons::ours());
            let entities = entities::find(&article, &lexicons);
            let found = find(&article, &quotes, &entities, &[], &lexicons);
            assert_eq!(found.first().map(|a| article.slice(a.span)), *expected, "{text}");
        }
    }

    #[test]
    fn knows_what_leaves_it_open() {
        let lexicons = Lexicons::built_in();
        let one = |text: &str| {
            let article = Article::new("t", text.to_owned(), None);
            let quotes = quotes::find(&article, Lexicons::ours());
            let entities = entities::find(&article, &lexicons);
            find(&article, &quotes, &entities, &[], &lexicons)[0]
        };
        assert!(one("Oskar Lindh allegedly left. Oskar Lindh stole boats, police think.").hedged);
        assert!(one("Oskar Lindh stole boats. He was convicted in May.").settled);
        assert!(one("In 1874 Oskar Lindh stole the crown.").past);
        let bare = one("Oskar Lindh stole boats. He sold them.");
        assert!(!bare.hedged && !bare.settled && !bare.past);
    }
}
