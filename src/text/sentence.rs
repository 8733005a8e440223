//! Where sentences end.

use super::token::{Token, TokenKind};

/// Splits the tokens of one paragraph into sentences: the index of each sentence's first token.
///
/// A sentence ends at `.`, `!`, `?` or an ellipsis, with the closing marks that follow, unless the
/// stop belongs to an abbreviation or an initial, or the next word starts in lower case.
pub(super) fn starts(text: &str, tokens: &[Token]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut i = 0;
    if !tokens.is_empty() {
        starts.push(0);
    }
    while i < tokens.len() {
        let stop = &text[tokens[i].span.range()];
        if !matches!(stop, "." | "!" | "?" | "…") {
            i += 1;
            continue;
        }
        let mut next = i + 1;
        // Closing marks that touch the stop belong to the sentence.
        while next < tokens.len()
            && tokens[next].span.start == tokens[next - 1].span.end
            && matches!(
                &text[tokens[next].span.range()],
                "”" | "\"" | "’" | "'" | ")" | "]" | "»" | "." | "!" | "?" | "…"
            )
        {
            next += 1;
        }
        if next < tokens.len() && ends(text, tokens, i, next) {
            starts.push(next);
        }
        i = next;
    }
    starts
}

fn ends(text: &str, tokens: &[Token], stop: usize, next: usize) -> bool {
    let spaced = tokens[next].span.start > tokens[next - 1].span.end;
    let begin = text[tokens[next].span.range()].chars().next().unwrap_or(' ');
    let opens = matches!(
        begin,
        '“' | '"' | '‘' | '\'' | '(' | '[' | '«' | '„' | '—' | '–' | '•' | '@' | '#' | '$' | '£' | '€'
    );
    if !spaced || !(begin.is_uppercase() || begin.is_numeric() || opens) {
        return false;
    }
    if &text[tokens[stop].span.range()] != "." || next > stop + 1 {
        return true;
    }
    let Some(before) = stop.checked_sub(1).map(|i| tokens[i]) else { return true };
    before.kind != TokenKind::Word
        || before.span.end != tokens[stop].span.start
        || !abbreviation(&text[before.span.range()])
}

/// Whether a stop after `word` is part of the word even before a capital.
fn abbreviation(word: &str) -> bool {
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    // "U.S", "J.K": dotted capitals are as often inside a name as at a sentence's end.
    let dotted = word.contains('.') && word.split('.').all(|p| p.chars().count() == 1);
    initial || dotted || ABBREVIATIONS.binary_search(&word).is_ok()
}

/// Sorted; words whose stop does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "Adm", "Ala", "Apr", "Ariz", "Ark", "Assn", "Atty", "Aug", "Ave", "Blvd", "Brig", "Bros", "Calif",
    "Capt", "Cmdr", "Co", "Col", "Colo", "Conn", "Corp", "Cpl", "Dec", "Del", "Dept", "Det", "Dr", "Feb",
    "Fla", "Ft", "Ga", "Gen", "Gov", "Govs", "Hon", "Ill", "Inc", "Ind", "Insp", "Jan", "Jr", "Kan", "Ky",
    "La", "Lt", "Ltd", "Maj", "Mar", "Mass", "Md", "Messrs", "Mich", "Minn", "Miss", "Mo", "Mont", "Mr",
    "Mrs", "Ms", "Mt", "Neb", "Nev", "No", "Nos", "Nov", "Oct", "Okla", "Ore", "Pa", "Pfc", "Prof", "Pvt",
    "Rep", "Reps", "Rev", "Sec", "Sen", "Sens", "Sep", "Sept", "Sgt", "Spc", "Sr", "St", "Supt", "Tenn",
    "Tex", "Va", "Vt", "Wash", "Wis", "Wyo", "vs",
];

#[cfg(test)]
mod tests {
    use crate::text::Article;

    #[test]
    fn abbreviations_are_sorted() {
        assert!(super::ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn splits_where_a_reader_would() {
        let cases: &[(&str, &[&str])] = &[
            ("Mr. Hale left. He said no.", &["Mr. Hale left.", "He said no."]),
            ("“It is over.” She sat down.", &["“It is over.”", "She sat down."]),
            ("“Is it over?” she said. Yes.", &["“Is it over?” she said.", "Yes."]),
            (
                "On Jan. 19 it fell 3.5 points. J. R. Moe left.",
                &["On Jan. 19 it fell 3.5 points.", "J. R. Moe left."],
            ),
            ("He waited … and left. ''No.'' Fine.", &["He waited … and left.", "''No.''", "Fine."]),
        ];
        for (text, expected) in cases {
            let article = Article::new("t.txt", (*text).to_owned(), None);
            let found: Vec<_> = article.sentences.iter().map(|s| &text[s.span.range()]).collect();
            assert_eq!(&found, expected);
        }
    }
}
