//! Where sentences end.
//!
//! A sentence ends at `.`, `!`, `?` or an ellipsis, with the closing marks that follow, when what comes next
//! looks like a beginning. A stop that may belong to an abbreviation is judged by the word after it: "the
//! U.S. Senate" goes on, "in the U.S. The" does not. What goes on for longer than any sentence in print is cut, so that
//! whatever looks through a sentence for each of its words takes a time that grows with the text and not with its square.

use super::token::{Token, TokenKind};
use crate::lexicon::{Abbreviations, Calendar, CommonWords, Lexicons, Speech, fold};

/// Tokens of the longest sentence. In 2,300 news articles the longest, a list of names, has 204.
const LONGEST: usize = 400;

/// Splits the tokens of one paragraph into sentences: appends the index of each sentence's first token.
pub(super) fn starts(text: &str, tokens: &[Token], lexicons: &Lexicons, starts: &mut Vec<usize>) {
    let view = View { text, tokens, lexicons };
    if !tokens.is_empty() {
        starts.push(0);
    }
    let mut first = 0;
    let mut i = 0;
    while i < tokens.len() {
        if i - first >= LONGEST {
            // At the last comma in its latter half, where there is one.
            let comma = (i - LONGEST / 2..i).rev().find(|&at| matches!(view.mark(at), ',' | ';' | ':'));
            first = comma.map_or(i, |at| at + 1);
            starts.push(first);
        }
        if !is_stop(view.mark(i)) {
            i += 1;
            continue;
        }
        let stop = view.stop(i);
        if stop.next < tokens.len() && view.ends(&stop) {
            first = stop.next;
            starts.push(first);
        }
        i = stop.next;
    }
}

const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

const fn is_closer(c: char) -> bool {
    matches!(c, '”' | '"' | '’' | '\'' | ')' | ']' | '»' | '}')
}

const fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'' | '«' | '»' | '„' | '`')
}

/// A run of stops with the closing marks that touch it.
struct Stop {
    first: usize,
    /// The token after it.
    next: usize,
    /// Two stops or more, or `…`.
    ellipsis: bool,
    /// A `!` or a `?` is in it.
    strong: bool,
    /// A closing quotation mark is in it.
    quote: bool,
}

struct View<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lexicons: &'a Lexicons,
}

