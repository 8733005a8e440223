//! Counts that the list right after them confirms or contradicts: `three priorities: A and B`.

use crate::Span;
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::function_words::is_particle;
use crate::lexicon::{Lexicons, Units};
use crate::text::Article;

/// A count with the list that follows it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CountedList {
    /// The count with its noun.
    pub span: Span,
    /// The list.
    pub list: Span,
    /// How many the text says.
    pub claimed: u32,
    /// How many items there are.
    pub items: u32,
    /// Whether every item is a name or of the same short shape, so that the items can be separated for certain.
    pub plain: bool,
}

/// Finds the counted lists of an article, in order.
#[must_use]
pub fn find(article: &Article, figures: &[Figure], lexicons: &Lexicons) -> Vec<CountedList> {
    let mut found: Vec<CountedList> = figures.iter().filter_map(|f| list(article, f, lexicons)).collect();
    found.extend(told_in_turn(article, figures));
    found.extend(bulleted(article, figures));
    found.sort_by_key(|l| l.span);
    found
}

/// `The plan has four parts:` over paragraphs that begin with a bullet or a number each.
fn bulleted(article: &Article, figures: &[Figure]) -> Vec<CountedList> {
    let mut found = Vec::new();
    let item = |span: Span| {
        let text = article.slice(span).trim_start();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        text.starts_with(['•', '*', '–', '-', '—'])
            || (1..=2).contains(&digits) && text[digits..].starts_with(['.', ')'])
    };
    let mut at = 0;
    while at + 1 < article.paragraphs.len() {
        let head = &article.paragraphs[at];
        at += 1;
        if !article.slice(head.span).trim_end().ends_with(':') {
            continue;
        }
        let items = article.paragraphs[at..].iter().take_while(|p| item(p.span)).count();
        let from = figures.partition_point(|f| f.span.start < head.span.start);
        let to = figures.partition_point(|f| f.span.start < head.span.end);
        let mut counts = figures[from..to].iter().filter(|f| is_small(f) && f.noun.is_some());
        let count = counts.next().filter(|_| counts.next().is_none());
        if let (Some((count, noun)), true) = (count.and_then(|f| Some((f, f.noun?))), items > 1) {
            found.push(CountedList {
                span: count.span.join(noun),
                list: article.paragraphs[at].span.join(article.paragraphs[at + items - 1].span),
                claimed: count.low as u32,
                items: u32::try_from(items).unwrap_or(u32::MAX),
                plain: true,
            });
        }
        at += items;
    }
    found
}

/// How many sentences before its "First" a count may be.
const AHEAD: usize = 3;

/// `offers four reasons`, of which sentences tell one each: `First, ...`, `Secondly, ...`, `Lastly, ...`.
fn told_in_turn(article: &Article, figures: &[Figure]) -> Vec<CountedList> {
    let mut found = Vec::new();
    // The sentence of the "First", and the number of the item told last.
    let mut run: Option<(usize, u32)> = None;
    for (number, sentence) in article.sentences.iter().enumerate() {
        let at = sentence.tokens.start;
        let comma = sentence.tokens.contains(&(at + 1)) && article.word(at + 1) == ",";
        let Some(turn) = turn(article.word(at), comma) else { continue };
        run = match (turn, run) {
            (Turn::Item(1), _) => Some((number, 1)),
            (Turn::Item(n), Some((first, last))) if n == last + 1 => Some((first, n)),
            (Turn::Item(_), _) => None,
            (Turn::Last, Some((first, last))) if last > 1 => {
                let start = article.sentences[first].span.start;
                let from = article.sentences[first.saturating_sub(AHEAD)].span.start;
                let before = figures[..figures.partition_point(|f| f.span.start < start)].iter().rev();
                let count =
                    before.take_while(|f| f.span.start >= from).find(|f| is_small(f) && f.noun.is_some());
                if let Some((count, noun)) = count.and_then(|f| Some((f, f.noun?))) {
                    found.push(CountedList {
                        span: count.span.join(noun),
                        list: article.sentences[first].span.join(sentence.span),
                        claimed: count.low as u32,
                        items: last + 1,
                        plain: true,
                    });
                }
                None
            }
            (Turn::Last, _) => None,
        };
    }
    found
}

/// What the first word of a sentence says of its place in a row.
enum Turn {
    Item(u32),
    Last,
}

fn turn(word: &str, comma: bool) -> Option<Turn> {
    match word {
        "Firstly" => Some(Turn::Item(1)),
        "Secondly" => Some(Turn::Item(2)),
        "Thirdly" => Some(Turn::Item(3)),
        "Lastly" => Some(Turn::Last),
        "First" if comma => Some(Turn::Item(1)),
        "Second" if comma => Some(Turn::Item(2)),
        "Third" if comma => Some(Turn::Item(3)),
        "Fourth" if comma => Some(Turn::Item(4)),
        "Finally" | "Last" if comma => Some(Turn::Last),
        _ => None,
    }
}

