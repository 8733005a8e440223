//! Who is named right beside the closing mark of a speech: `“You never asked,” replied her brother.`
//!
//! A noun phrase between the mark and a verb of saying, or right after such a verb, is the speaker, whatever the
//! reader makes of it. Only what the reader left without a source is filled in.
//!
//! | form | source |
//! | --- | --- |
//! | `“...,” [replied] [her brother].` | the phrase after the verb |
//! | `“...,” [the older of the two] [replied].` | the phrase before it |
//! | `“...,” [a clerk], who asked not to be named, [said].` | the same |
//! | `[Ann Moe], at a later hearing, [said], “...”` | the subject of the sentence |

use crate::Span;
use crate::facts::quotes::{Quote, QuoteUse, Quotes};
use crate::facts::speech::reader::{Label, Labelled, Labels};
use crate::lexicon::{Calendar, Cues, Lexicons, Phrases};
use crate::text::{Article, TokenKind};
use std::ops::Range;

/// How sure we are of what is filled in.
const CONFIDENCE: f32 = 0.9;
/// The most tokens of a phrase.
const LONGEST: usize = 10;
/// The most tokens between the commas of what is put between a phrase and its verb.
const ASIDE: usize = 20;

/// Source and cue, as tokens.
struct Tag {
    source: Range<usize>,
    cue: Range<usize>,
}

/// What is put in at one tag.
struct Fill {
    /// Labels other than contents go where they lie in here, and contents are cut back to `cut`.
    clear: Span,
    cut: u32,
    add: Vec<Labelled>,
}

/// The labels with sources put in beside speeches that have none; None where there is nothing to put in.
pub(super) fn labels(
    article: &Article,
    quotes: &Quotes,
    read: &Labels,
    lexicons: &Lexicons,
) -> Option<Labels> {
    let finder = Finder { article, quotes, lexicons };
    let mut fills: Vec<Fill> = Vec::new();
    for quote in &quotes.quotes {
        if quote.used_as != QuoteUse::Speech || quote.parent.is_some() || quote.words < 2 {
            continue;
        }
        let Some(tag) = finder.after(quote).or_else(|| finder.before(quote)) else { continue };
        let fill = fill(article, quote, &tag, read);
        let apart = |f: &Fill| fills.last().is_none_or(|last| last.clear.end <= f.clear.start);
        fills.extend(fill.filter(apart));
    }
    if fills.is_empty() {
        return None;
    }
    let mut labels = Labels::with_capacity(read.len() + 3 * fills.len());
    for label in read {
        let met = fills.get(fills.partition_point(|f| f.clear.end <= label.span.start));
        match met.filter(|f| f.clear.start < label.span.end) {
            None => labels.push(*label),
            Some(fill) if label.label == Label::Content && label.span.start < fill.cut => {
                labels.push(Labelled { span: Span::new(label.span.start, fill.cut), ..*label });
            }
            Some(_) => {}
        }
    }
    labels.extend(fills.into_iter().flat_map(|f| f.add));
    labels.sort_by_key(|l| l.span);
    Some(labels)
}

/// What `tag` puts in beside `quote`, where the reader left something out.
fn fill(article: &Article, quote: &Quote, tag: &Tag, read: &Labels) -> Option<Fill> {
    let span = |tokens: &Range<usize>| article.span_of(tokens.clone());
    let (source, cue) = (span(&tag.source), span(&tag.cue));
    let tagged = source.join(cue);
    let all = quote.span.join(tagged);
    let near = &read[read.partition_point(|l| l.span.end < all.start)..];
    let near = &near[..near.partition_point(|l| l.span.start <= all.end)];
    let over = |label: Label, area: Span| near.iter().any(|l| l.label == label && l.span.overlaps(area));
    let named =
        over(Label::Source, source) || near.iter().any(|l| l.label == Label::Source && touches(l.span, cue));
    if named {
        // What is put between commas has a verb of its own: `a clerk, who asked not to be named, said`.
        let aside = Span::new(source.end.min(cue.start), cue.start);
        let own =
            |l: &Labelled| l.label != Label::Content && aside.start < l.span.start && l.span.end < aside.end;
        let fill = Fill { clear: aside, cut: aside.start, add: Vec::new() };
        return near.iter().any(own).then_some(fill);
    }
    let labelled = |span: Span, label: Label| Labelled { span, label, confidence: CONFIDENCE };
    let mut add = vec![labelled(source, Label::Source), labelled(cue, Label::Cue)];
    if !over(Label::Content, quote.span) {
        add.push(labelled(quote.span, Label::Content));
    }
    let cut = if quote.span.end <= tagged.start { quote.span.end } else { tagged.start };
    Some(Fill { clear: tagged, cut, add })
}

