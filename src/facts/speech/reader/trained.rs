//! The trained reader: the model compiled in, run over an article block by block.

use super::clues::{Block, Clues, blocks};
use super::features::Family;
use super::lattice::{Arcs, Lattice};
use super::model::{Model, Scratch};
use super::{Evidence, Labelled, Labels, Reader, tags};
use crate::facts::quotes::Quotes;
use crate::lexicon::Lexicons;
use crate::text::Article;
use std::sync::{LazyLock, Mutex};

/// The file lies on a cache line, so that a line of its table is one.
#[repr(C, align(64))]
struct Aligned<Bytes: ?Sized>(Bytes);

static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../../model/reader.bin"));

static BUILT_IN: LazyLock<Trained<'static>> = LazyLock::new(|| Trained {
    // A test loads the file that is compiled in, so the fallback, which labels nothing, is never met.
    model: Model::read(&FILE.0).ok(),
    rooms: Mutex::default(),
});

/// The reader with the model compiled into the program.
#[must_use]
pub fn trained() -> &'static Trained<'static> {
    &BUILT_IN
}

/// A reader with learned weights.
#[derive(Debug)]
pub struct Trained<'a> {
    model: Option<Model<'a>>,
    /// Rooms that nobody works in, with the sums that they keep.
    rooms: Mutex<Vec<Room>>,
}

/// Room to work in.
#[derive(Debug, Default)]
struct Room {
    scratch: Scratch,
    lattice: Lattice,
    arcs: Vec<Arcs>,
    row: Vec<u8>,
}

impl<'a> Trained<'a> {
    /// A reader with a model of one's own.
    #[must_use]
    pub const fn new(model: Model<'a>) -> Self {
        Self { model: Some(model), rooms: Mutex::new(Vec::new()) }
    }
}

impl Reader for Trained<'_> {
    fn read(&self, article: &Article, quotes: &Quotes, _lexicons: &Lexicons) -> Labels {
        let Some(model) = &self.model else { return Labels::new() };
        let mut labels = Labels::new();
        let mut clues = Clues::default();
        let mut room = self.rooms.lock().ok().and_then(|mut rooms| rooms.pop()).unwrap_or_default();
        let Room { scratch, lattice, arcs, row } = &mut room;
        for block in blocks(article) {
            clues.fill(article, quotes, &block, model.words());
            model.arcs(&clues, scratch, arcs);
            lattice.best(arcs, row);
            if row.iter().all(|&tag| tag == tags::OUTSIDE) {
                continue;
            }
            lattice.sum(arcs);
            let tokens = &article.tokens[block.tokens.clone()];
            for (range, label) in tags::spans(row) {
                let confidence = lattice.span_probability(arcs, range.clone(), tags::begin(label));
                let span = tokens[range.start].span.join(tokens[range.end - 1].span);
                labels.push(Labelled { span, label, confidence });
            }
        }
        if let Ok(mut rooms) = self.rooms.lock() {
            rooms.push(room);
        }
        labels
    }

    fn weigh(&self, article: &Article, quotes: &Quotes, labels: &[Labelled]) -> Vec<Evidence> {
        let mut weighed = Vec::with_capacity(labels.len());
        let mut clues = Clues::default();
        for block in self.model.iter().flat_map(|_| blocks(article)) {
            let starts = |label: &&Labelled| article.token_at(label.span.start) < block.tokens.end;
            let here: Vec<&Labelled> = labels[weighed.len()..].iter().take_while(starts).collect();
            if let (Some(model), false) = (&self.model, here.is_empty()) {
                clues.fill(article, quotes, &block, model.words());
                weighed.extend(here.into_iter().map(|label| evidence(model, article, &clues, &block, label)));
            }
        }
        weighed.resize(labels.len(), Evidence::new());
        weighed
    }
}

