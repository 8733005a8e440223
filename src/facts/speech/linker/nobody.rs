//! Sources that speak no words.
//!
//! | form | source |
//! | --- | --- |
//! | `Waylake, a maker of cheese, [today] [reported] results.` | none: `today` is nobody |
//! | `[Vole] [took her to] a barn, where he “tied my hands”.` | none: he does not say `my` |

use super::Statement;
use crate::facts::quotes::Quotes;
use crate::lexicon::{Lexicons, Phrases, function_words::Pronoun};
use crate::text::Article;

/// Takes the source from each statement that it cannot have made.
pub(super) fn clear(article: &Article, quotes: &Quotes, lexicons: &Lexicons, statements: &mut [Statement]) {
    for statement in statements {
        let idle = statement
            .source
            .iter()
            .all(|s| article.tokens_in(*s).all(|at| lexicons.at(article, at, Phrases::NoSource)));
        if !statement.source.is_empty() && (idle || is_told_by_another(article, quotes, lexicons, statement))
        {
            statement.source.clear();
        }
    }
}

/// Whether the subject of a deed is quoted as `I`: the words are another's.
fn is_told_by_another(
    article: &Article,
    quotes: &Quotes,
    lexicons: &Lexicons,
    statement: &Statement,
) -> bool {
    let says = |at: usize| {
        let fold = article.tokens[at].fold;
        lexicons.cues.get(fold).is_some() || matches!(article.word(at), ":" | ",")
    };
    let cue = !statement.cue.is_empty() && !statement.cue.iter().any(|c| article.tokens_in(*c).any(says));
    let first = |at: usize| Pronoun::of(&article.word(at).to_lowercase()) == Some(Pronoun::I);
    // `He recalled how “I left”` begins inside the clause; what begins with the mark is his own.
    cue && statement.content.iter().all(|c| !quotes.holds(article, c.start + 1))
        && statement.content.iter().any(|c| {
            article.tokens_in(*c).any(|at| first(at) && quotes.holds(article, article.tokens[at].span.start))
        })
}
