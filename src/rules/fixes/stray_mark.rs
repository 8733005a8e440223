//! A quotation mark without a partner: it goes where it is one too many, and the closing one comes where the words that say whose the
//! quotation is follow it. Where a quotation begins, nobody knows but who was there.

use super::Replacement;
use crate::Span;
use crate::facts::StrayMark;
use crate::rules::kinds::View;
use crate::text::Paragraph;

pub(super) fn fix(v: View<'_>, i: usize) -> Option<Vec<Replacement>> {
    let stray = *v.facts.quotes().strays.get(i)?;
    let paragraph = v.article.paragraphs.get(v.article.paragraph_at(stray.span.start))?;
    let one = if stray.opening { closing(v, paragraph, stray)? } else { surplus(v, paragraph, stray)? };
    Some(vec![one])
}

/// Deletes a closing mark right after another of its kind: `.””`, or `.” ”` at the end of the paragraph, where nothing is left
/// that it could open.
fn surplus(v: View<'_>, paragraph: &Paragraph, stray: StrayMark) -> Option<Replacement> {
    let text = &v.article.text;
    let mark = v.article.slice(stray.span);
    let before = text[..stray.span.start as usize].strip_suffix(' ');
    let end = before.map_or(stray.span.start, |before| Span::of(0..before.len()).end);
    let quotes = v.facts.quotes();
    let ended = end.checked_sub(1).and_then(|last| quotes.innermost(last)).map(|quote| &quotes[quote]);
    let closed = ended.is_some_and(|quote| quote.closed && quote.span.end == end);
    let alike = text[..end as usize].ends_with(mark);
    let last = stray.span.end == paragraph.span.end;
    let next = text[stray.span.end as usize..].chars().next();
    let free = last || before.is_none() && next.is_none_or(char::is_whitespace);
    (closed && alike && free).then(|| Replacement::of(v.article, Span::new(end, stray.span.end), ""))
}

/// The closing mark before the words that say whose it is: `“We will stay, said Ada Brandt.`
fn closing(v: View<'_>, paragraph: &Paragraph, stray: StrayMark) -> Option<Replacement> {
    let article = v.article;
    let rest = Span::new(stray.span.end, paragraph.span.end);
    let mark = match article.slice(stray.span) {
        "“" => "”",
        "\"" => "\"",
        _ => return None,
    };
    if !unmarked(v, rest) {
        return None;
    }
    let tokens = article.tokens_in(rest);
    let mut tags = tokens.clone().filter(|&at| {
        let turned = tag(v, at + 1..paragraph.tokens.end).is_some_and(|verb| verb == at + 1);
        article.word(at) == "," && turned
    });
    let says = |word: usize| v.lexicons.says(article.word(word), article.tokens[word].fold);
    // One sentence, all of which is the quotation.
    let comma = tags.next().filter(|_| tags.next().is_none())?;
    let at = article.tokens[comma].span;
    let sentence = article.sentence_at(stray.span.start);
    let whole = article.sentences[sentence].span.start == stray.span.start;
    let sure = whole && article.sentence_at(at.start) == sentence && !(tokens.start..comma).any(says);
    let end = sure.then_some(at.end)?;
    let last = article.text[..end as usize].chars().next_back()?;
    let last = Span::new(end - Span::of(0..last.len_utf8()).end, end);
    Some(Replacement::of(article, last, format!("{}{mark}", article.slice(last))))
}

/// The verb of the words that say whose a quotation is, where these are the next: `said Ada Brandt`, `Ada Brandt said`, `she said`.
fn tag(v: View<'_>, tokens: std::ops::Range<usize>) -> Option<usize> {
    /// Words of a name, at most.
    const NAME: usize = 4;
    let article = v.article;
    let says = |at: usize| v.lexicons.says(article.word(at), article.tokens[at].fold);
    let first = tokens.start;
    if tokens.clone().take(2).count() < 2 {
        return None;
    }
    if says(first) {
        return article.tokens[first + 1].capital.then_some(first);
    }
    let named = |at: &usize| article.tokens[*at].capital;
    let name = tokens.clone().take(NAME).take_while(named).count();
    let subject =
        if name > 0 { name } else { usize::from(matches!(article.word(first), "he" | "she" | "they")) };
    let verb = first + subject;
    (subject > 0 && verb < tokens.end && says(verb)).then_some(verb)
}

/// Whether no quotation begins in a span, and no mark without a partner is in it.
fn unmarked(v: View<'_>, span: Span) -> bool {
    let quotes = v.facts.quotes();
    let begun = quotes.quotes.partition_point(|quote| quote.span.start < span.end);
    let quoted = begun.checked_sub(1).is_some_and(|last| quotes.quotes[last].span.start >= span.start);
    !quoted && stray_in(v, span).is_none()
}

/// A mark without a partner in a span: the last of them.
pub(super) fn stray_in(v: View<'_>, span: Span) -> Option<StrayMark> {
    let strays = &v.facts.quotes().strays;
    let before = strays.partition_point(|stray| stray.span.start < span.end);
    strays[..before].last().filter(|stray| stray.span.start >= span.start).copied()
}
