//! The quotation marks of a paragraph, each with what its neighbours allow it to be.

use crate::Span;
use crate::lexicon::{Abbreviations, Lexicons};
use crate::text::{Article, Paragraph, TokenKind};

/// What is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glyph {
    /// “
    LeftDouble,
    /// ”
    RightDouble,
    /// "
    Straight,
    /// ''
    Doubled,
    /// ``
    Backticks,
    /// ‘
    LeftSingle,
    /// ’ where no letter follows it within a word
    RightSingle,
    /// '
    StraightSingle,
    /// «
    LeftGuillemet,
    /// »
    RightGuillemet,
    /// „
    Low,
}

/// A quotation mark, or what looks like one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub span: Span,
    pub glyph: Glyph,
    /// What is before and after it suits an opening mark.
    pub opens: bool,
    /// What is before and after it suits a closing mark.
    pub closes: bool,
    /// A closing mark of punctuation is right after it.
    pub before_stop: bool,
    /// A digit is right before it, as before the mark of an inch or a minute.
    pub after_digit: bool,
    /// Feet and digits are right before it, as before the mark of inches in 6'2".
    pub after_feet: bool,
    /// An `s` is right before it, as before the apostrophe of "the boys'".
    pub after_s: bool,
    /// Punctuation is right before it, as at the end of a quoted sentence.
    pub after_stop: bool,
    /// Nothing but white space follows in the paragraph.
    pub ends: bool,
    /// A letter in lower case follows, after white space where there is any.
    pub before_lower: bool,
    /// The mark is an apostrophe whatever is around it: ’80s, ’em, rock ’n’ roll.
    pub apostrophe: bool,
    /// Words of the paragraph before it.
    pub words: u32,
}

/// As many touching marks are decoration, not quotation.
const DECORATION: usize = 4;

/// Appends the marks of a paragraph; returns its number of words.
pub(super) fn scan(
    article: &Article,
    lexicons: &Lexicons,
    paragraph: &Paragraph,
    marks: &mut Vec<Mark>,
) -> u32 {
    let text = article.slice(paragraph.span);
    let base = paragraph.span.start;
    let tokens = &article.tokens[paragraph.tokens.clone()];
    let mut words = 0;
    let mut at = 0;
    let mut tag_end = 0;
    while let Some(token) = tokens.get(at) {
        let local = (token.span.start - base) as usize;
        if local < tag_end {
            at += 1;
            continue;
        }
        // A tag begins with a mark too.
        if token.kind != TokenKind::Mark {
            words += 1;
            at += 1;
            continue;
        }
        if let Some(length) = tag(&text[local..]) {
            tag_end = local + length;
            continue;
        }
        let Some(c) = quote_char(article.slice(token.span)) else {
            at += 1;
            continue;
        };
        let mut run = 1;
        while tokens.get(at + run).is_some_and(|next| {
            next.span.start == tokens[at + run - 1].span.end
                && quote_char(article.slice(next.span)) == Some(c)
        }) {
            run += 1;
        }
        if run < DECORATION {
            let next = tokens.get(at + run).map_or("", |t| article.slice(t.span));
            let mut done = 0;
            for (glyph, length) in glyphs(c, run, text, (token.span.start - base) as usize) {
                let span = Span::new(tokens[at + done].span.start, tokens[at + done + length - 1].span.end);
                let local = (span.start - base) as usize..(span.end - base) as usize;
                marks.push(mark(lexicons, text, local, span, glyph, words, next));
                done += length;
            }
        }
        at += run;
    }
    words
}

/// The length of a left-over mark-up tag with quoted attributes that `text` begins with: its quotation marks
/// quote nothing. Also the end of one whose beginning is lost: `">`.
fn tag(text: &str) -> Option<usize> {
    if text.starts_with("\">") || text.starts_with("”>") {
        return text.find('>').map(|end| end + 1);
    }
    let rest = text.strip_prefix('<')?;
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    // No tag is longer, and the bound keeps a text of nothing but `<a` linear.
    let head = rest.char_indices().take_while(|(i, c)| *i < 1000 && *c != '<').find(|(_, c)| *c == '>');
    let end = head.map_or(rest.len(), |(i, _)| i + 1);
    let quoted = |t: &str| t.contains("=\"") || t.contains("=”") || t.contains("=“");
    (end <= 1000 && quoted(&rest[..end])).then_some(end + 1)
}

/// The one character of a token that may be a quotation mark.
fn quote_char(token: &str) -> Option<char> {
    let mut chars = token.chars();
    let c = chars.next()?;
    (chars.next().is_none() && is_quote(c)).then_some(c)
}

const fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'' | '`' | '«' | '»' | '„')
}