/// What speaks for a label in a block whose clues are gathered, summed over the label's tokens.
fn evidence(
    model: &Model<'_>,
    article: &Article,
    clues: &Clues,
    block: &Block,
    labelled: &Labelled,
) -> Evidence {
    let tokens = article.tokens_in(labelled.span);
    let mut sums: Vec<(Family, f32)> = Vec::new();
    for token in tokens.start.max(block.tokens.start)..tokens.end.min(block.tokens.end) {
        let first = token == tokens.start;
        let tag = if first { tags::begin(labelled.label) } else { tags::inside(labelled.label) };
        let at = clues.range().start + token - block.tokens.start;
        for (family, weight) in model.for_tag(clues, at, tag) {
            match sums.iter_mut().find(|(known, _)| *known == family) {
                Some((_, sum)) => *sum += weight,
                None => sums.push((family, weight)),
            }
        }
    }
    sums.sort_by(|a, b| b.1.total_cmp(&a.1));
    sums.into_iter().map(|(family, sum)| (family.name(), sum)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::quotes;
    use crate::facts::speech::reader::{Label, features};
    use proptest::prelude::*;

    fn read(text: &str) -> (Article, Labels) {
        let article = Article::new("a.txt", text.to_owned(), None);
        let labels =
            trained().read(&article, &quotes::find(&article, Lexicons::ours()), &Lexicons::default());
        (article, labels)
    }

    #[test]
    fn the_model_compiled_in_is_for_these_features() {
        assert!(Model::read(&FILE.0).is_ok());
    }

    #[test]
    fn tells_what_it_went_by() {
        let text = "“We stay,” said Marta Okell.";
        let (article, labels) = read(text);
        let content = labels.iter().find(|l| l.label == Label::Content).unwrap();
        let weighed = trained().weigh(&article, &quotes::find(&article, Lexicons::ours()), &[*content]);
        assert!(weighed[0].iter().any(|w| w.0 == Family::Quotation.name() && w.1 > 0.0), "{weighed:?}");
        let block = blocks(&article).next().unwrap();
        let mut clues = Clues::default();
        clues.fill(
            &article,
            &quotes::find(&article, Lexicons::ours()),
            &block,
            trained().model.as_ref().unwrap().words(),
        );
        for i in clues.range() {
            let families: Vec<u64> = features::by_family(&clues, i).into_iter().map(|(_, key)| key).collect();
            let mut keys = Vec::new();
            features::keys(&clues, i, &mut keys);
            assert_eq!(families, keys);
        }
    }

    #[test]
    fn finds_the_plainest_attributions() {
        let cases = [
            ("“We will not leave the valley this year,” said Marta Okell.", "Marta Okell", "said"),
            ("Marta Okell said that the valley would be flooded by spring.", "Marta Okell", "said"),
            ("The bridge was unsafe, according to engineers.", "engineers", "according to"),
        ];
        for (text, source, cue) in cases {
            let (article, labels) = read(text);
            let has =
                |label, words| labels.iter().any(|l| l.label == label && article.slice(l.span) == words);
            assert!(has(Label::Source, source) && has(Label::Cue, cue), "{text}: {labels:?}");
            assert!(labels.iter().any(|l| l.label == Label::Content), "{text}");
        }
    }

    fn in_order(article: &Article, labels: &Labels) {
        let mut end = 0;
        for label in labels {
            assert!(label.span.start >= end && !label.span.is_empty());
            assert!(article.text.get(label.span.range()).is_some());
            assert!((0.0..=1.0).contains(&label.confidence));
            end = label.span.end;
        }
    }

    #[test]
    fn a_paragraph_without_end_is_read_in_blocks() {
        let (article, labels) = read(&"“We stay,” said Marta Okell of the valley's council ".repeat(2000));
        assert!(labels.len() > 2000);
        in_order(&article, &labels);
    }

    proptest! {
        #[test]
        fn any_text_yields_spans_in_order(text in "(\\PC|[“”\"'’.,\n]| said | according to |Hale ){0,200}") {
            let (article, labels) = read(&text);
            in_order(&article, &labels);
        }
    }
}
