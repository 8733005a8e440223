//! Which mark of a paragraph closes which.
//!
//! One pass with a stack. Curly marks say which way they face and are believed unless their neighbours
//! rule it out; straight ones are read off their neighbours, then off what is open. Single marks count only
//! as pairs: one without a partner is an apostrophe, never stray.

use super::MarkStyle;
use super::marks::{Glyph, Mark};
use crate::Span;

/// A quotation of one paragraph in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub open: Span,
    pub close: Option<Span>,
    pub style: MarkStyle,
    /// Index of the draft around it.
    pub parent: Option<usize>,
    pub fate: Fate,
    /// Words of the paragraph before its opening mark, and before its closing one.
    pub words: (u32, u32),
}

/// What became of an opening mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Still open at the paragraph's end.
    Open,
    /// Has its closing mark.
    Closed,
    /// A double mark that is overtaken by the closing mark of the quotation around it.
    Overtaken,
    /// A single mark that turned out an apostrophe.
    Apostrophe,
}

/// The pairs of one paragraph. Kept from paragraph to paragraph for its memory.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub drafts: Vec<Draft>,
    /// Closing marks that close nothing.
    pub strays: Vec<Span>,
    /// Of those, the first, where it is the first double mark of the paragraph: it may close what an
    /// earlier paragraph opened. With the words before it.
    pub first_closes: Option<(Span, u32)>,
    stack: Vec<usize>,
    /// Open quotations by style.
    open: [u32; 7],
}

enum Turn {
    Opens(MarkStyle),
    /// Closes the nearest double quotation, of this style where one is open.
    Closes(MarkStyle),
    ClosesSingle,
    Stray,
    Nothing,
}

impl Pairs {
    /// Pairs the marks of a paragraph. `same_sentence` says whether two bytes lie in one sentence.
    pub fn pair(&mut self, marks: &[Mark], same_sentence: impl Fn(u32, u32) -> bool) {
        self.drafts.clear();
        self.strays.clear();
        self.stack.clear();
        self.first_closes = None;
        self.open = [0; 7];
        let mut doubles = 0;
        for (i, mark) in marks.iter().enumerate() {
            doubles += usize::from(!is_single(mark.glyph));
            match self.turn(marks, i, &same_sentence) {
                Turn::Opens(style) => self.push(mark, style),
                Turn::Closes(style) => self.close(mark, style),
                Turn::ClosesSingle => self.pop(mark),
                Turn::Stray => {
                    if doubles == 1 {
                        self.first_closes = Some((mark.span, mark.words));
                    }
                    self.strays.push(mark.span);
                }
                Turn::Nothing => {}
            }
        }
        self.settle(marks);
    }

    fn turn(&self, marks: &[Mark], i: usize, same_sentence: &impl Fn(u32, u32) -> bool) -> Turn {
        use MarkStyle::{
            CurlyDouble, CurlySingle, DoubledSingle, Guillemets, LowHigh, StraightDouble, StraightSingle,
        };
        let mark = &marks[i];
        let (opens, closes) = (mark.opens && !mark.closes, mark.closes && !mark.opens);
        let inside = self.any_double();
        match mark.glyph {
            Glyph::Low => Turn::Opens(LowHigh),
            Glyph::LeftDouble if self.is_open(LowHigh) && !opens => Turn::Closes(LowHigh),
            // “No,“ he said: the wrong way round, and plainly an end; so is “No. “ at the end of a paragraph.
            Glyph::LeftDouble if inside && (closes || (!opens && (mark.after_stop || mark.ends))) => {
                Turn::Closes(CurlyDouble)
            }
            Glyph::LeftDouble if closes => Turn::Stray,
            Glyph::LeftDouble => Turn::Opens(CurlyDouble),
            Glyph::RightDouble if mark.after_feet && closed_next(marks, i, Glyph::RightDouble) => {
                Turn::Nothing
            }
            Glyph::RightDouble if inside => Turn::Closes(CurlyDouble),
            // ”No,” he said: the wrong way round, or Swedish.
            Glyph::RightDouble if opens && closed_next(marks, i, Glyph::RightDouble) => {
                Turn::Opens(CurlyDouble)
            }
            Glyph::RightDouble => Turn::Stray,
            Glyph::Straight | Glyph::Doubled => {
                let style = if mark.glyph == Glyph::Straight { StraightDouble } else { DoubledSingle };
                if self.is_prime(marks, i, style) {
                    Turn::Nothing
                } else if inside && !opens {
                    Turn::Closes(style)
                } else if !inside && (closes || (mark.before_stop && !opens)) {
                    Turn::Stray
                } else {
                    Turn::Opens(style)
                }
            }
            Glyph::Backticks => Turn::Opens(DoubledSingle),
            Glyph::LeftGuillemet if closes && self.is_open(Guillemets) => Turn::Closes(Guillemets),
            Glyph::LeftGuillemet => Turn::Opens(Guillemets),
            Glyph::RightGuillemet if self.is_open(Guillemets) => Turn::Closes(Guillemets),
            Glyph::RightGuillemet if opens => Turn::Opens(Guillemets),
            Glyph::RightGuillemet => Turn::Stray,
            Glyph::LeftSingle if mark.opens && !mark.apostrophe => Turn::Opens(CurlySingle),
            Glyph::StraightSingle if opens && !mark.apostrophe => Turn::Opens(StraightSingle),
            Glyph::RightSingle | Glyph::StraightSingle
                if mark.closes && self.closes_single(marks, i, same_sentence) =>
            {
                Turn::ClosesSingle
            }
            Glyph::LeftSingle | Glyph::RightSingle | Glyph::StraightSingle => Turn::Nothing,
        }
    }