fn is_small(f: &Figure) -> bool {
    f.kind == FigureKind::Count
        && f.precision == Precision::Exact
        && (2.0..=9.0).contains(&f.low)
        && f.low.fract() == 0.0
}

/// The most bytes a list may take.
const LONGEST: usize = 320;

fn list(article: &Article, f: &Figure, lexicons: &Lexicons) -> Option<CountedList> {
    let noun = f.noun.filter(|_| is_small(f))?;
    // "Precious Six Garments": a name.
    let capital = |span: Span| article.slice(span).starts_with(char::is_uppercase);
    if capital(f.number) && capital(noun) {
        return None;
    }
    if f.qualifiers.iter().any(|q| q == "of" || q == "other") {
        return None;
    }
    let sentence = article.sentences.get(article.sentence_at(f.span.start))?.span;
    let rest = article.text.get(noun.end as usize..sentence.end as usize)?;
    let skipped = rest.len() - rest.trim_start().len();
    let mark = ["—", "–", "--", ":", "- ", ","].into_iter().find(|m| rest.trim_start().starts_with(m))?;
    let start = noun.end as usize + skipped + mark.len();
    let body = article.text.get(start..sentence.end as usize)?;
    let closes = if mark == ":" || mark == "," {
        &[';', '.', '!', '?', '—', '('][..]
    } else {
        &[';', '.', '!', '?', '—', '–', '('][..]
    };
    let body = &body[..end(body, closes)];
    let trimmed = body.trim();
    if trimmed.is_empty() || trimmed.len() > LONGEST || trimmed.contains(['"', '“', '”', ':']) {
        return None;
    }
    let items = items(trimmed)?;
    // After a comma, only names are sure to be the things counted.
    if mark == "," && !(items.iter().all(|i| is_name(i)) && items.len() > 2) {
        return None;
    }
    // "five men and three women": items that are counts themselves.
    if items.iter().any(|i| counted(i, lexicons)) {
        return None;
    }
    let from = start + (body.len() - body.trim_start().len());
    Some(CountedList {
        span: f.span.join(noun),
        list: Span::of(from..from + trimmed.len()),
        claimed: f.low as u32,
        items: u32::try_from(items.len()).ok()?,
        plain: plain(&items),
    })
}

/// Where a list ends: at a mark that closes it, unless it is the stop of an initial or an abbreviation.
fn end(body: &str, closes: &[char]) -> usize {
    let mut at = 0;
    while let Some(found) = body[at..].find(closes) {
        let here = at + found;
        let word = body[..here].rsplit([' ', '.', ',']).next().unwrap_or("");
        let stop = body[here..].starts_with('.');
        let next_lower = body[here..].chars().nth(1).is_some_and(|c| !c.is_whitespace());
        if !stop || word.chars().count() > 4 && !next_lower || here + 1 == body.len() {
            return here;
        }
        at = here + 1;
    }
    body.find("--").unwrap_or(body.len())
}

/// The items of `A, B and C`; None where it is no such list.
fn items(list: &str) -> Option<Vec<&str>> {
    let mut items: Vec<&str> = list.split(", ").collect();
    let last = items.pop()?;
    let last = last.strip_prefix("and ").or_else(|| last.strip_prefix("& ")).map_or_else(
        || last.split_once(" and ").map_or_else(|| vec![last], |(a, b)| vec![a, b]),
        |last| vec![last],
    );
    let closed = last.len() == 2 || list.contains(", and ");
    items.extend(last);
    (closed && items.len() >= 2 && items.iter().all(|i| !i.trim().is_empty())).then_some(items)
}

/// Names, or a word or two each: nothing that could be an aside or hold an "and" of its own.
fn plain(items: &[&str]) -> bool {
    let short = |item: &&str| item.split(' ').count() <= 2 && !item.contains(" and ");
    // "including two of the four": an item that is itself a count is not one of those counted.
    let aside =
        items.iter().any(|i| i.starts_with("including") || i.starts_with("among") || i.starts_with("who "));
    let distinct = !aside && items.iter().enumerate().all(|(i, a)| !items[..i].contains(a));
    distinct && (items.iter().all(|i| is_name(i)) || items.iter().all(short))
}

/// Up to five words in capitals, particles and `of` among them.
fn is_name(item: &str) -> bool {
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    let inner = |word: &str| is_particle(word) || matches!(word, "of" | "the");
    let mut words = item.trim().split(' ').peekable();
    words.peek().is_some_and(|w| capital(w) || *w == "the")
        && words.all(|w| capital(w) || inner(w))
        && item.split(' ').count() <= 5
}

/// `five men`, `12 ferries`: more than one of a kind.
fn counted(item: &str, lexicons: &Lexicons) -> bool {
    let first = item.trim().split([' ', '-']).next().unwrap_or("");
    let units = &lexicons.units;
    let number =
        |hit: crate::lexicon::Hit<'_, Units>| hit.is_any(&[Units::Number, Units::Vague]) && hit.lemma != "1";
    first.starts_with(|c: char| c.is_ascii_digit()) || units.word(first).is_some_and(number)
}
