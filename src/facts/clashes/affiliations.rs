//! One person of two parties, or of two nations.

use super::{Clash, ClashKind};
use crate::Span;
use crate::facts::people::entities::{Entities, EntityKind, Mention, MentionForm};
use crate::lexicon::function_words::is_function;
use crate::lexicon::{Claims, Lexicons};
use crate::text::{Article, TokenKind};

/// Mentions of one person that are read.
const MOST: usize = 64;

pub(super) fn find(article: &Article, entities: &Entities, lexicons: &Lexicons, out: &mut Vec<Clash>) {
    for entity in entities.entities.iter().filter(|e| e.kind == EntityKind::Person) {
        let mentions = entity.mentions.iter().map(|&m| &entities[m]).take(MOST);
        let named = mentions.filter(|m| matches!(m.form, MentionForm::Full | MentionForm::Surname));
        let told: Vec<Told> = named
            .flat_map(|m| [before(article, lexicons, m), after(article, lexicons, m), seated(article, m)])
            .flatten()
            .collect();
        for class in [Claims::Party, Claims::Nation] {
            let mut of = told.iter().filter(|t| t.class == class);
            let Some(first) = of.next() else { continue };
            let mut others = of.filter(|t| t.lemma != first.lemma);
            let Some(other) = others.next() else { continue };
            // Three are a life of changes.
            let more = others.any(|t| t.lemma != other.lemma);
            let apart = article.sentence_at(first.span.start) != article.sentence_at(other.span.start);
            if !more && apart {
                out.push(Clash {
                    kind: ClashKind::Affiliation,
                    here: other.span,
                    there: first.span,
                    who: other.who,
                });
            }
        }
    }
}

/// A party or nation that a person is said to be of.
struct Told<'a> {
    class: Claims,
    lemma: &'a str,
    span: Span,
    who: Span,
}

fn told<'a>(article: &Article, lexicons: &'a Lexicons, at: usize, end: usize, who: Span) -> Option<Told<'a>> {
    let hit = lexicons.claims.longest(article, at, end).filter(|_| article.tokens[at].capital)?;
    let class = [Claims::Party, Claims::Nation].into_iter().find(|&c| hit.is(c))?;
    let sentence = &article.sentences[article.sentence_at(article.tokens[at].span.start)];
    let near = at.saturating_sub(3).max(sentence.tokens.start)..at;
    let past = lexicons.within(article, sentence.tokens.clone(), Claims::Changed)
        || lexicons.within(article, near, Claims::Formerly);
    (!past).then(|| Told { class, lemma: hit.lemma, span: super::span(article, at, at + hit.tokens), who })
}

/// `his Democratic challenger, Martin Oyler`; `the Swedish striker Erik Moe`.
fn before<'a>(article: &Article, lexicons: &'a Lexicons, mention: &Mention) -> Option<Told<'a>> {
    const REACH: usize = 4;
    let start = article.token_at(mention.span.start);
    let sentence = &article.sentences[article.sentence_at(mention.span.start)];
    let from = start.saturating_sub(REACH).max(sentence.tokens.start);
    let mut nouns = 0;
    let mut comma = false;
    // `Democrats such as Moe`
    let word =
        |back: usize| start.checked_sub(back).filter(|&at| at >= from).map_or("", |at| article.word(at));
    let group = match (word(1), word(2)) {
        ("like", _) => Some(2),
        ("as", "such") => Some(3),
        _ => None,
    };
    if let Some(back) = group {
        let at = start.checked_sub(back).filter(|&at| at >= from)?;
        return told(article, lexicons, at, start, mention.span);
    }
    for at in (from..start).rev() {
        let token = article.tokens[at];
        let title = lexicons.titles.get(token.fold).is_some() || lexicons.has(token.fold, Claims::Side);
        if let Some(told) = told(article, lexicons, at, start, mention.span) {
            // `American Airlines chief Ada Hale`, `beat the French`: a noun for a person is between.
            let before = at.checked_sub(1).map_or("", |b| article.word(b));
            let part =
                article.tokens[at + 1].capital && lexicons.titles.get(article.tokens[at + 1].fold).is_none();
            return (nouns > 0 && !part && !before.ends_with('-')).then_some(told);
        }
        if token.kind == TokenKind::Word && (title || !token.capital && !is_function(token.fold)) {
            nouns += usize::from(title);
        } else if article.word(at) == "," && !comma && nouns == 0 {
            comma = true;
        } else {
            return None;
        }
    }
    None
}

/// `Walt Moe, R-Millbrook,`; `Walt Moe (D-Torvik)`: the party by its letter, before the seat.
fn seated<'a>(article: &Article, mention: &Mention) -> Option<Told<'a>> {
    let at = article.token_at(mention.span.end);
    let seat = article.tokens.get(at + 1).filter(|_| matches!(article.word(at), "," | "("))?;
    let (party, place) = article.slice(seat.span).split_once('-')?;
    let lemma = match party {
        "R" => "republican",
        "D" => "democrat",
        _ => return None,
    };
    let placed = place.starts_with(char::is_uppercase);
    placed.then_some(Told { class: Claims::Party, lemma, span: seat.span, who: mention.span })
}

/// `Moe, a Norwegian`; `Moe, a Democrat who`; `Moe is a Republican`.
fn after<'a>(article: &Article, lexicons: &'a Lexicons, mention: &Mention) -> Option<Told<'a>> {
    const REACH: usize = 3;
    let at = article.token_at(mention.span.end);
    let end = article.sentences[article.sentence_at(mention.span.start)].tokens.end;
    let word = |i: usize| if i < end { article.word(i) } else { "" };
    let led = word(at) == "," || matches!(word(at), "is" | "was") || word(at) == "," && word(at + 1) == "who";
    let article_at = at + 1;
    if !led || !matches!(word(article_at), "a" | "an") {
        return None;
    }
    let first = (article_at + 1..(article_at + 1 + REACH).min(end)).find(|&i| article.tokens[i].capital)?;
    let plain = (article_at + 1..first)
        .all(|i| article.tokens[i].kind == TokenKind::Word && !is_function(article.tokens[i].fold));
    let told = told(article, lexicons, first, end, mention.span).filter(|_| plain)?;
    // `a Republican, `, `a Democrat who`, `a Norwegian skier`; no `German Shepherd`.
    let after = article.token_at(told.span.end);
    (!article.tokens.get(after).is_some_and(|t| t.capital && after < end)).then_some(told)
}
