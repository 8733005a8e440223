//! Whether an article is in English.
//!
//! Nearly half of the words of English prose are articles, prepositions, pronouns and other function words; of another
//! language's, next to none are among ours. What is too short to tell is taken for English.
//! `docs/decisions/0008-language.md` has the figures.

use super::token::{Token, TokenKind};
use crate::lexicon::function_words::is_function;

/// Words that are looked at, spread over the article.
const SAMPLE: usize = 400;
/// Fewer words tell nothing.
const FEW: usize = 40;
/// The share of function words from which on a text is English, whatever else it quotes.
const ENGLISH: f32 = 0.15;

/// Whether a text is in another language than English.
#[expect(clippy::cast_precision_loss, reason = "a share")]
pub(super) fn is_foreign(tokens: &[Token]) -> bool {
    let step = tokens.len() / SAMPLE + 1;
    let words = tokens.iter().step_by(step).filter(|token| token.kind == TokenKind::Word);
    let (mut all, mut ours) = (0_usize, 0_usize);
    for word in words {
        all += 1;
        ours += usize::from(is_function(word.fold));
    }
    all >= FEW && (ours as f32) < ENGLISH * all as f32
}

#[cfg(test)]
mod tests {
    use crate::text::Article;

    const ENGLISH: &str = "The council of Lentz met on Monday to hear how the harbour would be paid for, and it left the \
                           hall after three hours without a vote on anything at all. “We will wait,” said Ada Moe.";
    const GERMAN: &str = "Der Rat von Lentz tagte am Montag, um zu hören, wie der Hafen bezahlt werden soll, und verließ \
                          nach drei Stunden den Saal, ohne über irgendetwas abzustimmen. „Wir warten“, sagte Ada Moe, \
                          die seit zwölf Jahren im Rat sitzt und den Hafen schon zweimal retten musste.";
    const WELSH: &str = "Cyfarfu cyngor Lentz ddydd Llun i glywed sut y telir am yr harbwr, a gadawodd y neuadd ar ôl tair \
                         awr heb bleidleisio ar unrhyw beth o gwbl. Dywedodd Ada Moe y byddant yn aros tan y gaeaf cyn \
                         penderfynu beth i'w wneud gyda'r harbwr a'r pysgotwyr sydd yn byw yno.";

    #[test]
    fn languages_are_told_apart() {
        let english = ENGLISH.repeat(3);
        for (text, expected) in [
            (ENGLISH.to_owned(), false),
            (english.clone(), false),
            // Too short to tell.
            ("Guten Morgen, Lentz!".to_owned(), false),
            (GERMAN.to_owned(), true),
            (WELSH.to_owned(), true),
            // English that quotes another language is English.
            (format!("{english}\n\n{GERMAN}\n\n{english}"), false),
            (format!("{GERMAN}\n\n{english}"), false),
        ] {
            assert_eq!(Article::new("t", text.clone(), None).foreign, expected, "{text}");
        }
    }
}
