//! Finds the article among what else is on a page.
//!
//! Most of a page's prose is its article's. So the paragraphs that read like prose are counted first; then the page is
//! entered from the root towards the part that holds nearly all of them; and what is left there of menus, link lists, calls
//! to share and captions is told by the names that pages give such parts, and by how much of it is links.

use super::blocks::Paragraph;
use super::tree::{Id, Kind, Tree};
use crate::lexicon::{Lexicons, Pages};
use crate::text::Role;
use rustc_hash::FxHashSet;

/// A part that holds this share of the prose around it holds the article.
const NEARLY_ALL: f64 = 0.72;

/// What is not of the article holds no more than this share of the page's prose, whatever it is called.
const MINOR: f64 = 0.6;

/// So many paragraphs before the first, its picture's caption may stand.
const BEFORE: usize = 20;

/// The most bytes of text that advertise another page.
const TEASER: f64 = 600.0;

/// The most bytes of text that go with a picture.
const CAPTIONS: f64 = 700.0;

/// What a part of a page calls itself, by its element's name, class and role.
#[derive(Clone, Copy, Default)]
struct Hints {
    /// It is not of the article.
    aside: bool,
    /// It is a picture or a film with its caption.
    picture: bool,
}

/// What an element says that it is.
fn hints(tree: &Tree, id: Id) -> Hints {
    let lexicons = Lexicons::ours();
    let name = tree.name(id);
    let mut hints = Hints {
        aside: matches!(name, "nav" | "footer" | "aside" | "form" | "menu" | "dialog"),
        picture: matches!(name, "figure" | "figcaption"),
    };
    hints.aside |= matches!(
        tree.attribute(id, "role"),
        Some("navigation" | "complementary" | "banner" | "contentinfo" | "search" | "dialog")
    );
    if !matches!(name, "html" | "body" | "span" | "em" | "strong" | "b" | "h1" | "tr" | "td") {
        for attribute in ["class", "id"] {
            for word in tree.attribute(id, attribute).into_iter().flat_map(words) {
                hints.aside |= lexicons.word_is(&word, Pages::Aside);
                hints.picture |= lexicons.word_is(&word, Pages::Picture);
            }
        }
    }
    hints
}

/// The words of a class or an id: `articleBody-2` is `article`, `body`.
pub(super) fn words(value: &str) -> impl Iterator<Item = String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut small = false;
    for c in value.chars() {
        if !c.is_ascii_alphabetic() || c.is_ascii_uppercase() && small {
            words.push(std::mem::take(&mut word));
        }
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
        small = c.is_ascii_lowercase();
    }
    words.push(word);
    words.into_iter().filter(|word| word.len() > 1)
}

