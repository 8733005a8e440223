//! Hearsay: what someone is reported to say that someone else had said.
//!
//! The reader labels one layer of speech, so the second is looked for inside the unquoted contents of the first: a
//! name followed by a verb of saying ("Renn said that Moss had promised ..."). Names alone count, since "he said
//! that he had said" is one person.

use crate::Span;
use crate::facts::people::entities::{Entities, EntityKind, Mention, MentionForm};
use crate::facts::quotes::Quotes;
use crate::facts::speech::attributions::{Attribution, AttributionId};
use crate::lexicon::{Cues, Lexicons};
use crate::text::Article;

/// A statement within a statement.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Hearsay {
    /// From the name of the one who is said to have said it to the verb.
    pub span: Span,
    /// The mention of that person or body: index into [`Entities::mentions`].
    pub first: usize,
    /// The verb.
    pub cue: Span,
    /// Who reports it: index into [`Facts::attributions`](crate::facts::Facts::attributions).
    pub attribution: AttributionId,
}

/// Classes of cue that give words, rather than thoughts or silence.
const SAYING: &[Cues] = &[Cues::Neutral, Cues::Loaded, Cues::Denial, Cues::Promise];

/// Finds the hearsay of an article, in order of the attributions. Linear in the length of their contents.
#[must_use]
pub fn find(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    attributions: &[Attribution],
    lexicons: &Lexicons,
) -> Vec<Hearsay> {
    let mut found = Vec::new();
    for (i, attribution) in
        attributions.iter().enumerate().filter(|(_, a)| !a.source.is_empty() && a.is_statement())
    {
        for content in &attribution.content {
            let from = entities.mentions.partition_point(|m| m.span.start < content.start);
            let within =
                entities.mentions[from..].iter().enumerate().take_while(|(_, m)| m.span.end <= content.end);
            for (n, mention) in within.filter(|(_, m)| speaks(entities, attribution, m)) {
                if quotes.around(mention.span.start).is_some() {
                    continue;
                }
                if let Some(cue) = cue(article, lexicons, mention, *content) {
                    let span = mention.span.join(cue);
                    found.push(Hearsay { span, first: from + n, cue, attribution: AttributionId::new(i) });
                }
            }
        }
    }
    found
}

/// Whether the mention is a name of a person or body other than the one who reports it.
fn speaks(entities: &Entities, attribution: &Attribution, mention: &Mention) -> bool {
    let named = matches!(mention.form, MentionForm::Full | MentionForm::Surname | MentionForm::Acronym);
    let kind = entities.get(mention.entity).map(|e| e.kind);
    let teller = attribution.entity == Some(mention.entity)
        || attribution.source.iter().any(|s| entities.mentions_in(*s).any(|m| m.entity == mention.entity));
    named && !teller && matches!(kind, Some(EntityKind::Person | EntityKind::Organisation))
}

/// The verb of saying right after the mention, with what may be between.
fn cue(article: &Article, lexicons: &Lexicons, mention: &Mention, content: Span) -> Option<Span> {
    let tokens = article.tokens_in(Span::new(mention.span.end, content.end.max(mention.span.end)));
    let mut at = tokens.start;
    // The token that holds the mention may go on with a possessive, and then nobody speaks.
    if article.tokens.get(at).is_none_or(|t| t.span.start < mention.span.end) {
        return None;
    }
    while at < tokens.end
        && matches!(
            article.word(at),
            "had" | "has" | "have" | "also" | "once" | "later" | "already" | "earlier"
        )
    {
        at += 1;
    }
    let hit = lexicons.cues.longest(article, at, tokens.end)?;
    let last = at + hit.tokens - 1;
    let first = article.tokens.get(at)?;
    let told = hit.is_any(SAYING) && finite(article.slice(first.span));
    told.then(|| first.span.join(article.tokens[last].span))
}

/// Whether the word is a verb in a tense: nouns ("the Moss claim") and participles ("saying") are left out.
fn finite(word: &str) -> bool {
    word.ends_with("ed")
        || matches!(word, "said" | "says" | "told" | "tells" | "wrote" | "writes" | "swore" | "vows")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::people::entities;
    use crate::facts::quotes;
    use crate::facts::speech::attributions::{AttributionKind, SourceClass};
    use crate::facts::speech::cues::CueClass;

    #[test]
    fn the_second_layer_of_speech() {
        let cases: &[(&str, &[&str])] = &[
            (
                "Tobias Renn said that Marta Oyelaran had told him the port would close.",
                &["Marta Oyelaran had told"],
            ),
            ("Tobias Renn said that Marta Oyelaran's promise was worth nothing.", &[]),
            ("Tobias Renn said that Tobias Renn said so.", &[]),
            ("Tobias Renn said that Marta Oyelaran left the port in May.", &[]),
            ("Tobias Renn said that “Marta Oyelaran said the port would close.”", &[]),
        ];
        let lexicons = Lexicons::built_in();
        for (text, expected) in cases {
            let article = Article::new("t", (*text).to_owned(), None);
            let quotes = quotes::find(&article, Lexicons::ours());
            let entities = entities::find(&article, &lexicons);
            let at = text.find("that").unwrap();
            let attribution = Attribution {
                kind: AttributionKind::Indirect,
                content: vec![Span::of(at..text.len())],
                cue: Vec::new(),
                source: vec![Span::new(0, 11)],
                source_class: Some(SourceClass::Named),
                entity: None,
                others: Vec::new(),
                reading: None,
                stands_for: None,
                cue_class: CueClass::Neutral,
                strength: crate::facts::speech::attributions::Strength::Said,
                cue_lemma: None,
                negated: false,
                medium: None,
                confidence: 1.0,
                speaker_confidence: 1.0,
            };
            let found = find(&article, &quotes, &entities, &[attribution], &lexicons);
            let found: Vec<&str> = found.iter().map(|h| article.slice(h.span)).collect();
            assert_eq!(&found, expected, "{text}");
        }
    }
}