impl View<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| &self.text[t.span.range()])
    }

    /// The character of a mark; a space for every other token.
    fn mark(&self, i: usize) -> char {
        match self.tokens.get(i) {
            Some(t) if t.kind == TokenKind::Mark => self.word(i).chars().next().unwrap_or(' '),
            _ => ' ',
        }
    }

    fn touches(&self, i: usize) -> bool {
        i > 0 && i < self.tokens.len() && self.tokens[i - 1].span.end == self.tokens[i].span.start
    }

    fn stop(&self, first: usize) -> Stop {
        let (mut dots, mut strong, mut quote) = (0, false, false);
        let mut next = first;
        while next < self.tokens.len() {
            let c = self.mark(next);
            // ". . ." is an ellipsis too.
            let goes_on = next == first || self.touches(next) || (c == '.' && self.mark(next - 1) == '.');
            if !goes_on || !(is_stop(c) || is_closer(c)) {
                break;
            }
            // A straight mark that touches the next word opens: `no."Yes`.
            if is_quote(c) && self.touches(next + 1) && self.tokens[next + 1].kind != TokenKind::Mark {
                let closing = matches!(c, '”' | '’' | '»');
                if !closing {
                    break;
                }
            }
            dots += if c == '…' { 3 } else { usize::from(c == '.') };
            strong |= matches!(c, '!' | '?');
            quote |= is_quote(c);
            next += 1;
        }
        Stop { first, next, ellipsis: dots > 1, strong, quote }
    }

    /// Whether a sentence ends at `stop`, which is not the paragraph's last word.
    fn ends(&self, stop: &Stop) -> bool {
        // What opens the next sentence, and its first word.
        let mut head = stop.next;
        while head < self.tokens.len() && (is_quote(self.mark(head)) || matches!(self.mark(head), '(' | '['))
        {
            head += 1;
        }
        let opened = head > stop.next;
        let begin = self.word(head).chars().next().unwrap_or(' ');
        if !self.touches(stop.next) {
            return self.ends_before(stop, head, begin, opened);
        }
        // A forgotten space: only where nothing else can be meant.
        let before = stop.first.checked_sub(1).map_or("", |i| self.word(i));
        let plain = before.chars().all(char::is_lowercase) && before.len() > 1;
        begin.is_uppercase() && !stop.ellipsis && (stop.quote || plain) && self.mark(stop.next) != '['
    }

    fn ends_before(&self, stop: &Stop, head: usize, begin: char, opened: bool) -> bool {
        let kind = self.tokens.get(head).map_or(TokenKind::Mark, |t| t.kind);
        let begins = match kind {
            TokenKind::Word => begin.is_uppercase() || opened,
            TokenKind::Number => true,
            TokenKind::Mark => matches!(begin, '—' | '–' | '•' | '@' | '#' | '$' | '£' | '€'),
        };
        if !begins {
            return false;
        }
        if stop.strong {
            return !(stop.quote && self.is_asked(head));
        }
        if stop.ellipsis {
            return self.ellipsis_ends(stop, head, begin);
        }
        // "... at Acme Inc.” Then", "(D-Calif.) The": a closing mark does not make an abbreviation a word.
        self.abbreviation(stop, head, begin, opened)
    }

    /// "…" is a pause as often as an end: "I think … I know". It ends only before a plain beginning.
    fn ellipsis_ends(&self, stop: &Stop, head: usize, begin: char) -> bool {
        // "They left. ... I stayed": the first stop ends its sentence, the rest is what was left out.
        let ended = self.touches(stop.first) && self.mark(stop.first) == '.' && !self.touches(stop.first + 1);
        if ended && begin.is_uppercase() {
            return true;
        }
        if self.mark(stop.next) == '[' || matches!(self.word(head), "I" | "I’m" | "I'm") {
            return false;
        }
        // "[...] The": what is left out stands for itself.
        let bracketed = stop.first > 0 && matches!(self.mark(stop.first - 1), '[' | '(');
        begin.is_uppercase() && !bracketed
    }

    /// Whether a sentence ends at a single `.` although the word before it may own the stop.
    fn abbreviation(&self, stop: &Stop, head: usize, begin: char, opened: bool) -> bool {
        let Some(before) = stop.first.checked_sub(1) else { return true };
        if self.tokens[before].kind != TokenKind::Word || !self.touches(stop.first) {
            return true;
        }
        let number = self.tokens.get(head).is_some_and(|t| t.kind == TokenKind::Number);
        // "Mr. and Mrs.", "Reps. Moe-Sen": the part after a hyphen counts ("R-Ariz").
        let word = self.word(before);
        let word = word.rsplit(['-', '‐', '‑']).next().unwrap_or(word);
        match Abbreviation::of(word, self.lexicons) {
            Abbreviation::None => true,
            Abbreviation::BeforeName => stop.quote,
            Abbreviation::BeforeNumber => !(number || word == "v" || word == "vs"),
            // A capital or an opening mark says nothing; a word that begins sentences does.
            Abbreviation::Anywhere => !number && ((opened && begin.is_uppercase()) || self.is_starter(head)),
        }
    }

    /// Whether the word at `head` is one that begins sentences and hardly ever a name.
    fn is_starter(&self, head: usize) -> bool {
        let word = self.word(head).split(['’', '\'']).next().unwrap_or("");
        word.starts_with(char::is_uppercase) && self.lexicons.word_is(word, CommonWords::Starter)
    }

    /// Whether “…?” is followed by who said it: up to four words of a name, then a verb of saying that has
    /// its content before it ("Moe asked.", "the judge said in a ruling").
    fn is_asked(&self, head: usize) -> bool {
        let mut at = head;
        while at < head + 5 && at < self.tokens.len() {
            let word = self.word(at);
            if at > head && self.lexicons.word_is(word, Speech::Asks) {
                let after = self.word(at + 1);
                return matches!(after, "" | "." | ",")
                    || self.lexicons.word_is(after, Speech::AfterSaid)
                    || self.lexicons.word_is(after, Calendar::Weekday);
            }
            let named = word.starts_with(char::is_uppercase)
                || matches!(
                    word,
                    "." | "the" | "of" | "’s" | "a" | "an" | "judge" | "spokesman" | "spokeswoman"
                );
            if !named && at == head {
                return false;
            }
            at += 1;
        }
        false
    }
}