/// Elements that show no text, or none of the author's.
pub(super) fn shows_nothing(tree: &Tree, id: Id) -> bool {
    let name = tree.name(id);
    if SILENT.binary_search(&name).is_ok() {
        return true;
    }
    let style = tree.attribute(id, "style").unwrap_or_default();
    tree.attribute(id, "hidden").is_some()
        || tree.attribute(id, "aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("display: none")
}

/// Their names, in order.
const SILENT: &[&str] = &[
    "audio", "button", "canvas", "embed", "iframe", "input", "math", "noscript", "object", "option",
    "script", "select", "style", "svg", "template", "textarea", "title", "video",
];

/// The paragraphs that are the article's, captions among them, by number and with what they are.
pub(super) fn of(tree: &Tree, paragraphs: &[Paragraph]) -> Vec<(usize, Option<Role>)> {
    let all = sums(tree, paragraphs, |p| prose(tree, p));
    let lengths = sums(tree, paragraphs, |p| p.text.len() as f64);
    let linked_headings =
        sums(tree, paragraphs, |p| f64::from(u8::from(tree.is_heading(p.element) && p.link_share() > 0.8)));
    let total = all[0];
    // What is an aside, by its own hints or by those of what it is in.
    let mut parts = vec![Hints::default(); tree.nodes.len()];
    for id in 1..tree.nodes.len() {
        if !matches!(tree.nodes[id].kind, Kind::Element { .. }) {
            continue;
        }
        let (own, around) = (hints(tree, id), parts[tree.nodes[id].parent]);
        parts[id] = Hints {
            // A heading that leads to another page, and what it is about.
            aside: around.aside
                || own.aside && all[id] <= MINOR * total
                || linked_headings[id] > 0.0 && lengths[id] <= TEASER && !tree.is_heading(id),
            // What is quoted in full is no caption.
            picture: tree.name(id) != "blockquote" && around.picture
                || own.picture && lengths[id] <= CAPTIONS,
        };
    }
    let aside = |id: Id| parts[id].aside || parts[id].picture;
    let weights = sums(tree, paragraphs, |p| if aside(p.element) { 0.0 } else { prose(tree, p) });
    let body = body(tree, &weights);
    let within = |id: Id| ancestors(tree, id).any(|id| id == body);
    let inside: Vec<usize> = (0..paragraphs.len())
        .filter(|&i| !aside(paragraphs[i].element) && within(paragraphs[i].element))
        .collect();
    let chosen = filter(tree, paragraphs, inside);
    let (Some(&first), Some(&last)) = (chosen.first(), chosen.last()) else { return Vec::new() };
    let mut story: Vec<(usize, Option<Role>)> =
        chosen.into_iter().map(|i| (i, role(tree, paragraphs[i].element))).collect();
    // A picture may stand before the first paragraph, and show its caption twice, short and long.
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let from = first.saturating_sub(BEFORE);
    for (i, Paragraph { element, text, .. }) in paragraphs.iter().enumerate().take(last + 1).skip(from) {
        let part = parts[*element];
        if part.picture && !part.aside && is_caption(tree, *element) && seen.insert(text) {
            story.push((i, Some(Role::Caption)));
        }
    }
    story.sort_by_key(|(i, _)| *i);
    story
}

/// All paragraphs of what is no page but an article's mark-up.
pub(super) fn all(tree: &Tree, paragraphs: &[Paragraph]) -> Vec<(usize, Option<Role>)> {
    let all = paragraphs.iter().enumerate();
    all.map(|(i, p)| {
        let caption = is_caption(tree, p.element);
        (i, if caption { Some(Role::Caption) } else { role(tree, p.element) })
    })
    .collect()
}

/// What the mark-up says that a paragraph is.
fn role(tree: &Tree, element: Id) -> Option<Role> {
    tree.is_heading(element).then_some(Role::Subheading)
}

/// Whether an element is under a picture's caption, or is one.
fn is_caption(tree: &Tree, element: Id) -> bool {
    ancestors(tree, element).take(4).any(|id| {
        tree.name(id) == "figcaption"
            || ["class", "itemprop"].iter().any(|name| {
                let value = tree.attribute(id, name).unwrap_or_default();
                words(value).any(|word| word.starts_with("caption"))
            })
    })
}

/// An element and what it is in, from the inside out.
fn ancestors(tree: &Tree, element: Id) -> impl Iterator<Item = Id> {
    std::iter::successors(Some(element), |&id| (id != 0).then(|| tree.nodes[id].parent))
}

/// By element, the sum of something over the paragraphs in it.
fn sums(tree: &Tree, paragraphs: &[Paragraph], of: impl Fn(&Paragraph) -> f64) -> Vec<f64> {
    let mut weights = vec![0.0; tree.nodes.len()];
    for paragraph in paragraphs {
        weights[paragraph.element] += of(paragraph);
    }
    for id in (1..tree.nodes.len()).rev() {
        weights[tree.nodes[id].parent] += weights[id];
    }
    weights
}

/// How much prose a paragraph is: its length, if it reads like it.
fn prose(tree: &Tree, paragraph: &Paragraph) -> f64 {
    if tree.is_heading(paragraph.element) {
        return 0.0;
    }
    let length = paragraph.text.len();
    let reads = length >= 80 || paragraph.ends_sentence() && length >= 30;
    if reads && paragraph.link_share() < 0.5 { (length - paragraph.linked.min(length)) as f64 } else { 0.0 }
}

/// The innermost element that holds nearly all prose of each that it is in.
fn body(tree: &Tree, weights: &[f64]) -> Id {
    let mut body = 0;
    loop {
        let heaviest =
            tree.nodes[body].children.iter().copied().max_by(|&a, &b| weights[a].total_cmp(&weights[b]));
        match heaviest {
            Some(child) if weights[child] > 0.0 && weights[child] >= NEARLY_ALL * weights[body] => {
                body = child
            }
            _ => return body,
        }
    }
}

/// Leaves out what is around the body's prose, and what in it is not.
fn filter(tree: &Tree, paragraphs: &[Paragraph], inside: Vec<usize>) -> Vec<usize> {
    let is_prose = |i: &usize| prose(tree, &paragraphs[*i]) > 0.0;
    let (Some(first), Some(last)) = (inside.iter().position(is_prose), inside.iter().rposition(is_prose))
    else {
        return inside;
    };
    let kin = |a: usize, b: usize| {
        let (a, b) = (paragraphs[a].element, paragraphs[b].element);
        a == b || tree.nodes[a].parent == tree.nodes[b].parent && tree.name(a) == tree.name(b)
    };
    let plain = |i: usize| paragraphs[i].link_share() < 0.7 && !tree.is_heading(paragraphs[i].element);
    let (mut first, mut last) = (first, last);
    while first > 0 && kin(inside[first - 1], inside[first]) && plain(inside[first - 1]) {
        first -= 1;
    }
    while last + 1 < inside.len() && kin(inside[last + 1], inside[last]) && plain(inside[last + 1]) {
        last += 1;
    }
    // The last lines may be the paper's own: where to write to, what to subscribe to.
    let quoted = |i: usize| tree.name(tree.nodes[paragraphs[i].element].parent) == "blockquote";
    while last > first && pitches(&paragraphs[inside[last]]) && !quoted(inside[last]) {
        last -= 1;
    }
    let mut chosen = Vec::new();
    // Headings that nothing has come under yet, and whether something did that was left out.
    let (mut headings, mut emptied) = (0, false);
    for &i in &inside[first..=last] {
        if tree.is_heading(paragraphs[i].element) {
            if emptied {
                chosen.truncate(chosen.len() - headings);
            }
            headings = if emptied { 1 } else { headings + 1 };
            emptied = false;
            if belongs(tree, &paragraphs[i]) { chosen.push(i) } else { headings -= 1 }
        } else if belongs(tree, &paragraphs[i]) {
            headings = 0;
            emptied = false;
            chosen.push(i);
        } else {
            emptied = headings > 0;
        }
    }
    chosen.truncate(chosen.len() - headings);
    chosen
}

/// Whether a paragraph advertises the paper: it has links, and speaks of letters, accounts and inboxes.
fn pitches(paragraph: &Paragraph) -> bool {
    let lexicons = Lexicons::ours();
    let words = || {
        paragraph
            .text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| lexicons.word_is(word, Pages::Pitch))
    };
    leads_elsewhere(&paragraph.text) && paragraph.linked > 0
        || paragraph.link_share() > 0.1 && words().count() > 0
        || words().count() > 2
}

/// Whether a paragraph among the article's is one of it.
fn belongs(tree: &Tree, paragraph: &Paragraph) -> bool {
    if tree.is_heading(paragraph.element) {
        return tree.name(tree.nodes[paragraph.element].parent) != "li" || paragraph.link_share() < 0.5;
    }
    let share = paragraph.link_share();
    share <= 0.8
        && !(share > 0.3 && leads_elsewhere(&paragraph.text))
        && !leads_elsewhere_alone(&paragraph.text)
}

/// Whether a text begins with words that send the reader elsewhere: `Read more: `.
fn leads_elsewhere(text: &str) -> bool {
    let lexicons = Lexicons::ours();
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|w| !w.is_empty())
        .take(3)
        .collect();
    (1..=words.len()).any(|n| lexicons.word_is(&words[..n].join(" ").replace('’', "'"), Pages::Lead))
}

/// Whether a text is nothing but such words.
fn leads_elsewhere_alone(text: &str) -> bool {
    text.len() < 30
        && leads_elsewhere(text)
        && Lexicons::ours()
            .word_is(&text.trim_end_matches([':', '…', '.', ' ']).replace('’', "'"), Pages::Lead)
}
