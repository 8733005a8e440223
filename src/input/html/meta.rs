//! What a page says of its article outside the text: the headline, and the day it was published.

use super::super::draft::day;
use super::blocks::Paragraph;
use super::flow::decoded;
use super::tree::{Id, Kind, Tree};
use jiff::civil::Date;
use serde_json::Value;
use std::ops::Range;

/// What a page says of its article.
#[derive(Debug, Default)]
pub(super) struct Meta {
    /// Headlines for machines: those of JSON-LD, of `<meta>` and of `<title>`, in this order.
    pub(super) headlines: Vec<String>,
    /// The bytes of the first of them that is mark-up.
    pub(super) headline: Option<Range<usize>>,
    /// The day it was published.
    pub(super) date: Option<Date>,
}

/// The most headlines that are compared with a page's headings: those of its own come first, those of a list of other
/// articles after them.
const HEADLINES: usize = 8;

impl Meta {
    /// Reads the elements of a page that say it.
    pub(super) fn of(tree: &Tree, page: &str) -> Self {
        let mut meta = Self::default();
        let mut title = None;
        let (mut declared, mut shown) = (None, None);
        for id in 0..tree.nodes.len() {
            match tree.name(id) {
                "script" if tree.attribute(id, "type").is_some_and(|kind| kind.contains("ld+json")) => {
                    if let Some(text) = text(tree, id) {
                        meta.linked_data(&page[text]);
                    }
                }
                "meta" => {
                    let name = tree.attribute(id, "property").or_else(|| tree.attribute(id, "name"));
                    let name = name.or_else(|| tree.attribute(id, "itemprop")).unwrap_or_default();
                    let content = tree.attribute(id, "content").unwrap_or_default();
                    if matches!(name, "og:title" | "headline" | "twitter:title") && !content.is_empty() {
                        meta.headlines.push(content.to_owned());
                        meta.headline = meta.headline.or_else(|| tree.value(page, id, "content"));
                    }
                    if name.contains("published")
                        || matches!(name, "datePublished" | "date" | "pubdate" | "DC.date.issued")
                    {
                        declared = declared.or_else(|| day(content));
                    }
                }
                "time" => shown = shown.or_else(|| tree.attribute(id, "datetime").and_then(day)),
                "title" if title.is_none() => title = text(tree, id),
                _ => {}
            }
        }
        meta.date = meta.date.or(declared).or(shown);
        if let Some(range) = title {
            let whole = &page[range.clone()];
            // Behind a bar or a dash is the paper's name.
            let name = [" | ", " - ", " – ", " — "].iter().filter_map(|bar| whole.rfind(bar)).max();
            let end = range.start + name.unwrap_or(whole.len());
            meta.headlines.push(decoded(&page[range.start..end]).trim().to_owned());
            meta.headline.get_or_insert(range.start..end);
        }
        meta
    }

    /// Takes headline and day from what a page says in JSON-LD, if it can be read.
    fn linked_data(&mut self, script: &str) {
        let Ok(value) = serde_json::from_str::<Value>(script) else { return };
        let mut todo = vec![&value];
        while let Some(value) = todo.pop() {
            match value {
                Value::Array(items) => todo.extend(items),
                Value::Object(object) => {
                    let string = |key| object.get(key).and_then(Value::as_str);
                    if let (Some(headline), true) = (string("headline"), object.contains_key("datePublished"))
                    {
                        self.headlines.push(decoded(headline).into_owned());
                    }
                    self.date = self.date.or_else(|| string("datePublished").and_then(day));
                    todo.extend(object.values());
                }
                _ => {}
            }
        }
    }

    /// The heading among a page's paragraphs that says most of what one of these headlines says; otherwise the first one
    /// of the highest level before `body`.
    pub(super) fn heading(
        &self,
        tree: &Tree,
        paragraphs: &[Paragraph],
        body: Option<usize>,
    ) -> Option<usize> {
        let headings = || (0..paragraphs.len()).filter(|&i| tree.is_heading(paragraphs[i].element));
        let headlines = || self.headlines.iter().take(HEADLINES);
        let alike = headings().map(|i| (i, headlines().map(|h| alike(h, &paragraphs[i].text)).max()));
        let best = alike
            .filter_map(|(i, alike)| Some((i, alike?)))
            .max_by_key(|&(i, alike)| (alike, std::cmp::Reverse(i)));
        let first = || headings().find(|&i| tree.name(paragraphs[i].element) == "h1" && Some(i) <= body);
        best.filter(|(_, alike)| *alike >= 60).map(|(i, _)| i).or_else(first)
    }
}

/// The bytes of the text of an element that holds nothing else.
fn text(tree: &Tree, id: Id) -> Option<Range<usize>> {
    tree.nodes[id].children.iter().find_map(|&child| match &tree.nodes[child].kind {
        Kind::Text(range) => Some(range.clone()),
        Kind::Element { .. } => None,
    })
}

/// The words that two texts share, in a hundred of those in either.
fn alike(a: &str, b: &str) -> usize {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.take(60).map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    let shared = a.iter().filter(|word| b.contains(word)).count();
    shared * 100 / (a.len() + b.len() - shared.min(b.len())).max(1)
}
