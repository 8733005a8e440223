//! Mark-up to a tree of elements and text, each text with its bytes.
//!
//! `html5gum` cuts the page into tags and text as the standard says, with their places. What is made of them is less than a
//! browser makes: elements that are left open are closed, and what is nested wrongly is kept in order. Nothing recurses.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, Spanned, Token, Tokenizer};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::ops::Range;

/// An element or a text, by its number in [`Tree::nodes`]; the root is 0.
pub(super) type Id = usize;

/// No page is nested deeper by its author; browsers stop at 512. Each closing tag may look at all that is open.
const DEEPEST: usize = 1_500;

/// A page as a tree.
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// The bytes of its comments, in order.
    pub(super) comments: Vec<Range<usize>>,
    /// Where the mark-up begins in the page.
    start: usize,
}

/// An element or a text.
pub(super) struct Node {
    pub(super) parent: Id,
    pub(super) children: Vec<Id>,
    pub(super) kind: Kind,
}

/// What a node is.
pub(super) enum Kind {
    Element {
        name: HtmlString,
        attributes: BTreeMap<HtmlString, Spanned<HtmlString>>,
    },
    /// Its bytes in the page, with the entities in them.
    Text(Range<usize>),
}

impl Tree {
    /// Reads the mark-up in `range` of a page. None where it is nested deeper than anything that people write.
    pub(super) fn read(page: &str, range: Range<usize>) -> Option<Self> {
        let tree = Self { nodes: vec![Node::element(0, "#root")], comments: Vec::new(), start: range.start };
        let mut builder =
            Builder { tree, open: vec![Open { id: 0, is_block: false }], names: FxHashMap::default() };
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(&page[range.clone()], emitter) {
            match token.unwrap_or_else(|never| match never {}) {
                Token::StartTag(tag) => builder.start(tag.name, tag.attributes, tag.self_closing),
                Token::EndTag(tag) => builder.end(&tag.name),
                Token::String(text) => {
                    builder.text(range.start + text.span.start..range.start + text.span.end)
                }
                Token::Comment(comment) => {
                    let bytes = range.start + comment.span.start..range.start + comment.span.end;
                    builder.tree.comments.push(bytes);
                }
                Token::Doctype(_) | Token::Error(_) => {}
            }
            if builder.open.len() > DEEPEST {
                return None;
            }
        }
        Some(builder.tree)
    }

    /// The name of an element; empty for a text.
    pub(super) fn name(&self, node: Id) -> &str {
        match &self.nodes[node].kind {
            Kind::Element { name, .. } => str::from_utf8(name).unwrap_or_default(),
            Kind::Text(_) => "",
        }
    }

    /// Whether an element is a heading, of any level.
    pub(super) fn is_heading(&self, node: Id) -> bool {
        matches!(self.name(node), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
    }

    /// The bytes of the value of an attribute in `page`, with the entities in them.
    pub(super) fn value(&self, page: &str, node: Id, name: &str) -> Option<Range<usize>> {
        let Kind::Element { attributes, .. } = &self.nodes[node].kind else { return None };
        let span = attributes.get(name.as_bytes())?.span;
        let (first, end) = (self.start + span.start, self.start + span.end);
        let raw = page.get(first..end)?;
        let equals = raw.find('=')? + 1;
        let value = raw[equals..].trim_start();
        let start = first + raw.len() - value.len();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let Some(quote) = quote else { return Some(start..start + value.trim_end().len()) };
        let inside = &value[1..];
        Some(start + 1..start + 1 + inside.find(quote).unwrap_or(inside.len()))
    }

    /// Whether the mark-up is a page's, and not an article's alone.
    pub(super) fn is_page(&self) -> bool {
        (0..self.nodes.len())
            .any(|id| matches!(self.name(id), "html" | "head" | "body" | "title" | "nav" | "main"))
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, node: Id, name: &str) -> Option<&str> {
        match &self.nodes[node].kind {
            Kind::Element { attributes, .. } => {
                attributes.get(name.as_bytes()).and_then(|value| str::from_utf8(value).ok())
            }
            Kind::Text(_) => None,
        }
    }
}

impl Node {
    fn element(parent: Id, name: &str) -> Self {
        let kind = Kind::Element { name: name.as_bytes().to_vec().into(), attributes: BTreeMap::new() };
        Self { parent, children: Vec::new(), kind }
    }
}

struct Builder {
    tree: Tree,
    /// The open elements, from the root.
    open: Vec<Open>,
    /// How many of each name are open, so that nothing is looked for in vain.
    names: FxHashMap<String, usize>,
}

/// An element that is open.
#[derive(Clone, Copy)]
struct Open {
    id: Id,
    is_block: bool,
}

impl Builder {
    fn top(&self) -> Id {
        self.open.last().map_or(0, |open| open.id)
    }

