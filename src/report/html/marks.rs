//! What is to be seen on which words of an article.

use super::start;
use crate::Span;
use crate::checker::Document;
use crate::facts::speech::speakers::Speaker;
use crate::rules::Finding;

/// What is to be seen on a span of text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Words of the speaker of this number, in the attribution of that one.
    Says(usize, usize),
    /// The finding of this number.
    Found(usize),
    /// The other place of the finding of this number.
    Other(usize),
}

/// Every marked span, in order of start.
pub(super) struct Marks {
    all: Vec<(Span, Mark)>,
    /// For each how far it and those before it reach: a paragraph looks at none that ended before it.
    reach: Vec<u32>,
}

impl Marks {
    pub(super) fn of(document: &Document, findings: &[&Finding], speakers: &[Speaker]) -> Self {
        let mut all = Vec::new();
        for (number, speaker) in speakers.iter().enumerate() {
            for &said in &speaker.statements {
                let content = document.facts.attributions().get(said).map_or(&[][..], |said| &said.content);
                all.extend(content.iter().map(|&span| (span, Mark::Says(number, said))));
            }
        }
        for (number, finding) in findings.iter().enumerate() {
            all.extend(finding.spans.iter().map(|&span| (span, Mark::Found(number))));
            let others = finding.related.iter().flat_map(|related| &related.spans);
            all.extend(others.map(|&span| (span, Mark::Other(number))));
        }
        all.sort_by_key(|(span, _)| (span.start, span.end));
        let mut far = 0;
        let reach = all.iter().map(|(span, _)| {
            far = far.max(span.end);
            far
        });
        let reach = reach.collect();
        Self { all, reach }
    }

    /// Those that reach into a span.
    pub(super) fn within(&self, span: Span) -> Vec<(Span, Mark)> {
        let reaching = self.all.partition_point(|(mark, _)| mark.start < span.end);
        let first = self.reach.partition_point(|&end| end <= span.start).min(reaching);
        self.all[first..reaching].iter().filter(|(mark, _)| mark.end > span.start).copied().collect()
    }
}

/// Whether a mark at `span` is the first place of what it marks, which links lead to.
pub(super) fn is_first(finding: &Finding, mark: Mark, span: Span) -> bool {
    match mark {
        Mark::Found(_) => span.start == start(finding) && finding.spans.first() == Some(&span),
        Mark::Other(_) => {
            let others = finding.related.iter().find(|related| !related.spans.is_empty());
            others.is_some_and(|related| related.spans[0] == span)
        }
        Mark::Says(..) => false,
    }
}
