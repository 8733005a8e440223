//! What is behind a figure: a record or a poll that the article names.

use crate::Span;
use crate::lexicon::{
    Changes, Contexts, Figures, Lexicons,
    function_words::{is_demonstrative, is_determiner, is_relative},
};
use crate::text::{Article, Role, TokenKind};

/// Where an article first names what its figures may come from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Backing {
    /// The first paragraph of running text, which sums the story up.
    lead: Option<usize>,
    /// The first byte of the first word that names a record (`filings`).
    record: Option<u32>,
    /// The first byte of the first word that names a poll.
    poll: Option<u32>,
}

/// Reads the running text once.
pub(in crate::facts) fn find(article: &Article, lexicons: &Lexicons) -> Backing {
    let record = |t: usize, end: usize| {
        lexicons.contexts.longest(article, t, end).is_some_and(|hit| hit.is(Contexts::Record))
    };
    Backing {
        lead: article.paragraphs.iter().position(|p| p.role == Role::Body),
        record: first_of(article, record),
        poll: first_of(article, |t, _| lexicons.has(article.tokens[t].fold, Changes::Poll)),
    }
}

/// Where the first word of running text is for which `names` is true, given the word and the end of its paragraph.
fn first_of(article: &Article, names: impl Fn(usize, usize) -> bool) -> Option<u32> {
    let mut body = article.paragraphs.iter().filter(|p| p.role == Role::Body);
    let first = body.find_map(|p| p.tokens.clone().find(|&t| names(t, p.tokens.end)));
    first.map(|t| article.tokens[t].span.start)
}

impl Backing {
    /// Whether a record that figures come from is named before the figure, in its sentence or the next; for a figure
    /// in the first paragraph, anywhere.
    pub(crate) fn documents(self, article: &Article, figure: Span) -> bool {
        let lead = Some(article.paragraph_at(figure.start)) == self.lead;
        let next = article.sentences.get(article.sentence_at(figure.start) + 1).filter(|_| !lead);
        let upto = next.map_or(u32::MAX, |s| s.span.end);
        self.record.is_some_and(|at| at < upto)
    }

    /// Whether a poll is named before the figure or in its paragraph; for a figure in the first paragraph, anywhere.
    pub(crate) fn polls(self, article: &Article, figure: Span) -> bool {
        let paragraph = article.paragraph_at(figure.start);
        let lead = Some(paragraph) == self.lead;
        let upto = if lead { u32::MAX } else { article.paragraphs[paragraph].span.end };
        self.poll.is_some_and(|at| at < upto)
    }
}

/// How many words a relative pronoun or participle may stand before a figure that it introduces.
const CLAUSE: usize = 5;

/// Whether the figure is told as known already: after a word that points (`those 38`, `of 38`), in a relative clause, by a
/// participle (`killing 38`), or in a sentence that goes back to a time before the story.
pub(crate) fn is_recalled(article: &Article, lexicons: &Lexicons, span: Span) -> bool {
    let sentence = &article.sentences[article.sentence_at(span.start)].tokens;
    let at = article.token_at(span.start);
    let clause = (sentence.start..at)
        .rev()
        .take(CLAUSE)
        .take_while(|&t| article.tokens[t].kind != TokenKind::Mark)
        .any(|t| {
            let word = article.word(t);
            is_relative(word) || word.ends_with("ing") || matches!(word, "had" | "has" | "have" | "when")
        });
    let before = at.checked_sub(1).map_or(String::new(), |t| article.word(t).to_lowercase());
    let pointed = before == "the" || is_demonstrative(&before) || matches!(&*before, "of" | "all" | "first");
    pointed || clause || lexicons.within(article, sentence.clone(), Contexts::Past)
}

/// Whether a determiner is before the figure, and a noun right after it.
pub(crate) fn attributive(article: &Article, lexicons: &Lexicons, span: Span) -> bool {
    let tokens = article.tokens_in(span);
    let word = |t: usize| article.tokens.get(t).map_or("", |_| article.word(t));
    // A range may have taken the determiner in: `a roughly $50 million hall`.
    let before = tokens.start.checked_sub(1).map_or("", word).to_lowercase();
    let determines = |word: &str| is_determiner(word) || matches!(word, "this" | "that" | "another");
    let determined = determines(&before) || determines(&word(tokens.start).to_lowercase());
    let next = article.tokens.get(tokens.end).filter(|t| t.kind == TokenKind::Word);
    let noun = next.is_some_and(|t| !lexicons.has(t.fold, Figures::NoNoun));
    determined && noun
}