/// What a stop after a word may mean.
#[derive(Clone, Copy, PartialEq)]
enum Abbreviation {
    /// The word is no abbreviation.
    None,
    /// A name follows: never an end.
    BeforeName,
    /// A number or a day follows, or the sentence ends.
    BeforeNumber,
    /// Inside a name as often as at an end.
    Anywhere,
}

impl Abbreviation {
    fn of(word: &str, lexicons: &Lexicons) -> Self {
        let letters = word.chars().count();
        let initial = letters == 1 && word.chars().all(char::is_uppercase);
        let dotted = word.contains('.') && word.split('.').all(|p| p.chars().count() <= 2);
        let fold = fold(word);
        let is = |class| lexicons.has(fold, class);
        let capital = word.starts_with(char::is_uppercase);
        if capital && (lexicons.titles.abbreviates(fold) || is(Abbreviations::BeforeName)) {
            Self::BeforeName
        } else if !initial
            && (is(Abbreviations::BeforeNumber) || capital && lexicons.calendar.abbreviates(fold))
        {
            Self::BeforeNumber
        } else if (initial && word != "I")
            || dotted
            || capital && (is(Abbreviations::InName) || is(Abbreviations::AfterName))
            || is(Abbreviations::Small)
        {
            Self::Anywhere
        } else {
            Self::None
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::Article;

    #[test]
    fn an_endless_sentence_is_cut() {
        for (unit, most) in [("it grew ", 400), ("it grew, ", 400), ("7 ", 400), ("It grew, and fell. ", 6)] {
            let article = Article::new("a.txt", unit.repeat(1500), None);
            let lengths: Vec<usize> = article.sentences.iter().map(|s| s.tokens.len()).collect();
            assert_eq!(lengths.iter().sum::<usize>(), article.tokens.len(), "{unit}");
            assert!(lengths.iter().all(|&n| 0 < n && n <= most), "{unit}: {lengths:?}");
            let commas = unit.contains(',');
            let cut = article.sentences.iter().rev().skip(1).map(|s| article.word(s.tokens.end - 1));
            assert!(cut.into_iter().all(|last| !commas || matches!(last, "," | ".")), "{unit}");
        }
    }

    /// Each text is written with ` | ` where a sentence ends, and with `| ` where the space is missing.
    #[test]
    fn splits_where_a_reader_would() {
        let cases = [
            "Mr. Hale left. | He said no.",
            "“It is over.” | She sat down.",
            "“Is it over?” she said. | Yes.",
            "On Jan. 19 it fell 3.5 points. | J. R. Moe left. | By Jan. | The rest.",
            "He waited … and left. | ''No.'' | Fine.",
            "I thought ... I knew. | It was . . . odd. | So they left... | The end.",
            "He lives in the U.S. | The law is old. | U.S. troops and the U.S. Senate agreed.",
            "He lives in the U.S. | “We like it,” he said.",
            "It opens at 9 a.m. Tuesday. | It shuts at 5 p.m. | The shop is small.",
            "It ranks No. 3. | They said no. | Then they left.",
            "Acme Inc. Chairman Ada Moe quit. | She joined Bell Corp. | It pays more.",
            "Sen. Ada Moe (D-Calif.) left.",
            "The firm (Acme Inc.) sank. | It was (she said.) | He left.",
            "Moe v. Hale was long. | Plan B. | It failed.",
            "“Why?” Moe asked. | “Because!” Ada Moe shouted at him. | “Who?” | Moe said he knew.",
            "LENTZ (AP) — The mayor left. | — Ada Moe",
            "He won 3. | 40 people left. | $5 is lost.",
            "It is over.| She left. | “No.”| He agreed.",
            "The St. Ada fair is on Main St. | It is loud.",
            "“[...] We left. | [The] rest went ... [Moe] too.”",
            "Is it?! | Yes!! | Good.",
            "He called it ‘a mess.’ | They left.",
            "World War I. | Then peace.",
            "They left. ... | I stayed. . . . | I slept.",
        ];
        for case in cases {
            let expected: Vec<_> = case.split('|').map(str::trim).collect();
            let text = case.replace(" | ", " ").replace("| ", "");
            let article = Article::new("t.txt", text, None);
            let found: Vec<_> = article.sentences.iter().map(|s| article.slice(s.span)).collect();
            assert_eq!(found, expected);
        }
    }
}
