//! Quotations over several paragraphs, each of which opens with a mark and only the last of which closes.
//!
//! They are one person's words, by the custom that opens them anew: whoever has one paragraph of them has all. So what
//! is before `"Then I saw the smoke," Mr Vole said.` in paragraphs that were not closed is his too.

use super::Statement;
use crate::Span;
use crate::facts::quotes::{Quote, Quotes};

/// Gives the paragraphs of a quotation that nobody has to the one who has the rest. Linear in the text.
pub(super) fn join(quotes: &Quotes, statements: &mut Vec<Statement>) {
    let mut owners: Vec<(Span, usize)> = Vec::new();
    let mut ready = false;
    let mut moved = false;
    for first in quotes.quotes.iter().filter(|q| q.continued_by.is_some() && q.continues.is_none()) {
        if !ready {
            let contents = statements.iter().enumerate();
            owners = contents.flat_map(|(i, s)| s.content.iter().map(move |&c| (c, i))).collect();
            owners.sort_unstable();
            ready = true;
        }
        let chain: Vec<&Quote> =
            std::iter::successors(Some(first), |q| q.continued_by.map(|id| &quotes[id])).collect();
        // Who has the words at the start of each paragraph.
        let has = |quote: &Quote| {
            let at = owners.partition_point(|o| o.0.end <= quote.inner.start);
            owners.get(at).filter(|o| o.0.start <= quote.inner.start).map(|o| o.1)
        };
        let held: Vec<Option<usize>> = chain.iter().map(|quote| has(quote)).collect();
        let speaks = |i: &usize| !statements[*i].source.is_empty() && !statements[*i].content.is_empty();
        let mut speakers: Vec<usize> = held.iter().flatten().copied().filter(speaks).collect();
        speakers.dedup();
        let [owner] = speakers.as_slice() else { continue };
        for (quote, held) in chain.iter().zip(held) {
            match held {
                Some(i) if i == *owner => {}
                Some(i) if statements[i].source.is_empty() && statements[i].cue.is_empty() => {
                    let pieces = std::mem::take(&mut statements[i].content);
                    statements[*owner].content.extend(pieces);
                    moved = true;
                }
                Some(_) => {}
                None => {
                    statements[*owner].content.push(quote.span);
                    moved = true;
                }
            }
        }
    }
    if moved {
        statements.retain(|s| !s.content.is_empty());
        statements.iter_mut().for_each(|s| s.content.sort_unstable());
    }
}