    fn push(&mut self, kind: Kind) -> Id {
        let parent = self.top();
        let id = self.tree.nodes.len();
        self.tree.nodes.push(Node { parent, children: Vec::new(), kind });
        self.tree.nodes[parent].children.push(id);
        id
    }

    fn text(&mut self, range: Range<usize>) {
        self.push(Kind::Text(range));
    }

    fn start(
        &mut self,
        name: HtmlString,
        attributes: BTreeMap<HtmlString, Spanned<HtmlString>>,
        self_closing: bool,
    ) {
        let tag = str::from_utf8(&name).unwrap_or_default();
        let closes: &[&str] = match tag {
            "html" | "body" if self.open.len() > 1 && self.is_open(tag) => return,
            "li" => &["li"],
            "dt" | "dd" => &["dt", "dd"],
            "tr" => {
                self.close_nearest(&["td", "th"]);
                &["tr"]
            }
            "td" | "th" => &["td", "th"],
            "option" => &["option"],
            "a" => &["a"],
            "body" => &["head"],
            _ => &[],
        };
        if is_block(tag) {
            self.close_nearest(&["p"]);
        }
        if !closes.is_empty() {
            self.close_nearest(closes);
        }
        let stays_open = !(is_void(tag) || self_closing && matches!(tag, "path" | "g" | "use"));
        let is_block = is_block(tag);
        if stays_open {
            *self.names.entry(tag.to_owned()).or_default() += 1;
        }
        let id = self.push(Kind::Element { name, attributes });
        if stays_open {
            self.open.push(Open { id, is_block });
        }
    }

    fn is_open(&self, name: &str) -> bool {
        self.names.get(name).is_some_and(|&open| open > 0)
    }

    /// Closes the elements from this depth on, but never the root.
    fn close(&mut self, depth: usize) {
        for open in self.open.drain(depth.max(1)..) {
            if let Some(count) = self.names.get_mut(self.tree.name(open.id)) {
                *count -= 1;
            }
        }
    }

    /// Closes the nearest open element of these names, unless something that holds paragraphs of its own is in between.
    fn close_nearest(&mut self, names: &[&str]) {
        if !names.iter().any(|name| self.is_open(name)) {
            return;
        }
        for (depth, open) in self.open.iter().enumerate().rev() {
            let name = self.tree.name(open.id);
            if names.contains(&name) {
                self.close(depth);
                return;
            }
            if open.is_block && name != "p" || matches!(name, "td" | "th" | "button" | "#root") {
                return;
            }
        }
    }

    fn end(&mut self, name: &[u8]) {
        let name = str::from_utf8(name).unwrap_or_default();
        if !self.is_open(name) {
            return;
        }
        let inline = !is_block(name) && !matches!(name, "td" | "th" | "tr" | "body" | "html" | "head");
        for (depth, &Open { id, is_block }) in self.open.iter().enumerate().rev() {
            let open = self.tree.name(id);
            if open == name {
                self.close(depth);
                return;
            }
            let wall = matches!(open, "td" | "th" | "table" | "template" | "#root");
            if wall && !matches!(name, "table" | "tr" | "tbody" | "body" | "html") || inline && is_block {
                return;
            }
        }
    }
}

/// Whether an element begins a paragraph of its own.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

fn is_void(name: &str) -> bool {
    VOID.binary_search(&name).is_ok()
}

/// The elements of HTML that are laid out apart, in order.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Those that hold nothing.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
];