    /// Whether the mark stands for inches or minutes: `a 5" gun`, `6'2" tall`.
    fn is_prime(&self, marks: &[Mark], i: usize, style: MarkStyle) -> bool {
        let mark = &marks[i];
        if !mark.after_digit || mark.opens || mark.glyph == Glyph::Doubled {
            return false;
        }
        // Inside a quotation the mark may as well end it: then the next one does not end it once more.
        let next = closed_next(marks, i, mark.glyph);
        !self.is_open(style) || ((mark.before_lower || mark.after_feet) && next)
    }

    /// Whether a single mark that may close does, rather than being an apostrophe.
    fn closes_single(&self, marks: &[Mark], i: usize, same_sentence: &impl Fn(u32, u32) -> bool) -> bool {
        let Some(draft) = self.stack.last().map(|&d| &self.drafts[d]) else { return false };
        let mark = &marks[i];
        if !draft.style.is_single() {
            return false;
        }
        if mark.after_stop {
            return true;
        }
        // ‘The boys’ club is shut’: a later mark closes.
        let possessive = mark.after_s
            && mark.before_lower
            && marks.get(i + 1).is_some_and(|next| {
                next.closes
                    && matches!(next.glyph, Glyph::RightSingle | Glyph::StraightSingle)
                    && same_sentence(mark.span.start, next.span.start)
            });
        !possessive && same_sentence(draft.open.start, mark.span.start)
    }

    fn push(&mut self, mark: &Mark, style: MarkStyle) {
        let parent = self.stack.last().copied();
        self.stack.push(self.drafts.len());
        self.open[style as usize] += 1;
        self.drafts.push(Draft {
            open: mark.span,
            close: None,
            style,
            parent,
            fate: Fate::Open,
            words: (mark.words, mark.words),
        });
    }

    /// Closes the nearest open double quotation of `style`, or else the nearest of any; what was opened
    /// inside it and is still open is overtaken.
    fn close(&mut self, mark: &Mark, style: MarkStyle) {
        let same = self.is_open(style);
        while let Some(&top) = self.stack.last() {
            let found = self.drafts[top].style;
            if found == style || (!same && !found.is_single()) {
                return self.pop(mark);
            }
            self.drop_top(if found.is_single() { Fate::Apostrophe } else { Fate::Overtaken });
        }
    }

    fn pop(&mut self, mark: &Mark) {
        let words = mark.words;
        if let Some(draft) = self.drop_top(Fate::Closed) {
            draft.close = Some(mark.span);
            draft.words.1 = words;
        }
    }

    fn drop_top(&mut self, fate: Fate) -> Option<&mut Draft> {
        let top = self.stack.pop()?;
        let draft = &mut self.drafts[top];
        self.open[draft.style as usize] -= 1;
        draft.fate = fate;
        Some(draft)
    }

    /// What is still open at the paragraph's end: single marks were apostrophes, and a straight mark with
    /// its space on the wrong side (`"No, "he said.`) closed the one before it.
    fn settle(&mut self, marks: &[Mark]) {
        for &i in &self.stack {
            if self.drafts[i].style.is_single() && self.drafts[i].open != marks[0].span {
                self.drafts[i].fate = Fate::Apostrophe;
            }
        }
        let [.., first, second] = self.stack[..] else { return };
        let (a, b) = (&self.drafts[first], &self.drafts[second]);
        let last = marks.iter().rfind(|m| m.glyph == Glyph::Straight);
        let Some(last) = last.filter(|m| m.span == b.open && m.before_lower) else { return };
        if a.style == MarkStyle::StraightDouble && b.style == a.style && b.parent == Some(first) {
            self.drafts[first].close = Some(last.span);
            self.drafts[first].fate = Fate::Closed;
            self.drafts[first].words.1 = last.words;
            self.drafts[second].fate = Fate::Apostrophe;
        }
    }

    fn is_open(&self, style: MarkStyle) -> bool {
        self.open[style as usize] > 0
    }

    fn any_double(&self) -> bool {
        use MarkStyle::{CurlyDouble, DoubledSingle, LowHigh, StraightDouble};
        [CurlyDouble, StraightDouble, DoubledSingle, LowHigh].into_iter().any(|style| self.is_open(style))
    }
}

const fn is_single(glyph: Glyph) -> bool {
    matches!(glyph, Glyph::LeftSingle | Glyph::RightSingle | Glyph::StraightSingle)
}

/// Whether the next double mark after `marks[i]` is a `glyph` that can only close.
fn closed_next(marks: &[Mark], i: usize, glyph: Glyph) -> bool {
    // Single marks between are few in any text worth the look.
    let next = marks.iter().skip(i + 1).take(16).find(|m| !is_single(m.glyph));
    next.is_some_and(|m| m.glyph == glyph && m.closes && !m.opens)
}