/// What a run of one to three equal marks is made of: each glyph with its number of characters.
fn glyphs(c: char, run: usize, text: &str, at: usize) -> impl Iterator<Item = (Glyph, usize)> {
    use Glyph::{Backticks, Doubled, StraightSingle};
    let one = match c {
        '“' => Glyph::LeftDouble,
        '”' => Glyph::RightDouble,
        '"' => Glyph::Straight,
        '‘' | '`' => Glyph::LeftSingle,
        '\'' => StraightSingle,
        '«' => Glyph::LeftGuillemet,
        '»' => Glyph::RightGuillemet,
        '„' => Glyph::Low,
        _ => Glyph::RightSingle,
    };
    let closing = text[..at].chars().next_back().is_some_and(|c| !c.is_whitespace());
    let parts: [Option<(Glyph, usize)>; 3] = match (c, run) {
        ('\'', 2) => [Some((Doubled, 2)), None, None],
        // '''No,' he said'' opens the outer one first; ... 'no.''' closes the inner one first.
        ('\'', 3) if closing => [Some((StraightSingle, 1)), Some((Doubled, 2)), None],
        ('\'', 3) => [Some((Doubled, 2)), Some((StraightSingle, 1)), None],
        ('`', 2) => [Some((Backticks, 2)), None, None],
        ('`', 3) => [Some((Backticks, 2)), Some((one, 1)), None],
        _ => [Some((one, 1)), (run > 1).then_some((one, 1)), (run > 2).then_some((one, 1))],
    };
    parts.into_iter().flatten()
}

fn mark(
    lexicons: &Lexicons,
    text: &str,
    at: std::ops::Range<usize>,
    span: Span,
    glyph: Glyph,
    words: u32,
    next: &str,
) -> Mark {
    let before = &text[..at.start];
    let after = &text[at.end..];
    // Marks beside it are looked through: “‘No,’ he said”. Sixteen side by side are no quotation, and the bound keeps
    // a text of nothing but marks linear.
    let left = before.chars().rev().take(8).find(|&c| !is_quote(c));
    let mut following = after.chars().take(24).skip_while(|&c| is_quote(c)).take(8);
    let right = following.next();
    let dots =
        following.find(|c| *c != ' ').is_some_and(|c| matches!(c, '.' | '@' | '#') || c.is_ascii_digit());
    let is_space = |c: Option<char>| c.is_none_or(is_blank);
    let stop = |c| matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '…');
    let joint = |c| matches!(c, '—' | '–' | '-' | '/' | '‐' | '‑');
    let left_opens = is_space(left) || left.is_some_and(|c| joint(c) || matches!(c, '(' | '[' | '{' | '='));
    let left_closes = left.is_some_and(|c| !is_blank(c) && !matches!(c, '(' | '[' | '{'));
    let right_opens = right.is_some_and(|c| match c {
        // “... and so on”, “.5”
        '.' => dots,
        ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' => false,
        // At the head of a paragraph a mark opens even if a space follows.
        _ => left.is_none() || !is_blank(c),
    });
    let right_closes =
        is_space(right) || right.is_some_and(|c| stop(c) || joint(c) || matches!(c, ')' | ']' | '}' | '*'));
    let last = before.chars().next_back();
    Mark {
        span,
        glyph,
        opens: left_opens && right_opens,
        closes: left_closes && right_closes,
        before_stop: right.is_some_and(|c| stop(c) || c == ')') && !(left_opens && right_opens),
        after_digit: last.is_some_and(|c| c.is_ascii_digit()),
        after_feet: after_feet(before),
        after_s: last.is_some_and(|c| matches!(c, 's' | 'S' | 'z' | 'x')),
        after_stop: last.is_some_and(|c| stop(c) || joint(c)),
        ends: after.chars().all(is_blank),
        before_lower: after.trim_start().chars().next().is_some_and(char::is_lowercase),
        apostrophe: !is_space(after.chars().next()) && elided(lexicons, next, glyph),
        words,
    }
}

/// White space, or a character that only steers the direction of writing.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Whether `before` ends in feet and inches: 6'2, 5’ 11.
fn after_feet(before: &str) -> bool {
    let rest = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let feet = rest.trim_end_matches(' ').strip_suffix(['’', '\'', '′']);
    before.len() - rest.len() <= 2
        && before.len() > rest.len()
        && feet.is_some_and(|f| f.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether `next`, the token after the mark, is a word whose head is left out.
fn elided(lexicons: &Lexicons, next: &str, glyph: Glyph) -> bool {
    let year = next.strip_suffix('s').unwrap_or(next);
    let digits = year.bytes().all(|b| b.is_ascii_digit());
    if digits {
        // ’80s and ’16, but ‘16 people died’ keeps a chance for marks that open.
        return year.len() == 2 && (year.len() < next.len() || glyph != Glyph::LeftSingle);
    }
    let head = next.split(['’', '\'', '-']).next().unwrap_or("");
    lexicons.word_is(head, Abbreviations::Elided)
}