/// Whether a span ends or begins a blank away from another.
fn touches(a: Span, b: Span) -> bool {
    a.end <= b.start && a.end + 1 >= b.start || b.end <= a.start && b.end + 1 >= a.start
}

struct Finder<'a> {
    article: &'a Article,
    quotes: &'a Quotes,
    lexicons: &'a Lexicons,
}

impl Finder<'_> {
    /// The tag after a quotation that a comma, a question or a cry closes.
    fn after(&self, quote: &Quote) -> Option<Tag> {
        if !quote.closed {
            return None;
        }
        let article = self.article;
        let paragraph = &article.paragraphs[article.paragraph_at(quote.span.start)];
        let mut at = article.token_at(quote.span.end);
        let ceiling = paragraph.tokens.end;
        let last = article.slice(quote.inner).trim_end().chars().next_back()?;
        if at < ceiling && article.word(at) == "," {
            at += 1;
        } else if !matches!(last, ',' | '?' | '!' | '…' | '—' | '-') {
            return None;
        }
        if at >= ceiling || article.tokens[at].kind != TokenKind::Word {
            return None;
        }
        if self.says(at) {
            let source = self.phrase(at + 1, ceiling)?;
            return Some(Tag { source, cue: at..at + 1 });
        }
        let source = self.phrase(at, ceiling)?;
        let cue = self.verb(source.end, ceiling)?;
        Some(Tag { source, cue })
    }

    /// The tag before a quotation: the subject of a sentence whose verb of saying is right before the mark.
    fn before(&self, quote: &Quote) -> Option<Tag> {
        let article = self.article;
        let open = article.token_at(quote.span.start);
        let sentence = &article.sentences[article.sentence_at(quote.span.start)].tokens;
        let comma = open.checked_sub(1).filter(|&t| matches!(article.word(t), "," | ":"))?;
        let verb = comma.checked_sub(1).filter(|&t| t > sentence.start && self.says(t))?;
        if (sentence.start..open).any(|t| self.quotes.is_double_mark(t)) {
            return None;
        }
        let source = self.phrase(sentence.start, verb)?;
        let cue = self.verb(source.end, verb + 1)?;
        (cue.end == verb + 1).then_some(Tag { source, cue })
    }

    /// The verb of saying at `at`, after an aside between commas and an adverb if there is one.
    fn verb(&self, at: usize, ceiling: usize) -> Option<Range<usize>> {
        let article = self.article;
        let mut at = at;
        if at < ceiling && article.word(at) == "," {
            let end = ceiling.min(at + ASIDE);
            let close = (at + 1..end).find(|&t| article.word(t) == ",")?;
            let stops =
                |t: usize| self.quotes.is_double_mark(t) || matches!(article.word(t), "." | ";" | ":" | "?");
            if (at + 1..close).any(stops) {
                return None;
            }
            at = close + 1;
        }
        let adverb = at < ceiling
            && (article.word(at).ends_with("ly") || matches!(article.word(at), "also" | "then" | "later"));
        if adverb {
            at += 1;
        }
        (at < ceiling && self.says(at)).then(|| at..at + 1)
    }

    /// Whether the token is a verb that reports speech, in the past or of a third person.
    fn says(&self, at: usize) -> bool {
        let article = self.article;
        let word = article.word(at);
        if article.tokens[at].kind != TokenKind::Word || !word.starts_with(char::is_lowercase) {
            return false;
        }
        let finite =
            word.ends_with("ed") || matches!(word, "said" | "says" | "told" | "wrote" | "asks" | "writes");
        finite
            && self
                .lexicons
                .cues
                .get(article.tokens[at].fold)
                .is_some_and(|hit| !hit.is_any(&[Cues::Thought, Cues::Declined]))
    }

    /// The noun phrase that begins at `start`: a pronoun, a name, or a noun with its article.
    fn phrase(&self, start: usize, ceiling: usize) -> Option<Range<usize>> {
        let article = self.article;
        let ceiling = ceiling.min(start + LONGEST);
        let word = |t: usize| article.word(t);
        if start >= ceiling || matches!(article.tokens[start].kind, TokenKind::Mark) {
            return None;
        }
        let lower = word(start).to_lowercase();
        if matches!(lower.as_str(), "he" | "she" | "they" | "i" | "we" | "another" | "one")
            && (start + 1 >= ceiling || !self.continues(start + 1))
        {
            return Some(start..start + 1);
        }
        let is = |t: usize, class: Phrases| self.lexicons.at(article, t, class);
        let determined = is(start, Phrases::TagDeterminer);
        let capital = word(start).starts_with(char::is_uppercase);
        let numbered = article.tokens[start].kind == TokenKind::Number;
        if !(determined || capital || numbered || self.titles(start, ceiling)) || is(start, Phrases::NoName) {
            return None;
        }
        let mut end = start + 1;
        while end < ceiling {
            let joins = matches!(word(end), "." | "-" | "/" | "'" | "’")
                && end + 1 < ceiling
                && article.tokens[end].span.start == article.tokens[end - 1].span.end
                && article.tokens[end + 1].kind != TokenKind::Mark
                && (word(end) != "."
                    || word(end - 1).len() <= 4 && word(end + 1).starts_with(char::is_uppercase));
            // `said the ruling`
            let gerund = determined && end == start + 1 && word(end).ends_with("ing");
            if !(joins || gerund || self.continues(end)) {
                break;
            }
            end += 1;
        }
        while end > start + 1 && matches!(word(end - 1), "of" | "for" | "and" | "the") {
            end -= 1;
        }
        let noun = |t: usize| article.tokens[t].kind == TokenKind::Word && !is(t, Phrases::TagDeterminer);
        ((start..end).any(noun)).then_some(start..end)
    }

    /// Whether words in small letters lead to a name: `retired pilot Ann Moe`.
    fn titles(&self, start: usize, ceiling: usize) -> bool {
        let article = self.article;
        let small = |t: &usize| article.word(*t).starts_with(char::is_lowercase) && self.continues(*t);
        let count = (start..ceiling.min(start + 4)).take_while(small).count();
        let name = start + count;
        count > 0
            && name < ceiling
            && article.word(name).starts_with(char::is_uppercase)
            && self.continues(name)
    }

    /// Whether a phrase goes on with the token.
    fn continues(&self, at: usize) -> bool {
        let article = self.article;
        let word = article.word(at);
        let is = |class: Phrases| self.lexicons.at(article, at, class);
        let day = article.tokens[at].capital && self.lexicons.at(article, at, Calendar::Weekday);
        let ends = day
            || !article.tokens[at].capital && is(Phrases::Ends)
            || word.ends_with("ly")
            || word.ends_with("ing");
        article.tokens[at].kind != TokenKind::Mark && !ends && !self.says(at)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::marked;
    use super::*;
    use crate::facts::quotes;

    /// The sources after filling in; nothing where nothing is put in.
    fn sources(text: &str) -> Vec<String> {
        let (article, read) = marked(text);
        let quotes = quotes::find(&article, Lexicons::ours());
        let labels = labels(&article, &quotes, &read, &Lexicons::built_in()).unwrap_or_default();
        let sources = labels.iter().filter(|l| l.label == Label::Source);
        sources.map(|l| article.slice(l.span).to_owned()).collect()
    }

    #[test]
    fn who_stands_beside_a_speech_says_it() {
        let cases = [
            ("[C “You never asked,”] replied her brother.", "her brother"),
            ("[C “You never asked,”] her brother [Q told] her.", "her brother"),
            ("[C “Nobody asked us,” the older of the two replied].", "the older of the two"),
            ("“Nobody asked us,” said 9/11 widow Ann Moe on Monday.", "9/11 widow Ann Moe"),
            ("“No tenant can guess,” said the ruling.", "the ruling"),
            ("Ann Moe, at a later hearing, said, [C “I have read it.”]", "Ann Moe"),
            ("“Is it the mill?” asked retired miller Joe Fenn.", "retired miller Joe Fenn"),
        ];
        for (text, expected) in cases {
            assert_eq!(sources(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_the_reader_saw_stays() {
        for text in [
            "[C “You never asked,”] [Q replied] [S her brother].",
            "The sign “No way in,” painted last week, is gone.",
            "“You never asked,” she thought.",
            "“You never asked.” The mayor said no more.",
            "“You never asked,” but said nothing.",
        ] {
            assert!(sources(text).is_empty(), "{text}");
        }
    }
}
